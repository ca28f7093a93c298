"""Who was erased, kept outside the database: an older copy still knows them, and forgets them when it comes back.

A line for each membership: the moment, and the random alias that the membership had. It names nobody: only whoever
has the older copy can tell whom it means.
"""

import os
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path


class ErasedList:
    """A file that is only added to, one line at a time, and each is on disk before the person is told."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def add(self, aliases: Iterable[str], at: datetime) -> None:
        """Put these memberships on the list. Before they are erased: twice is harmless, and not at all is not."""
        lines = "".join(f"{at.astimezone(UTC).isoformat(timespec='seconds')} {alias}\n" for alias in aliases)
        if not lines:
            return
        with os.fdopen(os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a") as file:
            file.write(lines)
            file.flush()
            os.fsync(file.fileno())

    def aliases(self) -> frozenset[str]:
        """Everybody on the list; nobody where there is none. A line that was cut short names nobody."""
        if not self._path.exists():
            return frozenset()
        lines = (line.split() for line in self._path.read_text(encoding="ascii", errors="replace").splitlines())
        return frozenset(words[1] for words in lines if len(words) == 2)
