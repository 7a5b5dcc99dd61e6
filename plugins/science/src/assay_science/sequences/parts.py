"""The part ``sequence`` of a reference: a sequence, or how it is derived from one that the prompt gives."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any, Literal

from assay.evidence import BadReference, make_reference, reference_part
from assay_science.sequences.comparing import read
from assay_science.sequences.reading import NUCLEIC, Kind

LONGEST = 100_000
"""Letters of a reference's sequence."""
_ALPHABETS = {
    "dna": NUCLEIC - {"U"},
    "rna": NUCLEIC - {"T"},
    "protein": frozenset("ACDEFGHIKLMNPQRSTVWYUOBJZX*"),
}


@reference_part("sequence")
@dataclass(frozen=True)
class Sequence:
    """The sequence that is asked for.

    Either ``sequence`` says it, or ``derive`` says how it comes from ``of``, which the prompt must give and which is the ``strand``
    that is named: ``excise``, the coding strand itself; ``transcribe``; ``reverse_complement``; ``translate``, up to the first stop
    codon, from the first base of ``frame`` 1, 2, 3 or, on the other strand, -1, -2, -3, or from the first ATG if it is 0;
    ``longest_orf``, from an ATG to a stop codon, in six frames or, ``forward_only``, three; as ``dna`` with its stop codon.
    ``table`` is NCBI's number of the genetic code. ``region`` is the part of ``of`` that counts, ``exons`` are the pieces of the
    coding strand that are joined first (both from, to, from 1 on), ``prefix`` stands before the answer. With a ``sequence`` and a way
    to derive it the two must agree. Without a ``kind`` the letters tell it.
    """

    sequence: str = ""
    kind: Literal["dna", "rna", "protein"] | None = None
    derive: Literal["excise", "transcribe", "reverse_complement", "translate", "longest_orf"] | None = None
    of: str = ""
    strand: Literal["coding", "template"] = "coding"
    table: int = 1
    frame: int = 1
    forward_only: bool = False
    region: tuple[int, int] | None = None
    exons: tuple[tuple[int, int], ...] = ()
    prefix: str = ""

    def __post_init__(self) -> None:
        if max(len(self.sequence), len(self.of)) > LONGEST:
            raise ValueError(f"more than {LONGEST:,} letters")
        if not self.sequence and not self.derive:
            raise ValueError("neither a sequence nor how to derive it")
        if bool(self.derive) != bool(self.of):
            raise ValueError("'derive' and 'of' go together")
        if self.frame not in range(-3, 4):
            raise ValueError("frames are 1, 2, 3, -1, -2, -3, and 0 for the first ATG")
        if not all(
            1 <= a <= b <= len(self.of) for a, b in (*self.exons, *([self.region] if self.region else []))
        ):
            raise ValueError("exons and region go from, to, and are within 'of'")
        if self.sequence:
            _ = self.stated
        if self.of:
            _ = self.origin

    @classmethod
    def from_text(cls, text: str) -> Sequence:
        """The part of a reference that is the sequence itself."""
        return cls(text)

    @cached_property
    def stated(self) -> str:
        """The stated sequence, in capitals and reading direction."""
        return _letters(self.sequence, self.molecule)

    @cached_property
    def molecule(self) -> Kind:
        """The kind: the one that is stated, or that of the letters."""
        if self.kind:
            return self.kind
        if self.derive:
            return {"transcribe": "rna", "translate": "protein"}.get(self.derive, _kind(self.of))  # type: ignore[return-value]
        return _kind(self.sequence)

    @cached_property
    def origin(self) -> str:
        """The sequence in the prompt that the answer is derived from."""
        text = self.of.upper()
        return _letters(self.of, "rna" if "U" in text and "T" not in text else "dna")


def _letters(text: str, kind: Kind) -> str:
    run = read(text, kind)
    if run is None or run.problem:
        raise ValueError(f"{text[:60]!r} is no {kind} sequence")
    if strange := set(run.letters) - _ALPHABETS[kind]:
        raise ValueError(f"{', '.join(sorted(strange))} in a {kind} sequence")
    if "*" in run.letters[:-1]:
        raise ValueError("a stop sign within a protein")
    return run.sequence


def _kind(text: str) -> Kind:
    """The kind of molecule that letters without a name are most likely of."""
    run = read(text, "dna")
    if run is None:
        return "protein"
    plain = sum(letter in "ACGTUN" for letter in run.letters)
    if plain < 0.75 * len(run.letters):
        return "protein"
    return "rna" if "U" in run.letters and "T" not in run.letters else "dna"


_FIELDS = frozenset(field.name for field in fields(Sequence))


def with_parts(reference: str) -> str:
    """The reference with its flat form ``{"sequence": "ATG…", "kind": "dna"}`` put as the part ``sequence``."""
    if (
        not reference.lstrip("\ufeff \t\r\n").startswith("{")
        or '"sequence"' not in reference
        or len(reference) > 4_000_000
    ):
        return reference
    try:
        value: Any = json.loads(reference.lstrip("\ufeff"), object_pairs_hook=_once)
    except (ValueError, RecursionError):
        return reference  # core says what is wrong with it
    if not isinstance(value, Mapping) or not isinstance(value.get("sequence"), str):
        return reference
    part = {key: each for key, each in value.items() if key in _FIELDS}
    rest = {key: each for key, each in value.items() if key not in _FIELDS}
    return make_reference(**{**rest, "sequence": part})


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({key for key, _ in pairs}) < len(pairs):
        raise BadReference("The reference has a key twice in one object.")
    return dict(pairs)
