"""Lean from elsewhere: a toolchain, a container, a Kimina server, each with a stand-in at the other end of the protocol."""

from __future__ import annotations

import json
import runpy
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from assay import Sample, Task
from assay_math.lean import backends, docker, jail, joined, kimina, native
from assay_math.lean.backends import Backend, BackendError, LeanFile, Misconfigured, Unavailable
from assay_math.lean.kimina import Kimina
from assay_math.lean.toolchain import NoAnswer, find
from assay_math.verifiers import lean as module

STAND_IN = Path(__file__).parent / "data" / "lean_stand_in.py"
ANSWER: Callable[[str, int], list[dict[str, Any]]] = runpy.run_path(str(STAND_IN))["answer"]
COMM = "theorem t (a b : Nat) : a + b = b + a"


@pytest.fixture(autouse=True)
def _nothing_is_set(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in (
        backends.CHOICE,
        native.PROJECT,
        docker.IMAGE,
        docker.PROJECT,
        docker.DOCKER,
        kimina.URL,
        kimina.KEY,
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setattr(backends, "_opened", None)
    monkeypatch.setattr(joined, "_STILL_S", 3.0)
    module._known.clear()
    yield
    backends._opened = None
    module._known.clear()


def _judge(*responses: str, imports: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    reference = json.dumps({"statement": COMM, "imports": list(imports)})
    found = module.verify_many([Sample(Task("Prove it.", reference), each) for each in responses])
    return [(str(verdict.status), verdict.reason) for verdict in found]


# A toolchain of this machine, and one in a container


@pytest.fixture
def programs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A PATH on which lean, lake, bwrap and docker are the stand-in."""
    at = tmp_path / "toolchain" / "bin"
    at.mkdir(parents=True)
    (at.parent / "lib" / "lean").mkdir(parents=True)
    for module_name in ("Init", "Std", "Lean"):
        (at.parent / "lib" / "lean" / f"{module_name}.olean").touch()
    for name in ("lean", "lake", "bwrap", "docker"):
        (at / name).write_text(f"#!{sys.executable}\n" + STAND_IN.read_text("utf-8"), "utf-8")
        (at / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{at}:/usr/bin:/bin")
    monkeypatch.setattr(jail, "bubblewrap_works", lambda: True)
    return at


@pytest.fixture
def project(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A Lake project with a built Mathlib."""
    at = tmp_path / "project"
    library = at / ".lake/packages/mathlib/.lake/build/lib/lean"
    library.mkdir(parents=True)
    (library / "Mathlib.olean").touch()
    (at / "lakefile.toml").write_text('name = "mine"\n', "utf-8")
    (at / "lake-manifest.json").write_text("{}", "utf-8")
    monkeypatch.setenv(native.PROJECT, str(at))
    return at


def test_a_toolchain_on_the_path(programs: Path) -> None:
    backend = native.open_backend()
    assert backend.runtime["lean"] == "4.26.0" and len(backend.runtime["sha256 lean"]) == 64
    assert backend.modules == ("Init", "Lean", "Std") and backend.axioms == "command"


def test_a_project_brings_its_libraries(
    programs: Path, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(backends.CHOICE, "native")
    backend = backends.current()
    assert "Mathlib" in backend.modules and "sha256 lake-manifest.json" in backend.runtime
    assert _judge("by omega", "by wrong\nrfl", imports=("Mathlib",)) == [
        ("accepted", "ok"),
        ("rejected", "not_proved"),
    ]


def test_many_files_share_a_start_and_one_that_dies_or_waits_is_alone(
    programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(backends.CHOICE, "native")
    backend: Any = backends.current()
    before = backend.starts
    assert _judge("by omega", "by grind", "by simp") == [("accepted", "ok")] * 3
    assert backend.starts == before + 1
    assert _judge(
        "by one", "by die ", "by wait ", "by two\nrfl", "by assumed", "by silent", "by renamed"
    ) == [
        ("accepted", "ok"),
        ("abstained", "limit"),
        ("abstained", "limit"),
        ("rejected", "not_proved"),
        ("rejected", "axioms"),
        ("abstained", "no_evidence"),
        ("abstained", "other_statement"),
    ]


def test_a_start_that_ends_badly_after_its_last_file_is_no_evidence(
    programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What the kernel has not yet looked at is not proved, though all was printed.
    monkeypatch.setenv(backends.CHOICE, "native")
    assert _judge("by omega", "by dies late", "by simp") == [
        ("accepted", "ok"),
        ("abstained", "limit"),
        ("accepted", "ok"),
    ]


def test_no_toolchain_is_said_and_a_broken_project_is_not_passed_over(
    programs: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(native.PROJECT, str(tmp_path / "nowhere"))
    with pytest.raises(Unavailable, match="lakefile"):
        backends.current()
    monkeypatch.delenv(native.PROJECT)
    monkeypatch.setattr(jail, "bubblewrap_works", lambda: False)
    with pytest.raises(Unavailable, match="bubblewrap"):
        native.open_backend()
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    with pytest.raises(Unavailable, match="there is no lean"):
        native.open_backend()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("\"Type mismatch\\n  rfl\")", "\"\") if False else None", "cannot be relied on"),  # it finds no errors
        ("'goal' {told}", "goal: {told}", "cannot be relied on"),  # another form of the axioms
        ("[propext, Classical.choice, Quot.sound]", "", "does not say"),  # it finds no axioms
    ],
)  # fmt: skip
def test_a_lean_that_answers_otherwise_is_not_used(programs: Path, old: str, new: str, said: str) -> None:
    text = (programs / "lean").read_text("utf-8")
    assert old in text
    (programs / "lean").write_text(text.replace(old, new), "utf-8")
    with pytest.raises(Unavailable, match=said):
        native.open_backend()


def test_what_is_no_toolchain() -> None:
    with pytest.raises(NoAnswer, match="where"):
        find(lambda _: "nothing", project=True)
    with pytest.raises(NoAnswer, match="version"):
        find(lambda words: "/at" if words[0] == "lean" else "Lean 3", project=False)


def test_the_jail_of_a_toolchain(programs: Path, project: Path) -> None:
    backend: Any = native.open_backend()
    words = backend.command(Path("/some/job"), ["--json"])
    assert words[0] == "bwrap" and {"--unshare-all", "--clearenv"} <= set(words)
    assert words.count("--bind") == 1 and words[words.index("--bind") + 1] == "/some/job"


def test_an_image(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Unavailable, match=docker.IMAGE):
        docker.open_backend()
    monkeypatch.setenv(docker.IMAGE, "lean:4.26")
    monkeypatch.setenv(backends.CHOICE, "docker")
    backend = backends.current()
    assert backend.runtime["image"] == "sha256:" + "ab" * 32
    assert _judge("by omega", "by wrong\nrfl", "by die ") == [
        ("accepted", "ok"),
        ("rejected", "not_proved"),
        ("abstained", "limit"),
    ]
    monkeypatch.setenv(docker.IMAGE, "nowhere")
    with pytest.raises(Misconfigured, match="No such image"):
        docker.open_backend()


# A Kimina Lean server


class _Server:
    """The server's ways, as its source says: a header and what follows it, a reply for each file, 500 for a request."""

    def __init__(self) -> None:
        self.counts_header = True
        self.key = ""
        self.requests: list[dict[str, Any]] = []
        self.change: Callable[[dict[str, Any]], Any] = lambda reply: reply
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                if self.path != "/verify":
                    return self._send(404, {"detail": "Not Found"})
                if server.key and self.headers.get("Authorization") != f"Bearer {server.key}":
                    return self._send(401, {"detail": "Missing API key"})
                server.requests.append(body)
                try:
                    reply = {"results": [server.result(code, body["timeout"]) for code in body["codes"]]}
                except SystemExit:
                    return self._send(500, {"detail": "JSON decode error"})
                return self._send(200, server.change(reply))

            def _send(self, status: int, value: Any) -> None:
                text = value if isinstance(value, bytes) else json.dumps(value).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            def log_message(self, *_: Any) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_port}"
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    def result(self, code: dict[str, Any], timeout: int) -> dict[str, Any]:
        lines = code["proof"].splitlines()
        size = next(place for place, line in enumerate(lines) if not line.startswith("import "))
        assert size, "a file without a header would stand in what another left behind"
        name = code["custom_id"]
        if ANSWER(
            "\n".join(lines[:size]), 1
        ):  # imports that are not there leave an environment without anything
            place = {"line": 1, "column": 0}
            message = {"severity": "error", "pos": place, "endPos": place, "data": "unknown constant 'True'"}
            return {"custom_id": name, "response": {"messages": [message], "env": 1, "time": 0.1}}
        try:
            messages = ANSWER("\n".join(lines[size:]), size + 1 if self.counts_header else 1)
        except TimeoutError:
            return {"custom_id": name, "error": f"Lean REPL command timed out in {float(timeout)} seconds"}
        return {"custom_id": name, "response": {"messages": messages, "env": 1, "time": 0.1}}


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[_Server]:
    made = _Server()
    monkeypatch.setenv(kimina.URL, made.url + "/")
    monkeypatch.setenv(backends.CHOICE, "kimina")
    yield made
    made.http.shutdown()
    made.http.server_close()


@pytest.mark.parametrize("counts_header", [True, False])
def test_a_server(server: _Server, counts_header: bool) -> None:
    server.counts_header = counts_header
    backend = backends.current()
    assert backend.runtime["lean"] == "4.26.0" and "Mathlib" in backend.modules
    assert _judge(
        "by omega", "by wrong\nrfl", "by assumed", "by silent", "by wait ", "by renamed", imports=("Mathlib",)
    ) == [
        ("accepted", "ok"),
        ("rejected", "not_proved"),
        ("rejected", "axioms"),
        ("abstained", "no_evidence"),
        ("abstained", "limit"),
        ("abstained", "other_statement"),
    ]


def test_one_over_which_the_server_fails_costs_the_others_nothing(server: _Server) -> None:
    assert _judge("by omega", "by die ", "by simp") == [
        ("accepted", "ok"),
        ("error", "lean_failed"),
        ("accepted", "ok"),
    ]


def test_a_server_with_a_key(server: _Server, monkeypatch: pytest.MonkeyPatch) -> None:
    server.key = "secret"
    with pytest.raises(Unavailable, match="401"):
        backends.current()
    backends._opened = None
    monkeypatch.setenv(kimina.KEY, "secret")
    assert _judge("by omega") == [("accepted", "ok")]


def test_no_server(server: _Server, monkeypatch: pytest.MonkeyPatch) -> None:
    server.http.server_close()
    server.http.shutdown()
    with pytest.raises(Unavailable, match="cannot be reached"):
        backends.current()
    monkeypatch.setenv(kimina.URL, "file:///etc/passwd")
    with pytest.raises(Misconfigured, match="address"):
        kimina.open_backend()


def _without(*keys: str) -> Callable[[dict[str, Any]], Any]:
    return lambda reply: {
        "results": [{k: v for k, v in each.items() if k not in keys} for each in reply["results"]]
    }


def _response(change: Callable[[dict[str, Any]], Any]) -> Callable[[dict[str, Any]], Any]:
    return lambda reply: {
        "results": [{**each, "response": change(each["response"])} for each in reply["results"]]
    }


@pytest.mark.parametrize(
    "change",
    [
        lambda _: b"<html>Bad Gateway</html>",
        lambda _: b"[" * 100_000,
        lambda _: {"results": []},
        lambda _: {"results": "ok"},
        lambda _: ["ok"],
        lambda reply: {"results": reply["results"] * 2},
        _without("custom_id"),
        _without("response"),
        _response(lambda _: {"message": "Unknown environment."}),
        _response(lambda _: {"env": 0}),  # no messages, and so no error
        _response(lambda _: {"messages": [], "env": 0}),
        _response(lambda _: "ok"),
        _response(lambda given: {"messages": given["messages"][1:]}),
        _response(lambda given: {"messages": [*given["messages"], {"severity": "fatal", "data": "x"}]}),
        _response(lambda given: {"messages": [*given["messages"], given["messages"][0]]}),
        lambda reply: {"results": [{**each, "error": "out of memory"} for each in reply["results"]]},
    ],
)  # fmt: skip
def test_an_answer_that_is_none_is_an_error_and_no_verdict(server: _Server, change: Any) -> None:
    assert _judge("by omega") == [("accepted", "ok")]
    module._known.clear()
    server.change = change
    assert _judge("by omega") == [("error", "lean_failed")]


def test_imports_that_the_server_does_not_have(server: _Server) -> None:
    backend = Kimina(server.url)
    (found,) = backend.run([LeanFile(("Nowhere",), "x\n")], 60.0)
    assert found.ended == "failed" and "imports" in found.detail


def test_files_go_in_requests_of_a_few(server: _Server) -> None:
    backend: Backend = Kimina(server.url)
    found = backend.run([LeanFile((), "#check True\n")] * 40, 5.0)
    assert [each.messages[0].line for each in found] == [1] * 40
    assert [len(request["codes"]) for request in server.requests] == [16, 16, 8]
    assert {request["timeout"] for request in server.requests} == {5}
    server.http.shutdown()
    server.http.server_close()
    with pytest.raises(BackendError):
        backend.run([LeanFile((), "x\n")], 5.0)


def test_the_stand_in_is_found() -> None:
    assert shutil.which(sys.executable) and STAND_IN.is_file()
