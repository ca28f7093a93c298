"""Thirty members take a survey of twelve questions with branches, in two languages; the bot is killed in the middle,
once while everybody rests and twice with their taps in its hands.

Totals and exports agree with what was entered, exactly.
"""

import asyncio
import contextlib
import csv
import io
import re
import sqlite3
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

from openpyxl import load_workbook

from bot.demo.standin.driver import PersonDriver
from bot.demo.standin.model import Message
from handlers.running import export_everything
from tests.conversations.house import CHAIR
from tests.conversations.process import PATIENCE, BotProcess, bot_process, settled_group
from tests.xlsform.books import xlsx

MEMBERS = 30
SURVEY = (
    ("type", "name", "label::English (en)", "label::Polski (pl)", "required", "relevant", "prefer_not_to_say"),
    ("note", "hello", "Welcome to this survey.", "Witamy w ankiecie.", "", "", ""),
    ("select_one yn", "called", "Did you phone us this year?", "Czy dzwonił Pan do nas?", "yes", "", ""),
    ("integer", "minutes", "How many minutes did you wait?", "Ile minut?", "yes", "${called} = 'yes'", ""),
    ("select_one scale", "phone", "How was the phone call?", "Jak było przez telefon?", "", "${minutes} > 10", ""),
    ("select_multiple ways", "ways", "Which ways do you like?", "Które sposoby?", "", "", ""),
    ("text", "online", "What should the website do?", "Co na stronie?", "", "selected(${ways}, 'online')", ""),
    ("select_one yn", "saturday", "Would you come on Saturdays?", "Czy w soboty?", "yes", "", ""),
    ("select_one time", "hour", "What time on Saturdays?", "O której w soboty?", "", "${saturday} = 'yes'", ""),
    ("date", "last", "When were you here last?", "Kiedy ostatnio?", "", "", ""),
    ("select_one yn", "carer", "Do you care for somebody?", "Czy jest Pan opiekunem?", "yes", "", "yes"),
    ("text", "help", "What would help you?", "Co by pomogło?", "", "${carer} = 'yes'", ""),
    ("select_one scale", "overall", "How are we overall?", "Jak jest ogólnie?", "yes", "", ""),
    ("text", "why", "Why?", "Dlaczego?", "", "", ""),
)
CHOICES = (
    ("list_name", "name", "label::English (en)", "label::Polski (pl)"),
    ("yn", "yes", "Yes", "Tak"),
    ("yn", "no", "No", "Nie"),
    ("scale", "good", "Good", "Dobrze"),
    ("scale", "fair", "Fair", "Średnio"),
    ("scale", "poor", "Poor", "Słabo"),
    ("ways", "phone", "By phone", "Telefon"),
    ("ways", "online", "By website", "Strona"),
    ("ways", "desk", "At the desk", "Recepcja"),
    ("time", "early", "Before 11", "Przed 11"),
    ("time", "late", "After 11", "Po 11"),
)
SETTINGS = (("form_title", "default_language"), ("Your surgery", "English (en)"))
FILE = xlsx({"survey": SURVEY, "choices": CHOICES, "settings": SETTINGS})
ASKED = [dict(zip(SURVEY[0], row, strict=True)) for row in SURVEY[2:]]
WORDS = {
    (row[1], column): row[2 + column] for row in CHOICES[1:] for column in (0, 1)
}  # (name, 0 English or 1 Polish) → label


def applies(name: str, said: dict[str, Any]) -> bool:
    """The branches, in Python."""
    return {
        "minutes": said.get("called") == "yes",
        "phone": said.get("minutes", 0) > 10 if "minutes" in said else False,
        "online": "online" in said.get("ways", ()),
        "hour": said.get("saturday") == "yes",
        "help": said.get("carer") == "yes",
    }.get(name, True)


