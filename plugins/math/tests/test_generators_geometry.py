"""Geometry, trigonometry and linear algebra: the contract, and the answers against SymPy and plain numbers."""

from __future__ import annotations

import math
import random
import re
from collections.abc import Callable
from inspect import unwrap
from itertools import pairwise
from typing import Any

import pytest

from assay import Draft, Generator, Sample, Status, Task
from assay_math.generators._write import endings
from assay_math.generators.algebra import matrices
from assay_math.generators.geometry import (
    coordinate_geometry,
    plane_geometry,
    solids,
    straight_lines,
    triangles,
    trigonometry,
    vectors,
)
from assay_math.verifiers.cot import cot

GENERATORS = [
    value
    for module in (
        coordinate_geometry,
        matrices,
        plane_geometry,
        solids,
        straight_lines,
        triangles,
        trigonometry,
        vectors,
    )
    for value in vars(module).values()
    if isinstance(value, Generator)
]
ROWS = 8  # of each difficulty, for the oracles
BAD_SIGNS = re.compile(r"\+ -|- -|--|\+ \+|x\^1\b|x\^\{1\}|\{\}|(?<![\d.])0x|\$\$| \$[,.]|  ")
Reader = Callable[[str], Any]


def drafts(generator: Generator, *difficulties: int, rows: int = ROWS) -> list[Draft]:
    return [
        unwrap(generator.make)(random.Random(f"{d} {i}"), d)
        for d in difficulties or range(1, 6)
        for i in range(rows)
    ]


def numbers(text: str, read: Reader) -> list[float]:
    """The numbers between dollar signs, in order; lists of coordinates are left out."""
    return [float(read(t)) for t in re.findall(r"\$([^$]+)\$", text) if re.match(r"-?[\d.\\]", t)]


def points(text: str, read: Reader) -> list[list[Any]]:
    """The points and vectors in a text, exactly."""
    found = re.findall(r"\(([^()]*,[^()]*)\)", text)
    return [[read(c) for c in inner.split(", ")] for inner in found]


def matrices_in(text: str, read: Reader) -> list[Any]:
    import sympy

    found = re.findall(r"\\begin\{[pv]matrix\}(.+?)\\end", text)
    return [
        sympy.Matrix([[read(c) for c in row.split(" & ")] for row in body.split(r" \\ ")]) for body in found
    ]


def near(a: float, b: Any) -> bool:
    return math.isclose(a, float(b), rel_tol=1e-9, abs_tol=1e-9)


@pytest.mark.parametrize("generator", GENERATORS, ids=lambda g: g.name)
def test_rows_are_well_formed(generator: Generator) -> None:
    for difficulty in range(1, 6):
        prompts = set()
        for i in range(300):
            draft = unwrap(generator.make)(random.Random(i), difficulty)
            text = f"{draft.prompt}\n{draft.response}"
            assert draft.response.splitlines()[-1] in endings(draft.answer)
            assert text.count("$") % 2 == 0
            assert text.count("{") == text.count("}")
            assert not BAD_SIGNS.search(text), text
            prompts.add(draft.prompt)
        assert draft == unwrap(generator.make)(random.Random(299), difficulty)
        if difficulty >= 2:
            assert len(prompts) >= 296, f"{300 - len(prompts)} repeats at difficulty {difficulty}"


@pytest.mark.parametrize("generator", GENERATORS, ids=lambda g: g.name)
def test_every_step_is_proved(generator: Generator) -> None:
    for draft in drafts(generator, rows=3):
        verdict = cot(Sample(Task(draft.prompt, draft.reference), draft.response, draft.answer))
        assert verdict.status is Status.ACCEPTED, f"{verdict.message}\n{draft.prompt}\n{draft.response}"
        assert verdict.coverage is not None
        assert verdict.coverage.steps == 1.0, draft.response


# ---------------------------------------------------------------- trigonometry


def test_exact_values(read_latex: Reader) -> None:
    for draft in drafts(trigonometry.trig_exact_value):
        (expression,) = re.findall(r"\$(.+?)\$", draft.prompt)
        assert near(float(read_latex(expression)), read_latex(draft.reference)), draft.prompt


