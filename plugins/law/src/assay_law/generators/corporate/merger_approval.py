"""Whether a merger of Delaware corporations was approved as it must be."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_law.generators import _rules as r
from assay_law.generators.corporate._votes import corporation, n, part, shares

_PROGRAM = """
% § 251(b): The board of each constituent corporation adopts a resolution that approves the agreement and declares its advisability.
board_missing :- constituent(C), not board_resolved(C).
% § 251(c): The stockholders of each constituent corporation, on notice of at least 20 days, by a majority of the outstanding stock entitled to vote.
approved(C) :- constituent(C), outstanding(C, O), for(C, F), F * 2 > O, notice_days(C, D), D >= 20.
% § 251(f): No vote of the surviving corporation's stockholders is needed if (1), (2) and (3).
approved(C) :- survivor(C), no_amendment(C), shares_unchanged(C), small_issue(C), not certificate_requires_vote(C).
% § 251(f)(3): Common shares to be issued of no more than 20% of those outstanding before.
small_issue(C) :- outstanding(C, O), issues(C, I), I * 5 <= O.
vote_missing :- constituent(C), not approved(C).
merger_approved :- not board_missing, not vote_missing.
"""


@generator("law.merger_approval", verifiers=r.VERIFIERS)
def merger_approval(rng: random.Random, difficulty: int) -> Draft:
    """Whether a merger was approved under 8 Del. C. § 251.

    1: the vote of both. 2: boards and notice. 3: a survivor without a vote. 4: a survivor at the limit of 20 percent. 5: three corporations, and a survivor whose certificate may demand a vote.
    """
    count = 3 if difficulty == 5 else 2
    firms: list[str] = []
    while len(firms) < count:
        name = corporation(rng)
        if all(name.split()[0] != each.split()[0] for each in firms):
            firms.append(name)
    wanted = rng.random() < 0.5
    for _ in range(2_000):
        out = [shares(rng, 10, 90) for _ in firms]
        cast = [part(rng, o, 0.5, 0.9) for o in out]
        yes = [part(rng, c, 0.55, 0.99) for c in cast]
        board = [difficulty < 2 or rng.random() < 0.9 for _ in firms]
        notice = [20 if difficulty < 2 else rng.choice((12, 18, 20, 25, 30, 30)) for _ in firms]
        novote = difficulty >= 3
        issue = int(out[0] * rng.choice((0.1, 0.15, 0.199, 0.2, 0.201, 0.22, 0.3)))
        amend = difficulty in (3, 5) and rng.random() < 0.25
        same = True
        demands = difficulty == 5 and rng.random() < 0.25
        by_f = novote and not amend and same and 5 * issue <= out[0] and not demands
        ok = [2 * y > o and d >= 20 for y, o, d in zip(yes, out, notice, strict=True)]
        if novote:
            ok[0] = by_f
        faults = [*(not b for b in board), *(not each for each in ok)]
        if (sum(faults) == 0) == wanted and sum(faults) <= 1:
            break
    else:
        raise RuntimeError("no merger was drawn")
    second = not any(faults)
    facts = ["survivor(c0)"] if novote else []
    for i in range(count):
        facts += [f"constituent(c{i})", f"outstanding(c{i},{out[i]})"] + [f"board_resolved(c{i})"] * board[i]
        if not (novote and i == 0):
            facts += [f"for(c{i},{yes[i]})", f"notice_days(c{i},{notice[i]})"]
    if novote:
        facts += (
            [f"issues(c0,{issue})", "shares_unchanged(c0)"]
            + ["no_amendment(c0)"] * (not amend)
            + ["certificate_requires_vote(c0)"] * demands
        )
    story = f"{r.listed(firms[1:])} {'are' if count > 2 else 'is'} to merge into {firms[0]}, the surviving corporation. All are Delaware corporations with common stock only, one vote a share."
    steps = []
    lacking = [f for f, b in zip(firms, board, strict=True) if not b]
    if difficulty >= 2:
        if lacking:
            rest = [f for f in firms if f not in lacking]
            story += f" The board of {r.listed(rest)} resolved to approve the agreement of merger and declared it advisable; the board of {lacking[0]} discussed it and took no vote."
            steps.append(
                f"The board of {lacking[0]} has adopted no resolution approving the agreement, as § 251(b) demands."
            )
        else:
            story += " Each board resolved to approve the agreement of merger and declared it advisable."
            steps.append("Every board has adopted the resolution (§ 251(b)).")
    else:
        story += " Both boards resolved to approve the agreement of merger and declared it advisable."
        steps.append("Both boards have adopted the resolution (§ 251(b)).")
    for i, name in enumerate(firms):
        if novote and i == 0:
            story += f" {name} held no meeting of stockholders. It had {n(out[0])} shares outstanding before the merger and issues {n(issue)} more under the agreement, each old share stays the same share, and the agreement {'amends' if amend else 'does not amend'} its certificate of incorporation"
            story += f". That certificate {'demands' if demands else 'does not demand'} a vote on a merger."
            if amend:
                steps.append(
                    f"The agreement amends the certificate of {name}, so § 251(f)(1) is not met, and the vote of its stockholders was needed (§ 251(c))."
                )
            elif demands:
                steps.append(
                    f"The certificate of {name} demands a vote, so § 251(f) does not dispense with it."
                )
            else:
                limit = f"{n(out[0] // 5)}" if out[0] % 5 == 0 else f"{out[0] / 5:,.1f}"
                steps.append(
                    f"For {name}, the survivor, the certificate is not amended and its shares stay the same (§ 251(f)(1) and (2)). 20% of {n(out[0])} is {limit}; {n(issue)} shares {'do not exceed' if 5 * issue <= out[0] else 'exceed'} that, so a vote {'is not' if by_f else 'is'} needed (§ 251(f)(3))."
                )
            continue
        against = cast[i] - yes[i]
        story += f" At {name}, with {n(out[i])} shares outstanding, {n(yes[i])} were voted for the agreement and {n(against)} against"
        story += (
            f", at a meeting on {notice[i]} days’ notice."
            if difficulty >= 2
            else ", at a meeting on 20 days’ notice."
        )
        if difficulty >= 2:
            steps.append(
                f"{name} gave {notice[i]} days’ notice, {'at least' if notice[i] >= 20 else 'less than'} the 20 days that are needed (§ 251(c))."
            )
        steps.append(
            f"{name}: a majority of the outstanding {n(out[i])} is at least {n(out[i] // 2 + 1)}; {n(yes[i])} were voted for it, which is {'enough' if 2 * yes[i] > out[i] else 'not enough, though it is a majority of the votes cast'} (§ 251(c))."
        )
    ask = rng.choice(
        ("Has the merger been approved as § 251 requires?", "Are the approvals that § 251 asks for complete?")
    )
    ends = (
        "The merger has been approved as § 251 requires.",
        "The merger has not been approved as § 251 requires.",
    )
    rules = r.quote("dgcl-251-c", *(("dgcl-251-f",) if novote else ()))
    return r.yes_no(
        rng, r.lay_out(rng, story, ask, rules), steps, _PROGRAM, facts, "merger_approved", second, ends
    )
