"""The levels that review an application, lowest first, and where an application stands among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from certification.lifecycle.parameters import REVIEW_LEVELS
from certification.models import Application, LevelReview
from enforcement.organisation.models import Agency
from enforcement.organisation.parameters import value


@dataclass(frozen=True, slots=True)
class Level:
    """A level by its number from 1; ``agency`` is None where whoever pre-checks for the agency reviews."""

    number: int
    agency: Agency | None
    title: str


def levels_of(agency: Agency, on: date) -> list[Level]:
    """Return the levels that the setting names for an agency on a day: agencies of this system by sign or name."""
    names = [str(name).strip() for name in value(REVIEW_LEVELS, agency=agency, on=on)]
    there: dict[str, Agency] = {}
    for found in Agency.objects.filter(Q(sign__in=names) | Q(name__in=names)):
        there |= {found.sign: found, found.name: found}
    known = [there[name] for name in names if name in there]
    if not known:
        return [Level(1, None, _("Review"))]
    return [Level(number, found, found.title) for number, found in enumerate(known, start=1)]


def stands_at(reviews: Sequence[LevelReview]) -> int:
    """Return the number of the level whose turn it is, from what was found so far, oldest first."""
    number = 1
    for review in reviews:
        if review.outcome == LevelReview.Outcome.APPROVED:
            number = review.level + 1
        elif review.outcome == LevelReview.Outcome.RETURNED:
            number = max(review.level - 1, 1)
    return number


def level_of(application: Application, on: date) -> tuple[Level, bool]:
    """Return the level whose turn it is, and whether it is the last."""
    levels = levels_of(application.agency, on)
    number = min(stands_at(list(application.reviews.all())), len(levels))
    return levels[number - 1], number == len(levels)


def was_returned(application: Application) -> bool:
    """Return whether the lowest level sent the application back to the pre-check, and nobody reviewed since."""
    last = application.reviews.last()
    return last is not None and last.outcome == LevelReview.Outcome.RETURNED and last.level == 1
