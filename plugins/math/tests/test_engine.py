"""What the engine decides: true statements, false ones, and those it must not claim to know."""

from __future__ import annotations

import pytest

from assay_math.engine.claims import decide
from assay_math.engine.equivalence import compare
from assay_math.engine.outcome import Context, Function, Truth
from assay_math.notation import parse
from assay_math.notation.nodes import Number


def lines(block: str) -> list[str]:
    return [line.strip() for line in block.strip().splitlines()]


TRUE = lines(
    r"""
    3 + 4 \cdot 5 = 23
    0.2 = 20\%
    (x+2)(x+3) = x^2+5x+6
    \frac{x^2-1}{x-1} = x+1
    \sin^2 x + \cos^2 x = 1
    \sin 2x = 2\sin x\cos x
    \ln(xy) = \ln x + \ln y
    \ln e^2 = 2
    \sqrt{x^2} = |x|
    |x|^2 = x^2
    |xy| = |x||y|
    \sqrt{3+2\sqrt{2}} = 1+\sqrt{2}
    \frac{1}{\sqrt{2}} = \frac{\sqrt{2}}{2}
    \log_2 8 = 3
    \log_2 3 = \frac{\ln 3}{\ln 2}
    e^{i\pi} = -1
    |3+4i| = 5
    (1+i)^2 = 2i
    \overline{3+4i} = 3-4i
    \sin 30^\circ = \frac{1}{2}
    \cos 60° = 0.5
    \tan 45^\circ = 1
    \frac{d}{dx}(x^2) = 2x
    \frac{d}{dx}(\sin(x^2)) = 2x\cos(x^2)
    \int 2x\,dx = x^2 + C
    \int \frac{1}{x} dx = \ln|x| + C
    \int \sin x\,dx = -\cos x + C
    \int_0^1 2x\,dx = 1
    \int_0^{\pi} \sin x\,dx = 2
    \int_0^1 \sqrt{x}\,dx = \frac{2}{3}
    \int_0^1 e^x dx = e - 1
    \int_1^e \frac{1}{x}dx = 1
    \int_0^1 \frac{1}{1+x^2}dx = \frac{\pi}{4}
    \int_0^\infty e^{-x}dx = 1
    \int_0^1 x e^x dx = 1
    \int_0^1 \arctan x\,dx = \frac{\pi}{4} - \frac{\ln 2}{2}
    \left[x^2\right]_0^1 = 1
    \left[\ln x\right]_1^e = 1
    \lim_{x \to 2} \frac{x^2-4}{x-2} = 4
    \lim_{x \to 0} \frac{\sin x}{x} = 1
    \lim_{n \to \infty} (1+\frac{1}{n})^n = e
    \lim_{x \to 0^+} \frac{1}{x} = \infty
    \lim_{h \to 0} \frac{(x+h)^2 - x^2}{h} = 2x
    \sum_{k=1}^{5} k = 15
    \sum_{k=1}^{n} k = \frac{n(n+1)}{2}
    \sum_{k=1}^{n} k^2 = \frac{n(n+1)(2n+1)}{6}
    \sum_{k=0}^{\infty} \frac{1}{2^k} = 2
    \sum_{k=0}^{n} 2^k = 2^{n+1} - 1
    \prod_{k=1}^{5} k = 120
    \frac{n!}{(n-1)!} = n
    \binom{n}{2} = \frac{n(n-1)}{2}
    \begin{pmatrix}1 & 2\\3 & 4\end{pmatrix}\begin{pmatrix}1\\1\end{pmatrix} = \begin{pmatrix}3\\7\end{pmatrix}
    \begin{pmatrix}1 & 2\\3 & 4\end{pmatrix}^{-1} = \begin{pmatrix}-2 & 1\\1.5 & -0.5\end{pmatrix}
    \begin{vmatrix}1 & 2\\3 & 4\end{vmatrix} = -2
    \begin{vmatrix}a & b\\c & d\end{vmatrix} = ad - bc
    \operatorname{rank}\begin{pmatrix}1 & 2\\2 & 4\end{pmatrix} = 1
    (1,2,3) \cdot (4,5,6) = 32
    (1,0,0) \times (0,1,0) = (0,0,1)
    \|(3,4)\| = 5
    17 \equiv 2 \pmod 5
    17 \bmod 5 = 2
    3 \mid 12
    2^{100} \equiv 1 \pmod{3}
    1011_2 = 11_{10}
    \frac{2}{3} \approx 0.67
    \pi \approx 3.14
    e^x \cdot e^y = e^{x+y}
    2^x \cdot 2^y = 2^{x+y}
    \frac{x}{x} = 1
    a^2 - b^2 = (a-b)(a+b)
    \sqrt{12} = 2\sqrt{3}
    \sqrt[3]{-8} = -2
    \cos\frac{\pi}{5} = \frac{1+\sqrt5}{4}
    0.\overline{9} = 1
    \frac{d}{dx}\ln x = \frac{1}{x}
    \max(3, 5) = 5
    \infty = \infty
    x^{-1} = \frac{1}{x}
    5 \in \{1,5\}
    4 \in [0, 5)
    1 < 2 < 3
    \sqrt{2} < 1.5
    \sqrt[3]{x^3} = x
    \tan x = \frac{\sin x}{\cos x}
    \sinh x = \frac{e^x - e^{-x}}{2}
    \arcsin\frac12 = \frac{\pi}{6}
    \cos(-x) = \cos x
    \log(10x) = \log 10 + \log x
    \frac{\partial}{\partial x}(x^2 y) = 2xy
    \int x e^x dx = x e^x - \int e^x dx
    \int x^2 dx = \frac{x^3}{3}
    7^{100} \equiv 1 \mod 10
    \lfloor 7/2 \rfloor = 3
    \$12 + \$3 = \$15
    x^{1/2} = \sqrt{x}
    \lim_{x\to\infty} \frac{3x^2+1}{2x^2-5} = \frac32
    \sqrt{x}\sqrt{y} = \sqrt{xy}
    \sqrt{\frac{1}{n}} = \frac{1}{\sqrt{n}}
    \frac{1}{1+\sqrt{2}} = \sqrt{2} - 1
    \sqrt{5+2\sqrt{6}} = \sqrt{2}+\sqrt{3}
    \cos(2x) = 1 - 2\sin^2 x
    \tan^2 x + 1 = \sec^2 x
    \sin(x+y) = \sin x\cos y + \cos x\sin y
    e^{\ln x} = x
    \ln(e^x) = x
    \log_b(b^x) = x
    a^{\log_a x} = x
    \frac{d}{dx} e^{2x} = 2e^{2x}
    \frac{d}{dx} x^x = x^x(\ln x + 1)
    \frac{d^2}{dx^2}(x^3) = 6x
    \frac{d}{dx}\left(\frac{\sin x}{x}\right) = \frac{x\cos x - \sin x}{x^2}
    \frac{d}{dx}(\arctan x) = \frac{1}{1+x^2}
    \frac{d}{dx}\sqrt{x} = \frac{1}{2\sqrt{x}}
    \int \frac{1}{1+x^2} dx = \arctan x + C
    \int x^n dx = \frac{x^{n+1}}{n+1} + C
    \int \sec^2 x\,dx = \tan x + C
    \int \tan x\,dx = -\ln|\cos x| + C
    \int_0^{\pi/2} \cos x\,dx = 1
    \int_{-1}^{1} x^3\,dx = 0
    \int_1^4 \frac{1}{\sqrt{x}}\,dx = 2
    \int_0^1 \ln x\,dx = -1
    \int_1^{\infty} \frac{1}{x^2} dx = 1
    \int_0^2 \int_0^3 xy\,dx\,dy = 9
    \int_0^1 x^2\,dx = \left[\frac{x^3}{3}\right]_0^1 = \frac13
    \int_0^a x\,dx = \frac{a^2}{2}
    \lim_{x\to 0}\frac{1-\cos x}{x^2} = \frac12
    \lim_{x\to\infty} \frac{\ln x}{x} = 0
    \lim_{x \to \infty} e^{-x} = 0
    \lim_{x \to 0^-} \frac{1}{x} = -\infty
    \sum_{k=1}^{\infty} \frac{1}{k^2} = \frac{\pi^2}{6}
    \sum_{k=0}^{\infty} \frac{1}{k!} = e
    \sum_{k=1}^{n} (2k-1) = n^2
    \sum_{k=0}^{n-1} r^k = \frac{1-r^n}{1-r}
    \sum_{i=1}^{3} i^2 = 1 + 4 + 9 = 14
    \prod_{k=1}^{n} k = n!
    \binom{n}{k} = \frac{n!}{k!(n-k)!}
    (n+1)! = (n+1) n!
    \begin{pmatrix}a & b\\c & d\end{pmatrix}\begin{pmatrix}1 & 0\\0 & 1\end{pmatrix} = \begin{pmatrix}a & b\\c & d\end{pmatrix}
    \begin{pmatrix}1 & 2\\3 & 4\end{pmatrix}^T = \begin{pmatrix}1 & 3\\2 & 4\end{pmatrix}
    \begin{pmatrix}1 & 2\\3 & 4\end{pmatrix}^2 = \begin{pmatrix}7 & 10\\15 & 22\end{pmatrix}
    2\begin{pmatrix}1\\2\end{pmatrix} + \begin{pmatrix}1\\0\end{pmatrix} = \begin{pmatrix}3\\4\end{pmatrix}
    \operatorname{tr}\begin{pmatrix}1 & 2\\3 & 4\end{pmatrix} = 5
    \langle 1,2,3\rangle \cdot \langle 1,1,1\rangle = 6
    |\langle 3,4\rangle| = 5
    \frac{2+3i}{1-i} = -\frac{1}{2}+\frac{5}{2}i
    i^{17} = i
    |1 - i| = \sqrt{2}
    \operatorname{Re}(3+4i) = 3
    e^{i x} = \cos x + i\sin x
    (\cos x + i \sin x)^2 = \cos 2x + i\sin 2x
    2^{10} = 1024
    \sqrt{2}\sqrt{8} = 4
    \frac{\sqrt{50}}{\sqrt2} = 5
    1000000 \text{ cm} = 1000000 \text{ cm}
    60 \text{ km/h} \cdot 2 \text{ h} = 120 \text{ km}
    60 \text{ km/h} \cdot 30 \text{ min} = 30 \text{ km}
    1 \text{ h} = 60 \text{ min}
    5 \text{ m/s}^2 \cdot 2 \text{ kg} = 10 \text{ N}
    \$5 = 500 \text{ cents}
    3 \text{ apples} + 4 \text{ apples} = 7
    \frac{0.1}{3} = \frac{1}{30}
    \sqrt[4]{16} = 2
    27^{2/3} = 9
    4^{-1/2} = \frac12
    \log_4 8 = 1.5
    \lg 1000 = 3
    \ln\sqrt{e} = \frac12
    \sin\frac{\pi}{6} = \frac12
    \sin 210^\circ = -\frac12
    \cot\frac{\pi}{4} = 1
    \arccos(-1) = \pi
    \cos 75° = \frac{\sqrt6-\sqrt2}{4}
    \sinh^{-1}(0) = 0
    |{-3}| = 3
    \lceil 2.1 \rceil = 3
    2^{11} \equiv 1 \pmod{23}
    -1 \equiv 6 \pmod 7
    3^{-1} \equiv 5 \pmod{7}
    5 \nmid 12
    x^2 - 5x + 6 = (x-2)(x-3)
    \frac{1}{x(x+1)} = \frac{1}{x} - \frac{1}{x+1}
    (a+b)^3 = a^3+3a^2b+3ab^2+b^3
    \left(\frac{a}{b}\right)^{-2} = \frac{b^2}{a^2}
    \frac{x^5}{x^2} = x^3
    (x^2)^3 = x^6
    \sqrt{x^4} = x^2
    |x^2| = x^2
    |-x| = |x|
    \frac{|x|}{x} = \frac{x}{|x|}
    \max(2, 7, 5) = 7
    \frac{1}{3} \ne 0.33
    0.3333 \approx \frac{1}{3}
    \sqrt{2} \approx 1.414
    e \approx 2.718
    1.5 \times 10^{3} = 1500
    \emptyset = \{\}
    \{1,2,2\} = \{2,1\}
    (-\infty, 3) = (-\infty, 3)
    \sum_{k=1}^{n} k^3 = \left(\frac{n(n+1)}{2}\right)^2
    \frac{\partial^2}{\partial x \partial y}(x^2y^3) = 6xy^2
    """
)

