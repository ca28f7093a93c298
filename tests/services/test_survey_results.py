"""Results of surveys: what came in, of how many, what is shown of it, where people stop, what leaves the house."""

import itertools
from datetime import date
from operator import itemgetter

import pytest

from bot.errors import ConsultationStillOpen, NoSuchReference, TooFewAnswers
from bot.rules.forms.answers import NOT_SAID
from bot.rules.forms.expressions import Expression
from bot.rules.forms.form import Choice, Form, Kind, Question
from bot.rules.forms.summaries import OfChoices, OfDates, OfNumbers, OfRating, OfTexts, Summary, Withheld
from bot.rules.words import Attribution
from bot.services.exporting import ExportedAnswer, plain_number, questions_of
from bot.services.people import Actor
from bot.services.survey_results import COUNTED_FOR, Funnel, SurveyResults
from bot.services.surveys import Survey
from tests.support.exports import exported
from tests.support.group import Given, Group

ALL = pytest.mark.parametrize("attribution", list(Attribution))
UNNAMED = pytest.mark.parametrize("attribution", [Attribution.CONFIDENTIAL, Attribution.ANONYMOUS])


STEPS = ("n1", "n2", "n3", "n4")


def words(english: str, polish: str = "") -> dict[str, str]:
    return {"en": english, "pl": polish} if polish else {"en": english}


def choices(*names: str) -> tuple[Choice, ...]:
    return tuple(Choice(name, words(name.title(), f"{name} (pl)")) for name in names)


def the_form() -> Form:
    """A question of each kind, a statement, and one that only some are asked."""
    questions = (
        Question("hello", Kind.STATEMENT, words("Thank you for taking part.")),
        Question("came", Kind.SINGLE, words("Did you call us?", "Czy dzwoniłeś?"), choices=choices("yes", "no")),
        Question("waited", Kind.NUMBER, words("How long?"), asked_if=Expression.read("${came} = 'yes'")),
        Question("ways", Kind.MULTIPLE, words("Which ways?"), choices=choices("phone", "online", "desk")),
        Question(
            "rate", Kind.RATING, words("How was it?"), choices=choices("n1", "n2", "n3", "n4"), may_not_say=True
        ),
        Question("day", Kind.DATE, words("When?"), may_not_say=True),
        Question("why", Kind.TEXT, words("Tell us more")),
    )
    return Form(words("Appointments", "Wizyty"), ("en", "pl"), questions)


# Six people; the last four say less and less.
GIVEN: list[dict[str, Given]] = [
    {"came": "yes", "waited": "10", "ways": ("phone", "online"), "rate": "n4", "day": "1 May 2026", "why": "=1+1"},
    {"came": "yes", "waited": "2.5", "ways": ("phone",), "rate": "n3", "day": "3 May 2026", "why": "Good\nand kind"},
    {"came": "yes", "waited": "10", "ways": ("phone",), "rate": "n4", "day": "3 May 2026", "why": "Żółć"},
    {"came": "yes", "waited": "0", "rate": "n1", "day": "4 May 2026", "why": "Slow"},
    {"came": "yes", "waited": "60", "rate": NOT_SAID, "day": "9 May 2026", "why": "Fine"},
    {"came": "no", "rate": "n4", "day": NOT_SAID},
]


async def filled_in(group: Group, attribution: Attribution, *, partial: bool = False) -> tuple[Survey, list[Actor]]:
    """A survey that six people handed in, one left in the middle, and one never began."""
    actors = await group.join_many(8)
    survey = await group.ask_survey(the_form(), attribution=attribution, partial=partial)
    for actor, given in zip(actors, GIVEN, strict=False):
        await group.fill(actor, survey, given)
    await group.fill(actors[6], survey, {"came": "yes", "waited": "7"}, until="ways")
    return survey, actors


async def results_of(group: Group, survey: Survey, language: str = "en") -> SurveyResults:
    async with group.database.reading() as uow:
        return await group.services.survey_results.of(uow, group.practice, survey.id, language)


async def funnel_of(group: Group, survey: Survey) -> Funnel:
    async with group.database.reading() as uow:
        return await group.services.survey_results.funnel(uow, group.practice, survey.id, "en")


async def written_to(group: Group, survey: Survey, number: int) -> list[str]:
    service = group.services.survey_results
    async with group.database.reading() as uow:
        found = await service.of(uow, group.practice, survey.id, "en")
        return await service.written(uow, group.practice, found, found.question(number))


