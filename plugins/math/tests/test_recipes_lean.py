"""The recipes with Lean: what they make of verdicts, by a stand-in for Lean; and, where it is asked for, Lean itself."""

from __future__ import annotations

import asyncio
import json
import os
import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

import assay
from assay import Draft, Rejected, Reply, Status, Verdict
from assay.testing import command, play, read_rows, restart_workers
from assay_math.lean.proof import read_proof
from assay_math.lean.statement import read_statement
from assay_math.lean.variants import absurd, denied, written
from assay_math.recipes import autoformalise as auto
from assay_math.recipes import informalise as informal
from assay_math.recipes._formal import stated
from assay_math.recipes.cot_lean import key_claim

EXAMPLES = Path(auto.__file__).parents[1] / "examples"
OK = Verdict(Status.ACCEPTED, "ok", "")
WRONG = Verdict(Status.REJECTED, "not_proved", "no")
OTHER = Verdict(Status.REJECTED, "other_statement", "no")
ODD = "theorem odd (n : Int) (h : n % 2 = 1) : (n * n) % 2 = 1"
PROBLEM = "The square of an odd integer is odd."


class Stand:
    """A context whose models answer by role and words of the prompt, and whose Lean is ``judges(draft)``."""

    def __init__(
        self,
        params: Any,
        replies: Mapping[str, Sequence[tuple[str, str]]],
        judges: Callable[[Draft], Verdict],
    ) -> None:
        self.params, self.replies, self.judges = params, replies, judges
        self.index, self.rng = 0, random.Random(0)
        self.asked: list[tuple[str, str]] = []
        self.verified: list[Draft] = []

    async def ask(self, prompt: Any, *, model: str = "model", **_: Any) -> Reply:
        text = prompt.messages[-1].content
        self.asked.append((model, text))
        return Reply(next(reply for words, reply in self.replies[model] if words in text))

    async def read(self, prompt: Any, read: Any, *, attempts: int = 2, model: str = "model", **_: Any) -> Any:
        for left in reversed(range(attempts)):
            try:
                return read(await self.ask(prompt, model=model))
            except Rejected as rejected:
                if not left or rejected.reason != "unparsable_reply":
                    raise
        raise AssertionError

    async def verify(self, name: str, draft: Draft) -> Verdict:
        assert name == "math.lean"
        self.verified.append(draft)
        return self.judges(draft)

    async def judge(self, draft: Draft) -> Verdict:
        return self.judges(draft)

    def wrong(self, verdict: Verdict) -> bool:
        return verdict.reason == "not_proved"

    async def accepted_before(self, *, before: int | None = None) -> list[Any]:
        return []


def _block(text: str) -> str:
    return f"```lean\n{text}\n```"


def _autoformalise(
    judges: Callable[[Draft], Verdict], statement: str = ODD, **params: Any
) -> tuple[list[Any], Stand]:
    given = auto.Params(seeds=Path("x"), **{"samples": 2, **params})
    replies = {
        "formaliser": [("", _block(f"import Mathlib\n{statement} := by sorry"))],
        "prover": [("", "So.")],
    }
    ctx = Stand(given, replies, judges)
    seed = assay.Seed({"question": PROBLEM, "round": 1, "first": 0})
    made: Any = asyncio.run(auto.autoformalise.make(seed, ctx))  # type: ignore[arg-type]
    return made, ctx


def _states(draft: Draft, ending: str) -> bool:
    return ending in json.loads(draft.reference)["statement"]


