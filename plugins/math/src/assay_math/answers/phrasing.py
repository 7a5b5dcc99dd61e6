"""Sentences that state an answer: where they end, and the answer in them without the words around it."""

from __future__ import annotations

import re

from assay.evidence.final_answer import NOT_THE_ANSWER, WORDS
from assay_math.answers.qualified import said_to_bound
from assay_math.answers.text import plain_characters, stripped, with_neq

FORMULA = re.compile(r"(?<![\\$])\$([^$]+)\$|\\\((.+?)\\\)|\\\[(.+?)\\\]", re.DOTALL)
_ASIDE = re.compile(
    r",\s+(?:and\s+)?not\b|,?\s+(?:because|since|as (?:the|we|it)|which|given that|so that|by the|due to|where [a-z]|that|who|whose|for which|such that|"
    r"to (?:do|make|get|choose|arrange|form|reach|finish|complete|have|be|go|win|pay|buy|fill|travel))\b|;\s(?![\s*_`$(]*[-−+]?[\d\\])",
    re.IGNORECASE,
)


_LEAD = re.compile(
    r"(?:[-*•=]\s+|\d+\.\s+(?=\D)|(?:so|thus|therefore|hence|then|finally|in conclusion|consequently|and|ok(?:ay)?|now|well|indeed|just|simply|"
    r"clearly|obviously|i think|i believe|i get|we get|we have|we find|we find that|it is|it's|they are|there (?:are|is|were|will be)|equal to|given by|exactly|only|"
    r"either|an?(?=\s+[\d$\\])|the value|the number|the solution set|option|choice|answer|ans\.|ans|find that|that is|between|on|at)\b[,:]?\s+)+",
    re.IGNORECASE,
)
_COPULA = re.compile(
    r"(?:(?<=\s)|(?<=\$))(?:it's|that's|is|are|was|were|equals?|is equal to|be|becomes?|gives?|costs?|has|have|had|gets?|makes?|by|needs?|takes?|took|pays?|paid|spends?|spent|earns?|earned|saves?|saved|requires?|weighs?|lasts?|uses?|sold|bought|scored|yields?|es|son|est|sont|ist|sind|è|é|равн[аоы]|равен|是|为|等于)"
    r"(?:\s+(?:now|then|exactly|just|only|thus|therefore|equal to|given by|simply|approximately equal to|a total of))?[\s:]+",
    re.IGNORECASE,
)


_RESULT = re.compile(r"[\w)}%]\s*=\s*([^=<>]{1,60})\Z")
_PIECES = re.compile(r"[,;:=≈]|(?<![\\\w])[^\W\d_]{2,}(?![\w({])")
_NAME = re.compile(r"(?:\\?[^\W\d_]+(?:_\{?\w+\}?)?'*(?:\s*\([^()]*\))?)?")


def gives_value(head: str) -> bool:
    """Whether ``head`` (it ends with ``=``) gives a name or a computation a value: not so ``2x = 5``."""
    left = _PIECES.split(head.rstrip().removesuffix("="))[-1].strip(" $\\()[]*")
    return not re.search(r"[^\W\d_]", re.sub(r"\\[a-z]+", "", left)) or _NAME.fullmatch(left) is not None


def _says_twice(head: str, value: str) -> bool:
    """``3 = 3`` gives nothing a value."""
    return head.rstrip(" =$").removeprefix("$").strip() == value.strip(" $.")


_JOINING = frozenset("so and or thus hence then therefore either".split())
_CAPTION = re.compile(r"[A-Za-z][A-Za-z ]{1,30}:\s+(?=[\d$\\(\[{-])")
_OTHERWISE = re.compile(r"\d|\?|\bor\b|\bnot\b|\bwrong\b", re.IGNORECASE)


