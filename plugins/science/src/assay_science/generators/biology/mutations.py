"""What a mutation of a coding sequence does to the protein."""

from __future__ import annotations

import random

from assay import Draft, agree, generator, make_reference
from assay_science.generators.biology._strands import (
    THREE,
    code,
    codons,
    numbered,
    random_codons,
    rna,
    spaced,
    stop_codon,
)

_KINDS = ("missense", "nonsense", "silent", "frameshift", "in-frame deletion")
_ALSO = {
    "silent": ["synonymous"],
    "missense": ["missense mutation", "missense variant"],
    "nonsense": ["stop-gained", "stop gained", "nonsense mutation"],
    "frameshift": ["frame-shift", "frame shift"],
    "in-frame deletion": ["inframe deletion", "in frame deletion"],
}


def _gene(rng: random.Random, count: int) -> str:
    return "ATG" + random_codons(rng, count - 1) + stop_codon(rng)


def _read(dna: str) -> str:
    return "".join(code()[codon] for codon in codons(dna))


def _substitution(rng: random.Random, cds: str, kind: str) -> tuple[str, str, int] | None:
    """A change of one base of that kind: its name, the sequence after it, its position; ``None`` if there is none."""
    found = []
    for at in range(3, len(cds) - 3):
        for base in "ACGT":
            if base == cds[at]:
                continue
            after = cds[:at] + base + cds[at + 1 :]
            n = at // 3
            old, new = code()[cds[3 * n : 3 * n + 3]], code()[after[3 * n : 3 * n + 3]]
            what = "silent" if old == new else "nonsense" if new == "*" else "missense"
            if what == kind:
                found.append((f"c.{at + 1}{cds[at]}>{base}", after, at))
    return rng.choice(found) if found else None


def _indel(rng: random.Random, cds: str) -> tuple[str, str, int] | None:
    """One or two bases that are lost or doubled, named at their last possible place: the name, the sequence after it, where it begins."""
    for _ in range(60):
        size = rng.randint(1, 2)
        at = rng.randrange(3, len(cds) - 12)
        piece = cds[at : at + size]
        if cds[at + size : at + size + 1] == piece[0]:
            continue  # the same change has a name further on
        lost = rng.random() < 0.6
        after = cds[:at] + cds[at + size :] if lost else cds[: at + size] + piece + cds[at + size :]
        place = f"{at + 1}" if size == 1 else f"{at + 1}_{at + 2}"
        protein = _read(after)
        old = _read(cds)
        first = next((n for n, (a, b) in enumerate(zip(old, protein, strict=False)) if a != b), None)
        if first is None or old[first] == "*" or protein[first] == "*" or "*" not in protein:
            continue
        return f"c.{place}{'del' if lost else 'dup'}", after, at
    return None


def _named(cds: str, after: str, kind: str, at: int) -> str:
    """The protein-level name, from the two translations."""
    old, new = _read(cds), _read(after)
    n = at // 3
    if kind == "silent":
        return f"p.{THREE[old[n]]}{n + 1}="
    if kind == "nonsense":
        return f"p.{THREE[old[n]]}{n + 1}Ter"
    if kind == "missense":
        return f"p.{THREE[old[n]]}{n + 1}{THREE[new[n]]}"
    first = next(k for k, (a, b) in enumerate(zip(old, new, strict=False)) if a != b)
    return f"p.{THREE[old[first]]}{first + 1}{THREE[new[first]]}fsTer{new.index('*', first) - first + 1}"


def _case(rng: random.Random, count: int, kind: str) -> tuple[str, str, str, int]:
    while True:
        cds = _gene(rng, count)
        if kind == "in-frame deletion":
            n = rng.randint(1, count - 3)
            after = cds[: 3 * n] + cds[3 * n + 3 :]
            if cds[3 * n] != cds[3 * n + 3] and _read(cds)[n] not in (_read(cds)[n + 1],):
                return cds, f"c.{3 * n + 1}_{3 * n + 3}del", after, 3 * n
            continue
        made = _indel(rng, cds) if kind == "frameshift" else _substitution(rng, cds, kind)
        if made:
            return cds, *made


