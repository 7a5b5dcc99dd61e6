"""The command line's app, and its options, which are made from what a verb is asked."""

from __future__ import annotations

import dataclasses
import inspect
import json
import os
import shlex
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, TypeVar, get_args, get_origin

import typer

from assay.runs import requests


def _tell_version(asked: bool) -> None:
    if asked:
        from assay.gate import core_version

        print(f"assay {core_version()}")
        raise typer.Exit


app = typer.Typer(
    help="Make training data in which every row was proved before it was let out.",
    epilog="Exit codes: 0 done, 1 the work ran and fell short, 2 wrong use, 130 interrupted (resumable).",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


@app.callback()
def _main(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_tell_version, is_eager=True, help="Show the version and stop."),
    ] = False,
) -> None:
    pass


Json = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")]
Set = Annotated[
    list[str] | None,
    typer.Option(
        "--set", metavar="KEY=VALUE", help="A parameter of the recipe or the generators; repeatable."
    ),
]


def part_names(incomplete: str) -> list[str]:
    """What the shell completes: names of domains and, after their dot, of parts."""
    from assay.registry import KINDS, installed

    registry = installed()
    domain, dot, _ = incomplete.partition(".")
    names = {
        name for kind in KINDS for name in (registry.of_domain(kind, domain) if dot else registry.parts(kind))
    }
    shown = names if dot else {f"{name.partition('.')[0]}" for name in names}
    return sorted(name for name in shown if name.startswith(incomplete))


F = TypeVar("F", bound=Callable[..., None])


def with_options(kind: type[requests.Request], *names: str) -> Callable[[F], F]:
    """Give a verb, by its ``**said``, the options of a request, or those named; what was not said is ``None``."""

    def wrap(function: F) -> F:
        own = inspect.signature(function, eval_str=True)
        parameters = [p for p in own.parameters.values() if p.kind is not inspect.Parameter.VAR_KEYWORD]
        made = [
            _option(each, hint)
            for name, (each, hint) in requests.options(kind).items()
            if name in (names or (name,))
        ]
        # Typer reads both.
        function.__signature__ = own.replace(parameters=[*parameters, *made])  # type: ignore[attr-defined]
        function.__annotations__ = {p.name: p.annotation for p in (*parameters, *made)}
        return function

    return wrap


def _option(each: dataclasses.Field[Any], hint: Any) -> inspect.Parameter:
    """A field of a request as an option."""
    told = each.metadata
    long = "--" + each.name.replace("_", "-")
    flags = told["flags"] if any(f.startswith("--") for f in told["flags"]) else (long, *told["flags"])
    kinds = [kind for kind in get_args(hint) if kind is not type(None)] or [hint]
    kind: Any = kinds[0] if len(kinds) == 1 and kinds[0] in (bool, int, float, Path) else str
    if told["several"] or (get_origin(hint) is tuple and not told["read"]):
        kind = list[str]
    needed = each.default is dataclasses.MISSING and not told["usual"]
    usual = told["usual"] or (f"{each.default:g}" if type(each.default) in (int, float) else each.default)
    shown = "" if usual is dataclasses.MISSING or usual in (None, False, ()) else f"; default: {usual}"
    option = typer.Option(
        *flags,
        help=f"{told['help']}{shown}.",
        metavar=told["metavar"] or None,
        min=told["least"],
        max=told["most"] if told["most"] != requests.MOST else None,
    )
    return inspect.Parameter(
        each.name,
        inspect.Parameter.KEYWORD_ONLY,
        default=inspect.Parameter.empty if needed else None,
        annotation=Annotated[kind if needed else kind | None, option],
    )


def said_of(said: Mapping[str, Any]) -> dict[str, Any]:
    """The options that were given."""
    return {name: value for name, value in said.items() if value is not None and value != []}


def cpus() -> int:
    return os.cpu_count() or 1


@contextmanager
def interruptible(then: str) -> Iterator[None]:
    """Ctrl-C ends with one sentence and code 130."""
    try:
        yield
    except KeyboardInterrupt:
        print(f"assay: interrupted; {then}", file=sys.stderr)
        raise typer.Exit(130) from None


@contextmanager
def stdout_aside() -> Iterator[None]:
    """Send to standard error what plugins write to the file descriptor, past Python's ``print``: JSON stays JSON."""
    sys.stdout.flush()
    kept_open = os.dup(1)
    os.dup2(2, 1)
    try:
        yield
    finally:
        os.dup2(kept_open, 1)
        os.close(kept_open)


def kept(out: Path) -> str:
    return f"the rows reported are kept in {out}, add --resume to go on"


def command_line() -> str:
    return shlex.join(["assay", *sys.argv[1:]])


def print_json(value: Any) -> None:
    print(json.dumps(value, indent=2, ensure_ascii=False))
