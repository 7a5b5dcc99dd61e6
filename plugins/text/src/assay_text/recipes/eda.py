"""EDA: labelled texts with a synonym put in, a word added, two swapped, one left out; no model.

Wei and Zou, arXiv:1901.11196, https://github.com/jasonwei20/eda_nlp (no licence; nothing taken from
it). As there: the four edits on a share alpha of the words, the label copied. Different here:
synonyms are those of a word's main sense in WordNet and of our own list of everyday words, in the form
that the word has; negations with what they deny, numbers, names
and words that bear a label are never touched, which is proved again by the verifier; and a
classifier fitted on the other seeds must still give the label. The last is computed, but it is
the opinion of a simple classifier, and stands in the row's labels as such.
"""

from __future__ import annotations

import importlib.util
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import assay
from assay_text.classify import label_words, opinions
from assay_text.edits import EDITS, most_edits, relevant


@dataclass(frozen=True)
class Params:
    seeds: Path = assay.param("JSONL, CSV or Parquet with texts and their labels")
    text: str = assay.param("the column that holds the text", "text")
    label: str = assay.param("the column that holds the label", "label")
    edits: tuple[str, ...] = assay.param(f"of {', '.join(EDITS)}", tuple(EDITS))
    each: int = assay.param("variants per edit and text", 2, least=0)
    alpha: float = assay.param(
        "share of the words that an edit touches, at least one word", 0.1, least=0, most=1
    )
    classifier: bool = assay.param("a classifier fitted on the other seeds must give the same label", True)


@assay.recipe(
    "text.eda", params=Params, version=3, verifiers=("text.small_edit",), models=(), cites="arXiv:1901.11196"
)
async def eda(seed: assay.Seed, ctx: assay.Context[Params]) -> list[assay.Draft | assay.Rejected]:
    """Labelled texts varied by synonyms, insertions, swaps and deletions that leave the label alone; no model."""
    params = ctx.params
    source, label = seed.text(params.text), seed.text(params.label)
    place = (str(params.seeds), params.text, params.label)
    tokens = source.split()
    bearing = relevant(tokens, await ctx.work(label_words, *place, deadline=120.0))
    made: dict[str, str] = {}  # variant -> edit
    for edit in params.edits:
        for _ in range(params.each):
            new = EDITS[edit](tokens, ctx.rng, most_edits(tokens, params.alpha), bearing)
            if new is not None and new != tokens:
                made.setdefault(" ".join(new), edit)
    if not made:
        raise assay.Rejected("nothing_to_edit", "No word of the text may be touched.")
    said: list[list[Any]] = [[label, None]] * len(made)
    if params.classifier:
        said = await ctx.work(opinions, *place, seed.line, list(made), deadline=120.0)
    drafts: list[assay.Draft | assay.Rejected] = []
    for (variant, edit), (opinion, probability) in zip(made.items(), said, strict=True):
        wanted = {
            "source": source,
            "label": label,
            "edit": edit,
            "alpha": params.alpha,
            "label_words": bearing,
        }
        labels = {"classifier": {"label": opinion, "probability": probability}} if params.classifier else {}
        reference = assay.make_reference(small_edit=wanted)
        draft = assay.Draft(variant, label, reference, answer=label, labels=labels, extra={"edit": edit})
        message = f"The classifier says {opinion!r}, not {label!r}."
        drafts.append(draft if opinion == label else assay.Rejected("label_not_kept", message, draft))
    return drafts


@eda.source
def labelled(params: Params, rng: random.Random) -> Iterator[assay.Seed]:
    """The labelled texts."""
    unknown = [edit for edit in params.edits if edit not in EDITS]
    if unknown or not 0 < params.alpha <= 0.5:
        raise assay.UsageError(f"edits are of {', '.join(EDITS)}, alpha is above 0 and up to 0.5")
    if params.classifier and importlib.util.find_spec("sklearn") is None:
        raise assay.UsageError(
            "the classifier needs scikit-learn: pip install 'assay-text[classifier]', or set classifier=false"
        )
    return assay.read_seeds(params.seeds, params.text, params.label)
