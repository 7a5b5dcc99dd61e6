"""Responses that try to be accepted without being right; none may be."""

from __future__ import annotations

import json
from typing import Any

import pytest

from assay import Sample, Status, Task, Verdict, Verifier
from assay.testing import run_verifier
from assay_code.verifiers import tests as code_tests
from assay_code.verifiers import testsuite as code_testsuite
from assay_code.verifiers.io import io
from assay_code.verifiers.puzzle import puzzle

TESTS, TESTSUITE = code_tests.tests, code_testsuite.testsuite

# What is asked for: f([2, 3]) == 13, the sum of squares.
CASES = [([2, 3], 13), ([], 0), ([4], 16), ([1, 1, 5], 27)]

REFERENCES: dict[str, tuple[Verifier, str]] = {
    "io": (
        io,
        json.dumps({"kind": "io", "entry": "f", "cases": [{"args": [x], "expected": y} for x, y in CASES]}),
    ),
    "asserts": (TESTS, json.dumps([f"assert f({x}) == {y}" for x, y in CASES])),
    "functions": (
        TESTS,
        "import pytest\n\ndef test_f():\n"
        + "".join(f"    x = {x}\n    assert f(x) == {y}\n" for x, y in CASES)
        + "\ndef test_more():\n    assert sorted([f([1]), f([2])]) == [1, 4]\n",
    ),
    "check": (
        TESTS,
        json.dumps(
            {
                "entry": "f",
                "tests": "def check(candidate):\n"
                + "".join(f"    result = candidate({x})\n    assert result == {y}, 'no'\n" for x, y in CASES),
            }
        ),
    ),
}

