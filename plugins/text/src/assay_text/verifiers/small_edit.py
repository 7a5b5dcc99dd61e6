"""Is a text one small edit of its source that leaves alone what its label hangs on?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import assay
from assay_text.checking import Findings, part_of, texts
from assay_text.edits import candidates, core, fixed, most_edits, negates
from assay_text.facts import names_in, numbers_in
from assay_text.words import WORD, bases


@assay.verifier("text.small_edit", needs=("response", "reference"))
def small_edit(sample: assay.Sample) -> assay.Verdict:
    """The prompt is the source after one edit of the kind stated; negations, numbers, names, label words stand.

    ``reference.small_edit``: ``source``, ``label``, ``edit`` (``synonym``, ``insert``, ``swap``,
    ``delete``), ``alpha`` (share of words) and ``label_words``. The response must be the
    label. That the label still fits is not proved: it is made likely by what stands.
    """
    wanted = part_of(sample, "small_edit")
    source, label, edit, alpha = wanted["source"], wanted["label"], wanted["edit"], wanted["alpha"]
    label_words = texts(wanted["label_words"])
    if (
        not isinstance(source, str)
        or not isinstance(label, str)
        or not isinstance(alpha, float)
        or not 0 < alpha <= 0.5
    ):
        raise ValueError("source and label are texts, alpha is a share up to 0.5")
    found = Findings()
    found.check(
        sample.response == label, "label", sample.response, "other_label", f"The label is not {label!r}."
    )
    old, new = source.split(), sample.prompt.split()
    before, after = [core(t) for t in old], [core(t) for t in new]
    held, most = fixed(old, label_words), most_edits(old, alpha)
    found.check(before != after, "edit", edit, "unchanged", "Nothing was edited.")
    gone, come = Counter(before) - Counter(after), Counter(after) - Counter(before)
    changed = [i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b]
    touched = len(changed) // 2 if edit == "swap" else max(gone.total(), come.total())
    message = f"{touched} words are touched, {most} may be."
    limit = 2 * most if edit == "swap" else most  # one word may be swapped more than once
    found.check(touched <= limit, "edit", f"{touched} words", "too_many_edits", message)
    if edit in ("synonym", "swap"):
        touches = len(before) != len(after) or any(i in held for i in changed)
        found.check(
            not touches, "edit", edit, "fixed_word_touched", "A word that must stand was changed or moved."
        )
    fits = {
        "synonym": lambda: all(after[i] in candidates(before[i], label_words) for i in changed),
        "swap": lambda: not gone and not come,
        "delete": lambda: not come and _within(after, before) and 2 * len(after) >= len(before),
        "insert": lambda: not gone and _within(before, after) and _put_in(come, before, held, label_words),
    }[edit]()
    found.check(fits, "edit", edit, "other_edit", f"This is not what the edit {edit!r} does.")
    _stands(source, sample.prompt, before, after, label_words, found)
    return found.verdict()


def _stands(
    source: str, text: str, before: list[str], after: list[str], label_words: list[str], found: Findings
) -> None:
    numbers = [Counter((n.value, n.unit) for n in numbers_in(t)) for t in (source, text)]
    found.check(numbers[0] == numbers[1], "numbers", text, "numbers_differ", "The numbers differ.")
    written = {part.lower() for part in WORD.findall(re.sub(r"['’][sS]\b", "", text))}
    missing = sorted(names_in(source).keys() - written)
    found.check(not missing, "names", text, "lost_name", f"The name {missing[:1]} is missing.")
    denied = [Counter(_denied(words)) for words in (before, after)]
    found.check(
        denied[0] == denied[1], "negation", text, "negation_touched", "A negation or what it denies differs."
    )
    bearing = [Counter(w for w in words if bases(w) & set(label_words)) for words in (before, after)]
    found.check(
        bearing[0] == bearing[1],
        "label words",
        text,
        "label_word_touched",
        "A word that bears a label differs.",
    )


def _denied(words: Sequence[str]) -> list[tuple[str, str]]:
    return [
        (word, words[i + 1] if i + 1 < len(words) else "") for i, word in enumerate(words) if negates(word)
    ]


def _within(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether ``short`` is ``long`` with words left out."""
    rest = iter(long)
    return all(word in rest for word in short)


def _put_in(come: Counter[str], before: list[str], held: set[int], label_words: list[str]) -> bool:
    allowed = {s for i, word in enumerate(before) if i not in held for s in candidates(word, label_words)}
    return bool(come) and come.keys() <= allowed
