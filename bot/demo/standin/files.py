"""Files that were sent: kept by id and by path, with the size of pictures read from their first bytes."""

from __future__ import annotations

import hashlib
import mimetypes
from struct import unpack
from typing import TYPE_CHECKING

from .errors import UnknownError, bad_request
from .model import StoredFile

if TYPE_CHECKING:
    from collections.abc import Iterator

ANY = "application/octet-stream"
LARGEST_UPLOAD = 50 * 1024 * 1024
LARGEST_DOWNLOAD = 20 * 1024 * 1024
LARGEST_PHOTO = 10 * 1024 * 1024
FOLDERS = {"photo": "photos", "document": "documents", "voice": "voice", "sticker": "stickers"}


class Files:
    """Every file of the world; a bot may use only those that it sent or was sent."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[tuple[int, str], StoredFile] = {}

    def add(self, owner: int, kind: str, name: str, data: bytes, mime: str | None = None) -> StoredFile:
        """Keeps a file for the bot with this id. A photo must be a picture: 400 otherwise."""
        width, height = picture_size(data)
        if kind == "photo":
            _check_photo(data, width, height)
            mime = mime if mime and mime.startswith("image/") else None
        number = len(self._by_id) + 1
        if mime in (None, "", ANY):
            mime = mimetypes.guess_type(name)[0] or ("image/jpeg" if kind == "photo" else ANY)
        digest = hashlib.blake2s(data, digest_size=8).hexdigest()
        suffix = ("." + name.rsplit(".", 1)[1]) if "." in name else ""
        file = StoredFile(
            id=f"{kind[0].upper()}{number}-{digest}-{owner}",
            unique_id=f"U{digest}",
            owner=owner,
            kind=kind,
            name=name,
            mime=mime or ANY,
            data=data,
            path=f"{FOLDERS.get(kind, kind)}/file_{number}{suffix}",
            width=width,
            height=height,
        )
        self._by_id[file.id] = file
        self._by_path[owner, file.path] = file
        return file

    def get(self, file_id: str) -> StoredFile:
        """The file, for whoever watches. UnknownError if there is none."""
        try:
            return self._by_id[file_id]
        except KeyError:
            raise UnknownError("no such file") from None

    def of(self, owner: int, file_id: str) -> StoredFile:
        """The file, for a bot: 400 if it is not one of its own."""
        file = self._by_id.get(file_id)
        if file is None or file.owner != owner:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return file

    def at(self, owner: int, path: str) -> StoredFile | None:
        """The file behind a `file_path`."""
        return self._by_path.get((owner, path))


def picture_size(data: bytes) -> tuple[int, int]:
    """Width and height of a PNG, GIF, WebP or JPEG; zeros for anything else."""
    if data[:8] == b"\x89PNG\r\n\x1a\n" and len(data) >= 24:
        width, height = unpack(">II", data[16:24])
        return width, height
    if data[:6] in (b"GIF87a", b"GIF89a") and len(data) >= 10:
        width, height = unpack("<HH", data[6:10])
        return width, height
    if data[:4] == b"RIFF" and data[8:16] == b"WEBPVP8 " and len(data) >= 30:
        width, height = unpack("<HH", data[26:30])
        return width & 0x3FFF, height & 0x3FFF
    if data[:2] == b"\xff\xd8":
        return next(_jpeg_sizes(data), (0, 0))
    return 0, 0


def _jpeg_sizes(data: bytes) -> Iterator[tuple[int, int]]:
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = unpack(">HH", data[at + 5 : at + 9])
            yield width, height
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")


def _check_photo(data: bytes, width: int, height: int) -> None:
    if not width or not height:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if len(data) > LARGEST_PHOTO:
        raise bad_request("file is too big")
    if width + height > 10_000 or max(width, height) > 20 * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
