"""Pairwise alignment by dynamic programming, with the table and the way back."""

from __future__ import annotations

import random

from assay import Draft, agree, generator, make_reference
from assay_science.generators.biology._strands import random_dna

_LOWEST = float("-inf")
_MATRICES = ("BLOSUM62", "BLOSUM62", "BLOSUM50", "PAM250")
_RESIDUES = "ACDEFGHIKLMNPQRSTVWY"


class _Scores:
    """How columns score: two letters, the first letter of a gap, each further one."""

    def __init__(self, match: int, mismatch: int, opening: int, extending: int, matrix: str = "") -> None:
        self.match, self.mismatch, self.opening, self.extending, self.name = (
            match,
            mismatch,
            opening,
            extending,
            matrix,
        )
        if matrix:
            from Bio.Align import substitution_matrices

            self._matrix = substitution_matrices.load(matrix)

    def pair(self, a: str, b: str) -> int:
        if self.name:
            return int(self._matrix[a][b])
        return self.match if a == b else self.mismatch


def _align(first: str, second: str, scores: _Scores, local: bool) -> tuple[int, str, str, list[list[int]]]:
    """The best score, two gapped rows that have it, and the table of the best scores (Gotoh's three tables, by hand)."""
    n, m = len(first), len(second)
    best = [[_LOWEST] * (m + 1) for _ in range(n + 1)]
    up = [[_LOWEST] * (m + 1) for _ in range(n + 1)]
    left = [[_LOWEST] * (m + 1) for _ in range(n + 1)]
    best[0][0] = 0
    for i in range(n + 1):
        for j in range(m + 1):
            if i:
                up[i][j] = max(best[i - 1][j] + scores.opening, up[i - 1][j] + scores.extending)
            if j:
                left[i][j] = max(best[i][j - 1] + scores.opening, left[i][j - 1] + scores.extending)
            if i and j:
                best[i][j] = best[i - 1][j - 1] + scores.pair(first[i - 1], second[j - 1])
            if i or j:
                best[i][j] = max(best[i][j], up[i][j], left[i][j])
            if local:
                best[i][j] = max(best[i][j], 0)
    cells = [(best[i][j], i, j) for i in range(n + 1) for j in range(m + 1)]
    score, i, j = max(cells, key=lambda cell: cell[0]) if local else (best[n][m], n, m)
    one = other = ""
    state = "best"
    while i or j:
        if state == "best":
            if local and best[i][j] == 0:
                break
            if i and j and best[i][j] == best[i - 1][j - 1] + scores.pair(first[i - 1], second[j - 1]):
                i, j = i - 1, j - 1
                one, other = first[i] + one, second[j] + other
                continue
            state = "up" if best[i][j] == up[i][j] else "left"
        if state == "up":
            i -= 1
            one, other = first[i] + one, "-" + other
            state = "best" if up[i + 1][j] == best[i][j] + scores.opening else "up"
        else:
            j -= 1
            one, other = "-" + one, second[j] + other
            state = "best" if left[i][j + 1] == best[i][j] + scores.opening else "left"
    return int(score), one, other, [[int(cell) for cell in row] for row in best]


