"""Claims in running text: ``48/2 = <<48/2=24>>24 clips``, ``20% of 50 is 10``, ``3x = 12``.

A *zone* is a stretch of a line without a comma, a full stop or the like. Each
relation sign in it has a side on its left (the longest expression that ends there)
and one on its right (the longest that starts there). Words make a *label*
("Purple = 5 * 230"): naming a quantity claims nothing. Sides with unknowns are
handed on as an :class:`Equation`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assay.evidence.quantities import read_unit
from assay_math.steps.findings import FALSE, OPEN, TRUE, Equation, Finding
from assay_math.steps.numbers import conversion, decide, unclear_units
from assay_math.steps.plain import (
    MAX_SIDE,
    OPS,
    SUPERSCRIPTS,
    DivisionByZero,
    LimitError,
    Side,
    Token,
    is_greek,
    literal,
    read,
    superscript,
    tokenize,
    unit_of,
)

MAX_RELATIONS = 400

_RELATIONS = {"==": "=", "≃": "≈", "≅": "≈", "!=": "≠", "<=": "≤", ">=": "≥", "⇒": "=>", "⟹": "=>"}
_STARTS = frozenset(("num", "cur", "lp", "mixed", "vulgar", "note", "clock"))
_TAKES_PART = frozenset(
    ("half", "twice", "double", "triple", "thrice", "of", "times", "plus", "minus", "by", "x", "the")
)
_MULTIPLIER_WORDS = frozenset(("half", "twice", "double", "triple", "thrice"))
CONNECTIVES = frozenset(
    [
        "so",
        "thus",
        "therefore",
        "hence",
        "then",
        "that",
        "get",
        "gets",
        "have",
        "has",
        "is",
        "are",
        "means",
        "since",
        "because",
        "and",
        "or",
        "gives",
        "give",
        "be",
        "was",
        "makes",
        "was",
        "were",
        "equals",
        "get",
        "obtain",
        "find",
        "know",
        "see",
    ]
)
HYPOTHETICAL = frozenset(("if", "whether", "suppose", "assume", "unless", "assuming", "supposing"))
_ABOUT = frozenset(("about", "approximately", "roughly", "around", "nearly", "almost", "approx", "rounded"))
_SYMBOL = re.compile(
    r"(?<![^\W_'’])(?!x\s*[\d.$(])([A-Za-z])(?:_\w)?\s*[=+*/^<>≤≥−-](?![A-Za-z]{2})"
    r"|(?<![A-Za-z]\d)(?<=[\d)])(?![xX]\s*[\d$.])([A-Za-z])(?![A-Za-z'’])"
    r"|[=+*/(^<>≤≥]\s{0,3}([A-Za-z])(?![A-Za-z'’]|\s*['’])"
    r"|(?<![^\W_'’/])([A-Za-z])['’]{0,2}\([a-z]\)\s{0,3}="
    r"|(?<![^\W_'’])([f-hF-H])⁻¹\s?\("
    r"|[\u0391-\u03c9√]([A-Za-z])(?![A-Za-z])"
    r"|(?<![A-Za-z][A-Za-z][²³])(?<=[A-Za-z][²³])([A-Za-z])(?![A-Za-z])"
    r"|(?<![^\W_'’/])(?<!\d )(?<!\d)([A-Za-z])[²³⁴⁵⁶⁷⁸⁹ⁿˣᵏᵗ]"
)
_LEIBNIZ = re.compile(r"(?<![A-Za-z])d([A-Za-z]?)/d([a-z])(?![A-Za-z])")
"""``dy/dx``, ``d/dx``"""
_BEHIND_BRACKET = re.compile(r"(?<=[\d\w]\))([A-Za-z]{1,3})(?![A-Za-z'’]|\s?\()")
_OVER = re.compile(r"(?<![A-Za-z])d[a-z](?![A-Za-z])")
_CHOOSE = re.compile(r"(?<![A-Za-z])C\(\d")
_UNIT_LETTERS = frozenset("gLlmhs")
_NAMED_UNIT_LETTER = re.compile(
    r"(?<![^\W_'’/])(?<![\d.] )(?<![\d.])([gLlmhs])\s*[=+*^-](?![A-Za-z])|(?:[=+*(-]\s{0,3}|(?<![A-Za-z][A-Za-z][²³])(?<=[A-Za-z][²³]))([gLlmhs])(?![A-Za-z'’/])"
)
_NOT_SYMBOLS = frozenset("I")
_MATHY = frozenset(("num", "mixed", "vulgar", "pct", "cur", "note", "op", "pow", "lp", "rp", "fact", "comma"))
_FUNCTION_WORDS = frozenset("√ π sqrt sin cos tan log ln exp abs pi gcd lcm max min mod".split())


def symbols_of(text: str) -> frozenset[str]:
    """The single letters that are used as unknowns somewhere in ``text``."""
    found = frozenset("".join(groups) for groups in _SYMBOL.findall(text)) - _NOT_SYMBOLS
    if "∫" in text:
        found |= set(_OVER.findall(text))
    if _CHOOSE.search(text):
        found |= {"C"}
    found |= {name for pair in _LEIBNIZ.findall(text) for name in (f"d{pair[0]}", f"d{pair[1]}")}
    units = found & _UNIT_LETTERS
    if units:
        # "4 g/ml", "1.2 L/hour": a letter that is only met behind numbers is a unit
        named = {a or b for a, b in _NAMED_UNIT_LETTER.findall(text)}
        found -= units - named
    for run in _BEHIND_BRACKET.findall(text):
        found |= set(run) - _NOT_SYMBOLS
    return found


Found = Finding | Equation


@dataclass(slots=True)
class Formula:
    """A side with unknowns: cleaned text for the notation parser."""

    text: str
    start: int
    end: int
    stop: int


@dataclass(slots=True)
class Words:
    """A side that is no expression: a label, or numbers among words that cannot be read."""

    start: int
    end: int
    numbers: int = 0
    operators: int = 0


Reading = Side | Formula | Words


@dataclass(slots=True)
class Trail:
    """The last side that was read, for a line that goes on from it with ``= …``."""

    side: Side | Formula | None = None
    used: int = -1  # where a line went on from it


_SAYS = re.compile(r"\d(?![.)]\s)|[=.](?!\s*\Z)|.{40}")
MAX_TRAIL = 200  # characters between a side and the line that goes on from it


def zone_claims(
    tokens: list[Token], text: str, symbols: frozenset[str], trail: Trail | None = None
) -> list[Found]:
    """The claims of one zone: tokens without a barrier among them."""
    trail = Trail() if trail is None else trail
    found: list[Found] = []
    if any(t.text == "≡" for t in tokens):
        return _congruence(tokens, text, symbols)
    at = [i for i, t in enumerate(tokens) if t.kind == "rel"]
    if len(at) > MAX_RELATIONS:
        return [
            Finding("equation", OPEN, tokens[0].start, tokens[-1].end, "limit", "too many signs in one line")
        ]
    bounds = [-1, *at, len(tokens)]
    implied = False
    carried: Side | Formula | None = None
    if at and at[0] == 0 and tokens[0].text in "=≈" and trail.side is not None:
        prefix = text[text.rfind("\n", 0, tokens[0].start) + 1 : tokens[0].start]
        if tokens[0].start - trail.side.end <= MAX_TRAIL and not _SAYS.search(prefix):
            carried, trail.used = trail.side, tokens[0].start
    for k, r in enumerate(at):
        relation = _RELATIONS.get(tokens[r].text, tokens[r].text)
        begin, end = bounds[k] + 1, bounds[k + 2]
        if relation == "=>" or end == r + 1:
            carried = None
            implied = relation == "=>"
            continue
        try:
            left = carried or _left(tokens, begin, r, symbols)
            right = _right(tokens, r + 1, end, symbols)
            claim = _pair(tokens, text, left, right, relation, (begin, r, end), symbols)
        except (LimitError, DivisionByZero) as problem:
            carried = None
            span = (tokens[max(begin, 0)].start, tokens[end - 1].end)
            if isinstance(problem, LimitError):
                found.append(Finding("equation", OPEN, *span, "limit", str(problem)))
            else:
                found.append(Finding("arithmetic", FALSE, *span, "division_by_zero", "it divides by zero"))
            continue
        if claim is not None:
            if (
                isinstance(claim, Equation)
                and carried is not None
                and found
                and isinstance(found[-1], Equation)
            ):
                claim.chain = found[-1].chain = True
            if k == 0 and carried is not None and isinstance(claim, Equation):
                claim.chain = True  # it goes on from the line before
            if implied and isinstance(claim, Equation):
                claim.link = "implies"
            found.append(claim)
        implied = False
        carried = right if not isinstance(right, Words) and right.stop == end else None
        if end == len(tokens):
            trail.side = carried
    return found


def _congruence(tokens: list[Token], text: str, symbols: frozenset[str]) -> list[Found]:
    """``2⁵⁰ = (2³)¹⁶ · 4 ≡ 4 (mod 7)`` as one chain; its modulus is looked for by the judge."""
    at = [i for i, t in enumerate(tokens) if t.kind == "rel"]
    first = next(i for i in at if tokens[i].text == "≡")
    while first > 0 and first - 1 in at:
        first -= 1
    bounds = [-1, *at, len(tokens)]
    sides: list[Formula | None] = []
    for k in range(len(bounds) - 1):
        low, high = bounds[k] + 1, bounds[k + 1]
        i = low
        while i < high and _mathy(tokens[i], symbols):
            i += 1
        if k == 0:
            i, j = high, high
            while i > low and _mathy(tokens[i - 1], symbols):
                i -= 1
        else:
            i, j = low, i
        while j > i and tokens[j - 1].kind == "lp":
            j -= 1
        kept = [t for t in tokens[i:j] if t.kind != "note"]
        sides.append(
            Formula(text[kept[0].start : kept[-1].end], kept[0].start, kept[-1].end, j) if kept else None
        )
    if any(side is None for side in sides):
        return [
            Finding("statement", OPEN, tokens[0].start, tokens[-1].end, "unreadable", "a side cannot be read")
        ]
    whole = [side for side in sides if side is not None]
    relations = [_RELATIONS.get(tokens[i].text, tokens[i].text) for i in at]
    if "=>" in relations:
        return [
            Finding("statement", OPEN, tokens[0].start, tokens[-1].end, "unreadable", "it cannot be read")
        ]
    line = text.rfind("\n", 0, whole[0].start) + 1
    return [
        Equation(
            [side.text for side in whole],
            relations,
            [(side.start, side.end) for side in whole],
            prose=True,
            lead=text[max(line, whole[0].start - 60) : whole[0].start].lower(),
            rest=text[whole[-1].end : whole[-1].end + 80],
        )
    ]


def _left(tokens: list[Token], begin: int, r: int, symbols: frozenset[str]) -> Reading:
    """What stands directly left of the relation at ``r``."""
    low = max(begin, r - MAX_SIDE)
    if (behind := _behind_call(tokens, low, r)) is not None:
        if behind == r or tokens[behind].kind in ("op", "pow"):
            return _formula_left(tokens, low, r, symbols)
        low = behind
    for i in range(low, r):
        token = tokens[i]
        if token.kind in _STARTS or (token.kind == "word" and token.text.lower() in _MULTIPLIER_WORDS):
            before = tokens[i - 1] if i > begin else None
        elif token.kind == "op" and token.text in "-−" and tokens[i + 1].start == token.end and i + 1 < r:
            before = tokens[i - 1] if i > begin else None
            if before is not None and before.kind not in ("word", "lp"):
                continue
        else:
            continue
        if before is not None and not _starts_clean(tokens, i, before, symbols, begin):
            continue
        side = read(tokens, i, r, symbols, whole=True)
        if side is not None:
            return side
    return _formula_left(tokens, low, r, symbols)


def _next_call(tokens: list[Token], begin: int, end: int) -> int:
    """Where the first ``f(1)`` behind ``begin`` stands, or ``end``."""
    for i in range(begin + 1, end - 1):
        if tokens[i].kind == "word" and tokens[i + 1].kind == "lp" and tokens[i].end == tokens[i + 1].start:
            apart = tokens[i - 1].kind == "word" and len(tokens[i - 1].text) > 1
            if apart and _CALLED.fullmatch(tokens[i].text):
                return i
    return end


_CALLED = re.compile(r"[A-WYZa-wyz]['’]{0,3}|[xX]['’]{1,3}")


def _behind_call(tokens: list[Token], low: int, r: int) -> int | None:
    """The index behind the last ``f(1)`` or ``f'(1)`` left of ``r``, which is no number in brackets."""
    for i in range(r - 2, low - 1, -1):
        called = (
            tokens[i].kind == "word" and tokens[i + 1].kind == "lp" and tokens[i].end == tokens[i + 1].start
        )
        if not called or not _CALLED.fullmatch(tokens[i].text):
            continue
        if i > low and tokens[i - 1].kind == "num" and tokens[i - 1].end == tokens[i].start:
            continue
        depth = 0
        for j in range(i + 1, r):
            depth += (tokens[j].kind == "lp") - (tokens[j].kind == "rp")
            if not depth:
                return j + 1
        return None
    return None


