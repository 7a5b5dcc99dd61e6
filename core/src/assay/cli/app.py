"""The verbs. Each reads its options, calls the library and prints what a person wants to know."""

from __future__ import annotations

import json
import os
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from assay.errors import UsageError, counted

app = typer.Typer(
    help="Make training data in which every row was proved before it was let out.",
    epilog="Exit codes: 0 done, 1 the work ran and fell short, 2 wrong use, 130 interrupted (resumable).",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)

Json = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]
Workers = Annotated[
    int | None, typer.Option("--workers", "-w", min=1, help="Worker processes; default: the CPUs.")
]
Format = Annotated[str, typer.Option("--format", help="parquet or jsonl.")]
Resume = Annotated[bool, typer.Option("--resume", help="Go on with the run in --out.")]
Coverage = Annotated[
    float,
    typer.Option(
        "--min-coverage", min=0.0, max=1.0, help="Least share of steps that must hold a checked claim."
    ),
]
Sandbox = Annotated[
    str, typer.Option("--sandbox", help="Where code runs: auto, or a name that 'assay list sandboxes' shows.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")]


@app.command()
def plugins(as_json: Json = False) -> None:
    """Show the plugins found, what each brings, and what is broken."""
    from assay.registry import installed

    registry = installed()
    registry.load_all()
    if as_json:
        _print_json(
            [
                {
                    "name": p.name,
                    "distribution": p.distribution,
                    "version": p.version,
                    "module": p.module,
                    "problems": p.problems,
                    **p.registered,
                }
                for p in registry.plugins
            ]
        )
        return
    for plugin in registry.plugins:
        brings = ", ".join(
            counted(len(names), "sandbox" if kind == "sandboxes" else kind[:-1], kind)
            for kind, names in plugin.registered.items()
            if names
        )
        state = "broken" if plugin.problems and not brings else "has problems" if plugin.problems else "ok"
        print(f"{plugin.name:12} {plugin.title:28} {state:13} {brings}")
        for problem in plugin.problems:
            print(f"{'':12} ! {problem}")


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
    rows = [
        {
            "kind": each.removesuffix("es" if each == "sandboxes" else "s"),
            "name": name,
            "version": part.description.version,
            "distribution": part.plugin.distribution,
            "summary": part.description.summary,
        }
        for each in ([kind] if kind else KINDS)
        for name, part in registry.parts(each).items()
        if not domain or part.description.domain == domain
    ]
    if as_json:
        _print_json(rows)
        return
    if not rows:
        where = f" in domain {domain!r}" if domain else ""
        raise UsageError(f"nothing is registered{where}; see 'assay plugins'")
    width = max(len(str(row["name"])) for row in rows)
    for row in rows:
        print(f"{row['kind']:10} {row['name']:{width}}  {row['summary']}")


@app.command(short_help="Make rows that every verifier accepts.")
def generate(
    names: Annotated[
        list[str],
        typer.Argument(metavar="NAME...", help="Domains or generators, see 'assay list generators'."),
    ],
    count: Annotated[int, typer.Option("-n", "--count", min=1, help="Rows that must pass the gate.")] = 1000,
    seed: Annotated[int, typer.Option("--seed", "-s", min=0, help="Same seed, same rows.")] = 0,
    difficulty: Annotated[
        str, typer.Option("--difficulty", "-d", help="1 to 5, or a range such as 2-4.")
    ] = "1-5",
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Run directory; default: named after the run.")
    ] = None,
    format_: Format = "parquet",
    require: Annotated[
        list[str] | None, typer.Option("--require", help="A further verifier that every row must pass.")
    ] = None,
    min_coverage: Coverage = 0.0,
    max_candidates: Annotated[
        int | None,
        typer.Option("--max-candidates", min=1, help="Give up after so many; default: 10 x count + 1000."),
    ] = None,
    workers: Workers = None,
    sandbox: Sandbox = "auto",
    resume: Resume = False,
    quiet: Quiet = False,
) -> None:
    """Make rows with procedural generators and let out those that every verifier accepts."""
    from assay.cli.progress import Progress, summary
    from assay.runs.generate import GenerateRequest, run_generate

    low, _, high = difficulty.partition("-")
    try:
        levels = (int(low), int(high or low))
    except ValueError:
        levels = (0, 0)
    if not 1 <= levels[0] <= levels[1] <= 5:
        raise UsageError(f"--difficulty {difficulty} is not a level from 1 to 5 or a range such as 2-4")
    request = GenerateRequest(
        names=tuple(names),
        count=count,
        seed=seed,
        difficulty=levels,
        out=out or Path(f"{'+'.join(names)}-n{count}-seed{seed}"),
        format=check_format(format_),
        verifiers=tuple(require or ()),
        min_step_coverage=min_coverage,
        max_candidates=max_candidates or 10 * count + 1000,
        workers=workers or os.cpu_count() or 1,
        sandbox=sandbox,
        resume=resume,
        command=command_line(),
    )
    with Progress(count, quiet=quiet) as progress, interruptible(kept(request.out)):
        run = run_generate(request, progress)
    summary(run, request.out)
    if run["counts"]["accepted"] < count:
        raise typer.Exit(1)


