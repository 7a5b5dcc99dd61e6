"""Statutory damages with floors and caps: copyright, truth in lending, debt collection, telephone calls."""

from __future__ import annotations

import random
from fractions import Fraction

from assay import Draft, generator
from assay_law.generators import _amounts as a

_COPYRIGHT = "17 U.S.C. § 504(c) (as in force on January 1, 2024), in summary: (1) the owner may elect statutory damages for all infringements involved in the action, with respect to any one work, of not less than $750 or more than $30,000; all the parts of a compilation constitute one work. (2) If the infringement was committed willfully, the court may increase the award to not more than $150,000."
_LENDING = "15 U.S.C. § 1640(a)(2)(A) (as in force on January 1, 2024), in summary: in an individual action (i) twice the amount of any finance charge in connection with the transaction; … (iv) in an individual action relating to a credit transaction not under an open end credit plan that is secured by real property or a dwelling, not less than $400 or greater than $4,000. Actual damages under § 1640(a)(1) are added."
_CALLS = "47 U.S.C. § 227(b)(3) (as in force on January 1, 2024), in summary: a person may recover actual monetary loss from a violation or $500 in damages for each such violation, whichever is greater; if the defendant violated the subsection willfully or knowingly, the court may increase the award to not more than 3 times that amount."
_CLASS = "15 U.S.C. § 1692k(a) (as in force on January 1, 2024), in summary: a debt collector is liable for (1) actual damages; (2)(A) in an individual action, additional damages not exceeding $1,000; (B) in a class action, (i) for each named plaintiff the amount under (A), and (ii) for all other class members, without regard to a minimum individual recovery, not more than the lesser of $500,000 or 1 percent of the net worth of the debt collector."


