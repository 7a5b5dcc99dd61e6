"""Two roles: a dialogue in which one knows a hidden record and the other finds it out by asking.

After the two-role methods of the survey (HuatuoGPT, arXiv:2305.15075; WisdomInterrogatory and
others): a model plays both roles, turn by turn. Different here: the record is data, who knows
it names the fields that each reply states, and every statement is checked against the record;
fields marked secret must never come out. The record, fields and rules are in the reference.
Domain plugins use it as it is (roles, goal and records are parameters) or name its verifier.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import assay
from assay import Message, ops

ASK = assay.load_prompt("assay_text.recipes", "two_roles_asker.txt")
CLOSE = assay.load_prompt("assay_text.recipes", "two_roles_closing.txt")
KNOW = assay.load_prompt("assay_text.recipes", "two_roles_knower.txt")
SCHEMA = {
    "type": "object",
    "properties": {"say": {"type": "string"}, "facts": {"type": "array", "items": {"type": "string"}}},
    "required": ["say", "facts"],
    "additionalProperties": False,
}


@dataclass(frozen=True)
class Params(ops.Reading):
    records: Path = assay.param(
        "JSONL with record (an object) and, if wanted, public and secret (lists of its fields)"
    )
    asker: str = assay.param("who asks", "an interviewer")
    knower: str = assay.param("who knows the record", "a person who came for help")
    goal: str = assay.param("what the asker wants", "Find out what the other came for.")
    train: Literal["knower", "asker"] = assay.param("which of the two is the assistant", "knower")
    questions: tuple[int, ...] = assay.param("least and most questions", (2, 6), least=1)
    least_facts: int = assay.param("least fields of the record that must come out", 2, least=0)
    words: tuple[str, ...] = assay.param("further words that may be said", ())
    temperature: float = assay.param("sampling temperature", 0.7, least=0)

    def __post_init__(self) -> None:
        if len(self.questions) != 2 or not 1 <= self.questions[0] <= self.questions[1]:
            raise ValueError("questions are two numbers from 1 on, least and most (2,6)")


@assay.recipe(
    "text.two_roles",
    params=Params,
    version=3,
    verifiers=("text.grounded_dialogue",),
    models=("asker", "knower"),
    cites="arXiv:2305.15075",
)
async def two_roles(seed: assay.Seed, ctx: assay.Context[Params]) -> assay.Draft:
    """Dialogues about a hidden record: one role knows it, one asks; every statement is in the record."""
    params, record = ctx.params, seed["record"]
    public, secret = list(seed.fields.get("public") or ()), list(seed.fields.get("secret") or ())
    hidden = f"Never tell these, not even in other words: {', '.join(secret)}." if secret else ""
    turns: list[tuple[str, str]] = []  # (role, words)
    facts: list[list[str]] = []

    def history() -> str:
        names = {"asker": params.asker, "knower": params.knower}
        return "\n".join(f"{names[role]}: {words}" for role, words in turns) or "(nothing was said yet)"

    async def answer() -> None:
        prompt = KNOW.fill(
            role=params.knower, other=params.asker, record=_lines(record), secret=hidden, history=history()
        )
        said = await ctx.read(
            prompt,
            _whole_json,
            attempts=params.reads,
            model="knower",
            schema=SCHEMA,
            temperature=params.temperature,
        )
        turns.append(("knower", said["say"].strip()))
        facts.append([str(name) for name in said["facts"]])

    about = {"role": params.asker, "other": params.knower, "goal": params.goal}
    known = _lines({name: record[name] for name in public}) or "(nothing)"
    if params.train == "asker":  # the user begins, and is the one who knows
        await answer()
    for number in range(params.questions[1]):
        prompt = ASK.fill(**about, public=known, history=history())
        reply = await ctx.ask(prompt, model="asker", temperature=params.temperature)
        asked = reply.whole()
        if asked.rstrip(".").upper() == "DONE":
            if number < params.questions[0]:
                raise assay.Rejected("few_questions", f"The asker stopped after {number} questions.")
            break
        turns.append(("asker", asked))
        await answer()
    system = f"You are {params.knower}. You talk with {params.asker}. What you know:\n{_lines(record)}\n{hidden}".strip()
    if params.train == "asker":
        closing = await ctx.ask(
            CLOSE.fill(**about, public=known, history=history()),
            model="asker",
            temperature=params.temperature,
        )
        turns.append(("asker", closing.whole()))
        system = (
            f"You are {params.asker}. You talk with {params.knower}. {params.goal}\nWhat you know:\n{known}"
        )
    chat = [Message("assistant" if role == params.train else "user", words) for role, words in turns]
    reference = {
        "record": record,
        "public": public,
        "secret": secret,
        "knower": "assistant" if params.train == "knower" else "user",
        "facts": facts,
        "least_facts": params.least_facts,
        "words": list(params.words),
    }
    return assay.Draft(
        chat[-2].content,
        chat[-1].content,
        assay.make_reference(grounded_dialogue=reference),
        messages=(Message("system", system), *chat),
        extra={"questions": len(facts)},
    )


@two_roles.source
def records(params: Params, rng: random.Random) -> Iterator[assay.Seed]:
    """The records of the file."""
    for seed in assay.read_seeds(params.records, "record"):
        record = seed.fields.get("record")
        lists = [seed.fields.get(name) or [] for name in ("public", "secret")]
        place = f"{seed.file}, line {seed.line}"
        if seed.problem:
            yield seed
        elif not isinstance(record, dict) or not record:
            yield assay.Seed({}, seed.file, seed.line, f"{place}: its record is no object with fields")
        elif not all(isinstance(each, list) for each in lists):
            yield assay.Seed({}, seed.file, seed.line, f"{place}: public and secret must be lists of fields")
        elif missing := [name for each in lists for name in each if name not in record]:
            yield assay.Seed({}, seed.file, seed.line, f"{place}: its record has no field {missing[0]!r}")
        else:
            yield seed


def _whole_json(reply: assay.Reply) -> Any:
    reply.whole()
    return reply.json()


def _lines(record: dict[str, Any]) -> str:
    shown = {True: "yes", False: "no"}
    return "\n".join(
        f"{name}: {shown[value] if isinstance(value, bool) else ', '.join(map(str, value)) if isinstance(value, list) else value}"
        for name, value in record.items()
    )
