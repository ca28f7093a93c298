"""Putting down an improvement project, step by step; the same questions change one that there is.

Where the place holds a `project`, it is about that one, in the `version` that was seen. `from_kind` and `from_id` are
what a new one comes from.
"""

from collections.abc import Awaitable, Callable, Mapping

from bot.errors import ChainProblem, SomebodyWasFirst
from bot.rules.chains import Link
from bot.rules.words import ChainKind
from bot.services.improvements import Project, get_project
from bot.services.origins import words_of
from bot.services.projects import LONGEST_TITLE, LONGEST_WORDS
from handlers.arranging import cancel, fits, way_back
from handlers.callbacks import Step
from handlers.context import StepOf, Turn
from handlers.owners import Choosing
from handlers.views import projects as views
from handlers.views.polls import shortened
from handlers.views.projects import FLOW, Behind
from handlers.views.screen import Button, Screen, column

SHOWN_OF_AN_ORIGIN = 1_000
Change = Callable[[int, int], Awaitable[Project]]


async def behind(turn: Turn, project: Project) -> Behind:
    """What is behind a project."""
    chain, uow, practice = turn.services.chain, turn.uow, turn.practice
    return Behind(
        await chain.voices_behind(uow, practice, *project.link),
        await chain.is_in(uow, practice, *project.link),
        await chain.is_heard(uow, practice, project.link),
    )


async def look(turn: Turn, project: Project, opening: str = "") -> Screen:
    """One project, and what can be done about it."""
    return views.look_screen(turn.texts, turn.practice, project, await behind(turn, project), opening)


async def change_here(turn: Turn, act: Change, opening: str = "") -> None:
    """Change the project that the place is about, leave it, and show it. `opening` says what has just been done."""
    data = turn.place.data
    # First: where somebody was first, this question leads nowhere any more.
    await turn.leave_flow()
    try:
        project = await act(data["project"], data["version"])
    except SomebodyWasFirst:
        await show_as_it_is(turn, data["project"])
    else:
        turn.show(await look(turn, project, opening))


async def look_instead(turn: Turn) -> None:
    """Leave the flow, and show the project that it was about."""
    project = await project_here(turn)
    await turn.leave_flow()
    turn.show(await look(turn, project))


async def project_here(turn: Turn) -> Project:
    """The project that the place is about."""
    return await get_project(turn.uow, turn.practice, turn.place.data["project"])


async def show_as_it_is(turn: Turn, project_id: int) -> None:
    """Say that somebody was first, and show a project as it is now."""
    project = await get_project(turn.uow, turn.practice, project_id)
    if turn.incoming.kind == "tap":
        turn.toast(turn.texts.plain("somebody-was-first", reference=project.reference), alert=True)
    else:
        turn.say(Screen(turn.texts("somebody-was-first", reference=project.reference)))
    turn.show(await look(turn, project))


def _is_new(turn: Turn) -> bool:
    return "project" not in turn.place.data


async def _back(turn: Turn, step: str) -> None:
    await (turn.move(step) if _is_new(turn) else look_instead(turn))


def _comes_from(turn: Turn) -> Link | None:
    kind, key = turn.place.data.get("from_kind"), turn.place.data.get("from_id")
    return (ChainKind(kind), int(key)) if kind and key else None


async def _origin(turn: Turn) -> str:
    """What a new project comes from, in words; empty where it comes from nothing, or that is gone."""
    link = _comes_from(turn)
    if link is None:
        return ""
    try:
        return await words_of(turn.uow, turn.practice, turn.services.chain, link)
    except ChainProblem:
        return ""


async def _ask_title(turn: Turn) -> Screen:
    if not _is_new(turn):
        project = await project_here(turn)
        text = turn.texts("project-ask-new-title", reference=project.reference, title=project.title)
        return Screen(text, way_back(turn, FLOW, "title"))
    text, origin = turn.texts("project-ask-title", most=LONGEST_TITLE), await _origin(turn)
    if origin:
        text += "\n\n" + turn.texts("project-comes-from", words=shortened(origin, SHOWN_OF_AN_ORIGIN))
    return Screen(text, way_back(turn, FLOW, "title", back=False))


