"""``math.cot`` on solutions as models write them, and on the kinds of slips and of right forms that they brought to light."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from assay import Sample, Status, Task, Verdict
from assay_math.verifiers.cot import cot

SOLUTIONS = Path(__file__).parent / "data" / "model_solutions.jsonl"


def check(response: str, prompt: str = "") -> Verdict:
    return cot(Sample(Task(prompt), response))


def test_solutions_as_models_write_them() -> None:
    with SOLUTIONS.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    found = {
        kind: Counter(check(row[kind], row["prompt"]).status for row in rows)
        for kind in ("response", "wrong")
    }
    assert len(rows) >= 350
    assert found["response"][Status.ACCEPTED] >= 0.95 * len(rows)
    assert found["response"][Status.REJECTED] == 0
    assert found["wrong"][Status.REJECTED] >= 0.95 * len(rows)
    assert found["wrong"][Status.ACCEPTED] == 0


RIGHT = [
    (
        "Solve $x^2-4x-12=0$.",
        "$(x-6)(x+2)=0$\n\n- $x - 6 = 0 \\implies x = 6$\n- $x + 2 = 0 \\implies x = -2$",
    ),
    ("Solve x^2 - 4x - 12 = 0.", "The roots are x = 6 and x = -2."),
    ("Solve $|x-3| = 5$.", "$x - 3 = 5 \\Rightarrow x = 8$\n\n$x - 3 = -5 \\Rightarrow x = -2$"),
    ("", "A = πr² = π(5)² = 25π"),
    ("", "V = π × 3² × 10\nV = π × 9 × 10\nV = 90π cm³"),
    ("", "Use the identity (a+b)^2 = a^2 + b^2 + 2ab."),
    ("", "nCr = n!/(r!(n-r)!) = 5!/(2!3!) = 10"),
    ("", "Modulo 5: $2^3 = 8 \\equiv 3$ and $2^4 = 16 \\equiv 1$."),
    ("", "$3^1 \\equiv 3, 3^2 \\equiv 9, 3^3 \\equiv 7, 3^4 \\equiv 1 \\pmod{10}$"),
    ("", r"$\theta = \arctan\frac34 \approx 36.87^\circ$"),
    ("", r"$\arctan 1 = 45^\circ$"),
    ("", "By the Pythagorean theorem, $a^2 + b^2 = c^2$, so $c^2 = 3^2 + 4^2 = 25$ and $c = 5$."),
    ("", "$$x = 3 + 4$$\n$$= 7$$"),
    ("", r"$V = \frac{4}{3}\pi r^3 = \frac43\pi (3)^3 = 36\pi$"),
    ("", "P = 2000, r = 0.05, t = 3\n\nA = P(1 + r)^t\n\nA = 2000(1.05)^3 = 2315.25"),
    ("", "d/dx(−5x²) = −10x"),
    ("", "gcd(252, 198) = 18 and C(10, 2) = 45."),
    ("", "Notice that 2³ = 8 ≡ 1 (mod 7)."),
    ("", "a₁ = 5, a₂ = a₁ + 3 = 8"),
    ("", r"$\frac{150 \text{ miles}}{2.5 \text{ hours}} = 60 \text{ mph}$"),
    ("", "The value of $3+4$ is $7$. The derivative of $x^2$ is $2x$."),
    ("", "A 20% discount on $50 is $10. So 2.5 hours is 150 minutes."),
    (
        "Solve $\\sqrt{2x+3} = x$.",
        "$2x + 3 = x^2$\n$(x-3)(x+1) = 0$\n$x = 3$ or $x = -1$\nSince $x = -1$ is extraneous, $x = 3$.",
    ),
    ("Solve $x^2 = 9$.", "$x^2 = 9 \\iff x = 3 \\text{ or } x = -3$"),
    ("", "<think>\n12*4 = 46, no\n</think>\n12*4 = 48"),
    ("", "48° + 67° = 115°"),
    (
        "",
        "Let $x = 0.3636\\ldots$ Then $100x = 36.3636\\ldots$\n$99x = 36$\n$x = \\frac{36}{99} = \\frac{4}{11}$",
    ),
    # a condition from words, put in force and solved
    ("A number times six is 20 less than the number.", "$$6x = x - 20$$\n$$5x = -20$$\n$$x = -4$$"),
    ("", "Substituting the known values: $5^2 = 3^2 + x^2$, so $x^2 = 16$ and $x = 4$."),
    # segments of a figure
    (
        "",
        r"In triangle $ABC$, $AB = 5$ and $BC = 12$. So $AC = \sqrt{AB^2 + BC^2} = \sqrt{25 + 144} = 13$ and the area is $\frac12 \cdot AB \cdot BC = 30$.",
    ),
    (
        "",
        r"In triangle $ABC$ the altitude gives $BD = DC$. Since $DC = 5$, $BD = 5$ and $BC = BD + DC = 5 + 5 = 10$.",
    ),
    (
        "",
        r"Let each leg of triangle $ABC$ be $x$. The hypotenuse is $\sqrt{x^2 + x^2} = \sqrt{2x^2} = x\sqrt{2}$.",
    ),
    ("", r"The product of \(\frac{-5}{9}\) and \(\frac{8}{17}\) is \(-\frac{40}{153}\)."),
    ("", r"\[ 20 \text{ dozen} = 20 \times 12 = 240 \text{ cookies} \]"),
    ("", r"\[ 63 \div 5 = 12 \text{ remainder } 3 \]"),
    ("", "The discount is 20% of $60, which is $12."),
    ("", r"$\frac{6x+198}{8} = 90 \rightarrow 6x + 198 = 720 \rightarrow x = 87$"),
    ("", r"$\frac{8}{22} = \frac{4 \cdot \cancel{2}}{11 \cdot \cancel{2}} = \frac{4}{11}$"),
    ("", "Since $x^2 < 200$, taking square roots gives\n\\[ -\\sqrt{200} < x < \\sqrt{200} \\]"),
    ("", r"Let $z = 0.0303\ldots$ Then $100z = 3.0303\ldots$, so $100z = 3 + z$ and $z = \frac{1}{33}$."),
    (
        "Solve for x: log₂(x) + log₂(x − 2) = 3",
        "log₂(x(x − 2)) = 3\n\nSo x(x − 2) = 8\n\nx² − 2x − 8 = 0\n\nx = 4 or x = −2. Since x must be greater than 2, x = 4.",
    ),
    ("", "sin 30° = 1/2"),
    ("", r"$\frac{d}{dx}(x) = 1$"),
    ("", r"$f'(x) = (x^2)' \ln x + x^2 (\ln x)' = 2x \ln x + x$"),
    (
        "Triangle ABC has a = 7, b = 8 and angle C = 60°. Find c.",
        r"$c^2 = a^2 + b^2 - 2ab\cos C$. $c^2 = 49 + 64 - 56 = 57$, so $c = \sqrt{57}$.",
    ),
]


@pytest.mark.parametrize(("prompt", "response"), RIGHT)
def test_right_forms(prompt: str, response: str) -> None:
    verdict = check(response, prompt)
    assert verdict.status is Status.ACCEPTED, verdict


WRONG = [
    ("Find $x$ with $\\sqrt{x+3} = x-3$.", "$x+3 = (x-3)^2$\n\n$x^2-7x+6=0$\n\n$(x-1)(x-6)=0$\n\n$x=1$"),
    ("Solve $\\sqrt x=-2$.", "$\\sqrt{x}=-2$\n\nSquaring, $x=4$."),
    ("Solve $\\frac{x}{x-2}=\\frac{2}{x-2}$.", "$\\frac{x}{x-2} = \\frac{2}{x-2}$\n\n$x = 2$"),
    ("Find all $x$ with $|x|=3$.", "$|x| = 3$\n\n$x = 3$"),
    ("Solve $|2x-5|<7$.", "$-7 < 2x-5 < 7$\n\n$-1 < x < 24$"),
    ("", "$x^2 = 9 \\iff x = 3$"),
    ("", "The area is 25π = 25."),
    ("", "3 m * 4 m = 12 m"),
    ("", "3 dozen + 4 = 7 dozen"),
    ("", "12*4 = 46\n\nWait, that is wrong? No, it is fine.\n\n46 + 2 = 48"),
    ("", "12*4 = 46\n\nWait, that is wrong.\n\n46 + 2 = 48"),
    ("", "Assuming 12 * 4 = 46, 46 + 2 = 48."),
    ("", "The value of $3+4$ is $8$. $8-1=7$"),
    ("", "The derivative of $x^3$ is $2x^2$. $1 + 1 = 2$"),
    ("", "A 20% discount on $50 is $12, so the price is $50 - $12 = $38."),
    ("", "2.5 hours is 250 minutes, and 250 / 10 = 25."),
    ("", "Modulo 5: $2^3 = 8 \\equiv 4$ and $2^4 = 16 \\equiv 1$."),
    ("", r"$\theta = \arctan\frac34 \approx 38.87^\circ$"),
    ("", "$$x = 3 + 4$$\n$$= 8$$"),
    ("", "A = πr² = π(5)² = 20π"),
    ("", "x² − 1 = (x − 1)(x + 1)\nGroup:\n= (x − 1)(x − 1)"),
    (
        "Solve $|2x - 1| = 7$.",
        "* **Case 1:** $2x - 1 = 7 \\Rightarrow x = 4$\n* **Case 2:** $2x - 1 = -7 \\Rightarrow 2x = -8$",
    ),
    ("", "$y = x^2$\n$\\frac{dy}{dx} = 3x$\n$1 + 1 = 2$"),
    ("", "<think>\n12*4 = 48\n</think>\nIt is 48."),
    (
        "Find the area of a circle of radius $5$.",
        "The area is given by $A = \\pi r^2$. So $A = 20\\pi$. Also $1 + 1 = 2$.",
    ),
    ("", r"$\int x e^x\,dx = x e^x - \int e^x\,dx = x e^x + e^x + C$"),
    ("", "$$6x = x - 20$$\n$$5x = 20$$\n$$x = 4$$"),
    ("", "Here $(x+2)^2 = x^2 + 4$. $1 + 1 = 2$"),
    (
        "",
        r"In triangle $ABC$, $AB = 5$ and $BC = 12$. The area is $\frac12 \cdot AB \cdot BC = 60$. $1 + 1 = 2$",
    ),
    ("", r"$\sqrt{x^2} = x$. $1 + 1 = 2$"),
    ("", r"The product of \(\frac{-5}{9}\) and \(\frac{8}{17}\) is \(\frac{40}{153}\). $1 + 1 = 2$"),
    ("", r"\[ 20 \text{ dozen} = 20 \times 10 \]"),
    ("", r"\[ 63 \div 5 = 12 \text{ remainder } 4 \]"),
    ("", "The discount is 20% of $60, which is $14. So 60 - 14 = 46."),
    ("", "$10\\%$ of $50$ is $6$. $1 + 1 = 2$"),
    ("Solve $|x| = 3$.", "$|x| = 3$. Since it is positive, $x = 3$."),
    ("", r"$2x = 6 \rightarrow x = 4$"),
    ("", "Since $x^2 < 200$, taking square roots gives\n\\[ -\\sqrt{20} < x < \\sqrt{20} \\]"),
    ("", "sin(30°) = 0.6"),
    (
        "",
        "\\begin{align*}f'(x) &= (x^2)' \\ln x + x^2 (\\ln x)' \\\\ &= 2x \\ln x + 1\\end{align*} $1 + 1 = 2$",
    ),
    ("Convert $1101_2$ to base ten.", r"$1101_2 = 8 + 4 + 0 + 1$. $8 + 4 + 1 = 15$"),
]


@pytest.mark.parametrize(("prompt", "response"), WRONG)
def test_slips_are_not_accepted(prompt: str, response: str) -> None:
    verdict = check(response, prompt)
    assert verdict.status is not Status.ACCEPTED, verdict


@pytest.mark.parametrize(
    ("prompt", "response"),
    [
        ("Find dy/dx for x^2+y^2=25.", r"$2x + 2y\frac{dy}{dx} = 25$, so $\frac{dy}{dx} = -\frac{x}{y}$."),
        ("Find dy/dx for x^2+y^2=25.", r"$2x + 2y\frac{dy}{dx} = 0$, so $\frac{dy}{dx} = \frac{x}{y}$."),
        ("Find dy/dx for xy = 4.", r"Differentiating: $y + y' = 0$, so $y' = -y$."),
        (
            "Find the tangent to y = x^2 at x = 3.",
            r"The tangent line is $y - 9 = 5(x - 3)$, so $y = 5x - 6$.",
        ),
        (
            "Find the tangent to y = x^2 at x = 3.",
            r"The slope is $2 \cdot 3 = 6$. The tangent line is $y = 6x - 8$.",
        ),
        ("Let a, b be positive.", r"By AM-GM $a + b \ge 3\sqrt{ab}$."),
        (
            "Let a and b be positive with a + b = 10.",
            r"$\frac{a+b}{2} \ge \sqrt{ab}$, so $ab \le 20$. And $2+2=4$.",
        ),
        ("Find d/dt of x^2.", "d/dt(x²) = 3x dx/dt. Also 2 + 2 = 4."),
        ("", "f(1) = 2 and f(2) = 3 + 3 = 7."),
        ("Find the derivative of x^3.", "$f'(x) = 2x^2$. So $1+1=2$."),
        ("Find the mean and the sum of 1, 2, 3.", "Sum $= 1+2+3 = 7$, mean $= 7/3$."),
        ("", r"$3 \text{ h} = 3 \times 50 = 150$ minutes"),
        ("P(A)=1/2, P(B)=1/3, independent.", r"$P(A \cap B) = \frac12\cdot\frac13 = \frac15$"),
    ],
)
def test_rates_tangents_means_and_labels_that_are_wrong(prompt: str, response: str) -> None:
    verdict = cot(Sample(Task(prompt, ""), response))
    assert verdict.status is not Status.ACCEPTED, verdict


@pytest.mark.parametrize(
    ("prompt", "response"),
    [
        ("Find dy/dx for x^2+y^2=25.", r"$2x + 2y\frac{dy}{dx} = 0$, so $\frac{dy}{dx} = -\frac{x}{y}$."),
        (
            "Find the tangent to y = x^2 at x = 3.",
            r"The tangent line is $y - 9 = 6(x - 3)$, so $y = 6x - 9$.",
        ),
        (
            "Let a and b be positive with a + b = 10.",
            r"$\frac{a+b}{2} \ge \sqrt{ab}$, so $ab \le 25$. And $2+2=4$.",
        ),
        ("Find d/dt of x^2.", "d/dt(x²) = 2x dx/dt. Also 2 + 2 = 4."),
        ("", "f(1) = 2 - 3 = -1 and f(2) = 3 + 3 = 6."),
        ("Find the mean and the sum of 1, 2, 3.", "Sum $= 1+2+3 = 6$, mean $= 6/3 = 2$."),
        ("", r"$3 \text{ h} = 3 \times 60 = 180$ minutes"),
    ],
)
def test_rates_tangents_means_and_labels_that_are_right(prompt: str, response: str) -> None:
    verdict = cot(Sample(Task(prompt, ""), response))
    assert verdict.status is Status.ACCEPTED, verdict
