"""Timelines."""

from api.answering.timeline.wording import timeline_lines
from api.commands.common import AsJson, From, Publisher, To, opened, print_json, say_if_empty, show
from api.filters import Filters
from api.http.schemas.timeline import timeline_out


def timeline(
    topic: str,
    date_from: From = None,
    date_to: To = None,
    publisher: Publisher = None,
    as_json: AsJson = False,
) -> None:
    """Tell the dated developments on a topic, in order, each with the sentence that proves it."""
    with opened() as engine:
        found = engine.timeline(topic, Filters(date_from, date_to, publisher))
        say_if_empty(engine)
    if as_json:
        print_json(timeline_out(found))
    else:
        show(timeline_lines(found))
