"""The way in, as people see it."""

from bot.rules.lengths import utf16_length
from bot.rules.words import MemberState
from bot.services.people import Actor, Membership
from bot.services.practices import Practice, PublishedText
from bot.texts import Html, Texts
from handlers.callbacks import ChoosePractice, Decide, Run, Step
from handlers.views.pausing import paused_screen
from handlers.views.profile import offer_button
from handlers.views.screen import LONGEST_MESSAGE, Button, File, Rows, Screen, column, pieces

ROLE_ORDER = ("chair", "manager", "staff")


def urgent(texts: Texts, practice: Practice) -> str:
    """Whom to call in an emergency and for advice, in this practice's country or in its own words."""
    own = practice.settings.urgent_advice
    if own:
        return texts("own-words", words=own)
    region = practice.settings.region
    return texts(f"urgent-{region.key}", emergency=region.emergency, advice=region.advice)


def start_screen(texts: Texts, practice: Practice, actor: Actor, several_languages: bool) -> Screen:
    """The first message: who this is, what the group does, what it is not for, and where to tap."""
    named = {
        "group": practice.settings.group_name,
        "practice": practice.settings.name,
        "urgent": Html(urgent(texts, practice)),
    }
    if actor.active:
        return Screen(texts("start-member", **named), column(_help(texts)))
    if actor.membership is not None and actor.membership.state == MemberState.WAITING:
        return Screen(texts("start-waiting", group=practice.settings.group_name), column(_help(texts)))
    if actor.paused:
        return paused_screen(texts, practice)
    text = texts("start-welcome", **named)
    if actor.roles:
        text += "\n\n" + texts("start-role", roles=role_names(texts, actor))
    return Screen(text, join_rows(texts, practice, several_languages))


def join_rows(texts: Texts, practice: Practice, several_languages: bool) -> Rows:
    """Join, hear more, or change the language."""
    buttons = [
        _join(texts, practice),
        Button(texts.plain("button-more"), Run("more", practice=practice.id)),
    ]
    if several_languages:
        buttons.append(Button(texts.plain("button-language"), Run("language")))
    return column(*buttons)


def more_screen(texts: Texts, practice: Practice) -> Screen:
    """What the group does and what is kept, before anybody decides."""
    text = texts("more", urgent=Html(urgent(texts, practice)))
    return Screen(text, column(_join(texts, practice)))


def practices_screen(texts: Texts, practices: list[Practice]) -> Screen:
    """Which practice? A button each."""
    buttons = (Button(practice.settings.name, ChoosePractice(practice.id)) for practice in practices)
    return Screen(texts("start-choose-practice"), column(*buttons))


def role_names(texts: Texts, actor: Actor) -> str:
    """The roles somebody holds, in words."""
    return ", ".join(texts.plain(f"role-{role}") for role in ROLE_ORDER if role in actor.roles)


def question(texts: Texts, flow: str, step: str, text: str, *answers: tuple[str, str], back: bool = True) -> Screen:
    """A question in a flow: (label key, value) for each answer, and *Back*."""
    buttons = [Button(texts.plain(key), Step(flow, step, value)) for key, value in answers]
    if back:
        buttons.append(Button(texts.plain("button-back"), Step(flow, step, "back")))
    return Screen(text, column(*buttons))


def agreement_text(texts: Texts, document: PublishedText) -> str:
    """The agreement, whole, under its version."""
    return texts("join-agreement", version=document.version) + "\n\n" + document_html(texts, document.text)


def agreement_screens(texts: Texts, document: PublishedText, rows: Rows) -> list[Screen]:
    """The agreement, whole, with buttons below the end. Several messages where one cannot hold it."""
    whole = agreement_text(texts, document) + "\n\n" + texts("join-agreement-ask")
    if utf16_length(whole) <= LONGEST_MESSAGE:
        return [Screen(whole, rows)]
    head = texts("join-agreement", version=document.version)
    parts = [texts("own-words", words=part) for part in pieces(document.text, LONGEST_MESSAGE // 2)]
    return [Screen(head), *(Screen(part) for part in parts), Screen(texts("join-agreement-ask"), rows)]


def document_html(texts: Texts, text: str) -> str:
    """A document's own text: its headings in bold, everything else as it stands."""
    lines = []
    for line in text.splitlines():
        heading = line.lstrip("#").strip() if line.startswith("#") else None
        lines.append(texts("heading", words=heading) if heading else texts("own-words", words=line) if line else "")
    return "\n".join(lines)


def privacy_file(texts: Texts, document: PublishedText) -> File:
    """The privacy notice as a file."""
    return File(texts.plain("privacy-file-name"), lambda: b"\xef\xbb\xbf" + document.text.encode())


def request_screen(texts: Texts, practice: Practice, member: Membership) -> Screen:
    """Somebody asks to be let in: for the chair and the manager."""
    text = texts(
        "request-to-join",
        name=member.name,
        group=practice.settings.group_name,
        connection=member.connection,
    )
    return Screen(
        text,
        column(
            Button(texts.plain("button-approve"), Decide(practice.id, member.id, let_in=True)),
            Button(texts.plain("button-decline"), Decide(practice.id, member.id, let_in=False)),
        ),
    )


def welcome_screen(texts: Texts, practice: Practice, member: Membership) -> Screen:
    """The end of joining: what has happened and what comes next."""
    group = practice.settings.group_name
    if member.state == MemberState.WAITING:
        return Screen(texts("join-wait", group=group))
    if not member.counted:
        return Screen(texts("join-done-staff"), column(_help(texts)))
    key = "join-done" if member.may_message else "join-done-silent"
    return Screen(texts(key, group=group), column(_help(texts), offer_button(texts, practice)))


def _join(texts: Texts, practice: Practice) -> Button:
    return Button(texts.plain("button-join"), Run("join", practice=practice.id))


def _help(texts: Texts) -> Button:
    return Button(texts.plain("button-help"), Run("help"))
