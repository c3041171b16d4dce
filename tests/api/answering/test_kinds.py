import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.answering.kinds import kind_of


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("What happens when the ice melts?", "what"),
        ("What, when the ice melts, is left?", "what"),
        ("What is the serial where the Marsh Men appear?", "what"),
        ("Which of the men who sank the ferry is alive?", "what"),
        ("In which harbour did the man who sank the ferry live?", "what"),
        ("What should explain why it sank?", "what"),
        ("When it sank, who was captain?", "who"),
        ("When the water rises, to which hill do the goats go?", "what"),
        ("When does the ferry, which is late, arrive?", "when"),
        ("Since when is the pool open?", "when"),
        ("In what years did it flood?", "when"),
        ("The ferry will leave when?", "when"),
        ("After his arrest, where was the man who shot Brem held?", "where"),
        ("In 2019, when did the man who sold the mill die?", "when"),
        ("According to police, who shot the man when the bar closed?", "who"),
        ("In 2020, who decided how votes were counted?", "who"),
        ("Tell me when the bridge, which closed in May, reopens.", "when"),
        ("When exactly did the ship, which sank in May, leave port?", "when"),
        ("When's the ferry, which is late, due?", "when"),
        ("When and where was the man, who shot three people, born?", "when"),
        ("According to the WHO, when was the plague declared?", "when"),
        ("The strike is being called off by whom?", "who"),
        ("The mayor, who was born in Sorra, opened which bridge?", "what"),
        ("The captain, who fell when it sank, lost how many goats?", "how_many"),
        ("The owner of which mill has been fined, after workers who fell ill sued?", "what"),
    ],
)
def test_a_word_that_joins_a_clause_does_not_ask(text: str, kind: str) -> None:
    assert kind_of(text) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Anna Brem, who died on Jan. 6, was mayor. Where did she live?", "where"),
        (
            "It was the worst flood since records began, when 12 mills fell. How old was it?",
            "how_many",
        ),
        ("Who sold it? Tell me who.", "who"),
        ("How many goats did the U.S. buy?", "how_many"),
        ("How much land did the lord of the manor, John Pell. own?", "how_many"),
    ],
)
def test_the_sentence_that_asks_decides(text: str, kind: str) -> None:
    assert kind_of(text) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Was he mayor when the bridge opened?", "yes_no"),
        ("Did the man who sold the mill die?", "yes_no"),
        ("Isn't it closed?", "yes_no"),
        ("Do you know who sold the mill?", "who"),
        ("Did the insurer say why it paid less?", "why"),
        ("Has it been announced when the bridge opens?", "when"),
        ("Can you tell me where the pool is?", "where"),
        ("Can you tell me if the pool is open?", "yes_no"),
        ("Can you catch it twice?", "yes_no"),
        ("May we swim there?", "yes_no"),
        ("May elections were held in which country?", "where"),
        ("Has the council confirmed how many people died?", "how_many"),
        ("Is there any word on when it opens?", "when"),
        ("Has a date been set for when it opens?", "when"),
        ("Do you have any idea who won?", "who"),
    ],
)
def test_yes_or_no_is_asked_by_the_verb_before_all_else(text: str, kind: str) -> None:
    assert kind_of(text) == kind


@pytest.mark.parametrize("word", ["who ", "when x, ", "which, ", "  ", "!"])
def test_a_long_question_takes_time_in_proportion(word: str) -> None:
    assert kind_of((word * 100_000)[:100_000] + " who?") in ("who", "when", "what")


@given(st.text())
def test_every_text_has_a_kind(text: str) -> None:
    assert kind_of(text)
