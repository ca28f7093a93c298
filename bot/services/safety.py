"""What a text may hold that must not be filed away, or not as it is: asked before anything is stored."""


class Safety:
    """The gate in front of comments."""
