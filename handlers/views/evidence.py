"""The evidence pack in words: what the bot knows of a year, and what the practice wrote, chapter by chapter."""

from collections.abc import Iterable

from bot.reports.evidence import Band, Chapter, Pack
from bot.rules.polls import per_cent
from bot.rules.profile.questions import Question
from bot.rules.reporting import PRIORITIES, Part
from bot.rules.representing import Line
from bot.rules.small_numbers.floors import LEAST_BASE, Shown
from bot.rules.words import Method
from bot.services.evidence import Asked, Evidence
from bot.services.practices import Practice
from bot.services.priorities import Priority
from bot.services.reporting import Report
from bot.services.returning import Return
from bot.services.unheard import Unheard
from bot.texts import Texts
from handlers.printing import runs_from_the_right
from handlers.views.fitting import shown
from handlers.views.polls import shortened
from handlers.views.unheard import UnheardView

MOST_OUTCOMES, MOST_INVITATIONS = 40, 12
# In a column of the report.
SHOWN = 300
Rows = tuple[tuple[str, str], ...]


def pack_of(texts: Texts, practice: Practice, evidence: Evidence, report: Report, before: Report) -> Pack:
    """Everything in a report, in one order that does not change. `before` is the report of the year before."""
    settings = practice.settings
    first, last = texts.calendar_day(evidence.first), texts.calendar_day(evidence.last)
    return Pack(
        title=texts.plain("report-title", year=year_name(practice, evidence.year)),
        practice=f"{settings.name} ({settings.code})",
        period=texts.plain("report-period", first=first, last=last),
        chapters=(
            _about(texts, practice, evidence),
            *(_profile(texts, practice, measure, found) for measure, found in evidence.unheard.items()),
            _steps(texts, evidence, report),
            Chapter(
                texts.plain("report-chapter-sources"),
                (texts.plain("report-sources-note"),),
                _sources(texts, evidence),
            ),
            *_priorities(texts, evidence, report),
            _listed(texts.plain("report-chapter-done"), _outcomes(texts, evidence), texts),
            _listed(texts.plain("report-chapter-projects"), _projects(texts, evidence), texts),
            _written(texts, texts.plain("report-chapter-publicity"), report, Part.PUBLICITY),
            _written(
                texts,
                texts.plain("report-chapter-last-year"),
                report,
                Part.LAST_YEAR,
                earlier(texts, before, evidence.earlier),
            ),
        ),
        language=texts.language,
        right_to_left=runs_from_the_right(texts.language),
    )


def year_name(practice: Practice, year: int) -> str:
    """'2027 to 2028': a financial year; '2027' where it is the calendar's."""
    return str(year) if practice.settings.first_month == 1 else f"{year} to {year + 1}"


def earlier(texts: Texts, before: Report, chosen: Iterable[Priority | None]) -> Rows:
    """The priorities of the year before, each with how it stands now; what was only written in its own words."""
    rows = []
    for number, (part, priority) in enumerate(zip(PRIORITIES, chosen, strict=True), start=1):
        name = texts.plain("report-chapter-priority", number=number)
        words = " ".join(before.part(part).words.split())
        if priority is not None:
            rows.append((name, texts.plain("report-stands", title=title_of(priority), state=_state(texts, priority))))
        elif words:
            rows.append((name, shortened(words, SHOWN)))
    return tuple(rows)


def title_of(priority: Priority) -> str:
    """'J2 A second telephone line'."""
    return f"{priority.about.reference} {priority.about.title}".strip()


def _about(texts: Texts, practice: Practice, evidence: Evidence) -> Chapter:
    settings = practice.settings
    rows = (
        (texts.plain("report-row-practice"), settings.name),
        (texts.plain("report-row-code"), settings.code),
        (texts.plain("report-row-group"), settings.group_name),
        (texts.plain("report-row-engagement"), texts.plain("report-engagement")),
        (
            texts.plain("report-row-members", day=texts.calendar_day(evidence.day)),
            texts.plain("report-members", count=evidence.members, core=evidence.core),
        ),
    )
    return Chapter(texts.plain("report-chapter-group"), rows=rows)


def _profile(texts: Texts, practice: Practice, measure: Question, found: Unheard) -> Chapter:
    title, comparison = texts.plain("report-chapter-profile", measure=measure), found.comparison
    view = UnheardView(texts, practice, may_list=False)
    no_list = (texts.plain("report-no-list"),) if found.list_as_of is None else ()
    if comparison.whole < LEAST_BASE:
        return Chapter(title, (texts.plain("unheard-few", count=comparison.whole), *no_list))
    if comparison.is_hidden:
        return Chapter(title, (texts.plain("unheard-close"), *no_list))
    names = ("band", "list", "group", "of-list", "of-group", "members", "gap")
    return Chapter(
        title,
        no_list,
        heads=tuple(texts.plain("report-head-of", column=name) for name in names),
        bands=(
            *(
                Band(view.band(measure, line.band), line.of_list, line.share, _cells(texts, line))
                for line in comparison.lines
            ),
            # Its share is of everybody: a bar beside those of the others would be drawn to another scale.
            Band(texts.plain("report-not-stated"), None, None, _cells(texts, comparison.not_stated)),
        ),
        notes=tuple(shown(note) for note in view.notes(found)),
    )


