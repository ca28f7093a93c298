"""What whoever calls meetings sees of one that was called: who comes, what they need, its reminders, its series."""

from collections.abc import Awaitable, Callable, Mapping

from bot.errors import MeetingOver, NotYours
from bot.rules.meetings import reminder_times
from bot.rules.permissions import Capability
from bot.services.meetings import Meeting, get_meeting, get_planned
from handlers.callbacks import Arrange
from handlers.context import Turn
from handlers.views import moving as views
from handlers.views.calling import toggled
from handlers.views.meeting_lists import manage_screen

Act = Callable[[Turn, Arrange], Awaitable[None]]


async def manage(turn: Turn, meeting: Meeting) -> None:
    """All that can be done about a meeting. Refuses with MeetingOver."""
    if not meeting.is_planned:
        raise MeetingOver(reference=meeting.reference)
    counts = await turn.services.attending.counts(turn.uow, turn.practice, meeting.id)
    turn.show(manage_screen(turn.texts, turn.practice, meeting, counts, turn.actor))


async def _people(turn: Turn, tap: Arrange) -> None:
    meeting = await get_meeting(turn.uow, turn.practice, tap.meeting)
    attending = turn.services.attending
    counts = await attending.counts(turn.uow, turn.practice, meeting.id)
    guests = await attending.coming(turn.uow, turn.practice, meeting.id)
    turn.show(views.people_screen(turn.texts, turn.practice, meeting, counts, guests))


async def _needs(turn: Turn, tap: Arrange) -> None:
    if not turn.actor.may(Capability.SEE_NEEDS):
        raise NotYours()
    meeting = await get_meeting(turn.uow, turn.practice, tap.meeting)
    needs = await turn.services.attending.needs(turn.uow, turn.practice, meeting.id)
    turn.show(views.needs_screen(turn.texts, turn.practice, meeting, needs))


async def _reminders(turn: Turn, tap: Arrange) -> None:
    meeting = await get_planned(turn.uow, turn.practice, tap.meeting)
    wanted = toggled(meeting.reminders, tap.value)
    if wanted is not None:
        meeting = await turn.services.calling.set_reminders(turn.uow, turn.actor, turn.practice, meeting.id, wanted)
    quiet, zone = turn.services.notices.quiet, turn.practice.settings.zone
    times = [due for _, due in reminder_times(meeting.starts_at, meeting.reminders, quiet, zone)]
    coming = next((due for due in times if due > turn.services.clock.now()), None)
    turn.show(views.reminders_screen(turn.texts, turn.practice, meeting, coming))


async def _series(turn: Turn, tap: Arrange) -> None:
    meeting, calling = await get_meeting(turn.uow, turn.practice, tap.meeting), turn.services.calling
    course = await calling.course(turn.uow, turn.practice, meeting.id)
    if course is not None and tap.value == "stop-yes":
        await calling.stop_series(turn.uow, turn.actor, turn.practice, course.series.id)
        course = await calling.course(turn.uow, turn.practice, meeting.id)
    if course is None:
        await manage(turn, meeting)
    else:
        turn.show(views.series_screen(turn.texts, turn.practice, meeting, course, asked=tap.value == "stop"))


ACTS: Mapping[str, Act] = {"people": _people, "needs": _needs, "reminders": _reminders, "series": _series}
