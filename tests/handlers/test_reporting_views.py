"""The year's report in words: what is hidden stays hidden, what is not there is said, and each side is asked."""

from datetime import UTC, date, datetime

import pytest

from bot.reports.evidence import Chapter, Pack, pack_from_text, pack_to_text
from bot.rules.profile.questions import Question
from bot.rules.reporting import SEEN, Part, Side, hash_of
from bot.rules.representing import Comparison, Line
from bot.rules.returns import Month
from bot.rules.small_numbers.floors import HIDDEN, Shown
from bot.rules.voices import Closure
from bot.rules.words import ChainKind, Method
from bot.services.evidence import Asked, Evidence
from bot.services.knots import Knot
from bot.services.priorities import Priority
from bot.services.reporting import Report, Signature, Written
from bot.services.returning import Return
from bot.services.unheard import Unheard
from bot.texts import Texts
from handlers.callbacks import OnReport
from handlers.views.evidence import pack_of, year_name
from handlers.views.reporting import asked_screen, overview_screen, part_screen, pdf_screen, sign_screen
from tests.handlers.test_views import practice_of

PRACTICE = practice_of("Riverside Surgery")
TEXTS = Texts("en", PRACTICE.settings.zone)
NONE = dict.fromkeys(Method, 0)
BANDS = (
    Line("16-24", 11, Shown(12), 10),
    Line("25-34", 12, HIDDEN, None),
    Line("75-over", None, Shown(100), 83),
)


def unheard(measure: Question, lines: tuple[Line, ...] = BANDS, whole: int = 130, *, listed: bool = True) -> Unheard:
    not_stated = Line("not-said", None, Shown(10) if lines is BANDS else HIDDEN, 8 if lines is BANDS else None)
    comparison = Comparison(measure, lines, not_stated, whole, 120, of_all=False, estimated=False)
    return Unheard(None, comparison, date(2027, 5, 12), date(2027, 1, 1) if listed else None, (), ())


def priority(title: str = "A second line") -> Priority:
    action = Knot(ChainKind.ACTION, 5, "A5", "Buy a second line", "open")
    poll = Knot(ChainKind.CONSULTATION, 3, "P3", "Phones?", "finished")
    about = Knot(ChainKind.PROJECT, 2, "J2", title, "under-way", "Ordered.")
    return Priority(about, "People wait", (action,), (poll,), 14)


def a_return(month: int, responses: tuple[int, ...] | None, answered: int) -> Return:
    methods = {**NONE, Method.PAPER: answered}
    return Return(Month(2027, month), date(2027, month + 1, 16), answered, responses, methods, ("S1",), (), True)


def evidence(**changes: object) -> Evidence:
    keys: dict[str, object] = {
        "year": 2027,
        "first": date(2027, 4, 1),
        "last": date(2028, 3, 31),
        "day": date(2027, 5, 12),
        "members": 130,
        "core": 12,
        "unheard": {Question.AGE: unheard(Question.AGE)},
        "polls": Asked(2, 260, 65, {**NONE, Method.CHAT: 60, Method.PHONE: 5}),
        "surveys": Asked(0, 0, 0, NONE),
        "comments": 4,
        "tests": (a_return(4, (3, 2, 0, 1, 1, 1), 8), a_return(5, None, 3)),
        "meetings": 1,
        "nudges": 2,
        "invitations": (("poster at reception", 20),),
        "closure": Closure(4, 3, 3, 1, 2, 75, 3),
        "outcomes": (),
        "priorities": (priority(), None, None),
        "earlier": (None, None, None),
        "projects": (),
        **changes,
    }
    return Evidence(**keys)  # type: ignore[arg-type]


def report(year: int = 2027, signatures: tuple[Signature, ...] = (), **words: str) -> Report:
    parts = tuple(Written(part, words.get(part.value.replace("-", "_"), ""), 0) for part in Part)
    return Report(year, parts, signatures, None)


def pack(**changes: object) -> Pack:
    return pack_of(TEXTS, PRACTICE, evidence(**changes), report(publicity="Website.\n\nPosters."), report(2026))


def chapter(found: Pack, title: str) -> Chapter:
    return next(each for each in found.chapters if each.title == title)


def test_all_that_an_inspector_asks_for_has_its_place() -> None:
    found = pack()
    assert found.practice == f"{PRACTICE.settings.name} ({PRACTICE.settings.code})"
    assert (found.title, found.period) == ("Patient group report 2027 to 2028", "1 April 2027 to 31 March 2028")
    assert [each.title for each in found.chapters] == [
        "The practice and its group",
        "Practice and group by age",
        "Steps taken for those not heard",
        "Sources of feedback",
        "Priority 1",
        "Priority 2",
        "Priority 3",
        "You said, we did",
        "Improvements that came out of the group",
        "Publicity",
        "Progress on last year's priorities",
    ]
    assert pack_from_text(pack_to_text(found)) == found


def test_what_is_hidden_of_a_band_is_hidden_in_its_cells_and_its_bar() -> None:
    young, hidden, bare, not_stated = chapter(pack(), "Practice and group by age").bands
    assert (young.of_list, young.share, young.cells) == (11, 10, ("11%", "10%", "12", "−1"))
    assert (hidden.of_list, hidden.share, hidden.cells) == (12, None, ("12%", "hidden", "hidden", "–"))
    assert bare.cells == ("–", "83%", "100", "–")
    assert (not_stated.share, not_stated.cells) == (None, ("–", "8%", "10", "–"))


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (unheard(Question.AGE, (Line("16-24", 11, HIDDEN, None),), whole=9), "There are 9 people."),
        (unheard(Question.AGE, (Line("16-24", 11, HIDDEN, None),)), "Nothing is shown now."),
        (unheard(Question.AGE, (Line("16-24", None, HIDDEN, None),), whole=0, listed=False), "not available yet"),
    ],
)
def test_what_cannot_be_shown_is_said_and_has_no_figures(found: Unheard, words: str) -> None:
    shown = chapter(pack(unheard={Question.AGE: found}), "Practice and group by age")
    assert shown.bands == ()
    assert words in " ".join(shown.paragraphs)


