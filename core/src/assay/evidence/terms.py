"""Which term of a closed list is it: silent, missense or nonsense; yes or no; isotonic, hypotonic or hypertonic?"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from assay.evidence.answer_words import (
    DOUBT_BEHIND,
    LAST_LINE,
    RELATIVE,
    SENTENCE_END,
    UNSAID,
    UNSURE,
    elsewhere,
)
from assay.evidence.final_answer import (
    Candidate,
    Values,
    final_answer,
    is_withdrawn,
    second_thought,
    without_drafts,
)
from assay.evidence.findings import Findings
from assay.evidence.languages import language
from assay.evidence.no_answer import says_undetermined
from assay.records import Sample, Task
from assay.references import has_part, make_reference, reference_part

MOST_TERMS = 200
LONGEST_TERM = 200  # characters
LONGEST = 100_000
"""Characters of a response that are read."""


@reference_part("term")
@dataclass(frozen=True)
class Term:
    """The one term of a closed list that applies.

    ``answer`` is one of ``among``; ``also`` are further words for terms: ``{"missense": ["missense mutation"]}``.
    """

    answer: str
    among: tuple[str, ...]
    also: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        terms = [_key(term) for term in self.among]
        if not 2 <= len(terms) <= MOST_TERMS or len(set(terms)) < len(terms):
            raise ValueError(f"'among' must hold 2 to {MOST_TERMS} terms that differ")
        if _key(self.answer) not in terms:
            raise ValueError(f"'answer' is {self.answer!r}, which is none of 'among'")
        owner = dict(zip(terms, terms, strict=True))
        for term, forms in self.also.items():
            if _key(term) not in terms:
                raise ValueError(f"'also' has other words for {term!r}, which is none of 'among'")
            for form in forms:
                if owner.setdefault(_key(form), _key(term)) != _key(term):
                    raise ValueError(f"{form!r} stands for two terms")
        if any(not form or len(form) > LONGEST_TERM for form in owner):
            raise ValueError(f"a term has 1 to {LONGEST_TERM} characters")

    @cached_property
    def forms(self) -> tuple[tuple[str, str], ...]:
        """Each way to write a term, as ``(form, term)``."""
        known = {_key(term): term for term in self.among}
        more = ((form, known[_key(term)]) for term, forms in self.also.items() for form in forms)
        return tuple(dict.fromkeys((*((term, term) for term in self.among), *more)))


def check_term(sample: Sample, part: Term, found: Findings) -> None:
    """Does the response give, as its final answer, the one term of a closed list that the reference names?

    Reasons: ``wrong_term`` (it gives another term of the list), ``several_terms``, ``unsure`` (words such as
    "perhaps", "partly", "if" in the sentence that gives it, or doubt behind it), ``no_term`` (none of the list as final
    answer), ``not_answered`` (denied, taken back, somebody else's, in a draft), ``too_long``.
    """
    if len(sample.response) > LONGEST:
        found.check(None, "term", "", "too_long", f"More than {LONGEST:,} characters are not read.")
        return
    values = _Terms(part.forms)
    stated = final_answer(sample.response, values)
    unsaid = stated.failure == "no_value" and stated.channel in UNSAID
    first = _first(sample.response, values) if unsaid else None
    if first is not None and _key(values.term(first.text)) == _key(part.answer):
        # what explains it follows: that another term stands there first would prove nothing
        found.check(True, "term", first.text, span=(first.start, first.end))
        return
    if stated.failure:
        reason = "no_term" if stated.failure in ("no_value", "no_answer", "empty_answer") else "not_answered"
        found.check(
            None, "term", "", reason, _FAILURES.get(stated.failure, "It gives no answer that counts.")
        )
        return
    main = [
        each
        for each in stated.parts
        if not _SUBORDINATE.search(sample.response[_line(sample.response, each) : each.start])
    ]
    parts = main or list(stated.parts)
    told = {values.term(each.text) for each in (*parts, *stated.rivals, *stated.extras)}
    if len(told) > 1 or (stated.channel == "box" and final_answer(sample.response).listed):
        names = ", ".join(sorted(told))
        found.check(None, "term", names, "several_terms", f"It gives several terms: {names}.")
        return
    answer = parts[-1]
    span = (answer.start, answer.end)
    reason, words = _doubt(sample.response, answer)
    if reason:
        message = f"It does not commit to {answer.text!r}: {words!r}."
        found.check(None, "term", answer.text, reason, message, span=span)
        return
    (term,) = told
    right = _key(term) == _key(part.answer)
    if not right and len(parts) < len(stated.parts):
        found.check(None, "term", answer.text, "several_terms", "Another clause gives another term.")
        return
    if not right and stated.channel == LAST_LINE:

        def is_right(text: str) -> bool:
            return _key(values.term(text)) == _key(part.answer)

        if elsewhere(sample.response, answer, values, is_right):
            message = "The right one stands before it, by itself."
            found.check(None, "term", answer.text, "several_terms", message)
            return
    found.check(right, "term", answer.text, "wrong_term", f"It is {part.answer}, not {term}.", span=span)


_SUBORDINATE = re.compile(
    r"(?:(?<!\bwell )\bas\b(?! (?:well|a|an|the opposite)\b)|\b(?:when|because|since|once|after)\b)\s+(?:[^\W\d_]+\s+){1,5}\Z",
    re.IGNORECASE,
)
"""Before a term in a clause that gives a condition or a reason: ``as the volume increases``."""


def _line(response: str, answer: Candidate) -> int:
    return max(response.rfind("\n", 0, answer.start) + 1, answer.start - _FAR)


def _first(response: str, values: _Terms) -> Candidate | None:
    """The term of a response's first sentence, or before its first colon, if all that follows holds no other one, and no second thought."""
    text = without_drafts(response)
    begin = len(text) - len(text.lstrip())
    ends = _HEAD_END.search(text, begin)
    if ends is None:
        return None
    head = final_answer(text[: ends.start()], values)
    answer = head.only
    if answer is None or {values.term(text[a:b]) for a, b in values.find(text)} != {values.term(answer.text)}:
        return None
    doubted = _doubt(response, answer)[0] or is_withdrawn(text, ends.end())
    return None if doubted or second_thought(text, ends.end(), values) is not None else answer


_HEAD_END = re.compile(r"[.!:](?=[\s*])|\n")


def term_of(sample: Sample) -> Term:
    """The part ``term``, or the same keys at the top of the reference."""
    if has_part(sample.reference, Term) or not sample.reference.lstrip("\ufeff \t\r\n").startswith("{"):
        return sample.part(Term)
    try:
        whole = json.loads(sample.reference.lstrip("\ufeff \t\r\n"))
    except ValueError:  # such as {1, 2}: plain text
        return sample.part(Term)
    flat = {key: whole[key] for key in ("answer", "among", "also") if key in whole}
    if "among" not in flat:
        return sample.part(Term)
    return Sample(Task("", make_reference(term=flat)), "").part(Term)


_FAILURES = {
    "no_value": "Its final answer holds no term of the list.",
    "no_answer": "It gives no answer.",
    "empty_answer": "Its answer is empty.",
    "rejected_attempt": "It denies the term that it names, or takes it back.",
    "quoted": "It tells only what somebody else says.",
}


def _key(term: str) -> str:
    """A term as it is compared: case counts in short symbols only (``Co`` and ``CO``, but not ``No`` and ``no``)."""
    folded = _plain(term)
    return folded if _is_symbol(folded) else folded.casefold()


def _plain(term: str) -> str:
    """A term with plain digits, and one space for each run of spaces and hyphens."""
    return re.sub(r"[\s\-‐‑–]+(?=\S)", " ", unicodedata.normalize("NFKC", term)).strip()


def _is_symbol(term: str) -> bool:
    capitals = sum(c.isupper() for c in term)
    if term.casefold() in _YES_NO:
        return False
    return (len(term) <= 2 and capitals > 0) or (len(term) <= 4 and capitals > 1)


_YES_NO = ("yes", "no")


class _Terms(Values):
    """The terms of a list, as whole words, in any inflection; the longest that fits is read."""

    def __init__(self, forms: tuple[tuple[str, str], ...]) -> None:
        self._pattern, self._owner = _compiled(forms)

    def find(self, text: str) -> Iterable[tuple[int, int]]:
        return [match.span() for match in self._matches(text)]

    def term(self, text: str) -> str:
        """The term that a text which was found is a form of."""
        match = self._pattern.fullmatch(text)
        return self._owner[match.lastgroup or ""] if match else text

    def _matches(self, text: str) -> Iterator[re.Match[str]]:
        for match in self._pattern.finditer(text):
            low = match[0].casefold()
            if low in _YES_NO and not _ANSWERS.match(text, match.end()):
                continue  # "no change", "no longer"
            if match[0] == "A" and _ARTICLE.match(text, match.end()):
                continue
            if not _CHANGES_SENSE.search(text, max(0, match.start() - 24), match.start()):
                yield match


_ANSWERS = re.compile(r"[*_`\"'”’)}\]$]*\s*(?:[.,;:!()\]}<—–-]|\Z|\n|(?:because|since|as|for|and|or|but)\b)")
"""What follows a "yes" or "no" that answers."""
_ARTICLE = re.compile(r"\s+(?!because|since|and|or|is|as)[a-z]")
_CHANGES_SENSE = re.compile(
    r"\b(?:non|un|anti|semi|pseudo|quasi|co|sub|super|hemi|half)[\s-]+\Z", re.IGNORECASE
)
"""What right before a word makes another of it: ``non missense``, ``semi-dominant``."""


@lru_cache(maxsize=512)
def _compiled(forms: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    """The pattern of all forms, the longest first and as written before inflected, and the term of each group."""
    owner: dict[str, str] = {}
    exact: list[tuple[int, str]] = []
    inflected: list[tuple[int, str]] = []
    for number, (form, term) in enumerate(forms):
        symbol = _is_symbol(_plain(form))
        owner[f"e{number}"] = owner[f"i{number}"] = term
        exact.append((len(form), f"(?P<e{number}>{_as_pattern(form, symbol)})"))
        if not symbol:
            inflected.append((len(form), f"(?P<i{number}>{_as_pattern(form, False, inflect=True)})"))
    ranked = sorted([(-n, 0, p) for n, p in exact] + [(-n, 1, p) for n, p in inflected])
    alternatives = "|".join(pattern for _, _, pattern in ranked)
    return re.compile(rf"(?<![\w\-‐‑])(?:{alternatives})(?![\w]|\^|<su[bp]>|{_GOES_ON})"), owner


_PIECE = re.compile(r"[^\W\d_]+|\d|\s+|.", re.DOTALL)
_DIGIT = "[\\d⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉]"
_GOES_ON = rf"(?<!{_DIGIT})[\-‐‑]\w|(?<={_DIGIT})[\-‐‑](?!\w+ed\b)\w"
"""A hyphen that makes another word of a term; ``sp3-hybridized`` is none."""
_GAP = r"[\s\-‐‑–*_]{1,3}"


def _as_pattern(form: str, symbol: bool, *, inflect: bool = False) -> str:
    """The pattern of a form: any kind of space or hyphen between words, ``sp^3`` and ``sp³`` for ``sp3``."""
    made = []
    for piece in _PIECE.findall(_plain(form)):
        if piece.isspace():
            made.append(_GAP)
        elif piece.isdigit():
            raised = "⁰¹²³⁴⁵⁶⁷⁸⁹"[int(piece)] + "₀₁₂₃₄₅₆₇₈₉"[int(piece)]
            made.append(rf"(?:[\^_{{]{{0,2}}|<su[bp]>)[{piece}{raised}]\}}?")
        elif piece.isalpha():
            word = _inflections(piece) if inflect and len(piece) > 3 else re.escape(piece)
            made.append(word if symbol else f"(?i:{word})")
        else:
            made.append(
                re.escape(piece) if piece not in "-+" else f"[{piece}{'⁻−–' if piece == '-' else '⁺'}]"
            )
    return "".join(made)


def _inflections(word: str) -> str:
    """The regular forms of a word of four letters or more, as a pattern."""
    word = word.casefold()
    stems = [word]
    for ending, base in (("ies", "y"), ("es", ""), ("es", "e"), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e")):  # fmt: skip
        stem = word.removesuffix(ending) + base
        if word.endswith(ending) and not word.endswith(("ss", "us", "is")) and len(stem) > 3:
            stems.append(stem)
    forms: set[str] = set()
    for stem in stems:
        short = stem.removesuffix("e")
        forms |= {stem, stem + "s", stem + "es", short + "ed", short + "ing"}
        if stem.endswith("y"):
            forms |= {stem[:-1] + "ies", stem[:-1] + "ied"}
    return "(?:" + "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True)) + ")"


_TURNED = re.compile(
    r"\b(?:opposite|reverse|contrary|inverse|absence|lack|loss|without|zero|fails|failed|stops|stopped|ceases|ceased|less|more|similar|resembl\w+|unlike|for example|examples are|such as|compar\w+|contrast|see|between|differ\w*|versus)\b",
    re.IGNORECASE,
)
"""What before a term in its clause makes something else of it; negations do, too."""
_DENIED_BEHIND = re.compile(
    r"[,;]? except\b|[\s*_]*(?:and|or) no\b|[^,;:.!?\n]{0,60}?(?:(?<!and )(?<!but )(?<!, )\b(?:not|never)\b|n['’]t\b"
    r"|\b(?:is|are|was|were|be|been) (?:\w+ly )?(?:excluded|ruled out|refuted|rejected|disproved|eliminated|discarded|zero|nil|absent|none|wrong|false|untrue|incorrect|mistaken)\b"
    r"|\b(?:probability|chance)\b|\bexcept\b|\bis (?:what|the first) (?:thing )?(?:I|we|he|she|they)\b|\bwas (?:my|our|his|her|their|the) (?:first|initial|earlier|former)\b)",
    re.IGNORECASE,
)
"""What behind a term, in its clause, denies it or leaves it open."""
_ARTICLES = re.compile(r"\b(?:an?|the)\b", re.IGNORECASE)
_ALONE = re.compile(
    r"\s*(?:[a-z-]*[a-rt-z]\b\s*)??(?:[^\s\w]|\Z|(?:because|since|as|with|by|in|from|to|at|due|when|for|and|rather|instead|here|where|which|that|has occurred|occur(?:s|red)|takes place"
    r"|\d|(?:is|was) (?:the|an?|my|our|correct|right|what|therefore|thus|indeed))\b)",
    re.IGNORECASE,
)
"""What may follow a term that begins its sentence, with a noun of its own or without: else it is told about (``Missense mutations change …``)."""
_SAID = re.compile(
    r"\b(?:says?|said|(?<!\b(?:the|his|her|its|our) )(?<!\btheir )(?<!['’]s )claims?|claims?(?= that\b)|claimed|thinks|thought|believes|believed|according to (?!the (?:table|data|figure|rule|definition))|exclud\w+|rul(?:e|es|ed|ing) out|reject\w*|refut\w+|eliminat\w+"
    r"|usually|sometimes|often|normally|typically|generally|formerly|previously|once)\b",
    re.IGNORECASE,
)
"""What before a term says that somebody else holds it, that it is not always so, or is no longer."""
_MARKS = re.compile(r"</?\w{1,20}>|[*_`$\"'“”]|\\(?:boxed|text)\{|\}")
_BETWEEN = re.compile(r"[,;/&+(]|\b(?:and|or)\b", re.IGNORECASE)
_LED = re.compile(r".*(?::|\b(?:is|are|be|it's)\b)\s*", re.IGNORECASE | re.DOTALL)
_NO_ITEM = frozenset(
    "is are was were be been has have had does do did will would can not never no yes because since as which that so too thus hence then"
    " therefore indeed clearly obviously consequently finally overall here now well with for by at in of from it they we both when where while until".split()
)
"""Words that no item of a list of terms holds."""


def _listed(before: str, after: str) -> str:
    """What a term is listed with, also where that is none of the list: ``missense or neutral``; ``""`` if with nothing."""
    gaps = list(_BETWEEN.finditer(after))[:2]
    if gaps:
        behind = after[gaps[0].end() : gaps[1].start() if len(gaps) > 1 else len(after)]
        if gaps[0][0] == "(" and not re.match(r"\s*(?:or|and|/|,)", after[gaps[0].end() :], re.IGNORECASE):
            return ""  # words that explain it
        if "or" in (gaps[0][0].lower(), gaps[-1][0].lower() if not behind.strip() else "") or _is_item(
            behind
        ):
            return f"{gaps[0][0]} {behind.strip()}".strip()
    gaps = list(_BETWEEN.finditer(before))[-2:]
    if gaps and {*before[gaps[-1].end() :].lower().split()} <= {"a", "an", "the"}:
        ahead = before[gaps[0].end() if len(gaps) > 1 else 0 : gaps[-1].start()]
        if gaps[-1][0].lower() == "or" or _is_item(_LED.sub("", ahead)):
            return f"{ahead.strip()} {gaps[-1][0]}"
    return ""


def _is_item(text: str) -> bool:
    """Whether a piece between commas is a thing of a few words, and says nothing of its own: no verb begins it (``masks the other``)."""
    words = re.findall(r"[^\W\d_][\w-]*", text.lower())
    short = 1 <= len(words) <= 3 or (len(words) in (4, 5) and not words[0].endswith(("s", "ed")))
    return words in (["yes"], ["no"]) or (short and not _NO_ITEM & set(words))


_VERB = re.compile(
    r"\b(?:is|are|was|were|be|has|have|had|does|do|did|will|would|can|could|cannot|may|might|shall|should|must|seems?|appears?|remains?|argues?|makes?|means?|follows?)\b",
    re.IGNORECASE,
)
_WHEN = re.compile(r"[,;:.!?\n]|\b(?:when|because|since|as|which|that|where|and|but)\b", re.IGNORECASE)


def _states(term: str, after: str) -> bool:
    """Whether a term is a clause by itself that goes on without another verb: ``A contract was formed on April 6, when …``."""
    return bool(_VERB.search(term)) and not _VERB.search(_WHEN.split(after, maxsplit=1)[0])


_CLAUSE_END = re.compile(r"[,;:]|\b(?:but|so|and|hence|therefore|thus)\b", re.IGNORECASE)
_FAR = 400  # characters


def _doubt(response: str, answer: Candidate) -> tuple[str, str]:
    """A reason and the words that leave the answer open, in its sentence or behind it; ``("", "")`` if there are none."""
    response = without_drafts(response)
    low, high = max(0, answer.start - _FAR), min(len(response), answer.end + _FAR)
    begin = max((m.end() for m in SENTENCE_END.finditer(response, low, answer.start)), default=low)
    closes = SENTENCE_END.search(response, answer.end, high)
    before, after = response[begin : answer.start], response[answer.end : closes.end() if closes else high]
    decides = answer.text.casefold() in _YES_NO
    if found := UNSURE.search(f"{before} … {RELATIVE.split(after, maxsplit=1)[0]}"):
        return "unsure", found[0]
    if not decides and (listed := _listed(_MARKS.sub("", before), _MARKS.sub("", after))):
        return "several_terms", listed
    clause = before[max((m.end() for m in _CLAUSE_END.finditer(before)), default=0) :]
    if found := _TURNED.search(clause):
        return "unsure", found[0]
    if negations := language("en").negations_in(clause):
        return "unsure", negations[-1].text
    if (
        not decides
        and not _MARKS.sub("", _ARTICLES.sub("", clause)).strip()
        and not _ALONE.match(_MARKS.sub("", after))
        and not _states(answer.text, _MARKS.sub("", after))
    ):
        return "not_answered", f"{answer.text}{after[:40]}"
    if found := _DENIED_BEHIND.match(after):
        return "unsure", found[0]
    if found := _SAID.search(before):
        return "not_answered", found[0]
    if found := DOUBT_BEHIND.search(response, answer.end, high):
        return "unsure", found[0]
    if not decides and says_undetermined(response[begin:high]):
        return "unsure", "cannot be determined"
    return "", ""
