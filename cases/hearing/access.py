"""Who opens the page on which a hearing is conducted: those who sit in it, whatever their other duties."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpRequest

from cases.models import Hearing
from enforcement.errors import NotFound
from enforcement.organisation.access import person_of


def hearing_for(request: HttpRequest, case_id: int) -> Hearing:
    """Return the last hearing of a case in which the person sits as chair, recorder or hearing officer.

    Raises:
        NotFound: for anybody else, and where there is no hearing.
    """
    me = person_of(request).pk
    sits = Q(chair_id=me) | Q(recorder_id=me) | Q(seats__person_id=me, seats__to_on=None)
    found = Hearing.objects.filter(sits, case_id=case_id).select_related("case__party", "case__agency").distinct()
    hearing = found.order_by("pk").last()
    if hearing is None:
        raise NotFound
    return hearing


def keeps(request: HttpRequest, hearing: Hearing) -> bool:
    """Return whether the person keeps the record: chair or recorder."""
    return person_of(request).pk in {hearing.chair_id, hearing.recorder_id}