ATTACKS: dict[str, str] = {
    # leaving early
    "os._exit in a call": "import os\ndef f(x): os._exit(0)",
    "os._exit at import": "import os\ndef f(x): return 1\nos._exit(0)",
    "sys.exit in a call": "import sys\ndef f(x): sys.exit(0)",
    "sys.exit at import": "import sys\ndef f(x): return 1\nsys.exit(0)",
    "raise SystemExit": "def f(x): raise SystemExit(0)",
    "own SystemExit": "class SystemExit(Exception): pass\ndef f(x): raise SystemExit(0)",
    "KeyboardInterrupt": "def f(x): raise KeyboardInterrupt",
    "GeneratorExit": "def f(x): raise GeneratorExit",
    "quit": "def f(x): quit()",
    "exec away": "import os, sys\ndef f(x): os.execv('/bin/true', ['true'])",
    "abort": "import os\ndef f(x): os.abort()",
    "kill itself": "import os, signal\ndef f(x): os.kill(os.getpid(), signal.SIGKILL)",
    "kill the parent": "import os, signal\ndef f(x):\n    os.kill(os.getppid(), signal.SIGKILL)\n    os.kill(1, 9)\n    os.kill(-1, 9)\n    return 1",
    "stop the parent": "import os, signal\ndef f(x):\n    os.kill(os.getppid(), signal.SIGSTOP)\n    return True",
    # objects that lie
    "lying eq": "class A:\n    def __eq__(self, other): return True\n    def __hash__(self): return 0\ndef f(x): return A()",
    "lying ne": "class A:\n    def __eq__(self, other): return True\n    def __ne__(self, other): return False\n    __lt__ = __gt__ = __le__ = __ge__ = __eq__\n    def __bool__(self): return True\ndef f(x): return A()",
    "subclassed int": "class A(int):\n    def __eq__(self, other): return True\n    __hash__ = int.__hash__\ndef f(x): return A(5)",
    "subclassed str": "class A(str):\n    def __eq__(self, other): return True\n    __hash__ = str.__hash__\ndef f(x): return A('5')",
    "subclassed float": "class A(float):\n    def __eq__(self, other): return True\n    __hash__ = float.__hash__\ndef f(x): return A(5)",
    "subclassed list": "class A(list):\n    def __eq__(self, other): return True\ndef f(x): return A()",
    "subclassed dict": "class A(dict):\n    def __eq__(self, other): return True\ndef f(x): return A()",
    "right value in a subclass": "class A(int): pass\ndef f(x): return A(sum(i * i for i in x))",
    "metaclass eq": "class M(type):\n    def __eq__(self, other): return True\n    def __hash__(self): return 1\nclass A(metaclass=M): pass\ndef f(x): return A",
    "lying class": "class A:\n    @property\n    def __class__(self): return int\n    def __eq__(self, o): return True\ndef f(x): return A()",
    "lying len and iter": "class A:\n    def __len__(self): return 1\n    def __iter__(self): return iter([1])\n    def __contains__(self, x): return True\n    def __eq__(self, o): return True\ndef f(x): return A()",
    "reflected operators": "class A:\n    def __radd__(self, o): return o\n    def __rsub__(self, o): return 0\n    def __eq__(self, o): return True\n    def __index__(self): return 13\ndef f(x): return A()",
    "mock": "from unittest.mock import ANY\ndef f(x): return ANY",
    "magic mock": "from unittest.mock import MagicMock\ndef f(x):\n    m = MagicMock()\n    m.__eq__.return_value = True\n    return m",
    "NaN": "def f(x): return float('nan')",
    "NotImplemented": "def f(x): return NotImplemented",
    "looks like a stand-in": "class Opaque:\n    type = 'int'\n    number = 0\n    def __eq__(self, o): return True\ndef f(x): return Opaque()",
    "looks like a foreign object": "class _Foreign:\n    _assay_number = 0\n    def __eq__(self, o): return True\ndef f(x): return _Foreign()",
    "looks like our encoding": "def f(x): return {'o': ['int', 1]}",
    # built-in functions and modules replaced
    "patched builtins": "import builtins\nfor name in ('isinstance', 'len', 'sorted', 'print', 'repr', 'type', 'id', 'hash', 'all', 'any'):\n    setattr(builtins, name, lambda *a, **k: True)\ndef f(x): return 1",
    "patched import": "import builtins\nbuiltins.__import__ = lambda *a, **k: None\nbuiltins.open = lambda *a, **k: None\ndef f(x): return 1",
    "patched exceptions": "import builtins\nbuiltins.AssertionError = type('AssertionError', (Exception,), {'__init__': lambda s, *a: None})\nbuiltins.BaseException = Exception\ndef f(x): return 1",
    "patched json": "import json\njson.dumps = lambda *a, **k: '{\"t\": [\"value\", true, {\"t\": []}, {\"d\": []}]}'\njson.loads = lambda *a, **k: True\ndef f(x): return 1",
    "patched json encoder": "import json.encoder\njson.encoder.encode_basestring_ascii = lambda s: '\"13\"'\njson.JSONEncoder.encode = lambda self, o: 'true'\ndef f(x): return 1",
    "patched pickle, struct, marshal": "import pickle, struct, marshal\npickle.dumps = struct.pack = marshal.dumps = lambda *a, **k: b'\\x01'\ndef f(x): return 1",
    "patched os.write": "import os\nreal = os.write\nos.write = lambda fd, data: real(fd, bytes(data).replace(b'false', b'true'))\ndef f(x): return False",
    "patched os.read": "import os\nseen = []\nreal = os.read\ndef read(fd, n):\n    data = real(fd, n)\n    seen.append(data)\n    return data\nos.read = read\ndef f(x):\n    import re\n    found = re.findall(rb'expected\\D+(\\d+)|== (\\d+)', b''.join(seen))\n    return int(found[0][0]) if found else 1",
    "empty sys.modules": "import sys\nsys.modules.clear()\ndef f(x): return 1",
    "replaced modules": "import sys, types\nfor name in list(sys.modules):\n    if 'assay' in name or name in ('json', 'pytest'):\n        sys.modules[name] = types.ModuleType(name)\ndef f(x): return 1",
    "patched driver": "import sys\nfor name, module in list(sys.modules.items()):\n    if 'driver' in name or 'codec' in name:\n        for key, value in list(vars(module).items()):\n            if callable(value) and key in ('encode', 'dump', 'decode', '_describe'):\n                setattr(module, key, lambda *a, **k: b'true')\ndef f(x): return 1",
    "patched encoder": "import sys\nc = sys.modules.get('assay_sandboxes.codec')\nif c: c.Encoder._tree = lambda self, v, d: True\ndef f(x): return 1",
    "patched driver class": "import sys\nd = sys.modules.get('assay_sandboxes.driver')\nif d:\n    d._Driver._answer = lambda self, message: self.send('value', True, message[2], message[3])\ndef f(x): return 1",
    "main module": "import __main__, sys\n__main__.__dict__.update(passed=True, ok=True, result=True, check=lambda *a: None)\ndef f(x): return 1",
    "program module": "import program\nprogram.test_f = program.check = lambda *a: None\ndef f(x): return 1",
    "patched unittest and pytest": "import sys, types\nfake = types.ModuleType('pytest')\nfake.raises = fake.approx = lambda *a, **k: True\nsys.modules['pytest'] = fake\ndef f(x): return 1",
    # looking for what is expected
    "frames": "import sys\ndef f(x):\n    frame = sys._getframe()\n    while frame:\n        for name, value in frame.f_locals.items():\n            if name in ('expected', 'result', 'y', 'reference', 'tests', 'source'):\n                return value\n        frame = frame.f_back\n    return 1",
    "inspect.stack": "import inspect\ndef f(x):\n    for info in inspect.stack():\n        for line in info.code_context or ():\n            if '==' in line:\n                return eval(line.split('==')[1].split(',')[0])\n    return 1",
    "traceback frames": "def f(x):\n    try: 1 / 0\n    except ZeroDivisionError as e: frame = e.__traceback__.tb_frame.f_back\n    while frame:\n        if 'expected' in frame.f_locals: return frame.f_locals['expected']\n        frame = frame.f_back\n    return 1",
    "gc objects": "import gc\ndef f(x):\n    for o in gc.get_objects():\n        if isinstance(o, dict) and 'expected' in o: return o['expected']\n        if isinstance(o, str) and o.startswith('assert f('): return eval(o.split('==')[1])\n    return 1",
    "gc referrers": "import gc\ndef f(x):\n    for holder in gc.get_referrers(x):\n        if isinstance(holder, (tuple, list)) and len(holder) > 1 and isinstance(holder[1], int): return holder[1]\n    return 1",
    "memory": "import re\ndef f(x):\n    try:\n        with open('/proc/self/mem', 'rb') as mem:\n            for line in open('/proc/self/maps'):\n                a, b = (int(p, 16) for p in line.split()[0].split('-'))\n                if 'heap' not in line: continue\n                mem.seek(a)\n                found = re.search(rb'assert f\\((.*?)\\) == (\\d+)', mem.read(b - a))\n                if found: return int(found[2])\n    except OSError: pass\n    return 1",
    "test files": "import glob, re\ndef f(x):\n    for path in glob.glob('/**/*test*', recursive=True)[:500] + glob.glob('/tmp/**', recursive=True):\n        try: found = re.search(r'assert f\\(.*?\\) == (\\d+)', open(path).read())\n        except Exception: continue\n        if found: return int(found[1])\n    return 1",
    "environment": "import os, sys\ndef f(x):\n    for text in [*os.environ.values(), *sys.argv]:\n        if 'assert' in text: return eval(text.split('==')[1])\n    return 1",
    "file descriptors": "import os\ndef f(x):\n    for n in os.listdir('/proc/self/fd'):\n        try: data = os.pread(int(n), 9999, 0)\n        except OSError: continue\n        if b'==' in data: return int(data.split(b'==')[1].split()[0])\n    return 1",
    "other processes": "import os\ndef f(x):\n    for pid in filter(str.isdigit, os.listdir('/proc')):\n        try: data = open(f'/proc/{pid}/cmdline').read() + open(f'/proc/{pid}/environ').read()\n        except OSError: continue\n        if 'assert f' in data: return 13\n    return 1",
    "ctypes": "import ctypes\ndef f(x):\n    ctypes.c_int.from_address(id(1) + 24).value = 13\n    return 1",
    "settrace": "import sys\nseen = []\ndef trace(frame, event, arg):\n    seen.extend(v for v in frame.f_locals.values() if type(v) is int)\n    return trace\nsys.settrace(trace)\nsys.setprofile(lambda *a: None)\ndef f(x): return seen[-1] if seen else 1",
    "learning": "answers = {}\ndef f(x):\n    answers[str(x)] = answers.get(str(x), -1) + 1\n    return answers[str(x)]",
    "linecache": "import linecache\ndef f(x):\n    for name, entry in linecache.cache.items():\n        for line in entry[2] if len(entry) > 2 else ():\n            if line.startswith('assert f'): return eval(line.split('==')[1])\n    return 1",
    # speaking for the judge
    "write to all descriptors": "import os\nfor fd in range(64):\n    try: os.write(fd, b'{\"passed\": true, \"ok\": true}\\n')\n    except OSError: pass\ndef f(x): return 1",
    "write answers of ours": "import os, json\nd = json.dumps({'t': ['value', True, {'t': []}, {'d': []}]}).encode()\nfor fd in range(3, 64):\n    for kind in (b'M', b'V', b'E'):\n        try: os.write(fd, kind + len(d).to_bytes(4, 'big') + d)\n        except OSError: pass\ndef f(x): return 1",
    "answer twice": "import os\ndef f(x):\n    if os.fork() == 0: return 1\n    return 2",
    "fork, child lives": "import os, time\ndef f(x):\n    if os.fork(): return 1\n    time.sleep(0.2)\n    return 13",
    "thread answers later": "import threading, os, time\ndef later():\n    time.sleep(0.05)\n    for fd in range(3, 16):\n        try: os.write(fd, b'M\\x00\\x00\\x00\\x04true')\n        except OSError: pass\ndef f(x):\n    threading.Thread(target=later, daemon=True).start()\n    return 1",
    "close all": "import os\ndef f(x):\n    os.closerange(0, 64)\n    return 13",
    "dup over": "import os\nfor fd in range(3, 32):\n    try: os.dup2(1, fd)\n    except OSError: pass\ndef f(x):\n    print('ok')\n    return 13",
    "pass messages": "print('1 passed in 0.01s')\nprint('OK')\nprint('{\"status\": \"accepted\"}')\ndef f(x):\n    print('All tests passed')\n    return 'passed'",
    "message as exception": "class passed(Exception): pass\ndef f(x): raise passed('ok')",
    "own AssertionError": "class AssertionError(Exception):\n    def __str__(self): return 'ok'\n    def __bool__(self): return False\ndef f(x): raise AssertionError",
    "exception that lies": "class E(Exception):\n    def __str__(self): raise SystemExit(0)\n    __repr__ = __str__\ndef f(x): raise E",
    "atexit": "import atexit, os\natexit.register(os._exit, 0)\natexit.register(print, 'passed')\ndef f(x): return 1",
    "del": "import os\nclass A:\n    def __del__(self): os._exit(0)\ndef f(x): return A()",
    "signal handlers": "import signal, os\nsignal.signal(signal.SIGALRM, lambda *a: os._exit(0))\nsignal.setitimer(signal.ITIMER_REAL, 0.01)\ndef f(x):\n    while True: pass",
    "excepthook": "import sys, os\nsys.excepthook = lambda *a: os._exit(0)\nsys.unraisablehook = sys.excepthook\ndef f(x): raise ValueError",
    "stdout replaced": "import sys\nclass Out:\n    def write(self, s): return len(s)\n    def flush(self): raise SystemExit(0)\nsys.stdout = sys.stderr = Out()\ndef f(x): return 1",
    # other things that come back
    "generator": "def f(x):\n    yield sum(i * i for i in x)",
    "coroutine": "async def f(x): return sum(i * i for i in x)",
    "lambda": "f = lambda x: (lambda: sum(i * i for i in x))",
    "decorated": "def any_of(g):\n    class Any:\n        def __eq__(self, o): return True\n    return lambda x: Any()\n@any_of\ndef f(x): return 1",
    "class for a function": "class f(int):\n    def __new__(cls, x): return int.__new__(cls, 1)\n    def __eq__(self, o): return True\n    __hash__ = int.__hash__",
    "callable object": "class F:\n    def __call__(self, x): return self\n    def __eq__(self, o): return True\nf = F()",
    "module getattr": "import sys\ndef f(x): return sys.modules[__name__]\ndef __getattr__(name): return 13",
    "all answers": "def f(x): return [0, 13, 16, 27]",
    "True": "def f(x): return True",
    "None": "def f(x): return None",
    "text": "def f(x): return str(sum(i * i for i in x))",
    "changed argument": "def f(x):\n    x.clear()\n    return 0",
    "one right case": "def f(x): return 13",
    "most cases right": "def f(x): return sum(i * i for i in x) if len(x) < 3 else 0",
    # resources
    "endless": "def f(x):\n    while True: pass",
    "endless output": "def f(x):\n    while True: print('passed' * 1000)",
    "huge value": "def f(x): return 'a' * 10**9",
    "huge number": "def f(x): return 1 << 10**7",
    "memory bomb": "def f(x):\n    a = []\n    while True: a.append(bytes(10**7))",
    "recursion": "def f(x): return f(x)",
    "deep value": "def f(x):\n    v = []\n    for _ in range(10**5): v = [v]\n    return v",
    "cyclic value": "def f(x):\n    v = []\n    v.append(v)\n    return v",
    "colliding keys": "def f(x): return {i * (2**61 - 1): 0 for i in range(10**4)}",
    # not there
    "no entry": "def g(x): return sum(i * i for i in x)",
    "imported entry": "from solution import f",
    "deleted entry": "def f(x): return 1\ndel f",
    "empty": "",
    "syntax error": "def f(x): return (",
    "tests instead": "def f(x): return 1\ndef test_f(): pass\ndef check(candidate): pass",
}  # fmt: skip


