"""Do the quotations of a response stand in its sources, in the sections that it cites?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

import assay
from assay.evidence import Findings, Quote, has_part, language, make_reference
from assay.evidence.final_answer import Values, final_answer, is_withdrawn, without_drafts
from assay_law.texts.given import LONGEST, LONGEST_RESPONSE, Quotation, Text, flat, texts_of
from assay_law.texts.quoted import MOST, Quoted, Unreadable, find, quotations_in, without_emphasis
from assay_law.texts.sections import Cited, Section, citations_in, places_of, sections_of

FEW = 4
"""Words (or eight characters of Chinese) that a quotation has at least; shorter ones are terms, or words held at a distance."""


@assay.verifier(
    "law.quotation",
    version=3,
    needs=("response", "reference"),
    proves_wrong=(
        "dropped_negation",
        "changed_modality",
        "changed_number",
        "wrong_section",
        "no_such_section",
    ),
)
def quotation(sample: assay.Sample) -> assay.Verdict:
    """Are the quotations of a response spans of the given texts, in the sections that it cites, which all exist?

    The reference is ``{"sources": [{"id": …, "text": …}], "cite": ["14(b)"]}``, also under the key ``quotation``; without sources
    those of the row count, failing these the prompt's text (``{"quotation": {}}``). ``cite`` names sections of which each must be quoted, ``quote``
    words that must stand in a quotation. What is
    said around quotations is not checked but for the sections that it cites. Without a quotation nothing is accepted.
    """
    part = _part(sample)
    texts = texts_of(sample, part.sources)
    found = Findings()
    text = without_emphasis(without_drafts(sample.response))
    if len(text) > LONGEST_RESPONSE or sum(len(each.text) for each in texts) > LONGEST:
        found.check(
            None,
            "length",
            "",
            "too_long",
            f"More than {LONGEST_RESPONSE:,} characters of a response, or {LONGEST:,} of sources, are not read.",
        )
        return found.verdict()
    try:
        quotations = quotations_in(text)
    except Unreadable as error:
        found.check(None, "quotation", "", "unclosed_quotation", str(error))
        return found.verdict()
    if len(quotations) > MOST:
        found.check(None, "length", "", "too_long", f"More than {MOST} quotations are not read.")
        return found.verdict()
    sections = sections_of(texts)
    prose = masked(text, quotations)
    cited = citations_in(prose)
    check_citations(cited, texts, sections, found)
    proper: list[tuple[Quoted, tuple[int, Quote], Cited | None]] = []
    for each in quotations:
        outcome = _check_quotation(each, prose, cited, texts, sections, sample, found)
        if outcome is not None:
            proper.append(outcome)
    if not any(words(each.text) >= FEW for each in quotations):
        found.check(None, "quotation", "", "no_quotation", f"It quotes no {FEW} words of a source.")
    for passage in part.quote:
        _check_passage(passage, proper, texts, found)
    if part.cite:
        _check_cite(part.cite, prose, proper, cited, texts, sections, found)
    return found.verdict()


# -- quotations


def _check_quotation(
    each: Quoted,
    prose: str,
    cited: Sequence[Cited],
    texts: Sequence[Text],
    sections: Sequence[Section],
    sample: assay.Sample,
    found: Findings,
) -> tuple[Quoted, tuple[int, Quote], Cited | None] | None:
    span = (each.start, each.end)
    short = words(each.text) < FEW
    places = [(n, place) for n, source in enumerate(texts) if (place := find(each.text, source.text))]
    if not places:
        if short:
            found.check(
                None,
                "quotation",
                each.text,
                "short_quotation",
                f"No source has the words {each.text!r}; they may be no quotation.",
                span=span,
            )
        elif find(each.text, sample.prompt):
            found.check(
                None,
                "quotation",
                each.text,
                "quotes_the_question",
                "It quotes the question, not a source.",
                span=span,
            )
        else:
            reason, message = how_altered(each.text, texts)
            wrong = None if reason == "unmarked" else False
            found.check(wrong, "quotation", each.text[:300], reason, message, span=span)
        return None
    if short:
        found.check(True, "quotation", each.text, span=span)
        return None
    owner, unclear = attributed(each, prose, cited)
    if owner is not None:
        held = inside(each, owner, texts, sections)
        if held is None and any(inside(each, other, texts, sections) for other in unclear):
            found.check(
                None,
                "section",
                owner.text,
                "unclear_section",
                f"Which section {each.text[:60]!r} is cited to is not clear.",
                span=(owner.start, owner.end),
            )
            return None
        if held is None:
            if any(True for _ in places_of(owner, texts, sections)):
                found.check(
                    False,
                    "section",
                    owner.text,
                    "wrong_section",
                    f"{owner.text} does not hold the words {each.text[:80]!r}.",
                    span=(owner.start, owner.end),
                )
            return None
        places = [held]
    n, place = places[0]
    source = texts[n].text
    if problem := _stitched(place, n, sections) or _cut(each, place, source, prose, cited):
        found.check(None, "quotation", each.text[:300], problem[0], problem[1], span=span)
        return None
    if is_withdrawn(prose, each.end):
        found.check(
            None, "quotation", each.text[:300], "taken_back", "It takes the quotation back.", span=span
        )
        return None
    found.check(True, "quotation", each.text, span=span, quote=source[place.start : place.end])
    return each, (n, place), owner


def words(text: str) -> int:
    """Words of a text; two characters of Chinese are one."""
    han = sum("\u3400" <= c <= "\u9fff" for c in text)
    return (
        len(re.findall(r"[^\W\d_]+(?:['’-]\w+)*|\d[\d.,]*", re.sub(r"[\u3400-\u9fff]", " ", text))) + han // 2
    )


def masked(text: str, quotations: Sequence[Quoted]) -> str:
    """A response, as long as it was, without the words that it quotes."""
    pieces = list(text)
    for each in quotations:
        pieces[each.start : each.end] = "\u2026" * (each.end - each.start)
    return "".join(pieces)


def inside(
    each: Quoted, owner: Cited, texts: Sequence[Text], sections: Sequence[Section]
) -> tuple[int, Quote] | None:
    for n, start, end in places_of(owner, texts, sections):
        if place := find(each.text, texts[n].text[start:end]):
            moved = tuple((a + start, b + start) for a, b in place.parts)
            return n, Quote(place.start + start, place.end + start, moved)
    return None


_BREAK = re.compile(r"[.!?](?=\s+[A-Z\"“‘(*])|[。！？]|\n\s*\n|\n(?=\s*(?:[-*•]|\d+[.)])\s)")
_ABBREVIATED = re.compile(r"\b(?:[Ss]ecs?|[Aa]rts?|[Cc]l|[Pp]aras?|[Nn]os?|v|Inc|Corp|Co|Ltd|U\.S\.C?)\.")


def _sentence(prose: str, start: int, end: int, cited: Sequence[Cited]) -> tuple[int, int]:
    """Where the sentence of the response around a quotation begins and ends; no stop of a citation (``Fed. R. App. P. 4``) ends one."""
    pieces = list(_ABBREVIATED.sub(lambda m: m[0].replace(".", ","), prose))
    for each in cited:
        pieces[each.start : each.end] = each.text.replace(".", ",")
    hidden = "".join(pieces)
    begin = max((m.end() for m in _BREAK.finditer(hidden, 0, start + 1) if m.end() < start), default=0)
    stop = _BREAK.search(hidden, end)
    return begin, stop.end() if stop else len(prose)


_BEHIND = re.compile(
    r"[”\"’」』»]?[\s.,;]*>?\s*[（(\[—–-]?\s*(?:see\s+|in\s+|under\s+|of\s+)?(?:the\s+)?(?:[\w’']+,?\s+){0,6}\Z",
    re.IGNORECASE,
)


def attributed(each: Quoted, prose: str, cited: Sequence[Cited]) -> tuple[Cited | None, list[Cited]]:
    """The citation that a quotation belongs to, and others of its sentence that it might."""
    begin, stop = _sentence(prose, each.start, each.end, cited)
    before = [c for c in cited if begin <= c.start and c.end <= each.start]
    after = [c for c in cited if each.end <= c.start]
    if (
        after
        and after[0].start - each.end < 80
        and re.match(r"[”\"’」』»]?[.,;]?\s*>?\s*[（(\[—–]", prose[each.end :])
        and _BEHIND.fullmatch(prose[each.end : after[0].start])
    ):
        return after[0], before
    if before and "\u2026" not in prose[before[-1].end : max(each.start - 1, 0)]:
        return before[-1], before[:-1]
    inside = [c for c in after if c.end <= stop and "\u2026" not in prose[each.end : c.start]]
    if inside:
        return inside[0], inside[1:] + before
    if before:
        return before[-1], before[:-1]
    lead = prose[begin : each.start]
    if each.block or _POINTS_BACK.match(lead) or not lead.strip(' \t\n“"「>*-'):
        # a block quote, a sentence that is a quotation alone, or "It reads": what was cited last, right before it
        earlier = [c for c in cited if c.end <= each.start and each.start - c.end < 200]
        if earlier and "\u2026" not in prose[earlier[-1].end : max(each.start - 1, 0)]:
            return earlier[-1], earlier[:-1]
    return None, []


_POINTS_BACK = re.compile(r"\W*(?:it|this|that|there|they)\b[^.]{0,40}\Z", re.IGNORECASE)


def _stitched(place: Quote, n: int, sections: Sequence[Section]) -> tuple[str, str] | None:
    if len(place.parts) < 2:
        return None
    for each in sections:
        if each.source == n and place.start < each.start < place.end:
            return "stitched", "Its pieces stand in different sections."
    return None


_EXCEPTS = re.compile(
    r"[,;:—–]?\s*(?:\(\w+\)\s*)?(?:and\s+|but\s+)?(?:unless|except|provided|save|only|however|but|until|if and only if|other than|to the extent)\b|[，；]?(?:但是?|除外|除非|的除外)",
    re.IGNORECASE,
)
_EXCEPTS_LATER = re.compile(
    r"[,;:—–]\s*(?:and |but )?(?:unless|except|provided|save|but not|other than)\b|除外", re.IGNORECASE
)
_LIMITS = re.compile(
    r"\b(?:no|not|never|neither|nor|none|cannot|without|may|shall|must|unless|except|only|if|where|nothing|fails?|prohibit\w*|forbid\w*)\b|n['’]t\b|不|未|无|非|禁止|可以|应当|必须|如果|除",
    re.IGNORECASE,
)
_DENIES = re.compile(
    r"\b(?:no|not|never|neither|nor|none|cannot|without|nothing|nowhere|prohibit\w*|forbid\w*)\b|n['’]t\b|不|未|没有|禁止",
    re.IGNORECASE,
)


def _cut(
    each: Quoted, place: Quote, source: str, prose: str, cited: Sequence[Cited]
) -> tuple[str, str] | None:
    """Whether words that turn the sense are cut off before or behind a quotation, or the response denies that it is so."""
    low = max(
        (m.end() for m in _STOP.finditer(source, max(0, place.start - 1_500), place.start)),
        default=max(0, place.start - 1_500),
    )
    head = source[low : place.start]
    begin, _ = _sentence(prose, each.start, each.end, cited)
    lead = prose[begin : each.start]
    if doubt := DOUBTS.search(lead):
        return "unsure", f"It does not commit to it: {doubt[0]!r}."
    clause = re.split(r"[,;，；]|\b(?:because|since|although|while)\b", lead)[-1]
    needs = [_SAME.get(m[0].casefold(), m[0].casefold()) for m in _LIMITS.finditer(head)]
    has = [_SAME.get(m[0].casefold(), m[0].casefold()) for m in _LIMITS.finditer(lead)]
    if missing := [word for word in needs if word not in has]:
        return "cut_quotation", f"{missing[0]!r} stands before it in its sentence, and is left out."
    if len(_DENIES.findall(clause)) > len(_DENIES.findall(head)):
        return "denied", f"What is said before it denies it, or may do so: {clause.strip()[-80:]!r}."
    marked = re.search(r"(?:\.\s?\.\s?\.|…|\* \* \*)[\s.\]\)]*\Z", each.text)
    if not marked and (match := _LIMIT_LAST.search(each.text)):
        return "cut_quotation", f"It breaks off after {match[1]!r}."
    if not marked and not re.search(r"[.!?。！？]\W*\Z", source[place.start : place.end]):
        tail = _STOP.search(source, place.end)
        rest = source[place.end : tail.start() if tail else len(source)]
        if _EXCEPTS.match(rest) or _EXCEPTS_LATER.search(rest):
            return "cut_quotation", f"Its sentence goes on: {rest.strip()[:60]!r}."
    return None


_SAME = {"must": "shall", "必须": "应当"}
_LIMIT_LAST = re.compile(rf"({_LIMITS.pattern})\W*\Z", re.IGNORECASE)
DOUBTS = re.compile(
    r"\b(?:not (?:entirely |quite |really )?(?:sure|certain)|unsure|uncertain|perhaps|maybe|possibly|probably|I (?:think|guess|suppose|believe)|(?:might|could) be|repealed)\b|也许|可能是|大概|不确定",
    re.IGNORECASE,
)
"""What before a quotation leaves open whether it is the one."""
_STOP = re.compile(r"(?<!\bNo)(?<!\bSec)[.!?](?=[\s”\"’]|$)|[。！？]|\n")


def how_altered(quote: str, texts: Sequence[Text]) -> tuple[str, str]:
    """What was changed in a quotation that no source has, if the passage that it comes from is found."""
    said = _tokens(quote)
    shown = f"No source has the words {quote[:80]!r}."
    if len(said) > 400 or re.search(r"\[|…|\.\s?\.\s?\.|\* \*", quote):
        return "not_quoted", shown
    best: tuple[int, list[str], list[str]] | None = None
    for each in texts:
        tokens = _tokens(each.text)
        if len(tokens) > 40_000:
            continue
        matcher = (
            SequenceMatcher(None, tokens, said, autojunk=False)
            if len(tokens) * len(said) < 2_000_000
            else None
        )
        if matcher is None:
            continue
        blocks = [b for b in matcher.get_matching_blocks() if b.size]
        if not blocks or sum(b.size for b in blocks) < 0.7 * len(said):
            continue
        # a word or two before and behind what agrees may have been changed as well
        start = max(0, blocks[0].a - min(blocks[0].b, 2))
        end = blocks[-1].a + blocks[-1].size + min(2, len(said) - blocks[-1].b - blocks[-1].size)
        if end - start > len(said) + 6:
            continue
        kept = sum(b.size for b in blocks)
        ours, theirs = tokens[start:end], said
        gone: list[str] = []
        new: list[str] = []
        for tag, a1, a2, b1, b2 in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
            if tag != "equal":
                gone += ours[a1:a2]
                new += theirs[b1:b2]
        if best is None or kept > best[0]:
            best = (kept, gone, new)
    if best is None:
        return "not_quoted", shown
    _, gone, new = best
    if not gone and not new:
        return "unmarked", f"A capital or a mark differs without brackets: {quote[:80]!r}."
    change = f"{''.join(gone) if _han(gone) else ' '.join(gone)!r} became {' '.join(new)!r}."
    if _denials(gone) != _denials(new):
        return "dropped_negation", f"A negation was changed: {change}"
    if sorted(w for w in gone if w in _MODALS) != sorted(w for w in new if w in _MODALS):
        return "changed_modality", f"A word of duty or permission was changed: {change}"
    if sorted(w for w in gone if w[0].isdigit()) != sorted(w for w in new if w[0].isdigit()):
        return "changed_number", f"A number was changed: {change}"
    return "altered", f"Words were changed without brackets: {change}"


_MODALS = frozenset("shall may must should can could will would might 应 当 可 须".split())
_TOKEN = re.compile(r"[\u3400-\u9fff]|\d[\d.,]*\d|\d|[^\W\d_]+(?:['’][^\W\d_]+)?")


def _han(tokens: Sequence[str]) -> bool:
    return any("\u3400" <= t[0] <= "\u9fff" for t in tokens)


def _tokens(text: str) -> list[str]:
    return [t.casefold().replace("’", "'") for t in _TOKEN.findall(text)]


def _denials(tokens: Sequence[str]) -> int:
    return len(language("en").negations_in(" ".join(tokens))) + sum(t in "不未无" for t in tokens)


# -- sections


def check_citations(
    cited: Sequence[Cited], texts: Sequence[Text], sections: Sequence[Section], found: Findings
) -> None:
    """Each section that a response cites exists in a source."""
    numbers = {each.number for each in sections}
    for each in cited:
        span = (each.start, each.end)
        if not sections:
            found.check(
                None,
                "section",
                each.text,
                "no_sections",
                "The sources have no sections that could be read.",
                span=span,
            )
        elif any(True for _ in places_of(each, texts, sections)):
            found.check(True, "section", each.text, span=span)
        elif each.number in numbers and not each.law:
            found.check(
                None,
                "section",
                each.text,
                "unknown_subsection",
                f"{each.text} is not found in the sources.",
                span=span,
            )
        else:
            found.check(
                False, "section", each.text, "no_such_section", f"No source has {each.text}.", span=span
            )


def _check_passage(
    passage: str,
    proper: Sequence[tuple[Quoted, tuple[int, Quote], Cited | None]],
    texts: Sequence[Text],
    found: Findings,
) -> None:
    """Words that are asked for stand in one of the quotations, with nothing left out."""
    wanted = [(n, place) for n, each in enumerate(texts) if (place := find(passage, each.text, edits=False))]
    if not wanted:
        raise assay.BadReference(f"No source has the words {passage[:80]!r}, which are to be quoted.")
    quoted = any(
        n == m and any(a <= place.start and place.end - 1 <= b for a, b in told.parts)
        for n, place in wanted
        for _, (m, told), _ in proper
    )
    found.check(
        quoted or None, "passage", passage, "not_quoted_whole", "It does not quote the words asked for."
    )


class _Citations(Values):
    def find(self, text: str) -> list[tuple[int, int]]:
        return [(each.start, each.end) for each in citations_in(text)]

    def hidden(self, text: str) -> str:
        return _ABBREVIATED.sub(lambda m: m[0].replace(".", ","), text)


def _check_cite(
    wanted: Sequence[str],
    prose: str,
    proper: Sequence[tuple[Quoted, tuple[int, Quote], Cited | None]],
    cited: Sequence[Cited],
    texts: Sequence[Text],
    sections: Sequence[Section],
    found: Findings,
) -> None:
    """Each section that is asked for is cited and quoted, and the answer names no other."""
    asked: list[tuple[str, list[tuple[int, int, int]]]] = []
    for name in wanted:
        (one,) = citations_in(name if re.match(r"§|第|《|[A-Za-z]{3}", name) else f"§ {name}")[:1] or (None,)
        places = list(places_of(one, texts, sections)) if one else []
        if not places:
            raise assay.BadReference(
                f"No source has the section {name!r}, of which a quotation is asked for."
            )
        asked.append((name, places))
    for name, places in asked:
        quoted = any(
            n == s and a <= place.start and place.end <= b
            for _, (n, place), _ in proper
            for s, a, b in places
        )
        found.check(quoted or None, "cite", name, "not_cited", f"It quotes nothing of {name}.")
        named = any(
            set(places) & set(places_of(c, texts, sections))
            or any(_within(p, q) for p in places_of(c, texts, sections) for q in places)
            for c in cited
        )
        found.check(named or None, "cite", name, "not_named", f"It does not cite {name}.")
    if len(asked) == 1:
        # a quotation belongs to the line that leads to it
        joined = _LED.sub(lambda m: " " * len(m[0]), prose)
        answer = final_answer(joined, _Citations())
        only = answer.only
        if only is None:
            found.check(
                None, "answer", "", "no_single_section", "It does not give one section as its answer."
            )
            return
        (one,) = citations_in(only.text)[:1] or (None,)
        places = list(places_of(one, texts, sections)) if one else []
        right = any(_within(p, q) or p == q for p in places for q in asked[0][1])
        if not right and any(_within(q, p) for p in places for q in asked[0][1]):
            found.check(
                None,
                "answer",
                only.text,
                "too_wide",
                f"{asked[0][0]} is asked for.",
                span=(only.start, only.end),
            )
        else:
            found.check(
                right,
                "answer",
                only.text,
                "other_section",
                f"It is {asked[0][0]}, not {only.text}.",
                span=(only.start, only.end),
            )


_LED = re.compile(r"(?:(?<=\w)|(?<=:)|(?<=,)|(?<=\)))\s*(?:\n[ \t]*>?[ \t]*)*[“\"「]?…{4,}[.,]?[”\"」]?")


def _within(inner: tuple[int, int, int], outer: tuple[int, int, int]) -> bool:
    return inner[0] == outer[0] and outer[1] <= inner[1] and inner[2] <= outer[2]


def _part(sample: assay.Sample) -> Quotation:
    """The part ``quotation``, or the same keys at the top of the reference; empty where the texts are the row's."""
    if has_part(sample.reference, Quotation):
        part = sample.part(Quotation)
    else:
        whole = flat(sample)
        keys = {key: whole[key] for key in ("sources", "cite", "quote") if key in whole}
        if not keys:
            return sample.part(Quotation)  # which says what is wrong
        part = assay.Sample(assay.Task("", make_reference(quotation=keys)), "").part(Quotation)
    if not part.sources and isinstance(top := flat(sample).get("sources"), list):
        own = assay.Sample(assay.Task("", make_reference(quotation={"sources": top})), "").part(Quotation)
        part = replace(part, sources=own.sources)
    return part
