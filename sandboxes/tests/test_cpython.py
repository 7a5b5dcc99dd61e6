"""What only our sandboxes of CPython promise, beyond the contract: how they are closed, and what crosses in frames."""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import time
from pathlib import Path

import pytest

from assay.sandbox import CallResult, Ended, Limits, Opaque, Sandbox
from assay_sandboxes.slot import Form

X86 = pytest.mark.skipif(os.uname().machine != "x86_64", reason="the numbers and machine code of x86-64")
QUICK = Limits(wall=0.5, cpu=1.0)


def test_runtime(sandbox: Sandbox) -> None:
    assert sandbox.runtime.startswith("CPython 3.")


# --- how they are closed


def test_folders_of_the_host_are_not_there(sandbox: Sandbox) -> None:
    outcome = sandbox.run(
        """
import os, sys
def trial(path, attempt):
    try:
        print(path, repr(attempt())[:80])
    except (OSError, ZeroDivisionError):
        pass
for path in (*sys.stdin.read().split("\\n"), "/home", "/sys/class", "/boot", "/var/log", "/run"):
    trial(path, lambda: os.listdir(path))
    trial(path, lambda: open(path).read())
trial("home files", lambda: 1 / len([n for n in os.listdir("/root") if n.startswith(".b")]))
""",
        stdin=f"{Path.home() / '.bashrc'}\n{Path(__file__).parent}".encode(),
    )
    assert outcome.ok and outcome.stdout == b"", outcome


def test_the_whole_environment(sandbox: Sandbox) -> None:
    outcome = sandbox.run("import os; print(*sorted(os.environ))")
    assert set(outcome.stdout.decode().split()) <= {"PATH", "HOME", "LANG", "PYTHONHASHSEED"}


def test_open_descriptors(sandbox: Sandbox) -> None:
    outcome = sandbox.run(
        """
import os
for fd in range(200):
    try:
        os.fstat(fd)
    except OSError:
        continue
    print(fd, end=" ")
"""
    )
    assert outcome.stdout == b"0 1 2 3 4 ", outcome


def test_times_of_devices(sandbox: Sandbox) -> None:
    """A container has devices of its own, which are reset; those of a jail are the host's."""
    if "docker" not in sandbox.runtime:
        assert sandbox.run("import os; os.utime('/dev/null')").error.startswith(
            ("PermissionError", "OSError")
        )


@X86
def test_calls_of_another_architecture(sandbox: Sandbox) -> None:
    outcome = sandbox.run("import ctypes; ctypes.CDLL(None).syscall(ctypes.c_long(0x40000000 + 41), 2, 1, 0)")
    assert outcome.exit_code == -signal.SIGSYS, outcome


@X86
def test_calls_of_a_32_bit_program(sandbox: Sandbox) -> None:
    """``int 0x80`` has numbers of its own, which would mean other calls to the filter."""
    code = r"b'\xb8\x66\x00\x00\x00\xbb\x01\x00\x00\x00\x31\xc9\xcd\x80\xc3'"  # socketcall
    source = f"""
import ctypes, mmap
page = mmap.mmap(-1, mmap.PAGESIZE, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
page.write({code})
ctypes.CFUNCTYPE(ctypes.c_long)(ctypes.addressof(ctypes.c_char.from_buffer(page)))()
"""
    outcome = sandbox.run(source)
    assert outcome.exit_code in (-signal.SIGSYS, -signal.SIGSEGV), outcome
    assert sandbox.run("import os; print(os.listdir())").stdout == b"[]\n"


@pytest.mark.parametrize(
    "program",
    ["x = []\nwhile True: x.append(bytes(1 << 20))", "bytearray(1 << 40)", "x = 'a'\nwhile True: x += x"],
)
def test_memory_runs_out_inside(sandbox: Sandbox, program: str) -> None:
    outcome = sandbox.run(program, limits=Limits(memory=100 << 20))
    assert (outcome.exit_code, outcome.limit, outcome.error) == (1, "memory", "MemoryError"), outcome


