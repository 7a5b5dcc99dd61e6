"""What an answer states, piece by piece, held against the pieces of the sources."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from assay.evidence import find_quote
from assay.evidence.english import common_words, synonyms
from assay_medical.clinical_terms import WORD, headings, kind_of_word, plain_word, singular, term_at
from assay_medical.context import section, sentence_spans, sides_in
from assay_medical.grounding.numbers import Told, rounds_to, same
from assay_medical.grounding.reading import (
    DIRECTED,
    KIN,
    Segment,
    Unit,
    keys_of,
    label_of,
    predicate,
    read,
    units_of,
)

MOST_SEGMENTS = 4_000
"""Pieces of the sources that are compared."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a claim: it holds, does not (``False``), or cannot be decided (``None``)."""

    holds: bool | None
    reason: str
    message: str
    span: tuple[int, int]
    claim: str
    kind: str = "claim"
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A piece of a source with what it states."""

    segment: Segment
    source: int
    units: tuple[Unit, ...]
    """Its own, and those that it shares with the pieces before it."""
    keys: frozenset[str]


class Book:
    """The sources of an answer, by their words and numbers."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self.places: list[Place] = []
        self.by_key: dict[str, list[int]] = {}
        self.numbers: list[tuple[Told, int, Unit]] = []
        for source, text in enumerate(texts):
            segments = read(text)[:MOST_SEGMENTS]
            for n, segment in enumerate(segments):
                above = segment.parallel if segment.is_place else ()
                units = (*segment.label, *segment.subject, *above, *segment.units, *predicate(segments, n))
                keys = frozenset(key for unit in units for key in unit.keys)
                for key in keys:
                    self.by_key.setdefault(key, []).append(len(self.places))
                for unit in segment.numbers:
                    assert unit.number is not None
                    self.numbers.append((unit.number, len(self.places), unit))
                self.places.append(Place(segment, source, units, keys))
        self.sides = [list(sides_in(text)) for text in texts]
        known = headings()
        self.terms = [terms_in(text) for text in texts]
        self.headings = {known[term.words] for each in self.terms for term in each if term.words in known}

    def has(self, unit: Unit) -> bool:
        return any(key in self.by_key for key in unit.keys) or bool(self.synonyms_of(unit))

    def synonyms_of(self, unit: Unit) -> list[str]:
        """Everyday synonyms of a word that a source has; none of clinical terms. Where the family has something, a relative has it."""
        if unit.text in _FAMILY and unit.context.experiencer == "family" and not unit.context.negated:
            return [other for other in sorted(KIN) if other in self.by_key]
        if unit.text in _ANTONYMS or kind_of_word(unit.text):
            return []
        return [other for key in unit.keys for other in synonyms().get(key, ()) if other in self.by_key]

    def term_of(self, source: int, unit: Unit) -> tuple[int, int]:
        """Where the clinical term stands that a word of a source is part of; the word's own place if it is of none."""
        terms = self.terms[source]
        n = bisect_right(terms, unit.span[0], key=lambda term: term.span[0])
        return terms[n - 1].span if n and unit.span[0] < terms[n - 1].span[1] else unit.span

    def places_of(self, unit: Unit) -> set[int]:
        keys = [*unit.keys, *self.synonyms_of(unit)]
        return {n for key in keys for n in self.by_key.get(key, ())}


@lru_cache(maxsize=16)
def book_of(texts: tuple[str, ...]) -> Book:
    """The sources, read once for the answers about them."""
    return Book(texts)


_PAIRS = (
    "increased decreased|increase decrease|improved worsened|began stopped|normal abnormal|acute chronic|mild severe|present absent|"
    "positive negative|upper lower|anterior posterior|medial lateral|proximal distal|left right|systolic diastolic|early late|"
    "male female|mother father|brother sister|son daughter|maternal paternal|stable unstable|regular irregular|benign malignant|"
    "superior inferior|dorsal ventral|afebrile fever|hypertension hypotension|tachycardia bradycardia|hyperkalemia hypokalemia|"
    "hypernatremia hyponatremia|hyperglycemia hypoglycemia|hyperthyroidism hypothyroidism|hypercalcemia hypocalcemia|"
    "increased reduced|internal external|sensitive resistant|oral intravenous|morning evening|dry productive|unilateral bilateral|"
    "left bilateral|right bilateral|constant intermittent|died recovered"
)
_ANTONYMS: dict[str, set[str]] = {}
for _pair in _PAIRS.split("|"):
    _one, _two = _pair.split()
    _ANTONYMS.setdefault(_one, set()).add(_two)
    _ANTONYMS.setdefault(_two, set()).add(_one)