FALSE = lines(
    r"""
    \frac{1}{2004!} = \frac{1}{2006!}
    \frac{1}{2^{99}} = \frac{1}{2^{98}}
    10000/10001 = 1
    1 + e^{-1000} = 1
    1 + e^{-100} = 1
    \tanh(1000) = 1
    \pi + 10^{-300} = \pi
    \sqrt{x^2} = x
    \frac{d}{dx}(x^2) = x
    \int 2x dx = x^2 + x + C
    \int_0^1 x^{0.5} dx = 0.674
    \int_0^1 2x dx = 2
    \sum_{k=1}^{n} k = \frac{n(n-1)}{2}
    \sum_{k=1}^{\infty} \frac{1}{k} = 5
    \frac{n!}{(n-1)!} = n + 1
    |x+y| = |x|+|y|
    \lfloor x \rfloor = x
    204_5 = 204_7
    1 - \frac{1}{e} = 1 + \frac{1}{e}
    e^{\pi\sqrt{163}} = 262537412640768744
    x = 2
    17 \equiv 3 \pmod 5
    2 \approx 2.4
    \sqrt{2} \approx 1.42
    \cos x = 1
    \sin(10^{-30}) = 10^{-30}
    \arctan(10^{50}) = \frac{\pi}{2}
    \log 100 = 3
    x^{1/3} = -x^{1/3}
    \begin{pmatrix}1 & 2\end{pmatrix} = \begin{pmatrix}1 & 3\end{pmatrix}
    \{1,2\} = \{1,3\}
    \sqrt{-1} = 1
    i^2 = 1
    \sqrt{x} = \sqrt{y}
    x/x = 2
    \int \frac{1}{x} dx = \ln x + x
    x! = x
    \begin{pmatrix}1 & 2\\3 & 4\end{pmatrix}\begin{pmatrix}0 & 1\\1 & 0\end{pmatrix} = \begin{pmatrix}0 & 1\\1 & 0\end{pmatrix}\begin{pmatrix}1 & 2\\3 & 4\end{pmatrix}
    \sin^2 x + \cos^2 x = 1 + 10^{-100}
    \sqrt{x^2+y^2} = x+y
    \frac{a}{b+c} = \frac{a}{b}+\frac{a}{c}
    (a+b)^2 = a^2+b^2
    \sin 2x = 2\sin x
    \ln(x+y) = \ln x + \ln y
    \sqrt{a+b} = \sqrt a + \sqrt b
    e^{x+y} = e^x + e^y
    |x-1| = x-1
    \sqrt[4]{x^4} = x
    \arcsin(\sin x) = x
    \arctan(\tan x) = x
    \ln(x^2) = 2\ln|x| + 10^{-50}
    \frac{d}{dx}|x| = 1
    \int \frac{1}{x} dx = \frac{1}{x^2}
    \int_0^1 \frac{1}{x} dx = 5
    \sum_{k=1}^{n} k = \frac{n(n+1)}{2} + 1
    \sum_{k=0}^{\infty} 2^k = -1
    \lim_{n\to\infty} n = 5
    \binom{n}{2} = \frac{n(n+1)}{2}
    n! = n(n-1)
    (1,2)\cdot(3,4) = 10
    (1,2) = (2,1)
    \begin{pmatrix}1&2\end{pmatrix} = \begin{pmatrix}1&2&3\end{pmatrix}
    2 \in (2,3)
    3 \in \{1,2\}
    \lfloor x\rfloor = x
    \lfloor x + 1 \rfloor = x + 1
    \lfloor 2x\rfloor = 2\lfloor x\rfloor
    \max(x,y) = x
    \cos^{-1} x = \frac{1}{\cos x}
    \sqrt{-4} = 2
    \log_2(-8) = 3
    0.33 = \frac{1}{3}
    0.999 = 1
    3.14 = \pi
    22/7 = \pi
    \frac{355}{113} = \pi
    (\sqrt{2})^{2} = 2 + 10^{-60}
    \cos(10^{-40}) = 1
    \cos(10^{-40}) = 1 - \frac{10^{-80}}{2}
    e^{-e^{9}} = 0
    \tanh(50) = 1
    \frac{1}{3^{500}} = \frac{1}{3^{501}}
    10^{-400}\pi = 10^{-401}\pi
    \prod_{k=1}^{50}\sin(10^{-k}) = 0
    \sin(\pi\cdot 10^{-100}) = \pi \cdot 10^{-100}
    5\% = 5
    2^{0.5} = 1.41421356
    x^y = y^x
    x^{-1} = -x
    x = x + 1
    \arg(-1) = -\pi
    \overline{z} = z
    \sum_{k=1}^{3} x_k = 3x
    \sqrt{x}^2 = |x|+1
    e^{2\pi i x} = 1
    (x-1)! = x!
    \pi^{e} = e^{\pi}
    \frac{\sin x}{x} = 1
    \sqrt{x}\sqrt{x} = -x
    \log_x 8 = 3
    """
)

