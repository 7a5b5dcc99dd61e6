"""The record of a patient that a consultation is about: a card of facts, or a free text."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from assay import BadReference, Sample, Task
from assay.evidence import has_part, make_reference, reference_part
from assay.evidence.english import numbers_in, sentences_in, talk_words
from assay_medical.context import Context, contexts
from assay_medical.dialogues.findings import Concept, Wordings, known_concepts, known_wordings, tokens_of

MOST_FACTS = 150
LONGEST_RECORD = 30_000
"""Characters of all facts, or of all sources."""


@dataclass(frozen=True)
class Fact:
    """One thing that the record says.

    ``name`` is a name of ``data/findings.tsv``, which knows further wordings of it, or any other. ``says`` are wordings
    of it, ``detail`` what belongs to it (since when, which side, how much), ``state`` whether it is there, ``of`` whose it is.
    """

    name: str
    says: tuple[str, ...] = ()
    state: Literal["present", "absent", "unknown"] = "present"
    detail: tuple[str, ...] = ()
    of: str = "patient"

    def __post_init__(self) -> None:
        if not self.name.strip() or any(not text.strip() for text in (*self.says, *self.detail)):
            raise ValueError("a fact has a name, and no empty wording or detail")

    @cached_property
    def concept(self) -> Concept:
        """The known concept that it is, with its own wordings added."""
        known = known_concepts().get(self.name)
        plain = self.name.replace("_", " ")
        own = (*self.says, *(() if known else (plain,)))
        if known is None:
            for wording in (*self.says, plain):
                places = known_wordings().find(wording)
                if len(places) == 1 and places[0].end - places[0].start >= 0.7 * len(wording.strip()):
                    known = places[0].concept
                    break
        if known is None:
            return Concept(self.name, "fact", own)
        return Concept(known.name, known.kind, (*own, *known.wordings), known.broader)

    @cached_property
    def text(self) -> str:
        """All that it says, a sentence for each detail."""
        return ". ".join((*self.says, *self.detail)) or self.name.replace("_", " ")

    @cached_property
    def words(self) -> dict[str, frozenset[bool]]:
        """Each form of a word of it, with whether it stands there denied; none of a fact that is not known."""
        found: dict[str, set[bool]] = {}
        if self.state == "unknown":
            return {}
        absent = self.state == "absent"
        from assay_medical.dialogues.reading import denied_at

        own = Wordings([self.concept], known_wordings())
        for piece in (self.name.replace("_", " "), *self.says, *self.detail):
            inside = [(place.start, place.end) for place in own.find(piece)]
            for token in tokens_of(piece):
                for form in token.forms:
                    found.setdefault(form, set()).add(absent or denied_at(piece, token.start, inside))
        for wording in self.concept.wordings:
            for token in tokens_of(wording):
                for form in token.forms:
                    found.setdefault(form, {absent, absent or any(t.negates for t in tokens_of(wording))})
        return {form: frozenset(states) for form, states in found.items()}

    @cached_property
    def own(self) -> frozenset[str]:
        """The forms of the words of its wordings and details that are no words of talk."""
        tokens = tokens_of(" ".join((self.name.replace("_", " "), *self.says, *self.detail)))
        return frozenset(form for t in tokens if not t.forms & talk_words() for form in t.forms)

    @cached_property
    def numbers(self) -> frozenset[tuple[str, str]]:
        """Its numbers, ``(value, unit)``."""
        return numbers_of(" . ".join((*self.says, *self.detail)))


_SPAN = re.compile(
    r"\b(a|an|one|half an?|(?:a )?couple of|(?:a )?few|several|this|last|past|every|each|once an?|twice an?|three times an?|every other|next|yesterday|the other)\s+"
    r"(second|minute|hour|day|night|week|weekend|month|year|morning|afternoon|evening|fortnight)s?\b",
    re.I,
)
"""How long or how often, where it is said without a number."""


@dataclass(frozen=True)
class Amount:
    """A number or a span of time in a text, ``("2", "h")`` or ``("couple of", "day")``."""

    value: str
    unit: str
    start: int
    end: int

    @property
    def key(self) -> tuple[str, str]:
        return self.value, self.unit


@lru_cache(maxsize=4_000)
def amounts_in(text: str) -> tuple[Amount, ...]:
    """The numbers of a text, and the spans of time that it names without one."""
    found = [Amount(n.value, n.unit, n.span[0], n.span[1]) for n in numbers_in(text)]
    for m in _SPAN.finditer(text):
        if any(a.start < m.end() and m.start() < a.end for a in found):
            continue
        much = re.sub(r"^a (?=couple|few)|(?<=\w) an?$", "", m[1].lower())
        unit = next((n.unit for n in numbers_in(f"1 {m[2]}")), "") or m[2].lower()  # "an hour" is "1 hour"
        found.append(Amount("1" if much in ("a", "an", "one") else much, unit, m.start(), m.end()))
    return tuple(sorted(found, key=lambda a: a.start))


def numbers_of(text: str) -> frozenset[tuple[str, str]]:
    """The amounts of a text, ``(value, unit)``."""
    return frozenset(a.key for a in amounts_in(text))


@reference_part("dialogue")
@dataclass(frozen=True)
class Dialogue:
    """What a consultation must agree with.

    ``doctor`` is the role that plays the doctor. ``known`` are the names of facts that the doctor knows beforehand (a
    result, the age). ``diagnoses`` may be named as suspected, ``confirmed`` as they are (both as names of
    ``data/findings.tsv`` or wordings). ``advice`` are sentences that the doctor may say as they stand; a drug or a dose that
    the patient did not name must be in them. ``ask`` are facts that must come out before the doctor concludes, ``questions`` the
    least questions before that. ``conclude``: the last turn of the doctor advises; else it may only sum up. ``words`` may be said by both.
    """

    facts: tuple[Fact, ...]
    doctor: Literal["assistant", "user"] = "assistant"
    age: float | None = None
    known: tuple[str, ...] = ()
    diagnoses: tuple[str, ...] = ()
    confirmed: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()
    questions: int = 2
    conclude: bool = True
    words: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not 1 <= len(self.facts) <= MOST_FACTS:
            raise ValueError(f"a record has 1 to {MOST_FACTS} facts")
        texts = [*self.advice, *self.words, *self.diagnoses, *self.confirmed]
        if sum(map(len, (*(fact.text for fact in self.facts), *texts))) > LONGEST_RECORD:
            raise ValueError(f"more than {LONGEST_RECORD:,} characters")
        names = {fact.name for fact in self.facts}
        if missing := {*self.known, *self.ask} - names:
            raise ValueError(f"no fact is called {min(missing)!r}")
        if self.questions < 0 or (self.age is not None and not 0 <= self.age <= 130):
            raise ValueError("questions are 0 or more, the age is in years")

    @cached_property
    def wordings(self) -> Wordings:
        """Those of the record's facts and of all known concepts."""
        own: dict[str, Concept] = {}
        for fact in self.facts:
            concept = fact.concept
            before = own.get(concept.name)
            forms = (*(before.wordings if before else ()), *concept.wordings)
            own[concept.name] = Concept(concept.name, concept.kind, forms, concept.broader)
        return Wordings(own.values(), known_wordings())

    @cached_property
    def by_concept(self) -> dict[str, tuple[Fact, ...]]:
        """The facts of each concept."""
        found: dict[str, tuple[Fact, ...]] = {}
        for fact in self.facts:
            found[fact.concept.name] = (*found.get(fact.concept.name, ()), fact)
        return found

    @cached_property
    def words_told(self) -> dict[str, frozenset[bool]]:
        """Each form of a word of the facts that are not absent, with whether it stands there denied."""
        found: dict[str, frozenset[bool]] = {}
        for fact in self.facts:
            if fact.state != "absent":
                for form, states in fact.words.items():
                    found[form] = found.get(form, frozenset()) | states
        return found

    @cached_property
    def words_absent(self) -> frozenset[str]:
        """The forms of the words of the facts that are absent."""
        return frozenset(form for fact in self.facts if fact.state == "absent" for form in fact.words)

    @cached_property
    def narrower(self) -> dict[str, tuple[Fact, ...]]:
        """The facts that are of a kind of a concept: a rash that does not fade is a rash."""
        found: dict[str, tuple[Fact, ...]] = {}
        for fact in self.facts:
            if fact.concept.broader:
                found[fact.concept.broader] = (*found.get(fact.concept.broader, ()), fact)
        return found

    @cached_property
    def in_details(self) -> dict[str, tuple[tuple[Fact, str, str], ...]]:
        """The concepts that wordings and details of facts name, with the fact, the state and whose it is."""
        from assay_medical.dialogues.reading import mentions

        found: dict[str, tuple[tuple[Fact, str, str], ...]] = {}
        for fact in self.facts:
            for piece in (*fact.says, *fact.detail):
                for m in mentions(piece, self.wordings):
                    before = found.get(m.concept.name, ())
                    found[m.concept.name] = (*before, (fact, m.state, m.of))
        return found

    def named(self, names: tuple[str, ...]) -> frozenset[str]:
        """The concepts that a list of names or wordings means."""
        found = set()
        for name in names:
            if name in known_concepts():
                found.add(name)
            else:
                found |= {place.concept.name for place in self.wordings.find(name.replace("_", " "))}
        return frozenset(found)


