"""What the public reads: the agencies, what each opens, one list in one version, and one row of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.publicity.lists.kinds import KINDS
from cases.publicity.lists.models import PublicEntry, PublicList
from cases.publicity.lists.reading import HOLDS, in_force
from cases.publicity.lists.sheet import workbook
from cases.publicity.lists.showing import elsewhere, facts_of, kind_of, state_of
from certification import fields
from enforcement import clock
from enforcement.access import allow, public
from enforcement.errors import NotFound
from enforcement.organisation.models import Agency

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@allow(public)
def bodies(request: HttpRequest) -> HttpResponse:
    """Show the agencies that enforce here, each with how many powers it lists."""
    counts = in_force(clock.today()).filter(kind="powers").annotate(rows=Count("entries"))
    powers = dict(counts.values_list("agency_id", "rows"))
    rows = Agency.objects.filter(is_active=True).exclude(kind=Agency.Kind.GOVERNMENT).order_by("path")
    shown = [{"agency": one, "fields": fields.titles(one.fields), "powers": powers.get(one.pk, 0)} for one in rows]
    return render(request, "publicity/bodies.html", {"rows": [s for s in shown if s["fields"] or s["powers"]]})


@require_safe
@allow(public)
def body(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what one agency opens: its duties, its lists, and where its procedures, officers and decisions are."""
    agency = _agency(pk)
    found = {one.kind: one for one in in_force(clock.today()).filter(agency=agency).annotate(rows=Count("entries"))}
    lists = [(kind, found.get(code)) for code, kind in KINDS.items()]
    subject = found.get("subjects")
    entry = subject.entries.first() if subject else None
    return render(request, "publicity/body.html", {
        "agency": agency, "lists": lists, "fields": fields.titles(agency.fields), "links": elsewhere(agency),
        "facts": facts_of(entry) if entry else [],
    })  # fmt: skip


@require_safe
@allow(public)
def public_list(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Show a list of an agency: the version in force, or the one that ``?version=`` asks for; old ones stay."""
    agency, shown = _agency(pk), kind_of(kind)
    versions = list(PublicList.objects.filter(HOLDS, agency=agency, kind=kind).select_related("published_by"))
    issue = _asked(request, versions)
    context: dict[str, Any] = {"agency": agency, "kind": shown, "versions": versions, "issue": issue}
    if issue is not None:
        today = clock.today()
        columns = shown.fields[2:4]
        rows = [
            (entry, state_of(entry, today), [(column.label, entry.facts.get(column.code)) for column in columns])
            for entry in issue.entries.all()
        ]
        context |= {"rows": rows, "columns": columns, "current": _holds(issue, today)}
    return render(request, "publicity/list.html", context)


@require_safe
@allow(public)
def public_workbook(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Give a list as a workbook."""
    shown = kind_of(kind)
    issue = _asked(request, list(PublicList.objects.filter(HOLDS, agency=_agency(pk), kind=kind)))
    if issue is None:
        raise NotFound
    rows = list(issue.entries.values_list("facts", flat=True))
    response = HttpResponse(workbook(shown, rows, sample=False), content_type=WORKBOOK)
    response["Content-Disposition"] = f"attachment; filename={kind}-{pk}-v{issue.number}.xlsx"
    return response


@require_safe
@allow(public)
def public_entry(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one row of a list, with the flowchart by which it is done."""
    rows = PublicEntry.objects.filter(issue__published_at__isnull=False).select_related("issue__agency")
    entry = rows.filter(pk=pk).first()
    if entry is None:
        raise NotFound
    issue, today = entry.issue, clock.today()
    newer = in_force(today).filter(agency=issue.agency, kind=issue.kind).exclude(pk=issue.pk).first()
    now = newer.entries.filter(code=entry.code).first() if newer else None
    context = {"entry": entry, "issue": issue, "kind": issue.of, "facts": facts_of(entry), "newer": newer, "now": now}
    return render(request, "publicity/entry.html", {**context, "state": state_of(entry, today)})


def _agency(pk: int) -> Agency:
    found = Agency.objects.filter(pk=pk, is_active=True).first()
    if found is None:
        raise NotFound
    return found


def _asked(request: HttpRequest, versions: list[PublicList]) -> PublicList | None:
    asked, today = request.GET.get("version", ""), clock.today()
    if asked:
        found = next((one for one in versions if str(one.number) == asked), None)
        if found is None:
            raise NotFound
        return found
    return next((one for one in versions if _holds(one, today)), None)


def _holds(issue: PublicList, today: date) -> bool:
    return issue.from_on <= today and (issue.to_on is None or issue.to_on >= today)
