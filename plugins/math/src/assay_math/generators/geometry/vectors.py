"""Vectors: dot and cross products, lengths, angles, projections, areas and volumes."""

from __future__ import annotations

import random
from collections.abc import Sequence
from fractions import Fraction

from assay import Draft
from assay_math.generators._asking import posed
from assay_math.generators._forms import ask, chain, point, root, simple_root, square_root
from assay_math.generators._levels import problems
from assay_math.generators._write import nonzero, num, paren, worked

Vector = Sequence[int | Fraction]


def _dot(a: Vector, b: Vector) -> Fraction:
    return sum((Fraction(x * y) for x, y in zip(a, b, strict=True)), Fraction(0))


def _cross(a: Sequence[int], b: Sequence[int]) -> list[int]:
    return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]


def _dot_text(a: Vector, b: Vector) -> str:
    return " + ".join(
        f"{paren(x) if i else num(x)} \\cdot {paren(y)}" for i, (x, y) in enumerate(zip(a, b, strict=True))
    )


def _squares(a: Vector) -> str:
    return " + ".join(f"{paren(x)}^2" if x.denominator == 1 else f"\\left({num(x)}\\right)^2" for x in a)


def _vector(rng: random.Random, dimension: int, size: int) -> list[int]:
    while True:
        v = [rng.randint(-size, size) for _ in range(dimension)]
        if any(v):
            return v


_DOT = posed(
    "vectors",
    "${a}$ and ${b}$",
    (
        "Find the scalar product of {it}.",
        "What is the dot product of {it}?",
        "Calculate the dot product of {it}.",
    ),
    bare=(
        "Compute the dot product ${a} \\cdot {b}$.",
        "Evaluate ${a} \\cdot {b}$.",
        "What is ${a} \\cdot {b}$?",
    ),
)
_ORTHOGONAL = (
    "For which value of $k$ are the vectors ${a}$ and ${b}$ perpendicular?",
    "Find $k$ so that ${a}$ and ${b}$ are orthogonal.",
    "The vectors ${a}$ and ${b}$ have dot product zero. What is $k$?",
    "Determine $k$ such that ${a}$ stands at a right angle to ${b}$.",
)
_COMBINED = (
    "Compute the dot product of ${p}{a} {sign} {q}{b}$ and ${c}$.",
    "Find $({p}{a} {sign} {q}{b}) \\cdot {c}$.",
    "What is the scalar product of the vector ${p}{a} {sign} {q}{b}$ with ${c}$?",
    "Evaluate $({p}{a} {sign} {q}{b}) \\cdot {c}$.",
)


@problems("math.dot_product", version=2, levels=(2, 2, 3, 4, 5))
def dot_product(rng: random.Random, difficulty: int) -> Draft:
    """Dot products.

    Step 1: in the plane, positive. 2: in space. 3: four components. 4: with a combination of
    vectors. 5: an unknown component from perpendicularity.
    """
    if difficulty == 5:
        a, b = [nonzero(rng, -12, 12) for _ in range(3)], [nonzero(rng, -12, 12) for _ in range(3)]
        i = rng.randrange(3)
        rest = sum(x * y for j, (x, y) in enumerate(zip(a, b, strict=True)) if j != i)
        k = Fraction(-rest, b[i])
        shown = f"({', '.join('k' if j == i else str(x) for j, x in enumerate(a))})"
        known = " + ".join(
            f"{paren(x)} \\cdot {paren(y)}" for j, (x, y) in enumerate(zip(a, b, strict=True)) if j != i
        )
        full = [k if j == i else x for j, x in enumerate(a)]
        steps = [
            f"The known components contribute ${known} = {rest}$.",
            f"The unknown one, times ${b[i]}$, must bring the sum to zero, so it is $-{paren(rest)} \\div {paren(b[i])} = {num(k)}$.",
            f"Check: ${_dot_text(full, b)} = 0$.",
        ]
        return worked(rng, ask(rng, _ORTHOGONAL, a=shown, b=point(*b)), steps, num(k))
    dimension = {1: 2, 2: 3, 3: 4, 4: 3}[difficulty]
    size = 12
    a, b = _vector(rng, dimension, size), _vector(rng, dimension, size)
    if difficulty == 1:
        a, b = [rng.randint(1, size) for _ in range(2)], [rng.randint(1, size) for _ in range(2)]
    if difficulty == 4:
        c = _vector(rng, 3, 9)
        p, q = rng.randint(2, 6), rng.randint(2, 6)
        sign = rng.choice((1, -1))
        operator = "+" if sign > 0 else "-"
        combined = [p * x + sign * q * y for x, y in zip(a, b, strict=True)]
        value = _dot(combined, c)
        steps = [
            f"Combine the vectors: ${p}{point(*a)} {operator} {q}{point(*b)} = {point(*combined)}$.",
            f"Multiply by components: ${_dot_text(combined, c)} = {num(value)}$.",
        ]
        return worked(
            rng,
            ask(rng, _COMBINED, p=p, q=q, a=point(*a), b=point(*b), c=point(*c), sign=operator),
            steps,
            num(value),
        )
    parts = [x * y for x, y in zip(a, b, strict=True)]
    total = sum(parts)
    products = ", ".join(f"${num(x)} \\cdot {paren(y)} = {x * y}$" for x, y in zip(a, b, strict=True))
    steps = [
        f"Multiply the components in the same places: {products}.",
        f"Add the products: ${' + '.join(num(v) if i == 0 else paren(v) for i, v in enumerate(parts))} = {total}$.",
    ]
    return worked(rng, ask(rng, _DOT, a=point(*a), b=point(*b)), steps, str(total))


