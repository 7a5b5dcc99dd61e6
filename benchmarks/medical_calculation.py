"""How `medical.calculation` agrees with labels that physicians corrected, and how it takes the wrong ones.

    python benchmarks/medical_calculation.py --v1 FILE.csv [--corrected FILE.csv] [--other FILE.csv] [--show NAME]

``--v1`` is the test split of MedCalc-Bench v1.0 (Khandekar et al. 2024, doi:10.48550/arXiv.2406.12036; CC BY-SA 4.0).
``--corrected`` has physician-validated labels for it: ``data/medcalc_v1_corrected.csv`` of github.com/junzeye/validate-medcalc-labels (MIT;
Ye et al. 2025), whose ``data/phase3`` says which 50 the physicians set themselves (``--physicians FILE.csv`` with columns ``uid`` and ``label``).
``--other`` is another file in the columns of MedCalc-Bench: ``datasets/one_shot_data.csv`` of github.com/nikhilk7153/MedCalc-Bench-Verified.
None of them is part of this repository. A row is the note and the question; the reference has the data set's "Relevant Entities" and
its tolerance of 5 %; the response is a label.
"""

from __future__ import annotations

import argparse
import ast
import csv
import json
import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from assay import Verdict
from assay.testing import judge
from assay_medical.calculators import find

csv.field_size_limit(10**9)
Row = Mapping[str, str]


def rows(path: str) -> list[dict[str, str]]:
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def verdict(row: Row, response: str) -> Verdict:
    inputs = ast.literal_eval(row["Relevant Entities"])
    reference = {"calculator": row["Calculator Name"], "inputs": inputs, "rel_tol": 0.05}
    return judge(
        "medical.calculation", response, json.dumps(reference), f"{row['Patient Note']}\n\n{row['Question']}"
    )


def same(one: str, other: str) -> bool:
    """Whether two labels are one: numbers within 5 %, weeks and days also as days, text as it stands."""
    number, aim = _number(one), _number(other)
    if number is not None and aim is not None:
        return abs(number - aim) <= 0.05 * abs(aim) + 1e-9
    days = [_days(one), _days(other)]
    if None not in days:
        return days[0] == days[1]
    return re.sub(r"\W", "", one) == re.sub(r"\W", "", other)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _days(text: str) -> int | None:
    found = [int(n) for n in re.findall(r"\d+", text)]
    if "week" in text and len(found) == 2:
        return 7 * found[0] + found[1]
    return found[0] if len(found) == 1 and re.fullmatch(r"\d+", text.strip()) else None


def perturbed(label: str, exact: bool, rng: random.Random) -> Iterable[str]:
    """Wrong answers made of a label; scores are off by one, decimals by more than their tolerance."""
    value = _number(label)
    if value is not None:
        off = rng.choice((0.8, 1.2, 1.5, 0.5, 2, 10)) * value if value else 1.0
        yield f"{value + rng.choice((-1, 1)):g}" if exact else f"{off:.3g}"
        yield f"{-value:g}" if value else "2"
        yield f"certainly not {label}"
        yield f"either {value - 2:g} or {value:g} or {value + 3:g}"
    elif re.fullmatch(r"\d\d/\d\d/\d{4}", label):
        yield f"{label[:3]}{(int(label[3:5]) % 28) + 1:02d}{label[5:]}"
        yield f"{label[:6]}{int(label[6:]) + 1}"
        yield f"certainly not {label}"


def count(name: str, found: Counter[str]) -> None:
    total = sum(found.values())
    print(f"{name} ({total}): " + ", ".join(f"{key} {n} ({n / total:.1%})" for key, n in found.most_common()))


