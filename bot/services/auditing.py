"""The audit trail, for reading."""


class Auditing:
    """The audit trail, for reading."""