_CROSS = posed(
    "vectors",
    "${a}$ and ${b}$",
    (
        "Find the cross product of {it}, in this order.",
        "What is the vector product of {it}, in this order?",
        "Compute the first times the second as a cross product.",
    ),
    bare=(
        "Compute the cross product ${a} \\times {b}$.",
        "What is ${a} \\times {b}$?",
        "Evaluate ${a} \\times {b}$.",
    ),
)
_TRIPLE = (
    "Compute the scalar triple product ${a} \\cdot ({b} \\times {c})$.",
    "Evaluate ${a} \\cdot ({b} \\times {c})$.",
    "Find the dot product of ${a}$ with the cross product ${b} \\times {c}$.",
    "What is ${a} \\cdot ({b} \\times {c})$?",
)
_VOLUME = (
    "Find the volume of the parallelepiped spanned by ${a}$, ${b}$ and ${c}$.",
    "What is the volume of the parallelepiped with edges ${a}$, ${b}$ and ${c}$?",
    "Determine the volume of the slanted box whose edges from one corner are ${a}$, ${b}$ and ${c}$.",
    "Compute the volume of the solid spanned by the edge vectors ${a}$, ${b}$ and ${c}$ (a parallelepiped).",
)


@problems("math.cross_product", version=2, levels=(3, 3, 5, 3, 4))
def cross_product(rng: random.Random, difficulty: int) -> Draft:
    """Cross products and triple products.

    Step 1: small, with zeros. 2: small components. 3: larger. 4: a triple product.
    5: the volume of a parallelepiped.
    """
    size = (4, 6, 12, 7, 8)[difficulty - 1]
    while True:
        a, b = _vector(rng, 3, size), _vector(rng, 3, size)
        if difficulty == 1:
            a[rng.randrange(3)] = 0
        n = _cross(a, b)
        if any(n):
            break
    if difficulty <= 3:
        return worked(rng, ask(rng, _CROSS, a=point(*a), b=point(*b)), _cross_steps(a, b), point(*n))
    c = _vector(rng, 3, size)
    value = _dot(c, n)
    while value == 0:
        c = _vector(rng, 3, size)
        value = _dot(c, n)
    steps = [*_cross_steps(a, b)[:3], f"So ${point(*a)} \\times {point(*b)} = {point(*n)}$."]
    steps.append(f"The dot product with it is ${_dot_text(c, n)} = {num(value)}$.")
    if difficulty == 4:
        return worked(rng, ask(rng, _TRIPLE, a=point(*c), b=point(*a), c=point(*b)), steps, num(value))
    steps.append(f"The volume is the absolute value: $|{num(value)}| = {num(abs(value))}$.")
    return worked(rng, ask(rng, _VOLUME, a=point(*c), b=point(*a), c=point(*b)), steps, num(abs(value)))


