"""Whether two writings of a case name are one: ``Ass'n of Data Processing Serv. Orgs. v. Camp`` in full or not."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

VERSUS = re.compile(r"(?<=[\w.,)'\"])\s{1,9}(?:v|vs|versus|V)\b\.?\s{1,9}(?=[\"'(A-Z\d])")
_IN_RE = re.compile(r"\b(?:In re|In the Matter of|Matter of|Ex parte|In re:)\s+", re.IGNORECASE)
_TOKEN = re.compile(r"[^\W_][\w.'&/-]*|&")
_IDLE = frozenset("the of and & a an for et al ux vir ors anor inc co corp ltd llc llp lp pllc pc na plc sa ag gmbh nv bv company corporation incorporated limited".split())  # fmt: skip
"""Words of a name that may be left out: articles, and what a firm is by law."""
_JOIN = frozenset(
    "of the and & for de la le du van von der den al el ex rel y e et in re parte on to at".split()
)
"""Words in small letters within a name."""


def _fold(word: str) -> str:
    word = unicodedata.normalize("NFKD", word.replace("’", "'"))
    word = "".join(c for c in word if not unicodedata.combining(c)).casefold()
    return re.sub(r"'s$", "", word.strip(".,'\"&") or word)


def words(text: str) -> tuple[str, ...]:
    """The words of a party that count, folded."""
    found = (_fold(word) for word in _TOKEN.findall(text))
    return tuple(word for word in found if word and word not in _IDLE)


@lru_cache(maxsize=50_000)
def _same(one: str, other: str) -> bool:
    """Whether one word is the other, or abbreviates it: ``corp`` corporation, ``int'l`` international."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) < 2 or short[0] != long[0] or not short[0].isalpha():
        return False
    if "'" in short:
        head, tail = short.split("'", 1)
        return bool(tail) and long.startswith(head) and long.endswith(tail)
    plain = short.replace(".", "")
    if len(plain) >= 2 and long.startswith(plain) and len(long) - len(plain) >= 3:
        return True
    if plain + "s" == long or plain == long:
        return True
    if plain.endswith("s") and long.endswith("s") and long.startswith(plain[:-1]) and len(plain) > 3:
        return True  # orgs, organizations
    return bool(_abbreviates(one) & _forms(other) or _abbreviates(other) & _forms(one))


@lru_cache(maxsize=1)
def _abbreviations() -> dict[str, frozenset[str]]:
    from reporters_db import CASE_NAME_ABBREVIATIONS

    return {_fold(short): frozenset(map(_fold, full)) for short, full in CASE_NAME_ABBREVIATIONS.items()}


def _abbreviates(word: str) -> frozenset[str]:
    """The words that an abbreviation of reporters-db stands for, also in the plural."""
    known = _abbreviations()
    return known.get(word, frozenset()) | known.get(word.removesuffix("s"), frozenset())


def _forms(word: str) -> frozenset[str]:
    return frozenset({word, word.removesuffix("s"), word.removesuffix("es")})


def _initials(short: str, run: tuple[str, ...]) -> bool:
    letters = re.sub(r"[^a-z]", "", short)
    return len(letters) == len(run) >= 2 and all(w[:1] == c for w, c in zip(run, letters, strict=True))


