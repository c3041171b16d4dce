"""Clauses of saying and holding in one sentence: who, the verb, and what."""

from dataclasses import replace

from api.answering.speech.appositions import subject_before
from api.answering.speech.clause import Clause
from api.answering.speech.clausal import clause_subject, is_verb
from api.answering.speech.contents import (
    CLOSERS,
    after_mark,
    around,
    clause_end,
    content_start,
    last_word,
    pieces,
    rest_after,
    word_at,
)
from api.answering.speech.cues import (
    BE,
    BREAKS,
    DETERMINERS,
    FINITE,
    NAMELESS,
    PREPOSITIONS,
    PRONOUNS,
    QUANTIFIERS,
    TIMES,
    UNNAMED,
)
from api.answering.speech.framing import framed
from api.answering.speech.implied import following, purpose
from api.answering.speech.lexicon import AFTER, CUES, DOCUMENTS, ECHOES, PHRASAL, SPEECH, WITH_THAT
from api.answering.speech.nominals import by_noun
from api.answering.speech.phrases import Phrase, Tokens, phrase_after
from api.answering.speech.states import BECOME, by_state
from api.answering.speech.titles import title_case
from api.answering.speech.verbs import (
    group_start,
    is_noun,
    is_passive,
    is_past,
    is_told,
    participle,
)


_NO_VERBS = FINITE | frozenset(
    """this us means ensures requires ensured meant required made was
    discovered""".split()
)


def clauses(tokens: Tokens) -> list[Clause]:
    """Find the clauses of saying and holding, in order of their cues."""
    found: list[Clause] = []
    taken = -1
    headline = title_case(tokens)
    for place, token in enumerate(tokens):
        if token.quoted or place < taken:
            continue
        clause = _at(tokens, place, found, headline)
        if clause is not None:
            found.append(clause)
            taken = clause.cue[1]
    return [_apart(clause, found) for clause in found]


def _apart(clause: Clause, others: list[Clause]) -> Clause:
    """End what is said where a later "..., X said" of the same sentence begins."""
    contents = clause.contents
    for other in others:
        before = any(start <= clause.cue[0] < end for start, end in other.contents)
        if other.cue[0] > clause.cue[0] and before:
            front = min(other.cue[0], other.speaker[0])
            contents = tuple((start, min(end, front)) for start, end in contents)
    return replace(clause, contents=pieces(*contents))


def _at(tokens: Tokens, place: int, found: list[Clause], headline: bool) -> Clause | None:
    return (
        framed(tokens, place)
        or _by_verb(tokens, place, found, headline)
        or by_noun(tokens, place)
        or by_state(tokens, place)
    )


def _by_verb(tokens: Tokens, place: int, found: list[Clause], headline: bool) -> Clause | None:
    phrasal = word_at(tokens, place + 1) in PHRASAL.get(tokens[place].lower, ())
    if not (phrasal or tokens[place].lower in CUES or _takes_clause(tokens, place)):
        return None
    if tokens[place].capital and place and tokens[place - 1].word and not headline:
        return None
    return (
        _inverted(tokens, place)
        or _passive(tokens, place)
        or _plain(tokens, place)
        or purpose(tokens, place)
        or following(tokens, place, found)
    )


def _takes_clause(tokens: Tokens, place: int) -> bool:
    """Tell any verb that "that" and a clause follow: "X joked in vain that it ..."."""
    one = tokens[place]
    if word_at(tokens, place + 1) != "that" or one.capital or not place:
        return False
    opens = tokens[place + 2] if place + 2 < len(tokens) else one
    clause = opens.capital or opens.lower in PRONOUNS | NAMELESS | DETERMINERS
    before = tokens[group_start(tokens, place) - 1]
    if before.lower == "it":
        return False
    person = before.capital or before.lower in PRONOUNS | NAMELESS - {"that"}
    third = one.lower.endswith("s") and person and one.lower not in _NO_VERBS
    past = is_past(tokens, place) and before.word and one.lower not in _NO_VERBS
    return clause and (third or past)


