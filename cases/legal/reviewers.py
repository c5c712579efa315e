"""Who reviews: first-timers and those of before 2018, and the ratio of reviewers to officers (118号第十一项)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.models import Review, ReviewerSince
from enforcement.actor import Actor
from enforcement.errors import Invalid
from enforcement.ledger.append import append
from enforcement.organisation.duties.holding import holders, require
from enforcement.organisation.models import Agency, Person, Post
from enforcement.organisation.parameters import Parameter, value

QUALIFICATION_FROM: Final = date(2018, 1, 1)
"""Since then whoever reviews for the first time needs the qualification (2017年修正的行政处罚法施行日)."""
REVIEWERS: Final = "law.reviewer_percent"
PERCENT: Final = Parameter(
    REVIEWERS, _("Legal reviewers for each hundred officers"), "decimal", 5,
    "国办发〔2018〕118号第十一项：法制审核人员原则上不少于本单位执法人员总数的5%", "sure", unit=_("per cent"),
)  # fmt: skip


class SourceOfPost(Invalid):
    """Refuse a day that no document proves, or one that has not come."""

    sentence = _("Name the document that proves since when this person reviews, and a day that has passed.")


@dataclass(frozen=True)
class Ratio:
    """Reviewers and officers of an agency."""

    agency: Agency
    reviewers: int
    qualified: int
    officers: int
    wanted: float

    @property
    def share(self) -> float:
        """Reviewers for each officer, in per cent."""
        return 100 * self.reviewers / self.officers if self.officers else 0.0

    @property
    def enough(self) -> bool:
        """Whether there are as many for each hundred officers as the agency wants, and one at all."""
        return self.reviewers > 0 and 100 * self.reviewers >= self.wanted * self.officers


def is_first_time(person: Person) -> bool:
    """Return whether a review would be somebody's first: no earlier one here, and none before 2018."""
    if ReviewerSince.objects.filter(person=person, since_on__lt=QUALIFICATION_FROM).exists():
        return False
    return not Review.objects.filter(reviewer=person).exists()


@transaction.atomic(durable=True)
def enter_since(
    *, agency_id: int, person_id: int, by: Actor, at: datetime, since_on: date, source: str
) -> ReviewerSince:
    """Enter since when somebody reviews, with the document that proves it.

    Raises:
        enforcement.errors.NotAllowed: without the duty of head. SourceOfPost: on its field.
    """
    agency = Agency.objects.get(pk=agency_id)
    require(by=by, duty="decide", agency=agency)
    if not source.strip() or since_on > at.date():
        raise SourceOfPost(field="source")
    made, _new = ReviewerSince.objects.update_or_create(
        person_id=person_id, defaults={"since_on": since_on, "source": source}
    )
    body = {"person": person_id, "since_on": since_on, "source": source}
    append(series=f"reviewers:{agency.pk}", by=by, at=at, verb="reviewer.since", body=body)
    return made


def ratio_of(agency: Agency, on: date) -> Ratio:
    """Return how many review and how many enforce in an agency on a day."""
    found = holders(duty="review", agency=agency)
    posts = Post.objects.filter(Q(to_on=None) | Q(to_on__gte=on), agency=agency, from_on__lte=on)
    posts = posts.filter(is_enforcement=True, establishment__in=Post.MAY_ENFORCE)
    return Ratio(
        agency, found.count(), found.exclude(law_qualification="").count(),
        posts.filter(person__is_active=True).values("person").distinct().count(),
        float(value(REVIEWERS, agency=agency, on=on)),
    )  # fmt: skip
