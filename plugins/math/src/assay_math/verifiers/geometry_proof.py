"""``math.geometry_proof``: is each step of a proof in plane geometry given, or does it follow by the rule it names?

The reference has the statement: how its points are made, and what is to be proved. Each step of the response must be
given, or follow by the named rule from the steps that it cites, all earlier; and what it states must hold in three
diagrams with random coordinates, computed exactly. The last step is what was to be proved. Points that the statement
does not have may be constructed on the way. ``docs/geometry-proof.md`` has the forms, the rules and what is not shown.
"""

from __future__ import annotations

from dataclasses import dataclass

from assay import Sample, Verdict, reference_part, verifier
from assay.evidence import Findings
from assay_math.geometry_proof.constructions import MOST_POINTS, Construction, Figure, read_construction
from assay_math.geometry_proof.facts import Fact, plain, read_fact, tell
from assay_math.geometry_proof.proof import BY_CONSTRUCTION, CONSTRUCTION, Line, Unreadable, read_proof
from assay_math.geometry_proof.rules import NAMES, justified
from assay_math.geometry_proof.search import GIVEN

LONGEST = 30_000  # characters


@reference_part("geometry")
@dataclass(frozen=True)
class Geometry:
    """A statement: ``constructions`` such as ``midpoint M A B``, in order, and the ``goal``, ``para M N B C``."""

    constructions: tuple[str, ...]
    goal: str

    def __post_init__(self) -> None:
        if len(self.constructions) > MOST_POINTS:
            raise ValueError(f"more than {MOST_POINTS} constructions")
        figure, goal = self.read()
        if not set(goal.points) <= set(figure.points):
            raise ValueError("the goal names a point that is not constructed")
        if not figure.true(goal):
            raise ValueError("the goal does not hold in the diagrams")

    def read(self) -> tuple[Figure, Fact]:
        return Figure([read_construction(each) for each in self.constructions]), read_fact(self.goal)


@verifier(
    "math.geometry_proof",
    cost=3,
    needs=("response", "reference"),
    proves_wrong=("false_fact", "circular"),
)
def geometry_proof(sample: Sample) -> Verdict:
    """Does each step follow by the rule it names, and hold in random diagrams, and is the last what was to be proved?"""
    figure, goal = sample.part(Geometry).read()
    found = Findings()
    if len(sample.response) > LONGEST:
        found.check(None, "length", "", "too_long", f"More than {LONGEST:,} characters are not read.")
        return found.verdict()
    given = {said for each in figure.constructions for said in each.facts}
    said: dict[int, Fact] = {}
    made: dict[int, Construction] = {}
    try:
        for line in read_proof(sample.response):
            _check(found, line, figure, given, said, made)
    except Unreadable as problem:
        text = sample.response[slice(*problem.span)]
        found.check(None, "form", text, "not_read", str(problem), span=problem.span)
        return found.verdict()
    last = said.get(len(said) + len(made))
    found.check(
        (last == goal) or None,
        "goal",
        tell(goal),
        "goal_not_reached",
        f"The last step is not what was to be proved ({plain(goal)}).",
    )
    return found.verdict()


def _check(
    found: Findings,
    line: Line,
    figure: Figure,
    given: set[Fact],
    said: dict[int, Fact],
    made: dict[int, Construction],
) -> None:
    """Check one step, and add it to what was said or made, whether it holds or not."""
    number = line.number

    def refuse(holds: bool | None, reason: str, message: str) -> None:
        words = line.said.words if isinstance(line.said, Construction) else tell(line.said)
        found.check(holds, "step", words, reason, f"Step {number}: {message}", span=line.span, step=number)

    if isinstance(line.said, Construction):
        made[number] = line.said
        if line.reason != CONSTRUCTION or line.cited:
            return refuse(None, "not_read", f"a construction has the reason ({CONSTRUCTION}).")
        try:
            figure.add(line.said)
        except ValueError as problem:
            return refuse(None, "no_construction", f"{problem}.")
        return refuse(True, "", "")
    said[number] = line.said
    if not set(line.said.points) <= set(figure.points):
        return refuse(
            None, "unknown_point", "it names a point that neither the statement nor a construction has."
        )
    if not figure.true(line.said):
        return refuse(False, "false_fact", "it does not hold in a diagram of the statement.")
    if any(cited >= number for cited in line.cited):
        return refuse(False, "circular", "it cites itself or a later step.")
    if line.reason == GIVEN:
        holds = line.said in given and not line.cited
        return refuse(holds or None, "not_given", "the statement does not say this.")
    if line.reason == BY_CONSTRUCTION:
        sources = [made.get(cited) for cited in line.cited]
        holds = any(each is not None and line.said in each.facts for each in sources) and len(sources) == 1
        return refuse(holds or None, "not_given", "the construction that it cites does not say this.")
    if line.reason not in {name.lower() for name in NAMES}:
        return refuse(None, "unknown_rule", f"{line.reason!r} is no rule that is known here.")
    if not line.cited or any(cited not in said for cited in line.cited):
        return refuse(None, "unjustified", "it cites a step that states no fact, or none.")
    name = next(each for each in NAMES if each.lower() == line.reason)
    holds = justified(line.said, name, [said[cited] for cited in line.cited], figure)
    return refuse(holds or None, "unjustified", f"it does not follow by {name} from the steps that it cites.")
