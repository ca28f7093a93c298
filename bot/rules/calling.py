"""What a meeting may be called, and where it may be."""

import re

from bot.rules.lengths import is_blank, utf16_length

LONGEST_TITLE, LONGEST_PLACE, LONGEST_LINK = 150, 200, 300
_LINK = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)


def problem_with_title(title: str) -> str | None:
    """What is wrong with a title, or None: 'no-title', 'long-title'."""
    if is_blank(title):
        return "no-title"
    return "long-title" if utf16_length(title) > LONGEST_TITLE else None


def problem_with_place(place: str, link: str) -> str | None:
    """What is wrong with where a meeting is, or None: 'long-place', 'long-link', 'link' (not an http address)."""
    if utf16_length(place) > LONGEST_PLACE:
        return "long-place"
    if utf16_length(link) > LONGEST_LINK:
        return "long-link"
    return "link" if link and not _LINK.fullmatch(link) else None
