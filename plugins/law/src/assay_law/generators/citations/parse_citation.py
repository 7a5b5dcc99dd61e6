"""Take a case citation to pieces."""

from __future__ import annotations

import random

from assay import Draft, agree, generator
from assay_law.generators.citations import _cases as c


@generator("law.parse_citation", verifiers=("law.citation_fields",))
def parse_citation(rng: random.Random, difficulty: int) -> Draft:
    """Name volume, reporter, pages, court and year of a citation.

    1: Supreme Court, no pin cite. 2: with a pin cite. 3: lower courts, a range of pages. 4: a signal and a footnote. 5: two
    citations in a string.
    """
    number = 2 if difficulty == 5 else 1
    found = c.cases(rng, number, ("U.S.",) if difficulty <= 2 else ())
    texts: list[str] = []
    values: dict[str, str] = {}
    steps: list[str] = []
    for n, each in enumerate(found, 1):
        pin = ""
        if difficulty >= 2:
            start = rng.randint(each.page + 1, each.last - 4)
            pin = str(start) if difficulty == 2 else c.pin_range(start, start + rng.randint(1, 3))
        note = f" n.{rng.randint(2, 19)}" if difficulty >= 4 else ""
        if note:
            pin = pin.split("-")[0]
        texts.append(each.cite(pin + note))
        mark = f" {n}" if number > 1 else ""
        values |= {
            f"volume{mark}": str(each.volume),
            f"reporter{mark}": each.reporter,
            f"first page{mark}": str(each.page),
        }
        if pin:
            values[f"pin cite{mark}"] = pin
        if note:
            values[f"footnote{mark}"] = note.removeprefix(" n.")
        if difficulty >= 3:
            values[f"court{mark}"] = each.court or "Supreme Court"
        values[f"year{mark}"] = str(each.year)
        steps.append(
            f"{each.name} stands in volume {each.volume} of {each.reporter}, and its first page is {each.page}."
        )
        if pin:
            steps.append(f"What follows the comma, {pin + note}, is where the point is made" + (f": footnote {note.removeprefix(' n.')} on page {pin}." if note else "."))  # fmt: skip
        if difficulty >= 3:
            steps.append(
                f"The parenthesis says {each.paren}"
                + (
                    "."
                    if each.court
                    else ": no court is named, because U.S. holds decisions of one court only."
                )
            )
    signal = rng.choice(("See ", "See also ", "Cf. ", "But see ", "Accord ")) if difficulty >= 4 else ""
    text = signal + "; ".join(texts) + "."
    c.check_cores(text, found)
    agree(len(c.read_by_eyecite(text)), number, what="the number of citations")
    if signal:
        steps.insert(0, f"{signal.strip()} is a signal and no part of the citation.")
    court = (
        " Where the parenthesis names no court, write the court whose decisions the reporter holds (Supreme Court for U.S.)."
        if difficulty >= 3
        else ""
    )
    ask = rng.choice(
        ("Take this citation to pieces", "Name the parts of this citation", "Parse this citation")
    )
    prompt = f"{ask}:\n\n{text}\n\nWrite one line for each part, as in “volume: 12”. The parts are: {', '.join(values)}.{court}"
    return c.fields_row(prompt, steps, values)
