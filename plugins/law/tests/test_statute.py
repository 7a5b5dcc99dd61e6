"""``law.statute``: what a response concludes from rules, facts and a query."""

from __future__ import annotations

import builtins
import json
import sys
from collections.abc import Mapping

import pytest

from assay.testing import judge
from assay_law.rules import Program, solve

RULES = """
% § 1(a): Every individual whose income exceeds $20,000 owes a tax of 10 percent of the excess.
tax(X, T) :- income(X, I), I > 20000, not exempt(X), T = (I - 20000) * 10 / 100.
% § 1(b): An individual whose income does not exceed $20,000 owes nothing.
tax(X, 0) :- income(X, I), I <= 20000, not exempt(X).
% § 2(a): A resident of a listed zone is exempt,
exempt(X) :- resident(X, Z), zone(Z), not excluded(X).
% § 2(b): unless he owns more than two houses there.
excluded(X) :- resident(X, Z), #count { H : owns(X, H), in(H, Z) } > 2.
% § 3: Income is the sum of all that an individual was paid.
income(X, T) :- individual(X), T = #sum { A, P : paid(P, X, A) }.
% § 4(a): The court of the place of residence has jurisdiction.
court(X, Z) :- resident(X, Z).
% § 5: The period for an appeal is 30 days, of which those on which the office is closed are not counted.
period(X, N) :- individual(X), C = #count { D : closed(D) }, N = 30 + C.
"""
FACTS = """
individual(alice). paid(p1, alice, 15000). paid(p2, alice, 15000). closed(1..2).
resident(alice, north). zone(north). owns(alice, 1..3). in(1..3, north).
"""
HERE = FACTS.replace("owns(alice, 1..3)", "owns(alice, 1..2)")
"""The same, with two houses: she is exempt."""


def reference(query: str, facts: str = FACTS, **more: object) -> str:
    return json.dumps({"statute": {"rules": RULES, "facts": facts, "query": query, **more}})


NO, YES = reference("exempt(alice)"), reference("exempt(alice)", HERE)


def test_outcome_and_the_sections_it_rests_on() -> None:
    found = solve(RULES, FACTS, "tax(alice, X)")
    assert (found.status, found.values) == ("holds", (1000,))
    assert found.sections == ("§ 1(a)", "§ 2(b)", "§ 3") and found.considered == ("§ 2(a)",)
    found = Program(RULES).solve(FACTS, "exempt(alice)")
    assert (found.status, found.sections) == ("fails", ("§ 2(a)", "§ 2(b)"))
    assert Program(RULES).sections == ("§ 1(a)", "§ 1(b)", "§ 2(a)", "§ 2(b)", "§ 3", "§ 4(a)", "§ 5")


YES_FORMS = [
    "Yes",
    "yes.",
    "**Yes**",
    "Yes, she is exempt under § 2(a).",
    "Answer: Yes",
    "The answer is yes.",
    "True",
    "Entailment",
    "Entailed.",
    "It is entailed by the statute.",
    "The statement is true.",
    "\\boxed{Yes}",
    "<answer>yes</answer>",
    "Yes — § 2(b) does not apply because she owns two houses.",
    "Yes, because § 2(a) applies and § 2(b) does not.",
    "She owns two houses. § 2(b) is not met.\n\nYes.",
    "§ 2(b) does not apply.\n\nConclusion: Yes, Alice is exempt.",
    "Affirmative.",
    "Correct.",
    "Judgment: entailment",
    "Yes. If she owned three houses, she would not be.",
    "This is so.",
    "The claim holds.",
    "Therefore, the claim holds.",
    "That's right.",
    "It follows.",
    "It follows, so yes.",
    "She owns two houses, so yes.",
    "Yes she is.",
    "Based on the statute, the answer is yes.",
    "Because § 2(b) does not apply, the answer is yes.",
    "The answer is in the affirmative.",
    "是",
    "是的。",
    "答案：是",
    "是的，她可以免税。",
    "根据第二条，是。",
    "该结论成立。",
    "该主张成立。",
    "上述说法正确。",
    "可以",
]
NO_FORMS = [
    "No",
    "no.",
    "**No**",
    "No, she is not exempt under § 2(a).",
    "Answer: No",
    "False",
    "Contradiction",
    "Not entailed.",
    "The statement is false.",
    "The conclusion does not follow from § 2(a).",
    "No — § 2(b) applies because she owns three houses.",
    "No, because § 2(b) applies.",
    "She owns three houses. § 2(b) is met.\n\nNo.",
    "Incorrect.",
    "The statement is not true.",
    "Therefore, the statement is not true.",
    "The claim does not hold.",
    "This is not so.",
    "That is incorrect.",
    "It does not follow, so no.",
    "The question must be answered in the negative.",
    "She owns three houses.\n\nThe statement is not true.",
    "否",
    "不是。",
    "该主张不成立。",
    "上述说法错误。",
    "答案：否",
    "不，她不能免税。",
    "该结论不成立。",
    "不可以",
    "不能",
]


