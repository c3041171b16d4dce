"""Readers of risky formats, run in a process of their own that is watched and limited.

Hostile files can make a parser loop, fill the memory or crash. The worker
(``corpus.readers.worker``) is started once and used for many files. When it breaks a limit it is
killed, the file gets a note, and the next file gets a new worker. Linux and macOS.
"""

import atexit
import io
import json
import os
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from importlib import import_module
from typing import Any, BinaryIO

from corpus.document import Document, Note
from corpus.readers.source import Source, too_large

Reader = Callable[[BinaryIO, Source], Iterator[Document | Note]]

HEADER = struct.Struct(">I")


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading may take: ``cpu_s``, ``wall_s`` for a document, ``file_s`` for a file.

    ``growth`` bounds what may come out of a file, in bytes for each of its own.
    """

    cpu_s: int = 30
    wall_s: float = 60.0
    memory_bytes: int = 1_500_000_000
    file_s: float = 300.0
    bytes_per_s: int = 50_000
    growth: int = 100


LIMITS = Limits()

_START = "from corpus.readers.worker import main; main()"


class _Died(Exception):
    """The worker ended, or has to be ended; the message is for the user."""


class _Worker:
    """The near end of one worker process."""

    def __init__(self) -> None:
        self._socket, far = socket.socketpair()
        self._input = self._socket.makefile("rb")
        path = os.pathsep.join(entry or os.getcwd() for entry in sys.path)
        with far:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-W", "ignore", "-c", _START],
                stdin=far.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=os.environ | {"PYTHONPATH": path},
            )

    def send(self, job: dict[str, Any], file: BinaryIO) -> None:
        """Hand over one open file, and wait until it is taken up."""
        data = json.dumps(job).encode()
        try:
            self._socket.settimeout(LIMITS.wall_s)
            socket.send_fds(self._socket, [HEADER.pack(len(data)) + data], [file.fileno()])
        except OSError as error:
            raise _Died(self._last_words()) from error
        self.receive(HEADER.size + len(data), LIMITS.wall_s)

    def receive(self, limit: int, wait_s: float) -> dict[str, Any]:
        """Wait for one answer of at most ``limit`` bytes."""
        self._socket.settimeout(max(wait_s, 0.001))
        try:
            (size,) = HEADER.unpack(self._read(HEADER.size))
            if size > limit:
                raise _Died("gives more text than its size allows")
            answer: dict[str, Any] = json.loads(self._read(size))
        except TimeoutError as error:
            raise _Died("took too long to read") from error
        except ConnectionError as error:
            raise _Died(self._last_words()) from error
        return answer

    def stop(self) -> None:
        """End the process, whatever it does."""
        with suppress(OSError):
            self._input.close()
        self._socket.close()
        self._process.kill()
        self._process.wait()

    def _read(self, size: int) -> bytes:
        data = self._input.read(size)
        if len(data) < size:
            raise ConnectionResetError
        return data

    def _last_words(self) -> str:
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(5)
        code = self._process.returncode or 0
        if -code in (signal.SIGXCPU, signal.SIGKILL):
            return f"took more than {LIMITS.cpu_s} s of computing to read"
        name = signal.Signals(-code).name if code < 0 else f"exit code {code}"
        return f"stopped its reader ({name}), perhaps by needing too much memory"


# Workers that wait for the next file. One is kept; more work only where readers are interleaved.
_idle: list[_Worker] = []


def limited(reader: str) -> Reader:
    """Wrap a reader, named as ``module:function`` of this package, to run in the worker."""

    def read(handle: BinaryIO, source: Source) -> Iterator[Document | Note]:
        with _as_file(handle, source) as file:
            if file is None:
                yield Note(source.name, too_large(LIMITS.growth * source.max_bytes))
            else:
                yield from _read(reader, file, source)

    return read


def find(reader: str) -> Reader:
    """Import a reader of this package by ``module:function``: risky ones, only in the worker."""
    module, function = reader.split(":")
    found: Reader = getattr(import_module(f"corpus.readers.{module}"), function)
    return found


def close_workers() -> None:
    """End the workers that wait for the next file."""
    while _idle:
        _idle.pop().stop()


atexit.register(close_workers)
os.register_at_fork(after_in_child=_idle.clear)


@contextmanager
def _as_file(handle: BinaryIO, source: Source) -> Iterator[BinaryIO | None]:
    """The same bytes in a file that another process can be given; None where they are too many."""
    if isinstance(handle, io.BufferedReader):
        yield handle
        return
    with tempfile.TemporaryFile() as copy:
        limit = LIMITS.growth * source.max_bytes
        while part := handle.read(1 << 20):
            if copy.tell() + len(part) > limit:
                yield None
                return
            copy.write(part)
        copy.flush()
        copy.seek(0)
        yield copy


def _read(reader: str, file: BinaryIO, source: Source) -> Iterator[Document | Note]:
    job = {"reader": reader, "source": asdict(source) | {"path": str(source.path)}}
    worker = None
    try:
        worker = _begun(job | {"limits": asdict(LIMITS)}, file)
        yield from _items(worker, os.fstat(file.fileno()).st_size, source)
        _idle.append(worker)
        worker = None
    except _Died as error:
        yield Note(source.name, str(error), incomplete=True)
    finally:
        # Also when the caller stopped half-way: the rest of the answers is still to come.
        if worker:
            worker.stop()


def _begun(job: dict[str, Any], file: BinaryIO) -> _Worker:
    while _idle:
        waiting = _idle.pop()
        try:
            waiting.send(job, file)
            return waiting
        except _Died:
            waiting.stop()
    fresh = _Worker()
    try:
        fresh.send(job, file)
    except _Died:
        fresh.stop()
        raise
    return fresh


def _items(worker: _Worker, size: int, source: Source) -> Iterator[Document | Note]:
    room = LIMITS.growth * (size + source.max_bytes)
    left_s = LIMITS.file_s + size / LIMITS.bytes_per_s
    while True:
        began = time.monotonic()
        answer = worker.receive(room, min(LIMITS.wall_s, left_s))
        left_s -= time.monotonic() - began
        if "document" in answer:
            document = Document.from_json(answer["document"])
            room -= len(document.text)
            yield document
        elif "note" in answer:
            yield Note(**answer["note"])
        else:
            return
