import io
import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpus
from corpus.document import Document, Note
from corpus.readers.jsonl import from_record, read_jsonl
from corpus.readers.source import Source
from tests.corpus.support import read, read_one, refusal

SOURCE = Source(Path("/archive/a.jsonl"))


def line(**record: Any) -> bytes:
    return json.dumps(record).encode() + b"\n"


def test_every_field_of_the_contract_is_read() -> None:
    article = read_one(
        "a.jsonl",
        line(
            id="npa-1",
            text=" The bridge opens.\r\nSoon. ",
            title="Bridge\nopens",
            publisher="The Courier",
            published_at="2025-02-09T12:08:08+03:00",
            authors=["Nell Garrow", "Ann Lee"],
            url="https://courier.example/1",
            language="en",
            other={"left": "out"},
        ),
    )
    fields = ("publisher", "url", "language", "title", "published_at", "authors")
    assert article == Document(
        "npa-1",
        "The bridge opens.\nSoon.",
        "Bridge opens",
        "The Courier",
        "2025-02-09T12:08:08+03:00",
        ("Nell Garrow", "Ann Lee"),
        "https://courier.example/1",
        "en",
        found_in=tuple((name, f"field {name}") for name in fields),
    )


def test_the_shipped_wire_is_read_without_a_note() -> None:
    path = Path(corpus.__file__).parent / "articles" / "wire.jsonl"
    documents, notes = read("wire.jsonl", path.read_bytes())
    records = [json.loads(each) for each in path.read_text(encoding="utf-8").splitlines()]
    assert notes == []
    assert [document.id for document in documents] == [record["id"] for record in records]
    assert [document.text for document in documents] == [record["text"] for record in records]


@pytest.mark.parametrize(
    ("record", "given_id"),
    [
        ({"id": "npa-1", "url": "https://a.example"}, "npa-1"),
        ({"id": 17}, "17"),
        ({"id": 0}, "0"),
        ({"id": "a/b c"}, "a/b c"),
        ({"id": "", "url": "https://a.example"}, "https://a.example"),
        ({"id": None, "url": "https://a.example"}, "https://a.example"),
        ({"id": " "}, SOURCE.document_id(1)),
        ({}, SOURCE.document_id(1)),
    ],
)
def test_an_id_is_the_given_one_or_the_url_or_the_place(
    record: dict[str, Any], given_id: str
) -> None:
    assert read_one("a.jsonl", line(text="The bridge opens.", **record)).id == given_id


def test_an_id_is_never_made_from_the_content() -> None:
    before, _ = read("a.jsonl", line(text="One.") + line(text="Two."))
    after, _ = read("a.jsonl", line(text="Uno.") + b"\n" + line(text="Three."))
    assert before[0].id == after[0].id
    assert before[0].version != after[0].version
    assert after[1].id == SOURCE.document_id(3)


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (b'{"title": "no text"}', "no text"),
        (b'{"text": null}', "no text"),
        (b'{"text": ""}', "no text"),
        (b'{"text": " \\n "}', "no text"),
        (b'{"text": 7}', "text must be a string, not int"),
        (b'{"text": ["a"]}', "text must be a string, not list"),
        (b'{"text": "x", "title": {"a": 1}}', "title must be a string, not dict"),
        (b'{"text": "x", "publisher": ["a"]}', "publisher must be a string, not list"),
        (b'{"text": "x", "authors": {"name": "A"}}', "authors must be a string, not dict"),
        (b'{"text": "x", "id": true}', "id must be a string, not bool"),
        (b'[{"text": "x"}]', "an object is needed, not list"),
        (b'"text"', "an object is needed, not str"),
        (b"null", "an object is needed, not NoneType"),
        (b"7", "an object is needed, not int"),
        (b'{"text": "x"', "not JSON: Expecting ',' delimiter at column 13"),
        (b"{'text': 'x'}", "not JSON: "),
        (b'{"text": "x"} {"text": "y"}', "not JSON: Extra data at column 15"),
        (b'{"text": "a\tb"}', "not JSON: Invalid control character"),
        (b'{"text": "\\ud800"}', "text holds half a character (a lone surrogate)"),
        (b'{"text": "x", "id": "\\ud800"}', "id holds half a character (a lone surrogate)"),
        (b'{"text": "x", "title": "\\udfff"}', "title holds half a character (a lone surrogate)"),
        (b'{"text": "x", "authors": ["\\ud800"]}', "authors holds half a character"),
        (b"\x89PNG\x1a\0\0", "binary, not text"),
        (b"[" * 100_000, "maximum recursion depth exceeded"),
        (b'{"text": ' + b"1" * 5000 + b"}", "Exceeds the limit"),
        (b'{"text": "%s"}' % (b"x" * 2_000_000), "larger than 1 MB"),
    ],
    ids=lambda value: repr(value[:34]),
)
def test_a_bad_line_costs_only_itself(bad: bytes, reason: str) -> None:
    good = line(text="The first.") + bad + b"\n" + line(text="The third.")
    documents, [note] = read("a.jsonl", good, max_bytes=1_000_000)
    assert [document.text for document in documents] == ["The first.", "The third."]
    assert note.left_out
    assert note.where == "/archive/a.jsonl:2"
    assert note.reason.startswith(reason)
    assert note.reason.isprintable()


@pytest.mark.parametrize("data", [b"", b"\n", b" \n\t\r\n\n"])
def test_a_file_without_a_line_is_left_out(data: bytes) -> None:
    assert refusal("a.jsonl", data) == "holds no document"


def test_a_file_of_one_bad_line_is_told_once() -> None:
    assert refusal("a.jsonl", b"[]") == "an object is needed, not list"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_wide_letters_are_told_once_for_the_file(encoding: str) -> None:
    data = (line(text="One.") + line(text="Two.")).decode().encode(encoding)
    assert "save it as" in refusal("a.jsonl", data)


