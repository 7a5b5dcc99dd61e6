"""Oxygen: its way from the air into the blood."""

from __future__ import annotations

from typing import Any

from assay_medical.calculators import Work, calculator

_ALVEOLAR = "Fenn WO, Rahn H, Otis AB. A theoretical study of the composition of the alveolar air at altitude. Am J Physiol 1946;146:637-53. doi:10.1152/ajplegacy.1946.146.5.637"
_CONVENTIONS = "Take a respiratory quotient of 0.8, a water vapor pressure of 47 mmHg, and a barometric pressure of 760 mmHg unless the note gives another."
_BERLIN = {"mild": ("mild ARDS",), "moderate": ("moderate ARDS",), "severe": ("severe ARDS",)}


def _alveolar_step(work: Work) -> None:
    work.number("fio2")
    work.number("paco2")
    pressure = "760"
    if work.has("barometric_pressure"):
        work.number("barometric_pressure")
        pressure = "barometric_pressure"
    work.step("alveolar", f"fio2 / 100 * ({pressure} - 47) - paco2 / 0.8", "alveolar PO2", "mmHg")


def _alveolar(v: dict[str, Any]) -> float:
    return float(v["fio2"] * (v.get("barometric_pressure", 760.0) - 47) / 100 - 1.25 * v["paco2"])


@calculator(
    "alveolar_oxygen",
    title="alveolar oxygen tension",
    source=_ALVEOLAR,
    needs=("fio2", "paco2"),
    optional=("barometric_pressure",),
    unit="mmHg",
    decimals=1,
    asks=(
        f"What is the patient's alveolar oxygen tension by the alveolar gas equation, in mmHg? {_CONVENTIONS}",
        f"Calculate the alveolar PO2 (mmHg). {_CONVENTIONS}",
    ),
    second=_alveolar,
)
def alveolar_oxygen(work: Work) -> None:
    _alveolar_step(work)


@calculator(
    "alveolar_arterial_gradient",
    title="alveolar–arterial oxygen gradient",
    source=_ALVEOLAR,
    needs=("fio2", "paco2", "pao2"),
    optional=("barometric_pressure",),
    unit="mmHg",
    decimals=1,
    asks=(
        f"What is the patient's alveolar–arterial oxygen gradient, in mmHg? {_CONVENTIONS}",
        f"Calculate the A–a gradient (mmHg). {_CONVENTIONS}",
    ),
    also=("A-a gradient",),
    second=lambda v: _alveolar(v) - v["pao2"],
)
def alveolar_arterial_gradient(work: Work) -> None:
    _alveolar_step(work)
    work.number("pao2")
    work.step("gradient", "alveolar - pao2", "A–a gradient", "mmHg")


@calculator(
    "pf_ratio",
    title="ratio of PaO2 to FiO2",
    source="ARDS Definition Task Force. Acute respiratory distress syndrome: the Berlin definition. JAMA 2012;307:2526-33. doi:10.1001/jama.2012.5669",
    needs=("pao2", "fio2"),
    unit="mmHg",
    decimals=0,
    asks=(
        "What is the patient's PaO2/FiO2 ratio, in mmHg (FiO2 as a fraction)?",
        "Calculate the P/F ratio (PaO2 in mmHg over FiO2 as a fraction).",
    ),
    bands=_BERLIN,
    second=lambda v: v["pao2"] * 100 / v["fio2"],
)
def pf_ratio(work: Work) -> None:
    work.number("pao2")
    work.number("fio2")
    ratio = float(work.step("ratio", "pao2 / (fio2 / 100)", "PaO2/FiO2", "mmHg"))
    if ratio <= 300:
        work.grade("severe" if ratio <= 100 else "moderate" if ratio <= 200 else "mild")


