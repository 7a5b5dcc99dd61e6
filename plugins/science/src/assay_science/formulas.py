r"""Chemical formulas: text in any usual spelling → how many atoms of which element, and the charge.

::

    from assay_science.formulas import read_formula, readings

    read_formula(r"\ce{SO4^2-}")            # Formula(atoms=(("O", 4), ("S", 1)), charge=-2)
    read_formula("CuSO₄·5H₂O").count("O")   # 9
    read_formula("[Cu(NH3)4]2+").charge     # 2
    read_formula("water")                   # None
    readings("O2-")                         # oxide O²⁻ and superoxide O₂⁻: flattened text may mean either

Read: plain text, Unicode sub- and superscripts, LaTeX (``\mathrm{C_6H_{12}O_6}``), mhchem (``\ce{…}``),
HTML's ``<sub>`` and ``<sup>``; round, square and curly brackets; hydrates with ``·``, ``•``, ``*`` or ``.``;
isotopes (``^{13}C``, ``[13C]``, ``D``, ``T``); charges as ``^{2+}``, ``2+``, ``+2``, ``++``, ``²⁺``, ``(2+)``; a state
(``(aq)``) behind it. Anything else is no formula: nothing is guessed and nothing is left out. The size is looked at
before the work begins, and no library is loaded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

LONGEST = 300
"""Characters of a formula that are read."""
DEEPEST = 6
LARGEST = 1_000_000
"""Atoms of one element, and any number in a formula, are below it."""

SYMBOLS = (
    "H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr "
    "Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu "
    "Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm Bk Cf Es Fm Md No Lr "
    "Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts Og"
).split()
"""The symbols of the elements, in order of their numbers: the first is element 1 (a test compares them with a library)."""
NUMBERS = {symbol: number for number, symbol in enumerate(SYMBOLS, 1)}
STATES = ("s", "l", "g", "aq", "cr")


@dataclass(frozen=True, slots=True)
class Formula:
    """What a formula says: atoms by their symbols, sorted (``("13C", 1)`` for an isotope), the charge, the state or ``""``."""

    atoms: tuple[tuple[str, int], ...]
    charge: int = 0
    state: str = ""

    def count(self, symbol: str) -> int:
        """How many atoms of an element (or isotope) there are."""
        return dict(self.atoms).get(symbol, 0)

    @property
    def composition(self) -> tuple[tuple[tuple[str, int], ...], int]:
        """Atoms and charge: what two spellings of one substance share."""
        return self.atoms, self.charge

    @property
    def hill(self) -> str:
        """The formula in Hill's order, charge behind it: ``C2H6O``, ``O4S2-``; carbon and hydrogen first if there is carbon."""
        first = ("C", "H") if self.count("C") else ()
        inner = sorted(
            self.atoms, key=lambda atom: (first.index(atom[0]) if atom[0] in first else 2, atom[0])
        )
        text = "".join(f"{_isotope(symbol)}{n if n > 1 else ''}" for symbol, n in inner)
        size = abs(self.charge)
        sign = "+" if self.charge > 0 else "-"
        return text + (f"^{size if size > 1 else ''}{sign}" if size else "")


ELECTRON = Formula((), -1)


def _isotope(symbol: str) -> str:
    return f"[{symbol}]" if symbol[0].isdigit() else symbol


# --- markup -----------------------------------------------------------------------------------------------------------

