"""The author's kit sees through parts that prove nothing, and lets good ones be."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

import assay
from assay import testing
from assay.kit import check
from assay.kit.card import FAILED, PASSED, UNEXPECTED, Card
from assay.kit.examples import read_cases
from assay.kit.verifiers import _one_task
from assay.records import Sample, Task

pytestmark = pytest.mark.usefixtures("toys")
PLUGINS = ("box", "odd", "toy")
ROWS = 4


def failing(card: Card) -> set[str]:
    return {outcome.name for outcome in card.failures}


@pytest.mark.parametrize("name", ["odd.fine", "odd.together", "odd.sum", "odd.talk"])
def test_a_good_part_conforms(name: str) -> None:
    card = check(name, rows=ROWS).raise_for_failures()
    assert card.figures["kill_rate"] == 1 and card.figures["false_reject_rate"] == 0
    assert card.figures["rows_per_s"] > 0 and card.figures["import_ms"] >= 0 and card.figures["mutants"] > 20


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "odd.yes",
            {
                "kills.numbers",
                "kills.hedges",
                "crossed",
                "nonsense",
                "examples",
                "references",
            },
        ),
        ("odd.yes_alone", {"examples", "nonsense", "kills.numbers"}),
        ("odd.hangs", {"deadline"}),
        ("odd.second_time", {"gold"}),  # and order, unless its calls happen to fall alike
        ("odd.proves_nothing", {"proves_wrong"}),
        ("odd.proves_silence", {"proves_wrong"}),
        ("odd.only_reference", {"kills.numbers", "crossed", "nonsense"}),
        ("odd.only_last_number", {"kills.signs", "kills.negation"}),
        ("odd.crashes", {"crash"}),
        ("odd.mute", {"messages"}),
        ("odd.remembers", {"order"}),
        ("odd.other_kind", {"nonsense"}),
        ("odd.flattered", {"kills.turns"}),
        ("odd.not_numbers", {"kills.not_numbers"}),
        ("odd.long", {"kills.padding"}),
        ("odd.clocked", {"order"}),
        ("odd.first_call", {"order"}),
        ("odd.counted_in", {"order"}),
        ("odd.first_row", {"same_row"}),
        ("odd.home", {"same_row"}),
        ("odd.unsaid", {"draft"}),
        ("odd.same_answer", {"repeats"}),
        ("odd.by_chance", {"difficulty"}),
        ("odd.clock", {"same_row"}),
        ("odd.today", {"same_row"}),
        ("odd.counts", {"same_row"}),
        ("odd.set_order", {"same_row"}),
        ("odd.global_random", {"same_row"}),
        ("odd.few", {"repeats"}),
        ("odd.wrong", {"gold"}),
        ("odd.no_draft", {"draft"}),
        ("odd.never_ends", {"draft"}),
        ("odd.not_gated", {"gold"}),
        ("odd.loose", {"kills.numbers"}),
        ("odd.talk_more", {"gold"}),
    ],
)
def test_a_bad_part_fails_by_name(name: str, expected: set[str]) -> None:
    card = check(name, rows=ROWS)
    assert failing(card) >= expected, card.text()
    with pytest.raises(AssertionError, match=name):
        card.raise_for_failures()


def test_facts_of_a_text_that_is_told_over_again_are_bound() -> None:
    """Two retellings of one text are no responses to each other's task that must fail."""
    card = check("odd.same_numbers", rows=ROWS)
    assert card.kills["numbers"].killed == card.kills["numbers"].made > 3
    assert failing(card) == {"kills.names", "kills.negation", "kills.hedges", "kills.units"}, card.text()
    names = [each for each in card.survivors if each.kind == "names"]
    assert names and all("Ulverton" in each.response for each in names)


def test_the_example_run_of_a_recipe_is_whole_and_leaves_its_files_alone() -> None:
    check("odd.adds", rows=ROWS).raise_for_failures()
    (broken,) = check("odd.breaks_off", rows=ROWS).failures
    assert broken.name == "example" and "the list is gone" in broken.message
    (writes,) = check("odd.keeps_notes", rows=ROWS).failures
    assert writes.name == "example" and writes.message.endswith("its own files: adds/notes.txt")
    folder = Path(__file__).parent / "plugins" / "odd_plugin" / "examples" / "adds"
    assert [file.name for file in folder.iterdir()] == ["sums.jsonl"]  # it works on a copy


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        (
            ['{"response":"4","reference":"4","expected":"accept","reson":"ok"}'],
            "line 1: nothing reads 'reson'",
        ),
        (['{"response":"4","reference":"4","expected":"yes"}'], "line 1: expected is 'yes'"),
        (
            [
                f'{{"response":"4","reference":"4","expected":"{said}","kind":"{said}"}}'
                for said in ("accept", "reject")
            ],
            "line 2: it stands there twice, first in cases.jsonl, line 1",
        ),
    ],
)
def test_examples_that_say_nothing(tmp_path: Path, lines: list[str], problem: str) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text("\n".join(lines))
    with pytest.raises(assay.UsageError, match=problem):
        read_cases(path)


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("fien.jsonl", '{"response":"4","expected":"accept"}', "of no verifier"),
        ("add.yaml", "recipe: odd.adds", "of no recipe"),
        ("deviations.yaml", "odd.fien: {gold: x}", "has no part odd.fien"),
        ("deviations.yaml", "- odd.fine", "must hold names of parts"),
        ("notes.jsonl", '{"a":1}', ""),
        ("deviations.yaml", "verifier:odd.fine: {gold: x}", ""),
    ],
)
def test_examples_of_nothing(
    name: str, text: str, problem: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / name).write_text(text)
    monkeypatch.setattr("assay.kit.examples.folder_of", lambda part: tmp_path)
    if not problem:
        assert testing.parts("odd")
        return
    with pytest.raises(assay.UsageError, match=problem):
        testing.parts("odd")


