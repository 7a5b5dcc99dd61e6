"""Volumes and surfaces: prisms, cylinders, cones and spheres."""

from __future__ import annotations

import random
from fractions import Fraction
from math import gcd

from assay import Draft
from assay_math.generators._forms import ask, pi_times, root, root_steps, simple_root, square_root
from assay_math.generators._levels import problems
from assay_math.generators._sizes import (
    BALLS,
    BOXES,
    CAPSULES,
    CONES,
    CYLINDERS,
    FRUSTA,
    HOLLOW_BALLS,
    PIPES,
    WEDGES,
    suited,
)
from assay_math.generators._write import num, worked


def _squared(value: Fraction) -> str:
    return f"{num(value)}^2" if value.denominator == 1 else f"\\left({num(value)}\\right)^2"


def _cubed(value: Fraction) -> str:
    return f"{num(value)}^3" if value.denominator == 1 else f"\\left({num(value)}\\right)^3"


def _radius(rng: random.Random, difficulty: int, largest: int) -> Fraction:
    """Whole numbers first; halves and thirds from difficulty 2 on."""
    if difficulty == 1:
        return Fraction(rng.randint(2, 20))
    return Fraction(rng.randint(3, largest), rng.choice((1, 1, 2, 3)))


# ---------------------------------------------------------------- prisms

_BOX = (
    "A {thing} is ${a}$ {u} long, ${b}$ {u} wide and ${c}$ {u} high. Find its {what}.",
    "What is the {what} of a {thing} that measures ${a}$ by ${b}$ by ${c}$ {u}?",
    "Calculate the {what} of a {thing} with edges of ${a}$ {u}, ${b}$ {u} and ${c}$ {u}.",
    "The length, width and height of a {thing} are ${a}$, ${b}$ and ${c}$ {u}. Determine its {what}.",
)
_BOX_HEIGHT = (
    "A {thing} with a rectangular base of ${a}$ by ${b}$ {u} has a volume of ${v}$ cubic {u}. Find its total surface area in "
    "square {u}.",
    "The volume of a {thing} is ${v}$ cubic {u}; its base measures ${a}$ {u} by ${b}$ {u}. What is its surface area in square {u}?",
    "How many square {u} does the whole surface of a {thing} have if two of its edges are ${a}$ and ${b}$ {u} and its volume is "
    "${v}$ cubic {u}?",
    "Determine the total surface area, in square {u}, of a {thing} whose volume is ${v}$ cubic {u} and whose base is ${a}$ {u} "
    "long and ${b}$ {u} wide.",
)
_TRIANGULAR = (
    "A right prism has a right triangle with legs ${a}$ {u} and ${b}$ {u} as its base and is ${h}$ {u} high. Find its {what}.",
    "What is the {what} of a prism of length ${h}$ {u} whose cross-section is a right triangle with legs of ${a}$ and ${b}$ {u}?",
    "A {thing} has the shape of a prism: its ends are right triangles with legs ${a}$ {u} and ${b}$ {u}, and it is ${h}$ {u} "
    "long. Calculate its {what}.",
    "The base of a right prism is a right triangle with perpendicular sides ${a}$ and ${b}$ {u}; the height of the prism is "
    "${h}$ {u}. Determine its {what}.",
)
_HEXAGONAL = (
    "A right prism of height ${h}$ {u} has a regular hexagon with sides of ${a}$ {u} as its base. Find its exact {what}.",
    "What is the exact {what} of a hexagonal prism ${h}$ {u} high, the base being regular with side ${a}$ {u}?",
    "A rod ${h}$ {u} long has a regular hexagon of side ${a}$ {u} as cross-section. Determine its exact {what}.",
    "Calculate the exact {what} of a straight column of height ${h}$ {u} over a regular hexagon with side length ${a}$ {u}.",
)


def _measure(u: str, *, volume: bool) -> str:
    return f"volume in cubic {u}" if volume else f"total surface area in square {u}"