_SUPER = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-", strict=True))
_SUB = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋", "0123456789+-", strict=True))
_RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]+")
_LOWERED = re.compile("[₀₁₂₃₄₅₆₇₈₉₊₋]+")
_STATE_IN_SUBSCRIPT = re.compile(r"_\{\s*(\d{1,4})\s*(\((?:aq|[slg])\))\s*\}")
_HTML = re.compile(r"<(/?)(sub|sup)>", re.IGNORECASE)
_COMMAND = re.compile(r"\\(?:([A-Za-z]+)\*?|(.))\s*", re.DOTALL)
_WRAPPERS = frozenset(
    "mathrm text textrm rm ce mathbf textbf bf boldsymbol mathit mathsf mathop operatorname mbox left right bigl bigr big displaystyle".split()
)
_SPACES = frozenset("quad qquad enspace thinspace".split())
_MEANING = {
    "cdot": "·",
    "bullet": "·",
    "ast": "*",
    "times": "×",
    "to": "→",
    "rightarrow": "→",
    "longrightarrow": "→",
    "Rightarrow": "→",
    "Longrightarrow": "→",
    "implies": "→",
    "rightleftharpoons": "⇌",
    "leftrightharpoons": "⇌",
    "rightleftarrows": "⇌",
    "leftrightarrow": "⇌",
    "longleftrightarrow": "⇌",
    "Leftrightarrow": "⇌",
    "leftarrow": "←",
    "longleftarrow": "←",
    "uparrow": "↑",
    "downarrow": "↓",
    "alpha": "α",
    "beta": "β",
    "gamma": "γ",
    "nu": "ν",
    "Delta": "Δ",
    "bar": "‾",
    "overline": "‾",
}
_SIGNS = str.maketrans(
    {
        "−": "-",
        "–": "-",
        "‑": "-",
        "＋": "+",
        "•": "·",
        "∙": "·",
        "⋅": "·",
        "・": "·",
        "‧": "·",
        "\u00a0": " ",
        "\u2009": " ",
        "\u202f": " ",
        "\u200b": None,
        "ₑ": "_{e}",
        "\u0304": "‾",
        "\u0305": "‾",
    }
)


def unmarked(text: str, longest: int = LONGEST) -> str | None:
    r"""The text without markup: sub- and superscripts as ``_{…}`` and ``^{…}``, arrows and Greek letters as characters.

    ``None`` for what is too long, holds a command that is not known, or braces that do not match. ``\mathrm``,
    ``\text``, ``\ce`` and dollar signs go, as do backticks.
    """
    if len(text) > 4 * longest:
        return None
    text = text.translate(_SIGNS)
    text = _RAISED.sub(lambda m: "^{" + "".join(_SUPER[c] for c in m[0]) + "}", text)
    text = _LOWERED.sub(lambda m: "_{" + "".join(_SUB[c] for c in m[0]) + "}", text)
    text = _HTML.sub(lambda m: "}" if m[1] else "_{" if m[2].lower() == "sub" else "^{", text)
    text = _STATE_IN_SUBSCRIPT.sub(r"_{\1}\2", text)
    out: list[str] = []
    open_: list[str] = []  # what closes each brace that is open: "}" for scripts, "" for groups
    at = 0
    while at < len(text):
        here = text[at]
        if here == "\\":
            command = _COMMAND.match(text, at)
            if command is None:
                return None
            at = command.end()
            name = command[1]
            if name is None:
                if command[2] in "{}":
                    out.append("(" if command[2] == "{" else ")")
                elif command[2] not in ",;:!() []\\\n":
                    return None
                elif command[2] not in "()[]":
                    out.append(" ")
            elif name in _WRAPPERS:
                continue
            elif name in _SPACES:
                out.append(" ")
            elif name in _MEANING:
                out.append(_MEANING[name])
            else:
                return None
            continue
        if here in "_^":
            at += 1
            while at < len(text) and text[at] == " ":
                at += 1
            if at < len(text) and text[at] == "{":
                at += 1
                out.append(here + "{")
                open_.append("}")
            elif loose := _LOOSE[here].match(text, at):
                out.append(here + "{" + loose[0].strip("()") + "}")
                at = loose.end()
            elif here == "^" and (at == len(text) or text[at] in " }") and out[-1:] == [" "]:
                out.append("↑")  # mhchem: a gas escapes
            else:
                return None
            continue
        if here == "{":
            open_.append("")
        elif here == "}":
            if not open_:
                return None
            out.append(open_.pop())
        elif here not in "$`":
            out.append(here)
        at += 1
    if open_:
        return None
    made = "".join(out)
    return made if len(made) <= longest else None


