"""Reads the constants of a compiled Lean module (``.olean`` of version 2, 32-bit: what the WebAssembly build writes).

A module's file is one region of memory: objects that point to each other by address, after a header that says at which
address it began, and that of the root (``src/runtime/compact.cpp`` and ``lean.h`` of Lean 4). The parts of a module (``.olean``, ``.olean.server``, ``.olean.private``) point into the earlier ones; the last has all constants.
Only data is read, nothing of it is run, and what does not look as expected is a :class:`BadOlean`.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Sequence
from dataclasses import dataclass

from assay_math.lean.backends import Constant

_HEADER = 88  # "olean", version, flags, version of Lean (33), git hash (40), base address (4), root (4)
_MAGIC = b"olean\x02"
_ARRAY, _STRING, _BIG = 246, 249, 250
_MOST_CONSTANTS = 200_000
_MOST_LEVELS = 1_000
_DEEPEST = 5_000_000  # objects that wait for those below them; a circle reaches it
_KINDS = ("axiom", "definition", "theorem", "opaque", "quotient", "inductive", "constructor", "recursor")
_VALUED = ("definition", "theorem", "opaque")


class BadOlean(Exception):
    """The file is not what this module reads."""


@dataclass(frozen=True, slots=True)
class _Object:
    tag: int
    fields: tuple[int, ...]  # addresses and boxed scalars
    at: int  # where its scalars begin, in the memory


class _Memory:
    """The parts of one module at their addresses."""

    def __init__(self, parts: Sequence[bytes]) -> None:
        self.regions: list[tuple[int, int, bytes]] = []
        for part in parts:
            if len(part) < _HEADER + 4 or not part.startswith(_MAGIC):
                raise BadOlean("no header of an olean file of version 2")
            base, root = struct.unpack_from("<II", part, 80)
            self.regions.append((base, base + len(part), part))
        self.root: int = root

    def find(self, address: int) -> tuple[bytes, int]:
        for start, end, part in self.regions:
            if start + _HEADER <= address <= end - 4:
                return part, address - start
        raise BadOlean(f"an address out of the module: {address:#x}")

    def object(self, address: int) -> _Object:
        """A constructor's object; a boxed scalar is one without fields."""
        if address & 1:
            return _Object(address >> 1, (), 0)
        part, at = self.find(address)
        tag, count = part[at + 7], part[at + 6]
        if tag > 244:
            raise BadOlean(f"an object of kind {tag} where a constructor should be")
        try:
            return _Object(tag, struct.unpack_from(f"<{count}I", part, at + 8), at + 8 + 4 * count)
        except struct.error:
            raise BadOlean("an object beyond the end of the file") from None

    def array(self, address: int) -> tuple[int, ...]:
        part, at = self.find(address)
        if part[at + 7] != _ARRAY:
            raise BadOlean("no array where one should be")
        size: int = struct.unpack_from("<I", part, at + 8)[0]
        if size > _MOST_CONSTANTS:
            raise BadOlean(f"an array of {size}")
        try:
            return struct.unpack_from(f"<{size}I", part, at + 16)
        except struct.error:
            raise BadOlean("an array beyond the end of the file") from None

    def string(self, address: int) -> str:
        part, at = self.find(address)
        if part[at + 7] != _STRING:
            raise BadOlean("no string where one should be")
        size: int = struct.unpack_from("<I", part, at + 8)[0]
        return part[at + 20 : at + 20 + size - 1].decode("utf-8", "replace")

    def natural(self, address: int) -> str:
        """A natural number, as decimal digits; a big one as hexadecimal ones."""
        if address & 1:
            return str(address >> 1)
        part, at = self.find(address)
        if part[at + 7] != _BIG:
            raise BadOlean("no number where one should be")
        size, place = struct.unpack_from("<iI", part, at + 12)  # after a sign, or what GMP allocated
        part, at = self.find(place)
        digits = part[at : at + 4 * abs(size)]
        if len(digits) != 4 * abs(size):
            raise BadOlean("a number beyond the end of the file")
        return f"{int.from_bytes(digits, 'little'):#x}"


