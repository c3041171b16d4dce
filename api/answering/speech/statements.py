"""The statements of an article, in order."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from api.answering.speech.choice import shared
from api.answering.speech.clause import Clause
from api.answering.speech.clauses import clauses
from api.answering.speech.cues import DETERMINERS, PREPOSITIONS, TIMES
from api.answering.speech.lexicon import SPEECH, WITH_OBJECT
from api.answering.speech.names import People
from api.answering.speech.phrases import phrase_after
from api.answering.speech.quotations import closed, quotations
from api.answering.speech.records import Statement
from api.answering.speech.resolve import Resolver
from api.answering.speech.tokens import Token, tokens
from index.sentences import Span, sentences

_LEAST_QUOTE = 12
# Characters over which a speaker goes on without being named again.
_FARTHEST = 5_000
_SCRIPT = re.compile(r"^[\"“]?((?:[A-Z][\w.’'-]*\s?){1,4}):\s+(?=\S)", re.MULTILINE)
_ANNOUNCED = re.compile(
    r":[ \t]*\n\s*\n[ \t]*([^\s\"“”„'‘\[(].*[.!?…][)’]?)[ \t]*(?:\n(?!\s*[\"“„])|$)"
)
_SIGNED = re.compile(r"[”\"]\s*[―—–]\s*((?:[A-Z][\w.’'-]*[ \t]?){1,4})(?=\s*(?:\n|$))")


@dataclass(frozen=True, slots=True)
class Raw:
    """A statement whose speaker is not named yet; ``phrase`` is None where it goes on."""

    phrase: tuple[Token, ...] | None
    cue: Span
    contents: tuple[Span, ...]
    told: bool = True

    @property
    def start(self) -> int:
        """Where it begins to matter: at its speaker, else at what is said."""
        return self.phrase[0].start if self.phrase else self.contents[0].start


def statements(text: str) -> list[Statement]:
    """Find the statements of an article, in order of what is said.

    Rules of English: verbs and phrases of saying with their subjects, quotations that go on over
    sentences and paragraphs, transcripts, signed quotations. A speaker whose name is None is a
    pronoun that may mean more than one. Takes time in proportion to the text.
    """
    quoted = quotations(text)
    raw = _spoken(text, quoted) + _scripted(text) + _signed(text)
    raw += _going_on(text, quoted, raw)
    raw.sort(key=lambda one: (one.start, one.cue.start))
    people = People(text, quoted, (list(one.phrase) for one in raw if one.phrase and one.told))
    resolver = Resolver(text, people)
    found = []
    for one in raw:
        speaker = resolver.speaker(one.phrase, one.cue, one.told)
        if speaker is not None:
            found += [Statement(speaker, one.cue, content, one.told) for content in one.contents]
    return sorted(found, key=lambda one: (one.content.start, -one.content.end))


def _spoken(text: str, quoted: Sequence[Span]) -> list[Raw]:
    found = []
    for sentence in sentences(text):
        row = tokens(text, sentence, quoted)
        for clause in clauses(row):
            one = _raw(row, clause, quoted)
            if not clause.contents and (below := _paragraph_below(text, row, clause)):
                one = replace(one, contents=(below,))
            elif _looks_back(row, clause) and (before := _right_before(text, sentence, quoted)):
                one = replace(one, contents=(before,))
            found.append(one)
    return found


def _looks_back(row: Sequence[Token], clause: Clause) -> bool:
    """Tell a sentence that only says who spoke, and when, from one that says what."""
    if not clause.contents:
        return True
    first = row[clause.contents[0][0]]
    verb = row[clause.cue[1] - 1].lower
    if clause.speaker[0] or clause.cue[0] > clause.contents[0][0] or verb not in SPEECH:
        return False
    ends = clause.contents[-1][1] >= len(row) - 1 and len(clause.contents) == 1
    addressed = verb in WITH_OBJECT and phrase_after(row, clause.contents[0][0])
    whole = addressed and ends and addressed[1] >= clause.contents[0][1]
    return bool(whole) or first.lower in PREPOSITIONS | TIMES


def _paragraph_below(text: str, row: Sequence[Token], clause: Clause) -> Span | None:
    """Give the paragraph that "X added:" announces, without quotation marks, right below it."""
    announced = _ANNOUNCED.match(text, row[clause.cue[1] - 1].end)
    if announced is None or row[clause.cue[1] - 1].lower not in SPEECH:
        return None
    return Span(announced.start(1), announced.end(1))


def _right_before(text: str, sentence: Span, quoted: Sequence[Span]) -> Span | None:
    """Give the quotation that ends where a sentence begins: “Is it?” she asked."""
    place = bisect_left(quoted, sentence.start, key=_start) - 1
    if place < 0 or text[quoted[place].end : sentence.start].strip(" "):
        return None
    return quoted[place]


def _raw(row: Sequence[Token], clause: Clause, quoted: Sequence[Span]) -> Raw:
    def span(start: int, end: int) -> Span:
        return Span(row[start].start, row[end - 1].end)

    def trimmed(start: int, end: int) -> tuple[int, int]:
        while start < end and not (row[start].word or row[start].quoted):
            start += 1
        return start, end

    pieces = (trimmed(*piece) for piece in clause.contents)
    return Raw(
        tuple(row[slice(*clause.speaker)]),
        span(*clause.cue),
        tuple(_whole(span(*piece), quoted) for piece in pieces if piece[0] < piece[1]),
        clause.told,
    )


def _whole(content: Span, quoted: Sequence[Span]) -> Span:
    """Take in all of a quotation that begins before or ends after a sentence."""
    first = bisect_right(quoted, content.start, key=_start) - 1
    last = bisect_left(quoted, content.end, key=_start) - 1
    start, end = content.start, content.end
    if first >= 0 and start < quoted[first].end:
        start = quoted[first].start
    if last >= 0 and end < quoted[last].end:
        end = quoted[last].end
    return Span(start, end)


def _scripted(text: str) -> list[Raw]:
    """Read "NAME: words" at the head of a paragraph, where the name speaks so again."""
    found = list(_SCRIPT.finditer(text))
    lasts: dict[str, int] = {}
    for match in found:
        lasts[match.group(1)] = lasts.get(match.group(1), 0) + 1
    return [
        Raw(_phrase(text, match), Span(match.end(1), match.end(1) + 1), (content,))
        for match in found
        if match.group(1).split()[0].lower() not in DETERMINERS
        and (lasts[match.group(1)] > 1 or _occurs_again(text, match))
        and (content := Span(match.end(), _line_end(text, match.end()))).end > content.start
    ]


def _occurs_again(text: str, match: re.Match[str]) -> bool:
    """Tell a headline "Pence: ..." by the person's name standing further below."""
    last = match.group(1).split()[-1]
    return match.start() == 0 and bool(
        re.compile(rf"\b[A-Z][\w.]+ {re.escape(last)}\b").search(text, match.end())
    )


