"""What may be left out of a sentence without changing what the rest of it says.

Only what says something besides: a clause of "which" or "who" or a participle between commas,
brackets, a reason, what follows a semicolon. Never the words of who said it, of doubt, of a
condition or of a denial; and nothing out of a sentence that denies or bounds, or that quotes.
"""

import re

from api.answering.generating.words import keys
from api.answering.speech.lexicon import CUES
from corpus.facts import NEGATION, tokens
from index.sentences import Span

_CLAUSE = r"(?:which|who|whose|whom|where|\w+(?:ed|ing))\b"
_CUTS = (
    re.compile(r"\s*\([^()]*\)"),
    # Before "and" it may be one of a list.
    re.compile(rf",\s+{_CLAUSE}[^,;:]*,(?!\s+(?:and|or|but|nor)\b)"),
    re.compile(rf",\s+{_CLAUSE}[^;:]*$"),
    re.compile(r",?\s+because\b[^;]*$"),
    re.compile(r"\s*;[^;]*$"),
)
_QUOTING = re.compile(r"[“”„«»\"‘]|(?<!\w)['’]|['’](?!\w)")
_BOUNDING = frozenset(
    "only all every each any most few if unless until whether except or either".split()
)
# What takes back, doubts, bounds or lends to somebody what is said beside it.
_GUARDED = _BOUNDING | frozenset(
    "but although though however while whereas nevertheless perhaps maybe possibly probably "
    "likely unlikely may might could would should will shall can must allegedly alleged "
    "reportedly apparently supposedly supposed supposing purportedly so-called false falsely "
    "fake untrue wrong wrongly mistakenly mistaken incorrectly error erroneous hoax rumour "
    "rumours rumor rumors joke myth fiction fictional satire playing starring portraying "
    "pretending simulating according provided providing assuming pending depending considering "
    "barring excluding including conditional hypothetical proposed planned expected intended "
    "scheduled designed subject later since withdrawn retracted corrected cancelled canceled "
    "reversed overturned repealed postponed earlier previously formerly former".split()
)


def cuts(sentence: str) -> list[Span]:
    """Give the stretches of a sentence that may be left out, each by itself or with others."""
    if _QUOTING.search(sentence):
        return []
    found = (Span(*one.span()) for pattern in _CUTS for one in pattern.finditer(sentence))
    return [cut for cut in found if _is_free(sentence, cut)]


def _is_free(sentence: str, cut: Span) -> bool:
    kept = sentence[: cut.start] + " " + sentence[cut.end :]
    if _denies(kept) or _BOUNDING.intersection(keys(kept)):
        return False
    left_out = sentence[cut.start : cut.end]
    return not _denies(left_out) and not (_GUARDED | CUES).intersection(keys(left_out))


def _denies(text: str) -> bool:
    return any(token.kind == NEGATION for token in tokens(text))
