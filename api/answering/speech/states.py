"""Who holds what by an adjective or a noun of stance: "X is concerned that", "a critic of"."""

from api.answering.speech.appositions import subject_before
from api.answering.speech.clause import Clause
from api.answering.speech.contents import last_word, pieces, word_at
from api.answering.speech.cues import BE, DETERMINERS, NAMELESS, PRONOUNS, UNNAMED
from api.answering.speech.phrases import Tokens
from api.answering.speech.stances import FEELINGS, HOLDERS
from api.answering.speech.verbs import group_start

_LEADS = frozenset(
    """that about of to with over by at in for if whether how toward towards on against""".split()
)
# "We are convinced this is ...".
_SURE = frozenset(
    "convinced sure glad confident certain happy hopeful sorry afraid proud surprised aware".split()
)
_THAT_LEFT_OUT = DETERMINERS | PRONOUNS | NAMELESS
BECOME = frozenset(
    """seem seems seemed feel feels felt become becomes became remain remains remained sound sounds
    sounded appear appears appeared made makes""".split()
)
_DEGREES = frozenset("more less very so too quite most not as deeply particularly all".split())


def by_state(tokens: Tokens, place: int) -> Clause | None:
    """Read "X is concerned about ..." and "X is a critic of ..."."""
    word = tokens[place].lower
    after = word_at(tokens, place + 1)
    against = word == "against" and word_at(tokens, place - 1) in BE
    leads = _LEADS | _THAT_LEFT_OUT if word in _SURE else _LEADS
    if against or (word in FEELINGS and after in leads):
        start = place
    elif word in HOLDERS and after in {"of", "in", "to"}:
        start = place
        while start and place - start < 3 and word_at(tokens, start) not in {"a", "an", "the"}:
            start -= 1
    else:
        return None
    while start and tokens[start - 1].lower in _DEGREES:
        start -= 1
    front = group_start(tokens, start)
    if not any(one.lower in BE | BECOME for one in tokens[max(0, front - 1) : start]):
        return None
    if tokens[front - 1].lower in BECOME:
        front = group_start(tokens, front - 1)
    speaker = subject_before(tokens, front)
    if speaker is None or word_at(tokens, speaker[0]) in UNNAMED | {"it"}:
        return None
    skipped = 2 if after in _LEADS and word != "against" else 1
    content = (place + skipped, last_word(tokens))
    return Clause(speaker, (front, place + 1), pieces(content), False)
