"""Could there be such a citation, by the years and courts of its reporter?"""

from __future__ import annotations

import random
from dataclasses import replace

from assay import Draft, agree, generator
from assay_law.generators.citations import _cases as c

_HOLDS = {
    "scotus": "Supreme Court",
    "appeals": "courts of appeals",
    "trial": "district courts",
    "state": "state courts",
}
_NAMES = (
    "U.S.",
    "F.2d",
    "F.3d",
    "F.4th",
    "F. Supp. 2d",
    "F. Supp. 3d",
    "A.2d",
    "A.3d",
    "P.2d",
    "P.3d",
    "S.W.2d",
    "S.W.3d",
)


def _listed(reporter: str, year: int) -> bool | None:
    """Whether reporters-db has the reporter in that year, two years around its ends left open: the second route."""
    from assay_law.citations.reporters import listed_years

    years = listed_years(reporter)
    if years is None or min(abs(year - years[0]), abs(year - years[1])) < 2:
        return None
    return years[0] <= year <= years[1]


@generator("law.edition_window", verifiers=("law.citation_fields",))
def edition_window(rng: random.Random, difficulty: int) -> Draft:
    """Tell whether invented citations are possible by a table of reporters: years, volumes, courts.

    1: one citation. Each level adds one; courts count from 3 on, volumes from 2 on.
    """
    used: list[str] = []
    lines: list[str] = []
    values: dict[str, str] = {}
    steps: list[str] = []
    while len(lines) < difficulty:
        each = c.case(rng, _NAMES)
        first, last, volumes, courts = c.years()[each.reporter]
        kinds = (
            ["ok", "year"]
            + (["volume"] if difficulty >= 2 and volumes else [])
            + (["court"] if difficulty >= 3 and courts in ("appeals", "trial") else [])
        )
        kind = rng.choice(kinds if rng.random() < 0.7 else ["ok"])
        why = f"{each.reporter} has decisions of {first} to {last or 'today'}, and {each.year} is one of these years"
        bad = each
        if kind == "year":
            if each.reporter == "U.S.":
                continue
            bad = replace(
                each,
                year=first - rng.randint(4, 30)
                if last is None or rng.random() < 0.6
                else min(2024, last + rng.randint(3, 20)),
            )
            why = f"{each.reporter} has decisions of {first} to {last or 'today'}, and {bad.year} is none of these years"
        elif kind == "volume":
            bad = replace(each, volume=(volumes or 0) + rng.randint(4, 900))
            why = f"{each.reporter} ended with volume {volumes}, so there is no volume {bad.volume}"
        elif kind == "court":
            other = c.case(rng, ("F. Supp. 2d",) if courts == "appeals" else ("F.3d",))
            bad = replace(each, court=other.court)
            why = f"{each.reporter} holds decisions of {_HOLDS[courts]}, and {bad.court} is none of them"
        inside = first <= bad.year <= (last or 9999)
        listed = _listed(bad.reporter, bad.year)
        if bad.reporter != "U.S." and (listed is None or (kind != "year" and not inside)):
            continue
        if bad.reporter == "U.S." or listed == inside:
            agree(inside, kind != "year", what="whether the year is possible")
        elif last is not None and bad.year > last:
            pass  # reporters-db does not know that F.3d has ended
        else:
            continue
        n = len(lines) + 1
        used.append(bad.reporter)
        lines.append(f"({n}) {bad.core} {bad.paren}")
        values[f"({n})"] = "possible" if kind == "ok" else "impossible"
        steps.append(f"({n}) {why}" + (", so it is possible." if kind == "ok" else ", so it is impossible."))
    shown = sorted({*used, *rng.sample(_NAMES, min(len(_NAMES), 2 + difficulty))})
    table = []
    for name in shown:
        first, last, volumes, courts = c.years()[name]
        table.append(
            f"- {name}: {first} to {last or 'today'}, {f'volumes 1 to {volumes}' if volumes else 'still appearing'}, {_HOLDS[courts]}"
        )
    prompt = (
        "Reporters, the years of the decisions in them, their volumes, and the courts:\n" + "\n".join(table)
        + "\n\nIs each citation possible by this table? A citation with a year before or after those of its reporter, a volume that it does not have, or a court whose decisions it does not hold, is impossible. (Possible does not mean that the case exists.)\n\n"
        + "\n".join(lines)
        + "\n\nAnswer with one line for each, as in “(1): possible”."
    )  # fmt: skip
    return c.fields_row(prompt, steps, values)
