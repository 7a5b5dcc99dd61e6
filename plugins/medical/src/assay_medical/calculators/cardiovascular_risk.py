"""The risk of coronary and vascular events in ten years."""

from __future__ import annotations

import math
from typing import Any

from assay_medical.calculators import Work, calculator
from assay_medical.vocabulary import BadInput

_HARD = {
    "male": {"a": 52.00961, "t": 20.014077, "h": -0.905964, "s": 1.305784, "rx": 0.241549, "k": 12.096316, "at": -4.605038, "ak": -2.84367, "aa": -2.93323, "mean": 172.300168, "s0": 0.9402, "cap": 70},
    "female": {"a": 31.764001, "t": 22.465206, "h": -1.187731, "s": 2.552905, "rx": 0.420251, "k": 13.07543, "at": -5.060998, "ak": -2.996945, "aa": 0.0, "mean": 146.5933061, "s0": 0.98767, "cap": 78},
}  # fmt: skip


def _framingham(v: dict[str, Any]) -> float:
    c = _HARD[v["sex"]]
    age, tc = math.log(v["age"]), math.log(v["total_cholesterol"])
    log = (
        c["a"] * age
        + c["t"] * tc
        + c["h"] * math.log(v["hdl"])
        + c["s"] * math.log(v["sbp"])
        + c["aa"] * age * age
        + c["at"] * age * tc
        - c["mean"]
    )
    log += c["rx"] * v["treated_pressure"] + v["smoker"] * (
        c["k"] + c["ak"] * math.log(min(v["age"], c["cap"]))
    )
    return -100 * math.expm1(math.exp(log) * math.log(c["s0"]))


@calculator(
    "framingham_hard_chd",
    title="Framingham 10-year risk of hard coronary heart disease",
    source="NCEP Expert Panel. Third report (Adult Treatment Panel III). Circulation 2002;106:3143-421. doi:10.1161/circ.106.25.3143; the function of the Framingham Heart Study, Hard coronary heart disease (10-year risk)",
    needs=("age", "sex", "total_cholesterol", "hdl", "sbp", "treated_pressure", "smoker"),
    unit="%",
    decimals=1,
    asks=(
        "What is the patient's 10-year risk of hard coronary heart disease by the continuous Framingham function of ATP III (2002), in percent?",
        "Calculate the 10-year Framingham risk (%) of myocardial infarction or coronary death with the ATP III function (the Cox function, not the points).",
    ),
    also=("Framingham Risk Score for Hard Coronary Heart Disease",),
    second=_framingham,
)
def framingham_hard_chd(work: Work) -> None:
    for key in ("age", "total_cholesterol", "hdl", "sbp"):
        work.number(key)
    male = work.choice("sex") == "male"
    treated, smokes = work.flag("treated_pressure"), work.flag("smoker")
    cap = 70 if male else 78
    old = smokes and work.number("age") > cap
    if old:
        work.say(f"For the term of age and smoking an age of {cap} is used.")
    age = str(cap) if old else "age"
    if male:
        terms = (
            "52.00961 * ln(age) + 20.014077 * ln(total_cholesterol) - 0.905964 * ln(hdl) + 1.305784 * ln(sbp)"
        )
        terms += " + 0.241549" if treated else ""
        terms += f" + 12.096316 - 2.84367 * ln({age})" if smokes else ""
        terms += " - 4.605038 * ln(age) * ln(total_cholesterol) - 2.93323 * ln(age)**2 - 172.300168"
        base = "0.9402"
    else:
        terms = "31.764001 * ln(age) + 22.465206 * ln(total_cholesterol) - 1.187731 * ln(hdl) + 2.552905 * ln(sbp)"
        terms += " + 0.420251" if treated else ""
        terms += f" + 13.07543 - 2.996945 * ln({age})" if smokes else ""
        terms += " - 5.060998 * ln(age) * ln(total_cholesterol) - 146.5933061"
        base = "0.98767"
    work.say(
        f"The patient is {work.choice('sex')}, {'treated' if treated else 'not treated'} for blood pressure, and {'smokes' if smokes else 'does not smoke'}."
    )
    work.step("l", terms, "L")
    work.step("risk", f"100 * (1 - {base}**exp(l))", "risk", "%")


_POOLED = {
    # ln age, ln² age, ln TC, age·TC, ln HDL, age·HDL, treated, age·treated, untreated, age·untreated, smoker, age·smoker, diabetes, mean, S0
    ("female", "white"): (-29.799, 4.884, 13.540, -3.114, -13.578, 3.149, 2.019, 0, 1.957, 0, 7.574, -1.665, 0.661, -29.18, 0.9665),
    ("female", "black"): (17.114, 0, 0.940, 0, -18.920, 4.475, 29.291, -6.432, 27.820, -6.087, 0.691, 0, 0.874, 86.61, 0.9533),
    ("male", "white"): (12.344, 0, 11.853, -2.664, -7.990, 1.769, 1.797, 0, 1.764, 0, 7.837, -1.795, 0.658, 61.18, 0.9144),
    ("male", "black"): (2.469, 0, 0.302, 0, -0.307, 0, 1.916, 0, 1.809, 0, 0.549, 0, 0.645, 19.54, 0.8954),
}  # fmt: skip
"""Table A of Goff et al."""


