"""Evidence: what verifiers of all domains need to say what a response rests on.

References (:func:`reference_part`), findings that become a verdict, quotes, traces of
computations, quantities with units, words of a language, unanswerable tasks, and the final
answer of a response. Modules with heavy libraries are imported by their names
(``from assay.evidence import quantities``).
"""

from __future__ import annotations

from assay.errors import BadReference
from assay.evidence.findings import Findings
from assay.evidence.languages import CannotTell, Language, language
from assay.references import has_part, make_reference, reference_part
from assay.routes import RoutesDisagree, agree

__all__ = [
    "BadReference",
    "CannotTell",
    "Findings",
    "Language",
    "RoutesDisagree",
    "agree",
    "has_part",
    "language",
    "make_reference",
    "reference_part",
]
