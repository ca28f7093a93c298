"""The parameters of a Bot API call, however they arrive: in the address, as a form, as JSON, or with files."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, web

from .errors import ApiError, bad_request
from .files import LARGEST_UPLOAD

LARGEST_REQUEST = LARGEST_UPLOAD + 1024 * 1024


@dataclass(slots=True)
class Upload:
    """A file that came with a call."""

    name: str
    mime: str
    data: bytes


@dataclass(slots=True)
class Params:
    """Values by name: strings as sent, or JSON values where the call was JSON."""

    values: dict[str, Any] = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str, default: str = "") -> str:
        value = self.values.get(name)
        return default if value is None else value if isinstance(value, str) else json.dumps(value)

    def integer(self, name: str, default: int = 0) -> int:
        """A whole number; 400 for anything else."""
        value = self.values.get(name)
        if value is None or value == "":
            return default
        try:
            return int(value)
        except (TypeError, ValueError):
            raise bad_request(f'parameter "{name}" must be an integer') from None

    def flag(self, name: str) -> bool:
        return self.text(name).lower() in ("true", "1", "yes")

    def json(self, name: str) -> Any:
        """A JSON value, None if absent; 400 where it cannot be read."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name} JSON object") from None

    @property
    def chat_id(self) -> int | None:
        """The chat the call is about, if it names one by number."""
        try:
            return int(self.values["chat_id"])
        except (KeyError, TypeError, ValueError):
            return None

    @property
    def required_chat(self) -> int:
        """The chat the call is about; 400 if there is none."""
        chat_id = self.chat_id
        if chat_id is None:
            raise bad_request("chat not found" if self.values.get("chat_id") else "chat_id is empty")
        return chat_id


async def read_params(request: web.Request) -> Params:
    """Reads address and body; 413 for more than Telegram takes, 400 for JSON that is none."""
    values: dict[str, Any] = dict(parse_qsl(request.query_string, keep_blank_values=True))
    if request.method != "POST":
        return Params(values)
    if (request.content_length or 0) > LARGEST_REQUEST:
        raise ApiError(413, "Request Entity Too Large")
    kind = request.headers.get("Content-Type", "")
    if kind.startswith("multipart/"):
        return await _read_parts(request, Params(values))
    try:
        body = (await request.read()).decode()
    except web.HTTPRequestEntityTooLarge:
        raise ApiError(413, "Request Entity Too Large") from None
    if not body:
        return Params(values)
    if kind.startswith("application/json"):
        try:
            values.update(json.loads(body))
        except (ValueError, TypeError):
            raise bad_request("can't parse JSON object") from None
    else:
        values.update(parse_qsl(body, keep_blank_values=True))
    return Params(values)


async def _read_parts(request: web.Request, params: Params) -> Params:
    size = 0
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        data = bytes(await part.read())
        size += len(data)
        if size > LARGEST_REQUEST:
            raise ApiError(413, "Request Entity Too Large")
        if part.filename is None:
            params.values[part.name] = data.decode()
        else:
            mime = part.headers.get("Content-Type", "")
            params.files[part.name] = Upload(part.filename, mime, data)
    if any(len(upload.data) > LARGEST_UPLOAD for upload in params.files.values()):
        raise ApiError(413, "Request Entity Too Large")
    return params
