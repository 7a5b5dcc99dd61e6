"""A client's sheet of facts to a consultation: a model in two roles, of which one holds the sheet, checked turn by turn.

After the consultations of Lawyer LLaMA (arXiv:2305.15062), WisdomInterrogatory and HanFei (github.com/siat-nlp/HanFei), where a model plays
client and lawyer. Different here: the lawyer is never shown the sheet, nothing is told before it is asked for, each turn is held against the
sheet as soon as it is said, and the conclusion must be the one that the rules of the row come to.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import assay
from assay_law.recipes._sources import checked, plain

CLIENT = assay.load_prompt("assay_law.recipes", "consultation_client.txt")
LAWYER = assay.load_prompt("assay_law.recipes", "consultation_lawyer.txt")
CLOSE = assay.load_prompt("assay_law.recipes", "consultation_closing.txt")
SYSTEM = "You are a lawyer. Ask for the facts that decide before you conclude, take nothing for granted, and name the rule on which your conclusion rests."
FIRST = "(nothing was said yet: say in one or two sentences why you came)"
VERIFIERS = ("law.deadline", "law.amount", "law.statute")


@dataclass(frozen=True)
class Params:
    sheets: Path | None = assay.param(
        "JSONL with interview (as the part of law.interview), verifiers and reference (the parts that they read); 5 of our own if none",
        None,
    )
    questions: tuple[int, ...] = assay.param("least and most turns in which the lawyer asks", (1, 6), least=1)
    attempts: int = assay.param("times that a turn is asked for until it is right", 3, least=1, most=10)
    temperature: float = assay.param("of both roles", 0.8, least=0, most=2)

    def __post_init__(self) -> None:
        if len(self.questions) != 2 or not 1 <= self.questions[0] <= self.questions[1]:
            raise ValueError("questions are two numbers from 1 on, least and most (1,6)")


@assay.recipe(
    "law.consultation",
    params=Params,
    verifiers=("law.interview",),
    models=("client", "lawyer"),
    cites="arXiv:2305.15062, github.com/siat-nlp/HanFei",
)
async def consultation(seed: assay.Seed, ctx: assay.Context[Params]) -> assay.Draft:
    """Consultations out of a client's sheet of facts: the client holds it, the lawyer asks; 2 calls a question and one at the end."""
    params, reference, gate = ctx.params, seed.text("reference"), tuple(seed["verifiers"])
    interview: dict[str, Any] = seed["interview"]
    sheet = "\n".join(f"- {fact['text']}" for fact in interview["facts"])
    opening = " ".join(fact["text"] for fact in interview["facts"] if fact["key"] in interview["opening"])
    rules = str(interview.get("rules", ""))
    source = assay.Source("rules", rules, title="What decides it") if rules else None
    # The verifiers of the conclusion look for the facts in the sources: the sheet is one of the row's.
    sources = tuple(
        each for each in (source, assay.Source("sheet", sheet, title="The client's facts")) if each
    )
    turns: list[list[str]] = []
    refused = 0

    def draft(said: list[list[str]]) -> assay.Draft:
        chat = [("user" if who == "client" else "assistant", text) for who, text in said]
        extra = {"questions": len(said) // 2 - 1, "refused_turns": refused}
        if chat[-1][0] == "user":
            chat = [*chat, ("assistant", "…")]
        return assay.Draft.chat(chat, reference, system=SYSTEM, sources=sources, verifiers=gate, extra=extra)

    async def say(
        who: str, prompt: assay.Prompt, *, closing: bool = False, may_end: bool = False, **fields: str
    ) -> bool:
        """The next turn, asked for until it is right; ``False`` if the lawyer has no more questions."""
        nonlocal refused
        problem, last = "", turns[-1][1] if turns else FIRST
        history = "\n".join(f"{w.capitalize()}: {text}" for w, text in turns) or "(nothing was said yet)"
        for _ in range(params.attempts):
            filled = prompt.fill(history=history, last=last, problem=problem, **fields)
            text = (await ctx.ask(filled, model=who, temperature=params.temperature)).whole().strip()
            if may_end and text.rstrip(".").upper() == "DONE":
                return False
            found = await ctx.work(turn_problem_of, [*turns, [who, text]], interview, closing)
            if found is None and closing:
                verdict = await ctx.judge(draft([*turns, [who, text]]))
                found = None if verdict.accepted else [verdict.reason, verdict.message]
            if found is None:
                turns.append([who, text])
                return True
            refused += 1
            problem = f"You said: {text}\nThat is not right: {found[1]} Say it otherwise."
        raise assay.Rejected(f"{who}_{found[0]}", found[1], draft([*turns, [who, text]]))

    await say("client", CLIENT, sheet=sheet, opening=opening)
    for number in range(params.questions[1]):
        if not await say("lawyer", LAWYER, rules=rules, may_end=number >= params.questions[0]):
            break
        await say("client", CLIENT, sheet=sheet, opening=opening)
    await say("lawyer", CLOSE, closing=True, rules=rules)
    return draft(turns)


def turn_problem_of(turns: list[list[str]], interview: dict[str, Any], closing: bool) -> list[str] | None:
    """Reason and message of what is wrong with the last turn, ``None`` if nothing is; runs in a worker."""
    from assay_law.interviews.sheet import Interview
    from assay_law.interviews.turns import turn_problem

    reference = assay.make_reference(interview=interview)
    part = assay.Sample(assay.Task("", reference), "").part(Interview)
    return turn_problem(turns, part, closing)


@consultation.source
def sheets(params: Params, _rng: random.Random) -> Iterator[assay.Seed]:
    """The sheets of the file, or our own."""
    if params.sheets is None:
        text = (files("assay_law") / "data" / "consultation_sheets.jsonl").read_text(encoding="utf-8")
        for number, line in enumerate(text.splitlines(), 1):
            yield _seed(assay.Seed(json.loads(line), "consultation_sheets.jsonl", number))
        return
    for seed in assay.read_seeds(params.sheets, "interview", "verifiers", "reference"):
        yield seed if seed.problem else _seed(seed)


def _seed(seed: assay.Seed) -> assay.Seed:
    """The seed of a sheet, with the whole reference of its row."""

    def made() -> assay.Seed:
        from assay_law.interviews.sheet import Interview

        interview = plain(dict(seed.fields["interview"]))
        gate = [str(each) for each in seed.fields["verifiers"]]
        if not gate or not set(gate) <= set(VERIFIERS):
            raise assay.UsageError(f"'verifiers' are one or more of {', '.join(VERIFIERS)}")
        reference = json.dumps(
            {**plain(dict(seed.fields["reference"])), "interview": interview}, ensure_ascii=False
        )
        assay.Sample(assay.Task("", reference), "").part(Interview)
        fields = {"interview": interview, "verifiers": gate, "reference": reference}
        return assay.Seed(fields, seed.file, seed.line)

    return checked(seed, made)
