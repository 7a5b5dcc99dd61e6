"""``math.cot`` on LaTeX and on equations with unknowns."""

from __future__ import annotations

import pytest

from assay import Sample, Status, Task, Verdict
from assay_math.verifiers.cot import cot


def check(response: str, prompt: str = "") -> Verdict:
    return cot(Sample(Task(prompt), response))


TRUE = [
    ("", r"$3 + 4 \cdot 5 = 23$"),
    ("", r"\[\frac{1}{2} + \frac{1}{3} = \frac{3}{6} + \frac{2}{6} = \frac{5}{6}\]"),
    ("", "\\begin{align*}\n2^3 \\cdot 3 &= 8 \\cdot 3 \\\\\n&= 24\n\\end{align*}"),
    ("", r"$\sqrt{16} = 4$ and $\binom{5}{2} = 10$"),
    ("", r"$\frac{10}{3} = 3.33$ and $\sqrt{2} \approx 1.41$"),
    ("", r"$17 \equiv 2 \pmod{5}$ and $3 \mid 12$"),
    ("", r"$\gcd(12, 18) = 6$ and $5! = 120$"),
    ("", r"$\sin 30^\circ = \frac{1}{2}$"),
    ("", r"$1{,}000 + 500 = 1{,}500$"),
    ("Expand $(x + 2)(x + 3)$.", r"$(x + 2)(x + 3) = x^2 + 3x + 2x + 6 = x^2 + 5x + 6$."),
    ("Solve $2x + 3 = 11$.", "Subtract 3: $2x = 11 - 3 = 8$.\nDivide: $x = \\frac{8}{2} = 4$."),
    ("Solve $x^2 - 5x + 6 = 0$.", r"$(x - 2)(x - 3) = 0$, so $x = 2$ or $x = 3$."),
    ("Solve $x^2 = 9$.", r"$x = \pm 3$."),
    ("Solve $x + y = 10$, $x - y = 4$.", "Add them: $2x = 14$, so $x = 7$.\nThen $y = 10 - 7 = 3$."),
    ("Solve $-2x < 6$.", r"Divide by $-2$: $x > -3$."),
    ("Solve $x^2 > 9$.", r"So $x < -3$ or $x > 3$."),
    ("Solve $|x - 1| \\le 2$.", r"$-2 \le x - 1 \le 2$, so $-1 \le x \le 3$."),
    ("Solve $2x + 1 < 7$.", r"$2x < 6$, so $x \in (-\infty, 3)$."),
    ("Let $f(x) = x^2 + 1$. Find $f(3)$ and $f'(x)$.", "$f(3) = 9 + 1 = 10$\n$f'(x) = 2x$"),
    ("", "Let x be the number of pens.\nx + x + 5 = 25\n2x = 20\nx = 10"),
    ("", "We know that x + y = 30 and x = 2y.\nSubstituting, we get 2y + y = 30.\n3y = 30\ny = 10"),
    ("", r"$\int 2x\,dx = x^2 + C$ and $\int_0^1 2x\,dx = 1$"),
    ("", r"$\det\begin{pmatrix}1 & 2\\3 & 4\end{pmatrix} = -2$"),
    ("Solve $3x \\equiv 4 \\pmod{7}$.", r"Multiply by 5: $x \equiv 6 \pmod{7}$."),
]


@pytest.mark.parametrize(("prompt", "response"), TRUE)
def test_true_steps(prompt: str, response: str) -> None:
    verdict = check(response, prompt)
    assert verdict.status is Status.ACCEPTED, verdict


FALSE = [
    ("", r"$3 + 4 \cdot 5 = 35$", "false_arithmetic"),
    ("", "\\begin{align*}\n2^3 \\cdot 3 &= 8 \\cdot 3 \\\\\n&= 25\n\\end{align*}", "false_arithmetic"),
    ("", r"$17 \equiv 3 \pmod{5}$", "false_statement"),
    ("", r"$9 \cdot 14 = 36 \equiv 6 \pmod{10}$", "false_arithmetic"),
    ("", r"$\sin 32^\circ = \frac{1}{2}$", "false_arithmetic"),
    ("Expand $(x + 2)(x + 3)$.", r"$(x + 2)(x + 3) = x^2 + 5x + 7$.", "false_identity"),
    ("Expand $(x + 2)(x + 3)$.", r"$(x + 2)(x + 3) = x^2 + 3x + 2x + 6 = x^2 + 6x + 6$.", "false_identity"),
    ("Solve $2x + 3 = 11$.", "Subtract 3: $2x = 9$.", "false_step"),
    ("Solve $2x + 3 = 11$.", "So $x = 5$.", "false_step"),
    ("Solve $x^2 - 5x + 6 = 0$.", r"$(x - 2)(x - 3) = 0$, so $x = 2$.", "lost_root"),
    ("Solve $x^2 - 5x + 6 = 0$.", r"$(x - 2)(x - 4) = 0$.", "false_step"),
    ("Solve $-2x < 6$.", r"Divide by $-2$: $x < -3$.", "false_step"),
    ("Solve $2x + 1 < 7$.", r"$2x < 6$, so $x \in (-\infty, 4)$.", "false_step"),
    ("Let $f(x) = x^2 + 1$.", "$f(3) = 9 + 2 = 11$", "false_arithmetic"),
    ("Let $f(x) = x^2 + 1$.", "$f'(x) = 2x + 1$", "false_identity"),
    ("", "x + x + 5 = 25\n2x = 21\nx = 10", "false_step"),
    ("Given $a = 3$.", "So $a = 4$.", "contradicts_binding"),
    ("Solve $3x \\equiv 4 \\pmod{7}$.", r"Multiply by 5: $x \equiv 5 \pmod{7}$.", "false_step"),
]


