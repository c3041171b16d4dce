"""Names with what is put beside them: "Petra Oswin, head of the authority, said"."""

from collections.abc import Sequence

from api.answering.speech.cues import PRONOUNS
from api.answering.speech.phrases import Phrase, Tokens, phrase_before

_LONGEST_NAME = 5
_DASHES = frozenset(["--", "—", "–", "―", "-"])


def subject_before(tokens: Tokens, end: int) -> Phrase | None:
    """Find the phrase that ends right before ``end``, or before an apposition that does."""
    if end and (tokens[end - 1].text == "," or tokens[end - 1].text in _DASHES):
        return _before_apposition(tokens, end - 1)
    return phrase_before(tokens, end)


def _before_apposition(tokens: Tokens, mark: int) -> Phrase | None:
    if tokens[mark].text in _DASHES:
        opening = next(
            (at for at in range(mark - 1, 0, -1) if tokens[at].text == tokens[mark].text), 0
        )
        return subject_before(tokens, opening) if opening else None
    ends = [mark]
    place = mark
    while place and not tokens[place - 1].quoted and tokens[place - 1].text not in ";:—":
        place -= 1
        if tokens[place].text == ",":
            ends.append(place)
    starts = [end + 1 for end in ends[1:]] + [place]
    for rank, (start, end) in enumerate(zip(starts, ends, strict=True)):
        if rank == 0 and len(ends) == 1:
            return None
        region = rank + 1 < len(ends) and _region(tokens, start, end, starts[rank + 1])
        if start < end and not region and not _apposition(tokens, start, end):
            return _named(tokens, starts, ends, rank)
    return None


def _named(tokens: Tokens, starts: Sequence[int], ends: Sequence[int], rank: int) -> Phrase | None:
    """Choose between a capitalised apposition and the name before it."""
    if rank == 0 and rank + 1 < len(ends):
        before = (starts[rank + 1], ends[rank + 1])
        if _is_name(tokens, *before) and not _is_name(tokens, starts[rank], ends[rank]):
            return before
    return phrase_before(tokens, ends[rank])


def _is_name(tokens: Tokens, start: int, end: int) -> bool:
    words = tokens[start:end]
    return 1 < len(words) <= _LONGEST_NAME and all(one.capital for one in words)


def _region(tokens: Tokens, start: int, end: int, before: int) -> bool:
    """Tell the state after a town: "a doctor in Washington, DC, said"."""
    if not 0 < end - start < 3 or not all(
        one.capital or one.text == "." for one in tokens[start:end]
    ):
        return False
    at = start - 2
    while at > before and tokens[at].capital:
        at -= 1
    return tokens[at].lower in {"in", "of", "from", "at", "near"}


def _apposition(tokens: Tokens, start: int, end: int) -> bool:
    first = tokens[start]
    if first.lower in PRONOUNS - {"who"}:
        return False
    if end - start == 2 and tokens[end - 1].text == "." and len(first.text) < 6:
        return True
    if end - start == 1 and (first.text in {"Jr.", "Sr.", "II", "III"} or first.text.isdigit()):
        return True
    compound = "-" in first.text and not first.text.split("-")[-1][:1].isupper()
    return (not first.capital and start > 0) or compound or first.text[0].isdigit()
