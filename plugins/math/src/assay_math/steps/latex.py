r"""Cutting LaTeX mathematics into statements and sides, with exact offsets.

This module parses no expressions: it finds, outside of braces and brackets, the
relation signs, the separators and the rows, and hands out stretches of text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

MAX_DEPTH = 200
MAX_SPAN = 40_000  # characters of one formula

_ROW_ENVIRONMENTS = frozenset(
    [
        "align",
        "align*",
        "aligned",
        "gather",
        "gather*",
        "gathered",
        "equation",
        "equation*",
        "eqnarray",
        "eqnarray*",
        "multline",
        "multline*",
        "alignat",
        "alignat*",
        "flalign",
        "flalign*",
        "split",
        "alignedat",
        "displaymath",
        "math",
    ]
)
_OPEN = re.compile(
    r"\\[()\[\]]|\\\$|\\\\|\$\$|\$|\\begin\{([A-Za-z]{1,12}\*?)\}|\\[A-Za-z]+|```|~~~|\[asy\]|\\[^A-Za-z]"
)
_WORDY = re.compile(r"(?<![\\A-Za-z{])(?!(?:sin|cos|tan|log|gcd|lcm|mod|max|min|and|or|det)\b)[A-Za-z]{4,}")
_TEXT_COMMAND = re.compile(
    r"\\(?:text|mbox|mathrm|textbf|textit|operatorname|mathbf|mathit|textrm|begin|end|tag)\s*\*?\{[^{}]*\}"
)


@dataclass(frozen=True, slots=True)
class Math:
    """A formula: ``[start, end)`` with its delimiters, ``[inner, stop)`` without."""

    start: int
    end: int
    inner: int
    stop: int
    display: bool = False


@dataclass(slots=True)
class Statement:
    """One statement in a formula: sides, the relations between them, and how it follows on what came before."""

    sides: list[tuple[int, int]] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)
    link: str = ""  # "implies", "or", "and", "," … : what stands before it
    opener: bool = False  # first of its formula
    text_before: str = ""  # the words of a \text{…} before it

    @property
    def start(self) -> int:
        return self.sides[0][0]

    @property
    def end(self) -> int:
        return self.sides[-1][1]


def math_spans(text: str, start: int, end: int) -> list[Math]:
    """The formulas in ``text[start:end]``, in order. Currency signs are told from delimiters; code is left out."""
    spans: list[Math] = []
    at = start
    while True:
        m = _OPEN.search(text, at, end)
        if m is None:
            return spans
        sign = m.group()
        at = m.end()
        if sign == "\\(" or sign == "\\[":
            close = text.find("\\)" if sign == "\\(" else "\\]", at, end)
            if close < 0:
                continue
            spans.append(Math(m.start(), close + 2, at, close, sign == "\\["))
            at = close + 2
        elif sign == "$$":
            close = text.find("$$", at, end)
            if close < 0:
                continue
            spans.append(Math(m.start(), close + 2, at, close, True))
            at = close + 2
        elif sign == "$":
            dollar = _closing_dollar(text, at, end)
            if dollar is not None:
                spans.append(Math(m.start(), dollar + 1, at, dollar))
                at = dollar + 1
        elif m.group(1) in _ROW_ENVIRONMENTS:
            close = text.find("\\end{" + m.group(1) + "}", at, end)
            if close < 0:
                continue
            stop = close + len(m.group(1)) + 6
            spans.append(Math(m.start(), stop, m.start(), stop, True))
            at = stop
        elif sign in ("```", "~~~", "[asy]"):
            close = text.find("[/asy]" if sign == "[asy]" else sign, at, end)
            at = end if close < 0 else close + len(sign)
    return spans


def _closing_dollar(text: str, at: int, end: int) -> int | None:
    """The dollar that closes the formula opened before ``at``; None where that one is a currency sign."""
    limit = min(end, at + 2000)
    close = at
    while True:
        close = text.find("$", close, limit)
        if close < 0 or close == at:
            return None
        slashes = 0
        while text[close - 1 - slashes] == "\\" and close - 1 - slashes >= at:
            slashes += 1
        if slashes % 2 == 0:
            break
        close += 1
    body = text[at:close]
    if "\n\n" in body or "<<" in body:
        return None
    follows = text[close + 1 : close + 2]
    if follows.isdigit() and not text[close - 1].isspace() and body[:1].isdigit():
        return None
    stripped = body.strip()
    if not stripped or (
        stripped[-1] in "=+-*/×÷<>,(" and not stripped.endswith("\\$") and stripped[-1] != ","
    ):
        return None
    if body[-1].isspace() != body[0].isspace() and body[-1].isspace() and body[0].isdigit():
        return None
    if _WORDY.search(_TEXT_COMMAND.sub("", body)):
        return None
    if body[0].isdigit() and body[-1].isspace():
        return None
    if stripped[0].isdigit() and not re.search(r"[\\^_{}=<>+*/]|[A-Za-z]", stripped) and body[-1:] == " ":
        return None
    return close


# ---------------------------------------------------------------- statements

_PIECE = re.compile(
    r"(?P<env>\\(?:begin|end)\s*\{[A-Za-z]{1,16}\*?\}(?:\{[^{}\n]{0,40}\})?(?:\[[^\[\]\n]{0,20}\])?)"
    r"|(?P<text>\\(?:text|textbf|textit|textrm|mbox|hbox)\s*\{[^{}]*\})"
    r"|(?P<tag>\\tag\*?\s*\{[^{}]*\}|\\(?:label|nonumber|notag)\b(?:\{[^{}]*\})?)"
    r"|(?P<row>\\\\(?:\*)?(?:\s*\[[\d.]{1,6}\s*[a-z]{2}\])?)"
    r"|(?P<left>\\left(?![A-Za-z])\s*(?:\\[{}|A-Za-z]+|\\.|.))"
    r"|(?P<right>\\right(?![A-Za-z])\s*(?:\\[{}|A-Za-z]+|\\.|.))"
    r"|(?P<neg>\\not\s*=|\\not\\equiv|\\not\s*[<>])"
    r"|(?P<command>\\[A-Za-z]+)"
    r"|(?P<escaped>\\.)"
    r"|(?P<comment>(?<![\d\\}])%[^\n]*)"
    r"|(?P<brace>[{}])"
    r"|(?P<bracket>[()\[\]])"
    r"|(?P<amp>&)"
    r"|(?P<arrow>=>|⇒|⟹|⇔|∴)"
    r"|(?P<rel>:=|<=|>=|!=|[=<>≤≥≠≈≡])"
    r"|(?P<sep>[,;])",
    re.S,
)

_RELATION_COMMANDS = {
    "le": "≤", "leq": "≤", "leqslant": "≤", "leqq": "≤", "ge": "≥", "geq": "≥", "geqslant": "≥", "geqq": "≥",
    "lt": "<", "gt": ">", "ne": "≠", "neq": "≠", "approx": "≈", "approxeq": "≈", "thickapprox": "≈",
    "equiv": "≡", "in": "∈", "notin": "∉", "mid": "∣", "nmid": "∤", "to": "→", "rightarrow": "→", "mapsto": "→",
    "longrightarrow": "→", "sim": "∼", "simeq": "∼", "cong": "∼", "propto": "∼", "subset": "⊂", "subseteq": "⊂",
    "supset": "⊂", "supseteq": "⊂", "doteq": "≈", "coloneqq": "=", "perp": "∼", "parallel": "∼",
}  # fmt: skip
_RELATION_SIGNS = {":=": "=", "<=": "≤", ">=": "≥", "!=": "≠"}
_LINKS = {
    "Rightarrow": "implies", "implies": "implies", "Longrightarrow": "implies", "iff": "iff",
    "Leftrightarrow": "iff", "Longleftrightarrow": "iff", "therefore": "implies", "because": "because",
    "lor": "or", "vee": "or", "land": "and", "wedge": "and", "qquad": "space", "quad": "space",
}  # fmt: skip
_FUNCTION_TEXTS = frozenset("gcd lcm mod max min det rank tr log ln sin cos tan lim sgn re im gcf".split())
_THOUSANDS = re.compile(r"(?:\\!)?\d{3}(?!\d)")
_GOES_ON = re.compile(r"\s{0,9}&(?:[\s&~]|\\q?quad\b|\\[,;:!]|\{\}){0,20}(?:[+-]|\\cdot\b|\\times\b)")
_JOINS = frozenset(
    "|so|thus|then|and|or|hence|therefore|which is|that is|gives|giving|we get|i.e|since|because|if|when|where|for".split(
        "|"
    )
)
_COLUMN = re.compile(r"\s*&")
_SPACES = frozenset(" \t\n\r&~")


def statements(text: str, math: Math, before: tuple[int, int] | None = None) -> list[Statement]:
    """The statements of one formula. Raises OverflowError past the limits.

    ``before`` is the side that a formula goes on from which begins with a relation.
    """
    if math.stop - math.inner > MAX_SPAN:
        raise OverflowError("a formula is too long")
    return list(_Cutter(text, math, before).run())


class _Cutter:
    def __init__(self, text: str, math: Math, before: tuple[int, int] | None = None) -> None:
        self.text = text
        self.math = math
        self.stack: list[str] = []
        self.row_depth = 0
        self.side_start = math.inner
        self.current = Statement(opener=True)
        self.done: list[Statement] = []
        self.last_sides: list[tuple[int, int]] = [] if before is None else [before]
        self.link_open = ""
        self.noting = False
        self.label: tuple[int, int] | None = None  # words right before a relation

    def run(self) -> Iterator[Statement]:
        text, math = self.text, self.math
        skip_to = 0
        for m in _PIECE.finditer(text, math.inner, math.stop):
            kind, piece = m.lastgroup, m.group()
            if m.end() <= skip_to:
                continue
            top = not self.stack
            if kind == "env":
                self.environment(m.start(), m.end(), piece)
            elif kind == "brace":
                self.nest(piece == "{", "{")
            elif kind == "bracket":
                self.nest(piece in "([", "(")
            elif kind == "left":
                self.nest(True, "left")
            elif kind == "right":
                self.nest(False, "left")
            elif kind == "escaped" and piece in ("\\{", "\\}"):
                self.nest(piece == "\\{", "set")
            elif not top:
                continue
            elif kind == "amp":
                if _COLUMN.match(text, m.end(), math.stop):
                    self.cut(m.start(), m.end(), "space")
                    self.noting = True
            elif kind == "row" and (more := _GOES_ON.match(text, m.end(), math.stop)):
                skip_to = more.end()  # the next row goes on with "+ …"
            elif kind == "row":
                self.cut(m.start(), m.end(), "row")
                self.noting = False
            elif kind == "rel" and piece == "!=" and not text[m.start() - 1].isspace():
                self.relation(m.start() + 1, m.end(), "=")  # "3!=6" is a factorial
            elif kind == "rel":
                self.relation(m.start(), m.end(), _RELATION_SIGNS.get(piece, piece))
            elif kind == "neg":
                self.relation(m.start(), m.end(), "≠")
            elif kind == "arrow":
                self.cut(m.start(), m.end(), "iff" if piece == "⇔" else "implies")
            elif kind == "sep":
                if piece == "," and _THOUSANDS.match(text, m.end()) and text[m.start() - 1].isdigit():
                    continue
                self.cut(m.start(), m.end(), piece)
            elif kind == "text":
                self.words(m.start(), m.end(), piece)
            elif kind in ("tag", "comment"):
                self.cut(m.start(), m.end(), "tag")
            elif kind == "command":
                name = piece[1:]
                if _RELATION_COMMANDS.get(name) == "→" and "=" in self.current.relations:
                    self.cut(m.start(), m.end(), "implies")  # "2x = 6 \\rightarrow x = 3"
                elif name in _RELATION_COMMANDS:
                    self.relation(m.start(), m.end(), _RELATION_COMMANDS[name])
                elif name in _LINKS:
                    self.cut(m.start(), m.end(), _LINKS[name])
        self.cut(math.stop, math.stop, "end")
        yield from self.done

    def nest(self, opens: bool, what: str) -> None:
        if opens:
            if len(self.stack) >= MAX_DEPTH:
                raise OverflowError("a formula is nested too deeply")
            self.stack.append(what)
        elif self.stack and (self.stack[-1] == what or what == "left"):
            self.stack.pop()

    def environment(self, start: int, end: int, piece: str) -> None:
        name = piece[piece.index("{") + 1 : piece.index("}")]
        begins = piece.startswith("\\begin")
        if name in _ROW_ENVIRONMENTS:
            if not self.stack:
                self.cut(start, end, "row" if begins else "end row")
        else:
            self.nest(begins, "env")

    def relation(self, start: int, end: int, sign: str) -> None:
        side = self.trimmed(self.side_start, start)
        statement = self.current
        if side[0] >= side[1] and self.label is not None and not statement.sides:
            side, self.label = self.label, None  # "\\text{Total} = …"
        if side[0] >= side[1]:
            if not statement.relations and self.last_sides and not statement.sides:
                # a row that begins with a sign goes on from the side before it
                statement.sides.append(self.last_sides[-1])
                statement.link = statement.link or "row"
                statement.relations.append(sign)
            elif statement.relations and sign == "=" and statement.relations[-1] in "<>":
                statement.relations[-1] = {"<": "≤", ">": "≥"}[statement.relations[-1]]
            self.side_start = end
            return
        statement.sides.append(side)
        statement.relations.append(sign)
        self.side_start = end

    def words(self, start: int, end: int, piece: str) -> None:
        word = piece[piece.index("{") + 1 : -1].strip(" ,.;:~").lower()
        if self.noting and not self.current.relations:
            self.side_start = end
            return  # a remark in a column of its own
        if word in _FUNCTION_TEXTS:
            return
        if (
            not self.current.sides
            and self.trimmed(self.side_start, start)[0] >= self.trimmed(self.side_start, start)[1]
        ):
            self.current.text_before = (self.current.text_before + " " + word).strip()
            self.label = None if word in _JOINS else (start, end)
            self.side_start = end
            if word in ("or", "and") and self.current.link in ("", "space", ",", "row"):
                self.current.link = word
            return
        if word in ("or", "and"):
            self.cut(start, end, word)
        elif word in (
            "so",
            "then",
            "thus",
            "hence",
            "therefore",
            "since",
            "because",
            "if",
            "when",
            "where",
            "for",
            "gives",
        ):
            self.cut(
                start,
                end,
                "implies" if word not in ("since", "because", "if", "when", "where", "for") else word,
            )

    def cut(self, start: int, end: int, link: str) -> None:
        """End the current statement before ``start``; the next one begins at ``end``."""
        self.label = None
        side = self.trimmed(self.side_start, start)
        statement = self.current
        filled = side[0] < side[1]
        if link == "row" and not filled and statement.relations and statement.sides:
            # "a =" at the end of a row, its right side in the next one
            self.side_start = end
            return
        if filled:
            statement.sides.append(side)
        if statement.relations and len(statement.sides) > len(statement.relations):
            self.done.append(statement)
            self.last_sides = statement.sides
        elif statement.sides and not statement.relations:
            if link in ("or", "and", ",", "tag") or statement.link in (",", "or", "and"):
                self.done.append(statement)  # "x = 2, 3": the bare items matter to the list
            if link in ("row", "implies", "iff", "end row"):
                self.last_sides = statement.sides
        carried = statement.text_before if not statement.sides else ""
        opener = statement.opener and not statement.sides
        self.current = Statement(
            link=link if link not in ("end row", "tag") else "row", opener=opener, text_before=carried
        )
        self.side_start = end

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        text = self.text
        changed = True
        while changed:
            changed = False
            while start < end and text[start] in _SPACES:
                start += 1
            while end > start and (
                text[end - 1] in _SPACES or (text[end - 1] in ".;,:?" and text[end - 2] != "\\")
            ):
                end -= 1
            for space in ("\\,", "\\;", "\\:", "\\!", "\\ "):
                if text.startswith(space, start) and start + 2 <= end:
                    start += 2
                    changed = True
                if end - 2 >= start and text.startswith(space, end - 2):
                    end -= 2
                    changed = True
        return start, end
