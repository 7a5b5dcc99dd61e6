"""A reference with everything that its text alone can be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assay import BadReference, Sample
from assay_math.answers.choices import letter_of
from assay_math.answers.extract import extract
from assay_math.answers.measured import Measured, read_measured
from assay_math.answers.text import cleaned, unworded
from assay_math.answers.times import Clock, Date, read_clock, read_dates
from assay_math.answers.words import phrase

MAX_REFERENCE = 4_000  # characters


class UnreadableReference(BadReference):
    """There is nothing in the reference to compare with."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference with everything that its text alone can be."""

    text: str
    measured: Measured | None = None
    phrase: str = ""
    letter: str = ""
    content: str = ""  # what follows the letter in "(B) 5"
    clock: Clock | None = None
    dates: frozenset[Date] = frozenset()
    ratio: tuple[str, ...] = ()


_FIGURES = re.compile(r"[-+]?(?:\\frac)?[\d.,/{}]+")


def expected_answer(sample: Sample) -> str:
    """The plain answer that a row's reference states; raises :class:`~assay.BadReference` if it holds none."""
    answer = sample.expected
    read_reference(answer)
    return answer


@lru_cache(maxsize=2048)
def read_reference(text: str) -> Reference:
    """Type a reference; raises :class:`UnreadableReference` for blank ones."""
    raw = _boxless(text)
    clean = cleaned(raw)
    if not clean:
        if raw.strip() and phrase(raw.strip()):
            return Reference(raw.strip(), phrase=phrase(raw.strip()))
        raise UnreadableReference("The reference is empty or holds no answer.")
    measured = read_measured(clean)
    if measured is not None and _FIGURES.fullmatch(clean):
        return Reference(clean, measured)
    lettered = letter_of(clean)
    letter, content = lettered or ("", "")
    if letter and content and not re.match(r"\(?[A-Ja-j]\s*[).:\]]", clean):
        letter = content = ""
    if (
        letter
        and not content
        and clean != letter
        and clean.strip("()[].:").islower()
        and not clean.startswith("(")
    ):
        letter = ""
    if letter and clean in ("a", "b", "c", "d", "e", "f", "g", "h", "i", "j"):
        letter = ""
    return Reference(
        clean,
        measured,
        phrase(clean),
        letter,
        content,
        read_clock(clean),
        read_dates(clean),
        ratio(clean),
    )


_SOLUTION = re.compile(r"\\\\?(?:boxed|fbox)|####|answer is|answer:", re.IGNORECASE)


def _boxless(text: str) -> str:
    """The answer itself where the reference is a worked solution."""
    if not _SOLUTION.search(text):
        return text
    found = extract(text)
    if found.failure or not found.parts:
        return text
    parts = dict.fromkeys(f"{part.label} = {part.text}" if part.label else part.text for part in found.parts)
    return ", ".join(parts)


_RATIO = re.compile(
    r"(?:[^=]*=\s*)?([+-]?[\d.]+(?:/\d+)?(?:\s*\\?\\sqrt\{?\d+\}?)?)"
    r"((?:\s*(?::|\\colon|∶|to)\s*[\d.]+(?:/\d+)?)+)",
    re.IGNORECASE,
)


def ratio(text: str) -> tuple[str, ...]:
    match = _RATIO.fullmatch(unworded(text).replace("{:}", ":"))
    if not match:
        return ()
    return (match[1].strip(), *[part.strip() for part in re.split(r":|\\colon|∶|to", match[2].lower())[1:]])
