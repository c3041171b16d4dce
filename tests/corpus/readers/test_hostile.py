"""Each hostile file costs one clear note, and bounded time and memory."""

import gzip
import io
import stat
import zipfile
from pathlib import Path

import pytest

from corpus.readers import isolated
from corpus.readers.isolated import Limits
from tests.corpus.readers.hostile import (
    FETCHES,
    FILES,
    LAUGHS,
    changed,
    deflated_zeros,
    pdf,
    shown_by,
    zipped,
)
from tests.corpus.support import read, read_one, read_path, refusal

SAID = "The bridge opens on Monday, the city said."
RSS = b'<rss version="2.0"><channel><title>&b;</title><item><title>x</title></item></channel></rss>'


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits that a test can reach in a moment."""
    limits = Limits(cpu_s=5, memory_bytes=700_000_000)
    monkeypatch.setattr(isolated, "LIMITS", limits)


def broken_off(name: str, data: bytes) -> str:
    """Read a file that gives nothing because reading broke off; tell the one reason."""
    documents, notes = read(name, data)
    assert documents == []
    assert [(note.left_out, note.incomplete) for note in notes] == [(True, True)]
    return notes[0].reason


def test_a_small_pdf_made_here_is_read() -> None:
    assert read_one("a.pdf", pdf(shown_by(SAID))).text == SAID


def test_a_pdf_that_claims_ten_thousand_pages_gives_the_one_it_has() -> None:
    documents, notes = read("a.pdf", pdf(shown_by(SAID), pages=10_000))
    assert [document.text for document in documents] == [SAID]
    assert [note.left_out for note in notes] == [False]
    assert notes[0].reason == "9999 page(s) that it claims to have cannot be read"


def test_a_pdf_of_a_gigabyte_in_a_megabyte_is_given_up(small: None) -> None:
    bomb = pdf(b"", extra=b"/Filter/FlateDecode", stream=deflated_zeros(1_000_000_000))
    assert len(bomb) < 1_100_000
    reason = broken_off("a.pdf", bomb)
    assert "too much memory" in reason or "computing" in reason


def test_a_pdf_that_claims_a_stream_of_a_gigabyte_is_read_to_where_it_ends() -> None:
    data = pdf(shown_by(SAID))
    claims = data.replace(b"/Length %d" % len(shown_by(SAID)), b"/Length 1000000000")
    assert len(claims) > len(data)
    assert read_one("a.pdf", claims).text == SAID


def test_a_pdf_of_pictures_says_that_it_may_be_a_scan() -> None:
    assert refusal("a.pdf", pdf(b"0 0 m 9 9 l S")).startswith("no text; it may be a scan")


@pytest.mark.parametrize(
    ("name", "kept"), [("libreoffice.pdf", 9000), ("pandoc.docx", 5000), ("pandoc.epub", 3000)]
)
def test_a_truncated_file_is_told_from_one_read_to_its_end(name: str, kept: int) -> None:
    assert broken_off(name, (FILES / name).read_bytes()[:kept]).startswith("not a whole ")


def test_a_page_nested_100_000_deep_gives_what_lies_above() -> None:
    deep = f"<body><p>{SAID}</p>{'<div>' * 100_000}depths".encode()
    documents, notes = read("a.html", deep)
    assert [document.text for document in documents] == [SAID]
    assert [(note.reason[:17], note.left_out) for note in notes] == [("nested too deeply", False)]
    assert refusal("a.html", b"<div>" * 100_000 + b"depths").startswith("nested too deeply")


@pytest.mark.parametrize("bomb", [LAUGHS, FETCHES], ids=["billion laughs", "fetches a file"])
@pytest.mark.parametrize("kind", ["docx", "epub", "rss", "xml", "utf-16.xml"])
def test_xml_entities_are_never_expanded(kind: str, bomb: bytes) -> None:
    if kind == "docx":
        data = changed("pandoc.docx", "word/document.xml", b"?>", b"?>" + bomb)
    elif kind == "epub":
        data = changed("pandoc.epub", "EPUB/text/ch001.xhtml", b"<!DOCTYPE html>", bomb)
    elif kind == "utf-16.xml":
        data = (bomb + RSS).decode().encode("utf-16")
    else:
        data = b'<?xml version="1.0"?>' + bomb + RSS
    assert refusal(f"a.{kind}", data).startswith("declares XML entities")


def test_an_encrypted_pdf_needs_a_password() -> None:
    assert refusal("a.pdf", (FILES / "encrypted.pdf").read_bytes()).startswith("encrypted")


def test_a_flat_bomb_and_a_nested_one() -> None:
    packed = zipped({"a.txt": bytes(3_000_000)})
    assert "larger than 1 MB" in refusal("a.zip", packed, max_bytes=1_000_000)
    lines = zipped({f"{n}.jsonl": bytes(6_000_000) for n in range(6)})
    bomb = zipped({"b.txt": SAID.encode(), "inner.zip": lines, "c.txt": b"never reached"})
    documents, notes = read("a.zip", bomb, max_bytes=1_000_000)
    assert [document.text for document in documents] == [SAID]
    assert notes[-1].where == "/archive/a.zip"
    assert notes[-1].reason.startswith("unpacks to more than 100 times its size")
    assert notes[-1].incomplete


@pytest.mark.parametrize("kind", ["docx", "epub"])
def test_a_document_that_unpacks_to_far_more_is_refused(kind: str) -> None:
    bomb = zipped({"word/document.xml": bytes(11_000_000)})
    assert "unpacks to more than 10 MB" in refusal(f"a.{kind}", bomb, max_bytes=1_000_000)


def test_a_link_in_a_zip_is_not_followed() -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(link, "../../secret.txt")
    assert "link" in refusal("a.zip", target.getvalue())


def test_a_zip_with_a_password_is_told() -> None:
    data = bytearray(zipped({"a.txt": SAID.encode()}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    assert refusal("a.zip", bytes(data)) == "encrypted: it needs a password"


def test_a_file_name_of_two_lines_stays_on_one(tmp_path: Path) -> None:
    path = tmp_path / "two\nlines.html"
    path.write_bytes(b"")
    _, notes = read_path(path)
    assert [(note.where, note.reason) for note in notes] == [
        (f"{tmp_path}/two\\nlines.html", "empty")
    ]


def test_a_truncated_gzip_of_a_risky_format_is_told() -> None:
    packed = gzip.compress((FILES / "saved-page.html").read_bytes())
    assert read_one("a.html.gz", packed).publisher == "The Osterhithe Courier"
    assert broken_off("a.html.gz", packed[:500]).startswith("not a whole gzip file")
