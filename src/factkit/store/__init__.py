"""What is kept: the rows, the store that takes and returns model values, migrations."""

from factkit.store.intake import Added
from factkit.store.store import Event, Store, StoreInfo

__all__ = ["Added", "Event", "Store", "StoreInfo"]
