"""The verbs that tell of a statement, in all their forms, and the other words of this grammar."""

# They may follow what is said: "..., said X".
_SPEECH = """
say add tell write state announce explain reply respond answer note observe remark recall insist
argue claim declare comment conclude continue admit acknowledge concede confirm joke quip ask
warn tweet post stress emphasize emphasise predict estimate report suggest complain shout agree
promise testify boast counter recount repeat reiterate maintain assert read mutter vow
think believe learn caution muse
"""
# They stand before what is said.
_ACT = """
accuse advise advocate affirm allege appeal applaud appreciate assure attack attest attribute
bash blame blast call categorize categorise challenge champion charge chastise chide cite
clarify condemn contend contradict convey criticize criticise credit defend decide demand denounce
deny deride describe detail disagree disclose discuss dismiss dispute echo elaborate encourage
endorse expect express fault favor favour fear feel find forecast guarantee hail highlight hint
hope identify illustrate imply implore indicate inform intend invite lament lambaste liken list
mention mock name object offer oppose order outline paint plan plead pledge point portray praise
present press proclaim project pronounce propose protest publish put question quote rail rate
reaffirm realise realize reassure rebuff rebuke rebut recognize recognise recommend reckon refer
reference refute regard reject release remind renounce repudiate request resolve reveal ridicule
rip rule say show signal slam speak speculate speculate spell sue support surmise swear talk taunt
threaten throw tout trumpet unveil urge view voice volunteer want welcome wonder worry understand
know see seek determine discover promote refuse decline hear love prefer
consider doubt suspect pitch underline underscore warrant attest tease hammer lash label brand
dub deem demonstrate depict compare cast address approve commend concur
congratulate thank accept apologize articulate vote link compliment
"""
_IRREGULAR = {
    "say": "says said saying",
    "tell": "tells told telling",
    "write": "writes wrote written writing",
    "think": "thinks thought thinking",
    "read": "reads reading",
    "speak": "speaks spoke spoken speaking",
    "know": "knows knew known knowing",
    "see": "sees saw seen seeing",
    "seek": "seeks sought seeking",
    "hear": "hears heard hearing",
    "feel": "feels felt feeling",
    "find": "finds found finding",
    "put": "puts putting",
    "throw": "throws threw thrown throwing",
    "swear": "swears swore sworn swearing",
    "show": "shows showed shown showing",
    "understand": "understands understood understanding",
    "spell": "spells spelled spelling",
    "cast": "casts casting",
    "deny": "denies denied denying",
    "testify": "testifies testified testifying",
    "clarify": "clarifies clarified clarifying",
    "reply": "replies replied replying",
    "imply": "implies implied implying",
    "identify": "identifies identified identifying",
    "rip": "rips ripped ripping",
    "quip": "quips quipped quipping",
    "plan": "plans planned planning",
    "admit": "admits admitted admitting",
    "refer": "refers referred referring",
    "prefer": "prefers preferred preferring",
    "rebut": "rebuts rebutted rebutting",
    "slam": "slams slammed slamming",
    "concur": "concurs concurred concurring",
    "agree": "agrees agreed agreeing",
    "disagree": "disagrees disagreed disagreeing",
    "dub": "dubs dubbed dubbing",
    "back": "backs backed backing",
    "like": "likes liked liking",
    "rail": "rails railed railing",
}


def _forms(verb: str) -> list[str]:
    if verb in _IRREGULAR:
        return [verb, *_IRREGULAR[verb].split()]
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s")
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return [verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    stem = verb[:-1] if verb.endswith("e") else verb
    return [verb, third, stem + "ed", stem + "ing"]


SPEECH = frozenset(form for verb in _SPEECH.split() for form in _forms(verb))
CUES = SPEECH | {form for verb in _ACT.split() for form in _forms(verb)}
# As often nouns: they need a subject right before them.
NOUNS = frozenset(
    """call calls charge charges claim claims comment comments demand demands estimate estimates
    hope hopes fear fears plan plans point points promise promises project projects question
    questions report reports request requests support view views voice worry worries attack attacks
    blast challenge challenges champion credit doubt forecast hint mock name names note notes
    object objects offer offers order orders pitch pledge pledges post posts press protest
    protests quote quotes rate rates read reading reference release releases remark remarks reply
    resolve rule rules show shows signal signals state states talk talks tease thought thinking
    understanding feeling finding findings plan vow vows label brand cast like likes love address
    saying meaning meeting tweet tweets answer answers response counter detail details fault
    hammer lists list rail rails regard back appeal appeals""".split()
)
# "told reporters that", "asked him to": an object stands before what is said.
# Without "that" or a question word they tell of no statement ("they found work").
WITH_THAT = frozenset("find finds found finding show shows showed shown see sees saw".split())
WITH_OBJECT = frozenset(
    """tell tells told telling ask asks asked asking urge urges urged urging remind reminds reminded
    reminding assure assures assured assuring inform informs informed informing warn warns warned
    warning""".split()
)
PRONOUNS = frozenset("he she they it who".split())
# Speakers that are never named.
UNNAMED = frozenset("i we you that which there this these those what one".split())
AUXILIARIES = frozenset(
    """has have had is are was were be been being will would can could may might must should shall
    do does did not never ’s 's ’d 'd ’ve 've ’ll 'll ’re 're doesn’t doesn't didn’t didn't don’t
    don't isn’t isn't hasn’t hasn't wasn’t wasn't won’t won't""".split()
)
FINITE = AUXILIARIES - {"not", "never", "be", "been", "being"}
ADVERBS = frozenset(
    """also now then later once again even still just only often recently further already ever soon
    always sometimes since thus therefore instead first today yesterday both all
    reportedly""".split()
)
MODALS = frozenset("will would can could may might must should shall ’d 'd ’ll 'll".split())
BE = frozenset("is are was were be been being ’re 're ’s 's wasn’t isn’t".split())
DETERMINERS = frozenset(
    """the a an this that these those his her its their our my your another some several many most
    all both one two three each every no any""".split()
)
PREPOSITIONS = frozenset(
    """in on at during after before by from with without for of to into over under between among
    against since until through about despite amid upon per via as like within along""".split()
)
OPENERS = frozenset(
    """but and or so yet however meanwhile also still then thus moreover additionally therefore
    later earlier instead nevertheless nonetheless""".split()
)
# Adjectives with a capital, before which a verb form is a noun ("Republican claims").
ADJECTIVES = frozenset("republican democratic american federal russian".split())
# "according to plan" names no one.
NO_ONE = frozenset("plan plans schedule custom tradition rules need needs size".split())
BREAKS = frozenset(
    """than that but while as because when if although though whereas unless where why how what so
    since whether yet""".split()
)
TIMES = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday today yesterday tonight earlier
    later recently this last week month year morning afternoon evening night then again ago
    before too here there""".split()
)
