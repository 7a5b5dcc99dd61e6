"""Pressures, flows and resistances of the circulation."""

from __future__ import annotations

from assay_medical.calculators import Work, calculator

_FICK = "Fick A. Über die Messung des Blutquantums in den Herzventrikeln. Sitzungsber Phys-Med Ges Würzburg 1870;2:16; Fagard R, Conway J. Measurement of cardiac output: Fick principle using catheterization. Eur Heart J 1990;11 Suppl I:1-5. doi:10.1093/eurheartj/11.suppl_I.1"


@calculator(
    "mean_arterial_pressure",
    title="mean arterial pressure",
    source="Meaney E et al. Formula and nomogram for the sphygmomanometric calculation of the mean arterial pressure. Heart 2000;84:64. doi:10.1136/heart.84.1.64 (the classical formula)",
    needs=("sbp", "dbp"),
    unit="mmHg",
    decimals=0,
    asks=(
        "What is the patient's mean arterial pressure, diastolic plus a third of the pulse pressure, in mmHg?",
        "Calculate the mean arterial pressure (mmHg) as (systolic + 2 × diastolic) / 3.",
    ),
    also=("Mean Arterial Pressure (MAP)",),
    second=lambda v: v["dbp"] + (v["sbp"] - v["dbp"]) / 3,
)
def mean_arterial_pressure(work: Work) -> None:
    work.number("sbp")
    work.number("dbp")
    work.step("map", "(sbp + 2 * dbp) / 3", "MAP", "mmHg")


@calculator(
    "pulse_pressure",
    title="pulse pressure",
    source="Franklin SS et al. Is pulse pressure useful in predicting risk for coronary heart disease? Circulation 1999;100:354-60. doi:10.1161/01.CIR.100.4.354",
    needs=("sbp", "dbp"),
    unit="mmHg",
    decimals=0,
    asks=("What is the patient's pulse pressure, in mmHg?", "Calculate the pulse pressure (mmHg)."),
    second=lambda v: -(v["dbp"] - v["sbp"]),
)
def pulse_pressure(work: Work) -> None:
    work.number("sbp")
    work.number("dbp")
    work.step("pulse", "sbp - dbp", "pulse pressure", "mmHg")


@calculator(
    "shock_index",
    title="shock index",
    source="Allgöwer M, Burri C. Schockindex. Dtsch Med Wochenschr 1967;92:1947-50. doi:10.1055/s-0028-1106070",
    needs=("heart_rate", "sbp"),
    decimals=2,
    asks=(
        "What is the patient's shock index?",
        "Calculate the shock index (heart rate over systolic blood pressure).",
    ),
    second=lambda v: 1 / (v["sbp"] / v["heart_rate"]),
)
def shock_index(work: Work) -> None:
    work.number("heart_rate")
    work.number("sbp")
    work.step("index", "heart_rate / sbp", "shock index")


@calculator(
    "cardiac_output_fick",
    title="cardiac output by the Fick principle",
    source=_FICK,
    needs=("oxygen_consumption", "hemoglobin", "sao2", "svo2"),
    unit="L/min",
    decimals=2,
    asks=(
        "What is the patient's cardiac output by the Fick principle, in L/min? Take 1.34 mL of oxygen per gram of hemoglobin, and neglect dissolved oxygen.",
        "Calculate the Fick cardiac output (L/min): VO2 / [13.4 × Hb (g/dL) × (SaO2 − SvO2)], saturations as fractions.",
    ),
    second=lambda v: v["oxygen_consumption"] / (0.134 * v["hemoglobin"] * (v["sao2"] - v["svo2"])),
)
def cardiac_output_fick(work: Work) -> None:
    for key in ("oxygen_consumption", "hemoglobin", "sao2", "svo2"):
        work.number(key)
    work.step(
        "difference",
        "1.34 * 10 * hemoglobin * (sao2 - svo2) / 100",
        "arteriovenous oxygen difference",
        "mL/L",
    )
    work.step("output", "oxygen_consumption / difference", "cardiac output", "L/min")


@calculator(
    "cardiac_index",
    title="cardiac index",
    source=f"{_FICK}; body surface: Mosteller RD. N Engl J Med 1987;317:1098. doi:10.1056/NEJM198710223171717",
    needs=("cardiac_output", "weight", "height"),
    unit="L/min/m²",
    decimals=2,
    asks=(
        "What is the patient's cardiac index, in L/min/m²? Take the body surface area by Mosteller's formula.",
        "Calculate the cardiac index (L/min/m²) with the body surface area of Mosteller.",
    ),
    second=lambda v: 60 * v["cardiac_output"] / (v["weight"] * v["height"]) ** 0.5,
)
def cardiac_index(work: Work) -> None:
    for key in ("cardiac_output", "weight", "height"):
        work.number(key)
    work.step("bsa", "sqrt(weight * height / 3600)", "BSA", "m²")
    work.step("index", "cardiac_output / bsa", "cardiac index", "L/min/m²")


