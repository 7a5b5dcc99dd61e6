"""The sandboxes that this machine can open, one for all tests."""

import contextlib
import os
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NoReturn

import pytest

from assay.sandbox import Sandbox, Unavailable
from assay.testing import SandboxUnderTest
from assay_sandboxes.docker import OWNER_LABEL, DockerSandbox, _connect
from assay_sandboxes.local import BUBBLEWRAP, NAMESPACES, LocalSandbox
from assay_sandboxes.monty import MontySandbox

OPEN: dict[str, Callable[[], Sandbox]] = {
    BUBBLEWRAP: partial(LocalSandbox, jail=BUBBLEWRAP),
    NAMESPACES: partial(LocalSandbox, jail=NAMESPACES),
    "docker": DockerSandbox,
}


def without_engine(error: Unavailable) -> NoReturn:
    """Skip, and say how to get an engine; on CI, which starts one, fail."""
    if os.environ.get("ASSAY_REQUIRE_DOCKER") == "1":
        pytest.fail(f"ASSAY_REQUIRE_DOCKER=1, and {error}")
    pytest.skip(f"{error} (on Debian, as root: export DOCKER_HOST=$(.ci/docker-engine start))")


class Containers:
    """What the sandboxes of a process have made of the engine: containers, their control groups and their mounts."""

    def __init__(self) -> None:
        self.engine: Any = None
        self.seen: dict[int, set[str]] = {}

    def __call__(self, pid: int) -> set[str]:
        self.engine = self.engine or _connect()
        listed = self.engine.api.containers(all=True, filters={"label": OWNER_LABEL})
        mine = {one["Id"] for one in listed if one["Labels"][OWNER_LABEL].split(" ")[1] == str(pid)}
        if pid == os.getpid():
            return mine
        seen = self.seen.setdefault(pid, set())
        for one in mine - seen:
            seen.add(one)
            with contextlib.suppress(Exception):  # it has just gone
                data = self.engine.api.inspect_container(one).get("GraphDriver", {}).get("Data") or {}
                seen.update(data[key] for key in ("MergedDir",) if key in data)
        homes = {place for place in seen if os.path.exists(place) or os.path.ismount(place)}
        groups = {
            name
            for _, below, _ in os.walk("/sys/fs/cgroup")
            for name in below
            for one in seen
            if len(one) == 64 and one in name
        }
        return mine | homes | groups


def _under_test(name: str) -> Iterator[SandboxUnderTest]:
    box = SandboxUnderTest(OPEN[name], traces=Containers() if name == "docker" else None)
    try:
        box.sandbox  # noqa: B018 - it opens, or says why not
    except Unavailable as error:
        if name == "docker":
            without_engine(error)
        pytest.skip(str(error))
    yield box
    box.close()


@pytest.fixture(scope="session", params=list(OPEN))
def under_test(request: pytest.FixtureRequest) -> Iterator[SandboxUnderTest]:
    yield from _under_test(request.param)


@pytest.fixture(scope="session")
def sandbox(under_test: SandboxUnderTest) -> Sandbox:
    return under_test.sandbox


@pytest.fixture(scope="session")
def monty_under_test() -> Iterator[SandboxUnderTest]:
    box = SandboxUnderTest(MontySandbox)
    try:
        box.sandbox  # noqa: B018 - it opens, or says why not
    except Unavailable as error:
        pytest.skip(str(error))
    yield box
    box.close()


@pytest.fixture(scope="session")
def engine() -> Iterator[Any]:
    """A client of a Docker engine that has the sandbox's image."""
    try:
        DockerSandbox().close()
        client = _connect()
    except Unavailable as error:
        without_engine(error)
    yield client
    client.close()
