"""What looks like a date and is none: "may", "march", "2000 people", "in his twenties"."""

import re

_COUNTED = (
    r"people|troops|men|women|children|shares|dollars|points|miles|jobs|students|votes|workers|"
    r"employees|soldiers|homes|houses|feet|metres|meters|kilometers|kilometres|km|pounds|tons|"
    r"tonnes|times|hours|pages|refugees|members|cases|deaths|civilians|families|copies|cars|"
    r"barrels|euros|rupees|yen|marks|francs|hectares|acres|square|cubic|calories|words|units|"
    r"prisoners|police|rooms|seats|delegates|protesters|demonstrators|passengers|degrees|or more"
)
_YEAR = re.compile(r"1\d{3}|20\d\d")
_AFTER_NUMBER = re.compile(rf"\s?(?:{_COUNTED})\b|[,.]\d|[-–]\w*(?:strong|member|page|seat)|s\b")
_BEFORE_NUMBER = re.compile(
    r"(?:[$£€#@/]|\d[,.]|No\. ?|(?:about|some|nearly|almost|over|than|only|flight|route|page|room|"
    r"resolution|building|windows|boeing|area|article|section|model|least|most) )$",
    re.IGNORECASE,
)
_VERBS = re.compile(r"may|march|sun|sat|second|mar|dec|jan", re.IGNORECASE)
_LEADS_MONTH = re.compile(
    r"\b(?:in|of|on|by|since|until|till|last|next|this|early|late|mid|through|from|to|and|for|during|"
    r"before|after|between|around|about|each|every|every|the|or|past)[ -]$|[-–]$",
    re.IGNORECASE,
)
_MODAL_AFTER = re.compile(
    r" (?:be|have|not|well|also|yet|also|seem|take|come|the|it|he|she|they|we|you|on|in|into)\b"
)


def plausible(text: str, start: int, end: int) -> bool:
    """Tell whether a match is likely to be a date by what it is and what stands beside it."""
    found = text[start:end]
    if _YEAR.fullmatch(found):
        return not _AFTER_NUMBER.match(text, end) and not _BEFORE_NUMBER.search(text, 0, start)
    if _VERBS.fullmatch(found):
        return bool(_LEADS_MONTH.search(text, 0, start)) and not _modal(text, start, end)
    return True


def _modal(text: str, start: int, end: int) -> bool:
    """A small letter and what follows tell "it may be" from "in May"."""
    return text[start].islower() and bool(_MODAL_AFTER.match(text, end))
