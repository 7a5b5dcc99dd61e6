"""Does a dialogue about a hidden record state only what is in it, and give no secret away?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import assay
from assay import Message
from assay.evidence import Findings
from assay.evidence.english import (
    NEGATIONS,
    WORD,
    Ground,
    bases,
    negations_in,
    numbers_in,
    polarities,
    sentences_in,
    talk_words,
)
from assay_text.checking import no_markup

_YES = re.compile(
    r"\W*(?:yes|yeah|yep|yup|correct|right|exactly|indeed|certainly|of course|that'?s (?:right|true))\b", re.I
)
_NO = re.compile(r"\W*(?:no|nope|not|never)\b", re.I)
_LIGHT = re.compile(r"\b(?:take|taking|have|had|use|using|feel|get|got|need|want)\b", re.I)
"""Verbs that pass a denial on to what stands behind them: "I do not take aspirin"."""
_NOT = re.compile(r"(?:\bnot|n['’]t|\bnever)(?: (?:yet|exactly|quite|really))? +\Z", re.I)
_NAMED = re.compile(r"(?:\A|\n\s*|[.?!…][\"”’)]*\s+)(?:\*\*)?[A-Z][\w-]{1,20}(?:\*\*)?:(?:\*\*)?\s")
LONGEST = 120
"""The most words that one turn may have."""

MOST_TOLD = 2
"""How many turns of who knows the record may tell one value of several words: once, and once more when asked back."""
MOST_NAMED = 3
"""The same of a single word, which may be the name of what is spoken of."""
_SHORT = 4
"""Words from which on a turn is not said twice: "Yes, I do." may be."""


Scalar = str | int | float | bool
Field = Scalar | tuple[Scalar, ...]
Record = Mapping[str, Field]


@assay.reference_part("grounded_dialogue")
@dataclass(frozen=True)
class GroundedDialogue:
    """A record, who knows it, and what may be said of it.

    ``public`` and ``secret`` are names of fields of the record, ``facts`` for each turn of the
    knower the fields that it states, ``words`` further words that may be said.
    """

    record: dict[str, Field]
    public: tuple[str, ...]
    secret: tuple[str, ...]
    knower: Literal["user", "assistant"]
    facts: tuple[tuple[str, ...], ...]
    least_facts: int | float
    words: tuple[str, ...]

    def __post_init__(self) -> None:
        if not {*self.secret, *self.public} <= self.record.keys() or {*self.secret} & {*self.public}:
            raise ValueError("public or secret names a field that the record lacks, or both name one")
        for name, value in self.record.items():
            items = value if isinstance(value, tuple) else (value,)
            if not items or not all(str(item).strip() for item in items):
                raise ValueError(f"the field {name!r} of the record is empty")


@assay.verifier(
    "text.grounded_dialogue",
    version=4,
    needs=("response", "reference"),
    deadline=5.0,
    # "not_in_record" is said of right words, too ("half a week" for "3 days").
    proves_wrong=("secret_told", "contradicts_record"),
)
def grounded_dialogue(sample: assay.Sample) -> assay.Verdict:
    """One role knows a record, the other asks: what is stated is in the record, and no secret of it is told.

    The reference's part ``grounded_dialogue`` is :class:`GroundedDialogue`. It does not prove
    when, of whom or of which of two like fields a value is said, nor that the questions are good ones.
    """
    wanted = sample.part(GroundedDialogue)
    record, public, secret, knower, facts = (
        wanted.record,
        wanted.public,
        wanted.secret,
        wanted.knower,
        wanted.facts,
    )
    turns = [(f"turn:{n}", turn) for n, turn in enumerate(sample.messages) if turn.role != "system"]
    found = Findings()
    for where, turn in turns:
        no_markup(found, turn.content, where)
    if not _form(sample.messages, found):
        return found.verdict()
    known = {name: value for name, value in record.items() if name not in secret}
    _secrets(turns, {name: record[name] for name in secret}, known, found)
    to_all = Ground()  # what both may say: public fields and what was said
    for word in wanted.words:
        to_all.add(word)
    for name in public:
        to_all.add(_words(name, record[name]))
    own = Ground(set(to_all.words), set(to_all.numbers))
    for name, value in known.items():
        own.add(_words(name, value))
    asked, stated = "", set[str]()
    number = 0
    for where, turn in turns:
        if turn.role == knower:
            listed = facts[number] if number < len(facts) else ()
            number += 1
            _stated(turn.content, asked, listed, known, found, where)
            _grounded(turn.content, asked, own, found, where)
            _true(turn.content, asked, known, found, where)
            stated |= {*listed} - {*public}
        else:
            closing = where == turns[-1][0]
            _asked(turn.content, to_all, found, where, closing)
            if closing:
                _true(turn.content, "", known, found, where)
            asked = turn.content
        to_all.add(turn.content)
    _repeats([(where, turn.content) for where, turn in turns if turn.role == knower], known, found)
    message = f"The facts of {len(facts)} turns are listed, there are {number}."
    found.check(number == len(facts), "facts", f"{number} turns", "facts_not_listed", message)
    least = wanted.least_facts
    message = f"{len(stated)} fields of the record come out, at least {least} were asked for."
    found.check(len(stated) >= least, "facts", ", ".join(sorted(stated)), "few_facts", message)
    return found.verdict()


def _form(messages: list[Message], found: Findings) -> bool:
    """Whether user and assistant take turns, none of which is too long to be read."""
    roles = [turn.role for turn in messages]
    body = roles[1:] if roles[0] == "system" else roles
    fine = body == ["user", "assistant"] * (len(body) // 2)
    found.check(fine, "turns", " ".join(body), "no_alternation", "User and assistant do not take turns.")
    lengths = []
    for place, turn in enumerate(messages):
        if place < len(roles) - len(body):
            continue
        count = len(WORD.findall(turn.content))
        message = f"A turn has {count} words, 1 to {LONGEST} may be."
        lengths.append(1 <= count <= LONGEST)
        found.check(lengths[-1], "turn", turn.content[:60], "length_of_turn", message, where=f"turn:{place}")
    return fine and all(lengths)


def _secrets(turns: Sequence[tuple[str, Message]], secrets: Record, known: Record, found: Findings) -> None:
    open_words = Ground()
    for name, value in known.items():
        open_words.add(_words(name, value))
    for name, value in secrets.items():
        text = name.replace("_", " ") if isinstance(value, bool) else " ".join(_texts(value))
        own = open_words.strange(text)
        if not own:
            raise assay.BadReference(f"Nothing tells the secret {name!r} from what may be said.")
        signs = {_squeezed(word) for word, _ in own}
        for where, turn in turns:
            said = {_squeezed(base) for word in WORD.findall(_plain(turn.content)) for base in bases(word)}
            said |= {_squeezed(n.text) for n in numbers_in(turn.content)} | {
                n.value for n in numbers_in(turn.content)
            }
            run = _squeezed(turn.content)
            leaked = [
                s
                for s in sorted(signs)
                if s in said or (len(s) >= 5 and s in run) or any(s in bases(w) for w in said)
            ]
            message = f"{leaked[:1]} of the secret {name!r} is told."
            found.check(not leaked, "secret", name, "secret_told", message, where=where)


def _stated(text: str, asked: str, listed: Sequence[str], known: Record, found: Findings, where: str) -> None:
    """Each field that a turn is said to state is one that may be told, and its value is in the turn."""
    for name in listed:
        message = f"{name!r} is no field that may be told."
        if not found.check(name in known, "fact", name, "unknown_fact", message, where=where):
            continue
        value = known[name]
        if isinstance(value, bool):
            there = any(_about(name, s.text) for s in sentences_in(text) if not s.text.endswith("?")) or (
                _about(name, asked) and bool(_YES.match(text) if value else _NO.match(text))
            )
        else:
            there = any(not _missing(item, text) for item in _texts(value))
        message = f"The value of {name!r} is not in the turn: {text[:80]!r}."
        found.check(there, "fact", name, "fact_not_stated", message, where=where)


def _grounded(text: str, asked: str, own: Ground, found: Findings, where: str) -> None:
    """Nothing but the record is stated; words of the question may come back only where they are denied."""
    for sentence, span in sentences_in(text):
        strange = own.strange(sentence)
        question = Ground()
        question.add(asked)
        if negations_in(sentence) and not numbers_in(sentence):
            strange = [piece for piece in strange if not bases(piece.text) & question.words]
        word = strange[0].text if strange else ""
        message = f"{word!r} is not in the record: {sentence[:80]!r}."
        found.check(not strange, "grounded", sentence, "not_in_record", message, span=span, where=where)
    if _YES.match(text):
        strange = own.strange(asked)
        word = strange[0].text if strange else ""
        message = f"{word!r} is not in the record and is affirmed."
        found.check(not strange, "grounded", asked, "not_in_record", message, where=where)


def _true(text: str, asked: str, known: Record, found: Findings, where: str) -> None:
    """What the record says is not denied, what it denies is not stated."""
    for name, value in known.items():
        if isinstance(value, bool):
            wrong = [
                s
                for s, _ in sentences_in(text)
                if _about(name, s) and bool(negations_in(s)) is value and "?" not in s
            ]
            answered = _about(name, asked) and (_NO.match(text) if value else _YES.match(text))
            message = f"{name!r} is {str(value).lower()} in the record."
            found.check(not wrong and not answered, "fact", name, "contradicts_record", message, where=where)
            continue
        said = polarities(_LIGHT.sub("", text))
        refused = {n.value for n in numbers_in(text) if _NOT.search(text[: n.span[0]])}
        items = _texts(value)
        silent = all(_missing(item, text) for item in items) and not any(negations_in(item) for item in items)
        message = f"{name!r} is asked for and denied, but the record has it."
        denies = silent and _about(name, asked) and _NO.match(text)
        found.check(not denies, "fact", name, "contradicts_record", message, where=where)
        for item in items:
            was = polarities(item)
            words = [w for w in sorted(was) if w in said and w not in talk_words()]
            denied = [w for w in words if said[w] == {True} and True not in was[w]]
            denied += [n.text for n in numbers_in(item) if n.value in refused and not negations_in(item)]
            if not _missing(item, asked) and _NO.match(text) and _distinct(item) and not negations_in(item):
                denied.append(item)
            message = f"{denied[:1]} of {name!r} is denied."
            found.check(not denied, "fact", f"{name}: {item}", "contradicts_record", message, where=where)


def _repeats(turns: Sequence[tuple[str, str]], known: Record, found: Findings) -> None:
    """Who knows the record tells each value once, and once more at most; no turn is word for word an earlier one."""
    said: dict[str, str] = {}
    for where, text in turns:
        words = " ".join(WORD.findall(text.lower()))
        message = f"It was said before, word for word: {text[:80]!r}."
        again = words in said and len(words.split()) >= _SHORT
        found.check(not again, "turn", text, "repeated_turn", message, where=where)
        said[words] = where
    for name, value in known.items():
        for item in () if isinstance(value, bool) else _texts(value):
            if _distinct(item):
                told = [where for where, text in turns if not _missing(item, text)]
                most = MOST_TOLD if len(item.split()) > 1 else MOST_NAMED
                message = f"{item!r} ({name}) is told in {len(told)} turns, {most} may be."
                place = told[most] if len(told) > most else ""
                found.check(not place, "repeats", item, "repeated_fact", message, where=place or turns[0][0])


def _asked(text: str, ground: Ground, found: Findings, where: str, closing: bool) -> None:
    """Who asks states nothing that was not said; a turn that is not the last asks something."""
    message = f"Nothing is asked: {text[:80]!r}."
    found.check(closing or "?" in text, "question", text, "no_question", message, where=where)
    alone = closing or (
        len([line for line in text.splitlines() if line.strip()]) < 2 and not _NAMED.search(text)
    )
    message = f"The asker's turn is not one paragraph of its own words: {text[:80]!r}."
    found.check(alone, "turn", text, "runs_on", message, where=where)
    for sentence, span in sentences_in(text):
        if sentence.endswith("?"):
            continue
        if closing:
            strange = [piece.text for piece in ground.strange(sentence)]
        else:
            strange = [number.text for number in numbers_in(sentence) if not ground.has(number)]
        word = strange[0] if strange else ""
        message = f"{word!r} was not said before: {sentence[:80]!r}."
        found.check(not strange, "grounded", sentence, "not_said", message, span=span, where=where)


def _texts(value: Field) -> list[str]:
    return [str(item) for item in (value if isinstance(value, tuple) else (value,))]


def _words(name: str, value: Field) -> str:
    return name.replace("_", " ") + ". " + ("" if isinstance(value, bool) else "; ".join(_texts(value)))


def _missing(item: str, text: str) -> bool:
    """Whether a number or a word of ``item`` that states something is not in ``text``."""
    ground = Ground()
    ground.add(text)
    return bool(ground.strange(item))


def _distinct(item: str) -> bool:
    return bool(Ground().strange(item))


def _about(name: str, sentence: str) -> bool:
    """Whether a sentence has the words of a field's name."""
    said = {base for word in WORD.findall(sentence) for base in bases(word)}
    words = [word for word in name.lower().split("_") if word not in talk_words() and word not in NEGATIONS]
    return bool(words) and all(bases(word) & said for word in words)


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKC", text)
    return "".join(c for c in text if unicodedata.category(c) != "Cf")


def _squeezed(text: str) -> str:
    return "".join(c for c in _plain(text).lower() if c.isalnum())
