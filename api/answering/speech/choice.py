"""Who says what stands in a given place."""

from collections.abc import Callable, Sequence

from api.answering.speech.records import Speaker, Statement
from index.sentences import Span

# Characters between a speaker and the verb in one sentence.
_NEAR = 300


def statement_at(found: Sequence[Statement], span: Span) -> Statement | None:
    """Choose the statement that is most like a span, of those that hold at least half of it.

    The pieces of what one verb tells of count together. Of a span with the verb in it, where none
    holds half, so do the speaker and all that stands between ("X, who ..., said" and few words).
    """
    pieces: dict[Span, list[Statement]] = {}
    for one in found:
        pieces.setdefault(one.cue, []).append(one)
    groups = list(pieces.values())
    within = [one for one in groups if shared(one[0].cue, span)]
    return _most_like(span, groups, _said) or _most_like(span, within, _stretch)


def _most_like(
    span: Span, groups: Sequence[list[Statement]], parts: Callable[[list[Statement]], list[Span]]
) -> Statement | None:
    best, most = None, 0.0
    for group in groups:
        stretches = parts(group)
        common = sum(shared(one, span) for one in stretches)
        length = sum(one.end - one.start for one in stretches)
        likeness = common / (length + span.end - span.start - common)
        if 2 * common >= span.end - span.start and likeness > most:
            best, most = group[0], likeness
    return best


def _said(group: list[Statement]) -> list[Span]:
    return [one.content for one in group]


def _stretch(group: list[Statement]) -> list[Span]:
    """Give the stretch from a speaker to the end of what is said, or the other way."""
    near = [one.content for one in group] + [group[0].cue]
    if abs(group[0].speaker.start - group[0].cue.start) < _NEAR:
        near.append(Span(group[0].speaker.start, group[0].speaker.end))
    return [Span(min(one.start for one in near), max(one.end for one in near))]


def said_by(found: Sequence[Statement], *spans: Span) -> Speaker | None:
    """Name who says what stands in the first of some places where the article names them.

    None where nobody says so, and where who does is not certain. What someone only wants or plans
    is said by nobody.
    """
    told = [one for one in found if one.told]
    for span in spans:
        one = statement_at(told, span)
        if one is not None and one.speaker.name is not None:
            return one.speaker
    return None


def shared(first: Span, second: Span) -> int:
    """Give the length of what two stretches have in common."""
    return max(0, min(first.end, second.end) - max(first.start, second.start))
