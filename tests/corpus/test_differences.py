import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.alignment import aligned
from corpus.differences import Comparison, compare, read
from corpus.facts import tokens

STORY = (
    "Nine boats burned in a fire at the boatyard of Martha Hobb on Sunday. Nobody was hurt, said "
    "Colm Abery, the chief fire officer.\n\n"
    "Hobb put the loss at about 1.2 million euros. The cause was a fault in a charger, according "
    "to Abery. “We found the charger. We found where it began.”\n\n"
    "The yard was not insured against fire before May 2019, the police said. It employs 14 people."
)
PARAGRAPHS = STORY.split("\n\n")


def verdict(one: str, other: str, titles: tuple[str, str] = ("", "")) -> Comparison:
    return compare(read(titles[0], one), read(titles[1], other))


def replaced(old: str, new: str) -> str:
    assert old in STORY
    return STORY.replace(old, new, 1)


@pytest.mark.parametrize(
    "other",
    [
        STORY,
        "\n\n".join(reversed(PARAGRAPHS)),
        "\n\n".join(PARAGRAPHS[:2]),
        STORY.replace(" It employs 14 people.", ""),
        replaced("Nine boats burned", "9 boats were destroyed"),
        replaced("1.2 million euros", "1,200,000 euros"),
        replaced("The cause was a fault", "The reason was a defect"),
        replaced("was not insured", "wasn't insured"),
        replaced("about 1.2 million", "some 1.2 million"),
        STORY + "\n\nHarbour traffic went on as usual.",
    ],
)
def test_what_says_the_same_folds(other: str) -> None:
    assert verdict(STORY, other).folds
    assert verdict(other, STORY).folds


@pytest.mark.parametrize(
    ("old", "new", "kind", "first", "second"),
    [
        ("Nine", "Ten", "number", "Nine", "Ten"),
        ("1.2 million", "1.3 million", "number", "1.2 million", "1.3 million"),
        ("1.2 million", "1.2 billion", "number", "1.2 million", "1.2 billion"),
        ("Sunday", "Monday", "date", "Sunday", "Monday"),
        ("May", "June", "date", "May", "June"),
        ("Martha Hobb", "Martha Venn", "name", "Hobb", "Venn"),
        ("Hobb put", "Venn put", "name", "Hobb", "Venn"),
        ("Hobb put", "Venn has put", "name", "Hobb", "Venn"),
        ("was not insured", "was insured", "negation", "not", ""),
        ("was a fault", "was never a fault", "negation", "", "never"),
        ("It employs 14 people", "It employs many people", "number", "14", "many"),
    ],
)
def test_a_changed_fact_is_told(old: str, new: str, kind: str, first: str, second: str) -> None:
    found = verdict(STORY, replaced(old, new))
    assert not found.folds
    assert found.differs
    assert [(each.kind, each.first, each.second) for each in found.differences] == [
        (kind, first, second)
    ]
    assert old.split()[0] in found.differences[0].first_sentence
    assert new.split()[-1] in found.differences[0].second_sentence
    assert verdict(replaced(old, new), STORY).differs


def test_what_changed_places_is_told() -> None:
    told = "The council met on Friday. Venn beat Halloran by seven votes to four. It was late."
    for changed in (
        told.replace("seven votes to four", "four votes to seven"),
        told.replace("Venn beat Halloran", "Halloran beat Venn"),
    ):
        assert verdict(told, changed).differs


def test_a_first_name_at_the_start_of_a_sentence_is_told() -> None:
    told = "Lucia Marrow welcomed the vote. She said that about 90 people had found new work."
    found = verdict(told, told.replace("Lucia", "Maria"))
    assert [(each.first, each.second) for each in found.differences] == [("Lucia", "Maria")]


def test_a_short_sentence_between_the_same_neighbours_is_compared() -> None:
    told = "The council met on Friday night. Venn agreed. The vote was put off until the spring."
    found = verdict(told, told.replace("Venn agreed", "Halloran disagreed with Venn"))
    assert found.covered == 1


def test_headlines_may_be_new_but_not_differ_in_a_number() -> None:
    assert verdict(STORY, STORY, ("Nine boats burn", "Fire at Hobb's boatyard")).folds
    found = verdict(STORY, STORY, ("Nine boats burn in harbour", "Ten boats burn in harbour"))
    assert [(each.first, each.second) for each in found.differences] == [("Nine", "Ten")]


@pytest.mark.parametrize(
    "other",
    ["", "…", "The council chose a new bridge over repair. It is to cost 34 million euros."],
)
def test_other_texts_neither_fold_nor_differ(other: str) -> None:
    found = verdict(STORY, other)
    assert not found.folds
    assert not found.differs


def test_a_few_sentences_of_a_long_text_are_no_copy_of_it() -> None:
    assert not verdict(STORY, "Nine boats burned in a fire at the boatyard on Sunday.").folds


SENTENCES = st.lists(
    st.sampled_from(["Venn met Oswin.", "It rained on Monday.", "No car crossed.", "It rained."])
)


@given(SENTENCES, SENTENCES)
def test_each_sentence_has_at_most_one_partner(one: list[str], other: list[str]) -> None:
    first, second = [tuple(tokens(each)) for each in one], [tuple(tokens(each)) for each in other]
    pairs = aligned(first, second)
    assert len({here for here, _ in pairs}) == len({there for _, there in pairs}) == len(pairs)
    equal = sum(min(one.count(each), other.count(each)) for each in set(one))
    assert len(pairs) >= equal


@given(SENTENCES)
def test_any_text_folds_with_itself_in_any_order(one: list[str]) -> None:
    found = verdict(" ".join(one), " ".join(sorted(one)))
    assert found.folds == bool(one)
