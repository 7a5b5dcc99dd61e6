"""Acids and bases: gaps, expected compensation, and what they say together."""

from __future__ import annotations

import math
from typing import Any

from assay_medical.calculators import Work, calculator
from assay_medical.vocabulary import BadInput

_GAP = "Emmett M, Narins RG. Clinical use of the anion gap. Medicine (Baltimore) 1977;56:38-54. doi:10.1097/00005792-197756010-00002"
_FIGGE = "Figge J et al. Anion gap and hypoalbuminemia. Crit Care Med 1998;26:1807-10. doi:10.1097/00003246-199811000-00019"
_WRENN = "Wrenn K. The delta (Δ) gap: an approach to mixed acid-base disorders. Ann Emerg Med 1990;19:1310-3. doi:10.1016/S0196-0644(05)82292-9"
_RASTEGAR = "Rastegar A. Use of the ΔAG/ΔHCO3− ratio in the diagnosis of mixed acid-base disorders. J Am Soc Nephrol 2007;18:2429-31. doi:10.1681/ASN.2006121408"
_BEREND = "Berend K, de Vries APJ, Gans ROB. Physiological approach to assessment of acid-base disturbances. N Engl J Med 2014;371:1434-45. doi:10.1056/NEJMra1003327"
_WINTERS = "Albert MS, Dell RB, Winters RW. Quantitative displacement of acid-base equilibrium in metabolic acidosis. Ann Intern Med 1967;66:312-22. doi:10.7326/0003-4819-66-2-312"
_NORMALS = (
    "Take 12 mmol/L as the normal anion gap and 24 mmol/L as the normal bicarbonate; leave potassium out."
)
_ALBUMIN = "Correct the anion gap with 2.5 mmol/L per g/dL of albumin below 4.0."


def _gap_step(work: Work) -> str:
    """The anion gap without potassium; the name by which formulas know it."""
    for key in ("sodium", "chloride", "bicarbonate"):
        work.number(key)
    work.step("gap", "sodium - (chloride + bicarbonate)", "anion gap", "mmol/L")
    return "gap"


def _corrected_step(work: Work) -> str:
    _gap_step(work)
    work.number("albumin")
    work.step("corrected", "gap + 2.5 * (4 - albumin)", "corrected anion gap", "mmol/L")
    return "corrected"


def _ratio_step(work: Work, gap: str) -> None:
    if work.number("bicarbonate") == 24:
        raise BadInput("With a bicarbonate of 24 mmol/L the delta ratio has no value.")
    work.step("delta", f"{gap} - 12", "delta gap", "mmol/L")
    work.step("fall", "24 - bicarbonate", "fall in bicarbonate", "mmol/L")
    work.step("ratio", "delta / fall", "delta ratio")


def _gap(v: dict[str, Any]) -> float:
    return float(v["sodium"] - v["chloride"] - v["bicarbonate"])


def _corrected(v: dict[str, Any]) -> float:
    return _gap(v) + 10 - 2.5 * float(v["albumin"])


@calculator(
    "anion_gap",
    title="anion gap without potassium",
    source=_GAP,
    needs=("sodium", "chloride", "bicarbonate"),
    unit="mmol/L",
    decimals=1,
    asks=(
        "What is the patient's anion gap without potassium, in mmol/L?",
        "Calculate the serum anion gap (mmol/L) as sodium − (chloride + bicarbonate).",
    ),
    also=("Anion Gap",),
    second=_gap,
)
def anion_gap(work: Work) -> None:
    _gap_step(work)


@calculator(
    "anion_gap_potassium",
    title="anion gap with potassium",
    source=_GAP,
    needs=("sodium", "potassium", "chloride", "bicarbonate"),
    unit="mmol/L",
    decimals=1,
    asks=(
        "What is the patient's anion gap with potassium, in mmol/L?",
        "Calculate the serum anion gap (mmol/L) as sodium + potassium − (chloride + bicarbonate).",
    ),
    second=lambda v: _gap(v) + v["potassium"],
)
def anion_gap_potassium(work: Work) -> None:
    for key in ("sodium", "potassium", "chloride", "bicarbonate"):
        work.number(key)
    work.step("gap", "sodium + potassium - (chloride + bicarbonate)", "anion gap", "mmol/L")


