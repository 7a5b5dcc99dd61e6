"""Consultations: written ones are accepted, wrong ones are not, red flags and free-text records are read."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from importlib import import_module
from importlib.resources import files
from typing import Any

import pytest

import assay
from assay import Message, Sample, Task
from assay.testing import play
from assay_medical.dialogues.cards import record_of
from assay_medical.dialogues.findings import known_concepts, known_wordings
from assay_medical.dialogues.reading import mentions
from assay_medical.dialogues.urgency import flags_of, is_safety_net, level_of, red_flags, undercuts

DIALOGUE = assay.find_verifier("medical.dialogue")
GENERATORS = (
    "consultation", "urgent_consultation", "history_taking", "medication_history", "results_follow_up", "safety_net", "patient_role",
)  # fmt: skip


def _examples() -> list[tuple[str, Sample]]:
    """The consultations of the package's examples that were written by hand, as chats."""
    text = (files("assay_medical") / "examples" / "dialogue.jsonl").read_text(encoding="utf-8")
    found = []
    for row in map(json.loads, text.splitlines()):
        if str(row.get("kind", "")).startswith("written: "):
            chat = tuple(Message(m["role"], m["content"]) for m in row["messages"])
            task = Task(chat[-2].content, json.dumps(row["reference"]))
            found.append((row["kind"].removeprefix("written: "), Sample(task, chat[-1].content, turns=chat)))
    return found


WRITTEN = _examples()


def part_of(row: Sample) -> dict[str, Any]:
    part: dict[str, Any] = json.loads(row.reference)["dialogue"]
    return part


Chat = list[Message]
Attack = Callable[[random.Random, Chat, dict[str, Any]], Chat | None]
ATTACKS: dict[str, Attack] = {}

STRANGE = (
    "I've had ringing in my ears. I've got earache.", "I've noticed a lump.", "I've been coughing up blood.", "I've got a rash too.",
    "My joints hurt, I have joint pain.", "I've had a fit, I mean a seizure.", "I've been losing my hair. I have hair loss.",
)  # fmt: skip
NORMAL = (
    "I don't have a rash.",
    "No palpitations.",
    "I haven't had any seizures.",
    "No bruising.",
    "No hearing loss.",
    "I have no hair loss.",
)
ILLNESSES = (
    "psoriasis",
    "gallstones",
    "pancreatitis",
    "epilepsy",
    "gout",
    "cirrhosis",
    "appendicitis",
    "ulcerative colitis",
)


def attack(function: Attack) -> Attack:
    ATTACKS[function.__name__] = function
    return function


def _set(chat: Chat, at: int, text: str) -> Chat:
    return [Message(m.role, text) if n == at else m for n, m in enumerate(chat)]


def _turns(chat: Chat, role: str) -> list[int]:
    return [n for n, m in enumerate(chat) if m.role == role]


def _named(part: dict[str, Any], *names: str) -> bool:
    text = str(part)
    return any(name in text for name in names)


@attack
def roles_swapped(rng: random.Random, chat: Chat, part: dict[str, Any]) -> Chat | None:
    swap = {"user": "assistant", "assistant": "user", "system": "system"}
    turned = [Message(swap[m.role], m.content) for m in chat]
    return [*turned, Message("assistant", "Thank you, doctor.")] if turned[-1].role == "user" else turned


@attack
def turn_left_out(rng: random.Random, chat: Chat, part: dict[str, Any]) -> Chat | None:
    at = rng.choice(_turns(chat, "user")[1:])
    return [m for n, m in enumerate(chat) if n != at]


@attack
def invented_symptom(rng: random.Random, chat: Chat, part: dict[str, Any]) -> Chat | None:
    at = rng.choice(_turns(chat, "user"))
    fitting = [
        s
        for s in STRANGE
        if not _named(part, "earache", "lump", "coughing_blood", "rash", "joint", "seizure", "hair")
    ]
    return _set(chat, at, f"{chat[at].content} {rng.choice(fitting)}") if fitting else None


