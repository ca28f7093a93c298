"""How fast a token may go: as told while Telegram takes it, and otherwise what Telegram takes, found out."""

from random import Random
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.delivery.tempo import HEADROOM, SLOWEST, Tempo
from bot.demo.standin.limits import Model
from tests.delivery.broadcasts import TOLD, Broadcast

MODELS = get_args(Model)
SEEDS = range(12)

models = st.sampled_from(MODELS)
cuts = st.tuples(st.floats(0, 90), st.integers(10, 25))


def cut_of(seed: int) -> tuple[float, int]:
    """A moment in the broadcast, and to what the limit falls then."""
    random = Random(seed)
    return random.uniform(0, 90), random.randint(10, 25)


def with_luck(seed: int, **details: object) -> Broadcast:
    """One message in two hundred is refused out of the blue."""
    random = Random(seed)
    return Broadcast(unlucky=lambda: random.random() < 0.005, **details)  # type: ignore[arg-type]


@pytest.mark.parametrize("model", MODELS)
def test_what_was_told_is_kept_to_while_telegram_takes_it(model: Model) -> None:
    broadcast = Broadcast(members=18_000, model=model).run()
    assert broadcast.refused_at == []
    assert (broadcast.tempo.rate, broadcast.tempo.limit) == (pytest.approx(29.5), None)


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("seed", SEEDS)
def test_a_broadcast_takes_little_longer_than_it_must_whenever_the_limit_falls(model: Model, seed: int) -> None:
    broadcast = Broadcast(model=model, changes=[cut_of(seed)]).run()
    assert broadcast.now <= 1.08 * broadcast.ideal


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("silence", [2, 3, 5, 30])
def test_what_it_takes_longer_where_silences_are_long_is_the_silences(model: Model, silence: int) -> None:
    for seed in SEEDS:
        broadcast = Broadcast(model=model, changes=[cut_of(seed)], silence=silence).run()
        assert broadcast.now - broadcast.silent <= 1.035 * broadcast.ideal
        assert len(broadcast.refused_at) <= (8 if silence == 2 else 7)


@given(model=models, cut=cuts, silence=st.integers(1, 60))
@settings(max_examples=25, deadline=None)
def test_any_cut_is_found_with_few_refusals(model: Model, cut: tuple[float, int], silence: int) -> None:
    broadcast = Broadcast(model=model, changes=[cut], silence=silence).run()
    assert broadcast.now - broadcast.silent <= 1.04 * broadcast.ideal
    assert len(broadcast.refused_at) <= 12


def test_two_refusals_tell_a_window_exactly() -> None:
    broadcast = Broadcast(members=500, changes=[(10.0, 20)]).run()
    assert len(broadcast.refused_at) == 2
    assert broadcast.tempo.rate == pytest.approx(20 * HEADROOM)


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("limit", [3, 8, 12, 20, 25, 29])
def test_a_lower_limit_is_found_and_seldom_met_afterwards(model: Model, limit: int) -> None:
    broadcast = Broadcast(members=900 * limit, model=model, changes=[(0.0, limit)]).run()
    found = broadcast.tempo.limit
    assert found is not None and 0.9 * limit <= found.per_second <= 1.02 * limit
    assert broadcast.refusals(120, 900) <= 8


@pytest.mark.parametrize("model", MODELS)
def test_when_telegram_takes_more_again_so_does_the_bot(model: Model) -> None:
    for seed in SEEDS:
        (at, limit), lasts = cut_of(seed), Random(seed).uniform(5, 60)
        broadcast = Broadcast(members=6_000, model=model, changes=[(at, limit), (at + lasts, TOLD)]).run()
        assert (broadcast.tempo.rate, broadcast.tempo.limit) == (pytest.approx(29.5), None)
        # It is noticed after as long as it lasted, at the latest, or half a minute; a part of the pace was lost then.
        missed = (1 - limit / TOLD) * max(30.0, lasts)
        assert broadcast.now <= 1.02 * broadcast.ideal + missed + broadcast.silent


def test_a_limit_that_rises_by_a_part_is_found_too() -> None:
    broadcast = Broadcast(members=6_000, changes=[(10.0, 12), (60.0, 20)]).run()
    assert broadcast.tempo.limit is not None
    assert broadcast.tempo.limit.per_second == pytest.approx(20, abs=1)


def test_refusals_out_of_the_blue_cost_little_more_than_their_silences() -> None:
    broadcasts = [with_luck(seed, model=MODELS[seed % 3]).run() for seed in range(30)]
    beside_silences = [(each.now - each.silent) / each.ideal for each in broadcasts]
    assert sum(beside_silences) / len(beside_silences) <= 1.12
    assert max(beside_silences) <= 1.35


def test_a_lower_limit_is_found_among_refusals_out_of_the_blue() -> None:
    broadcasts = [with_luck(seed, model=MODELS[seed % 3], changes=[cut_of(seed)]).run() for seed in range(30)]
    beside_silences = [(each.now - each.silent) / each.ideal for each in broadcasts]
    assert sum(beside_silences) / len(beside_silences) <= 1.2


def test_one_refusal_hardly_slows_it_down_and_is_forgotten() -> None:
    tempo = Tempo(TOLD).answered(0.0).refused(0.0, 1.0)
    assert tempo.rate >= 0.95 * TOLD
    for second in range(1, 30):
        tempo = tempo.answered(float(second))
    assert tempo.rate == pytest.approx(29.5)


def test_refusals_while_little_is_sent_are_no_limit() -> None:
    tempo, now = Tempo(TOLD), 0.0
    for _ in range(20):
        for _ in range(10):
            tempo, now = tempo.answered(now), now + 2.0
        tempo, now = tempo.refused(now, 1.0), now + 1.0
    assert tempo.limit is None


def test_a_storm_in_which_nothing_passes_says_nothing_about_the_limit() -> None:
    tempo = Tempo(TOLD)
    for second in range(60):
        tempo = tempo.answered(float(second)).refused(float(second), 1.0)
    assert tempo.limit is None


def test_refusals_of_one_moment_count_once_and_the_longest_silence_holds() -> None:
    once = often = Tempo(TOLD).answered(0.0)
    once = once.refused(0.0, 2.0)
    for number in range(16):
        often = often.refused(number / 100, 1.0)
    often = often.refused(0.2, 1.8)
    assert often == once


events = st.lists(
    st.one_of(
        st.tuples(st.just("answered"), st.floats(0, 2), st.integers(1, 40)),
        st.tuples(st.just("refused"), st.floats(0, 60), st.floats(0.5, 120)),
    ),
    max_size=60,
)


@given(happens=events, told=st.floats(1.5, 100))
@settings(max_examples=200)
def test_whatever_happens_it_goes_on_and_never_faster_than_told(
    happens: list[tuple[str, float, float]], told: float
) -> None:
    tempo, now = Tempo(told), 0.0
    for what, after, number in happens:
        now += after
        if what == "refused":
            tempo = tempo.answered(now).refused(now, number)
            assert tempo.refused(now + number / 2, number / 4).rate == tempo.rate
        else:
            for _ in range(int(number)):
                now += 1 / tempo.rate
                tempo = tempo.answered(now)
        assert SLOWEST <= tempo.rate <= max(SLOWEST, told * HEADROOM)
        assert tempo.limit is None or 0 < tempo.limit.per_second < told
