"""Documents as passages, each with its place: text, Markdown, HTML, PDF, tables of texts, folders of these.

Words are left as they stand; only what is no content (scripts, menus, front
matter) is left out. A file that cannot be read is a passage with a ``problem``.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assay.data.input_rows import MAX_CHARACTERS
from assay.data.inputs import open_input
from assay.errors import UsageError
from assay.evidence.english import sentences_in
from assay.fences import fences
from assay.ops._needs import need
from assay.ops.texts import words
from assay.recipes import Seed

_TABLES = (".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".parquet", ".gz")
_TABLES_INSIDE = (".jsonl", ".ndjson", ".parquet", ".jsonl.gz")  # of a folder: other JSON may be anything
_TEXT = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml")
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([\w-]{1,40})""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a document: where it begins is ``number``, counted in ``unit`` (line, paragraph, row or page)."""

    text: str
    file: str
    number: int | None = None
    unit: str = "line"
    title: str = ""
    heading: str = ""
    problem: str = ""

    @property
    def place(self) -> str:
        return f"{self.file}, {self.unit} {self.number}" if self.number else self.file

    @property
    def seed(self) -> Seed:
        """The passage as a seed with the fields ``text``, ``title``, ``heading`` and ``place``."""
        fields = {"text": self.text, "title": self.title, "heading": self.heading, "place": self.place}
        return Seed(fields, self.file, self.number, self.problem)


def read_passages(path: Path, *, most: int = 400, column: str = "text") -> Iterator[Seed]:
    """The passages of a file, or of every document in a folder, as seeds, lazily and in the same order every time.

    A passage is as many whole paragraphs under one heading as make ``most``
    words; a longer paragraph is cut between sentences. ``column`` holds the
    text in tables.
    """
    for file in _files(path):
        name = str(file.relative_to(path)) if file != path else file.name
        for passage in chunk(_paragraphs(file, name, column), most):
            yield passage.seed


def chunk(paragraphs: Iterable[Passage], most: int) -> Iterator[Passage]:
    """Paragraphs put together to passages of at most ``most`` words (:class:`ValueError` if not 1 or more), or cut down to them."""
    if most < 1:
        raise ValueError(f"most is {most}, must be 1 or more")
    held: list[Passage] = []
    size = 0
    for paragraph in paragraphs:
        pieces = [paragraph] if paragraph.problem else _cut(paragraph, most)
        for piece in pieces:
            length = len(words(piece.text))
            if held and (size + length > most or not _together(held[-1], piece)):
                yield _joined(held)
                held, size = [], 0
            held.append(piece)
            size += length
    if held:
        yield _joined(held)


def _together(one: Passage, other: Passage) -> bool:
    """Tables hold a document in each row; pages may share a passage."""
    same = (one.file, one.title, one.heading, one.unit) == (
        other.file,
        other.title,
        other.heading,
        other.unit,
    )
    apart = one.unit == "row" and one.number != other.number
    return same and not apart and not one.problem and not other.problem


def _joined(held: list[Passage]) -> Passage:
    return replace(held[0], text="\n\n".join(passage.text for passage in held))


def _cut(paragraph: Passage, most: int) -> list[Passage]:
    """A paragraph in pieces of at most ``most`` words: whole sentences where they fit."""
    text = paragraph.text
    pieces: list[str] = []
    start = begin = size = 0  # of the piece, of the sentence; words in the piece
    for end in [sentence.span[0] for sentence in sentences_in(text, wrapped=True)[1:]] + [len(text)]:
        length = len(words(text[begin:end]))
        if size + length > most:
            pieces.append(text[start:begin])
            start, size = begin, 0
        if length > most:
            pieces += _lengths(text[begin:end], most)
            start, length = end, 0
        begin, size = end, size + length
    pieces.append(text[start:])
    return [replace(paragraph, text=piece.strip("\n").rstrip()) for piece in pieces if piece.strip()]


def _lengths(sentence: str, most: int) -> Iterator[str]:
    """A sentence in runs of at most ``most`` words."""
    rest = sentence
    while True:
        high = 8 * most  # characters, of which there may be too many words
        while high < len(rest) and len(words(rest[:high])) <= most:
            high *= 2
        if high >= len(rest) and len(words(rest)) <= most:
            break
        low, high = 1, min(high, len(rest))
        while low < high:  # for the longest beginning that fits
            middle = (low + high + 1) // 2
            low, high = (middle, high) if len(words(rest[:middle])) <= most else (low, middle - 1)
        line, space = rest.rfind("\n", 0, low + 1), rest.rfind(" ", 0, low + 1)
        end = line if line > low // 2 else space if space > 0 else low
        yield rest[:end]
        rest = rest[end:].lstrip()
    yield rest


