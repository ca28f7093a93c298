"""The pulse of what runs: when each part of the bot last showed that it is alive."""

from datetime import datetime

from sqlalchemy import select

from storage.database import UnitOfWork
from storage.models.record import Pulse
from storage.queries.upsert import insert_or_update


async def beat(uow: UnitOfWork, moments: dict[str, datetime]) -> None:
    """Note when these parts last showed that they are alive."""
    for name, at in moments.items():
        await insert_or_update(uow, Pulse, {"name": name, "at": at}, ["name"])


async def beats(uow: UnitOfWork) -> dict[str, datetime]:
    """When each part last did."""
    return {row.name: row.at for row in await uow.session.scalars(select(Pulse))}