@attack
def invented_normal_finding(rng: random.Random, chat: Chat, part: dict[str, Any]) -> Chat | None:
    if _named(part, "rash", "palpitations", "seizure", "bruising", "hearing", "hair"):
        return None
    at = rng.choice(_turns(chat, "user"))
    return _set(chat, at, f"{chat[at].content} {rng.choice(NORMAL)}")


@attack
def invented_circumstance(rng: random.Random, chat: Chat, part: dict[str, Any]) -> Chat | None:
    at = rng.choice(_turns(chat, "user"))
    more = rng.choice(
        (
            "It started after I moved a piano.",
            "I work in a quarry.",
            "My neighbour has the same.",
            "I was in Peru in spring.",
            "I had an X-ray elsewhere and it was clear.",
        )
    )
    return _set(chat, at, f"{chat[at].content} {more}")


@attack
def patient_names_diagnosis(rng: random.Random, chat: Chat, part: dict[str, Any]) -> Chat | None:
    at = rng.choice(_turns(chat, "user"))
    illness = rng.choice([i for i in ILLNESSES if not _named(part, i)])
    return _set(
        chat,
        at,
        f"{chat[at].content} {rng.choice((f'I think I have {illness}.', f'I have {illness}.', f'It must be {illness}.'))}",
    )


@attack
def flipped_polarity(rng: random.Random, chat: Chat, part: dict[str, Any]) -> Chat | None:
    places = []
    for at in _turns(chat, "user"):
        text, before = chat[at].content, chat[at - 1].content if at else ""
        if (
            re.fullmatch(r"(?:No|Nope|None)[^A-Za-z]*\.?", text.strip())
            and before.rstrip().endswith("?")
            and not re.search(r"\b(?:what|how|when|where|which)\b", before, re.I)
        ):
            places.append((at, "Yes."))
        for a, b in (
            (r"\bI've had\b", "I haven't had"),
            (r"\bI haven't had (?:any |a )?", "I've had "),
            (r"\bno (?=[a-z])", "some "),
            (r"\bI'm allergic\b", "I'm not allergic"),
            (r"\bI take\b", "I don't take"),
        ):
            if re.search(a, text):
                places.append((at, re.sub(a, b, text, count=1)))
    at, text = rng.choice(places) if places else (0, "")
    return _set(chat, at, text) if text else None


@attack
def other_number_of_patient(rng: random.Random, chat: Chat, part: dict[str, Any]) -> Chat | None:
    places = [(at, m) for at in _turns(chat, "user") for m in re.finditer(r"\d+", chat[at].content)]
    if not places:
        return None
    at, m = rng.choice(places)
    new = str(int(m[0]) + rng.choice((1, 3, 10)))
    if new in str(part):
        return None
    return _set(chat, at, chat[at].content[: m.start()] + new + chat[at].content[m.end() :])


@attack
def other_number_of_doctor(rng: random.Random, chat: Chat, part: dict[str, Any]) -> Chat | None:
    text = chat[-1].content
    places = [
        m
        for m in re.finditer(
            r"\d+(?= (?:days?|weeks?|months?|hours?|minutes?|mg|micrograms|times|years?|out)\b)", text
        )
        if not re.search(r"\b(?:if|in|within)\b", text[max(0, m.start() - 12) : m.start()], re.I)
    ]
    if not places:
        return None
    m = rng.choice(places)
    new = str(int(m[0]) + rng.choice((1, 3, 10)))
    return (
        _set(chat, len(chat) - 1, text[: m.start()] + new + text[m.end() :]) if new not in str(part) else None
    )


@attack
def other_side(rng: random.Random, chat: Chat, part: dict[str, Any]) -> Chat | None:
    other = {"left": "right", "right": "left"}
    where = r"\b(left|right)(?= (?:arm|leg|side|calf|ear|eye|temple|knee|lower|big|testicle|shoulder))\b"
    places = [
        (at, m) for at in [*_turns(chat, "user"), len(chat) - 1] for m in re.finditer(where, chat[at].content)
    ]
    if not places:
        return None
    at, m = rng.choice(places)
    text = chat[at].content
    return _set(chat, at, text[: m.start()] + other[m[0]] + text[m.end() :])


