"""The words that tell who holds what: verbs by class, nouns and adjectives."""

from api.answering.speech.forms import forms, past, third

# They may follow what is said: "..., said X".
_SPEECH = """
say add tell write state announce explain reply respond answer note observe remark recall insist
argue claim declare comment conclude continue admit acknowledge concede confirm joke quip ask
warn tweet post stress emphasize emphasise predict estimate report suggest complain shout agree
promise testify boast counter recount repeat reiterate maintain assert read mutter vow
think believe learn caution muse
opine reason deadpan jest snap bark whisper exclaim interject gush scoff lecture inquire enthuse
retort mumble murmur groan sigh yell scream theorize theorise blog contend allege advise instruct
bawl bellow bleat cackle chatter chirp coo croak crow cry drawl drone growl grunt hiss holler hoot
howl jabber moan purr roar screech shriek snarl sniff snort sob splutter squeal stammer stutter
thunder wail wheeze whimper whoop yelp confess confide avow admonish caution
"""
# Acts of speech, before what is said.
_TELLING = """
accuse advocate affirm appeal applaud assure attack attest attribute bash blame blast call
categorize categorise challenge charge chastise chide cite clarify condemn contradict convey
criticize criticise defend demand denounce deny deride describe detail disagree disclose discuss
dismiss dispute echo elaborate encourage endorse express fault guarantee hail highlight hint
identify illustrate imply implore indicate inform invite lambaste liken list mention mock name
object order outline paint plead pledge point portray praise present press proclaim project
pronounce propose protest publish put question quote rail rate reaffirm reassure rebuff rebuke
rebut recommend refer reference refute reject release remind renounce repudiate request reveal
ridicule rip rule show signal slam speak speculate spell swear talk taunt threaten throw tout
trumpet unveil urge voice volunteer hear promote pitch underline underscore tease hammer
lash label brand dub demonstrate depict compare cast address commend concur congratulate thank
apologize apologise articulate link compliment
assail berate beseech brag brand broadcast brief chant chat coin counsel debate decry deplore
dictate disavow discourage discredit disparage document enumerate espouse exhort expound extol
flag float foretell fume gloat gripe grumble hit insinuate interrogate invoke jeer lambast laud
lecture lobby malign narrate notify overstate persuade phone pontificate posit postulate pound
preach prescribe profess prod quiz rant rap rave recite relate relay reprimand retweet savage
scold skewer slander smear sneer spout stipulate submit sum summarize summarise summon toast
trash understate upbraid utter vent vilify vouch whine convince explain exaggerate assess
chronicle declaim elucidate footnote forewarn inscribe lie misstate mislead misspeak nominate
paraphrase pan publicize publicise rebroadcast recapitulate reprise solicit specify
stipulate trot verify withdraw retract retell
acclaim belittle castigate censure denigrate eulogize excoriate exalt excuse forgive glorify greet
herald idolize incriminate insult libel pillory reproach revile salute scapegoat scorn shame slur
stigmatize defame nickname christen term lampoon anoint bill characterize characterise classify
harangue heckle hector needle nag nudge plead browbeat cajole coax goad entreat enjoin impress
appreciate champion credit favor favour lament oppose support want welcome prefer approve
accept regret wish endorse demand reject pressure woo apprise alert divulge leak expose bicker spar quarrel quibble wrangle clash feud haggle
banter confer converse gossip analogize conflate juxtapose contrast corroborate substantiate debunk
disprove belie evince exemplify signify reflect pummel bludgeon blister flay grill jab knock pelt
pepper razz rib roast shred spear swipe thrash torch troll whack zing target tar bait deflect dodge
downplay evade gloss hedge minimize sidestep skirt spin stonewall sugarcoat whitewash overplay
embellish inflate fabricate concoct peddle perpetuate propagate stoke hype sell advertise evangelize
backtrack backpedal recant renege equivocate demur dissent disown query canvass survey
author pen excerpt caption email quote misquote allude intone muse apprise
underplay overemphasize foreground rehash relive
"""
# What is believed, expected or perceived.
_THINKING = """
expect fear feel find forecast hope realise realize recognize recognise reckon regard surmise
view wonder worry understand know see discover consider doubt suspect deem assume guess imagine
presume figure foresee anticipate judge calculate infer deduce envision envisage perceive
remember forget dream interpret rank suppose sense contemplate ponder notice fret misunderstand
overestimate underestimate conceive conjecture diagnose hypothesize ascertain equate
comprehend fathom grasp misread misinterpret misjudge underrate behold detect discern recollect
disbelieve scrutinize analyze analyse dissect evaluate appraise visualize mull reassess rethink
reconsider project realise posit
"""
# What is wanted, felt, planned or decided: held, but not said.
_HOLDING = """
decide intend offer plan resolve sue seek determine refuse decline love vote
hate loathe despise dislike admire adore envy resent detest disapprove trust distrust
mistrust respect value enjoy crave desire yearn mourn embrace tolerate
ignore dread abhor covet cherish disdain rejoice relish bristle care dare
aim choose opt commit consent attempt strive try mandate authorize authorise permit allow
forbid prohibit ban bar veto appoint designate elect file investigate examine probe review petition
pursue push fight bet gamble hesitate let
back adopt agonize balk bemoan cheer defy frown gripe grieve marvel object pine protest rage
recoil sympathize sympathise thirst vacillate waver warm side honor honour snub shun
consult impose grant overturn uphold intensify explore eye plot scheme strategize prepare
loathe esteem idolize pity prize revere rue savor treasure venerate worship begrudge
hanker hunger itch lust pray ache acquiesce assent concede relent waver rebuff spurn eschew
forgo boycott resist rescind revoke nix quash overrule scrap scuttle sponsor boost bolster
espouse brood despair fuss grouse seethe stew sulk sweat exult gloat glory revel
settle decree undertake reverse revisit unleash
convict ratify enact pardon
"""
# As often nouns: these forms need a subject right before them.
_ALSO_NOUNS = """
call charge claim comment demand estimate hope fear plan point promise project question report
request support view voice worry attack blast challenge champion credit doubt forecast hint mock
name note object offer order pitch pledge post press protest quote rate read reference release
remark reply resolve rule show signal state talk tease label brand cast like love address vow
tweet answer counter detail fault hammer list rail regard back appeal aim attempt ban bar bet
blog campaign care chant chat commit debate desire dictate disdain document dread dream
echo envy face fancy fight figure file flag float gamble grant gripe guess hate hit honor honour
influence joke judge lecture lie link lobby long mandate mind need pan petition phone plug pound
probe push quiz plot pity prize ache hunger itch lust sponsor boost sweat stew glory target
spin bait torch tar roast rib jab grill clash feud banter nickname bill term shame slur insult pen
contrast leak query survey excuse salute pressure headline caption swipe project
author advocate volunteer counsel coin decree needle spear herald pillory scheme footnote excerpt
email notice savage canvass eye treasure hedge harangue guarantee boast caution grunt bark sob
thunder favor favour jest hail scorn gossip quarrel blister skirt libel decline
veto pardon boycott dissent consent highlight outline censure reproach fuss frown grouse
cry howl roar whimper moan prepare reverse despair scheme alert rage rally rank rant rap rave reason rebuke regret respect retort review schedule
scream sense shout side sigh smear snap snub sound study sum tag toast trash trust value veto
vote whisper wish yell struggle cheer warm thirst sanction second reprise impose wonder
accord account permit protest pine brief
"""
_ALSO_NOUN_FORMS = """
thought thinking understanding feeling finding findings saying meaning meeting response tease
reading offering offerings planning warning warnings ruling rulings hearing hearings suffering
writing writings filing filings posting postings rating ratings ranking rankings saw felt found
left lobbying polling teaching briefing briefings gathering building stopping calling beginning
proceeding voting longing
"""

