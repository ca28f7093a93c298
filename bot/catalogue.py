"""The texts of one language in Fluent's form, each parsed when it is first said.

Parsed they take thirty times the room, and most are not said for weeks.
"""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from babel import Locale, core
from fluent.runtime import FluentBundle
from fluent.syntax import FluentParser
from fluent.syntax.ast import MessageReference, Resource, TermReference
from fluent.syntax.visitor import Visitor

# An entry begins with its key at the start of a line, and goes on to the next one.
BEGINNINGS = re.compile(r"^(?=-?[A-Za-z])", re.MULTILINE)
KEY = re.compile(r"-?[A-Za-z][\w-]*")


@cache
def locale_of(language: str) -> Locale:
    """What Babel knows of a language ('en-GB'). Raises ValueError or UnknownLocaleError, as Babel does."""
    locale = Locale.parse(language, sep="-")
    locale.plural_form  # noqa: B018  (has everything read that there is)
    # What it read of all the world's languages to get there is 2 MB, and is read again should it be needed.
    core._global_data = None
    return locale


class Catalogue(FluentBundle):
    """Fluent's bundle over these files. A message is there when it was asked for with `has_message`."""

    def __init__(self, language: str, files: Iterable[Path]) -> None:
        locale_of(language)
        # Isolation marks round every argument would stand inside numbers and labels too.
        super().__init__([language], use_isolating=False)
        # Where each word stands in its file is of no use here, and would be kept for good.
        self._parser = FluentParser(with_spans=False)
        self._unread: dict[str, str] = {}
        for file in files:
            for entry in BEGINNINGS.split(file.read_text(encoding="utf-8")):
                if key := KEY.match(entry):
                    self._unread.setdefault(key[0], entry)

    def has_message(self, message_id: str) -> bool:
        """Whether there is such a message, which can be said from then on."""
        if message_id in self._unread:
            self._read(message_id)
        return super().has_message(message_id)

    def _read(self, key: str) -> None:
        wanted, read = [key], set()
        for each in wanted:
            if each in self._unread and each not in read:
                read.add(each)
                resource = self._parser.parse(self._unread[each])
                self.add_resource(resource)
                wanted += _named_in(resource)
        # Only now: another thread that does not find them here takes them to be ready.
        for each in read:
            self._unread.pop(each, None)


def _named_in(resource: Resource) -> list[str]:
    names = _Names()
    names.visit(resource)
    return names.found


class _Names(Visitor):
    """The keys of other entries that an entry is made of."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def visit_MessageReference(self, node: MessageReference) -> None:  # noqa: N802
        self.found.append(node.id.name)

    def visit_TermReference(self, node: TermReference) -> None:  # noqa: N802
        self.found.append(f"-{node.id.name}")
        self.generic_visit(node)
