"""The language of the rules, and the net that looks for all phrases at once."""

from collections.abc import Collection

import pytest

from bot.rules.safety.net import Net
from bot.rules.safety.phrases import PhraseError, phrase, ways, word
from bot.rules.safety.reading import read
from bot.rules.safety.spelling import spelling

LISTS = {"person": ways("dad/mum") | ways("old man"), "empty-handed": frozenset()}
SPELLING = spelling({"hart": "heart"}, ["breathing", "kill"], ["breeding"])


def found(written: str, text: str, *, fillers: Collection[str] = ("really",)) -> list[str]:
    """What a phrase finds in a text."""
    net = Net()
    net.add(1, phrase(written, LISTS))
    reading = read(text, SPELLING, frozenset(fillers), frozenset(("dr",)))
    words = reading.words
    return [" ".join(each.plain for each in words[hit.first : hit.last + 1]) for hit in net.hits(words).get(1, ())]


@pytest.mark.parametrize(
    ("written", "text", "hits"),
    [
        ("chest pain", "Chest pain, CHEST-PAIN", ["chest pain", "chest pain"]),
        ("chest pain", "pain chest", []),
        ("can't/cannot breathe", "I can’t breathe", ["can't breathe"]),
        ("can't/cannot breathe", "I cannot breathe", ["cannot breathe"]),
        ("[i am|he is] dying", "he is dying", ["he is dying"]),
        ("want (to) die", "want die, want to die", ["want die", "want to die"]),
        ("bleed*", "bleeding bleeds blood", ["bleeding", "bleeds"]),
        ("dad ... floor", "dad is on the kitchen floor", ["dad is on the kitchen floor"]),
        ("dad ... floor", "dad fell down on the kitchen floor", []),
        ("dad (now) ... floor", "dad lies on the floor", ["dad lies on the floor"]),
        ("{person} fell", "mum fell, the old man fell", ["mum fell", "old man fell"]),
        ("{person}/nan fell", "nan fell", ["nan fell"]),
        ("is it ?", "Is it?? No.", ["is it ?"]),
        ("want die", "want really to", []),
        ("want die", "want really really die", ["want really really die"]),
        ("stop it", "Please stop. It hurts", []),
        ("dr patel", "Dr. Patel", ["dr patel"]),
        ("stop it", "stop...it", ["stop it"]),
        ("stop it", "stop\nIt is", []),
        ("stop it", "stop\nit is", ["stop it"]),
    ],
)
def test_what_a_phrase_finds(written: str, text: str, hits: list[str]) -> None:
    assert found(written, text) == hits


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("help", "heeeelp"),
        ("bleeding", "bleeeeding"),
        ("breathing", "brething"),
        ("breathing", "braething"),
        ("breathing", "breathinng"),
        ("heart", "hart"),
        ("kill", "k1ll"),
        ("kill", "k*ll"),
        ("suicide", "s u i c i d e"),
        ("kill", "𝓴𝓲𝓵𝓵"),
        ("kill", "ki\u200bll"),
        ("dad", "dad's"),
        ("zażółć", "zazolc"),
    ],
)
def test_a_word_is_found_however_it_is_typed(written: str, text: str) -> None:
    assert found(written, text)


@pytest.mark.parametrize(("written", "text"), [("breathing", "breeding"), ("kill", "hill"), ("a i d s", "a i d")])
def test_another_word_is_not(written: str, text: str) -> None:
    assert not found(written, text)


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("", "nothing"),
        ("(maybe)", "nothing"),
        ("... dad", "gap-at-the-edge"),
        ("dad ...", "gap-at-the-edge"),
        ("{nobody} fell", "no-list"),
        ("dad (fell", "brackets"),
        ("dad fell]", "brackets"),
        ("fell//down", "nothing"),
        ("*", "not-a-word"),
        ("() fell", "nothing"),
        ("dad… fell", "not-a-word"),
        (" ".join(["word"] * 17), "too-long"),
    ],
)
def test_a_phrase_that_cannot_be_read_says_why(written: str, key: str) -> None:
    with pytest.raises(PhraseError, match=f"^{key}$"):
        phrase(written, LISTS)


@pytest.mark.parametrize("written", ["two words", "a/b", "a-b", "bleed*"])
def test_one_word_is_one_word(written: str) -> None:
    with pytest.raises(PhraseError, match=r"^not-one-word$"):
        word(written)
