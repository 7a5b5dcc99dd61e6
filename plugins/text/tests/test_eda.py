"""text.eda and text.small_edit: what edits leave alone, which variants fall, and attacks on the verifier."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assay_text.edits import EDITS, core, fixed, label_bearing, most_edits
from assay_text.stand_ins import stand_ins
from assay_text.verifiers.small_edit import small_edit

REVIEWS = [
    json.loads(line) for line in (Path(__file__).parent / "data" / "reviews.jsonl").read_text().splitlines()
]


def test_variants_keep_what_the_label_hangs_on(play: Callable[..., Any]) -> None:
    wrong = [{"text": "The soup was great, and the waiter was wonderful, a lovely place.", "label": "bad"}]
    accepted, rejected = play("text.eda", {"seeds": REVIEWS + wrong}, seed=1)
    assert len(accepted) > 80
    assert {row["reason"] for row in rejected} == {"label_not_kept"}
    assert not [row for row in accepted if row["provenance"]["line"] == len(REVIEWS) + 1]
    edits = {json.loads(row["provenance"]["extra"])["edit"] for row in accepted}
    assert edits == set(EDITS)
    for row in accepted:
        source = REVIEWS[row["provenance"]["line"] - 1]
        assert row["messages"][-1]["content"] == row["answer"] == source["label"]
        assert json.loads(row["labels"])["classifier"]["label"] == source["label"]
        for word in ("not", "Never", "25", "9", "Lisbon", "Anna", "wonderful", "terrible"):
            assert source["text"].split().count(word) == row["prompt"].split().count(word), (
                source,
                row["prompt"],
            )


def test_without_the_classifier_nothing_is_fitted(play: Callable[..., Any]) -> None:
    accepted, rejected = play(
        "text.eda",
        {"seeds": [*REVIEWS[:9], {"text": "No.", "label": "bad"}], "classifier": False, "edits": "synonym"},
    )
    assert accepted and all(row["labels"] is None for row in accepted)
    assert {row["reason"] for row in rejected} <= {"nothing_to_edit"}


def test_all_four_edits_are_made_of_everyday_texts(play: Callable[..., Any]) -> None:
    accepted, _ = play("text.eda", {"seeds": REVIEWS, "classifier": False}, seed=1)
    edits = Counter(json.loads(row["provenance"]["extra"])["edit"] for row in accepted)
    assert min(edits[edit] for edit in EDITS) > len(accepted) / 10, edits


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("bought", {"purchased"}),
        ("movies", {"films"}),
        ("starting", set()),
        ("replies", set()),
        ("stories", {"tales"}),
        ("talked", set()),
        ("spoke", set()),  # spoken has another form: which is meant cannot be told of "talked"
        ("collected", {"gathered"}),
        ("quickly", {"rapidly"}),
        ("harried", {"harassed"}),
        ("the", set()),
        ("automobiles", {"cars"}),
    ],
)
def test_what_may_stand_for_a_word_has_its_form(word: str, others: set[str]) -> None:
    assert set(stand_ins(word)) >= others and (others or not stand_ins(word)), stand_ins(word)
    assert not any(other.endswith(("eded", "inged", "seted", "mans", "sss")) for other in stand_ins(word))


SOURCE = "We quickly bought 25 big apples in Lisbon, and they were not good but terrible."


def reference(kind: str, **changes: Any) -> dict[str, Any]:
    wanted = {
        "source": SOURCE,
        "label": "bad",
        "edit": kind,
        "alpha": 0.2,
        "label_words": ["terrible", "great"],
    }
    return {"small_edit": wanted | changes}


@pytest.mark.parametrize(
    ("edit", "variant", "reason"),
    [
        ("synonym", SOURCE.replace("quickly", "rapidly"), "ok"),
        ("synonym", SOURCE, "unchanged"),
        ("synonym", SOURCE.replace("quickly", "slowly"), "other_edit"),
        ("synonym", SOURCE.replace("big", "large").replace("quickly", "great"), "other_edit"),
        ("synonym", SOURCE.replace("good", "bad"), "fixed_word_touched"),
        ("synonym", SOURCE.replace("25", "26"), "fixed_word_touched"),
        ("synonym", SOURCE.replace("Lisbon", "Porto"), "fixed_word_touched"),
        ("synonym", SOURCE.replace("terrible", "dreadful"), "fixed_word_touched"),
        ("delete", SOURCE.replace("quickly ", ""), "ok"),
        ("delete", SOURCE.replace("not ", ""), "negation_touched"),
        ("delete", SOURCE.replace("good ", ""), "negation_touched"),
        ("delete", SOURCE.replace("25 ", ""), "numbers_differ"),
        ("delete", SOURCE.replace("Lisbon, ", ""), "lost_name"),
        ("delete", SOURCE.replace(" terrible.", "."), "label_word_touched"),
        ("delete", "not good terrible. 25 Lisbon", "too_many_edits"),
        ("delete", SOURCE.replace("quickly", "rapidly"), "other_edit"),
        ("insert", SOURCE.replace("bought", "rapidly bought"), "ok"),
        ("insert", SOURCE.replace("bought", "never bought"), "other_edit"),
        ("insert", SOURCE.replace("not good", "not rapidly good"), "negation_touched"),
        ("insert", SOURCE.replace("but", "great but"), "other_edit"),
        ("swap", SOURCE.replace("quickly bought", "bought quickly"), "ok"),
        ("swap", SOURCE.replace("not good but terrible", "not terrible but good"), "fixed_word_touched"),
        ("swap", SOURCE.replace("were not good", "not were good"), "fixed_word_touched"),
        ("swap", SOURCE.replace("quickly bought", "bought rapidly"), "other_edit"),
    ],
)
def test_small_edit_says_why(judge: Callable[..., Any], edit: str, variant: str, reason: str) -> None:
    verdict = judge(small_edit, "bad", reference(edit), prompt=variant)
    assert verdict.reason == reason or (reason != "ok" and reason in {c.reason for c in verdict.checks}), (
        verdict
    )
    assert verdict.accepted is (reason == "ok")


def test_the_label_and_the_reference_must_be_right(judge: Callable[..., Any]) -> None:
    variant = SOURCE.replace("quickly ", "")
    assert judge(small_edit, "good", reference("delete"), prompt=variant).reason == "other_label"
    for broken in (
        {"edit": "rewrite"},
        {"alpha": 1.0},
        {"alpha": True},
        {"label_words": "terrible"},
        {"source": None},
    ):
        assert not judge(small_edit, "bad", reference("delete", **broken), prompt=variant).accepted
    for name in reference("delete")["small_edit"]:
        wanted = reference("delete")
        del wanted["small_edit"][name]
        assert not judge(small_edit, "bad", wanted, prompt=variant).accepted


def test_label_bearing_words_are_those_that_tell_labels_apart() -> None:
    found = label_bearing((row["text"], row["label"]) for row in REVIEWS)
    assert {"wonderful", "great", "lovely", "terrible", "awful", "rude"} <= set(found)
    assert not {"the", "was", "and", "soup"} & set(found)


@settings(max_examples=150, deadline=None)
@given(row=st.sampled_from(REVIEWS), edit=st.sampled_from(sorted(EDITS)), seed=st.integers(0, 10**6))
def test_every_edit_passes_its_verifier_and_fixed_words_stand(
    row: dict[str, str], edit: str, seed: int
) -> None:
    from assay import Sample, Task
    from assay.testing import run_verifier

    bearing = ["great", "terrible", "wonderful", "rude"]
    tokens = row["text"].split()
    new = EDITS[edit](tokens, random.Random(seed), most_edits(tokens, 0.1), bearing)
    if new is None or list(map(core, new)) == list(map(core, tokens)):
        return
    wanted = {
        "source": row["text"],
        "label": row["label"],
        "edit": edit,
        "alpha": 0.1,
        "label_words": bearing,
    }
    sample = Sample(Task(" ".join(new), json.dumps({"small_edit": wanted})), row["label"])
    verdict = run_verifier(small_edit, sample)
    assert verdict.accepted, (row["text"], " ".join(new), verdict.message)
    if edit in ("synonym", "swap"):
        assert all(new[i] == tokens[i] for i in fixed(tokens, bearing) if i < len(tokens))