# Undefined, ambiguous, too large, or true for some readings only: neither answer may be given.
OPEN = lines(
    r"""
    \infty - \infty = 0
    2\infty = 5
    \frac{1}{0} = \frac{2}{0}
    0^0 = 0^0
    \frac{dy}{dx} = 0
    \frac{d}{dx}(x^2+y^2) = 2x
    \int_{-1}^{1} \frac{1}{x} dx = 0
    \int_{-1}^{1} \frac{1}{x^2} dx = -2
    \lim_{x\to 0} \frac{1}{x} = \infty
    \lim_{x \to 0} \frac{|x|}{x} = 1
    \$5 = €5
    5 \text{ cm} = 5 \text{ km}
    3 \text{ km} + 200 \text{ m} = 203 \text{ km}
    5 \text{ apples} = 5 \text{ oranges}
    5 \text{ celsius} = 5 \text{ kelvin}
    e^{e^{e^{10}}} = e^{e^{e^{10}}}+1
    \log 100 = \ln 100
    (-8)^{1/3} = 5
    (1,2) = [1,2]
    9^{9^9} = 1
    f(x) = f(y)
    f(x) = g(x)
    \pm 2 = 2
    \frac{x-x}{y-y} = 1
    \text{cat} = \text{dog}
    \int_{-1}^1 \frac{1}{x} dx = \left[\ln|x|\right]_{-1}^1
    \int_{-1}^{2} \frac{1}{x^2}dx = -\frac{3}{2}
    \int_0^{\pi} \tan x\,dx = 0
    \int_0^\pi \sec^2 x dx = 0
    \sum_{k=1}^{\infty} (-1)^k = -\frac12
    \lim_{x\to\infty}\sin x = 0
    \lim_{x\to 0}\sin\frac1x = 0
    \begin{pmatrix}1&2\\2&4\end{pmatrix}^{-1} = \begin{pmatrix}1&0\\0&1\end{pmatrix}
    \gcd(x, y) = 1
    x \bmod 2 = 0
    \tan 90^\circ = 0
    1 - e^{-e^{9}} = 1
    60 \text{ km/h} \cdot 2 \text{ h} = 120 \text{ kg}
    f'(x) = 2x
    \text{A} = \text{B}
    5 = 5 \text{ or } 6
    \frac{x}{0} = \frac{y}{0}
    \frac{0}{0} = 1
    \frac{1}{\sin \pi} = \frac{1}{\tan \pi}
    0 \cdot \infty = 0
    1^{\infty} = 1
    \operatorname{foo}(x) = \operatorname{bar}(x)
    """
)


