"""The conversation's own parts: the codec of buttons, the views, the way to Telegram."""
