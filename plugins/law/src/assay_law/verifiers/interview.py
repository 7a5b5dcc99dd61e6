"""Does a talk of client and lawyer keep to the client's sheet: nothing invented, nothing told before it is asked, nothing taken for granted?"""

from __future__ import annotations

import re
from itertools import pairwise

import assay
from assay.evidence import Findings
from assay.evidence.final_answer import without_drafts
from assay_law.interviews.sheet import Interview
from assay_law.interviews.turns import CLIENT, LAWYER, check_turn

LONGEST = 20_000
"""Characters of a talk that are read."""
MOST_TURNS = 60
MOST = 300
"""Numbers of a talk that are read."""


@assay.verifier(
    "law.interview",
    needs=("response", "reference"),
    deadline=8.0,
    preload=("assay.evidence.arithmetic", "assay_law.citations.spotting"),
    proves_wrong=("wrong_arithmetic", "changed_modality"),
)
def interview(sample: assay.Sample) -> assay.Verdict:
    """Is each thing that the client says on his sheet and asked for, and does the lawyer know only what was told?

    The reference's part ``interview`` is :class:`~assay_law.interviews.sheet.Interview`. The conclusion itself is for other verifiers
    (law.deadline, law.amount, law.statute), which read the last turn.
    """
    part = sample.part(Interview)
    found = Findings()
    turns = [
        (CLIENT if each.role == "user" else LAWYER, without_drafts(each.content).strip())
        for each in sample.messages
        if each.role != "system"
    ]
    numbers = sum(len(re.findall(r"\d+", text)) for _, text in turns)
    if sum(len(text) for _, text in turns) > LONGEST or len(turns) > MOST_TURNS or numbers > MOST:
        found.check(None, "length", "", "too_long", f"More than {LONGEST:,} characters are not read.")
        return found.verdict()
    if any(a == b for (a, _), (b, _) in pairwise(turns)) or turns[0][0] != CLIENT:
        found.check(
            None, "turns", "", "wrong_turns", "Client and lawyer do not take turns, the client first."
        )
        return found.verdict()
    if turns[-1][0] != LAWYER or len(turns) < 4:
        found.check(None, "turns", "", "too_short", "Nothing is asked before the conclusion.")
        return found.verdict()
    for number in range(len(turns)):
        if not turns[number][1]:
            found.check(None, "turn", "", "empty_turn", "A turn is empty.")
            return found.verdict()
        check_turn(turns[: number + 1], part, found, closing=number == len(turns) - 1)
    return found.verdict()
