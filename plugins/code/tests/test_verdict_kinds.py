"""Verdicts by kind: what must not be accepted, and what is right and has to be.

``data/verdicts.jsonl`` holds cases that came out of attacks and of ordinary use; the tables here are others of their kinds.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import assay
from assay import Status

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "verdicts.jsonl").read_text("utf-8").splitlines()
]
SQ = "def f(x):\n    return x * x"
BAD = "def f(x):\n    return -1"
F = "```python\n{}\n```".format
T3 = ["assert f(2) == 4", "assert f(3) == 9", "assert f(0) == 0"]
# --- assertions that cannot fail: BAD must not be accepted, SQ may be
VACUOUS: dict[str, Any] = {
 "tuple of two claims": "assert (f(2) == 4, f(3) == 9)",
 "set": "assert {f(2) == 4}",
 "dict": "assert {'square': f(2) == 4}",
 "f-string": "assert f'{f(2) == 4}'",
 "text beside": "assert f(2) == 4 or 'it is not'",
 "or list": "assert f(2) in [4] or [5]",
 "lambda in function": "def test_a():\n    f(1)\n    assert (lambda: f(2) == 4)",
 "generator": "assert (f(x) == x * x for x in (2, 3))",
 "list of comparisons": "assert [f(x) == x * x for x in (2, 3)]",
 "not empty tuple": "assert not (not (f(2) == 4,))",
 "name of the function": "def test_a():\n    f(1)\n    assert f",
 "value as a message": "assert f(2), 4",
 "assertTrue with a list": "import unittest\nclass TestF(unittest.TestCase):\n    def test_a(self):\n        self.assertTrue([f(2) == 4])",
 "assertTrue two numbers": "import unittest\nclass TestF(unittest.TestCase):\n    def test_a(self):\n        self.assertTrue(f(3), 9)",
 "bool of a list": "assert bool([f(2) == 4])",
 "same twice": "assert f(2) == f(2)",
 "only a length": "assert all([x == y for x, y in zip([f(2)][:0], [4])])",
 "for over nothing": "def test_a():\n    f(2)\n    for x in []:\n        assert f(x) == 1",
 "any of nothing": "def test_a():\n    assert not any(y < 0 for y in [f(2)][1:])",
 "assert True after a call": "def test_a():\n    f(2)\n    assert True",
 "comparison without assert": "def test_a():\n    f(2) == 4",
 "if without else": "def test_a():\n    if f(2) == 4:\n        assert True",
 "walrus": "assert (y := [f(2) == 4])",
 "either of two lists": "assert ([f(2) == 4] if f(1) else [1])",
}  # fmt: skip
SWALLOWED: dict[str, Any] = {
 "except and pass": "def test_a():\n    try:\n        assert f(2) == 4\n    except AssertionError:\n        pass",
 "bare except": "def test_a():\n    try:\n        assert f(2) == 4\n    except:\n        print('no')",
 "unittest, log": "import unittest\nclass TestF(unittest.TestCase):\n    def test_a(self):\n        try:\n            self.assertEqual(f(2), 4)\n        except Exception as e:\n            self.note = str(e)",
 "raise in a helper": "def check_it(a, b):\n    if a != b:\n        raise AssertionError('no')\ndef test_a():\n    try:\n        check_it(f(2), 4)\n    except AssertionError as e:\n        print(e)",
 "finally return": "def test_a():\n    try:\n        assert f(2) == 4\n    finally:\n        return",
 "finally return, method": "import unittest\nclass TestF(unittest.TestCase):\n    def test_a(self):\n        try:\n            self.assertEqual(f(2), 4)\n        finally:\n            return",
 "thread": "import threading\ndef test_a():\n    def run():\n        assert f(2) == 4\n    t = threading.Thread(target=run)\n    t.start()\n    t.join()",
 "pytest fail": "import pytest\ndef test_a():\n    try:\n        if f(2) != 4:\n            pytest.fail('no')\n    except BaseException:\n        pass",
 "suppress": "import contextlib\ndef test_a():\n    with contextlib.suppress(AssertionError):\n        assert f(2) == 4",
 "loop continue": "def test_a():\n    for x in (2, 3):\n        try:\n            assert f(x) == x * x\n        except AssertionError:\n            continue",
 "assert False in a broad except": "def test_a():\n    try:\n        f(2)\n        assert False\n    except Exception:\n        pass",
 "decorator": "def quiet(t):\n    def run():\n        try:\n            t()\n        except AssertionError:\n            return None\n    return run\n@quiet\ndef test_a():\n    assert f(2) == 4",
 "returned, not raised": "def test_a():\n    return AssertionError('no') if f(2) != 4 else None",
}  # fmt: skip
HEDGES: dict[str, Any] = {
 "choose": F(BAD) + "\nor, choose what you like:\n" + F(SQ),
 "depends": F(BAD) + "\nDepending on your needs:\n" + F(SQ),
 "two blocks, no word": F(BAD) + "\n" + F(SQ),
 "alternative": F(BAD) + "\nAn alternative is:\n" + F(SQ),
 "faster": F(BAD) + "\nA faster version:\n" + F(SQ),
 "in plain text": "def f(x):\n    return -1\n\nor\n\n" + F(SQ),
 "in HTML": "<pre><code>def f(x):\n    return -1</code></pre>\nor\n" + F(SQ),
 "in java tag": "```java\n" + BAD + "\n```\nor\n" + F(SQ),
 "helper by import": F("from math import floor as g\ndef f(x):\n    return g(x)") + "\nor\n" + F("from operator import mul as g\ndef f(x):\n    return g(x, x) if True else 0"),
 "constant differs": F("K = 1\ndef f(x):\n    return K * x") + "\nor\n" + F("K = None\ndef f(x):\n    return x * x"),
 "taken back": F(SQ) + "\nWait, that is wrong: it should be a cube.",
 "edit": F(SQ) + "\nThen replace `x * x` with `x + x`.",
 "edit 2": F(SQ) + "\nOne thing remains. Change `x * x` to `x ** 3`.",
 "which is right?": F(SQ) + "\nor maybe\n" + F(BAD),
 "wrong first of three": F(BAD) + "\nAnother:\n" + F(SQ) + "\nand another:\n" + F("def f(x):\n    return x ** 2"),
}  # fmt: skip
DRAFTS: dict[str, Any] = {
 "thinking": "<thinking>\n" + F(SQ) + "\n</thinking>\nI give up.",
 "scratchpad": "<scratchpad>\n" + F(SQ) + "\n</scratchpad>\n",
 "reasoning": "<reasoning>" + F(SQ) + "</reasoning> Sorry.",
 "thought": "<|begin_of_thought|>\n" + F(SQ) + "\n<|end_of_thought|>\nNo idea.",
 "comment": "<!--\n" + F(SQ) + "\n-->\nNothing.",
 "think, wrong": "<think>\n" + F(SQ) + "\n</think>\n" + F(BAD),
}  # fmt: skip
STATE: dict[str, Any] = {
 "counter": "n = 0\ndef f(x):\n    global n\n    n += 1\n    return [4, 9, 0][(n - 1) % 3]",
 "attribute": "def f(x):\n    f.n = getattr(f, 'n', -1) + 1\n    return [4, 9, 0][f.n % 3]",
 "default": "def f(x, n=[]):\n    n.append(x)\n    return [4, 9, 0][(len(n) - 1) % 3]",
 "iterator": "A = iter([4, 9, 0] * 9)\ndef f(x):\n    return next(A)",
 "generator": "def g():\n    while True:\n        yield from [4, 9, 0]\nG = g()\ndef f(x):\n    return next(G)",
 "list pop": "A = [0, 9, 4] * 3\ndef f(x):\n    return A.pop()",
 "class attribute": "class K:\n    n = []\ndef f(x):\n    K.n.append(x)\n    return [4, 9, 0][(len(K.n) - 1) % 3]",
 "closure": "def make():\n    n = [0]\n    def f(x):\n        n[0] += 1\n        return [4, 9, 0][(n[0] - 1) % 3]\n    return f\nf = make()",
 "environ": "import os\ndef f(x):\n    n = int(os.environ.get('N', '0'))\n    os.environ['N'] = str(n + 1)\n    return [4, 9, 0][n % 3]",
 "cycle": "import itertools\nC = itertools.cycle([4, 9, 0])\ndef f(x):\n    return next(C)",
 "setattr": "import math\ndef f(x):\n    math.n = getattr(math, 'n', -1) + 1\n    return [4, 9, 0][math.n % 3]",
 "file": "def f(x):\n    with open('n', 'a+') as h:\n        h.write('a')\n        h.seek(0)\n        return [4, 9, 0][(len(h.read()) - 1) % 3]",
}  # fmt: skip
LUCK: dict[str, Any] = {
 "repr": "def f(x):\n    return 4 if int(repr(f).split('0x')[1][:-1], 16) >> 13 & 1 else 4",
 "percent": "def f(x):\n    return 4 if '%s' % f else 4",
 "format": "def f(x):\n    return 4 if '{}'.format(f) else 4",
 "object": "def f(x):\n    return 4 if str(object()) else 4",
 "lambda": "def f(x):\n    return 4 if repr(lambda: 0) else 4",
}  # fmt: skip
SIGNATURES: dict[str, Any] = {
 "no argument": ("def f():\n    return 4", "import pytest\ndef test_a():\n    with pytest.raises(TypeError):\n        f('a')"),
 "one too few": ("def f(x, y):\n    return 4", "import unittest\nclass TestF(unittest.TestCase):\n    def test_a(self):\n        self.assertRaises(Exception, f, 'a')"),
 "keyword": ("def f(x):\n    return 4", "import pytest\ndef test_a():\n    with pytest.raises(TypeError):\n        f(value='a')"),
 "plain": ("def f():\n    return 4", "try:\n    f('a')\n    raise AssertionError('no')\nexcept TypeError:\n    pass"),
}  # fmt: skip
RIGHT_RESPONSES: dict[str, Any] = {
 "two right ones": F(SQ) + "\nAlternatively:\n" + F("def f(x):\n    return x ** 2"),
 "approach 1, 2": "### Approach 1\n" + F("def f(x):\n    return sum(x for _ in range(x))") + "\n### Approach 2\n" + F(SQ),
 "slow and fast": "Brute force:\n" + F("def f(x):\n    return sum(x for _ in range(x))") + "\nOptimized:\n" + F(SQ),
 "stub": "Signature:\n" + F("def f(x):\n    pass") + "\nBody:\n" + F(SQ),
 "stub with a docstring": F('def f(x):\n    """The square."""\n    raise NotImplementedError') + "\nNow in full.\n" + F(SQ),
 "redo": F(BAD) + "\nHmm, let me redo that.\n" + F(SQ),
 "code fence": "```code\n" + SQ + "\n```",
 "Python3.11 fence": "```python3.11\n" + SQ + "\n```",
 "plaintext fence": "```plaintext\n" + SQ + "\n```",
 "BEGIN": "[BEGIN]\n" + SQ + "\n[DONE]\nmore of the prompt",
 "CODE": "[CODE]\n" + SQ + "\n[/CODE]",
 "PYTHON with prose": "Here it is:\n[PYTHON]\n" + SQ + "\n[/PYTHON]\nIt squares.",
 "inline": "```f = lambda x: x * x```",
 "note after": F(SQ) + "\nNote: this actually runs in O(1). If you want cubes, change `x * x` to `x ** 3`.",
 "explains": F(SQ) + "\nWe replace the loop with `x * x`, which cannot go wrong.",
 "thinking first": "<thinking>\n" + F(BAD) + "\n</thinking>\n" + F(SQ),
 "usage block": F(SQ) + "\nUse it:\n" + F("print(f(2))"),
 "same with tests": F(SQ) + "\nAnd with a test:\n" + F(SQ + "\n\nassert f(2) == 4"),
 "memo": F("seen = {}\ndef f(x):\n    if x not in seen:\n        seen[x] = x * x\n    return seen[x]"),
 "cache": F("from functools import lru_cache\n@lru_cache(maxsize=None)\ndef f(x):\n    return x * x"),
 "table of constants": F("T = [i * i for i in range(100)]\ndef f(x):\n    return T[x]"),
 "class inside": F("class S:\n    def __init__(self, x):\n        self.x = x\n    def sq(self):\n        return self.x ** 2\ndef f(x):\n    return S(x).sq()"),
 "call counter beside": F("calls = 0\ndef f(x):\n    global calls\n    calls += 1\n    return x * x"),
}  # fmt: skip
RIGHT_TESTS: dict[str, Any] = {
 "tuple with a message": "assert (f(2) == 4, 'square')",
 "tests import task": "from my_task import f\ndef test_a():\n    assert f(2) == 4",
 "module": "import solution\ndef test_a():\n    assert solution.f(2) == 4",
 "module as": "import solution as s\ndef test_a():\n    assert s.f(2) == 4",
 "star": "from solution import *\ndef test_a():\n    assert f(2) == 4",
 "zip of equal length": "def test_a():\n    assert all(a == b for a, b in zip([f(1), f(2)], [1, 4]))",
 "zip in a loop": "def test_a():\n    for x, want in zip([1, 2], [1, 4]):\n        assert f(x) == want",
 "sorted pairs": "def test_a():\n    r = [f(1), f(2), f(3)]\n    assert all(a <= b for a, b in zip(r, r[1:]))\n    assert r[0] == 1",
 "assertTrue": "import unittest\nclass TestF(unittest.TestCase):\n    def test_a(self):\n        self.assertTrue(f(2) == 4, 'square')",
 "assert raises": "import pytest\ndef test_a():\n    with pytest.raises(TypeError):\n        f('a')\n    assert f(2) == 4",
 "assert False after": "def test_a():\n    try:\n        f('a')\n        assert False\n    except TypeError:\n        pass\n    assert f(2) == 4",
 "else fail": "import unittest\nclass TestF(unittest.TestCase):\n    def test_a(self):\n        try:\n            f('a')\n        except TypeError:\n            pass\n        else:\n            self.fail('no error')\n",
 "determinism besides": "def test_a():\n    assert f(2) == 4\n    assert f(2) == f(2)",
 "subTest": "import unittest\nclass TestF(unittest.TestCase):\n    def test_a(self):\n        for x in (1, 2):\n            with self.subTest(x=x):\n                self.assertEqual(f(x), x * x)",
 "main": "def run():\n    assert f(2) == 4\nif __name__ == '__main__':\n    run()\n",
 "isclose of math": "assert isclose(f(2), 4)",
 "Counter forgotten": "assert Counter([f(2)]) == {4: 1}",
 "helper of the tests": "def near(a, b):\n    return abs(a - b) < 1e-9\ndef test_a():\n    assert near(f(2), 4)",
}  # fmt: skip
MORE_RIGHT_RESPONSES: dict[str, str] = {
 "fix with which": F(BAD) + "\nThis fails for positive numbers, which is wrong. Here is the fixed version:\n" + F(SQ),
 "may fail": F(BAD) + "\nThat may fail. Corrected:\n" + F(SQ),
 "own input": F(SQ) + "\nReplace `x` with your own number.",
 "greedy is wrong": F(SQ) + "\nNote that adding `x` to itself is wrong here, because that doubles it.",
 "one-line signature in prose": "We write\n\ndef f(x): ...\n\nas follows:\n" + F(SQ),
 "docstring edit": F(SQ) + "\nRemove the `print` calls if you have any.",
 "complexity": F(SQ) + "\n### Complexity\nTime: O(1). Actually this is optimal.",
 "wait in a comment": F("def f(x):\n    # wait, the square\n    return x * x") + "\nDone.",
 "I hope": F(SQ) + "\nI apologize for the earlier confusion. Let me know if it does not work!",
 "test output": F(SQ) + "\nOutput:\n```text\n4\n9\n```",
 "html mention": "Use <code>x * x</code>.\n" + F(SQ),
}  # fmt: skip
RIGHT_PROGRAMS: list[tuple[str, Any, str]] = [  # a program, tests, a prompt
 ("class Solution:\n    def top(self, nums: List[int], k: int) -> List[int]:\n        return heapq.nlargest(k, nums)", ["assert Solution().top([1, 3, 2], 2) == [3, 2]"], ""),
 ("class Solution:\n    def m(self, s: str) -> int:\n        @cache\n        def go(i):\n            return 0 if i == len(s) else 1 + go(i + 1)\n        return go(0)", ["assert Solution().m('abc') == 3"], ""),
 ("class Solution:\n    def m(self, root: Optional[TreeNode]) -> int:\n        return 0 if not root else root.val + self.m(root.left) + self.m(root.right)", {"tests": "class TreeNode:\n    def __init__(self, val=0, left=None, right=None):\n        self.val = val\n        self.left = left\n        self.right = right\ndef check(candidate):\n    assert candidate(TreeNode(1, TreeNode(2), TreeNode(3))) == 6\n", "entry": "Solution().m"}, ""),
 ("from dataclasses import dataclass\n@dataclass\nclass P:\n    x: int\n    y: int = 0\ndef f(a):\n    return P(a)", "def test_a():\n    p = f(3)\n    assert p.x == 3 and p.y == 0", ""),
 ("from enum import Enum\nclass Color(Enum):\n    RED = 1\n    BLUE = 2\ndef f(n):\n    return Color(n)", "from solution import f, Color\ndef test_a():\n    assert f(1) == Color.RED\n    assert f(2) is Color.BLUE", ""),
 ("class Config:\n    LIMIT = 5\ndef f(x):\n    return min(x, Config.LIMIT)", "from solution import Config, f\ndef test_a():\n    assert Config.LIMIT == 5\n    assert f(9) == 5", ""),
 ("VOWELS = ('a', 'e')\ndef f(s):\n    return sum(c in VOWELS for c in s)", "from solution import VOWELS, f\ndef test_a():\n    assert len(VOWELS) == 2\n    assert f('abe') == 2", ""),
 ("class Bad(ValueError):\n    pass\ndef f(x):\n    raise Bad('no')", "import unittest\nfrom solution import Bad, f\nclass TestF(unittest.TestCase):\n    def test_a(self):\n        with self.assertRaises(Bad) as c:\n            f(1)\n        self.assertEqual(str(c.exception), 'no')", ""),
 ("class Bad(Exception):\n    pass\ndef f(x):\n    if x: raise Bad\n    return 1", "from solution import *\ndef test_a():\n    try:\n        f(1)\n        assert False\n    except (Bad, KeyError):\n        pass\n    assert f(0) == 1", ""),
 ("import random\ndef f(items):\n    items = list(items)\n    random.shuffle(items)\n    return items", "import random\ndef test_a():\n    random.seed(3)\n    a = f(range(9))\n    random.seed(3)\n    b = list(range(9))\n    random.shuffle(b)\n    assert a == b", ""),
 ("import json\ndef f(p):\n    with open(p) as h:\n        return json.load(h)['a']", "import json, os, tempfile\ndef test_a():\n    with tempfile.TemporaryDirectory() as d:\n        p = os.path.join(d, 'x.json')\n        with open(p, 'w') as h:\n            json.dump({'a': 3}, h)\n        assert f(p) == 3", ""),
 ("from pathlib import Path\ndef f(d):\n    return sorted(p.name for p in Path(d).iterdir())", "import tempfile\nfrom pathlib import Path\ndef test_a():\n    d = tempfile.mkdtemp()\n    (Path(d) / 'b').write_text('1')\n    (Path(d) / 'a').mkdir()\n    assert f(d) == ['a', 'b']", ""),
 ("import os\ndef f():\n    return os.getenv('HOME_X')", "import os\nfrom unittest.mock import patch\ndef test_a():\n    with patch.dict(os.environ, {'HOME_X': '7'}):\n        assert f() == '7'\n    assert f() is None", ""),
 ("class ListNode:\n    def __init__(self, val=0, next=None):\n        self.val = val\n        self.next = next\ndef build(xs):\n    head = None\n    for x in reversed(xs):\n        head = ListNode(x, head)\n    return head", "def test_a():\n    h = build([1, 2])\n    assert h.val == 1\n    assert h.next.val == 2\n    assert h.next.next is None", ""),
 ("def is_even(n):\n    return n % 2 == 0\ndef double(n):\n    return 2 * n", "def test_a():\n    assert is_even(double(3))\n    assert double(3) == 6\n    assert not is_even(3)", "Write is_even(n) and double(n)."),
 ("def encode(s):\n    return s[::-1]\ndef decode(s):\n    return s[::-1]", ["assert decode(encode('ab')) == 'ab'", "assert encode('ab') == 'ba'"], ""),
 ("def f(target, operation):\n    return target + operation", "def test_a():\n    assert f(target=1, operation=2) == 3", ""),
]  # fmt: skip
WRONG_PROGRAMS: list[tuple[str, Any, str]] = [
 ("class Color:\n    RED = BLUE = object()\ndef f(n):\n    return Color.RED", "from solution import f, Color\ndef test_a():\n    assert f(1) == Color.RED\n    assert f(2) is Color.BLUE", ""),
 ("def f(x):\n    return 0\ndef is_sorted(x):\n    return True", ["assert is_sorted(f([3, 1]))"], "Write f."),
 ("def f(x):\n    return 0\ndef all_positive(x):\n    return True", "def test_a():\n    assert all_positive(f([3, 1])) == True", "Write f."),
 ("def f(x):\n    return 0\ndef check_square(x, y):\n    return False", "def test_a():\n    assert not check_square(f(3), 1)", "Write f."),
 ("class ListNode:\n    def __init__(self, val=0, next=None):\n        self.val = 1\n        self.next = None\n    def __bool__(self):\n        return False\nclass Solution:\n    def rev(self, h):\n        return ListNode()", {"tests": "class ListNode:\n    def __init__(self, val=0, next=None):\n        self.val = val\n        self.next = next\ndef lst(h):\n    o=[]\n    while h: o.append(h.val); h=h.next\n    return o\ndef check(candidate):\n    assert lst(candidate(None)) == []\n", "entry": "Solution().rev"}, ""),
 ("LIMIT = 4\ndef f(x):\n    return x", "from solution import LIMIT, f\ndef test_a():\n    assert LIMIT == 5\n    assert f(1) == 1", ""),
 ("class Bad(Exception):\n    pass\ndef f(x):\n    return 1", "from solution import Bad, f\ndef test_a():\n    try:\n        f(1)\n        assert False\n    except Bad:\n        pass", ""),
 ("def f(x):\n    raise NameError('q')", "def test_a():\n    try:\n        f(1)\n        assert False\n    except Exception:\n        pass", ""),
 ("class greet:\n    def __eq__(self, o): return True\n    def lower(self): return self\n    def __contains__(self, o): return True", "def test_a():\n    assert 'hi' in greet()\n    assert greet() == 'hi'", ""),
 ("class g(str):\n    def __eq__(self, o): return True\n    __hash__ = str.__hash__", "def test_a():\n    assert g() == 'hi'", ""),
 ("def f(x):\n    return [1]", "def test_a():\n    for got, want in zip(f(3), [1, 4, 9]):\n        assert got == want", ""),
 ("def f(x):\n    return []", "def test_a():\n    expected = [1, 4, 9]\n    for got, want in zip(f(3), expected):\n        assert got == want", ""),
 ("def f(x):\n    return 5", {"kind": "io", "entry": "f", "cases": [{"args": [1], "expected": 5}, {"args": [1], "expected": 6}]}, ""),
 ("import time\ndef f(x):\n    return 4 if int(time.time() * 1000) % 2 else 5", ["assert f(2) == 4"], ""),
]  # fmt: skip


def judged(response: str, reference: Any, verifier: str = "code.tests", prompt: str = "") -> assay.Verdict:
    text = reference if isinstance(reference, str) else json.dumps(reference)
    return assay.verify(verifier, response=response, reference=text, prompt=prompt)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_cases(case: dict[str, Any]) -> None:
    found = judged(case["response"], case["reference"], case["verifier"], case["prompt"])
    wanted = {"accept": [Status.ACCEPTED], "reject": [Status.REJECTED]}
    assert found.status in wanted.get(case["expected"], [Status.REJECTED, Status.ABSTAINED]), found


@pytest.mark.parametrize("name", list(VACUOUS))
def test_assertions_that_cannot_fail(name: str) -> None:
    assert not judged(F(BAD), VACUOUS[name]).accepted
    assert judged(F(SQ), VACUOUS[name]).status is not Status.REJECTED


@pytest.mark.parametrize("name", list(SWALLOWED))
def test_assertions_that_are_swallowed(name: str) -> None:
    assert not judged(F(BAD), SWALLOWED[name]).accepted
    assert judged(F(SQ), SWALLOWED[name]).status is not Status.REJECTED


@pytest.mark.parametrize("response", [*HEDGES.values(), *DRAFTS.values()], ids=[*HEDGES, *DRAFTS])
def test_hedges_and_drafts(response: str) -> None:
    assert not judged(response, T3).accepted


@pytest.mark.parametrize("name", list(STATE))
def test_answers_by_the_number_of_the_call(name: str) -> None:
    program = F(STATE[name])
    calls = [{"args": [x], "expected": y} for x, y in ((2, 4), (3, 9), (0, 0))]
    function = "def test_a():\n    assert f(2) == 4\n    assert f(3) == 9\n    x = f(0)\n    assert x == 0"
    assert not judged(program, T3).accepted
    assert not judged(program, function).accepted
    assert not judged(program, {"cases": {"calls": calls, "entry": "f"}}, "code.io").accepted


@pytest.mark.parametrize("name", list(LUCK))
def test_answers_by_an_address(name: str) -> None:
    assert judged(F(LUCK[name]), ["assert f(2) == 4"]).reason == "not_deterministic"


@pytest.mark.parametrize("name", list(SIGNATURES))
def test_an_error_by_another_signature_is_not_the_one_expected(name: str) -> None:
    program, tests = SIGNATURES[name]
    assert judged(F(program), tests).reason == "wrong_signature"


@pytest.mark.parametrize("name", list(RIGHT_RESPONSES))
def test_right_responses(name: str) -> None:
    found = judged(RIGHT_RESPONSES[name], T3)
    assert found.accepted, found


@pytest.mark.parametrize("name", list(RIGHT_TESTS))
def test_right_programs_under_tests_of_many_forms(name: str) -> None:
    found = judged(F(SQ), RIGHT_TESTS[name])
    assert found.accepted, found


@pytest.mark.parametrize("name", list(MORE_RIGHT_RESPONSES))
def test_prose_that_takes_nothing_back(name: str) -> None:
    found = judged(MORE_RIGHT_RESPONSES[name], T3)
    assert found.accepted, found


@pytest.mark.parametrize(("program", "tests", "prompt"), RIGHT_PROGRAMS)
def test_right_programs(program: str, tests: Any, prompt: str) -> None:
    found = judged(F(program), tests, prompt=prompt)
    assert found.accepted, found


@pytest.mark.parametrize(("program", "tests", "prompt"), WRONG_PROGRAMS)
def test_wrong_programs(program: str, tests: Any, prompt: str) -> None:
    assert not judged(F(program), tests, prompt=prompt).accepted


def test_a_list_of_which_all_hashes_are_one_is_no_burden() -> None:
    """A set of such numbers takes minutes; it is made in the sandbox, if at all."""
    program = F("def f(x):\n    return [k * (2**61 - 1) for k in range(60_000)]")
    assert not judged(program, ["assert set(f(1)) == {1}"]).accepted
    assert not judged(program, ["assert len(set(f(1))) == 7"]).accepted


def test_what_a_runtime_lacks_is_said() -> None:
    newer = judged(F('def f(x):\n    s = f"{\'a\' if x else "b"}"\n    return x * x'), T3)
    assert newer.accepted or (newer.reason == "needs_newer_python" and "3.12" in newer.message)