async def export(group: Group, survey: Survey) -> list[ExportedAnswer]:
    async with group.database.reading() as uow:
        return await exported(uow, group.practice, survey.id)


def summaries(results: SurveyResults) -> list[Summary]:
    assert results.questions is not None
    return [each.summary for each in results.questions]


def assert_all_of_it(results: SurveyResults) -> None:
    came, waited, _, rate, day, why = summaries(results)
    assert isinstance(came, OfChoices) and isinstance(waited, OfNumbers) and isinstance(day, OfDates)
    assert (came.said, [share.count for share in came.shares]) == (6, [5, 1])
    assert (waited.said, waited.lowest, waited.median, waited.mean, waited.highest) == (5, 0, 10, 16.5, 60)
    assert isinstance(rate, OfRating)
    assert (rate.said, rate.not_said, [share.per_cent for share in rate.shares]) == (5, 1, [20, 0, 20, 60])
    assert (rate.top, rate.top_count, rate.average) == (("N3", "N4"), 4, 3.2)
    assert (day.said, day.not_said, day.earliest, day.latest) == (5, 1, date(2026, 5, 1), date(2026, 5, 9))
    assert why == OfTexts(5, 0)


@ALL
async def test_each_question_is_summed_up_in_its_own_way(group: Group, attribution: Attribution) -> None:
    survey, _ = await filled_in(group, attribution)
    before = await results_of(group, survey)
    named = attribution == Attribution.NAMED
    assert (before.shown, before.waits, before.asked, before.answered) == (named, not named, 8, 6)
    assert (before.questions is not None) is named
    if named:
        assert_all_of_it(before)
    await group.close(survey)
    after = await results_of(group, survey)
    assert (after.shown, after.asked, after.answered, after.about.is_open) == (True, 8, 6, False)
    assert_all_of_it(after)


@UNNAMED
async def test_a_question_that_too_few_answered_is_withheld(group: Group, attribution: Attribution) -> None:
    survey, _ = await filled_in(group, attribution)
    await group.close(survey)
    assert summaries(await results_of(group, survey))[2] == Withheld(3, 0)
    assert await written_to(group, survey, 3) == []


async def test_a_named_one_is_shown_whole_from_the_first_answer(group: Group) -> None:
    survey, _ = await filled_in(group, Attribution.NAMED)
    ways = summaries(await results_of(group, survey))[2]
    assert isinstance(ways, OfChoices)
    # Of the three who answered; one of them chose two.
    assert (ways.said, ways.several) == (3, True)
    assert [(share.count, share.per_cent) for share in ways.shares] == [(3, 100), (1, 33), (0, 0)]


@UNNAMED
async def test_words_of_fewer_than_five_are_not_shown(group: Group, attribution: Attribution) -> None:
    actors = await group.join_many(6)
    survey = await group.ask_survey(the_form(), attribution=attribution)
    for place, actor in enumerate(actors):
        await group.fill(actor, survey, {"came": "no", **({"why": f"I am {place}"} if place < 4 else {})})
    with pytest.raises(NoSuchReference):
        await written_to(group, survey, 6)
    await group.close(survey)
    assert summaries(await results_of(group, survey))[5] == Withheld(4, 0)
    assert await written_to(group, survey, 6) == []


@ALL
async def test_words_are_listed_as_they_were_written(group: Group, attribution: Attribution) -> None:
    survey, _ = await filled_in(group, attribution)
    await group.close(survey)
    assert sorted(await written_to(group, survey, 6)) == sorted(["=1+1", "Good\nand kind", "Żółć", "Slow", "Fine"])
    # There are no words to list where there is something to choose.
    assert await written_to(group, survey, 1) == []
    with pytest.raises(NoSuchReference):
        await written_to(group, survey, 7)


async def test_the_words_of_a_form_come_in_the_language_of_whoever_reads(sqlite_group: Group) -> None:
    survey, _ = await filled_in(sqlite_group, Attribution.NAMED)
    found = (await results_of(sqlite_group, survey, "pl")).question(1)
    assert isinstance(found.summary, OfChoices)
    assert (found.words, found.summary.shares[0].text) == ("Czy dzwoniłeś?", "yes (pl)")
    assert (await results_of(sqlite_group, survey, "fr")).question(1).words == "Did you call us?"


