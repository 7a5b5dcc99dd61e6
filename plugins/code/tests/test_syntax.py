"""The parser is asked from two threads: where seeds are drawn, and where drafts are made."""

from __future__ import annotations

import gc
import sys
from concurrent.futures import ThreadPoolExecutor

from assay_code.syntax import tree_of


class Cycle:
    """Garbage whose end runs Python code, and so lets another thread go on."""

    def __init__(self) -> None:
        self.itself = self

    def __del__(self) -> None:
        for _ in range(3):
            pass


def test_two_threads_may_parse_at_once() -> None:
    source = "def f(a):\n    return [a + 1, {a: (a, 2)}]\n" * 50
    interval, threshold = sys.getswitchinterval(), gc.get_threshold()

    def litter(phase: str, info: dict[str, int]) -> None:
        Cycle()

    gc.callbacks.append(litter)
    sys.setswitchinterval(1e-6)
    gc.set_threshold(1)
    try:
        with ThreadPoolExecutor(2) as two:
            assert all(two.map(tree_of, [source] * 8))
    finally:
        gc.set_threshold(*threshold)
        sys.setswitchinterval(interval)
        gc.callbacks.remove(litter)
