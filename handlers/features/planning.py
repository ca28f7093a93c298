"""Sending a poll or a survey later, once or again and again; and what is planned, with a way to stop it."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any

from bot.errors import DateProblem
from bot.rules.dates import FURTHEST, read_date
from bot.rules.recurring import Every
from bot.services.asking import AnyDraft
from handlers.arranging import DAYS_OFFERED
from handlers.callbacks import Step
from handlers.context import StepOf, Turn
from handlers.drafting import FLOW
from handlers.views.polls import shortened
from handlers.views.screen import Button, Screen, column

HOUR = time(9, 0)
# Of what comes again, one is over before the next begins.
LONGEST_OPEN = {Every.WEEKLY: 3, Every.MONTHLY: 14}
MOST_LISTED = 20
MINUTE = 60

Read = Callable[[Mapping[str, Any]], AnyDraft]


def steps(flow: str, read: Read) -> dict[str, StepOf]:
    """The steps from a preview to a plan, in a flow whose data `read` makes a draft of."""
    return _Later(flow, read).steps()


class _Later:
    def __init__(self, flow: str, read: Read) -> None:
        self._flow = flow
        self._read = read

    def steps(self) -> dict[str, StepOf]:
        return {
            "later": StepOf(self._ask_later, self._later_tapped, self._later_typed),
            "repeat": StepOf(self._ask_repeat, self._repeat_tapped),
            "open": StepOf(self._ask_open, self._open_tapped),
            "plan": StepOf(self._ask_plan, self._plan_tapped),
        }

    def _screen(self, turn: Turn, step: str, text: str, answers: list[tuple[str, str]]) -> Screen:
        buttons = [Button(label, Step(self._flow, step, value)) for label, value in answers]
        buttons.append(Button(turn.texts.plain("button-back"), Step(self._flow, step, "back")))
        return Screen(text, column(*buttons))

    async def _ask_later(self, turn: Turn) -> Screen:
        offered = [(turn.texts.when(each), str(int(each.timestamp()) // MINUTE)) for each in _offered(turn)]
        return self._screen(turn, "later", turn.texts("plan-ask-when"), offered)

    async def _later_tapped(self, turn: Turn, value: str) -> None:
        if not (value.isascii() and value.isdigit() and len(value) <= 9):
            await turn.move("preview")
            return
        moment, now = datetime.fromtimestamp(int(value) * MINUTE, UTC), turn.services.clock.now()
        if not now < moment <= now + FURTHEST:
            # The button has been there for longer than it makes sense.
            raise DateProblem(problem="past")
        await turn.move("repeat", first_at=moment.isoformat())

    async def _later_typed(self, turn: Turn, text: str) -> None:
        moment, problem = read_date(text, turn.services.clock.now(), turn.practice.settings.zone, HOUR)
        if moment is None:
            raise DateProblem(problem=problem or "not-understood")
        await turn.move("repeat", first_at=moment.isoformat())

    async def _ask_repeat(self, turn: Turn) -> Screen:
        first = turn.texts.when(datetime.fromisoformat(turn.place.data["first_at"]))
        answers = [(turn.texts.plain(f"button-every-{every}"), every.value) for every in Every]
        return self._screen(turn, "repeat", turn.texts("plan-ask-repeat", when=first), answers)

    async def _repeat_tapped(self, turn: Turn, value: str) -> None:
        if value in list(Every):
            await turn.move("open", every=value)
        else:
            await turn.move("later")

    async def _ask_open(self, turn: Turn) -> Screen:
        most = LONGEST_OPEN.get(Every(turn.place.data["every"]), max(DAYS_OFFERED))
        answers = [(turn.texts.plain("button-days", count=days), str(days)) for days in DAYS_OFFERED if days <= most]
        return self._screen(turn, "open", turn.texts("plan-ask-open"), answers)

    async def _open_tapped(self, turn: Turn, value: str) -> None:
        if value in map(str, DAYS_OFFERED):
            await turn.move("plan", days_open=int(value))
        else:
            await turn.move("repeat")

    async def _ask_plan(self, turn: Turn) -> Screen:
        data = turn.place.data
        text = turn.texts(
            "plan-sure",
            title=shortened(self._read(data).title, 300),
            when=turn.texts.when(datetime.fromisoformat(data["first_at"])),
            every=data["every"],
            count=data["days_open"],
        )
        return self._screen(turn, "plan", text, [(turn.texts.plain("button-plan"), "plan")])

    async def _plan_tapped(self, turn: Turn, value: str) -> None:
        if value != "plan":
            await turn.move("open")
            return
        data = turn.place.data
        first_at = datetime.fromisoformat(data["first_at"])
        if first_at <= turn.services.clock.now():
            raise DateProblem(problem="past")
        await turn.services.planning.plan(
            turn.uow,
            turn.actor,
            turn.practice,
            self._read(data),
            first_at=first_at,
            every=Every(data["every"]),
            days_open=data["days_open"],
        )
        await turn.leave_flow()
        turn.show(Screen(turn.texts("plan-kept", when=turn.texts.when(first_at))))


def _offered(turn: Turn) -> list[datetime]:
    """Tomorrow, the next Monday, and the first of the next month, in the morning."""
    zone = turn.practice.settings.zone
    today = turn.services.clock.now().astimezone(zone).date()
    days = [
        today + timedelta(days=1),
        today + timedelta(days=7 - today.weekday()),
        (today.replace(day=1) + timedelta(days=32)).replace(day=1),
    ]
    return [datetime.combine(day, HOUR, zone) for day in sorted(set(days))]


async def _ask_planned(turn: Turn) -> Screen:
    plans = (await turn.services.planning.to_come(turn.uow, turn.practice))[:MOST_LISTED]
    lines, buttons = [], []
    for number, plan in enumerate(plans, start=1):
        assert plan.next_at is not None, "listed is what is to come"
        when, title = turn.texts.when(plan.next_at), shortened(plan.title, 100)
        lines.append(turn.texts("plan-line", number=number, title=title, when=when, every=plan.every))
        label = turn.texts.plain("button-stop-plan", number=number, title=shortened(plan.title, 30))
        buttons.append(Button(label, Step(FLOW, "planned", f"stop-{plan.id}")))
    head = turn.texts("plans-head" if plans else "plans-none")
    buttons.append(Button(turn.texts.plain("button-back"), Step(FLOW, "planned", "back")))
    return Screen("\n".join([head, "", *lines]).strip(), column(*buttons))


async def _planned_tapped(turn: Turn, value: str) -> None:
    what, _, number = value.partition("-")
    if what == "stop" and number.isascii() and number.isdigit() and len(number) <= 9:
        await turn.services.planning.stop(turn.uow, turn.actor, turn.practice, int(number))
        turn.toast(turn.texts.plain("plan-stopped"))
        await turn.move("planned")
    else:
        await turn.move("begin")


LIST = {"planned": StepOf(_ask_planned, _planned_tapped)}
