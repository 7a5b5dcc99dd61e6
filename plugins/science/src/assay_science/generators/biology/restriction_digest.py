"""Restriction digests and their fragments."""

from __future__ import annotations

import itertools
import random
import re
from typing import Any

from assay import Draft, agree, generator, make_reference
from assay_science.generators.biology._strands import numbered, other_strand, random_dna

_PLAIN = ("EcoRI", "BamHI", "HindIII", "PstI", "XhoI", "KpnI", "SacI", "SalI", "XbaI", "NcoI", "NdeI", "SmaI", "EcoRV", "BglII", "ClaI", "SpeI", "NheI", "PvuII", "ScaI", "StuI", "SphI", "ApaI", "HpaI", "MluI")  # fmt: skip
_SHORT = ("HaeIII", "AluI", "MspI", "TaqI", "HhaI", "RsaI", "MseI", "DpnII")
_DEGENERATE = ("HincII", "AvaI", "HinfI", "DdeI", "BstNI", "StyI", "AccI", "BsaWI", "HaeII", "BanI")
_IUPAC = {"R": "[AG]", "Y": "[CT]", "S": "[CG]", "W": "[AT]", "K": "[GT]", "M": "[AC]", "B": "[CGT]", "D": "[AGT]", "H": "[ACT]", "V": "[ACG]", "N": "[ACGT]"}  # fmt: skip
_VECTORS = ("A plasmid", "A recombinant plasmid", "A cloning vector", "A shuttle vector")


def _enzyme(name: str) -> Any:
    from Bio import Restriction

    return Restriction.AllEnzymes.get(name)


def _cuts(dna: str, name: str, circular: bool) -> list[int]:
    """The bases before each cut of the top strand, by a search for the site as a pattern, on both strands."""
    enzyme = _enzyme(name)
    site = enzyme.site
    pattern = re.compile("(?=" + "".join(_IUPAC.get(c, c) for c in site) + ")")
    size = len(dna)
    text = dna + dna[: len(site) - 1] if circular else dna
    top = {
        (m.start() + enzyme.fst5) % size if circular else m.start() + enzyme.fst5
        for m in pattern.finditer(text)
    }
    if other_strand(text) != text and not enzyme.is_palindromic():
        raise ValueError(f"{name} is cut from both strands")
    return sorted(c for c in top if circular or 0 < c < size)


def _site(name: str) -> str:
    """The recognition sequence with the cut: ``G^AATTC``."""
    enzyme = _enzyme(name)
    return f"{enzyme.site[: enzyme.fst5]}^{enzyme.site[enzyme.fst5 :]}"


def _lengths(cuts: list[int], size: int, circular: bool) -> list[int]:
    if not circular:
        bounds = [0, *cuts, size]
        return [b - a for a, b in itertools.pairwise(bounds)]
    return [b - a for a, b in itertools.pairwise(cuts)] + [size - cuts[-1] + cuts[0]]


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + f" and {words[-1]}"


@generator("science.restriction_digest", verifiers=("science.sequence",))
def restriction_digest(rng: random.Random, difficulty: int) -> Draft:
    """The fragments of a restriction digest, from a map or from the sequence.

    1: a linear sequence, one enzyme. 2: a circular plasmid with mapped sites. 3: a sequence and two enzymes. 4: a circular
    molecule, with a site across its first base now and then, or a double digest of a mapped plasmid. 5: a longer circular
    sequence, enzymes with ambiguous sites.
    """
    if difficulty == 2 or (difficulty == 4 and rng.random() < 0.5):
        return _mapped(rng, difficulty)
    size = {
        1: rng.randint(60, 100),
        3: rng.randint(120, 200),
        4: rng.randint(100, 180),
        5: rng.randint(200, 320),
    }[difficulty]
    circular = difficulty >= 4
    while True:
        names = rng.sample(_PLAIN, 1 if difficulty == 1 else 2)
        if difficulty == 5:
            names = [*rng.sample(_PLAIN, 1), *rng.sample(_DEGENERATE, 1)]
        elif difficulty >= 3 and rng.random() < 0.4:
            names[1] = rng.choice(_SHORT)
        dna = random_dna(rng, size)
        for name in names:
            if len(_enzyme(name).site) >= 6 or difficulty == 5:
                dna = _with_site(rng, dna, name, rng.randint(1, 2))
        if difficulty == 4 and rng.random() < 0.5:
            turn = dna.find(_enzyme(names[0]).site) + 3
            dna = dna[turn:] + dna[:turn]
        cuts = {name: _cuts(dna, name, circular) for name in names}
        all_cuts = sorted({cut for found in cuts.values() for cut in found})
        lengths = _lengths(all_cuts, size, circular) if all_cuts else []
        if (
            all(cuts.values())
            and 2 <= len(lengths) <= 7
            and min(lengths) >= 5
            and len(set(lengths)) == len(lengths)
        ):
            break
    from Bio.Seq import Seq

    steps = []
    for name in names:
        found = sorted((at - 1) % size for at in _enzyme(name).search(Seq(dna), linear=not circular))
        agree(found, cuts[name], what=f"the cuts of {name}")
        after = _listed([f"{cut}" for cut in cuts[name]])
        where = "nucleotide" if len(cuts[name]) == 1 else "nucleotides"
        steps.append(
            f"{name} recognises {_site(name).replace('^', '')} and cuts {_site(name)}; it cuts after {where} {after}."
        )
    shape = "circular" if circular else "linear"
    asked = (
        f"This is the top strand of a {shape} molecule of DNA of {size} bp, written 5' to 3'"
        f"{' from an arbitrary origin' if circular else ''}:\n\n{numbered(dna)}\n\nIt is digested to completion with {_listed(names)}. "
        f"What are the lengths of the fragments in base pairs, counted in the top strand?"
    )
    return _draft(asked, steps, all_cuts, size, circular, {"of": dna, "enzymes": names, "circular": circular})


