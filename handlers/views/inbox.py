"""Comments as the practice sees them: the list of them, and one with what can be done about it."""

from datetime import date

from bot.rules.voices import Closure, Which
from bot.rules.words import Attribution, ChainKind, FeedbackState
from bot.services.inbox import Opened, Page
from bot.services.practices import Practice
from bot.services.topics import Topic
from bot.services.voices import Voice
from bot.texts import Texts
from handlers.callbacks import OnTopic, Trace, Triage
from handlers.views.polls import shortened
from handlers.views.screen import Button, Screen, column
from handlers.views.voice_buttons import back_to_inbox, leads, listed, words_of

# Of a button, beside a reference and a state.
TOPIC_SHOWN = 30


def list_screen(
    texts: Texts, practice: Practice, closure: Closure, which: Which, found: Page, topic: Topic | None
) -> Screen:
    """How well the practice answers, and a page of comments to open, each a button."""
    lines = [texts("inbox-head"), _closure(texts, closure), "", texts("inbox-shown", which=which, count=found.count)]
    if topic is not None:
        lines.append(texts("inbox-shown-topic", topic=topic.title))
    if not found.voices:
        lines.append(texts("inbox-shown-none"))
    elif which is Which.NEW and found.count > 1:
        lines.append(texts("inbox-order-new"))
    buttons = [_opener(texts, voice) for voice in found.voices]
    topic_id = topic.id if topic is not None else None

    def to_list(label: str, value: str) -> Button:
        return Button(label, Triage(practice.id, 0, "list", value=value))

    if found.pages > 1:
        following = (found.page + 1) % found.pages
        label = texts.plain("button-inbox-page", page=following + 1, pages=found.pages)
        buttons.append(to_list(label, listed(which, topic_id, following)))
    buttons += [
        to_list(texts.plain(f"button-inbox-{other}"), listed(other, topic_id))
        for other in Which
        if other is not which
    ]
    if topic is not None:
        buttons.append(to_list(texts.plain("button-inbox-every-topic"), listed(which)))
    buttons.append(Button(texts.plain("button-inbox-topics"), OnTopic(practice.id, 0, "list", "0")))
    return Screen("\n".join(lines), column(*buttons))


def _closure(texts: Texts, closure: Closure) -> str:
    lines = []
    if closure.rate is None:
        lines.append(texts("inbox-rate-none"))
    else:
        lines.append(texts("inbox-rate", count=closure.comments, rate=closure.rate))
    if closure.waiting or closure.rate is not None:
        lines.append(texts("inbox-waiting", count=closure.waiting))
    if closure.waiting:
        lines.append(texts("inbox-longest", days=closure.longest_wait_days))
    return "\n".join(lines)


def _opener(texts: Texts, voice: Voice) -> Button:
    label = texts.plain(
        "button-inbox-voice",
        reference=voice.reference,
        topic=shortened(voice.topic, TOPIC_SHOWN),
        state=texts.plain("inbox-state-word", state=voice.state),
    )
    return Button(label, Triage(voice.practice_id, voice.id, "look"))


def voice_screen(texts: Texts, opened: Opened, today: date) -> Screen:
    """One comment: its words, how it is signed, since when, what was answered, and what can be done about it."""
    voice = opened.voice
    blocks = [
        texts("inbox-voice-head", reference=voice.reference, topic=voice.topic, words=words_of(texts, voice)),
        "\n".join([_signed(texts, voice), _said(texts, opened, today), *_state(texts, opened)]),
    ]
    if opened.answers:
        *before, last = opened.answers
        blocks.append(texts("inbox-answer", day=texts.day(last.at), words=last.words))
        blocks += [texts("inbox-answers-before", count=len(before))] if before else []
    return Screen("\n\n".join(blocks), column(*_buttons(texts, opened)))


def _signed(texts: Texts, voice: Voice) -> str:
    nameless = voice.attribution is Attribution.NAMED and not voice.name
    return texts("inbox-signed", sign="gone" if nameless else voice.attribution, name=voice.name)


def _said(texts: Texts, opened: Opened, today: date) -> str:
    voice = opened.voice
    said = texts("inbox-said", day=texts.calendar_day(voice.said_on), days=max(0, (today - voice.said_on).days))
    if opened.answers or voice.has_ended or not voice.can_be_answered:
        return said
    return said + " " + texts("inbox-unanswered", days=opened.days)


def _state(texts: Texts, opened: Opened) -> list[str]:
    voice = opened.voice
    lines = [texts("inbox-state", state=voice.state)]
    if voice.reason:
        lines.append(texts("inbox-reason", reason=voice.reason))
    if opened.outcome and opened.outcome != voice.reason:
        lines.append(texts("inbox-outcome", outcome=opened.outcome))
    return lines


def _buttons(texts: Texts, opened: Opened) -> list[Button]:
    voice = opened.voice

    def act(label: str, name: str, value: str = "") -> Button:
        return Button(label, Triage(voice.practice_id, voice.id, name, voice.version, value))

    buttons = []
    if voice.has_ended:
        buttons.append(act(texts.plain("button-inbox-reopen"), "hand"))
    else:
        if voice.state is FeedbackState.NEW:
            buttons.append(act(texts.plain("button-inbox-acknowledge"), "read"))
        if voice.state is not FeedbackState.IN_HAND:
            buttons.append(act(texts.plain("button-inbox-in-hand"), "hand"))
        buttons += [act(texts.plain("button-inbox-done"), "done"), act(texts.plain("button-inbox-cannot"), "cannot")]
    if voice.can_be_answered:
        buttons.append(act(texts.plain("button-inbox-answer"), "answer"))
    if len(opened.answers) > 1:
        buttons.append(act(texts.plain("button-inbox-answers"), "answers"))
    buttons.append(act(texts.plain("button-inbox-topic"), "topics", "0"))
    here = voice.practice_id
    if not voice.has_ended:
        make = Trace(here, ChainKind.FEEDBACK, voice.id, "make", str(voice.version))
        buttons.append(Button(texts.plain("button-trace-make"), make))
    buttons.append(leads(texts, here, ChainKind.FEEDBACK, voice.id))
    return [*buttons, back_to_inbox(texts, here)]


def topics_screen(
    texts: Texts, practice: Practice, voice: Voice, seen: int, topics: tuple[Topic, ...], page: int, most: int
) -> Screen:
    """Under which topic does a comment belong? A page of those that take comments, `most` to a page."""
    text = texts("inbox-choose-topic", reference=voice.reference, topic=voice.topic)
    others = [topic for topic in topics if topic.id != voice.topic_id]
    pages = max(1, -(-len(others) // most))
    page = min(page, pages - 1)

    def tap(act: str, value: int) -> Triage:
        return Triage(practice.id, voice.id, act, seen, str(value))

    shown = others[page * most : (page + 1) * most]
    buttons = [Button(shortened(topic.title), tap("move", topic.id)) for topic in shown]
    if pages > 1:
        following = (page + 1) % pages
        label = texts.plain("button-inbox-page", page=following + 1, pages=pages)
        buttons.append(Button(label, tap("topics", following)))
    back = Button(texts.plain("button-back"), Triage(practice.id, voice.id, "look"))
    return Screen(text, column(*buttons, back))