@calculator(
    "stroke_volume",
    title="stroke volume",
    source=_FICK,
    needs=("cardiac_output", "heart_rate"),
    unit="mL",
    decimals=0,
    asks=(
        "What is the patient's stroke volume, in mL?",
        "Calculate the stroke volume (mL) from cardiac output and heart rate.",
    ),
    second=lambda v: v["cardiac_output"] / v["heart_rate"] * 1000,
)
def stroke_volume(work: Work) -> None:
    work.number("cardiac_output")
    work.number("heart_rate")
    work.step("volume", "1000 * cardiac_output / heart_rate", "stroke volume", "mL")


@calculator(
    "systemic_vascular_resistance",
    title="systemic vascular resistance",
    source="Swan HJC et al. Catheterization of the heart in man with use of a flow-directed balloon-tipped catheter. N Engl J Med 1970;283:447-51. doi:10.1056/NEJM197008272830902; 1 mmHg·min/L is 80 dyn·s/cm⁵",
    needs=("mean_pressure", "central_venous_pressure", "cardiac_output"),
    unit="dyn·s/cm^5",
    decimals=0,
    asks=(
        "What is the patient's systemic vascular resistance, in dyn·s/cm^5?",
        "Calculate the systemic vascular resistance, 80 × (MAP − CVP) / CO, in dyn·s/cm^5.",
    ),
    second=lambda v: (80 * v["mean_pressure"] - 80 * v["central_venous_pressure"]) / v["cardiac_output"],
)
def systemic_vascular_resistance(work: Work) -> None:
    for key in ("mean_pressure", "central_venous_pressure", "cardiac_output"):
        work.number(key)
    work.step("svr", "80 * (mean_pressure - central_venous_pressure) / cardiac_output", "SVR", "dyn·s/cm^5")


@calculator(
    "pulmonary_vascular_resistance",
    title="pulmonary vascular resistance",
    source="Humbert M et al. 2022 ESC/ERS guidelines for the diagnosis and treatment of pulmonary hypertension. Eur Heart J 2022;43:3618-731. doi:10.1093/eurheartj/ehac237",
    needs=("mean_pulmonary_pressure", "wedge_pressure", "cardiac_output"),
    unit="mmHg·min/L",
    decimals=1,
    asks=(
        "What is the patient's pulmonary vascular resistance, in mmHg·min/L (Wood units)?",
        "Calculate the pulmonary vascular resistance in mmHg·min/L, which are Wood units.",
    ),
    second=lambda v: (
        v["mean_pulmonary_pressure"] / v["cardiac_output"] - v["wedge_pressure"] / v["cardiac_output"]
    ),
)
def pulmonary_vascular_resistance(work: Work) -> None:
    for key in ("mean_pulmonary_pressure", "wedge_pressure", "cardiac_output"):
        work.number(key)
    work.step("pvr", "(mean_pulmonary_pressure - wedge_pressure) / cardiac_output", "PVR", "mmHg·min/L")


@calculator(
    "aortic_valve_area_hakki",
    title="aortic valve area by the Hakki formula",
    source="Hakki AH et al. A simplified valve formula for the calculation of stenotic cardiac valve areas. Circulation 1981;63:1050-5",
    needs=("cardiac_output", "mean_gradient"),
    unit="cm²",
    decimals=2,
    asks=(
        "What is the patient's aortic valve area by the Hakki formula, in cm²?",
        "Calculate the aortic valve area (cm²) with Hakki's formula, cardiac output in L/min over the square root of the mean gradient in mmHg.",
    ),
    second=lambda v: (v["cardiac_output"] ** 2 / v["mean_gradient"]) ** 0.5,
)
def aortic_valve_area_hakki(work: Work) -> None:
    work.number("cardiac_output")
    work.number("mean_gradient")
    work.step("area", "cardiac_output / sqrt(mean_gradient)", "valve area", "cm²")


_ABI = {
    "abnormal": ("peripheral artery disease", "low"),
    "borderline": (),
    "normal": (),
    "noncompressible": ("non-compressible", "incompressible"),
}


@calculator(
    "ankle_brachial_index",
    title="ankle–brachial index",
    source="Aboyans V et al. Measurement and interpretation of the ankle-brachial index: a scientific statement from the American Heart Association. Circulation 2012;126:2890-909. doi:10.1161/CIR.0b013e318276fbcb; classes: Gerhard-Herman MD et al. Circulation 2017;135:e726-79. doi:10.1161/CIR.0000000000000471",
    needs=("ankle_pressure", "arm_pressure"),
    decimals=2,
    asks=(
        "What is the ankle–brachial index of the leg that was measured?",
        "Calculate the ankle–brachial index: ankle over brachial systolic pressure.",
    ),
    bands=_ABI,
    second=lambda v: 1 / (v["arm_pressure"] / v["ankle_pressure"]),
)
def ankle_brachial_index(work: Work) -> None:
    work.number("ankle_pressure")
    work.number("arm_pressure")
    value = float(work.step("abi", "ankle_pressure / arm_pressure", "ABI"))
    work.grade(
        "abnormal"
        if value <= 0.9
        else "borderline"
        if value < 1
        else "normal"
        if value <= 1.4
        else "noncompressible"
    )
