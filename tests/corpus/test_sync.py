import gzip
import json
import os
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from corpus import sync
from corpus.catalog import Catalog, drop, put
from corpus.document import Document, Note
from corpus.readers.source import Source
from corpus.sync import File, Given, Scan
from corpus.tables import documents, files
from tests.corpus.support import NOW

SAID = "nothing"
TEXT = "The bridge opens on Monday, the city said."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder of articles."""
    (tmp_path / "articles").mkdir()
    return tmp_path / "articles"


def as_read(document: Document) -> Given:
    return Given(document.id, document.version, document.version)


def write(path: Path, text: str = TEXT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def records(path: Path, **texts: str) -> Path:
    """A JSON lines file with these ids and texts."""
    return write(path, "".join(json.dumps({"id": i, "text": t}) + "\n" for i, t in texts.items()))


def look(catalog: Catalog, *roots: Path, said: str = SAID) -> Scan:
    with catalog.reading() as connection:
        return sync.scan(connection, roots, lambda _: said)


def take_in(catalog: Catalog, *roots: Path, said: str = SAID) -> Scan:
    """Bring the catalog in step, file by file, in the order that the index keeps too."""
    found = look(catalog, *roots, said=said)
    with catalog.writing() as connection:
        orphans = []
        for file in found.changed:
            seen, notes = set(), []
            for item, _ in sync.read(file, Source(file.path)):
                if isinstance(item, Note):
                    notes.append(item)
                    continue
                seen.add(item.id)
                put(connection, item, NOW)
                sync.record_origin(connection, file.path, as_read(item))
            sync.record_file(connection, file, said, notes)
            lost = set(sync.given_by(connection, str(file.path))) - seen
            orphans += sync.unlink(connection, str(file.path), sorted(lost))
        for path in found.gone:
            lost = set(sync.given_by(connection, path))
            orphans += sync.unlink(connection, path, sorted(lost))
            sync.forget_file(connection, path)
        drop(connection, orphans)
    return found


def held(catalog: Catalog) -> dict[str, str]:
    """The texts in the catalog by id."""
    with catalog.reading() as connection:
        ids = connection.execute(select(documents.c.id)).scalars().all()
    return {each: kept.document.text for each in ids if (kept := catalog.get(each))}


def names(found: Scan) -> list[str]:
    return [file.path.name for file in found.changed]


# What is found


def test_files_are_found_below_a_folder_in_a_steady_order(catalog: Catalog, folder: Path) -> None:
    for name in ("b.txt", "a.md", "sub/c.jsonl", "sub/deep/d.txt", "another/e.txt.gz"):
        write(folder / name)
    found = look(catalog, folder)
    assert names(found) == ["a.md", "b.txt", "e.txt.gz", "c.jsonl", "d.txt"]
    assert found.changed[0] == File(
        folder / "a.md", len(TEXT), (folder / "a.md").stat().st_mtime_ns
    )
    assert found.total_bytes == 5 * len(TEXT)
    assert (found.unchanged, found.gone, found.notes, found.missing) == (0, [], [], [])


def test_hidden_files_and_folders_are_passed_by(catalog: Catalog, folder: Path) -> None:
    for name in (".hidden.txt", ".git/a.txt", "seen.txt"):
        write(folder / name)
    assert names(look(catalog, folder)) == ["seen.txt"]


def test_a_hidden_file_that_is_named_is_read(catalog: Catalog, folder: Path) -> None:
    assert names(look(catalog, write(folder / ".hidden.txt"))) == [".hidden.txt"]
    assert names(look(catalog, write(folder / ".git" / "a.txt").parent)) == ["a.txt"]


@pytest.mark.parametrize("name", ["a.xyz", "README", "a.tar.gz", "a.b\nc", "caf\udce9.\udce9"])
def test_a_file_without_a_reader_is_told(catalog: Catalog, folder: Path, name: str) -> None:
    write(folder / name)
    write(folder / "z.txt")
    found = look(catalog, folder)
    [note] = found.notes
    assert note.left_out
    assert note.where == Source(folder / name).name
    assert note.reason.startswith("no reader for ")
    assert (note.where + note.reason).isprintable()
    assert names(found) == ["z.txt"]


def test_what_is_no_file_is_told(catalog: Catalog, folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    (folder / "dangling.txt").symlink_to(folder / "nowhere.txt")
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    write(folder / "z.txt")
    found = look(catalog, folder)
    told = {Path(note.where).name: note.reason for note in found.notes}
    assert told == {
        "pipe.txt": "not a regular file",
        "dangling.txt": "No such file or directory",
        "loop.txt": "Too many levels of symbolic links",
    }
    assert names(found) == ["z.txt"]
    assert [note.reason for note in look(catalog, folder / "pipe.txt").notes] == [
        "not a regular file"
    ]


def test_a_link_to_a_file_is_read(catalog: Catalog, folder: Path, tmp_path: Path) -> None:
    (folder / "link.txt").symlink_to(write(tmp_path / "elsewhere.txt"))
    assert names(look(catalog, folder)) == ["link.txt"]


def test_a_link_to_a_folder_elsewhere_is_told_and_not_followed(
    catalog: Catalog, folder: Path, tmp_path: Path
) -> None:
    (folder / "link").symlink_to(write(tmp_path / "elsewhere" / "a.txt").parent)
    (folder / ".hidden").symlink_to(tmp_path / "elsewhere")
    found = look(catalog, folder)
    assert [(note.where, note.left_out) for note in found.notes] == [(str(folder / "link"), True)]
    assert found.changed == []


def test_a_link_that_goes_in_a_circle_ends(catalog: Catalog, folder: Path) -> None:
    write(folder / "sub" / "a.txt")
    (folder / "sub" / "up").symlink_to(folder)
    found = look(catalog, folder)
    assert (names(found), found.notes) == (["a.txt"], [])


@pytest.fixture
def deep(folder: Path) -> Iterator[Path]:
    """A folder below 1500 others; Python 3.11 can neither make nor remove it in one call."""
    path = folder
    for _ in range(1500):
        path = path / "d"
        path.mkdir()
    yield path
    subprocess.run(["rm", "-rf", folder / "d"], check=True)


def test_a_thousand_folders_in_one_another_are_read(
    catalog: Catalog, folder: Path, deep: Path
) -> None:
    write(folder / "a.txt")
    write(deep / "b.txt")
    assert names(take_in(catalog, folder)) == ["a.txt", "b.txt"]
    assert look(catalog, folder).unchanged == 2


def test_a_path_too_long_for_the_system_is_told(catalog: Catalog, folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    for _ in range(25):
        os.mkdir("d" * 200, dir_fd=handle)
        below = os.open("d" * 200, os.O_RDONLY, dir_fd=handle)
        os.close(handle)
        handle = below
    os.close(handle)
    write(folder / "z.txt")
    found = look(catalog, folder)
    assert [note.reason for note in found.notes] == ["File name too long"]
    assert names(found) == ["z.txt"]


@pytest.mark.parametrize("name", ["two\nlines.txt", os.fsdecode(b"caf\xe9.txt"), "\x1b[31m.txt"])
def test_odd_file_names_are_read_like_others(catalog: Catalog, folder: Path, name: str) -> None:
    write(folder / name)
    assert names(take_in(catalog, folder)) == [name]
    assert list(held(catalog).values()) == [TEXT]
    assert (look(catalog, folder).unchanged, look(catalog, folder).changed) == (1, [])
    (folder / name).unlink()
    assert take_in(catalog, folder).gone == [str(folder / name)]
    assert held(catalog) == {}


@pytest.mark.parametrize("name", ["nowhere", "file.txt/below", "two\nlines"])
def test_a_root_that_does_not_exist_is_missing(catalog: Catalog, folder: Path, name: str) -> None:
    write(folder / "file.txt")
    found = look(catalog, folder / name, folder)
    assert found.missing == [Note(Source(folder / name).name, "no such file or folder")]
    assert found.missing[0].where.isprintable()
    assert names(found) == ["file.txt"]


def test_roots_that_overlap_are_read_once(catalog: Catalog, folder: Path) -> None:
    inner = write(folder / "sub" / "a.txt")
    write(folder / "sub" / "b.xyz")
    nowhere = folder / "nowhere"
    found = look(catalog, folder, inner.parent, inner, folder, nowhere, nowhere)
    assert names(found) == ["a.txt"]
    assert (len(found.notes), len(found.missing)) == (1, 1)
    take_in(catalog, folder)
    inner.unlink()
    assert look(catalog, folder, inner.parent, inner).gone == [str(inner)]


# What may not be read


def test_a_file_that_may_not_be_read_is_told_until_it_may(own_folder: Path) -> None:
    path = write(own_folder / "articles" / "a.txt")
    write(own_folder / "articles" / "z.txt")
    path.chmod(0)
    catalog = Catalog(own_folder / "home" / "c.sqlite")
    for _ in range(2):
        found = take_in(catalog, own_folder / "articles")
        assert found.notes == [Note(str(path), "Permission denied")]
    assert len(held(catalog)) == 1
    path.chmod(0o600)
    assert names(take_in(catalog, own_folder / "articles")) == ["a.txt"]
    assert len(held(catalog)) == 2
    catalog.close()


def test_a_file_that_may_not_be_read_any_more_is_not_gone(own_folder: Path) -> None:
    path = write(own_folder / "articles" / "a.txt")
    catalog = Catalog(own_folder / "home" / "c.sqlite")
    take_in(catalog, own_folder / "articles")
    write(path, "Another text.").chmod(0)
    found = take_in(catalog, own_folder / "articles")
    assert (found.gone, found.changed) == ([], [])
    assert found.notes == [Note(str(path), "Permission denied")]
    assert list(held(catalog).values()) == [TEXT]
    catalog.close()


@pytest.mark.parametrize("mode", [0o000, 0o444], ids=oct)
def test_a_folder_that_may_not_be_read_any_more_is_told_and_keeps_its_documents(
    own_folder: Path, mode: int
) -> None:
    articles = own_folder / "articles"
    shut = write(articles / "shut" / "a.txt").parent
    write(articles / "z.txt")
    catalog = Catalog(own_folder / "home" / "c.sqlite")
    take_in(catalog, articles)
    shut.chmod(mode)
    found = take_in(catalog, articles)
    assert (found.gone, found.unchanged) == ([], 1)
    assert [note.reason for note in found.notes] == ["Permission denied"]
    assert found.notes[0].where.startswith(str(shut))
    named = take_in(catalog, shut / "a.txt", shut)
    assert (named.gone, named.changed) == ([], [])
    assert named.notes + named.missing
    assert len(held(catalog)) == 2
    shut.chmod(0o700)
    catalog.close()


def test_a_root_behind_a_shut_folder_is_missing_and_says_why(own_folder: Path) -> None:
    write(own_folder / "shut" / "articles" / "a.txt")
    catalog = Catalog(own_folder / "home" / "c.sqlite")
    (own_folder / "shut").chmod(0)
    found = look(catalog, own_folder / "shut" / "articles")
    assert found.missing == [Note(str(own_folder / "shut" / "articles"), "Permission denied")]
    catalog.close()


def test_a_file_that_only_lets_itself_be_read_is_read(own_folder: Path) -> None:
    path = write(own_folder / "articles" / "a.txt")
    path.chmod(stat.S_IRUSR)
    path.parent.chmod(stat.S_IRUSR | stat.S_IXUSR)
    catalog = Catalog(own_folder / "home" / "c.sqlite")
    assert names(take_in(catalog, path.parent)) == ["a.txt"]
    path.parent.chmod(0o700)
    catalog.close()


# What changed


def test_what_did_not_change_is_not_read_again(catalog: Catalog, folder: Path) -> None:
    write(folder / "a.txt")
    assert names(take_in(catalog, folder)) == ["a.txt"]
    again = take_in(catalog, folder)
    assert (again.unchanged, again.changed, again.gone, again.total_bytes) == (1, [], [], 0)


@pytest.mark.parametrize("change", ["size", "mtime"])
def test_a_changed_file_is_read_again_and_is_a_new_version(
    catalog: Catalog, folder: Path, change: str
) -> None:
    path = write(folder / "a.txt")
    take_in(catalog, folder)
    before, about = held(catalog), path.stat()
    write(path, TEXT.upper() + (" More." if change == "size" else ""))
    moved = about.st_mtime_ns + (change == "mtime")
    os.utime(path, ns=(about.st_atime_ns, moved))
    assert names(take_in(catalog, folder)) == ["a.txt"]
    assert held(catalog).keys() == before.keys()
    assert held(catalog) != before
    assert look(catalog, folder).unchanged == 1


def test_what_the_user_says_anew_reads_a_file_again(catalog: Catalog, folder: Path) -> None:
    write(folder / "a.txt")
    take_in(catalog, folder)
    assert names(take_in(catalog, folder, said="something")) == ["a.txt"]
    assert look(catalog, folder, said="something").unchanged == 1


def test_notes_of_a_file_are_told_again_while_it_does_not_change(
    catalog: Catalog, folder: Path
) -> None:
    path = write(folder / "a.jsonl", '{"text": "x", "published_at": "soon"}\nnot json\n')
    first = take_in(catalog, folder)
    assert first.notes == []
    again = look(catalog, folder)
    assert again.unchanged == 1
    assert [(note.where, note.left_out) for note in again.notes] == [
        (f"{path}:1", False),
        (f"{path}:2", True),
    ]


def test_a_file_whose_reading_was_cut_short_is_read_again(catalog: Catalog, folder: Path) -> None:
    path = write(folder / "a.txt")
    with catalog.writing() as connection:
        sync.record_origin(connection, path, as_read(Document("a", TEXT)))
    assert names(take_in(catalog, folder)) == ["a.txt"]
    assert look(catalog, folder).unchanged == 1


# What is gone


def test_a_file_that_is_gone_takes_its_documents_along(catalog: Catalog, folder: Path) -> None:
    path = records(folder / "a.jsonl", one="One.", two="Two.")
    records(folder / "b.jsonl", three="Three.")
    take_in(catalog, folder)
    path.unlink()
    assert take_in(catalog, folder).gone == [str(path)]
    assert held(catalog) == {"three": "Three."}
    assert take_in(catalog, folder).gone == []


def test_only_what_lies_below_the_given_roots_is_gone(catalog: Catalog, folder: Path) -> None:
    kept, gone = write(folder / "a" / "x.txt"), write(folder / "b" / "x.txt")
    near = write(folder / "bb" / "x.txt")
    take_in(catalog, folder)
    for path in (kept, gone, near):
        path.unlink()
    assert look(catalog, folder / "b").gone == [str(gone)]
    assert look(catalog, folder / "b", folder / "bb").gone == [str(gone), str(near)]
    assert len(look(catalog, folder).gone) == 3


def test_everything_is_below_the_root_of_all(catalog: Catalog) -> None:
    with catalog.writing() as connection:
        sync.record_origin(connection, Path("/no/such/file.txt"), as_read(Document("a", TEXT)))
    [found] = _gone_below_slash(catalog)
    assert found == "/no/such/file.txt"


def _gone_below_slash(catalog: Catalog) -> Iterator[str]:
    with catalog.reading() as connection:
        known = connection.execute(select(files.c.path)).scalars().all()
    return (path for path in known if sync._is_below(path, {"/"}))


def test_a_root_that_does_not_exist_drops_nothing(catalog: Catalog, folder: Path) -> None:
    write(folder / "a.txt")
    take_in(catalog, folder)
    folder.rename(folder.with_name("moved"))
    found = take_in(catalog, folder)
    assert (found.gone, len(found.missing)) == ([], 1)
    assert len(held(catalog)) == 1


def test_a_known_file_that_is_named_and_gone_is_gone(catalog: Catalog, folder: Path) -> None:
    path = write(folder / "a.txt")
    take_in(catalog, path)
    path.unlink()
    found = take_in(catalog, path)
    assert (found.gone, found.missing, found.notes) == ([str(path)], [], [])
    assert held(catalog) == {}
    assert take_in(catalog, path).missing == [Note(str(path), "no such file or folder")]


def test_a_folder_in_the_place_of_a_file_is_another_thing(catalog: Catalog, folder: Path) -> None:
    path = write(folder / "a.txt")
    take_in(catalog, folder)
    path.unlink()
    write(path / "b.txt", "Below.")
    assert take_in(catalog, folder).gone == [str(path)]
    assert list(held(catalog).values()) == ["Below."]


def test_a_file_that_is_only_passed_by_is_not_gone(catalog: Catalog, folder: Path) -> None:
    take_in(catalog, write(folder / ".hidden" / "a.txt"))
    assert take_in(catalog, folder).gone == []
    assert len(held(catalog)) == 1


def test_a_document_that_left_its_file_is_gone(catalog: Catalog, folder: Path) -> None:
    path = records(folder / "a.jsonl", one="One.", two="Two.")
    take_in(catalog, folder)
    records(path, two="Two.", three="Three.")
    take_in(catalog, folder)
    assert held(catalog) == {"two": "Two.", "three": "Three."}


# The same document in two files


@pytest.mark.parametrize("gone", ["a.jsonl", "b.jsonl"])
def test_a_document_in_two_files_stays_while_one_holds_it(
    catalog: Catalog, folder: Path, gone: str
) -> None:
    for name in ("a.jsonl", "b.jsonl"):
        records(folder / name, one="One.")
    take_in(catalog, folder)
    (folder / gone).unlink()
    take_in(catalog, folder)
    assert held(catalog) == {"one": "One."}
    for path in folder.iterdir():
        path.unlink()
    take_in(catalog, folder)
    assert held(catalog) == {}


def test_what_no_file_gives_any_more_is_named(catalog: Catalog) -> None:
    document, other = Document("one", "Older."), Document("one", "Newer.")
    one, two = Path("/archive/a"), Path("/archive/b")
    with catalog.writing() as connection:
        for path, version in ((one, document), (two, other)):
            put(connection, version, NOW)
            sync.record_origin(connection, path, as_read(version))
        assert sync.given_by(connection, str(one)) == {"one": as_read(document)}
        assert sync.unlink(connection, str(two), ["one", "unknown"]) == ["unknown"]
        assert sync.given_by(connection, str(two)) == {}
        assert sync.unlink(connection, str(one), ["one"]) == ["one"]


# Reading


def test_bytes_behind_grow_up_to_the_size(folder: Path) -> None:
    path = records(folder / "a.jsonl", **{str(number): "x" * 9000 for number in range(20)})
    file = File(path, path.stat().st_size, 0)
    behind = [done for _, done in sync.read(file, Source(path))]
    assert len(behind) == 20
    assert behind == sorted(behind)
    assert behind[0] < file.size == behind[-1]


def test_a_file_that_grew_meanwhile_is_never_more_than_whole(folder: Path) -> None:
    path = records(folder / "a.jsonl", one="One.", two="Two.")
    assert [done for _, done in sync.read(File(path, 5, 0), Source(path))] == [5, 5]


def test_bytes_behind_are_those_of_the_packed_file(folder: Path) -> None:
    path = folder / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"text": "x"}\n' * 1000))
    file = File(path, path.stat().st_size, 0)
    assert max(done for _, done in sync.read(file, Source(path))) <= file.size


def test_a_file_that_went_away_meanwhile_is_told(folder: Path) -> None:
    file = File(folder / "a.txt", 10, 0)
    assert list(sync.read(file, Source(file.path))) == [
        (Note(str(file.path), "No such file or directory", incomplete=True), 10)
    ]


BAD_FILES = {
    "empty.txt": b"",
    "blank.md": b" \n\n",
    "huge.txt": b"word " * 400_000,
    "binary.txt": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "random.md": bytes(range(256)) * 20,
    "empty.jsonl": b"",
    "broken.jsonl": b'{"text": \n',
    "list.jsonl": b'[{"text": "x"}]\n',
    "number.jsonl": b'{"text": 7}\n',
    "textless.jsonl": b'{"title": "x"}\n',
    "half.jsonl": b'{"text": "\\ud800"}\n',
    "hugeline.jsonl": b'{"text": "' + b"x" * 2_000_000 + b'"}\n',
    "wide.jsonl": '{"text": "x"}\n'.encode("utf-16"),
    "plain.txt.gz": b"not packed",
    "broken.md": b"---\ntitle: a: b\n---\nText.",
    "paper.pdf": b"%PDF-1.4",
    "two\nlines.txt": b"",
    os.fsdecode(b"caf\xe9.txt"): b"",
}


def test_each_bad_file_is_told_once_and_everything_else_goes_on(
    catalog: Catalog, folder: Path
) -> None:
    for number, (name, data) in enumerate(BAD_FILES.items()):
        (folder / name).write_bytes(data)
        write(folder / f"good{number}.txt", f"Good {number}.")
    found = look(catalog, folder)
    items = [
        item
        for file in found.changed
        for item, _ in sync.read(file, Source(file.path, max_bytes=1_000_000))
    ]
    notes = found.notes + [item for item in items if isinstance(item, Note)]
    assert sum(isinstance(item, Document) for item in items) == len(BAD_FILES)
    told = sorted(note.where.split(".jsonl:")[0].removesuffix(".jsonl") for note in notes)
    places = (Source(folder / name).name.removesuffix(".jsonl") for name in BAD_FILES)
    assert told == sorted(places)
    assert all(note.left_out and (note.where + note.reason).isprintable() for note in notes)