def _starts_clean(tokens: list[Token], i: int, before: Token, symbols: frozenset[str], begin: int) -> bool:
    """May an expression start at ``i``, or does the token before belong to it?"""
    kind = before.kind
    if kind == "word":
        if before.text in symbols:
            return before.end < tokens[i].start and before.text in "aA" and tokens[i].kind != "lp"
        return before.text not in _FUNCTION_WORDS
    if kind == "op":
        # "Day 1 - 3 + 4 = 7" and list dashes: a dash after a word or at the start, with spaces
        word_before = all(t.kind == "word" and t.text not in symbols for t in tokens[begin : i - 1])
        return before.text in "-–—" and before.end < tokens[i].start and word_before
    return kind == "lp"


def _right(tokens: list[Token], begin: int, end: int, symbols: frozenset[str]) -> Reading:
    """What stands directly right of a relation."""
    first = begin
    while first < end and tokens[first].kind == "word" and tokens[first].text.lower() in _ABOUT:
        first += 1
    if first < end:
        side = read(tokens, first, _next_call(tokens, first, end), symbols)
        if side is not None and _stops_clean(tokens, side.stop, end, symbols):
            return side
    return _formula_right(tokens, begin, end, symbols)


def _stops_clean(tokens: list[Token], stop: int, end: int, symbols: frozenset[str]) -> bool:
    if stop >= end:
        return True
    token = tokens[stop]
    if token.kind == "word":
        if token.text in symbols:
            # "35 M and Ms": a letter of its own that nothing is done with
            after = tokens[stop + 1] if stop + 1 < end else None
            return token.start > tokens[stop - 1].end and after is not None and after.kind == "word"
        return True
    if token.kind in ("op", "pow"):
        following = tokens[stop + 1] if stop + 1 < end else None
        return following is None or (following.kind == "word" and not _mathy(following, symbols))
    if token.kind == "lp" and _lettered(tokens, stop, end, symbols):
        return False  # "-3/4 (x - 3)"
    return (
        token.kind in ("rp", "lp", "num", "cur", "note", "mixed") and token.start > tokens[stop - 1].end
    ) or (token.kind == "rp")


