"""Evidence: what verifiers of all domains need to say what a response rests on.

References (:func:`reference_part`), findings that become a verdict, quotes, traces of
computations, quantities with units, words of a language, unanswerable tasks, and the final
answer of a response. What takes longer to import is imported when it is first used; modules with
heavy libraries are imported by their names (``from assay.evidence import quantities``).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from assay.errors import BadReference
from assay.evidence.findings import Findings
from assay.evidence.languages import language
from assay.evidence.pieces import CannotTell, Language
from assay.references import has_part, make_reference, reference_part
from assay.routes import RoutesDisagree, agree

if TYPE_CHECKING:
    from assay.evidence.no_answer import says_undetermined
    from assay.evidence.operands import Operand, locate, read_number
    from assay.evidence.quotes import Quote, find_quote
    from assay.evidence.trace import Step, Trace, check_trace
    from assay.evidence.unanswerable import Unanswerable

__all__ = [
    "BadReference",
    "CannotTell",
    "Findings",
    "Language",
    "Operand",
    "Quote",
    "RoutesDisagree",
    "Step",
    "Trace",
    "Unanswerable",
    "agree",
    "check_trace",
    "find_quote",
    "has_part",
    "language",
    "locate",
    "make_reference",
    "read_number",
    "reference_part",
    "says_undetermined",
]

_LATER = {
    "Operand": "operands",
    "Quote": "quotes",
    "Step": "trace",
    "Trace": "trace",
    "Unanswerable": "unanswerable",
    "check_trace": "trace",
    "find_quote": "quotes",
    "locate": "operands",
    "read_number": "operands",
    "says_undetermined": "no_answer",
}


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