def _files(path: Path) -> list[Path]:
    if not path.exists():
        raise UsageError(f"there is no {path}; name a document or a folder of documents")
    if path.is_file():
        return [path]
    found = []
    for folder, folders, files in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [Path(folder, name) for name in files if _wanted(name)]
    if not found:
        raise UsageError(
            f"{path} holds no document; Assay reads {', '.join((*_TEXT, '.pdf', *_TABLES[:-1]))}"
        )
    return sorted(found)


def _wanted(name: str) -> bool:
    """Whether a file in a folder is one to read."""
    kind = _kind(Path(name))
    return (
        not name.startswith(".") and bool(kind) and (kind != "table" or name.lower().endswith(_TABLES_INSIDE))
    )


def _kind(path: Path) -> str:
    suffix = path.suffix.lower()
    if suffix == ".pdf":
        return "pdf"
    if suffix in _TABLES:
        return "table"
    kinds = {".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".xhtml": "html"}
    return kinds.get(suffix, "text") if suffix in _TEXT else ""


def _paragraphs(path: Path, name: str, column: str) -> Iterator[Passage]:
    kind = _kind(path)
    if kind == "table":
        yield from _rows(path, name, column)
    elif kind == "pdf":
        yield from _pages(path, name)
    elif not kind:
        raise UsageError(f"{path} is no document that Assay reads; name one of {', '.join((*_TEXT, '.pdf'))}")
    else:
        text, problem = _decoded(path, kind)
        if problem:
            yield Passage("", name, problem=f"{name} {problem}")
        elif kind == "html":
            yield from _Html(name, text).paragraphs()
        else:
            yield from _blocks(name, text, markdown=kind == "markdown")


def _decoded(path: Path, kind: str) -> tuple[str, str]:
    """The text of a file, or what is wrong with it."""
    try:
        if path.stat().st_size > MAX_CHARACTERS:
            return "", f"is larger than {MAX_CHARACTERS // 1_000_000} MB; split it"
        data = path.read_bytes()
    except OSError as error:
        return "", f"cannot be read ({error.strerror or error}); check its permissions"
    declared = _CHARSET.search(data[:2048]) if kind == "html" else None
    encoding = declared[1].decode() if declared else "utf-8"
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else encoding)
    except (UnicodeDecodeError, LookupError):
        return "", f"is not text in {encoding}; save it as UTF-8"
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"), ""


def _blocks(name: str, text: str, *, markdown: bool) -> Iterator[Passage]:
    """Paragraphs between blank lines; of Markdown with the heading they stand under, code blocks whole."""
    lines = text.split("\n")
    start = _after_front_matter(lines) if markdown else 0
    code = _code_lines("\n".join(lines[start:])) if markdown else frozenset()
    title = heading = ""
    held: list[str] = []
    first = 0
    for number, line in enumerate([*lines[start:], ""], start + 1):
        if number - start in code:
            first = first if held else number
            held.append(line)
            continue
        title_line = re.match(r" {0,3}(#{1,6})(?:\s+(.*?))?(?:\s+#+)?\s*$", line) if markdown else None
        if not line.strip() or title_line or number > len(lines):
            if held:
                yield Passage("\n".join(held).rstrip(), name, first, title=title, heading=heading)
                held = []
            if title_line:
                heading = title_line[2] or ""
                title = title or heading
            continue
        if not held:
            first = number
        held.append(line)


def _code_lines(text: str) -> frozenset[int]:
    """The numbers of the lines of a text that fenced blocks take, marks included; the first is 1."""
    found: set[int] = set()
    line, position = 1, 0
    for fence in fences(text):
        first = line + text.count("\n", position, fence.outer[0])
        line, position = first + text.count("\n", *fence.outer), fence.outer[1]
        found.update(range(first, line + 1))
    return frozenset(found)


def _after_front_matter(lines: list[str]) -> int:
    if lines[0].strip() == "---":
        for number, line in enumerate(lines[1:200], 1):
            if line.strip() in ("---", "..."):
                return number + 1
    return 0


