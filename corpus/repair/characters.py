"""Repairs that hold in any language: mojibake, soft hyphens, characters of no width."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from corpus.repair.edits import Edit

_SOFT_HYPHEN = re.compile(r"\u00ad(?:[ \t]*\n[ \t]*(?=[^\W\d_]))?")
# Joiners and the space of no width carry meaning in Arabic, Indic and South-East Asian scripts.
_ALPHABETS = "A-Za-z\u00c0-\u024f\u0370-\u052f"
_NO_WIDTH = re.compile(
    rf"[\ufeff\u2060]+|(?<=[{_ALPHABETS}])[\u200b-\u200d\ufeff\u2060]+(?=[{_ALPHABETS}])"
)
_ANY_NO_WIDTH = re.compile("[\u200b-\u200d\ufeff\u2060]")
# One letter of UTF-8 read as bytes is at least two, or one and what was a no-break space.
_SUSPICIOUS = re.compile(r"[^\x00-\x7f](?:[^\x00-\x7f]|(?<=[\u00c2\u00c3]) |(?<=[\x80-\x9f]))")
# A word may have lost its no-break space to a plain one, so these reach over one space.
_BEYOND_ASCII = re.compile(r"(?<![!-~])[!-~]*(?:[^\x00-\x7f]+ ?[!-~]*)+")
# Longer pieces are altered as a whole: comparing letter by letter takes the square of the length.
_LONGEST = 400


def mojibake(text: str) -> Iterator[Edit]:
    """Find what was decoded in the wrong encoding, by ftfy."""
    if text.isascii() or not _SUSPICIOUS.search(text):
        return
    from ftfy import fix_encoding
    from ftfy.badness import is_bad

    for piece in _BEYOND_ASCII.finditer(text):
        if is_bad(piece[0]):
            yield from _differences(piece.start(), piece[0], fix_encoding(piece[0]))


def invisible(text: str) -> Iterator[Edit]:
    """Find soft hyphens, byte order marks, and characters of no width inside words."""
    if "\u00ad" in text:
        for found in _SOFT_HYPHEN.finditer(text):
            yield Edit(*found.span(), "", "soft hyphen")
    if _ANY_NO_WIDTH.search(text):
        for found in _NO_WIDTH.finditer(text):
            yield Edit(*found.span(), "", "zero width")


def _differences(at: int, before: str, after: str) -> Iterator[Edit]:
    if len(before) > _LONGEST:
        if before != after:
            yield Edit(at, at + len(before), after, "mojibake")
        return
    for tag, start, end, new, until in SequenceMatcher(None, before, after, False).get_opcodes():
        if tag != "equal":
            yield Edit(at + start, at + end, after[new:until], "mojibake")
