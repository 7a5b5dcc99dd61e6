"""Identities of sets."""

from __future__ import annotations

import itertools
import random

from assay import Draft, generator
from assay_math.generators._words import listing
from assay_math.generators.lean._claims import VERIFIERS, Argument, Claim, Problem, stated
from assay_math.generators.lean._terms import Formula


@generator("math.lean_sets", verifiers=VERIFIERS, on_request="lean")
def sets(rng: random.Random, difficulty: int) -> Draft:
    """Prove that two expressions with unions, intersections and complements are the same set, given by predicates.

    Two sets and one law at difficulty 1; three or four sets and up to five laws, one after the other, at 5.
    """
    letters = list("ABCD"[: (2, 3, 3, 3, 4)[difficulty - 1]])
    while True:
        left = _random_set(rng, letters, difficulty)
        right = left
        for _ in range(difficulty + 1):
            right = _law(rng, right)
        wrong = _spoiled(rng, right)
        if (
            left == right
            or _size(right) > 14 + 2 * difficulty
            or _letters(left) != set(letters)
            or _letters(right) != set(letters)
        ):
            continue
        at = next(
            (
                dict(zip(letters, v, strict=True))
                for v in itertools.product((True, False), repeat=len(letters))
                if _member(left, dict(zip(letters, v, strict=True)))
                != _member(wrong, dict(zip(letters, v, strict=True)))
            ),
            None,
        )
        if at is not None:
            break
    if any(
        _member(left, dict(zip(letters, v, strict=True)))
        != _member(right, dict(zip(letters, v, strict=True)))
        for v in itertools.product((True, False), repeat=len(letters))
    ):
        raise AssertionError(f"{_set_tex(left)} is not {_set_tex(right)}")
    nouns = {"α → Prop": (r"subset of $\alpha$", r"subsets of $\alpha$")}
    types = (("α", "Type"), (" ".join(letters), "α → Prop"))

    def claim(other: Tree) -> Claim:
        told = f"${_set_tex(left)} = {_set_tex(other)}$, that is, an element lies in the one exactly if it lies in the other"
        return Claim(
            types, (), Formula(f"∀ x : α, {_outer(left)} ↔ {_outer(other)}", 0, None, "", told), nouns
        )

    splits = " <;> ".join(f"by_cases h{x} : {x} x" for x in letters)
    tactics = ("intro x", f"{splits} <;>\n  simp [{', '.join('h' + x for x in letters)}]")
    words = f"Take an element $x$. Whether it lies in {listing([f'${x}$' for x in letters], 'or')} are ${2 ** len(letters)}$ cases, and in each of them both sides say the same."
    shown = listing([f"{'in' if at[x] else 'not in'} ${x}$" for x in letters])
    ins = [_member(left, at), _member(wrong, at)]
    disproof = Argument(
        f"Take an element that is {shown}. It lies in the {'left' if ins[0] else 'right'} side only.",
        (
            f"have wrong := claim Unit {' '.join('(fun _ => True)' if at[x] else '(fun _ => False)' for x in letters)} ()",
            "exact absurd wrong (by decide)",
        ),
    )
    return stated(rng, Problem("same_set", claim(right), Argument(words, tactics), claim(wrong), disproof))


Tree = tuple[object, ...]
"""``("A",)``, ``("not", tree)``, ``("∧", tree, tree)``, ``("∨", tree, tree)``."""


def _random_set(rng: random.Random, letters: list[str], difficulty: int) -> Tree:
    trees: list[Tree] = [(x,) for x in letters]
    if difficulty > 2:
        trees.append((rng.choice(letters),))
    rng.shuffle(trees)
    while len(trees) > 1:
        a, b = trees.pop(), trees.pop(rng.randrange(len(trees)))
        joined: Tree = (rng.choice("∧∨"), a, b)
        trees.insert(rng.randint(0, len(trees)), ("not", joined) if rng.random() < 0.25 else joined)
    return trees[0]


