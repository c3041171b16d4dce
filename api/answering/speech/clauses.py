"""Clauses of saying in one sentence: who, the verb, and what."""

from dataclasses import dataclass, replace

from api.answering.speech.cues import (
    ADJECTIVES,
    ADVERBS,
    AUXILIARIES,
    BE,
    BREAKS,
    CUES,
    DETERMINERS,
    FINITE,
    MODALS,
    NO_ONE,
    NOUNS,
    PREPOSITIONS,
    PRONOUNS,
    SPEECH,
    TIMES,
    UNNAMED,
    WITH_OBJECT,
    WITH_THAT,
)
from api.answering.speech.phrases import Phrase, Tokens, phrase_after, subject_before

_CLOSERS = frozenset([",", "?", "!", "”", '"', "—", "''"])
_LEADS_TO = frozenset(
    """declined declines refused refuses appeared appears seemed seems tried tries went began
    continued continues wants hopes used going
    """.split()
)


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
    return replace(clause, contents=_pieces(*contents))


def _at(tokens: Tokens, place: int, found: list[Clause]) -> Clause | None:
    word = tokens[place].lower
    if word == "according" and _word(tokens, place + 1) == "to":
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
    last = _last_word(tokens)
    if place <= 1:
        start = _after_mark(tokens, speaker[1])
        return Clause(speaker, cue, _pieces((start, last)))
    resumed = next(
        (at for at in range(speaker[1], last) if tokens[at].text == "," and at + 3 < last), last
    )
    return Clause(speaker, cue, _pieces((0, place), (resumed + 1, last)))


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
    contents = _pieces((0, place), (rest, _last_word(tokens)))
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
    start = _group_start(tokens, place)
    be = any(one.lower in BE for one in tokens[start:place])
    if not be or not _participle(tokens[place].lower) or _word(tokens, place + 1) != "by":
        return None
    speaker = phrase_after(tokens, place + 2)
    subject = subject_before(tokens, start)
    if speaker is None or subject is None:
        return None
    return Clause(speaker, (start, place + 2), (subject,))


def _plain(tokens: Tokens, place: int) -> Clause | None:
    """Read "X said ...", and "..., X said"."""
    start = _group_start(tokens, place)
    if _is_noun(tokens, start, place) or _is_passive(tokens, start, place):
        return None
    group = {one.lower for one in tokens[start:place]}
    if group & MODALS and "not" not in group or _word(tokens, start - 1) in {"than", "as"}:
        return None
    if _word(tokens, place + 1) == "by" or not _told(tokens, place):
        return None
    if tokens[place].lower.endswith("ing") and not group & BE and not tokens[start - 1].capital:
        return None
    speaker = subject_before(tokens, start)
    if speaker is None or _unnamed(tokens, speaker):
        return None
    if _goes_before(tokens, speaker, place):
        contents = _around(tokens, speaker[0], _rest(tokens, place + 1))
    else:
        contents = _pieces((_content_start(tokens, place + 1), _last_word(tokens)))
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
    word, start = tokens[place].lower, _group_start(tokens, place)
    before = tokens[start - 1].text if start else ""
    participle = word.endswith("ing") and before in {",", "while", "by", "and", "—"}
    joined = not word.endswith("ing") and before in {"and", "but"} and word not in NOUNS
    if not (participle or joined) or _is_passive(tokens, start, place):
        return None
    speaker = found[-1].speaker if found else _main_subject(tokens, start)
    if speaker is None:
        return None
    content = (_content_start(tokens, place + 1), _last_word(tokens))
    return Clause(speaker, (start, place + 1), _pieces(content))


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


def _group_start(tokens: Tokens, place: int) -> int:
    """Go left over auxiliaries and adverbs, and over "declined to" and its like."""
    start = place
    while start and not tokens[start - 1].quoted:
        word = tokens[start - 1].lower
        if word in {"'s", "’s"} and not _is_short(tokens, start - 1, place):
            break
        if word == "to" and start > 1 and tokens[start - 2].lower in _LEADS_TO:
            start -= 2
        elif word in AUXILIARIES | ADVERBS or (word.endswith("ly") and len(word) > 4):
            start -= 1
        else:
            break
    return start


def _is_short(tokens: Tokens, mark: int, place: int) -> bool:
    """Tell "he's said" and "Clinton's saying" from a possessive."""
    pronoun = _word(tokens, mark - 1) in PRONOUNS
    return pronoun or (mark + 1 == place and tokens[place].lower.endswith("ing"))


