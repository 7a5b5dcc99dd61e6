"""Many files in one process of Lean, for the backends that start Lean themselves.

A start takes long and a theorem a moment, so files of the same imports go through one process, one after the other.
After each stands a command of ours that says that Lean came so far. If the process dies or stands still, the file that
it was at is tried alone, and the others again without it. The files in which Lean finds an error are left out of the
last start: the others are settled by one in which there was none, and which wrote its compiled module.
"""

from __future__ import annotations

import bisect
import contextlib
import json
import queue
import subprocess
import tempfile
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, Literal

from assay_math.lean import jail
from assay_math.lean.backends import BackendError, Constant, Ended, LeanFile, Message, Outcome

NAME = "job"
_MARK = "#check True"
START_S = 400.0  # until Lean has imported the library and said so; ten times what an idle machine takes
_STILL_S = 120.0  # without an answer to one file
_MOST_FILES = 400
_MOST_CHARACTERS = 2_000_000
_MOST_OUTPUT = 64 << 20
_END_S = 30.0  # to end, once it came through all files


@dataclass(slots=True)
class _Run:
    """What one process came to: messages by file, which files it came through, and how it ended."""

    ended: Ended
    messages: list[list[Message]]
    done: int = 0
    detail: str = ""
    constants: Mapping[str, Constant] | None = None
    whole: bool = False
    """Whether Lean found no error in any file and wrote the compiled module."""
    code: int | None = None
    """What the process ended with, if it came through all files."""
    still: bool = False
    """Whether one file alone took longer than it may."""


