"""News before it is sent, as it is got, and on its way: whole, in people's own words, and never too long."""

from dataclasses import replace

import pytest

from bot.rules.words import Audience
from bot.services.announcing import LONGEST_NEWS, Announcement, News
from bot.services.broadcasts import Broadcast
from bot.services.consultations import Reach
from handlers.callbacks import Announced
from handlers.views import announcing as views
from handlers.views.polls import REASONS
from handlers.views.screen import Screen
from tests.handlers.test_views import MOST, NOW, TEXTS, assert_fits, letter, long, practice_of

__all__ = ("letter",)

REACH = Reach(143, 2, 1)
SENT = Announcement(7, 3, News("The new door opens on Monday."), NOW)


def labels(screen: Screen) -> list[str]:
    return [button.label for row in screen.rows for button in row]


def test_the_longest_news_fits_everywhere(letter: str) -> None:
    practice = practice_of(letter)
    for news in (News(long(letter, LONGEST_NEWS)), News(long(letter, LONGEST_NEWS), segment="language:panjabi")):
        assert_fits(Screen(views.news_text(TEXTS, practice, news, NOW)))
        assert_fits(views.preview_screen(TEXTS, practice, news, NOW, Reach(MOST, MOST, MOST), TEXTS.when(NOW)))
        failed = dict.fromkeys((*REASONS, "something else"), MOST)
        its = Broadcast(MOST, MOST, MOST, failed, NOW)
        assert_fits(views.progress_screen(TEXTS, replace(SENT, news=news), its, NOW))


def test_the_preview_holds_exactly_what_members_get() -> None:
    practice = practice_of("W")
    news = News("<b>=1+1</b>\n\nTom & Jerry")
    screen = views.preview_screen(TEXTS, practice, news, NOW, REACH, None)
    got = views.news_text(TEXTS, practice, news, NOW)
    assert f"<blockquote>{got}</blockquote>" in screen.text
    assert "&lt;b&gt;=1+1&lt;/b&gt;\n\nTom &amp; Jerry" in got
    assert "22 September 2027" in got
    assert "just write it here" in got
    assert "2 members cannot be reached." in screen.text
    assert "1 member does not want messages, and will not get it." in screen.text
    assert labels(screen)[:2] == ["Send to 143 members", "Who: everyone"]
    assert screen.rows[0][0].tap == Announced(practice.id, 0, "send", news.mark)


@pytest.mark.parametrize(
    ("news", "goes_to"),
    [
        (News("a", Audience.CORE), "Goes to: core members."),
        (News("a", Audience.WIDER), "Goes to: wider members."),
        (News("a", segment="carer"), "Goes only to: Carers."),
    ],
)
def test_the_preview_says_to_whom_it_goes(news: News, goes_to: str) -> None:
    screen = views.preview_screen(TEXTS, practice_of("W"), news, NOW, REACH, None)
    assert goes_to in screen.text
    assert ("This is only for: Carers." in screen.text) is bool(news.segment)


def test_who_is_one_member_is_not_called_members() -> None:
    screen = views.preview_screen(TEXTS, practice_of("W"), News("a"), NOW, Reach(1, 0, 0), None)
    assert labels(screen)[0] == "Send to 1 member"
    assert "cannot be reached" not in screen.text


def test_on_its_way_it_says_how_far_it_is_and_why_some_did_not_get_it() -> None:
    its = Broadcast(143, 40, 100, {"blocked": 2, "odd": 1}, None)
    screen = views.progress_screen(TEXTS, SENT, its, NOW)
    assert "Sent to 40 of 143 so far." in screen.text
    assert "Not delivered: 3. Blocked the bot: 2. Other reason: 1." in screen.text
    assert "This is how it was at" in screen.text
    assert labels(screen) == ["How far is it?", "Stop sending"]
    assert screen.rows[1][0].tap == Announced(3, 7, "stop")


def test_what_is_sent_needs_no_buttons_and_what_is_long_ago_is_not_counted() -> None:
    done = views.progress_screen(TEXTS, SENT, Broadcast(2, 2, 0, {}, None), NOW)
    assert "Sent to 2 of 2 members." in done.text and not done.rows
    old = views.progress_screen(TEXTS, SENT, Broadcast(0, 0, 0, {}, None), NOW)
    assert "too long ago" in old.text and not old.rows


def test_in_quiet_hours_it_says_when_it_goes_out() -> None:
    screen = views.progress_screen(TEXTS, SENT, Broadcast(2, 0, 2, {}, NOW), NOW)
    assert "It is quiet time. The messages go out on Wednesday 22 September" in screen.text
