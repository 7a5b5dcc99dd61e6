"""Random small programs: pure functions of integers, texts and lists, with what they do in words.

A program is drawn from a typed grammar: accumulators, one to three loops, branches,
a result. It always ends (loops run over an argument or shrink a number), never
raises on arguments of its types, and its numbers stay small (a product is always
taken modulo something).
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

Args = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class RandomProgram:
    """A function with a description of each of its steps.

    ``traced`` is the same function with a call ``_trace(label, {name: value})``
    at the end of every round of its first loop, and ``_trace(None, ...)`` after its second.
    """

    source: str
    traced: str
    entry: str
    steps: tuple[str, ...]
    inputs: tuple[Args, ...]
    loop: str
    """The loop that is traced, in words: ``"the values of values"``."""


@dataclass(frozen=True, slots=True)
class _Choice:
    """A piece of code with its words; ``uses`` names what it reads besides the loop variable."""

    code: str
    words: str


def random_program(rng: random.Random, difficulty: int) -> RandomProgram:
    """A program whose size and nesting grow with ``difficulty``, 1 to 5."""
    shape = rng.choice(("list", "list", "text", "digits", "range"))
    if difficulty >= 4 and shape in ("list", "range") and rng.random() < 0.5:
        shape = "pairs"
    return _Builder(rng, difficulty, shape).build()


_EXHAUSTIVE = [{f"{item} % 2 == 0", f"{item} % 2 == 1"} for item in ("value", "digit", "k", "i")] + [
    {"value > limit", "value <= limit"},
    {"digit == 0", "digit == 1"},
]
"""Pairs of conditions of which one always holds: nothing would be left for the third branch."""


class _Builder:
    def __init__(self, rng: random.Random, difficulty: int, shape: str) -> None:
        self.rng = rng
        self.difficulty = difficulty
        self.shape = shape
        self.text = shape == "text"
        self.item = {"list": "value", "text": "char", "digits": "digit", "range": "k", "pairs": "a"}[shape]
        self.indexed = shape in ("list", "text") and rng.random() < (0.3 if difficulty < 3 else 0.6)
        self.bound = shape == "list" and difficulty >= 2 and rng.random() < 0.4
        self.numbers: list[str] = []
        self.lists: list[str] = []
        self.texts: list[str] = []

    def build(self) -> RandomProgram:
        rng = self.rng
        self._accumulators()
        body, words = self._branches()
        if self.indexed and not re.search(r"\bi\b", "\n".join(body)):
            self.indexed = False
        self_loop, over = self._loop_head()
        result, kind, result_words = self._result()
        entry = rng.choice(("f", "process", "compute", "transform", "run", "solve", "mystery", "evaluate"))
        params, types = self._parameters()
        signature = (
            f"def {entry}({', '.join(f'{p}: {t}' for p, t in zip(params, types, strict=True))}) -> {kind}:"
        )
        starts = [f"    {name} = {value}" for name, value in self._starts()]
        loop = ["    " + line for line in self_loop]
        deep = 3 if self.shape == "pairs" else 2
        block = ["    " * deep + line for line in body]
        tail = ["    " * 2 + "n //= " + str(self.base)] if self.shape == "digits" else []
        second, second_words, result = self._second_phase(result)
        end = [*["    " + line for line in second], f"    return {result}"]
        names = [*self.numbers, *self.lists, *self.texts]
        state = "{" + ", ".join(f'"{name}": {name}' for name in names) + "}"
        call = f"        _trace({self.item}, {state})"
        source = "\n".join([signature, *starts, *loop, *block, *tail, *end]) + "\n"
        after = (
            ["changed"]
            if "changed = []" in second
            else ["joined"]
            if 'joined = ""' in second
            else self.numbers
        )
        final = "{" + ", ".join(f'"{name}": {name}' for name in after) + "}"
        if second:
            end.insert(-1, f"    _trace(None, {final})")
        traced = "\n".join([signature, *starts, *loop, *block, *tail, call, *end]) + "\n"
        start_words = ", ".join(f"`{name}` with `{value}`" for name, value in self._starts())
        steps = [f"It starts {start_words} and goes through {over}.", *words]
        if self.shape == "digits":
            steps[0] = (
                f"It starts {start_words} and takes the digits of `n` in base {self.base}, the last one first (for 0 there are none)."
            )
        steps += second_words
        steps.append(f"It returns {result_words if not second_words else f'`{result}`'}.")
        inputs = tuple(self._inputs())
        return RandomProgram(source, traced, entry, tuple(steps), inputs, over)

    # ------------------------------------------------------------ parts

    base = 10

    def _parameters(self) -> tuple[list[str], list[str]]:
        if self.shape in ("list", "pairs"):
            return (["values", "limit"], ["list[int]", "int"]) if self.bound else (["values"], ["list[int]"])
        return (["text"], ["str"]) if self.text else (["n"], ["int"])

    def _accumulators(self) -> None:
        rng = self.rng
        if self.shape == "digits":
            self.base = rng.choice((10, 10, 2, 3, 8))
        number = rng.choice(("total", "count", "score", "acc"))
        if self.text:
            self.texts = ["result"] if rng.random() < 0.7 else []
        elif rng.random() < 0.45:
            self.lists = [rng.choice(("kept", "chosen", "result"))]
        if not (self.texts or self.lists) or self.difficulty >= 3:
            self.numbers = [number]
        self.start = rng.choice((0, 0, 0, 1, rng.randint(2, 9)))

    def _starts(self) -> list[tuple[str, str]]:
        pairs = [(name, str(self.start)) for name in self.numbers]
        pairs += [(name, "[]") for name in self.lists]
        return pairs + [(name, '""') for name in self.texts]

    def _loop_head(self) -> tuple[list[str], str]:
        if self.shape == "list":
            if self.indexed:
                return [
                    "for i, value in enumerate(values):"
                ], "the items of `values`, with their indexes `i` from 0"
            return ["for value in values:"], "the items of `values`"
        if self.shape == "text":
            if self.indexed:
                return [
                    "for i, char in enumerate(text):"
                ], "the characters of `text`, with their indexes `i` from 0"
            return ["for char in text:"], "the characters of `text`"
        if self.shape == "range":
            return ["for k in range(1, n + 1):"], "the numbers `k` from 1 to `n`"
        if self.shape == "pairs":
            return (
                ["for i, a in enumerate(values):", "    for b in values[i + 1 :]:"],
                "all pairs of an item `a` of `values` with a later item `b`",
            )
        return ["while n > 0:", f"    digit = n % {self.base}"], "the digits of `n`"

    def _condition(self) -> _Choice:
        rng, item = self.rng, self.item
        m, c = rng.randint(2, 5), rng.randint(2, 9)
        if self.text:
            group = rng.choice(("aeiou", "abcde", "xyz", "nrst"))
            found = [
                _Choice(f'char in "{group}"', f"it is one of the letters of `{group}`"),
                _Choice('char > "m"', 'it comes after "m" in the order of the code points'),
                _Choice("char.isupper()", "it is an upper-case letter"),
                _Choice("char.isdigit()", "it is a digit"),
                _Choice("char.islower()", "it is a lower-case letter"),
                _Choice('char == " "', "it is a space"),
            ]
        elif self.shape == "pairs":
            found = [
                _Choice("a < b", "`a` is less than `b`"),
                _Choice("a > b", "`a` is greater than `b`"),
                _Choice(f"(a + b) % {m} == 0", f"the sum is a multiple of {m}"),
                _Choice(f"abs(a - b) <= {c}", f"the two differ by at most {c}"),
                _Choice(f"a * b > {c * 5}", f"the product is greater than {c * 5}"),
            ]
        else:
            if self.shape == "digits":
                if self.base == 2:
                    return _Choice(*rng.choice((("digit == 1", "it is 1"), ("digit == 0", "it is 0"))))
                c, m = rng.randint(1, self.base - 2), rng.randint(2, min(5, self.base - 1))
            found = [
                _Choice(f"{item} % {m} == 0", f"it is a multiple of {m}"),
                _Choice(f"{item} % 2 == 1", "it is odd"),
                _Choice(f"{item} > {c}", f"it is greater than {c}"),
                _Choice(f"{item} % {m} == 1", f"its remainder modulo {m} is 1"),
            ]
            if self.bound:
                found += [
                    _Choice("value > limit", "it is greater than `limit`"),
                    _Choice("value <= limit", "it is at most `limit`"),
                ]
        if self.indexed:
            found += [
                _Choice(f"i % {m} == 0", f"the index is a multiple of {m}"),
                _Choice("i % 2 == 1", "the index is odd"),
            ]
        if self.numbers and self.difficulty >= 3:
            name = self.numbers[0]
            found += [_Choice(f"{name} % {m} == 0", f"`{name}` is a multiple of {m} at that moment")]
        return rng.choice(found)

    def _update(self) -> _Choice:
        rng, item = self.rng, self.item
        c, m = rng.randint(2, 9), rng.choice((7, 10, 11, 13, 97, 100, 101))
        found: list[_Choice] = []
        for name in self.numbers:
            if self.text:
                found += [
                    _Choice(f"{name} += 1", f"adds 1 to `{name}`"),
                    _Choice(f"{name} += {c}", f"adds {c} to `{name}`"),
                    _Choice(f"{name} -= 1", f"takes 1 off `{name}`"),
                    _Choice(f"{name} += len(text)", f"adds the length of the text to `{name}`"),
                    _Choice(f"{name} = {name} * 2 % {m}", f"doubles `{name}`, modulo {m}"),
                ]
            else:
                amount = {"pairs": rng.choice(("a", "b", "a + b", "a * b", "abs(a - b)"))}.get(
                    self.shape, item
                )
                found += [
                    _Choice(f"{name} += {amount}", f"adds `{amount}` to `{name}`"),
                    _Choice(
                        f"{name} -= ({amount})" if amount == "a + b" else f"{name} -= {amount}",
                        f"subtracts `{amount}` from `{name}`",
                    ),
                    _Choice(f"{name} += 1", f"adds 1 to `{name}`"),
                    _Choice(
                        f"{name} = ({name} * {c} + {item}) % {m}",
                        f"multiplies `{name}` by {c}, adds `{item}` and takes the result modulo {m}",
                    ),
                    _Choice(
                        f"{name} = max({name}, {amount})", f"sets `{name}` to `{amount}` if that is larger"
                    ),
                    _Choice(f"{name} += {item} * {c}", f"adds {c} times `{item}` to `{name}`"),
                ]
            if self.indexed:
                found.append(_Choice(f"{name} += i", f"adds the index to `{name}`"))
        for name in self.lists:
            amount = {"pairs": rng.choice(("a + b", "a - b", "(a, b)"))}.get(self.shape, item)
            shift = f"{item} * {c}" if self.shape != "pairs" else f"a * {c} + b"
            found += [
                _Choice(f"{name}.append({amount})", f"appends `{amount}` to `{name}`"),
                _Choice(f"{name}.append({amount})", f"appends `{amount}` to `{name}`"),
            ]
            if "," not in amount:
                found += [
                    _Choice(f"{name}.append({shift})", f"appends `{shift}` to `{name}`"),
                    _Choice(f"{name}.insert(0, {item})", f"puts `{item}` at the front of `{name}`"),
                ]
            if self.indexed:
                found.append(_Choice(f"{name}.append(i)", f"appends the index to `{name}`"))
        for name in self.texts:
            found += [
                _Choice(f"{name} += char", f"appends it to `{name}`"),
                _Choice(f"{name} = char + {name}", f"puts it in front of `{name}`"),
                _Choice(f"{name} += char.upper()", f"appends it in upper case to `{name}`"),
                _Choice(f"{name} += char * 2", f"appends it twice to `{name}`"),
                _Choice(f'{name} += "{rng.choice("-*_.")}"', ""),
            ]
            found[-1] = _Choice(found[-1].code, f"appends `{found[-1].code[-2]}` to `{name}`")
            if self.indexed:
                found.append(_Choice(f"{name} += str(i)", f"appends the index to `{name}`"))
        return rng.choice(found)

    def _distinct(self, draw: Callable[[], _Choice], number: int) -> list[_Choice]:
        chosen: list[_Choice] = []
        draws = 0
        while len(chosen) < number:
            choice = draw()
            if all(
                choice.code != other.code and {choice.code, other.code} not in _EXHAUSTIVE for other in chosen
            ):
                chosen.append(choice)
            draws += 1
            if draws > 40:  # a grammar with fewer different pieces than asked for
                chosen.append(choice)
        return chosen

    def _branches(self) -> tuple[list[str], list[str]]:
        """The body of the first loop, unindented, with its words."""
        kind = {
            1: ("if", "plain"),
            2: ("if", "else", "else"),
            3: ("else", "elif"),
            4: ("elif", "nested"),
            5: ("nested", "elif"),
        }[self.difficulty]
        form = self.rng.choice(kind)
        if self.shape == "digits" and self.base == 2 and form in ("elif", "nested"):
            form = "else"
        tests = self._distinct(self._condition, 2)
        updates = self._distinct(self._update, 3)
        what = (
            "pair"
            if self.shape == "pairs"
            else {"value": "item", "char": "character", "digit": "digit", "k": "number"}[self.item]
        )
        first, second, third = updates
        later = (
            tests[1].words.replace("it ", f"the {what} ", 1)
            if tests[1].words.startswith("it ")
            else tests[1].words
        )
        later = later.replace("its remainder", f"the remainder of the {what}")
        if form == "plain":
            return [first.code], [f"For each {what} it {first.words}."]
        head = f"if {tests[0].code}:"
        if form == "if":
            return [head, f"    {first.code}"], [
                f"For each {what}, if {tests[0].words}, it {first.words}; otherwise nothing happens."
            ]
        if form == "else":
            return [head, f"    {first.code}", "else:", f"    {second.code}"], [
                f"For each {what}, if {tests[0].words}, it {first.words}; otherwise it {second.words}."
            ]
        if form == "elif":
            lines = [
                head,
                f"    {first.code}",
                f"elif {tests[1].code}:",
                f"    {second.code}",
                "else:",
                f"    {third.code}",
            ]
            return lines, [
                f"For each {what}: if {tests[0].words}, it {first.words}; if not, but {later}, it {second.words}; in all other cases it {third.words}."
            ]
        lines = [
            head,
            f"    {first.code}",
            f"    if {tests[1].code}:",
            f"        {second.code}",
            "else:",
            f"    {third.code}",
        ]
        return lines, [
            f"For each {what}, if {tests[0].words}, it {first.words}, and then, if {later}, it also {second.words}.",
            f"If the first condition does not hold, it {third.words}.",
        ]

    def _result(self) -> tuple[str, str, str]:
        """The returned expression, its type, and its words."""
        rng = self.rng
        if self.numbers and (self.lists or self.texts):
            other = (self.lists or self.texts)[0]
            number = self.numbers[0]
            kind = "str" if self.texts else "list"
            found = [
                (f"({number}, {other})", f"tuple[int, {kind}]", f"the pair of `{number}` and `{other}`"),
                (f"{number} + len({other})", "int", f"`{number}` plus the length of `{other}`"),
            ]
            if self.texts:
                found.append((f"{other} + str({number})", "str", f"`{other}` followed by `{number}` as text"))
            else:
                found.append(
                    (f"[{number}, *{other}]", "list", f"`{number}` followed by the items of `{other}`")
                )
            return rng.choice(found)
        if self.texts:
            name = self.texts[0]
            found = [(name, "str", f"`{name}`")]
            if self.difficulty >= 2:
                found += [
                    (f"{name}[::-1]", "str", f"`{name}` in reverse"),
                    (f"{name}.strip()", "str", f"`{name}` without white space at its ends"),
                ]
            return rng.choice(found)
        if self.lists:
            name = self.lists[0]
            found = [(name, "list", f"`{name}`")]
            if self.difficulty >= 2:
                found += [
                    (f"sorted({name})", "list", f"`{name}` in sorted order"),
                    (f"{name}[::-1]", "list", f"`{name}` in reverse"),
                    (f"{name}[:3]", "list", f"the first three items of `{name}` (fewer if there are fewer)"),
                ]
            return rng.choice(found)
        name = self.numbers[0]
        found = [(name, "int", f"`{name}`")]
        if self.difficulty >= 2:
            c = rng.randint(2, 9)
            found += [
                (f"{name} * {c}", "int", f"{c} times `{name}`"),
                (f"abs({name})", "int", f"the absolute value of `{name}`"),
                (f"{name} % {c + 7}", "int", f"`{name}` modulo {c + 7}"),
            ]
        return rng.choice(found)

    def _second_phase(self, result: str) -> tuple[list[str], list[str], str]:
        """For hard programs: a second loop over what the first one collected."""
        rng = self.rng
        if self.difficulty < 4 or rng.random() < (0.5 if self.difficulty == 4 else 0.1):
            return [], [], result
        c = rng.randint(2, 5)
        if self.texts:
            name = self.texts[0]
            form = rng.choice(("pairs", "runs"))
            if form == "pairs":
                lines = [
                    'joined = ""',
                    f"for left, right in zip({name}, {name}[1:]):",
                    "    if left != right:",
                    "        joined += right",
                ]
                words = f"A second loop goes through neighbouring characters of `{name}` and collects in `joined` each right one that differs from the left one."
            else:
                lines = [
                    'joined = ""',
                    f"for j, other in enumerate({name}):",
                    f"    if j % {c} != 0:",
                    "        joined += other",
                ]
                words = f"A second loop collects in `joined` the characters of `{name}` whose index is not a multiple of {c}."
            return lines, [words], result.replace(name, "joined")
        if self.lists and "(a, b)" not in result:
            name = self.lists[0]
            lines = [
                "changed = []",
                f"for j, other in enumerate({name}):",
                f"    if j % {c} == 0:",
                "        changed.append(other)",
            ]
            words = f"A second loop keeps in `changed` only the items of `{name}` whose index is a multiple of {c}."
            return lines, [words], result.replace(name, "changed")
        name = self.numbers[0]
        lines = [f"while {name} > {c * 10}:", f"    {name} -= {c * 3}"]
        return (
            lines,
            [f"Then {c * 3} is taken off `{name}` again and again while it is greater than {c * 10}."],
            result,
        )

    def _inputs(self) -> list[Args]:
        rng = self.rng
        found: list[Args] = []
        for _ in range(14):
            if self.shape in ("list", "pairs"):
                size = rng.randint(3, 7) if self.shape == "list" else rng.randint(3, 5)
                values = [rng.randint(-6 if rng.random() < 0.4 else 0, 15) for _ in range(size)]
                found.append((values, rng.randint(0, 10)) if self.bound else (values,))
            elif self.text:
                words = (
                    "Red Fox",
                    "banana",
                    "a1b2c3",
                    "Hello World",
                    "xyzzy",
                    "MiXed",
                    "42 is ok",
                    "noon",
                    "Ada L.",
                    "queue",
                )
                pick = (
                    rng.choice(words)
                    if rng.random() < 0.5
                    else "".join(rng.choice("aAbexzR t7") for _ in range(rng.randint(4, 9)))
                )
                found.append((pick,))
            elif self.shape == "digits":
                found.append((rng.randint(10, 99_999) if self.base == 10 else rng.randint(5, 800),))
            else:
                found.append((rng.randint(3, 14),))
        empty: dict[str, list[Args]] = {
            "list": [([],), ([4],)],
            "pairs": [([],), ([2, 5],)],
            "text": [("",), ("e",)],
            "digits": [(0,), (7,)],
            "range": [(0,), (1,)],
        }
        return found + [(*args, 3) if self.bound else args for args in empty[self.shape]]


def trace(
    program: RandomProgram, args: Args, limit: int = 12
) -> tuple[Any, list[tuple[Any, dict[str, Any]]]] | None:
    """The result on ``args`` and the state after every round; ``None`` if there are more than ``limit`` rounds."""
    rounds: list[tuple[Any, dict[str, Any]]] = []

    def note(label: Any, state: dict[str, Any]) -> None:
        rounds.append(
            (
                label,
                {name: list(value) if isinstance(value, list) else value for name, value in state.items()},
            )
        )

    names: dict[str, Any] = {"_trace": note}
    exec(compile(program.traced, "<program>", "exec", dont_inherit=True), names)  # our own text
    value = names[program.entry](*[list(arg) if isinstance(arg, list) else arg for arg in args])
    return (value, rounds) if len(rounds) <= limit else None


__all__: Sequence[str] = ("RandomProgram", "random_program", "trace")
