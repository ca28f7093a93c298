"""Which language a column is in, however its author says so."""

import pytest

from bot.xlsform.languages import language_of


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("English (en)", "en"), ("Polski(pl)", "pl"), ("pl", "pl"), ("en-GB", "en-gb"), ("Whatever (xx)", "xx"),
        ("English", "en"), ("polish", "pl"), ("  Te reo  Māori ", "mi"), ("Bengali", "bn"), ("বাংলা", "bn"),
        ("American English", "en"), ("English (UK)", "en"), ("Português (BR)", "pt"), ("Ukrainian (UK)", "uk"),
        ("українська (uk)", "uk"), ("Ours (UK)", "uk"),
        ("Our words", None), ("", None), ("English?", None),
    ],
)  # fmt: skip
def test_a_language_by_its_code_or_by_its_name(said: str, code: str | None) -> None:
    assert language_of(said) == code
