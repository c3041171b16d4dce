"""What the tests of the index share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.build import Archive
from tests.index.other import Other, other_process
from tests.index.support import Counting, article, opened, run


@pytest.fixture(scope="session")
def other() -> Iterator[Other]:
    """Another process over the same archives."""
    with other_process() as other:
        yield other


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three articles of one or two passages."""
    folder = tmp_path / "articles"
    article(folder, "bridge", "The harbour bridge opens in May. It was closed for a year.")
    article(folder, "ferry", "The ferry leaves at noon. " + "It carries cars and people. " * 14)
    article(folder, "school", "The school vote was close.", publisher="Post", date="2025-02-09")
    return folder


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def archive(home: Path) -> Iterator[Archive]:
    """An empty archive."""
    with opened(home) as archive:
        yield archive


@pytest.fixture
def built(home: Path, folder: Path) -> Path:
    """The home of an archive of ``folder``, closed again."""
    with opened(home, Counting()) as archive:
        run(archive, folder)
    return home
