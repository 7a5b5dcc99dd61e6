r"""Structures and formulas in text: SMILES and InChI in backticks, bold, boxes and LaTeX, ``\ce{C6H12O6}``, ``C₆H₁₂O₆``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from assay.evidence.final_answer import Values
from assay_science import formulas
from assay_science.molecules import reaction, structure

_CHUNK = re.compile(
    r"(?P<code>`{1,3}(?:smiles\s)?[^`\n]{1,1200}`{1,3})|(?P<tag><(?P<name>smiles|inchi|formula)>[^<>\n]{1,1200}</(?P=name)>)"
    r"|(?P<math>\${1,2}[^$\n]{1,600}\${1,2}|\\\([^\n]{1,600}?\\\))"
    r"|(?P<command>\\(?:ce|text|texttt|mathtt|mathrm|textbf|mathbf|verb)\s?\{(?:[^{}\n]|\{[^{}\n]{0,40}\}){1,600}\}(?:[_^](?:\{[^{}\s]{0,12}\}|[\d+-]{1,3})|[\w\\{}()\[\]+-]){0,80})"
    r"|(?P<dotted>\S+(?:\s?[·•∙⋅]\s?\d{0,2}\s?[A-Z]\S*)+)|\S+"
)
_LABEL = re.compile(
    r"(?:\*\*)?(?:the\s+)?(?:canonical\s+|isomeric\s+|molecular\s+|empirical\s+|chemical\s+|standard\s+)?(?:smiles|inchi|formula|structure|answer)(?:\s+(?:string|notation|formula))?(?:\*\*)?\s*(?:is|=|:)?\s*(?:\*\*)?",
    re.IGNORECASE,
)
_WRAPPER = re.compile(r"\\(?:texttt|text|mathtt|mathrm|textbf|mathbf|verb)\s?\{([^{}]*)\}")
_ESCAPE = re.compile(r"\\([\[\]#_%$&(){}@])")
_STRIPPED = "*_`\"'“”‘’«»,;:!?<>"
_LOOKS = re.compile(r"[=#@\[\]()\\/]")
_UPPER_WORDS = frozenset("NO SO ON IF OF IS I COP SON CO-OP".split())
_KIND = re.compile(r"(?i)\b(?:empirical|molecular)(?=\s+formula)")
_CHAIN = re.compile(r"[\s$)}\]]*(?:\^?_?\{?\d{1,3}\}?)?[\s$]*=[\s$({\[]*")
_MOST = 60
_LAYERS = 8  # of brackets around a word that are taken off


def bare(text: str) -> str:
    """A piece of text without the marks around it: backticks, dollar signs, bold, quotation marks, a full stop."""
    previous = None
    while text != previous:
        previous = text
        text = text.strip().strip(_STRIPPED)
        if text.endswith(".") and not text.endswith(".."):
            text = text[:-1]
        for opening, closing in (("`", "`"), ("$", "$"), (r"\(", r"\)"), (r"\[", r"\]")):
            if text.startswith(opening) and text.endswith(closing) and len(text) > len(opening + closing):
                text = text[len(opening) : -len(closing)]
        if wrapped := _WRAPPER.fullmatch(text):
            text = wrapped[1]
        if tag := re.fullmatch(r"(?i)<?(smiles|inchi|formula)>(.*)</\1>?", text, re.DOTALL):
            text = tag[2]
        if label := re.match(r"(?i)(?:smiles|inchi(?!=)|formula)\s*[:=]\s*", text):
            text = text[label.end() :]
    return text


def read_structure(text: str) -> structure.Structure | None:
    """The structure that a piece of text is, a SMILES or an InChI with marks around it; ``None`` for anything else."""
    if len(text) > 2 * structure.LONGEST:
        return None
    text = bare(text)
    if text.startswith("InChI="):
        return structure.from_inchi(text)
    found = structure.from_smiles(text)
    if found is None and "\\" in text:
        found = structure.from_smiles(_ESCAPE.sub(r"\1", text)) or structure.from_smiles(
            text.replace("\\\\", "\\")
        )
    return found


def read_formulas(text: str) -> tuple[formulas.Formula, ...]:
    """What a piece of text may mean as a formula, the likeliest first; ``()`` if it is none."""
    if len(text) > 4 * formulas.LONGEST:
        return ()
    text = text.strip().strip("\"'“”‘’«»,;:!?*")
    return formulas.readings(text[:-1] if text.endswith(".") else text)


def repeats_an_element(text: str) -> bool:
    """Whether a symbol stands twice in a text."""
    symbols = re.findall(r"[A-Z][a-z]?", bare(text))
    return len(set(symbols)) < len(symbols)


def is_inchi(text: str) -> bool:
    return bare(text).startswith("InChI=")


class Structures(Values):
    """SMILES and InChI in a text; also what looks like a SMILES and is none, so that it is seen."""

    words = re.compile(
        r"(?i)\b(?:smiles|inchi)(?:\s+(?:string|notation|representation))?(?:\s+(?:of|for)\s+[^\n:=`]{1,60}?)?\s*(?:is|=|:)\s*(?!1S?/)"
    )

    def find(self, text: str) -> list[tuple[int, int]]:
        if len(text) <= 2 * structure.LONGEST and read_structure(text):
            return [_trimmed(text, 0, len(text))]
        return list(self._scan(text))

    def _scan(self, text: str) -> Iterator[tuple[int, int]]:
        count = 0
        for start, end, set_off in _chunks(text):
            if not self.holds(text[start:end], set_off):
                continue
            yield start, end
            count += 1
            if count == _MOST:
                return

    def holds(self, text: str, set_off: bool) -> bool:
        """Whether a word of a text is a structure, or looks like one."""
        said = bare(text)
        if said.startswith("InChI="):
            return True
        if said.isalpha() and (len(said) == 1 or said in _UPPER_WORDS) and not set_off:
            return False
        if said.isalpha() and re.search(r"[bcnops]", said.replace("Cl", "").replace("Br", "")):
            return False  # a word: aromatic atoms are in rings, which have digits
        if not any(c.isalpha() for c in said):
            return False
        if read_structure(said) is not None:
            return True
        return len(said) >= 4 and structure.lexed(said) and _LOOKS.search(said) is not None

    def hidden(self, text: str) -> str:
        return _hidden(text, self.find(text))


class Formulas(Values):
    """Formulas in a text; a symbol alone counts only where it is set off, as ``I``, ``In`` and ``As`` are words.

    ``prompt`` says whether an empirical or a molecular formula is asked for, if it is one of them: the response may
    state the other as well.
    """

    def __init__(self, prompt: str = "") -> None:
        asked = {match[0].lower() for match in _KIND.finditer(prompt[:20_000])}
        if len(asked) == 1:
            self.words = re.compile(
                rf"(?i)\b{asked.pop()}\s+formula(?:\s+(?:of|for)\s+[^\n:=`]{{1,60}}?)?\s*(?:is|=|:)\s*"
            )

    def find(self, text: str) -> list[tuple[int, int]]:
        if read_formulas(text):
            return [_trimmed(text, 0, len(text))]
        found: list[tuple[int, int]] = []
        for start, end, set_off in _chunks(text):
            if self.holds(text[start:end], set_off):
                found.append((start, end))
            if len(found) == _MOST:
                break
        # of 6 × CH₂O = C₆H₁₂O₆ the last counts
        ends = [*(start for start, _ in found[1:]), len(text)][: len(found)]
        return [
            span
            for span, following in zip(found, ends, strict=True)
            if span is found[-1] or not _CHAIN.fullmatch(text, span[1], following)
        ]

    def holds(self, text: str, set_off: bool) -> bool:
        """Whether a word of a text is a formula."""
        if not read_formulas(text):
            return False
        letters = "".join(c for c in text if c.isalpha())
        lone = len(letters) == 1 or (letters[1:].islower() and letters == text.strip(_STRIPPED + "."))
        return set_off or not lone

    def hidden(self, text: str) -> str:
        return _hidden(text, self.find(text))


class Reactions(Values):
    """Reaction SMILES in a text."""

    words = re.compile(r"(?i)\breaction\s+smiles\s*(?:is|=|:)\s*")

    def find(self, text: str) -> list[tuple[int, int]]:
        return [
            (start, end)
            for start, end, _ in islice(_chunks(text), 10 * _MOST)
            if text.count(">", start, end) == 2 and any(c.isalpha() for c in text[start:end])
        ]

    def hidden(self, text: str) -> str:
        return _hidden(text, self.find(text))


def read_reaction(text: str) -> reaction.Reaction | None:
    """The reaction that a piece of text is, with marks around it or without; ``None`` for anything else."""
    if len(text) > 2 * reaction.LONGEST:
        return None
    said = bare(text)
    return reaction.read_reaction(said) or reaction.read_reaction(_ESCAPE.sub(r"\1", said))


class Both(Values):
    """Structures and formulas."""

    words = Structures.words

    def find(self, text: str) -> list[tuple[int, int]]:
        found = sorted({*Structures().find(text), *Formulas().find(text)})
        return [span for n, span in enumerate(found) if not n or span[0] >= found[n - 1][1]]

    def hidden(self, text: str) -> str:
        return _hidden(text, self.find(text))


def _chunks(text: str) -> Iterator[tuple[int, int, bool]]:
    """The words of a text, formulas and code in one piece: where they begin and end, and whether they are set off."""
    for chunk in _CHUNK.finditer(text):
        start, end = chunk.span()
        set_off = chunk.lastgroup in ("code", "tag", "name", "math", "command")
        if not set_off:
            label = re.match(r"(?i)(?:smiles|formula|answer)\s*[:=]", chunk[0])
            start += label.end() if label else 0
            if text[start : start + 2] == "**" and text[end - 3 : end].rstrip(".,;:").endswith("**"):
                set_off = True
        elif chunk["math"] and "=" in chunk["math"] and not read_structure(chunk[0]):
            inner = chunk["math"]
            start += inner.rindex("=") + 1
        first, last = _trimmed(text, start, end)
        if first < last:
            yield first, last, set_off


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without blanks and punctuation at its ends, brackets around all of it left out."""
    for _ in range(_LAYERS):
        while start < end and (text[start].isspace() or text[start] in _STRIPPED):
            start += 1
        while start < end and (text[end - 1].isspace() or text[end - 1] in _STRIPPED + "."):
            if text[end - 6 : end].lower() in ("</sub>", "</sup>"):
                break
            end -= 1
        depth, first = 0, -1  # of brackets, and where they first were all closed
        for at in range(start, end):
            depth += (text[at] == "(") - (text[at] == ")")
            if depth <= 0:
                first = at
                break
        if start < end and text[start] == "(" and first in (-1, end - 1):
            start, end = start + 1, end - (first >= 0)
        elif (
            start < end and text[end - 1] == ")" and text.count("(", start, end) < text.count(")", start, end)
        ):
            end -= 1
        else:
            break
    return start, end


def _hidden(text: str, spans: list[tuple[int, int]]) -> str:
    kept = list(text)
    for start, end in spans:
        for at in range(start, end):
            if kept[at] in ".!?":
                kept[at] = "·"
    return "".join(kept)
