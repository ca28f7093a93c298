"""The year's report: how it stands in the chat, and its words as a pack to print."""

from collections.abc import Iterable
from datetime import date, datetime, time
from html import unescape
from re import compile as pattern

from bot.reports.evidence import Bars, Chapter, Pack, evidence_pdf, pack_from_text
from bot.rules.polls import per_cent
from bot.rules.profile.questions import Question
from bot.rules.reporting import Part, Side
from bot.services.practices import Practice
from bot.services.reporting import Asked, Evidence, Report, Signature, Written
from bot.services.unheard import Unheard
from bot.texts import Texts
from handlers.callbacks import OnReport, Step
from handlers.views.screen import Button, File, Screen, column
from handlers.views.unheard import UnheardView

TAGS = pattern("<[^>]*>")
MOST_OUTCOMES, MOST_INVITATIONS = 40, 12
SHOWN = 300


def overview_screen(
    texts: Texts, practice: Practice, report: Report, *, writes: bool, sides: Iterable[Side]
) -> Screen:
    """What is written and what is missing, who signed, and what can be done."""
    here = (practice.id, report.year)
    lines = [texts("report-head", year=year_name(report.year), practice=practice.settings.name)]
    lines.append("\n".join(_part_line(texts, each) for each in report.parts))
    if report.signatures:
        lines.append(
            "\n".join(texts("report-signed", line=signature_line(texts, each)) for each in report.signatures)
        )
    else:
        lines.append(texts("report-unsigned"))
    buttons = []
    if writes:
        buttons = [Button(_part_button(texts, each), OnReport(*here, "write", each.part)) for each in report.parts]
    buttons.append(Button(texts.plain("button-report-pdf"), OnReport(*here, "pdf")))
    if not report.missing:
        buttons += [
            Button(texts.plain("button-report-sign", side=side), OnReport(*here, "sign", side))
            for side in sides
            if not report.signed(side)
        ]
    else:
        lines.append(texts("report-missing", count=len(report.missing)))
    return Screen("\n\n".join(lines), column(*buttons))


def part_screen(texts: Texts, flow: str, written: Written, suggestions: Iterable[tuple[str, str]]) -> Screen:
    """A part to write: what belongs there, what stands there, and, for a priority, projects to take it from."""
    lines = [texts("report-ask", part=written.part)]
    if written.words:
        lines.append(texts("report-now", words=written.words))
    buttons = [Button(label, Step(flow, "part", value)) for value, label in suggestions]
    back = Button(texts.plain("button-back"), Step(flow, "part", "back"))
    return Screen("\n\n".join(lines), column(*buttons, back))


def sign_screen(texts: Texts, practice: Practice, report: Report, side: Side) -> Screen:
    """Sure? With the report as it will be signed."""
    yes = Button(texts.plain("button-report-sign-yes"), OnReport(practice.id, report.year, "sure", side))
    no = Button(texts.plain("button-no"), OnReport(practice.id, report.year, "look"))
    return Screen(texts("report-sign-sure", side=side, year=year_name(report.year)), column(yes, no))


def pdf_screen(texts: Texts, practice: Practice, report: Report, content: str) -> Screen:
    """The report as a file."""
    lines = tuple(signature_line(texts, each) for each in report.signatures)
    title, unsigned = texts.plain("report-signatures"), (texts.plain("report-not-signed"),)

    def make() -> bytes:
        return evidence_pdf(pack_from_text(content), title, lines or unsigned)

    name = f"report-{practice.settings.code}-{report.year}.pdf"
    return Screen(texts("report-ready", year=year_name(report.year)), documents=(File(name, make),))


def asked_screen(texts: Texts, practice: Practice, report: Report, side: Side) -> Screen:
    """To the side that has not signed yet."""
    look = Button(texts.plain("button-report-look"), OnReport(practice.id, report.year, "look"))
    words = texts("report-sign-asked", practice=practice.settings.name, year=year_name(report.year), side=side)
    return Screen(words, column(look))


def signature_line(texts: Texts, signature: Signature) -> str:
    """'For the practice: Mo Lee, 3 June 2027'; plain text."""
    name = signature.name or texts.plain("action-former-member")
    return texts.plain("report-signature", side=signature.side, name=name, day=texts.day(signature.at))


def year_name(year: int) -> str:
    """'2027 to 2028': a financial year."""
    return f"{year} to {year + 1}"


