"""Two years of two groups at the two ends of the world: all goes out once, at its hour, to those whom it concerns.

In the two years the clocks change four times in each; meetings move and are cancelled, people send apologies and
leave, the bot restarts, and four times it is away for three days.
"""

import itertools
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.delivery.kinds import Kind
from bot.delivery.outcomes import Outcome, Parcel, Sent, Withdrawn
from bot.delivery.worker import DeliveryWorker
from bot.jobs import Clockwork
from bot.rules.recurring import Every
from bot.rules.words import ActionState, Connection, Reply, Tier
from bot.services.convening import MeetingDraft
from bot.services.practices import Practice
from bot.texts import texts_in
from handlers.deliveries import render
from handlers.deliveries.occasion import Occasion
from storage.database import Database
from storage.queries import meetings, series
from tests.conversations import two_years as story
from tests.conversations.two_years import AUCKLAND, AWAY, END, KIRI, LONDON, MEETINGS, PEOPLE, Somebody, Word
from tests.support.clock import START, HandClock
from tests.support.group import Group
from tests.support.settings import CHAIR

DAY = timedelta(days=1)
EXACT = (
    Kind.MEETING_INVITATION, Kind.MEETING_MOVED, Kind.MEETING_CANCELLED, Kind.MEETING_REMINDER,
    Kind.ACTION_GIVEN, Kind.ACTION_DUE, Kind.ACTION_OVERDUE,
)  # fmt: skip


@dataclass(frozen=True)
class Heard:
    """One message that went out."""

    at: datetime
    practice_id: int
    telegram_id: int
    kind: Kind
    subject: int | None
    details: str


class Postman:
    """Renders like the real sender, and writes down who heard what, and when."""

    def __init__(self, group: Group, heard: list[Heard]) -> None:
        self._group, self._heard = group, heard

    async def send(self, parcel: Parcel) -> Outcome:
        services, practice = self._group.services, self._group.services.book.get(parcel.practice_id)
        assert practice is not None
        async with self._group.database.reading() as uow:
            actor = await services.people.recipient(uow, parcel.telegram_id, practice)
            assert actor is not None
            texts = texts_in(actor.language, practice.settings.zone)
            rendered = await render(parcel.kind, Occasion(uow, services, parcel, practice, actor, texts))
        if rendered is None:
            return Withdrawn()
        now, details = self._group.clock.now(), json.dumps(parcel.details, sort_keys=True)
        self._heard.append(Heard(now, practice.id, parcel.telegram_id, parcel.kind, parcel.subject_id, details))
        return Sent(len(self._heard))


