"""Encodings of text: run lengths, shifted letters, case styles."""

from __future__ import annotations

import random
import re
from typing import Any

from assay_code.generators._draw import letters, sentence
from assay_code.generators._task import Problem, family, fill

_RUN_FORMS = {
    "char_count": ("the character followed by the length of the run", 'f"{char}{length}"'),
    "count_char": ("the length of the run followed by the character", 'f"{length}{char}"'),
    "pairs": ("the tuple `(character, length)`", "(char, length)"),
    "lists": ("the list `[length, character]`", "[length, char]"),
    "star": ("the character, an asterisk and the length (`a*3`)", 'f"{char}*{length}"'),
}


@family("code.run_length", levels=(1, 3), difficulties=(1, 4))
def run_length(rng: random.Random, difficulty: int) -> Problem:
    """Run-length encode a text, under rules that vary.

    Difficulty 1: every run is encoded. 2: short runs are kept as they are, or
    the result is a list. 3: case is ignored, or long runs are split.
    """
    form = rng.choice(("char_count", "count_char", "star") if difficulty == 1 else tuple(_RUN_FORMS))
    as_text = form not in ("pairs", "lists")
    minimum = rng.choice((2, 3, 4)) if difficulty >= 2 and as_text and rng.random() < 0.7 else 1
    fold = difficulty >= 3 and rng.random() < 0.6
    longest = rng.randint(3, 9) if difficulty >= 3 and minimum == 1 and not fold else 0
    entry = rng.choice(("compress", "run_length_encode", "encode_runs", "shorten", "pack_runs"))
    what, expression = _RUN_FORMS[form]
    kind = "str" if as_text else "list[tuple[str, int]]" if form == "pairs" else "list[list[int | str]]"

    runs = "groupby(text, key=str.lower)" if fold else "groupby(text)"
    head = "run = list(group)\nchar, length = run[0], len(run)" if fold else "length = len(list(group))"
    loop = "for _, group in" if fold else "for char, group in"
    keep = '"".join(run)' if fold else "char * length"
    if longest:
        most = expression.replace("{length}" if as_text else "length", str(longest))
        head += f"\nwhile length > {longest}:\n    parts.append({most})\n    length -= {longest}"
    add = f"parts.append({expression})"
    if minimum > 1:
        add = f"parts.append({expression} if length >= {minimum} else {keep})"
    source = fill(
        """
        from itertools import groupby


        def <<entry>>(text: str) -> <<kind>>:
            parts<<annotation>> = []
            <<loop>> <<runs>>:
                <<head>>
                <<add>>
            return <<result>>
        """,
        entry=entry,
        kind=kind,
        annotation="" if as_text else f": {kind}",
        loop=loop,
        runs=runs,
        head=head,
        add=add,
        result='"".join(parts)' if as_text else "parts",
    )

    def oracle(text: str) -> Any:
        out: list[Any] = []
        i = 0
        while i < len(text):
            j = i + 1
            while j < len(text) and (text[j].lower() == text[i].lower() if fold else text[j] == text[i]):
                j += 1
            char, left = text[i], j - i
            pieces = []
            while longest and left > longest:
                pieces.append(longest)
                left -= longest
            pieces.append(left)
            for size in pieces:
                if size < minimum:
                    out.append(text[i:j])
                else:
                    out.append(
                        {
                            "char_count": char + str(size),
                            "count_char": str(size) + char,
                            "pairs": (char, size),
                            "lists": [size, char],
                            "star": f"{char}*{size}",
                        }[form]
                    )
            i = j
        return "".join(out) if as_text else out

    rules = []
    where = "string" if as_text else "list"
    rules.append(
        f"A run is a longest possible stretch of {'equal letters, ignoring case' if fold else 'equal characters'}; each run is written as {what}."
    )
    if fold:
        rules.append("The character that stands for a run is the first one of it, in its own case.")
    if longest:
        rules.append(
            f"No part may be longer than {longest}: a longer run is cut from the left into parts of length {longest} and one rest."
        )
    if minimum > 1:
        rules.append(f"Runs shorter than {minimum} are copied unchanged, without a number.")
    rules.append(f"An empty text gives an empty {where}.")
    idea = [
        f"`itertools.groupby` splits the text into runs{' when its key is the lower-case letter' if fold else ''}, so one pass is enough.",
    ]
    if longest:
        idea.append(
            f"The inner loop takes {longest} characters off a run as long as more than {longest} are left."
        )
    if minimum > 1:
        idea.append(f"A run shorter than {minimum} is copied as it is.")
    idea.append(
        "The empty text has no run and gives an empty result; the cost is linear in the length of the text."
    )

    alphabet = rng.choice(("ab", "xyz", "aabB", "mnop", "01x", "aA ", "é-e"))
    if fold:
        alphabet = rng.choice(("aAb", "xXyY", "kKq", "mMnN"))
    inputs = [
        ("".join(rng.choice(alphabet) * rng.randint(1, 5) for _ in range(rng.randint(3, 6))),)
        for _ in range(8)
    ]
    inputs += [("",), (rng.choice(alphabet),), (alphabet * 2,), (alphabet[0] * rng.randint(10, 23),)]
    inputs += [(letters(rng, 12, alphabet),)]
    goal = rng.choice(
        (
            f"returns the run-length encoding of `text` as a {where}",
            f"returns `text` in run-length encoded form, as a {where}",
        )
    )
    return Problem(entry, goal, rules, source, inputs, idea, oracle)


