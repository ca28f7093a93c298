"""The Telegram stand-in, tried at the wire and in its people's hands."""
