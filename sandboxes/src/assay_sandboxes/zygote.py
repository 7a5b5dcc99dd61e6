"""The fork server inside the jail: one warmed interpreter, one program at a time.

It speaks to the host over its standard input and output, in frames (a letter, a
length, the bytes), and forks one child for each program::

    host to zygote   S limits     start a program          zygote to host   R about      ready for programs
                     M message    for the program                           M message    from the program
                     K            end it                                    E end        it has ended

Host and program take turns: after each ``M`` it is the other's turn. The zygote
drains what the program writes, keeps its limits, and kills it with everything that it
started: each program has a process namespace of its own, whose first process
(:func:`_init`) the zygote can kill and the program cannot. While one program runs, the
processes for the next are made. They never see what the other sends or gets: all that
passes through the zygote lies in memory that is mapped for one run, and not for children.

In a container that lets nobody make namespaces, ``config["nested"]`` is false and
:mod:`assay_sandboxes.container` does instead what they would.

Standard library only: this file runs where ``assay`` is not.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import math
import mmap
import os
import resource
import select
import signal
import struct
import sys
import time
from typing import Any, NoReturn

from assay_sandboxes import container, driver, linux, seccomp

WORK = "/tmp"
CHUNK = 1 << 16
NOTE = 4096  # bytes of a program's last words
PEEK_SECONDS = 0.05  # between looks at what its processes use
INNER_ID = 1000
DEVICES = ["null", "zero", "full", "random", "urandom"]
HOST, CHILD = "host", "child"

_REPORT = struct.Struct("=id")  # exit code, seconds of processor time

WARM = """
    abc array ast bisect calendar cmath collections.abc contextlib copy dataclasses datetime decimal enum fractions
    functools heapq inspect io itertools json math numbers operator queue random re statistics string struct
    textwrap threading time traceback types typing
