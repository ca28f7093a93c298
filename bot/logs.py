"""Logs: one line each, structured, to standard error. No token, no message text, no names."""

import logging
import sys

# structlog and httpx load these wherever they are there, for colours and a command line that nobody here uses: 6 MB.
for _unwanted in ("click", "rich"):
    sys.modules.setdefault(_unwanted, None)  # type: ignore[arg-type]
import structlog  # noqa: E402

# These print request addresses, which hold the token.
NOISY = ("httpx", "httpcore", "aiohttp", "telegram", "apscheduler")


def set_up(*, as_json: bool) -> None:
    """Send every log line to standard error: as JSON for machines, or for a person to read."""
    for name in NOISY:
        logging.getLogger(name).setLevel(logging.WARNING)
    # A wake-up that comes while the last one is still at work is passed over, as it should be: no news.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    # An answer that is not JSON is logged there whole, with whatever people wrote; we hear of it as an error anyway.
    logging.getLogger("telegram.request").setLevel(logging.CRITICAL)
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s %(message)s")
    renderer = structlog.processors.JSONRenderer() if as_json else structlog.dev.ConsoleRenderer()
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
