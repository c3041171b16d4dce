import hashlib
import io
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.decode import NotText
from corpus.readers.source import Source, shown, too_large

FILE_NAMES = st.binary(min_size=1, max_size=60).map(lambda raw: os.fsdecode(raw.replace(b"/", b"")))


def test_id_is_the_name_and_a_hash_of_the_path() -> None:
    digest = hashlib.sha256(b"/archive/2025/harbour notes.txt").hexdigest()[:16]
    source = Source(Path("/archive/2025/harbour notes.txt"))
    assert source.document_id() == f"harbour-notes-{digest}"
    assert source.document_id(7) == f"harbour-notes-{digest}-7"


def test_same_name_in_another_folder_is_another_id() -> None:
    one, two = Source(Path("/archive/1/index.md")), Source(Path("/archive/2/index.md"))
    assert one.document_id() != two.document_id()


@given(FILE_NAMES)
def test_any_file_name_gives_an_id_and_one_line_that_can_be_printed(name: str) -> None:
    source = Source(Path("/archive") / name)
    for text in (source.document_id(), source.name):
        assert text.isprintable()
        text.encode()
    assert " " not in source.document_id()
    assert source.document_id() == Source(source.path, "Publisher", {"a": "b"}, 5).document_id()


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("/archive/harbour notes.txt", "/archive/harbour notes.txt"),
        ("/archive/café.txt", "/archive/café.txt"),
        ("/archive/two\nlines.txt", r"/archive/two\nlines.txt"),
        ("/archive/\x1b[31mred.txt", r"/archive/\x1b[31mred.txt"),
        (os.fsdecode(b"/archive/caf\xe9.txt"), r"/archive/caf\udce9.txt"),
    ],
)
def test_a_path_is_shown_on_one_line(path: str, line: str) -> None:
    assert shown(path) == Source(Path(path)).name == line


def test_whole_reads_up_to_the_limit() -> None:
    source = Source(Path("/archive/a.txt"), max_bytes=10)
    assert source.whole(io.BytesIO(b"x" * 10)) == b"x" * 10
    with pytest.raises(NotText, match="larger than"):
        source.whole(io.BytesIO(b"x" * 11))


def test_a_file_over_the_limit_is_not_held_in_memory() -> None:
    handle = io.BytesIO(b"x" * 1000)
    with pytest.raises(NotText):
        Source(Path("/archive/a.txt"), max_bytes=10).whole(handle)
    assert handle.tell() == 11


def test_the_limit_and_the_setting_that_moves_it_are_named() -> None:
    assert "20 MB" in too_large(20_000_000)
    assert "DATELINE_MAX_DOCUMENT_MB" in too_large(20_000_000)
