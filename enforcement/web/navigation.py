"""The menu: apps enter their pages when they are ready; a person sees what their rule opens."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

from enforcement.access import Rule


@dataclass(frozen=True)
class MenuEntry:
    """A page in the menu. ``section`` is ``work``, ``supervise``, ``manage`` or ``public``; ``icon`` a Tabler icon."""

    url_name: str
    label: str | Promise
    icon: str
    rule: Rule
    section: str = "work"
    order: int = 50

    @property
    def url(self) -> str:
        """The address of the page."""
        return reverse(self.url_name)


_entries: dict[str, MenuEntry] = {}


def enter(entry: MenuEntry) -> None:
    """Put a page into the menu (once; a second call with the same name replaces it)."""
    _entries[entry.url_name] = entry


def visible_to(request: HttpRequest) -> list[MenuEntry]:
    """Return the entries that the request's person may open, in order."""
    if not hasattr(request, "user"):
        return []
    ordered = sorted(_entries.values(), key=lambda e: (e.section, e.order, e.url_name))
    return [entry for entry in ordered if entry.rule(request)]
