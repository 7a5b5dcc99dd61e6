"""Proof-Pile-2's filter: mathematical files picked out of a folder or a data set by rules, without a model.

Azerbayev and others (Llemma), arXiv:2310.10631, https://github.com/EleutherAI/math-lm (MIT). As
there: limits of size and of digits, libraries that a file must use, per language. Different here:
rules for plain prose (formulas per words, English) stand in for OpenWebMath's; near-duplicates of
earlier rows and documents that share 13 words with a benchmark are dropped and reported.
"""

from __future__ import annotations

import json
import os
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import assay
from assay import ops
from assay_text.math_rules import ENDINGS, RULES


@dataclass(frozen=True)
class Params:
    documents: Path = assay.param("a folder, or JSONL, CSV or Parquet with a column of text")
    column: str = assay.param("the column that holds the text", "text")
    language: str = assay.param("column with the language, or path, of a document", "path")
    languages: tuple[str, ...] = assay.param(f"keep only these: {', '.join(RULES)}", tuple(RULES))
    benchmarks: tuple[Path, ...] = assay.param("files whose texts must not come back in a document", ())


@assay.recipe(
    "text.math_documents",
    params=Params,
    version=2,
    verifiers=("text.math_document",),
    models=(),
    cites="arXiv:2310.10631",
)
async def math_documents(seed: assay.Seed, ctx: assay.Context[Params]) -> assay.Draft:
    """Mathematical documents picked by rules from a folder or a data set; no model."""
    params, path = ctx.params, seed.text("path")
    language = ENDINGS.get(os.path.splitext(path)[1].lower(), path if path in RULES else "")
    if not language or language not in params.languages:
        raise assay.Rejected("other_language", f"{path} is of no language that is wanted.")
    if seed.fields.get("text") is None:
        raise assay.Rejected("not_utf8", f"{path} is no text in UTF-8.")
    text = seed.text("text")
    draft = assay.Draft(
        path, text, assay.make_reference(math_document={"language": language}), extra={"path": path}
    )
    if params.benchmarks and (refusal := _benchmarks(params.benchmarks).refusal(text)):
        raise assay.Rejected(refusal.reason, refusal.message, draft)
    return draft


math_documents.filter(
    ops.Novel(
        lambda: ops.MinHashPool(above=0.85),
        lambda row: row["messages"][-1]["content"],
        reason="near_duplicate",
    )
)


@cache
def _benchmarks(paths: tuple[Path, ...]) -> ops.Benchmarks:
    return ops.Benchmarks.read(list(paths))


@math_documents.source
def documents(params: Params, rng: random.Random) -> Iterator[assay.Seed]:
    """The files of a folder in the order of their paths, or the rows of a file."""
    unknown = [name for name in params.languages if name not in RULES]
    if unknown:
        raise assay.UsageError(f"languages has {unknown[0]!r}, known are {', '.join(RULES)}")
    if not params.documents.is_dir():
        for seed in assay.read_seeds(params.documents, params.column, params.language):
            fields = {"text": seed.fields.get(params.column), "path": str(seed.fields.get(params.language))}
            yield assay.Seed(_readable(fields), seed.file, seed.line, seed.problem)
        return
    for path in sorted(p for p in params.documents.rglob("*") if p.is_file()):
        name = path.relative_to(params.documents).as_posix()
        try:
            fields = {"path": name, "text": path.read_bytes().decode("utf-8")}
        except UnicodeDecodeError:  # folders are full of pictures and archives
            fields = {"path": name, "text": None}
        yield assay.Seed(_readable(fields), name)


def _readable(fields: dict[str, object]) -> dict[str, object]:
    """A notebook as its Markdown and code, without outputs; anything else as it is."""
    text = fields["text"]
    if str(fields["path"]).endswith(".ipynb") and isinstance(text, str):
        try:
            cells = json.loads(text)["cells"]
            sources = [(cell["cell_type"], "".join(cell["source"])) for cell in cells]
        except (ValueError, KeyError, TypeError, RecursionError):
            return fields | {"text": ""}
        text = "\n\n".join(
            f"```\n{s.strip()}\n```" if kind == "code" else s for kind, s in sources if s.strip()
        )
    return fields | {"text": text}
