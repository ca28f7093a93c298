"""Result and texts → message and keyboard. No input, no output, no Telegram."""
