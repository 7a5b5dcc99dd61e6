"""Consultations put together: facts of a patient drawn, asked for in turn, told in the patient's way, summed up."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from typing import Any

from assay import Draft, Source, agree, make_reference
from assay_medical.dialogues.urgency import flags_of
from assay_medical.generators.dialogues._cases import NON_URGENT, Case
from assay_medical.generators.dialogues._symptoms import ALLERGENS, CONDITIONS, DRUGS, SYMPTOMS

ALARM = frozenset(
    "coughing_blood swallowing_trouble black_stool vomiting_blood rectal_bleeding saddle_numbness bladder_trouble arm_weakness leg_weakness slurred_speech"
    " jaw_claudication scalp_tenderness neck_stiffness weight_loss night_sweats chest_pain breathlessness photophobia fainting blurred_vision loin_pain numbness".split()
)
"""Findings that a patient of a complaint that can wait does not have."""
_QUIET = {
    "headache": {"fever", "vomiting"}, "back_pain": {"fever"}, "joint_pain": {"fever", "rash"},
    "burning_urine": {"fever", "vomiting", "chills", "abdominal_pain"}, "heartburn": {"vomiting"}, "diarrhoea": {"dizziness"},
    "sore_throat": {"rash"}, "earache": {"dizziness"}, "tiredness": {"thirst"},
}  # fmt: skip
"""Findings that would make a complaint another one."""
_FAMILY = (
    ("heart_attack", "father", "My dad had a heart attack at {n}.", (48, 70)),
    ("heart_attack", "mother", "My mum had a heart attack at {n}.", (55, 79)),
    ("stroke", "mother", "My mum had a stroke at {n}.", (58, 84)),
    ("stroke", "grandfather", "My grandad had a stroke at {n}.", (60, 88)),
    ("diabetes", "brother", "My brother has diabetes.", (0, 0)),
    ("diabetes", "mother", "My mother has type 2 diabetes.", (0, 0)),
    ("asthma", "sister", "My sister has asthma.", (0, 0)),
    ("dvt", "mother", "My mother had a blood clot at {n}.", (40, 75)),
)


def pick(rng: random.Random, *choices: str) -> str:
    return rng.choice(choices)


def cap(text: str) -> str:
    return text[:1].upper() + text[1:]


def listed(parts: list[str], last: str = "and") -> str:
    """``a, b and c``."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {last} {parts[-1]}"


