"""``science.equation``: the same equation in other clothes, and equations that are off by one thing."""

from __future__ import annotations

import csv
import random
import time
from importlib.resources import files
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assay.testing import disprove, judge
from assay_science.equations import balance, nuclear, reading
from assay_science.formulas import Formula

CHLORINE = "KMnO4 + HCl -> KCl + MnCl2 + H2O + Cl2"
RIGHT = "2 KMnO4 + 16 HCl -> 2 KCl + 2 MnCl2 + 8 H2O + 5 Cl2"
IRON = "MnO4^- + Fe^2+ + H^+ -> Mn^2+ + Fe^3+ + H2O"


@pytest.mark.parametrize(
    "said",
    [
        RIGHT,
        f"The balanced equation is {RIGHT}.",
        f"**{RIGHT}**",
        f"```\n{RIGHT}\n```",
        f"`{RIGHT}`",
        f"<answer>{RIGHT}</answer>",
        rf"\boxed{{\ce{{{RIGHT}}}}}",
        f"$$\n\\ce{{{RIGHT}}}\n$$",
        f"The answer is:\n\n\\[\n\\ce{{{RIGHT}}}\n\\]\n\nLet me know if you have questions.",
        RIGHT.replace("->", "→"),
        RIGHT.replace("->", "⟶"),
        RIGHT.replace("->", "⇌"),
        RIGHT.replace("->", "="),
        RIGHT.replace(" ", "").replace("->", "→"),
        RIGHT.replace("KMnO4", "KMnO₄").replace("H2O", "H₂O").replace("Cl2", "Cl₂"),
        r"$2\text{KMnO}_4 + 16\text{HCl} \rightarrow 2\text{KCl} + 2\text{MnCl}_2 + 8\text{H}_2\text{O} + 5\text{Cl}_2$",
        r"\(2\,\mathrm{KMnO_4(s)} + 16\,\mathrm{HCl(aq)} \xrightarrow{\Delta} 2\,\mathrm{KCl} + 2\,\mathrm{MnCl_2} + 8\,\mathrm{H_2O} + 5\,\mathrm{Cl_2}\uparrow\)",
        "2KMnO<sub>4</sub> + 16HCl → 2KCl + 2MnCl<sub>2</sub> + 8H<sub>2</sub>O + 5Cl<sub>2</sub>",
        f"First try: KMnO4 + 8 HCl -> KCl + MnCl2 + 4 H2O + Cl2. That is off in Cl.\n\n{RIGHT}",
    ],
)
def test_the_equation_counts_however_it_is_written(said: str) -> None:
    assert judge("science.equation", said, CHLORINE).accepted


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (RIGHT.replace("16", "15"), "unbalanced"),
        (RIGHT.replace("2 MnCl2", "2 MnCl3"), "unbalanced"),
        ("4 KMnO4 + 32 HCl -> 4 KCl + 4 MnCl2 + 16 H2O + 10 Cl2", "not_lowest"),
        ("KMnO4 + 8 HCl -> KCl + MnCl2 + 4 H2O + 2.5 Cl2", "fractions"),
        (r"$\mathrm{KMnO_4} + 8\mathrm{HCl} \to \mathrm{KCl} + \mathrm{MnCl_2} + 4\mathrm{H_2O} + \frac{5}{2}\mathrm{Cl_2}$", "fractions"),
        ("2 KCl + 2 MnCl2 + 8 H2O + 5 Cl2 -> 2 KMnO4 + 16 HCl", "swapped_sides"),
        (RIGHT.replace("->", "<-"), "swapped_sides"),
        (f"{RIGHT} + 2 Na", "unbalanced"),
        ("2 KMnO4 + 16 HCl + O2 -> 2 KCl + 2 MnCl2 + 8 H2O + 5 Cl2 + O2", "extra_species"),
        ("2 MnO4^- + 10 Cl^- + 16 H^+ -> 2 Mn^2+ + 5 Cl2 + 8 H2O", "extra_species"),
        (f"{RIGHT} or {RIGHT.replace('16', '15')}", "several_answers"),
        (f"It is not {RIGHT}.", "rejected_attempt"),
        ("permanganate oxidises chloride", "no_value"),
        ("2, 16, 2, 2, 8, 5", "no_value"),
        (f"<think>{RIGHT}</think>", "no_answer"),
        (f"0 NaCl + {RIGHT}", "zero_coefficient"),
    ],
)  # fmt: skip
def test_what_is_off_by_one_thing_is_refused_and_says_why(said: str, reason: str) -> None:
    verdict = judge("science.equation", said, CHLORINE)
    assert not verdict.accepted
    assert verdict.reason == reason


