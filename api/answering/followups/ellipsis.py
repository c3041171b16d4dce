"""Questions that leave out most of themselves: "why?", "until when?", "and in Syria?"."""

import re
from collections.abc import Sequence

from api.answering.followups.antecedents import topic
from api.answering.followups.clause import Clause, as_question, body, joined, stretch, take_apart
from api.answering.followups.fragments import fragment_of, put_in_place
from api.answering.followups.nouns import made_definite
from api.answering.followups.phrases import asked_noun, wide_phrases
from api.answering.followups.records import Turn
from api.answering.followups.verbs import base_of, is_base, is_participle, past_of
from api.answering.followups.vocabulary import (
    AUXILIARIES,
    BE,
    HAVE,
    MEASURES,
    PREPOSITIONS,
    QUESTION_WORDS,
)

_THAT_BE = re.compile(
    r"^(why|when|where|how)(?: (?:is|was|did|does|do|are|were|has|will)"
    r"(?: (?:that|this|so)| (?:that|this|it) (?:happen|happened|happening|occur|so))"
    r"| so| come| exactly)$",
    re.IGNORECASE,
)
_WHY_SO = re.compile(r"^(why) ((?:so|only) [\w ]+)$", re.IGNORECASE)
_SHORT = 3


def filled(question: str, turns: Sequence[Turn]) -> str | None:
    """Complete a question that leaves out its verb; None where it is another kind of question."""
    earlier = _earlier(turns)
    new = _bare_lead(question)
    if new:
        if earlier is None:
            return _about_topic(new, turns)
        so = _WHY_SO.match(new)
        asked = _swapped(so[1] if so else new, *earlier)
        return as_question(joined(asked, so[2] if so else ""))
    if earlier is None:
        return None
    fragment = fragment_of(question)
    if fragment:
        return put_in_place(fragment, *earlier)
    return _verb_again(question, earlier[1])


def _earlier(turns: Sequence[Turn]) -> tuple[Turn, Clause] | None:
    for turn in reversed(turns):
        clause = take_apart(turn.question)
        if clause is not None:
            return turn, clause
    return None


def _about_topic(lead: str, turns: Sequence[Turn]) -> str | None:
    about = topic(turns)
    return f"{lead} about {made_definite(about)}?" if about else None


def _bare_lead(question: str) -> str | None:
    """Give the question word of a question that has little else: "why?", "how many boats?"."""
    words = body(question)
    text = stretch(question, words)
    that = _THAT_BE.match(text)
    if _WHY_SO.match(text):
        return text
    if that:
        return "why" if text.lower() == "how come" else that[1]
    begin = 1 if words and words[0].lower in PREPOSITIONS else 0
    if len(words) <= begin or words[begin].lower not in QUESTION_WORDS:
        return None
    rest = words[begin + 1 :]
    if len(rest) > _SHORT or any(one.lower in PREPOSITIONS | AUXILIARIES for one in rest):
        return None
    verbal = any(one.capital or _verbal(one.lower) for one in rest)
    lead = words[begin].lower
    if rest and (lead in {"who", "whom", "where", "when", "why"} or verbal):
        return None
    return text


def _verbal(word: str) -> bool:
    return word not in MEASURES and (base_of(word) is not None or is_participle(word))


def _swapped(new: str, turn: Turn, clause: Clause) -> str:
    """Ask the earlier question with another question word."""
    lead, auxiliary = clause.lead.lower(), clause.auxiliary.lower()
    if _measures(new) and clause.subject and (_measures(lead) or not lead):
        return f"{new} is {clause.subject}"
    if clause.subject:
        kept = _object(turn, clause)
        if not clause.verb:
            parts: tuple[str, ...] = (kept, clause.subject) if lead == "who" else (clause.subject,)
            return joined(_led(new, lead), auxiliary, *parts, clause.rest)
        return joined(_led(new, lead), auxiliary, clause.subject, clause.verb, kept, clause.rest)
    subject = _subject(turn, clause)
    if auxiliary:
        return joined(new, auxiliary, subject, clause.verb, clause.rest)
    base = base_of(clause.verb) or clause.verb
    do = "did" if clause.verb == past_of(base) else "do" if clause.verb == base else "does"
    return joined(new, do, subject, base, clause.rest)


def _led(new: str, lead: str) -> str:
    """Put before "which sites" what "where" says without a word."""
    asks_noun = new.lower().split()[0] in {"which", "what"} and " " in new
    if asks_noun and lead in {"where", "when"}:
        return f"{'at' if lead == 'where' else 'in'} {new}"
    return new


def _measures(lead: str) -> bool:
    words = lead.lower().split()
    return len(words) == 2 and words[0] == "how" and words[1] in MEASURES


def _object(turn: Turn, clause: Clause) -> str:
    """Give what the earlier question asked for, to stand behind its verb; empty for "when"."""
    lead = clause.lead.lower()
    noun = asked_noun(clause.lead)
    if noun:
        return noun[0].text
    if lead not in {"who", "whom", "what", "which"}:
        return ""
    return _short_answer(turn) or ("" if lead.startswith("who") else "that")


def _subject(turn: Turn, clause: Clause) -> str:
    noun = asked_noun(clause.lead)
    if noun:
        return made_definite(noun[0])
    return _short_answer(turn) or ("they" if clause.lead.lower() == "who" else "that")


def _short_answer(turn: Turn) -> str:
    answer = (turn.answer or "").strip().rstrip(".")
    found = wide_phrases(answer)
    whole = len(found) == 1 and found[0].text == answer and not found[0].number
    return made_definite(found[0]) if whole else ""


def _one_phrase(text: str) -> bool:
    """Tell "Halloran" and "the council" from a subject with a verb that is not known."""
    words = body(text)
    names = all(one.capital for one in words) and len(words) <= _SHORT
    return len(words) == 1 or names or (len(words) == 2 and words[0].lower == "the")


def _verb_again(question: str, earlier: Clause) -> str | None:
    """Complete "did Halloran?" by the verb of the earlier question."""
    clause = take_apart(question)
    if clause is None or clause.verb or clause.rest or not clause.subject or not earlier.verb:
        return None
    if clause.auxiliary.lower() in BE | HAVE or not _one_phrase(clause.subject):
        return None
    verb = earlier.verb if is_base(earlier.verb) else base_of(earlier.verb)
    parts = (clause.lead, clause.auxiliary, clause.subject, verb or "", earlier.rest)
    return as_question(joined(*parts))
