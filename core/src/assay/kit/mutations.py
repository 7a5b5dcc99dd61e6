"""Mutation of right rows: what a verifier lets through of answers that are wrong for sure.

Every operator makes of a right response others that state another answer, none, or several
(``wrong``), or that are merely changed. The operators know no domain; what another answer of the
same shape is, :mod:`assay.kit.wrong_answers` says.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import islice, pairwise
from typing import Any

from assay.fences import Fence, fences
from assay.kit import wrong_answers as other
from assay.records import Sample
from assay.references import parts_of, stated_answer

LONGEST = 1_000_000
"""Characters of a response that is mutated; of a longer one only empty responses are made."""
_END = 10_000  # characters of the end of a response in which its answer is looked for
_MOST_TRIED = 200  # mutants of a kind from which those that are asked for are drawn
_SPOTS = 60  # places of a free text or a program that are looked at
_OUTPUT = frozenset(("", "text", "txt", "output", "plain", "plaintext", "console", "stdout"))


@dataclass(frozen=True, slots=True)
class Mutant:
    """A changed response.

    ``what`` says in short what was changed. ``wrong``: the response now states another answer, or none, or
    several, so no verifier of answers may accept it; otherwise it is changed only, and may still be right.
    """

    kind: str
    response: str
    what: str
    wrong: bool


def mutants(
    sample: Sample, rng: random.Random, *, others: Sequence[Sample] = (), most: int = 3
) -> list[Mutant]:
    """At most ``most`` mutants of each of :data:`KINDS` of a right sample, the same ones for the same ``rng``.

    ``others`` are further right samples of the same verifier, from which other names are taken. A kind that
    has no place in the response has no mutant, and none states the right answer in another way.
    """
    row = _Row(sample, others)
    found: list[Mutant] = []
    for kind, make in _MAKERS.items():
        seen = {sample.response: None}
        made: list[Mutant] = []
        open_ended = kind in _WITH_ANOTHER and row.open_ended
        for response, what, wrong in islice(make(row, rng), _MOST_TRIED):
            if response not in seen:
                seen[response] = None
                made.append(Mutant(kind, response, _short(what), wrong and not open_ended))
        found += [made[at] for at in sorted(rng.sample(range(len(made)), min(most, len(made))))]
    return found


_Made = tuple[str, str, bool]
"""The response, what was changed, whether it is wrong."""


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 80 else text[:79] + "…"


# Where the answer stands ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Stated:
    """Where a response states its answer.

    The text of the answer goes from ``start`` to ``end``, with its box, dollars, stars or quotes from ``first``
    to ``last``; ``begin`` to ``finish`` is the line. ``places`` are all the spots where it has to be changed so
    that the response no longer states it, ``once`` says that it stands but once in its sentence. ``announced``:
    by a box, a tag or "the answer is". ``output``: it is a block of its own.
    """

    start: int
    end: int
    first: int
    last: int
    begin: int
    finish: int
    places: tuple[tuple[int, int], ...]
    once: bool
    announced: bool = True
    output: bool = False


class _Row:
    """A sample with what the operators need of it."""

    def __init__(self, sample: Sample, others: Sequence[Sample]) -> None:
        self.sample = sample
        self.response = sample.response
        self.prompt = sample.prompt
        self._others = others
        self.readable = len(self.response) <= LONGEST
        self.right = (sample.answer or stated_answer(sample.reference) or "").strip()

    @cached_property
    def blocks(self) -> list[Fence]:
        """The fenced blocks of the response."""
        return list(fences(self.response))

    @cached_property
    def code(self) -> Fence | None:
        """The last block of the response, where that is a program."""
        if not self.readable or self.stated is not None:
            return None
        programs = (
            block
            for block in reversed(self.blocks)
            if block.language not in _OUTPUT or block.text.strip() == self.right
        )
        return next(programs, None)

    @cached_property
    def stated(self) -> _Stated | None:
        """Where the response states its answer; ``None`` if that cannot be told for sure."""
        short = len(self.right) <= other.LONGEST_ANSWER
        if not self.right or not self.readable or not short:
            return None
        return _in_output(self.response, self.blocks, self.right) or _located(self.response, self.right)

    @cached_property
    def answer(self) -> str:
        """The answer as the response states it."""
        at = self.stated
        return self.response[at.start : at.end] if at else ""

    @cached_property
    def rough(self) -> bool:
        """Whether a tolerance may go with the answer."""
        at, reference = self.stated, self.sample.reference
        before = self.response[at.begin : at.first] if at else ""
        if other.LOOSE.search(before[-80:]) or other.LOOSE.search(self.prompt[:_END]):
            return True
        return reference.lstrip().startswith("{") and _has_parts(reference)

    @cached_property
    def open_ended(self) -> bool:
        """Whether other answers may be right as well: any example will do, or the reference states none."""
        if self.retold:
            return False
        if _ANY.search(self.prompt[:_END]):
            return True
        if stated_answer(self.sample.reference):
            return False
        numbers = [found[0] for found in other.NUMBER.finditer(self.answer)]
        wanted = [self.right, self.answer, *numbers[:1]]
        return not any(
            other.same_answer(text, each)
            for text in texts_in(self.sample.reference)
            for each in wanted
            if len(text) <= other.LONGEST_ANSWER
        )

    @cached_property
    def retold(self) -> str:
        """The text that the response tells over again, so that other facts than its are wrong; ``""`` if there is none.

        It is prose in the reference and a paragraph of the prompt. The response is of about its length, calculates
        nothing and has no number but those of the text.
        """
        if not self.readable or "=" in self.response or self.stated or self.code:
            return ""
        said = len(self.response.split())
        for text in texts_in(self.sample.reference):
            words = len(text.split())
            if words < _RETOLD or text.strip() not in map(str.strip, _PARAGRAPH.split(self.prompt)[1:]):
                continue
            prose = sum(c.isalpha() or c.isspace() for c in text) >= 0.8 * len(text)
            if prose and 0.4 * words <= said <= 2.5 * words and _amounts(self.response) <= _amounts(text):
                return text
        return ""

    @cached_property
    def names(self) -> list[str]:
        """The answers of the other samples."""
        found = (each.answer or stated_answer(each.reference) or "" for each in self._others)
        return [
            name for name in dict.fromkeys(found) if name.strip() and not other.same_answer(name, self.right)
        ]

    @cached_property
    def wrong(self) -> list[other.Changed]:
        """Other answers, each wrong for sure."""
        if not self.answer:
            return []
        found = [
            *islice(other.changed_numbers(self.answer, rough=self.rough), _MOST_TRIED),
            *other.changed_dates(self.answer),
            *other.changed_names(self.answer, self.prompt, self.names),
        ]
        if not found:
            found = [*other.changed_signs(self.answer), *other.changed_units(self.answer)]
        return [each for each in found if not other.same_answer(each.text, self.answer)]

    def saying(self, answer: str) -> str:
        """The response with another answer in the place of its own."""
        at = self.stated
        assert at is not None
        kept, position = [], 0
        for start, end in at.places:
            kept += [self.response[position:start], answer]
            position = end
        return "".join([*kept, self.response[position:]])

    def dressed(self, answer: str) -> str:
        """An answer in the box, dollars, stars or quotes of the right one."""
        at = self.stated
        assert at is not None
        return self.response[at.first : at.start] + answer + self.response[at.end : at.last]

    def line(self, answer: str) -> str:
        """The line that states the answer, with another in its place."""
        at = self.stated
        assert at is not None
        kept, position = [], at.begin
        for start, end in at.places:
            if at.begin <= start and end <= at.finish:
                kept += [self.response[position:start], answer]
                position = end
        return "".join([*kept, self.response[position : at.finish]])

    def instead(self, text: str) -> str:
        """The response with ``text`` for the answer and what dresses it."""
        at = self.stated
        assert at is not None
        return self.response[: at.first] + text + self.response[at.last :]

    @cached_property
    def working(self) -> tuple[int, int]:
        """Where the working stands: all before the line that states the answer, or the whole response."""
        return (0, self.stated.begin) if self.stated else (0, len(self.response))


_RETOLD = 10  # words of a text that is told over again, at least
_PARAGRAPH = re.compile(r"\n\s*\n|:\s*\n")
_MARK = re.compile(r"(?:\A|\n)[ \t>*#(-]*(?:[A-Za-z]+[ \t]+)?\Z")  # before the number of an item


def _amounts(text: str) -> set[Fraction | None]:
    """The numbers of a text, without those of its list."""
    return {other.value(spot[0]) for spot in other.NUMBER.finditer(text[:LONGEST]) if not _of_list(spot)}


def _of_list(spot: re.Match[str]) -> bool:
    """Whether a number counts an item: ``1.``, ``Question 1:``."""
    text = spot.string
    return text[spot.end() : spot.end() + 1] in (".", ")", ":") and bool(
        _MARK.search(text, max(0, spot.start() - 40), spot.start())
    )


_ANY = re.compile(
    r"\b(?:any (?:one|such|valid|number|integer|solution|example|pair|of)|(?:an|one|another) (?:example|possible)|a possible|give one"
    r"|for example|eigenvectors?|null ?space|kernel|(?:direction|normal) vector|a basis|homogeneous|proportional to|up to a)\b",
    re.IGNORECASE,
)
"""A task that many answers fit."""


def texts_in(reference: str) -> list[str]:
    """The texts and numbers in a structured reference, at most about 100."""
    try:
        parts = parts_of(reference)
    except ValueError:
        return []
    found: list[str] = []
    waiting: list[Any] = [*(parts or {}).values()]
    while waiting and len(found) < 100:
        each = waiting.pop()
        if isinstance(each, dict):
            waiting += each.values()
        elif isinstance(each, list):
            waiting += each
        elif isinstance(each, str | int | float):
            found.append(str(each))
    return found


def _has_parts(reference: str) -> bool:
    try:
        return parts_of(reference) is not None
    except ValueError:
        return False


def _bounded(text: str, answer: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where an answer stands in a part of a text, not as a piece of a longer word or number."""
    found: list[tuple[int, int]] = []
    position = text.find(answer, start, end)
    while position >= 0 and len(found) < 1000:
        last = position + len(answer)
        if not _goes_on(text, position, last):
            found.append((position, last))
        position = text.find(answer, last, end)
    return found


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether the word or number between goes on to the left or to the right."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    first, last = text[start], text[end - 1]
    if (first.isalnum() and before[-1:].isalnum()) or (last.isalnum() and after[:1].isalnum()):
        return True
    if first.isdigit() and (
        before[-1:] in ("-", "−", "_", "^") or (before[-1:] in ".," and before[:1].isdigit())
    ):
        return True
    if not last.isdigit():
        return False
    return after[:1] in ("^", "!", "%") or (after[:1] in (".", ",", "/", ":") and after[1:].isdigit())


