"""The forms of an acid at a pH."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay.evidence import read_number
from assay_science.chemistry_tables import chemistry
from assay_science.reactions import near, printed
from assay_science.weak_electrolytes import Weak, acids, bases, p
from assay_science.working import VERIFIERS, Working

_DIPROTIC = (  # name, forms
    ("carbonic", ("H₂CO₃", "HCO₃⁻", "CO₃²⁻")),
    ("oxalic", ("H₂C₂O₄", "HC₂O₄⁻", "C₂O₄²⁻")),
    ("sulfurous", ("H₂SO₃", "HSO₃⁻", "SO₃²⁻")),
    ("phosphorous", ("H₃PO₃", "H₂PO₃⁻", "HPO₃²⁻")),
)
_PHOSPHORIC = ("H₃PO₄", "H₂PO₄⁻", "HPO₄²⁻", "PO₄³⁻")
_CATIONS = tuple(
    Weak(
        f"the conjugate acid of {base.name}",
        base.partner,
        f"{1e-14 / base.k:.3e}",
        "",
        "",
        printed(base.formula),
    )
    for base in bases()
)
_H = r"[\mathrm{H_3O^+}]"


@generator("science.polyprotic_acid", verifiers=VERIFIERS, min_step_coverage=1.0)
def polyprotic_acid(rng: random.Random, difficulty: int) -> Draft:
    """How much of an acid is in which form at a pH.

    1: the ratio of anion to acid from pKa. 2: the percentage that is ionized. 3: the percentage of a form of
    a diprotic acid. 4: the concentration of a form of a diprotic acid. 5: of phosphoric acid.
    """
    work = Working()
    if difficulty < 3:
        return _monoprotic(rng, work, rng.choice((*acids(), *_CATIONS)), difficulty)
    name, forms = rng.choice(_DIPROTIC) if difficulty < 5 else ("phosphoric", _PHOSPHORIC)
    constants = [float(read_number(k) or 0) for k in chemistry()["acids"][name][1:]]
    which = rng.randrange(len(constants))
    low, high = p(constants[max(which - 1, 0)]), p(constants[min(which + 1, len(constants) - 1)])
    ph = rng.uniform(max(low - 0.8, 0.5), min(high + 0.8, 13))
    rates = [1.0]
    for k in constants:
        rates.append(rates[-1] * k / 10**-ph)
    form = rng.choice([i for i, rate in enumerate(rates) if rate / sum(rates) > 0.02])
    ph = work.given("pH", f"{ph:.2f}", "", "pH", symbol=r"\mathrm{pH}")
    names = []
    for n, k in enumerate(constants, start=1):
        names.append(f"K_{n}")
        work.given(
            f"K_{n}", chemistry()["acids"][name][n], "", f"constant {n}", symbol=rf"K_{{\mathrm{{a{n}}}}}"
        )
        constants[n - 1] = k
    told = ", ".join(f"K_a{n} = {{K_{n}}}" for n in range(1, len(constants) + 1))
    work.step("h", "10**(-pH)", "", "The concentration of H₃O⁺, relative to 1 mol/L, is", symbol=_H)
    last = ""
    for n in range(1, len(constants) + 1):
        ratio = f"K_{n} / h" if not last else f"{last} * K_{n} / h"
        work.step(
            f"r_{n}",
            ratio,
            "",
            f"For each {forms[0]} there is, of {forms[n]},",
            symbol=f"r_{{{n}}}",
            digits=7,
        )
        last = f"r_{n}"
    total = " + ".join(["1", *(f"r_{n}" for n in range(1, len(constants) + 1))])
    top = "1" if form == 0 else f"r_{form}"
    texts = {"A": f"{name} acid", "X": forms[form]}
    h = 10**-ph
    backwards = [1.0]  # from the form without protons on
    for k in reversed(constants):
        backwards.append(backwards[-1] * h / k)
    share = backwards[len(constants) - form] / sum(backwards)
    work.step(
        "alpha",
        f"{top} / ({total})",
        "%" if difficulty == 3 else "",
        f"The part of {forms[form]} in all forms together is",
        symbol=r"\alpha",
    )
    if difficulty == 3:
        asks: tuple[str, ...] = (
            f"What percentage of {{A}} is in the form {{X}} at pH {{pH}}? ({told})",
            f"In a solution of pH {{pH}}, {{A}} ({told}) is partly {{X}}. Calculate its percentage of all forms.",
            f"The ionization constants of {{A}} are {told}. What part of it, in percent, is {{X}} at pH {{pH}}?",
        )
        return work.draft(
            rng.choice(asks), f"The percentage of {forms[form]} is", second=100 * share, texts=texts
        )
    c = work.given("c", near(0.001, 0.2, rng.random()), "mol/L", "total concentration")
    work.step("x", "alpha * c", "mol/L", "Its concentration is", symbol=r"c_{\mathrm{x}}")
    asks = (
        f"A buffered solution of pH {{pH}} holds {{A}} in all its forms with a total concentration of {{c}}. What is the concentration of {{X}}, in mol/L? ({told})",
        f"The total concentration of {{A}} and its anions is {{c}}, and the pH is {{pH}}. Calculate the concentration of {{X}} in mol/L, with {told}.",
        f"The ionization constants of {{A}} are {told}. Find the concentration of {{X}}, in mol/L, at pH {{pH}}, if all forms together have a concentration of {{c}}.",
    )
    return work.draft(
        rng.choice(asks), f"The concentration of {forms[form]} is", second=c * share, texts=texts
    )


def _monoprotic(rng: random.Random, work: Working, acid: Weak, difficulty: int) -> Draft:
    pk = work.given("pK", f"{p(acid.k):.2f}", "", "pKa", symbol=r"\mathrm{p}K_{\mathrm{a}}")
    ph = work.given("pH", f"{pk + rng.uniform(-1.6, 1.6):.2f}", "", "pH", symbol=r"\mathrm{pH}")
    texts = {"A": acid.name, "a": printed(acid.formula), "X": acid.partner}
    work.step(
        "r",
        "10**(pH - pK)",
        "",
        f"By the Henderson–Hasselbalch equation, the ratio of {acid.partner} to {printed(acid.formula)} is",
    )
    h, k = 10**-ph, 10**-pk
    if difficulty == 1:
        asks: tuple[str, ...] = (
            "What is the ratio of the concentrations of {X} and {a} in a solution of {A} (pK_a = {pK}) at pH {pH}?",
            "At pH {pH}, find the ratio of {X} to {a} for {A}, the pK_a of which is {pK}.",
            "The pK_a of {A} is {pK}. Calculate the concentration of {X} divided by that of {a} at pH {pH}.",
        )
        return work.draft(rng.choice(asks), "The ratio is", second=k / h, texts=texts)
    work.step("alpha", "r / (1 + r)", "%", "The part that is ionized is", symbol=r"\alpha")
    asks = (
        "What percentage of {A}, {a} (pK_a = {pK}), is ionized at pH {pH}?",
        "At pH {pH}, what part of {A} ({a}), in percent, is in the form {X}? The pK_a is {pK}.",
        "The pK_a of {A}, {a}, is {pK}. Calculate the percentage of it that is present as {X} in a buffer of pH {pH}.",
    )
    return work.draft(
        rng.choice(asks), f"The percentage of {acid.partner} is", second=100 * k / (h + k), texts=texts
    )