@calculator(
    "delta_gap",
    title="delta gap",
    source=_WRENN,
    needs=("sodium", "chloride", "bicarbonate"),
    unit="mmol/L",
    decimals=1,
    asks=(
        f"What is the patient's delta gap (rise of the anion gap minus fall of the bicarbonate), in mmol/L? {_NORMALS}",
        f"Calculate the delta gap in mmol/L: the anion gap's excess over normal minus the deficit of bicarbonate. {_NORMALS}",
    ),
    also=("Delta Gap",),
    second=lambda v: v["sodium"] - v["chloride"] - 36,
)
def delta_gap(work: Work) -> None:
    work.step("rise", f"{_gap_step(work)} - 12", "rise of the anion gap", "mmol/L")
    work.step("fall", "24 - bicarbonate", "fall of the bicarbonate", "mmol/L")
    work.step("delta", "rise - fall", "delta gap", "mmol/L")


@calculator(
    "delta_ratio",
    title="delta ratio",
    source=_RASTEGAR,
    needs=("sodium", "chloride", "bicarbonate"),
    decimals=2,
    asks=(
        f"What is the patient's delta ratio? {_NORMALS}",
        f"Calculate the delta ratio, the rise in anion gap over the fall in bicarbonate. {_NORMALS}",
    ),
    also=("Delta Ratio",),
    second=lambda v: (12 - _gap(v)) / (v["bicarbonate"] - 24),
)
def delta_ratio(work: Work) -> None:
    _ratio_step(work, _gap_step(work))


@calculator(
    "anion_gap_corrected",
    title="anion gap corrected for albumin",
    source=_FIGGE,
    needs=("sodium", "chloride", "bicarbonate", "albumin"),
    unit="mmol/L",
    decimals=1,
    asks=(
        f"What is the patient's anion gap (without potassium) corrected for albumin, in mmol/L? {_ALBUMIN}",
        "Calculate the albumin-corrected anion gap (mmol/L), without potassium: anion gap + 2.5 × (4.0 − albumin in g/dL).",
    ),
    also=("Albumin Corrected Anion Gap",),
    second=_corrected,
)
def anion_gap_corrected(work: Work) -> None:
    _corrected_step(work)


@calculator(
    "delta_gap_corrected",
    title="delta gap corrected for albumin",
    source=f"{_WRENN}; {_FIGGE}",
    needs=("sodium", "chloride", "bicarbonate", "albumin"),
    unit="mmol/L",
    decimals=1,
    asks=(
        f"What is the patient's albumin-corrected delta gap (corrected anion gap without potassium minus 12), in mmol/L? {_ALBUMIN}",
        f"Calculate the delta gap (mmol/L) from the albumin-corrected anion gap. {_ALBUMIN} The normal gap is 12; leave potassium out.",
    ),
    also=("Albumin Corrected Delta Gap",),
    second=lambda v: _corrected(v) - 12,
)
def delta_gap_corrected(work: Work) -> None:
    work.step("delta", f"{_corrected_step(work)} - 12", "delta gap", "mmol/L")


@calculator(
    "delta_ratio_corrected",
    title="delta ratio corrected for albumin",
    source=f"{_RASTEGAR}; {_FIGGE}",
    needs=("sodium", "chloride", "bicarbonate", "albumin"),
    decimals=2,
    asks=(
        f"What is the patient's albumin-corrected delta ratio? {_ALBUMIN} {_NORMALS}",
        f"Calculate the delta ratio from the albumin-corrected anion gap. {_ALBUMIN} {_NORMALS}",
    ),
    also=("Albumin Corrected Delta Ratio",),
    second=lambda v: (12 - _corrected(v)) / (v["bicarbonate"] - 24),
)
def delta_ratio_corrected(work: Work) -> None:
    _ratio_step(work, _corrected_step(work))