_FAMILY = frozenset(("family", "familial", "relative", "relatives"))

_CHRONIC = re.compile(
    r"hypertension|diabet|mellitus|asthma|chronic|disease|failure|coronary|arthritis|epilepsy|disorder|syndrome|lipidemia|cholesterol|depress|"
    r"anxiety|migraine|hiv|virus|hepatitis|obes|fibrillation|thyroid|dementia|gout|smok|alcohol|allerg|sclerosis|lupus|cirrhosis|cancer|"
    r"psoriasis|osteoporosis|schizophrenia|parkinson|glaucoma|apnea|reflux|sleep|hyperplasia|anemia|insufficiency"
)
_GENERIC = {
    "cancer": r"oma\b|carcinom|cancer|malignan|metasta|leuk|neoplas|tumou?r|melanom|lymphom",
    "tumor": r"oma\b|carcinom|cancer|malignan|metasta|neoplas|mass|melanom|lymphom",
    "malignancy": r"oma\b|carcinom|cancer|metasta|leuk|neoplas|tumou?r|melanom|lymphom",
    "infection": r"itis\b|infect|sepsis|pneumonia|abscess|bacter|vir|fung|coccus|coli\b",
    "antibiotic": r"cillin|mycin|micin|floxacin|\bcef|cycline|penem|metronidazole|linezolid|sulfa|azithro",
    "steroid": r"predni|cortisone|dexamethasone|betamethasone|budesonide",
    "corticosteroid": r"predni|cortisone|dexamethasone|betamethasone|budesonide",
    "diuretic": r"furosemide|thiazide|spironolactone|torsemide|bumetanide|chlorthalidone",
    "statin": r"statin",
    "opioid": r"morphine|codone|fentanyl|methadone|tramadol|morphone|tapentadol",
    "anticoagulant": r"warfarin|xaban|heparin|parin|dabigatran|coumadin",
    "anticoagulation": r"warfarin|xaban|heparin|parin|dabigatran|coumadin",
    "antidepressant": r"pram\b|fluoxetine|sertraline|oxetine|triptyline|bupropion|venlafaxine|mirtazapine",
    "antihypertensive": r"pril\b|sartan|olol\b|dipine|thiazide|clonidine",
    "surgery": r"ectomy|otomy|plasty|surg|operat|repair|graft|bypass|resect",
    "pain": r"pain|ache|algia|discomfort|tender|sore",
    "procedure": r"ectomy|otomy|oscopy|plasty|graphy|procedure|biopsy",
}
"""General words, and the traces that something of the sort leaves in a text: then it cannot be decided whether they hold."""


