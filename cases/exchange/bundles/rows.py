"""The rows that go out, part by part, whole or changed since a position."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import override

from cases.exchange.bundles.case_record import Seal, plain, record_of
from cases.exchange.bundles.shapes import (
    AgencyRow,
    AlarmRow,
    CaseRow,
    ClockRow,
    CredentialRow,
    PersonRow,
    Row,
    StatusRow,
)
from cases.exchange.position import changed_after
from cases.models import Case
from cases.supervision.models import Alarm
from certification.models import Credential
from enforcement import clock
from enforcement.flowcharts.models import StepRecord
from enforcement.ledger.models import Entry
from enforcement.organisation.models import Agency, Person, Post
from enforcement.organisation.secrecy import unseal

CHUNK: Final = 100


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is wanted: an agency with those below, changed after a position and a moment, or everything.

    ``seal`` says how identification numbers go out.
    """

    agency: Agency
    seal: Seal
    after: int = 0
    since: datetime | None = None

    @property
    def agencies(self) -> QuerySet[Agency]:
        """The agency and those below it."""
        return Agency.objects.filter(path__startswith=self.agency.path)

    def changed(self, rows: QuerySet[Any], kind: str) -> QuerySet[Any]:
        """Return those rows of a kind that changed."""
        return changed_after(rows, kind, self.after) if self.since is not None else rows


def agencies(wanted: Wanted) -> Iterator[Row]:
    """Yield the agencies, always all."""
    for one in wanted.agencies.select_related("parent").order_by("path"):
        parent = one.parent.credit_code if one.parent else None
        yield AgencyRow(
            credit_code=one.credit_code, name=one.name, kind=one.kind, division=one.division, parent=parent,
            is_active=one.is_active,
        )  # fmt: skip


def persons(wanted: Wanted) -> Iterator[Row]:
    """Yield those who hold a post today."""
    today = clock.today()
    posts = Post.objects.filter(agency__in=wanted.agencies, from_on__lte=today).filter(
        Q(to_on__isnull=True) | Q(to_on__gte=today)
    )
    rows = wanted.changed(Person.objects.filter(posts__in=posts).distinct(), "person")
    latest: dict[int, Post] = {p.person_id: p for p in posts.select_related("agency").order_by("from_on", "pk")}
    for one in rows.order_by("pk").iterator(CHUNK):
        post = latest[one.pk]
        yield PersonRow(
            key=f"person:{one.pk}", name=one.name, agency=post.agency.credit_code, post=post.title,
            establishment=post.establishment, has_law_qualification=bool(one.law_qualification),
            id_number=wanted.seal(unseal(one.id_sealed)),
        )  # fmt: skip


def credentials(wanted: Wanted) -> Iterator[Row]:
    """Yield the credentials with their history."""
    rows = wanted.changed(Credential.objects.filter(agency__in=wanted.agencies), "credential")
    same = ("number", "name", "kind", "category", "fields", "area", "issuer", "valid_from", "valid_to")
    for one in rows.select_related("agency").prefetch_related("statuses").order_by("pk").iterator(CHUNK):
        history = [StatusRow(**{n: getattr(s, n) for n in StatusRow.model_fields}) for s in one.statuses.all()]
        yield CredentialRow(
            key=f"credential:{one.pk}", person=f"person:{one.person_id}", agency=one.agency.credit_code,
            statuses=history, **{n: getattr(one, n) for n in same},
        )  # fmt: skip


def cases(wanted: Wanted) -> Iterator[Row]:
    """Yield the cases, each with where its chain stands."""
    rows = wanted.changed(Case.objects.filter(agency__in=wanted.agencies, party__isnull=False), "case")
    rows = rows.select_related("agency", "party", "run__version__flowchart", "decision", "publication")
    steps = StepRecord.objects.select_related("node").prefetch_related("participants").order_by("entered_at", "visit")
    rows = rows.prefetch_related(
        "assignments", "inquiries__officers", "measures", "proposals", "notices__defences", "hearings", "checks",
        "reviews", "discussions__members", "services", "payments", "run__clocks", Prefetch("run__records", steps),
    )  # fmt: skip
    for one in rows.order_by("pk").iterator(CHUNK):
        head = Entry.objects.filter(series=one.series).order_by("-seq").values_list("seq", "hash").first()
        yield CaseRow(
            key=one.series, seq=head[0] if head else 0, hash=head[1] if head else "",
            record=record_of(one, wanted.seal), clocks=[_clock(c) for c in one.run.clocks.all()] if one.run else [],
        )  # fmt: skip


def alarms(wanted: Wanted) -> Iterator[Row]:
    """Yield the alarms, in Chinese."""
    rows = Alarm.objects.filter(agency__in=wanted.agencies).select_related("agency")
    if wanted.since is not None:
        rows = rows.filter(Q(raised_at__gte=wanted.since) | Q(settled_at__gte=wanted.since))
    same = ("rule", "severity", "article", "on", "step", "raised_at", "state", "settled_at")
    with override("zh-hans"):
        for one in rows.order_by("pk").iterator(CHUNK):
            yield AlarmRow(
                key=f"alarm:{one.pk}", case=f"case:{one.case_id}" if one.case_id else None,
                agency=one.agency.credit_code, sentence=one.sentence, **{n: getattr(one, n) for n in same},
            )  # fmt: skip


SOURCES: Final[dict[str, Callable[[Wanted], Iterator[Row]]]] = {
    "agencies": agencies, "persons": persons, "credentials": credentials, "cases": cases, "alarms": alarms,
}  # fmt: skip


def _clock(one: Any) -> ClockRow:
    closed = clock.day_of(one.closed_at) if one.closed_at else None
    return ClockRow(code=one.code, opened_on=clock.day_of(one.opened_at), due_on=plain(one.due_on), closed_on=closed)
