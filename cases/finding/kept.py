"""Filters of a list that a person keeps under a name."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from cases.models import SavedFilter
from enforcement.errors import Invalid, Refusal
from enforcement.organisation.access import person_of

MOST: Final = 20
LISTINGS: Final = {"case_list", "case_papers", "case_hearings"}
"""The lists that may be kept; a higher part enters its own."""


class NameMissing(Invalid):
    """Refuse a filter without a name."""

    sentence = _("Give the filter a name of at most thirty characters.")


class NothingNarrowed(Invalid):
    """Refuse to keep a list as it is."""

    sentence = _("The list is not narrowed: filter or sort it first, then save.")


class TooManyKept(Refusal):
    """Refuse more filters than anybody reads."""

    sentence = _("You have twenty saved filters of this list.")
    remedy = _("Remove one that you do not use.")


def keep_filter(*, person_id: int, listing: str, name: str, query: str, at: datetime) -> SavedFilter:
    """Keep what narrows a list; the same name takes the place of the one before.

    Raises:
        NameMissing, NothingNarrowed, TooManyKept.
    """
    title, asked = name.strip(), _narrowing(query)
    if not title or len(title) > 30:  # noqa: PLR2004 (the column)
        raise NameMissing
    if not asked:
        raise NothingNarrowed
    mine = SavedFilter.objects.filter(person_id=person_id, listing=listing)
    if mine.exclude(name=title).count() >= MOST:
        raise TooManyKept
    row: SavedFilter = SavedFilter.objects.update_or_create(
        person_id=person_id, listing=listing, name=title, defaults={"query": asked, "saved_at": at}
    )[0]
    return row


def kept_filters(request: HttpRequest, listing: str) -> dict[str, Any]:
    """Return what ``cases/finding/_kept.html`` shows. One query."""
    now = _narrowing(request.META.get("QUERY_STRING", ""))
    rows = list(SavedFilter.objects.filter(person=person_of(request), listing=listing))
    return {
        "kept_filters": rows,
        "kept_listing": listing,
        "kept_now": now,
        "is_kept": any(r.query == now for r in rows),
    }


def _narrowing(query: str) -> str:
    """Return the part of a query that narrows or sorts: without the page, in a fixed order."""
    given = QueryDict(query)
    left = sorted((key, value) for key, value in given.items() if value and key != "page")
    made = QueryDict(mutable=True)
    made.update(dict(left))  # type: ignore[arg-type]
    return made.urlencode()[:500]