_LOOSE = {
    "_": re.compile(r"\d+|[+-]\d+|\((?:aq|cr|[slg])\)|[a-z](?![a-z])"),
    # ^2+ and ^+2 as plain text has them
    "^": re.compile(
        r"\((?:\d{0,2}[+-]|[+-]\d{1,2})\)|\d{1,2}[+-]|[+-]\d{1,2}(?![A-Za-z(\[])|[+-]{1,4}|\d{1,3}"
    ),
}

# --- the formula ------------------------------------------------------------------------------------------------------

_STATE = re.compile(r"\s*(?:_\{)?\s*\(?\s*(aq|cr|[slg])\s*\)\s*\}?\s*$|\s*_\{\s*\(?(aq|cr|[slg])\)?\s*\}\s*$")
_ATOM = re.compile(r"\^\{(\d{1,3})\}([A-Z][a-z]?)|\[(\d{1,3})([A-Z][a-z]?)\]|([A-Z][a-z]?)")
_COUNT = re.compile(r"_\{\s*(\d{1,7})\s*\}|(\d{1,7})")
_RAISED_CHARGE = re.compile(r"\s*\^\{\s*([^{}]{1,8}?)\s*\}\s*$")
_CHARGE = re.compile(r"(\d{0,2})\s*([+-])|([+-])\s*(\d{1,2})|(\+{2,4}|-{2,4})")
_FLAT_CHARGE = re.compile(
    r"(?<=[A-Za-z\d)\]}])(\s+\d?[+-]|\s*\(\s*\d{0,2}[+-]\s*\)|\s*\(\s*[+-]\d{1,2}\s*\)|[+-]\d{1,2}|\+{1,4}|-{1,4})\s*$"
)
_DIGITS_BEHIND = re.compile(r"(?<=[A-Za-z)\]])(\d+)$")
_DOT = re.compile(r"\s*[·*.]\s*")
_OXIDATION_STATE = re.compile(r"\((?:I{1,3}|IV|VI{0,3})\)")
_ELECTRON = re.compile(r"e\s*(?:\^\{\s*(?:1?-|-1)\s*\}|-)|\^\{\s*0\s*\}_\{\s*-1\s*\}e|β\^\{\s*-\s*\}")


def _charge(text: str) -> int | None:
    if text in ("0", ""):
        return 0
    match = _CHARGE.fullmatch(text)
    if match is None:
        return None
    if match[5]:
        return len(match[5]) * (1 if match[5][0] == "+" else -1)
    sign, size = (match[2], match[1]) if match[2] else (match[3], match[4])
    return int(size or 1) * (1 if sign == "+" else -1)


def read_formula(text: str) -> Formula | None:
    """The formula that a text is, in its likeliest reading; ``None`` for what is none."""
    found = readings(text)
    return found[0] if found else None


@lru_cache(maxsize=4096)
def readings(text: str) -> tuple[Formula, ...]:
    """All that a formula in flattened text may mean, the likeliest first; usually one, and ``()`` for what is none.

    ``SO42-`` is SO₄²⁻ first, ``NO3-`` is NO₃⁻ first, ``Fe3+`` is Fe³⁺ first. Where the charge is set off or raised
    there is one reading only.
    """
    plain = unmarked(text)
    return _read(plain.strip()) if plain else ()


def read_plain(plain: str) -> tuple[Formula, ...]:
    """As :func:`readings`, of text that :func:`unmarked` gave."""
    return _read(plain.strip()) if len(plain) <= LONGEST else ()


