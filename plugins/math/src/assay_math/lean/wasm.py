"""The backend that needs no toolchain: Lean as WebAssembly under Node, see ``install``.

The compiled module, which Lean writes when it found no error, says what was proved.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from assay_math.lean import jail
from assay_math.lean.backends import Backend, BackendError, Constant
from assay_math.lean.joined import NAME, Joined
from assay_math.lean.olean import BadOlean, read_constants
from assay_math.lean.runtime import COMMIT, DIGESTS, LEAN, PACKAGE, PACKAGE_VERSION, Runtime, find_runtime

_MOST_ERRORS = 1_000_000  # Lean ends at 100 by itself, and half of a group may be wrong halves of pairs
_PARTS = (".olean", ".olean.server", ".olean.private")


def open_backend() -> Backend:
    """Raises :class:`~assay_math.lean.backends.Unavailable`."""
    return Wasm(find_runtime())


class Wasm(Joined):
    """Lean in WebAssembly. ``runtime`` names the package and the SHA-256 of its files, as its origin is unsettled."""

    name = "wasm"
    axioms: Literal["command", "compiled"] = "compiled"
    modules: tuple[str, ...] = ("Init", "Std", "Lean")
    options = (f"-DmaxErrors={_MOST_ERRORS}",)

    def __init__(self, runtime: Runtime) -> None:
        super().__init__()
        self._at = runtime
        self.runtime: Mapping[str, str] = {
            "lean": LEAN,
            "runtime": f"{PACKAGE} {PACKAGE_VERSION} (patched), Node {runtime.node_version}",
            "commit": COMMIT,
            "inside": jail.inside(),
            **{f"sha256 {name}": digest for name, digest in DIGESTS.items()},
        }

    def command(self, job: Path, arguments: Sequence[str]) -> list[str]:
        return jail.command(self._at, job, arguments)

    def constants(self, job: Path) -> Mapping[str, Constant]:
        return _compiled(job)


def _compiled(job: Path) -> Mapping[str, Constant]:
    """The constants of the compiled module, by the names that the file gave them."""
    try:
        parts = [(job / f"{NAME}{part}").read_bytes() for part in _PARTS]
        found = read_constants(parts)
    except (OSError, BadOlean) as error:
        raise BackendError(f"The compiled file cannot be read: {error}") from None
    private = f"_private.{NAME}.0."
    return {
        name.removeprefix(private): Constant(
            name.removeprefix(private),
            each.kind,
            each.type,
            frozenset(use.removeprefix(private) for use in each.uses),
        )
        for name, each in found.items()
    }
