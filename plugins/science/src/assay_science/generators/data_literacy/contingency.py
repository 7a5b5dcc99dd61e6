"""Chi-square for tables of counts."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_science.working import VERIFIERS, Working

_TABLES = (
    (
        "patients",
        "treatment",
        ("drug", "placebo", "other drug"),
        "outcome",
        ("recovered", "not recovered", "relapsed"),
    ),
    ("lizards", "habitat", ("shrub", "rock", "sand"), "tail", ("intact", "regrown", "broken")),
    ("seeds", "soil", ("loam", "clay", "sand"), "result", ("germinated", "dormant", "dead")),
    ("birds", "site", ("wood", "farmland", "town"), "infection", ("none", "light", "heavy")),
    ("students", "course", ("biology", "chemistry", "physics"), "result", ("passed", "failed", "absent")),
    ("samples", "method", ("A", "B", "C"), "finding", ("clear", "doubtful", "contaminated")),
)
_UNIFORM = (
    ("A die is rolled {N} times", ("one", "two", "three", "four", "five", "six"), "a fair die"),
    (
        "{N} woodlice choose one of four chambers",
        ("damp dark", "damp light", "dry dark", "dry light"),
        "no preference for any chamber",
    ),
    (
        "{N} births are counted by season",
        ("spring", "summer", "autumn", "winter"),
        "equal numbers in all seasons",
    ),
    (
        "{N} accidents are counted by weekday",
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"),
        "equal numbers on all five days",
    ),
)


@generator("science.contingency", verifiers=VERIFIERS, min_step_coverage=1.0)
def contingency(rng: random.Random, difficulty: int) -> Draft:
    """Expected counts and the chi-square statistic of tables.

    1: an expected count of a table. 2: chi-square of equal shares. 3: of independence in a two by two table. 4: two by three. 5: Cramér's V, or
    three by three.
    """
    work = Working()
    if difficulty == 2:
        return _equal(rng, work)
    what, rows_of, rows, columns_of, columns = rng.choice(_TABLES)
    height, width = {1: (2, 2), 3: (2, 2), 4: (2, 3), 5: rng.choice(((3, 3), (2, 3)))}[difficulty]
    counts = [[rng.randint(8, 60) for _ in range(width)] for _ in range(height)]
    total = sum(map(sum, counts))
    lines = []
    for i in range(height):
        cells = []
        for j in range(width):
            work.given(f"n_{i + 1}{j + 1}", str(counts[i][j]), "", f"{rows[i]}, {columns[j]}")
            cells.append(f"{{n_{i + 1}{j + 1}}}")
        lines.append(f"| {rows[i]} | {' | '.join(cells)} |")
    table = (
        f"\n\n| {rows_of} | {' | '.join(columns[:width])} |\n|---{'|---' * width}|\n"
        + "\n".join(lines)
        + "\n\n"
    )
    first = rng.choice(
        (
            "{what_} are classified by {rows_of} and {columns_of}:",
            "A table of {what} by {rows_of} and {columns_of}:",
            "Do {rows_of} and {columns_of} of {what} depend on each other? The counts are:",
        )
    )
    texts = {"what": what, "what_": what.capitalize(), "rows_of": rows_of, "columns_of": columns_of}
    for i in range(height):
        work.step(
            f"R_{i + 1}",
            " + ".join(f"n_{i + 1}{j + 1}" for j in range(width)),
            "",
            f"The sum of the row {rows[i]} is",
        )
    if difficulty == 1:
        i, j = rng.randrange(2), rng.randrange(2)
        work.step("C", f"n_1{j + 1} + n_2{j + 1}", "", f"The sum of the column {columns[j]} is")
        work.step("N", "R_1 + R_2", "", "All together are")
        work.step("E", f"R_{i + 1} * C / N", "", "If the two are independent, the count to expect is")
        share = sum(counts[i]) / total * (sum(row[j] for row in counts) / total)
        asked = rng.choice(
            (
                "What count is expected for “{row}, {column}” if the two are independent?",
                "Calculate the expected count of the cell “{row}, {column}” under independence.",
            )
        )
        return work.draft(
            first + table + asked,
            "The expected count is",
            second=total * share,
            texts={**texts, "row": rows[i], "column": columns[j]},
        )
    from scipy.stats import chi2_contingency

    for j in range(width):
        work.step(
            f"C_{j + 1}",
            " + ".join(f"n_{i + 1}{j + 1}" for i in range(height)),
            "",
            f"The sum of the column {columns[j]} is",
        )
    work.step("N", " + ".join(f"R_{i + 1}" for i in range(height)), "", "All together are")
    statistic = float(chi2_contingency(counts, correction=False).statistic)
    if height == width == 2:
        work.step(
            "chi2",
            "N * (n_11 * n_22 - n_12 * n_21) ** 2 / (R_1 * R_2 * C_1 * C_2)",
            "",
            "For a two by two table, the statistic is",
            symbol=r"\chi^2",
        )
    else:
        places = [(i + 1, j + 1) for i in range(height) for j in range(width)]
        for i, j in places:
            work.step(
                f"E_{i}{j}",
                f"R_{i} * C_{j} / N",
                "",
                f"Expected for {rows[i - 1]}, {columns[j - 1]} is",
                digits=5,
            )
        work.step(
            "chi2",
            " + ".join(f"(n_{i}{j} - E_{i}{j}) ** 2 / E_{i}{j}" for i, j in places),
            "",
            "The sum over all cells is",
            symbol=r"\chi^2",
        )
    if difficulty == 5 and height == 2:
        work.step("V", "sqrt(chi2 / N)", "", "The smaller number of rows or columns is 2, so Cramér's V is")
        from scipy.stats.contingency import association

        asked = rng.choice(
            (
                "How large is Cramér's V (without a correction)?",
                "Measure the strength of the association by Cramér's V, $\\sqrt{x}$ of chi-square over N times k − 1.".replace(
                    "$\\sqrt{x}$ of", "the root of"
                ),
            )
        )
        return work.draft(
            first + table + asked,
            "Cramér's V is",
            second=float(association(counts, method="cramer")),
            texts=texts,
        )
    asked = rng.choice(
        (
            "What is the chi-square statistic of the test of independence (without Yates's correction)?",
            "Calculate $\\chi^2$ for the hypothesis that the two are independent, without a continuity correction.",
        )
    )
    return work.draft(first + table + asked, "The chi-square statistic is", second=statistic, texts=texts)


def _equal(rng: random.Random, work: Working) -> Draft:
    from scipy.stats import chisquare

    story, classes, hypothesis = rng.choice(_UNIFORM)
    k, mean = len(classes), rng.randint(12, 60)
    counts = [max(2, round(rng.gauss(mean, mean**0.5 * rng.choice((0.8, 1.6))))) for _ in classes]
    while len(set(counts)) == 1:
        counts[0] += 1
    for n, (count, name) in enumerate(zip(counts, classes, strict=True), 1):
        work.given(f"O_{n}", str(count), "", name)
    numbers = range(1, k + 1)
    work.step("N", " + ".join(f"O_{n}" for n in numbers), "", "The sum of the counts is")
    work.step("E", f"N / {k}", "", "In each class, the number to expect is", digits=5)
    work.step(
        "chi2",
        " + ".join(f"(O_{n} - E) ** 2 / E" for n in numbers),
        "",
        "The sum over the classes is",
        symbol=r"\chi^2",
    )
    table = (
        "\n\n| | count |\n|---|---|\n"
        + "\n".join(f"| {name} | {{O_{n}}} |" for n, name in enumerate(classes, 1))
        + "\n\n"
    )
    asked = rng.choice(
        (
            "What is the chi-square statistic for the hypothesis of {h}?",
            "Calculate $\\chi^2$ for a goodness-of-fit test of {h}.",
            "Test the hypothesis of {h}: how large is $\\chi^2$?",
        )
    )
    return work.draft(
        story.replace("{N}", str(sum(counts))) + ":" + table + asked,
        "The chi-square statistic is",
        second=float(chisquare(counts).statistic),
        texts={"h": hypothesis},
    )
