"""Work in processes that are killed, each at one call of a function.

The instants are counted in calls of and by the project's own functions, so that the same instant
is hit every time.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType
from typing import Any

from index import ingest
from index.build import Archive
from index.keywords import KeywordIndex, Unit
from index.local import LocalStore
from tests.index.support import Counting, run

ROOT = Path(__file__).parents[2]
OURS = tuple(str(ROOT / folder) + os.sep for folder in ("corpus", "index"))


def killed(what: str, source: Path, instants: Sequence[int], folder: Path) -> list[bool]:
    """Do some work once for each instant, on copies of ``source`` named by the instant.

    Returns:
        For each, whether it was killed; else it had come to its end before.
    """
    orders = json.dumps([what, str(source), list(instants), str(folder)])
    command = [sys.executable, "-m", "tests.index.killed", orders]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found: list[bool] = json.loads(done.stdout)
    return found


def copy_for(source: Path, instant: int) -> Path:
    return source.with_name(f"{source.name}-{instant}")


def calls(work: Callable[[], Any], kill_at: int = 0) -> int:
    """Count the calls of and by the project's functions, and kill this process at one of them."""
    count = 0

    def profile(frame: FrameType, event: str, _: object) -> None:
        nonlocal count
        if event in ("call", "c_call") and frame.f_code.co_filename.startswith(OURS):
            count += 1
            if count == kill_at:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(profile)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def index_folder(home: Path, folder: Path) -> Callable[[], Any]:
    ingest._WINDOW, ingest._SLICE = 5, 2
    return lambda: run(Archive(home, Counting()), folder)


def save_store(home: Path, _: Path) -> Callable[[], Any]:
    store = LocalStore(home, "model", 3, "whole")
    store.vectors.commit(2)
    return store.save


def commit_words(home: Path, _: Path) -> Callable[[], Any]:
    words = KeywordIndex(home)

    def work() -> None:
        words.delete([1])
        words.add([Unit(3, 3, "harbour", None, None, None)])
        words.commit(2)
        words.release()
        words.clear()
        words.add([Unit(4, 4, "harbour", None, None, None)])
        words.commit(1)

    return work


WORK = {"index": index_folder, "save": save_store, "words": commit_words}


def _in_a_process(work: Callable[[], Callable[[], Any]], kill_at: int) -> bool:
    child = os.fork()
    if not child:
        calls(work(), kill_at)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert status in (0, signal.SIGKILL), status
    return status != 0


def _main(what: str, source: str, instants: list[int], folder: str) -> list[bool]:
    found = []
    for instant in instants:
        home = copy_for(Path(source), instant)
        shutil.copytree(source, home)
        found.append(_in_a_process(lambda: WORK[what](home, Path(folder)), instant))  # noqa: B023
    return found


if __name__ == "__main__":
    print(json.dumps(_main(*json.loads(sys.argv[1]))))
