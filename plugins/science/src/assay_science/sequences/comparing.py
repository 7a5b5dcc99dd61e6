"""Whether a sequence that a response answers is the one that is wanted, and if not, what is wrong with it."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace

from assay.evidence.answer_words import LAST_LINE, elsewhere, stance
from assay.evidence.final_answer import Candidate, final_answer
from assay_science.sequences.doubt import doubted
from assay_science.sequences.lines import joined
from assay_science.sequences.reading import WAY, Kind, Run, Sequences, cut, plain, runs

LONGEST = 150_000
"""Characters of a response, and of a prompt, that are read."""
MOST = 50
"""Sequences of an answer that are compared."""
COMPLEMENT = str.maketrans("ACGTURYSWKMBDHVN", "TGCAAYRSWMKVHDBN")
_CUT_FROM = 3_000
"""Characters of a sequence that may have been cut: no more than 4,000 are taken for a stated answer."""
_FAR = 200  # characters between two sequences of a sentence
_BETWEEN = re.compile(
    r"(?:\b(?:is|are|reads?|gives?|becomes?|yields?|produces?|encodes?|to|into|as|has)\b"
    r"(?:\s+(?:the|an?|its)\s+(?:[\w-]+\s+){0,3}?(?:with\s+)?)?|[:=→])[\s:(*]*\Z",
    re.IGNORECASE,
)
_HEDGE = re.compile(
    r"\b(?:or|and|also|nor|maybe|perhaps|possibly|either|not|alternatively|but)\b|[;?]", re.IGNORECASE
)
_OF = re.compile(
    r"\s*(?:is|was)?\s*(?:the \S+(?: \S+)? )?(?:of|for|from)\s+(?:the |our )?(?:\S+ ){0,3}?(?:is )?[:(]?\s*\Z",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    rf"[\s,]*(?:\(?(?:written|read|reading|given|shown)?\s?(?:in (?:the )?)?|\(?in the )\(?(?P<way>{WAY})"
)
_BEFORE = re.compile(
    rf"(?P<way>{WAY})\)?(?:\s*(?:direction|orientation|order|strand|sequence|mRNA|DNA|RNA))*"
    r"(?:[\s:)\]*(=-]*|[\s,)*]*(?:it\s)?(?:is|reads)[\s:*(]*)\Z"
)
_BACKWARDS = re.compile(r"3\s?'\)?\s{0,3}(?:→|-{1,2}>?|to|–)\s{0,3}(?:the )?\(?5\s?'")


def read(text: str, kind: Kind) -> Run | None:
    """The one sequence that a text is; ``None`` if it is none, or several."""
    found = runs(joined(text, kind), kind)
    return found[0] if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """Why a response answers no sequence that could be compared."""

    reason: str
    message: str


def answered(response: str, prompt: str, kind: Kind) -> Run | NoAnswer:
    """The sequence that a response answers, with its place in it."""
    if len(response) > LONGEST:
        return NoAnswer("limit", f"More than {LONGEST:,} characters are not read.")
    text = joined(response, kind)
    found = final_answer(text, Sequences(kind))
    if (
        found.failure == "no_value"
        and found.channel in ("last_line", "bold")
        and not _OPEN.search(text[-200:])
    ):
        # what is said last is something else: the sentence that announces the sequence stands before it
        announced = final_answer(text, _Announced(kind))
        last = announced.parts[-1] if announced.parts else None
        line = text.rfind("\n", 0, last.start) + 1 if last else 0
        if last and not _TURNS.search(text[line : last.start] + " ; " + text[last.end :]):
            found = announced
    if found.failure:
        told = "no_answer" if found.failure == "no_value" else found.failure
        return NoAnswer(told, f"The response gives no {_NAMES[kind]} sequence that counts ({found.failure}).")
    several = NoAnswer("too_many_answers", "The response gives several sequences.")
    if len(found.parts) > MOST or len(found.rivals) + len(found.extras) > MOST:
        return several
    parts = [_read(part, kind) for part in found.parts]
    if len(parts) == 1 and parts[0].end - parts[0].start > _CUT_FROM:
        parts = [_whole(text, parts[0], kind)]
    answers = _of_sentence(parts, text, prompt, kind)
    if len({_key(run) for run in answers}) > 1:
        return several
    run = _in_context(answers[-1], text)
    others = [_read(other, kind) for other in (*found.rivals, *found.extras)]
    if {_key(other) for other in others} - {_key(answers[-1]), _key(run)}:
        return NoAnswer(
            "hedged", "The response gives another sequence as well and does not say which counts."
        )
    if doubted(text, run.start, run.end):
        return NoAnswer("hedged", "The response is not sure of its sequence.")
    if not run.problem and (around := stance(text, Candidate(text[run.start : run.end], run.start, run.end))):
        return NoAnswer("not_alone", around)
    return NoAnswer("unreadable_sequence", run.problem) if run.problem else run


_TURNS = re.compile(
    r"\b(?:not|cannot|no|none|wrong|incorrect|but|however|if|unless|were|would|suppose\w*)\b|n['’]t\b",
    re.IGNORECASE,
)
_OPEN = re.compile(r"(?:[:=]|\b(?:is|are|be|reads|of))[\s*_`$]*\Z", re.IGNORECASE)
"""The end of a response that announces something and does not give it."""


class _Announced(Sequences):
    """Sequences behind words that announce one of their kind: ``The mRNA sequence is``."""

    def __init__(self, kind: Kind) -> None:
        super().__init__(kind)
        self.words = _ANNOUNCED[kind]


_TAIL = r"(?:\s(?:sequence|strand|chain|molecule|transcript|is written))*(?:\s\([^()\n]{1,40}\))?\**\s?(?::|=|\b(?:is|reads|would be|will be)\b:?)"
_ANNOUNCED = {
    "dna": re.compile(
        rf"\b(?:reverse complement|complement|DNA|primer|oligonucleotide|reading frame|sequence){_TAIL}",
        re.IGNORECASE,
    ),
    "rna": re.compile(rf"\b(?:m?RNA|transcript){_TAIL}", re.IGNORECASE),
    "protein": re.compile(rf"\b(?:protein|(?:poly)?peptide|amino[ -]acid|residue){_TAIL}", re.IGNORECASE),
}


def stands_before(response: str, run: Run, wanted: str, kind: Kind) -> bool:
    """Whether the right sequence stands alone before one that the response does not call its answer."""

    def is_right(text: str) -> bool:
        found = read(text, kind)
        return found is not None and not found.problem and not difference(found.sequence, wanted, kind)[0]

    text = joined(response, kind)
    shown = Candidate(response[run.start : run.end], run.start, run.end)
    values = Sequences(kind)
    return final_answer(text, values).channel == LAST_LINE and elsewhere(text, shown, values, is_right)


_NAMES = {"dna": "DNA", "rna": "RNA", "protein": "protein"}


def _key(run: Run) -> str:
    """What two ways to write one sequence have in common."""
    return run.sequence.strip("*") + run.problem


def _read(part: Candidate, kind: Kind) -> Run:
    """The run that a candidate is."""
    first = next(iter(runs(part.text, kind)), Run(0, len(part.text), part.text, problem="It cannot be read."))
    return _moved(first, part.start)


def _whole(text: str, run: Run, kind: Kind) -> Run:
    """The run to its end in the text, where a candidate was cut short."""
    line_end = text.find("\n", run.end)
    found = runs(text[run.start : len(text) if line_end < 0 else line_end], kind)[:1]
    return _moved(found[0], run.start) if found and found[0].start == 0 else run


def _moved(run: Run, by: int) -> Run:
    return replace(run, start=run.start + by, end=run.end + by)


def _of_sentence(parts: list[Run], text: str, prompt: str, kind: Kind) -> list[Run]:
    """The sequences of a sentence that are its answer: not those that it speaks of (``the complement of … is …``)."""
    if len(parts) < 2:
        return parts
    given = {run.sequence for run in runs(joined(prompt, kind), kind)} if len(prompt) <= LONGEST else set()
    gap = plain(text[parts[0].end : min(parts[-1].start, parts[0].end + _FAR)])
    if len(parts) == 2 and parts[1].sequence in given and _OF.fullmatch(gap):
        return parts[:1]
    parts = _without_codons(parts, text)
    last = parts[-1]
    for one, following in itertools.pairwise(parts):
        if following.start - one.end > _FAR:
            return parts
        gap = plain(text[one.end : following.start])
        leads = _BETWEEN.search(gap) or (one.sequence in given and re.search(r"[A-Za-z]{2}", gap))
        if _key(one) != _key(last) and (_HEDGE.search(gap) or not leads):
            return parts
    return [last]


def _without_codons(parts: list[Run], text: str) -> list[Run]:
    """Without single codons that a sentence speaks of (``starting with ATG``), if there is more than those."""

    def is_codon(run: Run) -> bool:
        before, after = plain(text[max(0, run.start - 20) : run.start]), plain(text[run.end : run.end + 10])
        short = len(run.letters) <= 3 and not run.named
        return short and bool(_OF_CODON.search(before) or re.match(r"\s?(?:codons?\b|\))", after))

    kept = [run for run in parts if not is_codon(run)]
    return kept if any(len(run.letters) > 3 for run in kept) else parts


_OF_CODON = re.compile(r"(?:\b(?:with|at|codons?|from|the|an?|is|by|in)\s|\()\Z", re.IGNORECASE)
_WITH_STOP = re.compile(
    r"\b(?:followed by|without|plus|and then|then) (?:a |the )?(?:stop|termination)\b", re.IGNORECASE
)
_CHANGES = re.compile(
    r"\b(?:remov\w+|delet\w+|omit\w*|drop\w*|except|without|minus|missing|replac\w+|chang\w+|swapp?\w*|instead of|followed by|preceded by|plus"
    r"|twice|repeat\w*|right to left|backwards?|amid(?:e|ated)|cyclic)\b|C\s?→\s?N|\bC-term\w* to (?:the )?N",
    re.IGNORECASE,
)
"""What behind a sequence, in its sentence, makes it another one."""


_FROM_C = re.compile(r"C\s?→\s?N|\bC[- ]term\w* to (?:the )?N|\bbackwards?\b|right to left", re.IGNORECASE)


def _in_context(run: Run, text: str) -> Run:
    """The run as the words beside it have it: cut short by dots, changed, in the other direction (``(3'→5')``)."""
    line = text.rfind("\n", 0, run.start) + 1
    line_end = text.find("\n", run.end)
    before = plain(text[max(line, run.start - 80) : run.start])
    after = plain(text[run.end : min(run.end + 160, len(text) if line_end < 0 else line_end)])
    shown = text[run.start : run.end]
    window = plain(before + shown + after)
    problem = run.problem or cut(window, len(before), len(before) + len(shown))
    if _FROM_C.search(before[-40:]) or _CHANGES.search(
        _WITH_STOP.sub("", re.split(r"[.;]\s", after, maxsplit=1)[0])
    ):
        problem = problem or "Words behind it change it."
    way = None if run.named else _BEHIND.match(after) or _BEFORE.search(before)
    if way is None:
        return replace(run, problem=problem)
    ends = [c for c in way["way"] if c.isdigit()]
    if sorted(ends) != ["3", "5"]:
        problem = problem or "It is not clear in which direction it reads."
    return replace(run, backwards=ends[0] == "3", named=True, problem=problem)


def difference(told: str, wanted: str, kind: Kind) -> tuple[str, str]:
    """What is wrong with a sequence: a reason code and a sentence; ``("", "")`` if it is the wanted one.

    Both are capitals in reading direction. A stop sign at the end of a protein may be left out or added.
    """
    if kind == "protein":
        told, wanted = told.removesuffix("*"), wanted.removesuffix("*")
    if told == wanted:
        return "", ""
    if kind != "protein":
        other = "RNA" if kind == "dna" else "DNA"
        if _as(told, kind) == wanted:
            return "wrong_alphabet", f"It is written as {other}, and {_NAMES[kind]} is asked for."
        told = _as(told, kind)
    if told[::-1] == wanted:
        return "wrong_direction", "It reads the other way round: its ends are exchanged."
    if kind != "protein":
        complement = _as(told.translate(COMPLEMENT), kind)
        if wanted in (complement, complement[::-1]):
            return "wrong_strand", "It is the other strand."
    if told in wanted:
        return "fragment", f"It is only a part: {len(told)} letters of {len(wanted)}."
    if len(told) != len(wanted):
        return "wrong_length", f"It has {len(told)} letters, not {len(wanted)}."
    at = next(n for n, (a, b) in enumerate(zip(told, wanted, strict=True)) if a != b)
    return "wrong_sequence", f"Letter {at + 1} is {told[at]}, not {wanted[at]}."


def _as(letters: str, kind: Kind) -> str:
    return letters.replace("U", "T") if kind == "dna" else letters.replace("T", "U")


def direction_is_open(response: str, run: Run) -> bool:
    """Whether the response speaks of 3' to 5' and does not name the ends of its sequence: it may mean that one, or another."""
    return not run.named and _BACKWARDS.search(plain(response)) is not None


WRONG = ("wrong_alphabet", "wrong_direction", "wrong_strand", "fragment", "wrong_length", "wrong_sequence")
"""The reasons of :func:`difference`."""
