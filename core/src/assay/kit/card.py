"""What the kit found about one part: a card for people and, as JSON, for machines."""

from __future__ import annotations

import platform
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from assay.params import nearest

PASSED, FAILED, EXPECTED, UNEXPECTED, LEFT_OUT = (
    "passed",
    "failed",
    "deviates",
    "passes unexpectedly",
    "left out",
)
SURVIVORS_SHOWN = 3  # of each kind
NEVER_EXCUSED = (
    "cases",
    "crash",
    "deadline",
    "draft",
    "example",
    "examples",
    "gold",
    "hostile",
    "order",
    "same_row",
    "same_rows",
    "audit",
)
_KILLS = "kills."
_ALL_KILLS = f"{_KILLS}*"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One check: its name, its state, and what is wrong or why it deviates."""

    name: str
    state: str
    message: str = ""

    @property
    def bad(self) -> bool:
        return self.state in (FAILED, UNEXPECTED)


@dataclass(frozen=True, slots=True)
class Survivor:
    """A changed row that was accepted all the same."""

    kind: str
    what: str
    prompt: str
    response: str
    reference: str


@dataclass(slots=True)
class Kills:
    """Mutants of one kind: how many were made, how many not accepted, how many proved wrong.

    ``bound`` says that all of them state another answer, so that none may be accepted.
    """

    made: int = 0
    killed: int = 0
    proved: int = 0
    bound: bool = True

    @property
    def rate(self) -> float:
        return self.killed / self.made if self.made else 1.0


@dataclass
class Card:
    """What came out for one part. ``figures`` are numbers by name, ``None`` where there is none to measure.

    ``kill_rate`` and ``false_reject_rate`` are shares from 0 to 1, ``import_ms`` milliseconds of processor time,
    ``rows_per_s`` rows a second in one process.
    """

    name: str
    kind: str
    version: int
    distribution: str
    figures: dict[str, Any] = field(default_factory=dict)
    kills: dict[str, Kills] = field(default_factory=dict)
    survivors: list[Survivor] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)

    @property
    def failures(self) -> list[Outcome]:
        """What must be mended: checks that failed, and expected deviations that are none any more."""
        return [outcome for outcome in self.outcomes if outcome.bad]

    @property
    def deviations(self) -> list[Outcome]:
        return [outcome for outcome in self.outcomes if outcome.state == EXPECTED]

    def raise_for_failures(self) -> Card:
        """This card; :class:`AssertionError` with the card's text if something must be mended."""
        __tracebackhide__ = True
        if self.failures:
            raise AssertionError(self.text())
        return self

    def add(self, name: str, problem: str) -> None:
        """The outcome of a check: passed if there is no ``problem``."""
        self.outcomes.append(Outcome(name, FAILED if problem else PASSED, problem))

    def leave_out(self, name: str, why: str) -> None:
        self.outcomes.append(Outcome(name, LEFT_OUT, why))

    def expect(self, deviations: Mapping[str, str]) -> None:
        """Failures that were foretold deviate; what was foretold and does not fail is an unexpected pass.

        The names are those of checks; ``kills.*`` stands for all kinds of mutants. What no part may fail is not excused.
        """
        for name, why in deviations.items():
            hits = [
                n
                for n, o in enumerate(self.outcomes)
                if o.name == name or (name == _ALL_KILLS and o.name.startswith(_KILLS))
            ]
            failed = [n for n in hits if self.outcomes[n].state == FAILED]
            if name in NEVER_EXCUSED:
                told = "no part may fail this check: mend what fails"
            elif not hits:
                known = [outcome.name for outcome in self.outcomes]
                told = f"there is no such check here: {nearest(name, known)}"
            elif not failed:
                left_out = all(self.outcomes[n].state == LEFT_OUT for n in hits)
                told = "" if left_out else "it passes now: delete the line"
            else:
                told = ""
                for n in failed:
                    found = self.outcomes[n]
                    self.outcomes[n] = Outcome(found.name, EXPECTED, f"{why} ({found.message})")
            if told:
                state = FAILED if name in NEVER_EXCUSED else UNEXPECTED
                self.outcomes.append(
                    Outcome(f"deviations.{name}", state, f"deviations.yaml excuses it, and {told}")
                )

    def to_json(self) -> dict[str, Any]:
        from assay.gate import core_version

        return {
            "name": self.name,
            "kind": self.kind,
            "version": self.version,
            "distribution": self.distribution,
            "assay": core_version(),
            "python": platform.python_version(),
            "conforms": not self.failures,
            "figures": self.figures,
            "kills": {kind: asdict(kills) for kind, kills in sorted(self.kills.items())},
            "survivors": [asdict(each) for each in self.survivors],
            "checks": [asdict(outcome) for outcome in self.outcomes],
        }

    def line(self, width: int = 0) -> str:
        """The card in one line."""
        state = f"{len(self.failures)} to mend" if self.failures else "conforms"
        if self.deviations:
            state += f", {len(self.deviations)} deviate"
        return f"{self.name:{width}}  {self.kind:9}  {state:22}  {', '.join(self._figures())}"

    def text(self) -> str:
        """The card as the command line prints it."""
        lines = [
            f"{self.name}, {self.kind} {self.version} of {self.distribution}: {', '.join(self._figures())}"
        ]
        if self.kills:
            told = ", ".join(f"{kind} {k.killed}/{k.made}" for kind, k in self.kills.items() if k.bound)
            lines.append(f"  wrong rows refused: {told or 'none was made'}")
            if told := ", ".join(
                f"{kind} {k.killed}/{k.made}" for kind, k in self.kills.items() if not k.bound
            ):
                lines.append(f"  changed rows refused (no bound): {told}")
        for outcome in self.outcomes:
            if outcome.state != PASSED:
                lines.append(f"  {outcome.state}: {outcome.name}: {outcome.message}")
        if passed := [outcome.name for outcome in self.outcomes if outcome.state == PASSED]:
            lines.append(f"  passed: {', '.join(passed)}")
        for each in self._shown():
            lines += [
                f"  survivor ({each.kind}: {each.what})",
                *(
                    f"    {what}: {_short(text)}"
                    for what, text in (
                        ("prompt", each.prompt),
                        ("response", each.response),
                        ("reference", each.reference),
                    )
                    if text
                ),
            ]
        return "\n".join(lines)

    def _figures(self) -> Iterable[str]:
        for name, shown in _FIGURES.items():
            value = self.figures.get(name)
            if value is not None:
                yield shown(value)
        passed = sum(outcome.state == PASSED for outcome in self.outcomes)
        yield f"{passed} checks pass"

    def _shown(self) -> Iterable[Survivor]:
        """One of each kind that must be mended; all stand in the JSON."""
        failed = {outcome.name.removeprefix("kills.") for outcome in self.failures}
        firsts = {each.kind: each for each in reversed(self.survivors) if each.kind in failed}
        return list(firsts.values())[::-1]


_FIGURES: Mapping[str, Any] = {
    "kill_rate": lambda v: f"kill rate {percent(v)}",
    "false_reject_rate": lambda v: f"false rejects {percent(v)}",
    "repeat_rate": lambda v: f"repeats {percent(v)}",
    "rows_per_s": lambda v: f"{v:,.0f} rows/s",
    "import_ms": lambda v: f"import {v:.0f} ms",
}


def percent(share: float) -> str:
    """``99.5 %``; 100 % and 0 % only where it is exactly so."""
    text = f"{100 * share:.1f}"
    if text == "100.0" and share < 1:
        text = "99.9"
    if text == "0.0" and share > 0:
        text = "0.1"
    return text.removesuffix(".0") + " %"


def _short(text: str) -> str:
    flat = " ⏎ ".join(text.strip().splitlines())
    return flat if len(flat) <= 300 else f"{flat[:120]} … {flat[-170:]}"
