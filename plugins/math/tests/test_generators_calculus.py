"""Limits, derivatives, integrals and differential equations: the contract, and the answers against SymPy and numbers."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from inspect import unwrap
from itertools import pairwise
from typing import Any

import pytest

from assay import Draft, Generator, Sample, Status, Task
from assay_math.generators._write import endings
from assay_math.generators.calculus import derivatives, differential_equations, integrals, limits
from assay_math.verifiers.cot import cot

GENERATORS = [
    value
    for module in (derivatives, differential_equations, integrals, limits)
    for value in vars(module).values()
    if isinstance(value, Generator)
]
ROWS = 4  # of each difficulty, for the oracles
BAD_SIGNS = re.compile(r"\+ -|- -|--|\+ \+|x\^1\b|x\^\{1\}|\{\}|(?<![\d.])0x|\$\$| \$[,.]|  ")
Reader = Callable[[str], Any]


def drafts(generator: Generator, *difficulties: int, rows: int = ROWS) -> list[Draft]:
    return [
        unwrap(generator.make)(random.Random(f"{d} {i}"), d)
        for d in difficulties or range(1, 6)
        for i in range(rows)
    ]


def close(a: Any, b: Any) -> bool:
    import mpmath

    a, b = mpmath.mpmathify(a), mpmath.mpmathify(b)
    return bool(abs(a - b) <= 1e-9 * max(1, abs(a), abs(b)))


def numbers(expression: Any, *points: float, variable: str = "x") -> list[Any]:
    import sympy

    return [sympy.N(expression.subs(sympy.Symbol(variable), sympy.Float(p, 40)), 30) for p in points]


def same(a: Any, b: Any, *points: float) -> bool:
    return all(close(x, y) for x, y in zip(numbers(a, *points), numbers(b, *points), strict=True))


def found(pattern: str, text: str) -> tuple[str, ...]:
    match = re.search(pattern, text)
    assert match, text
    return match.groups()


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


# ---------------------------------------------------------------- derivatives


@pytest.mark.parametrize(
    ("generator", "difficulties"),
    [
        (derivatives.power_rule, (1, 2, 3, 4, 5)),
        (derivatives.product_rule, (1, 2, 3, 4, 5)),
        (derivatives.quotient_rule, (1, 2, 3, 4)),
        (derivatives.chain_rule, (1, 2, 3, 4, 5)),
        (derivatives.higher_derivative, (1, 2, 3, 4, 5)),
    ],
    ids=lambda v: getattr(v, "name", ""),
)
def test_derivatives(generator: Generator, difficulties: tuple[int, ...], read_latex: Reader) -> None:
    orders = {"second": 2, "third": 3, "fourth": 4}
    for draft in drafts(generator, *difficulties):
        (f,) = found(r"f\(x\) = (.+?)\$", draft.prompt)
        order = next((n for word, n in orders.items() if word in draft.prompt), 1)
        assert same(read_latex(f).diff("x", order), read_latex(draft.reference), 0.37, 1.21), draft.prompt


def test_derivative_at_a_point(read_latex: Reader) -> None:
    import sympy

    for draft in drafts(derivatives.quotient_rule, 5, rows=12):
        (f,) = found(r"f\(x\) = (.+?)\$", draft.prompt)
        (at,) = found(r"f'\((-?\d+)\) = ", draft.response)
        assert read_latex(f).diff("x").subs("x", int(at)) == sympy.Rational(read_latex(draft.reference))


def test_tangents_touch_and_normals_are_perpendicular(read_latex: Reader) -> None:
    for draft in drafts(derivatives.tangent_line):
        (f,) = found(r"f\(x\) = (.+?)\$", draft.prompt)
        (at,) = found(r"The height at \$(-?\d+)\$", draft.response)
        line = read_latex(draft.reference.removeprefix("y = "))
        curve, x = read_latex(f), int(at)
        assert line.subs("x", x) == curve.subs("x", x)
        slope = curve.diff("x").subs("x", x)
        normal = "normal" in draft.prompt or "perpendicular" in draft.prompt
        assert line.diff("x") == (-1 / slope if normal else slope)


def test_stationary_points(read_latex: Reader) -> None:
    import sympy

    x = sympy.Symbol("x")
    for difficulty in range(1, 6):
        for draft in drafts(derivatives.stationary_points, difficulty, rows=8):
            (text,) = found(r"f\(x\) = (.+?)\$", draft.prompt)
            f = read_latex(text)
            places = sympy.roots(sympy.Poly(f.diff(x), x))
            if difficulty == 3:
                assert {int(v) for v in draft.reference.split(", ")} == set(places)
            elif difficulty == 5:
                ends = found(
                    r"\[(-?\d+), (-?\d+)\]|[Bb]etween \$(-?\d+)\$ and \$(-?\d+)|from \$(-?\d+)\$ to \$(-?\d+)",
                    draft.prompt,
                )
                a, b = (int(e) for e in ends if e is not None)
                heights = [f.subs(x, v) for v in (a, b, *(p for p in places if a <= p <= b))]
                best = max(heights) if "greatest" in draft.prompt else min(heights)
                assert read_latex(draft.reference) == best
            else:
                place, height = (read_latex(v) for v in draft.reference[1:-1].split(", "))
                assert place in places
                assert f.subs(x, place) == height
                if difficulty == 4:
                    assert (f.diff(x, 2).subs(x, place) < 0) == ("maximum" in draft.prompt)


# ---------------------------------------------------------------- integrals


@pytest.mark.parametrize(
    "generator",
    [integrals.antiderivative, integrals.integration_by_substitution, integrals.integration_by_parts],
    ids=lambda g: g.name,
)
def test_antiderivatives(generator: Generator, read_latex: Reader) -> None:
    for draft in drafts(generator):
        (body,) = found(r"\\int (.+?) \\,dx", draft.prompt)
        assert draft.reference.endswith(" + C")
        total = read_latex(draft.reference.removesuffix(" + C").replace("|x|", " x"))  # tried where x > 0
        assert same(total.diff("x"), read_latex(body), 1.13, 2.41), draft.prompt


def test_definite_integrals(read_latex: Reader) -> None:
    import mpmath
    import sympy

    for draft in drafts(integrals.definite_integral):
        lower, upper, body = found(
            r"\\int_(\{.+?\}|\d)\^(\{\\frac.+?\}\}|\{.+?\}|\d) (.+?) \\,dx", draft.prompt
        )
        f = sympy.lambdify("x", read_latex(body), "mpmath")
        bounds = [sympy.N(read_latex(b[1:-1] if b[0] == "{" else b), 20) for b in (lower, upper)]
        value = mpmath.quad(f, [mpmath.mpf(str(b)) for b in bounds])
        assert close(value, sympy.N(read_latex(draft.reference), 20)), draft.prompt


def test_areas(read_latex: Reader) -> None:
    import sympy

    x = sympy.Symbol("x")
    for draft in drafts(integrals.area_between_curves):
        f = read_latex(found(r"f\(x\) = (.+?)\$", draft.prompt)[0])
        if "g(x)" in draft.prompt:
            gap = sympy.Poly(f - read_latex(found(r"g\(x\) = (.+?)\$", draft.prompt)[0]), x)
            ends = sorted(sympy.roots(gap))
            assert len(ends) >= 2
        else:
            gap = sympy.Poly(f, x)
            ends = [int(v) for v in re.findall(r"\$(-?\d+)\$", draft.prompt)]
        anti = gap.integrate(x)
        area = sum(abs(anti.eval(b) - anti.eval(a)) for a, b in pairwise(ends))
        assert area == read_latex(draft.reference), draft.prompt


# ---------------------------------------------------------------- limits


@pytest.mark.parametrize(
    ("generator", "difficulties"),
    [
        (limits.limit_at_point, (1, 2, 3, 4)),
        (limits.limit_factor_cancel, (1, 2, 3, 4, 5)),
        (limits.limit_at_infinity, (1, 2, 3, 4, 5)),
        (limits.standard_limit, (1, 2, 3, 4, 5)),
    ],
    ids=lambda v: getattr(v, "name", ""),
)
def test_limits(generator: Generator, difficulties: tuple[int, ...], read_latex: Reader) -> None:
    import sympy

    for draft in drafts(generator, *difficulties, rows=6):
        variable, point, body = found(r"\\lim_\{([xn]) \\to (.+?)\} (.+?)\$", draft.prompt)
        f = sympy.lambdify(variable, read_latex(body), "mpmath")
        exact = sympy.N(read_latex(draft.reference), 30)
        import mpmath

        with mpmath.workdps(60):
            if "infty" in point:
                at = mpmath.mpf(10) ** 18 * (-1 if point.startswith("-") else 1)
            else:
                at = mpmath.mpf(int(point)) + mpmath.mpf(10) ** -18
            near = f(at)
        assert abs(near - mpmath.mpf(str(exact))) <= 1e-8 * max(1, abs(near)), draft.prompt


def test_the_two_branches_meet(read_latex: Reader) -> None:
    for draft in drafts(limits.limit_at_point, 5, rows=12):
        left, right = [
            t for t in re.findall(r"\$([^$]+)\$", draft.prompt) if "x" in t and "<" not in t and "ge" not in t
        ]
        (at,) = found(r"x < (-?\d+)", draft.prompt)
        gap = read_latex(left) - read_latex(right).subs("k", int(draft.reference))
        assert gap.subs("x", int(at)) == 0


# ---------------------------------------------------------------- differential equations


def test_differential_equations(read_latex: Reader) -> None:
    import sympy

    x, _y, _y1, _y2 = sympy.symbols("x y y1 y2")
    for generator in (
        differential_equations.separable_ode,
        differential_equations.linear_first_order_ode,
        differential_equations.second_order_ode,
    ):
        for draft in drafts(generator):
            (equation,) = found(r"\$(y'[^$]+)\$", draft.prompt)
            solution = read_latex(
                draft.reference.removeprefix("y = ").replace("C_1", "2").replace("C_2", "3")
            )
            text = equation.replace("y''", " v ").replace("y'", " u ").replace("y", " w ")
            left, right = (read_latex(side) for side in text.split("="))
            values = {"w": solution, "u": solution.diff(x), "v": solution.diff(x, 2)}
            residue = (left - right).subs(values)
            size = sympy.Abs(solution.diff(x)) + 1
            for at in (sympy.Float("0.11", 40), sympy.Float("0.23", 40)):
                assert abs(sympy.N((residue / size).subs(x, at), 20)) < 1e-9, draft.prompt
            for primes, at_text, start in re.findall(r"y('?)\((\d)\) = (-?\d+)", draft.prompt):
                derived = solution.diff(x) if primes else solution
                assert sympy.simplify(derived.subs(x, int(at_text)) - int(start)) == 0, draft.prompt