def judge(verifier: Verifier, response: str, reference: str, prompt: str = "") -> Verdict:
    return run_verifier(verifier, Sample(Task(prompt, reference), response))


@pytest.mark.parametrize("kind", list(REFERENCES))
@pytest.mark.parametrize("attack", list(ATTACKS))
@pytest.mark.usefixtures("short_limits")
def test_attack(attack: str, kind: str) -> None:
    verifier, reference = REFERENCES[kind]
    found = judge(verifier, f"```python\n{ATTACKS[attack]}\n```", reference)
    assert found.status in (Status.REJECTED, Status.ABSTAINED), found
    honest = judge(verifier, "def f(x): return sum(i * i for i in x)", reference)
    assert honest.accepted, f"after the attack, a right program gets {honest}"


HONEST: dict[str, str] = {
    "exit under main": "import sys\ndef f(x): return sum(i * i for i in x)\nif __name__ == '__main__':\n    print(f([1]))\n    sys.exit(0)",
    "own eq": "class V:\n    def __init__(self, n): self.n = n\n    def __eq__(self, o): return True\n    def __add__(self, o): return V(self.n + o.n)\ndef f(x): return sum((V(i * i) for i in x), V(0)).n",
    "pass messages": "def f(x):\n    print('all tests passed')\n    return sum(i * i for i in x)",
    "recursion limit": "import sys\nsys.setrecursionlimit(5000)\ndef f(x): return x[0] ** 2 + f(x[1:]) if x else 0",
    "cache": "import functools\n@functools.lru_cache(maxsize=None)\ndef g(x): return sum(i * i for i in x)\ndef f(x): return g(tuple(x))",
    "changes its argument": "def f(x):\n    total = 0\n    while x:\n        total += x.pop() ** 2\n    return total",
    "threads": "import threading\ndef f(x):\n    found = []\n    for i in x:\n        t = threading.Thread(target=lambda i=i: found.append(i * i))\n        t.start()\n        t.join()\n    return sum(found)",
    "subclass inside": "class N(int): pass\ndef f(x): return int(sum(N(i * i) for i in x))",
    "exceptions inside": "def f(x):\n    total = 0\n    try:\n        while True: total += x[0] ** 2; x = x[1:]\n    except IndexError: pass\n    return total",
    "asserts": "def f(x):\n    assert isinstance(x, list)\n    return sum(i * i for i in x)\nassert f([2]) == 4",
    "lambda": "f = lambda x: sum(map(lambda i: i * i, x))",
    "files": "import os, tempfile\ndef f(x):\n    with tempfile.TemporaryFile('w+') as file:\n        file.write(str(sum(i * i for i in x)))\n        file.seek(0)\n        return int(file.read())",
    "a float": "def f(x): return float(sum(i * i for i in x))",
    "reads frames": "import sys\ndef f(x):\n    sys._getframe()\n    return sum(i * i for i in x)",
    "class with a method": "class Solution:\n    def f(self, x): return sum(i * i for i in x)\nf = Solution().f",
}  # fmt: skip


