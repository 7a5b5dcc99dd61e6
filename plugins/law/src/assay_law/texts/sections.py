"""The sections of a text, and the citations of sections in another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assay.evidence import language
from assay_law.texts.given import Text
from assay_law.texts.rule_sets import RULE_SETS

MOST_SECTIONS = 2_000

_NUM = r"\d{1,5}[A-Za-z]?(?:[.\-–]\d{1,4}[A-Za-z]?){0,4}"
_ROMAN = r"[IVXLC]{1,7}"
_SUB = r"(?:\s?\((?:[A-Za-z]{1,2}|[ivxlIVXL]{3,5}|\d{1,3})\))"
_SETS = "|".join(RULE_SETS.values())
_KIND = (
    rf"(?-i:{_SETS})(?:,?\s*(?:rules?|§{{1,2}}))?|"
    + r"§{1,2}|(?:sub)?sections?|secs?\.|articles?|arts?\.|clauses?|cl\.|rules?|paragraphs?|paras?\."
)
_HEADING = re.compile(
    rf"^[ \t]*(?:\#{{1,6}}[ \t]*)?(?:\*\*)?(?:(?:(?i:{_KIND})[ \t]*(?P<kinded>{_NUM}|{_ROMAN}))|(?P<bare>{_NUM}))(?P<sub>{_SUB}?)(?=[.):：—\s*]|$)",
    re.MULTILINE,
)
_TITLE = re.compile(
    r"^[ \t]*[A-Z][A-Z’'&]+(?:[ ,]+[A-Z\d][A-Z\d.’'&]*){0,8}[.:]?(?=[ \t]*$|[ ]+[A-Z][a-z])", re.MULTILINE
)
"""A line, or its beginning, in capitals (``FIRST AMENDMENT``, ``SCHEDULE A``), which ends the section before it."""
_ZH_NUM = "〇零一二三四五六七八九十百千两0-9"
_ZH_HEADING = re.compile(
    rf"^[ \t　]*第(?P<number>[{_ZH_NUM}]{{1,9}})条(?P<of>之[一二三四五六七八九十])?", re.MULTILINE
)
_CITED = re.compile(
    rf"(?<!\w)(?P<kind>{_KIND})\s*(?P<first>(?:{_NUM}|(?-i:{_ROMAN})\b){_SUB}{{0,5}}|{_SUB}{{1,5}})"
    rf"(?P<more>(?:\s*(?:,|;|/|and|or|&|through|to|–|-)\s*(?:and\s+|or\s+)?(?:§{{1,2}}\s*)?(?:{_NUM}){_SUB}{{0,5}}(?![\w%])(?!\s*(?:days?|months?|years?|percent|dollars|hours)\b)){{0,12}})",
    re.IGNORECASE,
)
_ONE = re.compile(rf"(?P<number>{_NUM}|{_ROMAN}\b)?(?P<subs>{_SUB}{{0,5}})")
_ZH_CITED = re.compile(
    rf"(?:《(?P<law>[^《》]{{1,60}})》\s*)?第(?P<number>[{_ZH_NUM}]{{1,9}})条(?P<of>之[一二三四五六七八九十])?(?:第(?P<para>[{_ZH_NUM}]{{1,4}})款)?(?:第(?P<item>[{_ZH_NUM}]{{1,4}})项)?"
)


@dataclass(frozen=True)
class Section:
    """A section of a source: its number (``4.2``, ``577``), and its place in characters."""

    number: str
    source: int
    start: int
    end: int


@dataclass(frozen=True)
class Cited:
    """A section that a text cites: ``number`` and subdivisions, the law where it is named, and where it stands."""

    number: str
    subs: tuple[str, ...]
    law: str
    start: int
    end: int
    text: str


def _plain(number: str) -> str:
    number = number.replace("–", "-").rstrip(".")
    if re.fullmatch(_ROMAN, number):
        values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
        total = 0
        for a, b in zip(number, [*number[1:], "I"], strict=False):
            total += -values[a] if values[a] < values[b] else values[a]
        return str(total)
    return number.upper() if number[-1:].isalpha() else number


def _zh(number: str, of: str | None = "") -> str:
    value = number if number.isdigit() else language("zh").number_word(number)
    return f"{value if value is not None else number}{of or ''}"


def sections_of(texts: Sequence[Text]) -> list[Section]:
    """The sections of all sources, by headings at the beginning of their lines and by ids that cite a section.

    A section reaches to the next heading that is no deeper one (``4`` holds ``4.1``).
    """
    made: list[Section] = []
    for n, each in enumerate(texts):
        for cited in citations_in(each.id):
            made.append(Section(cited.number, n, 0, len(each.text)))
        heads = [
            (m.start(), _plain(m["kinded"] or m["bare"]), _labels(m["sub"]))
            for m in _HEADING.finditer(each.text)
            if _is_heading(each.text, m)
        ]
        heads += [(m.start(), _zh(m["number"], m["of"]), ()) for m in _ZH_HEADING.finditer(each.text)]
        heads += [(m.start(), "", ()) for m in _TITLE.finditer(each.text)]
        heads.sort()
        for at, (start, number, _) in enumerate(heads[:MOST_SECTIONS]):
            if not number:
                continue
            end = next(
                (
                    s
                    for s, other, _ in heads[at + 1 :]
                    if not other.startswith((number + ".", number + "-")) and other != number
                ),
                len(each.text),
            )
            made.append(Section(number, n, start, end))
    return made


def _labels(text: str | None) -> tuple[str, ...]:
    return tuple(re.findall(r"\(([^()]+)\)", text or ""))


def _is_heading(text: str, match: re.Match[str]) -> bool:
    """A bare number must be followed by a stop, or by a capital: a line may begin with a number by chance."""
    if match["kinded"]:
        rest = text[match.end() : match.end() + 3]
        return not re.match(r"\s+[a-z]|,|;|\)", rest)
    after = text[match.end() : match.end() + 4]
    return bool(re.match(r"[.)]?(?:[ \t]+|\*\*)[\"“'‘(A-Z\u4e00-\u9fff]|[.)]?\s*$|[.)][ \t]+", after))


def citations_in(text: str) -> list[Cited]:
    """The citations of sections in a text, in order; ranges give their ends."""
    made: list[Cited] = []
    for match in _CITED.finditer(text):
        law = text[max(0, match.start() - 40) : match.start()]
        last = ""
        for group in ("first", "more"):
            for one in _ONE.finditer(match[group]):
                if not one[0].strip():
                    continue
                number = _plain(one["number"]) if one["number"] else ""
                subs = _labels(one["subs"])
                if not number and made and not last:
                    number = made[-1].number  # "subsection (b)", of the section that was cited last
                last = number
                start = match.start(group) + one.start() if group == "more" else match.start()
                end = match.start(group) + one.end()
                named = rule_set(match["kind"]) or _code(law)
                made.append(Cited(number, subs, named, start, end, text[start:end]))
    for match in _ZH_CITED.finditer(text):
        subs = tuple(_zh(match[g]) for g in ("para", "item") if match[g])
        made.append(
            Cited(
                _zh(match["number"], match["of"]),
                subs if match["para"] else (),
                match["law"] or "",
                *match.span(),
                match[0],
            )
        )
    return sorted(made, key=lambda each: each.start)


_CODE = re.compile(r"(\d{1,2} (?:U\.?S\.?C\.?|C\.?F\.?R\.?))\s*\Z")


_NAMED = {key: re.compile(rf"(?<!\w)(?:{form})(?!\w)") for key, form in RULE_SETS.items()}


def rule_set(text: str) -> str:
    """The set of federal rules that a text names first, as a key of ``RULE_SETS``; ``""`` if it names none."""
    held = [(found.start(), key) for key, name in _NAMED.items() if (found := name.search(text))]
    return min(held)[1] if held else ""


def _code(before: str) -> str:
    match = _CODE.search(before)
    return match[1].replace(".", "") if match else ""


def places_of(
    cited: Cited, texts: Sequence[Text], sections: Sequence[Section]
) -> Iterator[tuple[int, int, int]]:
    """Where a cited section stands: source, start, end. Nothing if it does not exist, or its subdivision does not."""
    for each in sections:
        if each.number != cited.number or not of_law(cited.law, texts[each.source]):
            continue
        text, start, end = texts[each.source].text, each.start, each.end
        if cited.subs and any(ord(c) > 0x2E80 for c in cited.text):
            yield from _paragraph(text, start, end, cited, each.source)
            continue
        for label in cited.subs:
            mark = re.compile(
                rf"(?:(?<=\s)|(?<=[—:;.)]))\({re.escape(label)}\)(?=\s|\()|^\s*{re.escape(label)}[.)]\s",
                re.MULTILINE,
            )
            head = mark.search(text, max(start - 1, 0), end)
            if head is None:
                break
            following = re.compile(rf"(?:(?<=\s)|(?<=[—:;.)]))\({re.escape(_next(label))}\)(?=\s|\()")
            tail = following.search(text, head.end(), end)
            start, end = head.start(), tail.start() if tail else end
        else:
            yield each.source, start, end


def _paragraph(text: str, start: int, end: int, cited: Cited, source: int) -> Iterator[tuple[int, int, int]]:
    """A paragraph (款) of a Chinese article: the lines of it."""
    lines = [m.span() for m in re.finditer(r"[^\n]*\S[^\n]*", text[start:end])]
    lines = [
        s for s in lines if not re.match(r"\s*（[一二三四五六七八九十]+）", text[start:end][s[0] : s[1]])
    ]
    wanted = cited.subs[0]
    if wanted.isdigit() and 0 < int(wanted) <= len(lines):
        at = int(wanted) - 1
        stop = lines[at + 1][0] if at + 1 < len(lines) else end - start
        yield source, start + lines[at][0], start + stop


def _next(label: str) -> str:
    if label.isdigit():
        return str(int(label) + 1)
    roman = "i ii iii iv v vi vii viii ix x xi xii".split()
    if label in roman[1:-1] and label not in ("v", "x"):
        return roman[roman.index(label) + 1]
    return label[:-1] + chr(ord(label[-1]) + 1) if label != "i" else "ii"


def of_law(law: str, text: Text) -> bool:
    """Whether a source may be of the law that is named: its id, or its first lines, hold the name."""
    if not law:
        return True
    head = text.id + "\n" + text.text[:200]
    if law in RULE_SETS:
        return rule_set(head) in ("", law)
    name, bare = _plain_law(law), re.sub(r"[^\S\n]|\.", "", head)
    if re.search(r"[\u4e00-\u9fff]", name):  # 《合同法》 is not the 劳动合同法
        return bool(re.search(rf"(?:\A|[^\u4e00-\u9fff]|共和国){re.escape(name)}", bare))
    return name in bare.replace("\n", "")


def _plain_law(law: str) -> str:
    return re.sub(r"\s|\.", "", law).removeprefix("中华人民共和国")


def same_law(one: Cited, other: Cited) -> bool:
    """Whether two citations may be of one law: a section alone may be of any."""
    return not one.law or not other.law or _plain_law(one.law) == _plain_law(other.law)