SPEECH = frozenset(form for verb in _SPEECH.split() for form in forms(verb))
TELLING = SPEECH | {form for verb in (_TELLING + _THINKING).split() for form in forms(verb)}
CUES = TELLING | {form for verb in _HOLDING.split() for form in forms(verb)}
NOUNS = (
    frozenset(form for verb in _ALSO_NOUNS.split() for form in (verb, third(verb)))
    | frozenset(_ALSO_NOUN_FORMS.split())
    | {form for verb in ("read", "hit", "cast", "bet") for form in past(verb)}
) - {"found", "felt", "saw"}


def _all(verbs: str) -> frozenset[str]:
    return frozenset(form for verb in verbs.split() for form in forms(verb))


# Without "that" or a question word they tell of no statement ("they found work").
WITH_THAT = _all("find show see figure notice sense hear remember forget")
# "told reporters that", "asked him to": an object stands before what is said.
WITH_OBJECT = _all(
    "tell ask urge remind assure inform warn notify reassure persuade convince brief"
)
# "told him to leave": who leaves is the object.
# "a view echoed by X": they say so without "was".
ECHOES = _all("voice express echo describe criticise criticize raise press propose pose quote cite")
# They may follow what they tell of too: "..., a study found".
AFTER = SPEECH | _all("find show understand fear hope indicate reveal discover")
OBJECT_ACTS = WITH_OBJECT | _all(
    """allow permit encourage order want need invite authorize authorise require lead force
    expect forbid press help cause enable like urge implore exhort pressure lobby prod get push
    instruct advise request challenge beg compel counsel summon recruit appoint designate"""
)

