"""Words that tell how the parts of a sentence hang together."""

import re

from api.answering.speech.cues import FINITE

RELATIVE = frozenset("who whom whose which where what".split())
# A date in what these open is not the date of what the sentence tells.
BACKGROUND = frozenset("than because although though if unless whether like unlike".split())
# What these open happens together with, or right before, what the sentence tells.
TEMPORAL = frozenset("when after as while once following amid".split())
BEFORE = frozenset("before since until".split())
# After these "that" opens what is told, and no description.
TOLD = frozenset(
    """news report reports fear fears hope hopes announcement claim claims fact confirmation sign
    signs warning warnings statement ruling decision so""".split()
)
# Verbs that everything is told with.
EMPTY = frozenset(
    """made took came went got gave became began had held put set led called expected scheduled
    makes takes comes goes gives becomes begins started starts used based related""".split()
)
# What is released or dated tells when it was said.
DOCUMENTS = frozenset(
    """statement statements report paper letter interview document memo notice filing study survey
    video message order""".split()
)
DETERMINERS = frozenset("the a an this that its his her their our your my".split())
# Verbs that only carry what is told; all others of saying are developments themselves.
NEUTRAL = frozenset(
    """say says said saying tell tells told telling add adds added adding report reports reported
    write writes wrote note notes noted according state states stated explain explains explained
    recall recalls recalled think thinks thought believe believes believed know knows knew
    estimate estimates estimated show shows showed reply replied tweeted posted""".split()
)
_IRREGULAR = """
arose ate awoke beat became began bent bet bit bled blew bought broke brought built burst came
caught chose clung cost crept cut dealt drank drew drove fell fed felt fled flew forbade forgot
fought found froze gave got grew heard held hid hit hurt kept knew laid led left lent let lit
lost made meant met overtook paid put quit ran rang read rode rose said sang sank sat saw sent set
shook shot shrank shut slept slid spent split spoke spread sprang stole stood strode struck stuck
sued swam swept swore swung taught tore told took threw understood unveiled went withdrew woke won
wore wound wrote
"""
_PRESENT = """
begins ends opens closes starts stops expires resumes leaves arrives takes becomes faces plans
expects wants goes comes makes gives calls says warns announces confirms denies rejects approves
bans wins loses dies remains returns launches joins quits rises falls hits sets signs holds meets
moves orders rules votes backs seeks agrees vows urges reports reaches runs
"""
# What may as well be a possessive shows nothing.
_FINITE = FINITE - {"’s", "'s"}
PAST = frozenset(_IRREGULAR.split())
PRESENT = frozenset(_PRESENT.split())
_REGULAR = re.compile(r"\w{2,}(?<!ne)ed")
_NO_VERBS = frozenset("indeed hundred speed seed feed breed weed sacred naked wicked shed".split())
# What follows "has" and "have" in the present perfect, beside what is past by its form.
PARTICIPLES = frozenset(
    """been become begun broken chosen come done drawn driven eaten fallen flown forgotten frozen
    given gone gotten grown hidden known proven risen run seen shown sworn taken thrown withdrawn
    written""".split()
)


def is_past(word: str) -> bool:
    """Tell forms of the past, those of participles among them."""
    return word in PAST or (word not in _NO_VERBS and bool(_REGULAR.fullmatch(word)))


def is_finite(word: str) -> bool:
    """Tell words that may be the verb of a clause, by their forms alone."""
    return word in _FINITE or word in PRESENT or is_past(word) or word.endswith(("n't", "n’t"))
