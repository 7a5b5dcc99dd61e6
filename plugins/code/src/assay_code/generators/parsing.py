"""Parsing: expressions, brackets, delimited lines, settings, durations."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Callable
from typing import Any

from assay_code.generators._task import Problem, family, fill

_DEEDS: dict[str, tuple[str, Callable[[int, int], int], str]] = {
    "+": ("a + b", lambda a, b: a + b, "addition"),
    "-": ("a - b", lambda a, b: a - b, "subtraction"),
    "*": ("a * b", lambda a, b: a * b, "multiplication"),
    "%": ("a % b", lambda a, b: a % b, "the remainder, as Python's `%`"),
    "&": ("min(a, b)", lambda a, b: a if a < b else b, "the smaller of both"),
    "|": ("max(a, b)", lambda a, b: a if a > b else b, "the larger of both"),
    "@": ("10 * a + b", lambda a, b: a * 10 + b, "10 times the left operand plus the right one"),
    "~": ("abs(a - b)", lambda a, b: max(a, b) - min(a, b), "the absolute difference"),
}


@family("code.evaluate_expression", levels=(4, 5), difficulties=(4, 5))
def evaluate_expression(rng: random.Random, difficulty: int) -> Problem:
    """Evaluate an arithmetic expression with operators and precedence of its own.

    Difficulty 4: whole numbers, operators on one or two levels, from the left. 5:
    also brackets, and operators that group from the right or unary minus.
    """
    signs = rng.sample(tuple(_DEEDS), rng.choice((3, 4)))
    two = rng.random() < 0.75 or difficulty == 5
    cut = rng.randint(1, len(signs) - 1) if two else len(signs)
    weak, strong = signs[:cut], signs[cut:]
    brackets = difficulty == 5
    unary = difficulty == 5 and rng.random() < 0.5 and "-" in signs
    right = difficulty == 5 and not unary
    entry = rng.choice(("evaluate", "calculate", "compute", "eval_expression"))
    tokens = (
        r"\d+|["
        + "".join(re.escape(s) if s in "-^]\\" else s for s in sorted(signs, key=lambda s: s == "-"))
        + ("()" if brackets else "")
        + "]"
    )
    table = "\n".join(f'    "{sign}": lambda a, b: {_DEEDS[sign][0]},' for sign in signs)
    levels = [weak, strong] if two else [weak]
    last = len(levels) - 1
    operand = "atom()" if brackets or unary else "int(tokens.pop())"
    if right:
        # the loose operators from the left, the tight ones from the right
        parse = fill(
            f"""
            def tight() -> int:
                left = {operand}
                if tokens and tokens[-1] in TIGHT:
                    operation = OPERATIONS[tokens.pop()]
                    return operation(left, tight())
                return left

            def loose() -> int:
                left = tight()
                while tokens and tokens[-1] in LOOSE:
                    operation = OPERATIONS[tokens.pop()]
                    left = operation(left, tight())
                return left
            """
        )
    elif two:
        parse = fill(
            f"""
            def tight() -> int:
                left = {operand}
                while tokens and tokens[-1] in TIGHT:
                    operation = OPERATIONS[tokens.pop()]
                    left = operation(left, {operand})
                return left

            def loose() -> int:
                left = tight()
                while tokens and tokens[-1] in LOOSE:
                    operation = OPERATIONS[tokens.pop()]
                    left = operation(left, tight())
                return left
            """
        )
    else:
        parse = fill(
            f"""
            def loose() -> int:
                left = {operand}
                while tokens:
                    operation = OPERATIONS[tokens.pop()]
                    left = operation(left, {operand})
                return left
            """
        )
    atom = ""
    if brackets:
        atom = fill(
            """
            def atom() -> int:
                token = tokens.pop()
                <<unary>>
                if token != "(":
                    return int(token)
                value = loose()
                tokens.pop()  # the closing bracket
                return value
            """,
            unary='if token == "-":\n    return -atom()' if unary else "",
        )
    sets = f'LOOSE = set("{"".join(weak)}")\nTIGHT = set("{"".join(strong)}")' if two else ""
    source = fill(
        f"""
        import re

        OPERATIONS = {{
            <<table>>
        }}
        <<sets>>


        def {entry}(expression: str) -> int:
            # the tokens in reverse, so that pop() takes the next one
            tokens = re.findall(r"{tokens}", expression)[::-1]

            <<atom>>

            <<parse>>

            return loose()
        """,
        table=table,
        sets=sets,
        atom=atom,
        parse=parse,
    )
    source = re.sub(r"\n{3,}(?=    )", "\n\n", source.replace("\n    \n", "\n\n"))
    source = re.sub(r"\n{3,}(?=def |$)", "\n\n\n", source)

    names = {s: _DEEDS[s][2] for s in signs}
    rules = [
        "The expression holds non-negative integers, operators"
        + (", round brackets" if brackets else "")
        + " and possibly spaces, and is always valid and not empty.",
        "The operators are "
        + ", ".join(f"`{s}` ({names[s]})" for s in signs[:-1])
        + f" and `{signs[-1]}` ({names[signs[-1]]}).",
    ]

    def quoted(group: list[str]) -> str:
        *most, final = [f"`{sign}`" for sign in group]
        return f"{', '.join(most)} and {final}" if most else final

    if two:
        rules.append(
            f"{quoted(strong)} {'binds' if len(strong) == 1 else 'bind'} more tightly than {quoted(weak)}."
        )
        if len(weak) > 1 or len(strong) > 1 or right:
            rules.append(
                "Operators of the same strength are evaluated from left to right"
                + (
                    f", except that {quoted(strong)} {'groups' if len(strong) == 1 else 'group'} from the right: `a {strong[0]} b {strong[0]} c` is `a {strong[0]} (b {strong[0]} c)`."
                    if right
                    else "."
                )
            )
        else:
            rules.append("Equal operators in a row are evaluated from left to right.")
    else:
        rules.append("All operators have the same strength and are evaluated strictly from left to right.")
    if unary:
        rules.append(
            "A minus in front of an operand (a number, a bracket or another such minus) changes its sign and binds more tightly than any operator between two operands."
        )
    if "%" in signs:
        rules.append("A remainder by zero raises a `ZeroDivisionError`.")

    def oracle(expression: str) -> int:
        text = expression.replace(" ", "")

        def split(part: str) -> int:
            """Cut at the operator that is applied last."""
            for level, group in enumerate(levels):
                depth, places = 0, []
                for i, char in enumerate(part):
                    depth += (char == "(") - (char == ")")
                    if depth == 0 and char in group and i and part[i - 1] not in "".join(signs) + "(":
                        places.append(i)
                if places:
                    at = places[0] if right and level == last else places[-1]
                    left, rest = split(part[:at]), split(part[at + 1 :])
                    return int(_DEEDS[part[at]][1](left, rest))
            if part[0] == "-":
                return -split(part[1:])
            return split(part[1:-1]) if part[0] == "(" else int(part)

        return split(text)

    def expression(size: int) -> str:
        parts: list[str] = []
        for i in range(size):
            if i:
                parts.append(rng.choice(signs))
            if brackets and size > 2 and rng.random() < 0.35:
                parts.append("(" + expression(rng.randint(2, size - 1)) + ")")
            else:
                parts.append(("-" if unary and rng.random() < 0.25 else "") + str(rng.randint(0, 12)))
        return rng.choice((" ", "", " ")).join(parts)

    found = [expression(rng.randint(2, 5)) for _ in range(14)]
    # strengths and directions only show in mixed expressions
    found += [f"7 {a} 2 {b} 3" for a, b in itertools.islice(itertools.product(signs, signs), 0, 12, 3)]
    found += ["42", f" 8{signs[0]}3 "]
    if brackets:
        found += ["((5))", f"2 {signs[0]} (3 {signs[-1]} (4 {signs[0]} 1))"]
    if unary:
        found += ["-3", "--3", f"-(2 {weak[0]} 5)", f"4 {strong[0]} -2"]
    inputs = [(text,) for text in found if len(text) < 60]
    idea = (
        [
            "The text is cut into tokens, and there is one small function for each level of strength, the loosest calling the next tighter one."
        ]
        if two
        else [
            "The text is cut into tokens; the value so far and the next operand are combined until no token is left."
        ]
    )
    if two:
        idea.append(
            "A level reads operands of the tighter level for as long as its own operators follow"
            + (
                ", and `tight` calls itself for its right side, which makes it group from the right."
                if right
                else ", which makes it group from the left."
            )
        )
    if brackets:
        idea.append(
            "A bracket starts again at the loosest level."
            + (
                " A unary minus is read where an operand is expected, so it cannot be confused with a subtraction."
                if unary
                else ""
            )
        )
    idea.append("Every token is read once, so the time is linear.")
    return Problem(
        entry,
        rng.choice(
            (
                "returns the value of `expression`",
                "returns the value of the expression that the string `expression` contains",
            )
        ),
        rules,
        source,
        inputs,
        idea,
        oracle,
    )


@family("code.brackets", levels=(2, 4), difficulties=(3, 5))
def brackets(rng: random.Random, difficulty: int) -> Problem:
    """Check, measure or repair brackets in a text.

    Difficulty 2: balanced or not, or how deep. 3: where the first error is. 4:
    quotes hide brackets, or the longest correct part.
    """
    pairs = rng.sample(("()", "[]", "{}", "<>"), rng.randint(2, 4) if difficulty > 2 else rng.randint(1, 3))
    opening, closing = "".join(p[0] for p in pairs), "".join(p[1] for p in pairs)
    what = {
        2: rng.choice(("check", "depth")),
        3: rng.choice(("error", "missing")),
        4: rng.choice(("quoted", "pieces")),
    }[difficulty]
    entry = rng.choice(
        {
            "check": ("is_balanced", "balanced", "check_brackets"),
            "depth": ("max_depth", "bracket_depth"),
            "error": ("first_error", "find_error"),
            "missing": ("closing_brackets", "complete"),
            "quoted": ("is_balanced", "check_code"),
            "pieces": ("longest_balanced", "longest_correct"),
        }[what]
    )
    table = ", ".join(f'"{p[1]}": "{p[0]}"' for p in pairs)
    quote = rng.choice("'|`") if what == "quoted" else ""
    listed = (
        ", ".join(f"`{p[0]}` with `{p[1]}`" for p in pairs[:-1])
        + (" and " if len(pairs) > 1 else "")
        + f"`{pairs[-1][0]}` with `{pairs[-1][1]}`"
    )
    rules = [
        f"Brackets pair up as {listed}; every other character is ignored.",
        "Brackets are balanced if each closing bracket closes the last bracket that is still open, of the same kind, and none is open at the end.",
    ]
    size_inputs = 9
    if what == "check":
        limit = rng.choice((0, 0, 2, 3))
        source = fill(
            f"""
            PAIRS = {{{table}}}


            def {entry}(text: str) -> bool:
                stack = []
                for char in text:
                    if char in PAIRS.values():
                        stack.append(char)
                        <<limit>>
                    elif char in PAIRS and (not stack or stack.pop() != PAIRS[char]):
                        return False
                return not stack
            """,
            limit=f"if len(stack) > {limit}:\n    return False" if limit else "",
        )
        goal = "returns whether the brackets in `text` are balanced" + (
            f" and nested at most {limit} deep" if limit else ""
        )
        rules += [
            "A text without brackets is balanced."
            + (" A bracket that is in no other bracket has depth 1." if limit else "")
        ]
        idea = [
            "A stack holds the brackets that are open; a closing one must match the last of them.",
            "Nothing may be left on the stack at the end."
            + (
                f" The size of the stack is the depth, so more than {limit} entries are refused."
                if limit
                else ""
            ),
            "One pass, linear time.",
        ]
    elif what == "depth":
        bad = rng.choice(("-1", "None"))
        source = fill(
            f"""
            PAIRS = {{{table}}}


            def {entry}(text: str) -> int{" | None" if bad == "None" else ""}:
                stack = []
                deepest = 0
                for char in text:
                    if char in PAIRS.values():
                        stack.append(char)
                        deepest = max(deepest, len(stack))
                    elif char in PAIRS and (not stack or stack.pop() != PAIRS[char]):
                        return {bad}
                return {bad} if stack else deepest
            """
        )
        goal = "returns how deep the brackets in `text` are nested"
        rules += [
            f"If the brackets are not balanced, return `{bad}`. A text without brackets has depth 0, and `{pairs[0]}` has depth 1."
        ]
        idea = [
            "A stack holds the brackets that are open, and its greatest size is the depth.",
            "A closing bracket without a match, or an open one at the end, means that the text is not balanced.",
        ]
    elif what == "error":
        source = fill(
            f"""
            PAIRS = {{{table}}}


            def {entry}(text: str) -> int:
                stack: list[tuple[str, int]] = []
                for i, char in enumerate(text):
                    if char in PAIRS.values():
                        stack.append((char, i))
                    elif char in PAIRS:
                        if not stack or stack[-1][0] != PAIRS[char]:
                            return i
                        stack.pop()
                return stack[-1][1] if stack else -1
            """
        )
        goal = "returns the index of the first bracket error in `text`, or -1 if there is none"
        rules = [
            rules[0],
            "Going from left to right, a closing bracket is an error if no bracket is open or if the last open one is of another kind; the result is its index.",
            "If there is no such error but brackets are still open at the end, the result is the index of the one that was opened last among them. Otherwise it is -1.",
        ]
        idea = [
            "The stack holds the open brackets with their places.",
            "A closing bracket that does not match the top is reported at once; at the end, the top of the stack is the open bracket that was opened last.",
        ]
    elif what == "missing":
        source = fill(
            f"""
            CLOSE = {{{", ".join(f'"{p[0]}": "{p[1]}"' for p in pairs)}}}


            def {entry}(text: str) -> str | None:
                expected = []
                for char in text:
                    if char in CLOSE:
                        expected.append(CLOSE[char])
                    elif char in CLOSE.values() and (not expected or expected.pop() != char):
                        return None
                return "".join(reversed(expected))
            """
        )
        goal = "returns the shortest text that has to be added at the end of `text` to balance its brackets"
        rules += [
            "If a closing bracket in `text` has no match, nothing can be added to mend it: return `None`. If the text is balanced, return an empty string."
        ]
        idea = [
            "Instead of the open bracket, the stack keeps the closing one that it waits for.",
            "What is left at the end has to be closed from the inside out, which is the stack in reverse order.",
        ]
    elif what == "quoted":
        double = rng.random() < 0.5
        source = fill(
            f"""
            PAIRS = {{{table}}}


            def {entry}(text: str) -> bool:
                stack = []
                quoted = False
                <<loop>>
                return not stack and not quoted
            """,
            loop=fill(
                f"""
                for char in text:
                    if char == "{quote}":
                        quoted = not quoted
                    elif quoted:
                        continue
                    elif char in PAIRS.values():
                        stack.append(char)
                    elif char in PAIRS and (not stack or stack.pop() != PAIRS[char]):
                        return False
                """
            ) if not double else fill(
                f"""
                escaped = False
                for char in text:
                    if escaped:
                        escaped = False
                    elif char == "!":
                        escaped = True
                    elif char == "{quote}":
                        quoted = not quoted
                    elif quoted:
                        continue
                    elif char in PAIRS.values():
                        stack.append(char)
                    elif char in PAIRS and (not stack or stack.pop() != PAIRS[char]):
                        return False
                """
            ),
        )  # fmt: skip
        mark = f"`{quote}`" if quote != "`" else "the backtick"
        goal = "returns whether the brackets in `text` are balanced, apart from quoted parts"
        rules += [
            f"The character {mark} starts a quoted part and also ends it; brackets in quoted parts are ignored. A quoted part that does not end makes the result false."
        ]
        if double:
            rules.append(
                "An exclamation mark, inside or outside of a quoted part, takes the meaning from the character that follows it, whatever that is; at the very end of the text it has no effect."
            )
        rules.append("A text without brackets and quotes is balanced.")
        idea = [
            "One flag says whether the scan is inside a quoted part"
            + (" and another whether the last character was an exclamation mark" if double else "")
            + "; only outside are brackets put on the stack or taken off.",
            "At the end both the stack must be empty and the quote closed. One pass, linear time.",
        ]
    else:
        source = fill(
            f"""
            PAIRS = {{{table}}}


            def {entry}(text: str) -> int:
                longest = 0
                stack: list[int] = []
                start = 0  # where the part without an error begins
                for i, char in enumerate(text):
                    if char in PAIRS.values():
                        stack.append(i)
                    elif char in PAIRS and stack and text[stack[-1]] == PAIRS[char]:
                        stack.pop()
                        longest = max(longest, i - (stack[-1] if stack else start - 1))
                    else:
                        stack.clear()
                        start = i + 1
                return longest
            """
        )
        goal = "returns the length of the longest part of `text` that is a balanced sequence of brackets"
        rules = [
            f"Brackets pair up as {listed}.",
            "A part is a stretch of neighbouring characters. It is balanced if it consists only of brackets, each closing one closes the last one that is still open in the part, of the same kind, and none is open at its end.",
            "Characters that are no such brackets can be in no balanced part. If there is no balanced part, the result is 0.",
        ]
        idea = [
            "The stack holds the indexes of open brackets. When one is closed, the balanced part that ends here begins just after the bracket that is now on top, or after the last error.",
            "Any character that cannot be part of a balanced stretch clears the stack and moves the start. One pass, linear time.",
        ]

    def matched(text: str) -> str:
        old = None
        while old != text:
            old = text
            for p in pairs:
                text = text.replace(p, "")
        return text

    def oracle(text: str) -> Any:
        only = "".join(c for c in text if c in opening + closing)
        if what in ("check", "depth"):
            ok = matched(only) == ""
            deepest = (
                max(itertools.accumulate((1 if c in opening else -1) for c in only), default=0) if only else 0
            )
            if what == "check":
                return ok and (not limit or deepest <= limit)
            return deepest if ok else {"-1": -1, "None": None}[bad]
        if what == "error":
            for i, char in enumerate(text):
                if char in closing:
                    rest = matched("".join(c for c in text[:i] if c in opening + closing))
                    if not rest or rest[-1] != opening[closing.index(char)]:
                        return i
            for i in range(len(text) - 1, -1, -1):
                if text[i] in opening:
                    after = "".join(c for c in text[i:] if c in opening + closing)
                    if matched(after) and not any(matched(after[:n]) == "" for n in range(1, len(after) + 1)):
                        return i
            return -1
        if what == "missing":
            rest = matched(only)
            if any(c in closing for c in rest):
                return None
            return "".join(closing[opening.index(c)] for c in reversed(rest))
        if what == "quoted":
            if double:
                text = re.sub(r"!.", "", text, flags=re.S)
            if text.count(quote) % 2:
                return False
            outside = "".join(text.split(quote)[::2])
            return matched("".join(c for c in outside if c in opening + closing)) == ""
        return max(
            (
                j - i
                for i in range(len(text))
                for j in range(i, len(text) + 1)
                if set(text[i:j]) <= set(opening + closing) and matched(text[i:j]) == ""
            ),
            default=0,
        )

    def balanced(depth: int) -> str:
        out = ""
        for _ in range(rng.randint(1, 2)):
            p = rng.choice(pairs)
            out += (
                p[0]
                + (balanced(depth - 1) if depth and rng.random() < 0.6 else rng.choice(("", "a", "x1")))
                + p[1]
            )
        return out

    found = []
    for i in range(size_inputs + 5):
        text = balanced(3)
        if i % 2:
            at = rng.randrange(len(text))
            text = text[:at] + rng.choice(("", opening[0], closing[-1], "+")) + text[at + rng.randint(0, 1) :]
        if what == "quoted" and rng.random() < 0.7:
            at = rng.randrange(len(text) + 1)
            text = text[:at] + quote + rng.choice((closing[0], opening[-1], "b")) + quote + text[at:]
            if double and rng.random() < 0.6:
                at = rng.randrange(len(text) + 1)
                text = text[:at] + "!" + rng.choice((quote, "!", opening[0])) + text[at:]
        found.append(text)
    found += [
        "",
        "abc",
        opening[0],
        closing[0],
        pairs[0] * 2,
        opening[0] * 3 + closing[0] * 3,
        opening[0] + opening[-1] + closing[0] + closing[-1],
    ]
    if what == "quoted":
        found += [quote, f"{quote}{opening[0]}{quote}", f"{opening[0]}{quote}{closing[0]}"]
    return Problem(entry, goal, rules, source, [(text,) for text in found if len(text) < 60], idea, oracle)


@family("code.split_line", levels=(3, 4), difficulties=(2, 5))
def split_line(rng: random.Random, difficulty: int) -> Problem:
    """Split a delimited line into fields, or write one, with quotes and rules that vary.

    Difficulty 3: quoted fields. 4: doubled quotes or escapes, spaces around fields, errors.
    """
    entry = rng.choice(("split_line", "parse_line", "parse_row", "split_fields"))
    delimiter = rng.choice(",;|")
    quote = rng.choice("\"'")
    name = {",": "commas", ";": "semicolons", "|": "vertical bars"}[delimiter]
    one = {",": "comma", ";": "semicolon", "|": "vertical bar"}[delimiter]
    q = "double quotes" if quote == '"' else "single quotes"
    mode = rng.choice(("double", "escape")) if difficulty == 4 else "plain"
    strip = rng.random() < 0.5
    none = rng.random() < 0.3
    error = difficulty == 4 and rng.random() < 0.6
    qlit = "'\"'" if quote == '"' else '"\'"'
    step = {
        "plain": f"""
            if char == {qlit}:
                quoted = not quoted
            elif char == "{delimiter}" and not quoted:
                fields.append(field<<strip>>)
                field = ""
            else:
                field += char
            i += 1
        """,
        "double": f"""
            if char == {qlit} and quoted and line[i + 1 : i + 2] == {qlit}:
                field += char
                i += 1
            elif char == {qlit}:
                quoted = not quoted
            elif char == "{delimiter}" and not quoted:
                fields.append(field<<strip>>)
                field = ""
            else:
                field += char
            i += 1
        """,
        "escape": f"""
            if char == "^" and i + 1 < len(line):
                i += 1
                field += line[i]
            elif char == {qlit}:
                quoted = not quoted
            elif char == "{delimiter}" and not quoted:
                fields.append(field<<strip>>)
                field = ""
            else:
                field += char
            i += 1
        """,
    }[mode].replace("<<strip>>", ".strip()" if strip else "")
    source = fill(
        f"""
        def {entry}(line: str) -> list[str]:
            <<empty>>
            fields = []
            field = ""
            quoted = False
            i = 0
            while i < len(line):
                char = line[i]
                <<step>>
            <<error>>
            return [*fields, field<<strip>>]
        """,
        empty="if not line:\n    return []" if none else "",
        step=step,
        error='if quoted:\n    raise ValueError("a quote is not closed")' if error else "",
        strip=".strip()" if strip else "",
    )
    if mode == "plain":
        source = source.replace(
            "    i = 0\n    while i < len(line):\n        char = line[i]\n", "    for char in line:\n"
        ).replace("        i += 1\n", "")
    rules = [
        f"Fields are separated by {name}, but a {one} between {q} does not separate.",
        f"The {q} themselves are not part of the field; they may start and end anywhere in it, so `a{quote}b{delimiter}c{quote}d` is the one field `ab{delimiter}cd`.",
    ]
    if mode == "double":
        rules.append(f"Within quotes, two {q} in a row stand for one that is part of the field.")
    if mode == "escape":
        rules.append(
            "A `^` makes the next character an ordinary part of the field, inside and outside of quotes; at the very end of the line it stands for itself."
        )
    if strip:
        rules.append("Spaces at both ends of a field are removed, quoted ones too.")
    else:
        rules.append("Spaces are kept as they are.")
    rules.append(
        "A quote that is not closed raises a `ValueError`."
        if error
        else "A quote that is not closed reaches to the end of the line."
    )
    rules.append(
        "An empty line has no fields: the result is an empty list."
        if none
        else "An empty line has one field, the empty string."
    )

    def oracle(line: str) -> list[str]:
        if not line and none:
            return []
        marks: list[tuple[str, bool]] = []  # characters with: is it plain text?
        rest, inside = line, False
        while rest:
            if mode == "escape" and rest[0] == "^" and len(rest) > 1:
                marks.append((rest[1], True))
                rest = rest[2:]
            elif mode == "double" and inside and rest[:2] == quote * 2:
                marks.append((quote, True))
                rest = rest[2:]
            elif rest[0] == quote:
                inside, rest = not inside, rest[1:]
            else:
                marks.append((rest[0], inside or rest[0] != delimiter))
                rest = rest[1:]
        if inside and error:
            raise ValueError
        ends = [-1] + [i for i, (_, plain) in enumerate(marks) if not plain] + [len(marks)]
        out = ["".join(c for c, _ in marks[x + 1 : y]) for x, y in itertools.pairwise(ends)]
        return [field.strip() if strip else field for field in out]

    words = ("Ada", "12", "new york", "x", "", "3.5", "Müller", "red", "a b ")
    found = []
    for _ in range(12):
        parts = []
        for word in rng.choices(words, k=rng.randint(2, 4)):
            if rng.random() < 0.45:
                inner = word + rng.choice((delimiter, f"{delimiter} ", "", f"{delimiter}{word}"))
                if mode == "double" and rng.random() < 0.5:
                    inner += quote * 2
                if mode == "escape" and rng.random() < 0.5:
                    inner += "^" + quote
                word = quote + inner + quote
            elif mode == "escape" and rng.random() < 0.3:
                word += "^" + delimiter
            parts.append(word)
        found.append((delimiter + rng.choice(("", "", " "))).join(parts))
    found += [
        "",
        delimiter,
        "one",
        f"a{delimiter}{delimiter}b",
        f"{quote}{quote}",
        f"{quote}a{delimiter}b",
        f" a {delimiter} b ",
    ]
    if mode == "escape":
        found += ["a^", f"^{quote}a{delimiter}b"]
    idea = [
        "The line is read character by character, and `quoted` says whether a separator counts at the moment."
    ]
    if mode == "double":
        idea.append(
            "A quote inside quotes is looked at together with its neighbour: two of them give one character, a single one ends the quotes."
        )
    if mode == "escape":
        idea.append("After a `^` the next character is taken without looking at what it is.")
    idea.append(
        "The last field is not followed by a separator, so it is added after the loop"
        + (", once it is clear that no quote is open." if error else ".")
    )
    return Problem(
        entry,
        f"returns the list of the fields of `line`, whose fields are separated by {name}",
        rules,
        source,
        [(text,) for text in found],
        idea,
        oracle,
    )


@family("code.read_settings", levels=(3, 4), difficulties=(3, 5))
def read_settings(rng: random.Random, difficulty: int) -> Problem:
    """Read a settings text (keys, values, comments, sections) with stated rules.

    Difficulty 3: keys and values. 4: sections, typed values, or errors.
    """
    entry = rng.choice(("read_settings", "parse_config", "load_options", "parse_settings"))
    sign = rng.choice("=:")
    comment = rng.choice("#;%")
    lower = rng.random() < 0.5
    repeat = rng.choice(("last", "first", "list") if difficulty == 4 else ("last", "first"))
    sections = difficulty == 4 and rng.random() < 0.6
    typed = difficulty == 4 and (not sections or rng.random() < 0.5) and repeat != "list"
    strict = rng.random() < 0.5
    bare = rng.random() < 0.5
    rules = [
        "Each line is one setting; spaces around lines, keys and values do not matter, and empty lines are skipped.",
        f"A line whose first character (after spaces) is `{comment}` is a comment and is skipped. A `{comment}` elsewhere has no special meaning.",
        f"The key is what stands before the first `{sign}`, the value is all after it; a value may be empty.",
    ]
    if strict:
        rules.append(
            f"A line without `{sign}`"
            + (" (that is no comment" + (" and no section" if sections else "") + ")")
            + " raises a `ValueError`."
        )
    else:
        rules.append(
            f"A line without `{sign}` is "
            + ('a key with the value `"yes"`.' if bare and not typed else "ignored.")
        )
    if lower:
        rules.append("Keys are turned into lower case" + (", section names are not." if sections else "."))
    if sections:
        rules.append(
            "A line `[name]` starts a section: from there on, the keys are written as `name.key`, until the next section. Spaces just inside the brackets do not count; the name may be empty, and then keys are written without a dot again."
        )
    rules.append(
        {
            "last": "If a key occurs again, the later value counts.",
            "first": "If a key occurs again, the first value counts.",
            "list": "The value of a key in the result is the list of all its values, in their order.",
        }[repeat]
        + (" The key keeps its first place." if repeat != "list" and rng.random() < 0.0 else "")
    )
    if typed:
        rules.append(
            "A value that consists only of ASCII digits, with or without one minus in front, becomes an integer; `true` and `false` (in any case) become booleans; all others stay strings."
        )
    store = {
        "last": "settings[key] = value",
        "first": "settings.setdefault(key, value)",
        "list": "settings.setdefault(key, []).append(value)",
    }[repeat]
    if typed:
        store = store.replace("value)", "convert(value))").replace("= value", "= convert(value)")
    kind = (
        "dict[str, list[str]]"
        if repeat == "list"
        else "dict[str, int | bool | str]"
        if typed
        else "dict[str, str]"
    )
    lacking = (
        'raise ValueError(f"no value in {line!r}")'
        if strict
        else 'value = "yes"'
        if bare and not typed
        else "continue"
    )
    source = fill(
        f"""
        <<convert>>
        def {entry}(text: str) -> {kind}:
            settings: {kind} = {{}}
            <<section>>
            for line in text.split("\\n"):
                line = line.strip()
                if not line or line.startswith("{comment}"):
                    continue
                <<header>>
                key, found, value = line.partition("{sign}")
                if not found:
                    {lacking}
                key = {"section + " if sections else ""}key.strip(){".lower()" if lower else ""}
                value = value.strip()
                {store}
            return settings
        """,
        convert=fill(
            """
            def convert(value: str) -> int | bool | str:
                if value.lower() in ("true", "false"):
                    return value.lower() == "true"
                digits = value.removeprefix("-")
                return int(value) if digits.isascii() and digits.isdigit() else value
            """
        )
        if typed
        else "",
        section='section = ""' if sections else "",
        header='if line.startswith("[") and line.endswith("]"):\n    name = line[1:-1].strip()\n    section = name + "." if name else ""\n    continue'
        if sections
        else "",
    )

    def oracle(text: str) -> Any:
        out: dict[str, Any] = {}
        prefix = ""
        for row in text.split("\n"):
            row = re.sub(r"^\s+|\s+$", "", row)
            if row == "" or row[0] == comment:
                continue
            head = re.fullmatch(r"\[(.*)\]", row)
            if sections and head:
                prefix = head[1].strip()
                continue
            if sign in row:
                at = row.index(sign)
                key, value = row[:at].strip(), row[at + 1 :].strip()
            elif strict:
                raise ValueError
            elif bare and not typed:
                key, value = row, "yes"
            else:
                continue
            key = f"{prefix}.{key.lower() if lower else key}" if prefix else key.lower() if lower else key
            new: Any = value
            if typed and re.fullmatch(r"-?[0-9]+", value):
                new = int(value)
            elif typed and value.lower() in ("true", "false"):
                new = {"true": True, "false": False}[value.lower()]
            if repeat == "list":
                out[key] = [*out.get(key, []), value]
            elif repeat == "last" or key not in out:
                out[key] = new
        return out

    keys = ("name", "Port", "debug", "PATH", "max size", "color", "retries")
    values = (
        "web",
        "8080",
        "true",
        "/usr/bin",
        "-5",
        "False",
        "",
        f"a{sign}b",
        f"red {comment}1",
        "0",
        "naïve",
    )
    found = []
    for n in range(13):
        lines = []
        for _ in range(rng.randint(2, 5)):
            line = rng.choice(keys) + rng.choice((sign, f" {sign} ", f"{sign} ")) + rng.choice(values)
            if rng.random() < 0.15:
                line = rng.choice((f"{comment} note", "", "   ", f"  {comment}x{sign}1"))
            if sections and rng.random() < 0.3:
                lines.append(rng.choice(("[server]", "[ Client ]", "[db]", "[]")))
            if n % 4 == 3 and rng.random() < 0.3:
                line = "verbose"
            lines.append(line)
        found.append("\n".join(lines))
    found += [
        "",
        f"{comment} only a comment",
        f"a{sign}1\na{sign}2\nA{sign}3",
        f"key{sign}",
        f"  x {sign} y  ",
        "flag",
    ]
    idea = [
        "The lines are taken one by one: strip, skip what is empty or a comment, and split at the first separator with `partition`, which leaves further ones in the value."
    ]
    if sections:
        idea.append("A section line only changes the prefix for the keys that follow.")
    idea.append(
        {
            "last": "Plain assignment lets the later value win.",
            "first": "`setdefault` keeps the first value.",
            "list": "`setdefault(key, [])` collects all values of a key in order.",
        }[repeat]
    )
    return Problem(
        entry, "returns the settings in `text` as a dict", rules, source, [(t,) for t in found], idea, oracle
    )


@family("code.durations", levels=(2, 3), difficulties=(2, 4))
def durations(rng: random.Random, difficulty: int) -> Problem:
    """Read or write lengths of time such as ``1h30m``.

    Difficulty 2: write them. 3: read them, with errors.
    """
    units = rng.choice(
        (
            (("h", 60), ("m", 1)),
            (("h", 3600), ("m", 60), ("s", 1)),
            (("d", 1440), ("h", 60), ("m", 1)),
            (("w", 7), ("d", 1)),
            (("d", 86400), ("h", 3600), ("m", 60), ("s", 1)),
        )
    )
    names = {"w": "weeks", "d": "days", "h": "hours", "m": "minutes", "s": "seconds"}
    base = names[units[-1][0]]
    table = ", ".join(f'("{u}", {n})' for u, n in units)
    listed = (
        ", ".join(f"{names[u]} (`{u}`)" for u, _ in units[:-1])
        + f" and {names[units[-1][0]]} (`{units[-1][0]}`)"
    )
    top = units[0][1]
    if difficulty == 2:
        entry = rng.choice(("format_duration", "duration_text", "show_time"))
        gap = rng.choice(("", " "))
        zeros = rng.choice(("skip", "inner", "pad"))
        signed = rng.random() < 0.5
        space = " with a space between the parts" if gap else " without spaces"
        rules = [
            f"The units are {listed}, largest first{space}. Use as much of the larger units as possible; the largest one may be any number."
        ]
        if zeros == "skip":
            rules.append(
                f"Units with the amount 0 are left out; for 0 {base} the result is `0{units[-1][0]}`."
            )
            parts = 'parts.append(f"{amount}{unit}")'
            body = f"if amount:\n    {parts}"
        elif zeros == "inner":
            rules.append(
                f"Units with the amount 0 before the first other one are left out, later ones are written; for 0 {base} the result is `0{units[-1][0]}`."
            )
            body = 'if amount or parts:\n    parts.append(f"{amount}{unit}")'
        else:
            rules.append(
                "All units are written, even with the amount 0. Every amount but the first has at least two digits, with a leading zero if needed."
            )
            body = 'parts.append(f"{amount:02}{unit}" if parts else f"{amount}{unit}")'
        rules.append(
            "A negative number gets a minus in front of the whole text."
            if signed
            else "The number is never negative."
        )
        fallback = "" if zeros == "pad" else f' or "0{units[-1][0]}"'
        source = fill(
            f"""
            UNITS = [{table}]


            def {entry}({base}: int) -> str:
                parts: list[str] = []
                rest = {f"abs({base})" if signed else base}
                for unit, size in UNITS:
                    amount, rest = divmod(rest, size)
                    <<body>>
                text = "{gap}".join(parts){fallback}
                return {f'"-" + text if {base} < 0 else text' if signed else "text"}
            """,
            body=body,
        )

        def oracle(number: int) -> str:
            left, amounts = abs(number), []
            for _, size in units:
                n = 0
                while left >= size:
                    left, n = left - size, n + 1
                amounts.append(n)
            shown = list(zip(amounts, [u for u, _ in units], strict=True))
            if zeros == "skip":
                shown = [pair for pair in shown if pair[0]] or shown[-1:]
            elif zeros == "inner":
                while len(shown) > 1 and shown[0][0] == 0:
                    shown.pop(0)
            texts = [
                f"{n}{u}" if i == 0 or zeros != "pad" else f"{str(n).zfill(2)}{u}"
                for i, (n, u) in enumerate(shown)
            ]
            return ("-" if number < 0 else "") + gap.join(texts)

        numbers = [rng.randint(1, top * 3) for _ in range(6)] + [
            rng.randint(1, max(2, units[-2][1] - 1)),
            top,
            top + 1,
            0,
            1,
            top * 30,
            units[-2][1],
            top - 1,
        ]
        if signed:
            numbers += [-rng.randint(1, top * 2), -1, -top]
        idea = [
            "`divmod` splits off the amount of each unit, from the largest to the smallest, and leaves the rest for the next.",
            {
                "skip": "Amounts of 0 are skipped; if all are, the `or` supplies the text for zero.",
                "inner": "`parts` is empty until the first amount that is not 0, so only leading zeros are dropped.",
                "pad": "The first part is written plainly, the others with two digits.",
            }[zeros],
        ]
        if signed:
            idea.append("The sign is taken off first, because `divmod` of a negative number rounds down.")
        return Problem(
            entry,
            f"returns the length of time `{base}`, given in {base}, as a text",
            rules,
            source,
            [(n,) for n in numbers],
            idea,
            oracle,
        )
    entry = rng.choice(("parse_duration", "to_" + base, "read_duration"))
    order = rng.random() < 0.5
    rules = [
        f"The text is a series of parts without spaces, each a number in decimal digits and a unit; the units are {listed}.",
        "Upper and lower case of units are both accepted."
        if (anycase := rng.random() < 0.5)
        else "Units are in lower case.",
        (
            "Each unit may occur at most once, and larger units come before smaller ones."
            if order
            else "Parts may come in any order, and a unit may occur several times; then the amounts add up."
        ),
        "Amounts may be larger than usual (`90m`)." if "m" in dict(units) else "Amounts may be of any size.",
        "Anything else, the empty text included, raises a `ValueError`.",
    ]
    pattern = (
        "".join(rf"(?:(\d+){u})?" for u, _ in units)
        if order
        else rf"(?:\d+[{''.join(u for u, _ in units)}])+"
    )
    flags = ", re.ASCII | re.IGNORECASE" if anycase else ", re.ASCII"
    if order:
        source = fill(
            f"""
            import re

            SIZES = [{", ".join(str(n) for _, n in units)}]


            def {entry}(text: str) -> int:
                match = re.fullmatch(r"{pattern}", text{flags})
                if not text or match is None:
                    raise ValueError(f"not a duration: {{text!r}}")
                return sum(int(amount) * size for amount, size in zip(match.groups(), SIZES) if amount)
            """
        )
    else:
        low = ".lower()" if anycase else ""
        source = fill(
            f"""
            import re

            SIZES = {{{", ".join(f'"{u}": {n}' for u, n in units)}}}


            def {entry}(text: str) -> int:
                if not re.fullmatch(r"{pattern}", text{flags}):
                    raise ValueError(f"not a duration: {{text!r}}")
                parts = re.findall(r"([0-9]+)([a-z])", text{low})
                return sum(int(amount) * SIZES[unit] for amount, unit in parts)
            """
        )

    def read_oracle(text: str) -> int:
        total, digits, seen = 0, "", -1
        for char in text:
            if char in "0123456789":
                digits += char
                continue
            unit = char.lower() if anycase and char.isascii() else char
            places = [i for i, (u, _) in enumerate(units) if u == unit]
            if not digits or not places or (order and places[0] <= seen):
                raise ValueError
            total, digits, seen = total + int(digits) * units[places[0]][1], "", places[0]
        if digits or not text:
            raise ValueError
        return total

    letters_ = [u for u, _ in units]
    found = []
    for _ in range(10):
        chosen = rng.sample(letters_, rng.randint(1, len(letters_)))
        if order or rng.random() < 0.5:
            chosen.sort(key=letters_.index)
        found.append("".join(f"{rng.randint(0, 99)}{u}" for u in chosen))
    found += [
        "",
        "12",
        letters_[0],
        f"5{letters_[-1]}3{letters_[0]}",
        f"1{letters_[0]} 2{letters_[-1]}",
        f"2{letters_[0].upper()}",
        f"1{letters_[0]}1{letters_[0]}",
        "5x",
        f"-1{letters_[0]}",
        f"007{letters_[-1]}",
    ]
    idea = [
        "A regular expression describes the whole text, so `fullmatch` rejects everything else in one step.",
        "Each amount is multiplied by the size of its unit and the products are added."
        + (
            " An empty text would match, since every part is optional, and is refused separately."
            if order
            else ""
        ),
    ]
    return Problem(
        entry,
        f"returns the length of time `text` in {base}",
        rules,
        source,
        [(t,) for t in found],
        idea,
        read_oracle,
    )
