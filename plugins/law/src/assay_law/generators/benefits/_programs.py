"""Invented benefit programs: their rules in words and as rules, households, and what a household comes to by plain arithmetic."""

from __future__ import annotations

import random
from dataclasses import dataclass

from assay_law.generators import _amounts as a
from assay_law.generators import _rules as r
from assay_law.generators import _time as t


@dataclass(frozen=True)
class Program:
    """A program and its figures; sections are numbered from ``first`` on."""

    name: str
    place: str
    year: int
    first: int
    limits: tuple[int, ...]
    """Monthly income limits for households of 1 to 6."""
    disregard: int
    """Percent of earnings that are not counted."""
    assets: int
    assets_old: int
    other: str
    """A benefit whose recipients are eligible without regard to income and assets."""

    def section(self, n: int) -> str:
        """``§ 12``, the nth section."""
        return f"§ {self.first + n}"


_NAMES = (
    "Home Heating Assistance Program",
    "Rent Relief Program",
    "Child Care Subsidy Program",
    "Food Support Program",
    "Transit Fare Relief Program",
)


def program(rng: random.Random) -> Program:
    """A program with figures of its own."""
    base, step = rng.randrange(1_300, 1_900, 20), rng.randrange(380, 640, 20)
    return Program(
        rng.choice(_NAMES), rng.choice(("Jefferson", "Absaroka", "Marlow")), rng.randint(2023, 2026), rng.randint(1, 60),
        tuple(base + step * n for n in range(6)), rng.choice((10, 15, 20, 25)), rng.randrange(2_000, 4_000, 250), rng.randrange(4_500, 7_000, 250),
        rng.choice(("Basic Assistance", "the Disability Allowance", "the Farm Hardship Grant")),
    )  # fmt: skip


def text(of: Program, upto: int) -> str:
    """The rules in words, by difficulty."""
    s = of.section
    table = ", ".join(f"{n} {a.usd(limit)}" for n, limit in enumerate(of.limits, 1))
    made = [
        f"{s(0)}. Eligibility. A household is eligible if its countable income in the month of application does not exceed the limit for its size."
        + (f" It must also meet {s(4)}." if upto >= 3 else ""),
        f"{s(1)}. Limits. The monthly limits by number of persons are: {table}.",
        f"{s(2)}. Countable income. Earnings and pensions are counted; child support received is not."
        + (f" Of earnings, {of.disregard} percent is disregarded." if upto >= 2 else ""),
    ]
    if upto >= 2:
        made.append(
            f"{s(3)}. Household. Persons who live and eat together are one household. A lodger who pays rent is not a member of it, and the lodger’s income is not counted."
        )
    if upto >= 3:
        made.append(
            f"{s(4)}. Assets. The countable assets of a household may not exceed {a.usd(of.assets)}, or {a.usd(of.assets_old)} if a member is 60 or older. The home and one motor vehicle are not counted."
        )
    if upto >= 4:
        made.append(
            f"{s(5)}. Categorical eligibility. Notwithstanding {s(0)} and {s(4)}, a household of which every member receives {of.other} is eligible."
        )
    if upto >= 5:
        made.append(
            f"{s(6)}. Students. {s(0)} and {s(5)} do not apply to a household of one person who is enrolled full-time in higher education, unless that person works at least 20 hours a week or is 60 or older."
        )
    return (
        f"{of.place} Code, {of.name} (a model rule, as in force on January 1, {of.year}):\n\n"
        + "\n\n".join(made)
    )


def rules(of: Program, upto: int) -> str:
    """The rules for the engine."""
    s = of.section
    made = [f"limit({n}, {limit})." for n, limit in enumerate(of.limits, 1)]
    made += [
        f"% {s(3)}: Persons who live and eat together are one household; a lodger who pays rent is not a member.",
        "member(P) :- lives_there(P), not lodger(P).",
        "size(N) :- N = #count { P : member(P) }.",
    ]
    made += [
        f"% {s(2)}: Earnings, less the part that is disregarded, and pensions are counted; child support received is not."
    ]
    kept = 100 - of.disregard if upto >= 2 else 100
    made += [
        "earned(E) :- E = #sum { A, P : earnings(P, A), member(P) }.",
        "pensions(E) :- E = #sum { A, P : pension(P, A), member(P) }.",
        f"income(I) :- earned(E), pensions(Q), I = E * {kept} / 100 + Q.",
    ]
    made += [
        f"% {s(1)}: The monthly limits by number of persons.",
        f"% {s(0)}: Income may not exceed the limit for the size.",
        "income_ok :- size(N), limit(N, L), income(I), I <= L.",
    ]
    if upto >= 3:
        made += [
            f"% {s(4)}: Countable assets may not exceed the limit, a higher one with a member of 60 or older; home and one vehicle are not counted."
        ]
        made += [
            "elder :- member(P), age(P, A), A >= 60.",
            "assets(T) :- T = #sum { A, C : asset(C, A), not left_out(C) }.",
            "left_out(home).",
            "left_out(vehicle).",
        ]
        made += [
            f"assets_ok :- assets(T), T <= {of.assets}.",
            f"assets_ok :- assets(T), elder, T <= {of.assets_old}.",
        ]
    else:
        made += ["assets_ok."]
    barred = ", not student_bar" if upto >= 5 else ""
    made += [f"% {s(0)}: Eligible by income and assets.", f"eligible :- income_ok, assets_ok{barred}."]
    if upto >= 4:
        made += [
            f"% {s(5)}: Notwithstanding, a household of which every member receives the other benefit is eligible.",
            "lacks_other :- member(P), not receives_other(P).",
            f"eligible :- not lacks_other{barred}.",
        ]
    if upto >= 5:
        made += [
            f"% {s(6)}: Not for a single full-time student, unless working at least 20 hours a week or 60 or older.",
            "student_bar :- size(1), member(P), student(P), not excepted(P).",
        ]
        made += ["excepted(P) :- hours(P, H), H >= 20.", "excepted(P) :- age(P, A), A >= 60."]
    return "\n".join(made)


