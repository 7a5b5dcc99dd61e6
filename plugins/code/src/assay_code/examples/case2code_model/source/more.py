"""Functions that only a model's calls, or none, are tried on."""


def wait_for(number: int) -> int:
    """It never comes to -1."""
    while number != -1:
        number = number // 2 if number % 2 == 0 else number + 2
    return number


def sum_up(values: list[int], start: int) -> int:
    """All but the first, and the start for each."""
    return sum(values[1:]) + start * len(values)
