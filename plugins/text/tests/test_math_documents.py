"""text.math_documents and text.math_document: which files of a folder and a data set pass, and why others fall."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assay.testing import judge
from assay_text.math_rules import ENDINGS, RULES, judge_document
from assay_text.verifiers.math_document import math_document

PROOF = r"""\section{Two squares}
Let $p$ be a prime of the form $4k+1$. We show that it is the sum of two squares. By the lemma there is an integer $x$
with $x^2 \equiv -1 \pmod p$, and the set of all pairs $(a, b)$ with $0 \le a, b < \sqrt{p}$ has more than $p$ members.
So two of them give the same value of $a - xb$ modulo $p$, and the difference of these pairs is what we want.
"""
NUMERIC = "import numpy as np\n\n\ndef solve(a, b):\n    return np.linalg.solve(a, b)\n"
NOTEBOOK = json.dumps(
    {
        "cells": [
            {"cell_type": "markdown", "source": ["# Roots\n", "\\begin{equation} x^2 = 2 \\end{equation}"]},
            {
                "cell_type": "code",
                "source": ["import sympy\n"],
                "outputs": [{"data": {"image/png": "iVBOR"}}],
            },
        ]
    }
)
FILES: dict[str, tuple[str, str | None]] = {
    "proof.tex": (PROOF, None),
    "copy.tex": (PROOF + "\nQ.E.D.\n", "near_duplicate"),
    "kurz.tex": ("\\section{Satz}\nEs sei eine Primzahl gegeben, die bei Division durch vier den Rest eins hat.", "not_english"),
    "plot.tex": ("\\section{A}\n% made by gnuplot\n the of and to in a is that", "wrong_kind_of_file"),
    "macros.tex": ("\\newcommand{\\R}{\\mathbb{R}} the of and to in a is that for we", "no_sections"),
    "solve.py": (NUMERIC, None),
    "web.py": ("import flask\n# see also: import numpy\n", "no_mathematical_library"),
    "numbers.py": ("import numpy\nx = [" + "3141592653, " * 99 + "]", "too_many_digits"),
    "fft.c": ("#include <fftw3.h>\nint main(void) { return 0; }\n", None),
    "eigen.cpp": ("# include <Eigen/Dense>\nint main() { return 0; }\n", None),
    "plain.c": ("#include <stdio.h>\n", "no_mathematical_library"),
    "Spec.hs": ("import qualified Statistics.Distribution as D\nmain = pure ()\n", None),
    "data.jl": ('[{"a": 1}]', "wrong_kind_of_file"),
    "grad.jl": ("f(x) = sin(x) / x\n", None),
    "nat.lean": ("theorem two : 1 + 1 = 2 := rfl\n", None),
    "big.mpl": ("x := y: " * 13_000, "too_long"),
    "sheet.r": ("<?xml version='1.0'?>", "wrong_kind_of_file"),
    "roots.ipynb": (NOTEBOOK, None),
    "broken.ipynb": ("{", "bad_seed"),
    "note.md": ("The area of a circle is $A = \\pi r^2$, as is known to all of us from the school that we went to.", None),
    "diary.md": ("Today we went to the sea and it was as cold as in the winter of the year that is past.", "few_formulas"),
    "image.png": ("PNG", "other_language"),
}  # fmt: skip


def file_of(row: dict[str, Any]) -> str:
    made = row["provenance"]
    return Path(json.loads(made["extra"] or "{}").get("path") or made["file"]).name


def test_the_files_of_a_folder(play: Callable[..., Any], tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    for name, (text, _) in FILES.items():
        (folder / name[0]).mkdir(parents=True, exist_ok=True)
        (folder / name[0] / name).write_text(text)
    (folder / "latin.tex").write_bytes(b"\\section{caf\xe9}")
    accepted, rejected = play("text.math_documents", {"documents": folder})
    found = {file_of(row): None for row in accepted} | {file_of(row): row["reason"] for row in rejected}
    assert found.pop("latin.tex") == "not_utf8"
    expected = {name: why for name, (_, why) in FILES.items()}
    # Of two like texts the one whose path comes first is kept.
    expected |= {"copy.tex": None, "proof.tex": "near_duplicate"}
    assert found == expected
    notebook = next(row for row in accepted if file_of(row) == "roots.ipynb")["messages"][-1]["content"]
    assert "iVBOR" not in notebook and "```\nimport sympy\n```" in notebook


def test_rows_of_a_file_and_what_a_benchmark_holds(play: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "test.jsonl").write_text(json.dumps({"question": PROOF.split("\n")[3]}) + "\n")
    rows = [
        {"text": PROOF, "lang": "tex"},
        {"text": NUMERIC, "lang": "a/b.py"},
        {"text": "x", "lang": "cobol"},
    ]
    params = {"documents": rows, "language": "lang", "benchmarks": [str(tmp_path / "test.jsonl")]}
    accepted, rejected = play("text.math_documents", params)
    assert [row["prompt"] for row in accepted] == ["a/b.py"]
    assert [row["reason"] for row in rejected] == ["contaminated", "other_language"]
    assert "test.jsonl, row 1" in rejected[0]["message"]


def test_the_verifier_fails_closed() -> None:
    good = '{"math_document": {"language": "tex"}}'
    wrong = [
        '{"math_document": {"language": "cobol"}}',
        '{"math_document": {}}',
        "{}",
        "",
        '{"math_document": {"language": "python"}}',
    ]
    rejects = [(PROOF, reference) for reference in wrong] + [
        (PROOF.replace("section", "sektion"), good),
        (PROOF + "\x00", good),
    ]
    assert judge(math_document, PROOF, good).accepted
    assert not [pair for pair in rejects if judge(math_document, *pair).accepted]


@pytest.mark.parametrize("language", sorted(set(RULES)))
def test_no_language_takes_what_is_empty_or_too_long(language: str) -> None:
    assert judge_document(" \n", language) == ("empty", "It is empty.")
    assert judge_document("a" * 10_000_001, language)[0] == "too_long"  # type: ignore[index]
    assert language in {*ENDINGS.values(), "prose"}
