"""The rules' words are the words that the database takes: no more, and no fewer."""

import re
from enum import StrEnum

import pytest
from sqlalchemy import CheckConstraint

from bot.reports.list_size import SEXES
from bot.rules import words
from bot.rules.forms.form import Kind
from bot.rules.recurring import Every
from bot.rules.reporting import Side
from bot.services.registered import ListKind
from storage.models import Base

CHECKED: dict[str, type[StrEnum] | set[str]] = {
    "role_grant.role": words.Role,
    "role_grant.source": {"configuration", "command"},
    "member.state": words.MemberState,
    "member.connection": words.Connection,
    "member.tier": words.Tier,
    "consultation.kind": words.ConsultationKind,
    "consultation.state": words.ConsultationState,
    "consultation.audience": words.Audience,
    "consultation.attribution": words.Attribution,
    "consultation.results_to": words.ResultsTo,
    "consultation.influence": words.Influence,
    "consultation.outcome_kind": words.OutcomeKind,
    "question.kind": {kind.value for kind in Kind if kind is not Kind.STATEMENT},
    "sheet.state": {"open", "handed-in", "changed"},
    "ballot.method": words.Method,
    "document.kind": words.DocumentKind,
    "planned.kind": words.ConsultationKind,
    "planned.every": {str(word) for word in Every},
    "profile_answer.purpose": {str(each) for each in words.Purpose if each is not words.Purpose.MESSAGES},
    "meeting_series.every": {str(word) for word in Every if word is not Every.ONCE},
    "meeting_series.audience": words.Audience,
    "meeting.state": words.MeetingState,
    "meeting.audience": words.Audience,
    "meeting.agenda": words.Order,
    "meeting_reply.reply": words.Reply,
    "meeting_reply.came": words.Came,
    "meeting_need.need": words.Need,
    "agenda_item.kind": words.ItemKind,
    "agenda_item.state": words.ItemState,
    "minutes.state": words.MinutesState,
    "action.state": words.ActionState,
    "meeting_pulse.answer": words.Useful,
    "feedback.attribution": words.Attribution,
    "feedback.state": words.FeedbackState,
    "chain_link.from_kind": words.ChainKind,
    "chain_link.to_kind": words.ChainKind,
    "outcome.of_kind": words.ChainKind,
    "outcome.kind": words.OutcomeKind,
    "project.state": words.ProjectState,
    "announcement.audience": words.Audience,
    "registered_source.kind": {str(kind) for kind in ListKind},
    "registered_band.sex": set(SEXES),
    "sign_off.side": {str(side) for side in Side},
    "delivery.state": {"waiting", "claimed", "sent", "failed", "withdrawn", "expired"},
}
# Words that are kept in no checked column: a setting, what a consent is for, and a poll's kinds of question, which
# are some of those that a survey has.
NOT_KEPT = {words.Admission, words.Purpose, words.QuestionKind}


def checks() -> dict[str, set[str]]:
    found = {}
    for table in Base.metadata.tables.values():
        for constraint in table.constraints:
            if isinstance(constraint, CheckConstraint):
                column = re.match(r"(\w+) IN", str(constraint.sqltext))
                assert column is not None
                found[f"{table.name}.{column[1]}"] = set(re.findall(r"'([^']*)'", str(constraint.sqltext)))
    return found


@pytest.mark.parametrize("column", sorted(CHECKED))
def test_a_column_takes_the_words_of_the_rules(column: str) -> None:
    expected = CHECKED[column]
    assert checks()[column] == ({str(word) for word in expected} if isinstance(expected, type) else expected)


def test_every_checked_column_and_every_set_of_words_is_tried() -> None:
    assert checks().keys() == CHECKED.keys()
    known = {member for member in vars(words).values() if isinstance(member, type) and issubclass(member, StrEnum)}
    assert {each for each in CHECKED.values() if isinstance(each, type)} | NOT_KEPT == known - {StrEnum}
