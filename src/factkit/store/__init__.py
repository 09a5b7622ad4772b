"""What is kept: the rows, the store that takes and returns model values, migrations.

The names are loaded when they are asked for: `glance` must not pay for the database layer.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from factkit.store.intake import Added
    from factkit.store.store import Event, Store, StoreInfo

__all__ = ["Added", "Event", "Store", "StoreInfo"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{'intake' if name == 'Added' else 'store'}"), name)
