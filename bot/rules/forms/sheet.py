"""A sheet: somebody on their way through a form. Each step gives a new sheet, and forgets nothing that was put down.

Answers to questions that do not apply any more are kept, in case the person turns back; what counts is for
`path.counting` to say.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from bot.rules.forms.answers import NOT_SAID, Answer, AnswerProblem, check, with_choice
from bot.rules.forms.form import Form, Kind, Question
from bot.rules.forms.path import after, before, missing, way

# Where somebody is who has not begun, and who has come to the end. No question can have these names.
BEGINNING, REVIEW = "", "#review"


@dataclass(frozen=True)
class Sheet:
    """What has been put down, what has been seen, and where the person is. `today` is what conditions go by."""

    form: Form
    today: date
    answers: Mapping[str, Answer] = field(default_factory=dict)
    seen: frozenset[str] = frozenset()
    place: str = BEGINNING
    reviewed: bool = False

    @property
    def question(self) -> Question | None:
        """The question where the person is; None at the beginning and at the review."""
        return None if self.place in (BEGINNING, REVIEW) else self.form.question(self.place)

    @property
    def missing(self) -> tuple[Question, ...]:
        """The required questions that have still to be answered."""
        return missing(self.form, self.answers, self.today)

    @property
    def reached(self) -> tuple[str, ...]:
        """The names of the questions on the way that the person has come to, in order."""
        return tuple(each.name for each in way(self.form, self.answers, self.today) if each.name in self.seen)

    def applies(self, name: str) -> bool:
        """Whether a question is asked of this person, as things stand."""
        return any(each.name == name for each in way(self.form, self.answers, self.today))

    def begun(self) -> "Sheet":
        """At the first question, or, where they had begun already, where they were."""
        if self.place != BEGINNING:
            return self
        first = after(self.form, self.answers, None, self.today)
        return self._at(first)

    def with_choice(self, name: str, choice: str, *, on: bool, language: str) -> "Sheet":
        """A choice made, or taken back. Goes on by itself where there can be only one.

        Raises AnswerProblem: no-choice, too-many, refused, not-asked.
        """
        question = self._asked(name)
        if not question.choices:
            raise AnswerProblem("no-choice")
        answer = with_choice(question, self.answers.get(name), choice, on=on)
        if answer is None:
            return self._without(name)
        return self._with(question, answer, language, goes_on=question.kind is not Kind.MULTIPLE)

    def with_answer(self, name: str, answer: Answer, language: str) -> "Sheet":
        """An answer that was typed. Raises AnswerProblem: refused, not-asked."""
        return self._with(self._asked(name), answer, language, goes_on=True)

    def not_said(self, name: str) -> "Sheet":
        """*Prefer not to say*. Raises AnswerProblem: no-choice, not-asked."""
        question = self._asked(name)
        if not question.may_not_say:
            raise AnswerProblem("no-choice")
        return self._with(question, NOT_SAID, "", goes_on=True)

    def skipped(self, name: str, language: str = "") -> "Sheet":
        """Past a question without an answer; one that was given is taken back.

        Raises AnswerProblem: `required`, or `refused` where the form has its own words for that.
        """
        if self._asked(name).required:
            raise self._insisted(name, language)
        return self._without(name)._gone_on(name)

    def gone_on(self, name: str, language: str = "") -> "Sheet":
        """Past a question whose answer stands. Raises AnswerProblem as `skipped`, where it needs one and has none."""
        if self._asked(name).required and name not in self.answers:
            raise self._insisted(name, language)
        return self._gone_on(name)

    def _insisted(self, name: str, language: str) -> AnswerProblem:
        words = self.form.in_language(self.form.question(name).insistence, language)
        return AnswerProblem("refused", words=words) if words else AnswerProblem("required")

    def gone_back(self, name: str) -> "Sheet":
        """At the question before this one (or before the review); at the first there is nothing before it."""
        here = None if name == REVIEW else name
        previous = before(self.form, self.answers, here, self.today)
        return self._at(previous) if previous is not None else self

    def gone_to(self, name: str) -> "Sheet":
        """At a question, to change its answer. Raises AnswerProblem: not-asked."""
        return self._at(self._asked(name))

    def _asked(self, name: str) -> Question:
        if not self.applies(name):
            raise AnswerProblem("not-asked")
        return self.form.question(name)

    def _with(self, question: Question, answer: Answer, language: str, *, goes_on: bool) -> "Sheet":
        check(self.form, question, answer, self.answers, today=self.today, language=language)
        changed = replace(self, answers={**self.answers, question.name: answer})
        return changed._gone_on(question.name) if goes_on else changed._still_on_the_way(question.name)

    def _without(self, name: str) -> "Sheet":
        changed = replace(self, answers={key: value for key, value in self.answers.items() if key != name})
        return changed._still_on_the_way(name)

    def _gone_on(self, name: str) -> "Sheet":
        # A tap on a question of before (a second one, or in an older message) changes its answer, and no more.
        if self.place != name:
            return self._still_on_the_way(name)
        if self.reviewed:
            return self._at(next(iter(self._unheard()), None))
        return self._at(after(self.form, self.answers, name, self.today))

    def _still_on_the_way(self, name: str) -> "Sheet":
        """Where they were, unless what changed at `name` means that they are asked something else now."""
        if self.place == REVIEW:
            return self._at(next(iter(self._unheard()), None))
        if self.place == BEGINNING or self.applies(self.place):
            return self
        return self._at(after(self.form, self.answers, name, self.today))

    def _unheard(self) -> list[Question]:
        needed = {each.name for each in self.missing}
        applies = way(self.form, self.answers, self.today)
        return [each for each in applies if each.name in needed or each.name not in self.seen]

    def _at(self, question: Question | None) -> "Sheet":
        if question is None:
            return replace(self, place=REVIEW, reviewed=True)
        return replace(self, place=question.name, seen=self.seen | {question.name})
