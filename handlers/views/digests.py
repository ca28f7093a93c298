"""Digests as people read them: the week for chair and manager, the month for members."""

from collections.abc import Iterable, Sequence

from bot.reports.charts import Bar, BarChart
from bot.rules.permissions import Capability
from bot.rules.polls import per_cent
from bot.services.consultations import Brief
from bot.services.digested import Month, News, Running, Week
from bot.services.meetings import Meeting
from bot.services.people import Actor
from bot.services.practices import Practice
from bot.texts import Html, Texts
from handlers.callbacks import Digest, Run
from handlers.views.actions import action_line, sentence
from handlers.views.charts import with_chart
from handlers.views.meetings import counted
from handlers.views.polls import shortened
from handlers.views.screen import Button, Rows, Screen, column

# So that a digest fits into one message, and is read.
MOST_LISTED = 5
MOST_TOPICS = 6
TITLE = 90
WORDS = 300


def choose_screen(texts: Texts, practice: Practice) -> Screen:
    """Which digest? A button each."""
    settings = practice.settings
    text = texts("digest-choose", weekday=settings.digest_day, day=settings.member_digest_day)
    buttons = (
        Button(texts.plain(f"button-digest-{kind}"), Digest(practice.id, kind, "now"))
        for kind in ("week", "month", "public")
    )
    return Screen(text, column(*buttons))


def week_screen(texts: Texts, practice: Practice, week: Week, actor: Actor) -> Screen:
    """The week, with a chart of the comments of the last weeks where there were any."""
    head = texts(
        "digest-week-head",
        group=practice.settings.group_name,
        to=texts.day(week.until),
        **{"from": texts.day(week.since)},
    )
    if week.is_empty:
        return Screen(f"{head}\n\n{texts('digest-week-empty')}")
    parts = [head, _said(texts, week), _asked(texts, week), _agreed(texts, week), _meeting(texts, week)]
    text = "\n\n".join(part for part in (*parts, _group(texts, week)) if part)
    rows = _week_rows(texts, practice, week, actor)
    if not any(each.said for each in week.weeks):
        return Screen(text, rows)
    return with_chart(texts, "week", _chart(texts, week), text, rows)


def _said(texts: Texts, week: Week) -> str:
    topics = ", ".join(texts("digest-topic", topic=topic, count=many) for topic, many in week.topics[:MOST_TOPICS])
    lines = [
        texts("digest-said-head"),
        texts("digest-said-new", count=week.comments, topics=Html(topics)),
    ]
    closure = week.closure
    if closure.waiting:
        lines.append(texts("digest-said-waiting", count=closure.waiting, days=closure.longest_wait_days))
    if closure.rate is not None:
        lines.append(texts("digest-said-rate", rate=closure.rate, heard=closure.heard, count=closure.comments))
    return "\n".join(lines)


def _asked(texts: Texts, week: Week) -> str:
    lines = [_running(texts, each) for each in week.running]
    lines += [texts("digest-owed", reference=each.reference, title=_title(each)) for each in week.owed]
    return _listed(texts, texts("digest-asked-head"), lines)


def _running(texts: Texts, each: Running) -> str:
    return texts(
        "digest-running",
        reference=each.about.reference,
        title=_title(each.about),
        answered=each.answered,
        asked=each.asked,
        percent=per_cent(each.answered, each.asked),
        closes=texts.when(each.about.closes_at),
    )


def _agreed(texts: Texts, week: Week) -> str:
    if not week.actions:
        return ""
    head = texts("digest-actions", count=week.actions, overdue=len(week.overdue))
    lines = [action_line(texts, each) for each in week.overdue]
    return "\n".join((texts("digest-actions-head"), head, *_most(texts, lines)))


def _meeting(texts: Texts, week: Week) -> str:
    if week.meeting is None:
        return ""
    lines = (texts("digest-meeting-head"), _about_meeting(texts, week.meeting), counted(texts, week.replies))
    return "\n".join(lines)


