"""Verdicts and whole runs in the process of the test, over worker processes that stay up from one test to the next.

A run through the command line starts Python, the plugins and the workers anew; here a
run and its audit cost what their rows cost.
"""

from __future__ import annotations

import asyncio
import contextlib
import io
import json
import random
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field, replace
from dataclasses import fields as fields_of_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assay.descriptions import Verifier
from assay.errors import UsageError
from assay.models import Call, Reply
from assay.records import Sample, Task, Verdict

if TYPE_CHECKING:
    from assay.recipes import Recipe, Seed
    from assay.registry import Registry
    from assay.runs.requests import ModelChoice, RecipeRequest, Request
    from assay.testing.stub_server import ModelServer

Answer = Callable[[str, int], str | Reply | Awaitable[str | Reply]]
"""``(prompt, before)``: the text of all turns, and how often exactly that was asked before. It may be async."""
Lines = Sequence[tuple[str | Sequence[str], str] | Mapping[str, Any]]
"""``(words of the prompt, reply)``, or lines of a file that ``--model replay:FILE`` reads."""


# ---------------------------------------------------------------- verdicts


def judge(
    verifier: str | Verifier, response: str, reference: Any = "", prompt: str = "", **sample: Any
) -> Verdict:
    """The verdict of a verifier, in this process and without its deadline.

    A ``reference`` that is no text is written as JSON; ``sample`` are further fields of
    :class:`~assay.Sample`, such as ``turns`` and ``sources``.
    """
    from assay.gate import run_verifier
    from assay.registry import find_verifier

    found = find_verifier(verifier) if isinstance(verifier, str) else verifier
    text = reference if isinstance(reference, str) else json.dumps(reference)
    return run_verifier(found, Sample(Task(prompt, text), response, **sample))


def disprove(verifiers: Sequence[str], response: str, reference: str = "", prompt: str = "") -> Verdict:
    """What the gate makes of a response as the wrong half of a pair: rejected only if it is proved wrong."""
    from assay.gate import Gate, Policy
    from assay.registry import installed

    gate = Gate(installed(), Policy(tuple(verifiers)))
    return gate.disprove(Sample(Task(prompt, reference), response), lambda name, seconds: None, {})


def sign_again(row: dict[str, Any]) -> None:
    """Put the right digest into the certificate of a row that was changed, as a forger would."""
    from assay.row import row_digest

    row["certificate"]["digest"] = row_digest(row)


# ---------------------------------------------------------------- models


class ModelStub:
    """A model that a function of the test plays; ``asked`` are the prompts that it was given, in order.

    Each reply comes after a random wait of up to ``jitter`` seconds, for tests that
    nothing depends on the order.
    """

    def __init__(self, answer: Answer, *, name: str = "stub", jitter: float = 0.0) -> None:
        self.answer, self.jitter = answer, jitter
        self.title = f"stub:{name}"
        self.server = f"stub:{name}:{id(self)}"
        self.asked: list[str] = []
        self.counts: Counter[str] = Counter()
        self.error: BaseException | None = None

    async def complete(self, call: Call) -> Reply:
        prompt = "\n\n".join(str(turn["content"]) for turn in call.messages)
        before = self.counts[prompt]
        self.counts[prompt] += 1
        self.asked.append(prompt)
        try:
            answer = self.answer(prompt, before)
            said = await answer if isinstance(answer, Awaitable) else answer
        except BaseException as error:  # the test's own; a run would take it for a crash of the recipe
            self.error = self.error or error
            raise UsageError(f"the stub of a model failed: {type(error).__name__}: {error}") from error
        if self.jitter:
            await asyncio.sleep(random.random() * self.jitter)
        return said if isinstance(said, Reply) else Reply(said)

    async def close(self) -> None:
        """Nothing is open."""


