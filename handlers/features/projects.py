"""/projects: improvement projects, and the voices behind them."""

from bot.errors import ProjectProblem, SomebodyWasFirst
from bot.rules.permissions import Capability
from bot.rules.words import ProjectState
from bot.services.improvements import Project, all_projects, get_project, project_by_reference, success
from handlers import concluding, improving
from handlers.callbacks import OnProject
from handlers.context import Feature, Flow, Turn
from handlers.improving import look, show_as_it_is
from handlers.views import projects as views
from handlers.views.projects import FLOW
from handlers.views.screen import Screen

# What a tap on a project begins: the step where it is asked, and the state that it leads to.
STEPS = {
    "title": ("title", None),
    "why": ("why", None),
    "who": ("who", None),
    "link": ("link", None),
    "done": ("words", ProjectState.DONE),
    "stop": ("words", ProjectState.STOPPED),
}


async def projects(turn: Turn) -> None:
    """`/projects`: all of them; `/projects J2`: that one."""
    reference = turn.incoming.text
    if reference.strip():
        turn.say(await look(turn, await project_by_reference(turn.uow, turn.practice, reference)))
    else:
        turn.say(await _list(turn, 0))


async def tapped(turn: Turn) -> None:
    """A tap on a project, or on the list of them."""
    tap = _tap(turn)
    try:
        if tap.act in STEPS:
            await _begin(turn, *STEPS[tap.act])
        elif tap.act in ACTS:
            await ACTS[tap.act](turn)
        else:
            turn.toast(turn.texts.plain("old-button"), alert=True)
    except SomebodyWasFirst:
        await show_as_it_is(turn, tap.project)


def _tap(turn: Turn) -> OnProject:
    tap = turn.incoming.tap
    assert isinstance(tap, OnProject)
    return tap


async def _begin(turn: Turn, step: str, state: ProjectState | None) -> None:
    project = await _as_seen(turn)
    data = {"state": state.value} if state is not None else {}
    await turn.enter(FLOW, step, project=project.id, version=project.version, page=0, **data)


async def _as_seen(turn: Turn) -> Project:
    """The project that was tapped, where it goes on and is as it was seen: nobody shall write in vain."""
    project = await get_project(turn.uow, turn.practice, _tap(turn).project)
    if project.version != _tap(turn).version:
        raise SomebodyWasFirst(reference=project.reference)
    if not project.goes_on:
        raise ProjectProblem(problem="ended")
    return project


async def _list_tapped(turn: Turn) -> None:
    value = _tap(turn).value
    turn.show(await _list(turn, int(value) if value.isascii() and value.isdigit() and len(value) <= 4 else 0))


async def _look_tapped(turn: Turn) -> None:
    turn.show(await look(turn, await get_project(turn.uow, turn.practice, _tap(turn).project)))


async def _change_tapped(turn: Turn) -> None:
    turn.show(views.change_screen(turn.texts, turn.practice, await _as_seen(turn)))


async def _begin_tapped(turn: Turn) -> None:
    tap, begin = _tap(turn), turn.services.projects.begin
    project = await begin(turn.uow, turn.actor, turn.practice, tap.project, tap.version)
    turn.show(await look(turn, project))


async def _new_tapped(turn: Turn) -> None:
    await turn.enter(FLOW, "title")


ACTS: dict[str, Feature] = {
    "list": _list_tapped,
    "look": _look_tapped,
    "change": _change_tapped,
    "begin": _begin_tapped,
    "new": _new_tapped,
}


async def _list(turn: Turn, page: int) -> Screen:
    every, its = await all_projects(turn.uow, turn.practice), await success(turn.uow, turn.practice)
    return views.list_screen(turn.texts, turn.practice, every, its, page)


JOURNEY = Flow({**improving.STEPS, **concluding.STEPS}, Capability.RUN_PROJECTS)
