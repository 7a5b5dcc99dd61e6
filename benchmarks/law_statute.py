"""law.statute on the cases of SARA v2: its tax, and whether gold answers are accepted and changed ones rejected.

    python benchmarks/law_statute.py FOLDER [--show] [--cases N]      # FOLDER holds SARA's ``cases`` and ``statutes``; needs ``swipl``

SWI-Prolog reads the cases, whose facts may be given by rules, and computes with SARA's own statutes: the second route. The first are
our rules of the same sections (``plugins/law/tests/data/sara_v2/statute.lp``). Compared are the tax, which must be the case's gold
to the dollar, and, as SARA v2 as it is here has no entailment cases of its own, seven outcomes of sections for each person: married (§ 7703), surviving spouse (§ 2(a)),
head of household (§ 2(b)), gross income, exemptions (§ 151), taxable income (§ 63). Then each case becomes rows: its tax, and yes or no for
"is the tax $N" and for each of the three states, with answers as people write them, right and changed.
"""

from __future__ import annotations

import datetime
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from assay.testing import judge
from assay_law.rules import solve

HERE = Path(__file__).parent
RULES = (HERE.parent / "plugins/law/tests/data/sara_v2/statute.lp").read_text("utf-8")
STATES = {"married": "married", "s2_a": "a surviving spouse", "s2_b": "a head of household"}
NUMBERS = {"tax": 'tax("{who}", X, {year})', "taxable": 'taxable("{who}", X, {year})', "gross": 'gross("{who}", {year}, X)', "exemptions": 'exemptions("{who}", X, {year})'}  # fmt: skip
TRUTHS = {name: f'{name}("{{who}}", {{year}})' for name in STATES}


@dataclass(frozen=True)
class Case:
    """A case: its words, whom and which year it is about, its gold tax, its facts, and what Prolog comes to."""

    name: str
    text: str
    question: str
    who: str
    year: int
    gold: int
    facts: str
    prolog: dict[str, list[str]]


def _day(text: str) -> int:
    year, month, day = map(int, text.split("-"))
    return (datetime.date(year, month, 1) + datetime.timedelta(days=day - 1)).toordinal()


def facts_of(dump: str, year: int) -> str:
    """The facts that SWI-Prolog printed, with days as numbers, and the calendar that the rules ask for."""
    years: dict[int, int] = {}

    def number(match: re.Match[str]) -> str:
        years[_day(match[1])] = int(match[1][:4])
        return str(_day(match[1]))

    text = re.sub(r'"(\d{4}-\d{2}-\d{2})"', number, dump)
    some = {*range(year - 3, year + 2), *years.values(), *(each - 1 for each in years.values())}
    last = {each: datetime.date(each, 12, 31).toordinal() for each in {*some, year + 25, year + 65}}
    calendar = [f"year({year}). july({year},{datetime.date(year, 7, 2).toordinal()})."]
    calendar += [
        f"years25({year},{last[year + 25] - last[year]}). years65({year},{last[year + 65] - last[year]})."
    ]
    calendar += [
        f"first_day({y},{datetime.date(y, 1, 1).toordinal()}). last_day({y},{last[y]})." for y in sorted(some)
    ]
    calendar += [f"date({day}). day_year({day},{y})." for day, y in sorted(years.items())]
    texts = sorted(set(re.findall(r'"[^"]*"', text)))
    calendar += [
        f"public({each})." for each in texts if each.endswith(' Government"') or each.startswith('"State of ')
    ]
    return text + "\n".join(calendar)


def cases(folder: Path) -> Iterator[Case]:
    """The cases of a folder, as SWI-Prolog reads them."""
    for path in sorted(
        (folder / "cases").glob("tax_case_*.pl"), key=lambda each: int(each.stem.split("_")[-1])
    ):
        source = path.read_text("utf-8")
        asked = re.search(r'^:- tax\("([^"]*)",\s*(\d{4}),\s*(\d+)\)', source, re.MULTILINE)
        words = re.search(r"% Text\n% (.*?)\n\n% Question\n% (.*?)\s*\$[\d,]+\n", source, re.DOTALL)
        if asked is None or words is None:
            raise ValueError(f"{path.name}: no question")
        who, year, gold = asked[1], int(asked[2]), int(asked[3])
        with tempfile.TemporaryDirectory() as box:
            copy = Path(box) / "case.pl"
            copy.write_text(re.sub(r"^:- (?:tax\(.*|halt)\.$", "", source, flags=re.MULTILINE), "utf-8")
            goal = f"consult('{copy}'),consult('{HERE / 'law_statute/facts.pl'}'),report(\"{who}\",{year},{gold}),halt"
            done = subprocess.run(["swipl", "-q", "-g", goal, "-t", "halt"], cwd=folder, capture_output=True, text=True, timeout=120)  # fmt: skip
        prolog: dict[str, list[str]] = {}
        dump = []
        for line in done.stdout.splitlines():
            if line.startswith("# "):
                _, name, value = line.split(" ", 2)
                prolog.setdefault(name, []).append(value)
            else:
                dump.append(line)
        yield Case(
            path.stem, words[1], words[2], who, year, gold, facts_of("\n".join(dump) + "\n", year), prolog
        )


