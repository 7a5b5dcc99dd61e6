"""The part ``primers`` of a reference: rules that a pair of PCR primers must meet on a template of the prompt."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import assay
from assay.evidence import Findings, reference_part
from assay.evidence.final_answer import final_answer, is_withdrawn, second_thought, without_drafts
from assay_science.sequences.doubt import doubted
from assay_science.sequences.given import gives
from assay_science.sequences.lines import joined
from assay_science.sequences.reading import Run, plain, runs

_COMPLEMENT = str.maketrans("ACGT", "TGCA")
_LOOP = 3
"""Bases that a hairpin's loop has at least."""


@reference_part("primers")
@dataclass(frozen=True)
class Primers:
    """What a forward and a reverse primer must meet; any pair that does is right.

    ``template`` is the top strand, 5' to 3', and ``target`` the positions of its first and last base (from 1) that the product must hold
    between the primers. ``length`` in bases, ``gc`` in percent, ``tm`` in °C are from, to. ``method``: ``wallace`` (2 °C an A or T, 4 °C
    a G or C), ``gc`` (64.9 + 41 (G + C - 16.4) / N), or ``nn`` (nearest neighbours: SantaLucia and Hicks 2004, ``sodium`` in mM,
    ``strands`` nM of each strand, entropy corrected for salt). ``max_run``: equal bases in a row. ``max_self``: neighbouring base pairs
    between two copies of one primer, ``max_hairpin``: within one, with a loop of three bases at least. ``product`` in bp.
    """

    template: str
    length: tuple[int, int]
    gc: tuple[float, float]
    tm: tuple[float, float]
    method: Literal["wallace", "gc", "nn"] = "wallace"
    sodium: float = 50
    strands: float = 250
    max_difference: float | None = None
    clamp: bool = False
    max_run: int | None = None
    max_self: int | None = None
    max_hairpin: int | None = None
    product: tuple[int, int] | None = None
    target: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[ACGT]{30,20000}", self.template):
            raise ValueError("a template is 30 to 20,000 letters A, C, G, T")
        for name in ("length", "gc", "tm", "product", "target"):
            limits = getattr(self, name)
            if limits is not None and limits[0] > limits[1]:
                raise ValueError(f"{name} goes from the smaller to the larger")
        if self.length[0] < 8 or self.length[1] > 60:
            raise ValueError("primers have 8 to 60 bases")
        if self.target and not 1 <= self.target[0] <= self.target[1] <= len(self.template):
            raise ValueError("the target is within the template")

    @cached_property
    def bottom(self) -> str:
        """The other strand, 5' to 3'."""
        return other_strand(self.template)

    def melting(self, primer: str) -> float:
        """The melting temperature in °C by the method."""
        from Bio.SeqUtils import MeltingTemp

        if self.method == "wallace":
            return float(MeltingTemp.Tm_Wallace(primer))
        if self.method == "gc":
            return 64.9 + 41 * (primer.count("G") + primer.count("C") - 16.4) / len(primer)
        strands, table = self.strands, MeltingTemp.DNA_NN4
        return float(
            MeltingTemp.Tm_NN(
                primer, nn_table=table, dnac1=strands, dnac2=strands, Na=self.sodium, saltcorr=5
            )
        )

    def faults(self, primer: str) -> str:
        """What a single primer does not meet, as a sentence; ``""`` if it meets all."""
        size = len(primer)
        if not self.length[0] <= size <= self.length[1]:
            return f"It has {size} bases."
        share = 100 * (primer.count("G") + primer.count("C")) / size
        if not self.gc[0] <= share <= self.gc[1]:
            return f"Its GC content is {share:.1f} %."
        if self.clamp and primer[-1] not in "GC":
            return "It does not end in G or C."
        if self.max_run and re.search(rf"(.)\1{{{self.max_run}}}", primer):
            return f"It has more than {self.max_run} equal bases in a row."
        if not self.tm[0] <= self.melting(primer) <= self.tm[1]:
            return f"Its melting temperature is {self.melting(primer):.1f} °C."
        if self.max_self is not None and self_pairs(primer) > self.max_self:
            return f"Two copies of it form {self_pairs(primer)} neighbouring base pairs."
        if self.max_hairpin is not None and hairpin(primer) > self.max_hairpin:
            return f"It forms a hairpin with a stem of {hairpin(primer)} base pairs."
        return ""

    def pair_faults(self, forward: str, reverse: str) -> str:
        """What a pair of good primers does not meet together."""
        if self.template.count(forward) != 1 or forward in self.bottom:
            return "The forward primer does not bind at one place of the template."
        if self.bottom.count(reverse) != 1 or reverse in self.template:
            return "The reverse primer does not bind at one place of the template."
        start, end = self.template.index(forward), len(self.template) - self.bottom.index(reverse)
        if start + len(forward) > end - len(reverse):
            return "The primers do not stand one behind the other and face each other."
        if self.product and not self.product[0] <= end - start <= self.product[1]:
            return f"The product has {end - start} bp."
        if self.target and not (
            start + len(forward) < self.target[0] and end - len(reverse) >= self.target[1]
        ):
            return "The target does not lie between the primers."
        apart = abs(self.melting(forward) - self.melting(reverse))
        if self.max_difference is not None and apart > self.max_difference + 1e-9:
            return f"Their melting temperatures are {apart:.1f} °C apart."
        return ""


def other_strand(dna: str) -> str:
    """The complement, read from its 5' end."""
    return dna.translate(_COMPLEMENT)[::-1]


