"""DOCX: the paragraphs and tables of a Word file, by python-docx."""

import io
import zipfile
from collections.abc import Iterator
from typing import BinaryIO

import docx
from docx.opc.exceptions import OpcError
from docx.table import Table

from corpus.decode import NotText
from corpus.document import Document, Note
from corpus.readers.dateline import day_in
from corpus.readers.fields import Fields
from corpus.readers.markup import Hostile, storable
from corpus.readers.package import PACKED, checked
from corpus.readers.source import Source, too_large

_HEADINGS = ("Title", "Heading 1")


def read_docx(handle: BinaryIO, source: Source) -> Iterator[Document | Note]:
    """Read one document. The day when the file was made is not taken for its publication."""
    try:
        data = source.whole(handle, PACKED)
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            checked(package, source.max_bytes, entities_in=(".xml", ".rels"))
        file = docx.Document(io.BytesIO(data))
    except (NotText, Hostile) as error:
        yield Note(source.name, str(error))
        return
    except (zipfile.BadZipFile, OpcError, KeyError, ValueError) as error:
        yield Note(source.name, f"not a whole DOCX file: {error}", incomplete=True)
        return
    blocks: list[str] = []
    heading = ""
    for item in file.iter_inner_content():
        if isinstance(item, Table):
            blocks += [" | ".join(cell.text.strip() for cell in row.cells) for row in item.rows]
            continue
        blocks.append(item.text.strip())
        if not heading and item.style is not None and item.style.name in _HEADINGS:
            heading = item.text
    text = storable("\n\n".join(filter(None, blocks)))
    if not text:
        yield Note(source.name, "no text")
    elif len(text) > source.max_bytes:
        yield Note(source.name, too_large(source.max_bytes))
    else:
        about = file.core_properties
        fields = Fields(source)
        fields.offer("title", storable(about.title or ""), "DOCX property title")
        fields.offer("title", storable(heading), "first heading")
        fields.offer("authors", storable(about.author or "").split(";"), "DOCX property creator")
        fields.offer("language", about.language, "DOCX property language")
        fields.offer("published_at", day_in(text), "a line at the top of the text")
        yield from fields.give(source.document_id(), text)
