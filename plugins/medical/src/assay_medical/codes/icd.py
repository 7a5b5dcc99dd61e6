"""ICD-10-CM: which codes there are in a release, what they are called, and which notes stand over them.

The table of the package (``data/icd10cm_2026_04.md``) is read on first use, in about 0.2 s. Another release is read from
a file of the user's: the "order file" of the Centers for Medicare & Medicaid Services (``icd10cm_order_2024.txt``), which has
codes, titles and what is billable, but no notes.
"""

from __future__ import annotations

import lzma
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

RELEASE = "2026-04"
"""The release in the package, in force from 1 April 2026."""
FILE_VARIABLE = "ASSAY_ICD10CM_FILE"
"""The environment variable with the path of an order file of another release; its year is in its name."""

CODE = re.compile(r"[A-Z]\d[0-9A-Z](?:\.?[0-9A-Z]{1,4})?", re.IGNORECASE)


def bare(code: str) -> str:
    """A code as it is looked up: capitals, no dot."""
    return code.strip().upper().replace(".", "")


def dotted(code: str) -> str:
    """A code as it is printed: ``E119`` is ``E11.9``."""
    code = bare(code)
    return code if len(code) <= 3 else f"{code[:3]}.{code[3:]}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the tabular list. ``name`` is a code with its dot, a section (``I10-I1A``) or a chapter's number."""

    name: str
    title: str
    inclusion: tuple[str, ...] = ()
    excludes1: tuple[str, ...] = ()
    excludes2: tuple[str, ...] = ()
    code_first: tuple[str, ...] = ()
    use_additional: tuple[str, ...] = ()
    code_also: tuple[str, ...] = ()
    seventh: tuple[str, ...] = ()
    """``A=initial encounter`` and so on."""


@dataclass(frozen=True, slots=True)
class Code:
    """A code that exists: with its title in full, and whether a claim may hold it (no code lies below it)."""

    code: str
    title: str
    billable: bool
    entry: Entry
    """The line of the tabular list that it stands on; that of the code without its 7th character."""
    seventh: str = ""

    @property
    def category(self) -> str:
        """The category, which has three characters."""
        return self.code[:3]


class Table:
    """The codes of one release. ``lines`` are those of the package's table, or ``code<TAB>title`` with ``billable`` beside them."""

    def __init__(self, release: str, lines: Iterable[str], billable: dict[str, bool] | None = None) -> None:
        self.release = release
        self._lines: dict[str, str] = {}
        self._billable = billable or {}
        self._above: dict[str, tuple[str, ...]] = {}
        chapter = section = ""
        for line in lines:
            name = line[: line.index("\t")]
            if name.isdigit():
                chapter = line
            elif "-" in name:
                section = line
            else:
                key = name.replace(".", "")
                self._lines[key] = line
                if len(key) == 3:
                    self._above[key] = tuple(each for each in (section, chapter) if each)
        self._parents: dict[str, list[str]] = {}
        for key in self._lines:
            if len(key) > 3:
                self._parents.setdefault(self._parent_key(key), []).append(key)
        self._entries: dict[str, Entry] = {}

    def _entry(self, key: str) -> Entry | None:
        if (found := self._entries.get(key)) is None and (line := self._lines.get(key)) is not None:
            found = self._entries[key] = _entry_of(line)
        return found

    def _parent_key(self, key: str) -> str:
        above = key[:-1]
        while len(above) > 3 and above not in self._lines:
            above = above[:-1]
        return above

    def __len__(self) -> int:
        return len(self._lines)

    def __iter__(self) -> Iterator[str]:
        """The bare codes of the lines, without 7th characters that are added by rule."""
        return iter(self._lines)

    def names(self) -> Iterator[tuple[str, str]]:
        """Each title and inclusion term of a line, with its code."""
        for line in self._lines.values():
            code, title, *notes = line.split("\t")
            yield title, code
            if notes and notes[0]:
                for name in notes[0].split("|"):
                    yield name, code

    def seventh(self, code: str) -> dict[str, str]:
        """The 7th characters that a code needs, with their meaning; of a code that has none, nothing."""
        key = bare(code)
        while len(key) >= 3:
            entry = self._entry(key)
            if entry is not None and entry.seventh:
                means = dict(_pair(each) for each in entry.seventh)
                if _ENDS_IN_DEATH.match(bare(code)):
                    means = {"A": means["A"]}
                return means
            key = key[:-1]
        return {}

    def find(self, code: str) -> Code | None:
        """The code, or ``None`` if this release has none such. ``X`` fills the places before a 7th character."""
        key = bare(code)
        entry = self._entry(key)
        if entry is not None:
            leaf = key not in self._parents and (len(key) == 7 or not self.seventh(key))
            return Code(entry.name, entry.title, self._billable.get(key, leaf), entry)
        if len(key) != 7:
            return None
        base = key[:6].rstrip("X") if key[:6] not in self._lines else key[:6]
        entry = self._entry(base)
        means = self.seventh(base).get(key[6]) if entry is not None and len(base) >= 3 else None
        if entry is None or means is None or base in self._parents or base.ljust(6, "X") != key[:6]:
            return None
        return Code(dotted(key), f"{entry.title}, {means}", True, entry, key[6])

    def lineage(self, code: str) -> tuple[Entry, ...]:
        """The lines over a code, from its own (without its 7th character) to its chapter."""
        found = self.find(code)
        if found is None:
            return ()
        lines = [found.entry]
        key = bare(found.entry.name)
        while len(key) > 3:
            key = self._parent_key(key)
            above = self._entry(key)
            assert above is not None
            lines.append(above)
        return (*lines, *(_entry_of(line) for line in self._above.get(key, ())))

    def children(self, code: str) -> tuple[str, ...]:
        """The codes right below a code, those with a 7th character too."""
        key = bare(code)
        found = self.find(code)
        if found is None or found.seventh:
            return ()
        if key in self._parents:
            return tuple(dotted(each) for each in self._parents[key])
        if found.billable:
            return ()
        return tuple(dotted(key.ljust(6, "X") + each) for each in self.seventh(key))

    def is_below(self, code: str, above: str) -> bool:
        """Whether a code lies below another one in the hierarchy, however deep."""
        return (
            bare(code) != bare(above) and bare(code).startswith(bare(above)) and self.find(code) is not None
        )

    def excludes1(self, one: str, other: str) -> str:
        """The note by which two codes are not to be reported together (Excludes1), or ``""``.

        The Official Guidelines for Coding and Reporting, section I.A.12.a: what is excluded "should never be used at the
        same time", but for two conditions that have nothing to do with each other.
        """
        for first, second in ((one, other), (other, one)):
            for line in self.lineage(first):
                for note in line.excludes1:
                    if any(covers(each, second) for each in ranges_of(note)) and not any(
                        covers(each, first) for each in ranges_of(note)
                    ):
                        return f"{line.name}: Excludes1 {note}"
        return ""


