"""A draft is honoured whole, whoever made it; what core cannot honour is an error with a sentence."""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from types import ModuleType
from typing import Any

import pytest

import assay
from assay import Check, Coverage, Draft, Image, Message, Pair, Sample, Source, Status, Task, Verdict
from assay.gate import Policy, run_verifier
from assay.registry import Registry
from assay.row import accepted_row, row_digest
from assay.workers.tasks import CallFunction, Judge, Propose, ProveAgain, Runner, Setup, generator_params

DRAFT = Draft("What is 2 + 2?", "It is 4.", "4")


@dataclass(frozen=True)
class Params:
    language: str = assay.param("language of the prompts", "en")
    most: int = assay.param("largest number", 9)


@assay.reference_part("total")
@dataclass(frozen=True)
class Total:
    value: int
    unit: str = ""


@assay.verifier("trial.four", proves_wrong=("not_four",))
def four(sample: Sample) -> Verdict:
    """Does it say 4?"""
    at = sample.response.find("4")
    if at < 0:
        return Verdict(Status.REJECTED, "not_four", "It says no 4.")
    check = Check("four", Status.ACCEPTED, "4", (at, at + 1), "ok", quote="four")
    return Verdict(Status.ACCEPTED, "ok", "", (check,))


@assay.verifier("trial.never")
def never(sample: Sample) -> Verdict:
    """Nothing passes."""
    return Verdict(Status.REJECTED, "never", "Never.")


@assay.verifier("trial.sourced", uses=("trial.four",))
def sourced(sample: Sample) -> Verdict:
    """Does the source say it, and the response too?"""
    text = sample.source("note").text
    at = text.index("four")
    check = Check("quote", Status.ACCEPTED, "four", (at, at + 4), "ok", where="source:note")
    return (
        Verdict(Status.ACCEPTED, "ok", "", (check,)) if four(sample) else Verdict(Status.ABSTAINED, "unsure")
    )


@assay.verifier("trial.total", needs=("response", "reference"))
def total(sample: Sample) -> Verdict:
    """Is the total of the reference stated?"""
    wanted = sample.part(Total)
    return Verdict(
        *((Status.ACCEPTED, "ok") if str(wanted.value) in sample.response else (Status.REJECTED, "no"))
    )


def plugin(make: Callable[..., Any], **options: Any) -> Registry:
    module = ModuleType("trial")
    made = assay.generator(
        "trial.made", verifiers=options.pop("verifiers", ("trial.four",)), summary="x", **options
    )(make)
    module.assay_register_generators = assay.hookimpl(lambda: [made])  # type: ignore[attr-defined]
    module.assay_register_verifiers = assay.hookimpl(lambda: [four, never, sourced, total])  # type: ignore[attr-defined]
    for name in ("assay_register_generators", "assay_register_verifiers"):
        getattr(module, name).__name__ = name
    sys.modules["trial"] = module
    return Registry([("trial", module)])


def stage(name: str, seconds: float) -> None: ...


def propose(registry: Registry, **fields: Any) -> Any:
    policy = Policy.of(registry.generator("trial.made").description).to_json()
    runner = Runner(registry, Setup())
    return runner.run(Propose("trial.made", 0, 0, 1, policy, **fields), stage, {})


def prove_again(registry: Registry, row: Any) -> Any:
    return Runner(registry, Setup()).run(
        ProveAgain(json.loads(json.dumps(row)), Policy().to_json()), stage, {}
    )


def test_every_field_of_a_generators_draft_is_in_the_row() -> None:
    draft = Draft.chat(
        [("user", "Hello"), ("assistant", "Hello."), ("user", "What is 2 + 2?"), ("assistant", "It is 4.")],
        "4",
        system="Be short.",
        pair=Pair("It is 5."),
        labels={"ease": 3},
        extra={"book": "p. 3"},
        parents=("a", "b"),
        verifiers=("trial.sourced",),
        sources=(Source("note", "Two and two are four.", licence="CC0-1.0"),),
    )
    registry = plugin(lambda rng, difficulty: draft)
    result = propose(registry)
    assert result["status"] == "accepted", result["message"]
    row = accepted_row(result)
    assert [turn["role"] for turn in row["messages"]] == ["system", "user", "assistant", "user", "assistant"]
    assert row["sources"] == [
        {"id": "note", "text": "Two and two are four.", "title": "", "licence": "CC0-1.0", "place": ""}
    ]
    assert (
        row["labels"] == '{"ease":3}' and row["pair"] is not None and row["pair"]["verifier"] == "trial.four"
    )
    assert json.loads(str(row["provenance"]["extra"])) == {"book": "p. 3", "parents": ["a", "b"]}
    assert [v["verifier"] for v in row["certificate"]["verdicts"]] == ["trial.four", "trial.sourced"]
    assert row["certificate"]["verdicts"][1]["uses"] == [{"name": "trial.four", "version": "1"}]
    assert prove_again(registry, row)["status"] == "accepted"