@pytest.mark.parametrize("claim", TRUE)
def test_true_statements_are_proved(claim: str) -> None:
    assert decide(parse(claim)).truth is Truth.TRUE


@pytest.mark.parametrize("claim", FALSE)
def test_false_statements_are_refuted(claim: str) -> None:
    assert decide(parse(claim)).truth is Truth.FALSE


@pytest.mark.parametrize("claim", OPEN)
def test_what_cannot_be_known_stays_open(claim: str) -> None:
    assert decide(parse(claim)).truth is Truth.UNKNOWN


def test_names_take_the_values_they_are_bound_to() -> None:
    context = Context(
        bindings={"x": Number(5), "y": parse("2x + 1"), "A": parse(r"\begin{pmatrix}1&2\\3&4\end{pmatrix}")}
    )
    assert decide(parse("y = 11"), context).is_true
    assert decide(parse("y = 12"), context).is_false
    assert decide(parse(r"\det(A) = -2"), context).is_true
    assert decide(parse(r"A^2 = A"), context).is_false


def test_defined_functions_are_applied_and_differentiated() -> None:
    context = Context(functions={"f": Function(("x",), parse("x^2 + 1"))})
    for claim in ("f(3) = 10", "f'(x) = 2x", "f'(3) = 6", "f(a+1) = a^2 + 2a + 2"):
        assert decide(parse(claim), context).is_true, claim
    assert decide(parse("f(3) = 9"), context).is_false
    assert decide(parse("f'(3) = 7"), context).is_false


