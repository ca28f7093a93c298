"""The rules, tried by the hundred."""
