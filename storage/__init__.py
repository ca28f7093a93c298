"""What is kept. The only room that knows SQL."""
