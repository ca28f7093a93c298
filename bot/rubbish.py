"""When Python looks for rubbish that holds on to itself: seldom, and never among what was loaded at the start."""

import contextlib
import gc
from collections.abc import Iterator

# New objects until the next look, and looks at the young until one at the older. Nearly all of our rubbish is gone
# without a look; at Python's own 700 a batch of a hundred updates is interrupted dozens of times.
YOUNG, MIDDLE, OLD = 3_000, 5, 5


@contextlib.contextmanager
def none_while_loading() -> Iterator[None]:
    """Imports make a hundred thousand objects that stay: looking through them for rubbish is a third of the start."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.set_threshold(YOUNG, MIDDLE, OLD)
        gc.enable()
