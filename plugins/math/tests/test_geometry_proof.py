"""``math.geometry_proof`` and what it rests on: rules, chases, diagrams, and attacks on proofs."""

from __future__ import annotations

import cmath
import itertools
import random

import pytest

from assay import Sample, Status, Task, Verdict, make_reference
from assay_math.generators.geometry.geometry_proofs import geometry_auxiliary, geometry_proofs
from assay_math.geometry_proof import chase
from assay_math.geometry_proof.chase import follows
from assay_math.geometry_proof.constructions import (
    KINDS,
    Construction,
    Degenerate,
    Figure,
    read_construction,
    worded,
)
from assay_math.geometry_proof.diagrams import noncollinear
from assay_math.geometry_proof.facts import ARITY, fact, read_fact, tell, untell, variants
from assay_math.geometry_proof.rules import RULES, instances, justified
from assay_math.verifiers.geometry_proof import geometry_proof

MIDLINE = make_reference(
    geometry={"constructions": ["triangle A B C", "midpoint M A B", "midpoint N A C"], "goal": "para M N B C"}
)
PROOF = """1. $M$ is the midpoint of $AB$ (given)
2. $N$ is the midpoint of $AC$ (given)
3. $MN \\parallel BC$ (midline theorem, from 1 and 2)"""
ALTITUDES = make_reference(
    geometry={"constructions": ["triangle A B C", "altitudes H A B C"], "goal": "perp C H A B"}
)


def judge(response: str, reference: str = MIDLINE) -> Verdict:
    return geometry_proof(Sample(Task("", reference), response))


def figure(*constructions: str) -> Figure:
    return Figure([read_construction(each) for each in constructions])


@pytest.mark.parametrize(
    "proof",
    [
        PROOF,
        f"**Proof.**\n\n{PROOF}.\n\n$\\blacksquare$",
        PROOF.replace("$", ""),
        PROOF.replace("\\parallel", "∥").replace("1 and 2", "steps 1, 2"),
        PROOF.replace("$MN \\parallel BC$", "$CB \\parallel NM$"),
        PROOF.replace("midline", "Midline"),
    ],
)
def test_right_proofs_are_accepted(proof: str) -> None:
    assert judge(proof).status is Status.ACCEPTED


@pytest.mark.parametrize(
    ("proof", "reason"),
    [
        ("", None),
        ("The proof is easy.", "not_read"),
        ("1. $MN \\parallel BC$ (given)", "not_given"),
        ("1. $MN \\parallel BC$ (midline theorem)", "unjustified"),
        ("1. $MN \\parallel BC$ (midline theorem, from 1)", "circular"),
        ("1. $MN \\parallel BC$ (by construction, from 1)", "circular"),
        ("1. $MN \\parallel BC$ (obvious)", "unknown_rule"),
        ("1. $MN \\parallel BC$ (angle chase)", "unjustified"),
        ("1. $M$ is the midpoint of $AB$ (given)", "goal_not_reached"),
        (PROOF.replace("$MN \\parallel BC$", "$MN \\parallel AC$"), "false_fact"),
        (PROOF.replace("$MN \\parallel BC$", "$MN \\perp BC$"), "false_fact"),
        (PROOF.replace("$MN \\parallel BC$", "$MN \\parallel BN$"), "false_fact"),
        (PROOF.replace("$MN \\parallel BC$", "$MN = BC$"), "false_fact"),
        (PROOF.replace("of $AC$", "of $BC$"), "false_fact"),
        (PROOF.replace("1 and 2", "1"), "unjustified"),
        (PROOF.replace("1 and 2", "1 and 1"), "unjustified"),
        (PROOF.replace("1 and 2", "1, 2 and 3"), "circular"),
        (PROOF.replace("1 and 2", "1, 2 and 4"), "circular"),
        (PROOF.replace("midline theorem", "intercept theorem"), "unjustified"),
        (PROOF.replace("midline theorem", "angle chase"), "unjustified"),
        (PROOF.replace("midline theorem", "ratio chase"), "unjustified"),
        (PROOF.replace("midline theorem", "given"), "not_given"),
        (PROOF.split("\n", 1)[1], "not_read"),
        ("\n".join(PROOF.split("\n")[::2]), "not_read"),
        ("\n".join(PROOF.split("\n")[::-1]), "not_read"),
        (PROOF + "\n4. $M$ is the midpoint of $AB$ (given)", "goal_not_reached"),
        (PROOF + "\n4. $MB = NC$ (ratio chase, from 1 and 2)", "false_fact"),
        (PROOF + "\nI am not sure of this.", "not_read"),
        (PROOF + "\nNo step of this holds.", "not_read"),
        (PROOF.replace("$M$ is", "$M$ is not"), "not_read"),
        (PROOF.replace("MN", "MZ"), "unknown_point"),
        (PROOF.replace("3. $MN", "3. Not $MN"), "not_read"),
        ("1. Let $M$ be the midpoint of $AB$. (construction)", "no_construction"),
        ("1. Let $X$ be the midpoint of $AZ$. (construction)", "no_construction"),
        ("1. Let $X$ be the midpoint of $AB$. (construction)", "no_construction"),
        ("1. Let lines $MN$ and $BC$ meet at $X$. (construction)", "no_construction"),
        ("1. Let $X$ be the midpoint of $BC$. (given)", "not_read"),
        ("1. Let $X$ be the midpoint of $BC$. (construction)", "goal_not_reached"),
        (
            "1. Let $P$ be a point with $MP \\parallel BC$. (construction)\n"
            "2. $MP \\parallel BC$ (by construction, from 1)\n3. $M$, $N$ and $P$ are collinear (given)",
            "not_given",
        ),
        (
            "1. Let $P$ be a point on line $AB$. (construction)\n2. $PM = MB$ (by construction, from 1)",
            "false_fact",
        ),
        ("x" * 40_000, "too_long"),
    ],
)
def test_attacks(proof: str, reason: str | None) -> None:
    verdict = judge(proof)
    assert verdict.status is not Status.ACCEPTED
    assert reason is None or verdict.reason == reason
    assert (verdict.status is Status.REJECTED) == (verdict.reason in ("false_fact", "circular"))


