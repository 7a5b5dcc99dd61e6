"""Does a dialogue about a hidden record state only what is in it, and give no secret away?"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any

import assay
from assay import Message
from assay_text.checking import Findings, part_of, texts
from assay_text.facts import NEGATIONS, Number, negations_in, numbers_in, polarities
from assay_text.words import WORD, bases, sentences_of, talk_words

_YES = re.compile(
    r"\W*(?:yes|yeah|yep|yup|correct|right|exactly|indeed|certainly|of course|that'?s (?:right|true))\b", re.I
)
_NO = re.compile(r"\W*(?:no|nope|not|never)\b", re.I)
_NAMED = re.compile(r"(?:\A|\n\s*|[.?!…][\"”’)]*\s+)(?:\*\*)?[A-Z][\w-]{1,20}(?:\*\*)?:(?:\*\*)?\s")
LONGEST = 120
"""The most words that one turn may have."""


@dataclass
class Ground:
    """Words and numbers that may be said."""

    words: set[str] = field(default_factory=set)
    numbers: set[tuple[str, str]] = field(default_factory=set)

    def add(self, text: str) -> None:
        """Take in all that a text says."""
        for word in WORD.findall(text):
            self.words |= bases(word)
        for number in numbers_in(text):
            # A number without a unit may be said with one, one with a unit without it.
            self.numbers |= {(number.value, number.unit or "*"), (number.value, "")}

    def has(self, number: Number) -> bool:
        """Whether a number may be said."""
        return bool({(number.value, number.unit), (number.value, "*")} & self.numbers)

    def strange(self, text: str) -> list[tuple[str, tuple[int, int]]]:
        """Words that state something and numbers of a text that are not among them."""
        numbers = numbers_in(text)
        found = [(n.text, n.span) for n in numbers if not self.has(n)]
        spelt = [n.span for n in numbers]
        for match in WORD.finditer(text):
            if any(a <= match.start() < b for a, b in spelt):
                continue
            forms = bases(match[0])
            if not forms & self.words and not forms & talk_words():
                found.append((match[0], match.span()))
        return found


@assay.verifier(
    "text.grounded_dialogue",
    needs=("response", "reference"),
    deadline=5.0,
    proves_wrong=("secret_told", "not_in_record", "contradicts_record"),
)
def grounded_dialogue(sample: assay.Sample) -> assay.Verdict:
    """One role knows a record, the other asks: what is stated is in the record, and no secret of it is told.

    ``reference.grounded_dialogue``: ``record`` (fields with a text, number, truth value or
    list), ``public`` and ``secret`` (names of fields), ``knower`` (``user`` or ``assistant``),
    ``facts`` (for each turn of the knower, the fields it states), ``least_facts``, ``words``
    (further words that may be said). It does not prove when, of whom or of which of two
    like fields a value is said, nor that the questions are good ones.
    """
    wanted = part_of(sample, "grounded_dialogue")
    record, secret, knower = dict(wanted["record"]), texts(wanted["secret"]), wanted["knower"]
    public, facts = texts(wanted["public"]), [texts(stated) for stated in wanted["facts"]]
    if (
        knower not in ("user", "assistant")
        or not {*secret, *public} <= record.keys()
        or {*secret} & {*public}
    ):
        raise ValueError("the reference names no role that knows, or fields that the record lacks")
    turns = [turn for turn in sample.messages if turn.role != "system"]
    found = Findings()
    for turn in turns:
        found.no_markup(turn.content)
    _form(sample.messages, found)
    known = {name: value for name, value in record.items() if name not in secret}
    _secrets(turns, {name: record[name] for name in secret}, known, found)
    to_all = Ground()  # what both may say: public fields and what was said
    for word in texts(wanted["words"]):
        to_all.add(word)
    for name in public:
        to_all.add(_words(name, record[name]))
    own = Ground(set(to_all.words), set(to_all.numbers))
    for name, value in known.items():
        own.add(_words(name, value))
    asked, stated = "", set[str]()
    number = 0
    for turn in turns:
        if turn.role == knower:
            listed = facts[number] if number < len(facts) else []
            number += 1
            _stated(turn.content, asked, listed, known, found)
            _grounded(turn.content, asked, own, found)
            _true(turn.content, asked, known, found)
            stated |= {*listed} - {*public}
        else:
            _asked(turn.content, to_all, found, closing=turn is turns[-1])
            if turn is turns[-1]:
                _true(turn.content, "", known, found)
            asked = turn.content
        to_all.add(turn.content)
    message = f"The facts of {len(facts)} turns are listed, there are {number}."
    found.check(number == len(facts), "facts", f"{number} turns", "facts_not_listed", message)
    least = wanted["least_facts"]
    message = f"{len(stated)} fields of the record come out, at least {least} were asked for."
    found.check(len(stated) >= least, "facts", ", ".join(sorted(stated)), "few_facts", message)
    return found.verdict()


def _form(messages: list[Message], found: Findings) -> None:
    roles = [turn.role for turn in messages]
    body = roles[1:] if roles[0] == "system" else roles
    fine = body == ["user", "assistant"] * (len(body) // 2)
    found.check(fine, "turns", " ".join(body), "no_alternation", "User and assistant do not take turns.")
    for turn in messages[len(roles) - len(body) :]:
        count = len(WORD.findall(turn.content))
        message = f"A turn has {count} words, 1 to {LONGEST} may be."
        found.check(1 <= count <= LONGEST, "turn", turn.content[:60], "length_of_turn", message)


def _secrets(turns: list[Message], secrets: dict[str, Any], known: dict[str, Any], found: Findings) -> None:
    open_words = Ground()
    for name, value in known.items():
        open_words.add(_words(name, value))
    for name, value in secrets.items():
        text = name.replace("_", " ") if isinstance(value, bool) else " ".join(_texts(value))
        own = open_words.strange(text)
        if not own:
            raise ValueError(f"nothing tells the secret {name!r} from what may be said")
        signs = {_squeezed(word) for word, _ in own}
        for turn in turns:
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
            found.check(
                not leaked, "secret", name, "secret_told", f"{leaked[:1]} of the secret {name!r} is told."
            )


def _stated(text: str, asked: str, listed: list[str], known: dict[str, Any], found: Findings) -> None:
    """Each field that a turn is said to state is one that may be told, and its value is in the turn."""
    for name in listed:
        if not found.check(
            name in known, "fact", name, "unknown_fact", f"{name!r} is no field that may be told."
        ):
            continue
        value = known[name]
        if isinstance(value, bool):
            there = any(_about(name, s) for s in sentences_of(text)) or (
                _about(name, asked) and bool(_YES.match(text) if value else _NO.match(text))
            )
        else:
            there = any(not _missing(item, text) for item in _texts(value))
        found.check(
            there,
            "fact",
            name,
            "fact_not_stated",
            f"The value of {name!r} is not in the turn: {text[:80]!r}.",
        )


def _grounded(text: str, asked: str, own: Ground, found: Findings) -> None:
    """Nothing but the record is stated; words of the question may come back only where they are denied."""
    for sentence in sentences_of(text):
        strange = own.strange(sentence)
        question = Ground()
        question.add(asked)
        if negations_in(sentence) and not numbers_in(sentence):
            strange = [(word, span) for word, span in strange if not bases(word) & question.words]
        word = strange[0][0] if strange else ""
        found.check(
            not strange,
            "grounded",
            sentence,
            "not_in_record",
            f"{word!r} is not in the record: {sentence[:80]!r}.",
        )
    if _YES.match(text):
        strange = own.strange(asked)
        word = strange[0][0] if strange else ""
        found.check(
            not strange, "grounded", asked, "not_in_record", f"{word!r} is not in the record and is affirmed."
        )


def _true(text: str, asked: str, known: dict[str, Any], found: Findings) -> None:
    """What the record says is not denied, what it denies is not stated."""
    for name, value in known.items():
        if isinstance(value, bool):
            wrong = [
                s
                for s in sentences_of(text)
                if _about(name, s) and bool(negations_in(s)) is value and "?" not in s
            ]
            answered = _about(name, asked) and (_NO.match(text) if value else _YES.match(text))
            message = f"{name!r} is {str(value).lower()} in the record."
            found.check(not wrong and not answered, "fact", name, "contradicts_record", message)
            continue
        said = polarities(text)
        items = _texts(value)
        silent = all(_missing(item, text) for item in items) and not any(negations_in(item) for item in items)
        message = f"{name!r} is asked for and denied, but the record has it."
        found.check(
            not (silent and _about(name, asked) and _NO.match(text)),
            "fact",
            name,
            "contradicts_record",
            message,
        )
        for item in items:
            was = polarities(item)
            words = [w for w in sorted(was) if w in said and w not in talk_words()]
            denied = [w for w in words if said[w] == {True} and True not in was[w]]
            if not _missing(item, asked) and _NO.match(text) and _distinct(item) and not negations_in(item):
                denied.append(item)
            message = f"{denied[:1]} of {name!r} is denied."
            found.check(not denied, "fact", f"{name}: {item}", "contradicts_record", message)


def _asked(text: str, ground: Ground, found: Findings, closing: bool) -> None:
    """Who asks states nothing that was not said; a turn that is not the last asks something."""
    found.check(closing or "?" in text, "question", text, "no_question", f"Nothing is asked: {text[:80]!r}.")
    alone = closing or (
        len([line for line in text.splitlines() if line.strip()]) < 2 and not _NAMED.search(text)
    )
    message = f"The asker's turn is not one paragraph of its own words: {text[:80]!r}."
    found.check(alone, "turn", text, "runs_on", message)
    for sentence in sentences_of(text):
        if sentence.endswith("?"):
            continue
        strange = (
            ground.strange(sentence)
            if closing
            else [(n.text, n.span) for n in numbers_in(sentence) if not ground.has(n)]
        )
        word = strange[0][0] if strange else ""
        found.check(
            not strange, "grounded", sentence, "not_said", f"{word!r} was not said before: {sentence[:80]!r}."
        )


def _texts(value: Any) -> list[str]:
    items = value if isinstance(value, list) else [value]
    if not items or not all(isinstance(i, (str, int, float)) and str(i).strip() for i in items):
        raise ValueError("a field of the record is neither text, number, truth value nor a list of them")
    return [str(item) for item in items]


def _words(name: str, value: Any) -> str:
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
