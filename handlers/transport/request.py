"""python-telegram-bot's HTTP, on aiohttp: several times as many calls a second as the client it comes with.

Two failures that look alike are told apart, because the outbox must know: a call that surely never reached
Telegram (NotReached), and one that may have been carried out without our hearing of it (MaybeDone).
"""

import json
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
from telegram import Bot
from telegram._utils.defaultvalue import DefaultValue
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter

POOL_SIZE = 256
CONNECT_SECONDS = 5.0
READ_SECONDS = 15.0
WRITE_SECONDS = 30.0
JSON = {"Content-Type": "application/json"}
# Telegram answers an edit with the whole message. Nobody reads it, and making objects of it takes longer than all the
# rest of the call: they get the short answer, which Telegram itself gives for some messages.
UNREAD = ("/editMessageText", "/editMessageReplyMarkup")
DONE = b'{"ok":true,"result":true}'
# Telegram lets a bot fetch 20 MB. A file, or an answer, that goes on and on is no use to anybody.
LARGEST_ANSWER = 25_000_000
# How nearly every answer begins; the few others are looked at whole.
OK, LOWEST_REFUSAL = 200, 400
WELL = b'{"ok":true,"result":'


class NotReached(NetworkError):
    """The connection could not be made: Telegram has seen nothing."""


class MaybeDone(TimedOut):
    """The call went out and no whole answer came back: Telegram may have carried it out."""


class AiohttpRequest(BaseRequest):
    """One pool of kept connections. Proxies come from the environment (HTTPS_PROXY, NO_PROXY)."""

    def __init__(self, read_seconds: float = READ_SECONDS) -> None:
        self._read_seconds = read_seconds
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        return self._read_seconds

    async def initialize(self) -> None:
        if self._session is None or self._session.closed:
            connector = aiohttp.TCPConnector(limit=POOL_SIZE)
            self._session = aiohttp.ClientSession(
                connector=connector, auto_decompress=True, skip_auto_headers={"User-Agent"}
            )

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """What Telegram answered."""
        try:
            return BaseRequest.parse_json_payload(payload)
        except (TelegramError, RecursionError):
            # Its own failure would end a delivery or a reply for good; this one says that it may have been done.
            raise MaybeDone("an answer that is no JSON") from None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        connect = _seconds(connect_timeout, CONNECT_SECONDS)
        has_files = request_data is not None and bool(request_data.contains_files)
        write = _seconds(write_timeout, WRITE_SECONDS) if has_files else 0.0
        timeout = _timeout(connect, write + _seconds(read_timeout, self._read_seconds))
        body, headers = _body(request_data)
        return await self._send(url, method, body, headers, timeout)

    async def _send(
        self,
        url: str,
        method: str,
        body: aiohttp.FormData | bytes | None,
        headers: dict[str, str] | None,
        timeout: aiohttp.ClientTimeout,  # noqa: ASYNC109
    ) -> tuple[int, bytes]:
        assert self._session is not None, "initialize() comes first"
        proxy = _proxy(*urlsplit(url)[:2])
        # The address holds the token: no exception that is raised here may carry it.
        try:
            async with self._session.request(
                method, url, data=body, headers=headers, timeout=timeout, proxy=proxy, allow_redirects=False
            ) as response:
                content = await _whole(response)
                if method != "POST":
                    return response.status, content
                status = _status_of(response.status, content)
                return status, DONE if status == response.status == OK and url.endswith(UNREAD) else content
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NotReached(f"no connection: {type(error).__name__}") from None
        except TimeoutError:
            raise MaybeDone("no answer in time") from None
        except (aiohttp.ClientError, OSError) as error:
            raise MaybeDone(f"connection lost: {type(error).__name__}") from None


async def tell(bot: Bot, method: str, **what: Any) -> None:
    """A call without files by the shortest way, for what a thousand people wait for at once: the library's own takes
    half as long again as the call. Its answer is not read. Raises what any call does.
    """
    parameters = [RequestParameter(name, value, None) for name, value in what.items()]
    await bot.request.post(f"{bot.base_url}/{method}", RequestData(parameters))


async def _whole(response: aiohttp.ClientResponse) -> bytes:
    pieces, size = [], 0
    async for piece in response.content.iter_any():
        pieces.append(piece)
        size += len(piece)
        if size > LARGEST_ANSWER:
            raise MaybeDone("an answer without end")
    return b"".join(pieces)


def _status_of(status: int, content: bytes) -> int:
    """The status that Telegram means. What others on the way say, such as a proxy's 403 or 404, is not its word:
    a person has not blocked us, nor is the token wrong, because a page in HTML says so. Raises MaybeDone.
    """
    if status == OK and content.startswith(WELL):
        return status
    try:
        said = json.loads(content)
    except (ValueError, RecursionError):
        said = None
    match said:
        case {"ok": True, "result": _} if status == OK:
            return status
        case {"ok": False, "parameters": {"retry_after": wait}} if not isinstance(wait, int):
            pass
        case {"ok": False} if status >= LOWEST_REFUSAL:
            return status
        case {"ok": False, "error_code": int(code)} if code >= LOWEST_REFUSAL:
            return code
    raise MaybeDone(f"an answer that is not Telegram's ({status})")


def _seconds(given: Any, default: float) -> float:
    # A None given on purpose means "no limit"; nothing here should wait for ever, so it gets an hour.
    if isinstance(given, DefaultValue):
        return default
    return 3600.0 if given is None else float(given)


@lru_cache
def _proxy(scheme: str, place: str) -> str | None:
    # Looked up once for each place. aiohttp's own `trust_env` looks into the environment and the disk at every call,
    # in another thread, and takes longer for it than for the call.
    return None if proxy_bypass(place) else getproxies().get(scheme)


@lru_cache
def _timeout(connect: float, more: float) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(total=connect + more, sock_connect=connect)


def _body(request_data: RequestData | None) -> tuple[aiohttp.FormData | bytes | None, dict[str, str] | None]:
    """What is sent, and the headers that say what it is: plain JSON, or a form where there are files."""
    if request_data is None:
        return None, None
    if not request_data.contains_files:
        return request_data.json_payload, JSON
    # Unquoted, as Telegram takes names of files: in UTF-8.
    form = aiohttp.FormData(quote_fields=False)
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in request_data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form, None
