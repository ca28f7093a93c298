"""Every query names the practice, and uses the name. What cannot is on a list here, with the reason."""

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from storage import queries

BY_PERSON = "a person stands above practices"
THE_QUEUE = "the outbox is one queue for the whole token"
THE_CLOCK = "the clock's work goes over all practices"
A_TICKET = "a ticket leads to nobody and nowhere: it is spent or not"
A_TOOL = "a tool of the other queries, which knows no table"
A_COPY = "a copy that comes back is of all practices"
THE_MACHINE = "the machine's own record belongs to no practice"

WITHOUT_PRACTICE = {
    "people.by_telegram_id": BY_PERSON,
    "people.by_id": BY_PERSON,
    "people.meet": BY_PERSON,
    "people.set_unreachable": BY_PERSON,
    "people.erase": BY_PERSON,
    "people.conversation": BY_PERSON,
    "people.conversations_in": BY_PERSON,
    "people.keep_conversation": BY_PERSON,
    "people.leave_conversation": BY_PERSON,
    "actors.load": "says who somebody is, whichever practice they act in",
    "roster.let_go": "forgets what was read ahead, and asks the database nothing",
    "answers.first_ballot": "takes a place on a roster, which names its member and so the practice",
    "people.visitors_not_seen_since": THE_CLOCK,
    "members.of_person": "for somebody's own eyes, and for erasing them everywhere",
    "members.record": "takes a whole row, which names its member",
    "practices.ensure": "finds the practice itself",
    "speaking.spend": A_TICKET,
    "speaking.is_spent": A_TICKET,
    "speaking.forget_tickets": THE_CLOCK,
    "invitations.by_code": "a code is how a visitor names the practice",
    "invitations.purge_unused": THE_CLOCK,
    "consultations.due_to_close": THE_CLOCK,
    "consultations.due_to_remind": THE_CLOCK,
    "consultations.due_to_chase": THE_CLOCK,
    "consultations.showing_progress": THE_CLOCK,
    "consultations.note_progress": THE_CLOCK,
    "consultations.anonymous_and_open": THE_CLOCK,
    "planned.due": THE_CLOCK,
    "planned.adopt_messages": THE_CLOCK,
    "meetings.all_planned": THE_CLOCK,
    "series.going_on": THE_CLOCK,
    "series.planned_ahead": THE_CLOCK,
    "agendas.due_to_publish": THE_CLOCK,
    "actions.to_chase": THE_CLOCK,
    "audit_trail.practices": THE_MACHINE,
    "pulse.beat": THE_MACHINE,
    "pulse.beats": THE_MACHINE,
    "restored.any_waits": A_COPY,
    "restored.mark_all": A_COPY,
    "restored.members_by_alias": A_COPY,
    "outbox.claim": THE_QUEUE,
    "outbox.prolong": THE_QUEUE,
    "outbox.release": THE_QUEUE,
    "outbox.load": THE_QUEUE,
    "outbox.settle": THE_QUEUE,
    "outbox.overview": THE_QUEUE,
    "outbox.next_due": THE_QUEUE,
    "outbox.sent_since": THE_QUEUE,
    "outbox.purge_settled": THE_CLOCK,
    "record.handled_among": THE_MACHINE,
    "record.mark_handled": THE_MACHINE,
    "record.forget_handled": THE_MACHINE,
    "record.claim_due": THE_MACHINE,
    "record.claimed_among": THE_MACHINE,
    "record.forget_due": THE_MACHINE,
    "record.newest": THE_MACHINE,
    "upsert.insert_new": A_TOOL,
    "upsert.put_soon": A_TOOL,
    "upsert.drop_soon": A_TOOL,
    "upsert.new": A_TOOL,
    "upsert.all_with": A_TOOL,
    "upsert.insert_many_new": A_TOOL,
    "upsert.insert_or_update": A_TOOL,
}


def every_query() -> Iterator[tuple[str, Callable[..., Any]]]:
    for module in pkgutil.iter_modules(queries.__path__):
        room = importlib.import_module(f"storage.queries.{module.name}")
        for name, member in inspect.getmembers(room, inspect.isfunction):
            if member.__module__ == room.__name__ and not name.startswith("_"):
                yield f"{module.name}.{name}", member


QUERIES = dict(every_query())


@pytest.mark.parametrize("name", sorted(QUERIES.keys() - WITHOUT_PRACTICE.keys()))
def test_a_query_names_the_practice(name: str) -> None:
    parameters = inspect.signature(QUERIES[name]).parameters
    assert list(parameters)[:2] == ["uow", "practice_id"]
    assert parameters["practice_id"].annotation is int


@pytest.mark.parametrize("name", sorted(QUERIES.keys() - WITHOUT_PRACTICE.keys()))
def test_a_query_uses_the_practice_that_it_is_given(name: str) -> None:
    body = ast.parse(inspect.getsource(QUERIES[name])).body[0]
    assert any(isinstance(node, ast.Name) and node.id == "practice_id" for node in ast.walk(body))


def test_the_list_of_exceptions_names_only_what_is_there_and_needs_to_be_on_it() -> None:
    needless = {
        name
        for name in WITHOUT_PRACTICE
        if name not in QUERIES or "practice_id" in inspect.signature(QUERIES[name]).parameters
    }
    assert needless == set()
