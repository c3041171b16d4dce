"""The recipe on a handful of invented questions: the network is shown what it should be."""

import gzip
import json
from pathlib import Path
from random import Random

import pytest
import torch

from eval.squad_metrics import exact_match, f1, normalized
from eval.training.augment import about_another, asked_otherwise, keywords, names
from eval.training.examples import Example, Examples, Mix
from eval.training.folds import fold_of, split
from eval.training.loop import Recipe, Training, batches, loss_of
from eval.training.material import Material, Passage, Question, load
from index.crossencoder import CrossEncoder, Outputs, tokenizer_of
from index.embedder import packaged_model

FERRY = (
    "The ferry to Sorra sank in 1904. Anna Brem found the bell in 1931. Nobody knows why. "
    "The bell hangs in Harth."
)
OTHER = "Goats are kept on the hills of Osterhithe. They are sold in May."
PASSAGES = {
    "p/1": Passage("p/1", "The ferry", FERRY, "p/Ferry"),
    "p/2": Passage("p/2", "Goats", OTHER, "p/Goats"),
}


def question(name: str, text: str, *answers: str) -> Question:
    spans = tuple((FERRY.index(one), FERRY.index(one) + len(one)) for one in answers)
    return Question(name, "p", text, "p/1", spans, answers)


MATERIAL = Material(
    PASSAGES,
    [
        question("1", "Who found the bell of Sorra?", "Anna Brem", "Brem"),
        question("2", "When did the ferry to Sorra sink?", "1904", "in 1904"),
        question("3", "Who stole the bell of Sorra?"),
    ],
)
NEGATIVES = {"1": [("p/2", 0, 42)], "2": [("p/2", 43, len(OTHER))]}
ALWAYS = Mix(mined=1, away=1, another=1, whole=1, title=1)


@pytest.fixture(scope="module")
def examples() -> Examples:
    return Examples(tokenizer_of(Path(packaged_model())), MATERIAL, NEGATIVES, ALWAYS)


def words(example: Example, span: tuple[int, int]) -> str:
    tokenizer = tokenizer_of(Path(packaged_model()))
    decoded: str = tokenizer.decode(list(example.pair.ids[span[0] : span[1] + 1]))
    return decoded


def test_targets_are_the_answers(examples: Examples) -> None:
    made = examples.round(1)
    held = [one for one in made if one.relevant]
    assert len(held) == 2
    assert {words(held[0], span) for span in held[0].spans} == {"anna brem", "brem"}
    assert {words(held[1], span) for span in held[1].spans} == {"1904", "in 1904"}


def test_what_does_not_answer_points_at_the_first_token(examples: Examples) -> None:
    made = [one for one in examples.round(1) if not one.relevant]
    assert {one.spans for one in made} == {((0, 0),)}
    assert {one.relevant for one in made} == {False, None}
    texts = [words(one, (one.pair.first, len(one.pair.ids))) for one in made]
    assert any(text.startswith("goats are kept") for text in texts)
    # A question that its own passage leaves open teaches nothing about relevance.
    assert any(text.startswith("the ferry") for text in texts)


def test_the_same_seed_makes_the_same_round(examples: Examples) -> None:
    assert examples.round(1) == examples.round(1)
    assert examples.round(1) != examples.round(2)


def test_batches_hold_every_example_once_and_no_more_than_fits(examples: Examples) -> None:
    made = examples.round(1) * 20
    cut = batches(made, 300, seed=1)
    assert sorted(map(id, made)) == sorted(id(one) for batch in cut for one in batch)
    for batch in cut:
        assert len(batch) == 1 or len(batch) * max(len(one.pair.ids) for one in batch) <= 300


def test_the_loss_sums_over_all_right_spans(examples: Examples) -> None:
    batch = [one for one in examples.round(1) if one.relevant][:1]
    length = len(batch[0].pair.ids)
    flat = torch.zeros(1, length)
    outputs = Outputs(flat, flat, torch.zeros(1))
    alike = len(batch[0].spans) / length**2
    wanted = -torch.log(torch.tensor(alike)) + 0.5 * torch.log(torch.tensor(2.0))
    assert float(loss_of(outputs, batch, 0.5)) == pytest.approx(float(wanted), abs=1e-4)


