"""The chemistry generators against published worked examples and other libraries.

*Chemistry 2e* is the textbook of OpenStax (P. Flowers, K. Theopold, R. Langley, W. R. Robinson); the section is named.
"""

from __future__ import annotations

import random
import re

import pytest

import assay
from assay.testing import judge
from assay_science.generators.chemistry import (
    balancing,
    composition,
    functional_groups,
    identifiers,
    isotopes,
    nuclear,
    oxidation,
    redox,
)
from assay_science.generators.chemistry import structure_counts as structures
from assay_science.generators.chemistry import unsaturation as unsaturated
from assay_science.generators.chemistry._counting import atoms, total
from assay_science.generators.chemistry._structures import heavy_atoms, molecule
from assay_science.generators.chemistry._tables import compounds, decays, reaction
from assay_science.generators.chemistry._writing import equation, formula

MINE = {
    "balance_equation": "science.equation",
    "redox_equation": "science.equation",
    "nuclear_decay": "science.equation",
    "nuclear_reaction": "science.equation",
    "smiles_to_formula": "science.molecule",
    "name_to_smiles": "science.molecule",
    "formula_from_composition": "science.molecule",
    "combustion_analysis": "science.molecule",
}


GENERATORS = {
    "balance_equation": balancing.balance_equation,
    "redox_equation": redox.redox_equation,
    "nuclear_decay": nuclear.nuclear_decay,
    "nuclear_reaction": nuclear.nuclear_reaction,
    "smiles_to_formula": identifiers.smiles_to_formula,
    "name_to_smiles": identifiers.name_to_smiles,
    "formula_from_composition": composition.formula_from_composition,
    "combustion_analysis": composition.combustion_analysis,
}


def _drafts(name: str, rows: int = 12) -> list[assay.Draft]:
    generator = GENERATORS[name]
    low, high = generator.difficulties
    return [
        generator.make(random.Random(f"{name} {level} {n}"), level)
        for level in range(low, high + 1)
        for n in range(rows)
    ]


@pytest.mark.parametrize("name", MINE)
def test_rows_are_accepted_and_those_of_others_are_not(name: str) -> None:
    drafts = _drafts(name)
    for draft, other in zip(drafts, [*drafts[1:], drafts[0]], strict=True):
        assert judge(MINE[name], draft.response, draft.reference, draft.prompt).accepted, draft
        if not _same(draft, other):
            assert not judge(MINE[name], other.response, draft.reference, draft.prompt).accepted, (
                draft,
                other,
            )


def _same(draft: assay.Draft, other: assay.Draft) -> bool:
    """Whether two rows have one answer: the same species in another order, or formulas of one compound."""
    if draft.reference == other.reference:
        return True
    if "->" in draft.reference:
        sides = [sorted(re.findall(r"[^\s+>]+", each.reference)) for each in (draft, other)]
        return sides[0] == sides[1]
    answers = [assay.Sample(assay.Task("", each.reference), "").expected for each in (draft, other)]
    if '"formula"' not in draft.reference:
        return answers[0] == answers[1]
    return composition._lowest(atoms(answers[0]))[0] == composition._lowest(atoms(answers[1]))[0]


# --- equations --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fuel", "coefficients"),
    [
        ("CH4", (1, 2, 1, 2)),  # Chemistry 2e, 4.1
        ("C2H6", (2, 7, 4, 6)),  # 4.1
        ("C3H8", (1, 5, 3, 4)),  # 4.3
        ("C8H18", (2, 25, 16, 18)),  # 4.3
        ("C4H10", (2, 13, 8, 10)),  # 4.1
        ("C2H5OH", (1, 3, 2, 3)),  # 5.3
    ],
)
def test_combustions_of_the_textbook(fuel: str, coefficients: tuple[int, ...]) -> None:
    found = balancing._combustion(fuel)
    assert tuple(n for n, _ in (*found.left, *found.right)) == coefficients
    assert total(found.left) == total(found.right)


