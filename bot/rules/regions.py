"""What differs from country to country: numbers to call, words to use. A practice can override the advice."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Region:
    """`key` chooses the words in the texts; the numbers stand here, where they can be checked in one place.

    `listening` is whom somebody can call who thinks of harming themselves; `advocacy` helps with a complaint, and
    `commissioner` decides about one. Empty where the country has no such number. `year_begins` is the month in which
    the financial year begins that a practice reports on.
    """

    key: str
    emergency: str
    advice: str
    listening: str
    advocacy: str = ""
    commissioner: str = ""
    year_begins: int = 4


# England: 999, and NHS 111 online or by phone; Samaritans. New Zealand: 111 is the emergency number, Healthline gives
# advice; 1737; the Nationwide Health and Disability Advocacy Service and the Health and Disability Commissioner.
# The financial year runs from April to March in England, and from July to June in New Zealand.
REGIONS = {
    "england": Region("england", emergency="999", advice="111", listening="116 123"),
    "new-zealand": Region(
        "new-zealand",
        emergency="111",
        advice="0800 611 116",
        listening="1737",
        advocacy="0800 555 050",
        commissioner="0800 11 22 33",
        year_begins=7,
    ),
}