def _related(rng: random.Random, length: int, protein: bool) -> tuple[str, str]:
    """Two sequences of a common origin: some letters differ, and some are missing."""
    first = "".join(rng.choice(_RESIDUES) for _ in range(length)) if protein else random_dna(rng, length)
    letters = list(first)
    for _ in range(max(1, length // 6)):
        at = rng.randrange(len(letters))
        letters[at] = rng.choice(_RESIDUES if protein else "ACGT")
    for _ in range(rng.randint(1, 2) if length > 6 else 1):
        at, size = rng.randrange(1, len(letters) - 2), rng.randint(1, 2)
        del letters[at : at + size]
    second = "".join(letters)
    return (first, second) if rng.random() < 0.5 else (second, first)


def _draft(rng: random.Random, difficulty: int, local: bool) -> Draft:
    from Bio.Align import PairwiseAligner

    protein, affine = difficulty == 5, difficulty >= 4
    length = (
        rng.randint(5, 6),
        rng.randint(6, 8),
        rng.randint(8, 11),
        rng.randint(10, 14),
        rng.randint(10, 16),
    )[difficulty - 1]
    if protein:
        opening = rng.choice((-10, -11, -12))
        scores = _Scores(0, 0, opening, rng.choice((-1, -2)), rng.choice(_MATRICES))
    else:
        match, mismatch = rng.choice(((1, -1), (2, -1), (1, -2), (2, -3), (5, -4)))
        gap = rng.choice((-2, -1, -3)) if match < 5 else rng.choice((-6, -5))
        scores = _Scores(match, mismatch, gap - 3 if affine else gap, gap if not affine or gap > -4 else -1)
        if affine and scores.extending < -2:
            scores.extending = -1
    while True:
        first, second = _related(rng, length, protein)
        if local and not protein:
            first = random_dna(rng, rng.randint(1, 3)) + first
            second = second + random_dna(rng, rng.randint(1, 3))
        score, one, other, table = _align(first, second, scores, local)
        if first != second and (not local or (score > 0 and len(one) >= 4)):
            break
    aligner = PairwiseAligner(mode="local" if local else "global")
    if protein:
        from Bio.Align import substitution_matrices

        aligner.substitution_matrix = substitution_matrices.load(scores.name)
    else:
        aligner.match_score, aligner.mismatch_score = scores.match, scores.mismatch
    aligner.open_gap_score, aligner.extend_gap_score = scores.opening, scores.extending
    agree(score, round(aligner.score(first, second)), what="the score")

    kind = "local (Smith–Waterman)" if local else "global (Needleman–Wunsch)"
    pairs = (
        f"{scores.name} for two residues"
        if protein
        else f"match {scores.match:+d}, mismatch {scores.mismatch}".replace("-", "−")
    )
    if affine:
        gaps = f"{scores.opening} for the first position of a gap and {scores.extending} for each further one".replace(
            "-", "−"
        )
    else:
        gaps = f"{scores.opening} for each gap position".replace("-", "−")
    ends = "" if local else ", also at the ends"
    asked = (
        f"{rng.choice(('Find an optimal', 'Compute an optimal', 'Determine a best'))} {kind} alignment of the "
        f"{'protein' if protein else 'DNA'} sequences\n\n1: {first}\n2: {second}\n\nwith {pairs} and {gaps}{ends}. "
        "Show the alignment, one sequence over the other with - for gaps, and give its score."
    )
    steps = []
    if len(first) * len(second) <= 150:
        steps += [
            "The best scores of all prefixes (rows: sequence 1, columns: sequence 2):"
            if not local
            else "The best scores of alignments that end in each cell (rows: sequence 1, columns: sequence 2):",
            _table(first, second, table),
        ]
        steps.append(
            "The way back goes from the highest score to a zero:"
            if local
            else "The way back goes from the last cell to the first:"
        )
    else:
        place = "in the last cell" if not local else "in the cell where the alignment ends"
        steps.append(
            "Three tables are filled, for columns of two letters and for gaps in either sequence, so that opening and extending a gap "
            f"score differently. The best value, {score}, stands {place}; traced back, it gives:"
        )
    middle = "".join(
        "|" if a == b else " " if "-" in (a, b) else "." for a, b in zip(one, other, strict=True)
    )
    steps.append(f"```\n1  {one}\n   {middle}\n2  {other}\n```")
    steps.append(_sum(one, other, scores))
    agree(sum(_columns(one, other, scores)), score, what="the score of the columns")
    part: dict[str, object] = {"first": first, "second": second, "mode": "local" if local else "global"}
    part |= {"matrix": scores.name} if protein else {"match": scores.match, "mismatch": scores.mismatch}
    part |= (
        {"gap_open": scores.opening, "gap_extend": scores.extending} if affine else {"gap": scores.opening}
    )
    closing = f"The optimal score is $\\boxed{{{score}}}$."
    return Draft(
        asked, "\n".join([*steps, closing]), make_reference(str(score), alignment=part), answer=str(score)
    )


def _table(first: str, second: str, table: list[list[int]]) -> str:
    head = "| | – | " + " | ".join(second) + " |"
    rows = [
        f"| {letter} | " + " | ".join(map(str, row)) + " |"
        for letter, row in zip("–" + first, table, strict=True)
    ]
    return "\n".join([head, "|" + " --- |" * (len(second) + 2), *rows])


def _columns(one: str, other: str, scores: _Scores) -> list[int]:
    found = []
    gap = ""
    for a, b in zip(one, other, strict=True):
        now = "first" if a == "-" else "second" if b == "-" else ""
        if now:
            found.append(scores.extending if now == gap else scores.opening)
        else:
            found.append(scores.pair(a, b))
        gap = now
    return found


def _sum(one: str, other: str, scores: _Scores) -> str:
    columns = _columns(one, other, scores)
    text = " ".join(f"{'−' if c < 0 else '+'} {abs(c)}" for c in columns).removeprefix("+ ")
    return f"Column by column: {text} = {sum(columns)}".replace("= -", "= −")


@generator("science.global_alignment", verifiers=("science.sequence",))
def global_alignment(rng: random.Random, difficulty: int) -> Draft:
    """An optimal global alignment of two sequences and its score.

    1 to 3: longer and longer sequences of DNA. 4: affine gaps. 5: proteins, by a substitution matrix.
    """
    return _draft(rng, difficulty, local=False)


@generator("science.local_alignment", verifiers=("science.sequence",))
def local_alignment(rng: random.Random, difficulty: int) -> Draft:
    """An optimal local alignment of two sequences and its score.

    1 to 3: longer and longer sequences of DNA. 4: affine gaps. 5: proteins, by a substitution matrix.
    """
    return _draft(rng, difficulty, local=True)