def _read(plain: str) -> tuple[Formula, ...]:
    plain = plain.strip("↑↓ ")
    state = ""
    if match := _STATE.search(plain):
        state = match[1] or match[2]
        plain = plain[: match.start()].rstrip("↑↓ ")
    if _ELECTRON.fullmatch(plain):
        return (Formula((), -1, state),)
    tried: list[tuple[str, int]] = []
    if match := _RAISED_CHARGE.search(plain):
        charge = _charge(match[1])
        if charge is None:
            return ()
        tried.append((plain[: match.start()], charge))
    elif match := _FLAT_CHARGE.search(plain):
        body, said = plain[: match.start()], match[1]
        charge = _charge(said.strip("() "))
        if charge is None:
            return ()
        tried.append((body, charge))
        digits = _DIGITS_BEHIND.search(body)
        if digits and said in ("+", "-") and digits[1][-1] != "0":
            # SO42- is SO4 with 2-, NO3- is NO3 with -
            split = (body[:-1], int(digits[1][-1]) * (1 if said == "+" else -1))
            if body[: digits.start()].endswith("]"):
                tried = [split]  # [Cu(NH3)4]2+
            else:
                tried.insert(0 if len(digits[1]) > 1 or body[: digits.start()] in NUMBERS else 1, split)
    else:
        tried.append((plain, 0))
    found = []
    for body, charge in tried:
        atoms = _atoms(body.strip())
        if atoms:
            formula = Formula(tuple(sorted(atoms.items())), charge, state)
            if formula not in found:
                found.append(formula)
    return tuple(found)


def _atoms(body: str) -> dict[str, int] | None:
    """Atoms of a formula without charge; hydrates are parts with a dot between them, each with its number."""
    total: dict[str, int] = {}
    if _OXIDATION_STATE.search(body):
        return None
    for n, part in enumerate(_DOT.split(body)):
        times = re.match(r"(\d{1,4})\s*(?=[A-Z(\[])", part) if n else None
        factor = int(times[1]) if times else 1
        atoms = _group(part[times.end() :] if times else part)
        if atoms is None or not factor:
            return None
        for symbol, count in atoms.items():
            total[symbol] = total.get(symbol, 0) + factor * count
            if total[symbol] >= LARGEST:
                return None
    return total


_CLOSES = {"(": ")", "[": "]"}


def _group(part: str) -> dict[str, int] | None:
    levels: list[dict[str, int]] = [{}]
    closing: list[str] = []
    at = 0
    while at < len(part):
        here = part[at]
        atom = _ATOM.match(part, at)
        if atom:
            mass, symbol = atom[1] or atom[3] or "", atom[2] or atom[4] or atom[5]
            if symbol not in NUMBERS and len(symbol) == 2 and not atom[4] and symbol[0] in NUMBERS:
                return None  # "Xy": no element, and "X" with a stray letter is none either
            if symbol in ("D", "T") and not mass:
                mass, symbol = ("2" if symbol == "D" else "3"), "H"
            if symbol not in NUMBERS or (
                mass and not NUMBERS[symbol] <= int(mass) <= 3 * NUMBERS[symbol] + 5
            ):
                return None
            made, at = {mass + symbol: 1}, atom.end()
        elif here in _CLOSES:
            if len(closing) == DEEPEST:
                return None
            closing.append(_CLOSES[here])
            levels.append({})
            at += 1
            continue
        elif closing and here == closing[-1]:
            closing.pop()
            made = levels.pop()
            if not made:
                return None
            at += 1
        elif here == " " and at and part[at - 1] == "}":  # C_6 H_{12} O_6, as LaTeX has it
            at += 1
            continue
        else:
            return None
        count = _COUNT.match(part, at)
        times = 1
        if count:
            written = count[1] or count[2]
            if written[0] == "0":
                return None
            times, at = int(written), count.end()
        for symbol, n in made.items():
            n = levels[-1].get(symbol, 0) + n * times
            if n >= LARGEST:
                return None
            levels[-1][symbol] = n
    return levels[0] if not closing and levels[0] else None
