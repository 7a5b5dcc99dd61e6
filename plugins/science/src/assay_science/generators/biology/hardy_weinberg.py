"""Allele and genotype frequencies in Hardy-Weinberg equilibrium."""

from __future__ import annotations

import random
from collections.abc import Mapping
from itertools import product

from assay import Draft, generator
from assay_science.working import VERIFIERS, Working

_CODOMINANT = (
    ("shorthorn cattle", "red (RR)", "roan (RW)", "white (WW)", "R"),
    ("wild snapdragons", "red-flowered (RR)", "pink-flowered (RW)", "white-flowered (WW)", "R"),
    ("people typed for the MN blood group", "of type M (MM)", "of type MN", "of type N (NN)", "M"),
    ("four-o'clock plants", "crimson (CC)", "pink (CW)", "white (WW)", "C"),
)
_RECESSIVE = (
    ("phenylketonuria", 9_000, 16_000),
    ("cystic fibrosis", 2_000, 3_600),
    ("oculocutaneous albinism", 12_000, 24_000),
    ("galactosaemia", 30_000, 60_000),
    ("Tay-Sachs disease", 3_000, 4_200),
    ("sickle-cell anaemia", 350, 700),
)
"""Conditions with the range of ``n`` for which 1 of n newborns is affected in some population."""
_TRAITS = (
    ("peppered moths", "dark", "light"),
    ("meadow voles", "brown", "albino"),
    ("land snails", "unbanded", "banded"),
    ("lupins", "blue-flowered", "white-flowered"),
    ("guinea pigs", "short-haired", "long-haired"),
)


@generator("science.hardy_weinberg", verifiers=VERIFIERS, min_step_coverage=1.0)
def hardy_weinberg(rng: random.Random, difficulty: int) -> Draft:
    """Allele and genotype frequencies of a population in Hardy-Weinberg equilibrium.

    1: an allele's frequency from counts of genotypes. 2: carriers of a recessive condition. 3: the expected number of
    heterozygotes from counts of phenotypes. 4: an X-linked gene. 5: the three alleles of the ABO
    blood groups, or the inbreeding coefficient.
    """
    return (_counts, _carriers, _heterozygotes, _x_linked, rng.choice((_abo, _inbreeding)))[difficulty - 1](
        rng
    )


def _united(alleles: Mapping[str, float]) -> dict[str, float]:
    """Genotypes and their frequencies when gametes unite at random, each pair in alphabetical order."""
    found: dict[str, float] = {}
    for one, other in product(alleles, repeat=2):
        pair = "".join(sorted(one + other))
        found[pair] = found.get(pair, 0.0) + alleles[one] * alleles[other]
    return found


def _genotypes(rng: random.Random, size: int) -> list[int]:
    """Counts of AA, Aa and aa in a sample of about ``size``."""
    p = rng.uniform(0.25, 0.75)
    return [round(size * part * rng.uniform(0.95, 1.05)) for part in (p * p, 2 * p * (1 - p), (1 - p) ** 2)]


def _counts(rng: random.Random) -> Draft:
    work = Working()
    population, first, mixed, second, allele = rng.choice(_CODOMINANT)
    counts = _genotypes(rng, rng.randint(80, 600))
    for n, (count, what) in enumerate(zip(counts, (first, mixed, second), strict=True), 1):
        work.given(f"n_{n}", str(count), "", f"number that are {what}")
    work.step("N", "n_1 + n_2 + n_3", "", "The number of individuals is")
    work.step(
        "p", "(2 * n_1 + n_2) / (2 * N)", "", f"Each carries two alleles, so the frequency of {allele} is"
    )
    pool = allele * 2 * counts[0] + (allele + "x") * counts[1] + "xx" * counts[2]
    return work.draft(
        rng.choice(
            (
                "Of a sample of {population}, {n_1} are {first}, {n_2} are {mixed} and {n_3} are {second}. The two alleles "
                "of the gene are codominant. What is the frequency of the allele {allele}, as a decimal?",
                "A survey of {population} counts {n_1} that are {first}, {n_2} that are {mixed} and {n_3} that are "
                "{second}. Calculate the frequency of the allele {allele} in the sample, as a decimal.",
                "Genotyping a sample of {population} finds that {n_1} are {first}, {n_2} {mixed} and {n_3} {second}. "
                "Find the frequency of {allele} among all alleles of this gene, as a decimal.",
            )
        ),
        f"The frequency of {allele} is",
        second=pool.count(allele) / len(pool),
        texts={
            "population": population,
            "first": first,
            "mixed": mixed,
            "second": second,
            "allele": allele,
        },
    )


