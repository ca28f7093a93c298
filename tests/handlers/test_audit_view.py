"""The audit trail on the screen."""

from bot.rules.trail import Deed
from bot.services.auditing import PAGE, Entry, Trail
from handlers.callbacks import OnAudit
from handlers.views.auditing import trail_screen
from tests.handlers.test_views import MOST, NOW, TEXTS, assert_fits, letter, long, practice_of

__all__ = ["letter"]


def entry(who: str | None, subject: str = "P1", *, about_member: bool = False) -> Entry:
    return Entry(NOW, who, "closed a poll", subject, about_member)


def test_the_longest_page_fits(letter: str) -> None:
    one = Entry(NOW, long(letter, 200), long("w", 200), long(letter, 200), False)
    screen = trail_screen(TEXTS, practice_of(letter), Trail(Deed.CHANGE, 5, MOST, MOST, (one,) * PAGE))
    assert_fits(screen)


def test_names_and_those_without_one() -> None:
    entries = (entry("<Asha>"), entry("", "", about_member=True), entry(None, ""))
    text = trail_screen(TEXTS, practice_of("W"), Trail(None, 0, 1, 3, entries)).text
    assert "<b>&lt;Asha&gt;</b> closed a poll: P1" in text
    assert "<b>somebody who has left</b> closed a poll: somebody who has left" in text
    assert text.count("<b>the bot</b> closed a poll\n") == 1


def test_buttons_lead_to_what_is_not_shown() -> None:
    screen = trail_screen(TEXTS, practice_of("W"), Trail(Deed.LOOK, 1, 3, 30, (entry("A"),)))
    taps = [button.tap for row in screen.rows for button in row]
    assert taps[:2] == [OnAudit(MOST, 0, "look"), OnAudit(MOST, 2, "look")]
    assert {tap.value for tap in taps[2:] if isinstance(tap, OnAudit)} == {"", "export", "deletion", "change"}
