"""Questions and searches."""

from typing import Annotated

import typer

from api import wording
from api.clock import today
from api.commands.common import AsJson, From, Publisher, To, opened, print_json, say_if_empty, show
from api.filters import Filters
from api.http.schemas.answers import answer_out, hits_out


def ask(
    question: str,
    date_from: From = None,
    date_to: To = None,
    publisher: Publisher = None,
    as_of: Annotated[
        str | None, typer.Option(help="Answer from what was published by this day.")
    ] = None,
    strictness: Annotated[
        str | None, typer.Option(help="strict, balanced or open: how sure an answer must be.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Ask a question and get the answer with the sentence that proves it."""
    with opened() as engine:
        filters = Filters(date_from, date_to, publisher)
        answer = engine.ask(question, filters, as_of, strictness, today())
        say_if_empty(engine)
    if as_json:
        print_json(answer_out(answer))
    else:
        show(wording.answer_lines(answer))


def search(
    words: str,
    date_from: From = None,
    date_to: To = None,
    publisher: Publisher = None,
    k: Annotated[int, typer.Option(help="How many passages.")] = 10,
    as_json: AsJson = False,
) -> None:
    """Find the passages nearest to some words."""
    with opened() as engine:
        hits = engine.search(words, Filters(date_from, date_to, publisher), k)
        say_if_empty(engine)
    if as_json:
        print_json(hits_out(hits))
    else:
        show(wording.hit_lines(hits))
