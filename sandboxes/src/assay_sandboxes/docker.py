"""The ``docker`` backend: CPython in containers of a Docker engine.

Each slot is one container around one zygote (see :mod:`assay_sandboxes.zygote`): no
network, a read-only root, a small ``/tmp`` in memory and nothing else to write to,
no capability but those that the zygote needs to run programs as another user, the
engine's own system call filter and the zygote's narrower one for programs. Between
two programs the zygote kills and removes all that the first left
(:mod:`assay_sandboxes.container`); where it cannot be sure, the container is thrown
away. A container ends with the process that opened it, however that ends.

An engine that goes away ends what runs with :class:`~assay.sandbox.Unavailable`; the
sandbox works again when the engine does.

The engine is found as the ``docker`` package finds it: ``DOCKER_HOST``, else
``/var/run/docker.sock``. Podman's socket works too (4.3, as root, passed the same isolation
tests, which CI runs on Docker only); over TCP without TLS it should, untested.

One limit more than :class:`~assay.sandbox.Limits` names: all processes of a program
together may hold twice ``memory``.
"""

from __future__ import annotations

import os
import secrets
import select
import socket
import struct
import time
import weakref
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from assay.sandbox import External, Limits, Outcome, Unavailable
from assay_sandboxes.proof import prove_isolation
from assay_sandboxes.slot import INTERPRETER_FLAGS, HostSession, Lost, Slot

IMAGE = "assay-sandbox:1"
IMAGE_LABEL, IMAGE_VERSION = "assay.sandbox.image", "1"
OWNER_LABEL = "assay.sandbox.owner"

_BUILD = "docker build -t {image} sandboxes/image"
_FIRST_UID, _UIDS = 0x70000000, 1 << 24  # no distribution gives these out
_ZYGOTE_MEMORY = 128 << 20
_SPARE_PROCESSES = 16  # what the container needs beside the program
_MAX_COMPLAINT = 4096
_ENGINE_SECONDS = 1.0  # how long an engine may take to go after its containers
_Shape = tuple[int, int, int, int, int]
"""What a container is made for: hash seed, and the limits that it keeps itself."""


def _shape(limits: Limits, seed: int) -> _Shape:
    return seed, limits.memory, limits.processes, limits.disk, limits.output


_streams: weakref.WeakSet[_Stream] = weakref.WeakSet()


def _close_in_child() -> None:
    """A copy of this process must not keep containers alive."""
    null = os.open(os.devnull, os.O_RDWR)
    for stream in list(_streams):
        if stream.socket.fileno() >= 0:  # closed by number: the client's objects hold on to it
            os.dup2(null, stream.socket.fileno(), inheritable=False)
    os.close(null)


os.register_at_fork(after_in_child=_close_in_child)


class _Stream:
    """A container, and the stream to the zygote in it: what it writes comes in pieces, each with a head."""

    def __init__(self, api: Any, container: str) -> None:
        self.api = api
        self.container = container
        self.holder = api.attach_socket(container, params={"stdin": 1, "stdout": 1, "stderr": 1, "stream": 1})
        self.socket: socket.socket = getattr(self.holder, "_sock", self.holder)
        self.buffer = bytearray()
        self.errors = b""
        _streams.add(self)

    def send(self, data: bytes, deadline: float) -> None:
        self._until(deadline)
        try:
            self.socket.sendall(data)
        except TimeoutError:
            raise Lost("it does not answer") from None
        except OSError:
            raise self._gone() from None

    def receive(self, size: int, deadline: float) -> bytes:
        while len(self.buffer) < size:
            stream, length = struct.unpack(">BxxxI", self._exactly(8, deadline))
            if stream == 1:
                self.buffer += self._exactly(length, deadline)
            else:
                self.errors = (self.errors + self._exactly(length, deadline))[-_MAX_COMPLAINT:]
        data = bytes(self.buffer[:size])
        del self.buffer[:size]
        return data

    def _exactly(self, size: int, deadline: float) -> bytes:
        parts = []
        while size:
            self._until(deadline)
            try:
                part = self.socket.recv(min(size, 1 << 20))
            except TimeoutError:
                raise Lost("it does not answer") from None
            except OSError:
                part = b""
            if not part:
                raise self._gone()
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def _until(self, deadline: float) -> None:
        try:
            self.socket.settimeout(min(max(0.001, deadline - time.monotonic()), 1e6))  # it knows no infinity
        except OSError:
            raise Lost("it was ended") from None

    def _gone(self) -> Exception:
        """Whose end it was: that of the container, or of the engine, which is nobody's wrong answer."""
        end = time.monotonic() + _ENGINE_SECONDS
        while time.monotonic() < end:  # an engine that is told to stop ends its containers first
            try:
                self.api.ping()
            except _failures() as error:
                return Unavailable(_no_engine(_host(), error))
            time.sleep(0.1)
        return Lost("its container is gone")

    def idle(self) -> bool:
        """Whether it waits for a program: whoever has come to its end, or says something, does not."""
        poll = select.poll()
        try:
            poll.register(self.socket.fileno(), select.POLLIN)
        except (OSError, ValueError):
            return False
        return not self.buffer and not poll.poll(0)

    def kill(self) -> None:
        self.socket.close()
        self.holder.close()
        if self.container:
            _remove(self.api, self.container)
            self.container = ""

    def complaint(self) -> str:
        lines = self.errors.decode("utf-8", "replace").strip().splitlines()
        return lines[-1] if lines else ""


