"""One person sends far too much: they are told once, and nobody else waits."""

from pathlib import Path

from handlers.transport.turnstile import MOST
from tests.failures.stage import open_stage

FLOOD = 150
SLOW_DOWN = "You are sending a lot of messages"


async def test_a_flood_is_set_aside_and_said_once(tmp_path: Path) -> None:
    async with open_stage(tmp_path, 6, most=MOST) as stage:
        flooder, *others = stage.people
        for _ in range(FLOOD):
            flooder.type("/polls")
        for person in others:
            person.type("/polls")
        for person in others:
            await stage.hears(person, "There is no open poll now")
        await stage.rests()
        heard = [message.words for message in flooder.messages if not message.outgoing]
        assert sum(SLOW_DOWN in words for words in heard) == 1
        assert len(heard) == MOST + 1
        assert not any(SLOW_DOWN in message.words for person in others for message in person.messages)


async def test_a_line_of_replies_to_one_person_holds_up_nobody_else(tmp_path: Path) -> None:
    async with open_stage(tmp_path, 6, most=MOST) as stage:
        flooder, *others = stage.people
        # The first answer to them never ends.
        stage.standin.faults.add("delay", methods=["sendMessage"], chat_ids=[flooder.id], seconds=3600)
        for _ in range(20):
            flooder.type("/polls")
        await stage.until(lambda: stage.standin.api.busy > 0)
        for person in others:
            person.type("/polls")
        for person in others:
            await stage.hears(person, "There is no open poll now")
        assert not any(message for message in flooder.messages if not message.outgoing)
