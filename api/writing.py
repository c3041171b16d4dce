"""The language model that the settings name, ready to compose answers."""

from collections.abc import Callable

from api.answering.generating.endpoint import Endpoint
from api.answering.generating.write import written
from api.answering.quotes import LoadDocument
from api.answering.records import Answer
from api.settings import Settings


class Writer:
    """Composes answers by one model. Safe for threads."""

    def __init__(self, settings: Settings) -> None:
        """Name the model; nothing is sent to it before there is an answer to compose."""
        self._model = settings.llm_model
        self._endpoint = Endpoint(
            settings.llm, settings.llm_model, settings.llm_key, settings.llm_timeout_s
        )

    def close(self) -> None:
        """Let go of all connections."""
        self._endpoint.close()

    def write(self, answer: Answer, load: LoadDocument, again: Callable[[], Answer]) -> Answer:
        """Compose an answer anew as far as it can be proved; see ``written``."""
        return written(answer, self._endpoint, self._model, load, again)


def writer_of(settings: Settings) -> Writer | None:
    """Give the writer of the settings; None where they name none."""
    return Writer(settings) if settings.llm else None
