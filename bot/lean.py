"""The running bot does without the docstrings of all that it loads: 5 MB that nobody reads there."""

import os
import sys

WITHOUT_DOCSTRINGS = 2


def be_lean() -> None:
    """Begin anew without docstrings where this process is to run the bot. It keeps its process id.

    Only Python's own start can leave them out. Help is made of docstrings, so nothing but `run` itself begins anew.
    """
    runs = sys.argv[1:2] == ["run"] and "--help" not in sys.argv
    if runs and sys.flags.optimize < WITHOUT_DOCSTRINGS:
        os.execv(sys.executable, [sys.executable, "-OO", *sys.orig_argv[1:]])