def tiny() -> CrossEncoder:
    from transformers import BertConfig

    torch.manual_seed(0)
    return CrossEncoder(
        BertConfig(
            vocab_size=30522,
            hidden_size=16,
            num_hidden_layers=1,
            num_attention_heads=2,
            intermediate_size=16,
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
        )
    )


def test_training_learns_and_goes_on_where_it_was_stopped(
    examples: Examples, tmp_path: Path
) -> None:
    recipe = Recipe(rounds=8, rate=5e-3, tokens=400)
    torch.set_num_threads(1)

    class Stop(Exception):
        pass

    def watch(_: Training) -> dict[str, float]:
        return {}

    whole = Training(tiny(), recipe, tmp_path / "whole")
    whole.run(examples.round, watch, minutes=1000)

    def once(at: Training) -> dict[str, float]:
        if at.step == 6:
            raise Stop
        return {}

    first = Training(tiny(), recipe, tmp_path / "cut")
    with pytest.raises(Stop):
        first.run(examples.round, once, minutes=0)
    second = Training(tiny(), recipe, tmp_path / "cut")
    assert second.step == 5
    second.run(examples.round, watch, minutes=1000)
    for name, value in whole.averaged.items():
        assert torch.allclose(value, second.averaged[name], atol=1e-6), name
    log = [json.loads(line) for line in (tmp_path / "cut" / "log.jsonl").read_text().splitlines()]
    assert log[-1]["step"] == log[-1]["of"] == whole.step
    assert log[-1]["loss"] < log[0]["loss"]


def test_no_article_stands_on_both_sides() -> None:
    for fold in range(5):
        trained, apart = split(MATERIAL, [fold])
        assert not set(trained.passages) & set(apart.passages)
        assert len(trained.questions) + len(apart.questions) == 3
        assert all(fold_of(one.article) == fold for one in apart.passages.values())


def test_questions_as_people_also_ask_them() -> None:
    asked = {asked_otherwise("Who found the bell of Sorra?", Random(seed)) for seed in range(40)}
    assert asked == {
        "Who found the bell of Sorra?",
        "Who found the bell of Sorra",
        "Who found bell Sorra",
    }
    assert keywords("What is it?") == "What"


def test_another_name_or_year_takes_the_answer_away() -> None:
    assert names("Who found the bell of Sorra with Anna Brem?") == ["Sorra", "Anna Brem"]
    rng = Random(1)
    other = about_another("Who found the bell of Sorra?", ["Harland"], FERRY, rng)
    assert other == "Who found the bell of Harland?"
    assert about_another("Who found the bell of Sorra?", ["Harth"], FERRY, rng) is None
    assert about_another("who found it?", ["Harland"], FERRY, rng) is None
    year = about_another("What sank in 1950?", ["Harland"], FERRY, rng)
    assert year is not None
    assert year != "What sank in 1950?"


def test_files_as_published(tmp_path: Path) -> None:
    folder = tmp_path / "squad"
    folder.mkdir()
    row: dict[str, object] = {
        "id": "a",
        "title": "The_ferry",
        "text": "The bell, the bell of Sorra.",
    }
    (folder / "passages.jsonl.gz").write_bytes(_gzipped(row))
    asked: dict[str, object] = {
        "id": "q",
        "question": "What hangs there?",
        "passage": "a",
        "answers": [{"text": "bell", "answer_start": 4, "start_ambiguous": True}],
        "impossible": False,
    }
    (folder / "questions.jsonl.gz").write_bytes(_gzipped(asked))
    found = load(tmp_path, ["squad"])
    assert found.passages["squad/a"].title == "The ferry"
    assert found.questions[0].spans == ((4, 8), (14, 18))


def _gzipped(row: dict[str, object]) -> bytes:
    return gzip.compress(json.dumps(row).encode() + b"\n")


def test_scores_are_those_of_the_official_script() -> None:
    assert normalized("The  U.S. troops!") == "us troops"
    assert exact_match("the troops", ["Troops."]) == 1
    assert f1("two thousand troops", ["the troops", "many"]) == pytest.approx(0.5)
    assert (exact_match("", []), f1("", []), f1("troops", [])) == (1, 1, 0)
