"""Whether a prompt gives a sequence."""

from __future__ import annotations

from assay_science.sequences.lines import joined
from assay_science.sequences.reading import runs

LONGEST = 150_000
"""Characters of a prompt that are read."""


def gives(prompt: str, sequence: str) -> bool:
    """Whether the prompt holds a sequence of nucleic acid, whole and in its reading direction."""
    if len(prompt) > LONGEST:
        return False
    return any(run.sequence == sequence and not run.problem for run in runs(joined(prompt, "dna"), "dna"))
