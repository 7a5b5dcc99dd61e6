"""What the facts say of one party, date or sum, said of another; what they affirm, denied."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise, permutations

from assay.evidence import CannotTell, Findings, language
from assay.evidence.english import bases, polarities
from assay_law.amounts.written import MONTHS, written
from assay_law.calendars.written import dates_in
from assay_law.structure.facts import Facts
from assay_law.structure.numbers import without_places
from assay_law.texts.modality import content, is_chinese, sentences

_CLAUSE = re.compile(
    r"[.;。；，\n]|,? (?:and|but|while|whereas|although|because|(?<!do )(?<!did )(?<!does )(?<!doing )so) |, (?!\d{4})"
)
_PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are|be)\b.*\bby\b|\bfrom\b|被|由", re.DOTALL)


def check_swaps(text: str, known: Facts, found: Findings) -> None:
    """What the facts say of one party, one date, one sum is not said of another."""
    facts, said = list(sentences(known.facts)), list(sentences(text))
    order: dict[str, set[tuple[str, str]]] = {}
    for _, sentence in [*facts, *sentences(known.more)]:
        for word, pair in _pairs(sentence, known):
            order.setdefault(word, set()).add(pair)
    for start, sentence in said:
        for word, (one, other) in _pairs(sentence, known):
            held = order.get(word, set())
            if (one, other) not in held and (other, one) in held:
                found.check(
                    None,
                    "party",
                    sentence[:200],
                    "parties_swapped",
                    f"The facts say {word!r} of {other} and {one}, in this order.",
                    span=(start, start + len(sentence)),
                )
                break
    together = {
        (a, b)
        for _, s in [*facts, *sentences(known.more), *sentences(known.rules)]
        for a, b in permutations({party for _, _, party in known.mentions(s)}, 2)
    }
    for start, sentence in said:
        for word, (one, other) in _pairs(sentence, known):
            others = sorted({b for a, b in order.get(word, ()) if a == one})
            if others and (one, other) not in together:
                message = (
                    f"The facts say {word!r} of {one} and {', '.join(others)}, not of {one} and {other}."
                )
                span = (start, start + len(sentence))
                found.check(None, "party", sentence[:200], "fact_of_another", message, span=span)
                break
    doers: dict[str, set[str]] = {}
    for _, sentence in [*facts, *sentences(known.more)]:
        for word, party in _doings(sentence, known):
            doers.setdefault(word, set()).add(party)
    for start, sentence in said:
        for word, party in _doings(sentence, known):
            if word in doers and party not in doers[word]:
                message = f"The facts say {word!r} of {', '.join(sorted(doers[word]))}, not of {party}."
                span = (start, start + len(sentence))
                found.check(None, "party", sentence[:200], "fact_of_another", message, span=span)
                break
    given = _given(facts, known)
    for start, sentence in said:
        for offset, clause in _clauses(sentence):
            each = _Clause(clause, known)
            for anchor in each.anchors:
                holders = [c for c in given if anchor in c.anchors]
                if problem := _misplaced(each, anchor, holders, given):
                    at = start + offset
                    found.check(
                        None,
                        "fact",
                        clause.strip()[:200],
                        problem[0],
                        problem[1],
                        span=(at, at + len(clause)),
                    )


_SAME_DAY = re.compile(r"\b(?:(?:that|the) same|that|same) (?:day|date)\b|当日|当天|同日", re.IGNORECASE)


def _given(facts: Iterable[tuple[int, str]], known: Facts) -> list[_Clause]:
    """The clauses of the facts; one that speaks of "that day" has the date last told."""
    made: list[_Clause] = []
    last = ""
    for _, sentence in facts:
        for _, text in _clauses(sentence):
            clause = _Clause(text, known)
            if last and _SAME_DAY.search(text):
                clause.anchors.add(last)
            last = next((str(day) for each in reversed(dates_in(text)) for day in each.days), last)
            made.append(clause)
    return made


class _Clause:
    """A clause: its parties, its dates and sums, and its words."""

    def __init__(self, text: str, known: Facts) -> None:
        self.parties = {party for _, _, party in known.mentions(text)}
        spans = [(d.start, d.end) for d in dates_in(text, partial=True)]
        self.anchors = {str(day) for d in dates_in(text) for day in d.days}
        plain = without_places(text)
        for each in written(plain):
            if each.unit not in ("", MONTHS, "share") and each.value is not None:
                self.anchors.add(f"{each.value} {each.unit}")
                spans.append((each.start, each.end))
        bare = list(text)
        for a, b in spans:
            bare[a:b] = " " * (b - a)
        forms = known.parties
        self.words = {w for w in content("".join(bare)) if w not in forms}


def _misplaced(
    each: _Clause, anchor: str, holders: list[_Clause], given: list[_Clause]
) -> tuple[str, str] | None:
    if not holders:
        return None
    if len(each.parties) == 1 and all(h.parties and not h.parties & each.parties for h in holders):
        names = ", ".join(sorted({p for h in holders for p in h.parties}))
        return "fact_of_another", f"The facts have {anchor} of {names}, not of {next(iter(each.parties))}."
    for other in each.anchors:
        # a date that goes with another sum in the facts, or a sum with another date
        like = [h for h in holders if h.words & each.words]
        kinds = [{a for a in h.anchors if _kind(a) == _kind(other)} for h in like]
        if _kind(other) != _kind(anchor) and kinds and all(k and other not in k for k in kinds):
            return (
                "fact_of_another",
                f"The facts have {anchor} with {', '.join(sorted(kinds[0]))}, not {other}.",
            )
    if len(each.anchors) != 1:
        return None
    own = max(len(each.words & h.words) for h in holders)
    kind = _kind(anchor)
    others = [c for c in given if anchor not in c.anchors and any(_kind(a) == kind for a in c.anchors)]
    best = max(others, key=lambda c: len(each.words & c.words), default=None)
    if best is not None and len(each.words & best.words) >= (own + 3 if own else 1):
        return (
            "fact_of_another",
            f"What it says of {anchor} the facts say of {', '.join(sorted(best.anchors))}.",
        )
    return None


def _kind(anchor: str) -> str:
    return "date" if anchor[:1].isdigit() and anchor.count("-") == 2 else "sum"


_APPOSED = re.compile(r", (?:an?|the|its|his|her|who|which) [^,;.]{1,80},")


def _pairs(sentence: str, known: Facts) -> Iterator[tuple[str, tuple[str, str]]]:
    """Words between two parties, with the parties in the order of doing and suffering; also past what is apposed to one of them."""
    yield from _pairs_of(sentence, known)
    if (bare := _APPOSED.sub(" ", sentence)) != sentence:
        yield from _pairs_of(bare, known)


def _pairs_of(sentence: str, known: Facts) -> Iterator[tuple[str, tuple[str, str]]]:
    named = known.mentions(sentence)
    for (_, end, one), (start, stop, other) in pairwise(named):
        between = sentence[end:start]
        if one == other or len(between) > 120:
            continue
        pair = (other, one) if _PASSIVE.search(between) else (one, other)
        for word in content(between):
            yield word, pair
        verb = sentence[stop : stop + 2] if known.chinese and re.search(r"[向对给]\Z", between) else ""
        if verb:
            yield verb, pair


_LIGHT = re.compile(r"[于在已仍向对给与和的也均都曾又再就便则即还应当须可以得不未没有将把经由，、\s]+")
_MADE_UP = re.compile(r"\b(?:was|were|been|being|is|are)\b[^,;.]{0,40}\Z|被|由", re.IGNORECASE)


def _doings(sentence: str, known: Facts) -> Iterator[tuple[str, str]]:
    """The first content word behind each party in its clause, which mostly is what it does; not in the passive."""
    named = known.mentions(sentence)
    ends = [*(start for start, _, _ in named[1:]), len(sentence)][: len(named)]
    plain = without_places(sentence)
    giver, gap = "", 0
    for (start, stop, party), end in zip(named, ends, strict=True):
        behind = plain[stop:end]
        if known.chinese:
            if giver and re.search(r"[向对给与]\Z", sentence[gap:start]):
                party = giver  # 林某向恒通公司支付: 林某 does it
            giver, gap = party, stop
            behind = re.split(r"[，。；：,;]", behind)[0]
            runs = [run for run in _LIGHT.sub(" ", behind).split() if len(run) > 1]
            if runs and "被" not in behind:
                yield runs[0][:2], party
            continue
        if re.match(r"['’]", behind):
            continue
        match = re.search(r"[a-z]{4,}\b", behind)
        words = content(match[0]) if match and len(behind[: match.start()].split()) < 3 else set()
        if words and match and match[0].endswith("ed") and not _MADE_UP.search(behind[: match.start()]):
            yield next(iter(words)), party


def _clauses(sentence: str) -> Iterator[tuple[int, str]]:
    """The clauses of a sentence with their places; a date that stands before one (``On 5 May 2024, …``) belongs to it."""
    start = 0
    for match in _CLAUSE.finditer(sentence):
        if match[0].strip() == "." and match.end() < len(sentence):
            continue
        lead = sentence[start : match.start()]
        if match[0].strip() in (",", "，") and dates_in(lead) and not content(without_places(lead)):
            continue
        yield start, sentence[start : match.start()]
        start = match.end()
    yield start, sentence[start:]


_OF = re.compile(r"['’]s? (?:own |first |second |timely |late |written )?([a-z]{4,})")


def check_possessions(text: str, known: Facts, found: Findings) -> None:
    """What is said to be a party's is told with that party in what was given, where it is told with parties at all."""
    given = [({p for _, _, p in known.mentions(s)}, content(s)) for _, s in sentences(known.whole)]
    for _, end, party in known.mentions(text):
        match = _OF.match(text, end)
        noun = content(match[1]) if match else set()
        holders = [parties for parties, words in given if parties and noun and noun <= words]
        if match and holders and not any(party in parties for parties in holders):
            message = f"What was given has no {match[1]!r} of {party}."
            found.check(None, "party", match[0], "fact_of_another", message, span=(end, match.end()))


