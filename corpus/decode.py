"""Bytes to text, or a plain word on why not."""

import codecs

from charset_normalizer import from_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1b\x1a"))
_SAMPLE = 65_536
# Letters that came through for each that did not.
_FEW = 10
# Of guesses that are equally good, else the first of the alphabet would win.
_LIKELIEST = "cp1252"


# Where a line end is more than one byte.
WIDE = tuple(mark for mark, encoding in _MARKS if encoding != "utf-8-sig")


class NotText(ValueError):
    """These bytes are no text that can be read."""


def decode(data: bytes) -> tuple[str, str | None]:
    """Give the text with ``\\n`` line ends, and the encoding where it had to be guessed.

    Raises:
        NotText: the bytes are empty, binary, or in no encoding that can be told.
    """
    text, guessed = _decoded(data)
    if not text.strip():
        raise NotText("empty")
    return text.replace("\r\n", "\n").replace("\r", "\n"), guessed


def _decoded(data: bytes) -> tuple[str, str | None]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), None
            except UnicodeDecodeError as error:
                raise NotText(f"starts as {encoding} but is not: {error.reason}") from error
    if len(data[:_SAMPLE].translate(None, _CONTROLS)) < len(data[:_SAMPLE]):
        raise NotText("binary, not text")
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        return _nearly_utf8(data) or _guessed(data)


def _nearly_utf8(data: bytes) -> tuple[str, str] | None:
    """Read UTF-8 with a few bytes spoilt: a guess would spoil every letter that is not ASCII."""
    text = data.decode("utf-8", "replace")
    spoilt = text.count("\ufffd")
    whole = len(text) - len(text.encode("ascii", "ignore")) - spoilt
    return (text, f"UTF-8, unreadable in {spoilt} place(s)") if whole > _FEW * spoilt else None


def _guessed(data: bytes) -> tuple[str, str]:
    guesses = from_bytes(data)
    best = guesses.best()
    if best is None:
        raise NotText("not UTF-8, nor any encoding that can be told; save it as UTF-8")
    rank = best.chaos, best.coherence
    even = (guess for guess in guesses if (guess.chaos, guess.coherence) == rank)
    chosen = next((guess for guess in even if guess.encoding == _LIKELIEST), best)
    return str(chosen), chosen.encoding
