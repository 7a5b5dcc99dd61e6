"""Is the molecule, or the formula, the one that was asked for?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import assay
from assay.evidence import BadReference, Findings
from assay.evidence.answer_words import LAST_LINE, UNSAID, beside, elsewhere, first_line
from assay.evidence.final_answer import Candidate, FinalAnswer, Values, final_answer
from assay_science import formulas
from assay_science.molecules import reaction, reading, structure
from assay_science.parts import part_of

LONGEST_RESPONSE = 100_000
LONGEST_REFERENCE = 4_000

Match = Literal["exact", "no_stereo", "tautomer", "formula"]
Told = tuple[bool | None, str, str]
"""Whether it is right (``None``: cannot be told), a reason code, a sentence."""


@assay.reference_part("molecule")
@dataclass(frozen=True)
class Molecule:
    """What is right, a SMILES, an InChI, a formula or a reaction SMILES, and how close a response must come.

    ``match``: ``exact`` with stereochemistry, isotopes and charges; ``no_stereo`` without stereochemistry; ``tautomer``
    takes tautomers for equal; ``formula`` compares formulas only, as is always done if a formula is given. A ``reaction``
    is a reaction SMILES, of which the molecules on both sides are compared exactly.
    """

    smiles: str = ""
    inchi: str = ""
    formula: str = ""
    reaction: str = ""
    match: Match = "exact"

    @classmethod
    def from_text(cls, text: str) -> Molecule:
        """Text that reads as a SMILES is one (``CO`` is methanol); else it is a formula."""
        if len(text) > LONGEST_REFERENCE:
            raise ValueError("it is too long")
        if text.count(">") == 2:
            return cls(reaction=text)
        if reading.is_inchi(text):
            return cls(inchi=reading.bare(text))
        if reading.read_structure(text) is not None:
            return cls(smiles=text)
        return cls(formula=text, match="formula")

    def __post_init__(self) -> None:
        if sum(bool(each.strip()) for each in (self.smiles, self.inchi, self.formula, self.reaction)) != 1:
            raise ValueError("exactly one of smiles, inchi, formula and reaction is needed")
        given = (self.smiles or self.formula).strip()
        if "*" in (given[:1], given[-1:]):
            raise ValueError("an atom of any kind (*) is no molecule")


@assay.verifier(
    "science.molecule",
    needs=("response", "reference"),
    packages=("rdkit",),
    preload=("rdkit.Chem", "rdkit.Chem.MolStandardize.rdMolStandardize"),
    cost=2,
    proves_wrong=("wrong_formula", "wrong_stereo", "wrong_isotope", "wrong_charge", "other_isomer"),
)
def molecule(sample: assay.Sample) -> assay.Verdict:
    """Is the response's SMILES, InChI or formula that of the reference, with stereochemistry, isotopes and charges?"""
    wanted = _Wanted(part_of(sample, Molecule, "molecule"), sample.prompt)
    found = Findings()
    if len(sample.response) > LONGEST_RESPONSE:
        found.check(None, "answer", "", "limit", f"More than {LONGEST_RESPONSE:,} characters are not read.")
        return found.verdict()
    said = final_answer(sample.response, wanted.values)
    if said.failure or not said.parts:
        unsaid = said.failure == "no_value" and said.channel in UNSAID
        first = first_line(sample.response, wanted.values) if unsaid else None
        if first is not None and (told := wanted.compare(first.text))[0]:
            found.check(*told[:1], "molecule", first.text, *told[1:], span=(first.start, first.end))
            return found.verdict()
        found.check(*_nothing(sample.response, said.failure, wanted))
        return found.verdict()
    compared = [(each, wanted.compare(each.text)) for each in _all(said)]
    last, (holds, reason, message) = compared[-1]
    if len({each for _, (each, _, _) in compared}) > 1 or (len(compared) > 1 and holds is not True):
        holds, reason, message = None, "several_answers", "The response gives several answers."
    if holds is False and said.channel == LAST_LINE:
        right = elsewhere(sample.response, last, wanted.values, lambda text: wanted.compare(text)[0] is True)
        if right:
            holds, reason, message = None, "several_answers", "The right answer stands before it, by itself."
    if holds and (around := beside(sample.response, last)):
        holds, reason, message = None, "not_alone", around
    found.check(holds, "molecule", last.text, reason, message, span=(last.start, last.end))
    return found.verdict()


def _all(said: FinalAnswer) -> list[Candidate]:
    """All that the response gives as its answer; the same text counts once."""
    unique = {each.text: each for each in (*said.extras, *said.rivals, *said.parts)}
    return list(unique.values())


