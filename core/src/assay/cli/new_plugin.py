"""``assay new plugin``: a distribution that works at once, made of the files in ``assay/templates/plugin``.

Their names and contents hold placeholders, which are replaced as they stand: there is no template language. A name
that begins with ``dot_`` gets a full stop in its place.
"""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Annotated

import typer

from assay.cli.app import app
from assay.errors import UsageError, counted

TEMPLATE = Path(__file__).parents[1] / "templates" / "plugin"
LONGEST = 40
"""Characters of a plugin's name."""
_NAME = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*\Z")

new = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, context_settings=app.info.context_settings or {}
)
app.add_typer(new, name="new", help="Make a project of your own: a plugin.")


@new.callback()
def _several() -> None:
    """Typer takes away the name of an only verb without this."""


@new.command(short_help="Make a plugin that works at once and is yours to change.")
def plugin(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME", help="The domain, such as chemistry-safety; 'assay-' is put before it."
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="DIR", help="The folder to make; default: assay-NAME."),
    ] = None,
    author: Annotated[
        str, typer.Option("--author", help="Who stands in its metadata; default: The authors of assay-NAME.")
    ] = "",
) -> None:
    """Make a plugin that works at once and is yours to change.

    It has a generator, a verifier, a recipe with recorded replies, tests and a CI file.
    """
    domain = _domain(name)
    distribution_name = f"assay-{domain.replace('_', '-')}"
    folder = out or Path(distribution_name)
    made = render(folder, domain, author or f"The authors of {distribution_name}")
    print(f"{folder}: {counted(made, 'file')}. Next:\n")
    print(f"  cd {shlex.quote(str(folder))}")
    print('  python -m pip install -e ".[test]"')
    print("  pytest")
    print(f"  assay generate {domain} -n 20 --format jsonl --out made")


def render(folder: Path, domain: str, author: str) -> int:
    """Write the project of a domain into a new folder; how many files.

    Raises :class:`~assay.UsageError` if the folder is there already or the author's name is no line of text.
    """
    from importlib.metadata import version

    if not author.isprintable() or not author.strip():
        raise UsageError("--author must be one line of text")
    if folder.exists() or folder.is_symlink():
        raise UsageError(
            f"{folder} is there already and nothing is overwritten; give another folder with --out"
        )
    values = {
        "__domain__": domain,
        "__project__": domain.replace("_", "-"),
        "__core__": core_range(version("assay-core")),
        "__author__": json.dumps(author, ensure_ascii=False)[1:-1],  # within quotation marks of TOML
    }
    placeholder = re.compile("|".join(values))

    def filled(text: str) -> str:
        return placeholder.sub(lambda match: values[match[0]], text)

    made = 0
    for file in sorted(TEMPLATE.rglob("*")):
        parts = file.relative_to(TEMPLATE).parts
        if not file.is_file() or any(part.startswith((".", "__pycache__")) for part in parts):
            continue  # what tools left there
        target = folder.joinpath(*(re.sub(r"\Adot_", ".", filled(part)) for part in parts))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(filled(file.read_text(encoding="utf-8")), encoding="utf-8")
        made += 1
    return made


def core_range(number: str) -> str:
    """The versions of core that a plugin written for this one works with: ``>=0.2,<0.3``, from 1.0 on ``>=1.2,<2``."""
    major, minor = (int(part) for part in re.findall(r"\d+", number)[:2])
    return f">={major}.{minor},<{major + 1}" if major else f">=0.{minor},<0.{minor + 1}"


def _domain(name: str) -> str:
    """The domain that a name stands for; :class:`~assay.UsageError` if it is no name, or taken."""
    from importlib.metadata import PackageNotFoundError, distribution

    from assay.registry import installed

    if not _NAME.match(name) or len(name) > LONGEST or name.startswith("assay-"):
        near = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
        near = re.sub(r"\A(?:assay-|[0-9-]+)+", "", near)[:LONGEST].strip("-")
        hint = f"did you mean {near!r}?" if near and near != name else "take one such as chemistry-safety"
        raise UsageError(
            f"{name!r} cannot be the name of a plugin, which is lower case letters, digits and '-', begins with a "
            f"letter, and has {LONGEST} characters at most: {hint}"
        )
    domain = name.replace("-", "_")
    owner = next((each.distribution for each in installed().plugins if each.brings(domain)), None)
    if owner is None:
        try:
            owner = distribution(f"assay-{name}").metadata["Name"]
        except PackageNotFoundError:
            return domain
    raise UsageError(f"the domain {domain!r} belongs to {owner}, which is installed; take another name")
