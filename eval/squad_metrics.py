"""Exact match and F1 of answers, as SQuAD's official evaluation script defines them."""

import re
import string
from collections import Counter
from collections.abc import Sequence

_ARTICLES = re.compile(r"\b(a|an|the)\b")


def normalized(text: str) -> str:
    """Lower case, without punctuation, articles and superfluous white space."""
    bare = "".join(mark for mark in text.lower() if mark not in string.punctuation)
    return " ".join(_ARTICLES.sub(" ", bare).split())


def exact_match(answer: str, golds: Sequence[str]) -> float:
    """1 where the answer equals one of the golds; with no gold only an empty answer does."""
    return float(any(normalized(answer) == normalized(gold) for gold in golds or ("",)))


def f1(answer: str, golds: Sequence[str]) -> float:
    """Overlap of words with the gold that fits best (Rajpurkar et al. 2016)."""
    return max(_f1(normalized(answer).split(), normalized(gold).split()) for gold in golds or ("",))


def _f1(found: list[str], gold: list[str]) -> float:
    if not found or not gold:
        return float(found == gold)
    shared = sum((Counter(found) & Counter(gold)).values())
    return 2 * shared / (len(found) + len(gold))