def plan(rng: Random) -> dict[str, Any]:
    """What somebody means to say: names of choices, tuples of them, numbers, days and words; nothing is a skip."""
    said: dict[str, Any] = {}
    for question in ASKED:
        name, kind = question["name"], question["type"].split()[0]
        if not applies(name, said) or (not question["required"] and rng.random() < 0.2):
            continue
        if question["prefer_not_to_say"] and rng.random() < 0.3:
            said[name] = None
        elif kind == "integer":
            said[name] = rng.randrange(0, 40)
        elif kind == "date":
            said[name] = f"{rng.randrange(1, 29)} March 2026"
        elif kind == "text":
            said[name] = rng.choice(["=1+1", "Więcej lekarzy, proszę", "A <b>bold</b> idea", 'He said "no", twice'])
        else:
            listed = question["type"].split()[1]
            names = [row[1] for row in CHOICES[1:] if row[0] == listed]
            several = kind == "select_multiple"
            said[name] = tuple(sorted(rng.sample(names, rng.randrange(1, 4)))) if several else rng.choice(names)
    return said


class Member:
    """Somebody who fills in the survey as they mean to."""

    def __init__(self, person: PersonDriver, said: dict[str, Any], *, polish: bool) -> None:
        self.person, self.said, self.polish = person, said, polish

    async def fill_in(self, bot: BotProcess, *, until: int = 1_000) -> None:
        """From where they are to *Submit*, or so many steps."""
        for _ in range(until):
            message = self._newest()
            if "Submit" in message.buttons:
                await self._act(bot, message, lambda m=message: self.person.tap(m, "Submit"))
                return
            await self._step(bot, message)

    def _newest(self) -> Message:
        return next(m for m in reversed(self.person.messages) if "Stop for now" in m.buttons or "Start" in m.buttons)

    async def _step(self, bot: BotProcess, message: Message) -> None:
        tap = self.person.tap
        if "Start" in message.buttons:
            label = "Polski" if self.polish else "Start"
            await self._act(bot, message, lambda: tap(message, label))
            return
        question = self._question(message)
        if question is None:
            await self._act(bot, message, lambda: tap(message, "Next"))
        elif question["name"] not in self.said:
            await self._act(bot, message, lambda: tap(message, "Skip"))
        else:
            await self._answer(bot, message, question, self.said[question["name"]])

    def _question(self, message: Message) -> dict[str, str] | None:
        column = "label::Polski (pl)" if self.polish else "label::English (en)"
        return next((each for each in ASKED if each[column] in message.words.split("\n")), None)

    async def _answer(self, bot: BotProcess, message: Message, question: dict[str, str], said: Any) -> None:
        tap, column = self.person.tap, int(self.polish)
        if said is None:
            await self._act(bot, message, lambda: tap(message, "Prefer not to say"))
        elif isinstance(said, tuple):
            # One at a time, and then a new look: after a kill the question can stand there twice.
            left = [WORDS[name, column] for name in said if f"✓ {WORDS[name, column]}" not in message.buttons]
            await self._act(bot, message, lambda: tap(message, left[0] if left else "Next"))
        elif isinstance(said, str) and (said, column) in WORDS:
            await self._act(bot, message, lambda: tap(message, WORDS[said, column]))
        else:
            await self._act(bot, message, lambda: self.person.type(str(said)))

    async def _act(self, bot: BotProcess, message: Message, act: Any) -> None:
        """Do something, and wait until the screen says something else that can be answered."""
        before = self._screen()
        act()
        await bot.standin.until(lambda: self._screen() != before and self._can_go_on(), PATIENCE)

    def _can_go_on(self) -> bool:
        # A typed answer changes the question above it first, and the next one comes after that.
        last = next(m for m in reversed(self.person.messages) if not m.outgoing)
        return bool(last.buttons)

    def _screen(self) -> tuple[int, str, tuple[str, ...]]:
        last = next(m for m in reversed(self.person.messages) if not m.outgoing)
        return last.id, last.words, tuple(last.buttons)


def entered(said: dict[str, Any], questions: dict[str, str]) -> frozenset[tuple[str, str]]:
    """The rows of an export that somebody's answers make: (question, what stands there)."""
    rows = set()
    for name, answer in said.items():
        for each in answer if isinstance(answer, tuple) else (answer,):
            shown = WORDS.get((each, 0), each) if isinstance(each, str) else each
            rows.add((questions[name], "Prefer not to say" if each is None else _as_exported(str(shown))))
    return frozenset(rows)


