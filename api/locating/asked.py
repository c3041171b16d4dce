"""What may be looked for: quotes of a length that can tell where they come from."""

from api.errors import AskError
from api.locating.words import Quote, quote_of

# Chosen on quotes of articles of 2022: those with 15 % of their words changed had 0.75 and more,
# those that were not there 0.67 and less.
_SHORT, _LEAST = 5, 0.7

FEWEST_WORDS, MOST_WORDS, MOST_CHARACTERS = 2, 400, 10_000


def quote_asked(text: str) -> Quote:
    """Take a quote as a user gives it; what is no character is replaced by one that says so.

    Raises:
        AskError: it holds no words, a single one, or too many.
    """
    if len(text) > MOST_CHARACTERS:
        raise AskError(f"the quote has {len(text)} characters; at most {MOST_CHARACTERS} are taken")
    quote = quote_of("".join("\ufffd" if "\ud800" <= mark <= "\udfff" else mark for mark in text))
    count = len(quote.words)
    if not count:
        raise AskError("the quote is empty: there are no words in it")
    if count < FEWEST_WORDS:
        raise AskError(
            f"the quote is the one word {quote.words[0].key!r}: at least {FEWEST_WORDS} are needed "
            "to tell where it comes from (a search finds single words)"
        )
    if count > MOST_WORDS:
        raise AskError(f"the quote has {count} words; at most {MOST_WORDS} are taken")
    return quote


def least_similarity(quote: Quote) -> float:
    """How much of a quote must agree for a text to count as its source.

    A few words occur everywhere in almost the same order, so a short quote must stand as it is.
    """
    return 1.0 if len(quote.words) < _SHORT else _LEAST
