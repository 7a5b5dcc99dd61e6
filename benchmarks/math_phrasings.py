"""In how many ways each generator words its problems: distinct skeletons, formulas, numbers and names left out.

python benchmarks/math_phrasings.py [ROWS PER GENERATOR] [LEAST] [DOMAIN]

Lists the generators with fewer than LEAST (12) skeletons over 200 rows, the difficulties in turn. Of the words of a sentence
only the first one and those of grammar count, so that a list of nouns is no list of phrasings.
"""

from __future__ import annotations

import random
import re
import statistics
import sys

from assay import Generator
from assay.registry import installed
from assay_math.generators._words import PEOPLE

FORMULA = re.compile(r"(?<!\\)\$.*?(?<!\\)\$", re.DOTALL)
WORD = re.compile(r"[^\W\d_]+|#|[?.!,:;]")
GRAMMAR = frozenset(
    "a an the this that these those it its they them their he she his her him you your we who whom whose which what where when "
    "how why many much far long old often is are was were be been being am do does did has have had can could will would shall "
    "should may might must let given if then than as at by for from in into of off on onto out over to up with without within "
    "and or but nor not no so such both each every all any some one two three first last other another same more most less "
    "least few fewer between among after before until while during per about against along across through under above below "
    "there here once twice again together only also".split()
)
"""Words of English grammar; with the first word of a sentence they make its form."""


def skeleton(prompt: str) -> str:
    """The prompt's form: formulas, numbers and names left out, and of each sentence its first word, grammar and stops kept."""
    text = re.sub(r"\\?\$?\d[\d.,:/%]*", "#", FORMULA.sub("#", prompt))
    kept: list[str] = []
    for word in WORD.findall(text):
        opens = not kept or kept[-1] in ".?!"
        named = opens and word.lower() not in GRAMMAR and any(word == person.name for person in PEOPLE)
        form = (
            word.lower()
            if not named and (opens or word == "#" or not word.isalpha() or word.lower() in GRAMMAR)
            else "_"
        )
        if not kept or form != kept[-1] or form != "_":
            kept.append(form)
    return re.sub(r"#( (,|and|or|#))* #", "#", " ".join(kept))


def skeletons(prompts: list[str]) -> set[str]:
    """The forms of the prompts, each once."""
    return {skeleton(prompt) for prompt in prompts}


def prompts_of(generator: Generator, rows: int) -> list[str]:
    """Problems, the difficulties in turn."""
    low, high = generator.difficulties
    return [
        generator.make(random.Random(f"{generator.name} {i}"), low + i % (high - low + 1)).prompt
        for i in range(rows)
    ]


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    least = int(sys.argv[2]) if len(sys.argv) > 2 else 12
    domain = sys.argv[3] if len(sys.argv) > 3 else "math"
    counts = {
        name: len(skeletons(prompts_of(part.description, rows)))
        for name, part in installed().of_domain("generators", domain).items()
    }
    few = sorted((count, name) for name, count in counts.items() if count < least)
    for count, name in few:
        print(f"{count:4} {name}")
    print(
        f"{len(few)} of {len(counts)} generators have fewer than {least} skeletons in {rows} problems;",
        end=" ",
    )
    print(f"median {statistics.median(counts.values()):.0f}, least {min(counts.values())}")


if __name__ == "__main__":
    main()
