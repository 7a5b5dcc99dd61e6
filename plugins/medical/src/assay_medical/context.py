"""What a clinical text says of its terms: denied, doubted, only supposed, past, of somebody else.

The rules are those of ConText (Harkema, Dowling, Thornblade, Chapman 2009, doi:10.1016/j.jbi.2009.05.002),
which extends NegEx (Chapman et al. 2001, doi:10.1006/jbin.2001.1029): words that trigger, a scope behind or before
them, words that end it. The word lists are ours. What a scope ends at is decided by the pieces of a sentence: a
list goes on over its commas, a new statement ends it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assay.evidence import language

LONGEST = 200_000
"""Characters of a text that are read."""


@dataclass(frozen=True, slots=True)
class Context:
    """How a place of a text is meant; without any mark it is a fact of the patient, as it is now."""

    negated: bool = False
    uncertain: bool = False
    hypothetical: bool = False
    past: bool = False
    withdrawn: bool = False
    """Stopped, refused, not tolerated: of treatments."""
    experiencer: str = "patient"
    """``patient``, ``family`` or ``other``."""


def _words(*alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(alternatives)})(?![\w])", re.IGNORECASE)


_RELATIVES = (
    r"mother(?!-)|father|brothers?|sisters?|siblings?|sons?|daughters?|aunts?|uncles?|cousins?|nephews?|nieces?|"
    r"grand(?:mother|father|parents?|sons?|daughters?)|(?:half-|step)(?:brother|sister)s?|parents?|relatives?|"
    r"(?:first|second)-degree relatives?"
)
_OTHERS = (
    r"wife|husband|spouse|partner|girlfriend|boyfriend|roommates?|co-?workers?|classmates?|donor|friends?"
)
_SAYS = (
    r"(?:(?:also |has |had |who )*(?:reports?|reported|states?|stated|says|said|notes|noted|notices?|noticed|brought|"
    r"brings|called|calls|denies|denied|describes?|described|gave|gives|found|observed|thinks|thought|believes|"
    r"believed|recalls?|tells|told|mentions|mentioned|adds|added|confirms?|confirmed|witnessed|asks?|asked)|"
    r"(?:also )?(?:is|was) (?:concerned|worried|unsure))"
)
_GIVEN = r"(?:seen|noted|found|present|observed|identified|detected|evident|demonstrated|appreciated|visuali[sz]ed|given|taken|known|done|shown|felt|made|held|sent|drawn|begun|\w{3,}ed)"

_FORWARD: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("negated", _words(
        r"no(?! (?:longer|\d))", r"not", r"\w+n['’]t", r"cannot", r"never", r"without", r"w/o", r"neither", r"nor",
        r"den(?:ies|ied|y|ying|ial)(?: of)?", r"negative(?: for)?", r"absen(?:ce|t)(?: of)?", r"free (?:of|from)", r"lack(?:s|ed|ing)?(?: of)?",
        r"no longer", r"none of", r"rule[sd]? out(?: for)?", r"fail(?:s|ed)? to", r"nil",
    )),
    ("uncertain", _words(
        r"possib(?:le|ly)", r"probabl[ey]", r"likely", r"suspect(?:s|ed)?", r"suspicio(?:n|us)(?: (?:of|for))?", r"concern(?:ing|ed)? (?:for|about)",
        r"(?-i:may)", r"might", r"could", r"question of", r"questionable", r"r/o", r"to (?:rule out|exclude)", r"differential(?: diagnos[ei]s)?",
        r"presum(?:ed|ably|ptive)", r"perhaps", r"maybe", r"apparent(?:ly)?", r"unclear (?:if|whether)", r"whether", r"potential(?:ly)?", r"thought to",
        r"equivocal(?: for)?", r"versus", r"vs",
    )),
    ("hypothetical", _words(
        r"if", r"in case(?: of)?", r"should (?:he|she|they|you|the patient|symptoms?|fever|pain)", r"return (?:for|if|with|precautions)", r"unless",
        r"in the event(?: of)?", r"risks?(?: factors?)?(?: (?:of|for))?", r"prevent(?:s|ing|ion(?: of)?)?", r"prophyla(?:xis|ctic)(?: (?:for|against))?", r"(?:watch|monitor(?:ed|ing)?|screen(?:ed|ing)?|test(?:ed|ing)?|evaluat(?:e|ed|ion)|assess(?:ed)?|work-?up|look(?:ed|ing)?) (?:out )?for",
        r"susceptib(?:le|ility) (?:to|for)", r"avoid(?:s|ed|ing)?", r"candidate for", r"considered? for", r"offered",
        r"educated (?:about|on)", r"counsell?ed (?:about|on|regarding)",
    )),
    ("past", _words(
        r"(?<!day )(?<!days )(?<!week )(?<!weeks )(?<!month )(?<!months )(?<!hour )(?<!hours )(?<!year )(?<!years )(?<!presenting )histor(?:y|ies)(?: (?:is )?(?:significant|notable|remarkable|positive) for| of(?! (?:present|the present)| \d| (?:two|three|four|five|six|seven|eight|nine|ten|several|progressive|worsening|increasing))| includes?)?",
        r"h/o", r"hx(?: of)?", r"pmhx?", r"psh", r"previous(?:ly)?", r"prior(?! to)", r"past", r"remote", r"status[- ]post", r"s/p", r"former(?:ly)?", r"recovered from",
        r"as a child", r"in (?:his|her|their) childhood",
    )),
)  # fmt: skip
_BACKWARD: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("negated", re.compile(
        rf"\b(?<!cannot )(?<!not )(?<!can't )(?:(?:is|are|was|were|been|be|has been|have been|had been) (?:also |both |all )?(?:not (?:yet |currently |otherwise )?{_GIVEN}\b|never {_GIVEN}\b|absent\b|negative\b(?! for)|denied\b|ruled out\b|excluded\b|unlikely\b|none\b)|(?:is|are|was|were)n['’]t (?:yet )?{_GIVEN}\b|(?:could|can|would|will|should|must|may|might|shall|did|do|does|has|have|had) ?(?:not|n['’]t) (?:yet )?(?:be |been )?(?!excluded|ruled){_GIVEN}\b|cannot be (?!excluded|ruled){_GIVEN}\b|came back negative|returned negative|ha(?:s|d|ve) been (?:ruled out|excluded)|not (?:seen|present|noted|detected|identified|appreciated)\b|unlikely\b|negative\b(?! for| \w+))"
        r"|[:=]\s*(?:none|no|never|denied|negative|absent|nil|neg)\b(?! \w)|\s\(-\)|-free\b|\bdenied\b(?=\s*[.;\n]|\Z)", re.I)),
    ("uncertain", re.compile(
        r"\b(?:(?:is|are|was|were) (?:also )?(?:suspected|possible|probable|likely|considered|questioned|in (?:the )?differential)\b|(?:cannot|could not|can't) be (?:excluded|ruled out)|(?:has|have) not been (?:excluded|ruled out))|\?(?=\s*[.,;)\n])", re.I)),
    ("past", re.compile(r"\b(?:years?|months?|decades?) ago\b|\b(?:in|during) (?:early )?(?:childhood|infancy|adolescence)\b", re.I)),
)  # fmt: skip
_BOTH: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("withdrawn", _words(
        r"stop(?:ped|s)?", r"discontinued?(?: of)?", r"discontinuation", r"held", r"withheld", r"ceased?", r"refus(?:es|ed|al)", r"declin(?:es|ed) to",
        r"allerg(?:y|ies|ic)", r"contraindicated", r"intoleran(?:ce|t)", r"off", r"d/c(?:'?ed)?", r"recalled", r"quit",
        r"resol(?:ved|ution)", r"subsided", r"disappeared", r"quitted", r"withdrawn",
    )),
    ("family", _words(
        r"family (?:medical )?history", r"family hx", r"fhx?", r"familial history", r"(?:maternal|paternal) (?:family )?history", r"runs in (?:the|his|her) family",
    )),
)  # fmt: skip
_PERSON = re.compile(
    rf"(?<![\w-])(?<!by )(?<!with )(?<!by his )(?<!by her )(?<!by the )(?<!with his )(?<!with her )(?<!with the )(?<!by their )(?<!with their )(?<!to his )(?<!to her )(?<!from his )(?<!from her )"
    rf"(?:(?:maternal|paternal|older|younger|elder|twin) )?(?:(?P<family>{_RELATIVES})|(?P<other>{_OTHERS}))(?:['’]s)?(?![\w-])(?! (?:in law|{_SAYS})\b)",
    re.IGNORECASE,
)
_UNAFFECTED = _words(
    r"no (?:\w+ )?(?P<own>changes?|increases?|decreases?|differences?|improvements?|progressions?|worsening(?! \w{5}))",
    r"without (?P<thing>difficulty|change|delay)", r"not only", r"no doubt", r"not (?:certain|sure) (?:if|whether)", r"no (?:way|one)\b",
)  # fmt: skip
"""Negations that deny their own word only: "no change in weight" says nothing against the weight, but there is no change."""

_NON = re.compile(r"\bnon[- ](?=\w)", re.IGNORECASE)
"""Denies the one word behind it."""
_HARD = re.compile(
    r";|\b(?:but|however|although|though|except(?: for)?|apart from|aside from|other than|besides|whereas|while|which|who|whom|because|due to|secondary to|attributed to|until|after which|at which|nevertheless|therefore)\b|\s[-–—]+\s|[()]|\bin (?:the )?setting of\b",
    re.IGNORECASE,
)
_SOFT = re.compile(r",|(?<!\w)(?:and|as well as|or|with|&)(?!\w)", re.IGNORECASE)
_VERB = re.compile(
    r"\b(?:is|are|was|were|am|has|have|had|does|did|do|will|would|shows?|showed|reveals?|revealed|reports?|complains?|"
    r"complained|presents?|presented|develops?|developed|takes?|took|endorses?|endorsed|admits?|underwent|received|receives?|"
    r"feels?|felt|remains?|remained|appears?|appeared|became|becomes|began|begins|states|stated|improved|worsened|"
    r"continues?|continued|smokes?|drinks?|works?|lives?|demonstrates?|demonstrated|includes?|included|measures?|measured|"
    r"came|comes|went|goes|occurred|occurs|persists?|persisted|progressed|responded|started|positive for|recommended|gave|gives|weighs?)\b",
    re.IGNORECASE,
)  # fmt: skip
_WHEN = re.compile(r"\b(?:when|where|since|before|after|if|as)\b", re.IGNORECASE)
"""Begins a clause that only says when: its verb begins no new statement."""
_ASIDE = re.compile(r"\([^()\d;]{1,40}\)")
_OR = re.compile(r"\s*(?:or|nor)\b", re.IGNORECASE)
_FRESH = re.compile(
    r"\s*(?:and |but |with )?(?:the |this )?(?:patient|pt|he|she|they|we|i|his|her|there|it|vital|lungs?|abdomen|heart)\b|\s*(?:and |but |with )?(?:positive|normal|intact)\b",
    re.IGNORECASE,
)
_PATIENT = re.compile(r"(?<!\w)(?:the |this )?(?:patient|pt)(?:['’]s)?\b(?! denies any family)|(?<!\w)(?:he|she) (?=\w)", re.IGNORECASE)  # fmt: skip
_IN = re.compile(
    r"\b(?:in|of|to) (?:(?:his|her|the|their|a|two|three|one|maternal|paternal|older|younger|first|second) )*\Z",
    re.IGNORECASE,
)
"""Before a relative: what stands before is his, too ("breast cancer in her mother")."""
_ELIDED = re.compile(
    r"\s*(?:and |but )?(?:denies|denied|reports?|takes|smokes|drinks|works|lives|social|no (?:tobacco|alcohol|smoking|illicit|drug))\b",
    re.IGNORECASE,
)
"""Begins what is said of the patient again, without a subject."""
_NUMBER = re.compile(r"(?<![A-Za-z])\d+(?![A-Za-z])")
_HEADING = re.compile(r"^[ \t]*(?P<name>[A-Z][A-Za-z /&-]{1,40}?)[ \t]*:(?!\d)", re.MULTILINE)
_HEADINGS = (
    ("family", re.compile(r"(?:family (?:medical )?(?:history|hx)|fh|fhx)\Z", re.IGNORECASE)),
    (
        "past",
        re.compile(r"(?:past )?(?:medical|surgical)? ?(?:history|hx)\Z|pmh|pmhx|psh|pshx", re.IGNORECASE),
    ),
)
_CLAUSAL = ("negated", "uncertain", "past")
"""Scopes that a new statement behind a comma ends."""


class Contexts:
    """The contexts of all places of one text. At most :data:`LONGEST` characters are read; beyond them nothing is known."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._scopes: list[tuple[int, int, str]] = []
        """Start, end, kind; sorted by start."""
        for start, end in sentence_spans(text[:LONGEST]):
            self._read(start, end)
        self._scopes.sort()
        self._starts = [scope[0] for scope in self._scopes]
        self._longest = max((end - start for start, end, _ in self._scopes), default=0)

    def at(self, start: int) -> Context:
        """The context of the character at ``start`` (of the term that begins there)."""
        kinds = set()
        n = bisect_right(self._starts, start)
        while n and self._starts[n - 1] >= start - self._longest:
            n -= 1
            scope = self._scopes[n]
            if scope[0] <= start < scope[1]:
                kinds.add(scope[2])
        who = "family" if "family" in kinds else "other" if "other" in kinds else "patient"
        return Context(
            "negated" in kinds,
            "uncertain" in kinds,
            "hypothetical" in kinds,
            "past" in kinds,
            "withdrawn" in kinds,
            who,
        )

    def _read(self, start: int, end: int) -> None:
        sentence = self.text[start:end]
        heading = section(self.text, start)
        if heading:
            self._scopes.append((start, end, heading))
        pieces = _Pieces(sentence)
        masked = _UNAFFECTED.sub(lambda m: "\0" * len(m[0]), sentence)
        found: list[tuple[int, int, str]] = []
        for kind, pattern in _FORWARD:
            for match in pattern.finditer(masked):
                found.append((match.end(), pieces.forward(match.end(), kind), kind))
        for kind, pattern in _BACKWARD:
            for match in pattern.finditer(masked):
                found.append((pieces.backward(match.start()), match.start(), kind))
        for kind, pattern in _BOTH:
            for match in pattern.finditer(sentence):
                if kind == "family":
                    since = 0 if match[0].lower().startswith("runs") else match.start()
                    found.append((since, pieces.patient(match.end()), kind))
                else:
                    found.append((pieces.backward(match.start()), pieces.forward(match.end(), kind), kind))
        for match in _UNAFFECTED.finditer(sentence):
            own = "own" if match["own"] else "thing"
            if match[own]:
                found.append((*match.span(own), "negated"))
        for match in _NON.finditer(sentence):
            found.append((match.end(), match.end() + 1, "negated"))
        for match in _PERSON.finditer(sentence):
            kind = "family" if match["family"] else "other"
            theirs = _IN.search(sentence[: match.start()]) is not None
            since = pieces.backward(match.start()) if theirs else match.start()
            found.append((since, pieces.patient(match.end()), kind))
        # what stands under a heading with a colon is no scope of the heading's own words
        self._scopes += [(start + a, start + b, kind) for a, b, kind in found if a < b]


