"""Actions as people see them: in a line, one by one, and in messages about them."""

from collections.abc import Sequence

from bot.rules.words import ActionState, ChainKind
from bot.services.agreed import Action
from bot.services.practices import Practice
from bot.texts import Html, Texts
from handlers.callbacks import Agree
from handlers.views.polls import shortened
from handlers.views.screen import Button, Rows, Screen, column
from handlers.views.voice_buttons import origin

# So that a page of the longest still fits into one message.
PAGE = 10
SHARE = 120
ENDS = (".", "?", "!", "…")
# On a button of ours: the next screen takes the place of this one.
HERE = "here"


def owner_of(texts: Texts, action: Action) -> str:
    """Who does it, by name; plain text."""
    return action.owner_name or texts.plain("action-former-member")


def action_line(texts: Texts, action: Action, *, named: bool = True) -> str:
    """'A5 · Ask about the bins. Jo Lee, by 3 June 2027. Overdue.': an action in one line, as HTML.

    One that is settled says what became of it in place of the date. `named` false leaves out who does it, for eyes
    that may not see names.
    """
    text = sentence(shortened(" ".join(action.text.split()), SHARE))
    owner = owner_of(texts, action) if named else ""
    whose = "yes" if owner else "no"
    if action.is_open:
        key = "action-line-overdue" if action.overdue else "action-line"
        day = texts.calendar_day(action.due_on)
        return texts(key, reference=action.reference, text=text, owner=owner, named=whose, day=day)
    return texts(
        "action-line-settled",
        reference=action.reference,
        text=text,
        owner=owner,
        named=whose,
        day=_settled_day(texts, action),
        state=action.state,
    )


def sentence(text: str) -> str:
    """A text with an end to it."""
    return text if text.endswith(ENDS) else f"{text}."


def action_text(texts: Texts, action: Action) -> str:
    """One action, whole, as HTML: what, who, by when, from which meeting, and what became of it."""
    lines = [texts("action-head", reference=action.reference, text=action.text), ""]
    lines.append(texts("action-owner", owner=owner_of(texts, action)))
    key = "action-due-overdue" if action.overdue else "action-due"
    lines.append(texts(key, day=texts.calendar_day(action.due_on)))
    if action.meeting is not None:
        lines.append(texts("action-from", meeting=action.meeting))
    if not action.is_open:
        lines.append(texts("action-ended", state=action.state, day=_settled_day(texts, action)))
    if action.result:
        lines.append(texts("action-result", state=action.state, result=action.result))
    return "\n".join(lines)


def _settled_day(texts: Texts, action: Action) -> str:
    assert action.settled_at is not None, "settled at some time"
    return texts.day(action.settled_at)


