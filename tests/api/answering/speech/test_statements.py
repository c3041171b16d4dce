import json
import time
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.answering.speech.choice import said_by
from api.answering.speech.statements import statements
from corpus.repair import repair
from index.sentences import Span
from tests.api.support import ARTICLES

MARKED = Path(__file__).parents[3] / "data" / "speakers.jsonl"


def said(text: str) -> list[tuple[str | None, str]]:
    return [
        (one.speaker.name, text[one.content.start : one.content.end]) for one in statements(text)
    ]


def who(text: str, words: str) -> str | None:
    start = text.index(words)
    found = said_by(statements(text), Span(start, start + len(words)))
    return found.name if found is not None else None


@cache
def article(name: str) -> str:
    path = ARTICLES / name
    if not path.exists():
        rows = map(json.loads, (ARTICLES / "wire.jsonl").read_text(encoding="utf-8").splitlines())
        return next(str(row["text"]) for row in rows if row["id"] == name)
    text = path.read_text(encoding="utf-8").split("---\n", 2)[-1]
    return repair(text, "en").text


_statements = cache(statements)


def test_the_statements_of_the_shipped_articles_have_the_speakers_that_people_marked() -> None:
    counts: Counter[str] = Counter()
    for line in MARKED.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = article(row["article"])
        start = text.index(row["said"])
        one = said_by(_statements(text), Span(start, start + len(row["said"])))
        found = one and one.name
        kind = "said" if row["speaker"] else "nobody"
        counts[kind] += 1
        counts[f"{kind} right"] += found == row["speaker"]
        counts[f"{kind} wrong"] += found is not None and found != row["speaker"]
    assert counts["said"] >= 100
    assert counts["said right"] >= 0.9 * counts["said"]
    assert counts["said wrong"] <= 0.03 * counts["said"]
    assert counts["nobody"] == counts["nobody right"] >= 15


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Ann Lee said that the road was closed.", "the road was closed", "Ann Lee"),
        ("The road was closed, said Ann Lee.", "The road was closed", "Ann Lee"),
        ("The road was closed, the police said on Monday.", "The road was closed", "the police"),
        ("According to Ann Lee, the road was closed.", "the road was closed", "Ann Lee"),
        ("The road was closed, according to Ann Lee.", "The road was closed", "Ann Lee"),
        ("Ann Lee told reporters that it was closed.", "it was closed", "Ann Lee"),
        ("Ann Lee, head of roads at the council, said it was closed.", "it was closed", "Ann Lee"),
        ("Mayor Ann Lee announced that it was closed.", "it was closed", "Ann Lee"),
        ("“It is closed,” said Ann Lee, head of roads. “Go home at once.”", "Go home", "Ann Lee"),
        ("“It is shut. Nobody goes in. None,” Ann Lee said.", "Nobody goes in", "Ann Lee"),
        ("“Is it shut?” Ann Lee asked.", "Is it shut", "Ann Lee"),
        ("''It is shut,'' Ann Lee said.", "It is shut", "Ann Lee"),
        ("The road, Ann Lee said, is closed for good.", "is closed for good", "Ann Lee"),
        ("Ann Lee said it rained, adding that it was closed.", "it was closed", "Ann Lee"),
        ("Ann Lee spoke.\n\n“One.\n\n“Two and three,” said Bo Ek.", "Two and three", "Bo Ek"),
        ("Theresa May said it was closed.", "it was closed", "Theresa May"),
        ("Jim O’Neill said it was closed.", "it was closed", "Jim O’Neill"),
    ],
)
def test_who_says_so(text: str, words: str, name: str) -> None:
    assert who(text, words) == name


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Ann Lee wants the road closed for good.", "the road closed for good", "Ann Lee"),
        ("Ann Lee was accused by Bo Ek of lying.", "of lying", "Bo Ek"),
        ("The road, in Ann Lee's view, is closed for good.", "is closed for good", "Ann Lee"),
        ("It is closed for good, as Ann Lee put it.", "closed for good", "Ann Lee"),
        ("The claim by Ann Lee that it was closed is old.", "it was closed", "Ann Lee"),
        ("Ann Lee's claim that it was closed is old.", "it was closed", "Ann Lee"),
        ("Ann Lee dismissed his claim that it was closed.", "claim that it was", "Ann Lee"),
        ("Stressing that it was closed, Ann Lee left.", "it was closed", "Ann Lee"),
        ("Ann Lee rose and said that it was closed.", "it was closed", "Ann Lee"),
        ("Ann Lee, a doctor in Washington, DC, said it was late.", "it was late", "Ann Lee"),
        ("Ann Lee earlier said that it was closed.", "it was closed", "Ann Lee"),
        ("Ann Lee last week said that it was closed.", "it was closed", "Ann Lee"),
        ("Ann Lee on Monday said that it was closed.", "it was closed", "Ann Lee"),
        ("Ann Lee -- head of roads -- said it was closed.", "it was closed", "Ann Lee"),
        ("Ann Lee prophesied that it would be closed.", "it would be closed", "Ann Lee"),
        ("“It is shut,” she said.", "It is shut", None),
        ("A study published in May showed it was late.", "it was late", "A study published in May"),
        ("Men who were in Sorra said it was late.", "it was late", "Men who were in Sorra"),
        (
            "A study that appeared in Brem found that it fell.",
            "it fell",
            "A study that appeared in Brem",
        ),
        (
            "Ships that had left Brem's bay signalled that it fell.",
            "it fell",
            "Ships that had left Brem's bay",
        ),
        (
            "Readers in Sorra and around the bay say it fell.",
            "it fell",
            "Readers in Sorra and around the bay",
        ),
        ("Bo Ek left. Said Ann Lee: “It is closed for good.”", "It is closed", "Ann Lee"),
        (
            "Ann Lee spoke.\n\nShe added:\n\nIt is closed. Go home.\n\nIt rained.",
            "Go home",
            "Ann Lee",
        ),
        ("Bo Ek met Ann Lee, who in 2010 said that it was closed.", "it was closed", "Ann Lee"),
        ("Lee Says Bridge Will Close Before Summer Holidays", "Bridge Will Close", "Lee"),
    ],
)
def test_who_says_so_without_a_plain_verb(text: str, words: str, name: str | None) -> None:
    assert who(text, words) == name


