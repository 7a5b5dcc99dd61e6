"""The verbs. Each reads its options, calls the library and prints what a person wants to know."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from assay.cli.app import (
    Json,
    Quiet,
    Set,
    app,
    command_line,
    cpus,
    interruptible,
    kept,
    print_json,
    said_of,
    stdout_aside,
    with_options,
)
from assay.cli.check import check
from assay.cli.new_plugin import new
from assay.cli.run import run
from assay.errors import UsageError, counted
from assay.params import split_options
from assay.runs.requests import GenerateRequest, Request, VerifyRequest, read_options

__all__ = ["app", "new"]


@app.command(short_help="Show the plugins found, what each brings, and what is broken.")
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


@app.command("list")
def list_(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND",
            help="generators, verifiers, recipes, sandboxes, models or exporters; default: all.",
        ),
    ] = "",
    domain: Annotated[str, typer.Option("--domain", "-d", help="Only this domain.")] = "",
    as_json: Json = False,
) -> None:
    """List generators, verifiers, recipes, sandboxes, models and exporters."""
    from assay.registry import KINDS, installed

    if kind and kind not in KINDS:
        raise UsageError(f"there is no kind {kind!r}; kinds are {', '.join(KINDS)}")
    registry = installed()
    with stdout_aside():
        found = {each: registry.parts(each) for each in ([kind] if kind else KINDS)}
    rows = [
        {
            "kind": each.removesuffix("es" if each == "sandboxes" else "s"),
            "name": name,
            "version": part.description.version,
            "distribution": part.plugin.distribution,
            "foreign": registry.foreign(part),
            "summary": part.description.summary,
        }
        for each, parts in found.items()
        for name, part in parts.items()
        if not domain or part.description.domain == domain
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
        raise UsageError(f"nothing is registered{where}; see 'assay plugins'")
    width = max(len(str(row["name"])) for row in rows)
    for row in rows:
        whose = f"[{row['distribution']}] " if row["foreign"] else ""
        print(f"{row['kind']:10} {row['name']:{width}}  {whose}{row['summary']}")


@app.command(short_help="Make rows that every verifier accepts.")
@with_options(GenerateRequest)
def generate(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME...", help="Generators, domains or domain:topic, see 'assay list generators'."
        ),
    ],
    set_: Set = None,
    quiet: Quiet = False,
    **said: Any,
) -> None:
    """Make rows with procedural generators and let out those that every verifier accepts."""
    from assay.cli.progress import Progress, summary
    from assay.runs.generate import run_generate

    given = said_of(said)
    count, seed = given.get("count", GenerateRequest.count), given.get("seed", GenerateRequest.seed)
    usual = {
        "out": Path(f"{'+'.join(names).replace(':', '-')}-n{count}-seed{seed}"),
        "max_candidates": 10 * count + 1000,
        "workers": cpus(),
    }
    asked = GenerateRequest(
        **{**usual, **read_options(GenerateRequest, given)},
        names=tuple(names),
        params=split_options(set_ or []),
        command=command_line(),
    )
    with Progress(count, quiet=quiet) as progress, interruptible(kept(asked.out)):
        done = run_generate(asked, progress)
    summary(done, asked.out)
    if done["counts"]["accepted"] < count:
        raise typer.Exit(1)


app.command(short_help="Make rows with a recipe, with or without a model.")(run)


@app.command(short_help="Gate a data set that exists.")
@with_options(VerifyRequest)
def verify(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="JSONL, a JSON array, CSV or Parquet.")],
    mapping: Annotated[
        list[str] | None,
        typer.Option("--map", "-m", help="field=column for response, reference, prompt, id; repeatable."),
    ] = None,
    quiet: Quiet = False,
    **said: Any,
) -> None:
    """Gate a data set that exists: a verdict for every row, the rows that pass apart from those that do not.

    Exit code 1 if not one row could be judged, or if every row failed alike and the run stopped early.
    """
    from assay.cli.progress import Progress, summary
    from assay.data.samples import parse_mapping
    from assay.runs.verify import run_verify

    usual = {"out": Path(f"{file.stem}-verified"), "workers": cpus()}
    asked = VerifyRequest(
        **{**usual, **read_options(VerifyRequest, said_of(said))},
        file=file,
        mapping=parse_mapping(mapping or []),
        command=command_line(),
    )
    with Progress(None, quiet=quiet) as progress, interruptible(kept(asked.out)):
        done = run_verify(asked, progress)
    summary(done, asked.out)
    if done["stopped"] or done["counts"]["error"] == done["counts"]["candidates"]:
        raise typer.Exit(1)  # not one row could be judged, or not all were


@app.command()
@with_options(Request, "workers", "sandbox")
def audit(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="A run directory.")],
    as_json: Json = False,
    quiet: Quiet = False,
    **said: Any,
) -> None:
    """Prove every row of a finished run again. Exit code 1 if one fails."""
    from assay.cli.progress import Progress
    from assay.runs.audit import run_audit

    with Progress(None, quiet=quiet) as progress, interruptible("nothing was changed"):
        sandbox = said_of(said).get("sandbox", Request.sandbox)  # one that is named "" is none of them
        found = run_audit(directory, said["workers"] or cpus(), progress, sandbox)
    if as_json:
        print_json(found.to_json())
    else:
        for problem in found.problems[:20]:
            print(problem)
        if len(found.problems) > 20:
            print(f"... and {len(found.problems) - 20:,} more; --json lists them all")
        for note in found.notes:
            print(f"note: {note}")
        print(
            f"{found.proved:,} of {counted(found.rows, 'row')} proved again, {counted(len(found.problems), 'problem')}"
        )
    if found.problems:
        raise typer.Exit(1)


@app.command()
def export(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="A run directory.")],
    to: Annotated[str, typer.Option("--to", help="A format, see 'assay list exporters'.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="The file or directory to write.")],
    reasoning: Annotated[
        str,
        typer.Option(
            "--reasoning",
            metavar="WHERE",
            help="A model's thoughts: own (a place of their own), think (in the response, as <think>…</think>) or drop.",
        ),
    ] = "own",
) -> None:
    """Write the accepted rows of a finished run in another format."""
    from assay.data.exporters import with_reasoning
    from assay.registry import installed
    from assay.runs.directory import data_rows, rejected_rows

    part = installed().exporter(to)
    if reasoning not in ("own", "think", "drop"):
        raise UsageError(f"--reasoning {reasoning} is not known; use own, think or drop")
    if reasoning != "own" and part.description.whole_rows:
        raise UsageError(
            f"{part.description.name} writes every column as its certificate has it; leave out --reasoning"
        )
    with interruptible("start the export again"):
        rows = with_reasoning(data_rows(directory), reasoning)
        failed = [rejected_rows(directory)] if part.description.rejected else []
        written = part.description.write(rows, out, *failed)
    print(f"{counted(written, 'row')} written to {out} ({part.description.name})")


app.command(short_help="Put parts of a plugin through the author's kit.")(check)
