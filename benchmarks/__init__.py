"""How fast, how gentle and how safe: the bot beside python-telegram-bot's own ways, in one run on one machine.

Telegram is the project's stand-in, in a process of its own; so is each bot, started afresh for every sample.
"""
