"""A row, or a part of a plugin, as a person reads it in a terminal."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rich.console import Console
from rich.text import Text

MARKS = {"accepted": "✓", "rejected": "✗", "abstained": "?", "error": "!"}
STYLES = {"accepted": "green", "rejected": "bold red", "abstained": "yellow", "error": "magenta"}
LONGEST = 20_000  # characters of one text; a novel is cut, and says so


def console() -> Console:
    """Standard output: coloured on a terminal unless ``NO_COLOR`` is set; long lines are left to the terminal."""
    return Console(highlight=False, markup=False, emoji=False, soft_wrap=True)


def show_row(row: Mapping[str, Any], to: Console) -> None:
    """Print one row: its chat with the mark of each check in place, the checks, what was proved or why not."""
    status = str(row.get("status") or "accepted")
    said = [status, *(f"difficulty {row['difficulty']}" for _ in [1] if row.get("difficulty") is not None)]
    maker = row.get("generator") or row.get("recipe") or (row.get("provenance") or {}).get("file")
    to.print(Text(str(row["id"]), "bold"), Text(" · ".join([*said, *([str(maker)] if maker else [])]), "dim"))
    if status != "accepted":
        to.print(Text(f"{row['reason']}: {row['message']}", STYLES.get(status, "")))
    checks = [(number, check) for number, check in enumerate(row.get("checks") or [], 1)]
    shown: set[str] = set()
    for places, title, text in _texts(row):
        shown |= places
        to.print()
        to.print(Text(title, "bold cyan"))
        to.print(marked(text, [(n, c) for n, c in checks if c["where"] in places]))
    to.print()
    for name in ("answer", "reference"):
        if row.get(name) not in (None, ""):
            to.print(Text(f"{name}: ", "bold cyan").append(_cut(_indented(str(row[name]))), "default"))
    if (pair := row.get("pair")) is not None:
        to.print(
            Text("the wrong half of the pair: ", "bold cyan").append(f"{pair['reason']}: {pair['message']}")
        )
        to.print(Text(_cut(pair["rejected"]), "dim"))
    if checks:
        to.print(Text("checks", "bold cyan"))
    for number, check in checks:
        place = "" if check["where"] == "response" else f" in the {check['where']}"
        line = Text(f"{number:>4} {MARKS.get(check['status'], '?')} ", STYLES.get(check["status"], ""))
        line.append(f"{check['claim'] or check['kind']}{place}")
        line.append(f"  {check['verifier']}, {check['kind']}", "dim")
        to.print(line)
        if check["status"] != "accepted" and check["message"]:
            to.print(Text(f"{'':7}{check['reason']}: {check['message']}", STYLES.get(check["status"], "")))
    if certificate := row.get("certificate"):
        proofs = (f"{v['verifier']} {v['version']}" for v in certificate["verdicts"])
        to.print(Text("proved by ", "bold cyan").append(", ".join(proofs)))


def marked(text: str, checks: Iterable[tuple[int, Mapping[str, Any]]]) -> Text:
    """A text in which what was checked is coloured and followed by the check's number and mark, as ``[3✓]``."""
    text = _cut(text)
    placed = [
        (check["start"], check["end"], number, check["status"])
        for number, check in checks
        if check["start"] is not None and 0 <= check["start"] <= check["end"] <= len(text)
    ]
    made, at = Text(), 0
    coloured = Text(text)
    for start, end, _, status in sorted(placed, key=lambda each: each[0] - each[1]):  # the widest first
        coloured.stylize(STYLES.get(status, ""), start, end)
    ends: dict[int, list[tuple[int, str]]] = {}
    for _, end, number, status in placed:
        ends.setdefault(end, []).append((number, status))
    for end in sorted(ends):
        made.append_text(coloured[at:end])
        for number, status in sorted(ends[end]):
            made.append(f"[{number}{MARKS.get(status, '?')}]", f"dim {STYLES.get(status, '')}".strip())
        at = end
    return made.append_text(coloured[at:])


def show_record(columns: Mapping[str, Any], to: Console) -> None:
    """Print one row of a file that is not ours: its columns, chats turn by turn."""
    for name, value in columns.items():
        to.print(Text(name, "bold cyan"))
        turns = value if isinstance(value, list) and value and all(isinstance(t, dict) for t in value) else []
        if turns and all({"content", "value"} & turn.keys() for turn in turns):
            for turn in turns:
                role = turn.get("role") or turn.get("from") or ""
                to.print(
                    Text(f"  {role}: ", "dim").append(
                        _cut(str(turn.get("content", turn.get("value")))), "default"
                    )
                )
        else:
            to.print(
                _cut(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str))
            )


def _texts(row: Mapping[str, Any]) -> Iterator[tuple[set[str], str, str]]:
    """The texts of a row with the places that checks name them by, in reading order."""
    for source in row.get("sources") or ():
        yield {f"source:{source['id']}"}, f"source {source['id']}", source["text"]
    turns = row.get("messages") or []
    prompt_shown = False
    for number, turn in enumerate(turns):
        places = {f"turn:{number}"}
        last = number == len(turns) - 1
        if turn["role"] == "user" and turn["content"] == row["prompt"] and not prompt_shown:
            places.add("prompt")
            prompt_shown = True
        if last and turn["role"] == "assistant":
            places.add("response")
            if row.get("reasoning"):
                yield set(), "thoughts (looked at by no verifier)", row["reasoning"]
        yield places, turn["role"], turn["content"]
    if not prompt_shown and row.get("prompt") and not turns:
        yield {"prompt"}, "prompt", row["prompt"]


def _indented(text: str) -> str:
    """A reference that is a JSON object over several lines; any other text as it is."""
    try:
        value = json.loads(text) if text.startswith(("{", "[")) else None
    except ValueError:
        return text
    return text if value is None else json.dumps(value, indent=2, ensure_ascii=False)


def _cut(text: str) -> str:
    """A text without what a terminal would obey, and no longer than a person reads."""
    safe = "".join(c if c.isprintable() or c in "\n\t" else "�" for c in text[:LONGEST])
    return safe if len(text) <= LONGEST else f"{safe}\n… ({len(text) - LONGEST:,} more characters)"
