"""Speed, distance and time: one traveller, and two that meet or chase each other."""

from __future__ import annotations

import random
from fractions import Fraction

from assay import Draft
from assay_math.generators._levels import problems
from assay_math.generators._words import count, decimal, noun, people
from assay_math.generators._write import num, worked

_WAYS = (
    ("cyclist", "rides", 12, 34), ("bus", "drives", 30, 85), ("train", "travels", 60, 210), ("car", "drives", 40, 125),
    ("ship", "sails", 14, 48), ("hiker", "walks", 3, 7), ("truck", "drives", 45, 90), ("motorcyclist", "rides", 45, 115),
    ("tram", "travels", 16, 50), ("jogger", "runs", 7, 15), ("driver", "drives", 40, 120),
)  # fmt: skip
"""Who moves, how, and between which believable speeds in km/h."""


@problems("math.speed_distance_time", version=2, levels=(1, 2, 3, 3, 3))
def speed_distance_time(rng: random.Random, difficulty: int) -> Draft:
    """Speed, distance and time of one traveller.

    Step 1: one of the three from the others. 2: minutes and hours. 3: km/h and m/s. 4: the
    average speed of two legs with a rest. 5: the speed needed on the rest of the way.
    """
    who, verb, low, high = rng.choice(_WAYS)
    speed = rng.randint(low, high)
    if difficulty == 1:
        hours = rng.randint(2, 9)
        return _basic(rng, who, verb, speed, hours)
    if difficulty == 2:
        return _minutes(rng, who, verb, speed)
    if difficulty == 3:
        return _metres_per_second(rng)
    if difficulty == 4:
        return _two_legs(rng, who, verb, low, high)
    return _needed_speed(rng, who, low, high)


def _basic(rng: random.Random, who: str, verb: str, speed: int, hours: int) -> Draft:
    way = speed * hours
    kind = rng.choice(("way", "speed", "time"))
    if kind == "way":
        prompt = rng.choice(
            (
                f"A {who} {verb} at {speed} km/h for {count(hours, 'hour')}. How many kilometres is that?",
                f"How many kilometres does a {who} cover in {count(hours, 'hour')} at a speed of {speed} km/h?",
                f"The speed of a {who} is {speed} km/h. What distance in kilometres is covered in {count(hours, 'hour')}?",
                f"At a steady {speed} km/h, how many kilometres does a {who} travel in {count(hours, 'hour')}?",
            )
        )
        return worked(
            rng, prompt, [f"Distance is speed times time: ${speed} \\cdot {hours} = {way}$."], str(way)
        )
    if kind == "speed":
        prompt = rng.choice(
            (
                f"A {who} {verb} {way} km in {count(hours, 'hour')}. What is the average speed in km/h?",
                f"It takes a {who} {count(hours, 'hour')} to cover {way} km. Find the average speed in km/h.",
                f"With which average speed, in km/h, does a {who} cover {way} km in {count(hours, 'hour')}?",
                f"A {who} needs {count(hours, 'hour')} for {way} km. How many kilometres per hour is that?",
            )
        )
        return worked(
            rng, prompt, [f"Speed is distance over time: ${way} \\div {hours} = {speed}$."], str(speed)
        )
    prompt = rng.choice(
        (
            f"A {who} {verb} {way} km at {speed} km/h. How many hours does it take?",
            f"How many hours does a {who} need for {way} km at a speed of {speed} km/h?",
            f"At {speed} km/h, how many hours does a {who} take to cover {way} km?",
            f"A {who} keeps a speed of {speed} km/h. After how many hours are {way} km covered?",
        )
    )
    return worked(rng, prompt, [f"Time is distance over speed: ${way} \\div {speed} = {hours}$."], str(hours))


