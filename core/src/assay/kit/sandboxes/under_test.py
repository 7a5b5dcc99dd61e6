"""A sandbox under test: opened when it is first needed, and watched from outside."""

from __future__ import annotations

import atexit
import base64
import contextlib
import os
import pickle
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from assay.sandbox import Ended, External, Limits, Outcome, Sandbox, Session, Unavailable, Unsupported

LEFT = "assay-left"
"""How all names begin that programs of the contract give to files which must not stay."""
SECRET_NAME, SECRET = "ASSAY_SECRET_OF_THE_HOST", secrets.token_hex(16)
"""A variable of the environment that no program must see; it is there before the sandbox is opened."""
_FOLDERS = ("/tmp", "/dev", "/dev/shm", "/proc", "/var/tmp")
_AT_ONCE = 3  # sessions that tidy checks have open at one time
_PATIENCE = 8.0  # seconds until what must end has ended


class Broken(AssertionError):
    """The contract is not kept; the message says what came out instead."""


def expect(condition: bool, found: object) -> None:
    """Raises :class:`Broken` with what was found instead."""
    if not condition:
        raise Broken(str(found) if isinstance(found, str) else repr(found)[:1000])


Open = Callable[[], Sandbox]


class SandboxUnderTest:
    """What the checks of the contract are made of.

    ``which`` is the name of an installed backend (``"sandbox.mine"``) or a function that opens one; the checks
    that kill the process which holds a sandbox need one that another process can import. ``traces``
    takes a process id and tells what that process's sandboxes have made that is no child process and no
    file here (containers, pods, virtual machines): none may stay when they are closed or their process is killed.
    """

    def __init__(self, which: str | Open, *, traces: Callable[[int], Collection[str]] | None = None) -> None:
        self.which = which
        self.problems: dict[str, BaseException | None] = {}
        self._traces = traces
        self._sandbox: Sandbox | None = None
        self._sessions: list[Session] = []
        self._subset = False

    # --- programs

    @property
    def sandbox(self) -> Sandbox:
        """The one that most checks share. Raises :class:`~assay.sandbox.Unavailable`."""
        if self._sandbox is None:
            self._sandbox = self.open()
            self._warm_up()
        return self._sandbox

    def _warm_up(self) -> None:
        """Let it make what it keeps for several sessions at one time: that is nothing left behind."""
        with contextlib.suppress(Exception):  # its checks tell
            for _ in range(_AT_ONCE):
                self.load("def f(): return 1")
            self.run("print(1)")
        self.end_sessions()

    def open(self) -> Sandbox:
        """Another one, which the caller closes."""
        before = os.environ.get(SECRET_NAME)
        os.environ[SECRET_NAME] = SECRET
        try:
            return _opener(self.which)()
        finally:
            if before is None:
                del os.environ[SECRET_NAME]

    def run(self, source: str, stdin: bytes = b"", limits: Limits = Limits(), seed: int = 0) -> Outcome:  # noqa: B008
        """Run a program; an :class:`~assay.sandbox.Outcome` of other types than it names is no outcome."""
        outcome = self.sandbox.run(source, stdin=stdin, limits=limits, hash_seed=seed)
        types = (type(outcome.stdout), type(outcome.stderr), type(outcome.limit), type(outcome.error))
        expect(types == (bytes, bytes, str, str), outcome)
        expect(outcome.exit_code is None or type(outcome.exit_code) is int, outcome)
        return outcome

    def load(
        self,
        source: str,
        externals: Mapping[str, External] | None = None,
        limits: Limits = Limits(),  # noqa: B008 - frozen
    ) -> Session:
        """Load a module; its session is closed when the check is over."""
        session = self.sandbox.load(source, externals=externals, limits=limits)
        self._sessions.append(session)
        return session

    def ends(self, session: Session, name: str, *args: Any) -> Outcome:
        """How a call ended its program, which it must."""
        try:
            reply = session.call(name, args)
        except Ended as ended:
            return ended.outcome
        raise Broken(f"the call of {name} did not end the program: {reply!r}")

    def load_ends(self, source: str, limits: Limits = Limits(), externals: Any = None) -> Outcome:  # noqa: B008
        """How loading a module ended, which it must."""
        try:
            self.load(source, externals, limits)
        except Ended as ended:
            return ended.outcome
        raise Broken("the module was loaded, and should have ended")

    def end_sessions(self) -> None:
        """Close what a check left open."""
        for session in self._sessions:
            with contextlib.suppress(Exception):
                session.close()
        self._sessions.clear()

    def works(self) -> None:
        """A plain program runs, in an empty working directory."""
        if not self._subset:
            try:
                outcome = self.run("import os; print(sorted(os.listdir()), input())", stdin=b"hello\n")
            except Unsupported:
                self._subset = True
            else:
                expect(outcome.ok and outcome.stdout == b"[] hello\n", f"the next program: {outcome}")
                return
        outcome = self.run("print(1)")
        expect(outcome.ok and outcome.stdout == b"1\n", f"the next program: {outcome}")

    def close(self) -> None:
        """Close the shared one."""
        self.end_sessions()
        if self._sandbox is not None:
            self._sandbox.close()
            self._sandbox = None

    # --- what is seen from outside

    def traces(self, pid: int | None = None) -> set[str]:
        """What the sandboxes of a process (this one) have made elsewhere."""
        return set(self._traces(os.getpid() if pid is None else pid)) if self._traces else set()

    @contextmanager
    def tidy(self) -> Iterator[None]:
        """The next program works, and no process, mount or file is left that was not there before."""
        self.works()
        processes, places = settled(), marks()
        try:
            yield
        except Exception:
            clear(places)  # or the next check would find it
            raise
        self.end_sessions()
        self.works()
        end = time.monotonic() + _PATIENCE
        while (now := settled()) > processes and time.monotonic() < end:
            time.sleep(0.01)
        expect(now <= processes, f"{now - processes} of its processes are left")
        expect(until(lambda: marks() == places), f"left behind: {clear(places)}")

    @contextmanager
    def holder(self, doing: str, folder: str) -> Iterator[subprocess.Popen[bytes]]:
        """Another process that opens one, prints ``open``, and goes on with ``doing`` (of ``box`` and ``Limits``).

        Its temporary folder is ``folder``. It is killed at the end, with the group that it leads.
        """
        try:
            told = base64.b64encode(pickle.dumps((self.which, doing))).decode()
        except (pickle.PicklingError, AttributeError, TypeError) as error:
            raise Broken(
                f"another process cannot open it ({error}); give the name of an installed one"
            ) from None
        with (
            tempfile.TemporaryFile() as errors,
            subprocess.Popen(
                [sys.executable, "-c", f"from {__name__} import _hold; _hold()", told],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                start_new_session=True,
                env={**os.environ, "TMPDIR": folder, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            ) as process,
        ):
            try:
                yield process
            except Broken:
                errors.seek(0)
                lines = errors.read().decode("utf-8", "replace").split("\n")
                said = next((line for line in reversed(lines) if line.strip()), "")
                if process.poll() is not None and said:
                    raise Broken(f"the process that was to hold one ended: {said}") from None
                raise
            finally:
                process.kill()


def _hold() -> None:
    """The program of :meth:`SandboxUnderTest.holder`; what it unpickles is its parent's."""
    which, doing = pickle.loads(base64.b64decode(sys.argv[1]))
    box = _opener(which)()
    print("open", flush=True)
    exec(doing, {"box": box, "Limits": Limits})


Which = str | Open | SandboxUnderTest
_known: dict[Any, SandboxUnderTest] = {}


def under_test(which: Which) -> SandboxUnderTest:
    """One for each name or function, open until this process ends."""
    if isinstance(which, SandboxUnderTest):
        return which
    if which not in _known:
        if not _known:
            atexit.register(_close_all)
        _known[which] = SandboxUnderTest(which)
    return _known[which]


def _close_all() -> None:
    for box in _known.values():
        box.close()


def _opener(which: str | Open) -> Open:
    if not isinstance(which, str):
        return which
    from assay.registry import installed

    return installed().sandbox(which).description.open


def descendants(pid: int | str = "self") -> set[int]:
    """The processes below one, on Linux."""
    found: set[int] = set()
    with contextlib.suppress(OSError):  # it has just ended
        for task in os.listdir(f"/proc/{pid}/task"):
            children = {int(child) for child in Path(f"/proc/{pid}/task/{task}/children").read_text().split()}
            found |= children.union(*map(descendants, children))
    return found


def settled() -> int:
    """The number of our processes, once it stays the same: a sandbox tidies up while we go on."""
    counts = [-1, -2, -3]
    while len(set(counts[-3:])) > 1:
        counts.append(len(descendants()))
        time.sleep(0.01)
    return counts[-1]


def mounts() -> set[str]:
    """Where something is mounted."""
    with contextlib.suppress(OSError):
        return {line.split()[4] for line in Path("/proc/self/mountinfo").read_text().splitlines()}
    return set()


def marks() -> set[str]:
    """Mounts and files where a program or a jail might have left some."""
    folders = {*_FOLDERS, tempfile.gettempdir(), os.getcwd(), str(Path.home()), "/", "/etc"}
    usual = {*_FOLDERS, tempfile.gettempdir()}
    found = {point for point in mounts() if point in usual or os.path.dirname(point) in usual}
    for folder in folders:
        with contextlib.suppress(OSError):
            found |= {f"{folder}/{name}" for name in os.listdir(folder) if LEFT in name}
    return found


def clear(places: set[str]) -> set[str]:
    """Remove the files of ours that were not among ``places``; all that was not."""
    left = marks() ^ places
    for path in left:
        if LEFT in os.path.basename(path):
            with contextlib.suppress(OSError):
                os.unlink(path)
    return left


def alive(pid: int) -> bool:
    """Not gone, and not dead and waiting for the machine's first process to notice."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()[0] != b"Z"
    return False


def spaces(pids: Collection[int]) -> set[str]:
    """The process namespaces that these made."""
    found = set()
    for pid in pids:
        with contextlib.suppress(OSError):
            found.add(os.readlink(f"/proc/{pid}/ns/pid"))
    with contextlib.suppress(OSError):
        found.discard(os.readlink("/proc/self/ns/pid"))
    return found


def inside(namespaces: Collection[str]) -> set[int]:
    """The living processes of these process namespaces."""
    if not namespaces:
        return set()
    everyone = {int(name) for name in os.listdir("/proc") if name.isdigit()}
    return {pid for pid in everyone if spaces({pid}) & set(namespaces) and alive(pid)}


def until(condition: Callable[[], bool], seconds: float = _PATIENCE) -> bool:
    """Whether it comes to hold."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def unavailable(which: str | Open) -> str:
    """Why it does not open here; ``""`` if it does."""
    try:
        _opener(which)().close()
    except Unavailable as error:
        return str(error)
    return ""
