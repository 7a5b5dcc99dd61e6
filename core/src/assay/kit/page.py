"""Cards as a page of the docs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assay.kit.card import Card, percent


def page(title: str, command: str, cards: Sequence[Card]) -> str:
    """A Markdown page: a table a kind, then where parts deviate and why."""
    lines = [
        f"# {title}",
        "",
        f"Written by `{command}`; what the columns and checks mean: `assay check --help`, and the kit's page in "
        "Assay's docs.",
    ]
    for kind, heading in (
        ("verifier", "Verifiers"),
        ("generator", "Generators"),
        ("recipe", "Recipes"),
        ("sandbox", "Sandboxes"),
    ):
        own = [card for card in cards if card.kind == kind]
        if not own:
            continue
        lines += ["", f"## {heading}", "", *_table(kind, own)]
    deviating = [(card, outcome) for card in cards for outcome in card.deviations]
    if deviating:
        lines += ["", "## Where they deviate", "", "| part | check | why |", "|---|---|---|"]
        lines += [f"| `{card.name}` | `{o.name}` | {_cell(o.message)} |" for card, o in deviating]
    if failing := [(card, outcome) for card in cards for outcome in card.failures]:
        lines += ["", "## To mend", "", "| part | check | what |", "|---|---|---|"]
        lines += [f"| `{card.name}` | `{o.name}` | {_cell(o.message)} |" for card, o in failing]
    return "\n".join(lines) + "\n"


def _table(kind: str, cards: Sequence[Card]) -> list[str]:
    columns = ["name", "version", "kill rate", "of", "false rejects", "rows/s", "import ms", "deviates"]
    if kind == "generator":
        columns[5:5] = ["repeats", "what grows with difficulty"]
    lines = [f"| {' | '.join(columns)} |", "|---" * len(columns) + "|"]
    for card in cards:
        figures = card.figures
        cells: list[Any] = [
            f"`{card.name}`",
            card.version,
            _share(figures.get("kill_rate")),
            figures.get("mutants") or "–",
            _share(figures.get("false_reject_rate")),
            *(
                [_share(figures.get("repeat_rate")), _growth(figures.get("difficulty"))]
                if kind == "generator"
                else []
            ),
            f"{figures['rows_per_s']:,.0f}" if figures.get("rows_per_s") else "–",
            f"{figures['import_ms']:.0f}" if figures.get("import_ms") is not None else "–",
            len(card.deviations) or "",
        ]
        lines.append(f"| {' | '.join(map(str, cells))} |")
    return lines


def _share(share: float | None) -> str:
    return "–" if share is None else percent(share)


def _growth(told: Any) -> str:
    if not told:
        return "–"
    return f"{told['measure']}, {told['by_level'][0]:.4g} to {told['by_level'][-1]:.4g}"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