"""
"""What small programs import. Each page that these take is copied, mapped and unmapped again for each run."""


# --- the stream to the host


def _read(size: int) -> bytes:
    data = b""
    while len(data) < size:
        part = os.read(0, size - len(data))
        if not part:
            os._exit(0)  # the host is gone
        data += part
    return data


def _send(kind: bytes, *parts: Any) -> None:
    views = [memoryview(part) for part in parts]
    head = kind + sum(len(view) for view in views).to_bytes(4, "big")
    for view in (memoryview(head), *views):
        while view:
            view = view[os.write(1, view) :]


def _read_head() -> tuple[bytes, int]:
    head = _read(5)
    return head[:1], int.from_bytes(head[1:], "big")


# --- one program


class _Store:
    """Bytes of one run, in memory that no child gets and that is given back when the run ends."""

    def __init__(self, capacity: int) -> None:
        self._map = mmap.mmap(-1, max(capacity, 1), flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
        self._map.madvise(mmap.MADV_DONTFORK)
        self._view = memoryview(self._map)
        self.capacity = capacity
        self.size = 0

    def fill(self, fd: int, upto: int = 1 << 62) -> bool | None:
        """Read once from ``fd``; ``None`` when nothing is there now, ``False`` at its end."""
        room = min(self.capacity, upto, self.size + CHUNK)
        try:
            got = os.readv(fd, [self._view[self.size : room]])
        except BlockingIOError:
            return None
        self.size += got
        return got > 0

    def view(self, start: int = 0, end: int | None = None) -> memoryview:
        return self._view[start : self.size if end is None else end]

    def close(self) -> None:
        self._view.release()
        self._map.close()


class _Run:
    """A program from its start to its end, as the zygote sees it."""

    def __init__(self, config: dict[str, Any], limits: dict[str, Any]) -> None:
        self.limits = limits
        self.pipes: list[int] = []
        stdout, stderr, from_child, report = (self._pipe() for _ in range(4))
        to_child = self._pipe()
        self.stdout_fd, self.stderr_fd, self.from_child = stdout[0], stderr[0], from_child[0]
        self.report_fd, self.to_child = report[0], to_child[1]
        inside = [to_child[0], stdout[1], stderr[1], from_child[1], report[1]]
        self.pid = _start(config, limits, inside)
        for fd in inside:
            self._close(fd)
        for fd in self.pipes:
            os.set_blocking(fd, False)
        output = limits["output"]
        self.stdout, self.stderr = _Store(output + 1), _Store(output + 1)
        self.frame = _Store(5 + 6 * output + CHUNK)
        self.note = _Store(NOTE)
        self.inbound: _Store | None = None  # a message on its way to the program
        self.sent = 0  # bytes of it that the program has taken
        self.told = 0  # bytes of standard output that the host has
        self.turn = HOST
        self.used = 0.0  # seconds of this turn's wall time, and of those before it since the host's last call
        self.limit = ""
        self.seconds = 0.0  # of processor time, as last seen
        self.deaf = False  # it closed its end
        self.config = config
        self.spare: _Run | None = None  # waits for the next program

    def _pipe(self) -> tuple[int, int]:
        ends = os.pipe()
        self.pipes += ends
        return ends

    def _close(self, fd: int) -> None:
        os.close(fd)
        self.pipes.remove(fd)

    def serve(self) -> None:
        """Until it ends, or must end."""
        self.started = time.monotonic()
        poll = select.poll()
        watched = {self.stdout_fd: self._take_stdout, self.stderr_fd: self._take_stderr}
        for fd in (*watched, self.report_fd):
            poll.register(fd, select.POLLIN)
        poll.register(0, select.POLLIN)
        mark = time.monotonic()
        peek = mark + PEEK_SECONDS
        listening = pushing = False
        while not self.limit:
            poll.register(0, select.POLLIN if self.turn == HOST else 0)  # a hang-up is always told
            if (self.turn == CHILD and not self.deaf) != listening:
                listening = not listening
                if listening:
                    poll.register(self.from_child, select.POLLIN)
                else:
                    poll.unregister(self.from_child)
            if (self.inbound is not None) != pushing:
                pushing = not pushing
                if pushing:
                    poll.register(self.to_child, select.POLLOUT)
                else:
                    poll.unregister(self.to_child)
            if self.spare is None and self.turn == CHILD and not pushing and self.config["nested"]:
                self.spare = _Run(self.config, self.limits)
            wait = peek - mark
            if self.turn == CHILD:
                wait = min(wait, self.limits["wall"] - self.used)
            ready = dict(poll.poll(max(0.0, wait) * 1000 + 1))
            now = time.monotonic()
            if self.turn == CHILD:
                self.used += now - mark
            mark = now
            for fd in [fd for fd in watched if fd in ready]:
                if watched[fd]() is False:  # all its writers closed it
                    poll.unregister(fd)
                    del watched[fd]
            if self.to_child in ready:
                self._push()
            if self.from_child in ready:
                self._take_frame()
            if self.report_fd in ready:
                return
            if 0 in ready and not self._hear_host(ready[0]):
                return
            if self.turn == CHILD and self.used >= self.limits["wall"]:
                self.limit = self.limit or "wall"
            if now >= peek:
                self._look()
                peek = now + PEEK_SECONDS

    def _take_stdout(self) -> bool | None:
        return self._take(self.stdout, self.stdout_fd)

    def _take_stderr(self) -> bool | None:
        return self._take(self.stderr, self.stderr_fd)

    def _take(self, store: _Store, fd: int) -> bool | None:
        more = store.fill(fd)
        if store.size > self.limits["output"]:
            self.limit = self.limit or "output"
        return more

    def _drain(self, store: _Store, fd: int) -> None:
        while store.size <= self.limits["output"] and self._take(store, fd):
            pass

    def _push(self) -> None:
        assert self.inbound is not None
        try:
            self.sent += os.write(
                self.to_child, self.inbound.view(self.sent, min(self.inbound.size, self.sent + CHUNK))
            )
        except BlockingIOError:
            return
        except BrokenPipeError:  # it is ending, or closed what it should not
            self.sent = self.inbound.size
        if self.sent == self.inbound.size:
            self.inbound.close()
            self.inbound = None

    def _fill_frame(self) -> bool | None:
        """Bytes from the program: a letter, a length, and so many bytes. Whether that is all; ``None``: nothing came.

        Never reads into the next frame.
        """
        frame = self.frame
        wanted = 5
        if frame.size >= 5:
            wanted += int.from_bytes(frame.view(1, 5), "big")
        if wanted > frame.capacity:
            self.limit = self.limit or "output"
            return None
        more = frame.fill(self.from_child, wanted)
        if not more:
            self.deaf = more is False
            return None
        return frame.size >= 5 and frame.size == 5 + int.from_bytes(frame.view(1, 5), "big")

    def _keep_note(self) -> bool:
        """Whether the frame was last words, for the end."""
        if self.frame.view()[0] != ord("N"):
            return False
        self.note.size = min(self.frame.size - 5, NOTE)
        self.note.view()[:] = self.frame.view(5, 5 + self.note.size)
        self.frame.size = 0
        return True

    def _take_frame(self) -> None:
        if not self._fill_frame() or self._keep_note():
            return
        self._drain(self.stdout, self.stdout_fd)
        self._drain(self.stderr, self.stderr_fd)
        if self.limit:
            return
        new = self.stdout.view(self.told)
        _send(b"M", len(new).to_bytes(4, "big"), new, self.frame.view(5))
        self.told = self.stdout.size
        self.turn = HOST
        self.frame.size = 0

    def _hear_host(self, event: int) -> bool:
        if not event & select.POLLIN:
            os._exit(0)  # the host is gone
        kind, size = _read_head()
        if kind == b"K":
            self.turn = CHILD
            return False
        again = size and _read(1) == b"+"  # goes on with the call that it was asked something in
        self.inbound = _Store(size - 1)
        self.sent = 0
        while self.inbound.size < size - 1:
            if not self.inbound.fill(0, size - 1):
                os._exit(0)
        if not again:
            self.used = 0.0
        self.turn = CHILD
        return True

    def _look(self) -> None:
        """Keep what no rlimit of one process keeps: the sums over all."""
        seconds, memory = _usage(self.spare.pid if self.spare else 0)
        self.seconds = max(self.seconds, seconds)
        if seconds > self.limits["cpu"]:
            self.limit = self.limit or "cpu"
        elif memory > 2 * self.limits["memory"]:
            self.limit = self.limit or "memory"
        elif not self.config["nested"] and container.files(WORK) > container.file_count(self.limits["disk"]):
            self.limit = self.limit or "disk"

    def end(self) -> None:
        """Tell the host how it ended, and kill what is left."""
        status: int | None = None
        seconds = 0.0
        if not self.limit:
            try:
                report = os.read(self.report_fd, _REPORT.size)
                if report:
                    status, seconds = _REPORT.unpack(report)
            except BlockingIOError:  # the host had enough
                pass
        if status is None:
            self._look()  # nobody waits for what is killed, so nobody counts its time
            seconds = self.seconds
        elif status == -signal.SIGXCPU:
            self.limit = "cpu"
        if status is None or not self.config["nested"]:  # only a namespace is sure to end by itself
            self.kill()
        self._last_words()
        self._drain(self.stdout, self.stdout_fd)
        self._drain(self.stderr, self.stderr_fd)
        end = {
            "status": None if self.limit else status,
            "limit": self.limit,
            "cpu": seconds,
            "wall": time.monotonic() - self.started,
            "stdout": min(self.stdout.size, self.limits["output"]) - self.told,
            "stderr": min(self.stderr.size, self.limits["output"]),
        }
        text = json.dumps(end).encode()
        if (
            self.turn == HOST
        ):  # it hears of it when it next says something: two who speak at once may wait forever
            _skip(_read_head()[1])
        _send(
            b"E",
            len(text).to_bytes(4, "big"),
            text,
            self.stdout.view(self.told, self.told + end["stdout"]),
            self.stderr.view(0, end["stderr"]),
            self.note.view(),
        )
        self.discard()

    def kill(self) -> None:
        """End all its processes."""
        if self.config["nested"]:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        else:
            container.stop(self.config["uid"], self.pid, WORK)
        self.pid = 0

    def _last_words(self) -> None:
        """Those still in the pipe; any other frame comes too late."""
        while not self.limit and (complete := self._fill_frame()) is not None:
            if complete and not self._keep_note():
                return

    def discard(self) -> None:
        if self.pid:
            self.kill()
        for fd in self.pipes:
            os.close(fd)
        for store in (self.stdout, self.stderr, self.frame, self.note, self.inbound):
            if store is not None:
                store.close()


def _usage(spare: int) -> tuple[float, int]:
    """Seconds of processor time and bytes of memory of the program's processes: all but ours and the spare ones."""
    ticks = pages = 0
    ours = {1, os.getpid(), spare}
    for name in os.listdir("/proc"):
        if name.isdigit() and int(name) not in ours:
            try:
                with open(f"/proc/{name}/stat", "rb") as file:
                    fields = file.read().rpartition(b")")[2].split()
            except OSError:  # it has just ended
                continue
            if int(fields[1]) != spare:
                ticks += sum(int(field) for field in fields[11:15])
                pages += int(fields[21])
    return ticks / os.sysconf("SC_CLK_TCK"), pages * mmap.PAGESIZE