def test_the_working_of_a_balance_leads_to_its_coefficients() -> None:
    steps, numbers = balancing._solved(["KMnO4", "HCl"], ["KCl", "MnCl2", "H2O", "Cl2"])
    assert numbers == (2, 16, 2, 2, 8, 5)
    assert "O: 4a = e" in steps


@pytest.mark.parametrize(
    ("oxidant", "reductant", "wanted"),
    [
        # Chemistry 2e, 4.2: iron(II) and dichromate in acid; 17.1: permanganate and iron(II)
        ("Cr2O7^2-", "Fe^2+", "Cr2O7^2- + 6 Fe^2+ + 14 H^+ -> 2 Cr^3+ + 6 Fe^3+ + 7 H2O"),
        ("MnO4^-", "Fe^2+", "MnO4^- + 5 Fe^2+ + 8 H^+ -> Mn^2+ + 5 Fe^3+ + 4 H2O"),
    ],
)
def test_redox_reactions_of_the_textbook(oxidant: str, reductant: str, wanted: str) -> None:
    pairs = [
        (level, n)
        for level, pairs in redox._reactions().items()
        for n, (strong, weak, medium) in enumerate(pairs)
        if medium == "acid" and redox._shown(strong)[0] == oxidant and redox._shown(weak)[1] == reductant
    ]
    assert pairs
    level, n = pairs[0]

    class Choosing(random.Random):
        def choice(self, seq):  # type: ignore[no-untyped-def]
            return redox._reactions()[level][n] if seq is redox._reactions()[level] else super().choice(seq)

    draft = redox.redox_equation.make(Choosing(1), level)
    assert judge("science.equation", draft.response, wanted).accepted


def test_a_reaction_of_half_reactions_can_be_balanced_in_one_way() -> None:
    from assay_science.equations import balance, reading

    for level in range(1, 6):
        for n in range(60):
            draft = redox.redox_equation.make(random.Random(f"{level} {n}"), level)
            read = reading.read_equation(draft.reference, reading.read_term)
            assert read is not None
            assert balance.balance([t.readings[0] for t in read.left], [t.readings[0] for t in read.right])


def test_decays_are_those_of_the_nuclear_data() -> None:
    told = {each.parent: (each.mode, each.daughter) for each in decays()}
    # Chemistry 2e, 21.3: the uranium series, carbon dating, strontium-90
    assert told["U-238"] == ("alpha", "Th-234")
    assert told["Th-234"] == ("beta-", "Pa-234")
    assert told["Ra-226"] == ("alpha", "Rn-222")
    assert told["C-14"] == ("beta-", "N-14")
    assert told["Sr-90"] == ("beta-", "Y-90")
    assert told["F-18"] == ("beta+", "O-18")
    assert told["Be-7"] == ("EC", "Li-7")
    assert "K-40" not in told  # it decays in two ways


# --- oxidation states -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", range(1, 6))
def test_oxidation_states_of_the_tables_follow_from_the_rules(level: int) -> None:
    for species, element, state in oxidation._species(level):
        assert -4 <= state <= 8
        assert element in atoms(species)
    for n in range(150):
        oxidation.oxidation_state.make(random.Random(n), level)  # two routes, or an error


def test_salts_are_written_as_chemists_write_them() -> None:
    assert oxidation._salt("Ca", 2, "ClO^-") == "Ca(ClO)2"
    assert oxidation._salt("K", 1, "Cr2O7^2-") == "K2Cr2O7"
    assert oxidation._salt("Ca", 2, "PO4^3-") == "Ca3(PO4)2"
    assert oxidation._salt("K", 1, "[Fe(CN)6]^4-") == "K4[Fe(CN)6]"


# --- composition ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("masses", "wanted"),
    [
        ({"C": "1.71", "H": "0.287"}, "CH2"),  # Chemistry 2e, 6.2
        ({"Cl": "5.31", "O": "8.40"}, "Cl2O7"),  # 6.2
        ({"C": "74.02", "H": "8.710", "N": "17.27"}, "C5H7N"),  # 6.2, nicotine
        ({"C": "40.92", "H": "4.58", "O": "54.50"}, "C3H4O3"),  # ascorbic acid, computed by Molmass below
    ],
)
def test_empirical_formulas_of_the_textbook(masses: dict[str, str], wanted: str) -> None:
    _, found = composition._from_masses(masses)
    assert found == atoms(wanted)


