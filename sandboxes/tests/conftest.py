"""The sandboxes that this machine can open, one for all tests."""

import os
from collections.abc import Iterator
from typing import Any, NoReturn

import pytest

from assay.sandbox import Sandbox, Unavailable
from assay_sandboxes.docker import DockerSandbox, _connect
from assay_sandboxes.local import BUBBLEWRAP, NAMESPACES, LocalSandbox


def without_engine(error: Unavailable) -> NoReturn:
    """Skip, and say how to get an engine; on CI, which starts one, fail."""
    if os.environ.get("ASSAY_REQUIRE_DOCKER") == "1":
        pytest.fail(f"ASSAY_REQUIRE_DOCKER=1, and {error}")
    pytest.skip(f"{error} (on Debian, as root: export DOCKER_HOST=$(.ci/docker-engine start))")


def _open(name: str) -> Sandbox:
    if name == "docker":
        try:
            return DockerSandbox()
        except Unavailable as error:
            without_engine(error)
    try:
        return LocalSandbox(jail=name)
    except Unavailable as error:
        pytest.skip(str(error))


@pytest.fixture(scope="session", params=[BUBBLEWRAP, NAMESPACES, "docker"])
def sandbox(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    box = _open(request.param)
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
