"""Case2Code (Shao et al., arXiv:2407.12504) as in the paper: a model writes the inputs, the sandbox computes the outputs.

Code: github.com/choosewhatulike/case2code. ``code.case2code`` finds the inputs by
search and needs no model; here a model writes the calls. They are read as
literals, never evaluated, and only the function's own results count: a call that
cannot be read, or that ends in a wrong kind of argument, is left out. The
filters are those of ``code.case2code``, stricter than the paper's: it keeps
functions whose outputs are all equal and calls that crash by a slip.
"""

from __future__ import annotations

import ast
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import assay
from assay import ops
from assay_code.harvest import Call, Cases, Harvested, draft
from assay_code.recipes.case2code import DEADLINE, find_cases
from assay_code.recipes.case2code import Params as Harvest
from assay_code.recipes.case2code import seeds as harvested
from assay_code.syntax import tree_of
from assay_code.values import encode

ASK = assay.load_prompt("assay_code.recipes", "case2code_model.txt")
MOST = 40
MAX_CALL = 160


@dataclass(frozen=True, kw_only=True)
class Params(ops.FewShot, Harvest):
    calls: int = assay.param("calls to ask for", 12, least=1)
    temperature: float = assay.param("of the model", 0.2, least=0)
    max_tokens: int = assay.param("longest reply", 1024, least=1)

    def __post_init__(self) -> None:
        super().__post_init__()
        if not 6 <= self.calls <= MOST:
            raise ValueError(f"calls is {self.calls}, must be from 6 to {MOST}")


@assay.recipe(
    "code.case2code_model",
    params=Params,
    verifiers=("code.io", "code.strength"),
    version=6,
    runtime="CPython",
    cites="arXiv:2407.12504",
    sandboxed=True,
)
async def case2code_model(seed: assay.Seed, ctx: assay.Context[Params]) -> assay.Draft:
    """Functions of real source trees, to be written from cases; a model wrote the inputs."""
    function: Harvested = seed["function"]
    params = ctx.params
    asked = ops.after_shots(
        params.shots,
        ASK,
        program=function["program"].rstrip(),
        entry=function["entry"],
        count=str(params.calls),
    )

    def with_calls(reply: assay.Reply) -> str:
        text = reply.whole()
        if f"{function['entry']}(" not in text:
            raise assay.Rejected("unparsable_reply", f"The reply holds no call of {function['entry']}.")
        return text

    said = await ctx.read(
        asked, with_calls, attempts=params.reads, temperature=params.temperature, max_tokens=params.max_tokens
    )
    calls = await ctx.work(read_calls, said, function["entry"])
    found = await ctx.work(proved, function, calls, ctx.rng.randrange(1 << 30), deadline=DEADLINE)
    row = draft(function, found, ctx.rng, neutral=params.neutral, min_kill=params.min_kill)
    return assay.Draft(**row)


def read_calls(text: str, entry: str) -> list[Call]:
    """The calls of a function in a text, one a line, whose arguments are literals; runs in a worker."""
    code = [block.text for block in ops.blocks(text)] or [text]
    found: list[Call] = []
    for line in "\n".join(code).splitlines():
        try:
            call = _call(line.strip().removeprefix(">>> ").rstrip(";,"), entry)
        except (SyntaxError, ValueError, TypeError, MemoryError, RecursionError):
            continue
        if call not in found:
            found.append(call)
    if not found:
        raise assay.Rejected("no_calls", f"The reply holds no call of {entry} with literal arguments.")
    return found[:MOST]


def _call(line: str, entry: str) -> Call:
    if len(line) > MAX_CALL:
        raise ValueError("too long")
    [statement] = tree_of(line).body
    node = statement.value if isinstance(statement, ast.Expr) else statement
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == entry):
        raise ValueError("no call")
    if any(word.arg is None for word in node.keywords):
        raise ValueError("a dict of arguments")
    return Call(
        args=[encode(ast.literal_eval(one)) for one in node.args],
        kwargs={str(word.arg): encode(ast.literal_eval(word.value)) for word in node.keywords},
    )


def proved(function: Harvested, calls: list[Call], seed: int) -> Cases:
    """The cases that these calls make, and no others."""
    asked: Any = {**function, "examples": calls}
    return find_cases(asked, seed, trials=0)


@case2code_model.source
def seeds(params: Params, rng: random.Random) -> Iterator[Any]:
    yield from harvested(params, rng)
