"""Quotations and clauses: what is accepted, what attacks come to, and references in each form."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import assay
from assay.testing import disprove, judge
from assay_law.texts import amounts
from assay_law.texts.given import Text
from assay_law.texts.quoted import quotations_in
from assay_law.texts.sections import citations_in, places_of, sections_of

QUOTATION = assay.find_verifier("law.quotation")
CLAUSE = assay.find_verifier("law.clause")

# 28 U.S.C. § 1746 in part, and § 1658(a): works of the United States, 17 U.S.C. § 105.
CODE = """§ 1658. Time limitations on the commencement of civil actions arising under Acts of Congress

(a) Except as otherwise provided by law, a civil action arising under an Act of Congress enacted after the date of the enactment of this section may not be commenced later than 4 years after the cause of action accrues.

(b) Notwithstanding subsection (a), a private right of action that involves a claim of fraud may be brought not later than the earlier of—
(1) 2 years after the discovery of the facts constituting the violation; or
(2) 5 years after such violation.
"""
WHOLE = CODE.split("(a) ")[1].split("\n")[0]


def told(response: str, **reference: Any) -> tuple[str, str]:
    verdict = judge(
        QUOTATION, response, json.dumps({"sources": [{"id": "28 U.S.C.", "text": CODE}], **reference})
    )
    return verdict.status, verdict.reason


@pytest.mark.parametrize(
    "response",
    [
        f"Under § 1658(a), “[e]{WHOLE[1:]}”",
        f"28 U.S.C. § 1658(a): “{WHOLE}”",
        f"> {WHOLE}\n\n— 28 U.S.C. § 1658(a)",
        "“Except as otherwise provided by law, a civil action … may not be commenced later than 4 years after the cause of action accrues.” 28 U.S.C. § 1658(a).",
        "Section 1658(b)(2) sets the outer limit of “5 years after such violation.”",
    ],
)
def test_quotations_of_a_statute(response: str) -> None:
    assert told(response) == ("accepted", "ok")


@pytest.mark.parametrize(
    ("response", "reason"),
    [
        (f"§ 1658(a): “{WHOLE.replace('may not', 'may')}”", "dropped_negation"),
        (f"§ 1658(a): “{WHOLE.replace('4 years', '6 years')}”", "changed_number"),
        (f"§ 1658(a): “{WHOLE.replace('may not', 'shall not')}”", "changed_modality"),
        (f"§ 1658(b): “{WHOLE}”", "wrong_section"),
        (f"§ 1659: “{WHOLE}”", "no_such_section"),
    ],
)
def test_changed_quotations_are_proved_wrong(response: str, reason: str) -> None:
    assert told(response) == ("rejected", reason)
    reference = json.dumps({"sources": [{"id": "28 U.S.C.", "text": CODE}]})
    assert disprove(["law.quotation"], response, reference).status == "rejected"


@pytest.mark.parametrize(
    "response",
    [
        "a civil action may be commenced later than 4 years",
        "“a civil action arising under an Act of Congress … 5 years after such violation”",
        f"“{WHOLE[:60]} {WHOLE[90:150]}”",
        "Congress let plaintiffs “have their day” in § 1658.",
        f"It is not the case that “{WHOLE}”",
        f"I am not sure, but perhaps § 1658(a): “{WHOLE}”",
        f"“{WHOLE}” Correction: that is wrong.",
        f"<think>“{WHOLE}”</think> It is four years.",
        "“”",
        "…",
        "“… … …”",
    ],
)
def test_what_is_no_quotation_is_not_accepted(response: str) -> None:
    assert told(response)[0] != "accepted"


@pytest.mark.parametrize(
    "response",
    [
        f"**Section 1658(a)**\n\n> {WHOLE}",
        f"> {WHOLE}\n> — § 1658(a)",
        f"§ 1658(a) (Time): *“{WHOLE}”*",
        f"<answer>§ 1658(a): “{WHOLE}”</answer>",
    ],
)
def test_markdown_around_a_quotation(response: str) -> None:
    assert told(response, quotation={"cite": ["1658(a)"]}) == ("accepted", "ok")
    wrong = response.replace("may not", "may")
    assert told(wrong, quotation={"cite": ["1658(a)"]}) == ("rejected", "dropped_negation")


def test_sections_and_passages_that_are_asked_for() -> None:
    assert told(f"§ 1658(a): “{WHOLE}”", cite=["1658(a)"], quote=[WHOLE])[0] == "accepted"
    assert told(f"§ 1658(a): “{WHOLE[:90]} …”", cite=["1658(a)"], quote=[WHOLE])[0] != "accepted"
    assert told("§ 1658(b)(2): “5 years after such violation”", cite=["1658(a)"])[0] != "accepted"
    assert told("x", cite=["99"])[1] == "unreadable_reference"
    assert told("x", quote=["words that stand nowhere"])[1] == "unreadable_reference"


def test_the_texts_may_be_the_rows_or_the_prompts() -> None:
    response, reference = f"§ 1658(a): “{WHOLE}”", '{"quotation": {}}'
    task = assay.Task("Which limit applies? Quote it.", reference)
    assert QUOTATION(assay.Sample(task, response, sources=(assay.Source("code", CODE),))).accepted
    question = "Within how many years must an action under a new Act of Congress be brought? Quote the words."
    assert judge(QUOTATION, response, reference, f"{CODE}\n\n{question}").accepted
    echo = "“Within how many years must an action under a new Act of Congress be brought?”"
    assert judge(QUOTATION, echo, reference, f"{CODE}\n\n{question}").reason == "quotes_the_question"
    assert judge(QUOTATION, response, "").status == "error"


def test_chinese_articles() -> None:
    text = "第一百八十八条　向人民法院请求保护民事权利的诉讼时效期间为三年。法律另有规定的，依照其规定。\n诉讼时效期间自权利人知道或者应当知道权利受到损害以及义务人之日起计算。\n第一百八十九条　当事人约定同一债务分期履行的，诉讼时效期间自最后一期履行期限届满之日起计算。"
    reference = json.dumps({"sources": [{"id": "《中华人民共和国民法典》", "text": text}]})

    def of(response: str) -> str:
        return judge(QUOTATION, response, reference).reason

    first = "向人民法院请求保护民事权利的诉讼时效期间为三年。"
    assert of(f"《民法典》第一百八十八条规定：“{first}”") == "ok"
    assert of(f"根据《民法典》第188条第一款，“{first}”") == "ok"
    assert of(f"《民法典》第一百八十八条第二款规定：“{first}”") == "wrong_section"
    assert of(f"《民法典》第一百八十九条规定：“{first}”") == "wrong_section"
    assert of(f"《民法典》第一百八十八条规定：“{first.replace('三年', '二年')}”") != "ok"
    assert of(f"《刑法》第一百八十八条规定：“{first}”") == "no_such_section"


def test_sections_and_subdivisions_are_found() -> None:
    text = Text(
        "k",
        "1. Fees. Pay.\n1.1 Late fees. Pay more.\n2. Term. (a) One year. (b) Two years.\nArticle IV. End.",
    )
    sections = sections_of((text,))
    assert [each.number for each in sections] == ["1", "1.1", "2", "4"]

    def at(cited: str) -> list[str]:
        (one,) = citations_in(cited)
        return [text.text[a:b].strip() for _, a, b in places_of(one, (text,), sections)]

    assert at("Section 1") == ["1. Fees. Pay.\n1.1 Late fees. Pay more."]
    assert at("§ 2(b)") == ["(b) Two years."]
    assert at("§ 2(c)") == at("Clause 7") == []
    assert at("Article IV") == ["Article IV. End."]
    assert [each.number for each in citations_in("Sections 4, 5.2 and 7(a) within 30 days")] == [
        "4",
        "5.2",
        "7",
    ]


@given(st.lists(st.text(alphabet='ab “”"‘’', max_size=12), max_size=8))
def test_quotations_are_where_they_are_said_to_be(pieces: list[str]) -> None:
    text = "".join(pieces)
    try:
        found = quotations_in(text)
    except ValueError:
        return
    for each in found:
        if not each.block:
            assert text[each.start : each.end] == each.text


CONTRACT = """1. Term. This Agreement begins on May 1, 2024 and ends on April 30, 2026.

