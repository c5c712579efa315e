"""The cases that a round is drawn from."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import QuerySet

from cases.models import Case
from cases.supervision.file_review.drawing import Listed, name_of
from cases.supervision.file_review.models import Candidate, ReviewRound
from enforcement.organisation.models import Agency
from enforcement.organisation.secrecy import fingerprints


def cases_in(
    agencies: Collection[Agency], closed_from: date, closed_to: date, procedures: Collection[str]
) -> QuerySet[Case]:
    """Return the cases of some agencies that were closed in a period, of some procedures or of all."""
    rows = Case.objects.filter(agency__in=agencies, closed_on__gte=closed_from, closed_on__lte=closed_to)
    return rows.filter(run__version__flowchart__code__in=procedures) if procedures else rows


def named(round_number: str, cases: Iterable[Case]) -> list[tuple[Case, str]]:
    """Return cases with their names of this round: of one case in two rounds the public cannot tell that it is one."""
    rows = list(cases)
    keyed = fingerprints(f"file_review:{round_number}:{case.pk}" for case in rows)
    return [(case, name_of(one)) for case, one in zip(rows, keyed, strict=True)]


def listed_of(round_: ReviewRound) -> list[Listed]:
    """Return the frozen list as the draw reads it."""
    return list(Candidate.objects.filter(round=round_).values_list("agency__credit_code", "name"))
