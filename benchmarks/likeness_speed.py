"""Each of N texts against all before it: RougePool and MinHashPool, beside rouge-score and RapidFuzz by brute force.

The texts are of 6 to 30 words, drawn by Zipf's law from 20,000. Brute force is
measured on a few texts against all and multiplied out. Processor time, one core.
"""

from __future__ import annotations

import itertools
import random
import sys
import time
from collections.abc import Callable

from rapidfuzz import process
from rapidfuzz.distance import Indel

from assay import ops

FEW = 20


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    rng = random.Random(0)
    weights = list(itertools.accumulate(1 / (i + 1) for i in range(20_000)))

    def text() -> str:
        return " ".join(
            f"w{w}" for w in rng.choices(range(20_000), cum_weights=weights, k=rng.randint(6, 30))
        )

    texts = [text() for _ in range(count)]

    def grow(pool: ops.Pool) -> None:
        for one in texts:
            pool.nearest(one)
            pool.add(one)

    print(
        f"RougePool(above=0.7)    {seconds(lambda: grow(ops.RougePool(above=0.7))):10.1f} s for {count:,} texts"
    )
    print(f"MinHashPool(above=0.8)  {seconds(lambda: grow(ops.MinHashPool(above=0.8))):10.1f} s")
    letters: dict[str, str] = {}
    spelt = ["".join(letters.setdefault(w, chr(256 + len(letters))) for w in t.split()) for t in texts]

    def brute() -> None:
        for one in spelt[:FEW]:
            process.extractOne(one, spelt, scorer=Indel.normalized_similarity, score_cutoff=0.7)

    print(f"RapidFuzz, brute force  {seconds(brute) / FEW * count / 2:10.1f} s, multiplied out")
    try:
        from rouge_score.rouge_scorer import RougeScorer
    except ImportError:
        print("rouge-score is not installed: python -m pip install rouge-score")
        return
    scorer = RougeScorer(["rougeL"], use_stemmer=False)
    some = texts[:1000]
    once = seconds(lambda: [scorer.score(texts[0], other) for other in some]) / len(some)
    print(f"rouge-score             {once * count**2 / 2:10.1f} s, multiplied out")


if __name__ == "__main__":
    main()