def _in_output(response: str, blocks: list[Fence], answer: str) -> _Stated | None:
    """An answer that is all of the last block of the response, which is no program."""
    last = blocks[-1] if blocks else None
    if last is None or not last.closed or last.language not in _OUTPUT or last.text.strip() != answer:
        return None
    start = response.find(answer, last.start, last.end)
    if start < 0 or response[last.outer[1] :].strip():
        return None
    end = start + len(answer)
    return _Stated(start, end, start, end, last.outer[0], last.outer[1], ((start, end),), True, output=True)


_SOFT = ("plain", "last_line", "bold")
"""Channels without an announcement: all that the response says of the answer is changed there."""
_DRESS = (
    ("\\boxed{", "}"),
    ("\\text{", "}"),
    ("\\mathbf{", "}"),
    ("\\mathrm{", "}"),
    ("$$", "$$"),
    ("$", "$"),
    ("\\(", "\\)"),
    ("\\[", "\\]"),
    ("**", "**"),
    ("__", "__"),
    ("`", "`"),
    ('"', '"'),
    ("“", "”"),
    ("'", "'"),
)


def _located(response: str, answer: str) -> _Stated | None:
    if "\n" in answer:
        return None
    from assay.evidence.final_answer import final_answer, second_thought, values_like

    cut = max(0, len(response) - _END)
    ending = response[cut:]
    found = final_answer(ending)
    if found.hedged and all(_ends_in(each.text, answer) for each in (*found.rivals, *found.extras)):
        # "The answer is the greatest common divisor, 42."
        found = final_answer(ending, values_like(lambda text: _bounded(text, answer, 0, len(text))))
    if found.failure or found.listed or found.hedged or not 0 < len(found.parts) < 10:
        return None
    part = found.parts[-1]
    low, high = cut + part.start, cut + part.end
    spots = _bounded(response, answer, low, high)
    if not spots:
        said = response[low:high]
        core = said.strip(" \t.*$`\"'")
        if not 0 < len(core) <= other.LONGEST_ANSWER or not (
            other.same_answer(core, answer) or _only_number(core, answer)
        ):
            return None
        start = low + said.index(core)
        spots = [(start, start + len(core))]
        answer = core
    start, end = spots[-1]
    if second_thought(ending, end - cut):
        return None
    first, last = (start, end) if found.channel == "tag" else _dressed(response, start, end)
    begin = response.rfind("\n", 0, first) + 1
    finish = response.find("\n", last)
    finish = len(response) if finish < 0 else finish
    places = _bounded(response, answer, 0, len(response)) if found.channel in _SOFT else spots
    if len(found.parts) > 1:
        for each in found.parts[:-1]:
            places = sorted({*places, *_bounded(response, answer, cut + each.start, cut + each.end)})
    once = len(spots) == 1 and len(found.parts) == 1
    return _Stated(start, end, first, last, begin, finish, tuple(places), once, found.channel not in _SOFT)


