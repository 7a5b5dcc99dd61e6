"""Amplification by PCR, and its quantitation."""

from __future__ import annotations

import random
from math import log

from assay import Draft, generator
from assay_science.working import VERIFIERS, Working, rounded

_GENES = ("*IL6*", "*TNF*", "*MYC*", "*VEGFA*", "*HSPA1A*", "*CDKN1A*", "*FOS*")
_REFERENCES = ("*GAPDH*", "*ACTB*", "*HPRT1*", "*B2M*")
_TREATMENTS = (
    "treated with dexamethasone",
    "exposed to heat shock",
    "grown without serum",
    "treated with LPS",
    "kept at low oxygen",
)


@generator("science.pcr", verifiers=VERIFIERS, min_step_coverage=1.0)
def pcr(rng: random.Random, difficulty: int) -> Draft:
    """Copies after cycles of PCR, efficiencies, and relative expression by quantitative PCR.

    1: doubling in each cycle. 2: with an efficiency. 3: the efficiency from a standard curve, or the cycles needed. 4: ΔΔCt.
    5: copies from a mass of DNA, or a ratio with two efficiencies.
    """
    work = Working()
    if difficulty <= 2:
        return _copies(rng, work, difficulty)
    if difficulty == 3:
        return rng.choice((_slope, _cycles))(rng, work)
    if difficulty == 4:
        return _delta_delta(rng, work)
    return rng.choice((_mass, _two_efficiencies))(rng, work)


def _copies(rng: random.Random, work: Working, difficulty: int) -> Draft:
    N0 = work.given("N_0", str(rng.choice((1, 10)) * rng.randint(4, 99)), "", "copies at the start")
    n = work.given("n", str(rng.randint(12, 35)), "", "cycles")
    E = 100.0
    if difficulty == 1:
        work.step("N", "N_0 * 2 ** n", "", "Each cycle doubles the number of copies, so there are")
        asked = rng.choice(
            (
                "A PCR starts with {N_0} copies of a DNA fragment, which double in each cycle. How many copies are there after {n} "
                "cycles?",
                "How many double-stranded copies does a PCR with perfect efficiency make of {N_0} template molecules in {n} cycles?",
                "{N_0} molecules of template are amplified for {n} cycles. Assuming that every cycle doubles them, calculate the number of "
                "molecules at the end.",
            )
        )
    else:
        E = work.given("E", str(rng.randint(78, 99)), "%", "efficiency")
        work.step("f", "1 + E", "", "In each cycle, the number of copies is multiplied by")
        work.step("N", "N_0 * f ** n", "", "After all cycles there are")
        asked = rng.choice(
            (
                "A PCR with an efficiency of {E} starts with {N_0} copies of its template. How many copies are there after {n} "
                "cycles?",
                "In each cycle of a PCR, {E} of the molecules are copied. How many molecules do {N_0} become in {n} cycles?",
            )
        )
    copies = N0
    for _ in range(int(n)):
        copies += copies * E / 100
    return work.draft(asked, "The number of copies is", second=copies)


def _slope(rng: random.Random, work: Working) -> Draft:
    from scipy.optimize import brentq

    m = work.given("m", f"-{rng.uniform(3.15, 3.75):.2f}", "", "slope")
    work.step("f", "10 ** (-1 / m)", "", "Each cycle multiplies the template by")
    work.step("E", "f - 1", "%", "The efficiency is")
    second = brentq(lambda e: log(10) / log(1 + e) + m, 0.3, 2.0, xtol=1e-13)
    return work.draft(
        rng.choice(
            (
                "The standard curve of a qPCR assay (Ct against log10 of the copy number) has a slope of {m}. What is the efficiency of the "
                "amplification, in percent?",
                "A dilution series of a plasmid gives a line with slope {m} when Ct is plotted against the decadic logarithm of the copy "
                "number. Calculate the PCR efficiency in percent.",
                "For a primer pair, Ct = a + m · log10(copies) with m = {m}. Find the efficiency of the PCR in percent.",
            )
        ),
        "The efficiency is",
        second=100 * float(second),
    )


def _cycles(rng: random.Random, work: Working) -> Draft:
    N0 = work.given("N_0", str(rng.randint(20, 900)), "", "copies at the start")
    E = work.given("E", str(rng.randint(80, 100)), "%", "efficiency")
    N = work.given(
        "N", rounded(rng.uniform(1, 9) * 10 ** rng.randint(8, 11), 2), "", "copies at the threshold"
    )
    work.step("f", "1 + E", "", "Each cycle multiplies the copies by")
    work.step("n", "ln(N / N_0) / ln(f)", "", "The threshold is reached when $N_0 f^n = N$, so")
    n, copies = 0, N0
    while copies * (1 + E / 100) <= N:
        n, copies = n + 1, copies * (1 + E / 100)
    return work.draft(
        rng.choice(
            (
                "A qPCR starts with {N_0} copies of the target and has an efficiency of {E}. The signal crosses the threshold at {N} copies. At "
                "which cycle, to one decimal place, is this?",
                "With an efficiency of {E}, what is the threshold cycle (to one decimal place) of a sample with {N_0} copies, if the threshold "
                "corresponds to {N} copies?",
            )
        ),
        "The threshold cycle is",
        second=n + log(N / copies, 1 + E / 100),
        tolerance=0.005,
    )


def _ct(rng: random.Random, low: float, high: float) -> str:
    return f"{rng.uniform(low, high):.2f}"


