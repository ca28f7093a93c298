"""XLSForm, the way of writing a survey in a spreadsheet that many tools share: a file in, a form or its problems out.

The standard: https://xlsform.org. What of it is understood is in `columns` and `types`; all else is refused by name.
"""
