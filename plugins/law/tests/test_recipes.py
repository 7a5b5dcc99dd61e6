"""The recipes of law: what each refuses, and why."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import assay
from assay.testing import play, write_jsonl
from assay_law.recipes._sources import retrieved

ACT = "Riverton Tenancies Act § 12. Deposits. (a) A landlord shall return the deposit within 30 days after the tenancy ends. (b) A landlord who does not return the deposit in time owes the tenant twice the amount of the deposit."
RENT = "Riverton Tenancies Act § 11. Rent. A tenant shall pay rent on the first day of each month."
FACTS = "The tenancy of Lindqvist ended on May 31, 2024. On July 12, 2024, Okafor, the landlord, returned the deposit of $1,400 to Lindqvist."
CASE: dict[str, Any] = {
    "question": f"{FACTS} Is Okafor liable for twice the deposit?",
    "facts": FACTS,
    "outcome": {"answer": "liable", "among": ["liable", "not liable"]},
    "articles": [{"id": "Riverton Tenancies Act § 12", "text": ACT}],
    "cite": ["12(b)"],
}
RULE = "§ 12(b) says: “A landlord who does not return the deposit in time owes the tenant twice the amount of the deposit.”"
MINOR = "The tenancy ended on May 31, 2024, and Okafor returned the deposit to Lindqvist on July 12, 2024."
SYLLOGISM = f"Major premise: {RULE}\nMinor premise: {MINOR}\nConclusion: Okafor is liable."
IRAC = f"Issue: Is Okafor liable for twice the deposit?\nRule: {RULE}\nApplication: {MINOR}\nConclusion: Okafor is liable."


def outcomes(recipe: str, params: dict[str, Any], replies: Any) -> tuple[int, list[str]]:
    """How many rows were accepted, and the reasons of the others."""
    played = play(recipe, params, replies)
    return len(played.accepted), [reason for _, reason in played.reasons]


def test_statute_qa_takes_only_what_verifies(tmp_path: Path) -> None:
    questions = write_jsonl(tmp_path / "questions.jsonl", [CASE])

    def said(reply: str) -> tuple[int, list[str]]:
        return outcomes("law.statute_qa", {"questions": questions}, [("syllogism", reply)])

    assert said(SYLLOGISM) == (1, [])
    for wrong in (
        SYLLOGISM.replace("is liable", "is not liable"),
        SYLLOGISM.replace("does not return", "returns"),
        SYLLOGISM.replace("§ 12(b)", "§ 14(b)"),
        SYLLOGISM.replace("July 12", "July 2"),
        SYLLOGISM.replace(
            "Okafor returned the deposit to Lindqvist", "Lindqvist returned the deposit to Okafor"
        ),
        SYLLOGISM.replace("Conclusion", "In short"),
        SYLLOGISM.replace("“", "").replace("”", ""),
    ):
        assert said(wrong)[0] == 0, wrong


def test_articles_are_found_by_their_words() -> None:
    statutes = [
        {"id": "11", "text": RENT},
        {"id": "12", "text": ACT},
        {"id": "13", "text": "A dog shall be leashed."},
    ]
    assert [
        each["id"] for each in retrieved("Was the deposit returned after the tenancy ended?", statutes, 1)
    ] == ["12"]
    assert [each["id"] for each in retrieved("deposit", statutes, 2, ["13"])] == ["12", "13"]
    assert len(retrieved("nothing", statutes, 9)) == 3


def test_a_question_without_an_outcome_is_no_seed(tmp_path: Path) -> None:
    for broken in ({**CASE, "outcome": {"answer": "liable"}}, {**CASE, "articles": []}):
        questions = write_jsonl(tmp_path / "questions.jsonl", [broken])
        with pytest.raises(assay.UsageError, match="line 1"):
            outcomes("law.statute_qa", {"questions": questions}, [("syllogism", SYLLOGISM)])


def test_exam_rationale_does_not_say_that_it_was_told(tmp_path: Path) -> None:
    cases = write_jsonl(tmp_path / "cases.jsonl", [CASE])

    def said(reply: str) -> tuple[int, list[str]]:
        return outcomes("law.exam_rationale", {"cases": cases, "samples": 1}, [("The outcome is", reply)])

    assert said(IRAC) == (1, [])
    assert said(IRAC.replace("Application: ", "Application: As the correct answer shows, "))[1] == [
        "mentions_outcome_given"
    ]
    assert said(IRAC.replace("is liable.", "is not liable."))[1] == ["wrong_conclusion"]


def test_exam_rationale_asks_again(tmp_path: Path) -> None:
    cases = write_jsonl(tmp_path / "cases.jsonl", [CASE])
    replies = iter([IRAC.replace("May 31", "May 30"), IRAC])
    played = play("law.exam_rationale", {"cases": cases, "samples": 2}, lambda prompt, before: next(replies))
    (row,) = played.accepted
    assert "liable" not in row["prompt"].split("\n\n")[-1].replace("Is Okafor liable for", "")


def test_plain_language_keeps_what_binds(tmp_path: Path) -> None:
    text = "The Tenant shall pay the Landlord rent of $1,400 on or before 1 May 2025."
    provisions = write_jsonl(tmp_path / "provisions.jsonl", [{"text": text}])

    def said(reply: str) -> tuple[int, list[str]]:
        return outcomes("law.plain_language", {"provisions": provisions}, [("plain", reply)])

    right = "The Tenant must pay the Landlord rent of $1,400 by 1 May 2025."
    assert said(right) == (1, [])
    assert said(right.replace("must", "may"))[1] == ["changed_modality"]
    assert said(right.replace("$1,400", "$1,500"))[1] == ["changed_number"]
    assert said(right.replace("The Tenant", "The Buyer"))[0] == 0


def test_consultation_puts_questions_and_proves_its_end(tmp_path: Path) -> None:
    sheet = {
        "interview": {
            "facts": [
                {
                    "key": "case",
                    "text": "I rented a flat from Mr. Okafor, and he has not returned my deposit.",
                    "asked": ["happened"],
                    "tells": ["deposit"],
                },
                {"key": "sum", "text": "The deposit was $1,400.", "asked": ["how much"]},
            ],
            "opening": ["case"],
            "needed": ["sum"],
            "rules": ACT,
            "allow": ["$2,800"],
        },
        "verifiers": ["law.amount"],
        "reference": {"amount": {"value": "2800", "currency": "USD"}},
    }
    sheets = write_jsonl(tmp_path / "sheets.jsonl", [sheet])
    end = "The deposit was $1,400, and Mr. Okafor has not returned it. Under § 12(b), he owes twice the amount of the deposit: 2 × $1,400 = $2,800. Mr. Okafor owes you $2,800."

    def said(answer: str, closing: str) -> tuple[int, list[str]]:
        opening = "I rented a flat from Mr. Okafor, and he has not returned my deposit. What should I do?"
        replies = {
            "client": [("nothing was said yet: say", opening), ("The last words were: How much", answer)],
            "lawyer": [
                ("you now conclude", closing),
                ("write only the word DONE", "How much was the deposit?"),
            ],
        }
        params = {"sheets": sheets, "questions": (1, 1), "attempts": 1}
        return outcomes("law.consultation", params, replies)

    assert said("The deposit was $1,400.", end) == (1, [])
    assert said("The deposit was $1,500.", end)[1] == ["client_unknown_amount"]
    assert said("The deposit was $1,400.", end.replace("2,800", "4,200"))[0] == 0
    assert said("The deposit was $1,400.", end.replace("§ 12(b)", "§ 15(b)"))[1] == [
        "lawyer_unknown_citation"
    ]


def test_self_instruct_refuses_near_copies_and_false_quotations(tmp_path: Path) -> None:
    seeds = [
        {
            "instruction": "Which section lets the council revoke a permit? Quote the ground.",
            "provision": RENT,
        }
    ]
    tasks = write_jsonl(tmp_path / "tasks.jsonl", seeds)
    provision = "Lake Rules\n\n§ 4. Licences. An angler shall carry a licence.\n\n§ 5. Hours. Nobody may fish between 10 p.m. and 5 a.m."
    new = {"instruction": "What does the section on hours forbid? Quote it.", "provision": provision}
    near = {
        "instruction": "Which section lets the council revoke a licence? Quote the ground.",
        "provision": provision,
    }

    def said(task: dict[str, str], answer: str) -> tuple[int, list[str]]:
        replies = [("new legal tasks", json.dumps([task])), ("Answer in one", answer)]
        return outcomes("law.self_instruct", {"tasks": tasks, "rounds": 1, "new": 1}, replies)

    right = "§ 5 says: “Nobody may fish between 10 p.m. and 5 a.m.”"
    assert said(new, right) == (1, [])
    assert said(near, right)[1] == ["near_duplicate"]
    assert said(new, right.replace("10 p.m.", "9 p.m."))[1] == ["changed_number"]
    assert said(new, right + " The fine is $50.")[1] == ["unknown_amount"]
    assert said({**new, "instruction": "Sue."}, right)[1] == ["bad_length"]


def test_a_consultation_may_be_decided_by_a_statute(tmp_path: Path) -> None:
    rules = "% § 2(a): A resident of a listed zone is exempt,\nexempt(X) :- resident(X, Z), zone(Z), not excluded(X).\n% § 2(b): unless he owns more than two houses there.\nexcluded(X) :- resident(X, Z), #count { H : owns(X, H), in(H, Z) } > 2.\n"
    owned = (
        "owns(client, h1). owns(client, h2). owns(client, h3). in(h1, north). in(h2, north). in(h3, north)."
    )
    sheet = {
        "interview": {
            "facts": [
                {
                    "key": "zone",
                    "text": "I live in North, a listed zone, and want to know whether I am exempt from the tax.",
                    "asked": ["happened"],
                    "tells": ["zone"],
                },
                {
                    "key": "houses",
                    "text": "I own three houses in North.",
                    "asked": ["how many houses"],
                    "tells": ["three houses"],
                },
            ],
            "opening": ["zone"],
            "needed": ["houses"],
            "rules": "Zone Tax Act (as in force on January 1, 2024)\n§ 2. (a) A resident of a listed zone is exempt from the tax, (b) unless he owns more than two houses there.",
        },
        "verifiers": ["law.statute"],
        "reference": {
            "statute": {
                "rules": rules,
                "facts": f"resident(client, north). zone(north). {owned}",
                "query": "exempt(client)",
                "cite": ["§ 2(b)"],
                "words": {"yes": ["you are exempt"], "no": ["you are not exempt"]},
            }
        },
    }
    sheets = write_jsonl(tmp_path / "sheets.jsonl", [sheet])
    opening = "I live in North, a listed zone, and want to know whether I am exempt from the tax."
    end = "You live in North, a listed zone, and own three houses there. § 2(a) exempts a resident of a listed zone from the tax, but § 2(b) takes that away from one who owns more than two houses there. You are not exempt."

    def said(closing: str) -> tuple[int, list[str]]:
        replies = {
            "client": [("nothing was said yet: say", opening), ("How many", "I own three houses in North.")],
            "lawyer": [
                ("you now conclude", closing),
                ("write only the word DONE", "How many houses do you own in North?"),
            ],
        }
        params = {"sheets": sheets, "questions": (1, 1), "attempts": 1}
        return outcomes("law.consultation", params, replies)

    assert said(end) == (1, [])
    assert said(end.replace("You are not exempt", "You are exempt"))[0] == 0
    assert said(end.replace("three houses", "two houses"))[0] == 0
    assert said(end.replace("§ 2(b)", "§ 3(b)"))[0] == 0
    assert said(end.replace(", but § 2(b) takes that away", ", which is taken away"))[0] == 0
    assert said(end + " If you sell one, ask again whether you are exempt.")[0] == 0