def _align(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether all words of one are all words of the other, initials standing for several."""
    if not one or not other:
        return not one and not other
    if _same(one[0], other[0]) and _align(one[1:], other[1:]):
        return True
    for n in range(2, min(8, max(len(one), len(other))) + 1):
        if len(other) >= n and _initials(one[0], other[:n]) and _align(one[1:], other[n:]):
            return True
        if len(one) >= n and _initials(other[0], one[:n]) and _align(one[n:], other[1:]):
            return True
    return False


@lru_cache(maxsize=20_000)
def same_party(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one party is the other, or a run of its words (a surname, a firm without its suffix)."""
    one, other = one[:14], other[:14]
    if not one or not other:
        return False
    if _align(one, other):
        return True
    short, long = sorted((one, other), key=len)
    return any(
        _align(short, long[start : start + size])
        for size in range(1, len(long))
        for start in range(len(long) - size + 1)
        if size >= len(short) or "." in short[0]
    )


@dataclass(frozen=True)
class Name:
    """A case name: two parties, or one (``In re Gault``)."""

    first: tuple[str, ...]
    second: tuple[str, ...]

    @classmethod
    def read(cls, text: str) -> Name:
        text = re.sub(r"[“”\"*_]", "", text.replace("’", "'"))
        text = re.sub(r",?\s*\bet al\.?", "", text)
        if sides := VERSUS.search(text):
            return cls(words(text[: sides.start()]), words(text[sides.end() :]))
        return cls(words(_IN_RE.sub("", text)), ())

    def agrees(self, other: Name) -> bool:
        """Whether both may be one case: the same parties in the same places."""
        if self.second and other.second:
            return same_party(self.first, other.first) and same_party(self.second, other.second)
        if self.second or other.second:  # a short name: one of the parties
            both, one = (self, other) if self.second else (other, self)
            return same_party(one.first, both.first) or same_party(one.first, both.second)
        return same_party(self.first, other.first)

    def __bool__(self) -> bool:
        return bool(self.first or self.second)


_STEP = re.compile(r"(\S{1,60})\s{0,9}\Z")


def _is_name_word(word: str) -> bool:
    bare = word.strip("\"'([,.;:")
    return bool(bare) and (bare[0].isupper() or bare[0].isdigit() or bare.casefold() in _JOIN or bare == "&")


def _backwards(text: str, most: int = 14) -> str:
    """The end of a text that may be the name of a party."""
    rest, start = text.rstrip(" ,"), len(text.rstrip(" ,"))
    while most and (match := _STEP.search(rest[:start])):
        word = match[1]
        if not _is_name_word(word) or word[-1:] in ";:)]?!\n" or "\n\n" in rest[match.start() : start]:
            break
        # a full stop ends a sentence behind a word that is none of an abbreviated name
        if start < len(rest) and word.endswith(".") and _ends_sentence(word):
            break
        if start < len(rest) and word.endswith(",") and not _suffix_follows(rest[start:]):
            break
        start, most = match.start(1), most - 1
        if word[:1] in '("[':
            break
    return rest[start:].strip(" ,\"'([")


def _ends_sentence(word: str) -> bool:
    bare = word.rstrip(".")
    return len(bare) > 1 and bare.casefold() in _common() and bare[0].islower()


def _suffix_follows(text: str) -> bool:
    return (
        re.match(r"\s*(?:Inc|Ltd|LLC|L\.L\.C|LLP|L\.P|Co|Corp|N\.A|S\.A|P\.C|Jr|Sr|II|III)\b", text)
        is not None
    )


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    from assay.evidence.english import common_words

    return common_words()


@lru_cache(maxsize=10_000)
def _is_common(word: str) -> bool:
    from assay.evidence.english import bases

    return bool((bases(word) | {word.casefold()}) & _common()) or word.casefold() in _SIGNALS


_SIGNALS = frozenset("see cf accord contra compare citing quoting overruling e.g eg i.e but also id".split())


def _leading(name: str) -> str:
    """A name without the words of the sentence at its front: ``See``, ``In``, ``Under``."""
    parts = name.split()
    while len(parts) > 1 and (
        _fold(parts[0]) in _SIGNALS or parts[0].casefold().strip(",.") in _JOIN or (parts[0].endswith(",") and not _suffix_follows(" ".join(parts[1:])))
    ):  # fmt: skip
        if parts[0] == "In" and parts[1] == "re":
            break
        parts = parts[1:]
    return " ".join(parts)


def told(lead: str) -> tuple[str, bool]:
    """The name in the text before a citation, and whether it stands right before it; ``("", True)`` if there is none."""
    text = lead.rstrip()
    text = re.sub(r"[\s,]*\(?\s*$", "", text) if not text.endswith(".") else text
    sides = list(VERSUS.finditer(text))
    if sides:
        last = sides[-1]
        behind = text[last.end() :]
        second = _forwards(behind)
        rest = behind[len(second) :]
        if not re.search(r"[;\n]\s*\S|[.?!]\s+[A-Z]", rest):
            near = not re.search(r"\w", rest)
            return f"{_leading(_backwards(text[: last.start()]))} v. {second.strip(' ,')}", near
    if alone := list(_IN_RE.finditer(text)):
        behind = text[alone[-1].end() :]
        name = _forwards(behind)
        rest = behind[len(name) :]
        if name.strip(" ,") and not re.search(r"[;\n]\s*\S|[.?!]\s+[A-Z]", rest):
            return f"{alone[-1][0].strip()} {name.strip(' ,')}", not re.search(r"\w", rest)
    if lead.rstrip().endswith(","):
        return _leading(_backwards(text)), True
    if re.search(r"\w\s{1,3}\(\s{0,3}\Z", lead):  # Iqbal (556 U.S. 662)
        return _leading(_backwards(text)), False
    return "", True


def _forwards(text: str) -> str:
    """The begin of a text that may be the name of a party."""
    end = 0
    for match in re.finditer(r"\s*(\S+)", text):
        word = match[1]
        if not _is_name_word(word) or (end and word[:1] == "("):
            break
        end = match.end()
        if word[-1:] in ";:)]?!" or (word.endswith(",") and not _suffix_follows(text[end:])):
            break
        if end - match.start() > 40 or end > 160:
            break
    name = text[:end]
    while (tail := re.search(r"\s+(\S+)$", name)) and tail[1].casefold() in _JOIN:
        name = name[: tail.start()]
    return name


def compare(lead: str, authority: Name) -> tuple[bool | None, str]:
    """Whether the text before a citation names the authority: ``True`` also if it names no case, ``None`` if unclear."""
    name, near = told(lead)
    if not name:
        return True, ""
    read = Name.read(name)
    if not read or not authority:
        return (True if not read else None), name
    if read.second:
        if same_party(read.second, authority.second or authority.first):
            return _first(name, authority), name
        # The defendant of a name that stands in the sentence, but not at the citation.
        return (False if near else None), name
    parts = name.split()
    if _IN_RE.match(name + " "):
        if authority.second:
            return (False if near else None), name
        return (True if read.agrees(authority) else (False if near else None)), name
    for start in range(len(parts)):  # "See also Twombly", "As in Gault"
        tail = Name.read(" ".join(parts[start:]))
        if tail and tail.agrees(authority) and all(_is_common(p.strip(",.")) for p in parts[:start]):
            return True, name
    if all(_is_common(part.strip(",.'")) for part in parts):
        return True, ""
    return (
        False if len(parts) <= 6 and near and not any(_is_common(p.strip(",.'")) for p in parts) else None
    ), name


def _first(name: str, authority: Name) -> bool | None:
    if not authority.second:
        return True
    before = name[: VERSUS.search(name).start()] if VERSUS.search(name) else ""  # type: ignore[union-attr]
    parts = before.split()
    if not parts:
        return None
    for start in range(len(parts)):
        if same_party(words(" ".join(parts[start:])), authority.first):
            return True if _leads_in(parts[:start], authority.first) else None
    return False


def _leads_in(parts: list[str], party: tuple[str, ...]) -> bool:
    """Whether words before a party belong to the sentence (``In``, ``See also``, ``The Court in``) and not to the name."""
    if not parts or parts[-1].endswith((".", ",", ":")):
        return True
    own = [_fold(part) for part in parts]
    if any(_same(word, other) for word in own if word not in _JOIN for other in party):
        return False
    if parts[-1][0].islower():
        return True
    return all(word in _SIGNALS or word in _JOIN for word in own) or (len(parts) == 1 and _is_common(own[0]))
