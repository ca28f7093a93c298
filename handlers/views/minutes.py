"""Minutes as people see them: how they stand, to read, and as they go out; and what everybody hears of a meeting."""

from functools import partial

from bot.rules.words import MinutesState, Useful
from bot.services.meetings import Meeting
from bot.services.minutes import MinutesStatus, PublishedMinutes
from bot.services.practices import Practice
from bot.texts import Texts
from handlers.callbacks import Meet, Take
from handlers.views.fitting import shown_length
from handlers.views.joining import question
from handlers.views.meetings import meeting_head
from handlers.views.screen import LONGEST_MESSAGE, Button, File, Rows, Screen, column

FLOW = "minutes"
# Without it, some programs take a text for one in an old alphabet.
BOM = b"\xef\xbb\xbf"


def minutes_screen(texts: Texts, meeting: Meeting, minutes: PublishedMinutes, rows: Rows = ()) -> Screen:
    """Minutes to read: in the message where they fit, or else as a file; and whether they are a draft."""
    head = meeting_head(texts, meeting) + "\n\n" + texts("minutes-state", state=minutes.state)
    if minutes.text is None:
        assert minutes.file_name is not None and minutes.content is not None, "a text or a file"
        return Screen(head, rows, documents=(File(minutes.file_name, partial(bytes, minutes.content)),))
    whole = head + "\n\n" + texts("own-words", words=minutes.text)
    if shown_length(whole) <= LONGEST_MESSAGE:
        return Screen(whole, rows)
    return Screen(head, rows, documents=(_as_file(texts, meeting, minutes.text, minutes.state),))


def _as_file(texts: Texts, meeting: Meeting, text: str, state: MinutesState) -> File:
    # The file goes its own ways: it says by itself what it is.
    title = texts.plain("minutes-title", reference=meeting.reference, title=meeting.title)
    whole = f"{title}\n{texts.plain('minutes-state', state=state)}\n\n{text}\n"
    return File(f"minutes-{meeting.reference}.txt", partial(_encoded, whole))


def _encoded(text: str) -> bytes:
    return BOM + text.encode()


def published_screen(
    texts: Texts, practice: Practice, meeting: Meeting, state: MinutesState, text: str | None
) -> Screen:
    """For every member: the minutes are out. Whole where they are a text that fits, or with a button to read them."""
    out = meeting_head(texts, meeting) + "\n\n" + texts("minutes-out", reference=meeting.reference, state=state)
    if text is not None:
        whole = out + "\n\n" + texts("own-words", words=text)
        if shown_length(whole) <= LONGEST_MESSAGE:
            return Screen(whole)
    return Screen(out, column(Button(texts.plain("button-read-minutes"), Meet(practice.id, meeting.id, "minutes"))))


def status_screen(
    texts: Texts,
    practice: Practice,
    meeting: Meeting,
    status: MinutesStatus | None,
    *,
    begun: bool,
    late: bool,
    opening: str = "",
) -> Screen:
    """How the minutes stand, and what whoever takes them can do. `late`: nothing else is done about the meeting."""
    lines = [opening] if opening else []
    lines.append(texts("minutes-head", reference=meeting.reference))
    lines.append(texts("minutes-status", status=_stands(status, begun)))
    back = Meet(practice.id, meeting.id, "look") if late else Take(practice.id, meeting.id, "look")
    buttons = _status_buttons(texts, practice, meeting, status, begun=begun)
    return Screen("\n\n".join(lines), column(*buttons, Button(texts.plain("button-back"), back)))


def _stands(status: MinutesStatus | None, begun: bool) -> str:
    if status is None:
        return "none" if begun else "early"
    if status.state is MinutesState.ACCEPTED:
        return "accepted"
    return "published" if status.published_at is not None else "draft"


def _status_buttons(
    texts: Texts, practice: Practice, meeting: Meeting, status: MinutesStatus | None, *, begun: bool
) -> list[Button]:
    def take(act: str, value: str = "") -> Button:
        return Button(texts.plain(f"button-minutes-{act}"), Take(practice.id, meeting.id, act, value))

    buttons = []
    if status is not None:
        if status.published_at is None:
            buttons.append(take("publish", str(status.version)))
        buttons.append(take("read"))
    if begun and (status is None or status.state is MinutesState.DRAFT):
        buttons.append(take("compose"))
        buttons.append(take("type"))
        buttons.append(take("file"))
    return buttons


def preview_screen(texts: Texts, meeting: Meeting, text: str, *answers: tuple[str, str]) -> Screen:
    """Minutes exactly as members will see them, before they are kept."""
    shown = minutes_screen(texts, meeting, PublishedMinutes(text, None, None, MinutesState.DRAFT, 0))
    rows = question(texts, FLOW, "preview", "", *answers, back=False).rows
    head = texts("poll-preview-head")
    whole = f"{head}\n\n{shown.text}"
    if shown_length(whole) <= LONGEST_MESSAGE:
        return Screen(whole, rows, documents=shown.documents)
    as_file = _as_file(texts, meeting, text, MinutesState.DRAFT)
    return Screen(f"{head}\n\n{meeting_head(texts, meeting)}", rows, documents=(as_file,))


def summary_text(texts: Texts, meeting: Meeting, summary: str) -> str:
    """What every member hears of a meeting."""
    words = texts("own-words", words=summary)
    return "\n\n".join((meeting_head(texts, meeting), texts("summary-head-of") + "\n" + words))


def summary_screen(texts: Texts, practice: Practice, meeting: Meeting, *, asks: bool) -> Screen:
    """The summary as it goes out. `asks`: whether it was useful, which only members of the group are asked."""
    assert meeting.summary is not None, "it goes out when there is one"
    text = summary_text(texts, meeting, meeting.summary)
    if not asks:
        return Screen(text)
    return Screen(f"{text}\n\n{texts('summary-useful')}", _useful_rows(texts, practice.id, meeting))


def thanks_screen(texts: Texts, meeting: Meeting, answer: Useful) -> Screen:
    """The summary again, with what the member said to it. The buttons stay: minds change."""
    said = texts("summary-said", answer=answer)
    text = summary_text(texts, meeting, meeting.summary or "")
    return Screen(f"{text}\n\n{said}", _useful_rows(texts, meeting.practice_id, meeting))


def _useful_rows(texts: Texts, practice_id: int, meeting: Meeting) -> Rows:
    buttons = (
        Button(texts.plain(f"button-useful-{each}"), Meet(practice_id, meeting.id, "useful", each.value))
        for each in Useful
    )
    return (tuple(buttons),)
