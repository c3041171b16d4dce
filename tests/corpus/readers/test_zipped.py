from tests.corpus.readers.hostile import FILES, zipped
from tests.corpus.support import read, read_one

ONE, TWO = b"The bridge opens on Monday.", b"The ferry stops on Tuesday."


def test_every_member_is_read_by_its_reader() -> None:
    data = zipped(
        {
            "2025/a.txt": ONE,
            "b.md": b"# Ferry stops\n" + TWO,
            "c.jsonl": b'{"text": "Third."}\n{"text": "Fourth."}\n',
            "saved-page.html": (FILES / "saved-page.html").read_bytes(),
            "libreoffice.pdf": (FILES / "libreoffice.pdf").read_bytes(),
            ".hidden": b"x",
        }
    )
    documents, notes = read("all.zip", data)
    assert notes == []
    assert [document.text[:8] for document in documents] == [
        "The brid",
        "The ferr",
        "Third.",
        "Fourth.",
        "A year t",
        "Shafaq N",
    ]
    assert documents[-1].page_of(len(documents[-1].text)) == 2


def test_ids_come_from_path_and_member_never_from_content() -> None:
    one, other = (read_one("all.zip", zipped({"in/a.txt": text})) for text in (ONE, TWO))
    assert one.id == other.id
    assert one.id.startswith("a-")
    assert read_one("other.zip", zipped({"in/a.txt": ONE})).id != one.id
    assert (
        read_one(
            "all.zip",
            zipped(
                {
                    "b.txt": ONE,
                }
            ),
        ).id
        != one.id
    )


def test_a_zip_in_a_zip_is_opened_once() -> None:
    deepest = zipped({"c.txt": b"Too deep."})
    data = zipped({"in.zip": zipped({"b.txt": TWO, "deep.zip": deepest}), "a.txt": ONE})
    documents, notes = read("all.zip", data)
    assert [document.text for document in documents] == [TWO.decode(), ONE.decode()]
    assert [(note.where, note.reason) for note in notes] == [
        ("/archive/all.zip!/in.zip!/deep.zip", "a zip in a zip in a zip is not opened")
    ]


def test_notes_name_the_member() -> None:
    documents, notes = read(
        "all.zip", zipped({"new\nline.bin": b"x", "../up.txt": ONE, "bad.txt": b"\0\1"})
    )
    assert [document.text for document in documents] == [ONE.decode()]
    assert [(note.where, note.reason) for note in notes] == [
        ("/archive/all.zip!/new\\nline.bin", "no reader for .bin files"),
        ("/archive/all.zip!/bad.txt", "binary, not text"),
    ]
