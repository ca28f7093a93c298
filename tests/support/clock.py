"""A clock that a test turns by hand."""

from datetime import UTC, datetime, timedelta

# A Tuesday in summer time, 11am in London.
START = datetime(2027, 5, 11, 10, 0, tzinfo=UTC)


class HandClock:
    """The present moment, which passes only when a test says so."""

    def __init__(self, start: datetime = START) -> None:
        self._now = start

    def now(self) -> datetime:
        """The present moment, in UTC."""
        return self._now

    def advance(self, **span: float) -> None:
        """Let time pass: `advance(days=1, hours=2)`, in the words of timedelta."""
        self._now += timedelta(**span)

    def set(self, moment: datetime) -> None:
        """Make it this moment, which needs a zone."""
        assert moment.tzinfo is not None, "a moment needs a zone"
        self._now = moment.astimezone(UTC)
