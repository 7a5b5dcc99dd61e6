"""A consultation read from its first turn to its last."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assay import Sample, Status, Task
from assay.evidence import Findings
from assay.evidence.english import sentences_in
from assay_medical.dialogues.cards import Dialogue, record_of
from assay_medical.dialogues.doctor import Course, check_doctor, record_flags, statements_of
from assay_medical.dialogues.findings import tokens_of
from assay_medical.dialogues.patient import check_patient
from assay_medical.dialogues.reading import LONGEST_SENTENCE, mentions
from assay_medical.dialogues.replies import Asked
from assay_medical.dialogues.saying import Said, Turn
from assay_medical.dialogues.urgency import RedFlag, at_least, flags_of, level_of

LONGEST = 40_000
"""Characters of a consultation that are read."""
MOST_TURNS = 120
LONGEST_TURN = 250
"""Words of a turn."""
_SPEAKER = re.compile(
    r"^[ \t]*(?:\*\*)?(?:(doctor|dr\.?|gp|clinician|physician|nurse|pharmacist)|(patient|pt))\b[^:\n]{0,30}:(?:\*\*)?[ \t]*",
    re.I | re.M,
)
_MARKUP = re.compile(r"</?[a-z][^<>\n]{0,40}>|```|^#{1,6} |\\boxed|^\s*[|{}\[\]]", re.I | re.M)


def read_consultation(
    turns: Sequence[Turn], record: Dialogue, system: Sequence[Turn], found: Findings, *, ended: bool = True
) -> None:
    """Check each turn in the light of those before it; if the consultation has ``ended``, its conclusion too."""
    flags = flags_of(record_flags(record), record.age)
    said = Said(record)
    for fact in record.facts:
        if fact.name in record.known:
            said.add_fact(fact)
    _system(system, record, said, found)
    course = Course()
    asked: list[Asked] = []
    heard = ""
    last: Turn | None = None
    for number, turn in enumerate(turns):
        if turn.who == "doctor":
            asked = check_doctor(turn, number, said, flags, course, found)
            heard, last = statements_of(turn.text), turn
        else:
            check_patient(turn, asked, heard, said, found)
            said.add_text(turn.text)
            for question in asked:  # what was asked and affirmed may be said again
                said.add_text(question.text)
    if ended and last is not None:
        _conclusion(last, record, flags, course, found)


def turn_problem(turns: list[list[str]], reference: str, ended: bool) -> list[str] | None:
    """Reason and message of what is wrong with the last of ``[who, text]`` turns, ``who`` being doctor or patient; ``None`` if nothing is."""
    record = record_of(Sample(Task("", reference), ""))
    read = [Turn(who, text, f"turn:{n}") for n, (who, text) in enumerate(turns)]
    found = Findings()
    if turns_fit(read, found):
        read_consultation(read, record, (), found, ended=ended)
    bad = [c for c in found.checks if c.status is not Status.ACCEPTED and c.where == f"turn:{len(turns) - 1}"]
    bad.sort(key=lambda check: check.status is not Status.REJECTED)
    return [bad[0].reason, bad[0].message] if bad else None


def turns_of(sample: Sample, record: Dialogue) -> list[Turn]:
    """The turns of the chat, or of a transcript with speakers' names in the response."""
    body = [(n, m) for n, m in enumerate(sample.messages) if m.role != "system"]
    places = list(_SPEAKER.finditer(sample.response)) if len(body) <= 2 else []
    if len(places) >= 2:
        where = "response"
        turns = []
        for n, m in enumerate(places):
            end = places[n + 1].start() if n + 1 < len(places) else len(sample.response)
            text = sample.response[m.end() : end].rstrip()
            turns.append(Turn("doctor" if m[1] else "patient", text, where, m.end()))
        if sample.response[: places[0].start()].strip():
            turns.insert(0, Turn("", sample.response[: places[0].start()], where))
        return turns
    return [Turn("doctor" if m.role == record.doctor else "patient", m.content, f"turn:{n}") for n, m in body]


