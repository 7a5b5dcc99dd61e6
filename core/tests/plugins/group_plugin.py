"""Verifiers that judge many samples at once, well and badly. What was asked of them is told in the file ``GROUP_LOG``."""

from __future__ import annotations

import os
import random
import subprocess
import time
from dataclasses import dataclass

import assay
from assay import Draft, Pair, Rejected, Status, Verdict


def asked(what: str) -> None:
    """One line for each call, of any process."""
    if path := os.environ.get("GROUP_LOG"):
        with open(path, "a") as file:
            file.write(f"{os.getpid()} {what}\n")


def one(text: str) -> Verdict:
    left, _, right = text.partition("=")
    if sum(map(int, left.split("+"))) == int(right):
        check = assay.Check("sum", Status.ACCEPTED, text, (0, len(text)))
        return Verdict(Status.ACCEPTED, "ok", f"{text} holds.", (check,), assay.Coverage(1, 1, 1, 1))
    return Verdict(Status.REJECTED, "wrong_sum", f"{left.strip()} is not {right.strip()}.")


def sums(samples):
    """The sums of a group; whatever one of them asks for befalls the group."""
    texts = [sample.response for sample in samples]
    asked(f"sums {len(texts)}")
    if "slow" in os.environ.get("GROUP_MODE", ""):
        time.sleep(0.2)
    if "hang" in texts:
        time.sleep(3600)
    if "start a program" in texts:
        program = subprocess.Popen(["sleep", "3600"])
        asked(f"program {program.pid}")
        time.sleep(3600)
    if "die" in texts:
        os._exit(3)
    if "raise" in texts:
        raise ValueError("no such luck")
    if "unreadable" in texts:
        raise assay.BadReference("It cannot be read.")
    if "eat memory" in texts:
        bytearray(1 << 35)
    found = [Verdict(Status.ABSTAINED, "odd", "It is no sum.") if "=" not in t else one(t) for t in texts]
    if "fewer" in texts:
        return found[:-1]
    if "more" in texts:
        return [*found, found[0]]
    if "nothing" in texts:
        return None
    if "lie" in texts:
        return [True if text == "lie" else verdict for text, verdict in zip(texts, found, strict=True)]
    if "contradict" in texts:
        bad = Verdict(Status.ACCEPTED, "ok", checks=(assay.Check("sum", Status.REJECTED, "x"),))
        return [bad if text == "contradict" else verdict for text, verdict in zip(texts, found, strict=True)]
    return found


@assay.verifier(
    "group.sums", cost=5, deadline=0.05, start_s=0.6, batch=16, many=sums, proves_wrong=("wrong_sum",)
)
def check(sample):
    """Sums, many at once."""
    return sums([sample])[0]


def evens(samples):
    asked(f"evens {len(samples)}")
    return [
        Verdict(Status.ACCEPTED, "ok")
        if int(sample.response.partition("=")[2]) % 2 == 0
        else Verdict(Status.REJECTED, "odd_sum", "The sum is odd.")
        for sample in samples
    ]


@assay.verifier("group.evens", cost=9, batch=8, many=evens)
def even(sample):
    """Even sums, many at once, after the others."""
    return evens([sample])[0]


@assay.verifier("group.short", cost=1)
def short(sample):
    """Cheap, one at a time: a sum of few characters."""
    asked("short 1")
    if sample.response == "hang first":
        time.sleep(3600)
    fits = len(sample.response) < 20
    return Verdict(Status.ACCEPTED, "ok") if fits else Verdict(Status.REJECTED, "too_long", "It is long.")


def write(rng: random.Random, slip: int) -> Draft:
    a, b = rng.randint(1, 10**4), rng.randint(1, 10**4)
    return Draft(f"What is {a} + {b}?", f"{a} + {b} = {a + b + slip}", str(a + b))


@assay.generator("group.sum", verifiers=("group.short", "group.sums"))
def make(rng, difficulty):
    """Add two numbers, badly once in four."""
    return write(rng, int(rng.randint(0, 3) == 0))


@assay.generator("group.even", verifiers=("group.sums", "group.short", "group.evens"))
def make_even(rng, difficulty):
    """Add two numbers; only even sums pass."""
    return write(rng, 0)


@assay.generator("group.pair", verifiers=("group.sums", "group.short"))
def make_pair(rng, difficulty):
    """Add two numbers, with a wrong half that is right once in four."""
    right = write(rng, 0)
    text, _, total = right.response.partition("=")
    wrong = f"{text}= {int(total) + int(rng.randint(0, 3) > 0)}"
    return Draft(right.prompt, right.response, right.reference, pair=Pair(wrong))


@dataclass(frozen=True)
class Params:
    count: int = assay.param("how many sums", 60)


@assay.recipe("group.say", params=Params, verifiers=("group.sums",), models=())
async def say(seed, ctx):
    """Keep a sum that was looked at before."""
    draft = Draft(f"Say {seed['text']}.", seed["text"], seed["text"])
    verdict = await ctx.verify("group.evens", draft)
    if not verdict.accepted:
        raise Rejected("first_look", verdict.message, draft)
    return draft


@say.source
def texts(params, rng):
    for i in range(params.count):
        yield {"text": f"{i} + 1 = {i + 1 + (i % 5 == 0)}"}


@assay.hookimpl
def assay_register_generators():
    return [make, make_even, make_pair]


@assay.hookimpl
def assay_register_verifiers():
    return [check, even, short]


@assay.hookimpl
def assay_register_recipes():
    return [say]
