"""The kimina backend."""

from __future__ import annotations

from assay_math.lean.backends import Backend, Unavailable


def open_backend() -> Backend:
    """Raises :class:`Unavailable`."""
    raise Unavailable("There is no kimina backend yet.")