@contextmanager
def model_server(latency: float = 0.0, port: int = 0, **settings: Any) -> Iterator[ModelServer]:
    """A model server on this machine that speaks OpenAI's and Anthropic's protocols, with faults to order.

    See :mod:`assay.testing.stub_server` for ``settings``.
    """
    from assay.testing.stub_server import ModelServer

    server = ModelServer(latency, port)
    try:
        server.control(**settings)
        yield server
    finally:
        server.stop()


# ---------------------------------------------------------------- runs


@dataclass(frozen=True)
class Played:
    """A finished run: its directory, ``run.json``, and the rows in ``data/`` and ``rejected/``.

    ``accepted, rejected = play(…)`` takes the rows alone.
    """

    out: Path
    run: dict[str, Any]
    accepted: list[dict[str, Any]]
    rejected: list[dict[str, Any]]
    _kept: Any = field(default=None, repr=False)  # what deletes a temporary directory with this

    @property
    def reasons(self) -> list[tuple[str, str]]:
        """``(verifier, reason)`` of each rejected row."""
        return [(row["verifier"], row["reason"]) for row in self.rejected]

    @property
    def reasons_by_prompt(self) -> dict[str, str]:
        """The reason why each prompt was rejected."""
        return {row["prompt"]: row["reason"] for row in self.rejected}

    def __iter__(self) -> Iterator[list[dict[str, Any]]]:
        return iter((self.accepted, self.rejected))

    @property
    def complete(self) -> bool:
        """Whether the run came to its end with as many rows as were asked for; ``assay run`` exits with 0."""
        return not self.run["stopped"] and len(self.accepted) >= (self.run["asked"]["count"] or 1)


def play(
    recipe: str | Recipe[Any],
    params: Mapping[str, Any] | None = None,
    replies: Any = None,
    *options: str,
    folder: Path | None = None,
    out: str = "run",
    audit: bool = True,
    backoff: float = 0.02,
    **more: Any,
) -> Played:
    """Run a recipe and prove its rows again, in this process.

    ``params`` may hold a list of mappings: it is written to a JSONL file, whose path the recipe
    gets. ``replies`` are a function ``(prompt, before) -> reply``, a :class:`ModelStub`, lines ``(words
    of the prompt, reply)``, or what ``--model`` takes (``"openai:NAME"``, a ``ModelChoice``); a mapping gives one
    of these for each role. ``options`` are those of ``assay run``, as on the command line (``"--set", "rounds=2"``)
    or by name (``count=5``, ``require=("math.cot",)``). The run directory is ``folder/out``, or a temporary one. ``backoff`` is the longest wait, in seconds,
    after a first failure of a request.

    Raises :class:`~assay.UsageError` where the command line ends with exit code 2, what a
    function of ``replies`` raised, and :class:`AssertionError` if ``audit`` does not prove a row.
    """
    from assay.recipes import Recipe
    from assay.registry import installed
    from assay.runs.recipe import ModelChoice, run_recipe
    from assay.workers.service import lending

    place, kept = _folder(folder)
    registry = installed()
    if isinstance(recipe, Recipe):
        registry, recipe = _registry_with(recipe, registry), recipe.name
    roles = (
        replies
        if isinstance(replies, Mapping)
        else {}
        if replies is None
        else {_role(registry, recipe): replies}
    )
    stubs: list[ModelStub] = []

    def model(role: str, given: Any) -> ModelChoice:
        if isinstance(given, ModelChoice):
            return given
        if callable(given):
            given = ModelStub(given, name=role)
        if isinstance(given, ModelStub):
            stubs.append(given)
            return ModelChoice(given)
        if not isinstance(given, str):
            given = f"replay:{write_jsonl(place / f'{role}.jsonl', map(_line, given))}"
        return ModelChoice(given)

    request = _recipe_request(recipe, options, {"workers": 1, "out": place / out, **more})
    request = replace(
        request,
        params={
            **request.params,
            **{name: _param(place, name, value) for name, value in (params or {}).items()},
        },
        models={**request.models, **{role: model(role, given) for role, given in roles.items()}},
        backoff=backoff,
    )
    try:
        with lending():
            run = run_recipe(request, _silent, registry)
    except UsageError:
        for stub in stubs:
            if stub.error:
                raise stub.error from None
        raise
    return _played(run, request, registry, audit, kept)


