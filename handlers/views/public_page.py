"""The public page: the words to copy, and two files. Nothing in it can tell who somebody is."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from bot.rules.digests import LEAST_GROUP
from bot.rules.polls import LEAST_ANSWERS, per_cent
from bot.rules.words import Audience, OutcomeKind
from bot.services.digested import Month, Running
from bot.services.practices import Practice
from bot.texts import Texts
from handlers.views.actions import sentence
from handlers.views.polls import shortened
from handlers.views.screen import File, Screen, pieces

if TYPE_CHECKING:
    from bot.reports.public_page import PublicPage, Section

# Of the whole year: a page for the wall has room for so many, and people read no more.
MOST_NEWS = 6
MOST_POLLS = 3
TITLE = 120
WORDS = 400


def public_page(
    texts: Texts,
    practice: Practice,
    month: Month,
    closed: Sequence[Running],
    *,
    members: int,
    link: str,
    now: datetime,
) -> "PublicPage":
    """What the page says: outcomes, totals of the whole group, what is asked of all of it, and how to join."""
    from bot.reports.public_page import Change, PublicPage  # noqa: PLC0415

    group, name = practice.settings.group_name, practice.settings.name
    changes = tuple(
        Change(
            shortened(news.said, TITLE),
            texts.plain("digest-public-did" if news.kind is OutcomeKind.DONE else "digest-public-cannot"),
            shortened(" ".join(news.words.split()), WORDS),
        )
        for news in month.news[:MOST_NEWS]
    )
    found = (
        ("numbers", _numbers(texts, closed, members)),
        ("open", _open(texts, month)),
        ("meeting", _meeting(texts, month)),
        ("join", [texts.plain("digest-public-join", link=link, practice=name)]),
    )
    return PublicPage(
        title=texts.plain("digest-public-title", group=group),
        intro=texts.plain("digest-public-intro", group=group, practice=name),
        said=texts.plain("digest-public-said"),
        changes=changes,
        none=texts.plain("digest-public-none"),
        sections=_sections(texts, found),
        day=texts.plain("digest-public-day", day=texts.day(now)),
        language=texts.language,
    )


def public_screens(texts: Texts, page: "PublicPage", doubtful: Sequence[str]) -> list[Screen]:
    """The words in messages, with the files below the last. `doubtful` outcomes may name somebody."""
    from bot.reports.public_page import public_html, public_pdf, public_text  # noqa: PLC0415

    files = (
        File(texts.plain("digest-web-name"), lambda: public_html(page)),
        File(texts.plain("digest-print-name"), lambda: public_pdf(page)),
    )
    head = [texts("digest-public-ready")]
    if doubtful:
        head.append(texts("digest-public-warning", references=", ".join(doubtful)))
    words = [Screen(texts("own-words", words=part)) for part in pieces(public_text(page))]
    return [*words, Screen("\n\n".join(head), documents=files)]


def _sections(texts: Texts, found: Sequence[tuple[str, list[str]]]) -> tuple["Section", ...]:
    from bot.reports.public_page import Section  # noqa: PLC0415

    return tuple(Section(texts.plain(f"digest-public-{name}-head"), tuple(lines)) for name, lines in found if lines)


def _numbers(texts: Texts, closed: Sequence[Running], members: int) -> list[str]:
    lines = [texts.plain("digest-public-members", count=members)] if members >= LEAST_GROUP else []
    told = [each for each in closed if each.answered >= LEAST_ANSWERS and not each.about.segment]
    for each in told[:MOST_POLLS]:
        percent = per_cent(each.answered, each.asked)
        title = sentence(shortened(each.about.title, TITLE))
        lines.append(
            texts.plain(
                "digest-public-turnout", title=title, answered=each.answered, asked=each.asked, percent=percent
            )
        )
    return lines


def _open(texts: Texts, month: Month) -> list[str]:
    running = [each.about for each in month.running]
    asked_of_all = [each for each in running if each.audience is Audience.ALL and not each.segment]
    return [
        texts.plain("digest-public-open", title=shortened(each.title, TITLE), closes=texts.when(each.closes_at))
        for each in asked_of_all[:MOST_POLLS]
    ]


def _meeting(texts: Texts, month: Month) -> list[str]:
    meeting = month.meeting
    if meeting is None or meeting.audience is not Audience.ALL:
        return []
    title, when = shortened(meeting.title, TITLE), texts.in_full(meeting.starts_at)
    return [texts.plain("digest-public-meeting", title=title, when=when)]
