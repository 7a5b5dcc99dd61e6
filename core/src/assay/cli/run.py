"""``assay run``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assay.cli.app import Quiet, Resume, Workers, app, check_format, command_line, interruptible, kept


@app.command(short_help="Make rows with a recipe, with or without a model.")
def run(
    what: Annotated[
        str, typer.Argument(metavar="RECIPE", help="A recipe, see 'assay list recipes', or a YAML file.")
    ],
    model: Annotated[
        list[str] | None,
        typer.Option("--model", "-m", help="openai:NAME, or role=openai:NAME; repeatable."),
    ] = None,
    base_url: Annotated[
        list[str] | None,
        typer.Option("--base-url", help="The server's address, or role=address; repeatable."),
    ] = None,
    set_: Annotated[
        list[str] | None, typer.Option("--set", help="key=value for a parameter of the recipe; repeatable.")
    ] = None,
    count: Annotated[
        int | None, typer.Option("-n", "--count", min=1, help="Rows that must pass; default: all seeds.")
    ] = None,
    seed: Annotated[int | None, typer.Option("--seed", "-s", min=0, help="Same seed, same rows.")] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Run directory; default: named after the run.")
    ] = None,
    format_: Annotated[str | None, typer.Option("--format", help="parquet or jsonl.")] = None,
    require: Annotated[
        list[str] | None, typer.Option("--require", help="A further verifier that every row must pass.")
    ] = None,
    min_coverage: Annotated[
        float | None,
        typer.Option(
            "--min-coverage", min=0.0, max=1.0, help="Least share of steps that must hold a checked claim."
        ),
    ] = None,
    max_candidates: Annotated[
        int | None,
        typer.Option("--max-candidates", min=1, help="Give up after so many; default: 10 x count + 1000."),
    ] = None,
    max_calls: Annotated[int | None, typer.Option(min=0, help="Replies that may be paid for.")] = None,
    max_tokens: Annotated[int | None, typer.Option(min=0, help="Tokens that may be spent.")] = None,
    max_cost: Annotated[float | None, typer.Option(min=0, help="Money that may be spent.")] = None,
    price: Annotated[
        str | None, typer.Option(metavar="IN/OUT", help="What a million tokens cost, in and out.")
    ] = None,
    in_flight: Annotated[
        int | None, typer.Option(min=1, help="Most requests at a time; default: 64.")
    ] = None,
    timeout: Annotated[
        float | None, typer.Option(help="Seconds for one request, or of silence in a stream; default: 120.")
    ] = None,
    patience: Annotated[
        float | None, typer.Option(help="Seconds to wait for a server that is gone; default: 600.")
    ] = None,
    skip_bad: Annotated[
        bool, typer.Option("--skip-bad", help="Pass over seeds that cannot be read.")
    ] = False,
    show_params: Annotated[
        bool, typer.Option("--params", help="Show the recipe's parameters and stop.")
    ] = False,
    workers: Workers = None,
    sandbox: Annotated[
        str | None,
        typer.Option("--sandbox", help="Where code runs: auto, or a name of 'assay list sandboxes'."),
    ] = None,
    resume: Resume = False,
    quiet: Quiet = False,
) -> None:
    """Make rows with a recipe and let out those that every verifier accepts."""
    from assay.cli.progress import Progress, summary
    from assay.cli.recipes import print_params, recipe_request
    from assay.runs.recipe import run_recipe

    if show_params:
        print_params(what)
        return
    given = {
        "count": count,
        "seed": seed,
        "out": out,
        "format": format_,
        "require": tuple(require) if require else None,
        "min_coverage": min_coverage,
        "max_candidates": max_candidates,
        "max_calls": max_calls,
        "max_tokens": max_tokens,
        "max_cost": max_cost,
        "price": price,
        "in_flight": in_flight,
        "timeout": timeout,
        "patience": patience,
        "workers": workers,
        "sandbox": sandbox,
        "skip_bad": skip_bad or None,
    }
    request = recipe_request(
        what, given, model or [], base_url or [], set_ or [], resume=resume, command=command_line()
    )
    check_format(request.format)
    with Progress(request.count, quiet=quiet) as progress, interruptible(kept(request.out)):
        done = run_recipe(request, progress)
    summary(done, request.out)
    if done["stopped"] or done["counts"]["accepted"] < (request.count or 1):
        raise typer.Exit(1)
