import gzip
import random
from pathlib import Path

import pytest

from corpus.readers import READERS, formats, reader_for
from tests.corpus.support import read, read_one, refusal

TEXT = b"The bridge opens on Monday, the city said."
LINE = b'{"text": "The bridge opens on Monday, the city said."}\n'


@pytest.mark.parametrize(
    "name", ["a.txt", "a.text", "a.md", "a.markdown", "A.TXT", "a.b.md", "a.TXT.GZ", "a.md.gz"]
)
def test_a_text_is_read_by_its_suffix(name: str) -> None:
    data = gzip.compress(TEXT) if name.lower().endswith(".gz") else TEXT
    assert read_one(name, data).text == TEXT.decode()


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "a.jsonl.gz", "a.NDJSON.gz"])
def test_json_lines_are_read_by_their_suffix(name: str) -> None:
    data = gzip.compress(LINE) if name.endswith(".gz") else LINE
    assert read_one(name, data).text == TEXT.decode()


@pytest.mark.parametrize(
    "name", ["a", "a.xyz", "a.gz", "a.tar.gz", "a.txt.bak", "txt", ".txt", "a."]
)
def test_other_suffixes_have_no_reader(name: str) -> None:
    assert reader_for(Path(name)) is None


def test_every_format_is_named() -> None:
    assert all(suffix in formats() for suffix in (*READERS, ".gz"))


@pytest.mark.parametrize("kind", ["txt", "md", "jsonl"])
@pytest.mark.parametrize(
    "data",
    [TEXT, gzip.compress(LINE)[:20], b"\x1f\x8b\x08\0\0\0\0\0\0\x03\xff\xff"],
    ids=["plain", "cut off", "spoilt"],
)
def test_what_is_no_whole_gzip_file_is_refused(kind: str, data: bytes) -> None:
    assert refusal(f"a.{kind}.gz", data).startswith("not a whole gzip file: ")


@pytest.mark.parametrize("spoil", ["cut off", "overwritten"])
def test_a_spoilt_gzip_file_gives_what_came_before(spoil: str) -> None:
    numbers = random.Random(1)
    lines = [b'{"text": "Number %x"}\n' % numbers.getrandbits(400) for _ in range(2000)]
    data = gzip.compress(b"".join(lines))
    half = len(data) // 2
    spoilt = data[:half] if spoil == "cut off" else data[:half] + b"\xff" * 50 + data[half + 50 :]
    documents, notes = read("a.jsonl.gz", spoilt)
    assert 500 < len(documents) < 2000
    assert notes[-1].reason.startswith("not a whole gzip file: ")
    assert notes[-1].where == "/archive/a.jsonl.gz"


def test_a_gzip_file_that_unpacks_to_more_than_the_limit_is_refused() -> None:
    bomb = gzip.compress(b"a" * 5_000_000)
    assert len(bomb) < 10_000
    assert "larger than 1 MB" in refusal("a.txt.gz", bomb, max_bytes=1_000_000)
    assert "larger than 1 MB" in refusal("a.jsonl.gz", bomb, max_bytes=1_000_000)
