"""Whether a structured setting is built like its default, so that what reads it always can. Pure."""

from __future__ import annotations

from math import isfinite
from typing import Any


def is_like(given: Any, default: Any) -> bool:
    """Return whether a value is built like a default: lists and objects of the same kinds of parts.

    Where the default has no parts they are texts; numbers are not below 0. An object within a list has whatever every
    such object of the default has.
    """
    if isinstance(default, dict):
        return isinstance(given, dict) and _all_like(list(given.values()), list(default.values()))
    if isinstance(default, list):
        objects = [set(part) for part in default if isinstance(part, dict)]
        wanted = set.intersection(*objects) if objects else set()
        return (
            isinstance(given, list)
            and _all_like(given, default)
            and all(wanted <= set(part) for part in given if isinstance(part, dict))
        )
    if isinstance(default, int | float) and not isinstance(default, bool):
        return isinstance(given, int | float) and not isinstance(given, bool) and isfinite(given) and given >= 0
    return type(given) is type(default)


def is_pair(given: Any) -> bool:
    """Return whether a value is two whole numbers, the second above 0 and the first not above the second."""
    whole = isinstance(given, list) and all(isinstance(part, int) and not isinstance(part, bool) for part in given)
    return whole and len(given) == 2 and 0 <= given[0] <= given[1] > 0  # noqa: PLR2004 (a pair)


def _all_like(given: list[Any], parts: list[Any]) -> bool:
    return all(any(is_like(one, part) for part in parts or [""]) for one in given)
