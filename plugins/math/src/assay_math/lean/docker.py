"""The backend of a toolchain in a container image: ``ASSAY_LEAN_IMAGE``, which must be on this machine already.

A container has no network, no rights, a read-only root and one folder of ours. It is never pulled: what judges is the
image that you looked at, and the verdict names its digest.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from assay_math.lean.backends import Backend, Misconfigured, Unavailable
from assay_math.lean.probe import probe
from assay_math.lean.toolchain import MOST_MEMORY_MB, Native, NoAnswer, Toolchain, find

IMAGE = "ASSAY_LEAN_IMAGE"
"""The environment variable that names the image."""
PROJECT = "ASSAY_LEAN_IMAGE_PROJECT"
"""The one that names the folder of a built Lake project in the image, if it has one."""
DOCKER = "ASSAY_DOCKER"
"""The one that names the program, ``docker`` by default; ``podman`` takes the same words."""
_ASK_S = 300
_SHUT = (
    "--pull=never",
    "--rm",
    "--network=none",
    "--cap-drop=ALL",
    "--security-opt=no-new-privileges",
    "--pids-limit=256",
    "--init",
)


def open_backend() -> Backend:
    """Raises :class:`~assay_math.lean.backends.Unavailable`."""
    image = os.environ.get(IMAGE, "")
    if not image:
        raise Unavailable(f"{IMAGE} names no image with a Lean toolchain.")
    program = shutil.which(os.environ.get(DOCKER) or "docker")
    if program is None:
        raise Misconfigured(f"{IMAGE} is set, and there is no docker on this machine.")
    if image.startswith("-"):
        raise Misconfigured(f"{IMAGE} must be the name of an image.")
    project = os.environ.get(PROJECT, "")
    try:
        digest = _run([program, "image", "inspect", "--format", "{{.Id}}", image]).strip()
        if not digest:
            raise NoAnswer("it has no digest")

        def ask(words: Sequence[str]) -> str:
            at = [f"--workdir={project}"] if project else []
            return _run([program, "run", *_SHUT, *at, f"--entrypoint={words[0]}", digest, *words[1:]])

        backend = Container(program, digest, find(ask, project=bool(project)), image)
        probe(backend)
    except (NoAnswer, Unavailable) as problem:
        raise Misconfigured(f"{IMAGE} names {image}, and that does not work: {problem}.") from None
    return backend


def _run(words: Sequence[str]) -> str:
    try:
        done = subprocess.run(
            list(words),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_ASK_S,
            check=False,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise NoAnswer(f"docker does not run ({type(error).__name__})") from None
    if done.returncode:
        raise NoAnswer(f"docker {words[1]} ends with {done.returncode}: {done.stderr.strip()[-200:]}")
    return done.stdout


class Container(Native):
    """The toolchain of an image. Each start is a container of its own, which sees the image and its job."""

    name = "docker"

    def __init__(self, program: str, digest: str, toolchain: Toolchain, image: str) -> None:
        super().__init__(toolchain, {"runtime": f"docker image {image}", "inside": "docker", "image": digest})
        self._program, self._digest = program, digest

    def command(self, job: Path, arguments: Sequence[str]) -> list[str]:
        at = self.toolchain
        shut = [self._program, "run", *_SHUT, "--read-only", "--tmpfs=/tmp", f"--name={job.name}"]
        shut += [f"--memory={2 * MOST_MEMORY_MB}m", f"--user={os.getuid()}:{os.getgid()}", "--env=HOME=/tmp"]
        shut += ["--mount", f"type=bind,source={job},target=/assay", "--workdir=/assay"]
        if at.paths:
            shut.append(f"--env=LEAN_PATH={':'.join(at.paths)}")
        return [*shut, f"--entrypoint={at.lean}", self._digest, *arguments]

    def stop(self, job: Path) -> None:
        """The client was killed, which leaves its container running."""
        subprocess.run(
            [self._program, "rm", "--force", job.name], capture_output=True, timeout=60, check=False
        )
