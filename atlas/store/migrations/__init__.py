"""The steps that bring a database from any earlier schema to the newest (Alembic)."""
