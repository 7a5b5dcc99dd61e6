"""What is to be proved: the Lean part of a reference.

A reference is the statement as text (``theorem t (a b : Nat) : a + b = b + a``), or a JSON object with ``statement``
and, if need be, ``imports`` (modules, none by default) and ``lean`` (a version, as ``4.28``). Definitions may stand
before the theorem. A proof after it (``:= by sorry``) is cut off.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from assay import BadReference
from assay_math.lean.tokens import Refused, Token, clean, read
from assay_math.lean.words import FORBIDDEN, refuse

DECLARES = ("theorem", "lemma", "example")
_DEFINES = frozenset("def abbrev inductive structure where deriving termination_by decreasing_by".split())
"""What a definition of a reference is made of. An instance is not: it would reach the other files of a batch."""
_MOST_IMPORTS = 50
_LONGEST_REFERENCE = 200_000


@dataclass(frozen=True, slots=True)
class Signature:
    """A theorem without its proof: cleaned texts. ``binders`` may be empty."""

    name: str
    binders: str
    type: str

    @property
    def closed(self) -> str:
        """The statement as one proposition: the binders under a quantifier."""
        return f"∀ {self.binders},\n{self.type}" if self.binders.strip() else self.type


@dataclass(frozen=True, slots=True)
class Statement:
    """What a reference asks for. ``definitions`` are the commands before its theorem, cleaned."""

    signature: Signature
    definitions: str = ""
    imports: tuple[str, ...] = ()
    lean: str = ""


@lru_cache(maxsize=256)
def read_statement(reference: str) -> Statement:
    """The Lean part of a reference; raises :class:`~assay.BadReference`."""
    text, imports, version = _parts(reference)
    try:
        cleaned = clean(text)
        tokens = read(cleaned)
        starts = [index for index, token in enumerate(tokens) if token.text in DECLARES and token.depth == 0]
        if len(starts) != 1:
            raise BadReference(f"The statement holds {len(starts)} theorems, not one.")
        start = starts[0]
        definitions = tokens[:start]
        refuse(token for token in definitions if token.text not in _DEFINES)
        signature, _ = read_signature(cleaned, tokens[start:])
        refuse(read(signature.closed))
    except Refused as refused:
        raise BadReference(f"The statement cannot be used: {refused}") from None
    before = cleaned[: tokens[start].start]
    return Statement(signature, before.strip("\n") if definitions else "", imports, version)


def _parts(reference: str) -> tuple[str, tuple[str, ...], str]:
    if len(reference) > _LONGEST_REFERENCE:
        raise BadReference(
            f"The reference has {len(reference):,} characters, {_LONGEST_REFERENCE:,} are read."
        )
    if not reference.lstrip().startswith("{"):
        if not reference.strip():
            raise BadReference("The reference is empty; it must be a Lean statement.")
        return reference, (), ""
    try:
        value: Any = json.loads(reference)
    except (ValueError, RecursionError):
        raise BadReference("The reference begins as a JSON object and is none.") from None
    text, imports, version = value.get("statement"), value.get("imports", []), value.get("lean", "")
    if not isinstance(text, str) or not text.strip():
        raise BadReference("The reference has no text 'statement'.")
    if (
        not isinstance(imports, list)
        or len(imports) > _MOST_IMPORTS
        or not all(isinstance(module, str) and _is_module(module) for module in imports)
    ):
        raise BadReference("The reference's imports must be a list of names of modules.")
    if not isinstance(version, str) or not all(
        part.isalnum() and part.isascii() for part in _version(version)
    ):
        raise BadReference("The reference's lean must be a version, such as 4.28.")
    return text, tuple(imports), version


def _version(text: str) -> list[str]:
    return text.removeprefix("v").replace("-", ".").split(".") if text else []


def _is_module(name: str) -> bool:
    return len(name) <= 200 and name.isascii() and all(part.isidentifier() for part in name.split("."))


def fits(version: str, wanted: str) -> bool:
    """Whether a Lean version is the one that a reference asks for, as far as that says: 4.28.0-pre is 4.28."""
    parts, asked = _version(version), _version(wanted)
    return parts[: len(asked)] == asked


def read_signature(cleaned: str, tokens: Sequence[Token]) -> tuple[Signature, list[Token]]:
    """A theorem's signature, from the word that declares it, and the tokens from its ``:=`` or first ``|`` on.

    Raises :class:`Refused` with the reason ``form``. A ``:=`` at the outermost level ends the statement, but for those
    that follow a ``let`` or a ``have`` in it.
    """
    rest = list(tokens[1:])
    name = ""
    if tokens[0].text != "example":
        if not rest or not is_name(rest[0].text):
            raise Refused("form", f"{tokens[0].text!r} is not followed by a plain name.")
        name = rest.pop(0).text
    start = tokens[0].end if not name else tokens[1].end
    colon = next((token for token in rest if token.depth == 0 and token.text in (":", ":=", "|")), None)
    if colon is None or colon.text != ":":
        raise Refused("form", "A theorem has no statement after a colon.")
    binders = cleaned[start : colon.start]
    for token in rest:
        if token is colon:
            break
        if token.depth == 0 and not (token.text in "()[]{}⦃⦄" or is_name(token.text) or token.text == "_"):
            raise Refused("form", f"{token.text!r} stands between the binders of a theorem.")
    pending = 0
    end, after = len(cleaned.rstrip()), list[Token]()
    below = rest[rest.index(colon) + 1 :]
    for index, token in enumerate(below):
        if token.depth:
            continue
        if token.text in ("let", "have"):
            pending += 1
        elif token.text == ":=" and pending:
            pending -= 1
        elif token.text in (":=", "|") and not (token.text == "|" and _norm(below, index)):
            end, after = token.start, below[index:]
            break
        elif token.text in DECLARES:
            raise Refused("form", "A theorem has no proof.")
    type_ = cleaned[colon.end : end]
    if not type_.strip():
        raise Refused("form", "A theorem has an empty statement.")
    return Signature(name, binders.strip("\n").rstrip(), type_.strip("\n").rstrip()), after


def _norm(tokens: Sequence[Token], index: int) -> bool:
    """Whether a bar may be one of |x|, which needs brackets here: those of an equation are followed by => at some place."""
    return not any(token.text == "=>" for token in tokens[index:] if token.depth == 0)


def is_name(text: str) -> bool:
    """Whether a word can name a declaration or a variable: no keyword of ours, no number within."""
    return (
        all(part and not part[0].isdigit() for part in text.split("."))
        and (text[0].isalpha() or text[0] == "_")
        and text not in FORBIDDEN
        and not text.startswith("_root_")
        and text[-1] not in "!?"
    )
