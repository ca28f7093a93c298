"""The whole routing order, on one page. What comes in meets these from top to bottom; the first that fits has it."""

from collections.abc import Mapping
from dataclasses import replace

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
from handlers import callbacks as taps
from handlers import drafting, flows
from handlers.commands import COMMANDS, Who
from handlers.context import Feature, Flow, Turn
from handlers.features import (
    admitting,
    agreement,
    answering,
    asking,
    building,
    deciding,
    filling,
    group,
    helping,
    joining,
    outcome,
    planning,
    previewing,
    profile,
    reaching,
    results,
    rights,
    settings,
    starting,
    surveying,
    wording,
)
from handlers.gate import guarded
from handlers.incoming import SURVEY_CAPTION
from handlers.turning import Context, run

FEATURES: Mapping[str, Feature] = {
    "start": starting.start,
    "join": joining.join,
    "polls": answering.polls,
    "poll": asking.poll,
    "survey": surveying.survey,
    "results": results.results,
    "close": results.close,
    "invite": group.invite,
    "members": group.members,
    "summary": results.summary,
    "export": results.export,
    "profile": profile.profile,
    "settings": settings.settings,
    "language": settings.language,
    "agreement": agreement.agreement,
    "privacy": starting.privacy,
    "mydata": rights.my_data,
    "leave": rights.leave,
    "forget": rights.forget,
    "help": helping.help_,
    # Only by button:
    "more": starting.more,
    "practices": starting.ask_practice,
}

FLOWS: Mapping[str, Flow] = {
    joining.FLOW: replace(joining.JOURNEY, ended=starting.start),
    agreement.FLOW: agreement.JOURNEY,
    asking.FLOW: replace(
        asking.JOURNEY, steps={**asking.JOURNEY.steps, **planning.steps(asking.FLOW, Draft.from_data)}
    ),
    drafting.FLOW: Flow(
        {
            **surveying.STEPS,
            **previewing.STEPS,
            **building.STEPS,
            **wording.STEPS,
            **deciding.STEPS,
            **planning.steps(drafting.FLOW, SurveyDraft.from_data),
            **planning.LIST,
        },
        Capability.ASK,
        left=drafting.put_aside,
    ),
    outcome.FLOW: outcome.JOURNEY,
    filling.FLOW: filling.JOURNEY,
    profile.FLOW: profile.JOURNEY,
}

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
        await guarded(settings.choose_language, Who.ANYBODY, unsigned=True, anywhere=True)(turn)
    elif tap.name == "invite":
        await guarded(group.make_invitation, Capability.INVITE)(turn)
    else:
        await guarded(settings.change, Who.MEMBER)(turn)


async def run_command(turn: Turn) -> None:
    """A command by button."""
    tap = turn.incoming.tap
    assert isinstance(tap, taps.Run)
    turn.incoming = turn.as_typed(tap.command, tap.about)
    await GUARDED_COMMANDS.get(tap.command, helping.old_button)(turn)


TAPS: Mapping[type[taps.Tap], Feature] = {
    taps.Step: flows.take_step,
    taps.Run: run_command,
    taps.Vote: guarded(answering.vote, Who.MEMBER),
    taps.VoteDone: guarded(answering.vote_done, Who.MEMBER),
    taps.ShowPoll: guarded(answering.show_poll, Who.MEMBER),
    taps.OpenSurvey: guarded(filling.while_open(filling.open_survey), Who.MEMBER),
    taps.Fill: guarded(filling.while_open(filling.fill), Who.MEMBER),
    taps.EndSurvey: guarded(filling.while_open(filling.end_survey), Who.MEMBER),
    taps.ShowQuestions: guarded(results.questions_tapped, Capability.SEE_RESULTS),
    taps.ShowAnswers: guarded(results.answers_tapped, Capability.SEE_RESULTS),
    taps.ShowStops: guarded(results.stops_tapped, Capability.SEE_RESULTS),
    taps.ClosePoll: guarded(results.close_tapped, Capability.CLOSE),
    taps.StopSending: guarded(results.stop_sending, Capability.CLOSE),
    taps.RecordOutcome: guarded(outcome.record_outcome, Capability.ASK),
    taps.Decide: guarded(admitting.decide, Capability.APPROVE),
    taps.AboutMe: guarded(profile.tapped, Who.MEMBER),
    taps.Setting: choose_setting,
    taps.ChoosePractice: starting.choose_practice,
    taps.Sure: guarded(rights.decided, Who.ANYBODY, unsigned=True, anywhere=True),
}


async def route_tap(turn: Turn) -> None:
    """From a tap to its feature."""
    tap = turn.incoming.tap
    await (TAPS[type(tap)] if tap is not None else helping.old_button)(turn)


async def file_with_command(turn: Turn) -> None:
    """A file with /survey under it. From whoever may not ask, it is a file that nobody expected."""
    await (GUARDED_COMMANDS["survey"] if turn.actor.may(Capability.ASK) else flows.words)(turn)


def routes() -> list[BaseHandler[Update, Context, None]]:
    """Every way that an update can go, in order."""
    return [
        ChatMemberHandler(run(reaching.reachability), ChatMemberHandler.MY_CHAT_MEMBER),
        MessageHandler(~filters.ChatType.PRIVATE, run(reaching.in_a_group)),
        MessageHandler(filters.UpdateType.EDITED, run(flows.words)),
        *(CommandHandler(command.name, run(GUARDED_COMMANDS[command.name])) for command in COMMANDS),
        MessageHandler(filters.COMMAND, run(helping.unknown_command)),
        MessageHandler(filters.CaptionRegex(SURVEY_CAPTION), run(file_with_command)),
        CallbackQueryHandler(run(route_tap)),
        MessageHandler(filters.ALL, run(flows.words)),
    ]
