"""Deadlines that cannot be computed: a date is missing, or two contradict each other."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from assay import Draft, generator, make_reference
from assay.evidence import Unanswerable
from assay_law.generators import _time as t
from assay_law.generators.procedure import _federal as f


@dataclass(frozen=True)
class _Case:
    """Facts, a question, rules, what is asked for, what stands in the way (as in :class:`Unanswerable`)."""

    facts: str
    ask: str
    rules: str
    asked: str
    missing: tuple[str, ...]
    why: str


_SERVED = "date of service|service date|day of service|when"
_ENTERED = "date of entry|entry date|when|day of entry"


@generator("law.undetermined_deadline", verifiers=("assay.unanswerable",))
def undetermined_deadline(rng: random.Random, difficulty: int) -> Draft:
    """Say that a deadline cannot be computed, and why.

    1: the date of service is missing. 2: the entry of the judgment is missing, another date is there. 3: the number of days that an order sets is missing. 4: two documents contradict each
    other. 5: a chain of which a link is missing, among other dates.
    """
    case = rng.choice(_CASES[difficulty - 1])(rng)
    first = "It is not possible" if difficulty == 4 else "There is not enough information"
    asked = case.asked
    response = rng.choice(
        (
            f"{asked[0].upper()}{asked[1:]} cannot be determined, because {case.why}.",
            f"{first} to determine {asked}: {case.why}.",
            f"{case.why[0].upper()}{case.why[1:]}. Therefore {asked} cannot be determined.",
        )
    )
    reference = make_reference(
        unanswerable=Unanswerable(case.missing, f"{case.why[0].upper()}{case.why[1:]}.")
    )
    return Draft(t.lay_out(rng, case.facts, case.ask, case.rules), response, reference)


def _no_service(rng: random.Random) -> _Case:
    a, b = t.firm(rng), rng.choice(t.people(rng, 1))
    district, _ = t.court(rng)
    filed = t.us(f.court_day(rng, f.FIRST, f.LAST))
    return _Case(
        f"{a} filed its complaint against {b} in the {district} on {filed}. A process server has handed the summons and complaint to {b}.",
        rng.choice(("When is the answer due?", f"By what date must {b} serve an answer?")),
        t.quote("frcp-12-a-1-A-i", "frcp-6-a-1"),
        "the last day for the responsive pleading",
        (_SERVED,),
        "the date of service is not given",
    )


def _no_service_of_motion(rng: random.Random) -> _Case:
    a, b = t.firm(rng), rng.choice(t.people(rng, 1))
    hearing = t.us(f.court_day(rng, f.FIRST, f.LAST))
    days = rng.choice((10, 14, 21))
    return _Case(
        f"{a} served a motion to compel on {b} by mail. The hearing on it is on {hearing}. The local rule gives {days} days after service for the response.",
        "When is the response due?",
        t.quote("frcp-6-a-1", "frcp-6-d"),
        "the due date of the response",
        (_SERVED,),
        "the date of service of the motion is not given",
    )


def _no_entry(rng: random.Random) -> _Case:
    a, b = t.firm(rng), rng.choice(t.people(rng, 1))
    verdict = t.us(f.court_day(rng, f.FIRST, f.LAST))
    return _Case(
        f"The jury in {a} v. {b}, a civil case between private parties, returned its verdict on {verdict}. The court has since entered judgment on it.",
        rng.choice(
            (
                "What is the last day to file a notice of appeal?",
                "By when must the notice of appeal be filed?",
            )
        ),
        t.quote("frap-4-a-1-A", "frap-26-a-1"),
        "the last day for the notice of appeal",
        (_ENTERED,),
        "the date of entry of the judgment is not given",
    )


def _no_entry_of_order(rng: random.Random) -> _Case:
    name = t.firm(rng)
    argued = t.us(f.court_day(rng, f.FIRST, f.LAST))
    return _Case(
        f"The bankruptcy court heard argument on the objection to the claim of {name} on {argued} and later entered an order that disallows the claim. {name} wants to appeal.",
        "What is the last day to file the notice of appeal?",
        "Rule 8002(a)(1), in summary: a notice of appeal must be filed with the bankruptcy clerk within 14 days after the judgment, order, or decree to be appealed is entered.\n\n"
        + t.quote("frbp-9006-a-1"),
        "the last day for the notice of appeal",
        (_ENTERED,),
        "the date of entry of the order is not given",
    )


def _no_number(rng: random.Random) -> _Case:
    a, b = t.firm(rng), rng.choice(t.people(rng, 1))
    day = t.us(f.court_day(rng, f.FIRST, f.LAST))
    paper = rng.choice(("a motion for summary judgment", "a motion to strike", "a motion for sanctions"))
    return _Case(
        f"{a} served {paper} on {b} through CM/ECF on {day}. A standing order of the judge sets the number of days after service in which a response must be filed.",
        "When is the response due?",
        t.quote("frcp-6-a-1"),
        "the due date of the response",
        ("number of days|period|length|how many days",),
        "the number of days that the standing order sets is not given",
    )


def _no_cure(rng: random.Random) -> _Case:
    a, b = t.firm(rng), t.firm(rng)
    day = t.us(f.court_day(rng, f.FIRST, f.LAST))
    return _Case(
        f"{a}'s notice of breach reached {b} on {day}.",
        "What is the last day of the cure period?",
        f"Clause of the agreement between {a} and {b}: “The party in breach may cure the breach within the Cure Period stated in Schedule 2. The day of receipt of the notice is not counted.” Schedule 2 is not attached.",
        "the last day of the cure period",
        ("cure period|schedule|length",),
        "the length of the Cure Period is not given",
    )


def _two_dates(rng: random.Random) -> _Case:
    a, b = t.firm(rng), rng.choice(t.people(rng, 1))
    one = f.court_day(rng, f.FIRST, f.LAST)
    other = one + timedelta(rng.choice((1, 2, 5, 7)))
    return _Case(
        f"In {a} v. {b}, the return of service says that the summons and complaint were handed to {b} on {t.us(one)}. The sworn statement of the same process server says that they were handed over on {t.us(other)}. Nothing else shows the date of service.",
        rng.choice(("When is the answer due?", "What is the last day to serve the answer?")),
        t.quote("frcp-12-a-1-A-i", "frcp-6-a-1"),
        "the last day for the responsive pleading",
        ("date of service|service date|day of service|contradict",),
        "the two documents contradict each other on the date of service",
    )


def _two_judgments(rng: random.Random) -> _Case:
    a, b = t.firm(rng), rng.choice(t.people(rng, 1))
    one = f.court_day(rng, f.FIRST, f.LAST)
    other = one + timedelta(rng.choice((2, 3, 6)))
    return _Case(
        f"The civil docket in {a} v. {b} shows the entry of the final judgment on {t.us(one)}, and the clerk's notice to the parties gives {t.us(other)} as the date of entry. No other record is at hand. Both parties are private.",
        "What is the last day to file a notice of appeal?",
        t.quote("frap-4-a-1-A", "frap-26-a-1"),
        "the last day for the notice of appeal",
        ("date of entry|entry date|entry|contradict",),
        "the docket and the notice contradict each other on the date of entry",
    )


def _broken_chain(rng: random.Random) -> _Case:
    a, b = t.firm(rng), rng.choice(t.people(rng, 1))
    one = f.court_day(rng, f.FIRST, f.LAST)
    conference = one + timedelta(rng.randint(40, 90))
    days, more, last = rng.choice((21, 28)), rng.choice((14, 10)), rng.choice((7, 9))
    return _Case(
        f"The case was filed on {t.us(one - timedelta(rng.randint(200, 400)))}, and the answer came on {t.us(one - timedelta(rng.randint(120, 180)))}. Scheduling order in {a} v. {b}: the opposition is due {days} days after the motion is served; the reply is due {more} days after the opposition was served; a surreply is due {last} days after service of the reply. The motion was served on {t.us(one)}. The opposition and the reply have both been served early, before their last days. A status conference is set for {t.us(conference)}.",
        "When is the surreply due?",
        t.quote("frcp-6-a-1", "frcp-6-d", "frcp-6-a-6"),
        "the due date of the surreply",
        (_SERVED,),
        "the date of service of the reply is not given",
    )


def _no_discovery(rng: random.Random) -> _Case:
    p, d = t.people(rng, 2)
    act = f.court_day(rng, f.FIRST.replace(year=2015), f.LAST.replace(year=2020))
    years, outer = rng.choice((2, 3)), rng.choice((10, 12))
    hired = act + timedelta(rng.randint(900, 1400))
    return _Case(
        f"On {t.us(act)} {d}, a surveyor, drew a boundary in the wrong place for {p}. {p} discovered the mistake within a few years after that. {p} hired a lawyer on {t.us(hired)}. The lawyer asked {d} for a statement on {t.us(hired + timedelta(rng.randint(20, 60)))}, and {d}'s insurer refused to pay on {t.us(hired + timedelta(rng.randint(90, 200)))}.",
        f"What is the last day on which {p} can sue?",
        f"The statute: “An action must be commenced within {years} years after the claimant discovers the facts that give rise to the claim, and in no event more than {outer} years after the act. The day of discovery is excluded. If the last day is a Saturday, a Sunday or a legal holiday, the time is extended to the next day that is none of these. The time does not run while the claimant is under 18 years of age, and it does not run while the defendant is absent from the state. An action is commenced when the complaint is filed with the clerk, whether or not it has been served by then; a complaint that is sent by mail is filed on the day on which the clerk receives it. "
        "A claimant discovers the facts when the claimant has actual knowledge of them. What a lawyer of the claimant knows counts as known to the claimant from the day on which the lawyer was hired, as far as it concerns the claim.”",
        "the last day to sue",
        ("date of discovery|discovery date|day of discovery|when",),
        "the date of discovery is not given",
    )


_CASES: tuple[tuple[Callable[[random.Random], _Case], ...], ...] = (
    (_no_service, _no_service_of_motion),
    (_no_entry, _no_entry_of_order),
    (_no_number, _no_cure),
    (_two_dates, _two_judgments),
    (_broken_chain, _no_discovery),
)
