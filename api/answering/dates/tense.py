"""Which way a sentence looks from its day: the tense decides which Tuesday is meant."""

import re

from api.answering.dates.rules import Tense

_EXPECTED = r"(?:expected|scheduled|due|slated|planned|supposed|set|poised|bound|likely)"
_FUTURE = (
    rf"will|won['’]t|shall|(?:is|are|be|been|remains?),? {_EXPECTED}(?: to| for| on| in| by)?|"
    r"(?:expected|scheduled|slated|set|poised|bound|likely) (?:to|for)|due|scheduled|effective|"
    r"payable|upcoming|deadline|(?:is|are|to) be|"
    r"(?:is|are) to|going to|plans? to|planning to|intends? to|hopes? to|vow(?:s|ed) to|"
    r"(?:extended|moved|postponed|delayed|adjourned|deferred|invited \w+) (?:to|until|for)|"
    r"agreed to|promised to|pledged to|ends|expires|begins|starts|opens|resumes|leaves|arrives"
)
_PAST = (
    rf"(?:was|were|had)(?: been)? {_EXPECTED}(?: to| for| on)?|had been|"
    r"was|were|had|did|didn['’]t|wasn['’]t|weren['’]t|ago|said|told|saw|began|came|left|"
    r"took|won|fell|rose|went|made|became|held|sent|shot|found|sold|bought|brought|hit|lost|met|"
    r"ran|sat|spoke|stood|struck|swept|thought|wrote|gave|got|grew|kept|knew|led|paid|drew|drove|"
    r"broke|built|chose|died|fought|flew|froze|heard|sank|sought|spent|blew|withdrew|has|have|"
    r"\w{2,}(?<!ne)ed"
)
_PRESENT = r"(?:is|are|being|be) \w+(?:ed|en|ld|rd)|would|could|should|must|may|might"
_CUE = re.compile(
    rf"\b(?:(?P<future>{_FUTURE})|(?P<present>{_PRESENT})|(?P<past>{_PAST}))\b|(?P<short>['’]ll)\b",
    re.IGNORECASE,
)
# "On Sunday it agreed to sell": what comes is agreed to, the agreeing is over.
_AGREED = re.compile(
    r"(?:extended|moved|postponed|delayed|adjourned|deferred|invited|agreed|promised|pledged|vowed)\b",
    re.IGNORECASE,
)
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
    if after is None:
        return None
    return "past" if _AGREED.match(after[0]) else _tense(after)


def _tense(cue: re.Match[str]) -> Tense:
    if cue["past"]:
        return "past"
    return "present" if cue["present"] else "future"
