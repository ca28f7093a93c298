"""The conversation. The only room that knows Telegram."""
