"""Verdicts come from processes that can be killed: whatever a verifier does, the next row is unharmed."""

from __future__ import annotations

import re
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest

import assay
from assay import Status
from assay.workers.service import end_resident

pytestmark = pytest.mark.usefixtures("toys")


def verdict(response: str) -> assay.Verdict:
    return assay.verify("toy.check", response=response)


def test_right_and_wrong() -> None:
    assert verdict("2 + 2 = 4").accepted
    wrong = verdict("2 + 2 = 5")
    assert (wrong.status, wrong.reason, wrong.message) == (Status.REJECTED, "wrong_sum", "2 + 2 is not 5.")
    assert (wrong.verifier, wrong.version) == ("toy.check", 1)


@pytest.mark.parametrize(
    ("response", "reason"),
    [
        ("hang", "deadline"),
        ("sleep in C", "deadline"),
        ("die", "crash"),
        ("eat memory", "memory"),
        ("raise", "crash"),
        ("interrupt", "crash"),
        ("exit", "crash"),
        ("recurse", "recursion"),
        ("lie", "bad_verdict"),
        ("contradict", "inconsistent_verdict"),
        ("not a sum", "crash"),
    ],
)
def test_misbehaviour_is_an_error_and_the_next_row_is_unharmed(response: str, reason: str) -> None:
    bad = verdict(response)
    assert (bad.status, bad.reason) == (Status.ERROR, reason)
    assert verdict("2 + 2 = 4").accepted


def test_an_interrupt_that_a_verifier_raises_is_told_with_its_place_and_no_traceback(
    capfd: pytest.CaptureFixture[str],
) -> None:
    for response, name in (("interrupt", "KeyboardInterrupt"), ("exit", "SystemExit: 3")):
        bad = verdict(response)
        assert re.fullmatch(rf"toy\.check failed: {name} \(\S*toy_plugin\.py, line \d+\)\.", bad.message), (
            bad.message
        )
    assert "Traceback" not in capfd.readouterr().err


def test_what_a_verifier_prints_is_no_output_of_the_caller(capfd: pytest.CaptureFixture[str]) -> None:
    assert verdict("2 + 2 = 4").accepted
    assert next(iter(assay.verify_many("toy.check", [{"response": "2 + 2 = 4"}], workers=1))).accepted
    end_resident()  # what lay in a buffer comes out
    assert capfd.readouterr().out == ""


def test_hanging_rows_end_near_their_deadline() -> None:
    verdict("1 + 1 = 2")
    started = time.monotonic()
    assert verdict("hang").reason == "deadline"
    assert time.monotonic() - started < 10  # the deadline is 1 s; the rest is a slow machine's


def test_order_is_kept_over_workers_and_deaths() -> None:
    rows = [f"{i} + {i} = {2 * i + (i % 3 == 0)}" for i in range(400)]
    for at in (3, 77, 78, 301):
        rows[at] = "die"
    rows[200] = "hang"
    got = list(assay.verify_many("toy.check", ({"response": r} for r in rows), workers=2))
    expected = [
        "crash" if r == "die" else "deadline" if r == "hang" else "wrong_sum" if i % 3 == 0 else "ok"
        for i, r in enumerate(rows)
    ]
    assert [v.reason for v in got] == expected


def test_results_that_come_in_bursts_are_all_heard_of() -> None:
    """A slow row makes its worker send what it has; the next results follow at once, and nothing may be left lying."""
    rows = ["0.11 s" if i % 25 == 20 else f"{i} + {i} = {2 * i}" for i in range(1000)]
    got = list(assay.verify_many("toy.check", ({"response": r} for r in rows), workers=2))
    assert [v.accepted for v in got] == [r != "0.11 s" for r in rows]


