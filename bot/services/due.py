"""Work that is due for many things at once, where one that fails must not keep the others."""

import contextlib
from collections.abc import AsyncIterator

import structlog

from storage.database import StorageFailure, UnitOfWork

log = structlog.get_logger()


@contextlib.asynccontextmanager
async def by_itself(uow: UnitOfWork, event: str, **about: object) -> AsyncIterator[None]:
    """The block is undone by itself where it fails: that is logged as `event`, and tried again at the next tick.

    `about` says of what, without names or words. A database that does not answer fails all: StorageFailure.
    """
    try:
        async with uow.savepoint():
            yield
    except StorageFailure:
        raise
    except Exception as failure:
        log.error(event, **about, error=type(failure).__name__)