def _remove(api: Any, container: str) -> None:
    from docker.errors import APIError, NotFound

    for _ in range(100):
        try:
            api.remove_container(container, force=True)
            return
        except NotFound:
            return
        except APIError:  # the engine is removing it already, since its zygote has ended
            time.sleep(0.02)
        except _failures():  # there is no engine, or none that answers: the next one to open removes it
            return


class DockerSandbox:
    """Runs programs with the CPython of an image, in containers of a Docker engine.

    ``image`` is one that was made from ``sandboxes/image``, or from an image made from
    it. ``cpus`` is what one program may use of the machine's processors. Raises
    :class:`assay.sandbox.Unavailable`.
    """

    runtime: str

    def __init__(self, *, image: str = IMAGE, cpus: float = 1.0) -> None:
        self._image = image
        self._cpus = cpus
        self._client = _connect()
        self._slots: list[Slot] = []
        self._free: dict[_Shape, list[Slot]] = defaultdict(list)
        self._finalizer = weakref.finalize(self, _close, self._client, self._slots)
        try:
            try:
                self._check_image()
                parts = self._client.version().get("Components") or []
                self._podman = any("podman" in str(part.get("Name")).lower() for part in parts)
                _remove_stale(self._client.api)
            except _failures() as error:
                raise Unavailable(_no_engine(_host(), error)) from None
            shape = _shape(Limits(), 0)
            slot = self._open(shape)
        except BaseException:
            self.close()
            raise
        self._free[shape].append(slot)
        extra = "" if slot.landlock else ", without Landlock"
        self.runtime = f"CPython {slot.version} (docker, {image}{extra})"

    def _check_image(self) -> None:
        from docker.errors import ImageNotFound

        build = _BUILD.format(image=self._image)
        try:
            found = self._client.images.get(self._image)
        except ImageNotFound:
            raise Unavailable(
                f"The engine has no image {self._image!r}. Make it with: {build}"
                " (or, without a registry, sandboxes/image/build-from-debian.sh)"
            ) from None
        version = (found.labels or {}).get(IMAGE_LABEL)
        if version != IMAGE_VERSION:
            was = f"is of version {version!r}" if version else "was not made from sandboxes/image"
            raise Unavailable(
                f"The image {self._image!r} {was}; version {IMAGE_VERSION!r} is needed. Make it with: {build}"
            )

    def _open(self, shape: _Shape) -> Slot:
        from docker.errors import APIError

        seed, memory, processes, disk, output = shape
        room = 2 * memory + disk + 16 * output + _ZYGOTE_MEMORY
        api = self._client.api
        # Podman takes no such option; there the zygote looks at the number of files.
        inodes = "" if self._podman else f"nr_inodes={64 + disk // 1024},"
        stream = None
        try:
            container = self._client.containers.create(
                self._image,
                entrypoint=["/usr/bin/python3", *INTERPRETER_FLAGS],
                command=[],
                environment={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "PYTHONHASHSEED": str(seed)},
                use_config_proxy=False,
                user="0:0",
                hostname="sandbox",
                working_dir="/",
                stdin_open=True,
                init=True,
                auto_remove=True,
                labels={OWNER_LABEL: _owner()},
                log_config={"type": "none"},
                network_mode="none",
                ipc_mode="none",
                # No shared memory segments, semaphores or message queues: nothing of the kind can be left behind.
                sysctls={"kernel.shmmni": "0", "kernel.msgmni": "0", "kernel.sem": "32000 0 0 0"}
                | {"fs.mqueue.queues_max": "0"},
                read_only=True,
                tmpfs={"/tmp": f"size={disk},{inodes}nosuid,nodev,noexec,mode=1777"},
                cap_drop=["ALL"],
                cap_add=["SETUID", "SETGID", "KILL"],
                security_opt=["no-new-privileges"],
                mem_limit=room,
                memswap_limit=room,
                nano_cpus=round(self._cpus * 1e9),
                pids_limit=processes + _SPARE_PROCESSES,
            )
            stream = _Stream(api, container.id)
            container.start()
        except APIError as error:
            if stream is not None:
                stream.kill()
            raise Unavailable(f"The engine refused a container: {error.explanation or error}") from None
        except _failures() as error:
            if stream is not None:
                stream.kill()
            raise Unavailable(_no_engine(_host(), error)) from None
        try:
            slot = Slot(stream, {"nested": False, "uid": _FIRST_UID + secrets.randbelow(_UIDS)})
        except Lost as error:
            raise Unavailable(f"The container did not start: {stream.complaint() or error}") from None
        except Unavailable:
            stream.kill()
            raise
        prove_isolation(slot, processes=4)  # the container's first, the zygote, the one that watches, its own
        self._slots.append(slot)
        return slot

    def _take(self, shape: _Shape) -> Slot:
        if not self._finalizer.alive:
            raise RuntimeError("the sandbox is closed")
        while self._free[shape]:
            slot = self._free[shape].pop()
            if isinstance(slot.channel, _Stream) and slot.channel.idle():
                return slot
            slot.kill()  # something ended its container while it was idle
            self._put(slot, shape)
        return self._open(shape)

    def _put(self, slot: Slot, shape: _Shape) -> None:
        if not slot.broken:
            self._free[shape].append(slot)
        elif slot in self._slots:
            self._slots.remove(slot)

    def run(
        self,
        source: str,
        *,
        stdin: bytes = b"",
        limits: Limits = Limits(),  # noqa: B008 - frozen
        hash_seed: int = 0,
    ) -> Outcome:
        shape = _shape(limits, hash_seed)
        slot = self._take(shape)
        try:
            return slot.run(source, stdin, limits)
        finally:
            self._put(slot, shape)

    def load(
        self,
        source: str,
        *,
        externals: Mapping[str, External] | None = None,
        limits: Limits = Limits(),  # noqa: B008 - frozen
        hash_seed: int = 0,
    ) -> HostSession:
        shape = _shape(limits, hash_seed)
        slot = self._take(shape)
        return slot.load(source, externals or {}, limits, lambda: self._put(slot, shape))

    def close(self) -> None:
        self._finalizer()


