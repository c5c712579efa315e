"""Table 5 and the figures on people: posts, credentials, hours of training, reviewers, as of a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from django.db.models import Q

from cases.yearly.counting.facts import Fact
from cases.yearly.counting.rows import Span
from cases.yearly.office.models import SectionMember
from certification.lifecycle.hours import hours_wanted
from certification.standing import may_act_many
from enforcement.organisation.models import Agency, Post
from exams.administration.training import hours_of


def officers_of(agency: Agency, on: date) -> list[int]:
    """Return the persons in enforcement posts on the establishment of an agency on a day."""
    posts = Post.objects.filter(Q(to_on=None) | Q(to_on__gte=on), agency=agency, from_on__lte=on)
    posts = posts.filter(is_enforcement=True, establishment__in=Post.MAY_ENFORCE).order_by("person_id")
    return list(posts.values_list("person_id", flat=True).distinct())


def members_on(on: date) -> Q:
    """Return the test of places in legal sections that are held on a day."""
    return Q(from_on__lte=on) & (Q(to_on__isnull=True) | Q(to_on__gte=on))


def people(agencies: Iterable[Agency], span: Span) -> Iterator[Fact]:
    """Yield the figures of each agency's people as of 31 December, or the day of counting if that is earlier."""
    first, last = date(span.year, 1, 1), min(date(span.year, 12, 31), span.known_on)
    for agency in agencies:
        ids = officers_of(agency, last)
        held = may_act_many(person_ids=ids, on=last, field="", agency=agency)
        hours = hours_of(person_ids=ids, from_on=first, to_on=last)
        wanted = hours_wanted(agency, last)
        reviewers = SectionMember.objects.filter(members_on(last), agency=agency, is_reviewer=True)
        told: dict[str, int | Decimal] = {
            "officer.posts": len(ids), "officer.valid": sum(1 for one in held.values() if one.ok),
            "officer.trained": sum(1 for each in hours.values() if each >= wanted),
            "officer.hours": sum(hours.values(), Decimal(0)), "officer.reviewers": reviewers.count(),
        }  # fmt: skip
        yield from (Fact(line, agency.pk, amount=Decimal(n)) for line, n in told.items() if n)
