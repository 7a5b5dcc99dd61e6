"""The part ``alignment`` of a reference: an optimal alignment of two sequences of the prompt, and its score."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

import assay
from assay.evidence import Findings, reference_part
from assay.evidence.final_answer import Values, final_answer, is_withdrawn, second_thought, without_drafts
from assay_science.sequences.doubt import doubted
from assay_science.sequences.given import gives
from assay_science.sequences.reading import plain

LONGEST = 2_000
"""Letters of a sequence that is aligned."""
_LETTERS = re.compile(r"[A-Z]{1,2000}")
_TOLERANCE = 1e-9


@reference_part("alignment")
@dataclass(frozen=True)
class Alignment:
    """The best alignment of ``first`` with ``second``, by a score that is the sum over its columns.

    ``match`` and ``mismatch`` score two letters, or ``matrix`` does, by a name that Biopython has (``BLOSUM62``). A gap of n letters
    scores ``gap_open + (n - 1) * gap_extend``, or ``n * gap``, also at the ends of a ``global`` alignment. ``asks`` says what the
    response must give.
    """

    first: str
    second: str
    mode: Literal["global", "local"] = "global"
    match: float = 1
    mismatch: float = -1
    matrix: str = ""
    gap: float = -2
    gap_open: float | None = None
    gap_extend: float | None = None
    asks: Literal["both", "score", "alignment"] = "both"

    def __post_init__(self) -> None:
        for each in (self.first, self.second):
            if not _LETTERS.fullmatch(each):
                raise ValueError(f"a sequence is 1 to {LONGEST:,} capitals")
        if (self.gap_open is None) != (self.gap_extend is None):
            raise ValueError("'gap_open' and 'gap_extend' go together")
        if max(self.opening, self.extending) > 0:
            raise ValueError("a gap scores 0 at most")
        if self.matrix and not re.fullmatch(r"(?:BLOSUM|PAM)\d{2,3}", self.matrix):
            raise ValueError("a matrix is BLOSUM or PAM with a number")

    @property
    def opening(self) -> float:
        """What the first letter of a gap scores."""
        return self.gap if self.gap_open is None else self.gap_open

    @property
    def extending(self) -> float:
        """What each further letter of a gap scores."""
        return self.gap if self.gap_extend is None else self.gap_extend

    def best(self) -> float:
        """The highest score that an alignment can have, by Biopython's aligner."""
        from Bio.Align import PairwiseAligner

        aligner = PairwiseAligner(mode=self.mode)
        if self.matrix:
            aligner.substitution_matrix = _matrix(self.matrix)
        else:
            aligner.match_score, aligner.mismatch_score = self.match, self.mismatch
        aligner.open_gap_score, aligner.extend_gap_score = self.opening, self.extending
        return float(aligner.score(self.first, self.second))

    def score(self, one: str, other: str) -> float | None:
        """The score of two rows of one length, column by column; ``None`` if a column is two gaps."""
        matrix = _matrix(self.matrix) if self.matrix else None
        total = 0.0
        gap = 0  # 1: in the first row, 2: in the second
        for a, b in zip(one, other, strict=True):
            if a == b == "-":
                return None
            now = 1 if a == "-" else 2 if b == "-" else 0
            if now:
                total += self.extending if now == gap else self.opening
            elif matrix is not None:
                total += float(matrix[a][b])
            else:
                total += self.match if a == b else self.mismatch
            gap = now
        return total


def _matrix(name: str):  # type: ignore[no-untyped-def]  # an array of Biopython's, which has no types
    from Bio.Align import substitution_matrices

    try:
        return substitution_matrices.load(name)
    except FileNotFoundError:
        raise assay.BadReference(f"There is no matrix {name}.") from None


@dataclass(frozen=True, slots=True)
class _Rows:
    first: str
    second: str
    start: int
    end: int


_ROW = re.compile(
    r"[ \t>*|`]{0,12}(?:(?:[A-Za-z][\w .']{0,24}?)?[ \t]{0,8}[:=]?[ \t]{1,8})?(?:\d{1,6}[ \t]{1,8})?(?P<row>[A-Z-](?:[ \t]?[A-Z-]){0,2000})(?:[ \t]+\d+)?[ \t*`\\]{0,8}"
)
_MIDDLE = re.compile(r"[^A-Za-z0-9]*|[|.:*xX+ \t]*")


