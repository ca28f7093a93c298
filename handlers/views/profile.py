"""The profile as its member sees it: the consents, one question at a time, and everything at once."""

from dataclasses import dataclass

from bot.rules.profile.choices import NO, NOT_SAID, OWN, YES, Choice
from bot.rules.profile.questions import OF_PROFILE, Asked, Question
from bot.rules.profile.segments import Segment
from bot.rules.words import Purpose
from bot.services.practices import Practice
from bot.services.profile import Answers, Profile
from bot.texts import Texts
from handlers.callbacks import AboutMe, Run
from handlers.views.screen import Button, Rows, Screen

# What a tap can mean.
OVERVIEW, OPEN, CHOOSE, TAKE_BACK, GO_ON, CLEAR, ALLOW, REFUSE, WITHDRAW = "o", "q", "c", "u", "n", "d", "y", "x", "w"
# Short labels stand two in a row, so that a long list stays on the screen of a phone.
SHORT = 18


@dataclass(frozen=True)
class At:
    """A place in the profile: a question, a page of it, or its own words. `walk`: on the way through all of them."""

    question: Question
    page: str = ""
    own: bool = False
    walk: bool = False


class Pages:
    """The screens of one member's profile, in their language and their practice's country."""

    def __init__(self, texts: Texts, practice: Practice, profile: Profile) -> None:
        self._texts, self._practice, self._profile = texts, practice, profile

    def overview(self) -> Screen:
        """Everything that was said, a button to change each, and one to take each consent back."""
        texts, profile = self._texts, self._profile
        if not profile.allows(Purpose.PROFILE):
            return self.consent(Purpose.PROFILE)
        lines = [texts("profile-head"), "", *(self._line(asked) for asked in profile.asked), "", texts("profile-how")]
        lines.append(texts("profile-withdraw-how"))
        start = Button(texts.plain("button-profile-start"), self._tap(OPEN, profile.asked[0].question, walk=True))
        change = [Button(self._name(asked), self._tap(OPEN, asked.question)) for asked in profile.asked]
        standing = [purpose for purpose in reversed(OF_PROFILE) if profile.allows(purpose)]
        withdraw = [Button(withdraw_label(texts, each), self._tap(WITHDRAW, each)) for each in standing]
        return Screen("\n".join(lines), ((start,), *_in_rows(change, 2), *_in_rows(withdraw, 1)))

    def consent(self, purpose: Purpose, at: At | None = None) -> Screen:
        """A question of consent, whole. Neither answer is chosen before; `at` is where somebody wants to go."""
        texts, walk = self._texts, at is None or at.walk
        then = at.question if at is not None else self._profile.asked[0].question
        yes = Button(texts.plain("button-profile-allow"), self._tap(ALLOW, purpose, then, walk=walk))
        no = Button(texts.plain("button-profile-refuse"), self._tap(REFUSE, purpose, then, walk=walk))
        back = ((self._back(at),),) if at is not None else ()
        return Screen(texts("own-words", words=consent_text(texts, self._practice, purpose)), ((yes,), (no,), *back))

    def question(self, at: At) -> Screen:
        """A question or a page of it; before it the consent that it needs, where that is not given."""
        asked = self._profile.question(at.question)
        assert asked is not None, "a place is made only of questions that are asked"
        for purpose in (Purpose.PROFILE, asked.purpose):
            if not self._profile.allows(purpose):
                return self.consent(purpose, at if purpose is not Purpose.PROFILE else None)
        rows = self._own_rows(asked, at) if at.own else self._rows(asked, at)
        return Screen("\n".join(self._words(asked, at)), rows)

    def _words(self, asked: Asked, at: At) -> list[str]:
        texts, said = self._texts, self._profile.of(asked.question)
        order = [each.question for each in self._profile.asked]
        lines = []
        if at.walk:
            lines += [texts("profile-place", number=order.index(asked.question) + 1, total=len(order)), ""]
        lines.append(self._ask(asked, at))
        if asked.several and not at.own:
            lines.append(texts("profile-several"))
        answer = texts("profile-answered", answer=self._said(asked, said)) if said else texts("profile-not-answered")
        return [*lines, "", answer]

    def _ask(self, asked: Asked, at: At) -> str:
        if at.own:
            return self._texts(f"profile-own-{asked.question}")
        if at.page:
            return self._texts(f"profile-page-{at.page}")
        region = self._practice.settings.region.key
        by_country = f"-{region}" if asked.question is Question.ETHNICITY else ""
        return self._texts(f"profile-ask-{asked.question}{by_country}")

    def _rows(self, asked: Asked, at: At) -> Rows:
        texts, said = self._texts, self._profile.of(asked.question)
        choices = [self._choice(asked, choice, at) for choice in asked.on_page(at.page)]
        wide = 2 if all(len(button.label) <= SHORT for button in choices) else 1
        not_say = self._choice(asked, Choice(NOT_SAID), at)
        # A broad group by itself leaves its parts open, and those can be skipped.
        open_still = not said or (at.page and any(value == at.page for value in said))
        go_on = "button-skip" if open_still else "button-done" if asked.several or not at.walk else "button-next"
        onward = Button(texts.plain(go_on), self._tap(GO_ON, asked.question, walk=at.walk))
        clear = Button(texts.plain("button-profile-clear"), self._tap(CLEAR, asked.question, walk=at.walk))
        rows = (*_in_rows(choices, wide), (not_say,), (self._back(at), onward))
        return (*rows, (clear,)) if said else rows

    def _own_rows(self, asked: Asked, at: At) -> Rows:
        # Words are no must. Where several answers go together, the question is gone back to.
        skip = self._tap(GO_ON, asked.question, walk=at.walk)
        if asked.several:
            skip = self._tap(OPEN, asked.question, at.page, walk=at.walk)
        return ((self._back(at), Button(self._texts.plain("button-skip"), skip)),)

    def _choice(self, asked: Asked, choice: Choice, at: At) -> Button:
        if not choice.value:
            tap = self._tap(OPEN, asked.question, choice.opens, walk=at.walk)
            return Button(self._texts.plain(f"ethnic-{self._practice.settings.region.key}-{choice.opens}"), tap)
        said = self._profile.of(asked.question)
        chosen = choice.value in said or any(value.startswith(f"{choice.value}/") for value in said)
        words = answer_label(self._texts, self._practice, asked.question, choice.value)
        # A second tap takes an answer back where there are several; a single one is only ever replaced.
        act = TAKE_BACK if chosen and asked.several else CHOOSE
        label = self._texts.plain("chosen", choice=words) if chosen else words
        return Button(label, self._tap(act, asked.question, choice.value, walk=at.walk))

    def _back(self, at: At) -> Button:
        return Button(self._texts.plain("button-back"), self._behind(at))

    def _behind(self, at: At) -> AboutMe:
        if at.own:
            return self._tap(OPEN, at.question, at.page, walk=at.walk)
        if at.page:
            return self._tap(OPEN, at.question, walk=at.walk)
        before = question_before(self._profile, at.question) if at.walk else None
        return self._tap(OPEN, before.question, walk=True) if before is not None else self._tap(OVERVIEW)

    def _line(self, asked: Asked) -> str:
        texts, said, name = self._texts, self._profile.of(asked.question), self._name(asked)
        if said:
            return texts("profile-line", question=name, answer=self._said(asked, said))
        if self._profile.consents.get(asked.purpose) is False:
            return texts("profile-line-refused", question=name)
        return texts("profile-line-none", question=name)

    def _said(self, asked: Asked, said: Answers) -> str:
        return "; ".join(answer_in_words(self._texts, self._practice, asked, said))

    def _name(self, asked: Asked) -> str:
        return self._texts.plain(f"profile-name-{asked.question}")

    def _tap(self, act: str, about: str = "", value: str = "", *, walk: bool = False) -> AboutMe:
        return AboutMe(self._practice.id, act, walk, str(about), str(value))


