"""Whether words that a response gives as the title of a code say what the code is called."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

LONGEST = 300  # characters of a claimed title

_DROPPED = frozenset("a an the of in on at by for to and or due is as icd 10 cm code".split())
"""Words that titles are told with or without."""
_TURNS = frozenset("without not no except excluding non".split())
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_SPELLING = (
    ("w/o", "without "),
    ("nos", "unspecified"),
    ("nec", "not elsewhere classified"),
    ("aemi", "emi"),
    ("oede", "ede"),
    ("haem", "hem"),
    ("oeso", "eso"),
    ("rrhoe", "rrhe"),
    ("paed", "ped"),
    ("tumour", "tumor"),
)
_SHORT = {
    "t1dm": "type 1 diabetes mellitus", "t2dm": "type 2 diabetes mellitus", "dm1": "type 1 diabetes mellitus", "dm2": "type 2 diabetes mellitus", "dm": "diabetes mellitus", "htn": "hypertension",
    "ckd": "chronic kidney disease", "esrd": "end stage renal disease", "copd": "chronic obstructive pulmonary disease", "hf": "heart failure", "chf": "congestive heart failure", "afib": "atrial fibrillation",
    "af": "atrial fibrillation", "mi": "myocardial infarction", "dvt": "acute embolism thrombosis deep vein", "uti": "urinary tract infection", "gerd": "gastro-esophageal reflux disease",
    "bph": "benign prostatic hyperplasia", "cad": "coronary artery disease", "oa": "osteoarthritis", "ra": "rheumatoid arthritis", "mdd": "major depressive disorder", "ca": "malignant neoplasm",
    "uncomplicated": "without complications",
}  # fmt: skip
"""Usual abbreviations of charts."""
_WORD = re.compile(r"[a-z0-9]+(?:[-.'’][a-z0-9]+)*")
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")


def words(text: str) -> tuple[str, ...]:
    """The words of a title as they are compared: lower case, one spelling, singular."""
    text = unicodedata.normalize("NFKC", text[: LONGEST * 4]).lower()
    for one, other in _SPELLING:
        text = re.sub(rf"\b{one}\b" if one.isalpha() and len(one) == 3 else re.escape(one), other, text)
    found: list[str] = []
    for word in _WORD.findall(re.sub(r"\bw/(?=\s)", "with", text)):
        if found and found[-1] in ("type", "stage", "grade", "class") and word in _ROMAN:
            word = _ROMAN[word]
        if word in _SHORT:
            found += words(_SHORT[word])
            continue
        if len(word) > 4 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
            word = word.removesuffix("s")
        if word not in _DROPPED:
            found.append(word)
    return tuple(found)


def says(claim: str, names: Iterable[str]) -> bool:
    """Whether a claimed title is one of a code's names, in other spelling or shortened.

    Shortened means that each of its words is one of the name's, on the same side of "without": "heart failure" is not short for
    "hypertensive heart disease without heart failure".
    """
    before, behind, turn = _sides(words(claim))
    if not before or len(claim) > LONGEST:
        return False
    for name in names:
        first, second, turned = _sides(words(name))
        if set(before) <= set(first) and (not turn or (turn == turned and set(behind) <= set(second))):
            return True
    return False


def _sides(found: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """The words before the first one that turns the sense, those behind it, and it."""
    for at, word in enumerate(found):
        if word in _TURNS:
            return found[:at], found[at + 1 :], word
    return found, (), ""


def plain(title: str) -> str:
    """A title for looking up which code is called so: lower case, without what stands in brackets."""
    return " ".join(_BRACKETS.sub("", title.lower()).split()).strip(" ,.;:")
