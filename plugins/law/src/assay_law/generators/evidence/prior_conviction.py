"""Whether a witness may be impeached with a conviction."""

from __future__ import annotations

import random
from datetime import date, timedelta

from assay import Draft, generator
from assay_law.generators import _rules as r
from assay_law.generators import _time as t

_PROGRAM = """
% Rule 609(a)(2): For any crime, if its elements required proving a dishonest act or false statement.
basis :- dishonest.
% Rule 609(a)(1)(A): Punishable by imprisonment for more than one year, in a civil case or where the witness is not a defendant, subject to Rule 403.
basis :- punishable_months(M), M > 12, not witness_is_accused, not excluded_by_403.
% Rule 609(a)(1)(B): In a criminal case in which the witness is a defendant, if the probative value outweighs the prejudicial effect.
basis :- punishable_months(M), M > 12, witness_is_accused, outweighs.
% Rule 609(b): More than 10 years since the conviction or the release from confinement for it, whichever is later.
latest(D) :- D = #max { X : convicted(X) ; X : released(X) }.
old :- latest(D), limit(L), D < L.
% Rule 609(b)(1) and (2): Then only if the probative value substantially outweighs the prejudicial effect, and on reasonable written notice.
barred :- old, not substantially_outweighs.
barred :- old, not notice.
% Rule 609(c)(1): Not after a pardon based on rehabilitation, if there is no later conviction for a crime punishable by more than one year.
barred :- pardon_for_rehabilitation, not later_felony.
% Rule 609(c)(2): Not after a pardon based on innocence.
barred :- pardon_for_innocence.
admissible :- basis, not barred.
"""
_CRIMES = (
    ("perjury", 60, True), ("insurance fraud", 120, True), ("making a false state tax return", 36, True), ("writing a check with intent to defraud, a misdemeanor", 12, True),
    ("aggravated assault", 120, False), ("burglary of a warehouse", 84, False), ("possession of cocaine with intent to sell", 240, False), ("disorderly conduct, a misdemeanor", 6, False),
    ("simple assault, a misdemeanor", 12, False), ("arson", 180, False),
)  # fmt: skip


def _term(months: int) -> str:
    return (
        f"{months // 12} years"
        if months > 12 and months % 12 == 0
        else "one year"
        if months == 12
        else f"{months} months"
    )


