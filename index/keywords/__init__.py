"""BM25 by tantivy over stemmed words: the only package that imports tantivy."""

from index.keywords.folder import KeywordIndex, wipe
from index.keywords.units import Unit

__all__ = ["KeywordIndex", "Unit", "wipe"]
