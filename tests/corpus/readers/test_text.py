import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpus
from corpus.readers.fields import day_of, names, plain, title_from, title_of
from tests.corpus.support import read, read_one, refusal

ARTICLES = Path(corpus.__file__).parent / "articles"
BODY = "The bridge opens on Monday, the city said."
LETTERS = st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\t\n")


def test_the_header_line_of_the_seed_article_names_publisher_and_day() -> None:
    name = "2025-02-09-coalition-withdrawal.txt"
    data = (ARTICLES / name).read_bytes()
    article = read_one(name, data)
    assert (article.publisher, article.published_at) == ("Shafaq News", "2025-02-09")
    assert article.text == data.decode().split("\n", 1)[1].strip()
    assert article.text.startswith("Shafaq News/ A spokesman")


@pytest.mark.parametrize("path", sorted(ARTICLES.glob("20*")), ids=lambda path: path.name)
def test_every_shipped_article_has_all_that_it_says(path: Path) -> None:
    article = read_one(path.name, path.read_bytes())
    assert article.published_at is not None
    assert article.published_at.startswith(path.name[:10])
    assert article.publisher
    assert article.title
    assert article.text in path.read_text(encoding="utf-8")


# Plain text


@pytest.mark.parametrize(
    ("header", "day", "publisher"),
    [
        (" date 2025-02-09 2025-02-09 12:08:08 - From: The Courier", "2025-02-09", "The Courier"),
        ("date 2025-02-09 - From: The Courier  ", "2025-02-09", "The Courier"),
        ("\n\ndate 2025-02-09 12:08 - From: The - Courier", "2025-02-09", "The - Courier"),
        ("date 2025-02-09 - From:", "2025-02-09", None),
        ("date 2025-02-09 - From:   ", "2025-02-09", None),
    ],
)
def test_a_header_line_is_read(header: str, day: str, publisher: str | None) -> None:
    article = read_one("a.txt", f"{header}\n\n{BODY}".encode())
    assert (article.text, article.published_at, article.publisher) == (BODY, day, publisher)


@pytest.mark.parametrize(
    "text",
    [
        f"{BODY}\ndate 2025-02-09 - From: The Courier",
        f"date 2025-02-09\n- From: The Courier\n{BODY}",
        f"update 2025-02-09 - From: The Courier\n{BODY}",
        f"---\ntitle: Not front matter\n---\n{BODY}",
        f"# Not a heading\n\n{BODY}",
        "{not: json",
    ],
)
def test_plain_text_is_kept_as_it_is(text: str) -> None:
    article = read_one("a.txt", text.encode())
    assert (article.text, article.published_at, article.publisher) == (text, None, None)


def test_a_header_with_an_impossible_day_gives_no_date_and_a_note() -> None:
    data = f"date 2025-02-30 - From: The Courier\n{BODY}".encode()
    [article], [note] = read("a.txt", data)
    assert (article.published_at, article.publisher) == (None, "The Courier")
    assert (note.where, note.left_out) == ("/archive/a.txt", False)
    assert note.reason == "not a date: '2025-02-30'; kept without a date"


def test_the_header_goes_before_what_the_user_says_of_all_files() -> None:
    headed = f"date 2025-02-09 - From: The Courier\n{BODY}".encode()
    assert read_one("a.txt", headed, publisher="Other").publisher == "The Courier"
    assert read_one("a.txt", BODY.encode(), publisher="Other").publisher == "Other"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"\n \t\r\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary, not text"),
        (b"date 2025-02-09 - From: The Courier\n", "a header without an article"),
        (b"date 2025-02-30 - From: The Courier\n", "a header without an article"),
    ],
)
def test_a_text_file_without_an_article_is_left_out_for_one_reason(
    data: bytes, reason: str
) -> None:
    assert refusal("a.txt", data) == reason


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_a_file_over_the_limit_is_left_out(name: str) -> None:
    assert "larger than 1 MB" in refusal(name, b"word " * 250_000, max_bytes=1_000_000)
    assert read_one(name, b"word " * 200_000, max_bytes=1_000_000)


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_a_guessed_encoding_is_told(name: str) -> None:
    text = "Le café à Paris a fermé; où êtes-vous allés, près de la forêt?"
    [article], [note] = read(name, text.encode("cp1252"))
    assert article.text == text
    assert (note.reason, note.left_out) == ("not UTF-8; read as cp1252: check its text", False)


@given(st.text(LETTERS))
def test_no_text_is_lost_or_changed(text: str) -> None:
    text = f"Word {text} word"
    assert read_one("a.txt", text.encode()).text == text


@pytest.mark.timeout(5)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize("start", ["date 2025-02-09 - From: x", "# x", "---\n", "---\nx", "#", "-"])
@pytest.mark.parametrize("filling", [" ", "#", "-", "\n", " #"])
def test_a_long_run_of_one_letter_is_read_soon(name: str, start: str, filling: str) -> None:
    documents, notes = read(name, f"{start}{filling * 200_000}y\n{BODY}".encode())
    assert documents or notes


