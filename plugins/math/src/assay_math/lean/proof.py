"""What a response proves: its theorems, cut out of Markdown and comments, or why it is refused before Lean sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assay.evidence.final_answer import without_drafts
from assay.evidence.markdown import fences
from assay_math.lean.statement import DECLARES, Signature, Statement, read_signature
from assay_math.lean.tokens import Refused, Token, clean, read, same
from assay_math.lean.words import refuse

_LANGUAGES = ("lean", "lean4", "lean 4")
_LONGEST_RESPONSE = 200_000
_MOST_THEOREMS = 50


@dataclass(frozen=True, slots=True)
class Theorem:
    """A theorem of the response. ``proof`` is a term (``by …`` is one), without the ``:=`` before it."""

    signature: Signature
    proof: str


@dataclass(frozen=True, slots=True)
class Proof:
    """All theorems of a response in order; ``target`` is the place of the one that proves the statement.

    ``own`` says that it states the theorem itself and in other tokens than the reference: whether it means the same is
    then for Lean to say.
    """

    theorems: tuple[Theorem, ...]
    target: int
    own: bool


def read_proof(response: str, statement: Statement) -> Proof:
    """Raises :class:`Refused`, with the reason why a response is not given to Lean."""
    cleaned = clean(_code(response))
    tokens = read(cleaned)
    if not tokens:
        raise Refused("no_proof", "The response holds no proof.")
    tokens = _after_imports(tokens, statement)
    tokens = _after_definitions(tokens, statement)
    if not tokens:
        raise Refused("no_proof", "The response holds no proof.")
    if tokens[0].text not in DECLARES:
        theorem = Theorem(statement.signature, _term(cleaned, tokens))
        return Proof((theorem,), 0, own=False)
    return _theorems(cleaned, tokens, statement)


def _code(response: str) -> str:
    """The Lean text of a response: its one block of Lean, its one block, or all of it."""
    if len(response) > _LONGEST_RESPONSE:
        raise Refused(
            "too_long", f"The response has {len(response):,} characters; {_LONGEST_RESPONSE:,} are read."
        )
    blocks = list(fences(without_drafts(response)))
    named = [block for block in blocks if block.language.lower() in _LANGUAGES]
    chosen = named or [block for block in blocks if not block.language]
    if len(chosen) > 1:
        raise Refused("several_proofs", f"The response holds {len(chosen)} blocks of Lean, not one.")
    if not chosen:
        if blocks:
            raise Refused("no_proof", "The response holds blocks of other languages, and none of Lean.")
        return without_drafts(response)
    if not chosen[0].closed:
        raise Refused("no_proof", "The block of Lean does not end.")
    return chosen[0].text


def _after_imports(tokens: list[Token], statement: Statement) -> list[Token]:
    """The tokens after the header of a whole file, which may import what the reference imports."""
    allowed = {*statement.imports, "Init"}
    while tokens and tokens[0].text == "import":
        if len(tokens) < 2 or tokens[1].text not in allowed:
            named = tokens[1].text if len(tokens) > 1 else "nothing"
            raise Refused("import", f"It imports {named}, which the reference does not.")
        tokens = tokens[2:]
    return tokens


def _after_definitions(tokens: list[Token], statement: Statement) -> list[Token]:
    """The tokens after the reference's definitions, if the response repeats them."""
    wanted = read(statement.definitions)
    if wanted and same(tokens[: len(wanted)], wanted):
        return tokens[len(wanted) :]
    return tokens


def _theorems(cleaned: str, tokens: list[Token], statement: Statement) -> Proof:
    starts = [index for index, token in enumerate(tokens) if token.text in DECLARES and token.depth == 0]
    if len(starts) > _MOST_THEOREMS:
        raise Refused("too_long", f"The response states {len(starts)} theorems; {_MOST_THEOREMS} are read.")
    found: list[Theorem] = []
    owns: list[bool] = []
    wanted = _signature_tokens(statement.signature)
    for number, start in enumerate(starts):
        mine = tokens[start : starts[number + 1] if number + 1 < len(starts) else len(tokens)]
        theorem, repeats = _theorem(cleaned, mine, statement, wanted)
        found.append(theorem)
        owns.append(not repeats)
    wanted_name = statement.signature.name
    named = [place for place, theorem in enumerate(found) if theorem.signature.name == wanted_name]
    if len(found) == 1:
        target = 0
    elif len(named) == 1 and wanted_name:
        target = named[0]
    else:
        told = f"named {wanted_name}" if wanted_name else "alone"
        raise Refused("other_statement", f"Of its {len(found)} theorems {len(named)} are {told}.")
    if not found[target].signature.name:
        found[target] = Theorem(_renamed(found[target].signature, wanted_name or "goal"), found[target].proof)
    if any(not theorem.signature.name for theorem in found):
        raise Refused("form", "An example beside the theorem is not read.")
    return Proof(tuple(found), target, owns[target])


def _theorem(
    cleaned: str, tokens: list[Token], statement: Statement, wanted: list[Token]
) -> tuple[Theorem, bool]:
    """One theorem, and whether it repeats the statement of the reference token for token."""
    word = 1 if tokens[0].text == "example" else 2
    if same(tokens[word : word + len(wanted)], wanted) and len(tokens) > word + len(wanted):
        after = tokens[word + len(wanted) :]
        if after[0].text in (":=", "|"):
            name = tokens[1].text if word == 2 else ""
            return Theorem(_renamed(statement.signature, name), _term(cleaned, after)), True
    signature, after = read_signature(cleaned, tokens)
    refuse(read(signature.closed))
    if not after:
        raise Refused("no_proof", f"{signature.name or 'The theorem'} is stated and not proved.")
    return Theorem(signature, _term(cleaned, after)), False


def _signature_tokens(signature: Signature) -> list[Token]:
    return read(f"{signature.binders} : {signature.type}")


def _renamed(signature: Signature, name: str) -> Signature:
    return Signature(name, signature.binders, signature.type)


def _term(cleaned: str, tokens: Sequence[Token]) -> str:
    """The proof as a term: without ``:=``; one by equations becomes a function, which is what Lean makes of it."""
    refuse(tokens)
    if tokens[0].text == ":=":
        tokens = tokens[1:]
    if not tokens:
        raise Refused("no_proof", "The response holds no proof.")
    if any(token.text == ":=" and token.depth == 0 for token in tokens[:1]):
        raise Refused("form", "A proof begins with ':='.")
    start = tokens[0].start
    line = cleaned.rfind("\n", 0, start) + 1
    # Columns count in Lean: the first line keeps its place, what stood before it becomes blanks.
    text = " " * (start - line) + cleaned[start : tokens[-1].end]
    return f"fun\n{text}" if tokens[0].text == "|" else text
