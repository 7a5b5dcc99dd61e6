"""Drugs with doses, limits and products as their labels and formularies have them, for prompts of generators.

Each row of a generator states all that it needs, so no verdict rests on these tables; ``data/dosing.md`` names the sources.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Liquid:
    """A liquid medicine for children.

    ``per_kg`` in mg, of one dose, or of a day where ``daily``; ``often`` are numbers of doses a day; ``max_single`` and
    ``max_day`` in mg (0: none is stated); ``strengths`` are (mg, mL).
    """

    name: str
    reason: str
    per_kg: tuple[str, ...]
    often: tuple[int, ...]
    max_single: int
    max_day: int
    strengths: tuple[tuple[int, int], ...]
    daily: bool = False
    form: str = "suspension"


LIQUIDS = (
    Liquid("paracetamol", "fever", ("10", "15"), (4,), 1000, 4000, ((120, 5), (250, 5), (160, 5)), form="oral suspension"),
    Liquid("ibuprofen", "pain after a fracture", ("5", "10"), (3, 4), 400, 1200, ((100, 5), (200, 5)), form="oral suspension"),
    Liquid("amoxicillin", "acute otitis media", ("80", "90"), (2,), 2000, 4000, ((250, 5), (400, 5)), daily=True, form="suspension"),
    Liquid("amoxicillin", "a chest infection", ("45", "50"), (2, 3), 1000, 3000, ((125, 5), (250, 5)), daily=True, form="suspension"),
    Liquid("cefalexin", "impetigo", ("25", "50"), (2, 4), 1000, 4000, ((125, 5), (250, 5)), daily=True, form="suspension"),
    Liquid("clarithromycin", "pertussis", ("7.5",), (2,), 500, 1000, ((125, 5), (250, 5)), form="suspension"),
    Liquid("azithromycin", "an atypical pneumonia", ("10",), (1,), 500, 500, ((200, 5), (100, 5)), form="suspension"),
    Liquid("aciclovir", "chickenpox", ("20",), (4,), 800, 3200, ((200, 5), (400, 5)), form="suspension"),
    Liquid("nitrofurantoin", "a lower urinary tract infection", ("5", "6", "7"), (4,), 100, 400, ((25, 5),), daily=True, form="suspension"),
    Liquid("metronidazole", "an anaerobic infection", ("7.5",), (3,), 400, 1200, ((200, 5),), form="suspension"),
    Liquid("prednisolone", "an exacerbation of asthma", ("1", "2"), (1,), 40, 40, ((5, 5), (15, 5)), form="oral solution"),
    Liquid("levetiracetam", "focal seizures", ("10", "15", "20", "30"), (2,), 1500, 3000, ((100, 1),), form="oral solution"),
    Liquid("valproate", "generalised epilepsy", ("20", "30"), (2,), 1000, 2000, ((200, 5), (250, 5)), daily=True, form="oral solution"),
    Liquid("furosemide", "oedema in nephrotic syndrome", ("1", "2"), (1, 2), 40, 80, ((20, 5), (40, 5), (50, 5)), form="oral solution"),
    Liquid("ondansetron", "vomiting in gastroenteritis", ("0.15",), (1, 2), 8, 16, ((4, 5),), form="oral solution"),
    Liquid("rifampicin", "latent tuberculosis", ("15",), (1,), 600, 600, ((100, 5),), form="oral suspension"),
    Liquid("isoniazid", "tuberculosis", ("10",), (1,), 300, 300, ((50, 5),), form="oral solution"),
    Liquid("fluconazole", "oesophageal candidiasis", ("3", "6"), (1,), 400, 400, ((50, 5), (200, 5)), form="oral suspension"),
)  # fmt: skip


@dataclass(frozen=True)
class Infused:
    """A drug for chemotherapy: mg/m², of which at most ``cap`` mg (0: none), ``strength`` in mg/mL, ``vials`` in mg."""

    name: str
    disease: str
    per_m2: tuple[str, ...]
    cap: str
    strength: str
    vials: tuple[int, ...]
    step: str


CYTOTOXICS = (
    Infused("paclitaxel", "ovarian cancer", ("80", "175"), "0", "6", (30, 100, 300), "1"),
    Infused("docetaxel", "breast cancer", ("75", "100"), "0", "20", (20, 80), "1"),
    Infused("doxorubicin", "breast cancer", ("60", "50"), "0", "2", (10, 50), "1"),
    Infused("cyclophosphamide", "lymphoma", ("500", "600", "750"), "0", "20", (500, 1000), "10"),
    Infused("vincristine", "lymphoma", ("1.4",), "2", "1", (1, 2), "0.1"),
    Infused("cisplatin", "bladder cancer", ("70", "75"), "0", "1", (10, 50, 100), "1"),
    Infused("oxaliplatin", "colon cancer", ("85", "130"), "0", "5", (50, 100, 200), "5"),
    Infused("gemcitabine", "pancreatic cancer", ("1000",), "0", "38", (200, 1000), "50"),
    Infused("rituximab", "follicular lymphoma", ("375",), "0", "10", (100, 500), "10"),
    Infused("irinotecan", "colorectal cancer", ("125", "180"), "0", "20", (40, 100), "5"),
    Infused("bleomycin", "Hodgkin lymphoma", ("10",), "0", "3", (15,), "1"),
    Infused("methotrexate", "trophoblastic disease", ("50",), "0", "25", (50, 500), "2.5"),
    Infused("etoposide", "small-cell lung cancer", ("100", "120"), "0", "20", (100, 200), "5"),
    Infused("fluorouracil", "gastric cancer", ("400", "600"), "0", "50", (500, 1000, 2500), "10"),
)

PUMPS = (
    # drug, order per kg or not: (low, high, step), unit; amounts and volumes of bags or syringes
    ("noradrenaline", "septic shock", (0.02, 0.5, 0.01), "mcg/kg/min", (("4 mg", "50 mL"), ("8 mg", "50 mL"), ("4 mg", "250 mL"), ("16 mg", "250 mL"))),
    ("dopamine", "cardiogenic shock", (2, 15, 0.5), "mcg/kg/min", (("400 mg", "250 mL"), ("200 mg", "50 mL"), ("800 mg", "500 mL"))),
    ("dobutamine", "low cardiac output", (2.5, 15, 0.5), "mcg/kg/min", (("250 mg", "50 mL"), ("250 mg", "250 mL"), ("500 mg", "250 mL"))),
    ("adrenaline", "anaphylactic shock that does not respond", (0.02, 0.4, 0.01), "mcg/kg/min", (("5 mg", "50 mL"), ("4 mg", "250 mL"), ("1 mg", "100 mL"))),
    ("milrinone", "acute heart failure", (0.375, 0.75, 0.125), "mcg/kg/min", (("20 mg", "100 mL"), ("10 mg", "50 mL"), ("40 mg", "200 mL"))),
    ("propofol", "agitation on the ventilator", (5, 50, 5), "mcg/kg/min", (("1 g", "100 mL"), ("500 mg", "50 mL"))),
    ("ketamine", "refractory bronchospasm", (5, 40, 5), "mcg/kg/min", (("500 mg", "50 mL"), ("200 mg", "50 mL"))),
    ("dexmedetomidine", "agitated delirium in intensive care", (0.2, 1.4, 0.1), "mcg/kg/h", (("200 mcg", "50 mL"), ("400 mcg", "100 mL"))),
    ("esmolol", "a hypertensive emergency", (50, 200, 25), "mcg/kg/min", (("2,500 mg", "250 mL"), ("2,000 mg", "100 mL"))),
    ("nitroprusside", "acute aortic dissection", (0.3, 5, 0.1), "mcg/kg/min", (("50 mg", "250 mL"), ("50 mg", "500 mL"))),
    ("glyceryl trinitrate", "acute pulmonary oedema", (10, 100, 5), "mcg/min", (("50 mg", "50 mL"), ("50 mg", "250 mL"), ("25 mg", "250 mL"))),
    ("lidocaine", "ventricular tachycardia", (1, 4, 0.5), "mg/min", (("2 g", "500 mL"), ("1 g", "250 mL"))),
    ("amiodarone", "recurrent ventricular tachycardia", (0.5, 1, 0.5), "mg/min", (("900 mg", "500 mL"), ("450 mg", "250 mL"))),
    ("insulin", "diabetic ketoacidosis", (0.05, 0.1, 0.01), "units/kg/h", (("50 units", "50 mL"), ("100 units", "100 mL"), ("250 units", "250 mL"))),
    ("vasopressin", "vasodilatory shock", (0.01, 0.04, 0.01), "units/min", (("20 units", "100 mL"), ("40 units", "100 mL"), ("20 units", "50 mL"))),
    ("diltiazem", "atrial fibrillation with a fast ventricular rate", (5, 15, 2.5), "mg/h", (("125 mg", "125 mL"), ("250 mg", "250 mL"))),
    ("fentanyl", "pain on the ventilator", (0.5, 3, 0.5), "mcg/kg/h", (("2,500 mcg", "50 mL"), ("1,000 mcg", "100 mL"))),
    ("aminophylline", "life-threatening asthma", (0.3, 0.7, 0.1), "mg/kg/h", (("500 mg", "500 mL"), ("250 mg", "250 mL"))),
)  # fmt: skip

TABLETS = (
    # drug, orders in mg, strengths in mg, whether tablets are scored, doses a day
    ("metoprolol tartrate", (25, 50, 75, 100), (25, 50, 100), True, (2,)),
    ("prednisolone", (5, 7.5, 10, 15, 20, 25, 30, 40, 60), (5, 10, 20), True, (1,)),
    ("levothyroxine", (0.025, 0.05, 0.075, 0.1, 0.125, 0.15), (0.025, 0.05, 0.1), True, (1,)),
    ("warfarin", (1, 2, 2.5, 3, 5, 7.5, 10), (1, 2, 5), True, (1,)),
    ("furosemide", (20, 40, 60, 80, 120), (20, 40), True, (1, 2)),
    ("captopril", (6.25, 12.5, 25, 37.5, 50), (12.5, 25, 50), True, (2, 3)),
    ("carbamazepine", (100, 200, 300, 400), (100, 200), True, (2, 3)),
    ("metformin", (500, 850, 1000), (500, 850, 1000), False, (2, 3)),
    ("spironolactone", (12.5, 25, 50, 100), (25, 50), True, (1,)),
    ("digoxin", (0.0625, 0.125, 0.1875, 0.25), (0.0625, 0.125, 0.25), True, (1,)),
    ("haloperidol", (0.5, 1, 1.5, 2.5, 5), (0.5, 1, 5), True, (1, 2)),
    ("bisoprolol", (1.25, 2.5, 3.75, 5, 7.5, 10), (1.25, 2.5, 5), True, (1,)),
    ("allopurinol", (100, 200, 300, 400), (100, 300), True, (1,)),
    ("dexamethasone", (2, 4, 6, 8, 12), (0.5, 2, 4), True, (1, 2)),
    ("lamotrigine", (25, 50, 75, 100, 150), (25, 50, 100), False, (1, 2)),
    ("propranolol", (10, 20, 40, 60, 80), (10, 40), True, (2, 3)),
    ("ciprofloxacin", (250, 500, 750), (250, 500), True, (2,)),
    ("hydrocortisone", (5, 7.5, 10, 15, 20), (5, 10, 20), True, (1, 2)),
)
