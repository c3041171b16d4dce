"""What a sentence states that may not be changed lightly: numbers, dates, names, negations."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

NUMBER, DATE, NAME, NEGATION = "number", "date", "name", "negation"

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|[$€£¥%]")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
# After these a new sentence may begin inside a sentence.
_OPENERS = frozenset('“”"‘«:—–•')
_SUFFIXES = frozenset("st nd rd th".split())

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_SMALL = (
    {word: value for value, word in enumerate(_ONES)}
    | {word: 10 * value for value, word in enumerate(_TENS, 2)}
    | {word: value for value, word in enumerate(_ORDINALS, 1)}
)
_SCALES = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "bn": 10**9,
    "billion": 10**9,
    "trillion": 10**12,
}
_IN_WORDS = frozenset([*_SMALL, *_SCALES, *(f"{word}s" for word in _SCALES)])
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTHS = (
    "january february march april may june july august september october november december"
).split()
_SHORT = {name[:3]: name for name in _MONTHS} | {"sept": "september"}
_SHORT |= {"mon": "monday", "tue": "tuesday", "tues": "tuesday", "wed": "wednesday"}
_SHORT |= {"thu": "thursday", "thur": "thursday", "thurs": "thursday", "fri": "friday"}
_DATES = {name: name for name in (*_DAYS, *_MONTHS)} | _SHORT
# Words that also stand for something else: they are facts only against another of their kind.
_VAGUE = frozenset("one first second third".split())
_RELATIVE = frozenset("yesterday today tomorrow tonight".split())
_NEGATIONS = frozenset(
    "not no never none nobody nothing nowhere neither nor without cannot deny denies denied "
    "denying".split()
)
_FUNCTION_WORDS = frozenset(
    "a about after against all although an and any are as at be because been before both but by "
    "during each every for from had has have he her here his how i if in into is it its like many "
    "more most much my of on one only or other our out over she since so some such than that the "
    "their them then there these they this those though through to under until up was we were what "
    "when where whether which while who whose why will with would you your i'm i've i'll i'd it's "
    "we're we've we'll he's she's they're that's there's".split()
)


class Token(NamedTuple):
    """A word or number: as it stands, in the form that is compared, and what it may be.

    ``opens`` marks where a capital letter says nothing. ``vague`` words are facts only where the
    other text has another fact of that kind in their place.
    """

    text: str
    key: str
    kind: str | None = None
    opens: bool = False
    vague: bool = False

    @property
    def is_capital(self) -> bool:
        """Whether it starts as a name does, and is no function word."""
        return self.kind is None and self.text[0].isupper() and self.key not in _FUNCTION_WORDS


def tokens(sentence: str) -> tuple[Token, ...]:
    """Cut a sentence; names are told apart later, by ``with_names``."""
    plain: list[Token] = []
    for match in _TOKEN.finditer(sentence):
        start, text = match.start(), match.group()
        opens = text[0].isupper() and (not plain or _opens(sentence[max(0, start - 3) : start]))
        plain.append(_token(text, opens))
    return tuple(_with_numbers(plain))


def with_names(sentence: Sequence[Token], names: frozenset[str]) -> tuple[Token, ...]:
    """Mark as names what is capitalised inside the sentence, or at its start and in ``names``."""
    return tuple(
        Token(token.text, token.key, NAME, token.opens)
        if token.is_capital and (not token.opens or token.key in names)
        else token
        for token in sentence
    )


def names_in(sentences: Sequence[Sequence[Token]]) -> tuple[frozenset[str], frozenset[str]]:
    """Give the words capitalised inside sentences, and those that also occur in lower case."""
    every = [token for sentence in sentences for token in sentence if token.kind is None]
    capital = frozenset(token.key for token in every if token.is_capital and not token.opens)
    return capital, frozenset(token.key for token in every if token.text[0].islower())


def _opens(before: str) -> bool:
    last = before.rstrip()[-1:]
    return last in _OPENERS or (last == "-" and before[-1].isspace())


def _token(text: str, opens: bool) -> Token:
    key, kind, vague = _word(text)
    # "May" at the start of a sentence is more often the verb.
    return Token(text, key, kind, opens, vague or (opens and key in ("may", "march")))


@lru_cache(maxsize=65_536)
def _word(text: str) -> tuple[str, str | None, bool]:
    key = text.lower().replace("’", "'")
    key = key.replace(".", "") if text[0].isalpha() else key
    key = key.removesuffix("'s")
    if key in _NEGATIONS or key.endswith("n't"):
        return key, NEGATION, False
    if key in _RELATIVE:
        return key, DATE, True
    if key in _DATES and text[0].isupper():
        return _DATES[key], DATE, False
    return key, None, False


def _with_numbers(plain: Sequence[Token]) -> Iterator[Token]:
    place = 0
    while place < len(plain):
        token = plain[place]
        value = _value(token)
        if value is None or token.kind:
            yield token
            place += 1
            continue
        end = place + 1
        value, end = _run(plain, value, end)
        text = " ".join(part.text for part in plain[place:end])
        # The suffix of "14th" says nothing more.
        end += end < len(plain) and plain[end].key in _SUFFIXES and token.text[0].isdecimal()
        key = format(value.normalize(), "f") if isinstance(value, Decimal) else value
        yield Token(text, key, NUMBER, token.opens, vague=text.lower() in _VAGUE)
        place = end


def _value(token: Token) -> Decimal | str | None:
    if token.text[0].isdecimal():
        return _digits(token.text)
    if token.key not in _IN_WORDS:
        return None
    if (small := _SMALL.get(token.key)) is not None:
        return Decimal(small)
    return Decimal(_SCALES.get(token.key) or _SCALES[token.key.removesuffix("s")])


def _digits(text: str) -> Decimal | str:
    if _THOUSANDS.fullmatch(text):
        text = text.replace(",", "")
    # Clock times come as 9.50 and as 9:50.
    text = text.replace(":", ".")
    return Decimal(text) if text.count(".") < 2 and "," not in text else text


def _run(plain: Sequence[Token], value: Decimal | str, end: int) -> tuple[Decimal | str, int]:
    """Go on from a number through "million", or from "twenty" through "five"."""
    whole = Decimal(0)
    while isinstance(value, Decimal) and end < len(plain):
        key = plain[end].key
        if key in _SCALES:
            value *= _SCALES[key]
            if _SCALES[key] >= 1000:
                whole, value = whole + value, Decimal(0)
        elif key in _SMALL and not plain[end - 1].text[0].isdecimal() and _goes_on(value, key):
            value += _SMALL[key]
        else:
            break
        end += 1
    return (whole + value if isinstance(value, Decimal) else value), end


def _goes_on(value: Decimal, key: str) -> bool:
    """Whether "twenty" or "two hundred" may be followed by this to make one number."""
    tail, more = value % 100, _SMALL[key]
    return value > 0 and more > 0 and (tail == 0 or (tail % 10 == 0 and tail >= 20 and more < 10))
