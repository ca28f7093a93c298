"""The running bot does without what only costs memory: docstrings, places in lines, a heap for each thread."""

import os
import sys

WITHOUT_DOCSTRINGS = 2
# And without the columns of every instruction, which only underline a part of a line in a traceback. The Makefile and
# the Containerfile compile what is loaded in the same way.
LEAN = ("-OO", "-X", "no_debug_ranges")
# glibc reads these when a process starts, other C libraries leave them alone: a heap for each thread of the
# database would keep what it once needed, and what is freed would go back to the system late.
FRUGAL_HEAP = {"MALLOC_ARENA_MAX": "1", "MALLOC_TRIM_THRESHOLD_": "262144", "MALLOC_MMAP_THRESHOLD_": "65536"}


def is_to_run() -> bool:
    """Whether this process is to run the bot, and not to do an errand or to tell how it is used."""
    return sys.argv[1:2] == ["run"] and "--help" not in sys.argv


def be_lean() -> None:
    """Begin anew without docstrings and with one heap. The process keeps its number.

    Only a process's own start can leave them out. Help is made of docstrings: what gives help must not do this. What
    the environment already says of the heap stays.
    """
    if sys.flags.optimize < WITHOUT_DOCSTRINGS:
        os.execve(sys.executable, [sys.executable, *LEAN, *sys.orig_argv[1:]], FRUGAL_HEAP | os.environ)
