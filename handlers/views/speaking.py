"""A comment on its way to the practice: one message that holds its words, and changes with each step."""

from collections.abc import Sequence

from bot.rules.safety.concerns import Concern, Looked
from bot.rules.words import Attribution
from bot.services.people import Membership
from bot.services.practices import Practice
from bot.services.speaking import Sent
from bot.services.topics import Topic
from bot.texts import FALLBACK, Texts, texts_in
from handlers.callbacks import OwnVoice, Speak
from handlers.views.polls import shortened
from handlers.views.safety import concerns, covered, quote, signpost
from handlers.views.screen import Button, Rows, Screen, column

FLOW = "speak"
PAGE = 8
# Of a topic on a button.
SHARE = 40


def preview_screen(
    texts: Texts, practice: Practice, words: str, looked: Looked, *, under_a_file: bool = False
) -> Screen:
    """What the gate says, and the words: shall they be passed on?"""
    parts = concerns(texts, practice, looked)
    parts += [texts("speak-words-only")] if under_a_file else []
    parts += [texts("speak-shall-i"), quote(words, looked.spans), *covered(texts, looked)]
    parts.append(texts("speak-shall-i-next", practice=practice.settings.name))
    buttons = _passing_on(texts, practice, looked)
    return Screen("\n\n".join(parts), column(*buttons, _button(practice, texts.plain("button-not-now"), "not")))


def _passing_on(texts: Texts, practice: Practice, looked: Looked) -> list[Button]:
    if looked.urgent:
        return [_button(practice, texts.plain("button-speak-not-urgent"), "pass")]
    if Concern.COMPLAINT in looked.concerns:
        return [_button(practice, texts.plain("button-speak-service"), "pass")]
    if looked.spans:
        return _taking_out(texts, practice)
    return [_button(practice, texts.plain("button-speak-pass"), "pass")]


def _taking_out(texts: Texts, practice: Practice) -> list[Button]:
    return [
        _button(practice, texts.plain("button-speak-out"), "out"),
        _button(practice, texts.plain("button-speak-keep"), "keep"),
    ]


def covered_screen(texts: Texts, practice: Practice, words: str, looked: Looked) -> Screen:
    """Whether to take out what tells who somebody is: after another question about the same words."""
    parts = [texts("speak-covered-ask"), quote(words, looked.spans), *covered(texts, looked)]
    back = _button(practice, texts.plain("button-back"), "look")
    return Screen("\n\n".join(parts), column(*_taking_out(texts, practice), back))


def too_long_screen(texts: Texts, practice: Practice, looked: Looked, over: int) -> Screen:
    """More words than can be passed on: `over` so many letters, as Telegram counts."""
    return Screen("\n\n".join([*signpost(texts, practice, looked), texts("speak-too-long", over=over)]))


def not_now_screen(texts: Texts, practice: Practice, looked: Looked) -> Screen:
    """Nothing is passed on. Whom to call stays."""
    return Screen("\n\n".join([*signpost(texts, practice, looked), texts("speak-not-now")]))


def sign_screen(texts: Texts, practice: Practice, words: str, member: Membership) -> Screen:
    """How to sign, and what each means."""
    name = practice.settings.name
    meanings = (
        texts("speak-sign-named", practice=name, name=member.name),
        texts("speak-sign-confidential"),
        texts("speak-sign-anonymous"),
    )
    buttons = [_button(practice, texts.plain(f"button-speak-{sign}"), "topic", sign=sign) for sign in Attribution]
    text = "\n\n".join([texts("speak-sign"), quote(words), *meanings])
    return Screen(text, column(*buttons, _button(practice, texts.plain("button-back"), "look")))


def topics_screen(
    texts: Texts, practice: Practice, words: str, sign: Attribution, topics: Sequence[Topic], page: int
) -> Screen:
    """Under which topic it is to stand, eight to a page. *Something else* is on every page."""
    named, others = _apart(topics)
    page = min(page, max(0, len(named) - 1) // PAGE)
    buttons = [
        Button(shortened(each.title, SHARE), Speak(practice.id, "last", sign, each.id))
        for each in (*named[page * PAGE : (page + 1) * PAGE], *others)
    ]
    if len(named) > (page + 1) * PAGE:
        buttons.append(_button(practice, texts.plain("button-speak-more-topics"), f"topic-{page + 1}", sign=sign))
    if page:
        buttons.append(_button(practice, texts.plain("button-speak-topics-before"), f"topic-{page - 1}", sign=sign))
    buttons.append(_button(practice, texts.plain("button-back"), "how"))
    return Screen("\n\n".join([texts("speak-topic"), quote(words)]), column(*buttons))


def last_screen(
    texts: Texts, practice: Practice, words: str, tap: Speak, topic: str, name: str, ticket: str
) -> Screen:
    """One last look at how it is signed and where it goes. The ticket lets the button work once."""
    signed = texts("speak-last-signed", sign=tap.sign, name=name, practice=practice.settings.name)
    parts = [texts("speak-last"), quote(words), signed + "\n" + texts("speak-last-topic", topic=topic)]
    send = Speak(practice.id, "send", tap.sign, tap.topic, ticket)
    rows = column(
        Button(texts.plain("button-speak-send"), send),
        _button(practice, texts.plain("button-back"), "topic", sign=tap.sign),
        _button(practice, texts.plain("button-cancel"), "cancel"),
    )
    return Screen("\n\n".join(parts), rows)


def sent_screen(texts: Texts, practice: Practice, sent: Sent, sign: Attribution) -> Screen:
    """Thank you, and what happens next."""
    name = practice.settings.name
    if sign is Attribution.ANONYMOUS:
        return Screen(texts("speak-sent-anonymous", practice=name, today="yes" if sent.today else "no"))
    if not sent.reference:
        return Screen(texts("speak-sent-already"))
    return Screen(texts("speak-sent", practice=name, reference=sent.reference), own_row(texts, practice))


def own_row(texts: Texts, practice: Practice) -> Rows:
    """*What I have said*."""
    return column(Button(texts.plain("button-voices-own"), OwnVoice(practice.id, 0)))


def _apart(topics: Sequence[Topic]) -> tuple[list[Topic], list[Topic]]:
    """The topics, and the one for what fits under no other, where it is still open."""
    other = texts_in(FALLBACK).plain("topic-other")
    return [each for each in topics if each.title != other], [each for each in topics if each.title == other]


def _button(practice: Practice, label: str, act: str, sign: str = "") -> Button:
    return Button(label, Speak(practice.id, act, sign))