def _cross_steps(a: Sequence[int], b: Sequence[int]) -> list[str]:
    n = _cross(a, b)
    steps = []
    for name, (i, j), value in zip(("first", "second", "third"), ((1, 2), (2, 0), (0, 1)), n, strict=True):
        steps.append(
            f"The {name} component is ${num(a[i])} \\cdot {paren(b[j])} - {paren(a[j])} \\cdot {paren(b[i])} = "
            f"{a[i] * b[j]} - {paren(a[j] * b[i])} = {value}$."
        )
    steps.append(f"The result is perpendicular to the first vector: ${_dot_text(a, n)} = 0$.")
    return steps


_MAGNITUDE = posed(
    "vector",
    "${a}$",
    (
        "Find the magnitude of {it}.",
        "What is the length of {it}?",
        "Compute the norm of {it} exactly.",
        "How long, exactly, is {it}?",
    ),
    bare=("Find the magnitude of the vector ${a}$.",),
)
_UNIT = posed(
    "vector",
    "${a}$",
    (
        "Find the unit vector in the direction of {it}.",
        "Normalize {it}.",
        "Which unit vector points the same way as {it}?",
    ),
    bare=("Scale ${a}$ to a unit vector. What are its components?",),
)


@problems("math.vector_magnitude", version=2, levels=(2, 3, 3, 4, 5))
def vector_magnitude(rng: random.Random, difficulty: int) -> Draft:
    """Lengths of vectors and unit vectors.

    Step 1: whole lengths in the plane. 2: surds in the plane. 3: in space. 4: the length of a
    combination. 5: a unit vector with whole length.
    """
    if difficulty == 5:
        # x^2 + y^2 + z^2 = w^2 from whole parameters
        m, n, p, q = (rng.randint(0, 7) for _ in range(4))
        while m * m + n * n + p * p + q * q == 0 or (m, n, p, q).count(0) > 1:
            m, n, p, q = (rng.randint(0, 7) for _ in range(4))
        scale = rng.randint(1, 8)
        v = [m * m + n * n - p * p - q * q, 2 * (m * q + n * p), 2 * (n * q - m * p)]
        v = [scale * x * rng.choice((1, -1)) for x in v]
        rng.shuffle(v)
        length = scale * (m * m + n * n + p * p + q * q)
        unit = [Fraction(x, length) for x in v]
        steps = [
            f"The length is $\\sqrt{{{_squares(v)}}} = \\sqrt{{{length * length}}} = {length}$.",
            f"Divide by it: $\\frac{{1}}{{{length}}}{point(*v)} = {point(*unit)}$."
            if length != 1 else f"The vector has length 1 already: $\\sqrt{{{_squares(v)}}} = 1$.",
            f"Check that the length is 1: ${_squares(unit)} = 1$.",
        ]  # fmt: skip
        return worked(rng, ask(rng, _UNIT, a=point(*v)), steps, point(*unit))
    if difficulty == 4:
        a, b = _vector(rng, 3, 9), _vector(rng, 3, 9)
        p, q, sign = rng.randint(2, 4), rng.randint(2, 4), rng.choice(("+", "-"))
        v = [p * x + (q if sign == "+" else -q) * y for x, y in zip(a, b, strict=True)]
        shown = f"{p}{point(*a)} {sign} {q}{point(*b)}"
        steps = [f"Combine the vectors: ${shown} = {point(*v)}$."]
    else:
        dimension = 3 if difficulty == 3 else 2
        v = _vector(rng, dimension, 99 if difficulty == 2 else 25)
        if difficulty == 1:
            m = rng.randint(2, 6)
            k = rng.randint(1, m - 1)
            v = [(m * m - k * k) * rng.choice((1, -1)), 2 * m * k * rng.choice((1, -1))]
            rng.shuffle(v)
        shown, steps = point(*v), []
    square = sum(x * x for x in v)
    added = " + ".join(str(x * x) for x in v)
    steps.append(f"Add the squares of the components: ${_squares(v)} = {added} = {square}$.")
    steps.append(
        f"The length is the root: ${chain(f'{_root_of(added)}', _root_of(str(square)), simple_root(square))}$."
    )
    return worked(rng, ask(rng, _MAGNITUDE, a=shown), steps, simple_root(square))


def _root_of(text: str) -> str:
    return f"\\sqrt{{{text}}}"


