"""Sentences that tell of another than the one asked about (office, place, year), or of nothing.

A reader of this size is sure of "Rosalind Achterberg, who has been headteacher at Ropewalk" when it
is asked for the headteacher of Millbank. What is told here by rule is no answer, however sure the
measures are.
"""

import re
from collections.abc import Callable

from api.answering.conflicts.names import same_name
from api.answering.question import Question, stems

# Tells whether a sentence tells of another.
Elsewhere = Callable[[str], bool]

_ROLE = re.compile(
    r"\bwho(?P<verb>\s+is|\s+are|\s+was|\s+were|['’]s)\s+(?:(?:now|currently)\s+)?"
    r"(?P<article>the\s+|an?\s+)?(?:current\s+|present\s+)?(?P<role>[^?,\s][^?,]*?)"
    r"(?:\s+(?P<by>of|at|in|for)\s+(?P<whose>[^?,]+?))?"
    r"(?:\s+(?:in|on|at|of|for|from|during|when|since|until|as|with)\b[^?]*)?\s*\??\s*$",
    re.IGNORECASE,
)
_PAST = "former|ex|late|previous|one-time|onetime|erstwhile|then|outgoing"
_BELOW = "deputy|vice|assistant|associate|shadow|would-be|aspiring|prospective|junior"
_BESIDE = (
    r"spokes(?:man|woman|person)|advis[eo]r|aide|wife|widow|husband|son|daughter|brother|sister|"
    r"father|mother|lawyer|attorney|secretary|assistant|deputy|successor|predecessor|rival|"
    r"challenger|opponent|candidate|nominee|hopeful|contender|critic|envoy"
)
_HELD_BY = re.compile(
    rf"\b(?:{_BESIDE})s?\s+(?:for|to|of)\s+(?:the\s+)?(?:[\w’'-]+\s+){{0,3}}$", re.IGNORECASE
)
_WHO_HAS = re.compile(rf"(?:['’]s)?\s+({_BESIDE})\b", re.IGNORECASE)
_QUALIFIED = {
    past: re.compile(rf"\b({words})[\s-]+(?:[\w’'.-]+\s+){{0,2}}$", re.IGNORECASE)
    for past, words in ((True, _BELOW), (False, f"{_BELOW}|{_PAST}"))
}
_WHOSE = re.compile(
    r"\s+(?P<by>of|at|in|for)\s+(?P<the>the\s+)?"
    r"(?P<whose>[A-Z][\w.’'-]*(?:\s+(?:of\s+|the\s+)*[A-Z][\w.’'-]*)*|[\w’'-]+)"
)
# Of a place or body, at it or of it; an engineer of a bridge may be one at a company.
_OFFICE = re.compile(
    r"(?:head\w*|director|mayor|president|minister|premier|chancellor|governor|chief|chair\w*|king|"
    r"queen|principal|dean|rector|ambassador|bishop|manager|coach|captain|ceo|secretary|speaker)$",
    re.IGNORECASE,
)
_GENERIC = re.compile(r"(?:an?|his|her|its|their|our|my|your|this|that|which|whom|all)\b")
# One country by names that are not spelt alike.
_ALSO_CALLED = (
    frozenset(("britain", "great britain", "uk", "united kingdom")),
    frozenset(("america", "us", "usa", "united states", "united states of america")),
    frozenset(("holland", "netherlands")),
    frozenset(("burma", "myanmar")),
    frozenset(("turkey", "turkiye", "türkiye")),
)
_COMPARED = re.compile(
    r"\b(?:more|less|fewer|\w+er)(?:\s+\w+){0,2}\s+than\b[^.;,:]*"
    r"|\b(?:compared\s+(?:with|to)|up\s+from|down\s+from|unlike)\b[^.;,:]*",
    re.IGNORECASE,
)
# "CNN Business —", "Washington —": what stands before an article.
_LEAD_IN = re.compile(r"\W*(?:[\w.,&’'-]+\s+){1,4}[—–-]+")
# Places of which a part, or another place, has a name of its own with a word before it.
_PART_OF = re.compile(
    r"\b(?P<part>North(?:ern)?|South(?:ern)?|East(?:ern)?|West(?:ern)?|New)[ -]"
    r"(?P<whole>Ireland|Korea|Mexico|Wales|Virginia|Carolina|Dakota|Sudan|Macedonia|Cyprus|"
    r"Jersey|Hampshire|York|Guinea)\b"
)
_PARTED = re.compile(
    r"\b(?:independen|creat|partition|reuni|unif|unit|split|renam|name|border|found)", re.IGNORECASE
)
_RANKS = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth".split()
_RANK = rf"{'|'.join(_RANKS)}|\d{{1,4}}(?:st|nd|rd|th)"
# "Twenty-first" is no first.
_RANKED = re.compile(rf"(?<![\w-])(?P<rank>{_RANK})[ -](?P<what>[a-z]{{3,}})\b", re.IGNORECASE)
_RANKS_NOTHING = frozenset(("time", "times", "person", "people"))
# "After 0.1% in the first quarter", "took gold again": the rank that is asked for goes unsaid.
_BESIDE_RANK = re.compile(
    rf"\b(?:after|before|from|than|since|by|to)\s+(?:\S+\s+){{0,4}}(?:{_RANK})\b|\bagain\b",
    re.IGNORECASE,
)
# "The first of the sons", "was the third", "second or third place"
_RANK_ALONE = re.compile(
    rf"(?<![\w-])({_RANK})\b(?=\W*$|[,;.:)]|\s+(?:and|or|of|to|is|was|were)\b)", re.IGNORECASE
)
_ENDED = re.compile(
    r"\b(?:end|finish|conclud|complet|expir|clos|ceas|stop|last|over|until|till|final|run|through|"
    r"surrender|leav|left|lift|collaps|broke|return|reopen|resum|call(?:ed)? off|halt|agree|sign|"
    r"(?:after|since|before|which|that|who|when|time)\b)",
    re.IGNORECASE,
)
_ENDS = re.compile(r"\bwhen\b.*\b(?:end|finish|conclude|cease)(?:s|d|ed|ing)?\b", re.IGNORECASE)
_BEGINS = re.compile(
    r"\b(?:start(?:s|ed|ing)?|beg[iau]n(?:s|ning)?|commenc(?:es?|ed|ing))\b", re.IGNORECASE
)
_COMPARES = re.compile(r"\bthan\b|\bcompare|\bdiffer|\b(?:up|down)\s+from\b", re.IGNORECASE)


