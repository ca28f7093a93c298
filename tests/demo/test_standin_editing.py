"""Messages that change, go, and the menu and texts of the bot itself."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest

from bot.demo.standin import Command, PersonDriver, TelegramStandIn, picture

from .wire import HandClock, Wire

YES = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}
NOT_MODIFIED = (
    400,
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message",
)


async def photo(wire: Wire) -> int:
    form = aiohttp.FormData({"chat_id": "101", "caption": "before"})
    form.add_field("photo", picture(), filename="p.png")
    async with wire.http.post(f"{wire.url}/bot{wire.token}/sendPhoto", data=form) as response:
        number: int = (await response.json())["result"]["message_id"]
        return number


async def test_an_edit_changes_text_and_buttons(wire: Wire, asha: PersonDriver, clock: HandClock) -> None:
    sent = await wire.ok("sendMessage", chat_id=101, text="one", reply_markup=YES)
    clock.advance(60)
    edited = await wire.ok("editMessageText", chat_id=101, message_id=sent["message_id"], text="two")
    assert edited["edit_date"] == edited["date"] + 60
    assert (asha.last.text, asha.last.buttons, asha.last.edited) == ("two", [], edited["edit_date"])


async def test_an_edit_that_changes_nothing_is_refused(wire: Wire, asha: PersonDriver) -> None:
    sent = await wire.ok("sendMessage", chat_id=101, text="<b>one</b>", parse_mode="HTML", reply_markup=YES)
    same: dict[str, Any] = {"chat_id": 101, "message_id": sent["message_id"], "reply_markup": YES}
    words = {"text": "<strong>one</strong>", "parse_mode": "HTML"}
    assert await wire.refused("editMessageText", **same, **words) == NOT_MODIFIED
    assert await wire.refused("editMessageReplyMarkup", **same) == NOT_MODIFIED
    await wire.ok("editMessageText", **same, text="one")
    await wire.ok("editMessageReplyMarkup", chat_id=101, message_id=sent["message_id"])
    assert asha.last.buttons == []


async def test_what_cannot_be_edited(wire: Wire, asha: PersonDriver) -> None:
    mine = asha.type("mine")
    gone = await wire.refused("editMessageText", chat_id=101, message_id=999, text="x")
    assert gone == (400, "Bad Request: message to edit not found")
    foreign = await wire.refused("editMessageText", chat_id=101, message_id=mine.id, text="x")
    assert foreign == (400, "Bad Request: message can't be edited")
    picture_id = await photo(wire)
    no_text = await wire.refused("editMessageText", chat_id=101, message_id=picture_id, text="x")
    assert no_text == (400, "Bad Request: there is no text in the message to edit")
    sent = await wire.ok("sendMessage", chat_id=101, text="one")
    no_caption = await wire.refused("editMessageCaption", chat_id=101, message_id=sent["message_id"], caption="x")
    assert no_caption == (400, "Bad Request: there is no caption in the message to edit")
    empty = await wire.refused("editMessageText", chat_id=101, message_id=sent["message_id"], text="")
    assert empty == (400, "Bad Request: message text is empty")


async def test_captions_and_media_change(wire: Wire, asha: PersonDriver) -> None:
    number = await photo(wire)
    await wire.ok("editMessageCaption", chat_id=101, message_id=number, caption="after")
    assert asha.last.caption == "after"
    form = aiohttp.FormData({"chat_id": "101", "message_id": str(number)})
    form.add_field("media", '{"type":"photo","media":"attach://new","caption":"new"}')
    form.add_field("new", picture(40, 40), filename="n.png")
    async with wire.http.post(f"{wire.url}/bot{wire.token}/editMessageMedia", data=form) as response:
        assert (await response.json())["ok"]
    assert asha.last.photo is not None
    assert (asha.last.photo.width, asha.last.caption) == (40, "new")
    assert (await wire.refused("editMessageMedia", chat_id=101, message_id=number, media={"type": "x"}))[0] == 400


async def test_messages_are_deleted_within_two_days(wire: Wire, asha: PersonDriver, clock: HandClock) -> None:
    sent = await wire.ok("sendMessage", chat_id=101, text="one")
    which = {"chat_id": 101, "message_id": sent["message_id"]}
    assert await wire.ok("deleteMessage", **which) is True
    assert [m.text for m in asha.messages] == ["/start"]
    assert await wire.refused("deleteMessage", **which) == (400, "Bad Request: message to delete not found")
    assert (await wire.refused("editMessageText", **which, text="x"))[1].endswith("message to edit not found")
    old = await wire.ok("sendMessage", chat_id=101, text="two")
    clock.advance(48 * 3600 + 1)
    late = await wire.refused("deleteMessage", chat_id=101, message_id=old["message_id"])
    assert late == (400, "Bad Request: message can't be deleted for everyone")
    await wire.ok("deleteMessages", chat_id=101, message_ids=[old["message_id"], 999])
    assert asha.last.text == "two"


async def test_pinning(wire: Wire, asha: PersonDriver) -> None:
    sent = await wire.ok("sendMessage", chat_id=101, text="one")
    await wire.ok("pinChatMessage", chat_id=101, message_id=sent["message_id"])
    await wire.ok("unpinChatMessage", chat_id=101)
    assert (await wire.refused("pinChatMessage", chat_id=101, message_id=999))[0] == 400


def menu(*names: str) -> list[dict[str, str]]:
    return [{"command": name, "description": name.title()} for name in names]


async def test_the_narrowest_menu_wins_and_then_the_language(
    standin: TelegramStandIn, wire: Wire, asha: PersonDriver
) -> None:
    maria = standin.person(102, first_name="Maria", language_code="pt-br")
    await wire.ok("setMyCommands", commands=menu("help"))
    assert asha.commands == maria.commands == [Command("help", "Help")]
    await wire.ok("setMyCommands", commands=menu("ajuda"), language_code="pt")
    assert [c.command for c in maria.commands] == ["ajuda"]
    await wire.ok("setMyCommands", commands=menu("news"), scope={"type": "all_private_chats"})
    assert [c.command for c in maria.commands] == ["news"]
    await wire.ok("setMyCommands", commands=menu("poll"), scope={"type": "chat", "chat_id": 101})
    assert [c.command for c in asha.commands] == ["poll"]
    assert await wire.ok("getMyCommands", scope={"type": "chat", "chat_id": 101}) == menu("poll")
    await wire.ok("deleteMyCommands", scope={"type": "chat", "chat_id": 101})
    assert [c.command for c in asha.commands] == ["news"]


@pytest.mark.parametrize(
    ("parameters", "problem"),
    [
        ({"commands": menu("Help")}, "BOT_COMMAND_INVALID"),
        ({"commands": menu("a" * 33)}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "a", "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": menu("a") * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": "?"}, "can't parse commands JSON object"),
        ({"commands": [], "scope": {"type": "moon"}}, "can't parse BotCommandScope: unsupported type specified"),
        ({"commands": [], "scope": {"type": "chat", "chat_id": 7}}, "chat not found"),
        ({"commands": [], "language_code": "eng"}, "invalid language code specified"),
    ],
)
async def test_menus_that_are_refused(
    wire: Wire, asha: PersonDriver, parameters: dict[str, Any], problem: str
) -> None:
    assert await wire.refused("setMyCommands", **parameters) == (400, f"Bad Request: {problem}")


async def test_name_and_descriptions_are_kept_by_language(wire: Wire) -> None:
    await wire.ok("setMyDescription", description="A patient group")
    await wire.ok("setMyDescription", description="Um grupo", language_code="pt")
    assert await wire.ok("getMyDescription", language_code="pt") == {"description": "Um grupo"}
    assert await wire.ok("getMyDescription", language_code="fr") == {"description": "A patient group"}
    assert await wire.ok("getMyName") == {"name": "Demo"}
    assert (await wire.refused("setMyShortDescription", short_description="x" * 121))[0] == 400
    await wire.ok("setChatMenuButton", menu_button={"type": "commands"})
    assert await wire.ok("getChatMenuButton") == {"type": "commands"}


async def test_webhooks_are_politely_refused(wire: Wire) -> None:
    assert (await wire.refused("setWebhook", url="https://x.org"))[0] == 400
    assert await wire.ok("setWebhook", url="") is True
    assert (await wire.ok("getWebhookInfo"))["url"] == ""
