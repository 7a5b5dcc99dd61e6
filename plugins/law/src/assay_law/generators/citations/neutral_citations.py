"""Read and check neutral citations of the United Kingdom."""

from __future__ import annotations

import random
import re

from assay import Draft, agree, generator
from assay_law.generators._time import people
from assay_law.generators.citations import _cases as c

_RULE = (
    "Practice Direction (Judgments: Form and Citation) [2001] 1 WLR 194 and its successors, in summary: the year stands in square brackets, then the court, then the number of the judgment in that year. "
    "UKSC is the Supreme Court (since 1 October 2009), UKHL the House of Lords (2001 to 2009), EWCA Civ and EWCA Crim are the divisions of the Court of Appeal (since 2001), "
    "EWHC the High Court (since 2001), whose citation ends with the division or court in round brackets: (Ch), (Comm), (Fam), (Admin), (KB), (QB). Paragraphs are cited behind it in square brackets: at [12]."
)
_COURTS = ("UKSC", "UKHL", "EWCA Civ", "EWCA Crim", "EWHC")
_YEARS = {
    "UKSC": (2009, 2024),
    "UKHL": (2001, 2009),
    "EWCA Civ": (2001, 2024),
    "EWCA Crim": (2001, 2024),
    "EWHC": (2001, 2024),
}
_MOST = {"UKSC": 60, "UKHL": 70, "EWCA Civ": 1700, "EWCA Crim": 1700, "EWHC": 3500}
_SHAPE = re.compile(
    r"\[(\d{4})\] (UKSC|UKHL|EWCA Civ|EWCA Crim|EWHC) (\d+)( \((?:Ch|Comm|Fam|Admin|KB|QB)\))?"
)


def _right(text: str) -> bool:
    match = _SHAPE.fullmatch(text)
    if match is None or bool(match[4]) != (match[2] == "EWHC"):
        return False
    first, last = _YEARS[match[2]]
    return first <= int(match[1]) <= last


@generator("law.neutral_citation", verifiers=("law.citation_fields",))
def neutral_citation(rng: random.Random, difficulty: int) -> Draft:
    """Tell which neutral citations are possible by the rule, and take the possible ones to pieces: 1 to 5 of them."""
    lines, values, steps = [], {}, []
    for n in range(1, difficulty + 1):
        court = rng.choice(_COURTS)
        year = rng.randint(*_YEARS[court])
        number = rng.randint(1, _MOST[court])
        division = f" ({rng.choice(('Ch', 'Comm', 'Fam', 'Admin'))})" if court == "EWHC" else ""
        one, two = people(rng, 2)
        text, why = f"[{year}] {court} {number}{division}", ""
        if rng.random() < 0.45:
            options = [
                (
                    f"({year}) {court} {number}{division}",
                    "the year of a neutral citation stands in square brackets",
                )
            ]
            if court == "UKSC":
                early = rng.randint(2001, 2008)
                options.append(
                    (
                        f"[{early}] UKSC {number}",
                        f"the Supreme Court sat from 2009 on, and the year is {early}",
                    )
                )
            if court == "UKHL":
                late = rng.randint(2010, 2023)
                options.append(
                    (
                        f"[{late}] UKHL {number}",
                        f"the House of Lords gave its last judgments in 2009, and the year is {late}",
                    )
                )
            if court == "EWHC":
                options.append(
                    (
                        f"[{year}] EWHC {number}",
                        "a citation of the High Court ends with its division or court in round brackets",
                    )
                )
            if court.startswith("EWCA"):
                old = rng.randint(1985, 1999)
                options.append((f"[{old}] {court} {number}", f"there were no such citations in {old}"))
            text, why = rng.choice(options)
        agree(_right(text), not why, what="whether it is possible")
        pin = f" at [{rng.randint(3, 140)}]" if rng.random() < 0.4 else ""
        lines.append(f"({n}) {one} v {two} {text}{pin}")
        values[f"({n})"] = "impossible" if why else "possible"
        if why:
            steps.append(f"({n}) Impossible: {why}.")
        else:
            values |= {f"court {n}": court, f"year {n}": str(year), f"number {n}": str(number)}
            steps.append(
                f"({n}) Possible: judgment {number} of {court} in {year}"
                + (f", paragraph {pin[5:-1]}." if pin else ".")
            )
    prompt = (
        f"{_RULE}\n\nWhich of these citations are possible by that rule?\n\n" + "\n".join(lines)
        + "\n\nAnswer with a line “(1): possible” or “(1): impossible” for each; for each possible one add the lines “court 1:” (as it is abbreviated, without the division), “year 1:” and “number 1:” (with its number)."
    )  # fmt: skip
    return c.fields_row(prompt, steps, values)