def _none_but(ending: str, words: str) -> Callable[[Draft], Verdict]:
    """Lean accepts what has these words, of statements whose text holds ``ending``."""
    return lambda draft: OK if _states(draft, ending) and words in draft.response else WRONG


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("theorem t (a b : Nat) (h : a < b) : a ≠ b", "theorem t_absurd (a b : Nat) (h : a < b) : False"),
        ("theorem t : ∀ n : Nat, n < 0 → n = 1", "theorem t_absurd : ∀ n : Nat, n < 0 → False"),
        ("theorem t (p q : Prop) : p → q → p", "theorem t_absurd (p q : Prop) : p → q → False"),
        ("theorem t (p q r : Prop) : p → q ↔ r", "theorem t_absurd (p q r : Prop) : False"),
        ("theorem t (p : Prop) : (p → p) ∧ p", "theorem t_absurd (p : Prop) : False"),
        ("theorem t (n : Nat) : n = 1 → ∃ x, x > n → x = 3", "theorem t_absurd (n : Nat) : n = 1 → False"),
        ("theorem t (n : Nat) : ∃ x, x > n → x = 3", "theorem t_absurd (n : Nat) : False"),
        ("theorem t : 2 + 2 = 4", None),
    ],
)
def test_false_from_the_hypotheses_of_a_statement(text: str, expected: str | None) -> None:
    found = absurd(read_statement(text))
    assert (written(found) if found else None) == expected


def test_a_negation_denies_all_variables_and_can_be_read_again() -> None:
    asked = read_statement("def two := 2\n\ntheorem A.t (n : Nat) (h : n = two) : n < 3 := by sorry")
    assert read_statement(written(asked)) == asked
    negation = denied(asked)
    assert written(read_statement(written(negation))) == written(negation)
    assert negation.definitions == asked.definitions
    assert negation.signature.name == "A_t_false" and not negation.signature.binders
    assert " ".join(negation.signature.type.split()) == "¬ (∀ (n : Nat) (h : n = two), n < 3)"


def test_a_reply_states_one_theorem() -> None:
    params = auto.Params(seeds=Path("x"), imports=("Mathlib",), lean="4.28")
    found = stated(Reply("Here:\n" + _block(f"import Mathlib\n\n{ODD} := by sorry")), params)
    assert (found.imports, found.lean, written(found)) == (("Mathlib",), "4.28", ODD)
    for bad in ("nothing", _block("def f := 1"), _block(f"def f := 1\n{ODD} := by sorry"), _block(ODD) * 2,
                _block(f"axiom a : False\n{ODD}"), _block(f"open Nat\n{ODD}"), _block("theorem t (h : sorry) : 1 = 1")):  # fmt: skip
        with pytest.raises(Rejected) as told:
            stated(Reply(bad), params)
        assert told.value.reason == "unparsable_reply", bad


def test_a_tactic_settles_a_theorem_without_the_prover() -> None:
    rows, ctx = _autoformalise(_none_but("odd (n", "omega"))
    (row,) = rows
    assert isinstance(row, Draft) and row.extra["proved"] == "statement" and row.extra["by"] == "tactic"
    assert PROBLEM not in row.prompt and row.extra["problem"] == PROBLEM and "formalisation" in row.labels
    assert ODD in row.prompt and not read_proof(row.response, read_statement(row.reference)).own
    assert [role for role, _ in ctx.asked] == ["formaliser"]
    rows, _ = _autoformalise(_none_but("odd (n", "omega"), informal=True)
    assert rows[0].prompt.startswith(PROBLEM)


def test_contradictory_hypotheses_are_rejected_even_where_the_theorem_is_proved() -> None:
    for by in ("omega", "So."):
        rows, _ = _autoformalise(lambda draft, by=by: OK if by in draft.response else WRONG)
        (row,) = rows
        assert isinstance(row, Rejected) and row.reason == "contradictory"


def test_a_negation_that_is_proved_is_a_row_and_shows_no_words_of_the_problem() -> None:
    rows, ctx = _autoformalise(_none_but("odd_false", "So."), informal=True)
    row = rows[0]
    assert isinstance(row, Draft) and row.extra["proved"] == "negation" and row.extra["by"] == "model"
    assert PROBLEM not in row.prompt and _states(row, "¬ (")
    assert [role for role, _ in ctx.asked].count("prover") == 5


def test_both_proved_is_no_row_and_none_proved_is_none_either() -> None:
    rows, _ = _autoformalise(lambda draft: WRONG if _states(draft, "absurd") else OK)
    assert [row.reason for row in rows] == ["inconsistent"]
    rows, _ = _autoformalise(lambda _: WRONG)
    assert rows and all(isinstance(row, Draft) and row.response == "So." for row in rows), (
        "they fall at the gate"
    )


