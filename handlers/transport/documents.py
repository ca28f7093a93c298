"""Fetches the files that people were asked for, before their updates are handled: a unit of work waits for nobody.

Only what can be of use is fetched: from somebody who may ask, as a survey, of a size and a kind that can be one. A
stranger cannot have the bot load anything.
"""

import asyncio
from collections import Counter
from collections.abc import Container, Mapping, Sequence

import structlog
from telegram import Bot, Message, Update
from telegram.error import TelegramError

from bot.rules.permissions import Capability
from bot.services.people import Actor, People
from handlers.commands import may_use
from handlers.context import Document, Flow
from handlers.incoming import SURVEY_CAPTION, document_of
from storage.database import Database

log = structlog.get_logger()

LARGEST = 2_000_000
NAMES = (".xlsx", ".csv")
# All the files of a batch together may keep it waiting for this long.
SECONDS = 10.0


class Documents:
    """Looks through a batch for files that were asked for."""

    def __init__(self, bot: Bot, database: Database, people: People, flows: Mapping[str, Flow]) -> None:
        self._bot = bot
        self._database = database
        self._people = people
        self._flows = flows

    async def fetch(self, updates: Sequence[Update], aside: Container[int]) -> dict[int, Document]:
        """The files of these updates that are of use, by update: with their content, or with what is wrong."""
        sent = [
            (update.update_id, update.message)
            for update in updates
            if update.message is not None and update.message.document is not None
            if update.update_id not in aside and update.message.chat.type == "private"
        ]
        if not sent:
            return {}
        at_once = Counter(update.effective_user.id for update in updates if update.effective_user is not None)
        wanted = await self._wanted(sent, at_once)
        files = await asyncio.gather(*(self._file(message) for _, message in wanted))
        return {update_id: file for (update_id, _), file in zip(wanted, files, strict=True)}

    async def _wanted(
        self, sent: Sequence[tuple[int, Message]], at_once: Mapping[int, int]
    ) -> list[tuple[int, Message]]:
        found = []
        async with self._database.reading() as uow:
            for update_id, message in sent:
                if message.from_user is None:
                    continue
                actor = await self._people.known(uow, message.from_user.id)
                if actor is not None and actor.place is not None:
                    # They may be in the middle of something that is about another practice of theirs.
                    began_in = actor.place.data.get("practice")
                    actor = await self._people.known(uow, message.from_user.id, began_in)
                if actor is not None and self._of_use(actor, message, alone=at_once[message.from_user.id] == 1):
                    found.append((update_id, message))
        return found

    def _of_use(self, actor: Actor, message: Message, *, alone: bool) -> bool:
        # Of whoever did several things at once it is not known yet where they will be.
        if SURVEY_CAPTION.match(message.caption or "") or not alone:
            return actor.may(Capability.ASK)
        flow = self._flows.get(actor.place.flow) if actor.place is not None else None
        step = flow.steps.get(actor.place.step) if flow is not None and actor.place is not None else None
        return flow is not None and step is not None and step.sent is not None and may_use(actor, flow.allowed)

    async def _file(self, message: Message) -> Document:
        found = document_of(message)
        assert found is not None and message.document is not None, "only messages with files are looked at"
        if not found.name.lower().endswith(NAMES):
            return Document(found.name, found.size, problem="wrong-type")
        if found.size > LARGEST:
            return Document(found.name, found.size, problem="too-large")
        try:
            async with asyncio.timeout(SECONDS):
                file = await self._bot.get_file(message.document.file_id)
                if (file.file_size or 0) > LARGEST:
                    return Document(found.name, found.size, problem="too-large")
                content = bytes(await file.download_as_bytearray())
        except (TelegramError, TimeoutError) as failure:
            log.warning("file-not-fetched", error=type(failure).__name__)
            return Document(found.name, found.size, problem="not-fetched")
        return Document(found.name, found.size, content)
