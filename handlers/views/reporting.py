"""The year's report in the chat: how it stands, its parts, its file and its signatures."""

from collections.abc import Iterable, Sequence

from bot.reports.evidence import evidence_pdf, pack_from_text
from bot.rules.reporting import PRIORITIES, SEEN, Part, Side, chosen_as_text, hash_of
from bot.services.practices import Practice
from bot.services.priorities import Priority
from bot.services.reporting import Report, Signature, Written
from bot.texts import Texts
from handlers.callbacks import OnReport, Step
from handlers.views.evidence import Rows, title_of, year_name
from handlers.views.polls import shortened
from handlers.views.screen import Button, File, Screen, column

LABEL_SHOWN, TITLE_SHOWN = 40, 200


def overview_screen(
    texts: Texts, practice: Practice, report: Report, *, writes: bool, sides: Iterable[Side], other: int
) -> Screen:
    """What is there and what is missing, who signed, and what can be done. `other`: the year offered beside it."""
    here = (practice.id, report.year)
    lines = [texts("report-head", year=year_name(practice, report.year), practice=practice.settings.name)]
    lines.append("\n".join(_part_line(texts, each) for each in report.parts))
    if report.signatures:
        lines.append("\n".join(texts("report-signed", line=_signed(texts, each)) for each in report.signatures))
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
    label = texts.plain("button-report-other", year=year_name(practice, other))
    return Screen("\n\n".join(lines), column(*buttons, Button(label, OnReport(practice.id, other, "look"))))


def part_screen(
    texts: Texts, flow: str, written: Written, possible: Sequence[Priority], chosen: Priority | None, before: Rows
) -> Screen:
    """A part to write: what belongs there, and what stands there.

    A priority can be chosen from what is `possible`. `before` are last year's priorities, where they are asked about.
    """
    lines = [texts("report-ask", part=written.part)]
    if written.part in PRIORITIES:
        lines.append(texts("report-ask-choose") if possible else texts("report-ask-none"))
    if chosen is not None:
        lines.append(texts("report-chosen", title=shortened(title_of(chosen), TITLE_SHOWN)))
    lines += [texts("report-before", name=name, words=words) for name, words in before]
    if written.words:
        lines.append(texts("report-now", words=written.words))
    buttons = [
        Button(
            texts.plain(
                "button-report-choose",
                title=shortened(title_of(each), LABEL_SHOWN),
                chosen="yes" if each.about.link == written.chosen else "no",
            ),
            Step(flow, "part", chosen_as_text(each.about.link)),
        )
        for each in possible
    ]
    back = Button(texts.plain("button-back"), Step(flow, "part", "back"))
    return Screen("\n\n".join(lines), column(*buttons, back))


def sign_screen(texts: Texts, practice: Practice, report: Report, side: Side, content: str) -> Screen:
    """Sure? With the hash of the report that was just shown: only that one is signed."""
    seen = hash_of(content)[:SEEN]
    yes = Button(texts.plain("button-report-sign-yes"), OnReport(practice.id, report.year, "sure", f"{side}.{seen}"))
    no = Button(texts.plain("button-no"), OnReport(practice.id, report.year, "look"))
    words = texts("report-sign-sure", side=side, year=year_name(practice, report.year))
    return Screen(words, column(yes, no))


def pdf_screen(texts: Texts, practice: Practice, report: Report, content: str) -> Screen:
    """The report as a file."""
    title, signed = texts.plain("report-signatures"), {each.side: _signed(texts, each) for each in report.signatures}
    lines = tuple(signed.get(side) or texts.plain("report-not-signed", side=side) for side in Side)

    def make() -> bytes:
        return evidence_pdf(pack_from_text(content), title, lines)

    name = f"report-{practice.settings.code}-{report.year}.pdf"
    words = texts("report-ready", year=year_name(practice, report.year))
    return Screen(words, documents=(File(name, make),))


def asked_screen(texts: Texts, practice: Practice, report: Report, side: Side) -> Screen:
    """To the side that has not signed yet."""
    look = Button(texts.plain("button-report-look"), OnReport(practice.id, report.year, "look"))
    year = year_name(practice, report.year)
    words = texts("report-sign-asked", practice=practice.settings.name, year=year, side=side)
    return Screen(words, column(look))


def _signed(texts: Texts, signature: Signature) -> str:
    name = signature.name or texts.plain("action-former-member")
    return texts.plain("report-signature", side=signature.side, name=name, day=texts.day(signature.at))


def _part_line(texts: Texts, written: Written) -> str:
    there = "yes" if written.is_there else "no"
    return texts("report-part", name=_part_name(texts, written.part), written=there)


def _part_button(texts: Texts, written: Written) -> str:
    there = "yes" if written.is_there else "no"
    return texts.plain("button-report-write", name=_part_name(texts, written.part), written=there)


def _part_name(texts: Texts, part: Part) -> str:
    return texts.plain("report-part-name", part=part)
