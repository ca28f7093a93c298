"""News as members see it, before it is sent, and how far it has got."""

from datetime import datetime

from bot.rules.profile.segments import parse
from bot.services.announcing import Announcement, News
from bot.services.broadcasts import Broadcast
from bot.services.consultations import Reach
from bot.services.practices import Practice
from bot.texts import Texts
from handlers.callbacks import Announced, Step
from handlers.views.polls import failed_line, shortened
from handlers.views.profile import segment_name
from handlers.views.screen import Button, Screen, column

FLOW = "announce"
SHOWN_OF_NEWS = 200


def news_text(texts: Texts, practice: Practice, news: News, at: datetime) -> str:
    """News as those see it who get it: from which group, of which day, the words, and how to answer. HTML."""
    parts = [texts("news-head", group=practice.settings.group_name, day=texts.day(at))]
    if news.segment:
        parts.append(texts("news-for-part", part=_part(texts, practice, news)))
    return "\n\n".join((*parts, texts("own-words", words=news.words), texts("news-answer")))


def preview_screen(
    texts: Texts, practice: Practice, news: News, at: datetime, reach: Reach, quiet_until: str | None
) -> Screen:
    """News exactly as members will see it, what will happen with it, and a button to change each thing."""
    foot = [_goes_to(texts, practice, news)]
    if reach.unreachable:
        foot.append(texts("poll-preview-unreachable", count=reach.unreachable))
    if reach.silent:
        foot.append(texts("news-preview-silent", count=reach.silent))
    if quiet_until is not None:
        foot.append(texts("poll-preview-quiet", when=quiet_until))
    shown = f"<blockquote>{news_text(texts, practice, news, at)}</blockquote>"
    send = Announced(practice.id, 0, "send", news.mark)
    buttons = (
        Button(texts.plain("button-send", count=reach.members), send),
        Button(_audience_label(texts, practice, news), Step(FLOW, "preview", "audience")),
        Button(texts.plain("button-change-words"), Step(FLOW, "preview", "words")),
        Button(texts.plain("button-cancel"), Step(FLOW, "preview", "cancel")),
    )
    return Screen("\n\n".join((texts("poll-preview-head"), shown, "\n".join(foot))), column(*buttons))


def progress_screen(texts: Texts, sent: Announcement, its: Broadcast, now: datetime) -> Screen:
    """How far news has got, as of `now`; while some of it waits, with ways to look again and to stop."""
    words = shortened(" ".join(sent.news.words.split()), SHOWN_OF_NEWS)
    lines = [texts("news-progress-head", day=texts.when(sent.sent_at), words=words), ""]
    if not its.queued:
        lines.append(texts("news-progress-long-ago"))
    elif its.waiting:
        lines.append(texts("news-progress-so-far", sent=its.sent, total=its.queued))
    else:
        lines.append(texts("progress-sent", sent=its.sent, total=its.queued))
    if its.goes_out_at is not None:
        lines.append(texts("progress-quiet", when=texts.when(its.goes_out_at)))
    if its.failed:
        lines.append(failed_line(texts, its.failed))
    if not its.waiting:
        return Screen("\n".join(lines))
    # Without it, a second look at the same numbers would change nothing on the screen.
    lines.append(texts("news-progress-as-of", time=texts.clock_time(now)))
    buttons = (
        Button(texts.plain("button-news-how-far"), Announced(sent.practice_id, sent.id)),
        Button(texts.plain("button-stop-sending"), Announced(sent.practice_id, sent.id, "stop")),
    )
    return Screen("\n".join(lines), column(*buttons))


def _goes_to(texts: Texts, practice: Practice, news: News) -> str:
    if news.segment:
        return texts("news-goes-to-part", part=_part(texts, practice, news))
    return texts("news-goes-to", audience=news.audience)


def _audience_label(texts: Texts, practice: Practice, news: News) -> str:
    if news.segment:
        return texts.plain("button-change-audience-part", part=_part(texts, practice, news))
    return texts.plain("button-change-audience", audience=news.audience)


def _part(texts: Texts, practice: Practice, news: News) -> str:
    return segment_name(texts, practice, parse(news.segment))
