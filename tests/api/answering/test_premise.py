import pytest

from api.answering.premise import premise
from api.answering.question import read_question

BESIDE = [
    ("Who is the prime minister of Iraq?", "Former prime ministerial candidate Mohammed Allawi"),
    (
        "Who is the chief of the forces?",
        "A spokesman for the chief of the forces, Sabah, confirmed",
    ),
    ("Who is the headteacher of Millbank?", "Achterberg, who has been headteacher at Ropewalk"),
    ("Who is the mayor of Pellby?", "Tobias Venn became mayor of Osterhithe on Monday."),
    (
        "Who is the professor of geology at Sandrick?",
        "Castell, professor of hydrology at Sandrick,",
    ),
    ("Who was the president of the United States?", "Vice President Kamala Harris visited"),
    ("Who's the minister?", "The minister's spokeswoman, Ann Brem, said so."),
    ("who is the treasurer", "Otto Brem, the former town treasurer, was there."),
    ("What was the turnout in 2020?", "Turnout was 61 per cent, seven points more than in 2020."),
    (
        "How high was the flood of 2022?",
        "4.1 metres, 40 centimetres higher than the flood of 2022.",
    ),
    ("What did the company introduce?", "CNN Business —"),
    ("How many pupils were there in 2015?", "There are 230 now, down from 2015."),
    ("How many cases has Northern Ireland?", "The cases in Ireland reached 1,326."),
    ("Who governs New Mexico?", "The head of Mexico, Ann Brem, said"),
    ("What was his first wife's name?", "His first two trips; his third wife, Ann Brem, died."),
    ("What was the profit in the second quarter?", "Third-quarter profit, the 3rd ever, rose."),
    ("When will the trial end?", "The trial is to start in April."),
    ("When did the strike finish?", "The strike began on Monday."),
]
FITTING = [
    ("Who is the spokesman for the chief?", "A spokesman for the chief, Sabah, confirmed"),
    ("Who is the deputy mayor?", "Hanne Brightwell becomes deputy mayor."),
    ("Who is the former mayor?", "Ingrid Halloran, the former mayor, said"),
    ("Who was the mayor in 2022?", "Ingrid Halloran, the former mayor, said"),
    ("Who is the mayor of Osterhithe?", "Venn, mayor of the town since 2024, said"),
    (
        "Who is the mayor of Osterhithe?",
        "The former mayor of Osterhithe met the mayor, Tobias Venn.",
    ),
    ("Who is the prime minister of Britain?", "Sunak, prime minister of the United Kingdom, said"),
    ("Who is the president of the chess club?", "Ann Brem, president of the club, said"),
    ("Who is the engineer of the Hill Bridge at Pellew?", "Kemble, engineer at Pellew, said"),
    ("Who is the engineer of the Hill Bridge?", "Kemble, engineer at Strand Pellew, said"),
    ("Who is Tobias Venn?", "Tobias Venn is a surveyor and a former teacher."),
    ("What did the company introduce?", "It introduced a new phone — at last"),
    ("Who won?", "The former mayor won."),
    ("How many cases has Northern Ireland?", "Northern Ireland has 12, the rest of Ireland 1,326."),
    ("How many cases has Ireland?", "Northern Ireland has 12."),
    ("When was Northern Ireland created?", "Ireland was partitioned in May 1921."),
    ("What did the Central Bank do?", "The Bank raised rates."),
    ("When did the siege end?", "The siege, which began in 1992, was over in 1996."),
    ("When did the shutdown end?", "It reopened on 12 May, 43 days after the shutdown started."),
    ("Who was the 21st president?", "Ann Brem was the twenty-first president."),
    ("How was growth in the second quarter?", "It was 0.3%, after 0.1% in the first quarter."),
    ("Who won for the second time?", "Ann Brem, who won for the first time in 2023."),
    ("What is the new Harth tunnel for?", "The Harth tunnel is for trains."),
    ("When will the trial end?", "The trial starts in April and lasts six weeks."),
    ("When did the strike end?", "It began on Monday and was over by Friday."),
    ("When did the strike begin to end?", "It began to weaken on Friday."),
    ("When does it begin?", "The trial is to start in April."),
    ("Who was the 3rd son?", "His third son, Otto, left."),
    ("Who was the first son?", "He was the first; the second son came later."),
    ("Who was the 12th mayor?", "Ann Brem was the twelfth mayor."),
    ("How much more was it than in 2020?", "Turnout was seven points more than in 2020."),
    ("How do they compare to 2020?", "They are old compared to those of 2020."),
    ("What was the turnout in 2024?", "In 2024 turnout was 61 per cent, more than in 2020."),
]


@pytest.mark.parametrize(("question", "sentence"), BESIDE)
def test_a_sentence_about_another_does_not_fit(question: str, sentence: str) -> None:
    assert premise(read_question(question))(sentence)


@pytest.mark.parametrize(("question", "sentence"), FITTING)
def test_a_sentence_about_the_one_asked_about_fits(question: str, sentence: str) -> None:
    assert not premise(read_question(question))(sentence)


@pytest.mark.parametrize("role", [" ", "  ", " " * 300 + "x,"])
def test_a_role_of_blanks_is_none(role: str) -> None:
    assert not premise(read_question(f"Who is {role}?"))("Ann Brem is.")
