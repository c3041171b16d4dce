"""A language model's reply cut into claims: sentences with the numbers that they cite."""

import re
from dataclasses import dataclass

from index.sentences import sentences

# More sentences than these are not looked at; they count as dropped.
MOST = 40
_THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)
_MARK = re.compile(r"[ \t]*\[([0-9]{1,4}(?:\s?,\s?[0-9]{1,4})*)\]")
_BULLET = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.)](?=\s))\s*")


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence of a reply without its marks, and the numbers that it cites."""

    text: str
    numbers: tuple[int, ...]


def claims(reply: str) -> list[Claim]:
    """Cut a reply into claims. A mark belongs to the sentence that it follows, or opens."""
    lines = _THOUGHT.sub("", reply).splitlines()
    return [claim for line in lines for claim in _in_line(_BULLET.sub("", line))]


def _in_line(line: str) -> list[Claim]:
    marks: list[tuple[int, tuple[int, ...]]] = []
    plain, place = "", 0
    for mark in _MARK.finditer(line):
        plain += line[place : mark.start()]
        marks.append((len(plain.rstrip()), tuple(int(one) for one in mark[1].split(","))))
        place = mark.end()
    plain += line[place:]
    spans = sentences(plain)
    cited: list[list[int]] = [[] for _ in spans]
    for at, numbers in marks:
        before = [index for index, span in enumerate(spans) if span.start < at]
        if spans:
            cited[before[-1] if before else 0] += numbers
    return [
        Claim(plain[span.start : span.end], tuple(dict.fromkeys(numbers)))
        for span, numbers in zip(spans, cited, strict=True)
    ]