@pytest.mark.parametrize(
    ("said", "accepted"),
    [
        ("MnO4- + 5Fe2+ + 8H+ -> Mn2+ + 5Fe3+ + 4H2O", True),
        ("MnO4-+5Fe2++8H+->Mn2++5Fe3++4H2O", True),
        ("MnO4^{-} + 5 Fe^{+2} + 8 H^{+} = Mn^{+2} + 5 Fe^{+3} + 4 H2O", True),
        ("MnO₄⁻ + 5 Fe²⁺ + 8 H⁺ → Mn²⁺ + 5 Fe³⁺ + 4 H₂O", True),
        ("MnO4-(aq) + 5 Fe+2(aq) + 8 H+(aq) -> Mn+2(aq) + 5 Fe+3(aq) + 4 H2O(l)", True),
        ("MnO4^- + 5 Fe^2+ + 8 H^+ -> Mn^2+ + 5 Fe^2+ + 4 H2O", False),
        ("MnO4^- + Fe^2+ + 8 H^+ -> Mn^2+ + Fe^3+ + 4 H2O", False),
        ("MnO4 + 5 Fe^2+ + 8 H^+ -> Mn^2+ + 5 Fe^3+ + 4 H2O", False),
        ("MnO4^- + 5 Fe + 8 H -> Mn + 5 Fe + 4 H2O", False),
    ],
)
def test_charges(said: str, accepted: bool) -> None:
    assert judge("science.equation", said, IRON).accepted is accepted


@pytest.mark.parametrize(
    ("said", "accepted"),
    [
        ("U-235 + n -> Ba-141 + Kr-92 + 3 n", True),
        (r"\ce{^{235}_{92}U + ^1_0n -> ^{141}_{56}Ba + ^{92}_{36}Kr + 3 ^1_0n}", True),
        (r"${}_{92}^{235}\mathrm{U} + {}_0^1 n \to {}_{36}^{92}\mathrm{Kr} + {}_{56}^{141}\mathrm{Ba} + 3\,{}_0^1 n$", True),
        ("²³⁵₉₂U + ¹₀n → ¹⁴¹₅₆Ba + ⁹²₃₆Kr + 3 ¹₀n", True),
        ("235U + n → 141Ba + 92Kr + 3n", True),
        ("U-235 + n -> Ba-141 + Kr-92 + 2 n", False),
        ("U-235 + n -> Ba-140 + Kr-93 + 3 n", False),
        ("Ba-141 + Kr-92 + 3 n -> U-235 + n", False),
        (r"^{235}_{91}U + ^1_0n -> ^{141}_{56}Ba + ^{92}_{36}Kr + 3 ^1_0n", False),
        ("U-235 -> Ba-141 + Kr-92 + 2 n", False),
    ],
)  # fmt: skip
def test_nuclei(said: str, accepted: bool) -> None:
    reference = r"^{235}_{92}U + ^1_0n -> ^{141}_{56}Ba + ^{92}_{36}Kr + 3 ^1_0n"
    assert judge("science.equation", said, reference).accepted is accepted


@pytest.mark.parametrize(
    ("reference", "said", "accepted"),
    [
        ("C-14 -> N-14 + e-", r"^{14}_6C → ^{14}_7N + ^0_{-1}β + \bar{\nu}_e", True),
        ("C-14 -> N-14 + e-", "C-14 → N-14 + β⁻ + ν", False),
        ("C-14 -> N-14 + e-", "C-14 → N-14 + β⁺", False),
        ("Na-22 -> Ne-22 + e+", "²²₁₁Na → ²²₁₀Ne + ⁰₊₁e + ν", True),
        ("Be-7 + e- -> Li-7", "⁷₄Be + ⁰₋₁e → ⁷₃Li", True),
        ("Be-7 + e- -> Li-7", "⁷₄Be → ⁷₃Li + ⁰₊₁e", False),
        ("Ra-226 -> Rn-222 + He-4", "²²⁶₈₈Ra → ²²²₈₆Rn + α", True),
    ],
)
def test_decays(reference: str, said: str, accepted: bool) -> None:
    assert judge("science.equation", said, reference).accepted is accepted