def _recipe_request(recipe: str, options: Sequence[str], more: dict[str, Any]) -> RecipeRequest:
    """What the command line would make of the options, and of those given by name."""
    import typer

    from assay.cli.recipes import recipe_request
    from assay.cli.run import run

    verb = typer.Typer()
    verb.command()(run)
    parsed = typer.main.get_command(verb).make_context("run", [recipe, *options]).params
    told = {name.rstrip("_"): value for name, value in parsed.items()}
    models, urls, sets = (told.pop(name) or [] for name in ("model", "base_url", "set"))
    resume = bool(told.pop("resume"))
    given = {name: value for name, value in told.items() if name not in ("what", "show_params", "quiet")}
    asked = recipe_request(recipe, given, models, urls, sets, resume=resume, command="")
    if unknown := more.keys() - {each.name for each in fields_of_dataclass(asked)}:
        raise TypeError(f"a run has no {sorted(unknown)[0]!r}")
    return replace(asked, **more)


def generate(
    *names: str, count: int, folder: Path | None = None, out: str = "run", audit: bool = True, **fields: Any
) -> Played:
    """Run generators and prove their rows again, in this process.

    ``names`` are those of ``assay generate``, ``fields`` those of a ``GenerateRequest``. Raises what :func:`play` does.
    """
    from assay.registry import installed
    from assay.runs.generate import run_generate
    from assay.runs.requests import GenerateRequest
    from assay.workers.service import lending

    place, kept = _folder(folder)
    fields = {"max_candidates": 10 * count + 1000, "out": place / out, **fields}
    request = GenerateRequest(names=names, count=count, **fields)
    with lending():
        run = run_generate(request, _silent)
    return _played(run, request, installed(), audit, kept)


