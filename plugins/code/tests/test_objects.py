"""Tests that use objects: what a program cannot forge by them, what is undecided, and what is judged."""

from __future__ import annotations

import json
from typing import Any

import pytest

from assay import Sample, Status, Task, Verdict
from assay.testing import run_verifier
from assay_code.verifiers import tests as code_tests


def _in(body: str) -> str:
    return "def test_p():\n" + "".join(f"    {line}\n" for line in body.splitlines())


def _verdict(program: str, tests: Any) -> Verdict:
    reference = tests if isinstance(tests, str) else json.dumps(tests)
    return run_verifier(code_tests.tests, Sample(Task("", reference), program))


LIE = "class L(str):\n    def __getattr__(self,n): return lambda *a,**k: True\n    def __contains__(self,x): return True\n    def __bool__(self): return True\n    def __len__(self): return 3\n    def __eq__(self,o): return True\n    def __hash__(self): return 0\n    def startswith(self,*a): return True\n    def count(self,*a): return 2\n"
SELF = "class Solution:\n    def f(self,x): return self\n    def __contains__(self,o): return True\n    def __bool__(self): return True\n    def __len__(self): return 3\n    def startswith(self,*a): return True\n    def count(self,*a): return 2\n"
NODE = "class Node:\n    def __init__(self,val,left=None,right=None): self.val=val; self.left=left; self.right=right\n    def total(self): return self.val\ndef total(n): return 0 if n is None else n.val+total(n.left)+total(n.right)\ndef flat(n): return [] if n is None else [n.val, *flat(n.left), *flat(n.right)]\n"
PE = "class P:\n    def __init__(self,x): self.x=x\n    def __eq__(self,o): return True\n    def __hash__(self): return 1\n"
POINT = "class Point:\n    def __init__(self,x,y): self.x=x; self.y=y\n    def __eq__(self,o): return isinstance(o,Point) and (self.x,self.y)==(o.x,o.y)\n    def __hash__(self): return hash((self.x,self.y))\n    def __add__(self,o): return Point(self.x+o.x,self.y+o.y)\n    def __lt__(self,o): return self.x<o.x\n    def __abs__(self): return (self.x**2+self.y**2)**.5\n    def __int__(self): return self.x\n    def copy(self): return Point(self.x,self.y)\n    def move(self,d): self.x+=d; return self\n    def __iadd__(self,o): self.x+=o.x; return self\n"
U = "import unittest\nclass TestX(unittest.TestCase):\n    def test_a(self):\n        self.assertEqual(f(3),1)\n"