@pytest.mark.parametrize(
    "reference",
    ["C + O2 -> CO + CO2", "water", "H2 -> O2", "H2O -> H2O", "U-235 -> Th-231 + n", "H2 + O2", '{"equation": {"text": 5}}', "KMnO4 + H2O2 + H2SO4 -> K2SO4 + MnSO4 + H2O + O2"],
)  # fmt: skip
def test_an_equation_that_is_none_or_has_no_unique_balance_is_no_reference(reference: str) -> None:
    assert judge("science.equation", "2H2 + O2 -> 2H2O", reference).reason == "unreadable_reference"


@pytest.mark.parametrize(
    ("said", "proved"),
    [
        (RIGHT.replace("16", "15"), True),
        ("4 KMnO4 + 32 HCl -> 4 KCl + 4 MnCl2 + 16 H2O + 10 Cl2", False),
        ("no idea", False),
    ],
)
def test_only_what_does_not_balance_may_be_the_wrong_half_of_a_pair(said: str, proved: bool) -> None:
    assert (disprove(["science.equation"], said, CHLORINE).status == "rejected") is proved


@pytest.mark.parametrize(
    "said",
    ["H2 + " * 20_000 + "O2 -> H2O", "-> " * 20_000, "2H2 + O2 -> 2H2O " * 3_000, "(" * 5_000 + "H2 -> H", "{" * 9_000 + "->" + "}" * 9_000, "A+" * 9_000 + "=B", "H^{+}" * 5_000 + " = H"],
)  # fmt: skip
def test_hostile_equations_cost_little(said: str) -> None:
    started = time.process_time()
    for reference in ("H2 + O2 -> H2O", "C-14 -> N-14 + e-"):
        judge("science.equation", said, reference)
        judge("science.equation", f"\\boxed{{{said}}}", reference)
    assert time.process_time() - started < 20


def _table(name: str) -> list[dict[str, str]]:
    text = files("assay_science").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def _sympy_coefficients(left: list[str], right: list[str]) -> list[int]:
    """Balanced by SymPy, atoms counted by Molmass."""
    import sympy

    from assay_science.generators.chemistry._counting import atoms

    rows = sorted({symbol for each in (*left, *right) for symbol in atoms(each)})
    matrix = sympy.Matrix(
        [
            [atoms(each).get(row, 0) * sign for sign, side in ((1, left), (-1, right)) for each in side]
            for row in rows
        ]
    )
    (vector,) = matrix.nullspace()
    vector = vector * sympy.ilcm(*(value.q for value in vector))
    return [int(value / sympy.igcd(*vector)) for value in vector]


@pytest.mark.parametrize(
    "row",
    [*_table("reactions.tsv"), *({"equation": each["reaction"]} for each in _table("half_reactions.tsv"))],
    ids=lambda row: row["equation"],
)
def test_each_reaction_of_the_tables_is_balanced_in_one_way_by_another_library(row: dict[str, str]) -> None:
    from assay_science.generators.chemistry._tables import reaction

    told = reaction(row["equation"])
    numbers = _sympy_coefficients([each for _, each in told.left], [each for _, each in told.right])
    assert [abs(n) for n in numbers] == [n for n, _ in (*told.left, *told.right)]
    read = reading.read_equation(row["equation"], reading.read_term)
    assert read is not None
    found = balance.balance([t.readings[0] for t in read.left], [t.readings[0] for t in read.right])
    assert list(found or ()) == [abs(n) for n in numbers]


def test_decays_and_nuclear_reactions_conserve_mass_and_charge_numbers() -> None:
    for row in _table("nuclear_reactions.tsv"):
        read = reading.read_equation(row["equation"], nuclear.read_term)
        assert read is not None
        assert nuclear.totals(read.left) == nuclear.totals(read.right)
    shifts = {"alpha": (4, 2), "beta-": (0, -1), "beta+": (0, 1), "EC": (0, 1)}
    for row in _table("decays.tsv"):
        parent, daughter = (nuclear.read_term(row[key]) for key in ("parent", "daughter"))
        assert parent is not None
        assert daughter is not None
        mass, charge = shifts[row["mode"]]
        assert parent.particle.mass - daughter.particle.mass == mass
        assert parent.particle.charge - daughter.particle.charge == charge, row


