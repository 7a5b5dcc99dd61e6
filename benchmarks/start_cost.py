"""What one row costs: processor time of a whole command, workers included, in one or two installations side by side.

    python benchmarks/start_cost.py [PYTHON ...]

PYTHON is the interpreter of an environment that Assay is installed in; by default the
running one. The least of five runs in turn is shown.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROUNDS = 5
ROW = '{"prompt": "What is 2 + 2?", "response": "So it is $\\\\boxed{4}$.", "reference": "4"}\n'
COMMANDS = {
    "assay --help": ["--help"],
    "generate math.linear_equation -n 1": ["generate", "math.linear_equation", "-n", "1", "--out", "made"],
    "verify one row, math.answer": ["verify", "row.jsonl", "--verifier", "math.answer", "--out", "made"],
    "audit one row": ["audit", "made"],
}


def cost(python: str, arguments: list[str], folder: str) -> float:
    """Seconds of user and system time of one command and of the processes that it started."""
    before = os.times()
    subprocess.run(
        [python, "-c", "from assay.cli import main; main()", *arguments],
        cwd=folder,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def main() -> None:
    pythons = sys.argv[1:] or [sys.executable]
    best: dict[tuple[str, str], float] = {}
    for _ in range(ROUNDS):
        for python in pythons:
            for name, arguments in COMMANDS.items():
                with tempfile.TemporaryDirectory() as folder:
                    (Path(folder) / "row.jsonl").write_text(ROW, encoding="utf-8")
                    if name.startswith("audit"):
                        cost(python, ["generate", "math.linear_equation", "-n", "1", "--out", "made"], folder)
                    seconds = cost(python, arguments, folder)
                best[python, name] = min(seconds, best.get((python, name), seconds))
    for name in COMMANDS:
        figures = [best[python, name] for python in pythons]
        ratio = f"  {figures[-1] / figures[0]:.2f} x" if len(figures) > 1 else ""
        print(f"{name:40} " + "  ".join(f"{figure:6.2f} s" for figure in figures) + ratio)


if __name__ == "__main__":
    main()
