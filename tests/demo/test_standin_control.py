"""The control interface over HTTP, as the page and other programs use it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.demo.standin import PersonDriver, TelegramStandIn

from .wire import Wire

KEYBOARD = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}, {"text": "Site", "url": "https://x.org"}]]}


@pytest.fixture
async def paged(tmp_path: Path) -> AsyncIterator[TelegramStandIn]:
    (tmp_path / "page").mkdir()
    (tmp_path / "page" / "index.html").write_text("<h1>demo</h1>")
    (tmp_path / "page" / "app.js").write_text("go()")
    (tmp_path / "secret").write_text("no")
    standin = TelegramStandIn(page=tmp_path / "page")
    await standin.start()
    yield standin
    await standin.stop()


async def test_the_page_and_its_files_and_nothing_else_are_served(paged: TelegramStandIn) -> None:
    async with aiohttp.ClientSession() as http:
        for path, status, text in (("/", 200, "demo"), ("/page/app.js", 200, "go()"), ("/page/none", 404, "no page")):
            async with http.get(paged.url + path) as response:
                assert response.status == status
                assert text in await response.text()
    reader, writer = await asyncio.open_connection("127.0.0.1", int(paged.url.rsplit(":", 1)[1]))
    writer.write(b"GET /page/..%2fsecret HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    assert b" 404 " in (await reader.read()).splitlines()[0]
    writer.close()
    await writer.wait_closed()


async def test_people_are_made_listed_and_changed(wire: Wire, asha: PersonDriver) -> None:
    status, made = await wire.control("POST", "people", id=7, first_name="Ben", label="Chair", note="leads")
    assert (status, made["label"], made["blocked"]) == (200, "Chair", False)
    await wire.control("POST", "people", id=7, label="Patient")
    await wire.control("POST", "people/101/block")
    listed = (await wire.control("GET", "people"))[1]
    assert [(p["id"], p["first_name"], p["label"], p["blocked"]) for p in listed] == [
        (101, "Asha", "", True),
        (7, "Ben", "Patient", False),
    ]
    assert set(listed[0]) >= {"last_name", "username", "note", "deactivated"}


async def test_a_conversation_over_http(wire: Wire, asha: PersonDriver) -> None:
    status, typed = await wire.control("POST", "people/101/type", text="hello")
    assert (status, set(typed)) == (200, {"message_id", "update_id"})
    await wire.ok("sendMessage", chat_id=101, text="<b>Hi</b> &lt;you&gt;", parse_mode="HTML", reply_markup=KEYBOARD)
    await wire.ok("setMyCommands", commands=[{"command": "help", "description": "Help"}])
    await wire.ok("sendChatAction", chat_id=101, action="typing")
    chat = (await wire.control("GET", "people/101/chat"))[1]
    assert (chat["typing"], chat["commands"]) == (True, [{"command": "help", "description": "Help"}])
    shown = chat["messages"][-1]
    assert (shown["from"], shown["html"], shown["kind"]) == ("bot", "<b>Hi</b> &lt;you&gt;", "text")
    assert shown["buttons"] == [[{"label": "Yes", "data": "y"}, {"label": "Site", "url": "https://x.org"}]]
    assert (shown["edited"], shown["deleted"]) == (False, False)
    tapped = (await wire.control("POST", "people/101/tap", message_id=shown["id"], label="Yes", twice=True))[1]
    assert len(tapped["update_ids"]) == 2
    await wire.control("POST", "people/101/edit", message_id=typed["message_id"], text="hello again")
    await wire.control("POST", "people/101/send", kind="sticker")
    chat = (await wire.control("GET", "people/101/chat"))[1]
    assert (chat["messages"][1]["text"], chat["messages"][1]["edited"]) == ("hello again", True)
    assert chat["messages"][-1]["kind"] == "sticker"


async def test_files_go_both_ways(wire: Wire, asha: PersonDriver) -> None:
    form = aiohttp.FormData({"caption": "/survey"})
    form.add_field("file", b"a,b", filename="survey.csv", content_type="text/csv")
    async with wire.http.post(f"{wire.url}/control/people/101/file", data=form) as response:
        assert response.status == 200
    shown = (await wire.control("GET", "people/101/chat"))[1]["messages"][-1]
    assert shown["caption_html"] == "/survey"
    assert (shown["document"]["name"], shown["document"]["size"], shown["document"]["mime"]) == (
        "survey.csv",
        3,
        "text/csv",
    )
    async with wire.http.get(wire.url + shown["document"]["url"]) as response:
        assert (response.content_type, await response.read()) == ("text/csv", b"a,b")
    photo = asha.send("photo").photo
    assert photo is not None
    shown = (await wire.control("GET", "people/101/chat"))[1]["messages"][-1]
    assert shown["photo"] == {"url": f"/control/files/{photo.id}", "width": 16, "height": 16}


@pytest.mark.parametrize(
    ("verb", "path", "body", "status"),
    [
        ("GET", "people/5/chat", {}, 404),
        ("GET", "people/x/chat", {}, 400),
        ("GET", "people/101/chat?bot=nobody", {}, 404),
        ("POST", "people/5/type", {"text": "x"}, 404),
        ("POST", "people/101/type", {"text": ""}, 400),
        ("POST", "people/101/type", {"text": 5}, 400),
        ("POST", "people/101/tap", {"label": "Yes"}, 400),
        ("POST", "people/101/tap", {"message_id": 1}, 400),
        ("POST", "people/101/edit", {"message_id": 99, "text": "x"}, 404),
        ("POST", "people/101/send", {"kind": "elephant"}, 400),
        ("POST", "people", {"id": "seven"}, 400),
        ("POST", "updates", {"a": {}, "b": {}}, 400),
        ("POST", "redeliver", {"update_ids": [1]}, 404),
        ("POST", "redeliver", {}, 400),
        ("POST", "updates", {"message": {"chat": {"type": "private"}}}, 400),
        ("GET", "files/none", {}, 404),
        ("GET", "journal?after=x", {}, 400),
    ],
)
async def test_what_cannot_be_done_is_said(
    wire: Wire, asha: PersonDriver, verb: str, path: str, body: dict[str, Any], status: int
) -> None:
    found, answer = await wire.control(verb, path, **body)
    assert (found, list(answer)) == (status, ["error"])


async def test_a_body_that_is_not_json_is_refused(wire: Wire, asha: PersonDriver) -> None:
    for body in (b"{", b"[]"):
        async with wire.http.post(f"{wire.url}/control/people/101/type", data=body) as response:
            assert response.status == 400


async def test_updates_are_made_and_repeated_from_outside(wire: Wire, asha: PersonDriver) -> None:
    place = {"id": 55, "type": "private", "first_name": "New"}
    message = {"message_id": 1, "date": 0, "chat": place, "text": "raw"}
    update_id = (await wire.control("POST", "updates", message=message))[1]["update_id"]
    assert (await wire.ok("getUpdates"))[-1]["update_id"] == update_id
    await wire.ok("sendMessage", chat_id=55, text="hi")
    await wire.ok("getUpdates", offset=update_id + 1)
    assert (await wire.control("GET", "state"))[1]["waiting"] == {"1:DEMO": 0}
    await wire.control("POST", "redeliver", update_ids=[update_id])
    assert (await wire.control("GET", "state"))[1]["waiting"] == {"1:DEMO": 1}
    assert (await wire.ok("getUpdates", offset=update_id + 1))[0]["message"]["text"] == "raw"


async def test_the_journal_goes_on_from_where_it_was_read(wire: Wire, asha: PersonDriver) -> None:
    await wire.ok("getMe")
    await wire.ok("sendMessage", chat_id=101, text="hi")
    records = (await wire.control("GET", "journal?after=1"))[1]
    assert [(r["n"], r["method"], r["status"], r["message_id"], r["text"]) for r in records] == [
        (2, "sendMessage", 200, 2, "hi")
    ]


async def test_events_tell_what_happens(standin: TelegramStandIn, wire: Wire, asha: PersonDriver) -> None:
    async with wire.http.get(f"{wire.url}/control/events") as stream:
        assert stream.content_type == "text/event-stream"
        assert (await stream.content.readline()).startswith(b":")
        await stream.content.readline()
        sent = await wire.ok("sendMessage", chat_id=101, text="hi", reply_markup=KEYBOARD)
        query_id = asha.tap("Yes")
        await wire.ok("answerCallbackQuery", callback_query_id=query_id, text="Noted", show_alert=True)
        await wire.ok("editMessageText", chat_id=101, message_id=sent["message_id"], text="bye")
        await wire.ok("sendChatAction", chat_id=101, action="typing")
        await wire.ok("setMyCommands", commands=[{"command": "help", "description": "Help"}])
        await wire.ok("deleteMessage", chat_id=101, message_id=sent["message_id"])
        asha.block()
        events = []
        for _ in range(7):
            events.append(json.loads((await stream.content.readline()).removeprefix(b"data: ")))
            await stream.content.readline()
    assert [e["what"] for e in events] == ["message", "toast", "edit", "typing", "commands", "delete", "person"]
    assert [e["person"] for e in events] == [101, 101, 101, 101, None, 101, 101]
    assert events[0]["message"]["text"] == "hi"
    assert events[1]["toast"] == {"text": "Noted", "alert": True}
    assert events[2]["message"]["text"] == "bye"
    assert events[5]["message"]["deleted"] is True
    assert events[6]["details"]["blocked"] is True
