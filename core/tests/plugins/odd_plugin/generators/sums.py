"""Sums, and rows that depend on more than their rng."""

from __future__ import annotations

import datetime
import os
import random
import time

import assay

_made = 0
ALL = (
    "odd.fine",
    "odd.yes",
    "odd.hangs",
    "odd.second_time",
    "odd.proves_nothing",
    "odd.proves_silence",
    "odd.only_reference",
    "odd.only_last_number",
    "odd.crashes",
    "odd.mute",
    "odd.remembers",
    "odd.other_kind",
    "odd.flattered",
    "odd.not_numbers",
    "odd.long",
    "odd.clocked",
    "odd.first_call",
    "odd.together",
    "odd.counted_in",
)


def problem(rng: random.Random, difficulty: int, more: str = "") -> assay.Draft:
    numbers = [rng.randint(1, 10 ** (difficulty + 1)) for _ in range(difficulty + 1)]
    total, steps = numbers[0], []
    for n in numbers[1:]:
        steps.append(f"{total} + {n} = {total + n}")
        total += n
    asked = f"Add {', '.join(map(str, numbers))}{more}."
    return assay.Draft(asked, "\n".join([*steps, f"The answer is {total}."]), str(total))


@assay.generator("odd.sum", verifiers=("odd.fine",))
def odd_sum(rng, difficulty):
    """Add two to six numbers."""
    return problem(rng, difficulty)


@assay.generator("odd.for_all", verifiers=ALL)
def for_all(rng, difficulty):
    """Rows for every verifier here."""
    return problem(rng, difficulty)


@assay.generator("odd.clock", verifiers=("odd.fine",))
def clock(rng, difficulty):
    """Draws from the clock."""
    return problem(rng, difficulty, f" and say {time.time_ns() % 1000}")


@assay.generator("odd.today", verifiers=("odd.fine",))
def today(rng, difficulty):
    """Names the day on which it is made."""
    return problem(rng, difficulty, f" by {datetime.date.today():%d %B %Y}")


@assay.generator("odd.counts", verifiers=("odd.fine",))
def counts(rng, difficulty):
    """Numbers its rows."""
    global _made
    _made += 1
    return problem(rng, difficulty, f" (task {_made})")


@assay.generator("odd.set_order", verifiers=("odd.fine",))
def set_order(rng, difficulty):
    """Names things in the order of a set."""
    things = {"apples", "pears", "plums", "cherries", "grapes", "figs"}
    return problem(rng, difficulty, f" {' '.join(things)}")


@assay.generator("odd.global_random", verifiers=("odd.fine",))
def global_random(rng, difficulty):
    """Draws from the module random."""
    random.seed(rng.random())
    return problem(random.Random(random.random()), difficulty)


@assay.generator("odd.flat", verifiers=("odd.fine",))
def flat(rng, difficulty):
    """As hard at 5 as at 1."""
    return problem(rng, 2)


@assay.generator("odd.few", verifiers=("odd.fine",))
def few(rng, difficulty):
    """Three problems a level."""
    return problem(random.Random(rng.randint(1, 3)), difficulty)


@assay.generator("odd.wrong", verifiers=("odd.twin",))
def wrong(rng, difficulty):
    """Wrong now and then."""
    draft = problem(rng, difficulty)
    key = str(int(draft.reference) + (rng.random() < 0.4))
    return assay.Draft(draft.prompt, draft.response, key, answer=draft.reference)


@assay.generator("odd.no_draft", verifiers=("odd.fine",))
def no_draft(rng, difficulty):
    """Returns a pair."""
    return "What is 1 + 1?", "2"


@assay.generator("odd.never_ends", verifiers=("odd.fine",))
def never_ends(rng, difficulty):
    """Ends its process."""
    os._exit(3)


@assay.generator("odd.not_gated", verifiers=())
def not_gated(rng, difficulty):
    """Names no verifier."""
    return problem(rng, difficulty)


@assay.generator("odd.loose", verifiers=("odd.yes",))
def loose(rng, difficulty):
    """Is proved by a verifier that accepts everything."""
    return problem(rng, difficulty)


def talk(rng, difficulty, verifiers):
    n = rng.randrange(10 ** (difficulty + 3))
    turns = [
        ("user", "Hello"),
        ("assistant", "Yes?"),
        ("user", f"Say {n}."),
        ("assistant", f"The answer is {n}."),
    ]
    return assay.Draft.chat(turns, str(n), sources=(assay.Source("a", str(n)),), verifiers=verifiers)


@assay.generator("odd.talk", verifiers=("odd.cites",))
def odd_talk(rng, difficulty):
    """A talk about a number in a source; every other row requires one verifier more."""
    return talk(rng, difficulty, ("odd.twin",) * rng.randint(0, 1))


@assay.generator("odd.talk_more", verifiers=("odd.cites",))
def odd_talk_more(rng, difficulty):
    """The same, and its rows require what never passes."""
    return talk(rng, difficulty, ("odd.never",))


@assay.generator("odd.first_row", verifiers=("odd.fine",))
def first_row(rng, difficulty):
    """Draws a number once and keeps it for the rows after it."""
    global _kept
    _kept = _kept or rng.randint(1, 10**6)
    return problem(rng, difficulty, f" (kept {_kept})")


_kept = 0


@assay.generator("odd.home", verifiers=("odd.fine",))
def home(rng, difficulty):
    """Looks at the environment."""
    return problem(rng, difficulty, f" at {os.environ.get('HOME')}")


@assay.generator("odd.unsaid", verifiers=("odd.fine",))
def unsaid(rng, difficulty):
    """Tells another answer than its response states."""
    draft = problem(rng, difficulty)
    return assay.Draft(draft.prompt, draft.response, draft.reference, answer="seven")


@assay.generator("odd.same_answer", verifiers=("odd.fine",))
def same_answer(rng, difficulty):
    """Always comes to 1000000."""
    a = rng.randint(1, 10 ** (difficulty + 1))
    asked = f"Add {a}, {10**6 - a}."
    return assay.Draft(asked, f"{a} + {10**6 - a} = 1000000\nThe answer is 1000000.", "1000000")


@assay.generator("odd.by_chance", verifiers=("odd.fine",))
def by_chance(rng, difficulty):
    """As hard at 5 as at 1, and its lengths differ a lot."""
    return problem(rng, rng.randint(1, 5))
