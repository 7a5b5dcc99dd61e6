"""Sample and verify: tries of one task, judged by the gate of the row, told apart into right, proved wrong, undecided.

What STaR, ReST-EM and pairs of a right and a wrong reply share, for any verifier::

    tried = await ops.draw(ctx, make, samples=8)
    return tried.kept(cap=4)                  # ReST-EM
    return tried.paired(most=1)               # pairs
    tried = await ops.draw(ctx, make, samples=8, enough=1)   # STaR: the first that passes

``right`` is what the gate accepts, ``wrong`` what it proves wrong (:meth:`assay.Context.wrong`); all
else (no answer found, a reply of bad form, a limit) is undecided, and is no half of a pair.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assay.data.inputs import read_seeds
from assay.errors import Rejected, UsageError
from assay.ops.choices import with_choices
from assay.ops.rounds import Rounds
from assay.ops.texts import same
from assay.params import param
from assay.prompts import Prompt
from assay.recipes import Seed, drafts_of
from assay.records import Draft, Message, Pair, Verdict
from assay.references import stated_answer

if TYPE_CHECKING:
    from assay.recipes import Context


@dataclass(frozen=True, kw_only=True)
class Sampled(Rounds):
    """Parameters of a recipe that samples answers to tasks with references, for any verifiers.

    The recipe names them to its runs and audits: ``@my_recipe.extra_verifiers`` gives ``params.verifier``.
    """

    verifier: tuple[str, ...] = param("what decides: a verifier, or several (math.answer,math.cot)")
    how: str = param(
        "words of how to answer, after the prompt for the model only; {{column}} stands for a column of the seed, "
        "{{prompt}} for the prompt where it is to stand elsewhere",
        "",
    )
    choices: str = param(
        "column of the options of a question with choices; its answer is a label or a text", ""
    )

    shots: Path | None = param(
        "JSONL with prompt and response: worked examples that the model is shown before the task", None
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.verifier or not all(self.verifier):
            raise ValueError("verifier is empty; name what decides, such as math.answer")


def tasks(
    params: Sampled,
    path: Path,
    prompt: str,
    reference: str,
    *,
    plain: Callable[[str], str] = str,
    templates: Sequence[str] = (),
) -> Iterator[Seed]:
    """The rows of a file as seeds with ``prompt``, ``reference`` and ``columns``.

    ``prompt`` and ``reference`` are the names of their columns. A reference is text, of which ``plain`` takes
    the answer, or a JSON object, whose parts are for several verifiers. ``columns`` are texts by name:
    those of the row, ``prompt``, and ``key``, the plain answer if the reference states one. A row that lacks a
    column that ``params.how`` or one of the ``templates`` names is a seed with a problem.
    """
    holes = {hole for each in (params.how, *templates) for hole in Prompt("", each).holes}
    needs = (prompt, reference, *([params.choices] if params.choices else []))
    for seed in read_seeds(path, *needs):
        if not seed.problem:
            try:
                fields = _fields(seed, params, prompt, reference, plain)
                if lost := sorted(holes - fields["columns"].keys()):
                    has = "states no plain answer" if lost[0] == "key" else f"has no column {lost[0]!r}"
                    raise ValueError(f"it {has}, which {{{{{lost[0]}}}}} stands for")
                seed = replace(seed, fields=fields)
            except (ValueError, TypeError) as error:
                seed = Seed({}, seed.file, seed.line, f"{seed.file}, row {seed.line}: {error}")
        yield seed


def _fields(
    seed: Seed, params: Sampled, prompt: str, reference: str, plain: Callable[[str], str]
) -> dict[str, Any]:
    question, known = seed[prompt], seed[reference]
    if not isinstance(question, str) or not question.strip():
        raise ValueError(f"its {prompt!r} is no text")
    if params.choices:
        question, known = with_choices(question, seed[params.choices], known)
    if isinstance(known, Mapping) and known:
        known = json.dumps(known, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    elif isinstance(known, str | int | float) and not isinstance(known, bool) and str(known).strip():
        known = str(known) if str(known).lstrip().startswith("{") else plain(str(known))
    else:
        raise ValueError(f"its {reference!r} is neither text nor a JSON object")
    columns = {
        name: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
        for name, value in seed.fields.items()
        if value is not None
    }
    columns |= {prompt: question, "prompt": question}
    columns.pop("key", None)
    if (key := stated_answer(known)) is not None:
        columns["key"] = key
    return {"prompt": question, "reference": known, "columns": columns}


def filled(template: str, seed: Seed) -> str:
    """A template with the columns of a seed that :func:`tasks` gave."""
    prompt = Prompt("", template)
    return prompt.fill(**{hole: seed["columns"][hole] for hole in prompt.holes}).messages[0].content


def asked(seed: Seed, how: str, prompt: str | None = None) -> str:
    """What the model is asked: the prompt and then the words of how to answer, or these with the prompt inside.

    With a ``prompt``, that of an example, in the same words.
    """
    own, columns = str(seed["prompt"]), seed["columns"]
    prompt = own if prompt is None else prompt
    if not how:
        return prompt
    holes = Prompt("", how).holes
    worded = replace(
        seed,
        fields={
            **seed.fields,
            "columns": {name: prompt if text == own else text for name, text in columns.items()},
        },
    )
    inside = any(columns[hole] == own for hole in holes)
    return filled(how, worded) if inside else f"{prompt}\n\n{filled(how, worded)}"


def shown(path: Path | None, word: Callable[[str], str], prompt: str) -> list[Message]:
    """The worked examples of a file as turns before a task: each prompt as ``word`` puts it, and its response.

    One whose prompt is the task's own is left out: it would give the answer away. Raises
    :class:`~assay.UsageError` for a row that lacks one of the two.
    """
    return [
        turn
        for asked, answer in (_examples(path, path.stat().st_mtime_ns) if path else ())
        if same(asked) != same(prompt)
        for turn in (Message("user", word(asked)), Message("assistant", answer))
    ]


@lru_cache(maxsize=4)
def _examples(path: Path, _changed: int) -> tuple[tuple[str, str], ...]:
    found = []
    for seed in read_seeds(path, "prompt", "response"):
        if seed.problem:
            raise UsageError(seed.problem)
        found.append((seed.text("prompt"), seed.text("response")))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Try:
    """A try with the gate's verdict on it, and whether that proves it wrong."""

    draft: Draft
    verdict: Verdict
    wrong: bool


