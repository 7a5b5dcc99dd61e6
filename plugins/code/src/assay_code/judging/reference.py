"""References of the code verifiers: what a response is held against."""

from __future__ import annotations

import ast
import json
import re
import sys
from dataclasses import dataclass
from typing import Any

from assay_code.judging.find_program import normal, parse, prompt_code
from assay_code.judging.names import defined, is_builtin, missing
from assay_code.values import decode

MAX_LENGTH = 4_000_000  # characters
MAX_CASES = 5_000


class BadReference(Exception):
    """The reference cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class IoCase:
    """A call and what it comes to: ``expected``, or the name of an exception in ``raises``."""

    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    expected: Any = None
    raises: str = ""


@dataclass(frozen=True, slots=True)
class IoReference:
    entry: str  # "" for the last function of the program
    cases: tuple[IoCase, ...]
    ordered: bool = True
    tolerance: float = 0.0


@dataclass(frozen=True, slots=True)
class StdinCase:
    stdin: str
    stdout: str


@dataclass(frozen=True, slots=True)
class StdinReference:
    cases: tuple[StdinCase, ...]
    tolerance: float = 0.0


@dataclass(frozen=True, slots=True)
class TestsReference:
    """Test source, with its set-up before it. ``entries`` are the names that the tests take from the candidate."""

    entry: str  # what check(candidate) gets
    source: str
    tree: ast.Module
    entries: tuple[str, ...]
    preamble: str = ""  # code of the prompt before the function, with helpers that the tests use


def read_json(text: str) -> Any:
    """The JSON value of a reference, or ``None`` if it is other text."""
    if len(text) > MAX_LENGTH:
        raise BadReference(f"The reference has {len(text)} characters; {MAX_LENGTH} are read.")
    if not text.lstrip().startswith(("{", "[")):
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def read_io(data: Any) -> IoReference:
    """``{"kind": "io", "entry", "cases", "order", "tolerance"}``, or the bare list of cases."""
    fields = {"cases": data} if isinstance(data, list) else data
    if not isinstance(fields, dict) or not isinstance(fields.get("cases"), list):
        raise BadReference("The reference holds no list of cases.")
    cases = tuple(_io_case(case) for case in _cases(fields["cases"]))
    entry = fields.get("entry") or ""
    if not isinstance(entry, str) or (entry and not entry.isidentifier()):
        raise BadReference("The entry of the reference is not a name.")
    return IoReference(entry, cases, fields.get("order", True) is not False, _tolerance(fields))


def _cases(cases: list[Any]) -> list[Any]:
    if not cases:
        raise BadReference("The reference has no cases.")
    if len(cases) > MAX_CASES:
        raise BadReference(f"The reference has {len(cases)} cases; {MAX_CASES} are run.")
    return cases


def _tolerance(fields: dict[str, Any]) -> float:
    value = fields.get("tolerance", 0.0)
    if type(value) not in (int, float) or not 0 <= value < 1:
        raise BadReference("The tolerance of the reference is not a number from 0 to 1.")
    return float(value)


def _io_case(case: Any) -> IoCase:
    if not isinstance(case, dict) or ("expected" in case) == ("raises" in case):
        raise BadReference("A case is an object with 'args' and either 'expected' or 'raises'.")
    args, kwargs, raises = case.get("args", []), case.get("kwargs") or {}, case.get("raises", "")
    if not isinstance(args, list) or not isinstance(kwargs, dict) or not isinstance(raises, str):
        raise BadReference(
            "A case has a list of 'args', an object of 'kwargs', and the name of what it raises."
        )
    if "raises" in case and not raises:
        raise BadReference("A case raises an exception without a name.")
    try:
        return IoCase(
            tuple(decode(arg) for arg in args),
            {name: decode(value) for name, value in kwargs.items()},
            decode(case.get("expected")),
            raises,
        )
    except (ValueError, TypeError, RecursionError) as error:
        raise BadReference(f"A case holds a value that cannot be read: {error}.") from None


def read_stdin(data: dict[str, Any]) -> StdinReference:
    """``{"kind": "stdin", "cases": [{"stdin", "stdout"}], "tolerance"}``."""
    cases = data.get("cases")
    if not isinstance(cases, list):
        raise BadReference("The reference holds no list of cases.")
    found = []
    for case in _cases(cases):
        if not isinstance(case, dict) or not all(isinstance(case.get(n), str) for n in ("stdin", "stdout")):
            raise BadReference("A case is an object with the texts 'stdin' and 'stdout'.")
        found.append(StdinCase(case["stdin"], case["stdout"]))
    return StdinReference(tuple(found), _tolerance(data))


def read_tests(text: str, data: Any, prompt: str) -> TestsReference:
    """Tests: bare source text, a JSON list of statements, or an object with ``tests``, ``entry``, ``setup``."""
    fields = data if isinstance(data, dict) else {"tests": text if data is None else data}
    tests = fields.get("tests", fields.get("test", fields.get("test_list")))
    source = _source(tests, "tests")
    setup = _source(fields.get("setup", fields.get("test_setup_code", "")) or "", "setup")
    if not source.strip():
        raise BadReference("The reference has no tests.")
    source = normal(f"{setup.rstrip()}\n{source}" if setup.strip() else source)
    tree = parse(source, MAX_LENGTH)
    if tree is None:
        raise BadReference("The tests are not complete Python.")
    entry = fields.get("entry", fields.get("entry_point")) or ""
    method = isinstance(entry, str) and (_METHOD.match(entry) or (not entry and _checked_method(tree)))
    if method and _takes_candidate(tree):
        call = "" if _checked_method(tree) else f"check({method[0]})\n"
        # The call is in the tests; nobody needs to make another one with the class.
        source = f"{source.rstrip()}\n{call}del check\n"
        tree = parse(source, MAX_LENGTH) or tree
    if method:
        entry = method[1]
    if not isinstance(entry, str) or (entry and not entry.isidentifier()):
        raise BadReference("The entry of the reference is not a name.")
    if not entry and _takes_candidate(tree):
        entry = _checked(tree) or last_function(prompt)
        if not entry:
            raise BadReference("The tests call check(candidate), and the reference names no entry.")
    preamble = "".join(f"import {name}\n" for name in sorted(modules_used(tree))) + _preamble(prompt, entry)
    helpers = defined(parse(preamble) or ast.Module([], []))
    entries = tuple(n for n in _entries(tree, entry) if n == entry or n[:1].isupper() or n not in helpers)
    return TestsReference(entry, source, tree, entries, preamble)


def _preamble(prompt: str, entry: str) -> str:
    """Helpers of the prompt's own, which a response may not replace for the tests."""
    stub = prompt_code(normal(prompt), (entry,)) if entry else None
    return stub.preamble if stub and parse(stub.preamble) else ""