def test_steps_taken_are_what_was_written_and_what_the_bot_knows() -> None:
    steps = chapter(pack(), "Steps taken for those not heard")
    assert [name for name, _ in steps.rows] == ["Reminders", "Invitations: poster at reception"]
    assert steps.paragraphs == ()
    nothing = chapter(pack(nudges=0, invitations=()), "Steps taken for those not heard")
    assert nothing.paragraphs == ("Not written yet.",)


def test_sources_of_feedback_are_counted_each_by_itself() -> None:
    sources = chapter(pack(), "Sources of feedback")
    rows = dict(sources.rows)
    assert rows["Comments"] == "4. 3 have an answer or an end (75%)."
    assert rows["Polls closed"].startswith("2. 65 of 260 people asked answered (25%).")
    assert "By phone: 5" in rows["Polls closed"]
    assert rows["Surveys closed"] == "None."
    assert "do not say what all patients think" in sources.paragraphs[0]


def test_a_month_of_the_test_that_is_too_small_is_in_the_total_alone() -> None:
    said = dict(chapter(pack(), "Sources of feedback").rows)["Friends and Family Test"]
    assert said.startswith("11 answers in 2 months. Very good: 3; Good: 2; Neither good nor poor: 0;")
    assert "A month with fewer than 5 answers is in the total alone." in said
    alone = dict(chapter(pack(tests=(a_return(4, None, 3),)), "Sources of feedback").rows)["Friends and Family Test"]
    assert "Very good" not in alone
    assert (
        dict(chapter(pack(tests=()), "Sources of feedback").rows)["Friends and Family Test"] == "Not sent this year."
    )


def test_a_chosen_priority_has_its_reason_its_voices_its_actions_and_its_result() -> None:
    assert dict(chapter(pack(), "Priority 1").rows) == {
        "What it is about": "J2 A second line",
        "Why": "People wait",
        "Who asked for it": "14 comments of members. The poll or survey P3.",
        "Actions": "A5 Buy a second line (open)",
        "State": "under way",
        "Result": "Ordered.",
    }
    assert chapter(pack(), "Priority 2").paragraphs == ("Not written yet.",)


def test_last_years_priorities_stand_beside_what_became_of_them() -> None:
    before = report(2026, priority_2="Letters\nin plain words.")
    found = pack_of(TEXTS, PRACTICE, evidence(earlier=(priority("Phones"), None, None)), report(), before)
    assert chapter(found, "Progress on last year's priorities").rows == (
        ("Priority 1", "J2 Phones (under way)"),
        ("Priority 2", "Letters in plain words."),
    )


def test_what_people_wrote_is_text() -> None:
    title = "<b>&amp; { $x }"
    found = pack_of(
        TEXTS, PRACTICE, evidence(priorities=(priority(title), None, None)), report(steps=title), report()
    )
    assert chapter(found, "Priority 1").rows[0] == ("What it is about", f"J2 {title}")
    assert chapter(found, "Steps taken for those not heard").paragraphs == (title,)


def test_the_screen_says_what_is_missing_and_offers_to_sign_only_what_is_whole() -> None:
    screen = overview_screen(TEXTS, PRACTICE, report(steps="x"), writes=True, sides=Side, other=2026)
    labels = [button.label for row in screen.rows for button in row]
    assert "It can be signed when 5 more parts are written." in screen.text
    assert "Change: steps for those not heard" in labels and "Write: publicity" in labels
    assert not any(label.startswith("Sign") for label in labels)
    assert labels[-1] == "The report 2026 to 2027"


def test_a_signature_is_asked_for_what_was_shown() -> None:
    (yes,), _ = sign_screen(TEXTS, PRACTICE, report(), Side.GROUP, "the content").rows
    assert yes.tap == OnReport(PRACTICE.id, 2027, "sure", f"group.{hash_of('the content')[:SEEN]}")
    yes.tap.pack()


def test_the_file_says_who_signed_and_who_has_not() -> None:
    signed = report(signatures=(Signature(Side.PRACTICE, "", datetime(2027, 6, 3, 9, tzinfo=UTC)),))
    screen = pdf_screen(TEXTS, PRACTICE, signed, pack_to_text(pack()))
    (file,) = screen.documents
    assert file.name == f"report-{PRACTICE.settings.code}-2027.pdf"
    assert file.make().startswith(b"%PDF-")
    assert "for the group" in asked_screen(TEXTS, PRACTICE, signed, Side.GROUP).text


def test_a_priority_is_chosen_from_what_has_voices() -> None:
    chosen = Written(Part.PRIORITY_1, "<i>x</i>", 1, (ChainKind.PROJECT, 2), 1)
    screen = part_screen(TEXTS, "report", chosen, [priority()], priority(), ())
    assert screen.rows[0][0].label == "✓ Chosen: J2 A second line"
    assert "&lt;i&gt;x&lt;/i&gt;" in screen.text
    none = part_screen(TEXTS, "report", Written(Part.PRIORITY_1, "", 0), [], None, ())
    assert "no project, topic or action with voices behind it yet" in none.text


def test_a_year_that_is_the_calendars_has_one_number() -> None:
    assert year_name(PRACTICE, 2027) == "2027 to 2028"
    settings = PRACTICE.settings.model_copy(update={"year_begins": 1})
    assert year_name(type(PRACTICE)(**{**vars(PRACTICE), "settings": settings}), 2027) == "2027"
