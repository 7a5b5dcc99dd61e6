"""Whether a resolution of stockholders was adopted: quorum, and the vote."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_law.generators import _rules as r
from assay_law.generators import _time as t
from assay_law.generators.corporate._votes import FIRST, LAST, corporation, n, part, shares

_PROGRAM = """
% § 216: The certificate or bylaws may set quorum and vote, but no quorum of less than 1/3 of the shares entitled to vote.
quorum :- bylaw_quorum(P), P * 3 >= 100, entitled(E), present(N), N * 100 >= P * E.
valid_bylaw :- bylaw_quorum(P), P * 3 >= 100.
% § 216(1): Otherwise a majority of the shares entitled to vote, present in person or by proxy, is a quorum.
quorum :- not valid_bylaw, entitled(E), present(N), N * 2 > E.
entitled(E) :- outstanding(O), treasury(T), E = O - T.
% § 216: The bylaws may set the votes necessary.
passes :- bylaw_vote(P), on_subject(N), for(F), F * 100 >= P * N.
% § 216(2): Otherwise the affirmative vote of the majority of shares present and entitled to vote on the subject matter.
passes :- not special_vote, on_subject(N), for(F), F * 2 > N.
special_vote :- bylaw_vote(P).
% § 216(2): Shares that are not entitled to vote on the subject matter are left out.
on_subject(N) :- present(P), broker_non_votes(B), N = P - B.
adopted :- quorum, passes.
"""


@generator("law.stockholder_vote", verifiers=r.VERIFIERS)
def stockholder_vote(rng: random.Random, difficulty: int) -> Draft:
    """Whether a resolution was adopted under 8 Del. C. § 216 and the bylaws.

    1: a plain majority of those present. 2: abstentions. 3: broker non-votes, quorum at the edge. 4: a quorum and a vote of the bylaws. 5: treasury shares as well, and a bylaw that may be invalid.
    """
    firm = corporation(rng)
    wanted = rng.random() < 0.5
    for _ in range(2_000):
        outstanding = shares(rng)
        treasury = part(rng, outstanding, 0.02, 0.1) if difficulty == 5 else 0
        entitled = outstanding - treasury
        bylaw_quorum = (
            rng.choice((25, 30, 34, 40, 60) if difficulty == 5 else (34, 40, 60, 65))
            if difficulty >= 4
            else 0
        )
        bylaw_vote = rng.choice((60, 66, 75)) if difficulty >= 4 and rng.random() < 0.6 else 0
        present = (
            part(rng, entitled, 0.52, 0.9)
            if difficulty < 3 and rng.random() < 0.85
            else part(rng, entitled, 0.28, 0.75)
        )
        abstain = part(rng, present, 0.03, 0.22) if difficulty >= 2 else 0
        broker = part(rng, present, 0.03, 0.2) if difficulty >= 3 else 0
        voted = present - abstain - broker
        yes = part(rng, voted, 0.42, 0.85)
        no = voted - yes
        valid = bool(bylaw_quorum) and bylaw_quorum * 3 >= 100
        quorum = 100 * present >= bylaw_quorum * entitled if valid else 2 * present > entitled
        base = present - broker
        passes = 100 * yes >= bylaw_vote * base if bylaw_vote else 2 * yes > base
        trap = difficulty == 1 or yes > no
        if (quorum and passes) == wanted and trap and (quorum or passes) and yes != no:
            break
    else:
        raise RuntimeError("no vote was drawn")
    facts = [
        f"outstanding({outstanding})",
        f"treasury({treasury})",
        f"present({present})",
        f"broker_non_votes({broker})",
        f"for({yes})",
    ]
    facts += [f"bylaw_quorum({bylaw_quorum})"] * bool(bylaw_quorum) + [f"bylaw_vote({bylaw_vote})"] * bool(
        bylaw_vote
    )
    day = t.working_day(rng, FIRST, LAST)
    matter = rng.choice(
        (
            "to ratify the choice of an auditor",
            "to approve a bonus plan",
            "to recommend a new dividend policy",
            "to move the annual meeting to another city",
            "to approve a donation to a university",
        )
    )
    story = f"{firm}, a Delaware corporation, has {n(outstanding)} shares of common stock, each with one vote"
    story += (
        f"; {n(treasury)} of them are held by the corporation itself and, under 8 Del. C. § 160(c), are neither entitled to vote nor counted for quorum."
        if treasury
        else ", all outstanding and entitled to vote."
    )
    story += f" At the meeting of {t.us(day)}, {n(present)} shares were present in person or by proxy. On a resolution {matter}, {n(yes)} were voted for and {n(no)} against"
    story += f", and {n(abstain)} abstained." if abstain else "."
    if broker:
        story += f" The other {n(broker)} were broker non-votes: present for quorum, but not entitled to vote on this matter."
    if bylaw_quorum or bylaw_vote:
        said = []
        if bylaw_quorum:
            said.append(
                f"“The holders of {bylaw_quorum} percent of the shares entitled to vote, present in person or by proxy, are a quorum at any meeting of stockholders.”"
            )
        if bylaw_vote:
            said.append(
                f"“A resolution is adopted by the affirmative vote of at least {bylaw_vote} percent of the shares present and entitled to vote on the subject matter.”"
            )
        story += f" The bylaws say: {' '.join(said)} The certificate of incorporation says nothing of either."
    else:
        story += " Certificate of incorporation and bylaws are silent on quorum and vote."
    steps = []
    if treasury:
        steps.append(f"Entitled to vote: {n(outstanding)} − {n(treasury)} = {n(entitled)} shares.")
    if bylaw_quorum and not valid:
        steps.append(
            f"A quorum of {bylaw_quorum} percent is less than 1/3, which § 216 does not allow “in no event”; so the rule of § 216(1) applies."
        )
    if valid:
        steps.append(
            f"The bylaw quorum of {bylaw_quorum} percent, which is not below 1/3, applies (§ 216): {bylaw_quorum}% of {n(entitled)} is {_share(bylaw_quorum, entitled)}. Present are {n(present)}, so there is {'a' if quorum else 'no'} quorum."
        )
    else:
        steps.append(
            f"A quorum is a majority of the {n(entitled)} shares, that is at least {n(entitled // 2 + 1)}; {n(present)} were present, so there is {'a' if quorum else 'no'} quorum (§ 216(1))."
        )
    if broker:
        steps.append(
            f"Broker non-votes are not entitled to vote on the subject matter, so {n(present)} − {n(broker)} = {n(base)} shares count (§ 216(2))."
        )
    if abstain:
        steps.append(
            "Abstentions are present and entitled to vote, so they count in the whole and not for the resolution (§ 216(2))."
        )
    if bylaw_vote:
        steps.append(
            f"The bylaw asks for {bylaw_vote}% of {n(base)}, that is {_share(bylaw_vote, base)}; {n(yes)} were voted for it, which is {'enough' if passes else 'not enough'} (§ 216)."
        )
    else:
        steps.append(
            f"A majority of {n(base)} is at least {n(base // 2 + 1)}; {n(yes)} were voted for it, which is {'enough' if passes else 'not enough'} (§ 216(2))."
        )
    ask = rng.choice(
        (
            "Was the resolution adopted?",
            "Did the stockholders adopt the resolution?",
            "Is the resolution the act of the stockholders?",
        )
    )
    ends = ("The resolution was adopted.", "The resolution was not adopted.")
    return r.yes_no(
        rng,
        r.lay_out(rng, story, ask, r.quote("dgcl-216")),
        steps,
        _PROGRAM,
        facts,
        "adopted",
        quorum and passes,
        ends,
    )


def _share(percent: int, whole: int) -> str:
    exact = percent * whole
    return n(exact // 100) if exact % 100 == 0 else f"{exact / 100:,.2f}".rstrip("0")
