"""Response bands of the National Early Warning Score 2."""

from __future__ import annotations

import random
from bisect import bisect_left

from assay import Draft, agree, generator, make_reference

BANDS = ("low", "low-medium", "medium", "high")
# Royal College of Physicians. National Early Warning Score (NEWS) 2. London: RCP, 2017 (ISBN 978-1-86016-682-2), chart 1 and chart 2.
TABLE = """| | 3 | 2 | 1 | 0 | 1 | 2 | 3 |
|---|---|---|---|---|---|---|---|
| Respiration rate (/min) | ≤8 | | 9–11 | 12–20 | | 21–24 | ≥25 |
| SpO₂ scale 1 (%) | ≤91 | 92–93 | 94–95 | ≥96 | | | |
| SpO₂ scale 2 (%) | ≤83 | 84–85 | 86–87 | 88–92, or ≥93 on air | 93–94 on oxygen | 95–96 on oxygen | ≥97 on oxygen |
| Air or oxygen | | oxygen | | air | | | |
| Systolic BP (mmHg) | ≤90 | 91–100 | 101–110 | 111–219 | | | ≥220 |
| Pulse (/min) | ≤40 | | 41–50 | 51–90 | 91–110 | 111–130 | ≥131 |
| Consciousness | | | | alert | | | confusion (new), voice, pain, unresponsive |
| Temperature (°C) | ≤35.0 | | 35.1–36.0 | 36.1–38.0 | 38.1–39.0 | ≥39.1 | |"""
RULE = "Bands: total 0–4 low; 3 in any single parameter with a total of 4 or less low-medium; total 5–6 medium; total 7 or more high."
_CUTS = {
    "respiration rate": ((8, 11, 20, 24), (3, 1, 0, 2, 3)),
    "SpO₂ 1": ((91, 93, 95), (3, 2, 1, 0)),
    "SpO₂ 2 air": ((83, 85, 87), (3, 2, 1, 0)),
    "SpO₂ 2 oxygen": ((83, 85, 87, 92, 94, 96), (3, 2, 1, 0, 1, 2, 3)),
    "systolic BP": ((90, 100, 110, 219), (3, 2, 1, 0, 3)),
    "pulse": ((40, 50, 90, 110, 130), (3, 1, 0, 1, 2, 3)),
    "temperature": ((350, 360, 380, 390), (3, 1, 0, 1, 2)),
}
"""The highest value of each column but the last, and the points; temperatures in tenths of a degree."""
_LEVELS = ("alert", "new confusion", "responds to voice", "responds to pain", "unresponsive")


def points_by_table(name: str, value: int) -> int:
    cuts, points = _CUTS[name]
    return points[bisect_left(cuts, value)]


def points_by_limits(name: str, v: int) -> int:
    """The same from the chart's limits one by one."""
    if name == "respiration rate":
        return 3 if v <= 8 or v >= 25 else 2 if 21 <= v <= 24 else 1 if 9 <= v <= 11 else 0
    if name == "SpO₂ 1":
        return 0 if v >= 96 else 1 if v >= 94 else 2 if v >= 92 else 3
    if name.startswith("SpO₂ 2"):
        if v <= 87:
            return 1 if v >= 86 else 2 if v >= 84 else 3
        if v <= 92 or name.endswith("air"):
            return 0
        return 1 if v <= 94 else 2 if v <= 96 else 3
    if name == "systolic BP":
        return 3 if v <= 90 or v >= 220 else 2 if v <= 100 else 1 if v <= 110 else 0
    if name == "pulse":
        return 3 if v <= 40 or v >= 131 else 2 if v >= 111 else 1 if v <= 50 or v >= 91 else 0
    return 3 if v <= 350 else 1 if v <= 360 else 0 if v <= 380 else 1 if v <= 390 else 2


