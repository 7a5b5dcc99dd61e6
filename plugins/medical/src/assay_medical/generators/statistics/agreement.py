"""Agreement of two raters."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.generators.statistics._study import VERIFIERS
from assay_medical.worked import Worked

_RATERS = (("two radiologists read chest radiographs for pneumonia", "pneumonia", "no pneumonia"), ("two pathologists grade biopsies as malignant or benign", "malignant", "benign"), ("two nurses triage patients as urgent or not urgent", "urgent", "not urgent"), ("two dermatologists judge naevi as suspicious or not suspicious", "suspicious", "not suspicious"), ("two clinicians judge whether delirium is present", "delirium", "no delirium"), ("two echocardiographers grade the valve as stenotic or normal", "stenotic", "normal"))  # fmt: skip


@generator("medical.kappa", verifiers=VERIFIERS)
def kappa(rng: random.Random, difficulty: int) -> Draft:
    """Cohen's kappa (Cohen J. Educ Psychol Meas 1960;20:37-46).

    1: the observed agreement. 2: the agreement expected by chance. 3: kappa. 4: kappa from totals of each rater. 5: three categories.
    """
    who, yes, no = rng.choice(_RATERS)
    work = Worked()
    if difficulty == 5:
        diagonal, off = [rng.randint(12, 70) for _ in range(3)], [rng.randint(1, 14) for _ in range(6)]
        names = [f"m{i}{j}" for i in range(3) for j in range(3)]
        values = [diagonal[0], off[0], off[1], off[2], diagonal[1], off[3], off[4], off[5], diagonal[2]]
        for name, value in zip(names, values, strict=True):
            work.given(name, str(value), "", "count")
        work.step("n", " + ".join(names), "", "All")
        work.step("o", "(m00 + m11 + m22) / n", "", "Observed agreement", digits=6)
        work.step(
            "e",
            "((m00 + m01 + m02) * (m00 + m10 + m20) + (m10 + m11 + m12) * (m01 + m11 + m21) + (m20 + m21 + m22) * (m02 + m12 + m22)) / n**2",
            "",
            "Agreement by chance",
            digits=6,
        )
        work.step("k", "(o - e) / (1 - e)", "", "Kappa")
        rows = "\n".join(
            f"- rater A {grade}: "
            + ", ".join(f"B {other} {{m{i}{j}}}" for j, other in enumerate(("mild", "moderate", "severe")))
            for i, grade in enumerate(("mild", "moderate", "severe"))
        )
        n = sum(values)
        o = sum(diagonal) / n
        e = sum(sum(values[3 * i : 3 * i + 3]) * sum(values[i::3]) for i in range(3)) / n**2
        return work.draft(
            f"Two raters grade {rng.choice(('aortic stenosis', 'diabetic retinopathy', 'psoriasis', 'mucositis'))} as mild, moderate or severe:\n{rows}\nWhat is Cohen's kappa (unweighted), to three decimal places?",
            "Kappa is",
            second=1 - (1 - o) / (1 - e),
            decimals=3,
        )
    a, b, c, d = rng.randint(15, 90), rng.randint(2, 25), rng.randint(2, 25), rng.randint(20, 160)
    n = a + b + c + d
    o, e = (a + d) / n, ((a + b) * (a + c) + (c + d) * (b + d)) / n**2
    if difficulty == 4:
        for key, value, role in (
            ("n", n, "cases"),
            ("y", a, "both say yes"),
            ("p", a + b, "rater A says yes"),
            ("q", a + c, "rater B says yes"),
        ):
            work.given(key, str(value), "", role)
        work.step("d", "n - p - q + y", "", "Both say no")
        work.step("o", "(y + d) / n", "", "Observed agreement", digits=6)
        work.step("e", "(p * q + (n - p) * (n - q)) / n**2", "", "Agreement by chance", digits=6)
        work.step("k", "(o - e) / (1 - e)", "", "Kappa")
        prompt = f"In a study {who}, {{n}} cases in all. Rater A calls {{p}} of them “{yes}”, rater B {{q}}; both do so in {{y}}. What is Cohen's kappa, to three decimal places?"
        return work.draft(prompt, "Kappa is", second=1 - (1 - o) / (1 - e), decimals=3)
    for key, value, role in (
        ("a", a, "both yes"),
        ("b", b, "A yes, B no"),
        ("c", c, "A no, B yes"),
        ("d", d, "both no"),
    ):
        work.given(key, str(value), "", role)
    prompt = rng.choice(
        (
            f"In a study {who}: both say “{yes}” in {{a}}, only rater A in {{b}}, only rater B in {{c}}, and both say “{no}” in {{d}}. ",
            f"Agreement study: {who}.\n- A {yes}: B {yes} {{a}}, B {no} {{b}}\n- A {no}: B {yes} {{c}}, B {no} {{d}}\n",
        )
    )
    work.step("n", "a + b + c + d", "", "All")
    if difficulty != 2:
        work.step("o", "(a + d) / n", "%" if difficulty == 1 else "", "Observed agreement", digits=6)
    if difficulty == 1:
        return work.draft(
            f"{prompt}What is the observed agreement, in percent to one decimal place?",
            "The observed agreement is",
            second=100 * o,
            decimals=1,
        )
    work.step(
        "e",
        "((a + b) * (a + c) + (c + d) * (b + d)) / n**2",
        "%" if difficulty == 2 else "",
        "Agreement by chance",
        digits=6,
    )
    if difficulty == 2:
        return work.draft(
            f"{prompt}What agreement is expected by chance (Cohen), in percent to one decimal place?",
            "By chance",
            second=100 * e,
            decimals=1,
            tail=" is expected",
        )
    work.step("k", "(o - e) / (1 - e)", "", "Kappa")
    return work.draft(
        f"{prompt}What is Cohen's kappa, to three decimal places?",
        "Kappa is",
        second=1 - (1 - o) / (1 - e),
        decimals=3,
    )
