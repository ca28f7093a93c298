"""Alembic's scripts: how the database got to the shape it has."""