async def _title_tapped(turn: Turn, value: str) -> None:
    await (look_instead(turn) if value == "back" and not _is_new(turn) else cancel(turn))


async def _title_typed(turn: Turn, text: str) -> None:
    if not await fits(turn, title := " ".join(text.split()), LONGEST_TITLE):
        return
    if _is_new(turn):
        await turn.move("why", title=title)
        return
    where = (turn.uow, turn.actor, turn.practice)
    await change_here(turn, lambda key, seen: turn.services.projects.rename(*where, key, seen, title))


async def _ask_why(turn: Turn) -> Screen:
    origin = await _origin(turn) if _is_new(turn) else ""
    text = turn.texts("project-ask-why", most=LONGEST_WORDS)
    if not origin:
        return Screen(text, way_back(turn, FLOW, "why"))
    text += "\n\n" + turn.texts("project-ask-why-from", words=shortened(origin, LONGEST_WORDS))
    these = Button(turn.texts.plain("button-project-these"), Step(FLOW, "why", "these"))
    return Screen(text, views.with_skip(turn.texts, "why", these) + way_back(turn, FLOW, "why"))


async def _why_tapped(turn: Turn, value: str) -> None:
    origin = await _origin(turn) if _is_new(turn) else ""
    if value == "back":
        await _back(turn, "title")
    elif value == "these" and origin:
        await turn.move("who", why=shortened(origin, LONGEST_WORDS), page=0)
    elif value == "skip" and origin:
        await turn.move("who", why="", page=0)
    else:
        await cancel(turn)


async def _why_typed(turn: Turn, text: str) -> None:
    if not await fits(turn, text, LONGEST_WORDS):
        return
    if _is_new(turn):
        await turn.move("who", why=text.strip(), page=0)
        return
    where = (turn.uow, turn.actor, turn.practice)
    await change_here(turn, lambda key, seen: turn.services.projects.explain(*where, key, seen, text))


async def _owned(turn: Turn, member_id: int | None, name: str) -> None:
    if _is_new(turn):
        await turn.move("preview", owner=member_id, name=name)
        return
    if member_id is None and not name:
        # *Skip*: whoever sees to it goes on doing so.
        await look_instead(turn)
        return
    where = (turn.uow, turn.actor, turn.practice)
    await change_here(turn, lambda key, seen: turn.services.projects.give(*where, key, seen, member_id, name))


async def _back_to_why(turn: Turn) -> None:
    await _back(turn, "why")


async def _ask_preview(turn: Turn) -> Screen:
    data = turn.place.data
    text = views.preview_text(turn.texts, data["title"], data["why"], data["name"], await _origin(turn))
    done = Button(turn.texts.plain("button-done"), Step(FLOW, "preview", "done"))
    return Screen(text, column(done) + way_back(turn, FLOW, "preview"))


async def _preview_tapped(turn: Turn, value: str) -> None:
    if value == "back":
        await turn.move("who")
    elif value != "done":
        await cancel(turn)
    else:
        await _keep(turn)


async def _keep(turn: Turn) -> None:
    data, owner = turn.place.data, turn.place.data["owner"]
    name = None if owner else data["name"]
    where = (turn.uow, turn.actor, turn.practice)
    try:
        project = await turn.services.projects.make(
            *where, data["title"], data["why"], owner, name, _comes_from(turn)
        )
    except ChainProblem:
        # What it was to come from is not there any more: the rest is kept, and can be put down without.
        await turn.move("preview" if data["why"] else "why", from_kind=None, from_id=None)
        raise
    await turn.leave_flow()
    turn.show(await look(turn, project, turn.texts("project-kept")))


WHO = Choosing(FLOW, "project", _owned, _back_to_why, can_wait=True)

STEPS: Mapping[str, StepOf] = {
    "title": StepOf(_ask_title, _title_tapped, _title_typed),
    "why": StepOf(_ask_why, _why_tapped, _why_typed),
    **WHO.steps(),
    "preview": StepOf(_ask_preview, _preview_tapped),
}