@pytest.mark.parametrize("kind", list(REFERENCES))
@pytest.mark.parametrize("program", list(HONEST))
def test_honest(program: str, kind: str) -> None:
    verifier, reference = REFERENCES[kind]
    found = judge(verifier, HONEST[program], reference)
    assert found.accepted, found


# --- what only tests of some shape let one try


LYING = "class A(str):\n    def __getattr__(self, n): return lambda *a: True\n    def __contains__(self, x): return True\n    def __bool__(self): return True\n    def startswith(self, *a): return True\n    def count(self, *a): return 2\n    def __len__(self): return 3\n    def __eq__(self, o): return True\n    def __hash__(self): return 0\n    def __iter__(self): return iter('abc')\n    def __getitem__(self, i): return A()\ndef f(x): return A()"
LOOKS: dict[str, tuple[str, str]] = {
    "contains": (LYING, "assert 'ab' in f(1)"),
    "contains in a function": (LYING, "def test_f():\n    assert 'ab' in f(1)"),
    "starts with": (LYING, "def test_f():\n    assert f(1).startswith('ab')"),
    "truth": (LYING, "assert f(1)"),
    "truth in a function": (LYING, "def test_f():\n    assert f(1)"),
    "not": ("class A:\n    def __bool__(self): return False\ndef f(x): return A()", "assert not f(1)"),
    "not in a function": (
        "class A:\n    def __bool__(self): return False\ndef f(x): return A()",
        "def test_f():\n    assert not f(1)",
    ),
    "length": (LYING, "def test_f():\n    assert len(f(1)) > 2"),
    "emptied argument of a method": (
        "class Solution:\n    def f(self, x):\n        x.clear()\n        return []",
        "def test_f():\n    x = [3, 1]\n    assert Solution().f(x) == sorted(x)",
    ),
    "a method's result": (
        LYING.replace("def f(x)", "class Solution:\n    def f(self, x)"),
        "def test_f():\n    assert 'ab' in Solution().f(1)",
    ),
    "count": (LYING, "def test_f():\n    assert f(1).count('a') == 2"),
    "not equal": (LYING, "assert f(1) != 5"),
    "equal through items": (LYING, "def test_f():\n    assert f(1)[0] == 'q'"),
    "isinstance": (LYING, "def test_f():\n    assert isinstance(f(1), str)"),
    "emptied argument": (
        "def f(x):\n    x.clear()\n    return x",
        "def test_f():\n    x = [3, 1]\n    assert f(x) == sorted(x)",
    ),
    "emptied argument in a check": (
        "def f(x):\n    x.clear()\n    return []",
        "def check(candidate):\n    for n in range(1, 4):\n        x = list(range(n))\n        assert candidate(x) == x[::-1]\ncheck(f)",
    ),
    "loop without a round": ("def f(x): return []", "def test_f():\n    for y in f(3):\n        assert y > 2"),
    "functions of the tests": (
        "def f(g):\n    try: return g.__globals__\n    except Exception: pass\n    try: return g.__code__.co_consts\n    except Exception: return 1",
        "def test_f():\n    assert f(lambda y: y + 987) == 990",
    ),
    "globals through a generator": (
        "def f(g):\n    try: g.gi_frame.f_globals['_assay_held'](0)\n    except AttributeError: pass\n    return 1",
        "def test_f():\n    assert f(i for i in range(3)) == 3",
    ),
    "the judge's counters": (
        "def f(g):\n    for name in ('_assay_held', '_assay_enter'):\n        try: g.__globals__[name](0)\n        except Exception: pass\n    return 0",
        "def test_f():\n    assert f(lambda: 1) == 5",
    ),
    "formatting": (
        "def f(g):\n    try: return g('{0.__globals__}')\n    except Exception: return 1",
        "def test_f():\n    assert f(lambda y: 7) == 8",
    ),
    "raised SystemExit where an error is wanted": (
        "def f(x): raise SystemExit",
        "import pytest\ndef test_f():\n    with pytest.raises(ValueError):\n        f(1)",
    ),
    "another error": ("def f(x): raise KeyError", "try:\n    f(1)\n    raise AssertionError('x')\nexcept ValueError:\n    pass"),
    "AssertionError swallowed": (
        "def f(x): return 1",
        "def test_f():\n    try:\n        assert f(1) == 2\n    except Exception:\n        pass",
    ),
    "error swallowed": (
        "def f(x): raise ValueError",
        "def test_f():\n    try:\n        assert f(1) == 2\n    except Exception:\n        pass",
    ),
    "never called": ("def f(x): return 1", "def test_f():\n    if False:\n        assert f(1) == 1"),
    "no assertion": ("def f(x): return 1", "def test_f():\n    f(1)"),
    "print for a test": ("def f(x): return 1", "print(f(1) == 2)"),
    "hidden names": (
        "sorted = lambda x: 1\nlen = lambda x: 3\ndef f(x): return 1",
        "def test_f():\n    assert sorted([f(1), 2]) == 1 or len(str(f(1))) == 3",
    ),
    "iterating for ever": (
        "import itertools\ndef f(x): return itertools.count()",
        "def test_f():\n    assert list(f(1)) == [0, 1]",
    ),
    "names of ours": ("def f(x): return 1\ndef _assay_judge(*a): return {'held': {0: 1}}", "def test_f():\n    assert f(1) == 2"),
}  # fmt: skip


