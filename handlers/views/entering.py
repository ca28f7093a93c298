"""Entering paper and phone answers: what, how it came, the sheet's number, and what was stored."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.rules.papers import sheet_number
from bot.rules.words import Method
from bot.services.consultations import Brief
from bot.services.entering import Entered
from bot.services.practices import Practice
from bot.texts import Texts
from handlers.callbacks import EnterPaper, Step
from handlers.views.polls import shortened
from handlers.views.screen import Button, File, Screen, column

if TYPE_CHECKING:
    from bot.reports.paper import Paper

SHOWN = 40


def list_screen(texts: Texts, practice: Practice, briefs: Sequence[Brief]) -> Screen:
    """What answers can be entered for."""
    if not briefs:
        return Screen(texts("enter-none"))
    buttons = [
        Button(f"{each.reference} {shortened(each.title, SHOWN)}", EnterPaper(practice.id, each.id, "begin"))
        for each in briefs
    ]
    return Screen(texts("enter-choose"), column(*buttons))


def method_screen(texts: Texts, flow: str, about: Brief) -> Screen:
    """How did it come?"""
    head = texts("enter-method", reference=about.reference, title=shortened(about.title, 300))
    paper = Button(texts.plain("button-enter-paper"), Step(flow, "method", Method.PAPER))
    phone = Button(texts.plain("button-enter-phone"), Step(flow, "method", Method.PHONE))
    stop = Button(texts.plain("button-cancel"), Step(flow, "method", "stop"))
    sheets = Button(texts.plain("button-enter-print"), EnterPaper(about.practice_id, about.id, "print"))
    large = Button(texts.plain("button-enter-print-large"), EnterPaper(about.practice_id, about.id, "large"))
    return Screen(head, column(paper, phone, sheets, large, stop))


def sheets_screen(texts: Texts, paper: "Paper") -> Screen:
    """Sheets to print, as a file."""

    def make() -> bytes:
        from bot.reports.paper import paper_pdf  # noqa: PLC0415  (only when somebody prints)

        return paper_pdf(paper)

    first, last = paper.numbers[0], paper.numbers[-1]
    words = texts("enter-sheets", count=len(paper.numbers), first=first, last=last)
    return Screen(words, documents=(File(f"sheets-{first}.pdf", make),))


def number_screen(texts: Texts, flow: str, about: Brief) -> Screen:
    """Which number is on the sheet?"""
    none = Button(texts.plain("button-enter-no-number"), Step(flow, "number", "none"))
    back = Button(texts.plain("button-back"), Step(flow, "number", "back"))
    return Screen(texts("enter-number", example=sheet_number(about.reference, 42)), column(none, back))


def sheet_screen(texts: Texts, method: Method, number: str, inner: Screen) -> Screen:
    """Where they are on a sheet, under a line that says that it is not their own."""
    head = texts("enter-sheet", method=method, number=number, numbered="yes" if number else "no")
    return replace(inner, text=f"{head}\n{inner.text}")


def same_again_screen(texts: Texts, flow: str, about: Brief) -> Screen:
    """The same answers, in the same way, as the one just before: is it another one?"""
    yes = Button(texts.plain("button-enter-another"), Step(flow, "fill", "another"))
    no = Button(texts.plain("button-enter-same"), Step(flow, "fill", "same"))
    return Screen(texts("enter-same-again", reference=about.reference), column(yes, no))


def stored_screen(texts: Texts, practice: Practice, about: Brief, method: Method, stored: Entered) -> Screen:
    """It counts; and what can be done next."""
    words = texts(
        "enter-stored",
        reference=about.reference,
        number=stored.number,
        numbered="yes" if stored.number else "no",
        method=method,
        count=stored.so_far,
    )
    back = Button(texts.plain("button-enter-take-back"), EnterPaper(practice.id, about.id, "back"))
    return Screen(words, column(_next(texts, practice, about), back))


def taken_back_screen(texts: Texts, practice: Practice, about: Brief) -> Screen:
    """It counts no more."""
    return Screen(texts("enter-taken-back", reference=about.reference), column(_next(texts, practice, about)))


def next_screen(texts: Texts, practice: Practice, about: Brief) -> Screen:
    """Between two sheets."""
    return Screen(texts("enter-next", reference=about.reference), column(_next(texts, practice, about)))


def _next(texts: Texts, practice: Practice, about: Brief) -> Button:
    return Button(texts.plain("button-enter-next"), EnterPaper(practice.id, about.id, "begin"))
