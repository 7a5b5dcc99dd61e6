"""Functions that look pure and must be dropped when they are run; the name starts with the reason code."""


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