@problems("math.prism_measure", version=3)
def prism_measure(rng: random.Random, difficulty: int) -> Draft:
    """Volume and surface of right prisms.

    Difficulty 1: the volume of a box. 2: the surface of a box. 3: the surface from volume and
    base. 4: a prism over a right triangle. 5: over a regular hexagon.
    """
    size = 15 if difficulty == 1 else 50
    a, b, c = (rng.randint(2, size) for _ in range(3))
    thing, u = suited(rng, BOXES, (a, b, c), "cuboid")
    if difficulty == 1:
        steps = [
            f"The base has the area ${a} \\cdot {b} = {a * b}$.",
            f"The volume is base times height: ${a * b} \\cdot {c} = {a * b * c}$.",
        ]
        prompt = ask(rng, _BOX, thing=thing, a=a, b=b, c=c, u=u, what=f"volume in cubic {u}")
        return worked(rng, prompt, steps, str(a * b * c))
    if difficulty <= 3:
        faces = (a * b, a * c, b * c)
        surface = 2 * sum(faces)
        steps = [
            f"The three kinds of faces have the areas ${a} \\cdot {b} = {a * b}$, ${a} \\cdot {c} = {a * c}$ and "
            f"${b} \\cdot {c} = {b * c}$.",
            f"Each occurs twice: $2 \\cdot ({a * b} + {a * c} + {b * c}) = {surface}$.",
        ]
        if difficulty == 2:
            prompt = ask(rng, _BOX, thing=thing, a=a, b=b, c=c, u=u, what=f"total surface area in square {u}")
            return worked(rng, prompt, steps, str(surface))
        v = a * b * c
        steps.insert(
            0,
            f"The height is the volume over the base: $\\frac{{{v}}}{{{a} \\cdot {b}}} = \\frac{{{v}}}{{{a * b}}} = {c}$.",
        )
        return worked(rng, ask(rng, _BOX_HEIGHT, thing=thing, a=a, b=b, v=v, u=u), steps, str(surface))
    volume = rng.random() < 0.5
    if difficulty == 4:
        m = rng.randint(2, 7)
        k = rng.randint(1, m - 1)
        scale = rng.randint(1, 4)
        a, b, hyp = scale * (m * m - k * k), scale * 2 * m * k, scale * (m * m + k * k)
        if rng.random() < 0.5:
            a, b = b, a
        h = rng.randint(3, 90)
        wedge, u = suited(rng, WEDGES, (a, b, h), "wedge")
        base = Fraction(a * b, 2)
        steps = [f"The triangular base has the area $\\frac{{1}}{{2}} \\cdot {a} \\cdot {b} = {num(base)}$."]
        if volume:
            answer = num(base * h)
            steps.append(f"The volume is base times height: ${num(base)} \\cdot {h} = {answer}$.")
        else:
            answer = num(2 * base + (a + b + hyp) * h)
            steps += [
                f"The third side of the triangle is $\\sqrt{{{a}^2 + {b}^2}} = \\sqrt{{{a * a + b * b}}} = {hyp}$.",
                f"The three rectangles have $({a} + {b} + {hyp}) \\cdot {h} = {(a + b + hyp) * h}$ together.",
                f"With both triangles: $2 \\cdot {num(base)} + {(a + b + hyp) * h} = {answer}$.",
            ]
        return worked(
            rng,
            ask(rng, _TRIANGULAR, thing=wedge, a=a, b=b, h=h, u=u, what=_measure(u, volume=volume)),
            steps,
            answer,
        )
    side, h = Fraction(rng.randint(2, 60)), rng.randint(2, 90)
    u = rng.choice(("units", "millimetres", "centimetres", "inches"))
    base = side * side * Fraction(3, 2)
    steps = [
        f"The hexagon is made of six equilateral triangles: "
        f"$6 \\cdot \\frac{{\\sqrt{{3}}}}{{4}} \\cdot {_squared(side)} = {root(base, 3)}$."
    ]
    if volume:
        answer = root(base * h, 3)
        steps.append(f"The volume is base times height: ${root(base, 3)} \\cdot {h} = {answer}$.")
    else:
        walls = 6 * side * h
        answer = f"{num(walls)} + {root(2 * base, 3)}"
        steps += [
            f"The six walls have $6 \\cdot {num(side)} \\cdot {h} = {num(walls)}$ together.",
            f"With both hexagons: $6 \\cdot {num(side)} \\cdot {h} + 2 \\cdot {root(base, 3)} = {answer}$.",
        ]
    return worked(
        rng, ask(rng, _HEXAGONAL, a=num(side), h=h, u=u, what=_measure(u, volume=volume)), steps, answer
    )