def test_a_molecular_formula_of_the_textbook() -> None:
    # Chemistry 2e, 6.2: 40.57 g of nicotine are 0.2500 mol
    _, found = composition._to_molecular(
        [], {"C": 5, "H": 7, "N": 1}, round(40.57 / 0.25 / 81.12), 40.57 / 0.25
    )
    assert found == "C10H14N2"


@pytest.mark.parametrize("level", range(1, 6))
def test_shares_add_up_to_a_formula_that_molmass_has_the_same_shares_for(level: int) -> None:
    from molmass import Formula

    for n in range(25):
        draft = composition.formula_from_composition.make(random.Random(f"{level} {n}"), level)
        shares = re.findall(r"([\d.]+)% (\w+)", draft.prompt)
        if not shares:
            continue
        answer = assay.Sample(assay.Task("", draft.reference), "").expected
        composed = {item.symbol: 100 * item.fraction for item in Formula(answer).composition().values()}
        for share, name in shares:
            from periodictable import elements

            assert abs(composed[elements.name(name).symbol] - float(share)) < 0.02


# --- isotopes ---------------------------------------------------------------------------------------------------------


def test_isotopes_are_those_of_molmass() -> None:
    from molmass import ELEMENTS

    for symbol in ("B", "Cl", "Br", "Cu", "Mg", "Si", "Ge"):
        other = {
            n: (each.mass, 100 * each.abundance)
            for n, each in ELEMENTS[symbol].isotopes.items()
            if each.abundance
        }
        for number, mass, share in isotopes._isotopes(symbol):
            assert abs(mass - other[number][0]) < 1e-3
            assert abs(share - other[number][1]) < 0.5, symbol


def test_the_average_of_the_textbook() -> None:
    # Chemistry 2e, 2.3: boron is 19.9 % of 10.0129 u and 80.1 % of 11.0093 u, on average 10.81 u
    assert round(sum(mass * share for _, mass, share in isotopes._isotopes("B")) / 100, 2) == 10.81


@pytest.mark.parametrize(
    ("formula_", "heavy"), [("CH2Cl2", 2), ("CHCl3", 2), ("CBr4", 2), ("CH2BrCl", 2), ("C6H4Br2", 4)]
)
def test_isotope_peaks_by_molmass(formula_: str, heavy: int) -> None:
    from molmass import ELEMENTS, Formula

    # only the halogens: their own spectrum
    halogens = "".join(f"{symbol}{n}" for symbol, n in atoms(formula_).items() if symbol in ("Cl", "Br"))
    peaks = [
        each.fraction for each in Formula(halogens).spectrum(min_fraction=0).values() if each.fraction > 1e-6
    ]
    shares = [
        [each.abundance * 100 for _, each in sorted(ELEMENTS[symbol].isotopes.items()) if each.abundance]
        for symbol, n in atoms(halogens).items()
        for _ in range(n)
    ]
    pattern = isotopes._pattern(shares)
    assert pattern[heavy // 2] / pattern[0] == pytest.approx(peaks[heavy // 2] / peaks[0], rel=1e-6)


# --- structures -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("aspirin", {"ester group": 1, "carboxylic acid group": 1, "benzene ring": 1, "ketone group": 0, "ether linkage": 0}),
        ("paracetamol", {"amide group": 1, "phenolic hydroxyl group": 1, "benzene ring": 1, "ketone group": 0}),
        ("citric acid", {"carboxylic acid group": 3, "alcoholic hydroxyl group": 1}),
        ("vanillin", {"aldehyde group": 1, "phenolic hydroxyl group": 1, "ether linkage": 1}),
        ("capsaicin", {"amide group": 1, "ether linkage": 1, "phenolic hydroxyl group": 1, "carbon–carbon double bond outside aromatic rings": 1}),
        ("2,4,6-trinitrotoluene", {"nitro group": 3, "benzene ring": 1}),
        ("triacetin", {"ester group": 3, "ether linkage": 0}),
        ("diethyl malonate", {"ester group": 2}),
        ("acetylacetone", {"ketone group": 2}),
    ],
)  # fmt: skip
def test_functional_groups_of_known_compounds(name: str, counts: dict[str, int]) -> None:
    (compound,) = [each for each in compounds() if each.name == name]
    for group, number in counts.items():
        assert functional_groups._count(compound.smiles, group) == (number, number), group


