"""What is wrong with a turn of a talk between client and lawyer."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assay.evidence import Findings
from assay.evidence.english import Ground
from assay_law.interviews.sheet import Interview, SheetFact
from assay_law.structure.citing import check_given, cited_in
from assay_law.structure.facts import Facts, check_names
from assay_law.structure.numbers import check_dates, check_numbers, without_places
from assay_law.structure.style import DOUBT
from assay_law.structure.swaps import check_denials, check_swaps
from assay_law.texts.given import Text, questions_in
from assay_law.texts.modality import check_against, content, is_chinese, sentences

CLIENT, LAWYER = "client", "lawyer"
Turn = tuple[str, str]
_YES = re.compile(
    r"\W*(?:yes|yeah|yep|correct|right|exactly|that['’]s (?:right|correct|true)|i did|it (?:was|did)|they did|是的?|对|没错|嗯)(?!\w)",
    re.IGNORECASE,
)
_NO = re.compile(r"\W*(?:no|nope|not at all|never|没有|不是|不)(?!\w)(?! one| longer| idea)", re.IGNORECASE)
_DONT_KNOW = re.compile(
    r"\b(?:don['’]t|do not|can['’]t|cannot|couldn['’]t) (?:know|remember|recall|say|tell)|\bnot sure\b|\bno idea\b|\bnobody (?:told|said)|不知道|不清楚|不记得|记不清",
    re.IGNORECASE,
)


def check_turn(turns: Sequence[Turn], part: Interview, found: Findings, *, closing: bool) -> None:
    """Checks the last turn of a talk against the sheet and what was said before."""
    who, text = turns[-1]
    before = turns[:-1]
    if who == CLIENT:
        _check_client(text, before, part, found)
    elif closing:
        _check_closing(text, before, part, found)
    else:
        _check_question(text, before, part, found)


def _check_client(text: str, before: Sequence[Turn], part: Interview, found: Findings) -> None:
    known = Facts(part.text, "", "")
    _run(text, known, "", found, (check_dates, check_numbers, _names))
    check_swaps(text, known, found)
    check_denials(text, known, (), found)
    last = before[-1][1] if before else ""
    _check_words(text, last, part, found)
    if before:
        _check_yes_or_no(text, last, part, found)
    asked = [turn for who, turn in before if who == LAWYER]
    for fact in part.facts:
        if not fact.told_in(text):
            continue
        free = fact.key in part.opening or any(fact.asked_in(each) for each in asked)
        earlier = any(who == CLIENT and fact.told_in(turn) for who, turn in before)
        found.check(
            free or earlier or None, "leak", fact.key, "leaked", f"{fact.key} is told before it is asked for."
        )


def _check_words(text: str, question: str, part: Interview, found: Findings) -> None:
    """Everything that the client says stands on the sheet; what he does not know he may repeat from the question."""
    if is_chinese(text):
        on_sheet, of_question = content(part.text), content(question)
        for _, sentence in sentences(text):
            if sentence.rstrip().endswith(("？", "?")):
                continue  # what he asks states nothing
            words = content(sentence)
            held = on_sheet | (of_question if _DONT_KNOW.search(sentence) else set())
            share = len(words & held) / len(words) if words else 1.0
            found.check(
                share >= 0.5 or len(words) < 4 or None,
                "words",
                sentence[:120],
                "not_on_sheet",
                f"所附事实表未载：{sentence[:60]}",
            )
        return
    for _, sentence in sentences(text):
        ground = Ground()
        ground.add(part.text)
        for fact in part.facts:
            ground.add(" ".join(fact.tells))
        if _DONT_KNOW.search(sentence):
            ground.add(question)
        strange = ground.strange(sentence)
        message = f"{strange[0].text!r} is not on the sheet." if strange else ""
        found.check(not strange or None, "words", sentence.strip()[:120], "not_on_sheet", message)


def _check_yes_or_no(text: str, question: str, part: Interview, found: Findings) -> None:
    """A "yes" says what the question says, so that must be on the sheet; a "no" denies it, so it must not."""
    asks = " ".join(questions_in(question))
    if _YES.match(text):
        unknown = _beyond(asks, part)
        message = f"The question says {unknown[0]!r}, which the sheet does not." if unknown else ""
        found.check(not unknown or None, "yes", text[:80], "affirms_more", message)
    elif _NO.match(text):
        anchors = SheetFact.anchors(asks)
        denied = bool(anchors) and anchors <= SheetFact.anchors(part.text)
        found.check(not denied or None, "no", text[:80], "denies_fact", "It denies what the sheet says.")


def _beyond(text: str, part: Interview) -> list[str]:
    if is_chinese(text):
        return (
            [w for w in sorted(content(text)) if w not in content(part.text)]
            if SheetFact.anchors(text)
            else []
        )
    ground = Ground()
    ground.add(part.text)
    for fact in part.facts:
        ground.add(" ".join((*fact.tells, *fact.asked)))
    return [piece.text for piece in ground.strange(text)]


def _check_question(text: str, before: Sequence[Turn], part: Interview, found: Findings) -> None:
    found.check(
        "?" in text or "？" in text or None, "question", text[:80], "no_question", "Nothing is asked."
    )
    told = _told(before)
    known = Facts(told, part.rules, "")
    _run(text, known, "not_told_yet", found, (check_dates, check_numbers, _names))


def _check_closing(text: str, before: Sequence[Turn], part: Interview, found: Findings) -> None:
    said = _told(before)
    for key in part.needed:
        fact = next(each for each in part.facts if each.key == key)
        there = any(who == CLIENT and fact.told_in(turn) for who, turn in before)
        found.check(there or None, "elicited", key, "not_elicited", f"The client has not told {key}.")
    told = "\n".join(turn for who, turn in before if who == CLIENT)
    sheet = "\n".join(each.text for each in part.facts if each.told_in(told))
    known = Facts(sheet or said, part.rules, "\n".join((said, *part.allow)))
    _run(text, known, "not_told_yet", found, (check_dates, check_numbers, _names))
    check_swaps(text, known, found)
    check_denials(text, Facts(sheet, part.rules, "\n".join(part.allow)), (), found)
    stated = any(fact.told_in(text) for fact in part.facts if fact.key in part.needed)
    found.check(stated or None, "closing", text[:80], "no_facts", "It names none of the facts that decide.")
    if doubt := DOUBT.search(text):
        found.check(None, "doubt", doubt[0], "unsure", f"It does not commit to what it says: {doubt[0]!r}.")
    if part.rules:
        rules = (Text("rules", part.rules),)
        cites = bool(cited_in(text)) or not cited_in(part.rules)
        found.check(cites or None, "citation", "", "no_citation", "It names no rule.")
        check_given(text, rules, found, known=False)
        check_against(text, part.rules, found)
    if "?" in text or "？" in text:
        found.check(None, "question", text[-80:], "asks_at_the_end", "It still asks.")


def _names(text: str, known: Facts, found: Findings) -> None:
    check_names(without_places(text), known, found)


def _told(before: Sequence[Turn]) -> str:
    return "\n".join(turn for _, turn in before)


_Check = Callable[[str, Facts, Findings], None]


def _run(text: str, known: Facts, reason: str, found: Findings, checks: Sequence[_Check]) -> None:
    """Runs checks; with a reason, what they cannot find has that reason."""
    for check in checks:
        if not reason:
            check(text, known, found)
            continue
        own = Findings()
        own.check(True, "turn", text[:40])
        check(text, known, own)
        verdict = own.verdict()
        if not verdict.accepted:
            wrong = verdict.status == "rejected"
            found.check(
                False if wrong else None,
                "told",
                text[:120],
                verdict.reason if wrong else reason,
                verdict.message,
            )
        else:
            found.check(True, "told", text[:120])


def turn_problem(turns: Sequence[Sequence[str]], part: Interview, closing: bool) -> list[str] | None:
    """Reason and message of what is wrong with the last turn; ``None`` if nothing is."""
    found = Findings()
    found.check(True, "turn", turns[-1][1][:40])
    check_turn([(who, text) for who, text in turns], part, found, closing=closing)
    verdict = found.verdict()
    return None if verdict.accepted else [verdict.reason, verdict.message]
