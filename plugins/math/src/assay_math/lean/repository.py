"""Theorems of a Lean repository: their statements, proofs, tactics with the goals before and after, and premises.

They are read from a *traced* folder, which LeanDojo's ``ExtractData.lean`` writes: for each file ``F.lean`` that was
compiled, ``.lake/build/ir/F.ast.json`` with the commands as syntax trees (``commandASTs``), ``tactics`` (``stateBefore``,
``stateAfter``, ``pos``, ``endPos``, in bytes) and ``premises`` (``fullName``, ``modName``, ``defPath``, positions as lines
and columns). Reading needs neither LeanDojo nor a toolchain; :func:`trace` makes such a folder, and needs both.

What is read is data, and nothing of it is proved here: rows made of it go before ``math.lean`` like any others.
LeanDojo's ``check_proof`` is never asked, as it overlooks ``sorry`` in Lean 4.28.
"""

from __future__ import annotations

import argparse
import bisect
import importlib
import importlib.util
import itertools
import json
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_BUILDS = (".lake/build/ir", "build/ir")
_MOST_BYTES = 512 << 20
_DECLARES = ("theorem", "lemma")
_SCOPED = ("variable", "open", "universe", "universes")
_COMMAND = "Lean.Parser.Command."


class BadTrace(Exception):
    """A folder or a file that is not as LeanDojo writes it; the message names it."""


