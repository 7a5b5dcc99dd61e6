"""``assay show``: rows to look at, and parts with an example."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assay.cli.app import Json, part_names, print_json
from assay.errors import UsageError, counted
from assay.runs.requests import read_levels

if TYPE_CHECKING:
    from assay.registry import Part, Registry

ROWS = 3


def show(
    what: Annotated[
        str,
        typer.Argument(
            metavar="WHAT",
            help="A run directory, a file of rows, or the name of a part.",
            autocompletion=part_names,
        ),
    ],
    row_id: Annotated[
        str, typer.Argument(metavar="ID", help="Only the row of this id, or the one of this number, from 1.")
    ] = "",
    status: Annotated[
        str,
        typer.Option(
            "--status",
            help="accepted, rejected, abstained or error; default: accepted first, then the others.",
        ),
    ] = "",
    reason: Annotated[
        str, typer.Option("--reason", help="Only rows that were not accepted for this reason.")
    ] = "",
    maker: Annotated[
        str, typer.Option("--generator", "-g", help="Only rows of this generator or recipe.")
    ] = "",
    difficulty: Annotated[
        str, typer.Option("--difficulty", "-d", help="1 to 5, or a range such as 2-4.")
    ] = "",
    count: Annotated[
        int | None,
        typer.Option(
            "--count",
            "-n",
            min=1,
            help=f"Rows to show, or examples of each difficulty; default: {ROWS}, or 1.",
        ),
    ] = None,
    seed: Annotated[int, typer.Option("--seed", "-s", min=0, help="Of the examples of a generator.")] = 0,
    as_json: Json = False,
) -> None:
    """Look at rows in the terminal: the chat with each check marked in place, the reason, what was proved.

    Of a generator it makes and proves an example of each difficulty, of a verifier it judges two of its own examples;
    of other parts it tells what they are and take.
    """
    levels = read_levels(difficulty, "--difficulty") if difficulty else None
    path = Path(what)
    if path.exists():
        rows = _chosen(_rows(path), status, reason, maker, levels)
        found = _by_id(rows, row_id, path) if row_id else list(itertools.islice(rows, count or ROWS))
        if not found:
            raise UsageError(f"{path} holds no such row; leave out a filter")
        _print_rows(found, as_json)
        return
    from assay.registry import installed

    registry = installed()
    part = _part(registry, what)
    kind = type(part.description).__name__
    if kind == "Generator":
        made = list(_examples(registry, part, levels, seed, count or 1))
        if not as_json:
            _tell(part)
        _print_rows(made, as_json)
    elif kind == "Verifier" and not as_json:
        _tell(part)
        _print_rows(list(_cases(registry, part)), as_json)
    elif as_json:
        print_json(_told(part))
    else:
        _tell(part)


def _print_rows(rows: list[dict[str, Any]], as_json: bool) -> None:
    if as_json:
        print_json(rows)
        return
    from assay.cli.render import console, show_record, show_row

    to = console()
    for number, row in enumerate(rows):
        if number:
            to.print()
            to.rule(style="dim")
        show_row(row, to) if "messages" in row and "provenance" in row else show_record(row, to)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a run, accepted ones first; or of a file of ours or of anybody's."""
    if path.is_dir() and (path / "run.json").is_file():
        from assay.data import dataset

        for folder in (path / "data", path / "rejected"):
            if folder.is_dir():
                yield from dataset.read_rows(folder)
        return
    import json

    from assay.data.inputs import open_input

    source = open_input(path)
    for record in source:
        unread = {source.unit: record.number, "problem": record.problem}
        yield unread if record.problem else json.loads(record.text)


def _chosen(
    rows: Iterable[dict[str, Any]], status: str, reason: str, maker: str, levels: tuple[int, int] | None
) -> Iterator[dict[str, Any]]:
    for row in rows:
        if status and (row.get("status") or "accepted") != status:
            continue
        if reason and row.get("reason") != reason:
            continue
        if maker and maker not in (row.get("generator"), row.get("recipe")):
            continue
        level = row.get("difficulty")
        if levels and not (isinstance(level, int) and levels[0] <= level <= levels[1]):
            continue
        yield row


def _by_id(rows: Iterable[dict[str, Any]], row_id: str, path: Path) -> list[dict[str, Any]]:
    """The row of an id; failing that, and if it is a number, the row of that number."""
    numbered = None
    number = int(row_id) if row_id.isdecimal() else 0
    count = 0
    for count, row in enumerate(rows, 1):
        if str(row.get("id")) == row_id:
            return [row]
        if count == number:
            numbered = row
    if numbered is not None:
        return [numbered]
    raise UsageError(f"{path} holds no row {row_id!r} among {counted(count, 'row')} that the filters leave")


