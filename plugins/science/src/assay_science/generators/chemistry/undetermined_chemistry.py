"""Problems of chemistry whose data do not suffice, or contradict one another."""

from __future__ import annotations

import random
from dataclasses import dataclass

from assay import Draft, generator, make_reference
from assay.evidence import Unanswerable
from assay_science.reaction_list import EVENTS, name_of
from assay_science.reactions import near
from assay_science.writing import rounded


@dataclass(frozen=True)
class Case:
    """A prompt, its honest response, and what that must name."""

    prompt: str
    response: str
    missing: tuple[str, ...]
    because: str


@generator("science.undetermined_chemistry", verifiers=("assay.unanswerable",))
def undetermined_chemistry(rng: random.Random, difficulty: int) -> Draft:
    """Say that a problem cannot be solved, and why.

    1: one quantity is missing. 2: it is missing among others that are given. 3: the data contradict one another. 4: a
    quantity is missing for the last of several steps. 5: data that contradict one another among several that are given.
    """
    kinds = (
        (_density, _acid, _gas),
        (_molality, _heat, _rate),
        (_yield, _parts, _fraction),
        (_plant, _cell, _buffer),
        (_hydrate, _titration, _vapour),
    )
    case = rng.choice(kinds[difficulty - 1])(rng)
    reference = make_reference(unanswerable=Unanswerable(case.missing, case.because))
    return Draft(case.prompt, case.response, reference)


def _ending(rng: random.Random, asked: str) -> str:
    return rng.choice(
        (
            f"so {asked} cannot be determined.",
            f"so it is impossible to determine {asked}.",
            f"and without it {asked} cannot be determined.",
        )
    )


def _density(rng: random.Random) -> Case:
    liquid = rng.choice(
        (
            "an unknown oil",
            "an unknown alcohol",
            "a mixture of solvents",
            "a sample of petrol",
            "a syrup",
            "an antifreeze",
        )
    )
    volume = near(5, 800, rng.random())
    prompt = rng.choice(
        (
            f"A flask holds {volume} mL of {liquid}. What is the mass of the liquid, in grams?",
            f"A chemist measures {volume} mL of {liquid} in a graduated cylinder. Find its mass in grams.",
            f"Calculate the mass, in grams, of {volume} mL of {liquid}.",
        )
    )
    response = f"The density of the liquid is not given, {_ending(rng, 'the mass')}"
    return Case(prompt, response, ("density",), "The mass needs the density of the liquid.")


def _acid(rng: random.Random) -> Case:
    acid = rng.choice(
        (
            "hydrochloric acid",
            "nitric acid",
            "acetic acid",
            "sulfuric acid",
            "formic acid",
            "perchloric acid",
            "phosphoric acid",
        )
    )
    base = rng.choice(("sodium hydroxide", "potassium hydroxide", "lithium hydroxide"))
    V, c = f"{rng.uniform(10, 50):.2f}", f"{rng.uniform(0.05, 0.3):.4f}"
    prompt = rng.choice(
        (
            f"A volume of {V} mL of {acid} is titrated with {base} of {c} mol/L. What is the concentration of the {acid}, in mol/L?",
            f"In a titration, {base} with a concentration of {c} mol/L neutralizes {V} mL of {acid}. Calculate the concentration of the acid in mol/L.",
            f"To neutralize {V} mL of {acid}, a solution of {base} of {c} mol/L is used. Find the concentration of the acid in mol/L.",
        )
    )
    response = (
        f"The volume of {base} that is used is not given, {_ending(rng, 'the concentration of the acid')}"
    )
    return Case(prompt, response, ("volume",), "The volume of base at the equivalence point is missing.")