@family("code.shift_cipher", levels=(1, 4), difficulties=(2, 5))
def shift_cipher(rng: random.Random, difficulty: int) -> Problem:
    """Encrypt or decrypt with Caesar's or Vigenère's cipher, under rules that vary.

    Difficulty 1: one shift for lower-case letters. 2: both cases, or digits too.
    3: the shift grows with the position. 4: a key word.
    """
    back = rng.random() < 0.4
    verb, past = ("decrypts", "decrypted") if back else ("encrypts", "encrypted")
    digits = difficulty >= 2 and rng.random() < 0.5
    upper = difficulty >= 2
    every = rng.random() < 0.5  # the counter moves on with every character, or with letters only
    step = rng.choice((1, 2, 3, 5)) if difficulty == 3 else 0
    keyed = difficulty >= 4
    entry = rng.choice(
        ("decrypt", "decode_message", "decipher") if back else ("encrypt", "encode_message", "encipher")
    )
    sign = "-" if back else "+"
    shifted = 'lower-case letters "a" to "z"'
    if upper:
        shifted = 'the letters "a" to "z" and "A" to "Z"'
    rules = []
    if keyed:
        amount = 'shift = ord(key[used % len(key)]) - ord("a")'
        rules.append(
            'The key is a non-empty string of lower-case letters; "a" stands for a shift of 0, "b" for 1 and so on up to "z" for 25.'
        )
        rules.append(
            "The key is repeated as often as needed, and moves on by one letter with "
            + (
                "every character of the text."
                if every
                else f"each character that is {past}, not with the others."
            )
        )
    elif step:
        amount = f"shift = start + {step} * used" if step > 1 else "shift = start + used"
        rules.append(
            f"The first shift is `start`, and it grows by {step} with "
            + (
                "every character of the text, whatever it is."
                if every
                else f"each character that is {past}, not with the others."
            )
        )
    else:
        amount = ""
    direction = "backwards" if back else "forwards"
    rules.append(
        f"To {verb[:-1]}, move {shifted} {direction} in the alphabet by the shift, wrapping around at the end."
        + ("" if keyed else " A negative shift moves the other way.")
    )
    if upper:
        rules.append("Case stays as it is.")
    if digits:
        rules.append(f"Digits move {direction} by the same shift and wrap around among 0 to 9.")
    rules.append(
        "All other characters stay as they are" + (", accented letters too." if rng.random() < 0.5 else ".")
    )
    counted = bool(amount)
    groups = [('"a" <= char <= "z"', "a", 26)]
    if upper:
        groups.append(('"A" <= char <= "Z"', "A", 26))
    if digits:
        groups.append(('"0" <= char <= "9"', "0", 10))
    branches = []
    for n, (test, base, size) in enumerate(groups):
        branches.append(f"{'if' if n == 0 else 'elif'} {test}:")
        branches.append(f'    base, size = ord("{base}"), {size}')
    branches += ["else:", "    result.append(char)"]
    if counted and every:
        branches.append("    used += 1")
    branches.append("    continue")
    source = fill(
        """
        def <<entry>>(text: str, <<parameter>>) -> str:
            result = []
            <<start>>
            for char in text:
                <<branches>>
                <<amount>>
                result.append(chr(base + (ord(char) - base <<sign>> shift) % size))
                <<advance>>
            return "".join(result)
        """,
        entry=entry,
        parameter="key: str" if keyed else "start: int" if step else "shift: int",
        start="used = 0" if counted else "",
        branches="\n".join(branches),
        amount=amount,
        sign=sign,
        advance="used += 1" if counted else "",
    )
    lower_abc = "abcdefghijklmnopqrstuvwxyz"

    def oracle(text: str, key: Any) -> str:
        out, used = "", 0
        for char in text:
            rows = [lower_abc] + ([lower_abc.upper()] if upper else []) + (["0123456789"] if digits else [])
            row = next((row for row in rows if char in row), "")
            amount = lower_abc.index(key[used % len(key)]) if keyed else key + step * used if step else key
            for _ in range(abs(amount) % len(row) if row else 0):
                forward = (amount > 0) != back
                char = row[(row.index(char) + (1 if forward else -1)) % len(row)]
            out += char
            used += 1 if row or every else 0
        return out

    def key() -> Any:
        if keyed:
            return letters(rng, rng.randint(2, 6), lower_abc)
        return rng.randint(1, 30) if rng.random() < 0.75 else -rng.randint(1, 30)

    texts = [sentence(rng, rng.randint(2, 5), case=upper) for _ in range(7)]
    texts += [
        f"{letters(rng, 3, lower_abc)}{rng.randint(10, 99)} {letters(rng, 4, 'xyzw')}-{rng.randint(0, 9)}"
        for _ in range(3)
    ]
    inputs = [(text, key()) for text in texts]
    inputs += [
        ("", key()),
        ("xyz", "abc" if keyed else 3),
        ("Zebra Über café", key()),
        ("2049!", key()),
        ("x_[Y]^z @:/", key()),
    ]
    inputs += [("hello", "a" if keyed else 0), ("A", key())]
    cipher = "the key" if keyed else "a growing shift" if step else "a fixed shift"
    goal = f"returns `text` {past} with {cipher}"
    idea = [
        "A character is turned into its position in its own alphabet, the shift is "
        + ("subtracted" if back else "added")
        + ", and `%` wraps the position around; in Python the result of `%` is never negative here.",
    ]
    if counted:
        idea.append(
            "`used` counts "
            + ("all characters so far" if every else f"only the characters that were {past}")
            + f" and picks the {'letter of the key' if keyed else 'shift'}."
        )
    idea.append(
        "Everything outside the named ranges is copied. The cost is linear in the length of the text."
    )
    return Problem(entry, goal, rules, source, inputs, idea, oracle)


