"""A language model's reply cut into claims: sentences with the numbers that they cite."""

import re
from dataclasses import dataclass

from index.sentences import sentences

# More sentences than these are not looked at; they count as dropped.
MOST = 40
_THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)
_MARK = re.compile(r"[ \t]*\[([0-9]{1,4}(?:\s?,\s?[0-9]{1,4})*)\]")
_EMPHASIS = re.compile(r"[*_`#]+")
_BULLET = re.compile(r"^\s*(?:[-•]|\d{1,2}[.)](?=\s))\s*")


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence of a reply without its marks, and the numbers that it cites."""

    text: str
    numbers: tuple[int, ...]


def claims(reply: str) -> list[Claim]:
    """Cut a reply into claims.

    A mark belongs to the sentence before it; in a line that begins with one, to the sentence after.
    """
    lines = _THOUGHT.sub("", reply).splitlines()
    plain = (_BULLET.sub("", _EMPHASIS.sub("", line)) for line in lines)
    return [claim for line in plain for claim in _in_line(line)]


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
    in_front = _MARK.match(line.lstrip()) is not None
    for at, numbers in marks if spans else ():
        before = sum(span.start < at for span in spans)
        cited[min(before, len(spans) - 1) if in_front else max(0, before - 1)] += numbers
    return [
        Claim(plain[span.start : span.end], tuple(dict.fromkeys(numbers)))
        for span, numbers in zip(spans, cited, strict=True)
    ]
