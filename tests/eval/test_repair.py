import gzip
import json
import random
from pathlib import Path

from eval.repair import Article, articles, damaged, evaluate, in_development

TEXT = (
    "The council said on Monday that the well-known bridge over the river would be closed to all "
    "traffic from the end of September, because the engineers had found cracks in two of its "
    'pillars. "It is not safe," the mayor told reporters, and added that the government had been '
    "told about it in 2024. Ships may pass under it until the repairs begin in the spring.\n"
)


def test_damage_says_what_was_there() -> None:
    text, places = damaged(TEXT * 60, random.Random(3))
    for one in reversed(places):
        assert text[one.start : one.end] in ("", "-\n")
        text = text[: one.start] + one.was + text[one.end :]
    assert text == TEXT * 60
    assert {one.form for one in places} >= {"word word", "punctuation", "broken word"}


def test_articles_are_halved_by_their_ids(tmp_path: Path) -> None:
    source = tmp_path / "articles.jsonl.gz"
    rows = [{"id": f"{number}", "title": "Bridge", "text": TEXT * 9} for number in range(40)]
    with gzip.open(source, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows)
    held_out, development = articles(source, None), articles(source, None, development=True)
    assert len(held_out) + len(development) == 40
    assert all(in_development(one.id) for one in development)
    assert articles(source, 3, skip=2) == held_out[2:5]

    found, in_untouched, in_damaged = evaluate(articles(source, 6), seed=1)
    assert found["untouched"]["repairs"] == len(in_untouched) == 0
    made = found["damaged"]["repairs"]
    assert made - len(in_damaged) == round(made * found["damaged"]["precision"])
    assert found["damaged"]["places"] > 0
    assert found["damaged"]["precision"] > 0.9
    assert found["damaged"]["recall"] > 0.5


def test_repairs_that_untouched_text_needs_too_are_told_from_false_ones() -> None:
    spoilt = TEXT.replace("reporters, and", "reporters,and")
    chosen = [Article(f"{number}", spoilt * 9, "") for number in range(3)]
    found, in_untouched, in_damaged = evaluate(chosen, seed=1)
    assert found["untouched"]["repairs"] == len(in_untouched) >= 3 * 9
    assert found["damaged"]["precision"] < 0.9
    assert found["damaged"]["precision without repairs made in untouched text too"] > 0.95
    assert not [line for line in in_damaged if "reporters, and" in line]
