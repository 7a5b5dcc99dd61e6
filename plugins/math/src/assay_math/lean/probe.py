"""Whether a backend that is asked by commands answers as ``judge`` reads it, before any verdict rests on it.

A version may print axioms in another form, a server may leave messages out. So a right proof, one with an axiom of
classical mathematics, a false one and one that assumes what it proves are judged first, as any other would be.
"""

from __future__ import annotations

from dataclasses import replace

from assay_math.lean.backends import Backend, BackendError, Unavailable
from assay_math.lean.file import build
from assay_math.lean.judge import rule
from assay_math.lean.proof import Proof, Theorem, read_proof
from assay_math.lean.statement import Statement, read_statement

_TIME_S = 300.0


def probe(backend: Backend) -> None:
    """Raises :class:`~assay_math.lean.backends.Unavailable` for a backend that cannot be relied on."""
    right = read_statement("theorem t (a b : Nat) : a + b = b + a")
    classical = read_statement("theorem t (p : Prop) : p ∨ ¬p")
    wrong = read_statement("theorem t (n : Nat) : n = n + 1")
    cases = [
        (right, read_proof("Nat.add_comm a b", right), True),
        (classical, read_proof("Classical.em p", classical), True),
        (wrong, read_proof("rfl", wrong), False),
        (wrong, _assumed(wrong), False),
    ]
    built = [build(statement, proof, ask=True) for statement, proof, _ in cases]
    try:
        outcomes = backend.run([each.file for each in built], _TIME_S)
    except BackendError as error:
        raise Unavailable(f"The Lean of the backend {backend.name!r} does not work: {error}") from None
    rulings = [rule(each, outcome, backend) for each, outcome in zip(built, outcomes, strict=True)]
    for (statement, _, accept), ruling in zip(cases, rulings, strict=True):
        if (ruling.status == "accepted") != accept or ruling.status == "error":
            raise Unavailable(
                f"The Lean of the backend {backend.name!r} cannot be relied on: {statement.signature.closed!r} is "
                f"{ruling.status} ({ruling.reason}). {ruling.message}".strip()
            )
    if "Classical.choice" not in rulings[1].rests:
        raise Unavailable(f"The Lean of the backend {backend.name!r} does not say what a proof rests on.")


def _assumed(statement: Statement) -> Proof:
    """A proof by ``sorryAx``, which no response gets past."""
    return Proof((Theorem(replace(statement.signature), "sorryAx _ true"),), 0, own=False)