def on_the_way(profile: Profile) -> list[Asked]:
    """The questions that somebody is led through: not those whose consent they have refused."""
    return [asked for asked in profile.asked if profile.consents.get(asked.purpose) is not False]


def question_after(profile: Profile, question: Question) -> Asked | None:
    """The question that comes next on the way, or None after the last."""
    order = [asked.question for asked in profile.asked]
    return next((each for each in on_the_way(profile) if order.index(each.question) > order.index(question)), None)


def question_before(profile: Profile, question: Question) -> Asked | None:
    """The question that came before on the way, or None before the first."""
    order = [asked.question for asked in profile.asked]
    earlier = [each for each in on_the_way(profile) if order.index(each.question) < order.index(question)]
    return earlier[-1] if earlier else None


def offer_button(texts: Texts, practice: Practice) -> Button:
    """The offer at the end of joining. It opens a message of its own, and leaves the welcome as it stands."""
    return Button(texts.plain("button-profile-offer"), Run("profile", practice=practice.id))


def consent_text(texts: Texts, practice: Practice, purpose: Purpose) -> str:
    """The words of a question of consent, as they are shown and kept."""
    return texts.plain(f"profile-consent-{purpose}", practice=practice.settings.name)


def withdraw_label(texts: Texts, purpose: Purpose) -> str:
    """What stands on the button that takes a consent back."""
    return texts.plain(f"button-profile-withdraw-{purpose}")


def answer_in_words(texts: Texts, practice: Practice, asked: Asked, said: Answers) -> list[str]:
    """What was said to a question, in the order in which it is asked. Own words stand for themselves, or beside."""
    order = [choice.value for choice in asked.choices]
    found = []
    for value in sorted(said, key=lambda each: order.index(each) if each in order else len(order)):
        label, words = answer_label(texts, practice, asked.question, value), said[value]
        if words and value == OWN:
            label = words
        elif words:
            label = texts.plain("profile-answer-own", answer=label, words=words)
        found.append(label)
    return found


def answer_label(texts: Texts, practice: Practice, question: Question, value: str) -> str:
    """One answer in words; its bare value where the practice's country does not ask it (any more)."""
    if value == NOT_SAID:
        return texts.plain("button-not-say")
    if value in (YES, NO):
        return texts.plain(f"button-{value}")
    try:
        if question is Question.ETHNICITY:
            return texts.plain(f"ethnic-{practice.settings.region.key}-{value.replace('/', '-')}")
        return texts.plain(f"choice-{question}-{value}")
    except KeyError:
        return value


def segment_name(texts: Texts, practice: Practice, segment: Segment) -> str:
    """A segment as the chair reads it: 'Aged 25 to 34', 'Carers'."""
    key = f"segment-{segment.question}"
    if segment.value == YES:
        return texts.plain(key)
    return texts.plain(key, answer=answer_label(texts, practice, segment.question, segment.value))


def _in_rows(buttons: list[Button], wide: int) -> Rows:
    return tuple(tuple(buttons[at : at + wide]) for at in range(0, len(buttons), wide))
