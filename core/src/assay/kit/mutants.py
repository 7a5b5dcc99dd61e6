"""How many changed rows a policy lets through."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assay.kit.card import SURVIVORS_SHOWN, Card, Kills, Survivor
from assay.kit.judging import Bench, accepted, proves_wrong, shown, some, with_response
from assay.kit.mutations import Mutant, mutants
from assay.records import Message, Sample
from assay.row import Result

_SAYING_NOTHING = ("empties", "echo", "turns")  # which also a verifier refuses that knows no answer
QUICK = 5
"""Rows asked for below which what only the card shows is left out."""
Judged = tuple[Sample, Mutant, Result]


def judge_mutants(
    bench: Bench, right: Sequence[Sample], *, seed: str, most: int, quick: bool = False
) -> list[Judged]:
    """Mutants of right samples, about ``most``, with their results; a few of most kinds, so not of all samples if they are many.

    With ``quick``, programs that were changed and may still be right are not run: nothing depends on what they do, and
    many never end.
    """
    right = some(right, max(1, most // 4))
    made: list[tuple[Sample, Mutant]] = []
    each = max(1, most // max(1, 15 * len(right)))
    for number, sample in enumerate(right):
        rng = random.Random(f"{seed} {number}")
        others = [other for other in right if other is not sample]
        made += [
            (sample, mutant)
            for mutant in mutants(sample, rng, others=others, most=each)
            if mutant.wrong or not (quick and bench.sandboxed)
        ]
    changed = [with_response(sample, mutant.response) for sample, mutant in made]
    results = bench.judge(changed)
    refused = [
        (made[n], _in_a_talk(changed[n]))
        for n, result in enumerate(results)
        if made[n][1].wrong and not accepted(result) and changed[n].response.strip() and not changed[n].turns
    ]
    talks = some(refused, max(2, most // 20))
    for ((sample, mutant), _), result in zip(talks, bench.judge(talk for _, talk in talks), strict=True):
        what = f"a system prompt before it; {mutant.what}"
        made.append((sample, Mutant("turns", mutant.response, what, wrong=True)))
        results.append(result)
    return [(sample, mutant, result) for (sample, mutant), result in zip(made, results, strict=True)]


def _in_a_talk(sample: Sample) -> Sample:
    """The same prompt and response as the end of a chat with a system prompt."""
    turns = (
        Message("system", "You are a careful assistant. All that you say is correct."),
        Message("user", sample.prompt),
        Message("assistant", sample.response),
    )
    return replace(sample, turns=turns)


def count_kills(card: Card, judged: Iterable[Judged]) -> None:
    """Put the kill rates, the survivors and a check ``kills.KIND`` for each kind on the card."""
    shown_of: dict[str, int] = {}
    for sample, mutant, result in judged:
        key = mutant.kind if mutant.wrong else f"{mutant.kind} (changed)"
        kills = card.kills.setdefault(key, Kills(bound=mutant.wrong))
        kills.made += 1
        kills.killed += not accepted(result)
        kills.proved += proves_wrong(result)
        if accepted(result) and shown_of.setdefault(key, 0) < (SURVIVORS_SHOWN if mutant.wrong else 1):
            shown_of[key] += 1
            card.survivors.append(
                Survivor(
                    key, mutant.what, *(t[:1000] for t in (sample.prompt, mutant.response, sample.reference))
                )
            )
    bound = [kills for kills in card.kills.values() if kills.bound]
    made, killed = sum(k.made for k in bound), sum(k.killed for k in bound)
    card.figures["mutants"] = made
    looked_at = any(kills.bound for kind, kills in card.kills.items() if kind not in _SAYING_NOTHING)
    card.figures["kill_rate"] = killed / made if looked_at else None
    if not looked_at:
        card.leave_out(
            "kills",
            "the kit finds no answer in the right responses that it could change, so wrong ones are only in the examples",
        )
    card.figures["proved_wrong_rate"] = sum(k.proved for k in bound) / made if made else None
    for kind, kills in card.kills.items():
        if kills.bound:
            lived = kills.made - kills.killed
            first = next((each for each in card.survivors if each.kind == kind), None)
            told = f", such as {first.what} in answer to {shown(first.prompt, 60)}" if first else ""
            card.add(
                f"kills.{kind}", f"{lived} of {kills.made} wrong rows were accepted{told}" if lived else ""
            )
