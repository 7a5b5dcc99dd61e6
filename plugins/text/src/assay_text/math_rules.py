"""Rules by which a file counts as mathematical text or code, after Proof-Pile-2's AlgebraicStack.

The limits and the lists of libraries are those of its published script
(https://github.com/EleutherAI/math-lm, MIT), but an import counts only as a statement at the start
of a line, not anywhere in the text, and two lists that a missing comma had run together are apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from assay.evidence.english import WORD, english_share

Finding = tuple[str, str] | None
"""``(reason, sentence)`` for a file that falls."""


@dataclass(frozen=True)
class Rule:
    """What a file of a language must be: size in bytes, share of digits, and a test of its own."""

    most_bytes: int = 1_048_575
    most_digits: float = 0.5
    test: Callable[[str], Finding] | None = None


def _imports(pattern: str, what: str) -> Callable[[str], Finding]:
    wanted = re.compile(pattern, re.MULTILINE)
    sentence = f"It brings in no {what}."
    return lambda text: None if wanted.search(text) else ("no_mathematical_library", sentence)


def _not_like(*starts: str) -> Callable[[str], Finding]:
    def test(text: str) -> Finding:
        start = next((s for s in starts if text.lstrip().startswith(s)), None)
        return (
            ("wrong_kind_of_file", f"It begins with {start!r}, so it is something else.") if start else None
        )

    return test


def _all(*tests: Callable[[str], Finding]) -> Callable[[str], Finding]:
    return lambda text: next((found for test in tests if (found := test(text))), None)


def _r(text: str) -> Finding:
    if "/* Resource fork" in text or re.search(r"Requirement\s+\{\s+Identifier", text):
        return "wrong_kind_of_file", "It is a resource fork or a design file, not R."
    return None


_JULIA = re.compile(
    r"(?<!\w)(?:LinearAlgebra|DifferentialEquations|Symbolics|Distributions|DataFrames|DynamicalSystems|Turing|Gen|JuMP|"
    r"sqrt|abs|zeros|ones|sin|cos|tan|log|exp|integrate|likelihood|Matrix|π|pi|rand|grad)(?!\w)"
)


def _julia(text: str) -> Finding:
    tests, lines = text.count("@test"), text.count("\n") + 1
    if len(text.encode()) >= 100_000 and tests < 0.1 * lines:
        return "too_long", "A Julia file of 100 kB or more that is no test is most likely generated."
    return None if _JULIA.search(text) else ("no_mathematical_library", "Nothing in it is of mathematics.")


_SECTION = re.compile(r"\\(?:chapter|(?:sub){0,2}section|(?:sub)?paragraph)\*?\{")


def _tex(text: str) -> Finding:
    if "gnuplot" in text:
        return "wrong_kind_of_file", "It is a plot of gnuplot."
    return None if _SECTION.search(text) else ("no_sections", "It has no chapter, section or paragraph.")


_FORMULA = re.compile(
    r"\\\(.+?\\\)|\\\[.+?\\\]|\$\$.+?\$\$|\$[^$\n]*[\\^_=][^$\n]*\$|\\begin\{(?:equation|align|gather|eqnarray)\*?\}",
    re.DOTALL,
)


def _prose(text: str) -> Finding:
    found = len(_FORMULA.findall(text))
    if found * 300 < len(WORD.findall(text)):
        return "few_formulas", f"It has {found} formulas, less than one in 300 words."
    return None


def _english(text: str) -> Finding:
    plain = re.sub(r"\\[a-zA-Z]+|\$[^$]*\$", " ", text[:200_000])
    share = english_share(plain)
    return (
        None if share >= 0.15 else ("not_english", f"Only {share:.0%} of its words are common English ones.")
    )


def _notebook(text: str) -> Finding:
    if re.search(r"\\begin\{(?:equation|align)\*?\}|^\s*(?:import|from)\s+sympy\b", text, re.MULTILINE):
        return None
    return "no_mathematical_library", "The notebook has no equation and does not use sympy."


RULES = {
    "python": Rule(test=_all(_not_like("{", "["), _imports(r"^\s*(?:import|from)\s+(?:numpy|scipy|sympy|sage|numba|numexpr)\b", "mathematical package of Python"))),
    "c": Rule(test=_imports(r"^\s*#\s*include\s*<(?:(?:fftw3?|rfftw|cblas|blas|lapacke|nlopt|petsc)\.h>|gsl)", "mathematical library of C")),
    "cpp": Rule(most_digits=0.1, test=_imports(r"^\s*#\s*include\s*<(?:adept(?:_arrays)?\.h>|(?:alglib|boost|armadillo|blitz|Eigen|deal\.II|dlib|NTL|mtl))", "mathematical library of C++")),
    "haskell": Rule(test=_imports(r"^\s*import\s+(?:qualified\s+)?(?:Numeric\.(?:LinearAlgebra|SpecFunctions|Vector)|Statistics|Data\.Complex)\b", "mathematical module of Haskell")),
    "julia": Rule(test=_all(_not_like("%", "{", "["), _julia)),
    "r": Rule(test=_all(_not_like("<?xml", "{"), _r)),
    "maple": Rule(most_bytes=100_000, test=_not_like("<?xml")),
    "tex": Rule(most_bytes=10_000_000, test=_all(_tex, _english)),
    "notebook": Rule(most_bytes=10_000_000, test=_notebook),
    "prose": Rule(test=_all(_prose, _english)),
    **dict.fromkeys(("lean", "isabelle", "agda", "idris", "coq", "gap", "fortran"), Rule()),
}  # fmt: skip
ENDINGS = {
    ".py": "python", ".c": "c", ".h": "c", ".cpp": "cpp", ".cc": "cpp", ".cxx": "cpp", ".hpp": "cpp", ".hs": "haskell",
    ".jl": "julia", ".r": "r", ".mpl": "maple", ".tex": "tex", ".ipynb": "notebook", ".lean": "lean", ".thy": "isabelle",
    ".agda": "agda", ".idr": "idris", ".v": "coq", ".g": "gap", ".gap": "gap", ".f": "fortran", ".f90": "fortran",
    ".md": "prose", ".txt": "prose", ".rst": "prose",
}  # fmt: skip


def judge_document(text: str, language: str) -> Finding:
    """Why a document falls, or ``None``; :class:`ValueError` for a language without rules."""
    if language not in RULES:
        raise ValueError(f"there are no rules for {language!r}")
    rule, size = RULES[language], len(text.encode("utf-8", "surrogatepass"))
    signs = sum(not c.isspace() for c in text)
    if not signs:
        return "empty", "It is empty."
    if "\x00" in text:
        return "wrong_kind_of_file", "It holds NUL bytes, so it is no text."
    if size > rule.most_bytes:
        return "too_long", f"It has {size} bytes, {rule.most_bytes} are the most."
    digits = sum(c in "0123456789" for c in text) / signs
    if digits > rule.most_digits:
        return "too_many_digits", f"{digits:.0%} of its signs are digits, {rule.most_digits:.0%} may be."
    return rule.test(text) if rule.test else None
