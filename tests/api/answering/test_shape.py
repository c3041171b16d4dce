import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.answering.question import read_question
from api.answering.shape import shaped

SITES = (
    "Crews are stationed at Old Mill pier in Sorra, Harth pier near the town, and Brem pier by the "
    "Northern Bridge."
)


def grown(question: str, text: str, pointed: str) -> str:
    start = text.index(pointed)
    first, last = shaped(read_question(question), text, start, start + len(pointed))
    return text[first:last]


@pytest.mark.parametrize("pointed", ["Old Mill pier", "Harth pier", "Brem pier", "Brem"])
def test_a_list_is_given_whole(pointed: str) -> None:
    found = grown("At which piers are the crews stationed?", SITES, pointed)
    whole = "Old Mill pier in Sorra, Harth pier near the town, and Brem pier"
    assert found.startswith(whole if pointed != "Brem" else whole.removesuffix(" pier"))


@pytest.mark.parametrize(
    ("question", "text", "pointed", "answer"),
    [
        (
            "When does the ferry stop?",
            "It stops no later than the end of June 2031.",
            "June 2031",
            "no later than the end of June 2031",
        ),
        (
            "What did the town send?",
            "The town sent two ferries and a tug.",
            "ferries",
            "two ferries",
        ),
        ("What was stolen?", "Three ferries were stolen.", "ferries", "Three ferries"),
        ("Who raided it?", "On May 5 police raided it.", "police", "police"),
        ("Who raided it?", "In 2023 police raided it.", "police", "police"),
        ("Who raided it?", "At 7:30 police raided it.", "police", "police"),
        ("Who flies?", "The Boeing 737 pilots fly.", "pilots", "pilots"),
        ("What is its concern?", "Its number two concern is tax.", "concern", "concern"),
        ("Who fled?", "The war drove out 3.5 million people.", "people", "people"),
        ("What did it cost to mend?", "It cost $40 million.", "million", "million"),
        ("When did it sink?", "It sank in 1904.", "1904", "1904"),
        (
            "When does it stop?",
            "It has a 12-month deadline, and stops no later than May 2031.",
            "12-month deadline, and stops no later than May 2031",
            "no later than May 2031",
        ),
        (
            "When did it sink?",
            "It sank the week of May 2, 1904.",
            "week of May 2, 1904",
            "week of May 2, 1904",
        ),
        ("Since when does it sail?", "It has sailed since 1904.", "1904", "since 1904"),
        ("How many goats are there?", "There are around 2,500 goats.", "2,500", "around 2,500"),
        ("How many goats are there?", "More than 12 goats swam.", "12", "More than 12"),
        ("How many goats are there?", "All 12 goats swam.", "12", "12"),
        ("Who found the bell?", "Anna Brem and Otto Harth saw it.", "Anna Brem", "Anna Brem"),
        ("Who found the bell?", "A diver, Anna Brem, saw it.", "Brem", "Anna Brem"),
        ("Who is the Sorra mayor?", "It is Sorra Mayor Anna Brem.", "Anna Brem", "Anna Brem"),
        ("Who spoke?", "So did former Mayor Anna Brem.", "Brem", "former Mayor Anna Brem"),
        ("Who spoke?", "Yesterday Anna Brem did.", "Anna Brem", "Anna Brem"),
        (
            "Who spoke?",
            "Former Mayor Anna Brem spoke first.",
            "Anna Brem",
            "Former Mayor Anna Brem",
        ),
        (
            "Who is the harbour's spokesman?",
            "It is the spokesman of the small harbour, Anna Brem.",
            "the spokesman of the small harbour, Anna Brem",
            "Anna Brem",
        ),
        (
            "Who were saved?",
            "Saved were the crew of the small boat, Anna Brem and Otto.",
            "the crew of the small boat, Anna Brem and Otto",
            "the crew of the small boat, Anna Brem and Otto",
        ),
        (
            "Who spoke?",
            "The former U.S. Envoy Anna Brem spoke.",
            "Brem",
            "former U.S. Envoy Anna Brem",
        ),
        (
            "Who spoke?",
            "It was ousted Mayor Anna Brem herself.",
            "Anna Brem",
            "ousted Mayor Anna Brem",
        ),
        ("Who spoke?", "It was embattled Mayor Anna Brem.", "Anna Brem", "Anna Brem"),
        ("Who spoke?", "On Tuesday Mayor Anna Brem spoke.", "Anna Brem", "Mayor Anna Brem"),
        ("Who won?", "At Sorra Harth United won with ease.", "Harth United", "Harth United"),
        ("Who won?", "In March Harth United won with ease.", "Harth United", "Harth United"),
        ("Who won?", "Eadweard Brem took it with ease.", "Brem", "Eadweard Brem"),
        ("Who won?", "North Sorra's Anna Brem won with ease.", "Anna Brem", "Anna Brem"),
        (
            "When does it stop?",
            "It runs until the court hears the appeal in May 2031.",
            "until the court hears the appeal in May 2031",
            "until the court hears the appeal in May 2031",
        ),
        ("When was the last owner born?", "Otto Harth (1840–1902) was it.", "1840–1902", "1840"),
        ("When was it founded?", "Otto Harth (1840–1902) founded it.", "1840–1902", "1840–1902"),
        (
            "When did it begin and end?",
            "The league (1840–1902) was small.",
            "1840–1902",
            "1840–1902",
        ),
        (
            "At which church was it held?",
            "At the Church of Our Lady in Sorra, Lunnet.",
            "the Church of Our Lady in Sorra, Lunnet",
            "the Church of Our Lady in Sorra, Lunnet",
        ),
        (
            "Who opened the bridge?",
            "The mayor and owner of the bridge, Anna Brem.",
            "The mayor and owner of the bridge, Anna Brem",
            "The mayor and owner of the bridge, Anna Brem",
        ),
        (
            "Where is Harth pier?",
            "Harth pier in Sorra, and Brem pier near the town, fell.",
            "Sorra, and Brem pier near the town",
            "Sorra",
        ),
        (
            "Where is the bay?",
            "It is between Sorra and Brem pier.",
            "between Sorra and Brem pier",
            "between Sorra and Brem pier",
        ),
        ("Who wins?", "Harbour Vote: Mayor Anna Brem Wins", "Brem", "Brem"),
        (
            "How heavy is it?",
            "It weighs 842 pounds (382 kg) now.",
            "842 pounds (382",
            "842 pounds (382 kg)",
        ),
        (
            "What rose?",
            "It (a rare form) of coral rose.",
            "a rare form) of coral",
            "(a rare form) of coral",
        ),
        ("When did Otto Harth die?", "Otto Harth (1840–1902) built it.", "1840–1902", "1902"),
        ("When was Otto Harth born?", "Otto Harth (1840–1902) built it.", "1840–1902", "1840"),
        ("When did Otto Harth live?", "Otto Harth (1840–1902) built it.", "1840–1902", "1840–1902"),
        (
            "Which ports did it call at?",
            "There are Sorra, Harth and Brem.",
            "Harth",
            "Sorra, Harth and Brem",
        ),
        (
            "Which ports did it call at?",
            "It called at three main ports: Sorra in the bay, Harth, and Brem.",
            "three",
            "Sorra in the bay, Harth, and Brem",
        ),
        (
            "Which ports did it call at?",
            "It called at two ports – Sorra and Harth – on its way.",
            "two ports",
            "Sorra and Harth",
        ),
        ("Which ports did it call at?", "It called at three ports: all small.", "three", "three"),
        (
            "Which crews besides the Dutch took part?",
            "In addition to the Dutch, Danish, Polish and Irish crews took part.",
            "Polish",
            "Danish, Polish and Irish",
        ),
    ],
)
def test_an_answer_says_no_more_and_no_less(
    question: str, text: str, pointed: str, answer: str
) -> None:
    assert grown(question, text, pointed) == answer


@pytest.mark.parametrize(
    "question",
    ["Why did it sink?", "Did it sink?", "What did the captain say about the storm?"],
)
def test_reasons_sayings_and_yes_or_no_take_the_sentence(question: str) -> None:
    text = "The captain said that it sank because of the storm."
    assert grown(question, text, "the storm") == text


QUESTIONS = (
    "When was it?",
    "How many were there?",
    "Which towns are they?",
    "Who was it?",
    "Why was it?",
)


# What opens a list is left out: of a count the answer moves to the list that follows.
@given(
    st.sampled_from(QUESTIONS),
    st.text(st.characters(exclude_characters=":(-–—"), min_size=1, max_size=80),
    st.data(),
)
def test_the_answer_holds_what_was_pointed_at(
    question: str, text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    first, last = shaped(read_question(question), text, start, end)
    assert 0 <= first < last <= len(text)
    assert first <= start
    # Only a full stop at its end may fall away.
    assert text[last:end].strip(".!?") == ""
