"""Texts: counting words, wrapping lines, tables, windows of characters."""

from __future__ import annotations

import random
import re
from collections import Counter
from typing import Any

from assay_code.generators._draw import WORDS, letters, sentence
from assay_code.generators._task import Problem, family, fill


@family("code.word_counts", levels=(2, 4), difficulties=(1, 4))
def word_counts(rng: random.Random, difficulty: int) -> Problem:
    """Count words of a text: what is a word, which ones count, how ties are broken.

    Difficulty 2: all counts. 3: the most frequent ones. 4: with words to leave out.
    """
    entry = rng.choice(("word_counts", "count_words", "frequent_words", "top_words"))
    fold = rng.random() < 0.6
    apostrophe = rng.random() < 0.4
    least = rng.choice((1, 1, 3, 4))
    skip = difficulty == 4
    top = rng.randint(2, 4) if difficulty >= 3 else 0
    tie = rng.choice(("alphabet", "first"))
    pattern = "[A-Za-z']+" if apostrophe else "[A-Za-z]+"
    form = rng.choice(("pairs", "words", "lines")) if top else "pairs"
    tests = ([f"len(word) >= {least}"] if least > 1 else []) + (["word not in skip"] if skip else [])
    key = "(-pair[1], pair[0])" if tie == "alphabet" else "-pair[1]"
    cut = f"[:{top}]" if top else ""
    result = {
        "pairs": f"ranked{cut}",
        "words": f"[word for word, _ in ranked{cut}]",
        "lines": f'[f"{{word}}: {{number}}" for word, number in ranked{cut}]',
    }[form]
    kind = {"pairs": "list[tuple[str, int]]", "words": "list[str]", "lines": "list[str]"}[form]
    source = fill(
        f"""
        import re
        from collections import Counter


        def {entry}(text: str{", skip: list[str]" if skip else ""}) -> {kind}:
            words = re.findall(r"{pattern}", text{".lower()" if fold else ""})
            counts = Counter({"word for word in words if " + " and ".join(tests) if tests else "words"})
            ranked = sorted(counts.items(), key=lambda pair: {key})
            return {result}
        """
    )
    rules = [
        f"A word is a longest stretch of ASCII letters{' and apostrophes' if apostrophe else ''}; everything else separates words."
    ]
    rules.append(
        "Upper and lower case make no difference, and words are given in lower case."
        if fold
        else "Words that differ in case are different words."
    )
    if least > 1:
        rules.append(f"Words with fewer than {least} characters are ignored.")
    if skip:
        rules.append("Words in `skip` " + ("(which are in lower case) " if fold else "") + "are ignored too.")
    rules.append(
        "The most frequent words come first; of equally frequent ones, "
        + (
            (
                "the one that is first in alphabetical order"
                if fold
                else "the one that is first in the order of Python strings (upper case before lower case)"
            )
            if tie == "alphabet"
            else "the one that occurs first in the text"
        )
        + "."
    )
    if top:
        rules.append(
            f"Only the first {top} words are given, or all if there are fewer."
            + {"pairs": "", "words": "", "lines": " Each is a text of the form `word: number`."}[form]
        )
    goal = {
        "pairs": "returns the list of `(word, number)` pairs that tell how often each word occurs in `text`",
        "words": "returns the most frequent words in `text`",
        "lines": "returns a ranking of the words in `text`, one text for each",
    }[form]

    def oracle(text: str, left_out: list[str] | None = None) -> Any:
        found, word = [], ""
        for char in (text.lower() if fold else text) + " ":
            if (char.isascii() and char.isalpha()) or (apostrophe and char == "'"):
                word += char
            else:
                found.append(word)
                word = ""
        found = [w for w in found if w and len(w) >= least and w not in (left_out or [])]
        unique = list(dict.fromkeys(found))
        if tie == "alphabet":
            unique.sort()
        unique = sorted(unique, key=found.count, reverse=True)[: top or None]
        return [
            {"pairs": (w, found.count(w)), "words": w, "lines": f"{w}: {found.count(w)}"}[form]
            for w in unique
        ]

    texts = [sentence(rng, rng.randint(6, 12)) for _ in range(11)]
    texts += [
        "",
        "one",
        "Don't stop, don't!",
        "a1b a b",
        "It is, is it? IT IS.",
        "  - 42 -  ",
        "naïve café cafe",
    ]
    inputs: list[tuple[Any, ...]] = [(t,) for t in texts]
    if skip:
        inputs = [
            (t, rng.sample(sorted({w.strip(".,!").lower() for w in t.split()} | {"the"}), 1)) for t in texts
        ] + [(texts[0], [])]
    idea = [
        f"The regular expression `{pattern}` finds the words"
        + (", after the text was turned into lower case." if fold else "."),
        "`Counter` counts them and keeps them in the order in which they came up.",
        "Sorting by the negative count puts frequent words first; "
        + (
            "the word itself is the second key."
            if tie == "alphabet"
            else "Python's sorting is stable, so equally frequent words keep their order."
        ),
    ]
    return Problem(entry, goal, rules, source, inputs, idea, oracle)


