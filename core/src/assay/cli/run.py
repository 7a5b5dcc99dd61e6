"""``assay run``."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from assay.cli.app import Quiet, Set, command_line, interruptible, kept, with_options
from assay.runs.requests import RecipeRequest


@with_options(RecipeRequest)
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
    set_: Set = None,
    show_params: Annotated[
        bool, typer.Option("--params", help="Show the recipe's parameters and stop.")
    ] = False,
    quiet: Quiet = False,
    **said: Any,
) -> None:
    """Make rows with a recipe and let out those that every verifier accepts."""
    from assay.cli.recipes import print_params, recipe_request
    from assay.runs.progress import Progress, summary
    from assay.runs.recipe import run_recipe

    if show_params:
        print_params(what)
        return
    resume = bool(said.pop("resume"))
    asked = recipe_request(
        what, said, model or [], base_url or [], set_ or [], resume=resume, command=command_line()
    )
    with Progress(asked.count, quiet=quiet) as progress, interruptible(kept(asked.out)):
        done = run_recipe(asked, progress)
    summary(done, asked.out)
    if done["stopped"] or done["counts"]["accepted"] < (asked.count or 1):
        raise typer.Exit(1)
