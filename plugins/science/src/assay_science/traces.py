"""Traces of science, computed again with the tables that their operands may stand in."""

from __future__ import annotations

from functools import lru_cache

from assay import Message, Sample, Source, Task
from assay.evidence import Findings, Trace, check_trace
from assay.evidence.formulas import Number
from assay_science.tables import known


def recompute(sample: Sample, found: Findings) -> Number | None:
    """:func:`~assay.evidence.check_trace` of the trace of a row's reference: its result, in the unit of its last step.

    Two verifiers ask for it of each row. The response has no part in it, so that it is computed once.
    """
    own, value = _recomputed(sample.task, sample.turns, sample.sources)
    found.include(own)
    return value


@lru_cache(maxsize=4)
def _recomputed(
    task: Task, turns: tuple[Message, ...], sources: tuple[Source, ...]
) -> tuple[Findings, Number | None]:
    sample = Sample(task, "", turns=turns, sources=sources)
    own = Findings()
    return own, check_trace(sample.part(Trace), sample, own, known=known)
