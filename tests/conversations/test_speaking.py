"""Speaking up: from words in the chat, past the gate, to the practice; and hearing back."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.demo.standin.driver import PersonDriver
from bot.demo.standin.model import Message
from bot.rules.words import Attribution, Connection, FeedbackState, MemberState
from bot.services.speaking import MOST_A_DAY, Comment, new_ticket
from bot.services.voices import Voice, voice_of
from handlers.callbacks import LARGEST_ID, Speak
from storage.heard import comments
from storage.models.people import Conversation
from storage.models.voices import Feedback, SpentTicket, WaitingVoice
from tests.conversations.house import MANAGER, House, open_house
from tests.conversations.people import a_chair, actor, member, practice, taps, told, types
from tests.support.clock import HandClock

WORDS = "The phone queue on Mondays takes 40 minutes"
SHALL_I, THANKS, GONE = "Shall I pass this on to the practice?", "Thank you. This is F1.", "not here any more"
URGENT, INFORMED = "This sounds urgent", "I can only pass on words"


async def kept(house: House) -> list[Voice]:
    """What the practice has."""
    assert house.bot is not None
    async with house.bot.database.reading() as uow:
        found = await uow.session.execute(comments(practice(house).id).order_by(Feedback.number))
        return [voice_of(each) for each in found]


async def rows(house: House) -> list[Any]:
    """Every row about comments, and where everybody is."""
    assert house.bot is not None
    async with house.bot.database.reading() as uow:
        tables = (Feedback, WaitingVoice, SpentTicket, Conversation)
        return [row for table in tables for row in await uow.session.scalars(select(table))]


async def goes(house: House, person: PersonDriver, *labels: str) -> str:
    """Over these buttons; what was said last."""
    said = ""
    for label in labels:
        said = await taps(house, person, label)
    return said


def preview(person: PersonDriver) -> Message:
    """The message that holds a comment."""
    return next(each for each in reversed(person.messages) if each.markup and "Not now" in each.buttons)


async def a_manager(house: House) -> PersonDriver:
    return await member(house, MANAGER, "Mo Manager", connection=Connection.STAFF)


@pytest.mark.parametrize(("sign", "name"), [("Named", "Asha Patel"), ("Confidential", "")])
async def test_from_a_plain_message_to_the_thanks(house: House, sign: str, name: str) -> None:
    mo, asha = await a_manager(house), await member(house, 1000, "Asha Patel")
    assert SHALL_I in await types(house, asha, WORDS)
    where = asha.last
    assert "How do you want to sign it?" in await taps(house, asha, "Pass it on")
    assert "sees your name, Asha Patel" in asha.last.words
    assert "What is it about?" in await taps(house, asha, sign)
    assert "Something else" in asha.last.buttons
    said = await taps(house, asha, "Phoning the practice")
    assert "One last look" in said and "Topic: Phoning the practice." in said and WORDS in said
    assert await rows(house) == []
    assert THANKS in await taps(house, asha, "Send to the practice")
    # All of it happened in one message, which says now what came of it.
    assert asha.last is where and WORDS not in asha.last.words
    (voice,) = await kept(house)
    assert (voice.text, voice.topic, voice.name) == (WORDS, "Phoning the practice", name)
    assert "1 comment waits" in mo.last.words and mo.last.buttons == ["Open the inbox"]


async def test_the_command_with_words_and_the_command_alone_lead_to_the_same(house: House) -> None:
    asha = await member(house, 1000)
    assert SHALL_I in await types(house, asha, f"/feedback {WORDS}")
    assert "What do you want to tell Riverside Surgery?" in await types(house, asha, "/feedback")
    assert asha.last.buttons == ["What I have said", "Cancel"]
    assert SHALL_I in await types(house, asha, WORDS)
    assert (await actor(house, asha)).place is None
    assert await rows(house) == []
    await types(house, asha, "/feedback")
    assert "passed on nothing" in await taps(house, asha, "Cancel")
    assert (await actor(house, asha)).place is None


async def test_every_step_goes_back_and_nothing_is_kept_before_the_last(house: House) -> None:
    asha = await member(house, 1000)
    await types(house, asha, WORDS)
    await goes(house, asha, "Pass it on", "Named", "Reception")
    for question in ("What is it about?", "How do you want to sign it?", SHALL_I):
        assert question in await taps(house, asha, "Back")
    await goes(house, asha, "Pass it on", "Anonymous", "Something else")
    assert "no link to you is kept" in asha.last.words.lower()
    assert "passed on nothing and kept nothing" in await taps(house, asha, "Cancel")
    await types(house, asha, WORDS)
    assert "passed on nothing and kept nothing" in await taps(house, asha, "Not now")
    assert await rows(house) == []


async def test_an_anonymous_one_reaches_the_practice_the_next_morning_and_nobody_else_after(house: House) -> None:
    mo, asha = await a_manager(house), await member(house, 1000, "Asha")
    await house.tick()
    await types(house, asha, WORDS)
    said = await goes(house, asha, "Pass it on", "Anonymous", "Reception", "Send to the practice")
    assert "sees it tomorrow" in said and "no answer can come" in said
    assert await kept(house) == [] and "waits" not in mo.last.words
    house.clock.advance(days=1)
    await house.tick()
    (voice,) = await kept(house)
    assert (voice.text, voice.member_id, voice.reference) == (WORDS, None, "F1")
    assert "1 comment waits" in mo.last.words
    await types(house, asha, "/feedback")
    assert "There is nothing here yet" in await taps(house, asha, "What I have said")
    assert "not there any more" in await types(house, asha, "/feedback F1")


@pytest.mark.parametrize("sign", ["Named", "Anonymous"])
async def test_two_taps_on_send_are_one_comment(house: House, sign: str) -> None:
    asha = await member(house, 1000)
    await types(house, asha, WORDS)
    await goes(house, asha, "Pass it on", sign, "Reception")
    last = asha.last
    (button,) = [each for row in last.keyboard for each in row if each.label == "Send to the practice"]
    said = await taps(house, asha, "Send to the practice", twice=True)
    assert "Thank you." in said
    updates = list(asha.update_ids)
    # Telegram brings one of them again, as after a crash; and somebody taps what their phone still shows.
    house.standin.world.bot().updates.redeliver(updates[:1])
    await house.quiet()
    assert "Thank you." in last.words
    assert "sent already" in await taps(house, asha, data=button.data, message=last)
    assert "Thank you." in last.words
    found = await rows(house)
    assert sorted(type(row).__name__ for row in found if not isinstance(row, SpentTicket)) == [
        "Feedback" if sign == "Named" else "WaitingVoice"
    ]


async def test_a_restart_between_the_words_and_the_thanks(house: House) -> None:
    asha = await member(house, 1000)
    await types(house, asha, WORDS)
    for label in ("Pass it on", "Confidential", "Prescriptions", "Send to the practice"):
        await house.restart()
        await taps(house, asha, label)
    assert THANKS in asha.last.words
    assert [voice.text for voice in await kept(house)] == [WORDS]


async def test_a_message_that_telegram_does_not_hand_out_any_more(house: House) -> None:
    asha = await member(house, 1000)
    await types(house, asha, WORDS)
    await goes(house, asha, "Pass it on", "Named", "Reception")
    old = asha.last
    buttons = [each for row in old.keyboard for each in row]
    old.deleted = True
    for button in buttons[:2]:
        assert GONE in await taps(house, asha, data=button.data, message=old.id)
    assert "passed on nothing" in await taps(house, asha, data=buttons[2].data, message=old.id)
    assert await rows(house) == []


FORGED = (
    Speak(1, "pass"), Speak(1, "send", "named", 1, "abcdefghijkl"), Speak(1, "last", "named", 1),
    Speak(1, "topic-1", "named"), Speak(1, "out"), Speak(1, "not"),
)  # fmt: skip
MEANINGLESS = (
    Speak(1, "nosuch"), Speak(1, "topic"), Speak(1, "topic-x", "named"), Speak(1, "last", "signed", 1),
    Speak(1, "send", "named", 1), Speak(1, "send", "", 1, "abcdefghijkl"), Speak(LARGEST_ID, "pass"),
)  # fmt: skip


async def test_forged_buttons_do_nothing(house: House) -> None:
    asha = await member(house, 1000)
    for tap in (*FORGED, *MEANINGLESS):
        await types(house, asha, "/help")
        said = await taps(house, asha, data=tap.pack(), message=asha.last)
        assert ("too old to use" in said) == (tap in MEANINGLESS), tap
        assert "something went wrong" not in said
    await types(house, asha, WORDS)
    said = await taps(house, asha, data=Speak(1, "last", "named", 99).pack(), message=asha.last)
    assert "takes no more comments" in said
    assert await rows(house) == []


async def test_words_under_a_file_can_be_passed_on_and_the_file_cannot(house: House) -> None:
    asha = await member(house, 1000)
    for kind in ("photo", "voice", "video"):
        asha.send(kind)
        assert "I did not keep" in await told(house, asha) and SHALL_I not in asha.last.words
        asha.send(kind, caption=WORDS)
        said = await told(house, asha)
        assert INFORMED in said and SHALL_I in said and WORDS in said
        # The same where words are asked for.
        await types(house, asha, "/feedback")
        asha.send(kind)
        assert "What do you want to tell" in await told(house, asha)
        asha.send(kind, caption=WORDS)
        assert INFORMED in await told(house, asha)
        assert (await actor(house, asha)).place is None
    asha.send_file("letter.pdf", b"%PDF", caption=WORDS)
    assert INFORMED in await told(house, asha)
    asha.send("sticker")
    assert "I can only read text" in await told(house, asha)
    assert THANKS in await goes(house, asha, "Pass it on", "Named", "Reception", "Send to the practice")
    assert [voice.text for voice in await kept(house)] == [WORDS]


STRANGE = (
    '=HYPERLINK("http://x")', "<b>bold</b> & <script>", "&lt;i&gt;", "هل نفتح يوم السبت؟ 😀", "שלום\n\n  two lines",
    "-1+1\t@everybody /start https://example.org", "x" * 1500, "😀" * 750,
)  # fmt: skip


async def test_strange_words_arrive_letter_by_letter(house: House) -> None:
    asha = await member(house, 1000)
    steps = ("Pass it on", "Named", "Back", "Back", "Pass it on", "Named", "Reception", "Send to the practice")
    for number, words in enumerate(STRANGE, start=1):
        await types(house, asha, words)
        assert words in preview(asha).words
        assert f"This is F{number}" in await goes(house, asha, *steps)
        await types(house, asha, f"/feedback f{number}")
        assert words in asha.last.words
    assert [voice.text for voice in await kept(house)] == list(STRANGE)


async def test_too_many_words_are_told_by_how_many(house: House) -> None:
    asha = await member(house, 1000)
    for words, over in (("x" * 1501, "1 letter"), ("😀" * 1500, "1,500 letters")):
        said = await types(house, asha, words)
        assert f"{over} too long" in said and "Nothing is lost" in said
        assert asha.messages[-2].words == words


async def test_ten_comments_a_day(house: House) -> None:
    asha = await member(house, 1000)
    steps = ("Pass it on", "Named", "Reception", "Send to the practice")
    assert house.bot is not None
    who, topics = await actor(house, asha), house.bot.services.topics
    async with house.bot.database.transaction() as uow:
        (first, *_) = await topics.open_ones(uow, practice(house))
        for number in range(MOST_A_DAY):
            comment = Comment(f"Comment {number}", Attribution.NAMED, first.id)
            await house.bot.services.speaking.send(uow, who, practice(house), comment, new_ticket())
    await types(house, asha, WORDS)
    assert "10 comments today" in await goes(house, asha, *steps)
    house.clock.advance(days=1)
    assert "This is F11" in await taps(house, asha, "Send to the practice")


PERSONAL = "Ring me on 07700 900123. Dr Patel is in room 3."


@pytest.fixture
async def careful(tmp_path: Path, clock: HandClock) -> Any:
    """A practice that has told the gate who works there."""
    async with open_house(tmp_path, clock, staff_names=["Dr Patel"]) as running:
        yield running


@pytest.mark.parametrize(
    ("label", "arrives"),
    [
        ("Take those parts out", "Ring me on [phone number]. [member of staff] is in room 3."),
        ("Keep my words", PERSONAL),
    ],
)
async def test_what_tells_who_somebody_is_can_be_taken_out_or_kept(careful: House, label: str, arrives: str) -> None:
    asha = await member(careful, 1000)
    said = await types(careful, asha, PERSONAL)
    assert "I have covered a phone number, the name of somebody who works here." in said
    assert [(each["type"]) for each in asha.last.entities].count("spoiler") == 2
    assert arrives in await taps(careful, asha, label)
    # One can change one's mind about it, as long as the words are there.
    await taps(careful, asha, "Back")
    await goes(careful, asha, label if label in asha.last.buttons else "Pass it on")
    assert THANKS in await goes(careful, asha, "Confidential", "Reception", "Send to the practice")
    assert [voice.text for voice in await kept(careful)] == [arrives]


async def test_a_complaint_is_told_where_to_go_and_can_be_about_the_service_after_all(careful: House) -> None:
    asha = await member(careful, 1000)
    said = await types(careful, asha, "I want to make a formal complaint about Dr Patel")
    assert "Integrated Care Board" in said and said.index("Integrated") < said.index(SHALL_I)
    assert "Shall I take something out first?" in await taps(careful, asha, "It is about the service: pass it on")
    assert "How do you want to sign it?" in await taps(careful, asha, "Take those parts out")
    assert "formal complaint about [member of staff]" in asha.last.words


async def test_danger_is_answered_first_and_nothing_is_swallowed(house: House) -> None:
    asha = await member(house, 1000)
    said = await types(house, asha, "I want to kill myself")
    assert said.startswith(URGENT) and "116 123" in said and "999" in said
    assert asha.last.buttons == ["It is not urgent: pass it on", "Not now"]
    # Whom to call stays.
    assert "116 123" in await taps(house, asha, "Not now")
    said = await types(house, asha, "My husband has chest pain and cannot breathe")
    assert said.startswith(URGENT) and "999" in said
    steps = ("It is not urgent: pass it on", "Named", "Reception", "Send to the practice")
    assert THANKS in await goes(house, asha, *steps)
    long = "He has collapsed and is not breathing. " + "x" * 1500
    said = await types(house, asha, long)
    assert said.startswith(URGENT) and "too long" in said


async def test_in_the_middle_of_something_danger_gets_a_message_more_and_nothing_stops(house: House) -> None:
    chair = await a_chair(house)
    await types(house, chair, "/poll")
    said = await types(house, chair, "I want to kill myself")
    assert "Type the answers" in said or "answers" in said
    assert URGENT in said and chair.last.words.startswith(URGENT)
    place = (await actor(house, chair)).place
    assert place is not None and place.flow == "poll" and place.step != "question"
    # A step that asks for a button, a command with words, and a message that was changed.
    await types(house, chair, "Yes\nNo")
    assert URGENT in await types(house, chair, "I think he is having a heart attack")
    assert URGENT in await types(house, chair, "/agenda I cannot breathe and have chest pain")
    assert URGENT not in await types(house, chair, "The phone queue is killing me")
    mine = chair.type("/help")
    await house.quiet()
    chair.edit(mine, "I want to kill myself")
    assert URGENT in await told(house, chair)


async def test_whoever_is_not_in_gets_the_old_answer_and_whom_to_call(house: House) -> None:
    ben = house.person(2000, "Ben")
    await types(house, ben, "/start")
    said = await types(house, ben, "I want to kill myself")
    assert "I did not keep that message" in said and URGENT in said and "116 123" in said
    assert URGENT not in await types(house, ben, "Hello?")
    # In the middle of joining, too.
    await taps(house, ben, "Join the group")
    assert URGENT in await types(house, ben, "I am having a stroke")


async def test_after_a_new_agreement_nothing_of_a_comment_is_kept_before_it_is_signed(house: House) -> None:
    asha = await member(house, 1000)
    await types(house, asha, WORDS)
    await goes(house, asha, "Pass it on", "Confidential")
    where = asha.last
    path = house.settings.storage.secrets.parent / "agreement.md"
    path.write_text("Newer words.", encoding="utf-8")
    first = house.settings.practice[0].model_copy(update={"agreement": path})
    house.settings = house.settings.model_copy(update={"practice": (first,)})
    await house.restart()
    assert "Newer words." in await taps(house, asha, "Reception", message=where)
    (place,) = await rows(house)
    assert "confidential" not in str(place.data) and WORDS not in str(place.data)
    # Plain words are not for the practice before that either.
    assert "Please tap one of the buttons" in await types(house, asha, WORDS)
    await taps(house, asha, "I agree")
    assert THANKS in await _from(house, asha, where, "Reception", "Send to the practice")


async def _from(house: House, person: PersonDriver, message: Message, *labels: str) -> str:
    said = ""
    for label in labels:
        said = await taps(house, person, label, message=message)
    return said


async def test_whoever_has_left_sends_nothing(house: House) -> None:
    asha = await member(house, 1000)
    await types(house, asha, WORDS)
    await goes(house, asha, "Pass it on", "Named", "Reception")
    where = asha.last
    await types(house, asha, "/leave")
    await taps(house, asha, "Yes, leave")
    assert "Only members of the group" in await taps(house, asha, "Send to the practice", message=where)
    assert await kept(house) == []


async def test_whoever_waits_to_be_let_in_is_asked_nothing(house: House) -> None:
    asha = await member(house, 1000, state=MemberState.WAITING)
    assert "I did not keep that message" in await types(house, asha, WORDS)


async def sent(house: House, person: PersonDriver, words: str = WORDS, sign: str = "Confidential") -> Voice:
    await types(house, person, words)
    await goes(house, person, "Pass it on", sign, "Reception", "Send to the practice")
    return (await kept(house))[-1]


async def set_state(house: House, manager: PersonDriver, state: FeedbackState, words: str | None = None) -> None:
    assert house.bot is not None
    who, (voice, *_) = await actor(house, manager), await kept(house)
    async with house.bot.database.transaction() as uow:
        inbox = house.bot.services.inbox
        await inbox.set_state(uow, who, practice(house), voice.id, voice.version, state, words)


async def answer(house: House, manager: PersonDriver, words: str) -> None:
    assert house.bot is not None
    who, (voice, *_) = await actor(house, manager), await kept(house)
    async with house.bot.database.transaction() as uow:
        await house.bot.services.inbox.reply(uow, who, practice(house), voice.id, voice.version, words)


async def test_hearing_back(house: House) -> None:
    mo, asha = await a_manager(house), await member(house, 1000, "Asha", may_message=False)
    await sent(house, asha)
    await set_state(house, mo, FeedbackState.ACKNOWLEDGED)
    said = await told(house, asha)
    assert "F1" in said and WORDS in said and "The practice has read it." in said and "You hear from me then" in said
    await answer(house, mo, "We have <b>bought</b> a second line.")
    said = await told(house, asha)
    assert "has answered what you told them" in said and "We have <b>bought</b> a second line." in said
    await set_state(house, mo, FeedbackState.IN_HAND)
    assert "The practice is working on it." in await told(house, asha)
    await set_state(house, mo, FeedbackState.CANNOT, "There is no money for it.")
    assert "There is no money for it." in await told(house, asha)
    await types(house, asha, "/feedback")
    await taps(house, asha, "What I have said")
    assert "F1" in asha.last.words and "cannot be done" in asha.last.words
    said = await taps(house, asha, "F1:")
    assert WORDS in said and "There is no money" in said and "We have <b>bought</b> a second line." in said


async def test_what_has_changed_since_is_not_told_and_nothing_goes_to_whoever_left(house: House) -> None:
    mo, asha = await a_manager(house), await member(house, 1000, "Asha")
    await sent(house, asha)
    house.clock.advance(hours=12)
    heard = len(asha.messages)
    await set_state(house, mo, FeedbackState.ACKNOWLEDGED)
    await set_state(house, mo, FeedbackState.IN_HAND)
    house.clock.advance(hours=12)
    await house.tick()
    (news,) = asha.messages[heard:]
    assert "working on it" in news.words
    await types(house, asha, "/leave")
    await taps(house, asha, "Yes, leave")
    heard = len(asha.messages)
    await set_state(house, mo, FeedbackState.ACKNOWLEDGED)
    await house.tick()
    assert len(asha.messages) == heard


async def test_the_manager_is_not_told_of_what_was_read_in_the_meantime(house: House) -> None:
    mo, asha = await a_manager(house), await member(house, 1000, "Asha")
    house.clock.advance(hours=12)
    await sent(house, asha)
    await set_state(house, mo, FeedbackState.ACKNOWLEDGED)
    house.clock.advance(hours=12)
    await house.tick()
    assert not [each for each in mo.messages if "waits" in each.words]