def _carriers(rng: random.Random) -> Draft:
    work = Working()
    condition, low, high = rng.choice(_RECESSIVE)
    step = 10 if low < 1_000 else 100
    n = work.given("n", str(rng.randrange(low, high, step)), "", "newborns of whom one is affected")
    work.step(
        "q", "sqrt(1 / n)", "", "Affected newborns are homozygous, with frequency $q^2$, so", symbol="q"
    )
    work.step("p", "1 - q", "", "The other allele has the frequency")
    work.step("H", "2 * p * q", "%", "Heterozygous carriers have the frequency")
    united = _united({"A": 1 - n**-0.5, "a": n**-0.5})
    return work.draft(
        rng.choice(
            (
                "In a population, 1 in {n} newborns has {condition}, an autosomal recessive condition. Assuming Hardy-Weinberg "
                "equilibrium, what percentage of the population are carriers?",
                "The incidence of {condition}, which is autosomal recessive, is 1 in {n} births. Estimate the percentage "
                "of heterozygous carriers in this population, which is in Hardy-Weinberg equilibrium.",
                "{condition_} is inherited as an autosomal recessive trait and affects 1 of {n} newborns of a population in "
                "Hardy-Weinberg equilibrium. Find the frequency of carriers in percent.",
            )
        ),
        "The frequency of carriers is",
        second=100 * united["Aa"],
        texts={"condition": condition, "condition_": condition[0].upper() + condition[1:]},
    )


def _heterozygotes(rng: random.Random) -> Draft:
    work = Working()
    species, dominant, recessive = rng.choice(_TRAITS)
    size = rng.randint(150, 1200)
    q = rng.uniform(0.25, 0.7)
    rare = round(size * q * q)
    work.given("n_d", str(size - rare), "", f"number that are {dominant}")
    work.given("n_r", str(rare), "", f"number that are {recessive}")
    work.step("N", "n_d + n_r", "", "The population has the size")
    work.step(
        "q", "sqrt(n_r / N)", "", f"The {recessive} individuals are homozygous, with frequency $q^2$, so"
    )
    work.step("p", "1 - q", "", "The dominant allele has the frequency")
    work.step("n_h", "2 * p * q * N", "", "The expected number of heterozygotes is")
    root = (rare / size) ** 0.5
    return work.draft(
        rng.choice(
            (
                "In a population of {species}, {dominant} is dominant over {recessive}. {n_d} individuals are {dominant} "
                "and {n_r} are {recessive}. If the population is in Hardy-Weinberg equilibrium, how many heterozygotes are "
                "expected?",
                "A population of {species} in Hardy-Weinberg equilibrium consists of {n_d} {dominant} and {n_r} "
                "{recessive} individuals; the allele for {dominant} is dominant. Estimate the number of heterozygotes.",
            )
        ),
        "The expected number of heterozygotes is",
        digits=3,
        second=size * _united({"A": 1 - root, "a": root})["Aa"],
        texts={"species": species, "dominant": dominant, "recessive": recessive},
    )


def _x_linked(rng: random.Random) -> Draft:
    work = Working()
    condition, low, high = rng.choice(
        (
            ("red-green colour blindness", 4.0, 9.0),
            ("glucose-6-phosphate dehydrogenase deficiency", 3.0, 15.0),
        )
    )
    f = work.given("f", f"{rng.uniform(low, high):.1f}", "%", "share of affected males") / 100
    N = work.given("N", str(rng.randrange(1_000, 60_000, 500)), "", "number of females")
    work.step("q", "f", "", "Males have one X chromosome, so the frequency of the recessive allele is")
    united = _united({"A": 1 - f, "a": f})
    if rng.random() < 0.5:
        work.step("p", "1 - q", "", "The normal allele has the frequency")
        work.step("n_c", "2 * p * q * N", "", "The expected number of carriers among the females is")
        closing, what, second = "The number of carriers is", "heterozygous carriers", N * united["Aa"]
    else:
        work.step("n_a", "q ** 2 * N", "", "The expected number of affected females is")
        closing, what, second = "The number of affected females is", "affected", N * united["aa"]
    return work.draft(
        rng.choice(
            (
                "{condition_} is X-linked recessive. In a population in Hardy-Weinberg equilibrium, {f} of the males are "
                "affected. How many of {N} females of this population are expected to be {what}?",
                "In a certain population, which is in Hardy-Weinberg equilibrium, {f} of the males have {condition}, an X-linked "
                "recessive trait. Among {N} females, how many do you expect to be {what}?",
            )
        ),
        closing,
        digits=4 if second >= 1000 else 3,
        second=second,
        texts={
            "condition": condition,
            "condition_": condition[0].upper() + condition[1:],
            "what": what,
        },
    )


