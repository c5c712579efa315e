"""Whose drafts a person may see."""

from __future__ import annotations

from django.db.models import QuerySet

from enforcement.errors import NotFound
from enforcement.flowcharts.models import FlowchartVersion
from enforcement.organisation.access import duty
from enforcement.organisation.duties.holding import agencies_where

STAFF = frozenset({"chart", "approve_chart"})
may_draft = duty("chart")
may_approve = duty("approve_chart")
may_work = duty("chart", "approve_chart")


def drafts_of(person_id: int) -> QuerySet[FlowchartVersion]:
    """Return the versions of the agencies whose charts a person drafts or approves."""
    agencies = agencies_where(person_id=person_id, duties=STAFF)
    return FlowchartVersion.objects.filter(flowchart__agency__in=agencies).select_related("flowchart__agency")


def draft_of(person_id: int, version_id: int) -> FlowchartVersion:
    """Return one of them.

    Raises:
        NotFound: for a version of another agency, exactly as for one that does not exist.
    """
    found = drafts_of(person_id).select_related("drafted_by", "published_by").filter(pk=version_id).first()
    if found is None:
        raise NotFound
    return found
