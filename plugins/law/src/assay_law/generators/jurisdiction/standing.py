"""Standing to sue: injury, causation, redress, and standing of an association."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_law.generators import _rules as r
from assay_law.generators import _time as t

_TESTS = (
    "The test of Lujan v. Defenders of Wildlife, 504 U.S. 555, 560–61 (1992), in summary: (1) the plaintiff has suffered an injury in fact that is (a) concrete and particularized and (b) actual or imminent, not conjectural or hypothetical; "
    "(2) the injury is fairly traceable to the challenged conduct of the defendant; and (3) it is likely that a favorable decision will redress the injury."
)
_CLAPPER = "Clapper v. Amnesty International USA, 568 U.S. 398 (2013), in summary: a threatened injury must be certainly impending; a plaintiff does not make an injury by spending money to avoid a harm that is not certainly impending."
_HUNT = (
    "The test of Hunt v. Washington State Apple Advertising Commission, 432 U.S. 333, 343 (1977), in summary: an association has standing for its members if (1) its members would otherwise have standing to sue in their own right; "
    "(2) the interests it seeks to protect are germane to the organization’s purpose; and (3) neither the claim asserted nor the relief requested requires the participation of individual members."
)
_PROGRAM = """
% Lujan: concrete and particularized, actual or imminent, traceable, redressable.
injury(X) :- concrete(X), particular(X), actual(X).
injury(X) :- concrete(X), particular(X), imminent(X).
own_standing(X) :- injury(X), traceable(X), redressable(X).
% Hunt: a member with standing, a germane interest, and no need for members to take part.
association_standing :- member(X), own_standing(X), germane, not members_needed.
standing :- plaintiff(X), own_standing(X).
standing :- association, association_standing.
"""
_HARMS = (
    ("a river behind the house of {p}, in which {p} fishes every week, turned brown from discharges", "The state’s rivers are in poor condition; {p}, who lives far from any of them, is dismayed", "the discharge permit", "the agency", "from a mine upstream that {q} runs, which needs no permit and would run in any case", "Anglers"),
    ("{p} was fined $2,400 for a late report", "{p} has never had to file a report, but believes that nobody should", "the reporting rule", "the agency", "from an older county ordinance that {q}, a county inspector, enforces and would enforce in any case", "Small Business"),
    ("{p} lost a grant of $30,000 for a field study", "{p} thinks that public money is badly spent in general", "the decision", "the department", "from the withdrawal of {q}, a private sponsor, who would have withdrawn in any case", "Field Researchers"),
    ("the well of {p} went dry when pumping began next door", "{p} holds that groundwater belongs to everyone", "the pumping license", "the water board", "from a leak in a main that {q} laid, and would have come without any pumping", "Well Owners"),
)  # fmt: skip


@generator("law.standing", verifiers=r.VERIFIERS)
def standing(rng: random.Random, difficulty: int) -> Draft:
    """Whether a plaintiff, or an association for its members, has standing under tests that are quoted.

    1: a concrete injury or a general grievance. 2: whether it is imminent. 3: whether it is traceable and redressable. 4: an association. 5: an association whose member may lack one element.
    """
    p, q = t.people(rng, 2)
    harm, general, act, body, cause, members = rng.choice(_HARMS)
    wanted = rng.random() < 0.5
    group = difficulty >= 4
    for _ in range(300):
        own = rng.random() < 0.7
        timing = (
            rng.choice(("actual", "imminent", "speculative")) if difficulty in (2, 5) and own else "actual"
        )
        traceable = difficulty not in (3, 5) or rng.random() < 0.7
        redress = difficulty != 3 or rng.random() < 0.7
        germane, needed = rng.random() < 0.7, rng.random() < 0.3
        member_ok = own and timing != "speculative" and traceable and redress
        faults = (not own) + (timing == "speculative") + (not traceable) + (not redress)
        if group:
            faults += (not germane) + needed
        if (faults == 0) == wanted and faults <= 1 and (own or difficulty in (1, 4)):
            break
    second = faults == 0
    assert member_ok or not second
    x = "m" if group else "p"
    facts = [f"plaintiff({x})"] if not group else [f"member({x})", "association"]
    facts += (
        [f"concrete({x})", f"particular({x})"] * own
        + [f"{timing}({x})"] * (timing != "speculative")
        + [f"traceable({x})"] * traceable
        + [f"redressable({x})"] * redress
    )
    facts += (["germane"] * germane + ["members_needed"] * needed) if group else []
    place = rng.choice(("Hill Country", "Lakeside", "Marlow County", "North Fork"))
    name = f"The {place} {members if germane else 'Philatelic'} Association"
    said = (harm if own else general).format(p=p)
    if timing == "imminent":
        said = f"{act} takes effect next Monday, and it is certain that, once it does, {_future(harm).format(p=p)}"
    elif timing == "speculative":
        said = f"{p} fears that, if plans that exist are changed and if funds are then found, one day {_future(harm).format(p=p)}, and has already spent $3,000 on advice"
    story = (
        f"{name} sues {body} in federal court to set {act} aside. Its member {p} says: {said}."
        if group
        else f"{p} sues {body} in federal court to set {act} aside. The facts: {said}."
    )
    if own:
        story += (
            f" The record shows that this {'comes' if timing == 'actual' else 'would come'} from {act}."
            if traceable
            else f" The record shows that it {'comes' if timing == 'actual' else 'would come'} {cause.format(q=q)}; {q} is no party."
        )
        if traceable:
            story += (
                f" If {act} is set aside, the harm will {'end or be made good' if timing == 'actual' else 'not occur'}."
                if redress
                else f" Setting {act} aside would change nothing: another statute, which is not in issue, leads to the same result."
            )
    if group:
        story += " The association exists to protect what its members " + (
            "use and earn in this field."
            if germane
            else "collect, old postage stamps; the matter of this suit has nothing to do with that purpose."
        )
        story += (
            " It asks only for a declaration and an injunction, which need no proof about single members."
            if not needed
            else " It asks for damages for each member, which would need the proof of each one’s own loss."
        )
    steps = []
    who = f"the member {p}" if group else p
    if not own:
        steps.append(
            f"What {who} complains of is shared with everyone; it is no concrete and particularized injury (Lujan, part 1(a))."
        )
    else:
        steps.append(f"The injury of {who} is concrete and particularized (Lujan, part 1(a)).")
        steps.append(
            "It has occurred and is actual (Lujan, part 1(b))." if timing == "actual"
            else f"It is imminent: {act} takes effect within days, and the harm is certain to follow (Lujan, part 1(b))." if timing == "imminent"
            else "It hangs on a chain of possibilities and is not certainly impending, and money spent to prepare for it makes no injury (Lujan, part 1(b); Clapper)."
        )  # fmt: skip
        steps.append(
            f"It is traceable to {act} (Lujan, part 2)."
            if traceable
            else f"It has another cause, independent of {act}, and is not traceable to it (Lujan, part 2)."
        )
        if traceable:
            steps.append(
                "A favorable decision would redress it (Lujan, part 3)."
                if redress
                else "A favorable decision would not redress it (Lujan, part 3)."
            )
    if group:
        steps.append(
            "A member has standing in his or her own right (Hunt, part 1)."
            if member_ok
            else "So no member is shown to have standing in his or her own right (Hunt, part 1)."
        )
        steps.append(
            "The interest is germane to the purpose of the association (Hunt, part 2)."
            if germane
            else "The interest is not germane to the purpose of the association (Hunt, part 2)."
        )
        steps.append(
            "Neither claim nor relief needs the participation of members (Hunt, part 3)."
            if not needed
            else "Damages for each member need the members’ participation (Hunt, part 3)."
        )
    tests = "\n\n".join(
        [_TESTS] + [_CLAPPER] * (timing != "actual" or difficulty in (2, 5)) + [_HUNT] * group
    )
    plaintiff = "the association" if group else p
    ask = rng.choice(
        (
            f"Does {plaintiff} have standing under {'these tests' if group else 'this test'}?",
            f"{body[0].upper()}{body[1:]} moves to dismiss for want of standing. Has {plaintiff} shown standing?",
        )
    )
    ends = (
        f"{plaintiff[0].upper()}{plaintiff[1:]} has standing.",
        f"{plaintiff[0].upper()}{plaintiff[1:]} lacks standing.",
    )
    return r.yes_no(rng, r.lay_out(rng, story, ask, tests), steps, _PROGRAM, facts, "standing", second, ends)


def _future(harm: str) -> str:
    """A harm that has not come yet."""
    for past, future in (
        ("turned brown", "will turn brown"),
        ("was fined", "will be fined"),
        ("lost a grant", "will lose a grant"),
        ("went dry when pumping began", "will go dry when pumping begins"),
    ):
        harm = harm.replace(past, future)
    return harm