@attack
def relative_becomes_patient(rng: random.Random, chat: Chat, part: dict[str, Any]) -> Chat | None:
    kin = r"\b[Mm]y (?:dad|mum|father|mother|brother|sister|grandad)(?:, he)? (had|has)\b"
    for at in _turns(chat, "user"):
        if re.search(kin, chat[at].content):
            return _set(
                chat, at, re.sub(kin, lambda m: "I have" if m[1] == "has" else "I had", chat[at].content)
            )
    return None


@attack
def other_relative(rng: random.Random, chat: Chat, part: dict[str, Any]) -> Chat | None:
    kin = r"\b([Mm]y) (?:dad|mum|father|mother|brother|sister|grandad)\b"
    for at in _turns(chat, "user"):
        if re.search(kin, chat[at].content):
            return _set(chat, at, re.sub(kin, r"\1 uncle", chat[at].content))
    return None


@attack
def concluded_at_once(rng: random.Random, chat: Chat, part: dict[str, Any]) -> Chat | None:
    users = _turns(chat, "user")
    return [
        *chat[: users[0] + 1],
        chat[-1],
        Message("user", "Thank you."),
        Message("assistant", "Take care."),
    ]


@attack
def record_in_the_system_prompt(rng: random.Random, chat: Chat, part: dict[str, Any]) -> Chat | None:
    if part.get("known"):
        return None
    told = next(f for f in part["facts"] if f.get("says") and f["name"] != "age")
    prompt = f"You are a doctor. The patient has this: {told['says'][0]}."
    return [Message("system", prompt), *(m for m in chat if m.role != "system")]


@attack
def doctor_knows_beforehand(rng: random.Random, chat: Chat, part: dict[str, Any]) -> Chat | None:
    first = _turns(chat, "assistant")[0]
    said = " ".join(m.content for m in chat[:first]).lower()
    main = part["facts"][0]["name"]
    hidden = [
        w
        for w in ("sweating", "fever", "nausea", "wheezing", "dizziness", "tiredness")
        if f'"{w}"' in str(part).replace("'", '"') and w not in said and w != main
    ]
    return _set(chat, first, f"How long have you had the {rng.choice(hidden)}?") if hidden else None


@attack
def urgent_advice_left_out(rng: random.Random, chat: Chat, part: dict[str, Any]) -> Chat | None:
    kept = [
        s
        for s in re.split(r"(?<=[.;!]) ", chat[-1].content)
        if not re.search(r"999|A&E|ambulance|today|within two weeks|afternoon|hospital|urgent", s)
    ]
    if len(kept) == len(re.split(r"(?<=[.;!]) ", chat[-1].content)):
        return None
    return _set(chat, len(chat) - 1, " ".join([*kept, "If it gets worse, call us."]))


@attack
def urgent_advice_put_off(rng: random.Random, chat: Chat, part: dict[str, Any]) -> Chat | None:
    kept = [
        s
        for s in re.split(r"(?<=[.;!]) ", chat[-1].content)
        if not re.search(r"999|A&E|ambulance|today|within two weeks|afternoon|hospital|urgent", s)
    ]
    late = rng.choice(
        (
            "Come and see me next week.",
            "Rest at home and see how it goes.",
            "Book a routine appointment.",
            "There is no need to call 999.",
            "If it is still there in a month, go to A&E.",
        )
    )
    return _set(chat, len(chat) - 1, " ".join([*kept, late, "If it gets worse, call us."]))