# -- denials


def check_denials(text: str, known: Facts, terms: Iterable[str], found: Findings) -> None:
    """What the facts affirm is not denied, and the other way round. Words of the rules and the outcome are left out: a case may lack what a rule asks for."""
    if is_chinese(text):
        _chinese_denials(text, known, found)
        return
    of_facts, of_text = polarities(known.facts), polarities(text)
    open_ = set(polarities(known.rules)) | set(polarities(known.more)) | set(polarities(" ".join(terms)))
    stems = {word.rstrip("e") for word in open_}  # "returned" has the base "returne", too
    for word, signs in of_text.items():
        if (
            word in of_facts
            and word.rstrip("e") not in stems
            and not bases(word) & open_
            and not signs <= of_facts[word]
        ):
            turned = "denied" if True in signs - of_facts[word] else "affirmed"
            found.check(
                None, "denial", word, "turned", f"{word!r} is {turned} here, and not so in the facts."
            )
            return
    # Words of the rules may be denied with what the rules add ("not returned in time"), not all by themselves.
    check_turned(text, known.facts, "turned", found)


def check_turned(text: str, given: str, reason: str, found: Findings) -> None:
    """No clause of a text, all of whose words stand in one clause of what was given, affirms what that denies or denies what it affirms."""
    if is_chinese(text):
        _chinese_denials(text, Facts(given, "", ""), found)
        return
    signed = [_signed(clause) for _, s in sentences(given) for _, clause in _clauses(s)]
    for start, sentence in sentences(text):
        for offset, clause in _clauses(sentence):
            words, denied = _signed(clause)
            like = {sign for held, sign in signed if words <= held}
            if len(words) > 1 and like and denied not in like:
                at = start + offset
                message = f"What was given says the contrary of {clause.strip()[:100]!r}."
                found.check(
                    None, "denial", clause.strip()[:200], reason, message, span=(at, at + len(clause))
                )
                return


