"""Discovery: what is broken is shown with its reason, and breaks nothing else."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import textwrap
from collections.abc import Callable
from typing import Any

import pytest

from assay.errors import UsageError
from assay.registry import installed

Install = Callable[..., None]
Run = Callable[..., "subprocess.CompletedProcess[str]"]

GOOD = """
    import assay

    @assay.generator("{domain}.{thing}", verifiers=("toy.check",))
    def make(rng, difficulty):
        "A sum."
        return assay.Draft("What is 1 + 1?", "1 + 1 = 2", "2")

    @assay.hookimpl
    def assay_register_generators():
        return [make]
"""


def plugin(name: str, distribution: str = "") -> Any:
    registry = installed()
    registry.load_all()
    wanted = distribution or f"assay-{name}"
    found = [p for p in registry.plugins if p.name == name and p.distribution == wanted]
    assert len(found) == 1
    return found[0]


def test_an_installed_plugin_is_found(toys: None) -> None:
    toy_plugin = plugin("toy")
    assert toy_plugin.problems == []
    assert toy_plugin.registered["verifiers"] == ["toy.check", "toy.never"]


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("import no_such_module", "ModuleNotFoundError: No module named 'no_such_module'"),
        ("NOTICE = 3", "NOTICE of assay_bad_bad_plugin is no text"),
        ("raise SystemExit(3)", "SystemExit: 3"),
        ("def broken(:", "SyntaxError"),
        (
            "import assay\n@assay.hookimpl\ndef assay_register_generatorz(): return []",
            "assay_register_generatorz",
        ),
        ("import assay\n@assay.hookimpl\ndef assay_register_verifiers(config): return []", "config"),
        ("import assay\n@assay.hookimpl\ndef assay_register_verifiers(): 1 / 0", "ZeroDivisionError"),
        (
            "import assay\n@assay.hookimpl\ndef assay_register_verifiers(): return ['x']",
            "returned str, expected Verifier",
        ),
        (
            "import assay\nassay.Verifier('Bad Name', check=print)",
            "name 'Bad Name' must look like 'domain.thing'",
        ),
        (
            "import assay\nv = assay.Verifier('bad.old', api_version=99, check=print)\n"
            "@assay.hookimpl\ndef assay_register_verifiers(): return [v]",
            "bad.old is written for plugin API 99, this core has 1",
        ),
    ],
)
def test_a_broken_plugin_is_shown_and_the_others_work(
    toys: None, install: Install, code: str, problem: str
) -> None:
    install("bad", code)
    assert problem in " ".join(plugin("bad").problems)
    assert plugin("toy").problems == []
    assert installed().generator("toy.sum").description.name == "toy.sum"


def test_the_notice_of_a_module_goes_with_its_plugin(toys: None, install: Install) -> None:
    code = textwrap.dedent(GOOD.format(domain="noted", thing="new"))
    install("noted", 'NOTICE = """Toys,\n  not tools."""\n' + code)
    assert plugin("noted").notice == "Toys, not tools."
    assert plugin("toy").notice == ""


def test_an_entry_point_brings_names_of_its_own_domain_only(toys: None, install: Install) -> None:
    install("intruder", GOOD.format(domain="toy", thing="new"))
    (problem,) = plugin("intruder").problems
    assert "toy.new: an entry point named 'intruder' brings names that begin with 'intruder.'" in problem
    assert "assay_intruder_intruder_plugin.py:4: " in problem
    assert not installed().has("generators", "toy.new")


def test_the_command_shows_it(toys: None, install: Install, assay_cli: Run) -> None:
    install("bad", "import no_such_module")
    assert (
        assay_cli("list").stderr == "note: plugin 'bad' (assay-bad 1.0) has a problem, see 'assay plugins'\n"
    )
    done = assay_cli("plugins")
    assert done.returncode == 1
    assert "No module named 'no_such_module'" in done.stdout
    assert "toy          assay-toy 1.0" in done.stdout
    as_json = assay_cli("plugins", "--json")
    assert as_json.returncode == 1
    listed = {p["name"]: p for p in json.loads(as_json.stdout)}
    assert listed["bad"]["problems"]
    assert "toy.sum" in listed["toy"]["generators"]


def test_no_problem_no_complaint(toys: None, assay_cli: Run) -> None:
    assert assay_cli("plugins").returncode == assay_cli("plugins", "--json").returncode == 0
    assert assay_cli("list").stderr == ""


@pytest.mark.parametrize("command", [("plugins", "--json"), ("list", "--json")])
def test_what_a_plugin_prints_does_not_get_into_json(
    toys: None, install: Install, assay_process: Run, command: tuple[str, ...]
) -> None:
    code = GOOD.format(domain="loud", thing="thing").replace(
        "return [make]", "print('hooked'); return [make]"
    )
    install("loud", "print('welcome!')\n" + textwrap.dedent(code))
    done = assay_process(*command)
    assert done.returncode == 0
    assert "loud" in {each["name"].partition(".")[0] for each in json.loads(done.stdout)}
    assert "welcome!" in done.stderr and "hooked" in done.stderr


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ("zzz.thing", "zzz"),  # by its entry point
        ("roman.write", "rom"),  # by its distribution, assay-roman
        ("toy.nothing", ""),
        ("other.thing", ""),
    ],
)
def test_only_a_plugin_that_may_bring_the_name_is_blamed(
    toys: None, install: Install, assay_cli: Run, asked: str, named: str
) -> None:
    install("aaa", "import no_such_module")
    install("zzz", "import no_such_module")
    install("rom", "import no_such_module", distribution="assay-roman")
    done = assay_cli("generate", asked, "-n", "1")
    assert done.returncode == 2 and f"no generator is called {asked!r}" in done.stderr
    assert re.findall(r"plugin '(\w+)' \(\S+ 1\.0\) has a problem", done.stderr) == ([named] if named else [])


def test_a_broken_plugin_is_blamed_for_an_exporter_of_its_name(install: Install) -> None:
    install("aaa", "import no_such_module")
    install("tunes", "import no_such_module", distribution="assay-midi")
    with pytest.raises(
        UsageError, match=r"no exporter is called 'midi'.*; plugin 'tunes' \(assay-midi 1\.0\)"
    ):
        installed().exporter("midi")
    with pytest.raises(UsageError, match=r"no exporter is called 'wav': see 'assay list exporters'\Z"):
        installed().exporter("wav")


def test_names_of_a_misnamed_entry_point_are_explained(toys: None, install: Install, assay_cli: Run) -> None:
    install("rom", GOOD.format(domain="roman", thing="write"), distribution="assay-roman")
    done = assay_cli("generate", "roman.write", "-n", "1")
    assert done.returncode == 2
    assert "assay-roman has it, and its entry point 'rom' brings names of another domain" in done.stderr


def test_a_domain_that_is_not_installed_is_said_to_be_missing(toys: None, assay_cli: Run) -> None:
    done = assay_cli("generate", "music.tune", "-n", "1")
    assert "no generator is called 'music.tune': no plugin of the domain 'music' is installed" in done.stderr


def test_an_unknown_name_gets_one_sentence(toys: None, assay_cli: Run) -> None:
    done = assay_cli("generate", "toy.sun", "-n", "3")
    assert done.returncode == 2
    assert done.stderr == "assay: no generator is called 'toy.sun': did you mean 'toy.sum'?\n"


def test_listing_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom assay.cli import main\nsys.argv = ['assay', 'list']\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print([m for m in ('sympy', 'numpy', 'pyarrow', 'flint', 'mpmath') if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stderr == "[]\n"
    assert "verifier" in done.stdout
