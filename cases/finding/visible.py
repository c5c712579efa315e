"""Which cases a person may see, as plain lists: what lets the database walk an index instead of testing every row."""

from __future__ import annotations

from typing import Final

from django.db.models import Q

from cases.models import Assignment
from cases.queries import CASE_DUTIES
from enforcement.flowcharts.models import Participant
from enforcement.organisation.duties.holding import agencies_where

MOST: Final = 5000


def seen_by(person_id: int, prefix: str = "") -> Q:
    """Return the test of the cases that a person may see; ``prefix`` leads to the case (``case__``). Three queries.

    The same as ``CaseQuerySet.visible_to``: agencies on which the person holds a duty of cases, and cases in which the
    person takes part.
    """
    agencies = list(agencies_where(person_id=person_id, duties=CASE_DUTIES).values_list("pk", flat=True))
    runs = Participant.objects.filter(person_id=person_id, record__run__series__startswith="case:")
    elsewhere = runs.exclude(record__agency_id__in=agencies).values_list("record__run__case", flat=True)
    assigned = Assignment.objects.filter(person_id=person_id).exclude(case__agency_id__in=agencies)
    own = {*assigned.values_list("case_id", flat=True)[:MOST], *elsewhere.distinct()[:MOST]} - {None}
    test = Q(**{f"{prefix}agency_id__in": agencies})
    return test | Q(**{f"{prefix}pk__in": sorted(own)}) if own else test
