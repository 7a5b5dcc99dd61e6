"""Functions that look pure and must be dropped when they are run; the name starts with the reason code."""

from functools import lru_cache

_CACHED = lru_cache(lambda number: list(range(number)))


def not_deterministic__set_order(words):
    return [word for word in dict.fromkeys("".join(letter for letter in {*words}) + "abc")]


def not_deterministic__state(value, seen=[0]):  # noqa: B006 - that is the point
    seen[0] += 1
    return [value + seen[0], value * 2]


def does_not_end__loop(value):
    total = 1
    while total:
        total += value * value + 1
    return [total, value]


def changes_its_arguments__list(values: list[int]) -> list[int]:
    values.append(len(values) * 2 + 1)
    return [*values[1:], len(values)]


def changes_its_arguments__sorted(values: list[int]) -> int:
    values.sort()
    return values[len(values) // 2] * len(values) if values else -1


def constant__result(value):
    if value * 2 == value + value:
        return [1, 2, 3]
    return [value, value + 1]


def identity__clean(text: str) -> str:
    words = "".join([letter for letter in text])
    return words if len(words) >= 0 else text


def no_input_found__types(value):
    checked = [value.upper(), value + 1]
    return [checked, value, checked]


def result_not_plain__function(value):
    def inner(other):
        return other + value

    return inner if value else [inner]


def order_of_a_set__loop(numbers: list[int]) -> list[int]:
    seen, found = set(numbers), []
    for number in seen:
        found.append(number if number > 2 else -number)
    return found


def order_of_a_set__comprehension(numbers: list[int]) -> list[int]:
    seen = {number * 2 for number in numbers}
    return [number for number in seen if number]


def order_of_a_set__argument(numbers: set[int]) -> list[int]:
    return [*numbers, len(numbers) * 2 + 1]


def order_of_a_set__first(numbers: list[int]) -> int:
    seen = {0, *numbers} - {1}
    return next(iter(seen)) + len(seen)


def order_of_a_set__pop(numbers: list[int]) -> int:
    seen, total = set(numbers), 0
    while seen:
        total = total * 2 + seen.pop()
    return total


def order_of_a_set__ties(numbers: list[int]) -> int:
    return max(set(numbers) | {0}, key=lambda number: number % 3)


def order_of_a_set__unpacked(numbers: list[int]) -> list[int]:
    seen = set(numbers)
    first, *rest = seen if seen else [0]
    return [first * 2, len(rest)]


def order_of_a_set__text(numbers: list[int]) -> str:
    seen = frozenset(numbers)
    return f"{len(seen)} of {seen}"


def order_of_a_set__keys(counts: dict[int, int]) -> list[int]:
    common = counts.keys() & {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 32, 64}
    return sorted(common) and list(map(abs, common))


def not_deterministic__alias(number: int) -> list[int]:
    found = _CACHED(number % 5)
    found.append(number)
    return found[-2:] if len(found) > 3 else found[:]
