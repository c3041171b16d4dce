from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.repair import Repaired, repair, undo

SEED = Path(__file__).parents[2] / "corpus/articles/2025-02-09-coalition-withdrawal.txt"
PLACES = """
ArmedForces|Armed Forces
theGlobal Coalition forces|the Global Coalition forces
securityforces|security forces
expertsassert|experts assert
manifestationsincluding|manifestations including
Syria,risks|Syria, risks
theKurdistan Workers|the Kurdistan Workers
andthe ongoing|and the ongoing
andHayat|and Hayat
jointIraqi-American|joint Iraqi-American
reacheda|reached a
andWashington|and Washington
capabilitiesof|capabilities of
is"completely|is "completely
wall,sufficient|wall, sufficient
PopularMobilization|Popular Mobilization
andtheir|and their
situationin|situation in
agencieshave|agencies have
jointstatement|joint statement
Coalitionmission|Coalition mission
ofSeptember 2025|of September 2025
amanner|a manner
theend|the end
thecoalition, and|the coalition, and
thecoalition's mission|the coalition's mission
thecoalition's presence|the coalition's presence
aninterview|an interview
ofPalmyra|of Palmyra
thestrength|the strength
asit|as it
secureits|secure its
andrevealed|and revealed
fromthe|from the
limitedin|limited in
andreconnaissance|and reconnaissance
primarilyon|primarily on
as"Iraq|as "Iraq
andTurkish|and Turkish
betweenthe|between the
ofa regional|of a regional
wasestablished|was established
fiveorganizations|five organizations
lastingsecurity|lasting security
GlobalCoalition|Global Coalition
atthree|at three
andVictoria|and Victoria
forces,French|forces, French
withinthe|within the
categorizesthe|categorizes the
theirfunctions|their functions
engineersresponsible|engineers responsible
especiallyF-16|especially F-16
guidedvia|guided via
militaryforces|military forces
longernecessary|longer necessary
whosepresence|whose presence
unacceptable.We|unacceptable. We
onIraqi|on Iraqi
"""
NAMES = """
Shafaq Al-Bayati Harir ez-Zor McDonald iPhone YouTube F-16 eBay LaTeX NASA's MiG-29 DeSantis O'Brien
macOS GitHub AstraZeneca SpaceX WhatsApp LeBron al-Assad Peshmerga https://example.org/aPath?q=theEnd
www.example.org some.one@example.org theReport.pdf setup.py @theHandle #HashTags U.S. e.g. 3.5 Ph.D
10,000 a.m. node.js Amazon.com 5pm 10km 2nd 5G H5N1 CO2 mRNA PhD MPs $4.5bn 20% getUserName(value)
nonproliferation counterterrorism lawmaker healthcare cryptocurrency Covid subvariant doomscrolling
into inside outside maybe today anyone cannot another together Donaudampfschifffahrt aujourd'hui
nonmotorized multicounty prepandemic yearslong fora.
Geschwindigkeitsbegrenzung überraschend Süleymaniye bilgisayarlar pertanggungjawaban
""".split()
WHOLE = (
    "The officials said on Monday that {} was part of the story, and that they would have been "
    "told about it by the people who were there from the start."
)
DAMAGED = (
    "Theofficials saidon Monday that {} was partof the story, andthat they would havebeen told "
    "about it by thepeople who were there from thestart. They added thatit was notthe only one."
)
ELSEWHERE = {
    "fr": "Le ministre a déclaré que la réunion aurait lieu dans la soirée.Les députés y seront.",
    "de": "Der Ausschuss tagt heute im Bundestag,danach spricht die Ministerin zur Lage.",
    "tr": "Bakan bugün yaptığı açıklamada köprünün ona kadar kapalı kalacağını söyledi.",
    "id": "Menteri mengatakan jembatan itu akan ditutup sampai akhir tahun ini,katanya.",
    "ku": "Wezîr got ku pira bajêr dê heta dawiya salê girtî bimîne û rê nû ne.",
    "ar": "قال الوزير إن الجسر سيبقى مغلقا حتى نهاية العام،وأضاف أن العمل مستمر.",
    "fa": "وزیر گفت که پل تا پایان سال بسته می\u200cماند و کارها ادامه دارد.",
}
SNIPPETS = st.sampled_from(
    """the of September ofSeptember thecoalition forces securityforces said."We is"completely
    govern-\nment well-\nknown pre-\nand soft\u00adhyphen zero\u200bwidth Ã©tÃ© itâ€™s voilÃ\u00a0
    in2024 2024the Al-Bayati iPhone wereunableto theysaid,and was with that from theEnd.Then \ufeff
    "quoted" (SDF)and \u2019s -\n a\u00ad\nb Ã Â\u00ad fiancÃ©e-\n the""".split(" ")
)
MESSY = st.lists(SNIPPETS | st.text(max_size=6), max_size=40).map(" ".join) | st.text(max_size=80)


@pytest.fixture(scope="module")
def seed() -> Repaired:
    return repair(SEED.read_text(encoding="utf-8"), "en")


def test_the_seeds_places_are_mended_all_but_one(seed: Repaired) -> None:
    original = SEED.read_text(encoding="utf-8")
    places = [line.split("|") for line in PLACES.strip().splitlines()]
    assert all(original.count(glued) == 1 for glued, _ in places)
    missed = [glued for glued, mended in places if mended not in seed.text]
    assert missed == ["especiallyF-16"]
    assert len(seed.repairs) == len(places) - 1