def test_trig_equations_have_exactly_the_listed_solutions(read_latex: Reader) -> None:
    """All solutions are multiples of 7.5 degrees; each such angle solves the equation or is no answer."""
    import sympy

    for draft in drafts(trigonometry.trig_equation):
        equation = next(t for t in re.findall(r"\$([^$]+)\$", draft.prompt) if "=" in t)
        left, right = (read_latex(side) for side in equation.split(" = "))
        gap = sympy.lambdify("x", left - right, "math")
        solutions = {
            step
            for step in range(48)
            if not ("tan" in equation and step % 6 == 0 and step % 12 == 6 and "2x" in equation)
            if not ("tan" in equation and "2x" not in equation and step % 24 == 12)
            if abs(gap(math.radians(7.5 * step))) < 1e-6
        }
        listed = {round(math.degrees(float(read_latex(a))) / 7.5) for a in draft.reference.split(", ")}
        assert solutions == listed, draft.prompt


def test_ratios(read_latex: Reader) -> None:
    """The angle is rebuilt from the given ratio and its quadrant."""
    for draft in drafts(trigonometry.trig_ratio, 1, 2, 3, 4):
        given = re.search(r"\\(sin|cos) (\\?\w+) = (.+?)\$", draft.prompt)
        ((asked, double),) = re.findall(r"\$\\(sin|cos|tan) (2?)\\?\w+\$", draft.prompt)
        assert given
        value = float(read_latex(given[3]))
        quadrants = {"first": 0, "second": 1, "third": 2, "fourth": 3}
        (quadrant,) = {quadrants[w] for w in re.findall(r"In the (\w+) quadrant", draft.response)}
        function = {"sin": math.sin, "cos": math.cos, "tan": math.tan}
        base = math.asin(abs(value)) if given[1] == "sin" else math.acos(abs(value))
        angle = (base, math.pi - base, math.pi + base, 2 * math.pi - base)[quadrant]
        assert near(function[given[1]](angle), value)
        assert near(function[asked](angle * (2 if double else 1)), read_latex(draft.reference)), draft.prompt


# ---------------------------------------------------------------- triangles, circles and solids


def test_pythagoras(read_latex: Reader) -> None:
    for draft in drafts(triangles.pythagoras):
        sides = numbers(draft.prompt, read_latex)
        words = draft.prompt
        if "isosceles" in words.lower() or (
            len(sides) == 3 and sides[0] == sides[1] and "triangle with sides" in words
        ):
            a, b = sides[0], sides[-1]
            expected = b / 2 * math.sqrt(a * a - b * b / 4)
        elif len(sides) == 3:
            expected = math.hypot(*sides)
        elif any(
            w in words
            for w in ("ladder", "wire", "hypotenuse $", "longest side is", "The diagonal of the rectangle")
        ):
            expected = math.sqrt(sides[0] ** 2 - sides[1] ** 2)
        else:
            expected = math.hypot(*sides)
        assert near(expected, read_latex(draft.reference)), words


def test_law_of_cosines(read_latex: Reader) -> None:
    for draft in drafts(triangles.law_of_cosines, 1, 2, 3, 5):
        degrees = next(int(d) for d in re.findall(r"(\d+)\^\\circ", draft.prompt))
        a, b = numbers(re.sub(r"\$\d+\^\\circ\$", "", draft.prompt), read_latex)[:2]
        cosine = math.cos(math.radians(degrees))
        side = math.sqrt(a * a + b * b - 2 * a * b * cosine)
        median = math.sqrt(a * a + b * b + 2 * a * b * cosine) / 2
        assert any(near(v, read_latex(draft.reference)) for v in (side, median)), draft.prompt
        assert near(median, read_latex(draft.reference)) == any(
            w in draft.prompt for w in ("median", "midpoint", "half of the")
        )


def test_triangle_areas(read_latex: Reader) -> None:
    for draft in drafts(triangles.triangle_area):
        degrees = [int(d) for d in re.findall(r"(\d+)\^\\circ", draft.prompt)]
        sides = numbers(re.sub(r"\$\d+\^\\circ\$", "", draft.prompt), read_latex)
        if len(sides) == 3:
            s = sum(sides) / 2
            expected = math.sqrt(s * math.prod(s - x for x in sides))
            if "radius" in draft.prompt:
                expected /= s
        else:
            expected = sides[0] * sides[1] / 2 * (math.sin(math.radians(degrees[0])) if degrees else 1)
        assert near(expected, read_latex(draft.reference)), draft.prompt


def test_circles_and_spheres(read_latex: Reader) -> None:
    for generator in (plane_geometry.circle_measure, solids.sphere_measure):
        for draft in drafts(generator, 1, 2):
            (given,) = [v for v in numbers(draft.prompt, read_latex) if v != math.pi]
            r = given / 2 if "diameter" in draft.prompt else given
            if "circumference" in draft.prompt:
                expected = 2 * math.pi * r
            elif "volume" in draft.prompt:
                expected = 4 / 3 * math.pi * r**3
            elif "surface" in draft.prompt:
                expected = 4 * math.pi * r**2
            else:
                expected = math.pi * r**2
            assert near(expected, read_latex(draft.reference)), draft.prompt


