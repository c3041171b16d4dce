"""HTML and XML to plain text, without fetching or expanding anything."""

import codecs
import re

from lxml import etree, html

from corpus.decode import NotText, decode

_CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?([\w.:-]+)""", re.I)
_HEAD = 4096
_UNREAD = frozenset(
    "head script style noscript template svg math nav form iframe object button select".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd div dl dt fieldset figcaption figure"
    " footer h1 h2 h3 h4 h5 h6 header hr html li main ol p pre section table td th tr ul".split()
)
_ENTITIES = tuple("<!ENTITY".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))


class Hostile(ValueError):
    """This file does what no honest file does; the message says what."""


def decoded(data: bytes) -> str:
    """Decode a page: by its mark, as UTF-8, by what it says of itself, or by a guess.

    Raises:
        NotText: the bytes are empty or binary.
    """
    said = _CHARSET.search(data[:_HEAD])
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        if said and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            try:
                return data.decode(said[1].decode("ascii"), "replace")
            except (LookupError, UnicodeDecodeError):
                pass
    return decode(data)[0]


def tree(text: str) -> tuple[html.HtmlElement, bool]:
    """Parse a page; and whether the parser gave up on its depth.

    Raises:
        NotText: there is nothing in it.
    """
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(storable(text).encode(), parser=parser)
    except etree.ParserError as error:
        raise NotText("empty") from error
    deep = any("depth" in entry.message.lower() for entry in parser.error_log)
    return root, deep


def paragraphs(root: html.HtmlElement) -> str:
    """All the text of a page or a part of one, a blank line between its blocks."""
    blocks: list[str] = []
    words: list[str] = []
    unread = 0

    def close() -> None:
        lines = (" ".join(line.split()) for line in "".join(words).split("\x1e"))
        if block := "\n".join(line for line in lines if line):
            blocks.append(block)
        words.clear()

    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in _BLOCKS:
            close()
        if event == "start":
            unread += tag in _UNREAD
            words.append("" if unread else ("\x1e" if tag == "br" else element.text or ""))
        else:
            unread -= tag in _UNREAD
            words.append("" if unread or element is root else element.tail or "")
    close()
    return "\n\n".join(blocks)


def fragment_text(markup: str) -> str:
    """The text of a piece of HTML, as feeds and letters hold it; of plain text, itself."""
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    try:
        return paragraphs(tree(markup)[0])
    except NotText:
        return ""


def xml_root(data: bytes) -> etree._Element:
    """Parse XML that comes from strangers.

    Raises:
        Hostile: it declares entities, whose expansion can fill any memory.
        etree.XMLSyntaxError: it is not well formed.
    """
    refuse_entities(data)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    return etree.fromstring(data, parser)


def refuse_entities(data: bytes) -> None:
    """Raise Hostile where XML declares entities of its own."""
    if any(mark in data for mark in _ENTITIES):
        raise Hostile("declares XML entities, as no honest file needs to; left out")


def storable(text: str) -> str:
    """The same text, without what no file and no database can hold."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()
