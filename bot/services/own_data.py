"""Everything held about one person in one practice, as plain values: the right of access."""

from typing import Any

from bot.rules.forms.answers import Answer, Chosen, Day, NotSaid, Number, Said, from_kept
from bot.rules.forms.form import Form
from bot.services.consultations import Brief, brief_of
from bot.services.own_meetings import in_meetings
from bot.services.own_voices import in_comments, projects_of
from bot.services.own_work import put_on_record, roles_over_time, written_by
from bot.services.places import respondent_of
from bot.services.practices import Practice
from bot.services.secrets import SecretStore
from bot.services.surveys import from_text
from storage.database import UnitOfWork
from storage.models.people import Member, Person
from storage.queries import (
    answers,
    members,
    outbox,
    own_projects,
    own_work,
    people,
    planned,
    profile,
    roles,
    roster,
    saved,
    surveys,
)

Machine = dict[str, Any]


async def everything_about(uow: UnitOfWork, practice: Practice, person_id: int, secrets: SecretStore) -> Machine:
    """The person, the membership, what they signed, said and were sent. Empty where nothing is held."""
    person = await people.by_id(uow, person_id)
    row = await members.find(uow, practice.id, person_id)
    if person is None or row is None:
        return {}
    return {
        "person": _person(person),
        "membership": {
            **_membership(row),
            "invited_by": await own_work.invited_by(uow, practice.id, row.id),
        },
        "roles": sorted(await roles.held(uow, practice.id, person.telegram_id)),
        "roles_over_time": await roles_over_time(uow, practice.id, person.telegram_id),
        "agreements": [
            {
                "version": document.version,
                "signed_at": signed.signed_at.isoformat(),
                "typed_name": signed.typed_name,
                "sha256": signed.sha256,
            }
            for signed, document in await members.signatures(uow, practice.id, row.id)
        ],
        "consents": [
            {
                "purpose": consent.purpose,
                "given": consent.given,
                "at": consent.at.isoformat(),
                "wording": consent.wording,
                "method": consent.method,
            }
            for consent in await members.consents(uow, practice.id, row.id)
        ],
        "profile": [
            {"question": said.question, "answer": said.value, "own_words": said.words}
            for said in await profile.answers(uow, practice.id, row.id)
        ],
        "consultations": await _consultations(uow, row, secrets),
        "meetings": await in_meetings(uow, practice.id, row.id),
        "voices": await in_comments(uow, practice.id, row.id),
        "projects": await projects_of(uow, practice.id, row.id),
        "in_the_middle_of": await _place(uow, person_id),
        "drafts": [
            {"title": kept.title, "saved_at": kept.saved_at.isoformat(), "draft": kept.draft}
            for kept in await saved.of_author(uow, practice.id, person_id)
        ],
        "plans": [
            {"title": plan.title, "first_at": plan.first_at.isoformat(), "every": plan.every, "draft": plan.draft}
            for plan in await planned.of_author(uow, practice.id, person_id)
        ],
        "put_down": [
            {"reference": f"J{number}", "title": title, "why": why, "at": at.isoformat()}
            for number, title, why, at in await own_projects.projects(uow, practice.id, person_id)
        ],
        "announcements": [
            {"text": text, "at": at.isoformat()} for text, at in await own_projects.news(uow, practice.id, person_id)
        ],
        "written": await written_by(uow, practice.id, person_id),
        "on_record": await put_on_record(uow, row),
        "messages": [
            {
                "kind": sent.kind,
                "state": sent.state,
                "at": (sent.settled_at or sent.not_before).isoformat(),
                "details": sent.details,
            }
            for sent in await outbox.of_person(uow, practice.id, person_id)
        ],
    }


async def _place(uow: UnitOfWork, person_id: int) -> Machine | None:
    place = await people.conversation(uow, person_id)
    return {"what": place.flow, "step": place.step, "given": place.data} if place is not None else None


async def _consultations(uow: UnitOfWork, row: Member, secrets: SecretStore) -> list[Machine]:
    found = []
    for entry, consultation in await roster.of_member(uow, row.practice_id, row.id):
        about = brief_of(consultation)
        respondent = respondent_of(secrets, about, entry)
        found.append(
            {
                "reference": about.reference,
                "question": consultation.title,
                "attribution": consultation.attribution,
                "answered": entry.answered,
                "your_answer": await _said(uow, about, respondent) if respondent is not None else None,
            }
        )
    return found


async def _said(uow: UnitOfWork, about: Brief, respondent: str) -> list[str]:
    """What somebody has answered, and of a survey also what stands on a sheet that is not handed in."""
    chosen = await answers.chosen(uow, about.practice_id, about.id, respondent)
    asked = await surveys.asked(uow, about.practice_id, about.id)
    if not about.is_survey:
        return [choice.text for each in asked for choice in each.choices if choice.id in chosen]
    written = {row.question_id: row for row in await surveys.written_by(uow, about.practice_id, about.id, respondent)}
    lines = []
    for each in asked:
        said = [choice.text or choice.name for choice in each.choices if choice.id in chosen]
        if (row := written.get(each.question.id)) is not None:
            said = [str(next(part for part in (row.words, row.number, row.day) if part is not None))]
        if said:
            lines.append(f"{each.question.text}: {'; '.join(said)}")
    return lines + await _on_the_sheet(uow, about, respondent)


async def _on_the_sheet(uow: UnitOfWork, about: Brief, respondent: str) -> list[str]:
    sheet = await surveys.sheet(uow, about.practice_id, about.id, respondent)
    kept = await surveys.form_of(uow, about.practice_id, about.id)
    if sheet is None or kept is None or sheet.state == "handed-in":
        return []
    form = from_text(kept.form)
    given = {name: from_kept(data) for name, data in sheet.answers.items()}
    return [f"(not sent) {_words(form, name)}: {_in_words(form, name, answer)}" for name, answer in given.items()]


def _words(form: Form, name: str) -> str:
    return form.in_language(form.question(name).words, form.languages[0])


def _in_words(form: Form, name: str, answer: Answer) -> str:
    match answer:
        case Chosen(names):
            chosen = [each for each in form.question(name).choices if each.name in names]
            return "; ".join(form.in_language(each.words, form.languages[0]) for each in chosen)
        case Number(value):
            return f"{value:g}"
        case Day(value):
            return value.isoformat()
        case Said(text):
            return text
        case NotSaid():
            return "prefer not to say"


def _person(person: Person) -> Machine:
    return {
        "telegram_id": person.telegram_id,
        "language": person.language,
        "unreachable": person.unreachable,
        "last_seen": person.seen_at.isoformat(),
    }


def _membership(row: Member) -> Machine:
    return {
        "name": row.name,
        "state": row.state,
        "connection": row.connection,
        "group": row.tier,
        "reminders": row.reminders,
        "may_message": row.may_message,
        "digest": row.digest,
        "joined_at": row.joined_at.isoformat(),
        "left_at": row.left_at.isoformat() if row.left_at else None,
        "alias": row.alias,
    }