# ---------------------------------------------------------------- cylinders

_CYLINDER = (
    "A cylindrical {thing} has a radius of ${r}$ {u} and a height of ${h}$ {u}. Find its exact {what}.",
    "What is the exact {what} of a cylindrical {thing} of radius ${r}$ {u} and height ${h}$ {u}?",
    "A cylindrical {thing} measures ${r}$ {u} in radius and ${h}$ {u} in height. Calculate its {what} in terms of $\\pi$.",
    "Determine the {what}, in terms of $\\pi$, of a cylindrical {thing} with a radius of ${r}$ {u} and a height of ${h}$ {u}.",
)
_CYLINDER_BACK = (
    "A cylindrical {thing} with radius ${r}$ {u} has a volume of ${v}$ cubic {u}. Find its exact total surface area in square {u}.",
    "The volume of a cylindrical {thing} is ${v}$ cubic {u} and its radius is ${r}$ {u}. What is its exact total surface area in "
    "square {u}?",
    "A {thing} in the shape of a closed cylinder of radius ${r}$ {u} has a volume of ${v}$ cubic {u}. Determine, in terms of $\\pi$, its whole "
    "surface in square {u}.",
    "A closed cylindrical {thing} has the radius ${r}$ {u} and the volume ${v}$ cubic {u}. How large is its exact total surface in square {u}?",
)
_PIPE = (
    "A {thing} of length ${h}$ {u} has an outer radius of ${s}$ {u} and an inner radius of ${r}$ {u}. Find the exact volume of its "
    "material in cubic {u}.",
    "Through a cylinder of radius ${s}$ {u} and height ${h}$ {u} a hole of radius ${r}$ {u} is drilled along its axis. What exact volume "
    "remains, in cubic {u}?",
    "Calculate, in terms of $\\pi$, the volume (cubic {u}) of a hollow cylinder of length ${h}$ {u} with radii ${r}$ {u} inside and ${s}$ {u} "
    "outside.",
    "A {thing} has the length ${h}$ {u}; its inner and outer radii are ${r}$ and ${s}$ {u}. Determine the exact volume of its wall in "
    "cubic {u}.",
)