def test_unsaturation_from_the_formula_is_that_of_the_structure() -> None:
    for level in range(1, 6):
        for n in range(60):
            unsaturated.degrees_of_unsaturation.make(random.Random(f"{level} {n}"), level)
    assert unsaturated._rings_and_pi_bonds("c1ccccc1") == 4
    assert unsaturated._rings_and_pi_bonds("CC#N") == 2
    assert unsaturated._rings_and_pi_bonds("C1CC1") == 1


@pytest.mark.parametrize(
    ("smiles", "signals"),
    [
        ("c1ccccc1", 1),
        ("Cc1ccccc1", 5),
        ("Cc1ccc(C)cc1", 3),
        ("Cc1ccccc1C", 4),
        ("Cc1cccc(C)c1", 5),
        ("CC(C)CC(C)(C)C", 5),
        ("c1ccc2ccccc2c1", 3),
        ("c1ccc2c(c1)ccc1ccccc12", 7),
        ("CC(=O)Oc1ccccc1C(=O)O", 9),
    ],
)
def test_carbon_signals_that_every_textbook_has(smiles: str, signals: int) -> None:
    mol = molecule(smiles)
    assert len(structures._classes(mol)) == len(structures._orbits(mol)) == signals


@pytest.mark.parametrize(
    ("smiles", "counts"),
    [
        ("C=CC#N", {"π bonds": 3, "σ bonds (those to hydrogen included)": 6, "rings": 0}),
        (
            "c1ccccc1",
            {"π bonds": 3, "σ bonds (those to hydrogen included)": 12, "rings": 1, "sp³ carbon atoms": 0},
        ),
        ("C[C@H](N)C(=O)O", {"stereocentres": 1, "sp³ carbon atoms": 2, "π bonds": 1}),
        ("O[C@@H](CS)[C@@H](O)CS", {"stereocentres": 2}),
        ("C[C@]12CC[C@H]3[C@@H](CCC4=CC(=O)CC[C@@]43C)[C@@H]1CC[C@@H]2O", {"stereocentres": 6, "rings": 4}),
    ],
)
def test_counts_in_structures(smiles: str, counts: dict[str, int]) -> None:
    for kind, number in counts.items():
        first, second, _ = structures._KINDS[kind]
        assert first(molecule(smiles)) == second(molecule(smiles)) == number, kind


def test_atoms_counted_in_the_text_are_those_of_the_structure() -> None:
    for compound in compounds():
        assert heavy_atoms(compound.smiles) == molecule(compound.smiles).GetNumAtoms()


def test_equations_in_each_style() -> None:
    told = reaction("MnO4^- + 8H^+ + 5e^- -> Mn^2+ + 4H2O")
    written = {
        style: equation(told.left, told.right, style) for style in ("unicode", "latex", "mhchem", "plain")
    }
    assert written["unicode"] == "MnO₄⁻ + 8 H⁺ + 5 e⁻ → Mn²⁺ + 4 H₂O"
    assert written["mhchem"] == r"$\ce{MnO4^- + 8 H^+ + 5 e^- -> Mn^2+ + 4 H2O}$"
    assert formula("CuSO4·5H2O", "latex") == r"\mathrm{CuSO_4\cdot 5H_2O}"
    for said in written.values():
        assert judge("science.equation", said, "MnO4^- + H^+ + e^- -> Mn^2+ + H2O").accepted
