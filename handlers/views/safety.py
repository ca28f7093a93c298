"""What the safety gate says, and people's own words as they show them before anybody else may see them."""

from collections.abc import Iterable, Sequence
from html import escape

from bot.rules.safety.concerns import Concern, Looked, Sort, Span, apart, blacked_out
from bot.services.practices import Practice
from bot.texts import Texts
from handlers.views.joining import urgent
from handlers.views.screen import Screen


def quote(words: str, covered: Iterable[Span] = ()) -> str:
    """Somebody's words in a quotation, out of which they can be read again letter by letter.

    No mark is put round words from right to left: it would be read as one of theirs. A quotation stands by itself.
    """
    pieces, place = [], 0
    for span in apart(covered):
        hidden = escape(words[span.start : span.end], quote=False)
        pieces += [escape(words[place : span.start], quote=False), f"<tg-spoiler>{hidden}</tg-spoiler>"]
        place = span.end
    return f"<blockquote>{''.join(pieces)}{escape(words[place:], quote=False)}</blockquote>"


def signpost(texts: Texts, practice: Practice, looked: Looked) -> list[str]:
    """Whom to call at once, where somebody's life may be in danger. Nothing otherwise."""
    if not looked.urgent:
        return []
    where = [urgent(texts, practice)]
    care = [texts("gate-care"), *_whom_to_call(texts, practice)] if Concern.SELF_HARM in looked.concerns else []
    # Whoever is in no other danger needs somebody to talk to before anything else.
    parts = [*where, *care] if Concern.EMERGENCY in looked.concerns else [*care, *where]
    return [texts("gate-urgent"), *parts]


def signpost_screen(texts: Texts, practice: Practice, looked: Looked) -> Screen:
    """The same as a message of its own."""
    return Screen("\n\n".join(signpost(texts, practice, looked)))


def concerns(texts: Texts, practice: Practice, looked: Looked) -> list[str]:
    """What somebody is to know before their words are passed on, the most urgent first."""
    parts = signpost(texts, practice, looked)
    if Concern.CLINICAL in looked.concerns:
        parts.append(texts("gate-clinical", practice=practice.settings.name))
        parts += [] if looked.urgent else [urgent(texts, practice)]
    if Concern.COMPLAINT in looked.concerns:
        parts += [texts("gate-complaint"), _where_to_complain(texts, practice), texts("gate-complaint-or")]
    return parts


def covered(texts: Texts, looked: Looked) -> list[str]:
    """In words, what of a text is covered. Nothing where nothing is."""
    sorts = dict.fromkeys(span.sort for span in looked.spans)
    parts = ", ".join(texts.plain(f"speak-part-{sort}") for sort in sorts)
    return [texts("speak-covered", parts=parts)] if parts else []


def taken_out(texts: Texts, words: str, spans: Sequence[Span]) -> str:
    """The words with the name of its kind in place of each part that tells who somebody is."""
    return blacked_out(words, spans, {sort: texts.plain(f"speak-taken-out-{sort}") for sort in Sort})


def _whom_to_call(texts: Texts, practice: Practice) -> list[str]:
    if practice.settings.urgent_advice:
        # The practice's own words say whom to call.
        return []
    region = practice.settings.region
    return [texts(f"gate-call-{region.key}", listening=region.listening)]


def _where_to_complain(texts: Texts, practice: Practice) -> str:
    own, region = practice.settings.complaints_advice, practice.settings.region
    if own:
        return texts("own-words", words=own)
    return texts(
        f"gate-complaint-to-{region.key}",
        practice=practice.settings.name,
        advocacy=region.advocacy,
        commissioner=region.commissioner,
    )