_HEAD = re.compile(r"^\s*([A-Za-z][A-Za-z /&]{1,40}?)\s*:\s*", re.M)
_IMPRESSION = re.compile(r"impression|assessment|diagnos|imp\b|working dx|differential|dx", re.I)
_PLAN = re.compile(r"\bplan|advice|management|treatment|recommend|disposition", re.I)
_AGE = re.compile(r"\b(\d{1,3})[\s-]*(?:year|yr|y/?o|yo\b|yrs)", re.I)


def record_of(sample: Sample) -> Dialogue:
    """The part ``dialogue`` of a reference, the same keys at its top, or what its ``sources`` say.

    Raises :class:`~assay.BadReference` if there is none of them, or it is malformed.
    """
    if has_part(sample.reference, Dialogue):
        return sample.part(Dialogue)
    try:
        whole = json.loads(sample.reference.lstrip("\ufeff \t\r\n"))
    except (ValueError, RecursionError):
        return sample.part(Dialogue)
    if not isinstance(whole, dict):
        return sample.part(Dialogue)
    if "facts" in whole:
        flat = {key: value for key, value in whole.items() if key in Dialogue.__dataclass_fields__}
        return Sample(Task("", make_reference(dialogue=flat)), "").part(Dialogue)
    if "sources" in whole:
        return _read(_texts(whole["sources"]), whole.get("doctor", "assistant"))
    return sample.part(Dialogue)