def test_checks_of_an_accepted_row_are_kept_with_their_places_and_audited() -> None:
    draft = replace(DRAFT, verifiers=("trial.sourced",), sources=(Source("note", "Two and two: four."),))
    registry = plugin(lambda rng, difficulty: draft)
    row: Any = accepted_row(propose(registry))
    assert [(c["verifier"], c["where"], c["start"], c["end"], c["quote"]) for c in row["checks"]] == [
        ("trial.four", "response", 6, 7, "four"),
        ("trial.sourced", "source:note", 13, 17, ""),
    ]
    row["checks"][0]["start"] = 0
    assert prove_again(registry, row)["reason"] == "certificate_mismatch"
    row["checks"] = row["checks"][1:]
    assert prove_again(registry, row)["reason"] == "certificate_mismatch"


def test_a_verifier_that_a_draft_names_is_required() -> None:
    assert (
        propose(plugin(lambda rng, difficulty: replace(DRAFT, verifiers=("trial.never",))))["reason"]
        == "never"
    )
    unknown = propose(plugin(lambda rng, difficulty: replace(DRAFT, verifiers=("trial.nowhere",))))
    assert (unknown["status"], unknown["reason"]) == ("error", "missing_verifier")
    assert "trial.nowhere" in unknown["message"]


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        (None, "It is None, must be a Draft"),
        ("text", "It is str 'text', must be a Draft"),
        (("p", "r", "a"), "It is tuple ('p', 'r', 'a'), must be a Draft"),
        (replace(DRAFT, reference=5), "reference is int 5, must be text"),  # type: ignore[arg-type]
        (replace(DRAFT, prompt=b"x"), "prompt is bytes b'x', must be text"),  # type: ignore[arg-type]
        (replace(DRAFT, prompt=""), "prompt is '', must be text that is not empty"),
        (replace(DRAFT, answer=5), "answer is int 5, must be text"),  # type: ignore[arg-type]
        (replace(DRAFT, verifiers="trial.four"), "verifiers are str 'trial.four', must be a tuple"),  # type: ignore[arg-type]
        (replace(DRAFT, verifiers=5), "verifiers are int 5, must be a tuple of texts"),  # type: ignore[arg-type]
        (replace(DRAFT, response=None), "response is None, must be text"),  # type: ignore[arg-type]
        (replace(DRAFT, messages=({"role": "user", "content": "x"},)), "must be a tuple of Message"),  # type: ignore[arg-type]
        (
            replace(DRAFT, messages=(Message("user", 5),)),
            "The content of its message 0 is int 5, must be text",
        ),  # type: ignore[arg-type]
        (
            replace(DRAFT, messages=(Message("user", "x"), Message("user", "x", None))),  # type: ignore[arg-type]
            "The images of its message 1 are None, must be a tuple of Image",
        ),
        (
            replace(DRAFT, messages=(Message("user", "x", (Image("a.png", 5, "image/png"),)),)),  # type: ignore[arg-type]
            "The sha256 of an image of its message 0 is int 5, must be text",
        ),
        (
            replace(DRAFT, sources=(Source("a", "x", title=None),)),
            "The title of its source 0 is None, must be text",
        ),  # type: ignore[arg-type]
        (replace(DRAFT, pair=Pair(5)), "The rejected of its pair is int 5, must be text"),  # type: ignore[arg-type]
        (
            replace(DRAFT, pair=Pair("x", "yes")),
            "The opinion of its pair is str 'yes', must be True or False",
        ),  # type: ignore[arg-type]
        (replace(DRAFT, labels={1: 2}), "labels cannot be written as a JSON object: a key is not text"),  # type: ignore[dict-item]
        (replace(DRAFT, extra={"x": {1: 2, "a": 3}}), "extra cannot be written as a JSON object"),
        (replace(DRAFT, parents=(1,)), "parents are tuple (1,), must be a tuple of texts"),  # type: ignore[arg-type]
        (replace(DRAFT, messages=(("user", "x"),)), "must be a tuple of Message"),  # type: ignore[arg-type]
        (
            replace(DRAFT, messages=(Message("user", "x"), Message("assistant", "y"))),
            "do not end in its prompt",
        ),
        (replace(DRAFT, sources=(Source("a", "x"), Source("a", "y"))), "every one another"),
        (replace(DRAFT, sources=("a",)), "must be a tuple of Source"),  # type: ignore[arg-type]
        (replace(DRAFT, pair="wrong"), "must be a Pair"),  # type: ignore[arg-type]
        (replace(DRAFT, difficulty=4), "asked for 1; leave it out"),
        (replace(DRAFT, difficulty=True), "must be a whole number"),
        (replace(DRAFT, labels={"x": object()}), "labels cannot be written as a JSON object"),
        (replace(DRAFT, extra={"x": float("nan")}), "extra cannot be written as a JSON object"),
        (replace(DRAFT, extra=[1]), "extra cannot be written as a JSON object"),  # type: ignore[arg-type]
        (replace(DRAFT, reference=""), "reference is empty"),
    ],
)
def test_what_cannot_be_honoured_is_an_error_with_a_sentence(draft: Any, said: str) -> None:
    result = propose(plugin(lambda rng, difficulty: draft))
    assert (result["status"], result["reason"], result["verifier"]) == ("error", "bad_draft", "trial.made")
    assert said in result["message"]
    assert re.search(r"test_drafts\.py, line \d+\)\.$", result["message"])


