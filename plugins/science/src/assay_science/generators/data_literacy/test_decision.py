"""What a test of significance decides."""

from __future__ import annotations

import random
from fractions import Fraction

from assay import Draft, agree, generator, make_reference
from assay_science.working import quantity, rounded
from assay_science.writing import number_latex

REJECT, KEEP = "reject the null hypothesis", "do not reject the null hypothesis"
_ALSO = {
    REJECT: ["the null hypothesis is rejected", "rejected", "reject H0", "reject H₀", "reject"],
    KEEP: [
        "fail to reject the null hypothesis",
        "the null hypothesis is not rejected",
        "the null hypothesis cannot be rejected",
        "retain the null hypothesis",
        "not rejected",
        "do not reject H0",
        "do not reject H₀",
        "fail to reject H0",
        "fail to reject",
        "do not reject",
    ],
}
_ASK = (
    " Which decision follows: reject the null hypothesis, or do not reject the null hypothesis?",
    " Decide: reject the null hypothesis, or do not reject the null hypothesis.",
    " Does the test reject the null hypothesis? Answer “reject the null hypothesis” or “do not reject the null hypothesis”.",
)


@generator("science.test_decision", verifiers=("science.term",))
def test_decision(rng: random.Random, difficulty: int) -> Draft:
    """Whether a test rejects the null hypothesis: statistic or p-value, critical value and level are compared.

    1: a p-value and a level. 2: a chi-square statistic and its critical value. 3: a two-sided t statistic. 4: the statistic of a 3:1
    cross. 5: that of a two by two table, or of a sample's mean.
    """
    return (_p_value, _statistic, _two_sided, _cross, rng.choice((_table, _mean)))[difficulty - 1](rng)


def _draft(rng: random.Random, prompt: str, steps: list[str], rejects: bool) -> Draft:
    decision = REJECT if rejects else KEEP
    reference = make_reference(decision, term={"answer": decision, "among": [REJECT, KEEP], "also": _ALSO})
    return Draft(
        prompt + rng.choice(_ASK),
        "\n".join([*steps, f"The decision: **{decision}**."]),
        reference,
        answer=decision,
    )


_STUDIES = (
    "whether a drug lowers blood pressure",
    "whether light affects the growth of algae",
    "whether two lakes differ in nitrate content",
    "whether a fertilizer changes the yield of wheat",
    "whether males and females of a beetle differ in length",
    "whether a new alloy is stronger than the old one",
)


def _p_value(rng: random.Random) -> Draft:
    level = rng.choice(("0.05", "0.01", "0.10", "0.001"))
    p = rounded(float(level) * rng.choice((rng.uniform(0.05, 0.93), rng.uniform(1.08, 6))), 2)
    rejects = float(p.replace("×10⁻⁴", "e-4").replace("×10⁻⁵", "e-5").replace("×10⁻⁶", "e-6")) < float(level)
    prompt = rng.choice(
        (
            "A study asks {study}. The test gives p = {p}; the significance level was set to {a}.",
            "At a significance level of {a}, a test of {study} has a p-value of {p}.",
            "The null hypothesis of a study of {study} is tested at the level {a}. The result is p = {p}.",
        )
    ).format(study=rng.choice(_STUDIES), p=p, a=level)
    return _draft(
        rng,
        prompt,
        [f"The p-value, ${number_latex(p)}$, is {'below' if rejects else 'not below'} the level ${level}$."],
        rejects,
    )


def _critical(df: int, level: str) -> float:
    from scipy.stats import chi2

    return float(chi2.isf(float(level), df))


def _statistic(rng: random.Random) -> Draft:
    from scipy.stats import chi2

    df, level = rng.randint(1, 9), rng.choice(("0.05", "0.01", "0.10"))
    critical = f"{_critical(df, level):.2f}"
    value = f"{float(critical) * rng.choice((rng.uniform(0.3, 0.97), rng.uniform(1.03, 2))):.2f}"
    rejects = agree(
        float(value) > float(critical), bool(chi2.sf(float(value), df) < float(level)), what="the decision"
    )
    prompt = rng.choice(
        (
            "A chi-square test of {study} gives a statistic of {x} with {df} degree{s} of freedom. The critical value at the level {a} is {c}.",
            "In a study of {study}, $\\chi^2$ = {x} (df = {df}). For a significance level of {a}, the critical value is {c}.",
        )
    ).format(study=rng.choice(_STUDIES), x=value, df=df, s="s" * (df > 1), a=level, c=critical)
    return _draft(
        rng,
        prompt,
        [
            f"The statistic, ${value}$, is {'above' if rejects else 'not above'} the critical value ${critical}$."
        ],
        bool(rejects),
    )