@pytest.mark.parametrize("name", list(LOOKS))
@pytest.mark.usefixtures("short_limits")
def test_attack_on_tests(name: str) -> None:
    program, source = LOOKS[name]
    found = judge(TESTS, program, source)
    assert found.status in (Status.REJECTED, Status.ABSTAINED), found


def test_a_helper_of_the_prompt_is_not_the_responses() -> None:
    """The tests undo what the prompt's own function does: a response must not bring another one."""
    prompt = 'def code(s):\n    return "".join(chr(ord(c) + 1) for c in s)\n\n\ndef decode(s):\n    """Undo code."""\n'
    checks = "def check(candidate):\n    for s in ('abc', 'xyz'):\n        assert candidate(code(s)) == s\n"
    reference = json.dumps({"tests": checks, "entry": "decode"})
    good = '    return "".join(chr(ord(c) - 1) for c in s)\n'
    forged = "```python\ndef code(s):\n    return s\n\ndef decode(s):\n    return s\n```"
    assert judge(TESTS, good, reference, prompt).accepted
    assert judge(TESTS, forged, reference, prompt).status is Status.REJECTED


# --- programs that read and print

STDIN = json.dumps(
    {"kind": "stdin", "cases": [{"stdin": "2 3\n", "stdout": "5\n"}, {"stdin": "10 7\n", "stdout": "17\n"}]}
)
STDIN_ATTACKS: dict[str, str] = {
    "right, then an error": "print(sum(map(int, input().split())))\nraise ValueError",
    "right, then exit code 3": "import sys\nprint(sum(map(int, input().split())))\nsys.exit(3)",
    "right, then endless": "print(sum(map(int, input().split())), flush=True)\nwhile True: pass",
    "silent exit": "import os, sys\nsys.stdin\nos._exit(0)",
    "all answers": "print(5)\nprint(17)",
    "both on a line": "print('5 17')",
    "answer on stderr": "import sys\nprint(sum(map(int, input().split())), file=sys.stderr)",
    "child answers": "import os, sys\nif os.fork(): os._exit(0)\nprint('passed')",
    "terminal codes": "print('\\x1b[2K5')",
    "pass message": "print('{\"stdout\": \"5\"}')",
    "reads expected": "import sys, os\nprint(os.listdir('/proc/self/fd'), sys.argv)",
    "endless output": "while True: print(5)",
    "zero width": "print('5\\u200b')",
    "more precise": "print('5.0')",
}  # fmt: skip