def _minutes(rng: random.Random, who: str, verb: str, speed: int) -> Draft:
    minutes = rng.choice([m for m in range(6, 240, 2) if m % 60])
    way = Fraction(speed * minutes, 60)
    if (way * 10).denominator > 1:
        return _minutes(rng, who, verb, speed + 1)
    long = decimal(way)
    hours = f"\\frac{{{minutes}}}{{60}} = {num(Fraction(minutes, 60))}"
    kind = rng.choice(("way", "speed", "time"))
    if kind == "way":
        prompt = rng.choice(
            (
                f"A {who} {verb} at {speed} km/h for {minutes} minutes. How many kilometres is that?",
                f"How many kilometres does a {who} cover in {minutes} minutes at {speed} km/h?",
                f"At a steady {speed} km/h, how far in kilometres does a {who} get in {minutes} minutes?",
                f"A {who} keeps a speed of {speed} km/h for {minutes} minutes. Find the distance in kilometres.",
            )
        )
        steps = [
            f"In hours the time is ${hours}$.",
            f"The distance is ${speed} \\cdot {num(Fraction(minutes, 60))} = {long}$.",
        ]
        return worked(rng, prompt, steps, long)
    if kind == "speed":
        prompt = rng.choice(
            (
                f"A {who} {verb} {long} km in {minutes} minutes. What is the average speed in km/h?",
                f"It takes a {who} {minutes} minutes to cover {long} km. Find the average speed in km/h.",
                f"A {who} needs {minutes} minutes for {long} km. How many kilometres per hour is that?",
                f"What average speed in km/h does a {who} have that covers {long} km in {minutes} minutes?",
            )
        )
        steps = [
            f"In hours the time is ${hours}$.",
            f"The speed is ${long} \\div {num(Fraction(minutes, 60))} = {speed}$.",
        ]
        return worked(rng, prompt, steps, str(speed))
    prompt = rng.choice(
        (
            f"A {who} {verb} {long} km at {speed} km/h. How many minutes does it take?",
            f"How many minutes does a {who} need for {long} km at a speed of {speed} km/h?",
            f"At {speed} km/h, how many minutes does a {who} take to cover {long} km?",
            f"A {who} keeps a speed of {speed} km/h. How many minutes pass until {long} km are covered?",
        )
    )
    steps = [
        f"In hours the time is $\\frac{{{long}}}{{{speed}}} = {num(Fraction(minutes, 60))}$.",
        f"In minutes: $60 \\cdot {num(Fraction(minutes, 60))} = {minutes}$.",
    ]
    return worked(rng, prompt, steps, str(minutes))


_MOVERS = (
    ("car", 20, 130), ("train", 30, 260), ("motorcycle", 25, 150), ("cheetah", 40, 105), ("drone", 5, 80), ("bird", 10, 90),
    ("speedboat", 15, 90), ("racing cyclist", 18, 60), ("lift", 1, 36), ("rabbit", 3, 50), ("walker", 2, 8),
)  # fmt: skip
"""What moves, with the least and greatest speed in km/h that a reader would believe."""


def _metres_per_second(rng: random.Random) -> Draft:
    mps = Fraction(rng.randint(4, 140), rng.choice((2, 4, 5)))  # 2.9 to 252 km/h
    kmh = mps * Fraction(18, 5)
    seconds = rng.randint(5, 120)
    metres = mps * seconds
    who = rng.choice([name for name, low, high in _MOVERS if low <= kmh <= high])
    kind = rng.choice(("metres", "kmh", "seconds"))
    convert = f"In metres per second the speed is ${decimal(kmh)} \\div 3.6 = {decimal(mps)}$."
    if kind == "metres":
        prompt = rng.choice(
            (
                f"A {who} moves at {decimal(kmh)} km/h. How many metres does it cover in {seconds} seconds?",
                f"How many metres does a {who} get in {seconds} seconds at {decimal(kmh)} km/h?",
            )
        )
        steps = [convert, f"In {seconds} seconds: ${decimal(mps)} \\cdot {seconds} = {decimal(metres)}$."]
        return worked(rng, prompt, steps, decimal(metres))
    if kind == "seconds":
        prompt = rng.choice(
            (
                f"A {who} moves at {decimal(kmh)} km/h. How many seconds does it need for {decimal(metres)} metres?",
                f"In how many seconds does a {who} cover {decimal(metres)} metres at {decimal(kmh)} km/h?",
            )
        )
        steps = [convert, f"The time is ${decimal(metres)} \\div {decimal(mps)} = {seconds}$."]
        return worked(rng, prompt, steps, str(seconds))
    prompt = rng.choice(
        (
            f"A {who} covers {decimal(metres)} metres in {seconds} seconds. What is its speed in km/h?",
            f"It takes a {who} {seconds} seconds to cover {decimal(metres)} metres. How many km/h is that?",
        )
    )
    steps = [
        f"In metres per second the speed is ${decimal(metres)} \\div {seconds} = {decimal(mps)}$.",
        f"In kilometres per hour: $3.6 \\cdot {decimal(mps)} = {decimal(kmh)}$.",
    ]
    return worked(rng, prompt, steps, decimal(kmh))