def test_verifiers_of_a_row_count_as_they_do_at_the_gate() -> None:
    (gold,) = [o for o in check("odd.talk_more", rows=ROWS).failures if o.name == "gold"]
    assert "odd.never says abstained (never): It never accepts." in gold.message


def test_what_is_left_standing_is_shown() -> None:
    card = check("odd.loose", rows=ROWS)
    told = card.to_json()
    assert told["figures"]["kill_rate"] < 0.5 and not told["conforms"]
    (first, *_) = [each for each in told["survivors"] if each["kind"] == "numbers"]
    assert first["prompt"].startswith("Add ") and first["reference"] not in first["response"].splitlines()[-1]
    assert f"survivor (numbers: {first['what']})" in card.text()


def test_deviations_are_foretold_and_strict() -> None:
    flat = check("odd.flat", rows=ROWS)
    assert [(o.name, o.message.partition(" (")[0]) for o in flat.deviations] == [
        ("difficulty", "It is flat by design")
    ]
    few = check("odd.few", rows=ROWS)
    (unexpected,) = [o for o in few.failures if o.state == UNEXPECTED]
    assert unexpected.name == "deviations.difficulty" and "delete the line" in unexpected.message


def test_patterns_of_deviations_must_meet_a_failure() -> None:
    card = Card("a.b", "verifier", 1, "assay-a")
    card.add("kills.units", "two lived")
    card.add("kills.names", "")
    card.expect({"kills.*": "it judges form"})
    assert not card.failures and [o.state for o in card.outcomes] == ["deviates", PASSED]
    card.expect({"kils.*": "misspelt"})
    assert failing(card) == {"deviations.kils.*"}
    card.add("gold", "one was refused")
    card.expect({"gold": "it is so hard"})
    assert {"gold", "deviations.gold"} <= failing(card)


def test_the_command_prints_cards_and_writes_them(tmp_path: Path) -> None:
    done = testing.command("check", "odd.fine", "--rows", "4", "--page", "page.md", folder=tmp_path)
    assert "](" not in (tmp_path / "page.md").read_text()  # it stands in somebody else's docs
    assert done.returncode == 0, done.stdout
    assert "odd.fine, verifier 1 of assay-odd: kill rate 100 %, false rejects 0 %" in done.stdout
    (card,) = json.loads((tmp_path / "cards.json").read_text())
    assert card["name"] == "odd.fine" and card["conforms"] and card["figures"]["import_ms"] >= 0
    assert {o["state"] for o in card["checks"]} <= {PASSED, "left out"}
    assert "| `odd.fine` | 1 | 100 % |" in (tmp_path / "page.md").read_text()

    done = testing.command("check", "odd.loose", "odd.sum", "--rows", "4", "--out", "c.json", folder=tmp_path)
    assert done.returncode == 1 and "2 parts checked, 1 to mend" in done.stdout and "survivor" in done.stdout
    assert len(json.loads((tmp_path / "c.json").read_text())) == 2


def test_the_options_change_what_they_are_for(tmp_path: Path) -> None:
    few = testing.command("check", "odd.sum", "--rows", "2", "--json", "--quiet", folder=tmp_path)
    many = testing.command("check", "odd.sum", "--rows", "6", "--json", folder=tmp_path)
    (less,), (more,) = json.loads(few.stdout), json.loads(many.stdout)
    assert less["figures"]["mutants"] < more["figures"]["mutants"]
    assert "checking odd.sum" in many.stderr and not few.stderr
    echo = testing.command("check", "box.says_yes", "--rows", "2", folder=tmp_path)
    mute = testing.command("check", "box.says_yes", "--rows", "2", "--sandbox", "mute", folder=tmp_path)
    assert "false rejects 0 %" in echo.stdout and "false rejects 100 %" in mute.stdout


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["odd.fien"], "did you mean 'odd.fine'"),
        (["nobody"], "there is nothing to check in domain 'nobody'"),
        (["odd.fine", "--out", "nowhere/cards.json"], "there is no folder nowhere"),
    ],
)
def test_wrong_use_is_one_sentence(arguments: list[str], sentence: str, tmp_path: Path) -> None:
    done = testing.command("check", *arguments, folder=tmp_path)
    assert done.returncode == 2 and sentence in done.stderr and done.stderr.count("\n") == 1


def test_one_task_with_two_keys_is_not_crossed() -> None:
    bath = Sample(Task("How many litres are left?", "153"), "153")
    assert _one_task(bath, replace(bath, task=replace(bath.task, reference="153 litres"), response="153.0"))
    assert _one_task(bath, replace(bath, task=Task("And in the tub?", "153 litres")))
    assert not _one_task(bath, replace(bath, task=Task("And in the tub?", "80"), response="80"))
    assert not _one_task(replace(bath, task=Task("", "1")), replace(bath, task=Task("", "2"), response="2"))


def test_parts_are_what_check_takes() -> None:
    assert {"odd.sum", "odd.fine"} <= set(testing.parts("odd"))
    assert set(testing.parts("odd", "verifiers")) < set(testing.parts("odd"))
    with pytest.raises(assay.UsageError, match="nothing to check"):
        testing.parts("nobody")
    assert FAILED == "failed"
