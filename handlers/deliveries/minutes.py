"""What goes out when a meeting is over: to whoever takes its minutes, and to everybody."""

from bot.rules.permissions import Capability
from bot.rules.words import MeetingState
from bot.services.meetings import get_meeting
from handlers.deliveries.occasion import Occasion, Rendered
from handlers.views.minutes import published_screen, summary_screen
from handlers.views.on_the_day import over_screen


async def over(on: Occasion) -> Rendered | None:
    meeting = await get_meeting(on.uow, on.practice, on.subject)
    if meeting.state == MeetingState.CANCELLED or not on.actor.may(Capability.TAKE_MINUTES):
        return None
    return Rendered(over_screen(on.texts, on.practice, meeting))


async def summary(on: Occasion) -> Rendered | None:
    meeting = await get_meeting(on.uow, on.practice, on.subject)
    if meeting.summary is None:
        return None
    asks = on.actor.membership is not None and on.actor.membership.counted
    return Rendered(summary_screen(on.texts, on.practice, meeting, asks=asks))


async def published(on: Occasion) -> Rendered | None:
    status = await on.services.minutes.status(on.uow, on.practice, on.subject)
    # Written anew since: the newer version has a message of its own.
    if status is None or status.published_at is None or str(status.version) != on.parcel.details.get("version"):
        return None
    meeting = await get_meeting(on.uow, on.practice, on.subject)
    # A file is fetched by whoever wants to read it: nobody is sent megabytes unasked.
    minutes = None if status.is_file else await on.services.minutes.read(on.uow, on.practice, on.subject)
    text = minutes.text if minutes is not None else None
    return Rendered(published_screen(on.texts, on.practice, meeting, status.state, text))
