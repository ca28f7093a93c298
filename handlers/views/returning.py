"""The Friends and Family return of a month: as a message, and as a file to hand in."""

from collections.abc import Sequence

from bot.reports.formulas import without_formula
from bot.rules.returns import RESPONSES, Month
from bot.services.practices import Practice
from bot.services.returning import Return
from bot.texts import Texts
from handlers.callbacks import OnReturn
from handlers.views.screen import Button, File, Screen, column


def months_screen(texts: Texts, practice: Practice, months: Sequence[Month]) -> Screen:
    """The months in which the test was sent, each a button."""
    if not months:
        return Screen(texts("fft-none"))
    buttons = [Button(texts.month(month.first), OnReturn(practice.id, str(month))) for month in months]
    return Screen(texts("fft-choose"), column(*buttons))


def return_screen(texts: Texts, practice: Practice, found: Return) -> Screen:
    """A month's return, with the file to hand in where there is something to hand in."""
    here, month = (practice.id, str(found.month)), texts.month(found.month.first)
    lines = [texts("fft-head", month=month, practice=practice.settings.name)]
    if found.responses is not None:
        lines.append("\n".join(_responses(texts, found.responses, found.answered)))
    else:
        lines.append(texts("fft-too-few", count=found.answered))
    lines.append("\n".join(texts("fft-method", method=method, count=many) for method, many in found.methods.items()))
    if found.still_open:
        lines.append(texts("fft-still-open", references=", ".join(found.still_open), count=len(found.still_open)))
    lines.append(texts("fft-handed-in" if found.handed_in else "fft-due", day=texts.calendar_day(found.due)))
    files = (File(f"fft-{found.month}.csv", lambda: return_csv(found)),) if found.responses is not None else ()
    button = Button(texts.plain("button-fft-handed-in"), OnReturn(*here, "done"))
    return Screen("\n\n".join(lines), () if found.handed_in else column(button), documents=files)


def due_screen(texts: Texts, practice: Practice, found: Return) -> Screen:
    """A reminder that a return is due."""
    words = texts("fft-reminder", month=texts.month(found.month.first), day=texts.calendar_day(found.due))
    look = Button(texts.plain("button-fft-look"), OnReturn(practice.id, str(found.month)))
    done = Button(texts.plain("button-fft-handed-in"), OnReturn(practice.id, str(found.month), "done"))
    return Screen(words, column(look, done))


def return_csv(found: Return) -> bytes:
    """The return as CSV (UTF-8 with a byte order mark): what is counted, and how many, in the NHS's own words."""
    rows = [
        ("Month", str(found.month)),
        *zip(RESPONSES, found.responses or (), strict=True),
        ("Total", found.answered),
    ]
    rows += [(f"Collected by: {method}", many) for method, many in found.methods.items()]
    lines = [f'"{without_formula(str(name))}","{many}"' for name, many in rows]
    return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode()


def _responses(texts: Texts, responses: Sequence[int], answered: int) -> list[str]:
    said = [texts("fft-response", number=place, count=many) for place, many in enumerate(responses, start=1)]
    return [*said, texts("fft-total", count=answered)]
