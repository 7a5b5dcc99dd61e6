"""Finding and reading sequences in text: FASTA, GenBank, blocks of ten, codons, ``5'-…-3'``, ``N-Met-Ala-…-C``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from assay.evidence.final_answer import Values

Kind = Literal["dna", "rna", "protein"]
NUCLEIC = frozenset("ACGTURYSWKMBDHVN")
"""The letters of nucleic acids with IUPAC's ambiguity codes."""
AMINO = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
"""The letters of amino acids: the 20, U and O, and the ambiguous B, J, X, Z."""
JOIN = "\x1f"
"""Stands for the line ends within a sequence of several lines (:func:`joined`)."""
_NO_SEQUENCE = frozenset(
    "DNA RNA CDNA MRNA TRNA RRNA GDNA DSDNA SSDNA DSRNA SSRNA ORF PCR CDS FASTA ANSWER PROTEIN PEPTIDE FINAL SEQUENCE ATP"
    " NCBI HGVS".split()
)
"""Words in capitals that are no sequence although their letters are those of one."""
_WORDS = frozenset("GC AND BY SAY WAS AS HAS WAY ANY AN AT THE IS IN IT NOT WE LET ALL ARE".split())
"""Such words, but they may be the rest of a sequence of which more stands before."""
STOPS = frozenset(("STOP", "TER", "END"))
"""Words for a stop codon behind a protein."""
_STOP_BEHIND = re.compile(r"(?<=[a-z])(?:Stop|STOP|Ter|End)\Z")


@dataclass(frozen=True, slots=True)
class Run:
    """A sequence in a text.

    ``letters`` are capitals as written, from left to right; ``backwards`` says that the text names the ends
    so that it reads from right to left. ``problem`` says why it cannot be read, if it cannot.
    """

    start: int
    end: int
    letters: str
    backwards: bool = False
    named: bool = False
    problem: str = ""

    @property
    def sequence(self) -> str:
        """The letters from the 5' end, or from the N terminus."""
        return self.letters[::-1] if self.backwards else self.letters


# -- marks ---------------------------------------------------------------------------------------------------

_SIGNS = str.maketrans(
    {c: str(n) for digits in ("₀₁₂₃₄₅₆₇₈₉", "⁰¹²³⁴⁵⁶⁷⁸⁹") for n, c in enumerate(digits)}
    | {c: "'" for c in "′’‘ʹ´ˈ"}
    | {c: "-" for c in "‐‑‒–—―−⁻"}
    | {c: "→" for c in "⟶➝➔⇒➜⟹"}
    | {c: " " for c in '$"“”~\t'}
)
_MARKS = re.compile(
    r"(?P<prime>&prime;|&#39;|&apos;|\^\{?\s?\\prime\}?|\\prime|\^\{'\}|(?<=[35])`)"
    r"|(?P<arrow>\\(?:long)?rightarrow|\\to(?![a-z])|-{1,2}>)"
    r"|\\(?:text\w{0,4}|math\w{2,4}|operatorname)\s?\{|\\[,;:!\- \\]|\\q?quad|[{}`]|\*\*|__|</?(?:b|i|sub|sup|code|pre|strong|em)>"
)


def _signs(match: re.Match[str]) -> str:
    sign = "'" if match["prime"] else "→" if match["arrow"] else ""
    return sign.ljust(len(match[0]))


def plain(text: str) -> str:
    """The text, as long as it was, with one form of primes, dashes and arrows, and blanks for LaTeX and emphasis."""
    return _MARKS.sub(_signs, text.translate(_SIGNS))


