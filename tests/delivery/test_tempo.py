"""How fast a token may go: as told while Telegram takes it, and otherwise what Telegram takes, found out."""

from collections import deque

import pytest

from bot.delivery.tempo import Tempo

HALT = 1.0


def go(tempo: Tempo, limit: int, start: float, seconds: float) -> tuple[float, list[float]]:
    """Send as the tempo says to a Telegram that takes `limit` in any second: (the time then, the refusals)."""
    now, refusals = start, []
    taken: deque[float] = deque(maxlen=limit)
    while now < start + seconds:
        if len(taken) == limit and now - taken[0] < 1.0:
            tempo.refused(now, HALT)
            refusals.append(now)
            now += HALT
        else:
            taken.append(now)
            tempo.sent(now)
            now += 1 / tempo.rate
    return now, refusals


def test_what_was_told_is_kept_to_while_telegram_takes_it() -> None:
    tempo = Tempo(30)
    _, refusals = go(tempo, 30, 0.0, 600)
    assert (tempo.rate, refusals, tempo.as_told) == (pytest.approx(29.5), [], True)


@pytest.mark.parametrize("limit", [3, 8, 12, 20, 25, 29])
def test_a_lower_limit_is_found_and_seldom_met_afterwards(limit: int) -> None:
    tempo = Tempo(30)
    now, _ = go(tempo, limit, 0.0, 120)
    assert 0.85 * limit <= tempo.rate <= limit * 1.06
    assert not tempo.as_told
    _, refusals = go(tempo, limit, now, 1_800)
    assert len(refusals) <= 10


def test_when_telegram_takes_more_again_so_does_the_bot() -> None:
    tempo = Tempo(30)
    now, _ = go(tempo, 15, 0.0, 120)
    go(tempo, 30, now, 3_600)
    assert (tempo.rate, tempo.as_told) == (pytest.approx(29.5), True)


def test_it_never_stops_altogether() -> None:
    tempo = Tempo(30)
    for second in range(100):
        tempo.refused(second * 10.0, HALT)
    assert tempo.rate >= 1.0


def test_refusals_of_one_moment_count_once() -> None:
    once, often = Tempo(30), Tempo(30)
    once.refused(0.0, HALT)
    for number in range(16):
        often.refused(number / 100, HALT)
    assert often.rate == once.rate
