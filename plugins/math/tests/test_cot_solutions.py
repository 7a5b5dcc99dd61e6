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
    assert len(rows) >= 200
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
]


@pytest.mark.parametrize(("prompt", "response"), WRONG)
def test_slips_are_not_accepted(prompt: str, response: str) -> None:
    verdict = check(response, prompt)
    assert verdict.status is not Status.ACCEPTED, verdict