def _gas(rng: random.Random) -> Case:
    gas = rng.choice(("nitrogen", "oxygen", "argon", "helium", "carbon dioxide", "methane", "neon"))
    V, m = near(2, 60, rng.random()), near(1, 90, rng.random())
    prompt = rng.choice(
        (
            f"A steel cylinder of {V} L holds {m} g of {gas}. What is the pressure, in kPa?",
            f"In a vessel of {V} L there are {m} g of {gas}. Calculate the pressure in kPa.",
            f"A mass of {m} g of {gas} is filled into a tank of {V} L. Find the pressure in kPa.",
        )
    )
    response = f"The temperature of the gas is not given, {_ending(rng, 'the pressure')}"
    return Case(prompt, response, ("temperature",), "The pressure of a gas depends on its temperature.")


def _molality(rng: random.Random) -> Case:
    salt = rng.choice(
        ("sodium chloride", "potassium nitrate", "glucose", "urea", "calcium chloride", "sucrose")
    )
    m, V = near(5, 90, rng.random()), f"{rng.choice((100, 200, 250, 500, 1000))}"
    t, p = f"{rng.uniform(15, 30):.1f}", f"{rng.uniform(95, 104):.1f}"
    prompt = rng.choice(
        (
            f"At {t} °C and {p} kPa, {m} g of {salt} are dissolved in water to make {V} mL of solution. What is the molality of the solution, in mol/kg?",
            f"A solution of {V} mL holds {m} g of {salt} in water at {t} °C and {p} kPa. Calculate its molality in mol/kg.",
            f"With {m} g of {salt} and water, {V} mL of solution are prepared at {t} °C and a pressure of {p} kPa. Find the molality in mol/kg.",
        )
    )
    response = f"Neither the density of the solution nor the mass of the water is given, {rng.choice(('so the molality cannot be determined.', 'so it is impossible to determine the molality.'))}"
    return Case(
        prompt,
        response,
        ("density|mass of the water|mass of water",),
        "The mass of water is missing, or the density of the solution.",
    )


def _heat(rng: random.Random) -> Case:
    metal = rng.choice(("an alloy", "a piece of metal", "a stone", "a coin", "a piece of glass"))
    m, w, t, u = (
        near(20, 200, rng.random()),
        near(80, 300, rng.random()),
        f"{rng.uniform(80, 99):.1f}",
        f"{rng.uniform(17, 26):.1f}",
    )
    noun = metal.split(" ", 1)[1]
    prompt = rng.choice(
        (
            f"To measure its specific heat, {metal} of {m} g at {t} °C is put into {w} g of water at {u} °C in an insulated cup. The specific heat of water is 4.18 J/(g·K). What is the specific heat of the {noun}, in J/(g·K)?",
            f"An insulated cup holds {w} g of water at {u} °C; {metal} of {m} g and {t} °C is dropped into it. Water has a specific heat of 4.18 J/(g·K). Calculate the specific heat of the {noun} in J/(g·K).",
        )
    )
    response = (
        f"The final temperature of the water is not given, {_ending(rng, f'the specific heat of the {noun}')}"
    )
    return Case(prompt, response, ("final temperature|temperature",), "The final temperature is missing.")


def _rate(rng: random.Random) -> Case:
    substance = rng.choice(
        ("hydrogen peroxide", "sucrose", "dinitrogen pentoxide", "a drug", "an ester", "ozone")
    )
    c, d, t = near(0.02, 1, rng.random()), f"{rng.randint(15, 40)}", f"{rng.randint(20, 60)}"
    prompt = rng.choice(
        (
            f"At {t} °C, the concentration of {substance} is {c} mol/L at first and falls by {d}% in the first hour. What is its concentration after three hours, in mol/L?",
            f"A solution with {c} mol/L of {substance} is kept at {t} °C. In the first hour, {d}% of it reacts. Calculate the concentration after three hours in mol/L.",
        )
    )
    response = (
        f"The order of the reaction is not given, {_ending(rng, 'the concentration after three hours')}"
    )
    return Case(
        prompt, response, ("order|rate law",), "Without the order of the reaction its course is not known."
    )