def test_a_full_disk_is_an_error_of_the_program(sandbox: Sandbox) -> None:
    source = "f = open('left', 'wb')\nwhile True: f.write(bytes(1 << 16))"
    outcome = sandbox.run(source, limits=Limits(disk=1 << 20))
    assert (outcome.exit_code, outcome.limit) == (1, "disk"), outcome
    many = "for i in range(64): open(f'/dev/shm/left{i}', 'wb').write(bytes(1 << 17))"
    outcome = sandbox.run(many, limits=Limits(disk=1 << 20))
    assert outcome.limit == "disk", outcome


@pytest.mark.parametrize("body", ["return bytearray(1 << 40)", "return 'x' * 2_000_000"])
def test_who_ends_a_call_that_passes_a_limit(sandbox: Sandbox, body: str) -> None:
    """The program's own process; so does loading."""
    limits = Limits(memory=128 << 20)
    session = sandbox.load(f"def f():\n    {body}", limits=limits)
    with pytest.raises(Ended) as ended:
        session.call("f")
    assert ended.value.outcome.exit_code == 1, ended.value.outcome
    with pytest.raises(Ended):
        sandbox.load(f"def f():\n    {body}\nf()\nraise SystemExit", limits=limits)


def test_few_files(sandbox: Sandbox) -> None:
    outcome = sandbox.run("print(open('/dev/null').fileno())", limits=Limits(files=6))
    assert outcome.stdout == b"5\n", outcome


def test_stand_ins(sandbox: Sandbox) -> None:
    session = sandbox.load(
        "import collections\ndef count(): return collections.Counter('aab')\nclass P: pass\nmake = P"
        "\nclass ValueError(KeyError): pass\ndef f(): raise ValueError"
    )
    counter = session.call("count").value
    assert isinstance(counter, Form) and (counter.type, counter.contents) == ("Counter", {"a": 2, "b": 1})
    assert type(session.call("make").value) is Opaque
    raised = session.call("f").raised
    assert raised is not None and raised.type == "program.ValueError"
    session.close()


# --- the channel to us


@pytest.mark.parametrize(
    "data",
    [
        "b'M' + (5).to_bytes(4, 'big') + b'hello'",
        "b'\\xff' * 100",
        "b'M' + b'\\xff' * 4",
        "b'N' + bytes(4)",
        "os.urandom(999)",
    ],
)
def test_writing_to_the_channel(sandbox: Sandbox, data: str) -> None:
    for end in ("os._exit(0)", "while True: pass"):
        outcome = sandbox.run(f"import os\nos.write(4, {data})\n{end}", limits=QUICK)
        assert outcome.exit_code in (0, None), outcome
        session = sandbox.load("import os\ndef f(): os._exit(0)")
        with pytest.raises(Ended):
            session.call("f")
        with contextlib.suppress(Ended):
            sandbox.load(f"import os\nos.write(4, {data})\n{end}", limits=QUICK).close()


def test_closing_the_channel(sandbox: Sandbox) -> None:
    with pytest.raises(Ended):
        sandbox.load("import os; os.closerange(3, 99)")


def test_reading_the_channel(sandbox: Sandbox) -> None:
    """A program that steals its own messages gets nobody anything."""
    outcome = sandbox.run("import os; print(os.read(3, 1))", limits=QUICK)
    assert outcome.limit == "wall" and outcome.stdout == b"", outcome


MESSAGES = {
    "nesting": "b'[' * 200_000 + b']' * 200_000",
    "a long number": "b'1' * 900_000",
    "a long exponent": "b'[1e99999999]'",
    "many keys of one hash": "str({'d': [[n * (2 ** 61 - 1), 0] for n in range(20_000)]}).replace(chr(39), chr(34)).encode()",
    "no text": "b'\\xff\\xfe' * 1000",
    "a claim to have ended well": 'b\'{"t":["loaded",1,2,3]}\'',
    "somebody else's object": 'b\'{"t":["value",{"f":[1]},{"t":[]},{"d":[]}]}\'',
    "a number of an object past all": 'b\'{"t":["value",{"o":["x",99999999999999999999]},{"t":[]},{"d":[]}]}\'',
    "an external that is none": 'b\'{"t":["external","__import__",{"t":["os"]},{"d":[]}]}\'',
}


