"""The codes of an answer, each against its system, and all against those that were asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

import assay
from assay.evidence import Findings
from assay.evidence.english import common_words
from assay_medical.codes import answers, icd, systems, titles, ucum
from assay_medical.codes.answers import Answer, Told

if TYPE_CHECKING:
    from assay_medical.verifiers.code import Code


def _read(answer: Answer, found: Findings) -> tuple[Told, ...]:
    if answer.failure or not answer.told:
        found.check(None, "code", "", answer.failure or "no_code", answer.message or "It gives no code.")
    return answer.told


def _compare(
    told: Sequence[Told], names: Sequence[str], wanted: Code, wanted_names: Sequence[str], found: Findings
) -> None:
    """Whether the codes told are those wanted, both by their names as they are compared."""
    if wanted.match == "any":
        for each, name in zip(told, names, strict=True):
            holds = name in wanted_names
            message = f"{each.code} is none of {', '.join(wanted.codes[:5])}."
            found.check(holds, "right", each.code, "wrong_code", message, span=(each.start, each.end))
        return
    extra = [(each, name) for each, name in zip(told, names, strict=True) if name not in wanted_names]
    missing = [code for code, name in zip(wanted.codes, wanted_names, strict=True) if name not in names]
    if extra and missing:
        each, _ = extra[0]
        message = f"{', '.join(missing[:5])} is asked for, not {each.code}."
        found.check(False, "right", each.code, "wrong_code", message, span=(each.start, each.end))
    elif extra:
        each, _ = extra[0]
        message = f"{each.code} is none of the codes that are asked for."
        found.check(False, "right", each.code, "extra_code", message, span=(each.start, each.end))
    elif missing:
        found.check(False, "right", missing[0], "missing_code", f"{', '.join(missing[:5])} is missing.")
    else:
        for each in told:
            found.check(True, "right", each.code, span=(each.start, each.end))
        if wanted.match == "ordered":
            order = ", ".join(wanted.codes)
            right = list(dict.fromkeys(names)) == list(wanted_names)
            found.check(right, "order", order, "wrong_order", f"Their order is {order}.")


# --- ICD-10-CM -------------------------------------------------------------------------------------------------------

_DOTTED = re.compile(
    r"(?<![\w.])[A-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})(?![\w]|\.[\w-]|-(?:\d|[),;]|\Z))", re.IGNORECASE
)
_BARE = re.compile(
    r"(?<![\w.-])[A-Z]\d[0-9A-Z](?:[0-9A-Z]{1,4})?(?![\w]|\.[\w-]|-(?:\d|[),;]|\Z))", re.IGNORECASE
)
_LIKE = re.compile(r"[A-Z]\d[\dAB][0-9ABCX]{0,3}[0-9A-Z]?")
_SURE = re.compile(r"[A-Z]\d\d[0-9X]{1,3}[0-9A-Z]?")


def find_icd(text: str, table: icd.Table) -> list[tuple[int, int]]:
    """Where codes stand in a text: with a dot, or as a word that is one (``I10``; not ``B12`` and ``A1C``).

    A word that looks like a code and is none counts if there is no other code.
    """
    spans = [m.span() for m in _DOTTED.finditer(text)]
    doubtful = []
    for match in _BARE.finditer(text):
        word = match[0]
        if (
            table.find(word) is not None and (word.isupper() or len(text) - len(word) < 12 or len(word) > 3)
        ) or _SURE.fullmatch(word):
            spans.append(match.span())
        else:
            doubtful.append(match.span())
    return sorted(spans) or [span for span in doubtful if _LIKE.fullmatch(text[slice(*span)])]


def check_icd(sample: assay.Sample, wanted: Code, found: Findings) -> None:
    """Checks the codes of a response against a release of ICD-10-CM and the reference."""
    table = icd.table_of(wanted.release)
    if table is None:
        message = (
            f"Release {wanted.release!r} of ICD-10-CM is not at hand: the package has {icd.RELEASE}; for another one let "
            f"{icd.FILE_VARIABLE} name its order file."
        )
        found.check(None, "release", wanted.release, "unknown_release", message)
        return
    for code in wanted.codes:
        if table.find(code) is None:
            message = f"The reference's {code} is no code of ICD-10-CM, release {table.release}."
            found.check(None, "reference", code, "reference_not_in_release", message, where="reference")
            return
    answer = answers.read_answer(
        sample.response, lambda text: find_icd(text, table), lambda text: _title_ahead(text)
    )
    told = _read(answer, found)
    if not told:
        return
    for answered in told:
        _check_one(answered, table, wanted, found)
    if wanted.codes:
        names = [icd.bare(answered.code) for answered in told]
        _compare(told, names, wanted, [icd.bare(code) for code in wanted.codes], found)
    if wanted.together:
        for at, first in enumerate(told):
            for second in told[at + 1 :]:
                note = table.excludes1(first.code, second.code)
                message = f"{first.code} and {second.code} exclude each other ({note})."
                span = (second.start, second.end)
                found.check(not note, "together", second.code, "excludes1", message, span=span)


def _check_one(each: Told, table: icd.Table, wanted: Code, found: Findings) -> None:
    span = (each.start, each.end)
    entry = table.find(each.code)
    message = f"{each.code} is no code of ICD-10-CM, release {table.release}."
    if not found.check(entry is not None, "exists", each.code, "unknown_code", message, span=span):
        return
    assert entry is not None
    if wanted.billable:
        message = f"{entry.code} ({entry.title}) is not billable: {_needs(entry, table)}."
        found.check(entry.billable, "billable", each.code, "not_billable", message, span=span)
    if wanted.below:
        message = f"{entry.code} does not lie below {wanted.below}."
        holds = table.is_below(entry.code, wanted.below)
        found.check(holds, "below", each.code, "wrong_code", message, span=span)
    if wanted.titles and each.title:
        called, other = _title(each.title, entry, table)
        shown = f"; {each.title[:80]!r} is {other}" if other else f", not {each.title[:80]!r}"
        message = f"{entry.code} is {entry.title!r}{shown}."
        reason = "unread_title" if called is None else "wrong_title"
        found.check(called, "title", each.title, reason, message, span=span)


def _needs(entry: icd.Code, table: icd.Table) -> str:
    characters = table.seventh(entry.code)
    below = table.children(entry.code)
    if characters and below and len(icd.bare(below[0])) == 7:
        return f"it needs a 7th character ({', '.join(characters)})"
    return f"codes such as {', '.join(below[:3])} lie below it"


def _title(claim: str, entry: icd.Code, table: icd.Table) -> tuple[bool | None, str]:
    """Whether a code is called so, and else a code that is."""
    names = (entry.title, entry.entry.title, *entry.entry.inclusion)
    pieces = [claim, *re.split(r"\s+[-–—]\s+|[;|]", claim)]
    if titles.says(pieces[0], names) or all(
        titles.says(piece, names) for piece in pieces[1:] if piece.strip()
    ):
        return True, ""
    other = _called(table.release).get(titles.plain(claim)) if len(claim) <= titles.LONGEST else None
    if other is not None and icd.bare(other) != icd.bare(entry.code):
        return False, other
    return None, ""


@cache
def _called(release: str) -> dict[str, str]:
    """The code of each title of a release, as :func:`titles.plain` has it; a parent's before its children's."""
    table = icd.table_of(release)
    assert table is not None
    found: dict[str, str] = {}
    for name, code in table.names():
        found.setdefault(titles.plain(name), code)
    return found


_SAID = re.compile(
    r"\b(?:icd|10|cm|codes?|answer|is|are|the|correct|right|best|appropriate|most|specific|diagnosis|diagnostic|final|for|this|that|these|those|patients?|case|encounter|visit|note|would|be|should|assigned?|report\w*|use\w*|choose|option|billable|valid|a|an|primary|principal|coded?|as|to|therefore|thus|so|hence|and|of|with|scenario|vignette|in|which|following|under|it|i|we|you|must|will|has|exists|yes|single|complete|full|description|represents?|corresponds?|applies|apply|single|[a-e])\b",
    re.IGNORECASE,
)


def _title_ahead(text: str) -> str:
    """The title in the words before a code: ``Essential hypertension: ``, ``Essential hypertension (``."""
    text = re.sub(r"[*_`$]|\\boxed\{|\\text\w*\{", "", text).rstrip()
    if not text.endswith((":", "(", "-", "–", "—", "=", "→")):
        return ""
    text = re.split(r"[.!?](?=\s)", text)[-1].rstrip(" :(-–—=→").lstrip("#-*• \t")
    text = re.sub(r"^.*\b(?:is|for|has|have|with|are|coded?)\b(?: as)?\s+", "", text)
    return text if re.search(r"[^\W\d_]{4}", _SAID.sub("", text)) else ""


# --- UCUM ------------------------------------------------------------------------------------------------------------

_QUOTED = re.compile(r"`([^`\s]{1,200})`|\"([^\"\s]{1,200})\"|“([^”\s]{1,200})”|\*\*([^*\s]{1,200})\*\*")
_TOKEN = re.compile(r"[^\s,;]+")


def find_ucum(text: str) -> list[tuple[int, int]]:
    """Where codes stand in an answer: in backticks, quotation marks or bold, or else the words of a list without other words."""
    marked = [m.span(m.lastindex or 0) for m in _QUOTED.finditer(text)]
    if marked:
        return marked
    bare = re.sub(
        r"\([^()]*\s[^()]*\)|(?<!\S)(?:and|,|\*|-|•|\d+[.)])(?!\S)|\$", lambda m: " " * len(m[0]), text
    )
    bare = re.sub(r"\\boxed\{|\\text\{|(?<=\s)[-–—].*", lambda m: " " * len(m[0]), bare)
    spans = []
    for match in _TOKEN.finditer(bare):
        word = match[0].rstrip(".:") if not ucum.is_code(match[0]) else match[0]
        if not _CODE_LIKE.search(word) or word == "N/A":  # not available; a newton per ampere for UCUM
            continue
        if word.endswith("}") and word.count("}") > word.count("{"):
            word = word[:-1]
        spans.append((match.start(), match.start() + len(word)))
    words = [text[a:b] for a, b in spans]
    odd = [each for each in words if not ucum.is_code(each)]
    if len(words) == 1 or not odd:
        return spans
    if not _LED.match(bare) and any(
        each.lower().rstrip(".,") in common_words() or "'" in each for each in odd
    ):
        return []
    lead = _LED.match(bare)
    if lead and len(words_behind := [(a, b) for a, b in spans if a >= lead.end()]) >= 1:
        return words_behind
    return [] if any(each.isalpha() and each.islower() and len(each) > 4 for each in odd) else spans


_CODE_LIKE = re.compile(r"[A-Za-z0-9%'\"]")
_LED = re.compile(r".*(?:\b(?:is|are|be|as|use|code)\b|:)(?=\s)", re.IGNORECASE | re.DOTALL)


def check_ucum(sample: assay.Sample, wanted: Code, found: Findings) -> None:
    """Checks the codes of a response: whether they are UCUM, and mean the units of the reference."""
    for code in wanted.codes:
        if not ucum.is_code(code):
            message = f"The reference's {code} is no UCUM code."
            found.check(None, "reference", code, "reference_not_in_release", message, where="reference")
            return
    told = _read(answers.read_answer(sample.response, find_ucum), found)
    if not told:
        return
    names = []
    for each in told:
        message = f"{each.code!r} is no code of UCUM, which is case sensitive."
        holds: bool | None = ucum.is_code(each.code)
        if not holds and each.code.lower() in common_words():
            holds, message = None, f"{each.code!r} is a word, and no code of UCUM."
        found.check(holds, "valid", each.code, "invalid_code", message, span=(each.start, each.end))
        if each.code in wanted.codes:
            names.append(each.code)
            continue
        same = [(code, ucum.same_unit(each.code, code)) for code in wanted.codes] if holds else []
        match = next((code for code, equal in same if equal), each.code)
        if match == each.code and any(equal is None for _, equal in same):
            message = f"Whether {each.code!r} means the same as the reference's code cannot be told."
            found.check(None, "right", each.code, "unsure_unit", message, span=(each.start, each.end))
            return
        names.append(match)
    if wanted.codes:
        _compare(told, names, wanted, wanted.codes, found)


# --- licensed systems ------------------------------------------------------------------------------------------------


def check_listed(sample: assay.Sample, wanted: Code, found: Findings) -> None:
    """Checks the codes of a response against the file of LOINC, RxNorm or SNOMED CT that the user points to."""
    system = wanted.system
    pattern = systems.PATTERNS[system]

    def find(text: str) -> Iterable[tuple[int, int]]:
        return [m.span() for m in pattern.finditer(text)]

    told = _read(answers.read_answer(sample.response, find), found)
    if not told:
        return
    try:
        listed = systems.file_of(system)
        trouble = (
            f"{system} is not in the package: license it, and let {systems.VARIABLES[system]} name its file."
        )
    except (OSError, ValueError, UnicodeDecodeError) as error:
        listed = None
        trouble = f"The file that {systems.VARIABLES[system]} names cannot be read: {error}."
    for each in told:
        span = (each.start, each.end)
        if not systems.check_digit_holds(system, each.code):
            message = f"{each.code} is no code of {system}: its check digit is wrong."
            found.check(False, "exists", each.code, "unknown_code", message, span=span)
        elif listed is None:
            found.check(None, "exists", each.code, "no_file", trouble, span=span)
        else:
            entry = listed.get(each.code)
            message = f"{each.code} is not in the {system} file."
            found.check(entry is not None, "exists", each.code, "unknown_code", message, span=span)
            if entry is not None:
                message = f"{each.code} is not in use any more."
                found.check(entry.active, "active", each.code, "inactive_code", message, span=span)
                if wanted.titles and each.title:
                    holds = titles.says(each.title, entry.names) or None
                    message = f"{each.code} is {entry.names[0]!r}, not {each.title[:80]!r}."
                    found.check(holds, "title", each.title, "unread_title", message, span=span)
    if wanted.codes:
        _compare(told, [each.code for each in told], wanted, wanted.codes, found)
