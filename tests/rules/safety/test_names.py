"""Names: of staff, by the practice's list or by what stands beside them, and of other people, but not
the writer's.
"""

import pytest

from bot.rules.safety.concerns import Sort
from tests.rules.safety.gate import STAFF, parts

STAFF_NAME, PATIENT_NAME = Sort.STAFF_NAME, Sort.PATIENT_NAME


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Please thank Dr Priya Patel", "Dr Priya Patel"),
        ("PRIYA PATEL WAS GREAT", "PRIYA PATEL"),
        ("dr patel rang back", "dr patel"),
        ("Patel's clinic runs late", "Patel"),
        ("ask DrPatel", "DrPatel"),
        ("big up beth on reception", "beth"),
        ("Jenny was lovely", "Jenny"),
        ("Mrs Green, the nurse", "Mrs Green"),
        ("thank you Nurse Green.", "Nurse Green"),
    ],
)
def test_staff_on_the_practices_list(text: str, name: str) -> None:
    assert parts(text, staff=STAFF) == [(STAFF_NAME, name)]


@pytest.mark.parametrize("text", ["green tea please", "Green bins are full", "by Green Street", "is the doctor in?"])
def test_a_listed_name_that_is_a_word_is_not_taken_for_one(text: str) -> None:
    assert not parts(text, staff=STAFF)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Dr Amara Osei was kind", "Dr Amara Osei"),
        ("Dr. J. van der Berg retired", "Dr. J. van der Berg"),
        ("Doctor O’Brien’s list is full", "Doctor O’Brien"),
        ("dr khan was kind", "dr khan"),
        ("a nurse called Kate helped", "Kate"),
        ("Sharon on reception is a star", "Sharon"),
        ("Tom the pharmacist knows", "Tom"),
        ("Nurse Smith-Jones", "Nurse Smith-Jones"),
    ],
)
def test_staff_by_what_stands_beside_the_name(text: str, name: str) -> None:
    assert parts(text) == [(STAFF_NAME, name)]


@pytest.mark.parametrize(
    "text",
    [
        "The nurse was kind",
        "Nurse Practitioner appointments",
        "my dr said so",
        "Doctor Shortage in the news",
        "Everyone on reception is great",
        "Ring 111 and they tell you to ring the GP, ring the GP and they tell you to ring 111",
        "a crossing on Margaret Street, by the school",
        "May I say, Will there be a meeting on Monday",
    ],
)
def test_what_is_no_name(text: str) -> None:
    assert not parts(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("my neighbour Mary Smith can't use the app", "Mary Smith"),
        ("my neighbour ron pickering votes too", "ron pickering"),
        ("Mrs Jones next door has no phone", "Mrs Jones"),
        ("send one to Edna Worsley, she's a patient too", "Edna Worsley"),
        ("another patient, Mr Khan, fell", "Mr Khan"),
    ],
)
def test_other_people(text: str, name: str) -> None:
    assert parts(text) == [(PATIENT_NAME, name)]


@pytest.mark.parametrize(
    "text", ["My name is Mary Smith", "I'm Mary Smith from the choir", "More chairs please.\nMary Smith"]
)
def test_the_writers_own_name_does_not_count(text: str) -> None:
    assert not parts(text)


def test_staff_and_somebody_else_in_one_text() -> None:
    assert parts("Nurse Jenny was so gentle with Arthur Penhale", staff=STAFF) == [
        (STAFF_NAME, "Nurse Jenny"),
        (PATIENT_NAME, "Arthur Penhale"),
    ]