_ANGLE = posed(
    "vectors",
    "${a}$ and ${b}$",
    (
        "Find the angle between {it} in degrees.",
        "What is the angle, in degrees, between {it}?",
        "Determine the measure in degrees of the angle between {it}.",
    ),
    bare=("Under which angle (in degrees) do the directions ${a}$ and ${b}$ meet?",),
)
_COSINE = posed(
    "vectors",
    "${a}$ and ${b}$",
    (
        "Find the exact cosine of the angle between {it}.",
        "What is the exact cosine of the angle between {it}?",
        "Compute $\\cos\\theta$ exactly, where $\\theta$ is the angle between {it}.",
    ),
    bare=(
        "Find the exact cosine of the angle between ${a}$ and ${b}$.",
        "What is the cosine of the angle enclosed by the vectors ${a}$ and ${b}$?",
        "Compute $\\cos\\theta$ for the angle $\\theta$ between ${a}$ and ${b}$, exactly.",
        "Determine the exact cosine of the angle that ${a}$ and ${b}$ form.",
    ),
)


@problems("math.vector_angle", version=2, levels=(3, 3, 3, 4, 5))
def vector_angle(rng: random.Random, difficulty: int) -> Draft:
    """Angles between vectors.

    Step 1: right angles and half right angles in the plane. 2: the cosine with whole lengths.
    3: the cosine in the plane. 4: the cosine in space. 5: special angles in space.
    """
    if difficulty in (1, 5):
        return _special_angle(rng, space=difficulty == 5)
    dimension = 3 if difficulty == 4 else 2
    a, b = _vector(rng, dimension, 9), _vector(rng, dimension, 9)
    if difficulty == 2:
        a, b = _whole(rng), _whole(rng)
    while _dot(a, b) == 0:
        b = _whole(rng) if difficulty == 2 else _vector(rng, dimension, 9)
    steps, product, norms = _angle_steps(a, b)
    outside, radicand = square_root(norms[0] * norms[1])
    answer = (
        num(Fraction(product) / outside)
        if radicand == 1
        else root(Fraction(product) / (outside * radicand), radicand)
    )
    lengths = f"{simple_root(norms[0])} \\cdot {simple_root(norms[1])}"
    ratio = f"\\frac{{{product}}}{{{lengths}}} = {answer}"
    steps.append(f"The cosine is the dot product over the lengths: ${ratio}$.")
    return worked(rng, ask(rng, _COSINE, a=point(*a), b=point(*b)), steps, answer)


def _whole(rng: random.Random) -> list[int]:
    """A plane vector of whole length."""
    m = rng.randint(2, 6)
    k = rng.randint(1, m - 1)
    v = [(m * m - k * k) * rng.choice((1, -1)), 2 * m * k * rng.choice((1, -1))]
    rng.shuffle(v)
    scale = rng.randint(1, 3)
    return [scale * x for x in v]


def _angle_steps(a: Sequence[int], b: Sequence[int]) -> tuple[list[str], int, tuple[int, int]]:
    product = int(_dot(a, b))
    norms = (sum(x * x for x in a), sum(x * x for x in b))
    lengths = [
        chain(_root_of(_squares(v)), _root_of(str(n)), simple_root(n))
        for v, n in zip((a, b), norms, strict=True)
    ]
    return (
        [
            f"The dot product is ${_dot_text(a, b)} = {product}$.",
            f"The lengths are ${lengths[0]}$ and ${lengths[1]}$.",
        ],
        product,
        norms,
    )


