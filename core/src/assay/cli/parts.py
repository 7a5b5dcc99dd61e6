"""``assay plugins`` and ``assay list``: what is installed."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assay.cli.app import Json, print_json, stdout_aside
from assay.errors import UsageError, counted
from assay.runs.requests import read_levels

if TYPE_CHECKING:
    from assay.registry import Part


def plugins(as_json: Json = False) -> None:
    """Show the plugins found, what each brings, and what is broken.

    Exit code 1 if a plugin has a problem.
    """
    from assay.registry import installed

    registry = installed()
    with stdout_aside():
        registry.load_all()
    if as_json:
        print_json(
            [
                {
                    "name": p.name,
                    "distribution": p.distribution,
                    "version": p.version,
                    "module": p.module,
                    "adds_to": p.adds_to or None,
                    "problems": p.problems,
                    **p.registered,
                }
                for p in registry.plugins
            ]
        )
    for plugin in registry.plugins if not as_json else ():
        brings = ", ".join(
            counted(len(names), "sandbox" if kind == "sandboxes" else kind[:-1], kind)
            for kind, names in plugin.registered.items()
            if names
        )
        state = "broken" if plugin.problems and not brings else "has problems" if plugin.problems else "ok"
        adds = f" (adds to {plugin.adds_to})" if plugin.adds_to else ""
        print(f"{plugin.name:12} {plugin.title:28} {state:13} {brings}{adds}")
        for problem in plugin.problems:
            print(f"{'':12} ! {problem}")
    if any(plugin.problems for plugin in registry.plugins):
        raise typer.Exit(1)


def list_(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[KIND] [WORD...]",
            help="generators, verifiers, recipes, sandboxes, models or exporters; "
            "and words that the name, summary or topics must hold.",
        ),
    ] = None,
    domain: Annotated[str, typer.Option("--domain", "-d", help="Only this domain.")] = "",
    difficulty: Annotated[
        str,
        typer.Option(
            "--difficulty", help="Only generators that make rows of 1 to 5, or a range such as 4-5."
        ),
    ] = "",
    as_json: Json = False,
) -> None:
    """List generators, verifiers, recipes, sandboxes, models and exporters; search them by words."""
    from assay.registry import KINDS, installed

    words = [word.lower() for word in words or []]
    kinds = [words.pop(0)] if words and words[0] in KINDS else ["generators"] if difficulty else list(KINDS)
    low, high = read_levels(difficulty, "--difficulty") if difficulty else (1, 5)
    registry = installed()
    with stdout_aside():
        found = {each: registry.parts(each) for each in kinds}
    rows = [
        {
            "kind": each.removesuffix("es" if each == "sandboxes" else "s"),
            "name": name,
            "version": part.description.version,
            "distribution": part.plugin.distribution,
            "foreign": registry.foreign(part),
            "summary": part.description.summary,
            **(
                {"difficulties": levels, "topics": part.description.topics}
                if (levels := _levels(part))
                else {}
            ),
        }
        for each, parts in found.items()
        for name, part in parts.items()
        if (not domain or part.description.domain == domain)
        and all(word in _words_of(part) for word in words)
        and not (difficulty and (_levels(part)[1] < low or _levels(part)[0] > high))
    ]
    for plugin in registry.plugins:
        if plugin.problems and (not domain or plugin.names(domain)):
            print(
                f"note: plugin {plugin.name!r} ({plugin.title}) has a problem, see 'assay plugins'",
                file=sys.stderr,
            )
    if as_json:
        print_json(rows)
        return
    if not rows:
        where = f" in domain {domain!r}" if domain else ""
        if words:
            raise UsageError(
                f"nothing{where} has {' and '.join(map(repr, words))} in its name or summary; use other words"
            )
        raise UsageError(f"nothing is registered{where}; see 'assay plugins'")
    width = max(len(str(row["name"])) for row in rows)
    for row in rows:
        whose = f"[{row['distribution']}] " if row["foreign"] else ""
        shown = "-".join(map(str, dict.fromkeys(row.get("difficulties", ()))))
        print(f"{row['kind']:10} {row['name']:{width}}  {shown:3}  {whose}{row['summary']}")
    if sys.stdout.isatty():
        print(f"{counted(len(rows), 'part')}; 'assay show NAME' shows one, with an example", file=sys.stderr)


def _levels(part: Part[Any]) -> tuple[int, ...]:
    """The lowest and highest difficulty of a generator."""
    return tuple(getattr(part.description, "difficulties", ()))


def _words_of(part: Part[Any]) -> str:
    each = part.description
    return " ".join([each.name, each.summary, *getattr(each, "topics", ())]).lower()