def _ends_in(text: str, answer: str) -> bool:
    text = text.rstrip(" $.*\n")
    return text.endswith(answer) and not _goes_on(text, len(text) - len(answer), len(text))


def _only_number(said: str, answer: str) -> bool:
    """Whether all that is said is the one number of the answer, whose unit stands elsewhere."""
    numbers = [found[0] for found in other.NUMBER.finditer(answer)]
    return len(numbers) == 1 and other.same_answer(numbers[0], said)


def _dressed(text: str, start: int, end: int) -> tuple[int, int]:
    for _ in range(4):
        for opening, closing in _DRESS:
            if text.endswith(opening, 0, start) and text.startswith(closing, end):
                start, end = start - len(opening), end + len(closing)
                break
        else:
            break
    return start, end


# Operators on the answer ---------------------------------------------------------------------------------------


def _numbers(row: _Row, rng: random.Random) -> Iterator[_Made]:
    if row.stated:
        yield from _changed(row, other.changed_numbers(row.answer, rough=row.rough))
    elif row.code:
        yield from _in_code(row, rng, _LITERAL, lambda m: [str(int(m[0]) + 1), str(max(0, int(m[0]) - 1))])
    else:
        there = _amounts(row.retold)
        yield from _in_text(
            row,
            rng,
            other.NUMBER,
            lambda m: list(islice(other.other_numbers(m[0]), 3)),
            lambda m, written: not _of_list(m) and other.value(written) not in there,
        )