def test_cylinders_and_cones(read_latex: Reader) -> None:
    for generator in (solids.cylinder_measure, solids.cone_measure):
        for draft in drafts(generator, 1, 2, 3) + (
            drafts(generator, 4) if generator is solids.cone_measure else []
        ):
            first, second = [v for v in numbers(draft.prompt, read_latex) if v != math.pi]
            radius_first = not re.search(r"\$[^$]+\$ \w+ high (?:with|and has) a base radius", draft.prompt)
            r, h = (first, second) if radius_first else (second, first)
            slant = math.hypot(r, h)
            if generator is solids.cylinder_measure:
                side, full, volume = 2 * math.pi * r * h, 2 * math.pi * r * (r + h), math.pi * r * r * h
            else:
                side, full, volume = math.pi * r * slant, math.pi * r * (r + slant), math.pi * r * r * h / 3
            expected = volume if "volume" in draft.prompt else full if "total" in draft.prompt else side
            assert near(expected, read_latex(draft.reference)), draft.prompt


# ---------------------------------------------------------------- coordinates


def test_points(read_latex: Reader) -> None:
    for draft in drafts(coordinate_geometry.point_distance):
        corners = [[float(c) for c in p] for p in points(draft.prompt, read_latex)]
        path = corners if len(corners) == 2 else [*corners, corners[0]]
        assert near(sum(math.dist(a, b) for a, b in pairwise(path)), read_latex(draft.reference))
    for draft in drafts(coordinate_geometry.midpoint, 1, 2, 5):
        given, (answer,) = points(draft.prompt, read_latex), points(draft.reference, read_latex)
        assert answer == [sum(c) / len(given) for c in zip(*given, strict=True)]
    for draft in drafts(coordinate_geometry.slope, 1, 2, 5):
        (a, b), (c, d) = points(draft.prompt, read_latex)
        slope = (d - b) / (c - a)
        assert read_latex(draft.reference) in (slope, -1 / slope)
        assert (read_latex(draft.reference) == slope) == (
            "perpendicular" not in draft.prompt
            and "normal" not in draft.prompt
            and "altitude" not in draft.prompt
        )


def test_lines(read_latex: Reader) -> None:
    for draft in drafts(straight_lines.line_through_points, 2, 3, 4, 5):
        line = read_latex(draft.reference.removeprefix("y = "))
        (a, b), (c, d) = points(draft.prompt, read_latex)
        if "far from" in draft.prompt or "bisector" in draft.prompt:
            foot = (a + c) / 2
            assert line.subs("x", foot) == (b + d) / 2
            assert line.diff("x") * (d - b) == -(c - a)
        else:
            assert line.subs("x", a) == b
            assert line.subs("x", c) == d
    for draft in drafts(straight_lines.perpendicular_line, 1, 2, 3, 5):
        line = read_latex(draft.reference.removeprefix("y = "))
        given = points(draft.prompt, read_latex)
        (a, b), slope = given[0], line.diff("x")
        assert line.subs("x", a) == b
        if len(given) > 1:
            (c, d), (e, f) = given[1:3]
            other = (f - d) / (e - c)
        else:
            (equation,) = re.findall(r"y = ([^$]+)\$", draft.prompt)
            other = read_latex(equation).diff("x")
        assert slope == (other if "parallel" in draft.prompt else -1 / other)


def test_intersections(read_latex: Reader) -> None:
    for draft in drafts(straight_lines.line_intersection, 1, 2, 3, 4):
        ((x, y),) = points(draft.reference, read_latex)
        for equation in re.findall(r"\$([^$]*=[^$]*)\$", draft.prompt):
            left, right = (read_latex(side) for side in equation.split(" = "))
            assert (left - right).subs({"x": x, "y": y}) == 0


def test_point_line_distances(read_latex: Reader) -> None:
    import sympy

    for draft in drafts(coordinate_geometry.point_line_distance, 1, 2, 3, 4):
        ((x, y),) = points(draft.prompt, read_latex)
        (equation,) = re.findall(r"\$([^$]*=[^$]*)\$", draft.prompt)
        left, right = (read_latex(side) for side in equation.split(" = "))
        gap = sympy.Poly(left - right, *sympy.symbols("x y"))
        size = math.hypot(float(gap.coeff_monomial("x")), float(gap.coeff_monomial("y")))
        assert near(abs(float(gap.eval((x, y)))) / size, read_latex(draft.reference)), draft.prompt


