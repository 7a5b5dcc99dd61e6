"""The verbs. Each reads its options, calls the library and prints what a person wants to know."""

from __future__ import annotations

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
    with_options,
)
from assay.cli.check import check
from assay.cli.doctor import doctor
from assay.cli.new_plugin import new
from assay.cli.parts import list_, plugins
from assay.cli.run import run
from assay.cli.show import show
from assay.errors import UsageError, counted
from assay.params import split_options
from assay.runs.requests import GenerateRequest, Request, VerifyRequest, read_options

__all__ = ["app", "new"]


app.command(short_help="Show the plugins found, what each brings, and what is broken.")(plugins)
app.command("list", short_help="List generators, verifiers, recipes, sandboxes, models and exporters.")(list_)
app.command(short_help="Look at rows, or at a part with an example.")(show)


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
app.command(short_help="Say what works on this machine, and the mend for what does not.")(doctor)
