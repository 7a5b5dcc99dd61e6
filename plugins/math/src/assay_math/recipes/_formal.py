"""What the recipes with Lean share: statements that models write, tasks to prove them, and references."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import assay
from assay.evidence.markdown import fences
from assay_math.lean.statement import Statement, read_statement
from assay_math.lean.variants import written

FORMALISE = assay.load_prompt("assay_math.recipes", "formalise.txt")
PROVE = assay.load_prompt("assay_math.recipes", "prove.txt")
TACTICS = ("decide", "intros\n  omega", "intros\n  simp_all", "intros\n  grind")
"""Proofs that cost no call of a model."""
_HOPELESS = ("unreadable_reference", "no_lean", "missing_library", "other_version", "lean_failed")
"""Reasons for which no proof of a statement can be judged here."""
_HEADER = re.compile(r"^import\b.*$", re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class Lean:
    """Parameters of every recipe whose rows Lean checks."""

    imports: tuple[str, ...] = assay.param("modules that statements and proofs may use, such as Mathlib", ())
    lean: str = assay.param("version of Lean that the references ask for, such as 4.28; any without it", "")
    temperature: float = assay.param("of the models", 0.7, least=0)
    max_tokens: int = assay.param("longest reply", 2048, least=1)

    @property
    def library(self) -> str:
        """Words of what is there, for a prompt."""
        return (
            f" with {', '.join(self.imports)}"
            if self.imports
            else " with the core library only, without Mathlib"
        )

    @property
    def sampling(self) -> dict[str, Any]:
        return {"temperature": self.temperature, "max_tokens": self.max_tokens}


def reference(statement: Statement) -> str:
    """The reference by which ``math.lean`` judges proofs of a statement."""
    parts: dict[str, object] = {"statement": written(statement)}
    if statement.imports:
        parts["imports"] = list(statement.imports)
    if statement.lean:
        parts["lean"] = statement.lean
    return json.dumps(parts, ensure_ascii=False)


def stated(reply: assay.Reply, params: Lean) -> Statement:
    """The one theorem that a reply states; raises :class:`~assay.Rejected` (``unparsable_reply``)."""
    text = reply.whole()
    blocks = [block for block in fences(text) if block.language.lower() in ("lean", "lean4", "")]
    if len(blocks) > 1:
        raise assay.Rejected("unparsable_reply", f"The reply holds {len(blocks)} blocks, not one theorem.")
    try:
        statement = read_statement(_HEADER.sub("", blocks[0].text if blocks else text).strip())
    except assay.BadReference as error:
        raise assay.Rejected("unparsable_reply", f"The reply states no theorem: {error}") from None
    if statement.definitions:
        raise assay.Rejected("unparsable_reply", "The reply defines something; it must be one theorem only.")
    return replace(statement, imports=params.imports, lean=params.lean)


def task(statement: Statement, words: str = "") -> str:
    """The prompt of a row: a theorem to prove, after ``words`` of what it says."""
    from_ = f"using {', '.join(statement.imports)}" if statement.imports else "using the core library only"
    asked = f"Prove this theorem in Lean 4, {from_}.\n\n```lean\n{written(statement)} := by\n  sorry\n```"
    return f"{words.strip()}\n\n{asked}" if words.strip() else asked


def by_tactic(statement: Statement, tactic: str) -> str:
    """A response that proves a statement by one of the tactics."""
    return f"```lean\n{written(statement)} := by\n  {tactic}\n```"


async def tried_by_tactics(
    ctx: assay.Context[Lean], prompts: Sequence[tuple[Statement, str]]
) -> list[assay.Draft | None]:
    """For each statement with its prompt the first proof by a tactic that Lean accepts.

    All of them are asked at once, so that one start of Lean does. Raises :class:`~assay.Rejected` where Lean cannot
    judge the first of them, whatever its proof.
    """
    drafts = [
        [assay.Draft(prompt, by_tactic(statement, each), reference(statement)) for each in TACTICS]
        for statement, prompt in prompts
    ]
    flat = [draft for group in drafts for draft in group]
    verdicts = await asyncio.gather(*(ctx.verify("math.lean", draft) for draft in flat))
    for draft, verdict in zip(drafts[0], verdicts, strict=False):
        if verdict.reason in _HOPELESS:
            reason = "unreadable_statement" if verdict.reason == "unreadable_reference" else verdict.reason
            raise assay.Rejected(reason, verdict.message, draft)
    judged = iter(verdicts)
    pairs = [[(draft, next(judged)) for draft in group] for group in drafts]
    return [next((draft for draft, verdict in group if verdict.accepted), None) for group in pairs]
