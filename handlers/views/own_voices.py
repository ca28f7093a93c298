"""What somebody has told the practice, and what came back: as only they see it."""

from collections.abc import Sequence

from bot.rules.words import FeedbackState
from bot.services.hearing_back import HeardBack
from bot.services.inbox import Answer
from bot.services.practices import Practice
from bot.services.voices import Voice
from bot.texts import Texts
from handlers.callbacks import OwnVoice
from handlers.views.agendas import Part, in_pages
from handlers.views.polls import shortened
from handlers.views.safety import quote
from handlers.views.screen import Button, Screen, column
from handlers.views.speaking import own_row

PAGE = 8
# Of a comment: in the list, on a button, and in a message about it.
SHARE, ON_A_BUTTON, KNOWN_BY = 60, 30, 80


def list_screen(texts: Texts, practice: Practice, own: Sequence[Voice], page: int = 0) -> Screen:
    """Every comment that is linked to them, the newest first, eight to a page."""
    if not own:
        return Screen(texts("voices-own-none"))
    pages = -(-len(own) // PAGE)
    page = min(page, pages - 1)
    shown = own[page * PAGE : (page + 1) * PAGE]
    lines = [_line(texts, voice) for voice in shown]
    buttons = [Button(_label(texts, voice), OwnVoice(practice.id, voice.id)) for voice in shown]
    buttons += _turning(texts, practice, 0, page, pages)
    return Screen("\n\n".join([texts("voices-own-head"), *lines]), column(*buttons))


def own_screen(texts: Texts, practice: Practice, heard: HeardBack, page: int = 0) -> Screen:
    """One comment whole, where it stands, what came of it, and what the practice wrote."""
    voice = heard.voice
    parts = [Part(_whole(texts, voice))]
    if heard.outcome and heard.outcome != voice.reason:
        parts.append(Part(texts("voices-own-outcome") + "\n" + quote(heard.outcome)))
    parts += [Part(_answer(texts, each)) for each in heard.answers]
    if not heard.answers:
        parts.append(Part(texts("voices-own-silent")))
    pages = in_pages(parts)
    page = min(page, len(pages) - 1)
    buttons = _turning(texts, practice, voice.id, page, len(pages))
    text = "\n\n".join(part.text for part in pages[page])
    return Screen(text, column(*buttons) + own_row(texts, practice))


def state_screen(texts: Texts, practice: Practice, voice: Voice) -> Screen:
    """News: a comment of theirs has another state now."""
    parts = [texts("voice-state-head", reference=voice.reference), _known_by(voice), *_stands(texts, voice)]
    return Screen("\n\n".join(parts), own_row(texts, practice))


def reply_screen(texts: Texts, practice: Practice, voice: Voice, answer: Answer) -> Screen:
    """News: the practice has written to them."""
    head = texts("voice-reply-head", reference=voice.reference, practice=practice.settings.name)
    parts = [head, _known_by(voice), texts("voice-reply-answer"), quote(answer.words), texts("voice-reply-next")]
    return Screen("\n\n".join(parts), own_row(texts, practice))


def _known_by(voice: Voice) -> str:
    return quote(shortened(" ".join(voice.text.split()), KNOWN_BY))


def _line(texts: Texts, voice: Voice) -> str:
    words = shortened(" ".join(voice.text.split()), SHARE)
    stands = texts.plain("voice-stands", state=voice.state)
    return texts(
        "voices-own-line",
        reference=voice.reference,
        day=texts.calendar_day(voice.said_on),
        stands=stands,
        words=words,
    )


def _label(texts: Texts, voice: Voice) -> str:
    words = shortened(" ".join(voice.text.split()), ON_A_BUTTON)
    return texts.plain("voices-own-button", reference=voice.reference, words=words)


def _whole(texts: Texts, voice: Voice) -> str:
    head = texts("voices-own-one", reference=voice.reference, day=texts.calendar_day(voice.said_on))
    about = texts("voices-own-about", sign=voice.attribution, topic=voice.topic)
    return "\n\n".join([head, quote(voice.text), about, *_stands(texts, voice)])


def _stands(texts: Texts, voice: Voice) -> list[str]:
    """Where a comment stands, why, and what happens next."""
    parts = [texts("voice-stands-whole", state=voice.state)]
    if voice.reason and voice.state in (FeedbackState.DONE, FeedbackState.CANNOT):
        parts.append(texts("voice-reason", reason=voice.reason))
    return [*parts, texts("voice-next", state="ended" if voice.has_ended else voice.state)]


def _answer(texts: Texts, answer: Answer) -> str:
    return texts("voices-own-replied", day=texts.day(answer.at)) + "\n" + quote(answer.words)


def _turning(texts: Texts, practice: Practice, voice_id: int, page: int, pages: int) -> list[Button]:
    buttons = []
    if page + 1 < pages:
        label = texts.plain("button-voices-later", page=page + 2, pages=pages)
        buttons.append(Button(label, OwnVoice(practice.id, voice_id, page + 1)))
    if page:
        label = texts.plain("button-voices-earlier", page=page, pages=pages)
        buttons.append(Button(label, OwnVoice(practice.id, voice_id, page - 1)))
    return buttons
