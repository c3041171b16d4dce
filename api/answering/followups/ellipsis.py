"""Questions that leave out most of themselves: "why?", "until when?", "and in Syria?"."""

import re
from collections.abc import Sequence

from api.answering.followups.antecedents import topic
from api.answering.followups.clause import Clause, body, stretch, take_apart
from api.answering.followups.phrases import Phrase, made_definite, phrases, wide_phrases
from api.answering.followups.records import Turn
from api.answering.followups.verbs import base_of, is_base, past_of
from api.answering.followups.vocabulary import (
    AUXILIARIES,
    BE,
    HAVE,
    MEASURES,
    OPENERS,
    PREPOSITIONS,
    QUESTION_WORDS,
)
from api.answering.speech.cues import CUES

_WHAT_ABOUT = re.compile(r"^\W*(?:(?:and|but|so|ok|okay),?\s+)?(?:what|how) about\s+", re.IGNORECASE)
_THAT_BE = re.compile(
    r"^(why|when|where|how)(?: (?:is|was|did|does|do|are|were|has|will) (?:that|this|it|so)"
    r"(?: (?:happen|happened|happening|be|occur|so))?| so| come| exactly)$",
    re.IGNORECASE,
)
_NOUN_LEAD = re.compile(r"(?:how (?:many|much)|which|what) ?(.*)", re.IGNORECASE)
_IMPERATIVES = frozenset("tell show give list explain describe find compare name say summarise".split())
_PLACES = frozenset("in at near from for on".split())
# More words than these hardly are a fragment of a question.
_LONGEST = 8
_SHORT = 3


def filled(question: str, turns: Sequence[Turn]) -> str | None:
    """Complete a question that leaves out its verb; None where it is another kind of question."""
    earlier = _earlier(turns)
    new = _bare_lead(question)
    if new:
        if earlier is None:
            return _about_topic(new, turns)
        return _asked(_swapped(new, *earlier))
    if earlier is None:
        return None
    fragment = _fragment(question)
    if fragment:
        return _parallel(fragment, *earlier)
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
    if that:
        return "why" if text.lower() == "how come" else that[1]
    begin = 1 if words and words[0].lower in PREPOSITIONS else 0
    if len(words) <= begin or words[begin].lower not in QUESTION_WORDS:
        return None
    rest = words[begin + 1 :]
    if len(rest) > _SHORT or any(one.lower in PREPOSITIONS | AUXILIARIES for one in rest):
        return None
    verbal = any(base_of(one.lower) and one.lower not in MEASURES for one in rest)
    lead = words[begin].lower
    if rest and (lead in {"who", "whom", "where", "when", "why"} or verbal):
        return None
    return text


def _swapped(new: str, turn: Turn, clause: Clause) -> str:
    """Ask the earlier question with another question word."""
    lead = clause.lead.lower()
    if _measures(new) and clause.subject and (_measures(lead) or not lead):
        return f"{new} is {clause.subject}"
    if clause.subject:
        kept = _object(turn, clause)
        if not clause.verb:
            parts: tuple[str, ...] = (kept, clause.subject) if lead == "who" else (clause.subject,)
            return _joined(_led(new, lead), clause.auxiliary, *parts, clause.rest)
        return _joined(
            _led(new, lead), clause.auxiliary, clause.subject, clause.verb, kept, clause.rest
        )
    subject = _subject(turn, clause)
    if clause.auxiliary:
        return _joined(new, clause.auxiliary, subject, clause.verb, clause.rest)
    base = base_of(clause.verb) or clause.verb
    do = "did" if clause.verb == past_of(base) else "do" if clause.verb == base else "does"
    return _joined(new, do, subject, base, clause.rest)


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
    lead = _NOUN_LEAD.fullmatch(clause.lead)
    noun = phrases(lead[1]) if lead else []
    if noun:
        return noun[0].text
    if lead or clause.lead.lower() in {"who", "whom"}:
        return _short_answer(turn) or ("that" if lead and "much" not in clause.lead.lower() else "")
    return ""


def _subject(turn: Turn, clause: Clause) -> str:
    lead = _NOUN_LEAD.fullmatch(clause.lead)
    noun = phrases(lead[1]) if lead else []
    if noun:
        return made_definite(noun[0])
    return _short_answer(turn) or ("they" if clause.lead.lower() == "who" else "that")


def _short_answer(turn: Turn) -> str:
    answer = (turn.answer or "").strip().rstrip(".")
    found = wide_phrases(answer)
    whole = len(found) == 1 and found[0].text == answer and not found[0].number
    return made_definite(found[0]) if whole else ""


