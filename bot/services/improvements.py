"""Improvement projects as values, and the ways to find them. All that is about projects stands on this."""

import re
from dataclasses import dataclass
from datetime import datetime

from bot.errors import NoSuchReference, ProjectProblem
from bot.rules.chains import Link
from bot.rules.words import ChainKind, OutcomeKind, ProjectState
from bot.services.knots import PROJECT_LETTER
from bot.services.practices import Practice
from bot.services.web import web_of
from storage.database import UnitOfWork
from storage.queries import projects

REFERENCE = re.compile(r"\s*[Jj]?\s*(\d{1,9})\s*\Z", re.ASCII)
# What became of a project, as it is told to those whose voice is in it.
OUTCOMES = {ProjectState.DONE: OutcomeKind.DONE, ProjectState.STOPPED: OutcomeKind.CANNOT}


@dataclass(frozen=True)
class Project:
    """An improvement project.

    `owner_id` is the member who sees to it; of somebody who is no member only the name is kept. `owner_name` is empty
    where nobody does, or the owner has left the group. `version` is what a change has to have seen.
    """

    id: int
    practice_id: int
    reference: str
    title: str
    why: str
    owner_id: int | None
    owner_name: str
    state: ProjectState
    result: str | None
    version: int
    made_at: datetime
    ended_at: datetime | None

    @property
    def goes_on(self) -> bool:
        """Whether there is still something to be done about it."""
        return self.state not in OUTCOMES

    @property
    def link(self) -> Link:
        """Its place in the chain from voice to outcome."""
        return ChainKind.PROJECT, self.id


@dataclass(frozen=True)
class Success:
    """The first measure of success: of all `projects`, those `from_group` have voices or polls behind them.

    `done` of these are done.
    """

    projects: int
    from_group: int
    done: int


def project_of(found: projects.Found) -> Project:
    """The value of a project as it was found."""
    row, name = found
    return Project(
        id=row.id,
        practice_id=row.practice_id,
        reference=f"{PROJECT_LETTER}{row.number}",
        title=row.title,
        why=row.why,
        owner_id=row.owner_id,
        owner_name=name or row.owner_name or "",
        state=ProjectState(row.state),
        result=row.result,
        version=row.version,
        made_at=row.made_at,
        ended_at=row.ended_at,
    )


async def get_project(uow: UnitOfWork, practice: Practice, project_id: int) -> Project:
    """One project of this practice. Refuses with ProjectProblem (gone)."""
    found = await projects.get(uow, practice.id, project_id)
    if found is None:
        raise ProjectProblem(problem="gone")
    return project_of(found)


async def project_by_reference(uow: UnitOfWork, practice: Practice, reference: str) -> Project:
    """The project `J2`, however it was typed. Refuses with NoSuchReference."""
    number = REFERENCE.match(reference)
    found = await projects.by_number(uow, practice.id, int(number[1])) if number is not None else None
    if found is None:
        raise NoSuchReference(reference=reference.strip()[:20])
    return project_of(found)


async def all_projects(uow: UnitOfWork, practice: Practice) -> tuple[Project, ...]:
    """Those that go on, the oldest first, and then those that have ended, the newest first."""
    return tuple(project_of(found) for found in await projects.all_of(uow, practice.id))


async def success(uow: UnitOfWork, practice: Practice) -> Success:
    """How many projects came out of the group, and how many of these are done."""
    every, web = await all_projects(uow, practice), await web_of(uow, practice)
    theirs = [each for each in every if web.polls_behind(each.link) or await web.comments_behind(uow, each.link)]
    return Success(len(every), len(theirs), sum(each.state == ProjectState.DONE for each in theirs))