def _inverted(tokens: Tokens, place: int) -> Clause | None:
    """Read "..., said X": the verb follows what is said."""
    word = tokens[place].lower
    if not place or word not in SPEECH or word.endswith("ing"):
        return None
    if tokens[place - 1].text not in CLOSERS:
        return None
    speaker = phrase_after(tokens, place + 1)
    if speaker is None or word_at(tokens, place + 1) == "that":
        return None
    if not _closes(tokens, place, speaker):
        return None
    rest = next((at for at in range(speaker[1], len(tokens)) if tokens[at].quoted), len(tokens))
    last = last_word(tokens)
    if speaker[1] < last and tokens[speaker[1]].text == "," and not tokens[place - 1].quoted:
        rest = speaker[1] + 1
    contents = pieces((0, place), (rest, last))
    return Clause(speaker, (place, place + 1), contents)


def _closes(tokens: Tokens, place: int, speaker: Phrase) -> bool:
    """Tell "..., said X on Monday." from "X, who left, said the house had been sold."."""
    start, end = speaker
    if tokens[place - 1].quoted:
        return end >= len(tokens) or tokens[end].lower not in FINITE
    after = tokens[end] if end < len(tokens) else None
    if tokens[start].lower in PRONOUNS and after is not None and after.word:
        return False
    ends = after is None or not after.word or after.lower in PREPOSITIONS | TIMES | {"who"}
    ends = ends or (participle(tokens[end].lower) and word_at(tokens, end + 1) in PREPOSITIONS)
    capital = any(one.capital for one in tokens[start:end])
    subject = subject_before(tokens, place)
    return ends and (subject is None or (capital and not tokens[subject[0]].capital))


def _passive(tokens: Tokens, place: int) -> Clause | None:
    """Read "was criticised by X": who speaks stands after the verb."""
    start = group_start(tokens, place)
    be = any(one.lower in BE for one in tokens[start:place])
    if not (be or tokens[place].lower in ECHOES) or not participle(tokens[place].lower):
        return None
    if word_at(tokens, place + 1) != "by" or word_at(tokens, place + 2) in TIMES | {"now"}:
        return None
    speaker = _agent(tokens, place + 2, tokens[place].lower)
    subject = subject_before(tokens, start)
    if speaker is None or subject is None:
        return None
    contents = pieces(subject, (after_mark(tokens, speaker[1]), last_word(tokens)))
    return Clause(speaker, (start, place + 2), contents, is_told(tokens, start, place))


def _agent(tokens: Tokens, start: int, verb: str) -> Phrase | None:
    """Find who acts: "by Bo Ek | of lying", "by residents | for the delay"."""
    phrase = phrase_after(tokens, start)
    if phrase is None:
        return None
    for at in range(start + 1, phrase[1]):
        of_what = verb == "accused" or word_at(tokens, at + 1).endswith("ing")
        if tokens[at].lower in {"for", "from", "with"} or (tokens[at].lower == "of" and of_what):
            return start, at
    return phrase


def _plain(tokens: Tokens, place: int) -> Clause | None:
    """Read "X said ...", and "..., X said"."""
    start = group_start(tokens, place)
    if is_noun(tokens, start, place) or is_passive(tokens, start, place):
        return None
    if word_at(tokens, start - 1) in {"than", "as"} | BECOME:
        return None
    speaker = _subject(tokens, start, place)
    if speaker is None or _unnamed(tokens, speaker) or not _with_that(tokens, place, speaker):
        return None
    cue, told = (start, place + 1), is_told(tokens, start, place)
    if relative := _relative(tokens, speaker, place):
        return Clause(speaker, cue, relative, False)
    if _goes_before(tokens, speaker, place):
        front = speaker[0] - (word_at(tokens, speaker[0] - 1) == "as")
        contents = around(tokens, front, rest_after(tokens, place + 1))
    else:
        contents = pieces((content_start(tokens, place + 1), clause_end(tokens, speaker, place)))
    return Clause(speaker, cue, contents, told)


