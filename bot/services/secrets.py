"""The secrets of anonymous consultations: files outside the database and its backups, destroyed at the close.

While an anonymous consultation is open, a member's answers hang on a key derived from their id and its secret,
so that they can change their mind. With the secret gone nobody can make the key again.
"""

import hmac
import os
import secrets
from datetime import datetime
from hashlib import sha256
from pathlib import Path

SECRET_BYTES = 32


class SecretStore:
    """A folder with one small file for each open anonymous consultation."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._cache: dict[int, bytes] = {}

    def create(self, consultation_id: int) -> None:
        """Make a secret and have it on disk, in place of a leftover of the same name."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self._path(consultation_id)
        path.unlink(missing_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_bytes(SECRET_BYTES))
            file.flush()
            os.fsync(file.fileno())
        self._sync_folder()
        self._cache.pop(consultation_id, None)

    def respondent(self, consultation_id: int, member_id: int) -> str:
        """The key that a member's answers hang on while the consultation is open."""
        secret = self._cache.get(consultation_id)
        if secret is None:
            secret = self._cache[consultation_id] = self._path(consultation_id).read_bytes()
        return hmac.new(secret, str(member_id).encode(), sha256).hexdigest()[:32]

    def has(self, consultation_id: int) -> bool:
        """Whether the secret is here. After a restore it may not be: then nobody can find an answer any more."""
        return consultation_id in self._cache or self._path(consultation_id).exists()

    def destroy(self, consultation_id: int) -> None:
        """Overwrite and remove a secret. Again is harmless."""
        self._cache.pop(consultation_id, None)
        path = self._path(consultation_id)
        if path.exists():
            with path.open("r+b") as file:
                file.write(secrets.token_bytes(SECRET_BYTES))
                file.flush()
                os.fsync(file.fileno())
            path.unlink()
            self._sync_folder()

    def kept(self, since: datetime) -> set[int]:
        """The ids of the consultations whose secret is here since before a moment."""
        files = (path for path in self.folder.glob("*.key") if path.stem.isdigit())
        return {int(path.stem) for path in files if path.stat().st_mtime < since.timestamp()}

    def _path(self, consultation_id: int) -> Path:
        return self.folder / f"{consultation_id}.key"

    def _sync_folder(self) -> None:
        handle = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def new_respondent() -> str:
    """A key that leads to nobody."""
    return secrets.token_hex(16)
