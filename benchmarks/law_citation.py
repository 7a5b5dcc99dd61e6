"""law.citation on citation strings whose parse is known: right ones accepted, changed and invented ones accepted, rows a second.

    python benchmarks/law_citation.py EYECITE REPORTERS_DB [--show]     # clones of freelawproject/eyecite and /reporters-db

Three sets, read from the clones and never kept:

- ``tests``: the texts of eyecite's ``tests/test_FindTest.py`` for which its authors wrote down full case citations, and nothing else, with the parties if the text has some (those with tags of web pages left out, and those that put a circuit or a state into U.S.); the table of
  authorities is what they wrote (volume, reporter, page, parties, year).
- ``examples``: the examples of reporters-db, each its own table.
- ``opinion``: the full citations of the slip opinion in ``tests/assets/opinion.txt`` that quote no other, each with the text before it; the table is what
  eyecite reads in it.

A changed text has another volume, page (one off, digits transposed), year, reporter or party, with the same table. An
invented one is put behind the right one, and stands alone. The share of accepted right rows counts as right only what is
accepted; those that were refused are shown with ``--show``.
"""

from __future__ import annotations

import ast
import json
import logging
import random
import re
import sys
import time
from collections import Counter
from pathlib import Path

import assay
from assay.testing import judge as verdict_of

INVENTED = (
    "Varghese v. China Southern Airlines Co., 925 F.3d 1339 (11th Cir. 2019)",
    "Miller v. United Airlines, Inc., 174 F.3d 366 (2d Cir. 1999)",
    "Petersen v. Iran Air, 905 F. Supp. 2d 121 (D.D.C. 2012)",
    "Shaboon v. EgyptAir, 2013 IL App (1st) 111279-U (Ill. App. Ct. 2013)",
    "99999 U.S. 1 (1850)",
    "100 F.3d 1 (9th Cir. 1950)",
    "28 U.S.C. § 99999(z)(9)",
)
"""Those of Mata v. Avianca, Inc., 678 F. Supp. 3d 443 (S.D.N.Y. 2023), and some that cannot be."""
Row = tuple[str, list[dict[str, object]]]


def tests(folder: Path) -> list[Row]:
    """Texts and tables of eyecite's own tests."""
    tree = ast.parse((folder / "tests/test_FindTest.py").read_text("utf-8"))
    rows: list[Row] = []
    for node in ast.walk(tree):
        if not (
            isinstance(node, ast.Tuple)
            and len(node.elts) >= 2
            and isinstance(node.elts[0], ast.Constant)
            and isinstance(node.elts[1], ast.List)
        ):
            continue
        text, table, whole = node.elts[0].value, [], True
        for call in node.elts[1].elts:
            if not (
                isinstance(call, ast.Call)
                and isinstance(call.func, ast.Name)
                and call.func.id == "case_citation"
            ):
                whole = False
                continue
            try:
                told = {k.arg: ast.literal_eval(k.value) for k in call.keywords}
            except ValueError:
                whole = False
                continue
            if told.get("short") or "source_text" in told or told.get("page", "1") is None:
                whole = False
                continue
            meta = told.get("metadata", {})
            reporter = told.get("reporter") or told.get("reporter_found", "U.S.")
            row: dict[str, object] = {
                "citation": f"{told.get('volume', '1')} {reporter} {told.get('page', '1')}"
            }
            if meta.get("plaintiff") and meta.get("defendant"):
                row["name"] = f"{meta['plaintiff']} v. {meta['defendant']}"
            if told.get("year"):
                row["year"] = told["year"]
            table.append(row)
        unnamed = any("name" not in row for row in table) and re.search(
            r"\bv\. |\bIn re\b", str(text), re.IGNORECASE
        )
        if (
            whole
            and table
            and isinstance(text, str)
            and not unnamed
            and "class=" not in text
            and not re.search(r"U\.S\. .*\((?:4th Cir|Pa)\.", text)
        ):
            rows.append((text, table))
    return rows


def examples(folder: Path) -> list[Row]:
    """The examples of reporters-db: real forms, each its own table."""
    data = json.loads((folder / "reporters_db/data/reporters.json").read_text("utf-8"))
    return [
        (text, [{"citation": text}])
        for group in data.values()
        for reporter in group
        for text in reporter.get("examples", [])
    ]


