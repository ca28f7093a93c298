"""What people are doing while the bot is killed: one module for each."""
