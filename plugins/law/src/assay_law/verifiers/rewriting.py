"""Does a provision that was rewritten, in plain words or in formal ones, keep its numbers, dates, parties and modality?"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Literal

import assay
from assay.evidence import CannotTell, Findings, language
from assay.evidence.final_answer import without_drafts
from assay_law.amounts.written import MONTHS, written
from assay_law.calendars.written import dates_in
from assay_law.structure.facts import Facts, check_names
from assay_law.structure.numbers import without_places
from assay_law.structure.style import informal
from assay_law.structure.wording import turns_in
from assay_law.texts.modality import (
    BAN,
    DUTY,
    NEED_NOT,
    Modal,
    content,
    is_chinese,
    modals_in,
    same,
    sentences,
)
from assay_law.texts.sections import citations_in

LONGEST = 20_000
"""Characters of a source or a response that are read."""
_LEGALESE = re.compile(
    r"\b(?:here(?:in|by|of|to|under|after|inafter|inbefore)|there(?:of|in|to|under|by|for|after)|where(?:as|of|upon|in|by)|aforesaid|aforementioned|forthwith|hereto|witnesseth|notwithstanding|pursuant to|prior to|subsequent to|in the event that|said (?:premises|party|agreement|notice)|inter alia|mutatis mutandis|shall)\b"
    r"|兹|特此|之规定|上述|前述|系指|凡",
    re.IGNORECASE,
)
_BOUNDS = {
    "at most": r"within|no later than|not later than|no more than|not more than|at most|up to|not exceed(?:ing)?|a maximum of|by|on or before|until|less than or equal to|不超过|不得超过|至多|最多|不晚于|不迟于",
    "at least": r"at least|not less than|no less than|no fewer than|not fewer than|a minimum of|至少|不少于|不低于|不得少于",
    "more than": r"more than|over|exceed(?:s|ing)?|in excess of|longer than|超过|多于|超出",
    "less than": r"less than|fewer than|under|below|shorter than|不足|少于|低于",
    "after": r"after|from|following|since|自",
    "before": r"before|prior to|ahead of",
    "about": r"about|around|approximately|roughly|some|nearly|约|大约",
}
_BOUND = {
    kind: re.compile(
        rf"(?:\b|(?<=[\u4e00-\u9fff]))(?:{words})(?: the| a| any| a period of)?[ $€£¥(]*\Z", re.IGNORECASE
    )
    for kind, words in _BOUNDS.items()
}
_BEHIND = {
    "at most": re.compile(r"\s?(?:or (?:less|fewer|earlier|sooner|under)\b|之?内|以内|以下)", re.IGNORECASE),
    "at least": re.compile(r"\s?(?:or (?:more|longer|later)\b|以上)", re.IGNORECASE),
}
_EXCEPT = re.compile(
    r"\b(?:unless|except(?:ion|ions|ing)?|save (?:that|for|as)|other than|excluding|but not|does not apply|do not apply|notwithstanding|despite|in spite of|regardless of|however|but)\b|除外|除非|但是?|不适用|除.{1,20}外",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\bprovided,? (?:however,? )?that\b|\bonly (?:if|where|when)\b|\b(?:on (?:the )?condition|so long as|as long as)\b|只有|只要|但书",
    re.IGNORECASE,
)
_WRITTEN = re.compile(r"\b(?:written|writing)\b|书面", re.IGNORECASE)
_BY = re.compile(r"[由被](?!于|此)")
_ONLY = re.compile(
    r"\b(?:only(?! (?:if|where|when)\b)|solely|exclusively|just|alone|nothing but)\b|仅|只(?![要有])|唯一",
    re.IGNORECASE,
)


@assay.reference_part("rewriting")
@dataclass(frozen=True)
class Rewriting:
    """The provision that was rewritten, and into what: ``plain`` or ``formal``. ``parties`` are those named, where capitals do not
    tell them; ``ratio`` bounds the length of the rewriting in words of the source's."""

    source: str
    to: Literal["plain", "formal"]
    parties: tuple[str, ...] = ()
    ratio: tuple[float, float] = (0.4, 2.5)

    def __post_init__(self) -> None:
        if len(content(self.source)) < 3:
            raise ValueError("the source says hardly anything")
        if not 0 < self.ratio[0] < self.ratio[1]:
            raise ValueError("the ratio is two numbers above 0, least and most")


