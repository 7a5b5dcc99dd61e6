"""``law.statute``: rules, facts and a query, and what a response concludes."""

import json

import pytest

from assay.testing import judge
from assay_law.rules import Program, RuleError, solve

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
"""
FACTS = """
individual(alice). paid(p1, alice, 15000). paid(p2, alice, 15000).
resident(alice, north). zone(north). owns(alice, 1..3). in(1, north). in(2, north). in(3, north).
"""


def reference(query, **more):
    return json.dumps({"statute": {"rules": RULES, "facts": FACTS, "query": query, **more}})


def test_outcome_and_the_sections_it_rests_on():
    found = solve(RULES, FACTS, "tax(alice, X)")
    assert (found.status, found.values) == ("holds", (1000,))
    assert found.sections == ("§ 1(a)", "§ 2(b)", "§ 3")
    found = Program(RULES).solve(FACTS, "exempt(alice)")
    assert (found.status, found.sections) == ("fails", ("§ 2(a)", "§ 2(b)"))


@pytest.mark.parametrize(
    "text",
    [
        "#script (python) x #end.",
        '#include "/etc/passwd".',
        "p(@f(1)).",
        "p(3000000000).",
        "{p}.",
        "p :- q(X)",
        "p(X).",
    ],
)
def test_what_is_not_of_the_language(text):
    with pytest.raises(RuleError):
        solve(text, "q(1).", "q(1)")


def test_conclusions():
    assert judge("law.statute", "No. § 2(b) takes the exemption away.", reference("exempt(alice)")).accepted
    assert judge("law.statute", "Yes.", reference("exempt(alice)")).reason == "wrong_term"
    money = reference("tax(alice, X)", unit="USD", cite=["§ 1(a)"])
    assert judge("law.statute", "Under § 1(a) the tax is $1,000.", money).accepted
    assert judge("law.statute", "Under § 1(a) the tax is $1,001.", money).status == "rejected"
    assert judge("law.statute", "The tax is $1,000.", money).reason == "missing_section"
