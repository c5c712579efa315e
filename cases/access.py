"""Who opens which page of cases."""

from __future__ import annotations

from django.http import HttpRequest

from cases.models import Assignment, Case
from cases.people import recused_ids
from cases.queries import CASE_DUTIES, cases
from enforcement.access import Rule
from enforcement.errors import NotFound
from enforcement.flowcharts.models import Participant
from enforcement.organisation.access import duties_of, person_of
from enforcement.organisation.duties.holding import held_codes


def _works_on_cases(request: HttpRequest) -> bool:
    """Return whether the person holds a duty of cases or takes part in one (a chair lent by another agency does)."""
    if CASE_DUTIES & duties_of(request):
        return True
    if not request.user.is_authenticated:
        return False
    found: bool | None = getattr(request, "takes_part_in_cases", None)
    if found is None:
        found = _takes_part(person_of(request).pk)
        request.takes_part_in_cases = found  # type: ignore[attr-defined]  # asked once for each entry of the menu
    return found


def _takes_part(person_id: int) -> bool:
    return (
        Assignment.objects.filter(person_id=person_id).exists()
        or Participant.objects.filter(person_id=person_id, record__run__series__startswith="case:").exists()
    )


case_worker = Rule("case_worker", _works_on_cases, CASE_DUTIES)


def case_for(request: HttpRequest, pk: int) -> Case:
    """Return a case that the person may see.

    Raises:
        NotFound: for a case that is not there and for one that is not the person's to see.
    """
    found = cases().visible_to(person_of(request).pk).select_related("agency", "party", "run__version__flowchart")
    case = found.filter(pk=pk).first()
    if case is None:
        raise NotFound
    return case


def duties_on(request: HttpRequest, case: Case) -> frozenset[str]:
    """Return the duties of the person on the agency of a case, read once a request."""
    kept: dict[int, frozenset[str]] = request.__dict__.setdefault("duties_by_agency", {})
    if case.agency_id not in kept:
        kept[case.agency_id] = held_codes(person_id=person_of(request).pk, agency=case.agency)
    return kept[case.agency_id]


def is_recused(request: HttpRequest, case: Case) -> bool:
    """Return whether the person was recused from the case (行政处罚法第四十三条) and only reads it."""
    return person_of(request).pk in recused_ids(case)
