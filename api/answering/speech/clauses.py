"""Clauses of saying and holding in one sentence: who, the verb, and what."""

from dataclasses import replace

from api.answering.speech.appositions import subject_before
from api.answering.speech.clausal import clause_subject
from api.answering.speech.clause import Clause
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
    FINITE,
    PREPOSITIONS,
    PRONOUNS,
    QUANTIFIERS,
    TIMES,
)
from api.answering.speech.framing import framed
from api.answering.speech.implied import following, purpose
from api.answering.speech.lexicon import CUES, ECHOES, PHRASAL, SPEECH
from api.answering.speech.nominals import by_noun
from api.answering.speech.order import (
    goes_before,
    relative,
    takes_clause,
    unnamed,
    with_that,
)
from api.answering.speech.phrases import Phrase, Tokens, phrase_after
from api.answering.speech.stances import DOCUMENTS
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
    if not (phrasal or tokens[place].lower in CUES or takes_clause(tokens, place)):
        return None
    if tokens[place].capital and place and tokens[place - 1].word and not headline:
        return None
    return (
        _first(tokens, place)
        or _inverted(tokens, place)
        or _passive(tokens, place)
        or _plain(tokens, place)
        or purpose(tokens, place)
        or following(tokens, place, found)
    )


def _first(tokens: Tokens, place: int) -> Clause | None:
    """Read "Said X: “...": the verb opens the sentence."""
    if place or tokens[0].lower not in SPEECH or tokens[0].lower.endswith("ing"):
        return None
    speaker = phrase_after(tokens, 1)
    if speaker is None or word_at(tokens, speaker[1]) != ":":
        return None
    quote = speaker[1] + 1
    if quote >= len(tokens) or not tokens[quote].quoted:
        return None
    return Clause(speaker, (0, 1), pieces((after_mark(tokens, speaker[1]), last_word(tokens))))


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
    if word_at(tokens, start - 1) in {"than", "as"} | BECOME or _acted_on(tokens, place):
        return None
    speaker = _subject(tokens, start, place)
    if speaker is None or unnamed(tokens, speaker) or not with_that(tokens, place, speaker):
        return None
    cue, told = (start, place + 1), is_told(tokens, start, place)
    if antecedent := relative(tokens, speaker, place):
        return Clause(speaker, cue, antecedent, False)
    if goes_before(tokens, speaker, place):
        front = speaker[0] - (word_at(tokens, speaker[0] - 1) == "as")
        contents = around(tokens, front, rest_after(tokens, place + 1))
    else:
        contents = pieces((content_start(tokens, place + 1), clause_end(tokens, speaker, place)))
    return Clause(speaker, cue, contents, told)


def _acted_on(tokens: Tokens, place: int) -> bool:
    """Tell "supported by the town" from "heard by now" and "said by phone"."""
    agent = word_at(tokens, place + 2) not in TIMES | {"now", "phone", "email", "telephone"}
    return word_at(tokens, place + 1) == "by" and agent


def _subject(tokens: Tokens, start: int, place: int) -> Phrase | None:
    """Find the subject of a verb; a bare -ing needs one that is a person or a document."""
    if tokens[place].lower.endswith("ing") and not {one.lower for one in tokens[start:place]} & BE:
        before = tokens[start - 1] if start else None
        if before is None or not (before.capital or before.lower in DOCUMENTS):
            return None
    if start < place and tokens[start].lower in QUANTIFIERS:
        word = word_at(tokens, start - 1)
        if not word or not word[0].isalnum():
            return start, start + 1
    found = subject_before(tokens, start)
    if found is not None and any(is_past(tokens, at) for at in range(*found)):
        bare = tokens[place].lower.endswith("ing") or tokens[start].lower.endswith("ing")
        return clause_subject(tokens, start) if bare else found
    return found
