"""What the pages of papers ask."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest

from enforcement.organisation.access import agency_of, person_of
from enforcement.organisation.models import Agency
from exams.bank.sharing import banks_readable
from exams.models import Exam, Item, Session
from exams.papers.forms.exam import Offered
from exams.queries import agencies_managed, exams_for

TOPICS = 200


def exam_or_404(request: HttpRequest, exam_id: int) -> Exam:
    """Return an exam that the person administers.

    Raises:
        Http404: for any other.
    """
    found = exams_for(person_of(request).pk).filter(pk=exam_id).first()
    if found is None:
        raise Http404
    return found


def with_sessions(exams: QuerySet[Exam]) -> QuerySet[Exam]:
    """Return exams with ``held``, how many sessions they have that were not cancelled."""
    return exams.annotate(held=Count("sessions", filter=~Q(sessions__state=Session.State.CANCELLED)))


def home_agency(request: HttpRequest) -> Agency:
    """Return the agency whose settings a new exam begins with: the person's own if they administer its exams.

    Raises:
        Http404: for somebody who administers none any more.
    """
    managed, own = agencies_managed(person_of(request).pk), agency_of(request)
    found = managed.filter(pk=own.pk).first() if own else None
    found = found or managed.order_by("path").first()
    if found is None:
        raise Http404
    return found


def offered_to(request: HttpRequest, bank_id: str | int | None) -> Offered:
    """Return what the form of an exam offers to a person, with the laws and topics of one bank (or of the first)."""
    person = person_of(request)
    agencies = [(a.pk, a.title) for a in agencies_managed(person.pk)]
    banks = [(b.pk, str(b)) for b in banks_readable(person.pk)]
    wanted = str(bank_id or "")
    bank = next((pk for pk, _name in banks if str(pk) == wanted), banks[0][0] if banks else 0)
    items = Item.objects.filter(bank_id=bank, retired_on=None, current__isnull=False).order_by()
    laws = items.values_list("current__law_ref__short", flat=True).distinct()
    topics = items.exclude(current__topic="").values_list("current__topic", flat=True).distinct()
    return Offered(agencies, banks, sorted(laws), sorted(topics[:TOPICS]))