def _yield(rng: random.Random) -> Case:
    theory = near(2, 60, rng.random())
    more = rounded(float(theory) * rng.uniform(1.2, 2.5), 3)
    product = rng.choice(
        (
            "aspirin",
            "ethyl acetate",
            "copper",
            "barium sulfate",
            "silver chloride",
            "urea",
            "nitrobenzene",
            "paracetamol",
        )
    )
    prompt = rng.choice(
        (
            f"The theoretical yield of {product} in a synthesis is {theory} g. A student isolates {more} g of pure, dry {product}. What is the percent yield?",
            f"By calculation, at most {theory} g of {product} can form, and {more} g of pure, dry {product} are isolated. Calculate the percent yield.",
        )
    )
    response = rng.choice(
        (
            f"The theoretical yield of {theory} g contradicts the {more} g of {product} that are isolated, so the percent yield cannot be determined.",
            f"The percent yield cannot be determined, because the {more} g of {product} that are isolated contradict the theoretical yield of {theory} g.",
        )
    )
    return Case(
        prompt,
        response,
        ("theoretical yield|at most",),
        "More than the theoretical yield cannot be isolated.",
    )


def _parts(rng: random.Random) -> Case:
    a, b, c = rng.choice(
        (
            ("copper", "zinc", "tin"),
            ("nitrogen", "oxygen", "argon"),
            ("carbon", "hydrogen", "oxygen"),
            ("gold", "silver", "copper"),
            ("sand", "salt", "water"),
            ("iron", "chromium", "nickel"),
        )
    )
    x, y = rng.uniform(45, 70), rng.uniform(25, 40)
    z = 100 - x - y + rng.choice((-1, 1)) * rng.uniform(8, 20)
    if z < 3:
        z = 100 - x - y + rng.uniform(9, 20)
    m = near(20, 500, rng.random())
    said = f"{x:.1f}% {a}, {y:.1f}% {b} and {abs(z):.1f}% {c}"
    prompt = rng.choice(
        (
            f"A sample consists of nothing but {a}, {b} and {c}. By mass, it is {said}. What is the mass of {a} in {m} g of it, in grams?",
            f"An analysis of a sample of {a}, {b} and {c}, without anything else, gives {said} by mass. Calculate the mass of {a}, in grams, in {m} g of the sample.",
        )
    )
    response = rng.choice(
        (
            f"The percentages contradict each other, so the mass of {a} cannot be determined.",
            f"The mass of {a} cannot be determined, because the percentages contradict each other.",
        )
    )
    return Case(prompt, response, ("percentages|percentage",), "The percentages do not add up to 100.")


def _fraction(rng: random.Random) -> Case:
    a, b = rng.sample(("nitrogen", "oxygen", "argon", "helium", "carbon dioxide", "neon"), 2)
    p = rng.uniform(90, 400)
    x = rng.uniform(0.5, 0.8) * p
    y = rng.uniform(0.45, 0.8) * p
    if abs(x + y - p) < 0.1 * p:
        y = 0.95 * p
    total, one, two = rounded(p, 3), rounded(x, 3), rounded(y, 3)
    prompt = rng.choice(
        (
            f"A mixture of only {a} and {b} has a total pressure of {total} kPa. The partial pressure of {a} is {one} kPa, that of {b} is {two} kPa. What is the mole fraction of {a}?",
            f"In a tank with only {a} and {b}, the partial pressures are {one} kPa for {a} and {two} kPa for {b}; the total pressure is {total} kPa. Find the mole fraction of {a}.",
        )
    )
    response = rng.choice(
        (
            f"The partial pressures of {a} and {b} contradict the total pressure, so the mole fraction of {a} cannot be determined.",
            f"The mole fraction of {a} cannot be determined, because the partial pressures contradict the total pressure.",
        )
    )
    return Case(
        prompt,
        response,
        ("partial pressures", "total pressure"),
        "The partial pressures do not add up to the total pressure.",
    )


