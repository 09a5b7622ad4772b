"""Alembic migrations of the store. `HEAD` is the newest; a store at another revision is refused until upgraded."""

HEAD = "0001"