def _special_angle(rng: random.Random, *, space: bool) -> Draft:
    while True:
        if space:
            a, b = _vector(rng, 3, 4), _vector(rng, 3, 4)
        else:
            a = _vector(rng, 2, 9)
            b = rng.choice(([-a[1], a[0]], [a[0] - a[1], a[0] + a[1]], [-a[0] - a[1], a[0] - a[1]]))
            scale = rng.randint(1, 4)
            b = [scale * x for x in b]
        product = int(_dot(a, b))
        norms = sum(x * x for x in a) * sum(x * x for x in b)
        if space and product == 0 and rng.random() < 0.97:
            continue  # right angles would crowd out the others
        quarters = next((q for q in range(4) if 4 * product * product == q * norms), None)
        degrees = None if quarters is None else (90, 60, 45, 30)[quarters]
        if degrees is not None:
            break
    if space:
        p, q = rng.randint(1, 5), rng.randint(1, 5)
        a, b = [p * x for x in a], [q * x for x in b]
        norms *= p * p * q * q
    if product < 0:
        degrees = 180 - degrees
    steps, product, (p, q) = _angle_steps(a, b)
    cosine = simple_root(Fraction(product * product, norms))
    cosine = f"-{cosine}" if product < 0 else cosine
    if product == 0:
        steps[1] = "A dot product of zero means a right angle, as $\\cos 90^\\circ = 0$."
    else:
        steps.append(
            f"The cosine is $\\frac{{{product}}}{{{simple_root(p)} \\cdot {simple_root(q)}}} = {cosine}$."
        )
        steps.append(f"The angle follows from $\\cos {degrees}^\\circ = {cosine}$.")
    return worked(rng, ask(rng, _ANGLE, a=point(*a), b=point(*b)), steps, f"{degrees}^\\circ")


_PROJECTION = posed(
    "vectors",
    "${a}$ and ${b}$",
    (
        "What is the orthogonal projection of the first onto the second?",
        "Project the first onto the second.",
    ),
    bare=(
        "Find the orthogonal projection of ${a}$ onto ${b}$.",
        "Project the vector ${a}$ onto the line spanned by ${b}$.",
        "What is the vector projection of ${a}$ onto ${b}$?",
        "Determine the component vector of ${a}$ along ${b}$.",
    ),
)
_REJECTION = (
    "Find the part of ${a}$ that is perpendicular to ${b}$.",
    "Write ${a}$ as a multiple of ${b}$ plus a vector perpendicular to ${b}$. What is the perpendicular vector?",
    "Remove from ${a}$ its projection onto ${b}$. Which vector remains?",
    "Determine the component vector of ${a}$ orthogonal to ${b}$.",
)
_SCALAR = (
    "Find the exact scalar projection of ${a}$ onto ${b}$.",
    "What is the signed length of the projection of ${a}$ onto ${b}$?",
    "Compute the scalar component of ${a}$ in the direction of ${b}$, exactly.",
    "How long, with sign, is the shadow that ${a}$ casts on the direction ${b}$?",
)


@problems("math.vector_projection", version=2, levels=(2, 3, 3, 4, 5))
def vector_projection(rng: random.Random, difficulty: int) -> Draft:
    """Projections onto a vector.

    Step 1: the plane, a factor that is whole. 2: the plane. 3: space. 4: the signed length.
    5: the perpendicular part in space.
    """
    dimension = 2 if difficulty <= 2 else 3
    size = 12 if difficulty == 2 else 9
    while True:
        a, b = _vector(rng, dimension, size), _vector(rng, dimension, 4 if difficulty == 1 else size)
        product, norm = int(_dot(a, b)), int(_dot(b, b))
        parallel = all(x * b[j] == a[j] * y for x, y in zip(a, b, strict=True) for j in range(dimension))
        if product and not parallel and (difficulty > 1 or product % norm == 0) and norm != 1:
            break
    factor = Fraction(product, norm)
    steps = [
        f"The dot product is ${_dot_text(a, b)} = {product}$.",
        f"The square of the length of the second vector is ${_squares(b)} = {norm}$.",
    ]
    if difficulty == 4:
        outside, radicand = square_root(norm)
        answer = (
            num(Fraction(product) / outside)
            if radicand == 1
            else root(Fraction(product) / (outside * radicand), radicand)
        )
        steps.append(f"The signed length is $\\frac{{{product}}}{{\\sqrt{{{norm}}}}} = {answer}$.")
        return worked(rng, ask(rng, _SCALAR, a=point(*a), b=point(*b)), steps, answer)
    projection = [factor * x for x in b]
    scaled = f"{num(factor)}{point(*b)}" if abs(factor) != 1 else ("-" if factor < 0 else "") + point(*b)
    steps.append(f"The factor of the second vector is ${product} \\div {norm} = {num(factor)}$.")
    if factor == 1:
        steps.append(f"So the projection is $1 \\cdot {point(*b)} = {point(*projection)}$.")
    else:
        steps.append(f"So the projection is ${scaled} = {point(*projection)}$.")
    if difficulty < 5:
        return worked(rng, ask(rng, _PROJECTION, a=point(*a), b=point(*b)), steps, point(*projection))
    rest = [x - y for x, y in zip(a, projection, strict=True)]
    steps.append(f"Subtract it: ${point(*a)} - {point(*projection)} = {point(*rest)}$.")
    steps.append(f"Check: ${_dot_text(rest, b)} = 0$.")
    return worked(rng, ask(rng, _REJECTION, a=point(*a), b=point(*b)), steps, point(*rest))