def _is_noun(tokens: Tokens, start: int, place: int) -> bool:
    """Tell "the report", "his claims", "a plan of" from the verbs."""
    if _word(tokens, start - 1) in DETERMINERS | PREPOSITIONS | {"to", "'s", "’s"}:
        return True
    if tokens[place].lower not in NOUNS or start < place:
        return False
    before = tokens[start - 1] if start else None
    if before is None or _word(tokens, place + 1) == "of":
        return True
    capital = before.capital and before.lower not in ADJECTIVES
    subject = before.lower in PRONOUNS or capital or before.text in {",", ")"}
    return not (subject or before.lower.endswith("s"))


def _participle(word: str) -> bool:
    return word.endswith(("ed", "en", "own")) or word in {"told", "said", "quoted", "seen", "known"}


def _is_passive(tokens: Tokens, start: int, place: int) -> bool:
    be = start < place and any(one.lower in BE - {"’s", "'s"} for one in tokens[start:place])
    return be and _participle(tokens[place].lower)


def _goes_before(tokens: Tokens, speaker: Phrase, place: int) -> bool:
    """Tell whether what is said stands before its speaker: "..., she said on Monday."."""
    front = speaker[0]
    if front < 1 or tokens[front - 1].text not in _CLOSERS:
        return False
    rest = _rest(tokens, place + 1)
    ends = rest >= _last_word(tokens)
    if tokens[front - 1].quoted and tokens[front - 2].text == ".":
        return ends and tokens[place].lower in SPEECH
    if tokens[front - 1].quoted:
        return ends or tokens[rest].text == "," or not _continues(tokens, rest)
    parted = rest < len(tokens) and tokens[rest].text == ","
    return front > 3 and (ends or parted)


def _continues(tokens: Tokens, place: int) -> bool:
    return tokens[place].lower in BREAKS or tokens[place].quoted


def _rest(tokens: Tokens, place: int) -> int:
    """Go right over when, where and to whom: "told Radio Lunnet on Sunday"."""
    last = _last_word(tokens)
    if _word(tokens, place - 1) in WITH_OBJECT:
        addressed = phrase_after(tokens, place)
        place = addressed[1] if addressed and addressed[1] <= last else place
    end = place
    while end < last and (
        tokens[end].lower in TIMES | PREPOSITIONS | DETERMINERS or tokens[end].word
    ):
        if tokens[end].lower in FINITE | BREAKS | PRONOUNS or tokens[end].quoted:
            return place
        end += 1
    first = _word(tokens, place)
    return end if end > place and (first in TIMES or first in PREPOSITIONS) else place


def _content_start(tokens: Tokens, place: int) -> int:
    """Step over the object, the time and "that" between verb and content."""
    last = _last_word(tokens)
    if _word(tokens, place - 1) in WITH_OBJECT:
        addressed = phrase_after(tokens, place)
        if addressed and addressed[1] < last:
            place = addressed[1]
    limit = min(last, place + 12)
    for at in range(place, limit):
        if tokens[at].quoted or tokens[at].text == ":":
            return _after_mark(tokens, at) if at > place and tokens[at].text == ":" else place
        if tokens[at].lower == "that":
            adverbial = at == place or tokens[place].lower in PREPOSITIONS | TIMES | {","}
            return at + 1 if adverbial else place
    while place < last and tokens[place].text in {",", ":"}:
        place += 1
    return place + 1 if _word(tokens, place) in TIMES and place + 1 < last else place


def _around(tokens: Tokens, start: int, end: int) -> tuple[Phrase, ...]:
    """Give what stands before and after the words of saying."""
    last = _last_word(tokens)
    resumed = _after_mark(tokens, end)
    rest = (resumed, last) if end < last and tokens[end].text == "," else (last, last)
    return _pieces((0, start), rest)


def _after_mark(tokens: Tokens, place: int) -> int:
    while place < len(tokens) and not tokens[place].word and not tokens[place].quoted:
        place += 1
    return place


def _pieces(*found: Phrase) -> tuple[Phrase, ...]:
    return tuple((start, end) for start, end in found if start < end)


def _last_word(tokens: Tokens) -> int:
    end = len(tokens)
    while end and not tokens[end - 1].word and not tokens[end - 1].quoted:
        end -= 1
    return end


def _word(tokens: Tokens, place: int) -> str:
    return tokens[place].lower if 0 <= place < len(tokens) else ""