def test_circle_equations(read_latex: Reader) -> None:
    for draft in drafts(coordinate_geometry.circle_equation, 2, 3):
        left, right = draft.reference.split(" = ")
        circle = read_latex(left) - int(right)
        given = points(draft.prompt, read_latex)
        through = given if "diameter" in draft.prompt or "opposite" in draft.prompt else given[1:]
        for x, y in through:
            assert circle.subs({"x": x, "y": y}) == 0
        centre = [sum(c) / len(given) for c in zip(*given, strict=True)] if through is given else given[0]
        assert circle.diff("x").subs("x", centre[0]) == circle.diff("y").subs("y", centre[1]) == 0


# ---------------------------------------------------------------- linear algebra


def test_matrix_algebra(read_latex: Reader) -> None:
    import sympy

    for draft in drafts(matrices.matrix_product):
        given, (answer,) = matrices_in(draft.prompt, read_latex), matrices_in(draft.reference, read_latex)
        assert answer == (given[0] ** 3 if "^3" in draft.prompt else sympy.prod(given))
    for draft in drafts(matrices.determinant, 1, 2, 3, 4):
        (given,) = matrices_in(draft.prompt, read_latex)
        assert given.det() == int(draft.reference)
    for draft in drafts(matrices.determinant, 5):
        (given,) = matrices_in(draft.prompt, read_latex)
        assert given.det().subs("k", read_latex(draft.reference)) == 0
    for draft in drafts(matrices.matrix_inverse):
        (given,), (answer,) = matrices_in(draft.prompt, read_latex), matrices_in(draft.reference, read_latex)
        assert given * answer == sympy.eye(given.rows)
    for draft in drafts(matrices.matrix_rank):
        (given,) = matrices_in(draft.prompt, read_latex)
        assert given.rank() == int(draft.reference)
    for draft in drafts(matrices.eigenvalues):
        (given,) = matrices_in(draft.prompt, read_latex)
        values = [int(v) for v in draft.reference.split(", ")]
        characteristic = given.charpoly()
        assert all(characteristic.eval(v) == 0 for v in values)
        assert len(values) in (1, given.rows)


def test_cramer(read_latex: Reader) -> None:
    for draft in drafts(matrices.cramers_rule):
        (solution,) = points(draft.reference, read_latex)
        for equation in re.findall(r"\$([^$]*=[^$]*)\$", draft.prompt):
            left, right = (read_latex(side) for side in equation.split(" = "))
            assert (left - right).subs(dict(zip("xyz", solution, strict=False))) == 0


def test_vectors(read_latex: Reader) -> None:
    import sympy

    def vector(coordinates: list[Any]) -> Any:
        return sympy.Matrix(coordinates)

    for draft in drafts(vectors.dot_product, 1, 2, 3):
        a, b = (vector(p) for p in points(draft.prompt, read_latex))
        assert a.dot(b) == int(draft.reference)
    for draft in drafts(vectors.cross_product, 1, 2, 3):
        a, b = (vector(p) for p in points(draft.prompt, read_latex))
        assert a.cross(b) == vector(points(draft.reference, read_latex)[0])
    for draft in drafts(vectors.vector_projection):
        a, b = (vector(p) for p in points(draft.prompt, read_latex)[:2])
        along = b * a.dot(b) / b.dot(b)
        if draft.reference.startswith("("):
            assert vector(points(draft.reference, read_latex)[0]) in (along, a - along)
        else:
            assert near(float(a.dot(b) / b.norm()), read_latex(draft.reference))
    for draft in drafts(vectors.vector_angle):
        a, b = (vector(p) for p in points(draft.prompt, read_latex))
        cosine = a.dot(b) / (a.norm() * b.norm())
        if draft.reference.endswith("circ"):
            assert near(math.degrees(math.acos(cosine)), draft.reference.split("^")[0])
        else:
            assert near(float(cosine), read_latex(draft.reference))
    for draft in drafts(vectors.parallelogram_area):
        given = [vector([*p, 0][:3]) for p in points(draft.prompt, read_latex)]
        a, b = (given[1] - given[0], given[2] - given[0]) if len(given) == 3 else given
        share = 2 if len(given) == 3 else 1
        assert near(float(a.cross(b).norm()) / share, read_latex(draft.reference))
