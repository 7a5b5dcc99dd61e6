r"""``math.answer``: is the final answer of a response equal to the reference?

The answer is taken from one channel (:mod:`assay_math.answers.extract` lists them in
order). The *reference* is typed first and the answer is compared only by that type.
Exact references are compared exactly; what cannot be decided is abstained from.

Policies:

- **Units.** A reference with a unit: the bare number is accepted, an equal quantity in
  another unit of the same dimension too (``1 km`` = ``1000 m``), any other unit never. A
  reference without one: the response may add a unit.
- **Percent.** ``50%`` as reference: ``50%``, ``50`` and ``0.5`` are right. ``0.5`` as
  reference: ``50%`` is right. ``50`` as reference: ``50%`` is right unless there is a prompt
  that speaks of no percentage.
- **Rounding.** Only a decimal reference has a tolerance, and only its own digits: a more
  precise decimal or an exact value that rounds to it is right, when the reference shows
  two decimals or three significant digits, or the prompt asks for rounding. A rounded
  response to an exact reference is wrong (``3.14`` for ``\pi``), unless it shows at least 15
  right digits of a value that no decimal can state.
- **Separators.** ``1,000``, ``1 000``, ``1'000`` are a thousand. ``1.000`` is one, and also a
  thousand where the reference is exactly that; ``3,14`` is 3.14 where the reference is not whole.
- **Order.** ``{…}`` and bare lists are unordered, unless the prompt asks for an order;
  ``(…)`` is ordered; ``x = 1, y = 2`` goes by its names.
- **Names.** ``x = 5`` answers ``5`` and the other way round; ``y = 5`` does not answer ``x = 5``.
- **Several answers.** Equal repeats are fine. Different final answers are ``hedged``, a list
  that holds the right one among others is ``too_many_answers``.
- **Bases.** ``204_5`` is a numeral: the same digits in base 5, or the bare digits.
- **Letters.** With options in the prompt a letter stands for its option, and the other way round.
"""

from __future__ import annotations

from assay import Sample, Verdict, verifier


@verifier(
    "math.answer",
    version=4,
    cost=1,
    needs=("response", "reference"),
    packages=("sympy", "python-flint"),
    preload=("flint", "assay_math.answers.judge"),
    proves_wrong=("wrong_answer", "wrong_kind", "wrong_unit", "not_exact"),
)
def answer(sample: Sample) -> Verdict:
    """Compare the final answer of the response with the reference, by the reference's type."""
    from assay_math.answers.judge import judge_answer  # heavy, and who lists verifiers needs none of it

    return judge_answer(sample)
