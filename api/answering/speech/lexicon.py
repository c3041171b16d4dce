"""The verbs that tell who says or holds what, by class."""

from api.answering.speech.forms import forms, past, third

# They may follow what is said: "..., said X".
_SPEECH = """
say add tell write state announce explain reply respond answer note observe remark recall insist
argue claim declare comment conclude continue admit acknowledge concede confirm joke quip ask
warn tweet post stress emphasize emphasise predict estimate report suggest complain shout agree
promise testify boast counter recount repeat reiterate maintain assert read mutter vow think
believe learn caution muse opine reason deadpan jest snap bark whisper exclaim interject gush
scoff lecture inquire enthuse retort mumble murmur groan sigh yell scream theorize theorise blog
contend allege advise instruct bawl bellow bleat cackle chatter chirp coo croak crow cry drawl
drone growl grunt hiss holler hoot howl jabber moan purr roar screech shriek snarl sniff snort
sob splutter squeal stammer stutter thunder wail wheeze whimper whoop yelp confess confide avow
admonish
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
trumpet unveil urge voice volunteer hear promote pitch underline underscore tease hammer lash
label brand dub demonstrate depict compare cast address commend concur congratulate thank
apologize apologise articulate link compliment assail berate beseech brag broadcast brief chant
chat coin counsel debate decry deplore dictate disavow discourage discredit disparage document
enumerate espouse exhort expound extol flag float foretell fume gloat gripe grumble hit
insinuate interrogate invoke jeer lambast laud lecture lobby malign narrate notify overstate
persuade phone pontificate posit postulate pound preach prescribe profess prod quiz rant rap
rave recite relate relay reprimand retweet savage scold skewer slander smear sneer spout
stipulate submit sum summarize summarise summon toast trash understate upbraid utter vent vilify
vouch whine convince explain exaggerate assess chronicle declaim elucidate footnote forewarn
inscribe lie misstate mislead misspeak nominate paraphrase pan publicize publicise rebroadcast
recapitulate reprise solicit specify trot verify withdraw retract retell acclaim belittle
castigate censure denigrate eulogize excoriate exalt excuse forgive glorify greet herald idolize
incriminate insult libel pillory reproach revile salute scapegoat scorn shame slur stigmatize
defame nickname christen term lampoon anoint bill characterize characterise classify harangue
heckle hector needle nag nudge browbeat cajole coax goad entreat enjoin impress appreciate
champion credit favor favour lament oppose support want welcome prefer approve accept regret
wish pressure woo apprise alert divulge leak expose bicker spar quarrel quibble wrangle clash
feud haggle banter confer converse gossip analogize conflate juxtapose contrast corroborate
substantiate debunk disprove belie evince exemplify signify reflect pummel bludgeon blister flay
grill jab knock pelt pepper razz rib roast shred spear swipe thrash torch troll whack zing
target tar bait deflect dodge downplay evade gloss hedge minimize sidestep skirt spin stonewall
sugarcoat whitewash overplay embellish inflate fabricate concoct peddle perpetuate propagate
stoke hype sell advertise evangelize backtrack backpedal recant renege equivocate demur dissent
disown query canvass survey author pen excerpt caption email misquote allude intone muse
underplay overemphasize foreground rehash relive
"""
# What is believed, expected or perceived.
_THINKING = """
expect fear feel find forecast hope realise realize recognize recognise reckon regard surmise
view wonder worry understand know see discover consider doubt suspect deem assume guess imagine
presume figure foresee anticipate judge calculate infer deduce envision envisage perceive
remember forget dream interpret rank suppose sense contemplate ponder notice fret misunderstand
overestimate underestimate conceive conjecture diagnose hypothesize ascertain equate comprehend
fathom grasp misread misinterpret misjudge underrate behold detect discern recollect disbelieve
scrutinize analyze analyse dissect evaluate appraise visualize mull reassess rethink reconsider
project posit
"""
# What is wanted, felt, planned or decided: held, but not said.
_HOLDING = """
decide intend offer plan resolve sue seek determine refuse decline love vote hate loathe despise
dislike admire adore envy resent detest disapprove trust distrust mistrust respect value enjoy
crave desire yearn mourn embrace tolerate ignore dread abhor covet cherish disdain rejoice
relish bristle care dare aim choose opt commit consent attempt strive try mandate authorize
authorise permit allow forbid prohibit ban bar veto appoint designate elect file investigate
examine probe review petition pursue push fight bet gamble hesitate let back adopt agonize balk
bemoan cheer defy frown gripe grieve marvel object pine protest rage recoil sympathize
sympathise thirst vacillate waver warm side honor honour snub shun consult impose grant overturn
uphold intensify explore eye plot scheme strategize prepare esteem idolize pity prize revere rue
savor treasure venerate worship begrudge hanker hunger itch lust pray ache acquiesce assent
concede relent rebuff spurn eschew forgo boycott resist rescind revoke nix quash overrule scrap
scuttle sponsor boost bolster espouse brood despair fuss grouse seethe stew sulk sweat exult
gloat glory revel settle decree undertake reverse revisit unleash convict ratify enact pardon
"""
# As often nouns: these forms need a subject right before them.
_ALSO_NOUNS = """
call charge claim comment demand estimate hope fear plan point promise project question report
request support view voice worry attack blast challenge champion credit doubt forecast hint mock
name note object offer order pitch pledge post press protest quote rate read reference release
remark reply resolve rule show signal state talk tease label brand cast like love address vow
tweet answer counter detail fault hammer list rail regard back appeal aim attempt ban bar bet
blog campaign care chant chat commit debate desire dictate disdain document dread dream echo
envy face fancy fight figure file flag float gamble grant gripe guess hate hit honor honour
influence joke judge lecture lie link lobby long mandate mind need pan petition phone plug pound
probe push quiz plot pity prize ache hunger itch lust sponsor boost sweat stew glory target spin
bait torch tar roast rib jab grill clash feud banter nickname bill term shame slur insult pen
contrast leak query survey excuse salute pressure headline caption swipe author advocate
volunteer counsel coin decree needle spear herald pillory scheme footnote excerpt email notice
savage canvass eye treasure hedge harangue guarantee boast caution grunt bark sob thunder favor
favour jest hail scorn gossip quarrel blister skirt libel decline veto pardon boycott dissent
consent highlight outline censure reproach fuss frown grouse cry howl roar whimper moan prepare
reverse despair alert rage rally rank rant rap rave reason rebuke regret respect retort review
schedule scream sense shout side sigh smear snap snub sound study sum tag toast trash trust
value vote whisper wish yell struggle cheer warm thirst sanction second reprise impose wonder
accord account permit pine brief
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

# Verbs that tell of a stance with a second word alone.
_PHRASAL = """
go:after point:out,to lay:out spell:out single:out rule:out call:out,for,on lash:out
speak:out,up hit:back push:back fire:back shoot:back bring:up play:down,up talk:up brush:off
laugh:off shrug:off double:down weigh:in zero:in home:in seize:on,upon steer:clear shed:light
take:issue,aim,offense,offence,credit make:clear,known,plain put:forward,forth,out follow:up
look:forward lean:toward,towards own:up stand:by back:away,off,down come:out,down walk:back
sign:off,on get:behind hold:forth,out turn:down harp:on dwell:on insist:on
draw:attention,parallels,contrasts cast:doubt pay:tribute hone:in side:with agree:with
bristle:at scoff:at sneer:at marvel:at balk:at aim:at hint:at rail:against argue:for
vote:for,against push:for press:for long:for hope:for opt:for wish:for
"""
PHRASAL = {
    form: frozenset(particles.split(","))
    for entry in _PHRASAL.split()
    for verb, particles in [entry.split(":")]
    for form in forms(verb)
}
