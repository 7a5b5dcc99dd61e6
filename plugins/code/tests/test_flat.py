"""Which test functions are judged as plain assertions, and that the verdict is the same."""

from __future__ import annotations

import ast

import pytest

import assay
from assay_code.judging.flat import flat
from assay_code.judging.reference import Tests
from assay_code.judging.suite import read_suite

FLAT = {
    "assert": ("def test_a():\n    assert f(2) == 4\n\ndef test_b():\n    assert f(3) == 9", 2),
    "names": (
        "def test_a():\n    x = 2\n    assert f(x) == 4\n    x = 3\n    want = 9\n    assert f(x) == want",
        2,
    ),
    "a list that is used once": ("def test_a():\n    xs = [2]\n    got = f(xs)\n    assert got == [4]", 1),
    "a method": (
        "import unittest\n\nclass TestF(unittest.TestCase):\n    def test_a(self):\n        self.assertEqual(f(2), 4)\n"
        "        self.assertIn(f(2), [4, 5])\n        self.assertTrue(f(1) == 1)\n        self.assertIsNotNone(f(1))\n"
        "        with self.assertRaises(TypeError):\n            f('a')\n\nif __name__ == '__main__':\n    unittest.main()\n",
        5,
    ),
    "pytest": (
        "import pytest\nfrom solution import f\n\ndef test_a():\n    with pytest.raises(TypeError):\n        f(None)",
        1,
    ),
    "check": (
        "def check(candidate):\n    assert candidate(2) == 4\n    assert candidate(3) == 9\n\ncheck(f)",
        2,
    ),
}
OTHER = {
    "a loop": "def test_a():\n    for x in (1, 2):\n        assert f(x) == x * x",
    "a list that is used twice": "def test_a():\n    xs = [2]\n    f(xs)\n    assert xs == [4]",
    "compared with its argument": "def test_a():\n    xs = [2]\n    assert f(xs) == xs",
    "a call that nobody looks at": "def test_a():\n    got = f(2)\n    assert f(3) == 9",
    "a helper": "def same(a, b):\n    assert a == b\n\ndef test_a():\n    same(f(2), 4)",
    "set-up": "class TestF:\n    def setup_method(self):\n        self.x = 2\n\n    def test_a(self):\n        assert f(self.x) == 4",
    "parameters": "import pytest\n\n@pytest.mark.parametrize('x', [1])\ndef test_a(x):\n    assert f(x) == 1",
    "a message of an exception": "import pytest\n\ndef test_a():\n    with pytest.raises(TypeError, match='no'):\n        f(None)",
    "one name twice": "def test_a():\n    assert f(2) == 5\n\ndef test_a():\n    assert f(2) == 4",
    "used in a comprehension": "def test_a():\n    got = f(2)\n    assert [got for _ in range(2)] == [4, 4]",
    "about": "def test_a():\n    self_made = 3\n    assert abs(f(2) - self_made) < 2 if f else False",
}


def _statements(source: str) -> list[ast.stmt] | None:
    suite = read_suite(Tests(source, entry="f" if "candidate" in source else ""), "")
    found = flat(suite)
    return None if found is None else found.body


@pytest.mark.parametrize("name", list(FLAT))
def test_what_only_states_is_made_flat(name: str) -> None:
    source, count = FLAT[name]
    found = _statements(source)
    assert found is not None and len(found) == count


@pytest.mark.parametrize("name", [name for name in OTHER if name != "about"])
def test_what_does_more_is_not(name: str) -> None:
    assert _statements(OTHER[name]) is None


PROGRAM = "```python\ndef f(x):\n    return {}\n```"


@pytest.mark.parametrize("name", [name for name in FLAT if name != "a list that is used once"])
def test_the_verdict_is_the_one_of_a_run(name: str) -> None:
    source, _ = FLAT[name]
    again = source + "\n\ndef helper():\n    return 1\n"  # which has to be run
    for body, accepted in (
        ("x * x", True),
        ("x * x + (x == 3)", False),
        ("x * x if x < 2 else 5", False),
        ("abs(x)", False),
    ):
        found = [
            assay.verify(
                "code.tests",
                response=PROGRAM.format(body),
                reference=assay.make_reference(tests={"source": text, "entry": "f"}),
            )
            for text in (source, again)
        ]
        assert found[0].status is found[1].status, (body, found)
        assert accepted <= found[0].accepted