def _source(value: Any, name: str) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "\n".join(value) + "\n"
    raise BadReference(f"The {name} of the reference are neither text nor a list of texts.")


def _takes_candidate(tree: ast.Module) -> bool:
    return any(
        isinstance(node, ast.FunctionDef) and node.name == "check" and len(node.args.args) == 1
        for node in tree.body
    )


def _checked(tree: ast.Module) -> str:
    """The name in a ``check(f)`` that ends the tests."""
    for node in tree.body:
        match node:
            case ast.Expr(ast.Call(ast.Name("check"), [ast.Name(name)], [])):
                return name
    return ""


_METHOD = re.compile(r"([^\W\d]\w*)\(\)\.[^\W\d]\w*\Z")
"""LeetCode's entry: ``Solution().two``."""


def _checked_method(tree: ast.Module) -> re.Match[str] | None:
    """The method in a ``check(Solution().two)`` that ends the tests."""
    for node in tree.body:
        match node:
            case ast.Expr(ast.Call(ast.Name("check"), [ast.Attribute() as method], [])):
                return _METHOD.match(ast.unparse(method))
    return None


def last_function(code: str) -> str:
    """The name of the last function in a text of code, which may end within it."""
    found = re.findall(r"^(?:async )?def (\w+)", normal(code), re.MULTILINE)
    return found[-1] if found else ""


def _entries(tree: ast.Module, entry: str) -> tuple[str, ...]:
    """The names that the tests use and nobody but the candidate can define; the main one last."""
    free = missing(tree) - modules_used(tree) | imported_from_solution(tree)
    if not entry and not free:
        # "assert sum(10, 15) == 6": the one built-in function whose result every test looks at
        heads = {_head(node.test) for node in ast.walk(tree) if isinstance(node, ast.Assert)}
        free = heads if len(heads) == 1 and "" not in heads else set()
    if entry:
        free.add(entry)
    used = [n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and n.id in free]
    order = sorted(free, key=lambda name: (name == entry, used.count(name), name))
    return tuple(order)


def modules_used(tree: ast.Module) -> set[str]:
    """Modules of the standard library that the tests use (``sys.maxsize``) and do not import."""
    bases = {
        n.value.id for n in ast.walk(tree) if isinstance(n, ast.Attribute) and isinstance(n.value, ast.Name)
    }
    called = {n.func.id for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)}
    return missing(tree) & bases & sys.stdlib_module_names - called


def _head(test: ast.expr) -> str:
    node = test.left if isinstance(test, ast.Compare) else test
    while isinstance(node, ast.UnaryOp):
        node = node.operand
    found = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and is_builtin(node.func.id)
    return node.func.id if found and isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""


def imported_from_solution(tree: ast.Module) -> set[str]:
    """Names imported from a module that can only be the candidate's (``from solution import f``)."""
    return {
        alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and is_solution(node)
        for alias in node.names
        if alias.name != "*"
    }


_SOLUTION = re.compile(
    r"(?:\w+\.)*(?:\w*solution\w*|program|candidate|main|answer|submission|your_\w+|module|source|src|code)\Z"
)


def is_solution(node: ast.ImportFrom) -> bool:
    return node.level > 0 or bool(_SOLUTION.match(node.module or ""))
