"""The profile: what members choose to say about themselves, each part resting on a consent of its own."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.clock import Clock
from bot.errors import ConsentMissing, WordsTooLong
from bot.rules.profile.choices import Choice
from bot.rules.profile.questions import (
    LONGEST_OWN_WORDS,
    OF_PROFILE,
    Asked,
    Question,
    after,
    own_words,
    questions_for,
)
from bot.rules.profile.segments import Segment, may_be_offered, segments_of
from bot.rules.words import Purpose
from bot.services.parts import leave_parts
from bot.services.people import Membership
from bot.services.practices import Practice
from bot.services.secrets import SecretStore
from storage.database import UnitOfWork
from storage.models.people import Consent
from storage.queries import members
from storage.queries import profile as queries

# What was said to one question: each answer with the member's own words, or None.
Answers = Mapping[str, str | None]


@dataclass(frozen=True)
class Profile:
    """What a practice asks, what one member has said, and what they allow.

    `consents` says how each question of consent was answered last; one that is missing was never answered.
    """

    asked: tuple[Asked, ...]
    answers: Mapping[Question, Answers] = field(default_factory=dict)
    consents: Mapping[Purpose, bool] = field(default_factory=dict)

    def allows(self, purpose: Purpose) -> bool:
        """Whether answers may rest on this consent. None stands without the one to having a profile at all."""
        return self.consents.get(Purpose.PROFILE, False) and self.consents.get(purpose, False)

    def of(self, question: Question) -> Answers:
        """What was said to a question: nothing, where it was skipped."""
        return self.answers.get(question, {})

    def question(self, name: str) -> Asked | None:
        """A question by its word, or None: a button can be forged."""
        return next((asked for asked in self.asked if asked.question == name), None)

    def choice(self, name: str, value: str) -> tuple[Asked, Choice] | None:
        """A question and one of its choices, or None."""
        asked = self.question(name)
        choice = asked.choice(value) if asked is not None else None
        return (asked, choice) if asked is not None and choice is not None else None


class ProfileService:
    """A member's own profile, and the parts of the group by what its members said."""

    def __init__(self, clock: Clock, secrets: SecretStore) -> None:
        self._clock = clock
        self._secrets = secrets

    async def look(self, uow: UnitOfWork, practice: Practice, member: Membership) -> Profile:
        """What is asked, what was said, and what is allowed."""
        settings = practice.settings
        said: dict[Question, dict[str, str | None]] = {}
        for row in await queries.answers(uow, practice.id, member.id):
            said.setdefault(Question(row.question), {})[row.value] = row.words
        consents = {
            Purpose(consent.purpose): consent.given
            for consent in await members.consents(uow, practice.id, member.id)
            if consent.purpose in OF_PROFILE
        }
        return Profile(questions_for(settings.region.key, settings.minimum_age), said, consents)

    async def consent(
        self, uow: UnitOfWork, practice: Practice, member: Membership, purpose: Purpose, given: bool, wording: str
    ) -> Profile:
        """Answer a question of consent, on record with the words that were shown. The same answer twice counts once.

        A no deletes what rested on the yes. A no to the profile is one to its parts, too, and deletes all of it; a
        yes to a part without one to the profile is refused with ConsentMissing.
        """
        before = (await self.look(uow, practice, member)).consents
        if given and purpose is not Purpose.PROFILE and not before.get(Purpose.PROFILE):
            raise ConsentMissing()
        if before.get(purpose) is not given:
            await self._record(uow, member, purpose, given, wording)
        if not given:
            parts = [each for each in OF_PROFILE if purpose is Purpose.PROFILE and each is not purpose]
            for part in parts:
                if before.get(part):
                    await self._record(uow, member, part, given, wording)
            await queries.drop(uow, practice.id, member.id, [purpose, *parts])
            await leave_parts(uow, practice, member, {purpose, *parts}, self._secrets)
            uow.scrub_after_commit()
        return await self.look(uow, practice, member)

    async def _record(self, uow: UnitOfWork, member: Membership, purpose: Purpose, given: bool, wording: str) -> None:
        consent = Consent(
            member_id=member.id, purpose=purpose, given=given, wording=wording, method="chat", at=self._clock.now()
        )
        await members.record(uow, consent)

    async def answer(
        self, uow: UnitOfWork, practice: Practice, member: Membership, name: str, value: str, *, on: bool = True
    ) -> Profile:
        """Choose an answer, or (`on` false) take it back. Refuses with ConsentMissing where nothing may be kept."""
        return await self._keep(uow, practice, member, name, value, on=on)

    async def describe(
        self, uow: UnitOfWork, practice: Practice, member: Membership, name: str, value: str, words: str
    ) -> Profile:
        """Choose an answer and say it in one's own words. Refuses with WordsTooLong, and as `answer` does."""
        said = own_words(words)
        if len(said) > LONGEST_OWN_WORDS:
            raise WordsTooLong(most=LONGEST_OWN_WORDS)
        return await self._keep(uow, practice, member, name, value, words=said)

    async def _keep(
        self,
        uow: UnitOfWork,
        practice: Practice,
        member: Membership,
        name: str,
        value: str,
        *,
        on: bool = True,
        words: str = "",
    ) -> Profile:
        profile = await self.look(uow, practice, member)
        found = profile.choice(name, value)
        if found is None:
            return profile
        asked, choice = found
        if not profile.allows(asked.purpose):
            raise ConsentMissing()
        before = profile.of(asked.question)
        kept = {each: before.get(each) for each in after(before, choice, on=on, several=asked.several)}
        if choice.own and words:
            kept[value] = words
        await queries.keep(uow, practice.id, member.id, asked.question, asked.purpose, kept)
        return await self.look(uow, practice, member)

    async def clear(self, uow: UnitOfWork, practice: Practice, member: Membership, name: str) -> Profile:
        """Delete what was said to one question, as if it had been skipped."""
        profile = await self.look(uow, practice, member)
        asked = profile.question(name)
        if asked is None:
            return profile
        await queries.keep(uow, practice.id, member.id, asked.question, asked.purpose, {})
        return await self.look(uow, practice, member)

    async def segments(self, uow: UnitOfWork, practice: Practice) -> list[tuple[Segment, int]]:
        """The segments that may be asked by themselves, each with how many members a message reaches in it."""
        settings = practice.settings
        possible = segments_of(settings.region.key, settings.minimum_age)
        counts = await queries.count(uow, practice.id, [str(segment) for segment in possible])
        whole, _, _ = await members.reach(uow, practice.id, None)
        return [each for each in zip(possible, counts, strict=True) if may_be_offered(each[1], of=whole)]
