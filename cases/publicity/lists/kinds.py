"""The lists that an agency opens to the public, as data: which columns each has, and what the law asks of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from django.utils.functional import Promise

ValueKind = Literal["text", "long", "date", "days", "choice", "chart"]


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its code, its heading in the workbook (content, Chinese), its label, and what its values are.

    ``days`` are whole numbers, ``chart`` the code of a published flowchart, ``choice`` one of ``among``.
    """

    code: str
    heading: str
    label: str | Promise
    kind: ValueKind = "text"
    needed: bool = True
    among: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A list: ``fields`` begin with ``code`` and ``title``; ``ordered`` are pairs of days, the second not earlier."""

    code: str
    title: str | Promise
    lead: str | Promise
    article: str
    icon: str
    fields: tuple[Field, ...]
    sample: tuple[str, ...]
    ordered: tuple[tuple[str, str], ...] = ()

    def field(self, code: str) -> Field:
        """Return a column by its code."""
        return next(one for one in self.fields if one.code == code)


KINDS: Final[dict[str, Kind]] = {}


def enter(kind: Kind) -> None:
    """Enter a list (once; the same code again replaces it)."""
    KINDS[kind.code] = kind