# --- the processes of a program


def _start(config: dict[str, Any], limits: dict[str, Any], inside: list[int]) -> int:
    """Fork the first process of a program; its process id."""
    rlimits = _rlimits(limits, config["nested"])  # before the fork, after which each page touched is copied
    if not config["nested"]:
        return container.start(
            config["uid"],
            lambda: _program(config, limits, inside, rlimits),
            lambda child: _watch(child, inside[4], False),
            lambda error: _die(inside, error),
        )
    uid, gid = os.getuid(), os.getgid()
    pid = linux.fork_into(linux.NEWUSER | linux.NEWPID | linux.NEWNS)
    if pid:
        return pid
    try:
        _init(config, limits, inside, rlimits, uid, gid)
    except BaseException as error:
        _die(inside, error)
    os._exit(1)


def _die(inside: list[int], error: BaseException) -> NoReturn:
    """The jail could not be closed, so the program must not start."""
    text = f"{type(error).__name__}: {error}".encode("utf-8", "replace")[:NOTE]
    os.write(inside[3], b"N" + len(text).to_bytes(4, "big") + text)
    os._exit(1)


def _init(
    config: dict[str, Any],
    limits: dict[str, Any],
    inside: list[int],
    rlimits: list[tuple[int, tuple[int, int]]],
    uid: int,
    gid: int,
) -> NoReturn:
    """The first process of the namespace: waits for the others, and says how the program ended."""
    linux.prctl(linux.PR_SET_DUMPABLE, 1)  # the kernel lets only such a process write its own maps
    linux.map_ids(INNER_ID, INNER_ID, uid, gid)
    linux.prctl(linux.PR_SET_DUMPABLE, 0)
    flags = linux.MS_NOSUID | linux.MS_NODEV | linux.MS_NOEXEC
    # A size of 0 would be no limit.
    inodes = container.file_count(limits["disk"])
    linux.mount(
        "tmpfs", WORK, "tmpfs", flags, f"size={max(limits['disk'], 4096)},nr_inodes={inodes},mode=700"
    )
    try:
        linux.mount("proc", "/proc", "proc", flags)
    except OSError:  # a container hides parts of its own: then none
        linux.mount("tmpfs", "/proc", "tmpfs", flags | linux.MS_RDONLY, "size=0,mode=555")
    for name in DEVICES:  # may be written to, but their times and modes are the host's
        path = f"/dev/{name}"
        if not os.statvfs(path).f_flag & os.ST_RDONLY:
            with contextlib.suppress(OSError):  # no mount of its own
                linux.make_read_only(path)
    program = os.fork()
    if program == 0:
        try:
            _program(config, limits, inside, rlimits)
        except BaseException as error:
            _die(inside, error)
    _watch(program, inside[4], True)


