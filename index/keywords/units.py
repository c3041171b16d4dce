"""What is searched by its words, as tantivy keeps it."""

from dataclasses import dataclass

import tantivy
from tantivy import Filter as Step

# A term that every unit has: tantivy's own counts leave out what is deleted but not merged away.
EVERY, UNIT = "every", "unit"


@dataclass(frozen=True, slots=True)
class Unit:
    """What is searched as one: a passage or a whole article, with its title."""

    id: int
    article_id: int
    text: str
    publisher: str | None
    language: str | None
    day: int | None


def make_schema() -> tantivy.Schema:
    """Declare the fields of a unit."""
    builder = tantivy.SchemaBuilder()
    # Not unsigned: deleting by a Python integer makes a signed term, which would match nothing.
    builder.add_integer_field("id", indexed=True, fast=True)
    builder.add_unsigned_field("article", fast=True)
    builder.add_text_field("stem", tokenizer_name="stem", index_option="position")
    builder.add_text_field("word", tokenizer_name="word", index_option="freq")
    builder.add_text_field("publisher", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("language", tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("day", indexed=True, fast=True)
    builder.add_text_field(EVERY, tokenizer_name="raw", index_option="basic")
    return builder.build()


def make_analyzers() -> dict[str, tantivy.TextAnalyzer]:
    """Make what cuts a text into words, by the name of the field."""
    return {"stem": _analyzer(Step.stemmer("english")), "word": _analyzer()}


def to_document(unit: Unit) -> tantivy.Document:
    """Write a unit down for tantivy."""
    document = tantivy.Document()
    document.add_integer("id", unit.id)
    document.add_text(EVERY, UNIT)
    document.add_unsigned("article", unit.article_id)
    document.add_text("stem", unit.text)
    document.add_text("word", unit.text)
    if unit.publisher is not None:
        document.add_text("publisher", unit.publisher)
    if unit.language is not None:
        document.add_text("language", unit.language)
    if unit.day is not None:
        document.add_integer("day", unit.day)
    return document


def _analyzer(*steps: tantivy.Filter) -> tantivy.TextAnalyzer:
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for step in (Step.remove_long(80), Step.lowercase(), Step.ascii_fold(), *steps):
        builder = builder.filter(step)
    return builder.build()