_TOKEN = re.compile(
    r"(?P<group>(?<![A-Za-z])(?:H3N|H2N|NH2|NH3|COOH|HOOC|CO2H|HO2C|COO|OOC)(?![A-Za-z]))|(?P<end>(?<![\w.])\d{1,4}\s?'{1,2}|(?<=[A-Za-z])\d{1,4}'|(?<=[A-Za-z]-)\d{1,4}'|(?<![\w.'])[35](?=-[A-Za-z]{2})|(?<=[A-Za-z]-)[35](?![\w.]))"
    r"|(?P<word>[A-Za-z]+)|(?P<number>\d+)|(?P<gap>[\s-]+)|(?P<stop>\*)|(?P<other>.)",
    re.DOTALL,
)
_CUT = re.compile(r"\s{0,3}-?\s{0,3}(?:\.{2,}|…|⋯|\\[lcv]?dots)")
_CUT_BEFORE = re.compile(r"(?:\.{2,}|…|⋯|\\[lcv]?dots)\s{0,3}-?\s{0,3}\Z")
_REPEATED = re.compile(
    r"\s{0,3}(?:\)\s{0,3}(?:_|×|x\s?\d|\d)|[×x]\s?\d|_\s?\d|(?:twice|repeated|followed by|preceded by|plus|minus|without|except|with the)\b(?! (?:a |the )?(?:stop|termination)\b))"
)
_MULTIPLIED = re.compile(r"(?:\d\s?[x×]\s?\(?|\bcyclo\W?|\bpoly\W?|\bD-)\Z", re.IGNORECASE)
_JOINED_ON = re.compile(r"[(\[/][A-Za-z]|\(?-(?:NH2|PEG|biotin|FITC)")
LONGEST_LOWER = 8
"""So many small letters are no word of English."""


@cache
def three_letters() -> dict[str, str]:
    """The amino acids' letters by their three-letter names in capitals (IUPAC, as Biopython has them)."""
    from Bio.Data.IUPACData import protein_letters_3to1_extended

    return {name.upper(): letter for name, letter in protein_letters_3to1_extended.items()}


_CHAIN = re.compile(r"(?<=[A-Z][a-z]{2})\s*[→,·]\s*(?=[A-Z][a-z]{2}(?![a-z]))")
"""Between the residues of ``Met → Ala → Gly`` and ``Met, Ala, Gly``."""


_FULL = {
    "alanine": "A", "arginine": "R", "asparagine": "N", "aspartate": "D", "cysteine": "C", "glutamate": "E", "glutamine": "Q",
    "glycine": "G", "histidine": "H", "isoleucine": "I", "leucine": "L", "lysine": "K", "methionine": "M", "phenylalanine": "F",
    "proline": "P", "serine": "S", "threonine": "T", "tryptophan": "W", "tyrosine": "Y", "valine": "V",
}  # fmt: skip


# -- runs ----------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Word:
    start: int
    end: int
    letters: str
    text: str
    lower: bool = False
    named: bool = False  # by three letters
    sign: str = ""  # the end that stands here, "number", "stop"


@lru_cache(maxsize=4)  # the reading of the final answer asks more than once for the same text
def runs(text: str, kind: Kind) -> tuple[Run, ...]:
    """The sequences of a kind in a text, in order.

    Small letters are a sequence where they can be no words: long ones, blocks of one length, and all of the text.
    """
    text = plain(text)
    if kind == "protein":
        text = _CHAIN.sub(lambda match: "-".ljust(len(match[0])), text)
    else:
        text = _with_plain_ends(text)
    found: list[Run] = []
    for group in _groups(text, kind):
        run = _run(group, text, kind)
        if run is not None:
            found.append(run)
    return tuple(found)


