"""How many changed rows a policy lets through."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

from assay.kit.card import SURVIVORS_SHOWN, Card, Kills, Survivor
from assay.kit.judging import Bench, accepted, proves_wrong, shown, some, with_response
from assay.kit.mutations import Mutant, mutants
from assay.records import Sample
from assay.row import Result

Judged = tuple[Sample, Mutant, Result]


def judge_mutants(bench: Bench, right: Sequence[Sample], *, seed: str, most: int) -> list[Judged]:
    """Mutants of right samples, about ``most``, with their results; a few of most kinds, so not of all samples if they are many."""
    right = some(right, max(1, most // 4))
    made: list[tuple[Sample, Mutant]] = []
    each = max(1, most // max(1, 15 * len(right)))
    for number, sample in enumerate(right):
        rng = random.Random(f"{seed} {number}")
        others = [other for other in right if other is not sample]
        made += [(sample, mutant) for mutant in mutants(sample, rng, others=others, most=each)]
    results = bench.judge(with_response(sample, mutant.response) for sample, mutant in made)
    return [(sample, mutant, result) for (sample, mutant), result in zip(made, results, strict=True)]


def count_kills(card: Card, judged: Iterable[Judged]) -> None:
    """Put the kill rates, the survivors and a check ``kills.KIND`` for each kind on the card."""
    shown_of: dict[str, int] = {}
    for sample, mutant, result in judged:
        key = mutant.kind if mutant.wrong else f"{mutant.kind} (changed)"
        kills = card.kills.setdefault(key, Kills(bound=mutant.wrong))
        kills.made += 1
        kills.killed += not accepted(result)
        kills.proved += proves_wrong(result)
        if accepted(result) and shown_of.setdefault(key, 0) < SURVIVORS_SHOWN:
            shown_of[key] += 1
            card.survivors.append(
                Survivor(
                    key, mutant.what, *(t[:2000] for t in (sample.prompt, mutant.response, sample.reference))
                )
            )
    bound = [kills for kills in card.kills.values() if kills.bound]
    made, killed = sum(k.made for k in bound), sum(k.killed for k in bound)
    card.figures["mutants"] = made
    card.figures["kill_rate"] = killed / made if made else None
    card.figures["proved_wrong_rate"] = sum(k.proved for k in bound) / made if made else None
    for kind, kills in card.kills.items():
        if kills.bound:
            lived = kills.made - kills.killed
            first = next((each for each in card.survivors if each.kind == kind), None)
            told = f", such as {first.what} in answer to {shown(first.prompt, 60)}" if first else ""
            card.add(
                f"kills.{kind}", f"{lived} of {kills.made} wrong rows were accepted{told}" if lived else ""
            )
