"""Who has not been heard, as its readers see it: bands beside the list, with a chart, and what can be done."""

from collections.abc import Sequence
from datetime import date

from bot.reports.gap_chart import Gap, GapChart
from bot.rules.breaking_down import SEVERAL
from bot.rules.polls import per_cent
from bot.rules.profile.choices import NOT_SAID, OWN
from bot.rules.profile.questions import Question
from bot.rules.profile.segments import Segment
from bot.rules.representing import MEASURES, Line
from bot.rules.small_numbers.floors import LEAST_BASE, Hidden, Shown
from bot.rules.weighting import LEAST_TO_WEIGH, MOST_WEIGHT
from bot.rules.words import Attribution
from bot.services.consultations import Brief
from bot.services.practices import Practice
from bot.services.unheard import Unheard, Weighted
from bot.texts import Texts
from handlers.callbacks import Unheard as Tapped
from handlers.views.audience import part_asked
from handlers.views.polls import shortened
from handlers.views.profile import answer_label, segment_name
from handlers.views.screen import Button, File, Rows, Screen, column


class UnheardView:
    """The screens of one practice in one language. `may_list`: whoever looks may send the list."""

    def __init__(self, texts: Texts, practice: Practice, *, may_list: bool) -> None:
        self._texts, self._practice, self._may_list = texts, practice, may_list

    def overview(self, found: Unheard, rows: Rows) -> Screen:
        """Every band beside the list, and what can be done about those that are under-heard."""
        parts = (self._head(found), self._lines(found), self._notes(found))
        text = "\n\n".join("\n".join(part) for part in parts if part)
        if found.list_as_of is None or found.comparison.is_hidden or not found.comparison.base:
            return Screen(text, rows)
        chart = self.chart(found, found.list_as_of)

        def draw() -> bytes:
            from bot.reports.gap_chart import gap_chart  # noqa: PLC0415  (the typesetter: only when it draws)

            return gap_chart(chart)

        name = found.about.reference if found.about is not None else "group"
        picture = File(f"not-heard-{name}-{found.comparison.measure}.png", draw)
        return Screen(text, rows, picture=picture, caption=self._in_words(found, chart))

    def rows(self, found: Unheard, *, can_nudge: bool) -> Rows:
        """The other measures; a reminder and an invitation for each band that is under-heard; the list."""
        texts, measure, about = self._texts, found.comparison.measure, found.about
        others = [
            Button(texts.plain(f"button-unheard-{other}"), self._tap(about, "look", other))
            for other in MEASURES
            if other is not measure
        ]
        actions = [
            Button(
                texts.plain("button-unheard-nudge", part=self.part(part)), self._tap(about, "nudge", measure, part)
            )
            for part in found.large
            if can_nudge
        ] + [
            Button(
                texts.plain("button-unheard-invite", part=self.part(part)), self._tap(about, "invite", measure, part)
            )
            for part in found.low
        ]
        if _can_be_weighted(found):
            actions.append(Button(texts.plain("button-unheard-weigh"), self._tap(about, "weigh", measure)))
        if self._may_list:
            actions.append(Button(texts.plain("button-unheard-list"), self._tap(about, "list", measure)))
        return (tuple(others), *column(*actions))

    def part(self, part: Segment) -> str:
        """A part of the group by its name: 'Aged 16 to 24'."""
        return segment_name(self._texts, self._practice, part)

    def choose(self, part: Segment, listed: Sequence[Brief]) -> Screen:
        """What a part of the group can be reminded of."""
        texts = self._texts
        buttons = [
            Button(
                texts.plain("polls-line", reference=each.reference, question=shortened(each.title)),
                self._tap(each, "nudge", part.question, part),
            )
            for each in listed
        ]
        asked = texts("unheard-nudge-choose", part=self.part(part))
        text = asked if listed else texts("unheard-nudge-none")
        return Screen(text, column(*buttons, self._back(None, part)))

    def sure(self, about: Brief, part: Segment) -> Screen:
        """A reminder to a part of the group, before it goes out."""
        texts = self._texts
        text = texts("unheard-nudge-sure", part=self.part(part), reference=about.reference)
        yes = Button(
            self._texts.plain("button-unheard-nudge-yes"), self._tap(about, "nudge-yes", part.question, part)
        )
        return Screen(text, column(yes, self._back(about, part)))

    def weighted(self, found: Weighted) -> Screen:
        """A question's weighted shares, always beside those as they were answered."""
        texts, asked, weights = self._texts, found.question, found.weights
        whole = weights.answers
        lines = [
            texts("unheard-weighted-head", reference=asked.about.reference, question=shortened(asked.words, 300)),
            "",
        ]
        for words, count, share in zip(asked.answers, asked.shown.totals, found.shares, strict=False):
            choice = words or texts.plain("unheard-weighted-not-said")
            percent = per_cent(count, whole)
            lines.append(texts("unheard-weighted-line", choice=choice, share=share, percent=percent, count=count))
        lines += ["", texts("unheard-weighted-why")]
        effective = round(weights.effective)
        lines.append(texts("unheard-weighted-size", answers=whole, effective=effective))
        if weights.collapsed:
            lines.append(texts("unheard-weighted-collapsed"))
        if weights.capped:
            lines.append(texts("unheard-weighted-capped", most=int(MOST_WEIGHT)))
        back = self._tap(asked.about, "look", Question.AGE)
        return Screen("\n".join(lines), column(Button(texts.plain("button-back"), back)))

    def people(self, part: Segment) -> str:
        """Whom an invitation is for: 'people aged 16 to 24'."""
        answer = part.value if part.question is Question.SEX else self.band(part.question, part.value)
        return self._texts.plain(f"unheard-people-{part.question}", answer=answer)

    def source(self, part: Segment) -> str:
        """What an invitation is kept under. The ethnic group of those who use it is theirs to say: it says none."""
        if part.question is Question.ETHNICITY:
            return self._texts.plain("unheard-invite-source-open")
        return self._texts.plain("unheard-invite-source", part=self.people(part))

    def chart(self, found: Unheard, list_as_of: date) -> GapChart:
        """The values of the chart."""
        texts, comparison = self._texts, found.comparison
        whose = "answers" if found.of_answers else "group"
        key = "unheard-chart-footer-all" if comparison.of_all else "unheard-chart-footer"
        return GapChart(
            title=texts.plain("unheard-chart-title"),
            subtitle=self._subtitle(found),
            list_name=texts.plain("unheard-chart-list"),
            heard_name=texts.plain(f"unheard-chart-{whose}"),
            hidden=texts.plain("unheard-chart-hidden"),
            gaps=tuple(
                Gap(self.band(comparison.measure, line.band), line.of_list, line.share)
                for line in comparison.lines
                if line.of_list is not None
            ),
            footer=texts.plain(key, day=texts.calendar_day(list_as_of), base=comparison.base),
        )

    def _subtitle(self, found: Unheard) -> str:
        measure = self._texts.plain(f"button-unheard-{found.comparison.measure}")
        if found.about is not None and found.of_answers:
            return self._texts.plain(
                "unheard-chart-subtitle-answers", measure=measure, reference=found.about.reference
            )
        group = self._practice.settings.group_name
        return self._texts.plain("unheard-chart-subtitle-group", measure=measure, group=group)

    def _in_words(self, found: Unheard, chart: GapChart) -> str:
        def share(per_cent: int | None) -> str:
            return chart.hidden if per_cent is None else f"{per_cent}%"

        whose = "answers" if found.of_answers else "group"
        bars = "; ".join(
            self._texts.plain(
                "unheard-chart-bar",
                band=shortened(gap.label, 40),
                list=share(gap.of_list),
                share=share(gap.share),
                whose=whose,
            )
            for gap in chart.gaps
        )
        return self._texts.plain("unheard-chart-words", bars=bars)

    def _head(self, found: Unheard) -> list[str]:
        texts, about = self._texts, found.about
        if about is None:
            return [texts("unheard-head-group")]
        if about.is_open:
            return [texts("unheard-head-group"), texts("unheard-open", reference=about.reference)]
        head = texts("unheard-head-answers", reference=about.reference, title=shortened(about.title, 300))
        part = part_asked(texts, self._practice, about)
        return [head, texts("unheard-part", part=part)] if part else [head]

    def _lines(self, found: Unheard) -> list[str]:
        texts, comparison = self._texts, found.comparison
        if comparison.whole < LEAST_BASE:
            return [texts("unheard-few", count=comparison.whole)]
        if comparison.is_hidden:
            return [texts("unheard-close")]
        if not comparison.base and found.list_as_of is None:
            return []
        return [self._line(found, line) for line in (*comparison.lines, comparison.not_stated)]

    def _line(self, found: Unheard, line: Line) -> str:
        texts, band = self._texts, self.band(found.comparison.measure, line.band)
        match line:
            case Line(count=Hidden(), of_list=None):
                return texts("unheard-line-all-hidden", band=band)
            case Line(count=Hidden(), of_list=int(of_list)):
                return texts("unheard-line-hidden", band=band, list=of_list)
            case Line(count=Shown(count), share=None):
                return texts("unheard-line-count", band=band, count=count)
            case Line(count=Shown(count), share=int(share), of_list=int(of_list)):
                gap = share - of_list
                return texts(
                    "unheard-line",
                    band=band,
                    list=of_list,
                    share=share,
                    count=count,
                    gap=abs(gap),
                    side="lower" if gap < 0 else "higher" if gap else "same",
                    whose="answers" if found.of_answers else "group",
                )
            case Line(count=Shown(count), share=int(share)):
                return texts("unheard-line-bare", band=band, share=share, count=count)
        raise AssertionError("a line is one of these")

    def _notes(self, found: Unheard) -> list[str]:
        texts = self._texts
        no_list = [texts("unheard-no-list", may="yes" if self._may_list else "no")]
        return self.notes(found) + (no_list if found.list_as_of is None else [])

    def notes(self, found: Unheard) -> list[str]:
        """What is to be known about the figures."""
        texts, comparison = self._texts, found.comparison
        age = self._practice.settings.minimum_age
        lines = []
        if not comparison.is_hidden:
            of_all = texts("unheard-base-all", whole=comparison.whole)
            of_some = texts("unheard-base", whole=comparison.whole, base=comparison.base)
            lines.append(of_all if comparison.of_all else of_some)
            if any(isinstance(line.count, Hidden) for line in (*comparison.lines, comparison.not_stated)):
                lines.append(texts("unheard-hidden-why"))
        if found.of_answers:
            lines.append(texts("unheard-paper"))
        if found.list_as_of is None:
            return lines
        ethnic = comparison.measure is Question.ETHNICITY
        lines.append(texts("unheard-ethnicity") if ethnic else texts("unheard-age", age=age))
        if comparison.estimated:
            lines.append(texts("unheard-estimate", age=age))
        lines.append(texts("unheard-list-of", day=texts.calendar_day(found.list_as_of)))
        return [*lines, texts("unheard-looked-on", day=texts.calendar_day(found.looked_on))]

    def band(self, measure: Question, band: str) -> str:
        """The name of a band, or of the row of those who did not say."""
        if band == NOT_SAID:
            return self._texts.plain("unheard-not-stated")
        if band in (SEVERAL, OWN):
            return self._texts.plain(f"unheard-{band}")
        return answer_label(self._texts, self._practice, measure, band)

    def _back(self, about: Brief | None, part: Segment) -> Button:
        return Button(self._texts.plain("button-back"), self._tap(about, "look", part.question))

    def _tap(self, about: Brief | None, act: str, measure: Question, part: Segment | None = None) -> Tapped:
        consultation = about.id if about is not None else 0
        return Tapped(self._practice.id, consultation, act, measure.value, part.value if part is not None else "")


def unheard_button(texts: Texts, practice_id: int, consultation_id: int = 0) -> Button:
    """*Who have we not heard?*, of the group or of a consultation."""
    return Button(texts.plain("button-unheard"), Tapped(practice_id, consultation_id))


def _can_be_weighted(found: Unheard) -> bool:
    about, comparison = found.about, found.comparison
    leads_to_people = about is not None and about.attribution is not Attribution.ANONYMOUS
    by_age = found.of_answers and comparison.measure is Question.AGE
    return leads_to_people and by_age and comparison.whole >= LEAST_TO_WEIGH