_STYLES = {
    "snake_case": "lower-case words joined by underscores",
    "kebab-case": "lower-case words joined by hyphens",
    "camelCase": "the first word in lower case, every later one capitalised, nothing between them",
    "PascalCase": "every word capitalised, nothing between them",
    "CONSTANT_CASE": "upper-case words joined by underscores",
    "Train-Case": "capitalised words joined by hyphens",
    "dot.case": "lower-case words joined by dots",
}


@family("code.name_style", levels=(1, 3), difficulties=(1, 4))
def name_style(rng: random.Random, difficulty: int) -> Problem:
    """Turn a name from one case style into another.

    Difficulty 1: between styles with separators. 2: into or out of camel case.
    3: several separators mixed with camel case, digits as words of their own.
    """
    target = rng.choice(tuple(_STYLES))
    separators = {"_": "underscores", "-": "hyphens", " ": "spaces", ".": "dots"}
    chosen = rng.sample(tuple(separators), 1 if difficulty == 1 else 2)
    camel = difficulty >= 2
    split_digits = difficulty >= 3
    entry = rng.choice(
        ("convert_name", "rename", "to_style", "restyle", f"to_{re.sub('[^a-z]', '_', target.lower())}")
    )
    chars = "".join(sorted(chosen, key="_ .-".index))
    rules = [
        f"Words in `name` are separated by {' or '.join(separators[c] for c in chosen)}; several separators in a row, at the start or at the end count as one and make no empty words."
    ]
    split = f'name.split("{chars}")' if len(chars) == 1 else f're.split(r"[{chars}]+", name)'
    prepare = []
    if camel:
        rules.append(
            "A new word also starts at an upper-case letter that follows a lower-case letter or a digit."
        )
        prepare.append('name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "' + chars[0] + '", name)')
    if split_digits:
        rules.append("A stretch of digits next to a letter is a word of its own.")
        prepare.append(
            'name = re.sub(r"(?<=[A-Za-z])(?=[0-9])|(?<=[0-9])(?=[A-Za-z])", "' + chars[0] + '", name)'
        )
    rules.append(f"The result is in {target}: {_STYLES[target]}.")
    if target in ("camelCase", "PascalCase", "Train-Case"):
        rules.append("A capitalised word has its first letter in upper case and all others in lower case.")
    rules.append(
        "The name holds only ASCII letters, digits and separators; a name without words gives an empty string."
    )
    join = {
        "snake_case": '"_".join(word.lower() for word in words)',
        "kebab-case": '"-".join(word.lower() for word in words)',
        "camelCase": '"".join(word.capitalize() if i else word.lower() for i, word in enumerate(words))',
        "PascalCase": '"".join(word.capitalize() for word in words)',
        "CONSTANT_CASE": '"_".join(word.upper() for word in words)',
        "Train-Case": '"-".join(word.capitalize() for word in words)',
        "dot.case": '".".join(word.lower() for word in words)',
    }[target]
    uses_re = camel or len(chars) > 1
    source = fill(
        """
        <<imports>>
        def <<entry>>(name: str) -> str:
            <<prepare>>
            words = [word for word in <<split>> if word]
            return <<join>>
        """,
        imports="import re" if uses_re else "",
        entry=entry,
        prepare="\n".join(prepare),
        split=split,
        join=join,
    )

    def oracle(name: str) -> str:
        words, word = [], ""
        for i, char in enumerate(name):
            before = name[i - 1] if i else ""
            if char in chars:
                words.append(word)
                word = ""
                continue
            new = camel and char.isupper() and (before.islower() or before.isdigit())
            new = new or (split_digits and before.isalnum() and before.isdigit() != char.isdigit())
            if new:
                words.append(word)
                word = ""
            word += char
        words = [w for w in [*words, word] if w]
        glue = {
            "snake_case": "_",
            "kebab-case": "-",
            "CONSTANT_CASE": "_",
            "Train-Case": "-",
            "dot.case": ".",
        }
        if target == "CONSTANT_CASE":
            words = [w.upper() for w in words]
        elif target in ("snake_case", "kebab-case", "dot.case"):
            words = [w.lower() for w in words]
        else:
            words = [w[:1].upper() + w[1:].lower() for w in words]
            if target == "camelCase" and words:
                words[0] = words[0].lower()
        return glue.get(target, "").join(words)

    parts = (
        "user",
        "name",
        "Id",
        "HTTP",
        "max",
        "Value",
        "2",
        "v10",
        "page",
        "count",
        "x1y",
        "tmp",
        "File",
        "URL",
    )

    def name() -> str:
        out = ""
        for part in rng.sample(parts, rng.randint(2, 4)):
            glue = rng.choice(chars) * rng.choice((1, 1, 1, 2))
            if camel and rng.random() < 0.5:
                glue, part = "", part.capitalize()
            out += (glue if out else "") + part
        return out

    inputs = [(name(),) for _ in range(10)] + [
        ("",),
        (chars[0] * 2,),
        (chars[0] + "edge" + chars[0],),
        ("A",),
    ]
    inputs += [("parseHTTPReply2",), (f"one{chars[0]}Two{chars[0]}THREE",)]
    idea = ["The name is first cut into words, then the words are written in the new style."]
    if camel:
        idea.append(
            "The zero-width patterns find the places between two characters where a word starts, so no character is lost."
        )
    idea.append("Empty words, which come from doubled or outer separators, are dropped before joining.")
    return Problem(
        entry, f"returns the identifier `name` rewritten in {target}", rules, source, inputs, idea, oracle
    )
