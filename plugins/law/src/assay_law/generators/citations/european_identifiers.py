"""Read and check ECLI and CELEX numbers and neutral citations."""

from __future__ import annotations

import random
import re

from assay import Draft, agree, generator
from assay_law.generators.citations import _cases as c

_ECLI_RULE = (
    "Council conclusions 2011/C 127/01, annex: an ECLI has five parts with colons between: the letters ECLI; a country code of two letters (EU for the Union's courts); "
    "a court code of 1 to 7 characters that begins with a letter; the year of the decision in four digits; an ordinal number of at most 25 letters, digits and full stops."
)
_CELEX_RULE = (
    "EUR-Lex, structure of CELEX numbers: one character for the sector (1 treaties, 2 international agreements, 3 legislation, 6 case-law), four digits for the year, "
    "one or two letters for the type (in sector 3: R regulation, L directive, D decision; in sector 6: CJ judgment of the Court of Justice, CO order of the Court of Justice, CC opinion of the Advocate General, TJ judgment of the General Court), "
    "four digits for the number. The year of sector 6 is that in which the case was lodged."
)
_KINDS = {
    ("3", "R"): "regulation",
    ("3", "L"): "directive",
    ("3", "D"): "decision",
    ("6", "CJ"): "judgment of the Court of Justice",
    ("6", "CO"): "order of the Court of Justice",
    ("6", "CC"): "opinion of the Advocate General",
    ("6", "TJ"): "judgment of the General Court",
}
_COURTS = (("EU", "C"), ("EU", "T"), ("NL", "HR"), ("NL", "RBAMS"), ("DE", "BGH"), ("DE", "BVERFG"), ("FR", "CCASS"), ("AT", "OGH0002"), ("ES", "TS"), ("IT", "CASS"))  # fmt: skip


def _ecli(rng: random.Random) -> tuple[str, str, int, str]:
    country, court = rng.choice(_COURTS)
    year = rng.randint(1994, 2024)
    number = {"EU": str(rng.randint(2, 999)), "NL": str(rng.randint(100, 9999))}.get(country, "")
    if not number:
        number = f"{rng.randint(1, 28):02}{rng.randint(1, 12):02}{rng.choice('UBE')}{rng.choice(('IZR', 'VIIIZR', 'XIIZB'))}{rng.randint(1, 400)}.{year % 100:02}.0"
    return country, court, year, number


_FORM = re.compile(r"ECLI:[A-Z]{2}:[A-Z][A-Z0-9]{0,6}:\d{4}:[A-Z0-9.]{1,25}")


def _well_formed(text: str) -> bool:
    """The same rule read part by part, without a pattern of the whole."""
    parts = text.split(":")
    if len(parts) != 5:
        return False
    head, country, court, year, number = parts
    return (
        head == "ECLI" and len(country) == 2 and country.isalpha() and 1 <= len(court) <= 7 and court[0].isalpha() and court.isalnum()
        and len(year) == 4 and year.isdigit() and 1 <= len(number) <= 25 and all(ch.isalnum() or ch == "." for ch in number)
    )  # fmt: skip


@generator("law.ecli", verifiers=("law.citation_fields",))
def ecli(rng: random.Random, difficulty: int) -> Draft:
    """Read European Case Law Identifiers, and find those that break the rule: 1 to 5 of them."""
    lines: list[str] = []
    values: dict[str, str] = {}
    steps: list[str] = []
    for n in range(1, difficulty + 1):
        country, court, year, number = _ecli(rng)
        text, why = f"ECLI:{country}:{court}:{year}:{number}", ""
        if rng.random() < 0.45:
            kind = rng.randrange(5)
            text, why = (
                (
                    f"ECLI:{country}:{court}:{year % 100:02}:{number}",
                    f"the year has two digits ({year % 100:02})",
                ),
                (
                    f"ECLI:{country}{rng.choice('ABX')}:{court}:{year}:{number}",
                    "the country code has three letters",
                ),
                (f"ECLI:{country}:{court}:{number}", "it has four parts, and no year"),
                (
                    f"ECLI:{country}:{court}:{year}:{number.replace('.', '')}-{rng.randint(1, 9)}",
                    "a hyphen stands in the ordinal number",
                ),
                (
                    f"ECLI:{country}:{court}{'ABCDEFGH'[: 8 - len(court)]}:{year}:{number}",
                    "the court code has eight characters",
                ),
            )[kind]
        good = agree(bool(_FORM.fullmatch(text)), _well_formed(text), what="the form")
        agree(good, not why, what="the form that was meant")
        lines.append(f"({n}) {text}")
        values[f"({n})"] = "well-formed" if good else "malformed"
        if good:
            values |= {f"court {n}": court, f"year {n}": str(year)}
            steps.append(f"({n}) Five parts: country {country}, court {court}, year {year}, number {number}.")
        else:
            steps.append(f"({n}) It breaks the rule: {why}.")
    prompt = (
        f"{_ECLI_RULE}\n\nWhich of these are well-formed?\n\n" + "\n".join(lines)
        + "\n\nAnswer with a line “(1): well-formed” or “(1): malformed” for each; for each well-formed one add the lines “court 1:” and “year 1:” (with its number). (The identifiers are invented; one that is well-formed need not exist.)"
    )  # fmt: skip
    return c.fields_row(prompt, steps, values, marked=False)


@generator("law.celex", verifiers=("law.citation_fields",))
def celex(rng: random.Random, difficulty: int) -> Draft:
    """Read CELEX numbers, or build them: the first two levels read one or two, the others do both with up to four."""
    read, build = ((1, 0), (2, 0), (1, 1), (2, 2), (3, 3))[difficulty - 1]
    asks: list[str] = []
    values: dict[str, str] = {}
    steps: list[str] = []
    for n in range(1, read + build + 1):
        (sector, kind), words = rng.choice(sorted(_KINDS.items()))
        year = rng.randint(1998 if sector == "3" else 1990, 2024)
        number = rng.randint(1, 999 if sector == "6" else 2500)
        text = f"{sector}{year}{kind}{number:04}"
        match = re.fullmatch(r"(\d)(\d{4})([A-Z]{1,2})(\d{4})", text)
        again = "" if match is None else f"{_KINDS[match[1], match[3]]} {int(match[2])} {int(match[4])}"
        agree(f"{words} {year} {number}", again, what="the parts of the number")
        if n <= read:
            asks.append(f"({n}) What does {text} stand for?")
            values |= {f"document {n}": words, f"year {n}": str(year), f"number {n}": str(number)}
            steps.append(
                f"({n}) Sector {sector}, year {year}, type {kind}, number {number}: a {words}.".replace(
                    "a opinion", "an opinion"
                ).replace("a order", "an order")
            )
        else:
            lodged = "lodged in" if sector == "6" else "of"
            asks.append(f"({n}) Which CELEX number has the {words} with number {number}, {lodged} {year}?")
            values[f"celex {n}"] = text
            steps.append(
                f"({n}) Sector {sector}, then {year}, the letters {kind}, and {number} in four digits: {text}."
            )
    prompt = (
        f"{_CELEX_RULE}\n\n" + "\n".join(asks) + f"\n\nWrite one line for each part: {', '.join(values)}."
        " Name a document in the words of the rule, and its number without leading zeros. (The numbers are invented.)"
    )  # fmt: skip
    return c.fields_row(prompt, steps, values, marked=False)