@generator("medical.triage_news2", verifiers=("medical.triage",))
def triage_news2(rng: random.Random, difficulty: int) -> Draft:
    """The NEWS2 response band of a set of observations, by the chart in the prompt.

    1: a list of nearly normal values. 2: a nurse's note. 3: values at the cut-offs. 4: scale 2 for a target of 88 to 92 %. 5: an earlier set beside
    the one that counts.
    """
    scale2 = difficulty >= 4 and rng.random() < 0.6
    oxygen = rng.random() < (0.15, 0.3, 0.4, 0.6, 0.6)[difficulty - 1]
    ill = rng.random() if difficulty > 1 else rng.choice((0.1, 0.1, 0.3, 0.6))
    now = _observations(rng, ill, difficulty >= 3, scale2)
    level = rng.choice(_LEVELS[1:4]) if rng.random() < 0.1 + 0.15 * ill else "alert"
    spo2 = "SpO₂ 1" if not scale2 else "SpO₂ 2 oxygen" if oxygen else "SpO₂ 2 air"
    values = {
        "respiration rate": now["rr"],
        spo2: now["spo2"],
        "systolic BP": now["sbp"],
        "pulse": now["hr"],
        "temperature": now["temp"],
    }
    points: dict[str, int] = {}
    for name, value in values.items():
        key = "SpO₂" if name.startswith("SpO₂") else name
        points[key] = agree(
            points_by_table(name, value), points_by_limits(name, value), what=f"the points of {name}"
        )
    points["oxygen"] = 2 if oxygen else 0
    points["consciousness"] = 0 if level == "alert" else 3
    total = sum(points.values())
    single = max(points.values()) == 3
    band = "high" if total >= 7 else "medium" if total >= 5 else "low-medium" if single else "low"
    other = BANDS[0 if total < 5 and not single else 1 if total < 5 else 2 if total < 7 else 3]
    agree(band, other, what="the band")
    prompt = "\n\n".join(
        (
            _note(rng, difficulty, now, oxygen, level, scale2),
            f"NEWS2 chart (RCP 2017), points at the top:\n\n{TABLE}",
            RULE,
            _ask(rng, scale2),
        )
    )
    steps = [
        f"{name[:1].upper()}{name[1:]} {_shown(name, now, oxygen, level)}: {p}" for name, p in points.items()
    ]
    answer = (
        f"Total = {total}."
        + (" One parameter scores 3." if single and total < 5 else "")
        + f"\nResponse band: **{band}**"
    )
    reference = make_reference(
        band,
        term={"answer": band, "among": list(BANDS), "also": {"low-medium": ["low to medium", "low–medium"]}},
        score={"total": total, "points": points},
    )
    return Draft(prompt, "\n".join([*steps, answer]), reference, answer=band)


def _observations(rng: random.Random, ill: float, edges: bool, scale2: bool) -> dict[str, int]:
    def around(normal: int, off: int, cuts: tuple[int, ...], low: int, high: int) -> int:
        value = round(rng.gauss(normal + off * ill * rng.random(), 1 + abs(off) * 0.12))
        if edges and rng.random() < 0.45:
            near = min(cuts, key=lambda cut: abs(cut - value))
            value = near + rng.choice((0, 1))
        return max(low, min(high, value))

    fast = rng.random() < 0.9
    spo2 = around(90, -5, (83, 85, 87, 92, 94), 78, 97) if scale2 else around(97, -7, (91, 93, 95), 82, 99)
    return {
        "rr": around(16, 14 if fast else -8, (8, 11, 20, 24), 7, 38),
        "spo2": spo2,
        "sbp": around(126, rng.choice((-45, -30, 15)), (90, 100, 110), 72, 196),
        "hr": around(78, 55 if fast else -35, (40, 50, 90, 110, 130), 36, 152),
        "temp": around(370, rng.choice((22, 15, -14)), (350, 360, 380, 390), 342, 402),
    }


def _shown(name: str, now: dict[str, int], oxygen: bool, level: str) -> str:
    return {
        "respiration rate": f"{now['rr']}", "SpO₂": f"{now['spo2']} %", "systolic BP": f"{now['sbp']}", "pulse": f"{now['hr']}",
        "temperature": f"{now['temp'] / 10:.1f}", "oxygen": "given" if oxygen else "not given, on air", "consciousness": level,
    }[name]  # fmt: skip


