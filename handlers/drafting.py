"""A survey that is being made: it lies in its author's place until it is sent, and survives a restart there.

What the features of /survey share: the name of their flow, the draft in its place, and ways on from anywhere.
"""

import contextlib
from collections.abc import Iterator

from bot.errors import BuildRefused
from bot.rules.forms.building import BuildProblem, problem_with_title
from bot.rules.forms.data import form_to_data
from bot.rules.forms.form import Form, Question
from bot.rules.times import closing_time
from bot.rules.words import Attribution
from bot.services.surveys import SurveyDraft
from handlers.arranging import DAYS_OPEN, cancel
from handlers.callbacks import Step
from handlers.context import Turn
from handlers.views import drafts
from handlers.views.screen import Button, Screen

FLOW = drafts.FLOW
# A button each: Telegram takes a hundred, and some are for other things.
MOST_BUTTONS = 90


def fresh(turn: Turn, form: Form) -> SurveyDraft:
    """A draft of this form as its author asks for it, with everything else as it is unless somebody changes it."""
    closes = closing_time(turn.services.clock.now(), DAYS_OPEN, turn.practice.settings.zone)
    attribution = form.attribution or Attribution.ANONYMOUS
    return SurveyDraft(form, closes, attribution=attribution, partial=form.partial)


def draft_here(turn: Turn) -> SurveyDraft:
    """The draft in the author's place."""
    return SurveyDraft.from_data(turn.place.data)


def question_here(turn: Turn) -> Question:
    """The question that its author is at."""
    return draft_here(turn).form.question(turn.place.data["at"])


async def open_draft(turn: Turn, draft: SurveyDraft, *, saved: int | None = None, file: bool = False) -> None:
    """Show a draft, and have it in hand. One without a title is asked for it first.

    `saved` is where it is kept, if it is; `file` means that it was read from one.
    """
    data = {**draft.to_data(), "previewed": True, "saved": saved, "file": file, "page": 0}
    step = "preview" if problem_with_title(draft.title) is None else "title"
    if turn.actor.place is not None and turn.actor.place.flow == FLOW:
        await turn.move(step, **data)
    else:
        await turn.enter(FLOW, step, **data)


async def keep_form(turn: Turn, step: str, form: Form) -> None:
    """Keep a changed form, and go to a step."""
    await turn.move(step, form=form_to_data(form), rev=revision(turn) + 1)


def revision(turn: Turn) -> int:
    """How often the form has been changed: a button of before a change means nothing any more."""
    return int(turn.place.data.get("rev", 0))


def button(turn: Turn, step: str, label: str, value: str) -> Button:
    """A button that means something as long as the form is as it is now."""
    return Button(label, Step(FLOW, step, f"{value}@{revision(turn)}"))


def meant_now(turn: Turn, value: str) -> str | None:
    """What a button of `button` says; None where the form has changed since."""
    what, mark, number = value.rpartition("@")
    return what if mark and number == str(revision(turn)) else None


async def show_again(turn: Turn) -> None:
    """In answer to a button that means nothing any more: how things are now."""
    turn.toast(turn.texts.plain("survey-changed-since"))
    await turn.move(turn.place.step)


@contextlib.contextmanager
def refused() -> Iterator[None]:
    """A step that the rules of building do not allow becomes a refusal."""
    try:
        yield
    except BuildProblem as problem:
        raise BuildRefused(problem=problem.key, number=problem.number) from None


async def leave(turn: Turn) -> None:
    """*Cancel*: at once, or, where something was written by hand, with the offer to keep it."""
    if revision(turn) and draft_here(turn).form.questions:
        await turn.move("leave")
    else:
        await cancel(turn)


async def put_aside(turn: Turn) -> None:
    """Keep what was written by hand, for somebody who turns to something else, and be nowhere.

    In the practice where it was begun: they may have turned to another one since.
    """
    place = turn.place
    practice = turn.services.book.get(place.data.get("practice") or 0)
    if "form" in place.data and revision(turn) and draft_here(turn).form.questions and practice is not None:
        await turn.services.saving.keep(turn.uow, turn.actor, practice, draft_here(turn), place.data.get("saved"))
        turn.say(Screen(turn.texts("survey-kept-before")))
    await turn.leave_flow()


async def save(turn: Turn) -> None:
    """Keep the draft for another day, and leave the flow."""
    saved = turn.place.data.get("saved")
    await turn.services.saving.keep(turn.uow, turn.actor, turn.practice, draft_here(turn), saved)
    await turn.leave_flow()
    turn.show(Screen(turn.texts("survey-saved")))
