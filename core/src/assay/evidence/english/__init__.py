"""English: words and their base forms, sentences, numbers with units, names, negations, closed vocabularies.

What every language has is described in :class:`assay.evidence.Language`; the rest is English only.
"""

from __future__ import annotations

from assay.evidence.english.facts import NEGATIONS, names_in, negations_in, numbers_in, polarities
from assay.evidence.english.ground import Ground
from assay.evidence.english.sentences import sentences_in
from assay.evidence.english.words import (
    WORD,
    bases,
    common_words,
    english_share,
    irregular,
    irregular_of,
    is_form,
    ordinal,
    outside,
    plural,
    simple_words,
    synonyms,
    synonyms_of,
    talk_words,
    words_in,
)
from assay.evidence.number_words import number_word

CODE = "en"

__all__ = [
    "CODE",
    "NEGATIONS",
    "WORD",
    "Ground",
    "bases",
    "common_words",
    "english_share",
    "irregular",
    "irregular_of",
    "is_form",
    "names_in",
    "negations_in",
    "number_word",
    "numbers_in",
    "ordinal",
    "outside",
    "plural",
    "polarities",
    "sentences_in",
    "simple_words",
    "synonyms",
    "synonyms_of",
    "talk_words",
    "words_in",
]
