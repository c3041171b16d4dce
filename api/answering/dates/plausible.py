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
    r"(?:[$£€#@/]|\d[,.]|No\. ?|(?:some|nearly|almost|over|(?:more|less|fewer|greater) than|"
    r"only|flight|route|page|room|"
    r"resolution|building|windows|boeing|area|article|section|model|least|most) )$",
    re.IGNORECASE,
)
_VERBS = re.compile(r"may|march|sun|sat|second|mar|dec|jan", re.IGNORECASE)
_ROUGHLY = re.compile(r"(?<!in )(?:about|around|approximately|roughly) $", re.IGNORECASE)
_SEASONS = re.compile(r"spring|summer|autumn|fall|winter", re.IGNORECASE)
_LEADS = r"in|of|since|until|till|by|during|before|after|between|last|next|early|late|mid"
_LEADS_SMALL = re.compile(rf"\b(?:{_LEADS})[ -]$", re.IGNORECASE)
_LEADS_CAPITAL = re.compile(
    rf"(?:\b(?:{_LEADS}|this|on|through|from|to|and|for|around|about|the|or|past)[ -]|[-–])$",
    re.IGNORECASE,
)
_LEADS_SEASON = re.compile(rf"\b(?:{_LEADS}|the|this)[ -]$", re.IGNORECASE)
_REPEATED = re.compile(r"\b(?:each|every) (?:[\w-]+ )?$", re.IGNORECASE)
# The calendar at hand begins with the year 1.
_BEFORE_CHRIST = re.compile(
    r"(?:\s?(?:to|and|or|until|[-–—])\s?(?:the )?"
    r"(?:\d{1,4}|\d{1,2}(?:st|nd|rd|th) centur(?:y|ies)))?"
    r"\s?B\.?\s?C(?:\.?\s?E)?\b(?! [A-Z])"
)
_YEARS = re.compile(r"(?:\w+ )*?(?:\d{4}s?|.*centur(?:y|ies))")
# After later years BC is British Columbia, unless it ends what is told.
_LATER = re.compile(r"(?:1[789]|20)\d\d")
_ENDS = re.compile(r"\.?\s*(?:[.,;:)]|$)")
_NEAR = 20


def plausible(text: str, start: int, end: int) -> bool:
    """Tell whether a match is likely to be a date by what it is and what stands beside it."""
    found, before = text[start:end], text[max(0, start - _NEAR) : start]
    if _YEARS.fullmatch(found) and _before_christ(text, found, end):
        return False
    if _YEAR.fullmatch(found):
        round_number = found.endswith("00") and _ROUGHLY.search(before)
        counted = _AFTER_NUMBER.match(text, end) or _BEFORE_NUMBER.search(before)
        return not (round_number or counted)
    if _SEASONS.fullmatch(found):
        return bool(_LEADS_SEASON.search(before))
    if _VERBS.fullmatch(found):
        leads = _LEADS_SMALL if found.islower() else _LEADS_CAPITAL
        return bool(leads.search(before))
    return not _REPEATED.search(before)


def _before_christ(text: str, found: str, end: int) -> bool:
    told = _BEFORE_CHRIST.match(text, end)
    return bool(told and (not _LATER.search(found) or _ENDS.match(text, told.end())))
