"""Everything held about a person, as one file to read and one for a computer."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from bot.rules.profile.questions import questions_for
from bot.services.practices import Practice
from bot.texts import Texts
from handlers.views.profile import answer_in_words
from handlers.views.screen import File, Screen

PARTS = ("person", "membership")
LISTS = (
    *("roles_over_time", "agreements", "consents", "consultations", "meetings", "voices", "projects"),
    *("put_down", "announcements", "drafts", "plans", "written", "on_record", "messages"),
)
# What only a computer makes something of: it is whole in the other file.
FOR_MACHINES = {"draft", "details"}
DAYS = {"said_on"}
MOMENTS = {"last_seen", "joined_at", "left_at", "signed_at", "at", "saved_at", "first_at", "ended_at"}
OUR_WORDS = {"state", "group", "purpose", "method", "role"}


def my_data_screen(texts: Texts, practice: Practice, about: Mapping[str, Any]) -> Screen:
    """my-data.html and my-data.json, under a sentence."""

    def page() -> bytes:
        from bot.reports.my_data import my_data_html  # noqa: PLC0415  (only when somebody asks)

        return my_data_html(_value(texts, practice, about))

    def machine() -> bytes:
        from bot.reports.my_data import my_data_json  # noqa: PLC0415

        return my_data_json(_value(texts, practice, about))

    return Screen(texts("mydata-ready"), documents=(File("my-data.html", page), File("my-data.json", machine)))


def _value(texts: Texts, practice: Practice, about: Mapping[str, Any]) -> Any:
    from bot.reports.my_data import MyData, Section  # noqa: PLC0415

    sections = [Section(texts.plain(f"mydata-{part}"), _rows(texts, about[part])) for part in PARTS]
    roles = ", ".join(texts.plain(f"role-{role}") for role in about["roles"]) or texts.plain("mydata-none")
    sections.append(Section(texts.plain("mydata-roles"), ((texts.plain("mydata-roles"), roles),)))
    sections.append(Section(texts.plain("mydata-profile"), _profile(texts, practice, about["profile"])))
    for name in LISTS:
        for number, entry in enumerate(about[name], start=1):
            title = texts.plain(
                "mydata-numbered", what=texts.plain(f"mydata-{name.replace('_', '-')}"), number=number
            )
            sections.append(Section(title, _rows(texts, entry)))
    return MyData(
        title=texts.plain("mydata-title", group=practice.settings.group_name),
        intro=texts.plain("mydata-intro", practice=practice.settings.name),
        language=texts.language,
        right_to_left=False,
        sections=tuple(sections),
        machine=about,
    )


def _profile(texts: Texts, practice: Practice, said: list[Mapping[str, Any]]) -> tuple[tuple[str, str], ...]:
    asked = questions_for(practice.settings.region.key, practice.settings.minimum_age)
    rows = []
    for each in asked:
        answers = {entry["answer"]: entry["own_words"] for entry in said if entry["question"] == each.question}
        if answers:
            words = "; ".join(answer_in_words(texts, practice, each, answers))
            rows.append((texts.plain(f"profile-name-{each.question}"), words))
    return tuple(rows) or ((texts.plain("mydata-profile"), texts.plain("mydata-none")),)


def _rows(texts: Texts, entry: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (texts.plain(f"mydata-field-{key.replace('_', '-')}"), _words(texts, key, value))
        for key, value in entry.items()
        if key not in FOR_MACHINES
    )


def _words(texts: Texts, key: str, value: Any) -> str:
    if value is None or value == []:
        return texts.plain("mydata-none")
    if isinstance(value, bool):
        return texts.plain("button-yes" if value else "button-no")
    if isinstance(value, list):
        return "; ".join(str(each) for each in value)
    if key in MOMENTS:
        moment = datetime.fromisoformat(value)
        return texts.plain("date-and-time", day=texts.day(moment), time=texts.clock_time(moment))
    if key in DAYS:
        return texts.calendar_day(date.fromisoformat(value))
    return texts.plain("mydata-word", word=value) if key in OUR_WORDS else str(value)
