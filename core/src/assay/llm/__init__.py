"""The kinds of models that core brings."""

from __future__ import annotations

from assay.models import Backend, Model, ModelOptions


def _openai(name: str, options: ModelOptions) -> Backend:
    from assay.llm.openai import OpenAI

    return OpenAI(name, options)


def _batches(name: str, options: ModelOptions) -> Backend:
    from assay.llm.batch import Batches

    return Batches(name, options)


def _anthropic(name: str, options: ModelOptions) -> Backend:
    from assay.llm.anthropic import Anthropic

    return Anthropic(name, options)


def _replay(name: str, _options: ModelOptions) -> Backend:
    from assay.llm.replay import Replay

    return Replay(name)


def _record(name: str, options: ModelOptions) -> Backend:
    from assay.llm.replay import Record

    return Record(name, options)


MODELS = [
    Model("model.openai", 1, "openai:NAME, any OpenAI-compatible server (--base-url URL).", open=_openai),
    Model(
        "model.openai_batch",
        1,
        "openai_batch:NAME, the same by the batch API: later and cheaper.",
        open=_batches,
    ),
    Model("model.anthropic", 1, "anthropic:NAME, the Anthropic API.", open=_anthropic),
    Model("model.replay", 1, "replay:FILE, replies that were recorded or written by hand.", open=_replay),
    Model("model.record", 1, "record:FILE:MODEL, any other model, its replies kept in FILE.", open=_record),
]
