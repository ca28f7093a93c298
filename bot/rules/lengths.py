"""How long a text is, and whether there is anything in it to see."""

from unicodedata import category

# Separators, control characters, and marks that only steer the others: a button of these alone is refused.
UNSEEN = ("Z", "C")


def utf16_length(text: str) -> int:
    """The length of a text as Telegram counts it: most emoji are two."""
    return len(text.encode("utf-16-le", errors="surrogatepass")) // 2


def is_blank(text: str) -> bool:
    """Whether nothing in a text can be seen."""
    return all(category(letter)[0] in UNSEEN for letter in text)