@attack
def invented_dose(rng: random.Random, chat: Chat, part: dict[str, Any]) -> Chat | None:
    dose = rng.choice(
        (
            "Take diazepam 5 mg tonight.",
            "Take 2 tablets of codeine every 4 hours.",
            "You can take morphine 10 mg.",
            "Use 75 mg of diclofenac twice a day.",
            "Start prednisolone 40 mg.",
        )
    )
    return _set(chat, len(chat) - 1, f"{chat[-1].content} {dose}")


@attack
def told_as_certain(rng: random.Random, chat: Chat, part: dict[str, Any]) -> Chat | None:
    if part.get("confirmed"):
        return None
    illness = rng.choice([i for i in ILLNESSES if not _named(part, i)])
    return _set(chat, len(chat) - 1, f"{chat[-1].content} You have {illness}.")


@attack
def false_reassurance(rng: random.Random, chat: Chat, part: dict[str, Any]) -> Chat | None:
    return _set(
        chat,
        len(chat) - 1,
        f"{chat[-1].content} It is certainly not {rng.choice(('cancer', 'a stroke', 'a heart attack', 'meningitis'))}.",
    )


@attack
def doctor_turns_what_was_told(rng: random.Random, chat: Chat, part: dict[str, Any]) -> Chat | None:
    text = chat[-1].content
    places = [
        (m.span(), b)
        for a, b in (
            (r"\bwith no\b", "with"),
            (r"\bbut no\b", "and"),
            (r", with (?!no\b)", ", without "),
            (r"\bYou don't smoke\b", "You smoke"),
            (r"\bYou have no\b", "You have"),
        )
        for m in re.finditer(a, text)
    ]
    if not places:
        return None
    (a, b), new = rng.choice(places)
    return _set(chat, len(chat) - 1, text[:a] + new + text[b:])


@attack
def safety_net_left_out(rng: random.Random, chat: Chat, part: dict[str, Any]) -> Chat | None:
    kept = [
        s for s in re.split(r"(?<=[.;!]) ", chat[-1].content) if not re.search(r"\bif\b|come back", s, re.I)
    ]
    if len(kept) == len(re.split(r"(?<=[.;!]) ", chat[-1].content)):
        return None
    return _set(chat, len(chat) - 1, " ".join(kept))


def made(name: str, seed: object, difficulty: int) -> assay.Draft:
    generator = getattr(import_module(f"assay_medical.generators.dialogues.{name}"), name)
    draft: assay.Draft = generator(random.Random(f"{name} {seed}"), difficulty)
    return draft


def of_draft(draft: assay.Draft) -> Sample:
    return Sample(Task(draft.prompt, draft.reference), draft.response, turns=draft.messages)


@pytest.mark.parametrize("row", [row for _, row in WRITTEN], ids=[name for name, _ in WRITTEN])
def test_a_consultation_written_by_hand_is_accepted(row: Sample) -> None:
    verdict = DIALOGUE(row)
    assert verdict.accepted, (verdict.reason, verdict.message)


@pytest.mark.parametrize("kind", ATTACKS)
def test_no_consultation_that_was_made_wrong_is_accepted(kind: str) -> None:
    rows = [row for _, row in WRITTEN]
    rows += [of_draft(made(name, 1, level)) for name in GENERATORS[:2] for level in (1, 3, 5)]
    tried = 0
    for number, row in enumerate(rows):
        part = json.loads(row.reference)["dialogue"]
        present = [
            f["name"] for f in part["facts"] if f.get("state", "present") == "present" and "of" not in f
        ]
        flagged = flags_of(present, part.get("age"))
        if kind.startswith("urgent") and not flagged:
            continue
        if kind == "safety_net_left_out" and flagged and flagged[0].level == "emergency":
            continue
        chat = ATTACKS[kind](random.Random(f"{kind} {number}"), list(row.messages), part)
        if chat is None or chat[-1].role != "assistant":
            continue
        tried += 1
        asked = [m.content for m in chat if m.role == "user"][-1]
        verdict = DIALOGUE(Sample(Task(asked, row.reference), chat[-1].content, turns=tuple(chat)))
        assert not verdict.accepted, [m.content for m in chat]
    assert tried >= 3


