"""``assay check``."""

from __future__ import annotations

import json
import shlex
import sys
from pathlib import Path
from typing import Annotated

import typer

from assay.cli.app import Json, Quiet, interruptible, print_json
from assay.errors import UsageError, counted


def check(
    names: Annotated[
        list[str],
        typer.Argument(metavar="NAME...", help="Generators, verifiers, recipes, sandboxes or domains."),
    ],
    rows: Annotated[
        int, typer.Option("--rows", min=2, help="Rows of each difficulty; fewer are quicker and find less.")
    ] = 20,
    out: Annotated[Path, typer.Option("--out", "-o", help="The JSON file of the cards.")] = Path(
        "cards.json"
    ),
    page: Annotated[
        Path | None, typer.Option("--page", help="A Markdown page of the cards, for your docs.")
    ] = None,
    sandbox: Annotated[
        str, typer.Option("--sandbox", help="Where code runs: auto, or a name of 'assay list sandboxes'.")
    ] = "auto",
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Put parts of a plugin through the author's kit: a card for each, with its kill rate and what to mend.

    The kill rate is the share of wrong rows, made of right ones, that were not accepted; false rejects are the right rows
    that were not; what grows with difficulty is what can be measured of a generator's levels. Exit code 1 if one must be mended.
    """
    from assay.kit.checking import check as check_part
    from assay.kit.checking import expand
    from assay.kit.page import page as page_of

    wanted = expand(names)
    for path in (out, page):
        if path and not path.parent.is_dir():
            raise UsageError(f"there is no folder {path.parent} to write {path.name} to; make it first")
    width = max(map(len, wanted))
    cards = []
    with interruptible("no card was written"):
        for number, name in enumerate(wanted, 1):
            if not quiet:
                end = "\r" if sys.stderr.isatty() else "\n"
                print(f"checking {name} ({number} of {len(wanted)})", end=end, file=sys.stderr, flush=True)
            card = check_part(name, rows=rows, sandbox=sandbox)
            cards.append(card)
            if not as_json:
                print(card.text() if len(wanted) == 1 else card.line(width), flush=True)
    bad = [card for card in cards if card.failures]
    told = [card.to_json() for card in cards]
    # A line a card, so that a change of one is a change of one line.
    out.write_text("[\n" + ",\n".join(map(json.dumps, told)) + "\n]\n", encoding="utf-8")
    if page:
        command = shlex.join(["assay", "check", *names, *(["--rows", str(rows)] if rows != 20 else [])])
        page.write_text(page_of(f"Cards of {', '.join(names)}", command, cards), encoding="utf-8")
    if as_json:
        print_json(told)
    else:
        if len(wanted) > 1:
            for card in bad:
                print(f"\n{card.text()}")
            print(f"\n{counted(len(cards), 'part')} checked, {len(bad)} to mend")
        print(f"{out}  {counted(len(cards), 'card')}" + (f"\n{page}  the page" if page else ""))
    if bad:
        raise typer.Exit(1)