class Joined(ABC):
    """Runs Lean in processes of its own. What they are is for a backend to say."""

    axioms: Literal["command", "compiled"]
    options: ClassVar[tuple[str, ...]] = ()
    """What Lean is called with, besides the names of the files."""

    def __init__(self) -> None:
        self.starts = 0
        """Processes that were started."""

    @abstractmethod
    def command(self, job: Path, arguments: Sequence[str]) -> list[str]:
        """What runs Lean with ``arguments`` in the folder ``job``, shut in."""

    def stop(self, job: Path) -> None:  # noqa: B027 most have nothing left
        """End what may be left of the process of ``job``, which was killed."""

    @abstractmethod
    def constants(self, job: Path) -> Mapping[str, Constant] | None:
        """What was declared, of a start without errors whose compiled module was written into ``job``.

        None where :attr:`axioms` is ``"command"``.
        """

    def run(self, files: Sequence[LeanFile], timeout_s: float) -> list[Outcome]:
        """One outcome for each file; :class:`BackendError` if Lean does not start at all."""
        found: dict[int, Outcome] = {}
        groups: dict[tuple[str, ...], list[int]] = {}
        for place, file in enumerate(files):
            groups.setdefault(file.imports, []).append(place)
        for group in groups.values():
            for chunk in _chunks(files, group):
                self._settle(files, chunk, timeout_s, found)
        return [found[place] for place in range(len(files))]

    def _settle(
        self, files: Sequence[LeanFile], places: list[int], timeout_s: float, found: dict[int, Outcome]
    ) -> None:
        """Run files together until each has its outcome; those that stop the process, alone."""
        left, alone = list(places), list[int]()
        while left:
            run = self._start([files[place] for place in left], timeout_s)
            if run.ended == "finished":
                left = self._take(left, run, len(left), found)
                if run.whole:
                    for place, messages in zip(left, run.messages, strict=True):
                        found[place] = Outcome("finished", tuple(messages), run.constants)
                    break
                continue
            if len(left) == 1:
                found[left[0]] = Outcome(run.ended, tuple(run.messages[0]), None, run.detail)
                break
            if run.done == len(left):  # it came through all of them, and ended badly
                for half in (left[: len(left) // 2], left[len(left) // 2 :]):
                    self._settle(files, half, timeout_s, found)
                break
            suspect = left[run.done]
            if run.still:  # of its own doing; what took the process down may have been what it held before
                found[suspect] = Outcome("timeout", tuple(run.messages[run.done]), None, run.detail)
            else:
                alone.append(suspect)
            after = left[run.done + 1 :]
            left = [*self._take(left[: run.done], run, run.done, found), *after]
        for place in alone:
            self._settle(files, [place], timeout_s, found)

    @staticmethod
    def _take(places: list[int], run: _Run, count: int, found: dict[int, Outcome]) -> list[int]:
        """Note the files in which Lean found an error; the places of the others."""
        good = []
        for place, messages in zip(places[:count], run.messages, strict=False):
            if any(message.severity == "error" for message in messages):
                found[place] = Outcome("finished", tuple(messages))
            else:
                good.append(place)
        return good

    def _start(self, files: Sequence[LeanFile], timeout_s: float) -> _Run:
        """One process with all of these files."""
        self.starts += 1
        header = "".join(f"import {module}\n" for module in files[0].imports) + f"{_MARK}\n"
        begins, marks = list[int](), list[int]()
        line = header.count("\n") + 1
        for file in files:
            begins.append(line)
            line += file.body.count("\n")
            marks.append(line)
            line += 1
        text = header + "".join(f"{file.body}{_MARK}\n" for file in files)
        with tempfile.TemporaryDirectory(prefix="assay-lean-") as folder:
            job = Path(folder)
            (job / f"{NAME}.lean").write_text(text, encoding="utf-8")
            run = self._watch(job, begins, marks, timeout_s)
            if run.ended == "finished" and not any(
                message.severity == "error" for messages in run.messages for message in messages
            ):
                self._conclude(job, run)
        return run

    def _conclude(self, job: Path, run: _Run) -> None:
        """What a start without errors came to: Lean wrote the module, for which it waits for its kernel."""
        if self.axioms == "compiled" or (run.code == 0 and (job / f"{NAME}.olean").is_file()):
            run.constants = self.constants(job)
            run.whole = True
        else:
            run.ended, run.detail = "crashed", f"Lean ended with {run.code} and wrote no module."

    def _watch(self, job: Path, begins: list[int], marks: list[int], timeout_s: float) -> _Run:
        """Read what Lean says as it says it, and end the process when it stands still."""
        run = _Run("finished", [[] for _ in begins])
        lines: queue.Queue[str | None] = queue.Queue()
        arguments = ("--json", *self.options, "-o", f"{NAME}.olean", f"{NAME}.lean")
        total = START_S + timeout_s
        with (job.parent / f"{job.name}.err").open("w+", encoding="utf-8", errors="replace") as complaints:
            process = subprocess.Popen(
                self.command(job, arguments),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=complaints,
                text=True,
                encoding="utf-8",
                errors="replace",
                preexec_fn=partial(jail.set_limits, int(4 * total)),
            )
            reader = threading.Thread(target=_read, args=(process, lines), daemon=True)
            reader.start()
            started = time.monotonic()
            seen_start, silent_since = False, started
            try:
                while True:
                    now = time.monotonic()
                    until = silent_since + _STILL_S if seen_start else started + START_S
                    try:
                        line = lines.get(timeout=max(0.0, min(until, started + total) - now))
                    except queue.Empty:
                        run.ended, run.detail = "timeout", f"It was given {int(min(_STILL_S, timeout_s))} s."
                        run.still = seen_start and time.monotonic() >= until
                        break
                    if line is None:
                        break
                    told = _message(line)
                    if told is None:
                        continue
                    silent_since = time.monotonic()
                    if told.line < begins[0]:
                        if told.severity == "error":
                            raise BackendError(f"Lean cannot import what is asked for: {told.text[:300]}")
                        seen_start = True
                        continue
                    _note(run, told, begins, marks)
                if run.done == len(begins):
                    with contextlib.suppress(subprocess.TimeoutExpired):
                        run.code = process.wait(timeout=_END_S)
            finally:
                process.kill()
                process.wait()
                self.stop(job)
                reader.join(timeout=10)
                assert process.stdout is not None
                process.stdout.close()
            complaints.seek(0)
            said = complaints.read()[-400:].strip()
        (job.parent / f"{job.name}.err").unlink(missing_ok=True)
        if not seen_start:
            raise BackendError(f"Lean did not start: {said or run.detail or 'it said nothing'}")
        if run.ended == "finished" and run.done < len(begins):
            run.ended, run.detail = "crashed", ""
        return run


def _chunks(files: Sequence[LeanFile], places: Sequence[int]) -> list[list[int]]:
    chunks: list[list[int]] = [[]]
    size = 0
    for place in places:
        size += len(files[place].body)
        if len(chunks[-1]) >= _MOST_FILES or (chunks[-1] and size > _MOST_CHARACTERS):
            chunks.append([])
            size = len(files[place].body)
        chunks[-1].append(place)
    return chunks


def _read(process: subprocess.Popen[str], lines: queue.Queue[str | None]) -> None:
    """Hand on the lines that the process prints; None is the end, which endless output reaches early."""
    size = 0
    try:
        assert process.stdout is not None
        for line in process.stdout:
            size += len(line)
            if size > _MOST_OUTPUT:
                break
            if line.startswith("{"):
                lines.put(line)
    except ValueError:  # closed
        pass
    lines.put(None)


def _message(line: str) -> Message | None:
    """A line that Lean printed; None for what is no message. A line cut short is none either."""
    try:
        value: Any = json.loads(line)
        place = value["pos"]
        severity = value["severity"]
        if severity not in ("error", "warning", "information"):
            severity = "error"
        return Message(severity, int(place["line"]), int(place["column"]), str(value["data"]))
    except (ValueError, KeyError, TypeError):
        return None


def _note(run: _Run, told: Message, begins: list[int], marks: list[int]) -> None:
    """File a message with the file that it is about, and count the files that Lean came through."""
    number = bisect.bisect_right(begins, told.line) - 1
    if told.line == marks[number] and told.severity == "information":
        # Later files are read only after earlier ones: marks come in order.
        run.done = max(run.done, number + 1)
        return
    line = told.line - begins[number] + 1
    run.messages[number].append(Message(told.severity, line, told.column, told.text))
