"""Who is asked, in words: everyone, a tier, or a part of the group by what members said of themselves."""

from bot.rules.profile.segments import parse
from bot.services.asking import AnyDraft
from bot.services.consultations import Brief
from bot.services.practices import Practice
from bot.texts import Texts
from handlers.views.profile import segment_name


def part_asked(texts: Texts, practice: Practice, about: Brief | AnyDraft) -> str:
    """The name of the part of the group that is asked: 'Carers'; "" where it is not about such a part."""
    return named_part(texts, practice, about.segment)


def named_part(texts: Texts, practice: Practice, segment: str) -> str:
    """A segment by its name; "" where there is none."""
    return segment_name(texts, practice, parse(segment)) if segment else ""