_PARALLELOGRAM = posed(
    "vectors",
    "${a}$ and ${b}$",
    (
        "Find the exact area of the parallelogram spanned by {it}.",
        "What is the exact area of the parallelogram with {it} as sides?",
    ),
    bare=(
        "Find the area of the parallelogram spanned by ${a}$ and ${b}$.",
        "What is the area of the parallelogram with the side vectors ${a}$ and ${b}$?",
        "Two sides of a parallelogram are the vectors ${a}$ and ${b}$. Compute its exact area.",
        "Determine the exact area of the parallelogram whose sides from one corner are ${a}$ and ${b}$.",
    ),
)
_TRIANGLE = (
    "Find the exact area of the triangle with vertices ${a}$, ${b}$ and ${c}$.",
    "A triangle has the corners ${a}$, ${b}$ and ${c}$. What is its exact area?",
    "Compute the exact area of the triangle formed by the points ${a}$, ${b}$ and ${c}$.",
    "Determine the area enclosed by the triangle through ${a}$, ${b}$ and ${c}$, exactly.",
)


@problems("math.parallelogram_area", version=2, levels=(2, 2, 3, 4, 5))
def parallelogram_area(rng: random.Random, difficulty: int) -> Draft:
    """Areas from vectors.

    Step 1: a parallelogram in the plane, positive. 2: signs. 3: a triangle in the plane.
    4: a parallelogram in space. 5: a triangle in space.
    """
    size = 12 if difficulty == 1 else 20 if difficulty <= 3 else 6
    dimension = 2 if difficulty <= 3 else 3
    while True:
        a, b = _vector(rng, dimension, size), _vector(rng, dimension, size)
        if difficulty == 1:
            a, b = [abs(x) for x in a], [abs(x) for x in b]
        normal = [a[0] * b[1] - a[1] * b[0]] if dimension == 2 else _cross(a, b)
        if any(normal):
            break
    corner = [rng.randint(-9, 9) for _ in range(dimension)]
    steps = []
    triangle = difficulty in (3, 5)
    if triangle:
        others = [[c + x for c, x in zip(corner, v, strict=True)] for v in (a, b)]
        for v, other in zip((a, b), others, strict=True):
            steps.append(f"A side vector is ${point(*other)} - {point(*corner)} = {point(*v)}$.")
    if dimension == 2:
        value = normal[0]
        steps.append(
            f"The determinant of the two vectors is ${a[0]} \\cdot {paren(b[1])} - {paren(a[1])} \\cdot {paren(b[0])} = {value}$."
        )
        steps.append(f"Its absolute value is the area of the parallelogram: $|{value}| = {abs(value)}$.")
        answer = str(abs(value))
        if triangle:
            answer = num(Fraction(abs(value), 2))
            steps.append(f"The triangle has half of it: $\\frac{{1}}{{2}} \\cdot {abs(value)} = {answer}$.")
    else:
        square = sum(x * x for x in normal)
        outside, radicand = square_root(square)
        answer = simple_root(square)
        steps.append(f"The cross product is ${point(*a)} \\times {point(*b)} = {point(*normal)}$.")
        steps.append(f"Add the squares of its components: ${_squares(normal)} = {square}$.")
        area = chain(_root_of(_squares(normal)), _root_of(str(square)), answer)
        steps.append(f"Its length is the area of the parallelogram: ${area}$.")
        if triangle:
            full, answer = answer, root(outside / 2, radicand)
            steps.append(f"The triangle has half of it: ${chain(f'{_HALF}{full}', answer)}$.")
    if triangle:
        prompt = ask(rng, _TRIANGLE, a=point(*corner), b=point(*others[0]), c=point(*others[1]))
    else:
        prompt = ask(rng, _PARALLELOGRAM, a=point(*a), b=point(*b))
    return worked(rng, prompt, steps, answer)


_HALF = "\\frac{1}{2} \\cdot "
