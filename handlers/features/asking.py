"""/poll: in one line, or step by step; then a preview exactly as members will see it, and *Send to N members*."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from enum import StrEnum
from typing import Any

from bot.delivery.kinds import Kind
from bot.errors import DateProblem, PollProblem
from bot.rules.dates import read_date
from bot.rules.permissions import Capability
from bot.rules.polls import problem_with, problem_with_choices, problem_with_question
from bot.rules.times import CLOSING_HOUR, closing_time
from bot.rules.words import Attribution, Audience, Influence, QuestionKind, ResultsTo
from bot.services.polls import Draft
from handlers.callbacks import Step
from handlers.context import Flow, StepOf, Turn
from handlers.views.joining import question
from handlers.views.polls import preview_screen, progress_screen
from handlers.views.screen import Button, Screen, column

FLOW = "poll"
DAYS_OPEN = 7
DAYS_OFFERED = (1, 3, 7, 14, 28)
CHANGES = {"kind", "audience", "attribution", "results", "influence", "closes"}
# Asked one after another the first time; afterwards each leads straight back to the preview.
ORDER = ("kind", "audience", "attribution", "results", "influence", "closes", "preview")


async def poll(turn: Turn) -> None:
    """`/poll` guides; `/poll Question? | choice | choice` goes straight to the preview."""
    line = turn.incoming.text.strip()
    if line:
        question_text, *choices = (" ".join(part.split()) for part in line.split("|"))
        await _one_line(turn, question_text, choices)
    elif turn.actor.place is not None and turn.actor.place.flow == FLOW:
        turn.say(Screen(turn.texts("flow-still-here")))
        await turn.ask_again()
    else:
        await turn.enter(FLOW, "question")


async def _one_line(turn: Turn, question_text: str, choices: list[str]) -> None:
    # What was given and is good is kept: only what is wrong, or missing, is asked for again.
    if (problem := problem_with_question(question_text)) is not None:
        _say_problem(turn, problem)
        kept = {"choices": choices} if problem_with_choices(choices) is None else {}
        await turn.enter(FLOW, "question", **kept)
    elif not choices:
        await turn.enter(FLOW, "choices", question=question_text)
    elif (problem := problem_with_choices(choices)) is not None:
        _say_problem(turn, problem)
        await turn.enter(FLOW, "choices", question=question_text)
    else:
        await turn.enter(FLOW, "preview", **_fresh(turn, question_text, choices).to_data())


def _say_problem(turn: Turn, problem: str) -> None:
    turn.say(Screen(turn.texts("poll-problem", problem=problem)))


def _fresh(turn: Turn, question_text: str, choices: list[str]) -> Draft:
    closes = closing_time(turn.services.clock.now(), DAYS_OPEN, turn.practice.settings.zone)
    return Draft(question_text, tuple(choices), closes)


def _draft(turn: Turn) -> Draft:
    return Draft.from_data(turn.place.data)


async def _ask_question(turn: Turn) -> Screen:
    # From the preview there is a way back to it: nobody has to throw a poll away to keep its words.
    previewed = bool(turn.place.data.get("previewed"))
    return _with_cancel(turn, "question", turn.texts("poll-ask-question"), back=previewed)


async def _typed_question(turn: Turn, text: str) -> None:
    question_text = " ".join(text.split())
    if (problem := problem_with_question(question_text)) is not None:
        raise PollProblem(problem=problem)
    data = turn.place.data
    if "choices" in data and "closes_at" not in data:
        # They came in one line, beside a question that would not do.
        await turn.move("preview", **_fresh(turn, question_text, data["choices"]).to_data())
    else:
        await turn.move("choices", question=question_text)


async def _ask_choices(turn: Turn) -> Screen:
    text = turn.texts("poll-ask-choices", question=turn.place.data["question"])
    return _with_cancel(turn, "choices", text, back=True)


async def _typed_choices(turn: Turn, text: str) -> None:
    separator = "\n" if "\n" in text.strip() or "|" not in text else "|"
    choices = [" ".join(line.split()) for line in text.split(separator) if line.strip()]
    if (problem := problem_with_choices(choices)) is not None:
        raise PollProblem(problem=problem)
    if "closes_at" in turn.place.data:
        await turn.move("preview", choices=choices)
    else:
        fresh = _fresh(turn, turn.place.data["question"], choices)
        await turn.move(ORDER[0], **fresh.to_data())


async def _words_tapped(turn: Turn, value: str) -> None:
    if value == "back" and turn.place.step == "question" and turn.place.data.get("previewed"):
        await turn.move("preview")
    elif value == "back":
        await turn.move("question")
    else:
        await _cancel(turn)


async def _ask_kind(turn: Turn) -> Screen:
    answers = [(f"button-kind-{kind}", kind.value) for kind in QuestionKind]
    return _choice(turn, "kind", "poll-ask-kind", answers)


async def _ask_audience(turn: Turn) -> Screen:
    buttons = []
    for audience in Audience:
        reach = await turn.services.asking.reach(turn.uow, turn.practice, audience)
        label = turn.texts.plain(f"button-audience-{audience}", count=reach.members)
        buttons.append(Button(label, Step(FLOW, "audience", audience.value)))
    return Screen(turn.texts("poll-ask-audience"), column(*buttons, *_back_and_cancel(turn, "audience")))


async def _ask_attribution(turn: Turn) -> Screen:
    answers = [(f"button-attribution-{word}", word.value) for word in reversed(Attribution)]
    return _choice(turn, "attribution", "poll-ask-attribution", answers)


async def _ask_results(turn: Turn) -> Screen:
    answers = [(f"button-results-{word}", word.value) for word in ResultsTo]
    return _choice(turn, "results", "poll-ask-results", answers)


async def _ask_influence(turn: Turn) -> Screen:
    answers = [(f"button-influence-{word}", word.value) for word in Influence]
    return _choice(turn, "influence", "poll-ask-influence", answers)


async def _ask_closes(turn: Turn) -> Screen:
    now, zone = turn.services.clock.now(), turn.practice.settings.zone
    buttons = [
        Button(turn.texts.when(closing_time(now, days, zone)), Step(FLOW, "closes", str(days)))
        for days in DAYS_OFFERED
    ]
    return Screen(turn.texts("poll-ask-closes"), column(*buttons, *_back_and_cancel(turn, "closes")))


async def _typed_closes(turn: Turn, text: str) -> None:
    moment, problem = read_date(text, turn.services.clock.now(), turn.practice.settings.zone, CLOSING_HOUR)
    if moment is None:
        raise DateProblem(problem=problem or "not-understood")
    await _keep(turn, "closes", closes_at=moment.isoformat())


def _tapped(step: str, key: str, words: type[StrEnum]) -> Callable[[Turn, str], Awaitable[None]]:
    """What a tap does at a step where one of `words` is chosen."""

    async def answer(turn: Turn, value: str) -> None:
        if value in list(words):
            await _keep(turn, step, **{key: value})
        else:
            await _back_or_cancel(turn, step, value)

    return answer


async def _closes_tapped(turn: Turn, value: str) -> None:
    if value.isascii() and value.isdigit() and int(value) in DAYS_OFFERED:
        closes = closing_time(turn.services.clock.now(), int(value), turn.practice.settings.zone)
        await _keep(turn, "closes", closes_at=closes.isoformat())
    else:
        await _back_or_cancel(turn, "closes", value)


async def _keep(turn: Turn, step: str, **data: Any) -> None:
    # The first time round the next question follows; once there was a preview, each change leads back to it.
    following = "preview" if turn.place.data.get("previewed") else ORDER[ORDER.index(step) + 1]
    await turn.move(following, **data)


async def _back_or_cancel(turn: Turn, step: str, value: str) -> None:
    if value != "back":
        await _cancel(turn)
    elif turn.place.data.get("previewed"):
        await turn.move("preview")
    else:
        before = ORDER.index(step) - 1
        await turn.move(ORDER[before] if before >= 0 else "choices")


async def _ask_preview(turn: Turn) -> Screen:
    await turn.stay("preview", previewed=True)
    draft = _draft(turn)
    reach = await turn.services.asking.reach(turn.uow, turn.practice, draft.audience)
    goes_out = turn.services.notices.goes_out_at(turn.practice, Kind.POLL)
    late = goes_out > turn.services.clock.now() + timedelta(minutes=1)
    quiet_until = turn.texts.when(goes_out) if late else None
    return preview_screen(turn.texts, turn.practice.settings.group_name, draft, reach, quiet_until)


async def _preview_tapped(turn: Turn, value: str) -> None:
    if value == "send":
        await _send(turn)
    elif value in CHANGES:
        await turn.move(value)
    elif value == "words":
        await turn.move("question")
    else:
        await _cancel(turn)


async def _send(turn: Turn) -> None:
    draft = _draft(turn)
    if (problem := problem_with(draft.question, draft.choices)) is not None:
        raise PollProblem(problem=problem)
    sent = await turn.services.asking.ask(turn.uow, turn.actor, turn.practice, draft, turn.incoming.message_id)
    await turn.leave_flow()
    progress = await turn.services.results.progress(turn.uow, turn.practice, sent.id)
    turn.show(progress_screen(turn.texts, progress))


async def _cancel(turn: Turn) -> None:
    await turn.leave_flow()
    turn.show(Screen(turn.texts("flow-cancelled")))


def _choice(turn: Turn, step: str, key: str, answers: list[tuple[str, str]]) -> Screen:
    screen = question(turn.texts, FLOW, step, turn.texts(key), *answers, back=False)
    return Screen(screen.text, screen.rows + column(*_back_and_cancel(turn, step)))


def _with_cancel(turn: Turn, step: str, text: str, *, back: bool = False) -> Screen:
    buttons = _back_and_cancel(turn, step)
    return Screen(text, column(*(buttons if back else buttons[1:])))


def _back_and_cancel(turn: Turn, step: str) -> tuple[Button, Button]:
    return (
        Button(turn.texts.plain("button-back"), Step(FLOW, step, "back")),
        Button(turn.texts.plain("button-cancel"), Step(FLOW, step, "cancel")),
    )


JOURNEY = Flow(
    {
        "question": StepOf(_ask_question, _words_tapped, _typed_question),
        "choices": StepOf(_ask_choices, _words_tapped, _typed_choices),
        "kind": StepOf(_ask_kind, _tapped("kind", "kind", QuestionKind)),
        "audience": StepOf(_ask_audience, _tapped("audience", "audience", Audience)),
        "attribution": StepOf(_ask_attribution, _tapped("attribution", "attribution", Attribution)),
        "results": StepOf(_ask_results, _tapped("results", "results_to", ResultsTo)),
        "influence": StepOf(_ask_influence, _tapped("influence", "influence", Influence)),
        "closes": StepOf(_ask_closes, _closes_tapped, _typed_closes),
        "preview": StepOf(_ask_preview, _preview_tapped),
    },
    Capability.ASK,
)
