"""Another process over the same archives, steered by one line of JSON for each thing to do."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from index.build import Archive
from tests.index.support import NOW, Counting, run, texts_found

ROOT = Path(__file__).parents[2]


class Other:
    """The near end: ``other.do("index", home, folder)`` gives what the far end returned."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def do(self, what: str, home: Path, *arguments: object) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps([what, str(home), *arguments]), file=self._process.stdin, flush=True)
        return json.loads(self._process.stdout.readline())


@contextmanager
def other_process() -> Iterator[Other]:
    command = [sys.executable, "-m", "tests.index.other"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        try:
            yield Other(process)
        finally:
            assert process.stdin is not None
            process.stdin.close()


class _FarEnd:
    def __init__(self) -> None:
        self.archives: dict[str, Archive] = {}
        self.held = ExitStack()

    def index(self, archive: Archive, folder: str) -> list[int]:
        report = run(archive, Path(folder))
        return [report.added, report.changed, report.removed]

    def remove(self, archive: Archive, *ids: str) -> None:
        archive.remove(ids, NOW)

    def found(self, archive: Archive, words: str) -> list[str]:
        return texts_found(archive, words)

    def hold(self, archive: Archive) -> None:
        """Be the writer until ``let_go``."""
        self.held.enter_context(archive.writer())

    def let_go(self, _: Archive) -> None:
        self.held.close()

    def close(self, archive: Archive) -> None:
        archive.close()
        self.archives = {home: one for home, one in self.archives.items() if one is not archive}

    def do(self, what: str, home: str, *arguments: Any) -> Any:
        if home not in self.archives:
            self.archives[home] = Archive(Path(home), Counting())
        method: Callable[..., Any] = getattr(self, what)
        try:
            return method(self.archives[home], *arguments)
        except Exception as error:
            return {"error": type(error).__name__, "message": str(error)}


if __name__ == "__main__":
    end = _FarEnd()
    for line in sys.stdin:
        print(json.dumps(end.do(*json.loads(line))), flush=True)