@family("code.wrap_text", levels=(3, 4), difficulties=(3, 5))
def wrap_text(rng: random.Random, difficulty: int) -> Problem:
    """Break a text into lines of limited width: left, right, centred, justified, long words.

    Difficulty 3: alignment. 4: full justification, or words that are too long.
    """
    entry = rng.choice(("wrap", "wrap_text", "format_lines", "break_lines"))
    align = rng.choice(("left", "right", "center") if difficulty == 3 else ("justify", "left", "right"))
    fill_char = rng.choice((".", "_", " ")) if align != "justify" else " "
    cut = difficulty == 4 and (align != "justify" or rng.random() < 0.4)
    pieces = (
        "words = [word[i : i + width] for word in text.split() for i in range(0, len(word), width)]"
        if cut
        else "words = text.split()"
    )
    pad = {
        "left": f'line.ljust(width, "{fill_char}")' if rng.random() < 0.5 else "line",
        "right": f'line.rjust(width, "{fill_char}")',
        "center": f'"{fill_char}" * ((width - len(line)) // 2) + line + "{fill_char}" * ((width - len(line) + 1) // 2)',
    }.get(align, "")
    if align == "justify":
        finish = fill(
            """
            result = []
            for row in rows[:-1]:
                gaps = len(row) - 1
                if gaps == 0:
                    result.append(row[0])
                    continue
                space, extra = divmod(width - sum(map(len, row)), gaps)
                line = "".join(word + " " * (space + (i < extra)) for i, word in enumerate(row[:-1]))
                result.append(line + row[-1])
            return result + [" ".join(row) for row in rows[-1:]]
            """
        )
    elif align == "left" and pad == "line":
        finish = 'return [" ".join(row) for row in rows]'
    else:
        finish = f'lines = [" ".join(row) for row in rows]\nreturn [{pad} for line in lines]'
    source = fill(
        f"""
        def {entry}(text: str, width: int) -> list[str]:
            {pieces}
            rows: list[list[str]] = []
            for word in words:
                if rows and len(" ".join([*rows[-1], word])) <= width:
                    rows[-1].append(word)
                else:
                    rows.append([word])
            <<finish>>
        """,
        finish=finish,
    )
    rules = [
        "Words are separated by white space; each line takes as many of the next words as fit into `width` characters with one space between two words."
    ]
    if cut:
        rules.append(
            "A word that is longer than `width` is first cut into pieces of `width` characters and one shorter rest (if there is one), which are treated as words of their own."
        )
    else:
        rules.append("No word is longer than `width`.")
    name = {".": "dots", "_": "underscores", " ": "spaces"}[fill_char]
    if align == "justify":
        rules.append(
            "Every line but the last is stretched to exactly `width`: the spaces are spread evenly over the gaps, and if that does not work out, the gaps on the left get one more. A line with a single word and the last line are not stretched."
        )
    elif align == "left":
        rules.append(
            f"Each line is filled up to `width` with {name} on the right."
            if pad != "line"
            else "There are no spaces at the ends of lines."
        )
    elif align == "right":
        rules.append(f"Each line is filled up to `width` with {name} on the left.")
    else:
        rules.append(
            f"Each line is filled up to `width` with {name} on both sides; if an odd number is needed, there is one more on the right."
        )
    rules.append("A text without words gives an empty list. `width` is at least 1.")

    def oracle(text: str, width: int) -> Any:
        words: list[str] = []
        for word in text.split():
            while cut and len(word) > width:
                words.append(word[:width])
                word = word[width:]
            words.append(word)
        lines: list[str] = []
        for word in words:
            if lines and len(lines[-1]) + 1 + len(word) <= width:
                lines[-1] += " " + word
            else:
                lines.append(word)
        if align == "left":
            return [line + fill_char * (width - len(line)) if pad != "line" else line for line in lines]
        if align == "right":
            return [fill_char * (width - len(line)) + line for line in lines]
        if align == "center":
            return [
                fill_char * int((width - len(line)) / 2)
                + line
                + fill_char * (width - len(line) - int((width - len(line)) / 2))
                for line in lines
            ]
        out = []
        for n, line in enumerate(lines):
            gaps = [m.start() for m in re.finditer(" ", line)]
            stretched = line
            if gaps and n < len(lines) - 1:
                sizes = [1] * len(gaps)
                for i in range(width - len(line)):
                    sizes[i % len(gaps)] += 1
                parts = line.split(" ")
                stretched = parts[0] + "".join(" " * s + p for s, p in zip(sizes, parts[1:], strict=True))
            out.append(stretched)
        return out

    inputs: list[tuple[Any, ...]] = []
    for _ in range(12):
        text = " ".join(rng.choice(WORDS) for _ in range(rng.randint(3, 9)))
        inputs.append((text, rng.randint(4 if cut else 7, 16)))
    inputs += [
        ("", 5),
        ("one", 3),
        ("  two   spaces ", 9),
        ("a b c d", 1),
        ("a b c d", 3),
        ("exact fit", 9),
        ("ends here now", 8),
    ]
    if cut:
        inputs += [("abcdefghij", 4), ("x " + "long" * 4, 5)]
    idea = [
        "The words are put into rows greedily: a word goes into the current row if the row with it is not too long."
    ]
    if cut:
        idea.append("Cutting long words beforehand keeps that loop simple.")
    idea.append(
        {
            "left": "The rows are then joined with single spaces"
            + (" and filled up." if pad != "line" else "."),
            "right": "The rows are then joined and filled up on the left.",
            "center": "The filling is split into two halves, the right one rounded up.",
            "justify": "`divmod` gives the width of each gap and the number of gaps that need one more space; the first ones get it, as asked.",
        }[align]
    )
    return Problem(
        entry, "returns the lines into which `text` is broken", rules, source, inputs, idea, oracle
    )