def _with_site(rng: random.Random, dna: str, name: str, times: int) -> str:
    """The sequence with the enzyme's site written over it at random places."""
    site = "".join(rng.choice(_IUPAC.get(c, c).strip("[]")) for c in _enzyme(name).site)
    for _ in range(times):
        at = rng.randint(6, len(dna) - len(site) - 6)
        dna = dna[:at] + site + dna[at + len(site) :]
    return dna


def _mapped(rng: random.Random, difficulty: int) -> Draft:
    size = rng.randint(2600, 9800)
    names = rng.sample(_PLAIN, 1 if difficulty == 2 else 2)
    while True:
        counts = [rng.randint(2, 3) if difficulty == 2 else rng.randint(1, 3) for _ in names]
        places = sorted(rng.sample(range(40, size - 40), sum(counts)))
        lengths = _lengths(places, size, True)
        if min(lengths) >= 150 and len(set(lengths)) == len(lengths):
            break
    rng.shuffle(places)
    sites = {name: sorted(places[sum(counts[:n]) : sum(counts[: n + 1])]) for n, name in enumerate(names)}
    told = [
        f"{name} cuts it after {'position' if len(at) == 1 else 'positions'} {_listed([str(p) for p in at])}"
        for name, at in sites.items()
    ]
    vector = rng.choice(_VECTORS)
    asked = (
        f"{vector} is a circle of {size} bp, numbered clockwise from 1. {'; '.join(told)}. Which fragments, in base pairs, does a "
        f"complete {'double digest with ' + _listed(names) if len(names) > 1 else 'digest with ' + names[0]} give?"
    )
    cuts = sorted(places)
    # a second route: walk round the circle and count
    walked = [
        next(step for step in range(1, size + 1) if (cut + step - 1) % size + 1 in places) for cut in cuts
    ]
    agree(sorted(walked), sorted(_lengths(cuts, size, True)), what="the fragments")
    return _draft(asked, [], cuts, size, True, {"circular": True, "length": size, "sites": cuts})


def _draft(
    asked: str, steps: list[str], cuts: list[int], size: int, circular: bool, part: dict[str, Any]
) -> Draft:
    lengths = _lengths(cuts, size, circular)
    steps.append(f"In order, the cuts stand after {_listed([str(cut) for cut in cuts])}.")
    if circular:
        sums = [f"{b} - {a} = {b - a}" for a, b in itertools.pairwise(cuts)]
        sums.append(f"{size} - {cuts[-1]} + {cuts[0]} = {lengths[-1]} (across the origin)")
    else:
        bounds = [0, *cuts, size]
        sums = [f"{b} - {a} = {b - a}" for a, b in itertools.pairwise(bounds)]
    steps.append(f"The fragments: {'; '.join(sums)}.")
    steps.append(f"Check: {' + '.join(map(str, lengths))} = {agree(sum(lengths), size, what='the sum')} bp.")
    answer = _listed([f"{length} bp" for length in sorted(lengths, reverse=True)])
    return Draft(
        asked,
        "\n".join([*steps, f"The fragments are {answer}."]),
        make_reference(answer, fragments=part),
        answer=answer,
    )
