"""The cast of the demo: simulated patients who read the screen and tap what people would tap.

They live outside the bot, as real patients do: all they have is the stand-in's HTTP control interface.
"""

from .play import play

__all__ = ["play"]