def _plant(rng: random.Random) -> Case:
    solids = [e for e in EVENTS if any(s.endswith("(s)") and "(" not in name_of(s) for s in e[1].left)]
    event, equation = rng.choice(solids)
    a = next(s for s in equation.left if s.endswith("(s)") and "(" not in name_of(s))
    products = [s for s in equation.right if not s.startswith("H2O") and "(" not in name_of(s)]
    if not products:
        return _plant(rng)
    product = rng.choice(products)
    m, y = near(50, 900, rng.random()), f"{rng.uniform(60, 95):.1f}"
    name, made = name_of(a), name_of(product)
    prompt = rng.choice(
        (
            f"{event[0].upper()}{event[1:]}: {equation}. A plant uses {m} kg of impure {name}, and the yield of the reaction is {y}%. What mass of {made}, in kilograms, is obtained?",
            f"In a plant, {m} kg of a raw material with {name} and inert impurities react by {equation}, with a yield of {y}%. Calculate the mass of {made} in kilograms.",
        )
    )
    response = (
        f"The purity of the {name} is not given, {_ending(rng, f'the mass of {made}')}"
        if "impure" in prompt
        else f"The percentage of {name} in the raw material is not given, {_ending(rng, f'the mass of {made}')}"
    )
    return Case(
        prompt,
        response,
        ("purity|percentage|content|how much",),
        "How much of the raw material can react is not known.",
    )


def _cell(rng: random.Random) -> Case:
    metal, ion = rng.choice(
        (
            ("copper", "copper(II) sulfate"),
            ("silver", "silver nitrate"),
            ("nickel", "nickel(II) sulfate"),
            ("zinc", "zinc sulfate"),
            ("tin", "tin(II) chloride"),
        )
    )
    current, U, c = near(0.3, 12, rng.random()), f"{rng.uniform(1.5, 6):.2f}", near(0.1, 1.5, rng.random())
    prompt = rng.choice(
        (
            f"An object is plated with {metal} from a {c} mol/L solution of {ion}. The current is {current} A at a voltage of {U} V, and the Faraday constant is 96485 C/mol. What mass of {metal}, in grams, is deposited?",
            f"A current of {current} A at {U} V flows through a solution of {ion} with a concentration of {c} mol/L. Calculate the mass of {metal}, in grams, that is deposited (Faraday constant 96485 C/mol).",
        )
    )
    response = f"The time for which the current flows is not given, {_ending(rng, f'the mass of {metal}')}"
    return Case(prompt, response, ("time|how long|duration",), "The charge needs the time.")


def _buffer(rng: random.Random) -> Case:
    acid, salt = rng.choice(
        (
            ("acetic acid", "sodium acetate"),
            ("formic acid", "sodium formate"),
            ("hypochlorous acid", "sodium hypochlorite"),
            ("benzoic acid", "sodium benzoate"),
            ("lactic acid", "sodium lactate"),
        )
    )
    V, m = f"{rng.choice((200, 250, 400, 500))}", near(2, 30, rng.random())
    prompt = rng.choice(
        (
            f"To {V} mL of a solution of {acid}, {m} g of {salt} are added without a change of volume. The ionization constant of the acid is known from a table. What is the pH of the buffer?",
            f"A buffer is made by dissolving {m} g of {salt} in {V} mL of a solution of {acid}; the volume stays the same, and the pKa of the acid is at hand in a table. Calculate its pH.",
        )
    )
    response = f"The concentration of {acid} in the solution is not given, {_ending(rng, 'the pH')}"
    return Case(
        prompt,
        response,
        ("concentration|amount of acid|molarity",),
        "How much acid the buffer holds is missing.",
    )


