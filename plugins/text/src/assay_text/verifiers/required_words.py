"""Does a text use the words that it was to use, in the form that was asked for?"""

from __future__ import annotations

import re
from collections import Counter

import assay
from assay import ops
from assay_text.checking import Findings, bounds, part_of, texts
from assay_text.words import WORD, is_form, words_of

QUOTED = re.compile(r'"[^"\n]{2,}"|“[^”\n]{2,}”')
FEATURES = {
    "dialogue": "at least two things said aloud, in quotation marks",
    "question": "at least one question",
    "moral": "a last paragraph that begins with 'Moral:'",
    "refrain": "one sentence of three words or more that comes back three times",
}
"""The features that can be computed."""
MOST_REPEATED = 0.25
ECHO = 8  # words on end


@assay.verifier("text.required_words", needs=("response", "reference"))
def required_words(sample: assay.Sample) -> assay.Verdict:
    """Words that must occur (in any form), computable features, number of paragraphs and words.

    ``reference.required_words``: ``words``, ``features``, ``paragraphs`` and
    ``length`` (in words), the last two as ``[least, most]``. It does not prove
    that a word is used in a sensible way, nor any feature outside FEATURES.
    """
    wanted = part_of(sample, "required_words")
    text = sample.response
    found = Findings()
    found.no_markup(text)
    found.check(
        not ops.preamble(text),
        "form",
        text[:60],
        "preamble",
        "It begins with words about the text instead of the text.",
    )
    written = list(WORD.finditer(text))
    for word in texts(wanted["words"]):
        where = next((m.span() for m in written if is_form(m[0], word)), None)
        found.check(
            where is not None,
            "required word",
            word,
            "missing_word",
            f"The word {word!r} does not occur.",
            where,
        )
    for feature in texts(wanted["features"]):
        found.check(
            _has(feature, text), "feature", feature, "missing_feature", f"It lacks {FEATURES[feature]}."
        )
    told = text.rstrip("*_\"”’'») \n\t")[-1:]
    found.check(told in ".!?…", "form", text[-40:], "no_end", "It ends in the middle of a sentence.")
    share = repeated(text)
    message = f"{share:.0%} of its sentences were there before, {MOST_REPEATED:.0%} may be."
    found.check(share <= MOST_REPEATED, "form", f"{share:.0%} repeated", "repeated_sentences", message)
    echo = echoed(text, sample.prompt)
    found.check(
        not echo, "form", echo or "no echo", "prompt_echo", f"It holds words of the prompt: {echo!r}."
    )
    paragraphs = [p for p in re.split(r"\n\s*\n", text.strip()) if WORD.search(p)]
    for kind, count, limits in (
        ("paragraphs", len(paragraphs), bounds(wanted["paragraphs"])),
        ("words", len(written), bounds(wanted["length"])),
    ):
        least, most = limits
        message = f"It has {count} {kind}, {least} to {most} were asked for."
        found.check(least <= count <= most, "length", f"{count} {kind}", f"number_of_{kind}", message)
    return found.verdict()


def repeated(text: str) -> float:
    """The share of a text's sentences of three words or more that were there before; a refrain may come three times."""
    said = Counter(
        " ".join(words).lower()
        for sentence in re.split(r"(?<=[.!?…])[\"”’)]*\s+|\n+", text)
        if len(words := words_of(re.sub(r"\A\W*\w+:", "", sentence))) >= 3
    )
    again = [count - 1 for count in said.values()]
    refrain = min(2, max(again, default=0))
    return (sum(again) - refrain) / said.total() if said else 0.0


def echoed(text: str, prompt: str) -> str:
    """A run of eight words of the prompt that the text holds, ``""`` if there is none."""
    asked, said = ([word.lower() for word in words_of(each)] for each in (prompt, text))
    runs = {tuple(asked[i : i + ECHO]) for i in range(len(asked) - ECHO + 1)}
    return next(
        (" ".join(r) for i in range(len(said) - ECHO + 1) if (r := tuple(said[i : i + ECHO])) in runs), ""
    )


def _has(feature: str, text: str) -> bool:
    if feature == "dialogue":
        return len([q for q in QUOTED.findall(text) if WORD.search(q)]) >= 2
    if feature == "question":
        return re.search(r"\w[\"”’']?\?", text) is not None
    if feature == "moral":
        last = text.strip().split("\n")[-1].strip("*_ ")
        return last.lower().startswith("moral:") and len(WORD.findall(last)) > 3
    if feature == "refrain":
        said = [" ".join(WORD.findall(s)).lower() for s in re.split(r"[.!?\"“”\n]+", text)]
        return any(len(s.split()) >= 3 and said.count(s) >= 3 for s in set(said))
    raise ValueError(f"no feature {feature!r} can be computed")