@pytest.mark.parametrize("name", GENERATORS)
def test_rows_of_the_grammar_are_accepted(name: str) -> None:
    for level in range(1, 6):
        for seed in range(4):
            verdict = DIALOGUE(of_draft(made(name, seed, level)))
            assert verdict.accepted, (verdict.reason, verdict.message)


@pytest.mark.parametrize(
    ("sentence", "read"),
    [
        ("No fever, no cough, but a rash.", {"fever": "absent", "cough": "absent", "rash": "present"}),
        (
            "No fever or chills, and I've got a cough.",
            {"fever": "absent", "chills": "absent", "cough": "present"},
        ),
        ("I haven't been sick, just feeling sick.", {"vomiting": "absent", "nausea": "present"}),
        ("My vision isn't blurred.", {"blurred_vision": "absent"}),
        ("My calf has been swollen.", {"calf_swelling": "present"}),
        ("I'm not sure about a fever.", {"fever": "unsure"}),
        ("Not only a fever, chills too.", {"fever": "present", "chills": "present"}),
        ("The chest pain has gone now.", {"chest_pain": "absent"}),
        ("A rash that doesn't fade under a glass.", {"non_blanching_rash": "present"}),
        ("I can't pass urine.", {"bladder_trouble": "present"}),
        ("I have type 2 diabetes.", {"diabetes": "present"}),
        ("Fever: no.", {"fever": "absent"}),
    ],
)
def test_who_has_what(sentence: str, read: dict[str, str]) -> None:
    assert {m.concept.name: m.state for m in mentions(sentence, known_wordings())} == read


@pytest.mark.parametrize(
    ("sentence", "whose"),
    [
        ("My dad had a heart attack at 60.", "father"),
        ("My wife says I have high blood pressure.", "patient"),
        ("My mother had diabetes and I have asthma.", "patient"),
        ("I have asthma.", "patient"),
    ],
)
def test_whose_it_is(sentence: str, whose: str) -> None:
    assert mentions(sentence, known_wordings())[-1].of == whose


@pytest.mark.parametrize(
    ("sentence", "level"),
    [
        ("Please call 999 now.", "emergency"),
        ("You need to go to A&E straight away.", "emergency"),
        ("I'm sending an ambulance.", "emergency"),
        ("If it gets worse, call 999.", ""),
        ("Call 999 if it gets worse.", ""),
        ("There is no need to call 999.", ""),
        ("You don't have to go to A&E now.", ""),
        ("I want you to be seen at the hospital today.", "same_day"),
        ("I'm referring you and you'll be seen within two weeks.", "two_weeks"),
        ("Come back next week.", ""),
    ],
)
def test_how_soon_an_advice_is(sentence: str, level: str) -> None:
    assert level_of(sentence) == level


def test_what_makes_wait_and_what_is_a_safety_net() -> None:
    assert undercuts("There's nothing to worry about.") and undercuts("You can wait until Monday.")
    assert not undercuts("This can't wait until tomorrow.")
    assert is_safety_net("If you get a fever, call us.") and not is_safety_net("Call us.")


def test_the_table_of_red_flags_is_cited_and_names_known_findings() -> None:
    for flag in red_flags():
        assert {
            *flag.all,
            *flag.any,
            *flag.beside,
            *flag.unless,
            *flag.suspects,
        } <= known_concepts().keys(), flag.name
        assert level_of(flag.advice) == flag.level, flag.name
        assert len(flag.source) > 30
        present = {*flag.all, *flag.any[:1], *flag.beside[:1]}
        assert flag.name in {found.name for found in flags_of(present, max(flag.age_from, 30))}
        if flag.age_from:
            assert flag.name not in {found.name for found in flags_of(present, None)}


