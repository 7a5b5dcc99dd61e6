"""Is a preference pair the one that its judge's replies ask for?

What it needs is in the reference::

    {"rated_pair": {"answers": [text, ...], "ratings": {aspect: {"order": [index, ...], "reply": text}, ...},
                    "overall": [text, ...], "margin": x, "rejected": text}}

The judge's replies are read again: every aspect must rate every answer from 1 to
5, the marks for the whole must go with the ratings, the chosen answer must have
the highest mean and the rejected one a mean lower by the margin. What the judge
thinks is an opinion, which no computation proves right.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assay import Sample, Verdict, reference_part, verifier
from assay_text.checking import Finding, verdict

_RATING = re.compile(
    r"^[ \t*#>-]*(?:answer|text)[ \t]*(\d+)[ \t*]*[:.)-][ \t*]*(?:rating[ \t*]*:[ \t*]*)?([1-5])(?:[ \t]*/[ \t]*5)?(?![\d.,/]*\d)",
    re.I | re.M,
)
_OVERALL = re.compile(
    r"^[ \t*#>]*overall(?: score)?[ \t*]*:[ \t*]*(\d{1,2})(?:[ \t]*/[ \t]*10)?[ \t*.]*$", re.I | re.M
)
FAR = 0.35
"""How far a mark for the whole may be from the mean rating, both brought to 0 to 1."""


@dataclass(frozen=True)
class Rating:
    """A judge's reply on all answers under one aspect, shown to it in an order."""

    order: tuple[int, ...]
    reply: str


@reference_part("rated_pair")
@dataclass(frozen=True)
class RatedPair:
    """Several answers, a judge's ratings by aspect, its marks for the whole, and the worse half of the pair."""

    answers: tuple[str, ...]
    ratings: dict[str, Rating]
    overall: tuple[str, ...]
    margin: int | float
    rejected: str


def ratings_in(reply: str, count: int) -> list[int] | None:
    """The ratings of answers 1 to ``count``; ``None`` unless each is rated exactly once."""
    found = [(int(number), int(rating)) for number, rating in _RATING.findall(reply)]
    if [number for number, _ in found] != list(range(1, count + 1)):
        return None
    return [rating for _, rating in found]


def overall_in(reply: str) -> int | None:
    """The mark for the whole, 1 to 10; ``None`` if there is not exactly one."""
    found = [int(mark) for mark in _OVERALL.findall(reply)]
    return found[0] if len(found) == 1 and 1 <= found[0] <= 10 else None


def means(ratings: Mapping[str, Rating], count: int) -> list[float] | None:
    """The mean rating of each answer over the aspects; ``None`` if a reply cannot be read."""
    sums = [0] * count
    for each in ratings.values():
        found = ratings_in(each.reply, count)
        if found is None or sorted(each.order) != list(range(count)):
            return None
        for place, rating in zip(each.order, found, strict=True):
            sums[place] += rating
    return [total / len(ratings) for total in sums] if ratings else None


def pair_of(scores: Sequence[float]) -> tuple[int, int]:
    """The highest and the lowest score, the first of equals."""
    return max(range(len(scores)), key=lambda n: scores[n]), min(range(len(scores)), key=lambda n: scores[n])


def pair_problem(
    answers: Sequence[str],
    scores: Sequence[float],
    overall: Sequence[str],
    margin: float,
    chosen: str,
    rejected: str,
) -> Finding | None:
    """Why a pair does not follow from the scores."""
    if len(set(answers)) != len(answers):
        return "same_answers", "Two of the answers are the same."
    if chosen not in answers or rejected not in answers:
        return "not_an_answer", "Not both halves of the pair are among the answers."
    best, worst = scores[answers.index(chosen)], scores[answers.index(rejected)]
    if best < max(scores):
        return "not_the_best", f"The chosen answer has a mean of {best:.2f}, another {max(scores):.2f}."
    if not best - worst >= margin or best <= worst:
        return "small_margin", f"The means are {best:.2f} and {worst:.2f}, {margin:g} apart is wanted."
    for answer, score, reply in zip(answers, scores, overall, strict=False):
        mark = overall_in(reply)
        if mark is None:
            return "no_overall", "A mark for the whole cannot be read."
        if answer in (chosen, rejected) and abs((mark - 1) / 9 - (score - 1) / 4) > FAR:
            return (
                "scores_disagree",
                f"An answer has a mean rating of {score:.2f} of 5, but {mark} of 10 for the whole.",
            )
    return None


@verifier("text.rated_pair", version=2, needs=("response", "reference", "prompt"), cost=1)
def check_rated_pair(sample: Sample) -> Verdict:
    """Does a preference pair follow from its judge's replies, read again? (The judgement stays an opinion.)"""
    known = sample.part(RatedPair)
    answers, overall = known.answers, known.overall
    scores = means(known.ratings, len(answers))
    if scores is None or len(answers) < 2:
        return verdict(("bad_ratings", "The ratings of an aspect cannot be read."))
    if overall and len(overall) != len(answers):
        return verdict(("no_overall", "Not every answer has a mark for the whole."))
    return verdict(pair_problem(answers, scores, overall, known.margin, sample.response, known.rejected))
