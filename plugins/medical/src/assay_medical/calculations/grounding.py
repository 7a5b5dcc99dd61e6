"""Whether each input of a calculation stands in the note, as that fact of that patient."""

from __future__ import annotations

import re
from fractions import Fraction

from assay.evidence import Findings, read_number
from assay_medical.calculations.flags import choices, flags, loosely
from assay_medical.calculations.mentions import Mention, Note, dates, read_note, sexes, told_numbers
from assay_medical.calculations.reference import Asked
from assay_medical.vocabulary import Fact, Given, fact

Span = tuple[int, int]
MARGIN = 3
"""Characters by which a span that a reference gives may miss the ends of what it marks."""
_FIRST = re.compile(
    r"\b(?:first admitted|(?:on|at|upon) (?:admission|presentation|arrival)|initial\w*|prior to any treatment)\b",
    re.IGNORECASE,
)
_LAST = re.compile(
    r"\b(?:latest|last (?:value|known|measured|recorded)|most recent|currently|at discharge)\b", re.IGNORECASE
)
_ONCE = ("age", "sex")
"""What a note says of the patient first; later it tells of other times and other people."""
_JUDGED = frozenset(("dvt_alternative", "pe_likely", "chest_pain_history"))
"""What the examiner judges: notes hardly ever say it, and whoever writes the reference decides it."""
_NEGATIVE = re.compile(r"(?:absent|none|false|no|not)\b", re.IGNORECASE)
_QUESTION_ONLY = 300  # characters of a prompt that may be a question and no note
_QUESTION = 800  # characters at the end of a prompt in which its question stands


def check_inputs(prompt: str, asked: Asked, found: Findings) -> None:
    """Find each input in the prompt. What is not found, or stands there otherwise, is told."""
    note = read_note(prompt, frozenset(asked.given))
    when = _when(prompt)
    for key, given in asked.given.items():
        if key not in asked.result.used and key not in asked.spans:
            continue  # the calculator does not look at it
        _Search(note, fact(key), given, asked.spans.get(key), bool(asked.spans), when).check(found)


_STATED = {
    "ldl_friedewald": r"LDL(?:[- ]C\b|[- ]cholesterol)?|low[- ]density lipoprotein(?:[- ]cholesterol)?",
    "anion_gap": r"anion gap",
    "bmi": r"BMI|body mass index",
}
"""How notes call the results that laboratories and wards give themselves."""


def check_stated_result(prompt: str, asked: Asked, found: Findings) -> None:
    """Tell if the note itself states the result, with another value (a measured LDL): which one is asked for is not clear then."""
    names, value = _STATED.get(asked.calculator.name), asked.result.value
    if names is None or not isinstance(value, Fraction | float):
        return
    pattern = re.compile(
        rf"\b(?:{names})\b[\s:=,()]{{0,3}}(?:of |was |is |level |measured |calculated )*(?P<n>\d{{1,4}}(?:\.\d+)?)(?![\d–-])"
    )
    told = list(pattern.finditer(prompt))
    room = abs(Fraction(value)) / 20
    if told and not any(abs(Fraction(match["n"]) - Fraction(value)) <= room for match in told):
        quote, span = told[0]["n"], told[0].span("n")
        message = f"The note itself states another {asked.calculator.title}: {quote}."
        found.check(
            None,
            "input",
            asked.calculator.name,
            "result_stated",
            message,
            where="prompt",
            span=span,
            quote=quote,
        )


def holds_note(prompt: str, asked: Asked) -> bool:
    """Whether a prompt holds more than a question: it is long, or states one of the facts at least."""
    if len(prompt.strip()) > _QUESTION_ONLY:
        return True
    note = read_note(prompt, frozenset(asked.given))
    return any(
        _Search(note, fact(key), given, None, True, "first").finds() for key, given in asked.given.items()
    )


def _when(prompt: str) -> str:
    """Which of several values the question asks for: ``last`` if it says so, else ``first``."""
    question = prompt.rstrip()[-_QUESTION:].rpartition("\n\n")[2]
    return "last" if _LAST.search(question) and not _FIRST.search(question) else "first"


