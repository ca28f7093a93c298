"""The stand-in as python-telegram-bot sees it, with the library's own Bot over HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    InputMediaPhoto,
    MenuButtonCommands,
    Message,
    ReplyParameters,
)
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter

from bot.demo.standin import PersonDriver, TelegramStandIn, picture
from bot.demo.standin.things import KINDS

from .wire import TOKEN

KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="y")]])


def make(standin: TelegramStandIn, token: str = TOKEN) -> Bot:
    return Bot(token, base_url=f"{standin.url}/bot", base_file_url=f"{standin.url}/file/bot")


@pytest.fixture
async def bot(standin: TelegramStandIn) -> AsyncIterator[Bot]:
    async with make(standin) as bot:
        yield bot


async def test_messages_and_taps(bot: Bot, asha: PersonDriver) -> None:
    sent = await bot.send_message(101, "<b>Hi</b> 😀", parse_mode="HTML", reply_markup=KEYBOARD)
    assert (sent.text, sent.entities[0].type) == ("Hi 😀", "bold")
    query_id = asha.tap("Yes")
    update = (await bot.get_updates())[-1]
    assert update.callback_query is not None
    assert update.callback_query.id == query_id
    assert isinstance(update.callback_query.message, Message)
    await update.callback_query.answer("Noted")
    edited = await update.callback_query.edit_message_text("bye")
    assert isinstance(edited, Message)
    assert (edited.text, asha.last.text, asha.toasts[0].text) == ("bye", "bye", "Noted")
    await bot.edit_message_reply_markup(101, sent.message_id, reply_markup=KEYBOARD)
    reply = await bot.send_message(101, "re", reply_parameters=ReplyParameters(sent.message_id))
    assert reply.reply_to_message is not None
    await sent.delete()
    asha.tap(sent.message_id, data="old")
    last = (await bot.get_updates())[-1].callback_query
    assert last is not None
    assert last.message is not None
    assert not last.message.is_accessible


async def test_files(bot: Bot, asha: PersonDriver) -> None:
    photo = await bot.send_photo(101, picture(30, 20), caption="chart", filename="c.png")
    assert photo.photo[-1].width == 30
    await bot.send_photo(101, photo.photo[-1].file_id)
    document = await bot.send_document(101, b"a,b", filename="a.csv")
    assert document.document is not None
    assert document.document.mime_type == "text/csv"
    file = await bot.get_file(document.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"a,b"
    album = await bot.send_media_group(101, [InputMediaPhoto(picture()), InputMediaPhoto(picture(), caption="x")])
    assert len(album) == 2
    await photo.edit_media(InputMediaDocument(b"c,d", filename="c.csv"))
    assert (await photo.edit_caption("new")).caption == "new"  # type: ignore[union-attr]


async def test_what_people_send_can_be_read(bot: Bot, asha: PersonDriver) -> None:
    asha.send_file("x.xlsx", b"PK", caption="/survey")
    for kind in KINDS:
        asha.send(kind)
    mine = asha.type("one")
    asha.edit(mine, "two")
    asha.block()
    updates = await bot.get_updates(allowed_updates=[])
    assert updates[-1].my_chat_member is not None
    assert updates[-1].my_chat_member.new_chat_member.status == "kicked"
    assert updates[-2].edited_message is not None
    assert updates[1].message is not None
    assert updates[1].message.document is not None


async def test_menu_texts_and_chats(bot: Bot, asha: PersonDriver) -> None:
    assert bot.username == "demo_bot"
    await bot.set_my_commands([BotCommand("help", "Help")], scope=BotCommandScopeChat(101), language_code="en")
    assert [c.command for c in asha.commands] == ["help"]
    assert len(await bot.get_my_commands(BotCommandScopeChat(101), "en")) == 1
    await bot.delete_my_commands(BotCommandScopeChat(101), "en")
    await bot.set_my_name("Group")
    await bot.set_my_description("d")
    await bot.set_my_short_description("s")
    assert (await bot.get_my_name()).name == "Group"
    await bot.set_chat_menu_button(101, MenuButtonCommands())
    assert (await bot.get_chat(101)).first_name == "Asha"
    assert (await bot.get_chat_member(101, 101)).status == "member"
    await bot.send_chat_action(101, "typing")
    await bot.delete_webhook()
    assert (await bot.get_webhook_info()).pending_update_count == 1


async def test_polls_copies_forwards_and_pins(bot: Bot, asha: PersonDriver) -> None:
    message = await bot.send_poll(101, "Saturdays?", ["Yes", "No"])
    assert message.poll is not None
    assert (await bot.stop_poll(101, message.message_id)).is_closed
    text = await bot.send_message(101, "copy me")
    await text.copy(101)
    assert (await text.forward(101)).forward_origin is not None
    await text.pin()
    assert await bot.delete_messages(101, [text.message_id])


@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")
async def test_refusals_become_the_librarys_errors(standin: TelegramStandIn, bot: Bot, asha: PersonDriver) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(5, "hi")
    standin.faults.add("refuse", retry_after=3, times=1)
    with pytest.raises(RetryAfter):
        await bot.send_message(101, "hi")
    standin.faults.add("refuse", status=409, methods=["getUpdates"], times=1)
    with pytest.raises(Conflict):
        await bot.get_updates()
    for kind in ("drop_before", "drop_after", "half", "garbage"):
        standin.faults.add(kind, times=1)
        with pytest.raises(NetworkError if kind != "garbage" else Exception):
            await bot.send_message(101, kind)
    assert [m.text for m in asha.messages if not m.outgoing] == ["drop_after", "half"]
    asha.block()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(101, "hi")
    with pytest.raises(InvalidToken):
        async with make(standin, "1:WRONG"):
            pass