class NotTraced(Exception):
    """The repository cannot be traced on this machine; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Tactic:
    """A tactic with the goals before and after it, as Lean prints them. ``line`` counts from 1, ``column`` from 0."""

    text: str
    before: str
    after: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Premise:
    """A constant that a theorem names, with where it is declared, and where it is named."""

    name: str
    module: str
    path: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class TracedTheorem:
    """A theorem as its file has it. ``name`` is the full one; ``line`` counts from 1, ``column`` from 0.

    ``statement`` ends before the ``:=``, ``proof`` is what follows it. ``context`` are the commands in force that may
    change what the statement means (``variable``, ``open``, ``universe``, ``namespace``): without them it stands alone.
    """

    name: str
    path: str
    line: int
    column: int
    imports: tuple[str, ...]
    context: tuple[str, ...]
    statement: str
    proof: str
    tactics: tuple[Tactic, ...]
    premises: tuple[Premise, ...]

    @property
    def by_tactics(self) -> bool:
        return self.proof == "by" or self.proof.startswith(("by ", "by\n"))


def read_traced(folder: Path) -> Iterator[TracedTheorem]:
    """The theorems of a traced repository itself, without those of its packages, by file and place.

    Raises :class:`BadTrace`.
    """
    root = folder.resolve()
    found = [
        (path, path.relative_to(root / build))
        for build in _BUILDS
        for path in sorted((root / build).rglob("*.ast.json"))
    ]
    if not found:
        raise BadTrace(f"{folder} holds no traced files ({_BUILDS[0]}/**/*.ast.json): trace it first.")
    for path, relative in found:
        source = relative.with_name(relative.name.removesuffix(".ast.json") + ".lean")
        yield from _File(root, path, source).theorems()


def toolchain(folder: Path) -> str:
    """The version of Lean that a repository asks for, as ``4.28.0``; empty if its file names none."""
    try:
        said = (folder / "lean-toolchain").read_text("utf-8", "replace")[:200].strip()
    except OSError:
        return ""
    maker, _, version = said.rpartition(":")
    return version.removeprefix("v") if maker.startswith("leanprover/") else ""


class _Source:
    """The text of a Lean file, by bytes as its syntax tree counts."""

    def __init__(self, path: Path) -> None:
        self.bytes = path.read_bytes()
        self.starts = [0, *(at + 1 for at, byte in enumerate(self.bytes) if byte == 0x0A)]

    def text(self, start: int, end: int) -> str:
        return self.bytes[start:end].decode("utf-8", "replace").strip()

    def place(self, at: int) -> tuple[int, int]:
        """Line from 1, and column from 0 in characters."""
        line = bisect.bisect_right(self.starts, at)
        return line, len(self.bytes[self.starts[line - 1] : at].decode("utf-8", "replace"))


class _File:
    def __init__(self, root: Path, json_path: Path, source: Path) -> None:
        self.path = source.as_posix()
        try:
            if json_path.stat().st_size > _MOST_BYTES:
                raise BadTrace(f"{json_path} has over {_MOST_BYTES >> 20} MB")
            data = json.loads(json_path.read_bytes())
            self.source = _Source(root / source)
        except OSError as error:
            raise BadTrace(f"{error.filename} cannot be read: {error.strerror}") from None
        except (ValueError, RecursionError):
            raise BadTrace(f"{json_path} is no JSON that can be read") from None
        try:
            self.commands = list(data["commandASTs"])
            self.tactics = [_tactic(each, self.source) for each in data["tactics"]]
            self.premises = [premise for each in data["premises"] if (premise := _premise(each)) is not None]
        except (KeyError, TypeError) as error:
            raise BadTrace(f"{json_path} is not of the form that LeanDojo writes ({error!r})") from None

    def theorems(self) -> Iterator[TracedTheorem]:
        """In order, each with what is in force where it stands."""
        imports: list[str] = []
        scopes: list[tuple[str, list[str]]] = [("", [])]  # the name that a scope adds, and its commands
        for command in self.commands:
            kind = _kind(command)
            words = [str(token["val"]) for token in _tokens(command)]
            if kind == "Lean.Parser.Module.header":
                imports = [word for before, word in itertools.pairwise(words) if before == "import"]
            elif kind.startswith(_COMMAND) and kind.rpartition(".")[2] in ("namespace", "section"):
                name = words[1] if kind.endswith(".namespace") and len(words) > 1 else ""
                scopes.append((name, [f"namespace {name}"] if name else []))
            elif kind == f"{_COMMAND}end":
                if len(scopes) > 1:
                    scopes.pop()
            elif kind != f"{_COMMAND}in" and words and words[0] in _SCOPED:
                scopes[-1][1].append(self._text(command))
            once = [self._text(each) for each in _before_in(command)]
            for node in _theorem_nodes(command):
                space = ".".join(name for name, _ in scopes if name)
                context = [*(text for _, texts in scopes for text in texts), *once]
                if (theorem := self._theorem(node, space, tuple(context), tuple(imports))) is not None:
                    yield theorem

    def _text(self, syntax: Any) -> str:
        span = _span(syntax)
        return self.source.text(*span) if span is not None else ""

    def _theorem(
        self, node: Sequence[Any], space: str, context: tuple[str, ...], imports: tuple[str, ...]
    ) -> TracedTheorem | None:
        whole = _span({"node": {"args": list(node)}})
        value = _span(node[3])
        names = [token["val"] for token in _tokens(node[1])]
        if whole is None or value is None or not names:
            return None  # made by a macro: it has no text of its own
        name = str(names[0])
        full = name.removeprefix("_root_.") if name.startswith("_root_.") or not space else f"{space}.{name}"
        start, end = self.source.place(whole[0]), self.source.place(whole[1])
        return TracedTheorem(
            full,
            self.path,
            *start,
            imports,
            context,
            self.source.text(whole[0], value[0]).replace("_root_.", "", name.startswith("_root_.")),
            self.source.text(*value).removeprefix(":=").strip(),
            tuple(each for each in self.tactics if start <= (each.line, each.column) < end),
            tuple(each for at, each in self.premises if start <= at < end),
        )


def _tactic(value: Any, source: _Source) -> Tactic:
    start, end = int(value["pos"]), int(value["endPos"])
    return Tactic(
        source.text(start, end), str(value["stateBefore"]), str(value["stateAfter"]), *source.place(start)
    )


def _premise(value: Any) -> tuple[tuple[int, int], Premise] | None:
    """Where it is named, and what; None for what has no place in the text."""
    at = value["pos"]
    if at is None or value["fullName"] in (None, "[anonymous]"):
        return None
    declared = value["defPos"] or {"line": 0, "column": 0}
    premise = Premise(
        str(value["fullName"]),
        str(value["modName"]),
        str(value["defPath"]),
        declared["line"],
        declared["column"],
    )
    return (int(at["line"]), int(at["column"])), premise


def _kind(syntax: Any) -> str:
    node = syntax.get("node") if isinstance(syntax, dict) else None
    return str(node.get("kind", "")) if isinstance(node, dict) else ""


def _children(syntax: Any) -> list[Any]:
    node = syntax.get("node") if isinstance(syntax, dict) else None
    args = node.get("args") if isinstance(node, dict) else None
    return args if isinstance(args, list) else []


def _before_in(command: Any) -> list[Any]:
    """Of ``open A in open B in theorem …`` the two that hold for it only."""
    found: list[Any] = []
    while _kind(command) == f"{_COMMAND}in" and len(args := _children(command)) == 3:
        found.append(args[0])
        command = args[2]
    return found


def _tokens(syntax: Any) -> Iterator[dict[str, Any]]:
    """The words and signs of a syntax tree in order, without recursion."""
    stack = [syntax]
    while stack:
        top = stack.pop()
        stack.extend(reversed(_children(top)))
        for kind in ("atom", "ident"):
            if isinstance(top, dict) and isinstance(token := top.get(kind), dict) and "val" in token:
                yield token


def _span(syntax: Any) -> tuple[int, int] | None:
    """The first and the last byte of what stands in the text itself."""
    ends: list[tuple[int, int]] = []
    for token in _tokens(syntax):
        info = token.get("info")
        here = info.get("original") if isinstance(info, dict) else None
        if (
            isinstance(here, dict)
            and isinstance(here.get("pos"), int)
            and isinstance(here.get("endPos"), int)
        ):
            ends.append((here["pos"], here["endPos"]))
    return (min(start for start, _ in ends), max(end for _, end in ends)) if ends else None


def _theorem_nodes(syntax: Any) -> Iterator[list[Any]]:
    """Parts of a tree of the form: the word that declares, a name, a statement, a proof."""
    stack = [syntax]
    while stack:
        args = _children(stack.pop())
        first = args[0].get("atom") if args and isinstance(args[0], dict) else None
        if (
            len(args) >= 4
            and isinstance(first, dict)
            and first.get("val") in _DECLARES
            and _kind(args[1]) == f"{_COMMAND}declId"
        ):
            yield args
        else:
            stack.extend(reversed(args))


def row(theorem: TracedTheorem, lean: str = "") -> dict[str, Any]:
    """A theorem as a row: ``statement`` is a reference of ``math.lean``, the rest is as in :class:`TracedTheorem`."""
    reference: dict[str, Any] = {"statement": theorem.statement, "imports": list(theorem.imports)}
    if lean:
        reference["lean"] = lean
    return {
        "name": theorem.name,
        "statement": json.dumps(reference, ensure_ascii=False),
        "proof": theorem.proof,
        "context": list(theorem.context),
        "path": theorem.path,
        "line": theorem.line,
        "tactics": [
            {"tactic": each.text, "before": each.before, "after": each.after} for each in theorem.tactics
        ],
        "premises": list(dict.fromkeys(each.name for each in theorem.premises)),
    }


def trace(source: str, commit: str = "", *, offline: bool = True) -> Path:
    """Trace a repository with LeanDojo, and return the traced folder of its cache.

    ``source`` is a folder with a git repository, or a URL with ``commit``. ``offline`` keeps LeanDojo from its remote
    cache; a URL, and dependencies that are not there, still need the network. It builds the repository, which runs
    its code: only for repositories that you trust. Raises :class:`NotTraced`. It was not run where Assay is tested.
    """
    if not _has_lean_dojo():
        raise NotTraced('Tracing needs LeanDojo: pip install "lean-dojo==4.20.0".')
    if missing := _missing():
        raise NotTraced(f"Tracing needs {', '.join(missing)} on PATH; elan installs a Lean toolchain.")
    local = Path(source).expanduser()
    if not local.is_dir() and not commit:
        raise NotTraced(f"{source} is no folder, and a URL needs a commit.")
    if offline:
        os.environ["DISABLE_REMOTE_CACHE"] = "1"  # LeanDojo reads it when it is imported
    try:
        dojo: Any = importlib.import_module("lean_dojo")
        tracing: Any = importlib.import_module("lean_dojo.data_extraction.trace")
        repo = dojo.LeanGitRepo.from_path(local) if local.is_dir() else dojo.LeanGitRepo(source, commit)
        return Path(tracing.get_traced_repo_path(repo, build_deps=False))
    except Exception as error:  # LeanDojo raises what its parts raise, asserts among them
        raise NotTraced(f"LeanDojo could not trace {source}: {type(error).__name__}: {error}") from error


def _has_lean_dojo() -> bool:
    return importlib.util.find_spec("lean_dojo") is not None


def _missing() -> list[str]:
    return [program for program in ("git", "lake", "lean") if shutil.which(program) is None]


def main(words: Sequence[str] | None = None) -> int:
    """``python -m assay_math.lean.repository FOLDER``: its theorems as JSONL on standard output."""
    parser = argparse.ArgumentParser(
        prog="python -m assay_math.lean.repository",
        description="Theorems of a Lean repository as JSONL, such as the seeds of math.informalise.",
    )
    parser.add_argument("folder", help="a traced folder; with --trace, a git repository (folder or URL)")
    parser.add_argument(
        "--trace", action="store_true", help="trace it first, with LeanDojo and a Lean toolchain"
    )
    parser.add_argument("--commit", default="", help="of a URL")
    parser.add_argument("--online", action="store_true", help="let LeanDojo ask its remote cache")
    parser.add_argument(
        "--alone", action="store_true", help="only theorems that stand alone, without a context"
    )
    given = parser.parse_args(words)
    try:
        folder = (
            trace(given.folder, given.commit, offline=not given.online) if given.trace else Path(given.folder)
        )
        version = toolchain(folder)
        for theorem in read_traced(folder):
            if not (given.alone and theorem.context):
                sys.stdout.write(json.dumps(row(theorem, version), ensure_ascii=False) + "\n")
    except (BadTrace, NotTraced) as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