def _two_sided(rng: random.Random) -> Draft:
    from scipy.stats import t as student

    df, level = rng.randint(4, 40), rng.choice(("0.05", "0.01", "0.10"))
    critical = f"{float(student.isf(float(level) / 2, df)):.3f}"
    value = f"{rng.choice((-1, 1)) * float(critical) * rng.choice((rng.uniform(0.3, 0.97), rng.uniform(1.03, 2))):.2f}"
    rejects = agree(
        abs(float(value)) > float(critical),
        bool(2 * student.sf(abs(float(value)), df) < float(level)),
        what="the decision",
    )
    prompt = rng.choice(
        (
            "A two-sided t test of {study} has t = {x} with {df} degrees of freedom. At the level {a}, the critical value is {c}.",
            "The null hypothesis of a study of {study} is tested on both sides at the level {a}: t = {x}, df = {df}, critical value {c}.",
        )
    ).format(study=rng.choice(_STUDIES), x=value, df=df, a=level, c=critical)
    size = value.lstrip("-")
    step = f"For a two-sided test, the size of t counts: ${size}$ is {'above' if rejects else 'not above'} ${critical}$."
    return _draft(rng, prompt, [step], bool(rejects))


def _cross(rng: random.Random) -> Draft:
    from scipy.stats import chisquare

    parts, classes = rng.choice(
        (
            ((3, 1), ("tall", "dwarf")),
            ((3, 1), ("purple", "white")),
            ((1, 1), ("long-winged", "vestigial")),
            ((9, 7), ("purple", "white")),
        )
    )
    size, level = rng.randint(60, 500), rng.choice(("0.05", "0.01"))
    share = parts[0] / sum(parts) + rng.uniform(-0.09, 0.09)
    first = round(size * share)
    counts = (first, size - first)
    expected = [Fraction(size * part, sum(parts)) for part in parts]
    value = sum((Fraction(o) - e) ** 2 / e for o, e in zip(counts, expected, strict=True))
    critical = f"{_critical(1, level):.3f}"
    if abs(float(value) / float(critical) - 1) < 0.03:
        return _cross(rng)
    result = chisquare(counts, [float(e) for e in expected])
    rejects = agree(float(value) > float(critical), bool(result.pvalue < float(level)), what="the decision")
    ratio = ":".join(map(str, parts))
    prompt = rng.choice(
        (
            "A cross gives {a} {x} and {b} {y} offspring. A chi-square test of the ratio {r} is made at the level {l}; with 1 degree of freedom, the critical value is {c}.",
            "Of {n} offspring, {a} are {x} and {b} are {y}. The null hypothesis is a {r} ratio, the level {l}, the critical value of chi-square (df = 1) {c}.",
        )
    ).format(n=size, a=counts[0], b=counts[1], x=classes[0], y=classes[1], r=ratio, l=level, c=critical)
    terms = " + ".join(
        rf"\frac{{({o} - {float(e):g})^2}}{{{float(e):g}}}" for o, e in zip(counts, expected, strict=True)
    )
    shown = rounded(value, 4)
    return _draft(
        rng,
        prompt,
        [
            f"The numbers expected are {float(expected[0]):g} and {float(expected[1]):g}.",
            f"So the statistic is ${terms} = {number_latex(shown)}$.",
            f"It is {'above' if rejects else 'not above'} the critical value ${critical}$.",
        ],
        bool(rejects),
    )


