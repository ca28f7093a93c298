"""The whole routing order, on one page. What comes in meets these from top to bottom; the first that fits has it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from telegram import Update
from telegram.ext import (
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    MessageHandler,
    filters,
)

from bot.rules.permissions import Capability
from bot.services.polls import Draft
from bot.services.surveys import SurveyDraft
from bot.services.trying import IN_HAND
from handlers import callbacks as taps
from handlers import flows
from handlers.commands import COMMANDS, Who
from handlers.context import Feature, Flow, Turn
from handlers.features import admitting, agreement, answering, filling, helping, joining, reaching, starting
from handlers.gate import guarded
from handlers.incoming import SURVEY_CAPTION
from handlers.later import Flows, later, when_needed
from handlers.turning import Context, run
from handlers.views.pausing import PAUSE

# Nobody waits at the start for what a few people use now and then.
if TYPE_CHECKING:
    from handlers import drafting
    from handlers.features import (
        actions,
        agenda,
        announcing,
        asking,
        auditing,
        building,
        calling,
        deciding,
        digests,
        entering,
        group,
        inbox,
        limiting,
        meetings,
        minutes,
        ordering,
        outcome,
        own_voices,
        planning,
        previewing,
        profile,
        projects,
        reporting,
        restored,
        results,
        returning,
        rights,
        roles,
        settings,
        speaking,
        success,
        summarising,
        surveying,
        topics,
        tracing,
        trying,
        unheard,
        wording,
    )
else:
    drafting = when_needed("handlers.drafting")
    actions = when_needed("handlers.features.actions")
    agenda = when_needed("handlers.features.agenda")
    announcing = when_needed("handlers.features.announcing")
    asking = when_needed("handlers.features.asking")
    auditing = when_needed("handlers.features.auditing")
    building = when_needed("handlers.features.building")
    calling = when_needed("handlers.features.calling")
    deciding = when_needed("handlers.features.deciding")
    digests = when_needed("handlers.features.digests")
    entering = when_needed("handlers.features.entering")
    group = when_needed("handlers.features.group")
    inbox = when_needed("handlers.features.inbox")
    limiting = when_needed("handlers.features.limiting")
    meetings = when_needed("handlers.features.meetings")
    minutes = when_needed("handlers.features.minutes")
    ordering = when_needed("handlers.features.ordering")
    outcome = when_needed("handlers.features.outcome")
    own_voices = when_needed("handlers.features.own_voices")
    planning = when_needed("handlers.features.planning")
    previewing = when_needed("handlers.features.previewing")
    profile = when_needed("handlers.features.profile")
    projects = when_needed("handlers.features.projects")
    reporting = when_needed("handlers.features.reporting")
    restored = when_needed("handlers.features.restored")
    results = when_needed("handlers.features.results")
    returning = when_needed("handlers.features.returning")
    roles = when_needed("handlers.features.roles")
    rights = when_needed("handlers.features.rights")
    settings = when_needed("handlers.features.settings")
    speaking = when_needed("handlers.features.speaking")
    success = when_needed("handlers.features.success")
    summarising = when_needed("handlers.features.summarising")
    surveying = when_needed("handlers.features.surveying")
    topics = when_needed("handlers.features.topics")
    tracing = when_needed("handlers.features.tracing")
    trying = when_needed("handlers.features.trying")
    unheard = when_needed("handlers.features.unheard")
    wording = when_needed("handlers.features.wording")

FEATURES: Mapping[str, Feature] = {
    "start": starting.start,
    "join": joining.join,
    "polls": answering.polls,
    "meetings": later(lambda: meetings.meetings),
    "agenda": later(lambda: agenda.agenda),
    "meeting": later(lambda: calling.meeting),
    "actions": later(lambda: actions.actions),
    "feedback": later(lambda: speaking.feedback),
    "announce": later(lambda: announcing.announce),
    "inbox": later(lambda: inbox.inbox),
    "projects": later(lambda: projects.projects),
    "digest": later(lambda: digests.digest),
    "poll": later(lambda: asking.poll),
    "survey": later(lambda: surveying.survey),
    "results": later(lambda: results.results),
    "close": later(lambda: results.close),
    "invite": later(lambda: group.invite),
    "members": later(lambda: group.members),
    "summary": later(lambda: results.summary),
    "export": later(lambda: results.export),
    "report": later(lambda: reporting.report),
    "success": later(lambda: success.success),
    "fft": later(lambda: returning.fft),
    "audit": later(lambda: auditing.audit),
    "enter": later(lambda: entering.enter),
    "roles": later(lambda: roles.roles),
    "practice": later(lambda: roles.practice),
    "profile": later(lambda: profile.profile),
    "settings": later(lambda: settings.settings),
    "language": later(lambda: settings.language),
    "agreement": agreement.agreement,
    "privacy": starting.privacy,
    "mydata": later(lambda: rights.my_data),
    "leave": later(lambda: rights.leave),
    "forget": later(lambda: rights.forget),
    "help": helping.help_,
    # Only by button:
    "more": starting.more,
    "practices": starting.ask_practice,
}


def _making_a_poll() -> Flow:
    steps = {**asking.JOURNEY.steps, **planning.steps(asking.FLOW, Draft.from_data)}
    return replace(asking.JOURNEY, steps=steps)


def _making_a_survey() -> Flow:
    return Flow(
        {
            **surveying.STEPS,
            **previewing.STEPS,
            **building.STEPS,
            **wording.STEPS,
            **deciding.STEPS,
            **limiting.STEPS,
            **trying.STEPS,
            **planning.steps(drafting.FLOW, SurveyDraft.from_data),
            **planning.LIST,
        },
        Capability.ASK,
        left=drafting.put_aside,
    )


FLOWS = Flows(
    {
        joining.FLOW: lambda: replace(joining.JOURNEY, ended=starting.start),
        agreement.FLOW: lambda: agreement.JOURNEY,
        "poll": _making_a_poll,
        "ask": _making_a_survey,
        "outcome": lambda: outcome.JOURNEY,
        filling.FLOW: lambda: filling.JOURNEY,
        "profile": lambda: profile.JOURNEY,
        "settings": lambda: settings.JOURNEY,
        "meeting": lambda: calling.JOURNEY,
        "meet": lambda: meetings.JOURNEY,
        "agenda": lambda: agenda.JOURNEY,
        "order": lambda: ordering.JOURNEY,
        "minutes": lambda: minutes.JOURNEY,
        "action": lambda: actions.JOURNEY,
        "speak": lambda: speaking.JOURNEY,
        "inbox": lambda: inbox.JOURNEY,
        "topic": lambda: topics.JOURNEY,
        "project": lambda: projects.JOURNEY,
        "announce": lambda: announcing.JOURNEY,
        "list": lambda: unheard.JOURNEY,
        "enter": lambda: entering.JOURNEY,
        "report": lambda: reporting.JOURNEY,
        "success": lambda: success.JOURNEY,
    }
)

GUARDED_COMMANDS: Mapping[str, Feature] = {
    **{
        command.name: guarded(
            FEATURES[command.name], command.allowed, unsigned=command.unsigned, anywhere=command.anywhere
        )
        for command in COMMANDS
    },
    "more": guarded(starting.more, Who.ANYBODY, unsigned=True),
    "practices": starting.ask_practice,
}


async def choose_setting(turn: Turn) -> None:
    """A tap in the settings, a language or an invitation: by its name."""
    tap = turn.incoming.tap
    assert isinstance(tap, taps.Setting)
    if tap.name == "language":
        await guarded(later(lambda: settings.choose_language), Who.ANYBODY, unsigned=True, anywhere=True)(turn)
    elif tap.name == "invite":
        await guarded(later(lambda: group.make_invitation), Capability.INVITE)(turn)
    elif tap.name == PAUSE and tap.value == "off":
        await guarded(later(lambda: settings.come_back), Who.ANYBODY, unsigned=True)(turn)
    elif tap.name == PAUSE:
        await guarded(later(lambda: settings.pause), Who.MEMBER, unsigned=True)(turn)
    elif tap.name == "name":
        await guarded(later(lambda: settings.change_name), Who.MEMBER)(turn)
    else:
        await guarded(later(lambda: settings.change), Who.MEMBER)(turn)


async def run_command(turn: Turn) -> None:
    """A command by button."""
    tap = turn.incoming.tap
    assert isinstance(tap, taps.Run)
    turn.incoming = turn.as_typed(tap.command, tap.about)
    await GUARDED_COMMANDS.get(tap.command, helping.old_button)(turn)


def sent_or_tried(sent: Feature) -> Feature:
    """A tap in a survey that was sent, in a draft that its author tries out, or on a sheet that staff enter."""
    of_members = guarded(filling.while_open(sent), Who.MEMBER)
    of_the_author = guarded(later(lambda: trying.tapped), Capability.ASK)
    of_whoever_enters = guarded(later(lambda: entering.filled), Capability.ENTER_PAPER)

    async def either(turn: Turn) -> None:
        place = turn.actor.place
        if getattr(turn.incoming.tap, "survey", None) != IN_HAND:
            await of_members(turn)
        else:
            await (of_whoever_enters if place is not None and place.flow == "enter" else of_the_author)(turn)

    return either


TAPS: Mapping[type[taps.Tap], Feature] = {
    taps.Step: flows.take_step,
    taps.Run: run_command,
    taps.Vote: guarded(answering.vote, Who.MEMBER),
    taps.VoteDone: guarded(answering.vote_done, Who.MEMBER),
    taps.ShowPoll: guarded(answering.show_poll, Who.MEMBER),
    taps.OpenSurvey: sent_or_tried(filling.open_survey),
    taps.Fill: sent_or_tried(filling.fill),
    taps.EndSurvey: sent_or_tried(filling.end_survey),
    taps.ShowQuestions: guarded(later(lambda: results.questions_tapped), Capability.SEE_RESULTS),
    taps.ShowAnswers: guarded(later(lambda: results.answers_tapped), Capability.SEE_RESULTS),
    taps.ShowStops: guarded(later(lambda: results.stops_tapped), Capability.SEE_RESULTS),
    taps.ClosePoll: guarded(later(lambda: results.close_tapped), Capability.CLOSE),
    taps.StopSending: guarded(later(lambda: results.stop_sending), Capability.CLOSE),
    taps.RecordOutcome: guarded(later(lambda: outcome.record_outcome), Capability.ASK),
    taps.Decide: guarded(admitting.decide, Capability.APPROVE),
    taps.AboutMe: guarded(later(lambda: profile.tapped), Who.MEMBER),
    taps.Meet: guarded(later(lambda: meetings.tapped), Who.MEMBER),
    taps.Arrange: guarded(later(lambda: calling.tapped), Capability.CALL_MEETINGS),
    taps.OnAgenda: guarded(later(lambda: agenda.tapped), Who.MEMBER),
    taps.Ordering: guarded(later(lambda: ordering.tapped), Capability.CALL_MEETINGS),
    taps.Take: guarded(later(lambda: minutes.tapped), Capability.TAKE_MINUTES),
    taps.Agree: guarded(later(lambda: actions.tapped), Who.MEMBER),
    taps.Speak: guarded(later(lambda: speaking.tapped), Who.MEMBER),
    taps.OwnVoice: guarded(later(lambda: own_voices.tapped), Who.MEMBER),
    taps.Triage: guarded(later(lambda: inbox.tapped), Capability.TRIAGE),
    taps.OnTopic: guarded(later(lambda: topics.tapped), Capability.TRIAGE),
    taps.Trace: guarded(later(lambda: tracing.tapped), Capability.TRACK_ACTIONS),
    taps.OnProject: guarded(later(lambda: projects.tapped), Capability.RUN_PROJECTS),
    taps.Announced: guarded(later(lambda: announcing.tapped), Capability.ANNOUNCE),
    taps.Digest: guarded(later(lambda: digests.tapped), Who.MEMBER),
    taps.Unheard: guarded(later(lambda: unheard.tapped), Capability.SEE_MEMBERS),
    taps.Summarise: guarded(later(lambda: summarising.tapped), Capability.SUMMARISE),
    taps.EnterPaper: guarded(later(lambda: entering.tapped), Capability.ENTER_PAPER),
    taps.OnReport: guarded(later(lambda: reporting.tapped), Capability.SIGN_OFF),
    taps.OnSuccess: guarded(later(lambda: success.tapped), Capability.SEE_SUCCESS),
    taps.OnReturn: guarded(later(lambda: returning.tapped), Capability.RETURN_FFT),
    taps.OnRoles: guarded(later(lambda: roles.tapped), Capability.HAND_OVER),
    taps.AfterRestore: guarded(later(lambda: restored.tapped), Capability.DECIDE_AFTER_RESTORE),
    taps.OnAudit: guarded(later(lambda: auditing.tapped), Capability.SEE_AUDIT),
    taps.Setting: choose_setting,
    taps.ChoosePractice: starting.choose_practice,
    taps.Sure: guarded(later(lambda: rights.decided), Who.ANYBODY, unsigned=True, anywhere=True),
}


async def route_tap(turn: Turn) -> None:
    """From a tap to its feature."""
    tap = turn.incoming.tap
    await (TAPS[type(tap)] if tap is not None else helping.old_button)(turn)


async def file_with_command(turn: Turn) -> None:
    """A file with /survey under it. From whoever may not ask, it is a file that nobody expected."""
    await (GUARDED_COMMANDS["survey"] if turn.actor.may(Capability.ASK) else flows.words)(turn)


def _typed_command(name: str) -> Feature:
    feature = GUARDED_COMMANDS[name]
    # Behind the first stands a code; the words of the other go through the gate in any case.
    return feature if name in ("start", "feedback") else flows.watched(feature)


def routes() -> list[BaseHandler[Update, Context, None]]:
    """Every way that an update can go, in order."""
    return [
        # First, as there are most of them.
        CallbackQueryHandler(run(route_tap)),
        ChatMemberHandler(run(reaching.reachability), ChatMemberHandler.MY_CHAT_MEMBER),
        MessageHandler(~filters.ChatType.PRIVATE, run(reaching.in_a_group)),
        MessageHandler(filters.UpdateType.EDITED, run(flows.words)),
        *(CommandHandler(command.name, run(_typed_command(command.name))) for command in COMMANDS),
        MessageHandler(filters.COMMAND, run(flows.watched(helping.unknown_command))),
        MessageHandler(filters.CaptionRegex(SURVEY_CAPTION), run(file_with_command)),
        MessageHandler(filters.ALL, run(flows.words)),
    ]