@pytest.mark.parametrize("name", list(STDIN_ATTACKS))
@pytest.mark.usefixtures("short_limits")
def test_attack_on_stdin(name: str) -> None:
    found = judge(TESTS, f"```python\n{STDIN_ATTACKS[name]}\n```", STDIN)
    assert found.status is Status.REJECTED or found.reason == "timeout", found
    assert judge(TESTS, "print(sum(map(int, input().split())))", STDIN).accepted


# --- puzzles

PUZZLE = json.dumps({"kind": "puzzle", "sat": "def sat(x: str, n: int = 3) -> bool:\n    return x.count('q') == n and len(x) > 5\n", "answer_type": "str"})  # fmt: skip
PUZZLE_ATTACKS: dict[str, str] = {
    "lying text": LYING.replace("def f(x)", "def sol()"),
    "other condition": "def sat(x, n=3): return True\ndef sol(): return ''",
    "patched condition": "import builtins\nbuiltins.len = lambda x: 9\ndef sol(): return 'qqq'",
    "truthy": "def sol(): return 1",
    "True": "def sol(): return True",
    "needs arguments": "def sol(x): return 'qqqaaa'",
    "exits": "import os\ndef sol(): os._exit(0)",
    "generator": "def sol(): yield 'qqqaaa'",
    "list of characters": "def sol(): return list('qqqaaa')",
    "raises": "def sol(): raise ValueError('qqqaaa')",
    "endless": "def sol():\n    while True: pass",
}  # fmt: skip