def _lettered(tokens: list[Token], i: int, end: int, symbols: frozenset[str]) -> bool:
    """Whether a bracket that opens at ``i`` holds a sum with an unknown and nothing else."""
    for j in range(i + 1, min(end, i + 12)):
        if tokens[j].kind == "rp":
            inside = tokens[i + 1 : j]
            return len(inside) > 2 and any(t.kind == "word" and t.text in symbols for t in inside)
        if not _mathy(tokens[j], symbols):
            return False
    return False


def _mathy(token: Token, symbols: frozenset[str]) -> bool:
    return token.kind in _MATHY or (
        token.kind == "word"
        and (
            token.text in "xX"
            or token.text in symbols
            or token.text in _FUNCTION_WORDS
            or "_" in token.text
            or _SUBSCRIPTED.search(token.text) is not None
            or token.text.rstrip(_SMALL_DIGITS) == "log"
            or _is_letters(token.text, symbols)
            or token.text.rstrip("'’") in symbols
            or is_greek(token.text)
            or token.text == "°"
        )
    )


_SMALL_DIGITS = "₀₁₂₃₄₅₆₇₈₉"
_SUBSCRIPTED = re.compile(r"^[^\W\d_][₀-₉ₙₖᵢₓ₊₋]+\Z")
_TWO_LETTER_WORDS = frozenset(
    "am an as at be by do go he hi if in is it me my no of oh ok on or so to up us we".split()
)