@dataclass(frozen=True, slots=True)
class Tries:
    """The tries of one task in order, of equal ones the first; where there was no draft, why."""

    each: tuple[Try | Rejected, ...]
    replies: int

    @property
    def right(self) -> list[Draft]:
        return [one.draft for one in self.each if isinstance(one, Try) and one.verdict.accepted]

    @property
    def wrong(self) -> list[Draft]:
        return [one.draft for one in self.each if isinstance(one, Try) and one.wrong]

    @property
    def counts(self) -> dict[str, int]:
        """How many replies there were, how many different drafts of them, right ones, and wrong ones."""
        different = sum(isinstance(one, Try) for one in self.each)
        return {
            "replies": self.replies,
            "different": different,
            "right": len(self.right),
            "wrong": len(self.wrong),
        }

    def kept(self, cap: int | None = None) -> list[Draft | Rejected]:
        """All tries but right ones beyond the cap; those that are not right fall at the gate, with their reason."""
        over = {id(draft) for draft in self.right[cap:]} if cap is not None else set()
        made = [one.draft if isinstance(one, Try) else one for one in self.each]
        return [one for one in made if id(one) not in over]

    def paired(self, most: int = 1) -> list[Draft]:
        """Right tries with wrong ones as the other half of their pair, those of nearest length first.

        So length does not give the right one away. Raises :class:`~assay.Rejected` (``none_right``,
        ``none_wrong``, ``none_decided``) if there is no pair.
        """
        right, wrong = self.right, self.wrong
        if not (right and wrong):
            reason = "none_wrong" if right else "none_right" if wrong else "none_decided"
            different = self.counts["different"]
            message = f"{len(right)} right and {len(wrong)} wrong of {different} different replies."
            told = Rejected(reason, message, next((one.draft for one in self.each if one.draft), None))
            told.reply = next((one.reply for one in self.each if isinstance(one, Rejected)), None)
            raise told
        halves = nearest_length([draft.response for draft in right], [draft.response for draft in wrong])
        return [replace(right[i], pair=Pair(wrong[j].response)) for i, j in halves[:most]]


def nearest_length(right: Sequence[str], wrong: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of texts of about the same length, by their places, each text once, the nearest first."""
    ranked = sorted((abs(len(a) - len(b)), i, j) for i, a in enumerate(right) for j, b in enumerate(wrong))
    left, other = set(range(len(right))), set(range(len(wrong)))
    found = []
    for _, i, j in ranked:
        if i in left and j in other:
            left.remove(i)
            other.remove(j)
            found.append((i, j))
    return found


async def draw(
    ctx: Context[Any], make: Callable[[int], Awaitable[Draft]], samples: int, *, enough: int | None = None
) -> Tries:
    """Up to ``samples`` tries, each ``make(number)``, which may raise :class:`~assay.Rejected`.

    All at once; with ``enough``, one after the other until so many are right. Drafts with the same response
    are judged once. The judge is the gate of the row: the verifiers of the recipe, of the run and of the draft.
    """
    if enough is None:
        made = await asyncio.gather(*(make(n) for n in range(samples)), return_exceptions=True)
        several = _different(drafts_of(made))
        judged = await asyncio.gather(*(_judged(ctx, one) for one in several))
        return Tries(tuple(judged), len(made))
    found: list[Try | Rejected] = []
    number = right = 0
    while number < samples and right < enough:
        try:
            one: Draft | Rejected = await make(number)
        except Rejected as rejected:
            one = rejected
        number += 1
        known = {each.draft.response for each in found if isinstance(each, Try)}
        if isinstance(one, Rejected) or one.response not in known:
            found.append(await _judged(ctx, one))
            last = found[-1]
            right += isinstance(last, Try) and last.verdict.accepted
    return Tries(tuple(found), number)


def _different(made: Sequence[Draft | Rejected]) -> list[Draft | Rejected]:
    seen: set[str] = set()
    found: list[Draft | Rejected] = []
    for one in made:
        if isinstance(one, Draft):
            if one.response in seen:
                continue
            seen.add(one.response)
        found.append(one)
    return found


async def _judged(ctx: Context[Any], one: Draft | Rejected) -> Try | Rejected:
    if isinstance(one, Rejected):
        return one
    verdict = await ctx.judge(one)
    return Try(one, verdict, ctx.wrong(verdict))