def _set(rng: random.Random, now: dict[str, int], oxygen: bool, level: str, prose: bool) -> str:
    dia = max(38, min(now["sbp"] - 20, round(now["sbp"] * rng.uniform(0.52, 0.66))))
    temp = f"{now['temp'] / 10:.1f}"
    litres = rng.choice((2, 3, 4, 6, 8))
    supply = (
        rng.choice(
            (
                f"on {litres} L O₂",
                f"on {litres} L/min oxygen via nasal cannulae"
                if litres <= 4
                else f"on {litres} L/min oxygen via mask",
            )
        )
        if oxygen
        else rng.choice(("on room air", "on air", "RA"))
    )
    if supply == "RA" and prose:
        supply = "on room air"
    mind = {"alert": rng.choice(("alert", "alert and orientated")), "new confusion": "newly confused"}.get(
        level, level
    )
    if not prose:
        parts = [
            f"RR {now['rr']}",
            f"SpO₂ {now['spo2']} % {supply}",
            f"BP {now['sbp']}/{dia}",
            f"HR {now['hr']}",
            f"T {temp} °C",
            mind,
        ]
        return "; ".join(parts)
    return rng.choice(
        (
            f"{mind.capitalize()}, RR {now['rr']}, sats {now['spo2']} % {supply}, BP {now['sbp']}/{dia}, pulse {now['hr']} and regular, temp {temp} °C",
            f"BP {now['sbp']}/{dia}, HR {now['hr']}, resps {now['rr']}, sats {now['spo2']} % {supply}, temp {temp} °C. Patient {mind}",
            f"Obs: temp {temp} °C, pulse {now['hr']} bpm, BP {now['sbp']}/{dia} mmHg, breathing at {now['rr']}/min, SpO₂ {now['spo2']} % {supply}; {mind}",
        )
    )


_WHO = (
    "{age}-year-old {sex}, day {d} after {op}", "{age}{s} admitted with {ill}", "{age}-year-old {sex} on the {ward}, {ill}", "Mr/Mrs X, {age}, {ill}",
    "Called to see a {age}-year-old {sex} with {ill}",
)  # fmt: skip


def _note(
    rng: random.Random, difficulty: int, now: dict[str, int], oxygen: bool, level: str, scale2: bool
) -> str:
    sex = rng.choice(("man", "woman"))
    who = rng.choice(_WHO[:3] + _WHO[4:]).format(
        age=rng.randint(27, 93), sex=sex, s="M" if sex == "man" else "F", d=rng.randint(1, 4), op=rng.choice(("hip replacement", "bowel resection", "cholecystectomy", "a fractured neck of femur")),
        ill="COPD and a chest infection" if scale2 else rng.choice(("a chest infection", "cellulitis of the leg", "a urinary infection", "vomiting", "an upper GI bleed", "a fall at home", "pneumonia", "chest pain, troponin negative")),
        ward=rng.choice(("acute medical unit", "surgical ward", "short-stay ward")),
    )  # fmt: skip
    target = " Target saturation 88–92 % documented (scale 2)." if scale2 else ""
    hour = rng.randint(1, 22)
    if difficulty == 1:
        return f"{who}.{target} {_set(rng, now, oxygen, level, False)}."
    if difficulty < 5:
        return f"{who}.{target} {hour:02}:{rng.choice((0, 10, 15, 30, 45)):02} {_set(rng, now, oxygen, level, True)}."
    before = _observations(rng, rng.random(), True, scale2)
    first, later = f"{hour:02}:{rng.choice((0, 10, 20)):02}", f"{hour + 1:02}:{rng.choice((5, 15, 30)):02}"
    extra = rng.choice(
        (" Urine output 40 mL/h.", " Pain 3/10.", " Lactate sent.", " Weight 74 kg.", " Cap refill 2 s.")
    )
    return f"{who}.{target} {first} {_set(rng, before, oxygen, 'alert', True)}.{extra} {later} {_set(rng, now, oxygen, level, True)}."


def _ask(rng: random.Random, scale2: bool) -> str:
    return rng.choice(
        (
            "Which response band do the latest observations fall into: low, low-medium, medium or high?",
            "Work out the NEWS2 of the latest observations. Is the band low, low-medium, medium or high?",
            "Score the latest set of observations and name the band (low, low-medium, medium, high).",
        )
    ) + (" Use SpO₂ scale 2." if scale2 else " Use SpO₂ scale 1.")
