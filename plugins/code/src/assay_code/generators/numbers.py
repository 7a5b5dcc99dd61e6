"""Whole numbers: digits, bases, bits, Roman numerals, divisors."""

from __future__ import annotations

import functools
import random
import re
from typing import Any

from assay_code.generators._draw import letters
from assay_code.generators._task import Problem, family, fill

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def _few_digits(base: int) -> str:
    return "0 and 1" if base == 2 else f"0 to {base - 1}"


@family("code.number_base", levels=(2, 4), difficulties=(1, 4))
def number_base(rng: random.Random, difficulty: int) -> Problem:
    """Write or read numbers in another base, with digits and rules that vary.

    Difficulty 2: write in a base. 3: read, with errors, or groups. 4: negative
    bases, balanced digits, or letters only.
    """
    base = rng.choice((2, 3, 4, 5, 6, 7, 8, 9, 12, 16, 20, 36))
    kind = {
        2: "write",
        3: rng.choice(("read", "grouped")),
        4: rng.choice(("negative", "bijective", "balanced")),
    }[difficulty]
    numbers = [rng.randint(1, 400) for _ in range(5)] + [rng.randint(1000, 10**6) for _ in range(4)]
    entry = (
        rng.choice(("to_base", "write_number", "encode", "in_base"))
        if kind != "read"
        else rng.choice(("from_base", "read_number", "decode", "parse_number"))
    )
    idea: list[str]
    if kind in ("write", "grouped"):
        upper = rng.random() < 0.5 and base > 10
        digits = (_DIGITS.upper() if upper else _DIGITS)[:base]
        group = rng.randint(2, 4) if kind == "grouped" else 0
        width = rng.choice((0, rng.randint(4, 8))) if kind == "write" else 0
        mark = rng.choice("_ '.") if group else ""
        source = fill(
            f"""
            DIGITS = "{digits}"


            def {entry}(number: int) -> str:
                rest = abs(number)
                text = ""
                while rest:
                    rest, digit = divmod(rest, {base})
                    text = DIGITS[digit] + text
                <<finish>>
                return "-" + text if number < 0 else text
            """,
            finish=(
                f'text = text.rjust({width}, "0")'
                if width
                else 'text = text or "0"'
                + (
                    f'\nfirst = len(text) % {group} or {group}\nparts = [text[:first]] + [text[i : i + {group}] for i in range(first, len(text), {group})]\ntext = "{mark}".join(parts)'
                    if group
                    else ""
                )
            ),
        )
        rules = [
            f"The digits are the first {base} characters of `{_DIGITS.upper() if upper else _DIGITS}`."
            if base > 10
            else f"The digits are {_few_digits(base)}."
        ]
        if width:
            rules.append(f"A number with fewer than {width} digits gets leading zeros up to {width} digits.")
        else:
            rules.append("There are no leading zeros, and 0 is written `0`.")
        if group:
            rules.append(
                f"From the right, the digits are put into groups of {group}, with `{mark}` between the groups; the leftmost group may be shorter."
            )
        rules.append(
            "A negative number is written with a minus in front"
            + (", which does not count as a digit." if width or group else ".")
        )
        numbers += [0, base, base - 1, base**3, -1, -base, -rng.randint(2, 9999)]

        def write_oracle(number: int) -> str:
            n = abs(number)
            power = 1
            while power * base <= n:
                power *= base
            text = ""
            while power:
                text += digits[n // power]
                n, power = n % power, power // base
            text = text.zfill(width)
            if group:
                backwards = text[::-1]
                text = mark.join(backwards[i : i + group] for i in range(0, len(text), group))[::-1]
            return "-" * (number < 0) + text

        idea = [
            "Repeated division by the base gives the digits from the last to the first, so each is put in front.",
            "The sign is handled apart, since `divmod` of a negative number rounds down."
            + (
                " The first group takes what is left over when the digits are cut into full groups."
                if group
                else ""
            ),
        ]
        idea.append(
            "For 0 the loop does not run, "
            + ("and the padding supplies the zeros." if width else "and `or` supplies the digit.")
        )
        return Problem(
            entry,
            f"returns `number` written in base {base}",
            rules,
            source,
            [(n,) for n in numbers],
            idea,
            write_oracle,
        )
    if kind == "read":
        digits = _DIGITS[:base]
        bad = rng.choice(("raise", "None"))
        fail = 'raise ValueError(f"not a number: {text!r}")' if bad == "raise" else "return None"
        blanks = rng.random() < 0.5
        source = fill(
            f"""
            DIGITS = "{digits}"


            def {entry}(text: str) -> int{" | None" if bad == "None" else ""}:
                body = text.removeprefix("-").lower(){'.replace("_", "")' if blanks else ""}
                if not body or any(char not in DIGITS for char in body):
                    {fail}
                number = 0
                for char in body:
                    number = number * {base} + DIGITS.index(char)
                return -number if text.startswith("-") else number
            """
        )
        rules = [
            f"The digits are {'the first ' + str(base) + f' characters of `{_DIGITS}`, in upper or lower case' if base > 10 else _few_digits(base)}; one minus may stand in front. Leading zeros are allowed."
        ]
        if blanks:
            rules.append("Underscores after the minus, if there is one, are ignored wherever they stand.")
        rules.append(
            f"If anything else is in the text, or if there is no digit, {'raise a `ValueError`' if bad == 'raise' else 'return `None`'}."
        )

        def read_oracle(text: str) -> Any:
            sign, rest = (-1, text[1:]) if text[:1] == "-" else (1, text)
            rest = "".join(c for c in rest if not (blanks and c == "_")).lower()
            if not rest or set(rest) - set(digits):
                if bad == "raise":
                    raise ValueError
                return None
            return sign * int(rest, base)

        found = [letters(rng, rng.randint(2, 6), digits) for _ in range(8)]
        found += [
            "",
            "-",
            "0",
            "-" + letters(rng, 3, digits),
            "00" + digits[-1],
            letters(rng, 2, digits) + "!",
            digits[-1].upper() * 2,
            "-0",
            "--1",
            f"1_0{digits[1]}",
            "1 0",
            "+1",
        ]
        if base < 36:
            found.append(digits[1] + _DIGITS[base])
        idea = [
            "The value is built from the left: times the base, plus the next digit.",
            "The text is checked before anything is computed, and the sign is applied at the end. The time is linear in the length"
            + (" apart from the growing numbers." if base else "."),
        ]
        return Problem(
            entry,
            f"returns the number that `text` stands for in base {base}",
            rules,
            source,
            [(t,) for t in found],
            idea,
            read_oracle,
        )
    base = (
        rng.choice((2, 3, 4, 10))
        if kind == "negative"
        else rng.choice((3, 5, 7))
        if kind == "balanced"
        else rng.choice((3, 5, 26))
    )
    if kind == "negative":
        source = fill(
            f"""
            def {entry}(number: int) -> str:
                digits = ""
                while number:
                    digit = number % {base}
                    digits = str(digit) + digits
                    number = (digit - number) // {base}
                return digits or "0"
            """
        )
        rules = [
            f"In base -{base} the places have the values 1, -{base}, {base**2}, -{base**3} and so on, and the digits are 0 to {base - 1}.",
            "Every integer, negative ones too, can be written so without a sign. There are no leading zeros, and 0 is written `0`.",
        ]
        goal = f"returns `number` written in base -{base}"
        numbers = [n if rng.random() < 0.5 else -n for n in numbers] + [
            0,
            1,
            -1,
            base,
            -base,
            base + 1,
            -base * base,
        ]
        idea = [
            f"The last digit is the remainder modulo {base}, which Python takes between 0 and {base - 1} for negative numbers too.",
            f"What remains is divided by -{base}: `(digit - number) // {base}` is exactly `(number - digit) / -{base}`.",
            "The numbers shrink in size, so the loop ends.",
        ]

        def special(number: int) -> str:
            # try all texts by length
            size, low, high = 1, 0, base - 1
            while not low <= number <= high:
                place = (-base) ** size
                low, high = low + min(0, place * (base - 1)), high + max(0, place * (base - 1))
                size += 1
            text = ""
            for i in range(size - 1, -1, -1):
                rest = [(-base) ** j * (base - 1) for j in range(i)]
                least, most = sum(min(0, r) for r in rest), sum(max(0, r) for r in rest)
                d = next(d for d in range(base) if least <= number - d * (-base) ** i <= most)
                text += str(d)
                number -= d * (-base) ** i
            return text.lstrip("0") or "0"

    elif kind == "bijective":
        alphabet = {26: "ABCDEFGHIJKLMNOPQRSTUVWXYZ", 3: "abc", 5: "abcde"}[base]
        source = fill(
            f"""
            LETTERS = "{alphabet}"


            def {entry}(number: int) -> str:
                text = ""
                while number > 0:
                    number, digit = divmod(number - 1, {base})
                    text = LETTERS[digit] + text
                return text
            """
        )
        a, z = alphabet[0], alphabet[-1]
        rules = [
            f"The names count like the columns of a spreadsheet, with the letters `{a}` to `{z}`: 1 is `{a}`, {base} is `{z}`, {base + 1} is `{a}{a}`, {base + 2} is `{a}{alphabet[1]}`, and so on.",
            "`number` is 0 or more; 0 gives an empty text.",
        ]
        goal = "returns the name with the given `number`"
        numbers = [
            *numbers[:8],
            0,
            1,
            base,
            base + 1,
            base * base,
            base * base + base,
            base * base + base + 1,
        ]
        idea = [
            "There is no letter for zero, so the last letter belongs to the remainder of `number - 1`.",
            "Taking 1 off before each division is all that is different from an ordinary base.",
        ]

        def special(number: int) -> str:
            size, before = 0, 0
            while number > before:
                size += 1
                before += base**size
            index = number - (before - base**size) - 1 if size else 0
            text = ""
            for i in range(size - 1, -1, -1):
                text += alphabet[index // base**i % base]
            return text

    else:
        half = base // 2
        symbols = {3: "-0+", 5: "=-012", 7: "abc0123"}[base]
        source = fill(
            f"""
            DIGITS = "{symbols}"  # for -{half} to {half}


            def {entry}(number: int) -> str:
                text = ""
                while number:
                    number, digit = divmod(number + {half}, {base})
                    text = DIGITS[digit] + text
                return text or "0"
            """
        )
        table = ", ".join(f"`{c}` for {i - half}" for i, c in enumerate(symbols))
        rules = [
            f"The places have the values 1, {base}, {base**2} and so on, and the digits are {table}.",
            "Every integer, negative ones too, has one such text without leading zeros; 0 is written `0`.",
        ]
        goal = f"returns `number` written in balanced base {base}"
        numbers = [n if rng.random() < 0.5 else -n for n in numbers] + [
            0,
            1,
            -1,
            half,
            half + 1,
            -half - 1,
            base**2,
        ]
        idea = [
            f"Adding {half} before the division moves the digits from -{half}..{half} to 0..{base - 1}, which is what `divmod` gives; the quotient is then right as well.",
            "It works for negative numbers too, because `divmod` rounds down. The loop ends at 0.",
        ]

        def special(number: int) -> str:
            size = 1
            while abs(number) > (base**size - 1) // 2:
                size += 1
            shifted = number + (base**size - 1) // 2
            text = "".join(symbols[shifted // base**i % base] for i in range(size - 1, -1, -1))
            return text.lstrip("0") or "0"

    return Problem(entry, goal, rules, source, [(n,) for n in numbers], idea, special)


@family("code.digit_game", levels=(1, 3), difficulties=(1, 4))
def digit_game(rng: random.Random, difficulty: int) -> Problem:
    """Questions about the digits of a number.

    Difficulty 1: sums and counts. 2: weighted sums and check digits. 3: a step on
    the digits is repeated until something happens.
    """
    m, k = rng.randint(2, 6), rng.randint(3, 9)
    weights = rng.sample(range(1, 10), rng.choice((2, 3)))
    parts = [
        ("digits", "True"),
        ("even digits", "digit % 2 == 0"),
        ("odd digits", "digit % 2 == 1"),
        (f"digits greater than {k - 1}", f"digit >= {k}"),
        (f"digits that are multiples of {m} (0 included)", f"digit % {m} == 0"),
    ]
    noun, test = rng.choice(parts)
    power = rng.choice((1, 1, 2, 3))
    if difficulty == 1:
        what = rng.choice(("sum", "count", "largest"))
        entry = rng.choice(
            ("digit_sum", "sum_digits")
            if what == "sum"
            else ("count_digits", "digit_count")
            if what == "count"
            else ("largest_digit", "max_digit")
        )
        if what != "sum":
            power = 1
        expression = {"sum": "digit" if power == 1 else f"digit**{power}", "count": "1", "largest": "digit"}[
            what
        ]
        where = "" if test == "True" else f" if {test}"
        source = fill(
            f"""
            def {entry}(number: int) -> int:
                digits = [int(char) for char in str(abs(number))]
                return {"max((" if what == "largest" else "sum("}{expression} for digit in digits{where}{"), default=-1)" if what == "largest" else ")"}
            """
        )
        of = {1: "", 2: "squares of the ", 3: "cubes of the "}[power]
        goal = {
            "sum": f"returns the sum of the {of}{noun} of `number`",
            "count": f"returns how many {noun} `number` has",
            "largest": f"returns the largest of the {noun} of `number`",
        }[what]
        if what == "count" and test == "True":
            goal = "returns how many digits `number` has"
        rules = [
            "`number` is written in base 10 without leading zeros, and 0 has the one digit 0. The sign of a negative number is ignored."
        ]
        if what == "largest":
            rules.append("If there is no such digit, the result is -1.")

        def oracle(number: int) -> int:
            n, found = abs(number), []
            while True:
                n, digit = divmod(n, 10)
                if eval_test(digit):
                    found.append(digit)
                if not n:
                    break
            return (
                sum(d**power for d in found)
                if what == "sum"
                else len(found)
                if what == "count"
                else max(found, default=-1)
            )

        def eval_test(digit: int) -> bool:
            return {
                "True": True,
                "digit % 2 == 0": not digit & 1,
                "digit % 2 == 1": digit & 1 == 1,
                f"digit >= {k}": digit > k - 1,
                f"digit % {m} == 0": digit in range(0, 10, m),
            }[test]

        idea = [
            "`str(abs(number))` gives the digits without the sign, as characters that `int` turns into numbers.",
            "A generator expression picks the digits that count"
            + (
                " and `max` has a default for the case that there are none."
                if what == "largest"
                else "; for none of them the result is 0."
            ),
        ]
    elif difficulty == 2:
        entry = rng.choice(("check_digit", "control_digit", "checksum"))
        modulus = rng.choice((7, 9, 10, 11))
        left = rng.random() < 0.5
        cross = rng.random() < 0.5
        as_letter = modulus == 11
        inner = f"product = int(char) * WEIGHTS[i % {len(weights)}]"
        source = fill(
            f"""
            WEIGHTS = {weights}


            def {entry}(code: str) -> {"str" if as_letter else "int"}:
                total = 0
                for i, char in enumerate({"code" if left else "reversed(code)"}):
                    {inner}
                    total += {"product // 10 + product % 10" if cross else "product"}
                return {f'"0123456789X"[total % {modulus}]' if as_letter else f"total % {modulus}"}
            """
        )
        rules = [
            f"Going from the {'left' if left else 'right'}, the digits are multiplied by {', '.join(map(str, weights))} by turns, starting again with {weights[0]} after {weights[-1]}.",
            ("Of each product the digits are added up (14 counts as 5); t" if cross else "T")
            + f"he check digit is the sum of the results modulo {modulus}"
            + (", as a text, with `X` for 10." if as_letter else "."),
            "`code` holds only the digits 0 to 9; the sum of an empty code is 0.",
        ]
        if not cross:
            rules[1] = f"The check digit is the sum of the products modulo {modulus}" + (
                ", as a text, with `X` for 10." if as_letter else "."
            )
        goal = "returns the check digit of `code`"

        def oracle(code: str) -> Any:  # type: ignore[misc]
            total, row = 0, list(code) if left else list(code)[::-1]
            for start, weight in enumerate(weights):
                for char in row[start :: len(weights)]:
                    product = "0123456789".index(char) * weight
                    total += sum(map(int, str(product))) if cross else product
            rest = total % modulus
            return ("X" if rest == 10 else str(rest)) if as_letter else rest

        idea = [
            "The index modulo the number of weights picks the weight for each digit"
            + ("." if left else ", counted from the right because the code is gone through in reverse."),
            "A product has at most two digits here, so `// 10` and `% 10` are all of them."
            if cross
            else "The products are added up, and the remainder is taken once at the end.",
            "The time is linear in the length of the code.",
        ]
        inputs = [("".join(rng.choice("0123456789") for _ in range(rng.randint(3, 10))),) for _ in range(11)]
        inputs += [("",), ("0",), ("7",), ("0000",), ("9999",), ("10",), ("01",)]
        return Problem(entry, goal, rules, source, inputs, idea, oracle)
    else:
        step = rng.choice(("square", "reverse", "product", "sort"))
        entry = rng.choice(("steps", "count_steps", "rounds"))
        if step == "product":
            body = "number = math.prod(int(digit) for digit in str(number))"
            stop, words = "number > 9", "is replaced by the product of its digits"
            ends = "until it has only one digit"
        elif step == "square":
            power = rng.choice((2, 3))
            body = f"number = sum(int(digit) ** {power} for digit in str(number))"
            stop, words = (
                "number not in seen",
                f"is replaced by the sum of the {'squares' if power == 2 else 'cubes'} of its digits",
            )
            ends = "until a number comes up that was there before (the first one included)"
        elif step == "reverse":
            body = "number += int(str(number)[::-1])"
            stop, words = (
                "str(number) != str(number)[::-1] and rounds < 12",
                "gets the number added that has its digits in reverse order",
            )
            ends = "until it is a palindrome, but not more than 12 times"
        else:
            body = (
                'number = int("".join(sorted(str(number), reverse=True))) - int("".join(sorted(str(number))))'
            )
            stop, words = (
                "number not in seen",
                "is replaced by the difference between the largest and the smallest number that its digits can form (leading zeros are dropped)",
            )
            ends = "until a number comes up that was there before (the first one included)"
        uses_seen = "seen" in stop
        source = fill(
            f"""
            <<imports>>
            def {entry}(number: int) -> int:
                rounds = 0
                <<seen>>
                while {stop}:
                    <<add>>
                    {body}
                    rounds += 1
                return rounds
            """,
            imports="import math" if step == "product" else "",
            seen="seen: set[int] = set()" if uses_seen else "",
            add="seen.add(number)" if uses_seen else "",
        )
        goal = "returns how many steps are made, starting with `number`"
        rules = [
            f"In each step the number {words}; this goes on {ends}.",
            "`number` is 0 or more, in base 10."
            + ("" if uses_seen else " If no step is needed, the result is 0."),
        ]
        if uses_seen:
            rules.append("The step that leads to the known number counts too.")

        def oracle(number: int) -> int:
            line = [number]
            while True:
                n = line[-1]
                digits = sorted(str(n))
                if step == "product" and n < 10:
                    return len(line) - 1
                if step == "reverse" and (list(str(n)) == list(reversed(str(n))) or len(line) == 13):
                    return len(line) - 1
                if uses_seen and n in line[:-1]:
                    return len(line) - 1
                if step == "product":
                    new = 1
                    for d in digits:
                        new *= int(d)
                elif step == "square":
                    new = sum(int(d) ** power for d in digits)
                elif step == "reverse":
                    new = n + sum(int(d) * 10**i for i, d in enumerate(str(n)))
                else:
                    new = sum(
                        (int(d) - int(e)) * 10**i
                        for i, (d, e) in enumerate(zip(digits, reversed(digits), strict=True))
                    )
                line.append(new)

        idea = [
            "The loop makes one step and counts it."
            + (
                " The numbers so far are kept in a set, so that a repetition is noticed at once."
                if uses_seen
                else ""
            )
        ]
        idea.append(
            {
                "product": "A product of two or more digits is smaller than the number itself, so a single digit is reached soon.",
                "square": "The sums stay small for large numbers, so some number must come back.",
                "reverse": "The bound of 12 steps stops the numbers for which no palindrome comes in sight.",
                "sort": "The differences have no more digits than the number, so some number must come back.",
            }[step]
        )
    numbers = [rng.randint(10, 99) for _ in range(3)] + [rng.randint(100, 99_999) for _ in range(8)]
    numbers += [0, 7, 100, 999, 88, 1089] + (
        [-rng.randint(10, 999), -5] if difficulty == 1 else [12, 6174, 89, 196]
    )
    return Problem(entry, goal, rules, source, [(n,) for n in numbers], idea, oracle)


@family("code.bits", levels=(2, 4), difficulties=(1, 4))
def bits(rng: random.Random, difficulty: int) -> Problem:
    """Work on the bits of a number: count, runs, reverse, pack and unpack fields.

    Difficulty 2: counts and runs. 3: reverse, rotate, Gray code. 4: packed fields.
    """
    width = rng.choice((4, 8, 12, 16))
    if difficulty == 4:
        names = rng.sample(("kind", "red", "green", "blue", "level", "flag", "mode"), 3)
        sizes = [rng.randint(2, 6) for _ in names]
        high = rng.random() < 0.5
        pack = rng.random() < 0.5
        entry = rng.choice(
            ("pack", "pack_fields", "join_bits") if pack else ("unpack", "unpack_fields", "split_bits")
        )
        over = rng.choice(("raise", "cut")) if pack else ""
        order = "the highest" if high else "the lowest"
        listed = ", ".join(f"`{n}` ({s} bits)" for n, s in zip(names, sizes, strict=True))
        table = ", ".join(f'("{n}", {s})' for n, s in zip(names, sizes, strict=True))
        pairs = list(zip(names, sizes, strict=True))
        if pack:
            check = (
                'if value >= 1 << size:\n    raise ValueError(f"{name} is too large")'
                if over == "raise"
                else "value &= (1 << size) - 1"
            )
            combine = "word = word << size | value" if high else "word |= value << shift\nshift += size"
            source = fill(
                f"""
                FIELDS = [{table}]


                def {entry}(values: dict[str, int]) -> int:
                    word = 0
                    <<shift>>
                    for name, size in FIELDS:
                        value = values.get(name, 0)
                        <<check>>
                        <<combine>>
                    return word
                """,
                shift="" if high else "shift = 0",
                check=check,
                combine=combine,
            )
            rules = [
                f"The fields of the word are, from {order} bits on, {listed}; they lie next to each other and fill the lowest {sum(sizes)} bits.",
                "Values are not negative; a field that is missing in `values` is 0, and other keys are ignored.",
                "A value that does not fit into its field raises a `ValueError`."
                if over == "raise"
                else "Of a value that does not fit into its field only the lowest bits are used.",
            ]
            goal = "returns the word into which `values` are packed"

            def oracle(values: dict[str, int]) -> Any:
                text = ""
                for n, s in pairs:
                    v = values.get(n, 0)
                    digits = f"{v:0{s}b}"
                    if len(digits) > s and over == "raise":
                        raise ValueError
                    text = text + digits[-s:] if high else digits[-s:] + text
                return int(text, 2)

            inputs: list[tuple[Any, ...]] = []
            for _ in range(12):
                chosen = rng.sample(pairs, rng.randint(1, 3))
                inputs.append(
                    ({n: rng.randint(0, (1 << s) - 1 + (2 if rng.random() < 0.2 else 0)) for n, s in chosen},)
                )
            n, s = pairs[1]
            inputs += [({},), ({n: (1 << s) - 1},), ({n: 1 << s},), ({"other": 3},), ({m: 1 for m in names},)]
            idea = [
                "Each field is put in place by shifts: "
                + (
                    "the word so far moves up by the size of the next field."
                    if high
                    else "`shift` counts the bits that are in use already."
                ),
                "`1 << size` is the first value that does not fit."
                if over == "raise"
                else "`(1 << size) - 1` is a mask of as many ones as the field has bits.",
            ]
            return Problem(entry, goal, rules, source, inputs, idea, oracle)
        signed = rng.random() < 0.5
        take = "reversed(FIELDS)" if high else "FIELDS"
        source = fill(
            f"""
            FIELDS = [{table}]


            def {entry}(word: int) -> dict[str, int]:
                values = {{}}
                for name, size in {take}:
                    value = word & (1 << size) - 1
                    <<signed>>
                    values[name] = value
                    word >>= size
                return {"{name: values[name] for name, _ in FIELDS}" if high else "values"}
            """,
            signed="if value >> size - 1:\n    value -= 1 << size" if signed else "",
        )
        rules = [
            f"The fields of the word are, from {order} bits on, {listed}; they lie next to each other and fill the lowest {sum(sizes)} bits. Higher bits of the word are ignored.",
            "`word` is not negative. The dict has the fields in the order in which they are named here.",
        ]
        if signed:
            rules.append(
                "The fields hold signed numbers in two's complement: a field of n bits whose highest bit is set stands for its value minus 2 to the power of n."
            )
        goal = "returns a dict with the values of the fields in `word`"

        def unpack_oracle(word: int) -> Any:
            text = f"{word:0{sum(sizes)}b}"[-sum(sizes) :]
            out, at = {}, 0
            for n, s in pairs if high else pairs[::-1]:
                part = text[at : at + s]
                at += s
                out[n] = int(part, 2) - (2**s if signed and part[0] == "1" else 0)
            return {n: out[n] for n, _ in pairs}

        inputs = [(rng.getrandbits(sum(sizes)),) for _ in range(12)] + [
            (0,),
            (1,),
            ((1 << sum(sizes)) - 1,),
            (1 << sum(sizes),),
            (1 << sum(sizes) - 1,),
        ]
        idea = [
            "The lowest field is cut out with a mask of as many ones as it has bits, and then the word is shifted down by its size.",
            "The fields are taken from the lowest upwards"
            + (", and the dict is put into the stated order at the end." if high else "."),
        ]
        if signed:
            idea.append("A set highest bit means a negative number, which is the value minus `1 << size`.")
        return Problem(entry, goal, rules, source, inputs, idea, unpack_oracle)
    numbers = [rng.getrandbits(rng.randint(3, width)) for _ in range(12)] + [
        0,
        1,
        (1 << width) - 1,
        1 << width - 1,
        5,
        6,
    ]
    options: list[tuple[str, str, list[str], str, list[str], Any]]
    if difficulty == 2:
        one = rng.choice("01")
        name = "ones" if one == "1" else "zeros"
        block = rng.choice(("11", "10", "101", "00", "010"))
        options = [
            (
                "longest_run",
                f"returns the length of the longest run of {name} in the binary form of `number`",
                [
                    "`number` is not negative; its binary form has no leading zeros, and that of 0 is `0`.",
                    f"If there are no {name}, the result is 0.",
                ],
                f'return max(map(len, f"{{number:b}}".split("{"0" if one == "1" else "1"}")))',
                [
                    f"Splitting the binary text at the other digit leaves exactly the runs of {name}, some of them empty.",
                    "The longest piece is the answer.",
                ],
                lambda n: max(i for i in range(40) if one * i in bin(n)[2:]),
            ),
            (
                "count_pattern",
                f"returns how often the pattern `{block}` occurs in the binary form of `number`",
                [
                    "`number` is not negative; its binary form has no leading zeros, and that of 0 is `0`.",
                    "Occurrences may overlap.",
                ],
                f'text = f"{{number:b}}"\nreturn sum(text.startswith("{block}", i) for i in range(len(text)))',
                [
                    "`startswith` with a position tests every place of the text, so overlapping occurrences count too; `str.count` would skip them."
                ],
                lambda n: sum(bin(n)[2:][i : i + len(block)] == block for i in range(40)),
            ),
            (
                "bit_positions",
                f"returns the list of the positions of the {name} among the lowest {width} bits of `number`, in increasing order",
                ["The lowest bit has the position 0. `number` is not negative; higher bits are ignored."],
                f"return [i for i in range({width}) if number >> i & 1 == {one}]",
                [
                    "Shifting the number down by i brings bit i to the lowest place, where `& 1` cuts it out.",
                    f"The loop looks at {width} positions, whatever the number is.",
                ],
                lambda n: [i for i, c in enumerate(f"{n:0{width + 9}b}"[::-1][:width]) if c == one],
            ),
            (
                "bit_distance",
                "returns in how many bits `number` and its half, `number // 2`, differ",
                ["`number` is not negative; missing high bits count as 0."],
                'return bin(number ^ number >> 1).count("1")',
                [
                    "`number >> 1` is the half, and the exclusive or has a 1 exactly where the two differ.",
                    "Counting the ones of the result gives the answer.",
                ],
                lambda n: sum(a != b for a, b in zip(f"{n:040b}", f"{n // 2:040b}", strict=True)),
            ),
        ]
    else:
        shift = rng.randint(1, width - 1)
        left = rng.random() < 0.5
        mask = (1 << width) - 1
        a, b = (shift, width - shift) if left else (width - shift, shift)
        options = [
            (
                "reverse_bits",
                f"returns the number whose {width} bits are those of `number` in reverse order",
                [f"`number` is between 0 and {mask}; the lowest bit becomes bit {width - 1}, and so on."],
                f"result = 0\nfor _ in range({width}):\n    result = result << 1 | number & 1\n    number >>= 1\nreturn result",
                [
                    "The lowest bit is taken off again and again and pushed into the result from the right, which turns the order round.",
                    f"Exactly {width} rounds are needed, so that leading zeros are turned round as well.",
                ],
                lambda n: int(f"{n:0{width}b}"[::-1], 2),
            ),
            (
                "rotate_bits",
                f"returns `number` with its {width} bits rotated by {shift} {'places' if shift > 1 else 'place'} to the {'left' if left else 'right'}",
                [f"`number` is between 0 and {mask}; bits that leave at one end come in at the other."],
                f"return (number << {a} | number >> {b}) & {mask}",
                [
                    f"The bits that stay inside are shifted by {shift}, those that leave by {width - shift} in the other direction; the two parts do not overlap.",
                    f"The mask {mask} cuts off what was pushed beyond {width} bits.",
                ],
                lambda n: int((f"{n:0{width}b}" * 2)[shift if left else width - shift :][:width], 2),
            ),
            (
                "swap_halves",
                f"returns `number` with the two halves of its {width} bits exchanged",
                [f"`number` is between 0 and {mask}."],
                f"low = number & {(1 << width // 2) - 1}\nreturn low << {width // 2} | number >> {width // 2}",
                [
                    "The low half is cut out with a mask and moved up, the high half is moved down.",
                    "`|` puts both together, since they do not overlap.",
                ],
                lambda n: int(f"{n:0{width}b}"[width // 2 :] + f"{n:0{width}b}"[: width // 2], 2),
            ),
            (
                "from_gray",
                "returns the number whose Gray code is `number`",
                [
                    "The Gray code of n is `n ^ (n >> 1)`. `number` is not negative, and every such number is the Gray code of exactly one number."
                ],
                "result = 0\nwhile number:\n    result ^= number\n    number >>= 1\nreturn result",
                [
                    "Each bit of the result is the exclusive or of all bits of the code at or above it.",
                    "So the code and all its shifts to the right are combined until nothing is left.",
                ],
                lambda n: next(i for i in range(1 << 17) if i ^ i >> 1 == n),
            ),
            (
                "next_same_ones",
                "returns the smallest number greater than `number` that has equally many ones in its binary form",
                ["`number` is positive."],
                "lowest = number & -number\nripple = number + lowest\nones = (number ^ ripple) // lowest >> 2\nreturn ripple | ones",
                [
                    "Adding the lowest set bit moves the lowest block of ones up by one place and leaves one of them.",
                    "The other ones of the block have to go to the very bottom, where they make the number as small as possible.",
                ],
                lambda n: next(i for i in range(n + 1, n + n + 2) if bin(i).count("1") == bin(n).count("1")),
            ),
        ]
        numbers = [n & mask for n in numbers]
    key, goal, rules, body, idea, oracle_ = rng.choice(options)
    if key == "next_same_ones":
        numbers = [n for n in numbers if 0 < n < 1 << 12]
    if key == "from_gray":
        numbers = [n & 0xFFF for n in numbers]
    entry = rng.choice((key, f"{key}_of", f"compute_{key}"))
    kind = "list[int]" if key == "bit_positions" else "int"
    source = fill(f"def {entry}(number: int) -> {kind}:\n    <<body>>", body=body)
    return Problem(entry, goal, rules, source, [(n,) for n in numbers], idea, oracle_)


@family("code.numerals", levels=(2, 4), difficulties=(1, 5))
def numerals(rng: random.Random, difficulty: int) -> Problem:
    """Roman numerals and relatives with other symbols and other rules.

    Difficulty 2: write with plain addition. 3: write or read with subtraction. 4:
    read strictly, with errors.
    """
    symbols = rng.choice(("IVXLCDM", "IVXLCDM", "abcdefg", "iuzkrpq"))
    values = [1, 5, 10, 50, 100, 500, 1000]
    units = list(zip(values, symbols, strict=True))
    pairs = [
        (4, symbols[0] + symbols[1]),
        (9, symbols[0] + symbols[2]),
        (40, symbols[2] + symbols[3]),
        (90, symbols[2] + symbols[4]),
        (400, symbols[4] + symbols[5]),
        (900, symbols[4] + symbols[6]),
    ]
    subtract = difficulty >= 3
    allowed = (
        pairs
        if subtract and rng.random() < 0.6
        else [p for p in pairs if str(p[0])[0] == "9"]
        if subtract
        else []
    )
    table = sorted(units + allowed, reverse=True)
    read = difficulty == 4 or (difficulty == 3 and rng.random() < 0.5)
    strict = difficulty == 4
    name = "Roman numeral" if symbols == "IVXLCDM" else "numeral"
    listed = ", ".join(f"`{c}` = {v}" for v, c in units)
    rules = [f"The symbols are {listed}."]
    if allowed:
        rules.append(
            "Besides them there are the pairs "
            + ", ".join(f"`{t}` = {v}" for v, t in allowed)
            + "; no other subtraction is used."
        )
    else:
        rules.append("There is no subtraction: values are only added, so 4 is four times the symbol for 1.")
    rules.append(
        "A number is written from the left by always taking the largest symbol"
        + (" or pair" if allowed else "")
        + " that still fits into what is left."
    )

    def greedy(number: int) -> str:
        return _write_numeral(number, tuple(table))

    everything = _all_numerals(tuple(table)) if read else {}
    numbers = (
        [rng.randint(1, 60) for _ in range(4)]
        + [rng.randint(61, 3999) for _ in range(5)]
        + [1, 4, 9, 40, 1994, 3888]
    )
    if not read:
        entry = (
            rng.choice(("to_numeral", "to_roman", "write_numeral"))
            if name == "Roman numeral"
            else rng.choice(("to_numeral", "write_numeral"))
        )
        source = fill(
            f"""
            PARTS = [
                <<rows>>
            ]


            def {entry}(number: int) -> str:
                text = ""
                for value, part in PARTS:
                    times, number = divmod(number, value)
                    text += part * times
                return text
            """,
            rows="\n".join(f'({v}, "{t}"),' for v, t in table),
        )
        rules.append("`number` is between 1 and 3999.")

        def write_oracle(number: int) -> str:
            if allowed == []:
                out = ""
                for v, c in sorted(units, reverse=True):
                    while number >= v:
                        out, number = out + c, number - v
                return out
            return greedy(number)

        idea = [
            "The table lists all parts from the largest to the smallest; each is written as often as it fits, and `divmod` gives that number and what is left.",
            f"A pair such as `{allowed[0][1]}` fits at most once, because the next larger part comes before it."
            if allowed
            else "The larger symbols come first, so the text is as short as addition alone allows.",
            "The work is the same for every number: one round for each part.",
        ]
        return Problem(
            entry, f"returns `number` as a {name}", rules, source, [(n,) for n in numbers], idea, write_oracle
        )
    entry = rng.choice(("from_numeral", "read_numeral", "parse_numeral"))
    fail = rng.choice(("None", "raise"))
    stop = "return None" if fail == "None" else 'raise ValueError(f"not a numeral: {text!r}")'
    if strict:
        source = fill(
            f"""
            PARTS = [
                <<rows>>
            ]


            def write(number: int) -> str:
                text = ""
                for value, part in PARTS:
                    times, number = divmod(number, value)
                    text += part * times
                return text


            def {entry}(text: str) -> int{" | None" if fail == "None" else ""}:
                number, rest = 0, text
                for value, part in PARTS:
                    while rest.startswith(part):
                        number += value
                        rest = rest[len(part) :]
                if rest or not 1 <= number <= 3999 or write(number) != text:
                    {stop}
                return number
            """,
            rows="\n".join(f'({v}, "{t}"),' for v, t in table),
        )
        rules.append(
            f"Only the texts that are written exactly so for a number from 1 to 3999 are valid; for all others, the empty text included, {'return `None`' if fail == 'None' else 'raise a `ValueError`'}."
        )
        idea = [
            "Reading takes the parts from the largest to the smallest off the front of the text.",
            "That alone would accept sloppy texts, so the number is written again and compared: only the regular form comes back unchanged.",
        ]
    else:
        source = fill(
            f"""
            PARTS = [
                <<rows>>
            ]


            def {entry}(text: str) -> int:
                number = 0
                for value, part in PARTS:
                    while text.startswith(part):
                        number += value
                        text = text[len(part) :]
                return number
            """,
            rows="\n".join(f'({v}, "{t}"),' for v, t in table),
        )
        rules.append("`text` is always a valid numeral of a number from 1 to 3999.")
        idea = [
            "The parts are tried from the largest to the smallest, and each is taken off the front of the text as long as it is there.",
            "In a valid numeral larger parts come first, so one pass through the table reads everything.",
        ]

    def read_oracle(text: str) -> Any:
        if text in everything:
            return everything[text]
        if fail == "raise":
            raise ValueError
        return None

    texts = [greedy(n) for n in numbers]
    if strict:
        one, five, ten = symbols[0], symbols[1], symbols[2]
        texts = [
            *texts[:10],
            "",
            one * 5,
            five * 2,
            one + one + ten,
            ten + "?",
            greedy(4)[::-1] + one,
            symbols[6] * 4,
            one.swapcase(),
            five + ten,
        ]
    return Problem(
        entry,
        f"returns the number that the {name} `text` stands for",
        rules,
        source,
        [(t,) for t in texts],
        idea,
        read_oracle,
    )


def _write_numeral(number: int, table: tuple[tuple[int, str], ...]) -> str:
    text = ""
    while number:
        value, part = max((v, t) for v, t in table if v <= number)
        text, number = text + part, number - value
    return text


@functools.lru_cache(maxsize=32)
def _all_numerals(table: tuple[tuple[int, str], ...]) -> dict[str, int]:
    return {_write_numeral(n, table): n for n in range(1, 4000)}


@family("code.divisors", levels=(2, 3), difficulties=(2, 5))
def divisors(rng: random.Random, difficulty: int) -> Problem:
    """Divisors and prime factors: lists, counts, sums, and numbers with a property.

    Difficulty 2: for one number. 3: all numbers in a range that have a property.
    """
    k = rng.randint(2, 5)
    if difficulty == 2:
        what = rng.choice(("list", "factors", "largest", "sum", "power"))
        entry = {
            "list": "proper_divisors",
            "factors": "factor_text",
            "largest": "largest_prime_factor",
            "sum": "divisor_sum",
            "power": "exponents",
        }[what]
        entry = rng.choice((entry, f"get_{entry}", "solve"))
        factors = fill(
            """
            def prime_factors(n: int) -> list[int]:
                factors = []
                divisor = 2
                while divisor * divisor <= n:
                    while n % divisor == 0:
                        factors.append(divisor)
                        n //= divisor
                    divisor += 1
                return factors + [n] if n > 1 else factors
            """
        )
        trial = "Trial division needs only divisors up to the square root of what is left; what remains above 1 is a prime factor itself."
        if what == "list":
            keep = rng.choice(
                (("odd", "d % 2 == 1"), ("even", "d % 2 == 0"), (f"greater than {k}", f"d > {k}"), ("", ""))
            )
            source = fill(
                f"def {entry}(n: int) -> list[int]:\n    return [d for d in range(1, n // 2 + 1) if n % d == 0{' and ' + keep[1] if keep[1] else ''}]"
            )
            goal = f"returns the list of all proper divisors of `n`{' that are ' + keep[0] if keep[0] else ''}, in increasing order"
            rules = [
                "A proper divisor of n is a positive divisor other than n itself; 1 has none. `n` is positive."
            ]
            idea = ["No proper divisor is larger than half of n, so the numbers up to there are tried."]

            def oracle(n: int) -> Any:
                found = {d for a in range(1, int(n**0.5) + 1) if n % a == 0 for d in (a, n // a)} - {n}
                return sorted(
                    d
                    for d in found
                    if not keep[0]
                    or (d % 2 == 1 if keep[0] == "odd" else d % 2 == 0 if keep[0] == "even" else d > k)
                )

        elif what == "factors":
            times, join = rng.choice(((" x ", "^"), (" * ", "**"), ("·", "^")))
            source = factors + fill(
                f'\n\n\ndef {entry}(n: int) -> str:\n    factors = prime_factors(n)\n    parts = [(p, factors.count(p)) for p in sorted(set(factors))]\n    return "{times}".join(f"{{p}}{join}{{e}}" if e > 1 else str(p) for p, e in parts) or "1"'
            ).replace("def", "\n\ndef", 1)
            goal = "returns the prime factorization of `n` as a text"
            rules = [
                f"The primes are in increasing order, with `{times}` between them; a prime that occurs e times with e greater than 1 is written `p{join}e`, one that occurs once just `p`.",
                "`n` is positive; 1 is written `1`.",
            ]
            idea = [
                trial,
                "Equal factors are counted to give the exponents. The empty product is the text `1`.",
            ]

            def oracle(n: int) -> Any:
                parts = []
                for p in range(2, n + 1):
                    e = 0
                    while n % p == 0:
                        n, e = n // p, e + 1
                    if e:
                        parts.append(f"{p}{join}{e}" if e > 1 else f"{p}")
                return times.join(parts) if parts else "1"

        elif what == "largest":
            small = rng.random() < 0.5
            source = (
                factors
                + f"\n\ndef {entry}(n: int) -> int:\n    return {'min' if small else 'max'}(prime_factors(n), default=1)\n"
            )
            goal = f"returns the {'smallest' if small else 'largest'} prime factor of `n`"
            rules = ["`n` is positive; for 1, which has no prime factor, the result is 1."]
            idea = [
                trial,
                f"The {'smallest' if small else 'largest'} of them is the answer; `default` is for n = 1.",
            ]

            def oracle(n: int) -> Any:
                primes = [p for p in range(2, n + 1) if n % p == 0 and all(p % q for q in range(2, p))]
                return (min(primes) if small else max(primes)) if primes else 1

        elif what == "sum":
            power = rng.choice((0, 1, 1, 2))
            source = fill(
                f"""
                def {entry}(n: int) -> int:
                    total = 0
                    small = 1
                    while small * small <= n:
                        if n % small == 0:
                            total += {"1" if power == 0 else "small" if power == 1 else "small * small"}
                            if small * small != n:
                                total += {"1" if power == 0 else "n // small" if power == 1 else "(n // small) ** 2"}
                        small += 1
                    return total
                """
            )
            goal = {
                0: "returns how many divisors `n` has",
                1: "returns the sum of all divisors of `n`",
                2: "returns the sum of the squares of all divisors of `n`",
            }[power]
            rules = ["`n` is positive, and 1 and n itself are divisors."]
            idea = [
                "Divisors come in pairs `small` and `n // small`, so it is enough to go up to the square root.",
                "If n is a square, its root is paired with itself and must count once.",
            ]

            def oracle(n: int) -> Any:
                return sum(d**power for d in range(1, n + 1) if not n % d)

        else:
            source = factors + fill(
                f"\n\ndef {entry}(n: int) -> dict[int, int]:\n    factors = prime_factors(n)\n    return {{p: factors.count(p) for p in sorted(set(factors))}}"
            ).replace("def", "\n\ndef", 1)
            goal = "returns a dict that maps each prime factor of `n` to its exponent"
            rules = ["The keys are in increasing order. `n` is positive; for 1 the dict is empty."]
            idea = [trial, "Counting equal factors gives the exponents."]

            def oracle(n: int) -> Any:
                return {
                    p: max(e for e in range(1, 20) if n % p**e == 0)
                    for p in range(2, n + 1)
                    if n % p == 0 and all(p % q for q in range(2, p))
                }

        source = re.sub(r"\n{4,}", "\n\n\n", source)
        source = re.sub(r"(?<!\n)\n{1,2}(?=def )", "\n\n\n", source)
        numbers = (
            [rng.randint(2, 60) for _ in range(5)]
            + [rng.randint(61, 700) for _ in range(6)]
            + [1, 2, 36, 97, 64, 210]
        )
        return Problem(entry, goal, rules, source, [(n,) for n in numbers], idea, oracle)
    properties: list[tuple[str, str, Any]] = [
        (
            f"have exactly {2 * k} divisors",
            f"return divisor_count(n) == {2 * k}",
            lambda n: sum(n % d == 0 for d in range(1, n + 1)) == 2 * k,
        ),
        (
            "are prime and stay prime if their digits are reversed",
            "return is_prime(n) and is_prime(int(str(n)[::-1]))",
            lambda n: all(
                m > 1 and all(m % d for d in range(2, m)) for m in (n, int("".join(reversed(str(n)))))
            ),
        ),
        (
            f"are prime and leave the remainder 1 when divided by {k + 1}",
            f"return is_prime(n) and n % {k + 1} == 1",
            lambda n: n > 1 and all(n % d for d in range(2, n)) and (n - 1) % (k + 1) == 0,
        ),
        (
            "are the product of exactly two primes (which may be equal)",
            "return any(n % p == 0 and is_prime(p) and is_prime(n // p) for p in range(2, n))",
            lambda n: sum(e for _, e in _factor(n)) == 2,
        ),
        (
            "are not divisible by the square of a prime",
            "return all(n % (d * d) for d in range(2, n) if d * d <= n)",
            lambda n: all(e == 1 for _, e in _factor(n)),
        ),
        (
            f"have no prime factor greater than {(3, 5, 7)[k % 3]}",
            "for p in "
            + {3: "(2, 3)", 5: "(2, 3, 5)", 7: "(2, 3, 5, 7)"}[(3, 5, 7)[k % 3]]
            + ":\n    while n % p == 0:\n        n //= p\nreturn n == 1",
            lambda n: all(p <= (3, 5, 7)[k % 3] for p, _ in _factor(n)),
        ),
    ]
    words, body, holds = rng.choice(properties)
    entry = rng.choice(("find_numbers", "numbers_with_property", "search", "numbers_between"))
    how = rng.choice(("list", "count", "sum"))
    helper = ""
    if "is_prime" in body:
        helper = "def is_prime(n: int) -> bool:\n    return n > 1 and all(n % d for d in range(2, int(n**0.5) + 1))\n\n\n"
    if "divisor_count" in body:
        helper = (
            "def divisor_count(n: int) -> int:\n    return sum(n % d == 0 for d in range(1, n + 1))\n\n\n"
        )
    final = {
        "list": "[n for n in range(low, high + 1) if matches(n)]",
        "count": "sum(matches(n) for n in range(low, high + 1))",
        "sum": "sum(n for n in range(low, high + 1) if matches(n))",
    }[how]
    source = helper + fill(
        f"""
        def matches(n: int) -> bool:
            <<body>>


        def {entry}(low: int, high: int) -> {"list[int]" if how == "list" else "int"}:
            return {final}
        """,
        body=body,
    )
    goal = {
        "list": f"returns the list of all numbers from `low` to `high`, both included, that {words}",
        "count": f"returns how many numbers from `low` to `high`, both included, {words}",
        "sum": f"returns the sum of all numbers from `low` to `high`, both included, that {words}",
    }[how]
    rules = [
        "`low` is at least 1."
        + (" The list is in increasing order." if how == "list" else "")
        + " If `low` is greater than `high`, there are no such numbers"
        + (" and the list is empty." if how == "list" else " and the result is 0.")
    ]

    def range_oracle(low: int, high: int) -> Any:
        found = [n for n in range(low, high + 1) if holds(n)]
        return found if how == "list" else len(found) if how == "count" else sum(found)

    inputs: list[tuple[Any, ...]] = []
    for _ in range(12):
        low = rng.randint(1, 120)
        inputs.append((low, low + rng.randint(5, 40)))
    inputs += [(1, 1), (1, 10), (5, 4), (2, 2), (49, 49), (1, 60)]
    idea = [
        "`matches` tests one number, and the range is gone through once.",
        "A helper function keeps the test readable; for ranges of this size, simple trial division is fast enough."
        if helper
        else "The test is simple trial division, which is fast enough for ranges of this size.",
        "An empty range needs no special case.",
    ]
    return Problem(entry, goal, rules, source, inputs, idea, range_oracle)


def _factor(n: int) -> list[tuple[int, int]]:
    found = []
    p = 2
    while n > 1:
        e = 0
        while n % p == 0:
            n, e = n // p, e + 1
        if e:
            found.append((p, e))
        p += 1
    return found
