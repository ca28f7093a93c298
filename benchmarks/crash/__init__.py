"""`make crash`: the bot is killed at random moments, and the stand-in's journal says what was lost.

The judge is what came to people's chats and what they did there; the bot's own books are only held against it.
"""
