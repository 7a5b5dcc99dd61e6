"""What the author of a plugin gets wrong is told at once, in his words, with his file and line."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import assay
from assay.registry import installed

PLUGINS = ("toy",)
Install = Callable[..., None]
Run = Callable[..., "subprocess.CompletedProcess[str]"]
Package = Callable[[dict[str, str]], "list[str]"]
"""Installs the files of ``assay_oops``, entry point ``oops``, and returns what is wrong with it."""

HEAD = "import assay\n"
GENERATOR = """import assay

@assay.generator("oops.{0}", verifiers=("oops.check",))
def {0}(rng, difficulty):
    "A row."
    return assay.Draft("p", "r", "a")
"""
VERIFIER = """import assay

@assay.verifier("oops.{0}")
def {0}(sample):
    "Nothing."
    return assay.Verdict(assay.Status.ABSTAINED, "cannot_tell")
"""
HOOK = "\n@assay.hookimpl\ndef assay_register_{}():\n    return [{}]\n"


def problems() -> list[str]:
    registry = installed()
    registry.load_all()
    (found,) = (plugin for plugin in registry.plugins if plugin.name == "oops")
    return found.problems


@pytest.fixture
def module(toys: None, install: Install) -> Callable[[str], list[str]]:
    def put(code: str) -> list[str]:
        install("oops", code)
        return problems()

    return put


@pytest.fixture
def package(toys: None, install_package: Install) -> Package:
    def put(files: dict[str, str]) -> list[str]:
        install_package("oops", files)
        return problems()

    return put


@pytest.mark.parametrize(
    ("line", "code", "told"),
    [
        (3, "\n@assay.verifier('Oops.X')\ndef x(sample): ...", "name 'Oops.X' must look like 'domain.thing'"),
        (3, "\n@assay.verifier('oops')\ndef x(sample): ...", "name 'oops' must look like 'domain.thing'"),
        (2, "@assay.verifier('oops.x', version=0)\ndef x(sample): ...", "oops.x: version is 0"),
        (2, "@assay.verifier('oops.x', version='2')\ndef x(sample): ...", "oops.x: version is '2'"),
        (
            2,
            "@assay.generator('oops.x', verifiers='math.answer')\ndef x(rng, difficulty): ...",
            "verifiers is 'math.answer', must be a tuple of texts such as ('math.answer',)",
        ),
        (
            2,
            "@assay.verifier('oops.x', needs=('response', 5))\ndef x(sample): ...",
            "must be a tuple of texts",
        ),
        (
            2,
            "@assay.verifier('oops.x', needs=('respose',))\ndef x(sample): ...",
            "needs 'respose', which no sample",
        ),
        (2, "@assay.verifier('oops.x', deadline=0)\ndef x(sample): ...", "deadline is 0"),
        (2, "@assay.verifier('oops.x', deadline='2')\ndef x(sample): ...", "deadline is '2'"),
        (2, "@assay.verifier('oops.x', cost=float('nan'))\ndef x(sample): ...", "cost is nan"),
        (2, "@assay.verifier('oops.x', speed=3)\ndef x(sample): ...", "unexpected keyword argument 'speed'"),
        (
            2,
            "@assay.generator('oops.x', verifiers=(), difficulties=(0, 5))\ndef x(rng, difficulty): ...",
            "difficulties is (0, 5)",
        ),
        (
            2,
            "@assay.generator('oops.x', verifiers=(), min_step_coverage=50)\ndef x(rng, difficulty): ...",
            "min_step_coverage is 50",
        ),
        (
            2,
            "@assay.generator('oops.x', verifiers=(), params={'a': 1})\ndef x(rng, difficulty, params): ...",
            "must be a dataclass",
        ),
        # the decorator without its parentheses
        (
            2,
            "@assay.generator\ndef x(rng, difficulty): ...",
            '@assay.generator needs a name: write @assay.generator("',
        ),
        (
            2,
            "@assay.verifier\ndef x(sample): ...",
            '@assay.verifier needs a name: write @assay.verifier("domain.x", …)',
        ),
        (2, "@assay.recipe\nasync def x(seed, ctx): ...", "@assay.recipe needs a name"),
        (
            2,
            "@assay.generator('oops.x')\ndef x(rng, difficulty): ...",
            "missing 1 required keyword-only argument: 'verifiers'",
        ),
        # functions that take something else
        (
            2,
            "@assay.generator('oops.x', verifiers=())\ndef x(rng): ...",
            "oops.x: x must take (rng, difficulty) and takes (rng)",
        ),
        (
            2,
            "@assay.generator('oops.x', verifiers=())\ndef x(rng, difficulty, params): ...",
            "x must take (rng, difficulty) and takes (rng, difficulty, params)",
        ),
        (
            5,
            "from dataclasses import dataclass\n@dataclass\nclass P: n: int = assay.param('n', 1)\n"
            "@assay.generator('oops.x', verifiers=(), params=P)\ndef x(rng, difficulty): ...",
            "x must take (rng, difficulty, params) and takes (rng, difficulty)",
        ),
        (
            5,
            "from dataclasses import dataclass\n@dataclass\nclass P: n: int = assay.param('n')\n"
            "@assay.generator('oops.x', verifiers=(), params=P)\ndef x(rng, difficulty, params): ...",
            "oops.x: the parameter 'n' has no default",
        ),
        (2, "@assay.verifier('oops.x')\ndef x(): ...", "x must take (sample) and takes ()"),
        (
            2,
            "@assay.verifier('oops.x')\ndef x(sample, reference): ...",
            "x must take (sample) and takes (sample, reference)",
        ),
        (2, "@assay.verifier('oops.x')\nasync def x(sample): ...", "oops.x: write 'def x'"),
        (
            2,
            "@assay.generator('oops.x', verifiers=())\ndef x(rng, difficulty): yield 1",
            "x yields, and must return",
        ),
        (
            2,
            "@assay.recipe('oops.x', params=assay.NoParams, verifiers=())\ndef x(seed, ctx): ...",
            "oops.x: write 'async def x'",
        ),
        (
            2,
            "@assay.recipe('oops.x', params=assay.NoParams, verifiers=())\nasync def x(ctx): ...",
            "x must take (seed, ctx) and takes (ctx)",
        ),
        (2, "assay.Exporter('export.x', write=lambda rows: 0)", "must take (rows, out) and takes (rows)"),
        (2, "assay.Model('model.x', open=lambda name: 0)", "must take (argument, options) and takes (name)"),
        (2, "assay.SandboxBackend('sandbox.x', open=3)", "3 is no function"),
        # what Python itself finds
        (4, "\n\nimport no_such_module", "No module named 'no_such_module'"),
        (3, "\ndef broken(:", "SyntaxError"),
    ],
)
def test_a_wrong_description_is_told_where_it_stands(
    module: Callable[[str], list[str]], tmp_path: Path, line: int, code: str, told: str
) -> None:
    (problem,) = module(HEAD + code)
    assert told in problem
    assert f"failed at {tmp_path}/site/assay_oops_oops_plugin.py:{line}: " in problem


@pytest.mark.parametrize(
    ("line", "code", "told"),
    [
        (3, HOOK.format("generator", ""), "there is no hook assay_register_generator; did you mean assay_register_generators?"),
        (3, HOOK.format("verifers", ""), "did you mean assay_register_verifiers?"),
        (
            4,
            "\n\ndef assay_register_verifiers():\n    return []\n" + HOOK.format("generators", ""),
            "assay_register_verifiers is not decorated with @assay.hookimpl, so that it is never asked",
        ),
        (
            4,
            "\n\ndef assay_register_verifier():\n    return []\n" + HOOK.format("generators", ""),
            "assay_register_verifier is not decorated with @assay.hookimpl, so that it is never asked; "
            "if it is meant to be the hook assay_register_verifiers, rename it too",
        ),
        (5, HOOK.format("verifiers", "1 / 0"), "assay_register_verifiers failed at "),
        (4, "class Skipped(BaseException): ...\n@assay.hookimpl\ndef assay_register_verifiers(): raise Skipped('no')", "failed at "),
        (3, "\n@assay.hookimpl\ndef assay_register_verifiers(config): return []", "must take no arguments, and takes (config)"),
        (3, "\n@assay.hookimpl\ndef assay_register_verifiers(): ...", "returned nothing, expected a list of Verifiers"),
        (3, "\n@assay.hookimpl\ndef assay_register_verifiers(): return 5", "returned int, expected a list of Verifiers"),
        (3, HOOK.format("verifiers", "5"), "returned int, expected Verifier"),
        (3, HOOK.format("verifiers", "print"), "returned builtin_function_or_method, expected Verifier"),
        (3, HOOK.format("verifiers", "problem") + "def problem(sample): ...", "returned the function problem, expected Verifier; it lacks its decorator"),
        (3, HOOK.format("generators", "assay.Verifier('oops.v', check=len)"), "returned Verifier oops.v, expected Generator"),
        (
            3,
            "\n@assay.hookimpl\ndef assay_register_verifiers():\n    return assay.Verifier('oops.v', check=len)",
            "returned one Verifier: return a list",
        ),
    ],
)  # fmt: skip
def test_a_wrong_hook_is_told_where_it_stands(
    module: Callable[[str], list[str]], tmp_path: Path, line: int, code: str, told: str
) -> None:
    (problem,) = module(HEAD + code)
    assert told in problem
    assert f"{tmp_path}/site/assay_oops_oops_plugin.py:{line}: " in problem


def test_the_other_hooks_of_a_plugin_with_a_misspelt_one_work(module: Callable[[str], list[str]]) -> None:
    code = VERIFIER.format("check") + HOOK.format("verifiers", "check") + HOOK.format("generator", "")
    assert len(module(code)) == 1
    assert installed().verifier("oops.check").plugin.name == "oops"


def test_helpers_and_lazy_imports_beside_hooks_are_left_alone(module: Callable[[str], list[str]]) -> None:
    code = VERIFIER.format("check") + HOOK.format("verifiers", "check")
    code += "\nthis = assay.lazy_import('this')\ndef register(): ...\ndef verifiers(): ...\n"
    sys.modules.pop("this", None)
    assert module(code) == []
    assert type(sys.modules.pop("this")).__name__ == "_LazyModule"


def test_one_name_twice_in_a_plugin_is_told_with_both_places(
    module: Callable[[str], list[str]], tmp_path: Path
) -> None:
    code = VERIFIER.format("check") + VERIFIER.format("check").replace("def check", "def again")
    (problem,) = module(code + HOOK.format("verifiers", "check, again"))
    file = f"{tmp_path}/site/assay_oops_oops_plugin.py"
    assert problem == (
        f"name clash: oops.check: assay-oops 1.0 has it twice, at {file}:3 and {file}:9; rename one"
    )


@pytest.mark.parametrize(
    ("verifier", "told"),
    [
        ("oops.chekc", "no verifier is called 'oops.chekc': did you mean 'oops.check'?"),
        ("music.tune", "no verifier is called 'music.tune': no plugin of the domain 'music' is installed"),
    ],
)
def test_a_verifier_that_is_nowhere_is_told(
    module: Callable[[str], list[str]], assay_cli: Run, verifier: str, told: str
) -> None:
    code = VERIFIER.format("check") + GENERATOR.format("row").replace("oops.check", verifier)
    (problem,) = module(code + HOOK.format("verifiers", "check") + HOOK.format("generators", "row"))
    assert re.search(r"_plugin\.py:9: oops\.row names a verifier that cannot be had: ", problem)
    assert told in problem
    done = assay_cli("plugins")
    assert done.returncode == 1 and told in done.stdout


def test_a_verifier_that_uses_one_that_is_nowhere_is_told(module: Callable[[str], list[str]]) -> None:
    code = VERIFIER.format("check").replace('("oops.check"', '("oops.check", uses=("toy.chek",)')
    (problem,) = module(code + HOOK.format("verifiers", "check"))
    assert "oops.check names a verifier that cannot be had: no verifier is called 'toy.chek'" in problem


GOOD = {
    "generators/__init__.py": "",
    "verifiers/__init__.py": "",
    "generators/row.py": GENERATOR.format("row"),
    "verifiers/check.py": VERIFIER.format("check"),
}


def test_a_good_package_has_no_problem(package: Package) -> None:
    assert package(GOOD) == []


@pytest.mark.parametrize(
    ("files", "told"),
    [
        (
            {"generator/__init__.py": "", "generator/more.py": GENERATOR.format("more")},
            "assay_oops/generator: the folder 'generator' is not read; did you mean 'generators'?",
        ),
        (
            {"verifer/more.py": VERIFIER.format("more")},
            "assay_oops/verifer: the folder 'verifer' is not read; did you mean 'verifiers'?",
        ),
        ({"recipes.py": ""}, "assay_oops/recipes.py: is a file; make it a folder 'recipes' that holds files"),
        (
            {"generators/algebra/linear.py": GENERATOR.format("linear")},
            "assay_oops/generators/algebra: the folder holds Python files and no __init__.py",
        ),
        (
            {"plugin.py": HEAD + HOOK.format("exporters", "")},
            "assay_oops/plugin.py: its hooks are not asked, since the entry point names the package assay_oops; "
            "name assay_oops.plugin",
        ),
        (
            {"generators/stray.py": VERIFIER.format("stray")},
            "assay_oops/generators/stray.py:3: oops.stray is not registered: it stands in assay_oops.generators.stray, "
            "and verifiers are read from the folder 'verifiers'",
        ),
        (
            {
                "generators/bad.py": "from assay_oops.helper import x\n",
                "helper.py": "\n\nimport no_such_module\n",
            },
            "import of assay_oops.generators.bad failed at assay_oops/helper.py:3: ModuleNotFoundError",
        ),
        (
            {"generators/bad.py": "import json\njson.loads('{')\n"},
            "import of assay_oops.generators.bad failed at assay_oops/generators/bad.py:2: JSONDecodeError",
        ),
        (
            {"generators/bad.py": "class Skipped(BaseException): ...\nraise Skipped('not here')\n"},
            "import of assay_oops.generators.bad failed at assay_oops/generators/bad.py:2: Skipped: not here",
        ),
        (
            {"generators/bad.py": "\nraise GeneratorExit"},
            "import of assay_oops.generators.bad failed at assay_oops/generators/bad.py:2: GeneratorExit",
        ),
        (
            {
                "generators/bad.py": HEAD
                + "\n\n@assay.generator('oops.Bad', verifiers=())\ndef bad(rng, difficulty): ..."
            },
            "import of assay_oops.generators.bad failed at assay_oops/generators/bad.py:4: ValueError: name 'oops.Bad'",
        ),
    ],
)
def test_a_wrong_package_is_told_and_what_is_right_in_it_works(
    package: Package, files: dict[str, str], told: str
) -> None:
    (problem,) = package({**GOOD, **files})
    assert told in problem
    assert installed().generator("oops.row").plugin.name == "oops"


@pytest.mark.parametrize("other", [True, False])
def test_a_verifier_among_the_generators_is_told_where_it_is_asked_for(
    package: Package, assay_cli: Run, other: bool
) -> None:
    files = {**GOOD, "generators/row.py": GENERATOR.format("row").replace("oops.check", "oops.more")}
    if not other:
        del files["verifiers/check.py"]
    (problem,) = package({**files, "generators/more.py": VERIFIER.format("more")})
    where = "it stands in assay_oops.generators.more, and verifiers are read from the folder 'verifiers'"
    assert re.match(
        r"\S*row\.py:3: oops\.row names a verifier that cannot be had: no verifier is called 'oops\.more': ",
        problem,
    )
    assert f"; {where} (assay_oops/generators/more.py:3)" in problem
    assert where in assay_cli("generate", "oops.row", "-n", "1").stderr


def test_every_verifier_among_the_generators_is_told_once(package: Package) -> None:
    more = VERIFIER.format("more") + VERIFIER.format("mor").removeprefix(HEAD)
    uses = "from assay_oops.generators.more import more\n"
    told = package({**GOOD, "generators/more.py": more, "generators/uses.py": uses})
    assert [re.sub(r"(\S+: )(\S+) is not registered.*", r"\2", each) for each in told] == [
        "oops.more",
        "oops.mor",
    ]


def test_one_failed_import_is_told_in_full_once(package: Package) -> None:
    rows = {f"generators/{n}.py": GENERATOR.format(n) for n in ("a", "b", "c", "d", "e", "f")}
    broken, missing = package({**GOOD, **rows, "verifiers/check.py": "import no_such_module\n"})
    assert "import of assay_oops.verifiers.check failed" in broken
    assert missing.endswith(
        "/a.py:3: oops.a names a verifier that cannot be had (as oops.b and oops.c and oops.d and 3 others too): "
        "no verifier is called 'oops.check': see 'assay list verifiers'; plugin 'oops' (assay-oops 1.0) has a problem"
    )
    with pytest.raises(assay.UsageError) as told:
        installed().generators_named(["oops"])
    assert broken in str(told.value)
    with pytest.raises(assay.UsageError) as told:
        installed().has("verifiers", "oops.check")
    assert str(told.value).endswith(f"has a problem, see 'assay plugins': {broken}")


def test_the_three_folders_are_read_without_an_init(package: Package) -> None:
    assert package({name: code for name, code in GOOD.items() if code}) == []
    assert installed().generator("oops.row").plugin.name == "oops"


def test_hooks_in_a_package_leave_no_folder_unread_in_silence(package: Package) -> None:
    (problem,) = package({**GOOD, "__init__.py": HEAD + HOOK.format("verifiers", "")})[:1]
    assert "assay_oops has hooks, so that its folder 'generators' is not read by itself" in problem
    assert 'assay.collect("assay_oops.generators", assay.Generator)' in problem


def test_folders_of_other_names_are_nobodys_business(package: Package) -> None:
    more = {
        "generation/x.py": "1 / 0",
        "verdicts/x.py": "",
        "data/generator/rows.txt": "",
        "generators/_old/x.py": "1 / 0",
    }
    assert package({**GOOD, **more}) == []


@pytest.mark.parametrize(
    ("module", "told"),
    [
        ("assay_nowhere.plugin", "its entry point names 'assay_nowhere.plugin', and no module 'assay_nowhere' is installed"),
        ("assay_oops.plugin", "and no module 'assay_oops.plugin' is installed"),
        ("assay_oops:thing", "its entry point 'oops' names an object, assay_oops:thing: name a module or a package"),
        ("assay_oops.data", "registers nothing"),
    ],
)  # fmt: skip
def test_an_entry_point_that_names_the_wrong_thing_is_told(
    toys: None, install_package: Install, module: str, told: str
) -> None:
    install_package("oops", {**GOOD, "__init__.py": "thing = 5\n", "data.py": ""}, module)
    (problem,) = problems()
    assert told in problem


def test_collect_in_a_hook_stops_at_a_folder_that_it_cannot_read(package: Package) -> None:
    package({**GOOD, "generators/algebra/linear.py": GENERATOR.format("linear")})
    with pytest.raises(ImportError, match=r"assay_oops/generators/algebra: .* no __init__\.py"):
        assay.collect("assay_oops.generators", assay.Generator)


def test_a_run_that_needs_what_is_broken_says_what_it_is(package: Package, assay_cli: Run) -> None:
    package(
        {**GOOD, "generators/bad.py": HEAD + "@assay.generator('oops.bad', verifiers=())\ndef bad(rng): ..."}
    )
    done = assay_cli("generate", "oops.bad", "-n", "1")
    assert done.returncode == 2
    assert re.search(
        r"; plugin 'oops' \(assay-oops 1\.0\) has a problem, see 'assay plugins': import of assay_oops\.generators\.bad failed "
        r"at \S*assay_oops/generators/bad\.py:2: TypeError: oops\.bad: bad must take \(rng, difficulty\) and takes \(rng\)\n\Z",
        done.stderr,
    )


def test_decorators_refuse_at_once_in_a_test_too() -> None:
    with pytest.raises(
        TypeError, match=r"x must take \(sample\) and takes \(\) .*test_plugin_mistakes\.py:\d+"
    ):

        @assay.verifier("oops.x")
        def x(): ...  # type: ignore[no-untyped-def]

    with pytest.raises(TypeError, match=r'write @assay\.verifier\("domain\.y", …\)'):

        @assay.verifier
        def y(sample): ...  # type: ignore[no-untyped-def]


def test_functions_of_every_shape_are_taken() -> None:
    import functools

    class Called:
        def __call__(self, sample: assay.Sample) -> assay.Verdict:
            raise NotImplementedError

    def three(extra: int, rng: object, difficulty: int) -> assay.Draft:
        raise NotImplementedError

    assay.Verifier("oops.a", check=Called())
    assay.Verifier("oops.b", check=lambda sample, cache=None: sample)  # type: ignore[arg-type, return-value]
    assay.Verifier("oops.c", check=len)  # type: ignore[arg-type]
    assay.Generator("oops.d", make=functools.partial(three, 1), verifiers=("oops.a",))
    assay.Generator("oops.e", make=lambda *arguments: three(1, *arguments), verifiers=("oops.a",))


@pytest.mark.parametrize("verb", ["plugins", "list"])
def test_what_a_plugin_writes_while_it_is_loaded_is_not_in_the_json(
    module: Callable[[str], list[str]], verb: str
) -> None:
    module(
        "import os, sys\nos.write(1, b'low\\n')\nprint('high')\n"
        + VERIFIER.format("check")
        + HOOK.format("verifiers", "check")
    )
    done = subprocess.run(
        [sys.executable, "-c", "from assay.cli import main; main()", verb, "--json"],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert "oops" in str(json.loads(done.stdout)) and "low" in done.stderr and "high" in done.stderr