@problems("math.cylinder_measure", version=3)
def cylinder_measure(rng: random.Random, difficulty: int) -> Draft:
    """Volume and surface of cylinders, exactly.

    Difficulty 1: the volume, whole numbers. 2: volume or side surface, fractions. 3: the total
    surface. 4: the surface from the volume. 5: a hollow cylinder.
    """
    r = _radius(rng, difficulty, 60) if difficulty <= 3 else Fraction(rng.randint(2, 40))
    h = rng.randint(2, 25 if difficulty == 1 else 80)
    thing, u = suited(rng, CYLINDERS, (r, h), "solid")
    base = r * r
    if difficulty == 5:
        s = r + rng.randint(1, 20)
        thing, u = suited(rng, PIPES, (r, s, h), "hollow cylinder")
        answer = pi_times((s * s - r * r) * h)
        steps = [
            f"The full cylinder has the volume $\\pi \\cdot {num(s)}^2 \\cdot {h} = {pi_times(s * s * h)}$.",
            f"The hole has the volume $\\pi \\cdot {num(r)}^2 \\cdot {h} = {pi_times(r * r * h)}$.",
            f"Subtract: ${pi_times(s * s * h)} - {pi_times(r * r * h)} = {answer}$.",
        ]
        return worked(rng, ask(rng, _PIPE, thing=thing, r=num(r), s=num(s), h=h, u=u), steps, answer)
    surface = [
        f"The side surface is circumference times height: $2 \\cdot \\pi \\cdot {num(r)} \\cdot {h} = {pi_times(2 * r * h)}$.",
        f"The two discs have $2 \\cdot \\pi \\cdot {_squared(r)} = {pi_times(2 * base)}$.",
        f"The total surface is ${pi_times(2 * r * h)} + {pi_times(2 * base)} = {pi_times(2 * r * (r + h))}$.",
    ]
    if difficulty == 4:
        v = pi_times(base * h)
        steps = [
            f"The height is the volume over the base: $\\frac{{{v}}}{{\\pi \\cdot {num(r)}^2}} = {h}$.",
            *surface,
        ]
        return worked(
            rng, ask(rng, _CYLINDER_BACK, thing=thing, r=num(r), v=v, u=u), steps, pi_times(2 * r * (r + h))
        )
    if difficulty == 3:
        what, steps, answer = f"total surface area in square {u}", surface, pi_times(2 * r * (r + h))
    elif difficulty == 1 or rng.random() < 0.5:
        what, answer = f"volume in cubic {u}", pi_times(base * h)
        steps = [
            f"The base has the area $\\pi \\cdot {_squared(r)} = {pi_times(base)}$.",
            f"The volume is base times height: ${pi_times(base)} \\cdot {h} = {answer}$.",
        ]
    else:
        what, answer = f"lateral surface area in square {u}", pi_times(2 * r * h)
        steps = [
            f"The circumference is $2 \\cdot \\pi \\cdot {num(r)} = {pi_times(2 * r)}$.",
            f"The side surface is circumference times height: ${pi_times(2 * r)} \\cdot {h} = {answer}$.",
        ]
    return worked(rng, ask(rng, _CYLINDER, thing=thing, r=num(r), h=h, u=u, what=what), steps, answer)


# ---------------------------------------------------------------- cones

_CONE = (
    "A {thing} has the shape of a right circular cone with base radius ${r}$ {u} and height ${h}$ {u}. Find its exact {what}.",
    "What is the exact {what} of a conical {thing} of radius ${r}$ {u} and height ${h}$ {u}?",
    "A {thing} in the shape of a right circular cone has a radius of ${r}$ {u} and a height of ${h}$ {u}. Calculate its {what} in terms "
    "of $\\pi$.",
    "A conical {thing} is ${h}$ {u} high and has a base radius of ${r}$ {u}. Determine its exact {what}.",
)
_FRUSTUM = (
    "A {thing} has the shape of a truncated right cone with radii ${r}$ {u} and ${s}$ {u} and height ${h}$ {u}. Find its exact volume "
    "in cubic {u}.",
    "What is the exact volume, in cubic {u}, of a frustum of a right cone ${h}$ {u} high whose circular ends have radii ${r}$ and "
    "${s}$ {u}?",
    "A {thing} narrows evenly from radius ${s}$ {u} to radius ${r}$ {u} over a height of ${h}$ {u}. Determine its exact volume in "
    "cubic {u}.",
    "In terms of $\\pi$, calculate the volume in cubic {u} of a {thing} in the shape of a conical frustum of height ${h}$ {u} with end "
    "radii ${r}$ {u} and ${s}$ {u}.",
)