@given(st.integers(0, 10**6))
@settings(max_examples=60, deadline=None)
def test_any_order_of_species_is_right_and_any_other_coefficient_wrong(seed: int) -> None:
    rng = random.Random(seed)
    row = rng.choice(_table("reactions.tsv"))["equation"]
    left, right = (side.split(" + ") for side in row.split(" -> "))
    rng.shuffle(left)
    rng.shuffle(right)
    said = f"{' + '.join(left)} -> {' + '.join(right)}"
    assert judge("science.equation", said, row).accepted
    at = rng.randrange(len(left))
    number = left[at].rstrip().removesuffix(left[at].lstrip("0123456789"))
    left[at] = str(int(number or 1) + rng.choice((1, 2, 3))) + left[at].lstrip("0123456789")
    assert not judge("science.equation", f"{' + '.join(left)} -> {' + '.join(right)}", row).accepted


def test_balancing_is_exact_for_large_coefficients() -> None:
    # many species, and coefficients of four digits; what they must conserve is counted below
    equation = "[Cr(N2H4CO)6]4[Cr(CN)6]3 + KMnO4 + H2SO4 -> K2Cr2O7 + MnSO4 + CO2 + KNO3 + K2SO4 + H2O"
    read = reading.read_equation(equation, reading.read_term)
    assert read is not None
    found = balance.balance([t.readings[0] for t in read.left], [t.readings[0] for t in read.right])
    assert found == (10, 1176, 1399, 35, 1176, 420, 660, 223, 1879)
    sides = [
        [(n, t.readings[0]) for n, t in zip(numbers, terms, strict=True)]
        for numbers, terms in ((found[:3], read.left), (found[3:], read.right))
    ]
    assert balance.unbalanced(*sides) == []


def test_nothing_is_balanced_that_has_no_one_way() -> None:
    carbon, oxygen = Formula((("C", 1),)), Formula((("O", 2),))
    carbonic, monoxide = Formula((("C", 1), ("O", 2))), Formula((("C", 1), ("O", 1)))
    assert balance.balance([carbon, oxygen], [carbonic]) == (1, 1, 1)
    assert balance.balance([carbon, oxygen], [carbonic, monoxide]) is None
    assert balance.balance([carbon], [oxygen]) is None
    for order in permutations([carbonic, carbon]):
        assert balance.balance(order, [monoxide]) == (1, 1, 2)


@pytest.mark.parametrize(
    ("said", "accepted"),
    [
        (f"The balanced chemical equation is:\n\n**{RIGHT}**\n\n**Check:**\n- K: 2 = 2\n- Cl: 16 = 16", True),
        (f"Unbalanced: KMnO4 + HCl -> KCl + MnCl2 + H2O + Cl2. Balanced: {RIGHT}.", True),
        (f"{RIGHT}\n\nThere are 16 chlorine atoms on each side.", True),
        (f"{RIGHT}\n\nThis is not balanced.", False),
        (f"The unbalanced equation is {RIGHT}", True),  # whatever it is called, it is what is asked for
        (f"The balanced equation is {RIGHT}\n\nCorrection: the balanced equation is {RIGHT.replace('16', '14')}", False),
        (f"A student wrote:\n{RIGHT}\nThe balanced equation is:\n2 KMnO4 + 8 HCl -> 2 KCl + 2 MnCl2 + 4 H2O + 2 Cl2", False),
    ],
)  # fmt: skip
def test_equations_that_are_announced_or_come_first(said: str, accepted: bool) -> None:
    assert judge("science.equation", said, CHLORINE).accepted is accepted


@pytest.mark.parametrize(
    ("said", "accepted"),
    [
        ("H2O(s) -> H2O(l)", True),
        (r"$\mathrm{H_2O}_{(s)} \rightarrow \mathrm{H_2O}_{(l)}$", True),
        ("H2O(l) -> H2O(s)", False),
        ("H2O -> H2O", False),
        ("2 H2O(s) -> 2 H2O(l)", False),
    ],
)
def test_where_only_the_state_changes_states_count(said: str, accepted: bool) -> None:
    assert judge("science.equation", said, "H2O(s) -> H2O(l)").accepted is accepted


@pytest.mark.parametrize(
    "said",
    ["2H2 + O2 -> 2H2O -> ice", "Is 2H2 + O2 -> 2H2O right?", "2H2 O2 -> 2H2O", "hydrogen + O2 -> 2H2O", "2H2 + O2 -/-> 2H2O", "2H2 + O2 ≠ 2H2O", "2H2 + O2 -> 2H2O or 2H2 + Xy -> H2O"],
)  # fmt: skip
def test_half_of_an_equation_or_a_chain_is_none(said: str) -> None:
    verdict = judge("science.equation", said, "H2 + O2 -> H2O")
    assert not verdict.accepted
    assert disprove(["science.equation"], said, "H2 + O2 -> H2O").status != "rejected"