@pytest.mark.parametrize("response", YES_FORMS)
def test_yes(response: str) -> None:
    assert judge("law.statute", response, YES).accepted
    assert judge("law.statute", response, NO).reason == "wrong_term"


@pytest.mark.parametrize("response", NO_FORMS)
def test_no(response: str) -> None:
    assert judge("law.statute", response, NO).accepted
    assert judge("law.statute", response, YES).reason == "wrong_term"


UNDECIDED = [
    "Yes if she owns two houses.",
    "Perhaps yes.",
    "Probably yes.",
    "Yes or no.",
    "Yes\nNo",
    "No\nYes",
    "It depends.",
    "My friend says yes.",
    "Alice's lawyer argues that the answer is yes.",
    "The court below said yes.",
    "Some say yes, others say no.",
    "Yes. No, wait, no.",
    "Not yes.",
    "I would not say yes.",
    "The answer is not no.",
    "I am not sure, but yes.",
    "Yes (but I may be wrong).",
    "<think>yes</think>",
    "Yes, unless she owns three houses.",
    "Yes, provided she files a form.",
    "Provided that she resides there, yes.",
    "Assuming she is a resident, yes.",
    "Yes in 2019, no in 2020.",
    "Is she exempt? Yes or no?",
    "Yes is the wrong answer.",
    "It is false that the answer is no.",
    "It is true that she is not exempt.",
    "The statement that she is not exempt is true.",
    "The claim that she owns three houses is false.",
    "It is true that § 2(b) applies.",
    "The contradiction in the facts is plain.",
    "It follows that she is not exempt.",
    "It cannot be determined.",
    "Yes.\n\nAnswer:",
    "§ 2(a) applies: yes.\n\n**Answer:**\n",
    "是或否",
    "Yes, she is not exempt.",
    "No, she is exempt.",
    "No. She is exempt under § 2(a).",
    "Yes. The statement is not true.",
    "The statement would be true.",
    "The statement is not entirely true.",
    "This is so unclear.",
    "The claim holds water.",
    "The other claim holds.",
    "It holds that she is not exempt.",
    "He answered yes.",
    "Some courts hold yes.",
    "I was told yes.",
    "The clerk's answer: yes.",
    "Opposing counsel's answer: Yes.",
    "Bob: Yes.",
    "In Bob's view, yes.",
    "The agency's position is yes.",
    "A common mistake is to answer yes.",
    "At first sight, yes.",
    "At first glance the answer is yes.",
    "In principle, yes.",
    "Yes, in general.",
    "Yes, but only in part.",
    "Yes, I think.",
    "Yes, subject to § 2(b).",
    "Yes, save where § 2(b) applies.",
    "Yes, until 2020.",
    "Yes, where § 2(a) is met.",
    "Yes, in the event that she files.",
    "Yes, should she own two houses.",
    "Had she owned two houses, yes.",
    "Were she a resident, yes.",
    "Yes, on the assumption that she is a resident.",
    "Hypothetically, yes.",
    "Yes/No",
    "[ ] Yes [x] No",
    "Yes: 60%, No: 40%",
    "Yes (60%)",
    "通常成立。",
    "部分成立。",
    "似乎成立。",
    "很难成立。",
    "合同成立。",
    "被告的抗辩成立。",
    "可能是",
    "如果她有两套房，是。",
    "我朋友说是。",
    "是，但不确定",
    "不一定",
    "是不是？",
    "",
    "\0",
    "Yes" * 20_000,
]


@pytest.mark.parametrize("response", UNDECIDED, ids=range(len(UNDECIDED)))
def test_what_commits_to_nothing(response: str) -> None:
    for each in (YES, NO):
        assert judge("law.statute", response, each).status in ("abstained", "error")


