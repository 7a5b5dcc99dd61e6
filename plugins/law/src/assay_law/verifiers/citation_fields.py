"""Are the fields of a citation, or a list of labelled answers about citations, right?"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

import assay
from assay.evidence import Findings

LONGEST = 20_000
"""Characters of a response that are read."""
_LINE = re.compile(
    r"^[ \t>*#-]*(?:\d{1,2}[.)][ \t]+)?[*_`\"]*([^\n:=|]{1,40}?)[*_`\"]*[ \t]*[:=：][ \t]*(.*?)[ \t]*$",
    re.MULTILINE,
)
_ROW = re.compile(r"^\|([^|\n]{1,60})\|([^|\n]*)\|(?=[ \t]*$)", re.MULTILINE)
"""A row of a table of two columns."""
_DOUBT = re.compile(
    r"\b(?:or|not|maybe|perhaps|probably|either|unsure|wrong|rather|actually)\b", re.IGNORECASE
)


@assay.reference_part("fields")
@dataclass(frozen=True)
class Fields:
    """What a response must give, each in a line of its own: ``{"volume": "531", "reporter": "U.S."}``.

    Values are compared without regard to case, spaces, emphasis and a full stop at their end.
    """

    values: dict[str, str]

    def __post_init__(self) -> None:
        if not 0 < len(self.values) <= 30:
            raise ValueError(f"it has {len(self.values)} fields; 1 to 30 are possible")
        if len({_key(name) for name in self.values}) < len(self.values):
            raise ValueError("two of its fields have one name")
        if not all(_key(name) and value.strip() for name, value in self.values.items()):
            raise ValueError("a field without a name or a value")


@assay.verifier("law.citation_fields", needs=("response", "reference"), proves_wrong=("wrong_field",))
def citation_fields(sample: assay.Sample) -> assay.Verdict:
    """Does the response give each field of the reference, in a line ``name: value``, and no other value for it?

    Reasons that prove nothing: ``missing_field``, ``several_values`` (two lines for one field that differ), ``unclear_field``
    (a value with more than one answer in it, or with words of doubt), ``withdrawn``, ``too_long``.
    """
    from assay.evidence.final_answer import is_withdrawn, without_drafts

    part = sample.part(Fields)
    found = Findings()
    if len(sample.response) > LONGEST:
        found.check(None, "length", "", "too_long", f"More than {LONGEST:,} characters are not read.")
        return found.verdict()
    text = without_drafts(sample.response)
    told: dict[str, list[tuple[str, int, int]]] = {}
    text = _ROW.sub(r" \1:\2 ", text)
    for match in _LINE.finditer(text):
        told.setdefault(_key(match[1]), []).append((match[2], *match.span(2)))
    end = 0
    for name, right in part.values.items():
        given = told.get(_key(name), [])
        if not given:
            found.check(None, name, "", "missing_field", f"There is no line {name!r}.")
            continue
        value, start, stop = given[-1]
        end = max(end, stop)
        if len({_value(each[0]) for each in given}) > 1:
            found.check(
                None, name, value, "several_values", f"{name!r} has several values.", span=(start, stop)
            )
        elif _value(value) == _value(right):
            found.check(True, name, value or right, span=(start, stop))
        elif (
            not _value(value)
            or _DOUBT.search(re.sub(re.escape(right), "", value))
            or _value(right) in _value(value)
            or _without_stops(value) == _without_stops(right)
        ):
            found.check(
                None, name, value, "unclear_field", f"{name!r} has no single value.", span=(start, stop)
            )
        else:
            found.check(
                False,
                name,
                value,
                "wrong_field",
                f"{name!r} is {right!r}, not {value!r}.",
                span=(start, stop),
            )
    behind = text[end:]
    if found.verdict().accepted and (is_withdrawn(text, end) or _DOUBT.search(behind)):
        found.check(
            None,
            "withdrawn",
            behind.strip()[:200],
            "withdrawn",
            "What follows takes a field back, or may do so.",
        )
    return found.verdict()


def _key(name: str) -> str:
    return re.sub(r"[^\w]+", " ", unicodedata.normalize("NFKC", name)).strip().casefold()


def _without_stops(value: str) -> str:
    """A value without the full stops of abbreviations: ``US`` for ``U.S.``, which proves nothing."""
    return re.sub(r"(?<=[^\W\d_])\.|\.$", "", _value(value))


def _value(value: str) -> str:
    """A value as it is compared."""
    value = unicodedata.normalize("NFKC", value).translate(str.maketrans("‐‑‒–—−’‘“”", "------''\"\""))
    value = re.sub(r"^[*_`\"']+|[*_`\"'.;,]+$", "", value.strip())
    value = re.sub(r"(?<!\d)\s+|\s+(?!\d)", "", re.sub(r"\s+", " ", value))  # 5 31 is not 531
    return value.casefold()
