"""Optimisation with one variable: a story, a function, the zero of its derivative, the best value."""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction
from math import isqrt

from assay import Draft, agree
from assay_math.generators._forms import derivative, evaluate, is_square, put_in, simple_root, term
from assay_math.generators._levels import problems
from assay_math.generators._tell import redrawn, tell
from assay_math.generators._write import num, poly, worked


@problems("math.optimisation", version=2, levels=(4, 4, 4, 5, 4))
def optimisation(rng: random.Random, difficulty: int) -> Draft:
    """Find a greatest or least value by calculus.

    Step 1: a quadratic revenue. 2: a pen at a wall, or a rectangle below a parabola's arch.
    3: a box folded from a sheet. 4: a can or box of given volume and least surface. 5: the nearest
    point of a curve, or a cylinder in a cone.
    """
    if difficulty == 2:
        return rng.choice((_pen, _arch))(rng)
    if difficulty == 5:
        return rng.choice((_nearest, _cone))(rng)
    return (_revenue, _pen, _sheet, _tank)[difficulty - 1](rng)


def _greatest(f: Callable[[float], float], low: float, high: float) -> float:
    """The greatest value of a function with one peak, by thirds of the interval."""
    for _ in range(90):
        third = (high - low) / 3
        low, high = (low + third, high) if f(low + third) < f(high - third) else (low, high - third)
    return f(low)


@redrawn
def _revenue(rng: random.Random) -> Draft | None:
    price, sold, loss = (
        rng.randint(4, 60),
        rng.randint(40, 900),
        rng.choice((1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20)),
    )
    # (price + x)(sold - loss x)
    top = Fraction(sold - loss * price, 2 * loss)
    if top.denominator > 1 or not 1 <= top <= price or sold - loss * top < sold // 4:
        return None
    p = [-loss, sold - loss * price, price * sold]
    best = evaluate(p, top)
    agree(
        float(best),
        _greatest(lambda x: (price + x) * (sold - loss * x), 0, sold / loss),
        rel=1e-9,
        what="the revenue",
    )
    ask_price = rng.random() < 0.5
    thing, place = rng.choice((("ticket", "theatre"), ("pizza", "restaurant"), ("poster", "print shop"), ("pot plant", "nursery"), ("cake", "bakery"), ("toy", "workshop"), ("T-shirt", "shop")))  # fmt: skip
    prompt = tell(
        rng,
        (
            "A {place} sells {s} {thing}s a week at {p} dollars each. For every dollar that the price is raised, {l} fewer are sold.",
            "At a price of {p} dollars a {place} sells {s} {thing}s in a week. Each rise of the price by 1 dollar lowers the sales by {l}.",
            "In a {place} a {thing} costs {p} dollars, and {s} are sold every week; raising the price by $x$ dollars loses ${lx}$ of these sales.",
        ),
        ("At which price, in dollars, is the weekly revenue greatest?", "Which price in dollars brings the greatest revenue?", "Find the price, in dollars, at which the revenue is greatest.")
        if ask_price
        else ("What is the greatest possible weekly revenue, in dollars?", "Find the greatest weekly revenue in dollars.", "How large can the weekly revenue be at most, in dollars?"),
        place=place, thing=thing, s=sold, p=price, l=loss, lx=term(loss, "x"),
    )  # fmt: skip
    steps = [
        f"Raised by $x$ dollars, the price brings the revenue $({price} + x)({sold} - {term(loss, 'x')}) = {poly(p)}$.",
        f"Its derivative, $\\frac{{d}}{{dx}}\\left({poly(p)}\\right) = {poly(derivative(p))}$, is 0 at ${p[1]} \\div {2 * loss} = {num(top)}$, and it falls, so this is the peak.",
        f"The price is then ${price} + {num(top)} = {num(price + top)}$"
        + (
            " dollars."
            if ask_price
            else f", and the revenue ${num(price + top)} \\cdot {num(sold - loss * top)} = {num(best)}$."
        ),
    ]
    return worked(rng, prompt, steps, num(price + top if ask_price else best))


