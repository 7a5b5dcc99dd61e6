"""The sandboxes that this machine can open, one for all tests."""

import os
from collections.abc import Iterator

import pytest

from assay.sandbox import Sandbox, Unavailable
from assay_sandboxes.local import BUBBLEWRAP, NAMESPACES, LocalSandbox


def _open(name: str) -> Sandbox:
    if name == "docker":
        docker = pytest.importorskip("assay_sandboxes.docker", reason="there is no docker backend")
        image = os.environ.get("ASSAY_TEST_IMAGE")
        box: Sandbox = docker.DockerSandbox(image=image) if image else docker.DockerSandbox()
        return box
    return LocalSandbox(jail=name)


@pytest.fixture(scope="session", params=[BUBBLEWRAP, NAMESPACES, "docker"])
def sandbox(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    try:
        box = _open(request.param)
    except Unavailable as error:
        pytest.skip(str(error))
    yield box
    box.close()
