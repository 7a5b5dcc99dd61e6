"""Turns of the patient: nothing but the record, and a no only where the record says no."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assay.evidence import Findings
from assay.evidence.english import sentences_in, talk_words
from assay_medical.dialogues.cards import Dialogue, Fact, amounts_in
from assay_medical.dialogues.findings import tokens_of
from assay_medical.dialogues.reading import UNSURE, Mention, mentions
from assay_medical.dialogues.replies import Asked, reply_of
from assay_medical.dialogues.saying import (
    Said,
    Turn,
    check_amounts,
    check_words,
    detail_states,
    implied,
)

_TO_DOCTOR = re.compile(
    r"\b(?:have|do|does|did|are|were|is|has|can|any)\b(?:\s+\w+){0,3}?\s+(?:you|your)\b|^\W*any\b", re.I
)
_OUT_OF_ROLE = re.compile(
    r"\b(?:(?:my|the|this|hidden|patient) (?:medical )?(?:record|records|chart|card|script|prompt|scenario|notes)\b|language model|as an ai|an ai|role[- ]?play|system prompt|simulated|i am the doctor|i'm the doctor)\b",
    re.I,
)
_BESIDES = re.compile(
    r"\b(?:other than|apart from|besides|as well as|along with|together with|with|else|on top of|when)\s+(?:\w+\s+){0,2}$",
    re.I,
)


def check_patient(turn: Turn, asked: Sequence[Asked], heard: str, said: Said, found: Findings) -> None:
    """Check one turn; ``asked`` are the doctor's questions before it, ``heard`` the doctor's statements."""
    record = said.record
    if out := _OUT_OF_ROLE.search(turn.text):
        message = "The patient speaks of the record or the role."
        found.check(
            False, "role", out[0], "out_of_role", message, span=turn.span(*out.span()), where=turn.where
        )
    pieces = [(sentence, start) for sentence, (start, _) in sentences_in(turn.text)]
    reply, after = reply_of(turn.text)
    told: set[str] = set()
    about = [m for question in asked for m in question.mentions] if all(q.mentions for q in asked) else []
    heard_words = frozenset(form for token in tokens_of(heard) for form in token.forms)
    asked_words = heard_words | frozenset(f for q in asked for t in tokens_of(q.text) for f in t.forms)
    for n, (sentence, start) in enumerate(pieces):
        named = mentions(sentence, record.wordings)
        if sentence.rstrip("\"”’') ").endswith("?"):
            following = pieces[n + 1][0] if n + 1 < len(pieces) else ""
            _question(turn, sentence, start, named, following, said, told, found)
            continue
        for m in named:
            told.add(m.concept.name)
            _finding(
                turn,
                start,
                m.concept.name,
                m.concept.kind,
                m.state,
                m.of,
                sentence,
                (m.start, m.end),
                said,
                found,
            )
        unsure = bool(UNSURE.search(sentence))
        begin = max(0, min(after - start, len(sentence))) if n == 0 or start < after else 0
        free = [(0, begin)] if begin else []
        check_amounts(turn, start, sentence, named, about, record, found, free=free)
        extra = asked_words if unsure else heard_words
        check_words(turn, start, sentence, named, about, record, found, extra=extra, free=free)
    _answers(turn, reply, asked, told, said, found)


def _question(
    turn: Turn,
    sentence: str,
    start: int,
    named: Sequence[Mention],
    following: str,
    said: Said,
    told: set[str],
    found: Findings,
) -> None:
    """A question of the patient: an echo that the next sentence answers, or one to the doctor."""
    record = said.record
    alone = not [t for t in tokens_of(sentence) if not any(m.start <= t.start < m.end for m in named)][2:]
    state = (
        {"yes": "present", "no": "absent", "unsure": "unsure"}.get(reply_of(following)[0])
        if following
        else None
    )
    for m in named:
        span = (m.start, m.end)
        if alone and state:
            told.add(m.concept.name)
            _finding(turn, start, m.concept.name, m.concept.kind, state, m.of, sentence, span, said, found)
            continue
        asks = _TO_DOCTOR.search(sentence)
        message = f"The patient asks the doctor as a doctor would: {sentence[:80]!r}."
        place = turn.span(start, start + len(sentence))
        if not found.check(
            not asks, "role", sentence, "asks_as_doctor", message, span=place, where=turn.where
        ):
            continue
        held = [f for f in record.by_concept.get(m.concept.name, ()) if f.of == m.of]
        there = bool(held) or bool(detail_states(record, m.concept.name, m.of))
        topic = m.concept.kind == "topic" or m.concept.name in {c for c, _, _ in said.findings}
        reason = "names_diagnosis" if m.concept.kind == "condition" else "not_in_record"
        message = f"The patient brings up {sentence[m.start : m.end]!r}, which is not in the record."
        place = turn.span(start + m.start, start + m.end)
        found.check(
            there or topic,
            "finding",
            sentence[m.start : m.end],
            reason,
            message,
            span=place,
            where=turn.where,
        )


def _finding(
    turn: Turn,
    start: int,
    concept: str,
    kind: str,
    state: str,
    of: str,
    sentence: str,
    span: tuple[int, int],
    said: Said,
    found: Findings,
) -> None:
    """A finding that the patient states, denies or is unsure of is so in the record."""
    record = said.record
    claim = sentence[span[0] : span[1]]
    place = turn.span(start + span[0], start + span[1])

    def check(holds: bool, reason: str, message: str, quote: str = "") -> None:
        found.check(holds, "finding", claim, reason, message, span=place, where=turn.where, quote=quote)

    facts = record.by_concept.get(concept, ())
    if not facts:
        facts = tuple(fact for fact in record.narrower.get(concept, ()) if fact.state == "present")
    own = [fact for fact in facts if fact.of == of]
    if not own and facts:
        check(False, "wrong_person", f"{claim!r} is said of {of}, in the record it is of {facts[0].of}.")
        return
    if not own:
        states = detail_states(record, concept, of)
        if kind == "topic" and implied(concept, record):
            states = states | {"present"}
        if state in states or (state == "unsure" and not states):
            said.findings.add((concept, of, state))
            check(True, "", "")
        elif states:
            check(False, "contradicts_record", f"{claim!r} is {_is(state)} here; the record says otherwise.")
        elif kind == "condition" and state == "present":
            check(False, "names_diagnosis", f"The patient names {claim!r}, which is not in the record.")
        else:
            check(False, "not_in_record", f"{claim!r} is {_is(state)}, but the record holds nothing of it.")
        return
    held = {_said_state(fact) for fact in own}
    quote = own[0].text[:120]
    if state in held:
        said.findings.add((concept, of, state))
        check(True, "", "", quote)
    elif state == "unsure":
        check(False, "unsure_of_record", f"The record says of {claim!r} that it is {_is(min(held))}.", quote)
    elif held == {"unsure"}:
        check(False, "not_in_record", f"The record does not say whether there is {claim!r}.", quote)
    else:
        check(
            False,
            "contradicts_record",
            f"{claim!r} is {_is(state)} here and {_is(min(held))} in the record.",
            quote,
        )


def _answers(
    turn: Turn, reply: str, asked: Sequence[Asked], told: set[str], said: Said, found: Findings
) -> None:
    """What a yes, a no or an *I don't know* says of the questions before it."""
    record = said.record
    if not reply:
        _implied(turn, asked, told, said)
        return
    words = turn.text.split(".")[0][:60]
    head = (0, len(words))
    for question in asked:
        if not question.yes_no:
            continue
        open_ = [
            m
            for m in question.mentions
            if m.concept.name not in told and not _BESIDES.search(question.text[: m.start])
        ]
        known = {(c, of) for c, of, _ in said.findings}
        given = bool(question.mentions) and all(
            (m.concept.name, m.of) in known or question.presupposed(m) for m in question.mentions
        )
        of_rest = bool(question.rest) and (given or not question.mentions)
        if reply == "unsure":
            for m in open_ if not of_rest else []:
                _finding(turn, 0, m.concept.name, m.concept.kind, "unsure", m.of, words, head, said, found)
            continue
        if of_rest:
            if {f for t in question.rest for f in t.forms} & {
                f for t in tokens_of(turn.text) for f in t.forms
            }:
                continue  # "Yes, it's spreading": what is said is read as said
            _rest(turn, reply, question, head, words, record, found, bool(told))
            continue
        if reply == "no":
            if given and not question.rest and not open_:
                continue
            for m in open_:
                _finding(turn, 0, m.concept.name, m.concept.kind, "absent", m.of, words, head, said, found)
            continue
        if question.negated and open_:
            message = f"What the yes says to {question.text[:80]!r} is not clear."
            found.check(
                None, "reply", words, "unclear_reply", message, span=turn.span(*head), where=turn.where
            )
            continue
        if told & {m.concept.name for m in question.mentions}:
            continue
        for m in open_:
            _finding(turn, 0, m.concept.name, m.concept.kind, "present", m.of, words, head, said, found)
        if question.rest and open_:
            _rest(turn, reply, question, head, words, record, found, bool(told))