class _Module:
    """The constants of a module. Terms are shared graphs: each object is read once."""

    def __init__(self, memory: _Memory) -> None:
        self.memory = memory
        self.names: dict[int, str] = {}
        self.digests: dict[int, bytes] = {}
        self.used: dict[int, frozenset[str]] = {}

    def name(self, address: int) -> str:
        """A name, its parts joined by full stops; a number of a name is read as its digits."""
        if address & 1:
            return ""
        if address not in self.names:
            found = self.memory.object(address)
            if found.tag not in (1, 2) or len(found.fields) != 2:
                raise BadOlean("no name where one should be")
            last = found.fields[1]
            told = self.memory.string(last) if found.tag == 1 else self.memory.natural(last)
            before = self.name(found.fields[0])
            self.names[address] = f"{before}.{told}" if before else told
        return self.names[address]

    def constants(self) -> dict[str, Constant]:
        root = self.memory.object(self.memory.root)
        if len(root.fields) != 5:
            raise BadOlean(f"a module of {len(root.fields)} parts")
        names = [self.name(address) for address in self.memory.array(root.fields[1])]
        infos = self.memory.array(root.fields[2])
        found = {each.name: each for each in map(self._constant, infos)}
        if len(names) != len(infos) or set(names) != set(found):
            raise BadOlean("its names are not those of its constants")
        return found

    def _constant(self, address: int) -> Constant:
        info = self.memory.object(address)
        if info.tag >= len(_KINDS) or len(info.fields) != 1:
            raise BadOlean("no constant where one should be")
        kind = _KINDS[info.tag]
        value = self.memory.object(info.fields[0])
        told = self.memory.object(value.fields[0])
        if len(told.fields) != 3:
            raise BadOlean("a constant without name, levels and type")
        name, levels, type_ = told.fields
        roots = [type_]
        if kind in _VALUED:
            roots.append(value.fields[1])
        elif kind in ("inductive", "constructor", "recursor"):
            pass  # what they rest on are types, each a constant of its own
        digest = hashlib.sha256(self._levels(levels) + self.digest(type_)).hexdigest()
        uses: frozenset[str] = frozenset().union(*map(self.uses, roots))
        return Constant(self.name(name), kind, digest, uses)

    def _levels(self, address: int) -> bytes:
        """The universe parameters, in order."""
        return "\x00".join(map(self.name, self._list(address))).encode()

    def _list(self, address: int) -> list[int]:
        """What a short list holds."""
        found: list[int] = []
        while not address & 1:
            head, address = self.memory.object(address).fields
            found.append(head)
            if len(found) > _MOST_LEVELS:
                raise BadOlean("a list without an end")
        return found

    def _children(self, address: int) -> tuple[bytes, tuple[int, ...], tuple[int, ...]]:
        """Of an expression: what it says itself, its expressions, and its levels."""
        found = self.memory.object(address)
        fields = found.fields
        match found.tag, len(fields):
            case 0, 1:
                return b"b" + self.memory.natural(fields[0]).encode(), (), ()
            case 3, 1:
                return b"s", (), fields
            case 4, 2:
                levels = tuple(self._list(fields[1]))
                return b"c" + self.name(fields[0]).encode() + b"\x00", (), levels
            case 5, 2:
                return b"a", fields, ()
            case 6 | 7, 3:  # the name of what is bound and its brackets say nothing
                return b"lf"[found.tag - 6 : found.tag - 5], fields[1:], ()
            case 8, 4:
                return b"v", fields[1:], ()
            case 9, 1:
                literal = self.memory.object(fields[0])
                if literal.tag == 0 and len(literal.fields) == 1:
                    return b"n" + self.memory.natural(literal.fields[0]).encode(), (), ()
                return b"t" + self.memory.string(literal.fields[0]).encode(), (), ()
            case 10, 2:
                return b"", fields[1:], ()
            case 11, 3:
                told = f"{self.name(fields[0])}\x00{self.memory.natural(fields[1])}"
                return b"p" + told.encode(), fields[2:], ()
        raise BadOlean(f"an expression of kind {found.tag} in a finished term")

    def _read(self, root: int) -> None:
        """Digests and names used of an expression and all below it, without recursion: proofs are deep."""
        stack = [root]
        while stack:
            address = stack[-1]
            if address in self.digests:
                stack.pop()
                continue
            told, below, levels = self._children(address)
            missing = [each for each in below if each not in self.digests]
            if missing:
                stack.extend(missing)
                if len(stack) > _DEEPEST:
                    raise BadOlean("a term that holds itself")
                continue
            stack.pop()
            uses: frozenset[str] = frozenset()
            for each in below:
                more = self.used[each]
                uses = more if not uses else uses if more <= uses else uses | more
            if told[:1] == b"c":
                uses |= {told[1:-1].decode()}
            elif told[:1] == b"p":
                uses |= {told[1:].decode().partition("\x00")[0]}
            self.used[address] = uses
            if not told:  # metadata
                self.digests[address] = self.digests[below[0]]
                continue
            parts = b"".join(map(self.digests.__getitem__, below)) + b"".join(map(self._level, levels))
            self.digests[address] = hashlib.sha256(told + b"\x01" + parts).digest()

    def _level(self, address: int) -> bytes:
        found = self.memory.object(address)
        match found.tag, len(found.fields):
            case 0, 0:
                told = b"0"
            case 1, 1:
                told = b"+" + self._level(found.fields[0])
            case 2 | 3, 2:
                told = b"mi"[found.tag - 2 : found.tag - 1] + b"".join(map(self._level, found.fields))
            case 4, 1:
                told = b"u" + self.name(found.fields[0]).encode()
            case _:
                raise BadOlean("no finished universe level")
        return hashlib.sha256(told).digest()

    def digest(self, address: int) -> bytes:
        self._read(address)
        return self.digests[address]

    def uses(self, address: int) -> frozenset[str]:
        self._read(address)
        return self.used[address]


def read_constants(parts: Sequence[bytes]) -> dict[str, Constant]:
    """The constants of a module by their names; ``parts`` are its files, the one with all constants last.

    Raises :class:`BadOlean`.
    """
    try:
        return _Module(_Memory(parts)).constants()
    except (IndexError, ValueError, struct.error, RecursionError) as error:
        raise BadOlean(str(error)) from None
