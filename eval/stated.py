"""Questions of yes or no, made of questions that ask for a thing, and of the answer to each.

"Where was the treaty signed?" and "Paris" make "Was the treaty signed in Paris?". With the answer
to another question of the same article and kind it becomes one that the passages do not settle.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from eval.training.material import Question

_BE, _DO = "is|are|was|were", "did|does|do"
_LONGEST = 6
_LED = re.compile(r"(?:in|on|at|by|to|from|near|since|during|after|before|around|about)\b", re.I)
Told = Callable[[re.Match[str], str], str]


def _adverbial(found: re.Match[str], answer: str) -> str:
    led = answer if _LED.match(answer) else f"in {answer}"
    return f"{found['aux'].capitalize()} {found['rest']} {led}?"


def _predicate(found: re.Match[str], answer: str) -> str:
    return f"{found['aux'].capitalize()} {answer} {found['rest']}?"


def _object(found: re.Match[str], answer: str) -> str:
    return f"{found['aux'].capitalize()} {found['rest']} {answer}?"


def _cleft(found: re.Match[str], answer: str) -> str:
    return f"Was it {answer} who {found['rest']}?"


_FORMS: tuple[tuple[str, re.Pattern[str], Told], ...] = tuple(
    (kind, re.compile(rf"{pattern} (?P<rest>[^?]+)\?", re.IGNORECASE), told)
    for kind, pattern, told in (
        ("when", rf"(?:when|in what year|what year) (?P<aux>{_BE}|{_DO})", _adverbial),
        ("where", rf"where (?P<aux>{_BE}|{_DO})", _adverbial),
        ("who", rf"who (?P<aux>{_BE})", _predicate),
        ("who", r"who", _cleft),
        ("what", rf"what (?P<aux>{_BE})", _predicate),
        ("what", rf"what (?P<aux>{_DO})", _object),
    )
)


@dataclass(frozen=True, slots=True)
class Stated:
    """A question of yes or no, and what it was made of.

    It is ``true`` where it holds that one's own answer, false where it holds another's.
    """

    question: Question
    text: str
    true: bool


def stated(questions: Sequence[Question], article: Callable[[Question], str]) -> Iterator[Stated]:
    """Make of each question one with its own answer, and one with that of another."""
    made = [(one, form) for one in questions if one.answers and (form := _form(one))]
    for place, (one, (kind, found, told)) in enumerate(made):
        own = {answer.lower() for answer in one.answers}
        yield Stated(one, told(found, one.answers[0]), True)
        others = (
            other.answers[0]
            for other, (of, _, _) in (*made[place + 1 :], *made[:place])
            if of == kind and article(other) == article(one)
        )
        wrong = next((other for other in others if _differs(other, own)), None)
        if wrong:
            yield Stated(one, told(found, wrong), False)


def _form(question: Question) -> tuple[str, re.Match[str], Told] | None:
    if len(question.answers[0].split()) > _LONGEST:
        return None
    matches = ((kind, form.fullmatch(question.text.strip()), told) for kind, form, told in _FORMS)
    return next(((kind, found, told) for kind, found, told in matches if found), None)


def _differs(other: str, own: set[str]) -> bool:
    low = other.lower()
    return len(low.split()) <= _LONGEST and not any(low in one or one in low for one in own)