_ENDS_IN_DEATH = re.compile(r"S06..[78]")
"""S06 notes that D and S do not apply with these 6th characters: death before regaining consciousness."""


def _entry_of(line: str) -> Entry:
    name, title, *notes = line.split("\t")
    return Entry(name, title, *(tuple(each.split("|")) if each else () for each in notes))


def _pair(text: str) -> tuple[str, str]:
    char, _, means = text.partition("=")
    return char, means


_RANGE = re.compile(
    r"([A-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?)\.?(?:-(?:([A-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?)\.?-?)?)?"
)


@lru_cache(maxsize=1 << 16)
def ranges_of(note: str) -> tuple[tuple[str, str], ...]:
    """The codes in the brackets at the end of a note, as ranges of bare codes: ``(E10.-)``, ``(O10-O11, O13-O16)``."""
    if not note.endswith(")"):
        return ()
    inside = note[note.rfind("(") + 1 : -1]
    found = []
    for piece in inside.split(","):
        match = _RANGE.fullmatch(piece.strip())
        if match is None:
            return ()
        found.append((bare(match[1]), bare(match[2] or match[1])))
    return tuple(found)


def covers(ends: tuple[str, str], code: str) -> bool:
    """Whether a range of :func:`ranges_of` holds a code."""
    key = bare(code)
    return ends[0] <= key and (key <= ends[1] or key.startswith(ends[1]))


@cache
def packaged() -> Table:
    """The release in the package."""
    data = (files("assay_medical") / "data" / "icd10cm_2026_04.tsv.xz").read_bytes()

    return Table(RELEASE, lzma.decompress(data).decode().splitlines())


@cache
def _of_file(path: str, release: str) -> Table:
    lines, billable = [], {}
    with open(path, encoding="utf-8", errors="replace") as file:
        for line in file:
            code, flag, title = line[6:13].strip(), line[14:15], line[77:].strip()
            if CODE.fullmatch(code) and flag in ("0", "1"):
                lines.append(f"{dotted(code)}	{title}")
                billable[code] = flag == "1"
    return Table(release, lines, billable)


def table_of(release: str) -> Table | None:
    """The table of a release (``2026-04``, ``2026``), or ``None`` if there is none.

    ``""`` is that of the package. Another one is the order file in the environment variable :data:`FILE_VARIABLE`, if its
    name holds the release.
    """
    if release in ("", RELEASE, RELEASE[:4]):
        return packaged()
    path = os.environ.get(FILE_VARIABLE, "")
    if (
        path
        and re.search(rf"(?<!\d){re.escape(release)}(?!\d)", os.path.basename(path))
        and os.path.isfile(path)
    ):
        return _of_file(path, release)
    return None