@generator("law.statutory_damages", verifiers=a.VERIFIERS)
def statutory_damages(rng: random.Random, difficulty: int) -> Draft:
    """Statutory damages of federal law in which a floor or a cap decides; the provision is given in summary.

    1: unwanted calls. 2: a loan secured by a dwelling. 3: a class of debtors. 4: the highest award for works that were infringed. 5: calls, some of them willful, with a loss that is greater.
    """
    ledger, steps = a.Ledger(), []
    who, other = a.people(rng, 2)
    firm = rng.choice(a.COMPANIES)
    if difficulty == 1:
        calls = rng.randint(3, 60)
        facts = f"{firm} made {calls} automated calls to {who} in violation of 47 U.S.C. § 227(b). {who} proves no actual loss, and the violations were not willful."
        ledger.take("calls", calls, f"made {calls} automated calls")
        ledger.take("each", 500, "or $500 in damages", "$", role="damages for each violation")
        value = ledger.step("due", "calls * each")
        second = sum([Fraction(500)] * calls, Fraction(0))
        steps.append("Without an actual loss, $500 is recovered for each violation (47 U.S.C. § 227(b)(3)).")
        steps.append(f"{calls} × $500 = {a.usd(value)}.")
        rules, ask = _CALLS, f"How much can {who} recover under § 227(b)(3)?"
    elif difficulty == 2:
        charge = rng.choice((rng.randrange(60, 199), rng.randrange(210, 1_990), rng.randrange(2_010, 9_000)))
        actual = rng.choice((0, rng.randrange(40, 900)))
        facts = f"{firm} gave {who} a closed-end loan secured by {who}'s dwelling and failed to make a required disclosure. The finance charge of the loan was {a.usd(charge)}. "
        facts += (
            f"{who} proves actual damages of {a.usd(actual)}."
            if actual
            else f"{who} proves no actual damages."
        )
        ledger.take(
            "charge", charge, f"finance charge of the loan was {a.usd(charge)}", "$", role="finance charge"
        )
        ledger.take("least", 400, "not less than $400", "$", role="least damages")
        ledger.take("most", 4_000, "greater than $4,000", "$", role="highest damages")
        ledger.step("twice", "2 * charge")
        value = ledger.step("statutory", "min(max(twice, least), most)")
        steps.append(
            f"Twice the finance charge: 2 × {a.usd(charge)} = {a.usd(2 * charge)} (15 U.S.C. § 1640(a)(2)(A)(i))."
        )
        steps.append(
            "That is below the floor of (iv), so $400 is due."
            if 2 * charge < 400
            else "That is above the cap of (iv), so $4,000 is due."
            if 2 * charge > 4_000
            else "That lies between $400 and $4,000, so (iv) changes nothing."
        )
        second = sorted((Fraction(400), Fraction(2 * charge), Fraction(4_000)))[1]
        if actual:
            ledger.take("actual", actual, f"actual damages of {a.usd(actual)}", "$", role="actual damages")
            value = ledger.step("due", "statutory + actual")
            steps.append(
                f"With the actual damages: {a.usd(value - actual)} + {a.usd(actual)} = {a.usd(value)}."
            )
            second += actual
        rules, ask = (
            _LENDING,
            f"What damages, without fees and costs, can {who} recover under § 1640(a)(1) and (2)(A)?",
        )
    elif difficulty == 3:
        worth = rng.choice((rng.randrange(80, 480) * 100_000, rng.randrange(520, 1_400) * 100_000))
        named = rng.randint(1, 4)
        facts = f"A class action against {firm}, a debt collector, succeeds under the Fair Debt Collection Practices Act. It has {named} named plaintiff{'s' if named > 1 else ''} and {rng.randrange(300, 9_000):,} other class members; nobody proves actual damages. The net worth of {firm} is {a.usd(worth)}."
        ledger.take("named", named, f"It has {named} named plaintiff")
        ledger.take("worth", worth, f"is {a.usd(worth)}", "$", role="net worth")
        ledger.take(
            "each", 1_000, "not exceeding $1,000", "$", role="highest additional damages of a plaintiff"
        )
        ledger.take("most", 500_000, "lesser of $500,000", "$", role="cap for the class")
        ledger.take("percent", 1, "or 1 percent", "percent", role="part of the net worth")
        ledger.step("part", "worth * percent / 100")
        ledger.step("group", "min(most, part)")
        value = ledger.step("due", "named * each + group")
        part = Fraction(worth, 100)
        steps.append(
            f"For the named plaintiff{'s' if named > 1 else ''}, (2)(B)(i) allows {named} × $1,000 = {a.usd(named * 1_000)}."
        )
        steps.append(
            f"1% of the net worth: 1% × {a.usd(worth)} = {a.usd(part)}; the lesser of that and $500,000 is {a.usd(min(part, Fraction(500_000)))} ((2)(B)(ii))."
        )
        steps.append(
            f"Together: {a.usd(named * 1_000)} + {a.usd(min(part, Fraction(500_000)))} = {a.usd(value)}."
        )
        second = Fraction(1_000 * named) + (part if worth < 50_000_000 else 500_000)
        rules, ask = _CLASS, "What is the highest total of additional damages under § 1692k(a)(2)(B)?"
    elif difficulty == 4:
        songs, albums = rng.randint(2, 9), rng.randint(1, 4)
        tracks = rng.randint(8, 14)
        willful = rng.randint(1, songs - 1)
        facts = f"{firm} copied {songs} separately published photographs and {albums} compilation album{'s' if albums > 1 else ''} of {tracks} recordings each; all are registered works of {other}, who elects statutory damages. Infringement of {willful} of the photographs was willful, that of the rest was not. Each work was copied {rng.randint(3, 40)} times."
        ledger.take("photographs", songs, f"copied {songs} separately published photographs")
        ledger.take("albums", albums, f"and {albums} compilation album")
        ledger.take(
            "willful",
            willful,
            f"Infringement of {willful} of the photographs",
            role="photographs infringed willfully",
        )
        ledger.take("usual", 30_000, "more than $30,000", "$", role="cap for a work")
        ledger.take("high", 150_000, "not more than $150,000", "$", role="cap for a willful infringement")
        ledger.step("works", "photographs + albums")
        value = ledger.step("due", "willful * high + (works - willful) * usual")
        rest = songs + albums - willful
        steps.append(
            "An award is made for each work, not for each copy, and a compilation is one work (17 U.S.C. § 504(c)(1))."
        )
        steps.append(
            f"There are {songs} + {albums} = {songs + albums} works, {willful} of them infringed willfully."
        )
        steps.append(f"{willful} × $150,000 + {rest} × $30,000 = {a.usd(value)} (§ 504(c)(1), (2)).")
        second = Fraction(30_000 * (songs + albums)) + 120_000 * willful
        rules, ask = _COPYRIGHT, "What is the highest total of statutory damages that the court can award?"
    else:
        calls = rng.randint(6, 40)
        willful = rng.randint(2, calls - 2)
        loss = rng.randrange(110, 900) * 5
        facts = f"{firm} made {calls} automated calls to {who} in violation of 47 U.S.C. § 227(b); {willful} of them were willful. A further violation, not willful, jammed {who}'s switchboard and caused a provable loss of {a.usd(loss)}; the {calls} calls caused none."
        ledger.take("calls", calls, f"made {calls} automated calls")
        ledger.take("willful", willful, f"{willful} of them were willful", role="willful calls")
        ledger.take("loss", loss, f"provable loss of {a.usd(loss)}", "$", role="actual loss")
        ledger.take("each", 500, "or $500 in damages", "$", role="damages for each violation")
        ledger.take("times", 3, "not more than 3 times", role="highest multiple")
        ledger.step("trebled", "willful * times * each")
        ledger.step("plain", "(calls - willful) * each")
        ledger.step("further", "max(loss, each)")
        value = ledger.step("due", "trebled + plain + further")
        steps.append(
            f"The willful calls, at up to 3 × $500 each: {willful} × 3 × $500 = {a.usd(willful * 1_500)}."
        )
        steps.append(f"The other calls: {calls - willful} × $500 = {a.usd((calls - willful) * 500)}.")
        steps.append(
            f"The further violation: the greater of {a.usd(loss)} and $500 is {a.usd(max(loss, 500))} (47 U.S.C. § 227(b)(3))."
        )
        steps.append(
            f"{a.usd(willful * 1_500)} + {a.usd((calls - willful) * 500)} + {a.usd(max(loss, 500))} = {a.usd(value)}."
        )
        second = Fraction(
            sum(1_500 if n < willful else 500 for n in range(calls)) + (loss if loss > 500 else 500)
        )
        rules, ask = _CALLS, f"What is the most that {who} can recover under § 227(b)(3)?"
    shown = a.usd(value)
    steps.append(rng.choice((f"Answer: {shown}", f"The total is {shown}.", f"So the amount is {shown}.")))
    return a.row(rng, a.lay_out(rng, facts, ask, rules), steps, ledger, shown, second, currency="USD")
