"""The data set card of a run, made from ``run.json`` alone: the same run gives the same card."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from assay import tables

_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))


def write_card(run: dict[str, Any], path: Path) -> None:
    """Write the card of a finished run."""
    with tables.aside(path) as partial:
        partial.write_text(card(run), encoding="utf-8")


def card(run: dict[str, Any]) -> str:
    """The card as Markdown, with the front matter that the Hugging Face hub reads."""
    counts = run["counts"]
    accepted = counts["accepted"]
    size = next((name for limit, name in _SIZES if accepted < limit), "n>1M")
    domains = sorted({generator["name"].split(".", 1)[0] for generator in run["generators"]})
    suffix = "jsonl" if run["format"] == "jsonl" else "parquet"
    parts = [
        "---",
        f"tags: {json.dumps(['synthetic', 'verified', *domains])}",
        f"size_categories: [{json.dumps(size)}]",
        "configs:",
        "- config_name: default",
        "  data_files:",
        "  - split: train",
        f"    path: data/*.{suffix}",
        "---",
        "",
        f"# {accepted:,} verified rows",
        "",
        "Every row in `data/` was accepted by every verifier named below and carries its certificate. "
        "Rows that did not pass are in `rejected/`, with their reason; they are not part of the data set.",
        "",
        "```console",
        f"$ {run['command'] or 'made from Python'}",
        "$ assay audit DIR        # proves every row again",
        "```",
        "",
        "## Counts",
        "",
        *_table(
            ("", "rows"),
            [
                ("looked at", f"{counts['candidates']:,}"),
                *(
                    (status, f"{counts[status]:,}")
                    for status in ("accepted", "rejected", "abstained", "error")
                ),
            ],
        ),
    ]
    if run["reasons"]:
        parts += ["", "## Why rows did not pass", ""]
        parts += _table(("verifier: reason", "rows"), [(k, f"{v:,}") for k, v in run["reasons"].items()])
    parts += ["", "## Verifiers", ""]
    parts += _table(
        ("verifier", "version", "distribution"),
        [(v["name"], v["version"], v["distribution"]) for v in run["verifiers"]],
    )
    least = run["policy"]["min_step_coverage"]
    if least:
        parts += ["", f"At least {least:.0%} of the steps of each solution hold a checked claim."]
    if run["verb"] == "verify":
        parts += ["", "## Input", "", f"`{run['asked']['file']}`, SHA-256 `{run['asked']['sha256']}`."]
    if run["generators"]:
        parts += ["", "## Generators", "", f"Seed {run['seed']}.", ""]
        parts += _table(
            ("generator", "version", "distribution", "accepted", "not accepted"),
            [
                (g["name"], g["version"], g["distribution"], f"{g['accepted']:,}", f"{g['rejected']:,}")
                for g in run["generators"]
            ],
        )
    if run["difficulties"]:
        parts += ["", "## Difficulty", ""]
        parts += _table(
            ("level", "rows", ""),
            [(level, f"{n:,}", _bar(n, accepted)) for level, n in run["difficulties"].items()],
        )
    parts += ["", "## Columns", ""]
    parts += _table(("column", "what it holds"), tables.ACCEPTED_COLUMNS.items())
    runtime = run["runtime"]
    packages = ", ".join(f"{p['name']} {p['version']}" for p in runtime["packages"])
    parts += [
        "",
        "## Made with",
        "",
        f"assay-core {run['assay']}, Python {runtime['python']} on {runtime['platform']}"
        + (f", {packages}." if packages else "."),
        "",
    ]
    return "\n".join(parts)


def _table(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[str]:
    lines = [head, ["---"] * len(head), *rows]
    return ["| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |" for line in lines]


def _bar(part: int, whole: int) -> str:
    return "█" * round(40 * part / whole) if whole else ""