@app.command(short_help="Gate a data set that exists.")
def verify(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="JSONL, a JSON array, CSV or Parquet.")],
    verifier: Annotated[
        list[str], typer.Option("--verifier", "-v", help="A verifier every row must pass; repeatable.")
    ],
    mapping: Annotated[
        list[str] | None,
        typer.Option("--map", "-m", help="field=column for response, reference, prompt, id; repeatable."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Run directory; default: FILE's name + '-verified'.")
    ] = None,
    format_: Format = "jsonl",
    min_coverage: Coverage = 0.0,
    workers: Workers = None,
    sandbox: Sandbox = "auto",
    resume: Resume = False,
    quiet: Quiet = False,
) -> None:
    """Gate a data set that exists: a verdict for every row, the rows that pass apart from those that do not.

    Exit code 1 if not one row could be judged.
    """
    from assay.cli.progress import Progress, summary
    from assay.data.samples import parse_mapping
    from assay.runs.verify import VerifyRequest, run_verify

    request = VerifyRequest(
        file=file,
        verifiers=tuple(verifier),
        mapping=parse_mapping(mapping or []),
        out=out or Path(f"{file.stem}-verified"),
        format=check_format(format_),
        min_step_coverage=min_coverage,
        workers=workers or os.cpu_count() or 1,
        sandbox=sandbox,
        resume=resume,
        command=command_line(),
    )
    with Progress(None, quiet=quiet) as progress, interruptible(kept(request.out)):
        run = run_verify(request, progress)
    summary(run, request.out)
    if run["counts"]["error"] == run["counts"]["candidates"]:
        raise typer.Exit(1)  # not one row could be judged


@app.command()
def audit(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="A run directory.")],
    workers: Workers = None,
    sandbox: Sandbox = "auto",
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Prove every row of a finished run again. Exit code 1 if one fails."""
    from assay.cli.progress import Progress
    from assay.runs.audit import run_audit

    with Progress(None, quiet=quiet) as progress, interruptible("nothing was changed"):
        found = run_audit(directory, workers or os.cpu_count() or 1, progress, sandbox)
    if as_json:
        _print_json(found.to_json())
    else:
        for problem in found.problems[:20]:
            print(problem)
        if len(found.problems) > 20:
            print(f"... and {len(found.problems) - 20:,} more; --json lists them all")
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
) -> None:
    """Write the accepted rows of a finished run in another format."""
    from assay.registry import installed
    from assay.runs.directory import data_rows, rejected_rows

    part = installed().exporter(to)
    with interruptible("start the export again"):
        rows = data_rows(directory)
        failed = [rejected_rows(directory)] if part.description.rejected else []
        written = part.description.write(rows, out, *failed)
    print(f"{counted(written, 'row')} written to {out} ({part.description.name})")


@contextmanager
def interruptible(then: str) -> Iterator[None]:
    """Ctrl-C ends with one sentence and code 130."""
    try:
        yield
    except KeyboardInterrupt:
        print(f"assay: interrupted; {then}", file=sys.stderr)
        raise typer.Exit(130) from None


def kept(out: Path) -> str:
    return f"the rows reported are kept in {out}, add --resume to go on"


def check_format(name: str) -> str:
    if name not in ("parquet", "jsonl"):
        raise UsageError(f"--format {name} is not known; use parquet or jsonl")
    return name


def command_line() -> str:
    return shlex.join(["assay", *sys.argv[1:]])


def _print_json(value: Any) -> None:
    print(json.dumps(value, indent=2, ensure_ascii=False))


from assay.cli import run as run  # noqa: E402 - the command that has a file of its own
