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
    from assay.runs.generate import run_generate
    from assay.runs.progress import Progress, summary

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
    from assay.data.samples import parse_mapping
    from assay.runs.progress import Progress, summary
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


@app.command(short_help="Prove every row of a finished run, or of an export, again.")
@with_options(Request, "workers", "sandbox")
def audit(
    path: Annotated[
        Path, typer.Argument(metavar="PATH", help="A run directory, an export, or published rows.")
    ],
    sample: Annotated[
        str,
        typer.Option(
            "--sample",
            metavar="SIZE",
            help="Prove only so many again, such as 1% or 200; all digests are compared.",
        ),
    ] = "",
    seed: Annotated[int, typer.Option("--seed", "-s", min=0, help="Of the sample.")] = 0,
    signer: Annotated[
        Path | None,
        typer.Option("--signer", metavar="FILE", help="The public key that the digest must be signed with."),
    ] = None,
    as_json: Json = False,
    quiet: Quiet = False,
    **said: Any,
) -> None:
    """Prove every row of a finished run, or of an export, again; say which row is missing, moved, doubled or foreign.

    Exit code 1 if one fails.
    """
    from assay.runs.audit import run_audit
    from assay.runs.confidence import read_sample
    from assay.runs.progress import Progress

    draw = read_sample(sample, seed) if sample else None
    with Progress(None, quiet=quiet) as progress, interruptible("nothing was changed"):
        sandbox = said_of(said).get("sandbox", Request.sandbox)  # one that is named "" is none of them
        found = run_audit(path, said["workers"] or cpus(), progress, sandbox, sample=draw, signer=signer)
    if as_json:
        print_json(found.to_json())
    else:
        for problem in found.problems[:20]:
            print(problem)
        if len(found.problems) > 20:
            print(f"... and {len(found.problems) - 20:,} more; --json lists them all")
        for note in found.notes:
            print(f"note: {note}")
        if found.digest:
            signed = f", signed by {found.signed_by}" if found.signed_by else ""
            print(f"digest {found.digest}{signed}")
        done = (
            f"{found.proved:,} of {counted(found.tried, 'row')} proved again"
            if found.provable
            else f"{found.matched:,} of {counted(found.rows, 'row')} as they were exported"
        )
        print(f"{done}, {counted(len(found.problems), 'problem')}")
    if found.problems:
        raise typer.Exit(1)


@app.command(short_help="Write the accepted rows of finished runs in another format.")
def export(
    directories: Annotated[
        list[Path], typer.Argument(metavar="DIR...", help="A run directory, or several that share no row.")
    ],
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
    system: Annotated[
        str, typer.Option("--system", metavar="TEXT", help="A system prompt for chats without one.")
    ] = "",
    split: Annotated[
        str,
        typer.Option(
            "--split",
            metavar="SHARES",
            help="train=0.9,validation=0.05,test=0.05: a file of each in --out; related rows and near-duplicates stay together.",
        ),
    ] = "",
    shuffle: Annotated[
        int | None,
        typer.Option("--shuffle", metavar="SEED", min=0, help="Another order; drawn by this seed."),
    ] = None,
    tokenizer: Annotated[
        str,
        typer.Option(
            "--tokenizer",
            metavar="NAME",
            help="Count tokens: a tokenizer.json or its folder, tiktoken:NAME, or a hub name.",
        ),
    ] = "",
) -> None:
    """Write the accepted rows of finished runs in another format, with a proof file beside them."""
    from assay.data.tokens import sentence
    from assay.registry import installed
    from assay.runs.export import run_export

    with interruptible("start the export again"):
        written = run_export(
            directories,
            to,
            out,
            reasoning=reasoning,
            system=system,
            split=split or None,
            shuffle=shuffle,
            tokenizer=tokenizer,
        )
    print(f"{counted(written.rows, 'row')} written to {out} ({installed().exporter(to).description.name})")
    for name, rows in written.parts.items():
        print(f"  {rows:>8,}  {name} ({rows / max(1, written.rows):.1%})")
    if written.tokens:
        print(sentence(dict(written.tokens)))


@app.command()
def sign(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="A run directory or an export.")],
    key: Annotated[
        Path, typer.Option("--key", metavar="FILE", help="A private Ed25519 key, as ssh-keygen makes it.")
    ],
) -> None:
    """Sign the digest of a finished run or of an export."""
    from assay.data.proof import proof_path, read_proof, write_proof
    from assay.data.signing import fingerprint
    from assay.data.signing import sign as signed

    proof = read_proof(proof_path(path))
    if problem := proof.problem:
        raise UsageError(f"nothing was signed: {problem}; run 'assay audit {path}'")
    proof.head = signed(proof, key)
    write_proof(proof.path, proof)
    print(f"{proof.path}: digest {proof.head['root']} signed by {fingerprint(proof.head)}")


app.command(short_help="Put parts of a plugin through the author's kit.")(check)
app.command(short_help="Say what works on this machine, and the mend for what does not.")(doctor)