@pytest.mark.parametrize(
    ("rejected", "said"),
    [
        (assay.Rejected(5), "The reason of its Rejected is int 5, must be text"),  # type: ignore[arg-type]
        (assay.Rejected("no", b"x"), "The message of its Rejected is bytes b'x', must be text"),  # type: ignore[arg-type]
        (assay.Rejected("no", "x", "draft"), "The draft of its Rejected is str 'draft', must be a Draft"),
    ],
)
def test_a_rejection_of_wrong_types_is_an_error_too(rejected: assay.Rejected, said: str) -> None:
    def make(rng: random.Random, difficulty: int) -> Draft:
        raise rejected

    result = propose(plugin(make))
    assert (result["status"], result["reason"]) == ("error", "bad_draft") and said in result["message"]


def test_a_malformed_draft_of_a_rejection_keeps_its_texts() -> None:
    def make(rng: random.Random, difficulty: int) -> Draft:
        raise assay.Rejected("no", "No.", replace(DRAFT, answer=5))  # type: ignore[arg-type]

    result = propose(plugin(make))
    assert (result["reason"], result["row"]["prompt"]) == ("no", DRAFT.prompt)


OK = Verdict(Status.ACCEPTED, "ok")
CHECK = Check("sum", Status.ACCEPTED, "4")


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        (True, "It is bool True, must be a Verdict"),
        (None, "It is None, must be a Verdict"),
        (replace(OK, status="accepted"), "Its status is str 'accepted', must be a Status"),  # type: ignore[arg-type]
        (replace(OK, reason=5), "Its reason is int 5, must be text"),  # type: ignore[arg-type]
        (replace(OK, reason=""), "Its reason is '', must be text that is not empty"),
        (replace(OK, message=None), "The message of the verdict is None, must be text"),  # type: ignore[arg-type]
        (replace(OK, runtime=b"x"), "The runtime of the verdict is bytes b'x', must be text"),  # type: ignore[arg-type]
        (replace(OK, coverage=0.5), "Its coverage is float 0.5, must be a Coverage"),  # type: ignore[arg-type]
        (
            replace(OK, coverage=Coverage(1, 0.5)),
            "The claims_checked of its coverage are float 0.5, must be a whole",
        ),  # type: ignore[arg-type]
        (replace(OK, checks=5), "Its checks are int 5, must be a tuple of Check"),  # type: ignore[arg-type]
        (replace(OK, checks=[{"kind": "sum"}]), "must be a tuple of Check"),  # type: ignore[arg-type]
        (
            replace(OK, checks=(CHECK, replace(CHECK, status="ok"))),
            "The status of its check 1 is str 'ok', must be",
        ),  # type: ignore[arg-type]
        (replace(OK, checks=(replace(CHECK, claim=4),)), "The claim of its check 0 is int 4, must be text"),  # type: ignore[arg-type]
        (
            replace(OK, checks=(replace(CHECK, span=(0.0, 1.0)),)),
            "The span of its check 0 is tuple (0.0, 1.0), must",
        ),  # type: ignore[arg-type]
        (
            replace(OK, checks=(replace(CHECK, span=5),)),
            "The span of its check 0 is int 5, must be (start, end)",
        ),  # type: ignore[arg-type]
    ],
)
def test_a_verdict_that_cannot_be_trusted_is_an_error_with_a_sentence(verdict: Any, said: str) -> None:
    @assay.verifier("trial.bad")
    def bad(sample: Sample) -> Verdict:
        return verdict  # type: ignore[no-any-return]

    found = run_verifier(bad, Sample(Task("p"), "r"))
    assert (found.status, found.reason) == (Status.ERROR, "bad_verdict")
    assert said in found.message and re.search(r"test_drafts\.py, line \d+\)\.$", found.message)