class _Wanted:
    """A reference that was read, and what a response may be."""

    def __init__(self, part: Molecule, prompt: str) -> None:
        self.match: Match = "formula" if part.formula else part.match
        self.structure: structure.Structure | None = None
        self.inchi = ""
        self.values: Values
        self.reaction: reaction.Reaction | None = None
        if part.reaction:
            self.reaction = reading.read_reaction(part.reaction)
            if self.reaction is None:
                raise BadReference("The reference is no reaction SMILES that can be read.")
            self.values = reading.Reactions()
            return
        if part.formula:
            read = reading.read_formulas(part.formula)
            if not read:
                raise BadReference("The reference is no SMILES, no InChI and no formula that can be read.")
            self.formulas = {each.composition for each in read[:1]}
            self.shown = read[0].hill
            self.values = reading.Formulas(prompt)
            return
        text = part.smiles or part.inchi
        self.structure = reading.read_structure(text) if reading.is_inchi(text) is bool(part.inchi) else None
        if self.structure is None:
            kind = "SMILES" if part.smiles else "InChI"
            raise BadReference(f"The reference is no {kind} that can be read.")
        self.formulas = {self.structure.formula.composition}
        self.shown = self.structure.formula.hill
        if part.inchi and self.match == "exact":
            self.inchi = structure.inchi_of(self.structure)
        self.values = reading.Both() if self.match == "formula" else reading.Structures()

    def compare(self, text: str) -> Told:
        """Whether a piece of text is what is wanted."""
        if self.reaction is not None:
            told = reading.read_reaction(text)
            if told is None:
                return None, "invalid_smiles", f"{text[:80]!r} is no reaction SMILES that can be read."
            reason, message = reaction.difference(told, self.reaction)
            return not reason, reason or "ok", message
        if self.match == "formula":
            return self._formula(text)
        given = reading.read_structure(text)
        if given is None:
            return None, "invalid_smiles", f"{text[:80]!r} is no SMILES or InChI that can be read."
        return self._structure(given, reading.is_inchi(text))

    def _formula(self, text: str) -> Told:
        as_formula = reading.read_formulas(text)
        as_structure = reading.read_structure(text)
        if as_structure is not None and reading.repeats_an_element(text):
            as_formula = ()  # C1CCCCC1 and COC are hardly formulas
        if self.structure is None and as_structure is not None:
            if not any(each.composition in self.formulas for each in as_formula) and (
                as_structure.formula.composition in self.formulas
            ):
                return None, "structure_given", "The answer is a structure, a formula was asked for."
            as_structure = None if as_formula else as_structure
        said = []
        if as_formula:
            said.append(any(each.composition in self.formulas for each in as_formula))
        if as_structure is not None:
            said.append(as_structure.formula.composition in self.formulas)
        if not said:
            return None, "unreadable_formula", f"{text[:80]!r} is no formula that can be read."
        if len(set(said)) > 1:
            return None, "ambiguous", f"{text[:80]!r} is one thing as a formula and another as a SMILES."
        shown = as_formula[0].hill if as_formula else as_structure.formula.hill if as_structure else ""
        return said[0], "ok" if said[0] else "wrong_formula", f"{shown} is not {self.shown}."

    def _structure(self, given: structure.Structure, as_inchi: bool) -> Told:
        wanted = self.structure
        assert wanted is not None
        if self.match == "no_stereo":
            same = given.flat == wanted.flat
        elif given.same(wanted):
            same = True
        elif self.match == "tautomer":
            one, other = structure.tautomer(given.canonical), structure.tautomer(wanted.canonical)
            if not (one and other) and given.formula.composition == wanted.formula.composition:
                return None, "too_many_tautomers", "Its tautomers are too many to be compared."
            same = one is not None and one == other
        elif self.inchi or as_inchi:
            # an InChI says the same of several tautomers, so InChIs are compared
            inchi = structure.inchi_of(given)
            same = bool(inchi) and inchi == (self.inchi or structure.inchi_of(wanted))
        else:
            same = False
        return (True, "ok", "") if same else (False, *structure.difference(given, wanted))


_SAID = {
    "no_answer": "The response gives no answer.",
    "empty_answer": "The answer is empty.",
    "unterminated_box": "The last box is not closed.",
    "rejected_attempt": "The response takes its answer back, or denies it.",
    "quoted": "The response tells only what somebody else takes for the answer.",
    "limit": "The response is too long.",
}


def _nothing(response: str, failure: str, wanted: _Wanted) -> tuple[bool | None, str, str, str, str]:
    """Why a response has no answer of the kind that was asked for: what does it give instead?"""
    if failure in _SAID:
        return None, "answer", "", failure, _SAID[failure]
    whole = final_answer(response).only
    text = whole.text if whole else ""
    if wanted.reaction is not None:
        return None, "answer", text, "no_reaction", "The answer is no reaction SMILES that can be read."
    if wanted.match == "formula":
        return None, "answer", text, "no_formula", "The answer is no formula that can be read."
    listed = reading.Formulas().find(text)
    said = text[slice(*listed[0])] if len(listed) == 1 else ""
    if structure.lexed(reading.bare(said or text)) and reading.repeats_an_element(said or text):
        return None, "answer", text, "invalid_smiles", f"{text[:80]!r} is no SMILES that can be read."
    read: tuple[formulas.Formula, ...] = reading.read_formulas(said)
    if read and all(each.composition not in wanted.formulas for each in read):
        return False, "answer", text, "wrong_formula", f"{read[0].hill} is not {wanted.shown}."
    if read:
        return None, "answer", text, "formula_only", "The answer is a formula, a structure was asked for."
    return None, "answer", text, "no_structure", "The answer is no SMILES and no InChI that can be read."
