"""Acts of an invented state: subjects, each with sections of which every one has a rule of its own."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from assay import Source


@dataclass(frozen=True)
class Rule:
    """A section: heading, words with the places of its numbers, and a question that only this section answers."""

    heading: str
    text: str
    question: str
    mark: str


@dataclass(frozen=True)
class Act:
    """An act: its name, and its sections."""

    name: str
    rules: tuple[Rule, ...]


ACTS = (
    Act(
        "Residential Tenancies Act",
        (
            Rule("Deposits", "A landlord shall return a security deposit within {d} days after the tenancy ends. A deposit may not exceed {k} months' rent.", "How long does a landlord have to give a security deposit back?", "return a security deposit"),
            Rule("Increases", "A landlord may not raise the rent more than once in {w} months. An increase takes effect {d} days after the tenant receives written notice of it.", "How often may the rent be raised?", "raise the rent"),
            Rule("Entry", "Except in an emergency, a landlord shall not enter a dwelling without {h} hours' notice to the tenant. Entry must take place between 8 a.m. and 8 p.m.", "How much warning must a landlord give before entering a dwelling?", "shall not enter a dwelling"),
            Rule("Repairs", "A tenant who has reported a defect in writing may have it repaired and deduct the cost from the rent if the landlord has not begun the repair within {d} days. The deduction shall not exceed one month's rent.", "When may a tenant have a defect repaired at the landlord's expense?", "deduct the cost from the rent"),
            Rule("Subletting", "A tenant may sublet with the landlord's written consent. A landlord who does not answer a request within {d} days is deemed to have consented.", "What happens if a landlord does not answer a request to sublet?", "deemed to have consented"),
            Rule("Abandoned property", "A landlord shall store property that a tenant leaves behind for at least {d} days. The landlord may charge the reasonable cost of storage.", "For how long must a landlord keep what a tenant leaves behind?", "leaves behind"),
            Rule("Retaliation", "A landlord shall not end a tenancy because the tenant has complained to a public authority. A termination within {m} months after a complaint is presumed to be retaliatory.", "When is a termination presumed to be a reaction to a complaint?", "presumed to be retaliatory"),
            Rule("Records", "A landlord shall keep receipts for rent paid in cash for {y} years and shall give a copy to the tenant on request.", "How long must receipts for cash rent be kept?", "receipts for rent"),
        ),
    ),
    Act(
        "Food Establishments Act",
        (
            Rule("Permits", "No person shall operate a food establishment without a permit. A permit is valid for {m} months from the day of issue.", "How long is a permit to run a food establishment valid?", "valid for"),
            Rule("Inspections", "The department shall inspect each food establishment at least once in {m} months. An inspector may enter during business hours without notice.", "How often does the department have to inspect an establishment?", "shall inspect each"),
            Rule("Closure", "The department may close an establishment at once if it finds an imminent danger to health. The operator may ask for a hearing within {d} days after the closure.", "Within what time can an operator whose establishment was closed ask for a hearing?", "ask for a hearing"),
            Rule("Storage", "Food that must be kept cold shall be held at {c} °F or below. Food that has been above that temperature for more than {x} hours shall not be served.", "At what temperature must food be held that has to be kept cold?", "shall be held at"),
            Rule("Training", "An operator shall ensure that a person who holds a certificate in food safety is present at all times. A certificate expires {y} years after it was issued.", "After what time does a certificate in food safety expire?", "certificate expires"),
            Rule("Penalties", "A person who violates this Act is liable to a civil penalty of not more than ${s} for each day of the violation.", "What is the highest civil penalty for a day of violation?", "civil penalty of not more"),
            Rule("Mobile vendors", "A mobile vendor shall not sell within {f} feet of the entrance of a school while the school is in session.", "How near to a school may a mobile vendor sell during school hours?", "feet of the entrance"),
            Rule("Appeals", "A decision of the department may be appealed to the district court within {d} days after it is served. An appeal does not suspend the decision.", "Within what time must a decision of the department be appealed?", "appealed to the district court"),
        ),
    ),
    Act(
        "Public Records Act",
        (
            Rule("Requests", "An agency shall answer a request for records within {d} days after it receives the request. A request need not state a reason.", "How soon must an agency answer a request for records?", "answer a request for records"),
            Rule("Extensions", "An agency may extend the time to answer by no more than {d} days if the records are voluminous. It shall tell the applicant the reason in writing.", "By how much may the time to answer be extended?", "extend the time to answer"),
            Rule("Fees", "An agency may charge no more than {p} cents for a page. It shall not charge for the first {g} pages of a request.", "How much may an agency charge for a page?", "cents for a page"),
            Rule("Exemptions", "An agency shall not disclose the home address of an employee without the employee's consent. Personnel records are otherwise open after {y} years.", "When do personnel records become open?", "otherwise open after"),
            Rule("Review", "An applicant may ask the commissioner to review a refusal within {d} days after receiving it. The commissioner shall decide within {e} days.", "In what time can an applicant have a refusal reviewed by the commissioner?", "ask the commissioner to review"),
            Rule("Retention", "An agency shall keep the record of each request for {y} years after it was answered.", "How long must an agency keep the record of a request?", "record of each request"),
            Rule("Destruction", "An officer shall not destroy a record that is the subject of a pending request. A person who does so is liable to a fine of not more than ${s}.", "What fine is provided for destroying a record that was asked for?", "fine of not more than"),
            Rule("Electronic copies", "If a record is held in electronic form, an applicant may have it in that form. No fee may be charged for a file that is sent by e-mail, unless its preparation takes more than {x} hours.", "When may a fee be charged for a file that is sent by e-mail?", "sent by e-mail"),
        ),
    ),
    Act(
        "Motor Vehicle Dealers Act",
        (
            Rule("Licenses", "No person shall sell more than {g} motor vehicles in a year without a dealer's license. A license may not be transferred.", "From how many vehicles a year on does a seller need a license?", "without a dealer's license"),
            Rule("Bond", "A dealer shall file a bond of ${b} with the registrar. The bond must remain in force for {y} years after the license ends.", "How long must a dealer's bond remain in force after the license ends?", "must remain in force"),
            Rule("Disclosure", "A dealer shall disclose in writing any damage that cost more than ${s} to repair, before the buyer signs the contract.", "What damage must a dealer tell a buyer of?", "disclose in writing any damage"),
            Rule("Used vehicle warranty", "A dealer warrants that the engine of a used vehicle will work for {d} days after delivery. The warranty may not be waived.", "How long must the engine of a used vehicle work after delivery?", "the engine of a used vehicle"),
            Rule("Cancellation", "A buyer may cancel a contract that was signed away from the dealer's premises within {e} days after signing. The dealer shall refund all payments.", "When can a buyer cancel a contract signed away from the dealer's premises?", "may cancel a contract"),
            Rule("Odometers", "No person shall alter an odometer. A buyer may recover ${s} or three times the loss, whichever is greater, from a person who does so.", "What can a buyer recover from someone who altered an odometer?", "alter an odometer"),
            Rule("Advertising", "An advertised price must include all charges except taxes. A dealer shall honor an advertised price for {d} days unless the advertisement states a shorter time.", "For how long must a dealer honor an advertised price?", "honor an advertised price"),
            Rule("Books", "A dealer shall keep the documents of each sale for {y} years and shall show them to the registrar on demand.", "How long must a dealer keep the documents of a sale?", "documents of each sale"),
        ),
    ),
)  # fmt: skip


def fill(rng: random.Random, text: str) -> str:
    """The words of a rule with numbers of its own."""
    days = rng.sample((5, 7, 10, 14, 15, 20, 21, 30, 45, 60), 2)
    return text.format(
        d=days[0], e=days[1], m=rng.choice((2, 3, 6, 12, 18)), h=rng.choice((2, 4, 12, 24, 36, 48)), y=rng.choice((2, 3, 4, 5, 7, 10)),
        k=rng.choice((2, 3)), w=rng.choice((6, 12, 18, 24)), x=rng.choice((2, 3, 4)), b=rng.choice(("25,000", "50,000", "100,000")),
        s=f"{rng.choice((250, 500, 1_000, 2_500, 5_000, 10_000)):,}", c=rng.choice((38, 40, 41)), f=rng.choice((200, 300, 500, 1_000)), p=rng.choice((10, 15, 20, 25)), g=rng.choice((5, 6, 10, 20)),
    )  # fmt: skip


def numbers(rng: random.Random, count: int) -> list[int]:
    """Numbers of sections that rise, with gaps, as codes have them."""
    at = rng.randint(1, 60) * 10 + 1
    made = []
    for _ in range(count):
        made.append(at)
        at += rng.choice((1, 1, 1, 2, 3))
    return made


def lay_out(
    name: str, sections: Sequence[tuple[int, str, str]], note: str = ""
) -> tuple[str, list[tuple[int, int]]]:
    """The text of an act, and where the words of each section stand (without number and heading)."""
    text = name.upper() + (f"\n\n({note})" if note else "")
    spans = []
    for number, heading, body in sections:
        text += f"\n\n§ {number}. {heading}. "
        spans.append((len(text), len(text) + len(body)))
        text += body
    return text, spans


def source(text: str, name: str, id_: str = "act") -> Source:
    """An invented act as a source of a row."""
    return Source(id_, text, title=f"{name} (invented)", licence="CC0-1.0")
