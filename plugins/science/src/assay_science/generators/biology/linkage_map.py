"""Linkage maps from testcrosses with two and three genes."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_science.working import VERIFIERS, Working

_TWO = (
    ("fruit flies", "grey body, normal wings", "black body, vestigial wings", "grey body, vestigial wings", "black body, normal wings", 17.0),
    ("tomato plants", "tall, round fruit", "dwarf, oblong fruit", "tall, oblong fruit", "dwarf, round fruit", 19.0),
    ("maize plants", "coloured, full kernels", "colourless, shrunken kernels", "coloured, shrunken kernels", "colourless, full kernels", 3.6),
    ("mice", "agouti, normal tail", "black, kinked tail", "agouti, kinked tail", "black, normal tail", 12.0),
    ("sweet peas", "purple flowers, long pollen", "red flowers, round pollen", "purple flowers, round pollen", "red flowers, long pollen", 11.0),
)  # fmt: skip
_THREE = (
    ("fruit flies", ("ec", "cv", "ct")),
    ("fruit flies", ("b", "pr", "vg")),
    ("maize plants", ("v", "gl", "va")),
    ("maize plants", ("c", "sh", "wx")),
    ("fruit flies", ("st", "ss", "e")),
    ("fruit flies", ("w", "m", "f")),
)


@generator("science.linkage_map", verifiers=VERIFIERS, min_step_coverage=1.0)
def linkage_map(rng: random.Random, difficulty: int) -> Draft:
    """Recombination frequencies, map distances and interference from the offspring of testcrosses.

    1: the recombination frequency of two genes. 2: the number of recombinants expected. 3: the distance of neighbours in
    a three-point cross. 4: that of the outer genes, with double crossovers. 5: coincidence and interference.
    """
    if difficulty == 1:
        return _two_point(rng, Working())
    if difficulty == 2:
        return _expected(rng, Working())
    return _three_point(rng, Working(), difficulty)


def _two_point(rng: random.Random, work: Working) -> Draft:
    species, *classes, percent = rng.choice(_TWO)
    r = percent / 100 * rng.uniform(0.7, 1.4)
    size = rng.randint(300, 2400)
    drawn = rng.choices(range(4), (1 - r, 1 - r, r, r), k=size)
    counts = [drawn.count(n) + 2 for n in range(4)]
    order = rng.sample(range(4), 4)
    for place, n in enumerate(order, 1):
        work.given(f"n_{place}", str(counts[n]), "", f"offspring with {classes[n]}")
    few = " + ".join(f"n_{place}" for place, n in enumerate(order, 1) if n > 1)
    work.step("R", few, "", "The two rare classes are the recombinants:")
    work.step("N", "n_1 + n_2 + n_3 + n_4", "", "All offspring together are")
    work.step("RF", "R / N", "%", "The recombination frequency is")
    offspring = [n > 1 for n, count in enumerate(counts) for _ in range(count)]
    return work.draft(
        rng.choice(
            (
                "A testcross of dihybrid {species} gives {n_1} offspring with {c1}, {n_2} with {c2}, {n_3} with {c3} and {n_4} "
                "with {c4}. What is the recombination frequency between the two genes, in percent?",
                "Dihybrid {species} are crossed with double recessives. Offspring: {n_1} with {c1}; {n_2} with {c2}; {n_3} with {c3}; "
                "{n_4} with {c4}. The two genes are linked. Calculate the recombination frequency in percent.",
                "In a testcross of {species} for two linked genes, the phenotypes are: {c1}, {n_1}; {c2}, {n_2}; {c3}, {n_3}; {c4}, "
                "{n_4}. Find the recombination frequency in percent.",
            )
        ),
        "The recombination frequency is",
        second=100 * sum(offspring) / len(offspring),
        texts={"species": species, **{f"c{place}": classes[n] for place, n in enumerate(order, 1)}},
    )


def _expected(rng: random.Random, work: Working) -> Draft:
    species, first, second, third, fourth, percent = rng.choice(_TWO)
    distance = work.given("d", f"{percent * rng.uniform(0.7, 1.4):.1f}", "", "map distance")
    N = work.given("N", str(rng.randrange(200, 3000, 20)), "", "offspring")
    repulsion = rng.random() < 0.5
    work.step(
        "r",
        "d / 100",
        "",
        "One map unit is a recombination frequency of 1%, so the recombination frequency is",
    )
    parents, others = ((third, fourth), (first, second)) if repulsion else ((first, second), (third, fourth))
    recombinant = rng.random() < 0.5
    asked = rng.choice(others if recombinant else parents)
    if recombinant:
        work.step(
            "n",
            "r / 2 * N",
            "",
            f"Offspring with {asked} are one of the two recombinant classes, so their number is",
        )
        share = distance / 200
    else:
        work.step(
            "n",
            "(1 - r) / 2 * N",
            "",
            f"Offspring with {asked} are one of the two parental classes, so their number is",
        )
        share = 0.5 - distance / 200
    return work.draft(
        rng.choice(
            (
                "In {species}, two linked genes are {d} map units apart. A cross of true-breeding lines ({p1} × {p2}) gives F1 "
                "individuals, which are testcrossed. Of {N} offspring, how many are expected to have {asked}?",
                "Two genes of {species} lie {d} map units apart. Lines with {p1} and with {p2} are crossed, and the F1 is testcrossed. How "
                "many offspring with {asked} do you expect among {N}?",
            )
        ),
        "The expected number is",
        second=N * share,
        texts={"species": species, "p1": parents[0], "p2": parents[1], "asked": asked},
    )


def _three_point(rng: random.Random, work: Working, difficulty: int) -> Draft:
    species, (a, b, c) = rng.choice(_THREE)
    r1, r2 = rng.uniform(0.05, 0.2), rng.uniform(0.05, 0.22)
    both = r1 * r2 * rng.uniform(0.3, 0.9)
    size = rng.randint(600, 2000)
    shares = (1 - r1 - r2 + both, r1 - both, r2 - both, both)  # none, first interval, second, both
    drawn = rng.choices(range(8), [share / 2 for share in shares for _ in range(2)], k=size)
    counts = [drawn.count(n) for n in range(8)]
    counts[6:] = sorted(max(1, min(count, min(counts[2:6]) - 1)) for count in counts[6:])
    # the middle gene is b; + is the wild type
    kinds = (
        (("+", "+", "+"), (a, b, c)),
        (("+", b, c), (a, "+", "+")),
        (("+", "+", c), (a, b, "+")),
        (("+", b, "+"), (a, "+", c)),
    )
    written = (
        [0, 1, 2] if difficulty == 3 else rng.sample(range(3), 3)
    )  # the order in which the genes are written
    rows = [(n, " ".join(kinds[n // 2][n % 2][at] for at in written)) for n in range(8)]
    rng.shuffle(rows)
    for n, genes in sorted(rows):
        work.given(f"n_{n + 1}", str(counts[n]), "", f"offspring {genes}")
    work.step("N", " + ".join(f"n_{n}" for n in range(1, 9)), "", "All offspring together are")
    texts = {"species": species, "a": f"*{a}*", "b": f"*{b}*", "c": f"*{c}*"}
    table = "\n".join(f"| {genes} | {{n_{n + 1}}} |" for n, genes in rows)
    total = sum(counts)
    table = f"\n\n| gamete of the heterozygote | offspring |\n|---|---|\n{table}\n\n"
    if difficulty == 3:
        first = rng.random() < 0.5
        names, pair, k = ("n_3 + n_4", f"{a} and {b}", 1) if first else ("n_5 + n_6", f"{b} and {c}", 2)
        work.step(
            "R",
            f"{names} + n_7 + n_8",
            "",
            f"Recombinant between {pair} are the single crossovers there, and the double crossovers:",
        )
        work.step("d", "R / N", "%", "One percent of recombinants is one map unit; the frequency is")
        crossed = sum(counts[n] for n in range(8) if n // 2 in (k, 3))
        return work.draft(
            rng.choice(
                (
                    f"Testcross of {{species}} heterozygous for three linked genes, whose order is {{a}} – {{b}} – {{c}}:{table}What is the "
                    "recombination frequency of {p}, in percent (1% is one map unit)?",
                    f"A three-point testcross with {{species}} gives these offspring; the genes are in the order {{a}}, {{b}}, {{c}}.{table}Find the "
                    "map distance between {p} as the percentage of recombinants.",
                )
            ),
            "The distance is",
            second=100 * crossed / total,
            texts={**texts, "p": " and ".join(f"*{x}*" for x in pair.split(" and "))},
        )
    work.step(
        "R_1",
        "n_3 + n_4 + n_7 + n_8",
        "",
        f"The rarest classes, the double crossovers, differ from the commonest, the parental ones, in {b} alone, so {b} is in "
        f"the middle. The crossovers between {a} and {b}, double ones included, are",
    )
    work.step("R_2", "n_5 + n_6 + n_7 + n_8", "", f"The crossovers between {b} and {c} are")
    if difficulty == 4:
        work.step(
            "d",
            "(R_1 + R_2) / N",
            "%",
            "Double crossovers count twice in the distance of the outer genes:",
        )
        outer = sum((1, 1, 2)[n // 2 - 1] * counts[n] for n in range(2, 8))
        return work.draft(
            rng.choice(
                (
                    f"{{Species}} heterozygous for three linked genes are testcrossed:{table}The rarest classes are the double crossovers. Find the order of the "
                    "genes, and the distance between the two outer ones in percent of crossovers (map units), corrected for double crossovers.",
                    f"From this three-point testcross of {{species}}, find out which gene is in the middle.{table}How far apart are the two outer "
                    "genes, in percent of crossovers (map units), if double crossovers are counted as two?",
                )
            ),
            "The distance of the outer genes is",
            second=100 * outer / total,
            texts={**texts, "Species": species[0].upper() + species[1:]},
        )
    work.step("D", "n_7 + n_8", "", "The double crossovers are")
    work.step("D_e", "R_1 * R_2 / N", "", "Without interference, the number expected is", digits=5)
    work.step("I", "1 - D / D_e", "", "So the interference is")
    f1, f2 = (sum(counts[n] for n in range(8) if n // 2 in (k, 3)) / total for k in (1, 2))
    return work.draft(
        rng.choice(
            (
                f"A three-point testcross of {{species}} has this result:{table}Calculate the interference, as a decimal.",
                f"{{Species}} heterozygous for three linked genes are testcrossed:{table}How large is the interference I = 1 − c, where c is the "
                "coefficient of coincidence? Give a decimal.",
            )
        ),
        "The interference is",
        second=1 - (sum(counts[6:]) / total) / (f1 * f2),
        texts={**texts, "Species": species[0].upper() + species[1:]},
    )