def _not_numbers(row: _Row, rng: random.Random) -> Iterator[_Made]:
    if row.stated and other.value(row.answer) is not None:
        for text in other.NOT_NUMBERS:
            yield row.saying(text), f"{row.answer} → {text}", True


def _last_digits(row: _Row, rng: random.Random) -> Iterator[_Made]:
    """Not bound: who compares within a tolerance accepts them, and the card shows it."""
    if row.stated:
        for response, what, _ in _changed(row, other.last_digits(row.answer)):
            yield response, what, False


_FILLER = (
    "This line of the working is as good as the one before it, and the next one goes on in the same way.\n"
)


def _padding(row: _Row, rng: random.Random) -> Iterator[_Made]:
    """A wrong answer behind more text than right answers have."""
    at = row.stated
    if at is None or at.output or not at.announced or not (chosen := _two(row, rng)):
        return
    for length in (500, 2_000, 4_000, 20_000):
        lines = _FILLER * (length // len(_FILLER))
        yield f"{lines}\n{row.line(chosen[0])}", f"{length:,} characters, then {chosen[0]}", True


_MINUS_ZERO = re.compile(r"[-−]\s*0(?![\d.])")


def _signs(row: _Row, rng: random.Random) -> Iterator[_Made]:
    if row.stated:
        for each in _changed(row, other.changed_signs(row.answer)):
            if not _MINUS_ZERO.search(each[1].partition(" → ")[2]):  # which is zero
                yield each
    elif row.code:
        yield from _in_code(row, rng, _PLUS, lambda m: ["-" if m[0] == "+" else "+"])
    else:
        yield from _in_text(row, rng, _TEXT_SIGN, lambda m: [_TURNED[m[0]]])


def _units(row: _Row, rng: random.Random) -> Iterator[_Made]:
    if row.stated:
        yield from _changed(row, other.changed_units(row.answer))
        percent = re.search(r"(?<=\d)\s?\\?%", row.answer)
        if percent:  # "what percent" may be answered without the sign
            bare = row.answer[: percent.start()] + row.answer[percent.end() :]
            yield row.saying(bare), f"{row.answer} → {bare}", False
    elif row.readable and not row.code:
        spots = list(islice(re.finditer(r"(?<=\d )[A-Za-zµμ°]+(?![A-Za-z])", row.response), _SPOTS))
        for spot in spots:
            for unit in other.units_beside(spot[0]):
                text = row.response[: spot.start()] + unit + row.response[spot.end() :]
                yield text, f"{spot[0]} → {unit}", bool(row.retold) and len(spot[0]) > 2


def _names(row: _Row, rng: random.Random) -> Iterator[_Made]:
    if row.stated:
        yield from _changed(row, other.changed_names(row.answer, row.prompt, row.names))
        if not row.stated.output and not other.is_name(row.answer) and not row.wrong:
            for name in row.names[:20]:  # two ways to write one thing, perhaps
                yield row.saying(name), f"{row.answer} → {name}", False
    elif row.readable and not row.code:
        names = list(dict.fromkeys(m[0] for m in islice(_PROPER.finditer(row.response), _SPOTS)))
        for one, two in pairwise(names):
            text = re.sub(rf"\b{one}\b", two, row.response)  # both are letters only
            yield text, f"{one} → {two}", False
        for name in names if row.retold else ():
            if re.search(rf"\b{name}\b", row.retold) and _STRANGER not in row.retold:
                yield re.sub(rf"\b{name}\b", _STRANGER, row.response), f"{name} → {_STRANGER}", True


def _dates(row: _Row, rng: random.Random) -> Iterator[_Made]:
    if row.stated:
        yield from _changed(row, other.changed_times(row.answer))
        yield from _changed(row, other.changed_dates(row.answer))
    elif row.readable and not row.code:
        for each in islice(other.changed_dates(row.response), _MOST_TRIED):
            yield each.text, each.what, each.what.partition(" → ")[0] in row.retold


def _order(row: _Row, rng: random.Random) -> Iterator[_Made]:
    if row.stated:
        if row.stated.output:
            return
        for each in other.changed_order(row.answer, row.prompt):
            if each.text != row.answer:
                wrong = each.counts and not other.same_answer(each.text, row.answer)
                yield row.saying(each.text), each.what, wrong
    elif row.code:
        yield from _in_code(row, rng, _ARGUMENTS, lambda m: [f"{m[1]}{m[4]}{m[3]}{m[2]}{m[5]}"])


def _changed(row: _Row, changes: Iterator[other.Changed]) -> Iterator[_Made]:
    for each in changes:
        if not other.same_answer(each.text, row.answer):
            yield row.saying(each.text), each.what, True


# Operators on how it is said ----------------------------------------------------------------------------------

_IS = re.compile(
    r"\b(is|are|was|were|will be|should be|must be|equals)(\s*:)?\s+(?:(?:the|an?|exactly|equal to|thus|therefore|then|indeed|simply|just)\s+){0,2}"
    r"[\s*$(`\"'“:]*\Z"
)


def _negation(row: _Row, rng: random.Random) -> Iterator[_Made]:
    at = row.stated
    if at is None:
        if row.code:
            yield from _in_code(row, rng, _COMPARISON, lambda m: [_OPPOSITE[m[0]]])
        else:
            yield from _in_text(
                row, rng, _TEXT_IS, lambda m: [f"{m[0]} not"], lambda m, _: m[0] in _FIRM and _is_statement(m)
            )
        return
    if at.output or not at.once:
        return
    before = row.response[at.begin : at.first]
    verb = _IS.search(before)
    if verb:
        place = at.begin + verb.start(1)
        said = "does not equal" if verb[1] == "equals" else verb[1].replace(" be", " not be")
        said = said if "not" in said else f"{said} not"
        text = row.response[:place] + said + row.response[place + len(verb[1]) :]
        yield text, f"{verb[1]} → {said}", True
        start = _clause(row.response, at)
        if start is not None:
            clause = row.response[start : at.finish]
            it = "it" if row.response[max(0, start - 2) : start].strip(" ,").isalpha() else "It"
            text = (
                f"{row.response[:start]}{it} is not true that {_lowered(clause)}{row.response[at.finish :]}"
            )
            yield text, "it is not true that …", True
    else:
        yield row.instead("not " + row.dressed(row.answer)), f"not {row.answer}", True
    if re.search(r"\w|[}$*.]\s*\Z", row.response):
        yield row.response.rstrip() + "\nNo, that is wrong.", "taken back: 'No, that is wrong.'", True


_NEXT_CLAUSE = re.compile(r"(?:[.!?:]\s+(?=[A-Z])|\b(?:So|Thus|Therefore|Hence|Finally),?\s+(?=\w))")


def _clause(response: str, at: _Stated) -> int | None:
    """Where the sentence begins that states the answer, without "So"; ``None`` if it begins with no word."""
    start = at.begin
    for mark in _NEXT_CLAUSE.finditer(response, at.begin, at.first):
        start = mark.end()
    return start if response[start : start + 1].isalpha() else None


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


_UNION = re.compile(r"[<>≤≥∪∞]|\\(?:le|ge|leq|geq|lt|gt|cup|infty|in)(?![a-z])|\\?\{.*,")
_INTERVALS = re.compile(
    r"interval|inequalit|domain|range|increas|decreas|[<>≤≥]|\\(?:le|ge|leq|geq|lt|gt)(?![a-z])",
    re.IGNORECASE,
)
_PAIR = re.compile(r"\s*(?:\\left)?[(\[][^(),]*,[^(),]*")


def _is_set(row: _Row) -> bool:
    """Whether another answer beside the right one may state the same set: ``x > 5 or x > 6``."""
    if _UNION.search(row.answer):
        return True
    return _PAIR.match(row.answer) is not None and _INTERVALS.search(row.prompt) is not None


def _in_a_calculation(row: _Row) -> bool:
    """Whether the answer is but one number of a sentence with others, without "the answer is"."""
    at = row.stated
    assert at is not None
    around = row.response[at.begin : at.first] + row.response[at.last : at.finish]
    return not at.announced and re.search(r"[\d=]", around) is not None


def _two(row: _Row, rng: random.Random) -> list[str]:
    """Two wrong answers that differ, or one, or none."""
    found = list(dict.fromkeys(each.text for each in row.wrong))
    chosen = rng.sample(found, min(2, len(found)))
    if len(chosen) == 2 and other.same_answer(*chosen):
        return chosen[:1]
    return chosen


def _hedges(row: _Row, rng: random.Random) -> Iterator[_Made]:
    at = row.stated
    if at is None:
        if row.readable and not row.code and row.response.strip():
            firm = bool(row.retold) and not _UNSURE.search(row.retold)
            yield "I am not sure, but perhaps: " + row.response, "I am not sure …", firm
        return
    if at.output or not at.once or not (chosen := _two(row, rng)):
        return
    wrong = not _is_set(row) and not _in_a_calculation(row)
    x, y = row.dressed(row.answer), row.dressed(chosen[0])
    for said in (f"{x} or {y}", f"either {x} or {y}", f"{x}, or maybe {y}", f"{x} (or {y})", f"{y} or {x}"):
        yield row.instead(said), f"{row.answer} → {said}", wrong
    formula = "$" in row.response[at.first : at.start] or "\\boxed" in row.response[at.first : at.start]
    inside = row.answer + (r" \text{ or } " if formula else " or ") + chosen[0]
    yield row.saying(inside), f"{row.answer} → {inside}", wrong
    start = _clause(row.response, at)
    if start is not None and start < at.first:
        clause = f"{_lowered(row.response[start : at.first])}{x} or {y}"
        unsure = f"{row.response[:start]}I am not sure, but perhaps {clause}{row.response[at.last :]}"
        yield unsure, f"I am not sure, but perhaps … {x} or {y}", wrong


def _lists(row: _Row, rng: random.Random) -> Iterator[_Made]:
    at = row.stated
    if at is None or at.output or not at.once or not (chosen := _two(row, rng)):
        return
    wrong = not _is_set(row) and not _in_a_calculation(row)
    x, *ys = row.answer, *chosen
    dressed = [row.dressed(each) for each in (x, *ys)]
    for said in (
        ", ".join(dressed),
        "; ".join(dressed[:2]),
        ", ".join(dressed[::-1]),
        " and ".join(dressed[:2]),
    ):
        yield row.instead(said), f"{x} → {said}", wrong
    yield row.saying(", ".join((x, *ys))), f"{x} → {', '.join((x, *ys))}", wrong


_NOTHING = frozenset(
    (
        "",
        "none",
        "n/a",
        "na",
        "nothing",
        "unknown",
        "idontknow",
        "∅",
        "\\emptyset",
        "\\varnothing",
        "{}",
        "[]",
        "undefined",
        "nosolution",
    )
)


def _empties(row: _Row, rng: random.Random) -> Iterator[_Made]:
    at = row.stated
    surely = bool(at or row.code) and other.normal(row.right) not in _NOTHING
    for text in ("", " \n\t", "…", "N/A", "I don't know"):
        yield text, f"→ {text!r}", surely
    if at:
        if not _in_a_calculation(row) and not _read(row.saying(""), row.answer):  # "89 - 45 = " says it too
            yield row.saying(""), f"removed: {row.answer}", surely
        heading = row.response[at.begin : at.first].rstrip(" $*`\"'")
        if heading and not _in_a_calculation(row):
            yield heading, f"only the heading: {heading}", surely
            if not _read(row.response[: at.begin] + heading, row.answer):
                yield row.response[: at.begin] + heading, f"ends with the heading: {heading}", surely
    elif row.code:
        block = row.code
        yield row.response[: block.start] + row.response[block.end :], "the program removed", True


def _read(response: str, answer: str) -> bool:
    """Whether a response without its last statement still states the answer: in a sentence before it."""
    from assay.evidence.final_answer import final_answer

    found = final_answer(response[-_END:])
    return any(_bounded(each.text, answer, 0, len(each.text)) for each in (*found.parts, *found.rivals))


def _headings(row: _Row, rng: random.Random) -> Iterator[_Made]:
    at = row.stated
    if at is None:
        if row.readable and row.response.strip():
            yield f"<think>\n{row.response}\n</think>\n", "only within a thinking block", False
        return
    stem, behind = row.response[: at.begin], row.response[at.finish :]
    right = row.line(row.answer)
    thought = f"<think>\n{stem}{right}\n</think>\n\n"
    yield thought, "only within a thinking block", True
    if at.output or not (chosen := _two(row, rng)):
        return
    y = chosen[0]
    said = row.line(y)
    final = said if at.announced else f"Final answer: {row.dressed(y)}"
    x = row.dressed(row.answer)
    yield f"{thought}{final}{behind}", f"thought {row.answer}, said {y}", True
    yield f"<think>The answer is {x}.</think>\n{final}", f"thought {row.answer}, said {y}", True
    yield f"{stem}Draft: {x}\n\n{final}{behind}", f"Draft: {row.answer}; said {y}", True
    yield f"A student answered {x}. {final}", f"a student's {row.answer}; said {y}", True
    yield (
        f"For another problem the answer is {x}.\n\n{final}",
        f"for another problem {row.answer}; said {y}",
        True,
    )


_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
).split()
_FRACTION = re.compile(
    r"-?(?:\d+)?\\[dt]?frac\{-?\d+\}\{-?\d+\}|\d+/\d+|\d+(?:\.\d+)?\s?(?:\\times|\\cdot|×|\*)\s?10\^\{?-?\d+\}?"
)