def routes(case: Case) -> Iterator[tuple[str, bool, str]]:
    """For the tax, and for each outcome of a section: whether our rules come to the gold, or to what Prolog comes to."""
    for name, query in NUMBERS.items():
        outcome = solve(RULES, case.facts, query.format(who=case.who, year=case.year))
        mine = [str(each) for each in outcome.values]
        yield (
            name,
            mine == case.prolog.get(name, []),
            f"{case.name} {name}: {mine} {outcome.why}, Prolog {case.prolog.get(name)}",
        )
        if name == "tax":
            yield "gold", mine == [str(case.gold)], f"{case.name}: {mine} {outcome.why}, gold {case.gold}"
    for name, query in TRUTHS.items():
        outcome = solve(RULES, case.facts, query.format(who=case.who, year=case.year))
        mine = ["yes" if outcome.status == "holds" else "no" if outcome.status == "fails" else "unknown"]
        yield (
            name,
            mine == case.prolog.get(name, []),
            f"{case.name} {name}: {mine}, Prolog {case.prolog.get(name)}",
        )


# --- answers as people write them -------------------------------------------------------------------------------------

MONEY = (
    "{m}",
    "${n}",
    "**{m}**",
    "The answer is {m}.",
    "{who} owes {m} in tax for {year}.",
    "Under § 1, {who} has to pay {m} in {year}.",
    "Gross income, less the deductions of § 63, gives the taxable income; the brackets of § 1 then give the tax.\n\nTax: {m}",
    "{who} owes income tax under § 1 and, if an employer, the excise of § 3301.\n\nTherefore, {who} must pay {m}.",
    "Final answer: {m}.00",
    "So the total tax is **{m}**.",
    "\\boxed{{{m}}}",
    "<answer>{m}</answer>",
    "{n} dollars",
    "<think>First the marital status under § 7703.</think>The tax for {year} is {m}.",
    "### Step 1\n{who}'s filing status follows from § 7703.\n\n### Step 2\nThe taxable income is computed under § 63.\n\n### Answer\n**{m}**",
    "{who}'s tax liability for {year} comes to {m}.",
    "For {year}, {who} must pay a total of {m} under 26 U.S.C. § 1.",
    "Tax owed by {who} in {year}: {m}",
)
YES = (
    "Yes.",
    "Yes, {who} was {state} in {year}.",
    "**Yes**",
    "Answer: Yes",
    "The answer is yes.",
    "Under § 7703 and § 2, yes.",
    "Entailment",
    "The conditions of § 2 have to be looked at first.\n\nConclusion: yes.",
    "Yes — the statute leads to this.",
    "True",
    "是的。",
    "答案：是",
    "{who} was {state} in {year}.",
    "It follows from the facts that {who} was {state} in {year}.",
    "### Analysis\nSection 7703 decides first; § 2 follows.\n\n### Conclusion\n**Yes**",
    "I have gone through § 7703 and § 2. The answer is **yes**.",
    "Yes, since § 7703 and § 2 are met.",
    "yes",
)
NO = (
    "No.",
    "No, {who} was not {state} in {year}.",
    "**No**",
    "Answer: No",
    "The answer is no.",
    "Under § 7703 and § 2, no.",
    "Contradiction",
    "The conditions of § 2 have to be looked at first.\n\nConclusion: no.",
    "No — the statute does not lead to this.",
    "False",
    "不是。",
    "答案：否",
    "{who} was not {state} in {year}.",
    "It follows from the facts that {who} was not {state} in {year}.",
    "### Analysis\nSection 7703 decides first; § 2 follows.\n\n### Conclusion\n**No**",
    "I have gone through § 7703 and § 2. The answer is **no**.",
    "No, since § 7703 and § 2 are not both met.",
    "no",
)


