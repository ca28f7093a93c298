"""What every delivery is rendered from, and what comes of it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.delivery.outcomes import Parcel
from bot.services.all import Services
from bot.services.people import Actor
from bot.services.practices import Practice
from bot.texts import Texts
from handlers.views.screen import Menu, Screen
from storage.database import UnitOfWork


@dataclass(frozen=True)
class Occasion:
    """A parcel about to be rendered, with everything that its view needs."""

    uow: UnitOfWork
    services: Services
    parcel: Parcel
    practice: Practice
    actor: Actor
    texts: Texts

    @property
    def subject(self) -> int:
        """The id of what the parcel is about."""
        assert self.parcel.subject_id is not None
        return self.parcel.subject_id

    @property
    def group(self) -> str:
        """The group's name."""
        return self.practice.settings.group_name


@dataclass(frozen=True)
class Rendered:
    """A message, and the menu that goes with it where the person's commands have changed."""

    screen: Screen
    menu: Menu | None = None


Render = Callable[[Occasion], Awaitable[Rendered | None]]