@calculator(
    "bicarbonate_deficit",
    title="bicarbonate deficit",
    source="Adrogué HJ, Madias NE. Management of life-threatening acid-base disorders. N Engl J Med 1998;338:26-34. doi:10.1056/NEJM199801013380106",
    needs=("weight", "bicarbonate"),
    unit="mmol",
    decimals=0,
    asks=(
        "What is the patient's bicarbonate deficit up to 24 mmol/L, in mmol? Take a bicarbonate space of 0.5 L/kg.",
        "Calculate the bicarbonate deficit (mmol) as 0.5 × weight × (24 − bicarbonate).",
    ),
    second=lambda v: 12 * v["weight"] - v["weight"] * v["bicarbonate"] / 2,
)
def bicarbonate_deficit(work: Work) -> None:
    work.number("weight")
    work.number("bicarbonate")
    work.step("deficit", "0.5 * weight * (24 - bicarbonate)", "bicarbonate deficit", "mmol")


@calculator(
    "bicarbonate_from_gas",
    title="bicarbonate by the Henderson–Hasselbalch equation",
    source=f"Hasselbalch KA. Die Berechnung der Wasserstoffzahl des Blutes. Biochem Z 1917;78:112-44; constants as in {_BEREND}",
    needs=("ph", "paco2"),
    unit="mmol/L",
    decimals=1,
    asks=(
        "What is the patient's bicarbonate by the Henderson–Hasselbalch equation, in mmol/L? Take pK 6.1 and a solubility of 0.0307 mmol/L per mmHg.",
        "Calculate the actual bicarbonate (mmol/L) from pH and PaCO2 with pK = 6.1 and 0.0307 mmol/(L·mmHg).",
    ),
    second=lambda v: math.exp(math.log(0.0307 * v["paco2"]) + math.log(10) * (v["ph"] - 6.1)),
)
def bicarbonate_from_gas(work: Work) -> None:
    work.number("ph", name="pH")
    work.number("paco2")
    work.step("bicarbonate_found", "0.0307 * paco2 * 10**(ph - 6.1)", "bicarbonate", "mmol/L")


@calculator(
    "winters_pco2",
    title="expected PaCO2 in metabolic acidosis by Winters' formula",
    source=_WINTERS,
    needs=("bicarbonate",),
    unit="mmHg",
    decimals=1,
    asks=(
        "What PaCO2, in mmHg, is expected by Winters' formula (the centre of the range)?",
        "Calculate the expected PaCO2 (mmHg) with Winters' formula, 1.5 × bicarbonate + 8.",
    ),
    second=lambda v: (3 * v["bicarbonate"] + 16) / 2,
)
def winters_pco2(work: Work) -> None:
    work.number("bicarbonate")
    work.step("expected", "1.5 * bicarbonate + 8", "expected PaCO2", "mmHg")


@calculator(
    "metabolic_alkalosis_pco2",
    title="expected PaCO2 in metabolic alkalosis",
    source=_BEREND,
    needs=("bicarbonate",),
    unit="mmHg",
    decimals=1,
    asks=(
        "What PaCO2, in mmHg, is expected in this metabolic alkalosis? Use 40 + 0.7 × (bicarbonate − 24).",
        "Calculate the PaCO2 (mmHg) that compensates this metabolic alkalosis: 0.7 mmHg above 40 for each mmol/L of bicarbonate above 24.",
    ),
    second=lambda v: 23.2 + 0.7 * v["bicarbonate"],
)
def metabolic_alkalosis_pco2(work: Work) -> None:
    work.number("bicarbonate")
    work.step("expected", "40 + 0.7 * (bicarbonate - 24)", "expected PaCO2", "mmHg")


def _respiratory(name: str, title: str, per_ten: str, text: str, above: bool) -> None:
    """The bicarbonate that is expected in a respiratory disorder: so much per 10 mmHg from 40."""
    sign = "+" if above else "-"
    difference = "paco2 - 40" if above else "40 - paco2"

    @calculator(
        name,
        title=f"expected bicarbonate in {title}",
        source=_BEREND,
        needs=("paco2",),
        unit="mmol/L",
        decimals=1,
        asks=(
            f"What bicarbonate, in mmol/L, is expected in this {title}? Start from 24 mmol/L and {text}.",
            f"Calculate the bicarbonate (mmol/L) that is expected in {title}: 24 mmol/L, and {text}.",
        ),
        second=lambda v: 24 + float(per_ten) * (v["paco2"] - 40) / 10,
    )
    def _(work: Work) -> None:
        value = work.number("paco2")
        if (value < 40) == above and value != 40:
            raise BadInput(f"A PaCO2 of {float(value):g} mmHg is no {title}.")
        work.step("expected", f"24 {sign} {per_ten} * ({difference}) / 10", "expected bicarbonate", "mmol/L")


