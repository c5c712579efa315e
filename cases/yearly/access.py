"""Who works on a yearly report, and in which part; who may open it and the cases behind its figures."""

from __future__ import annotations

from typing import Final

from django.db.models import QuerySet
from django.http import HttpRequest

from cases.yearly.models import YearlyReport
from enforcement.actor import Actor
from enforcement.errors import NotAllowed, NotFound
from enforcement.organisation.access import duty, person_of
from enforcement.organisation.duties.holding import agencies_where, held_codes
from enforcement.organisation.models import Agency

REPORTING: Final = (Agency.Kind.GOVERNMENT, Agency.Kind.DEPARTMENT, Agency.Kind.TOWNSHIP)
PARTS: Final[dict[str, frozenset[str]]] = {
    "draw": frozenset({"publish"}), "check": frozenset({"check", "review"}), "approve": frozenset({"decide"}),
    "publish": frozenset({"publish"}),
}  # fmt: skip
OF_GOVERNMENT: Final[dict[str, frozenset[str]]] = {
    "draw": frozenset({"supervise"}), "check": frozenset({"supervise"}), "approve": frozenset({"govern"}),
    "publish": frozenset({"supervise"}),
}  # fmt: skip
DUTIES: Final = frozenset({"publish", "check", "review", "decide", "supervise", "govern"})
works_on_reports = duty(*sorted(DUTIES | {"apply"}))
"""Whoever keeps the legal section alone finds that page from here."""


def parts_of(person_id: int | None, agency: Agency) -> frozenset[str]:
    """Return which parts a person has in the report of an agency: draw, check, approve, publish."""
    if person_id is None:
        return frozenset()
    held = held_codes(person_id=person_id, agency=agency)
    table = OF_GOVERNMENT if agency.kind == Agency.Kind.GOVERNMENT else PARTS
    return frozenset(part for part, duties in table.items() if held & duties)


def require_part(by: Actor, part: str, agency: Agency) -> None:
    """Refuse whoever has no such part in the report of an agency; a person answers for it, never the system.

    Raises:
        NotAllowed
    """
    if part not in parts_of(by.person_id, agency):
        raise NotAllowed


def agencies_for(request: HttpRequest) -> QuerySet[Agency]:
    """Return the agencies whose reports the person may open."""
    found = agencies_where(person_id=person_of(request).pk, duties=DUTIES)
    return found.filter(kind__in=REPORTING, is_active=True).order_by("path")


def report_for(request: HttpRequest, pk: int) -> YearlyReport:
    """Return a report that the person may open.

    Raises:
        NotFound: if there is none, or it is another's.
    """
    rows = YearlyReport.objects.select_related("agency", "drawn_by", "checked_by", "approved_by", "published_by")
    found = rows.filter(pk=pk, agency__in=agencies_for(request).values("pk")).first()
    if found is None:
        raise NotFound
    return found
