"""When to try again."""

BASE_SECONDS = 2.0
LONGEST_SECONDS = 300.0


def backoff(attempt: int, jitter: float) -> float:
    """Seconds to wait after the `attempt`-th failure (from 1): doubling, up to 5 minutes, spread by `jitter` 0 to 1.

    The spread keeps many failures of one moment from coming back in one moment.
    """
    ceiling = min(LONGEST_SECONDS, BASE_SECONDS * 2.0 ** min(attempt - 1, 20))
    return ceiling * (0.5 + 0.5 * jitter)
