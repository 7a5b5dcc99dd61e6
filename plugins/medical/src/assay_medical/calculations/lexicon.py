"""The names of all facts in a text, in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from assay_medical import clinical_terms
from assay_medical.vocabulary import Fact, facts

SHORT = 4
"""Names of fewer characters are known by their case: ``Na`` and ``K``, not ``na`` and ``k``."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text, and the facts that it may mean."""

    start: int
    end: int
    keys: tuple[str, ...]


def names_in(text: str) -> list[Name]:
    """The names of facts in a text, by place; of names that overlap the longest."""
    exact, folded, owners = _lexicon()
    found = [Name(*m.span(), owners[m[0]]) for m in exact.finditer(text)]
    found += [Name(*m.span(), owners[_folded(m[0])]) for m in folded.finditer(text)]
    found.sort(key=lambda name: (name.start, -name.end))
    kept: list[Name] = []
    for name in found:
        if not kept or name.start >= kept[-1].end:
            kept.append(name)
    return kept


def words_of(known: Fact) -> tuple[str, ...]:
    """All names by which a text may call a fact."""
    names = (*known.called, *known.entities, *_MORE.get(known.key, ()))
    if known.kind == "flag":
        names = (*names, *(each for name in known.called for each in _same_term(name)))
    return tuple(dict.fromkeys(form for name in names for form in _forms(name)))


def _same_term(name: str) -> tuple[str, ...]:
    """Other ways to write a term, by the lists of :mod:`assay_medical.clinical_terms`: ``cerebral infarction`` for ``stroke``."""
    words = clinical_terms.words_of(name)
    return _by_term().get(clinical_terms.synonyms().get(words, words), ())


@cache
def _by_term() -> dict[tuple[str, ...], tuple[str, ...]]:
    found: dict[tuple[str, ...], list[str]] = {}
    for phrase, term in clinical_terms.synonyms().items():
        found.setdefault(term, [" ".join(term)]).append(" ".join(phrase))
    return {
        term: tuple(phrase for phrase in phrases if len(phrase) >= SHORT) for term, phrases in found.items()
    }


def _forms(name: str) -> tuple[str, ...]:
    """A name in the singular, too: ``triglycerides``, ``triglyceride``."""
    return (name, name[:-1]) if name.endswith("s") and len(name) > 6 and name[-2] not in "su" else (name,)


_VESSELS = ("myocardial infarction", "heart attack", "peripheral artery disease", "peripheral arterial disease", "peripheral vascular disease", "PAD", "aortic plaque")  # fmt: skip
_MORE: dict[str, tuple[str, ...]] = {
    "bicarbonate": ("carbon dioxide", "bicarb", "CO2", "HCO3−", "tCO2"),
    "total_cholesterol": ("cholesterol",),
    "urea_nitrogen": ("urea", "serum urea", "blood urea"),
    "glucose": ("blood sugar", "plasma glucose", "fasting glucose", "random blood sugar", "FPG", "FBS", "sugar", "hyperglycemia", "hypoglycemia", "euglycemia"),
    "sodium": ("hyponatremia", "hypernatremia"),
    "potassium": ("hypokalemia", "hyperkalemia"),
    "calcium": ("hypercalcemia", "hypocalcemia"),
    "albumin": ("hypoalbuminemia",),
    "sbp": ("systolic pressure",),
    "dbp": ("diastolic pressure",),
    "hdl": ("high-density lipoprotein", "HDL-cholesterol", "HDL-C"),
    "ldl": ("low-density lipoprotein", "LDL-cholesterol", "LDL-C"),
    "ast": ("aspartate transaminase",),
    "alt": ("alanine transaminase",),
    "spo2": ("pulse oximetry", "saturating", "SPo2", "oxygen saturations", "O2 sat", "satting"),
    "pao2": ("PO2", "pO2", "partial pressure of oxygen"),
    "height": ("body height", "length"),
    "temperature": ("temp.", "fever", "afebrile"),
    "inr": ("PT-INR", "PT/INR"),
    "cervical_nodes": ("cervical lymphadenopathy", "cervical adenopathy", "swollen lymph nodes", "tender lymph nodes", "submandibular lymphadenopathy"),
    "tonsil_exudate": ("tonsillar exudate", "exudates", "swollen tonsils", "enlarged tonsils", "tonsillar enlargement", "tonsillar hypertrophy"),
    "purulent_tonsils": ("tonsillar exudate", "exudates", "purulent"),
    "uncontrolled_hypertension": ("uncontrolled blood pressure", "poorly controlled hypertension", "uncontrolled high blood pressure"),
    "hasbled_renal": ("dialysis", "renal transplant", "kidney disease", "renal disease"),
    "hasbled_liver": ("liver disease", "hepatic disease", "liver cirrhosis"),
    "bleeding_drugs": ("aspirin", "clopidogrel", "NSAIDs", "antiplatelet agents", "non-steroidal anti-inflammatory"),
    "altered_mental_status": ("altered mentation", "confusion", "lethargy", "disorientation", "confused"),
    "insulin_treatment": ("insulin",),
    "vascular_disease": _VESSELS,
    "atherosclerotic_disease": (*_VESSELS, "coronary artery disease", "stroke", "transient ischemic attack", "coronary stent"),
    "ischemic_heart_disease": ("myocardial infarction", "angina", "coronary artery disease", "ischemic heart disease"),
}  # fmt: skip
"""Names that notes use and that our own notes do not write."""


@cache
def _lexicon() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, tuple[str, ...]]]:
    owners: dict[str, tuple[str, ...]] = {}
    for key, known in facts().items():
        for name in words_of(known):
            said = name if len(name) < SHORT else _folded(name)
            owners[said] = (*owners.get(said, ()), key) if key not in owners.get(said, ()) else owners[said]
    exact = [name for name in owners if len(name) < SHORT]
    folded = [name for name in owners if len(name) >= SHORT]
    return _pattern(exact, 0), _pattern(folded, re.IGNORECASE), owners


def _folded(name: str) -> str:
    return re.sub(r"[\s-]+", " ", name.casefold())


def _pattern(words: Iterable[str], flags: int) -> re.Pattern[str]:
    """Whole words of a list, as a tree of their letters: time does not grow with the number of words."""
    tree: dict[str, dict] = {}  # type: ignore[type-arg]
    for word in words:
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return re.compile(rf"(?<![\w]){_branch(tree)}(?!\w)", flags)


def _branch(node: dict[str, dict]) -> str:  # type: ignore[type-arg]
    ends = "" in node
    branches = [
        (r"[\s-]{1,2}" if letter == " " else re.escape(letter)) + _branch(below)
        for letter, below in sorted(node.items())
        if letter
    ]
    if not branches:
        return ""
    return f"(?:{'|'.join(branches)}){'?' if ends else ''}" if ends or len(branches) > 1 else branches[0]
