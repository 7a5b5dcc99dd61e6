"""One form for the solutions of all disciplines: rewritten by a model, every quantity kept with its unit.

SciGLM unifies physics, chemistry and mathematics into one format (arXiv:2401.07950), and WRAP rewrites documents (Maini and
others, arXiv:2401.16380). Different here: numbers with units, formulas, bounds, places, negations and the form are proved.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import assay

ASK = assay.load_prompt("assay_science.recipes", "unify.txt")
FORM = ("Given", "Find", "Solution", "Answer")


@dataclass(frozen=True)
class Params:
    seeds: Path = assay.param("JSONL, CSV or Parquet with a question and its solution in each row")
    question: str = assay.param("column of the question", "question")
    solution: str = assay.param("column of the solution", "solution")
    temperature: float = assay.param("of the model", 0.3, least=0, most=2)


@assay.recipe(
    "science.unify",
    params=Params,
    verifiers=("science.kept_quantities",),
    cites="arXiv:2401.07950, arXiv:2401.16380",
)
async def unify(seed: assay.Seed, ctx: assay.Context[Params]) -> assay.Draft:
    """Solutions in the one form Given, Find, Solution, Answer, every quantity and formula kept; one call a row."""
    question, solution = seed.text("question"), seed.text("solution")
    reply = await ctx.ask(ASK.fill(question=question, solution=solution), temperature=ctx.params.temperature)
    kept = {"source": solution, "question": question, "form": list(FORM)}
    opinion = "that the steps are the same ones is the model's word; that they are right, the source's"
    draft = assay.Draft(
        question, reply.visible, assay.make_reference(kept_quantities=kept), labels={"opinion": opinion}
    )
    reply.whole(draft)
    return draft


@unify.source
def seeds(params: Params, rng: random.Random) -> Iterator[assay.Seed]:
    for seed in assay.read_seeds(params.seeds, params.question, params.solution):
        if seed.problem:
            yield seed
        else:
            fields = {"question": str(seed[params.question]), "solution": str(seed[params.solution])}
            yield assay.Seed(fields, seed.file, seed.line)