def changed(number: int, rng: random.Random) -> set[int]:
    """A sum that is off by a dollar, or has two digits transposed, or ten times or a tenth of it."""
    digits = list(str(number))
    places = [
        at for at in range(len(digits) - 1) if digits[at] != digits[at + 1] and (at or digits[1] != "0")
    ]
    made = {number + 1, number - 1 if number else number + 2, number + rng.randint(100, 900)}
    if places:
        at = rng.choice(places)
        digits[at], digits[at + 1] = digits[at + 1], digits[at]
        made.add(int("".join(digits)))
    return made - {number}


def rows(case: Case, rng: random.Random) -> Iterator[tuple[str, str, str, str, bool]]:
    """Kind, prompt, reference, response, and whether it is right."""
    start = f"{case.text} (Sections 1, 2, 63, 68, 151, 152, 3301, 3306 and 7703 as given.)\n"
    asked = NUMBERS["tax"].format(who=case.who, year=case.year)

    def reference(query: str, unit: str = "", state: str = "") -> str:
        words = {"yes": [f"was {state}"], "no": [f"was not {state}"]} if state else {}
        part = {"rules": RULES, "facts": case.facts, "query": query, "unit": unit, "words": words}
        return json.dumps({"statute": part})

    def said(template: str, number: int = 0, state: str = "") -> str:
        return template.format(m=f"${number:,}", n=number, who=case.who, year=case.year, state=state)

    tax = reference(asked, "USD")
    for template in rng.sample(MONEY, 6):
        yield "tax", start + case.question, tax, said(template, case.gold), True
        for other in changed(case.gold, rng):
            yield "tax", start + case.question, tax, said(template, other), False
    for number, right in ((case.gold, True), (rng.choice(sorted(changed(case.gold, rng))), False)):
        query, prompt = (
            asked.replace("X", str(number), 1),
            f"{start}Does {case.who} have to pay ${number:,} in {case.year}?",
        )
        one = reference(query)
        for template in rng.sample([t for t in YES if "{state}" not in t], 3):
            yield "entailed tax", prompt, one, said(template), right
        for template in rng.sample([t for t in NO if "{state}" not in t], 3):
            yield "entailed tax", prompt, one, said(template), not right
    for name, state in STATES.items():
        query, prompt = (
            TRUTHS[name].format(who=case.who, year=case.year),
            f"{start}Was {case.who} {state} in {case.year}?",
        )
        one, right = reference(query, state=state), case.prolog[name] == ["yes"]
        for template in rng.sample(YES, 4):
            yield state, prompt, one, said(template, 0, state), right
        for template in rng.sample(NO, 4):
            yield state, prompt, one, said(template, 0, state), not right


def main() -> None:
    folder = Path(sys.argv[1])
    shown = "--show" in sys.argv
    most = int(sys.argv[sys.argv.index("--cases") + 1]) if "--cases" in sys.argv else 1_000
    rng, same, all_of = random.Random(13), Counter[str](), Counter[str]()
    verdicts: dict[tuple[str, bool], Counter[str]] = {}
    told = list(islice(cases(folder), most))
    for case in told:
        for name, agrees, message in routes(case):
            all_of[name] += 1
            same[name] += agrees
            if not agrees:
                print("differs:", message)
        for kind, prompt, reference, response, right in rows(case, rng):
            verdict = judge("law.statute", response, reference, prompt)
            verdicts.setdefault((kind, right), Counter())[str(verdict.status)] += 1
            if shown and verdict.status != ("accepted" if right else "rejected"):
                print(case.name, kind, right, verdict.status, verdict.reason, repr(response))
    for name, number in all_of.items():
        print(f"{name:12} {same[name]} of {number} agree")
    for (kind, right), counts in verdicts.items():
        print(f"{kind:22} {'right' if right else 'wrong'}  {dict(counts)}")
    for right, wanted in ((True, "accepted"), (False, "rejected")):
        total = sum((counts for (_, each), counts in verdicts.items() if each is right), Counter[str]())
        print(
            f"{'gold' if right else 'perturbed'}: {wanted} {total[wanted]} of {total.total()} = {total[wanted] / total.total():.2%}"
        )
    speed()


def speed() -> None:
    """Rows a second on small programs: each has facts of its own, so that nothing but the rules is known already."""
    lines = (HERE.parent / "plugins/law/src/assay_law/examples/statute.jsonl").read_text("utf-8").splitlines()
    made = []
    for number in range(600):
        row = json.loads(lines[number % len(lines)])
        row["reference"]["statute"]["facts"] += f" number({number})."
        made.append((row["response"], json.dumps(row["reference"]), row["prompt"]))
    begin = time.process_time()
    for response, reference, prompt in made:
        judge("law.statute", response, reference, prompt)
    print(f"{len(made) / (time.process_time() - begin):.0f} rows/s on one core, facts new in each")


if __name__ == "__main__":
    main()
