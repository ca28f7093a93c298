"""Improvement projects on the screen: whole, in people's own words, and never too long."""

from dataclasses import replace
from typing import Any

import pytest

from bot.rules.words import ChainKind, ProjectState
from bot.services.improvements import Project, Success
from bot.services.origins import Origin
from bot.services.projects import LONGEST_OWNER, LONGEST_TITLE, LONGEST_WORDS
from handlers.callbacks import OnProject, Step, Trace
from handlers.views import projects as views
from handlers.views.projects import Behind
from handlers.views.screen import Screen
from tests.handlers.test_views import MOST, NOW, TEXTS, assert_fits, letter, long, practice_of

__all__ = ("letter",)

PRACTICE = practice_of("W")
NOTHING, VOICES = Behind(0, False, False), Behind(2, True, True)


def project_of(**changes: Any) -> Project:
    given: dict[str, Any] = {
        "id": 7, "practice_id": MOST, "reference": "J2", "title": "A ramp at the door", "why": "People fall",
        "owner_id": 5, "owner_name": "Jo Lee", "state": ProjectState.PLANNED, "result": None, "version": 3,
        "made_at": NOW, "ended_at": None,
    }  # fmt: skip
    return Project(**{**given, **changes})


DONE = project_of(state=ProjectState.DONE, result="It is built", ended_at=NOW)


def labels(screen: Screen) -> list[str]:
    return [button.label for row in screen.rows for button in row]


def test_the_longest_project_fits_everywhere(letter: str) -> None:
    project = project_of(
        reference="J100000", title=long(letter, LONGEST_TITLE), why=long(letter, LONGEST_WORDS),
        owner_name=long(letter, LONGEST_OWNER), id=MOST, version=MOST,
    )  # fmt: skip
    ended = replace(project, state=ProjectState.STOPPED, result=long(letter, LONGEST_WORDS), ended_at=NOW)
    many, behind = Behind(MOST, True, True), TEXTS("project-kept")
    for each in (project, ended):
        assert_fits(views.look_screen(TEXTS, PRACTICE, each, many, behind))
        assert_fits(views.list_screen(TEXTS, PRACTICE, [each] * 30, Success(MOST, MOST, MOST), 0))
    assert_fits(views.change_screen(TEXTS, PRACTICE, project))
    words = long(letter, LONGEST_WORDS)
    assert_fits(Screen(views.preview_text(TEXTS, project.title, words, project.owner_name, words)))
    for state in (ProjectState.DONE, ProjectState.STOPPED):
        assert_fits(views.end_screen(TEXTS, project, state, words, many, TEXTS.when(NOW)))
    offered = [Origin((ChainKind.CONSULTATION, MOST), "P100000", long(letter, 300), 0)] * 30
    offered += [Origin((ChainKind.TOPIC, MOST), "", long(letter, 60), MOST)] * 30
    for page in range(8):
        assert_fits(views.link_screen(TEXTS, project, offered, frozenset(), page))


def test_the_list_stands_under_the_measure_of_success() -> None:
    shown = [project_of(), DONE, project_of(reference="J3", owner_name="", owner_id=None)]
    screen = views.list_screen(TEXTS, PRACTICE, shown, Success(3, 2, 1), 0)
    assert "Came out of the group: 2 of 3." in screen.text
    assert "Done, of these: 1." in screen.text
    assert "A ramp at the door. Planned. Jo Lee." in screen.text
    assert "A ramp at the door. Done. Jo Lee." in screen.text
    assert screen.text.endswith("A ramp at the door. Planned.")
    assert labels(screen)[0] == "J2 · A ramp at the door"
    assert labels(screen)[-1] == "New project"


