"""Take citations of the United States Code and the Code of Federal Regulations to pieces."""

from __future__ import annotations

import random

from assay import Draft, agree, generator
from assay_law.citations.spotting import find_citations
from assay_law.generators.citations import _cases as c

_REAL = {
    "U.S.C.": ((28, "1331"), (28, "1332"), (28, "1441"), (28, "1446"), (28, "1961"), (42, "1983"), (42, "1988"), (29, "207"), (29, "213"), (11, "362"), (11, "523"), (18, "3553"), (15, "1692e"), (15, "78j"), (17, "107"), (35, "103"), (26, "501"), (5, "552"), (8, "1182"), (47, "230")),
    "C.F.R.": ((29, "541.100"), (29, "825.110"), (17, "240.10b-5"), (26, "1.61-1"), (45, "164.512"), (8, "214.2"), (12, "1026.36"), (16, "310.4"), (40, "122.26"), (49, "395.3"), (20, "404.1520"), (21, "101.9")),
}  # fmt: skip
_LEVELS = (("a", "b", "c", "d"), ("1", "2", "3", "4"), ("A", "B", "C"), ("i", "ii", "iii"))
_ORDER = {"U.S.C.": _LEVELS, "C.F.R.": (_LEVELS[0], _LEVELS[1], _LEVELS[3], _LEVELS[2])}


def _by_eyecite(text: str) -> list[tuple[str, str]]:
    """Title and section of each statute that eyecite finds."""
    import logging

    from eyecite import get_citations
    from eyecite.models import FullLawCitation

    logging.getLogger("eyecite").setLevel(logging.ERROR)
    return [
        (str(cite.groups.get("title") or cite.groups.get("chapter")), str(cite.groups["section"]))
        for cite in get_citations(text)
        if isinstance(cite, FullLawCitation)
    ]


@generator("law.statute_citation", verifiers=("law.citation_fields",))
def statute_citation(rng: random.Random, difficulty: int) -> Draft:
    """Name title, code, section and subdivisions of a citation.

    1: no subdivision. 2, 3: one to three subdivisions. 4: four, and written out in words. 5: two citations.
    """
    number = 2 if difficulty == 5 else 1
    texts: list[str] = []
    values: dict[str, str] = {}
    steps: list[str] = []
    for n in range(1, number + 1):
        code = rng.choice(("U.S.C.", "C.F.R."))
        title, section = rng.choice(_REAL[code])
        depth = (0, rng.randint(1, 2), rng.randint(2, 3), rng.randint(3, 4), rng.randint(2, 4))[
            difficulty - 1
        ]
        below = tuple(rng.choice(level) for level in _ORDER[code][:depth])
        tail = "".join(f"({part})" for part in below)
        plain = f"{title} {code} § {section}{tail}"
        if section.replace(".", "").isdigit():  # eyecite does not read 1692e and 240.10b-5 to their end
            agree([(str(title), section)], _by_eyecite(plain), what="title and section")
        (read,) = find_citations(plain)
        agree(
            {f"{code.replace('.', '').lower()}|{title}|{section}"}, set(read.keys), what="title and section"
        )
        agree(below, read.below, what="the subdivisions")
        names = {"U.S.C.": "United States Code", "C.F.R.": "Code of Federal Regulations"}
        form = plain
        if difficulty >= 4 and rng.random() < 0.6:
            form = f"title {title} of the {names[code]}, section {section}{tail}"
        elif rng.random() < 0.3:
            form = plain.replace("U.S.C.", "USC").replace("C.F.R.", "CFR").replace("§ ", "§")
        texts.append(form)
        mark = f" {n}" if number > 1 else ""
        values |= {f"title{mark}": str(title), f"code{mark}": code, f"section{mark}": section}
        if below:
            values[f"subdivisions{mark}"] = " ".join(below)
        steps.append(
            f"{form[0].upper() + form[1:]}: title {title} of the {names[code]} ({code}), section {section}"
            + (f"; below it come {' '.join(f'({part})' for part in below)}." if below else ".")
        )
    ask = rng.choice(
        ("Take this citation to pieces", "Parse this citation", "Name the parts of this citation")
    )
    if number > 1:
        ask = ask.replace("this citation", "these citations")
    hint = (
        " Write subdivisions without brackets, with a space between, the highest first (a 1 B)."
        if any(k.startswith("sub") for k in values)
        else ""
    )
    prompt = f"{ask}: {'; '.join(texts)}.\n\nWrite one line for each part, as in “title: 12”. The parts are: {', '.join(values)}. Give the code as U.S.C. or C.F.R.{hint} (Whether the subdivision exists is not asked.)"
    return c.fields_row(prompt, steps, values, marked=False)
