"""The nouns and adjectives that tell who says or holds what."""

from api.answering.speech.forms import forms, third

# What someone holds, by a noun: "his claim that", "the plan of the council to".
SAYINGS = frozenset(
    """claim assertion allegation accusation statement comment remark suggestion argument
    contention view belief opinion prediction forecast estimate warning threat promise
    pledge vow demand request call appeal plea denial criticism condemnation praise
    admission acknowledgment acknowledgement confirmation announcement declaration
    report finding conclusion question answer response reply message description
    characterization complaint objection insistence recommendation testimony tweet
    post letter memo note speech rhetoric account quote quip joke boast rebuke review
    editorial column essay article proclamation reminder explanation assurance
    assessment analysis verdict ruling narrative lament slogan motto theory hunch
    charge critique apology questioning insinuation invitation attack order assumption
    notion observation guess suspicion calculation reasoning reading interpretation""".split()
)
STANCES = frozenset(
    """hope fear concern worry doubt expectation plan proposal idea intention desire wish
    decision refusal rejection support opposition endorsement approval disapproval
    interest commitment offer vision goal aim ambition stance position attitude
    obsession disdain contempt admiration respect ire anger outrage frustration
    reservation skepticism scepticism distrust enthusiasm preference reluctance
    willingness readiness eagerness determination quest effort attempt bid push
    campaign vote policy agenda resolution dislike hatred hostility preoccupation
    fascination fixation love misgiving qualm objection anxiety confidence faith trust
    optimism pessimism regret conviction understanding knowledge memory recollection
    dream stand appetite nomination nominee choice pick challenge lawsuit
    investigation probe ban order agreement reaction impression resentment resistance
    sympathy nostalgia impatience defense defence mindset sentiment instinct take
    perspective viewpoint line mantra thinking gratitude appreciation thanks excuse
    justification rationale pretext scorn blame censure tribute compliment insult slur
    jab dig swipe taunt mockery ridicule smear directive guidance advice counsel
    instruction petition hint signal talk pitch phrase term label ultimatum oath
    certainty uncertainty hesitation alarm dismay shock surprise disbelief
    disappointment delight joy relief pride shame guilt embarrassment envy jealousy
    affection fondness passion zeal hunger thirst thoughts feelings insights""".split()
)
_PLURALS = frozenset(third(noun) for noun in SAYINGS | STANCES)
HELD = SAYINGS | STANCES | _PLURALS
# "X is concerned that": adjectives of those who hold something.
FEELINGS = frozenset(
    """concerned worried critical sure certain confident convinced skeptical sceptical
    supportive wary optimistic pessimistic hopeful ready willing unwilling eager
    reluctant opposed afraid aware unaware proud angry furious frustrated happy
    unhappy glad sorry disappointed surprised shocked outraged upset thrilled excited
    pleased delighted anxious nervous fearful doubtful dubious adamant determined keen
    interested uninterested grateful thankful sympathetic hesitant tired sick
    satisfied dissatisfied comfortable uncomfortable suspicious enthusiastic
    passionate vocal committed inclined prepared curious mindful conscious ashamed
    amazed astonished alarmed appalled dismayed disgusted embarrassed encouraged
    discouraged fond guilty angered annoyed baffled bewildered bothered captivated
    confounded confused crushed deflated devastated disillusioned disturbed elated
    emboldened enamored energized enraged enthralled exasperated fascinated flattered
    flummoxed gratified heartened humbled humiliated hurt incensed infuriated insulted
    irked irritated mesmerized miffed mortified moved mystified overwhelmed perplexed
    perturbed rattled repelled repulsed riled shaken sickened startled stumped swayed
    touched unnerved unsettled bent fixated focused hellbent hooked game cool fine
    okay lukewarm cold hostile friendly open partial amenable agreeable apathetic
    ambivalent torn divided agnostic apologetic nostalgic bitter resigned accepting
    tolerant intolerant respectful disrespectful distrustful mistrustful deferential
    generous gracious harsh tough hard soft easy forgiving unforgiving protective
    possessive realistic serious sincere earnest firm emphatic unequivocal outspoken
    candid honest truthful dishonest evasive unapologetic specific horrified impressed
    intent intrigued jealous leery loath mad obsessed offended puzzled relieved
    resentful saddened scared stunned tempted terrified troubled unconvinced undecided
    unimpressed unsure uncertain vague coy bullish bearish insistent dismissive
    contemptuous complimentary defiant receptive averse indifferent desperate frank
    blunt clear explicit silent quiet noncommittal""".split()
)
# "X is a critic of": those who hold something.
HOLDERS = frozenset(
    """opponent critic supporter advocate proponent champion defender believer fan
    skeptic sceptic admirer backer detractor foe enemy adherent devotee""".split()
)
# "X made a promise to", "X raised questions about": verbs that mean little without their noun.
LIGHT = frozenset(
    form
    for verb in """have make take give raise issue send deliver launch unleash level reach hold lay
    mount draw face keep lead hear release air draft pen share publish express voice reject
    offer state outline repeat reiterate defend explain""".split()
    for form in forms(verb)
)
# Documents speak by a participle ("a tweet attacking"), and show without "that".
DOCUMENTS = frozenset(
    """tweet tweets ad ads letter letters statement statements report reports memo memos
    speech speeches spot message messages post posts document documents editorial
    article articles column study studies survey surveys poll polls analysis analyses
    data records results figures research average averages review reviews website
    filing filings lawsuit complaint resolution petition email emails leaflet book
    paper papers headline chart statistics numbers census polling footage video videos
    transcript transcripts bill order audit inquiry""".split()
)