def list_screen(texts: Texts, practice: Practice, actions: Sequence[Action], page: int) -> Screen:
    """Those that are open, the overdue first, a page of them; each a button, and the way to a new one."""
    ordered = sorted(actions, key=lambda action: (action.due_on, action.id))
    pages = max(1, -(-len(ordered) // PAGE))
    page = min(page, pages - 1)
    shown = ordered[page * PAGE : (page + 1) * PAGE]
    head = texts("actions-head", count=len(ordered)) if ordered else texts("actions-none")
    overdue = sum(action.overdue for action in ordered)
    if overdue:
        head += "\n" + texts("actions-overdue", count=overdue)
    buttons = [
        Button(
            texts.plain("button-action", reference=action.reference, text=shortened(action.text, 40)),
            Agree(practice.id, action.id, "look", HERE),
        )
        for action in shown
    ]
    if pages > 1:
        following = (page + 1) % pages
        label = texts.plain("button-action-page", page=following + 1, pages=pages)
        buttons.append(Button(label, Agree(practice.id, 0, "list", str(following))))
    buttons.append(Button(texts.plain("button-action-new"), Agree(practice.id, 0, "new")))
    buttons.append(Button(texts.plain("button-action-lately"), Agree(practice.id, 0, "lately", HERE)))
    return Screen("\n\n".join([head, *(action_line(texts, action) for action in shown)]), column(*buttons))


def lately_screen(texts: Texts, practice: Practice, actions: Sequence[Action]) -> Screen:
    """Those that were done or dropped of late, each with what came of it."""
    blocks = [texts("actions-lately" if actions else "actions-lately-none")]
    for action in actions:
        block = action_line(texts, action)
        if action.result:
            block += "\n" + texts("action-result", state=action.state, result=shortened(action.result, 80))
        blocks.append(block)
    return Screen("\n\n".join(blocks), column(back_to_list(texts, practice)))


def look_screen(
    texts: Texts, practice: Practice, action: Action, *, tracks: bool, owns: bool, traced: bool = False
) -> Screen:
    """One action, and what its owner, or whoever keeps track, can do about it. `traced`: it came of something."""
    rows: Rows = ()
    if tracks:
        buttons = keeping_buttons(texts, practice, action) if action.is_open else ()
        if traced:
            buttons += (origin(texts, practice.id, ChainKind.ACTION, action.id),)
        rows = column(*buttons, back_to_list(texts, practice))
    elif owns and action.is_open:
        rows = owner_rows(texts, practice, action)
    return Screen(action_text(texts, action), rows)


def keeping_buttons(texts: Texts, practice: Practice, action: Action) -> tuple[Button, ...]:
    """What whoever keeps track can do about an open action."""
    return (
        Button(texts.plain("button-done"), Agree(practice.id, action.id, "done")),
        Button(texts.plain("button-action-drop"), Agree(practice.id, action.id, "drop")),
        Button(texts.plain("button-action-date"), Agree(practice.id, action.id, "date")),
    )


def owner_rows(texts: Texts, practice: Practice, action: Action) -> Rows:
    """What its owner can say about an open action."""
    return column(
        Button(texts.plain("button-action-is-done"), Agree(practice.id, action.id, "done")),
        Button(texts.plain("button-action-cannot"), Agree(practice.id, action.id, "drop")),
    )


def back_to_list(texts: Texts, practice: Practice) -> Button:
    """*Back*, to those that are open."""
    return Button(texts.plain("button-back"), Agree(practice.id, 0, "list", "0"))


def given_screen(texts: Texts, practice: Practice, action: Action, *, moved: bool) -> Screen:
    """For its owner: an action that is new to them, or (`moved`) has another date now."""
    head = texts("action-moved" if moved else "action-given")
    text = f"{head}\n\n{action_text(texts, action)}\n\n{texts('action-next')}"
    return Screen(text, owner_rows(texts, practice, action))


def due_screen(texts: Texts, practice: Practice, action: Action, days: int) -> Screen:
    """For its owner: it is due in so many `days`, or today."""
    text = f"{texts('action-due-soon', days=days)}\n\n{action_text(texts, action)}"
    return Screen(text, owner_rows(texts, practice, action))


def overdue_screen(texts: Texts, practice: Practice, action: Action, days: int, *, tracks: bool) -> Screen:
    """It is overdue by so many `days`: for its owner, or for whoever keeps track."""
    ask = texts("action-overdue-ask" if tracks else "action-overdue-ask-owner")
    text = f"{texts('action-overdue', days=days)}\n\n{action_text(texts, action)}\n\n{ask}"
    rows = column(*keeping_buttons(texts, practice, action)) if tracks else owner_rows(texts, practice, action)
    return Screen(text, rows)


def ended_screen(texts: Texts, action: Action, *, by_owner: bool) -> Screen:
    """What became of it, as its owner said it (`by_owner`), or for the owner where somebody else did."""
    assert action.state != ActionState.OPEN
    key = "action-ended-by-owner" if by_owner else "action-ended-for-owner"
    return Screen(f"{texts(key, state=action.state)}\n\n{action_text(texts, action)}")


def kept_text(texts: Texts, action: Action, *, told: bool) -> str:
    """A new action is kept; `told`: its owner hears of it."""
    kept = texts("action-kept", line=Html(action_line(texts, action)))
    if told:
        return kept + "\n\n" + texts("action-kept-told", owner=owner_of(texts, action))
    return kept
