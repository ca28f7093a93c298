"""How long a text is, and whether there is anything in it to see."""

from unicodedata import category

# A name typed under an agreement.
SHORTEST_NAME, LONGEST_NAME = 2, 80
# Spaces, control characters, and marks that only steer the others: Telegram refuses a button of these alone.
UNSEEN = ("Zs", "Zl", "Zp", "Cc", "Cf")


def utf16_length(text: str) -> int:
    """The length of a text as Telegram counts it: most emoji are two."""
    return len(text.encode("utf-16-le", errors="surrogatepass")) // 2


def is_blank(text: str) -> bool:
    """Whether nothing in a text can be seen."""
    return all(category(letter) in UNSEEN for letter in text)


def is_name(text: str) -> bool:
    """Whether a text will do as a name under an agreement."""
    return not is_blank(text) and SHORTEST_NAME <= len(text) <= LONGEST_NAME


def fitting(text: str, limit: int) -> int:
    """How many letters of a text fit into `limit` UTF-16 units."""
    if utf16_length(text[:limit]) <= limit:
        return min(limit, len(text))
    return len(text.encode("utf-16-le")[: limit * 2].decode("utf-16-le", errors="ignore"))
