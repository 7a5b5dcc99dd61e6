"""Cholesterol."""

from __future__ import annotations

from assay_medical.calculators import Work, calculator


@calculator(
    "ldl_friedewald",
    title="LDL cholesterol by the Friedewald equation",
    source="Friedewald WT, Levy RI, Fredrickson DS. Estimation of the concentration of low-density lipoprotein cholesterol in plasma, without use of the preparative ultracentrifuge. Clin Chem 1972;18:499-502. doi:10.1093/clinchem/18.6.499",
    needs=("total_cholesterol", "hdl", "triglycerides"),
    unit="mg/dL",
    decimals=1,
    asks=(
        "What is the patient's LDL cholesterol by the Friedewald equation, in mg/dL?",
        "Estimate the LDL cholesterol (mg/dL) with the Friedewald equation.",
    ),
    also=("LDL Calculated",),
    second=lambda v: (5 * v["total_cholesterol"] - 5 * v["hdl"] - v["triglycerides"]) / 5,
)
def ldl_friedewald(work: Work) -> None:
    for key in ("total_cholesterol", "hdl", "triglycerides"):
        work.number(key)
    work.step("ldl", "total_cholesterol - hdl - triglycerides / 5", "LDL cholesterol", "mg/dL")


@calculator(
    "ldl_sampson",
    title="LDL cholesterol by the Sampson (NIH) equation",
    source="Sampson M et al. A new equation for calculation of low-density lipoprotein cholesterol in patients with normolipidemia and/or hypertriglyceridemia. JAMA Cardiol 2020;5:540-8. doi:10.1001/jamacardio.2020.0013",
    needs=("total_cholesterol", "hdl", "triglycerides"),
    unit="mg/dL",
    decimals=1,
    asks=(
        "What is the patient's LDL cholesterol by the Sampson (NIH, 2020) equation, in mg/dL?",
        "Estimate the LDL cholesterol (mg/dL) with the equation of Sampson et al. (NIH equation 2, 2020).",
    ),
    second=lambda v: (
        v["total_cholesterol"] / 0.948
        - v["hdl"] / 0.971
        - v["triglycerides"]
        * (1 / 8.56 + (v["total_cholesterol"] - v["hdl"]) / 2140 - v["triglycerides"] / 16100)
        - 9.44
    ),
)
def ldl_sampson(work: Work) -> None:
    for key in ("total_cholesterol", "hdl", "triglycerides"):
        work.number(key)
    work.step("non_hdl", "total_cholesterol - hdl", "non-HDL cholesterol", "mg/dL")
    work.step(
        "tg_term",
        "triglycerides / 8.56 + triglycerides * non_hdl / 2140 - triglycerides**2 / 16100",
        "triglyceride term",
        "mg/dL",
    )
    work.step("ldl", "total_cholesterol / 0.948 - hdl / 0.971 - tg_term - 9.44", "LDL cholesterol", "mg/dL")


@calculator(
    "non_hdl_cholesterol",
    title="non-HDL cholesterol",
    source="NCEP Expert Panel. Third report (Adult Treatment Panel III). Circulation 2002;106:3143-421. doi:10.1161/circ.106.25.3143",
    needs=("total_cholesterol", "hdl"),
    unit="mg/dL",
    decimals=0,
    asks=(
        "What is the patient's non-HDL cholesterol, in mg/dL?",
        "Calculate the non-HDL cholesterol (mg/dL).",
    ),
    second=lambda v: -(v["hdl"] - v["total_cholesterol"]),
)
def non_hdl_cholesterol(work: Work) -> None:
    work.number("total_cholesterol")
    work.number("hdl")
    work.step("non_hdl", "total_cholesterol - hdl", "non-HDL cholesterol", "mg/dL")
