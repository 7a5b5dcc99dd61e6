"""Whether stockholders acted by written consent: enough votes, in sixty days."""

from __future__ import annotations

import random
from datetime import timedelta

from assay import Draft, generator
from assay_law.generators import _rules as r
from assay_law.generators import _time as t
from assay_law.generators.corporate._votes import FIRST, LAST, corporation, n, part, shares

_PROGRAM = """
% § 228(c): Consents count that are delivered within 60 days of the first date on which a consent is delivered.
counts(C) :- consent(C, V, D), first(F), D - F <= 60, not revoked(C).
first(F) :- F = #min { D : consent(C, V, D) }.
% § 228(a): Holders of not less than the minimum number of votes necessary at a meeting at which all shares entitled to vote were present and voted.
total(T) :- T = #sum { V, C : consent(C, V, D), counts(C) }.
enough :- total(T), outstanding(O), majority, T * 2 > O.
enough :- total(T), outstanding(O), supermajority(P), T * 100 >= P * O.
% § 228(a): Unless otherwise provided in the certificate of incorporation.
effective :- enough, not certificate_forbids.
"""


@generator("law.written_consent", verifiers=r.VERIFIERS)
def written_consent(rng: random.Random, difficulty: int) -> Draft:
    """Whether action by written consent took effect under 8 Del. C. § 228.

    1: three consents. 2: a certificate that may forbid it. 3: a consent after sixty days. 4: a larger majority, five consents. 5: six consents, one revoked, one late.
    """
    firm = corporation(rng)
    names = t.people(rng, 6)
    count = (3, 3, 4, 5, 6)[difficulty - 1]
    wanted = rng.random() < 0.5
    for _ in range(3_000):
        outstanding = shares(rng)
        percent = rng.choice((60, 66, 75)) if difficulty >= 4 else 0
        votes = [part(rng, outstanding, 0.35 / count, 1.15 / count) for _ in range(count)]
        forbids = difficulty == 2 and rng.random() < 0.4
        start = t.working_day(rng, FIRST, LAST)
        gaps = [0, *sorted(rng.randint(1, 55) for _ in range(count - 1))]
        if difficulty >= 3:
            gaps[-1] = rng.choice((58, 60, 61, 63, 70))
        revoked = rng.randrange(1, count - 1) if difficulty == 5 else -1
        good = [gap <= 60 and i != revoked for i, gap in enumerate(gaps)]
        total = sum(v for v, ok in zip(votes, good, strict=True) if ok)
        whole = sum(votes)
        enough = 100 * total >= percent * outstanding if percent else 2 * total > outstanding
        all_enough = 100 * whole >= percent * outstanding if percent else 2 * whole > outstanding
        if whole >= outstanding or len(set(votes)) < count:
            continue
        if (
            (enough and not forbids) == wanted
            and (difficulty < 3 or all_enough or wanted)
            and (enough or not forbids)
        ):
            break
    else:
        raise RuntimeError("no consents were drawn")
    facts = [f"outstanding({outstanding})"] + [
        f"consent(c{i},{v},{(start + timedelta(g)).toordinal()})"
        for i, (v, g) in enumerate(zip(votes, gaps, strict=True))
    ]
    facts += (
        ["certificate_forbids"] * forbids
        + [f"revoked(c{revoked})"] * (revoked >= 0)
        + ([f"supermajority({percent})"] if percent else ["majority"])
    )
    action = rng.choice(
        ("to remove a director without cause", "to amend the bylaws", "to adopt a stock option plan")
    )
    told = [
        f"{name} ({n(v)} shares) on {t.us(start + timedelta(g))}"
        for name, v, g in zip(names, votes, gaps, strict=False)
    ]
    story = f"{firm} is a Delaware corporation with {n(outstanding)} shares outstanding, all entitled to vote and with one vote each. "
    story += f"At a meeting the action in question, {action}, would need " + (
        f"the votes of at least {percent} percent of the outstanding shares by the certificate of incorporation."
        if percent
        else "the votes of a majority of the outstanding shares."
    )
    story += f" Signed consents that set forth the action were delivered to the corporation in the required manner by {r.listed(told)}; by nobody else."
    if forbids:
        story += " The certificate of incorporation says: “No action shall be taken by stockholders by written consent in lieu of a meeting.”"
    elif difficulty == 2:
        story += " The certificate of incorporation says nothing about consents."
    if revoked >= 0:
        story += f" {names[revoked]} revoked the consent in writing the week after it was delivered, before the action could have taken effect."
    steps = []
    if forbids:
        steps.append(
            "The certificate of incorporation provides otherwise, as § 228(a) allows, so there is no action by consent."
        )
    limit = start + timedelta(60)
    steps.append(
        f"The first consent was delivered on {t.us(start)}, so those delivered through {t.us(limit)}, 60 days later, count (§ 228(c))."
    )
    for i, (name, gap) in enumerate(zip(names, gaps, strict=False)):
        if gap > 60:
            steps.append(f"The consent of {name}, {gap} days after the first, comes too late (§ 228(c)).")
        elif i == revoked:
            steps.append(f"The consent of {name} was revoked and does not count.")
    used = [v for v, ok in zip(votes, good, strict=True) if ok]
    steps.append(f"Votes that count: {' + '.join(n(v) for v in used)} = {n(total)}.")
    if percent:
        need = -(-percent * outstanding // 100)
        steps.append(
            f"Needed are {percent}% of {n(outstanding)}, at least {n(need)}: there are {'enough' if enough else 'not enough'} (§ 228(a))."
        )
    else:
        steps.append(
            f"Needed is a majority of {n(outstanding)}, at least {n(outstanding // 2 + 1)}: there are {'enough' if enough else 'not enough'} (§ 228(a))."
        )
    ask = rng.choice(
        (
            "Has the action been taken by consent under § 228?",
            "Are the consents effective to take the action?",
        )
    )
    ends = ("The action has been taken by consent.", "The action has not been taken by consent.")
    rules = r.quote("dgcl-228-a", "dgcl-228-c")
    return r.yes_no(
        rng,
        r.lay_out(rng, story, ask, rules),
        steps,
        _PROGRAM,
        facts,
        "effective",
        enough and not forbids,
        ends,
    )
