"""Trying a survey out before it is sent: every step as a member takes it, on a sheet that its author holds."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.clock import Clock
from bot.rules.words import ConsultationState
from bot.services.people import Actor
from bot.services.practices import Practice
from bot.services.stepping import Filled, Stepping, row_of
from bot.services.surveys import Survey, SurveyDraft
from storage.database import UnitOfWork
from storage.queries.surveys import KeptSheet

# The number of no survey: on the buttons of a try it stands for the draft that is being made.
IN_HAND = 0


class Trying(Stepping):
    """Steps in a draft, on the `sheet` that `sheet` gave before; None at the beginning. Nothing of it is stored."""

    def __init__(self, clock: Clock, draft: SurveyDraft, reference: str, sheet: Mapping[str, Any] | None) -> None:
        super().__init__(clock)
        self._draft, self._reference = draft, reference
        self._row = KeptSheet(**sheet) if sheet is not None else None

    @property
    def sheet(self) -> dict[str, Any] | None:
        """The sheet as it is now, as plain values that JSON can hold."""
        return dict(vars(self._row)) if self._row is not None else None

    async def look(self, uow: UnitOfWork, actor: Actor, practice: Practice, survey_id: int) -> Filled:
        """The sheet as it is, or an empty one."""
        return self._filled(practice, self._survey(practice), actor, self._row)

    async def _change(
        self, uow: UnitOfWork, actor: Actor, practice: Practice, survey_id: int, change: Callable[[Filled], Filled]
    ) -> Filled:
        filled = change(await self.look(uow, actor, practice, survey_id))
        self._row = row_of(filled)
        return filled

    def _survey(self, practice: Practice) -> Survey:
        draft = self._draft
        return Survey(
            id=IN_HAND,
            practice_id=practice.id,
            is_survey=True,
            reference=self._reference,
            title=draft.title,
            state=ConsultationState.OPEN,
            audience=draft.audience,
            attribution=draft.attribution,
            results_to=draft.results_to,
            influence=draft.influence,
            opened_at=self._clock.now(),
            closes_at=draft.closes_at,
            outcome=None,
            outcome_kind=None,
            form=draft.form,
            partial=draft.partial,
            segment=draft.segment,
        )
