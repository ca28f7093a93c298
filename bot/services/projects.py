"""Improvement projects: why, who, where they stand, and what came of them."""

from typing import Any

from bot.clock import Clock
from bot.errors import NotYours, ProjectProblem, SomebodyWasFirst, WordsTooLong
from bot.rules.chains import Link
from bot.rules.lengths import is_blank, utf16_length
from bot.rules.permissions import Capability
from bot.rules.words import ChainKind, ProjectState
from bot.services import audit
from bot.services.chain import Chain
from bot.services.improvements import OUTCOMES, Project, get_project
from bot.services.knots import PROJECT_LETTER
from bot.services.people import Actor
from bot.services.practices import Practice
from storage.database import UnitOfWork
from storage.queries import actions, practices, projects

LONGEST_TITLE = 100
LONGEST_WORDS = 1_000
LONGEST_OWNER = 60


class Projects:
    """Makes and changes projects, and finds them."""

    def __init__(self, clock: Clock, chain: Chain) -> None:
        self._clock = clock
        self._chain = chain

    async def make(
        self,
        uow: UnitOfWork,
        actor: Actor,
        practice: Practice,
        title: str,
        why: str,
        owner_id: int | None,
        owner_name: str | None,
        came_from: Link | None = None,
    ) -> Project:
        """Put down a project. It is linked to what it `came_from`, and then needs no other reason.

        Refuses with NotYours, ProjectProblem (title, why, owner), WordsTooLong and, for the link, ChainProblem.
        """
        _must_run(actor)
        columns = {"title": _title(title), "why": _words(why)}
        if not columns["why"] and came_from is None:
            raise ProjectProblem(problem="why")
        columns |= await self._owner(uow, practice, owner_id, owner_name)
        now = self._clock.now()
        # A link that is refused leaves no project behind.
        async with uow.savepoint():
            row = await projects.add(
                uow,
                practice.id,
                number=await practices.next_number(uow, practice.id, PROJECT_LETTER),
                state=ProjectState.PLANNED,
                version=1,
                author_id=actor.person_id,
                made_at=now,
                **columns,
            )
            if came_from is not None:
                await self._chain.link(uow, actor, practice, came_from, (ChainKind.PROJECT, row.id))
        project = await get_project(uow, practice, row.id)
        await audit.note(uow, actor, practice.id, "added a project", project.reference, now)
        return project

    async def begin(self, uow: UnitOfWork, actor: Actor, practice: Practice, project_id: int, seen: int) -> Project:
        """Say that a project is under way now. Twice is once.

        Refuses with NotYours, ProjectProblem (gone, ended) and SomebodyWasFirst.
        """
        _must_run(actor)
        if (before := await get_project(uow, practice, project_id)).state == ProjectState.UNDER_WAY:
            return before
        project = await self._change(uow, practice, project_id, seen, state=ProjectState.UNDER_WAY)
        await audit.note(uow, actor, practice.id, "began a project", project.reference, self._clock.now())
        return project

    async def end(
        self,
        uow: UnitOfWork,
        actor: Actor,
        practice: Practice,
        project_id: int,
        seen: int,
        state: ProjectState,
        words: str,
    ) -> Project:
        """Say what became of a project: done, with its result, or stopped, with the reason.

        Everybody whose voice is in it hears it. Refuses with NotYours, ProjectProblem (words, gone, ended),
        WordsTooLong and SomebodyWasFirst.
        """
        _must_run(actor)
        result, now = _words(words), self._clock.now()
        if state not in OUTCOMES or not result:
            raise ProjectProblem(problem="words")
        columns = {"state": state, "result": result, "ended_at": now}
        project = await self._change(uow, practice, project_id, seen, **columns)
        await self._chain.ended(uow, actor, practice, project.link, OUTCOMES[state], result)
        ended = "finished a project" if state == ProjectState.DONE else "stopped a project"
        await audit.note(uow, actor, practice.id, ended, project.reference, now)
        return project

    async def rename(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, project_id: int, seen: int, title: str
    ) -> Project:
        """Call a project something else.

        Refuses as `begin` does, and with WordsTooLong and ProjectProblem (title).
        """
        _must_run(actor)
        return await self._note_change(uow, actor, practice, project_id, seen, title=_title(title))

    async def explain(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, project_id: int, seen: int, why: str
    ) -> Project:
        """Give another reason for a project.

        Refuses as `begin` does, and with WordsTooLong and ProjectProblem (why).
        """
        _must_run(actor)
        if not (words := _words(why)):
            raise ProjectProblem(problem="why")
        return await self._note_change(uow, actor, practice, project_id, seen, why=words)

    async def give(
        self,
        uow: UnitOfWork,
        actor: Actor,
        practice: Practice,
        project_id: int,
        seen: int,
        owner_id: int | None,
        owner_name: str | None,
    ) -> Project:
        """Have somebody else, or nobody, see to a project.

        Refuses as `begin` does, and with WordsTooLong and ProjectProblem (owner).
        """
        _must_run(actor)
        columns = await self._owner(uow, practice, owner_id, owner_name)
        return await self._note_change(uow, actor, practice, project_id, seen, **columns)

    async def link(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, project_id: int, came_from: Link
    ) -> Project:
        """Say what a project came from. Refuses with NotYours, ProjectProblem (gone) and ChainProblem."""
        _must_run(actor)
        project = await get_project(uow, practice, project_id)
        await self._chain.link(uow, actor, practice, came_from, project.link)
        return project

    async def _note_change(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, project_id: int, seen: int, **columns: Any
    ) -> Project:
        project = await self._change(uow, practice, project_id, seen, **columns)
        await audit.note(uow, actor, practice.id, "changed a project", project.reference, self._clock.now())
        return project

    async def _change(
        self, uow: UnitOfWork, practice: Practice, project_id: int, seen: int, **columns: Any
    ) -> Project:
        """Change a project that is as it was seen. Refuses where somebody else was first."""
        if not await projects.change(uow, practice.id, project_id, seen, **columns):
            now = await get_project(uow, practice, project_id)
            if now.version == seen:
                raise ProjectProblem(problem="ended")
            raise SomebodyWasFirst(reference=now.reference)
        return await get_project(uow, practice, project_id)

    async def _owner(
        self, uow: UnitOfWork, practice: Practice, owner_id: int | None, owner_name: str | None
    ) -> dict[str, Any]:
        name = " ".join((owner_name or "").split()) if owner_id is None else ""
        if utf16_length(name) > LONGEST_OWNER:
            raise WordsTooLong(most=LONGEST_OWNER)
        if owner_id is not None and owner_id not in {member for member, _ in await actions.owners(uow, practice.id)}:
            # They have left, or meet no more, since they were offered.
            raise ProjectProblem(problem="owner")
        return {"owner_id": owner_id, "owner_name": None if is_blank(name) else name}


def _must_run(actor: Actor) -> None:
    if not actor.may(Capability.RUN_PROJECTS):
        raise NotYours()


def _title(given: str) -> str:
    title = " ".join(given.split())
    if is_blank(title):
        raise ProjectProblem(problem="title")
    if utf16_length(title) > LONGEST_TITLE:
        raise WordsTooLong(most=LONGEST_TITLE)
    return title


def _words(given: str) -> str:
    """Words as they are kept; empty where there is nothing to see in them."""
    words = given.strip()
    if utf16_length(words) > LONGEST_WORDS:
        raise WordsTooLong(most=LONGEST_WORDS)
    return "" if is_blank(words) else words
