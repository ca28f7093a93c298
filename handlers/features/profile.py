"""/profile: what members choose to say about themselves. Every tap is kept at once; every yes can be taken back."""

from bot.rules.profile.choices import Choice
from bot.rules.profile.questions import OF_PROFILE, Asked, Question, own_words
from bot.rules.words import Purpose
from bot.services.profile import Profile
from handlers.callbacks import AboutMe
from handlers.commands import Who
from handlers.context import Flow, StepOf, Turn
from handlers.views import profile as views
from handlers.views.profile import At, Pages
from handlers.views.screen import Retire, Screen

FLOW = "profile"


async def profile(turn: Turn) -> None:
    """`/profile`: everything that was said, or the question whether a profile may be kept at all."""
    if _only_works_here(turn):
        return
    await _show_overview(turn, await _look(turn))


async def tapped(turn: Turn) -> None:
    """A tap in the profile: it is kept, and what comes next is shown in its place."""
    tap = turn.incoming.tap
    assert isinstance(tap, AboutMe)
    if _only_works_here(turn):
        return
    found = await _look(turn)
    if turn.again:
        # Handled before, and more may have followed: what is kept is shown, not what this tap said.
        await _show(turn, found, _at(turn))
    elif tap.act in (views.ALLOW, views.REFUSE, views.WITHDRAW):
        await _consent(turn, tap)
    else:
        asked = found.question(tap.about)
        await (_step(turn, tap, found, asked) if asked is not None else _show_overview(turn, found))


async def _consent(turn: Turn, tap: AboutMe) -> None:
    purpose = next((each for each in OF_PROFILE if each == tap.about), None)
    if purpose is None:
        await _show_overview(turn, await _look(turn))
        return
    given = tap.act == views.ALLOW
    wording = views.consent_text(turn.texts, turn.practice, purpose)
    if tap.act == views.WITHDRAW:
        # What they had before their eyes: how it is done, and the button that they tapped.
        label = views.withdraw_label(turn.texts, purpose)
        wording = f"{turn.texts.plain('profile-withdraw-how')} {label}"
    found = await turn.services.profile.consent(turn.uow, turn.practice, turn.member, purpose, given, wording)
    if given or (tap.act == views.REFUSE and purpose is not Purpose.PROFILE):
        await _go_on(turn, found, tap, given)
        return
    await _show_no(turn, found, tap, purpose)


async def _go_on(turn: Turn, found: Profile, tap: AboutMe, given: bool) -> None:
    asked = found.question(tap.value)
    if asked is None:
        await _show_overview(turn, found)
    elif given:
        await _show(turn, found, At(asked.question, walk=tap.walk))
    else:
        await _show_next(turn, found, asked, tap.walk)


async def _show_no(turn: Turn, found: Profile, tap: AboutMe, purpose: Purpose) -> None:
    if purpose is not Purpose.PROFILE:
        turn.toast(turn.texts.plain("profile-deleted"))
        await _show_overview(turn, found)
        return
    await _leave(turn)
    turn.show(Screen(turn.texts("profile-withdrawn" if tap.act == views.WITHDRAW else "profile-refused")))


async def _step(turn: Turn, tap: AboutMe, found: Profile, asked: Asked) -> None:
    whose = (turn.uow, turn.practice, turn.member, asked.question)
    here = At(asked.question, walk=tap.walk)
    if tap.act == views.OPEN:
        page = tap.value if asked.has_page(tap.value) else ""
        await _show(turn, found, At(asked.question, page, walk=tap.walk))
    elif tap.act == views.GO_ON:
        await _show_next(turn, found, asked, tap.walk)
    elif tap.act == views.CLEAR:
        found = await turn.services.profile.clear(*whose)
        turn.toast(turn.texts.plain("profile-deleted"))
        await _show(turn, found, here)
    elif tap.act in (views.CHOOSE, views.TAKE_BACK) and (choice := asked.choice(tap.value)) is not None:
        found = await turn.services.profile.answer(*whose, tap.value, on=tap.act == views.CHOOSE)
        turn.toast(turn.texts.plain("settings-kept"))
        await _show_after_choice(turn, found, asked, choice, tap)
    else:
        await _show(turn, found, here)


