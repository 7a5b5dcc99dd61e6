"""Generators make few repeats, and write clean text."""

from __future__ import annotations

import random
import re

import pytest

from assay.descriptions import Generator
from assay.registry import installed

GENERATORS = [part.description for part in installed().parts("generators").values()]
LEAN = re.compile(r'```lean\n.*?\n```|"statement": "[^"]*"', re.DOTALL)
UGLY = {
    "two signs in a row": re.compile(r"(?<![-+<{])[-+] ?[-+](?![-+>}])"),
    "a coefficient of 1": re.compile(r"(?<![\d.,}_^/\w\\])1[a-z]\b(?!\w)"),
    "a power of 1": re.compile(r"(?<![A-Za-z\\])[a-z]\^(1(?!\d)|\{1\})"),
    "1 with a plural": re.compile(r"(?<![\d.,/\-])\b1 (apples|books|hours|days|minutes|pencils|students)\b"),
    "a space before a full stop": re.compile(r" \.(?!\d)"),
}


def test_problems_seldom_repeat() -> None:
    """10,000 rows over all generators, as a run would make them: under 1 % repeats at difficulty 2 and up."""
    seen: set[str] = set()
    rows = repeats = 0
    for i in range(10_000 // len(GENERATORS)):
        for generator in GENERATORS:
            rng = random.Random(f"{generator.name} {i}")
            difficulty = rng.randint(max(2, generator.difficulties[0]), generator.difficulties[1])
            prompt = generator.make(rng, difficulty).prompt
            rows += 1
            repeats += prompt in seen
            seen.add(prompt)
    assert repeats < 0.01 * rows, f"{repeats} of {rows} problems repeat"


@pytest.mark.parametrize("generator", [g for g in GENERATORS if g.domain == "math"], ids=lambda g: g.name)
def test_typography(generator: Generator) -> None:
    for difficulty in range(generator.difficulties[0], generator.difficulties[1] + 1):
        for i in range(60):
            draft = generator.make(random.Random(f"typo {difficulty} {i}"), difficulty)
            for text in (draft.prompt, draft.response, draft.reference):
                text = LEAN.sub("", text)  # its operators are its own
                bare = text.replace(r"\$", "")
                assert bare.count("$") % 2 == 0, f"unpaired $ in {text}"
                assert bare.count("{") - bare.count(r"\{") == bare.count("}") - bare.count(r"\}"), text
                for what, pattern in UGLY.items():
                    found = pattern.search(text)
                    assert not found, f"{what} ({found[0]!r}) in: {text}"
