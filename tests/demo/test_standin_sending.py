"""What a bot may send, to whom, and every way in which that is refused."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import aiohttp
import pytest

from bot.demo.standin import PersonDriver, TelegramStandIn, picture
from bot.demo.standin.files import picture_size

from .wire import Wire

KEYBOARD = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}, {"text": "Site", "url": "https://x.org"}]]}


async def upload(wire: Wire, method: str, field: str, name: str, data: bytes, **values: Any) -> tuple[int, Any]:
    form = aiohttp.FormData({k: str(v) for k, v in values.items()})
    form.add_field(field, data, filename=name)
    async with wire.http.post(f"{wire.url}/bot{wire.token}/{method}", data=form) as response:
        return response.status, await response.json()


async def test_a_wrong_token_and_an_unknown_method(wire: Wire) -> None:
    assert await wire.refused("sendCash") == (404, "Not Found")
    wire.token = "1:WRONG"
    assert await wire.refused("getMe") == (401, "Unauthorized")


async def test_get_me_has_what_libraries_read(wire: Wire) -> None:
    assert await wire.ok("getme") == {
        "id": 1,
        "is_bot": True,
        "first_name": "Demo",
        "username": "demo_bot",
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
    }


async def test_a_message_arrives_with_its_formatting_and_buttons(wire: Wire, asha: PersonDriver) -> None:
    sent = await wire.ok(
        "sendMessage", chat_id=101, text=" <b>Hi</b> 😀 <i>there</i>\n", parse_mode="HTML", reply_markup=KEYBOARD
    )
    assert sent["text"] == "Hi 😀 there"
    assert sent["entities"] == [
        {"type": "bold", "offset": 0, "length": 2},
        {"type": "italic", "offset": 6, "length": 5},
    ]
    assert asha.last.html == "<b>Hi</b> 😀 <i>there</i>"
    assert asha.last.buttons == ["Yes", "Site"]
    assert asha.last.data == {"Yes": "y"}
    assert not asha.last.outgoing


async def test_calls_come_as_json_or_in_the_address_too(wire: Wire, asha: PersonDriver) -> None:
    address = f"{wire.url}/bot{wire.token}/sendMessage"
    async with wire.http.post(address, json={"chat_id": 101, "text": "json", "reply_markup": KEYBOARD}) as response:
        assert (await response.json())["ok"]
    assert asha.last.buttons == ["Yes", "Site"]
    async with wire.http.get(address, params={"chat_id": 101, "text": "address"}) as response:
        assert (await response.json())["ok"]
    assert asha.last.text == "address"


async def test_nobody_is_written_to_before_they_press_start(standin: TelegramStandIn, wire: Wire) -> None:
    expected = (400, "Bad Request: chat not found")
    assert await wire.refused("sendMessage", chat_id=5, text="hi") == expected
    standin.person(5)
    assert await wire.refused("sendMessage", chat_id=5, text="hi") == expected
    assert await wire.refused("getChat", chat_id=5) == expected
    standin.person(5).type("/start")
    await wire.ok("sendMessage", chat_id=5, text="hi")


@pytest.mark.parametrize("method", ["sendMessage", "editMessageText"])
async def test_blocked_and_deactivated_people_hear_nothing(wire: Wire, asha: PersonDriver, method: str) -> None:
    sent = await wire.ok("sendMessage", chat_id=101, text="hi")
    words = {"chat_id": 101, "message_id": sent["message_id"], "text": "more"}
    asha.block()
    assert await wire.refused(method, **words) == (403, "Forbidden: bot was blocked by the user")
    asha.type("/start again")
    await wire.ok("sendMessage", chat_id=101, text="welcome back")
    asha.deactivate()
    assert await wire.refused(method, **words) == (403, "Forbidden: user is deactivated")


LONG = "a" * 4096


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "message text is empty"),
        ("  \n ", "message text is empty"),
        ("<b> </b>", "message text is empty"),
        (LONG + "b", "message is too long"),
        ("😀" * 2049, "message is too long"),
        ("<b>x", "can't parse entities: Can't find end tag corresponding to start tag \"b\""),
    ],
)
async def test_texts_that_are_refused(wire: Wire, asha: PersonDriver, text: str, problem: str) -> None:
    refusal = await wire.refused("sendMessage", chat_id=101, text=text, parse_mode="HTML")
    assert refusal == (400, f"Bad Request: {problem}")
    assert [m for m in asha.messages if not m.outgoing] == []


async def test_length_is_counted_after_parsing_and_in_utf16(wire: Wire, asha: PersonDriver) -> None:
    await wire.ok("sendMessage", chat_id=101, text=f"<b>{LONG}</b>", parse_mode="HTML")
    await wire.ok("sendMessage", chat_id=101, text="&amp;" * 4096, parse_mode="HTML")
    await wire.ok("sendMessage", chat_id=101, text="😀" * 2048)
    assert len(asha.last.text) == 2048


def button(**fields: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[fields]]}


@pytest.mark.parametrize(
    ("markup", "problem"),
    [
        (button(text="x", callback_data="a" * 65), "BUTTON_DATA_INVALID"),
        (button(text="x", callback_data="é" * 33), "BUTTON_DATA_INVALID"),
        (button(text="x", callback_data=""), "BUTTON_DATA_INVALID"),
        (button(text="x"), "text buttons are unallowed in the inline keyboard"),
        (button(text="", callback_data="a"), "can't parse inline keyboard button: button text is empty"),
        (button(text="x", url="nowhere"), "inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL"),
        ({"inline_keyboard": [[{"text": "x", "callback_data": "a"}] * 8] * 13}, "reply markup is too long"),
        ([], "object expected as reply markup"),
        ("not json", "can't parse reply_markup JSON object"),
    ],
)
async def test_keyboards_that_are_refused(wire: Wire, asha: PersonDriver, markup: Any, problem: str) -> None:
    assert await wire.refused("sendMessage", chat_id=101, text="hi", reply_markup=markup) == (
        400,
        f"Bad Request: {problem}",
    )


async def test_the_largest_keyboard_and_data_pass(wire: Wire, asha: PersonDriver) -> None:
    rows = [[{"text": "x", "callback_data": "a" * 64}] * 8] * 12 + [[{"text": "y", "callback_data": "b"}] * 4]
    await wire.ok("sendMessage", chat_id=101, text="hi", reply_markup={"inline_keyboard": rows})
    assert len(asha.last.buttons) == 100


async def test_a_reply_keyboard_appears_and_goes(wire: Wire, asha: PersonDriver) -> None:
    keyboard = {"keyboard": [[{"text": "Menu"}, "Help"]]}
    await wire.ok("sendMessage", chat_id=101, text="choose", reply_markup=keyboard)
    assert asha.last.reply_keyboard == [["Menu", "Help"]]
    assert asha.chat.reply_keyboard == [["Menu", "Help"]]
    await wire.ok("sendMessage", chat_id=101, text="gone", reply_markup={"remove_keyboard": True})
    assert asha.chat.reply_keyboard is None


async def test_a_photo_and_a_document_arrive_with_their_bytes(wire: Wire, asha: PersonDriver) -> None:
    status, body = await upload(
        wire, "sendPhoto", "photo", "chart.png", picture(30, 20), chat_id=101, caption="<i>c</i>", parse_mode="HTML"
    )
    assert status == 200
    assert (body["result"]["photo"][0]["width"], body["result"]["photo"][0]["height"]) == (30, 20)
    assert asha.last.photo is not None
    assert asha.last.photo.bytes == picture(30, 20)
    assert (asha.last.caption, asha.last.caption_html) == ("c", "<i>c</i>")
    status, body = await upload(wire, "sendDocument", "document", "a.csv", b"x,y", chat_id=101)
    assert asha.last.document is not None
    assert (asha.last.document.name, asha.last.document.mime, asha.last.document.bytes) == (
        "a.csv",
        "text/csv",
        b"x,y",
    )
    again = await wire.ok("sendDocument", chat_id=101, document=body["result"]["document"]["file_id"])
    assert again["document"] == body["result"]["document"]


async def test_a_file_is_fetched_by_its_path(standin: TelegramStandIn, wire: Wire, asha: PersonDriver) -> None:
    sent = asha.send_file("answers.txt", b"yes", caption="/survey")
    update = (await wire.ok("getUpdates"))[-1]["message"]
    assert (update["caption"], update["caption_entities"][0]["type"]) == ("/survey", "bot_command")
    file = await wire.ok("getFile", file_id=update["document"]["file_id"])
    assert sent.document is not None
    async with wire.http.get(f"{wire.url}/file/bot{wire.token}/{file['file_path']}") as response:
        assert await response.read() == b"yes"
    async with wire.http.get(f"{wire.url}/file/bot{wire.token}/documents/none") as response:
        assert response.status == 404
    standin.world.add_bot("2:OTHER", "other_bot")
    other = Wire(wire.http, wire.url, "2:OTHER")
    assert (await other.refused("getFile", file_id=file["file_id"]))[0] == 400


@pytest.mark.parametrize(
    ("method", "field", "data", "problem"),
    [
        ("sendPhoto", "photo", b"not a picture", "IMAGE_PROCESS_FAILED"),
        ("sendPhoto", "photo", picture(3000, 10), "PHOTO_INVALID_DIMENSIONS"),
        ("sendPhoto", "photo", b"", "file must be non-empty"),
        ("sendDocument", "document", b"", "file must be non-empty"),
    ],
)
async def test_files_that_are_refused(
    wire: Wire, asha: PersonDriver, method: str, field: str, data: bytes, problem: str
) -> None:
    _, body = await upload(wire, method, field, "x.bin", data, chat_id=101)
    assert body["description"] == f"Bad Request: {problem}"


async def test_a_caption_that_is_too_long_and_a_file_nobody_knows(wire: Wire, asha: PersonDriver) -> None:
    _, body = await upload(wire, "sendPhoto", "photo", "x.png", picture(), chat_id=101, caption="c" * 1025)
    assert body["description"] == "Bad Request: message caption is too long"
    unknown = await wire.refused("sendPhoto", chat_id=101, photo="AgAD")
    assert unknown == (400, "Bad Request: wrong file identifier/HTTP URL specified")
    missing = await wire.refused("sendPhoto", chat_id=101)
    assert missing == (400, "Bad Request: there is no photo in the request")


async def test_more_than_fifty_megabytes_are_too_much(wire: Wire, asha: PersonDriver) -> None:
    address = f"{wire.url}/bot{wire.token}/sendDocument"
    form = aiohttp.FormData({"chat_id": "101"})
    form.add_field("document", BytesIO(bytes(50 * 1024 * 1024 + 1)), filename="big.bin")
    async with wire.http.post(address, data=form) as response:
        assert response.status == 413
        assert await response.json() == {
            "ok": False,
            "error_code": 413,
            "description": "Request Entity Too Large",
        }


async def test_an_album_is_sent_whole(wire: Wire, asha: PersonDriver) -> None:
    form = aiohttp.FormData({"chat_id": "101"})
    items = [
        {"type": "photo", "media": "attach://one", "caption": "first"},
        {"type": "photo", "media": "attach://two"},
    ]
    form.add_field("media", json.dumps(items))
    form.add_field("one", picture(), filename="1.png")
    form.add_field("two", picture(), filename="2.png")
    async with wire.http.post(f"{wire.url}/bot{wire.token}/sendMediaGroup", data=form) as response:
        sent = (await response.json())["result"]
    assert sent[0]["media_group_id"] == sent[1]["media_group_id"]
    assert [m.caption for m in asha.messages if m.photo] == ["first", ""]
    assert (await wire.refused("sendMediaGroup", chat_id=101, media=items[:1]))[0] == 400


async def test_replies_copies_and_forwards(wire: Wire, asha: PersonDriver) -> None:
    first = asha.type("question")
    sent = await wire.ok("sendMessage", chat_id=101, text="answer", reply_parameters={"message_id": first.id})
    assert sent["reply_to_message"]["text"] == "question"
    lost = await wire.refused("sendMessage", chat_id=101, text="x", reply_parameters={"message_id": 999})
    assert lost == (400, "Bad Request: message to be replied not found")
    copied = await wire.ok("copyMessage", chat_id=101, from_chat_id=101, message_id=first.id)
    assert (asha.last.id, asha.last.text) == (copied["message_id"], "question")
    forwarded = await wire.ok("forwardMessage", chat_id=101, from_chat_id=101, message_id=first.id)
    assert forwarded["forward_origin"]["sender_user"]["id"] == 101
    gone = await wire.refused("copyMessage", chat_id=101, from_chat_id=101, message_id=999)
    assert gone == (400, "Bad Request: message to copy not found")


async def test_a_poll_is_sent_and_stopped(wire: Wire, asha: PersonDriver) -> None:
    poll = {"question": "Saturdays?", "options": [{"text": "Yes"}, {"text": "No"}], "is_anonymous": False}
    sent = await wire.ok("sendPoll", chat_id=101, **poll)
    assert {"persistent_id", "text", "voter_count"} == set(sent["poll"]["options"][0])
    assert sent["poll"]["is_anonymous"] is False
    assert (await wire.ok("stopPoll", chat_id=101, message_id=sent["message_id"]))["is_closed"] is True
    twice = await wire.refused("stopPoll", chat_id=101, message_id=sent["message_id"])
    assert twice == (400, "Bad Request: poll has already been closed")
    for bad in ({**poll, "options": ["one"]}, {**poll, "question": "q" * 301}, {**poll, "options": ["a" * 101, "b"]}):
        assert (await wire.refused("sendPoll", chat_id=101, **bad))[0] == 400


async def test_typing_shows_until_the_message_comes(standin: TelegramStandIn, wire: Wire, asha: PersonDriver) -> None:
    await wire.ok("sendChatAction", chat_id=101, action="typing")
    assert asha.chat.typing_until > standin.world.clock()
    await wire.ok("sendMessage", chat_id=101, text="hi")
    assert asha.chat.typing_until == 0
    assert (await wire.refused("sendChatAction", chat_id=101, action="dancing"))[0] == 400


async def test_a_chat_is_described_for_libraries(wire: Wire, asha: PersonDriver) -> None:
    chat = await wire.ok("getChat", chat_id=101)
    assert {"accent_color_id", "max_reaction_count", "accepted_gift_types"} <= set(chat)


async def test_a_group_can_be_left(standin: TelegramStandIn, wire: Wire) -> None:
    group = {"id": -500, "type": "group", "title": "Neighbours"}
    await wire.control("POST", "updates", message={"message_id": 1, "date": 0, "chat": group, "text": "hi"})
    await wire.ok("sendMessage", chat_id=-500, text="I work in private")
    await wire.ok("leaveChat", chat_id=-500)
    assert await wire.refused("sendMessage", chat_id=-500, text="x") == (
        403,
        "Forbidden: bot is not a member of the group chat",
    )


async def test_parameters_that_cannot_be_read_are_refused(wire: Wire, asha: PersonDriver) -> None:
    assert await wire.refused("sendMessage", text="x") == (400, "Bad Request: chat_id is empty")
    assert await wire.refused("sendMessage", chat_id="@nobody", text="x") == (400, "Bad Request: chat not found")
    assert (await wire.refused("sendMessage", chat_id=101, text="x", parse_mode="Markdown"))[0] == 400
    assert (await wire.refused("sendMessage", chat_id=101, text=" x", entities=[{"type": "bold"}]))[0] == 400
    address = f"{wire.url}/bot{wire.token}/getMe"
    async with wire.http.post(address, data=b"{", headers={"Content-Type": "application/json"}) as response:
        assert response.status == 400


def test_picture_sizes_are_read_from_the_first_bytes() -> None:
    jpeg = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08\x00\x20\x00\x30" + bytes(20)
    assert picture_size(jpeg) == (48, 32)
    assert picture_size(b"GIF89a\x05\x00\x06\x00") == (5, 6)
    assert picture_size(picture(7, 9)) == (7, 9)
    assert picture_size(b"nothing") == (0, 0)
