"""Where everything fails alike a run stops early and says what, where and why; what works goes on."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import assay
from assay.runs.watch import ALIKE, OVERDUE, OVERDUE_INPUT, PROVED, Watch
from assay.testing import play, read_rows, restart_workers, write_jsonl

PLUGINS = ("cook", "faulty", "toy")
pytestmark = pytest.mark.usefixtures("toys")
Run = Callable[..., Any]
SOURCE = (Path(__file__).parent / "plugins" / "faulty_plugin.py").read_text().splitlines()
RAISED = SOURCE.index('    raise KeyError("no such table")') + 1
CRASH = f"KeyError: 'no such table' (faulty_plugin.py, line {RAISED})"


def line_of(name: str) -> int:
    """The line that a decorated function begins at."""
    return next(n for n, line in enumerate(SOURCE, 1) if line.startswith("@assay.") and f'r("{name}"' in line)


def told(run: Path) -> dict[str, Any]:
    value: dict[str, Any] = json.loads((run / "run.json").read_text())
    return value


def digests(run: Path) -> dict[str, str]:
    files = [f for part in ("data", "rejected") for f in sorted((run / part).glob("*"))]
    return {str(f.relative_to(run)): hashlib.sha256(f.read_bytes()).hexdigest() for f in files}


@pytest.fixture
def mend(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    def mended() -> None:
        monkeypatch.setenv("FAULTY_MENDED", "1")
        restart_workers()

    yield mended
    restart_workers()


def test_a_field_of_a_seed_that_is_misspelt_is_told_in_the_summary(assay_cli: Run, work: Path) -> None:
    done = assay_cli("run", "faulty.misspelt", "--set", "rows=3", "--out", "run")
    lines = [line.strip() for line in done.stdout.splitlines()]
    at = lines.index("3  faulty.misspelt: bad_seed")
    assert lines[at + 1] == "first: The seed has no text 'm'; it has 'n'."
    assert (work / "run" / "data").is_dir()
    assert "accepted rows" not in done.stdout and "the others, with reasons" in done.stdout


@pytest.mark.parametrize("way", ["attribute", "kept", "type", "draft"])
def test_a_forgotten_await_is_told_as_such(assay_cli: Run, work: Path, way: str) -> None:
    write_jsonl(work / "r.jsonl", [{"contains": "Say", "reply": "x"}])
    done = assay_cli(
        *("run", "faulty.unawaited", "--model", "replay:r.jsonl", "--set", f"way={way}", "--out", "run")
    )
    (said,) = told(work / "run")["errors"].values()
    assert "an 'await' is missing before what made" in said and "(faulty_plugin.py, line " in said
    assert "never awaited" not in done.stderr


# ------------------------------------------------------------------ generate


def test_a_generator_that_always_crashes_is_told_with_file_and_line(assay_cli: Run, work: Path) -> None:
    done = assay_cli("generate", "faulty.crash", "-n", "50", "--out", "run")
    assert done.returncode == 1, done.stderr
    why = f"faulty.crash failed {ALIKE} times in a row, the last time with generator_crash: {CRASH}"
    assert (
        f"stopped: {why}; mend that, or add --keep-going; give the command again with --resume" in done.stdout
    )
    assert f"{ALIKE}  faulty.crash: generator_crash\n" in done.stdout and f"first: {CRASH}." in done.stdout
    assert "raise --max-candidates" not in done.stdout
    run = told(work / "run")
    assert run["stopped"].startswith(why) and run["counts"]["candidates"] == ALIKE
    assert run["errors"] == {"faulty.crash: generator_crash": f"{CRASH}."}
    assert {row["message"] for row in read_rows(work / "run" / "rejected")} == {f"{CRASH}."}
    assert why in (work / "run" / "README.md").read_text()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            ("faulty.draft",),
            "bad_draft: Its reference is int 5, must be text (faulty_plugin.py, line {faulty.draft})",
        ),
        (
            ("faulty.good", "--require", "faulty.text"),
            "bad_verdict: What faulty.text returned is no sound verdict. Its status is str 'accepted', must be a "
            "Status such as assay.Status.REJECTED (faulty_plugin.py, line {faulty.text})",
        ),
    ],
)
def test_wrong_types_are_told_with_file_line_and_field(
    assay_cli: Run, work: Path, asked: tuple[str, ...], said: str
) -> None:
    done = assay_cli("generate", *asked, "-n", "50", "--out", "run")
    name = said[said.index("{") + 1 : said.index("}")]
    assert done.returncode == 1 and said.replace(f"{{{name}}}", str(line_of(name))) in done.stdout
    assert told(work / "run")["counts"]["error"] == ALIKE


def test_mended_and_resumed_it_is_as_if_it_had_never_failed(
    assay_cli: Run, work: Path, mend: Callable[[], None]
) -> None:
    asked = ("generate", "faulty.crash", "-n", "20")
    assert assay_cli(*asked, "--out", "run").returncode == 1
    assert assay_cli(*asked, "--out", "run", "--resume").returncode == 1
    assert told(work / "run")["counts"]["candidates"] == ALIKE  # not mended: the same again
    mend()
    assert assay_cli(*asked, "--out", "run", "--resume").returncode == 0
    assert assay_cli(*asked, "--out", "whole").returncode == 0
    assert digests(work / "run") == digests(work / "whole") and told(work / "run")["stopped"] is None
    assert "0 problems" in assay_cli("audit", "run").stdout


def test_a_failing_generator_is_left_out_and_the_others_go_on(assay_cli: Run, work: Path) -> None:
    done = assay_cli("generate", "faulty.crash", "faulty.good", "-n", "80", "--out", "run")
    assert done.returncode == 0, done.stdout
    assert f"left out: faulty.crash failed {ALIKE} times in a row" in done.stdout and CRASH in done.stdout
    run = told(work / "run")
    assert run["stopped"] is None and run["counts"]["error"] == ALIKE
    left_out = {g["name"]: g["left_out"] for g in run["generators"]}
    assert left_out["faulty.good"] is None and CRASH in left_out["faulty.crash"]
    assert "0 problems" in assay_cli("audit", "run").stdout


def test_what_is_left_out_does_not_depend_on_workers_or_interruptions(assay_cli: Run, work: Path) -> None:
    asked = ("generate", "faulty.crash", "faulty.good", "faulty.draft", "--seed", "3")
    for workers in ("1", "2"):
        assert assay_cli(*asked, "-n", "120", "--workers", workers, "--out", workers).returncode == 0
    for most in ("30", "70", "90", "130"):  # before, between and after the two are left out
        resume = ("--resume",) if most != "30" else ()
        cut = assay_cli(*asked, "-n", "120", "--max-candidates", most, "--out", "cut", *resume)
        assert cut.returncode == 1 and told(work / "cut")["counts"]["candidates"] == int(most)
    assert assay_cli(*asked, "-n", "120", "--out", "cut", "--resume").returncode == 0
    assert digests(work / "1") == digests(work / "2") == digests(work / "cut")
    runs = [told(work / name) for name in ("1", "2", "cut")]
    assert runs[0]["generators"] == runs[1]["generators"] == runs[2]["generators"]
    assert runs[0]["errors"] == runs[2]["errors"]


def test_what_was_left_out_comes_back_if_told_to_keep_going(
    assay_cli: Run, work: Path, mend: Callable[[], None]
) -> None:
    asked = ("generate", "faulty.crash", "faulty.good", "-n", "60")
    assert assay_cli(*asked, "--out", "run").returncode == 0
    mend()
    assert assay_cli(*asked, "--out", "run", "--resume", "--keep-going").returncode == 0
    assert assay_cli(*asked, "--out", "whole").returncode == 0
    assert digests(work / "run") == digests(work / "whole")
    again = assay_cli(*asked, "--out", "run", "--resume")
    assert again.returncode == 2 and "was started with another keep going" in again.stderr


def test_keep_going_spends_the_candidates(assay_cli: Run, work: Path) -> None:
    asked = ("generate", "faulty.crash", "-n", "5", "--max-candidates", "60", "--keep-going")
    done = assay_cli(*asked, "--out", "run")
    assert done.returncode == 1 and "stopped" not in done.stdout
    assert told(work / "run")["counts"]["candidates"] == 60


def test_what_works_now_and_then_is_not_left_out(assay_cli: Run, work: Path) -> None:
    for name in ("faulty.picky", "faulty.often"):
        done = assay_cli("generate", name, "-n", "4", "--out", name, "--max-candidates", "1000")
        assert done.returncode == 0, done.stdout


def test_a_verifier_that_hangs_costs_a_few_deadlines(assay_cli: Run, work: Path) -> None:
    assert assay_cli("generate", "faulty.good", "-n", "1", "--out", "warm").returncode == 0
    for count in ("1", "1000"):
        started = time.monotonic()
        done = assay_cli("generate", "faulty.slow", "-n", count, "--workers", "2", "--out", count)
        assert (
            time.monotonic() - started < 30
        )  # 3 deadlines of 0.3 s; the rest are processes of a slow machine
        assert done.returncode == 1 and told(work / count)["counts"] == {
            "candidates": OVERDUE,
            "accepted": 0,
            "rejected": 0,
            "abstained": 0,
            "error": OVERDUE,
        }
        where = f"(faulty_plugin.py, line {line_of('faulty.hangs')})"
        assert f"deadline: faulty.hangs did not answer within its deadline {where}" in done.stdout


def test_a_verifier_that_hangs_takes_along_all_that_need_it_and_nothing_else(
    assay_cli: Run, work: Path
) -> None:
    started = time.monotonic()
    done = assay_cli("generate", "faulty", "-n", "60", "--workers", "2", "--out", "run")
    assert time.monotonic() - started < 60
    assert done.returncode == 0, done.stdout
    run = told(work / "run")
    assert run["reasons"]["faulty.hangs: deadline"] == OVERDUE
    left_out = {g["name"] for g in run["generators"] if g["left_out"]}
    assert left_out == {"faulty.crash", "faulty.draft", "faulty.slow", "faulty.slow_too"}


# ------------------------------------------------------------------ verify


def test_verify_stops_where_every_row_overruns(assay_cli: Run, work: Path, mend: Callable[[], None]) -> None:
    write_jsonl(work / "in.jsonl", [{"response": f"r{n}"} for n in range(2000)])
    asked = ("verify", "in.jsonl", "--verifier", "faulty.hangs", "--workers", "2", "--out", "run")
    started = time.monotonic()
    done = assay_cli(*asked)
    assert time.monotonic() - started < 60
    assert done.returncode == 1 and "stopped: faulty.hangs failed 10 times in a row" in done.stdout
    run, lines = told(work / "run"), (work / "run" / "verdicts.jsonl").read_text().splitlines()
    assert run["counts"]["candidates"] == len(lines) == OVERDUE_INPUT and run["counts"]["accepted"] == 0
    mend()
    assert assay_cli(*asked, "--resume").returncode == 0
    verdicts = [json.loads(line) for line in (work / "run" / "verdicts.jsonl").read_text().splitlines()]
    assert Counter(v["status"] for v in verdicts) == {"accepted": 2000}
    assert [v["line"] for v in verdicts] == list(range(1, 2001))


def test_verify_goes_on_if_told_to(assay_cli: Run, work: Path) -> None:
    rows = [{"response": f"hard {n}"} for n in range(OVERDUE_INPUT)] + [{"response": "easy"}]
    write_jsonl(work / "in.jsonl", rows)
    asked = ("verify", "in.jsonl", "--verifier", "faulty.sleeps", "--workers", "2", "--out", "run")
    assert assay_cli(*asked).returncode == 1
    done = assay_cli(*asked, "--resume", "--keep-going")
    assert done.returncode == 0, done.stdout + done.stderr
    assert [row["messages"][-1]["content"] for row in read_rows(work / "run" / "data")] == ["easy"]
    assert told(work / "run")["counts"]["error"] == OVERDUE_INPUT


def test_rows_that_cannot_be_read_stop_nothing(assay_cli: Run, work: Path) -> None:
    lines = ["{broken"] * (2 * ALIKE) + ['{"response": "r"}']
    (work / "in.jsonl").write_text("\n".join(lines) + "\n")
    done = assay_cli("verify", "in.jsonl", "--verifier", "faulty.yes", "--out", "run")
    assert done.returncode == 0 and told(work / "run")["counts"]["accepted"] == 1
    assert "in.jsonl, line 1: it is not valid JSON" in told(work / "run")["errors"]["reader: invalid_json"]


# ------------------------------------------------------------------ run


def test_a_recipe_stops_and_goes_on_when_mended(assay_cli: Run, work: Path, mend: Callable[[], None]) -> None:
    asked = ("run", "faulty.recipe")
    done = assay_cli(*asked, "--out", "run")
    assert done.returncode == 1, done.stderr
    assert (
        f"faulty.recipe failed {ALIKE} times in a row, the last time with recipe_crash: {CRASH}"
        in done.stdout
    )
    counts = told(work / "run")["counts"]
    assert (counts["accepted"], counts["error"]) == (10, ALIKE)
    mend()
    assert assay_cli(*asked, "--out", "run", "--resume").returncode == 0
    assert assay_cli(*asked, "--out", "whole").returncode == 0
    assert digests(work / "run") == digests(work / "whole") and len(read_rows(work / "run" / "data")) == 60


def test_a_source_or_a_filter_that_crashes_is_told(
    assay_cli: Run, work: Path, mend: Callable[[], None]
) -> None:
    mend()
    done = assay_cli("run", "faulty.recipe", "--set", "source=7", "--out", "source")
    assert done.returncode == 1 and f"the source of faulty.recipe failed: {CRASH}; mend that" in done.stdout
    assert len(read_rows(work / "source" / "data")) == 7
    done = assay_cli("run", "faulty.recipe", "--set", "admit=7", "--out", "filter")
    assert done.returncode == 1 and f"recipe_crash: Its filter failed: {CRASH}" in done.stdout
    assert len(read_rows(work / "filter" / "data")) == 7


def made(value: Any) -> Callable[..., Any]:
    async def make(seed: Any, ctx: Any) -> Any:
        return value

    return make


async def judged(seed: Any, ctx: Any) -> Any:
    await ctx.judge(assay.Draft("p", "r", 5))  # type: ignore[arg-type]


async def no_text(seed: Any, ctx: Any) -> Any:
    raise assay.Rejected("no", 5)  # type: ignore[arg-type]


@dataclass(frozen=True)
class NoParams:
    """None."""


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (made(None), "It is NoneType, must be a Draft or a list of Drafts and Rejecteds"),
        (made("text"), "It is str, must be a Draft or a list"),
        (made({"prompt": "p"}), "It is dict, must be a Draft or a list"),
        (made(5), "It is int, must be a Draft or a list"),
        (made(["text"]), "It is str 'text', must be a Draft"),
        (
            made(assay.Draft("p", "r", "a", verifiers="math.answer")),
            "verifiers are str 'math.answer', must be a tuple",
        ),  # type: ignore[arg-type]
        (made([assay.Rejected("", "x")]), "The reason of its Rejected is ''"),
        (judged, "Its reference is int 5, must be text"),
        (no_text, "The message of its Rejected is int 5, must be text"),
    ],
)
def test_what_a_recipe_makes_of_wrong_types_is_a_bad_draft(make: Any, said: str) -> None:
    recipe = assay.recipe("bench.types", params=NoParams, verifiers=("toy.check",), models=())(make)
    recipe.source(lambda params, rng: [{"n": n} for n in range(40)])
    played = play(recipe, max_candidates=2)
    assert [(row["status"], row["reason"]) for row in played.rejected] == [("error", "bad_draft")] * 2
    for row in played.rejected:
        assert said in row["message"] and "test_early_stop.py, line " in row["message"], row["message"]


def test_a_recipe_whose_drafts_are_all_bad_stops() -> None:
    recipe = assay.recipe("bench.types", params=NoParams, verifiers=("toy.check",), models=())(made("text"))
    recipe.source(lambda params, rng: [{"n": n} for n in range(2 * ALIKE)])
    played = play(recipe)
    assert len(played.rejected) == ALIKE and not played.complete
    assert played.run["stopped"].startswith("bench.types failed 25 times in a row")


# ------------------------------------------------------------------ a directory that blocks nothing


def test_a_run_refused_for_a_bad_seed_leaves_no_directory(assay_cli: Run, work: Path) -> None:
    asked = ("run", "cook.sums", "--set", "numbers=n.jsonl", "--out", "deep/run")
    for there in (False, True):
        (work / "n.jsonl").write_text("{broken\n")
        refused = assay_cli(*asked)
        assert refused.returncode == 2 and "n.jsonl, line 1" in refused.stderr
        assert (work / "deep" / "run").exists() == there and not [*work.glob("deep/run/*")]
        (work / "n.jsonl").write_text('{"a": 1, "b": 2}\n')
        done = assay_cli(*asked)
        assert done.returncode == 0, done.stderr
        shutil.rmtree(work / "deep" / "run")
        (work / "deep" / "run").mkdir()  # an empty folder of the user's stays


def test_a_run_that_kept_rows_goes_on_with_skip_bad(assay_cli: Run, work: Path) -> None:
    (work / "n.jsonl").write_text('{"a": 1, "b": 2}\n{broken\n{"a": 3, "b": 4}\n')
    asked = ("run", "cook.sums", "--set", "numbers=n.jsonl", "--out", "run")
    assert assay_cli(*asked).returncode == 2
    done = assay_cli(*asked, "--resume", "--skip-bad")
    assert done.returncode == 0 and len(read_rows(work / "run" / "data")) == 2, done.stderr
    back = assay_cli(*asked, "--resume")
    assert back.returncode == 2 and "was started with another skip bad" in back.stderr


def test_what_stopped_with_nothing_kept_goes_on_with_any_command(
    assay_cli: Run, work: Path, mend: Callable[[], None]
) -> None:
    assert assay_cli("generate", "faulty.crash", "-n", "20", "--out", "run").returncode == 1
    mend()
    done = assay_cli("generate", "faulty.crash", "-n", "5", "--seed", "4", "--out", "run", "--resume")
    assert done.returncode == 0 and told(work / "run")["counts"]["candidates"] == 5


def test_a_wrong_command_takes_nothing_away(assay_cli: Run, work: Path) -> None:
    asked = ("run", "faulty.recipe", "--out", "run", "--resume")
    assert assay_cli(*asked[:-1]).returncode == 1
    before = (
        sqlite3.connect(work / "run" / "journal.sqlite").execute("SELECT COUNT(*) FROM results").fetchone()
    )
    refused = assay_cli(*asked, "--seed", "5")
    assert refused.returncode == 2 and "another seed" in refused.stderr
    after = (
        sqlite3.connect(work / "run" / "journal.sqlite").execute("SELECT COUNT(*) FROM results").fetchone()
    )
    assert before == after == (10 + ALIKE,)


def test_the_whole_traceback_is_shown_if_asked_for(
    assay_process: Run, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for asked in (("generate", "faulty.crash", "-n", "1"), ("run", "faulty.recipe", "--set", "source=0")):
        done = assay_process(*asked, "--out", asked[0])
        assert done.returncode == 1 and "Traceback" not in done.stderr
        monkeypatch.setenv("ASSAY_TRACEBACK", "1")
        done = assay_process(*asked, "--out", f"{asked[0]}2")
        assert "Traceback" in done.stderr and "faulty_plugin.py" in done.stderr and "in helper" in done.stderr
        monkeypatch.delenv("ASSAY_TRACEBACK")


# ------------------------------------------------------------------ the rule itself

MAKERS = {"a.one": ("v.cheap", "v.dear"), "a.two": ("v.dear",), "a.three": ("v.cheap",)}


def feed(watch: Watch, *results: tuple[str, str, str, str], times: int = 1) -> Watch:
    """``(maker, status, part, reason)``, over and over."""
    for n in range(times):
        for each in results:
            watch.see(n, *each)
    return watch


CRASHES = ("a.one", "error", "v.dear", "crash")
HANGS = ("a.one", "error", "v.dear", "deadline")


def test_it_takes_so_many_in_a_row() -> None:
    assert not feed(Watch(MAKERS), CRASHES, times=ALIKE - 1).left_out
    assert feed(Watch(MAKERS), CRASHES, times=ALIKE).left_out
    assert not feed(Watch(MAKERS), HANGS, times=OVERDUE - 1).left_out
    assert feed(Watch(MAKERS), HANGS, times=OVERDUE).left_out
    assert not feed(Watch(MAKERS, on=False), CRASHES, times=10 * ALIKE).left_out


@pytest.mark.parametrize(
    "between",
    [
        ("a.one", "accepted", "v.dear", ""),
        ("a.one", "rejected", "v.dear", "wrong"),
        ("a.one", "abstained", "v.dear", "unsure"),
        ("a.one", "rejected", "gate", "duplicate_problem"),
    ],
)
def test_a_part_that_works_in_between_goes_on(between: tuple[str, str, str, str]) -> None:
    assert not feed(Watch(MAKERS), CRASHES, between, times=10 * ALIKE).left_out


@pytest.mark.parametrize(
    "between",
    [
        ("a.one", "rejected", "v.cheap", "wrong"),  # the dear one was not asked
        ("a.one", "rejected", "a.one", "unlucky"),
        ("a.one", "error", "v.dear", "unreadable_reference"),
        ("a.one", "error", "reader", "invalid_json"),
        ("a.three", "accepted", "v.cheap", ""),  # does not need it
    ],
)
def test_what_says_nothing_of_a_part_does_not_save_it(between: tuple[str, str, str, str]) -> None:
    assert set(feed(Watch(MAKERS), CRASHES, between, times=ALIKE).left_out) == {"a.one", "a.two"}


def test_a_verifier_that_works_on_other_rows_leaves_out_one_maker() -> None:
    watch = feed(Watch(MAKERS), CRASHES, ("a.two", "accepted", "v.dear", ""), times=ALIKE)
    assert set(watch.left_out) == {"a.one"} and not watch.stopped


def test_what_has_worked_before_is_borne_longer() -> None:
    good = ("a.one", "accepted", "v.dear", "")
    for bad, few in ((CRASHES, ALIKE), (HANGS, OVERDUE)):
        assert not feed(feed(Watch(MAKERS), good), bad, times=PROVED * few - 1).left_out
        assert feed(feed(Watch(MAKERS), good), bad, times=PROVED * few).left_out
    paid = ("a.one", "error", "a.one", "recipe_crash")
    assert feed(feed(Watch(MAKERS), good), paid, times=ALIKE).left_out


def test_a_verifier_that_only_single_rows_name_counts_for_their_maker() -> None:
    named = ("a.one", "error", "v.other", "crash")
    assert set(feed(Watch(MAKERS), named, times=ALIKE).left_out) == {"a.one"}
    assert not feed(Watch(MAKERS), named, ("a.one", "accepted", "v.other", ""), times=10 * ALIKE).left_out


def test_the_run_stops_when_no_maker_is_left() -> None:
    watch = feed(Watch(MAKERS), CRASHES, times=ALIKE)
    assert not watch.stopped
    feed(watch, ("a.three", "error", "a.three", "bad_draft"), times=ALIKE)
    assert watch.stopped == (
        "v.dear failed 25 times in a row, the last time with crash (and 1 other part failed likewise); "
        "mend that, or add --keep-going"
    )
    assert watch.since == 0
