"""Crosses: the offspring to expect of one to four genes, of genes that interact, and of lethal alleles."""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction
from itertools import product

from assay import Draft, generator
from assay_science.working import VERIFIERS, Working

_TRAITS = (
    ("R", "round", "wrinkled", "seeds"),
    ("Y", "yellow", "green", "cotyledons"),
    ("P", "purple", "white", "flowers"),
    ("T", "tall", "dwarf", "stems"),
    ("G", "green", "yellow", "pods"),
    ("I", "inflated", "constricted", "pods"),
)
"""Genes of Mendel's peas: the letter, the dominant and the recessive form, and of what."""
_SQUARE = {
    ("Aa", "Aa"): {"AA": "1/4", "Aa": "1/2", "aa": "1/4"},
    ("Aa", "aa"): {"AA": "0", "Aa": "1/2", "aa": "1/2"},
    ("AA", "Aa"): {"AA": "1/2", "Aa": "1/2", "aa": "0"},
}
"""The Punnett square of each cross of one gene that can give more than one genotype."""
_PHENOTYPE = {"dominant": ("AA", "Aa"), "recessive": ("aa",)}


@generator("science.punnett", verifiers=VERIFIERS, min_step_coverage=1.0)
def punnett(rng: random.Random, difficulty: int) -> Draft:
    """The probability of a genotype or phenotype among the offspring of a cross, or how many to expect.

    1 to 4: so many genes that assort independently. 5: two genes that interact, or a lethal allele.
    """
    if difficulty == 5:
        return rng.choice((_interaction, _interaction, _lethal))(rng, Working())
    work = Working()
    genes = rng.sample(_TRAITS, difficulty)
    if {"Y", "G"} <= {gene[0] for gene in genes}:  # yellow and green of two things are confusing
        genes = [gene for gene in _TRAITS if gene[0] != "G"][:difficulty]
    by_genotype = rng.random() < 0.35
    crosses, wanted, said, terms = [], [], [], []
    for n, (letter, dominant, recessive, part) in enumerate(genes, 1):
        pair = rng.choice(list(_SQUARE)[: 2 if difficulty == 1 or rng.random() < 0.8 else 3])
        crosses.append(tuple(sorted(pair, key=lambda _: rng.random())))
        options = (
            [k for k, share in _SQUARE[pair].items() if share != "0"]
            if by_genotype
            else ["dominant", "recessive"]
        )
        if not by_genotype and pair == ("AA", "Aa"):
            options = ["dominant"]
        choice = rng.choice(options)
        wanted.append(_PHENOTYPE.get(choice, (choice,)))
        share = sum(Fraction(_SQUARE[pair][each]) for each in wanted[-1])
        form = {"dominant": f"{dominant} {part}", "recessive": f"{recessive} {part}"}.get(
            choice, _named(choice, letter)
        )
        said.append(form)
        cross = f"{_named(crosses[-1][0], letter)} × {_named(crosses[-1][1], letter)}"
        work.step(
            f"P_{n}",
            f"{share.numerator}/{share.denominator}" if share != 1 else "4/4",
            "",
            f"The cross {cross} gives {form} with the probability",
        )
        terms.append(f"P_{n}")
    second = _enumerated(crosses, wanted)
    parents = [
        "".join(_named(cross[k], gene[0]) for cross, gene in zip(crosses, genes, strict=True)) for k in (0, 1)
    ]
    target = "".join(said) if by_genotype else _listed(said)
    legend = "; ".join(
        f"{letter} ({dominant} {part}) is dominant over {letter.lower()} ({recessive})"
        for letter, dominant, recessive, part in genes
    )
    texts = {
        "one": parents[0],
        "two": parents[1],
        "target": f"the genotype {target}" if by_genotype else target,
        "legend": legend,
        "assort": " The genes assort independently." if difficulty > 1 else "",
    }
    if rng.random() < 0.5:
        N = work.given("N", str(rng.randrange(160, 1600, 16)), "", "offspring")
        work.step(
            "n",
            " * ".join(["N", *terms]),
            "",
            "So the number to expect is"
            if difficulty == 1
            else "By the product rule, the number to expect is",
        )
        asked = rng.choice(
            (
                "In peas, {legend}.{assort} A plant {one} is crossed with a plant {two}. Among {N} offspring, how many are expected to have {target}?",
                "Pea plants of the genotypes {one} and {two} are crossed ({legend}).{assort} How many of {N} offspring do you expect to have {target}?",
            )
        )
        return work.draft(asked, "The expected number is", digits=4, second=second * int(N), texts=texts)
    if difficulty > 1:
        work.step("P", " * ".join(terms), "", "By the product rule,")
    asked = rng.choice(
        (
            "In peas, {legend}.{assort} A plant {one} is crossed with a plant {two}. What is the probability, as a decimal, that an offspring has {target}?",
            "Pea plants of the genotypes {one} and {two} are crossed ({legend}).{assort} Find the probability of an offspring with {target}, as a decimal.",
            "For the cross {one} × {two} of peas ({legend}), what fraction of the offspring has {target}?{assort} Give a decimal.",
        )
    )
    return work.draft(asked, "The probability is", digits=4, second=second, texts=texts)


