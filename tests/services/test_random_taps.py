"""Any taps of anybody in any order count exactly as a plain model of paper slips counts them."""

import asyncio
from collections import Counter
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules.words import Attribution, QuestionKind
from storage.queries import answers, roster
from tests.support.group import Group

MEMBERS, CHOICES = 6, 4


class Tap(NamedTuple):
    """One tap: by whom, on which choice, to choose it or to take it back, and how often the network sends it."""

    member: int
    position: int
    on: bool
    times: int


taps = st.lists(
    st.builds(
        Tap,
        member=st.integers(0, MEMBERS - 1),
        position=st.integers(1, CHOICES),
        on=st.sampled_from([True, True, True, False]),
        times=st.sampled_from([1, 1, 2]),
    ),
    max_size=30,
)
polls = st.tuples(st.sampled_from(Attribution), st.sampled_from(QuestionKind))


def model(kind: QuestionKind, tapped: list[Tap]) -> dict[int, set[int]]:
    """What is on each member's slip in the end."""
    slips: dict[int, set[int]] = {}
    for tap in tapped:
        slip = slips.setdefault(tap.member, set())
        if not tap.on:
            slip.discard(tap.position)
        elif kind == QuestionKind.SINGLE:
            slips[tap.member] = {tap.position}
        else:
            slip.add(tap.position)
    return {member: slip for member, slip in slips.items() if slip}


async def play(group: Group, attribution: Attribution, kind: QuestionKind, tapped: list[Tap]) -> None:
    actors = [await group.actor(1_000 + place) for place in range(MEMBERS)]
    poll = await group.ask(choices=tuple("ABCD"), attribution=attribution, kind=kind)
    slips = model(kind, tapped)
    counted = Counter(position for slip in slips.values() for position in slip)
    async with group.work() as uow:
        for tap in tapped:
            for _ in range(tap.times):
                await group.services.answering.choose(
                    uow, actors[tap.member], group.practice, poll.id, tap.position, on=tap.on
                )
        for place, actor in enumerate(actors):
            paper = await group.services.answering.paper(uow, actor, group.practice, poll.id)
            assert paper.chosen == slips.get(place, set())
        found = await answers.totals(uow, group.practice.id, poll.id)
        assert found == {key: counted[place] for place, (key, _) in enumerate(poll.choices, 1) if counted[place]}
        assert await roster.turnout(uow, group.practice.id, poll.id) == (MEMBERS, len(slips))
    await group.close(poll)
    async with group.work() as uow:
        results = await group.services.results.of(uow, group.practice, poll.id)
    assert (results.asked, results.answered, sum(results.methods.values())) == (MEMBERS, len(slips), len(slips))
    if results.shares is not None:
        assert [share.count for share in results.shares] == [counted[place] for place in range(1, CHOICES + 1)]
    assert (results.shares is not None) is (attribution == Attribution.NAMED or len(slips) >= 5)


@given(poll=polls, tapped=taps)
@settings(max_examples=20)
def test_any_taps_count_as_slips_of_paper_do(
    stage: tuple[asyncio.Runner, Group], poll: tuple[Attribution, QuestionKind], tapped: list[Tap]
) -> None:
    runner, group = stage
    runner.run(play(group, *poll, tapped))
