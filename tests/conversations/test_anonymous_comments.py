"""An anonymous comment over the wire: what is on the disk before it is sent, until the morning, and after it."""

import sqlite3
from typing import Any

from bot.demo.standin.driver import PersonDriver
from bot.demo.standin.model import Message
from tests.conversations.house import House
from tests.conversations.people import group_of, member, taps, types

# As SQLite stores it: the letters TGIDTG, which nothing else spells.
FINDABLE_ID = int.from_bytes(b"TGIDTG", "big")
WORDS = "Quetzalcoatl waits 40 minutes on the phone"
STEPS = ("Pass it on", "Anonymous", "Reception")
OF_COMMENTS = ("feedback", "waiting_voice", "spent_ticket")
# What of a comment is not a number that others have as well.
UNLINKED = ("text", "attribution", "state", "reason", "said_on", "answered_on", "ended_on", "member_id")
TIMES = ("at", "seen_at", "updated_at", "not_before", "settled_at")


def on_disk(house: House) -> bytes:
    """Every file of the house: the database, its log and what is beside it, the secrets."""
    assert house.bot is not None and house.bot.database.path is not None
    folder = house.bot.database.path.parent
    return b"".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())


def rows(house: House) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, as the file has it."""
    assert house.bot is not None
    with sqlite3.connect(f"file:{house.bot.database.path}?mode=ro", uri=True) as connection:
        connection.row_factory = sqlite3.Row
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = {name: [dict(row) for row in connection.execute(f'SELECT * FROM "{name}"')] for name in tables}
    connection.close()
    return found


async def speaks(house: House, person: PersonDriver, words: str, *steps: str) -> Message:
    """Somebody says something anonymously, over these buttons; the message that it happens in."""
    await types(house, person, words)
    for label in steps:
        await taps(house, person, label)
    return person.last


async def test_from_the_words_to_the_morning_after(house: House) -> None:
    others = await group_of(house, 4)
    speaker = await member(house, FINDABLE_ID, "Vermillion Speaker")
    await house.tick()
    for number, person in enumerate(others[:2]):
        await speaks(house, person, f"Another comment {number}", *STEPS, "Send to the practice")
        house.clock.advance(minutes=11)

    # Up to the last button nothing of it is anywhere, wherever they stop.
    before = rows(house)
    await types(house, speaker, "/feedback")
    message = await speaks(house, speaker, WORDS)
    for label in STEPS:
        await taps(house, speaker, label)
        assert WORDS.encode() not in on_disk(house)
    (send,) = [each.data for row in message.keyboard for each in row if each.label == "Send to the practice"]
    assert changed(before, rows(house)) == {"handled_update"}

    house.clock.advance(minutes=11)
    sent_at = house.clock.now()
    assert "no answer can come" in await taps(house, speaker, "Send to the practice", twice=True)
    assert changed(before, rows(house)) == {"handled_update", "waiting_voice", "spent_ticket"}
    await speaks(house, others[2], "Another comment 2", *STEPS, "Send to the practice")

    house.clock.advance(days=1)
    await house.tick()
    after = rows(house)
    assert on_disk(house).count(WORDS.encode()) == 1
    assert after["waiting_voice"] == []
    (own,) = [row for row in after["feedback"] if row["text"] == WORDS]
    assert len(after["feedback"]) == 4

    # Beside the words there is nothing that tells this comment from the others, and nothing of its speaker.
    assert {name for name in own if len({row[name] for row in after["feedback"]}) > 1} == {"id", "number", "text"}
    assert own["member_id"] is None and own["said_on"] == "2027-05-12"
    (person,) = [row for row in after["person"] if row["telegram_id"] == FINDABLE_ID]
    (who,) = [row for row in after["member"] if row["person_id"] == person["id"]]
    ticket = str(send).rpartition(":")[2]
    assert not {str(FINDABLE_ID), str(message.id), who["alias"], ticket} & {str(own[name]) for name in UNLINKED}
    # Elsewhere, what is kept of them is what was kept before they spoke.
    of_the_machine = {"handled_update", "due_claim", "counter", "sqlite_sequence", "pulse"}
    assert changed(before, after) <= {*OF_COMMENTS, *of_the_machine}
    # Of the ticket a day is left, and of the update a moment: neither says whose it was.
    assert {tuple(row) for row in after["spent_ticket"]} == {("ticket", "spent_on")}
    assert {tuple(row) for row in after["handled_update"]} == {("update_id", "at", "error")}
    # The pulse beats every half minute, whoever says what.
    beats = ("handled_update", "pulse")
    moments = [row for table, found in after.items() if table not in beats for row in found]
    assert not [row for row in moments if any(sent_at.isoformat(" ")[:19] in str(row.get(name)) for name in TIMES)]


def changed(before: dict[str, list[Any]], now: dict[str, list[Any]]) -> set[str]:
    """The tables whose rows are not what they were."""
    return {name for name in now if now[name] != before[name]}


async def test_a_long_way_round_leaves_no_words_behind(house: House) -> None:
    speaker = await member(house, FINDABLE_ID, "Vermillion Speaker")
    await types(house, speaker, "/poll")
    await types(house, speaker, "/feedback")
    # Restarts, a step back, another thing in between: the words are in the chat all the time, and nowhere else.
    await speaks(house, speaker, WORDS, "Pass it on", "Named", "Back")
    await house.restart()
    message = speaker.last
    await types(house, speaker, "/polls")
    await taps(house, speaker, "Back", message=message)
    await taps(house, speaker, "Not now", message=message)
    assert WORDS.encode() not in on_disk(house)
    assert rows(house)["conversation"] == []
