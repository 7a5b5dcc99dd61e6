"""Chi-square tests of the ratios of crosses."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_science.working import VERIFIERS, Working

Cross = tuple[str, tuple[str, ...], tuple[int, ...]]
_CROSSES: dict[int, tuple[Cross, ...]] = {
    1: (
        (
            "Two purple-flowered pea plants, both heterozygous,",
            ("purple-flowered", "white-flowered"),
            (3, 1),
        ),
        ("Two normal-winged fruit flies that carry vestigial", ("normal-winged", "vestigial-winged"), (3, 1)),
        ("A tall pea plant of a hybrid generation and a dwarf one", ("tall", "dwarf"), (1, 1)),
        ("A long-winged fruit fly, heterozygous, and a dumpy-winged one", ("long-winged", "dumpy"), (1, 1)),
    ),
    2: (
        ("Two sweet pea plants of the F1 generation", ("purple-flowered", "white-flowered"), (9, 7)),
        ("Two shepherd's purse plants of the F1 generation", ("triangular-podded", "ovoid-podded"), (15, 1)),
        ("Two White Leghorn × White Wyandotte hybrids", ("white", "coloured"), (13, 3)),
    ),
    3: (
        ("Two pink snapdragons", ("red", "pink", "white"), (1, 2, 1)),
        ("Two roan cattle, in many matings,", ("red", "roan", "white"), (1, 2, 1)),
        ("Two agouti mice, heterozygous at two loci,", ("agouti", "black", "albino"), (9, 3, 4)),
        ("Two summer squash plants of the F1 generation", ("white", "yellow", "green"), (12, 3, 1)),
        ("Two black Labradors, heterozygous at two loci,", ("black", "brown", "yellow"), (9, 3, 4)),
    ),
    4: (
        (
            "Two dihybrid pea plants",
            ("round yellow", "round green", "wrinkled yellow", "wrinkled green"),
            (9, 3, 3, 1),
        ),
        (
            "Two walnut-combed fowl of the F1 generation",
            ("walnut", "rose", "pea", "single"),
            (9, 3, 3, 1),
        ),
        (
            "A dihybrid tomato plant and a doubly recessive one",
            ("purple cut-leaved", "purple potato-leaved", "green cut-leaved", "green potato-leaved"),
            (1, 1, 1, 1),
        ),
        (
            "A grey long-winged fruit fly, heterozygous at both loci, and a black vestigial one",
            ("grey long", "grey vestigial", "black long", "black vestigial"),
            (1, 1, 1, 1),
        ),
    ),
    5: (
        (
            "A trihybrid maize plant and a triply recessive one",
            tuple(
                f"{a} {b} {c}"
                for a in ("coloured", "colourless")
                for b in ("full", "shrunken")
                for c in ("starchy", "waxy")
            ),
            (1,) * 8,
        ),
        (
            "Two trihybrid pea plants",
            tuple(
                f"{a} {b} {c}"
                for a in ("tall", "dwarf")
                for b in ("purple", "white")
                for c in ("axial", "terminal")
            ),
            (27, 9, 9, 3, 9, 3, 3, 1),
        ),
    ),
}


@generator("science.chi_square_cross", verifiers=VERIFIERS, min_step_coverage=1.0)
def chi_square_cross(rng: random.Random, difficulty: int) -> Draft:
    """The chi-square statistic of a cross's offspring against the ratio that a hypothesis expects.

    1: two classes, one gene. 2: two classes, two genes that interact. 3: three classes. 4: four classes, two
    genes. 5: eight classes, three genes.
    """
    from scipy.stats import chisquare

    work = Working()
    parents, classes, ratio = rng.choice(_CROSSES[difficulty])
    total, size = sum(ratio), rng.randint(90, 900) + 60 * len(ratio) ** 2 // 4
    skew = rng.choice((1.0, 1.0, 1.15, 1.3))
    weights = [part * (skew if n % 2 else 1.0) for n, part in enumerate(ratio)]
    statistic = 0.0
    while statistic < 0.05:
        drawn = rng.choices(range(len(ratio)), weights, k=size)
        observed = [max(1, drawn.count(n)) for n in range(len(ratio))]
        parts = [sum(observed) * part / total for part in ratio]
        statistic = sum(each**2 / part for each, part in zip(observed, parts, strict=True)) - sum(observed)
    for n, (count, name) in enumerate(zip(observed, classes, strict=True), 1):
        work.given(f"O_{n}", str(count), "", f"observed {name} offspring")
    numbers = range(1, len(ratio) + 1)
    work.step("N", " + ".join(f"O_{n}" for n in numbers), "", "The number of offspring is")
    terms, expected = [], {}
    for n, part in zip(numbers, ratio, strict=True):
        if part not in expected:
            expected[part] = f"E_{n}"
            whose = f"The number of {classes[n - 1]} offspring expected is"
            if ratio.count(part) == len(ratio):
                whose = "In each class, the number of offspring expected is"
            elif ratio.count(part) > 1:
                whose = (
                    f"The number expected of the {classes[n - 1]}, and of each class with the same part, is"
                )
            work.step(f"E_{n}", f"{part} / {total} * N", "", whose, digits=5)
        terms.append(f"(O_{n} - {expected[part]}) ** 2 / {expected[part]}")
    work.step("chi2", " + ".join(terms), "", "The sum over the classes is", symbol=r"\chi^2")
    table = "\n".join(f"| {name} | {{O_{n}}} |" for n, name in enumerate(classes, 1))
    said = ":".join(map(str, ratio))
    return work.draft(
        rng.choice(
            (
                "{parents} are crossed. The offspring are:\n\n| phenotype | number |\n|---|---|\n{table}\n\nCompute the chi-square "
                "statistic for the hypothesis that the phenotypes are in the ratio {ratio}.",
                "{parents} are crossed, and a geneticist expects the phenotypes below in the ratio {ratio}.\n\n"
                "| phenotype | offspring |\n|---|---|\n{table}\n\nWhat is the value of $\\chi^2$ for this hypothesis?",
                "{parents} have the offspring below.\n\n| phenotype | observed |\n|---|---|\n{table}\n\n"
                "Calculate $\\chi^2$ for a goodness-of-fit test against a {ratio} ratio.",
            )
        ).replace("{table}", table),
        "The chi-square statistic is",
        second=float(chisquare(observed, parts).statistic),
        texts={"parents": parents, "ratio": said},
    )
