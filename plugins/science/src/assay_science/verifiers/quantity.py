"""Is the final quantity of a response that of the reference?"""

from __future__ import annotations

import assay
from assay.evidence import Findings, Trace, has_part
from assay_science.traces import recompute


@assay.verifier(
    "science.quantity",
    needs=("response", "reference"),
    preload=("assay.evidence.quantity_answer",),
    proves_wrong=("wrong_value", "wrong_unit"),
)
def quantity(sample: assay.Sample) -> assay.Verdict:
    """Is the final quantity of the response, in any unit of its kind, that of the reference within its tolerance?"""
    from assay.evidence.quantity_answer import check_computed, check_quantity, wanted

    aim = wanted(sample)
    found = Findings()
    if has_part(sample.task.reference or "", Trace):
        trace, value = sample.part(Trace), recompute(sample, found)
        units = {step.formula.partition("=")[0].strip(): step.unit for step in trace.steps}
        if value is not None:
            check_computed(value, units.get(trace.result), trace.result, aim, found)
    check_quantity(sample, aim, found)
    return found.verdict()
