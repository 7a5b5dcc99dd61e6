"""Language services: words, sentences, numbers, names and negations of a text, by rules and tables, no model.

::

    english = language("en")
    [piece.text for piece in english.sentences_in("See 42 U.S.C. § 1983. It was passed in 1871.")]
    # ['See 42 U.S.C. § 1983.', 'It was passed in 1871.']

What a language cannot tell it does not guess: :class:`CannotTell` is raised. A verifier that
catches it abstains; one that does not ends in an error, and neither is accepted.
"""

from __future__ import annotations

from assay.errors import UsageError
from assay.evidence.pieces import Language

LANGUAGES = ("en", "zh")


def language(code: str) -> Language:
    """The services for ``en`` or ``zh``; raises :class:`~assay.UsageError` for any other code."""
    if code == "en":
        from assay.evidence import english

        return english
    if code == "zh":
        from assay.evidence import chinese

        return chinese
    raise UsageError(f"there are no rules for the language {code!r}; there are for {' and '.join(LANGUAGES)}")