def _close(client: Any, slots: list[Slot]) -> None:
    for slot in slots:
        slot.kill()
    slots.clear()
    client.close()


def _connect() -> Any:
    """A client of the engine. Raises :class:`Unavailable` with what to do."""
    try:
        import docker
    except ImportError:
        raise Unavailable(
            "The docker package is not installed; install it with: pip install 'assay-sandboxes[docker]'"
        ) from None
    host = _host()
    if not host.startswith(("unix://", "tcp://")) or os.environ.get("DOCKER_TLS_VERIFY"):
        raise Unavailable(
            f"The sandbox reaches an engine over a Unix socket or plain TCP, not as DOCKER_HOST={host} says."
        )
    try:
        client = docker.from_env(timeout=60)
        client.ping()
    except _failures() as error:
        raise Unavailable(_no_engine(host, error)) from None
    return client


def _host() -> str:
    return os.environ.get("DOCKER_HOST") or "unix:///var/run/docker.sock"


def _failures() -> tuple[type[Exception], ...]:
    """What the client raises where the engine does not answer, or not as it should."""
    from docker.errors import DockerException

    return DockerException, OSError, ValueError


def _no_engine(host: str, error: BaseException) -> str:
    if _caused_by(error, PermissionError):
        return f"The Docker engine's socket {host} is not open to this user; add the user to the group that owns it."
    start = "start the engine, or set DOCKER_HOST to the socket of one that runs"
    if _caused_by(error, FileNotFoundError):
        return f"There is no Docker engine at {host}; {start}."
    if _caused_by(error, ConnectionError):
        return f"No Docker engine answers at {host}; {start}."
    return f"The Docker engine at {host} cannot be used: {error}"


def _caused_by(error: BaseException | None, kind: type[BaseException]) -> bool:
    seen: list[Any] = [error]
    for found in seen:  # the client wraps the system's error in its message, as an argument or as a cause
        if isinstance(found, kind):
            return True
        if isinstance(found, BaseException) and len(seen) < 50:
            seen += [*found.args, found.__cause__, found.__context__, getattr(found, "reason", None)]
    return False


def _owner() -> str:
    return " ".join((_machine(), str(os.getpid()), _started(os.getpid())))


def _machine() -> str:
    """Where a process number means what it means here."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
        return f"{boot}/{os.readlink('/proc/self/ns/pid')}"
    except OSError:  # not Linux
        return socket.gethostname()


def _started(pid: int) -> str:
    """When a process started; ``""`` if there is none (or none can be asked)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("latin-1").rpartition(")")[2].split()[19]
    except OSError:
        return ""


def _remove_stale(api: Any) -> None:
    """Containers of ours whose process is gone: one that was killed before it could start its container."""
    for found in api.containers(all=True, filters={"label": OWNER_LABEL}):
        machine, pid, started = ([*found["Labels"][OWNER_LABEL].split(" "), "", ""])[:3]
        if machine == _machine() and started and pid.isdecimal() and _started(int(pid)) != started:
            _remove(api, found["Id"])
