"""Text into tokens. One pass of one regular expression, nothing to backtrack over."""

from __future__ import annotations

import re
from typing import NamedTuple

from assay_math.notation.characters import to_ascii
from assay_math.notation.errors import NotationError
from assay_math.notation.options import Options
from assay_math.notation.words import (
    CONNECTIVES,
    FUNCTIONS,
    GREEK,
    OPERATORS,
    PLAIN_FUNCTIONS,
    RELATIONS,
    SKIPPED,
    STOP_WORDS,
    UNITS,
)


class Token(NamedTuple):
    """``kind``: num, let, greek, func, cmd, text, stop, op, rel, conn, based, begin, end, eof."""

    kind: str
    value: str
    start: int
    end: int
    spaced: bool  # white space before it
    plain: bool = False  # a word without a backslash


_REPEATING = r"\d*\.\d*\\(?:overline|bar|dot)\s*\{\d{1,40}\}"
_TOKEN = re.compile(
    r"""
    (?P<ws>(?:[ \t\r\n\f\v~]|\\[,;:!> \n])+)
  | (?P<based>(?<![A-Za-z0-9_\\])(?:[0-9][0-9A-F]*[A-F][0-9A-F]*|[A-F][0-9A-F]+)_\{?(?:1[1-6])\b\}?)
  | (?P<repeat>"""
    + _REPEATING
    + r""")
  | (?P<num>(?:\d{1,3}(?:\{,\}\d{3})+(?!\d)|\d{1,3}(?:\\,\d{3})+(?!\d)|(?<![_^])\d{1,3}(?:,\d{3})+(?!\d)
        |(?<![_^])\d{1,3}(?:[ ]\d{3})+(?![\d/])|\d+)(?:\.\d+)?(?:[eE][+-]?\d+(?![\dA-Za-z]))?|\.\d+)
  | (?P<words>\\(?:text|textbf|textit|textrm|textnormal|mbox|hbox)\s*\{(?P<text>(?:[^{}$\\]|\\[%$&\#_ ,;])*)\})
  | (?P<roman>\\(?:mathrm|operatorname\*?|rm|mathsf|mathit|mathop)\s*\{\s*(?P<upright>[A-Za-z][A-Za-z\s/0-9.]*)\})
  | (?P<fence>\\(?:left|right|middle|[bB]igg?[lrm]?)(?![A-Za-z])\s*(?:\.(?!\d)|(?=[\[\](){}|/\\<>]|$)))
  | (?P<env>\\(?P<side>begin|end)\s*\{(?P<envname>[A-Za-z]+\*?)\})
  | (?P<row>\\\\(?:\[[^\]]{0,12}\])?)
  | (?P<command>\\[A-Za-z]+)
  | (?P<escaped>\\[{}|%$&\#_])
  | (?P<word>[A-Za-z]+)
  | (?P<factorial>(?<=[\d)}])!(?==))
  | (?P<rel><=>|=>|:=|==|<=|=<|>=|!=|<>|=|<|>)
  | (?P<dots>\.\.\.)
  | (?P<op>\*\*|[-+*/^_()\[\]{}|!,;:.'%$&€£¥₹])
  | (?P<bad>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_REVERSED = re.compile(r"([\[\]])([^\[\](),;{}]{1,60})([,;])([^\[\](),;{}]{1,60})([\[\]])")
_GLUED = re.compile(r"([xyzti]?)(sin|cos|tan|cot|sec|csc|ln|log|sqrt|exp|pi)([xyz]?)\Z")
_CURRENCY = re.compile(r"\$\s?\.?\d")
_SETTLED_DELIMITERS = ("\\(", "\\)", "\\[", "\\]", "$$")


def tokenize(text: str, options: Options) -> list[Token]:
    """The tokens of ``text``, closed by an ``eof`` token; offsets are those of ``text``."""
    if len(text) > options.max_length:
        raise NotationError("too_long", 0, f"the text has more than {options.max_length} characters")
    source, offsets = to_ascii(text)
    source = _without_delimiters(source)
    if options.comma == "decimal" or options.point == "thousands":
        source = _localized(source, options)
    if options.reverse_brackets and ("[" in source or "]" in source):
        source = _REVERSED.sub(_straight_brackets, source)
    out: list[Token] = []
    spaced = False
    append = out.append
    limit = options.max_nodes
    for m in _TOKEN.finditer(source):
        kind = m.lastgroup
        if kind == "ws":
            spaced = True
            continue
        start, end = m.start(), m.end()
        if offsets is not None:
            start, end = offsets[start], offsets[end]
        if kind == "num":
            append(Token("num", m.group(), start, end, spaced))
        elif kind == "op":
            value = m.group()
            append(Token("op", "^" if value == "**" else value, start, end, spaced))
        elif kind == "rel":
            value = m.group()
            if value in CONNECTIVES:
                append(Token("conn", CONNECTIVES[value], start, end, spaced))
            else:
                append(Token("rel", RELATIONS[value], start, end, spaced))
        elif kind == "word":
            word = m.group()
            if len(word) == 2 and word[1] == "e" and m.string.startswith("^", m.end()):
                _letters(word, start, spaced, out)  # Be^{x} is no verb
            else:
                _word(word, start, spaced, options, out)
        elif kind == "command":
            command = _command(m.group()[1:], start, end, spaced)
            if command is not None:
                append(command)
        else:
            special = _special(m, start, end, spaced)
            if special is not None:
                append(special)
        if len(out) > limit:
            raise NotationError("too_many_nodes", start, f"the text has more than {limit} symbols")
        spaced = False
    length = len(text)
    append(Token("eof", "", length, length, spaced))
    return out


def _without_delimiters(source: str) -> str:
    """Math delimiters blanked out, of the same length; dollar signs that mean money stay."""
    if "\\(" in source or "\\[" in source or "\\]" in source:
        # a row break "\\" may be followed by a bracket; a delimiter is not preceded by a backslash
        source = re.sub(r"(?<!\\)((?:\\\\)*)\\[()\[\]]", lambda m: m.group(1) + "  ", source)
    if "$" not in source:
        return source
    plain = source.replace("\\$", "")
    signs = plain.count("$")
    if signs == 0 or len(_CURRENCY.findall(plain)) == signs or signs % 2:
        return source
    return re.sub(r"(?<!\\)\$", " ", source)


def _localized(source: str, options: Options) -> str:
    """Points and commas between digits in the English manner, of the same length."""
    if options.point == "thousands":
        source = re.sub(r"(?<=\d)\.(?=\d{3}(?!\d))", "\x01", source)
    if options.comma == "decimal":
        source = re.sub(r"(?<=\d),(?=\d)", ".", source)
    return source.replace("\x01", ",")


def _straight_brackets(m: re.Match[str]) -> str:
    left, lower, comma, upper, right = m.groups()
    if left == "[" and right == "]":
        return m.group()
    if left == "]" and right not in "[]":
        return m.group()
    return ("[" if left == "[" else "(") + lower + comma + upper + ("]" if right == "]" else ")")


def _word(word: str, start: int, spaced: bool, options: Options, out: list[Token]) -> None:
    end = start + len(word)
    if len(word) == 1:
        out.append(Token("let", word, start, end, spaced, True))
        return
    if word in options.names:
        out.append(Token("name", word, start, end, spaced, True))
        return
    function = PLAIN_FUNCTIONS.get(word)
    if function is not None:
        out.append(Token("func", function, start, end, spaced, True))
        return
    lower = word.lower()
    if lower in ("and", "or"):
        out.append(Token("conn", lower, start, end, spaced, True))
    elif word in ("pi", "inf", "infinity", "Infinity", "oo"):
        out.append(Token("cmd", "pi" if word == "pi" else "infty", start, end, spaced, True))
    elif word in GREEK and len(word) > 3:
        out.append(Token("greek", word, start, end, spaced, True))
    elif lower in STOP_WORDS:
        out.append(Token("of" if lower == "of" else "stop", lower, start, end, spaced, True))
    elif options.words == "letters":
        _letters(word, start, spaced, out)
    elif options.words == "error":
        raise NotationError("unexpected", start, f"unknown word {word!r}")
    else:
        glued = _GLUED.match(word)
        if options.words == "auto" and glued and (glued.group(1) or glued.group(3)):
            before, name, after = glued.groups()
            _letters(before, start, spaced, out)
            at = start + len(before)
            _word(name, at, spaced and not before, options, out)
            _letters(after, at + len(name), False, out)
        elif options.words == "auto" and len(word) <= 3 and word not in UNITS:
            _letters(word, start, spaced, out)
        else:
            out.append(Token("text", word, start, end, spaced, True))


def _letters(word: str, start: int, spaced: bool, out: list[Token]) -> None:
    for index, letter in enumerate(word):
        out.append(Token("let", letter, start + index, start + index + 1, spaced and index == 0, True))


def _command(name: str, start: int, end: int, spaced: bool) -> Token | None:
    function = FUNCTIONS.get(name)
    if function is not None and name not in ("sqrt", "binom", "mod"):
        return Token("func", function, start, end, spaced)
    if name in OPERATORS:
        return Token("op", OPERATORS[name], start, end, spaced)
    if name in RELATIONS:
        return Token("rel", RELATIONS[name], start, end, spaced)
    if name in GREEK:
        return Token("greek", name, start, end, spaced)
    if name in CONNECTIVES:
        return Token("conn", CONNECTIVES[name], start, end, spaced)
    if name in SKIPPED:
        return None
    return Token("cmd", name, start, end, spaced)


def _special(m: re.Match[str], start: int, end: int, spaced: bool) -> Token | None:
    kind = m.lastgroup
    value = m.group()
    if kind == "words":
        return _text_token(m.group("text"), start, end, spaced)
    if kind == "roman":
        return _upright_token(m.group("upright").strip(), start, end, spaced)
    if kind == "fence":
        side = value[1:].split(".")[0].strip()
        if value.rstrip().endswith("."):
            return Token("op", "left." if side.endswith(("left", "l")) else "right.", start, end, spaced)
        following = m.string[m.end() : m.end() + 6]
        if following.startswith("|") or following.startswith("\\vert"):
            if side in ("left", "bigl", "Bigl", "biggl", "Biggl"):
                return Token("op", "open", start, end, spaced)
            if side in ("right", "bigr", "Bigr", "biggr", "Biggr"):
                return Token("op", "close", start, end, spaced)
        return None
    if kind == "env":
        return Token(m.group("side"), m.group("envname"), start, end, spaced)
    if kind == "row":
        return Token("op", "\\\\", start, end, spaced)
    if kind == "escaped":
        escaped = {"\\%": "%", "\\$": "$", "\\|": "||", "\\&": "&", "\\#": "#", "\\_": "_"}.get(value, value)
        return Token("op", escaped, start, end, spaced)
    if kind == "factorial":
        return Token("op", "!", start, end, spaced)
    if kind == "dots":
        return Token("cmd", "ldots", start, end, spaced)
    if kind in ("based", "repeat"):
        return Token(kind, value, start, end, spaced)
    raise NotationError("unexpected", start, f"unexpected character {value!r}")


def _text_token(content: str, start: int, end: int, spaced: bool) -> Token | None:
    content = re.sub(r"\\([%$&#_,; ])", r"\1", content).strip()
    if not content:
        return None
    lower = content.lower().strip(" ,")
    if lower in ("and", "or"):
        return Token("conn", lower, start, end, spaced)
    if content in ("mod", "rank", "lcm", "gcd", "tr", "arcsin", "arccos", "arctan", "adj", "sgn"):
        return Token("func", FUNCTIONS.get(content, content), start, end, spaced)
    if lower in STOP_WORDS:
        return Token("of" if lower == "of" else "stop", lower, start, end, spaced)
    return Token("text", content, start, end, spaced)


def _upright_token(content: str, start: int, end: int, spaced: bool) -> Token:
    if content in FUNCTIONS:
        return Token("func", FUNCTIONS[content], start, end, spaced)
    if content in ("d", "e", "i", "P"):
        return Token("let", content, start, end, spaced)
    if content in ("and", "or"):
        return Token("conn", content, start, end, spaced)
    return Token("text", content, start, end, spaced)
