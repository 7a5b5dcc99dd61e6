"""Is a text a dialogue between the speakers that were asked for, as a child of an age would talk?"""

from __future__ import annotations

from itertools import pairwise

import assay
from assay_text.checking import Findings, bounds, part_of, texts
from assay_text.dialogues import turns_of
from assay_text.words import WORD, sentences_of


@assay.verifier("text.dialogue", needs=("response", "reference"))
def dialogue(sample: assay.Sample) -> assay.Verdict:
    """Every line is a turn of a known speaker, all speak, in turn, and the child in short sentences.

    ``reference.dialogue``: ``speakers``, ``turns`` and ``length`` (in words) as
    ``[least, most]``, ``child`` (one of the speakers, or ``""``), ``child_sentence``
    (``[least turns, most words in one of the child's sentences]``). What is said is not looked at.
    """
    wanted = part_of(sample, "dialogue")
    speakers, child = texts(wanted["speakers"]), wanted["child"]
    least_turns, longest_sentence = bounds(wanted["child_sentence"])
    if child not in ("", *speakers):
        raise ValueError("the child is none of the speakers")
    turns = turns_of(sample.response)
    found = Findings()
    found.no_markup(sample.response)
    for turn in turns:
        span = (turn.start, turn.start + len(turn.speaker or turn.text))
        message = f"A line is not a turn of {' or '.join(speakers)}: {turn.speaker or turn.text[:60]!r}."
        found.check(turn.speaker in speakers, "speaker", turn.speaker, "unknown_speaker", message, span)
        spoken = WORD.search(turn.text) is not None
        found.check(spoken, "turn", turn.text, "empty_turn", f"{turn.speaker} says nothing.", span)
    for name in speakers:
        spoke = any(turn.speaker == name for turn in turns)
        found.check(spoke, "speaker", name, "silent_speaker", f"{name} never speaks.")
    repeated = any(a.speaker == b.speaker for a, b in pairwise(turns))
    found.check(not repeated, "turns", "alternate", "no_alternation", "A speaker has two turns on end.")
    words = sum(len(WORD.findall(turn.text)) for turn in turns)
    for kind, count, limits in (("turns", len(turns), wanted["turns"]), ("words", words, wanted["length"])):
        least, most = bounds(limits)
        message = f"It has {count} {kind}, {least} to {most} were asked for."
        found.check(least <= count <= most, "length", f"{count} {kind}", f"number_of_{kind}", message)
    if child:
        said = [turn for turn in turns if turn.speaker == child]
        message = f"{child} speaks {len(said)} times, at least {least_turns} were asked for."
        found.check(len(said) >= least_turns, "child", f"{len(said)} turns", "child_says_little", message)
        for turn in said:
            longest = max((len(WORD.findall(s)) for s in sentences_of(turn.text)), default=0)
            message = f"{child} says a sentence of {longest} words, {longest_sentence} are the most."
            span = (turn.start, turn.start + len(turn.speaker) + len(turn.text))
            found.check(longest <= longest_sentence, "sentence", turn.text, "long_sentence", message, span)
    return found.verdict()
