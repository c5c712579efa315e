"""What an amendment touches: everything that cites an amended or repealed article, or a norm that ended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from enforcement.norms.articles import in_words
from enforcement.norms.models import Norm
from enforcement.norms.queries import confirmed, fact_of, register
from enforcement.norms.standing import Register
from enforcement.norms.touching import SOURCES, Resting, resting_on

What = Literal["stands", "amended", "coming", "gone"]
AHEAD = date.max


@dataclass(frozen=True, slots=True)
class Touched:
    """Something that cites a norm: whether the cited articles stand, were amended since, will be, or are gone."""

    resting: Resting
    what: What
    since: date | None = None
    hit: frozenset[int] = frozenset()

    @property
    def articles(self) -> str:
        """The articles that are concerned, in words."""
        return in_words(self.hit)

    @property
    def where(self) -> str:
        """The places that cite them."""
        places = sorted({place for article, place in self.resting.places if article in self.hit})
        return "、".join(places) or self.resting.where


def judged(known: Register, resting: Resting, today: date) -> Touched:
    """Return what the register says today of what rests on a norm."""
    now = known.standing(resting.citation, today)
    if now.code in {"expired", "repealed_article"}:
        return Touched(resting, "gone", now.since, now.articles)
    made = resting.since or date.min
    changed = known.amended_since(resting.citation, made, today)
    if changed is not None:
        return Touched(resting, "amended", changed.since, changed.articles)
    coming = known.amended_since(resting.citation, max(made, today), AHEAD)
    return (
        Touched(resting, "coming", coming.since, coming.articles) if coming is not None else Touched(resting, "stands")
    )


def touched_by(norm: Norm, today: date) -> list[Touched]:
    """Return all that cites a norm, read by ``confirmed``: what needs work first."""
    known = Register({title: fact_of(norm) for title in (norm.title, norm.also) if title})
    return _ordered(judged(known, one, today) for one in resting_on((norm.title, norm.also)))


def all_touched(today: date) -> list[Touched]:
    """Return everything that cites an article that changed or a norm that ended, over the whole register."""
    known = register(confirmed())
    every = (judged(known, one, today) for source in SOURCES.values() for one in source())
    return _ordered(one for one in every if one.what != "stands")


def _ordered(found: Iterable[Touched]) -> list[Touched]:
    rank = {"gone": 0, "amended": 1, "coming": 2, "stands": 3}
    return sorted(found, key=lambda one: (rank[one.what], one.resting.kind, one.resting.title))
