"""Sums, right and wrong, and a verifier that misbehaves on demand."""

from __future__ import annotations

import os
import time

import assay


@assay.generator("toy.sum", verifiers=("toy.check",))
def toy_sum(rng, difficulty):
    """Add two numbers."""
    a, b = rng.randint(1, 10 ** (2 * difficulty)), rng.randint(1, 10 ** (2 * difficulty))
    return assay.Draft(f"What is {a} + {b}?", f"{a} + {b} = {a + b}", str(a + b))


@assay.generator("toy.half_wrong", verifiers=("toy.check",))
def half_wrong(rng, difficulty):
    """Add two numbers, badly every other time."""
    a, b, slip = rng.randint(1, 10**9), rng.randint(1, 10**9), rng.randint(0, 1)
    return assay.Draft(f"What is {a} + {b}?", f"{a} + {b} = {a + b + slip}", str(a + b + slip))


@assay.generator("toy.narrow", verifiers=("toy.check",))
def narrow(rng, difficulty):
    """One of three problems."""
    a = rng.randint(1, 3)
    return assay.Draft(f"What is {a} + 1?", f"{a} + 1 = {a + 1}", str(a + 1))


@assay.generator("toy.hangs", verifiers=("toy.check",))
def hangs(rng, difficulty):
    """Never comes back, once in four."""
    if rng.randint(0, 3) == 0:
        os.kill(os.getpid(), 9)
    a = rng.randint(1, 10**9)
    return assay.Draft(f"What is {a} + 1?", f"{a} + 1 = {a + 1}", str(a + 1))


@assay.verifier("toy.check", deadline=0.6, proves_wrong=("wrong_sum",))
def check(sample):
    """Is the sum right? Misbehaves on demand."""
    text = sample.response
    if text == "2 + 2 = 4":
        print("noise on standard output")
    if text == "hang":
        while True:
            pass
    if text == "sleep in C":
        time.sleep(3600)
    if text == "0.11 s":
        time.sleep(0.11)
    if text == "die":
        os._exit(3)
    if text == "eat memory":
        bytearray(1 << 35)
    if text == "raise":
        raise ValueError("no such luck")
    if text == "interrupt":
        raise KeyboardInterrupt
    if text == "exit":
        raise SystemExit(3)
    if text == "recurse":

        def f(n):
            return f(n + 1) + 1

        return f(0)
    if text == "lie":
        return True
    if text == "contradict":
        bad = assay.Check("sum", assay.Status.REJECTED, text)
        return assay.Verdict(assay.Status.ACCEPTED, "ok", checks=(bad,))
    left, _, right = text.partition("=")
    ok = sum(map(int, left.split("+"))) == int(right)
    status = assay.Status.ACCEPTED if ok else assay.Status.REJECTED
    return assay.Verdict(
        status, "ok" if ok else "wrong_sum", "" if ok else f"{left.strip()} is not {right.strip()}."
    )


@assay.verifier("toy.never", cost=9)
def never(sample):
    """Abstains."""
    return assay.Verdict(assay.Status.ABSTAINED, "cannot_tell", "Cannot tell.")


@assay.hookimpl
def assay_register_generators():
    return [toy_sum, half_wrong, narrow, hangs]


@assay.hookimpl
def assay_register_verifiers():
    return [check, never]
