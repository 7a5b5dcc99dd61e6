"""What recipes over statutes share: the articles of a question, and the parts of a reference that hold an answer to them."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import assay

Article = dict[str, str]


def plain(value: Any) -> Any:
    """A value of a seed as JSON knows it: without the nulls of columns that a row lacks, and numbers, which seeds keep as written, as numbers."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items() if each is not None}
    if isinstance(value, list):
        return [plain(each) for each in value]
    if isinstance(value, str) and type(value) is not str:
        return json.loads(value)
    return value


def articles_of(value: Any) -> list[Article]:
    """The articles of a seed: objects with ``id`` and ``text``."""
    if not isinstance(value, list) or not value:
        raise assay.UsageError("'articles' must be a list of objects with id and text")
    made = []
    for each in value:
        if not isinstance(each, dict) or not each.get("id") or not str(each.get("text", "")).strip():
            raise assay.UsageError("each of 'articles' must have an id and a text")
        made.append({"id": str(each["id"]), "text": str(each["text"])})
    return made


def read_articles(path: Path) -> list[Article]:
    """The statutes of a file: JSONL with ``id`` (``Riverton Tenancies Act § 12``) and ``text``."""
    made = []
    for seed in assay.read_seeds(path, "id", "text"):
        if seed.problem:
            raise assay.UsageError(seed.problem)
        made.append({"id": seed.text("id"), "text": seed.text("text")})
    return made


def retrieved(
    question: str, statutes: Sequence[Article], most: int, gold: Sequence[str] = ()
) -> list[Article]:
    """The articles that share most words with a question, rare ones counting more; those named in ``gold`` in any case.

    In the order of the file, so that the place tells nothing.
    """
    from assay_law.texts.modality import content

    words = [content(each["text"]) for each in statutes]
    spread = Counter(word for each in words for word in each)
    asked = content(question)
    total = len(statutes) or 1

    def score(n: int) -> float:
        shared = sum(math.log(1 + total / spread[word]) for word in asked & words[n])
        return shared / math.sqrt(len(words[n]) or 1)

    held = {n for n, each in enumerate(statutes) if each["id"] in gold}
    ranked = sorted((n for n in range(len(statutes)) if n not in held), key=lambda n: (-score(n), n))
    chosen = sorted([*held, *ranked[: max(most - len(held), 0)]])
    return [statutes[n] for n in chosen]


def told(articles: Sequence[Article]) -> str:
    """Articles as a prompt shows them."""
    return "\n\n".join(
        each["text"] if each["id"] in each["text"] else f"{each['id']}\n{each['text']}" for each in articles
    )


def reasoned(
    seed: Mapping[str, Any], articles: Sequence[Article], *, form: str, formal: bool, disclaimer: bool = False
) -> str:
    """The reference of a reasoned answer: what ``law.quotation`` and ``law.structure`` read."""
    outcome = plain(dict(seed["outcome"]))
    structure: dict[str, Any] = {
        "form": form,
        "sources": list(articles),
        "outcome": outcome,
        "formal": formal,
        "disclaimer": disclaimer,
    }
    for key in ("facts", "cite", "use", "parties", "allow"):
        if seed.get(key):
            structure[key] = plain(seed[key])
    from assay_law.structure.reference import Structure

    reference = assay.make_reference(
        outcome["answer"], quotation={"sources": list(articles)}, structure=structure
    )
    assay.Sample(assay.Task("", reference), "").part(Structure)  # which says what is wrong with it
    return reference


def with_problem(seed: assay.Seed, error: str) -> assay.Seed:
    """A seed that cannot be used, with a sentence that says why."""
    return assay.Seed({}, seed.file, seed.line, f"{seed.file}, line {seed.line}: {error}")


def checked(seed: assay.Seed, make: Callable[[], assay.Seed]) -> assay.Seed:
    """The seed that ``make`` gives, or one with the problem that it found."""
    try:
        return make()
    except (assay.UsageError, assay.BadReference, KeyError, TypeError, ValueError) as error:
        return with_problem(seed, str(error) or type(error).__name__)