def _fragment(question: str) -> str | None:
    """Give what a question without a verb adds: "in Syria" of "and in Syria?"."""
    about = _WHAT_ABOUT.match(question)
    text = question[about.end() :] if about else question
    words = body(text)
    opened = bool(about) or (bool(words) and words[0].start > 0 and _opens(question))
    if not words or len(words) > _LONGEST or words[0].lower in _IMPERATIVES | QUESTION_WORDS:
        return None
    if any(one.lower in AUXILIARIES | QUESTION_WORDS and one.text != "May" for one in words):
        return None
    by_preposition = words[0].lower in PREPOSITIONS and len(words) > 1
    short = len(words) <= _SHORT and question.rstrip().endswith("?")
    if not (opened or by_preposition or short) or not phrases(stretch(text, words)):
        return None
    return stretch(text, words)


def _opens(question: str) -> bool:
    first = re.match(r"\W*(\w+)", question)
    return bool(first) and first is not None and first[1].lower() in OPENERS


def _parallel(fragment: str, turn: Turn, clause: Clause) -> str:
    """Put a fragment where its like stands in the earlier question, or else at its end."""
    question = stretch(turn.question, body(turn.question))
    given = wide_phrases(fragment)[0]
    leads = fragment.split()[0].lower() in PREPOSITIONS
    old = _like(given, clause, by_preposition=leads)
    if old is None or old.text == given.text:
        dated = given.dated and not leads
        return _asked(f"{question} {'in ' if dated else ''}{fragment}")
    place = question.rfind(old.text) if old.dated else _place(question, old.text)
    start = place
    if leads and old.preposition:
        start = question.lower().rindex(old.preposition, 0, place)
    return _asked(question[:start] + fragment + question[place + len(old.text) :])


def _place(question: str, text: str) -> int:
    found = re.search(rf"(?<!\w){re.escape(text)}(?!\w)", question)
    return found.start() if found else question.find(text)


def _like(given: Phrase, clause: Clause, by_preposition: bool) -> Phrase | None:
    """Find the phrase of the earlier question that a fragment stands for."""
    subject, rest = wide_phrases(clause.subject), wide_phrases(clause.rest)
    lead = _NOUN_LEAD.fullmatch(clause.lead)
    nouns = phrases(lead[1]) if lead else []
    every = [*rest, *phrases(clause.rest), *subject, *phrases(clause.subject)]
    if given.dated:
        return next((one for one in every if one.dated), None)
    every = [one for one in every if not one.dated]
    if by_preposition:
        same = [one for one in every if one.preposition == given.preposition]
        places = [one for one in every if {one.preposition, given.preposition} <= _PLACES]
        return next(iter([*same, *[one for one in places if one.name and given.name]]), None)
    if given.bare_name:
        return _named_like(given, clause, every, subject)
    akin = [one for one in [*subject, *rest, *nouns] if _akin(one.head, given.head)]
    if akin:
        return akin[0]
    if not given.definite:
        return next(iter([*nouns, *[one for one in rest if one.plural]]), None)
    fitting = [one for one in [*subject, *rest] if one.definite or one.name]
    return next(iter(fitting), None)


def _named_like(
    given: Phrase, clause: Clause, every: Sequence[Phrase], subject: Sequence[Phrase]
) -> Phrase | None:
    bare = [one for one in every if one.bare_name or (one.person and one.name)]
    speaks = clause.verb.lower() in CUES and subject and subject[0] in bare
    if speaks or (len(given.core) > 1 and given.person):
        persons = [one for one in [*subject, *bare] if one.person and one.name]
        return next(iter([*persons, *bare]), None)
    return next(iter([*bare, *subject]), None)


def _akin(first: str, second: str) -> bool:
    """Tell "footbridge" and "bridge" as things of one kind."""
    return len(min(first, second, key=len)) > _SHORT and (
        first.endswith(second) or second.endswith(first)
    )


def _verb_again(question: str, earlier: Clause) -> str | None:
    """Complete "did Halloran?" by the verb of the earlier question."""
    clause = take_apart(question)
    if clause is None or clause.verb or clause.rest or not clause.subject or not earlier.verb:
        return None
    if clause.auxiliary.lower() in BE | HAVE:
        return None
    verb = earlier.verb if is_base(earlier.verb) else base_of(earlier.verb)
    parts = (clause.lead, clause.auxiliary, clause.subject, verb or "", earlier.rest)
    return _asked(_joined(*parts))


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _asked(text: str) -> str:
    return " ".join(text.split()).rstrip("?.! ") + "?"
