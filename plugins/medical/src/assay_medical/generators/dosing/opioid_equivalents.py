"""Opioids in morphine milligram equivalents, by the table of the CDC (2022)."""

from __future__ import annotations

import random

from assay import Draft, generator
from assay_medical.calculators.writing import significant
from assay_medical.generators.dosing._ward import VERIFIERS, often
from assay_medical.worked import Worked

FACTORS = (
    ("codeine", "0.15", (15, 30, 60), (3, 4)),
    ("hydrocodone", "1", (5, 7.5, 10), (3, 4)),
    ("hydromorphone", "5", (2, 4, 8), (3, 4)),
    ("methadone", "4.7", (2.5, 5, 10), (2, 3)),
    ("morphine", "1", (15, 30, 60), (2, 3, 4)),
    ("oxycodone", "1.5", (5, 10, 15, 20), (2, 3, 4)),
    ("oxymorphone", "3", (5, 10), (2,)),
    ("tapentadol", "0.4", (50, 75, 100), (2, 3)),
    ("tramadol", "0.2", (50, 100), (2, 3, 4)),
)
"""Drug, factor, doses in mg, doses a day. Dowell D et al. MMWR Recomm Rep 2022;71(3):1-95, table; doi:10.15585/mmwr.rr7103a1"""


@generator("medical.opioid_equivalents", verifiers=VERIFIERS)
def opioid_equivalents(rng: random.Random, difficulty: int) -> Draft:
    """The daily dose in morphine milligram equivalents.

    1: one opioid. 2: two. 3: three. 4: with a patch of fentanyl. 5: after a reduction by some percent.
    """
    count = {1: 1, 2: 2, 3: 3, 4: 2, 5: 2}[difficulty]
    chosen = rng.sample(FACTORS, count)
    work = Worked()
    lines, terms, total = [], [], 0.0
    table = []
    for index, (drug, factor, doses, often_a_day) in enumerate(chosen):
        dose, times = rng.choice(doses), rng.choice(often_a_day)
        work.given(f"d{index}", f"{dose:g}", "mg", "dose")
        work.given(f"n{index}", str(times), "doses/day", "doses a day", said=often(rng, times))
        work.given(f"f{index}", factor, "", "conversion factor")
        lines.append(f"{drug} {{d{index}}} {{n{index}}}")
        work.step(
            f"m{index}",
            f"d{index} * n{index} * f{index}",
            "mg/day",
            drug.capitalize(),
            shown=f"{dose:g} mg × {times} doses/day × {factor}",
        )
        terms.append(f"m{index}")
        total += dose * times * float(factor)
        table.append((drug, f"{{f{index}}}"))
    if difficulty == 4:
        return _patch(rng)
    others = [(drug, factor) for drug, factor, _, _ in FACTORS if drug not in {c[0] for c in chosen}]
    table += rng.sample(others, 3)
    table.sort()
    factors = "; ".join(f"{drug} {factor}" for drug, factor in table)
    if count > 1:
        work.step("T", " + ".join(terms), "mg/day", "All together")
    asks: tuple[str, ...] = (
        "What is the daily dose in MME?",
        "How many MME per day is that?",
        "Total MME/day?",
    )
    who = rng.choice(
        (
            "A 56-year-old man with chronic back pain",
            "A 48-year-old woman with neuropathic pain",
            "A 67-year-old man with bone metastases",
            "A patient referred to the pain clinic",
            "A 39-year-old woman after spinal surgery",
        )
    )
    if difficulty == 5:
        percent = rng.choice((10, 15, 20, 25, 30))
        work.given("r", str(percent), "%", "reduction")
        work.step(
            "S",
            "T * (1 - r)",
            "mg/day",
            f"Less {percent}%",
            shown=f"{significant(total, 5)} mg/day × {1 - percent / 100:g}",
        )
        total *= 1 - percent / 100
        asks = (
            "The whole is to be tapered by {r}. What daily dose in MME is the target?",
            "It shall be reduced by {r} in the first step. Target in MME per day?",
        )
    taken = ", ".join(lines[:-1]) + (" and " if len(lines) > 1 else "") + lines[-1]
    prompt = rng.choice(
        (
            f"{who} takes {taken}, all by mouth. Conversion factors (CDC 2022, mg × factor = MME): {factors}. {rng.choice(asks)}",
            f"{who}: {taken}. Factors to morphine milligram equivalents (CDC 2022): {factors}. {rng.choice(asks)}",
        )
    )
    return work.draft(prompt, "That is", second=total, digits=5, unit="MME/day")


def _patch(rng: random.Random) -> Draft:
    """With a patch, whose factor turns mcg/h into MME a day."""
    work = Worked()
    patch, chosen = rng.choice((12, 25, 37.5, 50, 75, 100)), rng.sample(FACTORS, rng.choice((1, 2)))
    texts, terms, total, rows = [], [], 0.0, []
    for index, (drug, factor, doses, often_a_day) in enumerate(chosen):
        dose, times = rng.choice(doses), rng.choice(often_a_day)
        work.given(f"d{index}", f"{dose:g}", "mg", "dose")
        work.given(f"n{index}", str(times), "doses/day", "doses a day", said=often(rng, times))
        work.given(f"f{index}", factor, "", "conversion factor")
        texts.append(f"{drug} {{d{index}}} {{n{index}}}")
        work.step(
            f"m{index}",
            f"d{index} * n{index} * f{index}",
            "mg/day",
            drug.capitalize(),
            shown=f"{dose:g} mg × {times} doses/day × {factor}",
        )
        terms.append(f"m{index}")
        total += dose * times * float(factor)
        rows.append(f"{drug} {{f{index}}}")
    work.given("p", f"{patch:g}", "mcg/h", "patch")
    work.given("k", "2.4", "(mg/day)/(mcg/h)", "conversion factor", said="2.4 MME/day per mcg/h")
    work.step("q", "p * k", "mg/day", "Fentanyl patch", shown=f"{patch:g} mcg/h × 2.4 mg/day per mcg/h")
    total += patch * 2.4
    work.step("T", " + ".join([*terms, "q"]), "mg/day", "All together")
    prompt = rng.choice(
        (
            f"A patient with cancer pain has a fentanyl patch of {{p}} and takes {' and '.join(texts)}. Conversion factors (CDC 2022): {'; '.join(rows)} (per mg); transdermal fentanyl {{k}}. What is the daily dose in MME?",
            f"Pain clinic: fentanyl patch {{p}}, {', '.join(texts)}. Factors (CDC 2022): {'; '.join(rows)} for each mg, fentanyl patch {{k}}. MME per day?",
        )
    )
    return work.draft(prompt, "That is", second=total, digits=5, unit="MME/day")