class Life:
    """The program over its database, again and again."""

    def __init__(self, group: Group) -> None:
        self.group = group
        self.heard: list[Heard] = []
        self.series: dict[ZoneInfo, int] = {}
        self._begin()

    def _begin(self) -> None:
        self._clockwork = Clockwork(self.group.database, self.group.services)
        self._worker = DeliveryWorker(self.group.database, Postman(self.group, self.heard), self.group.clock)

    async def restart(self) -> None:
        self.group = await Group.open(self.group.database, self.group.settings, self.group.clock)
        self._begin()
        await self._worker.take_up()

    async def tick(self, *, whole: bool = False) -> None:
        """What the clock does about meetings, agendas and actions; with `whole` all that it does, as once a day."""
        if whole:
            await self._clockwork.tick()
        else:
            # In one transaction: a thousand ticks are many.
            services = self.group.services
            async with self.group.work() as uow:
                await services.meeting_clock.work(uow)
                await services.agendas.publish_due(uow)
                await services.actions.chase_due(uow)
        await self._worker.work_off()

    def practice(self, zone: ZoneInfo) -> Practice:
        return self.group.practices[0 if zone is LONDON else 1]

    def chair(self, zone: ZoneInfo) -> int:
        return CHAIR if zone is LONDON else KIRI

    async def meeting(self, name: str) -> int:
        """The id of a meeting that is still planned."""
        wanted = MEETINGS[name]
        async with self.group.work() as uow:
            rows = await series.planned(uow, self.practice(wanted.zone).id, self.series[wanted.zone])
            return next(row.id for row in rows if row.occasion == wanted.number)

    async def begin(self) -> None:
        """Everybody who is there from the start joins, and the two series are called."""
        for each in PEOPLE:
            if each.joined == START:
                await self.join(each)
        for zone in (LONDON, AUCKLAND):
            actor = await self.group.actor(self.chair(zone), self.practice(zone))
            _, starts = MEETINGS[f"{zone.key} 0"].times[0]
            assert starts is not None
            draft = MeetingDraft(title="The group", starts_at=starts, place="The surgery", reminders=story.SPANS)
            async with self.group.work() as uow:
                calling = self.group.services.calling
                first = await calling.call(uow, actor, self.practice(zone), draft, Every.QUARTERLY)
            assert first.series_id is not None
            self.series[zone] = first.series_id

    async def join(self, who: Somebody) -> None:
        practice, chair = self.practice(who.zone), who.telegram_id == self.chair(who.zone)
        actor = await self.group.join(
            who.telegram_id,
            practice=practice,
            tier=Tier.CORE,
            name=f"Person {who.telegram_id}",
            connection=Connection.STAFF if chair else Connection.PATIENT,
        )
        if not who.reminders:
            assert actor.membership is not None
            async with self.group.work() as uow:
                membership = self.group.services.membership
                await membership.choose_reminders(uow, practice, actor.membership, False)

    async def leave(self, who: Somebody) -> None:
        actor = await self.group.actor(who.telegram_id, self.practice(who.zone))
        async with self.group.work() as uow:
            await self.group.services.membership.leave(uow, actor, self.practice(who.zone))

    async def reply(self, who: Somebody, name: str, reply: Reply) -> None:
        practice, meeting_id = self.practice(who.zone), await self.meeting(name)
        actor = await self.group.actor(who.telegram_id, practice)
        async with self.group.work() as uow:
            await self.group.services.attending.reply(uow, actor, practice, meeting_id, reply)

    async def move(self, name: str, starts: datetime) -> None:
        zone, meeting_id = MEETINGS[name].zone, await self.meeting(name)
        actor = await self.group.actor(self.chair(zone), self.practice(zone))
        async with self.group.work() as uow:
            await self.group.services.calling.move(uow, actor, self.practice(zone), meeting_id, starts)

    async def cancel(self, name: str) -> None:
        zone, meeting_id = MEETINGS[name].zone, await self.meeting(name)
        actor = await self.group.actor(self.chair(zone), self.practice(zone))
        async with self.group.work() as uow:
            services = self.group.services
            await services.calling.cancel(uow, actor, self.practice(zone), meeting_id, "Snow", series=False)

    async def agree(self, zone: ZoneInfo, owner: int, due_on: date) -> None:
        practice = self.practice(zone)
        chair, who = await self.group.actor(self.chair(zone), practice), await self.group.actor(owner, practice)
        assert who.membership is not None
        async with self.group.work() as uow:
            actions = self.group.services.actions
            await actions.make(uow, chair, practice, "Ask about the bins", due_on, who.membership.id, None, None)

    async def done(self, zone: ZoneInfo, owner: int, reference: str) -> None:
        practice, actions = self.practice(zone), self.group.services.actions
        who = await self.group.actor(owner, practice)
        async with self.group.work() as uow:
            action = await actions.by_reference(uow, practice, reference)
            await actions.settle(uow, who, practice, action.id, ActionState.DONE)

    async def names(self) -> dict[tuple[int, int], str]:
        """By practice and id: which meeting of the series it is."""
        found = {}
        async with self.group.work() as uow:
            for zone in (LONDON, AUCKLAND):
                for meeting_id in range(1, 60):
                    row = await meetings.get(uow, self.practice(zone).id, meeting_id)
                    if row is not None:
                        found[row.practice_id, row.id] = f"{zone.key} {row.occasion}"
        return found


Act = Callable[[], Awaitable[None]]