def _echo(row: _Row, rng: random.Random) -> Iterator[_Made]:
    if not row.prompt.strip() or not row.readable:
        return
    wrong = row.stated is not None and not _told(row.prompt, row.right) and not _told(row.prompt, row.answer)
    yield row.prompt, "the prompt", wrong
    yield row.prompt.rstrip() + "?", "the prompt with a question mark", wrong


def _told(prompt: str, answer: str) -> bool:
    """Whether a prompt holds the answer, in whatever writing."""
    prompt = prompt[:100_000]
    if _bounded(prompt.casefold(), answer.casefold(), 0, len(prompt)) or (
        len(answer) < 2 and answer in prompt
    ):
        return True
    key = other.normal(answer)
    if len(key) > 3 and key in other.normal(prompt):
        return True
    if other.measured(answer) and other.measured(prompt):
        return True  # in another unit, perhaps
    number = other.value(answer)
    if number is None:
        return False
    if (
        0 <= number <= 20
        and number.denominator == 1
        and re.search(rf"\b{_SMALL[int(number)]}\b", prompt, re.IGNORECASE)
    ):
        return True
    shown = [m[0] for pattern in (other.NUMBER, _FRACTION) for m in islice(pattern.finditer(prompt), 500)]
    return any((found := other.value(text)) is not None and abs(found) == abs(number) for text in shown)


