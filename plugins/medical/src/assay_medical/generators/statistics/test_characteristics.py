"""Diagnostic tests: sensitivity, predictive values, likelihood ratios, tests in series."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.generators.statistics._study import TESTS, VERIFIERS
from assay_medical.worked import Worked


def _table(rng: random.Random) -> tuple[int, int, int, int]:
    """True positives, false negatives, false positives, true negatives."""
    ill, well = rng.randint(30, 240), rng.randint(60, 900)
    tp = round(ill * rng.uniform(0.6, 0.98))
    fp = round(well * rng.uniform(0.02, 0.3))
    return tp, ill - tp, max(fp, 1), well - max(fp, 1)


@generator("medical.test_characteristics", verifiers=VERIFIERS)
def test_characteristics(rng: random.Random, difficulty: int) -> Draft:
    """A test against its reference standard, from counts.

    1: sensitivity or specificity. 2: a predictive value. 3: accuracy or prevalence, from totals. 4: a likelihood ratio. 5: the diagnostic odds ratio, or Youden's index.
    """
    test, disease = rng.choice(TESTS)
    tp, fn, fp, tn = _table(rng)
    if not fn:
        fn = rng.randint(1, 5)
    work = Worked()
    work.given("a", str(tp), "", "true positives")
    work.given("b", str(fp), "", "false positives")
    work.given("c", str(fn), "", "false negatives")
    work.given("d", str(tn), "", "true negatives")
    prompt = rng.choice(
        (
            f"In a study of {test} for {disease}, {{a}} patients had the disease and a positive test, {{c}} had the disease and a negative test, {{b}} were free of it with a positive test and {{d}} free of it with a negative test. ",
            f"{test[0].upper()}{test[1:]} was compared with the reference standard for {disease}:\n- disease present: {{a}} positive, {{c}} negative\n- disease absent: {{b}} positive, {{d}} negative\n",
            f"Evaluation of {test} ({disease}): true positives {{a}}, false positives {{b}}, false negatives {{c}}, true negatives {{d}}. ",
        )
    )
    sens, spec = tp / (tp + fn), tn / (tn + fp)
    unused = {
        "sensitivity": (("s", "a / (a + c)", "%", sens * 100), "b d"), "specificity": (("s", "d / (b + d)", "%", spec * 100), "a c"),
        "positive predictive value": (("s", "a / (a + b)", "%", tp / (tp + fp) * 100), "c d"), "negative predictive value": (("s", "d / (c + d)", "%", tn / (tn + fn) * 100), "a b"),
        "overall accuracy": (("s", "(a + d) / (a + b + c + d)", "%", (tp + tn) / (tp + fp + fn + tn) * 100), ""), "prevalence of the disease in the study": (("s", "(a + c) / (a + b + c + d)", "%", (tp + fn) / (tp + fp + fn + tn) * 100), ""),
    }  # fmt: skip
    if difficulty <= 3:
        what = rng.choice(
            (
                ("sensitivity", "specificity"),
                ("positive predictive value", "negative predictive value"),
                ("overall accuracy", "prevalence of the disease in the study"),
            )[difficulty - 1]
        )
        (name, formula, unit, value), dropped = unused[what]
        for key in dropped.split():
            work.drop(key)
        work.step(name, formula, unit, f"{what[0].upper()}{what[1:]}")
        return work.draft(
            f"{prompt}What is the {what}, in percent to one decimal place?",
            f"The {what} is",
            second=value,
            decimals=1,
        )
    work.step("se", "a / (a + c)", "", "Sensitivity", digits=6)
    work.step("sp", "d / (b + d)", "", "Specificity", digits=6)
    if difficulty == 4:
        positive = rng.random() < 0.5
        what = "positive likelihood ratio" if positive else "negative likelihood ratio"
        work.step("L", "se / (1 - sp)" if positive else "(1 - se) / sp", "", "LR+" if positive else "LR−")
        value = sens / (1 - spec) if positive else (1 - sens) / spec
        return work.draft(
            f"{prompt}What is the {what}, to two decimal places?",
            f"The {what} is",
            second=value,
            decimals=2,
        )
    if rng.random() < 0.5:
        work.step("J", "se + sp - 1", "", "Youden's index")
        return work.draft(
            f"{prompt}What is Youden's index (sensitivity + specificity − 1), to three decimal places?",
            "Youden's index is",
            second=sens + spec - 1,
            decimals=3,
        )
    work.step("p", "se / (1 - sp)", "", "LR+")
    work.step("n", "(1 - se) / sp", "", "LR−")
    work.step("D", "p / n", "", "Diagnostic odds ratio")
    return work.draft(
        f"{prompt}What is the diagnostic odds ratio (LR+ divided by LR−), to one decimal place?",
        "The diagnostic odds ratio is",
        second=tp * tn / fp / fn,
        decimals=1,
    )


@generator("medical.predictive_values", verifiers=VERIFIERS)
def predictive_values(rng: random.Random, difficulty: int) -> Draft:
    """What a test result says, by Bayes' theorem.

    1: the positive predictive value. 2: the negative one. 3: by odds and a likelihood ratio. 4: out of so many who are tested, false positives. 5: after a second test.
    """
    test, disease = rng.choice(TESTS)
    se, sp = rng.randint(70, 98), rng.randint(75, 99)
    prevalence = rng.choice((0.5, 1, 2, 3, 4, 5, 8, 10, 12, 15, 20, 25, 30, 40))
    s, c, p = se / 100, sp / 100, prevalence / 100
    work = Worked()
    head = rng.choice(
        (
            f"{test[0].upper()}{test[1:]} has a sensitivity of {{s}} and a specificity of {{c}} for {disease}. In the clinic {{p}} of the patients tested have {disease}.",
            f"Pre-test probability of {disease}: {{p}}. {test[0].upper()}{test[1:]}: sensitivity {{s}}, specificity {{c}}.",
        )
    )
    work.given("s", str(se), "%", "sensitivity")
    work.given("c", str(sp), "%", "specificity")
    work.given("p", f"{prevalence:g}", "%", "prevalence")
    if difficulty == 3:
        work.step("o", "p / (1 - p)", "", "Pre-test odds", digits=6)
        work.step("L", "s / (1 - c)", "", "LR+", digits=6)
        work.step("q", "o * L", "", "Post-test odds", digits=6)
        work.step("v", "q / (1 + q)", "%", "Post-test probability")
        value = s * p / (s * p + (1 - c) * (1 - p))
        return work.draft(
            f"{head} Using odds and the likelihood ratio, what is the probability of {disease} after a positive test, in percent to one decimal place?",
            "The post-test probability is",
            second=value * 100,
            decimals=1,
        )
    work.step("t", "s * p", "", "Ill and positive", digits=6)
    work.step("f", "(1 - c) * (1 - p)", "", "Well and positive", digits=6)
    if difficulty == 1:
        work.step("v", "t / (t + f)", "%", "Positive predictive value")
        return work.draft(
            f"{head} What is the positive predictive value, in percent to one decimal place?",
            "The positive predictive value is",
            second=100 * s * p / (s * p + (1 - c) * (1 - p)),
            decimals=1,
        )
    if difficulty == 2:
        work = Worked()
        work.given("s", str(se), "%", "sensitivity")
        work.given("c", str(sp), "%", "specificity")
        work.given("p", f"{prevalence:g}", "%", "prevalence")
        work.step("n", "c * (1 - p)", "", "Well and negative", digits=6)
        work.step("m", "(1 - s) * p", "", "Ill and negative", digits=6)
        work.step("v", "n / (n + m)", "%", "Negative predictive value")
        return work.draft(
            f"{head} What is the negative predictive value, in percent to one decimal place?",
            "The negative predictive value is",
            second=100 * c * (1 - p) / (c * (1 - p) + (1 - s) * p),
            decimals=1,
        )
    if difficulty == 4:
        many = rng.choice((1000, 2000, 5000, 10000, 20000))
        work = Worked()
        work.given("c", str(sp), "%", "specificity")
        work.given("p", f"{prevalence:g}", "%", "prevalence")
        work.given("N", f"{many:,}", "", "people tested")
        work.given("s", str(se), "%", "sensitivity")
        work.step("w", "N * (1 - p)", "", "Without the disease")
        work.step("f", "w * (1 - c)", "", "False positives", digits=7)
        work.step("t", "N * p * s", "", "True positives", digits=7)
        work.step("r", "f / t", "", "False alarms for each case found")
        return work.draft(
            f"{head} {{N}} people are tested. How many false positives are there for each true positive, to two decimal places?",
            "For each true positive there are",
            second=(1 - p) * (1 - c) / p / s,
            decimals=2,
            tail=" false positives",
        )
    se2, sp2 = rng.randint(80, 99), rng.randint(85, 99)
    work.given("S", str(se2), "%", "sensitivity of the second test")
    work.given("C", str(sp2), "%", "specificity of the second test")
    work.step("v", "t / (t + f)", "", "After the first test", digits=6)
    work.step("T", "S * v", "", "Ill and positive again", digits=6)
    work.step("F", "(1 - C) * (1 - v)", "", "Well and positive again", digits=6)
    work.step("V", "T / (T + F)", "%", "After the second test")
    a, b = s * p * se2 / 100, (1 - c) * (1 - p) * (1 - sp2 / 100)
    return work.draft(
        f"{head} Those who test positive have a second, independent test with a sensitivity of {{S}} and a specificity of {{C}}. It is positive too. What is the probability of {disease} now, in percent to one decimal place?",
        "The probability is",
        second=100 * a / (a + b),
        decimals=1,
    )


@generator("medical.serial_tests", verifiers=VERIFIERS)
def serial_tests(rng: random.Random, difficulty: int) -> Draft:
    """Two independent tests together.

    1: net sensitivity in series. 2: net specificity in series. 3: net sensitivity in parallel. 4: net specificity in parallel. 5: the predictive value of the pair.
    """
    (one, disease), (other, _) = rng.sample(TESTS, 2)
    s, c, S, C = (rng.randint(60, 97), rng.randint(70, 98), rng.randint(60, 97), rng.randint(70, 98))
    work = Worked()
    rule = (
        "in series (the pair counts as positive if both are)"
        if difficulty in (1, 2, 5)
        else "in parallel (the pair counts as positive if either is)"
    )
    head = f"Two independent tests for {disease}: test A with sensitivity {{s}} and specificity {{c}}, test B with sensitivity {{S}} and specificity {{C}}. They are used {rule}."
    assert one and other
    for key, value, role in (
        ("s", s, "sensitivity of A"),
        ("c", c, "specificity of A"),
        ("S", S, "sensitivity of B"),
        ("C", C, "specificity of B"),
    ):
        work.given(key, str(value), "%", role)
    a, b, x, y = s / 100, c / 100, S / 100, C / 100
    formulas = {1: ("s * S", a * x, "net sensitivity", "c C"), 2: ("1 - (1 - c) * (1 - C)", 1 - (1 - b) * (1 - y), "net specificity", "s S"), 3: ("1 - (1 - s) * (1 - S)", 1 - (1 - a) * (1 - x), "net sensitivity", "c C"), 4: ("c * C", b * y, "net specificity", "s S")}  # fmt: skip
    if difficulty < 5:
        formula, share, what, dropped = formulas[difficulty]
        for key in dropped.split():
            work.drop(key)
        work.step("n", formula, "%", f"{what[0].upper()}{what[1:]}")
        return work.draft(
            f"{head} What is the {what}, in percent to one decimal place?",
            f"The {what} is",
            second=share * 100,
            decimals=1,
        )
    prevalence = rng.choice((1, 2, 5, 8, 10, 15, 20))
    p = prevalence / 100
    work.given("p", str(prevalence), "%", "prevalence")
    work.step("n", "s * S", "", "Net sensitivity", digits=6)
    work.step("m", "1 - (1 - c) * (1 - C)", "", "Net specificity", digits=6)
    work.step("t", "n * p", "", "Ill and positive", digits=6)
    work.step("f", "(1 - m) * (1 - p)", "", "Well and positive", digits=6)
    work.step("v", "t / (t + f)", "%", "Positive predictive value")
    odds = p / (1 - p) * a / (1 - b) * x / (1 - y)
    return work.draft(
        f"{head} The prevalence is {{p}}. What is the positive predictive value of the pair, in percent to one decimal place?",
        "The positive predictive value is",
        second=100 * odds / (1 + odds),
        decimals=1,
    )
