from eval.stated import stated
from eval.training.material import Question


def question(name: str, text: str, answer: str) -> Question:
    return Question(name, "squad", text, f"squad/{name}", ((0, 1),), (answer,))


def texts(*questions: Question) -> list[tuple[str, bool]]:
    return [(one.text, one.true) for one in stated(questions, lambda _: "one article")]


def test_a_question_and_its_answer_make_one_of_yes_or_no() -> None:
    asked = [
        question("a", "Where was the treaty signed?", "Paris"),
        question("b", "When did the ferry sink?", "in 1931"),
        question("c", "Who was the first mayor of Pellby?", "Anna Brem"),
        question("d", "Who signed the treaty?", "Anna Brem"),
        question("e", "What did the council buy?", "the mill"),
        question("f", "How many sank?", "two"),
    ]
    assert texts(*asked) == [
        ("Was the treaty signed in Paris?", True),
        ("Did the ferry sink in 1931?", True),
        ("Was Anna Brem the first mayor of Pellby?", True),
        ("Was it Anna Brem who signed the treaty?", True),
        ("Did the council buy the mill?", True),
    ]


def test_the_answer_to_another_question_makes_one_that_is_not_settled() -> None:
    asked = [
        question("a", "Where was the treaty signed?", "Paris"),
        question("b", "Where did the ferry sink?", "Sandrick"),
    ]
    assert texts(*asked) == [
        ("Was the treaty signed in Paris?", True),
        ("Was the treaty signed in Sandrick?", False),
        ("Did the ferry sink in Sandrick?", True),
        ("Did the ferry sink in Paris?", False),
    ]


def test_long_answers_make_none() -> None:
    assert texts(question("a", "Where was it?", "behind the old mill by the wide river")) == []
