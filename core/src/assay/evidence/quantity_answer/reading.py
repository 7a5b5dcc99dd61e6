r"""One quantity as a model or a textbook writes it: ``12.3(2)\,\mathrm{cm}``, ``2\pi\ \text{rad}``, ``≈ 5.0 × 10³ J K⁻¹``.

Core's readers are strict. Here stands what they leave to their caller: LaTeX, uncertainties, ranges,
values written as expressions (``\sqrt{3}``), and units whose spelling is off and can mean one thing only (``kPA``, ``JK^-1``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from assay.evidence.formulas import BadFormula, Undecided, evaluate
from assay.evidence.quantities import Unit, read_quantity
from assay.evidence.quantity_spelling import plain, unit_of

LONGEST = 300
"""Characters of a quantity that are read."""

_NUMBER = r"(?:\d+(?:,\d{3})*(?:\.\d+)?|\.\d+)(?:e[-+]?\d{1,3})?"
_PLUS_MINUS = r"\s*(?:±|\+/-|\+-|\+\s?/\s?-)\s*"
_UNCERTAIN = re.compile(
    rf"(?P<open>\(?)\s*(?P<value>-?{_NUMBER})(?P<between>[^±()+\d]*?){_PLUS_MINUS}(?P<error>{_NUMBER})\s*(?P<percent>%?)\s*"
    r"(?P<close>\)?)\s*(?:[×·*]?\s*1(?P<ten>e[-+]?\d{1,3}))?\s*(?P<rest>.*)",
    re.DOTALL,
)
_CONCISE = re.compile(
    r"(-?\d+(?:\.(?P<places>\d+))?)\((?P<error>\d{1,3})\)\s*(?P<ten>e[-+]?\d{1,3})?(?P<rest>.*)", re.DOTALL
)
_RANGE = re.compile(
    rf"(?P<low>-?{_NUMBER})(?P<unit>[^\d]*?)\s*(?:-|–|—|\bto\b)\s*(?P<high>-?{_NUMBER})\s*(?P<rest>[^\d].*|)",
    re.DOTALL,
)
_ABOUT = re.compile(
    r"(?:[≈=~:]|(?:about|approximately|approx\.?|roughly|around|circa|ca\.|nearly|exactly|some|equal to)\b)\s*",
    re.IGNORECASE,
)
_DOLLAR = re.compile(r"(?<!\\)\$|\\[()\[\]]|\*\*(?!\s*[-+(]?\d)")
"""Where formulas and bold text begin and end."""
_PART = re.compile(r"\d[\d.]*(?:e[-+]?\d{1,3})?|π|sqrt(?=\()|[()*/·×^ ]|(?<=[\^(/])-(?=[\d(πs])|[-+]")
"""A piece of an expression of numbers; a sum only within brackets."""


_ROOT = re.compile(r"√\s?(?:\(([^()]*)\)|(\d+(?:\.\d+)?))")
_POINT = re.compile(r"(?<=\d)\.(?=\s)")
"""The point that ends a whole number: ``144. m/s²``."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A quantity as it was told: ``value`` in ``unit``, with its uncertainty, the significant digits that it shows, and its text.

    ``high`` is the other end of a range, in the same unit.
    """

    value: Fraction
    unit: Unit
    text: str
    digits: int
    error: Fraction | None = None
    high: Fraction | None = None

    @property
    def step(self) -> Fraction:
        """One unit of the last digit that the value shows; 0 for an expression."""
        return last_place(self.text)


@lru_cache(maxsize=4096)
def read(text: str) -> Reading | None:
    """The one quantity that a text is; ``None`` if it is anything else, or has a unit that is not known."""
    if len(text) > LONGEST:
        return None
    text = text.strip()
    if not re.fullmatch(r"[^$]*\d\s*\$", text):  # 5 $
        first = 0 if text.count("$") > 1 else 1
        text = text[:first] + _DOLLAR.sub(" ", text[first:])
    said = plain(text + "}" * max(0, text.count("{") - text.count("}")))
    while (about := _ABOUT.match(said)) and about.end():
        said = said[about.end() :]
    said = re.sub(r"\A(?:minus|negative)\s+(?=[\d.])", "-", said, flags=re.IGNORECASE)
    said = said.replace("−", "-").replace("–", "-") if re.match(r"[−–]\s*[\d.]", said) else said
    said = re.sub(r"\A([-+])\s+(?=[\d.])", r"\1", said).removeprefix("+")
    said = re.sub(r"\A\((-?[^()]*)\)\Z", r"\1", said)
    said = _POINT.sub("", _ROOT.sub(lambda m: f"sqrt({m[1] or m[2]})", said))
    return _uncertain(said) or _single(said) or _range(said) or _computed(said)


def _single(said: str) -> Reading | None:
    found = read_quantity(said)
    if found is not None:
        return Reading(found.value, found.unit, said, significant(said))
    number = re.match(rf"-?{_NUMBER}", said)
    if number:
        unit = unit_of(said[number.end() :])
        value = read_quantity(number[0])
        if unit is not None and value is not None:
            return Reading(value.value, unit, said, significant(said))
    found = read_quantity(said, nouns=True)
    return None if found is None else Reading(found.value, found.unit, said, significant(said))


def _computed(said: str) -> Reading | None:
    """``2π rad``, ``sqrt(3) m``, ``5/3·π``: an expression of numbers, and a unit."""
    end = _expression_end(said)
    formula, rest = said[:end].rstrip(), said[end:]
    if not re.search(r"\d|π", formula):
        return None
    unit = unit_of(rest)
    if unit is None:
        return None
    arithmetic = formula.replace("^", "**").replace("×", "*").replace("·", "*").replace("π", "(pi)")
    arithmetic = re.sub(r"(?<=[\d)])\s*(?=\(|sqrt\()(?<!sqrt)|(?<=\))\s*(?=\d)", "*", arithmetic)
    try:
        value = evaluate(arithmetic, {})
    except (BadFormula, Undecided):
        return None
    return Reading(Fraction(value), unit, said, 30)


def _expression_end(said: str) -> int:
    """Where the longest expression of numbers ends that a text begins with, its brackets closed."""
    position = 1 if said.startswith("-") else 0
    depth = end = 0
    while match := _PART.match(said, position):
        if match[0] in ("+", "-") and not depth and said[position - 1] not in "^(/":
            break
        depth += (match[0] == "(") - (match[0] == ")")
        if depth < 0:
            break
        position = match.end()
        if not depth and match[0][-1] not in "*/·×^ +-(" and match[0] != "sqrt":
            end = position
    return end


def _uncertain(said: str) -> Reading | None:
    match = _UNCERTAIN.fullmatch(said)
    if match and bool(match["open"]) == bool(match["close"]):
        between, rest = match["between"].strip(), match["rest"].strip()
        if between and rest and unit_of(between) != unit_of(rest):
            return None
        unit_text = between or rest
        value, error = read_quantity(match["value"]), read_quantity(match["error"])
        unit = unit_of(unit_text)
        if value is None or error is None or unit is None:
            return None
        off = error.value
        if match["percent"] and unit_text != "%":
            off = abs(value.value) * off / 100
        elif match["percent"]:
            unit = unit_of("%") or unit
        ten = Fraction(10) ** int(match["ten"][1:]) if match["ten"] else Fraction(1)
        written = match["value"] + (match["ten"] or "")
        return Reading(value.value * ten, unit, written, significant(written), off * ten)
    match = _CONCISE.fullmatch(said)
    if not match:
        return None
    unit = unit_of(match["rest"])
    value = read_quantity(match[1] + (match["ten"] or ""))
    if unit is None or value is None:
        return None
    ten = Fraction(10) ** (int(match["ten"][1:]) if match["ten"] else 0)
    off = Fraction(int(match["error"]), 10 ** len(match["places"] or "")) * ten
    written = match[1] + (match["ten"] or "")
    return Reading(value.value, unit, written, significant(written), off)


def _range(said: str) -> Reading | None:
    """``5-7 m``, ``5 m to 7 m``."""
    match = _RANGE.fullmatch(said)
    if not match:
        return None
    before, after = match["unit"].strip(), match["rest"].strip()
    unit, first = unit_of(after), unit_of(before)
    low, high = read_quantity(match["low"]), read_quantity(match["high"])
    if unit is None or first is None or low is None or high is None or low.value >= high.value:
        return None
    if before and first != unit:
        return None
    return Reading(low.value, unit, match["low"], significant(match["low"]), high=high.value)


def significant(said: str) -> int:
    """How many significant digits a number shows that a text begins with; zeros at the end of a whole number count."""
    match = re.search(r"([\d.,]+)", said)
    digits = re.sub(r"[.,]", "", match[1]) if match else ""
    return len(digits.lstrip("0")) or len(digits)


def last_place(said: str) -> Fraction:
    """One unit of the last digit that a number shows; 0 if the text does not begin with a plain number."""
    match = re.match(r"-?(\d[\d,]*|)(?:\.(\d+))?(?:e([-+]?\d{1,3}))?(?![/π])", said)
    if not match or not (match[1] or match[2]):
        return Fraction(0)
    whole = match[1].replace(",", "")
    power = -len(match[2]) if match[2] else len(whole) - len(whole.rstrip("0") or whole)
    return Fraction(10) ** (power + int(match[3] or 0))