@family("code.text_table", levels=(2, 3), difficulties=(3, 5))
def text_table(rng: random.Random, difficulty: int) -> Problem:
    """Lay out rows of cells as a text table, with alignment and borders that vary."""
    entry = rng.choice(("format_table", "make_table", "layout", "table"))
    sep = rng.choice((" | ", "  ", " : ", ", "))
    right = rng.choice(("numbers", "all", "none", "last"))
    head = difficulty >= 3
    line = rng.choice("-=~")
    outer = rng.random() < 0.4 and sep == " | "
    test = {"all": "True", "none": "False", "numbers": "cell.isdigit()", "last": "i == len(widths) - 1"}[
        right
    ]
    pad = f"return cell.rjust(widths[i]) if {test} else cell.ljust(widths[i])"
    if right in ("all", "none"):
        pad = f"return cell.{'rjust' if right == 'all' else 'ljust'}(widths[i])"
    method = {"all": "`rjust`", "none": "`ljust`"}.get(right, "`ljust` or `rjust`")
    join = f'"{sep}".join(padded(cell, i) for i, cell in enumerate(row))'
    source = fill(
        f"""
        def {entry}(rows: list[list[str]]) -> list[str]:
            widths = [max(map(len, column)) for column in zip(*rows)]

            def padded(cell: str, i: int) -> str:
                {pad}

            lines = [{f'"| " + {join} + " |"' if outer else join} for row in rows]
            <<head>>
            return lines
        """,
        head=f'if lines:\n    lines.insert(1, "{line}" * len(lines[0]))' if head else "",
    )
    rules = [
        "All rows have the same number of cells, at least one. Each column is as wide as its longest cell.",
        {
            "all": "Cells are aligned to the right, with spaces on their left.",
            "none": "Cells are aligned to the left and filled up with spaces on their right, also in the last column.",
            "numbers": "Cells that consist only of digits are aligned to the right, all others to the left; cells are filled up with spaces, also in the last column.",
            "last": "The last column is aligned to the right, all others to the left; cells are filled up with spaces.",
        }[right],
        f"Between two columns there is `{sep}`"
        + (", each line starts with `| ` and ends with ` |`." if outer else "."),
    ]
    if head:
        rules.append(
            f"The first row is a heading: below it there is a line of `{line}` that is as long as the other lines."
        )
    rules.append(
        "Without rows the result is an empty list. Cells hold ASCII characters only and may be empty."
    )

    def oracle(rows: list[list[str]]) -> Any:
        out = []
        for row in rows:
            cells = []
            for i, cell in enumerate(row):
                w = max(len(r[i]) for r in rows)
                on_right = (
                    right == "all"
                    or (right == "last" and i == len(row) - 1)
                    or (right == "numbers" and cell != "" and all(c in "0123456789" for c in cell))
                )
                cells.append(f"{cell:>{w}}" if on_right and w else f"{cell:<{w}}" if w else cell)
            text = sep.join(cells)
            out.append("| " + text + " |" if outer else text)
        if head and out:
            out = [out[0], line * len(out[0]), *out[1:]]
        return out

    pool = ["tea", "12", "7", "coffee", "", "300", "pen", "x", "2024", "blue ink"]
    inputs: list[tuple[Any, ...]] = []
    for _ in range(12):
        w = rng.randint(1, 3)
        inputs.append(([[rng.choice(pool) for _ in range(w)] for _ in range(rng.randint(1, 4))],))
    inputs += [
        ([],),
        ([["a"]],),
        ([["", ""]],),
        ([["name", "no"], ["Ada", "7"], ["Ben", "12"]],),
        ([["id"], ["1"], ["23"]],),
    ]
    idea = [
        "`zip(*rows)` gives the columns, and the longest cell of each is its width.",
        f"Then every cell is padded to the width of its column with {method}, and the cells are joined.",
    ]
    if head:
        idea.append(
            "All lines have the same length, so the length of the heading is that of the line below it."
        )
    return Problem(
        entry, "returns the lines of a text table with the given `rows`", rules, source, inputs, idea, oracle
    )


