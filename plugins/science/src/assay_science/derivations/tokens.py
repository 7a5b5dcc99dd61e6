r"""Tokens of worked solutions: LaTeX, Unicode and plain text in one stream.

Formulas (``$…$``, ``\[…\]``, environments) and the text between them differ in what letters are: in a
formula each is a symbol, unless it stands upright; in text they are words.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

MOST_TOKENS = 4_000
"""Of one line or display."""
DEEPEST = 40


class TooLong(Exception):
    """More than is read."""


@dataclass(slots=True)
class Token:
    """A piece of text from ``start`` to ``end``.

    Kinds: ``num``; ``name`` (a symbol or unit; ``upright`` in roman type, ``plain`` a word of the text);
    ``op`` (``+ - * / ^ _ ( ) [ ] { } | ! %``); ``cmd`` (``frac sqrt``); ``func``; ``rel`` (``=`` or ``≈``);
    ``sep``, ``brk`` (a sign that ends a statement), ``row`` (a new line of a display), ``bad`` (what is not read).
    """

    kind: str
    text: str
    start: int
    end: int
    upright: bool = False
    plain: bool = False
    spaced: bool = False
    """White space stands before it."""


_NUMBER = r"\d{1,3}(?:(?:,|\{,\}|\\,)\d{3})+(?![\d])(?:\.\d+)?|\d+\s?\.(?=(?:~|\s|\\[,;! ])*\\(?:mathrm|text)\{)|\d+(?:\.\d+)?|\.\d+"
_TOKEN = re.compile(
    rf"""(?P<ws>(?:[\s~\u00a0\u2009\u202f\u2006]|\\[,;:!\ >]|\\(?:thinspace|enspace|medspace|allowbreak|displaystyle|textstyle
        |nonumber|notag|limits|left\.|right\.|(?:left|right|middle|[bB]igg?[lr]?)(?![a-zA-Z]))(?![a-zA-Z]))+|\*\*+|`+)
    |(?P<word>[^\W\d_º⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉½⅓⅔¼¾⅕⅙⅛]+)
    |(?P<num>(?:{_NUMBER})(?:[eE][-+−]?\d{{1,4}}(?![\w.]))?)
    |(?P<degree>\^\s*\{{?\s*\\circ\s*\}}?\s*(?:\{{\s*\}})?(?:\s|~|\\[,;!\ ])*(?:\\(?:mathrm|text|textrm|rm)\s*\{{\s*~?\s*(?P<scale1>[CF])\s*\}}|(?P<scale2>[CF])(?![a-zA-Z]))?
        |(?:°|º|\\degree(?![a-zA-Z])|\\textdegree(?![a-zA-Z]))(?:\s|~|\\[,;!\ ])*(?:\\(?:mathrm|text|textrm|rm)\s*\{{\s*~?\s*(?P<scale3>[CF])\s*\}}|(?P<scale4>[CF])(?![a-zA-Z]))?
        |℃|℉|\\celsius(?![a-zA-Z]))
    |(?P<row>\\\\(?:\[[^\]\n]{{0,12}}\])?|\\newline(?![a-zA-Z])|\\(?:begin|end)\s*\{{(?:aligned|align|gathered|gather|equation|split|multline|displaymath|math|alignedat|flalign|eqnarray)\*?\}})
    |(?P<env>\\(?:begin|end)\s*\{{[^}}\n]{{0,20}}\}})
    |(?P<esc>\\[%\$&\#_{{}}|])
    |(?P<cmd>\\[a-zA-Z]+\*?)
    |(?P<sup>[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)
    |(?P<sub>[₀₁₂₃₄₅₆₇₈₉]+)
    |(?P<part>[½⅓⅔¼¾⅕⅙⅛])
    |(?P<rel>(?<![<>!:=])={{1,2}}(?![=>])|:=|≈|≃|≅|≒|≡|＝)
    |(?P<brk>=>|->|→|⇒|⟹|⟶|<=>|[<>≤≥≠∝∴∵⇌↔?]|!=|\.\.\.|…)
    |(?P<op>\*\*|[-+*/^_()\[\]{{}}|!%'′−–·⋅∙×÷⁄∕√])
    |(?P<sep>[.,;:&])
    |(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_SUP = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_RAISED = re.compile(r"[²³⁻¹⁴]|\^")
_SPECIES = re.compile(r"[A-Z(](?:[A-Za-z0-9()]|_\{?\d+\}?)*")
"""One formula of mhchem, without its charge."""
_SUB = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_OPS = {
    "−": "-",
    "–": "-",
    "·": "*",
    "⋅": "*",
    "∙": "*",
    "×": "*",
    "÷": "/",
    "⁄": "/",
    "∕": "/",
    "**": "^",
    "′": "'",
}
_COMMAND_OPS = {
    "cdot": "*",
    "times": "*",
    "ast": "*",
    "div": "/",
    "lbrack": "[",
    "rbrack": "]",
    "lvert": "|",
    "rvert": "|",
    "vert": "|",
    "prime": "'",
}
FUNCTIONS = {
    "ln": "ln", "log": "log", "lg": "log", "exp": "exp", "sin": "sin", "cos": "cos", "tan": "tan", "arcsin": "asin",
    "arccos": "acos", "arctan": "atan", "asin": "asin", "acos": "acos", "atan": "atan", "sinh": "sinh", "cosh": "cosh",
    "tanh": "tanh", "sqrt": "sqrt", "cot": "cot",
}  # fmt: skip
_EQUALS = frozenset(("=", "==", ":=", "≡", "＝"))
_RELATIONS = {
    "approx": "≈",
    "simeq": "≈",
    "cong": "≈",
    "doteq": "≈",
    "approxeq": "≈",
    "thickapprox": "≈",
    "eq": "=",
    "equiv": "=",
    "equals": "=",
}
_BREAKS = frozenset(
    "Rightarrow Longrightarrow implies to rightarrow longrightarrow therefore because leq geq le ge lt gt neq ne propto sim "
    "quad qquad rightleftharpoons leftrightarrow Leftrightarrow iff land lor ll gg leqslant geqslant longleftrightarrow qed square blacksquare "
    "mapsto leadsto xrightarrow checkmark ldots dots cdots hspace vspace smallskip medskip bigskip par item hline ".split()
)
_FONTS = frozenset(
    "mathrm text textrm mathup textup rm mbox hbox operatorname mathsf textsf mathtt mathit textit textbf mathbf bm boldsymbol bf "
    "unit si ensuremath mathnormal".split()
)
_UPRIGHT = frozenset(
    "mathrm text textrm mathup textup rm mbox hbox operatorname mathsf textsf mathtt unit si mathbf textbf bf".split()
)
_MARKS = frozenset(
    "vec bar hat tilde overline dot ddot widehat widetilde overrightarrow mathcal mathscr mathfrak underline mathring".split()
)
_TRANSPARENT = frozenset(
    "boxed fbox cancel bcancel xcancel cancelto sout num phantom mathstrut displaylines substack emph".split()
)
_GREEK_LETTERS = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ϵ": "epsilon", "ζ": "zeta", "η": "eta", "θ": "theta",
    "ϑ": "theta", "κ": "kappa", "λ": "lambda", "μ": "mu", "µ": "mu", "ν": "nu", "ξ": "xi", "π": "pi", "ρ": "rho", "σ": "sigma",
    "τ": "tau", "φ": "phi", "ϕ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega", "Δ": "Delta", "∆": "Delta", "Φ": "Phi", "Ψ": "Psi", "Ω": "Omega",
    "Λ": "Lambda", "Γ": "Gamma", "Θ": "Theta", "Π": "Pi", "Ξ": "Xi", "ℏ": "hbar", "ħ": "hbar",
}  # fmt: skip
_VARIANTS = {
    "varepsilon": "epsilon",
    "vartheta": "theta",
    "varphi": "phi",
    "varrho": "rho",
    "varsigma": "sigma",
    "upmu": "mu",
    "micro": "mu",
}
GREEK = frozenset(_GREEK_LETTERS.values()) | {"iota", "upsilon", "Sigma", "Upsilon", "ell", "hbar"}
_WORDS = frozenset("and or nor not where with then hence thus therefore for never about".split())
"""Words that stand in formulas without being marked as text."""
_SI_NAMES = {
    "meter": "m", "metre": "m", "kilogram": "kg", "gram": "g", "second": "s", "ampere": "A", "kelvin": "K", "mole": "mol", "newton": "N",
    "joule": "J", "watt": "W", "pascal": "Pa", "hertz": "Hz", "coulomb": "C", "volt": "V", "ohm": "Ω", "farad": "F", "henry": "H",
    "tesla": "T", "weber": "Wb", "siemens": "S", "liter": "L", "litre": "L", "electronvolt": "eV", "minute": "min", "hour": "h",
    "day": "d", "bar": "bar", "radian": "rad", "becquerel": "Bq", "dalton": "Da", "atm": "atm", "molar": "M", "tonne": "t", "candela": "cd",
}  # fmt: skip
_SI_PREFIXES = {
    "kilo": "k",
    "mega": "M",
    "giga": "G",
    "tera": "T",
    "milli": "m",
    "micro": "µ",
    "nano": "n",
    "pico": "p",
    "femto": "f",
    "centi": "c",
    "deci": "d",
    "hecto": "h",
}


_BRACES = re.compile(r"\\.|[{}]", re.DOTALL)


@lru_cache(maxsize=4)
def _closed(text: str) -> dict[int, int]:
    """Where each brace that opens is closed, for those that are."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for m in _BRACES.finditer(text):
        if m[0] == "{":
            opened.append(m.start())
        elif m[0] == "}" and opened:
            found[opened.pop()] = m.start()
    return found


def closing(text: str, at: int, end: int) -> int:
    """Where the brace that opens at ``at`` closes; -1 if it does not before ``end``."""
    close = _closed(text).get(at, -1)
    return close if close < end else -1


_SCALE_GROUP = re.compile(r"(?:\s|~|\\[,;! ])*\\(?:mathrm|text|textrm|rm)\s*\{\s*~?\s*([CF])(?![a-zA-Z])")
_OPEN = re.compile(r"\s*\{")
_SCRIPT = re.compile(r"\s*[_^]\s*(?:(?=\{)|\\[a-zA-Z]+|\w)")


class _Lexer:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[Token] = []

    def add(self, kind: str, text: str, start: int, end: int, **marks: bool) -> None:
        if len(self.tokens) >= MOST_TOKENS:
            raise TooLong
        self.tokens.append(Token(kind, text, start, end, **marks))

    def run(self, start: int, end: int, math: bool, upright: bool = False, depth: int = 0) -> None:
        """The tokens of a stretch of text."""
        if depth > DEEPEST:
            raise TooLong
        text, tokens, at, spaced = self.text, self.tokens, start, False
        match = _TOKEN.match
        while at < end:
            m = match(text, at, end)
            if m is None:
                return
            kind, at = m.lastgroup or "other", m.end()
            if kind == "ws":
                spaced = True
                continue
            first = len(tokens)
            if kind == "word" and not math:
                word = m[0]
                raised = word == "at" and _RAISED.match(self.text, at)
                if word.isascii() and word not in FUNCTIONS and not raised:  # most words of a text
                    tokens.append(Token("name", word, m.start(), at, False, True, spaced))
                    spaced = False
                    continue
            elif kind == "num" or (kind == "op" and m[0] != "%"):
                piece = m[0]
                if first >= MOST_TOKENS:
                    raise TooLong
                tokens.append(Token(kind, _OPS.get(piece, piece), m.start(), at, False, False, spaced))
                spaced = False
                continue
            at = self._one(kind, m, end, math, upright, depth)
            if len(tokens) > first:
                tokens[first].spaced = spaced
                spaced = False

    def _one(self, kind: str, m: re.Match[str], end: int, math: bool, upright: bool, depth: int) -> int:
        start, at, piece = m.start(), m.end(), m[0]
        if kind in ("scale1", "scale2", "scale3", "scale4"):
            kind = "degree"
        if kind == "num":
            self.add("num", piece, start, at)
        elif kind == "degree":
            scale = m["scale1"] or m["scale2"] or m["scale3"] or m["scale4"]
            if piece in "℃℉":
                scale = "C" if piece == "℃" else "F"
            if piece.startswith("\\celsius"):
                scale = "C"
            if not scale and (group := _SCALE_GROUP.match(self.text, at, end)):
                # ^\circ\text{C/m}: the scale begins a longer unit
                close = closing(self.text, self.text.index("{", at), end)
                if close >= 0:
                    self.add("name", f"°{group[1]}", start, group.end(), upright=True)
                    self.run(group.end(), close, True, True, depth + 1)
                    return close + 1
            self.add("name", f"°{scale}" if scale else "°", start, at, upright=True)
        elif kind == "row":
            self.add("row", piece, start, at)
            if piece.endswith(("at}", "at*}")) and "begin" in piece:
                return self._skip_group(at, end)
        elif kind == "esc":
            if piece == "\\%":
                self.add("name", "%", start, at, upright=True)
            elif piece in ("\\{", "\\}"):
                self.add("op", "(" if piece == "\\{" else ")", start, at)
            elif piece == "\\|":
                self.add("op", "|", start, at)
            elif piece == "\\&":
                self.add("brk", piece, start, at)
            else:
                self.add("bad", piece, start, at)
        elif kind == "cmd":
            return self._command(piece[1:].rstrip("*"), start, at, end, math, upright, depth)
        elif kind == "sup":
            self.add("op", "^", start, start)
            self.add("num", piece.translate(_SUP), start, at)
        elif kind == "part":
            if start and self.text[start - 1].isdigit():
                self.add("bad", piece, start, at)  # 2½ is no product
                return at
            part = Fraction(unicodedata.numeric(piece)).limit_denominator(10)
            for sign, text in (
                ("op", "("),
                ("num", str(part.numerator)),
                ("op", "/"),
                ("num", str(part.denominator)),
                ("op", ")"),
            ):
                self.add(sign, text, start, at)
        elif kind == "sub":
            self.add("op", "_", start, start)
            self.add("num", piece.translate(_SUB), start, at)
        elif kind == "rel":
            self.add("rel", "=" if piece in _EQUALS else "≈", start, at)
        elif kind == "brk":
            self.add("brk", piece, start, at)
        elif kind == "op":
            self.add("op", _OPS.get(piece, piece), start, at)
            if piece == "%":
                self.tokens[-1] = Token("name", "%", start, at, upright=True)
        elif kind == "sep":
            if piece != "&":
                self.add("sep", piece, start, at)
        elif kind == "word":
            self._word(piece, start, at, math, upright)
        else:
            self.add("bad", piece, start, at)
        return at

    def _word(self, piece: str, start: int, at: int, math: bool, upright: bool) -> None:
        if upright or not math:
            if piece in FUNCTIONS and (not upright or piece != "exp"):
                self.add("func", FUNCTIONS[piece], start, at, plain=not math)
                return
            name = _GREEK_LETTERS.get(piece, piece)
            if len(piece) > 1 and piece[0] in _GREEK_LETTERS and piece[0] not in "µμ":
                # ΔH, λmax
                self.add("name", _GREEK_LETTERS[piece[0]], start, start + 1, plain=not math)
                self._word(piece[1:], start + 1, at, math, upright)
                return
            if piece == "at" and not upright and _RAISED.match(self.text, at):  # ½at²: no preposition
                self.add("name", piece[0], start, start + 1, plain=True)
                self.add("name", piece[1], start + 1, at, plain=True)
                return
            self.add("name", name, start, at, upright=upright, plain=not math)
            return
        if piece in _WORDS:
            self.add("name", piece, start, at, upright=True)
            return
        for i, letter in enumerate(piece):
            if letter in "\u0300\u0301\u0302\u0303\u0304":
                continue
            self.add("name", _GREEK_LETTERS.get(letter, letter), start + i, start + i + 1)

    def _skip_group(self, at: int, end: int) -> int:
        m = _OPEN.match(self.text, at, end)
        if not m:
            return at
        close = closing(self.text, m.end() - 1, end)
        return close + 1 if close >= 0 else at

    def _group(self, at: int, end: int) -> tuple[int, int, int] | None:
        """The inside of the braces that follow: where it begins, ends, and what follows."""
        m = _OPEN.match(self.text, at, end)
        if not m:
            return None
        close = closing(self.text, m.end() - 1, end)
        return None if close < 0 else (m.end(), close, close + 1)

    def _command(
        self, name: str, start: int, at: int, end: int, math: bool, upright: bool, depth: int
    ) -> int:
        if name in ("frac", "dfrac", "tfrac", "cfrac", "sfrac", "nicefrac"):
            self.add("cmd", "frac", start, at)
        elif name == "sqrt":
            self.add("cmd", "sqrt", start, at)
        elif name in FUNCTIONS:
            self.add("func", FUNCTIONS[name], start, at)
        elif name in _COMMAND_OPS:
            self.add("op", _COMMAND_OPS[name], start, at)
        elif name in _RELATIONS:
            self.add("rel", _RELATIONS[name], start, at)
        elif name in _BREAKS:
            self.add("brk", "…" if name in ("ldots", "dots", "cdots") else name, start, at)
            if name in ("hspace", "vspace"):
                return self._skip_group(at, end)
        elif name in _FONTS or name in _TRANSPARENT:
            return self._transparent(name, start, at, end, math, upright, depth)
        elif name == "ce" and (group := self._group(at, end)) and _SPECIES.fullmatch(self.text, *group[:2]):
            self.run(group[0], group[1], True, True, depth + 1)
            return group[2]
        elif name in _MARKS:
            group = self._group(at, end)
            if group is None:
                return at
            self.run(group[0], group[1], True, upright, depth + 1)
            return group[2]
        elif name in ("underset", "overset", "stackrel"):
            return self._skip_group(at, end)  # the second group is the expression itself
        elif name in ("underbrace", "overbrace"):
            group = self._group(at, end)
            if group is None:
                return at
            self.add("op", "{", start, at)
            self.run(group[0], group[1], True, upright, depth + 1)
            self.add("op", "}", group[1], group[2])
            script = _SCRIPT.match(self.text, group[2], end)
            return self._skip_group(script.end(), end) if script else group[2]
        elif name in ("qty", "SI"):
            return self._quantity(start, at, end, depth)
        elif name in ("tag", "label", "hphantom", "vphantom", "color", "textcolor"):
            return self._skip_group(at, end)
        elif name in ("Omega", "ohm"):
            self.add("name", "Omega", start, at)
        elif name in ("AA", "angstrom"):
            self.add("name", "Å", start, at, upright=True)
        elif name == "pi":
            self.add("name", "pi", start, at)
        else:
            name = _VARIANTS.get(name, name)
            if name in GREEK:
                self.add("name", name, start, at)
            else:
                self.add("bad", name, start, at)
        return at

    def _transparent(
        self, name: str, start: int, at: int, end: int, math: bool, upright: bool, depth: int
    ) -> int:
        group = self._group(at, end)
        if group is None:
            return at
        roman = upright or name in _UPRIGHT
        if name in ("unit", "si"):
            self._unit(group[0], group[1], depth)
            return group[2]
        if name in _FONTS:
            inside = self.text[group[0] : group[1]]
            maths = (
                name not in ("text", "textrm", "mbox", "hbox", "textbf", "textit")
                or "\\" in inside
                or "^" in inside
            )
            before = len(self.tokens)
            self.run(
                group[0],
                group[1],
                True,
                roman,
                depth + 1,
            )
            if not maths and len(self.tokens) > before and inside[:1].isspace():
                self.tokens[before].spaced = True
            return group[2]
        self.add("op", "{", start, at)
        self.run(group[0], group[1], math or name != "emph", upright, depth + 1)
        self.add("op", "}", group[1], group[2])
        return group[2]

    def _quantity(self, start: int, at: int, end: int, depth: int) -> int:
        number = self._group(at, end)
        unit = self._group(number[2], end) if number else None
        if number is None or unit is None:
            self.add("bad", "qty", start, at)
            return at
        self.run(number[0], number[1], True, False, depth + 1)
        self._unit(unit[0], unit[1], depth)
        return unit[2]

    def _unit(self, start: int, end: int, depth: int) -> None:
        r"""The unit of ``\qty{5}{\meter\per\second}`` or ``\qty{5}{m/s}``."""
        text = self.text[start:end]
        if "\\" not in text:
            self.run(start, end, True, True, depth + 1)
            return
        prefix, sign, before = "", "", ""
        for m in re.finditer(r"\\([a-zA-Z]+)", text):
            word, a, b = m[1], start + m.start(), start + m.end()
            if word == "per":
                sign = "-"
            elif word in ("square", "cubic"):
                before = "2" if word == "square" else "3"
            elif word in ("squared", "cubed"):
                power = "2" if word == "squared" else "3"
                if self.tokens and self.tokens[-1].text == "-1":
                    self.tokens[-1].text = "-" + power
                else:
                    self.add("op", "^", a, a)
                    self.add("num", power, a, b)
            elif word in _SI_PREFIXES and word not in _SI_NAMES:
                prefix = _SI_PREFIXES[word]
            elif word in _SI_NAMES or word in ("celsius", "degreeCelsius", "percent", "degree"):
                name = {"celsius": "°C", "degreeCelsius": "°C", "percent": "%", "degree": "°"}.get(
                    word
                ) or _SI_NAMES[word]
                self.add("name", prefix + name, a, b, upright=True)
                if sign or before:
                    self.add("op", "^", b, b)
                    self.add("num", sign + (before or "1"), b, b)
                prefix = sign = before = ""
            else:
                self.add("bad", word, a, b)


_FORMULA = re.compile(
    r"\$\$(?P<d>.+?)\$\$|\$(?P<i>(?:[^$\n\\]|\\.|\n(?!\s*\n))+?)\$|\\\[(?P<b>.+?)\\\]|\\\((?P<p>.+?)\\\)"
    r"|\\begin\s*\{(?P<env>align|gather|equation|multline|eqnarray|flalign|displaymath|aligned)(?P<star>\*?)\}(?P<e>.+?)\\end\s*\{(?P=env)(?P=star)\}",
    re.DOTALL,
)


def formulas(text: str) -> list[tuple[int, int, int, int]]:
    """``(start, end, first, last)`` of each formula, with its marks and without."""
    found: list[tuple[int, int, int, int]] = []
    if "$" not in text and "\\" not in text:
        return found
    for m in _FORMULA.finditer(text):
        for group in ("d", "i", "b", "p", "e"):
            if m[group] is not None:
                found.append((m.start(), m.end(), m.start(group), m.end(group)))
                break
    return found


def lex(text: str, start: int, end: int, math: bool) -> list[Token]:
    """The tokens of ``text[start:end]``, all of it formula or all of it text."""
    lexer = _Lexer(text)
    lexer.run(start, end, math)
    return lexer.tokens
