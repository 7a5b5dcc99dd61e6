"""What a note does not say."""

from __future__ import annotations

import random

from assay import Draft, generator, make_reference
from assay.evidence import Unanswerable
from assay_medical.generators.records._admission import admission

_ASKED = (
    ("INR", "INR", "What was the INR?"),
    ("troponin", "troponin", "What was the troponin?"),
    ("body weight", "weight", "What does the patient weigh?"),
    ("height", "height", "How tall is the patient?"),
    ("smoking history", "smoking|pack", "How many pack-years has the patient smoked?"),
    ("blood group", "blood group", "What is the patient's blood group?"),
    ("ejection fraction", "ejection fraction", "What is the ejection fraction?"),
    ("HbA1c", "HbA1c", "What was the HbA1c?"),
    ("date of birth", "date of birth|birth", "What is the patient's date of birth?"),
    ("allergies", "allergy|allergies", "Which drugs is the patient allergic to?"),
    ("ferritin", "ferritin", "What was the ferritin?"),
    ("TSH", "TSH", "What was the TSH?"),
)


@generator("medical.note_unanswerable", verifiers=("assay.unanswerable",))
def note_unanswerable(rng: random.Random, difficulty: int) -> Draft:
    """Say that a note does not give what is asked for, and name what is missing."""
    it = admission(rng, difficulty)
    note = it.text(rng)
    name, words, question = rng.choice(_ASKED)
    verb = "are" if name == "allergies" else "is"
    response = rng.choice((
        f"The {name} {verb} not given in the note, so the question cannot be answered.",
        f"This cannot be determined: the {name} {verb} not stated.",
        f"The note does not state the {name}, so this cannot be answered from it.",
    ))  # fmt: skip
    part = Unanswerable((words,), f"The {name} {verb} not in the note.")
    return Draft(f"{note}\n\n{question}", response, make_reference(unanswerable=part))
