"""Cases while a file is read: the text is said once, the places of the items may be left out. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field

from exams.imports.draft import Case, Picture

BAD_ORDER = -1
"""A place that is no whole number: a fault."""


@dataclass(slots=True)
class Cases:
    """The cases of a file so far."""

    known: dict[str, Case] = field(default_factory=dict)
    last: dict[str, int] = field(default_factory=dict)

    def take(
        self, *, code: str, stem: str = "", order: str = "", pictures: tuple[Picture, ...] = ()
    ) -> tuple[Case | None, int]:
        """Return the case of an item and its place there.

        The first item of a case says its text; a later one may repeat it. Without a place it stands after the last.
        """
        if not (code or stem):
            return None, 0
        case = Case(code, stem, pictures)
        first = self.known.setdefault(code, case)
        if not stem and not pictures:
            case = first
        if order and not order.isdecimal():
            return case, BAD_ORDER
        self.last[code] = int(order) if order else self.last.get(code, 0) + 1
        return case, self.last[code]