@pytest.mark.parametrize("make", [geometry_proofs, geometry_auxiliary])
@pytest.mark.parametrize("difficulty", [2, 3])
def test_made_proofs_stand_and_fall_with_each_step(make: object, difficulty: int) -> None:
    for seed in range(3):
        draft = make(random.Random(seed), difficulty)  # type: ignore[operator]
        assert judge(draft.response, draft.reference).status is Status.ACCEPTED
        lines = draft.response.split("\n")
        for place, line in enumerate(lines):
            number = place + 1
            assert (
                judge("\n".join(lines[:place] + lines[number:]), draft.reference).status
                is not Status.ACCEPTED
            )
            if ", from " in line:
                head, _, cited = line.rpartition(", from ")
                assert judge_line(lines, place, head + ")", draft.reference) is not Status.ACCEPTED
                assert judge_line(lines, place, f"{head}, from {number})", draft.reference) is Status.REJECTED
                if "," not in cited and "and" in cited and "chase" not in line:
                    fewer = f"{head}, from {cited.split()[0]})"
                    assert judge_line(lines, place, fewer, draft.reference) is not Status.ACCEPTED


def judge_line(lines: list[str], place: int, line: str, reference: str) -> Status:
    return judge("\n".join([*lines[:place], line, *lines[place + 1 :]]), reference).status


def test_a_premise_that_is_missing_from_the_statement_costs_the_proof() -> None:
    draft = geometry_proofs(random.Random(5), 2)
    without = make_reference(
        geometry={"constructions": ["triangle A B C", "midpoint M A B"], "goal": "midp M A B"}
    )
    assert judge(draft.response, without).status is not Status.ACCEPTED


@pytest.mark.parametrize(
    "part",
    [
        {"constructions": ["triangle A B C"], "goal": "perp A B B C"},
        {"constructions": ["triangle A B C"], "goal": "perp A B B D"},
        {"constructions": ["triangle A B C"], "goal": "nonsense A B"},
        {"constructions": ["triangle A B C", "midpoint A B C"], "goal": "coll A B C"},
        {
            "constructions": ["triangle A B C", "midpoint M A B", "intersection X A B M B"],
            "goal": "midp M A B",
        },
        {
            "constructions": ["triangle A B C", "parallelogram D A B C", "intersection X A B C D"],
            "goal": "coll X A B",
        },
        {"constructions": ["triangle A B A"], "goal": "coll A B B"},
        {"constructions": ["triangle A B C"] * 20, "goal": "coll A B C"},
    ],
)
def test_statements_that_are_none(part: dict[str, object]) -> None:
    # A verifier that is called directly lets the error pass; asked through the gate it is one.
    from assay import BadReference

    with pytest.raises(BadReference):
        judge(PROOF, make_reference(geometry=part))


def test_angles_are_not_divided() -> None:
    # Twice the angle of AB and CD is zero in both cases: they are parallel, or perpendicular.
    twice = [fact("eqangle", "ABCDCDAB")]
    assert not follows(fact("para", "ABCD"), twice, angles=True)
    assert not follows(fact("perp", "ABCD"), twice, angles=True)
    assert follows(fact("eqangle", "CDABABCD"), twice, angles=True)
    assert follows(fact("para", "ABEF"), [fact("perp", "ABCD"), fact("perp", "CDEF")], angles=True)
    assert not follows(fact("perp", "ABEF"), [fact("perp", "ABCD"), fact("perp", "CDEF")], angles=True)
    assert not follows(fact("midp", "MAB"), [fact("midp", "MAB")], angles=True)


