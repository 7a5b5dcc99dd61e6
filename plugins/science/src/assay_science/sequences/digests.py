"""The part ``fragments`` of a reference: the lengths into which restriction enzymes cut a molecule of DNA."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import assay
from assay.evidence import BadReference, Findings, reference_part
from assay.evidence.final_answer import final_answer, values_like
from assay_science.sequences.doubt import doubted
from assay_science.sequences.given import gives
from assay_science.sequences.reading import plain

LONGEST = 100_000
"""Bases of a molecule that is cut."""


@reference_part("fragments")
@dataclass(frozen=True)
class Fragments:
    """A digest: ``of`` is a sequence of the prompt, cut by ``enzymes`` (names of REBASE), or a molecule of ``length`` bp is cut at ``sites``.

    A site is the number of bases that stand before the cut in the top strand. Lengths are counted in the top strand.
    """

    of: str = ""
    enzymes: tuple[str, ...] = ()
    circular: bool = False
    length: int = 0
    sites: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if bool(self.of) == bool(self.length):
            raise ValueError("either 'of' or 'length' says what is cut")
        if self.of and (not self.enzymes or self.sites or not re.fullmatch(r"[ACGT]{1,100000}", self.of)):
            raise ValueError(f"'of' is up to {LONGEST:,} letters A, C, G, T, and goes with 'enzymes'")
        if self.length and (
            not self.sites or len(self.sites) > 200 or not all(0 < s < self.length for s in self.sites)
        ):
            raise ValueError("'length' goes with 1 to 200 'sites' within it")

    @cached_property
    def cuts(self) -> tuple[int, ...]:
        """The places of the cuts in order, each as the number of bases before it."""
        if self.length:
            return tuple(sorted(set(self.sites)))
        from Bio import Restriction
        from Bio.Seq import Seq

        names = set(Restriction.AllEnzymes.elements())
        found = set[int]()
        for name in self.enzymes:
            enzyme = Restriction.AllEnzymes.get(name) if name in names else None
            if enzyme is None or enzyme.cut_twice():
                raise BadReference(f"The reference's enzyme {name!r} is none that cuts once at its site.")
            size = len(self.of)
            found.update((at - 1) % size for at in enzyme.search(Seq(self.of), linear=not self.circular))
        return tuple(sorted(found))

    @cached_property
    def lengths(self) -> tuple[int, ...]:
        """The lengths of the fragments in base pairs, in the order of the molecule."""
        size = self.length or len(self.of)
        cuts = self.cuts
        if not self.circular:
            ends = (0, *cuts, size)
            return tuple(b - a for a, b in itertools.pairwise(ends))
        if not cuts:
            return (size,)
        return tuple((b - a - 1) % size + 1 for a, b in zip(cuts, (*cuts[1:], cuts[0]), strict=True))


_UNIT = r"(?:bp|nt|kb|kbp|bases?|base[ -]pairs?|nucleotides)"
_NUMBER = r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?"
_ITEM = rf"(?:[~≈]\s?)?(?:{_NUMBER})(?:[\s-]*{_UNIT}\b)?"
_LIST = re.compile(
    rf"(?<![\w.,]){_ITEM}(?:(?:\s*[,;]\s*(?:and\s+)?|\s+and\s+|\s*\+\s*){_ITEM})*(?![\w]|[.,]\d)"
)
_ONE = re.compile(rf"(?P<number>{_NUMBER})(?:[\s-]*(?P<unit>{_UNIT})\b)?")


def _lists(text: str) -> list[tuple[int, int]]:
    """Lists of lengths; a number before ``fragments`` counts them, one behind ``position`` or in a name is none."""
    found = []
    for match in _LIST.finditer(plain(text)):
        before = text[max(0, match.start() - 40) : match.start()]
        after = text[match.end() : match.end() + 60]
        counts = re.match(
            r"\s+(?:linear |restriction |DNA )*(?:fragments?|pieces|bands|cuts?|sites?|times)\b", after
        )
        if counts and len(_ONE.findall(match[0])) == 1 and not re.search(_UNIT, match[0]):
            continue
        if re.search(r"\b(?:positions?|sites?|base|bases|after|at)\s*\Z", before):
            continue
        found.append(match.span())
    return found


_BULLET = re.compile(
    rf"(?<=[\dptbs])[ \t]*\n[ \t]*(?:[-*•]|\d{{1,2}}[.)])[ \t]+(?=\**{_ITEM}\**[ \t.;]*(?:\n|\Z))",
    re.IGNORECASE,
)
"""Between the lengths of a list that has a line for each."""


def check_fragments(sample: assay.Sample, found: Findings) -> None:
    """Are the lengths that the response gives, in any order, those of the fragments?"""
    part = sample.part(Fragments)
    wanted = sorted(part.lengths)
    if part.of:
        given = gives(sample.prompt, part.of) and all(name in sample.prompt for name in part.enzymes)
    else:
        numbers = {
            int(n.replace(",", ""))
            for n in re.findall(r"\d{1,3}(?:,\d{3})+|\d+", sample.prompt[:100_000])
            if len(n) < 12
        }
        given = {part.length, *part.sites} <= numbers
    message = "The prompt does not give the molecule and what cuts it."
    if not found.check(given or None, "given", part.of[:100], "other_question", message, where="prompt"):
        return
    response = _BULLET.sub(lambda match: ",".ljust(len(match[0])), sample.response)
    answer = final_answer(response, values_like(_lists)).only
    if answer is None or doubted(sample.response, answer.start, answer.end):
        found.check(
            None, "fragments", "", "no_single_list", "The response does not give one list of lengths."
        )
        return
    units = [match["unit"] or "" for match in _ONE.finditer(plain(answer.text))]
    scale = 1000 if units and units[-1].startswith("kb") else 1
    told = []
    for match in _ONE.finditer(plain(answer.text)):
        factor = scale if not match["unit"] else 1000 if match["unit"].startswith("kb") else 1
        told.append(Fraction(match["number"].replace(",", "")) * factor)
    if len(told) == 1 < min(len(wanted), len(_lists(response))):
        found.check(
            None, "fragments", answer.text, "no_single_list", "It gives one length: of which fragment?"
        )
        return
    listed = ", ".join(map(str, wanted))
    found.check(
        sorted(told) == wanted,
        "fragments",
        answer.text,
        "wrong_fragments",
        f"The fragments have {listed} bp.",
        span=(answer.start, answer.end),
    )


WRONG = ("wrong_fragments",)
"""Reasons that say that the fragments are wrong."""