def test_a_value_whose_looks_cannot_be_told_is_told_by_its_type() -> None:
    class Odd(str):
        def __repr__(self) -> str:
            raise ValueError("no")

    class Error(Exception):
        def __str__(self) -> str:
            raise ValueError("no")

    def make(rng: random.Random, difficulty: int) -> Draft:
        raise Error

    assert "It is Odd, must be a Draft" in propose(plugin(lambda rng, difficulty: Odd("x")))["message"]
    assert re.match(r"Error \(\S*test_drafts\.py, line ", propose(plugin(make))["message"])


def test_no_address_makes_rows_differ_from_run_to_run() -> None:
    def make(rng: random.Random, difficulty: int) -> Draft:
        raise KeyError(object())

    for each in (make, lambda rng, difficulty: object()):
        message = propose(plugin(each))["message"]
        assert "object object" in message and "0x" not in message


def test_a_crash_names_the_line_in_its_authors_code() -> None:
    def broken(rng: random.Random, difficulty: int) -> Draft:
        # The line that counts is this one, not the library's that raises.
        return json.loads("{")  # type: ignore[no-any-return]

    result = propose(plugin(broken))
    assert result["reason"] == "generator_crash" and result["message"].startswith("JSONDecodeError")
    place = f"test_drafts.py, line {broken.__code__.co_firstlineno + 2})."
    assert result["message"].endswith(place), result["message"]


def test_parameters_make_other_rows_and_stand_in_them() -> None:
    def make(rng: random.Random, difficulty: int, params: Params) -> Draft:
        return Draft(f"{params.language} {rng.randint(0, 10**9)}", "It is 4.", "4")

    registry = plugin(make, params=Params)
    generator = registry.generator("trial.made").description
    assert generator_params(generator, {"most": 9}) is None
    told = generator_params(generator, {"language": "zh"})
    usual, other = propose(registry), propose(registry, params=told)
    assert told == '{"language":"zh"}' == other["row"]["provenance"]["params"]
    assert usual["row"]["provenance"]["params"] is None
    assert usual["row"]["prompt"][3:] != other["row"]["prompt"][3:] and other["row"]["prompt"].startswith(
        "zh "
    )
    assert usual["row"]["id"] != other["row"]["id"]
    row: Any = accepted_row(other)
    assert prove_again(registry, row)["status"] == "accepted"
    row["provenance"]["params"] = None
    row["certificate"]["digest"] = row_digest(row)
    assert prove_again(registry, row)["reason"] == "not_reproduced"
    with pytest.raises(assay.UsageError, match="has no parameter 'langauge': did you mean 'language'"):
        generator_params(generator, {"langauge": "zh"})


def test_a_malformed_reference_is_unreadable_for_every_verifier() -> None:
    for reference in ('{"total": {"value": "4"}}', '{"total": {}}', '{"other": 1}', "4", '{"total": null}'):
        registry = plugin(
            lambda rng, difficulty, r=reference: replace(DRAFT, reference=r), verifiers=("trial.total",)
        )
        result = propose(registry)
        assert (result["status"], result["reason"]) == ("error", "unreadable_reference"), reference
    right = assay.make_reference("4", total=Total(4))
    assert (
        propose(plugin(lambda rng, difficulty: replace(DRAFT, reference=right), verifiers=("trial.total",)))[
            "status"
        ]
        == "accepted"
    )


def test_a_pair_needs_a_reason_that_proves_it_wrong() -> None:
    registry = plugin(
        lambda rng, difficulty: replace(DRAFT, pair=Pair("It is 5.")), verifiers=("trial.four",)
    )
    assert propose(registry)["status"] == "accepted"
    only_form = plugin(lambda rng, difficulty: replace(DRAFT, pair=Pair("It is 4, too.")))
    assert propose(only_form)["reason"] == "pair_not_proved"


def test_a_verdict_is_true_exactly_if_it_accepts() -> None:
    assert [bool(Verdict(status, "x")) for status in Status] == [True, False, False, False]


