"""Dates, sums, numbers, parties and denials of a response against the facts given: nothing invented, nothing swapped."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from assay.evidence import Findings, language
from assay.evidence.english import simple_words
from assay_law.texts.modality import CALENDAR, is_chinese

_LEGAL = frozenset(
    "section sections article articles rule rules court courts act code clause paragraph subsection irac issue issues conclusion conclusions application analysis"
    " facts question answer law statute major minor premise fed civ app proc".split()
)
_NO_NAME = frozenset(
    "mr mrs ms miss mx dr prof inc llc ltd corp corporation co company llp lp plc gmbh ag sa srl bv".split()
)
"""Titles and forms of companies: words of many names."""
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
    runs: list[tuple[str, ...]] = []
    for match in _NAME.finditer(facts):
        before = facts[max(0, match.start() - 2) : match.start()].strip(' \n"“(')
        run = [_POSSESSIVE.sub("", word).strip(".") for word in match[0].split()]
        if not before or before[-1] in ".!?:":  # a sentence may begin with a common word
            while run and (run[0].lower() in _common() or re.search(rf"\b{run[0].lower()}\b", facts)):
                run = run[1:]
        if len(run) == 1 and (not before or before[-1] in ".!?:") and _ARTICLE.match(facts, match.end()):
            continue  # "Notwithstanding the …": no name is followed by an article
        words = [w.lower() for w in run if w.lower() not in CALENDAR | _LEGAL | _NO_NAME and len(w) > 1]
        if words and words[0] not in _ROLES:
            runs.append(tuple(words))
    # Names that share a word with one other only are short for it; a word of several parties tells none.
    whole = [one for one in dict.fromkeys(runs) if not any(set(one) < set(other) for other in runs)]
    holders: dict[str, set[tuple[str, ...]]] = {}
    for one in whole:
        for word in one:
            holders.setdefault(word, set()).add(one)
    party = {one: one[-1] if len(holders[one[-1]]) == 1 else " ".join(one) for one in whole}
    owner = {" ".join(one): party[one] for one in whole}
    owner |= {word: party[next(iter(held))] for word, held in holders.items() if len(held) == 1}
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
        "on in at by the a an after before when under since although while if as he she it they this that no each both neither either any all such nothing nobody unless upon except provided notwithstanding pursuant subject where until despite within without".split()
    )


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
            for name, span in language("en").names_in(text).items()
            if name not in words
            and not {part for part in re.split(r"[-’']", name) if len(part) > 1} <= words
            and name not in CALENDAR | _LEGAL | _common()
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
