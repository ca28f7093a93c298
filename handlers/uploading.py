"""A spreadsheet that somebody sends as a survey: read, and in hand as a draft, or all that is wrong with it."""

import asyncio

from bot.errors import FileProblem
from bot.rules.forms.form import Form
from bot.services.surveys import SurveyDraft
from handlers.context import Turn
from handlers.drafting import FLOW, draft_here, fresh, open_draft, put_aside
from handlers.views.xlsform import problem_screen


async def read_file(turn: Turn) -> None:
    """A file that came in. Refuses with FileProblem what is no spreadsheet or could not be fetched."""
    document = turn.incoming.document
    if document is None:
        raise FileProblem(problem="wrong-type")
    if document.content is None:
        raise FileProblem(problem=document.problem or "not-fetched")
    form = await _form(turn, document.name, document.content)
    if form is not None:
        await open_draft(turn, await _as_before(turn, form), file=True)


async def _form(turn: Turn, name: str, content: bytes) -> Form | None:
    # The library for spreadsheets is loaded when somebody sends one.
    from bot.xlsform.problems import UnreadableForm  # noqa: PLC0415
    from bot.xlsform.reading import read_form  # noqa: PLC0415

    try:
        return await asyncio.to_thread(read_form, name, content)
    except UnreadableForm as unreadable:
        turn.say(problem_screen(turn.texts, unreadable))
    # They mend it and send it again, here and without another command. Whatever they are in the middle of stays.
    await (turn.ask_again() if turn.actor.place is not None else turn.enter(FLOW, "file"))
    return None


async def _as_before(turn: Turn, form: Form) -> SurveyDraft:
    """A better version of a file takes over what was chosen for the one before. What was built by hand is kept."""
    place = turn.actor.place
    if place is None or place.flow != FLOW or "form" not in place.data:
        return fresh(turn, form)
    if place.data.get("file") and place.data.get("practice") == turn.practice.id:
        return draft_here(turn).but(form=form)
    await put_aside(turn)
    return fresh(turn, form)
