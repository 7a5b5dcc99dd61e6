"""Other statements made of one: its negation, ``False`` from its hypotheses, and itself as text.

What Lean proves of them tells whether a statement that somebody wrote can hold, and whether it says anything.
"""

from __future__ import annotations

from dataclasses import replace

from assay_math.lean.statement import Signature, Statement
from assay_math.lean.tokens import Token, read

_HIDES_ARROWS = frozenset("∃ ∀ forall exists Σ fun λ let have if match show then else do".split())
"""Where one of these stands, the arrow after it belongs to it, and not to the statement as a whole."""
_LOOSER = frozenset("↔ <| |> |>. $ ;".split())
"""What binds looser than an arrow: the arrows before it are within one side of it."""


def written(statement: Statement) -> str:
    """The theorem without a proof, its definitions before it; reading it gives the statement again."""
    signature = statement.signature
    head = " ".join(each for each in ("theorem", signature.name or "t", signature.binders.strip()) if each)
    text = f"{head} : {signature.type.strip()}"
    return f"{statement.definitions}\n\n{text}" if statement.definitions else text


def denied(statement: Statement) -> Statement:
    """The negation, with all variables under the quantifier that it denies."""
    signature = statement.signature
    binders, type_ = signature.binders.strip(), signature.type.strip()
    return _with(statement, "_false", "", f"¬ (∀ {binders}, {type_})" if binders else f"¬ ({type_})")


def absurd(statement: Statement) -> Statement | None:
    """``False`` from the same variables and hypotheses: where it can be proved, the statement says nothing.

    Hypotheses before the colon count, and those that lead to the conclusion by arrows. None for a statement that has
    neither variables nor hypotheses.
    """
    signature = statement.signature
    kept = _hypotheses(signature.type)
    if not (kept or signature.binders.strip()):
        return None
    return _with(statement, "_absurd", signature.binders, f"{kept.lstrip()}False")


def _with(statement: Statement, ending: str, binders: str, type_: str) -> Statement:
    name = (statement.signature.name or "t").replace(".", "_") + ending
    return replace(statement, signature=Signature(name, binders, type_))


def _hypotheses(type_: str) -> str:
    """The part of a proposition before its conclusion: ``∀ x, A → B →`` of ``∀ x, A → B → C``, "" where there is none."""
    tokens = [token for token in read(type_) if token.depth == 0]
    end = at = 0
    while at < len(tokens):
        if tokens[at].text in ("∀", "forall"):
            at = _next(tokens, at, (",",)) + 1
        else:
            arrow = _next(tokens, at, ("→",))
            hidden = any(token.text in _HIDES_ARROWS for token in tokens[at:arrow])
            if hidden or any(_is_looser(tokens, place) for place in range(at, len(tokens))):
                break
            at = arrow + 1
        if at > len(tokens):
            break
        end = tokens[at - 1].end
    return f"{type_[:end]} " if end else ""


def _is_looser(tokens: list[Token], place: int) -> bool:
    text = tokens[place].text
    follows = tokens[place + 1].text if place + 1 < len(tokens) else ""
    return text in _LOOSER or (
        text == "<" and follows == "|" and tokens[place].end == tokens[place + 1].start
    )


def _next(tokens: list[Token], at: int, texts: tuple[str, ...]) -> int:
    return next((place for place in range(at, len(tokens)) if tokens[place].text in texts), len(tokens))