@problems("math.cone_measure", version=3)
def cone_measure(rng: random.Random, difficulty: int) -> Draft:
    """Volume and surface of right circular cones, exactly.

    Difficulty 1: the volume, whole numbers. 2: the volume, fractions. 3: the total surface with a
    whole slant height. 4: the side surface with a surd. 5: a truncated cone.
    """
    if difficulty <= 2:
        r = _radius(rng, difficulty, 60)
        h = 3 * rng.randint(1, 10) if difficulty == 1 else rng.randint(2, 90)
        thing, u = suited(rng, CONES, (r, h), "solid")
        answer = pi_times(r * r * h / 3)
        steps = [
            f"The base has the area $\\pi \\cdot {_squared(r)} = {pi_times(r * r)}$.",
            f"The volume is a third of base times height: $\\frac{{1}}{{3}} \\cdot {pi_times(r * r)} \\cdot {h} = {answer}$.",
        ]
        return worked(
            rng, ask(rng, _CONE, thing=thing, r=num(r), h=h, u=u, what=f"volume in cubic {u}"), steps, answer
        )
    if difficulty == 5:
        inner = rng.randint(1, 30)
        outer, h = inner + rng.randint(1, 20), rng.randint(3, 60)
        thing, u = suited(rng, FRUSTA, (inner, outer, h), "truncated cone")
        answer = pi_times(Fraction((inner * inner + inner * outer + outer * outer) * h, 3))
        steps = [
            f"For the two radii, ${inner}^2 + {inner} \\cdot {outer} + {outer}^2 = {inner * inner} + {inner * outer} + {outer * outer} = {inner * inner + inner * outer + outer * outer}$.",
            f"The volume of a frustum is a third of pi times the height times that: "
            f"$\\frac{{1}}{{3}} \\cdot \\pi \\cdot {h} \\cdot {inner * inner + inner * outer + outer * outer} = {answer}$.",
        ]
        whole = Fraction(h * outer, outer - inner)
        steps.append(
            f"Check with the completed cone of height $\\frac{{{h} \\cdot {outer}}}{{{outer} - {inner}}} = {num(whole)}$: "
            f"$\\frac{{1}}{{3}} \\cdot \\pi \\cdot {outer}^2 \\cdot {num(whole)} - \\frac{{1}}{{3}} \\cdot \\pi \\cdot {inner}^2 \\cdot "
            f"{num(whole - h)} = {answer}$."
        )
        return worked(rng, ask(rng, _FRUSTUM, thing=thing, r=inner, s=outer, h=h, u=u), steps, answer)
    if difficulty == 3:
        while True:
            m = rng.randint(2, 9)
            k = rng.randint(1, m - 1)
            if gcd(m, k) == 1:
                break
        scale = Fraction(rng.randint(1, 20), rng.choice((1, 2)))
        legs = [scale * (m * m - k * k), scale * 2 * m * k]
        rng.shuffle(legs)
        radius, height = legs
        slant = scale * (m * m + k * k)
        thing, u = suited(rng, CONES, (radius, height), "solid")
        answer = pi_times(radius * slant + radius * radius)
        steps = [
            f"The slant height is $\\sqrt{{{_squared(radius)} + {_squared(height)}}} = \\sqrt{{{num(slant * slant)}}} = {num(slant)}$.",
            f"The side surface is $\\pi \\cdot {num(radius)} \\cdot {num(slant)} = {pi_times(radius * slant)}$.",
            f"The base has the area $\\pi \\cdot {_squared(radius)} = {pi_times(radius * radius)}$.",
            f"Together they have ${pi_times(radius * slant)} + {pi_times(radius * radius)} = {answer}$.",
        ]
        prompt = ask(
            rng,
            _CONE,
            thing=thing,
            r=num(radius),
            h=num(height),
            u=u,
            what=f"total surface area in square {u}",
        )
        return worked(rng, prompt, steps, answer)
    base_radius, h = rng.randint(2, 60), rng.randint(2, 60)
    thing, u = suited(rng, CONES, (base_radius, h), "solid")
    square = base_radius * base_radius + h * h
    outside, radicand = square_root(square)
    answer = (
        pi_times(base_radius * outside) if radicand == 1 else root(base_radius * outside, radicand) + "\\pi"
    )
    steps = [
        f"By the Pythagorean theorem the square of the slant height is ${base_radius}^2 + {h}^2 = {base_radius * base_radius} + {h * h} = {square}$.",
        f"The side surface is pi times radius times slant height: $\\pi \\cdot {base_radius} \\cdot \\sqrt{{{square}}} = {answer}$.",
    ]
    if outside != 1 and radicand != 1:
        steps.insert(1, f"So the slant height is ${root_steps(square)}$.")
    elif radicand == 1:
        steps.insert(1, f"So the slant height is $\\sqrt{{{square}}} = {simple_root(square)}$.")
    prompt = ask(rng, _CONE, thing=thing, r=base_radius, h=h, u=u, what=f"lateral surface area in square {u}")
    return worked(rng, prompt, steps, answer)


