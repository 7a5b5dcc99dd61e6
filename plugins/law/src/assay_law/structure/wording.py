"""The rule that an answer states, word beside word with the sentence of the law that it tells."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from assay.evidence import Findings
from assay.evidence.english import bases, simple_words
from assay_law.structure.numbers import without_places
from assay_law.texts.modality import CALENDAR, content, is_chinese, sentences

_SAME = (
    (r"\b(?:no|not) (?:later|more) than\b|\bat most\b|\bup to\b", "within"),
    (r"\b(?:no|not) (?:less|fewer) than\b|\ba minimum of\b", "at least"),
    (r"\bprior to\b", "before"),
    (r"\bfollowing\b", "after"),
    (r"\bdouble\b|\btwo times\b", "twice"),
)
_TURNING = frozenset("before after until within beyond outside since twice thrice half more less fewer least under over above below".split())  # fmt: skip
_MEASURES = frozenset("under over above below".split())
_KEPT = frozenset("twice thrice half least".split())
"""Words that may not be left out before what they bound, either."""


def check_wording(text: str, law: str, found: Findings) -> None:
    """Before, after, until, within, twice, more, less stand before the same words as in the sentence of the law that a rule tells."""
    if is_chinese(text):
        _chinese_wording(text, law, found)
        return
    given = [(content(s), turns_in(s), s) for _, s in sentences(law)]
    for start, sentence in sentences(text):
        words = content(without_places(sentence))
        near = max(given, key=lambda each: len(words & each[0]), default=None)
        if near is None or len(words & near[0]) < 3 or len(words & near[0]) < len(words) / 2:
            continue
        own, theirs = turns_in(sentence), near[1]
        all_theirs = {turn for held, turns, _ in given if len(words & held) >= 3 for turn in turns}
        bare = {word for _, word in own}
        strange = [turn for turn in own if turn not in all_theirs]
        lost = [
            (turn, word)
            for turn, word in theirs
            if turn in _KEPT and word in words and (turn, word) not in own and word not in bare
        ]
        for turn, word in [*strange, *lost][:1]:
            message = f"{turn!r} stands before {word!r} in {'it' if (turn, word) in strange else 'the law'} only: {near[2].strip()[:120]!r}."
            span = (start, start + len(sentence))
            found.check(None, "rule", sentence.strip()[:200], "rule_turned", message, span=span)


def turns_in(sentence: str) -> list[tuple[str, str]]:
    """Each word that turns the sense of a time or measure, with the next word of content or number."""
    text = without_places(sentence).lower()
    for pattern, word in _SAME:
        text = re.sub(pattern, word, text)
    words = re.findall(r"[a-z][a-z’'-]*|\d+", text)
    made = []
    for at, word in enumerate(words):
        if word in _TURNING:
            behind = next((w for w in words[at + 1 : at + 8] if _counts(w)), "")
            if word in _MEASURES and not behind.isdigit():
                continue  # "under § 8", "over the tenant"
            made.append((word, min(bases(behind), key=lambda b: (len(b), b)) if behind else ""))
    return made


def _counts(word: str) -> bool:
    return word.isdigit() or (len(word) > 3 and word not in simple_words()["other"] and word not in CALENDAR)


_SENSE = re.compile(r"[不未无非没除但仅只前后内外超过少多倍须可应得或并且]|双|同时")
_LEAD = re.compile(
    r"\A[\s*“”\"：:]*(?:(?:但是?|同时|并且)?(?:根据|依据|依照|按照|依)?[^，。；：:]{0,30}第[^，。；：:]{1,14}条[^，。；：:]{0,12}?(?:之?规定|规定)?[，：:]?[“\"]?)"
)


def _chinese_wording(text: str, law: str, found: Findings) -> None:
    """The clauses of a rule stand in one sentence of the law, in order; a clause told in part leaves out or adds no word that turns it."""
    units = [re.sub(r"[\s*“”\"]", "", each) for each in re.split(r"[。；\n]", law)]
    for start, sentence in _chinese_sentences(text):
        bare = re.sub(r"[\s*“”\"]", "", _LEAD.sub("", sentence))
        clauses = [each for each in re.split(r"[，：:、]", bare) if len(each) > 3]
        if not clauses:
            continue
        scored = [
            (sum(_turned(clause, unit, law) == "" for clause in clauses), unit) for unit in units if unit
        ]
        best, near = max(scored, default=(0, ""))
        if best == len(clauses):
            continue
        told = [clause for clause in clauses if any(_turned(clause, unit, law) is not None for unit in units)]
        if told and any(_turned(clause, near, law) != "" for clause in told):
            span = (start, start + len(sentence))
            message = f"这些话不在法条的同一句中，或改变了其含义：{bare[:60]}"
            found.check(None, "rule", sentence[:200], "rule_turned", message, span=span)
            return


def _chinese_sentences(text: str) -> list[tuple[int, str]]:
    return [(m.start(), m[0]) for m in re.finditer(r"[^。；\n]+", text)]


def _turned(clause: str, unit: str, law: str) -> str | None:
    """Words that a clause leaves out of a sentence of the law or adds to it and that turn its sense; ``""`` if none do, ``None`` if it is not of that sentence."""
    if clause in unit and not _SENSE.match(unit[max(0, unit.find(clause) - 1) : unit.find(clause)]):
        return ""
    matcher = SequenceMatcher(None, unit, clause, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size > 1]
    if sum(block.size for block in blocks) < 0.6 * len(clause):
        return None
    first, last = blocks[0], blocks[-1]
    span = unit[first.a : last.a + last.size]
    changed = ""
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, span, clause, autojunk=False).get_opcodes():
        if tag != "equal":
            changed += "".join(_SENSE.findall(span[a1:a2] + clause[b1:b2]))
        if tag in ("replace", "insert") and b2 - b1 > 1 and clause[b1:b2] in law:
            changed += clause[b1:b2]  # other words of the law, in the place of these
    return changed
