"""The whole of an enumeration, from one of its items: "Harir, Erbil and Ain Al-Asad"."""

import re
from itertools import pairwise

_TOKEN = re.compile(r"[^\s,;:()]+|[,;:()]")
_JOINTS = frozenset((",", "and", "or", "&"))
_LINKS = frozenset("of the in near at by for to a an al el de la van von".split())
# "In addition to the US, France and Poland": what stands before the first comma is no item.
_OPENERS = frozenset(
    "in besides apart along according like unlike with without except despite after before while "
    "as at on from for to by among since during when if".split()
)
_OPENS_LIST = re.compile(r":\s+|\s[–—-]\s|,?\s+namely\s+|\s\(")
_MOST = 10
Token = tuple[int, int, str]


def enumeration(text: str, start: int, end: int) -> tuple[int, int]:
    """Grow a stretch by the items before and after it that commas or "and" join to it.

    Items are names, as lists in answers mostly are: each begins with a capital or a digit, and has
    no two words in small letters in a row but such as "of the".
    """
    tokens = [(one.start(), one.end(), one[0]) for one in _TOKEN.finditer(text)]
    before = [one for one in tokens if one[1] <= start]
    after = [one for one in tokens if one[0] >= end]
    for _ in range(_MOST):
        joined = _joint_length(before[::-1])
        item = _item_before(before[: len(before) - joined]) if joined else []
        if not item:
            break
        start, before = item[0][0], [one for one in before if one[1] <= item[0][0]]
    for _ in range(_MOST):
        # What follows may belong to the item itself: "Harir base, ..." of which "Harir" was told.
        rest = _rest_length(after)
        joined = _joint_length(after[rest:])
        item = _item_after(after[rest + joined :]) if joined else []
        if not item:
            break
        end, after = item[-1][1], [one for one in after if one[0] >= item[-1][1]]
    return start, len(text[:end].rstrip(".!?"))


def listed_after(text: str, end: int) -> tuple[int, int] | None:
    """Find the list that a colon, a dash or a bracket opens: "at three sites: A, B and C".

    Returns:
        Where its items stand; None where fewer than two follow.
    """
    opened = _OPENS_LIST.search(text, end)
    first = _TOKEN.match(text, opened.end()) if opened else None
    if first is None:
        return None
    last = enumeration(text, first.start(), first.end())[1]
    joined = any(token[0] in _JOINTS for token in _TOKEN.finditer(text, first.end(), last))
    return (first.start(), last) if joined else None


def _joint_length(tokens: list[Token]) -> int:
    """Count the tokens of ", and" and the like at the head of these."""
    count = 0
    while count < min(2, len(tokens)) and tokens[count][2] in _JOINTS:
        count += 1
    return count


def _rest_length(tokens: list[Token]) -> int:
    count = 0
    for token, following in pairwise([*tokens, None]):
        if token is None or not _belongs(token, following):
            break
        count += 1
    return count


def _item_before(tokens: list[Token]) -> list[Token]:
    taken: list[Token] = []
    for token in reversed(tokens):
        if not _belongs(token, taken[0] if taken else None):
            break
        taken.insert(0, token)
    while taken and not _capital(taken[0]):
        taken.pop(0)
    return [] if taken and taken[0][2].lower() in _OPENERS else taken


def _item_after(tokens: list[Token]) -> list[Token]:
    taken: list[Token] = []
    for token, following in pairwise([*tokens, None]):
        if token is None or not _belongs(token, following):
            break
        taken.append(token)
        if token[2][-1] in ".!?":
            break
    first = next((place for place, one in enumerate(taken) if one[2] not in _LINKS), None)
    return taken if first is not None and _capital(taken[first]) else []


def _belongs(token: Token, following: Token | None) -> bool:
    """A small word inside an item stands before "of" and the like, or at its end."""
    word = token[2]
    if word in _JOINTS or word in ";:()":
        return False
    if _capital(token) or word in _LINKS:
        return True
    ends = following is None or following[2] in _JOINTS or following[2] in _LINKS
    return ends or word[-1] in ".!?"


def _capital(token: Token) -> bool:
    return token[2][0].isupper() or token[2][0].isdigit()