_respiratory("acute_respiratory_acidosis_bicarbonate", "acute respiratory acidosis", "1", "add 1 mmol/L for each 10 mmHg of PaCO2 above 40", True)  # fmt: skip
_respiratory("chronic_respiratory_acidosis_bicarbonate", "chronic respiratory acidosis", "4", "add 4 mmol/L for each 10 mmHg of PaCO2 above 40", True)  # fmt: skip
_respiratory("acute_respiratory_alkalosis_bicarbonate", "acute respiratory alkalosis", "2", "subtract 2 mmol/L for each 10 mmHg of PaCO2 below 40", False)  # fmt: skip
_respiratory("chronic_respiratory_alkalosis_bicarbonate", "chronic respiratory alkalosis", "4", "subtract 4 mmol/L for each 10 mmHg of PaCO2 below 40", False)  # fmt: skip


_PRIMARY = {
    "metabolic acidosis": ("primary metabolic acidosis",),
    "respiratory acidosis": ("primary respiratory acidosis",),
    "mixed metabolic and respiratory acidosis": (
        "combined metabolic and respiratory acidosis",
        "mixed acidosis",
    ),
    "metabolic alkalosis": ("primary metabolic alkalosis",),
    "respiratory alkalosis": ("primary respiratory alkalosis",),
    "mixed metabolic and respiratory alkalosis": (
        "combined metabolic and respiratory alkalosis",
        "mixed alkalosis",
    ),
}
_LIMITS = "Take 7.35 to 7.45 as normal for pH, 35 to 45 mmHg for PaCO2 and 22 to 26 mmol/L for bicarbonate."


def _primary(v: dict[str, Any]) -> str:
    acid = v["ph"] < 7.35
    metabolic = v["bicarbonate"] < 22 if acid else v["bicarbonate"] > 26
    respiratory = v["paco2"] > 45 if acid else v["paco2"] < 35
    kind = (
        "mixed metabolic and respiratory"
        if metabolic and respiratory
        else "metabolic"
        if metabolic
        else "respiratory"
    )
    return f"{kind} {'acidosis' if acid else 'alkalosis'}"


@calculator(
    "acid_base_disorder",
    title="primary acid–base disorder",
    source=_BEREND,
    needs=("ph", "paco2", "bicarbonate"),
    kind="term",
    asks=(
        f"Which primary acid–base disorder does the blood gas show? {_LIMITS} Answer with one of: {', '.join(_PRIMARY)}.",
        f"Name the primary acid–base disorder. {_LIMITS} The choices are: {', '.join(_PRIMARY)}.",
    ),
    bands=_PRIMARY,
    second=_primary,
)
def acid_base_disorder(work: Work) -> None:
    ph, pco2, bicarbonate = work.number("ph"), work.number("paco2"), work.number("bicarbonate")
    if 7.35 <= float(ph) <= 7.45:
        raise BadInput("With a normal pH the primary disorder is not told by these limits.")
    acid = float(ph) < 7.35
    what = "acidosis" if acid else "alkalosis"
    work.say(f"The pH of {_plain(ph)} is {'below 7.35: acidosis' if acid else 'above 7.45: alkalosis'}.")
    metabolic = bicarbonate < 22 if acid else bicarbonate > 26
    respiratory = pco2 > 45 if acid else pco2 < 35
    if not metabolic and not respiratory:
        raise BadInput("Neither the bicarbonate nor the PaCO2 explains the pH.")
    work.say(
        f"The bicarbonate of {_plain(bicarbonate)} mmol/L {'is' if metabolic else 'is not'} {'below 22' if acid else 'above 26'}: {f'a metabolic {what}' if metabolic else f'not what makes the {what}'}."
    )
    work.say(
        f"The PaCO2 of {_plain(pco2)} mmHg {'is' if respiratory else 'is not'} {'above 45' if acid else 'below 35'}: {f'a respiratory {what}' if respiratory else f'not what makes the {what}'}."
    )
    kind = (
        "mixed metabolic and respiratory"
        if metabolic and respiratory
        else "metabolic"
        if metabolic
        else "respiratory"
    )
    work.grade(f"{kind} {what}")
    work.answers(f"{kind} {what}")


