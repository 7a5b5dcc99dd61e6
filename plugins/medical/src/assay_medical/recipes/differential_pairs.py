"""Pairs of an answer that a verifier proves right and one that it proves wrong, on triage and on the end of consultations.

The idea is that of UltraInteract (arXiv:2404.02078): answers of a model to one task, told apart by what can be computed, not by a judge. A
task that the model always gets right gives no pair there; here a right answer is then changed in one place (the category, a side, a number, a
possibility told as certain), and only a change that the verifier proves wrong is used. The gate proves both halves once more.
"""

from __future__ import annotations

import asyncio
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import assay

HINT = assay.load_prompt("assay_medical.recipes", "differential_pairs.txt")
KINDS = {
    "medical.triage": ("triage_news2", "triage_start", "triage_jumpstart", "triage_rules"),
    "medical.dialogue": ("consultation", "urgent_consultation"),
}
MOST_EDITS = 8


@dataclass(frozen=True)
class Params:
    seeds: Path | None = assay.param(
        "JSONL with reference, and prompt or messages without the last reply; cases of our own if none", None
    )
    verifier: str = assay.param("what decides", "medical.triage")
    cases: int = assay.param("how many of our own cases there are", 500, least=1)
    samples: int = assay.param("replies to ask for of each task", 4, least=1, most=64)
    edit: bool = assay.param("change a right reply where none is wrong", True)
    temperature: float = assay.param("of the replies", 1.0, least=0, most=2)

    def __post_init__(self) -> None:
        if self.seeds is None and self.verifier not in KINDS:
            raise ValueError(f"there are no cases of our own for {self.verifier}; give seeds")


@assay.recipe(
    "medical.differential_pairs", params=Params, verifiers=("assay.reply",), cites="arXiv:2404.02078"
)
async def differential_pairs(seed: assay.Seed, ctx: assay.Context[Params]) -> assay.Draft:
    """Pairs of a right and a wrong answer on triage and consultations, both proved; ``samples`` calls a row."""
    params, verifier, reference = ctx.params, ctx.params.verifier, seed.text("reference")
    turns = [assay.Message(each["role"], each["content"]) for each in seed["messages"]]
    asked = [*HINT.fill(task=_task(verifier)).messages, *(turn for turn in turns if turn.role != "system")]
    replies = await asyncio.gather(
        *(ctx.ask(asked, temperature=params.temperature) for _ in range(params.samples))
    )
    texts = list(dict.fromkeys(text for reply in replies if (text := _whole(reply))))

    counts = {"replies": len(replies)}

    def draft(text: str, bad: str = "", wrong_half: str = "") -> assay.Draft:
        pair = assay.Pair(bad) if bad else None
        chat = [*turns, assay.Message("assistant", text)]
        return assay.Draft(
            turns[-1].content,
            text,
            reference,
            messages=tuple(chat) if len(chat) > 2 else (),
            verifiers=(verifier,),
            pair=pair,
            extra={**counts, "wrong_half": wrong_half},
        )

    verdicts = await asyncio.gather(*(ctx.verify(verifier, draft(text)) for text in texts))
    right = [text for text, verdict in zip(texts, verdicts, strict=True) if verdict.accepted]
    wrong = [text for text, verdict in zip(texts, verdicts, strict=True) if ctx.wrong(verdict)]
    counts |= {"right": len(right), "wrong": len(wrong)}
    if not right:
        reason = "none_right" if wrong else "none_decided"
        message = f"None of {len(texts)} different replies is right, {len(wrong)} are proved wrong."
        raise assay.Rejected(reason, message, draft(texts[0] if texts else ""))
    if wrong:
        good, bad = min(
            ((g, b) for g in right for b in wrong), key=lambda pair: abs(len(pair[0]) - len(pair[1]))
        )
        return draft(good, bad, wrong_half="reply")
    if params.edit:
        for changed, what in edits(right[0], reference)[:MOST_EDITS]:
            if ctx.wrong(await ctx.verify(verifier, draft(changed))):
                return draft(right[0], changed, wrong_half=what)
    message = f"All of {len(right)} decided replies are right, and no change of one was proved wrong."
    raise assay.Rejected("none_wrong", message, draft(right[0]))