# ---------------------------------------------------------------- spheres

_SPHERE = (
    "In terms of $\\pi$, find the {what} of a spherical {thing} with {size} ${given}$ {u}.",
    "A spherical {thing} has a {size} of ${given}$ {u}. What is its exact {what}?",
    "A {thing} has the shape of a sphere whose {size} is ${given}$ {u}. Calculate its {what} in terms of $\\pi$.",
    "The {size} of a spherical {thing} measures ${given}$ {u}. Determine its {what} exactly.",
    "What is the exact {what} of a spherical {thing} with a {size} of ${given}$ {u}?",
)
_SPHERE_BACK = (
    "The surface area of a spherical {thing} is ${given}$ square {u}. Find its exact volume in cubic {u}.",
    "A {thing} has the shape of a sphere and a surface area of ${given}$ square {u}. What is its exact volume in cubic {u}?",
    "If a spherical {thing} has a surface of ${given}$ square {u}, what exactly is its volume in cubic {u}?",
    "Determine, in terms of $\\pi$, the volume in cubic {u} of a spherical {thing} whose surface area is ${given}$ square {u}.",
)
_SHELL = (
    "A hollow {thing} is a spherical shell with inner radius ${r}$ {u} and outer radius ${s}$ {u}. Find the exact volume of its "
    "material in cubic {u}.",
    "What is the exact volume, in cubic {u}, of the wall of a hollow {thing} between two concentric spheres with radii ${r}$ and ${s}$ {u}?",
    "A spherical {thing} of radius ${s}$ {u} has a spherical hollow of radius ${r}$ {u} in its centre. Determine the exact volume "
    "of the material in cubic {u}.",
    "The wall of a hollow {thing} lies between spheres of radius ${r}$ {u} and ${s}$ {u} with the same centre. Calculate its exact "
    "volume in cubic {u}.",
)
_CAPSULE = (
    "A {thing} is a cylinder of radius ${r}$ {u} and length ${h}$ {u} with a hemisphere of the same radius on each end. Find its exact "
    "{what}.",
    "What is the exact {what} of a {thing} that consists of a cylindrical part ${h}$ {u} long with radius ${r}$ {u} and two "
    "hemispherical caps?",
    "A {thing} has a cylindrical middle (radius ${r}$ {u}, length ${h}$ {u}) closed by two half spheres. Determine its exact {what}.",
    "Calculate, in terms of $\\pi$, the {what} of a {thing}: a cylinder with radius ${r}$ {u} and length ${h}$ {u}, rounded off by a "
    "hemisphere at both ends.",
)


