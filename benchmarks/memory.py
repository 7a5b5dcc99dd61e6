"""Peak memory of `assay generate math` as the number of rows grows (Linux).

python benchmarks/memory.py [ROWS ...]
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path


def peak(pid: int) -> int:
    """High-water mark of the resident memory in MB; 0 if the process is gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    line = next((line for line in status.splitlines() if line.startswith("VmHWM")), "VmHWM: 0 kB")
    return int(line.split()[1]) // 1024


def children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def main() -> None:
    print(f"{'rows':>8} {'seconds':>8} {'rows/s':>8} {'main MB':>8} {'largest worker MB':>18} {'all MB':>8}")
    for rows in [int(word) for word in sys.argv[1:]] or [1_000, 10_000, 100_000]:
        with tempfile.TemporaryDirectory() as folder:
            command = ["assay", "generate", "math", "-n", str(rows), "--out", f"{folder}/run", "--quiet"]
            started = time.monotonic()
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
            main_peak = worker_peak = all_peak = 0
            while process.poll() is None:
                own, workers = peak(process.pid), [peak(child) for child in children(process.pid)]
                main_peak, worker_peak = max(main_peak, own), max([worker_peak, *workers])
                all_peak = max(all_peak, own + sum(workers))
                time.sleep(0.2)
            seconds = time.monotonic() - started
        print(f"{rows:8,} {seconds:8.1f} {rows / seconds:8,.0f} {main_peak:8} {worker_peak:18} {all_peak:8}")


if __name__ == "__main__":
    main()