@pytest.mark.parametrize("name", MESSAGES)
def test_messages_made_to_hurt_the_host(sandbox: Sandbox, name: str) -> None:
    source = (
        f"import os\ndef f():\n    data = {MESSAGES[name]}\n    data = b'M' + len(data).to_bytes(4, 'big') + data\n"
        "    while data:\n        data = data[os.write(4, data):]\n    os.read(3, 1 << 16)\n    os._exit(0)\n"
    )
    session = sandbox.load(source, limits=Limits(wall=2.0))
    begun = time.monotonic()
    with pytest.raises(Ended) as ended:
        session.call("f")
    assert time.monotonic() - begun < 6
    assert not ended.value.outcome.stdout
    assert sandbox.run("print(1)").stdout == b"1\n"


def test_answers_before_they_are_asked_for(sandbox: Sandbox) -> None:
    """Messages sent ahead are its own answers at best; they reach neither another session nor another program."""
    source = """
import os
def f(x):
    data = b'{"t":["value",7,{"t":[]},{"d":[]}]}'
    for _ in range(50):
        os.write(4, b"M" + len(data).to_bytes(4, "big") + data)
    return x
"""
    for _ in range(3):
        session = sandbox.load(source)
        assert session.call("f", (1,)).value in (1, 7)
        session.close()
        other = sandbox.load("def f(x): return x")
        assert [other.call("f", (n,)).value for n in range(5)] == [0, 1, 2, 3, 4]
        other.close()


def test_references_are_not_forged(sandbox: Sandbox) -> None:
    """A program can only name objects of others that it was given."""
    mine = sandbox.load("def secret(): return object()\nsecret()")
    value = mine.call("secret").value
    forged = f'import os\ndef f():\n    d = b\'{{"t":["value",{{"f":[{value.number}]}},{{"t":[]}},{{"d":[]}}]}}\'\n'
    forged += "    os.write(4, b'M' + len(d).to_bytes(4, 'big') + d); import time; time.sleep(9)"
    session = sandbox.load(forged)
    with pytest.raises(Ended) as ended:
        session.call("f")
    assert ended.value.outcome.error == "the program broke the protocol"
    mine.close()


def test_random_messages(sandbox: Sandbox) -> None:
    """A program that answers with what it likes: a value, an end, nothing else."""
    dice = random.Random(5)
    heads = ["value", "raised", "external", "loaded", "x", 5]
    bodies = [
        None,
        [],
        {"t": []},
        {"d": []},
        {"d": [["a", 1]]},
        "x",
        {"o": ["a", 1]},
        {"o": [1, "a"]},
        {"f": [0]},
    ]
    bodies += [{"k": ["Counter", 1, {"d": []}]}, {"k": ["os", 1, 2]}, {"s": [[]]}, {"b": 1}, {"r": "nan"}]
    for _ in range(60):
        message = {"t": [dice.choice(heads), *(dice.choice(bodies) for _ in range(dice.randrange(7)))]}
        data = json.dumps(message).encode()
        if dice.random() < 0.3:
            data = bytes(dice.randrange(256) if dice.random() < 0.1 else byte for byte in data)
        source = f"import os, time\ndef f():\n    d = {data!r}\n    os.write(4, b'M' + len(d).to_bytes(4, 'big') + d)\n"
        session = sandbox.load(source + "    time.sleep(9)", limits=Limits(wall=0.2))
        with contextlib.suppress(Ended):
            assert isinstance(session.call("f"), CallResult)
        session.close()
    assert sandbox.run("print(1)").stdout == b"1\n"