def _explained(cds: str, after: str, kind: str, at: int) -> list[str]:
    old, new = _read(cds), _read(after)
    n = at // 3
    before, behind = cds[3 * n : 3 * n + 3], after[3 * n : 3 * n + 3]
    steps = [f"Position {at + 1} is base {at % 3 + 1} of codon {n + 1}, {rna(before)} ({THREE[old[n]]})."]
    if kind in ("silent", "missense", "nonsense"):
        steps.append(
            f"The codon becomes {rna(behind)}, which {'is a stop codon' if new[n] == '*' else f'encodes {THREE[new[n]]}'}."
        )
        return steps
    if kind == "in-frame deletion":
        return [
            *steps,
            f"The three bases are the whole codon, so {THREE[old[n]]} is missing and the reading frame is kept.",
        ]
    size = len(after) - len(cds)
    stop = new.index("*")
    first = next(k for k, (a, b) in enumerate(zip(old, new, strict=False)) if a != b)
    word = "lost" if size < 0 else "doubled"
    steps.append(
        f"{'One base is' if abs(size) == 1 else 'Two bases are'} {word}, which is no multiple of three, so the reading frame shifts."
    )
    start = 3 * n
    steps.append(
        f"From codon {n + 1} on it now reads {spaced(rna(after[start : 3 * stop + 3]))}: {', '.join(THREE[c] for c in new[n : stop + 1])}."
    )
    steps.append(
        f"The first residue that changes is {THREE[old[first]]}{first + 1}, which becomes {THREE[new[first]]}; counted from it, "
        f"the new stop codon is number {stop - first + 1}."
    )
    return steps


@generator("science.mutation_effect", verifiers=("science.term",))
def mutation_effect(rng: random.Random, difficulty: int) -> Draft:
    """Tell a silent, missense, nonsense or frameshift mutation and an in-frame deletion.

    1: two codons, before and after. 2: a changed codon of an mRNA. 3: a change named in a short gene. 4: a longer gene,
    deletions and duplications too. 5: two changes, of which both together decide.
    """
    if difficulty <= 2:
        kind = rng.choice(("missense", "nonsense", "silent"))
    else:
        kind = rng.choice(_KINDS[:4] if difficulty == 3 else _KINDS)
    count = (4, 6, 10, 18, 26)[difficulty - 1] + rng.randint(0, 4)
    cds, change, after, at = _case(rng, count, kind)
    steps = _explained(cds, after, kind, at)
    n = at // 3
    among = _KINDS if difficulty >= 3 else _KINDS[:3]
    choices = ", ".join(among[:-1]) + f" or {among[-1]}"
    if difficulty == 1:
        before, behind = rna(cds[3 * n : 3 * n + 3]), rna(after[3 * n : 3 * n + 3])
        asked = f"A mutation in a coding sequence changes the codon {before} of the mRNA to {behind}. Is it a {choices} mutation?"
        steps = [
            f"{before} encodes {THREE[_read(cds)[n]]}.",
            steps[1].replace("The codon becomes", "It becomes"),
        ]
    elif difficulty == 2:
        asked = f"The mRNA {rna(spaced(cds))} (5' to 3', in frame) is changed to {rna(spaced(after))}. Is the mutation a {choices} mutation?"
    else:
        asked = (
            f"A gene has this coding sequence, numbered from the A of its start codon:\n\n{numbered(cds)}\n\nIn a patient's allele the change "
            f"{change} is found. Is it a {choices} {'mutation' if difficulty == 3 else 'variant'}?"
        )
    if difficulty == 5:
        asked, steps, kind = _two(rng, cds, among)
    reason = {
        "silent": "The amino acid stays the same, so the mutation is silent.",
        "missense": "Another amino acid takes its place, so it is a missense mutation.",
        "nonsense": "The chain ends too early, so it is a nonsense mutation.",
        "frameshift": "All codons behind it are read differently, so it is a frameshift mutation.",
        "in-frame deletion": "Nothing else changes, so it is an in-frame deletion.",
    }[kind]
    closing = f"The answer is **{kind}**."
    return Draft(
        asked,
        "\n".join([*steps, reason, closing]),
        make_reference(kind, term={"answer": kind, "among": list(_KINDS), "also": _ALSO}),
        answer=kind,
    )


