"""Whatever people send: each thing gets an answer, and no conversation ends or loses what was entered."""

from dataclasses import replace
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.demo.standin import actions
from bot.demo.standin.driver import PersonDriver
from storage.queries import people
from tests.conversations.house import House
from tests.conversations.people import UNKNOWN, a_chair, actor, ask, group_of, member, taps, told, types

KINDS = ("sticker", "voice", "contact", "location", "dice", "video_note", "animation", "poll")
FILES = ("photo", "video", "audio")
# The last is for those who may ask, and sent a file as a survey that is none.
ANSWERS = ("I can only read text", "I did not expect a file", "I cannot use this spreadsheet")


async def sends_everything(house: House, person: PersonDriver) -> list[str]:
    """Send one of each kind; what was said to each."""
    said = []
    for kind in (*KINDS, *FILES):
        person.send(kind)
        said.append(await told(house, person))
    person.send_file("list.xlsx", b"PK", caption="/survey")
    said.append(await told(house, person))
    return said


async def test_in_no_flow_each_thing_gets_an_answer(house: House) -> None:
    asha = await member(house, 1000)
    for said in await sends_everything(house, asha):
        assert "I can only read text" in said or "I did not expect a file" in said
    asha.send("forward", text="Look at this")
    assert "Shall I pass this on to the practice?" in await told(house, asha)
    mine = asha.type("Something")
    await house.quiet()
    asha.edit(mine, "Something else")
    assert "You changed an older message" in await told(house, asha)
    assert await types(house, asha, "/frobnicate") == UNKNOWN
    assert await types(house, asha, "/ please") == UNKNOWN


async def to_age(house: House) -> tuple[PersonDriver, str, str, str]:
    asha = house.person(1000)
    await types(house, asha, "/start")
    await taps(house, asha, "Join")
    await taps(house, asha, "Yes, I am a patient")
    return asha, "aged 16", "Yes", "Your privacy"


async def to_the_choices(house: House) -> tuple[PersonDriver, str, str, str]:
    chair = await a_chair(house)
    await types(house, chair, "/poll")
    await types(house, chair, "Open on Saturdays?")
    return chair, "Open on Saturdays?", "Back", "What do you want to ask?"


async def to_the_preview(house: House) -> tuple[PersonDriver, str, str, str]:
    chair, _ = await a_chair(house), await group_of(house, 2)
    await types(house, chair, "/poll Open on Saturdays? | Yes | No")
    return chair, "This is what members will see", "Send to 2 members", "Sent to 2 of 2"


async def to_the_outcome(house: House) -> tuple[PersonDriver, str, str, str]:
    chair, _ = await a_chair(house), await group_of(house, 1)
    live = await ask(house, chair)
    await taps(house, chair, "Close now", message=live)
    await taps(house, chair, "Yes, close it")
    await taps(house, chair, "Record the outcome")
    await taps(house, chair, "We cannot do this")
    return chair, "Why can it not be done?", "Back", "What came of it?"


async def to_the_newest_agreement(house: House) -> tuple[PersonDriver, str, str, str]:
    asha = await member(house, 1000)
    path = house.settings.storage.secrets.parent / "agreement.md"
    write(path, "Newer words.")
    first = house.settings.practice[0].model_copy(update={"agreement": path})
    house.settings = house.settings.model_copy(update={"practice": (first,)})
    await house.restart()
    await types(house, asha, "/polls")
    return asha, "Newer words.", "I agree", "signed version 2"


def write(path: Any, text: str) -> None:
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    "go",
    [to_age, to_the_choices, to_the_preview, to_the_outcome, to_the_newest_agreement],
    ids=lambda go: go.__name__,
)
async def test_in_a_flow_the_question_is_asked_again_and_the_flow_goes_on(house: House, go: Any) -> None:
    person, question, button, following = await go(house)
    for said in await sends_everything(house, person):
        assert any(answer in said for answer in ANSWERS)
        assert question in said
    assert UNKNOWN in await types(house, person, "/frobnicate")
    assert "Riverside Patient Group" in await types(house, person, "/privacy") + await types(house, person, "/start")
    mine = person.type("/help")
    await house.quiet()
    person.edit(mine, "/helped")
    assert question in await told(house, person)
    asked = next(message for message in reversed(person.messages) if question in message.words and message.markup)
    assert following in await taps(house, person, button, message=asked)


