"""What kind of thing a question asks for, told from the word that asks."""

import re
from collections.abc import Iterator
from typing import Literal

from index.sentences import sentences

Kind = Literal["when", "where", "who", "how_many", "why", "yes_no", "what"]

_PATTERNS: tuple[tuple[Kind, str], ...] = (
    ("how_many", r"how (?:many|much|old|tall|long|large|big|high|far|often|heavy|deep|wide|fast)"),
    ("how_many", r"what (?:number|percentage|percent|share|proportion|amount)"),
    ("when", r"when|(?:what|which) (?:year|date|day|month|decade)s?"),
    ("where", r"where|(?:what|which) (?:country|city|town|place|state|region)"),
    ("who", r"who|whom|whose|(?:what|which) (?:person|man|woman)"),
    ("why", r"why|for what reason"),
    ("what", r"what|which|how"),
)
_KINDS = tuple(
    (kind, re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)) for kind, pattern in _PATTERNS
)
_VERB = (
    r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|shall|might|must|"
    r"may(?= (?:i|we|you|he|she|it|they|the|an?|this|that|one)\b))"
)
_ASKING = r"(?:who|whom|whose|what|which|where|when|why|how)"
_YES_NO = re.compile(rf"\W*{_VERB}(?:n[’']t)?\b", re.IGNORECASE)
# "Do you know who ...", "is it known when ...": asked is what comes after.
_POLITE = re.compile(
    r"\W*(?:(?:can|could|will|would) you (?:please )?(?:tell|say|name|list|give|explain|show)\b"
    r"(?! (?:\w+ )?(?:if|whether)\b)|"
    r"[^,?]*\b(?:kn[eo]wn?|say|said|tell|told|explain(?:ed)?|reveal(?:ed)?|clear|announced?|"
    r"mention(?:ed)?|confirm(?:ed)?|report(?:ed)?|decided?|determined?|identif(?:y|ied)|idea|word|"
    rf"f(?:i|ou)nd out|date been set)\s+(?:\w+\s+)?{_ASKING}\b)",
    re.IGNORECASE,
)
_BEFORE = (
    r"(?:in|on|at|by|to|for|from|of|with|about|since|until|till|under|through|during|into|after|"
    r"before|against|as)"
)
_PREPOSITION = re.compile(rf"\b{_BEFORE}\s+$", re.IGNORECASE)
_LEAD = re.compile(rf"\W*(?:(?:and|but|so|{_BEFORE})\s+)*", re.IGNORECASE)
# "After his arrest, where was he held?"
_FRONTED = re.compile(
    rf"\W*(?:according to|if|{_BEFORE})\b[^,?]*,\s+(?:{_BEFORE}\s+)?", re.IGNORECASE
)
_LONGEST_BEFORE = 10
# Words that may also join a clause to what they tell of: "the captain, who fell when it sank".
_JOINING = frozenset(("when", "where", "who", "whom", "whose", "which"))
# "When it sank, who was captain?" asks for no date; "when's the ferry due, which is late?" does.
_OPENING = re.compile(
    rf"\W*(?:when|where)\b(?![’']s\b|(?: exactly| and \w+)? {_VERB}\b|"
    rf"(?: [^\s,]+){{0,4}}? (?:do|does|did)\b).*?,\s+(?=(?:\w+ )?{_ASKING}\b)",
    re.IGNORECASE,
)


def kind_of(text: str) -> Kind:
    """Tell the kind of a question: "who was mayor when the bridge opened?" asks for a person.

    What is told before the sentence that asks has no part in it. Where no word is clearly the one
    that asks, the first decides.
    """
    told = [text[one.start : one.end] for one in sentences(text)]
    asking = [one for one in told if "?" in one][-1:]
    kinds = (_kind_of_sentence(one) for one in [*asking, text])
    return next((kind for kind in kinds if kind is not None), "what")


def _kind_of_sentence(text: str) -> Kind | None:
    if _YES_NO.match(text) and not _POLITE.match(text):
        return "yes_no"
    opening = _OPENING.match(text)
    asked = text[opening.end() :] if opening else text
    found = sorted(_found(asked), key=lambda one: one[0].start())
    if not found:
        return None
    letters = [place for place, mark in enumerate(asked) if mark.isalnum()]
    starts = {one.end() for one in (_LEAD.match(asked), _FRONTED.match(asked)) if one}
    starts.add(letters[0])
    end = letters[-1] + 1
    return max(found, key=lambda one: _asks(asked, one[0], starts, end))[1]


def _found(text: str) -> Iterator[tuple[re.Match[str], Kind]]:
    """Find the words that may ask; of two kinds at one place the first counts."""
    taken: set[int] = set()
    for kind, pattern in _KINDS:
        for match in pattern.finditer(text):
            # The World Health Organization asks nothing.
            named = match[0] == "WHO" and not text.isupper()
            if match.start() not in taken and not named:
                taken.add(match.start())
                yield match, kind


def _asks(text: str, word: re.Match[str], starts: set[int], end: int) -> int:
    """Tell how surely this word asks, and does not join a clause to what it tells of.

    ``starts`` is where the asking word of a plain question stands, ``end`` the end of the last one.
    """
    before = text[max(0, word.start() - _LONGEST_BEFORE) : word.start()]
    if word.start() in starts:
        return 3
    if word[0].lower() not in _JOINING or word.end() == end:
        return 2
    if _PREPOSITION.search(before):
        return 1
    return -1 if before.rstrip().endswith(",") else 0
