"""kill -9 of the process that holds an open sandbox, as a worker past its deadline is killed: nothing stays."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from assay.sandbox import Sandbox, Unavailable
from assay_sandboxes.docker import OWNER_LABEL, DockerSandbox
from assay_sandboxes.local import BUBBLEWRAP, NAMESPACES, LocalSandbox
from assay_sandboxes.monty import MontySandbox

OPEN: dict[str, tuple[str, Callable[[], Sandbox]]] = {
    BUBBLEWRAP: (
        f"local import LocalSandbox as S; box = S(jail={BUBBLEWRAP!r})",
        lambda: LocalSandbox(jail=BUBBLEWRAP),
    ),
    NAMESPACES: (
        f"local import LocalSandbox as S; box = S(jail={NAMESPACES!r})",
        lambda: LocalSandbox(jail=NAMESPACES),
    ),
    "docker": ("docker import DockerSandbox as S; box = S()", DockerSandbox),
    "monty": ("monty import MontySandbox as S; box = S()", MontySandbox),
}
_LONG = "Limits(wall=600, cpu=600) if S.__name__ != 'MontySandbox' else Limits(wall=2)"
"""A worker of Monty's ends when the time for what it runs does, at the latest."""
DOING = {
    "a call": "box.load('def f():\\n    while True: pass', limits=LONG).call('f')",
    "many runs": "while True: box.run('x = 1')",
}
_BOMB = """
import os
while True:
    try: os.fork()
    except OSError: pass
"""
_DEAF = """
import os, signal, time
open('left', 'wb').write(bytes(8 << 20))
for number in range(1, 65):
    try: signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError): pass
for _ in range(3):
    if not os.fork():
        os.setsid()
        os.fork()
        os.closerange(0, 99)
        time.sleep(600)
time.sleep(600)
"""
DOING_MORE = {  # not for monty, which has no processes
    name: f"box.run({program!r}, limits=LONG)"
    for name, program in (("a fork bomb", _BOMB), ("deaf daemons", _DEAF))
}


@pytest.fixture(scope="module", params=OPEN)
def kind(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    if name == "docker":
        request.getfixturevalue("engine")
    try:
        OPEN[name][1]().close()
    except Unavailable as error:
        pytest.skip(str(error))
    return name


def tree(pid: int) -> set[int]:
    with contextlib.suppress(OSError):
        children = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
        return set(children).union(*map(tree, children))
    return set()


def spaces(pids: set[int]) -> set[str]:
    """The process namespaces that these made."""
    found = set()
    for pid in pids:
        with contextlib.suppress(OSError):
            found.add(os.readlink(f"/proc/{pid}/ns/pid"))
    return found - {os.readlink("/proc/self/ns/pid")}


def inside(namespaces: set[str]) -> set[int]:
    everyone = {int(name) for name in os.listdir("/proc") if name.isdigit()}
    return {pid for pid in everyone if spaces({pid}) & namespaces and alive(pid)}


def alive(pid: int) -> bool:
    """Not gone, and not dead and waiting for the machine's first process to notice."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()[0] != b"Z"
    return False


def mounts() -> set[str]:
    """Where something is mounted."""
    return {line.split()[4] for line in Path("/proc/self/mountinfo").read_text().splitlines()}


def left_over(before: set[str]) -> set[str]:
    """What is mounted since then, but for the engine's own places, which it uses for other tests meanwhile."""
    return {point for point in mounts() - before if "docker" not in point}


def groups(names: set[str]) -> set[str]:
    """Control groups of these containers."""
    return {
        name for _, below, _ in os.walk("/sys/fs/cgroup") for name in below for one in names if one in name
    }


def until(condition: Callable[[], bool], seconds: float = 8.0) -> bool:
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


@contextlib.contextmanager
def worker(kind: str, doing: str, folder: str = "/tmp") -> Iterator[subprocess.Popen[bytes]]:
    code = f"from assay.sandbox import Limits\nfrom assay_sandboxes.{OPEN[kind][0]}\nLONG = {_LONG}\nprint('open', flush=True)\n{doing}\n"
    with subprocess.Popen(
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
        env={**os.environ, "TMPDIR": folder},
    ) as process:
        yield process
        process.kill()


def of(engine: Any, pid: int) -> set[str]:
    """The containers of a process."""
    found = engine.api.containers(all=True, filters={"label": OWNER_LABEL})
    return {one["Id"] for one in found if one["Labels"][OWNER_LABEL].split(" ")[1] == str(pid)}


def places(engine: Any, containers: set[str]) -> set[str]:
    """Where containers have their files, as far as the engine says."""
    data = [engine.api.inspect_container(one).get("GraphDriver", {}).get("Data") or {} for one in containers]
    return {one["MergedDir"] for one in data if "MergedDir" in one}


@pytest.mark.parametrize("doing", [*DOING, *DOING_MORE])
def test_kill(kind: str, doing: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    if kind == "monty" and doing in DOING_MORE:
        return
    engine = request.getfixturevalue("engine") if kind == "docker" else None
    points = mounts()
    with worker(kind, {**DOING, **DOING_MORE}[doing], str(tmp_path)) as process:
        assert process.stdout and process.stdout.readline() == b"open\n"
        time.sleep(0.3)
        children = tree(process.pid)
        made = spaces(children)
        containers = of(engine, process.pid) if engine else set()
        homes = places(engine, containers) if engine else set()
        assert children or containers
        process.send_signal(signal.SIGKILL)
    assert until(lambda: not any(map(alive, children)))
    assert until(lambda: not inside(made))
    if engine:
        assert until(lambda: not of(engine, process.pid))
        assert until(lambda: not groups(containers))
        assert until(lambda: not mounts() & homes and not any(map(os.path.exists, homes)))
    assert until(lambda: not left_over(points)) and not list(tmp_path.iterdir())
    box = OPEN[kind][1]()
    assert box.run("print(1)").stdout == b"1\n"
    box.close()


def test_kill_while_it_opens(kind: str, request: pytest.FixtureRequest) -> None:
    """At some shares of the time that opening takes."""
    engine = request.getfixturevalue("engine") if kind == "docker" else None
    points = mounts()
    started = time.monotonic()
    with worker(kind, "input()") as process:
        assert process.stdout and process.stdout.readline()
    whole = time.monotonic() - started
    killed, children, made = [], set(), set()
    for share in (0.5, 0.7, 0.9):
        with worker(kind, "input()") as process:
            time.sleep(whole * share)
            children |= tree(process.pid)
            made |= spaces(children)
            process.send_signal(signal.SIGKILL)
        killed.append(process.pid)
    assert until(lambda: not any(map(alive, children)) and not inside(made))
    box = OPEN[kind][1]()  # removes containers that were made and never started
    assert box.run("print(1)").stdout == b"1\n"
    box.close()
    for pid in killed if engine else []:
        assert until(lambda pid=pid: not of(engine, pid))  # type: ignore[misc]
    assert until(lambda: not left_over(points))