@calculator(
    "oxygenation_index",
    title="oxygenation index",
    source="Pediatric Acute Lung Injury Consensus Conference Group. Pediatric acute respiratory distress syndrome. Pediatr Crit Care Med 2015;16:428-39. doi:10.1097/PCC.0000000000000350",
    needs=("mean_airway_pressure", "fio2", "pao2"),
    decimals=1,
    asks=(
        "What is the patient's oxygenation index (mean airway pressure in cmH2O × FiO2 in percent / PaO2 in mmHg)?",
        "Calculate the oxygenation index: FiO2 (%) × mean airway pressure (cmH2O) / PaO2 (mmHg).",
    ),
    second=lambda v: v["mean_airway_pressure"] / (v["pao2"] / v["fio2"]),
)
def oxygenation_index(work: Work) -> None:
    for key in ("mean_airway_pressure", "fio2", "pao2"):
        work.number(key)
    work.step("index", "mean_airway_pressure * fio2 / pao2", "oxygenation index")


@calculator(
    "rox_index",
    title="ROX index",
    source="Roca O et al. An index combining respiratory rate and oxygenation to predict outcome of nasal high-flow therapy. Am J Respir Crit Care Med 2019;199:1368-76. doi:10.1164/rccm.201803-0589OC",
    needs=("spo2", "fio2", "respiratory_rate"),
    decimals=2,
    asks=(
        "What is the patient's ROX index?",
        "Calculate the ROX index: SpO2 (%) over FiO2 (as a fraction), divided by the respiratory rate.",
    ),
    second=lambda v: 100 * v["spo2"] / (v["fio2"] * v["respiratory_rate"]),
)
def rox_index(work: Work) -> None:
    for key in ("spo2", "fio2", "respiratory_rate"):
        work.number(key)
    work.step("rox", "spo2 / (fio2 / 100) / respiratory_rate", "ROX index")


@calculator(
    "arterial_oxygen_content",
    title="arterial oxygen content",
    source="Hüfner G. Neue Versuche zur Bestimmung der Sauerstoffcapacität des Blutfarbstoffs. Arch Anat Physiol 1894:130-76; Dash RK, Bassingthwaighte JB. Blood HbO2 and HbCO2 dissociation curves. Ann Biomed Eng 2010;38:1683-701. doi:10.1007/s10439-010-9948-y",
    needs=("hemoglobin", "sao2", "pao2"),
    unit="mL/dL",
    decimals=1,
    asks=(
        "What is the patient's arterial oxygen content, in mL/dL? Take 1.34 mL of oxygen per gram of hemoglobin and 0.003 mL/dL of dissolved oxygen per mmHg.",
        "Calculate the arterial oxygen content (mL/dL): 1.34 × Hb × SaO2 + 0.003 × PaO2.",
    ),
    second=lambda v: 0.0134 * v["hemoglobin"] * v["sao2"] + 3e-3 * v["pao2"],
)
def arterial_oxygen_content(work: Work) -> None:
    for key in ("hemoglobin", "sao2", "pao2"):
        work.number(key)
    work.step("content", "1.34 * hemoglobin * sao2 / 100 + 0.003 * pao2", "oxygen content", "mL/dL")


@calculator(
    "predicted_body_weight",
    title="predicted body weight of the ARDS Network",
    source="Acute Respiratory Distress Syndrome Network. Ventilation with lower tidal volumes as compared with traditional tidal volumes for acute lung injury and the acute respiratory distress syndrome. N Engl J Med 2000;342:1301-8. doi:10.1056/NEJM200005043421801",
    needs=("sex", "height"),
    unit="kg",
    decimals=1,
    asks=(
        "What is the patient's predicted body weight by the ARDS Network (0.91 kg per cm above 152.4), in kg?",
        "Calculate the predicted body weight (kg) of the ARDS Network, 50 (men) or 45.5 (women) + 0.91 × (height in cm − 152.4).",
    ),
    second=lambda v: 0.91 * v["height"] - (88.684 if v["sex"] == "male" else 93.184),
)
def predicted_body_weight(work: Work) -> None:
    work.number("height")
    base, who = ("45.5", "woman") if work.choice("sex") == "female" else ("50", "man")
    work.step(
        "pbw", f"{base} + 0.91 * (height - 152.4)", "predicted body weight", "kg", because=f"For a {who}"
    )
