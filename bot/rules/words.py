"""The field's words, as the values that the rules work with."""

from enum import StrEnum


class Role(StrEnum):
    """What somebody may do in a practice, beside being a member."""

    CHAIR = "chair"
    MANAGER = "manager"
    STAFF = "staff"


class Admission(StrEnum):
    """How people get in."""

    OPEN = "open"
    APPROVAL = "approval"
    INVITATION = "invitation"


class MemberState(StrEnum):
    """Where a membership stands."""

    WAITING = "waiting"
    ACTIVE = "active"
    PAUSED = "paused"
    DECLINED = "declined"
    LEFT = "left"


class Connection(StrEnum):
    """What ties a person to the practice. Only patients and carers count as members of the group."""

    PATIENT = "patient"
    CARER = "carer"
    STAFF = "staff"


class Tier(StrEnum):
    """Core members meet; wider members only get polls and news."""

    CORE = "core"
    WIDER = "wider"


class Audience(StrEnum):
    """Who is asked."""

    ALL = "all"
    CORE = "core"
    WIDER = "wider"


class Attribution(StrEnum):
    """Who can see who said what."""

    NAMED = "named"
    CONFIDENTIAL = "confidential"
    ANONYMOUS = "anonymous"


class ConsultationKind(StrEnum):
    """A poll has one question, a survey has several."""

    POLL = "poll"
    SURVEY = "survey"


class QuestionKind(StrEnum):
    """How a question is answered."""

    SINGLE = "single"
    MULTIPLE = "multiple"


class ResultsTo(StrEnum):
    """Who sees the result after the close."""

    MEMBERS = "members"
    PRACTICE = "practice"


class Influence(StrEnum):
    """What the answers can change."""

    INFORMATION = "information"
    ADVISE = "advise"
    DECIDE = "decide"


class ConsultationState(StrEnum):
    """A consultation is finished only when its outcome is on record."""

    OPEN = "open"
    CLOSED = "closed"
    FINISHED = "finished"


class OutcomeKind(StrEnum):
    """What became of a consultation: something was done, or nothing can be, and why."""

    DONE = "done"
    CANNOT = "cannot"


class Method(StrEnum):
    """How an answer came in."""

    CHAT = "chat"
    PAPER = "paper"
    PHONE = "phone"


class MeetingState(StrEnum):
    """Where a meeting stands. It is held once its time is over, whoever came."""

    PLANNED = "planned"
    CANCELLED = "cancelled"
    HELD = "held"


class Reply(StrEnum):
    """What somebody says to an invitation."""

    COMING = "coming"
    ONLINE = "online"
    APOLOGIES = "apologies"


class Came(StrEnum):
    """How somebody took part on the day."""

    ROOM = "room"
    ONLINE = "online"


class Need(StrEnum):
    """What somebody needs to take part in a meeting."""

    TRAVEL = "travel"
    CHILDMINDING = "childminding"
    INTERPRETER = "interpreter"
    STEP_FREE = "step-free"
    OTHER = "other"


class Order(StrEnum):
    """The order of business that an agenda begins with."""

    USUAL = "usual"
    FIRST = "first"


class ItemKind(StrEnum):
    """Items that every agenda has, and those that somebody suggested."""

    STANDARD = "standard"
    SUGGESTED = "suggested"


class ItemState(StrEnum):
    """What became of an agenda item."""

    SUGGESTED = "suggested"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    MERGED = "merged"


class MinutesState(StrEnum):
    """Minutes are a draft until a later meeting accepts them."""

    DRAFT = "draft"
    ACCEPTED = "accepted"


class ActionState(StrEnum):
    """Something agreed is open until it is done, or dropped for a reason."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class FeedbackState(StrEnum):
    """Where a comment stands with the practice."""

    NEW = "new"
    ACKNOWLEDGED = "acknowledged"
    IN_HAND = "in-hand"
    DONE = "done"
    CANNOT = "cannot"


class ChainKind(StrEnum):
    """What a chain is made of, from a voice to what came of it."""

    FEEDBACK = "feedback"
    TOPIC = "topic"
    CONSULTATION = "consultation"
    AGENDA = "agenda"
    ACTION = "action"
    PROJECT = "project"


class ProjectState(StrEnum):
    """Where an improvement project stands."""

    PLANNED = "planned"
    UNDER_WAY = "under-way"
    DONE = "done"
    STOPPED = "stopped"


class Useful(StrEnum):
    """Was the meeting useful?"""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Purpose(StrEnum):
    """What a consent is for. Each is asked by itself."""

    MESSAGES = "messages"
    PROFILE = "profile"
    # Special categories of data: each needs a yes of its own.
    HEALTH = "profile-health"
    ETHNICITY = "profile-ethnicity"


class DocumentKind(StrEnum):
    """The documents that a practice publishes."""

    AGREEMENT = "agreement"
    PRIVACY = "privacy"