FORGED: dict[str, tuple[str, Any]] = {
    "capital name: in": (LIE+"def Find(x): return L()",_in("assert 'ab' in Find(1)")),
    "capital name: class": (LIE.replace("class L(str):","class Find(str):\n    def __new__(cls,x): return str.__new__(cls)"),["assert 'Yes' in Find(1)"]),
    "capital name: len": (LIE+"def Find(x): return L()",["assert len(Find(1)) == 3"]),
    "capital name: bool": (LIE+"def Check(x): return L()",_in("assert Check(4)")),
    "capital name: startswith": (LIE+"def Check(x): return L()",_in("assert Check(4).startswith('ab')")),
    "capital name: assertTrue": (LIE+"def Check(x): return L()","import unittest\nclass TestX(unittest.TestCase):\n    def test_a(self):\n        self.assertTrue(Check(3))\n"),
    "handed back: bool": (SELF,_in("assert Solution().f(1)")),
    "handed back: in": (SELF,_in("assert 'ab' in Solution().f(1)")),
    "handed back: sw": (SELF,_in("s = Solution()\nassert s.f(1).startswith('ab')")),
    "handed back: count": (SELF,_in("assert Solution().f(1).count('a')==2")),
    "handed back: len": (SELF,_in("s=Solution()\nassert len(s.f(1))==3")),
    "handed back: stored": ("class Box:\n    last=None\n    def __init__(self): Box.last=self\n    def __contains__(s,x): return True\ndef f(x): return Box.last",_in("b=Box()\nassert 'k' in f(3)")),
    "handed back: in list": ("class Box:\n    last=None\n    def __init__(self): Box.last=self\n    def __contains__(s,x): return True\ndef f(x): return [Box.last]",_in("b=Box()\nassert 'k' in f(3)[0]")),
    "change: val": ("def f(root):\n    root.val=0\n    return 0",NODE+_in("n=Node(3)\nassert f(n) == total(n)")),
    "change: top": ("def f(root):\n    root.val=0\n    return 0",{"tests":["assert f(n) == total(n)"],"setup":NODE+"n=Node(3)"}),
    "change: left": ("def f(root):\n    root.left=None\n    return 1",NODE+_in("n=Node(1,Node(2))\nassert f(n) == total(n)")),
    "change: total": ("def f(n):\n    n.total=lambda: 0\n    return 0",NODE+_in("n=Node(1,Node(2))\nassert f(n) == n.total()")),
    "change: class attr": ("def f(n):\n    n.total.limit=0\n    return 0",NODE+_in("n=Node(1,Node(2))\nassert f(n) == total(n)")),
    "change: del": ("def f(o):\n    while len(o): del o[0]\n    return 0","class O(list): pass\n"+_in("o=O([1,2])\nassert f(o) == len(o)")),
    "change: clear": ("def f(o):\n    o.clear()\n    return 0","class O(list): pass\n"+_in("o=O([1,2])\nassert f(o) == len(o)")),
    "change: iter": ("def f(it):\n    for x in it: pass\n    return []",_in("it=iter([1,2])\nassert f(it) == list(it)")),
    "change: gen": ("def f(it):\n    for x in it: pass\n    return []",_in("it=(i for i in [1,2])\nassert f(it) == list(it)")),
    "change: io": ("def f(it):\n    it.read()\n    return ''","import io\n"+_in("s=io.StringIO('abc')\nassert f(s) == s.read()")),
    "change: func": ("def f(g):\n    g.limit=1\n    return 1","def g(): return 3\ng.limit=5\n"+_in("assert f(g) == g.limit")),
    "change: stored": ("class S:\n    def put(self,n): self.n=n\n    def total(self):\n        self.n.val=0\n        return 0",NODE+_in("n=Node(3)\ns=S()\ns.put(n)\nassert s.total() == total(n)")),
    "end of iteration: zip": ("def f(x): raise StopIteration",{"entry":"f","tests":"def check(candidate):\n    ins=[1,2,3]\n    outs=[2,3,4]\n    assert all(a == b for a, b in zip(map(candidate, ins), outs))"}),
    "end of iteration: list": ("def f(x): raise StopIteration",_in("assert list(map(f,[1]))==[]")),
    "end of iteration: next": ("class E(StopIteration): pass\ndef f(x): raise E",_in("assert next(map(f,[1]),'none')=='none'")),
    "end of iteration: mention": ("def f(x): raise StopIteration",_in("try:\n    pass\nexcept StopIteration: pass\nassert list(map(f,[1]))==[]")),
    "end of iteration: getitem": ("def f(x): raise IndexError","class G:\n    def __getitem__(self,i): return f(i)\n"+_in("assert list(G())==[]")),
    "operators: ne": (PE,_in("assert P(1) != P(2)\nassert P(1).x==1")),
    "operators: not eq": (PE,_in("assert not (P(1)==P(2))\nassert P(1).x==1")),
    "operators: set": (PE,_in("assert len({P(1),P(2)})==2\nassert P(1).x==1")),
    "operators: not in": (PE,_in("assert P(3) not in [P(1)]\nassert P(1).x==1")),
    "operators: f != 5": (LIE+"def f(x): return L()",_in("assert f(1) != 5")),
    "operators: not f == 5": (LIE+"def f(x): return L()",_in("assert not f(1) == 5")),
    "operators: nested": (LIE+"def f(x): return [L()]",_in("assert f(1) != [5]")),
    "operators: eq plain": (PE,_in("assert P(1) == 5\nassert P(1).x==1")),
    "not run: cleanup": ("def f(x): return 1",U+"        self.addCleanup(self.assertEqual, f(1), 2)"),
    "not run: cleanup2": ("def f(x): return 1","import unittest\nclass TestX(unittest.TestCase):\n    def setUp(self): self.addCleanup(self.last)\n    def last(self):\n        assert f(1)==2\n    def test_a(self):\n        self.assertEqual(f(3),1)\n"),
    "not run: tearDownClass": ("def f(x): return 1",U+"    @classmethod\n    def tearDownClass(cls):\n        assert f(1)==2"),
    "not run: gen": ("def f(x): return 1",_in("yield 1\nassert f(1)==2")+"\ndef test_q():\n    assert f(1)==1"),
    "not run: main": ("def f(x): return 1","assert f(1)==1\ndef verify():\n    assert f(1)==2\nif __name__=='__main__': verify()"),
    "not run: main2": ("def f(x): return 1","assert f(1)==1\nif __name__=='__main__':\n    assert f(1)==2"),
    "not run: check0": ("def f(x): return 1","def check():\n    assert f(1)==2\ndef test_q():\n    assert f(1)==1"),
    "not run: nested": ("def f(x): return 1",_in("def inner():\n    assert f(1)==2\nassert f(1)==1")),
    "not run: helper assertX": ("def f(x): return 1",U+"    def other(self):\n        self.assertEqual(f(1),2)"),
}  # fmt: skip
FORGED["change: by a generator"] = (
    "def f(n):\n    n.val = 0\n    yield 0",
    NODE + _in("n = Node(3)\nassert list(f(n)) == [total(n)]"),
)
FORGED["change: by an attribute"] = (
    "class S:\n    def __init__(self, n): self.n = n\n    @property\n    def sum(self):\n        self.n.val = 0\n        return 0",
    NODE + _in("n = Node(3)\ns = S(n)\nassert s.sum == total(n)"),
)
FORGED["handed back: by an attribute"] = (
    "class S:\n    def __contains__(self, x): return True\n    @property\n    def words(self): return self",
    _in("assert 'ab' in S().words"),
)
FORGED["not run: early return"] = (
    "def f(x): return 1",
    _in("if f(1) != 2:\n    return\nassert f(1) == 2") + "def test_b():\n    assert f(0) == 1",
)
UNDECIDED: dict[str, tuple[str, Any]] = {
    "type": (POINT,_in("assert type(Point(1,2)).__name__ == 'Point'")),
    "dataclass": ("from dataclasses import dataclass\n@dataclass\nclass R: x: int\ndef f(x): return R(x)",_in("r=f(1)\nassert r\nassert r.x==1")),
    "while": ("class N:\n    def __init__(s,v,n): s.v=v; s.next=n\ndef f(x): return N(1,N(2,None))",_in("n=f(1)\nc=0\nwhile n:\n    c+=n.v\n    n=n.next\nassert c==3")),
    "skip": ("def f(x): return 1",U+"    @unittest.skip('no')\n    def test_b(self):\n        self.assertEqual(f(1),1)"),
    "skipTest": ("def f(x): return 1",U+"    def test_b(self):\n        self.skipTest('no')"),
    "expected": ("def f(x): return 1",U+"    @unittest.expectedFailure\n    def test_b(self):\n        self.assertEqual(f(1),2)"),
    "class skip": ("def f(x): return 1",U+"@unittest.skip('x')\nclass TestY(unittest.TestCase):\n    def test_b(self):\n        self.assertEqual(f(1),2)"),
    "isinstance": ("from collections import namedtuple\nQ=namedtuple('Q','a b')\ndef f(x): return Q(1,2)",_in("assert isinstance(f(1), tuple)")),
}  # fmt: skip
UNDECIDED |= {
    "match, plain": ("import re\ndef f(x): return re.match('a',x)",["assert f('a')"]),
    "the same list": ("def f(x):\n    x.append(1)\n    return x",_in("x=[]\nassert f(x) is x")),
    "another list": ("def f(x): return x",_in("x=[]\nassert f(x) is not x")),
    "the same list, unittest": ("def f(x): return x",U.replace("(f(3),1)","(f(3),3)\n        x=[1]\n        self.assertIs(f(x),x)")),
    "rows that are one": ("def f(m):\n    m[0][0]=9\n    return m",_in("r=[0,0]\nm=[r,r]\nassert f(m)==[[9,0],[9,0]]")),
    "arguments that are one": ("def f(a,b):\n    a.append(1)",_in("x=[]\nf(x,x)\nassert x==[1]")),
}  # fmt: skip
LYING_TRUTH = "class A:\n    def __bool__(self): return True\ndef f(x): return A()"
LIES = "class A(int):\n    def __eq__(self, o): return False\n    __hash__ = int.__hash__\n"
FORGED |= {
    "plain: not f == 5": (LIES + "def f(x): return A(5)", ["assert not f(1) == 5"]),
    "plain: not in": (LIES + "def f(x): return [A(5)]", ["assert 5 not in f(1)"]),
    "plain: set": (LIES + "def f(x): return [A(5), A(5)]", ["assert len(set(f(1))) == 2"]),
    "plain: and": (LYING_TRUTH, ["assert f(1) and f(2)"]),
    "one list twice": ("def f(x): return x", _in("x = []\nassert f(x) is not x\nx.append(1)")),
}
UNDECIDED["a type"] = ("def f(x): return type(x)", _in("assert f(1) == int"))
RIGHT: dict[str, tuple[str, Any]] = {
    "add": (POINT,_in("assert Point(1,2)+Point(2,3) == Point(3,5)")),
    "copy": (POINT,_in("assert Point(1,2).copy() == Point(1,2)")),
    "fixture": ("def f(x): return 1","import pytest\n@pytest.fixture\ndef data(): return 1\ndef test_a(data):\n    assert f(data)==1"),
    "from": ("def f(x): return 1","from pytest import fixture\n@fixture\ndef data(): return 1\ndef test_a(data):\n    assert f(data)==1"),
    "namedtuple": ("from collections import namedtuple\nQ=namedtuple('Q','a b')\ndef f(x): return Q(1,2)",_in("assert f(1)==(1,2)")),
    "IntEnum": ("import enum\nclass C(enum.IntEnum): A=1\ndef f(x): return C.A",_in("assert f(1)==1")),
    "named tuple, plain": ("from collections import namedtuple\nQ=namedtuple('Q','a b')\ndef f(x): return Q(1,2)",["assert f(1)==(1,2)"]),
    "IntEnum, plain": ("import enum\nclass C(enum.IntEnum): A=1\ndef f(x): return C.A",["assert f(1)==1"]),
    "a coroutine": ("async def f(x): return x","import asyncio\n" + _in("assert asyncio.run(f(1)) == 1")),
    "eq": (POINT,_in("assert Point(1,2) == Point(1,2)\nassert Point(1,2) != Point(1,3)\nassert Point(1,2) < Point(2,2)\nassert abs(Point(3,4))==5\nassert int(Point(3,4))==3\nassert hash(Point(1,2)) == hash(Point(1,2))\nassert Point(1,2) in [Point(1,2)]\nassert len({Point(1,2),Point(1,2)})==1\nassert sorted([Point(2,2),Point(1,3)])[0].x == 1\nassert (Point(1,2)+Point(2,3)).x==3\np=Point(1,2)\np+=Point(1,1)\nassert p.x==2\nassert isinstance(p, Point)")),
    "move": (POINT,_in("assert Point(1,2).move(3).move(1).x == 5")),
    "bank": ("class A:\n    def __init__(s): s.b=0\n    def deposit(s,n): s.b+=n; return s.b\nclass Bank:\n    def __init__(s): s.d={}\n    def open(s,n): return s.d.setdefault(n,A())",_in("b=Bank()\nassert b.open('x').deposit(5)==5")),
    "stack": ("class Stack:\n    def __init__(s): s.d=[]\n    def append(s,x): s.d.append(x)\n    def pop(s): return s.d.pop()\n    def __len__(s): return len(s.d)\n    def __contains__(s,x): return x in s.d\n    def __iter__(s): return iter(s.d)",_in("s=Stack()\ns.append(3)\nassert len(s)==1\nassert 3 in s\nassert list(s)==[3]\nassert s.pop()==3")),
    "invert": ("def f(r):\n    if r is None: return None\n    r.left, r.right = f(r.right), f(r.left)\n    return r",NODE+_in("assert flat(f(Node(1,Node(2),Node(3)))) == [1,3,2]")),
    "inplace": ("def f(r):\n    r.val += 1",NODE+_in("n=Node(1)\nf(n)\nassert n.val==2")),
    "gen arg": ("def f(it): return sum(it)",_in("assert f(i for i in [1,2]) == 3\nassert f(iter([1,2]))==3")),
    "callback": ("def f(g): return g(2)",_in("assert f(lambda x: x+1)==3")),
    "cache": ("def f(r):\n    r.seen=True\n    return r.val",NODE+_in("n=Node(1)\nassert f(n)==1\nassert f(n)==1")),
    "setup": ("def f(x): return 1","V=[]\ndef setup_function():\n    V.append(f(1))\ndef test_a():\n    assert V==[1]\nclass TestX:\n    @classmethod\n    def setup_class(cls):\n        cls.v=f(1)\n    def test_a(self):\n        assert self.v==1\n"),
    "stop": ("def f(n):\n    yield n","import pytest\n"+_in("g=f(1)\nassert next(g)==1\nwith pytest.raises(StopIteration):\n    next(g)")),
    "none": ("def f(x): return object()",_in("assert f(1) is not None\nassert f(1) != None")),
    "branches": ("def f(x): return x",_in("for i in range(3):\n    if i==7:\n        assert f(i)==1\n    else:\n        assert f(i)==i")),
    "think": ("<think>\n```python\ndef f(x): return 2\n```\n</think>\n```python\ndef f(x): return 1\n```",["assert f(1)==1"]),
    "think half": ("```python\ndef f(x): return 2\n```\n</think>\n```python\ndef f(x): return 1\n```",["assert f(1)==1"]),
    "mutates deep list": ("def f(h):\n    p=None\n    while h is not None:\n        h.next, p, h = p, h, h.next\n    return p","class L:\n    def __init__(s,v,n=None): s.v=v; s.next=n\n"+_in("h=None\nfor i in range(400): h=L(i,h)\nr=f(h)\nassert r.v==0")),
    "node setup": ("class Node:\n    def __init__(self,v): self.v=v; self.left=self.right=None\ndef f(r):\n    return 0 if r is None else r.v+f(r.left)+f(r.right)",_in("root=Node(1)\nroot.left=Node(2)\nroot.left.right=Node(3)\nassert f(root)==6")),
    "context": ("class C:\n    def __init__(s): s.items=[]\n    def add(s,x): s.items.append(x); return s",_in("c=C()\nc.add(1).add(2)\nassert c.items==[1,2]")),
    "user generator": ("def f(it): return sum(it)","def g():\n    yield 1\n    yield 2\n"+_in("assert f(g())==3")),
    "unittest": ("class Stack:\n    def __init__(s): s.d=[]\n    def push(s,x): s.d.append(x)\n    def pop(s): return s.d.pop()\n    def __len__(s): return len(s.d)","import unittest\nclass TestS(unittest.TestCase):\n    def setUp(self): self.s=Stack()\n    def test_a(self):\n        self.s.push(1)\n        self.assertEqual(len(self.s),1)\n        self.assertEqual(self.s.pop(),1)\n        with self.assertRaises(IndexError):\n            self.s.pop()\nif __name__=='__main__':\n    unittest.main()\n"),
    "fake repo": ("class S:\n    def __init__(s,r): s.r=r\n    def get(s,k): return s.r.find(k)\n    def put(s,k): pass","class R:\n    def find(self,k): return k+1\n"+_in("s=S(R())\ns.put(1)\nassert s.get(1)==2")),
    "stringio": ("def f(s): return s.read()","import io\n"+_in("assert f(io.StringIO('ab'))=='ab'")),
    "write to": ("def f(s):\n    s.write('ab')","import io\n"+_in("o=io.StringIO()\nf(o)\nassert o.getvalue()=='ab'")),
    "len list": ("def f(x): return [1,2]",_in("assert len(f(1))==2\nassert isinstance(f(1), list)\nassert type(f(1)) is list")),
    "keys": ("def f(x): return {1:2}.keys()",_in("assert f(1)=={1}")),
    "keys, plain": ("def f(x): return {1:2}.keys()",["assert f(1)=={1}"]),
    "wraps": ("import functools\ndef f(g):\n    @functools.wraps(g)\n    def w(*a): return g(*a)\n    return w",_in("@f\ndef sq(x): return x*x\nassert sq(3)==9\nassert sq.__name__=='sq'")),
    "is self": ("class S:\n    def add(self,x): return self",_in("s=S()\nassert s.add(1) is s")),
    "echo": ("def f(x): return x",_in("def g(): pass\nassert f(g) is g\nassert f(None) is f(None)")),
    "one row three times": ("def f(m): return sum(map(sum,m))",_in("assert f([[1]*3]*3)==9")),
}  # fmt: skip
WRONG: dict[str, tuple[str, Any]] = {
    "B7": ("class E(KeyboardInterrupt, Exception): pass\ndef f(x): raise E",_in("assert f(1)==1")),
    "gen": ("def f(x): yield 1",_in("assert f(1)==[1]")),
    "wrong eq": (POINT.replace("self.y)==(o.x,o.y)","self.y)==(o.x,0)"),_in("assert Point(1,2) == Point(1,2)")),
    "failed before an object came": ("from collections import namedtuple\nQ=namedtuple('Q','a b')\ndef f(x): return Q(1,2) if x==1 else 5",["assert f(2)==4","assert f(1)==(1,2)"]),
    "unclosed": ("<think>\n```python\ndef f(x): return 1\n```\n",["assert f(1)==1"]),
    "draft right": ("<think>\n```python\ndef f(x): return 1\n```\n</think>\n```python\ndef f(x): return 2\n```",["assert f(1)==1"]),
}  # fmt: skip


