"""The answers again, from the words of the prompt alone: by brute force, by simulation, by other formulas."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache
from inspect import unwrap
from math import ceil

import pytest

from assay import Draft, Generator
from assay_math.generators._stories_people import outing
from assay_math.generators.arithmetic import arithmetic, decimals, fractions, proportion, ratio
from assay_math.generators.number_theory import digit_puzzles
from assay_math.generators.probability import arrangements, inclusion_exclusion, selections
from assay_math.generators.word_problems import (
    ages,
    discounts,
    interest,
    map_scale,
    mixtures,
    rates,
    shopping,
    work,
)

_TOKEN = re.compile(r"\\d?frac|\\cdot|\\div|\d+(?:\.\d+)?|[-+^(){}]")


def drafts(generator: Generator, *difficulties: int, rows: int = 60) -> Iterator[Draft]:
    for difficulty in difficulties:
        for row in range(rows):
            yield unwrap(generator.make)(random.Random(f"oracle {row}"), difficulty)


def value(latex: str) -> Fraction:
    r"""A number written with ``+ - \cdot \div ^``, brackets, ``\frac`` and mixed numbers."""
    tokens = _TOKEN.findall(latex)

    def group(close: str) -> Fraction:
        result = total()
        assert tokens.pop(0) == close
        return result

    def atom() -> Fraction:
        token = tokens.pop(0)
        if token == "-":
            return -power()
        if token == "(":
            return group(")")
        if token.endswith("frac"):
            tokens.pop(0)
            top = group("}")
            tokens.pop(0)
            return top / group("}")
        whole = Fraction(token)
        return whole + atom() if tokens[:1] == [r"\frac"] else whole

    def power() -> Fraction:
        base = atom()
        if tokens[:1] == ["^"]:
            tokens.pop(0)
            return base ** int(tokens.pop(0))
        return base

    def product() -> Fraction:
        result = power()
        while tokens[:1] and tokens[0] in (r"\cdot", r"\div"):
            result = result * power() if tokens.pop(0) == r"\cdot" else result / power()
        return result

    def total() -> Fraction:
        negative = tokens[:1] == ["-"] and tokens.pop(0) == "-"
        result = -product() if negative else product()
        while tokens[:1] and tokens[0] in "+-":
            result = result + product() if tokens.pop(0) == "+" else result - product()
        return result

    result = total()
    assert not tokens, latex
    return result


def formula(prompt: str) -> str:
    found = re.search(r"\$(.+?)\$", prompt)
    assert found
    return found[1]


def numbers(text: str) -> list[Fraction]:
    return [Fraction(n) for n in re.findall(r"\d+(?:\.\d+)?", text)]


def dollars(text: str) -> list[Fraction]:
    return [Fraction(n) for n in re.findall(r"\\\$(\d+(?:\.\d+)?)", text)]


@pytest.mark.parametrize(
    "generator",
    [
        arithmetic.order_of_operations,
        arithmetic.integer_arithmetic,
        fractions.fraction_sum,
        fractions.fraction_product,
        fractions.mixed_number,
        decimals.decimal_operation,
    ],
    ids=lambda g: g.name,
)
def test_expressions_have_the_value_that_is_given(generator: Generator) -> None:
    for draft in drafts(generator, 1, 2, 3, 4, 5):
        assert value(formula(draft.prompt)) == value(draft.answer), draft.prompt


def test_long_division() -> None:
    for draft in drafts(arithmetic.long_division, 1, 2, 3, 4, 5):
        n, d = sorted((int(n) for n in re.findall(r"\d+", draft.prompt) if int(n) > 1), reverse=True)[:2]
        assert draft.answer == f"({n // d}, {n % d})", draft.prompt


def test_fraction_order() -> None:
    rank = {"greatest": -1, "larger": -1, "least": 0, "smaller": 0, "second greatest": -2, "second least": 1}
    for draft in drafts(fractions.fraction_order, 1, 2, 3, 4, 5):
        ordered = sorted(value(m) for m in re.findall(r"\$(.+?)\$", draft.prompt))
        named = re.search(r"the ((?:second )?(?:greatest|least|larger|smaller))", draft.prompt)
        at = (
            rank[named[1]]
            if (named and len(ordered) != 5) or (named and "second" in named[1])
            else len(ordered) // 2
        )
        assert value(draft.answer) == ordered[at], draft.prompt


def test_rounding() -> None:
    for draft in drafts(decimals.rounding, 1, 2, 3, 4, 5):
        exact = value(formula(draft.prompt))
        shown = Decimal(exact.numerator) / Decimal(exact.denominator)
        if found := re.search(r"(\d) decimal place", draft.prompt):
            places = int(found[1])
        elif found := re.search(r"(\d) significant", draft.prompt):
            places = int(found[1]) - shown.adjusted() - 1
        else:
            places = -1 if "ten" in draft.prompt else -2
        unit = Decimal(1).scaleb(-places)
        rounded = (shown / unit).quantize(Decimal(1), rounding=ROUND_HALF_UP) * unit
        assert Decimal(draft.answer) == rounded, draft.prompt
        assert len(draft.answer.partition(".")[2]) == max(places, 0), draft.prompt


def test_fraction_decimal() -> None:
    for draft in drafts(decimals.fraction_decimal, 1, 2, 3, 4, 5):
        shown = formula(draft.prompt)
        if found := re.match(r"(\d+)\.(\d*)\\overline\{(\d+)\}", shown):
            whole, lead, block = found.groups()
            near = Fraction(f"{whole}.{lead}{block * 12}")
            assert value(draft.answer) == near.limit_denominator(10**6), draft.prompt
        else:
            assert value(shown) == value(draft.answer), draft.prompt


def test_successive_discounts() -> None:
    for draft in drafts(discounts.successive_discount, 1, 2, 3, 5):
        left = dollars(draft.prompt)[0]
        price = left
        for percent, tax in re.findall(r"(\d+)\\%( sales tax)?", draft.prompt):
            left = left * (100 + int(percent)) / 100 if tax else left * (100 - int(percent)) / 100
        saved = re.search("saved|lowered", draft.prompt)
        assert dollars(draft.answer) == [price - left if saved else left], draft.prompt


def test_compound_interest_year_by_year() -> None:
    for draft in drafts(interest.compound_interest, 2, 5):
        start, *goal = dollars(draft.prompt)
        rate = Fraction(re.findall(r"([\d.]+)\\%", draft.prompt)[0]) / 100
        if goal:
            start, goal = (min(start, goal[0]), [max(start, goal[0])])
            balance, years = start, 0
            while balance <= goal[0]:
                balance, years = balance * (1 + rate), years + 1
            assert draft.answer == str(years), draft.prompt
        else:
            found = re.search(r"after (\d+) year", draft.prompt)
            assert found
            balance = start
            for _ in range(int(found[1])):
                balance += balance * rate
            assert abs(dollars(draft.answer)[0] - balance) <= Fraction(1, 200), draft.prompt


def test_shares_add_up_and_keep_the_ratio() -> None:
    for draft in drafts(ratio.ratio_sharing, 1, 2):
        found = re.search(r"\$(\d+(?: : \d+)+)\$", draft.prompt)
        assert found
        parts = [int(p) for p in found[1].split(" : ")]
        total = max(n for n in numbers(draft.prompt.replace(found[0], "")))
        assert Fraction(draft.answer) in [total * p / sum(parts) for p in parts], draft.prompt


def test_handing_over_changes_the_ratio_as_told() -> None:
    for draft in drafts(ratio.ratio_sharing, 5):
        ratios = [tuple(map(int, r)) for r in re.findall(r"\$(\d+) : (\d+)\$", draft.prompt)]
        (a, b), (c, d) = ratios
        given = next(int(n) for n in re.findall(r"\d+", re.sub(r"\$[^$]*\$", "", draft.prompt)))
        starts = [
            (a * k, b * k)
            for k in range(1, 5000)
            if (a * k - given) * d == (b * k + given) * c and a * k >= given
        ]
        assert len(starts) == 1, draft.prompt
        first, second = starts[0]
        assert int(draft.answer) == (first if "at first?" in draft.prompt else second + given), draft.prompt


def test_inverse_proportion() -> None:
    for draft in drafts(proportion.proportion, 3):
        n, days, m = (int(n) for n in re.findall(r"\d+", draft.prompt))
        assert int(draft.answer) * m == n * days, draft.prompt


def test_map_distances() -> None:
    for draft in drafts(map_scale.map_scale, 2, 3):
        found = re.search(r"1 : (\d+)", draft.prompt)
        assert found
        scale = int(found[1])
        if shown := re.search(r"([\d.]+) cm", draft.prompt):
            assert Fraction(draft.answer) == Fraction(shown[1]) * scale / 100_000, draft.prompt
        else:
            shown = re.search(r"([\d.]+) km", draft.prompt)
            assert shown
            assert Fraction(draft.answer) == Fraction(shown[1]) * 100_000 / scale, draft.prompt


def test_travellers_are_at_the_same_place_when_they_meet() -> None:
    for draft in drafts(rates.meeting_travellers, 1, 4):
        found = re.search(r"([\d.]+) km(?: apart| long|\.)", draft.prompt)
        assert found
        way = Fraction(found[1])
        v, w = (int(n) for n in re.findall(r"(\d+) km/h", draft.prompt))
        late = re.search(r"starts (half an|[\d.]+) hours? later|starts half an hour later", draft.prompt)
        head = Fraction(0)
        if late:
            head = Fraction(1, 2) if "half" in late[0] else Fraction(late[1])
        hours = Fraction(draft.answer)
        assert v * (hours + head) == way - w * hours, draft.prompt


def test_working_together() -> None:
    for draft in drafts(work.working_together, 1, 2, 3):
        alone = [Fraction(n) for n in re.findall(r"(\d+) (?:hour|minute|day)", draft.prompt)]
        hours = value(draft.answer)
        assert sum(hours / t for t in alone) == 1, draft.prompt


def test_mixture_of_two() -> None:
    for draft in drafts(mixtures.mixture, 2):
        amounts = numbers(" ".join(re.findall(r"(\d+) (?:litre|kilogram)s? ", draft.prompt + " ")))
        strengths = [Fraction(p) for p in re.findall(r"(\d+)\\%", draft.prompt)]
        mean = sum((a * p for a, p in zip(amounts, strengths, strict=True)), Fraction(0)) / sum(amounts)
        assert draft.answer == f"{_plain(mean)}\\%", draft.prompt


def _plain(number: Fraction) -> str:
    return f"{Decimal(number.numerator) / Decimal(number.denominator):f}"


def test_ages_at_two_times() -> None:
    times = {
        "twice": 2,
        "three times": 3,
        "four times": 4,
        "five times": 5,
        "six times": 6,
        "seven times": 7,
        "eight times": 8,
    }
    for draft in drafts(ages.ages, 4):
        text = draft.prompt.lower()
        factors = [times[m] for m in re.findall("|".join(times), text)]
        ahead = int(re.findall(r"in (\d+) year", text)[0])
        past = re.findall(r"(\d+) years? ago", text)
        back = int(past[0]) if past else 0
        high, low = max(factors), min(factors)
        fits = [
            (x, y)
            for x in range(1, 110)
            for y in range(1, x)
            if x - back == high * (y - back) and x + ahead == low * (y + ahead) and y > back
        ]
        assert len(fits) == 1, draft.prompt
        assert int(draft.answer) in fits[0], draft.prompt


def test_digit_puzzles_have_one_solution() -> None:
    place = {"hundreds": -3, "tens": -2, "ones": -1, "first": 0, "second": 1, "third": 2, "fourth": 3}
    for draft in drafts(digit_puzzles.digit_puzzle, 1, 5, rows=40):
        text = draft.prompt
        found = re.search(r"(?:add up to|digit sum is) (\d+)", text)
        assert found
        total = int(found[1])
        gaps = re.findall(r"the (\w+) digit is (\d+) (larger|less) than the (\w+)", text, re.I)
        fits = []
        for n in range(1000, 10_000) if "four" in text else range(10, 100):
            d = [int(c) for c in str(n)]
            if sum(d) != total:
                continue
            if any(
                d[place[a.lower()]] - d[place[b]] != (int(g) if w == "larger" else -int(g))
                for a, g, w, b in gaps
            ):
                continue
            if "last two" in text:
                halves = re.search(r"together are (\d+) (more|less)", text)
                gap = 0 if halves is None else int(halves[1]) * (1 if halves[2] == "more" else -1)
                if sum(d[:2]) - sum(d[2:]) != gap:
                    continue
            fits.append(n)
        assert fits == [int(draft.answer)], text


def test_selections_by_listing_them() -> None:
    for draft in drafts(selections.selection, 1, rows=40):
        ks = sorted({int(n) for n in re.findall(r"\d+", draft.prompt)})
        n, k = ks[-1], ks[-2] if len(ks) > 1 else ks[0]
        ordered = re.search("ordered|in order|places|ranks", draft.prompt)
        listed = itertools.permutations(range(n), k) if ordered else itertools.combinations(range(n), k)
        assert sum(1 for _ in listed) == int(draft.answer), draft.prompt


def test_committees_with_a_condition_by_listing_them() -> None:
    checked = 0
    for draft in drafts(selections.selection, 4, 5, rows=120):
        found = re.search(r"(\d+) [a-z]+ and (\d+) [a-z]+", draft.prompt)
        if not found or int(found[1]) + int(found[2]) > 18:
            continue
        m, n = int(found[1]), int(found[2])
        k = next(int(x) for x in re.findall(r"\d+", draft.prompt.replace(found[0], "")))
        least = 2 if re.search("two|more than one", draft.prompt) else 1
        good = sum(1 for c in itertools.combinations(range(m + n), k) if sum(i < m for i in c) >= least)
        assert good == int(draft.answer), draft.prompt
        checked += 1
    assert checked > 10


def test_coloured_rows_by_building_them() -> None:
    for draft in drafts(arrangements.coloured_arrangement, 1, 2, 3, 4, 5, rows=30):
        counts = {c: int(n) for n, c in re.findall(r"(\d+) ([a-z]+) [a-z]+", draft.prompt)}
        colours = tuple(counts)
        kept = re.search(
            r"(?:all|the) ([a-z]+) [a-z]+ (?:must stand together|form one block|are all next|together)",
            draft.prompt,
        )
        apart = re.search(r"(?:no two|so that no|neighbouring|keeps all) ([a-z]+) ", draft.prompt)
        block = colours.index(kept[1]) if kept and kept[1] in counts else -1
        if apart is not None and apart[1] == "neighbouring":
            apart = re.search(r"neighbouring ([a-z]+)", draft.prompt)
        alone = colours.index(apart[1]) if apart else -1

        @cache
        def rows(left: tuple[int, ...], last: int) -> int:
            if not any(left):
                return 1
            ways = 0
            for i, n in enumerate(left):
                if not n or (i == last == alone):  # noqa: B023
                    continue
                begun = n < counts[colours[i]]  # noqa: B023
                if i == block and begun and last != i:  # noqa: B023
                    continue
                ways += rows((*left[:i], n - 1, *left[i + 1 :]), i)
            return ways

        assert rows(tuple(counts.values()), -1) == int(draft.answer), draft.prompt


def test_multiples_by_counting_them() -> None:
    for draft in drafts(inclusion_exclusion.inclusion_exclusion, 3, 5):
        limit = max(int(n) for n in re.findall(r"\d+", draft.prompt))
        divisors = [int(n) for n in re.findall(r"\$(\d+)\$", draft.prompt) if int(n) not in (1, limit)]
        hit = sum(1 for n in range(1, limit + 1) if any(n % d == 0 for d in divisors))
        none = len(divisors) == 3
        assert int(draft.answer) == (limit - hit if none else hit), draft.prompt


def test_change_at_the_till() -> None:
    for draft in drafts(shopping.shopping, 1, 2, 3, 4, 5):
        text = draft.prompt
        goods = re.findall(r"(\d+) ([a-z][a-z ]*?) at \\\$(\d+(?:\.\d\d)?) each(?=[, .]| and| into)", text)
        bill = sum((int(n) * Fraction(p) for n, _, p in goods), Fraction(0))
        if coupon := re.search(r"(?:takes|worth) \\\$(\d+(?:\.\d\d)?)", text):
            bill -= Fraction(coupon[1])
        if cut := re.search(r"(\d+)\\% off the ([a-z ]+)\.|The ([a-z ]+) are reduced by (\d+)\\%", text):
            percent, name = int(cut[1] or cut[4]), cut[2] or cut[3]
            bill -= sum((int(n) * Fraction(p) for n, t, p in goods if t == name), Fraction(0)) * percent / 100
        if paid := re.search(r"(?:pays with|hands over) \\\$(\d+(?:\.\d\d)?)", text):
            assert dollars(draft.answer) == [Fraction(paid[1]) - bill], text
            continue
        have = re.search(r"(?:has|rest of (?:his|her)) \\\$(\d+(?:\.\d\d)?)", text)
        each = re.search(r"at \\\$(\d+(?:\.\d\d)?)(?: each)?(?: as possible)?\. How many", text)
        assert have
        assert each
        assert int(draft.answer) == (Fraction(have[1]) - bill) // Fraction(each[1]), text


def test_buses_are_rounded_up() -> None:
    for row in range(80):
        draft = outing(random.Random(row), 2)
        classes, pupils, adults, seats = (int(n) for n in re.findall(r"\d+", draft.prompt))
        assert int(draft.answer) == ceil(Fraction(classes * pupils + adults, seats)), draft.prompt