def _signed(clause: str) -> tuple[set[str], bool]:
    """The content words of a clause, and whether it denies."""
    negations = language("en").negations_in(clause)
    bare = list(clause)
    for piece in negations:
        bare[piece.span[0] : piece.span[1]] = " " * (piece.span[1] - piece.span[0])
    return content("".join(bare)) - {"do", "did", "does", "have"}, bool(len(negations) % 2)


def _chinese_denials(text: str, known: Facts, found: Findings) -> None:
    chinese = language("zh")
    rules = known.rules + known.more
    names = "|".join(
        [*map(re.escape, sorted(known.parties, key=len, reverse=True)), r"[\u4e00-\u9fff]{2}公司"]
    )

    def cores(of: str) -> dict[str, set[bool]]:
        made: dict[str, set[bool]] = {}
        for clause in re.split(r"[，。；！？\n,;]", of):
            try:
                negations = chinese.negations_in(clause)
            except CannotTell:
                continue
            bare = list(clause)
            for piece in negations:
                bare[piece.span[0] : piece.span[1]] = "\0" * len(piece.text)
            core = re.sub(names, "|", re.sub(r"[\0\s了已仍尚均都也曾经]", "", "".join(bare)))
            for run in core.split("|"):
                for n in range(len(run) - 3):
                    made.setdefault(run[n : n + 4], set()).add(bool(negations))
        return made

    given, stated, laid = (cores(without_places(each)) for each in (known.facts, text, rules))
    for core, signs in stated.items():
        if core in given and not signs <= given[core] | laid.get(core, set()):
            found.check(None, "denial", core, "turned", f"“{core}”的肯定或否定与所给事实不符。")
            return
