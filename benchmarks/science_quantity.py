"""``science.quantity`` and its peers on real problems whose answers are known: gold accepted, perturbed answers refused.

    python benchmarks/science_quantity.py FOLDER [--rows N] [--show ours gold] [--only ours,camel]

FOLDER holds local clones of public repositories, each under its own name: ``scibench`` (580 problems and a grader,
MIT), ``minerva`` (``Qwen2.5-Math``: 272 problems of MIT OpenCourseWare with their solutions), and of peers that have
a grader only ``TheoremQA``, ``camel``, ``UGPhysics``, ``phybench``. What is not there is left out. The peers need
``latex2sympy2_extended[antlr4_11_0]``, ``timeout_decorator`` and ``chardet``; camel's and UGPhysics' imports of models
are replaced by empty modules. Nothing of theirs is copied here.

Every peer gets an answer in a form that its documentation shows: a box, or the bare answer for camel and PHYBench.
"""

from __future__ import annotations

import argparse
import collections
import contextlib
import importlib
import io
import json
import re
import signal
import sys
import time
import types
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

Grader = Callable[["Row", str, str], bool]
"""``(row, number, unit)`` of an answer: whether it is accepted."""


@dataclass(frozen=True)
class Row:
    """A problem with its answer; ``unit`` is LaTeX, as the source has it, ``solution`` the worked solution."""

    source: str
    problem: str
    number: str
    unit: str
    solution: str = ""


# -- rows


def scibench(folder: Path) -> Iterator[Row]:
    for file in sorted((folder / "scibench" / "dataset" / "original").glob("*.json")):
        if file.stem.endswith("_sol"):
            continue
        for row in json.loads(file.read_text(encoding="utf-8")):
            unit = r"\$" if row["unit"].strip() == "$" else re.sub(r"(?<!\\)\$|\s+", " ", row["unit"]).strip()
            number = row["answer_number"].replace("−", "-").strip()
            yield Row("scibench", row["problem_text"], number, unit, row.get("solution", ""))


_BOX = re.compile(
    r"\\boxed\{([^{}]*)\}((?:\s|\\[,;: ]|\\quad|\$|~)*)((?:\\[A-Za-z%]+|\{[^{}]*\}|[A-Za-z/^%°0-9{}~ -])*)"
)


def minerva(folder: Path) -> Iterator[Row]:
    """Problems whose boxed answer is a number; what stands behind the box is its unit."""
    file = folder / "Qwen2.5-Math" / "evaluation" / "data" / "minerva_math" / "test.jsonl"
    for line in file.read_text(encoding="utf-8").splitlines() if file.exists() else ():
        row = json.loads(line)
        box = list(_BOX.finditer(row["solution"]))
        if len(box) != 1 or not re.fullmatch(r"-?[\d.,]+(?:e-?\d+)?", box[0][1].strip()):
            continue
        unit = _unit_of_prose(box[0][3])
        yield Row("minerva", row["problem"], box[0][1].strip(), unit, row["solution"])


def _unit_of_prose(text: str) -> str:
    """What of the words behind a box is a unit of ours; the rest is the end of a sentence."""
    from assay.evidence.quantity_spelling import unit_of

    words = re.split(r"(?<=[}\s])", text)
    for count in range(len(words), 0, -1):
        piece = "".join(words[:count]).strip()
        found = unit_of(piece)
        if found is not None and any(not name.startswith("noun ") for name, _ in found.dimension):
            return piece
    return ""


# -- forms in which models write an answer, and ways to make it wrong


def plain_unit(unit: str) -> str:
    from assay.evidence.quantity_spelling import plain

    return plain(unit)


def _latex(number: str) -> str:
    mantissa, e, power = number.lower().partition("e")
    return rf"{mantissa} \times 10^{{{int(power)}}}" if e else mantissa


def _plain(number: str, unit: str) -> str:
    from assay.evidence.quantity_spelling import plain

    return plain(f"{number} {unit}")


