"""python-telegram-bot over our HTTP: files both ways, every way of failing, and no token in what is said of it."""

import asyncio
import logging
import traceback
from collections.abc import AsyncIterator

import pytest
from telegram import Bot
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.demo.standin import Limits, TelegramStandIn, picture
from bot.demo.standin.driver import PersonDriver
from handlers.transport.request import AiohttpRequest, MaybeDone, NotReached

TOKEN = "4242:SECRET-TOKEN"


@pytest.fixture
async def standin() -> AsyncIterator[TelegramStandIn]:
    standin = TelegramStandIn(token=TOKEN, limits=Limits(enforced=False))
    await standin.start()
    yield standin
    await standin.stop()


@pytest.fixture
def asha(standin: TelegramStandIn) -> PersonDriver:
    person = standin.person(101, first_name="Asha")
    person.type("/start")
    return person


def telegram(url: str, token: str = TOKEN) -> Bot:
    return Bot(
        token,
        base_url=f"{url}/bot",
        base_file_url=f"{url}/file/bot",
        request=AiohttpRequest(),
        get_updates_request=AiohttpRequest(),
    )


@pytest.fixture
async def bot(standin: TelegramStandIn) -> AsyncIterator[Bot]:
    async with telegram(standin.url) as bot:
        yield bot


async def test_text_updates_and_answers(bot: Bot, asha: PersonDriver) -> None:
    sent = await bot.send_message(101, "<b>سلام</b> & 😀 +=%", parse_mode=None)
    assert sent.text == asha.last.text == "<b>سلام</b> & 😀 +=%"
    (update,) = await bot.get_updates(timeout=0)
    assert update.message is not None and update.message.text == "/start"
    assert await bot.get_updates(offset=update.update_id + 1, timeout=0) == ()


async def test_files_go_up_and_come_down(bot: Bot, asha: PersonDriver) -> None:
    content = bytes(range(256)) * 1000
    sent = await bot.send_document(101, content, filename="naïve “list”.csv", caption="Für dich")
    assert sent.document is not None and sent.document.file_size == len(content)
    file = await bot.get_file(sent.document.file_id)
    assert bytes(await file.download_as_bytearray()) == content
    assert asha.last.document is not None
    assert (asha.last.document.name, asha.last.caption) == ("naïve “list”.csv", "Für dich")
    photo = await bot.send_photo(101, picture(20, 10), caption="A chart")
    assert photo.photo[-1].width == 20
    (down,) = [asha.send_file("mine.txt", b"hello")]
    assert down.document is not None
    assert bytes(await (await bot.get_file(down.document.id)).download_as_bytearray()) == b"hello"


async def test_telegrams_refusals_arrive_as_what_they_are(
    standin: TelegramStandIn, bot: Bot, asha: PersonDriver
) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(5, "hi")
    standin.faults.add("refuse", retry_after=3, times=1)
    with pytest.raises(RetryAfter):
        await bot.send_message(101, "hi")
    asha.block()
    with pytest.raises(Forbidden, match="blocked"):
        await bot.send_message(101, "hi")
    wrong = telegram(standin.url, "1:WRONG")
    with pytest.raises(InvalidToken):
        await wrong.initialize()
    await wrong.shutdown()


@pytest.mark.parametrize(
    ("fault", "kind", "done"),
    [("drop_before", MaybeDone, False), ("drop_after", MaybeDone, True), ("half", MaybeDone, True)],
)
async def test_a_cut_connection_may_have_been_carried_out(
    standin: TelegramStandIn, bot: Bot, asha: PersonDriver, fault: str, kind: type[Exception], done: bool
) -> None:
    standin.faults.add(fault, methods=["sendMessage"], times=1)  # type: ignore[arg-type]
    with pytest.raises(kind):
        await bot.send_message(101, "Did it arrive?")
    assert any(message.text == "Did it arrive?" for message in asha.messages) is done


