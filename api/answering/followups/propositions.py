"""An earlier question and its answer as a statement: "that" of "who said that?"."""

import re

from api.answering.followups.clause import Clause, joined, take_apart
from api.answering.followups.records import Turn
from api.answering.followups.verbs import past_of, third_of
from api.answering.followups.vocabulary import AUXILIARIES, BOUNDARIES
from api.answering.speech.lexicon import TELLING

# Characters of an answer that are quoted back.
_LONGEST = 200
_WORDS_OF_PHRASE = 10
_QUOTES = re.compile(r"[“”\"]")
_ADVERBIAL = re.compile(r"(?:\w+ )?(?:when|where|why|how long|how far|how often)$", re.IGNORECASE)


def stated(turn: Turn) -> str | None:
    """State what a turn came to: the answer put into its question, or a long answer quoted."""
    clause = take_apart(turn.question)
    if clause and clause.verb.lower() in TELLING and clause.rest.lower().startswith("that "):
        return clause.rest
    answer = _QUOTES.sub("", turn.answer or "").strip().rstrip(".!?,")
    if not answer:
        return None
    if clause is None or not _short(answer):
        return f'"{_cut(answer)}"'
    told = declared(clause, answer)
    return f"that {told}" if told else f'"{answer}"'


def declared(clause: Clause, answer: str) -> str | None:
    """Write a question as a statement with its answer; None where it does not go."""
    lead = clause.lead.lower()
    if not lead:
        return None
    if not clause.subject:
        return joined(answer, clause.auxiliary, clause.verb, clause.rest)
    verb = _finite(clause)
    if lead == "who" and not clause.verb:
        return joined(answer, clause.auxiliary, clause.subject, clause.rest)
    if _ADVERBIAL.match(lead):
        return joined(clause.subject, verb, clause.rest, answer)
    return joined(clause.subject, verb, answer, clause.rest)


def _finite(clause: Clause) -> str:
    """Write the verb of a statement: "does leave" as "leaves", the others as they are."""
    auxiliary = clause.auxiliary.lower()
    if not clause.verb:
        return auxiliary
    if auxiliary == "did":
        return past_of(clause.verb)
    if auxiliary == "does":
        return third_of(clause.verb)
    return clause.verb if auxiliary == "do" else f"{auxiliary} {clause.verb}"


def _short(answer: str) -> bool:
    words = answer.replace("May", "").lower().split()
    return len(words) <= _WORDS_OF_PHRASE and not set(words) & (AUXILIARIES | BOUNDARIES - {"than"})


def _cut(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    return text[:_LONGEST].rsplit(" ", 1)[0]
