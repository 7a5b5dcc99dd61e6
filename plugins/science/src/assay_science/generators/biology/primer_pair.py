"""Primer design by stated rules."""

from __future__ import annotations

import random
from itertools import islice, product

from assay import Draft, agree, generator, make_reference
from assay_science.generators.biology._strands import ends, numbered, other_strand, random_dna

_METHODS = {
    "wallace": "2 °C for each A or T and 4 °C for each G or C",
    "gc": "Tm = 64.9 + 41 (G + C - 16.4)/N",
    "nn": "the nearest-neighbour model of SantaLucia and Hicks (2004), with 50 mM Na+ and 250 nM of each strand",
}


def _melting(primer: str, method: str) -> float:
    gc = sum(base in "GC" for base in primer)
    if method == "wallace":
        return 2 * (len(primer) - gc) + 4 * gc
    if method == "gc":
        return 64.9 + 41 * (gc - 16.4) / len(primer)
    from Bio.SeqUtils import MeltingTemp

    return float(
        MeltingTemp.Tm_NN(primer, nn_table=MeltingTemp.DNA_NN4, dnac1=250, dnac2=250, Na=50, saltcorr=5)
    )


@generator("science.primer_pair", verifiers=("science.sequence",))
def primer_pair(rng: random.Random, difficulty: int) -> Draft:
    """Design a pair of PCR primers on a template; any pair that meets the rules is right.

    1: length and melting temperature by the Wallace rule. 2: a GC clamp as well. 3: the GC content and a target that
    the product holds. 4: equal melting temperatures by the longer formula, no long runs. 5: nearest neighbours, limits on
    pairing of a primer with itself.
    """
    from assay_science.sequences.primers import Primers

    method = ("wallace", "wallace", "wallace", "gc", "nn")[difficulty - 1]
    size = (100, 120, 160, 200, 240)[difficulty - 1] + rng.randint(0, 40)
    while True:
        template = random_dna(rng, size, rng.uniform(0.44, 0.56))
        low, high = rng.choice(((18, 20), (18, 22), (19, 23), (20, 24)))
        if difficulty == 1:
            low, high = 18, 20
        middle = (
            rng.choice((54, 56, 58))
            if method == "wallace"
            else rng.choice((50, 52, 54))
            if method == "gc"
            else rng.choice((55, 57, 58))
        )
        rules: dict[str, object] = {
            "template": template,
            "length": (low, high),
            "gc": (0, 100) if difficulty < 3 else (40, 60),
            "tm": (middle - 2, middle + 4),
            "method": method,
            "clamp": difficulty >= 2,
            "max_difference": 2 if difficulty >= 4 else 4,
        }
        if difficulty >= 3:
            first = rng.randint(size // 2 - 20, size // 2 - 5)
            rules["target"] = (first, first + rng.randint(12, 30))
        else:
            rules["product"] = (size // 2, size)
        if difficulty >= 4:
            rules["max_run"] = 3
        if difficulty == 5:
            rules["max_self"], rules["max_hairpin"] = 4, 3
        part = Primers(**rules)  # type: ignore[arg-type]
        chosen = _choose(rng, part)
        if chosen:
            break
    forward, reverse = chosen
    start, end = template.index(forward) + 1, len(template) - part.bottom.index(reverse)
    steps = []
    for name, primer, a, b in (
        ("forward", forward, start, start + len(forward) - 1),
        ("reverse", reverse, end - len(reverse) + 1, end),
    ):
        agree(_melting(primer, method), part.melting(primer), rel=1e-9, what="the melting temperature")
        gc = sum(base in "GC" for base in primer)
        tm = _melting(primer, method)
        what = "is" if name == "forward" else "pairs with"
        steps.append(
            f"The {name} primer {what} nucleotides {a} to {b} of the top strand: {len(primer)} bases, {gc} of them G or C "
            f"({100 * gc / len(primer):.0f}%), Tm {tm:.{0 if method == 'wallace' else 1}f} °C, 3' end {primer[-1]}."
        )
    steps.append(f"The product goes from nucleotide {start} to {end} and has {end - start + 1} bp.")
    answer = f"{ends(forward)} (forward) and {ends(reverse)} (reverse)"
    reference = {key: value for key, value in rules.items() if value is not None}
    return Draft(
        _asked(part),
        "\n".join([*steps, f"The primers are {answer}."]),
        make_reference(answer, primers=reference),
        answer=answer,
    )


def _choose(rng: random.Random, part: object) -> tuple[str, str] | None:
    """A pair that meets the rules, drawn of all of them; ``None`` if there is none."""
    from assay_science.sequences.primers import Primers

    assert isinstance(part, Primers)

    def good(strand: str, last: int) -> list[str]:
        places = list(product(range(last), range(part.length[0], part.length[1] + 1)))
        rng.shuffle(places)
        fit = (strand[at : at + size] for at, size in places if at + size <= last)
        return list(islice((primer for primer in fit if not part.faults(primer)), 6))

    half = len(part.template) // 2
    forwards = good(part.template, part.target[0] - 1 if part.target else half)
    reverses = good(other_strand(part.template), len(part.template) - part.target[1] if part.target else half)
    pairs = list(
        product(rng.sample(forwards, min(8, len(forwards))), rng.sample(reverses, min(8, len(reverses))))
    )
    fit = [pair for pair in pairs if not part.pair_faults(*pair)]
    return rng.choice(fit) if fit else None


def _asked(part: object) -> str:
    from assay_science.sequences.primers import Primers

    assert isinstance(part, Primers)
    rules = [
        f"each has {part.length[0]} to {part.length[1]} nucleotides and matches the template over its whole length",
        f"each has a melting temperature from {part.tm[0]:g} to {part.tm[1]:g} °C, by {_METHODS[part.method]}",
        f"the two melting temperatures differ by {part.max_difference:g} °C at most",
    ]
    if part.gc != (0, 100):
        rules.append(f"each has a GC content from {part.gc[0]:g}% to {part.gc[1]:g}%")
    if part.clamp:
        rules.append("each ends in G or C at its 3' end")
    if part.max_run:
        rules.append(f"neither has more than {part.max_run} equal bases in a row")
    if part.max_self is not None:
        rules.append(
            f"two copies of one primer form at most {part.max_self} neighbouring base pairs with each other"
        )
    if part.max_hairpin is not None:
        rules.append(
            f"neither forms a hairpin with a stem of more than {part.max_hairpin} base pairs around a loop of 3 bases or more"
        )
    if part.product:
        rules.append(f"the product has {part.product[0]} to {part.product[1]} bp")
    if part.target:
        rules.append(f"nucleotides {part.target[0]} to {part.target[1]} lie between the primers")
    listed = "\n".join(f"- {rule}" for rule in rules)
    return (
        f"Design a pair of PCR primers for this template (top strand, 5' to 3'):\n\n{numbered(part.template)}\n\nThe rules:\n{listed}\n\n"
        "Write the forward and the reverse primer from 5' to 3'."
    )