@assay.verifier(
    "law.rewriting",
    version=2,
    needs=("response", "reference"),
    deadline=5.0,
    proves_wrong=("changed_modality", "changed_number", "changed_bound"),
)
def rewriting(sample: assay.Sample) -> assay.Verdict:
    """Are all numbers, dates, sums, parties, bounds and duties of a provision in its rewriting, and no others?

    The reference's part ``rewriting`` is :class:`Rewriting`. Modality is read in three values: duties, prohibitions and permissions in the
    same order and of the same parties hold, another kind in the same sentence is wrong, all else cannot be told. That every other
    thought was kept is not proved.
    """
    part = sample.part(Rewriting)
    found = Findings()
    text = without_drafts(sample.response).strip()
    source = part.source
    if max(len(text), len(source)) > LONGEST:
        found.check(None, "length", "", "too_long", f"More than {LONGEST:,} characters are not read.")
        return found.verdict()
    ratio = _words(text) / max(_words(source), 1)
    least, most = part.ratio
    found.check(
        least <= ratio <= most or None,
        "length",
        f"{ratio:.2f}",
        "length_ratio",
        f"It has {ratio:.2f} times the words of the source, {least} to {most} are asked for.",
    )
    if ratio > 4 * most or not text:
        return found.verdict()
    if is_chinese(text) != is_chinese(source):
        found.check(
            None, "language", text[:60], "other_language", "It is in another language than the source."
        )
        return found.verdict()
    if re.sub(r"\W", "", text).casefold() == re.sub(r"\W", "", source).casefold():
        found.check(None, "form", text[:60], "unchanged", "It is the source itself.")
    from assay import ops  # it takes a while to load

    if words := ops.preamble(text) or ops.closing(text):
        found.check(None, "form", str(words)[:60], "preamble", "It says more than the rewriting.")
    _check_style(part, text, found)
    _check_numbers(source, text, found)
    _check_turns(source, text, found)
    _check_parties(part, source, text, found)
    _check_modality(part, source, text, found)
    _check_exceptions(source, text, found)
    return found.verdict()


def _words(text: str) -> int:
    return len(re.findall(r"[A-Za-z][\w’'-]*|\d+", text)) + len(re.findall(r"[\u3400-\u9fff]", text)) // 2


def _check_style(part: Rewriting, text: str, found: Findings) -> None:
    if part.to == "plain":
        at = _LEGALESE.search(text)
        message = f"{at[0]!r} is no plain language." if at else ""
        found.check(at is None or None, "register", at[0] if at else "plain", "not_plain", message)
    else:
        span = informal(text)
        message = f"{text[slice(*span)]!r} is not formal." if span else ""
        found.check(span is None or None, "register", "formal", "informal", message, span=span)
    if "?" in text and "?" not in part.source:
        found.check(None, "form", "?", "asks", "It asks what the source states.")


# -- numbers and what bounds them


@dataclass(frozen=True)
class _Number:
    value: str
    unit: str
    start: int
    end: int
    text: str


def _numbers(text: str) -> list[_Number]:
    """Dates, sums, and all other numbers, section numbers included."""
    made = [
        _Number(str(sorted(map(str, each.days))), "date", each.start, each.end, text[each.start : each.end])
        for each in dates_in(text)
    ]
    taken = [(each.start, each.end) for each in made]

    def add(each: _Number) -> None:
        if not any(a < each.end and each.start < b for a, b in taken):
            made.append(each)
            taken.append((each.start, each.end))

    for sum_ in written(text):
        if sum_.value is not None and sum_.unit not in ("", MONTHS):
            unit = "share" if sum_.unit == "%" else sum_.unit
            value = sum_.value / 100 if sum_.unit == "%" else sum_.value
            add(_Number(str(value), unit, sum_.start, sum_.end, sum_.text))
    for cite in citations_in(text):
        add(_Number(f"{cite.number} {' '.join(cite.subs)}", "section", cite.start, cite.end, cite.text))
    plain = list(_without_spelled(text))
    for a, b in taken:
        plain[a:b] = " " * (b - a)
    for number in language("zh" if is_chinese(text) else "en").numbers_in("".join(plain)):
        add(_Number(number.value, number.unit, *number.span, number.text))
    return sorted(made, key=lambda each: each.start)


_DIGITS = re.compile(r"(?P<words>(?:[A-Za-z]+[ -]){1,4})\((?P<digits>\d{1,6})\)")


def _without_spelled(text: str) -> str:
    """The text, as long as it was, with digits alone for numbers in words that digits in brackets repeat: ``fourteen (14) days``."""
    pieces = list(text)
    for match in _DIGITS.finditer(text):
        words = match["words"].rstrip().split(" ")
        for n in range(len(words)):
            said = " ".join(words[n:])
            if language("en").number_word(said) == int(match["digits"]):
                start = match.end("words") - len(said) - 1
                pieces[start : match.end()] = match["digits"].rjust(match.end() - start)
                break
    return "".join(pieces)