@redrawn
def _pen(rng: random.Random) -> Draft | None:
    parts, width = rng.choice((2, 2, 3, 4)), rng.randint(3, 40)
    length = 2 * width * parts
    best = width * (length - parts * width)
    agree(
        float(best),
        _greatest(lambda x: x * (length - parts * x), 0, length / parts),
        rel=1e-9,
        what="the area",
    )
    inner = {
        2: "",
        3: " and is divided by one more fence at a right angle to the wall",
        4: " and is divided by two more fences at right angles to the wall",
    }[parts]
    prompt = tell(
        rng,
        (
            "A farmer has {l} metres of fence for a rectangular pen. One side lies along a barn wall and needs no fence; the pen is closed on its other "
            "three sides{i}.",
            "With {l} metres of fence a rectangular run for hens is fenced off at a long straight wall, which serves as the fourth side. It has three fenced "
            "sides{i}.",
            "Along a straight canal a rectangular field is fenced on three sides with {l} metres of fence, the canal being the wall of the fourth side; the field "
            "is closed in this way{i}.",
        ),
        ("What is the greatest area it can have, in square metres?", "Find the largest possible area in square metres.", "How large can the area be at most, in square metres?", "Determine the maximal area, in square metres."),
        l=length, i=inner,
    )  # fmt: skip
    p = [-parts, length, 0]
    steps = [
        f"With $x$ metres for each of the {parts} fences that meet the wall, the area is $x({length} - {parts}x) = {poly(p)}$.",
        f"Its derivative is $\\frac{{d}}{{dx}}\\left({poly(p)}\\right) = {poly(derivative(p))}$, which is 0 at ${length} \\div {2 * parts} = {width}$ and falls, so this is the peak.",
        f"The area there is ${width} \\cdot ({length} - {parts} \\cdot {width}) = {best}$.",
    ]
    return worked(rng, prompt, steps, str(best))


@redrawn
def _arch(rng: random.Random) -> Draft | None:
    k, x = (
        rng.choice((Fraction(1), Fraction(1, 2), Fraction(1, 3), Fraction(2), Fraction(3))),
        rng.randint(1, 7),
    )
    h = 3 * k * x * x
    best = 2 * x * (h - k * x * x)
    if h.denominator > 1 or best.denominator > 1 or h > 200:
        return None
    agree(
        float(best),
        _greatest(lambda t: 2 * t * (float(h) - float(k) * t * t), 0, float(h / k) ** 0.5),
        rel=1e-9,
        what="the area",
    )
    p: list[int | Fraction] = [-2 * k, 0, 2 * h, 0]
    arch = poly([-k, 0, h])
    prompt = tell(
        rng,
        (
            "A rectangle stands on the $x$-axis, and its upper corners lie on the parabola $y = {a}$.",
            "A rectangle with a side on the $x$-axis is inscribed in the arch of $y = {a}$ above the axis.",
            "The outline of an arch is $y = {a}$ above the ground, the $x$-axis. A rectangular gate is fitted in, its upper corners touching the arch.",
            "Between the $x$-axis and the curve $y = {a}$ a rectangle with sides parallel to the axes is drawn, symmetric to the $y$-axis.",
        ),
        ("What is the greatest area it can have?", "Find its largest possible area.", "How large can its area be at most?", "Determine the maximal area."),
        a=arch,
    )  # fmt: skip
    steps = [
        f"With the right corners at $x$, the area is $2x\\left({arch}\\right) = {poly(p)}$.",
        f"Its derivative is $\\frac{{d}}{{dx}}\\left({poly(p)}\\right) = {poly(derivative(p))}$, which is 0 for a positive $x$ only at {x}: ${put_in(derivative(p), x)} = 0$.",
        f"At 0 and at the feet of the arch the area vanishes, so this is the peak: ${put_in(p, x)} = {num(best)}$.",
    ]
    return worked(rng, prompt, steps, num(best))


@redrawn
def _sheet(rng: random.Random) -> Draft | None:
    a, b = sorted((rng.randint(6, 120), rng.randint(6, 120)))
    square = a * a - a * b + b * b
    x, rest = divmod(a + b - isqrt(square), 6)
    if not is_square(square) or rest or not 0 < 2 * x < a or b > 4 * a:
        return None
    p = [4, -2 * (a + b), a * b, 0]
    unit = rng.choice(("cm", "inches", "mm"))
    agree(evaluate(derivative(p), x), Fraction(0), what="the side of the squares")
    best = int(evaluate(p, x))
    agree(
        float(best), _greatest(lambda t: t * (a - 2 * t) * (b - 2 * t), 0, a / 2), rel=1e-9, what="the volume"
    )
    other = Fraction(a + b, 3) - x
    side = rng.random() < 0.4
    prompt = tell(
        rng,
        (
            "From a sheet of card of {a} {u} by {b} {u} equal squares are cut off at the corners, and the rims are folded up to make an open box.",
            "An open box is made from a {a} {u} by {b} {u} piece of tin: a square is cut out of each corner, and the sides are bent up.",
            "Four equal squares are cut out of the corners of a {a} {u} by {b} {u} sheet of plastic, and the remaining flaps are folded up, which gives a tub without a "
            "lid.",
            "A rectangular sheet measures {a} {u} by {b} {u}. Squares of the same size are removed from its four corners, and the flaps are turned up to form a tray.",
        ),
        ("How long must the side of the squares be, in {u}, for the greatest volume?", "Find the side of the squares, in {u}, that makes the volume greatest.", "Which side length of the squares, in {u}, gives the largest volume?")
        if side
        else ("What is the greatest possible volume, in cubic {c}?", "Find the largest volume the box can have, in cubic {c}.", "How many cubic {c} can it hold at most?"),
        a=a, b=b, u=unit, c={"cm": "centimetres", "mm": "millimetres"}.get(unit, unit),
    )  # fmt: skip
    steps = [
        f"With squares of side $x$ the volume is $x({a} - 2x)({b} - 2x) = {poly(p)}$.",
        f"Its derivative is $\\frac{{d}}{{dx}}\\left({poly(p)}\\right) = {poly(derivative(p))} = 12\\left(x - {x}\\right)\\left(x - {num(other)}\\right)$.",
        f"Only {x} is below half the shorter side, ${a} \\div 2 = {num(Fraction(a, 2))}$; as the volume is 0 at both ends, it is greatest there.",
    ]
    steps.append(
        f"The volume is ${x} \\cdot ({a} - 2 \\cdot {x}) \\cdot ({b} - 2 \\cdot {x}) = {x} \\cdot {a - 2 * x} \\cdot {b - 2 * x} = {best}$."
    )
    return worked(rng, prompt, steps, str(x if side else best))