def _whole(reply: assay.Reply) -> str:
    """What a reply says, ``""`` if it was cut off."""
    try:
        return reply.whole().strip()
    except assay.Rejected:
        return ""


def edits(text: str, reference: str) -> list[tuple[str, str]]:
    """Changes of one place in a right answer, each with what was changed; whether it is wrong is not said by this."""
    found: list[tuple[str, str]] = []
    term = json.loads(reference).get("term") if reference.startswith("{") else None
    if isinstance(term, dict):
        places = list(re.finditer(rf"(?<![\w-]){re.escape(term['answer'])}(?![\w-])", text, re.I))
        for other in term["among"]:
            if other != term["answer"] and places:
                last = places[-1]
                found.append((f"{text[: last.start()]}{other}{text[last.end() :]}", "category"))
    for before, after, what in (
        (r"\bleft\b", "right", "side"),
        (r"\bright (?=arm|leg|side|calf|ear|eye|temple|knee)", "left ", "side"),
        (r"\b(?:could|might|may) (?:well )?be\b", "is", "certainty"),
        (r"\bis (?:most likely|probably)\b", "is", "certainty"),
        (r"\bwith no\b", "with", "denial"),
        (r"\bbut no\b", "and", "denial"),
    ):
        if m := re.search(before, text):
            found.append((text[: m.start()] + after + text[m.end() :], what))
    if m := re.search(r"\b([2-9]|[1-9]\d)(?= (?:hours?|days?|weeks?|months?|minutes?|times|out of)\b)", text):
        found.append((text[: m.start()] + str(int(m[0]) + 1) + text[m.end() :], "number"))
    return found


def _task(verifier: str) -> str:
    if verifier == "medical.dialogue":
        return "You are a doctor. End this consultation now, in three to six sentences: sum up what you were told, say what it could be, how soon the patient must be seen, and when to come back."
    return "Apply the rules that you are given step by step, and end with the category."


@differential_pairs.extra_verifiers
def chosen(params: Params) -> tuple[str, ...]:
    return (params.verifier,)


@differential_pairs.source
def tasks(params: Params, rng: random.Random) -> Iterator[assay.Seed]:
    """The tasks of the file, or our own."""
    if params.seeds is not None:
        for seed in assay.read_seeds(params.seeds, "reference"):
            messages = seed.fields.get("messages") or [
                {"role": "user", "content": seed.fields.get("prompt", "")}
            ]
            if seed.problem:
                yield seed
            elif not messages[-1]["content"] or messages[-1]["role"] != "user":
                yield assay.Seed(
                    {}, seed.file, seed.line, f"{seed.file}, line {seed.line}: its last turn is no user's"
                )
            else:
                yield assay.Seed({**seed.fields, "messages": messages}, seed.file, seed.line)
        return
    makers, kinds = _makers(), KINDS[params.verifier]
    for number in range(params.cases):
        kind = kinds[number % len(kinds)]
        made = makers[kind](rng, rng.randint(1, 5))
        messages = [{"role": m.role, "content": m.content} for m in made.messages[:-1]] or [
            {"role": "user", "content": made.prompt}
        ]
        yield assay.Seed({"messages": messages, "reference": made.reference}, kind, number + 1)


def _makers() -> dict[str, assay.Generator]:
    from assay_medical.generators.dialogues.consultation import consultation
    from assay_medical.generators.dialogues.urgent_consultation import urgent_consultation
    from assay_medical.generators.triage.triage_jumpstart import triage_jumpstart
    from assay_medical.generators.triage.triage_news2 import triage_news2
    from assay_medical.generators.triage.triage_rules import triage_rules
    from assay_medical.generators.triage.triage_start import triage_start

    made = (triage_news2, triage_start, triage_jumpstart, triage_rules, consultation, urgent_consultation)
    return dict(zip((kind for kinds in KINDS.values() for kind in kinds), made, strict=True))
