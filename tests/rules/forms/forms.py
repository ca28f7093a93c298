"""Forms for tests, and random ones with random conditions."""

from hypothesis import strategies as st

from bot.rules.forms.answers import NOT_SAID, Answer, Chosen, Number
from bot.rules.forms.expressions import Expression
from bot.rules.forms.form import Choice, Form, Kind, Question

MOST_QUESTIONS = 8
CHOICES = tuple(Choice(name, {"en": name.title()}, alone=name == "none") for name in ("red", "green", "none"))


def question(name: str, kind: Kind = Kind.SINGLE, condition: str = "", *, required: bool = False) -> Question:
    """A question about nothing in particular."""
    return Question(
        name,
        kind,
        {"en": f"{name}?"},
        required=required,
        choices=CHOICES if kind in (Kind.SINGLE, Kind.MULTIPLE) else (),
        asked_if=Expression.read(condition) if condition else None,
    )


def form(*questions: Question) -> Form:
    """A form of these questions."""
    return Form({"en": "A form"}, ("en",), questions)


KINDS = st.sampled_from([Kind.SINGLE, Kind.MULTIPLE, Kind.NUMBER, Kind.STATEMENT])


@st.composite
def forms(draw: st.DrawFn) -> Form:
    """A form whose questions depend at random on those before them."""
    questions: list[Question] = []
    for index in range(draw(st.integers(1, MOST_QUESTIONS))):
        earlier = [each.name for each in questions if each.takes_an_answer]
        condition = draw(conditions(earlier)) if earlier and draw(st.booleans()) else ""
        questions.append(question(f"q{index}", draw(KINDS), condition, required=draw(st.booleans())))
    return form(*questions)


@st.composite
def conditions(draw: st.DrawFn, names: list[str]) -> str:
    """A condition on some of these questions."""
    first, second = draw(st.sampled_from(names)), draw(st.sampled_from(names))
    simple = draw(st.sampled_from(["selected(${%s}, 'red')", "${%s} > 2", "${%s} != ''", "not(${%s} = 'green')"]))
    joined = draw(st.sampled_from(["", " and ", " or "]))
    return simple % first + (f"{joined}${{{second}}} = ''" if joined else "")


def answers_to(asked: Question) -> st.SearchStrategy[Answer]:
    """Answers that a question could have."""
    if asked.kind is Kind.NUMBER:
        return st.integers(0, 5).map(lambda value: Number(float(value))) | st.just(NOT_SAID)
    names = st.sampled_from([each.name for each in CHOICES])
    most = 1 if asked.kind is Kind.SINGLE else len(CHOICES)
    return st.frozensets(names, min_size=1, max_size=most).map(Chosen)


@st.composite
def answered(draw: st.DrawFn) -> tuple[Form, dict[str, Answer]]:
    """A form and answers to some of its questions, those that do not apply among them."""
    made = draw(forms())
    asked = [each for each in made if each.takes_an_answer and draw(st.booleans())]
    return made, {each.name: draw(answers_to(each)) for each in asked}
