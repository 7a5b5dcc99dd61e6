"""Propositional and first-order logic, and identities of sets."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable
from dataclasses import dataclass

from assay import Draft, generator
from assay_math.generators._words import listing
from assay_math.generators.lean._claims import VERIFIERS, Argument, Claim, Problem, stated
from assay_math.generators.lean._terms import CONNECTIVES, Formula, connect, negation, proposition


@dataclass
class _Derived:
    """A proposition that was derived: how Lean names its proof, and the step that made it."""

    label: str
    step: str
    words: str


@generator("math.lean_propositions", verifiers=VERIFIERS)
def propositions(rng: random.Random, difficulty: int) -> Draft:
    """Derive a proposition from others: a chain of implications, conjunctions, disjunctions and contrapositives.

    Two steps at difficulty 1 and six at 5. The false twin lacks one premise or has it turned round, and truth values refute it.
    """
    while True:
        made = _derivation(rng, difficulty + 1)
        if made is not None:
            return stated(rng, made)


_LETTERS = "p q r s t u v w".split()


def _derivation(rng: random.Random, steps: int) -> Problem | None:
    letters = list(_LETTERS)
    atoms = {x: proposition(x) for x in letters}
    unused = letters[1:]
    current = letters[0]
    premises: list[Formula] = [atoms[current]]
    # each entry: the number of its premises, Lean of the step (given labels), words
    proof: list[tuple[list[int], Callable[[list[str], dict[str, str]], str], str, str]] = []
    known = [current]
    for _ in range(steps):
        if not unused:
            break
        target = unused.pop(0)
        kind = rng.choice(("implies", "implies", "both", "either", "contra", "iff"))
        p, t = atoms[current], atoms[target]
        at = len(premises)
        if kind == "implies":
            premises.append(connect("→", p, t))
            proof.append(
                (
                    [at],
                    lambda h, has, p=current: f"{h[0]} {has[p]}",
                    target,
                    f"${target}$ follows from ${premises[-1].tex}$",
                )
            )  # type: ignore[misc]
        elif kind == "iff":
            premises.append(connect("↔", t, p))
            proof.append(
                (
                    [at],
                    lambda h, has, p=current: f"{h[0]}.mpr {has[p]}",
                    target,
                    f"${target}$ follows from ${premises[-1].tex}$",
                )
            )  # type: ignore[misc]
        elif kind == "both" and len(known) > 1:
            other = rng.choice([x for x in known if x != current])
            premises.append(connect("→", connect("∧", atoms[other], p), t))
            proof.append(
                (
                    [at],
                    lambda h, has, p=current, o=other: f"{h[0]} ⟨{has[o]}, {has[p]}⟩",
                    target,
                    f"${target}$ follows from ${premises[-1].tex}$, as ${other}$ and ${current}$ hold",
                )
            )  # type: ignore[misc]
        elif kind == "either" and unused:
            side = unused.pop(0)
            premises += [connect("→", p, connect("∨", t, atoms[side])), connect("→", atoms[side], t)]
            proof.append(
                (
                    [at, at + 1],
                    lambda h, has, p=current, s=side: f"({h[0]} {has[p]}).elim id {h[1]}",
                    target,
                    f"one of ${target}$ and ${side}$ holds, and ${side}$ gives ${target}$",
                )
            )  # type: ignore[misc]
        elif kind == "contra":
            premises.append(connect("→", negation(t), negation(p)))
            proof.append(
                (
                    [at],
                    lambda h, has, p=current, t=target: (
                        f"Classical.byContradiction (fun n => {h[0]} n {has[p]})"
                    ),
                    target,
                    f"if ${target}$ failed, so would ${current}$",
                )
            )  # type: ignore[misc]
        else:
            premises.append(connect("→", p, t))
            proof.append(
                (
                    [at],
                    lambda h, has, p=current: f"{h[0]} {has[p]}",
                    target,
                    f"${target}$ follows from ${premises[-1].tex}$",
                )
            )  # type: ignore[misc]
        known.append(target)
        current = target
    order = list(range(len(premises)))
    rng.shuffle(order)
    used = [x for x in letters if any(_mentions(each, x) for each in premises)]
    new = (
        dict(zip(used, rng.sample(used, len(used)), strict=True))
        if rng.random() < 0.5
        else {x: x for x in used}
    )
    renamed = rng.choice(("", "ABCDEFGH"))
    if renamed:
        new = {x: renamed["pqrstuvw".index(y)] for x, y in new.items()}

    def rename(text: str) -> str:
        return "".join(new.get(c, c) if _alone(text, i) else c for i, c in enumerate(text))

    given = [_renamed(premises[i], new, rename) for i in order]
    goal = proposition(new[current])
    types = ((" ".join(sorted(new.values())), "Prop"),)
    claim = Claim(types, tuple(given), goal)
    label = {old: claim.labels[place] for place, old in enumerate(order)}
    has = {letters[0]: label[0]}
    tactics, words = [], [f"${new[letters[0]]}$ is given"]
    for indices, make, target, told in proof:
        text = make([label[i] for i in indices], has)
        has[target] = f"h{new[target]}"
        tactics.append(f"have h{new[target]} : {new[target]} := {text}")
        words.append(_rename_tex(told, new))
    tactics[-1] = f"exact {tactics[-1].split(' := ', 1)[1]}"
    said = "; ".join(words)
    twin = _weakened(rng, claim)
    if twin is None:
        return None
    weaker, values = twin
    shown = listing([f"${x}$ {'true' if values[x] else 'false'}" for x in weaker.names])
    arguments = " ".join("True" if values[x] else "False" for x in weaker.names)
    proofs = " ".join("(by decide)" for _ in weaker.given)
    disproof = Argument(
        f"Let {shown}. Then all the premises hold, but ${goal.tex}$ does not.",
        (f"exact absurd (claim {arguments} {proofs}) (by decide)",),
    )
    return Problem(
        "derivation",
        claim,
        Argument(said[0].upper() + said[1:] + "." if said[0] != "$" else said + ".", tuple(tactics)),
        weaker,
        disproof,
    )


def _alone(text: str, i: int) -> bool:
    """Whether the letter there is a name by itself."""
    return not (text[i - 1 : i].isalpha() or text[i - 1 : i] == "\\" or text[i + 1 : i + 2].isalpha())


def _mentions(formula: Formula, letter: str) -> bool:
    return any(c == letter and _alone(formula.lean, i) for i, c in enumerate(formula.lean))


def _rename_tex(told: str, new: dict[str, str]) -> str:
    pieces = told.split("$")
    for k in range(1, len(pieces), 2):
        pieces[k] = "".join(new.get(c, c) if _alone(pieces[k], i) else c for i, c in enumerate(pieces[k]))
    return "$".join(pieces)


def _renamed(formula: Formula, new: dict[str, str], rename: Callable[[str], str]) -> Formula:
    holds = formula.holds
    assert holds is not None
    return Formula(
        rename(formula.lean),
        formula.level,
        lambda env: holds({x: env[y] for x, y in new.items()}),
        rename(formula.tex),
    )


def _weakened(rng: random.Random, claim: Claim) -> tuple[Claim, dict[str, bool]] | None:
    """The claim without one premise, and truth values that refute it; None if it still follows."""
    for i in rng.sample(range(len(claim.given)), len(claim.given)):
        if claim.given[i].level == 100 and len(claim.given) > 2:
            continue  # the fact that all starts from: without it everybody sees it
        less = Claim(claim.variables, (*claim.given[:i], *claim.given[i + 1 :]), claim.goal)
        for values in itertools.product((True, False), repeat=len(claim.names)):
            env = dict(zip(claim.names, values, strict=True))
            if less.fails_at(env):
                return less, env
    return None


# ---------------------------------------------------------------- quantifiers


@generator("math.lean_quantifiers", verifiers=VERIFIERS)
def quantifiers(rng: random.Random, difficulty: int) -> Draft:
    """Derive a statement about all, some or no elements of a type from such statements (syllogisms).

    A chain of two classes at difficulty 1 and of six at 5. The false twin goes the other way round, and two elements refute it.
    """
    size = difficulty + 2
    letters = sorted(rng.sample("PQRSTUVWMN", size)) if rng.random() < 0.5 else list("PQRSTUVW"[:size])
    order = rng.sample(letters, size)
    first, last = order[0], order[-1]
    kind = rng.choice(("all", "some", "none"))
    links = [_every(a, b) for a, b in itertools.pairwise(order)]
    chain = "x"
    types = (("α", "Type"), (" ".join(letters), "α → Prop"))

    def through(start: str, labels: list[str]) -> str:
        out = start
        for label in labels:
            out = f"({label} x {out})"
        return out[1:-1] if out.startswith("(") else out

    del chain
    places = list(range(len(links)))
    rng.shuffle(places)
    told_chain = ", ".join(f"every ${a}$ is ${b}$" for a, b in itertools.pairwise(order))
    if kind == "all":
        given = [links[i] for i in places]
        claim = Claim(types, tuple(given), _every(first, last))
        twin = Claim(types, tuple(given), _every(last, first))
        label = {old: claim.labels[new] for new, old in enumerate(places)}
        tactics: tuple[str, ...] = (
            "intro x hx",
            f"exact {through('hx', [label[i] for i in range(len(links))])}",
        )
        words = f"Take any $x$ with ${first}(x)$. One after the other, {told_chain}, so ${last}(x)$."
        false_at = first
    elif kind == "some":
        # some element is both order[0] and order[1]; it is then order[-1] and order[0]
        both = _some(order[0], order[1])
        premises = [both, *links[1:]]
        places = rng.sample(range(len(premises)), len(premises))
        given = [premises[i] for i in places]
        claim = Claim(types, tuple(given), _some(last, first))
        other = [_some(order[1], last) if False else each for each in given]
        del other
        broken = [links[1:][0] if size > 2 else both]
        turned = _every(order[2], order[1])
        twin_given = [turned if premises[i] is broken[0] else premises[i] for i in places]
        twin = Claim(types, tuple(twin_given), _some(last, first))
        label = {old: claim.labels[new] for new, old in enumerate(places)}
        tactics = (
            f"obtain ⟨x, hf, hs⟩ := {label[0]}",
            f"exact ⟨x, {through('hs', [label[i] for i in range(1, len(premises))])}, hf⟩",
        )
        words = f"Take the $x$ with ${order[0]}(x)$ and ${order[1]}(x)$ that is given. {', '.join(f'Every ${a}$ is ${b}$' if k == 0 else f'every ${a}$ is ${b}$' for k, (a, b) in enumerate(itertools.pairwise(order[1:])))}, so ${last}(x)$ as well."
        false_at = ""
    else:
        # no last is a negated class: every order[i] is order[i+1], and none of the last is `first`'s partner
        none = _no(order[-2], last)
        premises = [*links[:-1], none]
        places = rng.sample(range(len(premises)), len(premises))
        given = [premises[i] for i in places]
        claim = Claim(types, tuple(given), _no(first, last))
        twin_premises = [*links[:-2], _every(order[-2], order[-3]), none]
        twin = Claim(types, tuple(twin_premises[i] for i in places), _no(first, last))
        label = {old: claim.labels[new] for new, old in enumerate(places)}
        chain_labels = [label[i] for i in range(len(premises) - 1)]
        tactics = (
            "rintro ⟨x, hf, hl⟩",
            f"exact {label[len(premises) - 1]} ⟨x, {through('hf', chain_labels)}, hl⟩",
        )
        words = f"Suppose some $x$ has ${first}(x)$ and ${last}(x)$. {', '.join(f'Every ${a}$ is ${b}$' if k == 0 else f'every ${a}$ is ${b}$' for k, (a, b) in enumerate(itertools.pairwise(order[:-1])))}, so ${order[-2]}(x)$, which cannot go with ${last}(x)$."
        false_at = ""
    del false_at
    model = _countermodel(twin, letters)
    disproof = Argument(
        _model_words(model, letters),
        (
            f"exact absurd (claim Bool {' '.join(_predicate(model[x]) for x in letters)} {' '.join('(by decide)' for _ in twin.given)}) (by decide)",
        ),
    )
    return stated(rng, Problem("syllogism", claim, Argument(words, tactics), twin, disproof))


Model = dict[str, tuple[bool, bool]]


def _every(a: str, b: str) -> Formula:
    return Formula(
        f"∀ x : α, {a} x → {b} x",
        0,
        lambda m: all(q or not p for p, q in zip(m[a], m[b], strict=True)),
        "",
        f"every element with ${a}$ has ${b}$",
    )


def _some(a: str, b: str) -> Formula:
    return Formula(
        f"∃ x : α, {a} x ∧ {b} x",
        0,
        lambda m: any(p and q for p, q in zip(m[a], m[b], strict=True)),
        "",
        f"some element has ${a}$ and ${b}$",
    )


def _no(a: str, b: str) -> Formula:
    return Formula(
        f"¬ (∃ x : α, {a} x ∧ {b} x)",
        40,
        lambda m: not any(p and q for p, q in zip(m[a], m[b], strict=True)),
        "",
        f"no element has both ${a}$ and ${b}$",
    )


def _countermodel(twin: Claim, letters: list[str]) -> Model:
    """Two elements with the properties that each has, under which the claim fails."""
    kinds = list(itertools.product((False, True), repeat=2))
    for values in itertools.product(kinds, repeat=len(letters)):
        model = dict(zip(letters, values, strict=True))
        if twin.fails_at(model):
            return model
    raise AssertionError(f"{twin.closed} has no model of two elements in which it fails")


def _predicate(at: tuple[bool, bool]) -> str:
    return {
        (False, False): "(fun _ => False)",
        (True, True): "(fun _ => True)",
        (False, True): "(fun x => x = true)",
        (True, False): "(fun x => x = false)",
    }[at]


def _model_words(model: Model, letters: list[str]) -> str:
    has = [listing([f"${x}$" for x in letters if model[x][i]]) or "none of the properties" for i in range(2)]
    return f"Take a type of two elements, of which the first has {has[0]} and the second {has[1]}. Then all that is assumed holds, but the conclusion does not."


# ---------------------------------------------------------------- sets


@generator("math.lean_sets", verifiers=VERIFIERS)
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
    return CONNECTIVES[str(tree[0])][3](_member(tree[1], at), _member(tree[2], at))  # type: ignore[arg-type]


def _letters(tree: Tree) -> set[str]:
    return {str(tree[0])} if len(tree) == 1 else set().union(*(_letters(t) for t in tree[1:]))  # type: ignore[arg-type]


def _size(tree: Tree) -> int:
    return 1 + sum(_size(t) for t in tree[1:])  # type: ignore[arg-type]


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
