"""How a call to the Bot API is refused, and how a person is told that what they try cannot be done."""

from __future__ import annotations


class ApiError(Exception):
    """A Bot API refusal: the code, the description as Telegram words it, and seconds to wait if it asks for that."""

    def __init__(self, code: int, description: str, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after

    def as_dict(self) -> dict[str, object]:
        """The answer's body."""
        body: dict[str, object] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.retry_after is not None:
            body["parameters"] = {"retry_after": self.retry_after}
        return body


class NotPossibleError(AssertionError):
    """A person tries something that a real client would not let them do (a button that is not there)."""


class UnknownError(NotPossibleError):
    """Something is named (a person, a message, a file) that does not exist."""


def bad_request(reason: str) -> ApiError:
    """400 with Telegram's prefix."""
    return ApiError(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> ApiError:
    """403 with Telegram's prefix."""
    return ApiError(403, f"Forbidden: {reason}")


def too_many(retry_after: int) -> ApiError:
    """429, with the seconds to wait."""
    return ApiError(429, f"Too Many Requests: retry after {retry_after}", retry_after)