def pack_of(texts: Texts, practice: Practice, evidence: Evidence, report: Report) -> Pack:
    """Everything in the report, in words, in one order that does not change."""
    parts = {each.part: each.words for each in report.parts}
    chapters = [
        _about(texts, practice, evidence),
        *(_profile(texts, practice, measure, found) for measure, found in evidence.unheard.items()),
        Chapter(texts.plain("report-chapter-steps"), _own(parts[Part.STEPS]), _invitations(texts, evidence)),
        Chapter(
            texts.plain("report-chapter-sources"), (texts.plain("report-sources-note"),), _sources(texts, evidence)
        ),
        *(
            Chapter(texts.plain("report-chapter-priority", number=number), _own(parts[part]))
            for number, part in enumerate((Part.PRIORITY_1, Part.PRIORITY_2, Part.PRIORITY_3), start=1)
        ),
        Chapter(texts.plain("report-chapter-done"), _none(texts, evidence.outcomes), _outcomes(texts, evidence)),
        Chapter(texts.plain("report-chapter-projects"), _none(texts, evidence.projects), _projects(texts, evidence)),
        Chapter(texts.plain("report-chapter-publicity"), _own(parts[Part.PUBLICITY])),
        Chapter(texts.plain("report-chapter-last-year"), _own(parts[Part.LAST_YEAR])),
    ]
    settings = practice.settings
    period = texts.plain("report-period", first=_day(texts, evidence.first), last=_day(texts, evidence.last))
    return Pack(
        title=texts.plain("report-title", year=year_name(evidence.year)),
        practice=f"{settings.name} ({settings.code})",
        period=period,
        chapters=tuple(chapters),
        language=texts.language,
    )


def _about(texts: Texts, practice: Practice, evidence: Evidence) -> Chapter:
    rows = (
        (texts.plain("report-row-group"), practice.settings.group_name),
        (texts.plain("report-row-engagement"), texts.plain("report-engagement")),
        (
            texts.plain("report-row-members"),
            texts.plain("report-members", count=evidence.members, core=evidence.core, carers=evidence.carers),
        ),
        (texts.plain("report-row-meetings"), str(evidence.meetings)),
    )
    return Chapter(texts.plain("report-chapter-group"), rows=rows)


def _profile(texts: Texts, practice: Practice, measure: Question, found: Unheard) -> Chapter:
    title = texts.plain("report-chapter-profile", measure=texts.plain(f"button-unheard-{measure}"))
    view = UnheardView(texts, practice, may_list=False)
    # What the chat shows, without its markup: the same figures, and the same are hidden.
    said = [line for line in unescape(TAGS.sub("", view.overview(found, ()).text)).splitlines() if line.strip()]
    if found.list_as_of is None or found.comparison.is_hidden:
        return Chapter(title, tuple(said[1:]))
    chart = view.chart(found, found.list_as_of)
    bars = tuple(Bars(each.label, each.of_list, each.share) for each in chart.gaps)
    return Chapter(title, tuple(said[1:]), bars=bars, legend=(chart.list_name, chart.heard_name, chart.hidden))


def _invitations(texts: Texts, evidence: Evidence) -> tuple[tuple[str, str], ...]:
    return tuple(
        (texts.plain("report-row-invited", source=source), texts.plain("report-invited", count=count))
        for source, count in evidence.invitations[:MOST_INVITATIONS]
    )


def _sources(texts: Texts, evidence: Evidence) -> tuple[tuple[str, str], ...]:
    closure = evidence.closure
    rate = closure.rate if closure.rate is not None else -1
    return (
        (texts.plain("report-row-comments"), texts.plain("report-comments", count=evidence.comments, rate=rate)),
        (texts.plain("report-row-polls"), _asked(texts, evidence.polls)),
        (texts.plain("report-row-surveys"), _asked(texts, evidence.surveys)),
        (texts.plain("report-row-meetings"), str(evidence.meetings)),
    )


def _asked(texts: Texts, asked: Asked) -> str:
    methods = "; ".join(
        texts.plain("fft-method", method=method, count=many) for method, many in asked.methods.items() if many
    )
    percent = per_cent(asked.answered, asked.asked) if asked.asked else 0
    return texts.plain(
        "report-asked",
        count=asked.count,
        asked=asked.asked,
        answered=asked.answered,
        percent=percent,
        methods=methods or texts.plain("mydata-none"),
    )


def _outcomes(texts: Texts, evidence: Evidence) -> tuple[tuple[str, str], ...]:
    return tuple(
        (each.said, texts.plain("report-outcome", kind=each.kind, words=each.words, voices=each.voices))
        for each in evidence.outcomes[-MOST_OUTCOMES:]
    )


def _projects(texts: Texts, evidence: Evidence) -> tuple[tuple[str, str], ...]:
    return tuple(
        (
            f"{project.reference} {project.title}",
            texts.plain(
                "report-project", why=project.why, state=project.state, result=project.result or "", voices=voices
            ),
        )
        for project, voices in evidence.projects
    )


def _own(words: str) -> tuple[str, ...]:
    return tuple(line for line in words.splitlines() if line.strip())


def _none(texts: Texts, found: tuple[object, ...]) -> tuple[str, ...]:
    return () if found else (texts.plain("report-none-yet"),)


def _part_line(texts: Texts, written: Written) -> str:
    return texts("report-part", name=_part_name(texts, written.part), written="yes" if written.words else "no")


def _part_button(texts: Texts, written: Written) -> str:
    return texts.plain(
        "button-report-write", name=_part_name(texts, written.part), written="yes" if written.words else "no"
    )


def _part_name(texts: Texts, part: Part) -> str:
    return texts.plain("report-part-name", part=part)


def _day(texts: Texts, day: date) -> str:
    return texts.day(datetime.combine(day, time(12), texts.zone))
