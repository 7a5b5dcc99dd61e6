"""Is a text one small edit of its source that leaves alone what its label hangs on?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import assay
from assay.evidence import Findings
from assay.evidence.english import WORD, bases, names_in, numbers_in
from assay_text.edits import candidates, core, fixed, most_edits, negates


@assay.reference_part("small_edit")
@dataclass(frozen=True)
class SmallEdit:
    """What was edited and how; ``alpha`` is the share of words that may be touched, up to 0.5."""

    source: str
    label: str
    edit: Literal["synonym", "insert", "swap", "delete"]
    alpha: float
    label_words: tuple[str, ...]

    def __post_init__(self) -> None:
        if not 0 < self.alpha <= 0.5:
            raise ValueError("alpha is a share up to 0.5")


@assay.verifier("text.small_edit", version=3, needs=("response", "reference"))
def small_edit(sample: assay.Sample) -> assay.Verdict:
    """The prompt is the source after one edit of the kind stated; negations, numbers, names, label words stand.

    The reference's part ``small_edit`` is :class:`SmallEdit`. The response must be the
    label. That the label still fits is not proved: it is made likely by what stands.
    """
    wanted = sample.part(SmallEdit)
    source, label, edit, alpha = wanted.source, wanted.label, wanted.edit, wanted.alpha
    label_words = wanted.label_words
    found = Findings()
    found.check(
        sample.response == label, "label", sample.response, "other_label", f"The label is not {label!r}."
    )
    old, new = source.split(), sample.prompt.split()
    before, after = [core(t) for t in old], [core(t) for t in new]
    held, most = fixed(old, label_words), most_edits(old, alpha)
    found.check(before != after, "edit", edit, "unchanged", "Nothing was edited.", where="prompt")
    gone, come = Counter(before) - Counter(after), Counter(after) - Counter(before)
    changed = [i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b]
    touched = len(changed) // 2 if edit == "swap" else max(gone.total(), come.total())
    message = f"{touched} words are touched, {most} may be."
    limit = 2 * most if edit == "swap" else most  # one word may be swapped more than once
    found.check(touched <= limit, "edit", f"{touched} words", "too_many_edits", message, where="prompt")
    if edit in ("synonym", "swap"):
        touches = len(before) != len(after) or any(i in held for i in changed)
        message = "A word that must stand was changed or moved."
        found.check(not touches, "edit", edit, "fixed_word_touched", message, where="prompt")
    fits = {
        "synonym": lambda: all(after[i] in candidates(before[i], label_words) for i in changed),
        "swap": lambda: not gone and not come,
        "delete": lambda: not come and _within(after, before) and 2 * len(after) >= len(before),
        "insert": lambda: not gone and _within(before, after) and _put_in(come, before, held, label_words),
    }[edit]()
    message = f"This is not what the edit {edit!r} does."
    found.check(fits, "edit", edit, "other_edit", message, where="prompt")
    _stands(source, sample.prompt, before, after, label_words, found)
    return found.verdict()


def _stands(
    source: str, text: str, before: list[str], after: list[str], label_words: Sequence[str], found: Findings
) -> None:
    numbers = [Counter((n.value, n.unit) for n in numbers_in(t)) for t in (source, text)]
    same = numbers[0] == numbers[1]
    found.check(same, "numbers", text, "numbers_differ", "The numbers differ.", where="prompt")
    written = {part.lower() for part in WORD.findall(re.sub(r"['’][sS]\b", "", text))}
    missing = sorted(names_in(source).keys() - written)
    message = f"The name {missing[:1]} is missing."
    found.check(not missing, "names", text, "lost_name", message, where="prompt")
    denied = [Counter(_denied(words)) for words in (before, after)]
    message = "A negation or what it denies differs."
    found.check(denied[0] == denied[1], "negation", text, "negation_touched", message, where="prompt")
    bearing = [Counter(w for w in words if bases(w) & set(label_words)) for words in (before, after)]
    message = "A word that bears a label differs."
    found.check(bearing[0] == bearing[1], "label words", text, "label_word_touched", message, where="prompt")


def _denied(words: Sequence[str]) -> list[tuple[str, str]]:
    return [
        (word, words[i + 1] if i + 1 < len(words) else "") for i, word in enumerate(words) if negates(word)
    ]


def _within(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether ``short`` is ``long`` with words left out."""
    rest = iter(long)
    return all(word in rest for word in short)


def _put_in(come: Counter[str], before: list[str], held: set[int], label_words: Sequence[str]) -> bool:
    allowed = {s for i, word in enumerate(before) if i not in held for s in candidates(word, label_words)}
    return bool(come) and come.keys() <= allowed