def _pooled(v: dict[str, Any]) -> float:
    a1, a2, t, at, h, ah, rx, arx, no, ano, k, ak, dm, mean, s0 = _POOLED[v["sex"], v["race"]]
    age, tc, hdl, sbp = (math.log(v[key]) for key in ("age", "total_cholesterol", "hdl", "sbp"))
    pressure = rx + arx * age if v["treated_pressure"] else no + ano * age
    log = age * (a1 + a2 * age) + tc * (t + at * age) + hdl * (h + ah * age) + sbp * pressure
    log += v["smoker"] * (k + ak * age) + dm * v["diabetes"] - mean
    return -100 * math.expm1(math.exp(log) * math.log(s0))


_ASCVD_BANDS = {
    "low": ("low risk",),
    "borderline": ("borderline risk",),
    "intermediate": ("intermediate risk",),
    "high": ("high risk",),
}
_SHAPES = {
    ("female", "white"): (
        "-29.799 * ln(age) + 4.884 * ln(age)**2 + 13.54 * ln(total_cholesterol) - 3.114 * ln(age) * ln(total_cholesterol) - 13.578 * ln(hdl) + 3.149 * ln(age) * ln(hdl)",
        "2.019 * ln(sbp)", "1.957 * ln(sbp)", "7.574 - 1.665 * ln(age)", "0.661", "+ 29.18", "0.9665"),
    ("female", "black"): (
        "17.114 * ln(age) + 0.94 * ln(total_cholesterol) - 18.92 * ln(hdl) + 4.475 * ln(age) * ln(hdl)",
        "29.291 * ln(sbp) - 6.432 * ln(age) * ln(sbp)", "27.82 * ln(sbp) - 6.087 * ln(age) * ln(sbp)", "0.691", "0.874", "- 86.61", "0.9533"),
    ("male", "white"): (
        "12.344 * ln(age) + 11.853 * ln(total_cholesterol) - 2.664 * ln(age) * ln(total_cholesterol) - 7.99 * ln(hdl) + 1.769 * ln(age) * ln(hdl)",
        "1.797 * ln(sbp)", "1.764 * ln(sbp)", "7.837 - 1.795 * ln(age)", "0.658", "- 61.18", "0.9144"),
    ("male", "black"): (
        "2.469 * ln(age) + 0.302 * ln(total_cholesterol) - 0.307 * ln(hdl)",
        "1.916 * ln(sbp)", "1.809 * ln(sbp)", "0.549", "0.645", "- 19.54", "0.8954"),
}  # fmt: skip


@calculator(
    "ascvd_pce",
    title="10-year ASCVD risk by the pooled cohort equations",
    source="Goff DC et al. 2013 ACC/AHA guideline on the assessment of cardiovascular risk. Circulation 2014;129(25 Suppl 2):S49-73. doi:10.1161/01.cir.0000437741.48606.98; classes: Arnett DK et al. Circulation 2019;140:e596-646. doi:10.1161/CIR.0000000000000678",
    needs=("age", "sex", "race", "total_cholesterol", "hdl", "sbp", "treated_pressure", "smoker", "diabetes"),
    unit="%",
    decimals=1,
    asks=(
        "What is the patient's 10-year risk of a first hard ASCVD event by the pooled cohort equations of 2013, in percent?",
        "Calculate the 10-year ASCVD risk (%) with the 2013 ACC/AHA pooled cohort equations.",
    ),
    bands=_ASCVD_BANDS,
    second=_pooled,
)
def ascvd_pce(work: Work) -> None:
    age = work.number("age")
    if not 40 <= age <= 79:
        raise BadInput("The pooled cohort equations hold from 40 to 79 years.")
    for key in ("total_cholesterol", "hdl", "sbp"):
        work.number(key)
    sex, race = work.choice("sex"), work.choice("race")
    shared, treated, untreated, smoking, diabetes, mean, base = _SHAPES[sex, race]
    drug, smokes, sweet = work.flag("treated_pressure"), work.flag("smoker"), work.flag("diabetes")
    who = f"{race.capitalize()} {'man' if sex == 'male' else 'woman'}"
    work.say(
        f"{who}, blood pressure {'treated' if drug else 'not treated'}, {'smoker' if smokes else 'non-smoker'}, {'diabetes' if sweet else 'no diabetes'}."
    )
    terms = f"{shared} + {treated if drug else untreated}"
    terms += f" + {smoking}" if smokes else ""
    terms += f" + {diabetes}" if sweet else ""
    work.step("x", terms, "sum")
    risk = float(work.step("risk", f"100 * (1 - {base}**exp(x {mean}))", "risk", "%"))
    work.grade(tuple(_ASCVD_BANDS)[sum(risk >= cut for cut in (5, 7.5, 20))])
