"""Follow-up after results: the doctor knows the result and the plan, the patient tells how he is."""

from __future__ import annotations

import random
from dataclasses import dataclass

from assay import Draft, generator
from assay_medical.generators.dialogues._cases import Case
from assay_medical.generators.dialogues._symptoms import SYMPTOMS
from assay_medical.generators.dialogues._talk import (
    Patient,
    Talk,
    allergies,
    as_draft,
    ask_symptoms,
    conditions_and_drugs,
    family,
    hide,
    kind_word,
    listed,
    pick,
    smoking,
    tell_symptoms,
)


@dataclass(frozen=True)
class Result:
    """A test with values a body can have, what they mean as the source says, and the plan."""

    test: str
    unit: str
    values: tuple[str, ...]
    meaning: str
    condition: str
    plan: tuple[str, ...]
    symptoms: tuple[str, ...]
    net: str


# HbA1c 42 to 47 mmol/mol: NICE PH38 (2012, updated 2017); ferritin under 30 µg/L: British Society of Gastroenterology, Snook et al., Gut
# 2021;70:2030, doi:10.1136/gutjnl-2021-325210; potassium over 5.3 mmol/L is above the usual range; 25-hydroxyvitamin D under 25 nmol/L: NICE CKS, vitamin D
# deficiency in adults (2022); TSH above the usual 0.4 to 4.0 mU/L: NICE NG145 (2019).
RESULTS = (
    Result("HbA1c", "mmol/mol", ("42", "43", "44", "45", "46", "47"), "That is in the range of prediabetes.", "prediabetes",
           ("Losing some weight and walking every day can bring it down.", "We repeat the test in a year.", "I can refer you to the diabetes prevention programme."),
           ("thirst", "urinary_frequency", "tiredness", "blurred_vision"), "If you become very thirsty or pass urine much more, come back sooner."),
    Result("ferritin", "µg/L", ("8", "9", "11", "14", "17", "21"), "That is low, which means iron deficiency.", "vitamin_deficiency",
           ("Take ferrous sulfate 200 mg once a day.", "We repeat the blood test in four weeks.", "We should look for the cause."),
           ("tiredness", "dizziness", "breathlessness", "palpitations"), "If you see blood or pass black stools, call 999 or go to A&E."),
    Result("TSH", "mU/L", ("12.4", "14.1", "18.6", "22.3", "11.8"), "That is high, which means an underactive thyroid.", "hypothyroidism",
           ("Take levothyroxine 50 micrograms in the morning, on an empty stomach.", "We repeat the blood test in six weeks."),
           ("tiredness", "cold_intolerance", "constipation", "low_mood"), "If you get palpitations or chest pain, stop the tablets and call us or 999."),
    Result("vitamin D", "nmol/L", ("14", "16", "19", "21", "23"), "That is low, which means vitamin D deficiency.", "vitamin_deficiency",
           ("Take colecalciferol 800 units once a day after the loading course from the pharmacy.", "Some sun on your arms in summer helps."),
           ("tiredness", "low_mood", "constipation"), "If your bones hurt or you feel weak, come back."),
    Result("LDL cholesterol", "mmol/L", ("4.2", "4.5", "4.9", "5.1", "4.7"), "That is high.", "high_cholesterol",
           ("Take atorvastatin 20 mg at night.", "We repeat the blood test in three months.", "A diet with less saturated fat helps."),
           ("chest_pain", "breathlessness", "palpitations"), "If you get muscle pain on the tablets, let me know."),
)  # fmt: skip
SYSTEM = "You are a GP who tells a patient a result. Result: {test} {value} {unit}. Ask how the patient is before you explain the plan."


@generator("medical.results_follow_up", verifiers=("medical.dialogue",))
def results_follow_up(rng: random.Random, difficulty: int) -> Draft:
    """A follow-up after a blood test: the result, how the patient is, what it means by the source, plan and safety net."""
    talk = Talk(rng)
    result = rng.choice(RESULTS)
    value = rng.choice(result.values)
    age = rng.randint(30, 78)
    patient = Patient(age, Case("result", (), (), "", (), (), (0, 0), nets=(result.net,)), [], [], [])
    talk.patient(
        pick(
            rng,
            "I had a message to ring about my test.",
            "Hello doctor, I've come for my results.",
            "Hi. You have my results?",
            "I'm here for the results.",
            "I was told to come in about my test.",
        )
    )
    shown = f"Your {result.test} is {value} {result.unit}."
    count = (1, 2, 3, 3, 4)[difficulty - 1]
    there = {
        name: name in ("tiredness", "cold_intolerance", "constipation", "low_mood", "thirst")
        and rng.random() < 0.5
        for name in rng.sample(result.symptoms, min(count, len(result.symptoms)))
    }
    groups = [list(there)[i : i + 2] for i in range(0, len(there), 2)]
    start = pick(
        rng,
        "Yes, they are back. ",
        "Hello, thanks for coming. ",
        "Yes, I have them here. ",
        "Good that you called. ",
    ) + (shown + " " if rng.random() < 0.5 else "")
    talk.doctor(
        start
        + pick(
            rng,
            "Before I explain, how have you been feeling?",
            "How are you feeling at the moment?",
            "First, how have you been?",
        )
    )
    first = groups[0][0]
    told_fine = not any(there.values())
    if told_fine:
        talk.patient(pick(rng, "Fine, thanks.", "OK, thank you.", "I feel fine.", "All right, thanks."))
        talk.fact("well", ("feels fine",))
    else:
        first = next(name for name, is_there in there.items() if is_there)
        told = rng.choice(SYMPTOMS[first].has)
        talk.patient(told[:1].upper() + told[1:] + ".")
        groups = [[n for n in group if n != first] for group in groups]
    for group in groups:
        if group:
            talk.doctor(kind_word(rng) + ask_symptoms(rng, group))
            talk.patient(tell_symptoms(rng, {name: there[name] for name in group}))
    if sum(1 for r, _ in talk.turns if r == "assistant") < 2 or difficulty >= 2:
        conditions_and_drugs(talk)
    if difficulty >= 3:
        allergies(talk)
    if difficulty >= 4:
        smoking(talk)
        family(talk)
    for name, is_there in there.items():
        talk.fact(name, state="present" if is_there else "absent")
    talk.fact("result", (result.test,), detail=(f"{value} {result.unit}",))
    hide(talk, difficulty - 1)
    talk.fact("age", (str(age), f"{age} years old"))
    present = [SYMPTOMS[n].noun for n, s in there.items() if s]
    absent = [SYMPTOMS[n].noun for n, s in there.items() if not s]
    heard = (
        f"You told me about {listed(present)}."
        if present
        else f"You told me that you have no {listed(absent, 'or')}."
    )
    begin = pick(rng, "Thank you. ", "OK. ", "Right, the result. ", "Let me explain. ")
    plan = rng.sample(result.plan, min(len(result.plan), 1 + (difficulty >= 3)))
    if "the tablets" in result.net and result.plan[0] not in plan:  # the net speaks of what the plan begins
        plan = [result.plan[0], *plan[1:]]
    if (
        any(f["name"] == "high_cholesterol" and "state" not in f for f in talk.facts)
        and result.condition == "high_cholesterol"
    ):
        plan = [each for each in plan if "atorvastatin" not in each] or [result.plan[1]]
    talk.doctor(begin + " ".join([shown, result.meaning, heard, *plan, result.net]))
    return as_draft(
        talk,
        patient,
        level="",
        advice=(*result.plan, result.meaning),
        known=("result",),
        system=SYSTEM.format(test=result.test, value=value, unit=result.unit),
        questions=2,
    )