def what_people_do(life: Life) -> list[tuple[datetime, Act]]:
    """What happens in the two years, and when."""
    acts: list[tuple[datetime, Act]] = []
    for name, (at, starts) in story.MOVED.items():
        acts.append((at, partial(life.move, name, starts)))
    for name, at in story.CANCELLED.items():
        acts.append((at, partial(life.cancel, name)))
    for who in PEOPLE:
        if who.joined > START:
            acts.append((who.joined, partial(life.join, who)))
        if who.left < END:
            acts.append((who.left, partial(life.leave, who)))
        for name, (since, until) in who.absent.items():
            for at, reply in ((since, Reply.APOLOGIES), (until, Reply.COMING)):
                acts.append((at, partial(life.reply, who, name, reply)))
    acts += [
        (story.LONDON_MADE, partial(life.agree, LONDON, story.ASHA, date(2027, 9, 10))),
        (story.LONDON_DONE, partial(life.done, LONDON, story.ASHA, "A1")),
        (story.SECOND_MADE, partial(life.agree, AUCKLAND, story.GUS, date(2028, 7, 3))),
        (story.SECOND_DONE, partial(life.done, AUCKLAND, story.GUS, "A1")),
        (story.THIRD_MADE, partial(life.agree, AUCKLAND, story.GUS, date(2028, 12, 31))),
        (story.THIRD_DONE, partial(life.done, AUCKLAND, story.GUS, "A2")),
    ]
    return sorted(((at, act) for at, act in acts if at < END), key=lambda each: each[0])


async def live(life: Life, wanted: set[Word]) -> None:
    """Two years, from one interesting moment to the next."""
    await life.begin()
    await life.tick()
    acts = what_people_do(life)
    for number, moment in enumerate(story.moments(wanted | {(Kind.POLL, at, 0, "") for at, _ in acts})):
        while acts and acts[0][0] <= moment:
            at, act = acts.pop(0)
            assert at == moment, "somebody does something while nobody looks"
            life.group.clock.set(at)
            await act()
        anew = number % 10 == 0 or moment in {back for _, back in AWAY}
        life.group.clock.set(moment)
        if anew:
            await life.restart()
        await life.tick(whole=anew)
        if number % 11 == 0:
            # Again at once, and as a program that has only just begun.
            await life.restart()
            await life.tick()
    assert not acts


@pytest.mark.slow
async def test_two_years_in_london_and_auckland(sqlite_database: Database, tmp_path: Path) -> None:
    there = {
        "name": "Harbour Health", "code": "NZ1", "region": "new-zealand", "timezone": "Pacific/Auckland",
        "chairs": (KIRI,), "managers": (), "staff": (),
    }  # fmt: skip
    group = await Group.made(sqlite_database, tmp_path, HandClock(), others=[there], managers=(), staff=())
    life, wanted = Life(group), story.expected()
    await live(life, wanted)

    zones = {life.practice(zone).id: zone for zone in (LONDON, AUCKLAND)}
    names = await life.names()

    def about(each: Heard) -> str:
        if each.kind.startswith("action"):
            # In London there is one action, in Auckland there are two, in this order.
            first = min(other.subject or 0 for other in life.heard if _same_area(other, each))
            return f"{zones[each.practice_id].key} A{(each.subject or 0) - first + 1}"
        return names[each.practice_id, each.subject or 0]

    said = [(each.kind, each.at, each.telegram_id, about(each)) for each in life.heard if each.kind in EXACT]
    assert sorted(said) == sorted(wanted)
    quiet = [each for each in life.heard if story.is_quiet(each.at, zones[each.practice_id])]
    assert quiet == []
    once = [each for each in life.heard if not each.kind.startswith("action")]
    assert len({(each.telegram_id, each.kind, each.subject, each.details) for each in once}) == len(once)
    gone = next(who for who in PEOPLE if who.telegram_id == story.CARA)
    assert [each for each in life.heard if each.telegram_id == story.CARA and each.at >= gone.left] == []
    agendas = [each for each in life.heard if each.kind == Kind.AGENDA_PUBLISHED]
    assert {names[each.practice_id, each.subject or 0] for each in agendas} == set(MEETINGS)
    # None of the checks above is empty talk: four clock changes in each group, and a few hundred messages.
    for zone in (LONDON, AUCKLAND):
        offsets = [(START + day * DAY).astimezone(zone).utcoffset() for day in range((END - START).days)]
        assert sum(before != after for before, after in itertools.pairwise(offsets)) == 4
    assert len(said) > 250


def _same_area(one: Heard, other: Heard) -> bool:
    return one.practice_id == other.practice_id and one.kind.startswith("action")