def test_sums_and_shares() -> None:
    money = reference("tax(alice, X)", unit="USD", cite=["§ 1(a)"])
    for right in (
        "Under § 1(a) the tax is $1,000.",
        "§ 1(a): 10% × ($30,000 − $20,000) = $1,000. Tax: $1,000",
    ):
        assert judge("law.statute", right, money).accepted
    for response, status, reason in (
        ("Under § 1(a) the tax is $1,001.", "rejected", "wrong_amount"),
        ("Under § 1(a) the tax is €1,000.", "rejected", "wrong_currency"),
        ("Under § 1(a) the tax is $10,000.", "rejected", "wrong_scale"),
        ("Under § 1(a): 10% × $11,000 = $1,000. The tax is $1,000.", "rejected", "wrong_arithmetic"),
        ("The tax is $1,000.", "abstained", "missing_section"),
        ("Under § 1(a) and § 7 the tax is $1,000.", "abstained", "unknown_section"),
        ("Provided that she files, the tax under § 1(a) is $1,000.", "abstained", "conditional"),
        ("Her lawyer argues that the tax under § 1(a) is $1,000.", "abstained", "not_answered"),
        ("The tax under § 1(a) is about $1,000.", "abstained", "relative_amount"),
        ("At first sight the tax under § 1(a) is $1,000.", "abstained", "conditional"),
        ("Had she moved, the tax under § 1(a) would be $1,000.", "abstained", "conditional"),
        ("Her accountant's answer under § 1(a): $1,000", "abstained", "not_answered"),
        ("§ 1(a): 10% × $10,000 = $1,000.\n\nAnswer:", "abstained", "not_answered"),
    ):
        verdict = judge("law.statute", response, money)
        assert (verdict.status, verdict.reason) == (status, reason), response
    cents = reference("tax(alice, X)", unit="USD", per=100)
    assert judge("law.statute", "$10.00", cents).accepted
    assert judge("law.statute", "$10.01", cents).status == "rejected"


def test_numbers_with_a_unit_and_names() -> None:
    days = reference("period(alice, X)", unit="days")
    assert judge("law.statute", "The period is 32 days.", days).accepted
    assert judge("law.statute", "32", days).accepted
    assert judge("law.statute", "The period is 30 days.", days).status == "rejected"
    words = {"north": ["District Court of North", "North"], "south": ["District Court of South", "South"]}
    court = reference("court(alice, X)", words=words)
    assert judge("law.statute", "The District Court of North, under § 4(a).", court).accepted
    assert judge("law.statute", "The District Court of South.", court).reason == "wrong_term"
    words = {"north": ["不成立防卫"], "south": ["正当防卫"]}
    zh = reference("court(alice, X)", words=words)
    for response in ("综上，沈若澜的行为属于：不成立防卫。", "击打时侵害已经结束。\n答案：不成立防卫"):
        assert judge("law.statute", response, zh).accepted
    assert judge("law.statute", "若为制止侵害，沈若澜的行为属于：不成立防卫。", zh).reason == "conditional"


ZH_TERMS = {
    "statute": {
        "rules": "% 第一百四十四条\neffect(X, void) :- child(X).",
        "facts": "child(li).",
        "query": "effect(li, E)",
        "words": {"valid": ["有效"], "void": ["无效"], "none": ["不成立防卫"]},
    }
}
ZH_PROMPT = "沈若澜，7周岁，买下一台相机。依照第一百四十四条，沈若澜的行为效力如何？"


@pytest.mark.parametrize(
    "response",
    [
        "因此，某某的行为{}。",
        "沈若澜的行为{}。",
        "综上，沈若澜的行为应当认定为{}。",
        "沈若澜不满八周岁。\n依照第一百四十四条，沈若澜的行为{}。",
    ],
)
def test_a_chinese_term_in_its_sentence(response: str) -> None:
    assert judge("law.statute", response.format("无效"), ZH_TERMS, ZH_PROMPT).accepted
    for other in ("有效", "不成立防卫"):
        assert judge("law.statute", response.format(other), ZH_TERMS, ZH_PROMPT).reason == "wrong_term"


@pytest.mark.parametrize(
    "response",
    [
        "律师认为沈若澜的行为{}。",
        "沈若澜的行为可能{}。",
        "若情况属实，沈若澜的行为{}。",
        "若追认则沈若澜的行为{}。",
        "沈若澜的行为并非{}。",
        "沈若澜的行为部分{}。",
        "沈若澜的行为通常{}。",
        "沈若澜的行为是否{}？",
        "沈若澜的行为似乎{}。",
        "原告主张该行为{}。",
        "公司的决议{}。",
        "沈若澜的行为{}，但不确定。",
        "沈若澜的行为有效。\n沈若澜的行为无效。\n沈若澜的行为{}。",
        "{}（60%）",
    ],
)
def test_a_chinese_sentence_that_leaves_the_term_open(response: str) -> None:
    for term in ("有效", "无效", "不成立防卫"):
        assert judge("law.statute", response.format(term), ZH_TERMS, ZH_PROMPT).status == "abstained", term


def test_chinese_counts() -> None:
    rules = "% 第三条：满十年不满二十年的，年休假十天。\nleave(X, 10) :- worked(X, Y), Y >= 10, Y < 20."
    ref = {
        "statute": {
            "rules": rules,
            "facts": "worked(wang, 12).",
            "query": "leave(wang, X)",
            "unit": "天",
            "answer": "10天",
        }
    }
    for right in (
        "10天",
        "根据第三条，王某可以休年休假10天。",
        "年休假为十天。",
        "答案：10 天",
        "王某工作12年，可休假10天。",
    ):
        assert judge("law.statute", right, ref).accepted, right
    for wrong in ("5天", "根据第三条，年休假为五天。", "答案：100天"):
        assert judge("law.statute", wrong, ref).reason == "wrong_value", wrong
    for open_ in (
        "约10天",
        "10天左右",
        "5天或10天",
        "如果单位同意，10天。",
        "不少于10天",
        "可休假。",
        "10年",
    ):
        assert judge("law.statute", open_, ref).status == "abstained", open_