def _delta_delta(rng: random.Random, work: Working) -> Draft:
    gene, reference, treatment = rng.choice(_GENES), rng.choice(_REFERENCES), rng.choice(_TREATMENTS)
    base, shift = rng.uniform(23, 29), rng.uniform(-4.5, 4.5)
    house = rng.uniform(16, 20)
    a = work.given("C_1", f"{base - shift:.2f}", "", "Ct of the gene, treated")
    b = work.given("C_2", f"{house + rng.uniform(-0.4, 0.4):.2f}", "", "Ct of the reference, treated")
    c = work.given("C_3", f"{base:.2f}", "", "Ct of the gene, control")
    d = work.given("C_4", f"{house:.2f}", "", "Ct of the reference, control")
    work.step("D_t", "C_1 - C_2", "", "In the treated cells,", symbol=r"\Delta C_t")
    work.step("D_c", "C_3 - C_4", "", "In the control,", symbol=r"\Delta C_c")
    work.step("DD", "D_t - D_c", "", "The difference of the two is", symbol=r"\Delta\Delta C")
    work.step("R", "2 ** (-DD)", "", "The expression relative to the control is")
    return work.draft(
        rng.choice(
            (
                "In cells {treatment}, the Ct of {gene} is {C_1} and that of {reference} {C_2}. In control cells they are {C_3} and {C_4}. With "
                "{reference} as the reference gene, what is the relative expression of {gene} by the ΔΔCt method?",
                "qPCR gives a Ct of {C_1} for {gene} and of {C_2} for the reference gene {reference} in cells {treatment}; in untreated cells the "
                "Ct is {C_3} for {gene} and {C_4} for {reference}. Calculate the fold change of {gene} by the ΔΔCt method.",
            )
        ),
        "The relative expression is",
        second=(2**-a / 2**-b) / (2**-c / 2**-d),
        texts={"gene": gene, "reference": reference, "treatment": treatment},
    )


def _two_efficiencies(rng: random.Random, work: Working) -> Draft:
    gene, reference, treatment = rng.choice(_GENES), rng.choice(_REFERENCES), rng.choice(_TREATMENTS)
    E1 = work.given("E_1", str(rng.randint(86, 100)), "%", "efficiency for the gene")
    E2 = work.given("E_2", str(rng.randint(86, 100)), "%", "efficiency for the reference")
    base, shift = rng.uniform(23, 29), rng.uniform(-4.5, 4.5)
    house = rng.uniform(16, 20)
    c = work.given("C_1", f"{base:.2f}", "", "Ct of the gene, control")
    a = work.given("C_2", f"{base - shift:.2f}", "", "Ct of the gene, treated")
    d = work.given("C_3", f"{house:.2f}", "", "Ct of the reference, control")
    b = work.given("C_4", f"{house + rng.uniform(-0.4, 0.4):.2f}", "", "Ct of the reference, treated")
    work.step("D_1", "C_1 - C_2", "", f"For {gene}, control minus treated is", symbol=r"\Delta C_1")
    work.step("D_2", "C_3 - C_4", "", f"For {reference} it is", symbol=r"\Delta C_2")
    work.step("F_1", "(1 + E_1) ** D_1", "", f"So {gene} has changed by the factor")
    work.step("F_2", "(1 + E_2) ** D_2", "", f"{reference} seems to have changed by")
    work.step("R", "F_1 / F_2", "", "The expression ratio is")
    f, g = 1 + E1 / 100, 1 + E2 / 100
    return work.draft(
        "A qPCR assay has an efficiency of {E_1} for {gene} and of {E_2} for the reference gene {reference}. "
        + rng.choice(
            (
                "Between control cells and cells {treatment}, the Ct of {gene} goes from {C_1} to {C_2}, and that of {reference} from {C_3} to {C_4}. What is the "
                "expression of {gene} relative to the control, corrected for the efficiencies (Pfaffl's method)?",
                "Ct of {gene}: {C_1} in the control, {C_2} in cells {treatment}. Ct of {reference}: {C_3} in the control, {C_4} in the treated cells. "
                "Calculate the efficiency-corrected expression ratio of {gene} (treated to control).",
            )
        ),
        "The expression ratio is",
        second=(f**-a / f**-c) / (g**-b / g**-d),
        texts={"gene": gene, "reference": reference, "treatment": treatment},
    )


def _mass(rng: random.Random, work: Working) -> Draft:
    from scipy.constants import N_A

    kind, low, high = rng.choice(
        (("plasmid", 2_800, 9_000), ("PCR product", 200, 2_500), ("phage λ DNA", 48_502, 48_502))
    )
    m = work.given("m", rounded(rng.uniform(0.05, 30), 2), "ng", "mass of DNA")
    L = work.given("L", str(rng.randint(low, high)), "", "length in base pairs")
    M = work.given("M_bp", rng.choice(("650", "660")), "g/mol", "molar mass of a base pair")
    work.constant("N_A", "6.022×10²³", "1/mol")
    n = work.given("n", str(rng.randint(3, 12)), "", "cycles")
    work.step("M", "L * M_bp", "g/mol", "The molar mass of the molecule is")
    work.step("N_0", "m / M * N_A", "", "The number of molecules is")
    work.step("N", "N_0 * 2 ** n", "", "After the cycles there are")
    return work.draft(
        rng.choice(
            (
                "A PCR starts with {m} of a {kind} of {L} base pairs. How many copies are there after {n} cycles of perfect doubling? A base pair has "
                "a mean molar mass of {M_bp}.",
                "{m} of {kind} ({L} bp) are the template of a PCR. Taking {M_bp} for a base pair, how many molecules are there after {n} "
                "cycles, if each doubles their number?",
            )
        ).replace("of a {kind}" if kind.startswith("phage") else "\x00", "of {kind}"),
        "The number of copies is",
        second=m * 1e-9 * 2 ** int(n) / (L * M / N_A),
        rel=1e-4,
        texts={"kind": kind},
    )