def _subject(tokens: Tokens, start: int, place: int) -> Phrase | None:
    """Find the subject of a verb; a bare -ing needs one that is a person or a document."""
    if tokens[place].lower.endswith("ing") and not {one.lower for one in tokens[start:place]} & BE:
        before = tokens[start - 1] if start else None
        if before is None or not (before.capital or before.lower in DOCUMENTS):
            return None
    if start < place and tokens[start].lower in QUANTIFIERS:
        before = word_at(tokens, start - 1)
        if not before or not before[0].isalnum():
            return start, start + 1
    found = subject_before(tokens, start)
    if found is not None and any(is_past(tokens, at) for at in range(*found)):
        bare = tokens[place].lower.endswith("ing") or tokens[start].lower.endswith("ing")
        return clause_subject(tokens, start) if bare else found
    return found


def _with_that(tokens: Tokens, place: int, speaker: Phrase) -> bool:
    """Tell "found that ..." from "found work"; studies find without "that"."""
    if tokens[place].lower not in WITH_THAT:
        return True
    if word_at(tokens, place + 1) in {"him", "her", "them", "it", "us", "me", "himself"}:
        return True
    if place + 1 >= last_word(tokens) and word_at(tokens, speaker[0] - 1) == ",":
        return True
    documents = any(one.lower in DOCUMENTS for one in tokens[slice(*speaker)])
    return documents or any(one.lower in BREAKS for one in tokens[place + 1 : place + 8])


def _relative(tokens: Tokens, speaker: Phrase, place: int) -> tuple[Phrase, ...]:
    """Give "what" in "what X said", and "a rate" in "a rate he proposed for ..."."""
    before = speaker[0] - 1
    word = word_at(tokens, before)
    last = last_word(tokens)
    if word in {"what", "everything", "nothing", "anything", "something", "whatever"}:
        return pieces((before, before + 1), (place + 1, last))
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    ends = after is None or not after.word or after.lower in PREPOSITIONS
    if not ends or word_at(tokens, speaker[0]) not in PRONOUNS | NAMELESS - {"that", "which"}:
        return ()
    if word in BREAKS | QUANTIFIERS or before < 1 or not tokens[before].word:
        return ()
    phrase = subject_before(tokens, before + 1)
    return () if phrase is None or _unnamed(tokens, phrase) else (phrase,)


def _unnamed(tokens: Tokens, phrase: Phrase) -> bool:
    return phrase[1] - phrase[0] == 1 and tokens[phrase[0]].lower in UNNAMED


def _goes_before(tokens: Tokens, speaker: Phrase, place: int) -> bool:
    """Tell whether what is said stands before its speaker: "..., she said on Monday."."""
    front = speaker[0]
    if word_at(tokens, front - 1) == "as" and word_at(tokens, front - 2) == ",":
        return place + 1 >= last_word(tokens) or word_at(tokens, place + 1) == "it"
    if front < 1 or tokens[front - 1].text not in CLOSERS:
        return False
    rest = rest_after(tokens, place + 1)
    ends = rest >= last_word(tokens)
    if tokens[0].lower in PREPOSITIONS and not ends and not _holds_verb(tokens, front - 1):
        return False
    if tokens[place].lower not in AFTER and not (ends and tokens[front - 1].quoted):
        return False
    if tokens[front - 1].quoted and tokens[front - 2].text == ".":
        return ends and tokens[place].lower in SPEECH
    if tokens[front - 1].quoted:
        title = tokens[0].lower in PREPOSITIONS and not tokens[0].quoted
        return ends or tokens[rest].text == "," or not (title or _continues(tokens, rest))
    parted = rest < len(tokens) and tokens[rest].text == ","
    return front > 2 and (ends or parted)


def _holds_verb(tokens: Tokens, end: int) -> bool:
    return any(one.quoted or is_verb(tokens, at) for at, one in enumerate(tokens[:end]))


def _continues(tokens: Tokens, place: int) -> bool:
    return tokens[place].lower in BREAKS or tokens[place].quoted
