"""Results of the survey, by agency and quarter: only quarters that are over and that enough people answered.

A total adds up the quarters that are shown, and none else: so no answer, and no small quarter, can be worked out from
the difference of two pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Avg, Count, Q
from django.db.models.functions import TruncQuarter

from cases.publicity.parameters import LEAST_ANSWERS
from cases.publicity.survey.models import MARKS, SurveyAnswer
from enforcement.organisation.models import Agency
from enforcement.organisation.parameters import value


@dataclass(frozen=True, slots=True)
class Quarter:
    """The answers of a quarter: how many, how many with a code, and the means of the marks."""

    begins: date
    answers: int
    coded: int
    means: dict[str, float]

    @property
    def title(self) -> str:
        """The quarter as people write it."""
        return f"{self.begins.year} Q{(self.begins.month + 2) // 3}"


@dataclass(frozen=True, slots=True)
class Result:
    """What is shown of one agency, the latest quarter first."""

    agency: Agency
    quarters: list[Quarter]

    @property
    def answers(self) -> int:
        """How many answers the shown quarters have."""
        return sum(quarter.answers for quarter in self.quarters)

    @property
    def means(self) -> dict[str, float]:
        """The means over all answers that are shown."""
        return {
            mark: sum(q.means[mark] * q.answers for q in self.quarters) / self.answers for mark in MARKS
        } if self.answers else {}  # fmt: skip


def results(today: date) -> list[Result]:
    """Return the agencies that have something to show, in the order of the tree. Two queries and the settings."""
    this_quarter = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    rows = SurveyAnswer.objects.filter(month_on__lt=this_quarter).annotate(begins=TruncQuarter("month_on"))
    counted: Any = rows.order_by("-begins").values("agency_id", "begins").annotate(
        answers=Count("pk"), coded=Count("pk", filter=~Q(via=SurveyAnswer.Via.OPEN)),
        **{f"mean_{mark}": Avg(mark) for mark in MARKS},
    )  # fmt: skip
    by_agency: dict[int, list[dict[str, Any]]] = {}
    for row in counted:
        by_agency.setdefault(row["agency_id"], []).append(row)
    found = []
    for agency in Agency.objects.filter(pk__in=by_agency).order_by("path"):
        least = int(value(LEAST_ANSWERS, agency=agency, on=today))
        shown = [_quarter(row) for row in by_agency[agency.pk] if row["answers"] >= least]
        if shown:
            found.append(Result(agency, shown))
    return found


def _quarter(row: dict[str, Any]) -> Quarter:
    means = {mark: float(row[f"mean_{mark}"]) for mark in MARKS}
    return Quarter(row["begins"], row["answers"], row["coded"], means)
