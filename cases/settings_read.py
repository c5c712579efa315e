"""From the values of parameters to the settings that the rules read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from decimal import Decimal
from typing import Any, Final

from cases import threshold_settings as thresholds
from cases.rules.file import Legal

PREFIX: Final = "case."
NAMES: Final = tuple(f.name for f in fields(Legal) if f.name != "points")


def codes() -> tuple[str, ...]:
    """Return the codes of all parameters that :func:`legal_of` reads."""
    return (*(PREFIX + name for name in NAMES), *thresholds.CODES)


def legal_of(found: Mapping[str, Any]) -> Legal:
    """Return the settings that the values of the parameters stand for."""
    return Legal(**{name: _typed(name, found[PREFIX + name]) for name in NAMES}, points=thresholds.read(found))


def _typed(name: str, given: Any) -> Any:
    """Return a stored value as the rules read it: amounts as decimals, the share as a pair."""
    default = next(f.default for f in fields(Legal) if f.name == name)
    if given is None:
        return None
    if isinstance(default, Decimal) or default is None:
        return Decimal(str(given))
    return tuple(given) if isinstance(default, tuple) else given
