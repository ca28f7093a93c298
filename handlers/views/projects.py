"""Improvement projects as the manager sees them: the list with the measure of success, and one by one."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.rules.words import ProjectState
from bot.services.improvements import Project, Success
from bot.services.origins import Origin
from bot.services.practices import Practice
from bot.texts import Texts
from handlers.callbacks import OnProject, Step
from handlers.views.actions import sentence
from handlers.views.polls import shortened
from handlers.views.screen import Button, Rows, Screen, column
from handlers.views.voice_buttons import origin

FLOW = "project"
PAGE = 8
SHOWN_ON_A_BUTTON = 40


@dataclass(frozen=True)
class Behind:
    """What is behind a project: how many comments, whether it is linked at all, and whether anybody hears its end."""

    voices: int
    linked: bool
    heard: bool


def list_screen(texts: Texts, practice: Practice, projects: Sequence[Project], success: Success, page: int) -> Screen:
    """A page of the projects, under how many of all came out of the group; and the way to a new one."""
    pages = max(1, -(-len(projects) // PAGE))
    page = min(page, pages - 1)
    shown = projects[page * PAGE : (page + 1) * PAGE]
    lines = [_success(texts, success), *(project_line(texts, each) for each in shown)]
    buttons = [
        Button(
            texts.plain("button-project", reference=each.reference, title=shortened(each.title, SHOWN_ON_A_BUTTON)),
            OnProject(practice.id, each.id, "look"),
        )
        for each in shown
    ]
    if pages > 1:
        following = (page + 1) % pages
        label = texts.plain("button-project-page", page=following + 1, pages=pages)
        buttons.append(Button(label, OnProject(practice.id, 0, "list", value=str(following))))
    buttons.append(Button(texts.plain("button-project-new"), OnProject(practice.id, 0, "new")))
    return Screen("\n\n".join(lines), column(*buttons))


def _success(texts: Texts, success: Success) -> str:
    if not success.projects:
        return texts("projects-none")
    lines = [
        texts("projects-head"),
        texts("projects-from-group", count=success.from_group, all=success.projects),
    ]
    if success.from_group:
        lines.append(texts("projects-done", count=success.done))
    return "\n".join(lines)


def project_line(texts: Texts, project: Project) -> str:
    """'J2 · A ramp at the door. Under way. Jo Lee.': a project in one line, as HTML."""
    line = texts("project-line", reference=project.reference, title=sentence(project.title), state=project.state)
    return line + " " + texts("project-line-owner", owner=project.owner_name) if project.owner_name else line


def project_text(texts: Texts, project: Project, behind: Behind) -> str:
    """One project, whole, as HTML: why, with how many voices behind it, who, since when, and what came of it."""
    parts = [texts("project-head", reference=project.reference, title=project.title)]
    if project.why:
        parts.append(texts("project-why", why=project.why))
    if behind.voices:
        parts.append(texts("project-voices", count=behind.voices))
    elif not behind.linked:
        parts.append(texts("project-nothing-behind"))
    lines = [texts("project-owner", owner=_owner(texts, project))]
    lines.append(texts("project-since", state=project.state, day=texts.day(project.made_at)))
    if project.ended_at is not None:
        lines.append(texts("project-ended", state=project.state, day=texts.day(project.ended_at)))
    parts.append("\n".join(lines))
    if project.result:
        parts.append(texts("project-result", state=project.state, result=project.result))
    return "\n\n".join(parts)


def _owner(texts: Texts, project: Project) -> str:
    if project.owner_id is not None:
        return project.owner_name or texts.plain("action-former-member")
    return project.owner_name or texts.plain("project-no-owner")


def look_screen(texts: Texts, practice: Practice, project: Project, behind: Behind, opening: str = "") -> Screen:
    """One project, and what can be done about it as it was seen. `opening` says what has just been done."""

    def act(name: str, label: str) -> Button:
        return Button(label, OnProject(practice.id, project.id, name, project.version))

    buttons = [act("begin", texts.plain("button-project-begin"))] if project.state == ProjectState.PLANNED else []
    if project.goes_on:
        buttons.append(act("done", texts.plain("button-project-done")))
        buttons.append(act("stop", texts.plain("button-project-stop")))
        buttons.append(act("change", texts.plain("button-project-change")))
        buttons.append(act("link", texts.plain("button-project-link")))
    if behind.linked:
        buttons.append(origin(texts, practice.id, *project.link))
    buttons.append(Button(texts.plain("button-project-all"), OnProject(practice.id, 0, "list")))
    text = project_text(texts, project, behind)
    return Screen(f"{opening}\n\n{text}" if opening else text, column(*buttons))


def change_screen(texts: Texts, practice: Practice, project: Project) -> Screen:
    """What can be changed about a project that goes on."""

    def act(name: str, label: str) -> Button:
        return Button(label, OnProject(practice.id, project.id, name, project.version))

    buttons = (
        act("title", texts.plain("button-project-title")),
        act("why", texts.plain("button-project-why")),
        act("who", texts.plain("button-project-who")),
        act("look", texts.plain("button-back")),
    )
    return Screen(texts("project-change", reference=project.reference, title=project.title), column(*buttons))


def link_screen(
    texts: Texts, project: Project, origins: Sequence[Origin], already: frozenset[str], page: int
) -> Screen:
    """A page of what a project can have come from. What it is linked to `already` is marked as such."""
    pages = max(1, -(-len(origins) // PAGE))
    page = min(page, pages - 1)
    buttons = []
    for each in origins[page * PAGE : (page + 1) * PAGE]:
        label = _origin_label(texts, each)
        marked = texts.plain("chosen", choice=label) if origin_value(each) in already else label
        buttons.append(Button(marked, Step(FLOW, "link", origin_value(each))))
    if pages > 1:
        following = (page + 1) % pages
        label = texts.plain("button-project-page", page=following + 1, pages=pages)
        buttons.append(Button(label, Step(FLOW, "link", f"page-{following}")))
    buttons.append(Button(texts.plain("button-back"), Step(FLOW, "link", "back")))
    asked = texts("project-ask-link", reference=project.reference, title=project.title)
    return Screen(asked if origins else asked + "\n" + texts("project-link-none"), column(*buttons))


def origin_value(found: Origin) -> str:
    """What stands on its button: 'topic-3'."""
    kind, key = found.link
    return f"{kind}-{key}"


def _origin_label(texts: Texts, found: Origin) -> str:
    title = shortened(found.title, SHOWN_ON_A_BUTTON)
    if found.reference:
        return texts.plain("button-project", reference=found.reference, title=title)
    return texts.plain("button-project-topic", title=title, count=found.open_comments)


def preview_text(texts: Texts, title: str, why: str, owner: str, source: str) -> str:
    """A new project as it will be kept. `source` is what it comes from, in words."""
    parts = [texts("project-preview", title=title)]
    if why:
        parts.append(texts("project-why", why=why))
    if source:
        parts.append(texts("project-comes-from", words=shortened(" ".join(source.split()), 200)))
    parts.append(texts("project-owner", owner=owner or texts.plain("project-no-owner")))
    return "\n\n".join(parts)


def end_screen(
    texts: Texts, project: Project, state: ProjectState, words: str, behind: Behind, quiet_until: str | None
) -> Screen:
    """What is put on record when a project ends, and who will hear it."""
    parts = [
        texts("project-end-preview", reference=project.reference, title=project.title, state=state),
        texts("project-result", state=state, result=words),
    ]
    if behind.heard:
        parts.append(texts("project-end-told", count=behind.voices))
        if quiet_until is not None:
            parts.append(texts("poll-preview-quiet", when=quiet_until))
    else:
        parts.append(texts("project-end-nobody"))
    keep = Button(texts.plain("button-project-end", told="yes" if behind.heard else "no"), _end("keep"))
    back, cancel = (Button(texts.plain(f"button-{each}"), _end(each)) for each in ("back", "cancel"))
    return Screen("\n\n".join(parts), column(keep, back, cancel))


def _end(value: str) -> Step:
    return Step(FLOW, "end", value)


def with_skip(texts: Texts, step: str, *buttons: Button) -> Rows:
    """Buttons of a question that need not be answered."""
    return column(*buttons, Button(texts.plain("button-skip"), Step(FLOW, step, "skip")))
