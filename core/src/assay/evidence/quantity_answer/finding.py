r"""Where the quantities of a response stand, and which of them are its final answer.

:func:`spans` finds every number of a text with its unit; what cannot be read stays part of the span, so that
nobody takes ``25`` for ``25\,\mathrm{glonks}^2``. :func:`answers` leaves out what an answer is computed
from (``F = ma = 2\,\mathrm{kg}\cdot 3\,\mathrm{m/s^2} = 6\,\mathrm{N}`` gives 6 N) and what it holds for ("at 300 K").
"""

from __future__ import annotations

import re
from functools import lru_cache

from assay.evidence.final_answer import Box, Candidate, FinalAnswer, Values, final_answer
from assay.evidence.quantities import NONE, Unit, read_quantity, read_unit
from assay.evidence.quantity_answer.labels import split
from assay.evidence.quantity_answer.reading import read
from assay.evidence.quantity_spelling import plain, unit_of

MOST_SPANS = 100
LONGEST_PIECE = 5_000
"""Quantities and characters of one piece of text that are looked at; more is no answer, and not read."""

Span = tuple[int, int]

_BRACED = r"\{(?:[^{}]|\{[^{}]*\})*\}"
_SPACE = r"(?:\s|~|\\[,;:! ]|\\q?quad(?![A-Za-z])|\{\})"
_DIGITS = r"(?:\d{1,3}(?:(?:,|\{,\}|\\,|[\u00a0\u2009\u202f ])\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
_POWER = r"(?:\^\s*(?:\{\s*[-+−]?\d+\s*\}|\(\s*[-+−]?\d+\s*\)|[-+−]?\d+)|\*\*\s*\(?[-+−]?\d+\)?|(?:(?<=10)[-–]|[⁻⁺])?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)"
_TIMES = rf"{_SPACE}*(?:\\times|\\cdot|\\ast|[×xX*·⋅∙]){_SPACE}*"
_PI = r"(?:\\pi(?![A-Za-z])|π|(?<![A-Za-z\\])pi(?![A-Za-z]))"
_VALUE = (
    rf"(?:\\[dts]?frac\s*{_BRACED}\s*{_BRACED}|\\[dt]?frac\s*\d\s*\d|\\?sqrt\s*(?:{_BRACED}|\([^()]{{1,40}}\))|{_PI}"
    rf"|√\s?(?:\([^()]{{1,40}}\)|{_DIGITS})|\\(?:num|ang)\s*{_BRACED}|{_DIGITS}(?:\(\d{{1,3}}\))?)"
)
_SIGN_BEFORE = (
    r"(?:(?<![\w)\]}°%′])[-−–+](?=[\d.\\π√])|(?:(?<=[=≈:($])|(?<=\\approx)|(?<=\A))\s*[-−–+]\s*(?=[\d.\\π√]))"
)
_BEHIND_COMMAND = "|".join(
    rf"(?<=\\{name})"
    for name in "pm approx sim simeq times cdot ge le geq leq gt lt quad qquad cong to left".split()
)
_START = (
    rf"(?:(?<![\w.^_\\])|{_BEHIND_COMMAND})" + r"(?<![\^_]\{)(?<![\^_]\{[-+−])(?<![A-Za-z][-–])(?<!\d[,])"
)
_TEN = rf"(?:{_TIMES}|(?:{_SPACE}|\$)+(?=(?:\\mathrm\s*\{{)?\s*10[\^⁻⁰-⁹]))(?:10\s*{_POWER}|10[-−]\d{{1,2}}(?![\d.])|\\mathrm\s*\{{\s*10\s*{_POWER}\s*\}})"
_NUMBER = re.compile(
    rf"(?:\\(?:SI|qty)\s*(?:\[[^\[\]]*\])?\s*{_BRACED}\s*{_BRACED}"
    rf"|(?P<money>\\\$|US\$|[€£¥]\s?)?{_START}(?P<sign>{_SIGN_BEFORE})?{_VALUE}"
    rf"(?:(?:{_TIMES})?\s*{_VALUE}(?=(?:\s|~|\\[,;: ]|[$).}}]|\Z|\\pi|π|/)))??"
    rf"(?:{_TEN}|\s?[eE]\s?[-+−]?\d{{1,3}}(?![\dA-Za-z])|(?<=\d){_POWER}|(?<=10)\s[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)?"
    rf"(?:(?:{_TIMES}|\s*)(?:{_PI}|\\?sqrt\s*(?:{_BRACED}|\([^()]{{1,40}}\))))?(?:\s?/\s?\d+(?![\d.]))?)"
)
_TOKEN = re.compile(
    rf"\s+|~|\\[,;:! ]|\\q?quad(?![A-Za-z])|\\[()\[\]]|\\(?:mathrm|text|rm)\s+(?=[A-Za-z])|\\mathring\s*{_BRACED}|\\(?:mathrm|mathbf|mathit|mathsf|text|textrm|textbf|textit|rm|operatorname|mbox|hbox|si|unit|boldsymbol|ensuremath)\s*{_BRACED}"
    rf"|\\[dts]?frac\s*{_BRACED}\s*{_BRACED}|\^\s*(?:{_BRACED}|\\circ(?![A-Za-z])|[-−]?\d|°)|\\(?:rm|mu|Omega|circ|cdot|AA|degree|angstrom|ohm|per|odot|oplus|pi)(?![A-Za-z])|\\%|\\\$"
    r"|(?<=[A-Za-z)])\*\*\s?\(?-?\d\)?|\*\*|\$|[/·⋅∙*×(){}\[\]_-]|[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+|US\$|[°%‰′'″℃℉ºΔ$€£¥⊙☉⊕]|[^\W\d_]+\.?(?:[-−]?[1-4](?![\d.,]))?"
)
_PER_THING = re.compile(rf"{_SPACE}*/{_SPACE}*(?:\\(?:text|mathrm|textrm)\s*\{{\s*)?[^\W\d_]+(?:\s*\}})?")
_GLUED_BARE = re.compile(
    rf"{_SPACE}*(?:[/^×·⋅∙](?=\s?[\w\\(])|\*(?!\*)(?=\s?[\w\\(])|\\(?:cdot|times|frac)(?![A-Za-z]))"
)
"""What makes a number without a unit part of an expression."""
_ASIDE = re.compile(r"[^/·⋅*\s(]\s*\((?![^()]*\)\s*\^)")
_MOST_TOKENS = 28
_NO_INCH = re.compile(
    r"\s+(?:the|total|all|an?|each|this|that|its?|our|order|addition|water|air|vacuum|magnitude|SI|which|both|terms|units|every|general|front|case)\b"
)
_BLANK = re.compile(_SPACE)
_GLUE = re.compile(
    r"\s?(?:[/^·⋅∙×](?!\s*\Z)|\*(?!\*)(?=\s?[\d(\\A-Za-z])|\\cdot(?![A-Za-z])|\\times(?![A-Za-z])|\\frac|\\left\()|[\w%‰°]|\\%"
)
_WORD = re.compile(
    rf"(?:{_SPACE}|\$|\\\)|\*\*)*(?:\\(?:text|mathrm|textrm|textbf)\s*\{{\s*)?(?P<word>[^\W\d_]+(?:[-'][^\W\d_]+)*)"
)
_FUNCTION = frozenset(
    "a an the is are was were be been being am and or nor but so thus hence therefore then than that this these those which who whose "
    "when while where if at after for with from over within per each every using in into between until during by to of on off up down "
    "as it its their there here we you he she they our your my not no only also too respectively approximately about around roughly "
    "has have had does do did can could will would shall should may might must because since although though however per times "
    "corresponds equals equal makes gives means which both either neither given assuming under above below compared due "
    "rounded upward upwards downward downwards left right north south east west clockwise counterclockwise longer shorter higher "
    "lower larger smaller greater less more away apart ago later earlier total long wide high tall deep thick".split()
)
_NO_VALUE_AFTER = re.compile(
    r"\s*(?:-?\s*)(?:significant|sig\.?|s\.?\s?f\b|decimal|d\.?p\b|digits?\b|st\b|nd\b|rd\b|th\b|-?\s?fold\b)|,\d+-[a-z]|-[a-z]{3,}",
    re.IGNORECASE,
)
_NO_VALUE_BEFORE = re.compile(
    r"(?:\b(?:step|problem|eq|eqs|equation|table|fig|figure|part|case|question|example|chapter|section|law|option|method|task|exercise|no|route)\.?\s*\(?|#)\s*\Z",
    re.IGNORECASE,
)
_RELATION = re.compile(
    r"\\?&?=&?|≈|\\(?:approx|simeq|sim|cong|doteq|equiv)(?![A-Za-z])|≃|≅|∼|\bequals\b|\bis equal to\b"
)
_COMPARED = re.compile(
    r"(?:(?<![-=])[<>≥≤]|\\(?:geq?|leq?|gt|lt|gg|ll|gtrsim|lesssim|geqslant|leqslant)(?![A-Za-z])|≫|≪"
    r"|\b(?:more|less|greater|fewer|smaller|larger|lower|higher)\s+than|\bbelow|\babove|\bunder|\bover|\bnot exceeding|\bup to)"
    rf"(?:{_SPACE}|[$({{]|\\text|\*\*)*\Z",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"(?:√|\\?\b(?:log|ln|lg|sin|cos|tan|exp|sqrt|arcsin|arccos|arctan)(?:_\{?\w+\}?)?|\b(?:minus|negative|half|twice|double|triple|times|square root of"
    rf"|(?:third|quarter|tenth|percent|multiple|factor|%) of|half of|multiplied by|divided by|power of))(?:{_SPACE}|[$({{])*\Z",
    re.IGNORECASE,
)
"""Words before a number that make another of it."""
_BREAK = re.compile(
    r"[,;](?!\d)\s*|(?<![A-Za-z\\])(?:[A-Za-z]{3,}|or|so|at|if|in|of|we)(?![A-Za-z}])|\.\s|:|⇒|→|\\(?:Rightarrow|implies|therefore|quad|qquad|to)(?![A-Za-z])"
    r"|\n(?!\s*(?:\\\\)?\s*&?\s*(?:=|≈|\\approx|\\simeq|\\end|\\\]))|\\\\(?!\s*&?\s*(?:=|≈|\\approx|\\simeq))"
)
"""What ends an equality: words, and a new line that does not go on with ``=``."""
_CONDITION = re.compile(
    r"\b(?:at|after|for|with|from|within|when|if|given|per|each|every|using|in|until|during|where|assuming|taking|since|because|"
    r"under|against|based on|over|through|on|initial|original|starting|compared to|compared with|relative to|only)\b(?:(?!\band\b)[^,;.:]){0,60}\Z",
    re.IGNORECASE,
)
_RESETS = re.compile(
    r"\bor\b|\bbut\b|\bwhereas\b|\binstead\b|\bthe\b[^,;.]*\b(?:is|was|are|equals)\b|\bis\b|\bgives?\b|\byields?\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"(?:\s|\$|\\\)|\\\(|\{|\}|,|\band\b|[A-Za-z]_?\w?\s*=|=|\\[A-Za-z]+)*", re.IGNORECASE)
_JOINS = re.compile(
    rf"(?:{_SPACE}|\$|\\\)|\\\()*(?:±|\\pm(?![A-Za-z])|\+/-|-|–|—|--|\bto\b|\\text\s*\{{\s*to\s*\}})(?:{_SPACE}|\$|\\\()*"
)
_NEXT_WORD = re.compile(r"\s([^\W\d_]{4,})(?![\w-])")
_JOINED_AFTER = re.compile(rf"{_SPACE}*(?:\+\s?/?\s?-|[-–])\s?\d")
_PLUS_MINUS = re.compile(r"±|\\pm|\+/-")
_OPERAND_BEFORE = re.compile(
    rf"(?:(?<![A-Za-z])[A-Za-z]|[)\]}}°])(?:{_SPACE}|[$])*(?:[-+*/·×⋅](?!\*)|\\(?:cdot|times|div|pm)(?![A-Za-z]))(?:{_SPACE}|[$])*\Z|[A-Za-z]\(\Z"
)
"""What makes a number part of an expression: ``x - 5``, ``f(5)``."""
_OPERAND_AFTER = re.compile(
    rf"{_SPACE}*(?:\+{_SPACE}*[\w\\(]|[-−]\s?(?:[A-Za-z](?![A-Za-z])|\\[a-z]|\d)|\s*per\s+[^\W\d_]+)"
)
_OPEN = re.compile(r"(?:\\left)?\(\s*\Z")
_CLOSE = re.compile(rf"(?:{_SPACE})*(?:\\right)?\)(?:{_TIMES}10\s*{_POWER})?")


def spans(text: str) -> list[Span]:
    """Where the numbers of a text with their units begin and end, in order."""
    if len(text) > LONGEST_PIECE:
        return [(0, len(text))]
    found: list[Span] = []
    position = 0
    while match := _NUMBER.search(text, position):
        start, end = match.span()
        position = max(end, position + 1)
        if (
            start == end
            or _NO_VALUE_AFTER.match(text, end)
            or _NO_VALUE_BEFORE.search(text, max(0, start - 24), start)
        ):
            continue
        if listed := _LISTED.match(text, end):
            end = listed.end()  # 7,6 is two numbers, or one in another country, and none that can be read
        end = _with_unit(text, _behind_point(text, end))
        if not any(c.isdigit() or c in "π½⅓¼¾" for c in match[0]) and "pi" not in match[0]:
            continue  # a fraction of names
        compared = _COMPARED.search(text, max(0, start - 40), start) or _CHANGED.search(
            text, max(0, start - 40), start
        )
        operand = _OPERAND_BEFORE.search(text, max(0, start - 24), start)
        if compared:
            start = compared.start()
        elif operand and not (found and found[-1][1] > operand.start()):
            start = operand.start()
        elif text[start - 1 : start] == "$" and text.count("$") % 2 and text[start - 2 : start - 1] != "\\":
            start -= 1
        if found and (joined := _joined(text, found[-1], (start, end))):
            found[-1] = joined
        else:
            found.append((start, end))
        position = max(found[-1][1], position)
        if len(found) > MOST_SPANS:
            return [(0, len(text))]
    return found


_LISTED = re.compile(r"(?:,\d[\d.]*)+")
_POINT = re.compile(rf"\.(?={_SPACE})")
_ENDS = re.compile(r"\s*(?:[.,;:)\]}$*|\\]|\Z|\n)")


def _behind_point(text: str, end: int) -> int:
    """Where the number ends that ends at ``end``: behind the point of ``144. m/s²``, if its unit ends the clause."""
    if not _POINT.match(text, end) or not text[end - 1].isdigit():
        return end
    stop = unit_end(text, end + 1)
    return end + 1 if stop > end + 1 and _ENDS.match(text, stop) else end


def _joined(text: str, before: Span, after: Span) -> Span | None:
    """``5 ± 1 m``, ``5-7 m``, ``5 ft 3 in`` as one."""
    between = text[before[1] : after[0]]
    if len(between) > 24:
        return None
    if _JOINS.fullmatch(between):
        start, end = before[0], after[1]
        opened = _OPEN.search(text, max(0, start - 8), start)
        if opened and (closed := _CLOSE.match(text, end)):
            return opened.start(), _with_unit(text, closed.end())
        if _PLUS_MINUS.search(between) or read(text[start:end]) is not None:
            return start, end
    if re.fullmatch(r"\s*(?:and\s+|,\s*)?", between):
        whole = text[before[0] : after[1]]
        if (
            len(whole) < 60
            and "\\" not in whole
            and read_quantity(text[before[0] : before[1]])
            and read_quantity(whole)
        ):
            return before[0], after[1]
    return None


def _with_unit(text: str, end: int) -> int:
    """Where the quantity ends whose number ends at ``end``: behind its unit, or what stands in the place of one."""
    stop = unit_end(text, end)
    if stop > end:
        glued = _GLUE.match(text, stop)
        if glued and not text.startswith(("**", "\\)", "\\]", "\\\\"), glued.start()):
            thing = _PER_THING.match(text, stop)
            if thing and unit_of(text[end : thing.end()]) is not None:
                return thing.end()
            if (mixed := _mixed_end(text, end)) > stop:
                return mixed
            return _unknown_end(text, stop)
        return _behind(text, stop)
    if _GLUED_BARE.match(text, end):
        return _unknown_end(text, end)
    if (labelled := _before_label(text, end)) > end:
        return labelled
    word = _WORD.match(text, end)
    named = word and word["word"].isupper() and _THINGS.match(text, word.end())
    if (
        word
        and len(word["word"]) == 1
        and not named
        and not re.match(r"[aI]\s+[A-Za-z]", text[word.start("word") :])
    ):
        return word.end()  # a name: 2π i
    if word and word["word"].lower() not in _FUNCTION:
        if (mixed := _mixed_end(text, end)) > end:
            return mixed
        stop, last = word.end(), word.end()
        for _ in range(2):
            more = _WORD.match(text, last)
            if (
                not more
                or more["word"].lower() in _FUNCTION
                or re.search(r"[$\\*{}]", text[last : more.start("word")])
            ):
                break
            last = more.end()
        # one to three words of a thing that is counted, or what cannot be read
        for candidate in sorted({last, stop}, reverse=True):
            if read_unit(text[word.start("word") : candidate], nouns=True) is not None:
                return candidate
        return stop
    if _OPERAND_AFTER.match(text, end) and not _JOINED_AFTER.match(text, end):
        return _behind(text, end)
    if re.match(
        rf"{_SPACE}*(?:\\(?!text|mathrm|quad|right|approx|simeq|sim|cong|end|pm|Rightarrow|implies|to\b|le|ge|times|cdot|hspace|newline|qquad)[A-Za-z]+|[A-Za-zͰ-Ͽ]|!|\^|_)",
        text[end : end + 12],
    ):
        return _unknown_end(text, end) if not (word and word["word"].lower() in _FUNCTION) else end
    if re.match(rf"{_SPACE}*(?:\\text|\\mathrm)\s*\{{", text[end : end + 16]) and not word:
        return _unknown_end(text, end)
    return end


_GROUP = re.compile(rf"{_SPACE}*\\(?:text|textrm|mathrm)\s*\{{(?P<inside>[^{{}}]{{1,80}})\}}")


def _before_label(text: str, end: int) -> int:
    r"""Where the unit of ``15\ \mathrm{m/s east}`` ends, behind which a label stands; else ``end``."""
    group = _GROUP.match(text, end)
    if not group:
        return end
    for blank in reversed(list(re.finditer(rf"{_SPACE}+", group["inside"]))):
        unit, label = plain(group["inside"][: blank.start()]), plain(group["inside"][blank.end() :])
        found = split(f"{unit} {label}")
        if found is not None and found[0] == unit:
            return group.start("inside") + blank.start()
    return end


def _behind(text: str, end: int) -> int:
    """``end``, or where the expression ends that goes on there: ``5 m + x``, ``5 m per glonk``."""
    word = _NEXT_WORD.match(text, end)
    if word and word[1].lower() not in _FUNCTION and read_unit(word[1], nouns=True) is None:
        return word.end()  # 5 m doubled
    more = _OPERAND_AFTER.match(text, end)
    return more.end() if more and not _JOINED_AFTER.match(text, end) else end


def _unknown_end(text: str, end: int) -> int:
    """The end of what goes on right behind a quantity and cannot be read as its unit."""
    match = re.compile(rf"(?:{_SPACE}|[\w^_{{}}/·⋅*×!°%‰-]|\\[A-Za-z]+)+").match(text, end)
    return min(match.end(), end + 40) if match else end


_THINGS = re.compile(r"\s+(?![a-z]*wards\b)[a-z]{3,}[^s\W]s\b")
"""Things in the plural behind a letter that is part of their name."""
_CHARGE = re.compile(r"[⁺⁻](?![⁰¹²³⁴⁵⁶⁷⁸⁹])|\^\{?[-+](?!\d)")


def unit_end(text: str, start: int) -> int:
    """Where the longest unit ends that stands at ``start``; ``start`` if there is none."""
    ends = _token_ends(text, start)
    places = [
        place for end in reversed(ends) for place in ((end - 1, end) if text[end - 1] == "." else (end,))
    ]
    for end in places:
        piece = text[start:end]
        if not piece:
            continue
        money = _BLANK.sub("", piece)
        if money == r"\$" or (money == "$" and text.count("$") % 2 and "\n" not in text):
            return end
        if piece[-1] in " \t~$({[/·⋅*×-\\" or not piece.strip(" $*~\\,;:(){}"):
            continue
        if piece[-1] == ")" and piece.count("(") < piece.count(")"):
            continue
        if _ASIDE.search(piece):
            continue  # 440 Hz (A4)
        if piece[-1] == "}" and piece.count("{") < piece.count("}"):
            continue
        if piece.strip() == "in" and _NO_INCH.match(text, end):
            continue  # "5 in total"
        if re.fullmatch(r"\s*[A-Z]", piece) and _THINGS.match(text, end):
            continue  # 3 C atoms, no coulombs
        if _CHARGE.match(text, end) and " " in piece.strip():
            continue  # 0.1 M Cl⁻, no centilitres
        if _names_a_unit(piece):
            return end
    return start


def _token_ends(text: str, start: int) -> list[int]:
    """Where the next pieces of a line end that a unit may be made of."""
    ends: list[int] = []
    position = start
    while len(ends) < _MOST_TOKENS and position < len(text) and (token := _TOKEN.match(text, position)):
        if "\n" in token[0]:
            break
        position = token.end()
        ends.append(position)
    return ends


def _mixed_end(text: str, start: int) -> int:
    r"""Where the unit ends of ``10^{15} \text{ photon } \cdot \mathrm{s}^{-1}``, things among units of measure; else ``start``."""
    for end in reversed(_token_ends(text, start)):
        if (text[end - 1] in "1234}¹²³⁴" or "/" in text[start:end]) and text.count(
            "{", start, end
        ) == text.count("}", start, end):
            unit = unit_of(text[start:end].replace("$", " "))
            if (
                unit is not None
                and unit.is_label
                and any(not n.startswith("noun ") for n, _ in unit.dimension)
            ):
                return end
    return start


@lru_cache(maxsize=8192)
def _names_a_unit(piece: str) -> bool:
    cleaned = re.sub(r"\*\*(?!\s?\(?-?\d)", " ", piece).replace("$", " ")
    cleaned = re.sub(r"\\[()\[\]]", " ", cleaned)
    said = plain(cleaned).removeprefix("·").strip()
    if not said or (re.fullmatch(r"[A-Za-z]", said) and said in "aIx"):
        return False
    last = re.search(r"[^\W\d_]+\Z", said)
    if last and last[0].lower() in _FUNCTION and not re.fullmatch(r"(?:.*[/·])?in", said):
        return False
    found = read_unit(said)
    if found is None:
        unit = unit_of(said)
        found = unit if unit is not None and not unit.is_label else None
    return found is not None and found != NONE


def answers(text: str, *, several: bool = False) -> list[Span]:
    """The quantities of a text that it gives as its answer: not what they are computed from, and not what they hold for.

    Where several are asked for, none is taken for a condition of another.
    """
    found = spans(text)
    if len(found) < 2:
        return found
    text = _SUBSCRIPT.sub(lambda m: " " * len(m[0]), text)
    found = _ends_of_chains(text, found)
    return found if several or len(found) < 2 else _without_conditions(text, found)


_SUBSCRIPT = re.compile(rf"_\s?(?:{_BRACED}|\w)")
"""Words in the names of quantities (``v_{\\text{initial}}``), which say nothing about a sentence."""


def _ends_of_chains(text: str, found: list[Span]) -> list[Span]:
    """The last values of chains of equalities; ``50.7 atm = 5.14 MPa``, where the others are quantities too, is one span."""
    relations = [m.span() for m in _RELATION.finditer(text)]
    if not relations:
        return found
    kept: list[Span] = []
    open_: int | None = None  # where a chain of quantities began that goes on
    for index, (start, end) in enumerate(found):
        first, open_ = (start if open_ is None else open_), None
        following = next((r for r in relations if r[0] >= end), None)
        if following is None or _breaks(text, end, following[0]):
            kept.append((first, end))
            continue
        stop = next(iter(_breaks(text, following[1], len(text))), len(text))
        behind = [s[0] for s in found[index + 1 :] if s[0] >= following[1]]
        if not behind or behind[0] >= stop:
            kept.append((first, end))
            continue
        told = read(text[start:end])
        if (
            told is not None
            and told.unit != NONE
            and _is_whole_side(text, start, end, relations, following[0])
        ):
            open_ = first
    return kept


def _breaks(text: str, start: int, end: int) -> list[int]:
    """Where equalities are ended between two places."""
    found = [m for m in _BREAK.finditer(text, start, end)]
    return [m.start() for m in found if not (m[0].isalpha() and read_unit(m[0]) is not None and m[0] != "in")]


def _is_whole_side(text: str, start: int, end: int, relations: list[Span], stop: int) -> bool:
    """Whether a quantity is all of a side of an equality that ends at ``stop``, but for words before it."""
    broken = _breaks(text, 0, start)
    begin = max([0, *(r[1] for r in relations if r[1] <= start), *broken])
    before = _MARKUP.sub("", text[begin:start])
    return not _MARKUP.sub("", text[end:stop]) and not re.search(r"[\d+*/^×·(\\_]|-\s*\Z", before)


_MARKUP = re.compile(r"[\s$&(){}\[\]*~,]|\\[,;:! \[\]()]|\\(?:left|right)(?![A-Za-z])")


def sides(text: str) -> list[str]:
    """The sides of a quantity that is stated more than once: ``50.7 atm`` and ``5.14 MPa`` of ``50.7 atm = 5.14 MPa``."""
    text = _OPTIONS.sub(lambda m: m[1], text)
    aside = _SAME_ASIDE.fullmatch(text)
    if aside:
        text = f"{aside[1]} {aside[2]}"
    return [side for side in _RELATION.split(text) if side.strip(" $~&")]


_OPTIONS = re.compile(r"(\\(?:SI|qty|num|si|unit|ang)\s*)\[[^\[\]]*\]")
_SAME_ASIDE = re.compile(r"([^()]+)\(\s*([=≈][^()]+)\)?\s*")
"""The same in other words, in brackets: ``500 cm (= 5 m)``."""


def _without_conditions(text: str, found: list[Span]) -> list[Span]:
    kept: list[Span] = []
    position, held = 0, False
    for start, end in found:
        between = text[position:start]
        reset = list(_RESETS.finditer(between))
        tail = between[reset[-1].end() :] if reset else between
        if _CONDITION.search(tail) or (position and _OF.fullmatch(between)):
            held = True
        elif not (held and not reset and _GOES_ON.fullmatch(between)):
            held = False
        if not held:
            kept.append((start, end))
        position = end
    return _predicates(text, kept or found)


_OF = re.compile(r"\s+of\s+(?:an?\s+|the\s+)?")
"""What joins two quantities of which the second says what the first is of: "25.0 mL of 0.100 M NaOH"."""


def _predicates(text: str, found: list[Span]) -> list[Span]:
    """Without the values of a subject: "The work of a force of 2 N over 3 m **is** 6 J"."""
    verbs = [_VERB.search(text, max(0, start - 60), start) for start, _ in found]
    first = next((verb for verb in verbs if verb), None)
    if first is None or verbs[0] or re.search(r"\bor\b", text[: first.end()]):
        return found
    return [span for span, verb in zip(found, verbs, strict=True) if span[0] > first.start()]


_VERB = re.compile(
    r"\b(?:is|are|was|were|equals|becomes|will be|would be|must be|comes to|amounts to|turns out to be)\b"
    r"(?:\s|\$|\\\(|\*\*|about|approximately|roughly|around|therefore|then|thus|equal to|exactly|nearly|only|[A-Za-z]_?\w?\s*=|≈|=|\\approx|\\text\{|~|:)*\Z",
    re.IGNORECASE,
)
_ASKS_IN = re.compile(r"(?:\b(?:in|units? of|of|many|as)|[(\[])\s*")


def units_in(prompt: str) -> set[Unit]:
    """The units that a prompt names: those of its quantities, and those that it asks for ("in metres", "(kJ/mol)")."""
    prompt = prompt[:20_000]
    found = {unit_of(prompt[m.end() : unit_end(prompt, m.end())]) for m in _ASKS_IN.finditer(prompt)}
    for start in range(0, len(prompt), LONGEST_PIECE):
        piece = prompt[start : start + LONGEST_PIECE]
        found |= {told.unit for a, b in spans(piece) if (told := read(piece[a:b])) is not None}
    return {unit for unit in found if unit is not None and unit != NONE}


_SIGN = re.compile(r"(?:[=≈$(]|\\approx|\A|\s)\s*[-−]\s*\Z")
_FACTOR_BEFORE = re.compile(
    r"(?:[\d)\]^]|[\w)\]}]\s*\+|[*/×·⋅](?<!\*\*)|\\(?:cdot|times|div|sqrt)|frac\s*\{|\}\{)\s*\Z"
)
"""What right before a box makes it part of an expression: ``2\\boxed{4}``."""
_FACTOR = re.compile(_TEN)
_FORMULA = re.compile(
    r"\$[^$\n]*\$|\\\([^\n]*?\\\)|\\text\{[^{}]*\}|\d\.\d|\d\.\s(?=[^\W\d_]{1,3}(?:[/·⁻²³^]|\.?\s*\Z))|\b(?:approx|ca|sig|i\.e|e\.g|fig|eq)\.",
    re.IGNORECASE,
)


class Quantities(Values):
    """Numbers with units, in prose and in LaTeX, for :func:`~assay.evidence.final_answer.final_answer`."""

    def __init__(self, several: bool) -> None:
        self._several = several

    def find(self, text: str) -> list[Span]:
        return answers(text, several=self._several)

    def hidden(self, text: str) -> str:
        return _FORMULA.sub(lambda m: "\x00" * len(m[0]), text)

    def boxed(self, text: str, box: Box, begin: int) -> tuple[Candidate, int, int]:
        end = box.end
        factor = _FACTOR.match(text, end)
        if factor:
            end = factor.end()
        stop = max(unit_end(text, end), _mixed_end(text, end))
        suffix = text[box.end : stop] if stop > end else text[box.end : end]
        stop = max(stop, end)
        thing = _PER_THING.match(text, stop)
        if stop > end and thing and unit_of(text[end : thing.end()]) is not None:
            stop, suffix = thing.end(), text[box.end : thing.end()]
        glued = _GLUE.match(text, stop)
        if glued and not text.startswith(("**", "\\)", "\\]", "\\\\"), glued.start()):
            suffix = text[box.end : _unknown_end(text, stop)]
        label = "-" if _SIGN.search(text, max(begin, box.start - 12), box.start) else ""
        if _FACTOR_BEFORE.search(text, max(begin, box.start - 12), box.start):
            label = "?"
        inner = text[box.first : box.last]
        said = Candidate(inner, box.first, box.last, label, suffix)
        return said, stop, stop

    def display(self, text: str, start: int, line_end: int, end: int) -> Span | None:
        for opener, closer in (("\\[", "\\]"), ("$$", "$$")):
            at = text.find(opener, start, line_end)
            if at >= 0 and text[start:at].strip(" *_`:：") == "":
                close = text.find(closer, at + 2, end)
                if close >= 0:
                    return at, close + 2
        return None

    def is_one(self, text: str) -> bool:
        whole = text.strip()
        return (whole.startswith("\\[") and whole.endswith("\\]") and whole.count("\\[") == 1) or (
            whole.startswith("$$") and whole.endswith("$$") and whole.count("$$") == 2
        )


_ONE, _SEVERAL = Quantities(several=False), Quantities(several=True)


def extract(response: str, *, several: bool = False) -> FinalAnswer:
    """The final answer of a response, its parts cut to the quantities in it."""
    return final_answer(response, _SEVERAL if several else _ONE)
