"""The data set card of a run, made from ``run.json`` and its rows: the same run gives the same card."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from assay.data import dataset
from assay.data.files import aside, size_category
from assay.data.proof import ALGORITHM
from assay.errors import counted
from assay.row import columns
from assay.runs.facts import Facts, lengths

_FILES = 20
_LONGEST = 400  # characters of a text in the sample row


def write_card(run: dict[str, Any], path: Path, facts: Facts | None = None) -> None:
    """Write the card of a finished run whose ``data`` folder is beside ``path``; ``facts`` of its rows, if known."""
    data = path.parent / "data"
    if facts is None and data.is_dir():
        facts = Facts()
        for row in dataset.read_rows(data):
            facts.see(row)
    with aside(path) as partial:
        partial.write_text(card(run, facts), encoding="utf-8")


def card(run: dict[str, Any], facts: Facts | None = None) -> str:
    """The card as Markdown, with the front matter that the Hugging Face hub reads.

    A reader's questions come first: what it is, what was checked and what was not, whose it is. How it was made follows.
    """
    facts = facts or Facts()
    counts = run["counts"]
    accepted = counts["accepted"]
    makers = [*run["generators"], *([run["recipe"]] if run["verb"] == "run" else [])]
    domains = sorted({maker["name"].split(".", 1)[0] for maker in makers} | set(filter(None, facts.domains)))
    suffix = "jsonl" if run["format"] == "jsonl" else "parquet"
    made = [] if run["verb"] == "verify" else ["synthetic"]
    parts = [
        "---",
        f"tags: {json.dumps([*made, 'verified', *domains])}",
        f"size_categories: [{json.dumps(size_category(accepted))}]",
        "configs:",
        "- config_name: default",
        "  data_files:",
        "  - split: train",
        f"    path: data/*.{suffix}",
        *dataset.hub_info(accepted),
        "---",
        "",
        "# " + counted(accepted, "verified row"),
        "",
        f"{_origin(run)} Every row in `data/` was accepted by every verifier that it names and carries its certificate. "
        "Rows that did not pass are in `rejected/`, with their reason; they are not part of the data set.",
        "",
        *_notices(run, makers),
        *_fenced(
            "console",
            f"$ {run['command'] or 'made from Python'}\n$ assay audit DIR        # proves every row again",
        ),
        "",
        *_checked(facts),
        *_rights(run, facts),
    ]
    if facts.first is not None:
        parts += [
            "",
            "## A row",
            "",
            *_fenced("json", json.dumps(_shorten(facts.first), indent=2, ensure_ascii=False)),
            "",
            "## Lengths in characters",
            "",
            *_table(
                ("", "least", "median", "95 of 100 have at most", "most"),
                [lengths("before the response", facts.prompts), lengths("response", facts.responses)],
            ),
        ]
    parts += [
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
    if told := run.get("digest"):
        parts += ["", f"Digest over the rows in order ({ALGORITHM}): `{told['root']}`."]
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
        parts += ["", "## Input", ""]
        parts += [
            f"- `{each['name']}`, SHA-256 `{each['sha256']}`" for each in run["asked"]["files"][:_FILES]
        ]
        if (more := len(run["asked"]["files"]) - _FILES) > 0:
            parts.append(f"- and {counted(more, 'more file')}, see `run.json`")
    if run["generators"]:
        parts += ["", "## Generators", "", f"Seed {run['seed']}.", ""]
        parts += _table(
            ("generator", "version", "distribution", "accepted", "not accepted"),
            [
                (g["name"], g["version"], g["distribution"], f"{g['accepted']:,}", f"{g['rejected']:,}")
                for g in run["generators"]
            ],
        )
        for g in run["generators"]:
            if g["left_out"]:
                parts += ["", f"`{g['name']}` was left out from there on: {g['left_out']}."]
    if run["verb"] == "run":
        parts += _recipe(run)
    if run["stopped"]:
        parts += ["", f"The run was stopped before its end: {run['stopped']}."]
    if run["difficulties"]:
        parts += ["", "## Difficulty", ""]
        parts += _table(
            ("level", "rows", ""),
            [(level, f"{n:,}", _bar(n, accepted)) for level, n in run["difficulties"].items()],
        )
    parts += ["", "## Columns", ""]
    parts += _table(("column", "what it holds"), columns().items())
    runtime = run["runtime"]
    packages = ", ".join(f"{p['name']} {p['version']}" for p in runtime["packages"])
    parts += [
        "",
        "## Made with",
        "",
        f"assay-core {run['assay']}, Python {runtime['python']} on {runtime['platform']}"
        + (f", {packages}" if packages else "")
        + (f", code run with {runtime['sandbox']}." if runtime["sandbox"] else "."),
        "",
    ]
    return "\n".join(parts)


def _origin(run: dict[str, Any]) -> str:
    """Where the rows come from, in a sentence."""
    if run["verb"] == "verify":
        return "Rows of somebody's own file that hold up to verification."
    if run["verb"] == "run":
        asked = run["asked"]["models"]
        by = "with replies of a model" if asked else "without a model"
        return f"Made by the recipe `{run['recipe']['name']}`, {by}."
    return f"Made by {counted(len(run['generators']), 'generator')} of problems with worked answers, without a model."


def _checked(facts: Facts) -> list[str]:
    """What was checked, by whom, how much of it; and what was not."""
    parts = ["## What was checked", ""]
    if facts.rows:
        parts += _table(
            ("verifier", "rows", "claims decided", "steps decided"),
            [
                (name, f"{facts.rows[name]:,}", facts.coverage(name, "claims"), facts.coverage(name, "steps"))
                for name in sorted(facts.rows)
            ],
        )
        parts += [
            "",
            "`assay list verifiers` says what each of them proves; the column `checks` names each thing looked at.",
        ]
    else:
        parts += ["Each row names the verifiers that accepted it, in the column `certificate`."]
    open_ends = [
        *facts.not_looked_at(),
        "What none of these verifiers is about, such as style, bias, safety or personal data.",
        "Overlap with benchmarks, unless the recipe or a verifier named here looks for it.",
        "The language of the texts, unless a verifier named here looks at it.",
    ]
    return [*parts, "", "## What was not checked", "", *(f"- {line}" for line in open_ends)]


def _rights(run: dict[str, Any], facts: Facts) -> list[str]:
    """Whose the rows and the texts that they rest on are."""
    parts = ["", "## Licence and sources", ""]
    if run["verb"] == "verify":
        parts += ["The licence of the file that was verified holds; Assay read none in it."]
    else:
        parts += [
            "No licence has been chosen: who publishes the rows states it here and as `license` in the front matter."
        ]
    if any(m["model"] for m in (run["asked"].get("models") or {}).values()):
        parts += ["", "The terms of the models named below may bear on what their replies are used for."]
    if facts.licences:
        parts += [
            "",
            *_table(
                ("licence of a source", "rows that rest on it"),
                [(name or "not stated", f"{rows:,}") for name, rows in sorted(facts.licences.items())],
            ),
        ]
    return parts


def _notices(run: dict[str, Any], makers: Iterable[dict[str, Any]]) -> list[str]:
    """What the distributions whose parts were used want everybody to be told who gets the rows."""
    used = {each["distribution"] for each in (*makers, *run["verifiers"])}
    told = {p["notice"]: None for p in run["plugins"] if p.get("notice") and p["distribution"] in used}
    return [line for notice in told for line in (f"> {notice}", "")]


def _recipe(run: dict[str, Any]) -> list[str]:
    """The recipe, its parameters, its models, and what each of them gave."""
    recipe, asked = run["recipe"], run["asked"]
    parts = ["", "## Recipe", "", f"`{recipe['name']}` version {recipe['version']}: {recipe['summary']}"]
    if recipe["cites"]:
        parts += ["", f"After {recipe['cites']}."]
    parts += ["", f"Seed {run['seed']}.", ""]
    digests = asked["files"]
    parts += _table(
        ("parameter", "value"),
        [
            (k, _shown(v) + (f", SHA-256 {digests[k]}" if k in digests else ""))
            for k, v in asked["params"].items()
        ],
    )
    models = asked["models"]
    if models:
        used = run["usage"]["models"]
        none = {"calls": 0, "accepted": 0, "rejected": 0}
        head = ("role", "model", "sampling", "calls", "accepted", "not accepted")
        rows = [
            (role, m["model"], json.dumps(m["sampling"]), *(used.get(m["model"], none)[k] for k in none))
            for role, m in models.items()
        ]
        parts += ["", *_table(head, rows)]
        if len(models) > 1:
            parts += ["", "A row is counted with the model that was asked last."]
    if any(m["model"].startswith("replay:") for m in models.values()):
        parts += ["", "The replies were replayed from a file: no model was asked in this run."]
    return parts


def _shown(value: Any) -> str:
    """A parameter as ``--set`` takes it."""
    if isinstance(value, list):
        return ",".join(map(_shown, value))
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value).lower()
    return str(value)


def _table(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[str]:
    lines = [head, ["---"] * len(head), *rows]
    return ["| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines]


def _cell(value: Any) -> str:
    return " ".join(str(value).split()).replace("|", "\\|")


def _fenced(language: str, text: str) -> list[str]:
    """A code block; its fence is longer than any run of backticks in the text."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return [fence + language, text, fence]


def _shorten(value: Any) -> Any:
    if isinstance(value, str) and len(value) > _LONGEST:
        return f"{value[:_LONGEST]} … ({len(value):,} characters)"
    if isinstance(value, dict):
        return {key: _shorten(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_shorten(item) for item in value]
    return value


def _bar(part: int, whole: int) -> str:
    return "█" * round(40 * part / whole) if whole else ""
