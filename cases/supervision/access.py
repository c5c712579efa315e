"""What supervisors may open: the cases and alarms of the agencies they supervise, those below included."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest

from cases.models import Case
from cases.supervision.insiders import is_own
from cases.supervision.models import Alarm
from enforcement.errors import NotFound
from enforcement.organisation.access import agency_of, duty, person_of
from enforcement.organisation.among import among
from enforcement.organisation.duties.holding import agencies_where
from enforcement.organisation.models import Agency

DUTY = "supervise"
supervises = duty(DUTY)


def supervised(request: HttpRequest) -> list[Agency]:
    """Return the agencies that the person supervises, in the order of the tree, read once a request."""
    found: list[Agency] | None = getattr(request, "supervised_agencies", None)
    if found is None:
        found = list(agencies_where(person_id=person_of(request).pk, duties={DUTY}).order_by("path"))
        request.supervised_agencies = found  # type: ignore[attr-defined]
    return found


def alarms_for(request: HttpRequest) -> QuerySet[Alarm]:
    """Return the alarms that the person may see: none of the own agency, unless it is a supervising body."""
    own = agency_of(request)
    return Alarm.objects.filter(among(a.pk for a in supervised(request) if not is_own(a, own)))


def case_for(request: HttpRequest, case_id: int) -> Case:
    """Return a case that the person supervises.

    Raises:
        NotFound: if there is none, or it is another's.
    """
    rows = Case.objects.select_related("agency", "party", "run__version__flowchart")
    case = rows.filter(pk=case_id).first()  # the agencies are known already: no need to send hundreds to the database
    if case is None or case.agency_id not in {a.pk for a in supervised(request)}:
        raise NotFound
    return case
