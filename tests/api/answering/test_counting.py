import pytest

from api.answering.counting import miscounting
from api.answering.question import read_question

CLEARED = "Her husband, Otto Brem, 55, was cleared last month."
OF_ANOTHER_KIND = [
    ("How many years in prison did Otto Brem get?", CLEARED, "55"),
    ("How long a sentence did Ann Brem get?", "Ann Brem, 52, had pleaded guilty.", "52"),
    ("How many ferries does Sorra have?", "The first ferries came in 2015.", None),
    ("How many F-16s does Sorra have?", "The F-16s fly on Mondays.", None),
    ("How many F-16s does Sorra have?", "Its F-16s will cost $480 million.", "$480 million"),
    ("How many patients are there?", "COVID-19 was found on 2 May.", None),
    ("How many stations counted?", "At polling station No. 44 they counted.", "44"),
    ("How many people voted?", "The 61-year-old, aged 61, voted.", "61"),
    ("how many towns are there", "It is the 21st of its kind.", "21st"),
    ("How many drivers does Sorra Rail have?", "It would take 140 more drivers.", "140"),
    (
        "How many pensioners like the four-day week?",
        "Most of the people under 30 agree.",
        "under 30",
    ),
    ("How many people came on 5 May?", "On 5 May the hall was full.", None),
]
OF_THE_KIND = [
    ("How old is Otto Brem?", CLEARED, "55"),
    ("How many F-16s does Sorra have?", "Sorra has 34 F-16s since 2019.", None),
    ("How many people came?", "In 2015 1,200 people came.", "1,200"),
    ("How many paintings are there?", "They include about 1130 British paintings.", "1130"),
    ("How long must pupils stay?", "They must stay until the age of 16.", "until the age of 16"),
    ("How long has it been used?", "Since the 14th century.", "Since the 14th century"),
    ("How long will it last?", "It lasts until 2 May 2031.", "until 2 May 2031"),
    ("How much will it cost?", "It will cost $480 million.", "$480 million"),
    ("How many dollars did it cost?", "It cost $480.", "$480"),
    ("How many came?", "Nobody knows.", None),
    ("How many nurses will they hire?", "They will hire 140 more nurses.", "140"),
    ("How many were killed?", "It is feared that 30 may have been killed.", "30"),
    ("How many were killed?", "The toll rose to 1700 on Monday.", "1700"),
    ("How large is the budget?", "The budget is $1.8 trillion.", "$1.8 trillion"),
    ("How many seats did they win?", "They won the most seats, 411.", "411"),
    ("How many were hurt in Sorra?", "In Sorra, 14, in Harth 3 were hurt.", "14"),
    ("How many titles has she won?", "She won her 24th title.", "24th"),
    ("How many more drivers are needed?", "It would take 140 more drivers.", "140"),
    ("Who is Otto Brem?", CLEARED, "55"),
    ("How many songs are his?", "He wrote four of eight songs, 18 of 26 hymns.", "18"),
]


def miscounts(question: str, sentence: str, answer: str | None) -> bool:
    start = sentence.index(answer or sentence)
    end = start + len(answer or sentence)
    return miscounting(read_question(question))(sentence, start, end)


@pytest.mark.parametrize(("question", "sentence", "answer"), OF_ANOTHER_KIND)
def test_ages_dates_ranks_and_names_count_nothing(
    question: str, sentence: str, answer: str | None
) -> None:
    assert miscounts(question, sentence, answer)


@pytest.mark.parametrize(("question", "sentence", "answer"), OF_THE_KIND)
def test_what_may_count_it_stays(question: str, sentence: str, answer: str | None) -> None:
    assert not miscounts(question, sentence, answer)
