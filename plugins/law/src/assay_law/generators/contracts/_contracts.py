"""Contracts of invented parties: five kinds, with clauses whose type, words and values are known."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from assay import Source, agree
from assay_law.generators import _time as t

STATES = (
    "Ohio",
    "Delaware",
    "New York",
    "Texas",
    "Oregon",
    "Georgia",
    "Minnesota",
    "Colorado",
    "Virginia",
    "Illinois",
)
_WORDS = {5: "five", 7: "seven", 10: "ten", 14: "fourteen", 15: "fifteen", 20: "twenty", 21: "twenty-one", 30: "thirty", 45: "forty-five", 60: "sixty", 90: "ninety", 120: "one hundred twenty", 180: "one hundred eighty", 12: "twelve", 18: "eighteen", 24: "twenty-four", 36: "thirty-six", 6: "six", 2: "two", 3: "three"}  # fmt: skip


@dataclass(frozen=True)
class Kind:
    """A kind of contract: its title, the two roles, and what it opens with."""

    title: str
    first: str
    second: str
    opening: tuple[str, str]
    fillers: tuple[tuple[str, str], ...]


KINDS = (
    Kind(
        "Services Agreement",
        "Provider",
        "Client",
        (
            "Services",
            "Provider shall perform the services described in each statement of work that the parties sign, using personnel with the skill that the work calls for.",
        ),
        (
            (
                "Access",
                "Client shall give Provider's personnel the access to its premises and systems that the Services require, during ordinary working hours.",
            ),
            (
                "Personnel",
                "Provider shall replace any member of its staff whom Client reasonably finds unsuitable.",
            ),
            (
                "Acceptance",
                "A deliverable is accepted when Client confirms in writing that it conforms to the statement of work.",
            ),
        ),
    ),
    Kind(
        "Office Lease",
        "Landlord",
        "Tenant",
        (
            "Premises",
            "Landlord leases to Tenant, and Tenant takes on lease, the office on the second floor of the Building, together with the shared use of its lobby and elevators.",
        ),
        (
            ("Use", "Tenant shall use the Premises as offices and for no other purpose."),
            (
                "Alterations",
                "Tenant shall make no structural alteration to the Premises. Shelving and furniture that leave no lasting mark need no approval.",
            ),
            (
                "Repairs",
                "Landlord shall keep the roof, the outer walls and the heating plant in repair; Tenant shall keep the interior clean.",
            ),
        ),
    ),
    Kind(
        "Supply Agreement",
        "Supplier",
        "Buyer",
        (
            "Supply",
            "Supplier shall sell and Buyer shall buy the Products that Buyer orders under this Agreement, at the prices in Schedule A.",
        ),
        (
            (
                "Orders",
                "Each order states quantity, place of delivery and requested date. Supplier shall confirm or decline an order promptly.",
            ),
            (
                "Delivery",
                "Risk in the Products passes to Buyer when they are unloaded at the place of delivery.",
            ),
            (
                "Inspection",
                "Buyer shall inspect each shipment on arrival and report visible damage to the carrier.",
            ),
        ),
    ),
    Kind(
        "Software License Agreement",
        "Licensor",
        "Licensee",
        (
            "Grant of License",
            "Licensor grants Licensee a non-transferable right to install and use the Software at the sites listed in Schedule 1.",
        ),
        (
            (
                "Copies",
                "Licensee may make one copy of the Software for backup and shall reproduce all notices on it.",
            ),
            ("Support", "Licensor shall answer support requests by telephone and e-mail on working days."),
            (
                "Updates",
                "Licensor shall make updates available to Licensee when it makes them available to other customers.",
            ),
        ),
    ),
    Kind(
        "Distribution Agreement",
        "Manufacturer",
        "Distributor",
        (
            "Appointment",
            "Manufacturer appoints Distributor to promote and resell the Goods in the Territory, and Distributor accepts the appointment.",
        ),
        (
            (
                "Promotion",
                "Distributor shall promote the Goods with care and shall keep a sales staff that knows them.",
            ),
            ("Samples", "Manufacturer shall furnish samples and printed matter without charge."),
            (
                "Reports",
                "Distributor shall send Manufacturer a sales report after the end of each calendar quarter.",
            ),
        ),
    ),
)


@dataclass(frozen=True)
class Type:
    """A type of clause: what a question calls it, headings, wordings, the words that only this type has, and near misses."""

    name: str
    asked: str
    headings: tuple[str, ...]
    wordings: tuple[str, ...]
    mark: str
    near: tuple[str, ...] = ()


TYPES = (
    Type(
        "Governing Law",
        "the law that governs the contract",
        ("Governing Law", "Applicable Law"),
        (
            "This Agreement is governed by the laws of the State of {state}, without regard to its rules on conflict of laws.",
            "The laws of the State of {state} apply to this Agreement and to any dispute that arises from it.",
        ),
        r"governed by the laws|laws of the State of \w+(?: \w+)? apply",
        ("Each party shall comply with the laws of the place in which it performs its obligations.",),
    ),
    Type(
        "Anti-Assignment",
        "a limit on assigning the contract",
        ("Assignment", "Transfer"),
        (
            "Neither party may assign this Agreement, in whole or in part, without the prior written consent of the other party.",
            "{second} shall not assign or transfer its rights under this Agreement unless {first} has consented in writing.",
        ),
        r"\bassign\b",
        ("{first} may engage subcontractors but remains answerable for what they do.",),
    ),
    Type(
        "Cap on Liability",
        "an upper limit on a party's liability",
        ("Limitation of Liability", "Liability"),
        (
            "The total liability of either party under this Agreement shall not exceed {money}, whatever the cause of action.",
            "{first}'s liability for all claims that arise in a contract year is limited to {money}.",
        ),
        r"liability (?:of either party under this Agreement shall not exceed|for all claims)",
        ("Neither party is liable for loss of profit or other indirect loss.",),
    ),
    Type(
        "Termination for Convenience",
        "a right to end the contract without cause",
        ("Termination", "Early Termination"),
        (
            "{second} may terminate this Agreement at any time, for any reason or none, on {days} written notice.",
            "Either party may end this Agreement without cause by giving the other at least {days} written notice.",
        ),
        r"for any reason or none|without cause",
        ("Either party may terminate this Agreement at once if the other commits a material breach and does not cure it after written notice.",),
    ),
    Type(
        "Payment Term",
        "the time for paying invoices",
        ("Payment", "Invoices and Payment"),
        (
            "{second} shall pay each undisputed invoice within {days0} after its receipt.",
            "Invoices are payable within {days0} after the date on which {second} receives them.",
        ),
        r"undisputed invoice|Invoices are payable",
        ("{first} shall send its invoices to the address that {second} names, with the number of the order.",),
    ),
    Type(
        "Late Payment Interest",
        "interest on overdue sums",
        ("Late Payment", "Overdue Amounts"),
        (
            "Any amount not paid when due bears interest at {rate} per month until it is paid.",
            "{second} shall pay interest at {rate} per month on overdue amounts.",
        ),
        r"interest at",
        ("{second} may withhold an amount that it disputes in good faith.",),
    ),
    Type(
        "Audit Rights",
        "a right to inspect the other party's records",
        ("Records and Audit", "Audit"),
        (
            "{first} shall keep complete records, and {second} may audit them once in each calendar year on {days} written notice.",
            "On {days} notice, {second} may have an independent accountant examine {first}'s books that relate to this Agreement.",
        ),
        r"\baudit them\b|independent accountant",
        ("{first} shall keep its correspondence on this Agreement for the time that the law requires.",),
    ),
    Type(
        "Insurance",
        "a duty to keep insurance",
        ("Insurance",),
        (
            "{first} shall maintain commercial general liability insurance of at least {money} per occurrence.",
            "Throughout the term {second} shall carry liability insurance with a limit of no less than {money} for each occurrence.",
        ),
        r"liability insurance",
        (),
    ),
    Type(
        "Confidentiality",
        "a duty to keep information secret",
        ("Confidentiality", "Confidential Information"),
        (
            "Each party shall keep the other's confidential information secret and shall not disclose it to third parties, during the term and for {months} after its end.",
            "A party that receives confidential information shall use it only to perform this Agreement and shall protect it for {months} after it was disclosed.",
        ),
        r"confidential information",
        ("Neither party shall use the other's name in advertising without approval.",),
    ),
    Type(
        "Non-Solicitation of Employees",
        "a ban on hiring away the other party's employees",
        ("Non-Solicitation", "Employees"),
        (
            "During the term and for {months} thereafter, neither party shall solicit for employment any employee of the other who took part in the performance of this Agreement.",
            "For {months} after this Agreement ends, {second} shall not hire or try to hire an employee of {first}.",
        ),
        r"solicit for employment|try to hire",
        ("{first} is an independent contractor, and its employees are not employees of {second}.",),
    ),
    Type(
        "Non-Compete",
        "a limit on competing with the other party",
        ("Non-Competition", "Competing Business"),
        (
            "For {months} after the end of this Agreement, {first} shall not carry on a business that competes with that of {second} in the State of {state}.",
            "{second} shall not engage in a competing business in the State of {state} during the term or within {months} after it.",
        ),
        r"competes with|competing business",
        ("This Agreement creates no partnership or joint venture between the parties.",),
    ),
    Type(
        "Exclusivity",
        "an exclusive dealing commitment",
        ("Exclusivity",),
        (
            "During the term {second} shall obtain its entire requirements of this kind from {first} and from no one else.",
            "{first} shall not deal with any other customer in {second}'s line of business during the first {months} of the term.",
        ),
        r"entire requirements|any other customer",
        ("{second} is free to deal with others on the same subject.",),
    ),
    Type(
        "Warranty Duration",
        "how long a warranty lasts",
        ("Warranty", "Warranties"),
        (
            "{first} warrants its performance against defects for {months} from delivery and shall remedy any defect reported within that time at its own cost.",
            "For a warranty period of {months}, {first} shall correct without charge any failure to meet the agreed description.",
        ),
        r"against defects|warranty period",
        (),
    ),
    Type(
        "Force Majeure",
        "relief for events beyond a party's control",
        ("Force Majeure", "Events beyond Control"),
        (
            "A party is excused from performance for as long as flood, fire, war or another event beyond its reasonable control prevents it; if the event lasts more than {days0}, the other party may terminate.",
            "Neither party is in breach if an event beyond its reasonable control hinders it, provided that it gives notice within {days0} after the event begins.",
        ),
        r"beyond its reasonable control",
        ("Time limits for performance may be extended by agreement in writing.",),
    ),
    Type(
        "Indemnification",
        "a duty to indemnify",
        ("Indemnification", "Indemnity"),
        (
            "{first} shall indemnify and hold harmless {second} against claims of third parties that arise from {first}'s negligence.",
            "{second} shall indemnify {first} against all losses caused by {second}'s breach of this Agreement.",
        ),
        r"\bindemnify\b",
        (),
    ),
    Type(
        "Amendment Formalities",
        "the form in which the contract can be amended",
        ("Amendments", "Changes"),
        (
            "This Agreement may be amended only by a writing that both parties have signed.",
            "No change to this Agreement is valid unless it is in writing and signed by an officer of each party.",
        ),
        r"may be amended only|No change to this Agreement",
        ("A failure to enforce a provision is no waiver of it.",),
    ),
)  # fmt: skip
BY_NAME = {each.name: each for each in TYPES}


def spelled(number: int, unit: str, rng: random.Random) -> str:
    """``thirty (30) days`` or ``30 days``."""
    plural = unit if number == 1 else unit + "s"
    return (
        f"{_WORDS[number]} ({number}) {plural}"
        if rng.random() < 0.5 and number in _WORDS
        else f"{number} {plural}"
    )


def genitive(text: str) -> str:
    """``30 days'``, as in 30 days' notice."""
    return text + "'"


def money(rng: random.Random) -> int:
    """A round sum."""
    return rng.choice(
        (25_000, 50_000, 75_000, 100_000, 150_000, 250_000, 400_000, 500_000, 750_000, 1_000_000, 2_000_000)
    )


@dataclass(frozen=True)
class Part:
    """A section of a contract: heading, words, the type of its clause (``""``: none), and its value (``30 days``)."""

    heading: str
    body: str
    type: str = ""
    value: str = ""


@dataclass(frozen=True)
class Parties:
    """The kind of a contract, its two parties, and when it was made."""

    kind: Kind
    first: str
    second: str
    made: date


def parties(rng: random.Random) -> Parties:
    """A kind of contract and two firms."""
    first = second = t.firm(rng)
    while second.split()[0] == first.split()[0]:
        second = t.firm(rng)
    return Parties(rng.choice(KINDS), first, second, t.working_day(rng, date(2021, 1, 4), date(2026, 6, 30)))


def write(rng: random.Random, who: Parties, type_: Type, wording: int | None = None) -> Part:
    """A clause of a type, with values of its own."""
    form = type_.wordings[rng.randrange(len(type_.wordings)) if wording is None else wording]
    days, months = rng.choice((10, 14, 15, 20, 30, 45, 60, 90)), rng.choice((6, 12, 18, 24, 36))
    sum_, rate, state = (
        money(rng),
        rng.choice(("0.5%", "0.75%", "1%", "1.25%", "1.5%", "2%")),
        rng.choice(STATES),
    )
    if type_.name == "Insurance":
        sum_ = rng.choice((500_000, 1_000_000, 2_000_000, 5_000_000))
    body = form.format(
        first=who.kind.first,
        second=who.kind.second,
        days=genitive(spelled(days, "day", rng)),
        days0=spelled(days, "day", rng),
        months=spelled(months, "month", rng),
        money=f"${sum_:,}",
        rate=rate,
        state=state,
    )
    value = ""
    for name, told in (
        ("{days", f"{days} days"),
        ("{months", f"{months} months"),
        ("{money", f"USD {sum_}"),
        ("{rate", rate),
        ("{state", state),
    ):
        if name in form and not value:
            value = told
    return Part(rng.choice(type_.headings), body, type_.name, value)


def near(rng: random.Random, who: Parties, type_: Type) -> Part | None:
    """A clause about a neighbouring matter, which is not of the type."""
    if not type_.near:
        return None
    body = rng.choice(type_.near).format(first=who.kind.first, second=who.kind.second)
    return Part(rng.choice(type_.headings), body)


@dataclass(frozen=True)
class Contract:
    """A contract as text, its sections, and where the words of each stand (without number and heading)."""

    text: str
    parts: tuple[Part, ...]
    spans: tuple[tuple[int, int], ...]


def lay_out(
    who: Parties, parts: Sequence[Part], *, headings: bool = True, title: str = "", opening: str = ""
) -> Contract:
    """The text of a contract with numbered sections."""
    a, b = who.kind.first, who.kind.second
    name = title or who.kind.title
    text = f"{name.upper()}\n\n" + (
        opening
        or f"This {name} (this “Agreement”) is made on {t.us(who.made)} between {who.first} (“{a}”) and {who.second} (“{b}”)."
    )
    spans = []
    for n, part in enumerate(parts, 1):
        text += f"\n\n{n}. " + (f"{part.heading}. " if headings else "")
        spans.append((len(text), len(text) + len(part.body)))
        text += part.body
    return Contract(text, tuple(parts), tuple(spans))


def draft_parts(
    rng: random.Random, who: Parties, types: Sequence[Type], extra: Sequence[Part] = (), fillers: int = 2
) -> list[Part]:
    """The opening section, then clauses of the types and others in a drawn order."""
    parts = [write(rng, who, each) for each in types] + list(extra)
    parts += [Part(*each) for each in rng.sample(who.kind.fillers, min(fillers, len(who.kind.fillers)))]
    rng.shuffle(parts)
    return [Part(*who.kind.opening), *parts]


def only_one(contract: Contract, type_: Type, number: int | None) -> None:
    """By the marks of the type, which were written without a view to this contract, the section is the only one of it."""
    found = [n for n, part in enumerate(contract.parts) if re.search(type_.mark, part.body)]
    agree(found, [] if number is None else [number], what="the section of the type")


def source(contract: str, id_: str = "agreement", title: str = "") -> Source:
    """A generated text as a source of a row."""
    return Source(id_, contract, title=title or "Generated contract", licence="CC0-1.0")


def later(rng: random.Random, day: date, low: int, high: int) -> date:
    """A day so many days after another."""
    return day + timedelta(rng.randint(low, high))


def ask(rng: random.Random, text: str, question: str) -> str:
    """The prompt: a question before or behind the text."""
    if rng.random() < 0.5:
        return f"{question}\n\n{text}"
    return f"{text}\n\n{question}"
