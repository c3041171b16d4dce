"""Names that an answer gives whole: "former President Bill Clinton", not "Clinton"."""

import re

from api.answering.question import Question, stems
from api.answering.speech.cues import ADVERBS, DAYS, OPENERS, PREPOSITIONS
from index.words import STOP_WORDS

# The words of a name before its last one, none that ends a sentence or says whose it is.
_NAME_BEFORE = re.compile(r"(?:^|(?<=[\s“\"(]))(?:[^\W\d_a-z][\w’'.-]*(?<![’']s) )+$")
# "President Donald Trump" of a former one would be wrong.
_QUALIFIED = re.compile(
    r"\b(?:(?:former|acting|deputy|vice|late|then|incoming|outgoing|ex|interim|ousted|deposed|"
    r"retired|impeached|disgraced|caretaker|self-\w+|\w+-term|would-be|one-time|\w+-elect)[ -])+$",
    re.IGNORECASE,
)
# "embattled President", "52-year-old Senator": what else stands before it is not known.
_UNCLEAR = re.compile(r"(?:ed|\w-\w+) $")
# The word that opens a clause right before a name: "At Wembley Chelsea won".
_OPENS = re.compile(r"(?:^|[,;:.]\s)\W*(\w+)\s+(?:the\s+)?$")
_NO_NAMES = (
    STOP_WORDS
    | DAYS
    | OPENERS
    | PREPOSITIONS
    | ADVERBS
    | frozenset(
        "january february march april may june july august september october november december "
        "yesterday today tomorrow last next this".split()
    )
)
_LONG_WORD = re.compile(r"\b[^\W\d_]{4,}")
# Fewer long words than this make no headline.
_LEAST = 4


def whole_name(question: Question, text: str, start: int) -> int:
    """Give where a name begins of which an answer has the last words.

    "Eadweard Muybridge" for "Muybridge"; words that the question has itself are left out, and so
    are those of which it is not clear that they belong to the name.
    """
    before = text[:start]
    name = _NAME_BEFORE.search(before) if text[start : start + 1].isupper() else None
    if name is None or _headline(text):
        return start
    first = name.start()
    for word in name[0].split():
        plain = word.lower().rstrip(".")
        if plain not in _NO_NAMES and not (first == 0 and plain.endswith(("ing", "ed", "ly"))):
            break
        first += len(word) + 1
    if first >= start or set(stems(text[first:start])).intersection(question.words):
        return start
    if qualified := _QUALIFIED.search(before[:first]):
        return qualified.start()
    opens = _OPENS.search(before[:first])
    fronted = opens is not None and opens[1].lower() in PREPOSITIONS
    return start if fronted or _UNCLEAR.search(before[:first]) else first


def _headline(text: str) -> bool:
    words = _LONG_WORD.findall(text)
    return len(words) >= _LEAST and sum(one[0].isupper() for one in words) > 0.8 * len(words)
