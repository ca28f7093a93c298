"""The list of every Bot API call in order: what was asked, what was answered, and whether it took effect."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TextIO


@dataclass(slots=True)
class Record:
    """One call. `applied` says whether the world changed by it, whatever the caller got to hear."""

    n: int
    at: float
    bot: str
    method: str
    chat_id: int | None
    status: int
    ok: bool
    description: str | None
    message_id: int | None
    text: str | None
    applied: bool


class Journal:
    """All records in memory and, where a path is given, a JSON line each in a file."""

    def __init__(self, path: Path | None = None) -> None:
        self.records: list[Record] = []
        self._path = path
        self._file: TextIO | None = None

    def open(self) -> None:
        """Starts to write the file, if there is one to write."""
        if self._path is not None and self._file is None:
            self._file = self._path.open("a", encoding="utf-8", buffering=1)

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def write(self, record: Record) -> None:
        self.records.append(record)
        if self._file is not None:
            self._file.write(json.dumps(asdict(record)) + "\n")

    def after(self, n: int) -> list[Record]:
        """The records numbered above n (the first is 1)."""
        return self.records[max(n, 0) :]

    def of(self, method: str, chat_id: int | None = None, *, ok: bool | None = None) -> list[Record]:
        """The records of one method, of one chat if named, that went well or did not if asked."""
        return [
            r
            for r in self.records
            if r.method == method and chat_id in (None, r.chat_id) and (ok is None or r.ok is ok)
        ]
