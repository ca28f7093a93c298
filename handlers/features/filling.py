"""Taking part in a survey: one message, one question at a time, every step kept; stop and come back at will."""

from bot.errors import AnswersMissing, ConsultationClosed
from bot.services.collecting import IN_SURVEY
from bot.services.stepping import Filled
from bot.services.surveys import get_survey
from handlers.callbacks import EndSurvey, Fill, OpenSurvey
from handlers.commands import Who
from handlers.context import Feature, Flow, StepOf, Turn
from handlers.stepping import page_after, page_turned, stepped
from handlers.views import filling as views
from handlers.views.screen import Screen, Show

FLOW = IN_SURVEY


async def open_survey(turn: Turn) -> None:
    """*Start*, *Go on*, or a language."""
    tap = turn.incoming.tap
    assert isinstance(tap, OpenSurvey)
    service = turn.services.filling
    filled = await service.begin(turn.uow, turn.actor, turn.practice, tap.survey, tap.language)
    await _be_there(turn, filled, turn.incoming.message_id)
    turn.show(views.filling_screen(turn.texts, filled))


async def fill(turn: Turn) -> None:
    """A tap at a question: it is kept, and the next one is shown in its place."""
    tap = turn.incoming.tap
    assert isinstance(tap, Fill)
    if turn.again or tap.act == views.TURN_PAGE:
        # Handled before, and more may have followed: what is kept is shown, not what this tap said.
        filled = await turn.services.filling.look(turn.uow, turn.actor, turn.practice, tap.survey)
        _refuse_closed(filled)
        turn.show(views.filling_screen(turn.texts, filled, page_turned(filled, tap)))
        return
    form = (await get_survey(turn.uow, turn.practice, tap.survey)).form
    filled = await stepped(turn, turn.services.filling, form, tap)
    await _be_there(turn, filled, turn.incoming.message_id)
    turn.show(views.filling_screen(turn.texts, filled, page_after(filled, tap)))


def while_open(feature: Feature) -> Feature:
    """The feature, which ends with a friendly word where the survey has been closed in the meantime."""

    async def open_feature(turn: Turn) -> None:
        try:
            await feature(turn)
        except ConsultationClosed as closed:
            survey_id = _survey_meant(turn)
            if survey_id is None or not _is_there(turn, survey_id):
                raise
            await _leave(turn, survey_id, Screen(turn.texts("survey-closed", **closed.arguments)))

    return open_feature


def _survey_meant(turn: Turn) -> int | None:
    """The survey that a tap names, or, of typed words, the one where the person is."""
    tap, place = turn.incoming.tap, turn.actor.place
    if tap is not None:
        return getattr(tap, "survey", None)
    return place.data.get("survey") if place is not None and place.flow == FLOW else None


def _is_there(turn: Turn, survey_id: int) -> bool:
    place = turn.actor.place
    return place is not None and place.flow == FLOW and place.data.get("survey") == survey_id


def _refuse_closed(filled: Filled) -> None:
    if not filled.survey.is_open:
        raise ConsultationClosed(reference=filled.survey.reference)


async def end_survey(turn: Turn) -> None:
    """*Submit*, or *Stop for now*."""
    tap = turn.incoming.tap
    assert isinstance(tap, EndSurvey)
    service, whose = turn.services.filling, (turn.uow, turn.actor, turn.practice, tap.survey)
    if not tap.sent:
        filled = await service.look(*whose)
        _refuse_closed(filled)
        await _leave(turn, tap.survey, views.stopped_screen(turn.texts, filled))
        return
    try:
        filled = await service.hand_in(*whose)
    except AnswersMissing as missing:
        filled = await service.look(*whose)
        filled = await service.go_to(*whose, filled.sheet.missing[0].name)
        turn.toast(turn.texts.plain("answers-missing", **missing.arguments), alert=True)
        await _be_there(turn, filled, turn.incoming.message_id)
        turn.show(views.filling_screen(turn.texts, filled))
        return
    await _leave(turn, tap.survey, views.sent_screen(turn.texts, filled))


async def _be_there(turn: Turn, filled: Filled, message_id: int | None) -> None:
    """Have what is typed next go to this survey. Where the person was before is gone back to at the end."""
    survey = filled.survey
    data = {"survey": survey.id, "practice": survey.practice_id, "message": message_id}
    await turn.step_aside(FLOW, "question", data)


async def _leave(turn: Turn, survey_id: int, screen: Screen) -> None:
    turn.show(screen)
    # The button of one survey does not end another.
    if _is_there(turn, survey_id):
        await turn.step_back()


async def _ask(turn: Turn) -> Screen:
    filled = await _look_from_place(turn)
    if not filled.survey.is_open:
        return Screen(turn.texts("survey-closed", reference=filled.survey.reference))
    return views.filling_screen(turn.texts, filled)


async def _look_from_place(turn: Turn) -> Filled:
    return await turn.services.filling.look(turn.uow, turn.actor, turn.practice, turn.place.data["survey"])


async def _tapped(turn: Turn, _value: str) -> None:
    # Its buttons are not steps of a flow: a tap that says so is forged.
    await turn.ask_again()


async def _typed(turn: Turn, text: str) -> None:
    looked, message_id = await _look_from_place(turn), turn.place.data.get("message")
    _refuse_closed(looked)
    question = looked.sheet.question
    if question is None or not question.is_typed:
        turn.say(Screen(turn.texts("flow-tap-please")))
        turn.say(views.filling_screen(turn.texts, looked))
        return
    whose = (turn.uow, turn.actor, turn.practice, looked.survey.id)
    filled = await turn.services.filling.write(*whose, question.name, text)
    if message_id is not None:
        # The question stays above its answer; the next one comes below it, where people look.
        turn.replies.append(Show(views.answered_screen(turn.texts, filled, question.name), message_id))
    await turn.stay("question", message=None)
    turn.say(views.filling_screen(turn.texts, filled))


async def _typed_while_open(turn: Turn, text: str) -> None:
    async def typed(turn: Turn) -> None:
        await _typed(turn, text)

    await while_open(typed)(turn)


JOURNEY = Flow({"question": StepOf(_ask, _tapped, _typed_while_open)}, Who.MEMBER, left=Turn.back_before)