def opinion(folder: Path) -> list[Row]:
    """The full citations of an opinion, with the text before each."""
    from eyecite import clean_text, get_citations
    from eyecite.models import FullCaseCitation

    text = clean_text((folder / "tests/assets/opinion.txt").read_text("utf-8"), ["all_whitespace"])
    text = re.sub(r"(\w)- (?=[a-z])", r"\1", text)
    rows: list[Row] = []
    for cite in get_citations(text):
        if (
            isinstance(cite, FullCaseCitation)
            and cite.groups.get("page")
            and cite.metadata.plaintiff
            and cite.metadata.defendant
        ):
            start, end = cite.full_span()
            name = f"{cite.metadata.plaintiff} v. {cite.metadata.defendant}"
            table: dict[str, object] = {"name": name, "citation": cite.corrected_citation()}
            if cite.metadata.year and cite.metadata.year in text[start:end]:
                table["year"] = cite.metadata.year
            piece = text[start:end]
            if (
                "(quoting" not in piece
                and "(citing" not in piece
                and len(re.findall(r"\d U\. ?S\. \d", piece)) <= 1
            ):
                rows.append((piece, [table]))
    return rows


def changed(rng: random.Random, text: str, table: list[dict[str, object]]) -> list[tuple[str, str]]:
    """Texts in which one thing is another than the table has it."""
    found = []
    for core in re.finditer(r"(?<![\w.])(\d{1,4})(\s+[A-Z][\w.' ]*?\s+)(\d{1,5})(?!\w)", text):
        volume, reporter, page = core.groups()
        if not any(
            str(row["citation"]).split()[::2][0] == volume and str(row["citation"]).split()[-1] == page
            for row in table
        ):
            continue
        for what, new in (
            ("volume", f"{int(volume) + rng.choice((1, 2, 10))}{reporter}{page}"),
            ("page", f"{volume}{reporter}{int(page) + rng.choice((1, 2, 9))}"),
            (
                "digits",
                f"{volume}{reporter}{page[:-2]}{page[-1]}{page[-2]}"
                if len(page) > 1 and page[-1] != page[-2] and page[-1] != "0"
                else "",
            ),
            ("reporter", f"{volume} {'F. Supp. 3d' if 'Supp' not in reporter else 'F.4th'} {page}"),
        ):
            if new:
                found.append((what, text[: core.start()] + new + text[core.end() :]))
    year = next((row["year"] for row in table if row.get("year")), None)
    if year and (at := re.search(rf"(?<=[ (]){year}\)", text)):
        found.append(
            ("year", f"{text[: at.start()]}{int(str(year)) + rng.choice((-1, 1, 2))}){text[at.end() :]}")
        )
    if table[0].get("name") and (at := re.search(r"(?<=\sv\.\s)[A-Z]\w+", text)):
        found.append(("party", f"{text[: at.start()]}Zwickelhuber{text[at.end() :]}"))
    return found


def main() -> None:
    """Print the figures of each set."""
    show = "--show" in sys.argv
    logging.disable(logging.WARNING)
    eyecite, reporters = (Path(each) for each in [a for a in sys.argv[1:] if not a.startswith("-")][:2])
    verifier = assay.find_verifier("law.citation")
    rng = random.Random(5)

    def judge(text: str, table: list[dict[str, object]]) -> assay.Verdict:
        return verdict_of(verifier, text, json.dumps({"authorities": table}))

    for name, rows in (
        ("tests", tests(eyecite)),
        ("examples", examples(reporters)),
        ("opinion", opinion(eyecite)),
    ):
        right, refused, wrong, passed, asked, took, invented = (
            0,
            Counter[str](),
            0,
            Counter[str](),
            Counter[str](),
            0.0,
            0,
        )
        usable = 0
        for text, table in rows:
            begin = time.process_time()
            verdict = judge(text, table)
            took += time.process_time() - begin
            usable += 1
            right += verdict.accepted
            if not verdict.accepted:
                refused[verdict.reason] += 1
                if show:
                    print(f"  {name}: {verdict.reason}: {text[:110]!r} {table} {verdict.message[:120]}")
                continue
            for what, new in changed(rng, text, table):
                asked[what] += 1
                if judge(new, table).accepted:
                    passed[what] += 1
                    if show:
                        print(f"  {name}: accepted with another {what}: {new[:110]!r} {table}")
            for fake in INVENTED:
                invented += judge(f"{text}. See also {fake}.", table).accepted + judge(fake, table).accepted
        wrong = sum(asked.values())
        print(f"{name}: {usable} right rows, {right / max(1, usable):.1%} accepted, {dict(refused)}; {wrong} changed rows, {1 - sum(passed.values()) / max(1, wrong):.2%} refused, {dict(passed)}; "
              f"invented accepted {invented}; {usable / max(took, 1e-9):.0f} rows/s")  # fmt: skip


if __name__ == "__main__":
    main()
