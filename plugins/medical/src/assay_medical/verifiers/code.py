"""Do the codes of a response exist, may they be used, and are they the ones that were asked for?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import assay
from assay.evidence import Findings
from assay_medical.parts import part_of

System = Literal["ICD-10-CM", "UCUM", "LOINC", "RxNorm", "SNOMED CT"]
MOST_CODES = 50


@assay.reference_part("code")
@dataclass(frozen=True)
class Code:
    """The codes that are right, or, without ``codes``, what every code of the response must be.

    ``release`` is that of ICD-10-CM (``2026-04``); ``""`` takes the one in the package. ``match``: ``all`` of the codes and no
    other one; ``ordered``, in this order too; ``any`` one of them. ``billable``: no code that has others below it will do (ICD-10-CM).
    ``below`` is a code under which each one of the response must lie. ``titles``: what a response says that a code is called
    must be so. ``together``: codes that Excludes1 notes keep apart may not stand in one answer.
    """

    system: System = "ICD-10-CM"
    codes: tuple[str, ...] = ()
    release: str = ""
    match: Literal["all", "ordered", "any"] = "all"
    billable: bool = False
    below: str = ""
    titles: bool = True
    together: bool = False

    @classmethod
    def from_text(cls, text: str) -> Code:
        """``E11.9`` and ``E11.9, I10`` are codes of ICD-10-CM."""
        codes = tuple(each.strip() for each in text.replace(";", ",").split(",") if each.strip())
        if not codes:
            raise ValueError("it names no code")
        return cls(codes=codes)

    def __post_init__(self) -> None:
        if len(self.codes) > MOST_CODES:
            raise ValueError(f"more than {MOST_CODES} codes are not compared")
        for each in (*self.codes, *((self.below,) if self.below else ())):
            if not 0 < len(each.strip()) <= 200:
                raise ValueError("a code has 1 to 200 characters")
        if self.system == "ICD-10-CM":
            from assay_medical.codes import icd

            for each in (*self.codes, *((self.below,) if self.below else ())):
                if not icd.CODE.fullmatch(each.strip()):
                    raise ValueError(f"{each!r} is no code of ICD-10-CM")
        elif self.release or self.billable or self.below or self.together:
            raise ValueError("release, billable, below and together are for ICD-10-CM")
        if len({each.upper() if self.system == "ICD-10-CM" else each for each in self.codes}) < len(
            self.codes
        ):
            raise ValueError("a code is named twice")


@assay.verifier(
    "medical.code",
    needs=("response", "reference"),
    preload=(
        "assay_medical.codes.judging",
        "assay.evidence.ucum",
        "assay.evidence.final_answer",
    ),
    deadline=10,  # the units of UCUM take seconds to load on a busy machine
    proves_wrong=(
        "wrong_code",
        "unknown_code",
        "invalid_code",
        "wrong_title",
        "not_billable",
        "missing_code",
        "extra_code",
        "wrong_order",
        "wrong_value",
        "wrong_unit",
        "inactive_code",
    ),
)
def code(sample: assay.Sample) -> assay.Verdict:
    """Do the codes that a response gives exist in the stated release, are they called as it says, and are they the right ones?

    ICD-10-CM, UCUM; LOINC, RxNorm and SNOMED CT through a file that the user licenses and points to. A reference with the part
    ``quantity`` asks for a value in a unit of UCUM instead: :func:`assay.evidence.quantity_answer.check_quantity`.
    """
    from assay.evidence import has_part
    from assay.evidence.quantities import Quantity
    from assay_medical.codes import judging

    found = Findings()
    if has_part(sample.reference, Quantity):
        from assay.evidence.quantity_answer import check_quantity, wanted

        check_quantity(sample, wanted(sample), found)
        return found.verdict()
    wanted_code = part_of(sample, Code, "code")
    if sample.response.split() == (sample.prompt or "").split():
        found.check(None, "code", "", "no_code", "The response is the prompt.")
    elif wanted_code.system == "ICD-10-CM":
        judging.check_icd(sample, wanted_code, found)
    elif wanted_code.system == "UCUM":
        judging.check_ucum(sample, wanted_code, found)
    else:
        judging.check_listed(sample, wanted_code, found)
    return found.verdict()