@pytest.mark.parametrize(
    ("status", "reason", "told"),
    [
        (Status.ABSTAINED, "no_lean", "no_lean"),
        (Status.ABSTAINED, "missing_library", "missing_library"),
        (Status.ERROR, "lean_failed", "lean_failed"),
        (Status.ERROR, "unreadable_reference", "unreadable_statement"),
    ],
)
def test_no_prover_is_paid_for_what_cannot_be_judged(status: Status, reason: str, told: str) -> None:
    rows, ctx = _autoformalise(lambda _: Verdict(status, reason, "why"))
    assert [row.reason for row in rows] == [told] and [role for role, _ in ctx.asked] == ["formaliser"]


def _informalise(words: str, back: str, verdict: Verdict, **params: Any) -> tuple[Draft, Stand]:
    given = informal.Params(seeds=Path("x"), **params)
    ctx = Stand(given, {"informaliser": [("", words)], "formaliser": [("", _block(back))]}, lambda _: verdict)
    seed = assay.Seed({"statement": ODD, "proof": "by\n  rw [Int.mul_emod, h]\n  rfl"})
    made: Any = asyncio.run(informal.informalise.make(seed, ctx))  # type: ignore[arg-type]
    return made, ctx


def test_words_that_lead_back_to_the_theorem() -> None:
    back = "theorem t (k : Int) (odd : k % 2 = 1) : (k * k) % 2 = 1"
    row, ctx = _informalise(PROBLEM, back, OK)
    assert json.loads(row.reference)["statement"] == back, (
        "the reference is what came back, for Lean to compare"
    )
    assert row.response.startswith(f"```lean\n{ODD} := by") and row.prompt.startswith(PROBLEM)
    assert row.extra["came_back"] is True and not row.labels
    assert all(ODD not in text for role, text in ctx.asked if role == "formaliser"), "it sees the words alone"
    assert len(ctx.verified) == 1, "the same statement twice is judged once"


def test_words_that_do_not_are_an_opinion() -> None:
    row, _ = _informalise(PROBLEM, "theorem t (k : Int) : k = k", OTHER)
    assert json.loads(row.reference)["statement"] == ODD and row.labels == informal.OPINION
    assert row.extra["came_back"] is False
    with pytest.raises(Rejected) as told:
        _informalise(PROBLEM, "theorem t (k : Int) : k = k", OTHER, strict=True)
    assert told.value.reason == "did_not_come_back"


@pytest.mark.parametrize(
    "words", [_block(ODD), f"It is {ODD}.", "For (n : Int) (h : n % 2 = 1) it holds.", "x := 1"]
)
def test_words_that_hold_the_theorem_are_refused(words: str) -> None:
    with pytest.raises(Rejected) as told:
        _informalise(words, ODD, OK)
    assert told.value.reason == "lean_in_words"


@pytest.mark.parametrize(
    ("solution", "key", "claims"),
    [
        ("9 * 2 = 18\n24 - 18 = 6\n6 / 1.5 = 4 spoons", "4", ["(9 * 2 : Rat) = 18", "(24 - 18 : Rat) = 6", "(6 / (15 / 10) : Rat) = 4"]),
        ("$5 × 8 = $40, and 40 ÷ 2 = 20 dollars", "20", ["(5 * 8 : Rat) = 40", "(40 / 2 : Rat) = 20"]),
        (r"$5 \times 8 = 40$, $\frac{40}{2} = 20$", "20", ["(5 * 8 : Rat) = 40", "(((40) / (2)) : Rat) = 20"]),
        ("10 / 3 = 3.33\n17 + 3 = 20\n20 + 1 = 21", "20", ["(17 + 3 : Rat) = 20"]),
        ("2,500 / 125 = 20", "20", ["(2500 / 125 : Rat) = 20"]),
    ],
)  # fmt: skip
def test_the_key_claim_of_a_solution(solution: str, key: str, claims: list[str]) -> None:
    assert key_claim(solution, key) == f"theorem steps : {' ∧ '.join(claims)}"