class _Pieces:
    """Where scopes of a sentence end."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        self.hard = [match.span() for match in _HARD.finditer(sentence)]
        cuts = sorted({*self.hard, *(match.span() for match in _SOFT.finditer(sentence))})
        self.cuts = cuts

    def _piece_behind(self, cut: tuple[int, int]) -> str:
        after = next(
            (a for a, _ in self.cuts if a >= cut[1] and self.sentence[cut[1] : a].strip()), len(self.sentence)
        )
        return self.sentence[cut[1] : after]

    def forward(self, at: int, kind: str) -> int:
        """The end of a scope that begins at ``at``."""
        for cut in self.cuts:
            if cut[0] < at:
                continue
            aside = _ASIDE.match(self.sentence, cut[0])
            if aside and kind in _CLAUSAL and not _VERB.search(aside[0]):
                at = aside.end()  # "denied nonsteroidal drug (NSAID) use": goes on behind it
                continue
            if cut in self.hard:
                if kind == "hypothetical" and self.sentence[cut[0]] in "()":
                    continue
                return cut[0]
            piece = self._piece_behind(cut)
            word = self.sentence[slice(*cut)].lower()
            if word == "," and _OR.match(self.sentence, cut[1]):
                word = "or"  # "no melena, or hematochezia was observed"
            verb = _VERB.search(_WHEN.split(piece, maxsplit=1)[0]) is not None
            new = verb or _FRESH.match(piece) is not None
            if kind in _CLAUSAL and word != "or":
                if word == "with":
                    listed = self.sentence[: cut[0]].rstrip().endswith(",")
                    ends = verb or (kind == "negated" and listed)
                else:
                    ends = new or (word == "," and _NUMBER.search(piece) is not None)
            elif kind in ("hypothetical", "withdrawn"):
                ends = new and (word == "," or (kind == "withdrawn" and word in ("and", "with")))
            else:
                ends = False
            if ends:
                return cut[0]
        return len(self.sentence)

    def patient(self, at: int) -> int:
        """The end of what is said of a relative: where the patient is spoken of again, or a new clause begins."""
        for cut in self.cuts:
            if cut[0] >= at:
                behind = self.sentence[cut[1] :]
                if (
                    _PATIENT.match(behind.lstrip())
                    or _ELIDED.match(behind)
                    or self.sentence[slice(*cut)] == ";"
                ):
                    return cut[0]
        return len(self.sentence)

    def backward(self, at: int) -> int:
        """The start of a scope that ends at ``at``: over a list, not into a statement before it."""
        start = at
        for cut in reversed([cut for cut in self.cuts if cut[1] <= at]):
            if cut in self.hard:
                if self.sentence[cut[0]] in "()":
                    continue
                return cut[1]
            before = self.sentence[: cut[0]]
            last = max((b for _, b in self.cuts if b <= cut[0]), default=0)
            if _VERB.search(before[last:]):
                return cut[1]
            start = cut[0]
        return 0 if start else start


@lru_cache(maxsize=64)
def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """The spans of the sentences of a note: lines end them, too, and so does a heading with a colon that begins one."""
    return tuple(piece.span for piece in language("en").sentences_in(text) if piece.text.strip())


@lru_cache(maxsize=64)
def _sections(text: str) -> tuple[tuple[int, int, str], ...]:
    """Start, end and kind of the sections under headings that say whose or when."""
    marks = [(match.start(), match["name"].strip()) for match in _HEADING.finditer(text)]
    found: list[tuple[int, int, str]] = []
    for n, (start, name) in enumerate(marks):
        end = marks[n + 1][0] if n + 1 < len(marks) else len(text)
        line = text.find("\n", start)
        line = len(text) if line == -1 else line
        if text[start:line].rstrip().endswith(":"):  # what follows stands in lines of its own
            blank = text.find("\n\n", line + 1)
            end = min(end, len(text) if blank == -1 else blank)
        else:
            end = min(end, line)
        for kind, pattern in _HEADINGS:
            if pattern.match(name):
                found.append((start, end, kind))
    return tuple(found)


def section(text: str, at: int) -> str:
    """``family`` or ``past`` under a heading that says so, else nothing."""
    return next((kind for start, end, kind in _sections(text) if start <= at < end), "")


@lru_cache(maxsize=64)
def contexts(text: str) -> Contexts:
    """The contexts of a text, read once."""
    return Contexts(text)


def sides_in(text: str) -> Iterator[tuple[int, int, str]]:
    """Where a text says left, right or bilateral: start, end, side. The verb "left" is none."""
    for match in _SIDE.finditer(text):
        word = match[0].lower()
        if word.startswith("left") and _VERB_LEFT.search(text[: match.start()]):
            continue
        yield (
            match.start(),
            match.end(),
            "left" if word[0] == "l" else "right" if word[0] == "r" else "bilateral",
        )


_SIDE = re.compile(r"(?<![\w'’])(?:left|right|bilateral(?:ly)?|both|(?-i:Lt|Rt|[LR](?= (?:arm|leg|hip|knee|hand|foot|eye|ear|lower|upper|lung|kidney|breast|shoulder|ankle|wrist|side)\b)))(?![\w'’])", re.IGNORECASE)  # fmt: skip
_VERB_LEFT = re.compile(r"\b(?:he|she|they|patient|who|and|was|were|has|had)\s+\Z", re.IGNORECASE)
