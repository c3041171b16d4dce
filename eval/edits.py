"""Copies of articles as outlets make them, and copies in which one fact was changed.

What is a fact is told here by plain patterns, not by the code that is measured.
"""

import re
from collections.abc import Iterable, Sequence
from random import Random

_WORD = re.compile(r"(?<![\w'’.-])[a-z]{2,}(?![\w'’-])")
_SENTENCE = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])")
_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_NUMBERS = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen twenty "
    "thirty forty fifty"
).split()
_OTHER_FACTS = (
    "one first second third fourth fifth sixth seventh hundred thousand million billion dozen half "
    "quarter not no never none nobody nothing neither nor without cannot denied deny yesterday "
    "today tomorrow tonight"
).split()
_NAMES = "Kestrel Marlowe Ostrander Quillfeather Tarrant Wexley Yardley Brannock".split()
# Capitalised as parts of names ("The Estuary Week"), and no names.
_ARTICLES = ("The", "And", "For")
_KEPT = frozenset([*_NUMBERS, *_OTHER_FACTS])

_DIGITS = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*")
_WORDED = re.compile(rf"\b(?:{'|'.join(_NUMBERS)})\b")
_DATED = re.compile(rf"\b(?:{'|'.join([*_MONTHS, *_DAYS])})\b")
_INSIDE = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}\b")
_DENIABLE = re.compile(r"\b(?:is|are|was|were|will|would|could|has|had|have)\b(?! not\b)")
_DENIED = re.compile(r" not\b")


def ordinary_words(texts: Iterable[str]) -> list[str]:
    """List the words in lower case that are no number, no date and no negation."""
    found = {word for text in texts for word in _WORD.findall(text)}
    return sorted(found - _KEPT)


def reworded(text: str, share: float, words: Sequence[str], random: Random) -> str:
    """Replace a share of the ordinary words by others, drawn blindly: no synonyms are sought."""
    places = [match.span() for match in _WORD.finditer(text) if match.group() not in _KEPT]
    for start, end in sorted(random.sample(places, round(share * len(places))), reverse=True):
        text = text[:start] + random.choice(words) + text[end:]
    return text


def cut(text: str, share: float, random: Random) -> str:
    """Drop sentences, up to a share of them; half of the time from the end, as editors do."""
    paragraphs = [_SENTENCE.split(part) for part in text.split("\n\n")]
    every = [(i, j) for i, part in enumerate(paragraphs) for j in range(len(part))]
    count = int(share * len(every))
    ends = every[len(every) - count :]
    dropped = set(ends if random.random() < 0.5 else random.sample(every, count))
    kept = (
        " ".join(one for j, one in enumerate(part) if (i, j) not in dropped)
        for i, part in enumerate(paragraphs)
    )
    return "\n\n".join(part for part in kept if part)


def swapped(text: str, random: Random) -> str:
    """Let two paragraphs change places."""
    parts = text.split("\n\n")
    if len(parts) > 1:
        one, other = random.sample(range(len(parts)), 2)
        parts[one], parts[other] = parts[other], parts[one]
    return "\n\n".join(parts)


def with_other_number(text: str, random: Random) -> str | None:
    """Change the first digit of one number, or one number word; None without any."""
    match = _chosen([*_DIGITS.finditer(text), *_WORDED.finditer(text)], random)
    if match is None:
        return None
    old = match.group()
    if not old[0].isdigit():
        return _put(text, match, _other(_NUMBERS, old, random))
    return _put(text, match, _other("123456789", old[0], random) + old[1:])


def with_other_date(text: str, random: Random) -> str | None:
    """Change one month or day of the week; None without any."""
    match = _chosen([*_DATED.finditer(text)], random)
    if match is None:
        return None
    return _put(
        text, match, _other(_MONTHS if match.group() in _MONTHS else _DAYS, match.group(), random)
    )


def with_other_name(text: str, random: Random) -> str | None:
    """Change one mention of a name, also at the start of a sentence; None without any."""
    names = {name for name in _INSIDE.findall(text) if name not in (*_MONTHS, *_DAYS, *_ARTICLES)}
    if not names:
        return None
    match = _chosen([*re.finditer(rf"\b(?:{'|'.join(sorted(names))})\b", text)], random)
    return match and _put(text, match, random.choice(_NAMES))


def with_other_negation(text: str, random: Random) -> str | None:
    """Put one "not" in, or take one out; None where there is no place."""
    match = _chosen([*_DENIABLE.finditer(text), *_DENIED.finditer(text)], random)
    if match is None:
        return None
    return _put(text, match, "" if match.group() == " not" else f"{match.group()} not")


ONE_FACT = {
    "number": with_other_number,
    "date": with_other_date,
    "name": with_other_name,
    "negation": with_other_negation,
}


def _chosen(matches: Sequence[re.Match[str]], random: Random) -> re.Match[str] | None:
    return random.choice(matches) if matches else None


def _other(values: Sequence[str], old: str, random: Random) -> str:
    return random.choice([value for value in values if value != old])


def _put(text: str, match: re.Match[str], new: str) -> str:
    return text[: match.start()] + new + text[match.end() :]
