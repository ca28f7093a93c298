"""The running bot does without what only costs memory: docstrings (5 MB) and a heap of its own for each thread."""

import os
import sys

WITHOUT_DOCSTRINGS = 2
# glibc reads these when a process starts, other C libraries leave them alone: a heap for each thread of the
# database would keep what it once needed, and what is freed would go back to the system late.
FRUGAL_HEAP = {"MALLOC_ARENA_MAX": "1", "MALLOC_TRIM_THRESHOLD_": "131072", "MALLOC_MMAP_THRESHOLD_": "131072"}


def be_lean() -> None:
    """Begin anew without docstrings and with one heap, where this process is to run the bot. It keeps its number.

    Only its own start can leave them out. Help is made of docstrings, so nothing but `run` itself begins anew.
    What the environment already says of the heap stays.
    """
    runs = sys.argv[1:2] == ["run"] and "--help" not in sys.argv
    if runs and sys.flags.optimize < WITHOUT_DOCSTRINGS:
        os.execve(sys.executable, [sys.executable, "-OO", *sys.orig_argv[1:]], FRUGAL_HEAP | os.environ)
