"""A meeting that is being called: it lies in its author's place until it is sent, and survives a restart there.

The first time the steps follow one another; once there was a preview, each change leads straight back to it.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.rules.calling import problem_with_place, problem_with_title
from bot.rules.lengths import is_blank
from bot.rules.recurring import Every
from bot.rules.when import read_meeting_time
from bot.services.convening import MeetingDraft, in_order
from handlers.arranging import cancel, way_back
from handlers.callbacks import Step
from handlers.context import StepOf, Turn
from handlers.timing import NOTHING_OPEN, Timing, left_open
from handlers.views.calling import FLOW
from handlers.views.screen import Button, Screen, column

ORDER = ("when", "title", "place", "link", "every", "preview")
AN_ADDRESS = re.compile(r"\w+://\S*|www\.\S+|[\w-]+(\.[\w-]+)+/\S*", re.IGNORECASE)


def draft_here(turn: Turn) -> MeetingDraft:
    """The draft in the author's place, which has a time by now."""
    return MeetingDraft.from_data(turn.place.data)


def often_here(turn: Turn) -> Every:
    """How often it is to be."""
    return Every(turn.place.data["every"])


def fresh(turn: Turn) -> dict[str, Any]:
    """What a meeting is as long as nobody says otherwise. Only its time has to be said."""
    settings = turn.practice.settings
    draft = MeetingDraft(
        turn.texts.plain("calling-title", group=settings.group_name),
        turn.services.clock.now(),
        reminders=in_order(settings.meeting_reminders),
    )
    data = {**draft.to_data(), "every": Every.ONCE.value, **NOTHING_OPEN}
    del data["starts_at"]
    return data


def in_one_line(turn: Turn, line: str) -> dict[str, Any]:
    """What was given in one line. What will not do is there too: it is asked about, and all else is kept."""
    when, *others = (" ".join(part.split()) for part in line.split("|"))
    data = {**fresh(turn), "previewed": True}
    reading = read_meeting_time(when, turn.services.clock.now(), turn.practice.settings.zone)
    if reading.moment is not None:
        data["starts_at"] = reading.moment.isoformat()
    else:
        data |= left_open(reading)
    words = []
    for part in others:
        if AN_ADDRESS.fullmatch(part) and not data["link"]:
            data["link"] = part
        elif part:
            words.append(part)
    if words:
        data["title"], data["place"] = words[0], ", ".join(words[1:])
    return with_problem(data)


def open_step(data: Mapping[str, Any]) -> str:
    """The first step at which something is missing or will not do; or the preview."""
    if "starts_at" not in data:
        return "when"
    if problem_with_title(data["title"]) is not None:
        return "title"
    problem = problem_with_place(data["place"], data["link"])
    return {None: "preview", "long-place": "place"}.get(problem, "link")


def with_problem(data: Mapping[str, Any]) -> dict[str, Any]:
    """The same, with what is wrong at its open step noted, to be said there."""
    if "starts_at" not in data:
        return dict(data)
    problem = problem_with_title(data["title"]) or problem_with_place(data["place"], data["link"])
    return {**data, **NOTHING_OPEN, "problem": problem or ""}


async def keep(turn: Turn, **given: Any) -> None:
    """Keep what was said at a step, and go on."""
    step, data = turn.place.step, {**turn.place.data, **given}
    if data.get("previewed"):
        await turn.move(open_step(data), **with_problem(data))
    else:
        following = ORDER[ORDER.index("when" if step == "sure" else step) + 1]
        await turn.move(following, **{**data, **NOTHING_OPEN})


async def back_or_cancel(turn: Turn, value: str) -> None:
    """Any other button of a step."""
    if value == "back":
        await _back(turn)
    else:
        await cancel(turn)


async def _back(turn: Turn) -> None:
    step, data = turn.place.step, dict(turn.place.data)
    if not data.get("previewed"):
        await turn.move(ORDER[ORDER.index(step) - 1], **NOTHING_OPEN)
        return
    if open_step(data) == step:
        # What will not do is given up: who goes back does not want it.
        data[step] = fresh(turn)[step]
    await turn.move(open_step(data), **with_problem(data))


async def _keep_when(turn: Turn, moment: datetime) -> None:
    await keep(turn, starts_at=moment.isoformat())


def _is_first(turn: Turn) -> bool:
    data = turn.place.data
    return not data.get("previewed") or "starts_at" not in data


async def _ask_title(turn: Turn) -> Screen:
    return _worded(turn, turn.texts("calling-ask-title", title=fresh(turn)["title"]))


async def _ask_place(turn: Turn) -> Screen:
    return _worded(turn, turn.texts("calling-ask-place"))


async def _ask_link(turn: Turn) -> Screen:
    return _worded(turn, turn.texts("calling-ask-link"))


def _worded(turn: Turn, text: str) -> Screen:
    """A step where something is typed, or skipped. What was wrong with what was typed stands in place of the text."""
    step, data = turn.place.step, turn.place.data
    if data.get("problem"):
        text = turn.texts("meeting-problem", problem=data["problem"])
    skip = Button(turn.texts.plain("button-skip"), Step(FLOW, step, "skip"))
    return Screen(text, column(skip) + way_back(turn, FLOW, step))


async def _typed(turn: Turn, text: str) -> None:
    """A title, a place or a link."""
    step, given = turn.place.step, "" if is_blank(text) else " ".join(text.split())
    place, link = (given if step == each else "" for each in ("place", "link"))
    problem = problem_with_title(given) if step == "title" else problem_with_place(place, link)
    if problem is not None:
        await turn.move(step, problem=problem)
    else:
        await keep(turn, **{step: given})


async def _tapped(turn: Turn, value: str) -> None:
    if value == "skip":
        await keep(turn, **{turn.place.step: fresh(turn)[turn.place.step]})
    else:
        await back_or_cancel(turn, value)


STEPS = {
    **Timing(FLOW, "when", "sure", _keep_when, _back, _is_first).steps(),
    "title": StepOf(_ask_title, _tapped, _typed),
    "place": StepOf(_ask_place, _tapped, _typed),
    "link": StepOf(_ask_link, _tapped, _typed),
}