def _is_letters(word: str, symbols: frozenset[str]) -> bool:
    """``ab``, ``rs``: unknowns side by side."""
    return (
        2 <= len(word) <= 3
        and word.lower() not in _TWO_LETTER_WORDS
        and all(letter in symbols for letter in word)
        and unit_of(word) is None
    )


def _formula_left(tokens: list[Token], begin: int, r: int, symbols: frozenset[str]) -> Reading:
    end, r = r, _before_units(tokens, begin, r, symbols)
    i = r
    while i > begin and _mathy(tokens[i - 1], symbols):
        i -= 1
    # "gives a 3x = 12": an article is no factor
    while (
        i < r
        and tokens[i].kind == "word"
        and tokens[i].text in "aA"
        and i + 1 < r
        and tokens[i + 1].kind != "op"
        and tokens[i].end < tokens[i + 1].start
    ):
        i += 1
    called = i > begin and tokens[i].kind == "lp" and tokens[i - 1].kind == "word" and i < r
    if called and tokens[i - 1].end == tokens[i].start and tokens[i - 1].text.isalpha():
        return _words(tokens, begin, end)  # "foo(x + 2) = 3" says nothing of the x + 2
    return _formula(tokens, i, r, symbols) or _words(tokens, begin, end)


def _before_units(tokens: list[Token], begin: int, r: int, symbols: frozenset[str]) -> int:
    """``r`` without the words of measure before it, as in ``25π cm² ≈``."""
    i = r
    while i > begin and (
        _measures(tokens[i - 1], symbols)
        or (tokens[i - 1].text in ("²", "³") and i - 1 > begin and _measures(tokens[i - 2], symbols))
    ):
        i -= 1
    return i if i > begin and i < r and is_greek(tokens[i - 1].text) else r


