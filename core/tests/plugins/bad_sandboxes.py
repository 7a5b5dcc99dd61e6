"""Toy sandboxes, each bad in its own way, and tame enough to do this machine no harm.

A program is a process of its own with small limits and an empty folder; what would do harm (signals to others, many
processes, files elsewhere, system calls, other programs) ends it from within, with a word that tests look for.
That is no sandbox.
"""

from __future__ import annotations

import ast
import contextlib
import json
import os
import pickle
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from assay.sandbox import CallResult, Ended, Limits, Opaque, Outcome, Raised

INSIDE = """
import ast, builtins, json, mmap, os, pickle, sys, traceback
mode, channel, here, source = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
forks = mmap.mmap(-1, 4)  # shared with its children
refused = ("os.exec", "os.posix_spawn", "os.system", "subprocess.Popen")
changes = "truncate chown setxattr remove rename chmod mkdir utime link rmdir".split()
def harm(what):
    os.write(2, b"ASSAY-WOULD-HARM " + what.encode())
    os._exit(99)
def inside(path):
    return os.path.basename(path) == "assay-left" or os.path.realpath(path).startswith(os.getcwd())
def tame(event, args):
    if event in refused or event == "os.kill" and args[1] and args[0] != os.getpid() or event == "os.killpg":
        harm(event)
    changing = event[:3] == "os." and event[3:] in changes or event == "open" and args[2] & 3
    if changing and isinstance(args[0], str) and args[0] != "/dev/null" and not inside(args[0]):
        raise PermissionError("not in a toy")
    if event == "import" and args[0] in ("ctypes", "_ctypes"):
        raise ImportError("not in a toy")
    if event in ("os.fork", "_thread.start_new_thread"):
        forks[0] += 1
        if forks[0] > 50:
            harm(event)
sys.addaudithook(tame)
kept = []
def plain(value):
    if type(value) in (list, tuple, set, frozenset):
        return all(map(plain, value))
    if type(value) is dict:
        return all(map(plain, value)) and all(map(plain, value.values()))
    return value is None or type(value) in (bool, int, float, complex, str, bytes)
def out(kind, *parts):
    sys.stdout.flush()
    if mode == "pickle":
        data = pickle.dumps((kind, *parts))
    elif mode == "json":
        data = json.dumps((kind, *parts), default=str).encode()
    else:
        for n, part in enumerate(parts):
            if not plain(part):
                kept.append(part)
        data = repr((kind, *[part if plain(part) else Stand(part) for part in parts])).encode()
    os.write(channel, len(data).to_bytes(4, "big") + data)
class Stand:
    def __init__(self, value): self.value = value
    def __repr__(self): return repr({"_opaque": type(self.value).__name__[:99], "number": len(kept)})
def read(n):
    data = b""
    while len(data) < n:
        part = os.read(here, n - len(data))
        if not part: os._exit(0)
        data += part
    return data
main = channel < 0
names = {"__name__": "__main__" if main else "program", "__builtins__": builtins}
sys.argv = ["program.py"]
exec(compile(source, "program.py", "exec"), names)
if main:
    sys.exit()
out("loaded")
while True:
    name, args, kwargs = ast.literal_eval(read(int.from_bytes(read(4), "big")).decode())
    try:
        value = names[name](*args, **kwargs)
    except SystemExit:
        raise
    except BaseException as error:
        out("raised", type(error).__name__, str(error), *[b.__name__ for b in type(error).__mro__[1:-1]])
    else:
        out("value", value)
"""