def takes_turns(turns: Sequence[Turn], found: Findings) -> bool:
    """Whether doctor and patient take turns, three at least."""
    who = [turn.who for turn in turns]
    fine = len(turns) >= 3 and {*who} == {"doctor", "patient"} and all(a != b for a, b in pairwise(who))
    message = "Doctor and patient do not take turns, or the consultation has less than three."
    found.check(fine, "turns", " ".join(who)[:100], "no_alternation", message)
    short = len(turns) <= MOST_TURNS
    found.check(
        short or None,
        "turns",
        f"{len(turns)} turns",
        "too_long",
        f"More than {MOST_TURNS} turns are not read.",
    )
    return fine and short


def turns_fit(turns: Sequence[Turn], found: Findings) -> bool:
    """Whether each turn says something, in plain text and of a length that is read."""
    fits = True
    for turn in turns:
        if m := _MARKUP.search(turn.text):
            message = "A turn holds markup, or thoughts that are not said."
            found.check(None, "turn", m[0], "markup", message, span=turn.span(*m.span()), where=turn.where)
        words = len(tokens_of(turn.text)) if len(turn.text) < 10_000 else LONGEST_TURN + 1
        longest = max((len(s) for s, _ in sentences_in(turn.text)), default=0) if words <= LONGEST_TURN else 0
        good = 1 <= words <= LONGEST_TURN and longest <= LONGEST_SENTENCE
        message = f"A turn has no words, more than {LONGEST_TURN}, or a sentence without end."
        found.check(
            good or (None if words else False),
            "turn",
            turn.text[:80],
            "length_of_turn",
            message,
            where=turn.where,
        )
        fits &= good
    return fits


def _system(system: Sequence[Turn], record: Dialogue, said: Said, found: Findings) -> None:
    """What is told to the doctor before holds nothing of the record that the patient is to tell."""
    if record.doctor != "assistant":
        return
    for turn in system:
        for sentence, (start, _) in sentences_in(turn.text):
            for m in mentions(sentence, record.wordings):
                facts = record.by_concept.get(m.concept.name, ())
                leaked = m.concept.kind != "topic" and facts and not any(said.has(fact) for fact in facts)
                told = f"The system prompt holds {sentence[m.start : m.end]!r} of the record."
                span = (start + m.start, start + m.end)
                found.check(
                    not leaked,
                    "leak",
                    sentence[m.start : m.end],
                    "record_leaked",
                    told,
                    span=span,
                    where=turn.where,
                )


def _conclusion(last: Turn, record: Dialogue, flags: list[RedFlag], course: Course, found: Findings) -> None:
    """The last turn of the doctor takes up what was told, and says how soon and when else to be seen."""
    if record.doctor == "user" and not record.conclude:
        return  # the patient's turns are what the row teaches; the doctor need not have come to an end
    message = "The doctor's last turns take up nothing of what the patient told."
    sent = bool(flags) and course.level == "emergency"  # who calls an ambulance need not sum up first
    found.check(
        bool(course.named) or sent, "summary", last.text, "nothing_taken_up", message, where=last.where
    )
    concluded = course.concluded_at is not None or not record.conclude
    found.check(
        concluded, "order", last.text, "no_conclusion", "The doctor never comes to an end.", where=last.where
    )
    needed = flags[0].level if flags else ""
    if flags and record.conclude:
        message = f"{flags[0].name} needs: {flags[0].advice} ({flags[0].source})"
        fine = at_least(course.level, needed)
        found.check(
            fine,
            "urgency",
            last.text,
            "urgent_advice_missing",
            message,
            where=last.where,
            quote=flags[0].source[:200],
        )
        if course.undercut and needed in ("emergency", "same_day"):
            words, turn, span = course.undercut
            message = f"{words!r} makes wait what cannot: {flags[0].source}"
            found.check(
                False, "urgency", words, "urgent_advice_undercut", message, span=span, where=turn.where
            )
    elif course.level:
        listed = any(level_of(text) == course.level for text in record.advice)
        message = "Nothing in the record calls for so urgent an advice."
        found.check(listed, "urgency", last.text, "urgency_not_in_record", message, where=last.where)
    if record.conclude and needed != "emergency" and course.level != "emergency":
        message = "The doctor does not say what to do if it gets worse or does not get better."
        found.check(course.net, "safety", last.text, "no_safety_net", message, where=last.where)
