"""What every button is: typed values, packed into the 64 bytes that Telegram gives one."""

from dataclasses import dataclass, fields
from typing import ClassVar

LIMIT_BYTES = 64
# What a column of ids holds: PostgreSQL refuses a larger number before it looks for it.
LARGEST_ID = 2**31 - 1
SEPARATOR = ":"


@dataclass(frozen=True)
class Tap:
    """A tap that means something. Subclasses have a `code` of their own and fields of str, int or bool."""

    code: ClassVar[str] = ""

    def pack(self) -> str:
        """As a button's data. A value that does not fit into a button raises ValueError: it is a fault of ours."""
        values = [_out(getattr(self, field.name)) for field in fields(self)]
        if any(SEPARATOR in value for value in values):
            raise ValueError(f"a separator in a value: {values}")
        packed = SEPARATOR.join((self.code, *values))
        if len(packed.encode()) > LIMIT_BYTES:
            raise ValueError(f"too long for a button: {packed}")
        return packed


def number_in(value: str) -> int:
    """The number that stands in a tap's value: a page, or an id. 0 where it is forged, or none stands there."""
    plain = value.isascii() and value.isdigit() and len(value) <= LIMIT_BYTES
    return int(value) if plain and int(value) <= LARGEST_ID else 0


def _out(value: str | int | bool) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    return str(value)