_INVENTED = {
    "drug": "invented_drug",
    "diagnosis": "invented_diagnosis",
    "symptom": "invented_finding",
    "finding": "invented_finding",
    "test": "invented_finding",
    "procedure": "invented_procedure",
}
_MOSTLY = 0.6
"""The share of a sentence's words that no source has, from which on it is none of theirs in other words."""
_LOOSE = re.compile(r"\b(?:with|who|has|have|had)\b", re.IGNORECASE)
"""Between words that are only put beside each other: "a man with diabetes"."""
_DIFFERENCE = re.compile(
    r"\b(?:difference|drop(?:ped)?|fall|fell|rise|rose|increased?|decreased?|gain(?:ed)?|los[ts]|loss|change[ds]?|decline[ds]?)\b(?: \w+){0,4}?(?: of| by) (?:about |approximately )?\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Term:
    span: tuple[int, int]
    kind: str
    words: tuple[str, ...]


def judge(answer: str, book: Book, *, bare: bool = False) -> Iterator[Outcome]:
    """An outcome for each piece of an answer that states something; of a ``bare`` one no more is known than whether it denies."""
    matcher = _Matcher(answer, book, bare)
    segments = read(answer)
    sentences = sentence_spans(answer)
    last = {segment.sentence: segment for segment in segments}
    copied: dict[int, Outcome | None] = {}
    for n, segment in enumerate(segments):
        if not segment.units:
            continue
        if segment.sentence not in copied:
            copied[segment.sentence] = matcher.copied(sentences[segment.sentence])
            if copied[segment.sentence] is not None:
                yield copied[segment.sentence]  # type: ignore[misc]
        if copied[segment.sentence] is not None:
            continue
        said = [unit for each in segments if each.sentence == segment.sentence for unit in each.words]
        absent = [unit for unit in said if not book.has(unit)]
        if len(absent) >= 3 and len(absent) >= _MOSTLY * len(said):
            copied[segment.sentence] = matcher.invented(sentences[segment.sentence], absent[0])
            yield copied[segment.sentence]  # type: ignore[misc]
        else:
            yield from matcher.outcomes(segment, predicate(segments, n), segment is last[segment.sentence])


def strange_in(text: str, span: tuple[int, int], book: Book) -> Iterator[Outcome]:
    """What a question names that no source has: numbers, clinical terms, names, words that are no everyday ones."""
    matcher = _Matcher(text, book, False)
    units = units_of(text, *span)
    yield from matcher.strange(Segment(span, units, 0, None), everyday=True)


def terms_in(text: str, start: int = 0, end: int | None = None) -> list[_Term]:
    """The known clinical terms of a text, the longest at each place."""
    places = list(WORD.finditer(text, start, len(text) if end is None else end))
    words = [plain_word(match[0]) for match in places]
    found: list[_Term] = []
    at = 0
    while at < len(words):
        length, kind = term_at(words, at)
        if length:
            span = (places[at].start(), places[at + length - 1].end())
            found.append(_Term(span, kind, singular(tuple(words[at : at + length]))))
        at += length or 1
    return found


class _Matcher:
    def __init__(self, answer: str, book: Book, bare: bool) -> None:
        self.bare = bare
        self.answer = answer
        self.book = book
        self.terms = terms_in(answer)
        self.sides = list(sides_in(answer))

    def copied(self, span: tuple[int, int]) -> Outcome | None:
        """A sentence that is a whole sentence of a source, and means there what it says by itself."""
        said = self.answer[slice(*span)]
        if len(said.split()) < 4:
            return None
        for text in self.book.texts:
            quote = find_quote(said, text, whole_sentences=True)
            if quote is not None and not section(text, quote.start):
                return Outcome(True, "ok", "", span, said, "claim", text[quote.start : quote.end][:200])
        return None

    def invented(self, span: tuple[int, int], unit: Unit) -> Outcome:
        """A sentence hardly a word of which is in the sources."""
        strange = list(self.strange(Segment(span, [unit], 0, None)))
        named = next((each for each in strange if each.holds is False), None)
        message = (
            f"Hardly a word of the sentence is in the source, such as {self.answer[slice(*unit.span)]!r}."
        )
        return named or self._outcome(False, "invented_statement", message, span)

    def outcomes(self, segment: Segment, shared: Sequence[Unit], last: bool) -> Iterator[Outcome]:
        fragment = segment.joiner == ";" and segment.verb is None and not segment.numbers
        fragment = fragment and not any(unit.context.negated for unit in segment.units)
        if last and (fragment or _UNFINISHED.search(self.answer[slice(*segment.span)])):
            yield self._outcome(None, "unfinished", "The statement is not whole.", segment.span)
            return
        strange = list(self.strange(segment))
        if strange:
            yield from strange
            return
        if segment.verb is not None:
            before = {unit.text for unit in segment.words if unit.span[0] < segment.verb}
            if before and before == {unit.text for unit in segment.words if unit.span[0] >= segment.verb}:
                yield self._outcome(None, "unfinished", "It says a thing of itself.", segment.span)
                return
        whole = self._placed([*_wanted(segment), *shared], segment)
        own = all(unit.context.experiencer == "patient" for unit in segment.units)
        if whole.holds is None and own:
            pieces = list(self._pieces(segment))
            if len(pieces) > 1:
                parts = [self._placed(piece, segment) for piece in pieces]
                failed = [part for part in parts if not part.holds]
                whole = min(failed, key=lambda part: part.holds is None) if failed else parts[0]
        yield whole

    # -- what no source has

    def strange(self, segment: Segment, *, everyday: bool = False) -> Iterator[Outcome]:
        """What of a piece no source has; with ``everyday`` words that everybody knows are let pass."""
        for unit in segment.units:
            if (
                everyday
                and unit.number is None
                and keys_of(unit.word) & common_words()
                and not kind_of_word(unit.word)
            ):
                continue
            if unit.number is not None:
                outcome = self._strange_number(unit, unit.number, segment)
            else:
                outcome = None if self.book.has(unit) else self._strange_word(unit)
            if outcome is not None:
                yield outcome

    def _strange_number(self, unit: Unit, told: Told, segment: Segment) -> Outcome | None:
        alike = {n: same(told, other) for n, (other, _, _) in enumerate(self.book.numbers)}
        if True in alike.values() or self._difference(told, segment):
            return None
        keys = {key for each in (*segment.subject, *segment.words) for key in each.keys}
        bare = [self.book.numbers[n] for n, holds in alike.items() if holds is None]
        if any(
            keys & {key for each in label_of(self.book.places[n].segment, other) for key in each.keys}
            for _, n, other in bare
        ):
            return self._outcome(
                None, "unit_not_given", f"The source gives no unit with {told.text!r}.", unit.span
            )
        kind = "date" if told.kind == "date" else "dose" if _DOSE.match(told.unit) else "number"
        return self._outcome(False, f"invented_{kind}", f"{told.text!r} is not in the source.", unit.span)

    def _difference(self, told: Told, segment: Segment) -> bool:
        """Whether a number is said to be a difference, and is one of two numbers of the same thing."""
        if not _DIFFERENCE.search(self.answer[: told.span[0]]):
            return False
        keys = {key for unit in (*segment.subject, *segment.words) for key in unit.keys}
        values = [
            other.value
            for other, place, unit in self.book.numbers
            if isinstance(other.value, Fraction)
            and (not told.unit or not other.unit or other.unit == told.unit)
            and keys & {key for each in label_of(self.book.places[place].segment, unit) for key in each.keys}
        ]
        return any(rounds_to(abs(a - b), told) for n, a in enumerate(values) for b in values[:n] if a != b)

    def _strange_word(self, unit: Unit) -> Outcome | None:
        span = unit.span
        told = self.answer[slice(*span)]
        if unit.word == "positive" or any(
            other in self.book.by_key for other in _ANTONYMS.get(unit.word, ())
        ):
            return None  # it is looked at with the words around it
        term = next((t for t in self.terms if t.span[0] <= span[0] < t.span[1]), None)
        kind = term.kind if term else kind_of_word(unit.word)
        if not kind and _NAME.match(self.answer[slice(*span)]) and not _BEGINS.search(self.answer[: span[0]]):
            return self._outcome(False, "invented_name", f"{told!r} is not in the source.", span)
        if not kind:
            return self._outcome(None, "new_words", f"{told!r} is not in the source.", span)
        text = " ".join(self.book.texts)
        hint = _GENERIC.get(singular((unit.word,))[0])
        if hint and re.search(hint, text, re.IGNORECASE):
            return self._outcome(None, "general_term", f"The source may mean it by {told!r}, or not.", span)
        if term:
            span, told = term.span, self.answer[slice(*term.span)]
            if headings().get(term.words, -1) in self.book.headings:
                return self._outcome(
                    None, "other_name", f"{told!r} may be another name of what the source has.", span
                )
        return self._outcome(False, _INVENTED[kind], f"{told!r} is not in the source.", span)

    def _outcome(self, holds: bool | None, reason: str, message: str, span: tuple[int, int]) -> Outcome:
        return Outcome(holds, reason, message, span, self.answer[slice(*span)], reason)

    # -- where a source says it

    def _pieces(self, segment: Segment) -> Iterator[list[Unit]]:
        units: list[Unit] = []
        for unit in segment.units:
            loose = units and unit.number is None and units[-1].number is None
            if loose and _LOOSE.search(self.answer[units[-1].span[1] : unit.span[0]]):
                yield units
                units = []
            units.append(unit)
        yield units

    def _placed(self, wanted: Sequence[Unit], segment: Segment) -> Outcome:
        span = (min(unit.span[0] for unit in segment.units), max(unit.span[1] for unit in segment.units))
        claim = self.answer[slice(*span)]
        words = [unit for unit in wanted if unit.number is None]
        numbers = [unit for unit in wanted if unit.number is not None]
        places = self._with(words) if words else {place for _, place, _ in self.book.numbers}
        best: tuple[int, str, bool | None, str, Place] | None = None
        for number in sorted(places):
            place = self.book.places[number]
            failure = self._failure(words, numbers, place, segment)
            if failure is None:
                return Outcome(True, "ok", "", span, claim, "claim", self._quote(place))
            if best is None or failure[0] > best[0]:
                best = (*failure, place)
        if best is not None:
            return Outcome(best[2], best[1], best[3], span, claim, "claim", self._quote(best[4]))
        turned = (
            self._contradicted(words)
            or self._meant_otherwise(words, segment)
            or self._misnumbered(words, numbers, segment)
        )
        if turned:
            return Outcome(turned[2], turned[1], turned[3], span, claim)
        absent = next((unit for unit in words if not self.book.has(unit)), None)
        if absent:
            return self._outcome(None, "new_words", f"{absent.text!r} is not in the source.", absent.span)
        return Outcome(None, "not_together", f"No piece of the source has all of {claim!r}.", span, claim)

    def _with(self, words: Sequence[Unit]) -> set[int]:
        found: set[int] | None = None
        for unit in words:
            places = self.book.places_of(unit)
            found = places if found is None else found & places
            if not found:
                return set()
        return found or set()

    def _failure(
        self, words: Sequence[Unit], numbers: Sequence[Unit], place: Place, segment: Segment
    ) -> tuple[int, str, bool | None, str] | None:
        """Why a piece of a source does not bear the words and numbers out; higher ones come nearer to it."""
        order: list[int] = []
        now = (
            _NOW.search(
                self.answer[words[0].span[0] - 30 if words[0].span[0] > 30 else 0 : words[-1].span[1]]
            )
            is not None
            if words
            else False
        )
        for unit in words:
            failures, fits = [], []
            for n, other in enumerate(place.units):
                if other.number is None and self._alike(unit, other):
                    failure = None
                    if not self.bare or unit.context.negated != other.context.negated:
                        failure = _other_context(unit, other, now, self._phrase(unit))
                    if failure is None and unit.context.negated and self._narrower(words, other, place):
                        text = self.book.texts[place.source][slice(*self.book.term_of(place.source, other))]
                        failure = (0, "narrower_denied", None, f"The source denies no more than {text!r}.")
                    if failure is None:
                        fits.append(n)
                    else:
                        failures.append(failure)
            if fits:
                order.append(next((n for n in fits if not order or n > order[-1]), fits[0]))
            else:
                if failures:
                    return failures[0]
                return (0, "not_together", None, "It does not stand together in the source.")
        for unit in numbers:
            wrong = self._number_failure(unit, segment, words, place)
            if wrong:
                return wrong
        if self._sides_differ(words, place):
            return (2, "wrong_side", False, "The source says it of the other side.")
        if order != sorted(order) and self._directed(words, place):
            return (4, "reordered", None, "The source has the same words in another order.")
        return None

    def _narrower(self, words: Sequence[Unit], other: Unit, place: Place) -> bool:
        """Whether the term of a source has words that are not said: who has no chest pain may have pain."""
        start, end = self.book.term_of(place.source, other)
        term = [each for each in place.units if start <= each.span[0] < end and each.number is None]
        return not all(any(self._alike(unit, each) for unit in words) for each in term)

    def _phrase(self, unit: Unit) -> str:
        """The term that a word is part of, and the word that stands for it."""
        term = next((t for t in self.terms if t.span[0] <= unit.span[0] < t.span[1]), None)
        return f"{unit.text} {self.answer[slice(*term.span)]}" if term else unit.text

    def _alike(self, unit: Unit, other: Unit) -> bool:
        return bool(unit.keys & other.keys) or any(key in other.keys for key in self.book.synonyms_of(unit))

    def _number_failure(
        self, unit: Unit, segment: Segment, words: Sequence[Unit], place: Place
    ) -> tuple[int, str, bool | None, str] | None:
        told = unit.number
        assert told is not None
        near = self._labels(unit, segment, words)
        unlike: list[Told] = []
        for other in (*place.segment.label, *place.segment.units):
            if other.number is None:
                continue
            label = label_of(place.segment, other)
            heads = other in place.segment.label  # the date of a heading is that of all behind it
            bound = heads or not near or not label or any(self._alike(a, b) for a in near for b in label)
            equal = same(told, other.number)
            if equal and bound and self._beside(unit, segment.units, place.units, other):
                if unit.context.negated == other.context.negated:
                    return None
                return (2, "polarity_turned", False, f"The source does not deny {told.text!r}, or does.")
            if bound and other.number.kind == told.kind and _same_sort(told, other.number):
                unlike.append(other.number)
        if self._difference(told, place.segment):
            return None
        if unlike:
            return (1, "wrong_value", False, f"The source gives {unlike[0].text!r}, not {told.text!r}.")
        near_by = any(
            same(told, other) and self.book.places[n].segment.sentence == place.segment.sentence
            for other, n, _ in self.book.numbers
            if self.book.places[n].source == place.source
        )
        message = f"{told.text!r} stands in the source, but is said of something else."
        return (1, "number_elsewhere", None if near_by else False, message)

    def _beside(self, unit: Unit, said: Sequence[Unit], units: Sequence[Unit], other: Unit) -> bool:
        """Whether a number that stands directly behind another (2 cm × 3 cm) does so in the source."""
        before, after = _before(said, unit), _before(units, other)
        if (
            before is None
            or before.number is None
            or before.number.kind != "number"
            or unit.number is None
            or unit.number.kind != "number"
        ):
            return True
        return after is not None and after.number is not None and same(before.number, after.number) is True

    def _labels(self, number: Unit, segment: Segment, words: Sequence[Unit]) -> list[Unit]:
        """The words next to a number of the answer that it may belong to."""
        label = [unit for unit in label_of(segment, number) if unit in words]
        before = [unit for unit in label if unit.span[1] <= number.span[0]]
        after = [unit for unit in label if unit.span[0] >= number.span[1]]
        near = [*before[:1], *after[:1]]
        return [unit for unit in near if kind_of_word(unit.word) in ("drug", "test")] or near

    def _sides_differ(self, words: Sequence[Unit], place: Place) -> bool:
        for a, b, side in self.sides:
            bound = self._bound(words, a, b)
            if bound is None or not any(unit.span[0] <= a < unit.span[1] for unit in words):
                continue
            text = place.segment.span
            told = {
                other
                for c, d, other in self.book.sides[place.source]
                if text[0] <= c < text[1]
                and any(self._alike(bound, each) for each in _near(place.segment.units, c, d))
            }
            if told and side not in told:
                return True
        return False

    def _bound(self, words: Sequence[Unit], start: int, end: int) -> Unit | None:
        after = [unit for unit in words if unit.span[0] >= end]
        before = [unit for unit in words if unit.span[1] <= start]
        return after[0] if after else before[-1] if before else None

    def _directed(self, words: Sequence[Unit], place: Place) -> bool:
        texts = (
            self.answer[words[0].span[0] : words[-1].span[1]],
            self.book.texts[place.source][slice(*place.segment.span)],
        )
        return any(word in DIRECTED for text in texts for word in re.findall(r"[a-z]+", text.lower()))

    def _contradicted(self, words: Sequence[Unit]) -> tuple[int, str, bool | None, str] | None:
        """Whether a source says the opposite of one of the words with all the others."""
        for unit in words:
            others = _ANTONYMS.get(unit.word, set())
            rest = [each for each in words if each is not unit]
            if not others or not rest:
                continue
            for number in self._with(rest):
                keys = self.book.places[number].keys
                if keys & others:
                    side = unit.word in ("left", "right", "bilateral")
                    reason = "wrong_side" if side else "contradicted"
                    return (
                        2,
                        reason,
                        False,
                        f"The source does not say {unit.text!r} of it, but the opposite.",
                    )
        return None

    def _misnumbered(
        self, words: Sequence[Unit], numbers: Sequence[Unit], segment: Segment
    ) -> tuple[int, str, bool | None, str] | None:
        """Whether the sources give another number wherever they name what a number is said of."""
        for number in numbers:
            near = next(iter(self._labels(number, segment, words)), None)
            if near is None or not kind_of_word(near.word):
                continue
            places = [self.book.places[n] for n in self.book.places_of(near)]
            failures = [self._number_failure(number, segment, words, place) for place in places]
            if None not in failures and any(failure and failure[1] == "wrong_value" for failure in failures):
                return next(failure for failure in failures if failure and failure[1] == "wrong_value")
        return None

    def _meant_otherwise(
        self, words: Sequence[Unit], segment: Segment
    ) -> tuple[int, str, bool | None, str] | None:
        """Whether a term of the words is said everywhere in the sources with another meaning."""
        for term in self.terms:
            units = [unit for unit in words if term.span[0] <= unit.span[0] < term.span[1]]
            failures = (
                [self._failure(units, (), self.book.places[n], segment) for n in self._with(units)]
                if units
                else []
            )
            if failures and all(failure and failure[2] is False for failure in failures):
                return failures[0]
        return None

    def _quote(self, place: Place) -> str:
        return self.book.texts[place.source][slice(*place.segment.span)].strip()[:200]


_UNFINISHED = re.compile(
    r"(?:\b(?:is|was|are|were|be|of|the|takes|took|has|to|with|showed|shows|revealed)|:)[\s.]*\Z",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-Z][a-z]{2,}")
_BEGINS = re.compile(r"(?:\A|[.!?:;\n\"“])\W*\Z")
_DOSE = re.compile(r"(?:mg|mcg|g|unit|tablet|capsule|puff|drop|ml)\Z|mg/kg")
_TIMES = re.compile(r"(?:age|day|week|month|year|h|min|s|times)\b")


def _same_sort(told: Told, other: Told) -> bool:
    """Whether two numbers measure the same sort of thing, so that one contradicts the other."""
    if told.kind != "number" or not told.unit or not other.unit:
        return told.kind == "pair" or not (_TIMES.match(told.unit) or _TIMES.match(other.unit))
    return told.unit == other.unit or (
        _DOSE.match(told.unit) is not None and _DOSE.match(other.unit) is not None
    )


def _before(units: Sequence[Unit], unit: Unit) -> Unit | None:
    place = next((n for n, each in enumerate(units) if each is unit), 0)
    return units[place - 1] if place else None


def _near(units: Sequence[Unit], start: int, end: int) -> list[Unit]:
    """The words that a side may belong to: three behind it, and the one before it."""
    after = [unit for unit in units if unit.span[0] >= end and unit.number is None][:3]
    before = [unit for unit in units if unit.span[1] <= start and unit.number is None][-1:]
    return [*after, *before]


def _wanted(segment: Segment) -> list[Unit]:
    """What must stand together: the units of a piece, with the subject of a verb that has none of its own."""
    if not segment.own:
        return [*[unit for unit in segment.subject if unit.number is None][-2:], *segment.units]
    if segment.verb is None and any(unit.context.experiencer == "family" for unit in segment.units):
        return [*[unit for unit in segment.subject if unit.word in KIN], *segment.units]
    sided = segment.verb is not None and any(unit.word in ("left", "right") for unit in segment.subject)
    if sided:
        return [*[unit for unit in segment.subject if unit.number is None], *segment.units]
    if segment.is_place and segment.parallel:
        return [*segment.parallel, *segment.units]
    if all(unit.word in _ANTONYMS for unit in segment.words):
        return [*(segment.subject or segment.label), *segment.units]
    return list(segment.units)


_NOW = re.compile(
    r"\b(?:has|have|is|are|currently|now|active|today|presents?|presented|complains?)\b", re.IGNORECASE
)


def _other_context(
    told: Unit, source: Unit, now: bool, phrase: str
) -> tuple[int, str, bool | None, str] | None:
    """What tells the meanings of two places apart, if anything does; ``now``: the answer speaks in the present."""
    a, b = told.context, source.context
    text = told.text
    if a.experiencer != b.experiencer:
        who = {"patient": "the patient", "family": "a relative", "other": "somebody else"}[b.experiencer]
        return (1, "wrong_person", False, f"The source says {text!r} of {who}.")
    if a.negated != b.negated:
        says = "denies" if b.negated else "does not deny"
        return (2, "polarity_turned", False, f"The source {says} {text!r}.")
    if b.hypothetical and not a.hypothetical:
        return (2, "hypothetical", False, f"The source only supposes {text!r}.")
    if b.uncertain and not a.uncertain:
        return (3, "overstated", False, f"The source leaves {text!r} open.")
    if a.hypothetical != b.hypothetical or a.uncertain != b.uncertain:
        return (3, "understated", None, f"The source does not leave {text!r} open.")
    if kind_of_word(told.word):
        if a.withdrawn != b.withdrawn:
            return (3, "withdrawn", None, f"Whether {text!r} was stopped is told otherwise in the source.")
        if (
            not a.negated
            and ((a.past and not b.past) or (b.past and not a.past and now))
            and not _CHRONIC.search(phrase.lower())
        ):
            return (3, "other_time", None, f"When {text!r} was is told otherwise in the source.")
    return None