def premise(question: Question) -> Elsewhere:
    """Take apart once what a question supposes, to tell of each sentence whether it fits."""
    asked = _ROLE.search(question.text)
    if asked and not asked["article"] and asked["role"].split()[-1][:1].isupper():
        asked = None
    compares = bool(_COMPARES.search(question.text))
    parts = () if _PARTED.search(question.text) else [*_PART_OF.finditer(question.text)]
    ranked = [one for one in _RANKED.finditer(question.text) if one["what"] not in _RANKS_NOTHING]
    ends = bool(_ENDS.search(question.text)) and not _BEGINS.search(question.text)

    def elsewhere(sentence: str) -> bool:
        if _LEAD_IN.fullmatch(sentence) or (asked and _another_office(asked, sentence)):
            return True
        if any(_only_whole(part, sentence) for part in parts):
            return True
        if any(_of_another_rank(rank, sentence) for rank in ranked):
            return True
        if ends and _BEGINS.search(sentence) and not _ENDED.search(sentence):
            return True
        return not compares and _only_compared(question, sentence)

    return elsewhere


def _another_office(asked: re.Match[str], sentence: str) -> bool:
    """Who holds an office: not who stands beside it, once held it, or holds it somewhere else."""
    head = re.escape(asked["role"].split()[-1])
    found = [*re.finditer(rf"\b{head}(?:ial|al)?s?\b", sentence, re.IGNORECASE)]
    return bool(found) and all(
        _beside(asked, sentence[: one.start()], sentence[one.end() :])
        or _of_another(asked, sentence[one.end() :], sentence)
        for one in found
    )


def _beside(asked: re.Match[str], before: str, after: str) -> bool:
    """Tell whether the words around an office make it another: "deputy", "former", "aide to"."""
    past = asked["verb"].strip().lower() in ("was", "were")
    near, beside = _QUALIFIED[past].search(before), _WHO_HAS.match(after)
    role = asked["role"].lower()
    told = [one[1].lower() for one in (near, beside) if one is not None]
    return any(word not in role for word in told) or _HELD_BY.search(before) is not None


def _of_another(asked: re.Match[str], after: str, sentence: str) -> bool:
    """Tell whether the office is said to be of another place or field than the one asked about."""
    told, whose = _WHOSE.match(after), asked["whose"]
    if told is None or whose is None or set(stems(whose)) & set(stems(sentence)):
        return False
    if told["by"] != asked["by"].lower() and not _OFFICE.match(asked["role"].split()[-1]):
        return False
    wanted, other = re.sub(r"^the\s+", "", whose), told["whose"]
    named = other[:1].isupper()
    if wanted[:1].isupper() != named or _GENERIC.match(other) or (told["the"] and not named):
        return False
    one_place = {wanted.lower(), other.lower()}
    also_asked = other.lower() in asked.string.lower()
    alike = same_name(wanted, other) or any(one_place <= names for names in _ALSO_CALLED)
    return not also_asked and not alike


def _only_whole(asked: re.Match[str], sentence: str) -> bool:
    """Tell whether a place is named, and not the part of it that is asked about."""
    whole = re.escape(asked["whole"])
    part = rf"{asked['part'][:4]}\w*[ -](?:\w+ )?{whole}"
    named = re.search(rf"\b{whole}\b", sentence)
    return named is not None and re.search(rf"\b{part}\b", sentence, re.IGNORECASE) is None


def _of_another_rank(asked: re.Match[str], sentence: str) -> bool:
    """Tell whether the sentence is about the third wife, where it is asked for the first one."""
    what = asked["what"].lower()
    told = [one["rank"] for one in _RANKED.finditer(sentence) if one["what"].lower() == what]
    alone = _RANK_ALONE.findall(sentence)
    if _BESIDE_RANK.search(sentence):
        return False
    return bool(told) and _rank(asked["rank"]) not in {_rank(one) for one in (*told, *alone)}


def _rank(text: str) -> int:
    """Give the number of "third" or "3rd"."""
    word = text.lower()
    return _RANKS.index(word) if word in _RANKS else int(word[:-2])


def _only_compared(question: Question, sentence: str) -> bool:
    """What is asked about is there only to be compared with: "seven points more than in 2020"."""
    plain = _COMPARED.sub("", sentence)
    if plain == sentence:
        return False
    held = question.names & set(stems(sentence))
    return bool(held) and not held & set(stems(plain))
