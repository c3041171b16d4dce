"""The process in which risky files are read; ``corpus.readers.isolated`` is its other end."""

import json
import os
import queue
import resource
import signal
import socket
import threading
import warnings
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

from corpus.document import Document, Note
from corpus.readers.isolated import HEADER, find
from corpus.readers.source import Source, unexpected

# A worker that is no longer needed gives its memory back.
_IDLE_S = 60.0

_Job = tuple[dict[str, Any], int]


def main() -> None:
    """Read the files that come over standard input, a socket, until it is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    warnings.simplefilter("ignore")
    channel = socket.socket(fileno=os.dup(0))
    jobs: queue.Queue[_Job] = queue.Queue()
    threading.Thread(target=_listen, args=(channel, jobs), daemon=True).start()
    while True:
        try:
            job, descriptor = jobs.get(timeout=_IDLE_S)
        except queue.Empty:
            os._exit(0)
        _send(channel, {})
        with open(descriptor, "rb") as handle:
            healthy = _serve(channel, job, handle)
        _send(channel, {})
        if not healthy:
            os._exit(0)


def _listen(channel: socket.socket, jobs: "queue.Queue[_Job]") -> None:
    """Wait for work beside the work: so a worker ends with its parent, whatever it is at."""
    try:
        while True:
            data, descriptors, _, _ = socket.recv_fds(channel, HEADER.size, 1)
            if not data:
                break
            (size,) = HEADER.unpack(data + _exactly(channel, HEADER.size - len(data)))
            jobs.put((json.loads(_exactly(channel, size)), descriptors[0]))
    finally:
        os._exit(0)


def _exactly(channel: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        part = channel.recv(size - len(data))
        if not part:
            os._exit(0)
        data += part
    return data


def _send(channel: socket.socket, answer: dict[str, Any]) -> None:
    data = json.dumps(answer).encode()
    channel.sendall(HEADER.pack(len(data)) + data)


def _serve(channel: socket.socket, job: dict[str, Any], handle: BinaryIO) -> bool:
    """Read one file; whether the process is fit for another."""
    source = Source(**(job["source"] | {"path": Path(job["source"]["path"])}))
    try:
        for item in _limited(find(job["reader"])(handle, source), job["limits"]):
            kind = "document" if isinstance(item, Document) else "note"
            _send(channel, {kind: asdict(item)})
    except MemoryError:
        note = Note(source.name, "needs more memory to read than is allowed", incomplete=True)
        _send(channel, {"note": asdict(note)})
        return False
    except Exception as error:
        _send(channel, {"note": asdict(unexpected(source.name, error))})
    return True


def _limited(items: Iterator[Document | Note], limits: dict[str, Any]) -> Iterator[Document | Note]:
    """Bound the memory of the process, and its computing for each item."""
    _soft(resource.RLIMIT_AS, limits["memory_bytes"])
    while True:
        used = resource.getrusage(resource.RUSAGE_SELF)
        _soft(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + 1 + limits["cpu_s"])
        try:
            item = next(items)
        except StopIteration:
            return
        yield item


def _soft(kind: int, value: int) -> None:
    """Set a limit that can be moved again for the next file."""
    hard = resource.getrlimit(kind)[1]
    highest = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(kind, (highest, hard))
