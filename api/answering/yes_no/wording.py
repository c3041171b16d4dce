"""Words by which a sentence takes up one of the question: its forms, its like, its opposite."""

from collections.abc import Iterable
from functools import cache, lru_cache

from api.answering.conflicts.opposed import opposed_rows
from api.answering.followups.verbs import base_of
from api.answering.question import words
from index.words import stem

# Words that only point at time or at nobody in particular: no sentence need take them up.
_IDLE = frozenset(
    stem(word)
    for word in (
        "still yet already ever really actually currently anybody anyone anything anywhere "
        "somebody someone something true it"
    ).split()
)
# Words of one meaning, as news uses them; those with an opposite stand with it elsewhere.
_ROWS = (
    "hurt injured injury wounded",
    "secure safe secured",
    "end ended finish conclude concluded conclusion",
    "begin start launch commence",
    "build construct erect construction",
    "buy bought purchase acquire acquired",
    "sell sold sale",
    "dismantle demolish demolished demolition torn",
    "postpone postponed delay delayed",
    "merge merger unite united combine joined",
    "dismiss dismissed sack sacked dismissal",
    "resign resigned resignation quit",
    "troops soldiers",
    "cost price bill",
    "choose chose chosen choice",
    "decide decided decision",
    "arrest arrested detained custody",
    "destroy destroyed destruction",
    "marry married marriage wed",
    "die died dead death killed",
    "bear born birth",
    "author wrote written",
    "help helped aid assist",
    "use used usage",
    "large big",
    "need needed necessary require required",
    "contain include included",
)


def is_idle(word: str) -> bool:
    """Tell whether a stem of a question is one that no sentence need take up."""
    return word in _IDLE


def forms_held(text: str) -> frozenset[str]:
    """Give the stems of a text, and those of its verbs' base forms."""
    return frozenset(key for word in words(text) for key in forms_of(word))


@lru_cache(maxsize=100_000)
def forms_of(word: str) -> tuple[str, ...]:
    """Give the stem of a word, and that of its base form where it is one of a verb."""
    base = base_of(word)
    return (stem(word), stem(base)) if base else (stem(word),)


def takes_up(asked: Iterable[str], text: str) -> bool:
    """Tell whether a text takes up all of these words of a question."""
    here = forms_held(text)
    return all(is_idle(word) or alike(word) & here for word in asked)


@cache
def alike(word: str) -> frozenset[str]:
    """Give the stems that take up a stem: itself, what means the same, what says the opposite."""
    base = base_of(word)
    own = frozenset((word, stem(base)) if base else (word,))
    return own.union(*(row for row in _rows() if own & row))


@cache
def _rows() -> tuple[frozenset[str], ...]:
    own = (frozenset(stem(word) for word in row.split()) for row in _ROWS)
    return (*own, *opposed_rows())
