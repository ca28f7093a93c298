"""`make fuzz`: thousands of hostile updates for the real bot, with real people in between, and what came of them.

The judge is the stand-in: who was answered, what it had to refuse, which updates were acknowledged. Then the log and
the database are searched for what must not be there.
"""
