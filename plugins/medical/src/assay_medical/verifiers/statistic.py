"""Is the final number of a response the one that a computation over the row's own numbers comes to?"""

from __future__ import annotations

import assay


@assay.verifier(
    "medical.statistic",
    needs=("response", "reference"),
    preload=("assay.evidence.quantity_answer", "assay.evidence.arithmetic"),
    proves_wrong=("wrong_value", "wrong_unit", "wrong_step"),
)
def statistic(sample: assay.Sample) -> assay.Verdict:
    """Is the final number that of the reference, and does the reference's trace come to it from the row's numbers?"""
    from dataclasses import replace

    from assay.evidence import Findings, Trace, check_trace, has_part
    from assay.evidence.quantity_answer import check_computed, check_quantity, wanted
    from assay_medical.rivals import asks_of_each, bound, ends_in_question, not_own, offers_two, totals_in
    from assay_medical.steps import check_steps

    aim, found = wanted(sample), Findings()
    if has_part(sample.task.reference or "", Trace):
        trace = sample.part(Trace)
        value = check_trace(trace, sample, found)
        units = {step.formula.partition("=")[0].strip(): step.unit for step in trace.steps}
        if value is not None:
            check_computed(value, units.get(trace.result), trace.result, aim, found)
    if (both := offers_two(sample.response)) is not None:
        words = sample.response[slice(*both)]
        found.check(
            False, "answer", words, "several_answers", f"It gives two answers: {words[:80]}.", span=both
        )
        return found.verdict()
    if ends_in_question(sample.response):
        found.check(False, "answer", "", "no_answer", "The response ends in a question.")
        return found.verdict()
    totals = list(totals_in(sample.response)) if asks_of_each(sample.prompt or "") else []
    response = sample.response
    for number, (start, end) in totals:
        if any(number == times * target.amount.value for target in aim.targets for times in (2, 3, 4)):
            response = response[:start] + " " * (end - start) + response[end:]
    check_quantity(replace(sample, response=response), aim, found)
    span = found.checks[-1].span
    if span is not None and (words := not_own(sample.response, sample.prompt or "", span[0])):
        found.check(
            None, "answer", words, "not_answered", f"It is no answer of its own: {words!r}.", span=span
        )
    if span is not None and (more := bound(sample.response, *span)):
        found.check(None, "answer", more, "range", f"The response gives a bound: {more!r}.", span=span)
    if span is not None and any(start < span[1] and span[0] < end for _, (start, end) in totals):
        found.check(
            None, "answer", "", "other_count", "The response tells how many there are in all.", span=span
        )
    check_steps(sample, found)
    return found.verdict()
