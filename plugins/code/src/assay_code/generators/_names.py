"""Names of functions that say what is computed, made from the goal of a problem."""

from __future__ import annotations

import ast
import random
import re
from collections.abc import Sequence

from assay_code.syntax import tree_of

_DROPPED = frozenset(
    "a an the and or in on to by with for from is are be its it there then this these those all any given "
    "list dict text string new following rule kind".split()
)
_ENDS = re.compile(
    r"[,:(]| (?:that|which|whose|where|when|while|as|after|before|among|between|such|without|apart|into|under|above|"
    r"below|at|from|in|for|over|with|by|given|counted|sorted|each|to|so|there|has|have|are|is|were|"
    r"greater|other|add|lie|satisfy|do|can) "
)
_AMOUNTS = (
    (r"\b(?:least|smallest) number of ", "fewest "),
    (r"\blargest number of ", "most "),
    (r"^number of ", "count "),
    (r"^numbers? of different ", "count different "),
)
_MOST = 34


def name_of(rng: random.Random, goal: str, taken: Sequence[str]) -> str:
    """A name for what ``goal`` ("returns ...") says; ``""`` where it says too little without its rules.

    ``taken`` are names that the program has already.
    """
    words = ["with" if word == "having" else word for word in _words(goal)]
    if len(words) == 1 and re.match(r"returns (?:the list of|all) ", goal):
        words = ["list", *words]
    while "of" in words[1:] and len("_".join(words)) > _MOST:
        del words[len(words) - 1 - words[::-1].index("of") :]
    if not 2 <= len([word for word in words if word != "of"]) <= 5:
        return ""
    plain = "_".join(words)
    forms = [plain, plain, f"{rng.choice(('find', 'get', 'compute'))}_{plain}"]
    if words[0] in ("count", "list"):
        forms = [plain]
    name = rng.choice([form for form in forms if len(form) <= _MOST] or [plain])
    return name if len(name) <= _MOST and name.isidentifier() and name not in taken else ""


def _words(goal: str) -> list[str]:
    """The words of a name: the head of the phrase up to its first clause."""
    text = re.sub(r" ?`[^`]*`", "", goal.removeprefix("returns "))
    text = re.sub(r"\b\d\w*", "", text).lower().strip()
    if text.startswith(("whether", "how deep")) or goal.startswith("returns `"):
        return []  # it takes a verb, which the family has
    lead: list[str] = []
    many = re.match(r"(?:in )?how (?:many|often) (.*)", text)
    if many:
        lead, text = ["count"], many[1]
    grouped = re.match(r"for each (\w+) (?:in )?the (.*)", text)
    if grouped:
        words = _words(f"returns the {grouped[2]}")
        return [*words, "by", grouped[1]] if words else []
    mapped = re.match(r"a dict that maps (?:each|every) ([a-z ]+) to (.*)", text)
    if mapped:
        words = _words(f"returns {mapped[2]}")
        return [*words, "by", *mapped[1].split()] if words else []
    text = re.sub(r"^(?:its|their) ", "", text)
    text = re.sub(r"^(?:a |the )?(?:sorted )?(?:list|dict)(?:, [a-z ]+,)? (?:of|with) ", "", text)
    text = re.sub(r"^(?:(?:a|the|all) )+", "", text)
    for pattern, word in _AMOUNTS:
        text = re.sub(pattern, word, text)
    text = re.sub(r" with the (?=least|largest|smallest|most|highest|lowest)", " with-", text)
    text = re.split(_ENDS, f"{text} ", maxsplit=1)[0]
    text = text.removeprefix("of the ")
    words = lead + [
        word for word in re.findall(r"[a-z]+", text.replace("with-", "having ")) if word not in _DROPPED
    ]
    while words and words[-1] == "of":
        words.pop()
    return words


def renamed(source: str, old: str, new: str) -> str:
    """``source`` with the top-level function ``old`` called ``new``; other uses of the word stay."""
    tree = tree_of(source)
    local = {
        node.id if isinstance(node, ast.Name) else node.arg
        for node in ast.walk(tree)
        if (isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)) or isinstance(node, ast.arg)
    }
    lines = source.split("\n")
    places: list[tuple[int, int]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name == old:
            places.append((node.lineno - 1, node.col_offset + len("def ")))
        elif isinstance(node, ast.Name) and node.id == old and old not in local:
            places.append((node.lineno - 1, len(lines[node.lineno - 1].encode()[: node.col_offset].decode())))
    for line, column in sorted(places, reverse=True):
        lines[line] = lines[line][:column] + new + lines[line][column + len(old) :]
    return "\n".join(lines)


def defined(source: str) -> set[str]:
    """All names that a program gives to something, or reads."""
    found: set[str] = set()
    for node in ast.walk(tree_of(source)):
        if isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.arg):
            found.add(node.arg)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
    return found
