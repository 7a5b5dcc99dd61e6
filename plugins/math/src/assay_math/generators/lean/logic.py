"""Propositional and first-order logic."""

from __future__ import annotations

import itertools
import random
from dataclasses import dataclass

from assay import Draft, generator
from assay_math.generators._words import listing
from assay_math.generators.lean._claims import VERIFIERS, Argument, Claim, Problem, stated
from assay_math.generators.lean._terms import Formula, connect, negation, proposition


@generator("math.lean_propositions", verifiers=VERIFIERS, on_request="lean")
def propositions(rng: random.Random, difficulty: int) -> Draft:
    """Derive a proposition from others: a chain of implications, conjunctions, disjunctions and contrapositives.

    Two steps at difficulty 1 and six at 5. The false twin has one premise turned round, and truth values refute it.
    """
    while True:
        made = _derivation(rng, difficulty + 1)
        if made is not None:
            return stated(rng, made)


@dataclass(frozen=True)
class _Step:
    """What is derived next; in ``lean`` stand ``{h3}`` for a premise and ``{p}`` for the proof of a letter."""

    target: str
    lean: str
    words: str


def _derivation(rng: random.Random, count: int) -> Problem | None:
    """A chain of steps from one fact, its premises in another order; None if none of its premises can be turned round."""
    letters = rng.sample(rng.choice(("pqrstuvw", "ABCDEFGH", "pqrstuvw")), 8)
    unused = letters[1:]
    now = letters[0]
    premises: list[Formula] = [proposition(now)]
    turned: dict[int, Formula] = {}  # premises turned round, for the twin
    steps: list[_Step] = []
    for _ in range(count):
        if not unused:
            break
        new = unused.pop(0)
        kind = rng.choice(("implies", "both", "either", "contra", "iff"))
        p, t, at = proposition(now), proposition(new), len(premises)
        if kind == "both" and steps:
            other = rng.choice([letters[0], *(step.target for step in steps[:-1])])
            both = connect("∧", proposition(other), p)
            premises.append(connect("→", both, t))
            turned[at] = connect("→", t, both)
            lean, words = f"{{h{at}}} ⟨{{{other}}}, {{{now}}}⟩", f", as ${other}$ and ${now}$ hold"
        elif kind == "either" and unused:
            side = unused.pop(0)
            premises += [
                connect("→", p, connect("∨", t, proposition(side))),
                connect("→", proposition(side), t),
            ]
            lean = f"({{h{at}}} {{{now}}}).elim id {{h{at + 1}}}"
            words = f": it says that ${new}$ or ${side}$ holds, and ${side}$ gives ${new}$ as well"
            turned[at + 1] = connect("→", t, proposition(side))
        elif kind == "contra":
            premises.append(connect("→", negation(t), negation(p)))
            turned[at] = connect("→", negation(p), negation(t))
            lean = f"Classical.byContradiction (fun n => {{h{at}}} n {{{now}}})"
            words = f": if ${new}$ failed, so would ${now}$"
        elif kind == "iff":
            premises.append(connect("↔", t, p))
            turned[at] = connect("→", t, p)
            lean, words = f"{{h{at}}}.mpr {{{now}}}", ""
        else:
            premises.append(connect("→", p, t))
            turned[at] = connect("→", t, p)
            lean, words = f"{{h{at}}} {{{now}}}", ""
        steps.append(_Step(new, lean, f"${new}$ follows from ${premises[at].tex}${words}"))
        now = new
    order = rng.sample(range(len(premises)), len(premises))
    used = sorted(set(letters) - set(unused))
    claim = Claim(((" ".join(used), "Prop"),), tuple(premises[i] for i in order), proposition(now))
    known = {f"h{old}": claim.labels[place] for place, old in enumerate(order)}
    known[letters[0]] = known["h0"]
    tactics = []
    for step in steps:
        text = step.lean.format(**known)
        known[step.target] = f"h{step.target}"
        tactics.append(f"have h{step.target} : {step.target} := {text}")
    tactics.append(f"exact h{now}")
    words = ". ".join([f"${letters[0]}$ is given", *(step.words for step in steps)]) + "."
    twin = _weakened(rng, claim, {place: turned[old] for place, old in enumerate(order) if old in turned})
    if twin is None:
        return None
    weaker, values = twin
    shown = listing([f"${x}$ be {'true' if values[x] else 'false'}" for x in weaker.names])
    arguments = " ".join("True" if values[x] else "False" for x in weaker.names)
    proofs = " ".join("(by decide)" for _ in weaker.given)
    disproof = Argument(
        f"Let {shown}. Then all the premises hold, but ${now}$ does not.",
        (f"exact absurd (claim {arguments} {proofs}) (by decide)",),
    )
    return Problem("derivation", claim, Argument(words, tuple(tactics)), weaker, disproof)


def _weakened(
    rng: random.Random, claim: Claim, turned: dict[int, Formula]
) -> tuple[Claim, dict[str, bool]] | None:
    """The claim with one premise turned round, and truth values that refute it; None if it still follows."""
    for i in rng.sample(sorted(turned), len(turned)):
        less = Claim(claim.variables, (*claim.given[:i], turned[i], *claim.given[i + 1 :]), claim.goal)
        for values in itertools.product((True, False), repeat=len(claim.names)):
            env = dict(zip(claim.names, values, strict=True))
            if less.fails_at(env):
                return less, env
    return None


@generator("math.lean_quantifiers", verifiers=VERIFIERS, on_request="lean")
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
    types = (("α", "Type"), (" ".join(letters), "α → Prop"))

    def through(start: str, labels: list[str]) -> str:
        out = start
        for label in labels:
            out = f"({label} x {out})"
        return out[1:-1] if out.startswith("(") else out

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
    elif kind == "some":
        # some element is both order[0] and order[1]; it is then order[-1] and order[0]
        both = _some(order[0], order[1])
        premises = [both, *links[1:]]
        places = rng.sample(range(len(premises)), len(premises))
        given = [premises[i] for i in places]
        claim = Claim(types, tuple(given), _some(last, first))
        turned = _every(order[2], order[1])
        twin_given = [turned if i == 1 else premises[i] for i in places]
        twin = Claim(types, tuple(twin_given), _some(last, first))
        label = {old: claim.labels[new] for new, old in enumerate(places)}
        tactics = (
            f"obtain ⟨x, hf, hs⟩ := {label[0]}",
            f"exact ⟨x, {through('hs', [label[i] for i in range(1, len(premises))])}, hf⟩",
        )
        words = f"Take the $x$ with ${order[0]}(x)$ and ${order[1]}(x)$ that is given. {', '.join(f'Every ${a}$ is ${b}$' if k == 0 else f'every ${a}$ is ${b}$' for k, (a, b) in enumerate(itertools.pairwise(order[1:])))}, so ${last}(x)$ as well."
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
    kinds = [(p, q) for p in (False, True) for q in (False, True)]
    for values in itertools.product(kinds, repeat=len(letters)):
        model: Model = dict(zip(letters, values, strict=True))
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
