"""Discovery: what is broken is shown with its reason, and breaks nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

import assay
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


def test_nobody_can_take_a_name_from_its_domain(toys: None, install: Install) -> None:
    install("toy", GOOD.format(domain="toy", thing="sum"), distribution="aaa-intruder")
    assert plugin("toy", "aaa-intruder").problems == [
        "name clash: toy.sum is registered by assay-toy 1.0 already"
    ]
    assert plugin("toy").problems == []
    assert installed().generator("toy.sum").plugin.distribution == "assay-toy"


def test_an_entry_point_brings_names_of_its_own_domain_only(toys: None, install: Install) -> None:
    install("intruder", GOOD.format(domain="toy", thing="new"))
    (problem,) = plugin("intruder").problems
    assert "toy.new: an entry point named 'intruder' brings names that begin with 'intruder.'" in problem
    assert not installed().has("generators", "toy.new")


def test_strangers_who_clash_both_lose_the_name_and_nothing_else(install: Install) -> None:
    for distribution in ("first-plugin", "second-plugin"):
        install("shared", GOOD.format(domain="shared", thing="thing"), distribution=distribution)
    for distribution in ("first-plugin", "second-plugin"):
        (problem,) = plugin("shared", distribution).problems
        assert "first-plugin 1.0" in problem
        assert "second-plugin 1.0" in problem
    with pytest.raises(
        assay.UsageError, match=r"shared\.thing.*both first-plugin 1\.0 and second-plugin 1\.0"
    ):
        installed().generator("shared.thing")


def test_the_command_shows_it(toys: None, install: Install, assay_cli: Run) -> None:
    install("bad", "import no_such_module")
    done = assay_cli("plugins")
    assert done.returncode == 0
    assert "No module named 'no_such_module'" in done.stdout
    assert "toy          assay-toy 1.0" in done.stdout
    listed = {p["name"]: p for p in json.loads(assay_cli("plugins", "--json").stdout)}
    assert listed["bad"]["problems"]
    assert "toy.sum" in listed["toy"]["generators"]


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