def _about_meeting(texts: Texts, meeting: Meeting) -> str:
    title = shortened(meeting.title, TITLE)
    when = texts.in_full(meeting.starts_at)
    return texts("digest-meeting", reference=meeting.reference, title=title, when=when)


def _group(texts: Texts, week: Week) -> str:
    lines = [
        texts("digest-group-head"),
        texts("digest-group", members=week.members, joined=week.joined, left=week.left),
    ]
    if week.unreachable:
        lines.append(texts("digest-group-unreachable", count=week.unreachable))
    if week.projects:
        lines.append(texts("digest-projects", count=week.projects))
    return "\n".join(lines)


def _week_rows(texts: Texts, practice: Practice, week: Week, actor: Actor) -> Rows:
    offered = (
        ("inbox", week.comments or week.closure.waiting, Capability.TRIAGE),
        ("actions", week.actions, Capability.TRACK_ACTIONS),
        ("results", week.running or week.owed, Capability.SEE_RESULTS),
    )
    return column(
        *(
            Button(texts.plain(f"button-digest-{command}"), Run(command, practice=practice.id))
            for command, there_is_some, allowed in offered
            if there_is_some and actor.may(allowed)
        )
    )


def _chart(texts: Texts, week: Week) -> BarChart:
    bars = tuple(
        Bar(
            texts.plain("digest-chart-week", day=texts.calendar_day(each.monday)),
            each.said,
            texts.plain("digest-chart-answered", count=each.heard) if each.said else "",
        )
        for each in week.weeks
    )
    return BarChart(
        title=texts.plain("digest-chart-title"),
        subtitle=texts.plain("digest-chart-subtitle"),
        bars=bars,
        footer=texts.plain("digest-chart-footer", count=sum(each.said for each in week.weeks)),
    )


def month_screen(
    texts: Texts, practice: Practice, month: Month, to_answer: Sequence[Brief], *, counted_in: bool
) -> Screen | None:
    """The month for one member, with what they have not answered yet; None where there is nothing to say.

    `counted_in`: they are asked polls, and not only at work here.
    """
    parts = [
        _listed(texts, texts("digest-news-head"), [news_text(texts, each) for each in month.news], between="\n\n"),
        _listed(texts, texts("digest-open-head"), [_open(texts, each) for each in to_answer]),
        "\n".join((texts("digest-next-head"), _about_meeting(texts, month.meeting))) if month.meeting else "",
    ]
    there = [part for part in parts if part]
    if not there and not (month.quiet_line and practice.settings.empty_digest == "line"):
        return None
    head = texts("digest-month-head", group=practice.settings.group_name)
    body = [*there, texts("digest-month-speak")] if there else [texts("digest-month-empty")]
    return Screen("\n\n".join((head, *body)), _month_rows(texts, practice, to_answer if counted_in else ()))


def _open(texts: Texts, each: Brief) -> str:
    return texts("digest-open", reference=each.reference, title=_title(each), closes=texts.when(each.closes_at))


def _title(each: Brief) -> str:
    return sentence(shortened(each.title, TITLE))


def _month_rows(texts: Texts, practice: Practice, to_answer: Sequence[Brief]) -> Rows:
    buttons = [Button(texts.plain("button-digest-polls"), Run("polls", practice=practice.id))] if to_answer else []
    return column(*buttons, Button(texts.plain("button-digest-stop"), Digest(practice.id, "month", "stop")))


def news_text(texts: Texts, news: News) -> str:
    """You said, we did: one of them."""
    words = shortened(" ".join(news.words.split()), WORDS)
    return texts(f"digest-news-{news.kind}", said=shortened(news.said, TITLE), words=words)


def _listed(texts: Texts, head: str, lines: Sequence[str], between: str = "\n") -> str:
    return between.join((head, *_most(texts, lines))) if lines else ""


def _most(texts: Texts, lines: Sequence[str]) -> Iterable[str]:
    left_out = len(lines) - MOST_LISTED
    return [*lines[:MOST_LISTED], *([texts("digest-more", count=left_out)] if left_out > 0 else [])]
