"""Does a text use the words that it was to use, in the form that was asked for?"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

import assay
from assay import ops
from assay.evidence import Findings
from assay.evidence.english import WORD, is_form, sentences_in, words_in
from assay_text.checking import Bounds, no_markup

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


@assay.reference_part("required_words")
@dataclass(frozen=True)
class RequiredWords:
    """``features`` are keys of ``FEATURES``; ``length`` is in words."""

    words: tuple[str, ...]
    features: tuple[str, ...]
    paragraphs: Bounds
    length: Bounds

    def __post_init__(self) -> None:
        unknown = [name for name in self.features if name not in FEATURES]
        if unknown:
            raise ValueError(f"no feature {unknown[0]!r} can be computed")


@assay.verifier("text.required_words", version=3, needs=("response", "reference"))
def required_words(sample: assay.Sample) -> assay.Verdict:
    """Words that must occur (in any form), computable features, number of paragraphs and words.

    The reference's part ``required_words`` is :class:`RequiredWords`. It does not prove
    that a word is used in a sensible way, nor any feature outside FEATURES.
    """
    wanted = sample.part(RequiredWords)
    text = sample.response
    found = Findings()
    no_markup(found, text)
    found.check(
        not ops.preamble(text),
        "form",
        text[:60],
        "preamble",
        "It begins with words about the text instead of the text.",
    )
    words = ops.closing(text)
    message = f"It goes on with words to who asked: {words!r}."
    found.check(not words, "form", words or "no chatter", "chatter", message)
    written = list(WORD.finditer(text))
    for word in wanted.words:
        place = next((m.span() for m in written if is_form(m[0], word)), None)
        message = f"The word {word!r} does not occur."
        found.check(place is not None, "required word", word, "missing_word", message, span=place)
    for feature in wanted.features:
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
        ("paragraphs", len(paragraphs), wanted.paragraphs),
        ("words", len(written), wanted.length),
    ):
        least, most = limits
        message = f"It has {count} {kind}, {least} to {most} were asked for."
        found.check(least <= count <= most, "length", f"{count} {kind}", f"number_of_{kind}", message)
    return found.verdict()


def repeated(text: str) -> float:
    """The share of a text's sentences of three words or more that were there before; a refrain may come three times."""
    said = Counter(
        " ".join(word.text for word in words).lower()
        for sentence in sentences_in(text)
        if len(words := words_in(re.sub(r"\A\W*\w+:", "", sentence.text))) >= 3
    )
    again = [count - 1 for count in said.values()]
    refrain = min(2, max(again, default=0))
    return (sum(again) - refrain) / said.total() if said else 0.0


def echoed(text: str, prompt: str) -> str:
    """A run of eight words of the prompt that the text holds, ``""`` if there is none."""
    asked, said = ([word.text.lower() for word in words_in(each)] for each in (prompt, text))
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
