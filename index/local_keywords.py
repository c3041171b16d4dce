"""The words of a store, on disk: of the passages, and of the whole articles."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from index.keywords import KeywordIndex, Unit, wipe
from index.records import Entry


class LocalKeywords:
    """Both keyword indexes as one. One process may write at a time, any number read."""

    def __init__(self, folder: Path) -> None:
        """Open both in a folder; what is torn or of another making is started empty."""
        self.passages = _opened(folder / "passages")
        self.articles = _opened(folder / "articles")
        self._both = (self.passages, self.articles)

    @property
    def generation(self) -> int:
        """The generation up to which both are complete, as this process sees them."""
        return min(words.generation for words in self._both)

    def clear(self) -> None:
        """Let go of all words; done after ``commit``."""
        for words in self._both:
            words.clear()

    def add(self, entries: Sequence[Entry]) -> None:
        """Take in chunks, and the articles that come with them; visible after ``commit``."""
        self.passages.add([_passage(entry) for entry in entries])
        articles = [entry for entry in entries if entry.article_text is not None]
        self.articles.add([_article(entry) for entry in articles])

    def delete(self, chunk_ids: Sequence[int]) -> None:
        """Let go of chunks, and of the articles that are known by them; done after ``commit``."""
        for words in self._both:
            words.delete(chunk_ids)

    def commit(self, generation: int) -> None:
        """Write the words to disk, complete up to a generation."""
        # Each waits for the disk; they do so together.
        with ThreadPoolExecutor(len(self._both)) as pool:
            list(pool.map(lambda words: words.commit(generation), self._both))

    def reload(self) -> None:
        """See the words that another process has written."""
        for words in self._both:
            words.reload()

    def release(self) -> None:
        """Let another process write."""
        for words in self._both:
            words.release()

    def tidy(self) -> None:
        """Delete the files of words that are gone."""
        for words in self._both:
            words.tidy()


def _opened(folder: Path) -> KeywordIndex:
    try:
        return KeywordIndex(folder)
    except (ValueError, OSError):
        # Torn or of another making: it is derived, and the catalog builds it again.
        wipe(folder)
        return KeywordIndex(folder)


def _passage(entry: Entry) -> Unit:
    text = f"{entry.title}\n{entry.text}"
    return Unit(entry.chunk_id, entry.article_id, text, entry.publisher, entry.language, entry.day)


def _article(entry: Entry) -> Unit:
    text = f"{entry.title}\n{entry.article_text}"
    return Unit(
        entry.article_id, entry.article_id, text, entry.publisher, entry.language, entry.day
    )
