"""PDF: the text of its pages, by PDFium."""

from collections.abc import Iterator
from typing import BinaryIO

import pypdfium2 as pdfium

from corpus.decode import NotText
from corpus.document import Document, Note
from corpus.readers.dateline import day_in
from corpus.readers.fields import Fields
from corpus.readers.layout import Line, joined, without_running_heads
from corpus.readers.markup import storable
from corpus.readers.source import Source, too_large

# Most of a PDF is pictures and fonts.
_PACKED = 10
_MOST_UNREADABLE = 100
_NO_TITLES = ("untitled", "microsoft word", "microsoft powerpoint", "print", "layout 1", "unknown")
_FILE_ENDINGS = (".doc", ".docx", ".indd", ".qxd", ".pdf", ".odt", ".tex", ".rtf", ".html", ".ai")


def read_pdf(handle: BinaryIO, source: Source) -> Iterator[Document | Note]:
    """Read one document, with the offsets where its pages start."""
    try:
        pdf = pdfium.PdfDocument(source.whole(handle, _PACKED))
    except NotText as error:
        yield Note(source.name, str(error))
        return
    except pdfium.PdfiumError as error:
        yield _refused(source, error)
        return
    with pdf:
        pages, unreadable = _pages(pdf, source.max_bytes)
        about = pdf.get_metadata_dict()
    if sum(len(line.text) for page in pages for line in page) > source.max_bytes:
        yield Note(source.name, too_large(source.max_bytes))
        return
    text, starts = joined(without_running_heads(pages))
    if unreadable:
        reason = f"{unreadable} page(s) that it claims to have cannot be read"
        yield Note(source.name, reason, left_out=not text)
    if text:
        yield from _described(about, text, source).give(source.document_id(), text, starts)
    elif not unreadable:
        yield Note(source.name, "no text; it may be a scan: recognise its text (OCR) first")


def _refused(source: Source, error: Exception) -> Note:
    if "password" in str(error).lower():
        return Note(source.name, "encrypted: it needs a password")
    return Note(source.name, f"not a whole PDF file: {error}", incomplete=True)


def _described(about: dict[str, str], text: str, source: Source) -> Fields:
    fields = Fields(source)
    title = storable(about.get("Title", ""))
    poor = title.lower().startswith(_NO_TITLES) or title.lower().endswith(_FILE_ENDINGS)
    fields.offer("title", "" if poor else title, "PDF title")
    fields.offer("authors", storable(about.get("Author", "")), "PDF author")
    fields.offer("published_at", day_in(text), "a line at the top of the text")
    return fields


def _pages(pdf: pdfium.PdfDocument, most: int) -> tuple[list[list[Line]], int]:
    """The lines of every page, and how many pages could not be read."""
    pages: list[list[Line]] = []
    unreadable, room = 0, most
    for number in range(len(pdf)):
        try:
            page = pdf[number]
        except pdfium.PdfiumError:
            pages.append([])
            unreadable += 1
            if unreadable >= _MOST_UNREADABLE:
                return pages, unreadable + len(pdf) - number - 1
            continue
        pages.append(_lines(page))
        page.close()
        room -= sum(len(line.text) for line in pages[-1])
        if room < 0:
            break
    return pages, unreadable


def _lines(page: pdfium.PdfPage) -> list[Line]:
    height = page.get_height() or 1.0
    reader = page.get_textpage()
    # PDFium writes a hyphen at a line's end as a control character, or as a code for none.
    text = reader.get_text_range().replace("\ufffe", "\x02")
    lines, at = [], 0
    for piece in text.replace("\x02", "\x02\r\n").split("\r\n"):
        words = storable(piece.replace("\x02", "-")).strip()
        if words:
            first = at + len(piece) - len(piece.lstrip())
            last = at + len(piece.rstrip("\x02 ")) - 1
            left, bottom, _, top = reader.get_charbox(first, loose=True)
            right = reader.get_charbox(max(first, last), loose=True)[2]
            lines.append(Line(words, left, right, bottom / height, top / height))
        at += len(piece) + (0 if piece.endswith("\x02") else 2)
    reader.close()
    return lines
