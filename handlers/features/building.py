"""Writing a survey in the chat: the list of its questions, and a new one at its end."""

from bot.rules.forms.building import MOST_QUESTIONS, Sort
from handlers.arranging import cancel, way_back
from handlers.callbacks import Step
from handlers.context import StepOf, Turn
from handlers.drafting import FLOW, button, draft_here, leave, meant_now, save, show_again
from handlers.views.drafts import list_text
from handlers.views.polls import shortened
from handlers.views.screen import Button, Screen, column


async def _ask_build(turn: Turn) -> Screen:
    texts, form = turn.texts, draft_here(turn).form
    buttons = [
        button(turn, "build", f"{number}. {shortened(form.in_language(each.words, texts.language), 40)}", str(number))
        for number, each in enumerate(form, start=1)
    ]
    if len(form.questions) < MOST_QUESTIONS:
        buttons.append(button(turn, "build", texts.plain("button-add-question"), "add"))
    if form.questions:
        buttons.append(Button(texts.plain("button-done"), Step(FLOW, "build", "done")))
    buttons.append(Button(texts.plain("button-cancel"), Step(FLOW, "build", "cancel")))
    return Screen(list_text(texts, form), column(*buttons))


async def _build_tapped(turn: Turn, value: str) -> None:
    questions = draft_here(turn).form.questions
    meant = meant_now(turn, value)
    if value == "done" and questions:
        await turn.move("preview", page=0)
    elif value == "cancel":
        await leave(turn)
    elif meant == "add":
        await turn.move("sort")
    elif meant is not None and meant.isascii() and meant.isdigit() and 0 < int(meant[:3]) <= len(questions):
        await turn.move("question", at=questions[int(meant) - 1].name)
    else:
        await show_again(turn)


async def _ask_sort(turn: Turn) -> Screen:
    buttons = [Button(turn.texts.plain(f"button-sort-{sort}"), Step(FLOW, "sort", sort.value)) for sort in Sort]
    return Screen(turn.texts("survey-ask-sort"), column(*buttons) + way_back(turn, FLOW, "sort"))


async def _sort_tapped(turn: Turn, value: str) -> None:
    if value in list(Sort):
        await turn.move("words", adding=value, at=None)
    elif value == "back":
        await turn.move("build")
    else:
        await leave(turn)


async def _ask_leave(turn: Turn) -> Screen:
    buttons = [
        Button(turn.texts.plain("button-save-draft"), Step(FLOW, "leave", "save")),
        Button(turn.texts.plain("button-throw-away"), Step(FLOW, "leave", "away")),
        Button(turn.texts.plain("button-back"), Step(FLOW, "leave", "back")),
    ]
    return Screen(turn.texts("survey-ask-leave"), column(*buttons))


async def _leave_tapped(turn: Turn, value: str) -> None:
    if value == "save":
        await save(turn)
    elif value == "away":
        await cancel(turn)
    else:
        await turn.move("build" if len(draft_here(turn).form.questions) <= MOST_QUESTIONS else "preview")


STEPS = {
    "build": StepOf(_ask_build, _build_tapped),
    "sort": StepOf(_ask_sort, _sort_tapped),
    "leave": StepOf(_ask_leave, _leave_tapped),
}
