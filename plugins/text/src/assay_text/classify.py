"""What a simple classifier, fitted on the seeds themselves, thinks of a text. Runs in a worker process."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import assay
from assay_text.edits import label_bearing

FOLDS = 5


@lru_cache(maxsize=2)
def _rows(file: str, text: str, label: str) -> list[tuple[int, str, str]]:
    seeds = [s for s in assay.read_seeds(Path(file), text, label) if not s.problem and s.line is not None]
    return [(s.line or 0, str(s[text]), str(s[label])) for s in seeds]


@lru_cache(maxsize=2)
def label_words(file: str, text: str, label: str) -> list[str]:
    """The label-bearing words of a file of labelled texts."""
    return label_bearing((row_text, row_label) for _, row_text, row_label in _rows(file, text, label))


@lru_cache(maxsize=2 * FOLDS)
def _fitted(file: str, text: str, label: str, fold: int) -> Any:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    rows = [row for row in _rows(file, text, label) if row[0] % FOLDS != fold]
    if len({row[2] for row in rows}) < 2:
        raise assay.Rejected("one_label", "A classifier needs seeds of two labels at least.")
    model = make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True), LogisticRegression(C=10.0, max_iter=1000)
    )
    return model.fit([row[1] for row in rows], [row[2] for row in rows])


def opinions(file: str, text: str, label: str, line: int, variants: list[str]) -> list[list[Any]]:
    """``[label, probability]`` for each variant of the seed on ``line``, by a model fitted without that seed."""
    model = _fitted(file, text, label, line % FOLDS)
    return [
        [str(model.classes_[row.argmax()]), round(float(row.max()), 3)]
        for row in model.predict_proba(variants)
    ]
