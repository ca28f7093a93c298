"""A poll as people see it: to answer, to preview, to watch."""

from collections.abc import Mapping
from functools import lru_cache

from bot.rules.lengths import fitting, utf16_length
from bot.rules.polls import per_cent
from bot.rules.words import QuestionKind
from bot.services.consultations import Brief, Reach
from bot.services.polls import Draft, Paper, Poll
from bot.services.results import Progress
from bot.services.surveys import SurveyDraft
from bot.texts import Html, Texts
from handlers.callbacks import ClosePoll, Run, ShowPoll, Step, StopSending, Vote, VoteDone
from handlers.views.screen import Button, Rows, Screen, column

BAR_CELLS = 10
REASONS = ("blocked", "deactivated", "no-chat", "refused", "expired", "withdrawn")


@lru_cache(maxsize=256)
def poll_text(texts: Texts, group: str, poll: Poll | Draft, reference: str, part: str = "") -> str:
    """What a poll says, above its choices. `part` is the part of the group that is asked, if it is one."""
    lines = [texts("poll-head", reference=reference, group=group, question=poll.question), ""]
    if poll.kind == QuestionKind.MULTIPLE:
        lines.append(texts("poll-several"))
    if part:
        lines.append(texts("asks-part", part=part))
    lines.append(texts(f"poll-influence-{poll.influence}"))
    lines.append(texts(f"poll-attribution-{poll.attribution}"))
    lines.append(texts("poll-closes", when=texts.when(poll.closes_at)))
    return "\n".join(lines)


@lru_cache(maxsize=256)
def paper_screen(texts: Texts, group: str, paper: Paper, opening: str = "", part: str = "") -> Screen:
    """A poll to be answered: every choice a button, those chosen marked in the text and on the button."""
    poll = paper.poll
    text = poll_text(texts, group, poll, poll.reference, part)
    if paper.chosen:
        text += "\n\n" + texts("poll-your-answer", answer=chosen_text(paper))
    else:
        text += "\n\n" + texts("poll-no-answer-yet")
    if opening:
        text = opening + "\n\n" + text
    return Screen(text, _choices(texts, paper) if poll.is_open else ())


def chosen_text(paper: Paper) -> str:
    """What was chosen, as one line."""
    texts = [text for position, (_, text) in enumerate(paper.poll.choices, start=1) if position in paper.chosen]
    return "; ".join(texts)


def _choices(texts: Texts, paper: Paper) -> Rows:
    poll, several = paper.poll, paper.poll.kind == QuestionKind.MULTIPLE
    buttons = []
    for position, (_, text) in enumerate(poll.choices, start=1):
        chosen = position in paper.chosen
        label = texts.plain("chosen", choice=text) if chosen else text
        # A second tap takes a choice back where there are several; a single answer is only ever replaced.
        turn_on = not (several and chosen)
        buttons.append(Button(label, Vote(poll.practice_id, poll.id, position, turn_on)))
    if several:
        buttons.append(Button(texts.plain("button-done"), VoteDone(poll.practice_id, poll.id)))
    return column(*buttons)


def preview_screen(
    texts: Texts, group: str, draft: Draft, reach: Reach, quiet_until: str | None, part: str = ""
) -> Screen:
    """A draft exactly as members will see it, what will happen with it, and a button to change each thing."""
    choices = "\n".join(f"▫️ {texts('chosen-not', choice=choice)}" for choice in draft.choices)
    foot = [preview_foot(texts, draft, part)]
    if reach.unreachable:
        foot.append(texts("poll-preview-unreachable", count=reach.unreachable))
    if reach.silent:
        foot.append(texts("poll-preview-silent", count=reach.silent))
    if quiet_until is not None:
        foot.append(texts("poll-preview-quiet", when=quiet_until))
    shown = poll_text(texts, group, draft, texts("poll-reference-to-come"), part)
    text = "\n\n".join(
        (texts("poll-preview-head"), f"<blockquote>{shown}\n\n{choices}</blockquote>", "\n".join(foot))
    )
    return Screen(text, _preview_buttons(texts, draft, reach, part))


def preview_foot(texts: Texts, draft: Draft | SurveyDraft, part: str) -> str:
    """Who is asked, and who sees the results."""
    if part:
        return texts("poll-preview-foot-part", part=part, results=draft.results_to)
    return texts("poll-preview-foot", audience=draft.audience, results=draft.results_to)


