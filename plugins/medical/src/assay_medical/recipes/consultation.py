"""Patient record to consultation: a model in two roles, of which one holds the record, checked turn by turn.

After the two-agent methods of NoteChat (Wang and others, arXiv:2310.15959) and HuatuoGPT (arXiv:2305.15075): a doctor asks, a
patient answers out of a record. Different here: the doctor is never shown the record, and each turn is held against it as soon as it
is said: what is refused is asked again with the reason, and the whole goes before ``medical.dialogue``.
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

PATIENT = assay.load_prompt("assay_medical.recipes", "consultation_patient.txt")
DOCTOR = assay.load_prompt("assay_medical.recipes", "consultation_doctor.txt")
CLOSE = assay.load_prompt("assay_medical.recipes", "consultation_closing.txt")
SYSTEM = "You are a doctor. Ask before you conclude, say nothing that the patient has not told you, and tell when to seek help."
FIRST = "(nothing was said yet: say in a sentence why you came)"


@dataclass(frozen=True)
class Params:
    records: Path | None = assay.param(
        "JSONL with record (an object as the part dialogue of medical.dialogue) or text (a note); 6 of our own if none",
        None,
    )
    questions: tuple[int, ...] = assay.param("least and most turns in which the doctor asks", (3, 8), least=1)
    attempts: int = assay.param("times that a turn is asked for until it is right", 3, least=1, most=10)
    temperature: float = assay.param("of both roles", 0.8, least=0, most=2)

    def __post_init__(self) -> None:
        if len(self.questions) != 2 or not 1 <= self.questions[0] <= self.questions[1]:
            raise ValueError("questions are two numbers from 1 on, least and most (3,8)")


@assay.recipe(
    "medical.consultation",
    params=Params,
    verifiers=("medical.dialogue",),
    models=("doctor", "patient"),
    cites="arXiv:2310.15959, arXiv:2305.15075",
)
async def consultation(seed: assay.Seed, ctx: assay.Context[Params]) -> assay.Draft:
    """Consultations out of a patient's record: the patient holds it, the doctor asks; 2 calls a question and one at the end."""
    params, reference = ctx.params, seed.text("reference")
    told: dict[str, str] = seed["told"]
    turns: list[list[str]] = []
    refused = 0

    def history() -> str:
        return "\n".join(f"{who.capitalize()}: {text}" for who, text in turns) or "(nothing was said yet)"

    async def say(
        who: str, prompt: assay.Prompt, *, closing: bool = False, may_end: bool = False, **fields: str
    ) -> bool:
        """The next turn, asked for until it is right; ``False`` if the doctor has no more questions."""
        nonlocal refused
        problem, last = "", turns[-1][1] if turns else FIRST
        for _ in range(params.attempts):
            filled = prompt.fill(history=history(), last=last, problem=problem, **fields)
            text = (await ctx.ask(filled, model=who, temperature=params.temperature)).whole().strip()
            if may_end and text.rstrip(".").upper() == "DONE":
                return False
            found = await ctx.work(turn_problem_of, [*turns, [who, text]], reference, closing)
            if who == "doctor" and not closing and found is None and "?" not in text:
                found = ["no_question", "Nothing is asked."]
            if found is None:
                turns.append([who, text])
                return True
            refused += 1
            problem = f"You said: {text}\nThat is not right: {found[1]} Say it otherwise."
        whole = [("user" if w == "patient" else "assistant", t) for w, t in [*turns, [who, text]]]
        draft = assay.Draft(whole[-2][1] if len(whole) > 1 else text, text, reference)
        raise assay.Rejected(f"{who}_{found[0]}" if found else "no_turn", found[1] if found else "", draft)

    known = told["known"]
    await say("patient", PATIENT, record=told["record"])
    for number in range(params.questions[1]):
        if not await say("doctor", DOCTOR, known=known, may_end=number >= params.questions[0]):
            break
        await say("patient", PATIENT, record=told["record"])
    await say(
        "doctor",
        CLOSE,
        closing=True,
        known=known,
        diagnoses=told["diagnoses"],
        advice=told["advice"],
        flags=told["flags"],
    )
    chat = [("user" if who == "patient" else "assistant", text) for who, text in turns]
    source = assay.Source("record", told["record"], licence=told["licence"])
    extra = {"questions": len(turns) // 2 - 1, "refused_turns": refused}
    return assay.Draft.chat(chat, reference, system=SYSTEM, sources=(source,), extra=extra)


def turn_problem_of(turns: list[list[str]], reference: str, ended: bool) -> list[str] | None:
    """Reason and message of what is wrong with the last turn, ``None`` if nothing is; runs in a worker."""
    from assay_medical.dialogues.whole import turn_problem

    return turn_problem(turns, reference, ended)


@consultation.source
def records(params: Params, _rng: random.Random) -> Iterator[assay.Seed]:
    """The records of the file, or our own."""
    if params.records is None:
        text = (files("assay_medical") / "data" / "consultation_records.jsonl").read_text(encoding="utf-8")
        for number, line in enumerate(text.splitlines(), 1):
            yield _seed(json.loads(line), "consultation_records.jsonl", number, "CC0-1.0")
        return
    for seed in assay.read_seeds(params.records):
        if seed.problem:
            yield seed
        else:
            yield _seed(dict(seed.fields), seed.file, seed.line, str(seed.fields.get("licence", "")))


def _plain(value: Any) -> Any:
    """A value of a seed as JSON knows it: without the nulls of columns that a row lacks, and numbers, which seeds keep as written, as numbers."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items() if each is not None}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, str) and type(value) is not str:
        return json.loads(value)
    return value


def _seed(fields: dict[str, Any], file: str, line: int | None, licence: str) -> assay.Seed:
    """The seed of a record: its reference, and what each role is told of it."""
    from assay_medical.dialogues.cards import record_of
    from assay_medical.dialogues.urgency import red_flags

    record, text = fields.get("record"), fields.get("text")
    if isinstance(record, dict):
        reference = assay.make_reference(dialogue=_plain(record))
    elif isinstance(text, str) and text.strip():
        reference = json.dumps({"sources": [{"id": "note", "text": text}]}, ensure_ascii=False)
    else:
        return assay.Seed({}, file, line, f"{file}, line {line}: it has neither a record nor a text")
    try:
        card = record_of(assay.Sample(assay.Task("", reference), ""))
    except assay.BadReference as error:
        return assay.Seed({}, file, line, f"{file}, line {line}: {error}")
    lines = [f"- age: {card.age:g}"] if card.age is not None else []
    for fact in card.facts:
        state = {"present": "", "absent": "no ", "unknown": "(nobody knows) "}[fact.state]
        whose = "" if fact.of == "patient" else f"{fact.of}: "
        about = "; ".join((*(fact.says[:1] or (fact.name.replace("_", " "),)), *fact.detail))
        lines.append(f"- {whose}{state}{about}")
    known = [fact.text for fact in card.facts if fact.name in card.known]
    suspects = [*card.diagnoses, *card.confirmed, *(s for flag in red_flags() for s in flag.suspects)]
    flags = [
        f"- {' and '.join(n.replace('_', ' ') for n in (*flag.all, *flag.beside))} {'with any of ' if flag.all and flag.any else ''}"
        f"{', '.join(n.replace('_', ' ') for n in flag.any)}: {flag.advice}"
        for flag in red_flags()
    ]
    told = {
        "record": text if isinstance(text, str) and text else "\n".join(lines),
        "known": "; ".join(known) or "nothing",
        "diagnoses": ", ".join(dict.fromkeys(s.replace("_", " ") for s in suspects)),
        "advice": " ".join(card.advice) or "what the red flags say",
        "flags": "\n".join(flags),
        "licence": licence,
    }
    return assay.Seed({"reference": reference, "told": told}, file, line)