def _two_legs(rng: random.Random, who: str, verb: str, low: int, high: int) -> Draft:
    first, second = rng.sample(range(low, high + 1), 2)
    t, u = Fraction(rng.randint(2, 12), 2), Fraction(rng.randint(2, 12), 2)
    rest = rng.choice((Fraction(0), Fraction(1, 2), Fraction(1)))
    way, time = first * t + second * u, t + u + rest
    average = way / time
    if (average * 100).denominator > 1:
        return _two_legs(rng, who, verb, low, high)
    pause = f" then rests for {_hours(rest)}," if rest else ""
    prompt = rng.choice(
        (
            f"A {who} {verb} for {_hours(t)} at {first} km/h,{pause} and then goes on for {_hours(u)} at {second} km/h. "
            f"What is the average speed of the whole trip{', the rest included,' if rest else ''} in km/h?",
            f"On a trip a {who} first {verb} {decimal(first * t)} km at {first} km/h,{pause} and finally covers "
            f"{decimal(second * u)} km at {second} km/h. Find the average speed in km/h over the whole time"
            f"{', including the rest' if rest else ''}.",
        )
    )
    if f"covers {decimal(second * u)} km" in prompt:
        steps = [
            f"The first part takes ${decimal(first * t)} \\div {first} = {decimal(t)}$ {noun(t, 'hour')}.",
            f"The second part takes ${decimal(second * u)} \\div {second} = {decimal(u)}$ {noun(u, 'hour')}.",
        ]
    else:
        steps = [
            f"The first part is ${first} \\cdot {decimal(t)} = {decimal(first * t)}$ kilometres long.",
            f"The second part is ${second} \\cdot {decimal(u)} = {decimal(second * u)}$ kilometres long.",
        ]
    times = f"{decimal(t)} + {decimal(rest)} + {decimal(u)}" if rest else f"{decimal(t)} + {decimal(u)}"
    steps += [
        f"The whole distance is ${decimal(first * t)} + {decimal(second * u)} = {decimal(way)}$ kilometres.",
        f"The whole time is ${times} = {decimal(time)}$ {noun(time, 'hour')}.",
        f"The average speed is ${decimal(way)} \\div {decimal(time)} = {decimal(average)}$.",
    ]
    return worked(rng, prompt, steps, decimal(average))


def _hours(value: Fraction) -> str:
    return "half an hour" if value == Fraction(1, 2) else f"{decimal(value)} {noun(value, 'hour')}"


def _needed_speed(rng: random.Random, who: str, low: int, high: int) -> Draft:
    first, second = rng.sample(range(low, high + 1), 2)
    t, u = Fraction(rng.randint(1, 10), 2), Fraction(rng.randint(1, 10), 2)
    way, time = first * t + second * u, t + u
    average = way / time
    if (average * 10).denominator > 1:
        return _needed_speed(rng, who, low, high)
    prompt = rng.choice(
        (
            f"A {who} wants to average {decimal(average)} km/h over {decimal(way)} km. The first {decimal(first * t)} km were "
            f"covered at {first} km/h. Which speed in km/h is needed on the rest of the way?",
            f"On a way of {decimal(way)} km a {who} has to average {decimal(average)} km/h. For the first {_hours(t)} the "
            f"speed is {first} km/h. How fast, in km/h, must the remaining part be covered?",
            f"To be on time, a {who} must cover {decimal(way)} km in {_hours(time)}. During the first {_hours(t)} the speed is "
            f"{first} km/h. What speed in km/h is needed from then on?",
            f"A trip of {decimal(way)} km should take {_hours(time)}. After {decimal(first * t)} km at {first} km/h, at which "
            f"speed in km/h does the {who} have to go on to arrive in time?",
        )
    )
    steps = []
    if "average" in prompt:
        steps.append(
            f"The whole trip may take ${decimal(way)} \\div {decimal(average)} = {decimal(time)}$ {noun(time, 'hour')}."
        )
    if f"{decimal(first * t)} km" in prompt:
        steps.append(
            f"The first part took ${decimal(first * t)} \\div {first} = {decimal(t)}$ {noun(t, 'hour')}."
        )
    else:
        steps.append(
            f"The first part is ${first} \\cdot {decimal(t)} = {decimal(first * t)}$ kilometres long."
        )
    steps += [
        f"There are ${decimal(way)} - {decimal(first * t)} = {decimal(second * u)}$ kilometres left.",
        f"The time left is ${decimal(time)} - {decimal(t)} = {decimal(u)}$ {noun(u, 'hour')}.",
        f"The speed needed is ${decimal(second * u)} \\div {decimal(u)} = {second}$.",
    ]
    return worked(rng, prompt, steps, str(second))