def _as_exported(text: str) -> str:
    day = re.fullmatch(r"(\d+) March 2026", text)
    return f"2026-03-{int(day[1]):02}" if day else text


def chosen(said: dict[str, Any]) -> list[tuple[str, str]]:
    """(question, choice) of everything that was chosen."""
    return [
        (name, each)
        for name, answer in said.items()
        for each in (answer if isinstance(answer, tuple) else (answer,))
        if isinstance(each, str)
    ]


def kept_totals(path: Path) -> dict[tuple[str, str], int]:
    """How many chose each choice, as the totals stand that were kept at the close."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(
            "SELECT question.name, choice.name, total FROM choice JOIN question ON question.id = question_id"
            " WHERE total > 0 AND choice.name NOT LIKE '#%'"
        )
        return {(question, choice): total for question, choice, total in rows}


async def test_what_thirty_people_say_is_what_comes_out(tmp_path: Path) -> None:
    rng = Random(12)
    async with bot_process(tmp_path) as bot:
        people = await settled_group(bot, MEMBERS)
        await bot.start()
        chair = bot.person(CHAIR)
        chair.send_file("survey.xlsx", FILE, caption="/survey")
        preview = await _preview(chair)
        chair.tap(preview, f"Send to {MEMBERS} members")
        members = [Member(person, plan(rng), polish=place % 2 == 1) for place, person in enumerate(people)]
        await asyncio.gather(*(member.person.hears("Your surgery", PATIENCE) for member in members))

        await asyncio.gather(*(member.fill_in(bot, until=rng.randrange(2, 9)) for member in members))
        await bot.restart()
        filling = asyncio.gather(*(member.fill_in(bot) for member in members))
        await killed_amid(bot, filling, times=2)
        await filling
        chair.type("/close S1")
        chair.tap(await chair.hears("Nobody can answer after that", PATIENCE), "Yes, close it")
        await chair.hears(f"{MEMBERS} of {MEMBERS} people asked have answered", PATIENCE)
        await bot.stop()

        said = Counter((name, each) for member in members for name, each in chosen(member.said) if (each, 0) in WORDS)
        assert kept_totals(tmp_path / "bot.db") == dict(said)
        written = await export_everything(bot.settings, tmp_path / "out")
        table = next(path for path in written if path.name == "answers-S1.csv")
        whole = io.StringIO(table.read_text(encoding="utf-8-sig"), newline="")
        lines = [[cell.removeprefix("'") for cell in line] for line in csv.reader(whole)]
        assert in_the_workbook(table.with_suffix(".xlsx")) == lines
        rows = [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]
        names = {question["label::English (en)"]: question["name"] for question in ASKED}
        questions = {names[row["question_text"]]: row["question"] for row in rows}
        given: dict[str, set[tuple[str, str]]] = {}
        for row in rows:
            given.setdefault(row["respondent"], set()).add((row["question"], row["answer_text"]))
        assert Counter(map(frozenset, given.values())) == Counter(
            entered(member.said, questions) for member in members
        )


async def killed_amid(bot: BotProcess, filling: asyncio.Future[Any], *, times: int) -> None:
    """Kill the bot so many times while people are answering, and start it again."""
    edits = bot.standin.journal.of
    for _ in range(times):
        before = len(edits("editMessageText"))
        await bot.standin.until(lambda before=before: len(edits("editMessageText")) >= before + MEMBERS, PATIENCE)
        assert not filling.done()
        await bot.restart()


def in_the_workbook(path: Path) -> list[list[str]]:
    """The answers as Excel shows them."""
    rows = load_workbook(path, read_only=True)["answers"].iter_rows(values_only=True)
    return [["" if cell is None else str(cell) for cell in row] for row in rows]


async def _preview(chair: PersonDriver) -> Message:
    await chair.hears("Your surgery", PATIENCE)
    return next(m for m in reversed(chair.messages) if any(label.startswith("Send to") for label in m.buttons))
