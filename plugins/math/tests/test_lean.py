"""Lean statements and proofs, as far as no Lean is needed: what is refused, what is built, what an outcome shows."""

from __future__ import annotations

import contextlib
import json
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from assay import BadReference, Sample, Task
from assay_math.lean import backends, runtime
from assay_math.lean.backends import Constant, LeanFile, Message, Outcome, Unavailable
from assay_math.lean.file import Built, build
from assay_math.lean.judge import rule
from assay_math.lean.olean import BadOlean, read_constants
from assay_math.lean.proof import read_proof
from assay_math.lean.statement import fits, read_statement
from assay_math.lean.tokens import Refused, clean, read
from assay_math.verifiers import lean as module
from assay_math.verifiers.lean import lean, verify_many

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "lean_cases.jsonl").read_text("utf-8").splitlines()
]
REFUSED = [case for case in CASES if not case["lean"]]
COMM = "theorem t (a b : Nat) : a + b = b + a"


def _sample(response: str, reference: str = COMM) -> Sample:
    return Sample(Task("Prove it.", reference), response)


@pytest.fixture
def no_lean(monkeypatch: pytest.MonkeyPatch) -> None:
    module._known.clear()

    def nobody() -> Any:
        raise Unavailable("There is no Lean here: get one.")

    monkeypatch.setattr(module, "current", nobody)


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case["what"])
def test_what_no_proof_needs_is_refused_before_lean_sees_it(case: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        read_proof(case["response"], read_statement(case["reference"]))
    assert refused.value.reason == case["reason"]


def test_there_are_forty_attacks_and_more() -> None:
    assert sum(case["status"] == "rejected" for case in REFUSED) >= 60


@pytest.mark.parametrize("case", [case for case in CASES if case["lean"]], ids=lambda case: case["what"])
def test_a_proof_is_handed_on(case: dict[str, Any]) -> None:
    statement = read_statement(case["reference"])
    built = build(statement, read_proof(case["response"], statement), ask=False)
    assert built.file.body.count("\n") == built.end
    assert statement.signature.type.strip() in built.file.body


def test_the_verdict_of_a_refused_response_needs_no_lean(no_lean: None) -> None:
    verdict = lean(_sample("by sorry"))
    assert (verdict.status, verdict.reason) == ("rejected", "sorry")
    assert "sorry" not in lean.proves_wrong


def test_without_lean_it_abstains_with_the_mend(no_lean: None) -> None:
    verdict = lean(_sample("by omega"))
    assert (verdict.status, verdict.reason) == ("abstained", "no_lean")
    assert "get one" in verdict.message


def test_a_verdict_for_each_in_their_order(no_lean: None) -> None:
    samples = [_sample("by sorry"), _sample("by omega"), _sample("by omega", "theorem"), _sample("")]
    assert [verdict.reason for verdict in verify_many(samples)] == [
        "sorry",
        "no_lean",
        "unreadable_reference",
        "no_proof",
    ]


@pytest.mark.parametrize(
    "reference",
    [
        "",
        "a + b = b + a",
        "theorem t",
        "theorem t :",
        "theorem t (a : Nat : a = a",
        "theorem t : True\ntheorem u : True",
        "axiom x : False\ntheorem t : True",
        '{"statement": 3}',
        '{"answer": "5"}',
        '{"statement": "theorem t : True", "imports": "Mathlib"}',
        '{"statement": "theorem t : True", "imports": ["Mathlib; #eval 1"]}',
        '{"statement": "theorem t : True", "lean": 4}',
        '{"statement": ',
        'theorem t : "a" = "b"',
        "theorem t : (run_tac x) = 1",
        "theorem t : True) := (trivial",
        "open Nat\ntheorem t : True",
        "instance : Add Nat := ⟨fun _ _ => 5⟩\ntheorem t : (2 : Nat) + 2 = 5",
        "theorem _root_.Nat.t : True",
    ],
)
def test_a_reference_that_is_no_statement(reference: str) -> None:
    with pytest.raises(BadReference):
        read_statement(reference)


def test_forms_of_a_reference() -> None:
    plain = read_statement(COMM)
    assert read_statement(json.dumps({"statement": COMM + " := by sorry"})) == plain
    assert (plain.signature.name, plain.signature.binders.strip()) == ("t", "(a b : Nat)")
    whole = read_statement(json.dumps({"statement": COMM, "imports": ["Std.Data"], "lean": "4.28"}))
    assert (whole.imports, whole.lean) == (("Std.Data",), "4.28")
    defined = read_statement("def f (n : Nat) : Nat := n + n\ntheorem t : f 1 = 2")
    assert defined.definitions == "def f (n : Nat) : Nat := n + n"
    bound = read_statement("theorem t : let x := 3; x = 3 := rfl")
    assert bound.signature.type.strip() == "let x := 3; x = 3"


def test_versions() -> None:
    assert fits("4.28.0-pre", "4.28") and fits("4.28.0-pre", "v4.28.0") and fits("4.28.0", "4")
    assert not fits("4.28.0", "4.2") and not fits("4.28.0-pre", "4.28.0-rc1") and not fits("4.28.0", "4.29")


def test_comments_become_blanks_of_the_same_length() -> None:
    text = "by -- it is /- so\n  omega /- a /- b -/\n c -/ <;> rfl"
    assert clean(text) == "by               \n  omega             \n      <;> rfl"


def test_a_word_is_what_lean_takes_for_one() -> None:
    assert [token.text for token in read("h.1 Nat.add_comm x₁' ₐsorry α→β n!")] == [
        "h.1",
        "Nat.add_comm",
        "x₁'",
        "ₐ",
        "sorry",
        "α",
        "→",
        "β",
        "n!",
    ]


def test_the_proof_stands_in_brackets_within_a_namespace_of_its_own() -> None:
    statement = read_statement(COMM)
    first, second = (build(statement, read_proof("by omega", statement), ask=True) for _ in range(2))
    assert first.space != second.space and first.inner not in second.file.body
    lines = first.file.body.split("\n")
    assert lines[lines.index("by omega") - 1] == ") := (" and lines[lines.index("by omega") + 1] == ")"
    assert lines[first.axioms - 1] == "#print axioms goal"
    assert lines[first.last - 1].startswith("end R")


SAID = "∀ (a b : Nat), a + b = b + a"
COMMANDS: Any = SimpleNamespace(axioms="command")
COMPILED: Any = SimpleNamespace(axioms="compiled")


def _asked() -> tuple[Built, list[Message]]:
    """A file that asks, and what Lean says of a right proof."""
    statement = read_statement(COMM)
    built = build(statement, read_proof("by omega", statement), ask=True)
    told = {
        built.check_theirs: f"{built.theirs} : {SAID}",
        built.check_goal: f"{built.goal} : {SAID}",
        built.axioms: f"'{built.goal}' depends on axioms: [propext,\n Quot.sound]",
        built.end: f"{built.goal} : {SAID}",
    }
    return built, [Message("information", line, 0, text) for line, text in told.items()]


def _ruled(built: Built, messages: Sequence[Message]) -> tuple[str, str]:
    found = rule(built, Outcome("finished", tuple(messages)), COMMANDS)
    return found.status, found.reason


def test_evidence_by_commands() -> None:
    built, messages = _asked()
    assert _ruled(built, messages) == ("accepted", "ok")
    for left_out in range(4):
        assert _ruled(built, messages[:left_out] + messages[left_out + 1 :])[0] == "abstained"
    assert _ruled(built, [])[0] == "abstained"


@pytest.mark.parametrize(
    "axiom", ["sorryAx", "Lean.ofReduceBool", "bad", "propext, sorryAx", "Lean.trustCompiler"]
)
def test_other_axioms_are_not_accepted(axiom: str) -> None:
    built, messages = _asked()
    messages[2] = replace(messages[2], text=f"'{built.goal}' depends on axioms: [{axiom}]")
    assert _ruled(built, messages) == ("rejected", "axioms")


def test_what_a_response_prints_counts_for_nothing() -> None:
    built, messages = _asked()
    forged = [replace(message, line=built.first + 1) for message in messages]
    assert _ruled(built, forged)[0] == "abstained"
    doubled = [*messages, replace(messages[2], text=f"'{built.goal}' does not depend on any axioms")]
    assert _ruled(built, doubled)[0] == "abstained"
    assert _ruled(built, [*messages, replace(messages[0], severity="error")])[0] != "accepted"


def test_another_statement_by_commands() -> None:
    built, messages = _asked()
    messages[0] = replace(messages[0], text=f"{built.theirs} : ∀ (a b : Int), a + b = b + a")
    assert _ruled(built, messages) == (
        "abstained",
        "other_statement",
    )  # it may have other names of variables only
    error = Message("error", max(built.ours) + 1, 0, "Type mismatch")
    assert _ruled(built, [error]) == ("rejected", "other_statement")


def test_an_error_in_our_statement_is_the_references() -> None:
    built, messages = _asked()
    error = Message("error", max(built.ours), 3, "Unknown identifier `foo`")
    assert _ruled(built, [error, *messages]) == ("error", "unreadable_reference")


def test_a_file_over_which_the_backend_failed_is_an_error() -> None:
    built, _ = _asked()
    found = rule(built, Outcome("failed", detail="The server answers 500."), COMMANDS)
    assert (found.status, found.reason) == ("error", "lean_failed")


def test_out_of_memory_is_a_limit_and_no_refutation() -> None:
    built, messages = _asked()
    error = Message(
        "error", built.first + 1, 0, "(kernel) excessive memory consumption detected at 'replace'"
    )
    assert _ruled(built, [error, *messages]) == ("abstained", "limit")


@pytest.mark.parametrize("quotes", ["`sorry`", "'sorry'", "sorry"])
def test_sorry_in_each_style_of_quotes(quotes: str) -> None:
    built, messages = _asked()
    warning = Message("warning", built.first + 1, 8, f"declaration uses {quotes}")
    assert _ruled(built, [warning, *messages]) == ("rejected", "sorry")


def _compiled(**changes: Any) -> tuple[str, str]:
    """What a compiled file shows whose constants were changed; None leaves one out."""
    statement = read_statement(COMM)
    built = build(statement, read_proof("by omega", statement), ask=False)
    goal = Constant(built.goal, "theorem", "T", frozenset({built.theirs, "Nat"}))
    proof = f"{built.theirs}._proof_1"
    theirs = Constant(built.theirs, "theorem", "T", frozenset({proof, "HAdd.hAdd"}))
    aux = Constant(proof, "theorem", "U", frozenset({"propext", "Nat.add_comm"}))
    made = {"goal": goal, "theirs": theirs, "aux": aux}
    for which, change in changes.items():
        if change is None:
            del made[which]
        elif isinstance(change, Constant):
            made[which] = change
        else:
            made[which] = replace(made[which], **change)
    constants = {each.name: each for each in made.values()}
    found = rule(built, Outcome("finished", (), constants), COMPILED)
    return found.status, found.reason


def test_evidence_by_the_compiled_file() -> None:
    assert _compiled() == ("accepted", "ok")
    assert _compiled(goal=None)[0] == _compiled(theirs=None)[0] == "abstained"
    assert _compiled(goal={"kind": "axiom"})[0] == "abstained"
    assert _compiled(theirs={"kind": "definition"})[0] == "abstained"
    assert _compiled(theirs={"type": "V"}) == ("rejected", "other_statement")
    assert _compiled(aux={"kind": "axiom"}) == ("rejected", "axioms")
    assert _compiled(aux={"kind": "opaque"}) == ("rejected", "axioms")
    assert _compiled(aux={"kind": "inductive"}) == ("rejected", "axioms")
    for bad in ("sorryAx", "Lean.ofReduceBool", "Lean.trustCompiler", "Lean.reduceBool", "lcProof"):
        assert _compiled(aux={"uses": frozenset({bad})}) == ("rejected", "axioms"), bad


def test_a_theorem_of_another_response_is_none_of_ones_own() -> None:
    other = Constant(f"Assay{'0' * 16}.R{'0' * 8}.t", "theorem", "T", frozenset())
    assert _compiled(aux={"uses": frozenset({other.name})}, other=other)[0] == "abstained"
    piece = replace(other, name=f"{other.name}._proof_1")
    assert _compiled(aux={"uses": frozenset({piece.name})}, other=piece) == ("accepted", "ok")
    axiom = replace(piece, kind="axiom")
    assert _compiled(aux={"uses": frozenset({axiom.name})}, other=axiom)[0] == "rejected"


def test_no_compiled_file_is_no_evidence() -> None:
    statement = read_statement(COMM)
    built = build(statement, read_proof("by omega", statement), ask=False)
    assert rule(built, Outcome("finished"), COMPILED).status == "abstained"
    assert rule(built, Outcome("crashed"), COMPILED).reason == "limit"
    assert rule(built, Outcome("timeout"), COMPILED).status == "abstained"


@pytest.mark.parametrize(
    "text", [b"", b"olean", b"olean\x02" + bytes(200), b"olean\x01" + bytes(200), bytes(1000)]
)
def test_what_is_no_compiled_file(text: bytes) -> None:
    with pytest.raises(BadOlean):
        read_constants([text])


class _Others:
    """A backend in which the first start of several loses what the second file was to say."""

    name = "stand-in"
    axioms = "command"
    modules = ("Init",)

    def __init__(self) -> None:
        self.runtime = {"lean": "4.28.0", "runtime": "stand-in"}
        self.runs: list[int] = []

    def run(self, files: Sequence[LeanFile], timeout_s: float) -> list[Outcome]:
        self.runs.append(len(files))
        return [
            Outcome("finished", () if len(files) > 1 and place == 1 else self._messages(file))
            for place, file in enumerate(files)
        ]

    def _messages(self, file: LeanFile) -> tuple[Message, ...]:
        told = []
        for number, line in enumerate(file.body.split("\n"), 1):
            if "#check" in line:
                told.append(Message("information", number, 0, f"{line.split()[-1].lstrip('@')} : {SAID}"))
            elif "#print axioms" in line:
                told.append(Message("information", number, 0, "'goal' does not depend on any axioms"))
        return tuple(told)


def test_one_without_evidence_is_run_again_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    backend = _Others()
    module._known.clear()
    monkeypatch.setattr(module, "current", lambda: backend)
    samples = [_sample(response) for response in ("by omega", "Nat.add_comm a b", "by grind", "by omega")]
    verdicts = verify_many(samples)
    assert [verdict.accepted for verdict in verdicts] == [True] * 4
    assert backend.runs == [3, 1]
    assert verify_many(samples) == verdicts and backend.runs == [3, 1]  # it is known
    assert verdicts[0].runtime == "Lean 4.28.0 (stand-in)"


def test_another_version_or_library_is_undecided(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "current", _Others)
    old = json.dumps({"statement": COMM, "lean": "4.9"})
    mathlib = json.dumps({"statement": COMM, "imports": ["Mathlib"]})
    found = [lean(_sample("by omega", reference)) for reference in (old, mathlib)]
    assert [(verdict.status, verdict.reason) for verdict in found] == [
        ("abstained", "other_version"),
        ("abstained", "missing_library"),
    ]


def test_a_backend_is_named_or_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(backends.CHOICE, "abacus")
    with pytest.raises(Unavailable, match="abacus"):
        backends.current()
    monkeypatch.setenv(backends.CHOICE, "wasm")
    monkeypatch.setenv(runtime.HOME, str(tmp_path))
    monkeypatch.setattr(backends, "_opened", None)
    with pytest.raises(Unavailable, match=r"assay_math\.lean\.install"):
        backends.current()
    monkeypatch.setattr(backends, "_opened", None)


def test_the_changes_fit_one_file_only() -> None:
    with pytest.raises(ValueError, match=r"lean\.js"):
        runtime.patch("var Module = {};")
    whole = "".join(old + ";" for old, _ in runtime._PATCHES)
    assert 'root:"/home"' in whole and 'root:"/home"' not in runtime.patch(whole)


MODULE = [
    (Path(__file__).parent / "data" / "lean_module" / f"job.olean{part}").read_bytes()
    for part in ("", ".server", ".private")
]
"""What the WebAssembly build made of ``theorem a : 1 = 1 := rfl``."""


def test_a_compiled_file_is_read() -> None:
    found = read_constants(MODULE)
    theorem = found["_private.job.0.a"]
    assert theorem.kind == "theorem" and len(theorem.type) == 64
    assert {"Eq", "Nat", "OfNat.ofNat"} <= theorem.uses


def test_a_damaged_compiled_file_is_read_or_refused() -> None:
    rng = random.Random(1)
    private = MODULE[2]
    for _ in range(300):
        at = rng.randrange(80, len(private))
        damaged = private[:at] + bytes([rng.randrange(256)]) + private[at + 1 :]
        with contextlib.suppress(BadOlean):
            read_constants([*MODULE[:2], damaged])
    with pytest.raises(BadOlean):
        read_constants([private[: len(private) // 2]])