@problems("math.meeting_travellers", version=2, levels=(1, 2, 2, 3, 2))
def meeting_travellers(rng: random.Random, difficulty: int) -> Draft:
    """Two that move towards each other or chase each other.

    Step 1: towards each other, whole hours. 2: where they meet. 3: one chases the
    other. 4: towards each other with different starts. 5: meetings on a round track.
    """
    who, _, low, high = rng.choice(
        [w for w in _WAYS if w[0] in ("cyclist", "hiker", "jogger", "motorcyclist", "driver")]
    )
    v, w = rng.sample(range(low, high + 1), 2)
    x, y = (str(p) for p in people(rng, 2))
    place, other = rng.choice(
        (("A", "B"), ("P", "Q"), ("Ashford", "Milton"), ("Riverton", "Oakdale"), ("Norwood", "Selby"))
    )
    if difficulty == 5:
        return _round_track(rng, x, y)
    if difficulty == 3:
        return _chase(rng, x, y, max(v, w), min(v, w))
    hours = Fraction(rng.randint(2, 7)) if difficulty == 1 else Fraction(rng.randint(2, 28), 4)
    head = Fraction(rng.randint(1, 8), 4) if difficulty == 4 else Fraction(0)
    together = (v + w) * hours
    way = together + v * head
    speeds = f"{x} moves at {v} km/h and {y} at {w} km/h"
    start = rng.choice(
        (
            f"{x} starts from {place} towards {other}, and {y} from {other} towards {place}; the two places are "
            f"{decimal(way)} km apart.",
            f"The distance between {place} and {other} is {decimal(way)} km. {x} sets out from {place} to {other}, and {y} from "
            f"{other} to {place} on the same road.",
            f"Two {who}s, {x} and {y}, leave {place} and {other} and move towards each other. The road between the "
            f"places is {decimal(way)} km long.",
            f"{x} in {place} and {y} in {other} are {decimal(way)} km apart and set out to meet each other.",
        )
    )
    steps = [f"They approach each other at ${v} + {w} = {v + w}$ kilometres per hour."]
    if difficulty == 4:
        prompt = (
            f"{start} {speeds}, but {y} starts {_hours(head)} later than {x}. "
            f"How many hours after {y}'s start do they meet?"
        )
        first = v * head
        steps = [
            f"Before {y} starts, {x} covers ${v} \\cdot {decimal(head)} = {decimal(first)}$ kilometres.",
            f"Then ${decimal(way)} - {decimal(first)} = {decimal(together)}$ kilometres lie between them.",
            *steps,
            f"They meet after ${decimal(together)} \\div {v + w} = {decimal(hours)}$ {noun(hours, 'hour')}.",
        ]
        return worked(rng, prompt, steps, decimal(hours))
    steps.append(f"They meet after ${decimal(way)} \\div {v + w} = {decimal(hours)}$ {noun(hours, 'hour')}.")
    if difficulty == 1:
        question = rng.choice(("After how many hours do they meet?", "How many hours pass until they meet?"))
        return worked(
            rng, f"{start} They start at the same time, and {speeds}. {question}", steps, decimal(hours)
        )
    question = f"How many kilometres from {place} do they meet?"
    steps.append(
        f"By then {x} has covered ${v} \\cdot {decimal(hours)} = {decimal(v * hours)}$ kilometres from {place}."
    )
    return worked(
        rng, f"{start} They start at the same time, and {speeds}. {question}", steps, decimal(v * hours)
    )


