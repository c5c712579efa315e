"""What rests on norms: charts, items, templates and benchmarks enter here where they cite; the register asks them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from enforcement.norms.citations import Citation
from enforcement.norms.standing import NATIONAL


@dataclass(frozen=True, slots=True)
class Resting:
    """Something that cites a norm: its kind in words, its title, its page, and the day its text was made."""

    kind: str
    title: str
    url: str
    citation: Citation
    since: date | None = None
    agency_id: int | None = None
    public: bool = False
    where: str = ""
    places: tuple[tuple[int, str], ...] = ()  # article, and the place that cites it, where these are many


Source = Callable[[], Iterable[Resting]]
SOURCES: dict[str, Source] = {}


def enter(name: str, source: Source) -> None:
    """Have a source asked for all that it holds that cites norms."""
    SOURCES[name] = source


def resting_on(titles: Iterable[str]) -> list[Resting]:
    """Return all that cites one of these titles, with or without the name of the state before it."""
    wanted = {title.removeprefix(NATIONAL) for title in titles if title}
    return [
        one for source in SOURCES.values() for one in source() if one.citation.title.removeprefix(NATIONAL) in wanted
    ]
