"""Fields of enforcement for professional papers; the package that knows the codes offers them here when it is ready."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol


class Field(Protocol):
    """A field: its title in the reader's language."""

    @property
    def title(self) -> str:
        """The title."""
        ...


_OFFERED: dict[str, Field] = {}


def offer(fields: Mapping[str, Field]) -> None:
    """Offer fields by their codes, in this order."""
    _OFFERED.update(fields)


def choices() -> list[tuple[str, str]]:
    """Return the codes with their titles."""
    return [(code, field.title) for code, field in _OFFERED.items()]


def title_of(code: str) -> str:
    """Return the title of a field; an unknown code stands for itself."""
    return _OFFERED[code].title if code in _OFFERED else code
