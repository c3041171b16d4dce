"""What an answer of each kind looks like."""

import re
from collections.abc import Mapping

from api.answering.kinds import Kind
from api.answering.question import Question, words

_MONTH = (
    r"(?:jan|febr)uary|march|april|may|june|july|august|(?:sept|nov|dec)ember|october|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
)
NUMBER_WORD = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|twenty|thirty|forty|"
    r"fifty|sixty|hundred|thousand|million|billion|half|third|quarter"
)
WANTED: Mapping[Kind, re.Pattern[str]] = {
    "when": re.compile(
        rf"\b(?:1\d{{3}}|20\d{{2}}|\d{{1,2}} ?[ap]\.?m|{_MONTH}|yesterday|today|tomorrow|century|"
        rf"(?:last|next|this) (?:week|month|year))\b",
        re.IGNORECASE,
    ),
    "how_many": re.compile(rf"\d|\b(?:{NUMBER_WORD}|zero|none|nobody|no one)\b", re.IGNORECASE),
    "who": re.compile(r"\b[A-Z][\w’'-]+"),
    "where": re.compile(
        r"\b(?:in|at|near|to|from|on|of|outside|between)\s+(?:the\s+)?[A-Z]", re.UNICODE
    ),
    "why": re.compile(
        r"\b(?:because|due to|since|so that|in order to|as a result|after|owing to|to)\b",
        re.IGNORECASE,
    ),
}

# Where names or places are wanted, something that looks like one stands beside almost every word.
TELLING: tuple[Kind, ...] = ("when", "how_many")


def wanted(question: Question, text: str) -> tuple[float, float]:
    """Tell whether something of the kind asked for stands here that the question does not say."""
    pattern = WANTED.get(question.kind)
    if pattern is None:
        return 0.0, 0.0
    asked = {word.lower() for word in words(question.text)}
    for found in pattern.finditer(text):
        if not {word.lower() for word in words(found[0])} <= asked:
            return 1.0, 0.0
    return 0.0, 1.0
