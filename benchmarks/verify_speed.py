"""`assay verify` on a Parquet file: rows a second, peak memory (Linux) and how large the verified file is, as rows grow.

python benchmarks/verify_speed.py [ROWS ...]
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from memory import children, peak


def write_sums(path: Path, rows: int) -> None:
    """A file of word problems, each with its solution and answer; the same ones each time."""
    rng = random.Random(rows)
    pairs = [(rng.randrange(1000), rng.randrange(1000)) for _ in range(rows)]
    table = {
        "question": [f"Ann has {a} apples and buys {b} more. How many apples has she?" for a, b in pairs],
        "solution": [f"She has {a} + {b} = {a + b} apples.\nThe answer is {a + b}." for a, b in pairs],
        "answer": [a + b for a, b in pairs],
        "kind": [rng.choice(["web", "book"]) for _ in pairs],
    }
    pq.write_table(pa.table(table), path)


def main() -> None:
    print(f"{'rows':>8} {'seconds':>8} {'rows/s':>8} {'main MB':>8} {'largest worker MB':>18} {'size':>6}")
    for rows in [int(word) for word in sys.argv[1:]] or [10_000, 100_000]:
        with tempfile.TemporaryDirectory() as folder:
            source, out = Path(folder, "in.parquet"), Path(folder, "run")
            write_sums(source, rows)
            columns = ("response=solution", "reference=answer", "prompt=question")
            maps = [word for column in columns for word in ("--map", column)]
            command = ["assay", "verify", source, "-v", "math.answer", *maps, "--out", out, "--quiet"]
            started = time.monotonic()
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
            main_peak = worker_peak = 0
            while process.poll() is None:
                main_peak = max(main_peak, peak(process.pid))
                worker_peak = max([worker_peak, *map(peak, children(process.pid))])
                time.sleep(0.2)
            seconds = time.monotonic() - started
            size = sum(file.stat().st_size for file in (out / "data").iterdir()) / source.stat().st_size
        print(
            f"{rows:8,} {seconds:8.1f} {rows / seconds:8,.0f} {main_peak:8} {worker_peak:18} {size:5.1f}x",
            flush=True,
        )


if __name__ == "__main__":
    main()
