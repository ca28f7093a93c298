"""What a project came from, and what came of it: the steps that tie it to the voices at both its ends."""

from collections.abc import Mapping

from bot.rules.words import ProjectState
from bot.services.origins import Origin, origin_by_reference, origins
from bot.services.projects import LONGEST_WORDS
from handlers.arranging import cancel, fits, quiet_until, way_back
from handlers.context import StepOf, Turn
from handlers.improving import behind, change_here, look, look_instead, project_here
from handlers.views import projects as views
from handlers.views.projects import FLOW, origin_value
from handlers.views.screen import Screen


async def _ask_link(turn: Turn) -> Screen:
    project, found = await project_here(turn), await origins(turn.uow, turn.practice)
    came_from = await turn.services.chain.came_from(turn.uow, turn.practice, *project.link)
    already = frozenset(f"{each.kind}-{each.id}" for each in came_from)
    return views.link_screen(turn.texts, project, found, already, turn.place.data.get("page", 0))


async def _link_tapped(turn: Turn, value: str) -> None:
    what, _, number = value.partition("-")
    if what == "page" and number.isascii() and number.isdigit():
        await turn.move("link", page=int(number[:3]))
        return
    offered = {origin_value(each): each for each in await origins(turn.uow, turn.practice)}
    if value in offered:
        await _link(turn, offered[value])
    elif value == "back":
        await look_instead(turn)
    else:
        # Its comments have an answer since, or it was offered long ago: what there is now.
        await turn.move("link", page=0)


async def _link_typed(turn: Turn, text: str) -> None:
    link = await origin_by_reference(turn.uow, turn.practice, text)
    await _link(turn, Origin(link, "", ""))


async def _link(turn: Turn, origin: Origin) -> None:
    project = await turn.services.projects.link(
        turn.uow, turn.actor, turn.practice, turn.place.data["project"], origin.link
    )
    await turn.leave_flow()
    turn.show(await look(turn, project, turn.texts("project-linked")))


def _state(turn: Turn) -> ProjectState:
    return ProjectState(turn.place.data["state"])


async def _ask_words(turn: Turn) -> Screen:
    project = await project_here(turn)
    reference, title = project.reference, project.title
    text = turn.texts("project-ask-words", reference=reference, title=title, state=_state(turn))
    return Screen(text, way_back(turn, FLOW, "words"))


async def _words_tapped(turn: Turn, value: str) -> None:
    await (look_instead(turn) if value == "back" else cancel(turn))


async def _words_typed(turn: Turn, text: str) -> None:
    if await fits(turn, text, LONGEST_WORDS):
        await turn.move("end", words=text.strip())


async def _ask_end(turn: Turn) -> Screen:
    project, words = await project_here(turn), turn.place.data["words"]
    their = await behind(turn, project)
    return views.end_screen(turn.texts, project, _state(turn), words, their, quiet_until(turn))


async def _end_tapped(turn: Turn, value: str) -> None:
    if value == "back":
        await turn.move("words")
        return
    if value != "keep":
        await cancel(turn)
        return
    state, words, where = _state(turn), turn.place.data["words"], (turn.uow, turn.actor, turn.practice)
    await change_here(
        turn,
        lambda key, seen: turn.services.projects.end(*where, key, seen, state, words),
        turn.texts("project-is-ended", state=state),
    )


STEPS: Mapping[str, StepOf] = {
    "link": StepOf(_ask_link, _link_tapped, _link_typed),
    "words": StepOf(_ask_words, _words_tapped, _words_typed),
    "end": StepOf(_ask_end, _end_tapped),
}
