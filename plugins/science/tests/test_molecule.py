"""``science.molecule``: what is the same molecule, what only looks like it, and what must not cost time."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assay.testing import disprove, judge
from assay_science.formulas import NUMBERS, Formula, read_formula, readings
from assay_science.generators.chemistry._tables import compounds

ALANINE = "C[C@H](N)C(=O)O"
SAYINGS = (
    "{}",
    "The SMILES is {}.",
    "**{}**",
    "`{}`",
    "```\n{}\n```",
    "```smiles\n{}\n```",
    "Answer: {}",
    "<answer>{}</answer>",
    "\\boxed{{{}}}",
    "The answer is $\\boxed{{\\text{{{}}}}}$.",
    "It is a small molecule.\n\n**SMILES:** `{}`",
    "<think>CCO? No.</think>\nSMILES: {}",
    'SMILES: "{}"',
    "<smiles>{}</smiles>",
)


@pytest.mark.parametrize("saying", SAYINGS)
@pytest.mark.parametrize("smiles", [ALANINE, "N[C@@H](C)C(O)=O", "OC(=O)[C@H](C)N"])
def test_a_smiles_counts_however_it_is_said(saying: str, smiles: str) -> None:
    assert judge("science.molecule", saying.format(smiles), ALANINE).accepted


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("C[C@@H](N)C(=O)O", "wrong_stereo"),
        ("CC(N)C(=O)O", "missing_stereo"),
        ("C[C@H](N)C(=O)O.O", "extra_component"),
        ("C[C@H](N)C(=O)O.Cl", "extra_component"),
        ("C[C@H](N)C(=O)O.[Na]", "extra_component"),
        ("C[C@H](N)C(=O)[O-]", "wrong_charge"),
        ("C[C@H]([NH3+])C(=O)[O-]", "other_protonation"),
        ("CC[C@H](N)C(=O)O", "wrong_formula"),
        ("C[C@H](N)C(=O)S", "wrong_formula"),
        ("NCCC(=O)O", "other_isomer"),
        ("[2H]C[C@H](N)C(=O)O", "wrong_isotope"),
        ("C3H7NO2", "formula_only"),
        ("C3H7NO", "wrong_formula"),
        ("alanine", "no_structure"),
        ("C[C@H](N)C(=O)O or C[C@@H](N)C(=O)O", "several_answers"),
        ("C[C@H](N)C(=O)O, CCO", "several_answers"),
        ("It is not C[C@H](N)C(=O)O.", "rejected_attempt"),
        ("C[C@H](N)C(=O)O? No, that is wrong.", "rejected_attempt"),
        ("<think>C[C@H](N)C(=O)O</think>", "no_answer"),
        ("*", "no_structure"),
    ],
)
def test_what_only_comes_near_is_refused_and_says_why(said: str, reason: str) -> None:
    verdict = judge("science.molecule", said, ALANINE)
    assert not verdict.accepted
    assert verdict.reason == reason


@pytest.mark.parametrize(
    ("said", "proved"),
    [
        ("CCO", True),
        ("C[C@@H](N)C(=O)O", True),
        ("CC(N)C(=O)O", False),
        ("alanine", False),
        ("C3H7NO2", False),
    ],
)
def test_only_another_molecule_may_be_the_wrong_half_of_a_pair(said: str, proved: bool) -> None:
    assert (disprove(["science.molecule"], said, ALANINE).status == "rejected") is proved


@pytest.mark.parametrize(
    ("reference", "said", "accepted"),
    [
        ('{"smiles": "C[C@H](N)C(=O)O", "match": "no_stereo"}', "CC(N)C(=O)O", True),
        ('{"smiles": "C[C@H](N)C(=O)O", "match": "no_stereo"}', "NCCC(=O)O", False),
        ('{"smiles": "Oc1ccccn1", "match": "tautomer"}', "O=c1cccc[nH]1", True),
        ('{"smiles": "CC(=O)CC(C)=O", "match": "tautomer"}', "CC(O)=CC(C)=O", True),
        ('{"smiles": "Oc1ccccn1", "match": "tautomer"}', "Oc1cccnc1", False),
        ('{"smiles": "C[C@H](N)C(=O)O", "match": "tautomer"}', "C[C@@H](N)C(=O)O", False),
        ('{"smiles": "N[C@@H](Cc1cnc[nH]1)C(=O)O", "match": "tautomer"}', "N[C@@H](Cc1c[nH]cn1)C(=O)O", True),
        ('{"smiles": "N[C@@H](Cc1cnc[nH]1)C(=O)O", "match": "tautomer"}', "N[C@H](Cc1c[nH]cn1)C(=O)O", False),
        ('{"smiles": "C[C@H](CC)C(C)=O", "match": "tautomer"}', "C/C(CC)=C(O)/C", False),
        ('{"smiles": "CCO", "match": "formula"}', "COC", True),
        ('{"smiles": "CCO", "match": "formula"}', "C2H6O", True),
        ('{"smiles": "CCO", "match": "formula"}', "CCN", False),
        ('{"molecule": {"smiles": "CCO"}}', "OCC", True),
        ('{"molecule": "CCO"}', "OCC", True),
        ('{"answer": "CCO"}', "OCC", True),
        ("InChI=1S/C2H6O/c1-2-3/h3H,2H2,1H3", "CCO", True),
        ("InChI=1S/C2H6O/c1-2-3/h3H,2H2,1H3", "COC", False),
        ("CCO", "InChI=1S/C2H6O/c1-2-3/h3H,2H2,1H3", True),
        ("c1ccccc1", "C1=CC=CC=C1", True),
        ("C[N+](=O)[O-]", "CN(=O)=O", True),
        ("[Na+].[Cl-]", "[Cl-].[Na+]", True),
        ("C/C=C/C", "C\\C=C\\C", True),
        ("C/C=C/C", "C/C=C\\C", False),
        ("C/C=C/C", "CC=CC", False),
    ],
)
def test_references_and_ways_to_compare(reference: str, said: str, accepted: bool) -> None:
    assert judge("science.molecule", said, reference).accepted is accepted


@pytest.mark.parametrize(
    "reference",
    [
        "water",
        '{"smiles": "C(C"}',
        '{"smiles": "CCO", "match": "close"}',
        '{"smiles": "CCO", "formula": "C2H6O"}',
        '{"smiles": 3}',
        "InChI=1S/XYZ",
    ],
)
def test_a_reference_that_cannot_be_read_is_an_error(reference: str) -> None:
    assert judge("science.molecule", "CCO", reference).reason == "unreadable_reference"


@pytest.mark.parametrize(
    ("reference", "right", "wrong"),
    [
        (
            "C6H12O6",
            [
                "$\\mathrm{C_6H_{12}O_6}$",
                "\\ce{C6H12O6}",
                "C₆H₁₂O₆",
                "**C6H12O6**",
                "$\\text{C}_6\\text{H}_{12}\\text{O}_6$",
            ],
            ["C6H12O5", "CH2O", "C6H12O6+", "C₆H₁₃O₆"],
        ),
        (
            "CuSO4·5H2O",
            ["CuSO4.5H2O", "$\\mathrm{CuSO_4 \\cdot 5H_2O}$", "CuSO₄ · 5 H₂O", "\\ce{CuSO4 * 5H2O}"],
            ["CuSO4·4H2O", "CuSO4"],
        ),
        (
            "SO4^2-",
            ["SO42-", "SO₄²⁻", "$\\mathrm{SO_4^{2-}}$", "\\ce{SO4^2-}", "SO4(2-)"],
            ["SO4", "SO4-", "SO3^2-", "SO4^2+"],
        ),
        ("[Cu(NH3)4]2+", ["\\ce{[Cu(NH3)4]^2+}", "[Cu(NH₃)₄]²⁺"], ["[Cu(NH3)4]+", "[Cu(NH3)2]2+"]),
    ],
)
def test_formulas(reference: str, right: list[str], wrong: list[str]) -> None:
    for said in right:
        assert judge("science.molecule", f"The formula is {said}.", reference).accepted, said
    for said in wrong:
        assert judge("science.molecule", f"The formula is {said}.", reference).reason == "wrong_formula", said


def test_the_kind_of_formula_that_the_prompt_asks_for_counts() -> None:
    response = "The molecular formula is C6H12O6. The empirical formula is CH2O."
    assert judge("science.molecule", response, "C6H12O6", "What is the molecular formula?").accepted
    assert judge("science.molecule", response, "CH2O", "What is the empirical formula?").accepted


@pytest.mark.parametrize(
    "said",
    [
        "C" * 5_000,
        "C1" * 400,
        "(" * 2_000 + "C" + ")" * 2_000,
        "C" + "(C" * 300 + ")" * 300,
        "[" * 1_000,
        "c1ccc2ccc3ccc4ccc5ccc6ccc1c7c2c3c4c5c67" * 20,
        "InChI=1S/" + "C" * 3_000,
        "C%(99999)C%(99999)",
        "[Og+99]" * 200,
        "CC(=O)" * 140,
    ],
)  # fmt: skip
def test_hostile_structures_cost_little(said: str) -> None:
    started = time.process_time()
    assert not judge("science.molecule", said, "CCO").accepted
    assert not judge(
        "science.molecule", f"\\boxed{{{said}}}", '{"smiles": "CCO", "match": "tautomer"}'
    ).accepted
    assert time.process_time() - started < 20


def test_every_compound_of_the_table_is_what_it_says() -> None:
    import csv
    from importlib.resources import files

    from molmass import Formula as Mass
    from rdkit import Chem
    from rdkit.Chem.rdMolDescriptors import CalcMolFormula

    text = files("assay_science").joinpath("data", "compounds.tsv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    assert len({row["name"] for row in rows}) == len({row["inchikey"] for row in rows}) == len(rows) > 400
    for row in rows:
        mol = Chem.MolFromSmiles(row["smiles"])
        assert Chem.MolToInchiKey(mol) == row["inchikey"], row
        assert CalcMolFormula(mol) == row["formula"], row
        said = read_formula(row["formula"])
        counts = {symbol: item.count for symbol, item in Mass(row["formula"]).composition().items()}
        assert said is not None
        assert dict(said.atoms) == counts, row


@pytest.mark.parametrize("seed", range(40))
def test_any_way_to_write_a_molecule_is_accepted_and_a_neighbour_is_not(seed: int) -> None:
    from rdkit import Chem

    rng = random.Random(seed)
    compound = rng.choice([each for each in compounds() if len(each.smiles) < 60])
    mol = Chem.MolFromSmiles(compound.smiles)
    written = Chem.MolToSmiles(mol, doRandom=True)
    assert judge("science.molecule", f"SMILES: {written}", compound.smiles).accepted
    other = rng.choice([each for each in compounds() if each.smiles != compound.smiles])
    assert not judge("science.molecule", f"SMILES: {other.smiles}", compound.smiles).accepted
    # one more carbon on an atom that has a hydrogen
    grown = Chem.RWMol(mol)
    carrier = next(
        (atom.GetIdx() for atom in mol.GetAtoms() if atom.GetTotalNumHs() and not atom.GetIsAromatic()), None
    )
    if carrier is not None:
        grown.AddBond(carrier, grown.AddAtom(Chem.Atom(6)), Chem.BondType.SINGLE)
        grown.GetAtomWithIdx(carrier).SetNumExplicitHs(0)
        grown.GetAtomWithIdx(carrier).SetNoImplicit(False)
        more = Chem.MolToSmiles(grown)
        assert not judge("science.molecule", f"SMILES: {more}", compound.smiles).accepted


# --- formulas ---------------------------------------------------------------------------------------------------------


def test_the_symbols_are_those_of_the_periodic_table() -> None:
    from periodictable import elements

    assert {each.symbol: each.number for each in elements if each.number > 0} == NUMBERS


@given(
    st.dictionaries(st.sampled_from(sorted(NUMBERS)), st.integers(1, 400), min_size=1, max_size=6),
    st.integers(-9, 9),
)
@settings(max_examples=300, deadline=None)
def test_a_formula_that_is_written_is_read(counts: dict[str, int], charge: int) -> None:
    formula = Formula(tuple(sorted(counts.items())), charge)
    assert read_formula(formula.hill) == formula
    sign = ("+" if charge > 0 else "-") if charge else ""
    latex = "".join(rf"\text{{{symbol}}}_{{{n}}}" for symbol, n in counts.items()) + (
        f"^{{{abs(charge)}{sign}}}" if sign else ""
    )
    assert read_formula(latex) == formula


@given(st.text(alphabet="CHONaSl0123456789()[]{}^_+-·.\\ ₂²", max_size=40))
@settings(max_examples=400, deadline=None)
def test_reading_any_text_ends_well(text: str) -> None:
    for formula in readings(text):
        assert formula.atoms or formula.charge == -1
        assert all(n > 0 for _, n in formula.atoms)


@pytest.mark.parametrize(
    "text",
    [
        "water",
        "2H2O",
        "H2O2O_",
        "C0",
        "Xx",
        "()",
        "(",
        "C(",
        "Fe(III)",
        "H^",
        "C" * 2_000,
        "(" * 100 + "C" + ")" * 100,
        "C99999999",
        "H2O + CO2",
        "\\frac{1}{2}",
        "C₆H₁₂O₆ and more",
    ],
)
def test_what_is_no_formula_is_not_guessed(text: str) -> None:
    assert readings(text) == ()


@pytest.mark.parametrize(
    ("text", "hill"),
    [
        ("Fe3+", "Fe^3+"),
        ("Fe+3", "Fe^3+"),
        ("Fe+++", "Fe^3+"),
        ("NO3-", "NO3^-"),
        ("PO43-", "O4P^3-"),
        ("Hg22+", "Hg2^2+"),
        ("D2O", "[2H]2O"),
        ("^{13}CO2", "[13C]O2"),
        ("H2O(l)", "H2O"),
        ("\\mathrm{Al_2(SO_4)_3}", "Al2O12S3"),
        ("K4[Fe(CN)6]", "C6FeK4N6"),
    ],
)
def test_usual_spellings(text: str, hill: str) -> None:
    found = read_formula(text)
    assert found is not None
    assert found.hill == hill


@pytest.mark.parametrize(
    ("said", "accepted"),
    [
        (f"{ALANINE}\n\nThis is the S isomer, drawn with an amino group.", True),
        (f"```\n{ALANINE}\n```\nThe centre is marked with one @.", True),
        (f"{ALANINE}\n\nThis is not L-alanine.", False),
        (f"{ALANINE}\n\nAlternatively, it could be CCO, which is an alcohol.", False),
        (f"{ALANINE}\n\nWait, that is wrong.", False),
        (f"My first guess: {ALANINE}\n\nI do know better now.", False),
        ("CCO\n\nThis is L-alanine.", False),
    ],
)
def test_an_answer_that_comes_first_and_is_then_explained(said: str, accepted: bool) -> None:
    assert judge("science.molecule", said, ALANINE).accepted is accepted


def test_of_a_chain_of_equal_signs_the_last_formula_counts() -> None:
    prompt = "What is the molecular formula?"
    assert judge(
        "science.molecule", "The molecular formula is 6 × CH₂O = C₆H₁₂O₆", "C6H12O6", prompt
    ).accepted
    assert not judge(
        "science.molecule", "The molecular formula is C₆H₁₂O₆ = CH₂O", "C6H12O6", prompt
    ).accepted
    assert not judge("science.molecule", "C6H12O6 or CH2O", "C6H12O6", prompt).accepted


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("CCO.CC(O)=O>>O.CCOC(C)=O", "ok"),
        ("Reaction SMILES: `CC(=O)O.OCC>[H+]>CC(=O)OCC.O`", "ok"),
        ("\\boxed{CC(=O)O.OCC>>CC(=O)OCC.O}", "ok"),
        ("CC(=O)O.OCC>>CC(=O)OCC", "unbalanced_reaction"),
        ("CC(=O)OCC.O>>CC(=O)O.OCC", "swapped_sides"),
        ("CC(=O)O.OCC>>COC(=O)CC.O", "other_products"),
        ("CC(=O)O.COC>>CC(=O)OCC.O", "other_reactants"),
        ("CC(=O)O.OCC>>CC(=O)OCC.O or CC(=O)O.OCC>>CC(=O)OCC", "several_answers"),
        ("CC(=O)O.OCC>>CC(=O)OC(C.O", "invalid_smiles"),
        ("They form an ester.", "no_reaction"),
    ],
)
def test_reactions(said: str, reason: str) -> None:
    verdict = judge("science.molecule", said, '{"reaction": "CC(=O)O.OCC>>CC(=O)OCC.O"}')
    assert verdict.accepted is (reason == "ok")
    assert verdict.reason == reason


@pytest.mark.parametrize(
    "said",
    ["{} + HCl", "{} and water", "2 {}", "3 × {}", "It contains {} as a part.", "Is it {}?", "{} |&1:1|", "a mixture of {} and CCO"],
)  # fmt: skip
def test_a_molecule_that_does_not_stand_alone_is_not_the_answer(said: str) -> None:
    assert not judge("science.molecule", said.format(f"`{ALANINE}`"), ALANINE).accepted
    assert not judge("science.molecule", said.format(ALANINE), ALANINE).accepted


@pytest.mark.parametrize(
    "said", ["| L-alanine | {} |", "1. {}", "The answer is {}, which has one centre.", "(a) {}"]
)
def test_but_it_may_stand_in_a_table_or_a_list(said: str) -> None:
    assert judge("science.molecule", said.format(ALANINE), ALANINE).accepted
