"""Words that were hyphenated over a line break: made whole, or left with their true hyphen."""

import re
from collections.abc import Iterator

from corpus.repair.edits import Edit
from corpus.repair.evidence import Evidence, is_english
from corpus.repair.splits import is_word
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
# A second half of two letters that is a word at all is as frequent as "up" and "by".
_SHORT = 1e-4
# The first half of a true hyphen may be a name that no table holds; then the other is frequent.
_AFTER_UNKNOWN = 2e-5
_DIGITS = "0123456789"
# Parts of one name, with a capital behind them.
_PREFIXES_OF_NAMES = ("Mc", "Mac")
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
    first, last = first.lstrip(_DIGITS), last.rstrip(_DIGITS)
    if not last or not (first + last).replace("'", "").replace("\u2019", "").isalpha():
        return False
    if last[0].isupper() and not (first + last).isupper():
        return first.endswith(_PREFIXES_OF_NAMES)
    whole = frequency(first + last) + _OWN * evidence.counts[(first + last).lower()]
    hyphened = _OWN * text.lower().count(f"{first}-{last}".lower())
    if whole or hyphened:
        pair = min(frequency(first), frequency(last)) / 100
        return whole > _TRUE_HYPHEN * pair + hyphened
    inner = _unglued(first, last, evidence)
    if inner:
        return _one_word(*inner, evidence, text)
    return frequency(last) < _least(first, last, evidence)


def _unglued(first: str, last: str, evidence: Evidence) -> tuple[str, str] | None:
    """Take off the word that is glued to a broken one: "ofwor-ship" is broken in "worship"."""
    found: list[tuple[float, str, str]] = []
    if not is_word(first, evidence):
        for at in range(1, len(first)):
            head, rest = first[:at], first[at:]
            if is_word(head, evidence):
                found.append((frequency(head) * evidence.probability(rest + last), rest, last))
    if not is_word(last, evidence):
        for at in range(1, len(last)):
            rest, tail = last[:at], last[at:]
            if is_word(tail, evidence):
                found.append((frequency(tail) * evidence.probability(first + rest), first, rest))
    likeliest = max(found, default=(0.0, "", ""))
    return likeliest[1:] if likeliest[0] else None


def _least(first: str, last: str, evidence: Evidence) -> float:
    """Give how frequent a second half is at least where the hyphen is a true one."""
    if len(last) < 3:
        return _SHORT
    halves = ((first[:at], first[at:]) for at in range(len(first)))
    if not any((not a or is_word(a, evidence)) and is_word(b, evidence) for a, b in halves):
        return _AFTER_UNKNOWN
    return _COMMON if len(last) > 3 else 10 * RAREST
