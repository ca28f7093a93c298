"""/survey: how to begin one. From a template, from a spreadsheet, from nothing, or from a draft that was kept."""

import asyncio
from functools import partial

from bot.errors import NoSuchDraft
from bot.rules.forms.building import empty_form
from bot.services import templates
from handlers.arranging import cancel, way_back
from handlers.callbacks import Step
from handlers.context import StepOf, Turn
from handlers.drafting import FLOW, fresh, open_draft
from handlers.uploading import read_file
from handlers.views.polls import shortened
from handlers.views.screen import Button, File, Screen, column


async def survey(turn: Turn) -> None:
    """`/survey` offers ways to begin; as what stands under a spreadsheet, it reads that."""
    if turn.incoming.kind != "command":
        await read_file(turn)
    elif turn.actor.place is not None and turn.actor.place.flow == FLOW:
        turn.say(Screen(turn.texts("flow-still-here")))
        await turn.ask_again()
    else:
        await turn.enter(FLOW, "begin")


async def _ask_begin(turn: Turn) -> Screen:
    texts, services = turn.texts, turn.services
    ways = [("template", texts.plain("button-survey-template")), ("file", texts.plain("button-survey-file"))]
    ways.append(("build", texts.plain("button-survey-build")))
    if drafts := await services.saving.all(turn.uow, turn.practice):
        ways.append(("drafts", texts.plain("button-survey-drafts", count=len(drafts))))
    if planned := await services.planning.to_come(turn.uow, turn.practice):
        ways.append(("planned", texts.plain("button-survey-planned", count=len(planned))))
    buttons = [Button(label, Step(FLOW, "begin", way)) for way, label in ways]
    return Screen(texts("survey-begin"), column(*buttons) + way_back(turn, FLOW, "begin", back=False))


async def _begin_tapped(turn: Turn, value: str) -> None:
    if value in ("template", "file", "drafts", "planned"):
        await turn.move(value)
    elif value == "build":
        await open_draft(turn, fresh(turn, empty_form("", turn.actor.language)))
    else:
        await cancel(turn)


async def _ask_template(turn: Turn) -> Screen:
    buttons = [Button(each.title, Step(FLOW, "template", each.key)) for each in templates.templates()]
    return Screen(turn.texts("survey-ask-template"), column(*buttons) + way_back(turn, FLOW, "template"))


async def _template_tapped(turn: Turn, value: str) -> None:
    if value in {each.key for each in templates.templates()}:
        await open_draft(turn, fresh(turn, await asyncio.to_thread(templates.form, value)))
    else:
        await _back_or_cancel(turn, value)


async def _ask_file(turn: Turn) -> Screen:
    examples = Button(turn.texts.plain("button-survey-examples"), Step(FLOW, "file", "examples"))
    return Screen(turn.texts("survey-ask-file"), column(examples) + way_back(turn, FLOW, "file"))


async def _file_tapped(turn: Turn, value: str) -> None:
    if value != "examples":
        await _back_or_cancel(turn, value)
        return
    files = tuple(File(each.file_name, partial(templates.content, each.key)) for each in templates.templates())
    turn.say(Screen(turn.texts("survey-examples"), documents=files))
    await turn.ask_again()


async def _ask_drafts(turn: Turn) -> Screen:
    drafts = await turn.services.saving.all(turn.uow, turn.practice)
    buttons = [
        Button(
            turn.texts.plain("survey-draft-line", title=shortened(each.title, 40), day=turn.texts.day(each.saved_at)),
            Step(FLOW, "drafts", str(each.id)),
        )
        for each in drafts
    ]
    return Screen(turn.texts("survey-ask-draft"), column(*buttons) + way_back(turn, FLOW, "drafts"))


async def _drafts_tapped(turn: Turn, value: str) -> None:
    if not (value.isascii() and value.isdigit()):
        await _back_or_cancel(turn, value)
        return
    if len(value) > 9:
        raise NoSuchDraft()
    draft = await turn.services.saving.open(turn.uow, turn.practice, int(value))
    if draft.closes_at <= turn.services.clock.now():
        draft = draft.but(closes_at=fresh(turn, draft.form).closes_at)
    await open_draft(turn, draft, saved=int(value))


async def _back_or_cancel(turn: Turn, value: str) -> None:
    await (turn.move("begin") if value == "back" else cancel(turn))


STEPS = {
    "begin": StepOf(_ask_begin, _begin_tapped, sent=read_file),
    "template": StepOf(_ask_template, _template_tapped, sent=read_file),
    "file": StepOf(_ask_file, _file_tapped, sent=read_file),
    "drafts": StepOf(_ask_drafts, _drafts_tapped, sent=read_file),
}