# What someone holds, by a noun: "his claim that", "the plan of the council to".
SAYINGS = frozenset(
    """claim assertion allegation accusation statement comment remark suggestion argument contention
    view belief opinion prediction forecast estimate warning threat promise pledge vow
    demand request call appeal plea denial criticism condemnation praise admission
    acknowledgment acknowledgement confirmation announcement declaration report finding conclusion
    question answer response reply message description characterization complaint objection
    insistence recommendation testimony tweet post letter memo note speech rhetoric account quote
    quip joke boast rebuke review editorial column essay article proclamation reminder explanation
    assurance assessment analysis verdict ruling narrative lament slogan motto theory hunch
    charge critique apology questioning insinuation invitation attack order assumption notion
    observation guess suspicion calculation reasoning reading interpretation""".split()
)
STANCES = frozenset(
    """hope fear concern worry doubt expectation plan proposal idea intention desire wish decision
    refusal rejection support opposition endorsement approval disapproval interest commitment
    offer vision goal aim ambition stance position attitude obsession disdain contempt
    admiration respect ire anger outrage frustration reservation skepticism scepticism distrust
    enthusiasm preference reluctance willingness readiness eagerness determination quest effort
    attempt bid push campaign vote policy agenda resolution dislike hatred hostility
    preoccupation fascination fixation love misgiving qualm objection anxiety confidence faith trust
    optimism pessimism regret conviction understanding knowledge memory recollection dream stand
    appetite nomination nominee choice pick challenge lawsuit investigation probe ban order
    agreement reaction impression resentment resistance sympathy nostalgia impatience
    defense defence mindset sentiment instinct take perspective viewpoint line mantra thinking
gratitude appreciation thanks excuse justification rationale pretext scorn blame censure
tribute compliment insult slur jab dig swipe taunt mockery ridicule smear directive guidance
advice counsel instruction petition hint signal talk pitch phrase term label ultimatum oath
certainty uncertainty hesitation alarm dismay shock surprise disbelief disappointment delight joy
relief pride shame guilt embarrassment envy jealousy affection fondness passion zeal hunger thirst
thoughts feelings insights""".split()
)
_PLURALS = frozenset(third(noun) for noun in SAYINGS | STANCES)
HELD = SAYINGS | STANCES | _PLURALS
# "X is concerned that": adjectives of those who hold something.
FEELINGS = frozenset(
    """concerned worried critical sure certain confident convinced skeptical sceptical supportive
    wary optimistic pessimistic hopeful ready willing unwilling eager reluctant opposed afraid
    aware unaware proud angry furious frustrated happy unhappy glad sorry disappointed surprised
    shocked outraged upset thrilled excited pleased delighted anxious nervous fearful doubtful
    dubious adamant determined keen interested uninterested grateful thankful sympathetic
    hesitant tired sick satisfied dissatisfied comfortable uncomfortable suspicious
    enthusiastic passionate vocal committed inclined prepared curious mindful conscious
    ashamed amazed astonished alarmed appalled dismayed disgusted embarrassed encouraged
    discouraged fond guilty angered annoyed baffled bewildered bothered captivated confounded confused crushed deflated
devastated disillusioned disturbed elated emboldened enamored energized enraged enthralled
exasperated fascinated flattered flummoxed gratified heartened humbled humiliated hurt incensed
infuriated insulted irked irritated mesmerized miffed mortified moved mystified overwhelmed
perplexed perturbed rattled repelled repulsed riled shaken sickened startled stumped swayed
touched unnerved unsettled bent fixated focused hellbent hooked game cool fine okay lukewarm cold
hostile friendly open partial amenable agreeable apathetic ambivalent torn divided agnostic
apologetic nostalgic bitter resigned accepting tolerant intolerant respectful disrespectful
distrustful mistrustful deferential generous gracious harsh tough hard soft easy forgiving
unforgiving protective possessive realistic serious sincere earnest firm emphatic unequivocal
outspoken candid honest truthful dishonest evasive unapologetic specific
horrified impressed intent intrigued jealous leery loath mad
    obsessed offended puzzled relieved resentful saddened scared stunned tempted terrified
    troubled unconvinced undecided unimpressed unsure uncertain vague coy bullish bearish insistent
    dismissive contemptuous complimentary defiant receptive averse indifferent desperate
    frank blunt open clear explicit explicit silent quiet noncommittal""".split()
)
# "X is a critic of": those who hold something.
HOLDERS = frozenset(
    """opponent critic supporter advocate proponent champion defender believer fan skeptic sceptic
    admirer backer detractor foe enemy adherent devotee""".split()
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
    """tweet tweets ad ads letter letters statement statements report reports memo memos speech
    speeches spot message messages post posts document documents editorial article articles
    column study studies survey surveys poll polls analysis analyses data records results figures
    research average averages review reviews website filing filings lawsuit complaint resolution
    petition email emails leaflet book paper papers headline chart statistics numbers census
    polling average averages footage video videos transcript transcripts bill order audit inquiry""".split()
)
# Verbs that tell of a stance with a second word alone.
_PHRASAL = """
go:after point:out,to lay:out spell:out single:out rule:out call:out,for,on lash:out
speak:out,up hit:back push:back fire:back shoot:back bring:up play:down,up talk:up brush:off laugh:off
shrug:off double:down weigh:in zero:in home:in seize:on,upon steer:clear shed:light take:issue,aim,offense,offence,credit
make:clear,known,plain put:forward,forth,out follow:up look:forward lean:toward,towards own:up stand:by
back:away,off,down come:out,down walk:back sign:off,on get:behind hold:forth,out turn:down harp:on
dwell:on insist:on draw:attention,parallels,contrasts cast:doubt pay:tribute hone:in
side:with agree:with bristle:at scoff:at sneer:at marvel:at balk:at aim:at hint:at rail:against
argue:for vote:for,against push:for press:for long:for hope:for opt:for wish:for
"""
PHRASAL = {
    form: frozenset(particles.split(","))
    for entry in _PHRASAL.split()
    for verb, particles in [entry.split(":")]
    for form in forms(verb)
}