def test_a_free_text_record_is_read() -> None:
    note = (
        "54-year-old woman. Chest pain for 3 hours. No breathlessness. Mother had a stroke at 70. Fever not known.\n"
        "Impression: ? heart attack.\nPlan: Aspirin 300 mg given by the crew."
    )
    reference = json.dumps({"sources": [{"id": "note", "text": note}]})
    record = record_of(Sample(Task("", reference), ""))
    states = {(f.name, f.of): f.state for f in record.facts}
    assert states["chest_pain", "patient"] == "present" and states["breathlessness", "patient"] == "absent"
    assert states["stroke", "mother"] == "present" and record.age == 54
    assert record.diagnoses == ("heart_attack",) and "Aspirin 300 mg given by the crew." in record.advice


def test_a_record_that_makes_no_sense_is_no_verdict_on_the_dialogue() -> None:
    for part in (
        {"facts": []},
        {"facts": [{"name": "fever"}], "ask": ["cough"]},
        {"facts": [{"name": ""}]},
        {"facts": [{"name": "x", "state": "maybe"}]},
    ):
        with pytest.raises(assay.BadReference):
            record_of(Sample(Task("", assay.make_reference(dialogue=part)), ""))
    for flat in ('{"sources": []}', '{"sources": [{"id": "a"}]}', '{"facts": 3}', "text"):
        with pytest.raises(assay.BadReference):
            record_of(Sample(Task("", flat), ""))


def chat_of(part: dict[str, Any], chat: tuple[Message, ...]) -> Sample:
    task = Task(chat[-2].content, assay.make_reference(dialogue=part))
    return Sample(task, chat[-1].content, turns=chat)


def test_facts_that_the_doctor_must_ask_for() -> None:
    row = next(row for name, row in WRITTEN if name == "tick bite, mostly worry")
    part = part_of(row)
    assert DIALOGUE(chat_of({**part, "ask": ["rash", "fever"]}, row.turns)).accepted
    more = {**part, "facts": [*part["facts"], {"name": "allergy", "state": "absent"}], "ask": ["allergy"]}
    assert DIALOGUE(chat_of(more, row.turns)).reason == "not_asked"
    assert DIALOGUE(chat_of({**part, "questions": 9}, row.turns)).reason == "concluded_early"


def test_a_transcript_is_read_like_a_chat() -> None:
    row = next(row for name, row in WRITTEN if "child's ear" in name)
    turns, reference = [m.content for m in row.turns], row.reference
    text = "\n\n".join(f"**{'Doctor' if n % 2 else 'Patient'}:** {turn}" for n, turn in enumerate(turns))
    assert DIALOGUE(Sample(Task("Write it as a transcript.", reference), text)).accepted
    verdict = DIALOGUE(
        Sample(Task("Write it as a transcript.", reference), text.replace("left ear", "right ear", 1))
    )
    assert verdict.reason == "wrong_side"
    bad = next(check for check in verdict.checks if check.reason == "wrong_side")
    assert bad.where == "response" and bad.span is not None


def test_the_patient_may_be_the_one_who_is_taught() -> None:
    draft = made("patient_role", 3, 3)
    assert DIALOGUE(of_draft(draft)).accepted
    lie = [*draft.messages[:-1], Message("assistant", "Yes, and I've had earache and a seizure.")]
    assert not DIALOGUE(
        Sample(Task(draft.prompt, draft.reference), lie[-1].content, turns=tuple(lie))
    ).accepted


def test_the_doctor_of_the_recipe_never_sees_the_record() -> None:
    seen: list[str] = []

    def doctor(prompt: str, _before: int) -> str:
        seen.append(prompt)
        return (
            "DONE"
            if "My calf is swollen" in prompt and "3 days" in prompt
            else "When did it start, and which leg is it?"
        )

    def patient(prompt: str, _before: int) -> str:
        return "3 days ago. It's the left leg." if "When did it start" in prompt else "My calf is swollen."

    facts = [
        {"name": "calf_swelling", "says": ["swollen calf"], "detail": ["for 3 days", "left leg"]},
        {"name": "calf_pain"},
        {"name": "eczema", "detail": ["behind the knees"]},
    ]
    record = {"facts": facts, "age": 40}
    played = play(
        "medical.consultation",
        {"records": [{"record": record}], "questions": [1, 2], "attempts": 1},
        {"doctor": doctor, "patient": patient},
    )
    assert seen and not any("eczema" in prompt or "behind the knees" in prompt for prompt in seen)
    assert not played.accepted and played.reasons[0][1].startswith("doctor_")  # it never says how soon


