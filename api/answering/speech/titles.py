"""Headlines, in which every word has a capital."""

from api.answering.speech.phrases import Tokens

_LEAST = 4


def title_case(tokens: Tokens) -> bool:
    """Tell whether nearly all longer words of a sentence begin with a capital."""
    words = [one for one in tokens if one.word and len(one.text) > 3 and one.text[0].isalpha()]
    return len(words) >= _LEAST and sum(one.capital for one in words) >= 0.9 * len(words)
