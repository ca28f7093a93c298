"""News in the chat: seen as members will see it, sent once, watched on its way, and stopped."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.delivery.kinds import Kind
from bot.demo.standin.driver import PersonDriver
from bot.demo.standin.model import Message
from bot.rules.profile.segments import FEWEST
from bot.rules.words import Tier
from handlers.callbacks import Announced
from storage.queries import members, outbox
from tests.conversations.house import House
from tests.conversations.people import UNKNOWN, a_chair, actor, group_of, member, practice, revoke, taps, types
from tests.conversations.test_asking_a_part import carers

LONDON = ZoneInfo("Europe/London")
DOOR = "The new door opens on Monday."
PREVIEW = "This is what members will see"


def news(person: PersonDriver) -> list[Message]:
    """The news that somebody got."""
    return [each for each in person.messages if not each.outgoing and each.words.startswith("News from")]


def evening(house: House) -> None:
    house.clock.set(datetime(2027, 5, 11, 21, 0, tzinfo=LONDON))


async def queued(house: House, person: PersonDriver) -> int:
    """How much news was queued for somebody."""
    assert house.bot is not None
    who = await actor(house, person)
    async with house.bot.database.reading() as uow:
        rows = await outbox.of_person(uow, practice(house).id, who.person_id)
    return sum(row.kind == Kind.ANNOUNCEMENT for row in rows)


async def test_news_in_one_line_from_the_preview_to_every_member(house: House) -> None:
    chair, (one, other) = await a_chair(house), await group_of(house, 2)
    silent = await member(house, 2000, may_message=False)
    preview = await types(house, chair, f"/announce {DOOR}\n\nTom & Jerry <b>moved</b> it. =1+1")
    assert PREVIEW in preview
    assert "News from Riverside Patient Group\n11 May 2027" in preview
    assert "1 member does not want messages, and will not get it." in preview
    assert chair.last.buttons == ["Send to 2 members", "Who: everyone", "Change the words", "Cancel"]
    told = await taps(house, chair, "Send to 2 members")
    assert "Sent to 0 of 2 so far." in told
    for person in (one, other):
        (got,) = news(person)
        assert got.words in preview.replace(f"{PREVIEW}:\n\n", "")
        assert "Tom & Jerry <b>moved</b> it. =1+1" in got.words
        assert "To tell the practice something about this, just write it here." in got.words
    assert news(silent) == news(chair) == []
    far = await taps(house, chair, "How far is it?")
    assert "Sent to 2 of 2 members." in far
    assert chair.last.buttons == []


async def test_guided_with_another_audience_and_other_words(house: House) -> None:
    chair, core = await a_chair(house), await member(house, 1000, tier=Tier.CORE)
    wider = await member(house, 1001)
    assert "What do you want to tell members?" in await types(house, chair, "/announce")
    assert chair.last.buttons == ["Cancel"]
    assert PREVIEW in await types(house, chair, "שלום to all")
    assert "Who do you want to tell?" in await taps(house, chair, "Who: everyone")
    assert chair.last.buttons == ["Everyone (2)", "Core members (1)", "Wider members (1)", "Back", "Cancel"]
    assert "Goes to: core members." in await taps(house, chair, "Core members (1)")
    assert "What do you want to tell" in await taps(house, chair, "Change the words")
    assert "שלום to all" in await taps(house, chair, "Back")
    await taps(house, chair, "Change the words")
    assert "Goes to: core members." in await types(house, chair, DOOR)
    await taps(house, chair, "Send to 1 member")
    assert DOOR in news(core)[0].words
    assert news(wider) == []


async def test_a_double_tap_sends_once_and_the_second_says_that_it_was_sent(house: House) -> None:
    chair, (one,) = await a_chair(house), await group_of(house, 1)
    await types(house, chair, f"/announce {DOOR}")
    preview, button = chair.last, chair.last.keyboard[0][0].data
    assert "Sent to" in await taps(house, chair, "Send to 1 member", twice=True)
    assert "That was sent already." in await taps(house, chair, data=button, message=preview)
    assert len(news(one)) == await queued(house, one) == 1


@pytest.mark.parametrize(
    ("words", "what_to_do"),
    [
        ("\u200b", "There is nothing to send yet"),
        ("x" * 3_001, "at most 3,000 letters"),
        ("😀" * 2_040, "at most 3,000 letters"),
    ],
)
async def test_words_that_cannot_be_sent_are_answered_and_asked_for_again(
    house: House, words: str, what_to_do: str
) -> None:
    chair, _ = await a_chair(house), await group_of(house, 1)
    assert what_to_do in await types(house, chair, f"/announce {words}")
    assert what_to_do in await types(house, chair, words)
    assert PREVIEW in await types(house, chair, "x" * 3_000)
    assert "Cancelled" in await taps(house, chair, "Cancel")
    assert "nothing to go on with" in await taps(house, chair, data=forged(house, 0, "send", "0" * 12))


async def test_nobody_to_send_to_keeps_the_news(house: House) -> None:
    chair = await a_chair(house)
    await types(house, chair, f"/announce {DOOR}")
    assert "Nobody would get this" in await taps(house, chair, "Send to 0 members")
    (one,) = await group_of(house, 1)
    await taps(house, chair, "Send to 0 members")
    assert DOOR in news(one)[0].words


async def test_what_stands_above_the_button_is_sent_or_nothing(house: House) -> None:
    chair, (one,) = await a_chair(house), await group_of(house, 1)
    await types(house, chair, "/announce The door opens on Sunday.")
    first = chair.last
    await types(house, chair, f"/announce {DOOR}")
    said = await taps(house, chair, "Send to 1 member", message=first)
    assert "has changed since" in said
    assert DOOR in said and news(one) == []
    await taps(house, chair, "Send to 1 member")
    assert len(news(one)) == 1


async def test_a_restart_between_preview_and_send_loses_nothing(house: House) -> None:
    chair, (one,) = await a_chair(house), await group_of(house, 1)
    await types(house, chair, f"/announce {DOOR}")
    await house.restart()
    await taps(house, chair, "Send to 1 member")
    assert DOOR in news(one)[0].words


async def test_a_role_that_ends_in_the_middle_sends_nothing(house: House) -> None:
    chair, (one,) = await a_chair(house), await group_of(house, 1)
    await types(house, chair, f"/announce {DOOR}")
    await revoke(house, chair)
    assert await taps(house, chair, "Send to 1 member") == UNKNOWN
    assert news(one) == []
    assert await types(house, chair, "Another thing") == UNKNOWN


async def test_news_in_quiet_hours_can_be_stopped_before_it_goes_out(house: House) -> None:
    chair, (one, _) = await a_chair(house), await group_of(house, 2)
    evening(house)
    assert "It is quiet time now. The messages go out on Wednesday 12 May, 8am." in await types(
        house, chair, f"/announce {DOOR}"
    )
    told = await taps(house, chair, "Send to 2 members")
    assert "Sent to 0 of 2 so far." in told and "It is quiet time." in told
    stopped = await taps(house, chair, "Stop sending")
    assert "Stopped. Nobody else gets it." in stopped and "Withdrawn: 2." in stopped
    house.clock.advance(days=1)
    await house.tick()
    assert news(one) == []


async def test_news_does_not_reach_who_has_left_or_is_in_another_tier_by_then(house: House) -> None:
    assert house.bot is not None
    chair = await a_chair(house)
    stays, leaves, moves = [await member(house, 1000 + place, tier=Tier.CORE) for place in range(3)]
    evening(house)
    await types(house, chair, f"/announce {DOOR}")
    await taps(house, chair, "Who: everyone")
    await taps(house, chair, "Core members (3)")
    await taps(house, chair, "Send to 3 members")
    await types(house, leaves, "/leave")
    await taps(house, leaves, "Yes, leave")
    mover = await actor(house, moves)
    assert mover.membership is not None
    async with house.bot.database.transaction() as uow:
        await members.change(uow, practice(house).id, mover.membership.id, tier=Tier.WIDER)
    house.clock.set(datetime(2027, 5, 12, 9, 0, tzinfo=LONDON))
    await house.tick()
    assert [len(news(each)) for each in (stays, leaves, moves)] == [1, 0, 0]


async def test_buttons_of_another_time_or_another_person_do_nothing(house: House) -> None:
    chair, (one,) = await a_chair(house), await group_of(house, 1)
    await types(house, chair, f"/announce {DOOR}")
    await taps(house, chair, "Send to 1 member")
    for act in ("look", "stop", "send"):
        assert await taps(house, one, data=forged(house, 1, act)) == UNKNOWN
        assert await taps(house, chair, data=forged(house, 999, act))
    assert "too old" in await taps(house, chair, data=forged(house, 1, "burn"))
    assert "not there any more" in await taps(house, chair, data=forged(house, 999, "stop"))


def forged(house: House, announcement: int, act: str, mark: str = "") -> str:
    return Announced(practice(house).id, announcement, act, mark).pack()


async def test_news_for_a_part_of_the_group_says_so_to_those_in_it(house: House) -> None:
    chair, people = await a_chair(house), await group_of(house, 2 * FEWEST)
    await carers(house, FEWEST)
    await types(house, chair, f"/announce {DOOR}")
    await taps(house, chair, "Who: everyone")
    assert "Which part of the group?" in await taps(house, chair, "Part of the group")
    assert "Goes only to: Carers." in await taps(house, chair, f"Carers ({FEWEST} or more)")
    await taps(house, chair, f"Send to {FEWEST} members")
    (got,) = news(people[0])
    assert "This is only for: Carers." in got.words
    assert news(people[-1]) == []
