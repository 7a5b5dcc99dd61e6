"""Lists and functions."""

from __future__ import annotations

import itertools
import random

from assay import Draft, generator
from assay_math.generators._write import nonzero
from assay_math.generators.lean._claims import VERIFIERS, Argument, Claim, Problem, refuted, sampled, stated
from assay_math.generators.lean._terms import Formula, connect, eq, linear, relation, var, variables

LISTS = ("xs", "ys", "zs", "ws")


@generator("math.lean_lists", verifiers=VERIFIERS, on_request="lean")
def lists(rng: random.Random, difficulty: int) -> Draft:
    """Prove the length of a list that is put together by appending, reversing, mapping and repeating (`simp`, `omega`).

    One list at difficulty 1, four at 5, with more pieces.
    """
    names = list(LISTS[: (1, 2, 2, 3, 4)[difficulty - 1]])
    pieces: list[
        tuple[str, str, dict[str, int], int]
    ] = []  # Lean, words, how often each list counts, constant
    for name in names + rng.choices(names, k=difficulty // 2):
        kind = rng.choice(("reverse", "map", "plain", "cons"))
        shift = rng.randint(1, 9)
        if kind == "reverse":
            pieces.append((f"{name}.reverse", f"{name} reversed", {name: 1}, 0))
        elif kind == "map":
            pieces.append(
                (
                    f"({name}.map (fun x => x + {shift}))",
                    f"{name} with {shift} added to every element",
                    {name: 1},
                    0,
                )
            )
        elif kind == "cons":
            pieces.append((f"({shift} :: {name})", f"{name} with {shift} put in front", {name: 1}, 1))
        else:
            pieces.append((name, name, {name: 1}, 0))
    for _ in range((difficulty + 1) // 2):
        k, what = rng.randint(2, 9), rng.randint(0, 9)
        pieces.append((f"List.replicate {k} {what}", f"{k} times the number {what}", {}, k))
    rng.shuffle(pieces)
    whole = " ++ ".join(text for text, _, _, _ in pieces)
    if rng.random() < 0.4:
        whole = f"({whole}).reverse ++ {names[0]}"
        pieces = [*pieces, (names[0], "", {names[0]: 1}, 0)]
        told = f"the list that is made of {'; '.join(w for _, w, _, _ in pieces[:-1])} (one after the other), then reversed, and {names[0]} put after it,"
    else:
        told = f"the list that is made of {'; '.join(w for _, w, _, _ in pieces)} (one after the other)"
    counts = {name: sum(c.get(name, 0) for _, _, c, _ in pieces) for name in names}
    constant = sum(k for _, _, _, k in pieces)
    sum_ = " + ".join(
        [*(f"{c} * {x}.length" if c > 1 else f"{x}.length" for x, c in counts.items()), str(constant)]
    )
    types = ((" ".join(names), "List Nat"),)

    def claim(sum_text: str, extra: int) -> Claim:
        terms = [
            *(f"{c} \\cdot |\\mathit{{{x}}}|" if c > 1 else f"|\\mathit{{{x}}}|" for x, c in counts.items()),
            str(constant + extra),
        ]
        text = f"{told} has the length ${' + '.join(terms)}$, where $|\\cdot|$ is the length of a list"
        return Claim(types, (), Formula(f"({whole}).length = {sum_text}", 50, None, "", text))

    off = rng.choice((-1, 1, 2))
    wrong = claim(sum_.rsplit(" + ", 1)[0] + f" + {constant + off}", off)
    words = "The length of an appended list is the sum of the lengths; reversing and mapping do not change it, and an element in front adds 1. Adding up gives the right side."
    proof = Argument(
        words,
        (
            "simp only [List.length_append, List.length_reverse, List.length_map, List.length_cons, List.length_replicate]",
            "omega",
        ),
    )
    disproof = Argument(
        f"Take the empty list for {'each of them' if len(names) > 1 else names[0]}: the length is ${constant}$, and the right side is ${constant + off}$.",
        (f"exact absurd (claim {' '.join('[]' for _ in names)}) (by decide)",),
    )
    return stated(rng, Problem("length_of_list", claim(sum_, 0), proof, wrong, disproof))


@generator("math.lean_list_recursion", verifiers=VERIFIERS, on_request="lean")
def list_recursion(rng: random.Random, difficulty: int) -> Draft:
    """Prove by induction what a function does to appended lists, when it is defined by recursion on lists.

    The function counts or adds up with a weight. One function and two lists at difficulty 1; three lists from 3 on; two
    functions at 4 and 5.
    """
    names = LISTS[: 2 if difficulty < 3 else 3]
    functions = [
        (f, rng.randint(1, 9), rng.randint(0, 9)) for f in rng.sample("fgst", 1 if difficulty < 4 else 2)
    ]
    given, nouns = (
        [],
        {
            "List Nat → Nat": (
                "function from lists of natural numbers to natural numbers",
                "functions from lists of natural numbers to natural numbers",
            )
        },
    )
    for f, weight, add in functions:
        value = " + ".join([f"{weight} * x" if weight != 1 else "x", f"{f} l"] + ([str(add)] if add else []))
        tex = " + ".join([f"{weight}x" if weight != 1 else "x", f"{f}(l)"] + ([str(add)] if add else []))
        given.append(Formula(f"{f} [] = 0", 50, None, "", f"${f}([]) = 0$"))
        given.append(
            Formula(
                f"∀ (x : Nat) (l : List Nat), {f} (x :: l) = {value}",
                0,
                None,
                "",
                f"${f}(x :: l) = {tex}$ for every number $x$ and list $l$",
            )
        )
    types = ((" ".join(f for f, _, _ in functions), "List Nat → Nat"), (" ".join(names), "List Nat"))
    factors = [rng.randint(1, 5) for _ in functions] if difficulty > 1 else [1]
    shift = rng.randint(1, 9) if difficulty in (2, 5) else 0
    whole, tex_whole = " ++ ".join(names), " \\mathbin{+\\!+} ".join(f"\\mathit{{{x}}}" for x in names)

    def side(argument: list[tuple[str, str]], extra: int, tex: bool) -> str:
        parts = []
        for (f, _, _), factor in zip(functions, factors, strict=True):
            for lean, shown in argument:
                inner = f"{f}({shown})" if tex else f"{f} {lean}"
                parts.append(inner if factor == 1 else f"{factor}{inner}" if tex else f"{factor} * {inner}")
        return " + ".join([*parts, *([str(extra)] if extra else [])])

    one = [(f"({whole})", tex_whole)]
    each = [(x, f"\\mathit{{{x}}}") for x in names]

    def claim(extra: int) -> Claim:
        goal = Formula(
            f"{side(one, shift, False)} = {side(each, extra, False)}",
            50,
            None,
            "",
            f"${side(one, shift, True)} = {side(each, extra, True)}$",
        )
        return Claim(types, tuple(given), goal, nouns)

    off = rng.randint(1, 5)
    tactics, uses = [], []
    true = claim(shift)
    for i, (f, _, _) in enumerate(functions):
        h0, h1 = true.labels[2 * i], true.labels[2 * i + 1]
        tactics.append(
            f"have {f}_append : ∀ l m : List Nat, {f} (l ++ m) = {f} l + {f} m := by\n  intro l m\n  induction l with\n  | nil => simp [{h0}]\n  | cons x l ih =>\n    rw [List.cons_append, {h1}, {h1}, ih]\n    omega"
        )
        uses += [f"{f}_append"] * (len(names) - 1)
    tactics.append(
        f"rw [{', '.join(uses)}]"
        if len(names) == 2 and len(functions) == 1 and factors == [1] and not shift
        else f"simp only [{', '.join(dict.fromkeys(uses))}]\nomega"
    )
    f = functions[0][0]
    words = f"First, by induction on the first list, ${f}(l \\mathbin{{+\\!+}} m) = {f}(l) + {f}(m)$: for the empty list both sides are ${f}(m)$, and an element in front adds the same to both sides."
    words += f" The same goes for ${functions[1][0]}$." if len(functions) > 1 else ""
    words += " Using this for the list in question gives the claim." if difficulty > 1 else ""
    lean = [
        f"(fun l => List.rec (motive := fun _ => Nat) 0 (fun x _ r => {w} * x + r + {a}) l)"
        if w != 1
        else f"(fun l => List.rec (motive := fun _ => Nat) 0 (fun x _ r => x + r + {a}) l)"
        for _, w, a in functions
    ]
    lean = [text.replace(" + 0)", ")") for text in lean]
    proofs = " ".join("rfl (fun _ _ => rfl)" for _ in functions)
    disproof = Argument(
        f"Take the {'functions' if len(functions) > 1 else 'function'} given by the recursion, and empty lists: the left side is ${shift}$ and the right side is ${shift + off}$.",
        (
            f"have wrong := claim {' '.join(lean)} {' '.join('[]' for _ in names)} {proofs}",
            "exact absurd wrong (by decide)",
        ),
    )
    return stated(
        rng, Problem("append_rule", true, Argument(words, tuple(tactics)), claim(shift + off), disproof)
    )


@generator("math.lean_functions", verifiers=VERIFIERS, on_request="lean")
def functions(rng: random.Random, difficulty: int) -> Draft:
    """Prove that a function on the integers is one-to-one, or has an inverse, or that composing functions keeps that.

    Linear functions of one and two variables at difficulty 1 and 2; composed ones from 3 on.
    """
    if difficulty >= 3 and rng.random() < 0.5:
        return stated(rng, _composed(rng, difficulty))
    size = 1 if difficulty == 1 else 2
    x, y = variables(rng.choice(("x y", "a b", "m n", "s t")))
    if size == 1:
        a, b = nonzero(rng, -9, 9), nonzero(rng, -20, 20)
        given = (eq(linear([a], [x], b), linear([a], [y], b)),)
        types = ((f"{x.lean} {y.lean}", "Int"),)
        claim = Claim(types, given, eq(x, y))
        k = rng.randint(1, 9)
        twin = Claim(
            types,
            (relation(linear([a], [x], b), "≤", linear([a], [y], b)),),
            relation(x, "≤", y) if a < 0 else relation(x, "<", y),
        )
        at = {x.lean: k, y.lean: k if a > 0 else k - 1}
        words = f"Subtract ${b}$ from both sides and divide by ${a}$: ${x.tex} = {y.tex}$. So $t \\mapsto {linear([a], [var('t')], b).tex}$ takes no value twice."
        return stated(
            rng,
            sampled(
                Problem("one_to_one", claim, Argument(words, ("omega",)), twin, refuted(twin, at)),
                lambda: dict.fromkeys((x.lean, y.lean), rng.randint(-9, 9)),
            ),
        )
    top = difficulty + 2
    while True:
        a, b, c, d = (nonzero(rng, -top, top) for _ in range(4))
        det = a * d - b * c
        if abs(det) == 1:
            break
    e, f = nonzero(rng, -9, 9), nonzero(rng, -9, 9)
    u, v = variables("u v")
    # every pair (u, v) is a value: its only preimage is given by the inverse matrix
    first, second = linear([a, b], [x, y], e), linear([c, d], [x, y], f)
    px = linear([d * det, -b * det], [u, v], -(d * e - b * f) * det)
    py = linear([-c * det, a * det], [u, v], (c * e - a * f) * det)
    types = (("u v", "Int"),)

    def claim_of(left: Formula, right: Formula) -> Claim:
        body = connect("∧", left, right)
        words = f"there are integers ${x.tex}$ and ${y.tex}$ with {left.words} and {right.words}"
        return Claim(types, (), Formula(f"∃ {x.lean} {y.lean} : Int, {body.lean}", 0, None, "", words))

    claim = claim_of(eq(first, u), eq(second, v))
    scale = rng.choice((2, 3))
    other = linear([scale * a, scale * b], [x, y], e)
    twin = claim_of(eq(other, u), eq(second, v))
    words = f"The determinant of the coefficients is ${det}$, so the equations can be solved in integers: ${x.tex} = {px.tex}$ and ${y.tex} = {py.tex}$."
    disproof = Argument(
        f"Take $u = {e + 1}$ and $v = 0$. Then ${linear([scale * a, scale * b], [x, y]).tex} = 1$, but the left side is a multiple of ${scale}$.",
        (
            f"obtain ⟨{x.lean}, {y.lean}, first, second⟩ := claim {f'({e + 1})' if e + 1 < 0 else e + 1} 0",
            "omega",
        ),
    )
    tactics = (f"exact ⟨{px.lean}, {py.lean}, by omega, by omega⟩",)
    return stated(rng, Problem("onto", claim, Argument(words, tactics), twin, disproof))


def _composed(rng: random.Random, difficulty: int) -> Problem:
    """Functions, each one-to-one (or onto); so is what they make one after the other."""
    count = difficulty - 1
    kinds = "αβγδε"[: count + 1]
    names = rng.choice(("fghk", "pqrs", "uvwt"))[:count]
    onto = rng.random() < 0.5
    given = [_onto(f, kinds[i + 1]) if onto else _one_to_one(f, kinds[i]) for i, f in enumerate(names)]
    x = "x"
    for f in names:
        x = f"{f} {x}" if x == "x" else f"{f} ({x})"
    y = x.replace("x", "y")
    greek = {"α": r"\alpha", "β": r"\beta", "γ": r"\gamma", "δ": r"\delta", "ε": r"\varepsilon"}
    types = ((" ".join(kinds), "Type"), *((f, f"{kinds[i]} → {kinds[i + 1]}") for i, f in enumerate(names)))
    nouns = {
        f"{p} → {q}": (f"function from ${greek[p]}$ to ${greek[q]}$", "")
        for p, q in itertools.pairwise(kinds)
    }
    whole = r" \circ ".join(reversed(names))
    if onto:
        goal = Formula(f"∀ z : {kinds[-1]}, ∃ x : {kinds[0]}, {x} = z", 0, None, "", f"${whole}$ is onto")
    else:
        goal = Formula(f"∀ x y : {kinds[0]}, {x} = {y} → x = y", 0, None, "", f"${whole}$ is one-to-one")
    claim = Claim(types, tuple(given), goal, nouns)
    order = list(range(count))
    if onto:
        tactics = ["intro z"]
        last = "z"
        for i in reversed(order):
            tactics.append(f"obtain ⟨y{i}, e{i}⟩ := {claim.labels[i]} {last}")
            last = f"y{i}"
        tactics.append(f"exact ⟨y0, by rw [{', '.join(f'e{i}' for i in order)}]⟩")
        words = f"Given $z$, go backwards: {', '.join(f'there is an element that ${names[i]}$ takes to the one before' if i < count - 1 else f'there is an element that ${names[i]}$ takes to $z$' for i in reversed(order))}. The last of these elements is taken to $z$ by ${whole}$."
    else:
        tactics = ["intro x y h"]
        text = "h"
        for i in reversed(order):
            text = f"({claim.labels[i]} _ _ {text})"
        tactics.append(f"exact {text[1:-1]}")
        words = f"If the values at $x$ and $y$ are the same, undo one function after the other: {', '.join(f'${f}$ is one-to-one' for f in reversed(names))}, so $x = y$."
    # the twin: one of the functions has the other property only
    gone = rng.randrange(count)
    other = _one_to_one(names[gone], kinds[gone]) if onto else _onto(names[gone], kinds[gone + 1])
    twin = Claim(types, tuple(other if i == gone else g for i, g in enumerate(given)), goal, nouns)
    # one-to-one: two elements before that function and one after it; onto: the other way round
    sorts = ["Unit" if onto == (i <= gone) else "Bool" for i in range(count + 1)]
    maps = ["(fun x => x)"] * count
    proofs = ["(fun y => ⟨y, rfl⟩)" if onto else "(fun _ _ e => e)"] * count
    maps[gone] = "(fun _ => true)" if onto else "(fun _ => ())"
    proofs[gone] = "(fun _ _ _ => rfl)" if onto else "(fun _ => ⟨true, rfl⟩)"
    what = "the only element to the first of two" if onto else "two different elements to the same one"
    lets = f"${names[gone]}$ is only known to be {'one-to-one' if onto else 'onto'}. Let it take {what}, and let every other function change nothing."
    at = " ".join([*sorts, *maps, *proofs])
    end: tuple[str, ...] = (f"exact absurd (claim {at} true false rfl) (by decide)",)
    if onto:
        end = (f"obtain ⟨x, e⟩ := claim {at} false", "exact absurd e (by decide)")
    return Problem("composition", claim, Argument(words, tuple(tactics)), twin, Argument(lets, end))


def _one_to_one(f: str, kind: str) -> Formula:
    return Formula(f"∀ x y : {kind}, {f} x = {f} y → x = y", 0, None, "", f"${f}$ is one-to-one")


def _onto(f: str, kind: str) -> Formula:
    source = {"β": "α", "γ": "β", "δ": "γ", "ε": "δ"}[kind]
    return Formula(f"∀ y : {kind}, ∃ x : {source}, {f} x = y", 0, None, "", f"${f}$ is onto")