def test_a_mark_at_the_start_and_any_line_end_are_no_part_of_a_line() -> None:
    data = b"\xef\xbb\xbf" + line(text="One.").replace(b"\n", b"\r\n") + line(text="Two.")[:-1]
    documents, notes = read("a.jsonl", data)
    assert ([document.text for document in documents], notes) == (["One.", "Two."], [])


def test_a_line_in_another_encoding_is_read_with_a_note() -> None:
    text = "Le café à Paris a fermé; où êtes-vous allés, près de la forêt?"
    old = json.dumps({"text": text}, ensure_ascii=False).encode("cp1252")
    [one, two], [note] = read("a.jsonl", line(text="One.") + old + b"\n")
    assert (one.text, two.text) == ("One.", text)
    assert (note.where, note.left_out) == ("/archive/a.jsonl:2", False)
    assert note.reason == "not UTF-8; read as cp1252: check its text"


@pytest.mark.parametrize("value", ["soon", "2025-02-30", "Feb 2025", 1739102888, False, 0, [1], {}])
def test_an_unreadable_date_costs_only_the_date(value: object) -> None:
    [article], [note] = read("a.jsonl", line(text="The bridge opens.", published_at=value))
    assert article.published_at is None
    assert (note.where, note.left_out) == ("/archive/a.jsonl:1", False)
    assert note.reason.endswith("; kept without a date")


@pytest.mark.parametrize("value", [None, "", "  "])
def test_no_date_is_no_fault(value: str | None) -> None:
    assert read_one("a.jsonl", line(text="x", published_at=value)).published_at is None


def test_an_id_given_twice_keeps_the_first_and_names_its_line() -> None:
    data = line(id="a", text="One.") + b"\n" + line(id="a", text="Two.", published_at="soon")
    [article], [note] = read("a.jsonl", data)
    assert article.text == "One."
    assert (note.where, note.left_out) == ("/archive/a.jsonl:3", True)
    assert note.reason == "id 'a' was given before, on line 1"


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"headline": "H", "text": "x"}, ("H", "x")),
        ({"headline": "H", "title": "T", "text": "x"}, ("H", "x")),
        ({"title": "T", "text": "x"}, ("T", "x")),
        ({"headline": None, "text": "x"}, ("x", "x")),
    ],
)
def test_a_renamed_field_goes_first(record: dict[str, Any], expected: tuple[str, str]) -> None:
    article = read_one("a.jsonl", line(**record), fields={"title": "headline"})
    assert (article.title, article.text) == expected


def test_two_fields_can_change_places() -> None:
    swapped = {"title": "text", "text": "title"}
    article = read_one("a.jsonl", line(title="The body.", text="The head."), fields=swapped)
    assert (article.title, article.text) == ("The head.", "The body.")


def test_a_publisher_for_all_fills_only_what_is_open() -> None:
    data = line(text="One.", publisher="The Courier") + line(text="Two.")
    documents, _ = read("a.jsonl", data, publisher="Other")
    assert [document.publisher for document in documents] == ["The Courier", "Other"]


class _Endless(io.RawIOBase):
    """One line of ``size`` bytes between two good ones, made as it is read."""

    def __init__(self, size: int) -> None:
        self.left = size
        self.ends = [line(text="One."), b"\n" + line(text="Three.")]

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = b"x" * min(len(buffer), self.left) if len(self.ends) == 1 else b""
        self.left -= len(data)
        data = data or (self.ends.pop(0) if self.ends else b"")
        buffer[: len(data)] = data
        return len(data)


def test_a_huge_line_is_never_held_in_memory() -> None:
    handle = io.BufferedReader(_Endless(50_000_000))
    tracemalloc.start()
    items = list(read_jsonl(handle, Source(Path("/archive/a.jsonl"), max_bytes=100_000)))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [getattr(item, "text", None) for item in items] == ["One.", None, "Three."]
    assert peak < 2_000_000


def test_documents_come_while_the_file_is_read() -> None:
    handle = io.BytesIO(line(text="x" * 1000) * 100)
    first = next(read_jsonl(handle, SOURCE))
    assert isinstance(first, Document)
    assert handle.tell() < 2000


@given(st.lists(st.tuples(st.booleans(), st.binary(max_size=20))))
def test_each_line_gives_one_document_or_one_note(lines: list[tuple[bool, bytes]]) -> None:
    written = [
        line(text=f"Good {raw.hex()}.") if good else b"~" + raw.replace(b"\n", b"") + b"\n"
        for good, raw in lines
    ]
    documents, notes = read("a.jsonl", b"".join(written))
    assert [document.text for document in documents] == [
        f"Good {raw.hex()}." for good, raw in lines if good
    ]
    bad = [f"/archive/a.jsonl:{number}" for number, (good, _) in enumerate(lines, 1) if not good]
    assert [note.where for note in notes if note.left_out] == (
        bad if lines else ["/archive/a.jsonl"]
    )


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
KEYS = "id text title publisher published_at authors url language other".split()


@given(st.dictionaries(st.sampled_from(KEYS), JSON | st.text()))
def test_any_record_is_a_document_or_an_error(record: dict[str, Any]) -> None:
    try:
        document = from_record(record, "fallback", {"text": "other"})
    except (TypeError, ValueError):
        return
    assert document.text == document.text.strip() != ""
    assert document.id
    document.version.encode()
    repr(document.published_day)
    for field in (document.id, document.title, document.text, *document.authors):
        field.encode()


def test_the_notes_of_a_line_stand_before_its_document() -> None:
    items = list(read_jsonl(io.BytesIO(line(text="x", published_at="soon")), SOURCE))
    assert [type(item) for item in items] == [Note, Document]