def _chase(rng: random.Random, x: str, y: str, fast: int, slow: int) -> Draft:
    hours = Fraction(rng.randint(1, 24), 4)
    gap = (fast - slow) * hours
    kind = rng.choice(("gap", "late"))
    if kind == "gap":
        prompt = rng.choice(
            (
                f"{x} is {decimal(gap)} km ahead of {y}. {x} moves at {slow} km/h, and {y} follows at {fast} km/h. "
                f"How many hours does {y} need to catch up?",
                f"{y} follows {x}, who has a lead of {decimal(gap)} km and moves at {slow} km/h. {y}'s speed is {fast} km/h. "
                "After how many hours are they level?",
            )
        )
        steps = [
            f"Each hour {y} gains ${fast} - {slow} = {fast - slow}$ kilometres.",
            f"The lead is gone after ${decimal(gap)} \\div {fast - slow} = {decimal(hours)}$ {noun(hours, 'hour')}.",
        ]
        return worked(rng, prompt, steps, decimal(hours))
    lead = gap / slow  # the time by which the slow one started earlier
    if (lead * 60).denominator > 1 or lead > 8:
        return _chase(rng, x, y, fast + 1, slow)
    minutes = int(lead * 60)
    prompt = rng.choice(
        (
            f"{x} sets out at {slow} km/h. {count(minutes, 'minute').capitalize()} later {y} follows on the same road at "
            f"{fast} km/h. After how many hours on the road does {y} catch up with {x}?",
            f"{x} moves at {slow} km/h. {y} starts {count(minutes, 'minute')} later from the same place and follows at "
            f"{fast} km/h. How many hours does {y} travel until {x} is reached?",
        )
    )
    steps = [
        f"The lead in hours is $\\frac{{{minutes}}}{{60}} = {num(lead)}$, which is ${slow} \\cdot {num(lead)} = {decimal(gap)}$ "
        "kilometres.",
        f"Each hour {y} gains ${fast} - {slow} = {fast - slow}$ kilometres.",
        f"The lead is gone after ${decimal(gap)} \\div {fast - slow} = {decimal(hours)}$ {noun(hours, 'hour')}.",
    ]
    return worked(rng, prompt, steps, decimal(hours))


def _round_track(rng: random.Random, x: str, y: str) -> Draft:
    v, w = sorted(rng.sample(range(130, 330, 5), 2))
    minutes = rng.randint(3, 40)
    same = rng.random() < 0.5
    rate = w - v if same else w + v
    lap = rate * minutes
    laps = rng.randint(1, 4)
    if lap > 9000 or lap < 200:
        return _round_track(rng, x, y)
    way = "in the same direction" if same else "in opposite directions"
    meet = f"for the {('first', 'second', 'third', 'fourth')[laps - 1]} time after the start"
    prompt = rng.choice(
        (
            f"{x} and {y} start together on a round track of {lap} metres and run {way}. {x} runs {w} metres a minute, {y} {v}. "
            f"After how many minutes are they side by side {meet}?",
            f"A lake has a path of {lap} metres around it. {x} runs {w} metres and {y} {v} metres per minute; both start at the "
            f"same point and run {way}. How many minutes pass until they meet {meet}?",
            f"On a circular course of {lap} metres two runners start at the same place {way}, {x} with {w} and {y} with {v} metres "
            f"per minute. When, in minutes after the start, do they meet {meet}?",
            f"Running {way} around a park, {x} covers {w} metres and {y} {v} metres each minute. One lap is {lap} metres, and both "
            f"set out together. After how many minutes do they meet {meet}?",
        )
    )
    sign, what = ("-", "gains") if same else ("+", "and the other together cover")
    steps = [
        f"In a minute {x} {what} ${w} {sign} {v} = {rate}$ metres.".replace(
            f"{x} and the other together", f"{x} and {y} together"
        ),
        f"For {'a meeting' if laps == 1 else f'{laps} meetings'} this must come to ${laps} \\cdot {lap} = {laps * lap}$ metres.",
        f"That takes ${laps * lap} \\div {rate} = {laps * minutes}$ {noun(laps * minutes, 'minute')}.",
    ]
    return worked(rng, prompt, steps, str(laps * minutes))