def _measures(token: Token, symbols: frozenset[str]) -> bool:
    return (
        token.kind == "word"
        and token.text not in symbols
        and not is_greek(token.text)
        and (token.text in _MEASURES or read_unit(token.text) is not None)
    )


_MEASURES = frozenset("square cubic units unit sq cu".split())


def _formula_right(tokens: list[Token], begin: int, end: int, symbols: frozenset[str]) -> Reading:
    j = begin
    while j < end and _mathy(tokens[j], symbols):
        j += 1
        roots = tokens[j - 1].text in _FUNCTION_WORDS
        if j < end and tokens[j].kind == "lp" and not roots and (close := _aside(tokens, j, end)):
            return _formula_with_aside(tokens, begin, j, close, end, symbols)
    if j - begin > 1 and tokens[j - 1].kind == "word" and tokens[j - 1].text in "aA" and j < end:
        j -= 1
    while j > begin and (tokens[j - 1].kind in ("op", "cur") or tokens[j - 1].text in ("^", "**")):
        j -= 1
    return _formula(tokens, begin, j, symbols) or _words(tokens, begin, end)


def _aside(tokens: list[Token], i: int, end: int) -> int:
    """The index after a bracket that holds words only, 0 if it holds anything else."""
    for j in range(i + 1, min(end, i + 12)):
        if tokens[j].kind == "rp":
            return j + 1 if j > i + 1 else 0
        if tokens[j].kind != "word" or len(tokens[j].text) == 1:
            return 0
    return 0


def _formula_with_aside(
    tokens: list[Token], begin: int, i: int, close: int, end: int, symbols: frozenset[str]
) -> Reading:
    kept = tokens[:i] + tokens[close:end]
    reading = _formula_right(kept, begin, end - (close - i), symbols)
    if isinstance(reading, Formula) and reading.stop >= i:
        reading.stop += close - i
    return reading


def _formula(tokens: list[Token], i: int, j: int, symbols: frozenset[str]) -> Formula | None:
    """``tokens[i:j]`` as text for the parser, when brackets balance and an unknown is in it."""
    if i >= j or j - i > MAX_SIDE:
        return None
    depth = 0
    for n in range(
        j - 1, i - 1, -1
    ):  # an opening bracket without its closing one starts the sentence, not the side
        depth += (tokens[n].kind == "rp") - (tokens[n].kind == "lp")
        if depth < 0:
            i = n + 1
            break
    depth = 0
    for n in range(i, j):
        depth += (tokens[n].kind == "lp") - (tokens[n].kind == "rp")
        if depth < 0:
            j = n
            break
    while i < j and (tokens[i].kind == "rp" or (tokens[i].kind == "op" and tokens[i].text not in "-−–+")):
        i += 1
    kept = [t for t in tokens[i:j] if t.kind not in ("note", "cur")]
    if not any(
        t.kind == "fact"
        or (t.kind == "word" and t.text not in "xX" and _mathy(t, symbols))
        or (t.kind == "word" and t.text in symbols)
        for t in kept
    ):
        return None
    parts = []
    for n, token in enumerate(kept):
        if token.kind == "op":
            parts.append(_ASCII_OPS[token.text])
        elif token.kind == "num":
            parts.append(token.text.replace(",", "").replace(" ", ""))
        elif token.text in ("x", "X") and _is_times(kept, n, symbols):
            parts.append("*")
        elif token.kind == "pct":
            parts.append("/100")
        elif token.kind == "pow" and token.text[0] in SUPERSCRIPTS:
            parts.append(f"^({superscript(token.text)})")
        elif token.kind == "mixed":
            parts.append(f"({token.text.replace(' ', '+')})")
        else:
            if token.kind == "lp" and _is_fraction_before(kept, n):
                parts[-3:] = [f"({''.join(parts[-3:])}) *"]  # "-3/4 (x - 3)"
            if n and token.kind == "word" and token.text not in _NO_FACTORS and kept[n - 1].kind == "num":
                parts.append("*")  # "1/4 X" is a quarter of X here
            parts.append(
                " ".join(token.text)
                if is_greek(token.text) and "∫" not in token.text
                else token.text.replace("’", "'")
            )
    written = _LEIBNIZ_SPACED.sub(r"\\frac{d\1}{d\2}", " ".join(parts))
    written = _INVERSE.sub(r"\1^{-1}(", written.replace("' (", "'(").replace(" °", "°"))
    return Formula(written, tokens[i].start, tokens[j - 1].end, j)