def _table(rng: random.Random) -> Draft:
    from scipy.stats import chi2_contingency

    (one, two), (yes, no) = rng.choice(
        (
            (("drug", "placebo"), ("recovered", "not recovered")),
            (("shade", "sun"), ("germinated", "not germinated")),
            (("upstream", "downstream"), ("infected", "healthy")),
            (("smokers", "non-smokers"), ("with bronchitis", "without")),
        )
    )
    a, b, c, d = (rng.randint(8, 70) for _ in range(4))
    level = rng.choice(("0.05", "0.01"))
    n = a + b + c + d
    value = Fraction(n * (a * d - b * c) ** 2, (a + b) * (c + d) * (a + c) * (b + d))
    critical = f"{_critical(1, level):.3f}"
    if abs(float(value) / float(critical) - 1) < 0.03:
        return _table(rng)
    result = chi2_contingency([[a, b], [c, d]], correction=False)
    rejects = agree(float(value) > float(critical), bool(result.pvalue < float(level)), what="the decision")
    prompt = (
        f"| | {yes} | {no} |\n|---|---|---|\n| {one} | {a} | {b} |\n| {two} | {c} | {d} |\n\n"
        + rng.choice(
            (
                "The null hypothesis is that rows and columns of this table are independent. It is tested by chi-square without a continuity correction at the level {l}; the critical value for 1 degree of freedom is {c}.",
                "Test at the level {l} whether the rows of this table differ (chi-square, no continuity correction; critical value {c} for 1 degree of freedom; null hypothesis: independence).",
            )
        ).format(l=level, c=critical)
    )
    steps = [
        f"The sums of the rows are {a + b} and {c + d}, those of the columns {a + c} and {b + d}, and all together are {n}.",
        rf"So $\chi^2 = \frac{{{n} \times ({a} \times {d} - {b} \times {c})^2}}{{{a + b} \times {c + d} \times {a + c} \times {b + d}}} = {number_latex(rounded(value, 4))}$.",
        f"It is {'above' if rejects else 'not above'} the critical value ${critical}$.",
    ]
    return _draft(rng, prompt, steps, bool(rejects))


def _mean(rng: random.Random) -> Draft:
    from scipy.stats import t as student

    what, size, unit, mu, sd, places = rng.choice(
        (
            ("bags of flour", "mass", "g", 1000.0, 6.0, 1),
            ("resistors", "resistance", "Ω", 470.0, 5.0, 1),
            ("wheat ears", "length", "cm", 8.4, 0.9, 2),
            ("samples of well water", "nitrate content", "mg/L", 10.0, 1.4, 2),
        )
    )
    n, level = rng.randint(6, 40), rng.choice(("0.05", "0.01"))
    s = f"{sd * rng.uniform(0.7, 1.3):.{places}f}"
    critical = f"{float(student.isf(float(level) / 2, n - 1)):.3f}"
    t = rng.choice((-1, 1)) * float(critical) * rng.choice((rng.uniform(0.3, 0.95), rng.uniform(1.05, 2)))
    mean = f"{mu + t * float(s) / n**0.5:.{places + 1}f}"
    value = (float(mean) - mu) / (float(s) / n**0.5)
    if abs(abs(value) / float(critical) - 1) < 0.03:
        return _mean(rng)
    rejects = agree(
        abs(value) > float(critical),
        bool(2 * student.sf(abs(value), n - 1) < float(level)),
        what="the decision",
    )
    hypothesis = f"{mu:g}"
    prompt = rng.choice(
        (
            "A sample of {n} {what} has a mean {size} of {m} with a standard deviation of {s}. The null hypothesis is a true mean of {h}; a two-sided t test is made at the level {l}, for which the critical value is {c}.",
            "Is the true mean {size} of {what} equal to {h} (null hypothesis)? In a sample of {n}, the mean is {m} with a standard deviation of {s}. Two-sided t test, level {l}, critical value {c}.",
        )
    ).format(
        n=n,
        what=what,
        size=size,
        m=quantity(mean, unit),
        s=quantity(s, unit),
        h=quantity(hypothesis, unit),
        l=level,
        c=critical,
    )
    steps = [
        rf"The statistic is $t = \frac{{{mean} - {hypothesis}}}{{{s} / \sqrt{{{n}}}}} = {number_latex(rounded(value, 4))}$.",
        f"For a two-sided test, its size counts, and it is {'above' if rejects else 'not above'} the critical value ${critical}$.",
    ]
    return _draft(rng, prompt, steps, bool(rejects))
