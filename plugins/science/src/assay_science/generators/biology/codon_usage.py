"""Codon usage: counts, relative usage, codon adaptation."""

from __future__ import annotations

import math
import random
from collections import Counter

from assay import Draft, generator
from assay_science.generators.biology._quantities import draft
from assay_science.generators.biology._strands import (
    NAMES,
    code,
    codons,
    numbered,
    random_codons,
    rna,
    spaced,
    stop_codon,
)


def _synonyms(letter: str) -> list[str]:
    return sorted(codon for codon, other in code().items() if other == letter)


@generator("science.codon_usage", verifiers=("science.quantity",))
def codon_usage(rng: random.Random, difficulty: int) -> Draft:
    """Measures of how a coding sequence uses its codons.

    1: the share of one codon among those of its amino acid. 2: the GC content of the third positions. 3: the relative
    synonymous codon usage. 4: the codon adaptation index of a short gene from a table of weights. 5: weights from counts.
    """
    if difficulty >= 4:
        return _adaptation(rng, difficulty)
    letter = rng.choice("LSRVAGPTIKEDNQ" if difficulty == 3 else "LSRVAGPT")
    synonyms = _synonyms(letter)
    count = (24, 30, 36)[difficulty - 1] + rng.randint(0, 8)
    while True:
        body = random_codons(rng, count)
        parts = codons(body)
        for at in rng.sample(range(count), rng.randint(5, 8)):
            parts[at] = rng.choice(synonyms)
        dna = "ATG" + "".join(parts) + stop_codon(rng)
        counts = Counter(codon for codon in codons(dna) if codon in synonyms)
        asked_for = rng.choice(sorted(counts)) if counts else ""
        if sum(counts.values()) >= 5 and len(counts) >= 2:
            break
    shown = (
        f"This is a coding sequence, in frame, from its start codon to its stop codon:\n\n{numbered(dna)}\n\n"
    )
    steps = [f"In codons: {spaced(dna)}"]
    total = sum(counts.values())
    listed = ", ".join(f"{codon} {counts[codon]}" for codon in synonyms)
    second = sum(dna[at : at + 3] == asked_for for at in range(0, len(dna), 3))
    if difficulty == 1:
        steps.append(f"The codons of {NAMES[letter]}: {listed}, together {total}.")
        steps.append(f"{counts[asked_for]}/{total} = {counts[asked_for] / total:.3f}")
        asked = f"Which fraction of its {NAMES[letter]} codons is {asked_for}? Give three decimals."
        value = counts[asked_for] / total
        return draft(
            shown + asked,
            steps,
            "The fraction is",
            value,
            "",
            second=second / total,
            decimals=3,
            absolute=0.001,
        )
    if difficulty == 2:
        from Bio.SeqUtils import GC123

        thirds = [codon[2] for codon in codons(dna)]
        strong = sum(base in "GC" for base in thirds)
        steps.append(f"Third positions: {''.join(thirds)}")
        steps.append(
            f"{strong} of {len(thirds)} are G or C: {strong}/{len(thirds)} = {100 * strong / len(thirds):.1f}%"
        )
        asked = "What is its GC3, the percentage of G and C at the third codon positions, start and stop codon included? Give one decimal."
        value = 100 * strong / len(thirds)
        return draft(
            shown + asked, steps, "GC3 is", value, "%", second=float(GC123(dna)[3]), decimals=1, absolute=0.06
        )
    steps.append(f"The codons of {NAMES[letter]}: {listed}, together {total}.")
    expected = total / len(synonyms)
    value = counts[asked_for] / expected
    steps.append(
        f"With equal use each of the {len(synonyms)} would occur {total}/{len(synonyms)} = {expected:.3f} times."
    )
    steps.append(f"RSCU = {counts[asked_for]}/{expected:.3f} = {value:.3f}")
    asked = (
        f"What is the relative synonymous codon usage (RSCU) of {asked_for}, its count divided by the mean count of all codons "
        f"of {NAMES[letter]}? Give three decimals."
    )
    return draft(
        shown + asked,
        steps,
        "RSCU is",
        value,
        "",
        second=second * len(synonyms) / total,
        decimals=3,
        absolute=0.002,
    )


def _adaptation(rng: random.Random, difficulty: int) -> Draft:
    letters = rng.sample("LSRVAGPTKEDNQF", 4)
    table = {letter: _synonyms(letter) for letter in letters}
    counts = {codon: rng.randint(3, 90) for letter in letters for codon in table[letter]}
    weights = {
        codon: round(counts[codon] / max(counts[c] for c in table[letter]), 2)
        for letter in letters
        for codon in table[letter]
    }
    size = rng.randint(6, 9) if difficulty == 4 else rng.randint(8, 12)
    gene = [rng.choice(table[rng.choice(letters)]) for _ in range(size)]
    exact = (
        {c: counts[c] / max(counts[d] for d in table[code()[c]]) for c in counts}
        if difficulty == 5
        else weights
    )
    used = [exact[codon] for codon in gene]
    value = math.exp(sum(map(math.log, used)) / size)
    rows = []
    for letter in letters:
        for codon in table[letter]:
            number = f"{weights[codon]:.2f}" if difficulty == 4 else f"{counts[codon]}"
            rows.append(f"| {NAMES[letter]} | {rna(codon)} | {number} |")
    head = "relative adaptiveness w" if difficulty == 4 else "count in highly expressed genes"
    shown = f"| amino acid | codon | {head} |\n| --- | --- | --- |\n" + "\n".join(rows)
    rule = (
        ""
        if difficulty == 4
        else " The relative adaptiveness w of a codon is its count divided by the highest count among the codons of the same amino acid."
    )
    asked = (
        f"From a table of codon usage:\n\n{shown}\n\n{rule.strip()}{' ' if rule else ''}Calculate the codon adaptation index (CAI), the geometric mean of w, "
        f"of the fragment {rna(spaced(''.join(gene)))} (in frame, no start or stop codon). Give three decimals."
    )
    steps = [", ".join(f"w({rna(codon)}) = {exact[codon]:.3f}" for codon in dict.fromkeys(gene))]
    steps.append(f"The product of the {size} values is {math.prod(used):.4g}.")
    steps.append(
        f"Its {size}th root is {value:.3f}." if size not in (1, 2, 3) else f"The root is {value:.3f}."
    )
    return draft(
        asked,
        steps,
        "The CAI is",
        value,
        "",
        second=math.prod(used) ** (1 / size),
        decimals=3,
        absolute=0.003,
    )