def test_a_parameter_does_not_leak_into_other_definitions() -> None:
    context = Context(
        bindings={"y": parse("x + 1"), "x": Number(100)}, functions={"f": Function(("x",), parse("x + y"))}
    )
    assert decide(parse("f(1) = 102"), context).is_true


def test_a_sequence_is_a_function_of_its_index() -> None:
    context = Context(functions={"a_": Function(("n",), parse("3n + 2"))})
    assert decide(parse("a_5 = 17"), context).is_true
    assert decide(parse("a_{10} = 31"), context).is_false


def test_definitions_that_go_in_circles_are_left_open() -> None:
    context = Context(bindings={"x": parse("y + 1"), "y": parse("x - 1")})
    assert decide(parse("x = 3"), context).truth is Truth.UNKNOWN
    towers = Context(bindings={f"x_{i}": parse(f"x_{i + 1} \\cdot x_{i + 1}") for i in range(40)})
    assert decide(parse("x_0 = 3"), towers).truth is Truth.UNKNOWN


def test_a_logarithm_without_a_base_follows_the_context() -> None:
    claim = parse(r"\log 100 = 2")
    assert decide(claim).truth is Truth.UNKNOWN
    assert decide(claim, Context(log_base="10")).is_true
    assert decide(claim, Context(log_base="e")).is_false


def test_assumptions_change_what_is_true() -> None:
    left, right = parse(r"\sqrt{x^2}"), parse("x")
    assert compare(left, right).is_false
    assert compare(left, right, Context(positive=frozenset("x"))).is_true


def test_rounding_goes_by_the_digits_shown() -> None:
    for claim in (
        r"\pi \approx 3.14",
        r"\frac{2}{3} \approx 66.7\%",
        r"2.71828 \approx 2.718",
        r"1234 \approx 1200",
    ):
        assert decide(parse(claim)).is_true, claim
    for claim in (r"\pi \approx 3.15", r"\frac{2}{3} \approx 0.66", r"1234 \approx 1234.5"):
        assert decide(parse(claim)).is_false, claim