def test_threads_may_share_it() -> None:
    out: dict[int, bool] = {}

    def work(i: int) -> None:
        out[i] = verdict(f"{i} + 1 = {i + 1 + i % 2}").accepted

    threads = [threading.Thread(target=work, args=(i,)) for i in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert out == {i: i % 2 == 0 for i in range(20)}


def test_a_script_needs_no_main_guard() -> None:
    code = "import assay; print(assay.verify('toy.check', response='1 + 1 = 2').status)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stdout == "accepted\n"


def test_unknown_verifier_offers_the_nearest() -> None:
    with pytest.raises(
        assay.UsageError, match=r"no verifier is called 'toy\.chek': did you mean 'toy\.check'"
    ):
        assay.verify("toy.chek", response="x")


def test_missing_response_is_refused_in_a_sentence() -> None:
    with pytest.raises(assay.UsageError, match="row 0: response must be text, it is NoneType"):
        list(assay.verify_many("toy.check", [{"reference": "4"}]))


@pytest.mark.parametrize("text", ["\x00", "\ud800", "é" * 100_000, "9" * 5_000_000])
def test_odd_text_reaches_the_verifier_and_comes_back(text: str) -> None:
    assert verdict(text).status is Status.ERROR  # int() of it fails, in the worker
    assert verdict("2 + 2 = 4").accepted


def script(code: str, folder: Path) -> str:
    """What a script prints, run in a process of its own."""
    file = folder / "script.py"
    file.write_text(textwrap.dedent(code))
    done = subprocess.run(
        [sys.executable, str(file)], capture_output=True, text=True, timeout=120, cwd=folder
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_forked_children_have_workers_of_their_own_and_the_parent_keeps_its(tmp_path: Path) -> None:
    code = """
        import multiprocessing, assay

        def prove(n):
            return assay.verify("toy.check", response=f"{n} + 1 = {n + 1 + n % 2}").accepted

        assert prove(2)
        with multiprocessing.get_context("fork").Pool(2) as pool:
            waiting = pool.map_async(prove, range(30))
            own = [prove(n) for n in range(30)]
            print(waiting.get(60) == own == [n % 2 == 0 for n in range(30)])
        print(prove(4), prove(5))
    """
    assert script(code, tmp_path) == "True\nTrue False\n"


def test_a_child_forked_while_its_parent_waits_is_not_held_up(tmp_path: Path) -> None:
    code = """
        import os, threading, time, assay

        def prove(text):
            return assay.verify("toy.check", response=text).reason

        prove("1 + 1 = 2")
        slow = threading.Thread(target=lambda: print("parent", prove("sleep in C"), flush=True))
        slow.start()
        time.sleep(0.1)
        child = os.fork()
        if child == 0:
            print("child", prove("1 + 1 = 3"), flush=True)
            os._exit(0)
        os.waitpid(child, 0)
        slow.join()
        print("parent", prove("1 + 1 = 2"))
    """
    lines = sorted(script(code, tmp_path).splitlines())
    assert lines == ["child wrong_sum", "parent deadline", "parent ok"]


def test_datasets_may_map_it_over_processes(tmp_path: Path) -> None:
    code = """
        import assay, datasets

        def prove(row):
            return {"ok": assay.verify("toy.check", response=row["response"]).accepted}

        datasets.disable_progress_bars()
        assert prove({"response": "1 + 1 = 2"})["ok"]
        rows = datasets.Dataset.from_dict({"response": [f"{n} + 1 = {n + 1 + n % 2}" for n in range(20)]})
        print(rows.map(prove, num_proc=2)["ok"][:20] == [n % 2 == 0 for n in range(20)])
    """
    assert script(code, tmp_path).endswith("True\n")


def test_threads_that_ask_first_all_find_the_plugin(tmp_path: Path) -> None:
    code = """
        import threading, assay

        gate, found = threading.Barrier(8), []

        def work(n):
            gate.wait()
            found.append(assay.verify("toy.check", response=f"{n} + 1 = {n + 1}").accepted)

        threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        print(found == [True] * 8)
    """
    assert script(code, tmp_path) == "True\n"


def test_no_process_is_left_when_the_parent_ends_or_is_killed(tmp_path: Path) -> None:
    code = """
        import os, sys, time, assay
        from assay.workers.service import resident

        assay.verify("toy.check", response="1 + 1 = 2")
        print([slot.worker.process.pid for pool in resident().pools.values() for slot in pool.slots][0], flush=True)
        if os.fork() == 0:  # it holds nothing open that a worker could take for its parent
            time.sleep(30)
            os._exit(0)
        os.kill(os.getpid(), 9)
    """
    file = tmp_path / "script.py"
    file.write_text(textwrap.dedent(code))
    with subprocess.Popen([sys.executable, str(file)], stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout
        worker = Path("/proc") / run.stdout.readline().strip()
        run.wait(30)
        for _ in range(100):
            if not worker.exists() or "Z (zombie)" in (worker / "status").read_text():
                return
            time.sleep(0.05)
    raise AssertionError("the worker outlived its parent")
