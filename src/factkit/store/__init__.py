"""What is kept: the rows, the store that takes and returns model values, migrations."""

from factkit.store.store import Added, Event, Store, StoreInfo

__all__ = ["Added", "Event", "Store", "StoreInfo"]
