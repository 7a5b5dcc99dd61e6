"""Checks that hold for every kind of part."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, metadata
from typing import Any

from assay.kit.card import Card
from assay.kit.fresh import load
from assay.params import describe
from assay.registry import Part

IMPORT_MS = 250.0
"""Processor time in milliseconds that loading one part may take, beside core."""
AGAIN = 2
"""How often one that took longer is loaded again: a busy machine adds time, and never takes any away."""


def check_load(card: Card, kind: str, name: str, told: dict[str, Any] | None = None) -> None:
    """It is loaded quickly: its heavy libraries wait until they are used. ``told`` is what loading it told before."""
    told = told or load(kind, name)
    for _ in range(AGAIN):
        if "problem" in told or told["ms"] <= IMPORT_MS:
            break
        told = min(told, load(kind, name), key=lambda each: each.get("ms", IMPORT_MS))
    if problem := told.get("problem"):
        card.add("import", f"it cannot be loaded in a new process: {problem}")
        return
    card.figures["import_ms"] = round(told["ms"], 1)
    slow = told["ms"] > IMPORT_MS
    which = f", it brings {', '.join(told['modules'][:8])}" if told["modules"] else ""
    card.add(
        "import",
        f"loading it takes {told['ms']:.0f} ms, {IMPORT_MS:.0f} are allowed{which}: import heavy libraries within functions"
        if slow
        else "",
    )


def check_docs(card: Card, part: Part[Any]) -> None:
    """It says what it is; its distribution has a README."""
    found = part.description
    problems = []
    if not found.summary.strip():
        problems.append("it has no summary: give its function a docstring")
    elif len(found.summary) > 160:
        problems.append(
            f"its summary has {len(found.summary)} characters, lists show 160: shorten the docstring's first line"
        )
    params = getattr(found, "params", None)
    if params is not None:
        problems += [
            f"its parameter {key} has no help" for key, _, _, help_ in describe(params) if not help_.strip()
        ]
    try:
        told: Any = metadata(part.plugin.distribution)
        if not str(told.get_payload() or told.get("Description") or "").strip():
            problems.append(
                f'{part.plugin.distribution} has no README: name it in pyproject.toml (readme = "README.md")'
            )
    except PackageNotFoundError:
        pass
    card.add("docs", problems[0] if problems else "")