def _cells(texts: Texts, line: Line) -> tuple[str, ...]:
    none, gap = texts.plain("report-no-figure"), line.gap
    of_list = none if line.of_list is None else f"{line.of_list}%"
    if not isinstance(line.count, Shown):
        hidden = texts.plain("unheard-chart-hidden")
        return (of_list, hidden, hidden, none)
    share = none if line.share is None else f"{line.share}%"
    if gap is None:
        return (of_list, share, str(line.count.count), none)
    side = "lower" if gap < 0 else "higher" if gap else "same"
    return (of_list, share, str(line.count.count), texts.plain("report-gap", side=side, gap=abs(gap)))


def _steps(texts: Texts, evidence: Evidence, report: Report) -> Chapter:
    rows = tuple(
        (texts.plain("report-row-invited", source=source), texts.plain("report-invited", count=count))
        for source, count in evidence.invitations[:MOST_INVITATIONS]
    )
    if evidence.nudges:
        rows = ((texts.plain("report-row-nudges"), texts.plain("report-nudges", count=evidence.nudges)), *rows)
    return _written(texts, texts.plain("report-chapter-steps"), report, Part.STEPS, rows)


def _sources(texts: Texts, evidence: Evidence) -> Rows:
    closure = evidence.closure
    rate = closure.rate if closure.rate is not None else -1
    return (
        (
            texts.plain("report-row-comments"),
            texts.plain("report-comments", count=evidence.comments, heard=closure.heard, rate=rate),
        ),
        (texts.plain("report-row-polls"), _asked(texts, evidence.polls)),
        (texts.plain("report-row-surveys"), _asked(texts, evidence.surveys)),
        (texts.plain("report-row-meetings"), str(evidence.meetings)),
        (texts.plain("report-row-tests"), _tests(texts, evidence.tests)),
    )


def _asked(texts: Texts, asked: Asked) -> str:
    return texts.plain(
        "report-asked",
        count=asked.count,
        asked=asked.asked,
        answered=asked.answered,
        percent=per_cent(asked.answered, asked.asked) if asked.asked else 0,
        methods=_methods(texts, asked.methods),
    )


def _tests(texts: Texts, tests: tuple[Return, ...]) -> str:
    """The Friends and Family Test of the year. A month that is too small for its responses is in the total alone."""
    shown = [each.responses for each in tests if each.responses is not None]
    responses = [
        texts.plain("fft-response", number=number, count=sum(each[number - 1] for each in shown))
        for number in range(1, 7)
    ]
    methods = {method: sum(each.methods.get(method, 0) for each in tests) for method in Method}
    return texts.plain(
        "report-tests",
        months=len(tests),
        count=sum(each.answered for each in tests),
        responses="; ".join(responses) if shown else texts.plain("mydata-none"),
        methods=_methods(texts, methods),
        small=len(tests) - len(shown),
    )


def _methods(texts: Texts, methods: dict[Method, int]) -> str:
    said = [texts.plain("fft-method", method=method, count=many) for method, many in methods.items() if many]
    return "; ".join(said) or texts.plain("mydata-none")


def _priorities(texts: Texts, evidence: Evidence, report: Report) -> tuple[Chapter, ...]:
    return tuple(
        _written(
            texts,
            texts.plain("report-chapter-priority", number=number),
            report,
            part,
            _priority(texts, priority) if priority is not None else (),
        )
        for number, (part, priority) in enumerate(zip(PRIORITIES, evidence.priorities, strict=True), start=1)
    )


def _priority(texts: Texts, priority: Priority) -> Rows:
    actions = "; ".join(
        texts.plain(
            "report-stands",
            title=f"{each.reference} {each.title}",
            state=texts.plain("trace-state", state=each.state),
        )
        for each in priority.actions
    )
    rows = (
        (texts.plain("report-row-about"), title_of(priority)),
        (texts.plain("report-row-why"), priority.why),
        (
            texts.plain("report-row-voices"),
            texts.plain(
                "report-voices",
                count=priority.comments,
                polls=len(priority.asked),
                references=", ".join(each.reference for each in priority.asked),
            ),
        ),
        (texts.plain("report-row-actions"), actions),
        (texts.plain("report-row-state"), _state(texts, priority)),
        (texts.plain("report-row-result"), priority.about.outcome or ""),
    )
    return tuple((name, said) for name, said in rows if said)


def _state(texts: Texts, priority: Priority) -> str:
    return texts.plain("trace-state", state=priority.about.state)


def _outcomes(texts: Texts, evidence: Evidence) -> Rows:
    return tuple(
        (each.said, texts.plain("report-outcome", kind=each.kind, words=each.words, voices=each.voices))
        for each in evidence.outcomes[-MOST_OUTCOMES:]
    )


def _projects(texts: Texts, evidence: Evidence) -> Rows:
    return tuple(
        (
            f"{project.reference} {project.title}",
            texts.plain(
                "report-project",
                why=project.why,
                state=texts.plain("trace-state", state=project.state),
                result=project.result or "",
                has="yes" if project.result else "no",
                voices=voices,
            ),
        )
        for project, voices in evidence.projects
    )


def _written(texts: Texts, title: str, report: Report, part: Part, rows: Rows = ()) -> Chapter:
    words = report.part(part).words
    own = tuple(line for line in words.splitlines() if line.strip())
    return Chapter(title, own or (() if rows else (texts.plain("report-not-written"),)), rows)


def _listed(title: str, rows: Rows, texts: Texts) -> Chapter:
    return Chapter(title, () if rows else (texts.plain("report-none-yet"),), rows)