@pytest.mark.parametrize(
    "solution",
    [
        "x = 20",
        "10 + 9 = 19",
        "10 / 3 = 3.33",
        "It is 20.",
        "n * 4 = 20",
        "12 + 9 = 20",
        "20 / 0 = 20",
        f"{'9' * 5000} - {'9' * 5000} + 20 = 20",
    ],
)
def test_no_key_claim(solution: str) -> None:
    with pytest.raises(Rejected):
        key_claim(solution, "20")


@pytest.fixture
def no_lean(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Workers that find no Lean."""
    monkeypatch.setenv("ASSAY_LEAN_HOME", "/nowhere")
    monkeypatch.setenv("ASSAY_LEAN_BACKEND", "wasm")
    restart_workers()
    yield
    restart_workers()


@pytest.mark.usefixtures("no_lean")
def test_without_lean_nothing_is_accepted(tmp_path: Path) -> None:
    """Nor is a model fitted on nothing: the rounds of expert iteration are those of every recipe."""
    own = {"seeds": EXAMPLES / "cot_lean/problems.jsonl"}
    done = play("math.cot_lean", own, f"replay:{EXAMPLES}/cot_lean/model.jsonl")
    assert not done.accepted and ("math.lean", "no_lean") in done.reasons
    assert {reason for verifier, reason in done.reasons if verifier == "math.cot"} == {"false_arithmetic"}
    models = {role: f"replay:{EXAMPLES}/autoformalise/{role}.jsonl" for role in ("formaliser", "prover")}
    own = {"seeds": EXAMPLES / "autoformalise/problems.jsonl"}
    done = play("math.autoformalise", own, models)
    assert not done.accepted and {reason for _, reason in done.reasons} == {"no_lean", "unparsable_reply"}
    more = {"rounds": 2, "fit": "true {data}", "fit_folder": tmp_path / "fits"}
    with pytest.raises(assay.UsageError, match="no row to fit the model on before round 2"):
        play("math.autoformalise", {**own, **more}, models)


@pytest.mark.skipif(os.environ.get("ASSAY_REQUIRE_LEAN") != "1", reason="takes minutes: ASSAY_REQUIRE_LEAN=1")
@pytest.mark.xdist_group("lean")
def test_the_examples_before_lean(tmp_path: Path) -> None:
    """Each example once: what is accepted, and each reason for which a row is not."""
    found: dict[str, tuple[Any, Any]] = {}
    for name in ("autoformalise", "informalise", "cot_lean"):
        done = command(
            "run", f"{name}.yaml", "--workers", "1", "--out", str(tmp_path / name), folder=EXAMPLES
        )
        assert done.returncode == 0, done.stderr
        accepted, rejected = read_rows(tmp_path / name / "data"), read_rows(tmp_path / name / "rejected")
        found[name] = accepted, sorted({row["reason"] for row in rejected})
    proved = [json.loads(row["provenance"]["extra"])["proved"] for row in found["autoformalise"][0]]
    assert sorted(proved) == ["negation", "statement", "statement", "statement"]
    assert found["autoformalise"][1] == ["contradictory", "unparsable_reply"]
    back = [json.loads(row["provenance"]["extra"])["came_back"] for row in found["informalise"][0]]
    assert sorted(back) == [False, True, True] and found["informalise"][1] == ["lean_in_words", "not_proved"]
    assert len(found["cot_lean"][0]) == 2 and found["cot_lean"][1] == ["false_arithmetic", "no_key_claim"]


def test_the_page_names_each_reason() -> None:
    text = (Path(__file__).parents[3] / "docs" / "recipes" / "math-lean.md").read_text(encoding="utf-8")
    for name in ("autoformalise", "informalise", "cot_lean", "_formal"):
        source = (Path(auto.__file__).parent / f"{name}.py").read_text(encoding="utf-8")
        for reason in re.findall(r'Rejected\(\s*"([a-z_]+)"', source):
            assert reason == "unparsable_reply" or f"`{reason}`" in text, reason