def self_pairs(primer: str) -> int:
    """The most neighbouring base pairs between two copies of a primer, antiparallel, at any offset."""
    other = other_strand(primer)
    return max(
        (
            size
            for size in range(1, len(primer) + 1)
            for at in range(len(primer) - size + 1)
            if primer[at : at + size] in other
        ),
        default=0,
    )


def hairpin(primer: str) -> int:
    """The longest stem of neighbouring base pairs that a primer forms with itself around a loop of three bases at least."""
    best = 0
    for size in range(1, (len(primer) - _LOOP) // 2 + 1):
        for at in range(len(primer) - 2 * size - _LOOP + 1):
            if other_strand(primer[at : at + size]) in primer[at + size + _LOOP :]:
                best = size
                break
    return best


_DOUBTED = re.compile(
    r"\b(?:not|wrong|incorrect|draft|another|other|example|bad|first try|attempt|student)\b", re.IGNORECASE
)
_OTHERS = re.compile(r"\bor\b|\balternativ\w+|\bwrong\b|\bincorrect\b|\binstead\b", re.IGNORECASE)
_BASES = re.compile(r"\b[ACGT]\s?(?:or|/)\s?[ACGT]\b")
_FORWARD = re.compile(r"\b(?:forward|left|fwd|sense)\b", re.IGNORECASE)
_REVERSE = re.compile(r"\b(?:reverse|right|rev|antisense)\b", re.IGNORECASE)


def _pair(response: str) -> tuple[Run, Run] | str:
    """The forward and the reverse primer that a response ends in, or why they cannot be told."""
    text = joined(without_drafts(response), "dna")
    found = [run for run in runs(text, "dna") if len(run.letters) >= 8]
    if len(found) < 2:
        return "The response does not give two primers."
    one, other = found[-2:]
    if any(run.problem for run in (one, other)) or one.letters == other.letters:
        return "The response does not end in two different primers."
    begin = text.rfind("\n", 0, one.start) + 1
    if any(run.end > begin for run in found[:-2]):
        return "The response ends in more than two sequences."
    tail = text[begin:]
    whole = final_answer(tail)
    openings = [text[text.rfind("\n", 0, run.start) + 1 : run.start] for run in (one, other)]
    above = text[text.rfind("\n", 0, max(0, begin - 1)) + 1 : begin]
    denied = any(map(_DOUBTED.search, (*openings, above))) or _OTHERS.search(
        _BASES.sub("", text[one.start :])
    )
    if (
        denied
        or doubted(text, one.start, other.end)
        or whole.failure in ("rejected_attempt", "quoted")
        or is_withdrawn(text, other.end)
    ):
        return "The response takes its primers back, or gives others as well."
    if (second := second_thought(text, other.end)) and runs(second.text, "dna"):
        return "The response gives other primers as well."
    labels = [
        (
            plain(text[max(begin, one.start - 80) : one.start]),
            plain(text[one.end : other.start]).partition("\n")[0][:40],
        ),
        (
            plain(text[one.end : other.start])[-80:],
            plain(text[other.end : other.end + 40]).partition("\n")[0],
        ),
    ]
    ways = [_way(*label) for label in labels]
    if ways == ["reverse", "forward"]:
        return other, one
    if ways in (["forward", "reverse"], ["", ""], ["forward", ""], ["", "reverse"]):
        return one, other
    return "It is not clear which primer is which."


def _way(before: str, after: str) -> str:
    """What the words right before a primer call it, or else the words in brackets right behind it."""
    behind = re.match(r"\s*[(\[]\s*(?:the )?(\w+)", after)
    if behind and (_FORWARD.fullmatch(behind[1]) or _REVERSE.fullmatch(behind[1])):
        return "forward" if _FORWARD.fullmatch(behind[1]) else "reverse"
    last = max(
        [(match.start(), "forward") for match in _FORWARD.finditer(before)]
        + [(match.start(), "reverse") for match in _REVERSE.finditer(before)],
        default=(0, ""),
    )
    return last[1]


def check_primers(sample: assay.Sample, found: Findings) -> None:
    """Do the two primers that the response ends in bind to the prompt's template and meet each rule?"""
    part = sample.part(Primers)
    message = "The prompt does not give the template."
    if not found.check(
        gives(sample.prompt, part.template) or None,
        "given",
        part.template,
        "other_question",
        message,
        where="prompt",
    ):
        return
    if len(sample.response) > 100_000:
        found.check(None, "length", "", "limit", "More than 100,000 characters are not read.")
        return
    pair = _pair(sample.response)
    if isinstance(pair, str):
        found.check(None, "primers", "", "no_single_pair", pair)
        return
    for name, run in zip(("forward", "reverse"), pair, strict=True):
        span = (run.start, run.end)
        claim = sample.response[slice(*span)]
        message = "It is no DNA."
        if found.check(set(run.letters) <= set("ACGT"), name, claim, "not_dna", message, span=span):
            fault = part.faults(run.sequence)
            found.check(not fault, name, claim, "rule_not_met", fault, span=span)
    forward, reverse = pair
    if all(check.status is assay.Status.ACCEPTED for check in found.checks):
        fault = part.pair_faults(forward.sequence, reverse.sequence)
        span = (min(forward.start, reverse.start), max(forward.end, reverse.end))
        found.check(not fault, "pair", sample.response[slice(*span)], "pair_does_not_fit", fault, span=span)


WRONG = ("not_dna", "rule_not_met", "pair_does_not_fit")
"""Reasons that say that primers are wrong."""