def _signed(text: str) -> list[Raw]:
    """Read a quotation with a name below it: “...” ― Name."""
    found = []
    for match in _SIGNED.finditer(text):
        start = text.rfind("\n", 0, match.start()) + 1
        if start < match.start():
            dash = match.start(1)
            content = Span(start, match.start() + 1)
            found.append(Raw(_phrase(text, match), Span(dash - 2, dash - 1), (content,)))
    return found


def _phrase(text: str, match: re.Match[str]) -> tuple[Token, ...]:
    end = match.start(1) + len(match.group(1).rstrip())
    return tuple(tokens(text, Span(match.start(1), end), ()))


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _going_on(text: str, quoted: Sequence[Span], raw: Sequence[Raw]) -> list[Raw]:
    """Give the quotations without words of saying to whoever spoke right before."""
    covered = sorted((c for one in raw for c in one.contents), key=_start)
    cues = sorted(_outermost(raw), key=lambda one: one.cue.end)
    found = []
    carries = False
    for before, one in pairwise([None, *quoted]):
        assert one is not None
        place = bisect_right(covered, one.start, key=_start)
        inside = any(shared(c, one) for c in covered[max(0, place - 3) : place + 1])
        at = bisect_right(cues, one.start, key=_cue_end) - 1
        last = cues[at] if at >= 0 else None
        if inside:
            carries = True
            continue
        goes = before is not None and carries and not closed(text, before)
        carries = last is not None and _goes_on(text, one, last, goes)
        if carries and last is not None:
            found.append(Raw(None, last.cue, (one,)))
    return found


def _outermost(raw: Sequence[Raw]) -> Iterator[Raw]:
    """Leave out what is told inside what another tells: "she said that he denied it"."""
    contents = sorted((c for one in raw if one.told for c in one.contents), key=_start)
    ends = list(accumulate((one.end for one in contents), max))
    for one in raw:
        at = bisect_right(contents, one.cue.start, key=_start) - 1
        if one.told and (at < 0 or ends[at] <= one.cue.start):
            yield one


def _goes_on(text: str, one: Span, last: Raw, unclosed: bool) -> bool:
    """Tell whether a quotation of its own goes on where a statement stands before it."""
    if one.end - one.start < _LEAST_QUOTE or one.start - last.cue.end > _FARTHEST:
        return False
    gap = text[last.cue.end : one.start]
    before = gap.rstrip()
    if "\n\n" in gap and not unclosed:
        return not last.contents and before.endswith(":") and gap.count("\n\n") == 1
    return unclosed or not before or before[-1] in '.!?:,”"'


def _start(span: Span) -> int:
    return span.start


def _cue_end(one: Raw) -> int:
    return one.cue.end