_INVERSE = re.compile(r"(?<![A-Za-z])([f-hF-H]) \^\(-1\) \(")
_DEGREE = re.compile(r"\s?°(?![CF])")
_NO_FACTORS = _FUNCTION_WORDS | {"°"}
_LEIBNIZ_SPACED = re.compile(r"(?<![A-Za-z])d([A-Za-z]?) / d([a-z])(?![A-Za-z])")


def _is_fraction_before(kept: list[Token], n: int) -> bool:
    """Whether ``3/4`` stands before the bracket at ``n``, written closely and with a blank behind it."""
    if n < 3 or kept[n - 1].kind != "num" or kept[n - 3].kind != "num" or kept[n - 2].text != "/":
        return False
    close = kept[n - 3].end == kept[n - 2].start and kept[n - 2].end == kept[n - 1].start
    return close and kept[n - 1].end < kept[n].start and (n < 4 or kept[n - 4].text not in ("/", "^"))


def _is_times(kept: list[Token], n: int, symbols: frozenset[str]) -> bool:
    """Is this ``x`` a times sign: something on both sides, and a number, with a space or digits, on its right?"""
    if n == 0 or n + 1 >= len(kept):
        return False
    before, after = kept[n - 1], kept[n + 1]
    if before.kind not in ("num", "rp", "pct", "mixed", "vulgar", "word"):
        return False
    if after.kind == "word":
        return kept[n].text not in symbols and after.text in symbols
    return after.kind in ("num", "mixed", "vulgar") or (after.kind == "lp" and after.start > kept[n].end)


_ASCII_OPS = {sign: op for sign, op in OPS.items() if sign != ":"}


def _words(tokens: list[Token], begin: int, end: int) -> Words:
    numbers = sum(t.kind in ("num", "mixed", "vulgar") for t in tokens[begin:end])
    operators = sum(t.kind in ("op", "pow") for t in tokens[begin:end])
    last = max(end - 1, 0)
    return Words(tokens[min(begin, last)].start, tokens[last].end, numbers, operators)


def _pair(
    tokens: list[Token],
    text: str,
    left: Reading,
    right: Reading,
    relation: str,
    place: tuple[int, int, int],
    symbols: frozenset[str],
) -> Found | None:
    """The claim made by one relation sign."""
    begin, r, _ = place
    if isinstance(left, Side) and isinstance(right, Side):
        return _numeric(tokens, text, left, right, relation, place, symbols)
    start, stop = left.start, right.end
    if isinstance(left, Words) or isinstance(right, Words):
        if _label(left, right):
            return None
        if isinstance(right, Side) and _vouched(tokens, place, left, right):
            return Finding("arithmetic", TRUE, start, stop)
        return Finding("equation", OPEN, start, stop, "unreadable", "a side mixes numbers and words")
    sides = []
    for side in (left, right):
        sides.append(side.text if isinstance(side, Formula) else side.plain)
        if isinstance(side, Side) and side.literal and literal(side.literal) == side.value:
            sides[-1] = side.literal.replace(",", "").replace(" ", "").rstrip(".…")
            if _DEGREE.match(text, side.end):
                sides[-1] += "°"
    word = next(
        (t.text.lower() for t in reversed(tokens[begin:r]) if t.end <= start and t.kind == "word"), ""
    )
    if word in COUNTED or (
        isinstance(left, Side) and not left.operators and word and word not in CONNECTIVES
    ):
        return None  # "Class A = …", "the spaces in section 2 = x + 200": a label
    line = text.rfind("\n", 0, start) + 1
    return Equation(
        sides,
        [relation],
        [(left.start, left.end), (right.start, right.end)],
        prose=True,
        lead=text[max(line, start - 60) : start].lower(),
        rest=text[right.end : right.end + 80],
    )


def _label(left: Reading, right: Reading) -> bool:
    """Is one side a name in words, so that nothing is claimed?"""
    named = left if isinstance(left, Words) else right
    assert isinstance(named, Words)
    return named.operators == 0 or named.numbers == 0


