"""Alembic's environment: it migrates the connection that the store hands over, inside the store's transaction."""

from alembic import context

from factkit.store.rows import Row

context.configure(connection=context.config.attributes["connection"], target_metadata=Row.metadata)
context.run_migrations()
