"""Parameters outside of their author's bounds are refused in one sentence, before anything is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

import assay
from assay.errors import UsageError
from assay.params import build


@dataclass(frozen=True)
class Params:
    tries: int = assay.param("tries", 1, least=1)
    share: float = assay.param("share", 0.5, least=0, most=1)
    lengths: tuple[int, ...] = assay.param("lengths", (3, 5), least=1)
    cap: int | None = assay.param("cap", None, least=1)
    free: float = assay.param("any number", 0.0)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("tries", "0", "--set tries: tries is 0, must be at least 1"),
        ("tries", -1, "is -1, must be at least 1"),
        ("share", "1.5", "is 1.5, must be at least 0 and at most 1"),
        ("share", "-inf", "is -inf, must be at least 0 and at most 1"),
        ("lengths", "3,0", "is 0, must be at least 1"),
        ("cap", "0", "is 0, must be at least 1"),
        ("free", "nan", "is 'nan', must be a number"),
        ("share", float("nan"), "is nan, must be a number"),
    ],
)
def test_what_is_out_of_bounds_is_one_sentence(name: str, value: Any, sentence: str) -> None:
    with pytest.raises(UsageError) as failed:
        build(Params, "x.y", {name: value})
    assert sentence in str(failed.value)


def test_what_is_within_is_taken() -> None:
    values = {"tries": "1", "share": "1", "lengths": "1,9", "cap": "none", "free": "-5"}
    assert build(Params, "x.y", values) == Params(1, 1.0, (1, 9), None, -5.0)


def test_defaults_lie_within_the_bounds_of_their_recipe() -> None:
    import dataclasses

    from assay.params import _within
    from assay.registry import installed

    for name, part in installed().parts("recipes").items():
        for each in dataclasses.fields(part.description.params):
            if each.default is not dataclasses.MISSING:
                _within(each.default, each, f"{name}: {each.name}")