def _watch(program: int, report: int, nested: bool) -> NoReturn:
    """Collect what ends, and report the program's end."""
    os.dup2(report, 3)
    os.closerange(4, 1 << 16)
    os.closerange(0, 3)
    while True:
        try:
            pid, status = os.waitpid(-1, 0)
        except ChildProcessError:  # in a container, after the last one
            os._exit(0)
        if pid == program:
            usage = resource.getrusage(resource.RUSAGE_CHILDREN)
            os.write(3, _REPORT.pack(os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime))
            if nested:
                os._exit(0)  # the kernel kills the rest


def _program(
    config: dict[str, Any],
    limits: dict[str, Any],
    inside: list[int],
    rlimits: list[tuple[int, tuple[int, int]]],
) -> NoReturn:
    """The program's process: give up all that it must not have, then run it."""
    os.setsid()
    null = os.open("/dev/null", os.O_RDONLY)
    moved = [os.dup(fd) for fd in (null, inside[1], inside[2], inside[0], inside[3])]
    for target, fd in enumerate(moved):
        os.dup2(fd, target)
    os.closerange(len(moved), 1 << 16)
    linux.prctl(linux.PR_SET_DUMPABLE, 1)
    os.chdir(WORK)
    os.umask(0o022)
    linux.drop_capabilities()
    if config["landlock"]:
        null_rights = 1 << 1 | 1 << 2 | (1 << 14 if config["landlock"] >= 3 else 0)
        readable = ["/"] if config["nested"] else container.readable()
        linux.landlock(config["landlock"], readable, {WORK: None, "/dev/null": null_rights})

    def confine() -> None:
        for kind, pair in rlimits:
            resource.setrlimit(kind, pair)
        linux.seccomp(config["filter"])

    # The driver takes in the program and its standard input before the rest is closed.
    driver.main(3, 4, limits["output"], confine)