@problems("math.sphere_measure", version=3, levels=(1, 2, 3, 4, 4))
def sphere_measure(rng: random.Random, difficulty: int) -> Draft:
    """Volume and surface of spheres and of solids made with them, exactly.

    Step 1: whole radii. 2: fractional radii and diameters. 3: the volume from the surface.
    4: a hollow sphere. 5: a capsule.
    """
    if difficulty <= 2:
        given = (
            Fraction(rng.randint(1, 30))
            if difficulty == 1
            else Fraction(rng.randint(3, 150), rng.choice((1, 2, 3)))
        )
        size = rng.choice(("radius", "diameter"))
        r = given if size == "radius" else given / 2
        thing, u = suited(rng, BALLS, (r,), "body")
        steps = (
            [f"The radius is half of the diameter: $\\frac{{1}}{{2}} \\cdot {num(given)} = {num(r)}$."]
            if size == "diameter"
            else []
        )
        if rng.random() < 0.5:
            what, answer = f"volume in cubic {u}", pi_times(r**3 * Fraction(4, 3))
            steps.append(f"The volume is $\\frac{{4}}{{3}} \\cdot \\pi \\cdot {_cubed(r)} = {answer}$.")
        else:
            what, answer = f"surface area in square {u}", pi_times(4 * r * r)
            steps.append(f"The surface is $4 \\cdot \\pi \\cdot {_squared(r)} = {answer}$.")
        return worked(
            rng, ask(rng, _SPHERE, what=what, thing=thing, size=size, given=num(given), u=u), steps, answer
        )
    if difficulty == 3:
        r = Fraction(rng.randint(2, 160), rng.choice((1, 2, 3)))
        thing, u = suited(rng, BALLS, (r,), "body")
        given_text = pi_times(4 * r * r)
        answer = pi_times(r**3 * Fraction(4, 3))
        steps = [
            f"The square of the radius is the surface over four pi: $\\frac{{{given_text}}}{{4\\pi}} = {num(r * r)}$.",
            f"So the radius is $\\sqrt{{{num(r * r)}}} = {num(r)}$.",
            f"The volume is $\\frac{{4}}{{3}} \\cdot \\pi \\cdot {_cubed(r)} = {answer}$.",
        ]
        return worked(rng, ask(rng, _SPHERE_BACK, thing=thing, given=given_text, u=u), steps, answer)
    if difficulty == 4:
        a = rng.randint(1, 60)
        s = a + rng.randint(1, 20)
        thing, u = suited(rng, HOLLOW_BALLS, (a, s), "ball")
        answer = pi_times(Fraction(4 * (s**3 - a**3), 3))
        steps = [
            f"The difference of the cubes of the radii is ${s}^3 - {a}^3 = {s**3} - {a**3} = {s**3 - a**3}$.",
            f"The volume is $\\frac{{4}}{{3}} \\cdot \\pi \\cdot {s**3 - a**3} = {answer}$.",
        ]
        return worked(rng, ask(rng, _SHELL, thing=thing, r=a, s=s, u=u), steps, answer)
    r, h = Fraction(rng.randint(1, 40), rng.choice((1, 2))), rng.randint(2, 90)
    thing, u = suited(rng, CAPSULES, (r, h), "body")
    if rng.random() < 0.5:
        what = f"volume in cubic {u}"
        ball, tube = r**3 * Fraction(4, 3), r * r * h
        steps = [
            f"The two hemispheres make one sphere: $\\frac{{4}}{{3}} \\cdot \\pi \\cdot {_cubed(r)} = {pi_times(ball)}$.",
            f"The cylinder has the volume $\\pi \\cdot {_squared(r)} \\cdot {h} = {pi_times(tube)}$.",
        ]
    else:
        what = f"surface area in square {u}"
        ball, tube = 4 * r * r, 2 * r * h
        steps = [
            f"The two hemispheres make one sphere: $4 \\cdot \\pi \\cdot {_squared(r)} = {pi_times(ball)}$.",
            f"The cylinder has the side surface $2 \\cdot \\pi \\cdot {num(r)} \\cdot {h} = {pi_times(tube)}$.",
        ]
    answer = pi_times(ball + tube)
    steps.append(f"Together they have ${pi_times(ball)} + {pi_times(tube)} = {answer}$.")
    return worked(rng, ask(rng, _CAPSULE, thing=thing, r=num(r), h=h, u=u, what=what), steps, answer)