def _abo(rng: random.Random) -> Draft:
    work = Working()
    size = rng.randrange(400, 5_000, 10)
    a, b = rng.uniform(0.18, 0.32), rng.uniform(0.05, 0.18)
    o = 1 - a - b
    n_a, n_o = round(size * (a * a + 2 * a * o)), round(size * o * o)
    work.given("N", str(size), "", "people typed")
    work.given("n_A", str(n_a), "", "people of type A")
    work.given("n_O", str(n_o), "", "people of type O")
    work.step("r", "sqrt(n_O / N)", "", "People of type O are homozygous for $i$, whose frequency is")
    work.step(
        "s",
        "sqrt((n_A + n_O) / N)",
        "",
        "Types A and O together have the frequency $(p + r)^2$, so $p + r$ is",
    )
    asked, formula, genotypes = rng.choice(
        (("AB", "2 * p * q * N", ("AB",)), ("B", "(q ** 2 + 2 * q * r) * N", ("BB", "BO")))
    )
    if asked == "AB":
        work.step("p", "s - r", "", "The allele $I^A$ has the frequency")
    work.step("q", "1 - s", "", "The allele $I^B$ has the frequency")
    work.step("n", formula, "", f"The expected number of people of type {asked} is")
    root, both = (n_o / size) ** 0.5, ((n_a + n_o) / size) ** 0.5
    united = _united({"A": both - root, "B": 1 - both, "O": root})
    return work.draft(
        rng.choice(
            (
                "Of {N} blood donors, {n_A} are of type A and {n_O} of type O. The ABO types are due to three alleles, $I^A$, "
                "$I^B$ and the recessive $i$. Assuming Hardy-Weinberg equilibrium, how many of the donors are expected to be of type {asked}?",
                "In a sample of {N} people, {n_A} have blood type A and {n_O} have type O. Estimate the frequencies of the alleles "
                "from these two counts ($I^A$, $I^B$ and the recessive $i$), and from them the expected number of people of type "
                "{asked}, if the population is in Hardy-Weinberg equilibrium.",
            )
        ),
        f"The expected number of people of type {asked} is",
        digits=3,
        second=size * sum(united[each] for each in genotypes),
        texts={"asked": asked},
    )


def _inbreeding(rng: random.Random) -> Draft:
    work = Working()
    species = rng.choice(("wild oats", "slender wild oats", "self-compatible monkeyflowers", "wild barley"))
    size, p, f = rng.randint(120, 500), rng.uniform(0.3, 0.7), rng.uniform(0.2, 0.8)
    mixed = 2 * p * (1 - p) * (1 - f)
    counts = [round(size * (p - mixed / 2)), round(size * mixed), round(size * (1 - p - mixed / 2))]
    for n, (count, genotype) in enumerate(zip(counts, ("SS", "SF", "FF"), strict=True), 1):
        work.given(f"n_{n}", str(count), "", f"plants of genotype {genotype}")
    work.step("N", "n_1 + n_2 + n_3", "", "The number of plants is")
    work.step("p", "(2 * n_1 + n_2) / (2 * N)", "", "The frequency of the allele S is")
    work.step("q", "1 - p", "", "The frequency of the allele F is")
    work.step("H_e", "2 * p * q", "", "The expected heterozygosity is")
    work.step("H_o", "n_2 / N", "", "The observed heterozygosity is")
    work.step("F_IS", "1 - H_o / H_e", "", "The inbreeding coefficient is", symbol="F")
    pool = [1] * (2 * counts[0] + counts[1]) + [0] * (counts[1] + 2 * counts[2])
    share = sum(pool) / len(pool)
    drawn_unlike = 2 * share - 2 * sum(x * share for x in pool) / len(pool)
    return work.draft(
        rng.choice(
            (
                "An enzyme locus with the alleles S and F was scored in a population of {species}: {n_1} plants are SS, {n_2} "
                "SF and {n_3} FF. What is the inbreeding coefficient F, the relative deficit of heterozygotes?",
                "In a stand of {species}, gel electrophoresis finds {n_1} SS, {n_2} SF and {n_3} FF plants. Calculate the inbreeding "
                "coefficient $F = 1 - H_o/H_e$ from the observed and the expected heterozygosity.",
            )
        ),
        "The inbreeding coefficient is",
        second=1 - counts[1] / sum(counts) / drawn_unlike,
        texts={"species": species},
    )
