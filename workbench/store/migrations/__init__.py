"""Alembic's folder: how a database of an older revision becomes one of the newest."""
