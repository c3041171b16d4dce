"""The answers given lately, so that they can be rated by their id."""

from collections import Counter, OrderedDict
from threading import Lock

from api.answering.records import Answer
from api.errors import UnknownAnswer


class Recent:
    """Keeps the last answers of this process in memory. Safe for threads."""

    def __init__(self, most: int = 1000) -> None:
        """Keep at most so many."""
        self._most, self._lock = most, Lock()
        self._answers: OrderedDict[str, Answer] = OrderedDict()
        self._counts: Counter[str] = Counter()

    def keep(self, answer: Answer) -> None:
        """Remember an answer, and let go of the oldest where there are too many."""
        with self._lock:
            self._answers[answer.id] = answer
            self._counts[answer.status] += 1
            while len(self._answers) > self._most:
                self._answers.popitem(last=False)

    def counts(self) -> dict[str, int]:
        """Count all answers there ever were, by status."""
        with self._lock:
            return dict(self._counts)

    def get(self, answer_id: str) -> Answer:
        """Look an answer up.

        Raises:
            UnknownAnswer: it was not given lately, or by another process.
        """
        with self._lock:
            answer = self._answers.get(answer_id)
        if answer is None:
            raise UnknownAnswer(
                f"no answer {answer_id[:80]!r} is remembered here; send it along as 'answer'"
            )
        return answer
