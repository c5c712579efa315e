"""The menu: apps enter their pages when they are ready; a person sees what their rule opens."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from enforcement.access import Rule

TITLES: Final[dict[str, str | Promise]] = {
    "top": "", "work": _("Work"), "supervise": _("Supervision"), "manage": _("Administration"), "own": _("My own"),
    "public": _("Open to everyone"),
}  # fmt: skip
OF_DUTIES: Final = ("work", "supervise", "manage")
AT_ONCE: Final = 6
"""So many pages of the public menu stand in its one row on a desktop; the others open under "More"."""


@dataclass(frozen=True)
class MenuEntry:
    """A page in the menu. ``section`` is one of ``TITLES``; ``icon`` a Tabler icon."""

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


@dataclass(frozen=True)
class Section:
    """A part of the menu with its heading."""

    code: str
    entries: list[MenuEntry]

    @property
    def title(self) -> str | Promise:
        """The heading, "" for the part that needs none."""
        return TITLES[self.code]

    @property
    def at_once(self) -> list[MenuEntry]:
        """The entries that stand in one row."""
        return self.entries[:AT_ONCE]

    @property
    def more(self) -> list[MenuEntry]:
        """The entries that open under "More"."""
        return self.entries[AT_ONCE:]


def _url(entry: MenuEntry) -> str:
    try:
        return entry.url
    except NoReverseMatch:
        return ""


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


def current_of(sections: Iterable[Section], path: str) -> MenuEntry | None:
    """Return the entry whose page is at an address, else the nearest above it."""
    urls = {entry: _url(entry) for section in sections for entry in section.entries}
    above = [entry for entry, url in urls.items() if url == path or (url not in {"", "/"} and path.startswith(url))]
    return max(above, key=lambda entry: len(urls[entry]), default=None)


def sections_of(entries: Iterable[MenuEntry]) -> list[Section]:
    """Return the parts of the menu: of those of duties the one first in which the person may open most pages."""
    parts: dict[str, list[MenuEntry]] = {code: [] for code in TITLES}
    for entry in entries:
        parts[entry.section].append(entry)
    duties = sorted(OF_DUTIES, key=lambda code: -len(parts[code]))
    return [Section(code, parts[code]) for code in ("top", *duties, "own", "public") if parts[code]]
