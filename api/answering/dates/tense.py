"""Which way a sentence looks from its day: the tense decides which Tuesday is meant."""

import re

from api.answering.dates.rules import Tense

_FUTURE = (
    r"will|won['’]t|shall|['’]ll|(?:is|are|be|was|were)? ?(?:expected|scheduled|due|slated|planned|"
    r"supposed|set|poised|bound) (?:to|for|on)|due|scheduled|effective|payable|upcoming|"
    r"going to|plans? to|planning to|intends? to|hopes? to|expects?(?: to)?|vow(?:s|ed) to|"
    r"(?:extended|moved|postponed|delayed|adjourned|deferred|scheduled) (?:to|until|for)|"
    r"deadline|must|should|would|could|may|might|can|agreed to|promised to|"
    r"(?:ends?|expires?|begins?|starts?|opens?|closes?|meets?|resumes?|leaves?|arrives?|takes)"
)
_PAST = (
    r"was|were|had|has|have|did|didn['’]t|wasn['’]t|weren['’]t|ago|said|told|saw|began|came|left|"
    r"took|won|fell|rose|went|made|became|held|sent|shot|found|sold|bought|brought|hit|lost|met|"
    r"ran|sat|spoke|stood|struck|swept|thought|wrote|gave|got|grew|kept|knew|led|paid|drew|drove|"
    r"broke|built|chose|died|fought|flew|froze|heard|sank|sought|spent|blew|withdrew|"
    r"\w{2,}(?<!ne)ed"
)
_CUE = re.compile(rf"\b(?:(?P<future>{_FUTURE})|(?P<past>{_PAST}))\b|(?P<short>['’]ll)\b", re.I)
_CLAUSE = re.compile(r"[.;:?!](?=\s)|\n|[\"“”]|,? (?:but|while|although|though|whereas) ", re.I)
_BEFORE, _AFTER = 160, 120


def tense_at(text: str, start: int, end: int) -> Tense | None:
    """Tell the tense of what is said of an expression; None where the words do not show it.

    The nearest verb before it in its clause decides, else the first after it. This looks at forms
    of words alone, so it is a guess, and one that a caller who knows better can replace.
    """
    before = _CLAUSE.split(text[max(0, start - _BEFORE) : start])[-1]
    cues = list(_CUE.finditer(before))
    if cues:
        return _tense(cues[-1])
    after = _CUE.search(_CLAUSE.split(text[end : end + _AFTER])[0])
    return _tense(after) if after else None


def _tense(cue: re.Match[str]) -> Tense:
    return "past" if cue["past"] else "future"
