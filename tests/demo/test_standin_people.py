"""People in the hands of a test: what they can do, what they see, and how a test waits for it."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import aiohttp
import pytest

from bot.demo.standin import Limits, NotPossibleError, PersonDriver, TelegramStandIn, Toast
from bot.demo.standin.things import KINDS

from .wire import HandClock, Wire

KEYBOARD = {
    "inline_keyboard": [
        [{"text": "Yes, please", "callback_data": "y"}, {"text": "No", "callback_data": "n"}],
        [{"text": "Site", "url": "https://x.org"}],
    ]
}
TOO_OLD = (
    400,
    "Bad Request: query is too old and response timeout expired or query ID is invalid",
)


async def ask(wire: Wire) -> int:
    sent = await wire.ok("sendMessage", chat_id=101, text="Saturdays?", reply_markup=KEYBOARD)
    number: int = sent["message_id"]
    return number


async def test_a_tap_sends_the_button_and_its_message(wire: Wire, asha: PersonDriver) -> None:
    number = await ask(wire)
    query_id = asha.tap(number, "Yes")
    query = (await wire.ok("getUpdates"))[-1]["callback_query"]
    assert (query["id"], query["data"], query["message"]["message_id"]) == (query_id, "y", number)
    assert query["message"]["text"] == "Saturdays?"
    await wire.ok("answerCallbackQuery", callback_query_id=query_id, text="Thank you", show_alert=True)
    assert asha.toasts == [Toast("Thank you", True, query_id)]


async def test_the_latest_buttons_are_meant_and_a_whole_label_wins(wire: Wire, asha: PersonDriver) -> None:
    buttons = [{"text": "No way", "callback_data": "1"}, {"text": "No", "callback_data": "2"}]
    await wire.ok("sendMessage", chat_id=101, text="x", reply_markup={"inline_keyboard": [buttons]})
    await wire.ok("sendMessage", chat_id=101, text="and then some")
    for tapped in (("No",), (None, "No")):
        asha.tap(*tapped)
        assert (await wire.ok("getUpdates"))[-1]["callback_query"]["data"] == "2"


async def test_a_tap_can_come_twice(wire: Wire, asha: PersonDriver) -> None:
    number = await ask(wire)
    asha.tap(number, "No", twice=True)
    first, second = (await wire.ok("getUpdates"))[-2:]
    assert first["update_id"] != second["update_id"]
    assert first["callback_query"] == second["callback_query"]
    assert asha.update_ids == [first["update_id"], second["update_id"]]


async def test_a_button_that_is_not_there_cannot_be_tapped_but_can_be_forged(wire: Wire, asha: PersonDriver) -> None:
    number = await ask(wire)
    with pytest.raises(AssertionError, match=r"no button 'Maybe' on message .*'Yes, please', 'No', 'Site'"):
        asha.tap(number, "Maybe")
    with pytest.raises(AssertionError, match="opens"):
        asha.tap(number, "Site")
    with pytest.raises(AssertionError, match="label, or data"):
        asha.tap(number)
    asha.tap(number, data="forged")
    await wire.ok("deleteMessage", chat_id=101, message_id=number)
    with pytest.raises(AssertionError, match="no message with buttons"):
        asha.tap(number, "No")
    asha.tap(number, data="old")
    forged, old = (u["callback_query"] for u in (await wire.ok("getUpdates"))[-2:])
    assert (forged["data"], forged["message"]["text"]) == ("forged", "Saturdays?")
    assert (old["data"], old["message"]["date"]) == ("old", 0)


async def test_a_tap_is_answered_once_and_in_time(wire: Wire, asha: PersonDriver, clock: HandClock) -> None:
    number = await ask(wire)
    query_id = asha.tap(number, "No")
    long = await wire.refused("answerCallbackQuery", callback_query_id=query_id, text="x" * 201)
    assert long == (400, "Bad Request: MESSAGE_TOO_LONG")
    await wire.ok("answerCallbackQuery", callback_query_id=query_id)
    assert await wire.refused("answerCallbackQuery", callback_query_id=query_id) == TOO_OLD
    assert await wire.refused("answerCallbackQuery", callback_query_id="1") == TOO_OLD
    late = asha.tap(number, "No")
    clock.advance(61)
    assert await wire.refused("answerCallbackQuery", callback_query_id=late) == TOO_OLD


async def test_people_edit_what_they_wrote(wire: Wire, asha: PersonDriver) -> None:
    mine = asha.type("one")
    asha.edit(mine, "/two")
    update = (await wire.ok("getUpdates"))[-1]
    assert update["edited_message"]["text"] == "/two"
    assert update["edited_message"]["edit_date"]
    number = await ask(wire)
    with pytest.raises(AssertionError, match="of their own"):
        asha.edit(number, "x")


@pytest.mark.parametrize("kind", KINDS)
async def test_people_send_all_kinds_of_things(wire: Wire, asha: PersonDriver, kind: str) -> None:
    asha.send(kind)
    message = (await wire.ok("getUpdates"))[-1]["message"]
    assert ("forward_origin" if kind == "forward" else kind) in message


async def test_what_a_client_does_not_let_people_do(standin: TelegramStandIn, asha: PersonDriver) -> None:
    with pytest.raises(NotPossibleError, match="4096"):
        asha.type("x" * 4097)
    with pytest.raises(NotPossibleError, match="nobody sends"):
        asha.send("elephant")
    with pytest.raises(NotPossibleError, match="no message"):
        asha.type("hi", reply_to=999)
    asha.deactivate()
    with pytest.raises(NotPossibleError, match="deactivated"):
        asha.type("hi")
    with pytest.raises(NotPossibleError, match="no bot"):
        asha.with_bot("nobody")
    with pytest.raises(NotPossibleError, match="nothing from the bot"):
        _ = asha.last


async def test_blocking_and_coming_back_are_told_to_the_bot(wire: Wire, asha: PersonDriver) -> None:
    asha.block()
    asha.block()
    with pytest.raises(NotPossibleError, match="blocked"):
        asha.type("hello?")
    asha.type("/start")
    updates = (await wire.ok("getUpdates"))[1:]
    assert [next(k for k in u if k != "update_id") for u in updates] == [
        "my_chat_member",
        "my_chat_member",
        "message",
    ]
    statuses = [u["my_chat_member"]["new_chat_member"]["status"] for u in updates[:2]]
    assert statuses == ["kicked", "member"]
    asha.block()
    asha.unblock()
    asha.unblock()
    assert len(await wire.ok("getUpdates")) == 6


async def test_people_hear_what_is_new_or_edited_since_they_acted(wire: Wire, asha: PersonDriver) -> None:
    number = await ask(wire)
    assert (await asha.hears("Saturdays")).id == number
    asha.tap("No")
    with pytest.raises(AssertionError, match=r"did not hear 'Saturdays' in 0 s\n(.|\n)*'Yes, please'"):
        await asha.hears("Saturdays", timeout=0)
    waiting = asyncio.create_task(asha.hears("Noted"))
    await wire.ok("editMessageText", chat_id=101, message_id=number, text="Noted: No")
    assert (await waiting).id == number


async def test_waiting_in_vain_shows_the_chats_that_were_meant(standin: TelegramStandIn, asha: PersonDriver) -> None:
    other = standin.person(102, first_name="Ben")
    other.type("nothing to see")
    with pytest.raises(AssertionError) as failure:
        await standin.until(lambda: bool(asha.toasts), timeout=0)
    assert "Asha" in str(failure.value)
    assert "nothing to see" not in str(failure.value)
    with pytest.raises(AssertionError, match="nothing to see"):
        await standin.until(lambda: False, timeout=0)


async def test_settled_waits_for_confirmation_and_for_calls_in_progress(
    standin: TelegramStandIn, wire: Wire, asha: PersonDriver
) -> None:
    with pytest.raises(AssertionError, match=r"unconfirmed updates \{'demo_bot': 1\}"):
        await standin.settled(timeout=0)
    waiting = asyncio.create_task(standin.settled())
    await wire.ok("getUpdates", offset=asha.update_ids[0] + 1)
    await waiting


async def test_ten_thousand_people_fit(standin: TelegramStandIn, wire: Wire) -> None:
    people = [standin.person(1000 + number) for number in range(10_000)]
    for person in people:
        person.type("/start")
    waiting = asyncio.create_task(standin.until(lambda: all(p.chat.last for p in people[::1000])))
    for person in people[::1000]:
        await wire.ok("sendMessage", chat_id=person.id, text="hi")
    await waiting
    assert (await wire.ok("getWebhookInfo"))["pending_update_count"] == 10_000


async def test_the_journal_is_also_a_file_and_latency_is_felt(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    standin = TelegramStandIn(limits=Limits(enforced=False), journal=path, latency=0.001)
    await standin.start()
    standin.person(101).type("/start")
    async with aiohttp.ClientSession() as http:
        wire = Wire(http, standin.url)
        await wire.ok("sendMessage", chat_id=101, text="hi")
        await wire.refused("sendMessage", chat_id=9, text="hi")
    await standin.stop()
    await standin.stop()
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    assert [(r["n"], r["method"], r["chat_id"], r["ok"], r["applied"]) for r in lines] == [
        (1, "sendMessage", 101, True, True),
        (2, "sendMessage", 9, False, False),
    ]
    assert (lines[0]["text"], lines[1]["description"]) == ("hi", "Bad Request: chat not found")
    assert [r.n for r in standin.journal.of("sendMessage", 101)] == [1]
