"""A text as sentences, pieces of sentences, and the words and numbers that they state."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import zip_longest

from assay.evidence.english import bases
from assay_medical.clinical_terms import WORD, canonical, plain_word, term_at
from assay_medical.context import Context, contexts, sentence_spans
from assay_medical.grounding.numbers import Told, numbers_in

NEUTRAL = frozenset(
    # who speaks of whom
    "patient pt he she they it him her his hers their them its theirs i you your my me we our us who whom whose which that this these those "
    "there here one ones person individual subject case "
    # what says that something is so
    "be is are was were am been being have has had having do does did done can could would will shall should may might must "
    "report reports reported reporting complain complains complained complaining complaint complaints describe describes described note notes noted "
    "find finds found finding findings reveal reveals revealed revealing show shows showed shown showing demonstrate demonstrates demonstrated "
    "indicate indicates indicated state states stated mention mentions mentioned include includes included including present presents presented "
    "presenting presentation experience experiences experienced experiencing suffer suffers suffered suffering history histories hx past medical known "
    "significant notable remarkable consistent currently current also document documents documented record records recorded list lists listed "
    "see sees seen observe observed observes endorse endorses endorsed admit admits admitting exhibit exhibits exhibited display displayed "
    "diagnosis diagnoses diagnose diagnosed take takes took taken taking use uses used using receive receives received receiving give gives gave given "
    "come comes came go goes went make makes made get gets got undergo undergoes underwent undergone contain contains contained "
    "level levels value values measure measures measured measuring measurement measurements result results resulted lab labs laboratory exam examination examinations "
    "physical test tests tested testing vital vitals sign signs symptom symptoms medication medications medicine medicines condition conditions study studies "
    "evaluation assessment workup total performed perform performs obtained "
    # denials and doubts, which the contexts hold
    "no not non nor neither never none without deny denies denied denying absent absence evidence negative free lack lacks lacked ruled rule out "
    "possible possibly probable probably likely suspected suspicion suspect concern concerning concerned whether if case unlikely excluded "
    # what joins
    "a an the and or but so as at by for from in into of off on onto to up with within than then too very both either each all any some such "
    "other others another own same when while where after before during since until because due via per about around over under through between among along "
    "however although though thus therefore hence well further furthermore moreover additionally addition just only still yet now "
    "respectively following specifically overall approximately roughly almost nearly around "
    # what an answer says of the text
    "according note document text chart passage provided given information based answer question summary report states details fact facts "
    "say says said saying tell tells told "
    "yes s t re aged age old ages".split()
) - frozenset("after before due because since over under during until only off from than between".split())  # fmt: skip
"""Words that say nothing by themselves; what they say of others is in the contexts."""
KIN = frozenset(
    "mother father brother sister aunt uncle cousin grandmother grandfather son daughter maternal paternal".split()
)
"""Relatives, as words."""
SOFT = frozenset(
    "complaint complaints symptom symptoms finding findings medication medications medicine history condition conditions".split()
)
"""Neutral words that are read where a piece of a sentence has no others."""
DIRECTED = frozenset(
    "after before due because since by from than over under to until during between replaced caused causing secondary following prior "
    "instead switched changed exceeds exceeding higher lower greater less more".split()
)
"""Words between which order matters."""
VERB = re.compile(
    r"\b(?:is|are|was|were|am|has|have|had|does|did|do|will|would|can|could|(?-i:may)|might|should|shows?|showed|reveals?|revealed|reports?|reported|complains?|"
    r"complained|presents?|presented|develops?|developed|takes?|took|endorses?|endorsed|admits?|underwent|received|receives?|den(?:ies|ied)|"
    r"feels?|felt|remains?|remained|appears?|appeared|became|becomes|began|begins|states|stated|improved|worsened|"
    r"continues?|continued|smokes?|drinks?|works?|lives?|demonstrates?|demonstrated|includes?|included|measures?|measured|"
    r"came|comes|went|goes|occurred|occurs|persists?|persisted|progressed|responded|started|stopped|recommended|gave|gives|weighs?|"
    r"prescribed|administered|performed|discharged|admitted|transferred|increased|decreased|notes|noted|initiated|discontinued)\b",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"\s*(?:,(?!\d)|;|[()\[\]]|\s[-–—]+\s|(?<!\w)(?:and|or|but|who|which|whereas|while|although|though|as well as|along with|then|&)(?!\w))\s*",
    re.IGNORECASE,
)
_HEAD = re.compile(r"[^:,;.]{1,60}:(?=\s)")


@dataclass(frozen=True, slots=True)
class Unit:
    """A word that states something, or a number."""

    keys: frozenset[str]
    """The forms that it may be of; of a number none."""
    text: str
    span: tuple[int, int]
    context: Context
    number: Told | None = None

    @property
    def word(self) -> str:
        return self.text.lower()


@dataclass(slots=True)
class Segment:
    """A piece of a sentence between commas and conjunctions: an item of a list, or a statement."""

    span: tuple[int, int]
    units: list[Unit]
    sentence: int
    verb: int | None
    """Where its first verb begins."""
    own: bool = True
    """Whether something stands before the verb: then it is not of the subject of the piece before."""
    subject: list[Unit] = field(default_factory=list)
    """What it has from the pieces before it: the subject of a verb without one, the beginning of a list."""
    joiner: str = ""
    """What stands between it and the piece before: a comma, "and"."""
    parallel: list[Unit] = field(default_factory=list)
    """What a place or a side in it may belong to: "pain in" of "pain in the left knee and right ankle"."""
    label: list[Unit] = field(default_factory=list)
    """Words, and a date, before a colon at the beginning of its sentence."""

    @property
    def is_place(self) -> bool:
        """Whether it states nothing by itself: no clinical term, no number, no verb."""
        words = [unit.word for unit in self.units]
        known = any(term_at(words, n)[0] for n, unit in enumerate(self.units) if unit.number is None)
        return self.verb is None and bool(words) and not self.numbers and not known

    @property
    def words(self) -> list[Unit]:
        return [unit for unit in self.units if unit.number is None]

    @property
    def numbers(self) -> list[Unit]:
        return [unit for unit in self.units if unit.number is not None]


@lru_cache(maxsize=100_000)
def keys_of(word: str) -> frozenset[str]:
    """The forms that a word may be of: by inflection, and by endings that make nouns and adjectives of one stem."""
    found = set(bases(word))
    if len(word) > 2:
        for british, american in (("aem", "em"), ("oed", "ed"), ("haem", "hem"), ("oea", "ea"), ("our", "or"), ("paed", "ped"), ("isation", "ization"), ("oes", "es")):  # fmt: skip
            if british in word:
                found.add(word.replace(british, american))
    stem = _ENDING.sub("", word)
    if len(stem) >= 6:
        found.add(stem + "~")
    return frozenset(found)


_ENDING = re.compile(
    r"(?:ations?|ated|ates?|ating|ative|ions?|ional|ings?|ed|es|s|al|ally|ly|ic|ous|ments?|ness|ity|ive|ized|ised|izing|ising|ary|ory|e|y|is|us|um)\Z"
)


def is_neutral(word: str) -> bool:
    return word in NEUTRAL


@lru_cache(maxsize=64)
def read(text: str) -> tuple[Segment, ...]:
    """The pieces of a text that state something, in order."""
    found: list[Segment] = []
    for number, (start, end) in enumerate(sentence_spans(text)):
        if not text[start:end].rstrip().endswith("?"):
            found += _segments(text, start, end, number)
    return tuple(found)


def predicate(segments: Sequence[Segment], n: int) -> list[Unit]:
    """What is said of the first of several subjects: "had asthma" of "her mother and her aunt had asthma"."""
    first = segments[n]
    if first.verb is not None or (n and segments[n - 1].sentence == first.sentence and first.joiner != ","):
        return []
    for other in segments[n + 1 :]:
        if other.sentence != first.sentence or other.joiner not in ("and", "or", "&", ","):
            return []
        if other.verb is not None:
            behind = [unit for unit in other.words if unit.span[0] >= other.verb]
            joined = other.joiner in ("and", "or", "&") or any(unit.word in KIN for unit in first.units)
            return behind if other.own and joined else []
    return []


def units_of(text: str, start: int, end: int, *, soft: bool = False) -> list[Unit]:
    """The words that state something and the numbers of a part of a text, neutral words left out.

    With ``soft`` some of these count: where nothing else is said, "no complaints" says something.
    """
    around = contexts(text)
    places = list(WORD.finditer(text, start, end))
    words = [plain_word(match[0]) for match in places]
    written = [match[0] for match in places]
    phrases = canonical(words, written)
    kept = [
        (places[a].start(), places[b - 1].end())
        for _, a, b in phrases
        if (b - a > 1 or not words[a][0].isdigit()) and any(c.isdigit() for w in words[a:b] for c in w)
    ]
    numbers = [
        Told(n.kind, n.value, n.unit, n.bound, n.text, (n.span[0] + start, n.span[1] + start), n.digits)
        for n in numbers_in(text[start:end])
    ]
    numbers = [n for n in numbers if not any(a <= n.span[0] < b for a, b in kept)]
    found = [Unit(frozenset(), n.text, n.span, around.at(n.span[0]), n) for n in numbers]
    for told, a, b in phrases:
        span = (places[a].start(), places[b - 1].end())
        if any(n.span[0] < span[1] and span[0] < n.span[1] for n in numbers):
            continue
        context = around.at(span[0])
        for word in told:
            if not is_neutral(word) or (soft and word in SOFT):
                found.append(Unit(keys_of(word), word, span, context))
    return sorted(found, key=lambda unit: unit.span)


def _segments(text: str, start: int, end: int, sentence: int) -> Iterator[Segment]:
    head = _HEAD.match(text, start, end)
    label = units_of(text, start, head.end()) if head else []
    if any(unit.number is not None and unit.number.kind != "date" for unit in label):
        label = []
    intro: list[Unit] = []
    subject: list[Unit] = []
    listed: list[Unit] = []
    spoken = False
    previous: Segment | None = None
    at = start
    cuts = [*(m.span() for m in _CUT.finditer(text, start, end)), (end, end)]
    for a, b in cuts:
        piece, units = text[at:a], units_of(text, at, a) or units_of(text, at, a, soft=True)
        match = VERB.search(piece)
        verb = at + match.start() if match else None
        if piece.strip():
            own = match is None or bool(re.search(r"\w", piece[: match.start()]))
            segment = Segment((at, a), units, sentence, verb, own, label=label)
            joiner = text[previous.span[1] : at].strip().lower() if previous is not None else ""
            before = [unit for unit in units if verb is not None and unit.span[0] < verb]
            if (
                verb is None
                and previous is not None
                and joiner in ("–", "-", "—")
                and len(previous.units) < 4
            ):
                segment.subject = list(previous.units)  # "maternal aunt – asthma"
            elif (
                verb is None
                and previous is not None
                and previous.words
                and (
                    text[previous.span[1] : at].strip().startswith("(")
                    or (not previous.numbers and units and all(unit.number for unit in units))
                )
            ):
                segment.subject = [unit for unit in previous.units if unit.number is None]
            elif verb is None:
                segment.subject = [*intro, *listed] if spoken else []
                if not spoken:
                    intro = [*intro, *units] if at == start or _follows(text, cuts, at) else intro
            elif own:
                segment.subject = list(intro)
                subject = before
                listed = [*before, *_head(text, segment)]
                spoken = True
            elif previous is not None and joiner.endswith(("which", "who")):
                segment.subject = [unit for unit in previous.words if unit.span[0] >= (previous.verb or 0)]
            else:
                segment.subject = [*intro, *subject]
                listed = [*subject, *_head(text, segment)]
                spoken = True
            segment.joiner = joiner
            if verb is None and previous is not None and segment.joiner in (",", "and", "or", "&"):
                segment.parallel = previous.parallel or _before_place(text, previous)
            yield segment
            previous = segment
        at = b


def _follows(text: str, cuts: Sequence[tuple[int, int]], at: int) -> bool:
    """Whether a verb comes in the sentence after this piece: it is then said of it."""
    return VERB.search(text[at : cuts[-1][0]]) is not None


_PLACE = re.compile(r"\b(?:in|of|on|at|over|to)\b(?!.*\b(?:in|of|on|at|over|to)\b)", re.IGNORECASE)


def _before_place(text: str, segment: Segment) -> list[Unit]:
    """The words of a piece before its last word of place."""
    match = _PLACE.search(text[slice(*segment.span)])
    end = segment.span[0] + match.start() if match else segment.span[0]
    return [unit for unit in segment.units if unit.span[1] <= end and unit.number is None]


_PREDICATE = re.compile(
    rf"(?:{VERB.pattern})(?:\s+\w+ly)?(?:\s+(?:been\s+|being\s+)?\w+(?:ed|en)\b)?(?:\s+(?:with|for|on|to|of|by|as)\b)?",
    re.IGNORECASE,
)


def _head(text: str, segment: Segment) -> list[Unit]:
    """What items of a list after this piece share with it: all up to its verb."""
    match = _PREDICATE.search(text, *segment.span)
    end = match.end() if match else segment.span[0]
    return [unit for unit in segment.units if unit.span[1] <= end and unit.number is None]


_DOSES = frozenset("mg mcg g unit ml".split())


def label_of(segment: Segment, number: Unit) -> list[Unit]:
    """The words that a number belongs to, the nearest of each side first.

    They stand between it and the numbers beside it: before it, where the piece begins with words and has several numbers; else on
    both sides. A number directly behind another (a range) belongs to what that one does.
    """
    if number not in segment.units:
        return [unit for unit in segment.subject if unit.number is None]
    place = segment.units.index(number)
    before: list[Unit] = []
    for unit in reversed(segment.units[:place]):
        if unit.number is not None:
            break
        before.append(unit)
    if place and not before:
        return label_of(segment, segment.units[place - 1])
    after: list[Unit] = []
    for unit in segment.units[place + 1 :]:
        if unit.number is not None:
            break
        after.append(unit)
    dose = number.number is not None and number.number.unit in _DOSES and segment.numbers[0] is number
    if before and len(segment.numbers) > 1 and segment.units[0].number is None and not dose:
        return before
    both = [unit for pair in zip_longest(before, after) for unit in pair if unit is not None]
    return both or [unit for unit in (segment.subject or segment.label) if unit.number is None]
