"""What a person sees while a run works, and at its end."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Any

from assay.errors import counted
from assay.runs.journal import Tally

LINE_SECONDS = 10.0
REFRESH_SECONDS = 0.2
NOTEBOOK_SECONDS = 1.0
SURE_ROWS, SURE_SECONDS = 5, 2.0
"""What must be done before the time that is left is guessed."""


class Progress:
    """A live display on a terminal, one line in a notebook, a line every ten seconds elsewhere; on standard error.

    ``target`` are the rows that are to be accepted or, of ``every`` row, those that there are to judge.
    """

    def __init__(self, target: int | None, *, every: bool = False, quiet: bool = False) -> None:
        self.target, self.every = target, every
        self.quiet = quiet
        self.started = self.shown = time.monotonic()
        self.first: int | None = None
        self.done_before = 0
        self.live: Any = None
        self.notebook = "ipykernel" in sys.modules

    def __enter__(self) -> Progress:
        if not self.quiet and sys.stderr.isatty():
            from rich.console import Console
            from rich.live import Live

            self.live = Live(console=Console(stderr=True), auto_refresh=False, transient=True)
            self.live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.live:
            self.live.stop()
        elif self.notebook and not self.quiet and self.first is not None:
            print(file=sys.stderr)

    def __call__(self, tally: Tally, note: str = "") -> None:
        """Show the counts, now and then."""
        if self.first is None:
            self.first = tally.total  # what an earlier session did is not our speed
            self.done_before = self._done(tally)
        now = time.monotonic()
        often = REFRESH_SECONDS if self.live else NOTEBOOK_SECONDS if self.notebook else LINE_SECONDS
        if self.quiet or now - self.shown < often:
            return
        self.shown = now
        if self.live:
            self.live.update(self._panel(tally, note), refresh=True)
        elif self.notebook:  # one line of the cell, written over
            print(f"\r{self._line(tally, note):120}", end="", file=sys.stderr, flush=True)
        else:
            reasons = self._reasons(tally)
            print(self._line(tally, note) + (f" ({reasons})" if reasons else ""), file=sys.stderr, flush=True)

    def _rate(self, tally: Tally) -> float:
        return (tally.total - (self.first or 0)) / max(time.monotonic() - self.started, 1e-9)

    def _line(self, tally: Tally, note: str) -> str:
        goal = f" of {self.target:,}" if self.target else ""
        asked, judged = ("", f", {tally.total:,}{goal} judged") if self.every else (goal, "")
        return (
            f"{note + ': ' if note else ''}accepted {tally['accepted']:,}{asked}, rejected {tally['rejected']:,}, "
            f"abstained {tally['abstained']:,}, errors {tally['error']:,}{judged}, {self._rate(tally):,.0f} rows/s{self._left(tally)}"
        )

    def _done(self, tally: Tally) -> int:
        return tally.total if self.every else tally["accepted"]

    def _left(self, tally: Tally) -> str:
        """How long the rest takes if it goes on as in this session, once that can be told."""
        seconds, done = time.monotonic() - self.started, self._done(tally) - self.done_before
        missing = (self.target or 0) - self._done(tally)
        if missing <= 0 or done < SURE_ROWS or seconds < SURE_SECONDS:
            return ""
        return f", about {duration(missing * seconds / done)} left"

    def _reasons(self, tally: Tally) -> str:
        return ", ".join(f"{reason} {count:,}" for reason, count in tally.reasons.most_common(3))

    def _panel(self, tally: Tally, note: str) -> Any:
        from rich.progress_bar import ProgressBar
        from rich.table import Table
        from rich.text import Text

        panel = Table.grid()
        if self.target:
            panel.add_row(ProgressBar(self.target, min(self._done(tally), self.target), width=60))
        panel.add_row(Text(self._line(tally, note)))
        if tally.reasons:
            panel.add_row(Text(self._reasons(tally), style="dim"))
        return panel


def duration(seconds: float) -> str:
    """A time for people, in its largest unit or two: ``45 s``, ``12 min``, ``3 h 20 min``."""
    minutes = round(seconds / 60)
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60:02} min"


def summary(run: dict[str, Any], out: Path) -> None:
    """The end of a run: counts, reasons, where things are, what to do next."""
    counts = run["counts"]
    print(
        f"{counted(counts['accepted'], 'row')} accepted, {counts['rejected']:,} rejected, "
        f"{counts['abstained']:,} abstained, {counted(counts['error'], 'error')}, in {run['timings']['seconds']:.1f} s "
        f"({run['timings']['rows_per_second']:,.0f} rows/s)"
    )
    for reason, count in sorted(run["reasons"].items(), key=lambda pair: (-pair[1], pair[0]))[:8]:
        print(f"  {count:>8,}  {reason}")
        if reason in run["errors"]:
            print(f"  {'':8}  first: {run['errors'][reason]}")
    for model, used in run.get("usage", {}).get("models", {}).items():
        spent = f"{counted(used['calls'], 'call')}, {used['tokens_in']:,} + {used['tokens_out']:,} tokens"
        if used.get("estimated_calls"):
            spent += " (estimated)" if used["estimated_calls"] == used["calls"] else " (in part estimated)"
        # A row is counted with the model that was asked last.
        rows = f", {counted(used['accepted'], 'row')} accepted, {used['rejected']:,} not"
        print(f"  {model}: {spent}" + (rows if used["accepted"] or used["rejected"] else ""))
    if run.get("usage", {}).get("cost") is not None:
        print(f"  cost {run['usage']['cost']:.4f}")
    if run.get("skipped_seeds"):
        print(f"  {counted(run['skipped_seeds'], 'seed')} could not be read, passed over")
    left_out = {g["name"]: g["left_out"] for g in run["generators"] if g["left_out"] and not run["stopped"]}
    for name, why in left_out.items():
        print(f"left out: {'' if why.startswith(f'{name} ') else f'{name}: '}{why}")
    if left_out:
        print("mend that and add --resume --keep-going to have rows of what was left out")
    if run["stopped"]:
        print(f"stopped: {run['stopped']}; give the command again with --resume to go on")
    elif run["verb"] == "run" and counts["accepted"] < (run["asked"]["count"] or 0):
        print(
            f"short of the {run['asked']['count']:,} asked for after {counted(counts['candidates'], 'row')}: "
            "the seeds ran out, or --max-candidates was reached"
        )
    if run["verb"] == "generate" and counts["accepted"] < run["asked"]["count"] and not run["stopped"]:
        print(
            f"short of the {run['asked']['count']:,} asked for after {counted(counts['candidates'], 'candidate')}: "
            "ask for more generators or levels, or raise --max-candidates and --resume"
        )
    places = {
        "data": "accepted rows",
        "rejected": "the others, with reasons",
        "verdicts.jsonl": "one line per input row",
    }
    for name, what in {**places, "README.md": "data set card"}.items():
        if (out / name).exists() and (counts["accepted"] or name != "data"):
            print(f"{out / name}  {what}")
    if counts["accepted"]:
        print(f"next: assay audit {out}   assay export {out} --to sft --out {out.name}.jsonl")