# Markdown


def test_front_matter_names_everything() -> None:
    article = read_one(
        "a.md",
        b"---\nid: harbour-1\ntitle: 'Bridge:  opens'\npublisher: The Courier\n"
        b"published_at: 2025-02-09T12:08:08+03:00\nauthors: [Nell Garrow, 7]\n"
        b"url: https://courier.example/1\nlanguage: en\nother: [kept, out]\n---\n\n"
        + BODY.encode(),
    )
    assert article.id == "harbour-1"
    assert article.text == BODY
    assert article.title == "Bridge: opens"
    assert article.publisher == "The Courier"
    assert article.published_at == "2025-02-09T12:08:08+03:00"
    assert article.authors == ("Nell Garrow", "7")
    assert article.url == "https://courier.example/1"
    assert article.language == "en"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("date: 2025-02-09", "2025-02-09"),
        ("date: 2025-02-09 12:08:08", "2025-02-09"),
        ("date: 2025-02-09 12:08:08 +3", "2025-02-09T12:08:08+03:00"),
        ("date: 2025-02-09T12:08:08Z", "2025-02-09T12:08:08+00:00"),
        ("date: 20250209", "2025-02-09"),
        ("date: !!timestamp 2025-02-09", "2025-02-09"),
        ("date: 9 February 2025", "2025-02-09"),
        ("published_at: 2025-02-09\ndate: 2024-01-01", "2025-02-09"),
        ("published_at:\ndate: 2025-02-09", "2025-02-09"),
        ("date:", None),
        ("date: ~", None),
        ("date: null", None),
    ],
)
def test_a_date_is_read_as_it_was_written(line: str, day: str | None) -> None:
    assert read_one("a.md", f"---\n{line}\n---\n{BODY}".encode()).published_at == day


@pytest.mark.parametrize("value", ["2025-02-30", "[2025, 2]", "February 2025", "yesterday", "2025"])
def test_an_unreadable_date_costs_only_the_date(value: str) -> None:
    [article], [note] = read("a.md", f"---\ntitle: T\ndate: {value}\n---\n{BODY}".encode())
    assert (article.text, article.title, article.published_at) == (BODY, "T", None)
    assert not note.left_out
    assert note.reason.endswith("; kept without a date")


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("id: 0123", "id", "0123"),
        ("id: 0", "id", "0"),
        ("title: No", "title", "No"),
        ("title: 1984", "title", "1984"),
        ("title: 12:30", "title", "12:30"),
        ("publisher: ~", "publisher", None),
        ("publisher: '  '", "publisher", None),
        ("author: Nell Garrow", "authors", ("Nell Garrow",)),
        ("authors:\n  - Nell Garrow\n  - Ann Lee", "authors", ("Nell Garrow", "Ann Lee")),
        ("authors: []\nauthor: Ann Lee", "authors", ("Ann Lee",)),
        ("authors:", "authors", ()),
        ("title: >\n  Bridge\n  opens", "title", "Bridge opens"),
    ],
)
def test_yaml_changes_no_word(line: str, field: str, value: object) -> None:
    article = read_one("a.md", f"---\n{line}\n---\n{BODY}".encode())
    assert getattr(article, field) == value


@pytest.mark.parametrize(
    ("text", "title", "kept"),
    [
        (f"# Bridge opens\n\n{BODY}", "Bridge opens", BODY),
        (f"\n\n# Bridge  opens ##\n{BODY}", "Bridge opens", BODY),
        (f"# Why C#\n{BODY}", "Why C#", BODY),
        (f"---\npublisher: P\n---\n# Bridge opens\n{BODY}", "Bridge opens", BODY),
        (f"---\ntitle: T\n---\n# Bridge opens\n{BODY}", "T", f"# Bridge opens\n{BODY}"),
        (f"#Bridge\n{BODY}", f"#Bridge {BODY}", f"#Bridge\n{BODY}"),
        (f"#\n{BODY}", f"# {BODY}", f"#\n{BODY}"),
        (f"## Bridge opens\n{BODY}", f"## Bridge opens {BODY}", f"## Bridge opens\n{BODY}"),
    ],
)
def test_a_title_is_taken_from_front_matter_or_heading(text: str, title: str, kept: str) -> None:
    article = read_one("a.md", text.encode())
    assert (article.text, article.title) == (kept, title)


@pytest.mark.parametrize(
    "text",
    [
        f"---\njust a rule across the page\n---\n{BODY}",
        f"---\n- a\n- b\n---\n{BODY}",
        f"---\n{BODY}",
        f"{BODY}\n\n---\n\n{BODY}\n\n---\n",
        f'{{\n"a": 1,,\n}}\n{BODY}',
        f"+++\na = 1\n+++\n{BODY}",
        f"---\nA note: {'word ' * 30_000}\n---\n{BODY}",
    ],
    ids=["prose", "list", "never closed", "rules", "json", "toml", "a long part"],
)
def test_what_is_no_front_matter_stays_in_the_text(text: str) -> None:
    assert read_one("a.md", text.encode()).text == text.strip()


