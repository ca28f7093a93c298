"""/poll: in one line, or step by step; then a preview exactly as members will see it, and *Send to N members*."""

from bot.errors import PollProblem
from bot.rules.permissions import Capability
from bot.rules.polls import problem_with, problem_with_choices, problem_with_question
from bot.rules.times import closing_time
from bot.rules.words import QuestionKind
from bot.services.polls import Draft
from handlers.arranging import ARRANGED, DAYS_OPEN, Arranging, cancel, quiet_until, way_back
from handlers.context import Flow, StepOf, Turn
from handlers.views.audience import part_asked
from handlers.views.polls import preview_screen, progress_screen
from handlers.views.screen import Screen

FLOW = "poll"
CHANGES = {"kind", *ARRANGED}
ORDER = ("kind", *ARRANGED, "preview")
ARRANGING = Arranging(FLOW, ORDER, before="choices")


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
        await cancel(turn)


async def _ask_preview(turn: Turn) -> Screen:
    await turn.stay("preview", previewed=True)
    draft = _draft(turn)
    reach = await turn.services.asking.reach(turn.uow, turn.practice, draft.audience, draft.segment)
    part = part_asked(turn.texts, turn.practice, draft)
    return preview_screen(turn.texts, turn.practice.settings.group_name, draft, reach, quiet_until(turn), part)


async def _preview_tapped(turn: Turn, value: str) -> None:
    if value == "send":
        await _send(turn)
    elif value in CHANGES:
        await turn.move(value)
    elif value == "later":
        await turn.move("later")
    elif value == "words":
        await turn.move("question")
    else:
        await cancel(turn)


async def _send(turn: Turn) -> None:
    draft = _draft(turn)
    if (problem := problem_with(draft.question, draft.choices)) is not None:
        raise PollProblem(problem=problem)
    sent = await turn.services.asking.ask(turn.uow, turn.actor, turn.practice, draft, turn.incoming.message_id)
    await turn.leave_flow()
    progress = await turn.services.results.progress(turn.uow, turn.practice, sent.id)
    turn.show(progress_screen(turn.texts, progress))


def _with_cancel(turn: Turn, step: str, text: str, *, back: bool = False) -> Screen:
    return Screen(text, way_back(turn, FLOW, step, back=back))


JOURNEY = Flow(
    {
        "question": StepOf(_ask_question, _words_tapped, _typed_question),
        "choices": StepOf(_ask_choices, _words_tapped, _typed_choices),
        "kind": ARRANGING.choosing("kind", "kind", QuestionKind),
        **ARRANGING.steps(),
        "preview": StepOf(_ask_preview, _preview_tapped),
    },
    Capability.ASK,
)