_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody tfoot thead"
    " title tr ul".split()
)
_SKIPPED = frozenset(
    "script style noscript template nav header footer aside form iframe svg button select textarea".split()
)
_MAIN = frozenset(("main", "article"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_SPACE = re.compile(r"[ \t\n\r\f]+")
_AROUND_BREAK = re.compile(r" *\n *")


class _Html:
    """The paragraphs of a page, those of its main part if it names one, counted as they come."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.found: list[tuple[bool, str, str]] = []  # in the main part?, text, heading
        self.held: list[str] = []
        self.title = self.heading = self.block = ""
        self.inside = self.verbatim = 0
        self._walk(need("selectolax.lexbor", "documents").LexborHTMLParser(text).root)
        self._flush()

    def paragraphs(self) -> list[Passage]:
        kept = [found for found in self.found if found[0]] or self.found
        return [
            Passage(text, self.name, number, "paragraph", self.title, heading)
            for number, (_, text, heading) in enumerate(kept, 1)
        ]

    def _walk(self, node: Any) -> None:
        """Through the tree without recursion: pages nest as deep as they like."""
        while node is not None:
            down = node.child if self._enter(node) else None
            while down is None and node is not None:
                self._leave(node)
                down, node = node.next, node.parent
            node = down

    def _enter(self, node: Any) -> bool:
        """Whether what is in a node counts."""
        tag = node.tag
        if tag == "-text":
            data = node.text_content
            self.held.append(data if self.verbatim else _SPACE.sub(" ", data))
        elif tag == "br":
            self.held.append("\n")
        elif tag in ("td", "th") and "".join(self.held).strip():
            self.held.append(" | ")
        elif tag in _SKIPPED and not (tag == "header" and self.inside):
            self._flush()
            return False
        elif tag in _BLOCKS:
            self._flush()
            self.block = tag
        self.inside += tag in _MAIN
        self.verbatim += tag == "pre"
        return True

    def _leave(self, node: Any) -> None:
        tag = node.tag
        if tag in _BLOCKS:
            self._flush()
            self.block = ""
        self.inside -= tag in _MAIN
        self.verbatim -= tag == "pre"

    def _flush(self) -> None:
        text = "".join(self.held)
        self.held = []
        text = text.strip("\n").rstrip() if self.verbatim else _AROUND_BREAK.sub("\n", text).strip()
        if not text.strip():
            return
        if self.block == "title":
            self.title = self.title or " ".join(text.split())
        elif self.block in _HEADINGS:
            self.heading = " ".join(text.split())
        else:
            self.found.append((self.inside > 0, text, self.heading))


def _pages(path: Path, name: str) -> Iterator[Passage]:
    pypdf = need("pypdf", "documents")
    logging.getLogger("pypdf").addHandler(logging.NullHandler())  # what it has to say is in the problem
    found = False
    try:
        reader = pypdf.PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            yield Passage("", name, problem=f"{name} asks for a password; save it without one")
            return
        title = str((reader.metadata and reader.metadata.title) or "")
        for number, page in enumerate(reader.pages, 1):
            text = page.extract_text().replace("\x00", "")
            for paragraph in re.split(r"\n[ \t]*(?:\n[ \t]*)+", text):
                if paragraph.strip():
                    found = True
                    yield Passage(paragraph.strip(), name, number, "page", title)
    except Exception as error:  # of whatever kind: the file is another's, and often broken
        text = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        yield Passage("", name, problem=f"{name} is no sound PDF ({text})")
        return
    if not found:
        yield Passage("", name, problem=f"{name} holds no text; recognise the text of scanned pages first")


def _rows(path: Path, name: str, column: str) -> Iterator[Passage]:
    source = open_input(path)
    for record in source:
        place = f"{name}, {source.unit} {record.number}"
        text = record.columns.get(column)
        if record.problem:
            yield Passage("", name, record.number, "row", problem=f"{place}: {record.problem}")
        elif not isinstance(text, str) or not text.strip():
            has = ", ".join(list(record.columns)[:12])
            problem = f"{place} has no text in {column!r}, it has {has}"
            yield Passage("", name, record.number, "row", problem=problem)
        else:
            title = record.columns.get("title")
            for paragraph in re.split(r"\n\s*\n", text):
                if paragraph.strip():
                    yield Passage(
                        paragraph.strip("\n").rstrip(),
                        name,
                        record.number,
                        "row",
                        title if isinstance(title, str) else "",
                    )
