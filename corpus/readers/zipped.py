"""Zip archives of files in any format that can be read, nested at most once."""

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from corpus.decode import NotText
from corpus.document import Document, Note
from corpus.readers import reader_inside
from corpus.readers.source import Source, shown, unexpected

_DEEPEST = 1
_MOST_MEMBERS = 100_000
_LOCKED = 0x1
# News packs to a third or a fifth; what unpacks to a hundred times its size is a bomb.
_GROWTH = 100
_FEW = 10
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError)


class _Bomb(Exception):
    """More comes out than any honest archive holds."""


class _Counted(io.RawIOBase):
    """A member that stops when the whole archive has given too much."""

    def __init__(self, inner: BinaryIO, room: list[int]) -> None:
        self._inner, self._room = inner, room

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        data = self._inner.read(min(len(view), 1 << 16))
        self._room[0] -= len(data)
        if self._room[0] < 0:
            raise _Bomb
        view[: len(data)] = data
        return len(data)


def read_zip(handle: BinaryIO, source: Source) -> Iterator[Document | Note]:
    """Read every member by its reader."""
    size = handle.seek(0, io.SEEK_END)
    handle.seek(0)
    room = [_GROWTH * size + _FEW * source.max_bytes]
    try:
        yield from _archive(handle, source, room, 0)
    except _Bomb:
        reason = f"unpacks to more than {_GROWTH} times its size; the rest is left out"
        yield Note(source.name, reason, incomplete=True)


def _archive(
    handle: BinaryIO, source: Source, room: list[int], depth: int
) -> Iterator[Document | Note]:
    try:
        archive = zipfile.ZipFile(handle)
    except _BROKEN as error:
        yield Note(source.name, f"not a whole zip file: {error}", incomplete=True)
        return
    with archive:
        members = archive.infolist()
        if len(members) > _MOST_MEMBERS:
            yield Note(source.name, f"more than {_MOST_MEMBERS} members; split it")
            return
        seen: set[str] = set()
        for member in members:
            part = source.member(member.filename)
            if member.is_dir() or PurePosixPath(member.filename).name.startswith("."):
                continue
            if reason := _refusal(member, seen):
                yield Note(part.name, reason)
                continue
            seen.add(member.filename)
            yield from _member(archive, member, part, room, depth)


def _refusal(member: zipfile.ZipInfo, seen: set[str]) -> str | None:
    mode = member.external_attr >> 16
    if mode and not stat.S_ISREG(mode) and stat.S_IFMT(mode):
        return "a link or another special file is not followed"
    if member.flag_bits & _LOCKED:
        return "encrypted: it needs a password"
    if member.filename in seen:
        return "a second member of the same name"
    return None


def _member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, part: Source, room: list[int], depth: int
) -> Iterator[Document | Note]:
    nested = part.path.suffix.lower() == ".zip"
    reader = None if nested else reader_inside(part.path)
    if nested and depth >= _DEEPEST:
        yield Note(part.name, "a zip in a zip in a zip is not opened")
        return
    if reader is None and not nested:
        kind = shown(part.path.suffix) or "no suffix"
        yield Note(part.name, f"no reader for {kind} files")
        return
    try:
        with archive.open(member) as packed:
            counted = cast(BinaryIO, io.BufferedReader(_Counted(cast(BinaryIO, packed), room)))
            if reader:
                yield from reader(counted, part)
            else:
                inner = io.BytesIO(part.whole(counted, _FEW))
                yield from _archive(inner, part, room, depth + 1)
    except (NotText, *_BROKEN) as error:
        yield Note(part.name, f"cannot be unpacked: {error}", incomplete=True)
    except (_Bomb, MemoryError):
        raise
    except Exception as error:
        yield unexpected(part.name, error)