def test_pairs_on_the_end_of_consultations_are_proved_on_both_sides() -> None:
    draft = made("urgent_consultation", 5, 2)
    messages = [{"role": m.role, "content": m.content} for m in draft.messages[:-1]]
    seed = {"messages": messages, "reference": draft.reference}
    late = "If it gets worse, call us."
    replies = {
        "right and wrong": [draft.response, f"{draft.response.split('. ')[0]}. {late}"],
        "right only": [draft.response] * 2,
    }
    for name, said in replies.items():
        calls = iter(said * 4)
        played = play(
            "medical.differential_pairs",
            {"seeds": [seed], "verifier": "medical.dialogue", "samples": 2},
            lambda _p, _b, c=calls: next(c),
        )
        assert len(played.accepted) == 1, (name, played.reasons)


def test_a_note_is_read_with_the_rules_of_notes() -> None:
    note = (
        "Chest pain for 2 hours. Denies fever or cough. Possible pneumonia. Return if a rash develops. Stroke was ruled out."
        " Non-smoker. Headache has resolved. He can't pass urine. Family history of breast cancer."
    )
    sample = Sample(Task("", json.dumps({"sources": [{"id": "n", "text": note}]})), "")
    told = {(fact.name, fact.state, fact.of) for fact in record_of(sample).facts}
    assert told >= {
        ("chest_pain", "present", "patient"), ("fever", "absent", "patient"), ("cough", "absent", "patient"), ("pneumonia", "unknown", "patient"),
        ("rash", "unknown", "patient"), ("stroke", "absent", "patient"), ("smoking", "absent", "patient"), ("headache", "unknown", "patient"),
        ("bladder_trouble", "present", "patient"), ("cancer", "present", "family"),
    }  # fmt: skip


EAR = {
    "facts": [
        {"name": "hearing_loss", "detail": ["right ear", "for 1 hour"]},
        {"name": "hypertension"},
        {"name": "back_pain", "detail": ["lower back"]},
        {"name": "facial_droop"},
    ],
    "diagnoses": ["stroke"],
}


@pytest.mark.parametrize(
    ("patient", "question", "ending", "reason"),
    [
        ("I can't hear in my right ear. It's been an hour, and my face is drooping.", "Any illnesses?", "That could be a stroke. Call 999 now.", "ok"),
        ("I can't hear in my left ear, and my face is drooping.", "Any illnesses?", "That could be a stroke. Call 999 now.", "wrong_side"),
        ("My face is drooping, and I have low blood pressure.", "Any illnesses?", "That could be a stroke. Call 999 now.", "unread_words"),
        ("My face is drooping.", "Is your high blood pressure worse?", "That could be a stroke. Call 999 now.", "told_before_asked"),
        ("My face is drooping.", "Any illnesses?", "That could be a stroke. Call 999 now, or see your GP.", "urgent_advice_undercut"),
        ("My face is drooping.", "Any illnesses?", "Call 999 now. Most people with a rash get better.", "not_said"),
        ("My face is drooping.", "Any illnesses?", "I am not sure, but perhaps: well. It could be a stroke. Call 999 now.", "hedged"),
    ],
)  # fmt: skip
def test_turns_against_a_record(patient: str, question: str, ending: str, reason: str) -> None:
    answer = "I have high blood pressure."
    chat = tuple(
        Message("assistant" if n % 2 else "user", t)
        for n, t in enumerate([patient, question, answer, ending])
    )
    assert DIALOGUE(Sample(Task(answer, json.dumps({"dialogue": EAR})), ending, turns=chat)).reason == reason
