"""A process inside the test's own: every task that it started can be ended at once, as `kill -9` would."""

import asyncio
from contextvars import ContextVar
from typing import Any

Task = asyncio.Task[Any]

_TASKS: ContextVar[set[Task] | None] = ContextVar("tasks of a life", default=None)


class Life:
    """What was started by one start of the bot. Tasks that these tasks start belong to it as well."""

    def __init__(self) -> None:
        self._tasks: set[Task] = set()

    def begin(self) -> None:
        """The present task, and whatever comes of it, is this life's."""
        _TASKS.set(self._tasks)
        if (task := asyncio.current_task()) is not None:
            self._tasks.add(task)

    async def end(self) -> None:
        """End all of it wherever it is. Nothing is finished, nothing is said."""
        for task in (running := [task for task in self._tasks if not task.done()]):
            task.cancel()
        if running:
            await asyncio.wait(running)


def tell_lives_apart() -> None:
    """From now on each task of this loop is known to the life that it belongs to."""
    asyncio.get_running_loop().set_task_factory(_noted)


def _noted(loop: asyncio.AbstractEventLoop, work: Any, **how: Any) -> Task:
    task: Task = asyncio.Task(work, loop=loop, **how)
    if (tasks := _TASKS.get()) is not None:
        tasks.add(task)
        task.add_done_callback(tasks.discard)
    return task
