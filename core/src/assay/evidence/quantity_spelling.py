r"""Quantities as papers, LaTeX and models write them, in the one spelling that the readers know.

``50.7\,\mathrm{atm}``, ``6.02\times 10^{23}``, ``\SI{9.81}{\metre\per\second\squared}`` and
``kg \cdot m^{-3}`` become ``50.7 atm``, ``6.02e23``, ``9.81 metre second^-2`` and ``kg·m^-3``.
Only spelling changes: what is unknown stays as it is, for a reader to refuse.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assay.evidence.unit_text import SUPERSCRIPTS, read_carelessly, read_unit
from assay.evidence.units import Unit, product

LONGEST = 400
"""Characters that are rewritten; a longer text is given back."""

_SYMBOLS = {
    "times": "×", "cdot": "·", "centerdot": "·", "bullet": "·", "ast": "*", "pm": "±", "approx": "≈", "simeq": "≈", "sim": "≈",
    "cong": "≈", "mu": "µ", "upmu": "µ", "micro": "µ", "Omega": "Ω", "upOmega": "Ω", "ohm": "Ω", "circ": "°", "degree": "°",
    "AA": "Å", "angstrom": "Å", "prime": "′", "pi": "π", "odot": "⊙", "oplus": "⊕", "alpha": "α", "beta": "β", "gamma": "γ",
    "ell": "L", "celsius": "°C", "degreeCelsius": "°C", "textdegree": "°", "textmu": "µ", "textohm": "Ω", "textpm": "±",
    "textasciitilde": "~", "textperthousand": "‰", "slash": "/", "div": "/", "Delta": "Δ", "infty": "∞", "percent": "%",
    "degreeC": "°C", "colon": ":",
}  # fmt: skip
_SPACE = re.compile(
    r"\\(?:[,;:! ]|quad\b|qquad\b|thinspace\b|enspace\b|hfill\b)|\\h?space\*?\{[^{}]*\}|\\(?:h|v)?phantom\{[^{}]*\}|~|\s"
)
_THIN = re.compile(r"(?<=\d)(?:\\[,!]|\{,\}|[\u00a0\u2009\u202f])(?=\d{3}(?!\d))")
_GROUPS = re.compile(r"(?<![\d.,])([1-9]\d{0,2})((?: \d{3})+)(?![\d])")
_FONT = re.compile(
    r"\\(?:mathrm|mathbf|mathit|mathsf|mathtt|mathnormal|boldsymbol|bm|rm|bf|text|textrm|textbf|textit|textup|textnormal|mbox|hbox|operatorname\*?|ensuremath|unit|si|num|ce|mathop)\s*\{([^{}]*)\}"
)
_OLD_FONT = re.compile(
    r"\\(?:rm|bf|it|mathrm|text|textrm|left|right|displaystyle|textstyle|limits|big|Big|bigl|bigr)(?![A-Za-z])\.?"
)
_FRACTION = re.compile(r"\\[dts]?(?:nice)?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
_SHORT_FRACTION = re.compile(r"\\[dt]?frac\s*(\d)\s*(\d)")
_SIUNITX = re.compile(
    r"\\(SI|qty|num|si|unit|numrange|ang)\s*(?:\[[^\[\]]*\])?\s*(\{(?:[^{}]|\{[^{}]*\})*\})(\{(?:[^{}]|\{[^{}]*\})*\})?"
)
_SIUNITX_PART = re.compile(r"\\(?P<macro>[A-Za-z]+)(?:\{(?P<power>[-+]?\d+)\})?|(?P<plain>[^\\\s]+)|\s+")
_PREFIXES = frozenset(
    "exa peta tera giga mega kilo hecto deca deci centi milli micro nano pico femto atto".split()
)
_SUPERSCRIPT = re.compile(r"\^\s*\{\s*([^{}]*?)\s*\}")
_DEGREE = re.compile(r"(?:\{\s*\})?\s*\^\s*(?:\{\s*(?:\\circ|°|o)\s*\}|\\circ(?![A-Za-z])|°)\s*")
_SECONDS = re.compile(r"(?:\{\s*\})?\s*\^\s*(?:\{\s*(?:\\prime\s*){2}\}|\{\s*''\s*\})")
_MINUTES = re.compile(r"(?:\{\s*\})?\s*\^\s*(?:\{\s*\\prime\s*\}|\\prime(?![A-Za-z]))")
_COMMAND = re.compile(r"\\([A-Za-z]+)\s*(\{\})?")
_HAT = re.compile(
    r"\\(?:hat|vec|widehat)\s*\{?\s*(?:\\(?:mathrm|mathbf|text)\s*\{)?\s*\\?([a-z])(?:math)?\s*\}{0,2}"
)
_PARTICLE = re.compile(r"([αβγ])\s*-?\s*(?=particle)")
_SUN = re.compile(r"\b(M|L|R)_?\s*(?:\{\s*)?(?:([⊙☉]|sun\b|Sun\b|odot\b)|([⊕♁]|earth\b|Earth\b))(?:\s*\})?")
_EXPONENT = r"(?:(?:\^|\*\*)\s*(?:(?P<power>[-+]?\d{1,4})|\(\s*(?P<inner>[-+]?\d{1,4})\s*\))|(?P<super>[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+))(?![\d.]*\d)"
_TEN = re.compile(
    rf"(?P<digits>\d\.?)\s*(?:[×xX*·]\s*|\s(?=10\s*\^))10(?:\s*{_EXPONENT}|(?P<lost>-\d{{1,2}})(?![\d.]))"
)
_TEN_ALONE = re.compile(rf"(?<![\w.^⁰-⁹])10\s*{_EXPONENT}")
_E = re.compile(r"(?<=\d)(?:\s?E\s?|\s?e\s?)(?=[-+]\d)|(?<=\d)\s?E(?=\d)")
_OF_LIGHT = re.compile(r"((?<=eV)\s?/\s?)c(?![A-Za-z_])|(?<=\d)\s*c\Z")
_MARKS = re.compile(r"\A[\s*_`\"'“”]+(?=[^\s*])|(?<=[^\s*])[\s*_`\"“”]+\Z")
_DASHES = str.maketrans(
    {"−": "-", "‐": "-", "‑": "-", "‒": "-", "﹣": "-", "－": "-", "μ": "µ", "⋅": "·", "∙": "·", "•": "·", "∼": "~",
     "≃": "≈", "≅": "≈", "⁄": "/", "∕": "/", "º": "°", "˚": "°", "∘": "°", "\u00a0": " ", "\u2009": " ", "\u202f": " "}
)  # fmt: skip


def plain(text: str) -> str:
    """A quantity, a number or a unit in its plain spelling. Only LaTeX, fonts, blanks and spellings of powers change."""
    if len(text) > LONGEST:
        return text
    text = _MARKS.sub("", text.strip())
    text = _THIN.sub("", text)
    if set(text) & set("\\${~"):
        text = _without_latex(text)
    text = text.translate(_DASHES)
    text = re.sub(r"(?<=10)\s?[-–]\s?(?=[⁰¹²³⁴⁵⁶⁷⁸⁹])", "⁻", text)  # the minus alone was not raised
    text = _GROUPS.sub(lambda m: m[1] + m[2].replace(" ", ""), text)
    text = _PARTICLE.sub(lambda m: {"α": "alpha", "β": "beta", "γ": "gamma"}[m[1]], text)
    text = _SUN.sub(lambda m: m[1] + ("sun" if m[2] else "earth"), text)
    text = _E.sub("e", text)
    text = _TEN.sub(lambda m: f"{m['digits'].rstrip('.')}e{_power(m)}", text)
    text = _TEN_ALONE.sub(lambda m: f"1e{_power(m)}", text)
    text = re.sub(r"(?<=\d)(?:\s*[×x*·]\s*|\s+)1(?=e[-+]?\d)", "", text)
    text = re.sub(r"(?<=[µ])\s+(?=(?:[A-Za-zΩ]|mol)\b)|(?<=\b[kMGmn])\s+(?=Ω)", "", text)
    text = re.sub(r"(?<=\d)\s*[×*·]\s*(?=[A-Za-zµΩÅ°])", " ", text)
    text = re.sub(r"(?<=[A-Za-z)])\s?\*\*\s?\(?(-?\d)\)?(?!\d)", r"^\1", text)
    text = re.sub(r"(?<![A-Za-z])pi(?![A-Za-z])", "π", text)
    text = " ".join(text.split())
    text = re.sub(r"\s*\^\s*", "^", text)
    text = re.sub(r"°\s+(?=[CF]\b)", "°", text)
    text = _OF_LIGHT.sub(lambda m: f"{m[1]}(speed of light)" if m[1] else " speed of light", text)
    return text.lstrip(" ,;:").rstrip(" .,;:")


def _power(match: re.Match[str]) -> str:
    lost = match.groupdict().get("lost")  # "1.6 × 10-19", whose superscript was lost
    return lost or match["power"] or match["inner"] or match["super"].translate(SUPERSCRIPTS)


def _without_latex(text: str) -> str:
    text = text.replace(r"\$", "\x01")
    if text.count("$") % 2 == 0:
        text = text.replace("$", " ")
    text = text.replace("\\ ", " ")
    text = _HAT.sub(lambda m: f" {m[1]}hat ", text)
    text = re.sub(r"\\[()\[\]]", " ", text)
    text = _SIUNITX.sub(_siunitx, text)
    text = re.sub(r"\\(?:mathrm|text|textrm)\s*\{\s*\\(?:AA|angstrom)\s*\}", "Å", text)
    text = re.sub(r"\\mathring\s*\{\s*(?:\\(?:mathrm|text)\s*\{?\s*)?A\s*\}{1,2}", "Å", text)
    text = _DEGREE.sub("°", text)
    text = _SECONDS.sub(" arcsecond ", text)
    text = _MINUTES.sub("′", text)
    text = text.replace(r"\%", "%").replace(r"\_", "_").replace(r"\#", "#").replace(r"\&", "&")
    text = _COMMAND.sub(lambda m: _SYMBOLS.get(m[1], m[0]), text)
    text = _SPACE.sub(" ", text)
    for _ in range(6):
        before = text
        text = _FONT.sub(lambda m: f" {m[1].strip()} " if m[1].strip() else " ", text)
        text = re.sub(r" (?=\^)", "", text)
        text = _SUPERSCRIPT.sub(
            lambda m: "^" + m[1] if re.fullmatch(r"[-+−]?\d+|\w", m[1]) else f"^({m[1]})", text
        )
        text = _SHORT_FRACTION.sub(r" \1/\2 ", text)
        text = _FRACTION.sub(lambda m: _fraction(m[1].strip(), m[2].strip()), text)
        text = re.sub(r"\\sqrt\s*\{([^{}]*)\}", r"sqrt(\1)", text)
        text = re.sub(r"(?<![\\A-Za-z_^])\{([^{}]*)\}", r" \1 ", text)
        text = re.sub(r"_\{([^{}]*)\}", r"_\1", text)
        if text == before:
            break
    text = _OLD_FONT.sub(" ", text)
    return text.replace("\x01", "$")


def _fraction(above: str, below: str) -> str:
    if re.fullmatch(r"\d+", above) and re.fullmatch(r"\d+", below):
        return f" {above}/{below} "
    whole = [part if re.fullmatch(r"[^\W_]+", part) else f"({part})" for part in (above, below)]
    return f" {whole[0]}/{whole[1]} "


def _siunitx(match: re.Match[str]) -> str:
    """``\\SI{9.81}{\\metre\\per\\second}`` and its kin."""
    kind, first, second = match[1], match[2][1:-1], (match[3] or "{}")[1:-1]
    if kind in ("num", "ang"):
        return first + ("°" if kind == "ang" and ";" not in first else "") + (match[3] or "")
    if kind in ("si", "unit"):
        return " " + _siunitx_unit(first) + " " + (match[3] or "")
    if kind == "numrange":
        return f"{first}-{second}"
    number = re.sub(r"(?<=\d)\s*(?:\+-|\\pm)\s*(?=\d)", " ± ", first)
    return f"{number} {_siunitx_unit(second)}"


def _siunitx_unit(text: str) -> str:
    if "\\" not in text:
        return text.replace(".", "·")
    parts: list[str] = []
    prefix, power, sign = "", "", ""
    for match in _SIUNITX_PART.finditer(text):
        macro = match["macro"]
        if macro is None:
            if match["plain"]:
                parts.append(match["plain"].replace(".", "·"))
        elif macro in _PREFIXES:
            prefix += macro
        elif macro == "per":
            sign = "-"
        elif macro in ("square", "cubic"):
            power = "2" if macro == "square" else "3"
        elif macro in ("squared", "cubed", "tothe") and parts:
            given = {"squared": "2", "cubed": "3"}.get(macro, match["power"] or "1")
            last = parts.pop()
            parts.append(f"{last.removesuffix('^-1')}^{'-' if last.endswith('^-1') else ''}{given}")
        else:
            name = prefix + (macro if prefix else _SYMBOLS.get(macro, macro))
            parts.append(f"{name}^{sign}{power or '1'}" if sign or power else name)
            prefix, power, sign = "", "", ""
    return " ".join(parts)


_TOKEN = re.compile(r"[^\W\d_]+")
_TIMES_SECOND = ("J", "kJ", "N", "kN", "V", "A", "W", "Pa", "mPa", "eV")
"""What an ``s`` behind it is a second of, and no plural."""
_RAISED = re.compile(r"[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_THING = re.compile(r"([^\W\d_]{3,})(?:\^-?1)?")


@lru_cache(maxsize=4096)
def unit_of(text: str) -> Unit | None:
    """The unit that a text names in LaTeX, with things that are counted (``photon s^-1``), or in a spelling that can mean one only.

    ``KJ`` is kJ, ``JK^-1`` is J/K, ``e`` behind a number the elementary charge. ``None`` for what is no known unit.
    """
    text = plain(text)
    if re.fullmatch(r"\([^()]*\)", text):
        text = text[1:-1]
    text = text.removeprefix("·").strip()
    if text == "e":
        return read_unit("elementary charge")
    found = read_unit(text)
    if found is not None:
        return found
    mended = _TOKEN.sub(_mended, text)
    if mended != text and (found := read_unit(mended)) is not None:
        return found
    return _with_things(mended) or read_unit(text, nouns=True)


def _mended(match: re.Match[str]) -> str:
    """A name in its usual case (``kPA``), two that were written together (``JK``); others as they are."""
    name = match[0]
    if read_unit(name) is not None or len(name) > 6:
        return name
    usual = read_carelessly(name)
    if usual is not None:
        return usual.name
    cuts = [(name[:i], name[i:]) for i in range(1, len(name))]
    known = [
        f"{one}·{other}"
        for one, other in cuts
        if read_unit(one) is not None
        and read_unit(other) is not None
        and (other != "s" or one in _TIMES_SECOND)
    ]
    return known[0] if len(known) == 1 else name


def _with_things(text: str) -> Unit | None:
    """``J·electron^-1``, ``photon s^-1``: things that are counted, among units of measure."""
    text = _RAISED.sub(lambda m: "^" + m[0].translate(SUPERSCRIPTS), text)
    above, slash, below = text.partition("/")
    parts: list[tuple[Unit, int]] = []
    rest: list[str] = []
    for word in re.split(r"[·\s]+", above.strip()):
        thing = _THING.fullmatch(word)
        unit = read_unit(thing[1], nouns=True) if thing else None
        if unit is not None and unit.is_label:
            parts.append((unit, -1 if word.endswith("^-1") else 1))
        else:
            rest.append(word)
    if not parts or not (rest or slash):
        return None
    measured = read_unit(" ".join(rest)) if rest else None
    if rest and measured is None:
        return None
    above_one = any(power > 0 and not unit.label.endswith("hat") for unit, power in parts)
    if above_one and measured is not None and any(power > 0 for _, power in measured.factors):
        return None  # photons per second, but no atmosphere times a glonk
    under = read_unit(below, nouns=True) if slash else None
    if slash and under is None:
        return None
    units = [*parts, *([(measured, 1)] if measured else []), *([(under, -1)] if under else [])]
    return product(units)