def _part(registry: Registry, name: str) -> Part[Any]:
    """The part of a name, whatever its kind."""
    from assay.registry import KINDS

    for kind in KINDS:
        if "." in name and registry.has(kind, name):
            return registry.parts(kind)[name]
    if "." not in name:
        raise UsageError(
            f"there is no file or folder {name!r}; name one, or a part such as math.linear_equation, see 'assay list'"
        )
    from assay.params import nearest

    known = {each for kind in KINDS for each in registry.parts(kind)}
    raise UsageError(f"there is no file {name!r} and no part of that name: {nearest(name, sorted(known))}")


def _examples(
    registry: Registry, part: Part[Any], levels: tuple[int, int] | None, seed: int, count: int
) -> Iterator[dict[str, Any]]:
    """Rows of each difficulty, made and proved in this process."""
    from assay.gate import Policy
    from assay.row import accepted_row, rejected_row
    from assay.sandbox import AUTO
    from assay.workers.tasks import Propose, Runner, Setup

    generator = part.description
    low, high = levels or (1, 5)
    runner = Runner(registry, Setup(generator.verifiers, AUTO))
    policy = Policy.of(generator).to_json()
    for level in range(max(low, generator.difficulties[0]), min(high, generator.difficulties[1]) + 1):
        for index in range(count):
            task = Propose(generator.name, seed, index, level, policy, None)
            result: Any = runner.run(task, _no_deadline, {})
            yield dict((accepted_row if result["status"] == "accepted" else rejected_row)(result))


def _cases(registry: Registry, part: Part[Any]) -> Iterator[dict[str, Any]]:
    """The first case of a verifier's own examples that it is to accept, and the first that it is to reject, judged."""
    from assay.gate import Gate, Policy
    from assay.kit.examples import file_of, read_cases
    from assay.row import Origin, accepted_row, rejected_row, row_of_sample

    path = file_of(part, ".jsonl")
    cases = read_cases(path) if path else []
    for expected in ("accept", "reject"):
        case = next((case for case in cases if case.expected == expected), None)
        if case is not None:
            row = row_of_sample(Origin(f"example: {case.place}", "file"), case.sample)
            result: Any = Gate(registry, Policy((part.description.name,))).judge_row(row, _no_deadline, {})
            yield dict((accepted_row if result["status"] == "accepted" else rejected_row)(result))


def _no_deadline(_name: str, _seconds: float) -> None:
    """The person who looks can press Ctrl-C."""


def _told(part: Part[Any]) -> dict[str, Any]:
    """What there is to know of a part, for machines; those of its fields that are plain."""
    from assay.params import describe

    each = part.description
    plain = {
        name: value
        for name in each.__dataclass_fields__
        if isinstance(value := getattr(each, name), str | int | float | bool | tuple)
    }
    params = getattr(each, "params", None)
    keys = ("name", "type", "default", "help")
    made = [dict(zip(keys, row, strict=True)) for row in describe(params)] if params else []
    return {**plain, "distribution": part.plugin.distribution, "params": made}


def _tell(part: Part[Any]) -> None:
    """What there is to know of a part, for people."""
    told = _told(part)
    print(f"{told.pop('name')}  {told.pop('summary')}")
    for name in (
        "version",
        "distribution",
        "difficulties",
        "topics",
        "verifiers",
        "uses",
        "needs",
        "models",
        "cites",
    ):
        value = told.get(name)
        if value not in (None, "", ()):
            shown = ", ".join(map(str, value)) if isinstance(value, tuple) else value
            print(f"  {name}: {'-'.join(map(str, value)) if name == 'difficulties' else shown}")
    if wrong := told.get("proves_wrong"):
        print(f"  reasons that prove a response wrong: {', '.join(wrong)}")
    for row in told["params"]:
        print(f"  --set {row['name']}=…  {row['help']} ({row['type']}, {row['default']})")
    if text := (getattr(part.description, "make", None) or getattr(part.description, "check", None)):
        lines = (text.__doc__ or "").strip().splitlines()[1:]
        if any(line.strip() for line in lines):
            print("\n".join(["", *(f"  {line.strip()}" for line in lines), ""]))
    print()