def _words_behind(number: str, unit: str) -> str:
    value, _, said = _plain(number, unit).partition(" ")
    return rf"Thus the final answer is \boxed{{{value}}} {said}"


FORMS: dict[str, Callable[[str, str], str]] = {
    "bare": lambda n, u: _plain(n, u),
    "box": lambda n, u: rf"Therefore the answer is $\boxed{{{_latex(n)} \ {u}}}$.",
    "box, unit behind": lambda n, u: rf"So we get $\boxed{{{_latex(n)}}} \ {u}$",
    "box, unit in words": lambda n, u: _words_behind(n, u),
    "sentence": lambda n, u: f"Let us compute this step by step.\n\nThe value is therefore approximately {_plain(n, u)}.",
    "bold": lambda n, u: f"We insert the numbers.\n\n**Answer: {_plain(n, u)}**",
    "chain": lambda n, u: rf"Hence\n\[ x = \frac{{a}}{{b}} = {_latex(n)} \, {u} \]\n\nThe final answer is: $x \approx {_latex(n)} \, {u}$.".replace(r"\n", "\n"),
}  # fmt: skip


def _float(number: str) -> float:
    return float(number.replace(",", ""))


def _shown(value: float, like: str) -> str:
    digits = max(3, len(re.sub(r"[^\d]", "", like.lower().partition("e")[0]).lstrip("0")))
    text = f"{value:.{digits}g}"
    return text if "e" in text or not text.startswith("0.0000") else f"{value:.{digits - 1}e}"


def _times(factor: float) -> Callable[[Row], tuple[str, str] | None]:
    def change(row: Row) -> tuple[str, str] | None:
        value = _float(row.number)
        return None if value == 0 else (_shown(value * factor, row.number), row.unit)

    return change


def _no_point(row: Row) -> tuple[str, str] | None:
    if "." not in row.number:
        return None
    changed = row.number.replace(".", "")
    return None if _float(changed) == _float(row.number) or _float(row.number) == 0 else (changed, row.unit)


def _other_unit(row: Row) -> tuple[str, str] | None:
    if not row.unit or plain_unit(row.unit).startswith(("1e", "10^")):
        return None
    return row.number, r"\mathrm{mol}" if "m" in row.unit and "mol" not in row.unit else r"\mathrm{kg}^2"


def _prefix(row: Row) -> tuple[str, str] | None:
    """``km`` for ``m``: the number is right in another unit of the same kind."""
    from assay.evidence.quantity_spelling import plain, unit_of

    unit = plain(row.unit)
    found = unit_of(unit)
    if not unit or found is None or found.is_label or found.offset or row.number.strip("0.") == "":
        return None
    for changed in (f"k{unit}", unit[1:], f"m{unit}", f"µ{unit}"):
        other = unit_of(changed) if changed else None
        if other is not None and other.dimension == found.dimension and other.scale != found.scale:
            return row.number, changed
    return None


PERTURBED: dict[str, Callable[[Row], tuple[str, str] | None]] = {
    "x 1.1": _times(1.1),
    "x 1.03": _times(1.03),
    "x 10": _times(10),
    "sign": _times(-1),
    "point dropped": _no_point,
    "wrong unit": _other_unit,
    "other prefix": _prefix,
    "no unit": lambda row: (row.number, "") if row.unit and "10" not in row.unit[:8] else None,
}

# -- graders


def ours(_: Path) -> Grader:
    from assay.testing import judge
    from assay_science.verifiers.quantity import quantity

    def grade(row: Row, number: str, unit: str, form: str = "box") -> bool:
        reference = json.dumps({"value": row.number, "unit": row.unit})
        return judge(quantity, FORMS[form](number, unit), reference, row.problem).accepted

    return grade


