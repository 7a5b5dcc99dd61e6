"""A stand-in for Lean: it answers our commands in the form of the real one, and of proofs it knows a few words.

As a script it is ``lean`` (and, by its name, ``lake``, ``bwrap`` and ``docker`` as far as the backends use them).
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

VERSION = "4.26.0"
MODULES = ("Init", "Std", "Lean", "Mathlib")
AXIOMS = {
    "Classical.em": "[propext, Classical.choice, Quot.sound]",
    "sorryAx": "[sorryAx]",
    "assumed": "[assumed]",
}


def answer(
    text: str, first_line: int = 1, tell: Callable[[dict[str, Any]], None] | None = None
) -> list[dict[str, Any]]:
    """Messages in the form of Lean's REPL, told as they come; a proof with ``wait`` takes long, one with ``die`` raises."""
    messages: list[dict[str, Any]] = []
    proof, statement, stated = "", "", ""

    def say(severity: str, line: int, data: str) -> None:
        place = {"line": line, "column": 0}
        messages.append({"severity": severity, "pos": place, "endPos": place, "data": data})
        if tell is not None:
            tell(messages[-1])

    for number, line in enumerate(text.split("\n"), first_line):
        if line.startswith("import ") and line.split()[1].partition(".")[0] not in MODULES:
            say("error", number, f"unknown module prefix '{line.split()[1]}'")
            return messages
        if line.startswith("namespace Assay"):
            proof, statement = "", ""
        elif line.startswith("#check True"):
            say("info", number, "True : Prop")
        elif line.startswith("#eval Lean.versionString"):
            say("info", number, f'"{VERSION}"')
        elif match := re.match(r"set_option pp\.all true in #check @(\S+)", line):
            statement = "∀ (a b : Nat), Eq a b"
            stated = "∀ (x y : Nat), Eq x y" if "renamed" in proof and match[1] != "goal" else statement
            say("info", number, f"{match[1]} : {stated}")
        elif line.startswith("#print axioms goal"):
            found = next((axioms for word, axioms in AXIOMS.items() if word in proof), "")
            told = f"depends on axioms: {found}" if found else "does not depend on any axioms"
            if "silent" not in proof:
                say("info", number, f"'goal' {told}")
        elif match := re.match(r"#check (\S+\.goal)", line):
            say("info", number, f"{match[1]} : {statement}")
        else:
            proof += line + "\n"
            if "wait" in line.split():
                raise TimeoutError
            if "die" in line.split():
                raise SystemExit(134)
            if line.strip() == "rfl":
                say("error", number, "Type mismatch\n  rfl")
            if "sorryAx" in line:
                say("warning", number, "declaration uses 'sorry'")
    return messages


def lean(arguments: list[str]) -> None:
    """``lean``: its version, its prefix, or a file."""
    here = Path(sys.argv[0]).resolve().parent.parent
    if arguments == ["--version"]:
        print(f"Lean (version {VERSION}, x86_64-unknown-linux-gnu, commit {'0f' * 20}, Release)")
    elif arguments == ["--print-prefix"]:
        print(here)
    else:
        assert arguments[0] == "--json" and any(each.startswith("--memory=") for each in arguments), arguments
        text = Path(arguments[-1]).read_text("utf-8")

        def tell(each: dict[str, Any]) -> None:
            severity = "information" if each["severity"] == "info" else each["severity"]
            print(json.dumps({**each, "severity": severity}), flush=True)

        try:
            messages = answer(text, tell=tell)
        except TimeoutError:
            time.sleep(600)
            raise
        failed = any(each["severity"] == "error" for each in messages)
        if not failed and "dies late" not in text:
            Path(arguments[arguments.index("-o") + 1]).write_text("", "utf-8")
        sys.exit(failed)


def bwrap(arguments: list[str]) -> None:
    """``bwrap``: without a jail, and with the folder of the job where that stands."""
    sizes = {"--proc": 1, "--dev": 1, "--tmpfs": 1, "--chdir": 1, "--ro-bind": 2, "--symlink": 2, "--bind": 2}
    sizes |= {"--setenv": 2, "--unshare-all": 0, "--die-with-parent": 0, "--clearenv": 0}
    job = ""
    while arguments and arguments[0].startswith("--"):
        size = sizes[arguments[0]]
        if arguments[0] == "--bind":
            job = arguments[1]
        if arguments[0] == "--setenv" and arguments[1] == "LEAN_PATH":
            assert "packages" in arguments[2], arguments[2]
        del arguments[: size + 1]
    if job:
        os.chdir(job)
    os.execvp(arguments[0], arguments)


def lake(arguments: list[str]) -> None:
    """``lake env``."""
    assert arguments == ["env"], arguments
    here = Path(sys.argv[0]).resolve().parent.parent
    print(f"LEAN_SYSROOT={here}\nLEAN_PATH={Path.cwd() / '.lake/packages/mathlib/.lake/build/lib/lean'}\nX=1")


def docker(arguments: list[str]) -> None:
    """``docker image inspect``, ``docker run`` of the toolchain that lies beside it, ``docker rm``."""
    here = Path(sys.argv[0]).resolve().parent
    if arguments[:2] == ["image", "inspect"]:
        if arguments[-1] == "nowhere":
            sys.exit("Error: No such image: nowhere")
        print("sha256:" + "ab" * 32)
    elif arguments[0] == "run":
        at = next(place for place, each in enumerate(arguments) if each.startswith("sha256:"))
        options, rest = arguments[1:at], arguments[at + 1 :]
        assert {"--network=none", "--pull=never", "--cap-drop=ALL"} <= set(options), options
        program = next(each for each in options if each.startswith("--entrypoint="))[13:]
        mount = [each for each in options if each.startswith("type=bind,source=")]
        if mount:
            assert "--read-only" in options
            os.chdir(mount[0].split(",")[1].removeprefix("source="))
        os.execvp(str(here / program) if program == "lean" else program, [program, *rest])


if __name__ == "__main__":
    {"lean": lean, "lake": lake, "bwrap": bwrap, "docker": docker}[Path(sys.argv[0]).name](sys.argv[1:])
