"""How the WebAssembly backend shares a process among files: with a stand-in for Lean, which says what each file tells it to."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from assay_math.lean import jail, joined, wasm
from assay_math.lean.backends import BackendError, Constant, LeanFile
from assay_math.lean.runtime import Runtime
from assay_math.lean.wasm import Wasm

# Reads job.lean line by line, as Lean does, and answers as the lines say.
STAND_IN = """
import json, os, sys, time
def say(severity, line, data):
    told = {"severity": severity, "pos": {"line": line, "column": 0}, "data": data}
    print(json.dumps(told), flush=True)
print("[DEBUG:A] lean_main entered", flush=True)
most = max([100, *(int(each[12:]) for each in sys.argv if each.startswith("-DmaxErrors="))])
failed = 0
for number, line in enumerate(open("job.lean", encoding="utf-8"), 1):
    word, _, rest = line.strip().partition(" ")
    if word == "#check":
        say("information", number, rest)
    elif word == "fail":
        failed += 1
        say("error", number, rest)
        if failed == most:
            sys.exit(1)
    elif word == "import" and rest == "Nowhere":
        say("error", number, "unknown module prefix 'Nowhere'")
        sys.exit(1)
    elif word == "die":
        os._exit(134)
    elif word == "wait":
        time.sleep(600)
    elif word == "shout":
        for _ in range(200):
            print("x" * 1000)
if not failed:
    open("job.olean", "w").close()
sys.exit(failed > 0)
"""


@pytest.fixture
def lean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Wasm:
    """A backend whose Lean is the stand-in; its compiled file holds one constant."""
    script = tmp_path / "lean.py"
    script.write_text(STAND_IN, encoding="utf-8")

    def command(runtime: Runtime, job: Path, arguments: Sequence[str]) -> list[str]:
        return [
            sys.executable,
            "-c",
            f"import os, runpy, sys; sys.argv += {list(arguments)!r}; os.chdir({str(job)!r}); runpy.run_path({str(script)!r})",
        ]

    def compiled(job: Path) -> dict[str, Constant]:
        assert (job / "job.olean").exists()
        return {"a": Constant("a", "theorem", "", frozenset())}

    monkeypatch.setattr(jail, "command", command)
    monkeypatch.setattr(wasm, "_compiled", compiled)
    monkeypatch.setattr(joined, "_STILL_S", 2.0)
    return Wasm(Runtime(tmp_path, Path("node"), "v24"))


def _run(lean: Wasm, *bodies: str, imports: tuple[str, ...] = ()) -> list[Any]:
    return lean.run([LeanFile(imports, f"{body}\n") for body in bodies], 60.0)


def test_good_files_take_one_start(lean: Wasm) -> None:
    found = _run(lean, "one", "two\nlines", "three", imports=("Std",))
    assert [each.ended for each in found] == ["finished"] * 3
    assert all(each.constants for each in found) and lean.starts == 1


def test_a_message_stands_in_its_own_file_at_its_own_line(lean: Wasm) -> None:
    first, second, third = _run(lean, "one\ntwo", "a\nb\nfail so be it", "c", imports=("Std", "Init"))
    assert [(each.severity, each.line, each.text) for each in second.messages] == [("error", 3, "so be it")]
    assert not first.messages and not third.messages
    assert first.constants and third.constants and second.constants is None
    assert lean.starts == 2  # once more without the one that failed, to compile


def test_all_fail(lean: Wasm) -> None:
    found = _run(lean, "fail a", "fail b")
    assert [each.messages[0].text for each in found] == ["a", "b"] and lean.starts == 1


def test_many_that_fail_do_not_end_the_process(lean: Wasm) -> None:
    """Lean gives up at a hundred errors if it is not told otherwise."""
    found = _run(lean, *(["fail a"] * 150), "one")
    assert [each.ended for each in found] == ["finished"] * 151
    assert found[-1].constants and lean.starts == 2


def test_one_that_takes_lean_down_costs_the_others_nothing(lean: Wasm) -> None:
    found = _run(lean, "one", "die", "fail c", "four", "die")
    assert [each.ended for each in found] == ["finished", "crashed", "finished", "finished", "crashed"]
    assert [bool(each.constants) for each in found] == [True, False, False, True, False]


def test_one_that_stands_still(lean: Wasm) -> None:
    found = _run(lean, "one", "wait", "three")
    assert [each.ended for each in found] == ["finished", "timeout", "finished"]
    assert found[0].constants and found[2].constants and lean.starts == 2


def test_imports_that_are_not_there_are_nobodys_fault(lean: Wasm) -> None:
    with pytest.raises(BackendError, match="Nowhere"):
        _run(lean, "one", imports=("Nowhere",))


def test_a_lean_that_does_not_start(lean: Wasm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jail, "command", lambda *_: [sys.executable, "-c", "import sys; sys.exit('no wasm')"])
    with pytest.raises(BackendError, match="no wasm"):
        _run(lean, "one")


def test_files_of_other_imports_go_apart(lean: Wasm) -> None:
    files = [LeanFile((), "one\n"), LeanFile(("Std",), "two\n"), LeanFile((), "three\n")]
    assert [each.ended for each in lean.run(files, 60.0)] == ["finished"] * 3
    assert lean.starts == 2


def test_endless_output_ends(lean: Wasm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joined, "_MOST_OUTPUT", 100_000)
    one, two = _run(lean, "shout", "two")
    assert one.ended == "crashed" and two.ended == "finished"


def test_the_jail_shows_lean_its_folders_only(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(jail, "bubblewrap_works", lambda: True)
    inside = jail.command(Runtime(tmp_path, Path("/n/node"), "v24"), tmp_path / "job", ["--json"])
    assert inside[0] == "bwrap" and "--unshare-all" in inside and "--bind" in inside
    assert inside.count("--bind") == 1 and inside[inside.index("--bind") + 1] == str(tmp_path / "job")
    monkeypatch.setattr(jail, "bubblewrap_works", lambda: False)
    bare = jail.command(Runtime(tmp_path, Path("/n/node"), "v24"), tmp_path / "job", ["--json"])
    assert bare[:2] == ["/n/node", "--permission"]
    writes = [each for each in bare if each.startswith("--allow-fs-write")]
    assert writes and all(str(tmp_path / "job") in each for each in writes)
    assert json.dumps(bare).count("allow-child-process") == 0