def _hydrate(rng: random.Random) -> Case:
    salt = rng.choice(
        (
            "copper(II) sulfate",
            "magnesium sulfate",
            "calcium chloride",
            "sodium carbonate",
            "barium chloride",
            "zinc sulfate",
        )
    )
    crucible = rng.uniform(15, 40)
    m = rng.uniform(1.5, 9)
    residue = m * rng.uniform(1.08, 1.4)
    prompt = rng.choice(
        (
            f"An empty crucible has a mass of {crucible:.3f} g. In it, {m:.3f} g of a hydrate of {salt} are heated until all of the water has gone; the residue is {residue:.3f} g of the anhydrous salt. How many moles of water did a mole of the hydrate hold?",
            f"In a crucible of {crucible:.3f} g, {m:.3f} g of hydrated {salt} lose all of their water on heating, and {residue:.3f} g of anhydrous salt are left. Find the number of moles of water in a mole of the hydrate.",
        )
    )
    anhydrous = "residue" if "residue" in prompt else "anhydrous salt"
    response = rng.choice(
        (
            f"The mass of the {anhydrous} contradicts the mass of the hydrate, so the number of moles of water cannot be determined.",
            f"The number of moles of water cannot be determined, because the mass of the {anhydrous} contradicts the mass of the hydrate.",
        )
    )
    return Case(
        prompt,
        response,
        ("residue|anhydrous salt", "hydrate"),
        "What is left is heavier than what was heated.",
    )


def _titration(rng: random.Random) -> Case:
    acid = rng.choice(("hydrochloric acid", "nitric acid", "perchloric acid", "acetic acid", "formic acid"))
    c, V = rng.uniform(0.08, 0.2), rng.choice((20, 25, 50))
    d = rng.uniform(0.08, 0.2)
    W = c * V / d
    U = W * rng.choice((rng.uniform(1.3, 1.8), rng.uniform(0.4, 0.7)))
    prompt = rng.choice(
        (
            f"The concentration of a NaOH solution is {d:.4f} mol/L by one titration. In another, {V}.00 mL of {acid} of exactly {c:.4f} mol/L are neutralized by {U:.2f} mL of the same, unchanged NaOH solution. What is the concentration of the NaOH solution, in mol/L?",
            f"Exactly {U:.2f} mL of a NaOH solution neutralize {V}.00 mL of {acid}, which has a concentration of {c:.4f} mol/L; the label of the same, unchanged NaOH solution, which was titrated before, says {d:.4f} mol/L. Find the concentration of the NaOH solution in mol/L.",
        )
    )
    response = rng.choice(
        (
            "The two titrations contradict each other, so the concentration of the NaOH solution cannot be determined."
            if "another" in prompt
            else "The label and the titration contradict each other, so the concentration of the NaOH solution cannot be determined.",
            "The concentration of the NaOH solution cannot be determined, because the two titrations contradict each other."
            if "another" in prompt
            else "The concentration of the NaOH solution cannot be determined, because the label and the titration contradict each other.",
        )
    )
    return Case(
        prompt,
        response,
        ("titrations|titration",),
        "Two measurements of the same solution give different concentrations.",
    )


def _vapour(rng: random.Random) -> Case:
    gas = rng.choice(("hydrogen", "oxygen", "nitrogen", "acetylene"))
    t, total = rng.choice((25, 30, 40)), rng.uniform(95, 104)
    dry = total + rng.uniform(1.5, 6)
    V = f"{rng.uniform(80, 900):.0f}"
    prompt = rng.choice(
        (
            f"Over water, {V} mL of {gas} are collected at {t} °C. The total pressure of the moist gas is {total:.1f} kPa, and the partial pressure of the {gas} in it is {dry:.1f} kPa. What is the vapour pressure of water in the mixture, in kPa?",
            f"A moist gas, {V} mL of {gas} with water vapour at {t} °C, has a total pressure of {total:.1f} kPa; the partial pressure of the {gas} alone is said to be {dry:.1f} kPa. Find the pressure of the water vapour in kPa.",
        )
    )
    asked = "vapour pressure of water" if prompt.startswith("Over") else "pressure of the water vapour"
    response = rng.choice(
        (
            f"The partial pressure of the {gas} contradicts the total pressure, so the {asked} cannot be determined.",
            f"The {asked} cannot be determined, because the partial pressure of the {gas} contradicts the total pressure.",
        )
    )
    return Case(
        prompt,
        response,
        ("partial pressure", "total pressure"),
        "A partial pressure is above the total pressure.",
    )
