"""The hooks a plugin can implement. Each returns descriptions; none does work.

A plugin is a module named by an entry point in the group ``assay``::

    [project.entry-points.assay]
    music = "assay_music.plugin"

    # assay_music/plugin.py
    import assay

    @assay.hookimpl
    def assay_register_generators():
        return assay.collect("assay_music.generators", assay.Generator)
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pluggy

from assay.descriptions import Exporter, Generator, SandboxBackend, Verifier
from assay.models import Model
from assay.recipes import Recipe

GROUP = "assay"
hookspec = pluggy.HookspecMarker(GROUP)
hookimpl = pluggy.HookimplMarker(GROUP)


@hookspec
def assay_register_generators() -> Sequence[Generator]:  # type: ignore[empty-body]
    """Procedural generators, called once when plugins are loaded.

    Example: ``return assay.collect("assay_music.generators", assay.Generator)``.
    """


@hookspec
def assay_register_verifiers() -> Sequence[Verifier]:  # type: ignore[empty-body]
    """Verifiers, called once when plugins are loaded.

    Example: ``return assay.collect("assay_music.verifiers", assay.Verifier)``.
    """


@hookspec
def assay_register_sandboxes() -> Sequence[SandboxBackend]:  # type: ignore[empty-body]
    """Places to run untrusted code in, called once when plugins are loaded.

    Example: ``return [assay.SandboxBackend("sandbox.firecracker", 1, "A micro VM.", open=open_vm)]``.
    """


@hookspec
def assay_register_recipes() -> Sequence[Recipe[Any]]:  # type: ignore[empty-body]
    """Methods that make rows with or without a model, called once when plugins are loaded.

    Example: ``return assay.collect("assay_music.recipes", assay.Recipe)``.
    """


@hookspec
def assay_register_models() -> Sequence[Model]:  # type: ignore[empty-body]
    """Kinds of model servers, called once when plugins are loaded.

    Example: ``return [assay.Model("model.mine", 1, "Our own server.", open=open_mine)]``.
    """


@hookspec
def assay_register_exporters() -> Sequence[Exporter]:  # type: ignore[empty-body]
    """Writers of finished data for ``assay export``, called once when plugins are loaded.

    Example: ``return [assay.Exporter("export.midi", 1, "One MIDI file a row.", write=write_midi)]``.
    """
