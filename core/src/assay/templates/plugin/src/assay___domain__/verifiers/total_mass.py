"""Is the mass that a response ends with that of the goods? It shares no code with the generator."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

import assay
from assay.evidence import Findings, language
from assay.evidence.final_answer import final_answer, without_drafts
from assay.evidence.quantities import convert, read_quantity

LATEX = re.compile(r"\\(?:text|mathrm)\{\s*([a-zA-Z]+)\s*\}|\\[,;: ]")
LONGEST = 100_000
ANNOUNCING = {"so", "thus", "hence", "therefore", "the", "final", "answer", "is", "boxed"}
END = re.compile(r"(?:</\w+>|[\s.*_`$}\])\"])*\Z")


# Units: assay.evidence.quantities reads numbers with units strictly and converts exactly; what it does not know is
# None. Where answers are rounded, same(…, absolute=…) or the reference part Quantity compares within a tolerance.
def kilograms(text: str) -> Fraction | None:
    """The mass that all of a text says, in kg; ``None`` if it says none."""
    amount = read_quantity(text)
    found = convert(amount, "kg") if amount else None
    return found.value if found else None


# Where the reference comes from: a generator or a recipe writes it (assay.make_reference), or a data set has it. Its
# fields are checked by type, and a malformed one is the verdict error / unreadable_reference without a line of yours.
@dataclass(frozen=True)
class Item:
    """So many pieces, and the mass of one as it stands in the prompt (``850 g``)."""

    count: int
    mass: str

    def __post_init__(self) -> None:
        if self.count < 1 or (kilograms(self.mass) or 0) <= 0:
            raise ValueError("there must be one at least, of some mass")


@assay.reference_part("shipment")
@dataclass(frozen=True)
class Shipment:
    """What is carried."""

    items: tuple[Item, ...]

    def __post_init__(self) -> None:
        if not self.items:
            raise ValueError("there must be something")


# proves_wrong: the reasons that say that the response IS wrong; only those make the wrong half of a preference pair. Not
# among them: what is unreadable, hedged or of another form. Raise version= when a row could get another verdict.
# Another verifier's help: uses=("math.answer",) here, its distribution in pyproject.toml, then
# assay.find_verifier("math.answer")(sample).
@assay.verifier(
    "__domain__.total_mass",
    needs=("prompt", "response", "reference"),
    proves_wrong=("wrong_mass",),
)
def total_mass(sample: assay.Sample) -> assay.Verdict:
    """Is the one mass that the response ends with, with its unit, that of all the goods of the prompt?"""
    items = sample.part(Shipment).items
    total = sum(item.count * (kilograms(item.mass) or 0) for item in items)
    if kilograms(sample.expected) != total:
        raise assay.BadReference("The answer that the reference states is not the mass of its items.")
    found = Findings()

    # Does the reference belong to this prompt? Without this, a prompt that somebody reworded wrongly would be proved.
    numbers = language("en").numbers_in(sample.task.prompt)
    told = [kilograms(f"{number.value} {number.unit}") or number.value for number in numbers]
    wanted = [each for item in items for each in (str(item.count), kilograms(item.mass))]
    # None, abstain: this cannot be told. False, reject: it is not so. Never guess: only what was computed is True.
    message = "The numbers of the prompt are not those of the reference."
    found.check(True if told == wanted else None, "prompt", "", "other_prompt", message, where="prompt")

    # The deadline is two seconds unless deadline= says more: a hostile response must cost less.
    if len(sample.response) > LONGEST:
        found.check(None, "length", "", "too_long", f"The response is longer than {LONGEST:,} characters.")
        return found.verdict()

    # Hedged, listed, quoted, denied, taken back, only in a draft: such a response has no only answer. Nor is it one that
    # merely stands last, under other words ("Draft answer: 5 kg"), or before second thoughts: the prompt says how to end.
    answer = final_answer(sample.response)
    said = answer.only if answer.channel != "last_line" else None
    if said:
        text = without_drafts(sample.response)
        sentence = re.split(r"\n|[.;!?]\s", text[: said.start])[-1]
        if set(re.findall(r"[^\W\d_]+", sentence.lower())) - ANNOUNCING or not END.match(text, said.end):
            said = None
    mass = kilograms(LATEX.sub(r" \1", said.text).strip(" *_`$")) if said else None
    if said is None or mass is None:
        message = "The response does not end with one mass and its unit as the answer."
        found.check(None, "answer", said.text if said else "", answer.failure or "no_mass", message)
        return found.verdict()

    message = f"The goods weigh {sample.expected} together."
    found.check(mass == total, "answer", said.text, "wrong_mass", message, span=(said.start, said.end))
    return found.verdict()
