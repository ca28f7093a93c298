"""Emergencies and self-harm are found as people write them, and manners of speaking are not taken for them."""

import pytest

from tests.rules.safety.gate import concerns, looked

EMERGENCY, SELF_HARM = "emergency", "self-harm"

EMERGENCIES = [
    "I can't breathe",
    "cant breath help",
    "can’t breathe",
    "I c̶a̶n̶'t breathe and my lips are blue",
    "my dad has collapsed in the kitchen",
    "mums got chest pains and shes gone grey",
    "heeeelp my cheeest huuurts so much",
    "Baby not breathing",
    "face has dropped on one side and her speech is slurred",
    "My throat is closing up after eating nuts",
    "she is fitting and it wont stop",
    "he is bleeding really badly and it won't stop",
    "my 3 year old has swallowed a button battery",
    "husband is unconcious on the floor",
    "koro has collapsed at the marae",
    "waters have gone and the cord is hanging out",
    "my partner has a knife and says he is going to kill me",
    "Thanks for the flu jab. My chest has been crushing since breakfast.",
]
SELF_HARMS = [
    "I want to die",
    "i wanna kill my self",
    "feeling suicidle again tonight",
    "k1ll myself",
    "s u i c i d e",
    "I keep thinking about ending it all",
    "everyone would be better off without me",
    "going to unalive myself",
    "there's no point living any more",
    "I've been cutting myself again",
    "took all my tablets last night, told nobody",
    "my daughter says she wants to die",
    "I don't want to be here anymore",
    "my friend has written a suicide note",
]
NEITHER = [
    "the phone queue is killing me",
    "I was dying of embarrassment",
    "I nearly had a heart attack waiting for an answer",
    "shoot you an email when the minutes are up",
    "I'd kill for an appointment before work",
    "It takes my breath away how kind everyone is",
    "the website collapsed again on Monday",
    "the car park is bleeding us dry",
    "I can't go on Tuesdays",
    "my phone died while I was on hold",
    "I had a heart attack in 2019 and the follow-up was great",
    "what should people do if they have chest pain? please put a poster up",
    "lost my brother to suicide nine years ago, happy to help with bereavement support",
    "a talk on choking and CPR for grandparents, please",
    "Thank you to the nurse who saved my life when I had sepsis last year",
    "could we have longer opening hours",
    "",
    "👍",
    "???",
]


@pytest.mark.parametrize("text", EMERGENCIES)
def test_an_emergency_is_found(text: str) -> None:
    assert EMERGENCY in concerns(text)


@pytest.mark.parametrize("text", SELF_HARMS)
def test_self_harm_is_found(text: str) -> None:
    assert SELF_HARM in concerns(text)


@pytest.mark.parametrize("text", NEITHER)
def test_a_manner_of_speaking_the_past_and_advice_for_all_are_not(text: str) -> None:
    assert not looked(text).urgent


@pytest.mark.parametrize(
    ("text", "concern"),
    [
        ("Can I take ibuprofen with my blood pressure tablets?", "clinical"),
        ("my skin is very itchy at night since a month, what is this please", "clinical"),
        ("I want to make a complaint about how I was spoken to at the desk", "complaint"),
        ("The receptionist laughed at me and hung up", "complaint"),
    ],
)
def test_questions_about_health_and_complaints_are_found(text: str, concern: str) -> None:
    assert concern in concerns(text)


def test_a_finding_says_what_found_it() -> None:
    assert "fit" in looked("she is fitting and it wont stop").findings[0].because


def test_the_most_urgent_stands_first() -> None:
    found = looked("Dr Patel never rang. I have chest pain and I want to complain. 07700 900123").findings
    assert [str(finding.concern) for finding in found] == ["emergency", "complaint", "identifier", "staff"]
