"""Fetches the files that people were asked for, before their updates are handled: a unit of work waits for nobody.

Only what can be of use is fetched: from somebody who may ask, as a survey, or from whoever is asked for a file; of a
size and a kind that can be one. A stranger cannot have the bot load anything.
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
from handlers.context import LISTS, MINUTES, SPREADSHEETS, Document, Files, Flow
from handlers.incoming import SURVEY_CAPTION, document_of
from storage.database import Database

log = structlog.get_logger()

# What may be asked for of whom, by what they may do.
FOR_ROLES = ((Capability.ASK, SPREADSHEETS), (Capability.TAKE_MINUTES, MINUTES), (Capability.KEEP_LIST, LISTS))
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
        files = await asyncio.gather(*(self._file(message, of_use) for _, message, of_use in wanted))
        return {update_id: file for (update_id, _, _), file in zip(wanted, files, strict=True)}

    async def _wanted(
        self, sent: Sequence[tuple[int, Message]], at_once: Mapping[int, int]
    ) -> list[tuple[int, Message, tuple[Files, ...]]]:
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
                alone = at_once[message.from_user.id] == 1
                if actor is not None and (of_use := self._of_use(actor, message, alone=alone)):
                    found.append((update_id, message, of_use))
        return found

    def _of_use(self, actor: Actor, message: Message, *, alone: bool) -> tuple[Files, ...]:
        """The kinds of file that this one can be."""
        if actor.may(Capability.ASK) and SURVEY_CAPTION.match(message.caption or ""):
            return (SPREADSHEETS,)
        if not alone:
            # Of whoever did several things at once it is not known yet where they will be.
            return tuple(files for capability, files in FOR_ROLES if actor.may(capability))
        flow = self._flows.get(actor.place.flow) if actor.place is not None else None
        step = flow.steps.get(actor.place.step) if flow is not None and actor.place is not None else None
        asked_for = flow is not None and step is not None and step.sent is not None and may_use(actor, flow.allowed)
        return (flow.files,) if flow is not None and asked_for else ()

    async def _file(self, message: Message, of_use: tuple[Files, ...]) -> Document:
        found = document_of(message)
        assert found is not None and message.document is not None, "only messages with files are looked at"
        largest = max((each.largest for each in of_use if found.name.lower().endswith(each.names)), default=None)
        if largest is None:
            return Document(found.name, found.size, problem="wrong-type")
        if found.size > largest:
            return Document(found.name, found.size, problem="too-large")
        try:
            async with asyncio.timeout(SECONDS):
                file = await self._bot.get_file(message.document.file_id)
                if (file.file_size or 0) > largest:
                    return Document(found.name, found.size, problem="too-large")
                content = bytes(await file.download_as_bytearray())
        except (TelegramError, TimeoutError) as failure:
            log.warning("file-not-fetched", error=type(failure).__name__)
            return Document(found.name, found.size, problem="not-fetched")
        return Document(found.name, found.size, content)
