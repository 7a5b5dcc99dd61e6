"""Does a consultation agree with the patient's record, turn by turn?"""

from __future__ import annotations

import assay
from assay.evidence import Findings


@assay.verifier(
    "medical.dialogue",
    needs=("response", "reference"),
    deadline=5.0,
    preload=("assay_medical.dialogues.whole",),
    proves_wrong=(
        "contradicts_record",
        "wrong_person",
        "wrong_side",
        "wrong_value",
        "wrong_role",
        "misquoted",
        "dose_not_in_record",
        "drug_not_in_record",
        "diagnosis_not_in_record",
        "definitive_diagnosis",
        "rules_out",
        "advice_turned",
        "urgent_advice_missing",
        "urgent_advice_undercut",
    ),
)
def dialogue(sample: assay.Sample) -> assay.Verdict:
    """Does a consultation say of the patient only what the record holds, ask before it concludes, and send red flags on?

    The reference's part ``dialogue`` is :class:`~assay_medical.dialogues.cards.Dialogue`, or it holds ``sources``,
    whose text is read. Training data, not medical advice: that a row is accepted does not say that the advice is the best.
    """
    from assay_medical.dialogues.cards import record_of
    from assay_medical.dialogues.saying import Turn
    from assay_medical.dialogues.whole import LONGEST, read_consultation, takes_turns, turns_fit, turns_of

    found = Findings()
    if sum(len(turn.content) for turn in sample.messages) > LONGEST:
        found.check(None, "length", "", "too_long", f"More than {LONGEST:,} characters are not read.")
        return found.verdict()
    record = record_of(sample)
    turns = turns_of(sample, record)
    if takes_turns(turns, found) and turns_fit(turns, found):
        system = [
            Turn("", m.content, f"turn:{n}") for n, m in enumerate(sample.messages) if m.role == "system"
        ]
        read_consultation(turns, record, system, found)
    return found.verdict()