def test_lattice_agrees_with_a_search_of_combinations() -> None:
    rng = random.Random(4)
    for _ in range(200):
        rows = [{k: rng.randint(-2, 2) for k in ("a", "b", "~")} for _ in range(2)]
        rows = [{k: v for k, v in row.items() if v} for row in rows]
        lattice = chase.Lattice(angles=True)
        for row in rows:
            lattice.add(row)
        times = [rng.randint(-3, 3) for _ in rows]
        made = {
            k: sum(t * row.get(k, 0) for t, row in zip(times, rows, strict=True)) for k in ("a", "b", "~")
        }
        assert lattice.has({k: v for k, v in made.items() if v})
        target = {k: v for k in ("a", "b") if (v := rng.randint(-2, 2))}
        reachable = any(
            all(
                sum(t * r.get(k, 0) for t, r in zip(c, rows, strict=True)) == target.get(k, 0)
                for k in ("a", "b")
            )
            and sum(t * r.get("~", 0) for t, r in zip(c, rows, strict=True)) % 2 == 0
            for c in itertools.product(range(-12, 13), repeat=2)
        )
        assert not reachable or lattice.has(target)


def test_facts_read_as_they_are_told() -> None:
    for kind, arity in ARITY.items():
        said = fact(kind, "ABCDEFGH"[:arity])
        assert untell(tell(said)) == said == read_fact(" ".join((kind, *"ABCDEFGH"[:arity])))
        assert {fact(kind, other) for other in variants(kind, said.points)} == {said}
    for each in KINDS.values():
        made = Construction(each, "UVWXYZ"[: len(each.points)])
        assert worded(made.words) == made


def test_forms_of_a_fact_mean_the_same_in_floating_point() -> None:
    rng = random.Random(1)
    for kind in ("eqangle", "eqratio"):
        at = {p: complex(rng.gauss(0, 1), rng.gauss(0, 1)) for p in "ABCDEFGH"}

        def off(p: str) -> float:
            v = [at[p[i + 1]] - at[p[i]] for i in (0, 2, 4, 6)]  # noqa: B023
            if kind == "eqratio":  # noqa: B023
                return abs(abs(v[0] * v[3]) - abs(v[1] * v[2]))
            return abs((v[1] / v[0] * v[2] / v[3]).imag / abs(v[1] / v[0] * v[2] / v[3]))

        # Mend H so that the fact holds for the first form; it must hold for all of them then.
        v = [at[q] - at[p] for p, q in ("AB", "CD", "EF")]
        at["H"] = at["G"] + v[1] * v[2] / v[0] * (cmath.exp(1j) if kind == "eqratio" else 1.7)
        assert all(off(form) < 1e-9 for form in variants(kind, "ABCDEFGH"))


def test_rules_are_sound_in_special_positions() -> None:
    """Random points of a small grid, where degenerate positions abound: premises true, then the conclusion."""
    rng = random.Random(9)
    seen: dict[str, int] = {}
    for _ in range(1500):
        grid = [(x, y) for x in range(4) for y in range(4)]
        at = dict(zip("ABCDEF", rng.sample(grid, 6), strict=True))
        plane = Figure()
        plane.diagrams = [dict(at)]
        for rule in rng.sample(RULES, 4):
            start = {
                v: p for v, p in zip(sorted(set(rule.premises[0][1])), rng.sample("ABCDEF", 6), strict=False)
            }
            for values, _used in itertools.islice(
                instances(rule, start, "ABCDEF", plane, lambda _: True), 20
            ):
                kind, variables = rule.conclusion
                points = "".join(values[v] for v in variables)
                pairs = [points[i : i + 2] for i in range(0, len(points), 2)]
                if kind in ("para", "perp", "cong", "eqangle", "eqratio") and any(
                    p[0] == p[1] for p in pairs if len(p) == 2
                ):
                    continue
                if kind in ("coll", "cyclic", "midp") and len(set(points)) < len(points):
                    continue
                seen[rule.name] = seen.get(rule.name, 0) + 1
                assert plane.true(fact(kind, points)), (rule, values, at)
    assert len(seen) > 12


def test_degenerate_constructions_are_refused() -> None:
    for last in ("intersection X A B M N", "foot D A M B", "circumcenter O A M B", "second D A B C A"):
        with pytest.raises((Degenerate, ValueError)):
            figure("triangle A B C", "midpoint M A B", "midpoint N M B", last)
    plane = figure("triangle A B C", "midpoint M A B")
    with pytest.raises(Degenerate):
        plane.add(read_construction("midpoint N A B"))
    assert plane.points == "ABCM" and plane.in_all(lambda d: noncollinear(d, "A", "B", "C"))


def test_an_auxiliary_point_helps() -> None:
    proof = """1. Let $D$ be the foot of the perpendicular from $A$ to line $BC$. (construction)
2. $AD \\perp BC$ (by construction, from 1)
3. $AH \\perp BC$ (given)
4. $A$, $D$ and $H$ are collinear (angle chase, from 2 and 3)"""
    assert judge(proof, ALTITUDES).reason == "goal_not_reached"
    assert judge(proof.replace("from 1)", "from 3)"), ALTITUDES).status is not Status.ACCEPTED
    assert not justified(
        fact("perp", "CHAB"),
        "angle chase",
        [fact("perp", "AHBC"), fact("perp", "BHAC")],
        figure("triangle A B C", "altitudes H A B C"),
    )
