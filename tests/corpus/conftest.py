"""What the tests of the corpus share."""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.catalog import Catalog

_NOBODY = 65534


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    """An empty catalog."""
    catalog = Catalog(tmp_path / "home" / "catalog.sqlite")
    yield catalog
    catalog.close()


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[None]:
    """The time zone that the test names, for this process."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def own_folder() -> Iterator[Path]:
    """A folder of a user whom permissions bind, as which the test runs."""
    is_root = os.geteuid() == 0
    folder = Path(tempfile.mkdtemp()).resolve()
    if is_root:
        os.chown(folder, _NOBODY, _NOBODY)
        os.seteuid(_NOBODY)
    yield folder
    if is_root:
        os.seteuid(0)
    folder.chmod(0o700)
    for path in folder.iterdir():
        path.chmod(0o700)
    shutil.rmtree(folder)
