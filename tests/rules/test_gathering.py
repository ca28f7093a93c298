"""What people wrote, by topic: found where it says so, and nothing that stands alone."""

from hypothesis import given
from hypothesis import strategies as st

from bot.rules.gathering import FEWEST, Gathered, gather

TOPICS = ("Getting an appointment", "Phoning the practice", "Reception", "Something else")


def test_a_text_is_under_the_topic_whose_words_it_uses() -> None:
    texts = [f"I cannot get appointments in week {number}" for number in range(6)]
    assert gather(texts, TOPICS) == (Gathered(tuple(texts), topic="Getting an appointment"),)


def test_the_words_of_a_topic_are_told_by_their_beginning() -> None:
    texts = ["The phone rings and rings", "Phones are busy", "phoned for hours", "Your phone line", "I was PHONING"]
    (group,) = gather(texts, ["Phone calls"])
    assert group.topic == "Phone calls"


def test_small_groups_stand_with_the_rest() -> None:
    texts = ["Reception was kind"] * (FEWEST - 1) + ["Blue", "Green"]
    assert gather(texts, TOPICS) == (
        Gathered(
            ("Blue", "Green", *texts[:-2]),
        ),
    )


def test_words_that_many_use_make_a_group() -> None:
    texts = [f"The parking {number} is full" for number in "abcdefg"] + [f"Nothing {n}" for n in "hijklmn"]
    parking, rest = gather(texts, TOPICS)
    assert (parking.word, len(parking.texts)) == ("parking", 7)
    assert (rest.topic, rest.word, len(rest.texts)) == ("", "", 7)


def test_a_word_that_nearly_everybody_uses_tells_nothing_apart() -> None:
    texts = [f"surgery {letter}" for letter in "abcdefgh"]
    assert gather(texts, ()) == (Gathered(tuple(texts)),)


def test_nothing_written_is_no_group() -> None:
    assert gather((), TOPICS) == ()


SOME = ("parking", "phone", "reception", "appointment", "coffee", "garden", "预约", "نوبت")
words = st.lists(st.sampled_from(SOME), max_size=4)


@given(st.lists(words.map(" ".join), max_size=40))
def test_every_text_is_in_one_group_and_no_group_but_the_last_is_small(texts: list[str]) -> None:
    groups = gather(texts, TOPICS)
    assert sorted(text for group in groups for text in group.texts) == sorted(texts)
    assert all(len(group.texts) >= FEWEST for group in groups if group.topic or group.word)