@redrawn
def _tank(rng: random.Random) -> Draft | None:
    side = rng.randint(2, 40)
    lid, base = rng.choice(((0, 1), (0, 1), (1, 1), (0, 2), (0, 3), (1, 2)))
    # base (with lid) costs c x^2, the walls 4 x h = 4V/x, with c x^3 = 2V
    c = base + lid
    volume = Fraction(c * side**3, 2)
    if volume.denominator > 1:
        return None
    least = c * side * side + 4 * volume / side
    agree(
        -float(least),
        _greatest(lambda t: -(c * t * t + 4 * float(volume) / t), side / 5, side * 5),
        rel=1e-9,
        what="the cost",
    )
    height = volume / side**2
    unit, square = (
        rng.choice((("metres", "square metre"), ("feet", "square foot")))
        if side < 8
        else rng.choice((("centimetres", "square centimetre"), ("inches", "square inch")))
    )
    material = base == 1
    what = "an open-topped" if not lid else "a closed"
    cost = (
        ""
        if material
        else f" The walls cost 1 cent per {square}; the bottom costs {base} cents per {square}"
        + (", the lid 1 cent." if lid else ".")
    )
    prompt = tell(
        rng,
        (
            "{w} box with a square base is to hold {v} cubic {u}.{c}",
            "A tank has a square base and upright walls. It is {o}, and its volume is {v} cubic {u}.{c}",
            "A crate with a square bottom, {o}, must have a volume of {v} cubic {u}.{c}",
        ),
        (
            f"What is the least possible area of its material, in square {unit}?",
            f"Find the smallest area of material that it needs, in square {unit}.",
            f"How little material can it be made of, in square {unit}?",
        )
        if material
        else ("What is the least possible cost of its material, in cents?", "Find the smallest cost of its material in cents.", "How low can the cost be, in cents?"),
        w=what.capitalize(), v=num(volume), u=unit, o="open at the top" if not lid else "closed with a lid", c=cost,
    )  # fmt: skip
    cx = term(c, "x^2")
    body = f"{cx} + \\frac{{{4 * volume}}}{{x}}"
    word = "area" if material else "cost"
    steps = [
        f"With a base of side $x$ the height is the volume over $x^2$, so the four walls have the area $4x \\cdot \\frac{{{num(volume)}}}{{x^2}} = \\frac{{{4 * volume}}}{{x}}$, and the {word} is ${body}$ in all.",
        f"Its derivative is $\\frac{{d}}{{dx}}\\left({body}\\right) = {term(2 * c, 'x')} - \\frac{{{4 * volume}}}{{x^2}}$.",
        f"That is 0 where $x^3$ equals ${4 * volume} \\div {2 * c} = {side**3}$, so $x$ is $\\sqrt[3]{{{side**3}}} = {side}$; before, the derivative is negative, after it positive.",
        f"The least {word} is ${put_in([c, 0, 0], side)} + \\frac{{{4 * volume}}}{{{side}}} = {num(least)}$, with the height ${num(volume)} \\div {side}^2 = {num(height)}$.",
    ]
    return worked(rng, prompt, steps, num(least))