# Operators on the working ---------------------------------------------------------------------------------------

_LINE = re.compile(r"[^\n]*\S[^\n]*(?:\n|\Z)")
_SENTENCE = re.compile(r"\S[^\n]*?(?:[.!?](?=\s|\Z)\s*|\n|\Z)")


def _step_numbers(row: _Row, rng: random.Random) -> Iterator[_Made]:
    if not row.readable:
        return
    first, last = row.working
    spots = [
        m
        for m in islice(other.NUMBER.finditer(row.response, first, last), 1000)
        if len(m[0]) < other.LONGEST_NUMBER
    ]
    for spot in rng.sample(spots, min(10, len(spots))):
        written = next(other.other_numbers(spot[0]), "")
        if written:
            yield (
                row.response[: spot.start()] + written + row.response[spot.end() :],
                f"{spot[0]} → {written}",
                False,
            )


def _steps(row: _Row) -> list[tuple[int, int]]:
    if not row.readable:
        return []
    first, last = row.working
    found: list[tuple[int, int]] = []
    for pattern in (_LINE, _SENTENCE):
        found = [m.span() for m in islice(pattern.finditer(row.response, first, last), 1000)]
        if len(found) > 1:
            return found
    return found


def _dropped_steps(row: _Row, rng: random.Random) -> Iterator[_Made]:
    steps = _steps(row)
    for first, last in rng.sample(steps, min(10, len(steps))):
        left = row.response[:first] + row.response[last:]
        if left.strip():
            yield left, f"dropped: {row.response[first:last].strip()[:60]!r}", False