@generator("law.prior_conviction", verifiers=r.VERIFIERS)
def prior_conviction(rng: random.Random, difficulty: int) -> Draft:
    """Whether evidence of a conviction is admissible to attack a witness's truthfulness under Fed. R. Evid. 609.

    1: the kind of crime. 2: an accused as witness. 3: ten years. 4: ten years with notice and weight. 5: all of these, and a pardon.
    """
    witness, other = t.people(rng, 2)
    wanted = rng.random() < 0.5
    for _ in range(500):
        crime, months, dishonest = rng.choice(_CRIMES)
        accused = difficulty >= 2 and rng.random() < 0.5
        outweighs = rng.random() < 0.5
        trial = t.working_day(rng, date(2024, 2, 1), date(2026, 10, 30))
        years = rng.choice((2, 4, 6, 8)) if difficulty < 3 else rng.choice((5, 9, 10, 10, 11, 12, 14))
        convicted = date(trial.year - years, rng.randint(1, 12), rng.randint(1, 28))
        confined = months > 60 or (months > 12 and rng.random() < 0.6)
        released = convicted + timedelta(rng.randint(200, 1_300)) if confined else None
        if released and released >= trial:
            continue
        limit = date(trial.year - 10, trial.month, min(trial.day, 28) if trial.month == 2 else trial.day)
        latest = max(convicted, released or convicted)
        if latest == limit or convicted >= trial - timedelta(200):
            continue
        old = latest < limit
        substantially, notice = rng.random() < 0.6, rng.random() < 0.7
        if old and accused:
            outweighs = substantially
        pardon = rng.choice(("", "rehabilitation", "innocence")) if difficulty == 5 else ""
        later = pardon == "rehabilitation" and rng.random() < 0.5
        if difficulty == 4 and not old:
            continue
        basis = dishonest or (months > 12 and (outweighs if accused else True))
        bar = (
            (old and not (substantially and notice))
            or pardon == "innocence"
            or (pardon == "rehabilitation" and not later)
        )
        faults = (
            (not basis)
            + (old and not (substantially and notice))
            + (pardon == "innocence" or (pardon == "rehabilitation" and not later))
        )
        if (basis and not bar) == wanted and faults <= 1:
            break
    else:
        raise RuntimeError("no conviction was drawn")
    second = basis and not bar
    facts = [
        f"punishable_months({months})",
        f"convicted({convicted.toordinal()})",
        f"limit({limit.toordinal()})",
    ]
    facts += ["dishonest"] * dishonest + ["witness_is_accused"] * accused + ["outweighs"] * outweighs
    facts += [f"released({released.toordinal()})"] if released else []
    facts += ["substantially_outweighs"] * (old and substantially) + ["notice"] * (old and notice)
    facts += [f"pardon_for_{pardon}"] * bool(pardon) + ["later_felony"] * later
    story = (
        f"{witness}, who stands trial for robbery, takes the stand, and the prosecution wants to attack the truthfulness of {witness}" if accused
        else f"{witness} testifies for the plaintiff in a civil trial, and the defense, for {other}, wants to attack the truthfulness of {witness}"
    )  # fmt: skip
    story += f" with a conviction for {crime}. The trial is on {t.us(trial)}, to which the court counts. {witness} was convicted on {t.us(convicted)}"
    story += (
        f" and released from prison for it on {t.us(released)}."
        if released
        else " and was fined, without confinement."
    )
    story += f" The crime was punishable by up to {_term(months)} in prison"
    story += (
        ", and its elements required proof of a false statement or dishonest act."
        if dishonest
        else ", and none of its elements required proof of a dishonest act or false statement."
    )
    if accused and not dishonest and not old:
        story += (
            " The court finds that the probative value "
            + ("outweighs" if outweighs else "does not outweigh")
            + " the prejudicial effect to the defendant."
        )
    elif not accused and not dishonest and months > 12:
        story += " The court sees no reason to exclude it under Rule 403."
    if old:
        story += f" The court finds that its probative value, supported by specific facts, {'substantially outweighs' if substantially else 'does not substantially outweigh'} its prejudicial effect. Reasonable written notice of the intent to use it was {'given' if notice else 'not given'}."
    if pardon:
        story += (
            f" In {max(convicted, released or convicted).year + 1} the governor granted a pardon based on a finding "
            + ("of innocence." if pardon == "innocence" else "that the witness has been rehabilitated.")
        )
        if pardon == "rehabilitation":
            story += (
                " The witness was later convicted of a felony punishable by five years."
                if later
                else " There was no later conviction."
            )
    steps = []
    if dishonest:
        steps.append(
            "The elements required proving a dishonest act or false statement, so the punishment does not matter (Rule 609(a)(2))."
        )
    elif months <= 12:
        steps.append(
            f"The crime was punishable by {_term(months)}, which is not more than one year, so Rule 609(a)(1) does not reach it; nor did it require a dishonest act (Rule 609(a)(2))."
        )
    elif accused:
        steps.append(
            f"The crime was punishable by more than one year and the witness is the defendant: the probative value must outweigh the prejudicial effect, and it {'does' if outweighs else 'does not'} (Rule 609(a)(1)(B))."
        )
    else:
        steps.append(
            "The crime was punishable by more than one year, and the witness is no defendant in a criminal case (Rule 609(a)(1)(A))."
        )
    if difficulty >= 3:
        when = (
            f"{'The release' if released else 'The conviction'}, on {t.us(latest)}, is the later date"
            if released
            else f"There was no confinement, so the conviction, on {t.us(latest)}, counts"
        )
        steps.append(
            f"{when}; ten years before the trial was {t.us(limit)}. {'More' if old else 'Not more'} than 10 years have passed (Rule 609(b))."
        )
        if old:
            steps.append(
                "Both conditions for an old conviction are met: weight and notice (Rule 609(b)(1) and (2))." if substantially and notice
                else "The probative value does not substantially outweigh the prejudicial effect (Rule 609(b)(1))." if not substantially
                else "No reasonable written notice was given (Rule 609(b)(2))."
            )  # fmt: skip
    if pardon == "innocence":
        steps.append("A pardon based on a finding of innocence excludes the conviction (Rule 609(c)(2)).")
    elif pardon:
        steps.append(
            "The pardon was based on rehabilitation, "
            + (
                "but there was a later conviction for a crime punishable by more than a year, so Rule 609(c)(1) does not exclude it."
                if later
                else "and there was no later conviction, so Rule 609(c)(1) excludes it."
            )
        )
    ask = rng.choice(
        (
            "Is the evidence of the conviction admissible for that purpose?",
            "Under Rule 609, may the conviction be used to attack the witness’s character for truthfulness?",
        )
    )
    keys = ["fre-609-a", "fre-609-b"] + (["fre-609-c"] if difficulty == 5 else [])
    if difficulty < 3:
        keys = ["fre-609-a"]
    ends = ("The conviction is admissible.", "The conviction is not admissible.")
    return r.yes_no(
        rng, r.lay_out(rng, story, ask, r.quote(*keys)), steps, _PROGRAM, facts, "admissible", second, ends
    )
