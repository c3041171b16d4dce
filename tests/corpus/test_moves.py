from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine, select

from corpus.document import Document
from corpus.moves import Moves, aliases
from corpus.sync import Given, record_origin
from corpus.tables import metadata
from tests.corpus.support import read_one

NAMES = [f"{letter}.txt" for letter in "abcdef"]
# The content of each file by its name; a file is moved by giving its content another name.
FOLDERS = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(["tide", "fog", "hail"]))


def document_at(name: str, content: str) -> Document:
    return read_one(name, f"All about the {content}.".encode())


def synced(connection: Connection, before: dict[str, str], folder: dict[str, str]) -> list[str]:
    """Name what lies in a folder, as a run does that finds all files changed."""
    gone = [f"/archive/{name}" for name in before.keys() - folder.keys()]
    moves, known = Moves(connection, gone), set(before.values())
    names = []
    for name, content in sorted(folder.items()):
        document = document_at(name, content)
        names.append(moves.name_of(document, known))
        known.add(names[-1])
        moves.record(connection, names[-1])
    return names


@given(st.lists(FOLDERS, min_size=1, max_size=6))
def test_no_two_files_share_a_document_and_names_last(folders: list[dict[str, str]]) -> None:
    engine = create_engine("sqlite://")
    before: dict[str, str] = {}
    with engine.begin() as connection:
        metadata.create_all(connection)
        for folder in folders:
            names = synced(connection, before, folder)
            assert len(set(names)) == len(names)
            kept = connection.execute(select(aliases.c.document_id)).scalars().all()
            assert len(set(kept)) == len(kept)
            before = dict(zip(sorted(folder), names, strict=True))
            assert synced(connection, before, folder) == names
            connection.execute(metadata.tables["origins"].delete())
            for name, document_id in before.items():
                document = replace(document_at(name, folder[name]), id=document_id)
                given = Given(document_id, document.version, document.version)
                path = Path("/archive") / name
                record_origin(connection, path, given)
    engine.dispose()
