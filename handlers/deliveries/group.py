"""What goes out about joining and leaving, and about what is kept of somebody."""

from bot.rules.words import Role
from handlers.deliveries.occasion import Occasion, Rendered
from handlers.menu import menu_of
from handlers.views import joining as joining_views
from handlers.views import my_data as my_data_views
from handlers.views.profile import offer_button
from handlers.views.roles import changed_screen
from handlers.views.screen import Screen, column


async def join_request(on: Occasion) -> Rendered | None:
    member = await on.services.joining.find(on.uow, on.practice, on.subject)
    if member is None or member.state != "waiting":
        return None
    return Rendered(joining_views.request_screen(on.texts, on.practice, member))


async def join_decision(on: Occasion) -> Rendered | None:
    member = await on.services.joining.find(on.uow, on.practice, on.subject)
    if member is None or member.state not in ("active", "declined"):
        return None
    key = "join-approved" if member.state == "active" else "join-declined"
    text = on.texts(key, practice=on.practice.settings.name, group=on.group)
    offer = column(offer_button(on.texts, on.practice)) if member.counted else ()
    return Rendered(Screen(text, offer), menu_of(on.actor, on.texts))


async def my_data(on: Occasion) -> Rendered | None:
    about = await on.services.membership.everything_about(on.uow, on.practice, on.parcel.person_id)
    return Rendered(my_data_views.my_data_screen(on.texts, on.practice, about)) if about else None


async def role_changed(on: Occasion) -> Rendered | None:
    role, given = on.parcel.details.get("role"), bool(on.parcel.details.get("given"))
    # Changed again since: that has a message of its own.
    if role not in set(Role) or (Role(role) in on.actor.roles) != given:
        return None
    return Rendered(changed_screen(on.texts, Role(role), given=given))