async def test_with_fewer_than_five_answers_nothing_is_shown(sqlite_group: Group) -> None:
    group = sqlite_group
    actors = await group.join_many(4)
    survey = await group.ask_survey(the_form())
    for actor in actors:
        await group.fill(actor, survey, {"came": "yes"})
    with pytest.raises(ConsultationStillOpen):
        await funnel_of(group, survey)
    await group.close(survey)
    found = await results_of(group, survey)
    assert (found.shown, found.waits, found.questions) == (False, False, None)
    with pytest.raises(TooFewAnswers):
        await funnel_of(group, survey)


@ALL
async def test_where_people_stop(group: Group, attribution: Attribution) -> None:
    survey, _ = await filled_in(group, attribution)
    if attribution == Attribution.NAMED:
        assert_the_way(await funnel_of(group, survey))
    await group.close(survey)
    assert_the_way(await funnel_of(group, survey))


def assert_the_way(funnel: Funnel) -> None:
    assert (funnel.asked, funnel.started, funnel.handed_in) == (8, 7, 6)
    assert [(stop.number, stop.reached, stop.answered) for stop in funnel.stops] == [
        (1, 7, 6), (2, 6, 5), (3, 7, 3), (4, 6, 6), (5, 6, 6), (6, 6, 5),
    ]  # fmt: skip


async def test_half_done_sheets_count_where_the_survey_says_so(group: Group) -> None:
    survey, _ = await filled_in(group, Attribution.CONFIDENTIAL, partial=True)
    await group.close(survey)
    found, funnel = await results_of(group, survey), await funnel_of(group, survey)
    came, waited = summaries(found)[:2]
    assert (found.answered, came.said, waited.said) == (7, 7, 6)
    assert (funnel.started, funnel.handed_in) == (7, 7)


async def test_totals_stand_when_somebody_is_erased_after_the_close(group: Group) -> None:
    survey, actors = await filled_in(group, Attribution.CONFIDENTIAL)
    await group.close(survey)
    async with group.work() as uow:
        await group.services.membership.forget(uow, actors[0])
    group.clock.advance(seconds=COUNTED_FOR.total_seconds() + 1)
    found = await results_of(group, survey)
    came, waited, ways, rate, _, why = summaries(found)
    assert (found.answered, came.said, rate.said, rate.not_said) == (6, 6, 5, 1)
    assert isinstance(ways, Withheld) and ways.said == 3
    # What they typed is gone, though, and with it their number.
    assert (waited, why) == (Withheld(4, 0), Withheld(4, 0))
    assert await written_to(group, survey, 6) == []


