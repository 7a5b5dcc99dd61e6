"""Where citations stand in a text, and what each says. Form only: nothing here says that a case exists."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from assay_law.citations.reporters import editions, norm
from assay_law.texts.rule_sets import RULE_SETS

MOST = 400
"""Citations of a text that are read."""

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u2002\u2003\u2009\u202f\u3000\t", " "),
        **dict.fromkeys("‐‑‒–—−", "-"),
        **dict.fromkeys("’‘ʼ", "'"),
        **dict.fromkeys("“”", '"'),
    }
)
_EMPHASIS = re.compile(r"(?<![\w])\*{1,3}(?=\S)(?!\d{1,6}\b(?!\*))|(?<=[\w.,;:)'\"])\*{1,3}(?!\d)|(?<!\w)_{1,3}(?=[A-Z\d\[§(Ii])|(?<=[\w.,;:)])_{1,3}(?!\w)|</?(?:i|em|b|u|strong)>")  # fmt: skip


_GAP = re.compile(r"\s{30,}")


def plain(text: str) -> str:
    """The text, as long as it was, with plain spaces, dashes and quotation marks, and blanks for emphasis."""
    text = _EMPHASIS.sub(lambda match: " " * len(match[0]), text.translate(_PLAIN))
    # Patterns with several optional spaces in a row take their time on long ones: no citation runs across such a gap.
    return _GAP.sub(lambda match: f"\n{chr(0) * (len(match[0]) - 2)}\n", text)


@dataclass(frozen=True)
class Cite:
    """One citation, or a reference back to one.

    ``kind``: ``case``, ``short``, ``id``, ``supra``, ``section`` (``§ 5`` alone), ``law`` (statutes, regulations, rules,
    restatements), ``other`` (neutral citations, ECLI, CELEX, docket numbers), ``unknown`` (the form of a citation with a
    reporter that nobody knows). ``keys`` are all identities that it may have, ``start`` and ``end`` the characters of
    its core, ``until`` those of its pin cites and parenthesis as well. ``volume`` and ``page`` are 0 if there are none,
    ``below`` are the subdivisions of a section. ``year`` and ``court`` are those of the parenthesis, ``lead`` is the text
    before it in which its name may stand, ``group`` is equal for parallel citations.
    """

    kind: str
    start: int
    end: int
    text: str
    keys: frozenset[str] = frozenset()
    editions: frozenset[str] = frozenset()
    volume: int = 0
    page: int = 0
    pins: tuple[tuple[int, int], ...] = ()
    below: tuple[str, ...] = ()
    year: int | None = None
    court: str = ""
    lead: str = ""
    name: str = ""
    until: int = 0
    group: int = 0
    broken_pin: str = ""


# --- cases ------------------------------------------------------------------------------------------------------------

_VOLUME = re.compile(r"(?<![\w.§$/-])(\d{1,5})(?=\s+[A-Z])")
_WORD = re.compile(r"\s*([A-Z][\w.'&-]*|\d{1,2}(?:st|nd|rd|th|d)\b\.?|\d\s(?:th|d)\b|of\b|the\b|and\b|for\b|in\b|on\b|&|ed\.|\((?:[A-Z][A-Za-z.]{1,12}|2d|3d)\))")  # fmt: skip
_PAGE = re.compile(
    r"(?:\s*,)?\s+(?:(at)\s+)?(?:p(?:age|\.)\s*)?(\*?\d{1,7}|_{2,}|-{2,})(?![\w/]|\.\d|,\d{3}\b|-[A-Z])"
)
_NOMINATIVE = re.compile(r"\s*\(\s*(?:\d{1,3}\s+)?[A-Z][a-z]+\.?\s*\)")
_UNKNOWN = re.compile(r"(?<![\w.§$/-])(\d{1,5})\s+((?:[A-Z][A-Za-z']{0,20}\.\s?){1,8}(?:\d(?:st|nd|rd|th|d)\b)?|[A-Z][A-Za-z.\s]{0,20}?\d(?:st|nd|rd|th|d))\s+(\d{1,5})(?=\s*[,(;.])(?=[^()\n]{0,30}\((?:[^()]{0,40}\s)?\d{4}\))")  # fmt: skip


def _cases(text: str) -> Iterator[Cite]:
    known = editions()
    for match in _VOLUME.finditer(text):
        position, best = match.end(), None
        for _ in range(9):
            word = _WORD.match(text, position)
            if word is None:
                break
            position = word.end()
            names = known.get(norm(text[match.end() : position]))
            if names is None:
                continue
            after = position
            if "U.S." in names and (nominative := _NOMINATIVE.match(text, position)):
                after = nominative.end()
            if page := _PAGE.match(text, after):
                best = (names, page)
        if best is None:
            continue
        names, page = best
        volume = int(match[1])
        number = int(page[2].lstrip("*")) if page[2].lstrip("*").isdigit() else 0
        if page[1]:
            keys = frozenset(f"{volume}|{name}" for name in names)
            yield Cite(
                "short", match.start(), page.start(2), text[match.start() : page.end()], keys, names, volume
            )
        else:
            keys = frozenset(f"{volume}|{name}|{number or page[2]}" for name in names)
            yield Cite(
                "case",
                match.start(),
                page.end(),
                text[match.start() : page.end()],
                keys,
                names,
                volume,
                number,
            )
    for match in _UNKNOWN.finditer(text):
        if norm(match[2]) not in known:
            yield Cite(
                "unknown",
                match.start(),
                match.end(),
                match[0],
                frozenset({f"{match[1]}|{norm(match[2])}|{match[3]}"}),
            )


# --- statutes, regulations, rules -------------------------------------------------------------------------------------

_NUMBER = r"\d+[A-Za-z]{0,4}(?:[.:-]\d+[A-Za-z]{0,4})*(?:-\d+[a-z]?)*"
_BELOW = r"(?:\s?\((?!\d{4}\))[A-Za-z0-9]{1,5}\))*"
_SECTIONS = rf"{_NUMBER}{_BELOW}(?:(?:\s*,\s*(?:and\s+|or\s+)?|\s+and\s+|\s+or\s+|\s*&\s*|\s*-\s*|\s+to\s+|\s+through\s+){_NUMBER}{_BELOW})*"
_ONE = re.compile(rf"({_NUMBER})({_BELOW})")
_MARK = r"(?:§{1,2}|[Ss]ections?|[Ss]ecs?\.|[Ss]s?\.)"
_CODE = re.compile(
    rf"(?<![\w.])(?:[Tt]itle\s+)?(\d{{1,2}})\s*,?\s+(?:of\s+the\s+)?(U\.?\s?S\.?\s?C\.?(?:\s?[AS]\.?)?(?![\w])|United States Code|U\.?\s?S\.?\s+Code|C\.?\s?F\.?\s?R\.?(?!\w)|Code of Federal Regulations)"
    rf"\s*,?\s*(?:{_MARK}|[Pp]arts?|[Pp]ts?\.)?\s*({_SECTIONS})"
)
_SECTION_OF = re.compile(
    rf"\b[Ss]ections?\s+({_SECTIONS})\s+of\s+[Tt]itle\s+(\d{{1,2}})(?:\s*,?\s*(?:of\s+the\s+)?(U\.?\s?S\.?\s?C\.?(?!\w)|United States Code|Code of Federal Regulations))?"
)
_RULE = re.compile("|".join(rf"(?P<{key}>(?<!\w)(?:{form})\s*(?:{_MARK}|[Rr]ules?)?\s*(?P<n_{key}>{_SECTIONS}))" for key, form in RULE_SETS.items()))  # fmt: skip
_BARE_RULE = re.compile(rf"(?<!\w)Rules?\s+(\d+(?:\.\d+)?{_BELOW})")
_RESTATEMENT = re.compile(rf"\bRestatement\s*(?:\((First|Second|Third|Fourth)\)|of\b)?\s*(?:of\s+)?(?:the\s+)?((?:Law\s+of\s+)?[A-Z][\w&:,. ]{{2,60}}?),?\s*(?:§{{1,2}}|[Ss]ections?)\s*({_SECTIONS})")  # fmt: skip
_STATE_CODE = re.compile(
    rf"(?<![\w.&])((?:(?:[A-Z][A-Za-z'&]{{0,30}}\.?|&|of|and|the)\s{{1,4}}){{1,8}}?)(?:§{{1,2}}|[Ss]ec(?:tions?\b|s?\.))\s*({_SECTIONS})"
)
_BARE = re.compile(rf"§{{1,2}}\s*({_SECTIONS})")


def _subdivisions(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\(([A-Za-z0-9]{1,5})\)", text))


def _laws(text: str, code: str, numbers: str, start: int, end: int, kind: str = "law") -> Iterator[Cite]:
    offset = text.find(numbers, start, end)
    for match in _ONE.finditer(numbers):
        at = offset + match.start() if offset >= 0 else start
        yield Cite(kind, start if at == offset else at, offset + match.end() if offset >= 0 else end, text[start:end],
                   frozenset({f"{code}|{match[1].casefold()}"}), below=_subdivisions(match[2]), until=end)  # fmt: skip


def _code(name: str) -> str:
    plain_name = norm(name)
    return "cfr" if plain_name in ("cfr", "codeoffederalregulations") else "usc"


def _statutes(text: str) -> Iterator[Cite]:
    for match in _CODE.finditer(text):
        yield from _laws(text, f"{_code(match[2])}|{int(match[1])}", match[3], *match.span())
    for match in _SECTION_OF.finditer(text):
        code = _code(match[3]) if match[3] else "usc"
        yield from _laws(text, f"{code}|{int(match[2])}", match[1], *match.span())
    for match in _RULE.finditer(text):
        key = match.lastgroup or ""
        key = key.removeprefix("n_")
        yield from _laws(text, f"rule|{key}", match[f"n_{key}"], *match.span())
    for match in _RESTATEMENT.finditer(text):
        series = (match[1] or "First").casefold()
        subject = norm(re.sub(r"^(?:Law of|the)\s+", "", match[2]))
        yield from _laws(text, f"restatement|{series}|{subject}", match[3], *match.span())


_SIGNAL_WORD = frozenset("id ibid see also cf accord but under in and the of with compare e.g by as to or at section chapter violates".split())  # fmt: skip


def _state_codes(text: str, taken: Callable[[int, int], bool]) -> Iterator[Cite]:
    for match in _STATE_CODE.finditer(text):
        if taken(match.start(2) - 1, match.end()):
            continue
        words = match[1].split()
        while words and words[0].casefold().strip(".") in _SIGNAL_WORD:
            words = words[1:]
        if words and ("Code" in words or ("." in " ".join(words) and "§" in match[0])):
            start = match.start() + match[1].find(words[0])
            yield from _laws(text, f"code|{norm(' '.join(words))}", match[2], start, match.end())
    for match in _BARE_RULE.finditer(text):
        number = match[1].split("(")[0].strip()
        yield Cite(
            "section", *match.span(), match[0], frozenset({f"rule|{number}"}), below=_subdivisions(match[1])
        )
    for match in _BARE.finditer(text):
        for one in _ONE.finditer(match[1]):
            yield Cite("section", match.start() if one.start() == 0 else match.start(1) + one.start(), match.start(1) + one.end(), match[0],
                       frozenset({f"section|{one[1].casefold()}"}), below=_subdivisions(one[2]))  # fmt: skip


# --- Europe, the United Kingdom, China --------------------------------------------------------------------------------

_NEUTRAL = re.compile(r"[\[(]?((?:19|20)\d\d)[\])]?\s+((?:UK|EW|NI|CS|HC|NZ|FCA|SCC|SCR|AC|WLR|QB|KB|Ch|All|Fam|IE|SG|HK|NSW|VS|QCA|ZA|ABCA|BCCA|ONCA)[A-Za-z]*(?:\s+(?:Civ|Crim|ER|Comm))?)\s+(\d{1,5})(?:\s+\(([A-Z][A-Za-z]{1,7})\))?(?!\w)")  # fmt: skip
_BRACKETED = re.compile(r"\[((?:19|20)\d\d)\]\s+(?:(\d)\s+)?([A-Z][A-Za-z.]*(?:\s+[A-Z][A-Za-z.]*){0,2})\s+(\d{1,5})(?:\s+\(([A-Z][A-Za-z]{1,7})\))?(?!\w)")  # fmt: skip
_ECLI = re.compile(
    r"\bECLI:([A-Z]{2}):([A-Z][A-Z0-9]{0,6}):(\d{4}):([A-Z0-9][A-Z0-9.]{0,24})(?<!\.)", re.IGNORECASE
)
_CELEX = re.compile(r"(?<![\w])(?:CELEX[:\s]*)?([0-9CE])(\d{4})([A-Z]{1,2})(\d{4})((?:\(\d{1,2}\))?)(?![\w])")
_EU_CASE = re.compile(r"\b([CTF])\s?-\s?(\d{1,4})/(\d{2})(?!\d)(?:\s?(P|PPU|R))?\b")
_EU_ACT = re.compile(r"\b(Regulation|Directive|Decision)\s+(?:\((?:EU|EC|EEC|Euratom|EU, Euratom|EEC, Euratom)\)\s+)?(?:No\.?\s+)?(\d{1,4}/\d{1,4})(?:/(?:EU|EC|EEC))?")  # fmt: skip
_CN_NUMBER = r"[0-9０-９〇零一二三四五六七八九十百千两]{1,9}"
_CN_LAW = re.compile(rf"《([^《》\n]{{2,60}})》(?:[（(][^（）()]{{1,20}}[)）])?((?:\s*[、，,和及与至]?\s*第\s*{_CN_NUMBER}\s*条(?:之[一二三四五六七八九十]{{1,2}})?(?:第?\s*{_CN_NUMBER}\s*款)?(?:第?\s*[（(]?{_CN_NUMBER}[)）]?\s*项)?)+)")  # fmt: skip
_CN_SHORT = re.compile(rf"(?:该法|本法|同法|该条例|该解释)?((?:\s*[、，,和及与至]?\s*第\s*{_CN_NUMBER}\s*条(?:之[一二三四五六七八九十]{{1,2}})?(?:第?\s*{_CN_NUMBER}\s*款)?(?:第?\s*[（(]?{_CN_NUMBER}[)）]?\s*项)?)+)")  # fmt: skip
_CN_ARTICLE = re.compile(rf"第\s*({_CN_NUMBER})\s*条(之[一二三四五六七八九十]{{1,2}})?(?:第?\s*({_CN_NUMBER})\s*款)?(?:第?\s*[（(]?({_CN_NUMBER})[)）]?\s*项)?")  # fmt: skip
_CN_CASE = re.compile(r"[（(]((?:19|20)\d\d)[)）]\s*([\u4e00-\u9fff0-9]{2,14}?)\s*第?\s*(\d{1,6})\s*号")


@lru_cache(maxsize=4096)
def chinese_number(text: str) -> str:
    """``1127`` of ``一千一百二十七`` or ``1127``; the text itself if it is none."""
    from assay.evidence import language

    digits = text.translate(str.maketrans("０１２３４５６７８９", "0123456789"))
    if digits.isdigit():
        return str(int(digits))
    value = language("zh").number_word(digits)
    return text if value is None else str(value)


def _articles(law: str, text: str, start: int, pieces: str, kind: str = "law") -> Iterator[Cite]:
    offset = text.find(pieces, start)
    for match in _CN_ARTICLE.finditer(pieces):
        number = chinese_number(match[1]) + (match[2] or "")
        below = tuple(chinese_number(part) if part else "" for part in match.groups()[2:])
        while below and not below[-1]:
            below = below[:-1]
        yield Cite(
            kind,
            offset + match.start(),
            offset + match.end(),
            match[0],
            frozenset({f"cn|{law}|{number}"}),
            below=below,
        )


def chinese_law(name: str) -> str:
    """A law as it is compared: ``民法典`` of ``中华人民共和国民法典``."""
    return re.sub(r"\s", "", name).removeprefix("中华人民共和国")


def _elsewhere(text: str) -> Iterator[Cite]:
    def other(match: re.Match[str], key: str, year: str = "") -> Cite:
        return Cite("other", *match.span(), match[0], frozenset({key}), year=int(year) if year else None)

    for match in _ECLI.finditer(text):
        yield other(match, "ecli|" + "|".join(part.upper() for part in match.groups()), match[3])
    for match in _CELEX.finditer(text):
        yield other(match, "celex|" + "".join(match.groups()), match[2])
    for match in _NEUTRAL.finditer(text):
        yield other(
            match,
            f"neutral|{match[1]}||{norm(match[2])}|{int(match[3])}|{(match[4] or '').casefold()}",
            match[1],
        )
    for match in _BRACKETED.finditer(text):
        yield other(
            match,
            f"neutral|{match[1]}|{match[2] or ''}|{norm(match[3])}|{int(match[4])}|{(match[5] or '').casefold()}",
            match[1],
        )
    for match in _EU_CASE.finditer(text):
        yield other(match, f"eucase|{match[1]}|{int(match[2])}|{match[3]}|{match[4] or ''}")
    for match in _EU_ACT.finditer(text):
        yield other(match, f"euact|{match[1].casefold()}|{match[2]}")
    for match in _CN_CASE.finditer(text):
        yield other(match, f"cncase|{match[1]}|{match[2]}|{int(match[3])}", match[1])
    last = ""
    spans = []
    laws = [(m.start(), m) for m in _CN_LAW.finditer(text)]
    for start, match in laws:
        last = chinese_law(match[1])
        spans.append(match.span())
        yield from _articles(last, text, start, match[2])
    for match in _CN_SHORT.finditer(text):
        if any(a <= match.start(1) < b for a, b in spans):
            continue
        before = [m for start, m in laws if start < match.start()]
        if before:
            yield from _articles(chinese_law(before[-1][1]), text, match.start(1), match[1])
        else:
            yield from _articles("", text, match.start(1), match[1], "section")


# --- references back --------------------------------------------------------------------------------------------------

_ID = re.compile(r"(?<![\w.])(?:[Ii]d\.|[Ii]bid\.|[Ii]d(?=,?\s+at\s+\d))")
_SUPRA = re.compile(r"(?:,\s*)?\b[Ss]upra\b,?(?!\s+(?:Part|Section|§|Pt\.|pp?\.))(?:\s*(?:note|n\.)\s*\d+)?")
_PIN = re.compile(r"\s*,?\s*(at\s+|pp?\.\s*)?(\*?\d{1,6})(?:\s*-\s*(\*?\d{1,6}))?((?:\s*,?\s*&?\s*(?:nn?\.|notes?|fn\.)\s*\d+(?:\s*-\s*\d+)?)*)(?=\s*(?:[,;.:()\[\]\"']|\Z|\n|&|and\b|or\b|[a-z]))")  # fmt: skip
_PARAGRAPHS = re.compile(
    r"\s*,?\s*(?:at\s+)?(?:¶{1,2}|paras?\.?)\s*\d+(?:\s*-\s*\d+)?|\s*,?\s*(?:at\s+)?\[\d{1,4}\](?:\s*-\s*\[\d{1,4}\])?"
)
_PAREN = re.compile(r"\s*\(([^()]{0,90}?)\b((?:1[6-9]|20)\d\d)\)")
_DATE = re.compile(
    r",?\s*(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?(?:\s+\d{1,2},?)?\s*$|,?\s*\d{1,2}/\d{1,2}/$"
)
_BEFORE = re.compile(r"\(([^()]{0,60}?)\b((?:1[6-9]|20)\d\d)\)\s{0,9},?\s{0,9}\Z")


def _read_pins(
    text: str, at: int, stops: list[int], announced: bool
) -> tuple[tuple[tuple[int, int], ...], int, str]:
    """Pages from ``at`` on: pairs of first and last, where they end, and what is wrong with one."""
    pins: list[tuple[int, int]] = []
    broken = ""
    for _ in range(20):
        if paragraph := _PARAGRAPHS.match(text, at):
            at = paragraph.end()
            continue
        match = _PIN.match(text, at)
        if match is None or match.start(2) in stops:
            break
        behind = text[match.end() : match.end() + 2].lstrip(" ")
        says_at = match[1] is not None
        comma = "," in text[at : match.start(2)]
        if not (says_at or announced or comma) or (not says_at and behind[:1].islower() and not re.match(r"\s*(?:and|or)\b", text[match.end() :])):  # fmt: skip
            break
        first = int(match[2].lstrip("*"))
        last = first
        if match[3]:
            digits, head = match[3].lstrip("*"), match[2].lstrip("*")
            last = int(head[: len(head) - len(digits)] + digits) if len(digits) < len(head) else int(digits)
            if last < first:
                broken = match[0].strip(" ,")
        pins.append((first, last))
        at, announced = match.end(), False
    return tuple(pins), at, broken


def _parenthesis(text: str, at: int) -> tuple[int | None, str, int]:
    match = _PAREN.match(text, at)
    if match is None:
        return None, "", at
    return int(match[2]), _DATE.sub("", match[1].strip(" ,")).strip(" ,"), match.end()


def _special(text: str) -> Iterator[Cite]:
    """Citations in forms that only eyecite reads: ``2006-Ohio-2095``, ``2017 IL App (4th) 160407``, ``Bee 196``."""
    import logging

    from eyecite import get_citations
    from eyecite.models import FullCaseCitation

    logging.getLogger("eyecite").setLevel(logging.ERROR)
    for cite in get_citations(text):
        if isinstance(cite, FullCaseCitation):
            start, end = cite.span()
            keys = {"special|" + re.sub(r"\s", "", cite.corrected_citation())}
            if all(cite.groups.get(part) for part in ("volume", "page")):
                keys.add(f"{cite.groups['volume']}|{cite.corrected_reporter()}|{cite.groups['page']}")
            yield Cite("case", start, end, text[start:end], frozenset(keys))


def formed(text: str) -> Iterator[tuple[int, int]]:
    """The spans of what has the form of a citation for eyecite.

    Its tokens are enough: what its ``get_citations`` looks up for each (the court of a parenthesis, the parties) takes ten times as long.
    """
    from eyecite.models import CitationToken
    from eyecite.tokenizers import default_tokenizer

    _, tokens = default_tokenizer.tokenize(plain(text))
    for _, token in tokens:
        if isinstance(token, CitationToken):
            yield token.start, token.end


def find_citations(text: str, *, special: bool = False) -> list[Cite]:
    """All citations of a text, in their order; at most :data:`MOST` and one more.

    With ``special`` also those that only eyecite reads (some 50 ms a page).

    Spans are characters of ``text``. Each character belongs to one citation: of two that overlap the one that was
    looked for first counts (statutes and rules, then Europe and China, then cases, then bare sections).
    """
    text = plain(text)
    found: list[Cite] = []
    spans: list[tuple[int, int]] = []

    def taken(start: int, end: int) -> bool:
        return any(a < end and start < b for a, b in spans)

    finders: tuple[Callable[[], Iterator[Cite]], ...] = (
        lambda: _statutes(text),
        lambda: _elsewhere(text),
        lambda: _cases(text),
        lambda: _state_codes(text, taken),
        lambda: _special(text) if special else iter(()),
    )
    for finder in finders:
        new: list[Cite] = []
        for cite in finder():
            if not taken(cite.start, cite.end) and not any(
                c.start < cite.end and cite.start < c.end for c in new
            ):
                new.append(cite)
            if len(found) + len(new) > MOST:
                break
        found += new
        spans += [(cite.start, cite.end) for cite in new]
    for match in _ID.finditer(text):
        if not taken(*match.span()):
            found.append(Cite("id", *match.span(), match[0]))
    for match in _SUPRA.finditer(text):
        if not taken(*match.span()):
            found.append(Cite("supra", *match.span(), match[0]))
    found.sort(key=lambda cite: (cite.start, cite.end))
    return _completed(text, found[: MOST + 1])


def _completed(text: str, found: list[Cite]) -> list[Cite]:
    """The citations with pin cites, parentheses, the text before each, and parallel ones in one group."""
    stops = [cite.start for cite in found]
    done: list[Cite] = []
    for number, cite in enumerate(found):
        until, pins, broken = cite.end, cite.pins, ""
        if cite.kind in ("case", "short", "id", "supra"):
            announced = cite.kind == "short"
            pins, until, broken = _read_pins(text, cite.end, stops, announced)
        elif cite.kind == "other":
            while paragraph := _PARAGRAPHS.match(text, until):
                until = paragraph.end()
        else:
            until = max(until, cite.until)
        year, court, after = _parenthesis(text, until)
        if cite.kind in ("id", "section"):
            year, court, after = None, "", until
        begin = done[-1].until if done else 0
        lead = text[max(begin, cite.start - 400) : cite.start]
        group = number
        # A parallel citation follows its neighbour with nothing but a comma between.
        beside = re.fullmatch(r"\s*[,;=:]?\s*(?:[(\[]\s*)?", lead) and ";" not in lead
        if done and beside and cite.kind == done[-1].kind and cite.kind in ("case", "other"):
            group = done[-1].group if done[-1].year is None or cite.kind == "other" else number
        before = _BEFORE.search(lead) if cite.kind == "case" and year is None else None
        if before:  # as in California: Name (2000) 531 U.S. 98
            year, court = int(before[2]), _DATE.sub("", before[1].strip(" ,")).strip(" ,")
            lead = lead[: before.start()]
        if cite.kind == "other":
            year = cite.year
            if year is None and (told := _parenthesis(text, until)[0]):
                year = told
        done.append(
            replace(
                cite,
                pins=pins,
                until=after,
                year=year,
                court=court,
                lead=lead,
                group=group,
                broken_pin=broken,
            )
        )
    # The name and the parenthesis of one are those of its parallels.
    groups: dict[int, list[int]] = {}
    for i, cite in enumerate(done):
        groups.setdefault(cite.group, []).append(i)
    for members in groups.values():
        if len(members) > 1:
            lead = done[members[0]].lead
            year = next((done[i].year for i in members if done[i].year is not None), None)
            court = next((done[i].court for i in members if done[i].court), "")
            for i in members:
                done[i] = replace(done[i], lead=lead, year=done[i].year or year, court=done[i].court or court)
    return done
