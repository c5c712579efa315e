"""Who may be chosen as a scorer: reviewers and supervisors of the county."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from cases.supervision.access import DUTY
from cases.supervision.file_review.models import ReviewRound
from enforcement import clock
from enforcement.organisation.duties.codes import DUTIES
from enforcement.organisation.models import Agency, AgencyPersonDuty, Person, Post

SCORING = ("review", DUTY)


def pool(body: Agency) -> QuerySet[Person]:
    """Return the persons who review or supervise at the body, below it, or above it."""
    rows = AgencyPersonDuty.objects.filter(
        Q(content_object__path__startswith=body.path) | Q(content_object_id__in=body.line),
        permission__codename__in=[DUTIES[code].permission for code in SCORING],
    )
    return Person.objects.filter(pk__in=rows.values("user_id"), is_active=True).order_by("name", "pk")


def named(round_: ReviewRound) -> list[tuple[int, str]]:
    """Return the persons to choose from by name and agency; of a reviewed agency it is said what they may not score."""
    people = list(pool(round_.agency))
    today, reviewed = clock.today(), set(round_.agencies.values_list("pk", flat=True))
    posts = Post.objects.filter(person__in=people, from_on__lte=today).exclude(to_on__lt=today).select_related("agency")
    agencies = {post.person_id: post.agency for post in posts.order_by("from_on")}
    return [(person.pk, _label(person, agencies.get(person.pk), reviewed)) for person in people]


def _label(person: Person, agency: Agency | None, reviewed: set[int]) -> str:
    if agency is None:
        return person.name
    words = f"{person.name} · {agency.title}"
    own = bool(reviewed & set(agency.line))
    return _("%(words)s (not for files of this agency)") % {"words": words} if own else words