def _aligned(text: str) -> list[_Rows]:
    """The pairs of gapped rows in a text that stand one over the other, with a line of signs between them or without."""
    lines: list[tuple[str, int, int]] = []
    at = 0
    for line in text.split("\n"):
        match = _ROW.fullmatch(plain(line)) if len(line) < 6000 else None
        row = re.sub(r"[ \t]", "", match["row"]) if match else ""
        lines.append((row, at, at + len(line)))
        at += len(line) + 1
    found: list[_Rows] = []
    n = 0
    while n < len(lines) - 1:
        row, start, _ = lines[n]
        if not row:
            n += 1
            continue
        for m in (n + 1, n + 2):
            if m >= len(lines):
                break
            other, _begin, end = lines[m]
            if len(other) == len(row) and (
                m == n + 1 or _MIDDLE.fullmatch(text[lines[n + 1][1] : lines[n + 1][2]])
            ):
                found.append(_Rows(row, other, start, end))
                n = m
                break
        n += 1
    return found


class _Scores(Values):
    words = re.compile(r"\bscore\b(?: (?:of|for) [^.\n:=\d]{1,40}?)?\s*(?:\bis\b|\bof\b|[:=])", re.IGNORECASE)
    number = re.compile(r"(?<![\w./])[-−+]?\d+(?:\.\d+)?(?![\w./]*\d)")

    def find(self, text: str) -> list[tuple[int, int]]:
        return [match.span() for match in self.number.finditer(text)]


def check_alignment(sample: assay.Sample, found: Findings) -> None:
    """Is the alignment of the response one of the two sequences, does it score best, and is that the score that is told?"""
    part = sample.part(Alignment)
    for each in (part.first, part.second):
        known = gives(sample.prompt, each) or re.search(rf"(?<![A-Za-z]){each}(?![A-Za-z])", sample.prompt)
        message = f"The prompt does not give the sequence {each[:40]}."
        if not found.check(bool(known) or None, "given", each, "other_question", message, where="prompt"):
            return
    best = part.best()
    if part.asks != "score":
        _check_rows(sample, part, best, found)
    if part.asks != "alignment":
        _check_score(sample, best, found)


def _check_rows(sample: assay.Sample, part: Alignment, best: float, found: Findings) -> None:
    text = without_drafts(sample.response)
    wanted = (part.first, part.second)

    def is_of_these(rows: _Rows) -> bool:
        bare = (rows.first.replace("-", ""), rows.second.replace("-", ""))
        if part.mode == "global":
            return bare in (wanted, wanted[::-1])
        return any(bare[0] in one and bare[1] in other for one, other in (wanted, wanted[::-1]))

    pairs = _aligned(text)
    if not pairs:
        found.check(
            None, "alignment", "", "no_alignment", "The response shows no two rows, one over the other."
        )
        return
    rows = pairs[-1]
    span = (rows.start, rows.end)
    claim = sample.response[slice(*span)]
    if is_withdrawn(text, rows.end) or _other_rows(second_thought(text, rows.end)):
        found.check(None, "alignment", claim, "hedged", "The response takes its alignment back.", span=span)
        return
    message = "Without the gaps the rows are not the two sequences."
    if not found.check(is_of_these(rows), "sequences", claim, "other_sequences", message, span=span):
        return
    score = part.score(rows.first, rows.second)
    if score is None:
        found.check(False, "columns", claim, "empty_column", "A column consists of two gaps.", span=span)
        return
    message = f"It scores {score:g}, the best alignment {best:g}."
    found.check(abs(score - best) < _TOLERANCE, "optimum", claim, "not_optimal", message, span=span)
    message = "An earlier alignment in the response is another one."
    others = [each for each in pairs[:-1] if is_of_these(each) and part.mode == "global"]
    fine = all(abs((part.score(each.first, each.second) or -1e9) - best) < _TOLERANCE for each in others)
    found.check(fine or None, "one alignment", claim, "hedged", message, span=span)


def _other_rows(second: object) -> bool:
    text = getattr(second, "text", "")
    return bool(re.search(r"[A-Z-]{4,}", text)) if text else False


def _check_score(sample: assay.Sample, best: float, found: Findings) -> None:
    told = final_answer(sample.response, _Scores()).only
    if told is None or doubted(sample.response, told.start, told.end):
        found.check(None, "score", "", "no_single_score", "The response does not give one score.")
        return
    value = float(told.text.replace("−", "-"))
    span = (told.start, told.end)
    found.check(
        abs(value - best) < _TOLERANCE,
        "score",
        told.text,
        "wrong_score",
        f"The best score is {best:g}.",
        span=span,
    )


WRONG = ("other_sequences", "empty_column", "not_optimal", "wrong_score")
"""Reasons that say that an alignment is wrong."""
