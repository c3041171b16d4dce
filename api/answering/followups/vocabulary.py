"""The closed classes of English words that completing questions goes by."""

QUESTION_WORDS = frozenset("who whom whose what which when where why how".split())
DO = frozenset("do does did".split())
MODALS = frozenset("will would can could may might must should shall".split())
BE = frozenset("is are was were am be been".split())
HAVE = frozenset("has have had".split())
_POSITIVE = DO | MODALS | (BE - {"be", "been"}) | HAVE
_NEGATED = {
    mark: {f"{word}n{mark}t" for word in _POSITIVE} | {f"won{mark}t", f"can{mark}t"}
    for mark in "'’"
}
AUXILIARIES = _POSITIVE | _NEGATED["'"] | _NEGATED["’"]
DETERMINERS = frozenset("the a an this that these those some any no each every another".split())
POSSESSIVES = frozenset("my your his her its our their".split())
PREPOSITIONS = frozenset(
    """about above according across after against along among around as at before behind below
    beneath beside besides between beyond by despite down during except for from in inside
    into like near of off on onto out outside over past per since through throughout to
    toward towards under until up upon via with within without""".split()
)
# Where a new clause begins: what stands before it may be meant by a pronoun behind it.
BOUNDARIES = frozenset(
    "that because when while if whether although though where who which since after before until "
    "and but so than as why how what".split()
)
CONJUNCTIONS = frozenset("and or but".split())
# Words that end a noun phrase wherever they stand.
CLOSED = (
    QUESTION_WORDS
    | AUXILIARIES
    | PREPOSITIONS
    | CONJUNCTIONS
    | BOUNDARIES
    | frozenset("be been being to not there then".split())
)
ADVERBS = frozenset(
    """still now soon already ever never also just only yet again today currently recently
    originally so too once instead anyway always often usually finally then first typically
    actually exactly not""".split()
)
OPENERS = frozenset("and but so or ok okay also well then now oh yes no thanks please".split())
COUNTS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve several many few".split()
)
GENITIVE = frozenset(["'s", "’s", "'", "’"])
HE, SHE = frozenset("he him his".split()), frozenset("she her hers".split())
IT, THEY = frozenset("it its".split()), frozenset("they them their theirs".split())
PRONOUNS = HE | SHE | IT | THEY
PERSONAL = frozenset("i you we me us my your our mine yours ours".split())
# They want an "of": alone they leave open what they belong to.
RELATIONAL = frozenset(
    """advantage advantages aftermath aim amount author background beginning benefit benefits bill
    budget cause causes chances circumstances conclusion condition conditions cons
    consequence consequences cost costs culprit damage date deadline death details
    difference differences disadvantages distance duration effect effects end example
    examples extent fact facts goal height history impact implications importance length
    limit limits location loss losses main meaning motive name number numbers origin origins
    outcome penalty population price pros purpose reaction reactions reason reasons result
    results risk risks role rules schedule side size source status suspect symptoms target
    terms timeline timetable title toll total type types kind kinds relationship value
    victim victims weight width winner""".split()
)
# Of these, what stands behind their "of" is what is spoken about.
SHELLS = frozenset(
    """advantage advantages aim amount benefit benefits cause causes cons consequence consequences
    details difference differences disadvantages effect effects end example examples extent
    fact facts history impact implications importance kind kinds meaning number numbers
    origin origins price pros purpose reason reasons relationship result results risk risks
    role share symptoms total type types value""".split()
)
INDEFINITE = frozenset(
    "anybody anyone somebody someone nobody everyone everybody anything something".split()
)
MEASURES = frozenset("long high tall wide deep big large heavy old thick broad".split())
# Words in a name by which it is no person's.
NOT_PERSONS = frozenset(
    """airport avenue base bay beach board boatyard bridge building castle channel church city
    coast college commission committee company corporation council country county court
    department district east empire festival field forces games garden green group hall
    harbour harbor hospital hotel house institute island islands lake library line market
    marine ministry mission mountain mountains museum national north ocean office palace
    park party place plant point police port press prize province railway region republic
    resolve river road school sea south square stadium state states station street tower
    town union united university valley village war water weir west week world yard""".split()
)
# Groups that act: "it" rather means what they act on, and "they" may mean them.
GROUPS = frozenset(
    """administration agency army association authority board cabinet club commission committee
    company coalition council court government group government ministry office parliament
    party police team town union""".split()
)
ROLES = frozenset(
    """actor author captain candidate chair chairman chairwoman chief coach councillor director
    editor engineer expert founder governor head headteacher inspector judge leader lawyer
    manager mayor minister officer owner president professor secretary senator singer
    spokesman spokesperson spokeswoman treasurer victim winner woman man writer""".split()
)
TITLES = frozenset(
    """mr mrs ms miss dr prof professor sir lord lady mayor councillor president minister governor
    senator inspector captain general colonel king queen prince princess pope judge
    chancellor secretary""".split()
)
IRREGULAR_PLURALS = frozenset(
    "people men women children police troops data bacteria media criteria mice feet teeth".split()
)
SINGULAR_IN_S = frozenset("news isis series crisis bus gas status process business us".split())
