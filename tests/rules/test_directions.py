"""What somebody writes turns round itself only, and a name hides nothing."""

from hypothesis import given
from hypothesis import strategies as st

from bot.rules.directions import kept_apart, plain_name

LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"
RLO, LRO, PDF = "\u202e", "\u202d", "\u202c"
signs = st.text(alphabet=f"ab {LRI}{RLI}{FSI}{PDI}{RLO}{LRO}{PDF}\n")


@given(signs)
def test_nothing_is_left_that_turns_what_follows(text: str) -> None:
    depth = 0
    for letter in (kept := kept_apart(text)):
        assert letter not in f"{RLO}{LRO}{PDF}"
        depth += (letter in f"{LRI}{RLI}{FSI}") - (letter == PDI)
        assert depth >= 0
    assert depth == 0
    assert kept_apart(kept) == kept


def test_what_is_written_from_right_to_left_stays_as_it_is() -> None:
    for text in (
        "سلام، خوبی؟",
        "שלום 123",
        "می\u200cخواهم",
        "क्\u200dष",
        "\U0001f468\u200d\U0001f469",
        f"{FSI}Asha{PDI}",
    ):
        assert kept_apart(text) == text
        assert plain_name(text) == text


def test_a_name_hides_nothing() -> None:
    assert plain_name("Ma\u200bri\ufeffa\u2060") == "Maria"
    assert plain_name(f"{RLO}airaM{PDI}") == "airaM"