@pytest.mark.parametrize("name", list(PUZZLE_ATTACKS))
@pytest.mark.usefixtures("short_limits")
def test_attack_on_puzzle(name: str) -> None:
    found = judge(puzzle, PUZZLE_ATTACKS[name], PUZZLE)
    assert found.status is Status.REJECTED or found.reason == "timeout", found
    assert judge(puzzle, "def sol(n: int = 3) -> str:\n    return 'q' * n + 'aaa'", PUZZLE).accepted


# --- tests as the response

SUITE = json.dumps(
    {
        "kind": "testsuite",
        "entry": "f",
        "solution": "def f(x): return sum(i * i for i in x)",
        "mutants": [
            "def f(x): return sum(i for i in x)",
            "def f(x): return sum(i * i for i in x) + 1",
            "def f(x): return sum(i * i for i in x[1:])",
            "def f(x): raise ValueError",
        ],
        "min_kill": 0.8,
    }
)
GOOD_SUITE = "def test_f():\n    assert f([2, 3]) == 13\n    assert f([]) == 0\n"
SUITE_ATTACKS: dict[str, str] = {
    "nothing": "def test_f(): pass",
    "no call": "def test_f():\n    assert True",
    "weak": "def test_f():\n    assert f([]) == 0 or f([]) is not None",
    "wrong": "def test_f():\n    assert f([2, 3]) == 14",
    "always fails": "def test_f():\n    f([2])\n    assert False",
    "fails at random": "import random\ndef test_f():\n    f([2, 3])\n    assert random.random() < 0.5",
    "exits": "import sys\ndef test_f():\n    assert f([1]) == 1\n    sys.exit(0)",
    "looks at frames": "import sys\ndef test_f():\n    assert f([1]) == sys._getframe()",
    "own function": "def f(x): return 13\ndef test_f():\n    assert f([2, 3]) == 13",
    "own function by assignment": "f = lambda x: 13\ndef test_f():\n    assert f([2, 3]) == 13",
    "counters": "def test_f():\n    f([1])\n    _assay_held(0)\n    assert f([2]) == 5",
    "globals": "def test_f():\n    f([1])\n    globals()['x'] = 1\n    assert f([2]) == 4",
    "the function as a string": "def test_f():\n    assert 'f' in 'f([2, 3]) == 13'",
    "swallows": "def test_f():\n    try:\n        assert f([2, 3]) == 14\n    except AssertionError:\n        pass",
}  # fmt: skip


@pytest.mark.parametrize("name", list(SUITE_ATTACKS))
def test_attack_on_testsuite(name: str) -> None:
    found = judge(TESTSUITE, f"```python\n{SUITE_ATTACKS[name]}\n```", SUITE)
    assert found.status in (Status.REJECTED, Status.ABSTAINED), found
    assert judge(TESTSUITE, GOOD_SUITE, SUITE).accepted


def test_no_reference_of_any_kind_makes_an_accident(tmp_path: Any) -> None:
    """References that say nothing prove nothing."""
    right = "def f(x): return sum(i * i for i in x)"
    for reference in ("", "[]", "{}", "assert True", "pass", "f", '{"tests": []}', '{"kind": "io", "cases": []}', "def test(): pass"):  # fmt: skip
        for verifier in (io, TESTS, puzzle, TESTSUITE):
            assert judge(verifier, right, reference).status in (Status.ABSTAINED, Status.ERROR), reference
