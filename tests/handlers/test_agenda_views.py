"""Agendas on the screen: the longest words and the longest agendas fit, and every item can be reached."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.rules.agendas import Heard, Voice
from bot.rules.calling import LONGEST_LINK, LONGEST_PLACE, LONGEST_TITLE
from bot.rules.words import (
    ActionState,
    Audience,
    Connection,
    ItemKind,
    ItemState,
    MeetingState,
    MemberState,
    Order,
    Role,
    Tier,
)
from bot.services.agenda_deciding import LONGEST_REASON, LONGEST_SUGGESTION
from bot.services.agenda_items import Agenda, Item
from bot.services.agendas import LONGEST_COMMENT
from bot.services.agreed import Action
from bot.services.meetings import Meeting
from bot.services.people import Actor, Membership
from bot.texts import Texts
from handlers.callbacks import OnAgenda
from handlers.views import agendas as views
from handlers.views import ordering
from handlers.views.screen import Screen
from tests.handlers.test_views import LETTERS, MOST, assert_fits, long, practice_of

STARTS = datetime(2027, 5, 12, 17, 30, tzinfo=UTC)
TEXTS = Texts("en", practice_of("x").settings.zone)
PERSON = Membership(1, MemberState.ACTIVE, Connection.PATIENT, Tier.WIDER, "Asha", True, True, "alias")
MEMBER = Actor(1, 1, "en", practice_of("x"), PERSON)
CHAIR = replace(MEMBER, roles=frozenset({Role.CHAIR}))
USUAL = ("welcome", "apologies", "minutes", "matters", "reports", "other-business")


@pytest.fixture(params=LETTERS.values(), ids=LETTERS)
def letter(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def meeting_of(letter: str, **changes: Any) -> Meeting:
    given: dict[str, Any] = {
        "id": MOST, "practice_id": MOST, "reference": "M100000", "title": long(letter, LONGEST_TITLE),
        "starts_at": STARTS, "length": timedelta(minutes=90), "place": long(letter, LONGEST_PLACE),
        "link": "https://" + "x" * (LONGEST_LINK - 8), "audience": Audience.ALL, "order": Order.USUAL,
        "state": MeetingState.PLANNED, "uid": "a@b", "sequence": 2, "reminders": (), "series_id": None,
        "author_id": None, "invite_at": None, "told_at": STARTS, "agenda_at": STARTS - timedelta(days=7),
        "agenda_published_at": None, "cancelled_why": None, "summary": None,
    }  # fmt: skip
    return Meeting(**{**given, **changes})


def item_of(letter: str, number: int, state: ItemState) -> Item:
    voices = tuple(Voice(number, member, True, long(letter, LONGEST_COMMENT)) for member in range(1, 26))
    return Item(
        id=MOST + number,
        meeting_id=MOST,
        kind=ItemKind.SUGGESTED,
        state=state,
        title=long(letter, LONGEST_SUGGESTION),
        reason=long(letter, LONGEST_REASON),
        late=True,
        parts=(long(letter, LONGEST_SUGGESTION),) * 12,
        heard=Heard(voices),
    )


def action_of(letter: str, number: int) -> Action:
    return Action(
        id=number, practice_id=MOST, reference=f"A{number}", text=long(letter, 500), owner_id=1,
        owner_name=long(letter, 80), due_on=date(2027, 5, 30), state=ActionState.OPEN, result=None, meeting_id=None,
        meeting=None, made_at=STARTS, settled_at=None, overdue=True,
    )  # fmt: skip


def agenda_of(letter: str, count: int) -> Agenda:
    """An agenda of the usual items, with so many of each kind of what people suggested, and so many open actions."""
    standard = tuple(
        Item(place, MOST, ItemKind.STANDARD, ItemState.ACCEPTED, name, about="M100000" if name == "minutes" else "")
        for place, name in enumerate(USUAL, start=1)
    )

    def suggested(state: ItemState, first: int) -> tuple[Item, ...]:
        return tuple(item_of(letter, first + number, state) for number in range(count))

    return Agenda(
        meeting=meeting_of(letter),
        items=(*standard, *suggested(ItemState.ACCEPTED, 100)),
        undecided=suggested(ItemState.SUGGESTED, 200),
        declined=suggested(ItemState.DECLINED, 300),
        matters=tuple(action_of(letter, number) for number in range(count)),
    )


def taps(screen: Screen) -> Sequence[object]:
    return [button.tap for row in screen.rows for button in row]


@pytest.mark.parametrize("count", [0, 1, 60])
def test_the_longest_agenda_fits_on_every_page_and_every_item_can_be_opened(letter: str, count: int) -> None:
    agenda = agenda_of(letter, count)
    for who in (CHAIR, MEMBER):
        pages = len(views.in_pages(views.agenda_parts(TEXTS, agenda, named=who is CHAIR)))
        screens = [views.agenda_screen(TEXTS, agenda, who, page=page) for page in range(pages)]
        for screen in screens:
            assert_fits(screen)
        opened = {
            tap.item for screen in screens for tap in taps(screen) if isinstance(tap, OnAgenda) and tap.act == "open"
        }
        assert opened == {item.id for item in (*agenda.items, *agenda.undecided) if item.is_suggested}


def test_the_agenda_that_goes_out_fits_and_says_when_it_goes_on(letter: str) -> None:
    for count in (0, 60):
        text = views.published_text(TEXTS, agenda_of(letter, count), named=True)
        assert_fits(Screen(text + "\n\n" + TEXTS("order-still-waiting", count=MOST)))
        assert ("The agenda goes on" in text) == (count > 0)


def test_an_item_with_the_longest_comments_fits_on_every_page(letter: str) -> None:
    agenda = agenda_of(letter, 1)
    for item in (agenda.items[-1], agenda.undecided[0], agenda.declined[0]):
        first = views.item_screen(TEXTS, agenda, item, MEMBER, opening=TEXTS("agenda-comment-kept"))
        assert_fits(first)
        shown = 0
        for page in range(25):
            screen = views.item_screen(TEXTS, agenda, item, MEMBER, page=page)
            assert_fits(screen)
            shown += screen.text.count("A member says:") + screen.text.count("You say:")
            if not any(isinstance(tap, OnAgenda) and tap.act == f"open-{page + 1}" for tap in taps(screen)):
                break
        assert shown == 25


def test_the_chairs_screens_fit(letter: str) -> None:
    for count in (0, 1, 60):
        agenda = agenda_of(letter, count)
        opening = TEXTS("order-declined-kept") + "\n\n"
        shown = ordering.ordering_screen(TEXTS, agenda)
        assert_fits(Screen(opening + shown.text, shown.rows))
        assert_fits(ordering.send_screen(TEXTS, agenda, MOST))
        for page in range(3):
            assert_fits(ordering.order_screen(TEXTS, agenda, page))
            assert_fits(ordering.declined_screen(TEXTS, agenda, page))
        for item in agenda.items:
            assert_fits(ordering.moving_screen(TEXTS, agenda, item))
        for item in agenda.undecided[:1]:
            assert_fits(ordering.suggested_screen(TEXTS, agenda, item))
            assert_fits(ordering.merge_screen(TEXTS, agenda, item, 1))


def test_only_the_chair_reads_who_does_what_was_agreed() -> None:
    agenda = replace(agenda_of("x", 0), matters=(replace(action_of("x", 5), owner_name="Jo Lee"),))
    assert "Jo Lee" in views.agenda_screen(TEXTS, agenda, CHAIR).text
    assert "A5" in views.agenda_screen(TEXTS, agenda, MEMBER).text
    assert "Jo Lee" not in views.agenda_screen(TEXTS, agenda, MEMBER).text


def test_a_moving_item_is_shown_among_its_neighbours_in_a_long_order() -> None:
    agenda = agenda_of("x", 60)
    for place, item in enumerate(agenda.items, start=1):
        assert f"<b>{place}. " in ordering.moving_screen(TEXTS, agenda, item).text


def test_what_can_only_be_looked_at_has_no_buttons_to_speak() -> None:
    agenda = agenda_of("x", 1)
    over = replace(agenda, meeting=meeting_of("x", state=MeetingState.HELD))
    for whole, item in ((agenda, agenda.declined[0]), (over, over.items[-1])):
        acts = [tap.act for tap in taps(views.item_screen(TEXTS, whole, item, MEMBER)) if isinstance(tap, OnAgenda)]
        assert not {"matter", "unmatter", "say", "unsay"} & set(acts)