async def test_an_answer_that_does_not_come_in_time(standin: TelegramStandIn, bot: Bot, asha: PersonDriver) -> None:
    standin.faults.add("delay", methods=["sendMessage"], seconds=5, times=1)
    with pytest.raises(MaybeDone):
        await bot.send_message(101, "Slow", read_timeout=0.05, connect_timeout=0.05)
    assert (await bot.get_me()).id == 4242


async def test_a_long_poll_may_be_held_longer_than_a_call(standin: TelegramStandIn, asha: PersonDriver) -> None:
    impatient = AiohttpRequest(read_seconds=0.05)
    bot = Bot(TOKEN, base_url=f"{standin.url}/bot", request=AiohttpRequest(), get_updates_request=impatient)
    async with bot:
        (first,) = await bot.get_updates(timeout=0)
        held = asyncio.create_task(bot.get_updates(offset=first.update_id + 1, timeout=5, read_timeout=10))
        await standin.until(lambda: standin.world.bot().updates.polled)
        asha.type("Now")
        (update,) = await held
    assert update.message is not None and update.message.text == "Now"


async def closed_port() -> int:
    server = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
    port = int(server.sockets[0].getsockname()[1])
    server.close()
    await server.wait_closed()
    return port


async def test_where_nobody_listens_telegram_was_not_reached() -> None:
    bot = telegram(f"http://127.0.0.1:{await closed_port()}")
    with pytest.raises(NotReached):
        await bot.initialize()
    await bot.shutdown()


async def test_what_telegram_says_in_trouble_is_a_telegram_error(
    standin: TelegramStandIn, bot: Bot, asha: PersonDriver
) -> None:
    for fault, expected in (("garbage", TelegramError), ("down", NetworkError)):
        number = standin.faults.add(fault, methods=["sendMessage"])  # type: ignore[arg-type]
        with pytest.raises(expected):
            await bot.send_message(101, fault)
        standin.faults.clear(number)


async def test_no_failure_and_no_log_line_tells_the_token(
    standin: TelegramStandIn, bot: Bot, asha: PersonDriver, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="aiohttp")
    caplog.set_level(logging.DEBUG, logger="asyncio")
    told = []
    for fault in ("drop_before", "half", "down", "garbage"):
        number = standin.faults.add(fault, methods=["sendMessage"])  # type: ignore[arg-type]
        with pytest.raises(TelegramError) as failure:
            await bot.send_message(101, "Hello")
        told.append("".join(traceback.format_exception(failure.value)))
        standin.faults.clear(number)
    elsewhere = telegram(f"http://127.0.0.1:{await closed_port()}")
    with pytest.raises(NotReached) as failure:
        await elsewhere.initialize()
    told.append("".join(traceback.format_exception(failure.value)))
    await elsewhere.shutdown()
    assert not any("SECRET" in text for text in (*told, caplog.text))


class Proxy:
    """A proxy that answers by itself, and remembers what it was asked to fetch."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        self.asked.append(head.split()[1])
        body = b'{"ok":true,"result":{"id":4242,"is_bot":true,"first_name":"By proxy","username":"b"}}'
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n" % len(body) + body)
        await writer.drain()
        writer.close()


@pytest.mark.parametrize(("exception", "name"), [("", "By proxy"), ("127.0.0.1", "Demo")])
async def test_proxies_come_from_the_environment(
    standin: TelegramStandIn, monkeypatch: pytest.MonkeyPatch, exception: str, name: str
) -> None:
    proxy = Proxy()
    server = await asyncio.start_server(proxy.serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    for variable in ("HTTP_PROXY", "http_proxy"):
        monkeypatch.setenv(variable, f"http://127.0.0.1:{port}")
    for variable in ("NO_PROXY", "no_proxy"):
        monkeypatch.setenv(variable, exception)
    async with telegram(standin.url) as bot:
        assert (await bot.get_me()).first_name.startswith(name)
    server.close()
    await server.wait_closed()
    assert bool(proxy.asked) is (not exception)
    assert all(address.startswith(standin.url) for address in proxy.asked)
