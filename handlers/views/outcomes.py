"""What came of something, as everybody hears it whose voice is in it."""

from collections.abc import Sequence

from bot.services.chain import Told
from bot.services.consultations import Brief
from bot.services.practices import Practice
from bot.services.voices import Voice
from bot.texts import Texts
from handlers.views.polls import shortened
from handlers.views.screen import Screen

# Enough of their own words to know them again.
SHOWN = 120
MOST_QUOTED = 5
MOST_POLLS = 5
TITLE_SHOWN = 150


def told_screen(
    texts: Texts, practice: Practice, outcome: Told, said: Sequence[Voice], answered: Sequence[Brief]
) -> Screen:
    """What they said and answered, and what was done or why nothing can be."""
    blocks = [texts("told-head", kind=outcome.kind)]
    for voice in said[:MOST_QUOTED]:
        words = shortened(" ".join(voice.text.split()), SHOWN)
        blocks.append(texts("told-said", reference=voice.reference, words=words))
    if len(said) > MOST_QUOTED:
        blocks.append(texts("told-said-more", count=len(said) - MOST_QUOTED))
    for poll in answered[:MOST_POLLS]:
        title = shortened(poll.title, TITLE_SHOWN)
        blocks.append(texts("told-answered", reference=poll.reference, title=title))
    words, kind = outcome.words, outcome.kind
    blocks.append(texts("told-words", kind=kind, practice=practice.settings.name, words=words))
    return Screen("\n\n".join([*blocks, texts("told-next")]))
