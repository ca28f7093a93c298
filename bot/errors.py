"""Refusals: what the rules say no to. A key of the texts and its arguments, never prose."""

from typing import ClassVar


class Refusal(Exception):
    """Something a person asked for that cannot be. `key` names the text that tells them why and what to do."""

    key: ClassVar[str] = "refused"

    def __init__(self, **arguments: str | int) -> None:
        super().__init__(self.key)
        self.arguments = arguments


class NotYours(Refusal):
    """Asked for by somebody who may not: answered as something that does not exist."""

    key = "unknown-command"


class NoSuchReference(Refusal):
    """A reference (`reference`) that nothing in this practice has."""

    key = "no-such-reference"


class InvitationNeeded(Refusal):
    """The practice lets people in by invitation only, and there was no good code."""

    key = "invitation-needed"


class ConsentMissing(Refusal):
    """An answer about oneself while the consent that it would rest on is not given, or was withdrawn."""

    key = "profile-consent-missing"


class WordsTooLong(Refusal):
    """Own words that are longer than there is room for (`most`)."""

    key = "too-long"


class AlreadyMember(Refusal):
    """Joining again while in the group (`group`)."""

    key = "already-member"


class NobodyToAsk(Refusal):
    """A message to an audience of nobody."""

    key = "nobody-to-ask"


class ConsultationClosed(Refusal):
    """An answer to, or a second closing of, a consultation (`reference`) that is closed."""

    key = "consultation-closed"


class ConsultationStillOpen(Refusal):
    """Something that has to wait for the close (`reference`, `closes`)."""

    key = "consultation-still-open"


class KeyLost(Refusal):
    """An answer to an anonymous poll (`reference`) whose secret is gone, as after a restore."""

    key = "key-lost"


class NotAsked(Refusal):
    """An answer by somebody who is not in the audience."""

    key = "not-asked"


class NotPublished(Refusal):
    """Results (`reference`) that are not out, or not for everybody."""

    key = "not-published"


class AnswersDeleted(Refusal):
    """Answers (of `reference`) that are kept no longer. Totals are."""

    key = "answers-deleted"


class TooFewAnswers(Refusal):
    """Results that would show too much of too few people (`reference`, `least`)."""

    key = "too-few-answers"


class PollProblem(Refusal):
    """A poll that cannot be asked as it stands. `problem` says why."""

    key = "poll-problem"


class DateProblem(Refusal):
    """A date that cannot be used. `problem` says why."""

    key = "date-problem"


class AlreadyDecided(Refusal):
    """A request to join that somebody has decided before."""

    key = "already-decided"


class BadPeriod(Refusal):
    """A period that is not understood (`given`)."""

    key = "bad-period"


class AnswerRefused(Refusal):
    """An answer that a survey's question does not take: why (`problem`), its `limit`, the survey's own `words`."""

    key = "answer-refused"


class AnswersMissing(Refusal):
    """A survey handed in while questions that need an answer have none (`count`)."""

    key = "answers-missing"


class SurveyProblem(Refusal):
    """A survey that cannot be asked as it stands. `problem` says why."""

    key = "survey-problem"


class BuildRefused(Refusal):
    """A step in building a survey that cannot be done: why (`problem`), and the question in its way (`number`)."""

    key = "build-refused"


class FileProblem(Refusal):
    """A file that cannot be used as a survey. `problem` says why."""

    key = "file-problem"


class PartProblem(Refusal):
    """A part of the group that cannot be asked by itself, or not so. `problem`: small, named."""

    key = "part-problem"


class NoSuchDraft(Refusal):
    """A draft that has been deleted."""

    key = "no-such-draft"


class VoiceProblem(Refusal):
    """A comment that cannot be sent, answered or changed as asked. `problem` says why."""

    key = "voice-problem"


class SomebodyWasFirst(Refusal):
    """A change to something (`reference`) that somebody else has changed since it was looked at."""

    key = "somebody-was-first"


class TopicProblem(Refusal):
    """A topic that cannot be made or changed as asked. `problem` says why."""

    key = "topic-problem"


class ChainProblem(Refusal):
    """A link in the chain from voice to outcome that cannot be made as asked. `problem` says why."""

    key = "chain-problem"


class ProjectProblem(Refusal):
    """A project that cannot be kept or changed as asked. `problem` says why."""

    key = "project-problem"


class AnnouncementProblem(Refusal):
    """An announcement that cannot be sent as it stands. `problem` says why."""

    key = "announcement-problem"


class MeetingProblem(Refusal):
    """A meeting that cannot be called, moved or cancelled as asked. `problem` says why."""

    key = "meeting-problem"


class MeetingOver(Refusal):
    """Something that can only be done before a meeting (`reference`), or not after it was cancelled."""

    key = "meeting-over"


class AgendaProblem(Refusal):
    """An agenda item that cannot be suggested or decided as asked. `problem` says why."""

    key = "agenda-problem"


class MinutesProblem(Refusal):
    """Minutes that cannot be kept, published or accepted as asked. `problem` says why."""

    key = "minutes-problem"


class ActionProblem(Refusal):
    """An action that cannot be kept or settled as asked. `problem` says why."""

    key = "action-problem"


class PaperProblem(Refusal):
    """A sheet that cannot be entered as it is. `problem` says why: number, entered, empty; `number` is its own."""

    key = "paper-problem"


class ReportProblem(Refusal):
    """A year's report that cannot be written or signed as asked.

    `problem`: long, missing, signed, alone, changed (since it was looked at), gone (what was to be a priority).
    """

    key = "report-problem"


class RoleProblem(Refusal):
    """A role that cannot be given or taken as asked. `problem`: last, gone, held."""

    key = "role-problem"


class FigureProblem(Refusal):
    """A figure for a month that cannot be one of this measure (`measure`)."""

    key = "figure-problem"


class NothingWaits(Refusal):
    """A word about messages that wait after a restore, when somebody has given it before."""

    key = "nothing-waits"


class ListProblem(Refusal):
    """A file of registered patients that cannot be used: why (`problem`), what of it (`about`), the `line` or 0."""

    key = "list-problem"


class NudgeProblem(Refusal):
    """A part of the group that cannot be reminded as asked. `problem`: small, soon."""

    key = "nudge-problem"


class WeightProblem(Refusal):
    """Results that cannot be weighted. `problem` says why: list, few (`least`), hidden."""

    key = "weight-problem"


class NotBrokenDown(Refusal):
    """A breakdown of a consultation (`reference`) that has none: open, anonymous, too small, or nothing to count."""

    key = "not-broken-down"