def _numeric(
    tokens: list[Token],
    text: str,
    left: Side,
    right: Side,
    relation: str,
    place: tuple[int, int, int],
    symbols: frozenset[str],
) -> Finding | None:
    begin, r, end = place
    about = False
    if right.literal.endswith(("...", "…")):
        about = True
    elif relation in "=≈":
        for token in tokens[r + 1 : min(end, right.stop + 6)]:
            if token.kind == "word" and token.text.lower() in _ABOUT:
                about = True
    verdict = decide(left, right, "≈" if about else relation)
    if verdict.reason == "units_unclear" and _vouched(tokens, place, left, right):
        return Finding("arithmetic", TRUE, left.start, right.end)
    if verdict.status is TRUE and _torn(tokens, begin, r, left, right):
        return None
    if _REPEATING.match(text, right.end):
        return Finding("arithmetic", OPEN, left.start, right.end, "unreadable", "the number goes on")
    offered = _OR_ANOTHER.match(text, right.end)
    if verdict.status is TRUE and offered and literal(offered[1]) != right.value:
        return Finding("arithmetic", OPEN, left.start, right.end, "unreadable", "another result is offered")
    if verdict.status is FALSE and relation == "=":
        lead = _word_before(tokens, begin, r, left)
        if lead in HYPOTHETICAL:
            if not left.operators and not right.operators:
                return None
            return Finding(
                "arithmetic", OPEN, left.start, right.end, "undecided", "it is only supposed, and false"
            )
        if lead.rstrip("s") in COUNTED and (
            _RANGE.match(text, left.start, left.end) or left.operators == 0 or lead in left.units
        ):
            return None
        if (left.operators == 0 or _FRACTION.match(text, left.start, left.end)) and _is_label(left, right):
            return None
        other = _other_start(tokens, left, r, symbols, right)
        if other is not None:
            return Finding("arithmetic", TRUE, other.start, right.end)
        if _quotient(left, right, text) or _vouched(tokens, place, left, right):
            return Finding("arithmetic", TRUE, left.start, right.end)
        if right.operators:
            shorter = read(tokens, r + 1, end, symbols, signs_only=True)
            if shorter is not None and decide(left, shorter, "=").status is TRUE:
                return Finding("arithmetic", TRUE, left.start, shorter.end)
        if (
            right.cut
            or lead.rstrip("s") in COUNTED
            or (left.operators == 0 and lead and lead not in CONNECTIVES)
            or not _open_before(text, left.start)
        ):
            return Finding(
                "arithmetic", OPEN, left.start, right.end, "unreadable", "words belong to this equation"
            )
        if unclear_units(left):
            return Finding("arithmetic", OPEN, left.start, right.end, "units_unclear", "units are mixed")
        if left.clock or right.clock or _MILITARY.search(text, left.start, right.end):
            return Finding(
                "arithmetic", OPEN, left.start, right.end, "clock_time", "times of day are not decided"
            )
    return Finding("arithmetic", verdict.status, left.start, right.end, verdict.reason, verdict.message)


_REPEATING = re.compile(r"\.?\d*\\(?:overline|bar|dot)")
_OR_ANOTHER = re.compile(r"[\s$*]{0,4}\(?or\s+[$*]{0,3}(\d+(?:\.\d+)?)[$*]{0,3}\)?(?=\s*[.;!?]?\s*(?:\n|\Z))")
"""``= 13 (or 130).``"""
_TEARS = frozenset(("of", "times", "over", "than", "by", "plus", "minus", "divided", "multiplied"))


def _torn(tokens: list[Token], begin: int, r: int, left: Side, right: Side) -> bool:
    """Is the left side only the end of what stands there: ``12 over 4 = 4``, ``the sum of 4 and 5 = 5``?"""
    before = next((tokens[i] for i in range(r - 1, begin - 1, -1) if tokens[i].end <= left.start), None)
    if before is None:
        return False
    if before.kind in ("pct", "odd", "pow") or before.text.lower() in _TEARS:
        return True
    same = left.operators == right.operators == 0 and left.value == right.value
    return same and before.kind == "word" and before.text.lower() not in CONNECTIVES - {"and", "or"}


def _word_before(tokens: list[Token], begin: int, r: int, left: Side) -> str:
    """The word right before the side; ``""`` at the start or after a sign."""
    for i in range(r - 1, begin - 1, -1):
        if tokens[i].end <= left.start:
            return tokens[i].text.lower() if tokens[i].kind in ("word", "num") else ""
    return ""


def _is_label(left: Side, right: Side) -> bool:
    """A lone quantity on the left that names what is computed: ``8 batches = 5.5 * 8``."""
    words = [u for u in left.units if u.isalpha() and u != "a"]
    return bool(words) and not set(words) & set(right.units) and conversion(left, right) is None


_MILITARY = re.compile(r"(?<![\d.,])0\d{3}(?![\d.,])")
_FRACTION = re.compile(r"\d+/\d+(?![\s]*[-+*/×(])")
_RANGE = re.compile(r"\d+[-–]\d+\Z")
COUNTED = frozenset(
    [
        "section",
        "bowler",
        "class",
        "day",
        "week",
        "month",
        "year",
        "house",
        "room",
        "step",
        "part",
        "night",
        "hour",
        "grade",
        "group",
        "number",
        "case",
    ]
)


