"""Who is told when an entry of the register is confirmed, in the same transaction: so a change is entered once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from enforcement.actor import Actor
from enforcement.norms.models import NormEnd, NormVersion

Hearer = Callable[[NormVersion | NormEnd, Actor, datetime], None]
HEARERS: dict[str, Hearer] = {}


def hear(name: str, hearer: Hearer) -> None:
    """Have somebody told of each confirmed version and end."""
    HEARERS[name] = hearer


def tell(entry: NormVersion | NormEnd, by: Actor, at: datetime) -> None:
    """Tell everybody who asked to be told."""
    for hearer in HEARERS.values():
        hearer(entry, by, at)
