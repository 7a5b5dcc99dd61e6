"""`science.quantity` on the printed answers, and `science.derivation` on the worked examples, of OpenStax's textbooks.

    python benchmarks/science_openstax.py FOLDER [--show N]

FOLDER is a clone of a book (openstax/osbooks-college-physics-bundle).

Exercises whose answer is one number with or without a unit are taken: each answer is held against itself in four forms of a
response (gold), and changed (wrong). Worked examples are judged as they stand, with their text before "Solution" as the prompt.
Nothing of the books is kept.
"""

from __future__ import annotations

import argparse
import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from assay.testing import judge

CNX, MATH = "{http://cnx.rice.edu/cnxml}", "{http://www.w3.org/1998/Math/MathML}"
RAISED = str.maketrans("0123456789-−+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁺")
LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻–", "0123456789--")
_NUMBER = r"[-−–]?\d[\d.,]*(?:\s*[×x]\s*10[–⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹]+)?|10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+"
_ANSWER = re.compile(rf"(?:[=≈]\s*|^)({_NUMBER})\s*([^=≈]*)$")
_PROSE = re.compile(r"\b(?:or|and|to|by|from|is|at|in|of)\b|[ij]$|[,;_{}()<]|\d \d|[a-z]{4,} [a-z]{3,}|^[:i]")


def told(element: ET.Element, latex: bool) -> str:
    """The text of an element, MathML as LaTeX or in one line."""
    name = element.tag.rpartition("}")[2]
    kids = list(element)
    inner = [told(kid, latex) for kid in kids]
    if name in ("mi", "mn", "mo"):
        return (element.text or "").strip() or " "
    if name == "mtext":
        return (element.text or "").replace("\xa0", " ")
    if name == "mspace":
        return " "
    if name == "mfrac":
        return ("\\frac{%s}{%s}" if latex else "(%s)/(%s)") % (inner[0], inner[1])
    if name == "msup":
        return f"{inner[0]}^{{{inner[1]}}}" if latex else inner[0] + inner[1].translate(RAISED)
    if name == "msub":
        return f"{inner[0]}_{{{inner[1]}}}"
    if name == "msubsup":
        return f"{inner[0]}_{{{inner[1]}}}^{{{inner[2]}}}"
    if name == "msqrt":
        return f"\\sqrt{{{''.join(inner)}}}"
    if name == "mfenced":
        return element.get("open", "(") + ",".join(inner) + element.get("close", ")")
    if name == "mover":
        return inner[0]
    if name == "math":
        return f"${''.join(inner).strip()}$" if latex else "".join(inner).strip()
    if element.tag.startswith(MATH):
        return "".join(inner) + "\n" * (name == "mtr")
    text = (element.text or "") + "".join(
        part + (kid.tail or "") for part, kid in zip(inner, kids, strict=True)
    )
    if name == "sup":
        return f"$^{{{text}}}$" if latex else text.translate(RAISED)
    if name == "sub":
        return f"_{{{text}}}"
    return text + ("\n" if name in ("para", "newline", "item") else "")


def pages(folder: Path) -> Iterator[ET.Element]:
    for path in sorted(folder.rglob("*.cnxml")):
        try:
            yield ET.parse(path).getroot()
        except ET.ParseError:
            continue


def answers(folder: Path) -> Iterator[tuple[str, str, str]]:
    """The problem, the number and the unit of each exercise with one such answer."""
    for page in pages(folder):
        for exercise in page.iter(f"{CNX}exercise"):
            problem, solution = exercise.find(f"{CNX}problem"), exercise.find(f"{CNX}solution")
            if problem is None or solution is None:
                continue
            said = " ".join(told(solution, False).split()).rstrip(".;")
            match = _ANSWER.search(said) if len(said) <= 60 else None
            if match and len(match[2]) <= 22 and not _PROSE.search(match[2].strip()):
                yield told(problem, False), match[1].strip(), match[2].strip()