def scibench_grader(folder: Path) -> Grader:
    import ast
    import math

    tree = ast.parse((folder / "scibench" / "eval" / "eval_zero.py").read_text(encoding="utf-8"))
    wanted = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == "equiv"]
    space: dict[str, object] = {"math": math}
    exec(compile(ast.Module(wanted, []), "eval_zero.py", "exec"), space)
    equiv: Callable[[str, str, str], bool] = space["equiv"]  # type: ignore[assignment]
    sys.path.insert(0, str(folder / "scibench" / "eval"))
    post = importlib.import_module("post_process")

    def grade(row: Row, number: str, unit: str) -> bool:
        answer = post.parse_math_answer(rf"The answer is \boxed{{{_latex(number)} {plain_unit(unit)}}}.")
        if unit_factor := post.remove_not(row.unit):
            answer = post.cal_not((answer, row.unit)) if unit_factor else answer
        said = post.cal_not(post.parse_not(answer)) if "times" in (answer or "") else answer
        return bool(equiv(str(said), row.number, row.unit))

    return grade


def theoremqa(folder: Path) -> Grader:
    sys.modules.setdefault("latex2sympy2", importlib.import_module("latex2sympy2_extended"))
    sys.path.insert(0, str(folder / "TheoremQA"))
    utils = importlib.import_module("utils")
    sys.modules.pop("utils")

    def grade(row: Row, number: str, unit: str) -> bool:
        said = utils.answer_clean(
            ("The answer is:", "The answer is"), f"The answer is {number} {plain_unit(unit)}"
        )
        gold = float(row.number.replace(",", ""))
        whole = int(gold) if "." not in row.number and gold.is_integer() else gold
        return bool(utils.compare_answer_with_groundtruth(said, row.number, whole))

    return grade


def camel(folder: Path) -> Grader:
    import logging

    for name in (
        "camel",
        "camel.verifiers",
        "camel.extractors",
        "camel.extractors.base",
        "camel.logger",
        "camel.verifiers.python_verifier",
    ):
        sys.modules[name] = types.ModuleType(name)
    sys.modules["camel.verifiers"].__path__ = [str(folder / "camel" / "camel" / "verifiers")]
    sys.modules["camel.extractors.base"].BaseExtractor = object  # type: ignore[attr-defined]
    sys.modules["camel.verifiers.python_verifier"].PythonVerifier = object  # type: ignore[attr-defined]
    silent = logging.getLogger("silent")
    silent.disabled = True
    sys.modules["camel.logger"].get_logger = lambda _: silent  # type: ignore[attr-defined]
    physics = importlib.import_module("camel.verifiers.physics_verifier")

    def grade(row: Row, number: str, unit: str) -> bool:
        gold = f"{row.number} ${row.unit}$" if row.unit else row.number
        said = f"{number} ${unit}$" if unit else number
        result = physics.PhysicsSolutionComparator(said, gold).compare_solution_to_reference()
        return bool(result.status)

    return grade


def ugphysics(folder: Path) -> Grader:
    for name in ("httpx", "openai"):
        module = types.ModuleType(name)
        module.OpenAI = module.RateLimitError = module.Client = type(name, (Exception,), {})  # type: ignore[attr-defined]
        sys.modules[name] = module
    sys.path.insert(0, str(folder / "UGPhysics" / "codes"))
    judge = importlib.import_module("judge").Judger(strict_extract=True)

    def grade(row: Row, number: str, _: str) -> bool:
        # its gold answers are numbers, and its prompts say the unit, so it never sees one
        return bool(judge.judge("NV", rf"The answer is $\boxed{{{_latex(number)}}}$", row.number))

    return grade


def phybench(folder: Path) -> Grader:
    sys.path.insert(0, str(folder / "phybench" / "EED"))
    eed = importlib.import_module("EED").EED

    def grade(row: Row, number: str, unit: str) -> bool:
        return bool(eed(f"{_latex(row.number)} {row.unit}", f"{_latex(number)} {unit}")[0] == 100)

    return grade


