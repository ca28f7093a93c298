"""What many people do in a survey at once is read together and written together, however many they are."""

import contextlib
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from sqlalchemy import event

from bot.rules.forms.form import Choice, Form, Kind, Question
from bot.rules.words import Attribution
from bot.services.people import Actor, Place
from bot.services.surveys import Survey
from storage.database import Database
from storage.queries import roster, surveys
from tests.support.group import Group

YES_OR_NO = (Choice("yes", {"en": "Yes"}), Choice("no", {"en": "No"}))
FORM = Form(
    {"en": "Two questions"},
    ("en",),
    (
        Question("come", Kind.SINGLE, {"en": "Do you come?"}, choices=YES_OR_NO),
        Question("why", Kind.TEXT, {"en": "Why?"}),
    ),
)
PEOPLE = 24


@contextlib.contextmanager
def statements(database: Database) -> Iterator[list[str]]:
    """What is said to the database meanwhile."""
    said: list[str] = []

    def hear(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        said.append(statement)

    engine = database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", hear)
    yield said
    event.remove(engine, "before_cursor_execute", hear)


async def batch(group: Group, survey: Survey, actors: Sequence[Actor], act: str, *details: str) -> list[str]:
    """Have these people do the same in one batch. Returns what was said to the database."""
    service = group.services.filling
    with statements(group.database) as said:
        async with group.work() as uow:
            members = [actor.membership.id for actor in actors if actor.membership is not None]
            await service.prepare(uow, group.practice, survey.id, members)
            for actor in actors:
                more = {"on": True} if act == "choose" else {}
                await getattr(service, act)(uow, actor, group.practice, survey.id, *details, **more)
                there = Place("survey", "question", {"survey": survey.id, "practice": group.practice.id})
                await group.services.people.go_to(uow, actor.person_id, None if act == "hand_in" else there)
    return said


@pytest.mark.parametrize("attribution", Attribution)
async def test_many_start_answer_and_submit_in_as_many_statements_as_one(
    sqlite_group: Group, attribution: Attribution
) -> None:
    group = sqlite_group
    actors = await group.join_many(PEOPLE)
    survey = await group.ask_survey(FORM, attribution=attribution)
    for act in (("begin",), ("choose", "come", "yes"), ("write", "why", "To talk"), ("hand_in",), ("hand_in",)):
        alone = await batch(group, survey, actors[:1], *act)
        assert len(await batch(group, survey, actors[1:], *act)) == len(alone)
    async with group.work() as uow:
        asked = await surveys.asked(uow, group.practice.id, survey.id)
        answered = await surveys.answered_by_question(uow, group.practice.id, survey.id)
        assert answered == {each.question.id: PEOPLE for each in asked}
        assert await roster.turnout(uow, group.practice.id, survey.id) == (PEOPLE, PEOPLE)