def test_what_is_left_to_the_judge_begins_with_a_fresh_program() -> None:
    """Both assertions hold, one here and one there; a program whose answers depend on earlier calls is not accepted."""
    program = "n=[]\ndef f(x):\n    n.append(x)\n    return len(n)"
    found = _verdict(program, ["assert f('ab'*200000)==1", "assert f(1)==2"])
    assert (found.status, found.reason) == (Status.ABSTAINED, "order_dependent"), found


@pytest.mark.parametrize("name", list(FORGED))
def test_what_is_forged_is_not_accepted(name: str) -> None:
    found = _verdict(*FORGED[name])
    assert found.status in (Status.REJECTED, Status.ABSTAINED), found


@pytest.mark.parametrize("name", list(UNDECIDED))
def test_what_cannot_be_decided_is_abstained_from(name: str) -> None:
    found = _verdict(*UNDECIDED[name])
    assert found.status is Status.ABSTAINED and found.reason in ("not_plain", "unsupported"), found


@pytest.mark.parametrize("name", list(RIGHT))
def test_what_is_right_is_accepted(name: str) -> None:
    assert _verdict(*RIGHT[name]).accepted, _verdict(*RIGHT[name])


@pytest.mark.parametrize("name", list(WRONG))
def test_what_is_wrong_is_rejected(name: str) -> None:
    assert _verdict(*WRONG[name]).status is Status.REJECTED
