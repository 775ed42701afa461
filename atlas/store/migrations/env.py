"""Alembic asks this file how to run; the store hands it a connection inside a transaction."""

from alembic import context

from atlas.store.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