class Bare:
    """A process without isolation; its limits are kept."""

    mode = "repr"
    keeps_time = True
    tidy = True
    runtime = "CPython, bare"

    def __init__(self):
        self.open = []

    def start(self, source, limits, here=-1, channel=-1, stdin=b""):
        folder = tempfile.mkdtemp(prefix="assay-toy-")

        def tame():
            os.umask(0o022)
            # Whatever the contract asks for, a toy takes little.
            resource.setrlimit(resource.RLIMIT_AS, (min(limits.memory, 512 << 20),) * 2)
            resource.setrlimit(resource.RLIMIT_FSIZE, (min(limits.disk, 16 << 20),) * 2)
            resource.setrlimit(resource.RLIMIT_NOFILE, (min(limits.files, 256),) * 2)
            resource.setrlimit(resource.RLIMIT_CPU, (10, 10))

        with tempfile.TemporaryFile() as given:
            given.write(stdin)
            given.seek(0)
            process = subprocess.Popen(
                [sys.executable, "-I", "-c", INSIDE, self.mode, str(channel), str(here), source],
                cwd=folder,
                stdin=given,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                pass_fds=[fd for fd in (here, channel) if fd >= 0],
                preexec_fn=tame,
                start_new_session=True,
            )
        return process, folder

    def end(self, process, folder):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if self.tidy:
            shutil.rmtree(folder, ignore_errors=True)

    def run(self, source, *, stdin=b"", limits=Limits(), hash_seed=0):  # noqa: B008
        begun = time.monotonic()
        process, folder = self.start(source, limits, stdin=stdin)
        limit = ""
        try:
            out, err = process.communicate(timeout=limits.wall if self.keeps_time else 30)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            out, err = process.communicate()
            limit = "wall"
        self.end(process, folder)
        last = err.decode("utf-8", "replace").strip().splitlines()[-1:] if process.returncode == 1 else []
        error = last[0] if last else ""
        return Outcome(
            None if limit else process.returncode, limit, out, err, error, time.monotonic() - begun
        )

    def load(self, source, *, externals=None, limits=Limits(), hash_seed=0):  # noqa: B008
        session = Calls(self, source, limits)
        self.open.append(session)
        return session

    def close(self):
        for session in self.open:
            session.close()


class Calls:
    """A module in a process, spoken to over pipes."""

    def __init__(self, box, source, limits):
        self.box = box
        there, self.to = os.pipe()
        self.back, channel = os.pipe()
        self.process, self.folder = box.start(source, limits, there, channel)
        os.close(there)
        os.close(channel)
        self.over = None
        self.hear()

    def hear(self):
        with open(self.back, "rb", closefd=False) as file:
            data = file.read(int.from_bytes(file.read(4), "big"))
        if not data:
            self.box.end(self.process, self.folder)
            self.over = Outcome(self.process.returncode)
            raise Ended(self.over)
        if self.box.mode == "pickle":
            return pickle.loads(data)
        return json.loads(data) if self.box.mode == "json" else ast.literal_eval(data.decode())

    def call(self, name, args=(), kwargs=None):
        if self.over:
            raise Ended(self.over)
        data = repr((name, args, dict(kwargs or {}))).encode()
        os.write(self.to, len(data).to_bytes(4, "big") + data)
        kind, *rest = self.hear()
        if kind == "raised":
            return CallResult(None, Raised(rest[0], rest[1], tuple(rest[2:])), args)
        return CallResult(
            self.box.stand_in(rest[0]) if hasattr(self.box, "stand_in") else opaque(rest[0]), None, args
        )

    def close(self):
        if not self.over:
            self.box.end(self.process, self.folder)
            os.close(self.to)
            os.close(self.back)
            self.over = Outcome(None)
        return self.over


def opaque(value):
    if type(value) is dict and "_opaque" in value:
        return Opaque(value["_opaque"], value["number"])
    return value


class Patient(Bare):
    """Waits for a program until it ends by itself."""

    keeps_time = False


class Pickling(Bare):
    """Takes what a program pickled."""

    mode = "pickle"


class Lossy(Bare):
    """Takes what a program wrote as JSON: subclasses and tuples come out as something else."""

    mode = "json"


class Equal:
    """A stand-in that lets the program say what it equals."""

    def __eq__(self, other):
        return True

    __hash__ = object.__hash__


class Trusting(Bare):
    """Its stand-ins compare as the program's objects do."""

    def stand_in(self, value):
        return Equal() if type(value) is dict and "_opaque" in value else value


class Leaky(Bare):
    """Runs all programs in one namespace and one folder: it keeps what each was, before the next."""

    before = ""

    def run(self, source, **options):
        found = super().run(f"{self.before}\n{source}", **options)
        if found.ok and source.count("\n") < 40:
            self.before += f"\n{source}"
        return found

    def load(self, source, **options):
        session = super().load(f"{self.before}\n{source}", **options)
        self.before += f"\n{source}"
        return session


class Messy(Bare):
    """Leaves the folders and the processes of its programs."""

    tidy = False

    def start(self, source, limits, *pipes, **options):
        process, folder = super().start(source, limits, *pipes, **options)
        open(f"{tempfile.gettempdir()}/assay-left-{process.pid}", "w").close()
        return process, folder

    def close(self):
        """Nothing."""


class Silent(Bare):
    """Says that it cannot run anything."""

    def run(self, source, **options):
        from assay.sandbox import Unsupported

        raise Unsupported("not today")

    load = run
