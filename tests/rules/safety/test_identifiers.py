"""Numbers and codes that tell who somebody is: by their check digits, by how they look, by what is said of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.safety.checks import is_nhi_number, is_nhs_number, is_phone_number
from bot.rules.safety.concerns import Sort
from tests.rules.safety.gate import ENGLAND, NEW_ZEALAND, parts

WEIGHTS = range(10, 1, -1)


def check_digit(nine: str) -> int | None:
    """The tenth digit of an NHS number; None for the numbers that have none."""
    digit = 11 - sum(int(digit) * weight for digit, weight in zip(nine, WEIGHTS, strict=True)) % 11
    return None if digit == 10 else digit % 11


# Numbers that begin with 0 look like phone numbers, and are taken for one.
NINE = st.from_regex(r"[1-9]\d{8}", fullmatch=True).filter(lambda nine: check_digit(nine) is not None)
BETWEEN = st.sampled_from(["", " ", "-", " - ", ".", "\N{NO-BREAK SPACE}", "\N{EN DASH}"])


@given(NINE)
def test_an_nhs_number_has_one_right_check_digit(nine: str) -> None:
    assert [digit for digit in range(10) if is_nhs_number(f"{nine}{digit}")] == [check_digit(nine)]


@given(NINE, BETWEEN)
def test_an_nhs_number_is_found_with_whatever_stands_between_its_parts(nine: str, between: str) -> None:
    number = between.join((nine[:3], nine[3:6], f"{nine[6:]}{check_digit(nine)}"))
    assert parts(f"Mine is {number}, thank you") == [(Sort.NHS_NUMBER, number)]


@given(NINE)
def test_a_number_with_a_wrong_check_digit_is_none(nine: str) -> None:
    wrong = (check_digit(nine) or 0) + 1
    assert Sort.NHS_NUMBER not in [sort for sort, _ in parts(f"order {nine}{wrong % 10}")]


def test_a_mistyped_nhs_number_is_somebodys_all_the_same() -> None:
    assert parts("my NHS number is 943 476 5918") == [(Sort.NHS_NUMBER, "943 476 5918")]


@pytest.mark.parametrize("code", ["WLD9413", "ZAC5361", "zsc21tn", "ZVB97XQ", "ZBN77VL"])
def test_nhi_numbers_of_both_kinds(code: str) -> None:
    assert is_nhi_number(code)
    assert parts(f"It is {code}.", region="new-zealand") == [(Sort.NHI_NUMBER, code)]


@pytest.mark.parametrize("code", ["WLD9414", "ZZZ00AA", "WLO9413", "ABC123", "ABC12345"])
def test_what_is_no_nhi_number(code: str) -> None:
    assert not is_nhi_number(code)
    assert not parts(f"Parcel {code} came.")


@pytest.mark.parametrize(
    "number",
    [
        "07700 900123",
        "07700900123",
        "(01632) 960 123",
        "01632-960-123",
        "+44 7700 900123",
        "+44 (0)1632 960123",
        "0044 7700 900123",
        "07700.900.123",
        "٠٧٧٠٠٩٠٠١٢٣",
        "\N{FULLWIDTH DIGIT ZERO}7700 900123",
        "021 123 4567",
        "oh seven seven double oh nine double oh one two three",
    ],
)
def test_phone_numbers(number: str) -> None:
    assert parts(f"Ring {number} please") == [(Sort.PHONE, number)]


def test_a_local_number_counts_where_it_is_said_to_be_one() -> None:
    assert parts("call me on 960123 after six") == [(Sort.PHONE, "960123")]
    assert not parts("960123 people voted")


@pytest.mark.parametrize(
    "text", ["call 111", "Samaritans, 116 123", "open 0800 to 1830", "0800 611 116", "ISBN 978 1"]
)
def test_numbers_that_are_nobodys_own(text: str) -> None:
    assert not parts(text, region="new-zealand")


def test_a_helpline_is_its_countrys() -> None:
    assert not is_phone_number("08005551234", ENGLAND, plus=False, said=True)
    assert not is_phone_number("0800611116", NEW_ZEALAND, plus=False, said=True)
    assert is_phone_number("091234567", NEW_ZEALAND, plus=False, said=False)


@pytest.mark.parametrize(
    "address", ["jo@example.org", "JO.O'BRIEN+ppg@mail.example.co.uk", "jo (at) example.org", "jo at example dot org"]
)
def test_e_mail_addresses(address: str) -> None:
    assert parts(f"Write to {address}.") == [(Sort.EMAIL, address)]


@pytest.mark.parametrize("text", ["meet @ 6", "look at nhs.uk", "a@b", "@handle"])
def test_what_is_no_e_mail_address(text: str) -> None:
    assert not parts(text)


@pytest.mark.parametrize("code", ["ZZ99 3VZ", "zz993vz", "SW1A 1AA", "M1 1AE"])
def test_postcodes(code: str) -> None:
    assert parts(f"No bus to {code} now") == [(Sort.POSTCODE, code)]


@pytest.mark.parametrize("text", ["People in BS16", "room B12 at 2pm", "vitamin b12 3rd time", "A4 paper"])
def test_what_is_no_postcode(text: str) -> None:
    assert not parts(text)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("born 14/02/1951", "14/02/1951"),
        ("DOB: 14.2.51", "14.2.51"),
        ("dob 140251", "140251"),
        ("date of birth is 1971-08-23", "1971-08-23"),
        ("my birthday is 12th of May 1980", "12th of May 1980"),
        ("bday oct 17, 2006", "oct 17, 2006"),
        ("Jo Bloggs 12/05/1980", "12/05/1980"),
    ],
)
def test_dates_of_birth(text: str, date: str) -> None:
    assert (Sort.BIRTH_DATE, date) in parts(text)


@pytest.mark.parametrize(
    "text",
    ["open 24/7/365", "my appointment on 12/05/2026", "minutes of 3 March 2026", "born in 1980", "version 1.2.10"],
)
def test_what_is_no_date_of_birth(text: str) -> None:
    assert not parts(text)


def test_several_beside_each_other_are_told_apart() -> None:
    assert parts("07700 900123 01632 960123, jo@example.org ZZ99 3VZ") == [
        (Sort.PHONE, "07700 900123"),
        (Sort.PHONE, "01632 960123"),
        (Sort.EMAIL, "jo@example.org"),
        (Sort.POSTCODE, "ZZ99 3VZ"),
    ]
