"""Is a label one of its set, the gold one where that is known, and what the votes say?

What it needs is in the reference; all keys but ``labels`` may be missing::

    {"label": {"labels": [text, ...], "gold": text, "votes": [text or null, ...], "max_entropy", "min_votes"}}

Without ``gold`` the verdict does not say that the label is right, only that it
is in the set and that the votes, counted again, are for it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assay import Sample, Verdict, reference_part, verifier
from assay_text.checking import Finding, verdict


def entropy(votes: Sequence[str | None], labels: int) -> float:
    """Shannon entropy of the votes that are labels, 0 (all agree) to 1 (even over all labels)."""
    counts = Counter(vote for vote in votes if vote is not None)
    total = counts.total()
    if not total or labels < 2:
        return 1.0
    return max(0.0, -sum(n / total * math.log(n / total) for n in counts.values()) / math.log(labels))


def majority(votes: Sequence[str | None]) -> str | None:
    """The label with most votes; ``None`` if there is none, or a tie."""
    ranked = Counter(vote for vote in votes if vote is not None).most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def votes_problem(
    votes: Sequence[str | None], labels: int, max_entropy: float, min_votes: float
) -> Finding | None:
    """Why votes do not settle a label: too few of them, a tie, too much disagreement."""
    usable = [vote for vote in votes if vote is not None]
    if not len(usable) >= min_votes:
        return "too_few_votes", f"{len(usable)} of {len(votes)} replies are a label, {min_votes} are needed."
    if not (spread := entropy(votes, labels)) <= max_entropy:  # not a number lets nothing through
        return (
            "votes_disagree",
            f"The votes have an entropy of {spread:.2f}, at most {max_entropy:g} is let through.",
        )
    if majority(votes) is None:
        return "tie", "No label has more votes than every other."
    return None


@reference_part("label")
@dataclass(frozen=True)
class Label:
    """A set of labels, the gold label where it is known, and votes where it is not; ``false`` where there is none.

    ``None`` among the votes is a reply that was no label. With votes come ``max_entropy`` (0 to 1)
    and ``min_votes``.
    """

    labels: tuple[str, ...]
    gold: str | Literal[False] = False
    votes: tuple[str | None, ...] | Literal[False] = False
    max_entropy: int | float | None = None
    min_votes: int | float | None = None

    def __post_init__(self) -> None:
        if self.votes is not False and (self.max_entropy is None or self.min_votes is None):
            raise ValueError("votes need max_entropy and min_votes")
        if self.max_entropy is not None and not 0 <= self.max_entropy <= 1:
            raise ValueError("max_entropy is a number from 0 to 1")
        if self.min_votes is not None and self.min_votes < 1:
            raise ValueError("min_votes is 1 or more")


@verifier(
    "text.label",
    version=3,
    needs=("response", "reference", "prompt"),
    cost=1,
    proves_wrong=("not_gold",),  # votes are opinions
)
def check_label(sample: Sample) -> Verdict:
    """Is the label in its set, equal to the gold label if there is one, and the one that was voted for?"""
    known = sample.part(Label)
    labels, said = known.labels, sample.response
    if len({label.casefold() for label in labels}) < 2:
        return verdict(("no_label_set", "There are fewer than two labels."))
    if said not in labels:
        return verdict(("not_a_label", f"{said[:60]!r} is not one of {', '.join(labels)[:200]}."))
    if known.gold is not False:
        right = known.gold == said
        return verdict(None if right else ("not_gold", f"The gold label is {known.gold!r}, not {said!r}."))
    if known.votes is not False and known.max_entropy is not None and known.min_votes is not None:
        votes = known.votes
        if any(vote is not None and vote not in labels for vote in votes):
            return verdict(("bad_votes", "A vote is for something that is no label."))
        if problem := votes_problem(votes, len(labels), known.max_entropy, known.min_votes):
            return verdict(problem)
        if majority(votes) != said:
            return verdict(("outvoted", f"Most votes are for {majority(votes)!r}, not for {said!r}."))
    return verdict(None)
