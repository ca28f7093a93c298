"""The way in and the ways out: intake, HTTP, replies, and what the delivery worker calls."""

import os

# python-telegram-bot's coming way of giving durations, chosen now: otherwise each refusal warns of the change.
os.environ.setdefault("PTB_TIMEDELTA", "true")
