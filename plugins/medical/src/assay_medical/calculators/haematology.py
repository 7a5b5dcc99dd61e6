"""Blood cells and iron."""

from __future__ import annotations

from typing import Any

from assay_medical.calculators import Work, calculator

_MATURATION = "Take 45% as the normal hematocrit, and a maturation time of 1.0 days for a hematocrit of 40% or more, 1.5 from 30%, 2.0 from 20%, and 2.5 below 20%."
_NEUTROPENIA = {
    "no neutropenia": ("normal",),
    "mild neutropenia": ("mild",),
    "moderate neutropenia": ("moderate",),
    "severe neutropenia": ("severe",),
}


@calculator(
    "absolute_neutrophil_count",
    title="absolute neutrophil count",
    source="Dale DC, Cottle TE, Fier CJ et al. Severe chronic neutropenia: treatment and follow-up of patients in the Severe Chronic Neutropenia International Registry. Am J Hematol 2003;72:82-93 (the classes)",
    needs=("white_cells", "segmented_neutrophils", "band_neutrophils"),
    unit="/µL",
    decimals=0,
    asks=(
        "What is the patient's absolute neutrophil count (segmented and band forms), in cells/µL?",
        "Calculate the absolute neutrophil count, bands included, in cells/µL.",
    ),
    bands=_NEUTROPENIA,
    second=lambda v: 10 * v["white_cells"] * (v["segmented_neutrophils"] + v["band_neutrophils"]),
)
def absolute_neutrophil_count(work: Work) -> None:
    for key in ("white_cells", "segmented_neutrophils", "band_neutrophils"):
        work.number(key)
    work.step("white", "1000 * white_cells", "white cells", "/µL")
    value = float(work.step("anc", "white * (segmented_neutrophils + band_neutrophils) / 100", "ANC", "/µL"))
    work.grade(tuple(_NEUTROPENIA)[(value < 1500) + (value < 1000) + (value < 500)])


def _maturation(hematocrit: float) -> str:
    return "1" if hematocrit >= 40 else "1.5" if hematocrit >= 30 else "2" if hematocrit >= 20 else "2.5"


@calculator(
    "reticulocyte_production_index",
    title="reticulocyte production index",
    source="Hillman RS, Finch CA. Erythropoiesis: normal and abnormal. Semin Hematol 1967;4:327-36; the maturation times by decades of hematocrit: Hutchison RE, Davey FR. Hematopoiesis. In: Henry JB. Clinical Diagnosis and Management by Laboratory Methods. 19th ed. Saunders, 1996",
    needs=("reticulocytes", "hematocrit"),
    decimals=2,
    asks=(
        f"What is the patient's reticulocyte production index? {_MATURATION}",
        f"Calculate the reticulocyte production index. {_MATURATION}",
    ),
    second=lambda v: (
        v["reticulocytes"]
        / 45
        * v["hematocrit"]
        / (1 + 0.5 * sum(v["hematocrit"] < cut for cut in (20, 30, 40)))
    ),
)
def reticulocyte_production_index(work: Work) -> None:
    work.number("reticulocytes")
    hematocrit = work.number("hematocrit")
    time = _maturation(float(hematocrit))
    work.say(
        f"At a hematocrit of {float(hematocrit):g}% the maturation time is {time} day{'' if time == '1' else 's'}."
    )
    work.step("rpi", f"reticulocytes * (hematocrit / 45) / {time}", "reticulocyte production index")


@calculator(
    "transferrin_saturation",
    title="transferrin saturation",
    source="Elsayed ME, Sharif MU, Stack AG. Transferrin saturation: a body iron biomarker. Adv Clin Chem 2016;75:71-97. doi:10.1016/bs.acc.2016.03.002",
    needs=("iron", "iron_binding_capacity"),
    unit="%",
    decimals=1,
    asks=(
        "What is the patient's transferrin saturation, in percent?",
        "Calculate the transferrin saturation (%).",
    ),
    second=lambda v: 100 / (v["iron_binding_capacity"] / v["iron"]),
)
def transferrin_saturation(work: Work) -> None:
    work.number("iron")
    work.number("iron_binding_capacity")
    work.step("tsat", "100 * iron / iron_binding_capacity", "transferrin saturation", "%")


def _ganzoni(v: dict[str, Any]) -> float:
    return float(v["weight"] * 36 - 2.4 * v["weight"] * v["hemoglobin"] + 500)


@calculator(
    "iron_deficit",
    title="iron deficit by the Ganzoni formula",
    source="Ganzoni AM. Eisen-Dextran intravenös: therapeutische und experimentelle Möglichkeiten. Schweiz Med Wochenschr 1970;100:301-3",
    needs=("weight", "hemoglobin"),
    unit="mg",
    decimals=0,
    asks=(
        "What is the patient's iron deficit by the Ganzoni formula, in mg? Take a target hemoglobin of 15 g/dL and 500 mg for the stores.",
        "Calculate the total iron deficit (mg) with Ganzoni's formula: weight × (15 − Hb in g/dL) × 2.4 + 500.",
    ),
    second=_ganzoni,
)
def iron_deficit(work: Work) -> None:
    work.number("weight")
    work.number("hemoglobin")
    work.step("deficit", "weight * (15 - hemoglobin) * 2.4 + 500", "iron deficit", "mg")


@calculator(
    "corrected_count_increment",
    title="corrected count increment",
    source="Davis KB, Slichter SJ, Corash L. Corrected count increment and percent platelet recovery as measures of posttransfusion platelet response: problems and a solution. Transfusion 1999;39:586-92",
    needs=("platelets_before", "platelets_after", "body_surface_area"),
    unit="/µL",
    decimals=0,
    asks=(
        "What is the corrected count increment of the platelet transfusion, counts per µL? The unit contained 3 × 10^11 platelets.",
        "Calculate the corrected count increment (counts per µL × m² per 10^11 platelets). The patient received 3 × 10^11 platelets.",
    ),
    second=lambda v: 1000 * (v["platelets_after"] - v["platelets_before"]) * v["body_surface_area"] / 3,
)
def corrected_count_increment(work: Work) -> None:
    for key in ("platelets_before", "platelets_after", "body_surface_area"):
        work.number(key)
    work.step("rise", "1000 * (platelets_after - platelets_before)", "rise per µL", "/µL")
    work.step("cci", "rise * body_surface_area / 3", "corrected count increment", "/µL")


@calculator(
    "mentzer_index",
    title="Mentzer index",
    source="Mentzer WC. Differentiation of iron deficiency from thalassaemia trait. Lancet 1973;1:882. doi:10.1016/S0140-6736(73)91446-3",
    needs=("mean_cell_volume", "red_cells"),
    decimals=1,
    asks=(
        "What is the patient's Mentzer index?",
        "Calculate the Mentzer index, MCV (fL) over red cell count (10^12/L).",
    ),
    bands={
        "thalassemia trait": ("thalassaemia trait", "thalassemia"),
        "iron deficiency": ("iron-deficiency anemia",),
    },
    second=lambda v: 1 / (v["red_cells"] / v["mean_cell_volume"]),
)
def mentzer_index(work: Work) -> None:
    work.number("mean_cell_volume")
    work.number("red_cells")
    value = work.step("index", "mean_cell_volume / red_cells", "Mentzer index")
    if value != 13:
        work.grade("thalassemia trait" if value < 13 else "iron deficiency")
