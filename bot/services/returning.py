"""The Friends and Family return: what a month's test came to, whether it is handed in, and who is reminded of it."""

from dataclasses import dataclass
from datetime import date

from bot.clock import Clock
from bot.delivery.kinds import Kind
from bot.rules.permissions import Capability, roles_with
from bot.rules.polls import LEAST_ANSWERS
from bot.rules.returns import Month, asks_the_test, due_day, in_order, reminder_days
from bot.rules.words import ConsultationKind, Method
from bot.services import audit
from bot.services.agreed import local_date, start_of
from bot.services.due import by_itself
from bot.services.notices import Notices
from bot.services.people import Actor
from bot.services.practices import Practice, PracticeBook
from bot.services.survey_results import count
from bot.services.surveys import Survey, survey_of
from storage.database import UnitOfWork
from storage.queries import consultations, record, returning, roles

MONTHS_BACK = 12


@dataclass(frozen=True)
class Return:
    """A month's return.

    `responses` has how many gave each, in the order of the return; None where fewer than 5 took the test in all, for
    then it could tell who said what. `methods` is how they came in. `still_open` are tests that close later, and are
    not counted yet.
    """

    month: Month
    due: date
    answered: int
    responses: tuple[int, ...] | None
    methods: dict[Method, int]
    counted: tuple[str, ...]
    still_open: tuple[str, ...]
    handed_in: bool


class Returning:
    """Counts returns, and keeps in mind that they are due."""

    def __init__(self, book: PracticeBook, clock: Clock, notices: Notices) -> None:
        self._book = book
        self._clock = clock
        self._notices = notices

    async def months(self, uow: UnitOfWork, practice: Practice) -> tuple[Month, ...]:
        """The months of the last year in which the test was sent, newest first."""
        found, month = [], Month.of(local_date(practice, self._clock.now()))
        for _ in range(MONTHS_BACK):
            if await self._tests(uow, practice, month):
                found.append(month)
            month = month.before
        return tuple(found)

    async def of_month(self, uow: UnitOfWork, practice: Practice, month: Month) -> Return:
        """The return of a month: of the tests that were sent in it, whenever they were answered."""
        tests = await self._tests(uow, practice, month)
        closed = [survey for survey in tests if not survey.is_open]
        responses, methods = [0] * 6, dict.fromkeys(Method, 0)
        for survey in closed:
            question = asks_the_test(survey.form)
            assert question is not None, "only tests were taken"
            chosen = (await count(uow, survey))[question.name].chosen
            responses = [
                all_so_far + more for all_so_far, more in zip(responses, in_order(question, chosen), strict=True)
            ]
            # A sheet with written words alone is in no response, so it is in no method either.
            came = await returning.methods_of_answers(uow, practice.id, survey.id, question.name)
            for method, many in came.items():
                methods[Method(method)] += many
        return Return(
            month=month,
            due=due_day(month, practice.settings.fft_working_day, practice.settings.holidays),
            answered=sum(responses),
            responses=tuple(responses) if sum(responses) >= LEAST_ANSWERS else None,
            methods=methods,
            counted=tuple(survey.reference for survey in closed),
            still_open=tuple(survey.reference for survey in tests if survey.is_open),
            handed_in=bool(await record.claimed_among(uow, [_handed_in(practice, month)])),
        )

    async def hand_in(self, uow: UnitOfWork, actor: Actor, practice: Practice, month: Month) -> bool:
        """Note that a return was handed in: nobody is reminded of it any more. False where it was noted before."""
        now = self._clock.now()
        if not await record.claim_due(uow, _handed_in(practice, month), now):
            return False
        await audit.note(uow, actor, practice.id, "handed in a Friends and Family return", str(month), now)
        return True

    async def remind_due(self, uow: UnitOfWork) -> None:
        """Remind managers of last month's return, where the test was sent and the return is not handed in yet."""
        for practice in self._book:
            async with by_itself(uow, "return-not-reminded", practice=practice.id):
                await self._remind(uow, practice)

    async def _remind(self, uow: UnitOfWork, practice: Practice) -> None:
        now = self._clock.now()
        today, settings = local_date(practice, now), practice.settings
        month = Month.of(today).before
        days = [day for day in reminder_days(month, settings.fft_working_day, settings.holidays) if day <= today]
        if not days or today > due_day(month, settings.fft_working_day, settings.holidays):
            return
        if not await record.claim_due(uow, f"fft-due:{practice.id}:{days[-1]}", now):
            return
        found = await self.of_month(uow, practice, month)
        if found.counted and not found.handed_in:
            to_tell = await roles.holders(uow, practice.id, roles_with(Capability.RETURN_FFT))
            await self._notices.queue(
                uow, practice, Kind.FFT_DUE, to_tell, occasion=str(days[-1]), details={"month": str(month)}
            )

    async def _tests(self, uow: UnitOfWork, practice: Practice, month: Month) -> list[Survey]:
        """The tests that were sent in a month of the practice's own calendar."""
        start, end = (start_of(practice, each.first) for each in (month, month.after))
        rows = await consultations.opened_between(uow, practice.id, start, end)
        surveys = [await survey_of(uow, row) for row in rows if row.kind == ConsultationKind.SURVEY]
        return [survey for survey in surveys if asks_the_test(survey.form) is not None]


def _handed_in(practice: Practice, month: Month) -> str:
    return f"{record.FOR_GOOD}fft-handed-in:{practice.id}:{month}"