def test_words_of_the_reference_say_yes_and_no() -> None:
    words = {"yes": ["is exempt"], "no": ["is not exempt", "owes tax"]}
    for ref, right, wrong in (
        (reference("exempt(alice)", words=words), "Alice is not exempt.", "Alice is exempt."),
        (reference("exempt(alice)", HERE, words=words), "Alice is exempt.", "Alice is not exempt."),
    ):
        assert judge("law.statute", right, ref).accepted
        assert judge("law.statute", wrong, ref).reason == "wrong_term"


def test_sections_are_cited_in_any_usual_form() -> None:
    cite = reference("exempt(alice)", cite=["§ 2(b)"])
    for response in (
        "No, § 2(b).",
        "No; see section 2(b).",
        "No (Sec. 2(b)).",
        "No.\n\nReason: § 2(a), but § 2(b) excludes her.",
    ):
        assert judge("law.statute", response, cite).accepted, response
    for response in ("No, § 2(a).", "No, § 2.", "No."):
        assert judge("law.statute", response, cite).reason == "missing_section", response
    assert judge(
        "law.statute", "No, by 26 U.S.C. § 7703.", NO, "26 U.S.C. § 7703 says … Is Alice exempt?"
    ).accepted
    assert judge("law.statute", "Yes, by § 9.", NO).reason == "wrong_term"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"rules": '#script (python)\nopen("x", "w")\n#end.'}, "line"),
        ({"rules": '#include "x".'}, "line 1"),
        ({"rules": {"file": "/etc/passwd"}}, "rules"),
        ({"query": "exemt(alice)"}, "exemt"),
        ({"query": "tax(X, Y)"}, "one variable"),
        ({"facts": "exempt(X) :- resident(X)."}, "facts"),
        ({"answer": "yes"}, "answer"),
        ({"query": "tax(alice, X)", "answer": "$999", "unit": "USD"}, "answer"),
        ({"query": "court(alice, X)"}, "words"),
        ({"query": "owns(alice, X)"}, "several values"),
        ({"cite": ["the tax code"]}, "cite"),
        ({"per": 0}, "per"),
        ({"unit": "USD", "abs_tol": "x"}, "abs_tol"),
    ],
)
def test_references_that_are_none(change: Mapping[str, object], why: str) -> None:
    part = {"rules": RULES, "facts": FACTS, "query": "exempt(alice)", **change}
    verdict = judge("law.statute", "No.", json.dumps({"statute": part}))
    assert verdict.status == "error" and verdict.reason == "unreadable_reference" and why in verdict.message


def test_the_answer_of_the_reference_is_that_of_the_rules() -> None:
    for query, answer, response in (
        ("exempt(alice)", "no", "No."),
        ("exempt(alice)", False, "No."),
        ("tax(alice, X)", "$1,000", "$1,000"),
        ("tax(alice, X)", 1000, "$1,000"),
    ):
        assert judge("law.statute", response, reference(query, answer=answer, unit="USD")).accepted
    flat = json.dumps({"rules": RULES, "facts": FACTS, "query": "exempt(alice)", "answer": "no"})
    assert judge("law.statute", "No.", flat).accepted
    outer = {"answer": "yes", "statute": {"rules": RULES, "facts": FACTS, "query": "exempt(alice)"}}
    assert judge("law.statute", "No.", json.dumps(outer)).status == "error"


@pytest.mark.parametrize(
    ("rules", "facts"),
    [
        ("p(X+1) :- p(X).", "p(0)."),
        ("p(1) :- not q. q :- not p(1).", "r."),
        ("", "p(1). -p(1)."),
        (":- p(X), p(Y), X != Y.", "p(1). p(2)."),
    ],
)
def test_rules_without_one_answer_decide_nothing(rules: str, facts: str) -> None:
    part = {"rules": rules, "facts": facts, "query": "p(1)"}
    for response in ("Yes.", "No."):
        assert judge("law.statute", response, {"statute": part}).reason == "undecided_rules"


def test_without_clingo_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *args: object, **more: object) -> object:
        if name == "clingo":
            raise ImportError("No module named 'clingo'")
        return real(name, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without)
    monkeypatch.delitem(sys.modules, "clingo", raising=False)
    with pytest.raises(ImportError, match="pip install clingo"):
        solve("p(1) :- q, r.", "q. r. only_here.", "p(1)")
