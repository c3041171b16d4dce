"""Words as the index compares them: folded, stemmed, without the words that say nothing."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from threading import Lock

from snowballstemmer import stemmer

# Inverse document frequencies of words, in their order.
Rarity = Callable[[Sequence[str]], Sequence[float]]

_STEMMER = stemmer("english")
# The stemmer keeps its cursor in itself, so that two threads would read each other's words.
_LOCK = Lock()

STOP_WORDS = frozenset(
    (
        "a about after all also am an and any are as at be because been before being between both "
        "but by can could did do does doing done during each either few for from further had has "
        "have having he her here hers him his how i if in into is it its itself just me might "
        "more most much must my no nor not now of off on once only or other our out over own per "
        "same shall she should so some such than that the their theirs them then there these they "
        "this those through to too under until up upon us very was we were what when where which "
        "while who whom whose why will with within without would you your"
    ).split()
)


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Stem one word, folded to lower case."""
    with _LOCK:
        return str(_STEMMER.stemWord(word.lower()))
