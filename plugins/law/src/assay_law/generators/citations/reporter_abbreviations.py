"""The standard abbreviation of a reporter that is written in another way."""

from __future__ import annotations

import random
import re
from functools import lru_cache

from assay import Draft, agree, generator
from assay_law.generators.citations import _cases as c


@lru_cache(maxsize=1)
def _variations() -> dict[str, tuple[str, ...]]:
    """For each edition the spellings of reporters-db that stand for it alone."""
    from reporters_db import REPORTERS

    found: dict[str, set[str]] = {}
    owners: dict[str, set[str]] = {}
    for group in REPORTERS.values():
        for reporter in group:
            for variation, edition in reporter["variations"].items():
                owners.setdefault(variation, set()).add(edition)
                found.setdefault(edition, set()).add(variation)
    plain = re.compile(r"[A-Za-z. ()\d']+")
    return {
        edition: tuple(
            sorted(v for v in forms if len(owners[v]) == 1 and plain.fullmatch(v) and not v.endswith(".."))
        )
        for edition, forms in found.items()
        if edition in c.years() and not (edition == "U.S." and not forms)
    }


@generator("law.reporter_abbreviation", verifiers=("law.citation_fields",))
def reporter_abbreviation(rng: random.Random, difficulty: int) -> Draft:
    """Rewrite citations with the standard abbreviation of their reporters; as many as the difficulty says."""
    forms = {edition: spelled for edition, spelled in _variations().items() if spelled}
    names = tuple(sorted(set(forms) & {"U.S.", "F.2d", "F.3d", "F.4th", "F. Supp.", "F. Supp. 2d", "A.2d", "A.3d", "N.E.2d", "P.2d", "P.3d", "So. 2d", "S.W.2d", "S.W.3d"}))  # fmt: skip
    lines, values, steps = [], {}, []
    for n in range(1, difficulty + 1):
        while True:
            each = c.case(rng, (rng.choice(names),))
            spelled = rng.choice(forms[each.reporter])
            text = f"{each.volume} {spelled} {each.page}"
            if c.read_by_eyecite(text) == [(str(each.volume), each.reporter, str(each.page))]:
                break  # eyecite reads the spelling alike
        lines.append(f"({n}) {text} {each.paren}")
        values[f"({n})"] = each.core
        steps.append(f"“{spelled}” is {each.reporter}, so ({n}) is {each.core}.")
        agree(_variations()[each.reporter].count(spelled), 1, what="the spelling")
    prompt = (
        "Rewrite each citation with the standard abbreviation of its reporter (U.S., F.2d, F.3d, F.4th, F. Supp., F. Supp. 2d, A.2d, A.3d, N.E.2d, P.2d, P.3d, So. 2d, S.W.2d, S.W.3d), "
        "without the parenthesis. One line each, as in “(1): 12 F.3d 345”.\n\n" + "\n".join(lines)
    )
    return c.fields_row(prompt, steps, values)
