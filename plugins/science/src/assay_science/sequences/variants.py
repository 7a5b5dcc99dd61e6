"""The part ``variant`` of a reference: what a change of a coding sequence does to the protein, by its HGVS name."""

from __future__ import annotations

import re
from dataclasses import dataclass

import assay
from assay.evidence import BadReference, Findings, reference_part
from assay.evidence.final_answer import final_answer, values_like
from assay_science.sequences.doubt import doubted
from assay_science.sequences.given import gives
from assay_science.sequences.reading import three_letters

_CHANGE = re.compile(
    r"c\.(?P<start>[1-9]\d{0,4})(?:_(?P<end>[1-9]\d{0,4}))?(?P<what>[ACGT]>[ACGT]|del[ACGT]{0,60}|dup[ACGT]{0,60}|ins[ACGT]{1,60})"
)


@reference_part("variant")
@dataclass(frozen=True)
class Variant:
    """The protein-level name of a ``change`` (``c.35G>A``, ``c.35del``, ``c.35_37del``, ``c.35dup``, ``c.35_36insA``) of a coding sequence.

    ``of`` is the coding sequence from its ATG to its stop codon, as the prompt gives it, read in the standard code.
    """

    of: str
    change: str

    def __post_init__(self) -> None:
        if not re.fullmatch(r"ATG(?:[ACGT]{3}){2,3000}", self.of):
            raise ValueError("'of' is a coding sequence of whole codons from its ATG on")
        if not _CHANGE.fullmatch(self.change):
            raise ValueError(f"{self.change!r} is no change of a coding sequence that is understood")


def changed(cds: str, change: str) -> str:
    """The coding sequence after a change; :class:`ValueError` if it does not fit the sequence."""
    match = _CHANGE.fullmatch(change)
    if match is None:
        raise ValueError(f"{change!r} is not understood")
    start, end = int(match["start"]), int(match["end"] or match["start"])
    what = match["what"]
    if not 1 <= start <= end <= len(cds):
        raise ValueError(f"{change} is not within the sequence")
    piece = cds[start - 1 : end]
    if ">" in what:
        if piece != what[0]:
            raise ValueError(f"{change}: the base there is {piece}")
        return cds[: start - 1] + what[2] + cds[start:]
    said = what[3:]
    if what.startswith("ins"):
        if end != start + 1:
            raise ValueError(f"{change}: an insertion stands between two neighbours")
        return cds[:start] + said + cds[start:]
    if said and said != piece:
        raise ValueError(f"{change}: the bases there are {piece}")
    return cds[: start - 1] + cds[end:] if what.startswith("del") else cds[:end] + piece + cds[end:]


