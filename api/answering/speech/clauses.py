"""Clauses of saying in one sentence: who, the verb, and what."""

from dataclasses import dataclass, replace

from api.answering.speech.contents import (
    after_mark,
    around,
    content_start,
    last_word,
    pieces,
    rest_after,
    word_at,
)
from api.answering.speech.cues import (
    BE,
    BREAKS,
    CUES,
    FINITE,
    MODALS,
    NO_ONE,
    NOUNS,
    PREPOSITIONS,
    PRONOUNS,
    SPEECH,
    TIMES,
    UNNAMED,
    WITH_THAT,
)
from api.answering.speech.phrases import Phrase, Tokens, phrase_after, subject_before
from api.answering.speech.verbs import group_start, is_noun, is_passive, participle

_CLOSERS = frozenset([",", "?", "!", "”", '"', "—", "''"])


@dataclass(frozen=True, slots=True)
class Clause:
    """Token indexes, ends exclusive; ``contents`` empty where what is said stands outside."""

    speaker: Phrase
    cue: Phrase
    contents: tuple[Phrase, ...]


def clauses(tokens: Tokens) -> list[Clause]:
    """Find the clauses of saying, in order of their verbs."""
    found: list[Clause] = []
    taken = -1
    for place, token in enumerate(tokens):
        if token.quoted or place < taken:
            continue
        clause = _at(tokens, place, found)
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


def _at(tokens: Tokens, place: int, found: list[Clause]) -> Clause | None:
    word = tokens[place].lower
    if word == "according" and word_at(tokens, place + 1) == "to":
        return _according(tokens, place)
    if word not in CUES or (tokens[place].capital and place and tokens[place - 1].word):
        return None
    return (
        _inverted(tokens, place)
        or _passive(tokens, place)
        or _plain(tokens, place)
        or _following(tokens, place, found)
    )


def _according(tokens: Tokens, place: int) -> Clause | None:
    speaker = phrase_after(tokens, place + 2)
    if speaker is None or tokens[speaker[1] - 1].lower in NO_ONE:
        return None
    cue = (place, place + 2)
    last = last_word(tokens)
    if place <= 1:
        start = after_mark(tokens, speaker[1])
        return Clause(speaker, cue, pieces((start, last)))
    resumed = next(
        (at for at in range(speaker[1], last) if tokens[at].text == "," and at + 3 < last), last
    )
    return Clause(speaker, cue, pieces((0, place), (resumed + 1, last)))


def _inverted(tokens: Tokens, place: int) -> Clause | None:
    """Read "..., said X": the verb follows what is said."""
    word = tokens[place].lower
    if not place or word not in SPEECH or word.endswith("ing"):
        return None
    if tokens[place - 1].text not in _CLOSERS:
        return None
    speaker = phrase_after(tokens, place + 1)
    if speaker is None or not _closes(tokens, place, speaker):
        return None
    rest = next((at for at in range(speaker[1], len(tokens)) if tokens[at].quoted), len(tokens))
    contents = pieces((0, place), (rest, last_word(tokens)))
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
    capital = any(one.capital for one in tokens[start:end])
    subject = subject_before(tokens, place)
    return ends and (subject is None or (capital and not tokens[subject[0]].capital))


def _passive(tokens: Tokens, place: int) -> Clause | None:
    """Read "was criticised by X": who speaks stands after the verb."""
    start = group_start(tokens, place)
    be = any(one.lower in BE for one in tokens[start:place])
    if not be or not participle(tokens[place].lower) or word_at(tokens, place + 1) != "by":
        return None
    speaker = phrase_after(tokens, place + 2)
    subject = subject_before(tokens, start)
    if speaker is None or subject is None:
        return None
    return Clause(speaker, (start, place + 2), (subject,))


def _plain(tokens: Tokens, place: int) -> Clause | None:
    """Read "X said ...", and "..., X said"."""
    start = group_start(tokens, place)
    if is_noun(tokens, start, place) or is_passive(tokens, start, place):
        return None
    group = {one.lower for one in tokens[start:place]}
    if (group & MODALS and "not" not in group) or word_at(tokens, start - 1) in {"than", "as"}:
        return None
    if word_at(tokens, place + 1) == "by" or not _told(tokens, place):
        return None
    if tokens[place].lower.endswith("ing") and not group & BE and not tokens[start - 1].capital:
        return None
    speaker = subject_before(tokens, start)
    if speaker is None or _unnamed(tokens, speaker):
        return None
    if _goes_before(tokens, speaker, place):
        contents = around(tokens, speaker[0], rest_after(tokens, place + 1))
    else:
        contents = pieces((content_start(tokens, place + 1), last_word(tokens)))
    return Clause(speaker, (start, place + 1), contents)


def _told(tokens: Tokens, place: int) -> bool:
    """Tell "found that ..." from "found work"."""
    if tokens[place].lower not in WITH_THAT:
        return True
    return any(one.lower in BREAKS for one in tokens[place + 1 : place + 8])


def _following(tokens: Tokens, place: int, found: list[Clause]) -> Clause | None:
    """Read "..., adding that ..." and "... and said that ...": the subject is the sentence's."""
    if not place:
        return None
    word, start = tokens[place].lower, group_start(tokens, place)
    before = tokens[start - 1].text if start else ""
    participle = word.endswith("ing") and before in {",", "while", "by", "and", "—"}
    joined = not word.endswith("ing") and before in {"and", "but"} and word not in NOUNS
    if not (participle or joined) or is_passive(tokens, start, place):
        return None
    speaker = found[-1].speaker if found else _main_subject(tokens, start)
    if speaker is None:
        return None
    content = (content_start(tokens, place + 1), last_word(tokens))
    return Clause(speaker, (start, place + 1), pieces(content))


def _main_subject(tokens: Tokens, end: int) -> Phrase | None:
    """Give the phrase before the first finite verb of the sentence, where there is one."""
    for place in range(1, end):
        one = tokens[place]
        past = one.lower.endswith("ed") and not one.capital
        if not one.quoted and (one.lower in FINITE or past or one.lower in CUES - NOUNS):
            subject = subject_before(tokens, place)
            return subject if subject and not _unnamed(tokens, subject) else None
    return None


def _unnamed(tokens: Tokens, phrase: Phrase) -> bool:
    return phrase[1] - phrase[0] == 1 and tokens[phrase[0]].lower in UNNAMED


def _goes_before(tokens: Tokens, speaker: Phrase, place: int) -> bool:
    """Tell whether what is said stands before its speaker: "..., she said on Monday."."""
    front = speaker[0]
    if front < 1 or tokens[front - 1].text not in _CLOSERS:
        return False
    rest = rest_after(tokens, place + 1)
    ends = rest >= last_word(tokens)
    if tokens[front - 1].quoted and tokens[front - 2].text == ".":
        return ends and tokens[place].lower in SPEECH
    if tokens[front - 1].quoted:
        return ends or tokens[rest].text == "," or not _continues(tokens, rest)
    parted = rest < len(tokens) and tokens[rest].text == ","
    return front > 3 and (ends or parted)


def _continues(tokens: Tokens, place: int) -> bool:
    return tokens[place].lower in BREAKS or tokens[place].quoted
