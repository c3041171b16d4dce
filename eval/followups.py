"""Follow-up questions: completed rightly, never polluted, and answered as if asked in full."""

import random
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from api.answering.followups.completion import complete
from api.answering.followups.records import Completed, Turn
from api.answering.question import stems
from api.asked import one_line
from api.engine import Engine
from eval.datasets import json_lines
from index.words import STOP_WORDS

# Conversations of CAsT that the rules were made by looking at; the others are reported.
DEVELOPED_ON = 13


def conversations(engine: Engine, path: Path) -> dict[str, Any]:
    """Complete the last question of each conversation, and ask it where its answer is known.

    One that carries over is right when it holds all of ``must`` and nothing of ``must_not``; one
    that does not is polluted unless it comes back as it was. ``answered`` counts the answers whose
    citation 1 holds a known answer, ``in full`` the same for the question as a person wrote it out,
    ``alone`` for the question without its conversation.
    """
    rows = [_judged(engine, row) for row in json_lines(path)]
    return {
        part: _summed([row for row in rows if row["part"] == part])
        for part in dict.fromkeys(row["part"] for row in rows)
    }


def _judged(engine: Engine, row: dict[str, Any]) -> dict[str, Any]:
    found = complete(row["question"], turns_of(row["turns"]))
    judged = {
        "id": row["id"],
        "part": row["part"],
        "carries": row["carries"],
        "question": row["question"],
        "completed": found.question,
        "carried_over": list(found.carried_over),
        "right": is_right(row, found),
    }
    if row.get("answers"):
        asked = {"answered": found.question, "in full": row["full"], "alone": row["question"]}
        judged |= {
            name: _holds(engine, question, row["answers"]) for name, question in asked.items()
        }
    return judged


def turns_of(rows: Sequence[dict[str, Any]]) -> list[Turn]:
    """Read the earlier turns of a conversation."""
    return [Turn(row["question"], row["answer"]) for row in rows]


def is_right(row: dict[str, Any], found: Completed) -> bool:
    """Judge a completion by the words that it must and must not hold."""
    if not row["carries"]:
        return bool(found.question == row["question"])
    text = found.question.lower()
    has_all = all(word.lower() in text for word in row["must"])
    return has_all and not any(word.lower() in text for word in row["must_not"])


def _holds(engine: Engine, question: str, answers: Sequence[str]) -> bool:
    answer = engine.ask(question)
    first = answer.citations[0].passage.text if answer.citations else ""
    return any(gold.lower() in first.lower() for gold in answers)


def _summed(rows: list[dict[str, Any]]) -> dict[str, Any]:
    carrying = [row for row in rows if row["carries"]]
    others = [row for row in rows if not row["carries"]]
    asked = [row for row in rows if "answered" in row]
    return {
        "follow-ups": len(carrying),
        "completed rightly": sum(row["right"] for row in carrying),
        "new topics": len(others),
        "polluted": sum(not row["right"] for row in others),
        "with an answer": len(asked),
        **{name: sum(row[name] for row in asked) for name in ("answered", "in full", "alone")},
        "rows": rows,
    }


def strangers(path: Path, count: int, seed: int) -> tuple[dict[str, int], list[str]]:
    """Complete questions each after another one of the same file, drawn at random.

    The questions were written to stand by themselves, so hardly one should change. Counts come
    back, and what changed apart from them: to be read, not to be kept.
    """
    rows = list(json_lines(path))
    drawn = random.Random(seed).sample(rows, min(count, len(rows)))
    turns = [
        Turn(row["question"], next((one["text"] for one in row["answers"]), None)) for row in drawn
    ]
    found = [
        (later.question, complete(later.question, [earlier]))
        for earlier, later in pairwise(turns)
        if one_line(later.question) == later.question
    ]
    changed = [whole.question for question, whole in found if whole.question != question]
    return {"questions": len(found), "changed": len(changed)}, changed


def cast(path: Path) -> dict[str, Any]:
    """Compare the words that are added to each turn of TREC CAsT 2020 with those a person added.

    Only the questions as they were asked go before a turn: the data hold no answers. Words are
    stems without stop words. ``recall`` is of the words that a person added and that stand in an
    earlier question as asked, ``precision`` of the words added here among all that a person added;
    ``left alone`` counts the turns that a person and this leave without further words.
    """
    counts: dict[str, Counter[str]] = {"development": Counter(), "held out": Counter()}
    for place, row in enumerate(json_lines(path)):
        part = "development" if place < DEVELOPED_ON else "held out"
        raw = [turn["raw"] for turn in row["turns"]]
        for at, turn in enumerate(row["turns"][1:], 1):
            counts[part].update(_compared(raw[:at], turn["raw"], turn["rewritten"]))
    return {part: _rates(found) for part, found in counts.items()}


def _compared(earlier: Sequence[str], raw: str, rewritten: str) -> Counter[str]:
    ours = complete(raw, [Turn(question) for question in earlier]).question
    said = _words(raw)
    wanted, added = _words(rewritten) - said, _words(ours) - said
    within = wanted & set().union(*map(_words, earlier))
    return Counter(
        {
            "turns": 1,
            "wanted": len(within),
            "found": len(within & added),
            "added": len(added),
            "rightly added": len(added & wanted),
            "to leave alone": not wanted,
            "left alone": not wanted and not added,
            "to complete": bool(within),
            "completed": bool(within) and bool(added),
        }
    )


def _rates(counts: Counter[str]) -> dict[str, Any]:
    return {
        "turns": counts["turns"],
        "recall": round(counts["found"] / max(1, counts["wanted"]), 4),
        "precision": round(counts["rightly added"] / max(1, counts["added"]), 4),
        **{name: counts[name] for name in ("to leave alone", "left alone")},
        **{name: counts[name] for name in ("to complete", "completed")},
    }


def _words(text: str) -> set[str]:
    return set(stems(text)) - STOP_WORDS