FORGED = (
    "s:join:age:yes", "s:nosuch:age:yes", "s:poll:preview:send", "s:resign:agreement:agree", "r:nosuch::0",
    "r:more::0", "r:results:P99:0", "r:export:P99:0", "r:start:NOSUCHCD:0", "v:1:999:1:1", "v:999:999:1:1",
    "v:1:1:99:1", "vd:1:999", "vp:1:999", "vp:999:1", "c:1:999:0", "c:1:999:1", "o:1:999", "o:1:1", "d:1:999:1",
    "d:999:1:0", "t:tier:nonsense:1", "t:nosuch:on:1", "t:language:xx:0", "t:invite:nonsense:1", "p:999",
    "y:nosuch:1:1", "y:leave:0:1", "v:1:1:1:2", "v:-1:1:1:1", "v:1:1:1", "v:1:99999999999999999999:1:1", "vote", "",
    ":::::", "s:poll:kind:\0", "\0", "v:١:١:١:1",
)  # fmt: skip


@pytest.mark.parametrize("who", ["visitor", "member", "chair"])
async def test_forged_buttons_are_answered_and_do_nothing(house: House, who: str) -> None:
    chair = await a_chair(house)
    asha = await member(house, 1000)
    await ask(house, chair, "Saturdays? | Yes | No")
    person = {"member": asha, "chair": chair}.get(who) or house.person(2000)
    await types(house, person, "/start")
    for data in FORGED:
        said = await taps(house, person, data=data, message=person.last)
        assert said, data
        assert "something went wrong" not in said, data
    assert "Saturdays?" in await types(house, asha, "/polls") + "".join(asha.last.buttons)
    assert (await actor(house, asha)).active
    assert house.bot is not None
    async with house.bot.database.reading() as uow:
        assert (await people.by_telegram_id(uow, 1000)) is not None


async def test_taps_that_come_twice_count_once(house: House) -> None:
    chair, members = await a_chair(house), await group_of(house, 2)
    await types(house, chair, "/poll Saturdays? | Yes | No")
    await taps(house, chair, "Send to 2 members", twice=True)
    for person in members:
        await taps(house, person, "Yes", twice=True)
    assert all(sum("Saturdays?" in message.words for message in person.messages) == 1 for person in members)
    live = next(message for message in chair.messages if "2 of 2 (100%)" in message.words)
    await taps(house, chair, "Close now", message=live)
    await taps(house, chair, "Yes, close it", twice=True)
    assert sum("Fewer than 5 people" in message.words for message in members[0].messages) == 1


def group_update(**content: Any) -> dict[str, Any]:
    place = {"id": -500, "type": "group", "title": "The neighbours"}
    who = {"id": 4242, "is_bot": False, "first_name": "Nosy", "last_name": "Neighbour"}
    return {"chat": place, "from": who, "date": 1, **content}


async def test_in_a_group_chat_the_bot_says_so_and_leaves_keeping_nothing(house: House) -> None:
    bot = house.standin.world.bot()
    me = {"id": bot.id, "is_bot": True, "first_name": "Bot", "username": bot.username}
    added = group_update(
        old_chat_member={"user": me, "status": "left"}, new_chat_member={"user": me, "status": "member"}
    )
    actions.inject(house.standin.world, bot, {"my_chat_member": added})
    await house.quiet()
    chat = bot.chats[-500]
    assert chat.last is not None and "private chats only" in chat.last.words
    assert chat.left
    assert house.bot is not None
    async with house.bot.database.reading() as uow:
        assert await people.by_telegram_id(uow, 4242) is None


async def test_where_it_may_not_speak_it_leaves_without_a_word(house: House) -> None:
    house.standin.faults.add("refuse", methods=["sendMessage"], status=403, chat_ids=[-500])
    said = group_update(message_id=1, text="Hello bot")
    actions.inject(house.standin.world, house.standin.world.bot(), {"message": said})
    await house.quiet()
    assert house.standin.world.bot().chats[-500].left


class Broken:
    """A service that fails at whatever it is asked."""

    def __getattr__(self, name: str) -> Any:
        raise RuntimeError("a secret of Asha's")


async def test_a_handler_that_fails_is_tried_three_times_and_harms_nobody_else(house: House) -> None:
    asha, ben = await member(house, 1000), await member(house, 1001)
    assert house.bot is not None
    whole = house.bot.desk.services
    house.bot.desk.services = replace(whole, answering=Broken())  # type: ignore[arg-type]
    with capture_logs() as log:
        for person, text in ((asha, "/polls"), (ben, "/settings"), (asha, "/settings")):
            person.type(text)
        await house.quiet()
    assert "Your settings" in ben.last.words
    assert [m.words for m in asha.messages if not m.outgoing][-2].startswith("Sorry, something went wrong")
    assert "Your settings" in asha.last.words
    failures = [line for line in log if line["event"] == "update-failed"]
    assert [line["error"] for line in failures] == ["RuntimeError"] * 3
    assert "secret" not in str(log)
    house.bot.desk.services = whole
    assert "no open poll" in await types(house, asha, "/polls")