GRADERS: dict[str, Callable[[Path], Grader]] = {
    "ours": ours, "scibench": scibench_grader, "theoremqa": theoremqa, "camel": camel, "ugphysics": ugphysics, "phybench": phybench,
}  # fmt: skip


class _TooLong(Exception):
    pass


def _expired(*_: object) -> None:
    raise _TooLong


def graded(grade: Callable[[], bool], seconds: int) -> bool:
    """The verdict; no within the time limit, or with an error, is no."""
    signal.signal(signal.SIGALRM, _expired)
    signal.alarm(seconds)
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            return bool(grade())
    except Exception:
        return False
    finally:
        signal.alarm(0)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rows", type=int, default=10**6, help="at most so many rows of each source")
    parser.add_argument("--only", default=",".join(GRADERS), help="graders, with commas between")
    parser.add_argument(
        "--show",
        action="store_true",
        help="print each gold answer refused and each wrong one accepted by ours",
    )
    options = parser.parse_args()
    rows = [row for source in (scibench, minerva) for row in list(source(options.folder))[: options.rows]]
    print(f"{len(rows)} rows:", dict(collections.Counter(row.source for row in rows)))
    mine = ours(options.folder)
    print("\nours, gold accepted by form")
    for form in FORMS:
        good = []
        for row in rows:
            right = mine(row, row.number, row.unit, form)  # type: ignore[call-arg]
            good.append(right)
            if options.show and not right:
                print("  refused:", form, row.source, repr(FORMS[form](row.number, row.unit)))
        print(f"  {form:20} {sum(good) / len(good):7.2%}")
    solved = [row for row in rows if row.solution]
    for source in {row.source for row in solved}:
        good = [_accepts_solution(row, options.show) for row in solved if row.source == source]
        print(f"  {'solution of ' + source:20} {sum(good) / max(len(good), 1):7.2%} of {len(good)}")
    print("\nours, perturbed answers accepted by form")
    for form in FORMS:
        found = [
            (name, row, made) for row in rows for name, change in PERTURBED.items() if (made := change(row))
        ]
        bad = [(name, row, made) for name, row, made in found if mine(row, *made, form)]  # type: ignore[call-arg]
        for name, row, made in bad if options.show else ():
            print("  accepted:", form, name, row.source, row.number, row.unit, made)
        print(
            f"  {form:20} {len(bad) / len(found):7.2%} of {len(found)}",
            dict(collections.Counter(name for name, _, _ in bad)),
        )
    print()
    head = ["gold", *PERTURBED]
    print(f"{'accepted':10}", *(f"{name:>13}" for name in head), "  answers/s")
    for name in options.only.split(","):
        try:
            grade = GRADERS[name](options.folder)
        except (ImportError, OSError) as error:
            print(f"{name:10} left out: {error}")
            continue
        shares, start, count = [], time.perf_counter(), 0
        for kind in head:
            made = [(row, (row.number, row.unit) if kind == "gold" else PERTURBED[kind](row)) for row in rows]
            told = [graded(lambda g=grade, r=row, a=answer: g(r, *a), 10) for row, answer in made if answer]
            shares.append(sum(told) / max(len(told), 1))
            count += len(told)
        speed = count / (time.perf_counter() - start)
        print(f"{name:10}", *(f"{share:13.1%}" for share in shares), f"{speed:10.0f}", flush=True)


def _accepts_solution(row: Row, show: bool) -> bool:
    from assay.testing import judge
    from assay_science.verifiers.quantity import quantity

    response = row.solution
    if row.source == "scibench":
        response += f"\n\nTherefore, the answer is {row.number} ${row.unit}$."
    verdict = judge(quantity, response, json.dumps({"value": row.number, "unit": row.unit}), row.problem)
    if show and not verdict.accepted:
        print(
            "  refused:",
            row.source,
            row.number,
            row.unit,
            "|",
            verdict.reason,
            verdict.message[:120],
            "|",
            response[-200:].replace("\n", " "),
        )
    return verdict.accepted


if __name__ == "__main__":
    main()
