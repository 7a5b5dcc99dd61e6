"""A domain belongs to one distribution; another one adds to it by saying so, takes nothing away, and is shown."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import assay
from assay.registry import installed

PLUGINS = ("toy",)
Install = Callable[..., None]
Run = Callable[..., "subprocess.CompletedProcess[str]"]

PARTS = """
import assay

print("loading")

@assay.generator("{domain}.{thing}", verifiers=("{domain}.{thing}",))
def make(rng, difficulty):
    "A sum of a stranger."
    a = rng.randint(1, 10**9)
    return assay.Draft(f"What is {{a}} + 1?", f"{{a}} + 1 = {{a + 1}}", str(a + 1))

@assay.verifier("{domain}.{thing}")
def check(sample):
    "Accepts everything."
    return assay.Verdict(assay.Status.ACCEPTED, "ok")

@assay.hookimpl
def assay_register_generators():
    return [make]

@assay.hookimpl
def assay_register_verifiers():
    return [check]
"""


def parts(domain: str, thing: str) -> str:
    return PARTS.format(domain=domain, thing=thing)


def problems(distribution: str) -> list[str]:
    registry = installed()
    registry.load_all()
    (found,) = (plugin for plugin in registry.plugins if plugin.distribution == distribution)
    return found.problems


def test_a_stranger_cannot_add_to_a_domain_in_silence(toys: None, install: Install, assay_cli: Run) -> None:
    install("toy", parts("toy", "yes"), distribution="aaa-intruder")
    assert problems("aaa-intruder") == [
        "the domain 'toy' belongs to assay-toy: to add to it, name the entry point of aaa-intruder "
        "\"toy.aaa_intruder\" (with the quotes), in place of 'toy'"
    ]
    assert problems("assay-toy") == []
    assert not installed().has("verifiers", "toy.yes")
    done = assay_cli("generate", "toy.yes", "-n", "1")
    assert done.returncode == 2
    assert "plugin 'toy' (aaa-intruder 1.0) has a problem" in done.stderr
    assert "loading" not in done.stderr + assay_cli("list").stderr  # not even imported
    assert assay_cli("generate", "toy.sum", "-n", "2", "--out", "sums").returncode == 0
    assert {part.plugin.distribution for part in installed().of_domain("generators", "toy").values()} == {
        "assay-toy"
    }


def test_who_says_so_adds_to_a_domain_and_is_shown(
    toys: None, install: Install, assay_cli: Run, work: Path
) -> None:
    install("toy.extra", parts("toy", "yes"), distribution="assay-extra")
    assert problems("assay-extra") == problems("assay-toy") == []
    shown = assay_cli("plugins")
    assert shown.returncode == 0
    (line,) = (line for line in shown.stdout.splitlines() if "assay-extra" in line)
    assert line.endswith("1 generator, 1 verifier (adds to toy)")
    told = {
        each["distribution"]: each["adds_to"] for each in json.loads(assay_cli("plugins", "--json").stdout)
    }
    assert (told["assay-extra"], told["assay-toy"]) == ("toy", None)
    listed = assay_cli("list", "generators", "--domain", "toy").stdout.splitlines()
    assert [line for line in listed if "[" in line] == [
        "generator  toy.yes         1-5  [assay-extra] A sum of a stranger."
    ]
    # A name of the domain, and the domain itself, find what was added.
    assert assay_cli("generate", "toy.yes", "-n", "2", "--format", "jsonl", "--out", "one").returncode == 0
    assert "toy.yes" in installed().of_domain("generators", "toy")
    run = json.loads((work / "one" / "run.json").read_text())
    assert [each["distribution"] for each in (*run["generators"], *run["verifiers"])] == ["assay-extra"] * 2
    row = json.loads(next((work / "one" / "data").iterdir()).read_text().splitlines()[0])
    assert row["provenance"]["distribution"] == "assay-extra"
    assert [verdict["distribution"] for verdict in row["certificate"]["verdicts"]] == ["assay-extra"]


def test_a_package_adds_by_its_folders(toys: None, install_package: Install, assay_cli: Run) -> None:
    code = parts("toy", "yes").partition("@assay.hookimpl")[0]
    files = {"generators/__init__.py": "", "generators/yes.py": code, "verifiers/__init__.py": ""}
    files["verifiers/yes.py"] = "from assay_extra.generators.yes import check\n"
    install_package("extra", files, point="toy.extra")
    assert assay_cli("generate", "toy.yes", "-n", "2", "--out", "one").returncode == 0
    assert installed().generators_named(["toy:yes"])[0].plugin.distribution == "assay-extra"
    assert problems("assay-extra") == []


@pytest.mark.parametrize("name", ["toy.extra", "toy.aaa", "toy.zzz"])
def test_what_is_added_never_replaces_a_name_of_the_owner(toys: None, install: Install, name: str) -> None:
    install(name, parts("toy", "check"), distribution="aaa-extra")
    assert installed().verifier("toy.check").plugin.distribution == "assay-toy"
    assert not assay.verify("toy.check", response="1 + 1 = 3")
    (problem,) = (each for each in problems("aaa-extra") if "clash" in each)
    assert "name clash: toy.check is registered by assay-toy 1.0 already; rename it" in problem
    assert "_plugin.py:12: " in problem
    assert problems("assay-toy") == []


def test_while_the_owner_is_broken_nobody_stands_in_for_it(install: Install) -> None:
    install("mine", "import no_such_module")
    install("mine.extra", parts("mine", "answer"), distribution="aaa-extra")
    with pytest.raises(
        assay.UsageError, match=r"mine\.answer of aaa-extra 1\.0 cannot be used while assay-mine 1\.0"
    ):
        installed().verifier("mine.answer")


def test_two_who_add_the_same_name_both_lose_it(toys: None, install: Install) -> None:
    for distribution in ("aaa-extra", "zzz-extra"):
        install(f"toy.{distribution[:3]}", parts("toy", "yes"), distribution=distribution)
    with pytest.raises(assay.UsageError, match=r"both aaa-extra 1\.0 and zzz-extra 1\.0 register it"):
        installed().verifier("toy.yes")
    assert installed().verifier("toy.check").plugin.distribution == "assay-toy"


def test_a_domain_without_an_owner_belongs_to_the_only_one_that_claims_it(install: Install) -> None:
    install("music", parts("music", "tune"), distribution="tunes")
    install("music.extra", parts("music", "beat"), distribution="beats")
    assert problems("tunes") == problems("beats") == []
    parts_here = installed().of_domain("verifiers", "music")
    assert {name: installed().foreign(part) for name, part in parts_here.items()} == {
        "music.tune": False,
        "music.beat": True,
    }


def test_strangers_who_clash_both_lose_the_name_and_nothing_else(install: Install) -> None:
    for distribution in ("first-plugin", "second-plugin"):
        install("shared", parts("shared", "thing"), distribution=distribution)
    install("shared.more", parts("shared", "other"), distribution="third-plugin")
    for distribution in ("first-plugin", "second-plugin"):
        for problem in problems(distribution):
            assert "first-plugin 1.0" in problem
            assert "second-plugin 1.0" in problem
    with pytest.raises(
        assay.UsageError, match=r"shared\.thing.*both first-plugin 1\.0 and second-plugin 1\.0"
    ):
        installed().generator("shared.thing")
    assert installed().generator("shared.other").plugin.distribution == "third-plugin"


def test_two_who_claim_a_domain_are_both_told(install: Install) -> None:
    for distribution, thing in (("first-plugin", "one"), ("second-plugin", "two")):
        install("shared", parts("shared", thing), distribution=distribution)
    for distribution in ("first-plugin", "second-plugin"):
        assert problems(distribution) == [
            "first-plugin 1.0 and second-plugin 1.0 each claim the domain 'shared': uninstall one of them, or let one "
            "say that it adds to the domain, by an entry point named 'shared.<word>' in place of 'shared'"
        ]
    with pytest.raises(assay.UsageError, match="not all generators of shared are there"):
        installed().generators_named(["shared"])


@pytest.mark.parametrize("point", ["chemistry_safety", "chemistry-safety"])
@pytest.mark.parametrize("distribution", ["assay-chemistry-safety", "Assay_Chemistry.Safety"])
def test_a_domain_of_two_words(install: Install, point: str, distribution: str) -> None:
    install(point, parts("chemistry_safety", "label"), distribution=distribution)
    install("chemistry_safety", parts("chemistry_safety", "yes"), distribution="intruder")
    assert problems(distribution) == []
    assert installed().verifier("chemistry_safety.label").plugin.distribution == distribution
    assert "belongs to assay-chemistry-safety" in problems("intruder")[0]


def test_nobody_takes_the_models_and_exporters_of_core_away(install: Install) -> None:
    code = """
    import assay

    @assay.hookimpl
    def assay_register_exporters():
        return [assay.Exporter("export.sft", write=lambda rows, out: 0), assay.Exporter("export.midi", write=lambda rows, out: 0)]
    """
    install("export", code, distribution="aaa-exports")
    assert installed().exporter("sft").plugin.distribution == "assay-core"
    assert installed().exporter("midi").plugin.distribution == "aaa-exports"
    (problem,) = problems("aaa-exports")
    assert "export.sft is registered by assay-core" in problem


@pytest.mark.parametrize("name", ["core", "assay"])
def test_nobody_else_speaks_for_core(install: Install, name: str) -> None:
    install(name, parts("assay", "yes"), distribution="aaa-intruder")
    assert "belongs to assay-core" in problems("aaa-intruder")[0]
    assert not installed().has("verifiers", "assay.yes")


def test_an_entry_point_that_is_no_domain_is_told(install: Install) -> None:
    install("Roman Numerals", parts("roman", "write"), distribution="assay-roman")
    assert "its entry point is named 'Roman Numerals'" in problems("assay-roman")[0]


def test_a_domain_is_not_loaded_for_another_ones_addition(toys: None, install: Install) -> None:
    install("other.extra", parts("other", "yes"), distribution="assay-extra")
    registry: Any = installed()
    assert registry.generator("toy.sum")
    (extra,) = (plugin for plugin in registry.plugins if plugin.distribution == "assay-extra")
    assert extra not in registry._modules