@pytest.mark.parametrize(
    "text",
    [
        "Said Ahmed, a baker from Brem, left the city in May.",
        "Announced Tuesday, the plan will cut jobs.",
        "Added sugar, salt and fat are bad.",
        "Read more: Ann Lee, the mayor, resigns.",
        "Ann Lee spoke. She said:\n\nRead more: Bridge shut\n\nIt rained.",
    ],
)
def test_what_only_looks_like_saying(text: str) -> None:
    assert not statements(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Prices rose in May and in June the bank said it would act.", "the bank"),
        ("He was born in Brem and on Monday Ann Lee said it would act.", "Ann Lee"),
    ],
)
def test_the_speaker_is_of_its_own_clause(text: str, name: str) -> None:
    assert who(text, "it would act") == name


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("The council plans to close the road.", "The council", "to close the road"),
        ("Ann Lee is worried about the old bridge.", "Ann Lee", "the old bridge"),
        ("Ann Lee is a critic of the plan.", "Ann Lee", "the plan"),
        ("Under the mayor's plan, the road would close.", "the mayor", "the road would close"),
        ("We believe that the road is shut.", "We", "the road is shut"),
        ("Laws that forbid smoking came late.", "that", "smoking came late"),
        ("Her refusal to leave made news.", "Her", "leave made news"),
    ],
)
def test_what_is_held_is_found_but_said_by_nobody(text: str, speaker: str, content: str) -> None:
    [one, *_] = statements(text)
    assert text[one.speaker.start : one.speaker.end] == speaker
    assert text[one.content.start : one.content.end] == content
    assert said_by([one], one.content) is None