def _two(rng: random.Random, cds: str, among: tuple[str, ...]) -> tuple[str, list[str], str]:
    """Two changes of one codon on one allele."""
    while True:
        n = rng.randint(1, len(cds) // 3 - 3)
        old = cds[3 * n : 3 * n + 3]
        a, b = sorted(rng.sample(range(3), 2))
        new = list(old)
        for k in (a, b):
            new[k] = rng.choice([base for base in "ACGT" if base != old[k]])
        after = "".join(new)
        kind = (
            "silent" if code()[old] == code()[after] else "nonsense" if code()[after] == "*" else "missense"
        )
        if rng.random() < {"silent": 1.0, "nonsense": 1.0, "missense": 0.2}[kind]:
            break
    names = [f"c.{3 * n + k + 1}{old[k]}>{after[k]}" for k in (a, b)]
    asked = (
        f"A gene has this coding sequence, numbered from the A of its start codon:\n\n{numbered(cds)}\n\nOne allele carries both {names[0]} and "
        f"{names[1]}. Is their joint effect on the protein that of a {', '.join(among[:-1])} or {among[-1]} mutation?"
    )
    steps = [
        f"Both positions lie in codon {n + 1}, {rna(old)} ({THREE[code()[old]]}), as its bases {a + 1} and {b + 1}.",
        f"With both changes the codon is {rna(after)}, which {'is a stop codon' if kind == 'nonsense' else f'encodes {THREE[code()[after]]}'}.",
    ]
    return asked, steps, kind


@generator("science.variant_name", verifiers=("science.sequence",))
def variant_name(rng: random.Random, difficulty: int) -> Draft:
    """Name the change of a protein that a change of its coding sequence makes, by HGVS.

    1: a missense change. 2: nonsense and silent ones too. 3: the loss of a whole codon as well. 4: a frameshift. 5: a
    frameshift in a longer gene.
    """
    from assay_science.sequences.variants import protein_name

    kind = rng.choice(
        (
            ("missense",),
            ("missense", "nonsense", "silent"),
            ("in-frame deletion", "nonsense", "missense"),
            ("frameshift",),
            ("frameshift",),
        )[difficulty - 1]
    )
    cds, change, after, at = _case(rng, (8, 12, 16, 18, 34)[difficulty - 1] + rng.randint(0, 4), kind)
    n = at // 3
    own = (
        f"p.{THREE[_read(cds)[n]]}{n + 1}del" if kind == "in-frame deletion" else _named(cds, after, kind, at)
    )
    name = agree(own, protein_name(cds, change), what="the name")
    steps = _explained(cds, after, kind, at)
    asked = (
        f"This is the coding sequence of a gene, numbered from the A of its start codon:\n\n{numbered(cds)}\n\n"
        f"{rng.choice(('Name the predicted change of the protein', 'Give the HGVS name of the predicted protein change'))} for the variant {change}"
        f"{', with the length of the new reading frame' if kind == 'frameshift' else ''}, in the notation of HGVS with three-letter codes "
        f"(p.…; Ter for a stop codon{', = for no change' if difficulty == 2 else ''})."
    )
    return Draft(
        asked,
        "\n".join([*steps, f"The protein change is {name}."]),
        make_reference(name, variant={"of": cds, "change": change}),
        answer=name,
    )


@generator("science.mutant_protein", verifiers=("science.sequence",))
def mutant_protein(rng: random.Random, difficulty: int) -> Draft:
    """The protein that a mutated gene encodes.

    1: a substitution in a few codons. 2: more. 3: an early stop. 4: a frameshift. 5: a frameshift in a longer gene.
    """
    kind = rng.choice(
        (
            ("missense",),
            ("missense", "in-frame deletion"),
            ("nonsense", "in-frame deletion"),
            ("frameshift",),
            ("frameshift",),
        )[difficulty - 1]
    )
    while True:
        cds, change, after, at = _case(rng, (6, 9, 12, 14, 24)[difficulty - 1] + rng.randint(0, 4), kind)
        protein = _read(after).split("*")[0]
        if len(protein) >= 3:
            break
    from Bio.Seq import Seq

    second = str(Seq(after[: len(after) // 3 * 3]).translate(to_stop=True))
    protein = agree(protein, second, what="the mutant protein")
    steps = [f"The unchanged gene encodes {_read(cds).rstrip('*')}.", *_explained(cds, after, kind, at)]
    asked = (
        f"This is the coding sequence of a gene, numbered from the A of its start codon:\n\n{numbered(cds)}\n\n"
        f"{rng.choice(('A mutant carries', 'A mutation changes it by'))} {change}. Write the protein that the mutant gene encodes, in one-letter code."
    )
    return Draft(
        asked,
        "\n".join([*steps, f"The mutant protein is {protein}."]),
        make_reference(protein, sequence={"sequence": protein, "kind": "protein"}),
        answer=protein,
    )