def _check_numbers(source: str, text: str, found: Findings) -> None:
    try:
        before, after = _numbers(source), _numbers(text)
    except CannotTell as told:
        found.check(None, "number", "", "unreadable_number", str(told))
        return
    old, new = {(n.value, n.unit) for n in before}, {(n.value, n.unit) for n in after}
    lost = [n for n in before if (n.value, n.unit) not in new]
    added = [n for n in after if (n.value, n.unit) not in old]
    if len(lost) == len(added) == 1 and lost[0].unit == added[0].unit and lost[0].unit:
        one = added[0]
        message = f"{lost[0].text!r} of the source is {one.text!r} here."
        found.check(False, "number", one.text, "changed_number", message, span=(one.start, one.end))
        return
    for n in lost:
        found.check(None, "number", n.text, "lost_number", f"{n.text!r} of the source is missing.")
    for n in added:
        message = f"{n.text!r} is not in the source."
        found.check(None, "number", n.text, "new_number", message, span=(n.start, n.end))
    for n in after:
        if (n.value, n.unit) not in old:
            continue
        was = {_bound(source, each) for each in before if (each.value, each.unit) == (n.value, n.unit)}
        now = _bound(text, n)
        holds: bool | None = True
        if now not in was and n.unit != "section":
            clear = len(was) == 1 and {now, *was} <= {"at most", "at least", "more than", "less than"}
            holds = False if clear else None
        message = f"{n.text!r} is {now or 'exact'} here, and {' or '.join(each or 'exact' for each in sorted(was))} in the source."
        found.check(
            holds,
            "bound",
            n.text,
            "changed_bound" if holds is False else "other_bound",
            message,
            span=(n.start, n.end),
        )


def _bound(text: str, number: _Number) -> str:
    """Whether a number is a least, a most, or is counted from something; ``""`` if it is simply said."""
    before = re.sub(r"\b[A-Za-z-]+ \(\d*\Z", "", text[max(0, number.start - 40) : number.start])
    for kind, words in _BEHIND.items():
        if words.match(text, number.end):
            return kind
    kind = next((kind for kind, words in _BOUND.items() if words.search(before)), "")
    return "at most" if number.unit == "date" and kind == "before" else kind


_UNIT = re.compile(
    r"\b(?:(?:second|minute|hour|day|week|fortnight|month|quarter|year)s?|daily|weekly|monthly|quarterly|yearly|annual(?:ly)?)\b",
    re.IGNORECASE,
)


_OFTEN = re.compile(r"\b(?:per|each|every)\s+(day|week|month|quarter|year)\b", re.IGNORECASE)


def _check_turns(source: str, text: str, found: Findings) -> None:
    """Units of time are the source's; before, after, within, beyond stand before the words before which they stand there."""
    if is_chinese(source):
        return
    units = {m[0].lower().rstrip("s") for m in _UNIT.finditer(source)}
    for match in _UNIT.finditer(text):
        if match[0].lower().rstrip("s") not in units:
            found.check(None, "bound", match[0], "new_unit", f"{match[0]!r} is not in the source.")
    often = [Counter(m[1].lower() for m in _OFTEN.finditer(each)) for each in (source, text)]
    for unit in often[1] - often[0]:
        found.check(
            None,
            "bound",
            unit,
            "new_unit",
            f"The source does not say so often that something is each {unit}.",
        )
    held, words = set(turns_in(source)), content(source)
    for turn, word in turns_in(text):
        if word in words and (turn, word) not in held:
            message = f"The source does not have {turn!r} before {word!r}."
            found.check(None, "bound", f"{turn} {word}", "other_bound", message)


# -- parties


def _check_parties(part: Rewriting, source: str, text: str, found: Findings) -> None:
    known = Facts(source, "", "", part.parties)
    named, told = {p for _, _, p in known.mentions(source)}, {p for _, _, p in known.mentions(text)}
    for party in sorted(named):
        found.check(party in told or None, "party", party, "lost_party", f"{party!r} is not named any more.")
    counts = [Counter(party for _, _, party in known.mentions(each)) for each in (source, text)]
    fewer, more = sorted(counts[0] - counts[1]), sorted(counts[1] - counts[0])
    if fewer and more:
        message = f"It names {more[0]} more often than the source, and {fewer[0]} less often."
        found.check(None, "party", more[0], "other_party", message)
    other = Facts(text, "", "", part.parties)
    for party in sorted({p for _, _, p in other.mentions(text)} - named):
        if party not in source.casefold():
            found.check(None, "party", party, "new_party", f"{party!r} is not in the source.")
    check_names(without_places(text), known, found)  # every word of a name of several


# -- modality


