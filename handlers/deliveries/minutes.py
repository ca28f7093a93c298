"""Minutes."""
