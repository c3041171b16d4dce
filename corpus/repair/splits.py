"""Is a run of letters one word or two that lost their space: two hypotheses, weighed.

A run that is two words, a and b, has the probability ``rate * P(a) * P(b | a)``; ``rate`` is how
often this document loses a space. A run that is one word has the larger of its own share in
English, its share as a word of another language, the share of compounds made like it, and that of
an unknown word of its length.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from corpus.repair.evidence import Evidence
from corpus.repair.table import (
    LONGEST,
    PART,
    abroad,
    as_first,
    as_last,
    english,
    folded,
    frequency,
    most_by_length,
)

# How often a document that nothing else is known of loses a space.
BASE_RATE = 5e-4
# To break a word is worse than to leave two together.
SURE = math.log(5)
# A document that loses a space in a thousand words is damaged.
DAMAGED = 1e-3
# Where two cuts are about as probable, neither is made.
_CLEARLY = math.log(4)
# Shares in running English text of words that no table holds, by how they are written.
_NEW_COMPOUND = 6e-3
_NEW_WORD = {"lower": 5e-4, "capital": 1e-2, "camel": 2e-4}
_NEW_CAMEL = 1e-4
_CAMEL_PART = 1e-4
_PER_LETTER = 0.08
_LOWERED = 0.3
_OWN = 0.3
# Two letters are a word where they are as frequent as "am"; syllables and endings are rarer.
_SHORT = {1: 1.0, 2: 5.5e-4, 3: 1e-5, 4: 1e-6}
# They begin words and are none, though the table counts them where a hyphen follows.
_PREFIXES = frozenset(
    "anti bi bio co cyber eco geo hydro hyper inter intra macro mega micro mono multi nano neo non "
    "poly pre pseudo quasi re semi socio sub tele trans tri ultra un uni".split()
)
# What lasts so long is written as one word, in any number of them: "monthslong".
_LASTING = re.compile(
    "(?:second|minute|hour|day|night|week|month|season|year|decade|centurie|generation|mile|block)"
    "s?long"
)
# The table was counted on text that loses spaces too.
NOISE = 1e-2
# Two words so much more frequent than the one are worth a look, and the most that two can be.
_TEMPTING = 20.0
_MOST = 2e-3


@dataclass(frozen=True, slots=True)
class Split:
    """Parts of a run, and how much likelier they are than the one word, as a logarithm."""

    parts: tuple[str, ...]
    odds: float


@lru_cache(1 << 17)
def settled(run: str) -> bool:
    """Tell whether a run is one word whatever a document says."""
    if len(run) < 3 or len(run) > LONGEST:
        return True
    own = _TEMPTING * frequency(run)
    if not own or _camel(run):
        return not _cuts(run)
    run = folded(run)
    if "'" in run:
        return not _possessives_tempt(run, own)
    return own > most_by_length()[len(run)] or not _tempting(run, own)


def _possessives_tempt(run: str, own: float) -> bool:
    return own <= _MOST and any(
        frequency(run[:at]) * frequency(run[at:]) >= own for at in range(1, len(run))
    )


def _tempting(run: str, own: float) -> bool:
    """Tell whether the parts of a word are together as frequent as ``own``."""
    share = english().get
    for at in range(1, len(run)):
        first = share(run[:at])
        if first and first * share(run[at:], 0.0) >= own:
            return True
    return False


def best_split(run: str, evidence: Evidence, rate: float) -> Split | None:
    """Give the most probable parts of a run that is probably no word, else nothing."""
    found = sorted(_splits(run, evidence, rate), key=lambda split: -split.odds)[:2]
    if not found or (found[1:] and found[0].odds - found[1].odds < _CLEARLY):
        return None
    # Compounds are looked up last: it takes time, and few come so far.
    sure = SURE * (len(found[0].parts) - 1)
    likely = found[0].odds > sure and found[0].odds - _as_compound(run) > sure
    return found[0] if likely else None


def _splits(run: str, evidence: Evidence, rate: float) -> Iterator[Split]:
    pairs = list(_pairs(run, evidence))
    own = frequency(run)
    if own > PART and not _camel(run):
        pairs = [(a, b) for a, b in pairs if frequency(a) * frequency(b) > own]
    triples = _triples(run, evidence) if rate > DAMAGED and not own else ()
    if not triples and not any(_possible(pair, run, evidence, rate) for pair in pairs):
        return
    times = max(1, evidence.counts[run.lower()])
    again = math.log(_OWN / (evidence.size + 1) * max(1, times - 1))
    whole = math.log(_whole(run)) + (times - 1) * again
    for parts in (*pairs, *triples):
        apart = rate ** (len(parts) - 1) * _written(parts[0], evidence)
        for first, last in pairwise(parts):
            apart *= _written(last, evidence, first)
        yield Split(parts, times * math.log(apart) - whole)


def _possible(pair: tuple[str, ...], run: str, evidence: Evidence, rate: float) -> bool:
    """Tell whether two words can be likelier than one: for most it shows before any counting."""
    apart = rate * math.prod(map(frequency, pair))
    return apart > _whole(run) or any(map(evidence.holds, pair))


def _pairs(run: str, evidence: Evidence) -> Iterator[tuple[str, ...]]:
    return ((a, b) for a, b in _cuts(run) if is_word(a, evidence) and is_word(b, evidence))


def _triples(run: str, evidence: Evidence) -> list[tuple[str, ...]]:
    """Give the parts of a run that lost two spaces."""
    first = [
        (a, *rest) for a, b in _cuts(run) if is_word(a, evidence) for rest in _pairs(b, evidence)
    ]
    if not _camel(run):
        return first
    last = [
        (*rest, b) for a, b in _cuts(run) if is_word(b, evidence) for rest in _pairs(a, evidence)
    ]
    return first + last


def _written(word: str, evidence: Evidence, beside: str = "") -> float:
    """Give the probability of a word with the capitals that it has."""
    found = evidence.probability(word, beside)
    if word[0].isupper() and not (len(word) > 1 and word.isupper()) and word != "I":
        found *= evidence.capital(word)
    return found


def is_word(part: str, evidence: Evidence) -> bool:
    """Tell whether a part may stand by itself: by the table, or because it does so elsewhere."""
    return _plausible(part) or (len(part) > 2 and evidence.holds(part))


@lru_cache(1 << 16)
def _cuts(run: str) -> tuple[tuple[str, str], ...]:
    """Give the two parts at each place where a space may be lost; one of them is in the table."""
    if _LASTING.fullmatch(run):
        return ()
    return tuple(
        (run[:at], run[at:])
        for at in _places(run)
        if run[at] not in "'\u2019"
        and run[at - 1] not in "'\u2019"
        and (_plausible(run[:at]) or _plausible(run[at:]))
        and run[:at].lower() not in _PREFIXES
    )


def _plausible(part: str) -> bool:
    if len(part) == 1:
        return part in "aAI"
    least = _SHORT.get(len(part), PART) if not part.isupper() else PART
    return frequency(part) >= least


def _places(run: str) -> list[int]:
    """Give where a run may be cut: where its case changes, and anywhere in what has one case."""
    changes = [
        at
        for at in range(1, len(run))
        if (run[at].isupper() and run[at - 1].islower())
        or (at > 1 and run[at].islower() and run[at - 2 : at].isupper())
        or (at > 1 and run[at - 1 : at + 1].isupper() and run[at + 1 : at + 2].islower())
    ]
    return changes if changes else list(range(1, len(run)))


def _camel(run: str) -> bool:
    return not (run.islower() or run.isupper() or (run[0].isupper() and run[1:].islower()))


@lru_cache(1 << 14)
def _whole(run: str) -> float:
    """Give the probability of a run as one word by itself: known, foreign, or new."""
    folded = run.lower()
    own = max(frequency(folded), frequency(folded.removesuffix("s")) / 3)
    noise = NOISE * max((frequency(a) * frequency(b) for a, b in _cuts(run)), default=0.0)
    own = max(own - noise, own / 20)
    camel = _camel(run)
    if run.islower() and own < 1e-5:
        own *= _LOWERED
    if camel:
        own *= 0.3 if run[0].isupper() else 0.1
    written = "camel" if camel else "lower" if run.islower() else "capital"
    return max(own, abroad(folded), _NEW_WORD[written] * _PER_LETTER ** len(run))


@lru_cache(1 << 14)
def _as_compound(run: str) -> float:
    """Give how much likelier a run is as a compound than by itself, as a logarithm, or 0."""
    camel = _camel(run)
    compound = max((_compound(a, b, camel) for a, b in _cuts(run)), default=0.0)
    return math.log(max(1.0, compound / _whole(run)))


def _compound(first: str, last: str, camel: bool) -> float:
    free = frequency(first), frequency(last)
    if min(free) < PART:
        return 0.0
    made = _NEW_COMPOUND * as_first(first.lower()) * as_last(last.lower())
    if not camel:
        return made
    mass = _NEW_CAMEL if first[0].isupper() else _NEW_CAMEL / 10
    return max(made, mass * min(free[0], _CAMEL_PART) * min(free[1], _CAMEL_PART))
