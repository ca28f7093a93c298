"""A process inside the test's own: all that it has under way can be ended at once, as `kill -9` would."""

import asyncio
import contextlib
from contextvars import ContextVar
from typing import Any

from sqlalchemy import event
from sqlalchemy.pool import Pool

Task = asyncio.Task[Any]


class Life:
    """What was started by one start of the bot. Tasks that these tasks start belong to it as well."""

    def __init__(self) -> None:
        self.tasks: set[Task] = set()
        self.connections: list[Any] = []

    def begin(self) -> None:
        """The present task, and whatever comes of it, is this life's."""
        _LIFE.set(self)
        if (task := asyncio.current_task()) is not None:
            self.tasks.add(task)

    def note(self, connection: Any, _record: object) -> None:
        """A connection to a database is this life's."""
        self.connections.append(connection.driver_connection)

    async def end(self) -> None:
        """End all of it wherever it is. Nothing is finished, nothing is said."""
        for task in (running := [task for task in self.tasks if not task.done()]):
            task.cancel()
        if running:
            await asyncio.wait(running)
        for connection in self.connections:
            # A system lets go of a dead process's locks; here a task that was cut off may still hold one.
            for let_go in (connection.rollback, connection.close):
                with contextlib.suppress(Exception):
                    await let_go()


_LIFE: ContextVar[Life | None] = ContextVar("whose task this is", default=None)


def tell_lives_apart() -> None:
    """From now on each task of this loop is known to the life that it belongs to."""
    asyncio.get_running_loop().set_task_factory(_noted)


def _noted(loop: asyncio.AbstractEventLoop, work: Any, **how: Any) -> Task:
    task: Task = asyncio.Task(work, loop=loop, **how)
    if (life := _LIFE.get()) is not None:
        life.tasks.add(task)
        task.add_done_callback(life.tasks.discard)
    return task


@event.listens_for(Pool, "connect")
def _note_connection(connection: Any, record: object) -> None:
    if (life := _LIFE.get()) is not None:
        life.note(connection, record)
