"""What can go wrong at the edges, in words for the user."""


class AskError(ValueError):
    """What was asked cannot be taken as it is; the message says why and what would do."""


class NotInArchive(LookupError):
    """No document of this id."""


class UnknownAnswer(LookupError):
    """No answer of this id was given lately."""


class CannotListen(Exception):
    """The address or port cannot be taken."""


class UploadError(ValueError):
    """What was sent cannot be taken; ``status`` is that of HTTP."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