def _texts(sources: object) -> str:
    if not isinstance(sources, list) or not sources:
        raise BadReference("'sources' is no list of sources.")
    texts = []
    for each in sources:
        text = each.get("text") if isinstance(each, dict) else None
        if not isinstance(text, str) or not text.strip():
            raise BadReference("A source has no 'text'.")
        texts.append(text)
    whole = "\n\n".join(texts)
    if len(whole) > LONGEST_RECORD:
        raise BadReference(f"The sources have more than {LONGEST_RECORD:,} characters.")
    return whole


def _noted(state: str, told: Context) -> Literal["present", "absent", "unknown"]:
    """The state of a finding of a note: the rules of notes say it, and those of talk do not object."""
    if state == "unsure" or told.uncertain or told.hypothetical:
        return "unknown"
    if told.negated:
        return "absent"
    return "present" if state == "present" else "unknown"  # "has resolved"


def _read(text: str, doctor: object) -> Dialogue:
    """The facts that a free text states, denies or leaves open, sentence by sentence."""
    from assay_medical.dialogues.reading import mentions

    if doctor not in ("assistant", "user"):
        raise BadReference("'doctor' is neither assistant nor user.")
    facts: list[Fact] = []
    diagnoses: list[str] = []
    advice: list[str] = []
    section = ""
    around, offset = contexts(text), 0
    for whole in text.splitlines(keepends=True):
        line, begin = whole.rstrip("\r\n"), offset
        offset += len(whole)
        if head := _HEAD.match(line):
            section = head[1]
        elif not line.strip():
            section = ""
        for sentence, (start, _) in sentences_in(line):
            if _PLAN.search(section):
                advice.append(_HEAD.sub("", sentence))
                continue
            found = mentions(sentence, known_wordings())
            if _IMPRESSION.search(section):
                diagnoses += [m.concept.name for m in found if m.concept.kind == "condition"]
                continue
            for m in found:
                told = around.at(begin + start + m.start)
                theirs = told.experiencer == "family" and m.concept.kind != "topic"
                state = _noted(m.state, told)
                facts.append(
                    Fact(
                        m.concept.name,
                        (),
                        state,
                        (sentence,),
                        "family" if theirs and m.of == "patient" else m.of,
                    )
                )
            if not found:
                facts.append(Fact(f"line {len(facts) + 1}", (), "present", (sentence,)))
    if not facts:
        raise BadReference("The sources state nothing that is known here.")
    if len(facts) > MOST_FACTS:
        raise BadReference(f"The sources state more than {MOST_FACTS} facts.")
    age = _AGE.search(text)
    return Dialogue(
        facts=tuple(facts),
        doctor="assistant" if doctor == "assistant" else "user",
        age=float(age[1]) if age and int(age[1]) <= 130 else None,
        diagnoses=tuple(dict.fromkeys(diagnoses)),
        advice=tuple(piece for piece in advice if piece.strip()),
    )


def is_talk(forms: frozenset[str], *more: frozenset[str]) -> bool:
    """Whether a word states nothing: a word of talk, or of the lists given."""
    return bool(forms & talk_words()) or any(forms & words for words in more)