def _named(genotype: str, letter: str) -> str:
    return genotype.replace("A", letter).replace("a", letter.lower())


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]


def _enumerated(crosses: list[tuple[str, ...]], wanted: list[tuple[str, ...]]) -> Fraction:
    """Every gamete of one parent with every gamete of the other, counted."""
    mothers, fathers = (list(product(*(cross[k] for cross in crosses))) for k in (0, 1))
    good = sum(
        all("".join(sorted(pair)) in each for pair, each in zip(zip(m, f, strict=True), wanted, strict=True))
        for m in mothers
        for f in fathers
    )
    return Fraction(good, len(mothers) * len(fathers))


Phenotypes = dict[str, tuple[str, Callable[[str, str], bool]]]
"""Phenotypes with the formula of their share from P_1 (the first gene's dominant form) and P_2, and who has them."""


def _both(a: str, b: str) -> bool:
    return a != "aa" and b != "aa"


_INTERACTIONS: tuple[tuple[str, tuple[str, str], Phenotypes], ...] = (
    (
        "In Labrador retrievers, B (black) is dominant over b (brown), but dogs with ee are yellow whatever their alleles of B",
        ("B", "E"),
        {
            "black": ("P_1 * P_2", _both),
            "brown": ("(1 - P_1) * P_2", lambda a, b: a == "aa" and b != "aa"),
        },
    ),
    (
        "In sweet peas, flowers are purple if the plant has a dominant allele of both genes C and P, and white otherwise",
        ("C", "P"),
        {"purple": ("P_1 * P_2", _both), "white": ("1 - P_1 * P_2", lambda a, b: not _both(a, b))},
    ),
    (
        "In mice, A (agouti) is dominant over a (black), but mice with cc are albino whatever their alleles of A",
        ("A", "C"),
        {
            "agouti": ("P_1 * P_2", _both),
            "black": ("(1 - P_1) * P_2", lambda a, b: a == "aa" and b != "aa"),
        },
    ),
    (
        "In summer squash, fruits are white with the dominant allele W; without it they are yellow with Y and green with yy",
        ("W", "Y"),
        {
            "yellow": ("(1 - P_1) * P_2", lambda a, b: a == "aa" and b != "aa"),
            "green": ("(1 - P_1) * (1 - P_2)", lambda a, b: a == b == "aa"),
        },
    ),
    (
        "In shepherd's purse, capsules are triangular if the plant has a dominant allele of at least one of the genes C and D, and ovoid otherwise",
        ("C", "D"),
        {
            "ovoid": ("(1 - P_1) * (1 - P_2)", lambda a, b: a == b == "aa"),
            "triangular": ("1 - (1 - P_1) * (1 - P_2)", lambda a, b: a != "aa" or b != "aa"),
        },
    ),
)