def _implied(turn: Turn, asked: Sequence[Asked], told: set[str], said: Said) -> None:
    """*15 a day* to *Do you smoke?* says yes: an amount or a word of a fact that was asked for."""
    amounts = {a.key for a in amounts_in(turn.text)}
    words = {form for t in tokens_of(turn.text) if not t.forms & talk_words() for form in t.forms}
    for m in (m for question in asked if question.yes_no for m in question.mentions):
        for fact in said.record.by_concept.get(m.concept.name, ()):
            detail = {form for text in fact.detail for t in tokens_of(text) for form in t.forms}
            if fact.state == "present" and fact.of == m.of and (fact.numbers & amounts or detail & words):
                told.add(m.concept.name)
                said.findings.add((m.concept.name, m.of, "present"))


def _rest(
    turn: Turn,
    reply: str,
    question: Asked,
    head: tuple[int, int],
    words: str,
    record: Dialogue,
    found: Findings,
    told: bool,
) -> None:
    """What a question asks beyond findings (*worse at night?*) is affirmed or denied in the record."""
    concepts = {m.concept.name for m in question.mentions}
    facts: Sequence[Fact] = [
        f for f in record.facts if f.concept.name in concepts or f.concept.kind == "fact"
    ] or record.facts
    denied = reply == "no"
    stated = False
    for fact in facts:
        if not all(token.forms & fact.words.keys() for token in question.rest):
            continue
        states = [set().union(*(fact.words[f] for f in t.forms & fact.words.keys())) for t in question.rest]
        stated = True
        if (
            (denied and any(True in s for s in states))
            or (not denied and all(False in s for s in states))
            or (denied and fact.state == "absent")
        ):
            found.check(True, "reply", words, span=turn.span(*head), where=turn.where, quote=fact.text[:120])
            return
    if told and not stated and denied:
        return  # "No, it's the other way round": what follows was read
    reason = "contradicts_record" if stated else "not_in_record"
    message = f"{'No' if denied else 'Yes'} to {question.text[:80]!r}: the record {'says otherwise' if stated else 'holds nothing of it'}."
    found.check(False, "reply", words, reason, message, span=turn.span(*head), where=turn.where)


def _said_state(fact: Fact) -> str:
    return "unsure" if fact.state == "unknown" else fact.state


def _is(state: str) -> str:
    return {"present": "there", "absent": "denied", "unsure": "left open"}[state]
