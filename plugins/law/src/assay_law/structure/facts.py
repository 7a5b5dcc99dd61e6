"""Dates, sums, numbers, parties and denials of a response against the facts given: nothing invented, nothing swapped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from assay.evidence import CannotTell, Findings, language
from assay.evidence.english import polarities, simple_words
from assay_law.amounts.written import MONTHS, written
from assay_law.calendars.written import dates_in
from assay_law.structure.citing import cited_in
from assay_law.texts.modality import CALENDAR, content, is_chinese, sentences

_CLAUSE = re.compile(r"[.;。；，\n]|,? (?:and|but|while|whereas|although|because|so) |, (?!\d{4})")
_LEGAL = frozenset(
    "section sections article articles rule rules court courts act code clause paragraph subsection irac issue issues conclusion conclusions application analysis"
    " facts question answer law statute major minor premise fed civ app proc".split()
)
_ROLES = (
    "landlord tenant lessor lessee buyer seller purchaser vendor plaintiff defendant lender borrower creditor debtor employer employee claimant respondent appellant"
    " appellee petitioner offeror offeree licensor licensee insurer insured trustee beneficiary testator guarantor mortgagor mortgagee consumer trader supplier"
).split()
_ZH_ROLES = "出租人 承租人 买方 卖方 买受人 出卖人 原告 被告 上诉人 被上诉人 债权人 债务人 用人单位 劳动者 借款人 出借人 贷款人 甲方 乙方 申请人 被申请人 公司 员工".split()
_ZH_PERSON = re.compile(
    r"[\u4e00-\u9fff]某[某甲乙丙丁\d]?|(?<![\u4e00-\u9fff])[甲乙丙丁](?![方\u4e00-\u9fff])"
)
_NAME = re.compile(r"\b[A-Z][\w’'-]*[a-z][\w’'-]*(?: (?:[A-Z]\. )?[A-Z][\w’'-]*[a-z][\w’'.-]*)*")
_ARTICLE = re.compile(r" (?:the|an?|any|to|of)\b")
_POSSESSIVE = re.compile(r"['’]s\Z|['’]\Z")
_PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are|be)\b.*\bby\b|\bfrom\b|被|由", re.DOTALL)
_LIST_NUMBER = re.compile(r"^[ \t>*#]*(?:\(?\d{1,2}[.):]|[(（]\d{1,2}[)）])(?=\s|\*)", re.MULTILINE)
_SMALL = 10
"""Numbers in words up to this, without a unit, count what the writer lists (``two requirements``)."""


@dataclass(frozen=True)
class Facts:
    """The facts given, and all that a response may speak of: facts, question, rules, outcome, what is allowed."""

    facts: str
    rules: str
    more: str
    names: tuple[str, ...] = ()

    @cached_property
    def whole(self) -> str:
        return "\n\n".join((self.facts, self.rules, self.more))

    @cached_property
    def chinese(self) -> bool:
        return is_chinese(self.facts)

    @cached_property
    def parties(self) -> dict[str, str]:
        """Each form of a party's name (in lower case) and the party that it stands for."""
        if self.chinese or self.names:
            found = self.names or tuple(dict.fromkeys(m[0] for m in _ZH_PERSON.finditer(self.facts)))
            roles = tuple(role for role in _ZH_ROLES if role in self.facts) if self.chinese else ()
            return {each.casefold(): each.casefold() for each in (*found, *roles)}
        return _english_parties(self.facts)

    def mentions(self, text: str) -> list[tuple[int, int, str]]:
        """Where parties are named in a text: start, end, party."""
        if not self._pattern:
            return []
        return [(*m.span(), self.parties[m[0].casefold()]) for m in self._pattern.finditer(text)]

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        forms = sorted(self.parties, key=len, reverse=True)
        if not forms:
            return None
        words = "|".join(re.escape(each) for each in forms)
        return re.compile(words if self.chinese else rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


def _english_parties(facts: str) -> dict[str, str]:
    owner: dict[str, str] = {}
    for match in _NAME.finditer(facts):
        before = facts[max(0, match.start() - 2) : match.start()].strip(' \n"“(')
        run = [_POSSESSIVE.sub("", word).strip(".") for word in match[0].split()]
        if not before or before[-1] in ".!?:":  # a sentence may begin with a common word
            while run and (run[0].lower() in _common() or re.search(rf"\b{run[0].lower()}\b", facts)):
                run = run[1:]
        if len(run) == 1 and (not before or before[-1] in ".!?:") and _ARTICLE.match(facts, match.end()):
            continue  # "Notwithstanding the …": no name is followed by an article
        words = [w.lower() for w in run if w.lower() not in CALENDAR | _LEGAL and len(w) > 1]
        if not words or words[0] in _ROLES:
            continue
        root = next((owner[w] for w in words if w in owner), words[-1])
        for word in words:
            owner.setdefault(word, root)
    low = facts.lower()
    for role in _ROLES:
        if re.search(rf"\b{role}\b", low):
            owner[role] = _alias(role, facts, owner) or role
    return owner


def _alias(role: str, facts: str, owner: dict[str, str]) -> str:
    """The party whose role it is: ``Okafor, the landlord``, ``the landlord, Okafor``, ``Okafor (“Landlord”)``, ``Okafor is the landlord``."""
    name = r"([A-Z][\w-]*[a-z][\w-]*)[.]?"
    for pattern in (
        rf"{name},? (?:\(|as |is |was |, )?[(]?(?:the |an? |his |her |its )?[“\"]?(?i:{role})\b",
        rf"\b(?i:{role})\b[,]? (?:is |was |named )?(?:[A-Z][\w-]+ )?{name}",
    ):
        for match in re.finditer(pattern, facts):
            if (party := owner.get(match[1].lower())) and match[1].lower() not in _ROLES:
                return party
    return ""


def _common() -> frozenset[str]:
    return frozenset(simple_words()["other"]) | frozenset(
        "on in at by the a an after before when under since although while if as he she it they this that no each both neither".split()
    )


# -- dates, sums, numbers


def check_dates(text: str, known: Facts, found: Findings) -> None:
    """Each date of the response is one of the facts, the rules, the question or the outcome."""
    told = [each for each in dates_in(known.whole, partial=True)]
    days = {day for each in told for day in each.days}
    short = {known.whole[e.start : e.end].casefold() for e in told if not e.days}
    monthdays = {(day.month, day.day) for day in days}
    for each in dates_in(text, partial=True):
        said = text[each.start : each.end]
        if each.days:
            there = any(day in days for day in each.days)
        else:
            there = said.casefold() in short or _month_day(said) in monthdays
        found.check(
            there or None,
            "date",
            said,
            "unknown_date",
            f"{said} is no date of the facts.",
            span=(each.start, each.end),
        )


def _month_day(said: str) -> tuple[int, int] | None:
    for form in (f"{said}, 2000", f"{said} 2000"):
        if (made := dates_in(form)) and made[0].day:
            return made[0].day.month, made[0].day.day
    return None


def without_places(text: str) -> str:
    """The text, as long as it was, without its dates, citations and numbers of lists."""
    pieces = list(text)
    spans = [(d.start, d.end) for d in dates_in(text, partial=True)]
    spans += [(c.start, c.end) for c in cited_in(text)]
    spans += [m.span() for m in _LIST_NUMBER.finditer(text)]
    for start, end in spans:
        pieces[start:end] = " " * (end - start)
    return "".join(pieces)


def check_numbers(text: str, known: Facts, found: Findings) -> None:
    """Each number and sum of the response stands in what was given, or is the result of arithmetic that is stated and right."""
    from assay.evidence.arithmetic import stated_arithmetic  # it takes a while to load

    plain = without_places(text)
    tongue = language("zh" if is_chinese(text) else "en")
    values = _values(known.whole)
    try:
        said = tongue.numbers_in(plain)
    except CannotTell as told:
        found.check(None, "number", "", "unreadable_number", str(told))
        return
    sums = {each.value for each in written(known.whole) if each.value is not None}
    values |= {(value, "") for value, words in _TIMES.items() if words.search(known.whole)}
    for link in stated_arithmetic(plain):
        if link.holds is not None:
            found.check(
                link.holds,
                "arithmetic",
                f"{link.left} = {link.right}",
                "wrong_arithmetic",
                f"{link.left[:80]} is not {link.right[:40]}.",
                span=(link.start, link.end),
            )
        if link.holds:
            values |= {(n.value, unit) for n in tongue.numbers_in(link.right) for unit in (n.unit, "")}
            sums |= {each.value for each in written(link.right) if each.value is not None}
    taken: list[tuple[int, int]] = []
    for each in written(plain):
        if each.unit in ("", MONTHS) or each.value is None:
            continue
        taken.append((each.start, each.end))
        found.check(
            (each.value in sums) or None,
            "amount",
            each.text,
            "unknown_amount",
            f"{each.text} is no sum of the facts.",
            span=(each.start, each.end),
        )
    for number in said:
        if any(a < number.span[1] and number.span[0] < b for a, b in taken):
            continue
        word = not any(c.isdigit() for c in number.text)
        if word and not number.unit and number.value.isdigit() and int(number.value) <= _SMALL:
            continue
        found.check(
            ((number.value, number.unit) in values) or None,
            "number",
            number.text,
            "unknown_number",
            f"{number.text} is no number of the facts or the rules.",
            span=number.span,
        )


_TIMES = {
    "2": re.compile(r"\b(?:twice|double|half)\b|双倍|二倍|两倍|一半|减半", re.IGNORECASE),
    "3": re.compile(r"\b(?:thrice|treble|triple|three times)\b|三倍", re.IGNORECASE),
}
"""What words of a rule bring into a computation."""


def _values(text: str) -> set[tuple[str, str]]:
    """The numbers of a text with their units, and without; a sentence whose numbers cannot be told gives none."""
    made: set[tuple[str, str]] = set()
    for tongue in ("en", "zh") if is_chinese(text) else ("en",):
        for line in re.split(r"[。！？\n]" if tongue == "zh" else r"\n", without_places(text)):
            try:
                said = language(tongue).numbers_in(line)
            except CannotTell:
                continue
            made |= {(n.value, n.unit) for n in said} | {(n.value, "") for n in said}
    return made


# -- parties


def check_names(text: str, known: Facts, found: Findings) -> None:
    """Each name of the response stands in what was given."""
    if is_chinese(text):
        named = {m[0]: m.span() for m in _ZH_PERSON.finditer(text)}
        named |= {
            m[1]: m.span(1)
            for m in re.finditer(r"(?:^|[，。；、\s与和向对])([\u4e00-\u9fff]{2,8}公司)", text)
        }
        strange = {
            name: span
            for name, span in named.items()
            if name not in known.whole and not (name.endswith("公司") and _suffix_known(name, known.whole))
        }
    else:
        words = {w.casefold() for w in re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", known.whole)}
        words |= {_POSSESSIVE.sub("", w) for w in words}
        strange = {
            name: span
            for name, span in language("en").names_in(without_places(text)).items()
            if name not in words
            and not {part for part in re.split(r"[-’']", name) if len(part) > 1} <= words
            and name not in CALENDAR | _LEGAL
        }
    for name, span in strange.items():
        found.check(
            None,
            "party",
            name,
            "unknown_name",
            f"{text[slice(*span)]!r} is not named in the facts.",
            span=span,
        )


def _suffix_known(name: str, whole: str) -> bool:
    """Whether the name of a company, cut where words may have been taken in, stands in a text."""
    return any(name[i:] in whole for i in range(len(name) - 3))


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
    given = [_Clause(clause, known) for _, s in facts for _, clause in _clauses(s)]
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


def _pairs(sentence: str, known: Facts) -> Iterator[tuple[str, tuple[str, str]]]:
    """Words between two parties, with the parties in the order of doing and suffering."""
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


def _clauses(sentence: str) -> Iterator[tuple[int, str]]:
    start = 0
    for match in _CLAUSE.finditer(sentence):
        if sentence[match.start() : match.end()].strip() == "." and match.end() < len(sentence):
            continue
        yield start, sentence[start : match.start()]
        start = match.end()
    yield start, sentence[start:]


# -- denials


def check_denials(text: str, known: Facts, terms: Iterable[str], found: Findings) -> None:
    """What the facts affirm is not denied, and the other way round. Words of the rules and the outcome are left out: a case may lack what a rule asks for."""
    if is_chinese(text):
        _chinese_denials(text, known, found)
        return
    of_facts, of_text = polarities(known.facts), polarities(text)
    open_ = set(polarities(known.rules)) | set(polarities(known.more)) | set(polarities(" ".join(terms)))
    for word, signs in of_text.items():
        if word in of_facts and word not in open_ and not signs <= of_facts[word]:
            turned = "denied" if True in signs - of_facts[word] else "affirmed"
            found.check(
                None, "denial", word, "turned", f"{word!r} is {turned} here, and not so in the facts."
            )
            return
    # Words of the rules may be denied with what the rules add ("not returned in time"), not all by themselves.
    given = [_signed(clause) for _, s in sentences(known.facts) for _, clause in _clauses(s)]
    for start, sentence in sentences(text):
        for offset, clause in _clauses(sentence):
            words, denied = _signed(clause)
            like = {sign for held, sign in given if words <= held}
            if len(words) > 1 and like and denied not in like:
                at = start + offset
                message = f"The facts say the contrary of {clause.strip()[:100]!r}."
                found.check(
                    None, "denial", clause.strip()[:200], "turned", message, span=(at, at + len(clause))
                )
                return


def _signed(clause: str) -> tuple[set[str], bool]:
    """The content words of a clause, and whether it denies."""
    negations = language("en").negations_in(clause)
    bare = list(clause)
    for piece in negations:
        bare[piece.span[0] : piece.span[1]] = " " * (piece.span[1] - piece.span[0])
    return content("".join(bare)), bool(len(negations) % 2)


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
            core = re.sub(names, "|", re.sub(r"[\0\s了]", "", "".join(bare)))
            for run in core.split("|"):
                for n in range(len(run) - 3):
                    made.setdefault(run[n : n + 4], set()).add(bool(negations))
        return made

    given, stated, laid = cores(known.facts), cores(text), cores(rules)
    for core, signs in stated.items():
        if core in given and core not in laid and not signs <= given[core]:
            found.check(None, "denial", core, "turned", f"“{core}”的肯定或否定与所给事实不符。")
            return