@dataclass
class Talk:
    """A consultation in the making: its turns, and the record that they must agree with."""

    rng: random.Random
    turns: list[tuple[str, str]] = field(default_factory=list)
    facts: list[dict[str, Any]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    def patient(self, text: str) -> None:
        self.turns.append(("user", text))

    def doctor(self, text: str) -> None:
        self.turns.append(("assistant", text))

    def fact(
        self,
        name: str,
        says: tuple[str, ...] = (),
        state: str = "present",
        detail: tuple[str, ...] = (),
        of: str = "patient",
    ) -> None:
        made: dict[str, Any] = {
            "name": name,
            "says": list(says),
            "state": state,
            "detail": list(detail),
            "of": of,
        }
        self.facts.append(
            {
                key: value
                for key, value in made.items()
                if value and (key, value) not in (("state", "present"), ("of", "patient"))
            }
        )


def kind_word(rng: random.Random) -> str:
    """What a doctor says before the next question."""
    return pick(
        rng,
        "",
        "",
        "",
        "",
        "OK. ",
        "Right. ",
        "I see. ",
        "Thank you. ",
        "Thanks, that helps. ",
        "Got it. ",
        "That's useful. ",
        "Understood. ",
    )


def sorry(rng: random.Random) -> str:
    return pick(
        rng, "I'm sorry to hear that.", "That sounds unpleasant.", "Sorry you're going through this.", "Thanks for coming in.",
        "Good that you came.", "Let's have a look at this together.", "Hello, have a seat.", "Thank you for telling me.", "Right, let's find out more.",
    )  # fmt: skip


def ask_symptoms(rng: random.Random, names: list[str]) -> str:
    together = listed([_with_article(name, first=n == 0) for n, name in enumerate(names)], "or")
    return pick(
        rng, f"{cap(together)}?", f"Have you had {together}?", f"Have you had {together} with it?", f"And {together}?",
        f"{cap(together)} at all?", f"Have you had {together} at all?", f"What about {together}?",
    )  # fmt: skip


def _with_article(name: str, first: bool) -> str:
    noun = SYMPTOMS[name].noun
    if name in ("cough", "headache", "rash", "runny_nose", "sore_throat"):
        return f"a {noun}"
    return f"any {noun}" if first else noun


def tell_symptoms(rng: random.Random, states: dict[str, bool]) -> str:
    """A patient's answer to a question for findings, all of them or the ones that are there."""
    has = [rng.choice(SYMPTOMS[name].has) for name, there in states.items() if there]
    lacks = [rng.choice(SYMPTOMS[name].lacks) for name, there in states.items() if not there]
    if not has:
        if rng.random() < 0.5:
            return pick(
                rng,
                "No.",
                "No, nothing like that.",
                "Nope.",
                "Not that I've noticed.",
                "No, not at all.",
                "None at all." if len(lacks) > 1 else "No, none.",
                "No, thankfully.",
            )
        return cap(pick(rng, f"no, {listed(lacks)}.", f"{listed(lacks)}."))
    yes = pick(rng, "yes, ", "yeah, ", "", "", "yes, actually, ")
    told = f"{yes}{listed(has)}"
    if not lacks:
        return cap(told) + "."
    return cap(
        pick(
            rng,
            f"{told}, but {listed(lacks)}.",
            f"{told}. {cap(listed(lacks))}.",
            f"{listed(lacks)}, but {listed(has)}.",
        )
    )


@dataclass
class Plan:
    """How much is asked in a consultation."""

    aspects: int
    symptoms: int
    history: bool
    allergy: bool
    family: bool
    smoking: bool
    unknown: bool
    hidden: int


def plan_of(difficulty: int) -> Plan:
    return Plan(
        aspects=(1, 2, 2, 3, 3)[difficulty - 1],
        symptoms=(2, 3, 5, 6, 7)[difficulty - 1],
        history=difficulty >= 2,
        allergy=difficulty >= 3,
        family=difficulty >= 4,
        smoking=difficulty >= 3,
        unknown=difficulty >= 4,
        hidden=(0, 1, 2, 2, 3)[difficulty - 1],
    )


@dataclass
class Patient:
    """What was drawn of a patient, for the summing up."""

    age: int
    case: Case
    details: list[str]
    there: list[str]
    missing: list[str]


def opening(talk: Talk, case: Case) -> None:
    rng = talk.rng
    first = rng.choice(case.openings)
    more = pick(
        rng,
        "",
        "",
        "",
        " I'm a bit worried about it.",
        " It's really bothering me.",
        " I didn't know whether to come.",
        " Sorry to bother you.",
        " I hope you can help.",
    )
    talk.patient(first + more)


def take_history(talk: Talk, case: Case, difficulty: int) -> Patient:
    """Opening, complaint, findings, and what else is asked at a difficulty; the facts go into the record."""
    rng, plan = talk.rng, plan_of(difficulty)
    if "ambulance" in "".join(case.urgent):  # nobody is asked about smoking while an ambulance is needed
        plan = replace(
            plan,
            family=False,
            smoking=False,
            unknown=False,
            symptoms=min(plan.symptoms, 5),
            hidden=plan.hidden + 2,
        )
    age = rng.randint(*case.ages)
    opening(talk, case)
    aspects = [case.aspects[0], *rng.sample(case.aspects[1:], min(plan.aspects - 1, len(case.aspects) - 1))]
    details: list[str] = []
    start = sorry(rng) + " "
    answers = [(rng.choice(aspect.asks), *rng.choice(aspect.answers)) for aspect in aspects]
    while answers:
        take = 2 if len(answers) >= 2 and rng.random() < 0.45 else 1
        now, answers = answers[:take], answers[take:]
        talk.doctor(
            start
            + " ".join(q if n == 0 else f"And {q[:1].lower()}{q[1:]}" for n, (q, _, _) in enumerate(now))
        )
        talk.patient(" ".join(told for _, _, told in now))
        details += [detail for _, detail, _ in now]
        start = kind_word(rng)
    talk.fact(case.main, case.says, detail=tuple(details))
    states = draw_states(rng, case, plan.symptoms)
    pending = list(states.items())
    rng.shuffle(pending)
    while pending:
        take = min(len(pending), rng.choice((1, 2, 2, 3) if difficulty >= 2 else (1, 1, 2)))
        group, pending = dict(pending[:take]), pending[take:]
        talk.doctor(kind_word(rng) + ask_symptoms(rng, list(group)))
        talk.patient(tell_symptoms(rng, group))
    for name, is_there in states.items():
        talk.fact(name, state="present" if is_there else "absent")
    if plan.unknown:
        spare = [s for s in case.symptoms if s not in states and s not in ALARM and s != case.main] or [
            "chills"
        ]
        name = rng.choice(spare)
        if name not in states:
            talk.doctor(kind_word(rng) + ask_symptoms(rng, [name]))
            talk.patient(
                pick(
                    rng,
                    "I'm not sure, to be honest.",
                    "I couldn't say.",
                    "I don't know, sorry.",
                    "Hard to say, really. I don't know.",
                    "I'm really not sure.",
                )
            )
            if rng.random() < 0.5:
                talk.fact(name, state="unknown")
    if plan.history:
        conditions_and_drugs(talk)
    if plan.allergy:
        allergies(talk)
    if plan.smoking and rng.random() < 0.7:
        smoking(talk)
    if plan.family:
        family(talk)
    hide(talk, plan.hidden)
    talk.fact("age", (str(age), f"{age} years old"))
    there = [n for n, s in states.items() if s]
    return Patient(age, case, details, there, [n for n, s in states.items() if not s])


def draw_states(rng: random.Random, case: Case, count: int) -> dict[str, bool]:
    """Which findings are asked for, and whether they are there; those of an urgent case hold its red flag."""
    names = list(case.symptoms)
    states: dict[str, bool] = {}
    if case.flag and case.flag != ("missed_period",):
        for name in rng.choice(case.flag).split("+"):
            states[name] = True
    rest = [name for name in names if name not in states]
    urgent = case not in NON_URGENT
    for name in rng.sample(rest, min(len(rest), max(1, count - len(states)))):
        if urgent:
            mild = name in (
                "nausea",
                "dizziness",
                "tiredness",
                "palpitations",
                "abdominal_pain",
                "itching",
                "hives",
                "heartburn",
                "burning_urine",
                "calf_pain",
                "vomiting",
                "weight_loss",
            )
            states[name] = rng.random() < (0.4 if mild else 0.0)
        else:
            states[name] = rng.random() < 0.4 and name not in ALARM and name not in _QUIET.get(case.main, ())
    return states


def conditions_and_drugs(talk: Talk) -> None:
    rng = talk.rng
    if rng.random() < 0.3:
        talk.doctor(
            kind_word(rng)
            + pick(
                rng,
                "Do you have any medical conditions?",
                "Any other health problems?",
                "Do you have any long-term conditions?",
            )
        )
        talk.patient(pick(rng, "No, none.", "No.", "None."))
        talk.fact("medical_history", ("medical conditions", "health problems"), "absent")
        talk.doctor(
            kind_word(rng)
            + pick(rng, "Do you take any medication?", "Any regular medicines?", "Are you on any tablets?")
        )
        talk.patient(pick(rng, "No.", "No, nothing.", "No, none."))
        talk.fact("medication", ("medication", "tablets"), "absent")
        return
    drug, dose, often, condition = draw_drug(rng)
    name = CONDITIONS[condition][0]
    talk.doctor(
        kind_word(rng)
        + pick(
            rng,
            "Do you have any medical conditions, and do you take any medication?",
            "Any medical conditions or regular medication?",
            "What other health problems do you have, and what tablets do you take?",
        )
    )
    said = pick(rng, f"{drug}, {dose} {often}", f"{drug} {dose} {often}")
    talk.patient(
        pick(
            rng,
            f"{cap(name)}. I take {said}.",
            f"I've got {name}, and I take {said}.",
            f"{cap(name)}, for which I take {said}.",
            f"I have {name}. {cap(said)}.",
        )
    )
    talk.fact(condition, CONDITIONS[condition])
    talk.fact(drug, (drug,), detail=(f"{dose} {often}",))


def draw_drug(rng: random.Random) -> tuple[str, str, str, str]:
    """A drug, its dose, how often, and what it is for."""
    drug = rng.choice(list(DRUGS))
    conditions, doses, times = DRUGS[drug]
    return drug, rng.choice(doses), rng.choice(times), conditions[0]


def allergies(talk: Talk) -> None:
    rng = talk.rng
    talk.doctor(
        kind_word(rng)
        + pick(rng, "Any allergies?", "Are you allergic to anything?", "Do you have any drug allergies?")
    )
    if rng.random() < 0.55:
        talk.patient(pick(rng, "No.", "No, none.", "Not that I know of."))
        talk.fact("allergy", ("allergies", "allergic"), "absent")
    else:
        drug = rng.choice(ALLERGENS)
        talk.patient(
            pick(
                rng,
                f"I'm allergic to {drug}.",
                f"Yes, I'm allergic to {drug}.",
                f"Yes. I'm allergic to {drug}.",
            )
        )
        talk.fact(f"{drug} allergy", (f"allergic to {drug}",))


def smoking(talk: Talk) -> None:
    rng = talk.rng
    talk.doctor(kind_word(rng) + pick(rng, "Do you smoke?", "Do you smoke at all?", "Are you a smoker?"))
    if rng.random() < 0.6:
        talk.patient(pick(rng, "No.", "No, never.", "No, I don't."))
        talk.fact("smoking", ("smoke",), "absent")
    else:
        count = rng.choice((5, 10, 15, 20))
        talk.patient(
            pick(rng, f"Yes, about {count} a day.", f"I smoke {count} a day.", f"Yeah, {count} a day.")
        )
        talk.fact("smoking", ("smoke",), detail=(f"{count} a day",))


def family(talk: Talk) -> None:
    rng = talk.rng
    talk.doctor(
        kind_word(rng)
        + pick(
            rng,
            "Does anything run in the family?",
            "Any family history that I should know about?",
            "Is there any family history of illness?",
        )
    )
    if rng.random() < 0.3:
        talk.patient(pick(rng, "No.", "No, nothing.", "Not that I know of."))
        talk.fact("family_history", ("family history", "run in the family"), "absent")
        return
    name, who, told, ages = rng.choice(_FAMILY)
    n = rng.randint(*ages)
    talk.patient(told.format(n=n))
    talk.fact(name, of=who, detail=(f"at {n}",) if n else ())


def hide(talk: Talk, count: int) -> None:
    """Facts of the record that nobody asks for."""
    rng = talk.rng
    held = {fact["name"] for fact in talk.facts}
    spare = [
        ("eczema", ("eczema",), ()), ("hay_fever", ("hay fever",), ()), ("surgery", ("operation on my appendix",), (f"{rng.randint(5, 25)} years ago",)),
        ("job", (pick(rng, "bus driver", "teacher", "cleaner", "retired postman", "baker"),), ()), ("work", ("works nights",), ()), ("lives", (pick(rng, "lives with a partner", "lives on the third floor"),), ()),
    ]  # fmt: skip
    spare = [each for each in spare if each[0] not in held]
    for name, says, detail in rng.sample(spare, min(count, len(spare))):
        talk.fact(name, says, detail=detail)


def sum_up(rng: random.Random, patient: Patient) -> str:
    """The history, as the doctor gives it back to the patient."""
    case = patient.case
    onset = patient.details[0]
    started = pick(rng, f"which started {onset}", f"which came on {onset}", f"that started {onset}")
    there = [SYMPTOMS[name].noun for name in patient.there]
    missing = [SYMPTOMS[name].noun for name in patient.missing]
    rng.shuffle(missing)
    with_ = f", with {listed(there)}" if there else ""
    without = ""
    if missing:
        some = missing[: rng.randint(1, min(3, len(missing)))]
        without = (", but no " if there else ", with no ") + listed(some, "or")
    begin = pick(
        rng,
        "So, to sum up: ",
        "Let me recap: ",
        "OK, so ",
        "Right, so ",
        "Thank you. So ",
        "Let me make sure that I have this right: ",
    )
    whole = case.sum_up if case.sum_up.startswith(("it ", "you've ")) else f"you've had {case.sum_up}"
    said = f"{begin}{whole}, {started}{with_}{without}."
    return said.replace(", that started", " that started")


def as_draft(
    talk: Talk,
    patient: Patient,
    *,
    level: str,
    diagnoses: tuple[str, ...] = (),
    advice: tuple[str, ...] = (),
    system: str = "",
    ask: tuple[str, ...] = (),
    known: tuple[str, ...] = (),
    questions: int = 2,
    conclude: bool = True,
    doctor: str = "assistant",
) -> Draft:
    """The draft with its record; raises :class:`assay.evidence.RoutesDisagree` if the table of red flags knows another urgency."""
    present = [
        f["name"]
        for f in talk.facts
        if f.get("state", "present") == "present" and f.get("of", "patient") == "patient"
    ]
    found = flags_of(present, patient.age)
    agree(level, found[0].level if found else "", what="the urgency of the record")
    part: dict[str, Any] = {
        "facts": talk.facts, "age": patient.age, "known": list(known), "diagnoses": list(diagnoses), "advice": [*advice, *patient.case.nets, *(t for t in patient.case.impression if any(w in t for w in ("three", "two")))],
        "ask": list(ask), "questions": questions,
    }  # fmt: skip
    part = {key: value for key, value in part.items() if value or key == "questions"}
    if not conclude:
        part["conclude"] = False
    if doctor != "assistant":
        part["doctor"] = doctor
    record = Source(
        "record",
        record_text(talk, patient.age, patient.case.sex),
        title="Synthetic patient record",
        licence="CC0-1.0",
    )
    return Draft.chat(talk.turns, make_reference(dialogue=part), system=system, sources=(record,))


def record_text(talk: Talk, age: int, sex: str) -> str:
    """The record as lines of text, for readers of the row."""
    lines = [f"Age {age}" + (f", {sex}" if sex else "")]
    for fact in talk.facts:
        if fact["name"] == "age":
            continue
        name = (fact.get("says") or [fact["name"].replace("_", " ")])[0]
        state = {"absent": "no ", "unknown": "not known: "}.get(fact.get("state", "present"), "")
        whose = f" ({fact['of']})" if "of" in fact else ""
        detail = f": {'; '.join(fact['detail'])}" if fact.get("detail") else ""
        lines.append(f"{state}{name}{whose}{detail}")
    return "\n".join(lines)


def told_back(talk: Talk) -> list[str]:
    """Sentences of a doctor that give back conditions, drugs, allergies, smoking and family history that were told."""
    told = []
    for fact in talk.facts:
        name, detail = fact["name"], fact.get("detail", [])
        if "of" in fact:
            what = {
                "heart_attack": "a heart attack",
                "stroke": "a stroke",
                "diabetes": "diabetes",
                "asthma": "asthma",
                "dvt": "a blood clot",
            }[name]
            had = "has" if name in ("diabetes", "asthma") else "had"
            told.append(f"Your {fact['of']} {had} {what}{f' {detail[0]}' if detail else ''}.")
        elif fact.get("state") == "absent":
            told += {
                "medical_history": ["You have no medical conditions."],
                "medication": ["You take no medication."],
                "allergy": ["You have no allergies."],
                "smoking": ["You don't smoke."],
            }.get(name, [])
        elif name in CONDITIONS and name not in ("eczema", "hay_fever"):
            told.append(f"You have {CONDITIONS[name][0]}.")
        elif name in DRUGS:
            told.append(f"You take {name} {detail[0]}.")
        elif name.endswith(" allergy"):
            told.append(f"You're allergic to {name.split()[0]}.")
        elif name == "smoking":
            told.append(f"You smoke {detail[0]}.")
    return told