def test_an_article_may_show_its_language_by_itself(seed: Repaired) -> None:
    assert repair(SEED.read_text(encoding="utf-8"), None) == seed


@pytest.mark.parametrize("name", NAMES)
def test_names_and_rare_words_stay_whole(name: str) -> None:
    assert repair(WHOLE.format(name), "en").repairs == ()
    damaged = repair(DAMAGED.format(name), "en")
    assert name in damaged.text
    assert len(damaged.repairs) >= 6


@pytest.mark.parametrize("language", ELSEWHERE)
def test_other_languages_are_left_alone(language: str) -> None:
    text = ELSEWHERE[language]
    assert repair(text, language).repairs == ()
    assert repair(text, None).repairs == ()
    assert text in repair(f"{DAMAGED.format('it')}\n{text}", "en").text


def test_what_no_language_needs_is_repaired_in_any() -> None:
    assert repair("La rÃ©union du mi\u00adnistre\ufeff", "fr").text == "La réunion du ministre"


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("the govern-\nment said", "the government said"),
        ("a well-\nknown singer", "a well-known singer"),
        ("pre- and post-war", "pre- and post-war"),
        ("pre-\nand post-war", "pre-\nand post-war"),
        ("the Al-\nBayati family", "the Al-Bayati family"),
        ("an F-\n16 jet", "an F-16 jet"),
        ("a para-\n\ngraph", "a para-\n\ngraph"),
        ("the Sha-\nfaq of Shafaq News", "the Shafaq of Shafaq News"),
        ("JANU-\nARY", "JANUARY"),
        ("the house ofwor-\nship", "the house of worship"),
        ("the govern-\nmentof Iraq", "the government of Iraq"),
        ("about 10peo-\nple", "about 10 people"),
        ("the Mc-\nConnell plan", "the McConnell plan"),
        ("the Zirkelb-\nach family", "the Zirkelbach family"),
        ("more climatechange-\nfueled storms", "more climatechange-fueled storms"),
        ("a soul-\nsearching speech", "a soul-searching speech"),
    ],
)
def test_a_word_broken_over_lines(broken: str, whole: str) -> None:
    assert repair(f"He said it was {broken}.", "en").text == f"He said it was {whole}."


@pytest.mark.parametrize(
    ("glued", "whole"),
    [
        ('It was "final."The court', 'It was "final." The court'),
        ('The court said"it was final', 'The court said "it was final'),
        ("He was born in2014 and", "He was born in 2014 and"),
        ("since 2024the rate", "since 2024 the rate"),
        ("about 40%of them", "about 40% of them"),
        ("the forces (SDF)and others", "the forces (SDF) and others"),
        ("they wereunableto leave", "they were unable to leave"),
        ("the court’s“final word", "the court’s “final word"),
        ('now," he said. "We are ready,"he said', 'now," he said. "We are ready," he said'),
    ],
)
def test_the_forms_of_lost_spaces(glued: str, whole: str) -> None:
    context = "\n" + DAMAGED.format("it")
    assert repair(glued + context, "en").text.startswith(whole + "\n")


@pytest.mark.parametrize("glued", ["peopleof", "governmentsays", "attackedby", "healthdepartment"])
def test_one_loss_alone_is_mended(glued: str) -> None:
    assert len(repair(WHOLE.format(f"the {glued} the land"), "en").repairs) == 1


@pytest.mark.parametrize("name", ["Society6", "Austin360", "2Nurse"])
def test_names_hold_numbers_in_a_sound_text(name: str) -> None:
    assert repair(WHOLE.format(name), "en").repairs == ()


def test_a_title_is_evidence_for_its_text_and_the_text_for_its_title() -> None:
    text = "The bridge at Pellby is closed, said the council that had built it for the town."
    assert repair("Bridge atPellby closed", "en", text).text == "Bridge at Pellby closed"


def test_a_place_is_shown_with_its_words(seed: Repaired) -> None:
    assert ("expertsassert", "experts assert") in [seed.words(one) for one in seed.repairs]


def check(text: str, language: str | None) -> None:
    repaired = repair(text, language)
    assert undo(repaired) == text
    assert repair(repaired.text, language).repairs == ()
    for one in repaired.repairs:
        assert repaired.text[one.start : one.end] == one.after != one.before
    spans = [(one.start, one.end) for one in repaired.repairs]
    assert all(a[1] < b[0] for a, b in pairwise(spans))
    moved = [repaired.moved(at) for at in range(len(text) + 1)]
    assert moved == sorted(moved)
    kept = set(range(len(repaired.text))).difference(*(range(a, b) for a, b in spans))
    origin = {at: offset for offset, at in enumerate(moved) if offset < len(text)}
    assert all(text[origin[at]] == repaired.text[at] for at in kept)


def test_a_long_text_without_spaces_takes_no_longer() -> None:
    text = "aB9" * 100_000 + " naïve Ã©"
    assert repair(text, "en").text.endswith(" naïve é")


@given(MESSY, st.sampled_from(["en", None, "de"]))
def test_any_text_can_be_had_back_and_is_repaired_once(text: str, language: str | None) -> None:
    check(text, language)


@given(st.data())
def test_the_seed_spoilt_further_can_be_had_back(data: st.DataObject) -> None:
    text = SEED.read_text(encoding="utf-8")[: data.draw(st.integers(0, 2500))]
    for at in sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=12)), reverse=True):
        spoil = data.draw(st.sampled_from(["-\n", "\u00ad", "", "Ã©", "\u200b", '"', ",", "a"]))
        text = text[:at] + spoil + text[at + (spoil == "") :]
    check(text, "en")
