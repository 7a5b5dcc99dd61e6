"""``math.lean``: is the response a proof of the reference's statement, as the kernel of Lean 4 says?

The statement is the reference's; the response supplies the proof, alone or as a theorem or file of its own, in a block
of Lean or not. It is accepted on positive evidence only: Lean compiled a file of ours in which a theorem with exactly
that statement is proved by the response, and all that it rests on was proved, too, but for the axioms ``propext``,
``Classical.choice`` and ``Quot.sound``. What could run a program, weaken a check or change what the statement means is
refused before Lean sees it, with the reason. ``docs/lean.md`` says how to get a Lean, and what is not shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assay import BadReference, Check, Sample, Status, Verdict, verifier
from assay_math.lean.backends import Backend, BackendError, Unavailable, current
from assay_math.lean.file import Built, build
from assay_math.lean.judge import Ruling, rule
from assay_math.lean.proof import Proof, read_proof
from assay_math.lean.statement import Statement, fits, read_statement
from assay_math.lean.tokens import Refused

BATCH = 256
START_S = 25.0
"""What a start takes on an idle machine: rows wait for each other for a share of it."""
EACH_S = 900.0
"""Alone, with the start, on a machine that has other work as well."""
_TOGETHER_S = 600.0
"""What a process may take for all of a group; the files that are left over then are tried in another."""
_MOST_KNOWN = 20_000
_known: dict[tuple[str, Statement, Proof], Ruling] = {}
"""What this process has decided: a start is dear, and repeated samplings of a model repeat themselves."""
_UNDECIDED = ("too_long", "several_proofs", "form")
"""Reasons for which a response is not refused but left undecided: it may be a proof that is not read."""


def verify_many(samples: Sequence[Sample]) -> list[Verdict]:
    """A verdict for each sample, in order: that which it gets alone."""
    verdicts: dict[int, Verdict] = {}
    read: dict[int, tuple[Statement, Proof]] = {}
    for place, sample in enumerate(samples):
        try:
            statement = read_statement(sample.task.reference)
            read[place] = statement, read_proof(sample.response, statement)
        except BadReference as error:
            verdicts[place] = Verdict(Status.ERROR, "unreadable_reference", str(error))
        except Refused as refused:
            status = Status.ABSTAINED if refused.reason in _UNDECIDED else Status.REJECTED
            verdicts[place] = Verdict(status, refused.reason, str(refused))
    if read:
        verdicts |= _run(read)
    return [verdicts[place] for place in range(len(samples))]


@verifier(
    "math.lean",
    cost=8,
    deadline=EACH_S,
    start_s=START_S,
    batch=BATCH,
    many=verify_many,
    needs=("response", "reference"),
    proves_wrong=("not_proved",),
)
def lean(sample: Sample) -> Verdict:
    """Does Lean's kernel accept the response as a proof of the reference's statement?"""
    return verify_many([sample])[0]


def _run(read: Mapping[int, tuple[Statement, Proof]]) -> dict[int, Verdict]:
    try:
        backend = current()
    except Unavailable as problem:
        return {place: Verdict(Status.ABSTAINED, "no_lean", str(problem)) for place in read}
    verdicts: dict[int, Verdict] = {}
    keys: dict[int, tuple[str, Statement, Proof]] = {}
    for place, (statement, proof) in read.items():
        unfit = _unfit(statement, backend)
        if unfit is None:
            keys[place] = (_runtime(backend), statement, proof)
        else:
            verdicts[place] = unfit
    new = list(dict.fromkeys(key for key in keys.values() if key not in _known))
    built = [build(statement, proof, ask=backend.axioms == "command") for _, statement, proof in new]
    try:
        found = dict(zip(new, _rule(built, backend), strict=True))
    except BackendError as error:
        found = dict.fromkeys(new, Ruling("error", "lean_failed", str(error)))
    for place, key in keys.items():
        verdicts[place] = _verdict(found[key] if key in found else _known[key], key[1], backend)
    if len(_known) > _MOST_KNOWN:
        _known.clear()
    # What could not be decided may be another time, when the machine has less to do.
    _known.update((key, each) for key, each in found.items() if each.status in ("accepted", "rejected"))
    return verdicts


def _rule(built: Sequence[Built], backend: Backend) -> list[Ruling]:
    """What each file came to. One that others may have disturbed is run again, alone."""
    outcomes = backend.run([each.file for each in built], _TOGETHER_S) if built else []
    rulings = [rule(each, outcome, backend) for each, outcome in zip(built, outcomes, strict=True)]
    for place, ruling in enumerate(rulings):
        if ruling.again and len(built) > 1:
            (outcome,) = backend.run([built[place].file], _TOGETHER_S)
            rulings[place] = rule(built[place], outcome, backend)
    return rulings


def _unfit(statement: Statement, backend: Backend) -> Verdict | None:
    """Why this Lean cannot judge the statement."""
    version = backend.runtime["lean"]
    if statement.lean and not fits(version, statement.lean):
        told = f"The reference is for Lean {statement.lean}, and this is Lean {version}."
        return Verdict(Status.ABSTAINED, "other_version", told)
    missing = [name for name in statement.imports if name.partition(".")[0] not in backend.modules]
    if missing:
        told = f"The reference imports {missing[0]}, which the Lean of the backend {backend.name!r} does not have."
        return Verdict(Status.ABSTAINED, "missing_library", told)
    return None


def _verdict(ruling: Ruling, statement: Statement, backend: Backend) -> Verdict:
    status = Status(ruling.status)
    checks: tuple[Check, ...] = ()
    if status is Status.ACCEPTED:
        checks = (
            Check(
                "statement",
                status,
                f"the response's theorem states what {statement.signature.name or 'it'} does",
            ),
            Check("proof", status, "Lean's kernel accepts the proof"),
            Check("axioms", status, ruling.rests),
        )
    return Verdict(status, ruling.reason, ruling.message, checks, runtime=_runtime(backend))


def _runtime(backend: Backend) -> str:
    """What a verdict rests on, for certificates: versions, and what pins the files."""
    said = backend.runtime
    pinned = "".join(f", {key} {value}" for key, value in said.items() if key not in ("lean", "runtime"))
    return f"Lean {said['lean']} ({said['runtime']}{pinned})"