def _swapped_steps(row: _Row, rng: random.Random) -> Iterator[_Made]:
    steps = _steps(row)
    pairs = list(pairwise(steps))
    for (a, b), (c, d) in rng.sample(pairs, min(10, len(pairs))):
        one, between, two = row.response[a:b], row.response[b:c], row.response[c:d]
        if not two.endswith("\n") and one.endswith("\n"):
            one, two = one[:-1], two + "\n"
        yield (
            row.response[:a] + two + between + one + row.response[d:],
            f"swapped: {one.strip()[:40]!r} and the next",
            False,
        )


# Text without an answer that can be found, and programs ----------------------------------------------------------

_LITERAL = re.compile(r"(?<![\w.'\"])\d{1,9}(?![\w.'\"])")
_PLUS = re.compile(r"(?<= )[+-](?= )|(?<=[\w)\]] )[+-](?==)")
_COMPARISON = re.compile(
    r"==|!=|<=|>=|(?<![<>=-])[<>](?![<>=])|\bnot in\b|\bis not\b|\bis\b|\bif not\b|\bif\b"
)
_OPPOSITE = {
    "==": "!=",
    "!=": "==",
    "<": ">=",
    ">=": "<",
    ">": "<=",
    "<=": ">",
    "not in": "in",
    "is not": "is",
    "is": "is not",
    "if not": "if",
    "if": "if not",
}
_ARGUMENTS = re.compile(r"(?<=\w)(\()(\w[\w.]*)(, )(\w[\w.]*)(\))")
_TEXT_SIGN = re.compile(r"(?<=\s)[<>≤≥](?=\s)")
_TURNED = {"<": ">", ">": "<", "≤": "≥", "≥": "≤"}
_TEXT_IS = re.compile(r"(?<=\w )(?:is|are|was|were|has been|can|will|must|may)(?= (?!not\b)\w)")
_PROPER = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}\b")
_STRANGER = "Ulverton"  # a name that no text has
_UNSURE = re.compile(
    r"\b(?:perhaps|maybe|probably|possibly|likely|allegedly|sure|might|may)\b", re.IGNORECASE
)
_FIRM = ("is", "are", "was", "were", "has been", "will", "must")
_OPEN = re.compile(r"\b(?:whether|if|unless|until|than|as|or|nor)\b|[?\"“”]", re.IGNORECASE)


