"""Does a prompt ask for fields of a record, and does the response state their values, value for value and nothing else?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import assay
from assay.evidence import Findings, find_quote
from assay.evidence.english import negations_in
from assay_science.grounding.told import LOWERED
from assay_science.grounding.words import identifiers_in, terms_in

LONGEST = 4_000
_ONLY_ASKED = frozenset("about or if can could would should may what which how many please".split())
"""Words of a question that would leave a response open."""
_WORDS = frozenset(
    "a an the of in on at to for from with by as per and or is are was were be been being has have had do does did it its this that these those there"
    " what which who how much many please can could would should may you your me my i we us our tell give name state find determine report"
    " provide list show look up write say identify specify know need want like help let get retrieve supply recall share answer question"
    " value amount number figure record entry database data table sheet line given following whose called named known one known compound"
    " molecule substance chemical material mineral metal element protein peptide enzyme isotope nuclide signal peak spectrum sample species"
    " according based using use if describe description information detail about thank thanks here sure exact exactly"
    " equal amount come correspond possess exhibit stand represent write express read measure measured"
    " also both respectively where when i'm i'd what's it's s full short common property respective out letter code single atmospheric pressure peak".split()
)
"""Words that ask for something or introduce it, and state nothing of a record."""


@assay.reference_part("record_text")
@dataclass(frozen=True)
class RecordText:
    """A record, the fields that the prompt names (``given``), and those that the response must state (``asked``).

    ``labels`` are the words for each field, ``("molar mass", "molecular weight")``; each value is text as it must stand.
    """

    record: dict[str, str]
    given: tuple[str, ...]
    asked: tuple[str, ...]
    labels: dict[str, tuple[str, ...]]

    def __post_init__(self) -> None:
        fields = (*self.given, *self.asked)
        if not self.given or not self.asked or len(set(fields)) < len(fields):
            raise ValueError("'given' and 'asked' must name fields, each once")
        for field in fields:
            if not self.record.get(field, "").strip() or not self.labels.get(field):
                raise ValueError(f"the field {field!r} has no value or no label")


@assay.verifier("science.record_text", needs=("prompt", "response", "reference"))
def record_text(sample: assay.Sample) -> assay.Verdict:
    """Does the prompt ask for fields of a record by others, and does the response state their values and nothing else?

    Reasons: ``lost_value``, ``new_value`` (a number, formula or identifier that is none of those values), ``value_given`` (the
    prompt tells what it asks for), ``not_asked`` (a field is not named), ``other_field``, ``unclear_place``
    (of several values, which is of which field), ``other_words``, ``negated``, ``too_long``.
    """
    part = sample.part(RecordText)
    found = Findings()
    if max(len(sample.prompt), len(sample.response)) > LONGEST:
        found.check(None, "length", "", "too_long", f"More than {LONGEST:,} characters are not read.")
        return found.verdict()
    _side(sample.prompt, "prompt", part, part.given, (), found)
    _side(sample.response, "response", part, part.asked, part.given, found)
    for field in part.asked:
        value = part.record[field]
        told = find_quote(value.translate(LOWERED), sample.prompt.translate(LOWERED)) is not None
        found.check(not told, "value", value, "value_given", f"The prompt tells {value!r}.", where="prompt")
    return found.verdict()


def _side(
    text: str, where: str, part: RecordText, wanted: Sequence[str], may: Sequence[str], found: Findings
) -> None:
    """One side of a row: the values of the wanted fields stand in it, those of others may, and no further."""
    plain = text.translate(LOWERED)
    taken: list[tuple[int, int]] = []
    for field in (*wanted, *may):
        value = part.record[field].translate(LOWERED)
        places = _places(value, plain)
        if field in wanted:
            message = f"The {where} does not hold {part.record[field]!r}."
            found.check(bool(places), "value", part.record[field], "lost_value", message, where=where)
        taken += places
    named = [
        field for field, labels in part.labels.items() if any(_run(label, plain, taken) for label in labels)
    ]
    for field in part.asked:
        message = f"The {where} does not name the {part.labels[field][0]}."
        found.check((field in named) or None, "field", field, "not_asked", message, where=where)
    longest = {
        field: max((label for label in part.labels[field] if _run(label, plain, taken)), key=len)
        for field in named
    }
    for field in named:
        inner = any(
            longest[field] != longest[o] and f" {longest[field]} " in f" {longest[o]} " for o in named
        )
        if field not in (*part.asked, *part.given) and not inner:
            message = f"The {where} speaks of the {longest[field]}, which is not asked for."
            found.check(False, "field", field, "other_field", message, where=where)
    for name, span in identifiers_in(plain):
        if not _inside(span, taken) and not any(name in label for f in named for label in part.labels[f]):
            message = f"{name!r} is no value that the {where} may tell."
            found.check(False, "value", name, "new_value", message, where=where, span=span)
            return
    for at, char in enumerate(plain):
        if char.isdigit() and not any(a <= at < b for a, b in taken):
            message = f"The {where} holds a number that is none of the values."
            found.check(False, "value", char, "new_value", message, where=where, span=(at, at + 1))
            break
    if where == "response" and len(part.asked) > 1:
        _paired(plain, part, found)
    words = {form for field in named for label in part.labels[field] for form in _forms(label)}
    if negations := [n for n in negations_in(plain) if not _inside(n.span, taken)]:
        message = f"The {where} denies something."
        found.check(None, "words", negations[0].text, "negated", message, where=where, span=negations[0].span)
    known = words | (_WORDS if where == "prompt" else _WORDS - _ONLY_ASKED)
    for term in terms_in(plain):
        if not _inside(term.span, taken) and not term.forms & known and not term.is_name:
            message = f"{term.text!r} is not a word that the {where} may use."
            found.check(None, "words", term.text, "other_words", message, where=where, span=term.span)
            break


def _paired(text: str, part: RecordText, found: Findings) -> None:
    """Of several values each must stand nearest to a label of its own field."""
    values = {field: _places(part.record[field].translate(LOWERED), text) for field in part.asked}
    taken = [span for spans in values.values() for span in spans]
    labelled = [
        (span, field)
        for field in part.asked
        for label in part.labels[field]
        for span in _runs(label, text, taken)
    ]
    for field, spans in values.items():
        for start, end in spans:
            gaps = [(max(a - end, start - b), other) for (a, b), other in labelled]
            near = {other for gap, other in gaps if gap == min(gaps)[0]}
            message = f"{part.record[field]!r} does not stand with the {part.labels[field][0]}."
            found.check(
                (near == {field}) or None,
                "place",
                part.record[field],
                "unclear_place",
                message,
                span=(start, end),
            )


def _places(value: str, text: str) -> list[tuple[int, int]]:
    """Where a value stands in a text; a name may begin with a capital or without one."""
    found: list[tuple[int, int]] = []
    for said in dict.fromkeys((value, value[:1].upper() + value[1:])):
        at = 0
        while place := find_quote(said, text[at:]):
            found.append((at + place.start, at + place.end))
            at += place.end
    return found


def _inside(span: tuple[int, int], spans: Iterable[tuple[int, int]]) -> bool:
    return any(a <= span[0] and span[1] <= b for a, b in spans)


def _forms(label: str) -> list[str]:
    return [form for term in terms_in(label) for form in term.forms]


def _run(label: str, text: str, taken: Sequence[tuple[int, int]]) -> bool:
    """Whether the words of a label stand side by side in a text, in any inflection."""
    return bool(_runs(label, text, taken))


def _runs(label: str, text: str, taken: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Where they do."""
    wanted = [term.forms for term in terms_in(label)]
    said = [term for term in terms_in(text) if not _inside(term.span, taken)]
    return [
        (said[first].span[0], said[first + len(wanted) - 1].span[1])
        for first in range(len(said) - len(wanted) + 1 if wanted else 0)
        if all(said[first + n].forms & forms for n, forms in enumerate(wanted))
    ]
