"""The order of business stays whole, and no voice is lost, however items are moved and merged."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from bot.rules.agendas import (
    CLOSING,
    Entry,
    Heard,
    Voice,
    heard,
    in_order,
    merged,
    merged_into,
    moved,
    placed,
    positions,
    standard_order,
)
from bot.rules.words import Order

NAMES = ("", "", "welcome", "other-business", "next-agenda")

agendas = st.lists(
    st.tuples(st.integers(1, 60), st.integers(0, 9), st.sampled_from(NAMES)), unique_by=lambda each: each[0]
).map(lambda found: [Entry(item, position, name) for item, position, name in found])


@st.composite
def merges(draw: st.DrawFn) -> list[Entry]:
    """Items that were merged one after another: each into one that stood for itself then."""
    count = draw(st.integers(1, 12))
    into: dict[int, int] = {}
    for _ in range(draw(st.integers(0, count - 1))):
        free = [item for item in range(1, count + 1) if item not in into]
        item = draw(st.sampled_from(free))
        into[item] = draw(st.sampled_from([each for each in free if each != item]))
    return [Entry(item, into=into.get(item)) for item in range(1, count + 1)]


voices = st.lists(
    st.builds(
        Voice, st.integers(1, 12), st.integers(1, 5), st.booleans(), st.none() | st.sampled_from(["Yes", "No", "آرے"])
    ),
    unique_by=lambda voice: (voice.item, voice.member),
)


def ids(order: Sequence[Entry]) -> list[int]:
    return [entry.id for entry in order]


def agenda_of(names: Sequence[str]) -> list[Entry]:
    return [Entry(number, number, name) for number, name in enumerate(names, start=1)]


def test_the_usual_order_and_that_of_a_first_meeting() -> None:
    assert standard_order(Order.USUAL) == (
        "welcome",
        "apologies",
        "minutes",
        "matters",
        "reports",
        "other-business",
    )
    assert standard_order(Order.FIRST) == ("introductions", "purpose", "how-often", "next-agenda")
    assert {standard_order(order)[-1] for order in Order} == CLOSING


def test_what_is_suggested_goes_before_the_last_item_and_after_what_is_there() -> None:
    for order in Order:
        entries = agenda_of(standard_order(order))
        first = placed(entries, Entry(50))
        assert ids(first) == [*ids(entries)[:-1], 50, entries[-1].id]
        renumbered = agenda_of([entry.name for entry in first])
        assert ids(placed(renumbered, Entry(51)))[-2:] == [51, renumbered[-1].id]


def test_without_a_last_item_it_goes_to_the_end() -> None:
    assert ids(placed(agenda_of(["welcome", "reports"]), Entry(9))) == [1, 2, 9]
    assert ids(placed([], Entry(9))) == [9]


@given(agendas, st.integers(1, 60))
def test_an_item_that_is_placed_is_there_once_and_the_others_keep_their_order(
    entries: list[Entry], item: int
) -> None:
    order = ids(placed(entries, Entry(item)))
    assert order.count(item) == 1
    assert [each for each in order if each != item] == [each for each in ids(in_order(entries)) if each != item]


@given(agendas, st.integers(1, 60), st.booleans())
def test_moving_is_a_change_of_two_neighbours_or_nothing(entries: list[Entry], item: int, up: bool) -> None:
    before, after = ids(in_order(entries)), ids(moved(entries, item, up=up))
    assert sorted(after) == sorted(before)
    changed = [place for place, (old, new) in enumerate(zip(before, after, strict=True)) if old != new]
    edge = before[:1] if up else before[-1:]
    if item not in before or [item] == edge:
        assert changed == []
    else:
        assert changed == [min(changed), min(changed) + 1]
        assert after.index(item) == before.index(item) + (-1 if up else 1)


@given(agendas, st.integers(1, 60))
def test_up_and_down_again_is_as_before_unless_it_was_at_the_top(entries: list[Entry], item: int) -> None:
    before = ids(in_order(entries))
    up = moved(entries, item, up=True)
    renumbered = [Entry(entry.id, place) for place, entry in enumerate(up)]
    if before[:1] != [item]:
        assert ids(moved(renumbered, item, up=False)) == before


@given(agendas)
def test_new_positions_are_the_order_and_name_only_what_changes(entries: list[Entry]) -> None:
    order = in_order(entries)
    new = positions(order)
    assert all(entry.position != new[entry.id] for entry in order if entry.id in new)
    kept = [Entry(entry.id, new.get(entry.id, entry.position)) for entry in entries]
    assert ids(in_order(kept)) == ids(order)
    assert positions(in_order(kept)) == {}


@given(merges())
def test_each_item_counts_for_one_that_was_not_merged(entries: list[Entry]) -> None:
    into = {entry.id: entry.into for entry in entries}
    ends = merged(entries)
    assert ends.keys() == into.keys()
    for item, end in ends.items():
        assert into[end] is None
        following = into[item]
        assert end == (item if following is None else ends[following])


@given(merges())
def test_the_parts_of_all_items_and_those_themselves_are_all_items(entries: list[Entry]) -> None:
    stand = [entry.id for entry in entries if entry.into is None]
    whole = [each for item in stand for each in (item, *merged_into(entries, item))]
    assert sorted(whole) == sorted(entry.id for entry in entries)


@given(merges(), voices)
def test_no_voice_is_lost_by_merging_and_none_counts_twice(entries: list[Entry], said: list[Voice]) -> None:
    found = heard(entries, said)
    everything = [voice for each in found.values() for voice in each.voices]
    assert sorted(everything, key=repr) == sorted(said, key=repr)
    ends = merged(entries)
    for item, each in found.items():
        assert all(ends.get(voice.item, voice.item) == item for voice in each.voices)
        members = {voice.member for voice in each.voices if voice.matters}
        assert each.matters == len(members)


@given(merges(), voices)
def test_one_more_merge_adds_the_members_of_both(entries: list[Entry], said: list[Voice]) -> None:
    stand = [entry for entry in entries if entry.into is None]
    if len(stand) < 2:
        return
    item, into = stand[0].id, stand[1].id
    before = heard(entries, said)
    again = [Entry(each.id, into=into if each.id == item else each.into) for each in entries]
    after = heard(again, said).get(into, Heard())
    both = (*before.get(item, Heard()).voices, *before.get(into, Heard()).voices)
    assert after.matters == len({voice.member for voice in both if voice.matters})
    assert sorted(after.comments) == sorted(voice.comment for voice in both if voice.comment)


def test_a_ring_that_should_never_be_counts_for_one_item_all_the_same() -> None:
    ring = [Entry(1, into=2), Entry(2, into=3), Entry(3, into=2), Entry(4, into=4)]
    assert merged(ring) == {1: 2, 2: 2, 3: 2, 4: 4}
    assert merged([Entry(1, into=99)]) == {1: 1}


def test_what_one_member_says_is_told_from_the_rest() -> None:
    said = [Voice(1, 7, matters=True, comment="Mine"), Voice(1, 8, comment="Theirs"), Voice(2, 7, comment="More")]
    both = heard([Entry(1), Entry(2, into=1)], said)[1]
    assert both.of(7).comments == ("Mine", "More")
    assert (both.of(7).matters, both.of(8).matters, both.of(9).voices) == (1, 0, ())
