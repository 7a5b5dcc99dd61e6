"""From a response to its claims in reading order: prose, formulas and annotations, step by step."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from assay_math.steps.copulas import copula_claims
from assay_math.steps.cues import CASES, DEDUCED, LETS, SPLITS
from assay_math.steps.findings import OPEN, Equation, Finding
from assay_math.steps.latex import Math, Statement, math_spans, statements
from assay_math.steps.measures import measure_claims
from assay_math.steps.notes import note_claims
from assay_math.steps.prose import Trail, zone_claims
from assay_math.steps.segments import Step
from assay_math.steps.spoken import spoken_claims
from assay_math.steps.symbols import symbols_of
from assay_math.steps.tokens import Token, tokenize
from assay_math.steps.words import word_claims

_HAS_FORMULA = re.compile(r"\\[(\[a-zA-Z]|\$[^$\n]*\$|\$\$")
_PLAIN_FORMULA = re.compile(r"[\s\d.,%()+*/\\$-]{1,60}\Z")
_RELATION = re.compile(r"[=≈≠≤≥<>]|\bequals?\b|\bis\b|\bare\b")
_MATH_BARRIER = "math"

Found = Finding | Equation


def claims_of(text: str, steps: list[Step]) -> list[tuple[int, Found]]:
    """(step number, claim) in reading order."""
    text = _unmarked(text)
    symbols = symbols_of(text)
    formulas = math_spans(text, 0, len(text)) if _HAS_FORMULA.search(text) else []
    blocks = code_blocks(text)
    continued = _continued(text, formulas)
    found: list[tuple[int, Found]] = []
    at = 0
    trail = Trail()
    for step in steps:
        here = []
        while at < len(formulas) and formulas[at].start < step.end:
            if formulas[at].end > step.content:
                here.append(formulas[at])
            if formulas[at].end > step.end:
                break
            at += 1
        for claim in _line_claims(text, step, here, symbols, blocks, continued, trail):
            found.append((step.number, claim))
        dangling = _DANGLING.match(text, step.start, step.end)
        if (
            dangling
            and not any(a <= step.start and step.end <= b for a, b in blocks)
            and not dangling.start() <= trail.used < step.end
            and not any(dangling.start() <= f.end and f.start in continued for f in here)
        ):
            why = "its left side does not stand before it"
            found.append(
                (step.number, Finding("equation", OPEN, dangling.start(), step.end, "unreadable", why))
            )
    return found


def _continued(text: str, formulas: list[Math]) -> dict[int, tuple[int, int]]:
    """For a formula that begins with ``=``: the side before it, the last one of the formula before."""
    found: dict[int, tuple[int, int]] = {}
    for before, formula in pairwise(formulas):
        gap = _HEADING.sub("", text[before.end : formula.start])
        begins = _BEGINS.match(text, formula.inner, formula.stop)
        if not begins or len(gap) > 80 or _NO_GAP.search(gap) or _NAMES_ANOTHER.search(gap):
            continue
        try:
            cut = statements(text, before, found.get(before.start))
        except OverflowError:
            continue
        sides = [statement.sides[-1] for statement in cut if statement.relations]
        found[formula.start] = sides[-1] if sides else (before.inner, before.stop)
    return found


_BEGINS = re.compile(
    r"(?:\s|&|\\begin\{(?:aligned|align\*?|split|gathered)\}|\\quad|\{\}){0,9}(?:=(?!=)|≈|\\approx\b|\\le(?:q|ss)?\b|\\ge?q?\b|<|>)"
)
_NAMES_ANOTHER = re.compile(
    r"(?:[,;.]|\n\s*(?:[-*•]\s*)?)[\s*_]*(?!(?:so|thus|hence|then|and|which|that|this|it|we)\b)[A-Za-z][a-z]{2,}[A-Za-z ]{0,30}[\s*_]*\Z"
)
"""``Mean $= 18$, median $= 15.5$``: a word that stands for the left side."""
_NO_GAP = re.compile(r"[\d=]")
_HEADING = re.compile(r"^[ \t]*(?:#{1,6} [^\n]{0,80}|\*\*[^\n*]{0,80}\*\*:?)[ \t]*$", re.MULTILINE)

_DANGLING = re.compile(
    r"[ \t]*+(?:[>*•-][ \t]++)*+(?:\$\$?|\\\[|\\\()?[ \t]*+(?:=(?![=>])|≈|equals\b|is equal to\b)[ \t]*[-$\\{(]{0,3}\d"
)
"""A line that begins with the sign of an equation, whose other side is somewhere else."""


def code_blocks(text: str) -> list[tuple[int, int]]:
    """Stretches of code and drawings, which claim nothing."""
    blocks: list[tuple[int, int]] = []
    at = 0
    while True:
        m = _CODE.search(text, at)
        if m is None:
            return blocks
        close = text.find("[/asy]" if m.group() == "[asy]" else m.group(), m.end())
        end = len(text) if close < 0 else close + len(m.group()) + (m.group() == "[asy]")
        blocks.append((m.start(), end))
        at = end


_CODE = re.compile(r"```|~~~|\[asy\]|<!--")


def _line_claims(
    text: str,
    step: Step,
    formulas: list[Math],
    symbols: frozenset[str],
    blocks: list[tuple[int, int]],
    continued: dict[int, tuple[int, int]],
    trail: Trail,
) -> list[Found]:
    start, end = step.content, step.end
    if any(a <= start and end <= b for a, b in blocks):
        return []
    found: list[Found] = []
    tokens: list[Token] = []
    at = start
    for formula in formulas:
        if formula.start > at:
            tokens.extend(tokenize(text, at, formula.start))
        if formula.start >= start:  # one that began on an earlier line was read there
            inner = text[formula.inner : formula.stop]
            if len(inner) <= 60 and _PLAIN_FORMULA.match(inner) and formula.start not in continued:
                tokens.extend(tokenize(text, formula.inner, formula.stop))
            else:
                tokens.append(Token(_MATH_BARRIER, inner[:80], formula.start, formula.end))
        at = max(at, formula.end)
    if at < end:
        tokens.extend(tokenize(text, at, end))
    notes = [t for t in tokens if t.kind == "note"]
    by_start = {f.start: f for f in formulas}
    zone: list[Token] = []
    for token in tokens:
        kind = token.kind
        if kind == "punct" and _is_sign(token.text):
            zone.append(token._replace(kind="odd"))
        elif token.text == "," and _in_call(zone):
            zone.append(token._replace(kind="comma"))
        elif kind == _MATH_BARRIER or kind == "punct":
            if zone:
                found.extend(_zone(zone, text, symbols, token.text == "?", trail))
                zone = []
            if kind == _MATH_BARRIER:
                formula = by_start[token.start]
                found.extend(_formula_claims(text, formula, start, end, continued.get(formula.start)))
        else:
            zone.append(token)
    if zone:
        found.extend(_zone(zone, text, symbols, False, trail))
    if notes:
        found.extend(note_claims(tokens, text))
    found.extend(copula_claims(text, formulas, start, end))
    found.extend(measure_claims(text, start, end))
    found.extend(word_claims(text, start, end))
    found.extend(spoken_claims(text, start, end))
    return found


_MARKUP = re.compile(r"(?<![\w)\]])\*\*(?=\S)|(?<=\S)\*\*(?![\w(\[])|\\boxed\s*\{([^{}\n]{0,80})\}")


def _unmarked(text: str) -> str:
    """``text`` with blanks for bold marks and boxes, so that every offset stays."""
    if "**" not in text and "\\boxed" not in text:
        return text

    def blank(m: re.Match[str]) -> str:
        if m[1] is None:
            return "  "
        return " " * (m.start(1) - m.start()) + m[1] + "~"

    return _MARKUP.sub(blank, text)


_CALL = 60  # tokens in the brackets of a call


def _in_call(zone: list[Token]) -> bool:
    """Is a bracket open that follows a name at once, as in ``gcd(12, 18)``?"""
    depth = 0
    for i in range(len(zone) - 1, max(0, len(zone) - _CALL), -1):
        depth += (zone[i].kind == "rp") - (zone[i].kind == "lp")
        if depth < 0:
            return zone[i - 1].kind == "word" and zone[i - 1].end == zone[i].start
    return False


def _is_sign(char: str) -> bool:
    """Is this a sign of mathematics that plain text is not read with: ``↑``, ``₂``, ``±``?"""
    return not char.isascii() and unicodedata.category(char) in ("Sm", "No", "Nl")


def _zone(zone: list[Token], text: str, symbols: frozenset[str], question: bool, trail: Trail) -> list[Found]:
    if not any(t.kind == "rel" for t in zone):
        return []
    if question and zone[0].text.lower() in _QUESTION_WORDS:
        return []
    return zone_claims(zone, text, symbols, trail)


def _formula_claims(
    text: str, formula: Math, start: int, end: int, before: tuple[int, int] | None
) -> list[Found]:
    try:
        cut = statements(text, formula, before)
    except OverflowError as problem:
        return [Finding("equation", OPEN, formula.start, formula.end, "limit", str(problem))]
    lead = _words_before(text, formula.start, start)
    announced = "" if lead or not formula.display else _line_before(text, start)
    rest = text[formula.end : min(end, formula.end + 80)]
    soft = bool(_CONDITIONAL.search(lead)) or any(statement.link == "or" for statement in cut)
    found: list[Found] = []
    for k, statement in enumerate(cut):
        equation = _equation(text, statement, lead if statement.opener else statement.text_before, rest)
        equation.soft = soft
        equation.lead = equation.lead or announced
        equation.chain = equation.chain or statement.start < formula.inner
        if equation.link == "iff" and (k + 1 < len(cut) and cut[k + 1].link in ("or", ",", "and", "space")):
            equation.link = "implies"  # the other side of it is a list
        if (statement.opener and lead.endswith((" or", ", or"))) or lead == "or":
            equation.link = "or"
        found.append(equation)
    return found


def _line_before(text: str, start: int) -> str:
    """The words that announce a display on a line of its own: "the denominator factors as"."""
    line = text[max(0, start - 300) : start].rstrip().rpartition("\n")[2].rstrip(" :,").lower()
    clause = re.split(r"[.;!?]\s", line)[-1][-80:]
    if "=" in line or "\\" in line or CASES.search(clause) or LETS.search(clause):
        return ""
    return clause if SPLITS.search(clause) or DEDUCED.search(clause) else ""


def _equation(text: str, statement: Statement, lead: str, rest: str) -> Equation:
    return Equation(
        [text[a:b] for a, b in statement.sides],
        list(statement.relations),
        list(statement.sides),
        lead=" ".join((lead, statement.text_before)).strip() if statement.opener else lead,
        rest=rest,
        link=statement.link,
    )


_QUESTION_WORDS = frozenset("is does do did are what how why can could should would which whether".split())
_CONDITIONAL = re.compile(
    r"\b(?:if|when|whenever|for|case|cases|either|or|suppose|assume|assuming|otherwise|possib\w+|unless|example|were|would|could|"
    r"possibly|smallest|largest|attained|works?|tr(?:y|ies|ied|ying)|choos\w+|test\w*)\b|\(i+v?\)"
)
_LEAD = re.compile(r"[^.;:!?\n]*\Z")


def _words_before(text: str, at: int, start: int) -> str:
    m = _LEAD.search(text, max(start, at - 80), at)
    return m.group().strip().lower() if m else ""
