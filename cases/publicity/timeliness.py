"""For supervisors: were decisions published, and withdrawn, in time on each channel (118号第六项, 处罚法第四十八条)."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django.db.models import Count, F, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.models import Decision, Posting
from cases.publicity.lists.models import PublicList
from cases.serving.channels import channels_of
from cases.supervision.access import supervised, supervises
from enforcement import clock
from enforcement.access import allow
from enforcement.organisation.models import Agency

SHOWN: Final = 100


@require_safe
@allow(supervises)
def timeliness(request: HttpRequest) -> HttpResponse:
    """Show per agency how many were in time, and each that is late or waits past its day."""
    agencies, today = supervised(request), clock.today()
    late = late_postings(agencies).select_related("publication__case__agency", "publication__case__decision")
    return render(request, "publicity/timeliness.html", {
        "rows": counted(agencies), "late": late.order_by("-publication__published_on", "pk")[:SHOWN],
        "waiting": waiting(agencies, today), "without": without_powers(agencies, today),
    })  # fmt: skip


def late_postings(agencies: list[Agency]) -> Any:
    """Return the publications that came later than a channel asks."""
    rows = Posting.objects.filter(publication__case__agency__in=[a.pk for a in agencies])
    return rows.filter(publication__published_on__gt=F("due_on"))


def counted(agencies: list[Agency]) -> list[dict[str, Any]]:
    """Return per agency how many publications there were and how many were late, channel by channel."""
    rows = Posting.objects.filter(publication__case__agency__in=[a.pk for a in agencies])
    found = rows.order_by("publication__case__agency__path", "title").values(
        "publication__case__agency__name", "publication__case__agency_id", "title"
    ).annotate(all=Count("pk"), late=Count("pk", filter=Q(publication__published_on__gt=F("due_on"))))  # fmt: skip
    named = {agency.pk: agency.title for agency in agencies}
    return [{**row, "agency": named[row["publication__case__agency_id"]]} for row in found]


def waiting(agencies: list[Agency], today: date) -> list[tuple[Decision, date]]:
    """Return the decisions that are to be published and are not, past the first day that a channel sets."""
    rows = Decision.objects.filter(
        case__agency__in=[a.pk for a in agencies], publish=True, kind="penalise", case__publication__isnull=True
    ).select_related("case__agency")  # fmt: skip
    found = []
    for decision in rows.order_by("decided_on", "pk")[:SHOWN]:
        due = min((c.due_on for c in channels_of(decision.case, decision) if c.shown), default=None)
        if due is not None and due < today:
            found.append((decision, due))
    return found


def without_powers(agencies: list[Agency], today: date) -> list[Agency]:
    """Return the agencies with a field of enforcement whose list of powers is not public."""
    held = PublicList.objects.filter(kind="powers", published_at__isnull=False, from_on__lte=today)
    listed = set(held.filter(Q(to_on=None) | Q(to_on__gte=today)).values_list("agency_id", flat=True))
    return [agency for agency in agencies if agency.fields and agency.is_active and agency.pk not in listed]
