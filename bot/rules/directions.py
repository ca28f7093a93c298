"""Signs that turn the direction of writing, and signs that nobody sees: each works on its own words only."""

import re

# Embeddings and overrides turn whatever follows, to the end of the line: our words, or another person's.
_OVERRIDES = re.compile("[\u202a-\u202e]")
_OPENING, _CLOSING = "\u2066\u2067\u2068", "\u2069"
_ISOLATES = re.compile(f"[{_OPENING}{_CLOSING}]")
# Between letters nobody sees these. Joiners are not among them: Persian, Hindi and emoji are written with them.
_UNSEEN = re.compile("[\u00ad\u200b\u2060-\u2064\u180e\ufeff]")


def kept_apart(text: str) -> str:
    """The text without embeddings and overrides, and with each isolate that it opens, and no other, closed."""
    text = _OVERRIDES.sub("", text)
    if _ISOLATES.search(text) is None:
        return text
    kept, open_ones = [], 0
    for letter in text:
        if letter == _CLOSING and not open_ones:
            continue
        open_ones += (letter in _OPENING) - (letter == _CLOSING)
        kept.append(letter)
    return "".join(kept) + _CLOSING * open_ones


def plain_name(text: str) -> str:
    """A name on one line, without what nobody sees in it: it looks like another's only where it is the same."""
    return " ".join(_UNSEEN.sub("", kept_apart(text)).split())