@pytest.mark.parametrize(("prompt", "response", "reason"), FALSE)
def test_false_steps(prompt: str, response: str, reason: str) -> None:
    verdict = check(response, prompt)
    assert verdict.status is Status.REJECTED, verdict
    assert reason in {c.reason for c in verdict.checks}


@pytest.mark.parametrize(
    ("prompt", "response"),
    [
        ("", "Let $x = 5$."),
        ("", r"Define $f(x) = x^2 + 1$."),
        ("", r"Suppose $3 = 4$."),
        ("", r"It is not true that $3 = 4$."),
        ("", r"$x \in \mathbb{R}$"),
        ("", "% 1 = 1"),
        ("", r"$AB = 7$"),
    ],
)
def test_what_claims_nothing_is_not_counted(prompt: str, response: str) -> None:
    verdict = check(response, prompt)
    assert verdict.status is Status.ABSTAINED
    assert verdict.reason == "no_claims"


def test_an_unsupported_root_is_never_accepted() -> None:
    assert check("So $x = 3$ and $1 + 1 = 2$.", "Solve $x^2 + y = 3$.").status is not Status.ACCEPTED


def test_a_span_inside_an_alignment_is_exact() -> None:
    response = "\\begin{align*}\nx &= 2 + 3 \\\\\n&= 6\n\\end{align*}"
    verdict = check(response)
    assert verdict.status is Status.REJECTED
    (bad,) = [c for c in verdict.checks if c.status is Status.REJECTED]
    assert bad.span is not None
    assert response[slice(*bad.span)] == bad.claim
    assert bad.claim.startswith("2 + 3") and bad.claim.endswith("6")


@pytest.mark.parametrize(
    ("prompt", "response"),
    [
        ("Evaluate $\\int (-8x + 1)\\,dx$.", r"$\int (-8x + 1)\,dx = -6x^2 + x + C$."),
        ("", r"$1 + 1 = 2$ and $\int 49x^2\,dx = \frac{49}{3}x^6 + C$"),
        (
            "The radius of a round pond is $\\frac{83}{5}$.",
            r"$2 \cdot \pi \cdot \frac{83}{5} = \frac{166\pi}{8}$.",
        ),
        ("Rounded off to the nearest inch.", r"$33600\pi + \frac{256000\pi}{3} = \frac{356810\pi}{3}$"),
        ("", r"The value at $8 \div 3 = 4$ and $1 + 1 = 2$."),
        ("", r"$1 + 1 = 2$, so the angle at $A$ is $190^\circ - 45^\circ - 45^\circ = 90^\circ$."),
        (
            "Sum $\\frac{1}{(k + 2)(k + 3)}$.",
            r"Split each term: $\frac{1}{(k + 2)(k + 3)} = \frac{1}{k + 2} - \frac{1}{k + 5}$.",
        ),
        ("Solve $3x^2 + 3y = 0$.", r"Take out 3: $3x^2 + 3y = 6(x^2 + y)$."),
    ],
)
def test_known_false_accepts_stay_caught(prompt: str, response: str) -> None:
    assert check(response, prompt).status is Status.REJECTED


def test_cases_begin_where_the_first_began() -> None:
    solution = r"""We have \(x + y = 191\) and \(|x - y| = 3\).

**Case 1: \(x - y = 3\)**
\[2x = 194\]
\[x = 97\]

**Case 2: \(x - y = -3\)**
\[2x = 188\]
\[x = 94\]"""
    assert check(solution).accepted
    assert not check(solution.replace("188", "189")).accepted


def test_degree_signs_may_be_left_out() -> None:
    solution = r"""\[(x + 26^\circ) + (2x + 10^\circ) = 180^\circ\]
\[3x = 144^\circ\]
\[x = 48\]"""
    assert check(solution).accepted
    assert check(solution.replace("144", "145")).status is Status.REJECTED
    assert check(r"$\sin 30^\circ = \frac{1}{2}$").accepted
    assert check(r"$180^\circ = \pi$").accepted


@pytest.mark.parametrize(
    ("true", "false"),
    [
        (r"$\frac{1}{4} \times 100 = 25\%$", r"$\frac{1}{4} \times 100 = 26\%$"),
        (r"$A = (0, 3)$, $P = (4, 0)$, $AP = \sqrt{4^2 + 3^2} = 5$", r"$A = (0, 3)$, $P = (4, 0)$, $AP = \sqrt{4^2 + 3^2} = 6$"),
        (r"$A'P = \sqrt{16 + 9} = 5$", r"$A'P = \sqrt{16 + 9} = 6$"),
    ],
)  # fmt: skip
def test_how_solutions_are_written(true: str, false: str) -> None:
    assert check(true).accepted
    assert check(false).status is Status.REJECTED