def command(*arguments: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    """``assay`` with these arguments in this process, in ``folder``: its exit code and what it printed."""
    from assay.cli import main
    from assay.workers.service import lending

    out, err, code = io.StringIO(), io.StringIO(), 0
    arguments_before, handler = sys.argv, signal.getsignal(signal.SIGTERM)
    sys.argv = ["assay", *arguments]
    with lending(), contextlib.chdir(folder or Path.cwd()), redirect_stdout(out), redirect_stderr(err):
        try:
            main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1 if end.code else 0
        finally:
            sys.argv = arguments_before
            signal.signal(signal.SIGTERM, handler)
    return subprocess.CompletedProcess(["assay", *arguments], code, out.getvalue(), err.getvalue())


def restart_workers() -> None:
    """End the worker processes and forget the plugins that were found; for tests that install or change one."""
    from assay.kit import fresh
    from assay.registry import installed
    from assay.workers.service import end_resident

    end_resident()
    fresh.end()
    installed.cache_clear()


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a file or of a run directory's ``data/`` or ``rejected/``; none where there is no such folder."""
    from assay.data import dataset

    return list(dataset.read_rows(path)) if path.exists() else []


def write_jsonl(path: Path, rows: Any) -> Path:
    """A file with a JSON object a line."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def _played(run: dict[str, Any], request: Request, registry: Registry, audit: bool, kept: Any) -> Played:
    from assay.runs.audit import run_audit
    from assay.workers.service import lending

    out = request.out
    played = Played(out, run, read_rows(out / "data"), read_rows(out / "rejected"), kept)
    if audit and played.accepted:
        with lending():
            found = run_audit(out, request.workers, _silent, request.sandbox, registry)
        assert not found.problems, f"the audit says: {found.problems[0]}"
        assert found.proved == found.rows == len(played.accepted)
    return played


def _folder(folder: Path | None) -> tuple[Path, Any]:
    if folder is not None:
        return folder, None
    temporary = tempfile.TemporaryDirectory(prefix="assay-test-")
    return Path(temporary.name), temporary


def _role(registry: Registry, recipe: str) -> str:
    """The role of a recipe that asks one model."""
    roles: tuple[str, ...] = registry.recipe(recipe).description.models
    assert len(roles) == 1, f"{recipe} asks models in the roles {roles}: give replies={{role: …}}"
    return roles[0]


def _line(line: Any) -> Any:
    if isinstance(line, Mapping):
        return line
    words, reply = line
    return {"contains": words if isinstance(words, str) else list(words), "reply": reply}


def _param(folder: Path, name: str, value: Any) -> Any:
    """A value as ``--set`` or a run file would give it."""
    if isinstance(value, list) and value and all(isinstance(each, Mapping) for each in value):
        value = write_jsonl(folder / f"{name}.jsonl", value)
    return str(value) if isinstance(value, Path) else value


def _registry_with(recipe: Recipe[Any], registry: Registry) -> Registry:
    """A registry that knows the recipe: the one given if it does already."""
    from types import ModuleType

    from assay.hookspecs import hookimpl
    from assay.registry import Registry

    if registry.has("recipes", recipe.name) and registry.recipe(recipe.name).description is recipe:
        return registry

    def assay_register_recipes() -> list[Recipe[Any]]:
        return [recipe]

    module = ModuleType(f"test_{recipe.domain}")
    module.assay_register_recipes = hookimpl(assay_register_recipes)  # type: ignore[attr-defined]
    return Registry([(recipe.domain, module)])


def _silent(tally: object, note: str) -> None:
    """Nobody watches."""


# ---------------------------------------------------------------- one candidate


def make_one(
    recipe: Recipe[Any],
    seed: Seed | Mapping[str, Any],
    params: Any = None,
    replies: Answer | ModelStub | None = None,
    *,
    index: int = 0,
    accepted: Sequence[Mapping[str, Any]] = (),
) -> Any:
    """What a recipe makes of one seed, before the gate: drafts, or the :class:`~assay.Rejected` that it raises.

    Nothing is run but the recipe's own function, in this process; verifiers and pieces of
    work too. ``params`` default to the recipe's own; every role is played by ``replies``;
    ``accepted`` are the rows that it finds made before it.
    """
    from assay.gate import Policy
    from assay.recipes import Seed
    from assay.registry import installed
    from assay.row import Origin
    from assay.runs.context import CandidateContext
    from assay.runs.scheduler import rng_for
    from assay.workers.tasks import Runner, Setup

    stub = replies if isinstance(replies, ModelStub) else ModelStub(replies or (lambda prompt, before: ""))

    class Alone:
        def __init__(self) -> None:
            self.registry = installed()
            self.policy = Policy.of(recipe)
            self.runner = Runner(self.registry, Setup())

        def origin(self, index: int) -> Origin:
            return Origin(f"{recipe.name}-{index}", "recipe", recipe.name, recipe.version, index=index)

        def title(self, role: str) -> str:
            return f"{stub.title}:{role}"

        def sampling(self, role: str) -> Mapping[str, Any]:
            return {}

        async def ask(self, call: Call) -> Reply:
            reply = await stub.complete(call)
            return reply if call.schema is None else replace(reply, schema=call.schema)

        async def submit(self, task: Any) -> Any:
            return self.runner.run(task, lambda name, seconds: None, {})

        async def accepted_before(self, index: int, before: int | None = None) -> Sequence[Mapping[str, Any]]:
            return accepted

    async def made() -> Any:
        settings = recipe.params() if params is None else params
        ctx = CandidateContext(Alone(), index, settings, rng_for(recipe, 0, index))
        return await recipe.make(seed if isinstance(seed, Seed) else Seed(seed), ctx)

    try:
        return asyncio.run(made())
    except UsageError:
        if stub.error:
            raise stub.error from None
        raise