def forms(number: str, unit: str) -> list[str]:
    """The answer as models write it."""
    power = re.sub(
        r"\s*[×x]\s*10([–⁻⁺⁰-⁹¹²³]+)", lambda m: rf"\times 10^{{{m[1].translate(LOWERED)}}}", number
    )
    sized = re.sub(r"[⁻⁰-⁹¹²³]+", lambda m: f"^{{{m[0].translate(LOWERED)}}}", unit)
    for mark, command in (
        ("·", r"\cdot "),
        ("%", r"\%"),
        ("°", r"^\circ "),
        ("μ", r"\mu "),
        ("Ω", r"\Omega "),
    ):
        sized = sized.replace(mark, command)
    latex = power + (rf"\ \mathrm{{{sized}}}" if unit and unit != "%" else sized)
    plain = f"{number} {unit}".strip()
    return [
        f"So the answer is {plain}.",
        f"**{plain}**",
        f"The result is $\\boxed{{{latex}}}$.",
        f"$x = {latex}$",
    ]


def changed(number: str, unit: str) -> Iterator[tuple[str, str]]:
    """Wrong answers, by kind."""
    match = re.match(
        r"(-?\d+\.?\d*)\s*(?:[×x]\s*10([⁻⁰-⁹¹²³]+))?$", number.translate(str.maketrans("−–", "--", ","))
    )
    value = float(match[1]) * 10.0 ** int((match[2] or "0").translate(LOWERED)) if match else 0.0
    if not value:
        return
    for kind, other in (("×1.1", value * 1.1), ("sign", -value), ("×10", value * 10), ("÷10", value / 10)):
        yield kind, f"{other:.4g} {unit}"
    if unit:
        yield "no unit", f"{value:.4g}"
        yield "other unit", f"{value:.4g} {'m/s' if 'kg' in unit else 'kg'}"
    if unit in ("m", "g", "s", "J", "N", "W", "V", "A", "L", "Pa", "Hz", "T", "Ω"):
        yield "milli", f"{value:.4g} m{unit}"


def examples(folder: Path) -> Iterator[tuple[str, str]]:
    """Problem and solution of each worked example."""
    for page in pages(folder):
        for example in page.iter(f"{CNX}example"):
            problem, found, rest = told(example, True).partition("Solution")
            solution = re.split(r"Significance|Discussion|Check Your (?:Learning|Understanding)", rest)[0]
            if found and solution.strip():
                yield problem, solution.strip()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, nargs="+")
    parser.add_argument(
        "--show", type=int, default=0, help="so many refused right ones and accepted wrong ones"
    )
    asked = parser.parse_args()
    gold: Counter[str] = Counter()
    wrong: Counter[tuple[str, str]] = Counter()
    worked: Counter[str] = Counter()
    odd: list[str] = []
    for folder in asked.folder:
        for problem, number, unit in answers(folder):
            reference = f"{number} {unit}".strip()
            for form in forms(number, unit):
                verdict = judge("science.quantity", form, reference, problem)
                gold[
                    verdict.reason if verdict.reason == "unreadable_reference" else verdict.status.value
                ] += 1
                if not verdict.accepted:
                    odd.append(f"{verdict.reason}: {form}")
            for kind, answer in changed(number, unit):
                verdict = judge("science.quantity", f"So the answer is {answer}.", reference, problem)
                wrong[kind, verdict.status.value] += 1
                if verdict.accepted:
                    odd.append(f"accepted for {reference}: {answer}")
        for problem, solution in examples(folder):
            verdict = judge("science.derivation", solution, "", problem)
            worked[verdict.status.value] += 1
            if verdict.status.value == "rejected":
                odd.append(f"{verdict.reason}: {verdict.message}")
    print("right answers, four forms each:", dict(gold))
    for kind in sorted({kind for kind, _ in wrong}):
        print(f"wrong, {kind:10}", {status: n for (own, status), n in wrong.items() if own == kind})
    print("worked examples:", dict(worked))
    print(*odd[: asked.show], sep="\n")


if __name__ == "__main__":
    main()
