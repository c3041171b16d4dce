"""The small words of this grammar."""

PRONOUNS = frozenset("he she they it who".split())
# They speak, but have no name here: whoever writes or reads, and what a clause adds to.
NAMELESS = frozenset("i we you that which".split())
# They stand where a speaker would, and are none.
UNNAMED = frozenset("there this these those what".split())
# "her claim": whose it is, as the pronoun that would say so.
POSSESSIVES = {"his": "he", "her": "she", "its": "it", "their": "they"}
OURS = frozenset("my our your whose".split())
_NOT = """doesn't didn't don't isn't aren't hasn't haven't hadn't wasn't weren't won't wouldn't
    can't couldn't shouldn't mustn't mightn't needn't""".split()
AUXILIARIES = frozenset(
    """has have had is are was were be been being will would can could may might must should shall
    do does did not never cannot ’s 's ’d 'd ’ve 've ’ll 'll ’re 're ’m 'm am""".split()
) | {form for word in _NOT for form in (word, word.replace("'", "’"))}
FINITE = AUXILIARIES - {"not", "never", "be", "been", "being"}
ADVERBS = frozenset(
    """also now then later once again even still just only often recently further already ever soon
    always sometimes since thus therefore instead first today yesterday both all
    reportedly earlier later long twice almost quite rather hardly seldom firmly next too
    so""".split()
)
MODALS = frozenset(
    """will would can could may might must should shall ’d 'd ’ll 'll won't won’t wouldn't wouldn’t
    can't can’t cannot couldn't couldn’t shouldn't shouldn’t mightn't mightn’t""".split()
)
BE = frozenset(
    """is are was were am be been being ’re 're ’s 's ’m 'm wasn’t wasn't isn’t isn't aren't aren’t
    weren’t weren't""".split()
)
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
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
# They speak for themselves: "some say", "all agreed".
QUANTIFIERS = frozenset(
    """some many most all both others few several everyone everybody nobody none one two three four
    five another neither either""".split()
)
