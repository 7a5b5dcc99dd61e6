"""Converting units and adding times."""

from __future__ import annotations

import random
from fractions import Fraction

from assay import Draft
from assay_math.generators._asking import posed
from assay_math.generators._levels import problems
from assay_math.generators._words import decimal
from assay_math.generators._write import worked

# (larger unit, smaller unit, how many of the smaller one): exact by definition of the units.
_METRIC = (
    ("km", "m", 1000),
    ("m", "cm", 100),
    ("kg", "g", 1000),
    ("L", "mL", 1000),
    ("cm", "mm", 10),
    ("g", "mg", 1000),
)
_ASKS = posed(
    "measurement",
    "${value}\\text{{ {old}}}$",
    (
        "Convert {it} to {new}.",
        "Express {it} in {new}.",
        "Write {it} in {new}.",
        "How much is {it} in {new}?",
    ),
    bare=(
        "How many {new} are ${value}\\text{{ {old}}}$?",
        "Change ${value}\\text{{ {old}}}$ into {new}.",
    ),
)
_AREA = {1: "", 2: "^2", 3: "^3"}


@problems("math.unit_conversion", version=2, levels=(1, 2, 2, 4, 4))
def unit_conversion(rng: random.Random, difficulty: int) -> Draft:
    """Convert between metric units.

    Step 1: to a smaller unit. 2: decimals. 3: to a larger unit. 4: areas. 5: volumes, either way.
    """
    large, small, factor = rng.choice(_METRIC[:2] + _METRIC[4:5] if difficulty >= 4 else _METRIC)
    dimension = {4: 2, 5: 3}.get(difficulty, 1)
    times = factor**dimension
    down = difficulty <= 2 or (difficulty >= 4 and rng.random() < 0.5)
    power = _AREA[dimension]
    old, new = (large, small) if down else (small, large)
    if difficulty == 1:
        value = Fraction(rng.randint(2, 900))
    elif down:
        value = Fraction(rng.randint(11, 99_999), rng.choice([10, 100]))
    else:
        value = Fraction(rng.randint(101, 99_999) * (times // 1000 if times > 1000 else 1))
    result = value * times if down else value / times
    rule = f"$1\\text{{ {large}}}{power} = {times}\\text{{ {small}}}{power}$"
    sign = "\\cdot" if down else "\\div"
    steps = []
    if dimension > 1:
        steps.append(
            f"Since $1\\text{{ {large}}} = {factor}\\text{{ {small}}}$, the factor is ${factor}^{dimension} = {times}$."
        )
        rule = f"There are ${times}$ small units in a large one"
    else:
        rule = f"Since {rule}, there are ${times}$ small units in a large one"
    steps.append(
        f"{rule}, so {'multiply' if down else 'divide'}: ${decimal(value)} {sign} {times} = {decimal(result)}$."
    )
    prompt = rng.choice(_ASKS)
    if power:
        prompt = prompt.replace("\\text{{ {old}}}$", "\\text{{ {old}}}" + power + "$").replace(
            "{new}", "${new}$"
        )
        new = f"\\text{{{new}}}{power}"
    prompt = prompt.format(value=decimal(value), old=old, new=new)
    unit = f"\\text{{ {small if down else large}}}{power}"
    return worked(rng, prompt, steps, f"{decimal(result)}{unit}")


_BRIEF: dict[str, tuple[int, int]] = {
    "A phone call": (2, 45), "A coffee break": (5, 30), "A radio play": (20, 59), "A fitting": (5, 40), "A lesson": (30, 59),
    "A car wash": (3, 25), "A test": (10, 59), "A piano piece": (2, 40), "A power cut": (2, 59), "A swim": (10, 59),
}  # fmt: skip
"""What may take less than an hour, with the minutes it takes."""
_LONG = ("A hike", "A train ride", "A bus ride", "A flight", "A workshop", "A cycling tour")
_NIGHTLY = (
    "A flight",
    "A train ride",
    "A night shift",
    "A bus ride",
    "A ferry crossing",
    "A rescue operation",
)
_TIMES = (
    "{event} starts at {start} and lasts {length}. At what time, on the 24-hour clock, does it end?",
    "{event} that begins at {start} takes {length}. On the 24-hour clock, when is it over?",
    "If {lower} starts at {start} and takes {length}, at what time on the 24-hour clock does it finish?",
    "{event} lasting {length} starts at {start}. What time is it at the end, on the 24-hour clock?",
    "{event} that takes {length} begins at {start} on the 24-hour clock. Find the time at its end.",
    "At {start} {lower} begins, and it takes {length}. When does it end, on the 24-hour clock?",
    "What is the time, on the 24-hour clock, at the end of {lower} that starts at {start} and takes {length}?",
    "On the 24-hour clock it is {start} when {lower} begins that takes {length}. What time is it when it is over?",
)


@problems("math.elapsed_time", version=3, levels=(1, 2, 3, 3, 3))
def elapsed_time(rng: random.Random, difficulty: int) -> Draft:
    """Add a duration to a time of day (24-hour clock).

    Step 1: minutes within the hour. 2: over the hour. 3: hours and minutes. 4: past midnight. 5: with a break.
    """
    event = rng.choice(tuple(_BRIEF) if difficulty <= 2 else _LONG if difficulty == 3 else _NIGHTLY)
    hour, minute = rng.randint(6, 13), rng.randint(0, 59)
    hours = 0
    if difficulty <= 2:
        minutes = rng.randint(*_BRIEF[event])
        minute = rng.randint(0, 59 - minutes) if difficulty == 1 else rng.randint(60 - minutes, 59)
    else:
        hours, minutes = rng.randint(1, 8), rng.randint(1, 59)
        if difficulty >= 4:
            hour, hours = rng.randint(19, 23), rng.randint(5, 12)
    pause = rng.randint(5, 55) if difficulty == 5 else 0
    total = hours * 60 + minutes + pause
    start = hour * 60 + minute
    end = start + total
    length = (
        f"{_count(hours, 'hour')} and {_count(minutes, 'minute')}" if hours else _count(minutes, "minute")
    )
    if pause:
        length += f", with a break of {_count(pause, 'minute')} that is not counted in it"
    steps = [f"The start is ${hour} \\cdot 60 + {minute} = {start}$ minutes after midnight."]
    if hours:
        steps.append(f"The duration is ${hours} \\cdot 60 + {minutes} = {hours * 60 + minutes}$ minutes.")
    if pause:
        steps.append(f"With the break it is ${hours * 60 + minutes} + {pause} = {total}$ minutes.")
    steps.append(f"The end is ${start} + {total} = {end}$ minutes after that midnight.")
    if end >= 1440:
        steps.append(
            f"A day has ${24} \\cdot 60 = 1440$ minutes, so on the next day it is ${end} - 1440 = {end - 1440}$."
        )
        end -= 1440
    steps.append(f"In hours and minutes, ${end} = {end // 60} \\cdot 60 + {end % 60}$.")
    prompt = rng.choice(_TIMES).format(
        event=event, lower=event[0].lower() + event[1:], start=f"{hour}:{minute:02d}", length=length
    )
    return worked(rng, prompt, steps, f"{end // 60}:{end % 60:02d}")


def _count(value: int, what: str) -> str:
    return f"{value} {what}" + ("" if value == 1 else "s")