@pytest.mark.parametrize(
    "task",
    [
        Propose("trial.nowhere", 0, 0, 1, Policy().to_json()),
        ProveAgain({"id": "x"}, Policy().to_json()),  # type: ignore[typeddict-item]
        Judge({"id": "x"}, Policy(("trial.four",)).to_json()),  # type: ignore[typeddict-item]
        CallFunction("no.such.module:function", (), 1.0),
    ],
)
def test_a_task_that_cannot_be_carried_out_costs_itself_only(task: Any) -> None:
    runner = Runner(plugin(lambda rng, difficulty: DRAFT), Setup())
    told: Any = runner.run_safely(task, stage, {})
    assert told.get("status") in ("error", "rejected") or told["failed"][0] == "work_crash"


def test_a_row_of_other_columns_is_malformed() -> None:
    registry = plugin(lambda rng, difficulty: DRAFT)
    row: Any = accepted_row(propose(registry))
    assert prove_again(registry, {**row, "more": 1})["reason"] == "malformed_row"
    assert prove_again(registry, {**row, "checks": None})["reason"] == "malformed_row"
    for change in (
        lambda r: r.update(sources=[{"id": "a"}]),
        lambda r: r.update(images=5),
        lambda r: r.update(id=[1]),
        lambda r: r["certificate"]["policy"].update(min_step_coverage=float("nan")),
        lambda r: r["certificate"]["policy"].update(verifiers=[3]),
        lambda r: r["certificate"]["verdicts"][0].update(version="1"),
        lambda r: r["checks"][0].update(more=1),
        lambda r: r.pop("certificate"),
    ):
        wrong = json.loads(json.dumps(row))
        change(wrong)
        assert prove_again(registry, wrong)["reason"] == "malformed_row"
    for version in (0, 2, 99):
        wrong = json.loads(json.dumps(row))
        wrong["certificate"]["verdicts"][0]["version"] = version
        assert prove_again(registry, wrong)["reason"] == "certificate_mismatch"


class Skipped(BaseException):
    """As test frameworks and native libraries raise it: no Exception."""


@pytest.mark.parametrize("error", [Skipped("not here"), SystemExit(3), GeneratorExit("gone")])
def test_what_is_no_exception_is_a_crash_all_the_same(error: BaseException) -> None:
    def make(rng: random.Random, difficulty: int) -> Draft:
        raise error

    @assay.verifier("trial.bad")
    def bad(sample: Sample) -> Verdict:
        raise error

    said = rf"{type(error).__name__}: {error} \(\S*test_drafts\.py, line \d+\)\.$"
    made = propose(plugin(make))
    assert made["reason"] == "generator_crash" and re.match(said, made["message"])
    found = run_verifier(bad, Sample(Task("p"), "r"))
    assert (found.status, found.reason) == (Status.ERROR, "crash") and re.search(said, found.message)


def test_ctrl_c_ends_what_runs_here() -> None:
    @assay.verifier("trial.bad")
    def bad(sample: Sample) -> Verdict:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_verifier(bad, Sample(Task("p"), "r"))


@pytest.mark.parametrize(
    ("draft", "place"),
    [
        (replace(DRAFT, prompt="a\ud800b"), r"Its prompt holds half a surrogate pair, '\ud800', at character 1"),
        (replace(DRAFT, response="é\udfff"), "Its response holds"),
        (replace(DRAFT, reference="\ud83d"), "Its reference holds"),
        (replace(DRAFT, answer="\ud83d"), "Its answer holds"),
        (replace(DRAFT, pair=assay.Pair("\ud83d")), "Its pair holds"),
    ],
)  # fmt: skip
def test_half_a_surrogate_pair_in_a_draft_is_told_with_its_field(draft: Draft, place: str) -> None:
    made = propose(plugin(lambda rng, difficulty: draft))
    assert (made["status"], made["reason"]) == ("error", "bad_draft")
    assert place in made["message"] and re.search(r"test_drafts\.py, line \d+\)\.$", made["message"])
    whole = propose(plugin(lambda rng, difficulty: replace(DRAFT, prompt="\U0001f600")))
    assert whole["reason"] != "bad_draft"


def test_half_a_surrogate_pair_in_a_verdict_is_spelt_out() -> None:
    @assay.verifier("trial.odd")
    def odd(sample: Sample) -> Verdict:
        return Verdict(Status.REJECTED, "odd_\udc80", "é \ud800 \U0001f600")

    found = run_verifier(odd, Sample(Task("p"), "r"))
    assert (found.reason, found.message) == ("odd_\\udc80", "é \\ud800 \U0001f600")
