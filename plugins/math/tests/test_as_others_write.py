"""Right answers as other people write them are accepted, and wrong ones that look right are not."""

from __future__ import annotations

import pytest

from assay.testing import judge

RIGHT = [
    ("**Answer:** 42", "42"),
    ("So x = 7/2.", "3.5"),
    ("The final answer is $\\boxed{-3}$", "-3"),
    ("#### 1,200", "1200"),
    ("A: 7", "7"),
    ("答：12", "12"),
    ("Thus, the area is 25π cm².", "25π cm^2"),
    ("<think>maybe 5</think>\nIt is **6**.", "6"),
    ("We get \\[ x=\\frac12 \\]", "1/2"),
    ("The answer is 50%.", "50%"),
    ("Answer: (2, 3)", "(2,3)"),
    ("Therefore the train takes 3 hours.", "3 hours"),
    ("x = 1 or x = 2", "{1, 2}"),
    ("Respuesta: 15", "15"),
    ("The total cost is $12.50.", "$12.50"),
    ("final answer: sqrt(2)/2", "\\frac{\\sqrt{2}}{2}"),
    ("It equals 2^10 = 1024.", "1024"),
    ("\\boxed{\\text{C}}", "C"),
    ("The probability is 1/6.", "\\frac{1}{6}"),
    ("**Final Answer**\n\n7", "7"),
]
WRONG = [
    ("The answer is 25π.", "25"),
    ("10²", "10"),
    ("5 million", "5"),
    ("It is not 5.", "5"),
    ("\\boxed{5} Correction: it is 6.", "5"),
    ("Either 5 or 6.", "5"),
    ("<think>\\boxed{5}</think>", "5"),
    ("He said the answer is 5, but he is wrong.", "5"),
    ("5 kg", "5 g"),
    ("What is 2+3?", "5"),
]


@pytest.mark.parametrize(("response", "reference"), RIGHT)
def test_right(response: str, reference: str) -> None:
    verdict = judge("math.answer", response, reference)
    assert verdict.accepted, verdict.message


@pytest.mark.parametrize(("response", "reference"), WRONG)
def test_wrong(response: str, reference: str) -> None:
    assert not judge("math.answer", response, reference).accepted
