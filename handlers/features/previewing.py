"""The preview of a survey: as members will see it, with a way to change each thing, to keep it, and to send it."""

from dataclasses import replace

from bot.errors import BuildRefused, SurveyProblem
from bot.rules.forms.building import MOST_QUESTIONS, problem_with_title
from bot.rules.forms.form import Form
from handlers.arranging import ARRANGED, Arranging, cancel, quiet_until, way_back
from handlers.context import StepOf, Turn
from handlers.drafting import FLOW, draft_here, keep_form, leave, save
from handlers.uploading import read_file
from handlers.views.audience import part_asked
from handlers.views.drafts import preview_screen
from handlers.views.polls import progress_screen
from handlers.views.screen import Screen

ARRANGING = Arranging(FLOW, (*ARRANGED, "preview"), before="preview")


async def _ask_preview(turn: Turn) -> Screen:
    draft = draft_here(turn)
    reach = await turn.services.asking.reach(turn.uow, turn.practice, draft.audience, draft.segment)
    return preview_screen(
        turn.texts,
        turn.practice.settings.group_name,
        draft,
        reach,
        page=turn.place.data.get("page", 0),
        quiet_until=quiet_until(turn),
        saved=turn.place.data.get("saved") is not None,
        part=part_asked(turn.texts, turn.practice, draft),
    )


async def _preview_tapped(turn: Turn, value: str) -> None:
    what, _, detail = value.partition("-")
    if value == "send":
        await _send(turn)
    elif value in ("title", *ARRANGED):
        await turn.move(value)
    elif value == "build":
        await _to_the_builder(turn)
    elif value == "later":
        _check(turn)
        await turn.move("later")
    elif value == "try":
        _check(turn)
        await turn.move("try", tried=None)
    elif value == "save":
        await save(turn)
    elif value == "drop":
        await _drop(turn)
    elif what == "partial":
        await turn.move("preview", partial=detail == "yes")
    elif what == "page" and detail.isascii() and detail.isdigit():
        await turn.move("preview", page=int(detail[:3]))
    else:
        await leave(turn)


async def _to_the_builder(turn: Turn) -> None:
    if len(draft_here(turn).form.questions) > MOST_QUESTIONS:
        raise BuildRefused(problem="long-form", number=MOST_QUESTIONS)
    await turn.move("build")


def _check(turn: Turn) -> None:
    if not any(each.takes_an_answer for each in draft_here(turn).form):
        raise SurveyProblem(problem="no-questions")


async def _send(turn: Turn) -> None:
    sent = await turn.services.asking.ask_survey(
        turn.uow, turn.actor, turn.practice, draft_here(turn), turn.incoming.message_id
    )
    await turn.leave_flow()
    progress = await turn.services.results.progress(turn.uow, turn.practice, sent.id)
    turn.show(progress_screen(turn.texts, progress))


async def _drop(turn: Turn) -> None:
    if (saved := turn.place.data.get("saved")) is not None:
        await turn.services.saving.drop(turn.uow, turn.actor, turn.practice, saved)
    await turn.leave_flow()
    turn.show(Screen(turn.texts("survey-draft-dropped")))


async def _ask_title(turn: Turn) -> Screen:
    kept = "form" in turn.place.data and not problem_with_title(draft_here(turn).title)
    text = turn.texts("survey-ask-title", title=draft_here(turn).title if kept else "", known="yes" if kept else "no")
    return Screen(text, way_back(turn, FLOW, "title", back=kept))


async def _typed_title(turn: Turn, text: str) -> None:
    title = " ".join(text.split())
    if (problem := problem_with_title(title)) is not None:
        raise SurveyProblem(problem=problem)
    form = draft_here(turn).form
    await keep_form(turn, "preview" if form.questions else "build", _titled(form, title))


def _titled(form: Form, title: str) -> Form:
    # What it was called in other languages is no translation of this one.
    return replace(form, title={form.languages[0]: title})


async def _title_tapped(turn: Turn, value: str) -> None:
    if value == "back" and not problem_with_title(draft_here(turn).title):
        await turn.move("preview" if draft_here(turn).form.questions else "build")
    else:
        await cancel(turn)


STEPS = {
    "preview": StepOf(_ask_preview, _preview_tapped, sent=read_file),
    "title": StepOf(_ask_title, _title_tapped, _typed_title),
    **ARRANGING.steps(),
}
