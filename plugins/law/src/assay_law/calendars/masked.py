"""A text with its dates masked, and the forms that its claims about dates are read by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from assay_law.calendars.written import Written, dates_in

D = r"⟦·*⟧"
_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
NUMBER_WORDS = {word: n for n, word in enumerate(_WORDS, 1)} | {
    f"{ten}{f'-{_WORDS[one - 1]}' if one else ''}": 10 * (n + 2) + one
    for n, ten in enumerate(_TENS)
    for one in range(10)
}
"""English number words up to ninety-nine."""
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split()
ORDINALS = (
    {word: n for n, word in enumerate(_ORDINALS, 1)}
    | {"thirtieth": 30, "fortieth": 40, "forty-fifth": 45, "sixtieth": 60, "ninetieth": 90}
    | {f"twenty-{word}": 20 + n for n, word in enumerate(_ORDINALS[:9], 1)}
)
"""English ordinals."""
N = rf"(?P<n>\d{{1,5}}|(?:{'|'.join(sorted(NUMBER_WORDS, key=len, reverse=True))}))"
UNIT = r"(?P<kind>(?:court|business|working|calendar|more|further|additional|full|clear)\s)?(?P<unit>day|week|month|year)s?"
IS = r"(?:\s|,|[*_(]|\b(?:is|was|=|falls?|fell|lands?|ends?|ended|expires?|expired|would be|will be|brings us|takes us|to|on|in|at|gives?|yields?|reaches|leads|comes|runs?|through|until|the|which|that|and|so|therefore|thus)\b|=|→|:){1,24}"
BE = r"(?:is|was|falls on|fell on|lands on|being|will be|would be|is also|happens to be)"


@dataclass(frozen=True)
class Masked:
    """A text whose dates are masked by signs of the same length.

    ``known`` are the dates that it may speak of, ``explained`` the places of dates of which it says something that was found true.
    """

    text: str
    masked: str
    at: dict[int, Written]
    known: set[date] = field(default_factory=set)
    explained: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, text: str, known: set[date]) -> Masked:
        """A text, with the dates that it may speak of."""
        pieces, at = list(text), {}
        for each in dates_in(text):
            pieces[each.start : each.end] = "⟦" + "·" * (each.end - each.start - 2) + "⟧"
            at[each.start] = each
        return cls(text, "".join(pieces), at, known)

    def day(self, start: int) -> date | None:
        """The date that stands there."""
        written = self.at.get(start)
        return written.day if written else None

    def named(self, match: re.Match[str], name: str = "date") -> int:
        """Where the group ``date``, ``date2`` … of a match begins."""
        return match.start(
            next(group for group in match.groupdict() if group.startswith(name) and match[group])
        )

    def said(self, match: re.Match[str]) -> str:
        """What a match of the masked text is in the text."""
        return self.text[match.start() : match.end()]

    def sentence(self, start: int, end: int) -> str:
        """The masked sentence around a span."""
        begin = max(
            (m.end() for m in _SENTENCE.finditer(self.masked, max(0, start - 400), start)),
            default=max(0, start - 400),
        )
        close = _SENTENCE.search(self.masked, end, end + 400)
        return self.masked[begin : close.start() if close else end + 400]

    def sentences(self) -> Iterator[tuple[int, int]]:
        """The spans of the sentences, roughly: a full stop behind one letter, as in ``R. Civ. P.``, ends none."""
        start = 0
        for match in _ENDS.finditer(self.masked):
            yield start, match.end()
            start = match.end()
        yield start, len(self.masked)


_SENTENCE = re.compile(r"[.;!?。；]\s|\n")
_ENDS = re.compile(r"(?<![A-Z])(?<!Civ)(?<!App)(?<!Fed)[.;!?](?=\s)|[。；]|\n")


def number_of(text: str) -> int:
    """A number in digits or words; 0 if it is none."""
    return int(text) if text.isdigit() else NUMBER_WORDS.get(text.lower(), 0)