def test_a_long_list_goes_by_pages() -> None:
    many = [project_of(id=place, reference=f"J{place}") for place in range(1, 10)]
    first = views.list_screen(TEXTS, PRACTICE, many, Success(9, 0, 0), 0)
    assert labels(first)[-2:] == ["More (2 of 2)", "New project"]
    assert first.rows[-2][0].tap == OnProject(MOST, 0, "list", value="1")
    last = views.list_screen(TEXTS, PRACTICE, many, Success(9, 0, 0), 5)
    assert labels(last) == ["J9 · A ramp at the door", "More (1 of 2)", "New project"]
    assert "There are none yet" in views.list_screen(TEXTS, PRACTICE, [], Success(0, 0, 0), 3).text


def test_a_project_says_why_who_since_when_and_what_is_behind_it() -> None:
    screen = views.look_screen(TEXTS, PRACTICE, project_of(), VOICES)
    for words in ("People fall", "2 comments are behind it.", "Who: Jo Lee", "Planned, on this list since 22 Sept"):
        assert words in screen.text
    assert labels(screen) == [
        "Under way", "Done…", "Stop…", "Change it", "Link to what it came from", "Where it came from",
        "All projects",
    ]  # fmt: skip
    assert screen.rows[0][0].tap == OnProject(MOST, 7, "begin", 3)
    assert screen.rows[5][0].tap == Trace(MOST, "project", 7, "look", "0")
    alone = views.look_screen(TEXTS, PRACTICE, project_of(state=ProjectState.UNDER_WAY), NOTHING)
    assert "Nothing is linked to it yet." in alone.text
    assert "Under way, on this list" in alone.text
    assert "Where it came from" not in labels(alone) and "Under way" not in labels(alone)


@pytest.mark.parametrize(
    ("changes", "who"),
    [({"owner_name": ""}, "Former member"), ({"owner_id": None, "owner_name": ""}, "nobody yet"),
     ({"owner_id": None, "owner_name": "Sam <b>"}, "Sam &lt;b&gt;")],
)  # fmt: skip
def test_who_sees_to_it(changes: dict[str, Any], who: str) -> None:
    assert f"Who: {who}" in views.look_screen(TEXTS, PRACTICE, project_of(**changes), NOTHING).text


def test_one_that_has_ended_says_what_came_of_it_and_can_only_be_traced() -> None:
    screen = views.look_screen(TEXTS, PRACTICE, DONE, VOICES)
    assert "<b>What came of it:</b> It is built" in screen.text and "Done on 22 September 2027." in screen.text
    assert labels(screen) == ["Where it came from", "All projects"]
    stopped = replace(DONE, state=ProjectState.STOPPED)
    assert "<b>Why it was stopped:</b> It is built" in views.look_screen(TEXTS, PRACTICE, stopped, NOTHING).text


def test_before_it_ends_it_says_who_will_hear_it() -> None:
    told = views.end_screen(TEXTS, project_of(), ProjectState.DONE, "Built", VOICES, "Wednesday 12 May, 8am")
    assert "2 comments are behind it. I tell everybody" in told.text and "It is quiet time now." in told.text
    assert labels(told) == ["Keep it and tell people", "Back", "Cancel"]
    poll = views.end_screen(TEXTS, project_of(), ProjectState.DONE, "Built", Behind(0, True, True), None)
    assert "I tell everybody who answered what it came from." in poll.text
    nobody = views.end_screen(TEXTS, project_of(), ProjectState.STOPPED, "No money", Behind(0, True, False), None)
    assert "so I tell nobody" in nobody.text and labels(nobody)[0] == "Keep it"


def test_what_it_is_linked_to_already_is_marked() -> None:
    offered = [Origin((ChainKind.TOPIC, 3), "", "The door", 2), Origin((ChainKind.CONSULTATION, 4), "P1", "Ramps?")]
    screen = views.link_screen(TEXTS, project_of(), offered, frozenset({"topic-3"}), 0)
    assert labels(screen) == ["✓ The door (2)", "P1 · Ramps?", "Back"]
    assert screen.rows[1][0].tap == Step("project", "link", "consultation-4")
    assert "no topic with open comments" in views.link_screen(TEXTS, project_of(), [], frozenset(), 0).text