_TRAILING = re.compile(
    r"(?<=[\w)}$%])\s+(?:is|are)\s+(?:the|my|our)\s+(?:(?:final|correct)\s+)?(?:answer|solution|result)s?\s*[.!]?\Z",
    re.IGNORECASE,
)
_IS = re.compile(
    r"(?<=[\d)}$%\]])\s*(?:です|である|だ|となります|になります|입니다|이다|예요|이에요)[。.!]?\Z"
)
"""The verb that ends a Japanese or Korean sentence."""
_SMILE = re.compile(r"\s+[:;]-?[)D]\Z")
_RATHER = re.compile(
    r"\b(?:isn't|is not|wasn't)\b[^,;]{1,40}[,;]\s*(?:but\s+)?(?:it's|it is|rather)\s+([^,;]{1,80})\Z",
    re.IGNORECASE,
)


def phrasings(text: str) -> tuple[str, ...]:
    """The answer said in ``text``: as it stands, and without the words that lead up to it.

    Callers take the first that can be read. Of a sentence, what its verb leads
    to comes first, then its only or closing formula, the whole last; of anything
    shorter, the whole comes first.
    """
    text = with_neq(plain_characters(text)).strip()
    text = _SMILE.sub("", _IS.sub("", _TRAILING.sub("", text)))
    if NOT_THE_ANSWER.search(text):
        rather = _RATHER.search(text)
        if rather is None:
            return (text,)
        text = rather[1]
    bare = text
    lead = _LEAD.match(text)
    if lead:
        bare = text[lead.end() :]
    aside = _ASIDE.search(bare)
    if aside and aside[0].startswith(";") and not re.search(r"[\d\\]", bare[: aside.start()]):
        # "cat; dog" lists two words; only a longer clause is said about the first
        aside = aside if len(bare[aside.end() :].split()) > 2 else None
    cut = bare[: aside.start()] if aside and aside.start() > 0 else bare
    caption = _CAPTION.match(bare)
    if caption and _CAPTION.search(bare, caption.end()):
        caption = None  # "Ann: 5, Tom: 3", two named values
    found = [text, bare, cut] if not caption else [bare[caption.end() :], text]
    said = []
    for piece in dict.fromkeys((bare, cut)):
        copulas = list(_COPULA.finditer(piece))
        if copulas:
            rest = piece[copulas[-1].end() :]
            lead = _LEAD.match(rest)
            rest = rest[lead.end() :] if lead else rest
            if not rest.lower().startswith("not "):
                said.append(rest)
    result = _RESULT.search(FORMULA.sub(lambda m: "\x00" * len(m[0]), bare))
    if (
        result
        and gives_value(bare[: result.start(1)])
        and not _says_twice(bare[: result.start(1)], result[1])
    ):
        # "the line is y = 2x" says an equation, "she has 3 * 4 = 12 apples" a result
        equation = said and "=" in said[0] and not WORDS.search(said[0])
        said.insert(1 if equation else 0, bare[result.start(1) :])
    formulas = list(FORMULA.finditer(text))
    outside = FORMULA.sub(" ", text) if formulas else text
    closing = len(formulas) == 1 or bool(formulas and not text[formulas[-1].end() :].strip(" .!*\n"))
    bounds = bool(formulas) and said_to_bound(text[: formulas[-1].start()].rstrip("$\\( "))
    listed = len(formulas) > 1 and not outside.strip(
        " ,;.!*\n"
    )  # $a$, $b$, $c$: the closing one is not all of it
    if closing and len(text.split()) > 2 and not _OTHERWISE.search(outside) and not bounds and not listed:
        last = formulas[-1]
        said.append(last[1] or last[2] or last[3])
    words = [word for word in WORDS.findall(outside) if word.lower() not in _JOINING]
    sentence = len(words) >= 4 or bool(formulas and len(words) >= 2)
    if formulas and not sentence and words != WORDS.findall(outside):
        said.clear()  # $x = 2$ and $y = 3$: the closing formula is not all of it
    found = [*said, *reversed(found)] if sentence else [*found, *said]
    out: list[str] = []
    for piece in found:
        piece = stripped(piece)
        if piece and piece not in out:
            out.append(piece)
    return tuple(out)