def _law(rng: random.Random, tree: Tree) -> Tree:
    """One law of sets, used at a random place: De Morgan, distributive, commutative, or none if none fits there."""
    if len(tree) == 3 and rng.random() < 0.5:
        op, a, b = tree
        if rng.random() < 0.5:
            return (op, _law(rng, a), b)  # type: ignore[arg-type]
        return (op, a, _law(rng, b))  # type: ignore[arg-type]
    if tree[0] == "not":
        inner: Tree = tree[1]  # type: ignore[assignment]
        if inner[0] == "not":
            return inner[1]  # type: ignore[return-value]
        if len(inner) == 3:
            return ("∨" if inner[0] == "∧" else "∧", ("not", inner[1]), ("not", inner[2]))
        return tree
    if len(tree) == 1:
        return tree
    op, a, b = tree
    other = "∨" if op == "∧" else "∧"
    if b[0] == other and rng.random() < 0.8:  # type: ignore[index]
        return (other, (op, a, b[1]), (op, a, b[2]))  # type: ignore[index]
    if a[0] == other and rng.random() < 0.8:  # type: ignore[index]
        return (other, (op, a[1], b), (op, a[2], b))  # type: ignore[index]
    if rng.random() < 0.4:
        return ("not", (other, _complement(a), _complement(b)))  # type: ignore[arg-type]
    return (op, b, a)


def _complement(tree: Tree) -> Tree:
    return tree[1] if tree[0] == "not" else ("not", tree)  # type: ignore[return-value]


def _spoiled(rng: random.Random, tree: Tree) -> Tree:
    """One operation or complement changed."""
    if len(tree) == 1:
        return ("not", tree)
    if tree[0] == "not":
        return ("not", _spoiled(rng, tree[1])) if rng.random() < 0.6 else tree[1]  # type: ignore[arg-type, return-value]
    op, a, b = tree
    draw = rng.random()
    if draw < 0.4:
        return ("∨" if op == "∧" else "∧", a, b)
    return (op, _spoiled(rng, a), b) if draw < 0.7 else (op, a, _spoiled(rng, b))  # type: ignore[arg-type]


def _member(tree: Tree, at: dict[str, bool]) -> bool:
    if len(tree) == 1:
        return at[str(tree[0])]
    if tree[0] == "not":
        return not _member(tree[1], at)  # type: ignore[arg-type]
    found: list[bool] = [_member(each, at) for each in tree[1:]]  # type: ignore[arg-type]
    return all(found) if tree[0] == "∧" else any(found)


def _letters(tree: Tree) -> set[str]:
    if len(tree) == 1:
        return {str(tree[0])}
    return {x for t in tree[1:] for x in _letters(t)}  # type: ignore[arg-type]


def _size(tree: Tree) -> int:
    size = 1
    for inner in tree[1:]:
        size += _size(inner)  # type: ignore[arg-type]
    return size


def _outer(tree: Tree) -> str:
    text = _set_lean(tree)
    return text[1:-1] if len(tree) == 3 else text


def _set_lean(tree: Tree) -> str:
    if len(tree) == 1:
        return f"{tree[0]} x"
    if tree[0] == "not":
        inner = _set_lean(tree[1])  # type: ignore[arg-type]
        return f"¬ {inner}"
    return f"({_set_lean(tree[1])} {tree[0]} {_set_lean(tree[2])})"  # type: ignore[arg-type]


def _set_tex(tree: Tree, inside: bool = False) -> str:
    if len(tree) == 1:
        return str(tree[0])
    if tree[0] == "not":
        return f"\\overline{{{_set_tex(tree[1])}}}"  # type: ignore[arg-type]
    sign = r"\cap" if tree[0] == "∧" else r"\cup"
    text = f"{_set_tex(tree[1], True)} {sign} {_set_tex(tree[2], True)}"  # type: ignore[arg-type]
    return f"({text})" if inside else text
