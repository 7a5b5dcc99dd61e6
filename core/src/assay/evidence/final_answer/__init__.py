r"""The final answer of a response, read one way by all domains.

::

    from assay.evidence.final_answer import final_answer, values_like

    dates = values_like(r"\d{4}-\d{2}-\d{2}")
    found = final_answer("<think>2024-01-01?</think> The deadline is **2024-02-01**.", dates)
    found.only.text, found.only.start      # '2024-02-01', its place in the response
    found.failure, found.hedged, found.listed
"""

from __future__ import annotations

from assay.evidence.final_answer.drafts import drafts, without_drafts
from assay.evidence.final_answer.phrases import NOT_THE_ANSWER, WORDS
from assay.evidence.final_answer.reading import (
    LONGEST,
    FinalAnswer,
    final_answer,
    is_withdrawn,
    second_thought,
)
from assay.evidence.final_answer.values import Box, Candidate, Values, values_like

__all__ = [
    "LONGEST",
    "NOT_THE_ANSWER",
    "WORDS",
    "Box",
    "Candidate",
    "FinalAnswer",
    "Values",
    "drafts",
    "final_answer",
    "is_withdrawn",
    "second_thought",
    "values_like",
    "without_drafts",
]
