"""Words that were hyphenated over a line break: made whole, or left with their true hyphen."""

import re
from collections.abc import Iterator

from corpus.repair.edits import Edit
from corpus.repair.evidence import Evidence, is_english
from corpus.repair.table import RAREST, frequency

# One line break only: a hyphen before an empty line breaks no word.
_HYPHEN_AT_END = re.compile(r"[-\u2010][ \t]*\n")
_BREAK = re.compile(
    r"(?<![\w'\u2019/@.])([^\W_]+(?:['\u2019][^\W_]+)*)([-\u2010][ \t]*\n[ \t]*)"
    r"([^\W_]+(?:['\u2019][^\W_]+)*)(?![/@_])"
)
# Of the breaks at a hyphen, those where the hyphen is the word's own.
_TRUE_HYPHEN = 0.1
# What stands elsewhere in the document in one of the two forms decides.
_OWN = 1e-3
# A longer second half that is this frequent is a word of its own.
_COMMON = 1e-6
# Coordination, "pre- and post-war": no word was broken, and the line break is the space.
_LINKS = frozenset(("and", "or", "to"))


def broken_words(text: str, language: str | None, also: str = "") -> Iterator[Edit]:
    """Find the words of an English text that a line break has cut at a hyphen."""
    if not _HYPHEN_AT_END.search(text) or not is_english(text.split(), language):
        return
    whole = _BREAK.sub(" ", text) + "\n" + also
    evidence = Evidence(whole.split())
    for found in _BREAK.finditer(text):
        first, hyphen, last = found.groups()
        if last.lower() not in _LINKS:
            after = "" if _one_word(first, last, evidence, whole) else hyphen[0]
            yield Edit(*found.span(2), after, "hyphen")


def _one_word(first: str, last: str, evidence: Evidence, text: str) -> bool:
    """Weigh the word without a hyphen against the two words with one."""
    if not (first + last).replace("'", "").replace("\u2019", "").isalpha():
        return False
    if last[0].isupper() and not (first + last).isupper():
        return False
    whole = frequency(first + last) + _OWN * evidence.counts[(first + last).lower()]
    hyphened = _OWN * text.lower().count(f"{first}-{last}".lower())
    if whole or hyphened:
        pair = min(frequency(first), frequency(last)) / 100
        return whole > _TRUE_HYPHEN * pair + hyphened
    return frequency(last) < (_COMMON if len(last) > 3 else 10 * RAREST)