def _is_statement(spot: re.Match[str]) -> bool:
    """Whether a place is within a sentence that says that something is so, on no condition."""
    text = spot.string
    start = max(text.rfind(mark, 0, spot.start()) for mark in ("\n", ". ", "! ", "? "))
    end = _SENTENCE_END.search(text, spot.end())
    return not _OPEN.search(text, start + 1, end.end() if end else len(text))


_SENTENCE_END = re.compile(r"[.!?](?=\s|\Z)|\n")


def _in_code(
    row: _Row, rng: random.Random, what: re.Pattern[str], change: Callable[[re.Match[str]], list[str]]
) -> Iterator[_Made]:
    block = row.code
    assert block is not None
    yield from _at_places(
        row, rng, list(islice(what.finditer(row.response, block.start, block.end), 1000)), change
    )


def _in_text(
    row: _Row,
    rng: random.Random,
    what: re.Pattern[str],
    change: Callable[[re.Match[str]], list[str]],
    surely: Callable[[re.Match[str], str], bool] | None = None,
) -> Iterator[_Made]:
    """``surely`` says of a place and what is put there whether that is wrong where a text is told over again."""
    if row.readable:
        places = list(islice(what.finditer(row.response), 1000))
        yield from _at_places(row, rng, places, change, surely if row.retold else None)


def _at_places(
    row: _Row,
    rng: random.Random,
    places: list[re.Match[str]],
    change: Callable[[re.Match[str]], list[str]],
    surely: Callable[[re.Match[str], str], bool] | None = None,
) -> Iterator[_Made]:
    """The response changed at some of the places."""
    for spot in rng.sample(places, min(20, len(places))):
        for written in change(spot):
            if written != spot[0]:
                yield (
                    row.response[: spot.start()] + written + row.response[spot.end() :],
                    f"{spot[0]} → {written}",
                    surely is not None and surely(spot, written),
                )


_MAKERS: dict[str, Callable[[_Row, random.Random], Iterator[_Made]]] = {
    "numbers": _numbers,
    "not_numbers": _not_numbers,
    "last_digits": _last_digits,
    "signs": _signs,
    "units": _units,
    "names": _names,
    "dates": _dates,
    "order": _order,
    "negation": _negation,
    "hedges": _hedges,
    "lists": _lists,
    "empties": _empties,
    "headings": _headings,
    "padding": _padding,
    "echo": _echo,
    "step_numbers": _step_numbers,
    "dropped_steps": _dropped_steps,
    "swapped_steps": _swapped_steps,
}
_WITH_ANOTHER = frozenset(
    ("numbers", "signs", "units", "names", "dates", "order", "hedges", "lists", "headings", "padding")
)
"""Kinds that state another answer, which counts only where no other is right."""
KINDS: tuple[str, ...] = tuple(_MAKERS)
"""The kinds of mutants, in the order in which they are made."""