def _open_before(text: str, start: int) -> bool:
    """Does nothing cling to the left of the side, as in ``16,0000/10`` or ``√25``?"""
    before = text[start - 1 : start]
    if not before or before.isspace() or before in "([{\"'“‘*_>:;|`~$€£=":
        return True
    return before in ",.-–—" and not text[start - 2 : start - 1].isdigit()


def _other_start(
    tokens: list[Token], left: Side, r: int, symbols: frozenset[str], right: Side
) -> Side | None:
    """A later start of the left side that makes it true, where the first one stepped over words to get there."""
    first = next(i for i, t in enumerate(tokens) if t.start >= left.start)
    if first and tokens[first - 1].kind == "op":
        side = read(tokens, first - 1, r, symbols, whole=True)
        if side is not None and decide(side, right, "=").status is TRUE:
            return side
    for i in range(first + 1, r):
        before = tokens[i - 1]
        if (
            tokens[i].kind in _STARTS
            and before.kind in ("word", "lp")
            and before.text.lower() not in _TAKES_PART
        ):
            side = read(tokens, i, r, symbols, whole=True)
            if side is not None and side.operators and decide(side, right, "=").status is TRUE:
                return side
    try:
        side = read(tokens, first, r, symbols, whole=True, tight=True)
    except DivisionByZero:
        return None
    return side if side is not None and decide(side, right, "=").status is TRUE else None


def _quotient(left: Side, right: Side, text: str) -> bool:
    """``13 / 6 = 2 full cycles with a remainder of 1``: the whole part, when the rest is spoken of."""
    if type(right.value) is not int or right.operators or left.value // 1 != right.value:
        return False
    rest = text[right.end : right.end + 120].partition("\n")[0].lower()
    short = _SHORT_REMAINDER.match(text, right.end)
    if short:
        rest = f"remainder {short[1]}"
    if "remain" not in rest and "left over" not in rest and "leftover" not in rest:
        return False
    stated = _REMAINDER.search(rest)
    if stated is None:
        return True
    divisor = next((t for t in reversed(tokenize(text, left.start, left.end)) if t.kind == "num"), None)
    said = literal(stated[1] or stated[2])
    return divisor is not None and (left.value - right.value) * literal(divisor.text) == said


_SHORT_REMAINDER = re.compile(r"\s?[rR]\.?\s?(\d+)\b")
_REMAINDER = re.compile(
    r"remain(?:s|der|ders|ing)?(?: of| is| being|:| =)? \$?(\d+(?:\.\d+)?)|(\d+(?:\.\d+)?)(?: [a-z]+){0,2} (?:remain|left ?over)"
)


def _vouched(tokens: list[Token], place: tuple[int, int, int], left: Reading, right: Side) -> bool:
    """Does a true annotation right of the sign use only numbers that stand on the left?

    Then the words on the left say more than can be read, and the annotation says
    how they are meant; a number changed on either side breaks the agreement.
    """
    begin, r, end = place
    note = next((t for t in tokens[r + 1 : min(end, r + 4)] if t.kind == "note"), None)
    if note is None:
        return False
    inside = tokenize(note.text[2:-2])
    sign = next((i for i, t in enumerate(inside) if t.text == "="), -1)
    if sign < 1:
        return False
    side = read(inside, 0, sign, whole=True)
    if side is None or side.operators == 0 or side.value not in (right.value, right.dropped):
        return False
    if isinstance(left, Side) and not _signs(tokens, left.start, r) <= _signs(inside[:sign], 0, sign):
        return False  # "68 + 30 = <<68-30=38>>38": another computation
    meant = [literal(t.text) for t in inside[:sign] if t.kind == "num"]
    visible = [literal(t.text) for t in tokens[begin:r] if t.kind == "num"]
    if sorted(visible[len(visible) - len(meant) :]) == sorted(meant):
        return True
    if not isinstance(left, Side) or any(visible.count(m) < meant.count(m) for m in meant):
        return False
    read_from_left = [literal(t.text) for t in tokens[begin:r] if t.kind == "num" and t.start >= left.start]
    return (
        all(read_from_left.count(m) <= meant.count(m) for m in read_from_left)
        and len(visible) <= len(meant) + 2
    )


def _signs(tokens: list[Token], start: int, end: int) -> set[str]:
    """The operators among ``tokens[:end]`` that stand at or behind the character ``start``, each in one writing."""
    return {OPS[token.text] for token in tokens[:end] if token.kind == "op" and token.start >= start}
