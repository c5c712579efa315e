"""The tiles of the public home: apps enter the questions that people come with; the home page draws them."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Tile:
    """A question with its page: a short title, one plain sentence, a Tabler icon. ``first`` ones are drawn large."""

    url_name: str
    title: str | Promise
    text: str | Promise
    icon: str
    order: int = 50
    first: bool = False

    @property
    def url(self) -> str:
        """The address of the page, "" where that app lacks it."""
        try:
            return reverse(self.url_name)
        except NoReverseMatch:
            return ""


_tiles: dict[str, Tile] = {}


def enter(tile: Tile) -> None:
    """Put a tile on the public home (once; the same page again replaces it)."""
    _tiles[tile.url_name] = tile


def tiles(*, first: bool) -> list[Tile]:
    """Return the tiles that lead somewhere, in their order."""
    found = [tile for tile in _tiles.values() if tile.first == first and tile.url]
    return sorted(found, key=lambda tile: (tile.order, tile.url_name))