def audience_label(texts: Texts, draft: Draft | SurveyDraft, part: str) -> str:
    """What stands on the button that changes who is asked."""
    if part:
        return texts.plain("button-change-audience-part", part=part)
    return texts.plain("button-change-audience", audience=draft.audience)


def _preview_buttons(texts: Texts, draft: Draft, reach: Reach, part: str) -> Rows:
    def change(what: str, **arguments: str) -> Button:
        return Button(texts.plain(f"button-change-{what}", **arguments), Step("poll", "preview", what))

    return column(
        Button(texts.plain("button-send", count=reach.members), Step("poll", "preview", "send")),
        Button(texts.plain("button-send-later"), Step("poll", "preview", "later")),
        change("kind", kind=draft.kind),
        Button(audience_label(texts, draft, part), Step("poll", "preview", "audience")),
        change("attribution", attribution=draft.attribution),
        change("results", results=draft.results_to),
        change("influence", influence=draft.influence),
        change("closes", when=texts.when(draft.closes_at)),
        change("words"),
        Button(texts.plain("button-cancel"), Step("poll", "preview", "cancel")),
    )


def open_polls_screen(texts: Texts, polls: list[tuple[Brief, bool]]) -> Screen:
    """The open polls of a member, a button each."""
    if not polls:
        return Screen(texts("polls-none"))
    buttons = [
        Button(
            texts.plain(
                "polls-line-answered" if answered else "polls-line",
                reference=poll.reference,
                question=shortened(poll.title),
            ),
            ShowPoll(poll.practice_id, poll.id),
        )
        for poll, answered in polls
    ]
    return Screen(texts("polls-head"), column(*buttons))


def progress_screen(texts: Texts, progress: Progress) -> Screen:
    """How the sending goes and how many have answered, for the author of a poll."""
    poll = progress.about
    lines = [texts("progress-head", reference=poll.reference, question=poll.title), ""]
    lines += _sending(texts, progress)
    if progress.asked:
        lines.append(
            texts(
                "progress-answered",
                bar=bar(progress.answered, progress.asked),
                answered=progress.answered,
                asked=progress.asked,
                percent=per_cent(progress.answered, progress.asked),
            )
        )
    if not poll.is_open:
        lines.append(texts("progress-closed"))
        results = Run("results", poll.reference, poll.practice_id)
        return Screen("\n".join(lines), column(Button(texts.plain("button-results"), results)))
    lines.append(texts("progress-closes", when=texts.when(poll.closes_at)))
    buttons = [Button(texts.plain("button-close-now"), ClosePoll(poll.practice_id, poll.id, sure=False))]
    if progress.waiting:
        buttons.append(Button(texts.plain("button-stop-sending"), StopSending(poll.practice_id, poll.id)))
    return Screen("\n".join(lines), column(*buttons))


def _sending(texts: Texts, progress: Progress) -> list[str]:
    lines = []
    if progress.waiting and progress.goes_out_at is not None:
        lines.append(texts("progress-quiet", when=texts.when(progress.goes_out_at)))
    elif progress.waiting:
        done = progress.queued - progress.waiting
        lines.append(texts("progress-sending", bar=bar(done, progress.queued), sent=done, total=progress.queued))
    else:
        lines.append(texts("progress-sent", sent=progress.sent, total=progress.queued))
    if progress.failed:
        lines.append(failed_line(texts, progress.failed))
    return lines


def failed_line(texts: Texts, failed: Mapping[str, int]) -> str:
    """How many were not delivered, and how many of them for which reason."""
    why = " ".join(
        texts(f"failed-{reason if reason in REASONS else 'other'}", count=count)
        for reason, count in sorted(failed.items())
    )
    return texts("progress-failed", count=sum(failed.values()), why=Html(why))


def bar(part: int, whole: int) -> str:
    """A bar of ten cells. It never stands alone: the numbers are beside it."""
    full = round(BAR_CELLS * part / whole) if whole else 0
    return "▓" * full + "░" * (BAR_CELLS - full)


def shortened(text: str, most: int = 60) -> str:
    """A text short enough for a button, or for its share of a message: `most` as Telegram counts."""
    return text if utf16_length(text) <= most else text[: fitting(text, most - 1)].rstrip() + "…"
