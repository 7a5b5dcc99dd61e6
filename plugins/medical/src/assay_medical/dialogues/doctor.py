"""Turns of the doctor: nothing that was not said or is not in the sources, and no conclusion before questions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from assay.evidence import Findings
from assay.evidence.english import numbers_in, sentences_in, talk_words
from assay_medical.dialogues.cards import Dialogue, amounts_in
from assay_medical.dialogues.findings import talk_of, tokens_of
from assay_medical.dialogues.reading import Mention, mentions
from assay_medical.dialogues.replies import Asked, is_question, pieces_of, questions_in
from assay_medical.dialogues.saying import MEASURES, Said, Turn, check_words, evoked, implied, owner
from assay_medical.dialogues.urgency import (
    CONDITIONAL,
    Level,
    RedFlag,
    at_least,
    is_safety_net,
    level_of,
    level_start,
    undercuts,
)

_WATCH = re.compile(
    r"\b(?:watch(?:ing)? (?:out )?for|look(?:ing)? out for|keep an eye (?:out )?(?:for|on)|signs? of|things like|such as|come back with|develop|on the lookout for|ask(?:ed|ing)? (?:you )?about|questions? about|check for|"
    r"some questions about|anything like|(?:some|many|most|other) (?:people|patients|men|women)|people (?:who|with))\b[^.;!?]*$",
    re.I,
)
"""Before a finding that is looked out for, not stated."""
_SUCH_AS_YOU = re.compile(r"\bmost (?:people|patients|men|women) (?:who have|with)(?: \w+)?\s*$", re.I)
"""Before what the patient has in common with others."""
_HEDGE = re.compile(
    r"\b(?:could|might|may|possib\w+|rule out|ruling out|ruled out|exclude|excluding|check(?:ing)? (?:for|that|whether)|make sure|making sure|worr(?:y|ied|ies|ying) (?:about|that|this|it)|concern(?:ed|s)?|suspect\w*|suspicious|looks? like|sounds? like|seems? like|"
    r"consistent with|in keeping with|fits? with|suggests?|likely|probably|i think|i wonder|wondering|points? (?:to|towards)|risk of|want to be sure|possibility|potential(?:ly)?|can be|signs? of)\b",
    re.I,
)
_RULES_OUT = re.compile(
    r"\b(?:rul(?:e|ed|ing) out|exclud(?:e|ed|ing)|(?:make|making|be|being) sure|check(?:ing)? (?:that|whether)?|see (?:if|whether)|can't (?:be sure|say|tell)|cannot (?:be sure|say|tell)|whether)\b[^.;!?]*$",
    re.I,
)
_SINCE = re.compile(
    r"\b(?:since|because|given that|now that|seeing as|as) (?:you|he|she)(?:'ve| have|'re| are| had)\b[^?]*$|\b(?:this|that|it)(?:'s| is) (?:a |an |the )?(?:\w+ )?$",
    re.I,
)
_YOURS = re.compile(r"\byour\s+$", re.I)
_DOSE = re.compile(
    r"(?<![\w.])(\d+(?:[.,]\d+)?|half|one|two|three|four)\s*(?:-\s*)?(mg|milligrams?|mcg|micrograms?|µg|g|grams?|ml|millilit(?:re|er)s?|units?|iu|tablets?|capsules?|puffs?|drops?|sprays?|pills?|teaspoons?|sachets?|doses?)\b",
    re.I,
)
_MAIN = re.compile(
    r",\s*(?=(?:then|please|just|you (?:should|need|must|can|will|ought)|you'll|i|i'd|i'll|we|we'd|call|ring|dial|phone|go|come|contact|see|seek|get|let|book|speak|head|give|make|ask|don't|do|straight|stop|tell|take)\b)",
    re.I,
)
_LINES = frozenset({"999", "911", "112", "111", "988", "24"})
_TIMES = frozenset(
    "h d min wk mo yr week month year wk hour day morning afternoon evening night fortnight weekend s second minute".split()
)
_LATER = re.compile(
    r"\b(?:if|come back|need to|have to|must|want|going to|i'll|we'll|let's|see (?:you|me|us)|review|follow|repeat|recheck|appointment|results?|send(?:ing)?|arrang\w+|book\w*|refer\w*|seen|clinic|scan|tests?|bloods?|call|ring|contact|get back|within|over the next|for the next)\b",
    re.I,
)
"""Behind these a span of time is one to come."""
_MINE = re.compile(
    r"\b(?:I'm|I am|I've|I have|I had|I get|I feel|I can't|my)\b(?!\s+(?:\w+\s+)?(?:worried|sorry|concerned|glad|noted|written|heard|asked|going|afraid|list|notes|sure|aware|happy|thinking|arranging|referring|sending|calling))(?:\s+\w+){0,4}\s*$",
    re.I,
)
"""What stands before a finding that somebody says of himself."""
_RESULT = re.compile(
    r"\b(?:bloods?|tests?|ecg|scan|x-ray|ultrasound|sample|urine|results?|examination|blood pressure|pulse|temperature|chest|heart|lungs?|throat|ears?|skin|tummy|kidneys?|liver|reflexes|oxygen|sugar)"
    r"(?:\s+\w+){0,2}?\s+(?:is|are|was|were|looks?|sounds?|feels?|shows?|showed|came back|comes back|has come back|seems?)(?:\s+\w+){0,3}?\s+"
    r"(?:normal|clear|fine|good|ok|okay|healthy|regular|negative|positive|low|high|raised|abnormal|inflamed|infected|perfect|great|blocked|damaged|failing)\b"
    r"|\bI(?:'ve| have)? examined\b|\bfound nothing\b|\b(?:they|everything|it all|all)(?:'s| is| are| looks?| look| was| were)(?: \w+)? (?:normal|clear|good|fine|ok|okay)\b"
    r"|\b(?:normal|clear|negative|positive|abnormal|raised)\s+(?:bloods?|blood tests?|tests?|ecg|scan|x-ray|ultrasound|results?|examination|chest|lungs|heart)\b",
    re.I,
)
"""A result of a test or an examination."""
_VAGUE = re.compile(
    r"\b(?:you have|you've got|you've|you are having|you're having|you suffer from|this is|it's|it is|that's|that is)(?: \w+){0,4}? "
    r"(?:infection|disease|illness|disorder|syndrome|blockage|damage|failure|heart problems?|kidney problems?|lung problems?|inflammation|clot|haemorrhage)\b",
    re.I,
)
_WELL = re.compile(
    r"\b(?:isn't|is not|not|nothing (?:to do|wrong) with|no problem with|nothing wrong in)(?: \w+){0,2}? your (?:heart|brain|lungs?|kidneys?|liver|bowels?|nerves?|stomach|spine)\b|\byou(?:'re| are) (?:perfectly |completely |absolutely )?(?:healthy|fine|well|safe|ok|okay|cured)\b|\byou(?:'ll| will) be (?:\w+ )?(?:fine|ok|okay|all right|alright|well|safe)\b",
    re.I,
)
_CHANGES = re.compile(
    r"\b(?:stop|start|restart|double|increase|reduce|halve|skip|change|swap|switch|replace|raise|lower|take|try|use|add|prescribe|prescribing|give|need|don't take|do not take)(?: \w+){0,5}?\s*$",
    re.I,
)
"""What is to be done with a drug that stands behind it."""
_TOLD = re.compile(
    r"\b(?:you(?:'ve| have)?(?: \w+)? (?:take|taking|use|using|tried|taken|started|stopped|need)|you're (?:on|taking|using)|you (?:get|have|feel)\b[^.;!?]*\band (?:take|use)|keep taking|carry on|continue)\b",
    re.I,
)
_OF_YOU = re.compile(
    r"\byou(?:'re|'ve| are| have| do| don't)?(?: (?:had|been|also|still|never|not|now))?\s*$", re.I
)
_TREATS = re.compile(
    r"\b(?:need|needs|having|have|do) (?:an? |some |your )?(?:\w+ )?(?:surgery|operation|injections?|transfusion|chemotherapy|stent|bypass|amputation)\b",
    re.I,
)
_EXCLAIMS = re.compile(
    r"(?!(?:you|your|it|this|that|there|he|she|they|we)\b)[^\W\d_]+(?: [^\W\d_]+){0,2}[.!]", re.I
)
"""Up to three words that say nothing of the patient: ``Poor thing.``"""
_PERHAPS = re.compile(
    r"\b(?:I(?:'m| am) not (?:\w+ )?(?:sure|certain)|perhaps|maybe|I (?:don't|do not) know|I guess)\b", re.I
)
_NAMED = re.compile(r"(?:\A|\n\s*)(?:\*\*)?(?:patient|doctor|pt|dr|gp)\b[^:\n]{0,20}:", re.I)


@dataclass
class Course:
    """How far the consultation came."""

    questions: int = 0
    concluded_at: int | None = None
    level: Level = ""
    net: bool = False
    named: set[str] = field(default_factory=set)
    undercut: tuple[str, Turn, tuple[int, int]] | None = None


def check_doctor(
    turn: Turn, number: int, said: Said, flags: Sequence[RedFlag], course: Course, found: Findings
) -> list[Asked]:
    """Check one turn and note in ``course`` what it does. Gives back its questions."""
    record = said.record
    asked = questions_in(turn.text, record)
    advice = [*record.advice, *(flag.advice for flag in flags)]
    concludes = not asked
    heard: list[str] = []
    if m := _NAMED.search(turn.text):
        message = "Another speaker's turn stands within this one."
        found.check(False, "role", m[0], "runs_on", message, span=turn.span(*m.span()), where=turn.where)
    for sentence, start in pieces_of(turn.text):
        _doses(turn, start, sentence, said, advice, found)
        if is_question(sentence):
            for question in asked:
                if start <= question.start < start + len(sentence):
                    _question(turn, question.start, question, said, flags, found)
            continue
        heard.append(sentence)
        concludes |= _statement(turn, start, sentence, said, flags, advice, course, found)
    if concludes and course.concluded_at is None and (number > 0 or not asked):
        course.concluded_at = number
        _asked_first(turn, said, flags, course, found)
    if asked and course.concluded_at is None:
        course.questions += sum(1 for q in asked if tokens_of(q.text)[1:])
    return asked


def statements_of(text: str) -> str:
    """The sentences of a text that are no questions."""
    return " ".join(s for s, _ in pieces_of(text) if not is_question(s))


def _asked_first(turn: Turn, said: Said, flags: Sequence[RedFlag], course: Course, found: Findings) -> None:
    record = said.record
    known = {c for c, of, state in said.findings if of == "patient" and state == "present"}
    flagged = any(flag.applies(known, record.age) for flag in flags)
    least = min(record.questions, 1) if flagged else record.questions
    message = f"The doctor concludes after {course.questions} questions; at least {least} were asked for."
    found.check(course.questions >= least, "order", turn.text, "concluded_early", message, where=turn.where)
    for name in record.ask:
        facts = [fact for fact in record.facts if fact.name == name]
        there = any(said.has(fact) for fact in facts)
        message = f"{name!r} did not come out before the doctor concluded."
        found.check(there or flagged, "order", name, "not_asked", message, where=turn.where)


def _question(
    turn: Turn, start: int, question: Asked, said: Said, flags: Sequence[RedFlag], found: Findings
) -> None:
    """A question takes nothing for given that was not said, and names no value of the record that was not."""
    record = said.record
    told = {(c, of) for c, of, _ in said.findings}
    for m in question.mentions:
        span = turn.span(start + m.start, start + m.end)
        claim = question.text[m.start : m.end]
        if m.concept.kind == "condition" and _SINCE.search(question.text[: m.start]):
            _diagnosis(turn, start, question.text, m, said, flags, found)
            continue
        if m.concept.kind == "topic" or not question.presupposed(m) or (m.concept.name, m.of) in told:
            continue
        asked = m.concept.kind in ("condition", "drug") and question.yes_no
        if m.concept.kind == "fact" or (asked and not _YOURS.search(question.text[: m.start])):
            continue
        there = m.concept.name in {c for c, _ in told} or implied(m.concept.name, record)
        message = f"The question takes {claim!r} for given, which the patient has not told."
        found.check(there, "leak", claim, "told_before_asked", message, span=span, where=turn.where)
    hidden = frozenset().union(*(f.numbers for f in record.facts)) - said.numbers
    for n in numbers_in(question.text):
        leaked = bool(n.unit) and (n.value, n.unit) in hidden
        message = f"{n.text!r} is a value of the record that the patient has not told."
        span = turn.span(start + n.span[0], start + n.span[1])
        found.check(not leaked, "leak", n.text, "told_before_asked", message, span=span, where=turn.where)


def _statement(
    turn: Turn,
    start: int,
    sentence: str,
    said: Said,
    flags: Sequence[RedFlag],
    advice: Sequence[str],
    course: Course,
    found: Findings,
) -> bool:
    """Check what the doctor states; whether that concludes the consultation."""
    record = said.record
    level = level_of(sentence)
    if level and (not course.level or at_least(level, course.level)):
        course.level = level
    if words := undercuts(sentence):
        at = sentence.find(words)
        course.undercut = course.undercut or (words, turn, turn.span(start + at, start + at + len(words)))
    net = is_safety_net(sentence)
    course.net |= net
    free = _allowed(sentence, advice)
    concludes = bool(level) or bool(free) or net
    if any(a <= 0 and b >= len(sentence.rstrip(".!")) for a, b in free):
        found.check(True, "advice", sentence, span=turn.span(start, start + len(sentence)), where=turn.where)
        return True
    if not net:
        _advice_kept(turn, start, sentence, advice, free, found)
    condition = _conditional(sentence)
    named = [m for m in mentions(sentence, record.wordings) if not _in(m.start, free)]
    stated: list[Mention] = []
    for m in named:
        within = condition is not None and condition[0] <= m.start < condition[1]
        if m.concept.kind == "condition" and within:
            continue  # "if you get an ulcer"
        if m.concept.kind == "condition":
            concludes |= _diagnosis(turn, start, sentence, m, said, flags, found)
            if (m.concept.name, m.of, m.state) in said.findings:
                stated.append(m)
            continue
        if m.concept.kind == "drug":
            _drug(turn, start, sentence, m, said, advice, found)
            stated.append(m)
            continue
        if _SUCH_AS_YOU.search(sentence[: m.start]):
            there = m.concept.name in {c for c, _, _ in said.findings}
            claim, place = sentence[m.start : m.end], turn.span(start + m.start, start + m.end)
            message = f"{claim!r}, which others have, was not said before."
            found.check(there, "finding", claim, "not_said", message, span=place, where=turn.where)
            continue
        if (condition and condition[0] <= m.start < condition[1]) or _WATCH.search(sentence[: m.start]):
            continue
        if m.concept.kind == "topic" and (m.concept.name, m.of, m.state) in said.findings:
            stated.append(m)
            continue
        if m.concept.kind == "topic" and _OF_YOU.search(sentence[: m.start]) and not within:
            _stated(turn, start, sentence, m, said, found)
            continue
        if m.concept.kind == "topic" and m.state == "present":
            if (m.concept.name, m.of, "absent") in said.findings:
                _stated(turn, start, sentence, m, said, found)
            continue
        stated.append(m)
        if mine := _MINE.search(sentence[: m.start]):
            message = "The doctor speaks as the patient would."
            place = turn.span(start + mine.start(), start + m.end)
            found.check(False, "role", sentence, "speaks_as_patient", message, span=place, where=turn.where)
        _stated(turn, start, sentence, m, said, found)
    _own_findings(turn, start, sentence, named, free, record, found)
    told = [m for m in stated if (m.concept.name, m.of, m.state) in said.findings]
    hedge = _PERHAPS.search(sentence)
    if hedge and (told or re.search(r"\b(?:perhaps|maybe)\s*:", sentence, re.I)):
        span = turn.span(start + hedge.start(), start + hedge.end())
        message = "The doctor gives back with a perhaps what was told."
        found.check(None, "summary", hedge[0], "hedged", message, span=span, where=turn.where)
    course.named |= {m.concept.name for m in told}
    spans = [*free, *([condition] if condition else []), *((m.start, m.end) for m in named)]
    _numbers(turn, start, sentence, told, said, advice, found, spans=free)
    forms = {f for t in tokens_of(sentence) for f in t.forms}
    course.named |= {f.name for f in record.facts if said.has(f) and len(f.own & forms) >= 2}
    course.named |= {"number"} if _told_number(sentence, said, free) else set()
    extra = frozenset(
        form
        for text in (*advice, *record.words, *record.diagnoses, *record.confirmed)
        for t in tokens_of(text)
        for form in t.forms
    )
    if not named and _EXCLAIMS.fullmatch(sentence.strip()):
        return concludes
    _unsaid(turn, start, sentence, said, extra, spans, found)
    later = _LATER.search(sentence)
    begin = min(
        (at for at in (later and later.start(), level_start(sentence)) if at is not None), default=None
    )
    check_words(turn, start, sentence, told, (), record, found, extra=extra, free=spans, later=begin)
    return concludes


def _advice_kept(
    turn: Turn,
    start: int,
    sentence: str,
    advice: Sequence[str],
    free: Sequence[tuple[int, int]],
    found: Findings,
) -> None:
    """An advice of the record in other words is as much denied as there."""
    tokens = [t for t in tokens_of(sentence) if not _in(t.start, free)]
    words = {form for t in tokens for form in t.forms}
    denies = any(t.negates for t in tokens)
    for text in advice:
        for piece, _ in sentences_in(text):
            wanted = [t for t in tokens_of(piece) if not t.forms & talk_words() and t.word not in MEASURES]
            kept = sum(1 for t in wanted if t.forms & words)
            if len(wanted) < 2 or kept < 0.75 * len(wanted) or is_safety_net(piece):
                continue
            same = denies == any(t.negates for t in tokens_of(piece))
            message = f"The record's advice is: {piece!r}"
            span = turn.span(start, start + len(sentence))
            found.check(same, "advice", sentence, "advice_turned", message, span=span, where=turn.where)


def _own_findings(
    turn: Turn,
    start: int,
    sentence: str,
    named: Sequence[Mention],
    free: Sequence[tuple[int, int]],
    record: Dialogue,
    found: Findings,
) -> None:
    """No result, no illness in general words, no organ that is said to be well, no change of a drug that the record lacks."""
    for reason, pattern, message in (
        ("result_not_in_record", _RESULT, "The doctor tells a result that is not in the record."),
        ("diagnosis_not_in_record", _VAGUE, "The doctor tells an illness that is not in the record."),
        ("rules_out", _WELL, "Nothing in the record rules that out."),
        ("advice_not_in_record", _TREATS, "A treatment that is not in the record's advice."),
    ):
        for m in pattern.finditer(sentence):
            inside = any(
                n.start < m.end() and m.start() < n.end for n in named if n.concept.kind == "condition"
            )
            if (
                inside
                or _in(m.start(), free)
                or _HEDGE.search(sentence)
                or CONDITIONAL.search(sentence[: m.start()])
            ):
                continue
            words = [t for t in tokens_of(m[0]) if not t.forms & talk_words()]
            facts = [
                f
                for f in record.facts
                if f.state == "present" and f.of == "patient" and reason != "rules_out"
            ]
            held = any(all(t.forms & fact.own for t in words) for fact in facts)
            held |= any(m[0].lower() in text.lower() for text in (*record.advice, *record.words))
            span = turn.span(start + m.start(), start + m.end())
            found.check(held, "finding", m[0], reason, message, span=span, where=turn.where)
    for n in named:
        if (n.concept.kind != "drug" and n.concept.name != "medication") or _in(n.start, free):
            continue
        change = _CHANGES.search(sentence[: n.start])
        if change is None or _TOLD.search(sentence[: n.start]):
            continue
        verbs = next(t.forms for t in tokens_of(change[0]) if not t.negates)
        held = any(
            verbs & {f for t in tokens_of(text) for f in t.forms}
            and (
                n.concept.name == "medication"
                or any(p.concept.name == n.concept.name for p in record.wordings.find(text))
            )
            for text in record.advice
        )
        message = "A drug is started, stopped or changed without an advice of the record."
        span = turn.span(start + change.start(), start + n.end)
        found.check(
            held,
            "drug",
            sentence[change.start() : n.end],
            "drug_not_in_record",
            message,
            span=span,
            where=turn.where,
        )


def _stated(turn: Turn, start: int, sentence: str, m: Mention, said: Said, found: Findings) -> None:
    """A finding that the doctor states was told by the patient, or known before."""
    claim = sentence[m.start : m.end]
    span = turn.span(start + m.start, start + m.end)
    states = {state for c, of, state in said.findings if c == m.concept.name and of == m.of}
    holds = m.state in states
    others = {of for c, of, _ in said.findings if c == m.concept.name}
    if states:
        reason, message = "misquoted", f"The patient did not say of {claim!r} what the doctor says."
    elif others:
        reason, message = "wrong_person", f"{claim!r} was said of {min(others)}."
    else:
        reason, message = "not_said", f"{claim!r} was not said before."
    found.check(holds, "finding", claim, reason, message, span=span, where=turn.where)


def _diagnosis(
    turn: Turn, start: int, sentence: str, m: Mention, said: Said, flags: Sequence[RedFlag], found: Findings
) -> bool:
    """A condition was told, or is one of the record's to be suspected or confirmed; whether it is the doctor's opinion."""
    record = said.record
    name, claim = m.concept.name, sentence[m.start : m.end]
    span = turn.span(start + m.start, start + m.end)
    if (name, m.of, m.state) in said.findings or (
        m.of != "patient" and (name, m.of, "present") in said.findings
    ):
        found.check(True, "finding", claim, span=span, where=turn.where)
        return False
    confirmed, suspected = record.named(record.confirmed), record.named(record.diagnoses)
    suspected |= {suspect for flag in flags for suspect in flag.suspects}
    before, hedged = sentence[: m.start], _HEDGE.search(sentence)
    if m.state == "absent" and not _RULES_OUT.search(before):
        message = f"Nothing in the record rules {claim!r} out."
        found.check(False, "diagnosis", claim, "rules_out", message, span=span, where=turn.where)
        return True
    if not found.check(
        name in confirmed or name in suspected, "diagnosis", claim, "diagnosis_not_in_record",
        f"{claim!r} is no diagnosis of the record.", span=span, where=turn.where,
    ):  # fmt: skip
        return True
    message = f"{claim!r} is told as certain; the record only suspects it."
    found.check(
        bool(hedged) or name in confirmed,
        "diagnosis",
        claim,
        "definitive_diagnosis",
        message,
        span=span,
        where=turn.where,
    )
    return True


def _drug(
    turn: Turn, start: int, sentence: str, m: Mention, said: Said, advice: Sequence[str], found: Findings
) -> None:
    claim = sentence[m.start : m.end]
    there = m.concept.name in {c for c, _, _ in said.findings}
    there |= any(p.concept.name == m.concept.name for text in advice for p in said.record.wordings.find(text))
    message = f"{claim!r} is neither what the patient takes nor in the record's advice."
    span = turn.span(start + m.start, start + m.end)
    found.check(there, "drug", claim, "drug_not_in_record", message, span=span, where=turn.where)


def _doses(turn: Turn, start: int, sentence: str, said: Said, advice: Sequence[str], found: Findings) -> None:
    """Each dose is one that the patient told or that stands in the advice, of the same drug."""
    record = said.record
    for m in _DOSE.finditer(sentence):
        dose = re.sub(r"[\s-]+", "", m[0].lower()).rstrip("s")
        sources = [text for text in advice if dose in _squeezed(text)]
        drugs = {p.concept.name for p in record.wordings.find(sentence) if p.concept.kind == "drug"}
        for fact in record.facts:
            if (
                dose in _squeezed(fact.text)
                and said.has(fact)
                and (not drugs or fact.concept.name in drugs or fact.concept.kind != "drug")
            ):
                sources.append(fact.text)
        if drugs:
            sources = [
                s
                for s in sources
                if drugs & {p.concept.name for p in record.wordings.find(s)} or s not in advice
            ]
        message = f"The dose {m[0]!r} is neither in the record's advice nor what the patient told."
        span = turn.span(start + m.start(), start + m.end())
        found.check(bool(sources), "dose", m[0], "dose_not_in_record", message, span=span, where=turn.where)


def _squeezed(text: str) -> str:
    return re.sub(r"[\s-]+", "", text.lower())


def _numbers(
    turn: Turn,
    start: int,
    sentence: str,
    told: Sequence[Mention],
    said: Said,
    advice: Sequence[str],
    found: Findings,
    *,
    spans: Sequence[tuple[int, int]],
) -> None:
    record = said.record
    advised = frozenset(a.key for text in (*advice, *record.words) for a in amounts_in(text))
    later = _LATER.search(sentence)
    for amount in amounts_in(sentence):
        if _in(amount.start, spans) or amount.value in _LINES:
            continue
        to_come = amount.unit in _TIMES and later is not None and amount.start > later.start()
        if to_come and not re.match(r"\s*(?:ago|now)\b", sentence[amount.end :], re.I):
            continue  # when to come back is no value of the patient's
        if amount.key in advised and all(m.concept.kind == "drug" for m in told):
            continue
        text = sentence[amount.start : amount.end]
        mine = owner(told, amount.start)
        facts = [
            f
            for f in record.facts
            if not mine or f.concept.kind == "fact" or f.concept.name in {m.concept.name for m in mine}
        ]
        if not any(m.concept.kind == "drug" for m in mine):
            facts += evoked(record, sentence, amount, told)
        own = frozenset().union(*(f.numbers for f in facts)) if facts else frozenset()
        heard = amount.key in said.numbers or (
            not amount.unit and any(v == amount.value for v, _ in said.numbers)
        )
        holds = heard and (amount.key in own or (not amount.unit and any(v == amount.value for v, _ in own)))
        reason = "wrong_role" if heard and not holds else "number_not_said"
        message = (
            f"{text!r} was said of something else."
            if heard
            else f"{text!r} was not said, and is not in the record's advice."
        )
        span = turn.span(start + amount.start, start + amount.end)
        found.check(holds, "number", text, reason, message, span=span, where=turn.where)


def _told_number(sentence: str, said: Said, free: Sequence[tuple[int, int]]) -> bool:
    return any(a.key in said.numbers and a.unit for a in amounts_in(sentence) if not _in(a.start, free))


def _unsaid(
    turn: Turn,
    start: int,
    sentence: str,
    said: Said,
    extra: frozenset[str],
    spans: Sequence[tuple[int, int]],
    found: Findings,
) -> None:
    """A word of the record that no patient has said yet is not the doctor's to say."""
    hidden = {form for fact in said.record.facts for form in fact.own if fact.concept.kind != "topic"}
    for token in tokens_of(sentence):
        if (
            _in(token.start, spans)
            or token.forms & talk_words()
            or token.forms & talk_of("doctor")
            or token.forms & extra
        ):
            continue
        if token.forms & hidden and not token.forms & said.words:
            message = f"{token.word!r} of the record was not said before."
            span = turn.span(start + token.start, start + token.end)
            found.check(False, "leak", token.word, "not_said", message, span=span, where=turn.where)


def _conditional(sentence: str) -> tuple[int, int] | None:
    """The part of a sentence that says *if*."""
    m = CONDITIONAL.search(sentence)
    if m is None:
        return None
    main = _MAIN.search(sentence, m.end())
    return m.start(), main.start() if main and m.start() < 60 else len(sentence)


def _allowed(sentence: str, advice: Sequence[str]) -> list[tuple[int, int]]:
    """Where a sentence of the advice stands in a sentence, word for word."""
    found = []
    low = sentence.lower().replace("’", "'")
    for text in advice:
        for piece, _ in pieces_of(text):
            wanted = piece.lower().replace("’", "'").rstrip(" .!;")
            at = low.find(wanted) if len(wanted) > 5 else -1
            if at >= 0 and not re.search(r"\b(?:not|n't|never|no need to|without)\s+(?:\w+\s+)?$", low[:at]):
                found.append((at, at + len(wanted)))
    return found


def _in(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(a <= at < b for a, b in spans)


def record_flags(record: Dialogue) -> list[str]:
    """The findings that a record says the patient has."""
    return [f.concept.name for f in record.facts if f.state == "present" and f.of == "patient"]