def test_a_sentence_inside_a_quotation_is_said_by_its_speaker() -> None:
    text = (
        "Mayor Ann Lee came late. “The road is shut. It stays so until May. Nobody can pass,” "
        "she said. The road is nine miles long."
    )
    assert who(text, "It stays so until May.") == "Ann Lee"
    assert who(text, "The road is nine miles long.") is None
    assert who(text, "came late") is None


def test_a_denial_inside_what_is_said_does_not_speak_on() -> None:
    text = "Ann Lee said that Bo Ek denied it. “It is shut, and it stays shut.”"
    assert who(text, "it stays shut") == "Ann Lee"


@pytest.mark.parametrize(
    "text",
    [
        "The road was closed in May.",
        "The price rose more than planned.",
        "They proceed according to plan.",
        "The report of the council was long.",
        "He is said to be tall.",
        "The wall supported by the town fell.",
    ],
)
def test_nobody_says_so(text: str) -> None:
    assert said(text) == []


def test_last_names_get_the_full_name_first_introduced() -> None:
    text = "Police met Inspector Ruth Calloway of the town. Calloway said it was arson."
    assert who(text, "it was arson") == "Ruth Calloway"


def test_a_last_name_of_two_people_stays_as_it_stands() -> None:
    text = "Mayor Ann Lee came. Councillor Bo Lee came. Lee said it was closed."
    assert who(text, "it was closed") == "Lee"


def test_a_role_means_the_only_person_who_has_it() -> None:
    one = "Security expert Ann Lee said little. The security expert said it was late."
    two = one.replace("little.", "little. Security expert Bo Ek said nothing new.")
    assert who(one, "it was late") == "Ann Lee"
    assert who(two, "it was late") == "The security expert"


def test_a_pronoun_means_the_only_person_named() -> None:
    text = "Ann Lee, head of roads, was angry. “It is shut,” she said."
    found = said_by(statements(text), Span(text.index("It is"), text.index("It is") + 8))
    assert found is not None
    assert (found.name, text[found.start : found.end]) == ("Ann Lee", "she")


def test_a_pronoun_that_may_mean_two_stays_open() -> None:
    text = "Mayor Ann Lee met Mayor Eve Ek at the station. It was shut, she said."
    assert said(text) == [(None, "It was shut,")]
    assert who(text, "It was shut") is None


def test_who_was_she_before_is_not_he() -> None:
    text = (
        "Mayor Ann Lee was angry. It was shut, she said.\n\n"
        "Mayor Ann Lee met Mayor Bo Ek there. It was open, he said."
    )
    assert who(text, "It was open") == "Bo Ek"


def test_a_quotation_that_was_not_closed_goes_on_in_the_next_paragraph() -> None:
    text = "Ann Lee said: “The road is shut.\n\n“It stays so for a week.”\n\nIt rained."
    assert who(text, "It stays so for a week") == "Ann Lee"
    assert who(text, "It rained") is None


def test_a_denial_does_not_take_the_quotation_before_it() -> None:
    text = 'Ann Lee said it was late. "It was decided in May." Varley denied this.'
    assert who(text, "It was decided in May") == "Ann Lee"


def test_transcripts_and_signed_quotations() -> None:
    script = "LEE: The road is shut.\nEK: Since when is it shut?\nLEE: Since May.\nEK: I see.\n"
    assert who(script, "The road is shut") == "LEE"
    assert who("“The road is shut for good.” ― Ann Lee\n", "road is shut") == "Ann Lee"


@given(st.text(alphabet='Aab “”".,\n:said he', max_size=120))
def test_every_part_lies_in_the_text(text: str) -> None:
    for one in statements(text):
        for part in (one.speaker, one.cue, one.content):
            assert 0 <= part.start < part.end <= len(text)
        assert one.speaker.name != ""


@pytest.mark.parametrize("piece", ["he said, ", "“A said, ", '"', "Ann Lee said so. ", "A: b\n"])
def test_the_time_grows_with_the_text(piece: str) -> None:
    def spent(times: int) -> float:
        start = time.process_time()
        statements(piece * times)
        return time.process_time() - start

    spent(10)
    assert spent(1_600) < 40 * max(spent(200), 0.01)
