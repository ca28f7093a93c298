"""Brings the cast on stage: one connection to the stand-in's events feeds all patients."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import AsyncIterator, Mapping
from typing import Any

import aiohttp

from .decisions import temper_of
from .names import invent_names
from .patient import Patient

FIRST_ID = 5_000_001
"""Simulated patients have their ids from here on, out of the way of the people somebody plays by hand."""

ARRIVALS_PER_SECOND = 3.0
RECONNECT_AFTER = 1.0
LONGEST_EVENT = 8 * 1024 * 1024


async def play(control_url: str, patients: int, seed: int, pace: float = 1.0) -> None:
    """Plays `patients` simulated people at the stand-in at `control_url` until cancelled.

    `pace` multiplies every waiting time: 1 is natural, 0.1 ten times as fast, 0 without waiting. The same seed gives
    the same people with the same characters.
    """
    timeout = aiohttp.ClientTimeout(total=None, connect=10)
    async with aiohttp.ClientSession(timeout=timeout, read_bufsize=LONGEST_EVENT) as session:
        phone = HttpPhone(session, control_url.rstrip("/"))
        cast = _cast(patients, seed, phone, pace)
        try:
            await _listen(phone, cast, seed)
        finally:
            await asyncio.gather(*(patient.close() for patient in cast.values()))


class HttpPhone:
    """The stand-in's control interface as the cast uses it."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self._session = session
        self._url = url

    async def type(self, person: int, text: str) -> bool:
        """Writes a message as that person; gives whether it was taken."""
        return await self._post(f"people/{person}/type", {"text": text})

    async def tap(self, person: int, message_id: int, button: Mapping[str, Any]) -> bool:
        """Presses a button as that person; a button that is gone by now is no disaster."""
        which = {"data": button["data"]} if button.get("data") else {"label": button["label"]}
        return await self._post(f"people/{person}/tap", {"message_id": message_id, **which})

    async def arrive(self, person: int, first_name: str, last_name: str) -> bool:
        """Creates the person, or finds them there already."""
        card = {
            "id": person,
            "first_name": first_name,
            "last_name": last_name,
            "language_code": "en",
            "note": "Simulated patient",
        }
        return await self._post("people", card)

    async def messages(self, person: int) -> list[Mapping[str, Any]]:
        """The whole conversation, for catching up after the connection was lost."""
        try:
            async with self._session.get(f"{self._url}/control/people/{person}/chat") as answer:
                return list((await answer.json())["messages"]) if answer.ok else []
        except (aiohttp.ClientError, TimeoutError):
            return []

    async def events(self) -> AsyncIterator[Mapping[str, Any]]:
        """Yields an empty event once connected, then each event, and ends with the connection."""
        try:
            async with self._session.get(f"{self._url}/control/events") as stream:
                if not stream.ok:
                    return
                yield {}
                async for line in stream.content:
                    if line.startswith(b"data:"):
                        yield json.loads(line[5:])
        except (aiohttp.ClientError, TimeoutError):
            return

    async def _post(self, path: str, body: Mapping[str, Any]) -> bool:
        try:
            async with self._session.post(f"{self._url}/control/{path}", json=body) as answer:
                return answer.ok
        except (aiohttp.ClientError, TimeoutError):
            return False


def _cast(count: int, seed: int, phone: HttpPhone, pace: float) -> dict[int, Patient]:
    rng = random.Random(seed)
    cast = {}
    for place, (first_name, last_name) in enumerate(invent_names(count, rng)):
        own = random.Random(rng.random())
        temper = temper_of(first_name, last_name, own)
        cast[FIRST_ID + place] = Patient(FIRST_ID + place, temper, phone, own, pace)
    return cast


async def _listen(phone: HttpPhone, cast: dict[int, Patient], seed: int) -> None:
    """Hears events for ever, connecting again where the stream ends; the first time, everybody arrives."""
    arriving: asyncio.Task[None] | None = None
    try:
        while True:
            async for event in phone.events():
                if event:
                    _tell(cast, event)
                elif arriving is None:
                    arriving = asyncio.create_task(_arrive(phone, cast, random.Random(seed)))
                else:
                    await _catch_up(phone, cast)
            await asyncio.sleep(RECONNECT_AFTER)
    finally:
        if arriving:
            arriving.cancel()
            await asyncio.gather(arriving, return_exceptions=True)


def _tell(cast: dict[int, Patient], event: Mapping[str, Any]) -> None:
    patient = cast.get(event.get("person") or 0)
    message = event.get("message")
    if patient and message and event.get("what") in ("message", "edit", "delete"):
        patient.hear(message)


async def _arrive(phone: HttpPhone, cast: dict[int, Patient], rng: random.Random) -> None:
    span = len(cast) / ARRIVALS_PER_SECOND
    async with asyncio.TaskGroup() as arrivals:
        for patient in cast.values():
            temper = patient.temper
            await phone.arrive(patient.person, temper.first_name, temper.last_name)
            arrivals.create_task(patient.start(rng.uniform(0, span)))


async def _catch_up(phone: HttpPhone, cast: dict[int, Patient]) -> None:
    for patient in cast.values():
        for message in await phone.messages(patient.person):
            patient.hear(message)
