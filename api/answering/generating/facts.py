"""The facts of a claim that must stand in its evidence: numbers, dates, names, quotes, denials."""

import re
from collections.abc import Iterator
from typing import Literal

from corpus.facts import DATE, NAME, NEGATION, NUMBER, Token, names_in, tokens, with_names

Fault = Literal["number", "date", "name", "quote", "negation"]

_QUOTE = re.compile(r"[“„«\"]([^“”„«»\"]*)[”“»\"]")
_KINDS: tuple[tuple[str, Fault], ...] = ((NUMBER, "number"), (DATE, "date"), (NAME, "name"))


def fault(claim: str, evidence: str) -> Fault | None:
    """Name the first kind of fact in which a claim departs from its evidence; None for none."""
    said, known = _facts(claim), _facts(evidence)
    for kind, name in _KINDS:
        if not _of(kind, said) <= {token.key for token in known}:
            return name
    if any(quote not in _one_line(evidence) for quote in _quotes(claim)):
        return "quote"
    return None if _denials(said) == _denials(known) else "negation"


def _facts(text: str) -> tuple[Token, ...]:
    cut = tokens(text)
    names, _ = names_in([cut])
    return with_names(cut, names)


def _of(kind: str, text: tuple[Token, ...]) -> set[str]:
    return {token.key for token in text if token.kind == kind}


def _denials(text: tuple[Token, ...]) -> int:
    return sum(token.kind == NEGATION for token in text)


def _quotes(text: str) -> Iterator[str]:
    return (_one_line(one[1]).strip(" .,;:!?") for one in _QUOTE.finditer(text))


def _one_line(text: str) -> str:
    return " ".join(text.replace("’", "'").split())
