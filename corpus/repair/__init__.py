"""The only place where text is altered: lost spaces, broken hyphens, mojibake, soft hyphens."""

from collections.abc import Callable, Iterable

from corpus.repair.characters import invisible, mojibake
from corpus.repair.edits import Edit, Repair, Repaired, altered, undo
from corpus.repair.hyphens import broken_words
from corpus.repair.spaces import lost_spaces

# Moves up when repairs come out otherwise: then every file is to be read again.
REVISION = 2

__all__ = ["REVISION", "Repair", "Repaired", "repair", "undo"]


def repair(text: str, language: str | None, also: str = "") -> Repaired:
    """Repair what scraping and PDF do to a text; ``undo`` gives the original back.

    The outcome depends on the arguments alone, and repairing it again alters nothing.

    Args:
        text: A document's text, or its title.
        language: Its language as a BCP 47 tag. Spaces and hyphens are repaired in English only;
            None leaves it to the text to show whether it is English.
        also: More of the same document, whose words are evidence: the title for a text, the text
            for a title.
    """
    steps: tuple[Callable[[str], Iterable[Edit]], ...] = (
        mojibake,
        invisible,
        lambda found: broken_words(found, language, also),
        lambda found: lost_spaces(found, language, also),
    )
    repaired = Repaired(text)
    while True:
        before = repaired.text
        for step in steps:
            edits = list(step(repaired.text))
            if edits:
                repaired = altered(repaired, edits)
        if repaired.text == before:
            return repaired