def _interaction(rng: random.Random, work: Working) -> Draft:
    story, letters, phenotypes = rng.choice(_INTERACTIONS)
    crosses = [rng.choice((("Aa", "Aa"), ("Aa", "Aa"), ("Aa", "aa"), ("aa", "Aa"))) for _ in letters]
    phenotype = rng.choice(list(phenotypes))
    formula, has = phenotypes[phenotype]
    for n, (letter, cross) in enumerate(zip(letters, crosses, strict=True), 1):
        said = f"{_named(cross[0], letter)} × {_named(cross[1], letter)}"
        work.step(
            f"P_{n}",
            "3/4" if cross == ("Aa", "Aa") else "1/2",
            "",
            f"The cross {said} gives the dominant allele {letter} with the probability",
        )
    good = 0
    mothers, fathers = (list(product(*(cross[k] for cross in crosses))) for k in (0, 1))
    for m in mothers:
        for f in fathers:
            first, second_gene = ("".join(sorted(pair)) for pair in zip(m, f, strict=True))
            good += has(first, second_gene)
    share = Fraction(good, len(mothers) * len(fathers))
    parents = [
        "".join(_named(cross[k], letter) for cross, letter in zip(crosses, letters, strict=True))
        for k in (0, 1)
    ]
    texts = {"story": story, "one": parents[0], "two": parents[1], "phenotype": phenotype}
    if rng.random() < 0.5:
        N = work.given("N", str(rng.randrange(160, 1600, 16)), "", "offspring")
        work.step("P", formula, "", f"So offspring are {phenotype} with the probability")
        work.step("n", "N * P", "", "The number to expect is")
        return work.draft(
            "{story}. The genes assort independently. Crosses {one} × {two} give {N} offspring in all. "
            + rng.choice(
                ("How many are expected to be {phenotype}?", "How many {phenotype} ones do you expect?")
            ),
            "The expected number is",
            digits=4,
            second=share * int(N),
            texts=texts,
        )
    work.step("P", formula, "", f"So offspring are {phenotype} with the probability")
    return work.draft(
        "{story}. The genes assort independently. "
        + rng.choice(
            (
                "What is the probability, as a decimal, of {phenotype} offspring from {one} × {two}?",
                "Individuals {one} and {two} are crossed. Find the probability, as a decimal, that an offspring is {phenotype}.",
            )
        ),
        "The probability is",
        digits=4,
        second=share,
        texts=texts,
    )


def _lethal(rng: random.Random, work: Working) -> Draft:
    animal, letter, trait, other, second_letter, dominant, recessive = rng.choice(
        (
            ("mice", "Y", "yellow", "not yellow", "S", "short-haired", "long-haired"),
            ("Manx cats", "M", "tailless", "tailed", "L", "short-haired", "long-haired"),
            ("creeper fowl", "C", "short-legged", "normal", "W", "white", "coloured"),
        )
    )
    both_mixed = rng.random() < 0.6
    cross = ("Aa", "Aa") if both_mixed else ("Aa", "aa")
    work.step("P_d", "1/4", "", f"The embryos {letter}{letter} die; their share is")
    work.step(
        "P_1", "1/2 / (1 - P_d)", "", f"So among those born, heterozygous, {trait} animals have the share"
    )
    recessive_wanted = rng.random() < 0.5
    share = {True: {True: "1/4", False: "3/4"}, False: {True: "1/2", False: "1/2"}}[both_mixed][
        recessive_wanted
    ]
    form = recessive if recessive_wanted else dominant
    work.step(
        "P_2",
        share,
        "",
        f"The other gene, {_named(cross[0], second_letter)} × {_named(cross[1], second_letter)}, gives {form} ones with the probability",
    )
    work.step("P", "P_1 * P_2", "", f"Animals that are {trait} and {form} have the probability")
    born = good = 0
    for a, b, x, y in product("Aa", "Aa", *cross):
        first, second_gene = "".join(sorted(a + b)), "".join(sorted(x + y))
        if first == "AA":
            continue
        born += 1
        good += first == "Aa" and (second_gene == "aa") == recessive_wanted
    one, two = (f"{letter}{letter.lower()}{_named(each, second_letter)}" for each in cross)
    return work.draft(
        rng.choice(
            (
                "In {animal}, {l} makes heterozygotes {trait} and is lethal before birth when homozygous; {ll} animals are {other}. {s} ({dominant}) is dominant over {sl} ({recessive}), and both genes assort independently. "
                "What fraction of the animals born of {one} × {two} is {trait} and {form}? Give a decimal.",
                "The allele {l} of {animal} is lethal before birth in {l}{l}; {l}{ll_} animals are {trait} and {ll} {other}. An independent gene has the alleles {s} ({dominant}) and, recessive, {sl} ({recessive}). Two animals {one} and {two} mate. Find the "
                "probability, as a decimal, that a newborn is {trait} and {form}.",
            )
        ),
        "The probability is",
        digits=4,
        second=Fraction(good, born),
        texts={
            "animal": animal,
            "l": letter,
            "ll": letter.lower() * 2,
            "ll_": letter.lower(),
            "trait": trait,
            "other": other,
            "s": second_letter,
            "sl": second_letter.lower(),
            "dominant": dominant,
            "recessive": recessive,
            "one": one,
            "two": two,
            "form": form,
        },
    )
