"""Functions that must be dropped when they are read; the name of each starts with the reason code."""

import os
import random
import time
from datetime import date

CACHE = {}
TOTAL = 0


def forbidden_import__time(value):
    started = time.monotonic()
    return [value + 1, started, value * 2]


def unknown_attribute__date(value):
    return [date.today(), value, value + 1, value * 2]


def forbidden_import__random(value):
    return [value + random.random(), value + random.random()]


def forbidden_import__environment(name):
    return os.environ.get(name, "nothing") + name + name


def context_manager__file(name):
    with open(name) as file:
        return file.read().strip().split("\n")


def forbidden_name__file(name):
    return [line.strip() for line in open(name) if line.strip()]


def forbidden_name__output(value):
    print(value + 1)
    return [value + 1, value * 2, value * 3]


def forbidden_name__identity(value):
    return [id(value) % 7, value + 1, value * 2]


def global_state__constant(value):
    if value not in CACHE:
        CACHE[value] = value * value
    return CACHE[value] + 1


def global_state__variable(value):
    global TOTAL
    TOTAL += value
    return TOTAL * 2 + value


async def async__function(value):
    return [value, value + 1, value + 2, value * 2]


def unknown_attribute__object(node):
    return [child.label + child.label for child in node.children if child.label]


def order_of_a_set__list(values):
    return list({value * 2 for value in values if value > 2})


def unresolved_name__missing(value):
    return [missing(value), value + 1, value * 2]  # noqa: F821


def trivial__constant(value):
    return 3


def trivial__argument(value):
    return value


def returns_nothing__loop(values):
    for value in values:
        values[value] = value + 1 if value else 0


def takes_a_function__key(key, values):
    return [key(value) + 1 for value in values if value]


def unused_parameter__second(value, other):
    return [value + 1, value * 2, value - 3, value // 4]
