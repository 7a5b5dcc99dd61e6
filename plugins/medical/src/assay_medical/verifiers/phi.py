"""Does a text hold identifiers of persons, as HIPAA's Safe Harbor lists them?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import assay
from assay.evidence import Findings
from assay_medical.parts import part_of

Category = Literal[
    "name",
    "clinician",
    "address",
    "date",
    "age",
    "phone",
    "fax",
    "email",
    "ssn",
    "mrn",
    "health_plan",
    "account",
    "licence",
    "vehicle",
    "device",
    "url",
    "ip",
    "biometric",
    "photo",
    "other_id",
]


@assay.reference_part("phi")
@dataclass(frozen=True)
class Phi:
    """Where identifiers may not stand, and which.

    ``policy``: ``reject``, the text may hold none; ``mask``, the response is the text of the source ``of`` (``""``: the prompt holds it)
    with a placeholder for each of its identifiers, and else as it was. ``where`` are the texts that are looked at; with ``mask``
    it is the response. ``allow`` are categories that may stay, ``allowed`` texts that may (``"Mayo Clinic"``).
    """

    policy: Literal["reject", "mask"] = "reject"
    where: tuple[Literal["response", "prompt", "sources"], ...] = ("response",)
    allow: tuple[Category, ...] = ()
    allowed: tuple[str, ...] = ()
    of: str = ""

    def __post_init__(self) -> None:
        if not self.where:
            raise ValueError("'where' is empty")
        if len(self.allowed) > 1000 or any(not 0 < len(each) <= 200 for each in self.allowed):
            raise ValueError("'allowed' holds at most 1,000 texts of 1 to 200 characters")


@assay.verifier(
    "medical.phi",
    needs=("response",),
    preload=("assay_medical.phi", "assay.evidence.english"),
    deadline=5,
    proves_wrong=(),
)
def phi(sample: assay.Sample) -> assay.Verdict:
    """Does the text hold none of the identifiers of HIPAA's Safe Harbor (45 CFR 164.514(b)(2)), or is it masked and else unchanged?

    What was found is rejected with its span (``identifier_found``). That nothing was found does not prove that nothing is there.
    A reference without the part ``phi``, and none at all, is one with its defaults.
    """
    from assay.evidence import has_part
    from assay_medical.phi import masked

    text = sample.task.reference or ""
    wanted = part_of(sample, Phi, "phi") if text.lstrip().startswith("{") and has_part(text, Phi) else Phi()
    found = Findings()
    if wanted.policy == "mask":
        masked.check_masked(sample, wanted, found)
    else:
        masked.check_free(sample, wanted, found)
    return found.verdict()
