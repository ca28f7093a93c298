"""Answers that came on paper or by phone."""

from bot.clock import Clock
from bot.services.secrets import SecretStore


class Entering:
    """Answers that came on paper or by phone."""

    def __init__(self, clock: Clock, secrets: SecretStore) -> None:
        self._clock = clock
        self._secrets = secrets
