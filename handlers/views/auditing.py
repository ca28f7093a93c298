"""The audit trail as it is read: a page of it, and buttons for the others and for each kind of deed."""

from bot.rules.trail import Deed
from bot.services.auditing import Entry, Trail
from bot.services.practices import Practice
from bot.texts import Texts
from handlers.callbacks import OnAudit
from handlers.views.polls import shortened
from handlers.views.screen import Button, Rows, Screen

LONGEST_NAME, LONGEST_ACTION = 60, 80


def trail_screen(texts: Texts, practice: Practice, trail: Trail) -> Screen:
    """A page of the trail."""
    head = texts("audit-head", deed=trail.deed or "all")
    if not trail.entries:
        return Screen(f"{head}\n\n{texts('audit-empty')}", _deed_rows(texts, practice, trail))
    lines = [_line(texts, entry) for entry in trail.entries]
    foot = texts("audit-page", page=trail.page + 1, pages=trail.pages, count=trail.count)
    rows = _turns(texts, practice, trail) + _deed_rows(texts, practice, trail)
    return Screen("\n".join((head, "", *lines, "", foot)), rows)


def _line(texts: Texts, entry: Entry) -> str:
    subject = entry.subject or (texts.plain("audit-somebody") if entry.about_member else "")
    return texts(
        "audit-line",
        when=texts.in_short(entry.at),
        who=_who(texts, entry),
        what=shortened(entry.action, LONGEST_ACTION),
        there="yes" if subject else "no",
        subject=shortened(subject, LONGEST_NAME),
    )


def _who(texts: Texts, entry: Entry) -> str:
    if entry.who is None:
        return texts.plain("audit-bot")
    return shortened(entry.who, LONGEST_NAME) or texts.plain("audit-somebody")


def _turns(texts: Texts, practice: Practice, trail: Trail) -> Rows:
    value = trail.deed or ""
    turns = []
    if trail.page:
        turns.append(Button(texts.plain("button-audit-newer"), OnAudit(practice.id, trail.page - 1, value)))
    if trail.page < trail.pages - 1:
        turns.append(Button(texts.plain("button-audit-older"), OnAudit(practice.id, trail.page + 1, value)))
    return (tuple(turns),) if turns else ()


def _deed_rows(texts: Texts, practice: Practice, trail: Trail) -> Rows:
    others = [deed for deed in (None, *Deed) if deed is not trail.deed]
    buttons = [
        Button(texts.plain(f"button-audit-{deed or 'all'}"), OnAudit(practice.id, 0, deed or "")) for deed in others
    ]
    return tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))
