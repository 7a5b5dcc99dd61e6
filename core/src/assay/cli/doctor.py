"""``assay doctor``: what works on this machine, and the mend for what does not."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from assay.cli.app import Json, print_json, stdout_aside
from assay.errors import UsageError, counted

if TYPE_CHECKING:
    from assay.registry import Registry

_EXTRA = re.compile(r"""extra\s*==\s*['"]([^'"]+)['"]""")
_OK, _ABSENT, _BROKEN = "ok", "absent", "broken"


@dataclass(frozen=True)
class Finding:
    """Whether one thing works. ``absent`` is what only some uses need, ``broken`` what should work and does not."""

    what: str
    state: str
    detail: str
    mend: str = ""


def doctor(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="NAME...", help="Verifiers or domains, to be tried on a right example of their own."
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Say what works on this machine: Python, plugins, sandboxes, optional libraries; and the mend for what does not.

    Exit code 1 if something that should work does not.
    """
    with stdout_aside():
        found = list(_tried(names) if names else _findings())
    broken = [each for each in found if each.state == _BROKEN]
    if as_json:
        print_json([asdict(each) for each in found])
    else:
        width = max(len(each.what) for each in found)
        for each in found:
            print(f"{each.state:7} {each.what:{width}}  {each.detail}")
            if each.mend:
                print(f"{'':7} {'':{width}}  mend: {each.mend}")
        absent = sum(each.state == _ABSENT for each in found)
        rest = f"; {counted(absent, 'thing')} absent, which only some uses need" if absent else ""
        print(
            (f"{counted(len(broken), 'thing')} to mend" if broken else "all that is installed works") + rest
        )
    if broken:
        raise typer.Exit(1)


def _findings() -> Iterator[Finding]:
    from assay.gate import core_version
    from assay.registry import installed

    yield Finding(
        "assay-core", _OK, f"{core_version()} on Python {platform.python_version()}, {platform.platform()}"
    )
    yield Finding("processors", _OK, f"{os.cpu_count() or 1}, memory {_memory()}")
    registry = installed()
    registry.load_all()
    for plugin in registry.plugins:
        brings = sum(len(names) for names in plugin.registered.values())
        if plugin.problems:
            yield Finding(
                plugin.name,
                _BROKEN,
                plugin.problems[0],
                f"see 'assay plugins'; pip install --upgrade {plugin.distribution}",
            )
        else:
            yield Finding(plugin.name, _OK, f"{plugin.title}, {counted(brings, 'part')}")
    yield from _sandboxes(registry)
    for distribution in sorted({plugin.distribution for plugin in registry.plugins} | {"assay-core"}):
        yield from _extras(distribution)


def _sandboxes(registry: Registry) -> Iterator[Finding]:
    """Each backend, opened and made to run a line of Python."""
    works = 0
    found = []
    for name in registry.parts("sandboxes"):
        try:
            _, opened = registry.open_sandbox(name)
            try:
                outcome = opened.run("print(6 * 7)")
                good = outcome.ok and outcome.stdout.strip() == b"42"
                works += good
                said = opened.runtime if good else f"it opened, and print(6 * 7) ended in {outcome}"
                found.append(Finding(name, _OK if good else _BROKEN, said))
            finally:
                opened.close()
        except UsageError as error:
            found.append(Finding(name, _ABSENT, str(error).split(". ", 1)[-1]))
    for each in found:
        if each.state == _ABSENT and not works:
            yield Finding(
                each.what,
                _BROKEN,
                each.detail,
                "one sandbox is enough for 'assay generate code'; mend any of them",
            )
        else:
            yield each
    if not found:
        yield Finding("sandboxes", _ABSENT, "no code can be run", "pip install assay-sandboxes")


def _tried(names: Iterable[str]) -> Iterator[Finding]:
    """Verifiers, each on the first example that it is to accept: what they need besides packages shows."""
    from assay.gate import run_verifier
    from assay.kit.examples import file_of, read_cases
    from assay.registry import installed

    registry = installed()
    for name in names:
        parts = {name: registry.verifier(name)} if "." in name else registry.of_domain("verifiers", name)
        if not parts:
            raise UsageError(
                f"no verifier is called {name!r}, and no domain with verifiers; see 'assay list verifiers'"
            )
        for each, part in parts.items():
            path = file_of(part, ".jsonl")
            case = next((c for c in read_cases(path) if c.expected == "accept"), None) if path else None
            if case is None:
                yield Finding(each, _ABSENT, "it brings no example to be tried on")
                continue
            verdict = run_verifier(part.description, case.sample)
            if verdict.accepted:
                yield Finding(each, _OK, f"it accepts its example ({case.place})")
            else:
                state = _ABSENT if verdict.status == "abstained" else _BROKEN
                yield Finding(
                    each, state, f"{verdict.reason} for its example ({case.place})", verdict.message
                )


def _extras(distribution: str) -> Iterator[Finding]:
    """The optional libraries of a distribution, by extra, as its metadata has them."""
    from importlib.metadata import PackageNotFoundError, requires, version

    try:
        lines = requires(distribution) or []
    except PackageNotFoundError:
        return
    wanted: dict[str, list[str]] = {}
    for line in lines:
        if found := _EXTRA.search(line):
            wanted.setdefault(found[1], []).append(re.split(r"[^A-Za-z0-9._-]", line.strip(), maxsplit=1)[0])
    for extra, packages in wanted.items():
        missing = []
        for package in packages:
            try:
                version(package)
            except PackageNotFoundError:
                missing.append(package)
        name = f"{distribution}[{extra}]"
        if missing:
            yield Finding(name, _ABSENT, f"without {', '.join(missing)}", f"pip install '{name}'")
        else:
            yield Finding(name, _OK, ", ".join(packages))


def _memory() -> str:
    try:
        size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return "unknown"
    return f"{size / 2**30:.0f} GiB"