@dataclass
class Person:
    """A person of the house."""

    name: str
    age: int
    earnings: int = 0
    pension: int = 0
    lodger: bool = False
    other: bool = False
    student: bool = False
    hours: int = 0


@dataclass
class Household:
    """Who lives in a house, and what the household has."""

    people: list[Person]
    support: int
    cash: int
    home: int
    cars: tuple[int, ...]

    @property
    def members(self) -> list[Person]:
        """Those who count."""
        return [each for each in self.people if not each.lodger]

    def income(self, of: Program, upto: int) -> int:
        """Countable income, in whole dollars (the figures divide)."""
        kept = 100 - of.disregard if upto >= 2 else 100
        return sum(each.earnings for each in self.members) * kept // 100 + sum(
            each.pension for each in self.members
        )

    def assets(self) -> int:
        """Countable assets: without the home and the dearest vehicle."""
        return self.cash + sum(self.cars[1:])

    def eligible(self, of: Program, upto: int) -> bool:
        """The second route."""
        income_ok = self.income(of, upto) <= of.limits[len(self.members) - 1]
        elder = any(each.age >= 60 for each in self.members)
        assets_ok = upto < 3 or self.assets() <= (of.assets_old if elder else of.assets)
        categorical = upto >= 4 and all(each.other for each in self.members)
        alone = self.members[0]
        barred = (
            upto >= 5 and len(self.members) == 1 and alone.student and alone.hours < 20 and alone.age < 60
        )
        return ((income_ok and assets_ok) or categorical) and not barred

    def facts(self) -> list[str]:
        """The atoms."""
        made = []
        for n, each in enumerate(self.people):
            p = f"p{n}"
            made += (
                [f"lives_there({p})", f"age({p},{each.age})"]
                + [f"earnings({p},{each.earnings})"] * (each.earnings > 0)
                + [f"pension({p},{each.pension})"] * (each.pension > 0)
            )
            made += (
                [f"lodger({p})"] * each.lodger
                + [f"receives_other({p})"] * each.other
                + [f"student({p})"] * each.student
                + [f"hours({p},{each.hours})"] * (each.hours > 0)
            )
        made += [f"asset(cash,{self.cash})"] + [f"asset(home,{self.home})"] * (self.home > 0)
        made += [
            f"asset({'vehicle' if n == 0 else f'vehicle{n}'},{worth})" for n, worth in enumerate(self.cars)
        ]
        return made

    def told(self, of: Program, upto: int) -> str:
        """The facts in words."""
        said = []
        for each in self.people:
            line = f"{each.name} ({each.age})"
            parts = []
            if each.lodger:
                parts.append("is a lodger who pays rent")
            if each.student:
                parts.append("is enrolled full-time at a university")
            if each.earnings:
                parts.append(
                    f"earns {a.usd(each.earnings)} a month"
                    + (f" for {each.hours} hours of work a week" if each.student and each.hours else "")
                )
            if each.pension:
                parts.append(f"has a pension of {a.usd(each.pension)} a month")
            if each.other:
                parts.append(f"receives {of.other}")
            if not each.earnings and not each.pension:
                parts.append("has no income" if not each.other else "has no other income")
            said.append(f"{line} {r.listed(parts)}.")
        lead = (
            "These people live in one house and eat together."
            if len(self.people) > 1
            else "One person lives alone."
        )
        text_ = f"{lead} {' '.join(said)}"
        if self.support:
            text_ += f" {self.people[0].name} receives {a.usd(self.support)} a month in child support."
        if upto >= 3:
            text_ += f" The household has {a.usd(self.cash)} in the bank"
            text_ += f", a home worth {a.usd(self.home)}" if self.home else ""
            text_ += (
                f", and {'a car' if len(self.cars) == 1 else 'two cars'} worth {' and '.join(a.usd(each) for each in self.cars)}."
                if self.cars
                else ", and no car."
            )
        return text_


