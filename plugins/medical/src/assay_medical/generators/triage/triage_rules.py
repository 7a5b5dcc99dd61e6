"""Triage at the front door by the written rules of a department, which differ from row to row."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from assay import Draft, agree, generator, make_reference

CATEGORIES = ("red", "orange", "yellow", "green")


@dataclass(frozen=True)
class Visit:
    """Who comes, with what was measured."""

    age: int
    sex: str
    complaint: str
    pulse: int
    systolic: int
    rate: int
    spo2: int
    temperature: float
    pain: int
    flags: tuple[str, ...]


_COMPLAINTS = (
    ("chest pain", "chest pain since this morning"), ("abdominal pain", "abdominal pain, right lower quadrant"), ("headache", "a headache since yesterday"),
    ("limb injury", "an ankle injury after a fall"), ("breathlessness", "shortness of breath on exertion"), ("fever", "a fever and a cough"),
    ("laceration", "a cut on the hand"), ("back pain", "low back pain after lifting"), ("allergic reaction", "an itchy rash after a meal"), ("vomiting", "vomiting since last night"),
)  # fmt: skip
_FLAGS = (
    "is pregnant",
    "takes an anticoagulant",
    "had chemotherapy 10 days ago",
    "had a head injury today",
    "fainted at home",
    "is newly confused",
)


@dataclass(frozen=True)
class Rule:
    """A line of the rules, as text and as a test."""

    text: str
    holds: Callable[[Visit], bool]


def _rules(rng: random.Random) -> dict[str, list[Rule]]:
    hr, sbp, rr, sat = (
        rng.choice((120, 125, 130, 140)),
        rng.choice((85, 90, 95)),
        rng.choice((28, 30, 32)),
        rng.choice((88, 90, 91)),
    )
    hr2, sat2, temp, pain = (
        rng.choice((100, 105, 110)),
        rng.choice((93, 94, 95)),
        rng.choice((38.5, 38.8, 39.0, 39.5)),
        rng.choice((7, 8)),
    )
    old, low = rng.choice((65, 70, 75, 80)), rng.choice((4, 5))
    return {
        "red": [
            Rule(f"systolic BP below {sbp}", lambda v: v.systolic < sbp),
            Rule(f"SpO₂ below {sat} %", lambda v: v.spo2 < sat),
            Rule(f"respiratory rate above {rr}", lambda v: v.rate > rr),
            Rule(f"pulse above {hr}", lambda v: v.pulse > hr),
            Rule("newly confused", lambda v: "is newly confused" in v.flags),
        ],
        "orange": [
            Rule("chest pain at any age", lambda v: v.complaint == "chest pain"),
            Rule(
                f"temperature {temp} °C or more after chemotherapy in the last 6 weeks",
                lambda v: v.temperature >= temp and "had chemotherapy 10 days ago" in v.flags,
            ),
            Rule(
                "head injury while taking an anticoagulant",
                lambda v: {"had a head injury today", "takes an anticoagulant"} <= {*v.flags},
            ),
            Rule(f"SpO₂ below {sat2} %", lambda v: v.spo2 < sat2),
            Rule(
                "abdominal pain in pregnancy",
                lambda v: v.complaint == "abdominal pain" and "is pregnant" in v.flags,
            ),
        ],
        "yellow": [
            Rule(f"pain score {pain} or more", lambda v: v.pain >= pain),
            Rule(f"temperature {temp} °C or more", lambda v: v.temperature >= temp),
            Rule(f"pulse above {hr2}", lambda v: v.pulse > hr2),
            Rule("fainted", lambda v: "fainted at home" in v.flags),
            Rule(
                f"age {old} or over with a pain score of {low} or more",
                lambda v: v.age >= old and v.pain >= low,
            ),
        ],
    }


@generator("medical.triage_rules", verifiers=("medical.triage",))
def triage_rules(rng: random.Random, difficulty: int) -> Draft:
    """The category of a patient at the front door by a department's own table in the prompt: the most urgent one of which a line holds.

    The limits differ from row to row, so they must be read. Harder ones have more lines, values at the limits and more that does not count.
    """
    lines = (2, 3, 3, 4, 5)[difficulty - 1]
    chosen = {category: rng.sample(rules, lines) for category, rules in _rules(rng).items()}
    visit = _visit(rng, difficulty, rng.choice(CATEGORIES), chosen)
    first = next(((c, r) for c, rules in chosen.items() for r in rules if r.holds(visit)), None)
    category = first[0] if first else "green"
    rank = [CATEGORIES.index(c) for c, rules in chosen.items() for r in rules if r.holds(visit)]
    agree(category, CATEGORIES[min(rank, default=3)], what="the category")
    table = "\n".join(f"- {c}: {'; '.join(r.text for r in rules)}" for c, rules in chosen.items())
    rules_text = f"Triage rules of this department. The most urgent category of which a line holds counts:\n{table}\n- green: none of these"
    prompt = f"{_note(rng, visit)}\n\n{rules_text}\n\n" + rng.choice(
        (
            "Which category: red, orange, yellow or green?",
            "Triage this patient by these rules: red, orange, yellow or green.",
            "Which colour does this patient get: red, orange, yellow or green?",
        )
    )
    steps = []
    for c, rules in chosen.items():
        held = [r.text for r in rules if r.holds(visit)]
        if held:
            steps.append(f"Of the lines for {c}, one holds: {held[0]} ({_value(held[0], visit)}).")
            break
        steps.append(f"No line for {c} holds ({'; '.join(_value(r.text, visit) for r in rules)}).")
    reference = make_reference(category, term={"answer": category, "among": list(CATEGORIES)})
    return Draft(prompt, "\n".join([*steps, f"Category: **{category}**"]), reference, answer=category)


def _value(rule: str, v: Visit) -> str:
    for word, shown in (
        ("systolic", f"systolic BP {v.systolic}"), ("SpO₂", f"SpO₂ {v.spo2} %"), ("respiratory", f"rate {v.rate}"), ("pulse", f"pulse {v.pulse}"),
        ("chemotherapy", f"temperature {v.temperature:.1f} °C, {'chemotherapy' if 'had chemotherapy 10 days ago' in v.flags else 'no chemotherapy'}"),
        ("temperature", f"temperature {v.temperature:.1f} °C"), ("confused", "newly confused" if "is newly confused" in v.flags else "not confused"),
        ("chest pain", "chest pain" if v.complaint == "chest pain" else f"comes with {v.complaint}"), ("head injury", _both(v)), ("pregnancy", f"{v.complaint}, {'pregnant' if 'is pregnant' in v.flags else 'not pregnant'}"),
        ("age", f"age {v.age}, pain {v.pain}"), ("pain score", f"pain {v.pain}"), ("fainted", "fainted" if "fainted at home" in v.flags else "did not faint"),
    ):  # fmt: skip
        if word in rule:
            return shown
    return rule


def _both(v: Visit) -> str:
    injured, thins = "had a head injury today" in v.flags, "takes an anticoagulant" in v.flags
    return f"{'head injury' if injured else 'no head injury'}, {'anticoagulant' if thins else 'no anticoagulant'}"


def _visit(rng: random.Random, difficulty: int, aim: str, chosen: dict[str, list[Rule]]) -> Visit:
    """A patient of the category aimed at, as far as a few draws find one."""
    best = None
    for _ in range(60):
        ill = rng.random() * (0.4 if aim in ("green", "yellow") else 1)
        edge = difficulty >= 3 and rng.random() < 0.5
        sex = rng.choice(("man", "woman"))
        possible = [f for f in _FLAGS if f != "is pregnant" or sex == "woman"]
        flags = tuple(f for f in rng.sample(possible, min(len(possible), difficulty)) if rng.random() < 0.3)
        age = rng.randint(19, 42) if "is pregnant" in flags else rng.randint(19, 90)
        visit = Visit(
            age, sex, rng.choice(_COMPLAINTS)[0],
            rng.choice((100, 105, 110, 120, 125, 130, 140)) + rng.choice((0, 1)) if edge else round(rng.gauss(80 + 45 * ill * rng.random(), 8)),
            rng.choice((85, 90, 95)) - rng.choice((0, 1)) if edge and rng.random() < 0.3 else round(rng.gauss(132 - 40 * ill * rng.random(), 9)),
            round(rng.gauss(16 + 14 * ill * rng.random(), 1.5)), min(100, round(rng.gauss(97 - 7 * ill * rng.random(), 1))),
            round(rng.gauss(36.8 + 2 * ill * rng.random(), 0.25), 1), rng.randint(0, 10) if difficulty > 1 else rng.choice((1, 2, 3, 8, 9)), flags,
        )  # fmt: skip
        if "chest pain" in visit.complaint and aim in ("green", "yellow"):
            continue
        held = next((c for c, rules in chosen.items() for r in rules if r.holds(visit)), "green")
        best = visit
        if held == aim:
            return visit
    assert best is not None
    return best


def _note(rng: random.Random, v: Visit) -> str:
    complaint = dict(_COMPLAINTS)[v.complaint]
    letter = "M" if v.sex == "man" else "F"
    who = rng.choice(
        (
            f"{v.age}-year-old {v.sex} with {complaint}.",
            f"{v.age}{letter}, comes with {complaint}.",
            f"{v.age}-year-old {v.sex} walks in with {complaint}.",
        )
    )
    he = "He" if v.sex == "man" else "She"
    flags = [f"{he} {flag}." for flag in v.flags]
    dia = max(40, round(v.systolic * rng.uniform(0.55, 0.66)))
    obs = rng.choice(
        (
            f"HR {v.pulse}, BP {v.systolic}/{dia}, RR {v.rate}, SpO₂ {v.spo2} % on air, T {v.temperature:.1f} °C, pain {v.pain}/10.",
            f"Pain {v.pain}/10. Obs: T {v.temperature:.1f} °C, pulse {v.pulse}, resps {v.rate}, sats {v.spo2} % RA, BP {v.systolic}/{dia}.",
            f"BP {v.systolic}/{dia}, pulse {v.pulse}, temp {v.temperature:.1f} °C, sats {v.spo2} % on room air, breathing {v.rate}/min. Pain score {v.pain}.",
        )
    )
    parts = [obs, *flags]
    rng.shuffle(parts)
    return " ".join([who, *parts])
