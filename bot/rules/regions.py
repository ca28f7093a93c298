"""What differs from country to country: numbers to call, words to use. A practice can override the advice."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Region:
    """`key` chooses the words in the texts; the numbers stand here, where they can be checked in one place."""

    key: str
    emergency: str
    advice: str


# England: 999, and NHS 111 online or by phone. New Zealand: 111 is the emergency number, Healthline gives advice.
REGIONS = {
    "england": Region("england", emergency="999", advice="111"),
    "new-zealand": Region("new-zealand", emergency="111", advice="0800 611 116"),
}
