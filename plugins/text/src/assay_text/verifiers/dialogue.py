"""Is a text a dialogue between the speakers that were asked for, as a child of an age would talk?"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import assay
from assay.evidence import Findings
from assay.evidence.english import WORD, sentences_in
from assay_text.checking import Bounds, no_markup
from assay_text.dialogues import turns_of


@assay.reference_part("dialogue")
@dataclass(frozen=True)
class Dialogue:
    """``length`` is in words; ``child`` is one of the speakers or ``""``, ``child_sentence`` is
    ``[least turns, most words in one of the child's sentences]``."""

    speakers: tuple[str, ...]
    turns: Bounds
    length: Bounds
    child: str
    child_sentence: Bounds

    def __post_init__(self) -> None:
        if self.child not in ("", *self.speakers):
            raise ValueError("the child is none of the speakers")


@assay.verifier("text.dialogue", version=3, needs=("response", "reference"))
def dialogue(sample: assay.Sample) -> assay.Verdict:
    """Every line is a turn of a known speaker, all speak, in turn, and the child in short sentences.

    The reference's part ``dialogue`` is :class:`Dialogue`. What is said is not looked at.
    """
    wanted = sample.part(Dialogue)
    speakers, child = wanted.speakers, wanted.child
    least_turns, longest_sentence = wanted.child_sentence
    turns = turns_of(sample.response)
    found = Findings()
    no_markup(found, sample.response)
    for turn in turns:
        span = (turn.start, turn.start + len(turn.speaker or turn.text))
        message = f"A line is not a turn of {' or '.join(speakers)}: {turn.speaker or turn.text[:60]!r}."
        found.check(turn.speaker in speakers, "speaker", turn.speaker, "unknown_speaker", message, span=span)
        spoken = WORD.search(turn.text) is not None
        found.check(spoken, "turn", turn.text, "empty_turn", f"{turn.speaker} says nothing.", span=span)
    for name in speakers:
        spoke = any(turn.speaker == name for turn in turns)
        found.check(spoke, "speaker", name, "silent_speaker", f"{name} never speaks.")
    repeated = any(a.speaker == b.speaker for a, b in pairwise(turns))
    found.check(not repeated, "turns", "alternate", "no_alternation", "A speaker has two turns on end.")
    words = sum(len(WORD.findall(turn.text)) for turn in turns)
    for kind, count, limits in (("turns", len(turns), wanted.turns), ("words", words, wanted.length)):
        least, most = limits
        message = f"It has {count} {kind}, {least} to {most} were asked for."
        found.check(least <= count <= most, "length", f"{count} {kind}", f"number_of_{kind}", message)
    if child:
        said = [turn for turn in turns if turn.speaker == child]
        message = f"{child} speaks {len(said)} times, at least {least_turns} were asked for."
        found.check(len(said) >= least_turns, "child", f"{len(said)} turns", "child_says_little", message)
        for turn in said:
            longest = max((len(WORD.findall(s.text)) for s in sentences_in(turn.text)), default=0)
            message = f"{child} says a sentence of {longest} words, {longest_sentence} are the most."
            span = (turn.start, turn.start + len(turn.speaker) + len(turn.text))
            found.check(
                longest <= longest_sentence, "sentence", turn.text, "long_sentence", message, span=span
            )
    return found.verdict()