@pytest.mark.parametrize("front", ["", "\n", "# a comment\n", "unknown: 1\n", "1: 2\n"])
def test_empty_front_matter_is_no_loss(front: str) -> None:
    article = read_one("a.md", f"---\n{front}---\n{BODY}".encode())
    assert (article.text, article.publisher) == (BODY, None)


@pytest.mark.parametrize(
    ("front", "reason"),
    [
        ("title: Bridge: opens", "front matter is not YAML: "),
        ("title: [a", "front matter is not YAML: "),
        ("a: *unknown", "front matter is not YAML: "),
        ("a: &a [*a]", "front matter is not YAML: "),
        ("? [a]\n: b", "front matter is not YAML: "),
        ('title: "\\U00110000"', "front matter is not YAML: "),
        ('title: "\\Uffffffff"', "front matter is not YAML: "),
        ("title: " + "[" * 600, "front matter is not YAML: "),
        ("title: [a, b]", "title must be a string, not list"),
        ("publisher: {name: P}", "publisher must be a string, not dict"),
        ("authors: [{name: A}]", "authors must be a string, not dict"),
        ('url: "\\ud800"', "url holds half a character (a lone surrogate)"),
    ],
)
def test_broken_front_matter_leaves_the_article_out_for_one_reason(front: str, reason: str) -> None:
    told = refusal("a.md", f"---\n{front}\n---\n{BODY}".encode())
    assert told.startswith(reason)
    assert told.isprintable()
    assert len(told) < 200


@pytest.mark.parametrize("text", ["---\ntitle: T\n---\n", "# Bridge opens", "---\n---\n \n"])
def test_markdown_without_an_article_is_left_out(text: str) -> None:
    assert refusal("a.md", text.encode()) == "a title or front matter without an article"


@given(st.text(st.sampled_from("-:[]{}&*!|>'\"%@#?, \n~\\xUua0<"), max_size=60))
def test_any_front_matter_gives_an_article_or_one_reason(front: str) -> None:
    documents, notes = read("a.md", f"---\n{front}\n---\nBody".encode())
    assert len(documents) + sum(note.left_out for note in notes) == 1
    assert all(document.text.endswith("Body") for document in documents)


@given(st.text(LETTERS))
def test_no_word_of_markdown_is_lost(text: str) -> None:
    article = read_one("a.md", f"Word {text} word".encode())
    assert article.text == f"Word {text} word"


# Fields


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Bridge opens on Monday\nThe city said so.", "Bridge opens on Monday"),
        ("LONDON\nThe city said so.", "LONDON The city said so."),
        ("One line.", "One line."),
        ("word " * 100, ("word " * 24).strip() + "…"),
        ("x" * 500, "x" * 120 + "…"),
    ],
    ids=["headline", "dateline", "short", "long", "one word"],
)
def test_a_title_is_made_from_the_text(text: str, title: str) -> None:
    assert title_from(text) == title


@given(st.text(LETTERS, min_size=1).map(str.strip).filter(bool))
def test_a_made_title_is_one_short_line(text: str) -> None:
    title = title_from(text)
    assert title
    assert "\n" not in title
    assert len(title) <= 121
    start = re.sub(r"\s+", " ", text)
    assert re.sub(r"\s+", " ", title.removesuffix("…")) in start or title == "…"


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, None), ("", None), (" \n", None), (0, "0"), (7, "7"), (1.5, "1.5"), (" a ", " a ")],
)
def test_a_plain_field_is_a_string_or_a_number(value: object, text: str | None) -> None:
    assert plain("id", value) == text


@pytest.mark.parametrize("value", [True, False, [], {}, ["a"], b"a"], ids=repr)
def test_other_types_are_refused_by_name(value: object) -> None:
    with pytest.raises(TypeError, match=r"^id must be a string, not "):
        plain("id", value)


def test_half_a_character_is_refused() -> None:
    with pytest.raises(ValueError, match="lone surrogate"):
        names(["fine", "\udc00"])
    with pytest.raises(ValueError, match="lone surrogate"):
        title_of("\ud800")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ()),
        ("", ()),
        ("Ann Lee", ("Ann Lee",)),
        (["Ann", "", None, "Bo"], ("Ann", "Bo")),
        (("Ann",), ("Ann",)),
        (7, ("7",)),
    ],
)
def test_authors_are_one_or_many(value: object, expected: tuple[str, ...]) -> None:
    assert names(value) == expected


def test_a_title_is_one_line() -> None:
    assert title_of(" Bridge\n  opens ") == "Bridge opens"


def test_a_day_comes_with_what_is_wrong() -> None:
    assert day_of("2025-02-09") == ("2025-02-09", None)
    assert day_of(None) == (None, None)
    assert day_of("soon") == (None, "not a date: 'soon'; kept without a date")