async def _show_after_choice(turn: Turn, found: Profile, asked: Asked, choice: Choice, tap: AboutMe) -> None:
    if choice.own and tap.act == views.CHOOSE:
        await _show(turn, found, At(asked.question, choice.page, own=True, walk=tap.walk))
    elif choice.opens or asked.several:
        await _show(turn, found, At(asked.question, choice.opens or choice.page, walk=tap.walk))
    else:
        await _show_next(turn, found, asked, tap.walk)


async def _show_next(turn: Turn, found: Profile, asked: Asked, walk: bool) -> None:
    following = views.question_after(found, asked.question) if walk else None
    await _show(turn, found, At(following.question, walk=True) if following is not None else None)


async def _show(turn: Turn, found: Profile, at: At | None) -> None:
    """Show a question and have what is typed next go to it; or, with None, show everything."""
    if at is None:
        await _show_overview(turn, found)
        return
    await _be_at(turn, at, turn.incoming.message_id)
    turn.show(Pages(turn.texts, turn.practice, found).question(at))


async def _show_overview(turn: Turn, found: Profile) -> None:
    await _leave(turn)
    turn.show(Pages(turn.texts, turn.practice, found).overview())


async def _leave(turn: Turn) -> None:
    if turn.actor.place is not None and turn.actor.place.flow == FLOW:
        await turn.back_before()


async def _be_at(turn: Turn, at: At, message_id: int | None) -> None:
    kept = {"question": at.question.value, "page": at.page, "own": at.own, "walk": at.walk}
    await turn.step_aside(FLOW, "question", {"practice": turn.practice.id, "message": message_id, **kept})


def _at(turn: Turn) -> At | None:
    place = turn.actor.place
    if place is None or place.flow != FLOW:
        return None
    data = place.data
    return At(Question(data["question"]), data["page"], own=data["own"], walk=data["walk"])


async def _look(turn: Turn) -> Profile:
    return await turn.services.profile.look(turn.uow, turn.practice, turn.member)


def _only_works_here(turn: Turn) -> bool:
    if turn.member.counted:
        return False
    turn.show(Screen(turn.texts("profile-only-members")))
    return True


async def _ask(turn: Turn) -> Screen:
    at = _at(turn)
    assert at is not None, "asked where somebody is in the profile, who is not in it"
    return Pages(turn.texts, turn.practice, await _look(turn)).question(at)


async def _tapped_a_step(turn: Turn, _value: str) -> None:
    # Its buttons are not steps of a flow: a tap that says so is forged.
    await turn.ask_again()


async def _typed(turn: Turn, text: str) -> None:
    at, found = _at(turn), await _look(turn)
    asked = found.question(at.question) if at is not None else None
    if at is None or asked is None or not at.own:
        turn.say(Screen(turn.texts("flow-tap-please")))
        await turn.ask_again()
        return
    choice = next((each for each in asked.on_page(at.page) if each.own), None)
    if choice is None or not own_words(text):
        await turn.ask_again()
        return
    whose = (turn.uow, turn.practice, turn.member, asked.question)
    found = await turn.services.profile.describe(*whose, choice.value, text)
    await _show_what_was_typed(turn, found, asked, at)


async def _show_what_was_typed(turn: Turn, found: Profile, asked: Asked, at: At) -> None:
    if (message_id := turn.place.data.get("message")) is not None:
        # Its buttons would stand above what was typed; what comes next stands below it, where people look.
        turn.replies.append(Retire(message_id))
    following = views.question_after(found, asked.question) if at.walk and not asked.several else None
    there = At(following.question if following is not None else at.question, walk=at.walk)
    await _be_at(turn, there, None)
    turn.say(Pages(turn.texts, turn.practice, found).question(there))


JOURNEY = Flow({"question": StepOf(_ask, _tapped_a_step, _typed)}, Who.MEMBER)
