"""Common English verbs and their forms: enough to part a question's subject from its verb."""

_REGULAR = """
abandon absorb accept accuse achieve act adapt add adjust admit adopt advance advise affect agree
aim allow alter amend announce answer appeal appear apply appoint approach approve argue arrest
arrive ask assess assign assist assume attack attempt attend attract avoid award back ban base
believe belong benefit blame block boil book borrow bother call cancel care carry cause celebrate
chair change charge chase check cite claim classify clear climb close collapse collect comment
commit compare compete complain complete comply concern conclude condemn conduct confirm connect
consider consist contact contain contest continue contribute control convict cook cope count cover
crash create criticise criticize cross damage date deal decide declare decline decrease defeat
defend define delay deliver demand demolish deny depend deploy describe deserve design destroy
detain detect determine develop die differ disagree disappear discharge discover discuss dismiss
dispute divide donate double doubt drop earn edit elect eliminate emerge employ enable encourage
end endorse enforce enjoy enter escape establish estimate evacuate evolve examine exceed exclude
execute exist expand expect expel experience expire explain explode export extend face fail fear
file fill finance finish fire fix flee flood focus follow force form found free function fund gain
gather govern grant greet guarantee guard guide hack handle happen harm hate head help hide hire
honor hope host house identify ignore illustrate impact implement import impose improve include
increase indicate influence inform injure inspect install insist insure intend interview introduce
invade invent invest investigate invite involve issue join judge jump justify kick kill lack land
last launch learn lift like limit link list live load locate look lower maintain manage mark marry
matter measure mention merge mind miss monitor move murder name need negotiate note notice object
observe obtain occupy occur offer open operate oppose order organise organize originate overtake
own participate pass perform permit pick plan plant play plead point possess postpone prepare
present preserve press prevent print proceed process produce profit promise promote propose
protect protest prove provide publish pull punish purchase push qualify question raise rank rate
reach react realise realize rebuild receive recognise recognize recommend record recover recycle
reduce refer reflect reform refuse register regulate reject relate release rely remain remember
remove renew reopen repair repeat replace reply report represent require rescue research resign
resist resolve respond restore restrict result resume retain retire return reveal reverse review
rule sail sample save schedule score search secure seem select sentence separate serve settle
shape share shift shop sign signal skip slip slow smell smoke solve spark specify spoil spot
stabilise stage start state station stay steal step stop store strengthen stress stretch study
succeed suffer suggest suit supply support suppose surprise surrender surround survive suspect
suspend talk taste tear test testify thank threaten tie top touch tour trace track trade train
transfer transform transport travel treat trigger trust try turn urge use vaccinate vanish vary
view violate visit vote vow wait walk want warn wash watch weigh welcome widen wish withdraw
witness wonder work worry
"""
_IRREGULAR = """
be was been, bear bore borne, beat beat beaten, become became become, begin began begun, bend bent
bent, bite bit bitten, bleed bled bled, blow blew blown, break broke broken, breed bred bred,
bring brought brought, broadcast broadcast broadcast, build built built, burn burned burned, burst
burst burst, buy bought bought, cast cast cast, catch caught caught, choose chose chosen, come
came come, cost cost cost, cut cut cut, deal dealt dealt, dig dug dug, do did done, draw drew
drawn, drink drank drunk, drive drove driven, eat ate eaten, fall fell fallen, feed fed fed, feel
felt felt, fight fought fought, find found found, flee fled fled, fly flew flown, forget forgot
forgotten, freeze froze frozen, get got got, give gave given, go went gone, grow grew grown, hang
hung hung, have had had, hear heard heard, hide hid hidden, hit hit hit, hold held held, hurt hurt
hurt, keep kept kept, know knew known, lay laid laid, lead led led, leave left left, lend lent
lent, let let let, lie lay lain, lose lost lost, make made made, mean meant meant, meet met met,
overtake overtook overtaken, pay paid paid, put put put, quit quit quit, read read read, rebuild
rebuilt rebuilt, ride rode ridden, ring rang rung, rise rose risen, run ran run, say said said,
see saw seen, seek sought sought, sell sold sold, send sent sent, set set set, shake shook shaken,
shoot shot shot, show showed shown, shut shut shut, sing sang sung, sink sank sunk, sit sat sat,
sleep slept slept, speak spoke spoken, spend spent spent, split split split, spread spread spread,
stand stood stood, steal stole stolen, stick stuck stuck, strike struck struck, swear swore sworn,
sweep swept swept, swim swam swum, take took taken, teach taught taught, tear tore torn, tell told
told, think thought thought, throw threw thrown, undergo underwent undergone, understand
understood understood, wear wore worn, win won won, withdraw withdrew withdrawn, write wrote
written
"""
_DOUBLED = frozenset(
    "admit ban commit drop expel occur permit plan prefer refer skip slip stop top".split()
)
_ODD_THIRD = {"be": "is", "have": "has", "do": "does", "go": "goes", "undergo": "undergoes"}
_VOWELS = "aeiou"

_PAST: dict[str, str] = {}
_PARTICIPLE: dict[str, str] = {}
_BASE: dict[str, str] = {}
_PARTICIPLES: set[str] = set()
_FINITE: set[str] = set()


def base_of(word: str) -> str | None:
    """Give the base of any form of a verb; None of what is none."""
    return _BASE.get(word.lower())


def is_base(word: str) -> bool:
    """Tell whether a word may stand after "does" or "will"."""
    return _BASE.get(word) == word


def is_participle(word: str) -> bool:
    """Tell whether a word may stand after "was" or "has"."""
    return word in _PARTICIPLES or (len(word) > 4 and word.endswith("ed"))


def is_finite(word: str) -> bool:
    """Tell whether a word may be the verb of a sentence: "won", "runs"."""
    return word in _FINITE


def past_of(base: str) -> str:
    """Give the simple past: "leave" to "left"."""
    if base in _PAST:
        return _PAST[base]
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ied"
    return base + (base[-1] if base in _DOUBLED else "") + "ed"


def third_of(base: str) -> str:
    """Give the third person: "leave" to "leaves"."""
    if base in _ODD_THIRD:
        return _ODD_THIRD[base]
    if base.endswith(("s", "sh", "ch", "x", "z")):
        return base + "es"
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ies"
    return base + "s"


def _going(base: str) -> str:
    if base.endswith("e") and not base.endswith(("ee", "ie")) and base != "be":
        return base[:-1] + "ing"
    doubled = base in _DOUBLED or base in {"cut", "get", "hit", "put", "run", "set", "shut", "sit"}
    return base + (base[-1] if doubled or base in {"win", "swim", "let", "quit"} else "") + "ing"


def _learn() -> None:
    for row in " ".join(_IRREGULAR.split()).split(", "):
        base, past, participle = row.split()
        _PAST[base], _PARTICIPLE[base] = past, participle
    for base in (*_REGULAR.split(), *_PAST):
        past = past_of(base)
        participle = _PARTICIPLE.get(base, past)
        for form in (third_of(base), past, participle, _going(base)):
            _BASE.setdefault(form, base)
        _FINITE.update((third_of(base), past))
        _PARTICIPLES.update((participle, _going(base)))
    _BASE.update((base, base) for base in (*_REGULAR.split(), *_PAST))


_learn()