class _Search:
    """The search for one input."""

    def __init__(
        self, note: Note, known: Fact, given: Given, span: Span | None, marked: bool, when: str
    ) -> None:
        self.note, self.known, self.given, self.span, self.when = note, known, given, span, when
        self.told = f"{known.label}: {given.text if known.kind == 'number' else given.value}"
        self.marked = marked
        """Whether the reference says where its inputs stand."""

    def finds(self) -> bool:
        """Whether the note says anything of the fact."""
        return bool(self._mentions())

    def check(self, found: Findings) -> None:
        """Add what was found to the findings."""
        if self.span is not None and not 0 <= self.span[0] < self.span[1] <= len(self.note.text):
            self._say(found, None, "input_not_found", f"The span of {self.known.label} is not in the prompt.")
            return
        own = self._counted([m for m in self._mentions() if not m.other])
        same = [m for m in own if self._same(m)]
        others = [m for m in own if not self._same(m)]
        if not own and (self._is_negative() or self.known.key in _JUDGED) and not self.marked:
            self._say(found, True)  # nothing in the note says otherwise
        elif not own:
            self._say(found, None, "input_not_found", f"The note does not state {self.told}.")
        elif not same:
            quote = self.note.text[others[0].start : others[0].end]
            message = f"The note states another value of {self.known.label}: {quote!r}."
            self._say(found, None, "input_differs", message, others[0])
        elif others:
            message = (
                f"The note states several values of {self.known.label}, and which is meant is not clear."
            )
            self._say(found, None, "input_ambiguous", message, same[0])
        else:
            self._say(found, True, mention=same[0])

    def _say(
        self,
        found: Findings,
        holds: bool | None,
        reason: str = "",
        message: str = "",
        mention: Mention | None = None,
    ) -> None:
        place = (mention.start, mention.end) if mention else None
        quote = self.note.text[mention.start : mention.end] if mention else ""
        found.check(holds, "input", self.told, reason, message, where="prompt", span=place, quote=quote)

    def _counted(self, mentions: list[Mention]) -> list[Mention]:
        """Those mentions that count: within the span, if there is one.

        Else a note that gives a value several times is read from its beginning, as of the presentation, or from its end
        if the question asks for the latest; values that it marks as older do not count.
        """
        found = sorted(mentions, key=lambda m: m.start)
        if self.span is not None:
            low, high = self.span[0] - MARGIN, self.span[1] + MARGIN
            return [m for m in found if m.start < high and low < m.end]
        question = self.note.text.rstrip().rfind("\n\n")
        found = [m for m in found if m.start < question] or found  # "or 0.1 in kidney disease" tells a rule
        if self.known.kind == "flag":
            return found
        found = [m for m in found if not m.older] or found
        if self.when == "last" and self.known.key not in _ONCE:
            return found[-1:]
        return found[:1]

    def _is_negative(self) -> bool:
        """Whether the input says that something is not there."""
        if self.known.kind == "choice":
            return _NEGATIVE.match(str(self.given.value)) is not None
        if self.known.kind == "number":
            return not self.known.unit and str(self.given.value) == "0"
        return self.known.kind == "flag" and self.given.value is False

    def _mentions(self) -> list[Mention]:
        note, known = self.note, self.known
        if known.key == "sex":
            return sexes(note)
        if known.kind == "flag":
            found = flags(note, known)
            return found if found or self.given.value is False else loosely(note, known)
        if known.kind == "choice":
            return choices(note, known) or loosely(note, known, str(self.given.value))
        if known.kind == "date":
            return dates(note, known)
        return [*note.numbers.get(known.key, ()), *told_numbers(note, known)]

    def _same(self, mention: Mention) -> bool:
        """Whether a mention is the value that was given; a number may be rounded in the note's unit."""
        known, given = self.known, self.given
        if known.kind == "date":
            return str(given.value) in str(mention.value).split()
        if known.kind != "number":
            return mention.value == given.value
        if mention.raw is not None:
            said = read_number(str(given.value))
            return said is not None and Fraction(said) == mention.raw
        assert isinstance(mention.value, Fraction)
        value = given.number
        off = abs(value - mention.value)
        return off <= abs(value) / 10**6 or (off <= mention.step / 2 and off <= abs(value) / 200)
