"""Letters: EML files and MBOX mailboxes, by the standard library."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.utils import getaddresses, parsedate_to_datetime
from typing import BinaryIO

from corpus.decode import NotText
from corpus.document import Document, Note
from corpus.readers.fields import Fields
from corpus.readers.markup import decoded, storable, tree
from corpus.readers.page import article_text
from corpus.readers.source import Source, too_large, unexpected


def read_eml(handle: BinaryIO, source: Source) -> Iterator[Document | Note]:
    """Read one letter."""
    try:
        data = source.whole(handle)
    except NotText as error:
        yield Note(source.name, str(error))
        return
    yield from _letter(data, source.name, source.document_id(), source)


def read_mbox(handle: BinaryIO, source: Source) -> Iterator[Document | Note]:
    """Read every letter of a mailbox; one that cannot be read costs only itself."""
    seen: dict[str, int] = {}
    number = 0
    for number, data in enumerate(_split(handle, source.max_bytes), 1):
        where = f"{source.name}:{number}"
        if data is None:
            yield Note(where, too_large(source.max_bytes))
            continue
        for item in _letter(data, where, source.document_id(number), source):
            if isinstance(item, Document) and seen.setdefault(item.id, number) != number:
                yield Note(where, f"id {item.id!r} was given before, by letter {seen[item.id]}")
            else:
                yield item
    if not number:
        yield Note(source.name, "not a mailbox: no line starts with 'From '")


def _split(handle: BinaryIO, most: int) -> Iterator[bytes | None]:
    """The letters of a mailbox; None for one over the limit, which is never held in memory."""
    lines: list[bytes] | None = None
    size, blank = 0, True
    while line := handle.readline(most + 1):
        if blank and line.startswith(b"From "):
            if lines is not None:
                yield b"".join(lines) if size <= most else None
            lines, size = [], 0
        elif lines is not None:
            size += len(line)
            if size > most:
                lines.clear()
            else:
                lines.append(line[1:] if line.startswith(b">From ") else line)
        blank = line in (b"\n", b"\r\n")
    if lines is not None:
        yield b"".join(lines) if size <= most else None


def _letter(data: bytes, where: str, fallback_id: str, source: Source) -> Iterator[Document | Note]:
    try:
        message = message_from_bytes(data, policy=policy.default)
        text = _text(message)
        about = _about(message, source)
        given = _header(message, "Message-ID").strip("<> ")
    except (NotText, LookupError, ValueError, TypeError, AttributeError) as error:
        yield unexpected(where, error)
        return
    if not text:
        yield Note(where, "a letter without text")
        return
    yield from about.give(given or fallback_id, text)


def _text(message: EmailMessage) -> str:
    """The plain part, else the article of the HTML part."""
    body = message.get_body(("plain", "html"))
    if body is None:
        return ""
    content = _content(body)
    if body.get_content_type() == "text/html":
        return article_text(tree(content)[0]) if content.strip() else ""
    lines = storable(content).replace("\r\n", "\n").replace("\r", "\n")
    return lines.strip()


def _content(part: MIMEPart) -> str:
    """A part as text, in the charset that it names or, where that is none, in a likely one."""
    if part.get_content_charset():
        try:
            return str(part.get_content())
        except LookupError:
            pass
    raw = part.get_payload(decode=True)
    return decoded(raw) if isinstance(raw, bytes) and raw.strip() else ""


def _about(message: EmailMessage, source: Source) -> Fields:
    fields = Fields(source)
    fields.offer("title", _header(message, "Subject"), "Subject header")
    senders = getaddresses([_header(message, "From")])
    fields.offer("authors", [name or address for name, address in senders], "From header")
    fields.offer("publisher", _header(message, "Organization"), "Organization header")
    fields.offer("published_at", _moment(_header(message, "Date")), "Date header")
    fields.offer("language", _header(message, "Content-Language"), "Content-Language header")
    return fields


def _moment(header: str) -> str:
    """A header's date for ``published``, which does not take names of zones as letters use them."""
    try:
        return parsedate_to_datetime(header).isoformat()
    except (TypeError, ValueError):
        return header


def _header(message: EmailMessage, name: str) -> str:
    return storable(" ".join(str(message.get(name, "")).split()))
