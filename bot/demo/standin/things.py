"""What people send besides text and files: the content of each kind of message, made up where nothing is given."""

from __future__ import annotations

import zlib
from struct import pack
from typing import TYPE_CHECKING

from . import objects
from .errors import NotPossibleError
from .model import Bot, Chat, Json

if TYPE_CHECKING:
    from .world import World

_FILES: dict[str, tuple[str, Json]] = {
    "sticker": (
        "sticker.webp",
        {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False, "emoji": "👍"},
    ),
    "voice": ("voice.ogg", {"duration": 3, "mime_type": "audio/ogg"}),
    "audio": ("song.mp3", {"duration": 60, "mime_type": "audio/mpeg"}),
    "video": ("video.mp4", {"duration": 5, "width": 320, "height": 240, "mime_type": "video/mp4"}),
    "video_note": ("note.mp4", {"duration": 5, "length": 240}),
    "animation": ("cat.mp4", {"duration": 2, "width": 320, "height": 240, "mime_type": "video/mp4"}),
}
_PLAIN: dict[str, Json] = {
    "contact": {"phone_number": "+441632960000", "first_name": "Sam"},
    "location": {"latitude": 51.5, "longitude": -0.12},
    "dice": {"emoji": "🎲", "value": 4},
}
KINDS = ("photo", "forward", "poll", *_FILES, *_PLAIN)


def thing(world: World, bot: Bot, chat: Chat, kind: str, details: Json) -> Json:
    """The content of a message of this kind. `details`: data and caption for files, text for what is forwarded."""
    if kind == "photo":
        file = world.files.add(bot.id, "photo", "photo.png", details.get("data") or picture())
        return {"kind": kind, "photo": file, "caption": details.get("caption") or ""}
    if kind == "forward":
        sender = {"id": 999_000_001, "is_bot": False, "first_name": "Somebody else"}
        origin = {"type": "user", "date": int(world.clock()), "sender_user": sender}
        return {"text": details.get("text") or "A forwarded message", "extra": {"forward_origin": origin}}
    if kind in _FILES:
        name, fields = _FILES[kind]
        file = world.files.add(bot.id, kind, name, details.get("data") or kind.encode())
        content = {**objects.file_fields(file), **fields}
        return {"kind": kind, "caption": details.get("caption") or "", "extra": {kind: content}}
    if kind in _PLAIN:
        return {"kind": kind, "extra": {kind: dict(_PLAIN[kind])}}
    if kind == "poll":
        return {"kind": kind, "extra": {kind: a_poll()}}
    raise NotPossibleError(f"nobody sends a {kind!r}; there are {', '.join(KINDS)}")


def a_poll() -> Json:
    """A native poll as somebody might send one to the bot."""
    options = [{"persistent_id": str(n), "text": text, "voter_count": 0} for n, text in enumerate(("Yes", "No"))]
    return {
        "id": "5000000001",
        "question": "Shall we?",
        "options": options,
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": True,
        "type": "regular",
        "allows_multiple_answers": False,
        "allows_revoting": True,
        "members_only": False,
    }


def picture(width: int = 16, height: int = 16) -> bytes:
    """A small grey PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))

    head = pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x99" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
