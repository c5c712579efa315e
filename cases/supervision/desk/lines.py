"""The lines of the board: counts with their bar, and where each leads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import pgettext

from cases.supervision.desk.asked import AGES
from cases.supervision.desk.counting import Board, Tally
from cases.supervision.desk.tree import Branch


@dataclass(frozen=True)
class Line:
    """A line of the board with its counts; ``url`` is the level below or the cases, ``cases`` the list of them."""

    title: str
    tally: Tally
    url: str
    cases: str
    longest: int = 1

    @property
    def parts(self) -> list[tuple[str, float, float]]:
        """The parts of its bar: class, place and width, of a hundred units for the longest."""
        red, yellow, rest = (
            round(100 * n / self.longest, 2) for n in (self.tally.red, self.tally.yellow, self.tally.rest)
        )
        return [("bar-red", 0, red), ("bar-yellow", red, yellow), ("bar-rest", red + yellow, rest)]


@dataclass(frozen=True)
class Group:
    """A card of the board."""

    title: str
    head: str
    icon: str
    lines: list[Line]


def ages() -> dict[str, str]:
    """Return the ages of cases as words."""
    said = {code: pgettext("age", "%(a)s to %(b)s days") % {"a": a, "b": b} for code, (a, b) in AGES.items() if b}
    return {**said, "more": pgettext("age", "more than %(a)s days") % {"a": AGES["more"][0] - 1}}


def of_agencies(told: Board, level: Iterable[Branch]) -> list[Line]:
    """Return a line for each agency that has open cases, those below it counted with it."""
    made = []
    for branch in level:
        tally = Tally()
        for pk in branch.ids:
            tally.add(told.agency.get(pk, Tally()))
        cases = cases_url({"agency": str(branch.agency.pk), **({"own": "1"} if branch.is_own else {})})
        board_url = f"{reverse('supervision_board')}?agency={branch.agency.pk}"
        made.append(Line(branch.title, tally, board_url if branch.opens else f"{cases}&light=all", cases))
    return _scaled(one for one in made if one.tally.total)


def of_codes(
    counts: Mapping[str, Tally],
    titles: Mapping[str, str],
    name: str,
    ask: dict[str, str],
    order: list[str] | None = None,
) -> list[Line]:
    """Return a line for each code that is counted, the gravest first or in a given order."""
    keys = [k for k in order if k in counts] if order else sorted(counts, key=lambda k: titles.get(k, k))
    made = []
    for key in keys:
        cases = cases_url({**ask, name: key})
        made.append(Line(titles.get(key, key), counts[key], f"{cases}&light=all", cases))
    return _scaled(made) if order is None else [*_scaled(made, keep=True)]


def _scaled(lines: Iterable[Line], *, keep: bool = False) -> list[Line]:
    kept = list(lines)
    longest = max((one.tally.total for one in kept), default=1)
    made = [Line(one.title, one.tally, one.url, one.cases, longest) for one in kept]
    return made if keep else sorted(made, key=lambda one: (-one.tally.red, -one.tally.yellow, -one.tally.rest))


def cases_url(ask: Mapping[str, str]) -> str:
    """Return the address of the list of cases that fit."""
    return f"{reverse('supervision_cases')}?{urlencode(ask)}"