def household(rng: random.Random, of: Program, upto: int) -> Household:
    """A household whose income lies near to its limit now and then."""
    count = 1 if upto == 5 and rng.random() < 0.5 else rng.randint(1 if upto == 1 else 2, 5)
    names = t.people(rng, 6)
    people = [
        Person(name, rng.randint(24, 58) if n < 2 else rng.randint(2, 17))
        for n, name in enumerate(names[:count])
    ]
    size = count
    limit = of.limits[size - 1]
    target = int(limit * rng.uniform(0.7, 1.35))
    people[0].earnings = max(200, target // 20 * 20)
    if count > 1 and rng.random() < 0.6:
        part = rng.randrange(10, 60) * 20
        people[0].earnings = max(200, people[0].earnings - part)
        people[1].earnings = part
    if rng.random() < 0.35 and upto >= 3:
        people[-1].age = rng.randint(60, 84)
        people[-1].earnings, people[-1].pension = 0, rng.randrange(30, 90) * 10
    if upto >= 2 and rng.random() < 0.5:
        people.append(
            Person(names[5], rng.randint(22, 55), earnings=rng.randrange(40, 120) * 20, lodger=True)
        )
    if upto >= 4 and rng.random() < 0.5:
        for each in people:
            each.other = not each.lodger
        if count > 1 and rng.random() < 0.4:
            people[1].other = False
    if count == 1 and upto >= 5:
        people[0].student = rng.random() < 0.75
        people[0].hours = rng.choice((0, 12, 16, 20, 24))
        people[0].earnings = people[0].hours * rng.randint(3, 5) * 20
        if people[0].pension and people[0].earnings:
            people[0].pension = 0
    support = (
        rng.randrange(10, 40) * 10 if any(each.age < 18 for each in people) and rng.random() < 0.6 else 0
    )
    cash = rng.choice((rng.randrange(200, 7_500, 50), of.assets, rng.randrange(200, 2_500, 50)))
    cars = tuple(sorted((rng.randrange(2_000, 9_000, 100) for _ in range(rng.randint(0, 2))), reverse=True))
    return Household(people, support, cash, rng.choice((0, rng.randrange(80, 240) * 1_000)), cars)


def steps(of: Program, home: Household, upto: int) -> list[str]:
    """The solution, section by section."""
    s = of.section
    made = []
    lodgers = [each.name for each in home.people if each.lodger]
    count = len(home.members)
    people = f"{count} person{'s' if count > 1 else ''}"
    if lodgers:
        made.append(f"{r.listed(lodgers)}, a lodger, is no member ({s(3)}), so the household has {people}.")
    else:
        made.append(f"The household has {people}" + (f" ({s(3)})." if upto >= 2 else "."))
    if upto >= 5 and count == 1 and home.members[0].student:
        alone = home.members[0]
        if alone.hours >= 20 or alone.age >= 60:
            made.append(
                f"A single full-time student is excluded, but {alone.name} {'works ' + str(alone.hours) + ' hours a week' if alone.hours >= 20 else 'is 60 or older'}, so the exclusion does not apply ({s(6)})."
            )
        else:
            made.append(
                f"{alone.name} is a single full-time student and works {'only ' + str(alone.hours) if alone.hours else 'no'} hours a week, so {s(0)} and {s(5)} do not apply ({s(6)})."
            )
            return made
    if upto >= 4 and all(each.other for each in home.members):
        made.append(
            f"Every member receives {of.other}, so the household is eligible without regard to income and assets ({s(5)})."
        )
        return made
    if upto >= 4 and any(each.other for each in home.members):
        made.append(f"Not every member receives {of.other}, so {s(5)} does not apply.")
    earned = sum(each.earnings for each in home.members)
    pension = sum(each.pension for each in home.members)
    income = home.income(of, upto)
    limit = of.limits[count - 1]
    if upto >= 2:
        line = (
            f"Earnings of {a.usd(earned)} count less {of.disregard} percent, as {a.usd(income - pension)}"
            if earned
            else "There are no earnings"
        )
        line += f", and pensions of {a.usd(pension)} count in full: {a.usd(income)}" if pension else ""
    else:
        line = f"Countable income is {a.usd(income)}"
    made.append(f"{line} ({s(2)})." + (" Child support received is not counted." if home.support else ""))
    made.append(
        f"The limit for {people} is {a.usd(limit)}, which {a.usd(income)} {'exceeds' if income > limit else 'does not exceed'} ({s(0)} and {s(1)})."
    )
    if upto >= 3:
        elder = any(each.age >= 60 for each in home.members)
        top = of.assets_old if elder else of.assets
        second = f" and the second car ({a.usd(home.cars[1])})" if len(home.cars) > 1 else ""
        made.append(
            f"Of the assets the bank balance{second} count{'' if second else 's'}: {a.usd(home.assets())}. The limit is {a.usd(top)}{', since a member is 60 or older' if elder else ''}; it is {'' if home.assets() <= top else 'not '}kept ({s(4)})."
        )
    return made