def decisions(given: list[dict[str, str]], show: str) -> None:
    """How many rows are decided, with their own labels, and how many wrong answers are refused."""
    rng = random.Random(7)
    per: dict[str, Counter[str]] = defaultdict(Counter)
    all_of: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    began, judged = time.process_time(), 0
    for row in given:
        calculator = find(row["Calculator Name"])
        if calculator is None:
            all_of["no calculator"] += 1
            continue
        told = verdict(row, row["Ground Truth Answer"])
        judged += 1
        key = told.status if told.status in ("accepted", "rejected") else f"{told.status}/{told.reason}"
        all_of[key] += 1
        per[row["Calculator Name"]]["decided" if told.status in ("accepted", "rejected") else "open"] += 1
        if show and show in row["Calculator Name"]:
            print(f"  {row['Row Number']}: {key}: {told.message}")
        if told.accepted:
            for answer in perturbed(row["Ground Truth Answer"], calculator.kind == "score", rng):
                judged += 1
                accepted = verdict(row, answer).accepted
                wrong["accepted" if accepted else "refused"] += 1
                if accepted and show:
                    print(f"  {calculator.name}: {row['Ground Truth Answer']} as {answer!r} is accepted")
    count("rows with their own label", all_of)
    decided = sum(n for key, n in all_of.items() if key in ("accepted", "rejected"))
    print(f"decided: {decided / sum(all_of.values()):.1%} of all rows, {len(per)} calculators")
    open_ones = sorted(((c["open"] / sum(c.values()), name) for name, c in per.items()), reverse=True)[:8]
    print("most left open: " + ", ".join(f"{name} {share:.0%}" for share, name in open_ones))
    count("wrong answers made of accepted labels", wrong)
    print(f"{judged / (time.process_time() - began):.0f} rows/s of processor time")


def corrections(given: list[dict[str, str]], gold: dict[str, str], name: str) -> None:
    """Labels that were right and labels that were wrong, by what physicians say."""
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for row in given:
        label = gold.get(row["Row Number"])
        if label is None or find(row["Calculator Name"]) is None:
            continue
        told = verdict(row, row["Ground Truth Answer"])
        group = right if same(row["Ground Truth Answer"], label) else wrong
        group[told.status] += 1
    count(f"{name}: original labels that are right", right)
    count(f"{name}: original labels that are wrong", wrong)
    if wrong:
        print(f"{name}: {1 - wrong['accepted'] / sum(wrong.values()):.1%} of the wrong ones are not accepted")


def agreement(given: list[dict[str, str]], gold: dict[str, str]) -> None:
    """Corrected labels as responses: how many agree with ours where the inputs stand in the note."""
    found: Counter[str] = Counter()
    per: dict[str, list[bool]] = defaultdict(list)
    for row in given:
        label = gold.get(row["Row Number"])
        calculator = find(row["Calculator Name"])
        if label is None or calculator is None or not re.search(r"\d", label):
            continue
        days = int(label) if calculator.kind == "duration" and label.isdigit() else None
        told = verdict(row, label if days is None else f"{days} days")
        found[told.status] += 1
        if told.status in ("accepted", "rejected"):
            grounded = all(check.status == "accepted" for check in told.checks if check.kind == "input")
            if grounded:
                per[row["Calculator Name"]].append(told.accepted)
    count("corrected labels", found)
    agreed = [share for each in per.values() for share in each]
    print(
        f"with all inputs found: {sum(agreed)} of {len(agreed)} agree ({sum(agreed) / max(1, len(agreed)):.1%})"
    )
    print("below: " + ", ".join(f"{k} {sum(v)}/{len(v)}" for k, v in sorted(per.items()) if not all(v)))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--v1", required=True)
    parser.add_argument("--corrected")
    parser.add_argument("--physicians")
    parser.add_argument("--other")
    parser.add_argument("--show", default="")
    args = parser.parse_args()
    given = rows(args.v1)
    decisions(given, args.show)
    if args.corrected:
        gold = {row["Unique ID"]: row["Ground Truth Answer"] for row in rows(args.corrected)}
        corrections(given, gold, "corrected")
        agreement(given, gold)
    if args.physicians:
        corrections(given, {row["uid"]: row["label"] for row in rows(args.physicians)}, "physicians")
    if args.other:
        print(args.other)
        decisions(rows(args.other), args.show)


if __name__ == "__main__":
    main()