_ACIDOSIS = {
    "appropriate respiratory compensation": (
        "adequate respiratory compensation",
        "appropriate compensation",
        "adequate compensation",
    ),
    "additional respiratory acidosis": (
        "concomitant respiratory acidosis",
        "superimposed respiratory acidosis",
        "concurrent respiratory acidosis",
    ),
    "additional respiratory alkalosis": (
        "concomitant respiratory alkalosis",
        "superimposed respiratory alkalosis",
        "concurrent respiratory alkalosis",
    ),
}


def _compensation(work: Work, formula: str, rule: str) -> None:
    measured = work.number("paco2")
    expected = float(work.step("expected", formula, "expected PaCO2", "mmHg", because=rule))
    low, high = expected - 2, expected + 2
    if float(measured) > high + 1e-9:
        term, why = "additional respiratory acidosis", "above"
    elif float(measured) < low - 1e-9:
        term, why = "additional respiratory alkalosis", "below"
    else:
        term, why = "appropriate respiratory compensation", "within"
    work.say(f"The PaCO2 of {_plain(measured)} mmHg is {why} the range of {low:.1f} to {high:.1f} mmHg.")
    work.grade(term)
    work.answers(term)


def _judged(value: float, centre: float) -> str:
    off = round(value - centre, 9)
    return tuple(_ACIDOSIS)[0 if abs(off) <= 2 else 1 if off > 0 else 2]


@calculator(
    "metabolic_acidosis_compensation",
    title="respiratory response to metabolic acidosis",
    source=f"{_WINTERS}; {_BEREND}",
    needs=("bicarbonate", "paco2"),
    kind="term",
    asks=(
        f"The patient has a metabolic acidosis. By Winters' formula (1.5 × bicarbonate + 8, ± 2 mmHg), which is it: {', '.join(_ACIDOSIS)}?",
        f"Judge the PaCO2 in this metabolic acidosis by Winters' formula, with a range of ± 2 mmHg. Answer with one of: {', '.join(_ACIDOSIS)}.",
    ),
    bands=_ACIDOSIS,
    second=lambda v: _judged(v["paco2"], 1.5 * v["bicarbonate"] + 8),
)
def metabolic_acidosis_compensation(work: Work) -> None:
    if work.number("bicarbonate") >= 22:
        raise BadInput(
            "With a bicarbonate of 22 mmol/L or more there is no metabolic acidosis to compensate."
        )
    _compensation(work, "1.5 * bicarbonate + 8", "Winters' formula")


@calculator(
    "metabolic_alkalosis_compensation",
    title="respiratory response to metabolic alkalosis",
    source=_BEREND,
    needs=("bicarbonate", "paco2"),
    kind="term",
    asks=(
        f"The patient has a metabolic alkalosis. The expected PaCO2 is 40 + 0.7 × (bicarbonate − 24) ± 2 mmHg. Which is it: {', '.join(_ACIDOSIS)}?",
        f"Judge the PaCO2 in this metabolic alkalosis by 0.7 × (bicarbonate − 24) + 40 ± 2 mmHg. Answer with one of: {', '.join(_ACIDOSIS)}.",
    ),
    bands=_ACIDOSIS,
    second=lambda v: _judged(v["paco2"], 40 + 0.7 * (v["bicarbonate"] - 24)),
)
def metabolic_alkalosis_compensation(work: Work) -> None:
    if work.number("bicarbonate") <= 26:
        raise BadInput(
            "With a bicarbonate of 26 mmol/L or less there is no metabolic alkalosis to compensate."
        )
    _compensation(work, "40 + 0.7 * (bicarbonate - 24)", "Expected in metabolic alkalosis")


def _plain(value: object) -> str:
    return f"{float(value):g}"  # type: ignore[arg-type]
