"""LOINC, RxNorm and SNOMED CT: files that a user licenses and points to, and the check digits that need no file.

None of these systems is in the package. A file is named by an environment variable: ``ASSAY_LOINC_FILE`` (``Loinc.csv``),
``ASSAY_RXNORM_FILE`` (``RXNCONSO.RRF``), ``ASSAY_SNOMED_FILE`` (a description snapshot,
``sct2_Description_Snapshot-en_….txt``); for each of them a CSV or TSV file with the columns ``code`` and ``display`` does as well.
"""

from __future__ import annotations

import csv
import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

VARIABLES = {
    "LOINC": "ASSAY_LOINC_FILE",
    "RxNorm": "ASSAY_RXNORM_FILE",
    "SNOMED CT": "ASSAY_SNOMED_FILE",
}
PATTERNS = {
    "LOINC": re.compile(r"(?<![\w-])\d{1,7}-\d(?![\w-])"),
    "RxNorm": re.compile(r"(?<![\w.-])\d{1,8}(?![\w-]|\.\d)"),
    "SNOMED CT": re.compile(r"(?<![\w.-])\d{6,18}(?![\w-]|\.\d)"),
}
"""How codes look in a text."""


@dataclass(frozen=True)
class Listed:
    """What a file says of a code: its names, the first the preferred one, and whether it is in use."""

    names: tuple[str, ...]
    active: bool = True


def check_digit_holds(system: str, code: str) -> bool:
    """Whether the check digit of a code is right; ``True`` for RxNorm, which has none.

    LOINC: mod 10, as in the LOINC Users' Guide, appendix "Calculating Mod 10 check digits". SNOMED CT: Verhoeff's dihedral
    check, as in its Technical Implementation Guide, "Check-digit" (J. Verhoeff, Error Detecting Decimal Codes, 1969).
    """
    if system == "LOINC":
        digits, _, check = code.partition("-")
        doubled = str(int(digits[::-1][::2]) * 2)
        total = sum(map(int, doubled)) + sum(map(int, digits[::-1][1::2]))
        return -total % 10 == int(check)
    if system == "SNOMED CT":
        if code[-3:-1] not in ("00", "10"):  # of a concept, in the core or an extension
            return False
        state = 0
        for place, digit in enumerate(reversed(code)):
            state = _times(state, _turned(int(digit), place % 8))
        return state == 0
    return True


def _times(a: int, b: int) -> int:
    """The product of two elements of the dihedral group of a pentagon, numbered 0 to 9."""
    if a < 5:
        return (a + b) % 5 if b < 5 else 5 + (a + b) % 5
    return 5 + (a - b) % 5 if b < 5 else (a - b) % 5


def _turned(digit: int, times: int) -> int:
    for _ in range(times):
        digit = (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)[digit]
    return digit


def file_of(system: str) -> dict[str, Listed] | None:
    """The codes in the file that the user points to, or ``None`` without one. Raises ``OSError`` if it cannot be read, and ``ValueError`` if it is of no known form."""
    path = os.environ.get(VARIABLES[system], "")
    return _read(system, path) if path else None


@cache
def _read(system: str, path: str) -> dict[str, Listed]:
    found: dict[str, Listed] = {}
    with open(path, encoding="utf-8-sig", newline="") as file:
        for code, name, active in _rows(system, path, file):
            before = found.get(code)
            names = (*before.names, name) if before else (name,)
            found[code] = Listed(names, active or bool(before and before.active))
    return found


def _rows(system: str, path: str, lines: Iterable[str]) -> Iterator[tuple[str, str, bool]]:
    csv.field_size_limit(min(sys.maxsize, 1 << 24))
    if system == "RxNorm" and path.upper().endswith(".RRF"):
        for line in lines:
            cells = line.split("|")
            if len(cells) > 16 and cells[11] == "RXNORM":
                yield cells[0], cells[14], cells[16] not in ("O", "Y", "E")
        return
    first = next(iter(lines := iter(lines)), "")
    tabs = "\t" in first
    rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE) if tabs else csv.reader(lines)
    head = [each.strip().lower() for each in next(csv.reader([first], delimiter="\t" if tabs else ","), [])]
    forms = (
        ("loinc_num", "long_common_name", "status"),
        ("conceptid", "term", "active"),
        ("code", "display", "status"),
    )
    columns = next((each for each in forms if each[0] in head and each[1] in head), None)
    if columns is None:
        raise ValueError("it has no columns 'code' and 'display', and is no file of the system's publisher")
    code_at, name_at = head.index(columns[0]), head.index(columns[1])
    state_at = head.index(columns[2]) if columns[2] in head else None
    for row in rows:
        if len(row) > max(code_at, name_at):
            status = (
                row[state_at].strip().lower() if state_at is not None and len(row) > state_at else "active"
            )
            yield row[code_at].strip(), row[name_at].strip(), status in ("active", "1", "trial", "")