def protein_name(cds: str, change: str) -> str:
    """The name of the change of the protein, ``p.Gly12Asp``, ``p.Arg5Ter``, ``p.Lys9ArgfsTer5``, ``p.Ala7=``, ``p.Lys4_Ala5del``.

    Raises :class:`ValueError` for what has no such name here: a lost start or stop codon, an insertion of whole codons.
    """
    from Bio.Seq import Seq

    after = changed(cds, change)
    old = str(Seq(cds).translate(to_stop=False))
    new = str(Seq(after[: len(after) // 3 * 3]).translate(to_stop=False))
    if not old.endswith("*") or "*" in old[:-1]:
        raise ValueError("the sequence is not read from its start to one stop codon at its end")
    if new[:1] != "M":
        raise ValueError("the start codon is lost")
    at = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), None)
    if (len(after) - len(cds)) % 3:
        if at is None or old[at] == "*":
            raise ValueError("the stop codon is lost")
        if new[at] == "*":
            return f"p.{_name(old[at])}{at + 1}Ter"
        stop = new.find("*", at)
        last = "?" if stop < 0 else str(stop - at + 1)
        return f"p.{_name(old[at])}{at + 1}{_name(new[at])}fsTer{last}"
    if len(after) == len(cds):
        position = int(_CHANGE.fullmatch(change)["start"])  # type: ignore[index]
        if at is None:
            n = (position - 1) // 3
            return f"p.{_name(old[n])}{n + 1}="
        if old[at] == "*":
            raise ValueError("the stop codon is lost")
        return f"p.{_name(old[at])}{at + 1}{_name(new[at])}"
    gone = (len(cds) - len(after)) // 3
    if gone <= 0:
        raise ValueError("an insertion of whole codons")
    # the last place where the deletion may stand (the 3' rule)
    place = max((n for n in range(1, len(old) - gone) if old[:n] + old[n + gone :] == new), default=None)
    if place is None:
        raise ValueError("the deletion changes a codon as well")
    first, final = f"{_name(old[place])}{place + 1}", f"{_name(old[place + gone - 1])}{place + gone}"
    return f"p.{first}del" if gone == 1 else f"p.{first}_{final}del"


def _name(letter: str) -> str:
    if letter == "*":
        return "Ter"
    return next(name.title() for name, other in three_letters().items() if other == letter)


_RESIDUE = r"(?:[A-Z][a-z]{2}|[A-Z]|\*)"
_HGVS = re.compile(
    rf"(?<![\w.])p\.\s?[(\[]?(?:=|{_RESIDUE}\d{{1,5}}(?:_{_RESIDUE}\d{{1,5}})?(?:del|=|(?:{_RESIDUE})?fs(?:(?:Ter|\*|X|Stop)(?:\d{{1,5}}|\?))?|{_RESIDUE}))[)\]]?"
)
_PARTS = re.compile(
    rf"p\.(?:(?P<same>=)|(?P<old>{_RESIDUE})(?P<at>\d+)(?:_(?P<old2>{_RESIDUE})(?P<at2>\d+))?"
    rf"(?:(?P<gone>del)|(?P<silent>=)|(?P<shift>{_RESIDUE})?fs(?P<stop>(?:Ter|\*|X|Stop)(?P<after>\d+|\?))?|(?P<new>{_RESIDUE})))"
)


def _plain(text: str) -> str:
    text = re.sub(
        r"\\(?:text\w*|mathrm|mathit|textit)\s?\{|\\[,;:!* ]|[{}$`]", lambda m: " " * len(m[0]), text
    )
    return text.replace("\\", " ")


def _find(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _HGVS.finditer(_plain(text))]


def normal(text: str) -> str | None:
    """A protein-level name in one form, ``p.Gly12Asp``; ``None`` if it is none. ``p.G12D`` and ``p.(Gly12Asp)`` are the same."""
    bare = re.sub(r"[()\[\]\s]", "", _plain(text))
    match = _PARTS.fullmatch(bare)
    if match is None:
        return None
    if match["same"]:
        return "p.="

    def one(residue: str | None) -> str | None:
        if residue is None:
            return ""
        if residue in ("*", "X", "Ter"):
            return "Ter"
        if residue.upper() in three_letters():
            return residue.title()
        return _name(residue) if len(residue) == 1 and residue in three_letters().values() else None

    names = {key: one(match[key]) for key in ("old", "old2", "shift", "new")}
    if None in names.values():
        return None
    at = match["at"]
    if match["gone"]:
        second = f"_{names['old2']}{match['at2']}" if match["at2"] else ""
        return f"p.{names['old']}{at}{second}del"
    if match["at2"]:
        return None
    if match["silent"] or (names["new"] and names["new"] == names["old"]):
        return f"p.{names['old']}{at}="
    if names["new"]:
        return f"p.{names['old']}{at}{names['new']}"
    return f"p.{names['old']}{at}{names['shift']}fs" + (f"Ter{match['after']}" if match["stop"] else "")


def check_variant(sample: assay.Sample, found: Findings) -> None:
    """Is the protein-level name that the response gives that of the change?"""
    part = sample.part(Variant)
    try:
        wanted = protein_name(part.of, part.change)
    except ValueError as error:
        raise BadReference(f"The reference's change has no name: {error}.") from None
    given = gives(sample.prompt, part.of) and part.change in sample.prompt
    message = "The prompt does not give the coding sequence and its change."
    if not found.check(given or None, "given", part.change, "other_question", message, where="prompt"):
        return
    answer = final_answer(sample.response, values_like(_find))
    told = {normal(each.text) for each in answer.parts}
    unsure = bool(answer.parts) and doubted(sample.response, answer.parts[-1].start, answer.parts[-1].end)
    if answer.failure or answer.hedged or unsure or len(told) != 1 or None in told:
        found.check(
            None, "variant", "", "no_single_name", "The response does not give one protein-level name."
        )
        return
    last = answer.parts[-1]
    name = normal(last.text) or ""
    span = (last.start, last.end)
    short = re.fullmatch(r"(p\.[A-Z][a-z]{2}\d+)[A-Z]?[a-z]{0,2}fs", name)
    if short and "fs" in wanted and wanted.startswith(short[1]) and name != wanted:
        message = "It does not say where the new reading frame ends."
        found.check(None, "variant", last.text, "incomplete_name", message, span=span)
        return
    same = name == wanted or (name == "p.=" and wanted.endswith("="))
    found.check(same, "variant", last.text, "wrong_name", f"The change is {wanted}.", span=span)


WRONG = ("wrong_name",)
"""Reasons that say that a name is wrong."""