async def test_results_that_go_out_to_everybody_are_counted_once(
    sqlite_group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    group = sqlite_group
    survey, _ = await filled_in(group, Attribution.ANONYMOUS)
    await group.close(survey)
    first = await results_of(group, survey)
    with monkeypatch.context() as context:
        context.setattr("storage.queries.surveys.answered_by_question", None)
        assert await results_of(group, survey) == first
    group.clock.advance(seconds=COUNTED_FOR.total_seconds())
    assert await results_of(group, survey) == first


EXPECTED = {
    ("1", "Did you call us?"): [("1", "Yes")] * 5 + [("2", "No")],
    ("2", "How long?"): [("10", "10"), ("2.5", "2.5"), ("10", "10"), ("0", "0"), ("60", "60")],
    ("3", "Which ways?"): [("1", "Phone"), ("2", "Online"), ("1", "Phone"), ("1", "Phone")],
    ("4", "How was it?"): [("4", "N4"), ("3", "N3"), ("4", "N4"), ("1", "N1"), ("not-said", ""), ("4", "N4")],
    ("5", "When?"): [(day, day) for day in ("2026-05-01", "2026-05-03", "2026-05-03", "2026-05-04", "2026-05-09")]
    + [("not-said", "")],
    ("6", "Tell us more"): [(said, said) for said in ("=1+1", "Good\nand kind", "Żółć", "Slow", "Fine")],
}  # fmt: skip


@ALL
async def test_an_export_is_what_was_entered(group: Group, attribution: Attribution) -> None:
    survey, _ = await filled_in(group, attribution)
    await group.close(survey)
    found = await export(group, survey)
    by_question: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in found:
        by_question.setdefault((row.question, row.question_text), []).append((row.answer, row.answer_text))
    assert {key: sorted(rows) for key, rows in by_question.items()} == {
        key: sorted(rows)
        for key, rows in EXPECTED.items()
        # Three of six answered it: too few where answers are not named.
        if attribution == Attribution.NAMED or key[0] != "3"
    }
    assert [row.not_said for row in found] == [row.answer == "not-said" for row in found]
    days = {None} if attribution == Attribution.ANONYMOUS else {group.clock.now().date()}
    assert {row.answered_on for row in found} == days
    names = {f"Patient {place}" for place in range(6)}
    numbered = {f"{survey.reference}-R{number:04d}" for number in range(1, 7)}
    assert {row.respondent for row in found} == (names if attribution == Attribution.NAMED else numbered)
    # The rows of one person come together, question by question.
    order = [(row.respondent, int(row.question), row.answer) for row in found]
    assert [key for key, _ in itertools.groupby(order, key=itemgetter(0))] == list(
        dict.fromkeys(who for who, *_ in order)
    )
    for _, of_one in itertools.groupby(order, key=itemgetter(0)):
        rows = list(of_one)
        assert rows == sorted(rows)


async def test_the_answers_of_one_person_stay_together_in_an_export(sqlite_group: Group) -> None:
    group = sqlite_group
    survey, _ = await filled_in(group, Attribution.ANONYMOUS)
    await group.close(survey)
    whole: dict[str, list[str]] = {}
    for row in await export(group, survey):
        whole.setdefault(row.respondent, []).append(row.answer)
    assert sorted(whole.values()) == sorted(
        [
            ["1", "10", "4", "2026-05-01", "=1+1"],
            ["1", "2.5", "3", "2026-05-03", "Good\nand kind"],
            ["1", "10", "4", "2026-05-03", "Żółć"],
            ["1", "0", "1", "2026-05-04", "Slow"],
            ["1", "60", "not-said", "2026-05-09", "Fine"],
            ["2", "4", "not-said"],
        ]
    )


async def test_the_questions_of_an_export_are_explained(sqlite_group: Group) -> None:
    group = sqlite_group
    survey, _ = await filled_in(group, Attribution.NAMED)
    poll = await group.ask()
    async with group.database.reading() as uow:
        assert await questions_of(uow, group.practice, poll.id) == []
        found = await questions_of(uow, group.practice, survey.id)
    assert [(each.number, each.name, each.kind) for each in found] == [
        (1, "came", Kind.SINGLE), (2, "waited", Kind.NUMBER), (3, "ways", Kind.MULTIPLE), (4, "rate", Kind.RATING),
        (5, "day", Kind.DATE), (6, "why", Kind.TEXT),
    ]  # fmt: skip
    assert found[3].choices == (("1", "N1"), ("2", "N2"), ("3", "N3"), ("4", "N4"), ("not-said", ""))


@pytest.mark.parametrize(
    ("value", "written"),
    [(3.0, "3"), (2.5, "2.5"), (-0.0, "0"), (1e12, "1000000000000"), (1e-7, "0.0000001"), (-0.1, "-0.1")],
)
def test_numbers_are_written_with_all_their_digits(value: float, written: str) -> None:
    assert plain_number(value) == written


async def test_another_practice_sees_nothing(sqlite_group: Group) -> None:
    group = sqlite_group
    survey, _ = await filled_in(group, Attribution.NAMED)
    other = type(group.practice)(group.practice.id + 1, group.practice.settings)
    async with group.database.reading() as uow:
        for call in (
            group.services.survey_results.of(uow, other, survey.id, "en"),
            group.services.survey_results.funnel(uow, other, survey.id, "en"),
        ):
            with pytest.raises(NoSuchReference):
                await call


@ALL
async def test_an_export_leaves_out_what_would_tell_who_it_was(group: Group, attribution: Attribution) -> None:
    form = Form(
        words("Two questions"),
        ("en",),
        (
            Question("came", Kind.SINGLE, words("Did you call us?"), choices=choices("yes", "no"), required=True),
            Question("why", Kind.TEXT, words("Tell us more")),
        ),
    )
    actors = await group.join_many(7)
    survey = await group.ask_survey(form, attribution=attribution)
    for place, actor in enumerate(actors):
        await group.fill(actor, survey, {"came": "yes", **({"why": "Only me"} if place < 2 else {})})
    await group.close(survey)
    told = [row.question for row in await export(group, survey)]
    assert told.count("1") == 7
    assert told.count("2") == (2 if attribution == Attribution.NAMED else 0)
