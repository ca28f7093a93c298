"""What a text may hold that must not be filed away, or not as it is: asked before anything is stored."""

import structlog

from bot import safeguards
from bot.rules.safety.concerns import Looked
from bot.rules.safety.looking import look
from bot.rules.safety.ruleset import Rules
from bot.services.practices import Practice

log = structlog.get_logger()


class Safety:
    """The gate in front of comments."""

    def look(self, practice: Practice, language: str, text: str) -> Looked:
        """What is found in a text by the rules of a practice, in the language of whoever wrote it. Keeps nothing."""
        settings = practice.settings
        return look(text, _rules(practice, language), settings.staff_names, settings.region)


def _rules(practice: Practice, language: str) -> Rules:
    try:
        return safeguards.load(language, practice.settings.safety_rules)
    except safeguards.SafeguardsError:
        # A file of the practice that cannot be read must not close the gate: it has the shipped rules.
        log.error("safety-rules-not-usable", practice=practice.id)
        return safeguards.load(language)
