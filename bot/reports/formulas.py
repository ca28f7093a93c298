"""Keeps formulas out of CSV cells.

CSV has no mark that says "this is text", so a spreadsheet that opens a patient's `=HYPERLINK(…)` would run it. The
rule is that of the OWASP page "CSV Injection": a cell that begins with = + - @, their fullwidth forms, tab, carriage
return or line feed gets a leading apostrophe. Here it holds after spaces, quotation marks and invisible characters
too. Where the list separator is a semicolon, a spreadsheet cuts a comma-separated line at the semicolons and line
ends inside the text: what follows one of these is treated as the beginning of a cell.
"""

import re

_STARTERS = "=+\\-@＝＋－＠﹦﹢﹣﹫"
_PASSED_OVER = '\\s"\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff'
_BEGINNING = re.compile(rf"(?:\A|(?<=[;\t\n\r]))(?=[{_PASSED_OVER}]*[{_STARTERS}])|\A(?=[\t\n\r])")


def without_formula(text: str) -> str:
    """Gives the text with an apostrophe before whatever a spreadsheet could take for a formula's beginning."""
    return _BEGINNING.sub("'", text)