def _rlimits(limits: dict[str, Any], nested: bool) -> list[tuple[int, tuple[int, int]]]:
    """The limits that the kernel keeps for each process."""
    processes = limits["processes"] + nested  # the first process of the namespace counts
    seconds = math.ceil(min(max(limits["cpu"], 1), 1 << 30))
    wanted = {
        "AS": (limits["memory"], limits["memory"]),
        "CPU": (seconds, seconds + 1),
        "NPROC": (processes, processes),
        "NOFILE": (limits["files"], limits["files"]),
        "FSIZE": (limits["disk"], limits["disk"]),
        "CORE": (0, 0),
        "STACK": (8 << 20, 64 << 20),
        "MEMLOCK": (0, 0),
        "MSGQUEUE": (0, 0),
        "SIGPENDING": (1024, 1024),
    }
    result = []
    for name, (soft, hard) in wanted.items():
        kind = getattr(resource, f"RLIMIT_{name}")
        ceiling = resource.getrlimit(kind)[1]
        if ceiling != resource.RLIM_INFINITY:
            soft, hard = min(soft, ceiling), min(hard, ceiling)
        result.append((kind, (soft, hard)))
    return result


# --- the server


def main(config: dict[str, Any]) -> None:
    """Serve until the host goes."""
    nested = config.setdefault("nested", True)
    try:
        if not nested:
            container.prepare(WORK)
        elif config.get("uid"):
            os.setgroups([])
            os.setresgid(config["uid"], config["uid"], config["uid"])
            os.setresuid(config["uid"], config["uid"], config["uid"])
        if os.getuid() == 0 and nested:
            raise RuntimeError("it would run programs as root")
        linux.prctl(linux.PR_SET_DUMPABLE, 0)
        if config.get("die_with_parent"):
            linux.prctl(linux.PR_SET_PDEATHSIG, signal.SIGKILL)
        config["filter"] = seccomp.filter_program()
        config["landlock"] = linux.landlock_version()
    except Exception as error:
        _send(b"R", json.dumps({"error": f"{type(error).__name__}: {error}"}).encode())
        return
    for name in WARM.split():
        try:
            importlib.import_module(name)
        except Exception:  # not in this build of Python
            continue
    os.chdir("/")
    gc.collect()
    gc.freeze()
    version = ".".join(str(part) for part in sys.version_info[:3])
    _send(b"R", json.dumps({"version": version, "landlock": config["landlock"]}).encode())
    spare: _Run | None = None
    while True:
        kind, size = _read_head()
        assert kind == b"S"
        limits = json.loads(_read(size))
        if spare is not None and spare.limits != limits:
            spare.discard()
            spare = None
        run = spare or _Run(config, limits)
        run.serve()
        run.end()
        spare = run.spare


def _skip(size: int) -> None:
    store = _Store(size)
    while store.size < size:
        if not store.fill(0, size):
            os._exit(0)
    store.close()
