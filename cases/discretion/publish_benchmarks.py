"""Publish an issue of benchmarks: by another person than took it in; what it replaces ends the day before."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.discretion.models import Benchmark, BenchmarkSet
from cases.discretion.versions import close
from enforcement.actor import Actor
from enforcement.errors import NotAllowed, NotFound, OutOfOrder
from enforcement.ledger.append import append
from enforcement.organisation.duties.holding import require


class SameDrafter(NotAllowed):
    """Refuse whoever took the benchmarks in."""

    sentence = _("You took these benchmarks in: another person publishes them.")
    remedy = _("Ask the head of the agency to publish them.")


class PublishedAlready(OutOfOrder):
    """Refuse to publish twice."""

    sentence = _("These benchmarks are published already; published benchmarks never change.")


class OlderThanPublished(OutOfOrder):
    """Refuse an issue that would begin before one that is in force."""

    sentence = _("A published benchmark of the same offence begins on the same day or later.")
    remedy = _("Take the issue in again with a later day, or issue a correction of the later document.")


@transaction.atomic(durable=True)
def publish_benchmarks(*, issue_id: int, by: Actor, at: datetime) -> BenchmarkSet:
    """Publish an issue; each benchmark that it replaces ends the day before (行政处罚法第三十四条: 裁量基准应当公布).

    Raises:
        NotFound: if there is none. NotAllowed: without the duty of the head. SameDrafter, PublishedAlready: as named.
        OlderThanPublished: if one of the same offence begins no earlier.
    """
    issue = BenchmarkSet.objects.select_for_update(of=("self",)).select_related("agency").filter(pk=issue_id).first()
    if issue is None:
        raise NotFound
    require(by=by, duty="decide", agency=issue.agency)
    if by.person_id is None or by.person_id == issue.drafted_by_id:
        raise SameDrafter
    if issue.published_at is not None:
        raise PublishedAlready
    ended = _end_predecessors(issue)
    issue.published_by_id, issue.published_at = by.person_id, at
    issue.save(update_fields=["published_by", "published_at"])
    body = {"issue": issue.pk, "document": issue.document_number, "from_on": issue.from_on, "ended": ended}
    append(series=f"benchmarks:{issue.pk}", by=by, at=at, verb="benchmarks.publish", body=body)
    return issue


def _end_predecessors(issue: BenchmarkSet) -> list[int]:
    offences = list(issue.benchmarks.values_list("offence", flat=True))
    rows = Benchmark.objects.select_for_update().filter(
        Q(to_on__isnull=True) | Q(to_on__gte=issue.from_on), agency=issue.agency, offence__in=offences,
        issue__published_at__isnull=False,
    )  # fmt: skip
    found = list(rows)
    if any(row.from_on >= issue.from_on for row in found):
        raise OlderThanPublished
    for row in found:
        close(row, issue.from_on)
    return [row.pk for row in found]