2. Fees. Client shall pay $4,500 within thirty (30) days after receipt of an invoice.

3. Assignment. Neither party may assign this Agreement without consent.

AMENDMENT. Effective June 1, 2025, Section 2 is replaced by: “Client shall pay $5,000 within 45 days after receipt of an invoice.”
"""
OLD = "Client shall pay $4,500 within thirty (30) days after receipt of an invoice."
NEW = "Client shall pay $5,000 within 45 days after receipt of an invoice."


def extracted(response: str, **clause: Any) -> tuple[str, str]:
    reference = json.dumps({"sources": [{"id": "k", "text": CONTRACT}], "clause": clause})
    verdict = judge(CLAUSE, response, reference)
    return verdict.status, verdict.reason


def test_the_amended_clause_prevails() -> None:
    at = CONTRACT.index(NEW)
    clause: dict[str, Any] = {"spans": [["k", at, at + len(NEW)]], "value": "USD 5000"}
    assert extracted(f"Section 2 as amended: “{NEW}” The answer is $5,000.", **clause) == ("accepted", "ok")
    assert extracted(f"Section 2: “{OLD}” The answer is $4,500.", **clause)[1] == "wrong_clause"
    assert extracted(f"Section 3: “{NEW}” The answer is $5,000.", **clause)[1] == "wrong_section"
    assert extracted(f"“{NEW}” The answer is $4,500.", **clause)[1] == "wrong_value"
    assert extracted("The answer is $5,000.", **clause)[0] == "abstained"


@pytest.mark.parametrize(
    ("value", "right", "wrong"),
    [
        ("2026-04-30", ("April 30, 2026", "It ends on 30 April 2026."), ("April 30, 2025", "May 1, 2026")),
        ("USD 4500", ("$4,500", "4,500 dollars"), ("$45,000", "€4,500")),
        ("30 days", ("thirty days", "thirty (30) days", "30 days"), ("30 business days", "3 days")),
        ("1.5%", ("1.5 %", "1.5 percent"), ("15%", "0.5%")),
    ],
)
def test_values_are_normalised(value: str, right: tuple[str, ...], wrong: tuple[str, ...]) -> None:
    for response in right:
        assert extracted(response, value=value) == ("accepted", "ok"), response
    for response in wrong:
        assert extracted(response, value=value) == ("rejected", "wrong_value"), response
    for response in (
        "",
        "It depends.",
        f"Perhaps {right[0]}.",
        f"{right[0]} or {wrong[0]}",
        f"It is not {right[0]}.",
    ):
        assert extracted(response, value=value)[0] != "accepted", response


def test_no_clause() -> None:
    for response in ("No such clause.", "The contract contains no non-compete clause.", "None"):
        assert extracted(response, type="Non-Compete", none=True)[0] == "accepted", response
    for response in (f"“{OLD}”", OLD):
        assert extracted(response, type="Non-Compete", none=True) == ("rejected", "there_is_none")
    for response in (
        "",
        "Yes.",
        "There is none, but Section 3 comes near.",
        "It is false that there is no such clause.",
        "I found no such clause? Section 3 is one.",
    ):
        assert extracted(response, type="Non-Compete", none=True)[0] != "accepted", response
    assert extracted("No such clause.", spans=[OLD]) == ("rejected", "says_none")


@pytest.mark.parametrize(
    "clause",
    [
        {},
        {"none": True, "value": "30 days"},
        {"value": "soon"},
        {"spans": [["k", 5, 2]]},
        {"spans": [["x", 0, 5]]},
        {"spans": ["no such words"]},
        {"types": ["a"], "type": "b"},
    ],
)
def test_references_that_make_no_sense(clause: dict[str, Any]) -> None:
    assert extracted("“x y z”", **clause)[1] == "unreadable_reference"


@given(st.integers(1, 10**9), st.sampled_from(["USD", "EUR", "GBP"]))
def test_a_sum_is_read_back(number: int, code: str) -> None:
    for text in (f"{code} {number}", f"{code} {number:,}"):
        assert amounts.kind_of(text) == ("amount", f"{code} {number}")


def test_forms_of_an_extracted_clause() -> None:
    for response in (
        OLD,
        f"The clause is: {OLD}",
        f"```\n{OLD}\n```",
        json.dumps({"clause": OLD}),
        f"**Answer:** {OLD}",
        f"**2. Fees.** {OLD}",
        f"> **2. Fees.** {OLD}",
        f"<answer>{OLD}</answer>",
        f"Section 2 provides that “[c]{OLD[1:]}”",
    ):
        assert extracted(response, spans=[OLD]) == ("accepted", "ok"), response
    for response in (
        f"The relevant text is {OLD}",
        json.dumps({"clause": OLD + " And more."}),
        f"It is not: {OLD}",
        f"“{OLD}” is not the clause.",
        f"“{OLD}” doesn't say so.",
        f"“{OLD}” Actually, there is no such clause.",
    ):
        assert extracted(response, spans=[OLD])[0] != "accepted", response
    assert extracted(f"The relevant text is {OLD}", spans=[OLD])[0] == "abstained"
    assert extracted("about 30 days", value="30 days") == ("abstained", "unsure")


CLAUSES = {
    "termination": "Licensee can terminate this Agreement on ninety (90) days' written notice with no further obligation.",
    "suit": "The Distributor will not challenge any rights of the Supplier in the trademarks.",
    "hidden": "EXCEPT FOR [**], IN NO EVENT WILL EITHER PARTY BE LIABLE FOR [**] TO THE OTHER.",
    "blank": "Unless earlier terminated, this Agreement shall expire on ______, 20___, and all rights shall cease.",
}


@pytest.mark.parametrize("name", CLAUSES)
def test_clauses_of_real_contracts_are_read_as_they_stand(name: str) -> None:
    clause = assay.find_verifier("law.clause")
    sources = [{"id": "c", "text": "\n\n".join(CLAUSES.values())}]
    reference = json.dumps({"sources": sources, "clause": {"spans": [CLAUSES[name]]}})
    prompt = "Which clause of the contract is about: Covenant Not To Sue?"
    for response in (
        CLAUSES[name],
        f"“{CLAUSES[name]}”",
        f"> {CLAUSES[name]}",
        f"The clause on Covenant not to Sue reads: “{CLAUSES[name]}”",
    ):
        verdict = judge(clause, response, reference, prompt)
        assert verdict.accepted, (verdict.reason, verdict.message, response)
    assert judge(clause, f"This is not the clause: “{CLAUSES[name]}”", reference, prompt).status != "accepted"
    none = judge(clause, "The contract contains no such clause.", reference, prompt)
    assert none.reason == "says_none"
    other = next(text for text in CLAUSES.values() if text != CLAUSES[name])
    assert judge(clause, f"“{other}”", reference, prompt).reason == "wrong_clause"


# Fed. R. App. P. 4 in part: a work of the judicial branch of the United States.
FRAP = "(a) Appeal in a Civil Case. (1) Time for Filing. (A) In a civil case, the notice of appeal required by Rule 3 must be filed with the district clerk within 30 days after entry of the judgment or order appealed from. (b) Appeal in a Criminal Case. In a criminal case, a defendant’s notice of appeal must be filed in the district court within 14 days."


@pytest.mark.parametrize("head", ["Fed. R. App. P. 4. ", "Rule 4. Appeal as of Right\n"])
@pytest.mark.parametrize(
    ("cited", "reason"),
    [
        ("Fed. R. App. P. 4(a)", "ok"),
        ("Fed. R. App. P. 4(a)(1)(A)", "ok"),
        ("FRAP 4(a)(1)", "ok"),
        ("Federal Rule of Appellate Procedure 4(a)", "ok"),
        ("Fed. R. App. P. 4(b)", "wrong_section"),
        ("Fed. R. App. P. 5(a)", "no_such_section"),
        ("Fed. R. Civ. P. 4(a)", "no_such_section"),
    ],
)
def test_federal_rules_are_cited_by_their_short_names(head: str, cited: str, reason: str) -> None:
    sources = [{"id": "Fed. R. App. P. 4", "text": head + FRAP}]
    response = f"Under {cited}, “the notice of appeal required by Rule 3 must be filed with the district clerk within 30 days after entry of the judgment or order appealed from.”"
    assert judge(QUOTATION, response, json.dumps({"sources": sources})).reason == reason


LEASE = "7. Repairs. (b) The Tenant shall not alter the premises without the Landlord's written consent. (c) The Landlord may enter the premises on 24 hours' notice, except in an emergency."


@pytest.mark.parametrize(
    ("response", "reason"),
    [
        (
            "Under § 7(b) “[t]he Tenant shall not alter the premises without the Landlord's written consent.”",
            "ok",
        ),
        (
            "Under § 7(b) “the Tenant shall not alter the premises without the Landlord's written consent.”",
            "unmarked",
        ),
        ("§ 7(c): “The Landlord may enter the premises”", "cut_quotation"),
        ("§ 7(c): “The Landlord may enter the premises on 24 hours' notice.”", "cut_quotation"),
    ],
)
def test_capitals_and_exceptions_that_stand_later(response: str, reason: str) -> None:
    sources = [{"id": "Lease § 7", "text": LEASE}]
    verdict = judge(QUOTATION, response, json.dumps({"sources": sources}))
    assert verdict.reason == reason
    assert verdict.status != "rejected"
