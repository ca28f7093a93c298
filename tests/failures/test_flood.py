"""One person sends far too much: they are told once, and nobody else waits."""

from pathlib import Path

import pytest

from handlers.transport.turnstile import MOST
from tests.failures.stage import open_stage

FLOOD, LONG_FLOOD = 150, 5_000
# By so many may somebody be overtaken.
SIDE_BY_SIDE = 2
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


@pytest.mark.slow
async def test_others_are_answered_in_their_turn_however_long_the_flood(tmp_path: Path) -> None:
    async with open_stage(tmp_path, 21, most=MOST) as stage:
        flooder, *others = stage.people
        await stage.ask()
        await stage.rests()
        arrived: list[int | None] = []
        for person in others:
            for _ in range(LONG_FLOOD // len(others)):
                flooder.type("/polls")
            person.tap("Yes")
            arrived.append(person.id)
        before = len(stage.standin.journal.records)
        await stage.rests()

        edits = [call.chat_id for call in stage.standin.journal.after(before) if call.method == "editMessageText"]
        answered = list(dict.fromkeys(chat for chat in edits if chat in set(arrived)))
        assert set(answered) == set(arrived)
        # The replies of a batch may still be on their way when the next one is handled.
        for place, person_id in enumerate(answered):
            assert abs(arrived.index(person_id) - place) <= SIDE_BY_SIDE
        assert all("Your answer: Yes" in "".join(m.words for m in person.messages) for person in others)
        heard = [message.words for message in flooder.messages if not message.outgoing]
        # Told now and then, and answered as often as a quick hand.
        assert len(heard) < LONG_FLOOD / 10
        assert any(SLOW_DOWN in words for words in heard)


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