@family("code.text_window", levels=(3, 5), difficulties=(2, 5))
def text_window(rng: random.Random, difficulty: int) -> Problem:
    """The longest or shortest stretch of a text that keeps a rule, by a sliding window.

    Difficulty 3: no repeats. 4: limits on characters. 5: the shortest stretch that
    holds what is asked.
    """
    entry = rng.choice(("longest_part", "best_part", "find_part", "window"))
    last = rng.random() < 0.5
    k = rng.randint(2, 3)
    char = rng.choice("abx")
    give = rng.choice(("part", "length", "start"))
    if difficulty == 5:
        source = fill(
            f"""
            from collections import Counter


            def {entry}(text: str, needed: str) -> {"str | None" if give == "part" else "int"}:
                missing = Counter(needed)
                left_to_find = len(needed)
                best: tuple[int, int] | None = None
                start = 0
                for end, char in enumerate(text, 1):
                    left_to_find -= missing[char] > 0
                    missing[char] -= 1
                    while left_to_find == 0:
                        if best is None or end - start {"<=" if last else "<"} best[1] - best[0]:
                            best = (start, end)
                        missing[text[start]] += 1
                        left_to_find += missing[text[start]] > 0
                        start += 1
                return <<final>>
            """,
            final={
                "part": "text[best[0] : best[1]] if best else None",
                "length": "best[1] - best[0] if best else -1",
                "start": "best[0] if best else -1",
            }[give],
        )
        asked = {
            "part": "the shortest part of `text`",
            "length": "the length of the shortest part of `text`",
            "start": "the index at which the shortest part of `text` begins",
        }[give]
        goal = f"returns {asked} that contains all characters of `needed`"
        rules = [
            "A part is a stretch of neighbouring characters. A character that is several times in `needed` must be in the part at least as often; the order does not matter.",
            "`needed` is not empty; upper and lower case are different.",
        ]
        if give != "length":
            rules.append(
                f"Of several shortest parts, take the one that begins {'last' if last else 'first'}."
            )
        rules.append(f"If there is no such part, return `{'None' if give == 'part' else '-1'}`.")

        def oracle(text: str, needed: str) -> Any:
            found = []
            for i in range(len(text)):
                for j in range(i + 1, len(text) + 1):
                    if not Counter(needed) - Counter(text[i:j]):
                        found.append((j - i, -i if last else i, text[i:j]))
                        break
            if not found:
                return None if give == "part" else -1
            size, at, part = min(found)
            return {"part": part, "length": size, "start": abs(at)}[give]

        inputs: list[tuple[Any, ...]] = [
            (letters(rng, rng.randint(7, 16), "abcx"), letters(rng, rng.randint(1, 4), "abcx"))
            for _ in range(13)
        ]
        inputs += [("", "a"), ("a", "a"), ("a", "aa"), ("abcabc", "cba"), ("xxaxxbxx", "ab"), ("Aa", "a")]
        idea = [
            "The window grows on the right until it holds everything, and then shrinks on the left as long as it still does.",
            "`missing` counts what is still needed of each character; negative numbers mean that there are more than needed.",
            "Both ends only move forward, so the time is linear.",
        ]
        return Problem(entry, goal, rules, source, inputs, idea, oracle)
    rules_of: list[tuple[str, str, str, str, Any]] = [
        (
            "no character occurs twice",
            "counts[char] > 1",
            "Counter",
            "a character that is in the window already",
            lambda p: len(set(p)) == len(p),
        ),
    ]
    if difficulty == 4:
        rules_of = [
            (
                f"there are at most {k} different characters",
                f"len(counts) > {k}",
                "Counter",
                "too many different characters",
                lambda p: len(set(p)) <= k,
            ),
            (
                f"no character occurs more than {k} times",
                f"counts[char] > {k}",
                "Counter",
                "too many copies of a character",
                lambda p: all(p.count(c) <= k for c in p),
            ),
            (
                f"`{char}` occurs at most {k} times",
                f'counts["{char}"] > {k}',
                "Counter",
                f"too many `{char}`",
                lambda p: p.count(char) <= k,
            ),
            (
                f"all characters are equal after at most {k} of them were replaced by others",
                "end - start - max(counts.values()) > " + str(k),
                "Counter",
                "more replacements than allowed",
                lambda p: len(p) - max((p.count(c) for c in p), default=0) <= k,
            ),
        ]
    words, bad, _, why, ok = rng.choice(rules_of)
    result = {"part": "text[best_start:best_end]", "length": "best_end - best_start", "start": "best_start"}[
        give
    ]
    if give == "start":
        give, result = "part", "text[best_start:best_end]"
    source = fill(
        f"""
        from collections import Counter


        def {entry}(text: str) -> {"str" if give == "part" else "int"}:
            counts: Counter[str] = Counter()
            best_start = best_end = start = 0
            for end, char in enumerate(text, 1):
                counts[char] += 1
                while {bad}:
                    counts[text[start]] -= 1
                    <<clean>>
                    start += 1
                if end - start {">=" if last and give == "part" else ">"} best_end - best_start:
                    best_start, best_end = start, end
            return {result}
        """,
        clean="if counts[text[start]] == 0:\n    del counts[text[start]]" if "len(counts)" in bad else "",
    )
    goal = f"returns the {'longest part' if give == 'part' else 'length of the longest part'} of `text` in which {words}"
    rules = ["A part is a stretch of neighbouring characters; upper and lower case are different."]
    if give == "part":
        rules.append(
            f"Of several longest parts, take the one that begins {'last' if last else 'first'}. An empty text gives an empty text."
        )
    else:
        rules.append("An empty text gives 0.")

    def long_oracle(text: str) -> Any:
        found = [
            (j - i, i if last else -i, text[i:j])
            for i in range(len(text))
            for j in range(i, len(text) + 1)
            if ok(text[i:j])
        ]
        part = max(found, default=(0, 0, ""))[2]
        return part if give == "part" else len(part)

    pool = "abxA" if difficulty == 4 else "abcdexyz"
    inputs = [(letters(rng, rng.randint(6, 15), pool),) for _ in range(12)] + [
        ("",),
        ("a",),
        ("aaaa",),
        ("abab",),
        ("aAbB",),
        (char * 5 + "b" * 3 + char * 4,),
        ("abcabcbb",),
    ]
    idea = [
        f"The window from `start` to `end` grows by one character at a time; `start` moves on as long as there is {why}."
        if not why.startswith(("too", "more"))
        else f"The window from `start` to `end` grows by one character at a time; `start` moves on as long as there are {why}.",
        "`counts` holds how often each character is in the window, so the rule is checked without looking at the whole window.",
        "Both ends only move forward: the time is linear in the length of the text"
        + (" (for a small alphabet)." if "max(" in bad else "."),
    ]
    return Problem(entry, goal, rules, source, inputs, idea, long_oracle)