@redrawn
def _nearest(rng: random.Random) -> Draft | None:
    x, k = rng.randint(1, 9), rng.randint(1, 5)
    # the point (c, 0) and the curve y = sqrt(k x): (x - c)^2 + k x has its least value at c - k/2
    c = x + Fraction(k, 2)
    least = (x - c) ** 2 + k * x
    agree(
        -float(least),
        _greatest(lambda t: -((t - float(c)) ** 2 + k * t), 0, 40),
        rel=1e-9,
        what="the square of the distance",
    )
    radicand = term(k, "x")
    p: list[int | Fraction] = [1, k - 2 * c, c * c]
    square = rng.random() < 0.5
    prompt = tell(
        rng,
        (
            "A point moves on the curve $y = \\sqrt{{{r}}}$, and $P$ is the point $({c}, 0)$.",
            "Let $d$ be the distance from $P({c}, 0)$ to a point of the curve $y = \\sqrt{{{r}}}$.",
            "A road follows the curve $y = \\sqrt{{{r}}}$, with lengths in kilometres. A house stands at $P({c}, 0)$.",
            "The graph of $y = \\sqrt{{{r}}}$ and the point $P({c}, 0)$ are given.",
        ),
        ("What is the shortest distance from $P$ to the curve?", "Find the least distance between $P$ and the curve.", "How far is $P$ from the curve at its nearest point?", "Determine the smallest distance of the curve from $P$.")
        if not square
        else ("What is the $x$-coordinate of the point of the curve that is nearest to $P$?", "Find the $x$-coordinate of the curve's point that is closest to $P$.", "At which $x$ is the curve nearest to $P$?"),
        r=radicand, c=num(c),
    )  # fmt: skip
    steps = [
        f"The square of the distance is $\\left(x - {num(c)}\\right)^2 + {radicand} = {poly(p)}$.",
        f"Its derivative, $\\frac{{d}}{{dx}}\\left({poly(p)}\\right) = {poly(derivative(p))}$, is 0 at $x = {x}$, negative before and positive after: ${put_in(derivative(p), x)} = 0$.",
        f"The square of the distance is ${put_in(p, x)} = {num(least)}$ there, and the distance is $\\sqrt{{{num(least)}}}"
        + ("$." if simple_root(least) == f"\\sqrt{{{num(least)}}}" else f" = {simple_root(least)}$."),
    ]
    return worked(rng, prompt, steps, str(x) if square else simple_root(least))


@redrawn
def _cone(rng: random.Random) -> Draft | None:
    r, h = 3 * rng.randint(1, 10), 3 * rng.randint(1, 12)
    # radius x, height h (1 - x/r): volume pi h (x^2 - x^3/r), greatest at 2r/3
    x = 2 * r // 3
    high = h // 3
    best = x * x * high
    agree(float(best), _greatest(lambda t: t * t * h * (1 - t / r), 0, r), rel=1e-9, what="the volume")
    p: list[int | Fraction] = [-Fraction(h, r), h, 0, 0]
    prompt = tell(
        rng,
        (
            "A cylinder stands inside a cone with radius {r} cm and height {h} cm, on the same base and axis, and touches the cone with its upper rim.",
            "From a wooden cone of radius {r} cm and height {h} cm a cylinder with the same axis is turned on a lathe; its base lies in that of the cone.",
            "A cone has a base of radius {r} cm and is {h} cm high. A cylinder is inscribed with its base on that of the cone and with the same axis.",
        ),
        ("What is the greatest volume the cylinder can have, in cubic centimetres, as a multiple of $\\pi$?", "Find the largest possible volume of the cylinder in cubic centimetres, exactly.", "Determine exactly the maximal volume of the cylinder, in cubic centimetres."),
        r=r, h=h,
    )  # fmt: skip
    ratio = Fraction(h, r)
    height = poly([-ratio, h])
    steps = [
        f"A cylinder of radius $x$ is ${height}$ high, because the cone loses ${num(ratio)}$ cm of height per cm of radius: $\\frac{{{h}}}{{{r}}} = {num(ratio)}$."
        if num(ratio) != f"\\frac{{{h}}}{{{r}}}"
        else f"A cylinder of radius $x$ is ${height}$ high: at radius 0 the cone reaches ${h}$, and at {r} it is ${h} - {num(ratio)} \\cdot {r} = 0$ high.",
        f"Its volume is $\\pi$ times $x^2\\left({height}\\right) = {poly(p)}$, with the derivative $\\frac{{d}}{{dx}}\\left({poly(p)}\\right) = {poly(derivative(p))}$.",
        f"For positive $x$ that is 0 only at {x}: ${put_in(derivative(p), x)} = 0$. At 0 and {r} the volume vanishes, so it is greatest there.",
        f"The height is ${put_in([-ratio, h], x)} = {high}$ and the volume $\\pi \\cdot {x}^2 \\cdot {high} = {best}\\pi$.",
    ]
    return worked(rng, prompt, steps, f"{best}\\pi")
