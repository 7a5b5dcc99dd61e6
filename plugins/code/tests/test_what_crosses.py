"""What of the tests' surroundings goes over to the program, and how exactly numbers are compared."""

from __future__ import annotations

import json
from typing import Any

import pytest

import assay
from assay import Status
from assay_code.judging.candidate import how_to_install
from assay_code.judging.compare import same

FENCED = "```python\n{}\n```".format
SUM = "def area(a, b):\n    return a + b"
THIRD = "import os\ndef f(p):\n    d = os.path.dirname(p)\n    for n in sorted(os.listdir(d)):\n        if n != os.path.basename(p):\n            return open(os.path.join(d, n)).read()\n    return ''"
"""Reads whatever lies beside the file that it is given."""
BESIDE = "import os, tempfile\ndef test_a():\n    d = tempfile.mkdtemp()\n    p, q = os.path.join(d, 'in.txt'), os.path.join(d, 'out.txt')\n    open(p, 'w').write('a b')\n    open(q, 'w').write('B A')\n"

NOT_ACCEPTED: dict[str, tuple[str, Any]] = {
    "rounding, assert": (SUM, ["assert area(0.1, 0.2) == 0.3"]),
    "rounding, function": (SUM, "def test_a():\n    x = 0.1\n    assert area(x, 0.2) == 0.3"),
    "rounding, loop": (SUM, "def test_a():\n    for a, b, c in [(0.1, 0.2, 0.3)]:\n        assert area(a, b) == c"),
    "rounding, unittest": (
        SUM,
        "import unittest\nclass TestA(unittest.TestCase):\n    def test_a(self):\n        self.assertEqual(area(0.1, 0.2), 0.3)",
    ),
    "rounding, check": (SUM, {"tests": "def check(c):\n    assert c(0.1, 0.2) == 0.3\n", "entry": "area"}),
    "expected file by name": (
        "def f(x):\n    return int(open('want.txt').read())",
        "def test_a():\n    with open('want.txt', 'w') as h:\n        h.write('42')\n    assert f(3) == int(open('want.txt').read())",
    ),
    "expected file by listing": (
        "import os\ndef f(x):\n    for n in os.listdir('.'):\n        try: return int(open(n).read())\n        except Exception: pass",
        "def test_a():\n    with open('want.txt', 'w') as h:\n        h.write('42')\n    assert f(3) == 42",
    ),
    "expected file beside the input": (THIRD, BESIDE + "    assert f(p) == open(q).read()"),
    "expected text beside the input": (THIRD, BESIDE + "    assert f(p) == 'B A'"),
    "expected file, whole folder given": (
        "import os\ndef f(d):\n    return open(os.path.join(d, 'out.txt')).read()",
        BESIDE + "    assert f(d) == open(q).read()",
    ),
    "the input is what is expected": ("def f(p):\n    return open(p).read()", BESIDE + "    assert f(q) == open(q).read()"),
    "environment": (
        "import os\ndef f(x):\n    return int(os.environ['WANT'])",
        "import os\ndef test_a():\n    os.environ['WANT'] = '42'\n    assert f(3) == int(os.environ['WANT'])",
    ),
    "environment, getenv": (
        "import os\ndef f(x):\n    return int(max(v for v in os.environ.values() if v.isdigit()))",
        "import os\ndef test_a():\n    os.environ['WANT'] = '999999999'\n    assert f(3) == int(os.getenv('WANT'))",
    ),
}  # fmt: skip

ACCEPTED: dict[str, tuple[str, Any]] = {
    "tolerance": (SUM, ["assert abs(area(0.1, 0.2) - 0.3) < 1e-9"]),
    "approx": (SUM, "import pytest\ndef test_a():\n    assert area(0.1, 0.2) == pytest.approx(0.3)"),
    "file by path": (
        "def f(p):\n    with open(p) as h:\n        return sum(1 for _ in h)",
        "import os, tempfile\ndef test_a():\n    with tempfile.NamedTemporaryFile('w', delete=False) as h:\n        h.write('a\\nb\\n')\n    assert f(h.name) == 2\n    os.unlink(h.name)",
    ),
    "relative path": (
        "def f(p):\n    return open(p).read().upper()",
        "def test_a():\n    with open('a.txt', 'w') as h:\n        h.write('x')\n    assert f('a.txt') == 'X'",
    ),
    "paths in a list": (
        "def f(ps):\n    return [open(p).read() for p in ps]",
        "def test_a():\n    for n in 'ab':\n        with open(n, 'w') as h:\n            h.write(n * 2)\n    assert f(['a', 'b']) == ['aa', 'bb']",
    ),
    "folder": (
        "import os\ndef f(d):\n    return sorted(os.listdir(d))",
        "import os, tempfile\ndef test_a():\n    with tempfile.TemporaryDirectory() as d:\n        for n in ('x', 'y'):\n            open(os.path.join(d, n), 'w').close()\n        assert f(d) == ['x', 'y']",
    ),
    "environment": ("import os\ndef f():\n    return os.environ.get('KEY')", "import os\ndef test_a():\n    os.environ['KEY'] = 'v'\n    assert f() == 'v'"),
}  # fmt: skip


def verdict(code: str, tests: Any) -> assay.Verdict:
    reference = tests if isinstance(tests, str) else json.dumps(tests)
    return assay.verify("code.tests", response=FENCED(code), reference=reference)


@pytest.mark.parametrize("name", NOT_ACCEPTED)
def test_not_accepted(name: str) -> None:
    assert verdict(*NOT_ACCEPTED[name]).status is not Status.ACCEPTED


@pytest.mark.parametrize("name", ACCEPTED)
def test_accepted(name: str) -> None:
    found = verdict(*ACCEPTED[name])
    assert found.status is Status.ACCEPTED, (found.reason, found.message)


@pytest.mark.parametrize(
    ("got", "expected", "equal"),
    [
        (0.1 + 0.2, 0.3, True),
        (1e-17, 0.0, True),
        (1e20 * 1.1 + 2e4, 1.1e20, True),
        (1700000001.5, 1700000000.5, False),
        (10000000001, 10000000000.0, False),
        (123456789.01, 123456789.02, False),
        (0.3333, 1 / 3, False),
        (10**400, 1.0, False),
        (float("inf"), 1.0, False),
    ],
)
def test_floats_without_a_stated_tolerance(got: float, expected: float, equal: bool) -> None:
    assert same(got, expected, tolerance=None) is equal


def test_what_to_install_is_said() -> None:
    message = how_to_install("ModuleNotFoundError: No module named 'numpy.linalg'")
    assert message == " Install what provides numpy for the Python that the sandbox runs."
    assert how_to_install("ModuleNotFoundError: No module named 'tkinter'") == ""
