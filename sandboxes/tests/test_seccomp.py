"""The seccomp filters, run by a small model of the kernel's machine: also that of the processor not here."""

import errno
import struct

import pytest

from assay_sandboxes.seccomp import filter_program

ALLOW, KILL, REFUSE = 0x7FFF0000, 0x80000000, 0x00050000
ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}


def decide(machine: str, number: int, *args: int, arch: int = 0) -> int:
    data = struct.pack("<IIQ6Q", number & 0xFFFFFFFF, arch or ARCH[machine], 0, *(*args, *[0] * 6)[:6])
    program = list(struct.iter_unpack("=HBBI", filter_program(machine)))
    place = register = 0
    while True:
        code, yes, no, value = program[place]
        place += 1
        if code == 0x20:
            register = int.from_bytes(data[value : value + 4], "little")
        elif code == 0x06:
            return int(value)
        else:
            holds = {0x15: register == value, 0x35: register >= value, 0x45: bool(register & value)}[code]
            place += yes if holds else no


@pytest.mark.parametrize(
    ("machine", "read", "clone", "ioctl", "prctl", "prlimit", "refused", "absent"),
    [
        (
            "x86_64",
            0,
            56,
            16,
            157,
            302,
            [41, 101, 105, 165, 272, 308, 161],
            [435, 425, 321, 298, 323, 250, 319, 9999],
        ),
        (
            "aarch64",
            63,
            220,
            29,
            167,
            261,
            [198, 117, 146, 40, 97, 268, 51],
            [435, 425, 280, 241, 282, 219, 279, 9999],
        ),
    ],
)
def test_decisions(
    machine: str,
    read: int,
    clone: int,
    ioctl: int,
    prctl: int,
    prlimit: int,
    refused: list[int],
    absent: list[int],
) -> None:
    denied = REFUSE | errno.EPERM
    assert decide(machine, read) == ALLOW
    assert decide(machine, clone, 0x01200011) == decide(machine, clone, 0x3D0F00) == ALLOW  # fork, a thread
    for flag in (0x10000000, 0x20000, 0x40000000, 0x20000000, 0x8000000, 0x4000000, 0x2000000):
        assert decide(machine, clone, flag | 17) == denied
    assert decide(machine, ioctl, 0, 0x5401) == ALLOW
    assert (
        decide(machine, ioctl, 0, 0x5412) == decide(machine, ioctl, 0, 0x100005412) == REFUSE | errno.ENOTTY
    )
    assert decide(machine, prctl, 15) == ALLOW and decide(machine, prctl, 4) == denied
    assert decide(machine, prlimit, 0) == ALLOW and decide(machine, prlimit, 1) == denied
    assert {decide(machine, number) for number in refused} == {denied}
    assert {decide(machine, number) for number in absent} == {REFUSE | errno.ENOSYS}
    other = next(arch for name, arch in ARCH.items() if name != machine)
    assert decide(machine, read, arch=other) == decide(machine, read, arch=0x40000003) == KILL
    if machine == "x86_64":
        assert decide(machine, 0x40000000) == decide(machine, 0xFFFFFFFF) == KILL


def test_other_processors_are_refused() -> None:
    with pytest.raises(KeyError):
        filter_program("riscv64")
