"""The clock, for the edges alone: below them today is an argument."""

from datetime import date, datetime


def today() -> date:
    """The day it is where this machine stands."""
    return datetime.now().astimezone().date()