@dataclass(frozen=True)
class _Duty:
    """A modal word with the party that it binds (``""`` if none is named before it in its sentence) and the words of its sentence."""

    modal: Modal
    party: str
    words: frozenset[str]


def _duties(text: str, known: Facts) -> list[_Duty]:
    made = []
    for _, sentence in sentences(text):
        words = frozenset(content(sentence))
        named = known.mentions(sentence)
        for modal in modals_in(sentence):
            party = next((p for _, end, p in reversed(named) if end <= modal.start), "")
            made.append(_Duty(modal, party, words))
    return made


_DECLARES = re.compile(
    r"\b(?:shall|will)(?P<turn> not| never)? be (?=(?:\w+ly )?(?:liable|responsible|deemed|considered|treated|regarded|valid|invalid|void|binding|effective|final|governed|construed)\b)",
    re.IGNORECASE,
)


def _declared(text: str) -> str:
    """A text in which what the law declares is said as what is: "shall not be liable" binds as "is not liable" does, nobody has to do it."""
    return _DECLARES.sub(lambda match: f"is{match['turn'] or ''} ", text)


_OLD = 0.4
"""Of the words of a sentence with a duty, those at least that one sentence of the source has, where one was made into several."""


def _check_modality(part: Rewriting, source: str, text: str, found: Findings) -> None:
    source, text = _declared(source), _declared(text)
    known = Facts(source, "", "", part.parties)
    before, after = _duties(source, known), _duties(text, known)
    kinds = [d.modal.kind for d in before]
    if len(before) == len(after):
        for old, new in zip(before, after, strict=True):
            agrees = same(old.modal.kind, new.modal.kind)
            if agrees and new.party and old.party != new.party:
                message = f"{new.modal.text!r} binds {new.party} here, and {old.party or 'nobody named'} in the source."
                found.check(None, "modality", new.modal.text, "other_party", message)
                continue
            shared = len(old.words & new.words) / max(1, min(len(old.words), len(new.words)))
            wrong = agrees is False and (len(before) == 1 or shared >= 0.4)
            message = f"The source says {old.modal.text!r} ({old.modal.kind}), it says {new.modal.text!r} ({new.modal.kind})."
            found.check(
                False if wrong else True if agrees else None,
                "modality",
                new.modal.text,
                "changed_modality" if wrong else "unclear_modality",
                message,
            )
        return
    counts, told = Counter(kinds), Counter(d.modal.kind for d in after)
    bound = {(d.modal.kind, d.party) for d in before}
    # One sentence of the source may become two: then each duty is there at least as often, of the same parties, and no kind is new.
    grown = all(told[k] >= n for k, n in counts.items()) and set(told) == set(counts)
    ours = {(d.modal.kind, d.party) for d in after}
    # What a duty more says is nothing new.
    grown = grown and all(
        max((len(new.words & old.words) for old in before), default=0) >= _OLD * len(new.words)
        for new in after
    )
    holds = grown and bound == ours and not ({BAN, DUTY} <= set(told) and NEED_NOT in told)
    message = f"The source has {dict(counts)}, it has {dict(told)}."
    found.check(True if holds else None, "modality", str(dict(told)), "unclear_modality", message)


def _check_exceptions(source: str, text: str, found: Findings) -> None:
    """What the source excepts or limits is excepted and limited, and nothing else is."""
    chinese = is_chinese(source)
    kinds = [
        ("exception", _EXCEPT),
        ("limit", _ONLY),
        ("condition", _CONDITION),
        ("form", _WRITTEN),
        *([("direction", _BY)] if chinese else []),
    ]
    for kind, words in kinds:
        before, after = len(words.findall(source)), len(words.findall(text))
        what = f"lost_{kind}" if before > after else f"new_{kind}"
        message = f"The source has {before} {kind}{'s' * (before != 1)}, the rewriting has {after}."
        found.check(before == after or None, kind, kind, what, message)
    negations = language("zh" if chinese else "en").negations_in

    def denials(of: str) -> int:
        of = _declared(of)
        bare = list(of)
        for each in modals_in(of):
            bare[each.start : each.end] = " " * (each.end - each.start)
        plain = re.sub(
            r"\b(?:no|not) (?:later|more|less|fewer|earlier) than\b|\bexcept\b",
            " ",
            "".join(bare),
            flags=re.I,
        )
        return len(negations(without_places(plain)))

    try:
        more = denials(text) - denials(source)
    except CannotTell as told:
        found.check(None, "denial", "", "other_denials", str(told))
        return
    found.check(
        more == 0 or None,
        "denial",
        f"{more:+d}",
        "other_denials",
        f"It denies {abs(more)} {'more' if more > 0 else 'fewer'} things than the source.",
    )