WAY = r"\(?\d\s?'\)?(?:\s?end)?\s{0,3}(?:→|-{1,2}>?|to|–)\s{0,3}(?:the )?\(?\d\s?'\)?"
"""The words for a direction, ``3'→5'``: no ends of a sequence."""
_WAY = re.compile(WAY)
_PRIME = re.compile(r"\b(?P<end>[35])[\s-]?prime\b", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\(\s?(?P<end>\d{1,2}\s?')\s?\)")
_BOTH_ENDS = re.compile(
    r"(?P<first>\d')\s?-?(?:end|terminus)\b(?P<inner>[\s:,-]{0,4}[ACGTUNacgtun][ACGTUNacgtun\s-]{0,400}?[\s:,-]{0,4})(?P<last>\d')\s?-?(?:end|terminus)\b"
)
_CHEMICAL = re.compile(
    r"(?<=\d')\s?-?\s?(?:p{1,3}|P{1,3}|HO|OH|PO4)\s?(?=-)|(?<=-)\s?(?:p|P|OH|HO)\s?-?\s?(?=\d')"
)
_WRAPPED = re.compile(r"(?<=\d')\s?-?\s?[dr]?\s?[(\[]|[)\]](?=\s?-?\s?\d')")


def _with_plain_ends(text: str) -> str:
    """The text, as long as it was, where ``(5')``, ``5 prime`` and ``5' end`` are ``5'``, and directions (``3'→5'``) are blanks."""
    if "'" not in text and "rime" not in text:
        return text
    text = _PRIME.sub(lambda m: (m["end"] + "'").ljust(len(m[0])), text)
    text = _WAY.sub(lambda m: "|".ljust(len(m[0])), text)
    text = _IN_BRACKETS.sub(lambda m: m["end"].ljust(len(m[0])), text)
    text = _BOTH_ENDS.sub(
        lambda m: (
            m["first"].ljust(m.start("inner") - m.start())
            + m["inner"]
            + m["last"].ljust(m.end() - m.start("last"))
        ),
        text,
    )
    text = _CHEMICAL.sub(lambda m: " " * len(m[0]), text)
    return _WRAPPED.sub(lambda m: " " * len(m[0]), text)


def _groups(text: str, kind: Kind) -> Iterator[list[_Word]]:
    """Words that may be one sequence: nothing stands between them but blanks, single dashes and position numbers."""
    group: list[_Word] = []
    count = 0
    lower = False
    tokens = list(_TOKEN.finditer(text))
    for at, token in enumerate(tokens):
        what = token.lastgroup
        word: _Word | None = None
        if what == "gap":
            if token[0].count("-") < 2:
                continue
        elif what == "word":
            word = _word(token, kind, count >= (3 if kind != "protein" else 10))
        elif what == "number" and count and int(token[0][:9]) in (count, count + 1):
            group.append(_Word(*token.span(), "", token[0], sign="number"))
            continue
        elif what == "stop" and kind == "protein" and count:
            word = _Word(*token.span(), "*", "*", sign="stop")
        elif what == "end" and kind != "protein":
            opens = not count or (not group[0].sign and _opens(tokens, at))
            if opens:
                if count:
                    yield group
                group, count = [], 0
            group.append(_Word(*token.span(), "", token[0], sign=re.sub(r"\D", "", token[0])))
            if not opens:
                yield group
                group, count = [], 0
            continue
        if count and (word is None or word.lower != lower):
            yield group
            group, count = [], 0
        if word is None:
            group = []
        else:
            group.append(word)
            count += len(word.letters)
            lower = word.lower
    if count:
        yield group


def _opens(tokens: list[re.Match[str]], at: int) -> bool:
    """Whether an end stands before a sequence, not behind one."""
    rest = tokens[at + 1 : at + 3]
    if rest and rest[0].lastgroup == "gap" and rest[0][0].strip() == "-":
        rest = rest[1:]
    return bool(rest) and rest[0].lastgroup == "word"


def is_word(upper: str, follows: bool) -> bool:
    """Whether capitals are a word such as ``DNA`` and no sequence; ``follows``: more of a sequence stands before them."""
    return upper in _NO_SEQUENCE or (upper in _WORDS and not follows)


def _word(token: re.Match[str], kind: Kind, follows: bool) -> _Word | None:
    text = token[0]
    upper = text.upper()
    start, end = token.span()
    if kind == "protein":
        if upper in STOPS and text != "end":
            return _Word(start, end, "*", text, sign="stop", named=True)
        if (letters := by_names(text)) is not None:
            return _Word(start, end, letters, text, named=True)
        if text == upper and not is_word(upper, follows):
            return _Word(start, end, upper, text)
        return _Word(start, end, upper, text, lower=True) if text.islower() else None
    if text == upper:
        fits = NUCLEIC.issuperset(upper) and not is_word(upper, follows)
        return _Word(start, end, upper, text) if fits else None
    bases = set("ACGTUN").issuperset(upper)
    if bases and (text.islower() or len(text) >= 4):
        return _Word(start, end, upper, text, lower=text.islower())
    return None


def by_names(text: str) -> str | None:
    """The letters of ``MetAlaGly``, ``fMet`` or ``methionine``; of ``MET`` and ``met``, which may be something else, none."""
    if len(text) > 4 and text.lower() in _FULL:
        return _FULL[text.lower()]
    text = _STOP_BEHIND.sub("", text.removeprefix("f") if text.startswith("fMet") else text)
    if not text or len(text) % 3 or text == text.upper() or text == text.lower():
        return None
    names = three_letters()
    parts = [text[at : at + 3] for at in range(0, len(text), 3)]
    if all(part.upper() in names and part == part.title() for part in parts):
        return "".join(names[part.upper()] for part in parts)
    return None


def _run(group: list[_Word], text: str, kind: Kind) -> Run | None:
    words = [word for word in group if not word.sign or word.sign == "stop"]
    words = _trimmed(words, text, kind)
    if not words:
        return None
    names = three_letters() if kind == "protein" else {}
    residues = [word for word in words if word.sign != "stop"]
    spelt = (
        kind == "protein"
        and len(residues) > 1
        and all(word.text.upper() in names for word in residues if not word.named)
        and (any(word.named for word in residues) or "-" in text[words[0].end : words[1].start])
    )
    if spelt:
        letters = "".join(word.letters if word.named else names[word.text.upper()] for word in words)
    elif kind == "protein" and any(word.named for word in residues):
        if not all(word.named for word in residues):
            return None  # "Met M K V": neither
        letters = "".join(word.letters for word in words)
    else:
        letters = "".join(word.letters for word in words)
        if any(word.lower for word in words) and not _surely(words, group, text, kind):
            return None
    start, end = words[0].start, words[-1].end
    if kind == "protein":
        return _with_termini(start, end, letters, text)
    if len(letters) == 1 and not _is_all(text, start, end):
        return None
    first = group[0].sign if group[0].sign.isdigit() else ""
    last = group[-1].sign if group[-1].sign.isdigit() and len(group) > 1 else ""
    start = group[0].start if first else start
    end = group[-1].end if last else end
    backwards = first == "3" or last == "5"
    problem = cut(text, start, end)
    if (first and first == last) or not {first, last} <= {"", "3", "5"}:
        problem = "Its ends are not named 5' and 3'."
    return Run(start, end, letters, backwards, bool(first or last), problem)


def cut(text: str, start: int, end: int) -> str:
    """Why a sequence is not all that the text says there."""
    if _CUT.match(text, end) or _CUT_BEFORE.search(text, max(0, start - 10), start):
        return "It is cut short by dots."
    if _REPEATED.match(text, end) or _MULTIPLIED.search(text, max(0, start - 10), start):
        return "Words beside it change it."
    if _JOINED_ON.match(text, end) or text[start - 1 : start] == ")":
        return "What is joined to it cannot be read."
    return ""


def _trimmed(words: list[_Word], text: str, kind: Kind) -> list[_Word]:
    """Without single letters that are words: the article in ``A ATG codon``, the ends in ``N-MKV-C``."""
    words = list(words)
    singles = [word for word in words if len(word.text) == 1 and word.sign != "stop"]
    if len(singles) == len(words):
        return words
    while words and len(words[0].text) == 1 and len(words) > 1 and len(words[1].text) > 1:
        del words[0]
    if len(words) > 1 and len(words[-1].text) == 1 and len(words[-2].text) > 1 and words[-1].sign != "stop":
        dashed = text[words[-2].end : words[-1].start].strip() == "-"
        goes_on = re.match(r"\s+[a-z]", text[words[-1].end : words[-1].end + 3])
        if (dashed and kind == "protein") or goes_on:
            del words[-1]
    if all(word.sign == "stop" for word in words):
        return []
    return words


def _surely(words: list[_Word], group: list[_Word], text: str, kind: Kind) -> bool:
    """Whether small letters are a sequence and no words of a sentence."""
    if _is_all(text, words[0].start, words[-1].end) or JOIN in text[words[0].start : words[-1].end]:
        return len(words) == 1 or kind != "protein" or len({len(w.text) for w in words[:-1]}) == 1
    if kind == "protein":
        return False
    if group[0].sign or group[-1].sign in ("3", "5"):
        return True
    if len(words) == 1:
        return len(words[0].text) >= LONGEST_LOWER
    length = len(words[0].text)
    total = sum(len(word.text) for word in words)
    return (
        total >= LONGEST_LOWER
        and all(len(w.text) == length for w in words[:-1])
        and len(words[-1].text) <= length
    )


_MOST_AROUND = 60  # characters
_END_NAMES = re.compile(r"[35]\s?'|\b\d{1,6}\b")
_AROUND = re.compile(r"[\s\-'*_.:;,()\[\]]*")
_FIRST = re.compile(
    r"(?P<front>(?:\+?H3N\+?|H2N|NH2|NH3\+?|N|N-?term(?:inus|inal)?(?: end)?|H)\s?-\s?)\Z"
    r"|(?P<back>(?:HO2C|HOOC|-?OOC|C|C-?term(?:inus|inal)?(?: end)?)\s?-\s?)\Z|(?P<capped>\b(?:Ac|acetyl|pyr|Boc|Fmoc|FITC)-)\Z"
)
_LAST = re.compile(
    r"\s?-\s?(?:(?P<front>COOH|COO-?|CO2H|OH|C(?![A-Za-z])(?:-?term(?:inus|inal)?)?)|(?P<back>NH2|NH3\+?|N(?![A-Za-z])))"
)


def _with_termini(start: int, end: int, letters: str, text: str) -> Run | None:
    bases = set("ACGTU").issuperset(letters)
    if (len(letters.strip("*")) == 1 or (bases and ("U" in letters or len(letters) == 3))) and not _is_all(
        text, start, end
    ):
        return None  # a codon, not selenocysteine
    first = _FIRST.search(text, max(0, start - 20), start)
    last = _LAST.match(text, end)
    problem = cut(text, start, end)
    front = bool((first and first["front"]) or (last and last["front"]))
    back = bool((first and first["back"]) or (last and last["back"]))
    if (
        (front and back)
        or (last and last["back"] and not (first and first["back"]))
        or (first and first["capped"])
    ):
        problem = "Its ends are not those of a plain peptide."
    begin = first.start() if first else start
    return Run(begin, last.end() if last else end, letters, back, front or back, problem)


def _is_all(text: str, start: int, end: int) -> bool:
    """Whether nothing but marks and the names of the ends stands around a sequence."""
    if start > _MOST_AROUND or len(text) - end > _MOST_AROUND:
        return False
    before, after = _END_NAMES.sub("", text[:start]), _END_NAMES.sub("", text[end:])
    return bool(_AROUND.fullmatch(before) and _AROUND.fullmatch(after))


class Sequences(Values):
    """The sequences of a kind, for the reading of final answers."""

    def __init__(self, kind: Kind) -> None:
        self.kind: Kind = kind

    def find(self, text: str) -> Iterable[tuple[int, int]]:
        return [(run.start, run.end) for run in runs(text, self.kind)]
